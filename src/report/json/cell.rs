//! Cells and facts in `program.json`: compact, and the same everywhere.

use crate::source::{Basis, CellRef, Rule, Sourced};
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::{Serialize, SerializeTuple as _, Serializer};
use std::borrow::Cow;

/// A cell: `[file, sheet, row, column]`. File and sheet are positions in `sources`, counted from 0; row and column are
/// counted from 1 as a spreadsheet counts them (in delimited text the row is the physical line).
#[derive(Clone, Copy)]
pub struct Cell(pub CellRef);

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = self.0;
        (at.source.file, at.source.sheet, u64::from(at.row) + 1, u32::from(at.col) + 1).serialize(serializer)
    }
}

impl JsonSchema for Cell {
    fn schema_name() -> Cow<'static, str> {
        "Cell".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let number = json_schema!({"type": "integer", "minimum": 0});
        json_schema!({
            "description": "[file, sheet, row, column]: file and sheet are positions in `sources`, from 0; row and column count from 1",
            "type": "array",
            "items": number,
            "minItems": 4,
            "maxItems": 4,
        })
    }
}

/// The cells of a list.
pub fn cells(at: &[CellRef]) -> Vec<Cell> {
    at.iter().copied().map(Cell).collect()
}

/// A fact: `[value, where]` or `[value, where, basis]`. Where is a column number (from 1) if the fact stands on the record's
/// own row (the row of its `at`), else a whole cell. Basis is a position in `bases`; left out where the fact is stated.
pub struct Fact<V> {
    value: V,
    at: CellRef,
    home: CellRef,
    basis: Basis,
}

/// The fact as the record at `home` holds it, with its value seen through `view`.
pub fn fact<'a, T, V>(fact: &'a Option<Sourced<T>>, home: CellRef, view: impl FnOnce(&'a T) -> V) -> Option<Fact<V>> {
    fact.as_ref().map(|s| one(s, home, view))
}

/// The same of a fact that is there.
pub fn one<'a, T, V>(s: &'a Sourced<T>, home: CellRef, view: impl FnOnce(&'a T) -> V) -> Fact<V> {
    Fact { value: view(&s.value), at: s.at, home, basis: s.basis }
}

impl<V: Serialize> Serialize for Fact<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let basis = basis_position(self.basis);
        let mut tuple = serializer.serialize_tuple(if basis == 0 { 2 } else { 3 })?;
        tuple.serialize_element(&self.value)?;
        if (self.at.source, self.at.row) == (self.home.source, self.home.row) {
            tuple.serialize_element(&(u32::from(self.at.col) + 1))?;
        } else {
            tuple.serialize_element(&Cell(self.at))?;
        }
        if basis != 0 {
            tuple.serialize_element(&basis)?;
        }
        tuple.end()
    }
}

impl<V: JsonSchema> JsonSchema for Fact<V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Fact_{}", V::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<V>();
        let cell = generator.subschema_for::<Cell>();
        json_schema!({
            "description": "[value, where, basis]: where is a column (from 1) on the record's own row, else a cell; basis is a position in `bases`, left out where stated",
            "type": "array",
            "prefixItems": [value, {"anyOf": [{"type": "integer", "minimum": 1}, cell]}, {"type": "integer", "minimum": 1}],
            "minItems": 2,
            "maxItems": 3,
        })
    }
}

/// The position of a basis in [`bases`]: 0 is stated, then each rule derived and assumed.
pub fn basis_position(basis: Basis) -> usize {
    match basis {
        Basis::Stated => 0,
        Basis::Derived(rule) => 1 + 2 * (rule as usize),
        Basis::Assumed(rule) => 2 + 2 * (rule as usize),
    }
}

/// All bases in words, by position.
pub fn bases() -> Vec<String> {
    std::iter::once(Basis::Stated)
        .chain(Rule::ALL.iter().flat_map(|r| [Basis::Derived(*r), Basis::Assumed(*r)]))
        .map(Basis::sentence)
        .collect()
}

/// A date, `2026-03-31`.
#[derive(Clone, Copy)]
pub struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        if !(0..=9999).contains(&year) {
            return serializer.collect_str(&self.0);
        }
        // By hand: a big program has a million of them.
        let digit = |n: i16| b'0'.saturating_add(u8::try_from(n % 10).unwrap_or(0));
        let (month, day) = (i16::from(month), i16::from(day));
        let text = [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ];
        serializer.serialize_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date"})
    }
}

/// The day of a date, for [`fact`].
pub fn day(date: &Date) -> Day {
    Day(*date)
}

/// A list seen record by record through a function, so that nothing is copied before it is written.
pub struct Each<'a, T, V> {
    items: &'a [T],
    view: fn(&'a T) -> V,
}

/// The list seen through `view`.
pub fn each<'a, T, V>(items: &'a [T], view: fn(&'a T) -> V) -> Each<'a, T, V> {
    Each { items, view }
}

impl<T, V: Serialize> Serialize for Each<'_, T, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.items.iter().map(self.view))
    }
}

impl<T, V: JsonSchema> JsonSchema for Each<'_, T, V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("List_{}", V::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = generator.subschema_for::<V>();
        json_schema!({"type": "array", "items": item})
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::source::SourceId;

    fn at(sheet: u16, row: u32, col: u16) -> CellRef {
        CellRef { source: SourceId { file: 3, sheet }, row, col }
    }

    #[test]
    fn a_fact_on_the_records_own_row_is_a_value_and_a_column() {
        let home = at(0, 13, 0);
        let text = |s: Sourced<i32>| serde_json::to_string(&fact(&Some(s), home, |n| *n)).unwrap();
        assert_eq!(text(Sourced::stated(7, at(0, 13, 5))), "[7,6]");
        assert_eq!(text(Sourced::stated(7, at(1, 13, 5))), "[7,[3,1,14,6]]");
        let derived = text(Sourced::derived(7, at(0, 13, 5), Rule::DurationFromDates));
        let position = bases().iter().position(|b| b == "derived: duration from start and finish").unwrap();
        assert_eq!(derived, format!("[7,6,{position}]"));
    }

    #[test]
    fn days_are_written_as_iso_dates() {
        for day in ["2026-03-31", "1999-12-01", "0001-01-01", "9999-12-31"] {
            assert_eq!(serde_json::to_string(&Day(day.parse().unwrap())).unwrap(), format!("\"{day}\""));
        }
    }
}
