//! `identities.toml`: what people answered about who is who. Read strictly; written only by appending, so that what stood there
//! (comments, earlier answers, their dates) stays. The last answer about a pair holds.
//!
//! A person is known by an address, an account or a name; a project by a key or a name; a task by a key, else by
//! `file: name`. An id is minted once, when an identity is first answered for, and stays with it through every rename.

use super::strict;
use crate::error::{Error, Result};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The name of the ledger, beside the configuration.
pub const FILE_NAME: &str = "identities.toml";

/// The columns of the sheet Identity review, by which its answers are found again.
pub mod review {
    /// The sheet.
    pub const SHEET: &str = "Identity review";
    /// `person`, `project` or `task`.
    pub const KIND: &str = "Kind";
    /// The name of the first as shown.
    pub const FIRST_NAME: &str = "First";
    /// The name of the second as shown.
    pub const SECOND_NAME: &str = "Second";
    /// What the first is known by.
    pub const FIRST: &str = "First is known by";
    /// What the second is known by.
    pub const SECOND: &str = "Second is known by";
    /// The answer.
    pub const ANSWER: &str = "Answer";
    /// Who answered.
    pub const BY: &str = "Answered by";
    /// The reason.
    pub const WHY: &str = "Reason";
    /// The mark of the question, by which an altered row is noticed.
    pub const QUESTION: &str = "Question";
    /// What may be answered.
    pub const ANSWERS: &[&str] = &["same", "different", "unsure"];
}

/// What an answer speaks of.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// People, roles and groups.
    Person,
    /// Projects.
    Project,
    /// Records of work.
    Task,
}

impl Kind {
    /// `person`, `project` or `task`.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Project => "project",
            Kind::Task => "task",
        }
    }
    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Kind> {
        [Kind::Person, Kind::Project, Kind::Task].into_iter().find(|k| k.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// What was answered.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The two are one.
    Same,
    /// The two are two, however alike.
    Different,
    /// Asked, and not known: the question stays open.
    Unsure,
}

impl Verdict {
    /// `same`, `different` or `unsure`.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Different => "different",
            Verdict::Unsure => "unsure",
        }
    }
    /// The verdict of a word.
    pub fn from_word(word: &str) -> Option<Verdict> {
        [Verdict::Same, Verdict::Different, Verdict::Unsure].into_iter().find(|v| v.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// One answer.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Answer {
    /// What the two are.
    pub kind: Kind,
    /// What the first is known by.
    pub a: String,
    /// What the second is known by.
    pub b: String,
    /// The name of the first as it was shown, where it is known by something else. For readers, and for the id.
    #[serde(default)]
    pub a_name: Option<String>,
    /// The name of the second as it was shown.
    #[serde(default)]
    pub b_name: Option<String>,
    /// The answer.
    pub answer: Verdict,
    /// Who answered.
    pub by: String,
    /// When.
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub on: Option<Date>,
    /// Why, on what evidence.
    #[serde(default)]
    pub why: String,
}

/// One name that an id stands for; an identity of several names has several entries.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Identity {
    /// The stable id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// A name, address or key it is known by.
    pub name: String,
}

/// The ledger.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ledger {
    /// Stable ids and the names they stand for.
    #[serde(rename = "identity")]
    pub identities: Vec<Identity>,
    /// Answers in the order given.
    #[serde(rename = "answer")]
    pub answers: Vec<Answer>,
}

/// A pair in the order that does not depend on who asked.
type Pair = (Kind, String, String);

