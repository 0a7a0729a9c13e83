//! Two records of work that are one: by which words they are told, which of their files is believed, and their facts field by
//! field. Which of two values stands is decided in `stand`.

use super::desk::{Desk, Fate, Sheet, Side};
use super::stand::{Stand, close, counted, fill, money, rounded};
use super::wording::{fold_key, fold_name, is_issue_key, is_long_id};
use crate::import::values::address;
use crate::model::{Duration, StatusWord, TaskFacts, TaskId, TaskKind};
use crate::source::{CellRef, Sourced, Text};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::{Ordering, Reverse};

/// Trackers in the order in which they are believed when nothing else decides: where work is done first, then plans, then
/// lists kept by hand (any name that is not here).
const DEFAULT_ORDER: &[&str] = &[
    "jira",
    "azure",
    "linear",
    "github",
    "aha",
    "asana",
    "monday",
    "clickup",
    "notion",
    "planner",
    "smartsheet",
    "primavera",
    "p6",
    "ms-project",
    "msproject",
];

fn default_rank(tracker: &str) -> usize {
    DEFAULT_ORDER.iter().position(|t| tracker.starts_with(t)).unwrap_or(DEFAULT_ORDER.len())
}

/// Which of two sheets is believed: configured precedence, newer data date, what was handed in this time, default order of trackers, order of sources.
pub(super) fn believed(a: &Sheet, b: &Sheet) -> (Ordering, Text) {
    let superseded = a.superseded_by.is_some().cmp(&b.superseded_by.is_some());
    if superseded != Ordering::Equal {
        return (superseded, "the newer version of the file".into());
    }
    if a.precedence != b.precedence {
        return (a.precedence.cmp(&b.precedence), "configured precedence".into());
    }
    let date = |s: &Sheet| s.data_date.as_ref().map(|d| d.0);
    if let (Some(x), Some(y)) = (date(a), date(b))
        && x != y
    {
        return (y.cmp(&x), format!("newer data date ({} against {})", x.max(y), x.min(y)).into());
    }
    if a.forward != b.forward {
        return (a.forward.cmp(&b.forward), "the other file was not handed in and is carried forward".into());
    }
    let (x, y) = (default_rank(&a.tracker), default_rank(&b.tracker));
    if x != y {
        return (x.cmp(&y), "default order of trackers".into());
    }
    (
        Reverse(date(a)).cmp(&Reverse(date(b))).then(a.source.cmp(&b.source)).then(a.given.cmp(&b.given)),
        "order of the files".into(),
    )
}

/// Records looked at side by side at a time, so that what is made for them stays small.
pub(super) const PART: usize = 8_192;

/// Joins records of different files that carry the same issue key, the same long id of one tracker or the address of one issue.
pub(super) fn by_key(desk: &mut Desk) {
    let mut first: FxHashMap<String, u32> = FxHashMap::default();
    first.reserve(desk.sides.len());
    let mut joins: Vec<(u32, u32)> = Vec::new();
    let mut at = 0;
    for part in desk.sides.chunks(PART) {
        // the words are folded side by side; which record had a word first is settled in order
        let words: Vec<[Option<String>; 2]> = part.par_iter().with_min_len(512).map(|side| join_words(desk, side)).collect();
        for words in words {
            for word in words.into_iter().flatten() {
                let other = *first.entry(word).or_insert(at);
                if other != at && may_join(desk, other, at) {
                    joins.push((other, at));
                }
            }
            at = at.saturating_add(1);
        }
    }
    drop(first);
    for (a, b) in joins {
        join(desk, a, b);
    }
}

/// The words by which a record is known everywhere: its issue key, and the long id of its tracker.
fn join_words(desk: &Desk, side: &Side) -> [Option<String>; 2] {
    let mut words: [Option<String>; 2] = [None, None];
    let Some(sheet) = desk.sheets.get(side.sheet as usize).filter(|_| side.fate == Fate::Own) else { return words };
    let numbered = |id: &str| id.contains("://").then(|| address::numbered_issue(id)).flatten().map(|issue| format!("n{issue}"));
    let long = |id: &str| is_long_id(id).then(|| format!("i{}:{}", family(&sheet.tracker), fold_key(id)));
    if let Some(key) = side.key.as_deref() {
        words[0] = if is_issue_key(key) { Some(format!("k{}", fold_key(key))) } else { long(key).or_else(|| numbered(key)) };
    }
    words[1] = side.id.as_deref().and_then(|id| long(id).or_else(|| numbered(id)));
    words
}

