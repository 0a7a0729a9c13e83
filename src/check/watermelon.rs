//! A project reported greener than its own dates, links and figures say.

use super::{Check, Facts};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "watermelon",
    severity: Severity::Warning,
    title: "A project is reported greener than computed",
    explain: "The reported status is better than what follows from the project's own dates, links, costs and risks by the rules on sheet Rules.\n\n\
        A steering committee that sees green asks no question; what is red inside surfaces when it is too late to choose.\n\n\
        Let the project manager explain the difference or correct the report; the agreed status can be set in steerpack.toml with its reason.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for ((i, health), project) in (0_u32..).zip(&facts.analysis.health).zip(&facts.portfolio.projects) {
        let (Some(reported), Some(computed)) = (&project.reported, health.overall.rag) else { continue };
        if !health.watermelon {
            continue;
        }
        let message = format!(
            "{} is reported `{}`, but computed {}: {}",
            project.name,
            reported.value.word(),
            computed.word(),
            health.overall.why.trim_end_matches('.')
        );
        let mut finding = Diagnostic::at(CHECK.name, CHECK.severity, reported.at, message)
            .help("ask the project manager which of the two holds, and why")
            .about(Subject::Project(i));
        finding.related = health.overall.cells.iter().take(6).copied().collect();
        found.push(finding);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, stated};
    use super::*;
    use crate::model::Rag;

    #[test]
    fn green_outside_and_red_inside_is_named_with_the_reason() {
        let mut w = World::new();
        let p = w.project("Terminal");
        w.portfolio.projects[p.ix()].reported = Some(stated(Rag::Green, 9, 1));
        let health = &mut w.analysis.health[p.ix()];
        health.overall.rag = Some(Rag::Amber);
        health.overall.why = "go-live 15 working days late.".into();
        assert!(run(&w.facts()).is_empty());
        w.analysis.health[p.ix()].watermelon = true;
        let found = run(&w.facts());
        assert_eq!(found[0].message, "Terminal is reported `Green`, but computed Amber: go-live 15 working days late");
        assert_eq!(found[0].subject, Subject::Project(0));
    }
}
