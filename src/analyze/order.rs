//! The order in which the passes run: predecessors before successors, cycles named and left out.
//!
//! Plain counting gives the order of everything that is on no cycle and behind none. What remains is small, and petgraph
//! finds its strongly connected components.

use super::cpm::Link;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::ops::Range;

/// One incoming link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Incoming {
    /// The predecessor.
    pub from: u32,
    /// What the caller makes of the link.
    pub gap: i32,
}

/// A gap that only looks like a number: the caller is asked about the link each time.
pub const ASKED: i32 = i32::MIN + 1;

/// Jobs in order, with their incoming links in one array.
pub struct Order {
    /// Jobs on no cycle, predecessors first, else in the order of their indices: neighbours in memory stay neighbours.
    pub sequence: Vec<u32>,
    /// Where the incoming links of each job begin in `incoming` and `links`; one more than there are jobs.
    pub starts: Vec<u32>,
    /// Links by successor, then by index.
    pub incoming: Vec<Incoming>,
    /// The index of each.
    pub links: Vec<u32>,
    /// Whether any link is asked about.
    pub asks: bool,
    /// Strongly connected components of more than one job, or of one that waits for itself; sorted.
    pub cycles: Vec<Vec<u32>>,
}

impl Order {
    /// Where the incoming links of a job stand.
    pub fn incoming_of(&self, job: usize) -> Range<usize> {
        self.starts[job] as usize..self.starts[job + 1] as usize
    }
}

/// Puts the jobs in order. Links to jobs that do not exist must not occur.
pub fn order(jobs: usize, links: &[Link], gap: impl Fn(&Link) -> i32) -> Order {
    let starts = starts(jobs, links, |link| link.to);
    let mut next = starts.clone();
    let mut incoming = vec![Incoming { from: 0, gap: 0 }; links.len()];
    let mut indices = vec![0u32; links.len()];
    let mut asks = false;
    for (ix, link) in (0..).zip(links) {
        let (slot, gap) = (&mut next[link.to as usize], gap(link));
        asks |= gap == ASKED;
        incoming[*slot as usize] = Incoming { from: link.from, gap };
        indices[*slot as usize] = ix;
        *slot += 1;
    }
    let count = u32::try_from(jobs).unwrap_or(u32::MAX);
    let (sequence, cycles) = if links.iter().all(|link| link.from < link.to) {
        ((0..count).collect(), Vec::new())
    } else {
        sorted(count, links, &starts)
    };
    Order { sequence, starts, incoming, links: indices, asks, cycles }
}

/// The order where it is not that of the indices, and the cycles.
fn sorted(count: u32, links: &[Link], incoming: &[u32]) -> (Vec<u32>, Vec<Vec<u32>>) {
    let jobs = count as usize;
    let out_starts = starts(jobs, links, |link| link.from);
    let mut next = out_starts.clone();
    let mut to = vec![0u32; links.len()];
    for link in links {
        let slot = &mut next[link.from as usize];
        to[*slot as usize] = link.to;
        *slot += 1;
    }
    let out_of = |job: u32| &to[out_starts[job as usize] as usize..out_starts[job as usize + 1] as usize];
    let mut waiting: Vec<u32> = incoming.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mut sequence = Vec::with_capacity(jobs);
    run(count, &mut sequence, &mut waiting, out_of);
    let mut cycles = Vec::new();
    if sequence.len() < jobs {
        let remaining: Vec<u32> = (0..count).filter(|&job| waiting[job as usize] != PLACED).collect();
        cycles = components(&remaining, out_of);
        // What waits behind a cycle is scheduled as if the cycle were not there.
        for &job in cycles.iter().flatten() {
            waiting[job as usize] = PLACED;
        }
        for next in cycles.iter().flatten().flat_map(|&job| out_of(job)) {
            if waiting[*next as usize] != PLACED {
                waiting[*next as usize] -= 1;
            }
        }
        run(count, &mut sequence, &mut waiting, out_of);
    }
    (sequence, cycles)
}

/// Instead of how many links a job waits for: it has its place, or is on a cycle.
const PLACED: u32 = u32::MAX;

/// Goes through the jobs by index; one that becomes ready behind the place reached follows at once.
fn run<'a>(count: u32, sequence: &mut Vec<u32>, waiting: &mut [u32], out_of: impl Fn(u32) -> &'a [u32]) {
    let mut ready = Vec::new();
    for job in 0..count {
        if waiting[job as usize] != 0 {
            continue;
        }
        ready.push(job);
        while let Some(at) = ready.pop() {
            waiting[at as usize] = PLACED;
            sequence.push(at);
            for &next in out_of(at) {
                if waiting[next as usize] == PLACED {
                    continue;
                }
                waiting[next as usize] -= 1;
                if waiting[next as usize] == 0 && next <= job {
                    ready.push(next);
                }
            }
        }
    }
}

/// Where the links of each job begin when they are grouped by one of their ends.
fn starts(jobs: usize, links: &[Link], end: impl Fn(&Link) -> u32) -> Vec<u32> {
    let mut starts = vec![0u32; jobs + 1];
    for link in links {
        starts[end(link) as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// The cycles among the remaining jobs. Kosaraju's way, because it does not recurse: a cycle may be 100,000 tasks long.
fn components<'a>(remaining: &[u32], out_of: impl Fn(u32) -> &'a [u32]) -> Vec<Vec<u32>> {
    let mut graph = DiGraph::<u32, (), u32>::with_capacity(remaining.len(), remaining.len());
    for &job in remaining {
        graph.add_node(job);
    }
    for (ix, &job) in (0u32..).zip(remaining) {
        for next in out_of(job) {
            if let Ok(other) = remaining.binary_search(next) {
                graph.add_edge(NodeIndex::new(ix as usize), NodeIndex::new(other), ());
            }
        }
    }
    let mut cycles: Vec<Vec<u32>> = kosaraju_scc(&graph)
        .into_iter()
        .filter(|members| members.len() > 1 || members.iter().any(|&node| graph.contains_edge(node, node)))
        .map(|members| {
            let mut jobs: Vec<u32> = members.into_iter().map(|node| graph[node]).collect();
            jobs.sort_unstable();
            jobs
        })
        .collect();
    cycles.sort_unstable();
    cycles
}
