//! Who is who. An account id or an e-mail address is proof; an equal normalised name is proof where it is unique and not so common
//! here that two may carry it; a name that two addresses or two accounts carry is a homonym and kept apart; anything weaker is a
//! proposal for a person to decide.

use super::Context;
use super::commonness::Commonness;
use super::desk::position;
use super::groups::Groups;
use super::remembered::Remembered;
use crate::config::Settings;
use crate::config::ledger::Kind;
use crate::import::extract::PersonRef;
pub(super) use crate::import::values::people::name_word;
use crate::import::values::people::{is_nobody, kind_of};
use crate::model::canonical::FORM;
use crate::model::names::{normalise, parts};
use crate::model::project::IdentityProposal;
use crate::model::{Project, ProjectId, Resource, ResourceId, ResourceKind};
use crate::source::{CellRef, SourceId, Sourced, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// One way in which somebody is written in one file.
#[derive(Debug)]
pub(super) struct Spelling {
    name: Text,
    /// The normalised name; empty where only an address or account is given.
    pub(super) word: String,
    pub(super) email: Option<Text>,
    pub(super) account: Option<(Text, Text)>,
    /// The account beside the ID of a converted file.
    told: Option<Text>,
    /// The converted file that it stands in.
    scope: Option<Text>,
    file: u16,
    kind: Option<ResourceKind>,
    cells: Vec<CellRef>,
    /// Second fields that may agree: team, role.
    beside: BTreeSet<Text>,
    /// Projects on whose tasks it stands, the first of them.
    projects: Vec<u32>,
}

/// The most projects kept of one spelling.
const MOST_PROJECTS: usize = 16;

/// Name, address, account, file and tracker: what makes a spelling.
type Written = (Text, Option<Text>, Option<Text>, u16, Text);

/// Everybody who is named, by the way they are written.
pub(super) struct People<'a> {
    pub(super) settings: &'a Settings,
    pub(super) spellings: Vec<Spelling>,
    known: FxHashMap<Written, Option<u32>>,
    nobody: FxHashSet<String>,
}

/// A person reference that was put down; becomes a resource in [`People::settle`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mention(u32);

