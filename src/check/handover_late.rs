//! A project gives later than another needs.

use super::{Check, Facts, day, working_days};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "handover-late",
    severity: Severity::Warning,
    title: "One project gives later than another needs",
    explain: "The date on which the giver delivers (promised, else its reported finish) lies after the date on which the getter needs it (stated, else its reported start).\n\n\
        Each plan is sound by itself; only side by side does it show that the getter will wait.\n\n\
        Bring giver and getter together: move one of the two dates, or agree an interim delivery, and let both plans state it.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let finding = |h: &crate::analyze::Handover| {
        let gap = h.gap.filter(|g| *g > 0)?;
        let (given, needed) = (h.given?, h.needed?);
        let link = facts.portfolio.dependencies.get(h.link.ix())?;
        if link.successor.task().and_then(|t| facts.task(t)).is_some_and(|t| t.facts.is_closed()) {
            return None;
        }
        let name = |p: Option<crate::model::ProjectId>| p.map_or("somebody outside the files", |p| facts.project(p));
        let message = format!(
            "{} gives {} on {}, but {} needs it on {} for {}: {} late",
            name(h.giver),
            facts.end(&link.predecessor),
            day(given.0),
            name(h.getter),
            day(needed.0),
            facts.end(&link.successor),
            working_days(gap)
        );
        let found = Diagnostic::at(CHECK.name, CHECK.severity, needed.1, message)
            .help("agree one date between the two projects")
            .about(Subject::Dependency(h.link.0));
        Some(found.related(given.1))
    };
    facts.analysis.handovers.iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::analyze::Handover;
    use jiff::civil::date;

    #[test]
    fn both_projects_both_dates_and_the_gap_are_named() {
        let mut w = World::new();
        let (power, cranes) = (w.project("Shore power"), w.project("Cranes"));
        let (a, b) = (w.task(power, "Supply"), w.task(cranes, "Connect"));
        let link = w.link(a, b);
        let mut handover = Handover {
            link,
            giver: Some(power),
            getter: Some(cranes),
            given: Some((date(2027, 3, 12), cell(1, 4))),
            needed: Some((date(2027, 3, 1), cell(2, 3))),
            gap: Some(9),
            agreed: false,
            crosses_trackers: true,
        };
        w.analysis.handovers.push(handover.clone());
        assert_eq!(
            run(&w.facts())[0].message,
            "Shore power gives `T-0 Supply` on 12 Mar 2027, but Cranes needs it on 1 Mar 2027 for `T-1 Connect`: 9 working days late"
        );
        handover.gap = Some(0);
        w.analysis.handovers = vec![handover];
        assert!(run(&w.facts()).is_empty());
    }
}
