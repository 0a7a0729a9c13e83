//! People who may be one but are not proven so: name parts that fit and a second field that agrees, or a family name so rare
//! here that nobody else can be meant. They are listed for a person to decide, and never joined.

use super::people::{Mention, Settled, name_word};
use super::person_fit::{Fit, Parts, Word, fit, sound};
use crate::config::Settings;
use crate::config::ledger::{Kind, Verdict};
use crate::model::names::parts;
use crate::model::project::IdentityProposal;
use crate::model::{Project, ResourceId, ResourceKind};
use crate::source::{CellRef, Text};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};

/// What is known of one spelling.
pub(super) struct Evidence<'a> {
    pub(super) mention: Mention,
    pub(super) name: &'a Text,
    pub(super) email: Option<&'a str>,
    /// The converted file that settled who this is.
    pub(super) scope: Option<&'a str>,
    pub(super) beside: &'a BTreeSet<Text>,
    /// Projects in which the spelling stands.
    pub(super) projects: &'a [u32],
    pub(super) at: CellRef,
}

/// Everything known of one resource, for comparison.
#[derive(Default)]
struct Known {
    shown: Text,
    parts: BTreeSet<Parts>,
    /// Parts of the local parts of addresses.
    mail: BTreeSet<Parts>,
    /// Local parts of one word: `jwhitfield`.
    logins: BTreeSet<String>,
    scopes: BTreeSet<Text>,
    beside: BTreeSet<Text>,
    projects: BTreeSet<u32>,
    /// Whether an address is known.
    mailed: bool,
    at: Option<CellRef>,
}

/// The most people that share what is looked up and are compared for it; beyond it, it tells nothing.
const MOST_OF_A_KIND: usize = 40;

/// The most people of one family name of whom it is asked without a second field.
const RARE: usize = 4;

/// Proposes pairs: compared only with those that share a telling word, a sound or a second field, so the work stays linear in
/// people. `projects` are the names of the projects.
pub(super) fn propose(settings: &Settings, evidence: &[Evidence], projects: &[Project], settled: &mut Settled) {
    let known = known(evidence, settled);
    let mut families: FxHashMap<&str, FxHashSet<&[Word]>> = FxHashMap::default();
    for p in known.values().flat_map(|k| &k.parts) {
        families.entry(&p.family.text).or_default().insert(&p.given);
    }
    let everybody: Vec<(ResourceId, &Known)> = known.iter().map(|(id, k)| (*id, k)).collect();
    let looked_up: Vec<Vec<Key>> = everybody.par_iter().with_min_len(64).map(|(_, k)| keys(k)).collect();
    let mut blocks: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
    for (at, keys) in (0u32..).zip(looked_up) {
        for key in keys {
            blocks.entry(key).or_default().push(at);
        }
    }
    // of many that are written alike each is asked about with the first: the answers join them all
    let mut first_of: FxHashMap<&str, ResourceId> = FxHashMap::default();
    for (id, k) in &known {
        for p in &k.parts {
            first_of.entry(&p.sorted).or_insert(*id);
        }
    }
    let is_first = |id: ResourceId, k: &Known| k.parts.iter().any(|p| first_of.get(p.sorted.as_str()) == Some(&id));
    let asking = Asking { families: &families, projects };
    let pairs = pairs(&blocks);
    let told = |&(a, b): &(u32, u32)| {
        let (&(a, x), &(b, y)) = (everybody.get(a as usize)?, everybody.get(b as usize)?);
        if !x.scopes.is_disjoint(&y.scopes) {
            return None;
        }
        let (fit, why) = asking.reason(x, y)?;
        let may_ask = (fit != Some(Fit::Words) || is_first(a, x) || is_first(b, y)) && !settled_different(settings, x, y);
        let found = Found { kind: Kind::Person, a: (x.shown.clone(), x.at?), b: (y.shown.clone(), y.at?) };
        may_ask.then_some((a, b, found, why))
    };
    // who may be one is looked at side by side, and asked in order
    let found: Vec<(ResourceId, ResourceId, Found, String)> = pairs.par_iter().with_min_len(1_024).filter_map(told).collect();
    for (a, b, found, why) in found {
        let asked = found.asked(settings, &known_by(settled, a), &known_by(settled, b), why);
        settled.proposals.extend(asked.map(|q| IdentityProposal { people: Some([a, b]), ..q }));
    }
    settled.proposals.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
}

