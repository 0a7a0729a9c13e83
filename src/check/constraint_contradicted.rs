//! A date that a task must keep, and that its links do not let it keep.

use super::{Check, Facts, day, title};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::Constraint;

/// The check.
pub const CHECK: Check = Check {
    name: "constraint-contradicted",
    severity: Severity::Warning,
    title: "Links contradict a date that a task must keep",
    explain: "A task must start or finish on a date, or no later than it, but what it waits for comes later.\n\n\
        The tool that holds the plan shows the constraint's date all the same, so the plan looks kept where it cannot be.\n\n\
        Move or drop the constraint, or shorten the chain before the task.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let finding = |(id, task): (crate::model::TaskId, &crate::model::Task)| {
        let constraint = task.facts.constraint?;
        let (kind, Some(date)) = constraint.value else { return None };
        let computed = facts.analysis.schedule.tasks.get(id.ix()).copied().flatten()?;
        let (word, implied) = match kind {
            Constraint::Mso | Constraint::Snlt => ("start", computed.early_start),
            Constraint::Mfo | Constraint::Fnlt => ("finish", computed.early_finish),
            _ => return None,
        };
        if implied <= date {
            return None;
        }
        let on = if matches!(kind, Constraint::Mso | Constraint::Mfo) { "on" } else { "no later than" };
        let message =
            format!("{} must {word} {on} {}, but its links imply {} at the earliest", title(task), day(date), day(implied));
        let found = Diagnostic::at(CHECK.name, CHECK.severity, constraint.at, message);
        Some(found.help("move or drop the constraint, or shorten the chain before the task").about(Subject::Task(id.0)))
    };
    facts.open().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, stated};
    use super::*;
    use crate::analyze::TaskSchedule;
    use jiff::civil::date;

    #[test]
    fn a_finish_that_links_push_beyond_its_constraint_is_named() {
        let mut w = World::new();
        let p = w.project("P");
        let t = w.task(p, "Permit");
        w.of(t).constraint = Some(stated((Constraint::Fnlt, Some(date(2027, 2, 1))), 1, 7));
        let at = |finish| TaskSchedule {
            early_start: date(2027, 1, 4),
            early_finish: finish,
            late_start: date(2027, 1, 4),
            late_finish: finish,
            total_float: 0,
            free_float: 0,
            critical: true,
            driver: None,
            implied_slip: None,
        };
        w.analysis.schedule.tasks = vec![Some(at(date(2027, 2, 1)))];
        assert!(run(&w.facts()).is_empty());
        w.analysis.schedule.tasks = vec![Some(at(date(2027, 2, 8)))];
        assert_eq!(
            run(&w.facts())[0].message,
            "`T-0 Permit` must finish no later than 1 Feb 2027, but its links imply 8 Feb 2027 at the earliest"
        );
    }
}
