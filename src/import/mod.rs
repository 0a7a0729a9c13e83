//! [`Grid`](crate::read::Grid) → [`Extract`]: what a sheet is (tracker, role, header row, columns) and the records it holds,
//! each fact with its cell. One sheet may hold several tables, so it may give several extracts.
//!
//! Only what a single sheet (or the sheets of one workbook) tells is decided here; what references mean across files is left
//! to `reconcile`.
//!
//! - [`profile`]: trackers as data. [`detect`]: which rows are headers, of what. [`columns`]: what each column means.
//! - [`shape`]: which rows are records, under which. [`build`]: rows → records. [`values`]: what the text of a cell says.

pub mod build;
pub mod columns;
pub mod detect;
pub mod extract;
pub mod metadata;
pub mod profile;
pub mod progress;
pub mod shape;
pub mod table;
pub mod values;
pub mod words;

pub use crate::model::{Field, Role};
pub use extract::{
    AssignmentRecord, BenefitRecord, CapacityRecord, ColumnReading, CommentRecord, DateOrderReading, Extract, LogRecord,
    PersonRef, ProjectHint, ProjectRecord, RawLink, Records, RefKind, Reference, ResourceRecord, SetAside, TaskRecord,
};
pub use profile::Profiles;

use crate::config::{Settings, SourceRule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::read::{FileReading, Grid};
use crate::source::{PlaceKind, Text};
use detect::{Found, Names};
use table::{ColumnSet, Table};

/// Everything that the sheets of one file hold, in the order of sheets and tables. The sum of `rows_read` plus header rows
/// equals the number of non-empty rows of the grids: nothing is lost.
pub fn import(reading: &FileReading, profiles: &Profiles, settings: &Settings) -> Vec<Extract> {
    let mut extracts = Vec::new();
    for grid in &reading.grids {
        let sheet = match reading.kind {
            PlaceKind::Lines => "",
            PlaceKind::Sheet => reading.sheets.get(usize::from(grid.id().sheet)).map_or("", String::as_str),
        };
        let names = Names { file: &reading.name, sheet };
        let rule = rule_for(settings, names);
        if rule.is_some_and(|r| r.skip) {
            extracts.push(left_out(grid, Role::NotATable, "left out by the configuration".to_owned()));
            continue;
        }
        let found = detect::tables(grid, names, profiles, rule);
        if found.is_empty() {
            extracts.push(unknown(grid, names, profiles));
        }
        for found in &found {
            extracts.push(table_of(grid, &reading.grids, found, profiles, settings, rule));
        }
    }
    progress::settle(&mut extracts);
    extracts
}

/// The one record at the top that all others stand under names the project.
fn root(tasks: &[TaskRecord]) -> Option<(Text, crate::source::CellRef)> {
    let mut tops = tasks.iter().filter(|t| t.level == Some(0) && t.parent.is_none());
    let top = tops.next()?;
    let alone = tops.next().is_none() && tasks.len() >= 5 && tasks.iter().all(|t| t.level.is_some());
    let name = top.facts.name.as_ref().filter(|_| alone)?;
    Some((name.value.clone(), name.at))
}

/// The first `[[source]]` that matches the file and sheet.
fn rule_for<'a>(settings: &'a Settings, names: Names) -> Option<&'a SourceRule> {
    let last = names.file.rsplit('/').next().unwrap_or(names.file);
    settings.sources.iter().find(|rule| {
        (wild(&rule.pattern, names.file) || wild(&rule.pattern, last))
            && rule.sheet.as_deref().is_none_or(|s| s.eq_ignore_ascii_case(names.sheet))
    })
}

/// A file name pattern with `*` and `?`.
fn wild(pattern: &str, name: &str) -> bool {
    let (p, n): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut i, mut j, mut star, mut mark) = (0, 0, None, 0);
    while j < n.len() {
        if i < p.len() && (p[i] == '?' || p[i] == n[j]) && p[i] != '*' {
            i += 1;
            j += 1;
        } else if i < p.len() && p[i] == '*' {
            star = Some(i);
            mark = j;
            i += 1;
        } else if let Some(s) = star {
            i = s + 1;
            mark += 1;
            j = mark;
        } else {
            return false;
        }
    }
    p[i..].iter().all(|c| *c == '*')
}

