//! Extracts → [`Portfolio`](crate::model::Portfolio): which records are one thing, which of two values holds, what a
//! reference points at.

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::import::{Extract, SetAside};
use crate::model::Portfolio;
use crate::source::{SourceId, SourceMap};
use jiff::civil::Date;

/// What becomes of the records of one extract.
#[derive(Clone, PartialEq, Debug)]
pub struct Disposition {
    /// The source.
    pub source: SourceId,
    /// Rows that gave a record of their own (or of a list that was taken in).
    pub kept: usize,
    /// Rows whose record was merged into another one.
    pub merged: usize,
    /// Records set aside after import, with the reason.
    pub set_aside: Vec<SetAside>,
}

/// The result of reconciling.
#[derive(Debug, Default)]
pub struct Reconciled {
    /// The model.
    pub portfolio: Portfolio,
    /// By extract, in order: `kept + merged + set_aside.len()` equals the extract's `record_rows`.
    pub dispositions: Vec<Disposition>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// What reconciling needs beside the extracts.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Names of files and sheets.
    pub sources: &'a SourceMap,
    /// Configuration.
    pub settings: &'a Settings,
    /// The date of the pack.
    pub as_of: Date,
    /// Name of the portfolio.
    pub name: &'a str,
}

/// Builds the portfolio.
pub fn reconcile(extracts: Vec<Extract>, context: &Context) -> Reconciled {
    let _ = (extracts, context.sources);
    Reconciled::default()
}
