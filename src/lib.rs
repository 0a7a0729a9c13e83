//! steerpack: a folder of tracker exports in, a steering-committee pack out.
//!
//! ```text
//! exports ──> read ──> import ──> reconcile ──> analyze ──> check ──> report ──> write ──> out/
//!             Grid     Extract    Portfolio     Analysis    Findings  Plan       files
//! ```
//!
//! Every arrow is a function from value to value; [`pipeline`] is the only file that knows all rooms. A room imports only
//! rooms to its left; `tests/it/architecture.rs` holds that.

pub mod analyze;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod error;
pub mod import;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod reconcile;
pub mod report;
pub mod source;
pub mod write;
