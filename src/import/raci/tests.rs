//! Matrices as people lay them out, met in the wild and told again with invented content: who is what in which activity.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::read::{Area, GridRow};
use crate::source::SourceId;

/// A sheet of texts; `|` parts the cells.
fn sheet(rows: &[&str]) -> Grid {
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
    grid
}

fn of(name: &str, rows: &[&str]) -> Option<Extract> {
    read(&sheet(rows), Names { file: "Lighthouse.xlsx", sheet: name })
}

fn who(e: &Extract) -> Vec<String> {
    let parts =
        |s: &Stakeholder| s.duties.iter().map(|d| format!("{}={}", d.activity.value, d.part.value)).collect::<Vec<_>>().join(" ");
    e.records.stakeholders.iter().map(|s| format!("{}: {}", s.name.as_ref().unwrap().value, parts(s))).collect()
}

#[test]
fn people_across_and_activities_down_give_who_is_what() {
    let rows = [
        "Lighthouse project",
        "",
        "|Keeper|Mason|Board",
        "Foundation",
        "Dig|A |R|I|||R|does it",
        "Pour|A/R|C||||A|signs it off",
        "Light|I, R|-|A",
        "",
        "R = Responsible",
    ];
    let e = of("Sheet1", &rows).unwrap();
    assert_eq!((e.role, e.header_row, e.record_rows), (Role::Stakeholders, Some(2), 3));
    assert_eq!(who(&e), ["Keeper: Dig=A Pour=A/R Light=I, R", "Mason: Dig=R Pour=C", "Board: Dig=I Light=A"]);
    let fields: Vec<_> = e.columns.iter().map(|c| c.field.map(Field::word)).collect();
    assert_eq!(fields, [Some("name"), Some("responsibility"), Some("responsibility"), Some("responsibility")]);
    assert_eq!(e.rows_read, e.record_rows + e.set_aside.len());
    assert_eq!(
        e.set_aside.iter().map(|s| s.reason.as_str()).collect::<Vec<_>>(),
        ["title or metadata above the table", "group heading", "legend or remark below the matrix"]
    );
}

#[test]
fn a_tier_over_the_names_is_their_role_and_a_number_in_front_a_key() {
    let mut grid = sheet(&["||Office||Yard", "No|Task|Ada|Bo|Cy", "1|Dig|A|C|R", "2|Pour|A|I|R"]);
    grid.merges.push(Area { top: 0, left: 2, bottom: 0, right: 3 });
    let e = read(&grid, Names { file: "x.xlsx", sheet: "RACI" }).unwrap();
    let roles: Vec<_> = e.records.stakeholders.iter().map(|s| s.role.as_ref().map(|r| r.value.to_string())).collect();
    assert_eq!(roles, [Some("Office".to_owned()), Some("Office".to_owned()), Some("Yard".to_owned())]);
    assert_eq!((e.columns[0].field, e.columns[1].field, e.header_rows), (Some(Field::Key), Some(Field::Name), 2));
}

#[test]
fn roles_down_and_activities_across_are_read_the_other_way_round() {
    let e = of("RACI", &["Roles|Charter|Build", "Keeper|A|A/R", "Mason|I|R", "Board|R|C"]).unwrap();
    assert_eq!(who(&e), ["Keeper: Charter=A Build=A/R", "Mason: Charter=I Build=R", "Board: Charter=R Build=C"]);
}

#[test]
fn a_column_for_each_part_gives_the_people_in_it() {
    let rows = ["#|Deliverable|Responsible|Accountable|Consulted|Informed", "1|Charter|Ada|Board|Bo, Cy|All", "2|Plan|Bo|Ada||"];
    let e = of("Sheet1", &rows).unwrap();
    assert_eq!(e.record_rows, 2);
    assert_eq!(
        who(&e),
        [
            "Ada: Charter=Responsible Plan=Accountable",
            "Board: Charter=Accountable",
            "Bo: Charter=Consulted Plan=Responsible",
            "Cy: Charter=Consulted",
            "All: Charter=Informed"
        ]
    );
}

#[test]
fn plans_and_ratings_are_no_matrices() {
    let plan = ["Task|Start|End|Ada|Bo", "Dig|1 Mar|5 Mar|R|A", "Pour|6 Mar|9 Mar|C|I", "Cure|6 Mar|9 Mar|R|A"];
    assert!(of("Plan", &plan).is_none());
    let ratings = ["Project|Schedule|Cost|Scope", "Alpha|R|A|G", "Beta|A|A|R", "Gamma|R|R|A"];
    assert!(of("Status", &ratings).is_none(), "red and amber are no parts");
    let with_parts = ["Task|Start|Responsible|Accountable|Consulted|Informed", "Dig|1 Mar|Ada|Bo||"];
    assert!(of("Plan", &with_parts).is_none());
    assert!(of("Grades", &["Name|Maths|Art", "Ada|A|C", "Bo|C|A"]).is_none());
}

#[test]
fn letters_are_told_from_words() {
    for (text, parts) in [
        ("R", [true, false, false, false]),
        (" a/r ", [true, true, false, false]),
        ("I, R", [true, false, false, true]),
        ("RA", [true, true, false, false]),
        ("R,A,C,Q", [true, true, true, false]),
        ("Consulted", [false, false, true, false]),
    ] {
        let [responsible, accountable, consulted, informed] = parts;
        assert_eq!(letters(text), Some(Said::Part(Raci { responsible, accountable, consulted, informed })), "{text}");
    }
    assert_eq!(letters("-"), Some(Said::Nothing));
    assert_eq!(letters("N"), Some(Said::Nothing));
    for text in ["", "Air", "ci", "Done", "AA", "3", "Ada Berg"] {
        assert_eq!(letters(text), None, "{text}");
    }
}

#[test]
fn a_legend_above_and_letters_in_a_name_lead_nobody_astray() {
    let rows = [
        "||||||R|Responsible",
        "RACI Matrix||||||A|Accountable",
        "R - Responsible|does the work",
        "",
        "Tasks|Owner|QA|Vendor",
        "1. Research",
        "Model|A|R|S",
        "Framework|A|C|",
        "Pilot|I|A/R|",
    ];
    let e = of("Sheet1", &rows).unwrap();
    assert_eq!((e.header_row, e.record_rows), (Some(4), 3));
    assert_eq!(who(&e), ["Owner: Model=A Framework=A Pilot=I", "QA: Model=R Framework=C Pilot=A/R", "Vendor: "]);
}

#[test]
fn an_activity_without_one_accountable_or_with_two_is_said() {
    let rows = [
        "RACI",
        "Activity|Ada Berg|Bo Rask|Port authority",
        "Sign contract|A|R|C",
        "Order steel|R|C|I",
        "Open the gate|A|A|R",
        "Train drivers|I|A/R|C",
    ];
    let e = of("RACI", &rows).unwrap();
    let told: Vec<(&str, u32, &str)> =
        e.diagnostics.iter().filter_map(|d| Some((d.check, d.cell()?.row, d.message.as_str()))).collect();
    assert_eq!(
        told,
        [
            ("accountable-missing", 3, "1 activity has nobody accountable: `Order steel`"),
            ("accountable-doubled", 4, "1 activity has more than one accountable: `Open the gate`"),
        ]
    );
}
