//! Wrike: folders and projects are rows whose title is a path, `/Museum/Hall A/`; tasks stand directly below their folder's row.

use super::{Shaped, flat, outline};
use crate::import::table::{ColumnSet, Table};
use crate::import::words::plain;
use crate::model::Field;

/// Tells the rows of a folder list apart.
pub fn shape(table: Table, columns: ColumnSet) -> Shaped {
    let mut shaped = flat::shape(table, columns);
    let Some(set) = shaped.sets.first() else { return shaped };
    let mut depth = 0u8;
    let levels: Vec<u8> = shaped
        .rows
        .iter()
        .map(|row| {
            let title = set.cells(table.grid, row.ix, Field::Name).next().map(|c| plain(table.grid, c.value)).unwrap_or_default();
            match folder(&title) {
                Some(path) => {
                    depth = u8::try_from(path.split('/').count()).unwrap_or(u8::MAX);
                    depth - 1
                }
                None => depth,
            }
        })
        .collect();
    outline::apply(&mut shaped.rows, &levels);
    shaped
}

/// The path of a folder row without its outer slashes.
pub fn folder(title: &str) -> Option<&str> {
    title.strip_prefix('/')?.strip_suffix('/').filter(|p| !p.is_empty())
}
