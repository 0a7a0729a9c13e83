//! Finished work without a date on which it was finished, by project.

use super::{Check, Facts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{TaskId, TaskKind};

/// The check.
pub const CHECK: Check = Check {
    name: "done-without-date",
    severity: Severity::Note,
    title: "Finished tasks have no finish date",
    explain: "Tasks stand as done, but neither an actual nor a planned finish is stated.\n\n\
        What they drove cannot be told, and progress over time cannot be drawn.\n\n\
        Export the date on which they were resolved or completed.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let done = (0_u32..)
        .map(TaskId)
        .zip(&facts.portfolio.tasks)
        .filter(|(_, t)| !t.stub && t.facts.kind != TaskKind::Summary && t.facts.is_done());
    facts
        .by_project(done, |t| t.facts.finish_date().is_none())
        .into_iter()
        .map(|(project, tally)| {
            let message = format!(
                "{} of {} finished tasks of {} have no finish date, first {}",
                tally.hits,
                tally.all,
                facts.project(project),
                tally.first.first().map_or_else(String::new, |t| facts.title(*t))
            );
            facts
                .about_project(&CHECK, CHECK.severity, project, &tally, message)
                .help("export the date on which they were completed")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, stated};
    use super::*;
    use crate::model::StatusCategory;
    use jiff::civil::date;

    #[test]
    fn done_tasks_without_any_finish_are_counted() {
        let mut w = World::new();
        let p = w.project("Gate");
        for _ in 0..3 {
            let t = w.task(p, "Cable");
            w.status(t, "Done", StatusCategory::Done);
        }
        w.of(TaskId(0)).actual_finish = Some(stated(date(2026, 10, 1), 1, 4));
        assert_eq!(run(&w.facts())[0].message, "2 of 3 finished tasks of Gate have no finish date, first `T-1 Cable`");
    }
}
