//! How a what-if is worded: the same on the terminal, on the sheet and in the summaries.

use super::words::{count, day, join_few, signed_days};
use crate::analyze::what_if::{Change, MovedMilestone, WhatIf};
use crate::model::{Portfolio, ResourceId, Task, TaskId};

/// Tasks of a chain that are named; the middle of a longer one is counted.
const CHAIN: usize = 6;

/// A resource's name.
pub fn of_people(portfolio: &Portfolio, id: ResourceId) -> &str {
    portfolio.resources.get(id.ix()).map_or("(unknown)", |resource| &resource.name)
}

fn title(portfolio: &Portfolio, id: TaskId) -> String {
    portfolio.tasks.get(id.ix()).map_or_else(|| "(unknown)".to_owned(), Task::title)
}

fn project(portfolio: &Portfolio, id: TaskId) -> &str {
    let of = portfolio.tasks.get(id.ix()).and_then(|task| portfolio.projects.get(task.project.ix()));
    of.map_or("(unknown project)", |project| &project.name)
}

/// `STS-12 Rails slips 10 working days`, `Ines Okafor is away from 14 Dec 2026 to 8 Jan 2027`.
pub fn change_words(portfolio: &Portfolio, change: &Change) -> String {
    match *change {
        Change::Slip { task, days } => {
            format!(
                "{} slips {}",
                title(portfolio, task),
                count(usize::try_from(days).unwrap_or(0), "working day", "working days")
            )
        }
        Change::Leave { resource, from, to } => {
            format!("{} is away from {} to {}", of_people(portfolio, resource), day(from), day(to))
        }
    }
}

/// A moved milestone in three lines.
pub struct MilestoneWords {
    /// Which.
    pub what: String,
    /// From when to when.
    pub how: String,
    /// Through which tasks.
    pub through: String,
}

/// The words of a moved milestone.
pub fn milestone_words(portfolio: &Portfolio, moved: &MovedMilestone) -> MilestoneWords {
    let board = if moved.board { ", board milestone" } else { "" };
    let doubt = if moved.assessable { "" } else { " (its date as such is not assessable)" };
    MilestoneWords {
        what: format!("{} ({}{board})", title(portfolio, moved.task), project(portfolio, moved.task)),
        how: format!("{} → {}, {}{doubt}", day(moved.from), day(moved.to), signed_days(moved.days)),
        through: format!("through {}", chain_words(portfolio, &moved.chain)),
    }
}

/// `STS-12 Rails → STS-20 Erection → STS-31 Cranes commissioned`, with the middle of a long chain counted.
pub fn chain_words(portfolio: &Portfolio, chain: &[TaskId]) -> String {
    let name = |id: &TaskId| title(portfolio, *id);
    if chain.len() <= CHAIN {
        return chain.iter().map(name).collect::<Vec<_>>().join(" → ");
    }
    let (head, tail) = (chain.get(..CHAIN / 2).unwrap_or(&[]), chain.get(chain.len() - CHAIN / 2..).unwrap_or(&[]));
    let words = |part: &[TaskId]| part.iter().map(name).collect::<Vec<_>>().join(" → ");
    format!("{} → {} more → {}", words(head), chain.len() - head.len() - tail.len(), words(tail))
}

/// How much moves in all, in one sentence.
pub fn summary_words(portfolio: &Portfolio, answer: &WhatIf) -> String {
    if answer.tasks == 0 {
        return "Nothing moves: float takes it up.".to_owned();
    }
    let projects = answer.projects.iter().filter_map(|id| portfolio.projects.get(id.ix())).map(|project| &*project.name);
    let finish = match answer.finish {
        Some((from, to)) => format!("; the latest finish of all moves from {} to {}", day(from), day(to)),
        None => "; the latest finish of all holds".to_owned(),
    };
    let cut = if answer.cut { "; more lies downstream than was looked at" } else { "" };
    format!(
        "{} in {} ({}), {} among them{finish}{cut}.",
        count(answer.tasks, "task moves", "tasks move"),
        count(answer.projects.len(), "project", "projects"),
        join_few(projects, ", ", 4),
        count(answer.milestones.len(), "milestone", "milestones"),
    )
}
