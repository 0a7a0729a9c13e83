//! Who does the work, and what tasks ask of them.

use super::{Held, held, number, text};
use crate::model::{Allocation, Resource, ResourceKind};
use crate::report::json::cell::{Cell, Day, Fact, day, fact};
use schemars::JsonSchema;
use serde::Serialize;

/// A person, role, group or system.
#[derive(Serialize, JsonSchema)]
pub struct ResourceView<'a> {
    /// Stable id.
    id: &'a str,
    /// What it is.
    kind: ResourceKind,
    /// Name.
    name: &'a str,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Held<&'a str>>,
    /// Account in the trackers.
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<Held<&'a str>>,
    /// Team.
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<Held<&'a str>>,
    /// Role.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Held<&'a str>>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    leaves: Option<Held<Day>>,
    /// Stated capacity: first day, last day, hours a working day, cell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    capacity: Vec<(Day, Day, f64, Cell)>,
    /// Position of the calendar of their days and hours; left out where it is the program's.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<u32>,
    /// Days off: first, last, cell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    absences: Vec<(Day, Day, Cell)>,
    /// Spellings, with the reason each was taken for this one.
    spellings: Vec<(&'a str, &'a str)>,
    /// The cells that name it: file, sheet, and rows with columns, counted from 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seen_at: Vec<OfSheet>,
}

/// File, sheet, rows with columns.
type OfSheet = (u16, u16, Vec<(u32, u32)>);

/// Cells by their sheet.
fn by_sheet(cells: &[crate::source::CellRef]) -> Vec<OfSheet> {
    let place = |at: &crate::source::CellRef| (at.row.saturating_add(1), u32::from(at.col).saturating_add(1));
    let sheets = cells.chunk_by(|a, b| a.source == b.source);
    sheets.filter_map(|c| Some((c.first()?.source, c))).map(|(s, c)| (s.file, s.sheet, c.iter().map(place).collect())).collect()
}

impl<'a> ResourceView<'a> {
    pub(in crate::report::json) fn new(r: &'a Resource) -> Self {
        ResourceView {
            id: &r.stable_id,
            kind: r.kind,
            name: &r.name,
            email: held(&r.email, text),
            account: held(&r.account, text),
            team: held(&r.team, text),
            role: held(&r.role, text),
            leaves: held(&r.leaves, day),
            capacity: r.capacity.iter().map(|c| (Day(c.from), Day(c.to), c.hours_per_day, Cell(c.at))).collect(),
            calendar: r.calendar.map(|c| c.0),
            absences: r.absences.iter().map(|a| (Day(a.from), Day(a.to), Cell(a.at))).collect(),
            spellings: r.spellings.iter().map(|(s, why)| (&**s, &**why)).collect(),
            seen_at: by_sheet(&r.seen_at),
        }
    }
}

/// A claim of a task on a resource.
#[derive(Serialize, JsonSchema)]
pub struct AllocationView {
    /// Position of the task.
    task: u32,
    /// Position of the resource.
    resource: u32,
    /// Share of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<Fact<f64>>,
    /// Work in hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<Fact<f64>>,
    /// The cell that makes the claim.
    at: Cell,
}

impl AllocationView {
    pub(in crate::report::json) fn new(a: &Allocation) -> Self {
        AllocationView {
            task: a.task.0,
            resource: a.resource.0,
            units: fact(&a.units, a.at, number),
            work: fact(&a.work, a.at, number),
            at: Cell(a.at),
        }
    }
}
