//! Benefits and budget lines.

use super::{ProjectId, TaskId};
use crate::source::{CellRef, Sourced, Text};
use jiff::civil::Date;

/// A benefit that the program exists for.
#[derive(Clone, PartialEq, Debug)]
pub struct Benefit {
    /// Stable id.
    pub stable_id: Text,
    /// The cell the record is known by.
    pub at: CellRef,
    /// The project that enables it.
    pub project: Option<ProjectId>,
    /// Id as stated.
    pub key: Option<Sourced<Text>>,
    /// Name.
    pub name: Option<Sourced<Text>>,
    /// Measure and unit as stated.
    pub measure: Option<Sourced<Text>>,
    /// Owner as stated.
    pub owner: Option<Sourced<Text>>,
    /// Baseline value.
    pub baseline: Option<Sourced<f64>>,
    /// Target value.
    pub target: Option<Sourced<f64>>,
    /// Forecast value.
    pub forecast: Option<Sourced<f64>>,
    /// Realised value.
    pub realised: Option<Sourced<f64>>,
    /// Date by which the benefit is promised.
    pub target_date: Option<Sourced<Date>>,
    /// Date on which it is now forecast.
    pub forecast_date: Option<Sourced<Date>>,
    /// Enabling milestone as written: key, id or name.
    pub enabler: Option<Sourced<Text>>,
    /// The enabling task or milestone, once resolved; several where the cell lists several.
    pub enabled_by: Vec<TaskId>,
    /// Working days or calendar days after the enabler that the benefit starts, where stated.
    pub lead_days: Option<Sourced<f64>>,
    /// Status as worded.
    pub status: Option<Sourced<Text>>,
    /// RAG as stated.
    pub rag: Option<Sourced<super::Rag>>,
    /// Columns that map to nothing, kept.
    pub custom: Vec<(Text, Sourced<Text>)>,
}

impl Benefit {
    /// A benefit of which nothing is said yet but the cell it is known by.
    pub fn at(at: CellRef) -> Self {
        Benefit {
            stable_id: Text::default(),
            at,
            project: None,
            key: None,
            name: None,
            measure: None,
            owner: None,
            baseline: None,
            target: None,
            forecast: None,
            realised: None,
            target_date: None,
            forecast_date: None,
            enabler: None,
            enabled_by: Vec::new(),
            lead_days: None,
            status: None,
            rag: None,
            custom: Vec::new(),
        }
    }
}

/// One line of a budget.
#[derive(Clone, PartialEq, Debug)]
pub struct BudgetLine {
    /// The cell the record is known by.
    pub at: CellRef,
    /// The project.
    pub project: Option<ProjectId>,
    /// What the line is for.
    pub name: Option<Sourced<Text>>,
    /// Approved budget (BAC).
    pub budget: Option<Sourced<f64>>,
    /// Actual cost to date (AC).
    pub actual: Option<Sourced<f64>>,
    /// Forecast at completion (EAC).
    pub forecast: Option<Sourced<f64>>,
    /// Planned value to date (PV).
    pub planned_value: Option<Sourced<f64>>,
    /// Earned value to date (EV).
    pub earned_value: Option<Sourced<f64>>,
    /// Currency as stated.
    pub currency: Option<Text>,
}
