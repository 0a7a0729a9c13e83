//! Cells and facts read back: the inverse of `report::json::cell`.

use crate::source::{Basis, CellRef, Rule, SourceId, Sourced};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A cell, `[file, sheet, row, column]`, rows and columns counted from 1.
#[derive(Clone, Copy)]
pub struct CellIn(pub CellRef);

impl<'de> Deserialize<'de> for CellIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (file, sheet, row, col) = <(u16, u16, u32, u32)>::deserialize(deserializer)?;
        let col = column(col).ok_or_else(|| D::Error::custom("a column lies between 1 and 65536"))?;
        let row = row.checked_sub(1).ok_or_else(|| D::Error::custom("rows count from 1"))?;
        Ok(CellIn(CellRef { source: SourceId { file, sheet }, row, col }))
    }
}

fn column(from_one: u32) -> Option<u16> {
    u16::try_from(from_one.checked_sub(1)?).ok()
}

/// Where a fact stands: on the record's own row, or elsewhere.
enum Where {
    Column(u16),
    Cell(CellRef),
}

impl<'de> Deserialize<'de> for Where {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Where;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a column, or a cell [file, sheet, row, column]")
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<Where, E> {
                let col = u32::try_from(value).ok().and_then(column);
                col.map(Where::Column).ok_or_else(|| E::custom("a column lies between 1 and 65536"))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Where, A::Error> {
                let cell = CellIn::deserialize(serde::de::value::SeqAccessDeserializer::new(seq))?;
                Ok(Where::Cell(cell.0))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// A fact: `[value, where]` or `[value, where, basis]`.
pub struct FactIn<V> {
    value: V,
    at: Where,
    basis: usize,
}

impl<V> FactIn<V> {
    /// The fact as the record at `home` holds it.
    pub fn at(self, home: CellRef, bases: &[Basis]) -> Sourced<V> {
        let at = match self.at {
            Where::Column(col) => CellRef { col, ..home },
            Where::Cell(at) => at,
        };
        Sourced { value: self.value, at, basis: bases.get(self.basis).copied().unwrap_or_default() }
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for FactIn<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Parts<V> {
            type Value = FactIn<V>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a fact [value, where] or [value, where, basis]")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<FactIn<V>, A::Error> {
                let value = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
                let at = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
                Ok(FactIn { value, at, basis: seq.next_element()?.unwrap_or(0) })
            }
        }
        deserializer.deserialize_seq(Parts(PhantomData))
    }
}

/// A fact of a record that has no row of its own.
#[derive(serde::Deserialize)]
pub struct HeldIn<V> {
    value: V,
    at: CellIn,
    basis: String,
}

impl<V> HeldIn<V> {
    /// The fact.
    pub fn sourced(self) -> Sourced<V> {
        Sourced { value: self.value, at: self.at.0, basis: basis(&self.basis) }
    }
}

/// The basis that a sentence means; one that this version does not know is taken as stated.
pub fn basis(sentence: &str) -> Basis {
    let of = |text: &str| Rule::ALL.iter().copied().find(|rule| rule.text() == text);
    match sentence.split_once(": ") {
        Some(("derived", rule)) => of(rule).map(Basis::Derived).unwrap_or_default(),
        Some(("assumed", rule)) => of(rule).map(Basis::Assumed).unwrap_or_default(),
        _ => Basis::Stated,
    }
}
