//! Common causes: one vendor or system behind log items of several projects, however it is spelled.
//!
//! A name counts as one only on evidence: it stands in a vendor column, or it carries a company's suffix (`Nordkran AS`), or
//! it is a named system of the program. Spellings are joined where they agree without case, punctuation and company suffix,
//! or where one is the beginning of the other in whole words (`Nordkran`, `Nordkran Service`) and no third name begins alike
//! elsewhere. Joined spellings stand beside each other with their cells, so that a reader can disagree.

use super::health::counted;
use super::result::CommonCause;
use crate::config::Settings;
use crate::model::{LogItem, LogKind, Portfolio, ProjectId, ResourceKind};
use crate::source::{CellRef, Text};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Suffixes that say "company", without dots and slashes.
const SUFFIXES: &[&str] = &[
    "ab",
    "ag",
    "ag&co",
    "aps",
    "as",
    "asa",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "eood",
    "gmbh",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kk",
    "limited",
    "llc",
    "llp",
    "ltd",
    "ltda",
    "nv",
    "ohg",
    "oü",
    "oy",
    "oyj",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "sp",
    "spa",
    "spzoo",
    "srl",
    "sro",
    "ug",
];

/// Most words in a name.
const LONGEST: usize = 5;

/// Causes behind items of at least so many projects as the settings ask for; widest first.
pub fn exposure(portfolio: &Portfolio, settings: &Settings) -> Vec<CommonCause> {
    let texts: Vec<Vec<Sighting>> = portfolio.log.par_iter().map(in_columns).collect();
    let mut known = Known::default();
    for sighting in texts.iter().flatten() {
        known.add(&sighting.key, sighting.evidence);
    }
    for resource in portfolio.resources.iter().filter(|resource| resource.kind == ResourceKind::System) {
        known.add(&key(&resource.name), Evidence::System);
    }
    let roots = known.roots();
    let items: Vec<Vec<Sighting>> = (portfolio.log.par_iter().zip(&texts))
        .map(|(item, columns)| {
            let mut found = columns.clone();
            found.extend(mentions(item, &known));
            found
        })
        .collect();
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for (ix, (item, sightings)) in (0u32..).zip(portfolio.log.iter().zip(&items)) {
        if item.open == Some(false) || !matters(item.kind) {
            continue;
        }
        for sighting in sightings {
            let root = roots.get(sighting.key.as_str()).map_or(sighting.key.as_str(), String::as_str);
            let group = groups.entry(root).or_default();
            group.items.insert(ix);
            group.projects.extend(item.project);
            group.spellings.entry(sighting.spelling.clone()).or_default().insert(sighting.at);
            group.evidence.insert(known.evidence_of(&sighting.key));
        }
    }
    let least = settings.thresholds.common_cause_projects.max(2);
    let mut causes: Vec<CommonCause> =
        groups.into_values().filter(|group| group.projects.len() >= least).map(Group::cause).collect();
    causes.sort_by(|a, b| {
        (b.projects.len().cmp(&a.projects.len())).then(b.items.len().cmp(&a.items.len())).then_with(|| a.name.cmp(&b.name))
    });
    causes
}

fn matters(kind: LogKind) -> bool {
    matches!(kind, LogKind::Risk | LogKind::Issue | LogKind::Assumption | LogKind::Dependency)
}

/// Why a name is taken for one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Evidence {
    Column,
    Suffix,
    System,
}

/// A name where it was seen.
#[derive(Clone, Debug)]
struct Sighting {
    key: String,
    spelling: Text,
    at: CellRef,
    evidence: Evidence,
}

#[derive(Default)]
struct Known {
    names: BTreeMap<String, Evidence>,
    /// First words of names, for a quick look whether a text can name any.
    first_words: FxHashMap<String, usize>,
}

impl Known {
    fn add(&mut self, key: &str, evidence: Evidence) {
        // A short name such as `IT` is found in too many texts to say anything.
        if key.chars().count() < 3 {
            return;
        }
        let held = self.names.entry(key.to_owned()).or_insert(evidence);
        *held = (*held).min(evidence);
        let mut words = key.split(' ');
        if let Some(first) = words.next() {
            let longest = self.first_words.entry(first.to_owned()).or_default();
            *longest = (*longest).max(1 + words.count());
        }
    }

    fn evidence_of(&self, key: &str) -> Evidence {
        self.names.get(key).copied().unwrap_or(Evidence::Column)
    }

    /// Longer names that begin with a shorter one in whole words belong to it.
    fn roots(&self) -> BTreeMap<&str, String> {
        let mut roots = BTreeMap::new();
        for name in self.names.keys() {
            let ends = name.match_indices(' ').map(|(at, _)| at);
            let shorter = ends.filter_map(|at| name.get(..at)).find(|start| self.names.contains_key(*start));
            // A first word that is short or common to look at (`port`, `north`) is no name of its own.
            if let Some(shorter) = shorter.filter(|shorter| shorter.chars().count() >= 4) {
                roots.insert(name.as_str(), shorter.to_owned());
            }
        }
        roots
    }
}

