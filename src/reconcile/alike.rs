//! Projects that may be one under two names: for a person to decide, never joined. Likeness alone is no reason to ask; beside
//! it a second fact must agree (manager, program, start, finish), or the two names differ only in words such as Programme. Of
//! two lists, program, start and finish together are reason enough without any likeness: a renamed project has none.
//! A number, phase, tranche, tier or "non" that differs, and words that are opposites, end the matter.

use super::desk::Desk;
use super::projects::Draft;
use super::proposals::Found;
use super::wording::{fold_project, guard_differs, roman};
use crate::config::ledger::Kind;
use crate::model::names::normalise;
use crate::model::project::IdentityProposal;
use crate::source::{CellRef, Text};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// The most projects that share a word and are compared for it; beyond it a word tells nothing.
const MOST_OF_A_WORD: usize = 30;

/// Words that say what a thing is, not which.
const KIND_WORDS: &[&str] = &[
    "programme",
    "program",
    "project",
    "projects",
    "the",
    "of",
    "for",
    "and",
    "a",
    "to",
    "in",
    "on",
    "at",
    "by",
    "with",
    "its",
    "replacement",
    "system",
    "systems",
    "service",
    "services",
    "new",
    "national",
    "uk",
    "plan",
    "phase",
    "tranche",
    "stage",
];

/// Words one of which stands in one name and the other in the other: two things.
const OPPOSITES: &[(&str, &str)] = &[
    ("north", "south"),
    ("east", "west"),
    ("northern", "southern"),
    ("eastern", "western"),
    ("base", "deployed"),
    ("inbound", "outbound"),
    ("import", "export"),
    ("internal", "external"),
    ("upper", "lower"),
    ("left", "right"),
    ("onshore", "offshore"),
    ("front", "back"),
    ("old", "new"),
    ("business", "personal"),
    ("male", "female"),
    ("land", "sea"),
    ("air", "sea"),
    ("air", "land"),
];

/// What is compared of one project.
struct Known {
    at: usize,
    shown: Text,
    cell: CellRef,
    /// Words of each of its names, folded.
    names: Vec<Vec<String>>,
    /// The first letters of each of them.
    initials: Vec<String>,
}

/// The first letters of the words that count.
fn initials(words: &[String]) -> String {
    let counts = |w: &&String| !["the", "of", "for", "and", "a"].contains(&w.as_str());
    words.iter().filter(counts).filter_map(|w| w.chars().next()).collect()
}

/// Asks about pairs that share a telling word: linear in projects, as a word that many share is passed over.
pub(super) fn projects(desk: &mut Desk) {
    let known: Vec<Known> = desk.projects.drafts.iter().enumerate().filter(|(_, d)| d.used).filter_map(known).collect();
    let mut by_word: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (ix, one) in known.iter().enumerate() {
        for word in one.names.iter().flatten().chain(&one.initials).filter(|w| is_telling(w)) {
            by_word.entry(word).or_default().insert(ix);
        }
    }
    let mut seen: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut asked: Vec<IdentityProposal> = Vec::new();
    for group in by_word.values().filter(|g| (2..=MOST_OF_A_WORD).contains(&g.len())) {
        for (n, &a) in group.iter().enumerate() {
            for &b in group.iter().skip(n + 1) {
                if seen.insert((a, b))
                    && let (Some(x), Some(y)) = (known.get(a), known.get(b))
                    && let (Some(p), Some(q)) = (desk.projects.drafts.get(x.at), desk.projects.drafts.get(y.at))
                    && let Some(why) = reason(x, y, p, q)
                {
                    let found = Found { kind: Kind::Project, a: (x.shown.clone(), x.cell), b: (y.shown.clone(), y.cell) };
                    asked.extend(found.asked(desk.context.settings, &x.shown, &y.shown, why));
                }
            }
        }
    }
    asked.extend(renamed(desk, &known, &asked));
    asked.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    desk.proposals.append(&mut asked);
}