/// A sheet that holds no table that is understood.
fn unknown(grid: &Grid, names: Names, profiles: &Profiles) -> Extract {
    let (role, reason) = detect::nothing(grid, names, profiles);
    let mut extract = left_out(grid, role, reason.clone());
    if role == Role::NotATable {
        extract.diagnostics.push(
            Diagnostic::new(
                "table-not-recognised",
                Severity::Note,
                Place::Source(grid.id()),
                format!("no table of records is recognised here: {reason}"),
            )
            .help("if it is one, name its tracker, role and header row under `[[source]]` in the configuration"),
        );
    }
    extract
}

/// An extract without records, every row set aside for one reason.
fn left_out(grid: &Grid, role: Role, reason: String) -> Extract {
    let set_aside: Vec<SetAside> = (0..grid.rows.len())
        .map(|ix| SetAside {
            at: grid.row_cells(ix).first().map_or(grid.at(ix, 0), |c| grid.at(ix, c.col)),
            reason: reason.clone(),
        })
        .collect();
    Extract {
        source: grid.id(),
        tracker: Text::from("none"),
        role,
        score: 0.0,
        reasons: vec![reason],
        runner_up: None,
        header_row: None,
        columns: Vec::new(),
        date_orders: Vec::new(),
        header_rows: 0,
        rows_read: set_aside.len(),
        record_rows: 0,
        merged_rows: 0,
        cells: grid.cells.len(),
        set_aside,
        project: ProjectHint::default(),
        data_date: None,
        records: Records::default(),
        diagnostics: Vec::new(),
    }
}

fn table_of(
    grid: &Grid,
    book: &[Grid],
    found: &Found,
    profiles: &Profiles,
    settings: &Settings,
    rule: Option<&SourceRule>,
) -> Extract {
    let profile = profiles.profile(found.id);
    let table = Table {
        grid,
        book,
        profile,
        table: profiles.table(found.id),
        found,
        settings,
        rule,
        working: values::duration::Working {
            hours_per_day: settings.calendar.hours_per_day,
            ..values::duration::Working::default()
        },
    };
    let columns = columns::map(grid, found.header, found.upper, found.id, profiles, rule);
    let readings = columns.iter().map(|c| ColumnReading { header: c.header.clone(), at: c.at, field: c.field }).collect();
    let shaped = shape::shape(table, ColumnSet::new(columns), profiles);
    let built = build::build(table, &shaped);
    let mut set_aside: Vec<SetAside> = found
        .preamble
        .clone()
        .map(|ix| SetAside {
            at: grid.row_cells(ix).first().map_or(grid.at(ix, 0), |c| grid.at(ix, c.col)),
            reason: "title or metadata above the table".to_owned(),
        })
        .collect();
    set_aside.extend(shaped.set_aside);
    set_aside.extend(built.set_aside);
    set_aside.sort_by_key(|s| s.at);
    let rows_read = found.preamble.len() + found.body.len();
    let first = found.preamble.start;
    let header_rows = found.body.end - first - rows_read;
    let cells = (first..found.body.end).map(|ix| grid.row_cells(ix).len()).sum();
    let mut extract = Extract {
        source: grid.id(),
        tracker: Text::from(profile.name.as_str()),
        role: table.table.role,
        score: found.score,
        reasons: found.reasons.clone(),
        runner_up: found.runner_up.clone(),
        header_row: Some(grid.rows[found.header].row),
        columns: readings,
        date_orders: built.date_orders,
        header_rows,
        rows_read,
        record_rows: built.record_rows,
        merged_rows: built.merged_rows,
        cells,
        set_aside,
        project: ProjectHint::default(),
        data_date: None,
        records: built.records,
        diagnostics: built.diagnostics,
    };
    let plain_work = matches!(table.table.role, Role::Tasks | Role::Milestones) && !table.table.projects;
    let title = shaped.title.or_else(|| metadata::title(grid, found).filter(|_| plain_work && profile.name != "jira-html"));
    extract.project.name =
        title.or_else(|| root(&extract.records.tasks)).map(|(name, at)| crate::source::Sourced::stated(name, at));
    extract.data_date = metadata::data_date(grid, found);
    if let Some(rule) = rule {
        extract.data_date =
            rule.data_date.map(|d| crate::source::Sourced::stated(d, grid.at(found.header, 0))).or(extract.data_date);
    }
    if shaped.rows.is_empty() {
        extract.diagnostics.push(Diagnostic::new(
            "empty-table",
            Severity::Note,
            Place::Source(grid.id()),
            "a header but no records: an empty register or template",
        ));
    }
    extract
}
