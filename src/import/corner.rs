//! A blank corner: the column of names that nobody gave a header, left of `Start | Finish | Hours`. Whether a row is such a header is
//! said here by what stands in the column; that the headers beside it are those of work is for `detect` and `columns`.

use crate::import::profile::TableProfile;
use crate::model::{Field, Role};
use crate::read::{Grid, Value};

/// Rows below a header that are looked at.
const BELOW: usize = 40;

/// The column of names left of the first header of a row: blank above, with texts of their own in most rows below.
pub fn names(grid: &Grid, header: usize) -> Option<u16> {
    let first = grid.row_cells(header).first().map(|c| c.col).filter(|c| *c > 0)?;
    let rows = header + 1..grid.rows.len().min(header + 1 + BELOW);
    let count = rows.len();
    (first.saturating_sub(2)..first).rev().find(|&col| {
        let mut seen: Vec<&str> = Vec::new();
        for ix in rows.clone() {
            if let Some(Value::Text(id)) = grid.cell(ix, col).map(|c| c.value) {
                let text = grid.text(id).trim();
                if text.chars().any(char::is_alphabetic) && !text.ends_with(':') && !seen.contains(&text) {
                    seen.push(text);
                }
            }
        }
        seen.len() >= 3 && seen.len() * 10 >= count * 6
    })
}

/// Whether the headers beside a blank corner are those of work: when or how long, and something else.
pub fn is_work(table: &TableProfile, fields: &[Field]) -> bool {
    const TIME: &[Field] = &[Field::Start, Field::Finish, Field::Duration, Field::Percent, Field::Work];
    const ELSE: &[Field] = &[Field::ActualWork, Field::Effort, Field::Assignee, Field::Owner, Field::Status, Field::Predecessors];
    let timed = TIME.iter().filter(|f| fields.contains(f)).count();
    let more = ELSE.iter().filter(|f| fields.contains(f)).count();
    table.role == Role::Tasks && !table.projects && !fields.contains(&Field::Name) && timed >= 1 && timed + more >= 2
}
