//! What whole files give: settings that name a table, rules over several sheets, and that no row is lost.

use super::*;
use crate::config::SourceRule;
use crate::read::{Area, Cell, Fill, Grid, GridRow, Value};
use crate::source::SourceId;
use crate::source::Text;
use proptest::prelude::*;

#[test]
fn file_patterns_know_star_and_question_mark() {
    for (pattern, name, fits) in
        [("Plan v3*", "Plan v3 FINAL (2).xlsx", true), ("*.csv", "a/b.csv", true), ("?.csv", "ab.csv", false), ("*", "", true)]
    {
        assert_eq!(wild(pattern, name), fits, "{pattern} {name}");
    }
}

/// A sheet of texts; `|` parts the cells.
fn sheet(rows: &[&str]) -> Grid {
    let mut grid = Grid { source: Some(SourceId { file: 0, sheet: 0 }), ..Grid::default() };
    for (n, row) in rows.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
        let first = u32::try_from(grid.cells.len()).expect("few");
        for (col, text) in row.split('|').enumerate().filter(|(_, t)| !t.is_empty()) {
            let value = Value::Text(grid.push_text(text));
            grid.cells.push(Cell { col: u16::try_from(col).expect("few"), indent: 0, fill: 0, value });
        }
        let (row, end) = (u32::try_from(n).expect("few"), u32::try_from(grid.cells.len()).expect("few"));
        grid.rows.push(GridRow { row, first, end, outline: 0, hidden: false, fields: 0 });
    }
    grid
}

fn read_with(grid: Grid, rule: SourceRule) -> Vec<Extract> {
    let settings = Settings { sources: vec![rule], ..Settings::default() };
    import(&reading(grid), &PROFILES.with(Clone::clone), &settings)
}

#[test]
fn a_setting_names_tracker_role_header_row_columns_and_date() {
    let rows = ["What we do", "", "Blah|Ding|Bis|Wer", "1|Dig|03/04/2026|Ann", "2|Pour|05/04/2026|Bo"];
    let rule = |header_row| SourceRule {
        pattern: "random*".to_owned(),
        tracker: Some("plan".to_owned()),
        role: Some(Role::Tasks),
        header_row,
        date_order: Some("dmy".to_owned()),
        columns: [("Ding", "name"), ("Bis", "forecast_finish"), ("Blah", "-")].map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
        data_date: Some(jiff::civil::date(2026, 3, 30)),
        ..SourceRule::default()
    };
    let extracts = read_with(sheet(&rows), rule(Some(3)));
    let [e] = extracts.as_slice() else { panic!("one table, not {}", extracts.len()) };
    assert_eq!((&*e.tracker, e.role, e.header_row, e.record_rows), ("plan", Role::Tasks, Some(2), 2));
    let task = &e.records.tasks[0];
    assert_eq!(task.facts.name.as_ref().map(|n| &*n.value), Some("Dig"));
    assert_eq!(task.facts.finish.map(|d| d.value), Some(jiff::civil::date(2026, 4, 3)));
    assert_eq!(task.people.len(), 1);
    assert_eq!(e.columns[0].field, None);
    assert_eq!(e.data_date.map(|d| d.value), Some(jiff::civil::date(2026, 3, 30)));
}

#[test]
fn a_source_can_be_left_out() {
    let rule = SourceRule { pattern: "*.xlsx".to_owned(), skip: true, ..SourceRule::default() };
    let extracts = read_with(sheet(&["Task|Start|Status", "Dig|2026-03-02|Open"]), rule);
    assert_eq!((extracts[0].role, extracts[0].record_rows, extracts[0].set_aside.len()), (Role::NotATable, 0, 2));
}

