//! What stands behind a job with little or no float between: the links into it, tightest first.
//!
//! The driving predecessor of the passes is the link that pushes a job beyond its own date. A plan that is kept well reports
//! the very dates that its links imply, so there nothing pushes, and yet a slip goes through. Here a link holds a job as far as
//! its slack, the working time between what it asks for and where the job is, is used up.

use super::clocks::Clocks;
use super::cpm::{DAY, bound};
use super::job::Progress;
use super::network::Network;
use super::schedule::Scheduled;
use crate::model::TaskId;

/// Links by successor.
pub struct Incoming {
    starts: Vec<u32>,
    links: Vec<u32>,
}

/// A task behind a job.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Behind {
    /// Its node.
    pub node: u32,
    /// The link from it towards the job.
    pub link: u32,
    /// Working days by which it can slip before the job moves, along the way that was followed.
    pub float: i32,
}

impl Incoming {
    /// The links of a network by successor.
    pub fn new(network: &Network) -> Self {
        let mut starts = vec![0u32; network.jobs.len() + 1];
        for link in &network.links {
            starts[link.to as usize + 1] += 1;
        }
        for ix in 0..network.jobs.len() {
            starts[ix + 1] += starts[ix];
        }
        let mut next = starts.clone();
        let mut links = vec![u32::MAX; network.links.len()];
        for (ix, link) in (0u32..).zip(&network.links) {
            let slot = &mut next[link.to as usize];
            links[*slot as usize] = ix;
            *slot += 1;
        }
        Incoming { starts, links }
    }

    fn of(&self, node: u32) -> &[u32] {
        let range = self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize;
        self.links.get(range).unwrap_or(&[])
    }

    /// The link from an open job with the least slack, and the slack in ticks.
    fn tightest(&self, scheduled: &Scheduled, clocks: &Clocks, node: u32) -> Option<(u32, i32)> {
        let (network, passes) = (&scheduled.network, &scheduled.passes);
        let early = passes.of(node as usize)?.early;
        let slack = |&link: &u32| {
            let from = network.links.get(link as usize)?.from;
            let done = network.placed.get(from as usize).is_some_and(|placed| matches!(placed.progress, Progress::Done(..)));
            let start = passes.of(from as usize).filter(|_| !done)?.early;
            let asked = bound(&network.jobs, &network.links, clocks, link, start)?;
            Some((early.saturating_sub(asked).max(0), link))
        };
        self.of(node).iter().filter_map(slack).min().map(|(slack, link)| (link, slack))
    }

    /// The open jobs behind a job, nearest first, following the tightest link of each, as long as the slack on the way adds up
    /// to no more than `most` working days.
    pub fn behind(&self, scheduled: &Scheduled, clocks: &Clocks, node: u32, most: i32) -> Vec<Behind> {
        let mut found: Vec<Behind> = Vec::new();
        let (mut at, mut used) = (node, 0i32);
        while let Some((link, slack)) = self.tightest(scheduled, clocks, at) {
            used = used.saturating_add(slack);
            let Some(from) = scheduled.network.links.get(link as usize).map(|link| link.from) else { break };
            if used > most.saturating_mul(DAY) {
                break;
            }
            found.push(Behind { node: from, link, float: used.div_euclid(DAY) });
            at = from;
        }
        found
    }
}

/// The task of a node that is one, not the node of a summary.
pub fn task_of(network: &Network, node: u32) -> Option<TaskId> {
    if (node as usize) < network.placed.len() { network.task.get(node as usize).copied() } else { None }
}
