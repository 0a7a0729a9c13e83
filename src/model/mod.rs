//! The nouns of the field, each fact with its cell and its basis. Values only: nothing here reads, merges or computes.
//!
//! - [`Portfolio`] is the root: what `reconcile` builds once and nobody changes after.
//! - [`work`]: tasks and dependencies. [`people`]: resources, allocations, capacity. [`calendar`]: working times,
//!   [`working`] the same as arithmetic.
//! - [`register`]: risks, issues, decisions and the other logs. [`benefit`]: benefits and budget lines.
//! - [`status`]: RAG and status words. [`project`]: portfolio, programs, projects.
//!
//! Ids are positions in the portfolio's vectors, in an order that does not depend on threads.

pub mod adjustment;
pub mod benefit;
pub mod calendar;
pub mod canonical;
pub mod field;
pub mod names;
pub mod people;
pub mod project;
pub mod register;
pub mod stakeholder;
pub mod status;
pub mod work;
pub mod working;

pub use adjustment::{Adjustment, AdjustmentState, FrontPage, Gate, GateNeed};
pub use benefit::{Benefit, BudgetLine};
pub use calendar::{Calendar, DayTimes};
pub use field::{Field, Role};
pub use people::{Allocation, CapacityWindow, Resource, ResourceKind};
pub use project::{Audience, CarriedFrom, Conflict, Counts, HandIn, Narrative, Portfolio, Program, Project};
pub use register::{LogItem, LogKind};
pub use stakeholder::{Duty, Raci, Stakeholder};
pub use status::{Rag, StatusCategory, StatusWord};
pub use work::{
    Constraint, Dependency, DependencyEnd, Duration, Lag, LagUnit, MilestoneKind, Relation, Task, TaskFacts, TaskKind,
};
pub use working::WorkingDays;

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident),+ $(,)?) => {
        $($(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub u32);
        impl $name {
            /// The position in the portfolio's vector.
            pub fn ix(self) -> usize { self.0 as usize }
        })+
    };
}

ids! {
    /// Position in [`Portfolio::programs`].
    ProgramId,
    /// Position in [`Portfolio::projects`].
    ProjectId,
    /// Position in [`Portfolio::tasks`].
    TaskId,
    /// Position in [`Portfolio::dependencies`].
    DependencyId,
    /// Position in [`Portfolio::resources`].
    ResourceId,
    /// Position in [`Portfolio::log`].
    LogItemId,
    /// Position in [`Portfolio::calendars`].
    CalendarId,
    /// Position in [`Portfolio::benefits`].
    BenefitId,
}
