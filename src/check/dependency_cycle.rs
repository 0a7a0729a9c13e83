//! Tasks that wait for each other.

use super::{Check, Facts, count};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "dependency-cycle",
    severity: Severity::Error,
    title: "Tasks wait for each other in a circle",
    explain: "Following the links from one of these tasks leads back to it, so none of them can ever start.\n\n\
        No date behind the circle can be computed; its members are left out of the critical path until it is cut.\n\n\
        Look at the links named, which often come from different files, and drop the one that is not real.",
    run: Some(run),
};

/// Members named in the message.
const NAMED: usize = 8;

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let finding = |cycle: &crate::analyze::Cycle| {
        let &first = cycle.tasks.first()?;
        let names: Vec<String> = cycle.tasks.iter().take(NAMED).map(|t| facts.title(*t)).collect();
        let more = cycle.tasks.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = format!("{} wait for each other: {}{more}", count(cycle.tasks.len(), "task", "tasks"), names.join(", "));
        let cells: Vec<_> = cycle
            .links
            .iter()
            .filter_map(|l| facts.portfolio.dependencies.get(l.ix()))
            .filter_map(|d| d.stated_at.first().copied())
            .take(12)
            .collect();
        let at = cells.first().copied().or_else(|| facts.task(first).map(|t| t.facts.at))?;
        let mut found = Diagnostic::at(CHECK.name, CHECK.severity, at, message)
            .help("drop the link that is not real")
            .about(Subject::Task(first.0));
        found.related = cells.into_iter().skip(1).collect();
        Some(found)
    };
    facts.analysis.schedule.cycles.iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::analyze::Cycle;

    #[test]
    fn every_member_is_named_and_every_link_is_shown() {
        let mut w = World::new();
        let p = w.project("P");
        let (a, b) = (w.task(p, "A"), w.task(p, "B"));
        let links = vec![w.link(a, b), w.link(b, a)];
        w.analysis.schedule.cycles.push(Cycle { tasks: vec![a, b], links });
        let found = run(&w.facts());
        assert_eq!(found[0].message, "2 tasks wait for each other: `T-0 A`, `T-1 B`");
        assert_eq!((found[0].cell(), found[0].related.clone()), (Some(cell(2, 5)), vec![cell(1, 5)]));
    }
}
