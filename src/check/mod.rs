//! One question a check, one file a check: [`CHECKS`] lists them all. A check looks at the facts and what follows from them
//! and answers with findings. It never changes anything.
//!
//! Findings of reading and importing are raised where the cell is at hand; their explanations stand in [`intake`], so that
//! every finding has a page in `steerpack explain`.

use crate::analyze::Analysis;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Portfolio;
use crate::source::SourceMap;

pub mod intake;

/// What a check looks at.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The reconciled model.
    pub portfolio: &'a Portfolio,
    /// What follows from it.
    pub analysis: &'a Analysis,
    /// Thresholds and rules.
    pub settings: &'a Settings,
    /// For places in messages.
    pub sources: &'a SourceMap,
}

/// One question asked of the program.
#[derive(Clone, Copy)]
pub struct Check {
    /// Its name, the same everywhere.
    pub name: &'static str,
    /// The severity its findings usually have.
    pub severity: Severity,
    /// One line: what it finds.
    pub title: &'static str,
    /// What it means, why it matters, how to mend it: three short paragraphs.
    pub explain: &'static str,
    /// The question; `None` where reading or importing raises the finding.
    pub run: Option<fn(&Facts) -> Vec<Diagnostic>>,
}

/// Every check, in the order of `steerpack explain`.
pub const CHECKS: &[&[Check]] = &[intake::CHECKS];

/// All checks in one row.
pub fn all() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().flat_map(|group| group.iter())
}
