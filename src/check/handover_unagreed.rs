//! A handover that only one of the two sides states.

use super::{Check, Facts, count};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    name: "handover-unagreed",
    severity: Severity::Note,
    title: "A handover between projects is stated by one side only",
    explain: "Of two projects that depend on each other only one has the dependency in its files.\n\n\
        The other side may not know that somebody waits for it, and will move the date without telling.\n\n\
        Let both sides state it, each in its own tracker or in a shared give/get list.",
    run: Some(run),
};

/// One finding for each pair of giver and getter.
fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut pairs: BTreeMap<_, (usize, &crate::analyze::Handover)> = BTreeMap::new();
    for h in facts.analysis.handovers.iter().filter(|h| !h.agreed) {
        let (Some(giver), Some(getter)) = (h.giver, h.getter) else { continue };
        let open =
            |end: &crate::model::DependencyEnd| end.task().and_then(|t| facts.task(t)).is_some_and(|t| !t.facts.is_closed());
        if facts.portfolio.dependencies.get(h.link.ix()).is_some_and(|d| open(&d.predecessor) && open(&d.successor)) {
            pairs.entry((giver, getter)).or_insert((0, h)).0 += 1;
        }
    }
    let finding = |((giver, getter), (n, h)): ((_, _), (usize, &crate::analyze::Handover))| {
        let link = facts.portfolio.dependencies.get(h.link.ix())?;
        let at = *link.stated_at.first()?;
        let what = if n == 1 { format!(" ({})", facts.end(&link.predecessor)) } else { String::new() };
        let message = format!(
            "{} from {} to {} stated by one side only{what}",
            count(n, "handover", "handovers"),
            facts.project(giver),
            facts.project(getter)
        );
        Some(
            Diagnostic::at(CHECK.name, CHECK.severity, at, message)
                .help("let the other side confirm it in its own plan")
                .about(Subject::Dependency(h.link.0)),
        )
    };
    pairs.into_iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;
    use crate::analyze::Handover;

    #[test]
    fn one_finding_counts_the_unagreed_handovers_of_a_pair() {
        let mut w = World::new();
        let (x, y) = (w.project("X"), w.project("Y"));
        for agreed in [false, false, true] {
            let (a, b) = (w.task(x, "A"), w.task(y, "B"));
            let link = w.link(a, b);
            let h = Handover {
                link,
                giver: Some(x),
                getter: Some(y),
                given: None,
                needed: None,
                gap: None,
                agreed,
                crosses_trackers: true,
            };
            w.analysis.handovers.push(h);
        }
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "2 handovers from X to Y stated by one side only");
    }
}
