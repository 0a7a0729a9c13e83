//! The network's passes as dates by task: the reading that the logic implies. What the trackers report stays in the model;
//! the two meet only in `implied_slip`, in the broken links and in the milestones.
//!
//! A milestone that a predecessor's finish sets is on that finish's day; one that its own date sets is on its own day.

use super::cpm::{ANY_TIME, DAY, End, OWN_DATE, Passes, cpm};
use super::job::{Frame, Placed, Progress};
use super::network::{NONE, Network, network};
use super::result::{BrokenLink, Cycle, Schedule, TaskSchedule};
use crate::config::Settings;
use crate::model::{Dependency, DependencyId, LagUnit, Portfolio, Relation, StatusCategory, TaskFacts, TaskId, WorkingDays};
use crate::source::Sourced;
use jiff::civil::Date;
use rayon::prelude::*;

/// The schedule with what later parts of the analysis need of its making.
pub struct Scheduled {
    /// The reading.
    pub schedule: Schedule,
    /// Jobs and links.
    pub network: Network,
    /// Early and late dates in ticks.
    pub passes: Passes,
}

/// Schedules the whole portfolio.
pub fn schedule(portfolio: &Portfolio, settings: &Settings, days: &WorkingDays) -> Scheduled {
    let frame = Frame { days, as_of: portfolio.as_of, hours: settings.calendar.hours_per_day };
    let network = network(portfolio, &frame);
    let (passes, broken) = rayon::join(|| cpm(&network.jobs, &network.links, days), || broken(portfolio, days));
    let reading = Reading { portfolio, frame, network: &network, passes: &passes, critical: settings.thresholds.critical_float };
    let anchored = reading.anchored();
    let nodes: Vec<Option<TaskSchedule>> = network
        .placed
        .par_iter()
        .enumerate()
        .with_min_len(4_096)
        .map(|(node, placed)| if anchored.get(node) == Some(&true) { reading.task(node, placed) } else { None })
        .collect();
    let mut tasks = vec![None; portfolio.tasks.len()];
    let mut left_out = network.left_out.clone();
    let on_cycle: rustc_hash::FxHashSet<u32> = passes.cycles.iter().flatten().copied().collect();
    for (node, computed) in (0u32..).zip(&nodes) {
        let Some(&task) = network.task.get(node as usize) else { continue };
        match computed {
            Some(computed) => tasks[task.ix()] = Some(*computed),
            None if on_cycle.contains(&node) => left_out.push((task, "on a cycle")),
            None => left_out.push((task, "neither a date of its own nor one before it")),
        }
    }
    left_out.sort_unstable();
    let last = reading.last();
    let schedule = Schedule {
        tasks,
        cycles: cycles(&network, &passes),
        broken,
        critical_chain: last.map_or_else(Vec::new, |node| chain(&network, &passes, node)),
        scope: match last.and_then(|node| reading.finish_day(node)) {
            Some(day) => format!("the program's latest finish, {}", day.strftime("%-d %b %Y")),
            None => "no open task is scheduled".to_owned(),
        },
        left_out,
        unused: network.unused.clone(),
    };
    Scheduled { schedule, network, passes }
}

struct Reading<'a> {
    portfolio: &'a Portfolio,
    frame: Frame<'a>,
    network: &'a Network,
    passes: &'a Passes,
    critical: i32,
}

