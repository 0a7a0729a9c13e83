//! Who works on what, and how much: assignees of tasks, assignment lists, and what they say of progress. Only tasks without
//! children make a claim on somebody; people named on a heading lead it, they do not work on it twice.

use super::desk::{Desk, Fate};
use super::people::{Mention, People, Settled};
use super::refs::{Found, Refs};
use super::wording::fold_name;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::{AssignmentRecord, RefKind};
use crate::model::{Allocation, ResourceId, TaskId, TaskKind};
use crate::source::{CellRef, Rule, Sourced};
use rustc_hash::{FxHashMap, FxHashSet};

/// Somebody on a task, before it is known who that is.
pub(super) struct Claim {
    pub(super) task: TaskId,
    pub(super) who: Mention,
    pub(super) units: Option<Sourced<f64>>,
    pub(super) work: Option<Sourced<f64>>,
    pub(super) percent: Option<Sourced<f64>>,
    pub(super) at: CellRef,
    /// From an assignment list: its figures go before those beside a name in the task's own row.
    pub(super) listed: bool,
}

/// All claims: people beside tasks, then rows of assignment lists. Also gives the number of assignment rows.
pub(super) fn claims(desk: &mut Desk, ids: &[Option<TaskId>], people: &mut People) -> (Vec<Claim>, usize) {
    let mut claims = Vec::new();
    for at in 0..desk.sides.len() {
        let Some(side) = desk.sides.get_mut(at).filter(|s| s.fate == Fate::Own) else { continue };
        let (who, sheet) = (std::mem::take(&mut side.people), side.sheet as usize);
        let (Some(task), Some(sheet)) = (ids.get(at).copied().flatten(), desk.sheets.get(sheet)) else { continue };
        let project = desk.tasks.get(task.ix()).map_or(super::projects::UNKNOWN, |t| t.project);
        for person in who {
            if let Some(mention) = people.mention(&person, &sheet.tracker, None, &[]) {
                people.works_on(mention, project);
                claims.push(Claim {
                    task,
                    who: mention,
                    units: person.units.map(|u| Sourced::stated(u, person.at)),
                    work: person.work.map(|w| Sourced::stated(w, person.at)),
                    percent: None,
                    at: person.at,
                    listed: false,
                });
            }
        }
    }
    let mut rows = 0;
    for ix in 0..desk.sheets.len() {
        let Some(sheet) = desk.sheets.get_mut(ix) else { continue };
        let list = std::mem::take(&mut sheet.lists.assignments);
        if list.is_empty() || sheet.superseded_by.is_some() {
            continue;
        }
        rows += list.len();
        let tracker = sheet.tracker.clone();
        let hits = find_tasks(desk, ids, ix, &list);
        for (record, task) in list.into_iter().zip(hits) {
            let (Some(task), Some(who)) = (task, people.mention(&record.who, &tracker, None, &[])) else { continue };
            claims.push(Claim {
                task,
                who,
                units: record.units,
                work: record.work,
                percent: record.percent,
                at: record.who.at,
                listed: true,
            });
        }
    }
    (claims, rows)
}

/// The task of each row. Lists name tasks, and names repeat: headings are passed over, and of several tasks of one name the
/// rows take them in their order, because such lists stand in the order of the tasks.
fn find_tasks(desk: &mut Desk, ids: &[Option<TaskId>], sheet: usize, list: &[AssignmentRecord]) -> Vec<Option<TaskId>> {
    let mut by_name: FxHashMap<String, Vec<TaskId>> = FxHashMap::default();
    let file = desk.sheets.get(sheet).map(|s| s.source.file);
    for own in desk.sheets.iter().filter(|s| Some(s.source.file) == file) {
        for at in own.range() {
            let id = desk.standing(at).and_then(|at| ids.get(at as usize).copied().flatten());
            if let (Some(id), Some(name)) = (id, desk.sides.get(at as usize).and_then(|s| s.name.as_deref())) {
                by_name.entry(fold_name(name)).or_default().push(id);
            }
        }
    }
    let leaf = |desk: &Desk, id: &TaskId| desk.tasks.get(id.ix()).is_some_and(|t| t.facts.kind != TaskKind::Summary);
    let mut taken: FxHashSet<(TaskId, String)> = FxHashSet::default();
    let mut hits = Vec::with_capacity(list.len());
    let mut findings = Vec::new();
    {
        let refs = Refs::new(desk);
        for record in list {
            let named = if record.task.kind == RefKind::Name { by_name.get(&fold_name(&record.task.text)) } else { None };
            let who = format!("{}\u{1f}{}", record.who.name, record.who.email.as_deref().unwrap_or_default());
            let hit = match named {
                Some(list) => {
                    let leaves: Vec<TaskId> = list.iter().filter(|id| leaf(desk, id)).copied().collect();
                    let among = if leaves.is_empty() { list } else { &leaves };
                    among.iter().find(|id| !taken.contains(&(**id, who.clone()))).or(among.last()).copied()
                }
                None => match refs.find(&record.task, sheet, None) {
                    Found::One(at) => desk.standing(at).and_then(|at| ids.get(at as usize).copied().flatten()),
                    _ => None,
                },
            };
            match hit {
                Some(id) => {
                    taken.insert((id, who));
                }
                None => findings.push(
                    Diagnostic::at(
                        "reference-unknown",
                        Severity::Warning,
                        record.task.at,
                        format!("`{}` answers to no task of this file, so the assignment counts for nobody", record.task.text),
                    )
                    .help("hand in the export that holds the task, or correct its name"),
                ),
            }
            hits.push(hit);
        }
    }
    desk.say_capped(findings, 50);
    hits
}

