//! How far a change travels: from the changed tasks along the links, and no further than what it moves.
//!
//! Only what lies downstream of a change is visited, in an order in which predecessors come first. A start is never moved
//! earlier: what the links imply without the change is the least it can be. Tasks on a cycle have no dates and move nothing.

use super::super::clocks::{Calendars, Clocks};
use super::super::cpm::{Job, bound};
use super::super::job::Progress;
use super::super::network::NONE;
use super::super::schedule::Scheduled;
use crate::model::TaskId;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What is changed about one job.
#[derive(Clone, Debug, Default)]
pub struct Strain {
    /// Ticks by which the start of a job that has not started, or the remaining work of one that has, is put off.
    pub later: i32,
    /// The start is no earlier than this tick, where the job has not started.
    pub not_before: Option<i32>,
    /// Stretches of ticks, sorted and apart, in which nobody works on it.
    pub away: Vec<(i32, i32)>,
}

/// A job that moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    /// The job.
    pub node: u32,
    /// Working days of its calendar by which its finish moves; 0 where only a part of a day.
    pub days: i32,
    /// The link through which it is moved; [`NONE`] where the change is at the job itself.
    pub through: u32,
}

/// What a change does.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// The jobs that move, by node.
    pub list: Vec<Move>,
    /// Whether more lies downstream than is looked at.
    pub cut: bool,
    /// Jobs looked at.
    pub visited: usize,
}

impl Moves {
    fn of(&self, node: u32) -> Option<&Move> {
        self.list.binary_search_by_key(&node, |step| step.node).ok().and_then(|ix| self.list.get(ix))
    }

    /// Working days by which a job's finish moves.
    pub fn days(&self, node: u32) -> i32 {
        self.of(node).map_or(0, |step| step.days)
    }
}

/// The network with its links by predecessor.
pub struct Engine<'a> {
    scheduled: &'a Scheduled,
    clocks: Clocks<'a>,
    starts: Vec<u32>,
    outgoing: Vec<u32>,
    jobs: Vec<Job>,
}

impl<'a> Engine<'a> {
    /// The engine for one schedule.
    pub fn new(scheduled: &'a Scheduled, calendars: &'a Calendars) -> Self {
        let network = &scheduled.network;
        let mut starts = vec![0u32; network.jobs.len() + 1];
        for link in &network.links {
            starts[link.from as usize + 1] += 1;
        }
        for ix in 0..network.jobs.len() {
            starts[ix + 1] += starts[ix];
        }
        let mut next = starts.clone();
        let mut outgoing = vec![NONE; network.links.len()];
        for (ix, link) in (0u32..).zip(&network.links) {
            let slot = &mut next[link.from as usize];
            outgoing[*slot as usize] = ix;
            *slot += 1;
        }
        Engine { scheduled, clocks: scheduled.clocks(calendars), starts, outgoing, jobs: network.jobs.clone() }
    }

    fn leaving(&self, node: u32) -> &[u32] {
        let range = self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize;
        self.outgoing.get(range).unwrap_or(&[])
    }

    /// Whether a job can move: on no cycle, and not done.
    pub fn can_move(&self, node: u32) -> bool {
        let placed = self.scheduled.network.placed.get(node as usize);
        self.scheduled.passes.of(node as usize).is_some()
            && placed.is_none_or(|placed| !matches!(placed.progress, Progress::Done(..)))
    }

    /// The job of a task that can move.
    pub fn node(&self, task: TaskId) -> Option<u32> {
        self.scheduled.network.node.get(task.ix()).copied().filter(|&node| node != NONE && self.can_move(node))
    }

    /// What moves under the strains, looking at no more than `most` jobs.
    pub fn moves(&mut self, strains: &BTreeMap<u32, Strain>, most: usize) -> Moves {
        let (order, cut) = self.downstream(strains, most);
        let mut moves = Moves { cut, visited: order.len(), ..Moves::default() };
        let mut pushed: FxHashMap<u32, (i32, u32)> = FxHashMap::default();
        let mut changed: Vec<(u32, i32)> = Vec::new();
        for node in order {
            let Some(early) = self.scheduled.passes.of(node as usize).map(|times| times.early) else { continue };
            let length = self.jobs[node as usize].duration;
            let (mut start, mut through) = (early, NONE);
            if let Some(&(tick, link)) = pushed.get(&node)
                && tick > start
            {
                (start, through) = (tick, link);
            }
            let mut duration = length;
            if let Some(strain) = strains.get(&node) {
                let own = self.strained(node, strain, (early, start), length);
                through = if own.0 > start { NONE } else { through };
                (start, duration) = own;
            }
            if (start, duration) == (early, length) {
                continue;
            }
            let last = |start: i32, length: i32| if length > 0 { start.saturating_add(length).saturating_sub(1) } else { start };
            let days = self.clocks.of(node);
            let days = days.position_of_tick(last(start, duration)) - days.position_of_tick(last(early, length));
            moves.list.push(Move { node, days, through });
            changed.push((node, length));
            self.jobs[node as usize].duration = duration;
            for &link in self.leaving(node) {
                let to = self.scheduled.network.links[link as usize].to;
                if let Some(tick) = bound(&self.jobs, &self.scheduled.network.links, &self.clocks, link, start) {
                    let slot = pushed.entry(to).or_insert((tick, link));
                    if tick > slot.0 {
                        *slot = (tick, link);
                    }
                }
            }
        }
        for (node, length) in changed {
            self.jobs[node as usize].duration = length;
        }
        moves.list.sort_unstable_by_key(|step| step.node);
        moves
    }

