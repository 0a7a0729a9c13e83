//! A sheet as it is: sparse, with absolute addresses, before anybody says what it means.

use crate::source::{CellRef, SourceId};

/// Position of a text in [`Grid::texts`]; equal texts of one shared string share one id where the reader can tell cheaply.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TextId(pub u32);

/// A cell in error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorValue {
    /// `#DIV/0!`
    Div0,
    /// `#N/A`
    NotAvailable,
    /// `#NAME?`
    Name,
    /// `#NULL!`
    Null,
    /// `#NUM!`
    Num,
    /// `#REF!`
    Ref,
    /// `#VALUE!`
    Value,
    /// Anything else a reader calls an error.
    Other,
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Value {
    /// Text, never empty.
    Text(TextId),
    /// A number; finite.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date or date-time as a 1900-system serial (1904 workbooks are already shifted); 0 ≤ serial < 2,958,466.
    Date(f64),
    /// A length of time in days (`[h]:mm`).
    Span(f64),
    /// An error value.
    Error(ErrorValue),
    /// A formula whose value was never saved: not blank, not known.
    Unsaved,
}

/// One non-empty cell.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cell {
    /// Zero-based column.
    pub col: u16,
    /// Alignment indent of the cell's style (0 where the format cannot tell).
    pub indent: u8,
    /// Position in [`Grid::fills`] plus one; 0 = no fill.
    pub fill: u8,
    /// What it holds.
    pub value: Value,
}

/// A solid fill colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Fill {
    /// Red, green, blue.
    pub rgb: [u8; 3],
}

/// One row that has at least one non-empty cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GridRow {
    /// Zero-based sheet row; for delimited text the physical line on which the record starts.
    pub row: u32,
    /// First cell in [`Grid::cells`].
    pub first: u32,
    /// One past the last cell.
    pub end: u32,
    /// Outline level of the row (0 where there is none or the format cannot tell).
    pub outline: u8,
    /// Hidden by hand, filter or collapsed group.
    pub hidden: bool,
    /// For delimited text, the number of fields of the record, empty ones included.
    pub fields: u16,
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u16,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u16,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Which source it is.
    pub source: SourceIdSlot,
    /// Rows with at least one non-empty cell, ascending. For delimited text that is the order of records.
    pub rows: Vec<GridRow>,
    /// Non-empty cells, row by row, columns ascending.
    pub cells: Vec<Cell>,
    /// Byte ranges of the texts in `arena`.
    pub texts: Vec<(u32, u32)>,
    /// All texts one after the other.
    pub arena: String,
    /// Fill colours that occur.
    pub fills: Vec<Fill>,
    /// Filled cells that hold nothing (a RAG given by colour alone): row, column, position in `fills` plus one; in the order of
    /// rows. Bounded; they are no cells of the sheet's count.
    pub blank_fills: Vec<(u32, u16, u8)>,
    /// Merged areas, in the order of their left columns and, within one, from top to bottom.
    pub merges: Vec<Area>,
    /// Sheet hidden or very hidden.
    pub hidden: bool,
    /// For HTML tables: `class` of header and data cells by column, where given (Jira's field ids).
    pub column_classes: Vec<(u16, String)>,
    /// Facts about the container that tell the tracker: `application=Microsoft Access`, `creator=Apache POI`, `sheets=Task_Table|…`,
    /// `format=xlsx`, `encoding=windows-1252`, `delimiter=;`, `title=…`.
    pub hints: Vec<(&'static str, String)>,
    /// Rows and columns are exchanged: the sheet holds a table on its side.
    pub turned: bool,
    /// What this format cannot tell, in words, for the receipt (`outline levels`, `merged cells`).
    pub cannot_tell: Vec<&'static str>,
}

/// The id a grid is given when its place among the inputs is known.
pub type SourceIdSlot = Option<SourceId>;

impl Grid {
    /// The area that begins in column `col` at or above `row` and holds it. A search, not a walk: sheets have as many merged
    /// areas as rows. Of areas that overlap, which no workbook allows, the lowest that begins there counts.
    pub fn merged_at(&self, row: u32, col: u16) -> Option<&Area> {
        let after = self.merges.partition_point(|m| (m.left, m.top) <= (col, row));
        self.merges.get(after.checked_sub(1)?).filter(|m| m.left == col && row <= m.bottom)
    }
    /// The same, where it begins above `row`.
    pub fn merged_from_above(&self, row: u32, col: u16) -> Option<&Area> {
        self.merged_at(row, col).filter(|m| m.top < row)
    }
    /// The text of an id.
    pub fn text(&self, id: TextId) -> &str {
        let (from, to) = self.texts[id.0 as usize];
        &self.arena[from as usize..to as usize]
    }
    /// Appends a text and gives its id.
    pub fn push_text(&mut self, text: &str) -> TextId {
        let from = u32::try_from(self.arena.len()).unwrap_or(u32::MAX);
        self.arena.push_str(text);
        self.texts.push((from, u32::try_from(self.arena.len()).unwrap_or(u32::MAX)));
        TextId(u32::try_from(self.texts.len() - 1).unwrap_or(u32::MAX))
    }
    /// The cells of a row given by its position in `rows`.
    pub fn row_cells(&self, ix: usize) -> &[Cell] {
        let r = &self.rows[ix];
        &self.cells[r.first as usize..r.end as usize]
    }
    /// The cell at a column of a row given by its position in `rows`.
    pub fn cell(&self, ix: usize, col: u16) -> Option<&Cell> {
        let cells = self.row_cells(ix);
        cells.binary_search_by_key(&col, |c| c.col).ok().map(|i| &cells[i])
    }
    /// The fill of an empty cell of a row given by its position in `rows`.
    pub fn blank_fill(&self, ix: usize, col: u16) -> Option<Fill> {
        let row = self.rows[ix].row;
        let at = self.blank_fills.binary_search_by_key(&(row, col), |(r, c, _)| (*r, *c)).ok()?;
        self.fills.get(usize::from(self.blank_fills[at].2).checked_sub(1)?).copied()
    }
    /// A grid of the same sheet without rows and cells: texts, fills and what is known of the whole.
    pub(crate) fn like(&self) -> Grid {
        Grid {
            source: self.source,
            texts: self.texts.clone(),
            arena: self.arena.clone(),
            fills: self.fills.clone(),
            hidden: self.hidden,
            hints: self.hints.clone(),
            cannot_tell: self.cannot_tell.clone(),
            turned: self.turned,
            ..Grid::default()
        }
    }
    /// The text of a cell that holds text.
    pub fn cell_text(&self, ix: usize, col: u16) -> Option<&str> {
        match self.cell(ix, col)?.value {
            Value::Text(id) => Some(self.text(id)),
            _ => None,
        }
    }
    /// A hint by name.
    pub fn hint(&self, name: &str) -> Option<&str> {
        self.hints.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }
    /// The address of a column in a row given by its position in `rows`.
    pub fn at(&self, ix: usize, col: u16) -> CellRef {
        let row = self.rows[ix].row;
        if self.turned {
            return CellRef { source: self.id(), row: u32::from(col), col: u16::try_from(row).unwrap_or(u16::MAX) };
        }
        CellRef { source: self.id(), row, col }
    }
    /// The id of the source.
    pub fn id(&self) -> SourceId {
        self.source.unwrap_or(SourceId { file: 0, sheet: 0 })
    }
}
