//! What the sheets of one workbook say together: Microsoft Project's progress stands in the assignments only; Primavera's links
//! stand in a sheet of their own.

use crate::import::extract::{Extract, LinkEnd, RawLink, RefKind, Reference, SetAside};
use crate::model::{Relation, TaskKind};
use crate::source::{Rule, Sourced, Text};
use rustc_hash::FxHashMap;

/// Joins sister sheets.
pub fn settle(extracts: &mut [Extract]) {
    join_links(extracts);
    percent_from_assignments(extracts);
}

/// Progress by work: the assignments of a task weighted by their work. Names are not unique, so a name that several tasks bear
/// counts for its only task that is no summary, else for none.
fn percent_from_assignments(extracts: &mut [Extract]) {
    let mut done: FxHashMap<Text, (f64, f64, crate::source::CellRef)> = FxHashMap::default();
    for extract in extracts.iter() {
        for a in extract.records.assignments.iter().filter(|a| a.task.kind == RefKind::Name) {
            if let (Some(percent), Some(work)) = (a.percent, a.work) {
                let sum = done.entry(a.task.text.clone()).or_insert((0.0, 0.0, percent.at));
                sum.0 += percent.value * work.value;
                sum.1 += work.value;
            }
        }
    }
    if done.is_empty() {
        return;
    }
    let mut bearers: FxHashMap<Text, usize> = FxHashMap::default();
    for task in extracts.iter().flat_map(|e| &e.records.tasks).filter(|t| t.facts.kind != TaskKind::Summary) {
        if let Some(name) = &task.facts.name {
            *bearers.entry(name.value.clone()).or_insert(0) += 1;
        }
    }
    for task in extracts.iter_mut().flat_map(|e| &mut e.records.tasks).filter(|t| t.facts.kind != TaskKind::Summary) {
        let Some(name) = &task.facts.name else { continue };
        if let Some(&(part, whole, at)) = done.get(&name.value)
            && task.facts.percent.is_none()
            && whole > 0.0
            && bearers.get(&name.value) == Some(&1)
        {
            task.facts.percent = Some(Sourced::derived((part / whole).clamp(0.0, 1.0), at, Rule::PercentFromAssignments));
        }
    }
}

/// Puts the links of a sheet of links on the records that wait, where they are in its workbook.
fn join_links(extracts: &mut [Extract]) {
    for n in 0..extracts.len() {
        let tracker = extracts[n].tracker.clone();
        let links = std::mem::take(&mut extracts[n].records.links);
        // a register without tasks of its own speaks of records of other files: they are known when all are read
        if !extracts.iter().any(|e| e.tracker == tracker && !e.records.tasks.is_empty()) {
            extracts[n].record_rows += links.len();
            extracts[n].records.links = links;
            continue;
        }
        for (successor, link, at) in links {
            let home = extracts
                .iter_mut()
                .filter(|e| e.tracker == tracker)
                .flat_map(|e| &mut e.records.tasks)
                .find(|t| t.facts.key.as_ref().is_some_and(|k| k.value == successor));
            match home {
                Some(task) => {
                    task.links.push(link);
                    extracts[n].merged_rows += 1;
                }
                None => extracts[n]
                    .set_aside
                    .push(SetAside { at, reason: format!("the waiting activity `{successor}` is not in this workbook") }),
            }
        }
    }
}

/// A link row as a link of its successor.
pub fn link(predecessor: Sourced<Text>, relation: Option<Sourced<Relation>>, lag: Option<crate::model::Lag>) -> RawLink {
    let at = predecessor.at;
    RawLink {
        other: Reference { kind: RefKind::Key, text: predecessor.value, at },
        this_is: LinkEnd::Successor,
        relation: relation.unwrap_or_else(|| Sourced::derived(Relation::FinishStart, at, Rule::RelationByDefault)),
        lag,
        needed: None,
        promised: None,
    }
}
