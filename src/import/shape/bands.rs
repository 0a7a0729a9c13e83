//! Copies of Primavera's activity grid: bands of the work breakdown are rows with `CODE  NAME` in the first column and no
//! activity name; the level of every row is its leading blanks.

use super::{Shaped, flat, outline};
use crate::import::table::{ColumnSet, RecordRow, Table};
use crate::import::values::text::leading_blanks;
use crate::import::words::plain;
use crate::model::Field;
use crate::read::Value;

/// Tells the rows of a grid copy apart.
pub fn shape(table: Table, columns: ColumnSet) -> Shaped {
    let grid = table.grid;
    let Some(key) = columns.first(Field::Key).map(|c| c.col) else { return flat::shape(table, columns) };
    let name = columns.first(Field::Name).map(|c| c.col);
    let raw = |ix: usize| match grid.cell(ix, key).map(|c| c.value) {
        Some(Value::Text(id)) => Some(grid.text(id)),
        _ => None,
    };
    let banded = |ix: usize| name.is_none_or(|n| grid.cell(ix, n).is_none()) && raw(ix).is_some_and(|t| split(t).is_some());
    if !table.found.body.clone().any(banded) {
        return flat::shape(table, columns);
    }
    let mut shaped = flat::shape(table, columns);
    // Bands have neither name nor id of an activity, so the flat reading sets them aside: take them back in their place.
    let kept: Vec<RecordRow> = table
        .found
        .body
        .clone()
        .filter(|&ix| banded(ix) || shaped.rows.binary_search_by_key(&ix, |r| r.ix).is_ok())
        .map(|ix| RecordRow { ix, set: 0, level: None, parent: None, section: None, ordinal: None, more: 0..0 })
        .collect();
    shaped.set_aside.retain(|s| kept.binary_search_by_key(&s.at.row, |r| grid.rows[r.ix].row).is_err());
    let levels: Vec<u8> = kept.iter().map(|r| u8::try_from(raw(r.ix).map_or(0, leading_blanks)).unwrap_or(u8::MAX)).collect();
    shaped.rows = kept;
    outline::apply(&mut shaped.rows, &levels);
    shaped
}

/// Code and name of a band: `DEP.CIV  Civil works`.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let (code, name) = text.trim().split_once("  ")?;
    (!code.is_empty() && !code.contains(' ')).then(|| (code, name.trim()))
}

/// The name of a band row, where the row is one.
pub fn name_of(table: &Table, set: &ColumnSet, ix: usize) -> Option<(String, String, u16)> {
    if set.cells(table.grid, ix, Field::Name).next().is_some() {
        return None;
    }
    let cell = set.cells(table.grid, ix, Field::Key).next()?;
    let text = plain(table.grid, cell.value);
    split(&text).map(|(code, name)| (code.to_owned(), name.to_owned(), cell.col))
}
