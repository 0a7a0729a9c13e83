//! What only a reconciled portfolio knows, of a converted file or of an earlier pack whose hand-in is carried forward: facts that
//! no tracker's export states. `reconcile` takes them as they are, so that they give the model they were made from.

use super::extract::{PersonRef, ProjectHint};
use crate::model::people::{Absence, CapacityWindow};
use crate::model::project::{Audience, IdentityProposal};
use crate::model::{Adjustment, Conflict, HandIn, Narrative, Rag, ResourceKind, Stakeholder};
use crate::source::{CellRef, SourceId, Sourced, Text};
use jiff::civil::Date;

/// A project beside what its record says.
#[derive(Clone, PartialEq, Debug)]
pub struct CarriedProject {
    /// Which.
    pub hint: ProjectHint,
    /// Who may read of it.
    pub audience: Audience,
    /// Colour as agreed.
    pub agreed: Option<Sourced<Rag>>,
    /// Words of its manager.
    pub narrative: Vec<Narrative>,
    /// Where its records came from.
    pub sources: Vec<(SourceId, Text)>,
}

/// A resource as it was reconciled.
#[derive(Clone, PartialEq, Debug)]
pub struct CarriedPerson {
    /// How it is referred to.
    pub who: PersonRef,
    /// What it is.
    pub kind: Option<ResourceKind>,
    /// E-mail address with its cell.
    pub email: Option<Sourced<Text>>,
    /// Account with its cell.
    pub account: Option<Sourced<Text>>,
    /// Team.
    pub team: Option<Sourced<Text>>,
    /// Role.
    pub role: Option<Sourced<Text>>,
    /// Last day.
    pub leaves: Option<Sourced<Date>>,
    /// Name of the calendar they follow.
    pub calendar: Option<Sourced<Text>>,
    /// Every cell that names it.
    pub seen_at: Vec<CellRef>,
    /// Spellings with the reason of each.
    pub spellings: Vec<(Text, Text)>,
    /// Capacity.
    pub capacity: Vec<CapacityWindow>,
    /// Days off.
    pub absences: Vec<Absence>,
}

/// Somebody on a task.
#[derive(Clone, PartialEq, Debug)]
pub struct CarriedClaim {
    /// Position of the task's record in its extract.
    pub task: u32,
    /// Who.
    pub who: PersonRef,
    /// Share of the day.
    pub units: Option<Sourced<f64>>,
    /// Work in hours.
    pub work: Option<Sourced<f64>>,
    /// The cell that names the assignee.
    pub at: CellRef,
    /// The cell of units and work, where it is another.
    pub claimed_at: Option<CellRef>,
}

/// A conflict with what it is about.
#[derive(Clone, PartialEq, Debug)]
pub struct CarriedConflict {
    /// The conflict, task and project not yet known.
    pub conflict: Conflict,
    /// Position of the task's record.
    pub task: Option<u32>,
    /// The project.
    pub project: ProjectHint,
}

/// A fact that was settled by hand before the file was converted: its records hold the value already.
#[derive(Clone, PartialEq, Debug)]
pub struct CarriedAdjustment {
    /// The adjustment, what it changes not yet known.
    pub adjustment: Adjustment,
    /// The stable id of what it changes.
    pub record: Option<Text>,
    /// The kind of thing that is.
    pub kind: AdjustedKind,
}

/// Things that adjustments change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AdjustedKind {
    /// A task.
    Task,
    /// A project.
    Project,
    /// A benefit.
    Benefit,
    /// An item of a log.
    LogItem,
}

/// Everything of one converted file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Carried {
    /// By record of the extract: known only by references, cells of records merged into it.
    pub tasks: Vec<(bool, Vec<CellRef>)>,
    /// Projects.
    pub projects: Vec<CarriedProject>,
    /// Programs with one project each.
    pub programs: Vec<(Text, ProjectHint)>,
    /// Resources.
    pub people: Vec<CarriedPerson>,
    /// Who is on which task.
    pub claims: Vec<CarriedClaim>,
    /// Stakeholders with their projects.
    pub stakeholders: Vec<(Stakeholder, ProjectHint)>,
    /// Conflicts of the originals.
    pub conflicts: Vec<CarriedConflict>,
    /// Identities proposed.
    pub proposals: Vec<IdentityProposal>,
    /// Facts settled by hand when the file was converted.
    pub adjustments: Vec<CarriedAdjustment>,
    /// The originals.
    pub hand_ins: Vec<HandIn>,
    /// Rows of resource lists in the originals.
    pub resource_rows: usize,
    /// Rows of assignment lists in the originals.
    pub assignment_rows: usize,
    /// An earlier pack's records of a file that was not handed in, not a converted file.
    pub forward: bool,
}