/// Turns claims into assignees and allocations, and fills percent complete from assignments.
pub(super) fn allocate(desk: &mut Desk, mut claims: Vec<Claim>, settled: &Settled) -> Vec<Allocation> {
    claims.sort_by_key(|c| c.task);
    let mut allocations = Vec::with_capacity(claims.len());
    let mut rest = claims.as_mut_slice();
    while let Some(first) = rest.first() {
        let task = first.task;
        let same = rest.partition_point(|c| c.task == task);
        let (group, tail) = rest.split_at_mut(same);
        of_task(desk, task, group, settled, &mut allocations);
        rest = tail;
    }
    allocations
}

fn of_task(desk: &mut Desk, id: TaskId, group: &mut [Claim], settled: &Settled, allocations: &mut Vec<Allocation>) {
    let Some(task) = desk.tasks.get_mut(id.ix()) else { return };
    let mut joined: Vec<(ResourceId, Allocation, bool)> = Vec::with_capacity(group.len());
    for claim in group.iter() {
        let Some(resource) = settled.of(claim.who) else { continue };
        match joined.iter_mut().find(|(r, _, _)| *r == resource) {
            Some((_, allocation, listed)) => {
                if claim.listed && !*listed {
                    allocation.units = claim.units.or(allocation.units);
                    allocation.work = claim.work.or(allocation.work);
                    allocation.at = claim.at;
                    *listed = true;
                } else if claim.listed {
                    // Two rows of one list for one person: both count.
                    allocation.work = sum(allocation.work, claim.work);
                    allocation.units = allocation.units.or(claim.units);
                }
            }
            None => {
                // a vector grown by one holds room for four
                if task.assignees.is_empty() {
                    task.assignees.reserve_exact(1);
                }
                task.assignees.push((resource, claim.at));
                let allocation = Allocation { task: id, resource, units: claim.units, work: claim.work, at: claim.at };
                joined.push((resource, allocation, claim.listed));
            }
        }
    }
    if task.facts.percent.is_none() {
        task.facts.percent = percent(group);
    }
    if task.facts.kind == TaskKind::Task && !task.stub {
        spread_work(task.facts.work, &mut joined);
        allocations.extend(joined.into_iter().map(|(_, a, _)| a));
    }
}

fn sum(a: Option<Sourced<f64>>, b: Option<Sourced<f64>>) -> Option<Sourced<f64>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Sourced { value: a.value + b.value, ..a }),
        (a, b) => a.or(b),
    }
}

/// A task's stated work, shared by those whose part is not stated: evenly, or by their units where all state them.
fn spread_work(work: Option<Sourced<f64>>, joined: &mut [(ResourceId, Allocation, bool)]) {
    let Some(work) = work else { return };
    let stated: f64 = joined.iter().filter_map(|(_, a, _)| a.work.map(|w| w.value)).sum();
    let left = (work.value - stated).max(0.0);
    let open: Vec<usize> = (0..joined.len()).filter(|&i| joined.get(i).is_some_and(|(_, a, _)| a.work.is_none())).collect();
    let shares: f64 = open.iter().filter_map(|&i| joined.get(i).and_then(|(_, a, _)| a.units)).map(|u| u.value).sum();
    let by_units = shares > 0.0 && open.iter().all(|&i| joined.get(i).is_some_and(|(_, a, _)| a.units.is_some()));
    let alone = joined.len() == 1;
    let each = 1.0 / f64::from(u32::try_from(open.len().max(1)).unwrap_or(u32::MAX));
    for i in open {
        let Some((_, allocation, _)) = joined.get_mut(i) else { continue };
        let share = if by_units { allocation.units.map_or(0.0, |u| u.value) / shares } else { each };
        allocation.work = Some(if alone { work } else { Sourced::derived(left * share, work.at, Rule::WorkSpreadEvenly) });
    }
}

/// Percent complete by the work of the assignments, as Microsoft Project's template export gives it.
fn percent(group: &[Claim]) -> Option<Sourced<f64>> {
    let stated: Vec<(f64, f64, CellRef)> = group
        .iter()
        .filter(|c| c.listed)
        .filter_map(|c| Some((c.percent?.value, c.work.map_or(0.0, |w| w.value), c.percent?.at)))
        .collect();
    let at = stated.first()?.2;
    let total: f64 = stated.iter().map(|(_, w, _)| w).sum();
    let value = if total > 0.0 {
        stated.iter().map(|(p, w, _)| p * w).sum::<f64>() / total
    } else {
        stated.iter().map(|(p, _, _)| p).sum::<f64>() / f64::from(u32::try_from(stated.len()).ok()?)
    };
    Some(Sourced::derived(value.clamp(0.0, 1.0), at, Rule::PercentFromAssignments))
}
