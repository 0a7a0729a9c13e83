//! Findings lead to the cells they speak of, and the cells lead back.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::check::world::{World, stated};
use crate::model::{Audience, LogItem, LogKind, StatusCategory};
use crate::report::plan::{CellPlan, CellValue, WorkbookPlan};
use crate::report::receipt::{InputLine, Receipt, TableLine};
use crate::report::sheets::{findings, workbook};
use jiff::civil::date;
use std::collections::BTreeMap;

/// What stands where: text, note and link of every cell that has any.
type Cells = BTreeMap<(&'static str, u32, u16), (String, Option<String>, Option<Link>)>;

fn cells(plan: &WorkbookPlan) -> Cells {
    let mut all = Cells::new();
    let mut put = |sheet, row, col, cell: &CellPlan| {
        let text = match &cell.value {
            CellValue::Empty => String::new(),
            CellValue::Text(t) => t.to_string(),
            CellValue::Number(n) => n.to_string(),
            CellValue::Date(d) => d.to_string(),
            CellValue::Formula { formula, .. } => formula.clone(),
        };
        if !text.is_empty() || cell.note.is_some() {
            let before = all.insert((sheet, row, col), (text, cell.note.clone(), cell.link.clone()));
            assert!(before.is_none(), "{sheet} {row} {col} is written twice");
        }
    };
    for sheet in &plan.sheets {
        assert!(sheet.cells.is_sorted_by_key(|c| (c.row, c.col)), "{} has free cells out of order", sheet.name);
        for free in &sheet.cells {
            put(sheet.name, free.row, free.col, &free.cell);
        }
        for table in &sheet.tables {
            let headers: std::collections::BTreeSet<_> = table.columns.iter().map(|c| c.header.to_lowercase()).collect();
            assert_eq!(headers.len(), table.columns.len(), "{} repeats a header", table.name);
            let mut row = Vec::new();
            for n in 0..table.rows {
                row.clear();
                (table.row)(n, &mut row);
                assert_eq!(row.len(), table.columns.len(), "{} row {n}", table.name);
                for (c, cell) in (table.left..).zip(&row) {
                    put(sheet.name, table.top + 1 + n as u32, c, cell);
                }
            }
        }
    }
    all
}

/// Every link leads to a sheet and a cell with something in it; every note is short.
fn sound(plan: &WorkbookPlan, cells: &Cells) {
    for ((sheet, row, col), (_, note, link)) in cells {
        assert!(note.as_ref().is_none_or(|n| n.chars().count() <= 250), "{sheet} {row} {col}");
        if let Some(Link::Cell { sheet: to, row: r, col: c }) = link {
            assert!(plan.sheets.iter().any(|s| s.name == *to));
            assert!(
                cells.get(&(*to, *r, *c)).is_some_and(|x| !x.0.is_empty()),
                "{sheet} {row} {col} leads to empty {to} {r} {c}"
            );
        }
    }
}

fn world() -> World {
    let mut w = World::new();
    let (quay, cranes) = (w.project("Quay wall"), w.project("Cranes"));
    let (a, b, c) = (w.task(quay, "Lay rails"), w.task(cranes, "Erect crane"), w.task(cranes, "Old survey"));
    w.dates(a, date(2027, 1, 4), date(2027, 2, 26));
    w.dates(b, date(2027, 2, 1), date(2027, 3, 12));
    w.dates(c, date(2026, 9, 1), date(2026, 10, 1));
    w.status(c, "Open", StatusCategory::ToDo);
    w.link(a, b);
    let mut risk = LogItem::new(LogKind::Risk, crate::check::world::cell(9, 0));
    risk.title = Some(stated("Drives late".into(), 9, 1));
    risk.owner = Some(stated("TBC".into(), 9, 2));
    (risk.open, risk.project) = (Some(true), Some(cranes));
    w.portfolio.log.push(risk);
    w
}

fn receipt() -> Receipt {
    let table = TableLine { sheet: Some("Tasks".into()), tracker: "plan".into(), role: "tasks".into(), ..TableLine::default() };
    let input = InputLine { file: "plan.xlsx".into(), tables: vec![table], ..InputLine::default() };
    Receipt { inputs: vec![input], ..Receipt::default() }
}

fn with<T>(w: &World, restricted: bool, ask: impl FnOnce(&Brief, &Layout, &WorkbookPlan, &Cells) -> T) -> T {
    let mut findings = crate::check::run(&w.facts());
    crate::diagnostic::sort(&mut findings);
    let receipt = receipt();
    let brief = Brief {
        waived: &[],
        portfolio: &w.portfolio,
        analysis: &w.analysis,
        findings: &findings,
        sources: &w.sources,
        settings: &w.settings,
        receipt: &receipt,
        restricted,
    };
    let layout = Layout::new(&brief);
    let plan = workbook(&brief, &layout);
    let cells = cells(&plan);
    sound(&plan, &cells);
    ask(&brief, &layout, &plan, &cells)
}

#[test]
fn a_finding_leads_to_the_cell_it_speaks_of_and_the_cell_leads_back() {
    with(&world(), false, |b, l, _, cells| {
        let rank = l.findings.iter().position(|&i| b.findings[i as usize].check == "overdue-open").unwrap() as u32;
        let row = findings::top(l) + 1 + rank;
        let (text, _, link) = &cells[&(findings::NAME, row, 7)];
        let Some(Link::Cell { sheet, row: r, col }) = link else { panic!("no link") };
        // `Old survey` is the third task: row 7 on the sheet, its finish in column I.
        assert_eq!((*sheet, text.as_str()), (tasks::NAME, "Tasks!I7"));
        let (value, note, back) = &cells[&(*sheet, *r, *col)];
        assert_eq!(value, "2026-10-01");
        assert!(note.as_ref().unwrap().starts_with("overdue-open: `T-2 Old survey` was due on 1 Oct 2026"));
        assert_eq!(*back, Some(Link::Cell { sheet: findings::NAME, row, col: findings::CHECK }));
    });
}

#[test]
fn a_marked_cell_without_a_value_shows_a_question_mark() {
    with(&world(), false, |b, l, _, _| {
        let mut row = vec![CellPlan::empty(), CellPlan::empty(), CellPlan::text("Drives late"), CellPlan::empty()];
        row.extend([CellPlan::empty(), CellPlan::empty(), CellPlan::empty()]);
        l.mark(b, Spot::Risks, 0, &mut row);
        assert_eq!(row[usize::from(risks::OWNER)].value, CellValue::Text("?".into()));
        assert!(row[usize::from(risks::OWNER)].note.as_ref().unwrap().starts_with("placeholder-owner"));
    });
}

#[test]
fn the_gravest_findings_are_listed_up_to_the_cap_and_the_cap_is_said() {
    let mut w = world();
    w.settings.workbook.findings = 1;
    with(&w, false, |b, l, _, cells| {
        assert!(l.findings.len() > 1);
        assert_eq!((l.listed, l.targets.len()), (1, 1));
        assert!(l.findings.is_sorted_by_key(|&i| b.findings[i as usize].severity));
        let said = format!("Findings lists the 1 gravest of {} (workbook.findings).", l.findings.len());
        assert!(cells.values().any(|c| c.0 == said));
    });
}

#[test]
fn a_restricted_project_is_one_line_and_its_tasks_and_logs_stay_off_every_sheet() {
    let mut w = world();
    w.portfolio.projects[1].audience = Audience::Restricted;
    w.portfolio.projects[1].sources.clear();
    let speaks = |cells: &Cells| {
        cells.values().filter(|c| ["Cranes", "Erect crane", "Old survey", "Drives late"].iter().any(|n| c.0.contains(n))).count()
    };
    with(&w, false, |_, _, _, cells| {
        assert_eq!(speaks(cells), 0, "{:?}", cells.iter().filter(|c| c.1.0.contains("Crane")).collect::<Vec<_>>());
        assert!(cells.values().any(|c| c.0 == "Restricted project"));
    });
    assert!(with(&w, true, |_, _, _, cells| speaks(cells)) > 4);
}

#[test]
fn namesakes_are_told_apart_by_their_addresses() {
    let mut w = world();
    let (x, y) = (w.person("Anna Berg"), w.person("Anna Berg"));
    w.portfolio.resources[x.ix()].email = Some(stated("anna.berg@harbour.example".into(), 1, 6));
    w.assign(TaskId(0), x);
    w.assign(TaskId(1), y);
    with(&w, false, |_, _, _, cells| {
        let assigned = |row| cells[&(tasks::NAME, row, tasks::ASSIGNEES)].0.clone();
        assert_eq!(assigned(4), "Anna Berg (anna.berg@harbour.example)");
        assert_eq!(assigned(5), "Anna Berg (no e-mail)");
    });
}

#[test]
fn an_empty_portfolio_still_makes_every_sheet_and_says_why_it_is_empty() {
    let w = World::new();
    with(&w, false, |_, _, plan, cells| {
        assert_eq!(plan.sheets.len(), crate::report::sheets::SHEETS.len());
        for sheet in [tasks::NAME, risks::NAME, benefits::NAME, decisions::NAME] {
            assert!(cells.iter().any(|(at, c)| at.0 == sheet && c.0.starts_with("Nothing to show: ")), "{sheet}");
        }
    });
}