/// Everybody who shares a telling word with somebody else, each pair once, in order.
fn pairs(blocks: &FxHashMap<Key, Vec<u32>>) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for ((kind, _), ids) in blocks {
        let of_one_name = *kind == By::Name;
        let most = if of_one_name { usize::MAX } else { MOST_OF_A_KIND };
        if !(2..=most).contains(&ids.len()) {
            continue;
        }
        // of one name in great numbers each is compared with the first
        let firsts = if of_one_name && ids.len() > MOST_OF_A_KIND { 1 } else { ids.len() };
        for (n, a) in ids.iter().enumerate().take(firsts) {
            pairs.extend(ids.iter().skip(n + 1).map(|b| (*a, *b)));
        }
    }
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

fn known(evidence: &[Evidence], settled: &Settled) -> BTreeMap<ResourceId, Known> {
    let mut known: BTreeMap<ResourceId, Known> = BTreeMap::new();
    for e in evidence {
        let Some(id) = settled.of(e.mention) else { continue };
        let Some(resource) = settled.resources.get(id.ix()).filter(|r| r.kind == ResourceKind::Person) else { continue };
        let entry = known.entry(id).or_default();
        entry.shown = resource.name.clone();
        entry.at = Some(entry.at.map_or(e.at, |at| at.min(e.at)));
        entry.scopes.extend(e.scope.map(Text::from));
        entry.beside.extend(e.beside.iter().cloned());
        entry.projects.extend(e.projects);
        if !e.name.is_empty() {
            entry.parts.insert(parts(e.name).into());
        }
        if let Some(mail) = e.email {
            entry.mailed = true;
            let of_mail: Parts = parts(mail).into();
            match of_mail.given.is_empty() {
                true => entry.logins.extend((of_mail.family.text.chars().count() > 3).then_some(of_mail.family.text)),
                false => {
                    entry.mail.insert(of_mail);
                }
            }
        }
    }
    known
}

/// What a word is that somebody is looked up by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum By {
    /// All words of the name.
    Name,
    /// Two sounds, the second by its first letter.
    Sound,
    /// All sounds of the name.
    Sounds,
    /// A word of the name.
    Word,
    /// A word with the first letter of another.
    WordAndLetter,
    /// What an address may be made of.
    Login,
    /// A second field with two initials.
    Beside,
    /// A project with two initials.
    Project,
}

/// A kind of word, and the word as a number: that two words are one number by chance costs a comparison, no more.
type Key = (By, u64);

fn key(by: By, words: &[&str]) -> Key {
    let mut hasher = FxHasher::default();
    words.hash(&mut hasher);
    (by, hasher.finish())
}

