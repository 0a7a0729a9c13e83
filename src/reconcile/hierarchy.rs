//! Who stands under whom: parents, stubs for parents outside the files, summaries, sprints and versions as milestones, and the
//! order of tasks: project by project, parents before children.
//!
//! A parent of another project keeps its children; it may stand after them, because each stands in its own project.

use super::desk::{Desk, Fate, Side, bare_task, position};
use super::projects::UNKNOWN;
use super::refs::{Found, Refs};
use super::wording::{fold_key, fold_name, fold_project, issue_prefix};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::RefKind;
use crate::model::{MilestoneKind, ProjectId, Task, TaskFacts, TaskId, TaskKind};
use crate::source::{Rule, Sourced, Text};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A stub to be made: the word it is known by, its text, whether that is an id or a name, and its children.
struct Wanted {
    text: Text,
    kind: RefKind,
    name: Option<Text>,
    children: Vec<u32>,
}

/// Resolves the parents of all records; makes one stub for each parent that is outside the files; cuts cycles.
pub(super) fn parents(desk: &mut Desk) {
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut by_word: FxHashMap<String, usize> = FxHashMap::default();
    let mut findings = Vec::new();
    {
        let refs = Refs::new(desk);
        for (at, side) in desk.sides.iter().enumerate() {
            let Some(reference) = &side.parent else { continue };
            let at = position(at);
            let Some(child) = desk.standing(at) else { continue };
            match refs.find(reference, side.sheet as usize, Some(at)) {
                Found::One(parent) => match desk.standing(parent) {
                    Some(parent) if parent == child => findings.push(
                        Diagnostic::at(
                            "parent-unclear",
                            Severity::Warning,
                            reference.at,
                            format!("`{}` names the record itself as its parent", reference.text),
                        )
                        .help("correct the parent in the source"),
                    ),
                    Some(parent) => found.push((child, parent)),
                    None => {}
                },
                Found::Many => findings.push(
                    Diagnostic::at(
                        "parent-unclear",
                        Severity::Warning,
                        reference.at,
                        format!("`{}` fits several records, so the record has no parent", reference.text),
                    )
                    .help("give the parent by key or id, or make its name unique"),
                ),
                Found::Nothing if matches!(reference.kind, RefKind::Record | RefKind::Ordinal | RefKind::Outline) => {
                    findings.push(Diagnostic::at(
                        "parent-unclear",
                        Severity::Note,
                        reference.at,
                        format!("`{}` is no row of this table, so the record has no parent", reference.text),
                    ));
                }
                Found::Nothing if is_own_project(desk, child, &reference.text) => {}
                Found::Nothing => {
                    let ix = *by_word.entry(fold_key(&reference.text)).or_insert_with(|| {
                        wanted.push(Wanted {
                            text: reference.text.clone(),
                            kind: reference.kind,
                            name: None,
                            children: Vec::new(),
                        });
                        wanted.len() - 1
                    });
                    if let Some(stub) = wanted.get_mut(ix) {
                        stub.name = stub.name.take().or_else(|| side.belongs.parent_name.clone());
                        stub.children.push(child);
                    }
                }
            }
        }
    }
    desk.say_capped(findings, 50);
    // The record's own word goes before that of a record merged into it.
    for (child, parent) in found {
        if let Some(task) = desk.tasks.get_mut(child as usize)
            && task.parent.is_none()
        {
            task.parent = Some(TaskId(parent));
        }
    }
    for stub in wanted {
        make_stub(desk, stub);
    }
    cut_cycles(desk);
}

/// Whether a parent that no record is names the record's own project: then the record stands at the top of it.
fn is_own_project(desk: &Desk, record: u32, text: &str) -> bool {
    let project = desk.tasks.get(record as usize).and_then(|t| desk.projects.drafts.get(t.project.ix()));
    project.is_some_and(|draft| fold_project(&draft.name) == fold_project(text))
}

