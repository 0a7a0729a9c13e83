//! The terminal operating system as Jira Cloud exports it in English, and the customs interface in German, without any date.

use super::super::days::{date, iso};
use super::super::table::{Columns, UNIX, csv};
use super::people::mail;
use super::story::{AS_OF, Item, Kind, State, Story};
use jiff::civil::Date;

/// `712020:` and a made-up account id that hangs on the name alone.
pub fn account(name: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in name.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let (a, b) = (hash, hash.rotate_left(29).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    format!(
        "712020:{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xffff,
        a & 0xfff,
        (b >> 48) & 0xfff,
        b & 0xffff_ffff_ffff
    )
}

/// `24/Feb/26 12:00 AM`, with the month words given.
pub fn stamp(day: Date, time: &str, months: &[&str; 12]) -> String {
    let month = months[usize::from(day.month().unsigned_abs()) - 1];
    format!("{:02}/{month}/{:02} {time}", day.day(), day.year() % 100)
}

/// Months in English.
pub const ENGLISH: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Months in German.
pub const GERMAN: [&str; 12] = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];

const HEADER: &str = "Summary|Issue key|Issue id|Issue Type|Status|Project key|Project name|Project type|Project lead|Project lead id|Project description|Priority|Resolution|Assignee|Assignee Id|Reporter|Reporter Id|Creator|Creator Id|Created|Updated|Last Viewed|Resolved|Fix versions|Fix versions|Components|Due date|Votes|Labels|Labels|Description|Environment|Watchers|Watchers|Watchers Id|Watchers Id|Log Work|Original estimate|Remaining Estimate|Time Spent|Work Ratio|Σ Original Estimate|Σ Remaining Estimate|Σ Time Spent|Security Level|Inward issue link (Blocks)|Outward issue link (Blocks)|Outward issue link (Relates)|Attachment|Custom field (Baseline end date)|Custom field (Depends on)|Custom field (Flagged)|Custom field (Rank)|Sprint|Sprint|Sprint|Custom field (Start date)|Custom field (Story point estimate)|Custom field (Story Points)|Custom field (development)|Parent|Parent key|Parent summary|Status Category|Status Category Changed|Comment|Comment";

/// What is said under issues; some hold a semicolon, which also separates the parts of a comment.
const REMARKS: [&str; 11] = [
    "Seen in stand-up; fine.",
    "Test data of the old system is in the share.",
    "Waiting for the vendor's answer on field lengths.",
    "Paired on it this sprint, half of the cases pass.",
    "Demo went well, operations want a second colour.",
    "Two review remarks left, both small.",
    "Moved behind the stowage work, agreed in planning.",
    "Interface list checked with operations.",
    "Error texts need a second pair of eyes.",
    "Runs on the test system; release note drafted.",
    "Asked customs for a sample file.",
];

fn status(item: &Item) -> (&'static str, &'static str) {
    match item.state {
        State::ToDo if item.percent == 0 && item.start > date(2026, 11, 30) => ("Backlog", "To Do"),
        State::ToDo => ("Selected for Development", "To Do"),
        State::Doing => ("In Progress", "In Progress"),
        State::Done => ("Done", "Done"),
        State::Cancelled => ("Cancelled", "Done"),
    }
}

fn kind(item: &Item, at: usize) -> &'static str {
    match (item.kind, at) {
        (Kind::Phase, _) => "Epic",
        (Kind::Milestone, _) => "Milestone",
        (Kind::Task, n) if n % 5 == 3 => "Task",
        (Kind::Task, _) => "Story",
    }
}

fn sprints(item: &Item) -> Vec<String> {
    if item.kind != Kind::Task || item.start > date(2026, 11, 27) {
        return Vec::new();
    }
    let first = |d: Date| (d - date(2026, 3, 2)).get_days() / 14 + 1;
    (first(item.start)..=first(item.finish)).take(3).map(|n| format!("TOS Sprint {n}")).collect()
}

