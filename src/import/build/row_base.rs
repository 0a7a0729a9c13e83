//! Predecessors that are row numbers of a table without a column that holds them: from which row they count.
//!
//! Three ways are met: the first record is 1, the first record is 0 (Microsoft Project, where the project itself was row 0), or
//! the numbers are those of the sheet, the header's row counted. A way under which a record waits for itself, a number leads to
//! no record, or work begins before what it waits for ends, is not the one that was meant. Where that leaves more than one, and
//! the tracker's own way is not known, no link is made.

use super::cells::Cells;
use super::links::{Pending, by_outline};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::TaskRecord;
use crate::import::profile::{Numbering, RefStyle};
use crate::import::values::predecessors::{self, Letters};
use crate::import::words::plain;
use crate::model::{Field, Relation};
use rustc_hash::FxHashMap;

/// What is held against a way of counting.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Against {
    /// Links to itself or to nothing.
    impossible: usize,
    /// Links to work that ends after this begins.
    contradicted: usize,
    /// Links to the record right above, as most are.
    right_above: usize,
}

/// A number in a cell of links.
struct Stated {
    record: usize,
    number: u32,
    forward: bool,
    dated: bool,
}

/// Settles the numbers of the records; `false` where whole numbers must not be linked.
pub fn settle(cells: &mut Cells, tasks: &mut [TaskRecord], pending: &[Pending]) -> bool {
    let profile = cells.table.table;
    let positional = profile.numbering != Numbering::SheetRows
        && matches!(profile.references, RefStyle::Ordinal | RefStyle::Auto)
        && tasks.iter().any(|t| t.ordinal.is_some())
        && tasks.iter().all(|t| t.facts.key.is_none() && t.facts.id.is_none());
    if !positional {
        return true;
    }
    let stated = stated(cells, tasks, pending);
    if stated.is_empty() {
        return true;
    }
    let ordinals: Vec<Option<u32>> = tasks.iter().map(|t| t.ordinal).collect();
    let from_zero: Vec<Option<u32>> = ordinals.iter().map(|o| o.and_then(|o| o.checked_sub(1))).collect();
    let of_sheet: Vec<Option<u32>> = tasks.iter().map(|t| Some(t.facts.at.row.saturating_add(1))).collect();
    let tracker_counts = cells.table.profile.is_specific();
    let mut ways = vec![ordinals, from_zero];
    if !tracker_counts && ways[0] != of_sheet {
        ways.push(of_sheet);
    }
    let held: Vec<Against> = ways.iter().map(|way| against(way, &stated, tasks)).collect();
    let Some(chosen) = choose(&held, tracker_counts) else {
        if let Some(p) = pending.iter().find(|p| stated.first().is_some_and(|s| s.record == p.record)) {
            let at = cells.table.grid.at(p.ix, p.col);
            cells.report(
                Diagnostic::at(
                    "row-base-unproved",
                    Severity::Warning,
                    at,
                    format!(
                        "{} predecessors are row numbers and no column holds them: nothing tells whether the first record is 1 or the header is; no link is made of them",
                        stated.len()
                    ),
                )
                .help("add a column with the number of each row"),
            );
        }
        return false;
    };
    for (task, number) in tasks.iter_mut().zip(&ways[chosen]) {
        task.ordinal = *number;
    }
    true
}

