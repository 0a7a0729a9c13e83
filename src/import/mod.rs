//! [`crate::read::Grid`] → [`Extract`]: what a sheet is (tracker, role, header row, columns) and the records it holds,
//! each fact with its cell. One sheet may hold several tables, so it may give several extracts.
//!
//! Only what a single sheet (or the sheets of one workbook) tells is decided here; what references mean across files is left
//! to `reconcile`.
//!
//! - [`profile`]: trackers as data. [`detect`]: which rows are headers, of what. [`columns`]: what each column means.
//! - [`shape`]: which rows are records, under which. [`build`]: rows → records. [`values`]: what the text of a cell says.

pub mod accounts;
pub mod answers;
pub mod asked;
pub mod build;
pub mod canonical;
pub mod carried;
pub mod column_values;
pub mod columns;
mod corner;
pub mod detect;
pub mod evidence;
pub mod extract;
pub mod forward;
pub mod header_words;
pub mod metadata;
pub mod pairs;
pub mod part;
pub mod profile;
pub mod progress;
pub mod raci;
mod report_head;
pub mod residue;
mod rules;
pub mod same_rows;
pub mod shape;
mod sheet;
mod suspected;
pub mod table;
pub mod turn;
pub mod values;
pub mod words;

pub use crate::model::{Field, Role};
pub use canonical::join;
pub use extract::{
    AssignmentRecord, BenefitRecord, CapacityRecord, ColumnReading, CommentRecord, DateOrderReading, Extract, LogRecord,
    PersonRef, ProjectHint, ProjectRecord, RawLink, Records, RefKind, Reference, ResourceRecord, SetAside, TaskRecord,
};
pub use part::part;
pub use profile::Profiles;
pub(crate) use rules::wild;
pub use turn::turn;

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::read::FileReading;
use crate::source::PlaceKind;
use detect::{Found, Names};

/// Everything that the sheets of one file hold, in the order of sheets and tables. The sum of `rows_read` plus header rows
/// equals the number of non-empty rows of the grids: nothing is lost.
pub fn import(reading: &FileReading, profiles: &Profiles, settings: &Settings) -> Vec<Extract> {
    let mut extracts: Vec<Extract> = Vec::new();
    let mut cut: Vec<(usize, Diagnostic)> = Vec::new();
    for grid in &reading.grids {
        cut.extend(suspected::cut_cells(grid).map(|d| (extracts.len(), d)));
        let sheet = match reading.kind {
            PlaceKind::Lines => "",
            PlaceKind::Sheet => reading.sheets.get(usize::from(grid.id().sheet)).map_or("", String::as_str),
        };
        let names = Names { file: &reading.name, sheet };
        let rule = rules::rule_for(settings, names);
        extracts.extend(sheet::extracts(reading, grid, names, rule, profiles, settings));
    }
    for (at, finding) in cut {
        if let Some(extract) = extracts.get_mut(at) {
            extract.diagnostics.push(finding);
        }
    }
    accounts::settle(&mut extracts);
    progress::settle(&mut extracts);
    same_rows::merge(&mut extracts);
    borrow_title(reading, &mut extracts);
    extracts
}

/// Newer exports of Planner put the plan's name and the date of export on a sheet of their own.
fn borrow_title(reading: &FileReading, extracts: &mut [Extract]) {
    if !extracts.iter().any(|e| &*e.tracker == "planner" && e.project.name.is_none()) {
        return;
    }
    for grid in reading.grids.iter().filter(|g| g.rows.len() <= 12) {
        let whole = Found {
            id: profile::TableId { profile: 0, table: 0 },
            header: 0,
            upper: None,
            preamble: 0..grid.rows.len(),
            body: 0..0,
            score: 0.0,
            reasons: Vec::new(),
            runner_up: None,
        };
        let (title, date) = (metadata::title(grid, &whole), metadata::data_date(grid, &whole));
        for extract in extracts.iter_mut().filter(|e| &*e.tracker == "planner") {
            extract.project.name =
                extract.project.name.take().or_else(|| title.clone().map(|(name, at)| crate::source::Sourced::stated(name, at)));
            extract.data_date = extract.data_date.or(date);
        }
    }
}

#[cfg(test)]
mod by_hand;
#[cfg(test)]
mod tests;
