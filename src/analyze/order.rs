//! The order in which the passes run: predecessors before successors, cycles named and left out.
//!
//! Plain counting gives the order of everything that is on no cycle and behind none. What remains is small, and petgraph
//! finds its strongly connected components.

use super::cpm::Link;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::ops::Range;

/// Jobs in order, with their incoming links in one array.
pub struct Order {
    /// Jobs on no cycle, predecessors first.
    pub sequence: Vec<u32>,
    /// Where the incoming links of each job begin in `incoming` and `from`; one more than there are jobs.
    pub starts: Vec<u32>,
    /// Links by successor, then by index.
    pub incoming: Vec<u32>,
    /// The predecessor of each.
    pub from: Vec<u32>,
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
pub fn order(jobs: usize, links: &[Link]) -> Order {
    let (starts, incoming) = grouped(jobs, links, |link| link.to);
    let from: Vec<u32> = incoming.iter().map(|&ix| links[ix as usize].from).collect();
    let (out_starts, outgoing) = grouped(jobs, links, |link| link.from);
    let to: Vec<u32> = outgoing.iter().map(|&ix| links[ix as usize].to).collect();
    let out_of = |job: u32| &to[out_starts[job as usize] as usize..out_starts[job as usize + 1] as usize];

    let mut waiting: Vec<u32> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let count = u32::try_from(jobs).unwrap_or(u32::MAX);
    let mut sequence: Vec<u32> = (0..count).filter(|&job| waiting[job as usize] == 0).collect();
    let mut done = 0;
    run(&mut sequence, &mut done, &mut waiting, out_of);

    let mut cycles = Vec::new();
    if sequence.len() < jobs {
        let remaining: Vec<u32> = (0..count).filter(|&job| waiting[job as usize] > 0).collect();
        cycles = components(&remaining, out_of);
        let mut on_cycle = vec![false; jobs];
        for &job in cycles.iter().flatten() {
            on_cycle[job as usize] = true;
        }
        // What waits behind a cycle is scheduled as if the cycle were not there.
        for &job in cycles.iter().flatten() {
            for &next in out_of(job) {
                waiting[next as usize] -= 1;
                if waiting[next as usize] == 0 && !on_cycle[next as usize] {
                    sequence.push(next);
                }
            }
        }
        run(&mut sequence, &mut done, &mut waiting, |job| if on_cycle[job as usize] { &[] } else { out_of(job) });
        sequence.retain(|&job| !on_cycle[job as usize]);
    }
    Order { sequence, starts, incoming, from, cycles }
}

fn run<'a>(sequence: &mut Vec<u32>, done: &mut usize, waiting: &mut [u32], out_of: impl Fn(u32) -> &'a [u32]) {
    while let Some(&job) = sequence.get(*done) {
        *done += 1;
        for &next in out_of(job) {
            waiting[next as usize] -= 1;
            if waiting[next as usize] == 0 {
                sequence.push(next);
            }
        }
    }
}

/// Links grouped by one of their ends, in the order of their indices.
fn grouped(jobs: usize, links: &[Link], end: impl Fn(&Link) -> u32) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; jobs + 1];
    for link in links {
        starts[end(link) as usize + 1] += 1;
    }
    for ix in 0..jobs {
        starts[ix + 1] += starts[ix];
    }
    let mut next = starts.clone();
    let mut grouped = vec![0u32; links.len()];
    for (ix, link) in (0..).zip(links) {
        let slot = &mut next[end(link) as usize];
        grouped[*slot as usize] = ix;
        *slot += 1;
    }
    (starts, grouped)
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
