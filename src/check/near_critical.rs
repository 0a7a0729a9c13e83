//! How much open work is nearly critical.

use super::{Check, Facts, count, working_days};
use crate::diagnostic::{Diagnostic, Severity};

/// The check.
pub const CHECK: Check = Check {
    name: "near-critical",
    severity: Severity::Note,
    title: "Much of a project's open work is nearly critical",
    explain: "More than a quarter of the project's open, scheduled tasks have no more float than the near-critical threshold.\n\n\
        A small slip anywhere moves the end; watching the critical chain alone is not enough here.\n\n\
        Look at the near-critical list on sheet Critical chain, and give the chains behind it some slack.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let limit = facts.settings.thresholds.near_critical_float;
    let critical = facts.settings.thresholds.critical_float;
    let float = |at: usize| facts.analysis.schedule.tasks.get(at).copied().flatten().map(|s| s.total_float);
    let scheduled = || facts.open().filter(|(id, _)| float(id.ix()).is_some());
    let near = scheduled().filter(|(id, _)| float(id.ix()).is_some_and(|f| f > critical && f <= limit));
    let all = facts.by_project(scheduled(), |_| true);
    facts
        .by_project(near, |_| true)
        .into_iter()
        .filter_map(|(project, tally)| {
            let of = all.iter().find(|(p, _)| *p == project).map_or(0, |(_, t)| t.hits);
            if tally.hits < 3 || tally.hits * 4 < of {
                return None;
            }
            let message = format!(
                "{} of {} scheduled open tasks of {} have {} of float or less without being critical",
                tally.hits,
                of,
                facts.project(project),
                working_days(limit)
            );
            Some(
                facts
                    .about_project(&CHECK, CHECK.severity, project, &tally, message)
                    .help(format!("watch {} on sheet Critical chain", count(tally.hits, "task", "tasks"))),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;
    use crate::analyze::TaskSchedule;
    use jiff::civil::date;

    #[test]
    fn a_project_with_little_float_anywhere_is_named() {
        let mut w = World::new();
        let p = w.project("Gate");
        let d = date(2027, 1, 4);
        for float in [0, 2, 3, 5, 40, 41] {
            let t = w.task(p, "Cabling");
            w.analysis.schedule.tasks[t.ix()] = Some(TaskSchedule {
                early_start: d,
                early_finish: d,
                late_start: d,
                late_finish: d,
                total_float: float,
                free_float: 0,
                critical: float <= 0,
                driver: None,
                implied_slip: None,
            });
        }
        let found = run(&w.facts());
        assert_eq!(
            found[0].message,
            "3 of 6 scheduled open tasks of Gate have 5 working days of float or less without being critical"
        );
    }
}
