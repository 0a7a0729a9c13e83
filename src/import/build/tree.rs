//! What follows from the records of a table together: parents by position, summaries, row numbers, ids that are none.

use super::cells::Cells;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::{RefKind, Reference, TaskRecord};
use crate::import::profile::RefStyle;
use crate::import::shape::Shaped;
use crate::import::values::number;
use crate::model::TaskKind;
use crate::source::{Rule, Sourced, Text};
use rustc_hash::{FxHashMap, FxHashSet};

/// Parents by position become references to records.
pub fn nest(shaped: &Shaped, place: &[Option<usize>], tasks: &mut [TaskRecord]) {
    let mut shared: FxHashMap<usize, Text> = FxHashMap::default();
    for (row, at) in shaped.rows.iter().zip(place) {
        let (Some(me), Some(above)) = (at, row.parent.and_then(|p| *place.get(p)?)) else { continue };
        let text = shared.entry(above).or_insert_with(|| Text::from(above.to_string())).clone();
        let cell = tasks[*me].facts.at;
        if tasks[*me].parent.is_none() {
            tasks[*me].parent = Some(Reference { kind: RefKind::Record, text, at: cell });
        }
    }
}

/// A parent that was looked for by id or key and is neither (Jira's plans write its title): the only record of that name.
pub fn titled(tasks: &mut [TaskRecord]) {
    let words = |text: &str| !text.is_ascii() || text.contains(' ') || !text.bytes().any(|b| b.is_ascii_digit());
    let asks = |t: &TaskRecord| t.parent.as_ref().is_some_and(|p| matches!(p.kind, RefKind::Id | RefKind::Key) && words(&p.text));
    if !tasks.iter().any(asks) {
        return;
    }
    let mut bearers: FxHashMap<Text, usize> = FxHashMap::default();
    let mut ids: FxHashSet<Text> = FxHashSet::default();
    for t in tasks.iter() {
        ids.extend([&t.facts.key, &t.facts.id].into_iter().flatten().map(|id| id.value.clone()));
        if let Some(name) = &t.facts.name {
            *bearers.entry(name.value.clone()).or_insert(0) += 1;
        }
    }
    for task in tasks.iter_mut().filter(|t| asks(t)) {
        let own = task.facts.name.as_ref().map(|n| n.value.clone());
        if let Some(parent) = &mut task.parent
            && !ids.contains(&parent.text)
            && bearers.get(&parent.text) == Some(&1)
            && own.as_ref() != Some(&parent.text)
        {
            parent.kind = RefKind::Name;
        }
    }
}

/// Subtasks that are named into place carry neither section nor project of their own: they take their parent's. A name that
/// several records bear means the nearest one above.
pub fn inherit(tasks: &mut [TaskRecord]) {
    let mut bearers: FxHashMap<Text, Vec<usize>> = FxHashMap::default();
    for (n, t) in tasks.iter().enumerate() {
        if let Some(name) = &t.facts.name {
            bearers.entry(name.value.clone()).or_default().push(n);
        }
    }
    let above = |n: usize, tasks: &[TaskRecord]| -> Option<usize> {
        let parent = tasks[n].parent.as_ref().filter(|p| p.kind == RefKind::Name)?;
        match bearers.get(&parent.text)?.as_slice() {
            [only] => Some(*only),
            several => several.iter().rev().find(|b| **b < n).copied(),
        }
        .filter(|p| *p != n)
    };
    for n in 0..tasks.len() {
        // Grandparents first: at most as many steps as there are levels worth the name.
        let mut up = above(n, tasks);
        for _ in 0..16 {
            let Some(p) = up else { break };
            let at = tasks[n].facts.at;
            let lent = |s: &Sourced<Text>| Sourced::derived(s.value.clone(), at, Rule::InheritedFromParent);
            if tasks[n].facts.section.is_none() {
                tasks[n].facts.section = tasks[p].facts.section.as_ref().map(lent);
            }
            if tasks[n].project.name.is_none() {
                tasks[n].project.name = tasks[p].project.name.as_ref().map(lent);
            }
            if tasks[n].facts.section.is_some() && tasks[n].project.name.is_some() {
                break;
            }
            up = above(p, tasks);
        }
    }
}

