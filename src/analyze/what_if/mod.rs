//! What slips what: if a task slips, or a person is away, which milestones, benefits and people move, by how much, and through
//! which chain.
//!
//! - A **slip** puts a task that has not started off by so many working days from where its links put it; for a started task
//!   so much more work remains. A slip of a summary puts off everything open under it.
//! - **Leave** takes a person's working days out of every open task that they are assigned to: a task that would start on such
//!   a day starts after the leave, one that is under way stands still meanwhile. Nobody stands in.
//! - Everything moves along the links from where the links put it now, so the figures are those of the early dates; reported
//!   dates play no part beyond holding starts. Nothing moves earlier.

mod engine;
mod ready;

pub use engine::{Engine, Moves, Strain};
pub use ready::{PEOPLE, READY, SLIP_DAYS, ready};

use super::clocks::Calendars;
use super::cpm::DAY;
use super::result::{BenefitReading, MilestoneReading};
use super::schedule::Scheduled;
use crate::config::Settings;
use crate::model::calendar::{day_number, day_of_number};
use crate::model::{BenefitId, Portfolio, ProjectId, ResourceId, Task, TaskId, TaskKind, WorkingDays};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One change that is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// A task slips by working days.
    Slip {
        /// The task.
        task: TaskId,
        /// Working days.
        days: i32,
    },
    /// A person is away.
    Leave {
        /// Who.
        resource: ResourceId,
        /// First day away.
        from: Date,
        /// Last day away.
        to: Date,
    },
}

/// What follows from changes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct WhatIf {
    /// The changes.
    pub changes: Vec<Change>,
    /// Milestones that move: board milestones first, then by how far.
    pub milestones: Vec<MovedMilestone>,
    /// Benefits that move, by how far.
    pub benefits: Vec<MovedBenefit>,
    /// People whose tasks move, by how far.
    pub people: Vec<MovedPerson>,
    /// Tasks that move, milestones included.
    pub tasks: usize,
    /// Projects in which something moves, sorted.
    pub projects: Vec<ProjectId>,
    /// The latest finish of all before and after, where it moves.
    pub finish: Option<(Date, Date)>,
    /// Whether more lies downstream than was looked at.
    pub cut: bool,
}

/// A milestone that moves.
#[derive(Clone, PartialEq, Debug)]
pub struct MovedMilestone {
    /// The milestone.
    pub task: TaskId,
    /// Where the links put it.
    pub from: Date,
    /// Where they put it after the changes.
    pub to: Date,
    /// Working days between them.
    pub days: i32,
    /// From the task at which the change is to the milestone.
    pub chain: Vec<TaskId>,
    /// Looked at by the board.
    pub board: bool,
    /// Whether its date can be assessed at all; if not, the move is what its links alone say.
    pub assessable: bool,
}

/// A benefit that moves.
#[derive(Clone, PartialEq, Debug)]
pub struct MovedBenefit {
    /// The benefit.
    pub benefit: BenefitId,
    /// When it could be expected.
    pub from: Date,
    /// When it can be expected after the changes.
    pub to: Date,
    /// Calendar days between them.
    pub days: i32,
    /// The enabling task that now comes last.
    pub enabler: TaskId,
}

/// A person whose tasks move.
#[derive(Clone, PartialEq, Debug)]
pub struct MovedPerson {
    /// Who.
    pub resource: ResourceId,
    /// Tasks of theirs that move.
    pub tasks: usize,
    /// Working days by which the one that moves furthest moves.
    pub days: i32,
    /// Hours above capacity before and after, where they were worked out and differ.
    pub over_hours: Option<(f64, f64)>,
}

/// What stands before the changes.
#[derive(Clone, Copy)]
pub struct Standing<'a> {
    /// The facts.
    pub portfolio: &'a Portfolio,
    /// The calendars.
    pub calendars: &'a Calendars,
    /// The schedule with its network.
    pub scheduled: &'a Scheduled,
    /// The milestones' readings.
    pub milestones: &'a [MilestoneReading],
    /// The benefits' readings.
    pub benefits: &'a [BenefitReading],
}

