//! Workbooks of the harbour: Microsoft Project's three tables, Smartsheet, monday.com and the hand-kept plan.

use super::super::days::{between, iso, month};
use super::super::workbook::{Book, Cell, Look, Row, Sheet, blank, day, maybe_day, number, text};
use super::people::{PEOPLE, mail};
use super::story::{AS_OF, Item, Kind, Link, State, Story};
use jiff::civil::Date;

fn long(date: Date, time: &str) -> String {
    format!("{} {}, {} {time}", month(date.month()), date.day(), date.year())
}

fn decimal_comma(value: f64) -> String {
    format!("{value}").replace('.', ",")
}

fn msp_link(link: &Link) -> String {
    let id = link.from + 1;
    match (link.relation.as_str(), link.lag) {
        ("FS", None) => id.to_string(),
        (relation, None) => format!("{id}{relation}"),
        (relation, Some(0.0)) => format!("{id}{relation}"),
        (relation, Some(lag)) => format!("{id}{relation}{}{}d", if lag > 0.0 { "+" } else { "" }, decimal_comma(lag)),
    }
}

/// `Quay wall.xlsx`: Task_Table, Resource_Table, Assignment_Table, everything text.
pub fn quay_wall(story: &Story) -> Vec<u8> {
    let plan = story.plan("QW");
    let mut tasks = Sheet::new("Task_Table");
    let words = |cells: &[&str]| cells.iter().map(|c| text(*c)).collect::<Vec<Cell>>();
    tasks.push(words(&[
        "ID",
        "Active",
        "Task Mode",
        "Name",
        "Duration",
        "Start",
        "Finish",
        "Predecessors",
        "Outline Level",
        "Notes",
        "% Complete",
        "Key",
    ]));
    let first = plan.items.iter().map(|i| i.start).min().expect("records");
    let last = plan.items.iter().map(|i| i.finish).max().expect("records");
    let all = super::super::days::span(first, last);
    tasks.push(words(&[
        "0",
        "Yes",
        "Auto Scheduled",
        "",
        &format!("{all} days"),
        &long(first, "8:00 AM"),
        &long(last, "5:00 PM"),
        "",
        "0",
    ]));
    for (n, item) in plan.items.iter().enumerate() {
        let mut links: Vec<String> = item.links.iter().map(msp_link).collect();
        if item.name.starts_with("Trial dredge") {
            links.push(r"P:\Plans\Dredging contractor.mpp\14".to_owned());
        }
        let guess = if n % 13 == 5 && item.state == State::ToDo && item.days > 1 { "?" } else { "" };
        let length = if item.days == 1 { "1 day".to_owned() } else { format!("{} days{guess}", item.days) };
        let start = if item.kind == Kind::Milestone { "5:00 PM" } else { "8:00 AM" };
        tasks.push(words(&[
            &(n + 1).to_string(),
            "Yes",
            "Auto Scheduled",
            &item.name,
            &length,
            &long(item.start, start),
            &long(item.finish, "5:00 PM"),
            &links.join(","),
            if item.kind == Kind::Phase { "1" } else { "2" },
            &item.note,
            &format!("{}%", item.percent),
            &item.key,
        ]));
    }
    let mut resources = Sheet::new("Resource_Table");
    resources.push(words(&[
        "ID",
        "Name",
        "Initials",
        "Type",
        "Material Label",
        "Group",
        "Email Address",
        "User Logon Account",
        "Max Units",
        "Standard Rate",
        "Cost Per Use",
        "Notes",
    ]));
    resources.push(words(&["0"]));
    let mut named: Vec<&str> = plan.items.iter().filter_map(|i| i.who.as_deref()).collect();
    named.sort_unstable();
    named.dedup();
    for (n, name) in named.iter().enumerate() {
        let (team, share) = PEOPLE.iter().find(|p| p.name == *name).map_or(("", 100), |p| (p.team, p.share));
        let initial = name.get(..1).unwrap_or_default();
        resources.push(words(&[
            &(n + 1).to_string(),
            name,
            initial,
            "Work",
            "",
            team,
            mail(name, "QW"),
            "",
            &format!("{share}%"),
            "$0,00/h",
            "$0,00",
        ]));
    }
    resources.push(words(&[
        &(named.len() + 1).to_string(),
        "Crane barge hire",
        "C",
        "Cost",
        "",
        "",
        "",
        "",
        "",
        "",
        "$4.500,00",
    ]));
    let mut claims = Sheet::new("Assignment_Table");
    claims.push(words(&["Task Name", "Resource Name", "% Work Complete", "Work", "Units"]));
    for item in plan.items.iter().filter(|i| i.kind == Kind::Task) {
        let Some(who) = &item.who else { continue };
        let share = PEOPLE.iter().find(|p| p.name == who).map_or(100, |p| p.share);
        let hours = item.hours.unwrap_or(item.days * 8 * share / 100);
        let done = match item.percent {
            0 => "0".to_owned(),
            100 => "1".to_owned(),
            55 => "0.55000000000000004".to_owned(),
            70 => "0.69999999999999996".to_owned(),
            p => format!("{}", f64::from(p) / 100.0),
        };
        claims.push(words(&[&item.name, who, &done, &format!("{hours}h"), &format!("{}%", item.units.unwrap_or(share))]));
    }
    Book {
        sheets: vec![tasks, resources, claims],
        application: "Microsoft Access",
        company: "Microsoft",
        creator: "",
        inline: true,
    }
    .bytes()
}