/// Records that others stand under are summaries.
pub fn mark_kinds(cells: &mut Cells, tasks: &mut [TaskRecord]) {
    let mut by_key: FxHashMap<Text, usize> = FxHashMap::default();
    let mut by_name: FxHashMap<Text, usize> = FxHashMap::default();
    if tasks.iter().any(|t| t.parent.as_ref().is_some_and(|p| p.kind != RefKind::Record)) {
        for (n, t) in tasks.iter().enumerate() {
            for id in [&t.facts.key, &t.facts.id, &t.facts.outline].into_iter().flatten() {
                by_key.entry(id.value.clone()).or_insert(n);
            }
            if let Some(name) = &t.facts.name {
                // Which of two the name means is settled where the tree is.
                by_name.entry(name.value.clone()).and_modify(|at| *at = usize::MAX).or_insert(n);
            }
        }
    }
    let mut above: Vec<usize> = Vec::new();
    for t in tasks.iter() {
        let Some(p) = &t.parent else { continue };
        above.extend(match p.kind {
            RefKind::Record => p.text.parse::<usize>().ok(),
            RefKind::Name => by_name.get(&p.text).copied(),
            _ => by_key.get(&p.text).copied(),
        });
    }
    // In trackers with issue types a story with sub-tasks is still work; whoever shows levels shows headings.
    let _ = cells;
    for n in above {
        if let Some(task) = tasks.get_mut(n) {
            task.facts.kind = TaskKind::Summary;
        }
    }
}

/// Row numbers for references: the key column where it counts rows, sheet rows, or position as the first row proves.
pub fn number_rows(cells: &Cells, shaped: &Shaped, place: &[Option<usize>], tasks: &mut [TaskRecord]) {
    let table = cells.table;
    if table.table.numbering == crate::import::profile::Numbering::SheetRows {
        let header = table.grid.rows[table.found.header].row;
        for (row, at) in shaped.rows.iter().zip(place) {
            if let Some(me) = at {
                tasks[*me].ordinal = Some(table.grid.rows[row.ix].row.saturating_sub(header));
            }
        }
        return;
    }
    let number = |s: &Option<Sourced<Text>>| s.as_ref().and_then(|k| k.value.parse::<u32>().ok());
    if table.table.references == RefStyle::Ordinal && tasks.iter().any(|t| t.facts.id.is_some()) {
        tasks.iter_mut().for_each(|t| t.ordinal = number(&t.facts.id));
        if !tasks.iter().any(|t| t.facts.key.is_some()) {
            // The ID column is what people speak of where nothing better is there.
            tasks.iter_mut().for_each(|t| t.facts.key = t.facts.id.take());
        }
        return;
    }
    if tasks.iter().any(|t| t.facts.key.is_some()) {
        if tasks.iter().filter(|t| t.facts.key.is_some()).all(|t| number(&t.facts.key).is_some()) {
            tasks.iter_mut().for_each(|t| t.ordinal = number(&t.facts.key));
        }
        return;
    }
    for (n, at) in place.iter().enumerate() {
        if let Some(me) = at
            && tasks[*me].ordinal.is_none()
        {
            tasks[*me].ordinal = u32::try_from(n + 1).ok();
        }
    }
}

/// Ids of fifteen digits and more that several records bear: a spreadsheet has cut them.
fn shared_long_ids(tasks: &[TaskRecord]) -> FxHashSet<Text> {
    let mut seen: FxHashSet<Text> = FxHashSet::default();
    let ids = tasks.iter().filter_map(|t| t.facts.id.as_ref()).map(|i| &i.value);
    ids.filter(|i| i.len() >= 15 && i.bytes().all(|b| b.is_ascii_digit()))
        .filter(|i| !seen.insert((*i).clone()))
        .cloned()
        .collect()
}

/// Ids that a spreadsheet rounded (`7.18656E+14`) are no ids: nothing is keyed on them.
pub fn drop_destroyed_ids(cells: &mut Cells, tasks: &mut [TaskRecord]) {
    let mut lost = 0usize;
    let mut first = None;
    let shared = shared_long_ids(tasks);
    for task in tasks.iter_mut() {
        for slot in [&mut task.facts.key, &mut task.facts.id] {
            if slot.as_ref().is_some_and(|k| number::is_destroyed_id(&k.value) || shared.contains(&k.value)) {
                lost += 1;
                first = first.or(slot.take().map(|k| (k.value, k.at)));
                *slot = None;
            }
        }
    }
    if let Some((text, at)) = first {
        cells.report(
            Diagnostic::at("id-destroyed", Severity::Warning, at, format!("{lost} ids such as `{text}` were rounded when the export was opened and saved in a spreadsheet; records are not told apart by them"))
                .help("hand in the export as the tracker wrote it, not re-saved from Excel"),
        );
    }
}