/// Answers one question in full, also what it does to the load of people.
pub fn ask(portfolio: &Portfolio, settings: &Settings, changes: &[Change]) -> WhatIf {
    let calendars = Calendars::of(portfolio);
    let scheduled = super::schedule::schedule(portfolio, settings, &calendars);
    let milestones = super::milestones::milestones(portfolio, settings, calendars.program(), &scheduled);
    let benefits = super::benefits::benefits(portfolio, settings, &scheduled, &milestones);
    let standing =
        Standing { portfolio, calendars: &calendars, scheduled: &scheduled, milestones: &milestones, benefits: &benefits };
    let mut engine = Engine::new(&scheduled, &calendars);
    let (mut answer, moves) = standing.answer(&mut engine, changes, usize::MAX);
    standing.load(settings, &moves, &mut answer);
    answer
}

/// Why a task cannot slip, in words; `None` where it can.
pub fn cannot_slip(portfolio: &Portfolio, settings: &Settings, task: TaskId) -> Option<&'static str> {
    let calendars = Calendars::of(portfolio);
    let scheduled = super::schedule::schedule(portfolio, settings, &calendars);
    let standing = Standing { portfolio, calendars: &calendars, scheduled: &scheduled, milestones: &[], benefits: &[] };
    let engine = Engine::new(&scheduled, &calendars);
    if !standing.slipped(&engine, task).is_empty() {
        return None;
    }
    let facts = &portfolio.tasks.get(task.ix())?.facts;
    let left_out = scheduled.schedule.left_out.iter().find(|(id, _)| *id == task).map(|(_, why)| *why);
    Some(if facts.is_done() { "it is finished" } else { left_out.unwrap_or("nothing open under it is scheduled") })
}

