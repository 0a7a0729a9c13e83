//! Identity review: spellings that may be one person or project, for a human to answer.

use super::Sheet;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fixed, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::count;

const NAME: &str = "Identity review";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Spellings that may be one person or project but were not joined, with the evidence and a column for the answer",
    rows: |b, _| b.portfolio.proposals.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let shown: Vec<_> =
        b.portfolio.proposals.iter().filter(|p| !l.hidden_source(p.a.1.source) && !l.hidden_source(p.b.1.source)).collect();
    let sentence = format!(
        "{} to answer. Nothing here was joined; an answer goes into `people.same` or `people.different` of steerpack.toml.",
        count(shown.len(), "question", "questions"),
    );
    let mut plan = sheet(NAME, "Identity review", sentence);
    let columns = vec![
        fixed("Kind", 10.0),
        fixed("First", 28.0),
        fixed("Cell of the first", 34.0),
        fixed("Second", 28.0),
        fixed("Cell of the second", 34.0),
        fixed("Evidence", 60.0),
        fixed("Answer: same or different", 26.0),
    ];
    let rows = shown.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(p) = shown.get(i) else { return };
        cells.push(CellPlan::text(p.kind));
        cells.push(CellPlan::text(&*p.a.0));
        cells.push(CellPlan::text(b.cell(p.a.1)).styled(Style::Muted));
        cells.push(CellPlan::text(&*p.b.0));
        cells.push(CellPlan::text(b.cell(p.b.1)).styled(Style::Muted));
        cells.push(CellPlan::text(&*p.evidence).styled(Style::Wrap));
        cells.push(CellPlan::empty());
    });
    let nothing = "no two spellings are near enough to ask about.";
    table(&mut plan, Table { name: "IdentityReview", top: HEADER, columns, rows, row, keys: 0, nothing });
    plan
}
