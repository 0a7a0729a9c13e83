//! Ways out of a conflict, never silent moves: for the gravest overallocations the tasks that could start later, the smallest
//! shift that clears the stretch, and what each way costs at the milestones and in other projects.
//!
//! - Movable is a task that has not started and asks for the resource in the stretch; what has started stays where it is.
//! - A shift is in working days of the resource's calendar from the reported start. It clears the stretch where no day of it is above capacity any more;
//!   preferred is one that is not above capacity where the task then lies either.
//! - Where no single shift clears it, the tasks are put one after another, those with least float first.
//! - The cost is worked out along the links, as for a slip: milestones that move, tasks of other projects that move.

use super::capacity::{Capacity, Profile};
use super::contention::{Ask, asks_of};
use super::job::Progress;
use super::result::Overallocation;
use super::what_if::{Engine, Moves, Standing, Strain};
use crate::config::Settings;
use crate::model::calendar::day_of_number;
use crate::model::{ProjectId, TaskId, WorkingDays};
use std::collections::BTreeMap;

/// Conflicts for which ways out are sought: the gravest, those on stated demand first.
pub const CONFLICTS: usize = 60;
/// Movable tasks tried for one conflict, those with most float first.
const TASKS: usize = 8;
/// Working days that a task is put off at most.
const FURTHEST: i32 = 130;
/// Working days of a stretch beyond which no shift is sought: nothing a few tasks do would clear it.
const LONGEST: i32 = 260;
/// Ways shown for one conflict.
const SHOWN: usize = 4;
/// Jobs looked at downstream of one way.
const VISITS: usize = 2_000;

/// The ways out of one conflict.
#[derive(Clone, PartialEq, Debug)]
pub struct Resolution {
    /// Position of the conflict among the overallocations.
    pub over: u32,
    /// Tasks that could start later, each with its total float; most float first.
    pub movable: Vec<(TaskId, i32)>,
    /// Ways that clear the stretch, cheapest first.
    pub ways: Vec<Way>,
    /// Whether a way stays within float: nothing else is promised later, and nobody new is overloaded.
    pub absorbable: bool,
    /// Why there is no way, where there is none.
    pub stuck: &'static str,
}

/// One way out.
#[derive(Clone, PartialEq, Debug)]
pub struct Way {
    /// Which tasks start later, by how many working days.
    pub shifts: Vec<(TaskId, i32)>,
    /// Whether each shift stays within the task's total float.
    pub within_float: bool,
    /// Milestones that move, with working days: what it costs.
    pub milestones: Vec<(TaskId, i32)>,
    /// Other projects in which tasks move, with how many.
    pub others: Vec<(ProjectId, usize)>,
    /// Days on which the resource is above capacity where the tasks then lie, and was not before.
    pub new_days: i32,
    /// Whether more lies downstream than was looked at.
    pub cut: bool,
}

/// The ways out of the gravest conflicts.
pub fn resolutions(standing: &Standing, settings: &Settings, over: &[Overallocation]) -> Vec<Resolution> {
    let chosen = over.get(..over.len().min(CONFLICTS)).unwrap_or(&[]);
    if chosen.is_empty() {
        return Vec::new();
    }
    let asked = asks_of(standing.portfolio, settings, standing.calendars, chosen.iter().map(|over| over.resource));
    let mut engine = Engine::new(standing.scheduled, standing.calendars);
    let mut found = Vec::with_capacity(chosen.len());
    for (ix, over) in (0u32..).zip(chosen) {
        let Some((asks, profile, days)) = asked.get(&over.resource) else { continue };
        let conflict = Conflict { standing, days, over, asks, overload: settings.thresholds.overload };
        found.push(conflict.resolve(ix, profile, &mut engine));
    }
    found
}

struct Conflict<'a> {
    standing: &'a Standing<'a>,
    /// The calendar of the resource.
    days: &'a WorkingDays,
    over: &'a Overallocation,
    asks: &'a [Ask],
    overload: f64,
}

/// Demand and capacity by working day, from the first day of the stretch on.
struct Days {
    first: i32,
    stretch: usize,
    demand: Vec<i64>,
    capacity: Vec<Option<i64>>,
    overload: f64,
}

