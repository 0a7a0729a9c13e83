//! Float against the board's milestones, and the tasks that stand behind several of them.
//!
//! Total float against the program's finish flatters everything that a nearer promise depends on. Here the scope is the board
//! milestone that gives way first: by how many working days a task can slip before that milestone's implied date moves.

use super::behind::{Incoming, task_of};
use super::clocks::Calendars;
use super::cpm::{DAY, latest_starts};
use super::job::{Progress, is_level_of_effort};
use super::network::NONE;
use super::result::{BoardFloat, Bottleneck, Contention, MilestoneReading, PersonBottleneck};
use super::schedule::Scheduled;
use crate::config::Settings;
use crate::model::{Portfolio, ResourceId, TaskId};
use std::collections::{BTreeMap, BTreeSet};

/// Most bottlenecks that are listed.
const MOST: usize = 50;
/// Tasks looked at behind all milestones together.
const STEPS: usize = 1_000_000;

/// By task: the float to the board milestone that gives way first; nothing for tasks that none of them waits for.
pub fn board_float(portfolio: &Portfolio, calendars: &Calendars, scheduled: &Scheduled) -> Vec<Option<BoardFloat>> {
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
    let latest = latest_starts(&network.jobs, &network.links, &scheduled.clocks(calendars), passes, &targets);
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

/// Open tasks and people behind milestones, ranked.
///
/// A task stands behind a milestone that can be assessed where, following the tightest links back, no more than the near-critical
/// threshold of float stands between them. Tasks behind most milestones come first, then those with least float between, then
/// those behind the latest milestone. People come by the delay they cause: the working days by which the milestones behind which
/// they have such tasks are late by the links, whoever else stands behind them, and the person-days that stated demand asks of
/// them beyond their capacity.
pub fn bottlenecks(
    portfolio: &Portfolio,
    settings: &Settings,
    calendars: &Calendars,
    scheduled: &Scheduled,
    (milestones, contention): (&[MilestoneReading], &Contention),
) -> (Vec<Bottleneck>, Vec<PersonBottleneck>) {
    let incoming = Incoming::new(&scheduled.network);
    let clocks = scheduled.clocks(calendars);
    let near = settings.thresholds.near_critical_float.max(0);
    let mut found: BTreeMap<TaskId, Bottleneck> = BTreeMap::new();
    let mut people: BTreeMap<ResourceId, (BTreeSet<TaskId>, BTreeMap<TaskId, i32>)> = BTreeMap::new();
    let mut left = STEPS;
    for reading in milestones.iter().filter(|reading| reading.not_assessable.is_none()) {
        let Some(&node) = scheduled.network.node.get(reading.task.ix()).filter(|&&node| node != NONE && left > 0) else {
            continue;
        };
        let is_open = portfolio.tasks.get(reading.task.ix()).is_some_and(|task| !task.facts.is_closed());
        let behind = if is_open { incoming.behind(scheduled, &clocks, node, near) } else { Vec::new() };
        left = left.saturating_sub(behind.len());
        let late = reading.gap.unwrap_or(0).max(0);
        for step in behind {
            let Some(id) = task_of(&scheduled.network, step.node) else { continue };
            let Some(task) = portfolio.tasks.get(id.ix()).filter(|task| !is_level_of_effort(task)) else { continue };
            let entry = found.entry(id).or_insert(Bottleneck { task: id, milestones: Vec::new(), latest: 0, float: step.float });
            entry.milestones.push(reading.task);
            entry.latest = entry.latest.max(late);
            entry.float = entry.float.min(step.float);
            for (resource, _) in &task.assignees {
                let (tasks, driven) = people.entry(*resource).or_default();
                tasks.insert(id);
                driven.insert(reading.task, late);
            }
        }
    }
    let mut found: Vec<Bottleneck> = found.into_values().collect();
    found.sort_by_key(|entry| {
        (std::cmp::Reverse(entry.milestones.len()), entry.float, std::cmp::Reverse(entry.latest), entry.task)
    });
    found.truncate(MOST);
    (found, people_behind(people, contention))
}

fn people_behind(
    mut found: BTreeMap<ResourceId, (BTreeSet<TaskId>, BTreeMap<TaskId, i32>)>,
    contention: &Contention,
) -> Vec<PersonBottleneck> {
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
        assert_eq!(found, [Bottleneck { task: root, milestones: vec![first, second], latest: 15, float: 0 }]);
    }

    #[test]
    fn little_float_between_counts_and_much_does_not() {
        let mut p = portfolio(1);
        let far = p.with(0, "far", Some((day(2, 2), day(2, 6))));
        let near = p.with(0, "near", Some((day(2, 23), day(2, 27))));
        let gate = p.with_milestone(0, "gate", Some(day(3, 5)));
        let who = p.person("Ada");
        p.claim(near, who, Some(8.0), None);
        p.chain(far, near);
        p.chain(near, gate);
        let analysis = analyze(&p, &Settings::default());
        // Three working days between the 27th and the beginning of the 5th; from the 6th to the 23rd ten more.
        assert_eq!(analysis.bottlenecks, [Bottleneck { task: near, milestones: vec![gate], latest: 0, float: 3 }]);
        assert_eq!(analysis.people_behind[0].milestones, [gate]);
        assert_eq!(far.0, 0);
    }
}
