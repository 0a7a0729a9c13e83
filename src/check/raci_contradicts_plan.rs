//! A task is assigned to people of whom the responsibility matrix says nothing, while it names others responsible.

use super::{Check, Facts, quoted};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{Duty, ResourceId, ResourceKind, TaskId};
use crate::source::CellRef;
use rustc_hash::FxHashMap;

/// The check.
pub const CHECK: Check = Check {
    name: "raci-contradicts-plan",
    severity: Severity::Warning,
    title: "The plan assigns others than the responsibility matrix names",
    explain: "An activity of a responsibility matrix (RACI) is called like the task, and none of those to whom the plan assigns it is \
        responsible or accountable there.\n\n\
        Two documents tell two teams who does the work: either nobody does it or both do, and nobody knows whom to ask.\n\n\
        Agree who does it, then correct the plan or the matrix.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let named = named(facts);
    let mut found = Vec::new();
    for (id, task) in facts.open() {
        let Some(named) = named.get(&id) else { continue };
        let Some((_, at)) = task.assignees.first() else { continue };
        // A role or group may be filled by the very person.
        let persons = |who: &ResourceId| facts.portfolio.resources.get(who.ix()).is_some_and(|r| r.kind == ResourceKind::Person);
        let agree = task.assignees.iter().any(|(who, _)| !persons(who) || named.iter().any(|(other, ..)| other == who));
        let responsible: Vec<ResourceId> =
            named.iter().filter(|(_, _, duty)| duty.raci.responsible).map(|(who, ..)| *who).collect();
        if agree || responsible.is_empty() || !named.iter().all(|(who, ..)| persons(who)) {
            continue;
        }
        let of = |ids: &mut dyn Iterator<Item = ResourceId>| {
            let names = ids.filter_map(|id| facts.portfolio.resources.get(id.ix())).map(|r| quoted(&r.name));
            names.collect::<Vec<_>>().join(", ")
        };
        let message = format!(
            "{} is assigned to {}, but the responsibility matrix names {} responsible",
            super::title(task),
            of(&mut task.assignees.iter().map(|(who, _)| *who)),
            of(&mut responsible.into_iter()),
        );
        let mut finding = Diagnostic::at(CHECK.name, CHECK.severity, *at, message)
            .help("agree who does the work, then correct the plan or the matrix")
            .about(Subject::Task(id.0));
        finding.related.extend(named.iter().map(|(_, at, _)| *at));
        found.push(finding);
    }
    found
}

/// Somebody who is responsible or accountable: who, the cell that says so, and what it says.
type Named<'a> = (ResourceId, CellRef, &'a Duty);

/// Who is responsible or accountable, by task; only where the matrix names nobody who is unknown: they may be those of the plan.
fn named<'a>(facts: &Facts<'a>) -> FxHashMap<TaskId, Vec<Named<'a>>> {
    let mut named: FxHashMap<TaskId, Vec<Named>> = FxHashMap::default();
    let mut unknown: Vec<TaskId> = Vec::new();
    for stakeholder in &facts.portfolio.stakeholders {
        for duty in stakeholder.duties.iter().filter(|d| d.raci.responsible || d.raci.accountable) {
            match (duty.task, stakeholder.resource) {
                (Some(task), Some(who)) => named.entry(task).or_default().push((who, duty.part.at, duty)),
                (Some(task), None) => unknown.push(task),
                (None, _) => {}
            }
        }
    }
    for task in unknown {
        named.remove(&task);
    }
    named
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell, stated};
    use super::*;
    use crate::model::{Raci, Stakeholder};

    fn says(w: &mut World, who: Option<ResourceId>, task: TaskId, letters: &str, at: (u32, u16)) {
        let part = stated(letters.into(), at.0, at.1);
        let activity = stated("Activity".into(), at.0, 8);
        let duty = Duty { activity, part, raci: Raci::of_letters(letters), task: Some(task) };
        w.portfolio.stakeholders.push(Stakeholder { resource: who, duties: vec![duty], ..Stakeholder::at(cell(0, at.1)) });
    }

    #[test]
    fn an_assignee_who_has_no_part_is_named_beside_those_who_have() {
        let mut w = World::new();
        let p = w.project("Depot");
        let (dig, pour, cure, pave) = (w.task(p, "Dig"), w.task(p, "Pour"), w.task(p, "Cure"), w.task(p, "Pave"));
        let (ada, bo) = (w.person("Ada Berg"), w.person("Bo Lind"));
        for task in [dig, pour, cure, pave] {
            w.assign(task, bo);
        }
        says(&mut w, Some(ada), dig, "R", (1, 9));
        // accountable for it: the matrix knows of Bo
        says(&mut w, Some(ada), pour, "R", (2, 9));
        says(&mut w, Some(bo), pour, "A", (2, 10));
        // consulted only is no part in the work, but a board that nobody knows may be Bo's
        says(&mut w, Some(ada), cure, "RA", (3, 9));
        says(&mut w, None, cure, "R", (3, 10));
        // nobody is responsible
        says(&mut w, Some(ada), pave, "C", (4, 9));
        let found = run(&w.facts());
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            found[0].message,
            "`T-0 Dig` is assigned to `Bo Lind`, but the responsibility matrix names `Ada Berg` responsible"
        );
        assert_eq!(found[0].related, [cell(1, 9)]);
    }
}