fn make_stub(desk: &mut Desk, wanted: Wanted) {
    let orphan = |desk: &Desk, c: u32| desk.tasks.get(c as usize).is_some_and(|t| t.parent.is_none());
    let children: Vec<u32> = wanted.children.into_iter().filter(|&c| orphan(desk, c)).collect();
    let Some(&first) = children.first() else { return };
    let (Some(task), Some(side)) = (desk.tasks.get(first as usize), desk.sides.get(first as usize)) else { return };
    let at = side.parent.as_ref().map_or(task.facts.at, |p| p.at);
    let project = issue_prefix(&wanted.text).and_then(|key| desk.projects.by_key(key)).map_or(task.project, ProjectId);
    let sheet = side.sheet;
    let mut facts = Box::new(TaskFacts::new(at));
    let mut side = Side::bare(sheet);
    let word = Some(Sourced::stated(wanted.text.clone(), at));
    match wanted.kind {
        RefKind::Id => {
            facts.id = word;
            side.id = Some(wanted.text.clone());
        }
        RefKind::Name => facts.name = word,
        _ => {
            facts.key = word;
            side.key = Some(wanted.text.clone());
        }
    }
    if let Some(name) = wanted.name.filter(|n| !n.trim().is_empty()) {
        facts.name = Some(Sourced::stated(name, at));
    }
    if facts.name.is_none() && facts.key.is_none() {
        facts.name = Some(Sourced::stated(wanted.text, at));
    }
    side.name = facts.name.as_ref().map(|n| n.value.clone());
    facts.kind = TaskKind::Summary;
    let stub = desk.add(Task { stub: true, project, ..bare_task(facts, 0) }, side);
    for child in children {
        if let Some(task) = desk.tasks.get_mut(child as usize) {
            task.parent = Some(TaskId(stub));
        }
    }
}

/// Cuts each circle of parents at its first record and says so.
fn cut_cycles(desk: &mut Desk) {
    // 0 = not seen, 1 = on the present path, 2 = leads to a top.
    let mut state = vec![0_u8; desk.tasks.len()];
    let mut cut = Vec::new();
    for start in 0..desk.tasks.len() {
        let mut path = Vec::new();
        let mut at = start;
        while state.get(at) == Some(&0) {
            state[at] = 1;
            path.push(at);
            match desk.tasks.get(at).and_then(|t| t.parent) {
                Some(parent) => at = parent.ix(),
                None => break,
            }
        }
        if state.get(at) == Some(&1) && desk.tasks.get(at).is_some_and(|t| t.parent.is_some()) {
            cut.push(at);
        }
        for at in path {
            state[at] = 2;
        }
    }
    for at in cut {
        let place = desk.sides.get(at).and_then(|s| s.parent.as_ref()).map(|p| p.at);
        if let Some(task) = desk.tasks.get_mut(at) {
            task.parent = None;
            let message = format!("`{}` stands under itself through its parents; it is taken as a top record", task.title());
            let at = place.unwrap_or(task.facts.at);
            desk.diagnostics
                .push(Diagnostic::at("parent-unclear", Severity::Warning, at, message).help("correct the parent in the source"));
        }
    }
}

/// One milestone for each sprint and each version of a project, unless a record of the data is that sprint or version. Undated:
/// the end of a sprint is not in the name of it. Such milestones are no records of work.
pub(super) fn sprints_and_versions(desk: &mut Desk) {
    type Word = (u32, MilestoneKind, String);
    let mut wanted: BTreeMap<Word, (Sourced<Text>, u32)> = BTreeMap::new();
    let mut last: Option<(u32, Text)> = None;
    for (side, task) in desk.sides.iter().zip(&desk.tasks) {
        if side.fate != Fate::Own || task.project == UNKNOWN {
            continue;
        }
        let sprints = side.belongs.sprints.iter().map(|s| (MilestoneKind::Sprint, s));
        for (kind, name) in sprints.chain(side.belongs.versions.iter().map(|v| (MilestoneKind::Version, v))) {
            let now = (task.project.0, name.value.clone());
            if last.as_ref() == Some(&now) {
                continue;
            }
            last = Some(now);
            let word = (task.project.0, kind, fold_name(&name.value));
            if !word.2.is_empty() {
                wanted.entry(word).or_insert_with(|| (name.clone(), side.sheet));
            }
        }
    }
    if wanted.is_empty() {
        return;
    }
    for task in &desk.tasks {
        if task.facts.milestone != MilestoneKind::Plan
            && let Some(name) = &task.facts.name
        {
            wanted.remove(&(task.project.0, task.facts.milestone, fold_name(&name.value)));
        }
    }
    for ((project, kind, _), (name, sheet)) in wanted {
        let rule = if kind == MilestoneKind::Sprint { Rule::SprintAsMilestone } else { Rule::VersionAsMilestone };
        let mut facts = Box::new(TaskFacts::new(name.at));
        facts.kind = TaskKind::Milestone;
        facts.milestone = kind;
        facts.name = Some(Sourced::derived(name.value, name.at, rule));
        let task = Task { project: ProjectId(project), ..bare_task(facts, 0) };
        desk.add(task, Side::bare(sheet));
    }
}

