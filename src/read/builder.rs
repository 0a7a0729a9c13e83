//! Fills a [`Grid`] cell by cell: caps, order, repeated addresses. Every reader goes through here, so a grid keeps its promises
//! (rows and columns ascending, texts in range) whatever the file does.

use super::{Cell, Fill, Grid, GridRow, Limits, SheetXml, TextId, Value};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{CellRef, SourceId};
use rustc_hash::FxHashMap;

/// What sheets hold together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Held {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Held {
    /// With one more sheet.
    pub(crate) fn add(&mut self, sheet: Held) {
        self.rows = self.rows.saturating_add(sheet.rows);
        self.cells = self.cells.saturating_add(sheet.cells);
        self.text = self.text.saturating_add(sheet.text);
    }
}

/// The cap that was passed first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cap {
    Rows,
    Cells,
    Text,
}

/// What is counted of a sheet beyond its caps, so that a refusal can name the actual; nothing of it is kept.
struct Beyond {
    cap: Cap,
    counted: Held,
    row: Option<u32>,
}

/// So many times the limit is counted, and no further.
const COUNTED: usize = 2;

/// A grid in the making.
pub(crate) struct Builder {
    /// The grid so far.
    pub(crate) grid: Grid,
    /// What was odd so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
    source: SourceId,
    limits: Held,
    /// The limits, or nothing once one of them is passed.
    max: Held,
    /// Text of all cells, a shared one counted once for each: each becomes a value of its own further on.
    text_used: usize,
    beyond: Option<Beyond>,
    /// What the sheets before this one hold; the caps are for all of them together.
    before: Held,
    in_order: bool,
    by_place: FxHashMap<(usize, usize), TextId>,
}

/// Cells of a sheet whose cells are out of order; putting them in order takes memory.
const DISORDER: usize = 4_000_000;

/// Filled empty cells kept of a sheet.
const BLANK_FILLS: usize = 50_000;

/// How many cells a finding names beside the first.
const RELATED: usize = 40;

