//! The true range of a table, set after the workbook is written. rust_xlsxwriter keeps every cell of a table in a map to
//! find overlaps: a fifth of the time and 17 bytes a cell for a sheet of 100,000 rows. So a table is declared over its
//! first row, and its range is put right in its own small part of the package; all other parts are copied as they are.

use crate::report::plan::{SheetPlan, TablePlan};
use crate::source::column_letters;

/// Rows up to which a table is declared whole.
const DECLARED_WHOLE: usize = 50;

/// A table whose range is to be put right.
pub struct Range {
    name: String,
    declared: String,
    whole: String,
}

/// Whether a table is declared over its first row only.
pub fn is_deferred(table: &TablePlan) -> bool {
    table.rows > DECLARED_WHOLE
}

/// The ranges to put right in all.
pub fn deferred(sheets: &[SheetPlan]) -> Vec<Range> {
    sheets.iter().flat_map(|s| &s.tables).filter(|t| is_deferred(t)).map(range).collect()
}

fn range(table: &TablePlan) -> Range {
    let right = table.left.saturating_add(u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let text = |rows: u64| {
        let top = u64::from(table.top) + 1;
        format!("{}{top}:{}{}", column_letters(table.left), column_letters(right), top.saturating_add(rows))
    };
    Range { name: super::text::table_name(&table.name), declared: text(1), whole: text(table.rows as u64) }
}

impl Range {
    /// Puts the range right where the text is this table's part; gives whether it was.
    pub fn put_right(&self, part: &mut String) -> bool {
        if !part.contains(&format!("displayName=\"{}\"", self.name)) {
            return false;
        }
        let short = format!("ref=\"{}\"", self.declared);
        let there = part.contains(&short);
        if there {
            *part = part.replace(&short, &format!("ref=\"{}\"", self.whole));
        }
        there
    }
}
