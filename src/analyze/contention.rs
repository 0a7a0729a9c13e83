//! Demand against capacity, by resource, over all projects: exact by day, shown by week.
//!
//! - A claim asks for its stated work, spread evenly over the days of its task on which the resource is there; else for its
//!   stated share of the day; else for the whole day, which is assumed and kept apart.
//! - Days and hours are those of the resource's calendar; what a task without one of its dates lasts, those of the task's.
//! - Days before the as-of date, closed tasks, milestones and summaries ask for nothing: a summary's assignee answers for it,
//!   the work is in what is under it.
//! - The sweep goes from change to change, not from day to day: its cost is that of the claims and the weeks shown.
//! - Days are overloaded on *stated* demand, or only together with *assumed* demand; a stretch is of one kind throughout.
//!   Days on which the resource is away neither end a stretch nor count in it.

use super::capacity::{Capacity, Profile, amount, hours, micro};
use super::clocks::Calendars;
use super::result::{Claim, Contention, Overallocation, Schedule, WeekLoad};
use crate::config::Settings;
use crate::model::calendar::{day_number, day_of_number};
use crate::model::working::DAY;
use crate::model::{Allocation, Portfolio, Resource, ResourceId, Task, TaskId, TaskKind, WorkingDays};
use crate::source::CellRef;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One claim on the days from `from` up to, not including, `to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask {
    /// The task.
    pub task: TaskId,
    /// First day.
    pub from: i32,
    /// The day after the last.
    pub to: i32,
    /// Millionths of an hour a day.
    pub rate: i64,
    /// Whether the hours are stated.
    pub stated: bool,
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
pub fn contention(portfolio: &Portfolio, settings: &Settings, calendars: &Calendars) -> Contention {
    let all = Claims::of_all(portfolio);
    let everyone: Vec<(Theirs, Profile)> = (portfolio.resources.par_iter())
        .map(|resource| {
            let theirs = Theirs::of(portfolio, settings, calendars, resource);
            (theirs, Profile::new(resource, theirs.daily))
        })
        .collect();
    // In the order of the allocations, which is about that of the tasks: by resource every claim would fetch its task from afar.
    let placed: Vec<Placed> = (portfolio.allocations.par_iter())
        .map(|allocation| match everyone.get(allocation.resource.ix()) {
            Some((theirs, profile)) => Placing { portfolio, theirs: *theirs, profile, shares: &all.shares }.place(allocation),
            None => Placed::Nothing,
        })
        .collect();
    let sweeps: Vec<Swept> = (everyone.par_iter().enumerate())
        .map(|(ix, (theirs, profile))| {
            let (id, days) = (ResourceId(u32::try_from(ix).unwrap_or(u32::MAX)), theirs.days);
            let mut swept = Swept::default();
            let mut asks = Vec::new();
            for &claim in all.of(id) {
                match placed.get(claim as usize) {
                    Some(Placed::Ask(ask)) => asks.push(*ask),
                    Some(Placed::Undated) => swept.undated += 1,
                    Some(Placed::Away) => swept.away.push(claim),
                    Some(Placed::Nothing) | None => {}
                }
            }
            asks.sort_by_key(|ask| (ask.from, ask.task));
            sweep(&asks, profile, days, settings.thresholds.overload, &mut swept);
            swept.over = stretches(portfolio, id, &asks, profile, days, &swept.runs);
            swept
        })
        .collect();
    let mut contention = Contention::default();
    for swept in sweeps {
        contention.loads.push(swept.loads);
        contention.months.push(swept.months);
        contention.over.extend(swept.over);
        contention.undated += swept.undated;
        contention.away.extend(swept.away);
    }
    contention.both_ways = super::both_ways::both_ways(portfolio, settings, calendars, &all);
    let further = contention.both_ways.iter_mut().map(|b| &mut b.as_one);
    for over in contention.over.iter_mut().chain(further) {
        over.person_days = over.excess_hours / settings.calendar.hours_per_day.max(0.1);
    }
    contention.away.sort_unstable();
    contention.over.sort_by(|a, b| {
        (b.on_stated.cmp(&a.on_stated))
            .then(b.excess_hours.total_cmp(&a.excess_hours))
            .then((a.resource, a.from).cmp(&(b.resource, b.from)))
    });
    contention
}

/// The claims of some resources as they are swept, with their capacity.
pub(super) fn asks_of<'a>(
    portfolio: &Portfolio,
    settings: &Settings,
    calendars: &'a Calendars,
    resources: impl Iterator<Item = ResourceId>,
) -> BTreeMap<ResourceId, (Vec<Ask>, Profile, &'a WorkingDays)> {
    let all = Claims::of_all(portfolio);
    let wanted: BTreeSet<ResourceId> = resources.collect();
    let mut found = BTreeMap::new();
    for id in wanted {
        let Some(resource) = portfolio.resources.get(id.ix()) else { continue };
        let theirs = Theirs::of(portfolio, settings, calendars, resource);
        let profile = Profile::new(resource, theirs.daily);
        let asks = all.placed(portfolio, theirs, &profile, all.of(id));
        found.insert(id, (asks, profile, theirs.days));
    }
    found
}

/// All claims by resource, with how many each task makes.
pub(super) struct Claims {
    starts: Vec<u32>,
    by_resource: Vec<u32>,
    shares: Vec<u32>,
}

impl Claims {
    fn of_all(portfolio: &Portfolio) -> Claims {
        let (starts, by_resource) = grouped(portfolio);
        Claims { starts, by_resource, shares: shares(portfolio) }
    }

    /// The claims on a resource, by position in the portfolio's allocations.
    pub(super) fn of(&self, id: ResourceId) -> &[u32] {
        let (Some(&start), Some(&end)) = (self.starts.get(id.ix()), self.starts.get(id.ix() + 1)) else { return &[] };
        self.by_resource.get(start as usize..end as usize).unwrap_or(&[])
    }

    fn placed(&self, portfolio: &Portfolio, theirs: Theirs, profile: &Profile, claims: &[u32]) -> Vec<Ask> {
        let placing = Placing { portfolio, theirs, profile, shares: &self.shares };
        let place = |claim: &u32| match placing.place(portfolio.allocations.get(*claim as usize)?) {
            Placed::Ask(ask) => Some(ask),
            _ => None,
        };
        claims.iter().filter_map(place).collect()
    }

    /// What claims ask of somebody of the profile, in the order of the days.
    pub(super) fn asks(&self, portfolio: &Portfolio, theirs: Theirs, profile: &Profile, claims: &[u32]) -> Vec<Ask> {
        let mut asks = self.placed(portfolio, theirs, profile, claims);
        asks.sort_by_key(|ask| (ask.from, ask.task));
        asks
    }
}

/// The stretches above capacity of sorted asks.
pub(super) fn over(
    portfolio: &Portfolio,
    resource: ResourceId,
    asks: &[Ask],
    profile: &Profile,
    days: &WorkingDays,
    settings: &Settings,
) -> Vec<Overallocation> {
    let mut swept = Swept::default();
    sweep(asks, profile, days, settings.thresholds.overload, &mut swept);
    stretches(portfolio, resource, asks, profile, days, &swept.runs)
}

/// Whose days and hours count.
#[derive(Clone, Copy)]
pub(super) struct Theirs<'a> {
    calendars: &'a Calendars,
    /// The resource's calendar.
    pub(super) days: &'a WorkingDays,
    /// Hours of its whole day, where nothing else is stated.
    pub(super) daily: f64,
}

impl<'a> Theirs<'a> {
    /// Those of a resource.
    pub(super) fn of(portfolio: &Portfolio, settings: &Settings, calendars: &'a Calendars, resource: &Resource) -> Self {
        let daily = match resource.calendar {
            None => settings.calendar.hours_per_day,
            some => portfolio.calendar_at(some).hours_per_day(),
        };
        Theirs { calendars, days: calendars.get(resource.calendar), daily }
    }
}

/// Fills in the float that each claim could give.
pub fn with_floats(mut contention: Contention, schedule: &Schedule) -> Contention {
    let further = contention.both_ways.iter_mut().map(|b| &mut b.as_one);
    for claim in contention.over.iter_mut().chain(further).flat_map(|over| &mut over.claims) {
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
    theirs: Theirs<'a>,
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
        // Days that nobody works ask for nothing; days that only this resource does not work are days on which it is away.
        if from >= end || (self.theirs.days.count(from, end) == 0 && self.theirs.calendars.program().count(from, end) == 0) {
            return Placed::Nothing;
        }
        if self.profile.present(self.theirs.days, from, end) == 0 {
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
            let daily = self.theirs.daily;
            facts.work.filter(|work| work.value > 0.0 && daily > 0.0).map(|work| (work.value / daily).ceil().max(1.0))
        });
        let days = || self.theirs.calendars.get(self.portfolio.calendar_of(task));
        let (first, last) = match (facts.start_date(), facts.finish_date()) {
            (Some(start), Some(finish)) => (start.value, finish.value),
            (Some(start), None) => (start.value, days().finish(start.value, length?)),
            (None, Some(finish)) => (days().start(finish.value, length?), finish.value),
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
            let spread = i64::from(self.profile.present(self.theirs.days, from, end).max(1));
            return (micro(work_hours) * i64::from(DAY) / spread, stated, work.at);
        }
        let daily = self.theirs.daily;
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
    months: Vec<WeekLoad>,
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
            let ticks = days.ticks(from, to);
            if ticks == 0 || capacity == Capacity::Away {
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
                open.days += days.count(from, to);
                open.peak = open.peak.max(demand as f64 / daily as f64);
                open.excess += amount(demand - daily, ticks);
            }
            if stated + assumed > 0 {
                by_period(Period::Week, &mut swept.loads, days, profile, (from, to), (stated, assumed), capacity);
                by_period(Period::Month, &mut swept.months, days, profile, (from, to), (stated, assumed), capacity);
            }
        }
    }
    swept.runs.extend(run);
}

/// What demand is shown by.
#[derive(Clone, Copy)]
enum Period {
    Week,
    Month,
}

impl Period {
    /// The first day of the period that a day number lies in, and the day after its last.
    fn around(self, day: i32) -> (i32, i32) {
        match self {
            Period::Week => {
                // Day 0, 1 January 1970, was a Thursday.
                let monday = day - (day + 3).rem_euclid(7);
                (monday, monday + 7)
            }
            Period::Month => {
                let date = day_of_number(day);
                let first = day - i32::from(date.day()) + 1;
                (first, first + i32::from(date.days_in_month()))
            }
        }
    }
}

/// Adds a stretch of even demand to its weeks or months.
fn by_period(
    period: Period,
    loads: &mut Vec<WeekLoad>,
    days: &WorkingDays,
    profile: &Profile,
    (from, to): (i32, i32),
    (stated, assumed): (i64, i64),
    capacity: Capacity,
) {
    let mut day = from;
    while day < to {
        let (begin, next) = period.around(day);
        let end = to.min(next);
        let ticks = days.ticks(day, end);
        day = end;
        if ticks == 0 {
            continue;
        }
        let week = day_of_number(begin);
        if loads.last().is_none_or(|last| last.week != week) {
            let capacity = profile.stretches(begin, next).map(|(from, to, capacity)| match capacity {
                Capacity::Daily(daily) => amount(daily, days.ticks(from, to)),
                Capacity::Away | Capacity::Unknown => 0,
            });
            loads.push(WeekLoad { week, stated: 0.0, assumed: 0.0, capacity: hours(capacity.sum()), peak: 0.0 });
        }
        if let Some(load) = loads.last_mut() {
            load.stated += hours(amount(stated, ticks));
            load.assumed += hours(amount(assumed, ticks));
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
                let ticks = profile.present(days, ask.from.max(run.from), ask.to.min(run.to));
                Claim { task: ask.task, hours: hours(amount(ask.rate, ticks)), float: None, stated: ask.stated, at: ask.at }
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
            person_days: 0.0,
            on_stated: run.stated,
            claims,
            projects,
        });
    }
    found
}

#[cfg(test)]
mod tests;
