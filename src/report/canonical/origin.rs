//! Where rows and fields came from, as text: the row's cell as people read it, and the cells of its fields in short form.
//!
//! `S3!B14; Name=B; Finish=F; Start=C9; Percent complete=S1!H2 (derived: percent complete from the status); check=…`: a letter
//! alone is a column of the row's own line, an address alone is on the row's sheet, `S3` is the ID of a sheet in the table Sources.
//! The check tells whether somebody changed the row after it was converted.

use crate::model::canonical::{Datum, Fact, check_of};
use crate::source::{Basis, CellRef, SourceId, SourceMap, column_letters};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// The sources by number.
pub(super) struct Origins<'a> {
    sources: &'a SourceMap,
    numbers: FxHashMap<SourceId, usize>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(sources: &'a SourceMap) -> Origins<'a> {
        let numbers = ids(sources).enumerate().map(|(n, id)| (id, n + 1)).collect();
        Origins { sources, numbers }
    }

    /// The number of a source: `S3`.
    pub(super) fn number(&self, id: SourceId) -> String {
        format!("S{}", self.numbers.get(&id).copied().unwrap_or(0))
    }

    fn far(&self, at: CellRef) -> String {
        format!("{}!{at}", self.number(at.source))
    }

    /// A cell seen from another one: as short as it can be said.
    fn near(&self, at: CellRef, from: CellRef) -> String {
        if at.source != from.source {
            self.far(at)
        } else if at.row != from.row {
            at.to_string()
        } else {
            column_letters(at.col)
        }
    }

    /// The row's cell for people, and the cells of its fields for reading back.
    pub(super) fn of(&self, anchor: CellRef, facts: &[(&'static str, Option<Fact>)]) -> (String, String) {
        let mut fields = self.far(anchor);
        for (header, fact) in facts {
            let Some((at, basis)) = fact.as_ref().and_then(|f| f.held) else { continue };
            let _ = write!(fields, "; {header}={}", self.near(at, anchor));
            if basis != Basis::Stated {
                let _ = write!(fields, " ({})", basis.sentence());
            }
        }
        let shown = facts.iter().filter_map(|(header, fact)| Some((*header, &fact.as_ref()?.datum)));
        let _ = write!(fields, "; check={:08x}", check_of(shown));
        (self.sources.text(anchor), fields)
    }

    /// A value as it is written: cells become text.
    pub(super) fn shown(&self, datum: Datum) -> Datum {
        match datum {
            Datum::Cells(cells) => {
                let texts: Vec<String> = cells.iter().map(|at| self.far(*at)).collect();
                Datum::Text(texts.join(" ").into())
            }
            other => other,
        }
    }
}

/// Every sheet of every file, in order.
pub(super) fn ids(sources: &SourceMap) -> impl Iterator<Item = SourceId> + '_ {
    let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    sources
        .files
        .iter()
        .enumerate()
        .flat_map(move |(file, f)| (0..f.sheets.len()).map(move |sheet| SourceId { file: small(file), sheet: small(sheet) }))
}
