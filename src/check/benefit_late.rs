//! A benefit that can be expected only after it is promised.

use super::{Check, Facts, count, day, quoted};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "benefit-late",
    severity: Severity::Warning,
    title: "A benefit will be late",
    explain: "The milestones that enable the benefit can be reached, as their links imply, only after the promised date.\n\n\
        Every project behind it may be green: the benefit is late all the same, and it is what the program exists for.\n\n\
        Speed up the enabler named, or tell those who count on the benefit.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let finding = |r: &crate::analyze::BenefitReading| {
        let late = r.late_days.and_then(|d| usize::try_from(d).ok()).filter(|d| *d > 0)?;
        let benefit = facts.portfolio.benefits.get(r.benefit.ix())?;
        let promised = benefit.target_date?;
        let name = benefit.name.as_ref().map_or("(no name)", |n| &*n.value);
        let held = r.enabler.map_or_else(String::new, |(t, d)| format!(", held by {} on {}", facts.title(t), day(d)));
        let expected = r.expected.map_or_else(String::new, |d| format!(" can be expected on {} only", day(d)));
        let message = format!(
            "{} is promised for {},{expected}: {} late{held}",
            quoted(name),
            day(promised.value),
            count(late, "calendar day", "calendar days")
        );
        let mut found = Diagnostic::at(CHECK.name, CHECK.severity, promised.at, message)
            .help("speed up the enabler, or tell those who count on the benefit")
            .about(Subject::Benefit(r.benefit.0));
        found
            .related
            .extend(r.enabler.and_then(|(t, _)| facts.task(t)).map(|t| t.facts.finish_date().map_or(t.facts.at, |d| d.at)));
        Some(found)
    };
    facts.analysis.benefits.iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell, stated};
    use super::*;
    use crate::analyze::{BenefitReading, Health};
    use crate::model::{Benefit, BenefitId};
    use jiff::civil::date;

    #[test]
    fn the_promise_the_expected_day_and_the_enabler_are_named() {
        let mut w = World::new();
        let p = w.project("Readiness");
        let t = w.task(p, "Operators certified");
        w.portfolio.benefits.push(Benefit {
            stable_id: "b-1".into(),
            project: Some(p),
            name: Some(stated("Crane moves per hour".into(), 2, 1)),
            target_date: Some(stated(date(2027, 6, 1), 2, 7)),
            enabled_by: vec![t],
            ..Benefit::at(cell(2, 1))
        });
        w.analysis.benefits.push(BenefitReading {
            benefit: BenefitId(0),
            enabler: Some((t, date(2027, 7, 23))),
            expected: Some(date(2027, 7, 23)),
            late_days: Some(52),
            health: Health::default(),
        });
        assert_eq!(
            run(&w.facts())[0].message,
            "`Crane moves per hour` is promised for 1 Jun 2027, can be expected on 23 Jul 2027 only: 52 calendar days late, held by `T-0 Operators certified` on 23 Jul 2027"
        );
        w.analysis.benefits[0].late_days = Some(0);
        assert!(run(&w.facts()).is_empty());
    }
}
