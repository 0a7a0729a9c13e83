//! Rows → benefits, budget lines, lines about whole projects, stakeholders, comments.

use super::Built;
use super::cells::Cells;
use super::monthly::Months;
use crate::import::columns::Column;
use crate::import::extract::{BenefitRecord, CommentRecord, ProjectHint, ProjectRecord, RefKind, Reference};
use crate::import::shape::Shaped;
use crate::import::table::{ColumnSet, RecordRow};
use crate::import::values::rag::{self, Standing};
use crate::model::{Benefit, BudgetLine, Field, Stakeholder};
use crate::read::Cell;
use crate::source::{CellRef, Rule, Sourced, Text};

/// The cell a record is known by: the first filled of the given fields, else the row's first.
fn anchor(cells: &Cells, set: &ColumnSet, ix: usize, fields: &[Field]) -> CellRef {
    let grid = cells.table.grid;
    fields
        .iter()
        .find_map(|f| set.cells(grid, ix, *f).next())
        .or_else(|| grid.row_cells(ix).first())
        .map_or(grid.at(ix, 0), |c| grid.at(ix, c.col))
}

fn keep_custom(cells: &mut Cells, ix: usize, column: &Column, cell: &Cell, custom: &mut Vec<(Text, Sourced<Text>)>) {
    if column.header.is_empty() || matches!(column.field, Some(Field::Known | Field::Period)) {
        return;
    }
    if let Some(value) = cells.word(ix, cell) {
        let header = cells.words.intern(&column.header);
        custom.push((header, value));
    }
}

fn hint(cells: &mut Cells, ix: usize, field: Field, cell: &Cell, project: &mut ProjectHint) {
    match field {
        Field::ProjectKey => project.key = project.key.take().or(cells.known_word(ix, cell)),
        _ => project.name = project.name.take().or(cells.known_word(ix, cell)),
    }
}

/// Builds benefits.
pub fn benefits(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let record = benefit(cells, set, row);
        built.records.benefits.push(record);
    }
    built.record_rows = shaped.rows.len();
    built
}

fn benefit(cells: &mut Cells, set: &ColumnSet, row: &RecordRow) -> BenefitRecord {
    let ix = row.ix;
    let at = anchor(cells, set, ix, &[Field::Name, Field::Notes, Field::Key]);
    let mut project = ProjectHint::default();
    let mut b = Benefit::at(at);
    // A register that describes its benefits without naming them: the description is the name.
    let named = set.has(Field::Name) || set.has(Field::Title);
    for cell in cells.table.grid.row_cells(ix) {
        let Some(column) = set.of(cell.col) else { continue };
        match column.field {
            Some(Field::Key | Field::Id) => b.key = cells.own(ix, cell),
            Some(Field::Name | Field::Title) => b.name = b.name.take().or(cells.own(ix, cell)),
            Some(Field::Notes) if !named => b.name = b.name.take().or(cells.own(ix, cell)),
            Some(field @ (Field::Project | Field::ProjectKey)) => hint(cells, ix, field, cell, &mut project),
            Some(Field::Owner | Field::Assignee) => b.owner = b.owner.take().or(cells.known_word(ix, cell)),
            Some(Field::Measure) => b.measure = b.measure.take().or(cells.known_word(ix, cell)),
            Some(field @ (Field::BaselineValue | Field::TargetValue | Field::ForecastValue | Field::RealisedValue)) => {
                let (value, unit) = cells.measured(ix, row.set, column, cell);
                let slot = match field {
                    Field::BaselineValue => &mut b.baseline,
                    Field::TargetValue => &mut b.target,
                    Field::ForecastValue => &mut b.forecast,
                    _ => &mut b.realised,
                };
                *slot = value;
                if let Some(unit) = unit {
                    let header = cells.words.intern(&format!("{} (unit)", column.header));
                    b.custom.push((header, unit));
                }
            }
            Some(Field::TargetDate) => b.target_date = b.target_date.or_else(|| cells.date(ix, row.set, column, cell)),
            Some(Field::ForecastDate) => b.forecast_date = b.forecast_date.or_else(|| cells.date(ix, row.set, column, cell)),
            Some(Field::Enabler) => b.enabler = b.enabler.take().or(cells.known_word(ix, cell)),
            Some(Field::LeadDays) => b.lead_days = cells.number(ix, row.set, column, cell),
            Some(Field::Status) => b.status = cells.known_word(ix, cell),
            Some(Field::Rag) => b.rag = cells.rag(ix, cell),
            _ => keep_custom(cells, ix, column, cell, &mut b.custom),
        }
    }
    BenefitRecord { benefit: b, project }
}

