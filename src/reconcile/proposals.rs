//! Identities that may be one but are not proven so: name parts that fit and a second field that agrees. They are listed for a
//! person to decide, and never joined.

use super::people::{Mention, Settled, name_word};
use crate::config::Settings;
use crate::config::ledger::{Kind, Verdict};
use crate::model::names::{NameParts, parts};
use crate::model::project::IdentityProposal;
use crate::model::{ResourceId, ResourceKind};
use crate::source::{CellRef, Text};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one spelling.
pub(super) struct Evidence<'a> {
    pub(super) mention: Mention,
    pub(super) name: &'a Text,
    pub(super) email: Option<&'a str>,
    /// The converted file that settled who this is.
    pub(super) scope: Option<&'a str>,
    pub(super) beside: &'a BTreeSet<Text>,
    pub(super) at: CellRef,
}

/// Everything known of one resource, for comparison.
#[derive(Default)]
struct Known {
    shown: Text,
    parts: BTreeSet<Parts>,
    /// Parts of the local parts of addresses.
    mail: BTreeSet<Parts>,
    scopes: BTreeSet<Text>,
    beside: BTreeSet<Text>,
    at: Option<CellRef>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Parts {
    given: Vec<String>,
    family: String,
}

impl From<NameParts> for Parts {
    fn from(p: NameParts) -> Parts {
        Parts { given: p.given, family: p.family }
    }
}

/// The most people of one family name that are compared with one another; beyond it a family name tells nothing.
const MOST_OF_A_NAME: usize = 40;

/// Proposes pairs: compared only within one family name, so the work stays linear in people.
pub(super) fn propose(settings: &Settings, evidence: &[Evidence], settled: &mut Settled) {
    let mut known: BTreeMap<ResourceId, Known> = BTreeMap::new();
    for e in evidence {
        let Some(id) = settled.of(e.mention) else { continue };
        let Some(resource) = settled.resources.get(id.ix()).filter(|r| r.kind == ResourceKind::Person) else { continue };
        let entry = known.entry(id).or_default();
        entry.shown = resource.name.clone();
        entry.at = Some(entry.at.map_or(e.at, |at| at.min(e.at)));
        entry.scopes.extend(e.scope.map(Text::from));
        entry.beside.extend(e.beside.iter().cloned());
        if !e.name.is_empty() {
            entry.parts.insert(parts(e.name).into());
        }
        if let Some(local) = e.email.and_then(|m| m.split('@').next()) {
            entry.mail.insert(parts(&local.replace(['.', '_', '-'], " ")).into());
        }
    }
    let mut by_family: BTreeMap<String, BTreeSet<ResourceId>> = BTreeMap::new();
    for (id, k) in &known {
        for p in k.parts.iter().chain(&k.mail) {
            // `Smith Jane` without a comma: either part may be the family name.
            for word in p.given.iter().chain([&p.family]).filter(|w| w.chars().count() > 1) {
                by_family.entry(word.clone()).or_default().insert(*id);
            }
        }
    }
    let mut seen = FxHashSet::default();
    for ids in by_family.values().filter(|ids| (2..=MOST_OF_A_NAME).contains(&ids.len())) {
        for (n, a) in ids.iter().enumerate() {
            for b in ids.iter().skip(n + 1) {
                if let (true, Some(x), Some(y)) = (seen.insert((*a, *b)), known.get(a), known.get(b))
                    && x.scopes.is_disjoint(&y.scopes)
                    && let Some(why) = reason(x, y)
                    && !settled_different(settings, x, y)
                    && let (Some(at), Some(other)) = (x.at, y.at)
                {
                    let found = Found { kind: Kind::Person, a: (x.shown.clone(), at), b: (y.shown.clone(), other) };
                    settled.proposals.extend(found.asked(settings, &known_by(settled, *a), &known_by(settled, *b), why));
                }
            }
        }
    }
    settled.proposals.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
}

/// What a resource is known by in the ledger: the strongest proof there is of it.
pub(super) fn known_by(settled: &Settled, id: ResourceId) -> Text {
    let resource = settled.resources.get(id.ix());
    let proof = resource.and_then(|r| r.email.as_ref().or(r.account.as_ref()).map(|p| p.value.clone()));
    proof.or_else(|| resource.map(|r| r.name.clone())).unwrap_or_default()
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
        })
    }
}

/// Why two may be one; `None` where the names alone are all there is.
fn reason(x: &Known, y: &Known) -> Option<String> {
    let turned = |p: &Parts, q: &Parts| {
        let words = |p: &Parts| {
            let mut all: Vec<&String> = p.given.iter().chain([&p.family]).collect();
            all.sort();
            all.into_iter().cloned().collect::<Vec<_>>()
        };
        !p.given.is_empty() && words(p) == words(q)
    };
    for (names, mails) in [(&x.parts, &y.mail), (&y.parts, &x.mail)] {
        if names.iter().any(|p| mails.iter().any(|m| turned(p, m))) {
            return Some("the e-mail address is made of the same name; no row gives both".to_owned());
        }
    }
    let same = x.parts.iter().any(|p| y.parts.iter().any(|q| turned(p, q)));
    if same && (x.mail.is_empty() || y.mail.is_empty()) {
        return Some("the same words of a name; one of the two stands without an e-mail address".to_owned());
    }
    let fits = x.parts.iter().any(|p| y.parts.iter().any(|q| p.family == q.family && given_fit(p, q)));
    let agree: Vec<&str> = x.beside.intersection(&y.beside).map(|t| &**t).collect();
    if !fits || agree.is_empty() {
        return None;
    }
    Some(format!("family name equal, given names fit, and `{}` stands beside both", agree.join("`, `")))
}

/// Initials against names: every given name begins as the other's does.
fn given_fit(p: &Parts, q: &Parts) -> bool {
    !p.given.is_empty()
        && !q.given.is_empty()
        && p.given.iter().zip(&q.given).all(|(a, b)| a.starts_with(b.as_str()) || b.starts_with(a.as_str()))
}

fn settled_different(settings: &Settings, x: &Known, y: &Known) -> bool {
    settings.people.different.iter().any(|list| {
        let words: BTreeSet<String> = list.iter().map(|w| name_word(w)).collect();
        words.contains(&name_word(&x.shown)) && words.contains(&name_word(&y.shown))
    })
}
