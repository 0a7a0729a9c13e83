//! Open work that nobody has touched for long, by project.

use super::{Check, Facts, day};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::StatusCategory;

/// The check.
pub const CHECK: Check = Check {
    name: "stale-task",
    severity: Severity::Note,
    title: "Started tasks have not been updated for long",
    explain: "Tasks in progress were last changed in the tracker longer ago than the threshold on sheet Rules.\n\n\
        Their status and dates describe the past; a project full of them reports from memory.\n\n\
        Let their owners update or close them before the next pack.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let Some(limit) = facts.settings.thresholds.stale_before(facts.portfolio.as_of) else { return Vec::new() };
    let started = facts.open().filter(|(_, t)| {
        t.facts.updated.is_some() && matches!(t.facts.category(), Some(StatusCategory::InProgress | StatusCategory::Blocked))
    });
    facts
        .by_project(started, |t| t.facts.updated.is_some_and(|u| u.value < limit))
        .into_iter()
        .map(|(project, tally)| {
            let message = format!(
                "{} of {} started tasks of {} were last updated before {}, first {}",
                tally.hits,
                tally.all,
                facts.project(project),
                day(limit),
                tally.first.first().map_or_else(String::new, |t| facts.title(*t))
            );
            facts.about_project(&CHECK, CHECK.severity, project, &tally, message).help("let their owners update or close them")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, stated};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn started_tasks_untouched_for_longer_than_the_threshold_are_counted() {
        let mut w = World::new();
        let p = w.project("Gate");
        for (updated, category) in [
            (date(2026, 9, 17), StatusCategory::InProgress),
            (date(2026, 9, 18), StatusCategory::InProgress),
            (date(2026, 1, 1), StatusCategory::ToDo),
        ] {
            let t = w.task(p, "Cable");
            w.status(t, "x", category);
            w.of(t).updated = Some(stated(updated, t.0 + 1, 8));
        }
        // 45 calendar days before 2 November 2026 is 18 September.
        let found = run(&w.facts());
        assert_eq!(found[0].message, "1 of 2 started tasks of Gate were last updated before 18 Sep 2026, first `T-0 Cable`");
    }
}
