//! Absences written as rows of a plan.

use crate::import::extract::{CapacityRecord, CapacityUnit, TaskRecord};
use crate::import::values::text::fold;
use crate::source::Sourced;

/// An absence written as a row of a plan (`Danielle On-call`): no work, but the person is not there.
pub fn absence(task: &TaskRecord) -> Option<CapacityRecord> {
    let [person] = task.people.as_slice() else { return None };
    // Cheap first: an absence names its person, by the first name at least.
    let first = person.name.split(' ').next().unwrap_or("");
    if first.is_empty() || !task.facts.name.as_ref()?.value.contains(first) {
        return None;
    }
    let name = fold(&task.facts.name.as_ref()?.value);
    let who = fold(&person.name);
    let parts: Vec<&str> = who.split(' ').collect();
    let rest: Vec<&str> = name.split(' ').filter(|t| !parts.contains(&t.trim_matches(|c: char| !c.is_alphanumeric()))).collect();
    let names_person = rest.len() < name.split(' ').count();
    let rest = rest.join(" ");
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    const WORDS: &[&str] = &[
        "on call",
        "on-call",
        "oncall",
        "vacation",
        "annual leave",
        "leave",
        "on leave",
        "on vacation",
        "on holiday",
        "holiday",
        "holidays",
        "pto",
        "out of office",
        "ooo",
        "sick leave",
        "parental leave",
        "absent",
        "absence",
        "urlaub",
        "elternzeit",
        "congés",
        "vacances",
    ];
    if who.is_empty() || !names_person || !WORDS.contains(&rest) {
        return None;
    }
    let from = task.facts.start?;
    let to = task.facts.finish.unwrap_or(from);
    Some(CapacityRecord {
        who: person.clone(),
        kind: None,
        role: None,
        team: None,
        from: from.value,
        to: to.value,
        amount: Sourced::stated(0.0, from.at),
        unit: CapacityUnit::Leave,
        measure: None,
    })
}
