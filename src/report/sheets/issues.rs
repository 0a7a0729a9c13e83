//! Issues and actions: issues, actions, assumptions, logged dependencies and lessons, one list.

use super::Sheet;
use super::risks::{first_cells, first_columns};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fitted, fixed, rag, sheet, table};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::count;

/// The sheet's name.
pub const NAME: &str = "Issues and actions";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Issues, actions, assumptions, dependencies written in logs, and lessons, open ones first",
    rows: |_, l| l.issues.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let rows = l.issues.len();
    let at = move |i: usize| l.issues.get(i).and_then(|&r| b.portfolio.log.get(r as usize));
    let open = (0..rows).filter_map(at).filter(|r| r.open == Some(true)).count();
    let overdue =
        (0..rows).filter_map(at).filter(|r| r.open == Some(true) && r.due.is_some_and(|d| d.value < b.portfolio.as_of)).count();
    let sentence = format!("{}, {open} open, {overdue} past due.", count(rows, "entry", "entries"));
    let mut plan = sheet(NAME, "Issues and actions", sentence);
    let mut columns = first_columns(b, "What", rows, at);
    columns.extend([
        fixed("Kind", 20.0),
        fixed("Priority", 11.0),
        fixed("RAG", 9.0),
        fixed("Raised", 12.0),
        fixed("Closed", 12.0),
        fixed("Response", 42.0),
        fitted("Source cell", (14, 34), rows, move |i| at(i).map_or(0, |r| b.cell(r.at).chars().count())),
    ]);
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(r) = at(i) else { return };
        first_cells(b, r, cells);
        cells.push(CellPlan::text(r.kind.word()));
        cells.push(CellPlan::maybe(r.priority.as_ref().map(|s| &*s.value)));
        cells.push(r.rag.as_ref().map_or_else(CellPlan::empty, |x| rag(Some(x.value), "")));
        cells.push(CellPlan::date(r.raised.map(|d| d.value)));
        cells.push(CellPlan::date(r.closed.map(|d| d.value)));
        cells.push(CellPlan::maybe(r.response.as_ref().map(|s| &*s.value)).styled(Style::Wrap));
        cells.push(CellPlan::text(b.cell(r.at)).styled(Style::Muted));
        l.mark(b, Spot::Issues, i, cells);
    });
    let nothing = "no issue, action or assumption log is among the files given.";
    table(&mut plan, Table { name: "IssuesAndActions", top: HEADER, columns, rows, row, keys: 0, nothing });
    plan.print_cols = Some(12);
    plan
}
