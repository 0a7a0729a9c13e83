//! [`Grid`](crate::read::Grid) → [`Extract`]: what a sheet is (tracker, role, header row, columns) and the records it holds,
//! each fact with its cell. One sheet may hold several tables, so it may give several extracts.
//!
//! Only what a single sheet (or the sheets of one workbook) tells is decided here; what references mean across files is left
//! to `reconcile`.

pub mod extract;

pub use crate::model::{Field, Role};
pub use extract::{
    AssignmentRecord, BenefitRecord, CapacityRecord, ColumnReading, CommentRecord, DateOrderReading, Extract, LogRecord,
    PersonRef, ProjectHint, ProjectRecord, RawLink, Records, RefKind, Reference, ResourceRecord, SetAside, TaskRecord,
};
