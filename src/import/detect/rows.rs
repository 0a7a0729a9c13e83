//! What a row is beside its neighbours: behind a gap, the header once more, months of records rather than captions.

use super::Fit;
use crate::import::columns;
use crate::import::profile::TableProfile;
use crate::model::{Field, Role};
use crate::read::{Grid, Value};
use crate::source::Text;
use rustc_hash::FxHashSet;

/// Three months or more in a row, and two other texts.
pub(super) fn holds_months(grid: &Grid, ix: usize) -> bool {
    let cells = grid.row_cells(ix);
    let months = cells.iter().filter(|c| columns::is_period(&columns::header_text(grid, c.value))).count();
    months >= 3 && cells.len() >= months + 2
}

/// A row behind a blank one, or under a lone text.
pub(super) fn after_gap(grid: &Grid, ix: usize) -> bool {
    ix == 0 || grid.rows[ix].row > grid.rows[ix - 1].row + 1 || grid.row_cells(ix - 1).len() == 1
}

/// Whether work that has dates is known by a description, because no header names it.
pub(super) fn is_described(table: &TableProfile, folded: &FxHashSet<String>, fields: &[Field]) -> bool {
    let dated = fields.contains(&Field::Start) && fields.contains(&Field::Finish);
    table.role == Role::Tasks
        && !table.projects
        && dated
        && !fields.contains(&Field::Name)
        && fields.contains(&Field::Notes)
        && folded.iter().any(|word| word.contains("descri"))
}

/// The same header again is a repeated header of the table above, no new table.
pub(super) fn repeats(grid: &Grid, heads: &[(usize, Fit, Option<Text>)], ix: usize) -> bool {
    heads.last().is_some_and(|(head, ..)| same_texts(grid, *head, ix))
}

/// Whether two rows hold the same texts in the same columns.
pub fn same_texts(grid: &Grid, a: usize, b: usize) -> bool {
    let (x, y) = (grid.row_cells(a), grid.row_cells(b));
    x.len() == y.len()
        && x.iter().zip(y).all(|(p, q)| {
            p.col == q.col
                && match (p.value, q.value) {
                    (Value::Text(s), Value::Text(t)) => grid.text(s).trim() == grid.text(t).trim(),
                    (s, t) => s == t,
                }
        })
}
