//! A readiness gate opens later than it is wanted, or cannot be dated.

use super::{Check, Facts, count, day, quoted, working_days};
use crate::analyze::gates;
use crate::diagnostic::{Diagnostic, Severity};

/// The check.
pub const CHECK: Check = Check {
    name: "gate-late",
    severity: Severity::Warning,
    title: "A readiness gate opens later than it is wanted",
    explain: "All milestones of a [[gate]] must be met before it opens; the last of them falls after the day the gate is wanted for, or has no date.\n\n\
        Each project may be in time by its own plan while the gate is not: it is as late as the last one.\n\n\
        Bring the milestone that is named forward, or move the gate.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let of = |gate: &crate::model::Gate| {
        let reading = gates::read(facts.portfolio, facts.analysis, gate);
        let last = gate.needs.get(reading.last?)?;
        let name = last.task.map_or_else(|| quoted(&last.written), |t| facts.title(t));
        let so_far = format!("{} of {} met", reading.met, count(reading.all, "milestone", "milestones"));
        let message = match (reading.opens, reading.late, gate.wanted) {
            (Some(opens), Some(late), Some(wanted)) if late > 0 => format!(
                "gate {} is wanted for {}, but opens on {} with {name}: {} late ({so_far})",
                quoted(&gate.name),
                day(wanted),
                day(opens),
                working_days(late)
            ),
            (None, _, _) => format!("gate {} cannot be dated: {name} has no date ({so_far})", quoted(&gate.name)),
            _ => return None,
        };
        let mut finding =
            Diagnostic::at(CHECK.name, CHECK.severity, gate.at, message).help("bring that milestone forward, or move the gate");
        finding.related.extend(last.task.and_then(|t| facts.task(t)).map(|t| t.facts.at));
        Some(finding)
    };
    facts.portfolio.gates.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::world::{World, cell};
    use super::*;
    use crate::model::{Gate, GateNeed};
    use jiff::civil::date;

    #[test]
    fn the_last_milestone_missing_is_named_with_the_days() {
        let mut w = World::new();
        let (a, b) = (w.project("Cranes"), w.project("Power"));
        let (x, y) = (w.task(a, "Cranes ready"), w.task(b, "Power on"));
        w.dates(x, date(2026, 12, 4), date(2026, 12, 4));
        w.dates(y, date(2026, 12, 11), date(2026, 12, 11));
        let need = |t| GateNeed { written: "x".into(), task: Some(t), at: crate::check::world::cell(1, 0) };
        w.portfolio.gates.push(Gate {
            name: "Ready".into(),
            wanted: Some(date(2026, 12, 4)),
            owner: None,
            needs: vec![need(x), need(y)],
            at: cell(9, 0),
        });
        let found = run(&w.facts());
        // Friday 4 to Friday 11 December: five working days
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.contains("opens on 11 Dec 2026 with `T-1 Power on`: 5 working days late (0 of 2 milestones met)"),
            "{}",
            found[0].message
        );
        w.of(y).finish = None;
        w.of(y).start = None;
        assert!(run(&w.facts())[0].message.contains("cannot be dated: `T-1 Power on` has no date"));
    }
}
