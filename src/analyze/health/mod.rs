//! The computed status of each project and of the whole: by dimension, with the rule, the number and the cells.
//!
//! What cannot be assessed is said to be so, never green by default. A project's overall status is the worst of schedule,
//! cost, resources and risk, and not assessable where its schedule is not. The quality of its data is shown beside them: it
//! tells how far the others can be trusted and makes no project red.

mod cost;
mod data;
mod resources;
mod risk;
mod schedule;
#[cfg(test)]
mod tests;

use super::job::Progress;
use super::result::{Contention, Coverage, Handover, Health, MilestoneReading, ProjectHealth, TaskSchedule};
use super::schedule::Scheduled;
use crate::config::{Settings, Thresholds};
use crate::model::{
    Audience, BudgetLine, LogItem, MilestoneKind, Portfolio, Project, ProjectId, Rag, StatusCategory, Task, TaskId, TaskKind,
    WorkingDays,
};
use crate::source::CellRef;
use jiff::civil::Date;
use rayon::prelude::*;

/// What the parts of the analysis before this one have found.
#[derive(Clone, Copy)]
pub struct Findings<'a> {
    /// Early and late dates.
    pub scheduled: &'a Scheduled,
    /// Milestones.
    pub milestones: &'a [MilestoneReading],
    /// Dependencies between projects.
    pub handovers: &'a [Handover],
    /// Demand against capacity.
    pub contention: &'a Contention,
}

/// Status by project id.
pub fn health(portfolio: &Portfolio, settings: &Settings, days: &WorkingDays, findings: Findings) -> Vec<ProjectHealth> {
    let index = Index::new(portfolio, findings);
    (0..portfolio.projects.len())
        .into_par_iter()
        .map(|ix| {
            let id = ProjectId(u32::try_from(ix).unwrap_or(u32::MAX));
            match portfolio.projects.get(ix).zip(index.projects.get(ix)) {
                Some((project, own)) => {
                    View { portfolio, settings, days, findings, linked: &index.linked, id, project, own }.health()
                }
                None => ProjectHealth::default(),
            }
        })
        .collect()
}

/// What belongs to a project, as positions.
#[derive(Clone, Default)]
struct Own {
    tasks: Vec<u32>,
    milestones: Vec<u32>,
    handovers: Vec<u32>,
    over: Vec<u32>,
    log: Vec<u32>,
    budget: Vec<u32>,
    /// Claims of its open tasks on a stated basis, and all of them.
    claims: (usize, usize),
}

struct Index {
    projects: Vec<Own>,
    /// By task: whether any dependency has an end in it.
    linked: Vec<bool>,
}

impl Index {
    fn new(portfolio: &Portfolio, findings: Findings) -> Self {
        let mut projects = vec![Own::default(); portfolio.projects.len()];
        let mut give = |project: ProjectId, to: &dyn Fn(&mut Own)| {
            if let Some(own) = projects.get_mut(project.ix()) {
                to(own);
            }
        };
        let project_of = |task: TaskId| portfolio.tasks.get(task.ix()).map(|task| task.project);
        for (ix, task) in (0..).zip(&portfolio.tasks) {
            give(task.project, &|own| own.tasks.push(ix));
        }
        for (ix, reading) in (0..).zip(findings.milestones) {
            if let Some(project) = project_of(reading.task) {
                give(project, &|own| own.milestones.push(ix));
            }
        }
        for (ix, handover) in (0..).zip(findings.handovers) {
            for project in [handover.giver, handover.getter].into_iter().flatten() {
                give(project, &|own| own.handovers.push(ix));
            }
        }
        for (ix, over) in (0..).zip(&findings.contention.over) {
            for &project in &over.projects {
                give(project, &|own| own.over.push(ix));
            }
        }
        for (ix, item) in (0..).zip(&portfolio.log) {
            if let Some(project) = item.project {
                give(project, &|own| own.log.push(ix));
            }
        }
        for (ix, line) in (0..).zip(&portfolio.budget) {
            if let Some(project) = line.project {
                give(project, &|own| own.budget.push(ix));
            }
        }
        for allocation in &portfolio.allocations {
            let Some(task) = portfolio.tasks.get(allocation.task.ix()).filter(|task| !task.facts.is_closed()) else { continue };
            let stated = allocation.work.is_some_and(|work| !work.basis.is_assumed())
                || allocation.units.is_some_and(|units| !units.basis.is_assumed())
                || task.facts.work.is_some_and(|work| !work.basis.is_assumed());
            give(task.project, &|own| own.claims = (own.claims.0 + usize::from(stated), own.claims.1 + 1));
        }
        let mut linked = vec![false; portfolio.tasks.len()];
        for link in &portfolio.dependencies {
            for task in [link.predecessor.task(), link.successor.task()].into_iter().flatten() {
                if let Some(slot) = linked.get_mut(task.ix()) {
                    *slot = true;
                }
            }
        }
        Index { projects, linked }
    }
}