impl<'a> People<'a> {
    /// Nobody yet.
    pub(super) fn new(context: &Context<'a>) -> People<'a> {
        let nobody = context.settings.people.nobody.iter().map(|n| name_word(n)).collect();
        People { settings: context.settings, spellings: Vec::new(), known: FxHashMap::default(), nobody }
    }

    /// Puts down that somebody is named; `None` where the words mean nobody.
    pub(super) fn mention(
        &mut self,
        who: &PersonRef,
        tracker: &Text,
        kind: Option<ResourceKind>,
        beside: &[&Option<Sourced<Text>>],
    ) -> Option<Mention> {
        let key = (who.name.clone(), who.email.clone(), who.account.clone(), who.at.source.file, tracker.clone());
        let at = match self.known.get(&key) {
            Some(at) => *at,
            None => {
                let at = self.spelling(who, tracker);
                self.known.insert(key, at);
                at
            }
        }?;
        let spelling = self.spellings.get_mut(at as usize)?;
        spelling.cells.push(who.at);
        spelling.kind = spelling.kind.or(kind);
        for fact in beside.iter().filter_map(|f| f.as_ref()) {
            if !spelling.beside.contains(&fact.value) {
                spelling.beside.insert(fact.value.clone());
            }
        }
        Some(Mention(at))
    }

    /// Puts down that a mention stands on a task of a project.
    pub(super) fn works_on(&mut self, mention: Mention, project: ProjectId) {
        let Some(spelling) = self.spellings.get_mut(mention.0 as usize) else { return };
        let known = spelling.projects.last() == Some(&project.0) || spelling.projects.contains(&project.0);
        if !known && spelling.projects.len() < MOST_PROJECTS {
            spelling.projects.push(project.0);
        }
    }

    fn spelling(&mut self, who: &PersonRef, tracker: &Text) -> Option<u32> {
        let trimmed = who.name.trim();
        // A name that is an address is an address.
        let (name, email) = match (who.email.clone(), trimmed.contains('@') && !trimmed.contains(' ')) {
            (None, true) => (Text::default(), Some(trimmed.to_lowercase().into())),
            (Some(mail), true) => (Text::default(), Some(mail)),
            (mail, false) => (who.name.clone(), mail),
        };
        let word = if name.trim().is_empty() { String::new() } else { name_word(&name) };
        let nobody = |text: &str| is_nobody(text) || self.nobody.contains(&name_word(text));
        let unknown = word.is_empty() || nobody(&name);
        if unknown && email.is_none() && who.account.is_none() {
            return None;
        }
        let Told { account, told, scope } = told_by(who, tracker);
        self.spellings.push(Spelling {
            word: if unknown { String::new() } else { word },
            name: if unknown { Text::default() } else { name },
            email,
            account,
            told,
            scope,
            file: who.at.source.file,
            kind: None,
            cells: Vec::new(),
            beside: BTreeSet::new(),
            projects: Vec::new(),
        });
        Some(position(self.spellings.len() - 1))
    }
}

/// What a reference tells beside name and address.
#[derive(Default)]
struct Told {
    /// Account of a tracker, as proof of who somebody is.
    account: Option<(Text, Text)>,
    /// The account beside the ID of a converted file.
    told: Option<Text>,
    /// The converted file.
    scope: Option<Text>,
}

/// In a converted file the ID of a resource is the proof where its name is not the only one (the file's name in place of the
/// tracker), and the account itself is told beside it.
fn told_by(who: &PersonRef, tracker: &Text) -> Told {
    let Some(account) = &who.account else { return Told::default() };
    if &**tracker != FORM {
        return Told { account: Some((family(tracker), account.clone())), ..Told::default() };
    }
    let mut parts = account.splitn(3, '\u{1f}');
    let (scope, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let told = parts.next().filter(|t| !t.is_empty()).map(Text::from);
    let proof = (!id.is_empty()).then(|| (format!("{FORM}\u{1f}{scope}").into(), id.into()));
    Told { account: proof, told, scope: Some(scope.into()) }
}

/// Whether what stands for a tracker is a converted file.
fn is_handle(tracker: &str) -> bool {
    tracker.strip_prefix(FORM).is_some_and(|rest| rest.starts_with('\u{1f}'))
}

fn family(tracker: &Text) -> Text {
    tracker.split('-').next().unwrap_or(tracker).into()
}

/// How people were told to be one, beside what they are proven by.
struct How {
    /// Spellings that an answer of the ledger speaks of.
    answered: FxHashSet<u32>,
    /// Names so common here that they alone join nobody.
    common: FxHashSet<String>,
    /// Names that several people carry.
    shared: FxHashSet<String>,
}

/// Who everybody turned out to be.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) resources: Vec<Resource>,
    pub(super) proposals: Vec<IdentityProposal>,
    of_spelling: Vec<Option<ResourceId>>,
}

impl Settled {
    /// The resource of a mention.
    pub(super) fn of(&self, mention: Mention) -> Option<ResourceId> {
        self.of_spelling.get(mention.0 as usize).copied().flatten()
    }
}

impl People<'_> {
    /// Settles who is who.
    pub(super) fn settle(self, projects: &[Project]) -> Settled {
        let mut groups = Groups::new(&self.spellings);
        self.join_proven(&mut groups);
        let answers = Remembered::of(&self);
        let answered = answers.join(&self, &mut groups);
        let common = self.join_names(&mut groups, &answers);
        self.finish(groups, How { answered, common, shared: FxHashSet::default() }, projects)
    }

    /// Equal address, equal account of one tracker, or one list of the configuration.
    fn join_proven(&self, groups: &mut Groups) {
        let mut by_proof: FxHashMap<(u8, &str, &str), u32> = FxHashMap::default();
        for (at, spelling) in self.spellings.iter().enumerate() {
            let at = position(at);
            let mail = spelling.email.as_ref().map(|m| (0, "", &**m));
            let account = spelling.account.as_ref().map(|(tracker, id)| (1, &**tracker, &**id));
            for proof in [mail, account].into_iter().flatten() {
                let first = *by_proof.entry(proof).or_insert(at);
                groups.join(first, at);
            }
        }
        for list in &self.settings.people.same {
            let words: FxHashSet<String> = list.iter().map(|w| name_word(w)).collect();
            let plain: FxHashSet<String> = list.iter().map(|w| w.trim().to_lowercase()).collect();
            let mut first = None;
            for (at, spelling) in self.spellings.iter().enumerate() {
                let named = words.contains(&spelling.word) && !spelling.word.is_empty();
                let proof = spelling
                    .email
                    .iter()
                    .chain(spelling.account.as_ref().map(|a| &a.1))
                    .any(|p| plain.contains(&p.to_lowercase()));
                if named || proof {
                    let first = *first.get_or_insert(position(at));
                    groups.join(first, position(at));
                }
            }
        }
    }

