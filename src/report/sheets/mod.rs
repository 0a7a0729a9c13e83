//! The sheets of the workbook, one file each; [`SHEETS`] lists them in the order of the workbook.

use super::Brief;
use super::plan::{SheetPlan, WorkbookPlan};

/// One sheet of the workbook.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// Its name, at most 31 characters.
    pub name: &'static str,
    /// What it holds, in one line, for the Contents sheet.
    pub about: &'static str,
    /// Builds it.
    pub build: for<'a> fn(&'a Brief<'a>, &Layout) -> SheetPlan<'a>,
}

/// Where things stand in the workbook, worked out before any sheet is built, so that links both ways are known.
#[derive(Clone, Debug, Default)]
pub struct Layout {}

/// Every sheet, in order.
pub const SHEETS: &[Sheet] = &[];

/// The whole workbook.
pub fn workbook<'a>(brief: &'a Brief<'a>) -> WorkbookPlan<'a> {
    let layout = Layout::default();
    WorkbookPlan {
        title: brief.portfolio.name.to_string(),
        as_of: brief.portfolio.as_of,
        paper: super::plan::Paper::from_word(&brief.settings.workbook.paper),
        sheets: SHEETS.iter().map(|s| (s.build)(brief, &layout)).collect(),
    }
}
