//! One task in two trackers. Joined on an answer of the ledger, or where a record names the key of another tracker's record
//! *and* the two names agree; proposed where only one of the two holds, where name, project and dates agree, or where the
//! notes name the key of a record of the same name; any other key in notes is only spoken of. Nothing is compared pair by pair: keys and names are looked up.

use super::desk::{Desk, Fate, Sheet, Side, position};
use super::merge::join;
use super::projects::UNKNOWN;
use super::proposals::Found;
use super::prose::keys;
use super::wording::{fold_key, fold_name, is_issue_key, known_everywhere};
use crate::config::ledger::{Kind, fold};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::ProjectId;
use crate::model::project::IdentityProposal;
use crate::source::{CellRef, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// The most questions about tasks; beyond it a mapping is wanted, not answers one by one.
const MOST: usize = 300;
/// The longest text of a column of its own in which a key is looked for.
const SHORT: usize = 160;
/// Headers of columns that name other records, not the record itself.
const OTHERS: &[&str] =
    &["depend", "block", "predecess", "success", "parent", "epic", "relat", "wait", "after", "before", "cause", "clone", "split"];

/// Joins what is one task, and asks about what may be.
pub(super) fn join_and_ask(desk: &mut Desk) {
    answered(desk);
    let mut asked = by_mention(desk);
    asked.extend(by_name_and_dates(desk));
    asked.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    asked.dedup();
    asked.truncate(MOST);
    desk.proposals.append(&mut asked);
}

/// What the ledger knows a record by: its key where that means one record everywhere, else file and name.
fn known_by(desk: &Desk, at: u32) -> Option<Text> {
    let side = desk.sides.get(at as usize)?;
    if let Some(key) = [&side.key, &side.id].into_iter().flatten().find_map(|k| known_everywhere(k)) {
        return Some(key.as_ref().into());
    }
    let family = desk.sheet_of(at).map(|s| s.file.family.as_str()).unwrap_or_default();
    Some(format!("{family}: {}", side.name.as_deref()?.trim()).into())
}

/// Joins what the configuration or the ledger says is one.
fn answered(desk: &mut Desk) {
    let declared = &desk.context.settings.tasks.same;
    let mut groups = declared.clone();
    groups.extend(desk.context.settings.ledger.groups(Kind::Task));
    if groups.is_empty() {
        return;
    }
    let mut wanted: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (ix, name) in groups.iter().enumerate().flat_map(|(ix, group)| group.iter().map(move |name| (ix, name))) {
        wanted.entry(fold(name)).or_default().push(ix);
    }
    let mut found: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for at in (0..position(desk.sides.len())).filter(|&at| stands(desk, at)) {
        for &ix in known_by(desk, at).and_then(|name| wanted.get(&fold(&name))).into_iter().flatten() {
            found.entry(ix).or_default().push(at);
        }
    }
    for (ix, group) in declared.iter().enumerate().filter(|(ix, group)| found.get(ix).map_or(0, Vec::len) < group.len()) {
        let there = found.get(&ix).map_or(0, Vec::len);
        desk.diagnostics.push(
            Diagnostic::new(
                "configured-name-unknown",
                Severity::Warning,
                Place::Run,
                format!("of the records that `tasks.same` says are one ({}), {there} are there", quoted(group)),
            )
            .help("write a record by its key, else as `file: name`, as the sheet Identity review does"),
        );
    }
    for members in found.into_values() {
        for &at in members.iter().skip(1) {
            if let Some(&first) = members.first() {
                join(desk, first, at);
            }
        }
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

fn has_key(side: &Side) -> bool {
    side.key.as_deref().is_some_and(is_issue_key)
}

fn stands(desk: &Desk, at: u32) -> bool {
    desk.sides.get(at as usize).is_some_and(|s| s.fate == Fate::Own)
}

/// Records without a key of their own that name the key of another record.
fn by_mention(desk: &mut Desk) -> Vec<IdentityProposal> {
    // sheets in which some record has no key of its own: hand-kept plans, but also Smartsheet and Microsoft Project
    let unkeyed = |s: &Sheet| s.range().any(|at| desk.sides.get(at as usize).is_some_and(|side| !has_key(side)));
    let by_hand: Vec<usize> = desk.sheets.iter().enumerate().filter(|(_, s)| s.len > 0 && unkeyed(s)).map(|(ix, _)| ix).collect();
    if by_hand.is_empty() {
        return Vec::new();
    }
    let mut by_key: FxHashMap<String, u32> = FxHashMap::default();
    for (at, side) in desk.sides.iter().enumerate().filter(|(_, s)| s.fate == Fate::Own) {
        if let Some(key) = side.key.as_deref().filter(|k| is_issue_key(k)) {
            by_key.entry(fold_key(key)).or_insert(position(at));
        }
    }
    if by_key.is_empty() {
        return Vec::new();
    }
    let mut mentions: Vec<(u32, u32, Mention)> = Vec::new();
    for range in by_hand.iter().filter_map(|&ix| desk.sheets.get(ix)).map(|s| s.range()) {
        for at in range.filter(|&at| stands(desk, at)) {
            let own = desk.sides.get(at as usize).is_some_and(has_key);
            if !own && let Some((other, mention)) = mention(desk, at, &by_key) {
                mentions.push((at, other, mention));
            }
        }
    }
    // one record of a file for one key: two that name it are parts of it, or work around it
    let file = |at: u32| desk.sheet_of(at).map(|s| s.source.file);
    let mut claims: FxHashMap<(Option<u16>, u32), usize> = FxHashMap::default();
    for (at, other, _) in &mentions {
        *claims.entry((file(*at), *other)).or_insert(0) += 1;
    }
    let mut asked = Vec::new();
    let mut joins = Vec::new();
    for (at, other, found) in &mentions {
        let only = claims.get(&(file(*at), *other)) == Some(&1);
        match (only, found.names_agree, found.in_prose) {
            (false, ..) => {}
            (true, true, false) => joins.push((*other, *at)),
            (true, agree, _) => {
                let names = if agree { "and the names agree" } else { "the names differ" };
                let why = format!("the key of the second stands in the first, {}; {names}", found.place);
                asked.extend(question(desk, *at, *other, why));
            }
        }
    }
    for (a, b) in joins {
        name_without_key(desk, a, b);
        join(desk, a, b);
    }
    asked
}

/// `PAY-12 Payments API` and `Payments API` are no two names of the task: the key in front is no difference to settle.
fn name_without_key(desk: &mut Desk, keyed: u32, naming: u32) {
    let name = desk.sides.get(keyed as usize).and_then(|s| s.name.clone());
    if let (Some(name), Some(task)) = (name, desk.tasks.get_mut(naming as usize))
        && let Some(written) = task.facts.name.as_mut()
    {
        written.value = name;
    }
}

/// Where a record names another record's key.
struct Mention {
    place: String,
    names_agree: bool,
    /// In notes, where a key is often only spoken of.
    in_prose: bool,
}

/// The one key that a record names in its name, in a column of its own (also a link), or in its notes.
fn mention(desk: &Desk, at: u32, by_key: &FxHashMap<String, u32>) -> Option<(u32, Mention)> {
    let task = desk.tasks.get(at as usize)?;
    let name = task.facts.name.as_ref().map_or("", |n| &*n.value);
    let found = |text: &str| -> Vec<u32> {
        if !text.contains('-') {
            return Vec::new();
        }
        let mut hits: Vec<u32> = keys(text).filter_map(|k| by_key.get(&fold_key(k)).copied()).collect();
        hits.dedup();
        hits
    };
    let agree = |other: u32, bare: &str| {
        let theirs = desk.sides.get(other as usize).and_then(|s| s.name.as_deref()).unwrap_or_default();
        !bare.is_empty() && fold_name(bare) == fold_name(theirs)
    };
    let other_file = |other: u32| desk.sheet_of(other).map(|s| s.source.file) != desk.sheet_of(at).map(|s| s.source.file);
    if let [other] = found(name).as_slice() {
        let key = desk.sides.get(*other as usize).and_then(|s| s.key.as_deref()).unwrap_or_default();
        let names_agree = agree(*other, &without(name, key));
        return other_file(*other).then(|| (*other, Mention { place: "in its name".to_owned(), names_agree, in_prose: false }));
    }
    let own = task.facts.custom.iter().filter(|(header, value)| {
        let header = header.to_lowercase();
        value.value.len() <= SHORT && !OTHERS.iter().any(|w| header.contains(w))
    });
    for (header, value) in own {
        if let [other] = found(&value.value).as_slice() {
            let whole = value.value.trim().rsplit(['/', '=', ' ']).next().unwrap_or_default();
            let names_agree = is_issue_key(whole) && agree(*other, name);
            return other_file(*other)
                .then(|| (*other, Mention { place: format!("in its column `{header}`"), names_agree, in_prose: false }));
        }
    }
    // notes speak of many things: only of a record of the same name is it asked
    let notes = task.facts.notes.as_ref()?;
    match found(&notes.value).as_slice() {
        [other] if agree(*other, name) && other_file(*other) => {
            Some((*other, Mention { place: "in its notes".to_owned(), names_agree: true, in_prose: true }))
        }
        _ => None,
    }
}

/// A name without the key in it and without the marks around the key.
fn without(name: &str, key: &str) -> String {
    let Some(from) = name.find(key) else { return name.to_owned() };
    let marks: &[char] = &[' ', '[', ']', '(', ')', ':', '-', '–', '—', '|', '/', ','];
    let before = name.get(..from).unwrap_or_default().trim_end_matches(marks);
    let after = name.get(from + key.len()..).unwrap_or_default().trim_start_matches(marks);
    match (before.is_empty(), after.is_empty()) {
        (false, false) => format!("{before} {after}"),
        _ => format!("{before}{after}").trim().to_owned(),
    }
}

/// Records of one project in two files with one name and equal dates; only where a project has records of several files.
fn by_name_and_dates(desk: &mut Desk) -> Vec<IdentityProposal> {
    let mut files: BTreeMap<ProjectId, BTreeMap<u16, Vec<usize>>> = BTreeMap::new();
    for (ix, sheet) in desk.sheets.iter().enumerate().filter(|(_, s)| s.len > 0 && s.superseded_by.is_none()) {
        let mut projects: FxHashSet<ProjectId> = FxHashSet::default();
        projects.extend(sheet.range().filter_map(|at| desk.tasks.get(at as usize)).map(|t| t.project));
        for project in projects.into_iter().filter(|p| *p != UNKNOWN) {
            files.entry(project).or_default().entry(sheet.source.file).or_default().push(ix);
        }
    }
    let mut asked = Vec::new();
    for (project, files) in files.into_iter().filter(|(_, f)| f.len() > 1) {
        let mut by_name: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for sheet in files.values().flatten().filter_map(|&ix| desk.sheets.get(ix)) {
            for at in sheet.range().filter(|&at| stands(desk, at)) {
                let of = desk.tasks.get(at as usize).is_some_and(|t| t.project == project);
                if let Some(name) = desk.sides.get(at as usize).and_then(|s| s.name.as_deref()).filter(|_| of) {
                    by_name.entry(fold_name(name)).or_default().push(at);
                }
            }
        }
        for pair in by_name.values() {
            if let [a, b] = pair.as_slice()
                && let Some(why) = dates_agree(desk, *a, *b)
            {
                asked.extend(question(desk, *a, *b, why));
            }
        }
    }
    asked
}

fn dates_agree(desk: &Desk, a: u32, b: u32) -> Option<String> {
    if desk.sheet_of(a)?.source.file == desk.sheet_of(b)?.source.file {
        return None;
    }
    // two keys of one tracker are two records of it
    let key = |at: u32| desk.sides.get(at as usize).and_then(|s| s.key.as_deref()).filter(|k| is_issue_key(k));
    if key(a).is_some() && key(b).is_some() {
        return None;
    }
    let (x, y) = (&desk.tasks.get(a as usize)?.facts, &desk.tasks.get(b as usize)?.facts);
    let mut agree = Vec::new();
    for (what, p, q) in [("start", &x.start, &y.start), ("finish", &x.finish, &y.finish)] {
        match (p, q) {
            (Some(p), Some(q)) if p.value == q.value => agree.push(format!("{what} {}", p.value)),
            (Some(_), Some(_)) if what == "finish" => return None,
            _ => {}
        }
    }
    (!agree.is_empty()).then(|| format!("one project, the same name, {}; no key ties them", agree.join(" and ")))
}

fn question(desk: &Desk, a: u32, b: u32, why: String) -> Option<IdentityProposal> {
    let shown = |at: u32| -> Option<(Text, CellRef)> {
        let task = desk.tasks.get(at as usize)?;
        Some((task.title().into(), task.facts.name.as_ref().map_or(task.facts.at, |n| n.at)))
    };
    let (a_key, b_key) = (known_by(desk, a)?, known_by(desk, b)?);
    Found { kind: Kind::Task, a: shown(a)?, b: shown(b)? }.asked(desk.context.settings, &a_key, &b_key, why)
}

#[cfg(test)]
mod tests {
    use super::super::trial::Trial;
    use super::without;
    use crate::model::Role;
    use jiff::civil::date;

    #[test]
    fn a_key_is_taken_out_of_a_name_with_its_marks() {
        assert_eq!(without("[PAY-12] Payments API", "PAY-12"), "Payments API");
        assert_eq!(without("Payments API (PAY-12)", "PAY-12"), "Payments API");
        assert_eq!(without("Test PAY-12 again", "PAY-12"), "Test again");
    }

    fn two(plan_name: &str) -> crate::reconcile::Reconciled {
        let mut trial = Trial::default();
        trial.file("jira.csv", "jira", Role::Tasks).task("Payments API", |r| r.key("PAY-12").project("PAY", "Payments"));
        trial.file("Payments.xlsx", "plan", Role::Tasks).task(plan_name, |r| r.project("", "Payments"));
        trial.run()
    }

    #[test]
    fn key_and_name_together_join_and_the_key_alone_asks() {
        let joined = two("Payments API (PAY-12)");
        assert_eq!((joined.portfolio.tasks.len(), joined.portfolio.proposals.len()), (1, 0));
        let asked = two("Rework after PAY-12");
        assert_eq!((asked.portfolio.tasks.len(), asked.portfolio.proposals.len()), (2, 1));
        let question = &asked.portfolio.proposals[0];
        assert_eq!((question.kind, &*question.a_key, &*question.b_key), ("task", "payments: Rework after PAY-12", "PAY-12"));
    }

    #[test]
    fn a_key_in_notes_asks_only_about_a_record_of_the_same_name() {
        let with = |name: &str| {
            let mut trial = Trial::default();
            trial.file("jira.csv", "jira", Role::Tasks).task("Payments API", |r| r.key("PAY-12").project("PAY", "Payments"));
            let plan = trial.file("Payments.xlsx", "plan", Role::Tasks).task(name, |r| r.project("", "Payments"));
            let at = plan.cell(4);
            plan.records.tasks[0].facts.notes = Some(crate::source::Sourced::stated("see PAY-12, please".into(), at));
            trial.run().portfolio
        };
        let (same, other) = (with("payments API"), with("Rework"));
        assert_eq!((same.tasks.len(), same.proposals.len()), (2, 1));
        assert_eq!(&*same.proposals[0].evidence, "the key of the second stands in the first, in its notes; and the names agree");
        assert_eq!((other.tasks.len(), other.proposals.len()), (2, 0));
    }

    #[test]
    fn the_key_in_a_name_is_no_other_name() {
        let out = two("[PAY-12] Payments API");
        assert_eq!((out.portfolio.tasks.len(), out.portfolio.conflicts.len()), (1, 0));
    }

    #[test]
    fn a_declared_mapping_joins_and_says_what_it_does_not_find() {
        let mut trial =
            Trial::configured("[tasks]\nsame = [[\"PAY-12\", \"payments: Interface to the bank\"], [\"PAY-12\", \"PAY-99\"]]\n");
        trial.file("jira.csv", "jira", Role::Tasks).task("Payments API", |r| r.key("PAY-12").project("PAY", "Payments"));
        trial.file("Payments v2.xlsx", "plan", Role::Tasks).task("Interface to the bank", |r| r.project("", "Payments"));
        let out = trial.run();
        assert_eq!(out.portfolio.tasks.len(), 1);
        let said: Vec<_> = out.diagnostics.iter().filter(|d| d.check == "configured-name-unknown").collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].message.contains("(`PAY-12`, `PAY-99`), 1 are there"), "{}", said[0].message);
    }

    #[test]
    fn name_project_and_dates_together_ask() {
        let mut trial = Trial::default();
        let (from, to) = (date(2026, 3, 2), date(2026, 3, 20));
        trial
            .file("jira.csv", "jira", Role::Tasks)
            .task("Card form", |r| r.key("PAY-2").project("PAY", "Payments").dates(from, to));
        trial.file("Payments.xlsx", "plan", Role::Tasks).task("Card  form", |r| r.project("", "Payments").dates(from, to));
        let out = trial.run();
        assert_eq!((out.portfolio.tasks.len(), out.portfolio.proposals.len()), (2, 1));
        assert!(out.portfolio.proposals[0].evidence.contains("start 2026-03-02 and finish 2026-03-20"));
        trial.settings.ledger = toml::from_str(
            "[[answer]]\nkind = \"task\"\na = \"payments: card form\"\nb = \"PAY-2\"\nanswer = \"same\"\nby = \"N\"\n",
        )
        .expect("a ledger");
        let out = trial.run();
        assert_eq!((out.portfolio.tasks.len(), out.portfolio.proposals.len()), (1, 0));
    }
}
