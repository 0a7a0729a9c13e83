//! A decision that is wanted and past its date.

use super::{Check, Facts, count, day, quoted};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{LogItem, LogKind};

/// The check.
pub const CHECK: Check = Check {
    name: "decision-overdue",
    severity: Severity::Warning,
    title: "A decision is past the date it was needed by",
    explain: "An open decision, change request or action has a due date before the date of the pack.\n\n\
        What waits for it slips day for day, often without showing in any plan.\n\n\
        Take it to the next meeting, or agree a new date with those who wait.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let as_of = facts.portfolio.as_of;
    let finding = |(i, item): (u32, &LogItem)| {
        let due = item.due.filter(|d| d.value < as_of)?;
        if item.open != Some(true) || !matches!(item.kind, LogKind::Decision | LogKind::Change | LogKind::Action) {
            return None;
        }
        let days = usize::try_from(as_of.since(due.value).ok()?.get_days()).unwrap_or(0);
        let message = format!(
            "{} {} was needed by {}, {} ago",
            item.kind.word().to_lowercase(),
            quoted(item.label()),
            day(due.value),
            count(days, "day", "days")
        );
        let severity = if item.kind == LogKind::Action { Severity::Note } else { CHECK.severity };
        let found =
            Diagnostic::at(CHECK.name, severity, due.at, message).help("take it to the next meeting, or agree a new date");
        Some(found.about(Subject::LogItem(i)))
    };
    (0_u32..).zip(&facts.portfolio.log).filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell, stated};
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_open_decision_before_the_as_of_date_is_overdue() {
        let mut w = World::new();
        let mut item = LogItem::new(LogKind::Decision, cell(4, 0));
        item.title = Some(stated("Choose the cable".into(), 4, 1));
        item.due = Some(stated(date(2026, 10, 1), 4, 6));
        item.open = Some(true);
        w.portfolio.log.push(item);
        assert_eq!(run(&w.facts())[0].message, "decision `Choose the cable` was needed by 1 Oct 2026, 32 days ago");
        w.portfolio.log[0].open = Some(false);
        assert!(run(&w.facts()).is_empty());
    }
}
