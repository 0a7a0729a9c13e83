//! The give/get register: every dependency from one project to another, with what is given, what is needed and the days
//! between.
//!
//! A date that a give/get list states holds; else the giver's reported finish stands for what is given and the getter's
//! reported start (finish, for a link to a finish) for what is needed. The gap to a stated need is the days between the two
//! dates; to a reported start it is what the getter must move by, as for broken links (`schedule::wait`): a day more, because
//! what is given in the evening can be used the next morning. A link whose relation the export does not tell is
//! compared only where both dates are stated.

use super::clocks::Calendars;
use super::result::Handover;
use super::schedule::{Tied, slip, wait};
use crate::model::{Dependency, DependencyEnd, DependencyId, Portfolio, Relation, StatusCategory, Task, TaskId};
use crate::source::{CellRef, Sourced};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The register, in the order of the dependencies.
pub fn handovers(portfolio: &Portfolio, calendars: &Calendars) -> Vec<Handover> {
    let files: Vec<BTreeSet<u16>> =
        portfolio.projects.iter().map(|project| project.sources.iter().map(|(source, _)| source.file).collect()).collect();
    let of = |(ix, link): (usize, &Dependency)| {
        let id = DependencyId(u32::try_from(ix).ok()?);
        handover(portfolio, calendars, &files, id, link)
    };
    portfolio.dependencies.par_iter().enumerate().with_min_len(4_096).filter_map(of).collect()
}

fn handover(
    portfolio: &Portfolio,
    calendars: &Calendars,
    files: &[BTreeSet<u16>],
    id: DependencyId,
    link: &Dependency,
) -> Option<Handover> {
    let task = |end: &DependencyEnd| end.task().and_then(|task: TaskId| portfolio.tasks.get(task.ix()));
    let (before, after) = (task(&link.predecessor), task(&link.successor));
    let known = |task: Option<&Task>| task.filter(|task| !task.stub).map(|task| task.project);
    let (giver, getter) = (known(before), known(after));
    // A link to something outside the files leads to another project as far as anybody can tell.
    if giver == getter {
        return None;
    }
    let cancelled = |task: Option<&Task>| task.is_some_and(|task| task.facts.category() == Some(StatusCategory::Cancelled));
    if cancelled(before) || cancelled(after) {
        return None;
    }
    let given = link.promised.or_else(|| {
        let facts = &before?.facts;
        match link.relation.value {
            Relation::StartStart | Relation::StartFinish => facts.start_date(),
            _ => facts.finish_date(),
        }
    });
    let stated_need = link.needed.or_else(|| before.and_then(|task| task.facts.needed));
    let needed = stated_need.or_else(|| {
        let facts = &after?.facts;
        match link.relation.value {
            Relation::FinishFinish | Relation::StartFinish => facts.finish_date(),
            _ => facts.start_date().or(facts.finish_date()),
        }
    });
    let comparable = link.relation.value != Relation::Unknown || (link.promised.is_some() && stated_need.is_some());
    let gap = given.zip(needed).filter(|_| comparable).and_then(|(given, needed)| match stated_need {
        // Two dates that stand for the same day: the giver is as late as they are apart.
        Some(_) => Some(slip(calendars.program(), needed.value, given.value)),
        None => Some(wait(&Tied::new(portfolio, calendars, before?, after?), link, given.value)?.gap),
    });
    let place = |date: Sourced<Date>| (date.value, date.at);
    Some(Handover {
        link: id,
        giver,
        getter,
        given: given.map(place),
        needed: needed.map(place),
        gap,
        agreed: agreed(link, before, after),
        crosses_trackers: match (giver, getter) {
            (Some(giver), Some(getter)) => {
                let of = |project: crate::model::ProjectId| files.get(project.ix());
                let apart = before.zip(after).is_some_and(|(a, b)| a.facts.at.source.file != b.facts.at.source.file);
                apart && of(giver).zip(of(getter)).is_some_and(|(a, b)| a != b)
            }
            _ => false,
        },
    })
}

/// Stated on both sides: in a file of each, or, where both are in one file, from the row of each.
fn agreed(link: &Dependency, before: Option<&Task>, after: Option<&Task>) -> bool {
    let (Some(before), Some(after)) = (before.filter(|task| !task.stub), after.filter(|task| !task.stub)) else { return false };
    let anchors = |task: &Task| -> Vec<CellRef> { [task.facts.at].into_iter().chain(task.also_at.iter().copied()).collect() };
    let stated_by = |task: &Task, same_file: bool| {
        anchors(task).iter().any(|anchor| {
            let by = |cell: &&CellRef| {
                cell.source.file == anchor.source.file && (!same_file || (cell.source == anchor.source && cell.row == anchor.row))
            };
            link.stated_at.iter().find(by).is_some()
        })
    };
    let same_file = before.facts.at.source.file == after.facts.at.source.file;
    stated_by(before, same_file) && stated_by(after, same_file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::fixture::{at, day, portfolio};
    use super::*;

    fn read(portfolio: &Portfolio) -> Vec<Handover> {
        handovers(portfolio, &Calendars::of(portfolio))
    }

    #[test]
    fn what_is_given_on_12_march_moves_a_start_on_2_march_by_nine_working_days() {
        let mut p = portfolio(2);
        let give = p.with(0, "supply", Some((day(3, 9), day(3, 12))));
        let get = p.with(1, "commission", Some((day(3, 2), day(3, 6))));
        let inside = p.with(1, "inside", Some((day(3, 9), day(3, 10))));
        p.chain(give, get);
        p.chain(get, inside);
        let register = read(&p);
        assert_eq!(register.len(), 1);
        let handover = &register[0];
        assert_eq!((handover.given.unwrap().0, handover.needed.unwrap().0, handover.gap), (day(3, 12), day(3, 2), Some(9)));
        assert_eq!(super::super::analyze(&p, &crate::config::Settings::default()).schedule.broken[0].gap, 9);
        assert!(!handover.agreed && handover.crosses_trackers);
        // Stated from the giver's row as well, both sides agree.
        p.dependencies[0].stated_at.push(at(0, 0));
        assert!(read(&p)[0].agreed);
    }

    #[test]
    fn stated_dates_hold_before_reported_ones_and_unknown_relations_are_not_compared() {
        let mut p = portfolio(2);
        let give = p.with(0, "supply", Some((day(3, 9), day(3, 12))));
        let get = p.with(1, "commission", Some((day(3, 2), day(3, 6))));
        p.link(give, Relation::Unknown, get, None);
        assert_eq!(read(&p)[0].gap, None);
        p.dependencies[0].promised = Some(Sourced::stated(day(3, 6), at(0, 9)));
        p.dependencies[0].needed = Some(Sourced::stated(day(3, 4), at(0, 9)));
        assert_eq!(read(&p)[0].gap, Some(2));
    }
}