/// The tracker without its form: `jira-html` is `jira`.
fn family(tracker: &str) -> &str {
    tracker.split('-').next().unwrap_or(tracker)
}

/// An equal key is proof between different tables when a tracker that mints such keys is one of them, or both are of one
/// project. Ids kept by hand restart in every plan and prove nothing between plans; within one table a repeated key is a
/// finding, not a join.
fn may_join(desk: &Desk, a: u32, b: u32) -> bool {
    let (Some(x), Some(y)) = (desk.sheet_of(a), desk.sheet_of(b)) else { return false };
    if x.source == y.source && x.base == y.base {
        return false;
    }
    let minted = |s: &Sheet| default_rank(&s.tracker) < DEFAULT_ORDER.len();
    let same_project = desk.tasks.get(a as usize).map(|t| t.project) == desk.tasks.get(b as usize).map(|t| t.project);
    let same_file = x.source.file == y.source.file;
    minted(x) || minted(y) || (same_project && !same_file)
}

/// Joins two records: the believed one stands, the other's facts fill its gaps or become conflicts. Gives whether they were
/// two.
pub(super) fn join(desk: &mut Desk, a: u32, b: u32) -> bool {
    let (Some(a), Some(b)) = (desk.standing(a), desk.standing(b)) else { return false };
    if a == b {
        return false;
    }
    let (Some(x), Some(y)) = (desk.sheet_of(a), desk.sheet_of(b)) else { return false };
    let (order, why) = believed(x, y);
    let older = y.superseded_by.is_some() || x.superseded_by.is_some();
    let (keep, lose) = if order == Ordering::Greater { (b, a) } else { (a, b) };
    // what a converted file knows by reference only gives way to the record itself
    let stub = |at: u32| desk.tasks.get(at as usize).is_some_and(|t| t.stub);
    let (keep, lose) = if stub(keep) && !stub(lose) { (lose, keep) } else { (keep, lose) };
    let why = if older { "the other file is an older version".into() } else { why };
    merge_into(desk, keep, lose, &why);
    true
}

/// Puts the facts of `lose` under those of `keep`, two records that stand.
pub(super) fn merge_into(desk: &mut Desk, keep: u32, lose: u32, why: &Text) {
    let Ok([kept, lost]) = desk.tasks.get_disjoint_mut([keep as usize, lose as usize]) else { return };
    let mut stand = Stand {
        what: kept.title().into(),
        task: Some(TaskId(keep)),
        project: (kept.project != super::projects::UNKNOWN).then_some(kept.project),
        why,
        older: false,
        sheets: &desk.sheets,
        fields: &desk.context.settings.field_precedence,
        conflicts: &mut desk.conflicts,
    };
    let at = lost.facts.at;
    let other = std::mem::replace(&mut *lost.facts, TaskFacts::new(at));
    kept.also_at.push(other.at);
    kept.also_at.append(&mut lost.also_at);
    stand.facts(&mut kept.facts, other);
    let Ok([kept, lost]) = desk.sides.get_disjoint_mut([keep as usize, lose as usize]) else { return };
    lost.fate = Fate::Into(keep);
    kept.belongs.join(&mut lost.belongs);
    if kept.people.is_empty() {
        kept.people = std::mem::take(&mut lost.people);
    }
    if let Some(sheet) = desk.sides.get(lose as usize).map(|s| s.sheet as usize).and_then(|s| desk.sheets.get_mut(s)) {
        sheet.merged += 1;
    }
}

