//! `Program plan.xlsx`: the program manager's own plan, one line a project beside the projects' own trackers. Its lines are no
//! work; what they say of a project is a second word beside its tracker's.

use super::super::days::iso;
use super::super::workbook::{Book, Cell, Look, Sheet, blank, day, text};
use super::registers::STATUS;
use super::story::{Kind, Plan, Story};
use jiff::civil::Date;

/// Projects as the plan calls them, with the code of their own plan; the last but one has no dates anywhere.
pub const LINES: [(&str, &str); 9] = [
    ("Quay wall", "QW"),
    ("Ship-to-shore cranes", "STS"),
    ("Shore power", "SP"),
    ("Operator readiness", "OPS"),
    ("Terminal operating system", "TOS"),
    ("Gate automation", "GATE"),
    ("Rail link", "RL"),
    ("Customs interface", "ZOL"),
    ("Project Lantern", "LAN"),
];

/// The project whose line nobody brought up to date, and by how many days it is old.
pub const STALE: (&str, i64) = ("GATE", 14);

/// First and last day of a project's own records.
pub fn ends(plan: &Plan) -> (Date, Date) {
    let work = || plan.items.iter().filter(|i| i.kind != Kind::Phase);
    let first = work().map(|i| i.start).min().expect("records");
    (first, work().map(|i| i.finish).max().expect("records"))
}

/// What the line says of the finish.
pub fn said(code: &str, plan: &Plan) -> Date {
    let late = if code == STALE.0 { STALE.1 } else { 0 };
    ends(plan).1.saturating_sub(jiff::Span::new().days(late))
}

/// The workbook.
pub fn plan(story: &Story) -> Vec<u8> {
    let mut sheet = Sheet::new("Program");
    sheet.push(vec![text("Harbour Renewal - program plan").look(Look { size: 14, bold: true, ..Look::default() })]);
    sheet.push(vec![text("Status as at 26/10/2026"), blank(), text("one line a project; the projects keep their own plans")]);
    sheet.push(Vec::<Cell>::new());
    let head = ["No", "Task", "Start", "End", "Owner", "Remarks"];
    sheet.push(head.iter().map(|h| text(*h).bold().fill(0xDD_EB_F7)).collect::<Vec<_>>());
    for (n, (name, code)) in LINES.iter().enumerate() {
        let plan = story.plan(code);
        let owner = STATUS.iter().find(|s| s.0 == *name).map_or("", |s| s.2);
        let dated = *code != "ZOL";
        let date = |d: Date| if dated { day(d, "dd/mm/yyyy") } else { text("TBC") };
        sheet.push(vec![
            text((n + 1).to_string()),
            text(*name),
            date(ends(plan).0),
            date(said(code, plan)),
            text(owner),
            text(if dated { "" } else { "dates to be agreed with the customs office" }),
        ]);
    }
    let properties =
        Book { sheets: vec![sheet], application: "Microsoft Excel", company: "Harbour", creator: "PMO", inline: false };
    properties.bytes()
}

/// The story's own check: the stale line is of a project that has dates.
pub fn stale(story: &Story) -> (Date, Date) {
    let plan = story.plan(STALE.0);
    let (own, line) = (ends(plan).1, said(STALE.0, plan));
    assert!(line < own && line > iso("2026-11-02"), "the stale line is in the future, before the tracker's own date");
    (own, line)
}
