//! Open work whose finish date lies before the as-of date.

use super::{Check, Facts, count, day, spelled_out, title};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "overdue-open",
    severity: Severity::Warning,
    title: "A task is open although its finish date has passed",
    explain: "The planned finish lies before the date of the pack, and the task is neither done nor cancelled.\n\n\
        Either it is late and nobody has said until when, or it is done and nobody has closed it; what waits for it hangs in the air.\n\n\
        Close it, or enter a finish that can be kept.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let as_of = facts.portfolio.as_of;
    let overdue = facts.open().filter_map(|(id, task)| {
        let finish = task.facts.finish.filter(|f| f.value < as_of)?;
        Some((CHECK.severity, (id, task, finish)))
    });
    spelled_out(&CHECK, overdue.collect(), |severity, (id, task, finish)| {
        let days = as_of.since(finish.value).map_or(0, |since| usize::try_from(since.get_days()).unwrap_or(0));
        let status = task.facts.status.as_ref().map_or_else(|| "open".to_owned(), |s| format!("`{}`", s.value.word));
        let message = format!(
            "{} was due on {} and is still {status}, {} later",
            title(task),
            day(finish.value),
            count(days, "day", "days")
        );
        let found = Diagnostic::at(CHECK.name, severity, finish.at, message).help("close it, or enter a finish that can be kept");
        found.about(Subject::Task(id.0))
    })
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::model::StatusCategory;
    use jiff::civil::date;

    #[test]
    fn a_finish_before_the_as_of_date_is_overdue_one_on_it_is_not() {
        let mut w = World::new();
        let p = w.project("P");
        let (a, b) = (w.task(p, "Survey"), w.task(p, "Permit"));
        w.dates(a, date(2026, 10, 1), date(2026, 10, 30));
        w.dates(b, date(2026, 10, 1), date(2026, 11, 2));
        w.status(a, "In Arbeit", StatusCategory::InProgress);
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "`T-0 Survey` was due on 30 Oct 2026 and is still `In Arbeit`, 3 days later");
        assert_eq!(found[0].cell(), Some(cell(1, 4)));
    }
}