/// What a name is compared by in the ledger: case and blanks aside.
pub fn fold(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn pair(kind: Kind, a: &str, b: &str) -> Pair {
    let (a, b) = (fold(a), fold(b));
    if a <= b { (kind, a, b) } else { (kind, b, a) }
}

/// The mark of a question: the same for a pair in either order.
pub fn question(kind: Kind, a: &str, b: &str) -> String {
    let (kind, a, b) = pair(kind, a, b);
    let hash = Sha256::digest(format!("{}\u{1f}{a}\u{1f}{b}", kind.word()).as_bytes());
    let mut mark = String::from("q-");
    for byte in hash.iter().take(4) {
        mark.push_str(&format!("{byte:02x}"));
    }
    mark
}

impl Ledger {
    /// Reads a ledger strictly.
    ///
    /// # Errors
    /// An unknown key or word, an empty name, or answers that contradict one another.
    pub fn parse(text: &str, path: &Path) -> Result<Ledger> {
        let ledger: Ledger = strict::parse(text.trim_start_matches('\u{feff}'), path)?;
        let wrong = |message: String| Error::Config { path: path.to_path_buf(), line: None, message };
        if let Some(answer) = ledger.answers.iter().find(|a| fold(&a.a).is_empty() || fold(&a.b).is_empty()) {
            return Err(wrong(format!("an answer by `{}` names nobody in `a` or `b`", answer.by)));
        }
        if let Some(answer) = ledger.answers.iter().find(|a| fold(&a.a) == fold(&a.b)) {
            return Err(wrong(format!("`{}` is compared with itself", answer.a)));
        }
        let mut ids: BTreeMap<(Kind, String), &str> = BTreeMap::new();
        for identity in &ledger.identities {
            let before = ids.insert((identity.kind, fold(&identity.name)), &identity.id);
            if let Some(before) = before.filter(|id| *id != identity.id) {
                return Err(wrong(format!("`{}` stands for two ids, `{before}` and `{}`", identity.name, identity.id)));
            }
        }
        match ledger.contradiction() {
            Some(message) => Err(wrong(message)),
            None => Ok(ledger),
        }
    }

    /// The answers that hold: of several about one pair the last.
    pub fn holding(&self) -> Vec<&Answer> {
        let mut last: BTreeMap<Pair, usize> = BTreeMap::new();
        for (ix, answer) in self.answers.iter().enumerate() {
            last.insert(pair(answer.kind, &answer.a, &answer.b), ix);
        }
        let mut order: Vec<usize> = last.into_values().collect();
        order.sort_unstable();
        order.into_iter().filter_map(|ix| self.answers.get(ix)).collect()
    }

    /// The answer that holds about a pair.
    pub fn about(&self, kind: Kind, a: &str, b: &str) -> Option<&Answer> {
        let wanted = pair(kind, a, b);
        self.answers.iter().rev().find(|x| x.kind == kind && pair(kind, &x.a, &x.b) == wanted)
    }

    /// Groups of names that are one, each in the order first answered for.
    pub fn groups(&self, kind: Kind) -> Vec<Vec<String>> {
        let mut groups = Groups::default();
        for answer in self.holding().into_iter().filter(|a| a.kind == kind && a.answer == Verdict::Same) {
            groups.join(&answer.a, &answer.b);
        }
        groups.names()
    }

    /// Pairs that are two.
    pub fn different(&self, kind: Kind) -> Vec<(&str, &str)> {
        let of = self.holding().into_iter().filter(|a| a.kind == kind && a.answer == Verdict::Different);
        of.map(|a| (a.a.as_str(), a.b.as_str())).collect()
    }

    /// The id minted for a name.
    pub fn id_of(&self, kind: Kind, name: &str) -> Option<&str> {
        let wanted = fold(name);
        self.identities.iter().find(|i| i.kind == kind && fold(&i.name) == wanted).map(|i| i.id.as_str())
    }

    /// Ids by folded name, for many look-ups.
    pub fn ids(&self, kind: Kind) -> BTreeMap<String, &str> {
        self.identities.iter().filter(|i| i.kind == kind).map(|i| (fold(&i.name), i.id.as_str())).collect()
    }

    /// The first contradiction: two names that are one by a chain of answers, and two by another answer.
    pub fn contradiction(&self) -> Option<String> {
        for kind in [Kind::Person, Kind::Project, Kind::Task] {
            let same: Vec<&Answer> = self.holding().into_iter().filter(|a| a.kind == kind && a.answer == Verdict::Same).collect();
            let mut groups = Groups::default();
            for answer in &same {
                groups.join(&answer.a, &answer.b);
            }
            for (a, b) in self.different(kind) {
                if groups.joined(a, b) {
                    let chain = chain(&same, a, b);
                    return Some(format!(
                        "the answers contradict one another: `{a}` and `{b}` are said to be different, but are the same by {chain}; correct one of the answers"
                    ));
                }
            }
        }
        None
    }

    /// Takes further answers: gives what is to be appended to the file, and changes this ledger accordingly. Answers that hold
    /// already are left out; ids are minted for whatever is first said to be one.
    ///
    /// # Errors
    /// In words: an answer that turns an earlier one round without `replace`, or a contradiction.
    pub fn take(&mut self, answers: &[Answer], replace: bool) -> std::result::Result<String, String> {
        let mut after = self.clone();
        let mut text = String::new();
        for answer in answers {
            if let Some(old) = after.about(answer.kind, &answer.a, &answer.b) {
                if old.answer == answer.answer {
                    continue;
                }
                if old.answer != Verdict::Unsure && !replace {
                    return Err(format!(
                        "`{}` and `{}`: the ledger says {} (by {}{}), the sheet says {}; pass --replace if the new answer is right",
                        answer.a,
                        answer.b,
                        old.answer.word(),
                        old.by,
                        old.on.map(|d| format!(" on {d}")).unwrap_or_default(),
                        answer.answer.word(),
                    ));
                }
            }
            text.push_str(&answer_text(answer));
            after.answers.push(answer.clone());
        }
        if let Some(message) = after.contradiction() {
            return Err(message);
        }
        text.push_str(&after.mint());
        *self = after;
        Ok(text)
    }

    /// Gives every identity of several names its id, once; what is to be appended.
    fn mint(&mut self) -> String {
        let mut text = String::new();
        for kind in [Kind::Person, Kind::Project, Kind::Task] {
            for group in self.groups(kind) {
                let known = group.iter().find_map(|name| self.id_of(kind, name).map(str::to_owned));
                let id = known.unwrap_or_else(|| self.free_id(kind, &group));
                for name in &group {
                    if self.id_of(kind, name).is_none() {
                        let entry = Identity { id: id.clone(), kind, name: name.clone() };
                        text.push_str(&identity_text(&entry));
                        self.identities.push(entry);
                    }
                }
            }
        }
        text
    }

    /// An id made of the first name that is no address, not taken by anything else.
    fn free_id(&self, kind: Kind, group: &[String]) -> String {
        let shown = self.answers.iter().filter(|a| a.kind == kind).flat_map(|a| {
            [(&a.a, &a.a_name), (&a.b, &a.b_name)].into_iter().filter_map(|(known, name)| Some((known, name.as_deref()?)))
        });
        let mut shown = shown.filter(|(known, _)| group.contains(known)).map(|(_, name)| name);
        let named = shown.find(|n| !n.contains('@'));
        let named = named.or_else(|| group.iter().map(String::as_str).find(|n| !n.contains('@')));
        let base = plain_id(named.or(group.first().map(String::as_str)).unwrap_or_default());
        let base = if base.is_empty() { kind.word().to_owned() } else { base };
        let taken: BTreeSet<&str> = self.identities.iter().map(|i| i.id.as_str()).collect();
        std::iter::once(base.clone())
            .chain((2..).map(|n| format!("{base}-{n}")))
            .find(|id| !taken.contains(id.as_str()))
            .unwrap_or(base)
    }
}

/// `[a-z0-9-]`, at most 60 bytes.
fn plain_id(name: &str) -> String {
    let key = crate::model::names::normalise(name).0;
    let mut id = String::new();
    for c in key.chars() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
        if id.len() >= 60 {
            break;
        }
    }
    id.trim_end_matches('-').to_owned()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn answer_text(answer: &Answer) -> String {
    let mut text = format!(
        "\n[[answer]]\nkind = \"{}\"\na = {}\n{}b = {}\n{}answer = \"{}\"\nby = {}\n",
        answer.kind.word(),
        quoted(&answer.a),
        named("a-name", &answer.a_name),
        quoted(&answer.b),
        named("b-name", &answer.b_name),
        answer.answer.word(),
        quoted(&answer.by)
    );
    if let Some(on) = answer.on {
        text.push_str(&format!("on = \"{on}\"\n"));
    }
    if !answer.why.is_empty() {
        text.push_str(&format!("why = {}\n", quoted(&answer.why)));
    }
    text
}

fn named(key: &str, name: &Option<String>) -> String {
    name.as_ref().map_or_else(String::new, |name| format!("{key} = {}\n", quoted(name)))
}

fn identity_text(identity: &Identity) -> String {
    format!(
        "\n[[identity]]\nid = {}\nkind = \"{}\"\nname = {}\n",
        quoted(&identity.id),
        identity.kind.word(),
        quoted(&identity.name)
    )
}

/// Names that are one, by union.
#[derive(Default)]
struct Groups {
    place: BTreeMap<String, usize>,
    up: Vec<usize>,
    shown: Vec<String>,
}

impl Groups {
    fn at(&mut self, name: &str) -> usize {
        let folded = fold(name);
        if let Some(&at) = self.place.get(&folded) {
            return at;
        }
        let at = self.up.len();
        self.place.insert(folded, at);
        self.up.push(at);
        self.shown.push(name.to_owned());
        at
    }
    fn top(&self, mut at: usize) -> usize {
        while let Some(&up) = self.up.get(at).filter(|up| **up != at) {
            at = up;
        }
        at
    }
    fn join(&mut self, a: &str, b: &str) {
        let (a, b) = (self.at(a), self.at(b));
        let (a, b) = (self.top(a), self.top(b));
        if let Some(slot) = self.up.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
    fn joined(&self, a: &str, b: &str) -> bool {
        match (self.place.get(&fold(a)), self.place.get(&fold(b))) {
            (Some(&a), Some(&b)) => self.top(a) == self.top(b),
            _ => false,
        }
    }
    fn names(self) -> Vec<Vec<String>> {
        let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for at in 0..self.up.len() {
            let name = self.shown.get(at).cloned().unwrap_or_default();
            groups.entry(self.top(at)).or_default().push(name);
        }
        groups.into_values().collect()
    }
}

/// The answers that lead from one name to the other, in words.
fn chain(same: &[&Answer], from: &str, to: &str) -> String {
    let (from, to) = (fold(from), fold(to));
    let mut before: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([from.clone()]);
    while let Some(here) = queue.pop_front() {
        for answer in same {
            for (x, y) in [(&answer.a, &answer.b), (&answer.b, &answer.a)] {
                let next = fold(y);
                if fold(x) == here && next != from && !before.contains_key(&next) {
                    before.insert(next.clone(), (here.clone(), format!("`{x}` = `{y}`")));
                    queue.push_back(next);
                }
            }
        }
    }
    let mut steps = Vec::new();
    let mut at = to;
    while let Some((prior, step)) = before.get(&at) {
        steps.push(step.clone());
        at.clone_from(prior);
    }
    steps.reverse();
    steps.join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parse(text: &str) -> Result<Ledger> {
        Ledger::parse(text, Path::new("identities.toml"))
    }

    fn answer(a: &str, b: &str, verdict: Verdict) -> Answer {
        Answer {
            kind: Kind::Person,
            a: a.into(),
            b: b.into(),
            a_name: None,
            b_name: None,
            answer: verdict,
            by: "Nora".into(),
            on: Some(jiff::civil::date(2026, 11, 2)),
            why: String::new(),
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_the_near_one() {
        let error = parse("[[answer]]\nkind = \"person\"\na = \"A\"\nb = \"B\"\nanswr = \"same\"\nby = \"N\"\n").unwrap_err();
        assert_eq!(error.to_string(), "identities.toml:5: `answr` is no key here; did you mean answer?");
        let error = parse("[[answer]]\nkind = \"person\"\na = \"A\"\nb = \"B\"\nanswer = \"sam\"\nby = \"N\"\n").unwrap_err();
        assert!(error.to_string().contains("did you mean same?"), "{error}");
    }

    #[test]
    fn a_chain_of_same_that_meets_a_different_is_refused_with_the_chain() {
        let mut ledger = Ledger::default();
        ledger.take(&[answer("A", "B", Verdict::Same), answer("C", "B", Verdict::Same)], false).unwrap();
        let error = ledger.take(&[answer("a", "c", Verdict::Different)], false).unwrap_err();
        assert!(error.contains("`A` = `B`, `B` = `C`"), "{error}");
        assert_eq!(ledger.answers.len(), 2, "nothing was taken");
    }

    #[test]
    fn an_id_is_minted_once_and_stays_when_a_name_joins() {
        let mut ledger = Ledger::default();
        let first = ledger.take(&[answer("ada@x.example", "Ada Moreno", Verdict::Same)], false).unwrap();
        assert!(first.contains("id = \"ada-moreno\""), "{first}");
        let second = ledger.take(&[answer("Ada Lopez", "Ada Moreno", Verdict::Same)], false).unwrap();
        assert_eq!(ledger.id_of(Kind::Person, "ada lopez"), Some("ada-moreno"));
        assert_eq!(second.matches("[[identity]]").count(), 1, "only the new name: {second}");
        let whole = parse(&format!("# by hand\n{first}{second}")).unwrap();
        assert_eq!(whole, ledger);
    }

    #[test]
    fn an_answer_turned_round_wants_a_word() {
        let mut ledger = Ledger::default();
        ledger.take(&[answer("A", "B", Verdict::Unsure)], false).unwrap();
        ledger.take(&[answer("A", "B", Verdict::Different)], false).unwrap();
        let error = ledger.take(&[answer("B", "A", Verdict::Same)], false).unwrap_err();
        assert!(error.contains("the ledger says different (by Nora on 2026-11-02)"), "{error}");
        ledger.take(&[answer("B", "A", Verdict::Same)], true).unwrap();
        assert_eq!(ledger.groups(Kind::Person), [["B".to_owned(), "A".to_owned()]]);
        assert_eq!(ledger.answers.len(), 3, "what was answered before stays in the file");
    }
}
