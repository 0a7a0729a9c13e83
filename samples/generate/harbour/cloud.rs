//! Exports of the cloud trackers that are CSV at heart: Asana, Notion (zip in zip) and Aha!.

use super::super::days::{date, month};
use super::super::table::{Columns, NOTION, UNIX, csv};
use super::super::workbook::zip;
use super::jira::account;
use super::people::mail;
use super::story::{Item, Kind, Plan, State, Story};
use jiff::civil::Date;
use std::fmt::Write as _;

const ASANA: &str = "Task ID|Created At|Completed At|Last Modified|Name|Section/Column|Assignee|Assignee Email|Start Date|Due Date|Tags|Notes|Projects|Parent task|Blocked By (Dependencies)|Blocking (Dependencies)|Priority|Task Progress|Type|Depends on|Other contact...";

/// Phases of operator readiness that are tasks with subtasks; the others are sections.
pub const ASANA_PARENTS: [&str; 2] = ["Crane operators", "Terminal system users"];

/// `Operator_readiness.csv`.
pub fn asana(story: &Story) -> Vec<u8> {
    let plan = story.plan("OPS");
    let mut table = Columns::new(ASANA);
    for (n, item) in plan.items.iter().enumerate() {
        let parent = item.phase.map(|p| plan.items[p].name.as_str()).unwrap_or_default();
        let under = ASANA_PARENTS.contains(&parent);
        if item.kind == Kind::Phase && !ASANA_PARENTS.contains(&item.name.as_str()) {
            continue;
        }
        let blocking: Vec<&str> =
            plan.items.iter().filter(|o| o.links.iter().any(|l| l.from == n)).map(|o| o.name.as_str()).collect();
        let blocked: Vec<&str> = item.links.iter().map(|l| plan.items[l.from].name.as_str()).collect();
        let mut row = vec![
            ("Task ID", (1_209_481_530_270_000_u64 + 13 * n as u64).to_string()),
            ("Created At", "2026-03-16".to_owned()),
            ("Last Modified", date(2026, 10, (n % 28 + 1) as i8).to_string()),
            ("Name", item.name.clone()),
            ("Start Date", if item.kind == Kind::Task { item.start.to_string() } else { String::new() }),
            ("Due Date", item.finish.to_string()),
            ("Blocked By (Dependencies)", blocked.join(", ")),
            ("Blocking (Dependencies)", blocking.join(", ")),
            ("Priority", ["Medium", "High", "Low"][n % 3].to_owned()),
            ("Type", if item.kind == Kind::Milestone { "Milestone" } else { "" }.to_owned()),
            ("Depends on", story.outside_keys(item).join(", ")),
        ];
        if item.state == State::Done {
            row.push(("Completed At", item.finish.to_string()));
        }
        if under {
            row.push(("Parent task", parent.to_owned()));
        } else {
            row.push(("Section/Column", if item.kind == Kind::Phase { item.name.clone() } else { parent.to_owned() }));
            row.push(("Projects", "Operator readiness".to_owned()));
        }
        if n % 8 == 3 {
            row.push(("Tags", "works council, roster".to_owned()));
            row.push(("Notes", "Agreed in the readiness meeting.\nMinutes on the share; mind the \"night\" shifts.".to_owned()));
        }
        if let Some(who) = &item.who {
            let address = mail(who, "OPS");
            row.push(("Assignee", if item.name == "Uniforms and radios" { address.to_owned() } else { who.clone() }));
            row.push(("Assignee Email", address.to_owned()));
        }
        table.push(&row);
    }
    csv(&table.rows, UNIX)
}

fn hash(text: &str) -> String {
    account(text).chars().filter(char::is_ascii_hexdigit).skip(6).chain("0123456789abcdef".chars().cycle()).take(32).collect()
}

fn page(item: &Item) -> String {
    format!("Shore%20power/{}%20{}.md", item.name.replace(',', "").replace(' ', "%20"), hash(&item.key))
}

fn relation(item: &Item) -> String {
    format!("{} ({})", item.name, page(item))
}

fn english(day: Date) -> String {
    format!("{} {}, {}", month(day.month()), day.day(), day.year())
}

fn notion_rows(story: &Story, columns: &str) -> Columns {
    let plan = story.plan("SP");
    let mut table = Columns::new(columns);
    let wanted: Vec<String> = table.header.clone();
    for (n, item) in plan.items.iter().enumerate() {
        let join = |items: Vec<&Item>| items.into_iter().map(relation).collect::<Vec<_>>().join(", ");
        let dates = match item.kind {
            Kind::Milestone => english(item.finish),
            _ => format!("{} → {}", english(item.start), english(item.finish)),
        };
        let status = match item.state {
            State::Done => "Done 🎉",
            State::Doing => "In progress",
            State::Cancelled => "Cancelled",
            State::ToDo => "Not started",
        };
        let row = vec![
            ("Task name", item.name.clone()),
            ("ID", item.key.clone()),
            ("Status", status.to_owned()),
            ("Assignee", item.who.clone().unwrap_or_default()),
            ("Dates", dates),
            (
                "Type",
                match item.kind {
                    Kind::Phase => "Phase",
                    Kind::Milestone => "Milestone",
                    Kind::Task => "Task",
                }
                .to_owned(),
            ),
            ("Parent-task", item.phase.map(|p| relation(&plan.items[p])).unwrap_or_default()),
            ("Sub-tasks", join(plan.children(n).map(|(_, c)| c).collect())),
            ("Blocked By", join(item.links.iter().map(|l| &plan.items[l.from]).collect())),
            ("Is Blocking", join(plan.items.iter().filter(|o| o.links.iter().any(|l| l.from == n)).collect())),
            ("Depends on", story.outside_keys(item).join(", ")),
            ("Estimated hours", item.hours.map(|h| h.to_string()).unwrap_or_default()),
            ("Baseline finish", item.baseline.map(english).unwrap_or_default()),
            ("Completion", if item.kind == Kind::Phase { String::new() } else { format!("{}", f64::from(item.percent) / 100.0) }),
            ("Archived", "No".to_owned()),
        ];
        let row: Vec<(&str, String)> = row.into_iter().filter(|(name, _)| wanted.iter().any(|w| w == name)).collect();
        table.push(&row);
    }
    table
}

