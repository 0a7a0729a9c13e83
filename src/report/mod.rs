//! Values → what will be shown: the workbook as plain data ([`plan`]), the sheets ([`sheets`]), the summaries ([`summary`]),
//! the receipt ([`receipt`]), the JSON model ([`json`]).

mod brief;
pub mod canonical;
pub mod charts_behind;
pub mod evidence;
pub mod frame;
pub mod json;
pub mod layout;
pub mod plan;
pub mod quality;
pub mod receipt;
pub mod sheets;
pub mod starting;
pub mod summary;
pub mod what_if;
pub mod words;

use crate::analyze::Analysis;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::model::Portfolio;
use crate::source::SourceMap;

/// Everything a page may speak of.
#[derive(Clone, Copy)]
pub struct Brief<'a> {
    /// The reconciled model.
    pub portfolio: &'a Portfolio,
    /// What follows from it.
    pub analysis: &'a Analysis,
    /// All findings, sorted by place.
    pub findings: &'a [Diagnostic],
    /// Findings that were waived.
    pub waived: &'a [crate::check::waivers::Waived],
    /// Places.
    pub sources: &'a SourceMap,
    /// Thresholds and rules.
    pub settings: &'a Settings,
    /// How every input was read.
    pub receipt: &'a receipt::Receipt,
    /// Whether restricted projects may be named (`--audience restricted`).
    pub restricted: bool,
}
