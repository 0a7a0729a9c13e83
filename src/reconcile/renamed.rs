//! An older export of the same thing under an unlike name: `export_final.csv` beside `Harbour tasks.csv`. Names of files say nothing
//! there, so the records must: nearly all of the one stand in the other under the same key and name, and most of them with a date or
//! a person that is still the same. Joined only where one of the two names says nothing of its own (`export`, `tasks`); two files
//! that each name something may be two plans made from one template, and are asked about.

use super::desk::{Desk, Fate, Sheet};
use super::versions::{apply, pair_up};
use super::wording::{fold_key, fold_name, fold_project};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Role;
use crate::source::Text;
use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{Hash as _, Hasher as _};

/// Below so many records two tables may be alike by chance.
const FEWEST: u32 = 3;
/// A record that so many tables hold is a word of a template, and tells nothing of a pair of them.
const MOST: usize = 8;

/// Finds older exports among tables of different files and joins their records to those of the newer.
pub(super) fn older_exports(desk: &mut Desk) {
    for (a, b) in candidates(desk) {
        let (Some(x), Some(y)) = (desk.sheets.get(a), desk.sheets.get(b)) else { continue };
        if x.superseded_by.is_some() || y.superseded_by.is_some() {
            continue;
        }
        let pairs = pair_up(desk, x, y);
        if !is_same(desk, &pairs, x.len.min(y.len)) {
            continue;
        }
        let nameless = x.file.generic || y.file.generic || fold_project(&x.file.subject) == fold_project(&y.file.subject);
        match (nameless, newer(desk, x, y)) {
            (true, Some((Ordering::Less, why))) => apply(desk, a, b, pairs, why, false),
            (true, Some((Ordering::Greater, why))) => apply(desk, b, a, turned(pairs), why, false),
            _ => ask(desk, a, b, pairs.len(), nameless),
        }
    }
}

fn turned(pairs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let mut turned: Vec<(u32, u32)> = pairs.into_iter().map(|(a, b)| (b, a)).collect();
    turned.sort_unstable();
    turned
}

/// Pairs of tables of one tracker and role, in different files, of which most records of the smaller stand in the other under the
/// same key and name. Linear in the records.
fn candidates(desk: &Desk) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<(&Text, Role), Vec<usize>> = BTreeMap::new();
    let whole = |s: &&Sheet| s.len >= FEWEST && s.superseded_by.is_none() && !s.whole && !s.tracker.starts_with("notion");
    for (ix, sheet) in desk.sheets.iter().enumerate().filter(|(_, s)| whole(s)) {
        groups.entry((&sheet.tracker, sheet.role)).or_default().push(ix);
    }
    let mut found = Vec::new();
    for members in groups.into_values().filter(|m| m.len() > 1) {
        let said = |&ix: &usize| {
            let records = desk.sheets.get(ix).map(Sheet::range);
            records.into_iter().flatten().filter_map(move |at| Some((word(desk, at)?, ix)))
        };
        let mut said: Vec<(u64, usize)> = members.par_iter().flat_map_iter(said).collect();
        said.par_sort_unstable();
        said.dedup();
        let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for holders in said.chunk_by(|a, b| a.0 == b.0) {
            let holders = holders.get(..MOST).unwrap_or(holders);
            for (n, &(_, other)) in holders.iter().enumerate() {
                for &(_, one) in holders.iter().take(n) {
                    *shared.entry((one, other)).or_insert(0) += 1;
                }
            }
        }
        found.extend(shared.into_iter().filter(|&((a, b), count)| {
            let (Some(x), Some(y)) = (desk.sheets.get(a), desk.sheets.get(b)) else { return false };
            x.source.file != y.source.file && u64::from(count) * 5 >= u64::from(x.len.min(y.len)) * 4
        }));
    }
    found.into_iter().map(|(pair, _)| pair).collect()
}

