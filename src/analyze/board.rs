//! Float against the board's milestones, and the tasks that stand behind several of them.
//!
//! Total float against the program's finish flatters everything that a nearer promise depends on. Here the scope is the board
//! milestone that gives way first: by how many working days a task can slip before that milestone's implied date moves.

use super::cpm::{DAY, latest_starts};
use super::job::Progress;
use super::network::NONE;
use super::result::{BoardFloat, Bottleneck, MilestoneReading};
use super::schedule::Scheduled;
use crate::model::{Portfolio, TaskId, WorkingDays};
use std::collections::BTreeMap;

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

/// Open tasks on the driving chains of milestones: those behind most milestones first, then those behind the latest one.
pub fn bottlenecks(portfolio: &Portfolio, milestones: &[MilestoneReading]) -> Vec<Bottleneck> {
    let mut found: BTreeMap<TaskId, Bottleneck> = BTreeMap::new();
    for reading in milestones {
        for &task in reading.chain.iter().filter(|&&task| task != reading.task) {
            if portfolio.tasks.get(task.ix()).is_none_or(|task| task.facts.is_closed()) {
                continue;
            }
            let entry = found.entry(task).or_insert(Bottleneck { task, milestones: Vec::new(), latest: 0 });
            entry.milestones.push(reading.task);
            entry.latest = entry.latest.max(reading.gap.unwrap_or(0));
        }
    }
    let mut found: Vec<Bottleneck> = found.into_values().collect();
    found.sort_by_key(|entry| (std::cmp::Reverse((entry.milestones.len(), entry.latest)), entry.task));
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
        assert_eq!(found, [Bottleneck { task: root, milestones: vec![first, second], latest: 15 }]);
    }
}
