//! Float against the board's milestones, and the tasks that stand behind several of them.
//!
//! Total float against the program's finish flatters everything that a nearer promise depends on. Here the scope is the board
//! milestone that gives way first: by how many working days a task can slip before that milestone's implied date moves.

use super::cpm::{DAY, latest_starts};
use super::job::{Progress, is_level_of_effort};
use super::network::NONE;
use super::result::{BoardFloat, Bottleneck, Contention, MilestoneReading, PersonBottleneck, TaskSchedule};
use super::schedule::Scheduled;
use crate::model::{Portfolio, ResourceId, Task, TaskId, WorkingDays};
use std::collections::{BTreeMap, BTreeSet};

/// Most bottlenecks that are listed.
const MOST: usize = 50;

/// By task: the float to the board milestone that gives way first; nothing for tasks that none of them waits for.
pub fn board_float(portfolio: &Portfolio, days: &WorkingDays, scheduled: &Scheduled) -> Vec<Option<BoardFloat>> {
    let (network, passes) = (&scheduled.network, &scheduled.passes);
    let mut floats = vec![None; portfolio.tasks.len()];
    let open = |node: u32| {
        let placed = network.placed.get(node as usize);
        placed.is_some_and(|placed| !matches!(placed.progress, Progress::Done(..))) && passes.of(node as usize).is_some()
    };
    let mut targets: Vec<u32> = (portfolio.projects.iter())
        .flat_map(|project| &project.board_milestones)
        .filter_map(|task| network.node.get(task.ix()).copied().filter(|&node| node != NONE && open(node)))
        .collect();
    targets.sort_unstable();
    targets.dedup();
    if targets.is_empty() {
        return floats;
    }
    let latest = latest_starts(&network.jobs, &network.links, days, passes, &targets);
    for (node, found) in (0u32..).zip(latest) {
        let (Some((late, target)), true) = (found, open(node)) else { continue };
        let (Some(times), Some(&task), Some(&milestone)) =
            (passes.of(node as usize), network.task.get(node as usize), network.task.get(target as usize))
        else {
            continue;
        };
        if let Some(slot) = floats.get_mut(task.ix()) {
            *slot = Some(BoardFloat { days: late.saturating_sub(times.early).div_euclid(DAY), milestone });
        }
    }
    floats
}

/// Open tasks on the driving chains of milestones: those behind most milestones first, then those with least float, then those
/// behind the latest one.
pub fn bottlenecks(
    portfolio: &Portfolio,
    milestones: &[MilestoneReading],
    schedule: &[Option<TaskSchedule>],
    board_float: &[Option<BoardFloat>],
) -> Vec<Bottleneck> {
    let mut found: BTreeMap<TaskId, Bottleneck> = BTreeMap::new();
    for reading in milestones {
        for &task in reading.chain.iter().filter(|&&task| task != reading.task) {
            let counts = |task: &Task| !task.facts.is_closed() && !is_level_of_effort(task);
            if !portfolio.tasks.get(task.ix()).is_some_and(counts) {
                continue;
            }
            let entry = found.entry(task).or_insert(Bottleneck { task, milestones: Vec::new(), latest: 0, float: None });
            entry.milestones.push(reading.task);
            entry.latest = entry.latest.max(reading.gap.unwrap_or(0));
        }
    }
    let mut found: Vec<Bottleneck> = found.into_values().collect();
    for entry in &mut found {
        let to_board = board_float.get(entry.task.ix()).copied().flatten().map(|float| float.days);
        let total = || schedule.get(entry.task.ix()).copied().flatten().map(|computed| computed.total_float);
        entry.float = to_board.or_else(total);
    }
    found.sort_by_key(|entry| {
        let float = entry.float.unwrap_or(i32::MAX);
        (std::cmp::Reverse(entry.milestones.len()), float, std::cmp::Reverse(entry.latest), entry.task)
    });
    found.truncate(MOST);
    found
}

