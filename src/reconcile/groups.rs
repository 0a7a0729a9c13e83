//! Spellings that were found to be one person, as groups that grow together, each with the addresses and accounts that stand
//! behind it.

use super::desk::position;
use super::people::Spelling;
use crate::source::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Addresses, and accounts by tracker.
type Proofs = (BTreeSet<Text>, BTreeMap<Text, BTreeSet<Text>>);

/// Groups of spellings that are one, by path halving, each with the proofs that stand behind it.
pub(super) struct Groups {
    up: Vec<u32>,
    /// By top of a group.
    proofs: Vec<Proofs>,
}

impl Groups {
    /// Every spelling by itself.
    pub(super) fn new(spellings: &[Spelling]) -> Groups {
        let proofs = spellings.iter().map(|s| {
            let accounts = s.account.clone().map(|(tracker, id)| (tracker, BTreeSet::from([id])));
            (s.email.clone().into_iter().collect(), accounts.into_iter().collect())
        });
        Groups { up: (0..position(spellings.len())).collect(), proofs: proofs.collect() }
    }
    /// Whether an address or account stands behind the group of a top.
    pub(super) fn is_proven(&self, top: u32) -> bool {
        self.proofs.get(top as usize).is_some_and(|(mails, accounts)| !mails.is_empty() || !accounts.is_empty())
    }
    pub(super) fn top(&mut self, mut at: u32) -> u32 {
        while let Some(&up) = self.up.get(at as usize) {
            if up == at {
                break;
            }
            let above = self.up.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = self.up.get_mut(at as usize) {
                *slot = above;
            }
            at = above;
        }
        at
    }
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.top(a), self.top(b));
        if a == b {
            return;
        }
        let (keep, lose) = (a.min(b), a.max(b));
        if let Some(slot) = self.up.get_mut(lose as usize) {
            *slot = keep;
        }
        let (mails, accounts) = self.proofs.get_mut(lose as usize).map(std::mem::take).unwrap_or_default();
        if let Some(proofs) = self.proofs.get_mut(keep as usize) {
            proofs.0.extend(mails);
            for (tracker, ids) in accounts {
                proofs.1.entry(tracker).or_default().extend(ids);
            }
        }
    }

    /// Whether all these groups can be one person: one address in all, one account of each tracker.
    pub(super) fn compatible(&self, tops: &[u32]) -> bool {
        if tops.len() <= 1 {
            return true;
        }
        let mut mails: BTreeSet<&Text> = BTreeSet::new();
        let mut accounts: BTreeMap<&Text, BTreeSet<&Text>> = BTreeMap::new();
        for (m, a) in tops.iter().filter_map(|&t| self.proofs.get(t as usize)) {
            mails.extend(m);
            for (tracker, ids) in a {
                accounts.entry(tracker).or_default().extend(ids);
            }
        }
        mails.len() <= 1 && accounts.values().all(|ids| ids.len() <= 1)
    }
}
