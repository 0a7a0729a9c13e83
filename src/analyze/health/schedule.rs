//! Schedule: milestones against their baseline and against the links, what is overdue, what is promised too late, deadlines
//! that cannot be met.
//!
//! Green needs something to compare with: a baseline, or a milestone whose network covers enough.

use super::super::result::{Health, MilestoneReading};
use super::super::schedule::slip;
use super::{Evidence, View, by_days, counted, name_for, show, working_days, worst};
use crate::model::{Rag, TaskId, TaskKind};
use crate::source::CellRef;
use jiff::civil::Date;

/// Share of the dated open tasks that may be overdue before the schedule is amber.
const OVERDUE_SHARE: f64 = 0.10;

pub(super) fn health(view: &View) -> Health {
    let (open, dated) = view.open_and_dated();
    let done = view.work().count() - open;
    let compared = against_baseline(view);
    if open == 0 {
        if let Some(health) = compared.into_iter().max_by_key(|evidence| evidence.rag) {
            return worst(vec![health], "");
        }
        return match done {
            0 if view.project.finish.is_some() => worst(Vec::new(), "a finish is stated, but no baseline to compare it with"),
            0 => worst(Vec::new(), "no records of work were handed in"),
            done => {
                let cells = view.work().last().map(|(_, task)| task.facts.at).into_iter().collect();
                worst(vec![Evidence { rag: Rag::Green, why: format!("all {} are done", counted(done, "task")), cells }], "")
            }
        };
    }
    let enough = dated as f64 >= view.settings.thresholds.project_dated * open as f64;
    if !enough && compared.is_empty() {
        return worst(
            Vec::new(),
            &match dated {
                0 => format!("none of its {} has a date", counted(open, "open task")),
                _ => format!("only {dated} of its {} have a finish date", counted(open, "open task")),
            },
        );
    }
    let implied = by_links(view);
    let comparable = !compared.is_empty() || !implied.is_empty();
    let mut evidence = compared;
    evidence.extend(implied);
    evidence.extend(overdue_milestone(view));
    evidence.extend(overdue_tasks(view));
    evidence.extend(promised_late(view));
    evidence.extend(missed_deadline(view));
    if !comparable {
        evidence.retain(|evidence| evidence.rag > Rag::Green);
    }
    evidence.sort_by_key(|evidence| std::cmp::Reverse(evidence.rag));
    worst(evidence, "its dates have no baseline to compare with, and no milestone of it has enough linked to it")
}

/// The readings that count: those of board level where the project has any.
fn readings<'a>(view: &'a View) -> Vec<(&'a MilestoneReading, &'a crate::model::Task)> {
    let all: Vec<_> = (view.own.milestones.iter())
        .filter_map(|&ix| view.findings.milestones.get(ix as usize))
        .filter_map(|reading| Some((reading, view.portfolio.tasks.get(reading.task.ix())?)))
        .filter(|(reading, task)| !task.facts.is_closed() && !view.is_done(reading.task))
        .collect();
    let board: Vec<_> = all.iter().copied().filter(|(reading, _)| reading.board).collect();
    if board.is_empty() { all } else { board }
}

fn against_baseline(view: &View) -> Vec<Evidence> {
    let mut found: Vec<(i32, Evidence)> = Vec::new();
    let compare = |name: String, baseline: (Date, CellRef), forecast: Date, how: &str, proof: Option<CellRef>| {
        let late = slip(view.days, baseline.0, forecast);
        let why = if late > 0 {
            format!("{name} is {} behind its baseline of {} ({how} {})", working_days(late), show(baseline.0), show(forecast))
        } else {
            format!("{name} holds its baseline of {} ({how} {})", show(baseline.0), show(forecast))
        };
        let cells = [Some(baseline.1), proof].into_iter().flatten().collect();
        (late, Evidence { rag: by_days(&view.settings.thresholds, late), why, cells })
    };
    for (reading, task) in readings(view) {
        let Some(baseline) = task.facts.baseline_finish else { continue };
        let reported = task.facts.finish_date().or(task.facts.start_date());
        let baseline = (baseline.value, baseline.at);
        match (reading.implied, reported) {
            (Some(implied), _) if reported.is_none_or(|reported| implied > reported.value) => {
                found.push(compare(task.title(), baseline, implied, "its links imply", reported.map(|reported| reported.at)));
            }
            (_, Some(reported)) => found.push(compare(task.title(), baseline, reported.value, "forecast", Some(reported.at))),
            _ => {}
        }
    }
    if let Some((baseline, finish)) = view.project.baseline_finish.zip(view.project.finish) {
        found.push(compare("the project".to_owned(), (baseline.value, baseline.at), finish.value, "forecast", Some(finish.at)));
    } else if found.is_empty() {
        let last = |of: &dyn Fn(&crate::model::Task) -> Option<crate::source::Sourced<Date>>| {
            view.work().filter_map(|(_, task)| of(task)).max_by_key(|date| date.value)
        };
        let baseline = view.project.baseline_finish.or_else(|| last(&|task| task.facts.baseline_finish));
        let finish = last(&|task| task.facts.finish_date());
        if let Some((baseline, finish)) = baseline.zip(finish) {
            let name = if view.project.baseline_finish.is_some() { "the project" } else { "its last task" };
            found.push(compare(name.to_owned(), (baseline.value, baseline.at), finish.value, "forecast", Some(finish.at)));
        }
    }
    found.sort_by_key(|(late, _)| std::cmp::Reverse(*late));
    found.into_iter().map(|(_, evidence)| evidence).collect()
}

