//! Plans → files: one door per format, and publishing: the pack is built aside and appears whole or not at all.
//!
//! - [`xlsx`](fn@xlsx): the workbook ([`sheet`], [`style`], [`charts`], [`ranges`], [`notes`], [`package`], `measure`). [`json`]: `program.json`, `receipt.json`.
//! - [`text`]: the doors that untrusted text goes through. [`digest`]: SHA-256 of what was written.
//! - [`publish`](fn@publish): the exchange of the old pack for the new one. [`verify`](fn@verify): a pack against its receipt.

pub mod canonical;
pub mod charts;
pub mod csv;
pub mod digest;
pub mod disk;
pub mod json;
mod lock;
mod measure;
pub mod notes;
pub mod package;
pub mod publish;
pub mod ranges;
pub mod sheet;
pub mod style;
pub mod text;
pub mod verify;
pub mod xlsx;

pub use digest::{output, outputs, sha256, sha256_file};
pub use json::{file, markdown, new_file, program_json, receipt_json};
pub use publish::publish;
pub use verify::{changed_workbooks, configuration_of, verify};
pub use xlsx::{fill_book, xlsx};
