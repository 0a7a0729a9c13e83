//! What follows from one record's own facts, each marked as derived with its rule. Nothing that is stated is touched.

use crate::model::WorkingDays;
use crate::model::{Duration, StatusCategory, Task, TaskKind};
use crate::source::{Rule, Sourced};

/// Fills finish, duration and percent complete of every task where its own facts give them.
///
/// `working` are the calendars in a row, `of` the position of a task's own.
pub(super) fn derive(tasks: &mut [Task], working: &[WorkingDays], of: impl Fn(&Task) -> usize) {
    for task in tasks.iter_mut().filter(|t| !t.stub) {
        if let Some(working) = working.get(of(task)) {
            of_task(task, working);
        }
    }
}

fn of_task(task: &mut Task, working: &WorkingDays) {
    let facts = &mut task.facts;
    if facts.finish.is_none()
        && let (Some(start), Some(duration)) = (facts.start, facts.duration)
        && duration.value.days.is_finite()
        && (0.0..100_000.0).contains(&duration.value.days)
    {
        let days = duration.value;
        let finish = if days.elapsed {
            #[allow(clippy::cast_possible_truncation)]
            let span = jiff::Span::new().days((days.days.ceil() as i64 - 1).max(0));
            start.value.checked_add(span).ok()
        } else if days.days == 0.0 {
            Some(start.value)
        } else {
            Some(working.finish(start.value, days.days))
        };
        facts.finish = finish.map(|f| Sourced::derived(f, duration.at, Rule::FinishFromDuration));
    }
    if facts.duration.is_none()
        && facts.kind == TaskKind::Task
        && let (Some(start), Some(finish)) = (facts.start, facts.finish)
        && finish.value >= start.value
    {
        let days = working.whole_days_within(start.value, finish.value);
        let duration = Duration { days, elapsed: false, estimated: false };
        facts.duration = Some(Sourced::derived(duration, finish.at, Rule::DurationFromDates));
    }
    if facts.percent.is_none()
        && let Some(status) = &facts.status
        && status.value.category == Some(StatusCategory::Done)
    {
        facts.percent = Some(Sourced::derived(1.0, status.at, Rule::PercentFromStatus));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Calendar, TaskFacts};
    use crate::source::{Basis, CellRef, SourceId};
    use jiff::civil::date;

    fn task() -> Task {
        super::super::desk::bare_task(
            Box::new(TaskFacts::new(CellRef { source: SourceId { file: 0, sheet: 0 }, row: 1, col: 0 })),
            0,
        )
    }

    #[test]
    fn a_finish_is_the_last_of_the_working_days() {
        let mut t = task();
        let at = t.facts.at;
        t.facts.start = Some(Sourced::stated(date(2026, 3, 5), at)); // a Thursday
        t.facts.duration = Some(Sourced::stated(Duration { days: 3.0, elapsed: false, estimated: false }, at));
        derive(std::slice::from_mut(&mut t), &[Calendar::default().working_days()], |_| 0);
        let finish = t.facts.finish.expect("derived");
        assert_eq!((finish.value, finish.basis), (date(2026, 3, 9), Basis::Derived(Rule::FinishFromDuration)));
    }

    #[test]
    fn a_duration_counts_both_days_and_no_weekend() {
        let mut t = task();
        let at = t.facts.at;
        t.facts.start = Some(Sourced::stated(date(2026, 3, 6), at)); // Friday
        t.facts.finish = Some(Sourced::stated(date(2026, 3, 10), at)); // Tuesday
        derive(std::slice::from_mut(&mut t), &[Calendar::default().working_days()], |_| 0);
        assert_eq!(t.facts.duration.map(|d| d.value.days), Some(3.0));
    }
}