#[test]
fn the_first_day_of_accounting_periods_is_a_setting() {
    let rows = ["RR Expenditure Type|Resource ID Name|2027-AP10|2027-AP11|2027-AP12", "Labour|ADA.Ada Berg|10|20|30"];
    let capacity = |first_period| {
        let rule = SourceRule { pattern: "random*".to_owned(), first_period, ..SourceRule::default() };
        let extracts = read_with(sheet(&rows), rule);
        let [e] = extracts.as_slice() else { panic!("one table, not {}", extracts.len()) };
        let days = e.records.capacity.iter().map(|c| (c.from, c.to)).collect::<Vec<_>>();
        let open = e.diagnostics.iter().any(|d| d.help.contains("first-period"));
        (days, open)
    };
    let (days, open) = capacity(None);
    assert_eq!((days.len(), open), (0, true), "nothing says when an accounting year begins");
    let (days, open) = capacity(Some(jiff::civil::date(2027, 1, 4)));
    assert!(!open);
    let day = jiff::civil::date;
    assert_eq!(
        days,
        [(day(2027, 1, 4), day(2027, 2, 3)), (day(2027, 2, 4), day(2027, 3, 3)), (day(2027, 3, 4), day(2027, 4, 3)),]
    );
}

#[test]
fn a_cell_as_full_as_a_spreadsheets_is_told_to_be_cut() {
    let told = |length: usize| {
        let text = "ä".repeat(length);
        let rows = ["Task|Start|Notes".to_owned(), format!("Dig|2026-03-02|{text}")];
        let extracts = read_with(sheet(&rows.each_ref().map(String::as_str)), SourceRule::default());
        extracts[0].diagnostics.iter().any(|d| d.check == "cell-cut")
    };
    assert!(told(32_767));
    assert!(!told(32_766) && !told(32_768));
}

#[test]
fn week_numbers_take_the_year_of_the_sheets_name() {
    let rows = ["Task|Owner|Start week|End week", "Dig|Ada|W10|W11"];
    let mut reading = reading(sheet(&rows));
    reading.sheets = vec!["Plan 2026".to_owned()];
    let extracts = import(&reading, &PROFILES.with(Clone::clone), &Settings::default());
    let task = &extracts[0].records.tasks[0].facts;
    assert_eq!(task.start.map(|d| d.value), Some(jiff::civil::date(2026, 3, 2)), "Monday of ISO week 10");
    assert_eq!(task.finish.map(|d| d.value), Some(jiff::civil::date(2026, 3, 15)), "Sunday of ISO week 11");
}

fn tasks_of(rows: &[&str]) -> (String, Vec<crate::model::TaskFacts>, Vec<Option<Text>>) {
    let extracts = read_with(sheet(rows), SourceRule::default());
    let [e] = extracts.as_slice() else { panic!("one table, not {}", extracts.len()) };
    let parents = e.records.tasks.iter().map(|t| t.parent.as_ref().map(|p| p.text.clone())).collect();
    (e.tracker.to_string(), e.records.tasks.iter().map(|t| (*t.facts).clone()).collect(), parents)
}

#[test]
fn a_blank_before_a_name_is_no_level_where_the_tracker_names_parents() {
    let head = "Tipo de Incidencia|Clave de incidencia|ID de la incidencia|Resumen|Estado";
    let (tracker, tasks, parents) = tasks_of(&[head, "Epic|IR-1|10|Ingreso|Por hacer", "Epic|IR-2|11|  \tPesaje|Por hacer"]);
    assert_eq!((tracker.as_str(), parents), ("jira", vec![None, None]));
    assert!(tasks.iter().all(|t| t.kind != crate::model::TaskKind::Summary));
    let (_, _, parents) =
        tasks_of(&["Task|Start|Finish|Status", "Pour|2026-03-02|2026-03-06|Open", "   Cure|2026-03-09|2026-03-13|Open"]);
    assert_eq!(parents, vec![None, Some("0".into())], "a plan kept by hand says its levels so");
}

#[test]
fn a_range_in_a_finish_column_states_both_days() {
    let (tracker, tasks, _) = tasks_of(&["Name|Assign|Date|Tag", "Part A|Kim|October 8, 2026 → October 29, 2026|Prep"]);
    assert_eq!(tracker, "notion");
    assert_eq!(tasks[0].start.map(|d| d.value), Some(jiff::civil::date(2026, 10, 8)));
    assert_eq!(tasks[0].finish.map(|d| d.value), Some(jiff::civil::date(2026, 10, 29)));
}

