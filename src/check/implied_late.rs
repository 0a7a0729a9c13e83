//! A milestone that its own links make later than it is reported.

use super::{Check, Facts, day, working_days};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "implied-late",
    severity: Severity::Warning,
    title: "The links make a milestone later than reported",
    explain: "Following every link with the reported starts and durations, the milestone can be reached only after its reported date.\n\n\
        The reported date is a hope: no single project shows it, because the chain often leads through several of them.\n\n\
        Read the driving chain on sheet Milestones from its start; shorten it, cut a link that is not real, or report the implied date.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let finding = |m: &crate::analyze::MilestoneReading| {
        let gap = m.gap.filter(|g| *g > 0)?;
        let task = facts.task(m.task).filter(|t| !t.facts.is_closed())?;
        let (reported, implied) = (m.reported?, m.implied?);
        let start = m.chain.first().filter(|t| **t != m.task).map(|t| format!(", driven from {}", facts.title(*t)));
        let message = format!(
            "{} is reported for {}, but its links imply {}: {} later{}",
            super::title(task),
            day(reported),
            day(implied),
            working_days(gap),
            start.unwrap_or_default()
        );
        let severity = if gap > facts.settings.thresholds.green_days { Severity::Warning } else { Severity::Note };
        let at = task.facts.finish_date().map_or(task.facts.at, |d| d.at);
        let help = format!("shorten the driving chain, or report {}", day(implied));
        let mut found = Diagnostic::at(CHECK.name, severity, at, message).help(help).about(Subject::Task(m.task.0));
        found.related =
            m.chain.iter().filter(|t| **t != m.task).filter_map(|t| facts.task(*t)).take(6).map(|t| t.facts.at).collect();
        Some(found)
    };
    facts.analysis.milestones.iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::analyze::{Coverage, MilestoneReading};
    use jiff::civil::date;

    #[test]
    fn a_milestone_behind_its_links_is_named_with_both_dates_and_the_start_of_its_chain() {
        let mut w = World::new();
        let p = w.project("Terminal");
        let (a, m) = (w.task(p, "Integration test"), w.task(p, "Go-live"));
        w.dates(m, date(2027, 6, 22), date(2027, 6, 22));
        let mut reading = MilestoneReading {
            task: m,
            baseline: None,
            reported: Some(date(2027, 6, 22)),
            implied: Some(date(2027, 7, 13)),
            gap: Some(15),
            chain: vec![a, m],
            coverage: Coverage::default(),
            not_assessable: None,
            board: true,
        };
        w.analysis.milestones.push(reading.clone());
        let found = run(&w.facts());
        assert_eq!(
            found[0].message,
            "`T-1 Go-live` is reported for 22 Jun 2027, but its links imply 13 Jul 2027: 15 working days later, driven from `T-0 Integration test`"
        );
        assert_eq!((found[0].cell(), found[0].severity), (Some(cell(2, 4)), Severity::Warning));
        reading.gap = Some(5);
        w.analysis.milestones = vec![reading.clone()];
        assert_eq!(run(&w.facts())[0].severity, Severity::Note);
        reading.gap = Some(-2);
        w.analysis.milestones = vec![reading];
        assert!(run(&w.facts()).is_empty());
    }
}
