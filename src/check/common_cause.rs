//! One cause behind risks or issues of several projects.

use super::{Check, Facts, count};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "common-cause",
    severity: Severity::Warning,
    title: "One cause stands behind risks of several projects",
    explain: "The same vendor, system or person is named in risks or issues of several projects, often spelled differently.\n\n\
        Each register shows one bearable risk; if the cause strikes, all of them strike at once.\n\n\
        Give the cause one owner and one response at program level, and agree one spelling.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let least = facts.settings.thresholds.common_cause_projects;
    let finding = |cause: &crate::analyze::CommonCause| {
        let &first = cause.items.first()?;
        let (_, at) = cause.spellings.first()?;
        let names: Vec<&str> = cause.projects.iter().take(6).map(|p| facts.project(*p)).collect();
        let mut spellings: Vec<&str> = cause.spellings.iter().map(|(s, _)| &**s).collect();
        spellings.sort_unstable();
        spellings.dedup();
        let spelled = if spellings.len() > 1 {
            format!(", spelled {}", spellings.iter().take(4).map(|s| format!("`{s}`")).collect::<Vec<_>>().join(", "))
        } else {
            String::new()
        };
        let message = format!(
            "{} stands behind {} of {} ({}){spelled}",
            cause.name,
            count(cause.items.len(), "risk or issue", "risks and issues"),
            count(cause.projects.len(), "project", "projects"),
            names.join(", ")
        );
        let mut found = Diagnostic::at(CHECK.name, CHECK.severity, *at, message)
            .help("give the cause one owner and one response at program level")
            .about(Subject::LogItem(first));
        found.related = cause.spellings.iter().skip(1).take(8).map(|(_, at)| *at).collect();
        Some(found)
    };
    facts.analysis.exposure.iter().filter(|c| c.projects.len() >= least).filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::analyze::CommonCause;

    #[test]
    fn every_spelling_and_project_is_named() {
        let mut w = World::new();
        let projects = vec![w.project("Cranes"), w.project("Gate")];
        w.analysis.exposure.push(CommonCause {
            name: "Halvorsen Drives".into(),
            spellings: vec![("Halvorsen Drives".into(), cell(3, 3)), ("HALVORSEN DRIVES A/S".into(), cell(5, 3))],
            items: vec![0, 1],
            projects,
            evidence: String::new(),
        });
        let found = run(&w.facts());
        assert_eq!(
            found[0].message,
            "Halvorsen Drives stands behind 2 risks and issues of 2 projects (Cranes, Gate), spelled `HALVORSEN DRIVES A/S`, `Halvorsen Drives`"
        );
        w.settings.thresholds.common_cause_projects = 3;
        assert!(run(&w.facts()).is_empty());
    }
}