/// The English export.
pub fn english(story: &Story) -> Vec<u8> {
    let plan = story.plan("TOS");
    let most = |counts: &mut dyn Iterator<Item = usize>| counts.max().unwrap_or(1);
    let given = |n: usize| plan.items.iter().filter(|o| o.links.iter().any(|l| l.from == n)).count();
    let inward = most(&mut plan.items.iter().map(|i| i.links.len() + i.waits.len()));
    let outward = most(&mut (0..plan.items.len()).map(given));
    let header = HEADER
        .replace("|Inward issue link (Blocks)", &"|Inward issue link (Blocks)".repeat(inward))
        .replace("|Outward issue link (Blocks)", &"|Outward issue link (Blocks)".repeat(outward));
    let mut table = Columns::new(&header);
    let id = |n: usize| (41_200 + n * 3).to_string();
    for (n, item) in plan.items.iter().enumerate() {
        let (word, category) = status(item);
        let mut row = common(item, n, word, category);
        row.push(("Issue id", id(n)));
        row.push((
            "Issue Type",
            if plan_phase_name(plan, item) == "Defects" && item.kind == Kind::Task { "Bug" } else { kind(item, n) }.to_owned(),
        ));
        if item.kind != Kind::Phase {
            row.push(("Due date", stamp(item.finish, "12:00 AM", &ENGLISH)));
            if item.kind == Kind::Task && plan_phase_name(plan, item) != "Defects" {
                row.push(("Custom field (Start date)", stamp(item.start, "12:00 AM", &ENGLISH)));
            }
        }
        if let Some(baseline) = item.baseline {
            row.push(("Custom field (Baseline end date)", stamp(baseline, "12:00 AM", &ENGLISH)));
        }
        if let Some(phase) = item.phase {
            row.push(("Parent", id(phase)));
            row.push(("Parent key", plan.items[phase].key.clone()));
            row.push(("Parent summary", plan.items[phase].name.clone()));
        }
        for link in &item.links {
            row.push(("Inward issue link (Blocks)", plan.items[link.from].key.clone()));
        }
        for (m, other) in plan.items.iter().enumerate() {
            if m != n && other.links.iter().any(|l| l.from == n) {
                row.push(("Outward issue link (Blocks)", other.key.clone()));
            }
        }
        let (jira, outside): (Vec<String>, Vec<String>) =
            story.outside_keys(item).into_iter().partition(|k| k.starts_with("ZOL"));
        row.extend(jira.into_iter().map(|k| ("Inward issue link (Blocks)", k)));
        if !outside.is_empty() {
            row.push(("Custom field (Depends on)", outside.join(", ")));
        }
        row.extend(sprints(item).into_iter().map(|s| ("Sprint", s)));
        estimates(item, n, &mut row);
        if n % 6 == 1 {
            row.push(("Outward issue link (Relates)", plan.items[(n + 7) % plan.items.len()].key.clone()));
        }
        versions(plan_phase_name(plan, item), item, &mut row);
        table.push(&row);
    }
    csv(&table.rows, UNIX)
}

fn plan_phase_name<'a>(plan: &'a super::story::Plan, item: &Item) -> &'a str {
    item.phase.map_or("", |p| &plan.items[p].name)
}

