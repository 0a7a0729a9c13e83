//! Open work that nobody is assigned to, by project.

use super::{Check, Facts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::TaskKind;

/// The check.
pub const CHECK: Check = Check {
    name: "unassigned-open",
    severity: Severity::Note,
    title: "Open tasks have nobody assigned",
    explain: "Open tasks of the project name no assignee (milestones are not counted).\n\n\
        Their demand is in no heatmap: the people who will do them look freer than they are.\n\n\
        Assign them, nearest first; or leave later phases unassigned on purpose and read the heatmap as far as it reaches.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let work = facts.open().filter(|(_, t)| t.facts.kind == TaskKind::Task);
    facts
        .by_project(work, |t| t.assignees.is_empty())
        .into_iter()
        .map(|(project, tally)| {
            let message = format!(
                "{} of {} open tasks of {} have nobody assigned, first {}",
                tally.hits,
                tally.all,
                facts.project(project),
                tally.first.first().map_or_else(String::new, |t| facts.title(*t))
            );
            facts.about_project(&CHECK, CHECK.severity, project, &tally, message).help("assign the nearest ones")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::model::StatusCategory;

    #[test]
    fn open_tasks_without_assignee_are_counted_by_project_done_ones_are_not() {
        let mut w = World::new();
        let p = w.project("Gate");
        let (a, b, c) = (w.task(p, "Cable"), w.task(p, "Poles"), w.task(p, "Survey"));
        w.status(c, "Done", StatusCategory::Done);
        let ann = w.person("Ann");
        w.assign(a, ann);
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "1 of 2 open tasks of Gate have nobody assigned, first `T-1 Poles`");
        assert_eq!(found[0].cell(), Some(w.portfolio.tasks[b.ix()].facts.at));
        assert_eq!(found[0].cell(), Some(cell(2, 1)));
    }
}