fn budget_line(at: CellRef) -> BudgetLine {
    BudgetLine {
        at,
        project: None,
        name: None,
        budget: None,
        actual: None,
        forecast: None,
        planned_value: None,
        earned_value: None,
        currency: None,
    }
}

/// Takes a money field into a budget line; says whether it was one.
fn money(cells: &mut Cells, (ix, set): (usize, usize), column: &Column, cell: &Cell, line: &mut BudgetLine) -> bool {
    let slot = match column.field {
        Some(Field::Budget) => &mut line.budget,
        Some(Field::ActualCost) => &mut line.actual,
        Some(Field::ForecastCost) => &mut line.forecast,
        Some(Field::PlannedValue) => &mut line.planned_value,
        Some(Field::EarnedValue) => &mut line.earned_value,
        Some(Field::Currency) => {
            line.currency = cells.known_word(ix, cell).map(|w| w.value);
            return true;
        }
        _ => return false,
    };
    if slot.is_none() {
        *slot = cells.number(ix, set, column, cell);
    }
    true
}

fn has_money(line: &BudgetLine) -> bool {
    [&line.budget, &line.actual, &line.forecast, &line.planned_value, &line.earned_value].iter().any(|v| v.is_some())
}

/// Builds budget lines.
pub fn budget(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let mut line = budget_line(anchor(cells, set, row.ix, &[Field::Name, Field::Project]));
        let mut project = ProjectHint::default();
        let mut months = Months::default();
        for cell in cells.table.grid.row_cells(row.ix) {
            let Some(column) = set.of(cell.col) else { continue };
            match column.field {
                Some(Field::Name | Field::Category | Field::Title) => {
                    line.name = line.name.take().or(cells.known_word(row.ix, cell))
                }
                Some(Field::Period) => months.take(cells, (row.ix, row.set), column, cell),
                Some(Field::Measure) => {
                    if let Some(word) = cells.known_word(row.ix, cell) {
                        months.says(&word.value);
                    }
                }
                Some(field @ (Field::Project | Field::ProjectKey)) => hint(cells, row.ix, field, cell, &mut project),
                _ => {
                    money(cells, (row.ix, row.set), column, cell, &mut line);
                }
            }
        }
        months.settle(cells, set, &mut line);
        built.records.budget.push((line, project));
    }
    built.record_rows = shaped.rows.len();
    built
}

/// Builds lines about whole projects.
pub fn projects(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let record = project(cells, set, row);
        built.records.projects.push(record);
    }
    built.record_rows = shaped.rows.len();
    built
}