    /// Start and duration of a job under its own strain.
    fn strained(&self, node: u32, strain: &Strain, (early, start): (i32, i32), length: i32) -> (i32, i32) {
        let started =
            self.scheduled.network.placed.get(node as usize).is_some_and(|p| matches!(p.progress, Progress::Started(_)));
        let (mut start, mut length) = (start, length);
        if started {
            length = length.saturating_add(strain.later);
        } else {
            start = start.max(early.saturating_add(strain.later)).max(strain.not_before.unwrap_or(early));
        }
        if length == 0 {
            return (start, length);
        }
        let mut end = start.saturating_add(length);
        for &(from, to) in &strain.away {
            if to <= start || from >= end {
                continue;
            }
            if from <= start && !started {
                (start, end) = (to, to.saturating_add(length));
            } else {
                end = end.saturating_add(to.saturating_sub(from.max(start)));
            }
        }
        (start, end.saturating_sub(start))
    }

    /// The jobs downstream of the strained ones that can move, predecessors first.
    fn downstream(&self, strains: &BTreeMap<u32, Strain>, most: usize) -> (Vec<u32>, bool) {
        let mut waiting: FxHashMap<u32, u32> = FxHashMap::default();
        let mut found: Vec<u32> = Vec::new();
        for &node in strains.keys().filter(|&&node| self.can_move(node)) {
            waiting.insert(node, 0);
            found.push(node);
        }
        let mut at = 0;
        let mut cut = false;
        while let Some(&node) = found.get(at) {
            at += 1;
            for &link in self.leaving(node) {
                let to = self.scheduled.network.links[link as usize].to;
                if !self.can_move(to) {
                    continue;
                }
                if let Some(count) = waiting.get_mut(&to) {
                    *count += 1;
                } else if found.len() < most {
                    waiting.insert(to, 1);
                    found.push(to);
                } else {
                    cut = true;
                }
            }
        }
        let mut order: Vec<u32> = found.into_iter().filter(|node| waiting.get(node) == Some(&0)).collect();
        let mut at = 0;
        while let Some(&node) = order.get(at) {
            at += 1;
            for &link in self.leaving(node) {
                let to = self.scheduled.network.links[link as usize].to;
                if let Some(count) = waiting.get_mut(&to).filter(|count| **count > 0) {
                    *count -= 1;
                    if *count == 0 {
                        order.push(to);
                    }
                }
            }
        }
        (order, cut)
    }

    /// The tasks through which a job is moved: from where the change is to the job itself.
    pub fn chain(&self, moves: &Moves, node: u32) -> Vec<TaskId> {
        let network = &self.scheduled.network;
        let mut chain = Vec::new();
        let mut at = node;
        while let Some(step) = moves.of(at) {
            if (at as usize) < network.placed.len()
                && let Some(&task) = network.task.get(at as usize)
            {
                chain.push(task);
            }
            match network.links.get(step.through as usize) {
                Some(link) => at = link.from,
                None => break,
            }
        }
        chain.reverse();
        chain
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analyze::cpm::{DAY, End, Link, Wait, cpm};
    use crate::analyze::job::Placed;
    use crate::analyze::network::Network;
    use crate::analyze::result::Schedule;
    use crate::model::Portfolio;
    use proptest::prelude::*;

    fn scheduled(jobs: Vec<Job>, links: Vec<Link>, calendars: &Calendars) -> Scheduled {
        let passes = cpm(&jobs, &links, &Clocks::one(calendars.program()));
        let placed = |job: &Job| Placed { job: *job, progress: Progress::Open, own_day: None, dated: true };
        let network = Network {
            placed: jobs.iter().map(placed).collect(),
            task: (0..jobs.len()).map(|ix| TaskId(ix as u32)).collect(),
            node: (0..jobs.len() as u32).collect(),
            dependency: (0..links.len() as u32).collect(),
            jobs,
            links,
            ..Network::default()
        };
        Scheduled { schedule: Schedule::default(), network, passes }
    }

    proptest! {
        #[test]
        fn moving_along_the_links_equals_a_second_pass_over_all(
            jobs in prop::collection::vec((1i32..10, 0i32..12), 2..25),
            raw in prop::collection::vec((any::<u32>(), any::<u32>(), any::<bool>(), any::<bool>(), -4i32..6), 0..60),
            slipped in any::<u32>(),
            later in 1i32..30,
        ) {
            let jobs: Vec<Job> =
                jobs.into_iter().map(|(length, from)| Job { not_before: from * DAY, ..Job::free(length * DAY) }).collect();
            let count = jobs.len() as u32;
            let links: Vec<Link> = raw.into_iter().filter_map(|(a, b, leaves, enters, lag)| {
                let (a, b) = (a % count, b % count);
                let end = |finish| if finish { End::Finish } else { End::Start };
                (a != b).then(|| Link { from: a.min(b), to: a.max(b), leaves: end(leaves), enters: end(enters), wait: Wait::Working(lag * DAY) })
            }).collect();
            let days = Calendars::of(&Portfolio::default());
            let before = scheduled(jobs.clone(), links.clone(), &days);
            let node = slipped % count;
            let strain = Strain { later: later * DAY, ..Strain::default() };
            let moves = Engine::new(&before, &days).moves(&BTreeMap::from([(node, strain)]), usize::MAX);
            let mut strained = jobs;
            strained[node as usize].not_before = before.passes.times[node as usize].early + later * DAY;
            let after = cpm(&strained, &links, &Clocks::one(days.program()));
            for ix in 0..count {
                let moved = (after.times[ix as usize].early - before.passes.times[ix as usize].early) / DAY;
                prop_assert_eq!(moves.days(ix), moved);
            }
            // Every chain begins at the change.
            let engine = Engine::new(&before, &days);
            for step in &moves.list {
                prop_assert_eq!(engine.chain(&moves, step.node)[0], TaskId(node));
            }
        }
    }
}
