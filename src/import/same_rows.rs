//! One list of tasks kept on two sheets of a workbook, as ideas or estimates and as the plan: each task counts once.

use super::{Extract, Role, TaskRecord};
use crate::import::values::text::fold;
use rustc_hash::FxHashMap;

/// Least share of a sheet's tasks that the other sheet has, in tenths.
const SHARE: usize = 6;

/// Takes the tasks of a hand-kept sheet that says neither dates nor people out where another sheet of the workbook, a plan or one
/// before it, holds them; a
/// length that only the first states goes along.
pub fn merge(extracts: &mut [Extract]) {
    let by_hand = |e: &Extract| &*e.tracker == "plan" && e.role == Role::Tasks && !e.records.tasks.is_empty();
    if extracts.iter().filter(|e| by_hand(e)).count() < 2 {
        return;
    }
    for n in 0..extracts.len() {
        if !by_hand(&extracts[n])
            || extracts[n].records.tasks.iter().any(is_planned)
            || !extracts[n].records.tasks.iter().all(is_bare)
        {
            continue;
        }
        let Some((plan, pairs)) = (0..extracts.len())
            .filter(|m| *m != n && by_hand(&extracts[*m]))
            .filter(|m| *m < n || extracts[*m].records.tasks.iter().any(is_planned))
            .map(|m| (m, pairs(&extracts[n], &extracts[m])))
            .max_by_key(|(_, pairs)| pairs.len())
            .filter(|(_, pairs)| pairs.len() >= 3 && pairs.len() * 10 >= extracts[n].records.tasks.len() * SHARE)
        else {
            continue;
        };
        let mut gone = vec![false; extracts[n].records.tasks.len()];
        for (mine, theirs) in pairs {
            let duration = extracts[n].records.tasks[mine].facts.duration;
            let kept = &mut extracts[plan].records.tasks[theirs].facts.duration;
            *kept = kept.take().or(duration);
            gone[mine] = true;
        }
        let merged = gone.iter().filter(|g| **g).count();
        let mut at = 0;
        extracts[n].records.tasks.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
        extracts[n].record_rows -= merged;
        extracts[n].merged_rows += merged;
    }
}

/// Whether a task has a date or somebody who does it.
fn is_planned(task: &TaskRecord) -> bool {
    let f = &task.facts;
    !task.people.is_empty() || [&f.start, &f.finish, &f.actual_start, &f.actual_finish].iter().any(|d| d.is_some())
}

/// Whether nothing hangs on a task: then it can be taken out.
fn is_bare(task: &TaskRecord) -> bool {
    task.parent.is_none() && task.links.is_empty() && task.facts.key.is_none()
}

/// The tasks of one sheet with those of another that have the same name, where it is unique on both.
fn pairs(from: &Extract, to: &Extract) -> Vec<(usize, usize)> {
    let theirs = by_name(&to.records.tasks);
    let mut pairs: Vec<(usize, usize)> =
        by_name(&from.records.tasks).into_iter().filter_map(|(name, mine)| Some((mine?, (*theirs.get(&name)?)?))).collect();
    pairs.sort_unstable();
    pairs
}

fn by_name(tasks: &[TaskRecord]) -> FxHashMap<String, Option<usize>> {
    let mut names: FxHashMap<String, Option<usize>> = FxHashMap::default();
    for (n, task) in tasks.iter().enumerate() {
        if let Some(name) = &task.facts.name {
            names.entry(fold(&name.value)).and_modify(|at| *at = None).or_insert(Some(n));
        }
    }
    names
}
