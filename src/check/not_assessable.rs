//! A project (or a board milestone) of which nothing can be said.

use super::{Check, Facts, title};
use crate::diagnostic::{Diagnostic, Place, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "not-assessable",
    severity: Severity::Warning,
    title: "The exports do not tell enough to assess a project or a board milestone",
    explain: "Too few of its tasks have dates, estimates or links for a computed status or an implied date.\n\n\
        It stands as neither green nor red: what is not known is not on track. Its reported status is all there is.\n\n\
        Export the missing columns (due date, start, predecessors) or let the project fill them; the threshold is on sheet Rules.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for ((i, health), project) in (0_u32..).zip(&facts.analysis.health).zip(&facts.portfolio.projects) {
        if health.overall.rag.is_some() {
            continue;
        }
        let why = if health.overall.why.is_empty() { &health.schedule.why } else { &health.overall.why };
        let cell = health.overall.cells.first().or(project.reported.as_ref().map(|r| &r.at));
        let place = cell.map(|c| Place::Cell(*c)).or_else(|| project.sources.first().map(|(s, _)| Place::Source(*s)));
        let message = format!("{} is not assessable: {}", project.name, why.trim_end_matches('.'));
        found.push(
            Diagnostic::new(CHECK.name, CHECK.severity, place.unwrap_or(Place::Run), message)
                .help("export or fill due dates and links")
                .about(Subject::Project(i)),
        );
    }
    for m in facts.analysis.milestones.iter().filter(|m| m.board) {
        if let (Some(why), Some(task)) = (&m.not_assessable, facts.task(m.task)) {
            let message = format!("board milestone {} is not assessable: {}", title(task), why.trim_end_matches('.'));
            let at = task.facts.finish_date().map_or(task.facts.at, |d| d.at);
            found.push(
                Diagnostic::at(CHECK.name, Severity::Note, at, message)
                    .help("link it to the work that leads to it, and date that work")
                    .about(Subject::Task(m.task.0)),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;
    use crate::model::Rag;

    #[test]
    fn a_project_without_a_computed_colour_is_named_with_the_reason() {
        let mut w = World::new();
        let (a, b) = (w.project("Customs"), w.project("Gate"));
        w.analysis.health[a.ix()].overall.why = "0 of 34 open tasks are dated".into();
        w.analysis.health[b.ix()].overall.rag = Some(Rag::Green);
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "Customs is not assessable: 0 of 34 open tasks are dated");
    }
}