impl Builder {
    /// An empty grid of a source.
    pub(crate) fn new(source: SourceId, limits: &Limits) -> Self {
        let within = |limit: usize| limit.min(u32::MAX as usize);
        let limits = Held { rows: within(limits.rows), cells: within(limits.cells), text: within(limits.text_bytes) };
        Builder {
            grid: Grid { source: Some(source), ..Grid::default() },
            diagnostics: Vec::new(),
            source,
            limits,
            max: limits,
            text_used: 0,
            beyond: None,
            before: Held::default(),
            in_order: true,
            by_place: FxHashMap::default(),
        }
    }
    /// The same, where other sheets of the file hold something already.
    pub(crate) fn after(mut self, before: Held) -> Self {
        self.before = before;
        self
    }
    /// The place of a cell.
    pub(crate) fn at(&self, row: u32, col: u16) -> CellRef {
        CellRef { source: self.source, row, col }
    }
    /// The place of the sheet.
    pub(crate) fn place(&self) -> Place {
        Place::Source(self.source)
    }
    /// What the sheet holds so far.
    pub(crate) fn held(&self) -> Held {
        Held { rows: self.grid.rows.len(), cells: self.grid.cells.len(), text: self.text_used }
    }
    /// Counts a text against the limit; false where it is passed.
    #[inline]
    fn text_fits(&mut self, bytes: usize) -> bool {
        let used = self.text_used.saturating_add(bytes);
        let fits = self.before.text.saturating_add(used) <= self.max.text;
        if fits {
            self.text_used = used;
        }
        fits
    }
    /// Stores a text.
    pub(crate) fn text(&mut self, text: &str) -> Result<TextId, String> {
        if !self.text_fits(text.len()) {
            return self.text_beyond(text.len());
        }
        Ok(self.grid.push_text(text))
    }
    /// Stores a text that is borrowed from a table which outlives the builder, once for each place in that table.
    pub(crate) fn shared_text(&mut self, text: &str) -> Result<TextId, String> {
        let key = (text.as_ptr() as usize, text.len());
        match self.by_place.get(&key).copied() {
            Some(id) if self.text_fits(text.len()) => Ok(id),
            Some(_) => self.text_beyond(text.len()),
            None => {
                let id = self.text(text)?;
                if self.beyond.is_none() {
                    self.by_place.insert(key, id);
                }
                Ok(id)
            }
        }
    }
    /// Passes a limit, or goes on counting what lies beyond it.
    fn pass(&mut self, cap: Cap, count: impl FnOnce(&mut Beyond)) -> Result<(), String> {
        let mut counted = self.before;
        counted.add(self.held());
        let row = self.grid.rows.last().map(|r| r.row);
        let beyond = self.beyond.get_or_insert(Beyond { cap, counted, row });
        count(beyond);
        self.max = Held::default();
        let enough = match beyond.cap {
            Cap::Rows => beyond.counted.rows > self.limits.rows.saturating_mul(COUNTED),
            Cap::Cells => beyond.counted.cells > self.limits.cells.saturating_mul(COUNTED),
            Cap::Text => beyond.counted.text > self.limits.text.saturating_mul(COUNTED),
        };
        if enough { self.verdict(true) } else { Ok(()) }
    }
    #[cold]
    fn text_beyond(&mut self, bytes: usize) -> Result<TextId, String> {
        self.pass(Cap::Text, |b| b.counted.text = b.counted.text.saturating_add(bytes))?;
        // The cell it is for is not kept.
        Ok(TextId(0))
    }
    #[cold]
    fn cell_beyond(&mut self, cap: Cap, row: u32) -> Result<(), String> {
        self.pass(cap, |b| {
            b.counted.cells = b.counted.cells.saturating_add(1);
            if b.row.replace(row) != Some(row) {
                b.counted.rows = b.counted.rows.saturating_add(1);
            }
        })
    }
    /// Whether the sheet kept to its limits, once all of it was offered; else the limit and the actual in words. What was within the
    /// limits stays in the grid.
    pub(crate) fn whole(&mut self) -> Result<(), String> {
        self.verdict(false)
    }
    fn verdict(&mut self, broken_off: bool) -> Result<(), String> {
        let Some(Beyond { cap, counted, .. }) = self.beyond.take() else { return Ok(()) };
        self.max = self.limits;
        let (n, limit, what) = match cap {
            Cap::Rows => (counted.rows, self.limits.rows, "filled rows"),
            Cap::Cells => (counted.cells, self.limits.cells, "cells"),
            Cap::Text => (counted.text, self.limits.text, "bytes of text"),
        };
        let whole = if self.before == Held::default() { "the sheet holds" } else { "the sheets up to here hold together" };
        let n = match broken_off {
            true => format!("more than {} {what} (counted no further)", limit.saturating_mul(COUNTED)),
            false => format!("{n} {what}"),
        };
        Err(format!("{whole} {n}, the limit is {limit}"))
    }
    /// Forgets the places of shared texts (their table is about to be dropped).
    pub(crate) fn forget_places(&mut self) {
        self.by_place = FxHashMap::default();
    }
    /// Adds a cell.
    pub(crate) fn push(&mut self, row: u32, cell: Cell) -> Result<(), String> {
        if self.before.cells.saturating_add(self.grid.cells.len()) >= self.max.cells {
            return self.cell_beyond(Cap::Cells, row);
        }
        if !self.in_order && self.grid.cells.len() > DISORDER {
            return Err(format!(
                "the cells of the sheet are out of order, and there are more than {DISORDER} of them, the limit for such a sheet"
            ));
        }
        let end = u32::try_from(self.grid.cells.len()).unwrap_or(u32::MAX);
        match self.grid.rows.last_mut() {
            Some(last) if last.row == row => {
                if self.grid.cells.last().is_some_and(|c| c.col >= cell.col) {
                    self.in_order = false;
                }
                last.end = end.saturating_add(1);
            }
            last => {
                if last.is_some_and(|l| l.row >= row) {
                    self.in_order = false;
                }
                if self.before.rows.saturating_add(self.grid.rows.len()) >= self.max.rows {
                    return self.cell_beyond(Cap::Rows, row);
                }
                self.grid.rows.push(GridRow {
                    row,
                    first: end,
                    end: end.saturating_add(1),
                    outline: 0,
                    hidden: false,
                    fields: 0,
                });
            }
        }
        self.grid.cells.push(cell);
        Ok(())
    }
    /// Notes the fill of an empty cell; as many as a sheet of people's making has.
    pub(crate) fn blank_fill(&mut self, row: u32, col: u16, fill: u8) {
        let list = &mut self.grid.blank_fills;
        if fill > 0 && list.len() < BLANK_FILLS && list.last().is_none_or(|(r, c, _)| (*r, *c) < (row, col)) {
            list.push((row, col, fill));
        }
    }
    /// Position of a fill colour plus one, 0 where there are too many.
    pub(crate) fn fill(&mut self, rgb: [u8; 3]) -> u8 {
        let fill = Fill { rgb };
        let at = self.grid.fills.iter().position(|f| *f == fill).unwrap_or_else(|| {
            if self.grid.fills.len() < 255 {
                self.grid.fills.push(fill);
                self.grid.fills.len() - 1
            } else {
                usize::MAX
            }
        });
        at.checked_add(1).and_then(|n| u8::try_from(n).ok()).unwrap_or(0)
    }
    /// One finding for all cells that share a fault: at the first, naming others.
    pub(crate) fn report(
        &mut self,
        check: &'static str,
        severity: Severity,
        cells: &[(u32, u16)],
        message: String,
        help: &'static str,
    ) {
        let Some((&(row, col), rest)) = cells.split_first() else { return };
        let mut d = Diagnostic::at(check, severity, self.at(row, col), message).help(help);
        d.related = rest.iter().take(RELATED).map(|&(row, col)| self.at(row, col)).collect();
        self.diagnostics.push(d);
    }
    /// What stands beside the cells.
    pub(crate) fn beside(&mut self, xml: &SheetXml) {
        self.grid.merges.clone_from(&xml.merges);
        for (row, outline, hidden) in &xml.rows {
            if let Ok(ix) = self.grid.rows.binary_search_by_key(row, |r| r.row)
                && let Some(r) = self.grid.rows.get_mut(ix)
            {
                (r.outline, r.hidden) = (*outline, *hidden);
            }
        }
    }
    /// Puts rows and columns in order where the file did not; of cells with one address the first is kept.
    pub(crate) fn settle(&mut self) {
        if self.in_order {
            return;
        }
        // What is kept is within the limits, also where more was counted.
        (self.beyond, self.max) = (None, self.limits);
        self.in_order = true;
        let grid = &mut self.grid;
        let mut all: Vec<(u32, Cell)> = Vec::with_capacity(grid.cells.len());
        for r in &grid.rows {
            let cells = grid.cells.get(r.first as usize..r.end as usize).unwrap_or(&[]);
            all.extend(cells.iter().map(|c| (r.row, *c)));
        }
        all.sort_by_key(|(row, c)| (*row, c.col));
        grid.rows.clear();
        grid.cells.clear();
        let mut repeated: Vec<(u32, u16)> = Vec::new();
        let mut last = None;
        let kept: Vec<(u32, Cell)> = all
            .into_iter()
            .filter(|(row, c)| {
                let fresh = last != Some((*row, c.col));
                if !fresh && repeated.last() != Some(&(*row, c.col)) {
                    repeated.push((*row, c.col));
                }
                last = Some((*row, c.col));
                fresh
            })
            .collect();
        for (row, cell) in kept {
            // The caps held when the cells were first pushed.
            let _ = self.push(row, cell);
        }
        self.in_order = true;
        if !repeated.is_empty() {
            let message = format!("{} stated more than once; the first value is kept", addresses(&repeated));
            self.report(
                "cell-repeated",
                Severity::Warning,
                &repeated,
                message,
                "open the file in Excel, check the cells and save it again",
            );
        }
    }
    /// The finished grid.
    pub(crate) fn finish(mut self) -> (Grid, Vec<Diagnostic>) {
        self.settle();
        self.grid.merges.sort_unstable_by_key(|m| (m.left, m.top, m.bottom, m.right));
        self.grid.merges.dedup();
        (self.grid, self.diagnostics)
    }
}

