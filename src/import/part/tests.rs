//! Sheets with two tables beside one another, and sheets that only look so.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::config::Settings;
use crate::import::{Extract, import};
use crate::model::Role;
use crate::source::SourceId;

fn reading(rows: &[&str]) -> FileReading {
    let mut grid = Grid { source: Some(SourceId { file: 0, sheet: 0 }), ..Grid::default() };
    for (n, row) in rows.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
        let first = u32::try_from(grid.cells.len()).unwrap();
        for (col, text) in row.split('|').enumerate().filter(|(_, t)| !t.is_empty()) {
            let value = Value::Text(grid.push_text(text));
            grid.cells.push(Cell { col: u16::try_from(col).unwrap(), indent: 0, fill: 0, value });
        }
        let end = u32::try_from(grid.cells.len()).unwrap();
        grid.rows.push(GridRow { row: u32::try_from(n).unwrap(), first, end, outline: 0, hidden: false, fields: 0 });
    }
    FileReading {
        name: "Lighthouse.xlsx".to_owned(),
        sha256: String::new(),
        size: 0,
        kind: PlaceKind::Sheet,
        sheets: vec!["Sheet1".to_owned()],
        grids: vec![grid],
        how: String::new(),
        refused: None,
        diagnostics: Vec::new(),
    }
}

fn read(rows: &[&str]) -> (FileReading, Vec<Extract>) {
    let profiles = Profiles::load(None).unwrap();
    let mut reading = reading(rows);
    part(&mut reading, &profiles);
    let extracts = import(&reading, &profiles, &Settings::default());
    let rows: usize = reading.grids.iter().map(|g| g.rows.len()).sum();
    let cells: usize = reading.grids.iter().map(|g| g.cells.len()).sum();
    assert_eq!(extracts.iter().map(|e| e.header_rows + e.rows_read).sum::<usize>(), rows, "every row is accounted for");
    assert_eq!(extracts.iter().map(|e| e.cells).sum::<usize>(), cells);
    (reading, extracts)
}

fn roles(extracts: &[Extract]) -> Vec<(Role, usize)> {
    extracts.iter().map(|e| (e.role, e.record_rows)).collect()
}

#[test]
fn tasks_beside_risks_are_two_tables_with_their_own_rows() {
    let (reading, extracts) = read(&[
        "Tasks||||||Risks",
        "ID|Task|Owner|Due|Status||ID|Risk|Probability|Impact",
        "T1|Dig|Ada|2 Mar 2026|Done||R1|Storm|High|Low",
        "T2|Pour|Bo|9 Mar 2026|Open||R2|Frost|Low|High",
        "T3|Cure|Bo|16 Mar 2026|Open",
    ]);
    assert_eq!(reading.grids.len(), 2);
    assert_eq!(roles(&extracts), [(Role::Tasks, 3), (Role::Risks, 2)]);
    assert_eq!(reading.diagnostics.len(), 1);
    let risk = &extracts[1].records.log[0].item;
    assert_eq!((risk.at.row, risk.at.col), (2, 6), "cells keep their place in the file");
    assert_eq!(extracts[1].columns.len(), 4);
}

#[test]
fn two_plans_of_one_form_are_both_read() {
    let (_, extracts) = read(&[
        "Alpha||||Beta",
        "Task|Start|Finish||Task|Start|Finish",
        "Dig|2 Mar 2026|6 Mar 2026||Wire|6 Apr 2026|9 Apr 2026",
        "Pour|9 Mar 2026|13 Mar 2026||Lamp|13 Apr 2026|17 Apr 2026",
    ]);
    assert_eq!(roles(&extracts), [(Role::Tasks, 2), (Role::Tasks, 2)]);
}

#[test]
fn a_spacer_column_or_a_list_of_choices_parts_nothing() {
    let spaced = ["ID|Risk|Probability||Impact|Response|Owner", "R1|Storm|High||Low|Wait|Ada", "R2|Frost|Low||High|Cover|Bo"];
    assert_eq!(read(&spaced).0.grids.len(), 1);
    let choices =
        ["Task|Start|Status|||Choices|Meaning", "Dig|2 Mar 2026|Open|||Open|not yet done", "Pour|9 Mar 2026|Open|||Done|done"];
    assert_eq!(read(&choices).0.grids.len(), 1);
    let filled = ["Task|Start|Status||Risk|Impact", "Dig|2 Mar 2026|Open|x|Storm|High", "Pour|9 Mar 2026|Open||Frost|Low"];
    assert_eq!(read(&filled).0.grids.len(), 1, "the column between holds something");
}

#[test]
fn a_record_with_blanks_below_a_header_that_spans_them_is_no_header_of_two_tables() {
    let grid = |rows: &[&str]| reading(rows).grids.remove(0);
    // Column 2 has a header; that `Task` and `Owner` are values of this record makes no second table.
    let one = grid(&["Key|Type|Votes|Task|Kind", "P-1|Owner||Task|Owner", "P-2|Owner||Task|Owner"]);
    assert!(spanned(&one, 1, 1, 3));
    // A title over one side spans nothing.
    let two = grid(&["Plan|||Risks", "ID|Task||Risk|Owner", "1|Mole||Storm|Ada"]);
    assert!(!spanned(&two, 1, 1, 3));
}