/// Key and name of a record that stands.
fn word(desk: &Desk, at: u32) -> Option<u64> {
    let side = desk.sides.get(at as usize).filter(|s| s.fate == Fate::Own)?;
    let mut hasher = FxHasher::default();
    side.key.as_deref().map(fold_key).hash(&mut hasher);
    fold_name(side.name.as_deref()?).hash(&mut hasher);
    Some(hasher.finish())
}

/// Whether the records speak of one thing: nearly all are paired, none names another project, and most that can be compared have a
/// date or a person that is still the same.
fn is_same(desk: &Desk, pairs: &[(u32, u32)], smaller: u32) -> bool {
    let mut agree = 0_usize;
    for &(a, b) in pairs {
        let (Some(x), Some(y)) = (desk.tasks.get(a as usize), desk.tasks.get(b as usize)) else { return false };
        let (Some(s), Some(t)) = (desk.sides.get(a as usize), desk.sides.get(b as usize)) else { return false };
        let project = |s: &super::desk::Side| s.hint.name.as_ref().or(s.hint.key.as_ref()).map(|n| fold_project(&n.value));
        if let (Some(one), Some(other)) = (project(s), project(t))
            && one != other
        {
            return false;
        }
        let (x, y) = (&x.facts, &y.facts);
        let dates = [(x.start, y.start), (x.finish, y.finish), (x.actual_finish, y.actual_finish), (x.created, y.created)];
        let dated = dates.iter().any(|(x, y)| x.is_some() && x.map(|d| d.value) == y.map(|d| d.value));
        let who = |s: &super::desk::Side| s.people.first().map(|p| fold_name(&p.name));
        agree += usize::from(dated && (who(s).is_none() || who(t).is_none() || who(s) == who(t)));
    }
    pairs.len() as u64 * 5 >= u64::from(smaller) * 4 && agree * 2 >= pairs.len()
}

/// `Less` where the first is newer, with the reason; `None` where nothing tells.
fn newer(desk: &Desk, a: &Sheet, b: &Sheet) -> Option<(Ordering, Text)> {
    if let (Some((x, _)), Some((y, _))) = (&a.data_date, &b.data_date)
        && x != y
    {
        return Some((y.cmp(x), format!("the same records of {} under another name, by its data", (*x).min(*y)).into()));
    }
    let done = |s: &Sheet| {
        let tasks = s.range().filter_map(|at| desk.tasks.get(at as usize));
        tasks.filter(|t| t.facts.is_closed() || t.facts.actual_finish.is_some()).count()
    };
    let (x, y) = (done(a), done(b));
    match (x.cmp(&y), a.len.cmp(&b.len)) {
        (Ordering::Equal, Ordering::Equal) => None,
        (Ordering::Greater, Ordering::Greater | Ordering::Equal) | (Ordering::Equal, Ordering::Greater) => {
            Some((Ordering::Less, less(x, y)))
        }
        (Ordering::Less, Ordering::Less | Ordering::Equal) | (Ordering::Equal, Ordering::Less) => {
            Some((Ordering::Greater, less(x, y)))
        }
        // more done and fewer records, or the other way round: nothing tells
        _ => None,
    }
}

fn less(done: usize, other: usize) -> Text {
    let what = if done == other { "with fewer of them" } else { "with less of them done" };
    format!("the same records under another name, {what}").into()
}

/// Two that may be one, for a person to settle.
fn ask(desk: &mut Desk, a: usize, b: usize, pairs: usize, nameless: bool) {
    let (Some(x), Some(y)) = (desk.sheets.get(a), desk.sheets.get(b)) else { return };
    let (one, other) = (desk.context.sources.source_text(x.source), y.source);
    let why = if nameless { "nothing tells which is newer" } else { "their names are of two things" };
    let message = format!("{pairs} of its records stand in `{one}` too, and most agree; {why}, so both count");
    desk.say(
        Diagnostic::new("files-alike", Severity::Warning, Place::Source(other), message).help(
            "if they are one plan, set `skip = true` for the older under [[source]], or `data-date` for both; else give each its `project`",
        ),
    );
}
