//! One table on its way from sheet to records: what it is, where it stands, what its columns mean.

use crate::config::{Settings, SourceRule};
use crate::import::columns::Column;
use crate::import::detect::{Found, Names};
use crate::import::profile::{Profile, TableProfile};
use crate::import::values::duration::{Unit, Working};
use crate::model::Field;
use crate::read::{Cell, Grid};
use crate::source::{Sourced, Text};

/// A table with all that its records are built from.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    /// The sheet.
    pub grid: &'a Grid,
    /// All sheets of its workbook.
    pub book: &'a [Grid],
    /// The tracker.
    pub profile: &'a Profile,
    /// Its kind of table.
    pub table: &'a TableProfile,
    /// Where it stands.
    pub found: &'a Found,
    /// What file and sheet are called.
    pub names: Names<'a>,
    /// Settings of the run.
    pub settings: &'a Settings,
    /// The user's setting for this source.
    pub rule: Option<&'a SourceRule>,
    /// Lengths of day, week and month.
    pub working: Working,
}

impl Table<'_> {
    /// Unit of durations without one: what the export says of itself, else the profile.
    pub fn duration_unit(&self) -> Option<Unit> {
        self.stated_unit("DurationQtyType=QT_").or(self.table.duration_unit())
    }
    /// Unit of work without one.
    pub fn work_unit(&self) -> Option<Unit> {
        self.stated_unit("SmallScaleQtyType=QT_").or(self.table.work_unit())
    }
    /// The unit that Primavera's sheet `USERDATA` gives for the tables beside it.
    fn stated_unit(&self, setting: &str) -> Option<Unit> {
        if self.table.header_rows < 2 {
            return None;
        }
        let user = self.book.iter().find(|g| !g.rows.is_empty() && g.cell_text(0, 0) == Some("user_data"))?;
        let text = (0..user.rows.len().min(6)).find_map(|ix| user.cell_text(ix, 0)?.split_once(setting).map(|(_, rest)| rest))?;
        Unit::from_word(text.split(|c: char| !c.is_alphabetic()).next()?)
    }
    /// Cells that a row shares with a row above it, because they are merged down over both: what groups records, never what
    /// names them.
    pub fn merged_down(&self, set: &ColumnSet, ix: usize) -> Vec<(usize, Cell)> {
        if self.grid.merges.is_empty() {
            return Vec::new();
        }
        let row = self.grid.rows[ix].row;
        let mut found = Vec::new();
        for column in set.columns.iter().filter(|c| c.field.is_some_and(groups)) {
            let area = self.grid.merged_from_above(row, column.col).filter(|m| m.left == m.right);
            let Some(area) = area.filter(|m| self.grid.cell(ix, m.left).is_none()) else { continue };
            if let Ok(top) = self.grid.rows.binary_search_by_key(&area.top, |r| r.row)
                && let Some(cell) = self.grid.cell(top, area.left)
            {
                found.push((top, *cell));
            }
        }
        found
    }
    /// Whether a row continues the record above it: the cell that names the record is merged down over it.
    pub fn continues(&self, set: &ColumnSet, ix: usize, naming: &[Field]) -> bool {
        if self.grid.merges.is_empty() {
            return false;
        }
        // A name of its own, beside one that is merged down, is a record below it: `Task | Subtask`.
        if set.cells(self.grid, ix, Field::Name).next().is_some() {
            return false;
        }
        let row = self.grid.rows[ix].row;
        let mut naming = set.columns.iter().filter(|c| c.field.is_some_and(|f| naming.contains(&f)));
        naming.any(|c| self.grid.merged_from_above(row, c.col).is_some())
    }
}

/// Fields that group records rather than tell one.
fn groups(field: Field) -> bool {
    matches!(
        field,
        Field::Section
            | Field::Project
            | Field::ProjectKey
            | Field::Program
            | Field::Team
            | Field::Category
            | Field::Version
            | Field::Sprint
            | Field::Type
    )
}

/// Columns of one kind of row, found by column number.
#[derive(Clone, Debug, Default)]
pub struct ColumnSet {
    /// In order.
    pub columns: Vec<Column>,
    /// Column number → position in `columns`.
    by_col: Vec<Option<u16>>,
}

impl ColumnSet {
    /// Columns with their index.
    pub fn new(columns: Vec<Column>) -> ColumnSet {
        let mut by_col = vec![None; columns.iter().map(|c| usize::from(c.col) + 1).max().unwrap_or(0)];
        for (n, column) in columns.iter().enumerate() {
            if let Some(slot) = by_col.get_mut(usize::from(column.col)) {
                *slot = u16::try_from(n).ok();
            }
        }
        ColumnSet { columns, by_col }
    }
    /// The column of a cell.
    pub fn of(&self, col: u16) -> Option<&Column> {
        self.columns.get(usize::from((*self.by_col.get(usize::from(col))?)?))
    }
    /// The first column of a field.
    pub fn first(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|c| c.field == Some(field))
    }
    /// Whether a column of the field is there.
    pub fn has(&self, field: Field) -> bool {
        self.first(field).is_some()
    }
    /// The filled cells of a row that stand in columns of the field.
    pub fn cells<'g>(&'g self, grid: &'g Grid, ix: usize, field: Field) -> impl Iterator<Item = &'g Cell> {
        grid.row_cells(ix).iter().filter(move |c| self.of(c.col).is_some_and(|column| column.field == Some(field)))
    }
}

/// A row that is a record.
#[derive(Clone, PartialEq, Debug)]
pub struct RecordRow {
    /// Position in the grid's rows.
    pub ix: usize,
    /// Position in [`Shaped::sets`](super::shape::Shaped::sets).
    pub set: usize,
    /// Depth, where the shape tells.
    pub level: Option<u8>,
    /// Position of the row above it in [`Shaped::rows`](super::shape::Shaped::rows).
    pub parent: Option<usize>,
    /// Group or section it stands in.
    pub section: Option<Sourced<Text>>,
    /// Number of the row as the tracker counts it, where position gives it.
    pub ordinal: Option<u32>,
    /// Further rows of the same record (cells merged down over several rows).
    pub more: std::ops::Range<usize>,
}
