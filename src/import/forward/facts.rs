//! Facts of carried records: each at its cell as this pack calls it; what another file stated is left to that file, and what was
//! settled by hand becomes again what the source said.

use super::{Forward, day};
use crate::import::values::{rag, status};
use crate::model::{StatusWord, TaskFacts};
use crate::source::{CellRef, Sourced, Text};

impl Forward<'_> {
    /// A fact of one of the carried files.
    pub(super) fn fact<T>(&self, fact: Sourced<T>) -> Option<Sourced<T>> {
        Some(Sourced { at: self.home(fact.at)?, value: fact.value, basis: fact.basis })
    }

    /// A fact that an adjustment may have replaced.
    pub(super) fn said<T>(&self, fact: Sourced<T>, read: impl Fn(&str) -> Option<T>) -> Option<Sourced<T>> {
        if !fact.is_adjusted() {
            return self.fact(fact);
        }
        let (text, at) = self.originals.get(&fact.at)?;
        Some(Sourced::stated(read(text)?, self.home((*at)?)?))
    }

    /// Words that an adjustment may have replaced.
    pub(super) fn words(&self, fact: Option<Sourced<Text>>) -> Option<Sourced<Text>> {
        self.said(fact?, |text| Some(text.into()))
    }

    /// Columns that map to nothing.
    pub(super) fn custom(&self, custom: Vec<(Text, Sourced<Text>)>) -> Vec<(Text, Sourced<Text>)> {
        custom.into_iter().filter_map(|(header, fact)| Some((header, self.fact(fact)?))).collect()
    }

    /// What tells which record it is, wherever it was read: at the record's own cell where another file states it.
    fn identity(&self, fact: Option<Sourced<Text>>, anchor: CellRef) -> Option<Sourced<Text>> {
        let fact = fact?;
        let value = fact.value.clone();
        self.words(Some(fact)).or(Some(Sourced::stated(value, anchor)))
    }

    /// The facts of a record whose own cell is `anchor`, as this pack calls it.
    pub(super) fn task_facts(&self, mut facts: TaskFacts, anchor: CellRef) -> TaskFacts {
        facts.at = anchor;
        for slot in [&mut facts.key, &mut facts.id, &mut facts.name, &mut facts.outline] {
            *slot = self.identity(slot.take(), anchor);
        }
        let f = &mut facts;
        for slot in [&mut f.type_word, &mut f.section, &mut f.priority, &mut f.notes, &mut f.calendar] {
            *slot = slot.take().and_then(|fact| self.fact(fact));
        }
        let dates = [&mut f.baseline_start, &mut f.baseline_finish, &mut f.start, &mut f.finish, &mut f.actual_start];
        let more = [&mut f.actual_finish, &mut f.deadline, &mut f.needed, &mut f.created, &mut f.updated];
        for slot in dates.into_iter().chain(more) {
            *slot = slot.take().and_then(|fact| self.said(fact, day));
        }
        for slot in [&mut f.work, &mut f.remaining_work, &mut f.actual_work, &mut f.budget, &mut f.actual_cost] {
            *slot = slot.take().and_then(|fact| self.fact(fact));
        }
        f.status = f.status.take().and_then(|fact| self.said(fact, status_word));
        f.rag = f.rag.take().and_then(|fact| self.said(fact, rag::word));
        f.percent = f.percent.take().and_then(|fact| self.said(fact, share));
        f.duration = f.duration.take().and_then(|fact| self.said(fact, |_| None));
        f.constraint = f.constraint.take().and_then(|fact| self.fact(fact));
        f.custom = self.custom(std::mem::take(&mut f.custom));
        facts
    }
}

/// Whether facts say more than which record it is.
pub(super) fn say_something(f: &TaskFacts) -> bool {
    let dates = [f.baseline_start, f.baseline_finish, f.start, f.finish, f.actual_start, f.actual_finish, f.deadline, f.needed];
    let numbers = [f.percent, f.work, f.remaining_work, f.actual_work, f.budget, f.actual_cost];
    dates.iter().any(Option::is_some)
        || numbers.iter().any(Option::is_some)
        || f.status.is_some()
        || f.rag.is_some()
        || f.duration.is_some()
        || f.constraint.is_some()
        || f.notes.is_some()
        || !f.custom.is_empty()
}

fn status_word(text: &str) -> Option<StatusWord> {
    Some(StatusWord { word: text.into(), category: status::category(text) })
}

fn share(text: &str) -> Option<f64> {
    let number: f64 = text.trim().trim_end_matches('%').trim().parse().ok()?;
    Some(number / 100.0).filter(|share| (0.0..=1.0).contains(share))
}
