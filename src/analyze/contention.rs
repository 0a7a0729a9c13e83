//! Demand against capacity, by resource, over all projects: exact by day, shown by week.
//!
//! - A claim asks for its stated work, spread evenly over the days of its task on which the resource is there; else for its
//!   stated share of the day; else for the whole day, which is assumed and kept apart.
//! - Days before the as-of date, closed tasks, milestones and summaries ask for nothing: a summary's assignee answers for it,
//!   the work is in what is under it.
//! - The sweep goes from change to change, not from day to day: its cost is that of the claims and the weeks shown.
//! - Days are overloaded on *stated* demand, or only together with *assumed* demand; a stretch is of one kind throughout.
//!   Days on which the resource is away neither end a stretch nor count in it.

use super::capacity::{Capacity, Profile, hours, micro};
use super::result::{Claim, Contention, Overallocation, Schedule, WeekLoad};
use crate::config::Settings;
use crate::model::calendar::{day_number, day_of_number};
use crate::model::{Allocation, Portfolio, ResourceId, Task, TaskId, TaskKind, WorkingDays};
use crate::source::CellRef;
use rayon::prelude::*;

/// One claim on the days from `from` up to, not including, `to`.
#[derive(Clone, Copy, Debug)]
struct Ask {
    task: TaskId,
    from: i32,
    to: i32,
    rate: i64,
    stated: bool,
    at: CellRef,
}

/// What a claim comes to.
enum Placed {
    /// Demand on days to come.
    Ask(Ask),
    /// Its days are past, or it asks for nothing.
    Nothing,
    /// Its task has no dates.
    Undated,
    /// The resource is away on all its days.
    Away,
}

/// The contention reading; the claims' floats are filled in by [`with_floats`] once the schedule is known.
pub fn contention(portfolio: &Portfolio, settings: &Settings, days: &WorkingDays) -> Contention {
    let (starts, by_resource) = grouped(portfolio);
    let claims_on = |ix: usize| by_resource.get(starts[ix] as usize..starts[ix + 1] as usize).unwrap_or(&[]);
    let shares = shares(portfolio);
    let sweeps: Vec<Swept> = (0..portfolio.resources.len())
        .into_par_iter()
        .map(|ix| {
            let Some(resource) = portfolio.resources.get(ix) else { return Swept::default() };
            let profile = Profile::new(resource, settings.calendar.hours_per_day);
            let placing = Placing { portfolio, settings, days, profile: &profile, shares: &shares };
            let mut swept = Swept::default();
            let mut asks = Vec::new();
            for &claim in claims_on(ix) {
                let Some(allocation) = portfolio.allocations.get(claim as usize) else { continue };
                match placing.place(allocation) {
                    Placed::Ask(ask) => asks.push(ask),
                    Placed::Nothing => {}
                    Placed::Undated => swept.undated += 1,
                    Placed::Away => swept.away.push(claim),
                }
            }
            asks.sort_by_key(|ask| (ask.from, ask.task));
            sweep(&asks, &profile, days, settings.thresholds.overload, &mut swept);
            let id = ResourceId(u32::try_from(ix).unwrap_or(u32::MAX));
            swept.over = stretches(portfolio, id, &asks, &profile, days, &swept.runs);
            swept
        })
        .collect();
    let mut contention = Contention::default();
    for swept in sweeps {
        contention.loads.push(swept.loads);
        contention.over.extend(swept.over);
        contention.undated += swept.undated;
        contention.away.extend(swept.away);
    }
    contention.away.sort_unstable();
    contention.over.sort_by(|a, b| {
        (b.on_stated.cmp(&a.on_stated))
            .then(b.excess_hours.total_cmp(&a.excess_hours))
            .then((a.resource, a.from).cmp(&(b.resource, b.from)))
    });
    contention
}

/// Fills in the float that each claim could give.
pub fn with_floats(mut contention: Contention, schedule: &Schedule) -> Contention {
    for claim in contention.over.iter_mut().flat_map(|over| &mut over.claims) {
        claim.float = schedule.tasks.get(claim.task.ix()).and_then(|task| task.map(|task| task.total_float));
    }
    contention
}

/// Allocations by resource, in their order.
fn grouped(portfolio: &Portfolio) -> (Vec<u32>, Vec<u32>) {
    let count = portfolio.resources.len();
    let mut starts = vec![0u32; count + 1];
    for allocation in &portfolio.allocations {
        if let Some(slot) = starts.get_mut(allocation.resource.ix() + 1) {
            *slot += 1;
        }
    }
    for ix in 0..count {
        starts[ix + 1] += starts[ix];
    }
    let mut next = starts.clone();
    let mut grouped = vec![0u32; starts[count] as usize];
    for (ix, allocation) in (0..).zip(&portfolio.allocations) {
        if allocation.resource.ix() < count {
            let slot = &mut next[allocation.resource.ix()];
            grouped[*slot as usize] = ix;
            *slot += 1;
        }
    }
    (starts, grouped)
}

