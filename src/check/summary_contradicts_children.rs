//! A summary whose stated dates do not hold the dates of what stands below it.

use super::{Check, Facts, day, title};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{StatusCategory, TaskId, TaskKind};
use crate::source::{Basis, Sourced};
use jiff::civil::Date;

/// The check.
pub const CHECK: Check = Check {
    name: "summary-contradicts-children",
    severity: Severity::Warning,
    title: "A summary ends before a task below it does",
    explain: "The stated finish of a summary (or epic) lies before the latest finish of the tasks below it.\n\n\
        Who reads the summary sees an earlier date than the work can keep; trackers without roll-up do not notice.\n\n\
        Move the summary to the date of its latest task, or bring that task forward.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let tasks = &facts.portfolio.tasks;
    // Parents stand before children, so one pass from the end carries the latest finish of all that is below to each summary.
    let mut latest: Vec<Option<(Sourced<Date>, TaskId)>> = vec![None; tasks.len()];
    for (i, task) in tasks.iter().enumerate().rev() {
        if task.facts.category() == Some(StatusCategory::Cancelled) {
            continue;
        }
        let id = TaskId(u32::try_from(i).unwrap_or(u32::MAX));
        let own = task.facts.finish_date().filter(|_| task.facts.kind != TaskKind::Summary).map(|f| (f, id));
        let below = latest.get(i).copied().flatten();
        let here = [own, below].into_iter().flatten().max_by_key(|(f, _)| f.value);
        if let (Some(parent), Some(here)) = (task.parent, here)
            && let Some(slot) = latest.get_mut(parent.ix())
            && slot.is_none_or(|(f, _)| f.value < here.0.value)
        {
            *slot = Some(here);
        }
    }
    let mut found = Vec::new();
    for ((i, task), below) in (0_u32..).zip(tasks).zip(latest) {
        let (Some(finish), Some((child, id))) = (task.facts.finish_date(), below) else { continue };
        if task.stub || task.facts.kind != TaskKind::Summary || finish.basis != Basis::Stated || child.value <= finish.value {
            continue;
        }
        let message = format!(
            "{} is stated to finish on {}, but {} below it on {}",
            title(task),
            day(finish.value),
            facts.title(id),
            day(child.value)
        );
        let finding = Diagnostic::at(CHECK.name, CHECK.severity, finish.at, message);
        found.push(finding.help("move the summary, or bring the task forward").about(Subject::Task(i)).related(child.at));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_latest_task_at_any_depth_below_is_compared() {
        let mut w = World::new();
        let p = w.project("P");
        let (top, mid, leaf) = (w.task(p, "Deck"), w.task(p, "Pour"), w.task(p, "Cure"));
        w.portfolio.tasks[mid.ix()].parent = Some(top);
        w.portfolio.tasks[leaf.ix()].parent = Some(mid);
        for t in [top, mid] {
            w.of(t).kind = TaskKind::Summary;
        }
        w.dates(top, date(2027, 1, 4), date(2027, 2, 1));
        w.dates(leaf, date(2027, 1, 4), date(2027, 2, 1));
        assert!(run(&w.facts()).is_empty());
        w.dates(leaf, date(2027, 1, 4), date(2027, 2, 15));
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "`T-0 Deck` is stated to finish on 1 Feb 2027, but `T-2 Cure` below it on 15 Feb 2027");
    }
}
