//! The network's passes as dates by task: the reading that the logic implies. What the trackers report stays in the model;
//! the two meet only in `implied_slip`, in the broken links and in the milestones.
//!
//! A milestone that a predecessor's finish sets is on that finish's day; one that its own date sets is on its own day.

use super::clocks::{Calendars, Clocks};
use super::cpm::{DAY, End, Passes, Times, cpm};
use super::job::{Placed, Progress, is_level_of_effort};
use super::network::{Frames, NONE, Network, network};
use super::result::{BrokenLink, Cycle, Schedule, TaskSchedule};
use crate::config::Settings;
use crate::model::{
    Dependency, DependencyId, LagUnit, Portfolio, Relation, StatusCategory, Task, TaskFacts, TaskId, TaskKind, WorkingDays,
};
use crate::source::Sourced;
use jiff::civil::Date;
use rayon::prelude::*;

impl Scheduled {
    /// Which calendar each job follows.
    pub fn clocks<'a>(&'a self, calendars: &'a Calendars) -> Clocks<'a> {
        self.network.clocks(calendars).with_points(&self.passes.before)
    }
}

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
pub fn schedule(portfolio: &Portfolio, settings: &Settings, calendars: &Calendars) -> Scheduled {
    let network = network(portfolio, &Frames::new(portfolio, calendars, settings.calendar.hours_per_day));
    let clocks = network.clocks(calendars);
    let (passes, broken) = rayon::join(|| cpm(&network.jobs, &network.links, &clocks), || broken(portfolio, calendars));
    let reading = Reading {
        portfolio,
        days: calendars.program(),
        clocks,
        network: &network,
        passes: &passes,
        critical: settings.thresholds.critical_float,
    };
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
        board_float: Vec::new(),
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
    days: &'a WorkingDays,
    clocks: Clocks<'a>,
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
                match self.passes.driver(at) {
                    None => break false,
                    Some(link) => at = self.network.links[link].from as usize,
                }
            };
            for at in path.drain(..) {
                known[at] = Some(verdict);
            }
        }
        known.into_iter().map(|verdict| verdict == Some(true)).collect()
    }

    fn task(&self, node: usize, placed: &Placed) -> Option<TaskSchedule> {
        let (times, length) = (self.passes.of(node)?, placed.job.duration);
        let (early, late, free_float) = (times.early, times.late, times.free.div_euclid(DAY));
        let facts = &self.portfolio.tasks.get(self.network.task.get(node)?.ix())?.facts;
        let days = self.clocks.of(u32::try_from(node).ok()?);
        let total_float = late.saturating_sub(early).div_euclid(DAY);
        let critical = total_float <= self.critical && !self.runs_along(node);
        let (early_start, early_finish) = (self.first_day(node, early), self.last_day(node, early));
        let implied_slip = facts.finish_date().map(|reported| slip(self.days, reported.value, early_finish));
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
                implied_slip: facts.finish_date().map(|reported| slip(self.days, reported.value, last)),
            },
            Progress::Started(first) => TaskSchedule {
                early_start: first,
                early_finish,
                late_start: days.add(first, moved(times, days)),
                late_finish: self.last_day(node, late),
                total_float,
                free_float,
                critical,
                driver: self.driver(node),
                implied_slip,
            },
            Progress::Open => TaskSchedule {
                early_start,
                early_finish,
                late_start: if length > 0 { self.first_day(node, late) } else { days.add(early_start, moved(times, days)) },
                late_finish: if length > 0 { self.last_day(node, late) } else { days.add(early_finish, moved(times, days)) },
                total_float,
                free_float,
                critical,
                driver: self.driver(node),
                implied_slip,
            },
        };
        Some(reading)
    }

    /// Whether the task only runs along with others.
    fn runs_along(&self, node: usize) -> bool {
        let task = self.network.task.get(node).and_then(|task| self.portfolio.tasks.get(task.ix()));
        task.is_some_and(is_level_of_effort)
    }

    /// The first day of a job that starts at a tick.
    fn first_day(&self, node: usize, start: i32) -> Date {
        if self.network.placed.get(node).is_some_and(|placed| placed.job.duration == 0) {
            return self.point(node, start);
        }
        self.days_of(node).day_of_tick(start)
    }

    /// The last day of a job that starts at a tick.
    fn last_day(&self, node: usize, start: i32) -> Date {
        match self.network.placed.get(node).map_or(0, |placed| placed.job.duration) {
            0 => self.point(node, start),
            length => self.days_of(node).day_of_tick(start.saturating_add(length).saturating_sub(1)),
        }
    }

    /// The day of a job without duration.
    fn point(&self, node: usize, tick: i32) -> Date {
        let driver = self.passes.driver(node);
        let own_day = self.network.placed.get(node).and_then(|placed| placed.own_day);
        let days = self.days_of(node);
        let Some(driver) = driver else {
            return match own_day {
                Some(day) if days.begin(day) == tick => day,
                _ => days.day_of_tick(tick),
            };
        };
        let by_finish = self.network.links.get(driver).is_some_and(|link| link.leaves == End::Finish);
        let tick = if by_finish { tick.saturating_sub(1) } else { tick };
        days.day_of_tick(tick)
    }

    fn days_of(&self, node: usize) -> &WorkingDays {
        self.clocks.of(u32::try_from(node).unwrap_or(NONE))
    }

    /// The dependency that drives a node: through the nodes of a summary to the link that holds the summary.
    fn driver(&self, node: usize) -> Option<DependencyId> {
        let mut at = node;
        loop {
            let link = self.passes.driver(at)?;
            match self.network.dependency.get(link) {
                Some(&NONE) => at = self.network.links.get(link)?.from as usize,
                Some(&dependency) => return Some(DependencyId(dependency)),
                None => return None,
            }
        }
    }

    /// The open task that finishes last.
    fn last(&self) -> Option<usize> {
        let open = |placed: &Placed| !matches!(placed.progress, Progress::Done(..));
        let finish = |(node, placed): (usize, &Placed)| {
            let start = self.passes.of(node).filter(|_| open(placed) && !self.runs_along(node))?.early;
            let finish = self.clocks.finish_in_common(u32::try_from(node).ok()?, start, placed.job.duration);
            Some((finish, std::cmp::Reverse(node)))
        };
        self.network.placed.iter().enumerate().filter_map(finish).max().map(|(_, std::cmp::Reverse(node))| node)
    }

    fn finish_day(&self, node: usize) -> Option<Date> {
        Some(self.last_day(node, self.passes.of(node)?.early))
    }
}

