//! The canonical form read back: what `steerpack convert` wrote, or a template that people filled.
//!
//! A sheet is known by the header of its origin column, wherever it stands in the first row. [`take`] reads one sheet at a time;
//! what the tables of one file (or of one folder of CSV files) mean together is put together by [`join`](fn@join) when all files are
//! read. Origins are taken as provenance: the originals become files of the source map that nobody read.

mod calendars;
mod decode;
mod gates;
mod join;
mod origins;
mod people;
mod tasks;

pub use join::join;

use super::detect::Names;
use super::extract::{ColumnReading, Extract, ProjectHint, Records};
use super::values::date::from_serial;
use super::values::text::fold;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::canonical::{Datum, FORM, Head, ORIGIN, TableHead, tables};
use crate::model::{Field, Role};
use crate::read::{Grid, Value};
use crate::source::{CellRef, Text};

/// One row as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct RawRow {
    /// Its first filled cell.
    pub at: CellRef,
    /// Its cells: position in [`Raw::columns`], value.
    pub cells: Vec<(u16, Datum)>,
}

/// One table as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Raw {
    /// Name of the table.
    pub table: &'static str,
    /// Columns in the order of the sheet: sheet column, header as the form has it or as it stands, whether the form has it.
    pub columns: Vec<(u16, Text, bool)>,
    /// Rows.
    pub rows: Vec<RawRow>,
}

/// The text of a cell, where it is text.
fn text_at(grid: &Grid, ix: usize, col: u16) -> &str {
    grid.cell_text(ix, col).unwrap_or("").trim()
}

/// The table that a sheet holds, if it is one of the canonical form: it has the origin column, and its name or its headers
/// tell which.
pub fn recognise(grid: &Grid, names: Names) -> Option<TableHead> {
    if grid.rows.is_empty() || !grid.row_cells(0).iter().any(|c| text_at(grid, 0, c.col).eq_ignore_ascii_case(ORIGIN)) {
        return None;
    }
    let last = names.file.rsplit('/').next().unwrap_or(names.file);
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let name = fold(if names.sheet.is_empty() { stem } else { names.sheet }).replace(['-', '_'], " ");
    let all = tables();
    if let Some(at) = all.iter().position(|t| fold(t.name) == name) {
        return all.into_iter().nth(at);
    }
    let fits = |t: &TableHead| {
        let has = |c: &&crate::read::Cell| t.columns.iter().any(|h| h.header.eq_ignore_ascii_case(text_at(grid, 0, c.col)));
        grid.row_cells(0).iter().filter(has).count()
    };
    // of equals the first: a log whose name tells nothing is one of risks
    let mut best: Option<(usize, TableHead)> = None;
    for table in all {
        let n = fits(&table);
        if n >= 3 && best.as_ref().is_none_or(|(most, _)| n > *most) {
            best = Some((n, table));
        }
    }
    best.map(|(_, table)| table)
}

/// Reads a sheet of the canonical form into an extract whose records are still raw.
pub fn take(grid: &Grid, table: &TableHead) -> Extract {
    let mut columns = Vec::new();
    let mut readings = Vec::new();
    for cell in grid.row_cells(0) {
        let header = text_at(grid, 0, cell.col);
        let head = table.columns.iter().find(|h| h.header.eq_ignore_ascii_case(header));
        columns.push((cell.col, Text::from(head.map_or(header, |h| h.header)), head.is_some()));
        readings.push(ColumnReading { header: header.into(), at: grid.at(0, cell.col), field: head.map(field_of) });
    }
    let mut diagnostics = Vec::new();
    let delimited = grid.hint("format") == Some("csv");
    let mut rows = Vec::with_capacity(grid.rows.len());
    for ix in 1..grid.rows.len() {
        let cells = grid.row_cells(ix);
        let first = cells.first().map_or(0, |c| c.col);
        let mut row = RawRow { at: grid.at(ix, first), cells: Vec::with_capacity(cells.len()) };
        for cell in cells {
            let Some(column) = columns.iter().position(|(col, ..)| *col == cell.col) else { continue };
            match datum(grid, cell.value, delimited) {
                Some(datum) => row.cells.push((u16::try_from(column).unwrap_or(u16::MAX), datum)),
                None => diagnostics.push(
                    Diagnostic::at(
                        "canonical-value",
                        Severity::Warning,
                        grid.at(ix, cell.col),
                        "the cell holds an error, or a formula whose value was never saved, and is left out",
                    )
                    .help("enter the value itself, or open and save the workbook in a spreadsheet program"),
                ),
            }
        }
        rows.push(row);
    }
    let records = Records { raw: Some(Box::new(Raw { table: table.name, columns, rows })), ..Records::default() };
    let read = grid.rows.len().saturating_sub(1);
    Extract {
        source: grid.id(),
        tracker: Text::from(FORM),
        role: role_of(table.name),
        score: 1.0,
        reasons: vec![format!("its column `{ORIGIN}` makes it the table {} of steerpack's own form", table.name)],
        runner_up: None,
        header_row: grid.rows.first().map(|r| r.row),
        columns: readings,
        date_orders: Vec::new(),
        header_rows: 1,
        rows_read: read,
        record_rows: read,
        merged_rows: 0,
        cells: grid.cells.len(),
        set_aside: Vec::new(),
        project: ProjectHint::default(),
        data_date: None,
        records,
        diagnostics,
    }
}