fn common(item: &Item, n: usize, word: &str, category: &str) -> Vec<(&'static str, String)> {
    let created = date(2026, 1, 12);
    let priority = ["Medium", "Medium", "High", "Low", "Medium"][n % 5];
    let mut row = vec![
        ("Summary", item.name.clone()),
        ("Issue key", item.key.clone()),
        ("Status", word.to_owned()),
        ("Project key", "TOS".to_owned()),
        ("Project name", "Terminal operating system".to_owned()),
        ("Project type", "software".to_owned()),
        ("Project lead", "Priya Raghunathan".to_owned()),
        ("Project lead id", account("Priya Raghunathan")),
        ("Priority", priority.to_owned()),
        ("Reporter", "Priya Raghunathan".to_owned()),
        ("Reporter Id", account("Priya Raghunathan")),
        ("Creator", "Sofie Mertens".to_owned()),
        ("Creator Id", account("Sofie Mertens")),
        ("Created", stamp(created.saturating_add(jiff::Span::new().days((n / 4) as i64)), "9:14 AM", &ENGLISH)),
        ("Updated", stamp(iso(AS_OF).saturating_sub(jiff::Span::new().days((n * 5 % 33) as i64 + 1)), "4:51 PM", &ENGLISH)),
        ("Votes", "0".to_owned()),
        ("Custom field (Rank)", format!("0|i{n:04x}:")),
        ("Custom field (development)", "{}".to_owned()),
        ("Status Category", category.to_owned()),
    ];
    if let Some(who) = &item.who {
        row.push(("Assignee", who.clone()));
        row.push(("Assignee Id", account(who)));
        row.push(("Watchers", who.clone()));
        row.push(("Watchers Id", account(who)));
    }
    if category == "Done" {
        row.push(("Status Category Changed", stamp(item.finish, "3:40 PM", &ENGLISH)));
        if n.is_multiple_of(3) || item.state == State::Cancelled {
            row.push(("Resolution", if item.state == State::Cancelled { "Won't Do" } else { "Done" }.to_owned()));
            row.push(("Resolved", stamp(item.finish, "3:40 PM", &ENGLISH)));
        }
    } else {
        row.push(("Status Category Changed", stamp(item.start.min(date(2026, 10, 30)), "10:05 AM", &ENGLISH)));
    }
    row.push((
        "Description",
        if item.name == "Rail waybill import" {
            "Field list comes with RL-6; not agreed yet.".to_owned()
        } else if n % 7 == 2 {
            format!("h2. Goal\nAs a planner I want \"{}\" done.\n\n||Step||Who||\n|review|planning|", item.name.to_lowercase())
        } else {
            String::new()
        },
    ));
    if n % 9 == 4 {
        row.push((
            "Comment",
            format!(
                "{};{};{}",
                stamp(date(2026, 10, 12 + i8::try_from(n / 9).unwrap_or(0)), "8:45 AM", &ENGLISH),
                account("Priya Raghunathan"),
                REMARKS[n / 9 % REMARKS.len()]
            ),
        ));
        row.push(("Labels", "yard".to_owned()));
        row.push(("Labels", "berth-4 ".to_owned()));
    }
    row
}

