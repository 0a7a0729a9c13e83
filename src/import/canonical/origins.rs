//! Origins read back: which cell of which original a row and its fields came from, and on what basis each is held.

use crate::model::canonical::Datum;
use crate::source::{Basis, CellRef, Rule, SourceId};
use rustc_hash::FxHashMap;

/// The originals by their number in the file, and the sentences of bases.
#[derive(Default)]
pub(super) struct Numbers {
    by_number: FxHashMap<String, SourceId>,
    bases: FxHashMap<String, Basis>,
}

/// What the origins of a row say.
pub(super) struct RowOrigins<'a> {
    pub(super) anchor: CellRef,
    fields: Vec<(&'a str, CellRef, Basis)>,
    pub(super) check: Option<u32>,
}

impl RowOrigins<'_> {
    /// Cell and basis of a field.
    pub(super) fn of(&self, header: &str) -> Option<(CellRef, Basis)> {
        self.fields.iter().find(|(h, ..)| *h == header).map(|(_, at, basis)| (*at, *basis))
    }
}

impl Numbers {
    pub(super) fn new(by_number: FxHashMap<String, SourceId>) -> Numbers {
        let both = |rule: &Rule| [Basis::Derived(*rule), Basis::Assumed(*rule)];
        let bases = Rule::ALL.iter().flat_map(both).map(|basis| (basis.sentence(), basis)).collect();
        Numbers { by_number, bases }
    }

    /// The source of a number.
    pub(super) fn source(&self, number: &str) -> Option<SourceId> {
        self.by_number.get(number).copied()
    }

    /// `S3!B14`.
    fn far(&self, text: &str) -> Option<CellRef> {
        let (number, address) = text.split_once('!')?;
        let source = self.source(number)?;
        let (col, row) = address_of(address)?;
        Some(CellRef { source, row: row?, col: col? })
    }

    fn near(&self, text: &str, anchor: CellRef) -> Option<CellRef> {
        if text.contains('!') {
            return self.far(text);
        }
        let (col, row) = address_of(text)?;
        Some(CellRef { source: anchor.source, row: row.unwrap_or(anchor.row), col: col? })
    }

    /// The origins of a row; `None` where they are blank or speak of originals that the file does not list.
    pub(super) fn row<'a>(&self, text: &'a str) -> Option<RowOrigins<'a>> {
        let mut parts = text.split("; ");
        let anchor = self.far(parts.next()?.trim())?;
        let mut origins = RowOrigins { anchor, fields: Vec::new(), check: None };
        for part in parts {
            let (header, rest) = part.split_once('=')?;
            if header == "check" {
                origins.check = u32::from_str_radix(rest.trim(), 16).ok();
                continue;
            }
            let (address, basis) = match rest.split_once(" (") {
                Some((address, words)) => (address, *self.bases.get(words.strip_suffix(')')?)?),
                None => (rest, Basis::Stated),
            };
            origins.fields.push((header, self.near(address, anchor)?, basis));
        }
        Some(origins)
    }

    /// A list of cells.
    pub(super) fn cells(&self, datum: &Datum) -> Option<Vec<CellRef>> {
        datum.text()?.split_whitespace().map(|text| self.far(text)).collect()
    }
}

/// Column and row of `B14`, `B` or `14`.
fn address_of(text: &str) -> Option<(Option<u16>, Option<u32>)> {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (letters, digits) = text.split_at_checked(digits)?;
    let mut col: u32 = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() {
            return None;
        }
        col = col.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)?;
    }
    let col = match col.checked_sub(1) {
        Some(col) => Some(u16::try_from(col).ok()?),
        None => None,
    };
    let row = match digits {
        "" => None,
        digits => Some(digits.parse::<u32>().ok()?.checked_sub(1)?),
    };
    Some((col, row))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn origins_are_read_relative_to_their_row_with_their_basis() {
        let id = |file| SourceId { file, sheet: 0 };
        let numbers = Numbers::new([("S1".to_owned(), id(4)), ("S2".to_owned(), id(5))].into_iter().collect());
        let text = "S2!B14; Name=B; Finish=AA9; Percent complete=S1!H2 (derived: percent complete from the status); check=00ff";
        let row = numbers.row(text).unwrap();
        assert_eq!(row.anchor, CellRef { source: id(5), row: 13, col: 1 });
        assert_eq!(row.of("Name").unwrap().0, row.anchor);
        assert_eq!(row.of("Finish").unwrap().0, CellRef { source: id(5), row: 8, col: 26 });
        let percent = (CellRef { source: id(4), row: 1, col: 7 }, Basis::Derived(Rule::PercentFromStatus));
        assert_eq!(row.of("Percent complete"), Some(percent));
        assert_eq!((row.of("Start"), row.check), (None, Some(0xff)));
        assert!(numbers.row("S9!B14").is_none() && numbers.row("").is_none());
    }
}