impl Standing<'_> {
    /// The calendar that a task follows.
    pub fn days_of(&self, task: TaskId) -> &WorkingDays {
        let of = |task| self.portfolio.calendar_of(task);
        self.calendars.get(self.portfolio.tasks.get(task.ix()).and_then(of))
    }

    /// What follows from changes, looking at no more than `most` jobs.
    pub fn answer(&self, engine: &mut Engine, changes: &[Change], most: usize) -> (WhatIf, Moves) {
        let strains = self.strains(engine, changes);
        let moves = engine.moves(&strains, most);
        let mut answer = WhatIf { changes: changes.to_vec(), cut: moves.cut, ..WhatIf::default() };
        self.moved_tasks(&moves, &mut answer);
        self.moved_milestones(engine, &moves, &mut answer);
        self.moved_benefits(&moves, &mut answer);
        answer.finish = self.finish(&moves);
        (answer, moves)
    }

    /// The jobs that a slip of a task puts off: its own, or those of everything under it.
    fn slipped(&self, engine: &Engine, task: TaskId) -> Vec<u32> {
        if let Some(node) = engine.node(task) {
            return vec![node];
        }
        let tasks = &self.portfolio.tasks;
        if tasks.get(task.ix()).is_none_or(|t| t.facts.kind != TaskKind::Summary) {
            return Vec::new();
        }
        let mut under = vec![false; tasks.len()];
        let mut nodes = Vec::new();
        for (ix, one) in tasks.iter().enumerate().skip(task.ix() + 1) {
            under[ix] = one.parent.is_some_and(|parent| parent == task || under.get(parent.ix()) == Some(&true));
            if under[ix]
                && let Some(node) = engine.node(TaskId(u32::try_from(ix).unwrap_or(u32::MAX)))
            {
                nodes.push(node);
            }
        }
        nodes
    }

    fn strains(&self, engine: &Engine, changes: &[Change]) -> BTreeMap<u32, Strain> {
        let mut strains: BTreeMap<u32, Strain> = BTreeMap::new();
        for change in changes {
            match *change {
                Change::Slip { task, days } => {
                    for node in self.slipped(engine, task) {
                        let strain = strains.entry(node).or_default();
                        strain.later = strain.later.saturating_add(days.saturating_mul(DAY));
                    }
                }
                Change::Leave { resource, from, to } => {
                    let mine = |task: &Task| task.assignees.iter().any(|(id, _)| *id == resource);
                    for (ix, _) in self.portfolio.tasks.iter().enumerate().filter(|(_, task)| mine(task)) {
                        let Some(node) = engine.node(TaskId(u32::try_from(ix).unwrap_or(u32::MAX))) else { continue };
                        let days = self.days_of(TaskId(u32::try_from(ix).unwrap_or(u32::MAX)));
                        strains.entry(node).or_default().away.push((days.begin(from), days.end(to)));
                    }
                }
            }
        }
        for strain in strains.values_mut() {
            merge(&mut strain.away);
        }
        strains
    }

    fn moved_tasks(&self, moves: &Moves, answer: &mut WhatIf) {
        let mut people: BTreeMap<ResourceId, (usize, i32)> = BTreeMap::new();
        let mut projects = std::collections::BTreeSet::new();
        for step in moves.list.iter().filter(|step| step.days > 0 && (step.node as usize) < self.scheduled.network.placed.len()) {
            let Some(task) = self.scheduled.network.task.get(step.node as usize).and_then(|id| self.portfolio.tasks.get(id.ix()))
            else {
                continue;
            };
            answer.tasks += 1;
            projects.insert(task.project);
            for (resource, _) in &task.assignees {
                let entry = people.entry(*resource).or_default();
                *entry = (entry.0 + 1, entry.1.max(step.days));
            }
        }
        answer.projects = projects.into_iter().collect();
        let person = |(resource, (tasks, days))| MovedPerson { resource, tasks, days, over_hours: None };
        answer.people = people.into_iter().map(person).collect();
        answer.people.sort_by_key(|p| (std::cmp::Reverse((p.days, p.tasks)), p.resource));
    }

    fn moved_milestones(&self, engine: &Engine, moves: &Moves, answer: &mut WhatIf) {
        for reading in self.milestones {
            let Some(node) = engine.node(reading.task) else { continue };
            let days = moves.days(node);
            let Some(from) = self.finish_of(reading.task).filter(|_| days > 0) else { continue };
            answer.milestones.push(MovedMilestone {
                task: reading.task,
                from,
                to: self.days_of(reading.task).add(from, days),
                days,
                chain: engine.chain(moves, node),
                board: reading.board,
                assessable: reading.not_assessable.is_none(),
            });
        }
        answer.milestones.sort_by_key(|m| (!m.board, std::cmp::Reverse(m.days), m.task));
    }

    fn moved_benefits(&self, moves: &Moves, answer: &mut WhatIf) {
        for reading in self.benefits {
            let (Some(from), Some(benefit)) = (reading.expected, self.portfolio.benefits.get(reading.benefit.ix())) else {
                continue;
            };
            // The bound keeps the cast within `i32`.
            let lead = benefit.lead_days.map_or(0, |days| days.value.clamp(-40_000.0, 40_000.0).ceil() as i32);
            let moved = |&task: &TaskId| {
                let node = self.scheduled.network.node.get(task.ix())?;
                let days = moves.days(*node);
                let finish = self.finish_of(task).filter(|_| days > 0)?;
                Some((day_number(self.days_of(task).add(finish, days)).saturating_add(lead), task))
            };
            let Some((to, enabler)) = benefit.enabled_by.iter().filter_map(moved).max() else { continue };
            let days = to - day_number(from);
            if days > 0 {
                answer.benefits.push(MovedBenefit { benefit: reading.benefit, from, to: day_of_number(to), days, enabler });
            }
        }
        answer.benefits.sort_by_key(|b| (std::cmp::Reverse(b.days), b.benefit));
    }

    /// Where the links put a task's finish.
    fn finish_of(&self, task: TaskId) -> Option<Date> {
        self.scheduled.schedule.tasks.get(task.ix()).copied().flatten().map(|computed| computed.early_finish)
    }

    fn finish(&self, moves: &Moves) -> Option<(Date, Date)> {
        let last = self.scheduled.schedule.critical_chain.last()?;
        let from = self.finish_of(*last)?;
        let moved = |step: &engine::Move| {
            let task = self.scheduled.network.task.get(step.node as usize)?;
            Some(self.days_of(*task).add(self.finish_of(*task)?, step.days))
        };
        let to = moves.list.iter().filter(|step| step.days > 0).filter_map(moved).max()?;
        (to > from).then_some((from, to))
    }

    /// Hours above capacity before and after, for the people concerned: reported dates move as far as the links move them, and
    /// those on leave are away.
    fn load(&self, settings: &Settings, moves: &Moves, answer: &mut WhatIf) {
        let mut after = self.portfolio.clone();
        for step in moves.list.iter().filter(|step| step.days > 0) {
            let Some(&id) = self.scheduled.network.task.get(step.node as usize) else { continue };
            let days = self.days_of(id);
            let Some(task) = after.tasks.get_mut(id.ix()) else { continue };
            let facts = &mut task.facts;
            if facts.actual_start.is_none()
                && let Some(start) = &mut facts.start
            {
                start.value = days.add(start.value, step.days);
            }
            if let Some(finish) = &mut facts.finish {
                finish.value = days.add(finish.value, step.days);
            }
        }
        for change in &answer.changes {
            if let Change::Leave { resource, from, to } = *change
                && let Some(resource) = after.resources.get_mut(resource.ix())
                && let Some(at) = resource.seen_at.first().copied().or_else(|| Some(self.portfolio.tasks.first()?.facts.at))
            {
                resource.absences.push(crate::model::people::Absence { from, to, at });
            }
        }
        let over = |portfolio: &Portfolio| {
            let mut hours: BTreeMap<ResourceId, f64> = BTreeMap::new();
            for over in super::contention::contention(portfolio, settings, self.calendars).over {
                *hours.entry(over.resource).or_default() += over.excess_hours;
            }
            hours
        };
        let (before, then) = rayon::join(|| over(self.portfolio), || over(&after));
        answer.people.par_iter_mut().for_each(|person| {
            let of = |hours: &BTreeMap<ResourceId, f64>| hours.get(&person.resource).copied().unwrap_or(0.0);
            let pair = (of(&before), of(&then));
            person.over_hours = ((pair.0 - pair.1).abs() > 0.05).then_some(pair);
        });
    }
}

