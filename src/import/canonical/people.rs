//! Resources of a converted file, and how other tables refer to them. Resources of one name are told apart by their IDs:
//! `reconcile` kept them apart once. Who has a name of their own is joined with others like anybody.

use super::decode::Decoded;
use super::join::{Scope, bare, word};
use super::origins::Numbers;
use crate::config::ledger::Kind;
use crate::import::carried::CarriedPerson;
use crate::import::extract::PersonRef;
use crate::import::values::people::name_word;
use crate::model::canonical::rows::{AbsenceRow, CapacityRow, ProposalRow, ResourceRow, SpellingRow};
use crate::model::people::{Absence, CapacityWindow};
use crate::model::project::IdentityProposal;
use crate::source::{CellRef, Sourced, Text};
use rustc_hash::FxHashMap;

/// Whether what stands for a name is an e-mail address, which proves who is meant.
fn is_address(name: &str) -> bool {
    let name = name.trim();
    name.contains('@') && !name.contains(' ')
}

/// The resources of a file.
pub(super) struct People {
    list: Vec<CarriedPerson>,
    by_word: FxHashMap<String, usize>,
}

impl People {
    /// Reads the table Resources and what belongs to it.
    pub(super) fn read(scope: &mut Scope, numbers: &Numbers) -> People {
        let mut people = People { list: Vec::new(), by_word: FxHashMap::default() };
        let mut ids = Vec::new();
        let rows = scope.rows::<ResourceRow>("Resources", numbers);
        let mut namesakes: FxHashMap<String, usize> = FxHashMap::default();
        // an address in place of a name tells who it is by itself
        for name in rows.iter().filter_map(|d| d.row.name.as_ref()).filter(|name| !is_address(name)) {
            *namesakes.entry(name_word(name)).or_insert(0) += 1;
        }
        for Decoded { row, here, .. } in rows {
            let name = row.name.clone().unwrap_or_default();
            if name.trim().is_empty() && row.email.is_none() {
                scope.aside.push((here, "a resource without a name".to_owned()));
                continue;
            }
            let account = row.account.as_ref().map_or("", |a| &a.value);
            let alone = is_address(&name) || namesakes.get(&name_word(&name)).is_none_or(|n| *n == 1);
            let handle = row.id.as_ref().map(|id| {
                let id = if alone { "" } else { &**id };
                Text::from(format!("{}\u{1f}{id}\u{1f}{account}", scope.name))
            });
            let who = PersonRef { email: row.email.as_ref().map(|m| m.value.clone()), account: handle, ..bare(&name, row.at) };
            let ix = people.list.len();
            if let Some(id) = &row.id {
                ids.push((word(id), ix));
            }
            people.by_word.entry(word(&name)).or_insert(ix);
            if let Some(mail) = &row.email {
                people.by_word.entry(word(&mail.value)).or_insert(ix);
            }
            people.list.push(CarriedPerson {
                who,
                kind: row.kind,
                email: row.email,
                account: row.account,
                team: row.team,
                role: row.role,
                leaves: row.leaves,
                calendar: row.calendar.map(|name| Sourced::stated(name, row.at)),
                seen_at: row.seen_at,
                spellings: Vec::new(),
                capacity: Vec::new(),
                absences: Vec::new(),
            });
        }
        // an ID is meant before a name that is spelled like it
        people.by_word.extend(ids);
        if !scope.whole {
            scope.carried.resource_rows = people.list.len();
        }
        people.windows(scope, numbers);
        people.identities(scope, numbers);
        people
    }

    fn windows(&mut self, scope: &mut Scope, numbers: &Numbers) {
        for Decoded { row, here, .. } in scope.rows::<CapacityRow>("Capacity", numbers) {
            match (self.of(row.resource.as_ref(), row.at), row.from, row.to, row.hours) {
                (Some(person), Some(from), Some(to), Some(hours_per_day)) if from <= to => {
                    person.capacity.push(CapacityWindow { from, to, hours_per_day, at: row.at });
                }
                _ => scope.aside.push((here, "capacity without a resource, two days in order, or hours".to_owned())),
            }
        }
        for Decoded { row, here, .. } in scope.rows::<AbsenceRow>("Absences", numbers) {
            match (self.of(row.resource.as_ref(), row.at), row.from, row.to.or(row.from)) {
                (Some(person), Some(from), Some(to)) if from <= to => person.absences.push(Absence { from, to, at: row.at }),
                _ => scope.aside.push((here, "an absence without a resource or without days in order".to_owned())),
            }
        }
    }

    fn identities(&mut self, scope: &mut Scope, numbers: &Numbers) {
        for Decoded { row, .. } in scope.rows::<SpellingRow>("Spellings", numbers) {
            let ix = row.resource.as_ref().and_then(|r| self.by_word.get(&word(r)).copied());
            if let Some(person) = ix.and_then(|ix| self.list.get_mut(ix)) {
                person.spellings.push((row.spelling.unwrap_or_default(), row.why.unwrap_or_default()));
            }
        }
        for Decoded { row, .. } in scope.rows::<ProposalRow>("Identity review", numbers) {
            if let (Some(a), Some(b)) = (row.a, row.b) {
                let kind = row.kind.as_deref().and_then(Kind::from_word).unwrap_or(Kind::Person).word();
                // what the form does not say a ledger knows by the name shown
                let (a_key, b_key) = (row.a_key.unwrap_or(a.value.clone()), row.b_key.unwrap_or(b.value.clone()));
                let unsure = row.unsure_by.map(|by| (by, row.unsure_why.unwrap_or_default()));
                let (a, b) = ((a.value, a.at), (b.value, b.at));
                let evidence = row.evidence.unwrap_or_default();
                scope.carried.proposals.push(IdentityProposal { kind, a, b, a_key, b_key, evidence, unsure, people: None });
            }
        }
    }

    /// The resource of a reference; one that is named only here is put down.
    fn of(&mut self, text: Option<&Text>, at: CellRef) -> Option<&mut CarriedPerson> {
        let text = text.filter(|t| !t.trim().is_empty())?;
        let ix = match self.by_word.get(&word(text)) {
            Some(ix) => *ix,
            None => {
                self.list.push(CarriedPerson {
                    who: bare(text, at),
                    kind: None,
                    email: None,
                    account: None,
                    team: None,
                    role: None,
                    leaves: None,
                    calendar: None,
                    seen_at: Vec::new(),
                    spellings: Vec::new(),
                    capacity: Vec::new(),
                    absences: Vec::new(),
                });
                self.by_word.insert(word(text), self.list.len() - 1);
                self.list.len() - 1
            }
        };
        self.list.get_mut(ix)
    }

    /// How a row of the file is referred to from a cell.
    pub(super) fn find(&self, text: &str, at: CellRef) -> Option<PersonRef> {
        let person = self.by_word.get(&word(text)).and_then(|ix| self.list.get(*ix))?;
        Some(PersonRef { at, ..person.who.clone() })
    }

    /// A row of the file, else the name as it stands.
    pub(super) fn named(&self, text: &Text, at: CellRef) -> PersonRef {
        self.find(text, at).unwrap_or_else(|| bare(text, at))
    }

    pub(super) fn into_carried(self) -> Vec<CarriedPerson> {
        self.list
    }
}
