//! [`Grid`](crate::read::Grid) → [`Extract`]: what a sheet is (tracker, role, header row, columns) and the records it holds,
//! each fact with its cell. One sheet may hold several tables, so it may give several extracts.
//!
//! Only what a single sheet (or the sheets of one workbook) tells is decided here; what references mean across files is left
//! to `reconcile`.

pub mod extract;
pub mod values;

pub use crate::model::{Field, Role};
pub use extract::{
    AssignmentRecord, BenefitRecord, CapacityRecord, ColumnReading, CommentRecord, DateOrderReading, Extract, LogRecord,
    PersonRef, ProjectHint, ProjectRecord, RawLink, Records, RefKind, Reference, ResourceRecord, SetAside, TaskRecord,
};

use crate::config::Settings;
use crate::error::Result;
use crate::read::FileReading;
use std::path::Path;

/// The profiles of all trackers, built in and the user's own.
#[derive(Clone, Debug, Default)]
pub struct Profiles {}

impl Profiles {
    /// The built-in profiles and those of a folder, which win over built-in ones of the same name.
    ///
    /// # Errors
    /// A profile that cannot be parsed, with its line and near matches of unknown keys.
    pub fn load(folder: Option<&Path>) -> Result<Profiles> {
        let _ = folder;
        Ok(Profiles {})
    }
}

/// Everything that the sheets of one file hold, in the order of sheets and tables. The sum of `rows_read` plus header rows
/// equals the number of non-empty rows of the grids: nothing is lost.
pub fn import(reading: &FileReading, profiles: &Profiles, settings: &Settings) -> Vec<Extract> {
    let _ = (reading, profiles, settings);
    Vec::new()
}