fn estimates(item: &Item, n: usize, row: &mut Vec<(&'static str, String)>) {
    let hours = item.hours.or_else(|| (item.kind == Kind::Task && n.is_multiple_of(2)).then_some(item.days * 6));
    let Some(hours) = hours else { return };
    let seconds = hours * 3600;
    let spent = seconds * item.percent / 100;
    for (plain, sum, value) in [
        ("Original estimate", "Σ Original Estimate", seconds),
        ("Remaining Estimate", "Σ Remaining Estimate", seconds - spent),
        ("Time Spent", "Σ Time Spent", spent),
    ] {
        if value > 0 || plain == "Remaining Estimate" {
            row.push((plain, value.to_string()));
            row.push((sum, value.to_string()));
        }
    }
    row.push(("Work Ratio", format!("{}%", item.percent)));
    if spent > 0 {
        let who = item.who.as_deref().unwrap_or("Priya Raghunathan");
        row.push(("Log Work", format!(";{};{};{spent}", stamp(item.start, "5:02 PM", &ENGLISH), account(who))));
    }
}

fn versions(phase: &str, item: &Item, row: &mut Vec<(&'static str, String)>) {
    if item.kind == Kind::Phase {
        return;
    }
    match phase {
        "Hypercare" => row.push(("Fix versions", "TOS 4.0.1".to_owned())),
        "Defects" => {
            row.push(("Fix versions", "TOS 3.9".to_owned()));
            row.push(("Fix versions", "TOS 4.0".to_owned()));
        }
        _ => row.push(("Fix versions", "TOS 4.0".to_owned())),
    }
}

const KOPF: &str = "Zusammenfassung|Vorgangsschlüssel|Vorgangs-ID|Vorgangstyp|Status|Projektschlüssel|Projektname|Projekttyp|Projektleiter|ID des Projektleiters|Projektbeschreibung|Priorität|Lösung|Zugewiesene Person|ID der zugewiesenen Person|Autor|ID des Autors|Ersteller|Ersteller-ID|Erstellt|Aktualisiert|Zuletzt angezeigt|Erledigt|Fälligkeitsdatum|Stimmen|Beschreibung|Umgebung|Beobachter|ID des Beobachters|Arbeit protokollieren|Ursprüngliche Schätzung|Restschätzung|Benötigte Zeit|Verhältnis tatsächlicher zu geschätzter Arbeit|Σ Ursprüngliche Schätzung|Σ Restschätzung|Σ Benötigte Zeit|Sicherheitsstufe|Anhang|Anhang|Anhang|Anhang|Anhang|Benutzerdefinierte Felder (Flagged)|Benutzerdefinierte Felder (Issue color)|Benutzerdefinierte Felder (Rank)|Sprint|Benutzerdefinierte Felder (Start date)|Benutzerdefinierte Felder (development)|Statuskategorie|Übergeordnet|Parent summary";

/// The German export.
pub fn german(story: &Story) -> Vec<u8> {
    let plan = story.plan("ZOL");
    let mut table = Columns::new(KOPF);
    let id = |n: usize| (28_500 + n * 2).to_string();
    for (n, item) in plan.items.iter().enumerate() {
        let (word, category) = match item.state {
            State::ToDo => ("Zu erledigen", "Zu erledigen"),
            State::Doing => ("In Arbeit", "In Arbeit"),
            State::Done => ("Fertig", "Fertig"),
            State::Cancelled => ("Abgebrochen", "Fertig"),
        };
        let lead = "Jürgen Kästner".to_owned();
        let mut row = vec![
            ("Zusammenfassung", item.name.clone()),
            ("Vorgangsschlüssel", item.key.clone()),
            ("Vorgangs-ID", id(n)),
            ("Vorgangstyp", if item.kind == Kind::Phase { "Epic" } else { "Aufgabe" }.to_owned()),
            ("Status", word.to_owned()),
            ("Projektschlüssel", "ZOL".to_owned()),
            ("Projektname", "Zollschnittstelle".to_owned()),
            ("Projekttyp", "software".to_owned()),
            ("Projektleiter", lead.clone()),
            ("ID des Projektleiters", account(&lead)),
            ("Priorität", "Mittel".to_owned()),
            ("Autor", lead.clone()),
            ("ID des Autors", account(&lead)),
            ("Ersteller", lead.clone()),
            ("Ersteller-ID", account(&lead)),
            ("Erstellt", stamp(date(2026, 2, 9), "8:02 AM", &GERMAN)),
            ("Aktualisiert", stamp(date(2026, 10, (n % 28 + 1) as i8), "5:26 PM", &GERMAN)),
            ("Stimmen", "0".to_owned()),
            ("Benutzerdefinierte Felder (Rank)", format!("0|i{n:04x}:")),
            ("Benutzerdefinierte Felder (development)", "{}".to_owned()),
            ("Statuskategorie", category.to_owned()),
        ];
        if let Some(who) = &item.who {
            row.push(("Zugewiesene Person", who.clone()));
            row.push(("ID der zugewiesenen Person", account(mail(who, "ZOL"))));
        }
        if let Some(phase) = item.phase {
            row.push(("Übergeordnet", id(phase)));
            row.push(("Parent summary", plan.items[phase].name.clone()));
        }
        if item.state == State::Done && n % 2 == 0 {
            row.push(("Lösung", "Fertig".to_owned()));
        }
        table.push(&row);
    }
    csv(&table.rows, UNIX)
}