/// What a cell holds; `None` for errors and formulas without a value. An apostrophe that keeps a text of a CSV from being taken
/// for a formula is no part of it.
fn datum(grid: &Grid, value: Value, delimited: bool) -> Option<Datum> {
    Some(match value {
        Value::Text(id) => {
            let text = grid.text(id);
            let guarded = delimited
                && text
                    .strip_prefix('\'')
                    .is_some_and(|t| t.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']));
            Datum::Text(text.get(usize::from(guarded)..).unwrap_or(text).into())
        }
        Value::Number(n) | Value::Span(n) => Datum::Number(n),
        Value::Bool(b) => Datum::Text(if b { "yes" } else { "no" }.into()),
        Value::Date(serial) => Datum::Date(from_serial(serial)?),
        Value::Error(_) | Value::Unsaved => return None,
    })
}

/// What a table is to those who list sheets.
fn role_of(table: &str) -> Role {
    match table {
        "Tasks" => Role::Tasks,
        "Resources" => Role::Resources,
        "Allocations" => Role::Assignments,
        "Capacity" | "Absences" => Role::Capacity,
        "Calendars" | "Calendar days" => Role::Calendars,
        "Gates" => Role::Gates,
        "Risks" => Role::Risks,
        "Issues" => Role::Issues,
        "Assumptions" => Role::Assumptions,
        "Decisions" => Role::Decisions,
        "Changes" => Role::Changes,
        "Actions" => Role::Actions,
        "Benefits" => Role::Benefits,
        "Budget" => Role::Budget,
        "Stakeholders" | "Responsibilities" => Role::Stakeholders,
        "Narratives" => Role::Comments,
        _ => Role::Lookup,
    }
}

/// The canonical field that a column holds, as `inspect` names it.
pub fn field_of(head: &Head) -> Field {
    match head.header {
        "Key" => Field::Key,
        "ID" | "Tracker ID" => Field::Id,
        "Name" => Field::Name,
        "Project" => Field::Project,
        "Program" => Field::Program,
        "Parent" => Field::Parent,
        "Outline" => Field::Outline,
        "Type" => Field::Type,
        "Section" => Field::Section,
        "Status" => Field::Status,
        "Status category" => Field::StatusCategory,
        "RAG" | "Reported RAG" => Field::Rag,
        "Percent complete" => Field::Percent,
        "Baseline start" => Field::BaselineStart,
        "Baseline finish" => Field::BaselineFinish,
        "Start" | "From" => Field::Start,
        "Finish" | "To" => Field::Finish,
        "Actual start" => Field::ActualStart,
        "Actual finish" => Field::ActualFinish,
        "Deadline" => Field::Deadline,
        "Needed by" => Field::Needed,
        "Promised" => Field::Promised,
        "Created" => Field::Created,
        "Updated" => Field::Updated,
        "Duration" => Field::Duration,
        "Work hours" => Field::Work,
        "Remaining work hours" => Field::RemainingWork,
        "Actual work hours" => Field::ActualWork,
        "Constraint" => Field::ConstraintType,
        "Constraint date" => Field::ConstraintDate,
        "Budget" => Field::Budget,
        "Actual cost" | "Actual" => Field::ActualCost,
        "Forecast" => Field::ForecastCost,
        "Planned value" => Field::PlannedValue,
        "Earned value" => Field::EarnedValue,
        "Currency" => Field::Currency,
        "Priority" => Field::Priority,
        "Predecessors" | "Predecessor" => Field::Predecessors,
        "Successor" => Field::Successors,
        "Assignees" => Field::Assignee,
        "Task" => Field::TaskName,
        "Resource" => Field::ResourceName,
        "Units" => Field::Units,
        "Notes" => Field::Notes,
        "Kind" => Field::Milestone,
        "E-mail" => Field::Email,
        "Account" => Field::Account,
        "Team" => Field::Team,
        "Role" => Field::Role,
        "Leaves" => Field::Leaves,
        "Calendar" => Field::Calendar,
        "Times" => Field::DayTimes,
        "Gate" => Field::Name,
        "Needs" => Field::Enabler,
        "Wanted for" => Field::Needed,
        "Manager" => Field::Manager,
        "Title" => Field::Title,
        "Description" => Field::Description,
        "Category" => Field::Category,
        "Vendor" => Field::Vendor,
        "Probability" => Field::Probability,
        "Impact" => Field::Impact,
        "Score" => Field::Score,
        "Exposure" => Field::Exposure,
        "Response" => Field::Response,
        "Options" => Field::Options,
        "Recommendation" => Field::Recommendation,
        "Owner" => Field::Owner,
        "Raised" => Field::Raised,
        "Due" => Field::Due,
        "Closed" => Field::Closed,
        "Measure" => Field::Measure,
        "Baseline value" => Field::BaselineValue,
        "Target value" => Field::TargetValue,
        "Forecast value" => Field::ForecastValue,
        "Realised value" => Field::RealisedValue,
        "Target date" => Field::TargetDate,
        "Forecast date" => Field::ForecastDate,
        "Enabler" => Field::Enabler,
        "Lead days" => Field::LeadDays,
        "Text" => Field::Comment,
        "Author" => Field::Author,
        _ => Field::Known,
    }
}
