//! Tables that stand side by side on one sheet, parted by columns that hold nothing: each becomes a grid of its own, and its
//! cells keep the addresses they have in the file.
//!
//! Decided here: where a sheet is cut. It is cut only where both sides hold a table that is recognised by itself, each with a column
//! that names its records, and where something says that the two are not one: a header that stands on both sides, a title over
//! each, or rows that only one side fills. A list of choices beside a table is left where it is.

use super::columns;
use super::detect::{self, Found, Names};
use super::profile::Profiles;
use super::values::text::fold;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Field;
use crate::read::{Cell, FileReading, Grid, GridRow, Value};
use crate::source::PlaceKind;

/// Rows from the top in which a header of two tables is looked for.
const TOP: usize = 20;
/// The most tables beside one another.
const MOST: usize = 8;

/// Cuts the sheets that hold tables side by side.
pub fn part(reading: &mut FileReading, profiles: &Profiles) {
    if reading.kind == PlaceKind::Lines && reading.grids.len() > 1 {
        return;
    }
    let mut at = 0;
    while at < reading.grids.len() {
        let mut parts = 1;
        while parts < MOST {
            let here = at + parts - 1;
            let Some(grid) = reading.grids.get(here) else { break };
            let sheet = match reading.kind {
                PlaceKind::Lines => "",
                PlaceKind::Sheet => reading.sheets.get(usize::from(grid.id().sheet)).map_or("", String::as_str),
            };
            let Some((left, right)) = cut(grid, Names { file: &reading.name, sheet }, profiles) else { break };
            reading.grids[here] = left;
            reading.grids.insert(here + 1, right);
            parts += 1;
        }
        if parts > 1 {
            reading.diagnostics.push(
                Diagnostic::new(
                    "tables-side-by-side",
                    Severity::Note,
                    Place::Source(reading.grids[at].id()),
                    format!("{parts} tables stand side by side, parted by empty columns; each is read by itself"),
                )
                .help("nothing to do; the receipt counts the rows of each table"),
            );
        }
        at += parts;
    }
}

/// The two sides of a sheet, where it holds two tables.
fn cut(grid: &Grid, names: Names, profiles: &Profiles) -> Option<(Grid, Grid)> {
    for header in 0..grid.rows.len().min(TOP) {
        for (left, right) in gaps(grid, header) {
            if spanned(grid, header, left, right) || !begins(grid, header, right, profiles) || !is_free(grid, header, left, right)
            {
                continue;
            }
            let (a, b) = (side(grid, 0, left), side(grid, right, u16::MAX));
            let (Some(one), Some(two)) =
                (table(&a, grid.rows[header].row, names, profiles), table(&b, grid.rows[header].row, names, profiles))
            else {
                continue;
            };
            if apart(&a, &one, &b, &two) {
                return Some((a, b));
            }
        }
    }
    None
}

/// Gaps inside a row of texts: the last column before, the first behind.
fn gaps(grid: &Grid, ix: usize) -> Vec<(u16, u16)> {
    let cells = grid.row_cells(ix);
    let texts = cells.iter().filter(|c| matches!(c.value, Value::Text(_))).count();
    if texts < 4 || texts * 10 < cells.len() * 8 {
        return Vec::new();
    }
    cells.windows(2).filter(|w| w[1].col > w[0].col + 1).map(|w| (w[0].col, w[1].col)).collect()
}

/// A word for the name of a record stands in the row at or behind the column, beside another text: told cheaply, before anything
/// is copied. Month captions of a drawn Gantt are none.
fn begins(grid: &Grid, ix: usize, from: u16, profiles: &Profiles) -> bool {
    let texts = || {
        grid.row_cells(ix).iter().filter(|c| c.col >= from).filter_map(|c| match c.value {
            Value::Text(id) if grid.text(id).len() <= 80 => Some(fold(grid.text(id))),
            _ => None,
        })
    };
    let names = |word: &String| {
        profiles.meanings(word).iter().any(|(_, f)| {
            matches!(f, Field::Name | Field::Title | Field::Decision | Field::TaskName | Field::ResourceName | Field::Description)
        })
    };
    texts().take(2).count() >= 2 && texts().any(|word| names(&word))
}

