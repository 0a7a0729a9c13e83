//! Resources: overload on a stated basis of the people and systems that the project claims.

use super::super::result::{Health, Overallocation};
use super::{Evidence, View, counted, show, working_days, worst};
use crate::model::Rag;

pub(super) fn health(view: &View) -> Health {
    let thresholds = &view.settings.thresholds;
    let (stated, all) = view.own.claims;
    let found = (view.own.over.iter())
        .filter_map(|&ix| view.findings.contention.over.get(ix as usize))
        .filter(|over| over.on_stated && over.days >= thresholds.overload_days);
    let mut evidence: Vec<Evidence> = found
        .map(|over| {
            let grave = over.peak >= thresholds.overload_board && !can_give(over);
            Evidence { rag: if grave { Rag::Red } else { Rag::Amber }, why: sentence(view, over), cells: cells(over) }
        })
        .collect();
    if evidence.is_empty() && 2 * stated >= all && stated > 0 {
        let why = format!("no overload in {} with stated work", counted(stated, "claim"));
        evidence.push(Evidence { rag: Rag::Green, why, cells: Vec::new() });
    }
    let none = match all {
        0 => "nobody is assigned to its open tasks".to_owned(),
        _ => format!("only {stated} of its {} state work or a share of the day", counted(all, "claim")),
    };
    worst(evidence, &none)
}

/// Whether tasks with float enough to leave the stretch ask for at least the hours above capacity.
fn can_give(over: &Overallocation) -> bool {
    let movable = over.claims.iter().filter(|claim| claim.float.is_some_and(|float| float >= over.days));
    movable.map(|claim| claim.hours).sum::<f64>() >= over.excess_hours
}

fn sentence(view: &View, over: &Overallocation) -> String {
    let name = view.portfolio.resources.get(over.resource.ix()).map_or("somebody", |resource| &resource.name);
    let absorbed = if can_give(over) { "float could absorb it" } else { "float cannot absorb it" };
    format!(
        "{name} is asked for {:.0} % of capacity at the peak of {} from {}, by {}; {absorbed}",
        over.peak * 100.0,
        working_days(over.days),
        show(over.from),
        counted(over.projects.len(), "project"),
    )
}

fn cells(over: &Overallocation) -> Vec<crate::source::CellRef> {
    over.claims.iter().take(5).map(|claim| claim.at).collect()
}
