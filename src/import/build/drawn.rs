//! Dates of a drawn Gantt: a column a week, month or day, and cells that are ticked or filled where the work lies.
//!
//! Decided here: which cells are marks, and that a row begins with the first marked period and ends with the last. Only where no column
//! states a day. A fill that the whole row or the whole column has is decoration; one diamond is a milestone.

use super::cells::Cells;
use super::staff;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::TaskRecord;
use crate::import::shape::Shaped;
use crate::import::table::ColumnSet;
use crate::import::values::text::absent;
use crate::import::values::week::Period;
use crate::model::{Field, TaskKind};
use crate::read::{Fill, Grid, Value};
use crate::source::{Rule, Sourced};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Fewer columns draw nothing.
const LEAST: usize = 3;
/// More columns than two years of days are no calendar.
const MOST: usize = 750;

/// Gives rows without dates those that their marks show.
pub fn settle(cells: &mut Cells, shaped: &Shaped, place: &[Option<usize>], tasks: &mut [TaskRecord]) {
    if cells.table.profile.is_specific() || shaped.sets.len() != 1 {
        return;
    }
    let Some(set) = shaped.sets.first().filter(|set| is_drawn(set)) else { return };
    let (periods, assumed) = staff::periods(cells, set);
    if periods.len() < LEAST {
        return;
    }
    let grid = cells.table.grid;
    let plain = decoration(grid, shaped, &periods);
    let rule = if assumed { Rule::YearFromContext } else { Rule::DateFromPeriod };
    let mut drawn = 0_usize;
    for (row, at) in shaped.rows.iter().zip(place) {
        let Some(task) = at.and_then(|at| tasks.get_mut(at)) else { continue };
        let (marks, diamond) = marks(grid, row.ix, set, &periods, &plain);
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { continue };
        let day =
            |col: &u16, of: fn(&Period) -> Date| periods.get(col).map(|p| Sourced::derived(of(p), grid.at(row.ix, *col), rule));
        let f = &mut task.facts;
        f.finish = day(last, |p| p.to);
        if diamond && marks.len() == 1 {
            f.kind = TaskKind::Milestone;
        } else {
            f.start = day(first, |p| p.from);
        }
        drawn += 1;
    }
    let first = set.columns.iter().find(|c| periods.contains_key(&c.col));
    if let Some(column) = first.filter(|_| drawn > 0) {
        let said = format!(
            "no column states a day; start and finish of {drawn} rows are those of the marks in the {} columns from `{}` on",
            periods.len(),
            column.header
        );
        let finding = Diagnostic::at("dates-drawn", Severity::Note, column.at, said);
        cells.report(finding.help("add columns for start and finish where the day matters"));
    }
}

fn is_drawn(set: &ColumnSet) -> bool {
    use Field::{ActualFinish, BaselineFinish, DateRange, Finish, Start, WeekFinish, WeekStart};
    let stated = [Start, Finish, DateRange, WeekStart, WeekFinish, BaselineFinish, ActualFinish];
    let periods = set.columns.iter().filter(|c| c.field == Some(Field::Period)).count();
    (LEAST..=MOST).contains(&periods) && !stated.iter().any(|f| set.has(*f))
}

fn fill(grid: &Grid, ix: usize, col: u16) -> Option<Fill> {
    match grid.cell(ix, col) {
        Some(cell) => grid.fills.get(usize::from(cell.fill).checked_sub(1)?).copied(),
        None => grid.blank_fill(ix, col),
    }
}

/// White, greys and what is nearly white mark nothing.
fn is_colour(fill: &Fill) -> bool {
    let (most, least) = (fill.rgb.iter().max().copied().unwrap_or(0), fill.rgb.iter().min().copied().unwrap_or(0));
    most - least >= 24
}

/// By column the fill that at least three rows and two thirds of them have: weekends, today, a frame.
fn decoration(grid: &Grid, shaped: &Shaped, periods: &BTreeMap<u16, Period>) -> BTreeMap<u16, Fill> {
    let rows = shaped.rows.len();
    let mut found = BTreeMap::new();
    if grid.fills.is_empty() || rows < 3 {
        return found;
    }
    for &col in periods.keys() {
        let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
        for fill in shaped.rows.iter().filter_map(|r| fill(grid, r.ix, col)) {
            *counts.entry(fill.rgb).or_insert(0) += 1;
        }
        if let Some((rgb, count)) = counts.into_iter().max_by_key(|(_, n)| *n)
            && count >= 3
            && count * 3 > rows * 2
        {
            found.insert(col, Fill { rgb });
        }
    }
    found
}

/// The marked columns of a row, and whether a diamond marks it.
fn marks(
    grid: &Grid,
    ix: usize,
    set: &ColumnSet,
    periods: &BTreeMap<u16, Period>,
    plain: &BTreeMap<u16, Fill>,
) -> (Vec<u16>, bool) {
    let mut diamond = false;
    let mut written = Vec::new();
    for cell in grid.row_cells(ix).iter().filter(|c| periods.contains_key(&c.col)) {
        let marked = match cell.value {
            Value::Text(id) => {
                let text = grid.text(id).trim();
                diamond |= matches!(text, "◆" | "♦" | "◇" | "★" | "▲" | "M" | "MS");
                absent(text).is_none()
            }
            Value::Number(n) => n != 0.0,
            Value::Bool(b) => b,
            _ => false,
        };
        if marked {
            // A bar of merged cells is written in its first.
            let to = grid.merged_at(grid.rows[ix].row, cell.col).map_or(cell.col, |m| m.right);
            written.extend(periods.range(cell.col..=to.max(cell.col)).map(|(col, _)| *col));
        }
    }
    if !written.is_empty() {
        return (written, diamond);
    }
    let of_row = set.first(Field::Name).and_then(|name| fill(grid, ix, name.col));
    let filled = periods.keys().filter(|col| {
        let fill = fill(grid, ix, **col).filter(is_colour);
        fill.is_some() && fill != of_row && fill != plain.get(col).copied()
    });
    (filled.copied().collect(), false)
}

#[cfg(test)]
mod tests;
