//! Tasks of carried hand-ins, what they hang under and wait for, and who is on them.

use super::facts::say_something;
use super::{Forward, Spot, WITHHELD};
use crate::import::carried::{CarriedClaim, CarriedPerson};
use crate::import::extract::{Belonging, LinkEnd, RawLink, RefKind, Reference, TaskRecord};
use crate::model::names::is_issue_key;
use crate::model::{Allocation, Dependency, DependencyEnd, ResourceId, Role, Task, TaskId};
use crate::source::{CellRef, Sourced, Text};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What stands for a task that an open pack withholds.
const A_RESTRICTED: &str = "a restricted task (the earlier open pack withholds it)";

impl Forward<'_> {
    /// The cell by which a record is carried: its own, else that of a record merged into it which says something of its own and
    /// whose key joins it to the other file's record again.
    pub(super) fn anchor(&self, task: &Task) -> Option<CellRef> {
        if task.stub {
            return None;
        }
        if self.sheet(task.facts.at).is_some() {
            return Some(task.facts.at);
        }
        let at = task.also_at.iter().copied().find(|at| self.sheet(*at).is_some())?;
        let known = task.key().is_some_and(is_issue_key);
        (known && say_something(&self.task_facts((*task.facts).clone(), at))).then_some(at)
    }

    /// Records of work, in the order of their rows.
    pub(super) fn tasks(&mut self) {
        let p = self.earlier.portfolio;
        let mut picks: Vec<Vec<(CellRef, usize)>> = vec![Vec::new(); self.sheets.len()];
        for (ix, task) in p.tasks.iter().enumerate() {
            let Some((sheet, at)) = self.anchor(task).and_then(|at| Some((self.sheet(at)?, at))) else { continue };
            if self.withheld(Some(task.project)) {
                self.aside(sheet, at, WITHHELD);
            } else if let Some(list) = picks.get_mut(sheet) {
                list.push((at, ix));
            }
        }
        for (sheet, list) in picks.iter_mut().enumerate() {
            list.sort_unstable();
            for (n, (_, ix)) in (0_u32..).zip(list.iter()) {
                if let Some(spot) = self.spots.get_mut(*ix) {
                    *spot = Some((sheet, n));
                }
            }
        }
        for (sheet, list) in picks.into_iter().enumerate() {
            for (at, ix) in list {
                let Some(task) = p.tasks.get(ix) else { continue };
                let record = self.record(task, sheet, at);
                let also_at: Vec<CellRef> =
                    task.also_at.iter().filter(|also| **also != at).filter_map(|also| self.home(*also)).collect();
                if let Some(own) = self.extracts.get_mut(sheet) {
                    own.carried.tasks.push((false, also_at));
                    own.records.tasks.push(record);
                }
            }
        }
    }

    fn record(&self, task: &Task, sheet: usize, at: CellRef) -> TaskRecord {
        let anchor = self.home(at).unwrap_or(at);
        let above = task.parent.and_then(|p| Some((p, self.earlier.portfolio.tasks.get(p.ix())?)));
        let mut belongs = Belonging::default();
        let parent = above.map(|(id, parent)| {
            if parent.stub && parent.facts.key.is_some() {
                belongs.parent_name = parent.facts.name.as_ref().map(|n| n.value.clone());
            }
            self.reference(id, sheet, anchor)
        });
        TaskRecord {
            facts: Box::new(self.task_facts((*task.facts).clone(), anchor)),
            ordinal: None,
            level: parent.as_ref().is_some_and(|p| p.kind == RefKind::Record).then_some(task.level),
            parent,
            links: Vec::new(),
            people: Vec::new(),
            project: self.hint(Some(task.project), anchor),
            belongs,
        }
    }

    /// A task as a record of a sheet refers to it: its position there, else the key, name or id by which all files are searched.
    fn reference(&self, id: TaskId, sheet: usize, at: CellRef) -> Reference {
        if let Some((there, n)) = self.spots.get(id.ix()).copied().flatten()
            && there == sheet
        {
            return Reference { kind: RefKind::Record, text: n.to_string().into(), at };
        }
        let Some(task) = self.earlier.portfolio.tasks.get(id.ix()).filter(|t| !self.withheld(Some(t.project))) else {
            return Reference { kind: RefKind::Name, text: A_RESTRICTED.into(), at };
        };
        let f = &task.facts;
        let key = f.key.as_ref().filter(|k| is_issue_key(&k.value) || task.stub || f.name.is_none());
        let (kind, text) = match (key, &f.name, &f.id) {
            (Some(key), ..) => (RefKind::Key, &key.value),
            (None, Some(name), _) => (RefKind::Name, &name.value),
            (None, None, Some(id)) => (RefKind::Id, &id.value),
            (None, None, None) => (RefKind::Key, &task.stable_id),
        };
        Reference { kind, text: text.clone(), at }
    }

    /// Links, each at the record in whose row it is stated; the sheets of those that have no record here.
    pub(super) fn links(&mut self) -> Vec<usize> {
        let mut lost = Vec::new();
        for link in &self.earlier.portfolio.dependencies {
            for at in &link.stated_at {
                let Some(sheet) = self.sheet(*at) else { continue };
                match self.end_of(link, *at) {
                    Some((spot, raw)) => {
                        let record = self.extracts.get_mut(spot.0).and_then(|own| own.records.tasks.get_mut(spot.1 as usize));
                        if let Some(record) = record {
                            record.links.push(raw);
                        }
                    }
                    None if self.sheets.get(sheet).is_some_and(|s| s.role == Role::Lookup) => {
                        match self.listed(link, *at) {
                            Some(row) => {
                                if let Some(own) = self.extracts.get_mut(sheet) {
                                    own.records.links.push(row);
                                }
                            }
                            None => self.aside(sheet, *at, WITHHELD),
                        }
                        lost.push(sheet);
                    }
                    None => {
                        let reason = "a link between records of other files; it is stated here only, and not carried";
                        self.aside(sheet, *at, reason);
                        lost.push(sheet);
                    }
                }
            }
        }
        lost
    }

    /// A link of a register that has no records of its own, each end as the register may name it.
    fn listed(&self, link: &Dependency, at: CellRef) -> Option<(Text, RawLink, CellRef)> {
        let at = self.home(at)?;
        let end = |end: &DependencyEnd| match end {
            DependencyEnd::Outside(text) => Some(text.clone()),
            DependencyEnd::Task(id) => {
                let task = self.earlier.portfolio.tasks.get(id.ix()).filter(|t| !self.withheld(Some(t.project)))?;
                let facts = &task.facts;
                let key = facts.key.as_ref().filter(|k| is_issue_key(&k.value));
                key.or(facts.name.as_ref()).or(facts.key.as_ref()).map(|word| word.value.clone())
            }
        };
        let (before, after) = (end(&link.predecessor)?, end(&link.successor)?);
        let relation = self.fact(link.relation).unwrap_or(Sourced { at, ..link.relation });
        let (needed, promised) = (link.needed.and_then(|d| self.fact(d)), link.promised.and_then(|d| self.fact(d)));
        let other = Reference { kind: RefKind::Name, text: before, at };
        Some((after, RawLink { other, this_is: LinkEnd::Successor, relation, lag: link.lag, needed, promised }, at))
    }

    /// The record that a link is put on, and the link as that record states it.
    fn end_of(&self, link: &Dependency, at: CellRef) -> Option<(Spot, RawLink)> {
        let end = |end: &DependencyEnd| {
            let id = end.task()?;
            Some((id, self.spots.get(id.ix()).copied().flatten()?))
        };
        let (before, after) = (end(&link.predecessor), end(&link.successor));
        let here = |(id, _): &(TaskId, Spot)| {
            let task = self.earlier.portfolio.tasks.get(id.ix());
            task.is_some_and(|t| std::iter::once(&t.facts.at).chain(&t.also_at).any(|a| (a.source, a.row) == (at.source, at.row)))
        };
        let own = after.filter(here).map(|a| (a, LinkEnd::Successor));
        let own = own.or(before.filter(here).map(|b| (b, LinkEnd::Predecessor)));
        let own = own.or(after.map(|a| (a, LinkEnd::Successor))).or(before.map(|b| (b, LinkEnd::Predecessor)));
        let ((_, spot), this_is) = own?;
        let at = self.home(at)?;
        let other = match if this_is == LinkEnd::Successor { &link.predecessor } else { &link.successor } {
            DependencyEnd::Task(id) => self.reference(*id, spot.0, at),
            DependencyEnd::Outside(text) => {
                let kind = if text.contains('\\') { RefKind::External } else { RefKind::Name };
                Reference { kind, text: text.clone(), at }
            }
        };
        let relation = self.fact(link.relation).unwrap_or(Sourced { at, ..link.relation });
        let (needed, promised) = (link.needed.and_then(|d| self.fact(d)), link.promised.and_then(|d| self.fact(d)));
        Some((spot, RawLink { other, this_is, relation, lag: link.lag, needed, promised }))
    }

    /// Who is on the tasks, and what lists of the carried files say of people.
    pub(super) fn people(&mut self) {
        let p = self.earlier.portfolio;
        let claims: FxHashMap<(TaskId, ResourceId), &Allocation> =
            p.allocations.iter().map(|a| ((a.task, a.resource), a)).collect();
        for (n, task) in (0_u32..).zip(&p.tasks) {
            let Some((sheet, record)) = self.spots.get(n as usize).copied().flatten() else { continue };
            for (who, at) in &task.assignees {
                let claim = claims.get(&(TaskId(n), *who));
                let claimed = claim.and_then(|c| self.home(c.at));
                let Some(at) = self.home(*at).or(claimed) else { continue };
                let Some(person) = self.person(*who, sheet, at) else { continue };
                let claim = CarriedClaim {
                    task: record,
                    who: person,
                    units: claim.and_then(|c| self.fact(c.units?)),
                    work: claim.and_then(|c| self.fact(c.work?)),
                    at,
                    claimed_at: claimed.filter(|c| *c != at),
                };
                if let Some(own) = self.extracts.get_mut(sheet) {
                    own.carried.assignment_rows += usize::from(claim.claimed_at.is_some());
                    own.carried.claims.push(claim);
                }
            }
        }
        self.lists();
    }

    /// Who is named in each sheet, with the team, role, last day and capacity that the sheet states.
    fn lists(&mut self) {
        for (n, resource) in (0_u32..).zip(&self.earlier.portfolio.resources) {
            let mut seen: BTreeMap<usize, Vec<CellRef>> = BTreeMap::new();
            for at in &resource.seen_at {
                if let (Some(sheet), Some(home)) = (self.sheet(*at), self.home(*at)) {
                    seen.entry(sheet).or_default().push(home);
                }
            }
            for (sheet, seen_at) in seen {
                let here = |at: CellRef| self.sheet(at) == Some(sheet);
                let own = |fact: &Option<Sourced<Text>>| fact.clone().filter(|f| here(f.at)).and_then(|f| self.fact(f));
                let mut capacity: Vec<_> = resource.capacity.iter().filter(|w| here(w.at)).cloned().collect();
                let mut absences: Vec<_> = resource.absences.iter().filter(|a| here(a.at)).cloned().collect();
                for at in capacity.iter_mut().map(|w| &mut w.at).chain(absences.iter_mut().map(|a| &mut a.at)) {
                    *at = self.home(*at).unwrap_or(*at);
                }
                let Some(who) = seen_at.first().and_then(|at| self.person(ResourceId(n), sheet, *at)) else { continue };
                let person = CarriedPerson {
                    who,
                    kind: Some(resource.kind),
                    email: None,
                    account: None,
                    team: own(&resource.team),
                    role: own(&resource.role),
                    leaves: resource.leaves.filter(|l| here(l.at)).and_then(|l| self.fact(l)),
                    seen_at,
                    calendar: None,
                    spellings: Vec::new(),
                    capacity,
                    absences,
                };
                if let Some(own) = self.extracts.get_mut(sheet) {
                    own.carried.people.push(person);
                }
            }
        }
    }
}
