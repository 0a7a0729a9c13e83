//! A link that the reported dates of its two ends contradict.

use super::{Check, Facts, day, spelled_out, working_days};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "broken-link",
    severity: Severity::Warning,
    title: "Reported dates break a link",
    explain: "The successor is reported to start (or finish) earlier than its predecessor and the lag allow.\n\n\
        Either the link or one of the dates is wrong. As long as it stands, the reported date of everything behind it cannot hold.\n\n\
        Ask both owners which of the two is right; then move the successor, bring the predecessor forward, or drop the link.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let broken = facts.analysis.schedule.broken.iter().filter_map(|b| {
        let link = facts.portfolio.dependencies.get(b.link.ix())?;
        Some((CHECK.severity, (b, link)))
    });
    spelled_out(&CHECK, broken.collect(), |severity, (b, link)| {
        let message = format!(
            "{} is reported for {}, but {} ({}) allows {} at the earliest: {} too early",
            facts.end(&link.successor),
            day(b.reported),
            facts.end(&link.predecessor),
            link.relation.value.word(),
            day(b.allowed),
            working_days(b.gap)
        );
        let help = format!("move it to {} or later, bring the predecessor forward, or drop the link", day(b.allowed));
        let found = Diagnostic::at(CHECK.name, severity, b.cells[1], message).help(help).about(Subject::Dependency(b.link.0));
        found.related(b.cells[0])
    })
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::analyze::BrokenLink;
    use jiff::civil::date;

    #[test]
    fn both_dates_and_the_gap_are_named_at_the_cell_of_the_successor() {
        let mut w = World::new();
        let p = w.project("Cranes");
        let (a, b) = (w.task(p, "Lay rails"), w.task(p, "Erect crane"));
        let link = w.link(a, b);
        let (allowed, reported) = (date(2027, 3, 1), date(2027, 2, 1));
        w.analysis.schedule.broken.push(BrokenLink { link, allowed, reported, gap: 20, cells: [cell(1, 4), cell(2, 3)] });
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "`T-1 Erect crane` is reported for 1 Feb 2027, but `T-0 Lay rails` (FS) allows 1 Mar 2027 at the earliest: 20 working days too early"
        );
        assert_eq!(found[0].cell(), Some(cell(2, 3)));
        assert_eq!(found[0].related, vec![cell(1, 4)]);
    }
}