/// People, roles and systems with open tasks on the driving chains, or asked for more than there is of them on stated demand:
/// those behind most delay first. The delay is what the links say of the milestones that wait for them, whoever else stands on
/// the same chains, and the person-days that cannot be done when they are planned.
pub fn people_behind(portfolio: &Portfolio, milestones: &[MilestoneReading], contention: &Contention) -> Vec<PersonBottleneck> {
    let mut found: BTreeMap<ResourceId, (BTreeSet<TaskId>, BTreeMap<TaskId, i32>)> = BTreeMap::new();
    for reading in milestones {
        for &id in &reading.chain {
            let Some(task) = portfolio.tasks.get(id.ix()).filter(|task| !task.facts.is_closed() && !is_level_of_effort(task))
            else {
                continue;
            };
            for (resource, _) in &task.assignees {
                let (tasks, driven) = found.entry(*resource).or_default();
                tasks.insert(id);
                driven.insert(reading.task, reading.gap.unwrap_or(0).max(0));
            }
        }
    }
    let mut over: BTreeMap<ResourceId, f64> = BTreeMap::new();
    for stretch in contention.over.iter().filter(|stretch| stretch.on_stated) {
        found.entry(stretch.resource).or_default();
        *over.entry(stretch.resource).or_default() += stretch.person_days;
    }
    let person = |(resource, (tasks, driven)): (ResourceId, (BTreeSet<TaskId>, BTreeMap<TaskId, i32>))| PersonBottleneck {
        resource,
        tasks: tasks.len(),
        delay: driven.values().sum(),
        milestones: driven.into_keys().collect(),
        over_days: over.get(&resource).copied().unwrap_or(0.0),
    };
    let mut found: Vec<PersonBottleneck> = found.into_iter().map(person).collect();
    found.sort_by(|a, b| {
        let behind = |p: &PersonBottleneck| f64::from(p.delay) + p.over_days;
        (behind(b).total_cmp(&behind(a))).then(b.milestones.len().cmp(&a.milestones.len())).then(a.resource.cmp(&b.resource))
    });
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::analyze;
    use super::super::fixture::{day, portfolio};
    use super::*;
    use crate::config::Settings;

    #[test]
    fn float_is_counted_to_the_board_milestone_that_gives_way_first() {
        let mut p = portfolio(1);
        let common = p.with(0, "common", Some((day(2, 2), day(2, 6))));
        let near = p.with_milestone(0, "near", Some(day(2, 13)));
        let far = p.with_milestone(0, "far", Some(day(3, 13)));
        let apart = p.with(0, "apart", Some((day(2, 2), day(6, 30))));
        let only_far = p.with(0, "only far", Some((day(2, 2), day(2, 6))));
        p.chain(common, near);
        p.chain(common, far);
        p.chain(only_far, far);
        p.projects[0].board_milestones = vec![near, far];
        let analysis = analyze(&p, &Settings::default());
        let float = |task: TaskId| analysis.schedule.board_float[task.ix()];
        // `near` is at the beginning of Friday the 13th by its own date: four working days after the 6th come before it.
        assert_eq!(float(common), Some(BoardFloat { days: 4, milestone: near }));
        assert_eq!(float(only_far), Some(BoardFloat { days: 24, milestone: far }));
        assert_eq!(float(near), Some(BoardFloat { days: 0, milestone: near }));
        assert_eq!(float(apart), None);
        assert_eq!(analysis.schedule.tasks[common.ix()].unwrap().total_float, 102);
    }

    #[test]
    fn a_bottleneck_drives_several_milestones() {
        let mut p = portfolio(1);
        let root = p.with(0, "root", Some((day(2, 2), day(3, 6))));
        let first = p.with_milestone(0, "first", Some(day(2, 13)));
        let second = p.with_milestone(0, "second", Some(day(2, 20)));
        p.chain(root, first);
        p.chain(root, second);
        let found = analyze(&p, &Settings::default()).bottlenecks;
        assert_eq!(found, [Bottleneck { task: root, milestones: vec![first, second], latest: 15, float: Some(0) }]);
    }
}
