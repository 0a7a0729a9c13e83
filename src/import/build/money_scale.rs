//! What the amounts of a table count, where its title, caption or foot says it for all of them (`Cost report £k`, `All figures in
//! TEUR`). A column whose own header says it is left to that; two captions that differ, or amounts that would become absurd, leave
//! the figures as they stand. Either is said.

use super::decide::Decided;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::table::{ColumnSet, Table};
use crate::import::values::number::{ColumnNumbers, NumberRead, currency};
use crate::import::words::plain;
use crate::model::{Field, Role};
use crate::read::Value;
use crate::source::CellRef;
use rustc_hash::FxHashMap;

/// A middle amount of a table beyond this is no amount in thousands or millions: the figures are in full already.
const ABSURD: f64 = 1e10;

/// Amounts of money: months of a budget are, too.
pub fn is_money(field: Field, role: Role) -> bool {
    use Field::{ActualCost, Budget, EarnedValue, Exposure, ForecastCost, PlannedValue};
    matches!(field, Budget | ActualCost | ForecastCost | PlannedValue | EarnedValue | Exposure)
        || (field == Field::Period && role == Role::Budget)
}

/// One caption that scales.
struct Caption {
    factor: f64,
    at: CellRef,
    text: String,
}

/// Scales the columns of money that say nothing themselves, and says so.
pub fn settle(table: &Table, set: &ColumnSet, rows: &[usize], decided: &mut FxHashMap<u16, Decided>) -> Option<Diagnostic> {
    let open: Vec<u16> = set
        .columns
        .iter()
        .filter(|c| c.field.is_some_and(|f| is_money(f, table.table.role)))
        .filter(|c| decided.get(&c.col).is_some_and(|d| d.scale == 1.0))
        .map(|c| c.col)
        .collect();
    if open.is_empty() {
        return None;
    }
    let captions = captions(table);
    let said = captions.first()?;
    let amounts = amounts(table, rows, &open, decided);
    if amounts.is_empty() {
        return None;
    }
    let left = |why: String| {
        let help = "write the unit into the headers of the columns, for example `Budget (£k)`";
        Some(Diagnostic::at("amounts-scale-unclear", Severity::Warning, said.at, why).help(help))
    };
    if let Some(other) = captions.iter().find(|c| c.factor != said.factor) {
        return left(format!("`{}` and `{}` differ; the amounts are taken as they stand", said.text, other.text));
    }
    let middle = amounts.get(amounts.len() / 2).copied().unwrap_or(0.0);
    if middle * said.factor > ABSURD {
        return left(format!(
            "`{}` would make {middle} an amount of {}; the amounts are taken as they stand",
            said.text,
            middle * said.factor
        ));
    }
    for col in &open {
        if let Some(d) = decided.get_mut(col) {
            d.scale = said.factor;
            d.by_caption = true;
        }
    }
    let columns = if open.len() == 1 { "1 column".to_owned() } else { format!("{} columns", open.len()) };
    let factor = if said.factor >= 1e9 {
        "billions"
    } else if said.factor >= 1e6 {
        "millions"
    } else {
        "thousands"
    };
    let what = format!("`{}`: the amounts in {columns} whose headers say nothing themselves are read as {factor}", said.text);
    Some(
        Diagnostic::at("amounts-scaled", Severity::Note, said.at, what)
            .help("write the unit into the headers of the columns, for example `Budget (£k)`"),
    )
}

/// Captions above the table, at the top of its sheet and at its foot, then the sheet's name.
fn captions(table: &Table) -> Vec<Caption> {
    let (grid, found) = (table.grid, table.found);
    let foot = found.body.end.saturating_sub(4).max(found.body.start)..found.body.end;
    let top = 0..found.preamble.start.min(found.header).min(3);
    let mut captions = Vec::new();
    for ix in found.preamble.clone().chain(top).chain(foot) {
        let cells = grid.row_cells(ix);
        if cells.len() > 4 || (found.body.contains(&ix) && cells.len() > 2) {
            continue;
        }
        for cell in cells {
            let Value::Text(id) = cell.value else { continue };
            let text = grid.text(id).trim();
            if text.len() <= 160
                && let Some(factor) = currency::scale_in_caption(text)
            {
                captions.push(Caption { factor, at: grid.at(ix, cell.col), text: text.to_owned() });
            }
        }
    }
    if captions.is_empty()
        && let Some(factor) = currency::scale_in_caption(table.names.sheet)
    {
        let text = table.names.sheet.to_owned();
        captions.push(Caption { factor, at: grid.at(found.header, 0), text });
    }
    captions
}

/// The sizes of the amounts in some columns, in order; one that states a scale of its own is none of them.
fn amounts(table: &Table, rows: &[usize], columns: &[u16], decided: &FxHashMap<u16, Decided>) -> Vec<f64> {
    let mut sizes: Vec<f64> = Vec::new();
    for &ix in rows {
        for &col in columns {
            let Some(cell) = table.grid.cell(ix, col) else { continue };
            let size = match cell.value {
                Value::Number(n) => n.abs(),
                Value::Text(_) => {
                    let text = plain(table.grid, cell.value);
                    let alone = ColumnNumbers::decide([&*text], None);
                    let numbers = decided.get(&col).and_then(|d| d.numbers.as_ref()).unwrap_or(&alone);
                    match numbers.parse(&text) {
                        NumberRead::Number(n) if !crate::import::values::number::scaled(&text) => n.value.abs(),
                        _ => continue,
                    }
                }
                _ => continue,
            };
            if size > 0.0 {
                sizes.push(size);
            }
        }
    }
    sizes.sort_unstable_by(f64::total_cmp);
    sizes
}
