//! What a tracker without logic can be asked: is work dated, owned, linked and kept up to date. The bars are this tool's, not a
//! standard's, and say so.

use super::{Measure, Point, Tally, counts};
use crate::config::Settings;
use crate::model::{Portfolio, ResourceKind, StatusCategory, TaskId};
use rustc_hash::FxHashMap;

/// The measures, in order.
pub const HYGIENE: [Point; 8] = [
    Point { name: "Dated", formula: "open tasks with a finish date / open tasks", bar: "at least 90 %", decided: "" },
    Point {
        name: "Owned",
        formula: "open tasks with an assignee / open tasks",
        bar: "at least 90 %",
        decided: "Milestones are left out.",
    },
    Point {
        name: "Linked",
        formula: "open tasks with a link / open tasks",
        bar: "at least the threshold coverage-linked",
        decided: "Any link counts, also one whose kind the export does not tell.",
    },
    Point {
        name: "Stale",
        formula: "started tasks without an update for the threshold stale-days / started tasks with a date of update",
        bar: "at most 10 %",
        decided: "Not assessable where no record tells when it was updated.",
    },
    Point {
        name: "Done undated",
        formula: "finished tasks without a finish date / finished tasks",
        bar: "at most 5 %",
        decided: "A planned finish counts as a date.",
    },
    Point {
        name: "Overdue",
        formula: "open tasks due before the as-of date / open tasks with a date",
        bar: "at most 5 %",
        decided: "",
    },
    Point {
        name: "Owner unknown",
        formula: "owned open tasks that belong to a group or role only / owned open tasks",
        bar: "at most 5 %",
        decided: "Placeholders such as TBD are no owners at all and count under Owned.",
    },
    Point {
        name: "Double keys",
        formula: "tasks whose key another task of the project has / tasks with a key",
        bar: "none",
        decided: "",
    },
];

/// What is counted of one project.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    dated: Tally,
    owned: Tally,
    linked: Tally,
    stale: Tally,
    done_undated: Tally,
    overdue: Tally,
    group_only: Tally,
    double: Tally,
}

impl Counted {
    fn all(&mut self) -> [&mut Tally; 8] {
        [
            &mut self.dated,
            &mut self.owned,
            &mut self.linked,
            &mut self.stale,
            &mut self.done_undated,
            &mut self.overdue,
            &mut self.group_only,
            &mut self.double,
        ]
    }

    /// Adds what was counted of another project.
    pub fn join(&mut self, other: &Counted) {
        let mut other = other.clone();
        for (mine, theirs) in self.all().into_iter().zip(other.all()) {
            mine.join(theirs);
        }
    }
}

/// Counts every project in one linear pass.
pub fn count(portfolio: &Portfolio, settings: &Settings) -> Vec<Counted> {
    let mut linked = vec![false; portfolio.tasks.len()];
    for end in portfolio.dependencies.iter().flat_map(|link| [&link.predecessor, &link.successor]) {
        if let Some(slot) = end.task().and_then(|id| linked.get_mut(id.ix())) {
            *slot = true;
        }
    }
    let limit = settings.thresholds.stale_before(portfolio.as_of);
    let mut counted: Vec<Counted> = vec![Counted::default(); portfolio.projects.len()];
    let mut keys: FxHashMap<(u32, &str), u32> = FxHashMap::default();
    for (ix, task) in (0u32..).zip(&portfolio.tasks) {
        let (id, facts) = (TaskId(ix), &task.facts);
        let Some(of) = counted.get_mut(task.project.ix()).filter(|_| counts(task)) else { continue };
        if let Some(key) = task.key() {
            let seen = keys.insert((task.project.0, key), ix).is_some();
            of.double.add(id, seen);
        }
        if facts.is_done() {
            of.done_undated.add(id, facts.finish_date().is_none());
            continue;
        }
        let finish = facts.finish_date().map(|date| date.value);
        of.dated.add(id, finish.is_some());
        of.linked.add(id, linked.get(id.ix()) == Some(&true));
        if let Some(finish) = finish {
            of.overdue.add(id, finish < portfolio.as_of);
        }
        if let (Some(updated), Some(limit), Some(StatusCategory::InProgress | StatusCategory::Blocked)) =
            (facts.updated, limit, facts.category())
        {
            of.stale.add(id, updated.value < limit);
        }
        if facts.kind != crate::model::TaskKind::Milestone {
            of.owned.add(id, !task.assignees.is_empty());
            if !task.assignees.is_empty() {
                let somebody = |(resource, _): &(crate::model::ResourceId, _)| {
                    let kind = portfolio.resources.get(resource.ix()).map(|resource| resource.kind);
                    matches!(kind, Some(ResourceKind::Person | ResourceKind::System))
                };
                of.group_only.add(id, !task.assignees.iter().any(somebody));
            }
        }
    }
    counted
}

/// The measures of what was counted.
pub fn measures(of: &Counted, settings: &Settings) -> Vec<Measure> {
    let stale = if of.stale.of == 0 {
        Measure::none("no started task tells when it was updated")
    } else {
        Measure::at_most(&of.stale, 0.10)
    };
    vec![
        Measure::at_least(&of.dated, 0.90),
        Measure::at_least(&of.owned, 0.90),
        Measure::at_least(&of.linked, settings.thresholds.coverage_linked),
        stale,
        Measure::at_most(&of.done_undated, 0.05),
        Measure::at_most(&of.overdue, 0.05),
        Measure::at_most(&of.group_only, 0.05),
        Measure::at_most(&of.double, 0.0),
    ]
}
