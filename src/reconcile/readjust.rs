//! Facts that were settled by hand before a file was converted. Its records hold the adjusted values already, so such an
//! adjustment is not laid over them again: it stands as it is told. One whose target was not there then is looked for anew, and
//! one that the configuration still makes is told once.

use super::desk::position;
use super::wording::fold_name;
use crate::diagnostic::Subject;
use crate::import::carried::{AdjustedKind, CarriedAdjustment};
use crate::model::{Adjustment, AdjustmentState, Portfolio};
use crate::source::Text;
use rustc_hash::FxHashMap;

/// An adjustment, and whether the records hold it already.
pub(super) struct Entry {
    pub(super) adjustment: Adjustment,
    pub(super) stands: bool,
}

/// All adjustments in order: those of converted files, then the others, each once. `named` gives a field its own name.
pub(super) fn once(
    portfolio: &Portfolio,
    carried: Vec<CarriedAdjustment>,
    others: Vec<Adjustment>,
    named: impl Fn(&str) -> Vec<&'static str>,
) -> Vec<Entry> {
    let anew = |adjustment| Entry { adjustment, stands: false };
    if carried.is_empty() {
        return others.into_iter().map(anew).collect();
    }
    let subjects = subjects(portfolio, &carried);
    let mut all: Vec<Entry> = Vec::with_capacity(carried.len() + others.len());
    let mut by_target: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let known = carried.into_iter().map(|c| told(c, &subjects));
    for (entry, converted) in known.map(|e| (e, true)).chain(others.into_iter().map(|a| (anew(a), false))) {
        let alike = by_target.entry(fold_name(&entry.adjustment.target)).or_default();
        let same = alike.iter().copied().find(|ix| all.get(*ix).is_some_and(|e| same(&e.adjustment, &entry.adjustment, &named)));
        match same.and_then(|ix| all.get_mut(ix)) {
            // two files were converted with one configuration: the one that has the target knows more
            Some(first) if converted && entry.stands && !first.stands => *first = entry,
            Some(_) => {}
            None => {
                alike.push(all.len());
                all.push(entry);
            }
        }
    }
    all
}

/// An adjustment as its file tells it.
fn told(carried: CarriedAdjustment, subjects: &FxHashMap<(AdjustedKind, Text), Subject>) -> Entry {
    let CarriedAdjustment { mut adjustment, record, kind } = carried;
    adjustment.subject = record.and_then(|id| subjects.get(&(kind, id)).copied());
    let lost = adjustment.subject.is_none() && adjustment.state != AdjustmentState::Refused;
    // what is shown first is no fact of a record: it is chosen again
    let stands = !lost && adjustment.state != AdjustmentState::Gone && adjustment.field.as_ref() != "front page";
    if !stands {
        adjustment.state = AdjustmentState::Gone;
        (adjustment.subject, adjustment.original) = (None, None);
        (adjustment.what, adjustment.remark) = (Text::default(), Text::default());
    }
    Entry { adjustment, stands }
}

/// Whether two are one: the same value for the same field, by the same person for the same reason.
fn same(a: &Adjustment, b: &Adjustment, named: impl Fn(&str) -> Vec<&'static str>) -> bool {
    let field = || a.field == b.field || named(&b.field).contains(&&*a.field) || named(&a.field).contains(&&*b.field);
    a.value == b.value && a.by == b.by && a.why == b.why && a.until == b.until && field()
}

/// What adjustments of converted files change, by kind and stable id.
fn subjects(portfolio: &Portfolio, carried: &[CarriedAdjustment]) -> FxHashMap<(AdjustedKind, Text), Subject> {
    let mut found: FxHashMap<(AdjustedKind, Text), Option<Subject>> =
        carried.iter().filter_map(|c| Some(((c.kind, c.record.clone()?), None))).collect();
    let mut meet = |kind: AdjustedKind, id: &Text, subject: Subject| {
        if let Some(slot) = found.get_mut(&(kind, id.clone())) {
            *slot = slot.or(Some(subject));
        }
    };
    for (ix, task) in portfolio.tasks.iter().enumerate() {
        meet(AdjustedKind::Task, &task.stable_id, Subject::Task(position(ix)));
    }
    for (ix, project) in portfolio.projects.iter().enumerate() {
        meet(AdjustedKind::Project, &project.slug, Subject::Project(position(ix)));
    }
    for (ix, item) in portfolio.log.iter().enumerate() {
        meet(AdjustedKind::LogItem, &item.stable_id, Subject::LogItem(position(ix)));
    }
    for (ix, benefit) in portfolio.benefits.iter().enumerate() {
        meet(AdjustedKind::Benefit, &benefit.stable_id, Subject::Benefit(position(ix)));
    }
    found.into_iter().filter_map(|(key, subject)| Some((key, subject?))).collect()
}