/// Days worked between early and late.
fn moved(times: &Times, days: &WorkingDays) -> i32 {
    if days.is_plain() {
        return times.late.saturating_sub(times.early).div_euclid(DAY);
    }
    days.position_of_tick(times.late).saturating_sub(days.position_of_tick(times.early))
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
        at = passes.driver(node).and_then(|link| network.links.get(link)).map(|link| link.from as usize);
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
fn broken(portfolio: &Portfolio, calendars: &Calendars) -> Vec<BrokenLink> {
    let of = |(ix, link): (usize, &Dependency)| {
        let known = |task: TaskId| portfolio.tasks.get(task.ix()).filter(|task| !task.stub);
        let (before, after) = (known(link.predecessor.task()?)?, known(link.successor.task()?)?);
        if after.facts.is_closed() || before.facts.category() == Some(StatusCategory::Cancelled) {
            return None;
        }
        let id = DependencyId(u32::try_from(ix).ok()?);
        break_of(&Tied::new(portfolio, calendars, before, after), id, link)
    };
    portfolio.dependencies.par_iter().enumerate().with_min_len(4_096).filter_map(of).collect()
}

fn break_of(tied: &Tied, link: DependencyId, stated: &Dependency) -> Option<BrokenLink> {
    let before = tied.before;
    let relation = stated.relation.value;
    let given: Sourced<Date> = match relation {
        Relation::FinishStart | Relation::FinishFinish => before.finish_date()?,
        Relation::StartStart | Relation::StartFinish => before.start_date()?,
        Relation::Unknown => return None,
    };
    let waiting = wait(tied, stated, given.value)?;
    let (allowed, reported, gap) = (waiting.allowed, waiting.reported, waiting.gap);
    (gap > 0).then_some(BrokenLink { link, allowed, reported: reported.value, gap, cells: [given.at, reported.at] })
}

/// The two ends of a link with the calendars that matter to it.
#[derive(Clone, Copy)]
pub struct Tied<'a> {
    /// The calendar in which gaps are stated.
    pub program: &'a WorkingDays,
    /// That of the predecessor, whose duration a lag in percent is a share of.
    pub giver: &'a WorkingDays,
    /// That of the successor, in which lags pass.
    pub getter: &'a WorkingDays,
    /// The predecessor.
    pub before: &'a TaskFacts,
    /// The successor.
    pub after: &'a TaskFacts,
}

