//! Decisions: decisions wanted first, then those taken, then change requests.

use super::Sheet;
use super::risks::{first_cells, first_columns};
use crate::model::{LogItem, LogKind};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fitted, fixed, sheet, table};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::count;

/// The sheet's name.
pub const NAME: &str = "Decisions";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Decisions wanted first, with options and recommendation, then decisions taken and change requests",
    rows: |_, l| l.decisions.len(),
    build,
};

/// Decisions that are wanted, earliest due first.
pub fn wanted<'a>(b: &Brief<'a>, l: &Layout) -> Vec<(u32, &'a LogItem)> {
    let mut wanted: Vec<(u32, &'a LogItem)> = l
        .decisions
        .iter()
        .filter_map(|&i| b.portfolio.log.get(i as usize).map(|d| (i, d)))
        .filter(|(_, d)| d.kind == LogKind::Decision && d.open == Some(true))
        .collect();
    wanted.sort_by_key(|(i, d)| (d.due.map_or(jiff::civil::Date::MAX, |x| x.value), *i));
    wanted
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let rows = l.decisions.len();
    let at = move |i: usize| l.decisions.get(i).and_then(|&r| b.portfolio.log.get(r as usize));
    let changes = (0..rows).filter_map(at).filter(|d| d.kind == LogKind::Change).count();
    let sentence = format!(
        "{} wanted, {} in the log, {}.",
        count(wanted(b, l).len(), "decision is", "decisions are"),
        count(rows - changes, "decision", "decisions"),
        count(changes, "change request", "change requests"),
    );
    let mut plan = sheet(NAME, "Decisions and change requests", sentence);
    let mut columns = first_columns(b, "Decision", rows, at);
    columns.extend([
        fixed("Kind", 15.0),
        fixed("Options", 32.0),
        fixed("Recommendation", 32.0),
        fixed("Decided or response", 32.0),
        fixed("Raised", 12.0),
        fixed("Decided", 12.0),
        fitted("Source cell", (14, 34), rows, move |i| at(i).map_or(0, |r| b.cell(r.at).chars().count())),
    ]);
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(d) = at(i) else { return };
        first_cells(b, d, cells);
        cells.push(CellPlan::text(d.kind.word()));
        for text in [&d.options, &d.recommendation, &d.response] {
            cells.push(CellPlan::maybe(text.as_ref().map(|s| &*s.value)).styled(Style::Wrap));
        }
        cells.push(CellPlan::date(d.raised.map(|x| x.value)));
        cells.push(CellPlan::date(d.closed.map(|x| x.value)));
        cells.push(CellPlan::text(b.cell(d.at)).styled(Style::Muted));
        l.mark(b, Spot::Decisions, i, cells);
    });
    let nothing = "no decision log or change log is among the files given.";
    table(&mut plan, Table { name: "Decisions", top: HEADER, columns, rows, row, keys: 0, nothing });
    plan.print_cols = Some(12);
    plan
}
