//! Links that are tied to a summary instead of to work.

use super::{Check, Facts, count};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{DependencyEnd, TaskKind};

/// The check.
pub const CHECK: Check = Check {
    name: "link-on-summary",
    severity: Severity::Note,
    title: "Links are tied to a summary instead of to a task",
    explain: "One end of a link is a heading over other tasks. It is read as holding for all of them.\n\n\
        Every task below waits for the predecessor even if only one needs it, so floats come out too small and chains too long.\n\n\
        Tie the link to the first task or the milestone that truly needs it.",
    run: Some(run),
};

/// How many links, and the first of them with its summary and its cell.
type Met = (usize, Option<(u32, crate::model::TaskId, crate::source::CellRef)>);

/// One finding for each project of the summary.
fn run(facts: &Facts) -> Vec<Diagnostic> {
    let summary = |end: &DependencyEnd| {
        end.task().and_then(|t| facts.task(t).map(|x| (t, x))).filter(|(_, t)| t.facts.kind == TaskKind::Summary && !t.stub)
    };
    let mut projects = vec![(0_usize, None); facts.portfolio.projects.len()];
    for (i, d) in (0_u32..).zip(&facts.portfolio.dependencies) {
        let Some((id, task)) = summary(&d.successor).or_else(|| summary(&d.predecessor)) else { continue };
        let (Some(slot), Some(&at)) = (projects.get_mut(task.project.ix()), d.stated_at.first()) else { continue };
        slot.0 += 1;
        slot.1.get_or_insert((i, id, at));
    }
    let finding = |(project, (n, first)): (&crate::model::Project, Met)| {
        let (link, task, at) = first?;
        let message = format!("{} of {} tied to a summary, first {}", count(n, "link", "links"), project.name, facts.title(task));
        let found = Diagnostic::at(CHECK.name, CHECK.severity, at, message);
        Some(found.help("tie it to the task or milestone that truly waits").about(Subject::Dependency(link)))
    };
    facts.portfolio.projects.iter().zip(projects).filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;

    #[test]
    fn links_on_summaries_are_counted_by_project() {
        let mut w = World::new();
        let p = w.project("Quay wall");
        let (a, b) = (w.task(p, "Piling"), w.task(p, "Deck"));
        w.link(a, b);
        assert!(run(&w.facts()).is_empty());
        w.of(b).kind = TaskKind::Summary;
        assert_eq!(run(&w.facts())[0].message, "1 link of Quay wall tied to a summary, first `T-1 Deck`");
    }
}