/// One project with everything that its status is computed from.
struct View<'a> {
    portfolio: &'a Portfolio,
    settings: &'a Settings,
    days: &'a WorkingDays,
    findings: Findings<'a>,
    linked: &'a [bool],
    id: ProjectId,
    project: &'a Project,
    own: &'a Own,
}

/// How much of a project's work a task is.
type Weight<'a> = &'a dyn Fn(&Task) -> Option<f64>;

/// One thing that speaks for a colour. Of equally grave ones the first counts.
struct Evidence {
    rag: Rag,
    why: String,
    cells: Vec<CellRef>,
}

/// The gravest of the evidence; not assessable, for the reason given, where there is none.
fn worst(evidence: Vec<Evidence>, none: &str) -> Health {
    let gravest = evidence.into_iter().reduce(|worst, next| if next.rag > worst.rag { next } else { worst });
    match gravest {
        Some(Evidence { rag, why, cells }) => Health { rag: Some(rag), why, cells },
        None => Health { rag: None, why: none.to_owned(), cells: Vec::new() },
    }
}

/// The colour of so many working days late.
fn by_days(thresholds: &Thresholds, late: i32) -> Rag {
    if late <= thresholds.green_days {
        Rag::Green
    } else if late <= thresholds.amber_days {
        Rag::Amber
    } else {
        Rag::Red
    }
}

/// A date as the pack writes it.
pub(super) fn show(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// A count with its noun: `1 working day`, `3 working days`.
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// So many working days: `1 working day`.
pub(super) fn working_days(count: i32) -> String {
    counted(usize::try_from(count.unsigned_abs()).unwrap_or(0), "working day")
}

/// A task's name as a reader of `project`'s page may see it: nothing of a restricted project leaves that project.
pub(super) fn name_for(portfolio: &Portfolio, task: TaskId, project: Option<ProjectId>) -> String {
    let Some(task) = portfolio.tasks.get(task.ix()) else { return "a task".to_owned() };
    let restricted = portfolio.projects.get(task.project.ix()).is_some_and(|of| of.audience == Audience::Restricted);
    if restricted && project != Some(task.project) { "a task of a restricted project".to_owned() } else { task.title() }
}

impl<'a> View<'a> {
    fn health(&self) -> ProjectHealth {
        let mut health = ProjectHealth {
            coverage: self.coverage(),
            percent: self.percent(),
            reported_finish: self.reported_finish(),
            ..ProjectHealth::default()
        };
        health.schedule = schedule::health(self);
        health.cost = cost::health(self);
        health.resources = resources::health(self);
        health.risk = risk::health(self);
        health.data = data::health(self, &health.coverage);
        if self.dated_share() >= self.settings.thresholds.project_dated {
            let finishes = self.work().filter(|(_, task)| !task.facts.is_closed());
            health.implied_finish = finishes.filter_map(|(id, _)| self.computed(id).map(|computed| computed.early_finish)).max();
        }
        health.overall = overall(&health);
        let reported = self.project.reported.map(|reported| reported.value);
        health.watermelon = reported.zip(health.overall.rag).is_some_and(|(reported, computed)| reported < computed);
        health
    }

    /// Its records of work: tasks and the plan's milestones that were not cancelled; no sprints and releases.
    fn work(&self) -> impl Iterator<Item = (TaskId, &'a Task)> {
        let all = self.own.tasks.iter().filter_map(|&ix| self.portfolio.tasks.get(ix as usize).map(|task| (TaskId(ix), task)));
        all.filter(|(_, task)| {
            let is_work = task.facts.kind != TaskKind::Summary && task.facts.milestone == MilestoneKind::Plan;
            is_work && !task.stub && task.facts.category() != Some(StatusCategory::Cancelled)
        })
    }

    fn computed(&self, task: TaskId) -> Option<TaskSchedule> {
        self.findings.scheduled.schedule.tasks.get(task.ix()).copied().flatten()
    }

    /// Whether the schedule takes the task for done.
    fn is_done(&self, task: TaskId) -> bool {
        let network = &self.findings.scheduled.network;
        let placed = network.node.get(task.ix()).and_then(|&node| network.placed.get(node as usize));
        placed.is_some_and(|placed| matches!(placed.progress, Progress::Done(..)))
    }

    fn log(&self) -> impl Iterator<Item = &'a LogItem> {
        self.own.log.iter().filter_map(|&ix| self.portfolio.log.get(ix as usize))
    }

    fn budget(&self) -> impl Iterator<Item = &'a BudgetLine> {
        self.own.budget.iter().filter_map(|&ix| self.portfolio.budget.get(ix as usize))
    }

    /// The share of its open work that has a finish date; 1 where nothing is open.
    fn dated_share(&self) -> f64 {
        let (open, dated) = self.open_and_dated();
        if open == 0 { 1.0 } else { dated as f64 / open as f64 }
    }

    fn open_and_dated(&self) -> (usize, usize) {
        let open = self.work().filter(|(_, task)| !task.facts.is_closed());
        open.fold((0, 0), |(open, dated), (_, task)| (open + 1, dated + usize::from(task.facts.finish_date().is_some())))
    }

    fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        for (id, task) in self.work() {
            super::milestones::count(&mut coverage, task, self.linked.get(id.ix()) == Some(&true));
        }
        coverage
    }

    fn reported_finish(&self) -> Option<Date> {
        let open = self.work().filter(|(_, task)| !task.facts.is_closed());
        open.filter_map(|(_, task)| task.facts.finish_date().map(|finish| finish.value)).max()
    }

    /// The share of the work done: by hours where most tasks state them, else by days, else by count; nothing where no record
    /// tells of progress.
    fn percent(&self) -> Option<f64> {
        let tasks: Vec<&Task> = self.work().map(|(_, task)| task).filter(|task| task.facts.kind == TaskKind::Task).collect();
        let tells = |task: &&Task| task.facts.percent.is_some() || task.facts.category().is_some() || task.facts.is_done();
        if !tasks.iter().any(tells) {
            return None;
        }
        let by_hours = |task: &Task| task.facts.work.map(|work| work.value).filter(|&hours| hours > 0.0);
        let by_days = |task: &Task| {
            let dates = task.facts.start_date().zip(task.facts.finish_date());
            let span = dates.map(|(start, finish)| f64::from(self.days.within(start.value, finish.value).max(1)));
            task.facts.duration.map(|duration| duration.value.days).filter(|&days| days > 0.0).or(span)
        };
        let by_count = |_: &Task| Some(1.0);
        let weights: [Weight; 3] = [&by_hours, &by_days, &by_count];
        let most = |weight: &Weight| 5 * tasks.iter().filter(|task| weight(task).is_some()).count() >= 4 * tasks.len();
        let weight = weights.into_iter().find(|weight| most(weight))?;
        let (mut done, mut whole) = (0.0, 0.0);
        for task in tasks {
            let Some(weight) = weight(task) else { continue };
            let share =
                if task.facts.is_done() { 1.0 } else { task.facts.percent.map_or(0.0, |percent| percent.value.clamp(0.0, 1.0)) };
            done += weight * share;
            whole += weight;
        }
        (whole > 0.0).then_some(done / whole)
    }
}