/// Whether a task was made from the name of a sprint or version, and is therefore no record of work.
pub(crate) fn is_synthesised(task: &Task) -> bool {
    use crate::source::Basis::Derived;
    task.facts
        .name
        .as_ref()
        .is_some_and(|n| matches!(n.basis, Derived(Rule::SprintAsMilestone) | Derived(Rule::VersionAsMilestone)))
}

/// Marks summaries, orders the tasks, sets levels and final ids. Gives the final id of each record of the desk.
pub(super) fn order(desk: &mut Desk, projects: usize) -> Vec<Option<TaskId>> {
    let n = desk.tasks.len();
    let lives: Vec<bool> = desk.sides.iter().map(|s| s.fate == Fate::Own).collect();
    let alive = |at: usize| lives.get(at).copied().unwrap_or(false);
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); n];
    let mut roots: Vec<Vec<(u32, u32)>> = vec![Vec::new(); projects];
    for at in 0..n {
        let Some(task) = desk.tasks.get(at).filter(|_| alive(at)) else { continue };
        let parent = task.parent.filter(|p| alive(p.ix()));
        if let Some(list) = parent.and_then(|p| children.get_mut(p.ix())) {
            list.push(position(at));
        }
    }
    for at in (0..n).filter(|&at| alive(at)) {
        let first_child = children.get(at).and_then(|c| c.first().copied());
        let Some(task) = desk.tasks.get_mut(at) else { continue };
        if first_child.is_some() {
            task.facts.kind = TaskKind::Summary;
        }
        let project = task.project;
        // A stub stands where its first child stands.
        let place = if task.stub { first_child.unwrap_or(position(at)) } else { position(at) };
        let parent = task.parent;
        let foreign = parent.is_none_or(|p| !alive(p.ix()) || desk.tasks.get(p.ix()).is_none_or(|t| t.project != project));
        if foreign && let Some(list) = roots.get_mut(project.ix()) {
            list.push((place, position(at)));
        }
    }
    let mut order: Vec<u32> = Vec::with_capacity(n);
    let mut stack: Vec<(u32, u8)> = Vec::new();
    for (project, mut tops) in roots.into_iter().enumerate() {
        // Of two with one place the stub comes first: it was added later, so it has the greater position.
        tops.sort_by_key(|&(place, at)| (place, std::cmp::Reverse(at)));
        for (_, top) in tops {
            stack.push((top, 0));
            while let Some((at, level)) = stack.pop() {
                order.push(at);
                if let Some(task) = desk.tasks.get_mut(at as usize) {
                    task.level = level;
                }
                for &child in children.get(at as usize).into_iter().flatten().rev() {
                    if desk.tasks.get(child as usize).is_some_and(|t| t.project.ix() == project) {
                        stack.push((child, level.saturating_add(1)));
                    }
                }
            }
        }
    }
    drop(children);
    let mut ids: Vec<Option<TaskId>> = vec![None; n];
    for (new, &old) in order.iter().enumerate() {
        if let Some(id) = ids.get_mut(old as usize) {
            *id = Some(TaskId(position(new)));
        }
    }
    reorder(&mut desk.tasks, &order);
    for task in &mut desk.tasks {
        task.parent = task.parent.and_then(|p| ids.get(p.ix()).copied().flatten());
    }
    ids
}

/// Puts the tasks into the order given (new → old) and drops those it does not name, without a second copy of them.
fn reorder(tasks: &mut Vec<Task>, order: &[u32]) {
    let n = tasks.len();
    let mut to = vec![usize::MAX; n];
    for (new, &old) in order.iter().enumerate() {
        if let Some(slot) = to.get_mut(old as usize) {
            *slot = new;
        }
    }
    let mut end = order.len();
    for slot in &mut to {
        if *slot == usize::MAX {
            *slot = end;
            end += 1;
        }
    }
    for at in 0..n {
        while let Some(&target) = to.get(at).filter(|&&t| t != at && t < n) {
            tasks.swap(at, target);
            to.swap(at, target);
        }
    }
    tasks.truncate(order.len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{CellRef, SourceId};

    #[test]
    fn tasks_are_put_into_a_new_order_in_place() {
        let at = |row| CellRef { source: SourceId { file: 0, sheet: 0 }, row, col: 0 };
        let mut tasks: Vec<Task> = (0..6).map(|row| bare_task(Box::new(TaskFacts::new(at(row))), 0)).collect();
        reorder(&mut tasks, &[4, 0, 5, 2]);
        assert_eq!(tasks.iter().map(|t| t.facts.at.row).collect::<Vec<_>>(), [4, 0, 5, 2]);
    }
}
