//! What an export lacks or lost without saying so: cells cut at a spreadsheet's limit, a thousand rows, no dates at all.

use super::extract::{Extract, TaskRecord};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::read::{Grid, Value};

/// Texts of exactly as many characters as a spreadsheet's cell holds: what stood behind them was cut off.
pub(super) fn cut_cells(grid: &Grid) -> Option<Diagnostic> {
    const MOST: usize = 32_767;
    if !grid.texts.iter().any(|(from, to)| to.saturating_sub(*from) as usize >= MOST) {
        return None;
    }
    let mut places = Vec::new();
    for ix in 0..grid.rows.len() {
        for cell in grid.row_cells(ix) {
            if let Value::Text(id) = cell.value
                && grid.text(id).len() >= MOST
                && grid.text(id).encode_utf16().count() == MOST
            {
                places.push(grid.at(ix, cell.col));
            }
        }
    }
    let (first, rest) = places.split_first()?;
    let mut finding = Diagnostic::at(
        "cell-cut",
        Severity::Warning,
        *first,
        format!(
            "{} holds exactly 32,767 characters, the most a spreadsheet keeps in a cell: its end is missing",
            match rest.len() {
                0 => "the cell".to_owned(),
                n => format!("the cell, and {n} more,"),
            }
        ),
    )
    .help("hand in the export as the tracker wrote it, not opened and saved in a spreadsheet");
    finding.related = rest.iter().take(40).copied().collect();
    Some(finding)
}

/// What the records of a table lack as a whole.
pub(super) fn notice(extract: &mut Extract) {
    let place = Place::Source(extract.source);
    let tasks = &extract.records.tasks;
    let dated = |t: &TaskRecord| {
        let f = &t.facts;
        [&f.start, &f.finish, &f.actual_start, &f.actual_finish, &f.deadline, &f.baseline_finish].iter().any(|d| d.is_some())
    };
    if tasks.len() >= 3 && !tasks.iter().any(dated) {
        extract.diagnostics.push(
            Diagnostic::new(
                "dates-missing",
                Severity::Note,
                place.clone(),
                format!("none of the {} records has a planned or actual date; none is invented", tasks.len()),
            )
            .help(
                "export the columns that hold dates, or fill them in; until then the schedule of these records is not assessable",
            ),
        );
    }
    if &*extract.tracker == "jira" && extract.rows_read == 1000 {
        extract.diagnostics.push(
            Diagnostic::new(
                "export-cut",
                Severity::Warning,
                place,
                "exactly 1,000 rows: many Jira sites end an export there, so records may be missing",
            )
            .help("narrow the filter and hand in several files, or export with `currentFields` in pages"),
        );
    }
}
