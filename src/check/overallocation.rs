//! More stated hours than there are in the day.

use super::{Check, Facts, day};
use crate::analyze::Overallocation;
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "overallocation",
    severity: Severity::Warning,
    title: "Somebody is asked for more than there is of them",
    explain: "On stated hours and units the open, dated tasks of all projects ask more of a person, role or system than its capacity.\n\n\
        Inside each project it looks fine; across them some of these tasks will be late, and nobody has decided which.\n\n\
        Decide which task goes first: sheet Overallocations names the competing tasks and the float that could give.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let over = facts.analysis.contention.over.iter().filter(|o| o.on_stated);
    over.filter_map(|o| finding(facts, &CHECK, o, "on stated hours")).collect()
}

/// Claims named in a message.
const NAMED: usize = 4;

/// The finding of one stretch, at the largest claim, proved by the others.
pub(super) fn finding(facts: &Facts, check: &Check, over: &Overallocation, basis: &str) -> Option<Diagnostic> {
    let who = facts.portfolio.resources.get(over.resource.ix())?;
    let first = over.claims.first()?;
    let claims: Vec<String> =
        over.claims.iter().take(NAMED).map(|c| format!("{} {:.0} h", facts.title(c.task), c.hours)).collect();
    let more = over.claims.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!(
        "{} stands at {:.0} % of capacity {basis} from {} to {}: {}{more}",
        who.name,
        over.peak * 100.0,
        day(over.from),
        day(over.to),
        claims.join(", ")
    );
    let give = over.claims.iter().filter(|c| c.float.is_some_and(|f| f > 0)).max_by_key(|c| c.float);
    let help = match give {
        Some(c) => format!("{} has the most float ({} working days) and could wait", facts.title(c.task), c.float.unwrap_or(0)),
        None => "none of the tasks has float: decide which goes first, or find more capacity".to_owned(),
    };
    let mut found =
        Diagnostic::at(check.name, check.severity, first.at, message).help(help).about(Subject::Resource(over.resource.0));
    found.related = over.claims.iter().skip(1).take(6).map(|c| c.at).collect();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::analyze::Claim;
    use jiff::civil::date;

    #[test]
    fn the_peak_the_stretch_and_the_competing_tasks_are_named() {
        let mut w = World::new();
        let p = w.project("Quay wall");
        let (a, b) = (w.task(p, "Piling"), w.task(p, "Cutover"));
        let ines = w.person("Ines Okafor");
        let claim = |task, hours, float, at| Claim { task, hours, float, stated: true, at };
        w.analysis.contention.over.push(Overallocation {
            resource: ines,
            from: date(2027, 2, 1),
            to: date(2027, 3, 5),
            peak: 2.15,
            excess_hours: 230.0,
            person_days: 230.0 / 8.0,
            days: 25,
            on_stated: true,
            claims: vec![claim(a, 160.0, Some(0), cell(1, 6)), claim(b, 140.0, Some(4), cell(2, 6))],
            projects: vec![p],
        });
        let found = run(&w.facts());
        assert_eq!(
            found[0].message,
            "Ines Okafor stands at 215 % of capacity on stated hours from 1 Feb 2027 to 5 Mar 2027: `T-0 Piling` 160 h, `T-1 Cutover` 140 h"
        );
        assert_eq!(found[0].help, "`T-1 Cutover` has the most float (4 working days) and could wait");
        w.analysis.contention.over[0].on_stated = false;
        assert!(run(&w.facts()).is_empty());
        assert_eq!(super::super::overallocation_assumed::CHECK.run.map(|run| run(&w.facts()).len()), Some(1));
    }
}
