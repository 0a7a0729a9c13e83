//! Open work without a finish date, by project.

use super::{Check, Facts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::MilestoneKind;

/// The check.
pub const CHECK: Check = Check {
    name: "undated-open",
    severity: Severity::Note,
    title: "Open tasks have no finish date",
    explain: "Open tasks of the project state neither a finish nor anything it follows from (created and updated are no plan).\n\n\
        They stand in no schedule and no heatmap; above the threshold on sheet Rules the whole project is not assessable.\n\n\
        Fill due dates, or export the column that holds them.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    // sprints and releases are no work: many trackers export their names alone
    let work = facts.open().filter(|(_, t)| t.facts.milestone == MilestoneKind::Plan);
    facts
        .by_project(work, |t| t.facts.finish_date().is_none())
        .into_iter()
        .map(|(project, tally)| {
            let dated = (tally.all - tally.hits) as f64 / tally.all.max(1) as f64;
            let severity = if dated < facts.settings.thresholds.project_dated { Severity::Warning } else { CHECK.severity };
            let message = format!(
                "{} of {} open tasks of {} have no finish date, first {}",
                tally.hits,
                tally.all,
                facts.project(project),
                tally.first.first().map_or_else(String::new, |t| facts.title(*t))
            );
            facts
                .about_project(&CHECK, severity, project, &tally, message)
                .help("fill due dates, or export the column that holds them")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_project_mostly_without_dates_is_warned_of_one_with_few_gaps_is_noted() {
        let mut w = World::new();
        let p = w.project("Customs");
        let (a, _) = (w.task(p, "Form"), w.task(p, "Interface"));
        let found = run(&w.facts());
        assert_eq!(found[0].message, "2 of 2 open tasks of Customs have no finish date, first `T-0 Form`");
        assert_eq!(found[0].severity, Severity::Warning);
        w.dates(a, date(2027, 1, 4), date(2027, 1, 8));
        assert_eq!(run(&w.facts())[0].severity, Severity::Note);
    }

    #[test]
    fn a_sprint_without_dates_is_no_open_task() {
        let mut w = World::new();
        let p = w.project("Customs");
        let (dated, sprint) = (w.task(p, "Form"), w.task(p, "Sprint 1"));
        w.dates(dated, date(2027, 1, 4), date(2027, 1, 8));
        w.of(sprint).kind = crate::model::TaskKind::Milestone;
        w.of(sprint).milestone = MilestoneKind::Sprint;
        assert_eq!(run(&w.facts()), []);
    }
}
