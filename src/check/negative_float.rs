//! Tasks that must be earlier than they can be.

use super::{Check, Facts, working_days};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "negative-float",
    severity: Severity::Warning,
    title: "Tasks have negative float",
    explain: "A fixed date (deadline, must-finish constraint) lies before the date that the links allow.\n\n\
        By its own plan the date is already missed; every task on the chain to it shares the shortfall.\n\n\
        Move the fixed date, or shorten the chain that leads to it.",
    run: Some(run),
};

/// One finding for each project, at the task with the least float.
fn run(facts: &Facts) -> Vec<Diagnostic> {
    let float =
        |id: crate::model::TaskId| facts.analysis.schedule.tasks.get(id.ix()).copied().flatten().map_or(0, |s| s.total_float);
    let mut projects = vec![(0_usize, 0_i32, None); facts.portfolio.projects.len()];
    for (id, task) in facts.open().filter(|(id, _)| float(*id) < 0) {
        let Some(slot) = projects.get_mut(task.project.ix()) else { continue };
        slot.0 += 1;
        if float(id) < slot.1 {
            (slot.1, slot.2) = (float(id), Some(id));
        }
    }
    let finding = |(n, least, worst): (usize, i32, Option<crate::model::TaskId>)| {
        let id = worst?;
        let task = facts.task(id)?;
        let others = if n > 1 {
            format!(
                "; {} with negative float in {}",
                super::count(n - 1, "more open task", "more open tasks"),
                facts.project(task.project)
            )
        } else {
            String::new()
        };
        let message =
            format!("{} must finish {} earlier than it can{others}", super::title(task), working_days(least.saturating_neg()));
        let at = task.facts.finish_date().map_or(task.facts.at, |d| d.at);
        Some(
            Diagnostic::at(CHECK.name, CHECK.severity, at, message)
                .help("move the fixed date, or shorten the chain before it")
                .about(Subject::Task(id.0)),
        )
    };
    projects.into_iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;
    use crate::analyze::TaskSchedule;
    use jiff::civil::date;

    #[test]
    fn the_worst_task_stands_for_its_project() {
        let mut w = World::new();
        let p = w.project("Gate");
        let d = date(2027, 1, 4);
        for float in [-2, -7, 3] {
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
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "`T-1 Cabling` must finish 7 working days earlier than it can; 1 more open task with negative float in Gate"
        );
    }
}
