//! How many of everything a portfolio holds, and from when to when it runs.
//!
//! `tasks` counts every record of work once: summaries and milestones included; stubs not, and milestones that were made from
//! the name of a sprint or version not (no row states them), though `milestones` counts those. `people` are distinct persons
//! assigned to a record of work: placeholders and groups are nobody's colleague.

use super::hierarchy::is_synthesised;
use crate::model::{Counts, DependencyEnd, LogKind, Portfolio, ResourceKind, Task, TaskId, TaskKind};
use jiff::civil::Date;
use rustc_hash::FxHashSet;

/// Counts a portfolio. Rows of resource and assignment lists are not in it and are handed in.
pub fn counts(portfolio: &Portfolio, resource_rows: usize, assignment_rows: usize) -> Counts {
    let mut counts = Counts {
        projects: portfolio.projects.len(),
        benefits: portfolio.benefits.len(),
        resources: resource_rows,
        assignments: assignment_rows,
        ..Counts::default()
    };
    let mut people = FxHashSet::default();
    for task in portfolio.tasks.iter().filter(|t| !t.stub) {
        if is_synthesised(task) {
            counts.milestones += 1;
            continue;
        }
        counts.tasks += 1;
        match task.facts.kind {
            TaskKind::Summary => counts.summaries += 1,
            TaskKind::Milestone => counts.milestones += 1,
            TaskKind::Task => {}
        }
        if task.assignees.is_empty() {
            counts.unassigned += 1;
        }
        people.extend(task.assignees.iter().map(|(id, _)| *id));
        if task.parent.is_some_and(|p| is_stub(portfolio, p)) {
            counts.parents_outside += 1;
        }
    }
    counts.people =
        people.iter().filter(|id| portfolio.resources.get(id.ix()).is_some_and(|r| r.kind == ResourceKind::Person)).count();
    counts.dependencies = portfolio.dependencies.len();
    let outside = |end: &DependencyEnd| match end {
        DependencyEnd::Task(id) => is_stub(portfolio, *id),
        DependencyEnd::Outside(_) => true,
    };
    counts.dependencies_outside =
        portfolio.dependencies.iter().filter(|d| outside(&d.predecessor) || outside(&d.successor)).count();
    for item in &portfolio.log {
        match item.kind {
            LogKind::Risk => counts.risks += 1,
            LogKind::Issue => counts.issues += 1,
            LogKind::Decision => counts.decisions += 1,
            _ => {}
        }
    }
    counts
}

fn is_stub(portfolio: &Portfolio, id: TaskId) -> bool {
    portfolio.tasks.get(id.ix()).is_some_and(|t| t.stub)
}

/// The earliest and the latest planned or actual date that a source states: of records of work, and of projects as a whole.
/// Never a date of creation or change, and none that was worked out here.
pub fn span(portfolio: &Portfolio) -> Option<(Date, Date)> {
    let stated = |d: &crate::source::Sourced<Date>| {
        !matches!(d.basis, crate::source::Basis::Derived(crate::source::Rule::FinishFromDuration))
    };
    let of_task = |t: &Task| [t.facts.start, t.facts.finish, t.facts.actual_start, t.facts.actual_finish];
    let tasks = portfolio.tasks.iter().filter(|t| !t.stub).flat_map(of_task);
    let projects = portfolio.projects.iter().flat_map(|p| [p.start, p.finish]);
    let mut dates = tasks.chain(projects).flatten().filter(stated).map(|d| d.value);
    let first = dates.next()?;
    Some(dates.fold((first, first), |(a, b), d| (a.min(d), b.max(d))))
}