impl Days {
    fn new(conflict: &Conflict, profile: &Profile, movable: &[&Ask]) -> Days {
        let days = conflict.days;
        let first = days.position(conflict.over.from);
        let end = days.position_after(conflict.over.to);
        let last = movable.iter().map(|ask| position(days, ask.to)).max().unwrap_or(end).max(end).saturating_add(FURTHEST);
        let size = usize::try_from(last.saturating_sub(first)).unwrap_or(0);
        let mut of = Days {
            first,
            stretch: usize::try_from(end.saturating_sub(first)).unwrap_or(0),
            demand: vec![0; size],
            capacity: vec![None; size],
            overload: conflict.overload,
        };
        let (from, to) =
            (crate::model::calendar::day_number(days.day(first)), crate::model::calendar::day_number(days.day(last)));
        for (from, to, capacity) in profile.stretches(from, to) {
            if let Capacity::Daily(daily) = capacity {
                of.range(position(days, from), position(days, to)).for_each(|ix| of_set(&mut of.capacity, ix, Some(daily)));
            }
        }
        for ask in conflict.asks.iter().filter(|ask| ask.stated || !conflict.over.on_stated) {
            of.put((position(days, ask.from), position(days, ask.to)), ask.rate);
        }
        of
    }

    fn range(&self, from: i32, to: i32) -> std::ops::Range<usize> {
        let ix = |at: i32| usize::try_from(at.saturating_sub(self.first)).unwrap_or(0).min(self.demand.len());
        ix(from)..ix(to).max(ix(from))
    }

    fn put(&mut self, (from, to): (i32, i32), rate: i64) {
        for ix in self.range(from, to) {
            if let Some(slot) = self.demand.get_mut(ix) {
                *slot += rate;
            }
        }
    }

    fn is_over(&self, ix: usize, more: i64) -> bool {
        match (self.demand.get(ix), self.capacity.get(ix)) {
            (Some(demand), Some(Some(daily))) => (demand + more) as f64 > self.overload * *daily as f64,
            _ => false,
        }
    }

    /// Whether any day of the stretch is above capacity.
    fn stretch_over(&self) -> bool {
        (0..self.stretch).any(|ix| self.is_over(ix, 0))
    }

    /// Days from `from` to `to` that are above capacity with so much more and are not without it, and whether any lies in the
    /// stretch.
    fn new_over(&self, (from, to): (i32, i32), rate: i64) -> (i32, bool) {
        let (mut count, mut within) = (0, false);
        for ix in self.range(from, to) {
            if self.is_over(ix, rate) && !self.is_over(ix, 0) {
                count += 1;
                within |= ix < self.stretch;
            }
        }
        (count, within)
    }
}

fn of_set(list: &mut [Option<i64>], ix: usize, value: Option<i64>) {
    if let Some(slot) = list.get_mut(ix) {
        *slot = value;
    }
}

fn position(days: &WorkingDays, number: i32) -> i32 {
    days.position(day_of_number(number))
}