#[derive(Default)]
struct Group {
    items: BTreeSet<u32>,
    projects: BTreeSet<ProjectId>,
    spellings: BTreeMap<Text, BTreeSet<CellRef>>,
    evidence: BTreeSet<Evidence>,
}

impl Group {
    fn cause(self) -> CommonCause {
        let mut by_count: Vec<(&Text, usize)> = self.spellings.iter().map(|(name, cells)| (name, cells.len())).collect();
        by_count.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let name = by_count.first().map_or_else(|| Text::from(""), |(name, _)| Text::clone(name));
        let spelled = by_count.iter().map(|(name, count)| format!("`{name}` ({count})")).collect::<Vec<_>>().join(", ");
        let by = |evidence: &Evidence| match evidence {
            Evidence::Column => "named in a vendor column",
            Evidence::Suffix => "named with a company's suffix",
            Evidence::System => "a named system of the program",
        };
        let reasons = self.evidence.iter().map(by).collect::<Vec<_>>().join(", ");
        let joined = match by_count.len() {
            1 => "spelled one way".to_owned(),
            count => format!("spelled {count} ways that agree without case, punctuation and company suffix"),
        };
        let evidence = format!(
            "{} in {}; {joined}: {spelled}; {reasons}",
            counted(self.items.len(), "open item"),
            counted(self.projects.len(), "project"),
        );
        let mut spellings: Vec<(Text, CellRef)> =
            self.spellings.iter().flat_map(|(name, cells)| cells.iter().map(|&cell| (Text::clone(name), cell))).collect();
        spellings.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        spellings.dedup();
        CommonCause {
            name,
            spellings,
            items: self.items.into_iter().collect(),
            projects: self.projects.into_iter().collect(),
            evidence,
        }
    }
}

/// A word of a text with its place in it.
struct Word<'a> {
    text: &'a str,
    from: usize,
    to: usize,
}

/// Words: letters and digits with what joins them inside a company's name or suffix (`A/S`, `S.p.A`, `K-Line`).
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut from = None;
    let mut push = |from: usize, to: usize| {
        let Some(word) = text.get(from..to) else { return };
        let trimmed = word.trim_end_matches(['.', '/', '-', '\'', '’', '&']);
        if !trimmed.is_empty() {
            words.push(Word { text: trimmed, from, to: from + trimmed.len() });
        }
    };
    for (at, letter) in text.char_indices() {
        let inner = letter.is_alphanumeric() || (from.is_some() && matches!(letter, '.' | '/' | '-' | '\'' | '’' | '&'));
        match (inner, from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                push(start, at);
                from = None;
            }
            _ => {}
        }
    }
    if let Some(start) = from {
        push(start, text.len());
    }
    words
}

/// A word without case, accents kept, without what joins.
fn plain(word: &str) -> String {
    // A possessive belongs to the sentence, not to the name.
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&plain(word).as_str())
}

/// A name without case, punctuation and company suffix: what two spellings must have in common.
fn key(name: &str) -> String {
    // A suffix with strokes or dots (`A/S`, `a.s.`) is one word here; a name with a hyphen is two.
    let texts = words(name);
    let mut end = texts.len();
    while end > 1 && texts.get(end - 1).is_some_and(|word| is_suffix(word.text)) {
        end -= 1;
    }
    let kept = texts.get(..end).unwrap_or(&[]);
    kept.iter()
        .flat_map(|word| word.text.split(['-', '/']))
        .map(plain)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Names that an item itself proves: its vendor column, and names with a company's suffix in its text.
fn in_columns(item: &LogItem) -> Vec<Sighting> {
    let mut found = Vec::new();
    if let Some(vendor) = &item.vendor {
        for name in vendor.value.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
            let key = key(name);
            if !key.is_empty() && key.chars().any(char::is_alphabetic) {
                found.push(Sighting { key, spelling: Text::from(name), at: vendor.at, evidence: Evidence::Column });
            }
        }
    }
    for field in texts(item) {
        let (text, at) = field;
        let words = words(text);
        for (ix, word) in words.iter().enumerate() {
            let capital = word.text.chars().next().is_some_and(char::is_uppercase);
            // `as` and `co` are also words of a sentence: a suffix is written with a capital.
            if ix == 0 || !capital || !is_suffix(word.text) {
                continue;
            }
            let mut first = ix;
            while first > 0 && ix - first < LONGEST - 1 {
                let (before, after) = (&words[first - 1], &words[first]);
                let named = before.text.chars().next().is_some_and(char::is_uppercase) && !is_suffix(before.text);
                if !named || text.get(before.to..after.from) != Some(" ") {
                    break;
                }
                first -= 1;
            }
            if let Some(name) = words.get(first).filter(|_| first < ix).and_then(|begin| text.get(begin.from..word.to)) {
                let key = key(name);
                if !key.is_empty() {
                    found.push(Sighting { key, spelling: Text::from(name), at, evidence: Evidence::Suffix });
                }
            }
        }
    }
    found
}

