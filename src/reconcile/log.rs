//! Risks, issues, decisions, benefits, budget lines and stakeholders: their project, their owner, and what enables a benefit.

use super::budgets;
use super::desk::{Desk, position};
use super::named_task::NamedTasks;
use super::people::{Mention, People, Settled};
use super::projects::{Evidence, Registry};
use super::twins::{Pair, Seen, Twin, merged};
use super::wording::{fold_key, fold_name, fold_project, slug};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::import::SetAside;
use crate::import::extract::ProjectHint;
use crate::model::{Benefit, BudgetLine, LogItem, ProjectId, Stakeholder};
use crate::source::{CellRef, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// Where registers name projects and nothing else does, they make them.
pub(super) fn projects_of_registers(desk: &mut Desk) {
    if desk.projects.drafts.iter().any(|d| d.used && !d.sources.is_empty()) {
        return;
    }
    for ix in 0..desk.sheets.len() {
        let Some(sheet) = desk.sheets.get(ix) else { continue };
        let (tracker, source) = (sheet.tracker.clone(), sheet.source);
        let lists = &sheet.lists;
        let hints: Vec<ProjectHint> = (lists.log.iter().map(|r| &r.project))
            .chain(lists.benefits.iter().map(|r| &r.project))
            .chain(lists.budget.iter().map(|(_, p)| p))
            .filter(|h| **h != ProjectHint::default())
            .cloned()
            .collect();
        let mut seen = FxHashSet::default();
        for hint in hints {
            let word = (hint.key.as_ref().map(|k| k.value.clone()), hint.name.as_ref().map(|n| n.value.clone()));
            if seen.insert(word)
                && let Some(project) = desk.projects.settle(&hint, &tracker, Evidence::Data)
            {
                desk.projects.came_from(project, source, || "named in the data".to_owned());
                desk.projects.stands(project);
            }
        }
    }
}

/// The registers, with projects as positions of drafts (turned into ids by [`Registers::settle`]).
#[derive(Default)]
pub(super) struct Registers {
    log: Vec<(LogItem, Option<Mention>)>,
    benefits: Vec<Benefit>,
    budget: Vec<BudgetLine>,
    stakeholders: Vec<Stakeholder>,
}

/// Takes in the registers of all sheets, newest data first. A record that another file holds too is one: of an older version of
/// the same register by key and name, of any other by project, key and name.
pub(super) fn take(desk: &mut Desk, people: &mut People) -> Registers {
    let mut registers = Registers::default();
    let (mut items, mut gains, mut sums) = (Seen::default(), Seen::default(), Seen::default());
    let mut order: Vec<usize> = (0..desk.sheets.len()).collect();
    order.sort_by_key(|&ix| {
        desk.sheets.get(ix).map(|s| {
            let date = s.data_date.as_ref().map(|d| d.0);
            (s.superseded_by.is_some(), Reverse(date), Reverse(s.file.version.clone()), s.source)
        })
    });
    let mut unknown = Vec::new();
    for ix in order {
        let Some(sheet) = desk.sheets.get_mut(ix) else { continue };
        let lists = std::mem::take(&mut sheet.lists);
        let default = sheet.project.filter(|_| !sheet.whole);
        let (tracker, superseded) = (sheet.tracker.clone(), sheet.superseded_by.is_some());
        let family = format!("{}\u{1f}{}", sheet.file.family, sheet.role.word());
        let mut place = |hint: &ProjectHint, registry: &Registry| project_of(hint, registry, default, &mut unknown);
        for record in lists.log {
            let mut item = record.item;
            item.project = place(&record.project, &desk.projects);
            let owner = record.owner.as_ref().and_then(|who| people.mention(who, &tracker, None, &[]));
            for who in &record.beside {
                people.mention(who, &tracker, None, &[]);
            }
            let key = item.key.as_ref().map_or("", |k| &k.value);
            let (kind, label) = (format!("{:?}", item.kind), fold_name(item.label()));
            let words =
                [Some(format!("{family}\u{1f}{kind}\u{1f}{key}\u{1f}{label}")), anywhere(&kind, item.project, key, &label)];
            match items.twin(desk, &words, ix, superseded) {
                Twin::None => registers.log.push((item, owner)),
                Twin::Gone => gone(desk, ix, item.at),
                Twin::Of(pair) => {
                    if let Some(kept) = registers.log.get_mut(pair.place) {
                        one_item(desk, &pair, kept, (item, owner));
                    }
                    merged(desk, pair.loses);
                }
            }
        }
        for record in lists.benefits {
            let mut benefit = record.benefit;
            benefit.project = place(&record.project, &desk.projects);
            let name = benefit.name.as_ref().map_or(String::new(), |n| fold_name(&n.value));
            let key = benefit.key.as_ref().map_or("", |k| &k.value);
            let words =
                [Some(format!("{family}\u{1f}benefit\u{1f}{key}\u{1f}{name}")), anywhere("benefit", benefit.project, key, &name)];
            match gains.twin(desk, &words, ix, superseded) {
                Twin::None => registers.benefits.push(benefit),
                Twin::Gone => gone(desk, ix, benefit.at),
                Twin::Of(pair) => {
                    if let Some(kept) = registers.benefits.get_mut(pair.place) {
                        let what = named(key, benefit.name.as_ref().map_or("", |n| &n.value));
                        if pair.turned {
                            std::mem::swap(kept, &mut benefit);
                        }
                        desk.stand(what, kept.project, &pair.why, pair.older).benefit(kept, benefit);
                    }
                    merged(desk, pair.loses);
                }
            }
        }
        let mut lines: Vec<BudgetLine> = Vec::with_capacity(lists.budget.len());
        for (mut line, hint) in lists.budget.into_iter().filter(|_| !superseded) {
            line.project = place(&hint, &desk.projects);
            lines.push(line);
        }
        budgets::of_sheet(desk, &mut sums, ix, lines, &mut registers.budget);
        for mut stakeholder in lists.stakeholders.into_iter().filter(|_| !superseded) {
            stakeholder.project = default.map(ProjectId);
            registers.stakeholders.push(stakeholder);
        }
    }
    let mut carried = std::mem::take(&mut desk.carried);
    for of_sheet in &mut carried {
        let default = desk.sheets.get(of_sheet.sheet as usize).filter(|s| !s.whole).and_then(|s| s.project);
        for (mut stakeholder, hint) in std::mem::take(&mut of_sheet.facts.stakeholders) {
            stakeholder.project = project_of(&hint, &desk.projects, default, &mut unknown);
            registers.stakeholders.push(stakeholder);
        }
    }
    desk.carried = carried;
    say_unknown(desk, unknown);
    registers
}

/// Two records of a log are one: the believed one stands, with its owner.
fn one_item(desk: &mut Desk, pair: &Pair, kept: &mut (LogItem, Option<Mention>), mut other: (LogItem, Option<Mention>)) {
    if pair.turned {
        std::mem::swap(kept, &mut other);
    }
    let ((kept, by), (item, owner)) = (kept, other);
    let what = named(item.key.as_ref().map_or("", |k| &k.value), item.label());
    let (was, comes) = (kept.owner.as_ref().map(|o| o.at), item.owner.as_ref().map(|o| o.at));
    desk.stand(what, kept.project, &pair.why, pair.older).logged(kept, item);
    // whose name stands is whose record it is
    let now = kept.owner.as_ref().map(|o| o.at);
    if now == comes && now != was {
        *by = owner;
    }
}

/// What a record with a key is known by in registers of any name.
fn anywhere(kind: &str, project: Option<ProjectId>, key: &str, name: &str) -> Option<String> {
    let told = !key.trim().is_empty() && !name.is_empty() && fold_name(key) != name;
    told.then(|| format!("\u{1f}{kind}\u{1f}{}\u{1f}{}\u{1f}{name}", project.map_or(u32::MAX, |p| p.0), fold_key(key)))
}

/// A record that only a superseded version of its register holds.
fn gone(desk: &mut Desk, sheet: usize, at: CellRef) {
    if let Some(sheet) = desk.sheets.get_mut(sheet) {
        sheet.set_aside.push(SetAside { at, reason: "only in a superseded version; the newer file no longer has it".to_owned() });
    }
}

/// `R-12 Piling slips`.
fn named(key: &str, label: &str) -> Text {
    if key.is_empty() || label.contains(key) { label.into() } else { format!("{key} {label}").into() }
}

fn project_of(
    hint: &ProjectHint,
    registry: &Registry,
    default: Option<u32>,
    unknown: &mut Vec<ProjectHint>,
) -> Option<ProjectId> {
    if let Some(project) = registry.find(hint) {
        return Some(ProjectId(project));
    }
    let named = hint.key.as_ref().or(hint.name.as_ref()).filter(|n| !fold_project(&n.value).is_empty());
    if named.is_some() {
        unknown.push(hint.clone());
        return None;
    }
    default.map(ProjectId)
}

/// One finding a name, at its first cell.
fn say_unknown(desk: &mut Desk, unknown: Vec<ProjectHint>) {
    let mut seen = FxHashSet::default();
    for hint in unknown {
        let Some(named) = hint.name.or(hint.key) else { continue };
        if !seen.insert((named.at.source, fold_project(&named.value))) || is_everything(&named.value) {
            continue;
        }
        desk.say(
            Diagnostic::at(
                "project-unknown",
                Severity::Note,
                named.at,
                format!(
                    "`{}` is the name or key of no project of the files; the record counts for the program as a whole",
                    named.value
                ),
            )
            .help("correct the name, or list it under aliases of its [[project]] in the configuration"),
        );
    }
}

/// Words by which a register means the whole program.
fn is_everything(name: &str) -> bool {
    matches!(
        fold_name(name).as_str(),
        "all" | "program" | "programme" | "portfolio" | "pmo" | "general" | "all projects" | "various" | "multiple"
    )
}

/// The finished registers.
pub(super) struct Finished {
    pub(super) log: Vec<LogItem>,
    pub(super) benefits: Vec<Benefit>,
    pub(super) budget: Vec<BudgetLine>,
    pub(super) stakeholders: Vec<Stakeholder>,
}

impl Registers {
    /// Gives final project ids, owners, enablers and stable ids.
    pub(super) fn settle(
        self,
        desk: &mut Desk,
        projects: &[Option<ProjectId>],
        people: &Settled,
        returned: Vec<BudgetLine>,
    ) -> Finished {
        let id = |project: Option<ProjectId>| project.and_then(|p| projects.get(p.ix()).copied().flatten());
        let mut taken = FxHashMap::default();
        let mut log: Vec<LogItem> = self
            .log
            .into_iter()
            .map(|(mut item, owner)| {
                item.project = id(item.project);
                item.owner_id = owner.and_then(|o| people.of(o));
                item
            })
            .collect();
        log.sort_by_key(|item| (item.kind, item.at));
        for item in &mut log {
            let word = item.key.as_ref().map_or_else(|| item.label(), |k| &k.value);
            item.stable_id = unique(&format!("{}-{}", super::wording::slug(item.kind.word(), 20), slug(word, 60)), &mut taken);
        }
        let mut benefits = self.benefits;
        benefits.sort_by_key(|b| b.at);
        let mut taken = FxHashMap::default();
        for benefit in &mut benefits {
            benefit.project = id(benefit.project);
            let word = benefit.key.as_ref().or(benefit.name.as_ref()).map_or("", |k| &k.value);
            benefit.stable_id = unique(&format!("benefit-{}", slug(word, 60)), &mut taken);
        }
        enablers(desk, &mut benefits);
        let mut budget = budgets::with_returns(desk, self.budget, returned);
        let mut stakeholders = self.stakeholders;
        for line in &mut budget {
            line.project = id(line.project);
        }
        for stakeholder in &mut stakeholders {
            stakeholder.project = id(stakeholder.project);
        }
        budget.sort_by_key(|l| l.at);
        stakeholders.sort_by_key(|s| s.at);
        Finished { log, benefits, budget, stakeholders }
    }
}

/// An id nobody else has: the word itself, else with the first number that is free behind it. `taken` holds by id the number
/// that was given out last behind it, so that a hundred thousand of one word do not each count from the start.
pub(super) fn unique(base: &str, taken: &mut FxHashMap<String, usize>) -> Text {
    let Some(mut n) = taken.get(base).copied() else {
        taken.insert(base.to_owned(), 1);
        return base.into();
    };
    let id = loop {
        n += 1;
        let id = format!("{base}-{n}");
        if !taken.contains_key(&id) {
            break id;
        }
    };
    taken.insert(base.to_owned(), n);
    taken.insert(id.clone(), 1);
    id.into()
}

/// Resolves the enabling tasks of benefits: the whole text as a key or name, else its parts.
fn enablers(desk: &mut Desk, benefits: &mut [Benefit]) {
    if benefits.iter().all(|b| b.enabler.is_none()) {
        return;
    }
    let named = NamedTasks::new(&desk.tasks);
    let mut findings = Vec::new();
    for (ix, benefit) in benefits.iter_mut().enumerate() {
        let Some(enabler) = benefit.enabler.clone() else { continue };
        let find = |text: &str| named.find(text, benefit.project);
        let parts: Vec<&str> = enabler.value.split([';', '\n']).map(str::trim).filter(|p| !p.is_empty()).collect();
        let mut found = Vec::new();
        let mut missing = Vec::new();
        for part in parts {
            match find(part) {
                Some(id) => found.push(id),
                None => {
                    for small in part.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                        match find(small) {
                            Some(id) => found.push(id),
                            None => missing.push(small.to_owned()),
                        }
                    }
                }
            }
        }
        for text in missing {
            findings.push(
                Diagnostic::at(
                    "enabler-unknown",
                    Severity::Warning,
                    enabler.at,
                    format!("`{text}` is the key or name of no single task, so nothing tells when the benefit can start"),
                )
                .help("give the key of the enabling milestone, or its name exactly as the plan has it")
                .about(Subject::Benefit(position(ix))),
            );
        }
        found.sort_unstable();
        found.dedup();
        benefit.enabled_by = found;
    }
    desk.say_capped(findings, 100);
}