/// What somebody is looked up by: the words of the name, each word with the first letter of another, the sound, what an
/// address could be made of, and a second field with two initials.
fn keys(k: &Known) -> Vec<Key> {
    let mut keys = Vec::with_capacity(32);
    for p in k.parts.iter().chain(&k.mail) {
        let words: Vec<&str> = p.words().collect();
        keys.push(key(By::Name, &[&p.sorted]));
        let mut sounds: Vec<String> = words.iter().map(|w| sound(w)).collect();
        for (n, one) in sounds.iter().enumerate() {
            for (m, other) in sounds.iter().enumerate().filter(|(m, _)| *m != n) {
                if n.abs_diff(m) == 1 || n + 1 == sounds.len() {
                    keys.push(key(By::Sound, &[one, first(other)]));
                }
            }
        }
        sounds.sort_unstable();
        keys.push(key(By::Sounds, &[&sounds.join(" ")]));
        for (n, word) in words.iter().enumerate().filter(|(_, w)| w.chars().count() > 1) {
            keys.push(key(By::Word, &[word]));
            for (m, _) in words.iter().enumerate().filter(|(m, _)| *m != n) {
                keys.push(key(By::WordAndLetter, &[word, words.get(m).map_or("", |w| first(w))]));
            }
        }
        if let Some(given) = p.given.first() {
            keys.extend(logins(given, &p.family).iter().map(|form| key(By::Login, &[form])));
            let called =
                if p.family.text.contains(' ') { sound(&p.family.text.replace(' ', "")) } else { p.family.sound.clone() };
            let mut initials = [first(&given.sound), first(&called)];
            initials.sort_unstable();
            keys.extend(k.beside.iter().map(|beside| key(By::Beside, &[initials[0], initials[1], beside])));
            let projects = k.projects.iter().map(u32::to_string);
            keys.extend(projects.map(|project| key(By::Project, &[initials[0], initials[1], &project])));
        }
    }
    keys.extend(k.logins.iter().map(|login| key(By::Login, &[login])));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The local parts that addresses are made of.
fn logins(given: &Word, family: &Word) -> [String; 4] {
    let (given, family) = (&given.text, family.text.replace(' ', ""));
    [
        format!("{}{family}", first(given)),
        format!("{family}{}", first(given)),
        format!("{given}{family}"),
        format!("{given}{}", first(&family)),
    ]
}

fn first(word: &str) -> &str {
    word.chars().next().and_then(|c| word.get(..c.len_utf8())).unwrap_or_default()
}

/// What is known of all while two are asked about.
struct Asking<'a> {
    /// By family name the first names that stand before it.
    families: &'a FxHashMap<&'a str, FxHashSet<&'a [Word]>>,
    projects: &'a [Project],
}

impl Asking<'_> {
    /// Why two may be one; `None` where they are two, or the names alone are too weak.
    fn reason(&self, x: &Known, y: &Known) -> Option<(Option<Fit>, String)> {
        for (named, mailed) in [(x, y), (y, x)] {
            if let Some(why) = of_address(named, mailed) {
                return Some((None, why));
            }
        }
        let mut best: Option<(Fit, &Parts, &Parts)> = None;
        for p in &x.parts {
            for q in &y.parts {
                if let Some(fit) = fit(p, q)
                    && best.is_none_or(|(have, _, _)| fit < have)
                {
                    best = Some((fit, p, q));
                }
            }
        }
        let (fit, p, q) = best?;
        let one_without_mail = !x.mailed || !y.mailed;
        // two addresses are two people, unless more than the work they share speaks for one
        let agree = self.agreeing(x, y, one_without_mail);
        if fit == Fit::Words && one_without_mail {
            let ties = if agree.is_empty() { "no second field ties them".to_owned() } else { format!("{agree} beside both") };
            let why = match (x.mailed, y.mailed) {
                (false, false) if p.given == q.given => format!("the same name, and both its parts are common here; {ties}"),
                (false, false) => format!("the same words of a name in another order; {ties}"),
                _ => "the same words of a name; one of the two stands without an e-mail address".to_owned(),
            };
            return Some((Some(fit), why));
        }
        if !agree.is_empty() {
            return Some((Some(fit), format!("{}, and {agree} stands beside both", fit.words())));
        }
        if fit == Fit::Words || fit == Fit::Near || !one_without_mail {
            return None;
        }
        let told = !x.beside.is_empty() && !y.beside.is_empty();
        let rare = [p, q].iter().all(|p| self.families.get(p.family.text.as_str()).is_none_or(|given| given.len() <= RARE));
        if !rare || told && fit > Fit::Nickname {
            return None;
        }
        let beside = |k: &Known| k.beside.iter().map(|t| format!("`{t}`")).collect::<Vec<_>>().join(", ");
        Some((
            Some(fit),
            match told {
                true => format!("{}; against it: {} beside the first, {} beside the second", fit.words(), beside(x), beside(y)),
                false => format!("{}; no second field is given by both", fit.words()),
            },
        ))
    }

    /// Second fields that agree, in words.
    fn agreeing(&self, x: &Known, y: &Known, by_project: bool) -> String {
        let mut agree: Vec<String> = x.beside.intersection(&y.beside).map(|t| format!("`{t}`")).collect();
        let shared = x.projects.intersection(&y.projects).next().filter(|_| by_project);
        let shared = shared.and_then(|&p| self.projects.get(p as usize));
        agree.extend(shared.map(|p| format!("work on `{}`", p.name)));
        agree.join(", ")
    }
}