/// The worst of the dimensions that count, with its name before its sentence.
fn overall(health: &ProjectHealth) -> Health {
    if health.schedule.rag.is_none() {
        return health.schedule.clone();
    }
    let named =
        [("Schedule", &health.schedule), ("Cost", &health.cost), ("Resources", &health.resources), ("Risk", &health.risk)];
    let evidence = named.into_iter().filter_map(|(name, health)| {
        Some(Evidence { rag: health.rag?, why: format!("{name}: {}", health.why), cells: health.cells.clone() })
    });
    worst(evidence.collect(), "nothing to assess")
}

/// The status of the whole: the worst of its projects, with how many are of which colour.
pub fn whole(portfolio: &Portfolio, projects: &[ProjectHealth]) -> Health {
    let of = |rag: Option<Rag>| projects.iter().filter(|health| health.overall.rag == rag).count();
    let (red, amber, green, unknown) = (of(Some(Rag::Red)), of(Some(Rag::Amber)), of(Some(Rag::Green)), of(None));
    let Some(rag) = projects.iter().filter_map(|health| health.overall.rag).max() else {
        let why = match projects.len() {
            0 => "there are no projects".to_owned(),
            count => format!("none of {count} projects can be assessed"),
        };
        return Health { rag: None, why, cells: Vec::new() };
    };
    let counts = [(red, "red"), (amber, "amber"), (green, "green"), (unknown, "not assessable")];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let gravest: Vec<(&Project, &ProjectHealth)> =
        portfolio.projects.iter().zip(projects).filter(|(_, health)| health.overall.rag == Some(rag)).collect();
    let named = gravest.iter().find(|(project, _)| project.audience == Audience::Open);
    let why = match named {
        Some((project, health)) => {
            format!("of {} projects {}; {}: {}", projects.len(), counts.join(", "), project.name, health.overall.why)
        }
        None => format!("of {} projects {}", projects.len(), counts.join(", ")),
    };
    Health { rag: Some(rag), why, cells: named.map_or_else(Vec::new, |(_, health)| health.overall.cells.clone()) }
}
