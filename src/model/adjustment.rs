//! Facts that a program manager settled by hand, findings that were waived, gates, hand-ins that are owed: what the sources
//! themselves do not say, and what became of it.

use super::TaskId;
use crate::diagnostic::Subject;
use crate::source::{CellRef, Text};
use jiff::civil::Date;

/// What became of an adjustment.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum AdjustmentState {
    /// It holds.
    Applied,
    /// It holds, but the source no longer says what it replaces.
    Changed,
    /// The source says the same now: it can be taken out.
    Agreed,
    /// Its date is past: the source holds again.
    Expired,
    /// Nothing of that id is in the sources.
    Gone,
    /// It cannot be made: a computed value, an unknown field, an unreadable value.
    Refused,
}

impl AdjustmentState {
    /// The word shown.
    pub fn word(self) -> &'static str {
        match self {
            AdjustmentState::Applied => "holds",
            AdjustmentState::Changed => "holds; the source changed underneath",
            AdjustmentState::Agreed => "the source agrees now",
            AdjustmentState::Expired => "expired",
            AdjustmentState::Gone => "target gone",
            AdjustmentState::Refused => "refused",
        }
    }
    /// Whether the adjusted value is the one that is used.
    pub fn holds(self) -> bool {
        matches!(self, AdjustmentState::Applied | AdjustmentState::Changed)
    }
}

/// An adjustment with what became of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Adjustment {
    /// The target as written.
    pub target: Text,
    /// The field as written.
    pub field: Text,
    /// The value that holds.
    pub value: Text,
    /// The value it replaces, as written.
    pub replaces: Option<Text>,
    /// Who says so.
    pub by: Text,
    /// Why.
    pub why: Text,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Where it is written.
    pub at: CellRef,
    /// What became of it.
    pub state: AdjustmentState,
    /// What it changes, where that was found.
    pub subject: Option<Subject>,
    /// Title of what it changes.
    pub what: Text,
    /// The value of the source, with its cell where the source has one.
    pub original: Option<(Text, Option<CellRef>)>,
    /// Why it was refused, or what changed; empty where there is nothing to say.
    pub remark: Text,
}

/// Whether something is shown on the front page by a program manager's choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrontPage {
    /// What.
    pub subject: Subject,
    /// Shown first, or not at all.
    pub shown: bool,
}

/// A milestone that a gate needs.
#[derive(Clone, PartialEq, Debug)]
pub struct GateNeed {
    /// As written.
    pub written: Text,
    /// The milestone, where one was found.
    pub task: Option<TaskId>,
    /// Where it is written.
    pub at: CellRef,
}

/// Milestones of several projects that must all be met.
#[derive(Clone, PartialEq, Debug)]
pub struct Gate {
    /// Name.
    pub name: Text,
    /// The day it is wanted for.
    pub wanted: Option<Date>,
    /// Who declares it met.
    pub owner: Option<Text>,
    /// What it needs.
    pub needs: Vec<GateNeed>,
    /// Where it is written.
    pub at: CellRef,
}