/// Whether the address of one is made of the name of the other.
fn of_address(named: &Known, mailed: &Known) -> Option<String> {
    // an address that only fits says nothing of those whose own address is known
    let own = named.mailed;
    if own && !mailed.parts.is_empty() {
        return None;
    }
    let made = |p: &Parts, m: &Parts| match fit(p, m) {
        Some(Fit::Words) => Some("the e-mail address is made of the same name; no row gives both"),
        Some(Fit::Part | Fit::Initials | Fit::Sound) if !own => Some("the e-mail address fits the name; no row gives both"),
        _ => None,
    };
    let spelled = |p: &Parts, login: &String| {
        if own {
            return None;
        }
        let forms = logins(p.given.first()?, &p.family);
        forms.contains(login).then_some("the e-mail address fits the name; no row gives both")
    };
    let whole = named.parts.iter().flat_map(|p| mailed.mail.iter().filter_map(move |m| made(p, m)));
    let login = named.parts.iter().flat_map(|p| mailed.logins.iter().filter_map(move |l| spelled(p, l)));
    whole.chain(login).max().map(str::to_owned)
}

/// What a resource is known by in the ledger: the strongest proof there is of it.
pub(super) fn known_by(settled: &Settled, id: ResourceId) -> Text {
    let resource = settled.resources.get(id.ix());
    let proof = resource.and_then(|r| r.email.as_ref().or(r.account.as_ref()).map(|p| p.value.clone()));
    proof.or_else(|| resource.map(|r| r.name.clone())).unwrap_or_default()
}

/// The person that a question of a converted file is about: known by that word, and seen at that cell where several are.
pub(super) fn meant(
    settled: &Settled,
    by_word: &FxHashMap<Text, Vec<ResourceId>>,
    word: &Text,
    at: CellRef,
) -> Option<ResourceId> {
    let candidates = by_word.get(word)?;
    let seen = |id: &&ResourceId| settled.resources.get(id.ix()).is_some_and(|r| r.seen_at.contains(&at));
    match candidates.as_slice() {
        [one] => Some(*one),
        several => several.iter().find(seen).copied(),
    }
}

/// Everybody by what the ledger knows them by.
pub(super) fn by_word(settled: &Settled) -> FxHashMap<Text, Vec<ResourceId>> {
    let mut by_word: FxHashMap<Text, Vec<ResourceId>> = FxHashMap::default();
    for id in (0u32..).zip(&settled.resources).map(|(ix, _)| ResourceId(ix)) {
        by_word.entry(known_by(settled, id)).or_default().push(id);
    }
    by_word
}

/// Two that may be one, before the ledger is asked about them.
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) a: (Text, CellRef),
    pub(super) b: (Text, CellRef),
}

impl Found {
    /// The question, unless the ledger has its answer.
    pub(super) fn asked(self, settings: &Settings, a_key: &Text, b_key: &Text, why: String) -> Option<IdentityProposal> {
        let answer = settings.ledger.about(self.kind, a_key, b_key);
        if answer.is_some_and(|a| a.answer != Verdict::Unsure) {
            return None;
        }
        Some(IdentityProposal {
            kind: self.kind.word(),
            a: self.a,
            b: self.b,
            a_key: a_key.clone(),
            b_key: b_key.clone(),
            evidence: why.into(),
            unsure: answer.map(|a| (a.by.as_str().into(), a.why.as_str().into())),
            people: None,
        })
    }
}

fn settled_different(settings: &Settings, x: &Known, y: &Known) -> bool {
    settings.people.different.iter().any(|list| {
        let words: BTreeSet<String> = list.iter().map(|w| name_word(w)).collect();
        words.contains(&name_word(&x.shown)) && words.contains(&name_word(&y.shown))
    })
}
