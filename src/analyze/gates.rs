//! Readiness gates: milestones of several projects that must all be met. A gate opens with its last milestone; one that cannot
//! be dated leaves the gate undated.

use super::Analysis;
use crate::model::{Gate, Portfolio, TaskId};
use jiff::civil::Date;

/// How far a gate is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GateReading {
    /// Milestones met.
    pub met: usize,
    /// Milestones needed.
    pub all: usize,
    /// By need: the date reported and the date implied (the later holds), and whether it is met.
    pub needs: Vec<NeedReading>,
    /// Position of the last one missing: one without a date before all dated ones.
    pub last: Option<usize>,
    /// The day on which the last one falls; `None` where one has no date or all are met.
    pub opens: Option<Date>,
    /// Working days by which that is after the day the gate is wanted for.
    pub late: Option<i32>,
}

/// How far one milestone of a gate is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NeedReading {
    /// The milestone.
    pub task: Option<TaskId>,
    /// Whether it is met.
    pub met: bool,
    /// The date reported.
    pub reported: Option<Date>,
    /// What the links imply, where assessable.
    pub implied: Option<Date>,
}

impl NeedReading {
    /// The day it falls on: what the links imply, else what is reported.
    pub fn falls(&self) -> Option<Date> {
        self.implied.max(self.reported)
    }
}

/// Reads a gate.
pub fn read(portfolio: &Portfolio, analysis: &Analysis, gate: &Gate) -> GateReading {
    let needs: Vec<NeedReading> = gate
        .needs
        .iter()
        .map(|need| {
            let facts = need.task.and_then(|t| portfolio.tasks.get(t.ix())).map(|t| &t.facts);
            let reading = need.task.and_then(|t| analysis.milestones.iter().find(|m| m.task == t));
            NeedReading {
                task: need.task,
                met: facts.is_some_and(|f| f.is_done()),
                reported: facts.and_then(|f| f.finish_date()).map(|d| d.value),
                implied: reading.and_then(|r| r.implied),
            }
        })
        .collect();
    let open = || needs.iter().enumerate().filter(|(_, n)| !n.met);
    let last = open().max_by_key(|(ix, n)| (n.falls().is_none(), n.falls(), std::cmp::Reverse(*ix))).map(|(ix, _)| ix);
    let opens = if open().any(|(_, n)| n.falls().is_none()) { None } else { open().filter_map(|(_, n)| n.falls()).max() };
    let days = portfolio.calendar.working_days();
    let late = opens.zip(gate.wanted).map(|(opens, wanted)| days.between(wanted, opens));
    GateReading { met: needs.iter().filter(|n| n.met).count(), all: needs.len(), needs, last, opens, late }
}
