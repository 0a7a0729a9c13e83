//! One record in several rows: multi-homed tasks stand once for each project.

use super::links;
use super::units::Bare;
use crate::import::extract::TaskRecord;
use crate::import::values::number;
use crate::model::Field;
use crate::source::{Sourced, Text};
use rustc_hash::FxHashMap;

/// Rows of one id, or of equal name, dates and people where ids were destroyed, are one record in several projects.
pub fn merge(
    tasks: &mut Vec<TaskRecord>,
    place: &mut [Option<usize>],
    pending: &mut Vec<links::Pending>,
    bare: &mut Vec<Bare>,
) -> usize {
    let mut first: FxHashMap<Text, usize> = FxHashMap::default();
    let mut target: Vec<usize> = Vec::with_capacity(tasks.len());
    let mut homes: Vec<usize> = Vec::with_capacity(tasks.len());
    let mut kept: Vec<TaskRecord> = Vec::with_capacity(tasks.len());
    for task in tasks.drain(..) {
        let id = match task.facts.id.as_ref().or(task.facts.key.as_ref()) {
            // The name is part of it: ids that a spreadsheet cut to fifteen digits are shared by strangers.
            Some(id) if !number::is_destroyed_id(&id.value) => {
                Text::from(format!("{}|{}", id.value, task.facts.name.as_ref().map_or("", |n| &n.value)))
            }
            _ => Text::from(fingerprint(&task)),
        };
        if let Some(&at) = first.get(&id) {
            let home: &mut TaskRecord = &mut kept[at];
            for name in task.project.name.into_iter().chain(task.belongs.also_projects.clone()) {
                let known = home.project.name.iter().chain(&home.belongs.also_projects).any(|n| n.value == name.value);
                if !known {
                    home.belongs.also_projects.push(name);
                }
            }
            // An open copy outweighs a finished one: the work is not done everywhere.
            if task.facts.actual_finish.is_none() {
                home.facts.actual_finish = None;
            }
            home.parent = home.parent.take().or(task.parent);
            target.push(usize::MAX);
            homes.push(at);
            continue;
        }
        first.insert(id, kept.len());
        target.push(kept.len());
        homes.push(kept.len());
        kept.push(task);
    }
    let merged = target.iter().filter(|t| **t == usize::MAX).count();
    *tasks = kept;
    let moved = |record: &mut usize| {
        *record = target.get(*record).copied().unwrap_or(usize::MAX);
        *record != usize::MAX
    };
    for at in place.iter_mut() {
        *at = at.and_then(|n| target.get(n).copied()).filter(|n| *n != usize::MAX);
    }
    pending.retain_mut(|p| {
        // A row for each relation: each has one of its own.
        if p.field == Field::Related {
            p.record = homes.get(p.record).copied().unwrap_or(usize::MAX);
            return p.record != usize::MAX;
        }
        moved(&mut p.record)
    });
    bare.retain_mut(|b| moved(&mut b.record));
    merged
}

/// What tells a record whose id is lost.
fn fingerprint(task: &TaskRecord) -> String {
    let f = &task.facts;
    let text = |t: &Option<Sourced<Text>>| t.as_ref().map(|s| s.value.to_string()).unwrap_or_default();
    let people: Vec<&str> = task.people.iter().map(|p| &*p.name).collect();
    let parent = task.parent.as_ref().map(|p| p.text.to_string()).unwrap_or_default();
    format!(
        "{}|{:?}|{:?}|{:?}|{}|{}|{}",
        text(&f.name),
        f.created.map(|d| d.value),
        f.start.map(|d| d.value),
        f.finish.map(|d| d.value),
        people.join(","),
        parent,
        text(&f.notes)
    )
}