    /// Equal normalised names, where at most one address and one account of each tracker stand behind the name. A name
    /// that several carry joins nobody beyond its own file; neither does one so common here that two people may carry it, unless
    /// a second field agrees. Gives the names that are so common.
    fn join_names(&self, groups: &mut Groups, answers: &Remembered) -> FxHashSet<String> {
        let mut many: FxHashSet<String> = FxHashSet::default();
        let mut by_word: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (at, spelling) in self.spellings.iter().enumerate().filter(|(_, s)| !s.word.is_empty()) {
            by_word.entry(&spelling.word).or_default().push(position(at));
        }
        let common = Commonness::of(by_word.iter().filter_map(|(word, members)| {
            let first = self.spellings.get(*members.first()? as usize)?;
            Some((*word, &*first.name))
        }));
        for (word, members) in by_word {
            let tops: BTreeSet<u32> = members.iter().map(|&m| groups.top(m)).collect();
            let proven: Vec<u32> = tops.into_iter().filter(|&top| groups.is_proven(top)).collect();
            let told_apart = answers.part(groups, &members);
            if told_apart || !groups.compatible(&proven) {
                self.join_within_files(groups, &members, told_apart);
                continue;
            }
            if common.is_common(word) && members.len() > 1 {
                self.join_where_a_second_field_agrees(groups, &members);
                many.insert(word.to_owned());
                continue;
            }
            for pair in members.windows(2) {
                if let [a, b] = pair {
                    groups.join(*a, *b);
                }
            }
        }
        many
    }

    /// A bare name that several people carry is the one person of that name in its own file, if there is one; all other bare
    /// mentions of it are one open identity. Where an answer told them apart, all bare mentions are.
    fn join_within_files(&self, groups: &mut Groups, members: &[u32], told_apart: bool) {
        let file = |at: u32| self.spellings.get(at as usize).map(|s| s.file);
        let mut here: BTreeMap<Option<u16>, BTreeSet<u32>> = BTreeMap::new();
        let mut bare = Vec::new();
        for &member in members {
            let top = groups.top(member);
            if groups.is_proven(top) {
                here.entry(file(member)).or_default().insert(top);
            } else {
                bare.push(member);
            }
        }
        // Decided before anything is joined: a join moves the tops.
        let mut open: Option<u32> = None;
        for member in bare {
            let known =
                here.get(&file(member)).filter(|tops| tops.len() == 1 && !told_apart).and_then(|tops| tops.first().copied());
            let with = known.unwrap_or_else(|| *open.get_or_insert(member));
            groups.join(with, member);
        }
    }

    /// A common name is one person within its file, and in all files where it stands beside the same team, role or project.
    fn join_where_a_second_field_agrees(&self, groups: &mut Groups, members: &[u32]) {
        #[derive(PartialEq, Eq, Hash)]
        enum Tie<'t> {
            File(u16),
            Beside(&'t Text),
            Project(u32),
        }
        let mut first: FxHashMap<Tie, u32> = FxHashMap::default();
        for &member in members {
            let Some(spelling) = self.spellings.get(member as usize) else { continue };
            let ties = std::iter::once(Tie::File(spelling.file))
                .chain(spelling.beside.iter().map(Tie::Beside))
                .chain(spelling.projects.iter().copied().map(Tie::Project));
            for tie in ties {
                let one = *first.entry(tie).or_insert(member);
                groups.join(one, member);
            }
        }
    }