/// By task: how many claims it makes.
fn shares(portfolio: &Portfolio) -> Vec<u32> {
    let mut shares = vec![0u32; portfolio.tasks.len()];
    for allocation in &portfolio.allocations {
        if let Some(slot) = shares.get_mut(allocation.task.ix()) {
            *slot += 1;
        }
    }
    shares
}

struct Placing<'a> {
    portfolio: &'a Portfolio,
    settings: &'a Settings,
    days: &'a WorkingDays,
    profile: &'a Profile,
    shares: &'a [u32],
}

impl Placing<'_> {
    fn place(&self, allocation: &Allocation) -> Placed {
        let Some(task) = self.portfolio.tasks.get(allocation.task.ix()) else { return Placed::Nothing };
        if task.stub || task.facts.is_closed() || task.facts.kind != TaskKind::Task {
            return Placed::Nothing;
        }
        let Some((first, end)) = self.dates(task) else { return Placed::Undated };
        let from = first.max(day_number(self.portfolio.as_of));
        if from >= end || self.days.count(from, end) == 0 {
            return Placed::Nothing;
        }
        if self.profile.present(self.days, from, end) == 0 {
            return Placed::Away;
        }
        let (rate, stated, at) = self.rate(allocation, task, first, from, end);
        if rate <= 0 {
            return Placed::Nothing;
        }
        Placed::Ask(Ask { task: allocation.task, from, to: end, rate, stated, at })
    }

    /// The reported first day and the day after the reported last, as day numbers; one of them by the duration where only the
    /// other is reported.
    fn dates(&self, task: &Task) -> Option<(i32, i32)> {
        let facts = &task.facts;
        let length = facts.duration.map(|duration| duration.value.days.max(1.0)).or_else(|| {
            let daily = self.settings.calendar.hours_per_day;
            facts.work.filter(|work| work.value > 0.0 && daily > 0.0).map(|work| (work.value / daily).ceil().max(1.0))
        });
        let (first, last) = match (facts.start_date(), facts.finish_date()) {
            (Some(start), Some(finish)) => (start.value, finish.value),
            (Some(start), None) => (start.value, self.days.finish(start.value, length?)),
            (None, Some(finish)) => (self.days.start(finish.value, length?), finish.value),
            (None, None) => return None,
        };
        (first <= last).then(|| (day_number(first), day_number(last).saturating_add(1)))
    }

    /// Millionths of an hour a day, whether stated, and the cell.
    fn rate(&self, allocation: &Allocation, task: &Task, first: i32, from: i32, end: i32) -> (i64, bool, CellRef) {
        let shares = self.shares.get(allocation.task.ix()).copied().unwrap_or(1).max(1);
        let of_task = task.facts.work.filter(|_| allocation.units.is_none());
        let work = match (allocation.work, of_task) {
            (Some(work), _) => Some((work, !work.basis.is_assumed())),
            (None, Some(work)) => Some((work.map(|hours| hours / f64::from(shares)), shares == 1 && !work.basis.is_assumed())),
            (None, None) => None,
        };
        if let Some((work, stated)) = work {
            let left = task.facts.remaining_work.zip(task.facts.work).filter(|(_, whole)| whole.value > 0.0);
            let (work_hours, from) = match left {
                Some((left, whole)) => (work.value * (left.value / whole.value).clamp(0.0, 1.0), from),
                None => (work.value, first),
            };
            let spread = i64::from(self.profile.present(self.days, from, end).max(1));
            return (micro(work_hours) / spread, stated, work.at);
        }
        let daily = self.settings.calendar.hours_per_day;
        match allocation.units {
            Some(units) => (micro(units.value * daily), !units.basis.is_assumed(), units.at),
            None => (micro(daily), false, allocation.at),
        }
    }
}

/// A stretch of overloaded days of one kind.
#[derive(Clone, Copy, Debug)]
struct Run {
    stated: bool,
    from: i32,
    to: i32,
    days: i32,
    peak: f64,
    excess: i64,
}

#[derive(Default)]
struct Swept {
    loads: Vec<WeekLoad>,
    runs: Vec<Run>,
    over: Vec<Overallocation>,
    undated: usize,
    away: Vec<u32>,
}