/// `3 cells (F14, F15, G2)` or `cell F14`: the first few addresses in words.
pub(crate) fn addresses(cells: &[(u32, u16)]) -> String {
    let name = |&(row, col): &(u32, u16)| format!("{}{}", crate::source::column_letters(col), u64::from(row) + 1);
    match cells {
        [one] => format!("cell {}", name(one)),
        many => {
            let shown: Vec<String> = many.iter().take(5).map(name).collect();
            let more = if many.len() > 5 { ", …" } else { "" };
            format!("{} cells ({}{more})", many.len(), shown.join(", "))
        }
    }
}

/// A number as a value: a date where the format says so and the number can be one.
pub(crate) fn serial(n: f64, epoch_1904: bool) -> Option<Value> {
    let n = if epoch_1904 { n + 1462.0 } else { n };
    (0.0..2_958_466.0).contains(&n).then_some(Value::Date(n))
}

/// A length of time in days, where it could be one of the calendar.
pub(crate) fn span(days: f64) -> Option<Value> {
    (-2_958_466.0..2_958_466.0).contains(&days).then_some(Value::Span(days))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn number(col: u16, n: f64) -> Cell {
        Cell { col, indent: 0, fill: 0, value: Value::Number(n) }
    }

    #[test]
    fn rows_out_of_order_are_put_in_order_and_a_repeated_address_keeps_its_first_value() {
        let mut b = Builder::new(SourceId { file: 0, sheet: 0 }, &Limits::default());
        for (row, col, n) in [(4, 1, 1.0), (2, 0, 2.0), (4, 1, 3.0), (4, 0, 4.0)] {
            b.push(row, number(col, n)).unwrap();
        }
        let (grid, diagnostics) = b.finish();
        assert_eq!(grid.rows.iter().map(|r| r.row).collect::<Vec<_>>(), vec![2, 4]);
        assert_eq!(
            grid.row_cells(1).iter().map(|c| (c.col, c.value)).collect::<Vec<_>>(),
            vec![(0, Value::Number(4.0)), (1, Value::Number(1.0))]
        );
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].message.contains("cell B5"), "{}", diagnostics[0].message);
    }

    #[test]
    fn the_cap_on_rows_names_the_limit_and_counts_a_row_once() {
        let limits = Limits { rows: 2, ..Limits::default() };
        let mut b = Builder::new(SourceId { file: 0, sheet: 0 }, &limits);
        for (row, col) in [(0, 0), (0, 1), (7, 0), (7, 1)] {
            b.push(row, number(col, 1.0)).unwrap();
        }
        // What lies beyond is counted, not kept.
        for (row, col) in [(8, 0), (8, 1), (9, 0)] {
            b.push(row, number(col, 1.0)).unwrap();
        }
        assert_eq!(b.whole().unwrap_err(), "the sheet holds 4 filled rows, the limit is 2");
        assert_eq!((b.grid.rows.len(), b.grid.cells.len()), (2, 4));
    }

    #[test]
    fn a_merged_area_is_found_by_a_search_as_it_would_be_by_a_walk() {
        let mut b = Builder::new(SourceId { file: 0, sheet: 0 }, &Limits::default());
        for (top, left, bottom, right) in [(8, 2, 9, 2), (0, 1, 3, 4), (5, 1, 5, 2), (2, 0, 6, 0), (8, 2, 9, 2)] {
            b.grid.merges.push(super::super::Area { top, left, bottom, right });
        }
        let (grid, _) = b.finish();
        assert_eq!(grid.merges.len(), 4);
        for row in 0..12 {
            for col in 0..6 {
                let walked = grid.merges.iter().find(|m| m.left == col && (m.top..=m.bottom).contains(&row));
                assert_eq!(grid.merged_at(row, col), walked, "{row} {col}");
                assert_eq!(grid.merged_from_above(row, col), walked.filter(|m| m.top < row), "{row} {col}");
            }
        }
    }

    #[test]
    fn the_cap_on_cells_names_the_limit() {
        let limits = Limits { cells: 2, ..Limits::default() };
        let mut b = Builder::new(SourceId { file: 0, sheet: 0 }, &limits);
        b.push(0, number(0, 1.0)).unwrap();
        b.push(0, number(1, 1.0)).unwrap();
        b.push(0, number(2, 1.0)).unwrap();
        b.push(1, number(0, 1.0)).unwrap();
        let words = b.push(1, number(1, 1.0)).unwrap_err();
        assert_eq!(words, "the sheet holds more than 4 cells (counted no further), the limit is 2");
    }

    #[test]
    fn the_cap_on_text_counts_a_shared_text_for_each_cell_that_shows_it() {
        let limits = Limits { text_bytes: 20, ..Limits::default() };
        let table = ["seven b".to_owned(), "2b".to_owned()];
        let mut b = Builder::new(SourceId { file: 0, sheet: 0 }, &limits);
        for (row, text) in [(0, 0), (1, 0), (2, 0), (3, 1)] {
            let id = b.shared_text(&table[text]).unwrap();
            b.push(row, Cell { col: 0, indent: 0, fill: 0, value: Value::Text(id) }).unwrap();
        }
        assert_eq!(b.whole().unwrap_err(), "the sheet holds 23 bytes of text, the limit is 20");
        assert_eq!((b.grid.rows.len(), b.grid.arena.as_str()), (2, "seven b"));
    }

    #[test]
    fn a_number_outside_the_calendar_is_no_date() {
        assert_eq!(serial(45_000.0, false), Some(Value::Date(45_000.0)));
        assert_eq!(serial(44_288.0, true), Some(Value::Date(45_750.0)));
        for n in [-1.0, 2_958_466.0, 1e308, f64::NAN] {
            assert_eq!(serial(n, false), None);
        }
    }
}
