//! Open work assigned to somebody who will have left.

use super::{Check, Facts, day, title};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "leaver-assigned",
    severity: Severity::Warning,
    title: "Open work is assigned to somebody who will have left",
    explain: "The person leaves (by the capacity sheet, the resource list or the configuration) before the task is to be finished.\n\n\
        The plan counts on hours that will not be there, and nobody is looking for them.\n\n\
        Assign somebody else, bring the task forward, or correct the leaving date.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, task) in facts.open() {
        for (who, at) in &task.assignees {
            let Some((person, leaves)) = facts.portfolio.resources.get(who.ix()).and_then(|r| r.leaves.map(|l| (r, l))) else {
                continue;
            };
            let finish = task.facts.finish_date();
            // Without a date the work is open now: only somebody who has already left is named.
            if finish.map_or(facts.portfolio.as_of, |f| f.value) <= leaves.value {
                continue;
            }
            let due = finish.map_or_else(|| "is open".to_owned(), |f| format!("is due on {}", day(f.value)));
            let message = format!("{} {due}, but `{}` leaves on {}", title(task), person.name, day(leaves.value));
            let mut finding =
                Diagnostic::at(CHECK.name, CHECK.severity, *at, message).help("assign somebody else").about(Subject::Task(id.0));
            finding.related.push(leaves.at);
            finding.related.extend(finish.map(|f| f.at));
            found.push(finding);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell, stated};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn work_after_the_last_day_is_named_and_work_before_it_is_not() {
        let mut w = World::new();
        let p = w.project("Rail link");
        let (early, late) = (w.task(p, "Survey"), w.task(p, "Lay track 1"));
        w.dates(early, date(2026, 12, 1), date(2026, 12, 18));
        w.dates(late, date(2027, 2, 8), date(2027, 2, 26));
        let piet = w.person("Piet van Dijk");
        w.portfolio.resources[piet.ix()].leaves = Some(stated(date(2026, 12, 18), 53, 4));
        w.assign(early, piet);
        w.assign(late, piet);
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "`T-1 Lay track 1` is due on 26 Feb 2027, but `Piet van Dijk` leaves on 18 Dec 2026");
        assert_eq!(found[0].cell(), Some(cell(2, 6)));
    }
}
