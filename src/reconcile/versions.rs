//! Files that are versions of one another: the same export handed in twice, `Plan v3` beside `Plan v3 FINAL (2)`, the views of
//! one Notion database. Two files are versions only when their names say so *and* their records agree; which is newer is told
//! by the data date, else by the words of the name. Under unlike names the very same rows are one
//! hand-in; older rows are for `renamed` to tell.

use super::desk::{Desk, Fate, Sheet};
use super::merge::join;
use super::projects::UNKNOWN;
use super::wording::{fold_key, fold_name, is_issue_key};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::import::SetAside;
use crate::model::Role;
use crate::source::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Finds versions among the sheets and joins their records; what only an older version holds is set aside.
pub(super) fn supersede(desk: &mut Desk) {
    let mut families: BTreeMap<(Text, String, Role, String, u32), Vec<usize>> = BTreeMap::new();
    for (ix, sheet) in desk.sheets.iter().enumerate().filter(|(_, s)| s.len > 0) {
        let project = desk.tasks.get(sheet.base as usize).map_or(UNKNOWN, |t| t.project);
        let notion = sheet.tracker.starts_with("notion");
        let tab = desk.context.sources.sheet(sheet.source).unwrap_or_default().to_lowercase();
        // The views of one Notion database lie in different folders, so their projects may differ.
        let project = if notion { UNKNOWN } else { project };
        families.entry((sheet.tracker.clone(), sheet.file.family.clone(), sheet.role, tab, project.0)).or_default().push(ix);
    }
    for members in families.into_values().filter(|m| m.len() > 1) {
        settle_family(desk, members);
    }
    notion_views(desk);
    twice(desk);
    super::renamed::older_exports(desk);
    supersede_lists(desk);
}

/// A linked view of a Notion database often has no name (`Untitled …csv`): a table all of whose columns and records another one
/// holds is a view of it, whatever it is called.
fn notion_views(desk: &mut Desk) {
    let whole = |s: &Sheet| s.len > 0 && s.superseded_by.is_none() && s.tracker.starts_with("notion");
    let mut sheets: Vec<usize> = (0..desk.sheets.len()).filter(|&ix| desk.sheets.get(ix).is_some_and(whole)).collect();
    sheets.sort_by_key(|&ix| desk.sheets.get(ix).map(|s| (std::cmp::Reverse((s.len, s.headers.len())), s.source)));
    let mut standing: Vec<usize> = Vec::new();
    for view in sheets {
        let found = standing.iter().copied().find_map(|of| {
            let (a, b) = (desk.sheets.get(of)?, desk.sheets.get(view)?);
            let named = !b.headers.is_empty() && a.file.family != b.file.family;
            let other = named && a.role == b.role && a.source.file != b.source.file;
            let pairs = (other && is_view(a, b)).then(|| pair_up(desk, a, b))?;
            (pairs.len() == b.len as usize).then_some((of, pairs))
        });
        match found {
            Some((of, pairs)) => apply(desk, of, view, pairs, "a view of the same database".into(), false),
            None => standing.push(view),
        }
    }
}

/// The same rows under two names that have nothing in common: one hand-in, given twice. Only tables whose first and last
/// records are equal are compared whole.
fn twice(desk: &mut Desk) {
    let mut alike: BTreeMap<(Text, Role, u32, [String; 2]), Vec<usize>> = BTreeMap::new();
    for (ix, sheet) in desk.sheets.iter().enumerate().filter(|(_, s)| s.len > 1 && s.superseded_by.is_none() && !s.whole) {
        let ends = [sheet.base, sheet.base.saturating_add(sheet.len - 1)].map(|at| {
            let facts = desk.tasks.get(at as usize).map(|t| (t.facts.start.map(|d| d.value), t.facts.finish.map(|d| d.value)));
            format!("{:?} {facts:?}", desk.sides.get(at as usize).map(|s| (&s.key, &s.name)))
        });
        alike.entry((sheet.tracker.clone(), sheet.role, sheet.len, ends)).or_default().push(ix);
    }
    for members in alike.into_values().filter(|m| m.len() > 1) {
        let mut standing: Vec<usize> = Vec::new();
        for ix in members {
            let first = standing.iter().copied().find(|&first| equal(desk, first, ix));
            match first {
                Some(first) => {
                    let pairs = desk.sheets.get(first).zip(desk.sheets.get(ix)).map(|(a, b)| a.range().zip(b.range()).collect());
                    apply(desk, first, ix, pairs.unwrap_or_default(), "the same rows".into(), false);
                }
                None => standing.push(ix),
            }
        }
    }
}