#[test]
fn jira_in_spanish_french_and_polish_states_work_left_and_who_blocks() {
    let head = "Resumen|Clave de incidencia|ID de la incidencia|Trabajo restante estimado|Campo personalizado (Fecha de inicio)";
    let (_, tasks, _) = tasks_of(&[head, "Informe|SD-1|10|7200|02/mar/26 12:00 AM"]);
    assert_eq!(tasks[0].remaining_work.map(|w| w.value), Some(2.0));
    assert_eq!(tasks[0].start.map(|d| d.value), Some(jiff::civil::date(2026, 3, 2)));
    let head = "Podsumowanie|Klucz zgłoszenia|Id. zgłoszenia|Typ zgłoszenia|Wewnętrzne łącze zgłoszenia (Blocks)";
    let extracts =
        read_with(sheet(&[head, "Formularz|SKL-1|10|Zadanie|", "Płatność|SKL-2|11|Zadanie|SKL-1"]), SourceRule::default());
    let links = &extracts[0].records.tasks[1].links;
    assert_eq!(links.iter().map(|l| (&*l.other.text, l.this_is)).collect::<Vec<_>>(), [("SKL-1", extract::LinkEnd::Successor)]);
    let head = "Résumé|Clé de ticket|ID de ticket|Dernier affichage|Pièce jointe|Créateur|Ma colonne";
    let extracts = read_with(sheet(&[head, "Devis|POR-1|10|19/févr./26 7:31 PM|a.pdf|Yann|oui"]), SourceRule::default());
    let unmapped: Vec<&str> = extracts[0].columns.iter().filter(|c| c.field.is_none()).map(|c| &*c.header).collect();
    assert_eq!(unmapped, ["Ma colonne"]);
}

#[test]
fn the_printed_page_of_an_issue_is_told_from_a_list() {
    let mut grid = sheet(&["[POR-20] Icons", "Status:|To do", "Project:|Shop"]);
    grid.hints.push(("format", "html".to_owned()));
    let extracts = read_with(grid, SourceRule::default());
    assert_eq!(extracts[0].role, Role::NotATable);
    assert!(extracts[0].set_aside.iter().all(|s| s.reason.contains("printed page of one record (`Status:`")));
}

#[test]
fn a_file_whose_header_fell_into_one_cell_is_told_so() {
    let rows = ["Summary,Issue key,Issue id,Issue Type,Status,Due date", "\"Form,PAY-1,10,Story,Done,", "more words"];
    let extracts = read_with(sheet(&rows), SourceRule::default());
    assert_eq!(extracts[0].role, Role::NotATable);
    assert!(extracts[0].set_aside.iter().all(|s| s.reason.contains("list separator")), "{:?}", extracts[0].set_aside);
}

/// Words that headers and cells are made of, so that random sheets are taken for tables of every kind.
const WORDS: &[&str] = &[
    "Task Name",
    "ID",
    "Issue key",
    "Summary",
    "Status",
    "Start",
    "Finish",
    "Predecessors",
    "Outline Level",
    "Name",
    "Subitems",
    "Item ID (auto generated)",
    "Risk",
    "Probability",
    "Impact",
    "Owner",
    "Milestone",
    "Effort",
    "Duration",
    "% Complete",
    "Jan 2026",
    "Feb 2026",
    "Mar 2026",
    "Apr",
    "RAG",
    "Project",
    "Benefit",
    "Target",
    "Activity ID",
    "Activity Name",
    "pred_task_id",
    "task_id",
    "pred_type",
    "Parent task",
    "Task ID",
    "Created At",
    "Completed At",
    "Last Modified",
    "WBS",
    "KW von",
    "Resource Name",
    "Max Units",
    "Type",
    "Title 1",
    "Work Item Type",
    "Title 2",
    "Key",
    "Title",
    "Start Date Constraint",
    "DEP  Depot",
    "  A1",
    "/Museum/Hall/",
    "1.9",
    "1.1",
    "1.11",
    "3FS-2,5d",
    "6,7",
    "1 - 15",
    "2fs",
    "Total",
    "",
    " ",
    "31/12/26",
    "02.03.2026",
    "February 2, 2026 → May 26, 2026",
    "TBC",
    "Anna Berg, Bo Rask",
    "[\"x\"]",
    "[",
    "Plan (Shore%20power/Design%20a0ea42246db94810884d915e750fdd94.md), x (y",
    "100%",
    "8 wks",
    "£12.50",
    "©",
    "EV =",
    "%F",
    "\u{202e}x",
    "🎉",
    "Anna on leave",
    "Archived",
    "true",
];