/// Records set aside after import, as the receipt lists them.
pub(super) fn aside(sheet: &mut super::desk::Sheet) -> Vec<SetAside> {
    std::mem::take(&mut sheet.set_aside)
}

#[cfg(test)]
mod tests {
    use super::super::trial::Trial;
    use super::*;
    use crate::import::extract::LogRecord;
    use crate::model::{LogKind, Role};
    use crate::source::Sourced;

    #[test]
    fn the_row_of_the_register_that_is_not_believed_gives_way() {
        for (precedence, stands) in [("", 0), ("precedence = [\"believed\"]\n", 1)] {
            let mut trial = Trial::configured(precedence);
            for (file, tracker, impact) in [("Hazards.csv", "register", "3"), ("Risks.csv", "believed", "4")] {
                let extract = trial.file(file, tracker, Role::Risks);
                let at = extract.cell(0);
                let mut item = LogItem::new(LogKind::Risk, at);
                item.key = Some(Sourced::stated("R-1".into(), at));
                item.title = Some(Sourced::stated("Bank late".into(), at));
                item.priority = Some(Sourced::stated(impact.into(), at));
                extract.records.log.push(LogRecord { item, project: ProjectHint::default(), owner: None, beside: Vec::new() });
                extract.record_rows += 1;
            }
            let out = trial.run();
            let [item] = out.portfolio.log.as_slice() else { panic!("one risk: {:?}", out.portfolio.log) };
            assert_eq!(item.at.source.file, stands);
            assert_eq!(item.priority.as_ref().map(|p| &*p.value), Some(if stands == 0 { "3" } else { "4" }));
            let merged: Vec<usize> = out.dispositions.iter().map(|d| d.merged).collect();
            assert_eq!(merged, if stands == 0 { [0, 1] } else { [1, 0] }, "the other one's row is merged");
        }
    }

    #[test]
    fn an_id_takes_the_first_number_that_is_free_and_a_hundred_thousand_of_one_word_are_quick() {
        let mut taken = FxHashMap::default();
        let given: Vec<String> = ["a", "a-2", "a", "a", "b", "a-2", "a"].map(|w| unique(w, &mut taken).to_string()).into();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "b", "a-2-2", "a-5"]);
        let many: std::collections::BTreeSet<String> = (0..100_000).map(|_| unique("c", &mut taken).to_string()).collect();
        assert_eq!(many.len(), 100_000);
        assert!(many.contains("c-100000"));
    }
}