/// `Ship-to-Shore Cranes.xlsx` as Smartsheet exports it.
pub fn cranes(story: &Story) -> Vec<u8> {
    let plan = story.plan("STS");
    let mut sheet = Sheet { summary_above: true, ..Sheet::new("Ship-to-Shore Cranes") };
    let head = [
        "Task Name",
        "Key",
        "Duration",
        "Start",
        "Finish",
        "Predecessors",
        "Assigned To",
        "% Complete",
        "Status",
        "Comments",
        "Depends on",
        "Baseline Finish",
        "Health",
        "Modified",
    ];
    sheet.push(head.iter().map(|h| text(*h).bold()).collect::<Vec<_>>());
    let (first, last) = (plan.items.iter().map(|i| i.start).min(), plan.items.iter().map(|i| i.finish).max());
    let first = first.expect("records");
    let last = last.expect("records");
    sheet.push(Row::from(vec![
        text("Ship-to-shore cranes"),
        blank(),
        text(format!("{}d", super::super::days::span(first, last))),
        day(first, "mm/dd/yy"),
        day(last, "mm/dd/yy"),
        blank(),
        text("Casper Wiel"),
        number(0.49).format("#,##0%;\\-#,##0%"),
        text("In Progress"),
    ]));
    let mut rows = vec![0; plan.items.len()];
    let mut at = 3;
    for (n, item) in plan.items.iter().enumerate() {
        at += usize::from(matches!(item.name.as_str(), "Transport" | "Safety and approvals"));
        rows[n] = at - 1;
        at += 1;
    }
    for (n, item) in plan.items.iter().enumerate() {
        while sheet.rows.len() < rows[n] {
            sheet.push(Row { cells: vec![blank()], outline: 1, hidden: false });
        }
        let depth = if item.kind == Kind::Phase { 1 } else { 2 };
        let links: Vec<String> = item
            .links
            .iter()
            .map(|l| match l.lag {
                Some(lag) if lag != 0.0 => format!("{}{} {lag:+}d", rows[l.from], l.relation),
                _ if l.relation == "FS" => rows[l.from].to_string(),
                _ => format!("{}{}", rows[l.from], l.relation),
            })
            .collect();
        let who = item.who.as_deref().map_or_else(String::new, |w| {
            if n % 4 == 0 && !mail(w, "STS").is_empty() { mail(w, "STS").to_owned() } else { w.to_owned() }
        });
        let word = match item.state {
            State::Done => "Complete",
            State::Doing => "In Progress",
            State::Cancelled => "Cancelled",
            State::ToDo => "Not Started",
        };
        let modified = iso(AS_OF).saturating_sub(jiff::Span::new().days((n % 19) as i64 + 2)).at(8, 27, 17, 0);
        sheet.push(Row {
            cells: vec![
                text(item.name.clone()).look(Look { indent: depth, bold: depth == 1, ..Look::default() }),
                text(item.key.clone()),
                text(format!("{}d", item.days)),
                day(item.start, "mm/dd/yy"),
                day(item.finish, "mm/dd/yy"),
                text(links.join(", ")),
                text(who),
                number(f64::from(item.percent) / 100.0).format("#,##0%;\\-#,##0%"),
                text(word),
                text(item.note.clone()),
                text(story.outside_keys(item).join(", ")),
                maybe_day(item.baseline, "mm/dd/yy"),
                text(if item.kind == Kind::Phase { "Green" } else { "" }),
                Cell {
                    value: super::super::workbook::Value::Moment(modified),
                    look: Look { format: "mm/dd/yy hh:mm", ..Look::default() },
                },
            ],
            outline: depth,
            hidden: false,
        });
    }
    Book {
        sheets: vec![sheet, Sheet::new("Comments")],
        application: "Apache POI",
        company: "",
        creator: "Apache POI",
        inline: false,
    }
    .bytes()
}

