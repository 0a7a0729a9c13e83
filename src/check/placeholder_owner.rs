//! A word that means nobody where an owner belongs.

use super::{Check, Facts, quoted};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::LogKind;
use crate::source::{Sourced, Text};

/// The check.
pub const CHECK: Check = Check {
    name: "placeholder-owner",
    severity: Severity::Warning,
    title: "An owner is a word that means nobody",
    explain: "The owner of a project, risk, issue, decision or benefit is given as `TBC`, `n/a` or the like.\n\n\
        It looks owned in every list and is owned by nobody.\n\n\
        Name a person, or leave the cell empty so that it shows.",
    run: Some(run),
};

/// Words that mean nobody, in lower case, beside those of the configuration.
const NOBODY: [&str; 18] = [
    "tbc",
    "tbd",
    "tba",
    "t.b.c.",
    "t.b.d.",
    "n/a",
    "na",
    "n.a.",
    "none",
    "nobody",
    "unknown",
    "unassigned",
    "not assigned",
    "to be confirmed",
    "to be decided",
    "vacant",
    "offen",
    "?",
];

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let nobody = |name: &Sourced<Text>| {
        let word = name.value.trim().to_lowercase();
        let word = word.trim_matches('?');
        word.is_empty() || NOBODY.contains(&word) || facts.settings.people.nobody.iter().any(|n| n.eq_ignore_ascii_case(word))
    };
    let mut found = Vec::new();
    let mut put = |owner: &Sourced<Text>, of: String, severity, subject| {
        let message = format!("{of} has {} for an owner", quoted(&owner.value));
        found.push(Diagnostic::at(CHECK.name, severity, owner.at, message).help("name a person").about(subject));
    };
    let p = facts.portfolio;
    for (i, project) in (0_u32..).zip(&p.projects) {
        if let Some(m) = project.manager.as_ref().filter(|m| nobody(m)) {
            put(m, project.name.to_string(), CHECK.severity, Subject::Project(i));
        }
    }
    for (i, item) in (0_u32..).zip(&p.log).filter(|(_, x)| x.open != Some(false) && x.kind != LogKind::Lesson) {
        if let Some(o) = item.owner.as_ref().filter(|o| nobody(o)) {
            put(o, format!("{} {}", item.kind.word().to_lowercase(), quoted(item.label())), CHECK.severity, Subject::LogItem(i));
        }
    }
    for (i, benefit) in (0_u32..).zip(&p.benefits) {
        if let Some(o) = benefit.owner.as_ref().filter(|o| nobody(o)) {
            let name = benefit.name.as_ref().map_or("(no name)", |n| &*n.value);
            put(o, format!("benefit {}", quoted(name)), CHECK.severity, Subject::Benefit(i));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell, stated};
    use super::*;
    use crate::model::LogItem;

    #[test]
    fn an_open_risk_owned_by_tbc_is_named_a_closed_one_is_not() {
        let mut w = World::new();
        let mut risk = LogItem::new(LogKind::Risk, cell(4, 0));
        risk.title = Some(stated("Crane drives late".into(), 4, 1));
        risk.owner = Some(stated("TBC".into(), 4, 8));
        risk.open = Some(true);
        w.portfolio.log.push(risk);
        let found = run(&w.facts());
        assert_eq!(found[0].message, "risk `Crane drives late` has `TBC` for an owner");
        assert_eq!(found[0].cell(), Some(cell(4, 8)));
        w.portfolio.log[0].open = Some(false);
        assert!(run(&w.facts()).is_empty());
        w.portfolio.log[0].open = Some(true);
        w.portfolio.log[0].owner = Some(stated("Tobias Carter".into(), 4, 8));
        assert!(run(&w.facts()).is_empty());
    }
}
