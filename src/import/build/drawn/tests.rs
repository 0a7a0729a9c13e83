//! Plans drawn as ticks and fills, and the days their rows come to, worked out by hand.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::import::{Extract, Profiles, import};
use crate::read::{Cell, FileReading, GridRow};
use crate::source::{PlaceKind, SourceId};
use jiff::civil::date;

const BLUE: Fill = Fill { rgb: [0x44, 0x72, 0xc4] };

/// A sheet; `|` parts the cells, `@` begins a true date, `~` is a blank cell filled blue.
fn read(title: &str, rows: &[&str]) -> Extract {
    let mut grid = Grid { source: Some(SourceId { file: 0, sheet: 0 }), fills: vec![BLUE], ..Grid::default() };
    for (n, row) in rows.iter().enumerate() {
        let first = u32::try_from(grid.cells.len()).unwrap();
        for (col, text) in row.split('|').enumerate().filter(|(_, t)| !t.is_empty()) {
            let col = u16::try_from(col).unwrap();
            if text == "~" {
                grid.blank_fills.push((u32::try_from(n).unwrap(), col, 1));
                continue;
            }
            let value = match text.strip_prefix('@') {
                Some(day) => {
                    let days = day.parse::<Date>().unwrap().since(date(1899, 12, 30)).unwrap().get_days();
                    Value::Date(f64::from(days))
                }
                None => Value::Text(grid.push_text(text)),
            };
            grid.cells.push(Cell { col, indent: 0, fill: 0, value });
        }
        let end = u32::try_from(grid.cells.len()).unwrap();
        grid.rows.push(GridRow { row: u32::try_from(n).unwrap(), first, end, outline: 0, hidden: false, fields: 0 });
    }
    let reading = FileReading {
        name: "Lighthouse.xlsx".to_owned(),
        sha256: String::new(),
        size: 0,
        kind: PlaceKind::Sheet,
        sheets: vec![title.to_owned()],
        grids: vec![grid],
        how: String::new(),
        refused: None,
        diagnostics: Vec::new(),
    };
    import(&reading, &Profiles::load(None).unwrap(), &crate::config::Settings::default()).remove(0)
}

fn days(e: &Extract) -> Vec<(&str, Option<Date>, Option<Date>)> {
    let of = |t: &'_ TaskRecord| (t.facts.start.map(|d| d.value), t.facts.finish.map(|d| d.value));
    e.records.tasks.iter().map(|t| (&*t.facts.name.as_ref().unwrap().value, of(t).0, of(t).1)).collect()
}

#[test]
fn ticks_under_weeks_are_the_dates_of_a_row() {
    // Week 1 of 2027 begins on Monday 4 January.
    let e = read(
        "Plan",
        &[
            "Lighthouse 2027",
            "Task|Owner|W1|W2|W3|W4|W5|W6",
            "Survey|Ada Berg|x|x",
            "Design|Bo Rask||x||x",
            "Order|Bo Rask",
            "Handed over|Ada Berg||||||◆",
        ],
    );
    assert_eq!(
        days(&e),
        [
            ("Survey", Some(date(2027, 1, 4)), Some(date(2027, 1, 17))),
            ("Design", Some(date(2027, 1, 11)), Some(date(2027, 1, 31))),
            ("Order", None, None),
            ("Handed over", None, Some(date(2027, 2, 14))),
        ]
    );
    assert_eq!(e.records.tasks[3].facts.kind, TaskKind::Milestone);
    assert_eq!(e.diagnostics.iter().filter(|d| d.check == "dates-drawn").count(), 1);
}

#[test]
fn fills_under_mondays_count_and_decoration_does_not() {
    // Three rows are filled on 25 January: a frame. `Dig` is filled on the 4th and 11th.
    let e = read(
        "Plan",
        &[
            "Activity|Lead|@2027-01-04|@2027-01-11|@2027-01-18|@2027-01-25",
            "Dig|Ada Berg|~|~||~",
            "Pour|Bo Rask|||~|~",
            "Raise|Bo Rask||||~",
        ],
    );
    assert_eq!(
        days(&e),
        [
            ("Dig", Some(date(2027, 1, 4)), Some(date(2027, 1, 17))),
            ("Pour", Some(date(2027, 1, 18)), Some(date(2027, 1, 24))),
            ("Raise", None, None),
        ]
    );
}

#[test]
fn stated_days_are_not_drawn_over() {
    let e = read("Plan", &["Task|Start|Finish|W1|W2|W3|W4", "Dig|@2027-03-01|@2027-03-05|x|x"]);
    assert_eq!(days(&e), [("Dig", Some(date(2027, 3, 1)), Some(date(2027, 3, 5)))]);
    assert!(e.diagnostics.iter().all(|d| d.check != "dates-drawn"));
}
