//! What-ifs as JSON: by position in `program.json`, by name in the answer of `steerpack what-if`.

use super::cell::Day;
use crate::analyze::what_if::{Change, WhatIf};
use crate::model::{Portfolio, ResourceId, TaskId};
use crate::report::what_if::{change_words, of_people, summary_words};
use schemars::JsonSchema;
use serde::Serialize;

/// A change that is asked about: a task slips, or somebody is away.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum ChangeView {
    /// A task slips by working days.
    Slip {
        /// Position of the task.
        task: u32,
        /// Working days.
        days: i32,
    },
    /// Somebody is away.
    Leave {
        /// Position of the resource.
        resource: u32,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
}

/// What a change moves.
#[derive(Serialize, JsonSchema)]
pub struct WhatIfView {
    /// The changes.
    changes: Vec<ChangeView>,
    /// Milestones: task, where the links put it, where they put it then, working days, chain of tasks.
    milestones: Vec<(u32, Day, Day, i32, Vec<u32>)>,
    /// Benefits: position, expected, expected then, calendar days, enabling task.
    benefits: Vec<(u32, Day, Day, i32, u32)>,
    /// People: position, tasks that move, working days by which the furthest moves.
    people: Vec<(u32, usize, i32)>,
    /// Tasks that move.
    tasks: usize,
    /// Positions of the projects.
    projects: Vec<u32>,
    /// The latest finish before and after, where it moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    finish: Option<(Day, Day)>,
    /// More lies downstream than was looked at.
    cut: bool,
}

impl WhatIfView {
    pub(super) fn new(w: &WhatIf) -> Self {
        let change = |change: &Change| match *change {
            Change::Slip { task, days } => ChangeView::Slip { task: task.0, days },
            Change::Leave { resource, from, to } => ChangeView::Leave { resource: resource.0, from: Day(from), to: Day(to) },
        };
        let ids = |chain: &[TaskId]| chain.iter().map(|task| task.0).collect();
        WhatIfView {
            changes: w.changes.iter().map(change).collect(),
            milestones: w.milestones.iter().map(|m| (m.task.0, Day(m.from), Day(m.to), m.days, ids(&m.chain))).collect(),
            benefits: w.benefits.iter().map(|b| (b.benefit.0, Day(b.from), Day(b.to), b.days, b.enabler.0)).collect(),
            people: w.people.iter().map(|p| (p.resource.0, p.tasks, p.days)).collect(),
            tasks: w.tasks,
            projects: w.projects.iter().map(|p| p.0).collect(),
            finish: w.finish.map(|(from, to)| (Day(from), Day(to))),
            cut: w.cut,
        }
    }
}

/// A task by name.
#[derive(Serialize)]
struct Named {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    title: String,
    project: String,
}

fn named(p: &Portfolio, id: TaskId) -> Option<Named> {
    let task = p.tasks.get(id.ix())?;
    Some(Named {
        id: task.stable_id.to_string(),
        key: task.key().map(str::to_owned),
        title: task.title(),
        project: p.projects.get(task.project.ix()).map(|project| project.name.to_string()).unwrap_or_default(),
    })
}

/// The answer of `steerpack what-if --format json`.
#[derive(Serialize)]
pub struct Answer {
    /// The name of the whole.
    name: String,
    /// The date of the pack.
    as_of: Day,
    /// The changes in words.
    what_if: Vec<String>,
    /// How much moves, in one sentence.
    summary: String,
    milestones: Vec<MilestoneAnswer>,
    benefits: Vec<BenefitAnswer>,
    people: Vec<PersonAnswer>,
    tasks: usize,
    projects: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finish: Option<Span>,
}

#[derive(Serialize)]
struct Span {
    from: Day,
    to: Day,
}

#[derive(Serialize)]
struct MilestoneAnswer {
    milestone: Option<Named>,
    board: bool,
    assessable: bool,
    from: Day,
    to: Day,
    working_days: i32,
    chain: Vec<Named>,
}

#[derive(Serialize)]
struct BenefitAnswer {
    benefit: String,
    from: Day,
    to: Day,
    calendar_days: i32,
    enabler: Option<Named>,
}

#[derive(Serialize)]
struct PersonAnswer {
    name: String,
    tasks: usize,
    working_days: i32,
    /// Hours above capacity before and after, where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours_over: Option<(f64, f64)>,
}

/// The answer by name.
pub fn answer(p: &Portfolio, w: &WhatIf) -> Answer {
    let cent = |n: f64| (n * 100.0).round() / 100.0;
    let benefit = |b: &crate::analyze::what_if::MovedBenefit| BenefitAnswer {
        benefit: p
            .benefits
            .get(b.benefit.ix())
            .and_then(|benefit| benefit.name.as_ref().or(benefit.key.as_ref()))
            .map(|name| name.value.to_string())
            .unwrap_or_default(),
        from: Day(b.from),
        to: Day(b.to),
        calendar_days: b.days,
        enabler: named(p, b.enabler),
    };
    Answer {
        name: p.name.to_string(),
        as_of: Day(p.as_of),
        what_if: w.changes.iter().map(|change| change_words(p, change)).collect(),
        summary: summary_words(p, w),
        milestones: (w.milestones.iter())
            .map(|m| MilestoneAnswer {
                milestone: named(p, m.task),
                board: m.board,
                assessable: m.assessable,
                from: Day(m.from),
                to: Day(m.to),
                working_days: m.days,
                chain: m.chain.iter().filter_map(|task| named(p, *task)).collect(),
            })
            .collect(),
        benefits: w.benefits.iter().map(benefit).collect(),
        people: (w.people.iter())
            .map(|person| PersonAnswer {
                name: of_people(p, ResourceId(person.resource.0)).to_owned(),
                tasks: person.tasks,
                working_days: person.days,
                hours_over: person.over_hours.map(|(before, after)| (cent(before), cent(after))),
            })
            .collect(),
        tasks: w.tasks,
        projects: w.projects.iter().filter_map(|id| p.projects.get(id.ix())).map(|project| project.name.to_string()).collect(),
        finish: w.finish.map(|(from, to)| Span { from: Day(from), to: Day(to) }),
    }
}