    fn finish(self, mut groups: Groups, mut how: How, projects: &[Project]) -> Settled {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut bearer: FxHashMap<&str, u32> = FxHashMap::default();
        let mut shared: FxHashSet<String> = FxHashSet::default();
        for (at, spelling) in (0u32..).zip(&self.spellings) {
            let top = groups.top(at);
            members.entry(top).or_default().push(at);
            if !spelling.word.is_empty() && *bearer.entry(&spelling.word).or_insert(top) != top {
                shared.insert(spelling.word.clone());
            }
        }
        how.shared = shared;
        let mut drafts: Vec<(Resource, Vec<u32>)> =
            members.into_values().map(|list| (self.resource(&list, &how), list)).collect();
        drafts.sort_by(|a, b| {
            let key = |r: &Resource| {
                (normalise(&r.name).0, r.email.as_ref().map(|m| m.value.clone()), r.account.as_ref().map(|m| m.value.clone()))
            };
            key(&a.0).cmp(&key(&b.0)).then_with(|| a.0.seen_at.first().cmp(&b.0.seen_at.first()))
        });
        let mut settled = Settled { of_spelling: vec![None; self.spellings.len()], ..Settled::default() };
        let minted = self.settings.ledger.ids(Kind::Person);
        let mut taken: FxHashSet<String> = minted.values().map(|id| (*id).to_owned()).collect();
        let mut given: FxHashSet<&str> = FxHashSet::default();
        for (ix, (mut resource, list)) in drafts.into_iter().enumerate() {
            let id = ResourceId(position(ix));
            for at in list {
                if let Some(slot) = settled.of_spelling.get_mut(at as usize) {
                    *slot = Some(id);
                }
            }
            // The id that the ledger minted, for the first who answers to one of its names.
            resource.stable_id = match minted_id(&minted, &resource).filter(|id| given.insert(id)) {
                Some(id) => id.into(),
                None => stable_id(&resource, &mut taken),
            };
            settled.resources.push(resource);
        }
        super::proposals::propose(self.settings, &self.evidence(), projects, &mut settled);
        settled
    }

    fn evidence(&self) -> Vec<super::proposals::Evidence<'_>> {
        let evidence = |s: &'_ Spelling| s.cells.first().copied();
        self.spellings
            .iter()
            .enumerate()
            .filter_map(|(at, s)| {
                Some(super::proposals::Evidence {
                    mention: Mention(position(at)),
                    name: &s.name,
                    email: s.email.as_deref(),
                    scope: s.scope.as_deref(),
                    beside: &s.beside,
                    projects: &s.projects,
                    at: evidence(s)?,
                })
            })
            .collect()
    }

    /// The resource that a group of spellings is.
    fn resource(&self, list: &[u32], how: &How) -> Resource {
        let spellings: Vec<&Spelling> = list.iter().filter_map(|&at| self.spellings.get(at as usize)).collect();
        let mut counted: BTreeMap<&str, (usize, &Spelling)> = BTreeMap::new();
        for spelling in &spellings {
            let shown = if spelling.name.is_empty() {
                spelling.email.as_deref().or(spelling.account.as_ref().map(|a| &*a.1))
            } else {
                Some(spelling.name.trim())
            };
            counted.entry(shown.unwrap_or_default()).or_insert((0, spelling)).0 += spelling.cells.len();
        }
        let mut order: Vec<(&str, usize, &Spelling)> = counted.into_iter().map(|(t, (n, s))| (t, n, s)).collect();
        // The name shown: a name before an address, a full name before initials, a plain one before titles and logins, the most
        // frequent, then by letters.
        order.sort_by_key(|(text, n, s)| (std::cmp::Reverse(*n), s.name.is_empty(), *text));
        let plain = |text: &str| {
            let parts = parts(text);
            (!parts.given.iter().any(|g| g.chars().count() > 1), !parts.remarks.is_empty(), !text.contains(' '))
        };
        let shown = order
            .iter()
            .min_by_key(|(text, n, s)| (s.name.is_empty(), plain(text), text.contains([',', '(']), std::cmp::Reverse(*n), *text))
            .map_or("", |o| o.0);
        let configured = self.settings.people.same.iter().find_map(|same| {
            let words: FxHashSet<String> = same.iter().map(|w| name_word(w)).collect();
            spellings.iter().any(|s| words.contains(&s.word)).then(|| same.first().cloned()).flatten()
        });
        let mut seen_at: Vec<CellRef> = spellings.iter().flat_map(|s| s.cells.iter().copied()).collect();
        seen_at.sort_unstable();
        seen_at.dedup();
        let first = |f: &dyn Fn(&Spelling) -> Option<Text>| {
            spellings.iter().filter_map(|s| Some(Sourced::stated(f(s)?, s.cells.first().copied()?))).min_by_key(|s| s.at)
        };
        let email = first(&|s| s.email.clone());
        let account = first(&|s| match &s.account {
            Some((tracker, _)) if is_handle(tracker) => s.told.clone(),
            None => s.told.clone(),
            account => account.as_ref().map(|a| a.1.clone()),
        });
        let name = configured.unwrap_or_else(|| shown.to_owned());
        let by_answer = list.iter().any(|at| how.answered.contains(at));
        let spelled = order
            .iter()
            .map(|(text, _, s)| (Text::from(*text), self.reason(s, shown, &spellings, (how, by_answer)).into()))
            .collect();
        Resource {
            stable_id: Text::default(),
            kind: self.kind(&spellings, &name),
            name: name.into(),
            email,
            account,
            team: None,
            role: None,
            leaves: None,
            capacity: Vec::new(),
            absences: Vec::new(),
            seen_at,
            spellings: spelled,
            calendar: None,
        }
    }

    /// Why a spelling was taken for the resource shown.
    fn reason(&self, spelling: &Spelling, shown: &str, all: &[&Spelling], (how, by_answer): (&How, bool)) -> &'static str {
        let shared = |f: &dyn Fn(&Spelling) -> Option<Text>| {
            f(spelling).is_some_and(|v| all.iter().filter(|s| f(s).as_ref() == Some(&v)).count() > 1)
        };
        let alike: Vec<&&Spelling> = all.iter().filter(|s| s.name == spelling.name).collect();
        let files: BTreeSet<u16> = alike.iter().map(|s| s.file).collect();
        if spelling.name.trim() == shown && files.len() > 1 {
            // one person in several files: what proves it
            let each = |proof: &dyn Fn(&Spelling) -> Option<Text>| {
                let first = alike.first().and_then(|s| proof(s));
                first.is_some() && alike.iter().all(|s| proof(s) == first)
            };
            if each(&|s| s.email.clone()) {
                "as written, with the same e-mail address"
            } else if each(&|s| s.account.as_ref().map(|a| a.1.clone())) {
                "as written, with the same account"
            } else if by_answer {
                "as written; answered in the ledger of identities"
            } else if how.common.contains(&spelling.word) {
                "as written, a common name beside the same team, role or project"
            } else if how.shared.contains(&spelling.word) {
                "as written: the same e-mail address or account, and the bare name where a file knows one of them only"
            } else {
                "as written, a name that nobody else carries"
            }
        } else if spelling.name.trim() == shown {
            "as written"
        } else if !spelling.word.is_empty() && spelling.word == name_word(shown) {
            "the same name once titles, accents, case and order are taken away"
        } else if shared(&|s| s.email.clone()) || spelling.name.is_empty() && spelling.email.is_some() {
            "the same e-mail address"
        } else if shared(&|s| s.account.as_ref().map(|a| a.1.clone())) || spelling.name.is_empty() {
            "the same account"
        } else if by_answer {
            "answered in the ledger of identities"
        } else {
            "settled in the configuration"
        }
    }

    fn kind(&self, spellings: &[&Spelling], name: &str) -> ResourceKind {
        let listed = |list: &[String]| list.iter().any(|w| name_word(w) == name_word(name));
        if listed(&self.settings.people.groups) {
            return ResourceKind::Group;
        }
        if listed(&self.settings.people.systems) {
            return ResourceKind::System;
        }
        spellings.iter().find_map(|s| s.kind).unwrap_or_else(|| match spellings.iter().any(|s| s.email.is_some()) {
            true => ResourceKind::Person,
            false => kind_of(name),
        })
    }
}

