//! Rows → facts settled by hand. A date in the column of values is written as such, whatever the cell's format.

use super::Built;
use super::cells::Cells;
use crate::import::columns::Column;
use crate::import::extract::{AdjustmentRecord, SetAside};
use crate::import::shape::Shaped;
use crate::model::Field;
use crate::read::{Cell, Value};
use crate::source::Text;

/// Builds the adjustments; a row without target, field or value is set aside.
pub fn adjustments(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let ix = row.ix;
        let first = cells.table.grid.row_cells(ix).first().map_or(0, |c| c.col);
        let mut record = AdjustmentRecord {
            target: Text::default(),
            field: Text::default(),
            value: Text::default(),
            replaces: None,
            by: Text::default(),
            why: Text::default(),
            until: None,
            at: cells.table.grid.at(ix, first),
        };
        for cell in cells.table.grid.row_cells(ix) {
            let Some(column) = set.of(cell.col) else { continue };
            match column.field {
                Some(Field::Target | Field::Key | Field::Id) => record.target = said(cells, ix, row.set, column, cell),
                Some(Field::TargetField) => record.field = said(cells, ix, row.set, column, cell),
                Some(Field::NewValue) => {
                    record.value = said(cells, ix, row.set, column, cell);
                    record.at = cells.at(ix, cell);
                }
                Some(Field::Replaces) => {
                    record.replaces = Some(said(cells, ix, row.set, column, cell)).filter(|v| !v.is_empty());
                }
                Some(Field::Owner | Field::Author) => record.by = said(cells, ix, row.set, column, cell),
                Some(Field::Notes) => record.why = said(cells, ix, row.set, column, cell),
                Some(Field::Until) => record.until = cells.date(ix, row.set, column, cell).map(|d| d.value),
                _ => {}
            }
        }
        if record.target.is_empty() || record.field.is_empty() || record.value.is_empty() {
            let reason = "an adjustment needs a target, a field and a value".to_owned();
            built.set_aside.push(SetAside { at: record.at, reason });
        } else {
            built.records.adjustments.push(record);
            built.record_rows += 1;
        }
    }
    built
}

/// The cell's words; a date as `2027-03-31`.
fn said(cells: &mut Cells, ix: usize, set: usize, column: &Column, cell: &Cell) -> Text {
    if matches!(cell.value, Value::Date(_))
        && let Some(date) = cells.date(ix, set, column, cell)
    {
        return date.value.to_string().into();
    }
    cells.word(ix, cell).map(|w| w.value).unwrap_or_default()
}
