//! A record that finishes before it starts.

use super::{Check, Facts, day, title};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "finish-before-start",
    severity: Severity::Error,
    title: "A task finishes before it starts",
    explain: "The finish of a record lies before its start: planned, actual or baseline.\n\n\
        One of the two is a slip of the pen, often the year or the order of day and month; durations and links behind it are wrong.\n\n\
        Correct the date that is wrong; if a whole column is affected set `date-order` for the source.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (i, task) in (0_u32..).zip(&facts.portfolio.tasks).filter(|(_, t)| !t.stub) {
        let f = &task.facts;
        let pairs = [
            ("", f.start, f.finish),
            ("actual ", f.actual_start, f.actual_finish),
            ("baseline ", f.baseline_start, f.baseline_finish),
        ];
        for (which, start, finish) in pairs {
            let (Some(start), Some(finish)) = (start, finish) else { continue };
            if finish.value < start.value {
                let message = format!(
                    "{} has its {which}finish {} before its {which}start {}",
                    title(task),
                    day(finish.value),
                    day(start.value)
                );
                let finding =
                    Diagnostic::at(CHECK.name, CHECK.severity, finish.at, message).help("correct the date that is wrong");
                found.push(finding.about(Subject::Task(i)).related(start.at));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_finish_before_the_start_is_an_error_at_the_finish() {
        let mut w = World::new();
        let p = w.project("P");
        let t = w.task(p, "Cable");
        w.dates(t, date(2027, 1, 4), date(2027, 1, 4));
        assert!(run(&w.facts()).is_empty());
        w.dates(t, date(2027, 1, 4), date(2026, 1, 8));
        let found = run(&w.facts());
        assert_eq!(found[0].message, "`T-0 Cable` has its finish 8 Jan 2026 before its start 4 Jan 2027");
        assert_eq!((found[0].cell(), found[0].severity), (Some(cell(1, 4)), Severity::Error));
    }
}