impl Reading<'_> {
    /// By node: whether a date stands behind its early start, its own or one up the driving chain. A task that hangs only on
    /// the as-of date has no date worth showing.
    fn anchored(&self) -> Vec<bool> {
        let mut known: Vec<Option<bool>> = self.network.placed.iter().map(|placed| placed.dated.then_some(true)).collect();
        known.resize(self.network.jobs.len(), None);
        let mut path = Vec::new();
        for node in 0..known.len() {
            let mut at = node;
            let verdict = loop {
                if let Some(verdict) = known[at] {
                    break verdict;
                }
                path.push(at);
                match self.passes.driver[at] {
                    OWN_DATE => break false,
                    link => at = self.network.links[link as usize].from as usize,
                }
            };
            for at in path.drain(..) {
                known[at] = Some(verdict);
            }
        }
        known.into_iter().map(|verdict| verdict == Some(true)).collect()
    }

    fn task(&self, node: usize, placed: &Placed) -> Option<TaskSchedule> {
        let (early, late, length) = (*self.passes.early.get(node)?, *self.passes.late.get(node)?, placed.job.duration);
        if early == ANY_TIME {
            return None;
        }
        let facts = &self.portfolio.tasks.get(self.network.task.get(node)?.ix())?.facts;
        let days = self.frame.days;
        let total_float = late.saturating_sub(early).div_euclid(DAY);
        let (early_start, early_finish) = (self.first_day(node, early), self.last_day(node, early));
        let implied_slip = facts.finish_date().map(|reported| slip(days, reported.value, early_finish));
        let reading = match placed.progress {
            Progress::Done(first, last) => TaskSchedule {
                early_start: first,
                early_finish: last,
                late_start: first,
                late_finish: last,
                total_float: 0,
                free_float: 0,
                critical: false,
                driver: None,
                implied_slip: facts.finish_date().map(|reported| slip(days, reported.value, last)),
            },
            Progress::Started(first) => TaskSchedule {
                early_start: first,
                early_finish,
                late_start: days.add(first, total_float),
                late_finish: self.last_day(node, late),
                total_float,
                free_float: self.free_float(node),
                critical: total_float <= self.critical,
                driver: self.driver(node),
                implied_slip,
            },
            Progress::Open => TaskSchedule {
                early_start,
                early_finish,
                late_start: if length > 0 { self.first_day(node, late) } else { days.add(early_start, total_float) },
                late_finish: if length > 0 { self.last_day(node, late) } else { days.add(early_finish, total_float) },
                total_float,
                free_float: self.free_float(node),
                critical: total_float <= self.critical,
                driver: self.driver(node),
                implied_slip,
            },
        };
        Some(reading)
    }

    fn free_float(&self, node: usize) -> i32 {
        self.passes.free.get(node).map_or(0, |free| free.div_euclid(DAY))
    }

    /// The first day of a job that starts at a tick.
    fn first_day(&self, node: usize, start: i32) -> Date {
        if self.network.placed.get(node).is_some_and(|placed| placed.job.duration == 0) {
            return self.point(node, start);
        }
        self.frame.days.day(start.div_euclid(DAY))
    }

    /// The last day of a job that starts at a tick.
    fn last_day(&self, node: usize, start: i32) -> Date {
        match self.network.placed.get(node).map_or(0, |placed| placed.job.duration) {
            0 => self.point(node, start),
            length => self.frame.days.day(start.saturating_add(length).saturating_sub(1).div_euclid(DAY)),
        }
    }

    /// The day of a job without duration.
    fn point(&self, node: usize, tick: i32) -> Date {
        let driver = self.passes.driver.get(node).copied().unwrap_or(OWN_DATE);
        let own_day = self.network.placed.get(node).and_then(|placed| placed.own_day);
        if driver == OWN_DATE {
            match own_day {
                Some(day) if self.frame.begin(day) == tick => return day,
                _ => return self.frame.days.day(tick.div_euclid(DAY)),
            }
        }
        let by_finish = self.network.links.get(driver as usize).is_some_and(|link| link.leaves == End::Finish);
        let tick = if by_finish { tick.saturating_sub(1) } else { tick };
        self.frame.days.day(tick.div_euclid(DAY))
    }

    /// The dependency that drives a node: through the nodes of a summary to the link that holds the summary.
    fn driver(&self, node: usize) -> Option<DependencyId> {
        let mut at = node;
        loop {
            let link = self.passes.driver.get(at).copied().filter(|&link| link != OWN_DATE)?;
            match self.network.dependency.get(link as usize) {
                Some(&NONE) => at = self.network.links.get(link as usize)?.from as usize,
                Some(&dependency) => return Some(DependencyId(dependency)),
                None => return None,
            }
        }
    }

    /// The open task that finishes last.
    fn last(&self) -> Option<usize> {
        let open = |placed: &Placed| !matches!(placed.progress, Progress::Done(..));
        let finish = |node: usize| self.passes.early[node].saturating_add(self.network.jobs[node].duration);
        (0..self.network.placed.len())
            .filter(|&node| open(&self.network.placed[node]) && self.passes.early[node] != ANY_TIME)
            .max_by_key(|&node| (finish(node), std::cmp::Reverse(node)))
    }

    fn finish_day(&self, node: usize) -> Option<Date> {
        Some(self.last_day(node, *self.passes.early.get(node)?))
    }
}

/// Working days from one finish to another, positive = later. Finishes on days off count as on the working day before.
pub fn slip(days: &WorkingDays, from: Date, to: Date) -> i32 {
    days.position_after(to).saturating_sub(days.position_after(from))
}

/// The driving chain that ends at a node, first task first; the nodes of summaries are passed through.
pub fn chain(network: &Network, passes: &Passes, node: usize) -> Vec<TaskId> {
    let mut chain = Vec::new();
    let mut at = Some(node);
    while let Some(node) = at {
        if node < network.placed.len()
            && let Some(&task) = network.task.get(node)
        {
            chain.push(task);
        }
        at = match passes.driver.get(node) {
            Some(&link) if link != OWN_DATE => network.links.get(link as usize).map(|link| link.from as usize),
            _ => None,
        };
    }
    chain.reverse();
    chain
}

