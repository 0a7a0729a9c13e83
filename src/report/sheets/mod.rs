//! The sheets of the workbook, one file each; [`SHEETS`] lists them in the order of the workbook.

use super::Brief;
use super::layout::Layout;
use super::plan::{SheetPlan, WorkbookPlan};

pub mod adjustments;
pub mod benefits;
pub mod conflicts;
pub mod contention;
pub mod contents;
pub mod critical_chain;
pub mod decisions;
pub mod dependencies;
pub mod findings;
pub mod gates;
pub mod give_get;
pub mod identity;
pub mod issues;
pub mod milestones;
pub mod options;
pub mod overallocations;
pub mod people;
pub mod projects;
pub mod responsibilities;
pub mod risks;
pub mod rules;
pub mod schedule_health;
pub mod sources;
pub mod summary;
pub mod tasks;
pub mod waived;
pub mod what_if;

/// One sheet of the workbook.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// Its name, at most 31 characters.
    pub name: &'static str,
    /// What it holds, in one line, for the Contents sheet.
    pub about: &'static str,
    /// How many rows of its matter it holds, for the Contents sheet.
    pub rows: fn(&Brief, &Layout) -> usize,
    /// Builds it.
    pub build: for<'a> fn(&'a Brief<'a>, &'a Layout) -> SheetPlan<'a>,
}

/// Every sheet, in order.
pub const SHEETS: &[Sheet] = &[
    contents::SHEET,
    summary::SHEET,
    projects::SHEET,
    milestones::SHEET,
    gates::SHEET,
    tasks::SHEET,
    dependencies::SHEET,
    give_get::SHEET,
    critical_chain::SHEET,
    what_if::SHEET,
    contention::SHEET,
    overallocations::SHEET,
    options::SHEET,
    schedule_health::SHEET,
    risks::SHEET,
    issues::SHEET,
    benefits::SHEET,
    decisions::SHEET,
    responsibilities::SHEET,
    findings::SHEET,
    waived::SHEET,
    adjustments::SHEET,
    conflicts::SHEET,
    people::SHEET,
    identity::SHEET,
    sources::SHEET,
    rules::SHEET,
];

/// The whole workbook; `layout` is [`Layout::new`] of the same brief.
pub fn workbook<'a>(brief: &'a Brief<'a>, layout: &'a Layout) -> WorkbookPlan<'a> {
    WorkbookPlan {
        title: brief.portfolio.name.to_string(),
        as_of: brief.portfolio.as_of,
        paper: super::plan::Paper::from_word(&brief.settings.workbook.paper),
        sheets: SHEETS
            .iter()
            .map(|s| {
                let mut plan = (s.build)(brief, layout);
                plan.fit();
                plan
            })
            .collect(),
    }
}