/// The outer zip, with the inner one that holds the pages.
pub fn notion(story: &Story) -> Vec<u8> {
    let root = hash("Shore power database");
    let view = hash("Shore power, open work");
    let all = "Task name|ID|Status|Assignee|Dates|Type|Parent-task|Sub-tasks|Blocked By|Is Blocking|Depends on|Estimated hours|Baseline finish|Completion|Archived";
    let visible = "Task name|ID|Status|Assignee|Dates|Type|Estimated hours|Completion";
    let linked = "Assignee|Dates|ID|Status|Task name";
    let mut files = vec![
        (format!("Shore power {root}.csv"), csv(&notion_rows(story, visible).rows, NOTION)),
        (format!("Shore power {root}_all.csv"), csv(&notion_rows(story, all).rows, NOTION)),
        (format!("Shore power/Weekly {}/Tasks {view}.csv", hash("Weekly")), csv(&notion_rows(story, linked).rows, NOTION)),
        (format!("Shore power/New task {}.md", hash("template")), b"# New task\n\nStatus: Not started\n\nWhy:\n".to_vec()),
    ];
    let plan: &Plan = story.plan("SP");
    for item in plan.items.iter().filter(|i| !i.waits.is_empty() || i.label.is_some()) {
        let mut text = format!("# {}\n\nID: {}\n", item.name, item.key);
        let _ = writeln!(text, "Dates: {}\n", english(item.finish));
        let name = page(item).replace("%20", " ");
        files.push((name, text.into_bytes()));
    }
    let inner = zip(&files);
    zip(&[
        ("Export-7d1f0c52-Part-1.zip".to_owned(), inner),
        ("__MACOSX/._Export-7d1f0c52-Part-1.zip".to_owned(), vec![0, 5, 22, 7]),
    ])
}

const AHA: &str = "Feature reference #|Feature name|Feature type|Feature status|Feature assigned to|Feature description|Feature start date|Feature end date|Feature tags|Epic name|Epic reference #|Initiative name|Release name|Epic name|Workspace name|Effort T-Shirt Size|Feature progress|Blocked by|Depends on";

/// `aha_list_features_261102081502.csv`.
pub fn aha(story: &Story) -> Vec<u8> {
    let plan = story.plan("GATE");
    let mut table = Columns::new(AHA);
    for (n, item) in plan.items.iter().enumerate().filter(|(_, i)| i.kind != Kind::Phase) {
        let phase = item.phase.expect("a task stands in a phase");
        let epics = (0..phase).filter(|p| plan.items[*p].kind == Kind::Phase).count() + 1;
        let status = match item.state {
            State::Done => "Shipped",
            State::Doing => "In development",
            State::Cancelled => "Will not implement",
            State::ToDo => "Not started",
        };
        let release = if item.start < date(2026, 8, 1) {
            "Gate R1"
        } else if item.start < date(2027, 1, 1) {
            "Gate R2"
        } else {
            "Gate R3"
        };
        table.push(&[
            ("Feature reference #", item.key.clone()),
            ("Feature name", item.name.clone()),
            ("Feature type", ["New", "Improvement", "Research"][n % 3].to_owned()),
            ("Feature status", status.to_owned()),
            ("Feature assigned to", item.who.clone().unwrap_or_default()),
            (
                "Feature description",
                if n % 6 == 0 { "<p>See the gate concept, chapter 3.</p>".to_owned() } else { String::new() },
            ),
            ("Feature start date", item.start.to_string()),
            ("Feature end date", item.finish.to_string()),
            ("Epic name", plan.items[phase].name.clone()),
            ("Epic reference #", format!("GATE-E-{epics}")),
            ("Initiative name", "Truck turn time under 30 minutes".to_owned()),
            ("Release name", release.to_owned()),
            ("Epic name", plan.items[phase].name.clone()),
            ("Workspace name", "Gate automation".to_owned()),
            ("Effort T-Shirt Size", ["S", "M", "L"][n % 3].to_owned()),
            ("Feature progress", format!("{}%", item.percent)),
            ("Blocked by", item.links.iter().map(|l| plan.items[l.from].key.clone()).collect::<Vec<_>>().join(", ")),
            ("Depends on", story.outside_keys(item).join(", ")),
        ]);
    }
    csv(&table.rows, UNIX)
}