fn cycles(network: &Network, passes: &Passes) -> Vec<Cycle> {
    let mut component = rustc_hash::FxHashMap::default();
    for (ix, members) in passes.cycles.iter().enumerate() {
        component.extend(members.iter().map(|&node| (node, ix)));
    }
    let mut links = vec![Vec::new(); passes.cycles.len()];
    for (link, &dependency) in network.links.iter().zip(&network.dependency) {
        if component.is_empty() || dependency == NONE {
            continue;
        }
        if let (Some(&a), Some(b)) = (component.get(&link.from), component.get(&link.to))
            && a == *b
        {
            links[a].push(DependencyId(dependency));
        }
    }
    let name = |(members, mut links): (&Vec<u32>, Vec<DependencyId>)| {
        let mut tasks: Vec<TaskId> = members.iter().filter_map(|&node| network.task.get(node as usize).copied()).collect();
        tasks.sort_unstable();
        tasks.dedup();
        links.sort_unstable();
        links.dedup();
        Cycle { tasks, links }
    };
    let mut cycles: Vec<Cycle> = passes.cycles.iter().zip(links).map(name).collect();
    cycles.sort_by(|a, b| a.tasks.cmp(&b.tasks));
    cycles
}

/// Links that the reported dates break; those into finished or cancelled work are history.
fn broken(portfolio: &Portfolio, days: &WorkingDays) -> Vec<BrokenLink> {
    let of = |(ix, link): (usize, &Dependency)| {
        let facts = |task: TaskId| portfolio.tasks.get(task.ix()).filter(|task| !task.stub).map(|task| &task.facts);
        let (before, after) = (facts(link.predecessor.task()?)?, facts(link.successor.task()?)?);
        if after.is_closed() || before.category() == Some(StatusCategory::Cancelled) {
            return None;
        }
        let id = DependencyId(u32::try_from(ix).ok()?);
        break_of(days, id, link, before, after)
    };
    portfolio.dependencies.par_iter().enumerate().with_min_len(4_096).filter_map(of).collect()
}

fn break_of(
    days: &WorkingDays,
    link: DependencyId,
    stated: &Dependency,
    before: &TaskFacts,
    after: &TaskFacts,
) -> Option<BrokenLink> {
    let relation = stated.relation.value;
    let given: Sourced<Date> = match relation {
        Relation::FinishStart | Relation::FinishFinish => before.finish_date()?,
        Relation::StartStart | Relation::StartFinish => before.start_date()?,
        Relation::Unknown => return None,
    };
    let reported = match relation {
        Relation::FinishStart | Relation::StartStart => after.start_date().or(after.finish_date())?,
        _ => after.finish_date()?,
    };
    let lag = stated.lag.filter(|lag| lag.amount != 0.0);
    let (working, elapsed) = match lag.map(|lag| (lag.unit, lag.amount)) {
        None => (0, 0),
        // The bounds keep the casts within `i32`; part days are given the benefit of the doubt.
        Some((LagUnit::WorkingDays, amount)) => (amount.clamp(-40_000.0, 40_000.0).floor() as i32, 0),
        Some((LagUnit::ElapsedDays, amount)) => (0, amount.clamp(-40_000.0, 40_000.0).floor() as i32),
        Some((LagUnit::Percent, percent)) => {
            let span = days.within(before.start_date()?.value, before.finish_date()?.value);
            ((f64::from(span) * percent / 100.0).clamp(-40_000.0, 40_000.0).floor() as i32, 0)
        }
    };
    let from = crate::model::calendar::day_of_number(crate::model::calendar::day_number(given.value).saturating_add(elapsed));
    // Without a lag, work that is handed over on one day is in order: the successor starts when the predecessor ends.
    let next_day = i32::from(relation == Relation::FinishStart && lag.is_some());
    let allowed = if relation == Relation::FinishStart && next_day == 1 {
        days.day(days.position_after(from).saturating_add(working))
    } else if working == 0 {
        from
    } else {
        days.add(from, working)
    };
    // Compared as working days, so that a start on a day off is not ahead of the working day after it.
    let gap = match relation {
        Relation::FinishStart | Relation::StartStart => days.between(reported.value, allowed),
        _ => slip(days, reported.value, allowed),
    };
    (gap > 0).then_some(BrokenLink { link, allowed, reported: reported.value, gap, cells: [given.at, reported.at] })
}
