//! Identity review: spellings that may be one person, project or task, for a human to answer. `steerpack identities apply`
//! reads the answers back by the names of the columns.

use super::Sheet;
use crate::config::ledger::{self, Kind, review};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fixed, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::count;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: review::SHEET,
    about: "Spellings that may be one person, project or task but were not joined, with the evidence and a column for the answer",
    rows: |b, _| b.portfolio.proposals.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let shown: Vec<_> =
        b.portfolio.proposals.iter().filter(|p| !l.hidden_source(p.a.1.source) && !l.hidden_source(p.b.1.source)).collect();
    let sentence = format!(
        "{} to answer. Nothing here was joined. Choose an answer, save, run `steerpack identities apply` on this workbook.",
        count(shown.len(), "question", "questions"),
    );
    let mut plan = sheet(review::SHEET, "Identity review", sentence);
    let columns = vec![
        fixed(review::KIND, 10.0),
        fixed(review::FIRST_NAME, 28.0),
        fixed("Cell of the first", 32.0),
        fixed(review::SECOND_NAME, 28.0),
        fixed("Cell of the second", 32.0),
        fixed("Evidence", 56.0),
        fixed(review::ANSWER, 13.0).choosing(review::ANSWERS),
        fixed(review::BY, 18.0),
        fixed(review::WHY, 36.0),
        fixed(review::FIRST, 28.0),
        fixed(review::SECOND, 28.0),
        fixed(review::QUESTION, 13.0),
    ];
    let rows = shown.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(p) = shown.get(i) else { return };
        cells.push(CellPlan::text(p.kind));
        cells.push(CellPlan::text(&*p.a.0).styled(Style::Wrap));
        cells.push(CellPlan::text(b.cell(p.a.1)).styled(Style::MutedWrap));
        cells.push(CellPlan::text(&*p.b.0).styled(Style::Wrap));
        cells.push(CellPlan::text(b.cell(p.b.1)).styled(Style::MutedWrap));
        cells.push(CellPlan::text(&*p.evidence).styled(Style::Wrap));
        // an answer of `unsure` stays to be seen, and may be bettered
        cells.push(if p.unsure.is_some() { CellPlan::text("unsure") } else { CellPlan::empty() });
        cells.push(CellPlan::maybe(p.unsure.as_ref().map(|(by, _)| &**by)));
        cells.push(CellPlan::maybe(p.unsure.as_ref().map(|(_, why)| &**why).filter(|w| !w.is_empty())).styled(Style::Wrap));
        cells.push(CellPlan::text(&*p.a_key).styled(Style::Muted));
        cells.push(CellPlan::text(&*p.b_key).styled(Style::Muted));
        let kind = Kind::from_word(p.kind).unwrap_or(Kind::Person);
        cells.push(CellPlan::text(ledger::question(kind, &p.a_key, &p.b_key)).styled(Style::Muted));
    });
    let nothing = "no two spellings are near enough to ask about.";
    table(&mut plan, Table { name: "IdentityReview", top: HEADER, columns, rows, row, keys: 0, nothing });
    plan.print_cols = Some(8);
    plan
}