/// Whether two tables of different files hold the same dated records in the same order.
fn equal(desk: &Desk, a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (desk.sheets.get(a), desk.sheets.get(b)) else { return false };
    let own = |at: u32| desk.sides.get(at as usize).is_some_and(|s| s.fate == Fate::Own);
    let named = |x: u32, y: u32| match (desk.sides.get(x as usize), desk.sides.get(y as usize)) {
        (Some(x), Some(y)) => x.key == y.key && x.name == y.name && x.people.len() == y.people.len(),
        _ => false,
    };
    let dated = a.range().filter_map(|at| desk.tasks.get(at as usize)).filter(|t| t.facts.finish_date().is_some()).count();
    a.source.file != b.source.file
        && a.headers == b.headers
        // a template that nobody has filled in yet is no hand-in given twice
        && dated * 2 >= a.len as usize
        && a.range().zip(b.range()).all(|(x, y)| own(x) && own(y) && named(x, y) && same_facts(desk, x, y))
}

/// The lists of a workbook (resources, assignments, registers) are as old as its records of work.
fn supersede_lists(desk: &mut Desk) {
    let mut files: BTreeMap<u16, Option<(u32, Text)>> = BTreeMap::new();
    for sheet in desk.sheets.iter().filter(|s| s.len > 0) {
        let entry = files.entry(sheet.source.file).or_insert_with(|| sheet.superseded_by.clone());
        if sheet.superseded_by.is_none() {
            *entry = None;
        }
    }
    for sheet in desk.sheets.iter_mut().filter(|s| s.len == 0) {
        if let Some(Some(by)) = files.get(&sheet.source.file) {
            sheet.superseded_by = Some(by.clone());
            sheet.merged = sheet.record_rows;
        }
    }
}

/// Newest first by pairwise comparison; each older one is tried against every newer one that stands.
fn settle_family(desk: &mut Desk, mut members: Vec<usize>) {
    members.sort_by(|&a, &b| match (desk.sheets.get(a), desk.sheets.get(b)) {
        (Some(a), Some(b)) => {
            let more = b.len.cmp(&a.len).then(b.headers.len().cmp(&a.headers.len()));
            age(a, b).0.then(more).then(is_whole(desk, b).cmp(&is_whole(desk, a))).then(a.source.cmp(&b.source))
        }
        _ => Ordering::Equal,
    });
    let mut standing: Vec<usize> = Vec::new();
    for older in members {
        let taken = standing.iter().copied().find(|&newer| try_pair(desk, newer, older));
        if taken.is_none() {
            standing.push(older);
        }
    }
}

/// `Less` where `a` is newer, with the reason.
fn age(a: &Sheet, b: &Sheet) -> (Ordering, &'static str) {
    if let (Some((x, _)), Some((y, _))) = (&a.data_date, &b.data_date)
        && x != y
    {
        return (y.cmp(x), "newer data date");
    }
    match (&a.file.version, &b.file.version) {
        (Some(x), Some(y)) => (y.cmp(x), "later version in the file name"),
        (None, Some(y)) => (y.cmp(&super::file_name::Version::default()), "later version in the file name"),
        (Some(x), None) => (super::file_name::Version::default().cmp(x), "later version in the file name"),
        (None, None) => (Ordering::Equal, ""),
    }
}

/// Joins the records of `older` to those of `newer` if the two are versions of one thing. Gives whether they were.
fn try_pair(desk: &mut Desk, newer: usize, older: usize) -> bool {
    let (Some(a), Some(b)) = (desk.sheets.get(newer), desk.sheets.get(older)) else { return false };
    if a.source.file == b.source.file {
        return false;
    }
    let view = a.tracker.starts_with("notion") && is_view(a, b);
    let (order, reason) = age(a, b);
    let pairs = pair_up(desk, a, b);
    let total = b.len as usize;
    let same = pairs.len() == total && a.len == b.len && pairs.iter().all(|&(x, y)| same_facts(desk, x, y));
    let versions = pairs.len() * 2 >= total && order == Ordering::Less;
    let why: Text = if same {
        "the same rows".into()
    } else if view && pairs.len() * 5 >= total * 4 {
        "a view of the same database".into()
    } else if versions {
        reason.into()
    } else {
        return false;
    };
    let leftovers_stay = view && !same;
    apply(desk, newer, older, pairs, why, leftovers_stay);
    true
}

/// Whether a file is a Notion database with everything in it rather than the view on the page: `Tasks 249c…_all.csv`.
fn is_whole(desk: &Desk, sheet: &Sheet) -> bool {
    let name = desk.context.sources.file(sheet.source).map_or("", |f| f.name.as_str());
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).ends_with("_all")
}

/// Whether the columns of one are among those of the other.
fn is_view(a: &Sheet, b: &Sheet) -> bool {
    let all: FxHashSet<&Text> = a.headers.iter().collect();
    b.headers.iter().all(|h| all.contains(h))
}

