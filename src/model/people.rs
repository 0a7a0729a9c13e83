//! Shared people, roles, groups and named systems: who there is, how much there is of them, who asks for them.

use super::{CalendarId, ResourceId, TaskId};
use crate::source::{CellRef, Sourced, Text};
use jiff::civil::Date;

/// What a resource is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceKind {
    /// One person.
    #[default]
    Person,
    /// A role that several people fill (`Site engineer`).
    Role,
    /// A team or group (`DBA team`): not a person, never counted as one.
    Group,
    /// A named system, machine or room (`Test environment 2`).
    System,
}

/// Somebody or something that tasks are assigned to.
#[derive(Clone, PartialEq, Debug)]
pub struct Resource {
    /// Stable id.
    pub stable_id: Text,
    /// What it is.
    pub kind: ResourceKind,
    /// The name shown.
    pub name: Text,
    /// E-mail address, lower case.
    pub email: Option<Sourced<Text>>,
    /// Account id of a tracker.
    pub account: Option<Sourced<Text>>,
    /// Team or department.
    pub team: Option<Sourced<Text>>,
    /// Role held.
    pub role: Option<Sourced<Text>>,
    /// The day after which the person is gone (leaver lists, capacity 0 to the end).
    pub leaves: Option<Sourced<Date>>,
    /// Stated capacity by period; outside all windows the calendar's default week holds.
    pub capacity: Vec<CapacityWindow>,
    /// The calendar of their days and hours; `None` for the program's.
    pub calendar: Option<CalendarId>,
    /// Days off.
    pub absences: Vec<Absence>,
    /// Every cell in which the resource is named as assignee or owner or listed, in order.
    pub seen_at: Vec<CellRef>,
    /// The spellings found, most frequent first, with the reason each was taken for this resource.
    pub spellings: Vec<(Text, Text)>,
}

/// A stretch of days off.
#[derive(Clone, PartialEq, Debug)]
pub struct Absence {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Where it is stated.
    pub at: CellRef,
}

/// Capacity of a resource over a stretch of days.
#[derive(Clone, PartialEq, Debug)]
pub struct CapacityWindow {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Hours a working day.
    pub hours_per_day: f64,
    /// Where it is stated.
    pub at: CellRef,
}

/// A claim of a task on a resource.
#[derive(Clone, PartialEq, Debug)]
pub struct Allocation {
    /// The task.
    pub task: TaskId,
    /// The resource.
    pub resource: ResourceId,
    /// Share of the resource's day, 1 = full time; `None` where not stated.
    pub units: Option<Sourced<f64>>,
    /// Total work of the claim in hours; `None` where not stated.
    pub work: Option<Sourced<f64>>,
    /// The cell that makes the claim.
    pub at: CellRef,
}
