//! Open work assigned to a group instead of to a person.

use super::{Check, Facts, count};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::ResourceKind;

/// The check.
pub const CHECK: Check = Check {
    name: "group-assigned",
    severity: Severity::Note,
    title: "Open work is assigned to a group",
    explain: "The assignee is a team or group, not a person. It is kept as what it is and never counted as one person.\n\n\
        Nobody in particular has promised the work, and its capacity is not known, so it is in no heatmap of people.\n\n\
        Name the person who will do it, or state the capacity of the group on the capacity sheet.",
    run: Some(run),
};

/// How many tasks, and the first of them with the cell that names the group.
type Met = (usize, Option<(crate::model::TaskId, crate::source::CellRef)>);

/// One finding for each group.
fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut groups = vec![(0_usize, None); facts.portfolio.resources.len()];
    for (id, task) in facts.open() {
        for (who, at) in &task.assignees {
            if let Some(slot) = groups.get_mut(who.ix()) {
                slot.0 += 1;
                slot.1.get_or_insert((id, *at));
            }
        }
    }
    let finding = |(resource, (n, first)): (&crate::model::Resource, Met)| {
        let (task, at) = first.filter(|_| resource.kind == ResourceKind::Group)?;
        let message = format!(
            "{} assigned to the group `{}`, first {}",
            count(n, "open task is", "open tasks are"),
            resource.name,
            facts.title(task)
        );
        Some(
            Diagnostic::at(CHECK.name, CHECK.severity, at, message)
                .help("name the person who will do it")
                .about(Subject::Task(task.0)),
        )
    };
    facts.portfolio.resources.iter().zip(groups).filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;

    #[test]
    fn a_group_is_named_once_with_the_count_of_its_tasks() {
        let mut w = World::new();
        let p = w.project("P");
        let (a, b) = (w.task(p, "Migrate"), w.task(p, "Tune"));
        let (team, ann) = (w.person("DBA team"), w.person("Ann"));
        w.portfolio.resources[team.ix()].kind = ResourceKind::Group;
        w.assign(a, team);
        w.assign(b, team);
        w.assign(b, ann);
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "2 open tasks are assigned to the group `DBA team`, first `T-0 Migrate`");
    }
}