fn project(cells: &mut Cells, set: &ColumnSet, row: &RecordRow) -> ProjectRecord {
    let ix = row.ix;
    let at = anchor(cells, set, ix, &[Field::Project, Field::ProjectKey]);
    let mut line = budget_line(at);
    let mut p = ProjectRecord::at(at);
    for cell in cells.table.grid.row_cells(ix) {
        let Some(column) = set.of(cell.col) else { continue };
        if money(cells, (ix, row.set), column, cell, &mut line) {
            continue;
        }
        match column.field {
            Some(field @ (Field::Project | Field::ProjectKey)) => hint(cells, ix, field, cell, &mut p.project),
            Some(Field::Program) => p.program = p.program.take().or(cells.known_word(ix, cell)),
            Some(Field::Rag) => {
                let rag = cells.rag(ix, cell);
                if rag.is_none() || cells.word(ix, cell).is_some_and(|w| w.value.contains('/')) {
                    // Five-point scales and words beside the colours are kept as stated.
                    keep_custom(cells, ix, column, cell, &mut p.custom);
                }
                p.rag = p.rag.or(rag);
            }
            // `G`, `At risk`: a status that says how well a project stands is its colour.
            Some(Field::Status) => {
                let word = cells.known_word(ix, cell);
                match word.as_ref().and_then(|w| rag::standing(&w.value)) {
                    Some(Standing::Colour(colour)) if !set.has(Field::Rag) => {
                        p.rag = p.rag.or(Some(Sourced::derived(colour, cells.at(ix, cell), Rule::RagFromStatus)));
                        if word.is_some_and(|w| w.value.chars().count() > 1) {
                            keep_custom(cells, ix, column, cell, &mut p.custom);
                        }
                    }
                    _ => keep_custom(cells, ix, column, cell, &mut p.custom),
                }
            }
            Some(Field::Manager | Field::Owner | Field::Assignee) => p.manager = p.manager.take().or(cells.known_word(ix, cell)),
            Some(field @ (Field::Start | Field::Finish)) => {
                let slot = if field == Field::Start { &mut p.start } else { &mut p.finish };
                let day = cells.date(ix, row.set, column, cell);
                if day.is_none() {
                    // What stands instead of a date (`Exempt under …`) is kept as it stands.
                    keep_custom(cells, ix, column, cell, &mut p.custom);
                }
                *slot = slot.or(day);
            }
            Some(Field::BaselineFinish) => {
                p.baseline_finish = p.baseline_finish.or_else(|| cells.date(ix, row.set, column, cell))
            }
            Some(Field::Updated) => {
                p.narrative_date = p.narrative_date.or_else(|| cells.date(ix, row.set, column, cell).map(|d| d.value))
            }
            Some(Field::Notes | Field::Description | Field::Comment) => p.narrative.extend(cells.own(ix, cell)),
            _ => keep_custom(cells, ix, column, cell, &mut p.custom),
        }
    }
    if p.rag.is_none()
        && let Some(column) = set.first(Field::Rag)
    {
        p.rag = cells.blank_rag(ix, column.col);
    }
    p.budget = has_money(&line).then_some(line);
    p
}

/// Builds stakeholders; the roles of a RACI stand in their own columns.
pub fn stakeholders(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let ix = row.ix;
        let mut s = Stakeholder::at(anchor(cells, set, ix, &[Field::Name]));
        for cell in cells.table.grid.row_cells(ix) {
            let Some(column) = set.of(cell.col) else { continue };
            match column.field {
                Some(Field::Name) => s.name = s.name.take().or(cells.own(ix, cell)),
                Some(Field::Role) => s.role = s.role.take().or(cells.known_word(ix, cell)),
                _ => keep_custom(cells, ix, column, cell, &mut s.custom),
            }
        }
        built.records.stakeholders.push(s);
    }
    built.record_rows = shaped.rows.len();
    built
}

/// Builds comments and updates.
pub fn comments(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let ix = row.ix;
        let mut task: Option<Reference> = None;
        let mut author = None;
        let mut date = None;
        let mut text: Option<Sourced<Text>> = None;
        for cell in cells.table.grid.row_cells(ix) {
            let Some(column) = set.of(cell.col) else { continue };
            match column.field {
                Some(Field::Id) => task = cells.word(ix, cell).map(|w| Reference { kind: RefKind::Id, text: w.value, at: w.at }),
                Some(Field::TaskName) => {
                    task = task.or(cells.word(ix, cell).map(|w| Reference { kind: RefKind::Name, text: w.value, at: w.at }))
                }
                Some(Field::Author | Field::Owner) => author = cells.known_word(ix, cell).map(|w| w.value),
                Some(Field::Created | Field::Updated) => date = cells.date(ix, row.set, column, cell).map(|d| d.value),
                Some(Field::Comment | Field::Notes) => text = text.or(cells.own(ix, cell)),
                _ => {}
            }
        }
        match text {
            Some(text) => {
                built.records.comments.push(CommentRecord { at: text.at, task, author, date, text: text.value });
                built.record_rows += 1;
            }
            None => built.set_aside.push(crate::import::extract::SetAside {
                at: cells.table.grid.at(ix, 0),
                reason: "comment without text".to_owned(),
            }),
        }
    }
    built
}