/// A row above stands in both columns and between them: it is the header of one table, and this row a record in which cells are blank.
fn spanned(grid: &Grid, header: usize, left: u16, right: u16) -> bool {
    (0..header).any(|ix| {
        grid.cell(ix, left).is_some()
            && grid.cell(ix, right).is_some()
            && grid.row_cells(ix).iter().any(|c| c.col > left && c.col < right)
    })
}

/// Nothing stands in the columns between, from the header on down, and no merged area spans them.
fn is_free(grid: &Grid, header: usize, left: u16, right: u16) -> bool {
    let inside = |c: &Cell| c.col > left && c.col < right;
    let top = grid.rows[header].row;
    !(header..grid.rows.len()).any(|ix| grid.row_cells(ix).iter().any(inside))
        && !grid.merges.iter().any(|m| m.bottom >= top && m.left < right && m.right > left && m.left <= left)
}

/// The cells of some columns.
fn side(grid: &Grid, from: u16, to: u16) -> Grid {
    let within = |col: u16| (from..=to).contains(&col);
    let mut out = grid.like();
    for (ix, row) in grid.rows.iter().enumerate() {
        let first = u32::try_from(out.cells.len()).unwrap_or(u32::MAX);
        out.cells.extend(grid.row_cells(ix).iter().filter(|c| within(c.col)).copied());
        let end = u32::try_from(out.cells.len()).unwrap_or(u32::MAX);
        if end > first {
            out.rows.push(GridRow { first, end, ..*row });
        }
    }
    out.merges = grid.merges.iter().filter(|m| within(m.left) && within(m.right)).copied().collect();
    out.blank_fills = grid.blank_fills.iter().filter(|(_, col, _)| within(*col)).copied().collect();
    out.column_classes = grid.column_classes.iter().filter(|(col, _)| within(*col)).cloned().collect();
    out
}

/// The table whose header stands in the sheet's row, with at least two columns understood and one that names its records.
fn table(grid: &Grid, row: u32, names: Names, profiles: &Profiles) -> Option<(Found, Vec<columns::Column>)> {
    let found = detect::tables(grid, names, profiles, None).into_iter().find(|f| grid.rows[f.header].row == row)?;
    let mapped = columns::map(grid, found.header, found.upper, found.id, profiles, None);
    let known = |c: &&columns::Column| c.field.is_some_and(|f| !matches!(f, Field::Known | Field::Period));
    let naming = |c: &columns::Column| {
        matches!(
            c.field,
            Some(Field::Name | Field::Title | Field::Decision | Field::TaskName | Field::ResourceName | Field::Description)
        )
    };
    let enough = mapped.iter().filter(known).count() >= 2 && mapped.iter().any(naming) && !found.body.is_empty();
    enough.then_some((found, mapped))
}

/// Whether the two are tables of their own: they repeat a header, both have a title, or their rows differ.
fn apart(a: &Grid, one: &(Found, Vec<columns::Column>), b: &Grid, two: &(Found, Vec<columns::Column>)) -> bool {
    if two.1.iter().any(|c| c.field == Some(Field::Relation)) {
        // What each record is related to, beside it.
        return false;
    }
    let repeated = one.1.iter().any(|c| two.1.iter().any(|d| d.folded == c.folded && !c.folded.is_empty()));
    let titled = |grid: &Grid, found: &Found| {
        found.header.checked_sub(1).is_some_and(|above| {
            let cells = grid.row_cells(above);
            cells.len() == 1
                && grid.rows[above].row + 2 >= grid.rows[found.header].row
                && matches!(cells[0].value, Value::Text(_))
        })
    };
    let both_titled = titled(a, &one.0) && titled(b, &two.0);
    let rows = |grid: &Grid, found: &Found| found.body.clone().map(|ix| grid.rows[ix].row).collect::<Vec<_>>();
    // Names on the same rows may be one record told in two blocks.
    let differ = rows(a, &one.0) != rows(b, &two.0);
    let same_role = one.0.id == two.0.id;
    repeated || both_titled || (differ && !same_role && names_said(&one.1) && names_said(&two.1))
}

/// A column that names a record by more than a description.
fn names_said(columns: &[columns::Column]) -> bool {
    columns
        .iter()
        .any(|c| matches!(c.field, Some(Field::Name | Field::Title | Field::Decision)) && fold(&c.header) != "description")
}

#[cfg(test)]
mod tests;
