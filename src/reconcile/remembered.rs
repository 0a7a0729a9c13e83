//! Answers of the ledger about people, laid over the spellings: which groups are one because somebody said so, and which names
//! are kept apart although they are equal. An answer about a bare name that several proven people carry speaks of those
//! mentions of it that nothing proves.

use super::desk::position;
use super::groups::Groups;
use super::people::{People, name_word};
use crate::config::ledger::{Kind, fold};
use rustc_hash::{FxHashMap, FxHashSet};

/// The answers, with the spellings each of their names stands for.
#[derive(Default)]
pub(super) struct Remembered {
    same: Vec<Vec<Vec<u32>>>,
    different: Vec<(Vec<u32>, Vec<u32>)>,
    /// Spellings that some `different` speaks of.
    parted: FxHashSet<u32>,
}

impl Remembered {
    /// Looks every name of the ledger up once; nothing is done where the ledger says nothing of people.
    pub(super) fn of(people: &People) -> Remembered {
        let ledger = &people.settings.ledger;
        let (groups, different) = (ledger.groups(Kind::Person), ledger.different(Kind::Person));
        if groups.is_empty() && different.is_empty() {
            return Remembered::default();
        }
        let mut by_word: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut by_proof: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (at, spelling) in people.spellings.iter().enumerate() {
            let at = position(at);
            if !spelling.word.is_empty() {
                by_word.entry(&spelling.word).or_default().push(at);
            }
            for proof in spelling.email.iter().chain(spelling.account.as_ref().map(|a| &a.1)) {
                by_proof.entry(fold(proof)).or_default().push(at);
            }
        }
        let find = |name: &str| -> Vec<u32> {
            let proven = by_proof.get(&fold(name)).cloned();
            proven.or_else(|| by_word.get(name_word(name).as_str()).cloned()).unwrap_or_default()
        };
        let same = groups.iter().map(|group| group.iter().map(|name| find(name)).collect()).collect();
        let different: Vec<_> = different.into_iter().map(|(a, b)| (find(a), find(b))).collect();
        let parted = different.iter().flat_map(|(a, b)| a.iter().chain(b).copied()).collect();
        Remembered { same, different, parted }
    }

    /// Joins what is said to be one; the spellings joined so.
    pub(super) fn join(&self, people: &People, groups: &mut Groups) -> FxHashSet<u32> {
        let mut answered = FxHashSet::default();
        for names in &self.same {
            let mut first: Option<u32> = None;
            for members in names {
                for at in meant(people, groups, members) {
                    groups.join(*first.get_or_insert(at), at);
                    answered.insert(at);
                }
            }
        }
        answered
    }

    /// Whether spellings of one name are said to be different people.
    pub(super) fn part(&self, groups: &mut Groups, members: &[u32]) -> bool {
        if self.parted.is_empty() || !members.iter().any(|m| self.parted.contains(m)) {
            return false;
        }
        let tops: FxHashSet<u32> = members.iter().map(|&m| groups.top(m)).collect();
        self.different.iter().any(|(a, b)| {
            let here = |list: &[u32], groups: &mut Groups| -> Vec<u32> {
                list.iter().map(|&at| groups.top(at)).filter(|top| tops.contains(top)).collect()
            };
            let (x, y) = (here(a, groups), here(b, groups));
            !x.is_empty() && !y.is_empty() && (x.iter().any(|top| !y.contains(top)) || y.iter().any(|top| !x.contains(top)))
        })
    }
}

/// The spellings a name of the ledger means: all of them, or of a homonym those without proof.
fn meant(people: &People, groups: &mut Groups, members: &[u32]) -> Vec<u32> {
    let proofs = |at: u32| people.spellings.get(at as usize).is_some_and(|s| s.email.is_some() || s.account.is_some());
    let mut tops: FxHashSet<u32> = members.iter().map(|&m| groups.top(m)).collect();
    tops.retain(|&top| groups.is_proven(top));
    if tops.len() <= 1 {
        return members.to_vec();
    }
    members.iter().copied().filter(|&at| !proofs(at) && !tops.contains(&groups.top(at))).collect()
}
