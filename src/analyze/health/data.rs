//! Data: how far the project's records can carry what is computed from them.

use super::super::result::{Coverage, Health};
use super::{Evidence, View, counted, worst};
use crate::model::Rag;
use crate::model::calendar::day_number;

/// Shares of the records from which a quality is green, and amber.
const SHARES: (f64, f64) = (0.8, 0.5);
/// Shares of stale open tasks above which the data is amber, and red.
const STALE: (f64, f64) = (0.25, 0.5);

pub(super) fn health(view: &View, coverage: &Coverage) -> Health {
    if coverage.tasks == 0 {
        return worst(Vec::new(), "no records of work were handed in");
    }
    let cells: Vec<_> = view.work().next().map(|(_, task)| task.facts.at).into_iter().collect();
    let share = |part: usize, what: &str| {
        let share = part as f64 / coverage.tasks as f64;
        let rag = if share >= SHARES.0 {
            Rag::Green
        } else if share >= SHARES.1 {
            Rag::Amber
        } else {
            Rag::Red
        };
        (share, Evidence { rag, why: format!("{part} of {} {what}", counted(coverage.tasks, "task")), cells: cells.clone() })
    };
    let mut evidence = vec![share(coverage.dated, "have a finish date"), share(coverage.assigned, "have an assignee")];
    evidence.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut evidence: Vec<Evidence> = evidence.into_iter().map(|(_, evidence)| evidence).collect();
    evidence.extend(stale(view));
    worst(evidence, "nothing to assess")
}

fn stale(view: &View) -> Option<Evidence> {
    let limit = view.settings.thresholds.stale_days;
    let today = day_number(view.portfolio.as_of);
    let updated: Vec<_> =
        view.work().filter(|(_, task)| !task.facts.is_closed()).filter_map(|(_, task)| task.facts.updated).collect();
    let old: Vec<_> =
        updated.iter().filter(|updated| today - day_number(updated.value) > limit).map(|updated| updated.at).collect();
    let share = old.len() as f64 / updated.len().max(1) as f64;
    let rag = if share > STALE.1 {
        Rag::Red
    } else if share > STALE.0 {
        Rag::Amber
    } else {
        return None;
    };
    let why = format!("{} of {} were not updated in {limit} days", old.len(), counted(updated.len(), "open task"));
    Some(Evidence { rag, why, cells: old.into_iter().take(5).collect() })
}