const SUBITEMS: [(&str, [&str; 3]); 2] = [
    ("Route options", ["Option north", "Option south", "Cost estimate"]),
    ("Formation, tracks 1 and 2", ["Geotextile", "Sub-ballast", "Compaction tests"]),
];

/// `Rail_link_1793600012.xlsx` as monday.com exports a board.
pub fn rail(story: &Story) -> Vec<u8> {
    let plan = story.plan("RL");
    let mut sheet = Sheet::new("rail link");
    sheet.push(vec![text("Rail link").look(Look { size: 15, ..Look::default() })]);
    let head = [
        "Name",
        "Subitems",
        "Person",
        "Status",
        "Timeline - Start",
        "Timeline - End",
        "Key",
        "Dependency",
        "Depends on",
        "Budget",
        "Item ID (auto generated)",
    ];
    let id = |n: usize| number(1_793_600_100.0 + 37.0 * n as f64).format("#,##0");
    for (p, phase) in plan.items.iter().enumerate().filter(|(_, i)| i.kind == Kind::Phase) {
        sheet.push(vec![text(phase.name.clone()).look(Look { size: 14, ..Look::default() })]);
        sheet.push(head.iter().map(|h| text(*h).fill(0xD6_D6_D6)).collect::<Vec<_>>());
        for (n, item) in plan.children(p) {
            let subs = SUBITEMS.iter().find(|(name, _)| *name == item.name).map(|(_, s)| s);
            let (label, colour) = monday_status(item);
            sheet.push(vec![
                text(item.name.clone()),
                text(subs.map_or_else(String::new, |s| s.join(","))),
                text(item.who.clone().unwrap_or_default()),
                text(label).fill(colour),
                day(item.start, "yyyy-mm-dd"),
                day(item.finish, "yyyy-mm-dd"),
                text(item.key.clone()),
                text(item.links.iter().map(|l| plan.items[l.from].name.clone()).collect::<Vec<_>>().join(",")),
                text(story.outside_keys(item).join(",")),
                if n % 4 == 1 { number(25_000.0 * (1 + n % 5) as f64) } else { blank() },
                id(n),
            ]);
            if let Some(subs) = subs {
                let cells = ["Subitems", "Name", "Owner", "Status", "Due Date", "Item ID (auto generated)"];
                sheet.push(cells.iter().map(|h| text(*h).fill(0xEF_EF_EF)).collect::<Vec<_>>());
                for (k, sub) in subs.iter().enumerate() {
                    sheet.push(vec![
                        blank(),
                        text(*sub),
                        blank(),
                        text(label).fill(colour),
                        day(item.finish, "yyyy-mm-dd"),
                        id(1000 + n * 10 + k),
                    ]);
                }
            }
        }
        let mut summary = vec![blank(), blank(), blank(), blank(), text(format!("{} to {}", phase.start, phase.finish)), blank()];
        let budget: f64 = plan.children(p).filter(|(n, _)| n % 4 == 1).map(|(n, _)| 25_000.0 * (1 + n % 5) as f64).sum();
        summary.extend([blank(), blank(), blank(), if budget > 0.0 { number(budget) } else { blank() }]);
        sheet.push(summary);
        sheet.push(Vec::<Cell>::new());
    }
    let mut updates = Sheet::new("rail link-updates");
    updates.push(vec![text("Rail link")]);
    let cells = ["Item ID", "Item Name", "Content Type", "User", "Created At", "Update Content", "Likes Count", "Content Type"];
    updates.push(cells.iter().map(|c| text(*c)).collect::<Vec<_>>());
    updates.push(vec![
        number(1_793_600_137.0),
        text("Route options"),
        text("Update"),
        text("Ingrid Aas"),
        text("23/October/2026  04:00:18 PM"),
        text("Track works on plan; no change."),
        number(1.0),
        text("Update"),
    ]);
    updates.push(vec![
        number(1_793_600_655.0),
        text("Lay track 1"),
        text("Reply"),
        text("Piet van Dijk"),
        text("26/October/2026  09:12:44 AM"),
        text("Rails ordered for February."),
        number(0.0),
        text("Reply"),
    ]);
    Book { sheets: vec![sheet, updates], application: "wijmo.xlsx", company: "", creator: "", inline: false }.bytes()
}