/// Two projects of two lists that agree in program, start and finish to the day, and no third one does: one may be the other
/// under a new name. Asked whatever the names, as a true rename leaves no likeness.
fn renamed(desk: &Desk, known: &[Known], asked: &[IdentityProposal]) -> Vec<IdentityProposal> {
    let mut by_facts: BTreeMap<(&BTreeSet<usize>, Date, Date), Vec<&Known>> = BTreeMap::new();
    for one in known {
        let Some(draft) = desk.projects.drafts.get(one.at).filter(|d| d.whole.by.is_some() && !d.programs.is_empty()) else {
            continue;
        };
        if let (Some(start), Some(finish)) = (&draft.whole.start, &draft.whole.finish) {
            by_facts.entry((&draft.programs, start.value, finish.value)).or_default().push(one);
        }
    }
    let done: FxHashSet<(&Text, &Text)> = asked.iter().map(|q| (&q.a_key, &q.b_key)).collect();
    let mut found = Vec::new();
    for ((_, start, finish), pair) in by_facts {
        let [x, y] = pair.as_slice() else { continue };
        let (Some(p), Some(q)) = (desk.projects.drafts.get(x.at), desk.projects.drafts.get(y.at)) else { continue };
        let one_list = p.sources.keys().any(|source| q.sources.contains_key(source));
        let two = x.names.iter().any(|a| y.names.iter().any(|b| numbers_differ(a, b) || opposite(a, b)));
        if one_list || two || done.contains(&(&x.shown, &y.shown)) || done.contains(&(&y.shown, &x.shown)) {
            continue;
        }
        let why = format!(
            "another name, but the same program, start {start} and finish {finish}, which no third project has: renamed?"
        );
        let question = Found { kind: Kind::Project, a: (x.shown.clone(), x.cell), b: (y.shown.clone(), y.cell) };
        found.extend(question.asked(desk.context.settings, &x.shown, &y.shown, why));
    }
    found
}

/// Whether both names hold a number and the numbers are not the same.
fn numbers_differ(a: &[String], b: &[String]) -> bool {
    let numbered = |words: &[String]| words.iter().any(|w| w.chars().all(char::is_numeric));
    numbered(a) && numbered(b) && guard_differs(&a.join(" "), &b.join(" "))
}

fn known((at, draft): (usize, &Draft)) -> Option<Known> {
    let first = draft.names.iter().map(|(_, at)| *at).min();
    let cell = first.or_else(|| draft.sources.keys().next().map(|s| CellRef { source: *s, row: 0, col: 0 }))?;
    let names: BTreeSet<String> =
        std::iter::once(&draft.name).chain(draft.names.iter().map(|(n, _)| n)).map(|n| fold_project(n)).collect();
    let word = |w: &str| roman(w).unwrap_or_else(|| w.replace('ß', "ss"));
    let names: Vec<Vec<String>> = names.iter().map(|n| n.split(' ').filter(|w| !w.is_empty()).map(word).collect()).collect();
    let initials = names.iter().map(|n| initials(n)).filter(|i| i.chars().count() > 2).collect();
    Some(Known { at, shown: draft.name.clone(), cell, names, initials })
}

fn is_telling(word: &str) -> bool {
    word.chars().count() > 2 && !KIND_WORDS.contains(&word)
}

/// Why two may be one.
fn reason(x: &Known, y: &Known, p: &Draft, q: &Draft) -> Option<String> {
    // two keys that one tracker gave are two projects of that tracker
    let two_keys = p.keys.iter().any(|(t, k)| {
        q.keys.iter().any(|(u, l)| t == u && !k.eq_ignore_ascii_case(l))
            && !q.keys.iter().any(|(u, l)| t == u && k.eq_ignore_ascii_case(l))
    });
    // so are two rows of one list of projects
    let two_rows = p.whole.by.is_some() && q.whole.by.is_some() && x.cell.source == y.cell.source;
    if two_keys || two_rows {
        return None;
    }
    let mut best: Option<(u8, String)> = None;
    for a in &x.names {
        for b in &y.names {
            if let Some((rank, words)) = likeness(a, b)
                && best.as_ref().is_none_or(|(have, _)| rank < *have)
            {
                best = Some((rank, words));
            }
        }
    }
    let (rank, words) = best?;
    let agree = agreeing(p, q);
    match (rank, agree.is_empty()) {
        (0, true) => Some(format!("{words}; no second fact is given by both")),
        (_, true) => None,
        (_, false) => Some(format!("{words}, and {} beside both", agree.join(", "))),
    }
}

