//! Progress that contradicts a link: a successor has begun or ended before its predecessor let it.

use super::{Check, Facts, count};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{Relation, StatusCategory, TaskFacts};

/// The check.
pub const CHECK: Check = Check {
    name: "out-of-sequence",
    severity: Severity::Warning,
    title: "Work has begun or ended before its links allow",
    explain: "A task has started or finished although what it waits for has not.\n\n\
        Either the link does not hold in truth, or progress is reported of work that cannot have been done; floats behind it mislead.\n\n\
        Ask the owner which it is: drop or change the link, or correct the progress.",
    run: Some(run),
};

fn has_started(facts: &TaskFacts) -> bool {
    facts.is_done()
        || facts.actual_start.is_some()
        || matches!(facts.category(), Some(StatusCategory::InProgress))
        || facts.percent.is_some_and(|percent| percent.value > 0.0 && !percent.basis.is_assumed())
}

/// Whether progress contradicts the relation.
fn contradicts(relation: Relation, before: &TaskFacts, after: &TaskFacts) -> bool {
    match relation {
        Relation::FinishStart => has_started(after) && !before.is_done(),
        Relation::StartStart => has_started(after) && !has_started(before),
        Relation::FinishFinish => after.is_done() && !before.is_done(),
        Relation::StartFinish => after.is_done() && !has_started(before),
        Relation::Unknown => false,
    }
}

/// One finding for each project, at the first such task.
fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut projects = vec![(0_usize, None); facts.portfolio.projects.len()];
    for (i, link) in (0_u32..).zip(&facts.portfolio.dependencies) {
        let task = |end: &crate::model::DependencyEnd| end.task().and_then(|id| facts.task(id).map(|task| (id, task)));
        let (Some((_, before)), Some((id, after))) = (task(&link.predecessor), task(&link.successor)) else { continue };
        let cancelled = [before, after].iter().any(|t| t.stub || t.facts.category() == Some(StatusCategory::Cancelled));
        // a lead lets the successor begin before, and a finished successor is history
        let lead = link.lag.is_some_and(|lag| lag.amount < 0.0);
        if cancelled || lead || after.facts.is_done() || !contradicts(link.relation.value, &before.facts, &after.facts) {
            continue;
        }
        if let Some(slot) = projects.get_mut(after.project.ix()) {
            slot.0 += 1;
            slot.1.get_or_insert((i, id));
        }
    }
    let finding = |(n, first): (usize, Option<(u32, crate::model::TaskId)>)| {
        let (link, id) = first?;
        let (task, stated) = (facts.task(id)?, facts.portfolio.dependencies.get(link as usize)?);
        let more = if n > 1 {
            format!("; {} in {}", count(n - 1, "more such link", "more such links"), facts.project(task.project))
        } else {
            String::new()
        };
        let message = format!(
            "{} has begun, but {} ({}) is not {}{more}",
            facts.title(id),
            facts.end(&stated.predecessor),
            stated.relation.value.word(),
            if stated.relation.value == Relation::StartStart { "started" } else { "finished" },
        );
        let at = task.facts.status.as_ref().map_or(task.facts.at, |status| status.at);
        let help = "drop or change the link, or correct the progress";
        Some(Diagnostic::at(CHECK.name, CHECK.severity, at, message).help(help).about(Subject::Dependency(link)))
    };
    projects.into_iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;

    #[test]
    fn a_started_task_behind_an_unfinished_one_is_named_and_a_planned_one_is_not() {
        let mut w = World::new();
        let p = w.project("Cranes");
        let (a, b, c) = (w.task(p, "Lay rails"), w.task(p, "Erect crane"), w.task(p, "Paint"));
        w.link(a, b);
        w.link(a, c);
        w.status(a, "Doing", StatusCategory::InProgress);
        w.status(b, "Doing", StatusCategory::InProgress);
        w.status(c, "Open", StatusCategory::ToDo);
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "`T-1 Erect crane` has begun, but `T-0 Lay rails` (FS) is not finished");
        w.status(a, "Done", StatusCategory::Done);
        assert!(run(&w.facts()).is_empty());
    }
}
