//! Open tasks of a linked plan that nothing leads to, or that lead to nothing.

use super::{Check, Facts};
use crate::analyze::quality::Verdict;
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "open-ends",
    severity: Severity::Note,
    title: "Tasks of a linked plan have no predecessor or no successor",
    explain: "More than 5 % of the open tasks of a plan that works with links lack a predecessor, a successor, or both (DCMA point 1).\n\n\
        Such a task can slip without anything following, so the critical path and every float behind it look better than they are.\n\n\
        Link each to what it waits for and to what waits for it; at last to the project's final milestone.",
    run: Some(run),
};

/// One finding for each project whose plan fails the point.
fn run(facts: &Facts) -> Vec<Diagnostic> {
    let projects = facts.portfolio.projects.iter().zip(&facts.analysis.quality.projects);
    let finding = |(project, assessment): (&crate::model::Project, &crate::analyze::quality::Assessment)| {
        let logic = assessment.dcma.first().filter(|measure| measure.verdict == Verdict::Fail)?;
        let first = *logic.first.first()?;
        let message = format!(
            "{} of {} open tasks of {} have no predecessor or no successor, first {}",
            logic.count,
            logic.of,
            project.name,
            facts.title(first)
        );
        let found = Diagnostic::at(CHECK.name, CHECK.severity, facts.task(first)?.facts.at, message);
        Some(found.help("link them to what they wait for and to what waits for them").about(Subject::Task(first.0)))
    };
    projects.filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;
    use crate::analyze::quality::{Assessment, Measure};

    #[test]
    fn a_plan_with_loose_ends_is_named_with_its_first_and_a_tracker_without_links_is_not() {
        let mut w = World::new();
        let p = w.project("Cranes");
        let t = w.task(p, "Lay rails");
        let logic = Measure { count: 3, of: 10, value: Some(0.3), verdict: Verdict::Fail, why: "", first: vec![t] };
        w.analysis.quality.projects = vec![Assessment { logic: true, dcma: vec![logic], ..Assessment::default() }];
        let found = run(&w.facts());
        assert_eq!(found[0].message, "3 of 10 open tasks of Cranes have no predecessor or no successor, first `T-0 Lay rails`");
        w.analysis.quality.projects = vec![Assessment::default()];
        assert!(run(&w.facts()).is_empty());
    }
}