/// How near two names are: 0 the same but for words of kind, 1 one holds the other, 2 nearly the same letters or initials.
fn likeness(a: &[String], b: &[String]) -> Option<(u8, String)> {
    if guard_differs(&a.join(" "), &b.join(" ")) || opposite(a, b) {
        return None;
    }
    let core =
        |words: &[String]| -> BTreeSet<String> { words.iter().filter(|w| !KIND_WORDS.contains(&w.as_str())).cloned().collect() };
    let (x, y) = (core(a), core(b));
    if x.is_empty() || y.is_empty() {
        return None;
    }
    if x == y {
        return Some((0, "the names are the same but for words such as programme or project".to_owned()));
    }
    if a.concat() == b.concat() {
        return Some((0, "the names differ in blanks only".to_owned()));
    }
    let (small, large) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    if small.len() >= 2 && small.is_subset(large) {
        return Some((1, "one name holds all words of the other".to_owned()));
    }
    let short = |words: &BTreeSet<String>| words.len() == 1;
    for (other, set) in [(b, &x), (a, &y)] {
        if short(set)
            && set.iter().any(|w| {
                w.chars().count() >= 3 && (*w == initials(other) || other.len() > 3 && initials(other).starts_with(w.as_str()))
            })
        {
            return Some((2, "one name is made of the initials of the other".to_owned()));
        }
    }
    let (one, other) = (a.join(" "), b.join(" "));
    let near = strsim::normalized_levenshtein(&one, &other);
    (near >= 0.85).then(|| (2, "the names differ in a few letters".to_owned()))
}

fn opposite(a: &[String], b: &[String]) -> bool {
    let has = |words: &[String], w: &str| words.iter().any(|x| x == w);
    OPPOSITES.iter().any(|(p, q)| {
        (has(a, p) && has(b, q) && !has(a, q) && !has(b, p)) || (has(a, q) && has(b, p) && !has(a, p) && !has(b, q))
    })
}

/// Facts that both state and that agree.
fn agreeing(p: &Draft, q: &Draft) -> Vec<String> {
    let mut agree = Vec::new();
    if let (Some(a), Some(b)) = (&p.whole.manager, &q.whole.manager)
        && normalise(&a.value) == normalise(&b.value)
    {
        agree.push(format!("manager `{}`", a.value));
    }
    if p.programs.intersection(&q.programs).next().is_some() {
        agree.push("the same program".to_owned());
    }
    for (what, a, b) in [
        ("start", &p.whole.start, &q.whole.start),
        ("finish", &p.whole.finish, &q.whole.finish),
        ("approved finish", &p.whole.baseline_finish, &q.whole.baseline_finish),
    ] {
        if let (Some(a), Some(b)) = (a, b)
            && a.value == b.value
        {
            agree.push(format!("{what} {}", a.value));
        }
    }
    agree
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        fold_project(name).split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn numbers_phases_and_opposites_end_the_matter() {
        for (a, b) in [
            ("HS2 Phase 1", "HS2 Phase 2a"),
            ("ACM Remediation", "Non ACM Remediation"),
            ("Tier 2 Reform", "Tier III Reform"),
            ("Base Communications", "Deployed Communications"),
            ("North Quay wall", "South Quay wall"),
        ] {
            assert_eq!(likeness(&words(a), &words(b)), None, "{a} / {b}");
        }
    }

    #[test]
    fn likeness_is_told_in_words() {
        let rank = |a: &str, b: &str| likeness(&words(a), &words(b)).map(|(r, _)| r);
        assert_eq!(rank("Shore Power Programme", "Shore power"), Some(0));
        assert_eq!(rank("Shore power cabling", "Shore power"), Some(1));
        assert_eq!(rank("Geological Disposal Facility", "GDF"), Some(2));
        assert_eq!(rank("Crane renewal", "Quay wall"), None);
    }
}