fn texts(item: &LogItem) -> impl Iterator<Item = (&str, CellRef)> {
    let fields = [&item.title, &item.description, &item.response];
    fields.into_iter().flatten().map(|text| (&*text.value, text.at))
}

/// Known names in an item's text, the longest at each place.
fn mentions(item: &LogItem, known: &Known) -> Vec<Sighting> {
    let mut found = Vec::new();
    if known.names.is_empty() {
        return found;
    }
    for (text, at) in texts(item) {
        let words = words(text);
        let mut ix = 0;
        while let Some(word) = words.get(ix) {
            let first = plain(word.text.split(['-', '/']).next().unwrap_or(word.text));
            let capital = word.text.chars().next().is_some_and(char::is_uppercase);
            let longest = known.first_words.get(&first).copied().filter(|_| capital).unwrap_or(0);
            let hit = (1..=longest.min(LONGEST)).rev().find_map(|count| {
                let last = words.get(ix + count - 1)?;
                let name = text.get(word.from..last.to)?;
                let key = key(name);
                known.names.contains_key(&key).then_some((count, name, last, key))
            });
            let Some((count, name, last, key)) = hit else {
                ix += 1;
                continue;
            };
            // The spelling is shown with the suffix that follows it.
            let suffix = words.get(ix + count).filter(|next| is_suffix(next.text) && next.text.starts_with(char::is_uppercase));
            let whole = suffix.and_then(|next| text.get(word.from..next.to)).filter(|_| !is_suffix(last.text)).unwrap_or(name);
            found.push(Sighting { key, spelling: Text::from(whole), at, evidence: Evidence::Column });
            ix += count;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::source::{SourceId, Sourced};

    fn at(row: u32) -> CellRef {
        CellRef { source: SourceId { file: 0, sheet: 0 }, row, col: 0 }
    }

    fn risk(row: u32, project: u32, vendor: Option<&str>, title: &str) -> LogItem {
        let mut item = LogItem::new(LogKind::Risk, at(row));
        item.project = Some(ProjectId(project));
        item.vendor = vendor.map(|vendor| Sourced::stated(Text::from(vendor), at(row)));
        item.title = Some(Sourced::stated(Text::from(title), at(row)));
        item
    }

    #[test]
    fn spellings_agree_without_case_punctuation_and_company_suffix() {
        for spelling in ["Nordkran", "Nordkran AS", "NORDKRAN A/S", "Nordkran a.s.", "nordkran, Ltd."] {
            assert_eq!(key(spelling), "nordkran", "{spelling}");
        }
        assert_eq!(key("Baltic-Cable GmbH & Co. KG"), "baltic cable");
        assert_ne!(key("Nordkran"), key("Nordkai"));
    }

    #[test]
    fn one_vendor_behind_three_projects_is_one_cause() {
        let portfolio = Portfolio {
            log: vec![
                risk(1, 0, Some("Nordkran AS"), "Spreaders arrive late"),
                risk(2, 1, None, "NORDKRAN A/S may miss the site acceptance"),
                risk(3, 2, None, "Training depends on Nordkran's instructors"),
                risk(4, 2, None, "As the port grows, noise limits may bind"),
            ],
            ..Portfolio::default()
        };
        let causes = exposure(&portfolio, &Settings::default());
        assert_eq!(causes.len(), 1, "{causes:?}");
        assert_eq!(causes[0].items, [0, 1, 2]);
        assert_eq!(causes[0].projects, [ProjectId(0), ProjectId(1), ProjectId(2)]);
        let spelled: BTreeSet<&str> = causes[0].spellings.iter().map(|(name, _)| &**name).collect();
        assert_eq!(spelled, BTreeSet::from(["Nordkran AS", "NORDKRAN A/S", "Nordkran's"]));
    }

    #[test]
    fn one_project_is_no_common_cause_and_closed_items_do_not_count() {
        let mut log =
            vec![risk(1, 0, Some("Nordkran"), "a"), risk(2, 0, Some("Nordkran"), "b"), risk(3, 1, Some("Nordkran"), "c")];
        log[2].open = Some(false);
        let portfolio = Portfolio { log, ..Portfolio::default() };
        assert!(exposure(&portfolio, &Settings::default()).is_empty());
    }
}