/// Sorts stretches and joins those that touch.
fn merge(away: &mut Vec<(i32, i32)>) {
    away.sort_unstable();
    let mut joined: Vec<(i32, i32)> = Vec::with_capacity(away.len());
    for &(from, to) in away.iter().filter(|(from, to)| from < to) {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    *away = joined;
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::fixture::{at, day, portfolio};
    use super::*;
    use crate::model::{Benefit, StatusCategory};
    use crate::source::{Sourced, Text};

    #[test]
    fn a_slip_of_ten_days_goes_through_the_chain_less_the_float_on_the_way() {
        let mut p = portfolio(2);
        let a = p.with(0, "a", Some((day(2, 2), day(2, 6))));
        let b = p.with(1, "b", Some((day(2, 16), day(2, 20))));
        let gate = p.with_milestone(1, "gate", Some(day(2, 20)));
        let apart = p.with_milestone(0, "apart", Some(day(3, 2)));
        let who = p.person("Ada");
        p.claim(b, who, Some(40.0), None);
        p.chain(a, b);
        p.chain(b, gate);
        p.projects[1].board_milestones = vec![gate];
        let answer = ask(&p, &Settings::default(), &[Change::Slip { task: a, days: 10 }]);
        // `a` ends on the 6th, `b` starts on the 16th: five working days of float stand between.
        assert_eq!(answer.milestones.len(), 1);
        let moved = &answer.milestones[0];
        assert_eq!((moved.task, moved.days, moved.to, moved.board), (gate, 5, day(2, 27), true));
        assert_eq!(moved.chain, [a, b, gate]);
        assert_eq!((answer.people[0].resource, answer.people[0].tasks, answer.people[0].days), (who, 1, 5));
        assert_eq!((answer.tasks, answer.projects.len()), (3, 2));
        assert!(answer.milestones.iter().all(|m| m.task != apart));
        assert!(ask(&p, &Settings::default(), &[Change::Slip { task: a, days: 5 }]).milestones.is_empty());
    }

    #[test]
    fn leave_stops_the_work_and_puts_off_what_would_start_in_it() {
        let mut p = portfolio(1);
        let under_way = p.with(0, "under way", Some((day(2, 2), day(2, 6))));
        let next = p.with(0, "next", Some((day(2, 9), day(2, 13))));
        let gate = p.with_milestone(0, "gate", Some(day(2, 13)));
        let who = p.person("Ada");
        for task in [under_way, next] {
            p.claim(task, who, None, None);
        }
        p.chain(under_way, next);
        p.chain(next, gate);
        // Wednesday 4 to Tuesday 10: three days of the first task, which then ends on the 13th; the second starts after it.
        let leave = Change::Leave { resource: who, from: day(2, 4), to: day(2, 10) };
        let answer = ask(&p, &Settings::default(), &[leave]);
        assert_eq!((answer.milestones[0].days, answer.milestones[0].to), (5, day(2, 20)));
        assert_eq!(answer.milestones[0].chain, [under_way, next, gate]);
        // A leave in which the second would start puts it off by the leave alone.
        let leave = Change::Leave { resource: who, from: day(2, 7), to: day(2, 10) };
        let answer = ask(&p, &Settings::default(), &[leave]);
        assert_eq!((answer.milestones[0].days, answer.milestones[0].chain.clone()), (2, vec![next, gate]));
    }

    #[test]
    fn a_started_task_slips_by_its_remaining_work_and_a_finished_one_cannot() {
        let mut p = portfolio(1);
        let running = p.with(0, "running", Some((day(1, 1), day(1, 9))));
        p.status(running, StatusCategory::InProgress);
        let done = p.with(0, "done", Some((day(1, 1), day(1, 2))));
        p.status(done, StatusCategory::Done);
        let gate = p.with_milestone(0, "gate", Some(day(1, 9)));
        p.chain(running, gate);
        let settings = Settings::default();
        let answer = ask(&p, &settings, &[Change::Slip { task: running, days: 3 }]);
        assert_eq!((answer.milestones[0].days, answer.milestones[0].to), (3, day(1, 14)));
        assert_eq!(cannot_slip(&p, &settings, done), Some("it is finished"));
        assert_eq!(cannot_slip(&p, &settings, running), None);
    }

    #[test]
    fn a_slip_of_a_summary_puts_off_what_is_under_it_and_moves_its_benefits() {
        let mut p = portfolio(1);
        let summary = p.with(0, "summary", None);
        let one = p.with(0, "one", Some((day(2, 2), day(2, 6))));
        let two = p.with(0, "two", Some((day(2, 9), day(2, 13))));
        let gate = p.with_milestone(0, "gate", Some(day(2, 13)));
        p.over(summary, &[one, two]);
        p.chain(one, two);
        p.chain(two, gate);
        let at = at(0, 0);
        p.benefits.push(Benefit {
            stable_id: Text::from("b"),
            target_date: Some(Sourced::stated(day(3, 1), at)),
            enabled_by: vec![gate],
            lead_days: Some(Sourced::stated(30.0, at)),
            ..Benefit::at(at)
        });
        let answer = ask(&p, &Settings::default(), &[Change::Slip { task: summary, days: 5 }]);
        // Both are put off by five days, not the second by ten.
        assert_eq!(answer.milestones[0].days, 5);
        assert_eq!((answer.benefits[0].from, answer.benefits[0].to, answer.benefits[0].days), (day(3, 15), day(3, 22), 7));
        assert_eq!(answer.finish, Some((day(2, 13), day(2, 20))));
    }

    #[test]
    fn touching_leaves_are_one() {
        let mut away = vec![(5, 7), (0, 3), (3, 4), (6, 9), (9, 9)];
        merge(&mut away);
        assert_eq!(away, [(0, 4), (5, 9)]);
    }
}
