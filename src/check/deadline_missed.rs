//! A task planned after its own deadline.

use super::{Check, Facts, day, title};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "deadline-missed",
    severity: Severity::Warning,
    title: "A task is planned after its own deadline",
    explain: "The record states a deadline, and its planned finish lies after it.\n\n\
        A deadline is a promise to somebody outside the plan; by the plan it will not be kept.\n\n\
        Bring the task forward, or agree a new deadline and enter it.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let finding = |(id, task): (crate::model::TaskId, &crate::model::Task)| {
        let (deadline, finish) = (task.facts.deadline?, task.facts.finish?);
        if finish.value <= deadline.value {
            return None;
        }
        let message = format!(
            "{} is planned to finish on {}, after its deadline of {}",
            title(task),
            day(finish.value),
            day(deadline.value)
        );
        let found =
            Diagnostic::at(CHECK.name, CHECK.severity, finish.at, message).help("bring it forward, or agree a new deadline");
        Some(found.about(Subject::Task(id.0)).related(deadline.at))
    };
    facts.open().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, stated};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_finish_on_the_deadline_keeps_it_and_a_day_later_does_not() {
        let mut w = World::new();
        let p = w.project("P");
        let t = w.task(p, "Permit");
        w.dates(t, date(2027, 1, 4), date(2027, 2, 1));
        w.of(t).deadline = Some(stated(date(2027, 2, 1), 1, 7));
        assert!(run(&w.facts()).is_empty());
        w.of(t).deadline = Some(stated(date(2027, 1, 29), 1, 7));
        assert_eq!(
            run(&w.facts())[0].message,
            "`T-0 Permit` is planned to finish on 1 Feb 2027, after its deadline of 29 Jan 2027"
        );
    }
}