pub(super) fn apply(desk: &mut Desk, newer: usize, older: usize, pairs: Vec<(u32, u32)>, why: Text, leftovers_stay: bool) {
    let Some(source) = desk.sheets.get(newer).map(|s| s.source) else { return };
    let newer_name = desk.context.sources.source_text(source);
    if let Some(sheet) = desk.sheets.get_mut(older) {
        sheet.superseded_by = Some((super::desk::position(newer), why.clone()));
    }
    for (kept, lost) in &pairs {
        join(desk, *kept, *lost);
    }
    let Some(sheet) = desk.sheets.get(older) else { return };
    let (source, range) = (sheet.source, sheet.range());
    let left: Vec<u32> = range.filter(|&at| desk.sides.get(at as usize).is_some_and(|s| s.fate == Fate::Own)).collect();
    let mut message = format!("superseded by `{newer_name}` ({why}): {} rows merged", pairs.len());
    if !left.is_empty() && !leftovers_stay {
        let reason: Text = format!("only in a superseded version; `{newer_name}` no longer has it").into();
        let mut aside = Vec::with_capacity(left.len());
        for &at in &left {
            if let (Some(side), Some(task)) = (desk.sides.get_mut(at as usize), desk.tasks.get(at as usize)) {
                side.fate = Fate::Aside(reason.clone());
                aside.push(SetAside { at: task.facts.at, reason: reason.to_string() });
            }
        }
        message.push_str(&format!(", {} set aside because the newer one no longer has them", aside.len()));
        if let Some(sheet) = desk.sheets.get_mut(older) {
            sheet.set_aside.append(&mut aside);
        }
    }
    desk.say(
        Diagnostic::new("file-superseded", Severity::Note, Place::Source(source), message)
            .help("leave the older file out of the folder, or set `skip = true` for it under [[source]]"),
    );
}