fn minted_id<'l>(minted: &BTreeMap<String, &'l str>, resource: &Resource) -> Option<&'l str> {
    if minted.is_empty() {
        return None;
    }
    let proofs = [resource.email.as_ref(), resource.account.as_ref()].into_iter().flatten().map(|p| &*p.value);
    let names = std::iter::once(&*resource.name).chain(resource.spellings.iter().map(|(name, _)| &**name));
    proofs.chain(names).find_map(|name| minted.get(&crate::config::ledger::fold(name)).copied())
}

fn stable_id(resource: &Resource, taken: &mut FxHashSet<String>) -> Text {
    let base = [resource.email.as_ref().map(|m| &*m.value), Some(&*resource.name), resource.account.as_ref().map(|a| &*a.value)]
        .into_iter()
        .flatten()
        .map(|t| super::wording::slug(t, 60))
        .find(|s| !s.is_empty())
        .unwrap_or_else(|| super::wording::short_hash(&resource.name));
    let mut id = base.clone();
    let mut n = 1;
    while !taken.insert(id.clone()) {
        n += 1;
        id = format!("{base}-{n}");
    }
    id.into()
}

/// The first cell of a source, for facts that the configuration states of somebody.
pub(super) fn first_cell(resource: &Resource) -> CellRef {
    resource.seen_at.first().copied().unwrap_or(CellRef { source: SourceId { file: 0, sheet: 0 }, row: 0, col: 0 })
}