fn grids() -> impl Strategy<Value = Grid> {
    let cell = prop_oneof![
        6 => (0..WORDS.len()).prop_map(|n| (Some(n), 0.0)),
        2 => any::<f64>().prop_map(|n| (None, n)),
        1 => (0.0..90_000.0f64).prop_map(|n| (None, n)),
    ];
    let row = proptest::collection::vec(proptest::option::weighted(0.7, (cell, 0u8..3, 0u8..3)), 1..14);
    let merge = (0u32..12, 0u16..6, 0u32..4, 0u16..3);
    (proptest::collection::vec((row, 0u8..3), 1..30), proptest::collection::vec(merge, 0..4)).prop_map(|(rows, merges)| {
        let mut grid = Grid { source: Some(SourceId { file: 0, sheet: 0 }), ..Grid::default() };
        grid.fills.push(Fill { rgb: [0, 200, 80] });
        grid.fills.push(Fill { rgb: [200, 0, 0] });
        for (n, (row, outline)) in rows.into_iter().enumerate() {
            let first = u32::try_from(grid.cells.len()).expect("few");
            for (col, cell) in row.into_iter().enumerate() {
                let Some(((word, number), indent, fill)) = cell else { continue };
                let value = match word {
                    Some(n) if !WORDS[n].is_empty() => Value::Text(grid.push_text(WORDS[n])),
                    Some(_) => Value::Unsaved,
                    None if (1.0..90_000.0).contains(&number) => Value::Date(number),
                    None if number.is_finite() => Value::Number(number),
                    None => Value::Bool(true),
                };
                grid.cells.push(Cell { col: u16::try_from(col).expect("few"), indent, fill, value });
            }
            let end = u32::try_from(grid.cells.len()).expect("few");
            if end > first {
                let row = u32::try_from(n + n / 5).expect("few");
                grid.rows.push(GridRow { row, first, end, outline, hidden: false, fields: 0 });
            }
        }
        grid.merges = merges.into_iter().map(|(top, left, h, w)| Area { top, left, bottom: top + h, right: left + w }).collect();
        grid.merges.sort_unstable_by_key(|m| (m.left, m.top));
        grid
    })
}

fn reading(grid: Grid) -> FileReading {
    FileReading {
        name: "random.xlsx".to_owned(),
        sha256: String::new(),
        size: 0,
        kind: PlaceKind::Sheet,
        sheets: vec!["Risk plan".to_owned()],
        grids: vec![grid],
        how: String::new(),
        refused: None,
        diagnostics: Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn no_sheet_makes_it_panic_and_every_row_is_accounted_for(grid in grids()) {
        let profiles = PROFILES.with(Clone::clone);
        let (rows, cells) = (grid.rows.len(), grid.cells.len());
        let extracts = import(&reading(grid), &profiles, &Settings::default());
        prop_assert_eq!(extracts.iter().map(|e| e.header_rows + e.rows_read).sum::<usize>(), rows);
        prop_assert_eq!(extracts.iter().map(|e| e.cells).sum::<usize>(), cells);
        for e in &extracts {
            prop_assert_eq!(e.rows_read, e.record_rows + e.merged_rows + e.set_aside.len());
            prop_assert!(e.set_aside.iter().all(|s| !s.reason.is_empty()));
        }
    }
}

thread_local! {
    static PROFILES: std::rc::Rc<Profiles> = std::rc::Rc::new(Profiles::load(None).expect("the built-in profiles parse"));
}