/// Pairs of records that are the same task in both sheets: by issue key, by key and name, by unique name, by name in order
/// under the same parent. Linear in the records.
pub(super) fn pair_up(desk: &Desk, newer: &Sheet, older: &Sheet) -> Vec<(u32, u32)> {
    let mut by_word: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for at in newer.range() {
        for word in words(desk, at) {
            by_word.entry(word).or_default().push(at);
        }
    }
    let mut used: FxHashSet<u32> = FxHashSet::default();
    let mut paired: FxHashSet<u32> = FxHashSet::default();
    let mut pairs = Vec::new();
    for round in 0..3 {
        let mut next: FxHashMap<String, usize> = FxHashMap::default();
        for at in older.range().filter(|&at| desk.sides.get(at as usize).is_some_and(|s| s.fate == Fate::Own)) {
            if paired.contains(&at) {
                continue;
            }
            let Some(word) = words(desk, at).into_iter().find(|w| w.starts_with(['k', 'b', 'n'][round])) else { continue };
            let Some(list) = by_word.get(&word) else { continue };
            let from = next.entry(word).or_insert(0);
            while list.get(*from).is_some_and(|c| used.contains(c)) {
                *from += 1;
            }
            if let Some(&hit) = list.get(*from) {
                used.insert(hit);
                paired.insert(at);
                pairs.push((hit, at));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The words a record may be known by: `k` issue key, `b` key and name, `n` name with its parent's.
fn words(desk: &Desk, at: u32) -> Vec<String> {
    let Some(side) = desk.sides.get(at as usize) else { return Vec::new() };
    let mut words = Vec::with_capacity(3);
    let name = side.name.as_deref().map(fold_name);
    if let Some(key) = side.key.as_deref() {
        if is_issue_key(key) {
            words.push(format!("k{}", fold_key(key)));
        }
        if let Some(name) = &name {
            words.push(format!("b{}\u{1f}{name}", fold_key(key)));
        }
    }
    if let Some(name) = name {
        let section = desk.tasks.get(at as usize).and_then(|t| t.facts.section.as_ref()).map(|s| fold_name(&s.value));
        words.push(format!("n{name}\u{1f}{}", section.unwrap_or_default()));
    }
    words
}

fn same_facts(desk: &Desk, a: u32, b: u32) -> bool {
    let (Some(a), Some(b)) = (desk.tasks.get(a as usize), desk.tasks.get(b as usize)) else { return false };
    let (a, b) = (&a.facts, &b.facts);
    let value = |d: &Option<crate::source::Sourced<jiff::civil::Date>>| d.map(|d| d.value);
    value(&a.start) == value(&b.start)
        && value(&a.finish) == value(&b.finish)
        && value(&a.actual_finish) == value(&b.actual_finish)
        && a.status.as_ref().map(|s| &s.value) == b.status.as_ref().map(|s| &s.value)
        && a.percent.map(|p| p.value) == b.percent.map(|p| p.value)
}

#[cfg(test)]
mod tests {
    use crate::import::extract::ColumnReading;
    use crate::model::Role;
    use crate::reconcile::trial::Trial;
    use crate::source::CellRef;
    use jiff::civil::date;

    fn headed(trial: &mut Trial, file: &str, headers: &[&str], titles: &[&str]) {
        let extract = trial.file(file, "notion", Role::Tasks);
        let at = CellRef { source: extract.source, row: 0, col: 0 };
        extract.columns = headers.iter().map(|h| ColumnReading { header: (*h).into(), at, field: None }).collect();
        for title in titles {
            extract.task(title, |r| r);
        }
    }

    #[test]
    fn of_a_view_and_its_twin_with_everything_the_twin_stands() {
        let mut trial = Trial::default();
        let head = ["Name", "Status"];
        headed(&mut trial, "Road map 2498779374c480b6a983fafdfd29e009.csv", &head, &["Paint", "Sand"]);
        headed(&mut trial, "Road map 2498779374c480b6a983fafdfd29e009_all.csv", &head, &["Sand", "Paint"]);
        let out = trial.run();
        assert_eq!((out.dispositions[0].merged, out.dispositions[1].kept), (2, 2));
    }

    #[test]
    fn a_nameless_view_of_a_notion_database_is_that_database() {
        let mut trial = Trial::default();
        let hash = "249c7e7ecbd281be874af38d9ced3f5";
        headed(&mut trial, &format!("x/Tasks {hash}b.csv"), &["Name", "Status", "Due"], &["Paint", "Sand", "Varnish"]);
        headed(&mut trial, &format!("x/Hall {hash}c/Untitled {hash}d.csv"), &["Due", "Name"], &["Sand", "Paint"]);
        headed(&mut trial, &format!("x/Yard {hash}e/Untitled {hash}f.csv"), &["Due", "Name"], &["Sand", "Sweep"]);
        let out = trial.run();
        let mut names: Vec<&str> = out.portfolio.tasks.iter().map(|t| t.label()).collect();
        names.sort_unstable();
        // The third table holds a record that the database does not: a table of its own.
        assert_eq!(names, ["Paint", "Sand", "Sand", "Sweep", "Varnish"]);
        assert_eq!(out.dispositions[1].merged, 2);
        assert_eq!(out.dispositions[2].kept, 2);
    }

    fn given(names: [&str; 2], finish: [i8; 2]) -> crate::reconcile::Reconciled {
        let mut trial = Trial::default();
        for (name, day) in names.iter().zip(finish) {
            trial
                .file(name, "plan", Role::Tasks)
                .task("Order cranes", |r| r.dates(date(2026, 2, 2), date(2026, 3, 31)))
                .task("Ship cranes", |r| r.dates(date(2026, 6, 1), date(2026, 8, day)))
                .task("Commission cranes", |r| r.dates(date(2026, 9, 1), date(2026, 10, 16)));
        }
        trial.run()
    }

    #[test]
    fn the_same_rows_count_once_under_any_name() {
        for names in
            [["Cranes.csv", "Cranes (1).csv"], ["Cranes.csv", "export-7731.csv"], ["2026/Cranes.csv", "Crane renewal.csv"]]
        {
            let out = given(names, [31, 31]);
            assert_eq!((out.portfolio.counts.tasks, out.portfolio.projects.len()), (3, 1), "{names:?}");
            assert_eq!(out.dispositions.iter().map(|d| d.merged).sum::<usize>(), 3, "{names:?}");
            assert!(out.diagnostics.iter().any(|d| d.check == "file-superseded"), "{names:?}");
        }
    }

    #[test]
    fn other_rows_under_another_name_are_another_plan() {
        let out = given(["Cranes.csv", "Crane renewal.csv"], [31, 14]);
        assert_eq!((out.portfolio.counts.tasks, out.portfolio.projects.len()), (6, 2));
    }

    #[test]
    fn a_second_download_supersedes_the_first() {
        let out = given(["Cranes.csv", "Cranes (1).csv"], [31, 14]);
        assert_eq!((out.portfolio.counts.tasks, out.portfolio.projects.len()), (3, 1));
        assert_eq!(out.portfolio.conflicts.len(), 1, "the older date is kept beside the newer");
        assert_eq!(&*out.portfolio.conflicts[0].kept.0, "2026-08-14");
        // without the original beside it, the number may be part of the name
        let apart = given(["Pier (1).csv", "Pier (2).csv"], [31, 14]);
        assert_eq!(apart.portfolio.counts.tasks, 6);
    }
}