/// The way that nothing, or the least, is held against. The first is how most count.
fn choose(held: &[Against], tracker_counts: bool) -> Option<usize> {
    let possible: Vec<usize> = (0..held.len()).filter(|n| held[*n].impossible == 0).collect();
    match possible.as_slice() {
        [] => {
            // Some numbers lead nowhere however they are counted: fewest errors, the usual way first.
            (0..held.len()).min_by_key(|n| (held[*n].impossible, held[*n].contradicted, *n))
        }
        [only] => Some(*only),
        several => {
            let least = several.iter().map(|n| held[*n].contradicted).min()?;
            let best: Vec<usize> = several.iter().copied().filter(|n| held[*n].contradicted == least).collect();
            match best.as_slice() {
                [only] => Some(*only),
                _ if tracker_counts => best.first().copied(),
                _ => {
                    // Two or more links, most of them to the record right above, under one way only.
                    let most = best.iter().map(|n| held[*n].right_above).max()?;
                    let mut leaders = best.iter().filter(|n| held[**n].right_above == most);
                    let first = leaders.next().copied()?;
                    let next = best.iter().filter(|n| **n != first).map(|n| held[*n].right_above).max().unwrap_or(0);
                    (most >= 2 && next * 2 <= most && leaders.next().is_none()).then_some(first)
                }
            }
        }
    }
}

fn against(way: &[Option<u32>], stated: &[Stated], tasks: &[TaskRecord]) -> Against {
    let by_number: FxHashMap<u32, usize> = way.iter().enumerate().filter_map(|(n, o)| Some(((*o)?, n))).collect();
    let mut held = Against::default();
    for s in stated {
        let Some(&other) = by_number.get(&s.number).filter(|o| **o != s.record) else {
            held.impossible += 1;
            continue;
        };
        held.right_above += usize::from(other + 1 == s.record);
        let (before, after) = if s.forward { (s.record, other) } else { (other, s.record) };
        let dates = tasks[before].facts.finish.zip(tasks[after].facts.start);
        held.contradicted += usize::from(s.dated && dates.is_some_and(|(ends, begins)| begins.value < ends.value));
    }
    held
}

/// The whole numbers in the cells of links.
fn stated(cells: &Cells, tasks: &[TaskRecord], pending: &[Pending]) -> Vec<Stated> {
    let names: rustc_hash::FxHashSet<&str> = tasks
        .iter()
        .flat_map(|t| [&t.facts.name, &t.facts.outline])
        .flatten()
        .map(|n| &*n.value)
        .filter(|n| n.parse::<u32>().is_err())
        .collect();
    let mut stated = Vec::new();
    for p in pending.iter().filter(|p| !by_outline(cells, p)) {
        let text = plain(cells.table.grid, p.value);
        let read = predecessors::links(&text, Letters::English, &|s: &str| names.contains(s));
        for link in read.links.iter().filter(|l| l.file.is_none()) {
            let Ok(number) = link.reference.parse::<u32>() else { continue };
            let after_finish = link.relation.is_none_or(|r| r == Relation::FinishStart);
            let dated = after_finish && link.lag.is_none_or(|l| l.amount >= 0.0);
            let forward = matches!(p.field, Field::Successors | Field::Blocks);
            stated.push(Stated { record: p.record, number, forward, dated });
        }
    }
    stated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(impossible: usize, contradicted: usize, right_above: usize) -> Against {
        Against { impossible, contradicted, right_above }
    }

    #[test]
    fn what_is_impossible_or_contradicted_is_not_meant() {
        assert_eq!(choose(&[held(1, 0, 3), held(2, 0, 0), held(0, 0, 0)], false), Some(2), "itself or nothing");
        assert_eq!(choose(&[held(0, 2, 0), held(0, 0, 0)], false), Some(1), "dates");
        assert_eq!(choose(&[held(0, 0, 0), held(0, 2, 0)], false), Some(0));
        assert_eq!(choose(&[held(0, 0, 3), held(1, 0, 0), held(0, 0, 0)], false), Some(0), "a chain");
        assert_eq!(choose(&[held(0, 0, 1), held(0, 0, 0)], false), None, "one link proves nothing");
        assert_eq!(choose(&[held(0, 0, 1), held(0, 0, 0)], true), Some(0), "the tracker's own way");
        assert_eq!(
            choose(&[held(2, 0, 1), held(5, 0, 0), held(3, 0, 0)], false),
            Some(0),
            "a dangling number is reported as such"
        );
    }
}
