//! The rows of a table: which of them are records, under which record each stands, and why the others are none.

pub mod bands;
pub mod flat;
pub mod folders;
pub mod grouped;
pub mod outline;

use crate::import::extract::SetAside;
use crate::import::profile::{Profiles, Shape};
use crate::import::table::{ColumnSet, RecordRow, Table};
use crate::source::CellRef;

/// The rows of a table, told apart.
#[derive(Clone, Debug, Default)]
pub struct Shaped {
    /// Kinds of rows by their columns; the first is the table's own.
    pub sets: Vec<ColumnSet>,
    /// Rows that are records, in order.
    pub rows: Vec<RecordRow>,
    /// Rows that continue the record above them.
    pub merged: Vec<usize>,
    /// Rows that are none.
    pub set_aside: Vec<SetAside>,
    /// What the rows outside the records say of the project: title, summary.
    pub title: Option<(crate::source::Text, CellRef)>,
}

/// Tells the rows of a table apart.
pub fn shape(table: Table, columns: ColumnSet, profiles: &Profiles) -> Shaped {
    match table.table.shape {
        Shape::GroupedBlocks => grouped::shape(table, columns, profiles),
        Shape::Bands => bands::shape(table, columns),
        Shape::Folders => folders::shape(table, columns),
        Shape::Flat => flat::shape(table, columns),
    }
}
