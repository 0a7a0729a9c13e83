//! Demand above capacity that is there only if two who may be one are one.

use super::{Check, Facts, day, quoted};
use crate::analyze::BothWays;
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "double-booking-unsure",
    severity: Severity::Warning,
    title: "If two names are one person, that person is double-booked",
    explain: "Two names may be one person, and nobody has said so yet. Counted as one they are asked for more than there is of one person; counted as two they are not, or less so. \
        On assumed hours it is a note.\n\n\
        A conflict that hides behind two spellings shows only when the work is late.\n\n\
        Answer the question on the sheet Identity review, then `steerpack identities apply`; the sheet Overallocations counts both ways until then.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    facts.analysis.contention.both_ways.iter().filter_map(|both| finding(facts, both)).collect()
}

fn finding(facts: &Facts, both: &BothWays) -> Option<Diagnostic> {
    let [a, b] = both.people.map(|id| facts.portfolio.resources.get(id.ix()).map(|r| &*r.name));
    let (first, as_one) = (both.as_one.claims.first()?, &both.as_one);
    let basis = if as_one.on_stated { "on stated hours" } else { "on assumed hours" };
    let message = format!(
        "if {} and {} are one person, that person stands at {:.0} % of capacity {basis} from {} to {}; if two, at {:.0} % and {:.0} %",
        quoted(a?),
        quoted(b?),
        as_one.peak * 100.0,
        day(as_one.from),
        day(as_one.to),
        both.apart[0].peak * 100.0,
        both.apart[1].peak * 100.0,
    );
    let severity = if as_one.on_stated { CHECK.severity } else { Severity::Note };
    let mut found = Diagnostic::at(CHECK.name, severity, first.at, message)
        .help("say on the sheet Identity review whether they are the same")
        .about(Subject::Resource(as_one.resource.0));
    found.related = as_one.claims.iter().skip(1).take(6).map(|c| c.at).collect();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::analyze::{Apart, Claim, Overallocation};
    use jiff::civil::date;

    #[test]
    fn both_sums_stand_in_the_message() {
        let mut w = World::new();
        let p = w.project("Quay wall");
        let (a, b) = (w.task(p, "Piling"), w.task(p, "Cutover"));
        let people = [w.person("J. Whitfield"), w.person("Jane Whitfield")];
        let claim = |task, at| Claim { task, hours: 30.0, float: None, stated: true, at };
        let as_one = Overallocation {
            resource: people[0],
            from: date(2026, 3, 2),
            to: date(2026, 3, 6),
            peak: 1.5,
            excess_hours: 20.0,
            person_days: 2.5,
            days: 5,
            on_stated: true,
            claims: vec![claim(a, cell(1, 6)), claim(b, cell(2, 6))],
            projects: vec![p],
        };
        let apart = [Apart { peak: 0.8, excess_hours: 0.0 }, Apart { peak: 0.7, excess_hours: 0.0 }];
        w.analysis.contention.both_ways.push(BothWays { proposal: 0, people, as_one, apart });
        let found = run(&w.facts());
        assert_eq!(
            found[0].message,
            "if `J. Whitfield` and `Jane Whitfield` are one person, that person stands at 150 % of capacity on stated hours from 2 Mar 2026 to 6 Mar 2026; if two, at 80 % and 70 %"
        );
        assert_eq!((found[0].severity, found[0].related.len()), (Severity::Warning, 1));
        w.analysis.contention.both_ways[0].as_one.on_stated = false;
        assert_eq!(run(&w.facts())[0].severity, Severity::Note);
    }
}
