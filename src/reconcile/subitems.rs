//! Subitems that stand in a workbook of their own (monday.com's account export): nothing in that workbook says to which item they
//! belong, but the item's own cell lists their names. A name that one item lists and one subitem bears settles it; any other is
//! not guessed at.

use super::desk::{Desk, position};
use super::wording::fold_name;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{TaskId, TaskKind};
use crate::source::Text;
use rustc_hash::{FxHashMap, FxHashSet};

/// Names joined by commas may hold commas themselves: at most so many parts make one name.
const MOST_PARTS: usize = 12;

/// Puts subitems under the items that list them.
pub(super) fn adopt(desk: &mut Desk) {
    let items: Vec<(u32, Text)> = (desk.sides.iter().enumerate())
        .filter_map(|(at, side)| Some((position(at), side.belongs.subitems.as_ref()?.value.clone())))
        .collect();
    if items.is_empty() {
        return;
    }
    let orphans = orphans(desk, &items);
    if orphans.is_empty() {
        return;
    }
    let mut claims: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut unclear: FxHashSet<u32> = FxHashSet::default();
    for (item, names) in &items {
        let Some(item) = desk.standing(*item) else { continue };
        for name in listed(names, |name| orphans.contains_key(name)) {
            let Some(bearers) = orphans.get(&name) else { continue };
            let of_board: Vec<u32> = bearers.iter().copied().filter(|&b| may_adopt(desk, item, b)).collect();
            match of_board.as_slice() {
                [only] => claims.entry(*only).or_default().push(item),
                several => unclear.extend(several),
            }
        }
    }
    for (child, mut parents) in claims {
        parents.dedup();
        match parents.as_slice() {
            [parent] => {
                if let Some(task) = desk.tasks.get_mut(child as usize) {
                    task.parent = Some(TaskId(*parent));
                }
                if let Some(task) = desk.tasks.get_mut(*parent as usize) {
                    task.facts.kind = TaskKind::Summary;
                }
            }
            _ => {
                unclear.insert(child);
            }
        }
    }
    let mut unclear: Vec<u32> = unclear.into_iter().collect();
    unclear.sort_unstable();
    let findings = unclear.iter().filter_map(|&at| desk.tasks.get(at as usize)).map(|task| {
        let message = format!("several items list a subitem called `{}`, so this one stands under none of them", task.title());
        Diagnostic::at("parent-unclear", Severity::Note, task.facts.at, message)
            .help("export the board itself with its subitems expanded: there they stand below their item")
    });
    let findings = findings.collect();
    desk.say_capped(findings, 20);
}

/// Records without a parent in other files of the same trackers, by name.
fn orphans(desk: &Desk, items: &[(u32, Text)]) -> FxHashMap<String, Vec<u32>> {
    let mut trackers: FxHashSet<&Text> = FxHashSet::default();
    trackers.extend(items.iter().filter_map(|(at, _)| desk.sheet_of(*at)).map(|s| &s.tracker));
    let listing: FxHashSet<u32> = items.iter().map(|(at, _)| *at).collect();
    let mut orphans: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for sheet in desk.sheets.iter().filter(|s| trackers.contains(&s.tracker)) {
        for at in sheet.range().filter(|at| !listing.contains(at) && desk.standing(*at) == Some(*at)) {
            let (Some(task), Some(side)) = (desk.tasks.get(at as usize), desk.sides.get(at as usize)) else { continue };
            if let (None, Some(name)) = (task.parent, &side.name) {
                orphans.entry(fold_name(name)).or_default().push(at);
            }
        }
    }
    orphans
}

/// Whether a record may be a subitem of an item: another file, the same project.
fn may_adopt(desk: &Desk, item: u32, child: u32) -> bool {
    let (Some(a), Some(b)) = (desk.sheet_of(item), desk.sheet_of(child)) else { return false };
    let project = |at: u32| desk.tasks.get(at as usize).map(|t| t.project);
    a.source.file != b.source.file && a.tracker == b.tracker && project(item) == project(child)
}

/// The names in a cell, the longest known one first at each comma.
fn listed(cell: &str, known: impl Fn(&str) -> bool) -> Vec<String> {
    let parts: Vec<&str> = cell.split(',').collect();
    let mut names = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        let hit = (1..=MOST_PARTS.min(parts.len() - from)).rev().find_map(|n| {
            let name = fold_name(&parts[from..from + n].join(","));
            known(&name).then_some((n, name))
        });
        match hit {
            Some((n, name)) => {
                names.push(name);
                from += n;
            }
            None => from += 1,
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::listed;
    use crate::diagnostic::Diagnostic;
    use crate::model::Role;
    use crate::reconcile::Reconciled;
    use crate::reconcile::trial::{Trial, named};
    use crate::source::Sourced;

    #[test]
    fn names_with_commas_of_their_own_are_found_whole() {
        let known = ["sale, winter", "sale", "proofs"];
        let names = listed("Sale, winter,Proofs,Unknown,Sale", |n| known.contains(&n));
        assert_eq!(names, ["sale, winter", "proofs", "sale"]);
    }

    /// A board of two items, and its subitems in a workbook of their own.
    fn account_export(first: &str, second: &str, subitems: &[&str]) -> Reconciled {
        let mut trial = Trial::default();
        let board = trial.file("boards/Campaign.xlsx", "monday", Role::Tasks).titled("Campaign");
        board.task("E-mails", |r| r.id("1790000001")).task("Windows", |r| r.id("1790000002"));
        for (record, names) in board.records.tasks.iter_mut().zip([first, second]) {
            record.belongs.subitems = Some(Sourced::stated(names.into(), record.facts.at));
        }
        let own = trial.file("boards/Subitems of Campaign.xlsx", "monday", Role::Tasks).titled("Campaign");
        for (n, name) in subitems.iter().enumerate() {
            own.task(name, |r| r.id(&format!("180000000{n}")));
        }
        trial.run()
    }

    fn parent(out: &Reconciled, name: &str) -> Option<String> {
        let parent = out.portfolio.tasks[named(out, name).ix()].parent?;
        Some(out.portfolio.tasks[parent.ix()].label().to_owned())
    }

    #[test]
    fn subitems_of_another_workbook_stand_under_the_item_that_lists_them() {
        let out = account_export("Sale, winter,Colours", "Cut", &["Sale, winter", "Colours", "Cut", "Loose"]);
        assert_eq!(parent(&out, "Sale, winter").as_deref(), Some("E-mails"));
        assert_eq!(parent(&out, "Colours").as_deref(), Some("E-mails"));
        assert_eq!(parent(&out, "Cut").as_deref(), Some("Windows"));
        assert_eq!(parent(&out, "Loose"), None);
        assert_eq!(out.portfolio.counts.summaries, 2);
    }

    #[test]
    fn a_name_that_two_items_list_is_not_guessed_at_and_said() {
        let out = account_export("Proofs,Colours", "Proofs", &["Proofs", "Colours"]);
        assert_eq!(parent(&out, "Proofs"), None);
        assert_eq!(parent(&out, "Colours").as_deref(), Some("E-mails"));
        let said = |d: &&Diagnostic| d.check == "parent-unclear" && d.message.contains("Proofs");
        assert_eq!(out.diagnostics.iter().filter(said).count(), 1);
    }
}
