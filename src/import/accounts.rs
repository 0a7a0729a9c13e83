//! Assignments that name their resource by its id, where the resource list of the same workbook says whose id it is (Primavera's
//! `RSRC` beside `TASKRSRC`): one person, not two.

use super::extract::Extract;
use crate::source::Text;
use rustc_hash::FxHashMap;

/// Gives the assignments of Primavera's sheets the names of the resources whose ids they hold.
pub fn settle(extracts: &mut [Extract]) {
    let of_p6 = |e: &Extract| &*e.tracker == "p6";
    let mut names: FxHashMap<Text, Text> = FxHashMap::default();
    for resource in extracts.iter().filter(|e| of_p6(e)).flat_map(|e| &e.records.resources) {
        if let Some(account) = &resource.who.account {
            names.entry(account.clone()).or_insert_with(|| resource.who.name.clone());
        }
    }
    if names.is_empty() {
        return;
    }
    for assignment in extracts.iter_mut().filter(|e| of_p6(e)).flat_map(|e| &mut e.records.assignments) {
        if let Some(name) = names.get(&assignment.who.name) {
            let id = std::mem::replace(&mut assignment.who.name, name.clone());
            assignment.who.account = Some(id);
        }
    }
}