/// What the links imply for its milestones, later than reported.
fn by_links(view: &View) -> Vec<Evidence> {
    let mut found: Vec<(i32, Evidence)> = Vec::new();
    for (reading, task) in readings(view) {
        let (Some(gap), Some(implied)) = (reading.gap, reading.implied) else { continue };
        // Late only because its date has passed: that is said of overdue milestones.
        if gap > 0 && reading.chain.len() < 2 {
            continue;
        }
        let cells = task.facts.finish_date().or(task.facts.start_date()).map(|date| date.at).into_iter();
        let first = reading.chain.iter().find(|&&link| link != reading.task);
        let driver = first.and_then(|task| view.portfolio.tasks.get(task.ix())).map(|task| task.facts.at);
        let why = if gap > 0 {
            let from = first.map_or_else(String::new, |&first| {
                format!(", through a chain that begins with {}", name_for(view.portfolio, first, Some(view.id)))
            });
            format!("{} is {} later than reported by its own links ({}){from}", task.title(), working_days(gap), show(implied))
        } else {
            format!("{} holds its date by its own links ({})", task.title(), show(implied))
        };
        let rag = by_days(&view.settings.thresholds, gap);
        found.push((gap, Evidence { rag, why, cells: cells.chain(driver.filter(|_| gap > 0)).collect() }));
    }
    found.sort_by_key(|(gap, _)| std::cmp::Reverse(*gap));
    found.into_iter().map(|(_, evidence)| evidence).collect()
}

fn overdue_milestone(view: &View) -> Option<Evidence> {
    let as_of = view.portfolio.as_of;
    let overdue = readings(view).into_iter().filter_map(|(_, task)| {
        let due = task.facts.finish_date().or(task.facts.start_date())?;
        (due.value < as_of && task.facts.kind == TaskKind::Milestone).then(|| (slip(view.days, due.value, as_of), due, task))
    });
    let (late, due, task) = overdue.max_by_key(|(late, _, _)| *late)?;
    let why = format!("{} was due on {} and is not done ({} ago)", task.title(), show(due.value), working_days(late));
    Some(Evidence { rag: by_days(&view.settings.thresholds, late).max(Rag::Amber), why, cells: vec![due.at] })
}

fn overdue_tasks(view: &View) -> Option<Evidence> {
    let thresholds = &view.settings.thresholds;
    let open = view.work().filter(|(_, task)| !task.facts.is_closed());
    let (mut dated, mut overdue) = (0usize, Vec::new());
    for (_, task) in open {
        let Some(finish) = task.facts.finish_date() else { continue };
        dated += 1;
        if slip(view.days, finish.value, view.portfolio.as_of) > thresholds.green_days {
            overdue.push(finish.at);
        }
    }
    let amber = overdue.len() as f64 > OVERDUE_SHARE * dated as f64;
    amber.then(|| {
        let count = overdue.len();
        let than = working_days(thresholds.green_days);
        let why = format!("{count} of {} with a date are overdue by more than {than}", counted(dated, "open task"));
        overdue.truncate(5);
        Evidence { rag: Rag::Amber, why, cells: overdue }
    })
}

/// What it gets later than it needs it. The giver's own plan is not late by that: the give/get register speaks of it.
fn promised_late(view: &View) -> Option<Evidence> {
    let late = view.own.handovers.iter().filter_map(|&ix| {
        let handover = view.findings.handovers.get(ix as usize).filter(|handover| handover.getter == Some(view.id))?;
        let link = view.portfolio.dependencies.get(handover.link.ix())?;
        let open = |task: Option<TaskId>| {
            task.and_then(|task| view.portfolio.tasks.get(task.ix())).is_some_and(|t| !t.facts.is_closed())
        };
        let still_open = open(link.predecessor.task()) && open(link.successor.task());
        let rag = by_days(&view.settings.thresholds, handover.gap.filter(|_| still_open)?);
        (rag > Rag::Green).then_some((handover, link, rag))
    });
    let (handover, link, rag) = late.max_by_key(|(handover, _, _)| handover.gap)?;
    let name =
        |task: Option<TaskId>| task.map_or_else(|| "a task".to_owned(), |task| name_for(view.portfolio, task, Some(view.id)));
    let ((given, given_at), (needed, needed_at)) = handover.given.zip(handover.needed)?;
    let (before, after) = (name(link.predecessor.task()), name(link.successor.task()));
    let gap = working_days(handover.gap.unwrap_or(0));
    let why = format!("it gets {before} on {}, {gap} after {after} needs it ({})", show(given), show(needed));
    Some(Evidence { rag, why, cells: vec![given_at, needed_at] })
}

fn missed_deadline(view: &View) -> Option<Evidence> {
    let open = view.work().filter(|(_, task)| !task.facts.is_closed());
    let late = open.filter_map(|(id, task)| view.computed(id).map(|computed| (computed.total_float, task)));
    let (float, task) = late.filter(|(float, _)| *float < 0).min_by_key(|(float, _)| *float)?;
    let bound = task.facts.deadline.map(|deadline| deadline.at).or_else(|| task.facts.constraint.map(|constraint| constraint.at));
    let rag = if -float > view.settings.thresholds.green_days { Rag::Red } else { Rag::Amber };
    let why = format!("{} has {} less than a deadline after it allows", task.title(), working_days(float));
    Some(Evidence { rag, why, cells: vec![bound.unwrap_or(task.facts.at)] })
}
