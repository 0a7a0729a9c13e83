//! Who the stakeholders are among the resources, and which task an activity of a responsibility matrix is.
//!
//! A stakeholder makes no resource: a board or a customer works on nothing. One that is called like exactly one person, role or
//! group is that one; an activity that is called like exactly one task of its project is that task. What fits several fits none.

use super::desk::position;
use super::named_task::NamedTasks;
use crate::import::values::people::name_word;
use crate::model::{Portfolio, Resource, ResourceId};
use rustc_hash::FxHashMap;

/// Links the stakeholders of the finished portfolio.
pub(super) fn settle(portfolio: &mut Portfolio) {
    if portfolio.stakeholders.is_empty() {
        return;
    }
    let called = called(&portfolio.resources);
    let mut stakeholders = std::mem::take(&mut portfolio.stakeholders);
    for stakeholder in &mut stakeholders {
        let name = stakeholder.name.as_ref().map(|n| &*n.value);
        stakeholder.resource = name.and_then(|name| called.get(&word(name)).copied().flatten());
    }
    if stakeholders.iter().any(|s| !s.duties.is_empty()) {
        let named = NamedTasks::new(&portfolio.tasks);
        for stakeholder in &mut stakeholders {
            for duty in &mut stakeholder.duties {
                duty.task = named.activity(&duty.activity.value, stakeholder.project);
            }
        }
    }
    portfolio.stakeholders = stakeholders;
}

/// Resources by the names and addresses they are written by; nobody where several are written so.
fn called(resources: &[Resource]) -> FxHashMap<String, Option<ResourceId>> {
    let mut called: FxHashMap<String, Option<ResourceId>> = FxHashMap::default();
    for (ix, resource) in resources.iter().enumerate() {
        let id = ResourceId(position(ix));
        let spellings = resource.spellings.iter().map(|(text, _)| text);
        let words = spellings.chain([&resource.name]).chain(resource.email.as_ref().map(|m| &m.value)).map(|text| word(text));
        for word in words.filter(|w| !w.is_empty()) {
            called.entry(word).and_modify(|known| *known = known.filter(|k| *k == id)).or_insert(Some(id));
        }
    }
    called
}

fn word(text: &str) -> String {
    let text = text.trim();
    if text.contains('@') { text.to_lowercase() } else { name_word(text) }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, named};
    use crate::model::{Duty, Raci, ResourceId, Role, Stakeholder, TaskId};
    use crate::source::{CellRef, Sourced};

    fn in_matrix(at: CellRef, name: &str, activities: &[&str]) -> Stakeholder {
        let duty = |(col, activity): (u16, &&str)| Duty {
            activity: Sourced::stated((*activity).into(), CellRef { col, ..at }),
            part: Sourced::stated("R".into(), CellRef { col, ..at }),
            raci: Raci { responsible: true, ..Raci::default() },
            task: None,
        };
        Stakeholder {
            name: Some(Sourced::stated(name.into(), at)),
            duties: (1..).zip(activities).map(duty).collect(),
            ..Stakeholder::at(at)
        }
    }

    #[test]
    fn a_matrix_is_linked_to_people_and_tasks_that_are_called_so_and_to_none_where_two_are() {
        let mut trial = Trial::default();
        let plan = trial.file("Depot plan.csv", "plan", Role::Tasks).titled("Depot");
        plan.task("Dig", |r| r.by("Ada Berg")).task("Pour", |r| r.by("Bo Lind")).task("Cure", |r| r.by("Ada Berg"));
        plan.task("Cure", |r| r.by_mail("Cy Moe", "cy@a.example"));
        let other = trial.file("Yard plan.csv", "plan", Role::Tasks).titled("Yard");
        other.task("Pave", |r| r.by_mail("Cy Moe", "cy@b.example"));
        let raci = trial.file("RACI.csv", "register", Role::Stakeholders).titled("Depot");
        let at = |row| CellRef { source: raci.source, row, col: 0 };
        let listed = [
            in_matrix(at(1), "berg, ada", &["1.2 Dig", "Cure", "Pave"]),
            in_matrix(at(2), "Cy Moe", &["pour"]),
            in_matrix(at(3), "Board", &["Pour "]),
        ];
        raci.record_rows += 3;
        raci.records.stakeholders.extend(listed);
        let out = trial.run();
        let linked: Vec<(Option<ResourceId>, Vec<Option<TaskId>>)> =
            out.portfolio.stakeholders.iter().map(|s| (s.resource, s.duties.iter().map(|d| d.task).collect())).collect();
        let ada = out.portfolio.resources.iter().position(|r| &*r.name == "Ada Berg").map(|ix| ResourceId(ix as u32));
        let (dig, pour) = (Some(named(&out, "Dig")), Some(named(&out, "Pour")));
        assert!(ada.is_some());
        assert_eq!(
            linked,
            [
                // two tasks are called Cure; Pave is another project's
                (ada, vec![dig, None, None]),
                // two people are called Cy Moe
                (None, vec![pour]),
                // a board is no resource, and none is made of it
                (None, vec![pour]),
            ]
        );
        assert!(out.portfolio.resources.iter().all(|r| &*r.name != "Board"));
    }
}