fn monday_status(item: &Item) -> (&'static str, u32) {
    match item.state {
        State::Done => ("Done", 0x00_C8_75),
        State::Doing => ("Working on it", 0xFD_AB_3D),
        State::Cancelled => ("Cancelled", 0x33_33_33),
        State::ToDo => ("Not started", 0xC4_C4_C4),
    }
}

/// The hand-kept plan of the confidential land purchase; `older` gives the version before, with dates a week earlier.
pub fn lantern(story: &Story, older: bool) -> Vec<u8> {
    let plan = story.plan("LAN");
    let version = if older { "v3" } else { "v3 FINAL" };
    let mut sheet = Sheet::new("Plan");
    sheet.push(vec![text(format!("Project Lantern - plan {version}")).look(Look { size: 14, bold: true, ..Look::default() })]);
    sheet.push(vec![
        text(if older { "Status as at 28/09/2026" } else { "Status as at 26/10/2026" }),
        blank(),
        blank(),
        text("STRICTLY CONFIDENTIAL"),
    ]);
    sheet.push(Vec::<Cell>::new());
    let mut head: Vec<Cell> = ["ID", "Task", "Start", "End", "Duration", "Owner", "Predecessors", "% done", "RAG", "Remarks"]
        .iter()
        .map(|h| text(*h).bold().fill(0x1F_4E_78))
        .collect();
    head.extend((0..12).map(|w| text(if w % 4 == 0 { ["Nov", "Dec", "Jan"][w / 4] } else { "" })));
    sheet.push(head);
    let shift =
        |d: Date, item: &Item| if older && item.state == State::ToDo { d.saturating_sub(jiff::Span::new().days(7)) } else { d };
    for item in &plan.items {
        let name = if item.kind == Kind::Phase { item.name.clone() } else { format!("   {}", item.name) };
        let rag = match (item.kind, item.state) {
            (Kind::Phase, _) | (_, State::ToDo) => "",
            _ => "G",
        };
        let mut cells = vec![
            text(item.key.clone()),
            text(name),
            day(shift(item.start, item), "dd/mm/yyyy"),
            day(shift(item.finish, item), "dd/mm/yyyy"),
            text(if item.kind == Kind::Milestone { "0d".to_owned() } else { format!("{}d", item.days) }),
            text(item.who.clone().unwrap_or_default()),
            text(item.links.iter().map(|l| plan.items[l.from].key.clone()).collect::<Vec<_>>().join(", ")),
            number(f64::from(item.percent) / 100.0).format("0%"),
            text(rag),
            text(item.note.clone()),
        ];
        let from = between(iso(AS_OF), item.start.max(iso(AS_OF))) / 5;
        let to = between(iso(AS_OF), item.finish.max(iso(AS_OF))) / 5;
        cells.extend(
            (0..12).map(|w| if item.state != State::Done && w >= from && w <= to { blank().fill(0x9D_C3_E6) } else { blank() }),
        );
        sheet.push(cells);
    }
    sheet.push(Vec::<Cell>::new());
    sheet.push(vec![text("Legend: G = on plan, A = watch, R = late")]);
    sheet.push(vec![text("(c) 2026 Harbour Property Office")]);
    Book { sheets: vec![sheet], application: "Microsoft Excel", company: "Harbour", creator: "Roderick Hume", inline: false }
        .bytes()
}

/// What Excel leaves beside an open workbook.
pub fn lock() -> Vec<u8> {
    let name = "Roderick Hume";
    let mut bytes = vec![b' '; 165];
    bytes[0] = 13;
    bytes[1..=name.len()].copy_from_slice(name.as_bytes());
    bytes[55] = 13;
    bytes[56] = 0;
    for (i, unit) in name.encode_utf16().enumerate() {
        bytes[57 + 2 * i..59 + 2 * i].copy_from_slice(&unit.to_le_bytes());
    }
    bytes
}