impl<'a> Tied<'a> {
    /// For two tasks of a portfolio.
    pub fn new(portfolio: &Portfolio, calendars: &'a Calendars, before: &'a Task, after: &'a Task) -> Self {
        let of = |task: &Task| calendars.get(portfolio.calendar_of(task));
        Tied { program: calendars.program(), giver: of(before), getter: of(after), before: &before.facts, after: &after.facts }
    }
}

/// What a link asks of the reported date of its successor.
pub struct Waiting {
    /// Earliest date the link allows the successor's start (FS, SS) or finish (FF, SF).
    pub allowed: Date,
    /// What is reported.
    pub reported: Sourced<Date>,
    /// Working days by which the reported date is too early; negative where there is time to spare.
    pub gap: i32,
}

/// Compares the date that the predecessor gives with the reported date of the successor. The one definition of the gap of a
/// link: what a successor must move by, for broken links and for handovers.
pub fn wait(tied: &Tied, stated: &Dependency, given: Date) -> Option<Waiting> {
    let Tied { program, giver, getter, before, after } = *tied;
    let relation = stated.relation.value;
    let reported = match relation {
        Relation::FinishStart | Relation::StartStart => after.start_date().or(after.finish_date())?,
        Relation::FinishFinish | Relation::StartFinish => after.finish_date()?,
        Relation::Unknown => return None,
    };
    let lag = stated.lag.filter(|lag| lag.amount != 0.0);
    let (working, elapsed) = match lag.map(|lag| (lag.unit, lag.amount)) {
        None => (0, 0),
        // The bounds keep the casts within `i32`; part days are given the benefit of the doubt.
        Some((LagUnit::WorkingDays, amount)) => (amount.clamp(-40_000.0, 40_000.0).floor() as i32, 0),
        Some((LagUnit::ElapsedDays, amount)) => (0, amount.clamp(-40_000.0, 40_000.0).floor() as i32),
        Some((LagUnit::Percent, percent)) => {
            let span = giver.within(before.start_date()?.value, before.finish_date()?.value);
            ((f64::from(span) * percent / 100.0).clamp(-40_000.0, 40_000.0).floor() as i32, 0)
        }
    };
    let from = crate::model::calendar::day_of_number(crate::model::calendar::day_number(given).saturating_add(elapsed));
    // Work that is handed over within a day is in order where no lag is stated, and a milestone is on its predecessor's day.
    let one_day = given == reported.value || after.kind == TaskKind::Milestone || before.kind == TaskKind::Milestone;
    let allowed = if relation == Relation::FinishStart && (lag.is_some() || !one_day) {
        getter.day(getter.position_after(from).saturating_add(working))
    } else if working == 0 {
        from
    } else {
        getter.add(from, working)
    };
    // Compared as working days, so that a start on a day off is not ahead of the working day after it.
    let gap = match relation {
        Relation::FinishStart | Relation::StartStart => program.between(reported.value, allowed),
        _ => slip(program, reported.value, allowed),
    };
    Some(Waiting { allowed, reported, gap })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::fixture::{at, day, portfolio};
    use super::*;
    use crate::model::Constraint;

    fn read(portfolio: &Portfolio) -> Schedule {
        schedule(portfolio, &Settings::default(), &Calendars::of(portfolio)).schedule
    }

    #[test]
    fn reported_dates_hold_until_the_links_push_them() {
        let mut p = portfolio(2);
        let a = p.with(0, "a", Some((day(1, 5), day(1, 16))));
        let b = p.with(1, "b", Some((day(1, 12), day(1, 16))));
        let c = p.with(1, "c", Some((day(3, 2), day(3, 6))));
        p.chain(a, b);
        p.chain(b, c);
        let s = read(&p);
        let of = |task: TaskId| s.tasks[task.ix()].unwrap();
        assert_eq!((of(a).early_start, of(a).early_finish, of(a).implied_slip), (day(1, 5), day(1, 16), Some(0)));
        assert_eq!((of(b).early_start, of(b).early_finish, of(b).implied_slip), (day(1, 19), day(1, 23), Some(5)));
        assert_eq!(of(b).driver, Some(DependencyId(0)));
        assert_eq!((of(c).early_start, of(c).driver), (day(3, 2), None));
        assert_eq!((of(b).free_float, of(b).total_float), (25, 25));
        assert!(of(c).critical && s.critical_chain == [c]);
        assert_eq!(s.scope, "the program's latest finish, 6 Mar 2026");
        assert_eq!(s.broken.len(), 1);
        // The predecessor ends on Friday the 16th: the successor can start on the Monday after.
        assert_eq!((s.broken[0].allowed, s.broken[0].reported, s.broken[0].gap), (day(1, 19), day(1, 12), 5));
    }

    #[test]
    fn work_handed_over_within_a_day_is_in_order() {
        let mut p = portfolio(1);
        let a = p.with(0, "a", Some((day(1, 5), day(1, 7))));
        let b = p.with(0, "b", Some((day(1, 7), day(1, 9))));
        p.chain(a, b);
        let s = read(&p);
        assert_eq!(s.tasks[b.ix()].unwrap().implied_slip, Some(0));
        assert!(s.broken.is_empty());
    }

    #[test]
    fn actual_dates_are_facts_and_what_remains_waits_for_the_as_of_date() {
        let mut p = portfolio(1);
        p.as_of = day(2, 2);
        let done = p.with(0, "done", Some((day(1, 5), day(1, 9))));
        p.status(done, StatusCategory::Done);
        p.facts(done).actual_finish = Some(Sourced::stated(day(1, 14), at(0, 0)));
        let overdue = p.with(0, "overdue", Some((day(1, 12), day(1, 23))));
        p.status(overdue, StatusCategory::InProgress);
        p.facts(overdue).percent = Some(Sourced::stated(0.8, at(0, 0)));
        let ahead = p.with(0, "ahead", Some((day(1, 26), day(2, 6))));
        p.status(ahead, StatusCategory::InProgress);
        let unstarted = p.with(0, "unstarted", Some((day(1, 19), day(1, 21))));
        p.chain(done, overdue);
        let s = read(&p);
        let of = |task: TaskId| s.tasks[task.ix()].unwrap();
        assert_eq!((of(done).early_start, of(done).early_finish, of(done).critical), (day(1, 5), day(1, 14), false));
        // Ten days at 80 %: two days from Monday 2 February.
        assert_eq!((of(overdue).early_start, of(overdue).early_finish), (day(1, 12), day(2, 3)));
        assert_eq!((of(ahead).early_finish, of(ahead).implied_slip), (day(2, 6), Some(0)));
        assert_eq!((of(unstarted).early_start, of(unstarted).early_finish), (day(2, 2), day(2, 4)));
    }

    #[test]
    fn a_lag_from_a_start_that_is_a_fact_counts_from_that_day_not_from_the_date_of_the_pack() {
        let mut p = portfolio(1);
        p.as_of = day(2, 2);
        let begun = p.with(0, "begun", Some((day(1, 26), day(2, 13))));
        p.status(begun, StatusCategory::InProgress);
        let after = p.with(0, "after", Some((day(2, 2), day(2, 3))));
        p.link(begun, Relation::StartStart, after, Some((10.0, LagUnit::WorkingDays)));
        let of = read(&p).tasks[after.ix()].unwrap();
        // Ten working days from Monday 26 January.
        assert_eq!((of.early_start, of.early_finish), (day(2, 9), day(2, 10)));
    }

    #[test]
    fn a_plan_without_any_progress_is_taken_to_run_as_planned() {
        let mut p = portfolio(1);
        p.as_of = day(2, 2);
        let past = p.with(0, "past", Some((day(1, 5), day(1, 9))));
        let next = p.with(0, "next", Some((day(1, 12), day(2, 6))));
        p.facts(past).status = None;
        p.facts(next).status = None;
        p.chain(past, next);
        let s = read(&p);
        assert_eq!(s.tasks[next.ix()].unwrap().implied_slip, Some(0));
        assert_eq!(s.tasks[past.ix()].unwrap().early_finish, day(1, 9));
    }

    #[test]
    fn a_milestone_falls_on_the_day_its_predecessor_ends() {
        let mut p = portfolio(1);
        let work = p.with(0, "work", Some((day(1, 5), day(1, 16))));
        let tight = p.with_milestone(0, "tight", Some(day(1, 16)));
        let late = p.with_milestone(0, "late", Some(day(1, 14)));
        let lone = p.with_milestone(0, "lone", Some(day(1, 10)));
        let after = p.with(0, "after", Some((day(1, 16), day(1, 20))));
        // Some trackers fill a milestone's start as well.
        let cell = p.facts(tight).at;
        p.facts(tight).start = Some(Sourced::stated(day(1, 16), cell));
        p.chain(work, tight);
        p.chain(work, late);
        p.chain(tight, after);
        let s = read(&p);
        let of = |task: TaskId| s.tasks[task.ix()].unwrap();
        assert_eq!((of(tight).early_finish, of(tight).implied_slip), (day(1, 16), Some(0)));
        assert_eq!((of(late).early_finish, of(late).implied_slip), (day(1, 16), Some(2)));
        assert_eq!((of(lone).early_finish, of(lone).implied_slip), (day(1, 10), Some(0)));
        assert_eq!(of(after).implied_slip, Some(0));
    }

    #[test]
    fn links_on_summaries_hold_for_what_is_under_them() {
        let mut p = portfolio(1);
        let first = p.with(0, "first", None);
        let a = p.with(0, "a", Some((day(1, 5), day(1, 9))));
        let b = p.with(0, "b", Some((day(1, 5), day(1, 14))));
        let second = p.with(0, "second", None);
        let c = p.with(0, "c", Some((day(1, 12), day(1, 13))));
        let inner = p.with(0, "inner", None);
        let d = p.with(0, "d", Some((day(1, 12), day(1, 12))));
        p.over(first, &[a, b]);
        p.over(second, &[c, inner]);
        p.over(inner, &[d]);
        p.chain(first, second);
        let s = read(&p);
        for (task, start) in [(c, day(1, 15)), (d, day(1, 15))] {
            let of = s.tasks[task.ix()].unwrap();
            assert_eq!((of.early_start, of.driver), (start, Some(DependencyId(0))));
        }
        assert!(s.tasks[first.ix()].is_none());
        assert_eq!(s.critical_chain, [b, c]);
    }

    #[test]
    fn a_dated_epic_over_undated_stories_carries_their_links() {
        let mut p = portfolio(1);
        let epic = p.with(0, "epic", Some((day(1, 5), day(1, 16))));
        let story = p.with(0, "story", None);
        let next = p.with(0, "next", Some((day(1, 12), day(1, 13))));
        p.over(epic, &[story]);
        p.chain(story, next);
        let s = read(&p);
        assert_eq!(s.tasks[next.ix()].unwrap().early_start, day(1, 19));
        assert!(s.left_out.contains(&(story, "the summary over it carries the dates")));
    }

    #[test]
    fn unknown_relations_and_cancelled_tasks_are_never_computed_with() {
        let mut p = portfolio(1);
        let a = p.with(0, "a", Some((day(1, 5), day(1, 30))));
        let b = p.with(0, "b", Some((day(1, 5), day(1, 6))));
        let gone = p.with(0, "gone", Some((day(1, 5), day(1, 30))));
        p.status(gone, StatusCategory::Cancelled);
        p.link(a, Relation::Unknown, b, None);
        p.chain(gone, b);
        let s = read(&p);
        assert_eq!(s.tasks[b.ix()].unwrap().implied_slip, Some(0));
        assert_eq!(s.unused.len(), 2);
        assert!(s.broken.is_empty());
        assert!(s.tasks[gone.ix()].is_none());
    }

    #[test]
    fn a_cycle_names_its_members_and_links() {
        let mut p = portfolio(1);
        let ids: Vec<TaskId> = (0..4).map(|ix| p.with(0, &ix.to_string(), Some((day(1, 5), day(1, 6))))).collect();
        p.chain(ids[0], ids[1]);
        p.chain(ids[1], ids[2]);
        p.chain(ids[2], ids[1]);
        p.chain(ids[2], ids[3]);
        let s = read(&p);
        assert_eq!(s.cycles, [Cycle { tasks: vec![ids[1], ids[2]], links: vec![DependencyId(1), DependencyId(2)] }]);
        assert!(s.tasks[ids[3].ix()].is_some() && s.tasks[ids[1].ix()].is_none());
    }

    #[test]
    fn constraints_and_deadlines_bound_the_float() {
        let mut p = portfolio(1);
        let a = p.with(0, "a", Some((day(1, 5), day(1, 9))));
        let b = p.with(0, "b", Some((day(1, 12), day(1, 16))));
        let end = p.with(0, "end", Some((day(6, 1), day(6, 5))));
        p.chain(a, b);
        p.facts(b).deadline = Some(Sourced::stated(day(1, 14), at(0, 0)));
        let c = p.with(0, "c", Some((day(1, 5), day(1, 6))));
        p.facts(c).constraint = Some(Sourced::stated((Constraint::Fnlt, Some(day(1, 8))), at(0, 0)));
        let s = read(&p);
        let float = |task: TaskId| s.tasks[task.ix()].unwrap().total_float;
        assert_eq!((float(a), float(b), float(c), float(end)), (-2, -2, 2, 0));
    }

    #[test]
    fn half_days_add_up_to_days() {
        let mut p = portfolio(1);
        let ids: Vec<TaskId> = (0..4).map(|ix| p.with(0, &ix.to_string(), Some((day(1, 5), day(1, 5))))).collect();
        for pair in ids.windows(2) {
            p.link(pair[0], Relation::FinishStart, pair[1], Some((0.0, LagUnit::WorkingDays)));
        }
        for &id in &ids {
            p.lasts(id, 0.5);
            p.facts(id).start = None;
            p.facts(id).finish = None;
        }
        let first = p.facts(ids[0]).at;
        p.facts(ids[0]).start = Some(Sourced::stated(day(1, 5), first));
        let s = read(&p);
        assert_eq!(s.tasks[ids[3].ix()].unwrap().early_finish, day(1, 6));
    }
}
