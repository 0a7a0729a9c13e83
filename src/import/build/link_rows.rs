//! Rows that are links: predecessor, successor, type, lag (Primavera's TASKPRED, registers of dependencies).

use super::Built;
use super::cells::Cells;
use crate::import::extract::{RawLink, SetAside};
use crate::import::progress;
use crate::import::shape::Shaped;
use crate::import::values::duration::Unit;
use crate::import::values::text::fold;
use crate::model::{Field, Lag, LagUnit, Relation};
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
        let unit = cells.table.table.duration_unit().unwrap_or(Unit::Hours);
        for cell in cells.table.grid.row_cells(ix) {
            let Some(column) = set.of(cell.col) else { continue };
            match column.field {
                Some(Field::Predecessors) => from = cells.own(ix, cell),
                Some(Field::Successors) => to = cells.own(ix, cell),
                Some(Field::Type) => {
                    relation = cells.word(ix, cell).and_then(|w| kind(&w.value).map(|r| Sourced::stated(r, w.at)))
                }
                Some(Field::Duration) => lag = cells.duration(ix, column, cell, Some(unit)),
                Some(Field::Needed) => needed = cells.date(ix, row.set, column, cell),
                Some(Field::Promised) => promised = cells.date(ix, row.set, column, cell),
                _ => {}
            }
        }
        let lag = lag.filter(|l| l.value.days != 0.0).map(|l| Lag { amount: l.value.days, unit: LagUnit::WorkingDays });
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
