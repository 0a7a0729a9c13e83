//! monday.com's board export: board name, then group after group, each with its header again; under an item a block of subitems
//! with columns of its own; at a group's end a row of sums. Parentage is row order.

use super::Shaped;
use crate::import::columns;
use crate::import::detect::same_texts;
use crate::import::extract::SetAside;
use crate::import::profile::Profiles;
use crate::import::table::{ColumnSet, RecordRow, Table};
use crate::import::values::text::fold;
use crate::import::words::plain;
use crate::model::Field;
use crate::read::Value;
use crate::source::{Sourced, Text};

/// Tells the rows of a board apart.
pub fn shape(table: Table, columns: ColumnSet, profiles: &Profiles) -> Shaped {
    let grid = table.grid;
    let mut shaped = Shaped::default();
    let name = columns.first(Field::Name).map_or(0, |c| c.col);
    // The word that a board in another language has for its subitems heads their blocks too.
    let children = columns.first(Field::Children).map(|c| c.folded.clone()).unwrap_or_default();
    let mut sets = vec![columns];
    let mut group: Option<Sourced<Text>> = None;
    let titles: Vec<usize> = table.found.preamble.clone().collect();
    if let Some((&board, rest)) = titles.split_first() {
        let text_of = |ix: usize| grid.row_cells(ix).first().map(|c| (Text::from(&*plain(grid, c.value)), grid.at(ix, c.col)));
        shaped.title = text_of(board).map(|(title, at)| (of_items(title), at));
        if let Some(&last) = rest.last() {
            group = text_of(last).map(|(text, at)| Sourced::stated(text, at));
        }
    }
    let body = table.found.body.clone();
    let mut item: Option<usize> = None;
    let mut sub: Option<(usize, usize)> = None;
    for ix in body.clone() {
        let cells = grid.row_cells(ix);
        let Some(first) = cells.first() else { continue };
        let at = grid.at(ix, first.col);
        let mut aside = |reason: &str| shaped.set_aside.push(SetAside { at, reason: reason.to_owned() });
        if same_texts(grid, table.found.header, ix) {
            aside("repeated header");
            (item, sub) = (None, None);
            continue;
        }
        let lead = if first.col == name { plain(grid, first.value).into_owned() } else { String::new() };
        let heads_block = !lead.is_empty()
            && ["subitems", &*children].contains(&&*fold(&lead))
            && cells.len() >= 2
            && cells.iter().all(|c| matches!(c.value, Value::Text(_)));
        if heads_block {
            let known = sub.map(|(_, header)| header).filter(|h| same_texts(grid, *h, ix));
            let set = match (known, sub) {
                (Some(_), Some((set, _))) => set,
                _ => block_set(&table, &mut sets, ix, profiles),
            };
            sub = Some((set, ix));
            aside("subitem header");
            continue;
        }
        if !lead.is_empty() {
            let next_is_header = (ix + 1 < body.end) && same_texts(grid, table.found.header, ix + 1);
            let after_gap = ix > 0 && grid.rows[ix].row > grid.rows[ix - 1].row + 1;
            if cells.len() == 1 && (next_is_header || after_gap) {
                group = Some(Sourced::stated(Text::from(lead), at));
                aside("group heading");
                (item, sub) = (None, None);
                continue;
            }
            item = Some(shaped.rows.len());
            sub = None;
            shaped.rows.push(RecordRow {
                ix,
                set: 0,
                level: Some(0),
                parent: None,
                section: group.clone(),
                ordinal: None,
                more: 0..0,
            });
            continue;
        }
        let sub_name = sub.and_then(|(set, _)| sets.get(set)).and_then(|s| s.first(Field::Name)).map(|c| c.col);
        match (sub, sub_name) {
            (Some((set, _)), Some(col))
                if grid.cell(ix, col).is_some_and(|c| matches!(c.value, Value::Text(_) | Value::Number(_))) =>
            {
                shaped.rows.push(RecordRow {
                    ix,
                    set,
                    level: Some(1),
                    parent: item,
                    section: group.clone(),
                    ordinal: None,
                    more: 0..0,
                });
            }
            _ => aside("group summary row"),
        }
    }
    shaped.sets = sets;
    shaped
}

/// An account's export keeps subitems in a workbook of their own, called `Subitems of <board>`: they belong to that board, though
/// nothing in them says to which item.
fn of_items(title: Text) -> Text {
    const OF: &str = "subitems of ";
    match (title.get(..OF.len()), title.get(OF.len()..)) {
        (Some(head), Some(board)) if head.eq_ignore_ascii_case(OF) && !board.trim().is_empty() => board.trim().into(),
        _ => title,
    }
}

/// The column set of a subitem header; blocks of one form share it.
fn block_set(table: &Table, sets: &mut Vec<ColumnSet>, header: usize, profiles: &Profiles) -> usize {
    let columns = columns::map(table.grid, header, None, table.found.id, profiles, table.rule);
    let same = sets.iter().skip(1).position(|s| {
        s.columns.len() == columns.len() && s.columns.iter().zip(&columns).all(|(a, b)| a.col == b.col && a.folded == b.folded)
    });
    if let Some(n) = same {
        return n + 1;
    }
    sets.push(ColumnSet::new(columns));
    sets.len() - 1
}