impl Conflict<'_> {
    fn resolve(&self, ix: u32, profile: &Profile, engine: &mut Engine) -> Resolution {
        let movable = self.movable();
        let named = movable.iter().filter(|(_, float)| *float > 0).map(|(ask, float)| (ask.task, *float)).collect();
        let mut resolution = Resolution { over: ix, movable: named, ways: Vec::new(), absorbable: false, stuck: "" };
        if movable.is_empty() {
            resolution.stuck = "every task that competes has started or is not scheduled";
            return resolution;
        }
        if self.over.days > LONGEST {
            resolution.stuck = "it lasts longer than a year: no shift of single tasks clears it";
            return resolution;
        }
        let asks: Vec<&Ask> = movable.iter().map(|(ask, _)| *ask).collect();
        let mut days = Days::new(self, profile, &asks);
        let mut plans: Vec<(Vec<(TaskId, i32)>, i32)> = Vec::new();
        for ask in &asks {
            plans.extend(self.alone(&mut days, ask).map(|(shift, new)| (vec![(ask.task, shift)], new)));
        }
        if plans.is_empty() && asks.len() > 1 {
            plans.extend(self.one_after_another(&mut days, &movable).map(|shifts| (shifts, 0)));
        }
        resolution.ways = plans.into_iter().map(|(shifts, new)| self.way(engine, shifts, new)).collect();
        let board =
            |way: &Way| -> i32 { way.milestones.iter().filter(|(task, _)| self.is_board(*task)).map(|(_, days)| *days).sum() };
        resolution.ways.sort_by_key(|way| {
            let all: i32 = way.milestones.iter().map(|(_, days)| *days).sum();
            let shift: i32 = way.shifts.iter().map(|(_, days)| *days).sum();
            (way.new_days > 0, board(way), all, way.others.len(), shift, way.shifts.first().copied())
        });
        resolution.ways.truncate(SHOWN);
        resolution.absorbable =
            resolution.ways.iter().any(|way| way.within_float && way.milestones.is_empty() && way.new_days == 0 && !way.cut);
        if resolution.ways.is_empty() {
            resolution.stuck = "no shift of up to 130 working days clears it: it needs more capacity, or less work";
        }
        resolution
    }

    fn is_board(&self, task: TaskId) -> bool {
        self.standing.milestones.iter().any(|reading| reading.task == task && reading.board)
    }

    /// Claims in the stretch whose task has not started, with its total float; most float first.
    fn movable(&self) -> Vec<(&Ask, i32)> {
        let scheduled = self.standing.scheduled;
        let (from, to) = (
            crate::model::calendar::day_number(self.over.from),
            crate::model::calendar::day_number(self.over.to).saturating_add(1),
        );
        let mut found: Vec<(&Ask, i32)> = (self.asks.iter())
            .filter(|ask| ask.from < to && ask.to > from && (ask.stated || !self.over.on_stated))
            .filter_map(|ask| {
                let node = *scheduled.network.node.get(ask.task.ix())?;
                let open = matches!(scheduled.network.placed.get(node as usize)?.progress, Progress::Open);
                let float = scheduled.schedule.tasks.get(ask.task.ix()).copied().flatten()?.total_float;
                open.then_some((ask, float))
            })
            .collect();
        found.sort_by_key(|(ask, float)| (std::cmp::Reverse(*float), ask.task));
        found.dedup_by_key(|(ask, _)| ask.task);
        found.truncate(TASKS);
        found
    }

    fn span(&self, ask: &Ask) -> (i32, i32) {
        (position(self.days, ask.from), position(self.days, ask.to))
    }

    /// The smallest shift of one task that clears the stretch, with the days newly above capacity where it then lies.
    fn alone(&self, days: &mut Days, ask: &Ask) -> Option<(i32, i32)> {
        let (from, to) = self.span(ask);
        days.put((from, to), -ask.rate);
        let mut best: Option<(i32, i32)> = None;
        if !days.stretch_over() {
            for shift in 1..=FURTHEST {
                let (new, within) = days.new_over((from + shift, to + shift), ask.rate);
                if within {
                    continue;
                }
                if new == 0 {
                    best = Some((shift, 0));
                    break;
                }
                best = best.or(Some((shift, new)));
            }
        }
        days.put((from, to), ask.rate);
        best
    }

    /// The movable tasks one after another, least float first, each at the first place where it fits.
    fn one_after_another(&self, days: &mut Days, movable: &[(&Ask, i32)]) -> Option<Vec<(TaskId, i32)>> {
        for (ask, _) in movable {
            days.put(self.span(ask), -ask.rate);
        }
        let mut placed: Vec<((i32, i32), i64)> = Vec::new();
        let mut shifts = Vec::new();
        let mut fits = !days.stretch_over();
        for (ask, _) in movable.iter().rev() {
            let (from, to) = self.span(ask);
            let place = (0..=FURTHEST).find(|shift| days.new_over((from + shift, to + shift), ask.rate).0 == 0);
            let Some(shift) = place.filter(|_| fits) else {
                fits = false;
                break;
            };
            days.put((from + shift, to + shift), ask.rate);
            placed.push(((from + shift, to + shift), ask.rate));
            if shift > 0 {
                shifts.push((ask.task, shift));
            }
        }
        for (span, rate) in placed {
            days.put(span, -rate);
        }
        for (ask, _) in movable {
            days.put(self.span(ask), ask.rate);
        }
        (fits && !shifts.is_empty()).then_some(shifts)
    }

    /// What a way costs along the links.
    fn way(&self, engine: &mut Engine, shifts: Vec<(TaskId, i32)>, new_days: i32) -> Way {
        let mut strains: BTreeMap<u32, Strain> = BTreeMap::new();
        let mut within_float = true;
        for &(task, shift) in &shifts {
            let (Some(node), Some(ask)) = (engine.node(task), self.asks.iter().find(|ask| ask.task == task)) else { continue };
            let days = self.standing.days_of(task);
            let start = days.begin(self.days.day(self.span(ask).0.saturating_add(shift)));
            let computed = self.standing.scheduled.schedule.tasks.get(task.ix()).copied().flatten();
            let late = computed.map(|c| days.begin(c.late_start));
            within_float &= late.is_some_and(|late| start <= late);
            strains.insert(node, Strain { not_before: Some(start), ..Strain::default() });
        }
        let moves = engine.moves(&strains, VISITS);
        let milestones = self.milestones(&moves);
        Way { others: self.others(&moves, &shifts), shifts, within_float, milestones, new_days, cut: moves.cut }
    }

    fn milestones(&self, moves: &Moves) -> Vec<(TaskId, i32)> {
        let network = &self.standing.scheduled.network;
        let moved = |reading: &super::result::MilestoneReading| {
            let node = network.node.get(reading.task.ix())?;
            Some((reading.task, moves.days(*node))).filter(|(_, days)| *days > 0)
        };
        self.standing.milestones.iter().filter_map(moved).collect()
    }

    fn others(&self, moves: &Moves, shifts: &[(TaskId, i32)]) -> Vec<(ProjectId, usize)> {
        let project = |task: TaskId| self.standing.portfolio.tasks.get(task.ix()).map(|task| task.project);
        let own: Vec<ProjectId> = shifts.iter().filter_map(|(task, _)| project(*task)).collect();
        let mut others: BTreeMap<ProjectId, usize> = BTreeMap::new();
        for step in moves.list.iter().filter(|step| step.days > 0) {
            let of = self.standing.scheduled.network.task.get(step.node as usize).and_then(|task| project(*task));
            if let Some(of) = of.filter(|of| !own.contains(of)) {
                *others.entry(of).or_default() += 1;
            }
        }
        others.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::analyze;
    use super::super::fixture::{day, portfolio};
    use super::*;
    use crate::model::StatusCategory;

    #[test]
    fn the_task_with_float_gives_way_by_the_smallest_shift_and_its_cost_is_named() {
        let mut p = portfolio(2);
        let who = p.person("Ada");
        let urgent = p.with(0, "urgent", Some((day(2, 2), day(2, 6))));
        let patient = p.with(1, "patient", Some((day(2, 4), day(2, 10))));
        let gate = p.with_milestone(0, "gate", Some(day(2, 6)));
        let late = p.with_milestone(1, "late", Some(day(3, 31)));
        p.chain(urgent, gate);
        p.chain(patient, late);
        for task in [urgent, patient] {
            p.claim(task, who, None, Some(1.0));
        }
        p.projects[0].board_milestones = vec![gate];
        let analysis = analyze(&p, &Settings::default());
        let found = &analysis.contention.resolutions[0];
        assert!(found.absorbable);
        // `patient` starts on the 4th; from Monday the 9th on nobody else asks: three working days later, and no milestone moves.
        assert_eq!(found.ways[0].shifts, [(patient, 3)]);
        assert!(found.ways[0].within_float && found.ways[0].milestones.is_empty() && found.ways[0].new_days == 0);
        // `urgent` would have to wait until `patient` is over, on the 11th, and its milestone with it.
        let other = found.ways.iter().find(|way| way.shifts == [(urgent, 7)]).unwrap();
        assert_eq!((other.within_float, other.milestones.as_slice()), (true, &[(gate, 7)][..]));
    }

    #[test]
    fn tasks_that_clear_it_only_together_are_put_one_after_another() {
        let mut p = portfolio(1);
        let who = p.person("Ada");
        let tasks: Vec<TaskId> = (0..3).map(|_| p.with(0, "t", Some((day(2, 2), day(2, 3))))).collect();
        let end = p.with_milestone(0, "end", Some(day(6, 30)));
        for &task in &tasks {
            p.claim(task, who, None, Some(1.0));
            p.chain(task, end);
        }
        let found = analyze(&p, &Settings::default()).contention.resolutions;
        let mut shifts: Vec<i32> = found[0].ways[0].shifts.iter().map(|(_, days)| *days).collect();
        shifts.sort_unstable();
        assert_eq!(shifts, [2, 4]);
        assert!(found[0].absorbable);
    }

    #[test]
    fn what_has_started_stays_and_one_task_too_many_hours_has_no_way_out() {
        let mut p = portfolio(1);
        let who = p.person("Ada");
        let running = p.with(0, "running", Some((day(1, 2), day(2, 6))));
        p.status(running, StatusCategory::InProgress);
        p.claim(running, who, None, Some(2.0));
        let found = analyze(&p, &Settings::default()).contention.resolutions;
        assert!(found[0].ways.is_empty() && found[0].stuck.contains("has started"), "{:?}", found[0]);
        p.status(running, StatusCategory::ToDo);
        p.facts(running).start = None;
        p.lasts(running, 10.0);
        let found = analyze(&p, &Settings::default()).contention.resolutions;
        assert!(!found[0].absorbable, "{:?}", found[0]);
    }
}
