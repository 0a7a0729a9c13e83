//! Links whose kind the export does not tell.

use super::{Check, Facts, count};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::Relation;
use crate::source::SourceId;
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    name: "relation-unknown",
    severity: Severity::Note,
    title: "The export does not tell how tasks are tied",
    explain: "Links are in the file, but not whether they are finish-to-start, start-to-start or mere references.\n\n\
        Such links are drawn and counted, never computed with, so what they drive is not in the implied dates.\n\n\
        Export the column that names the type or direction of the link, or turn the ones that matter into predecessors.",
    run: Some(run),
};

/// One finding for each source.
fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut sources: BTreeMap<SourceId, (usize, u32)> = BTreeMap::new();
    for (i, d) in (0_u32..).zip(&facts.portfolio.dependencies) {
        if d.relation.value == Relation::Unknown {
            sources.entry(d.relation.at.source).or_insert((0, i)).0 += 1;
        }
    }
    let finding = |(_, (n, first)): (SourceId, (usize, u32))| {
        let at = facts.portfolio.dependencies.get(first as usize)?.relation.at;
        let message = format!("{} here without saying how the tasks are tied", count(n, "link stands", "links stand"));
        let found = Diagnostic::at(CHECK.name, CHECK.severity, at, message);
        Some(found.help("export the type of the link, or predecessors").about(Subject::Dependency(first)))
    };
    sources.into_iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;

    #[test]
    fn untold_links_are_counted_by_source() {
        let mut w = World::new();
        let p = w.project("P");
        for _ in 0..2 {
            let (a, b) = (w.task(p, "A"), w.task(p, "B"));
            w.link(a, b);
        }
        assert!(run(&w.facts()).is_empty());
        for d in &mut w.portfolio.dependencies {
            d.relation.value = Relation::Unknown;
        }
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "2 links stand here without saying how the tasks are tied");
    }
}
