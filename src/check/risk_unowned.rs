//! Open risks and issues without an owner, by project.

use super::{Check, Facts, count, quoted};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::LogKind;
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    name: "risk-unowned",
    severity: Severity::Note,
    title: "Open risks or issues have no owner",
    explain: "An open risk or issue has nobody in its owner column.\n\n\
        A response that nobody owns is not carried out.\n\n\
        Give each an owner, gravest first.",
    run: Some(run),
};

/// One finding for each project (and one for those that belong to none).
fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut by_project: BTreeMap<_, (usize, u32)> = BTreeMap::new();
    for (i, item) in (0_u32..).zip(&facts.portfolio.log) {
        if matches!(item.kind, LogKind::Risk | LogKind::Issue) && item.open == Some(true) && item.owner.is_none() {
            by_project.entry(item.project).or_insert((0, i)).0 += 1;
        }
    }
    let finding = |(project, (n, first)): (Option<crate::model::ProjectId>, (usize, u32))| {
        let item = facts.portfolio.log.get(first as usize)?;
        let of = project.map_or("the whole program", |p| facts.project(p));
        let message = format!(
            "{} of {of} without an owner, first {}",
            count(n, "open risk or issue", "open risks and issues"),
            quoted(item.label())
        );
        Some(
            Diagnostic::at(CHECK.name, CHECK.severity, item.at, message)
                .help("give each an owner, gravest first")
                .about(Subject::LogItem(first)),
        )
    };
    by_project.into_iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell, stated};
    use super::*;
    use crate::model::LogItem;

    #[test]
    fn unowned_open_items_are_counted_by_project() {
        let mut w = World::new();
        let p = w.project("Cranes");
        for row in 1..4 {
            let mut risk = LogItem::new(LogKind::Risk, cell(row, 0));
            risk.title = Some(stated("Drives late".into(), row, 1));
            risk.project = Some(p);
            risk.open = Some(row < 3);
            w.portfolio.log.push(risk);
        }
        assert_eq!(run(&w.facts())[0].message, "2 open risks and issues of Cranes without an owner, first `Drives late`");
    }
}
