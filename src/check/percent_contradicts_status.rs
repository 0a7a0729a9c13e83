//! Percent complete and status of one record that contradict each other.

use super::{Check, Facts, spelled_out, title};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{StatusCategory, StatusWord, Task};
use crate::source::{Basis, Sourced};

/// The check.
pub const CHECK: Check = Check {
    name: "percent-contradicts-status",
    severity: Severity::Warning,
    title: "Percent complete and status contradict each other",
    explain: "A record says done below 100 %, not started above 0 %, or 100 % while its status is still open.\n\n\
        One of the two is wrong, and with it the remaining work and the percent complete of the project.\n\n\
        Correct the one that was not kept up to date.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let tasks = (0_u32..).zip(&facts.portfolio.tasks).filter(|(_, t)| !t.stub);
    let concerned = tasks.filter_map(|(id, task)| contradiction(task).map(|(severity, told)| (severity, (id, task, told))));
    spelled_out(&CHECK, concerned.collect(), |severity, (id, task, (percent, status))| {
        let message = format!("{} is `{}` at {:.0} %", title(task), status.value.word, percent.value * 100.0);
        let found = Diagnostic::at(CHECK.name, severity, percent.at, message);
        found.help("correct the one that was not kept up to date").about(Subject::Task(id)).related(status.at)
    })
}

/// What is stated of a task's percentage and of its status.
type Told<'a> = (Sourced<f64>, &'a Sourced<StatusWord>);

/// The percentage and the status, where both are stated and cannot both be true, and how grave that is.
fn contradiction(task: &Task) -> Option<(Severity, Told<'_>)> {
    let percent = task.facts.percent.filter(|p| p.basis == Basis::Stated)?;
    let status = task.facts.status.as_ref().filter(|s| s.basis == Basis::Stated)?;
    let severity = match status.value.category? {
        StatusCategory::Done if percent.value < 0.995 => Severity::Warning,
        StatusCategory::InProgress | StatusCategory::Blocked | StatusCategory::OnHold if percent.value >= 1.0 => Severity::Note,
        StatusCategory::ToDo if percent.value >= 1.0 => Severity::Warning,
        StatusCategory::ToDo if percent.value > 0.0 => Severity::Note,
        _ => return None,
    };
    Some((severity, (percent, status)))
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, stated};
    use super::*;

    #[test]
    fn done_at_sixty_percent_and_to_do_at_a_hundred_contradict_in_progress_at_sixty_does_not() {
        let mut w = World::new();
        let p = w.project("P");
        let t = w.task(p, "Cable");
        w.of(t).percent = Some(stated(0.6, 1, 9));
        w.status(t, "In progress", StatusCategory::InProgress);
        assert!(run(&w.facts()).is_empty());
        w.status(t, "Closed", StatusCategory::Done);
        assert_eq!(run(&w.facts())[0].message, "`T-0 Cable` is `Closed` at 60 %");
        w.of(t).percent = Some(stated(1.0, 1, 9));
        assert!(run(&w.facts()).is_empty());
        w.status(t, "Open", StatusCategory::ToDo);
        assert_eq!(run(&w.facts())[0].severity, Severity::Warning);
    }
}