/// Goes from change to change of demand and capacity.
fn sweep(asks: &[Ask], profile: &Profile, days: &WorkingDays, overload: f64, swept: &mut Swept) {
    let mut changes: Vec<(i32, i64, i64)> = Vec::with_capacity(asks.len() * 2);
    for ask in asks {
        let (stated, assumed) = if ask.stated { (ask.rate, 0) } else { (0, ask.rate) };
        changes.push((ask.from, stated, assumed));
        changes.push((ask.to, -stated, -assumed));
    }
    changes.sort_unstable();
    let (mut stated, mut assumed, mut ix) = (0i64, 0i64, 0);
    let mut run: Option<Run> = None;
    while let Some(&(day, _, _)) = changes.get(ix) {
        while let Some(&(_, more_stated, more_assumed)) = changes.get(ix).filter(|change| change.0 == day) {
            stated += more_stated;
            assumed += more_assumed;
            ix += 1;
        }
        let Some(&(next, _, _)) = changes.get(ix) else { break };
        for (from, to, capacity) in profile.stretches(day, next) {
            let count = days.count(from, to);
            if count == 0 || capacity == Capacity::Away {
                continue;
            }
            let kind = match capacity {
                Capacity::Daily(daily) if stated as f64 > overload * daily as f64 => Some((true, stated, daily)),
                Capacity::Daily(daily) if (stated + assumed) as f64 > overload * daily as f64 => {
                    Some((false, stated + assumed, daily))
                }
                _ => None,
            };
            if let Some(last) = run.filter(|run| kind.is_none_or(|kind| kind.0 != run.stated)) {
                swept.runs.push(last);
                run = None;
            }
            if let Some((on_stated, demand, daily)) = kind {
                let open = run.get_or_insert(Run { stated: on_stated, from, to, days: 0, peak: 0.0, excess: 0 });
                open.to = to;
                open.days += count;
                open.peak = open.peak.max(demand as f64 / daily as f64);
                open.excess += (demand - daily) * i64::from(count);
            }
            if stated + assumed > 0 {
                by_week(&mut swept.loads, days, profile, (from, to), (stated, assumed), capacity);
            }
        }
    }
    swept.runs.extend(run);
}

/// Adds a stretch of even demand to its weeks.
fn by_week(
    loads: &mut Vec<WeekLoad>,
    days: &WorkingDays,
    profile: &Profile,
    (from, to): (i32, i32),
    (stated, assumed): (i64, i64),
    capacity: Capacity,
) {
    let mut day = from;
    while day < to {
        // Day 0, 1 January 1970, was a Thursday.
        let monday = day - (day + 3).rem_euclid(7);
        let end = to.min(monday + 7);
        let count = days.count(day, end);
        day = end;
        if count == 0 {
            continue;
        }
        let week = day_of_number(monday);
        if loads.last().is_none_or(|last| last.week != week) {
            let capacity = profile.stretches(monday, monday + 7).map(|(from, to, capacity)| match capacity {
                Capacity::Daily(daily) => daily * i64::from(days.count(from, to)),
                Capacity::Away | Capacity::Unknown => 0,
            });
            loads.push(WeekLoad { week, stated: 0.0, assumed: 0.0, capacity: hours(capacity.sum()), peak: 0.0 });
        }
        if let Some(load) = loads.last_mut() {
            load.stated += hours(stated * i64::from(count));
            load.assumed += hours(assumed * i64::from(count));
            if let Capacity::Daily(daily) = capacity {
                load.peak = load.peak.max(stated as f64 / daily as f64);
            }
        }
    }
}

/// The overloaded stretches with the claims that compete in them.
fn stretches(
    portfolio: &Portfolio,
    resource: ResourceId,
    asks: &[Ask],
    profile: &Profile,
    days: &WorkingDays,
    runs: &[Run],
) -> Vec<Overallocation> {
    let mut active: Vec<&Ask> = Vec::new();
    let mut next = 0;
    let mut found = Vec::with_capacity(runs.len());
    for run in runs {
        while let Some(ask) = asks.get(next).filter(|ask| ask.from < run.to) {
            active.push(ask);
            next += 1;
        }
        active.retain(|ask| ask.to > run.from);
        let mut claims: Vec<Claim> = (active.iter())
            .filter(|ask| ask.stated || !run.stated)
            .map(|ask| {
                let count = profile.present(days, ask.from.max(run.from), ask.to.min(run.to));
                Claim { task: ask.task, hours: hours(ask.rate * i64::from(count)), float: None, stated: ask.stated, at: ask.at }
            })
            .filter(|claim| claim.hours > 0.0)
            .collect();
        claims.sort_by(|a, b| b.hours.total_cmp(&a.hours).then((a.task, a.at).cmp(&(b.task, b.at))));
        let mut projects: Vec<_> =
            claims.iter().filter_map(|claim| portfolio.tasks.get(claim.task.ix()).map(|task| task.project)).collect();
        projects.sort_unstable();
        projects.dedup();
        found.push(Overallocation {
            resource,
            from: days.next(day_of_number(run.from)),
            to: days.previous(day_of_number(run.to.saturating_sub(1))),
            days: run.days,
            peak: run.peak,
            excess_hours: hours(run.excess),
            on_stated: run.stated,
            claims,
            projects,
        });
    }
    found
}