impl Stand<'_> {
    /// The facts of two records of work.
    fn facts(&mut self, kept: &mut TaskFacts, other: TaskFacts) {
        self.words("name", &mut kept.name, other.name);
        fill(&mut kept.key, other.key);
        fill(&mut kept.id, other.id);
        fill(&mut kept.outline, other.outline);
        fill(&mut kept.type_word, other.type_word);
        fill(&mut kept.section, other.section);
        self.put("status", &mut kept.status, other.status, same_status, |s| s.word.to_string(), |_, _| String::new());
        self.rag(&mut kept.rag, other.rag);
        self.put("percent complete", &mut kept.percent, other.percent, close, percent, |a, b| {
            counted((b - a).abs() * 100.0, "percentage point")
        });
        self.date("baseline start", &mut kept.baseline_start, other.baseline_start);
        self.date("baseline finish", &mut kept.baseline_finish, other.baseline_finish);
        self.date("start", &mut kept.start, other.start);
        self.date("finish", &mut kept.finish, other.finish);
        self.date("actual start", &mut kept.actual_start, other.actual_start);
        self.date("actual finish", &mut kept.actual_finish, other.actual_finish);
        self.date("deadline", &mut kept.deadline, other.deadline);
        self.date("needed by", &mut kept.needed, other.needed);
        fill(&mut kept.created, other.created);
        fill(&mut kept.updated, other.updated);
        self.put("duration", &mut kept.duration, other.duration, same_duration, days_text, |a, b| {
            counted((b.days - a.days).abs(), "day")
        });
        for (field, kept, other) in [
            ("work", &mut kept.work, other.work),
            ("remaining work", &mut kept.remaining_work, other.remaining_work),
            ("actual work", &mut kept.actual_work, other.actual_work),
        ] {
            self.amount(field, kept, other, |hours| format!("{} h", rounded(hours)));
        }
        for (field, kept, other) in
            [("budget", &mut kept.budget, other.budget), ("actual cost", &mut kept.actual_cost, other.actual_cost)]
        {
            let currency = [&*kept, &other].into_iter().flatten().find_map(|m| self.currency(m.at));
            self.amount(field, kept, other, |amount| money(amount, currency));
        }
        fill(&mut kept.constraint, other.constraint);
        self.words("calendar", &mut kept.calendar, other.calendar);
        self.words("priority", &mut kept.priority, other.priority);
        fill(&mut kept.notes, other.notes);
        if kept.kind == TaskKind::Task {
            kept.kind = other.kind;
            kept.milestone = other.milestone;
        }
        for (header, value) in other.custom {
            self.own_column(&mut kept.custom, header, value);
        }
    }

    /// A column of no field of ours. Estimates in points are one field, whatever their columns are called.
    fn own_column(&mut self, kept: &mut Vec<(Text, Sourced<Text>)>, header: Text, value: Sourced<Text>) {
        let points = self.in_points(&header, value.at);
        let held = kept.iter().position(|(h, v)| *h == header || points && self.in_points(h, v.at));
        let Some((_, held)) = held.and_then(|ix| kept.get_mut(ix)) else {
            kept.push((header, value));
            return;
        };
        let number = |text: &Text| text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
        let same = |a: &Text, b: &Text| match (number(a), number(b)) {
            (Some(a), Some(b)) => close(&a, &b),
            _ => fold_name(a) == fold_name(b),
        };
        let difference = |a: &Text, b: &Text| match (number(a), number(b)) {
            (Some(a), Some(b)) if points => counted((b - a).abs(), "point"),
            (Some(a), Some(b)) => rounded((b - a).abs()),
            _ => String::new(),
        };
        self.held(if points { "points" } else { &header }, held, value, same, |t| t.to_string(), difference);
    }

    fn in_points(&self, header: &Text, at: CellRef) -> bool {
        self.sheets.iter().any(|s| s.source == at.source && s.points.contains(header))
    }
}

fn same_status(a: &StatusWord, b: &StatusWord) -> bool {
    match (a.category, b.category) {
        (Some(x), Some(y)) => x == y,
        _ => a.word.eq_ignore_ascii_case(&b.word),
    }
}

fn same_duration(a: &Duration, b: &Duration) -> bool {
    close(&a.days, &b.days) && a.elapsed == b.elapsed
}

fn percent(p: &f64) -> String {
    format!("{} %", rounded(p * 100.0))
}

fn days_text(d: &Duration) -> String {
    format!("{} {}", rounded(d.days), if d.elapsed { "elapsed days" } else { "days" })
}
