//! What one sheet holds: a canonical table, a responsibility matrix, one table or several, or nothing that is understood.

use super::detect::{Found, Names};
use super::extract::{ColumnReading, ProjectHint, Records, SetAside, TaskRecord};
use super::table::{ColumnSet, Table};
use super::{Extract, Profiles, asked, build, canonical, column_values, columns, detect, evidence, metadata, pairs, raci};
use super::{report_head, residue, shape, suspected, values};
use crate::config::{Settings, SourceRule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Role;
use crate::read::{FileReading, Grid};
use crate::source::{CellRef, Sourced, Text};

/// The tables of a sheet, in order.
pub(super) fn extracts(
    reading: &FileReading,
    grid: &Grid,
    names: Names,
    rule: Option<&SourceRule>,
    profiles: &Profiles,
    settings: &Settings,
) -> Vec<Extract> {
    if rule.is_some_and(|r| r.skip) {
        return vec![left_out(grid, Role::NotATable, "left out by the configuration".to_owned())];
    }
    if let Some(table) = canonical::recognise(grid, names) {
        return vec![canonical::take(grid, &table)];
    }
    let wiki = residue::of(grid)
        .filter(|_| !detect::tables(grid, names, profiles, rule).iter().any(|f| profiles.profile(f.id).name.starts_with("jira")))
        .map(|found| residue::plain(grid, found));
    let grid = wiki.as_ref().unwrap_or(grid);
    if let Some(reason) = evidence::attachments(grid, names).filter(|_| rule.is_none()) {
        return vec![left_out(grid, Role::Lookup, reason)];
    }
    let open = rule.is_none_or(|r| r.tracker.is_none() && r.header_row.is_none() && r.columns.is_empty());
    if open
        && rule.and_then(|r| r.role).is_none_or(|role| role == Role::Stakeholders)
        && let Some(matrix) = raci::read(grid, names)
    {
        return vec![matrix];
    }
    let found = detect::tables(grid, names, profiles, rule);
    let mut extracts: Vec<Extract> = Vec::with_capacity(found.len().max(1));
    if found.is_empty() {
        extracts.push(pairs::read(grid).unwrap_or_else(|| unknown(grid, names, profiles)));
    }
    // What stands above the first table of a sheet holds for the tables under it.
    let project = found.first().and_then(|first| metadata::labelled(grid, first.preamble.clone()));
    let found_alone = found.len() == 1;
    for found in &found {
        let mut extract = table_of((grid, names), &reading.grids, found, profiles, settings, rule);
        // Of several tables on a sheet each may have one top: a phase, not the project.
        let topped = found_alone.then(|| root(&extract.records.tasks)).flatten();
        extract.project.name = extract.project.name.take().or_else(|| topped.map(|(name, at)| Sourced::stated(name, at)));
        let own = metadata::labelled(grid, found.preamble.clone()).is_some();
        if let Some((name, at)) = project.clone().filter(|_| !own && !profiles.table(found.id).projects)
            && !profiles.profile(found.id).is_specific()
        {
            extract.project.name = Some(Sourced::stated(name, at));
        }
        extracts.push(extract);
    }
    let by_hand = found.iter().all(|f| !profiles.table(f.id).projects && !profiles.profile(f.id).is_specific());
    // Where nothing is understood there is no table that stands below a head or that a setting could have met.
    let tables = if found.is_empty() { &extracts[..0] } else { &extracts[..] };
    let head = if by_hand && !tables.is_empty() { report_head::read(grid, tables) } else { None };
    let said = rule.map(|rule| asked::of_sheet(grid, rule, tables));
    if let (Some(first), Some(head)) = (extracts.first_mut(), head) {
        first.records.head = Some(Box::new(head));
    }
    if let (Some(last), Some(said)) = (extracts.last_mut(), said) {
        last.diagnostics.extend(said);
    }
    extracts
}

/// The one record at the top that all others stand under names the project.
fn root(tasks: &[TaskRecord]) -> Option<(Text, CellRef)> {
    let mut tops = tasks.iter().filter(|t| t.level == Some(0) && t.parent.is_none());
    let top = tops.next()?;
    let alone = tops.next().is_none() && tasks.len() >= 5 && tasks.iter().all(|t| t.level.is_some());
    let name = top.facts.name.as_ref().filter(|_| alone)?;
    Some((name.value.clone(), name.at))
}

fn table_of(
    (grid, names): (&Grid, Names),
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
        names,
        settings,
        rule,
        working: values::duration::Working {
            hours_per_day: settings.calendar.hours_per_day,
            ..values::duration::Working::default()
        },
    };
    let mut columns = columns::map(grid, found.header, found.upper, found.id, profiles, rule);
    if rule.is_none_or(|r| r.columns.is_empty()) {
        column_values::settle_all(grid, found.body.clone(), found.id, profiles, &mut columns);
    }
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
        header_row: Some(grid.rows[found.header].row).filter(|_| !grid.turned),
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
    extract.project.name = title.map(|(name, at)| Sourced::stated(name, at));
    extract.data_date = metadata::data_date(grid, found);
    if let Some(rule) = rule {
        extract.data_date = rule.data_date.map(|d| Sourced::stated(d, grid.at(found.header, 0))).or(extract.data_date);
    }
    suspected::notice(&mut extract);
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

/// A sheet that holds no table that is understood.
fn unknown(grid: &Grid, names: Names, profiles: &Profiles) -> Extract {
    let (role, reason) = evidence::nothing(grid, names, profiles);
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
