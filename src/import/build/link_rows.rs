//! Rows that are links: predecessor, successor, type, lag (Primavera's TASKPRED, registers of dependencies).

use super::Built;
use super::cells::Cells;
use crate::import::columns::Column;
use crate::import::extract::{RawLink, SetAside};
use crate::import::progress;
use crate::import::shape::Shaped;
use crate::import::values::duration::{self, Unit};
use crate::import::values::text::fold;
use crate::model::{Field, Lag, LagUnit, Relation};
use crate::read::{Cell, Value};
use crate::source::Sourced;

/// Builds the links of a sheet of links.
pub fn build(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let ix = row.ix;
        let at = cells.table.grid.at(ix, 0);
        let (mut from, mut to, mut relation, mut lag) = (None, None, None, None);
        let (mut needed, mut promised) = (None, None);
        let unit = cells.table.duration_unit().unwrap_or(Unit::Hours);
        for cell in cells.table.grid.row_cells(ix) {
            let Some(column) = set.of(cell.col) else { continue };
            match column.field {
                Some(Field::Predecessors) => from = cells.own(ix, cell),
                Some(Field::Successors) => to = cells.own(ix, cell),
                Some(Field::Type) => {
                    relation = cells.word(ix, cell).and_then(|w| kind(&w.value).map(|r| Sourced::stated(r, w.at)))
                }
                Some(Field::Duration) => lag = lag_of(cells, ix, column, cell, unit),
                Some(Field::Needed) => needed = cells.date(ix, row.set, column, cell),
                Some(Field::Promised) => promised = cells.date(ix, row.set, column, cell),
                _ => {}
            }
        }
        match (from, to) {
            (Some(from), Some(to)) => {
                let link = RawLink { needed, promised, ..progress::link(from, relation, lag) };
                built.records.links.push((to.value, link, at));
            }
            _ => built.set_aside.push(SetAside { at, reason: "a link without both ends".to_owned() }),
        }
    }
    built
}

/// A lag or, with a minus before it, a lead: `16`, `-8`, `+2 wks`, `-1 eday`, `50%`. One of nothing is none.
fn lag_of(cells: &mut Cells, ix: usize, column: &Column, cell: &Cell, unit: Unit) -> Option<Lag> {
    let read = match cell.value {
        Value::Text(id) => {
            let working = cells.table.working;
            let text = cells.table.grid.text(id).trim();
            let length = text.trim_start_matches(['+', '-', '−']).trim_start();
            let sign = if text.starts_with(['-', '−']) { -1.0 } else { 1.0 };
            let share = length.strip_suffix('%').and_then(|n| n.trim().replace(',', ".").parse::<f64>().ok());
            match share.filter(|n| n.is_finite()) {
                Some(share) => Some(Lag { amount: sign * share, unit: LagUnit::Percent }),
                None => match duration::duration(length, column.unit.or(Some(unit)), &working) {
                    Some(read) => Some((sign * read.days, read.elapsed)),
                    // what cannot be read is said
                    None => cells.duration(ix, column, cell, Some(unit)).map(|d| (d.value.days, d.value.elapsed)),
                }
                .map(lag),
            }
        }
        _ => cells.duration(ix, column, cell, Some(unit)).map(|d| lag((d.value.days, d.value.elapsed))),
    };
    read.filter(|lag| lag.amount != 0.0)
}

fn lag((amount, elapsed): (f64, bool)) -> Lag {
    Lag { amount, unit: if elapsed { LagUnit::ElapsedDays } else { LagUnit::WorkingDays } }
}

/// `FS`, `PR_FS`.
fn kind(word: &str) -> Option<Relation> {
    Some(match fold(word).trim_start_matches("pr ") {
        "fs" => Relation::FinishStart,
        "ss" => Relation::StartStart,
        "ff" => Relation::FinishFinish,
        "sf" => Relation::StartFinish,
        _ => return None,
    })
}
