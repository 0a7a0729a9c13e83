//! Tasks, milestones, summaries and the dependencies between them.

use super::{CalendarId, ProjectId, ResourceId, StatusCategory, StatusWord, TaskId};
use crate::source::{CellRef, Sourced, Text};
use jiff::civil::Date;

/// What kind of record of work a task is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// Work with a duration.
    #[default]
    Task,
    /// A heading over other tasks (summary task, epic with children, group row that carries facts).
    Summary,
    /// A point in time.
    Milestone,
}

/// What a milestone stands for.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum MilestoneKind {
    /// A milestone of the plan.
    #[default]
    Plan,
    /// The end of a sprint or iteration.
    Sprint,
    /// A fix version, release or schedule.
    Version,
}

/// A duration in working days of the task's calendar.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Duration {
    /// Working days (8 h each unless the configuration says otherwise). For `elapsed`, calendar days.
    pub days: f64,
    /// Counted around the clock (`2 ed`, `2 emons`).
    pub elapsed: bool,
    /// Marked by the tracker as an estimate (`23 days?`).
    pub estimated: bool,
}

/// A date constraint on a task, in Microsoft Project's eight kinds.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Constraint {
    /// As soon as possible.
    Asap,
    /// As late as possible.
    Alap,
    /// Start no earlier than.
    Snet,
    /// Start no later than.
    Snlt,
    /// Finish no earlier than.
    Fnet,
    /// Finish no later than.
    Fnlt,
    /// Must start on.
    Mso,
    /// Must finish on.
    Mfo,
}

/// Everything a source states of one record of work. A date that was read and a date that was computed never share a field:
/// computed ones live in `analyze`.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskFacts {
    /// The cell the record is known by: its name, else its key, else its first filled cell.
    pub at: CellRef,
    /// The key people use: `PAY-12`, the ID column, a page hash.
    pub key: Option<Sourced<Text>>,
    /// The tracker's internal id where it differs from the key (Jira's issue id).
    pub id: Option<Sourced<Text>>,
    /// The name; empty text never occurs, a record without a name has `None`.
    pub name: Option<Sourced<Text>>,
    /// Outline number or WBS code.
    pub outline: Option<Sourced<Text>>,
    /// The tracker's word for the type: Epic, Story, Bug, Feature.
    pub type_word: Option<Sourced<Text>>,
    /// Whether the record is a task, a summary or a milestone.
    pub kind: TaskKind,
    /// What a milestone stands for.
    pub milestone: MilestoneKind,
    /// Group or section the record stands in.
    pub section: Option<Sourced<Text>>,
    /// Status as worded and as categorised.
    pub status: Option<Sourced<StatusWord>>,
    /// Red, amber or green as reported on the record.
    pub rag: Option<Sourced<super::Rag>>,
    /// Fraction complete, 0 to 1.
    pub percent: Option<Sourced<f64>>,
    /// Baseline start.
    pub baseline_start: Option<Sourced<Date>>,
    /// Baseline finish.
    pub baseline_finish: Option<Sourced<Date>>,
    /// Planned start as now forecast.
    pub start: Option<Sourced<Date>>,
    /// Planned finish as now forecast; a due date is one.
    pub finish: Option<Sourced<Date>>,
    /// Actual start.
    pub actual_start: Option<Sourced<Date>>,
    /// Actual finish.
    pub actual_finish: Option<Sourced<Date>>,
    /// A deadline apart from the forecast.
    pub deadline: Option<Sourced<Date>>,
    /// The date another party needs it by (give/get lists).
    pub needed: Option<Sourced<Date>>,
    /// Created in the tracker; never a planned date.
    pub created: Option<Sourced<Date>>,
    /// Last updated in the tracker; never a planned date.
    pub updated: Option<Sourced<Date>>,
    /// Duration.
    pub duration: Option<Sourced<Duration>>,
    /// Total work in hours.
    pub work: Option<Sourced<f64>>,
    /// Remaining work in hours.
    pub remaining_work: Option<Sourced<f64>>,
    /// Work done in hours.
    pub actual_work: Option<Sourced<f64>>,
    /// Constraint with its date, where it has one.
    pub constraint: Option<Sourced<(Constraint, Option<Date>)>>,
    /// Name of the calendar it follows, as worded.
    pub calendar: Option<Sourced<Text>>,
    /// Budget in the source's currency.
    pub budget: Option<Sourced<f64>>,
    /// Actual cost in the source's currency.
    pub actual_cost: Option<Sourced<f64>>,
    /// Priority as worded.
    pub priority: Option<Sourced<Text>>,
    /// Notes or description, as they stand.
    pub notes: Option<Sourced<Text>>,
    /// Columns that map to nothing, kept: header and value.
    pub custom: Vec<(Text, Sourced<Text>)>,
}

impl TaskFacts {
    /// A record of which nothing is known but its place.
    pub fn new(at: CellRef) -> Self {
        TaskFacts {
            at,
            key: None,
            id: None,
            name: None,
            outline: None,
            type_word: None,
            kind: TaskKind::Task,
            milestone: MilestoneKind::Plan,
            section: None,
            status: None,
            rag: None,
            percent: None,
            baseline_start: None,
            baseline_finish: None,
            start: None,
            finish: None,
            actual_start: None,
            actual_finish: None,
            deadline: None,
            needed: None,
            created: None,
            updated: None,
            duration: None,
            work: None,
            remaining_work: None,
            actual_work: None,
            constraint: None,
            calendar: None,
            budget: None,
            actual_cost: None,
            priority: None,
            notes: None,
            custom: Vec::new(),
        }
    }
    /// The status category, where the word is known.
    pub fn category(&self) -> Option<StatusCategory> {
        self.status.as_ref().and_then(|s| s.value.category)
    }
    /// Whether the record is finished: an actual finish, a done status, or 100 %.
    pub fn is_done(&self) -> bool {
        if self.category() == Some(StatusCategory::Cancelled) {
            return false;
        }
        self.actual_finish.is_some()
            || self.category() == Some(StatusCategory::Done)
            || self.percent.as_ref().is_some_and(|p| p.value >= 1.0)
    }
    /// Whether no more work is to come: finished or cancelled.
    pub fn is_closed(&self) -> bool {
        self.is_done() || self.category() == Some(StatusCategory::Cancelled)
    }
    /// The start to speak of: actual, else planned.
    pub fn start_date(&self) -> Option<Sourced<Date>> {
        self.actual_start.or(self.start)
    }
    /// The finish to speak of: actual, else planned.
    pub fn finish_date(&self) -> Option<Sourced<Date>> {
        self.actual_finish.or(self.finish)
    }
}

/// One record of work in the reconciled portfolio.
#[derive(Clone, PartialEq, Debug)]
pub struct Task {
    /// Stable id that survives re-ordering and, where the source has a key, renaming: `pay-12`, `plan-v3:install-cranes`.
    pub stable_id: Text,
    /// The project it belongs to.
    pub project: ProjectId,
    /// The record above it.
    pub parent: Option<TaskId>,
    /// Depth below the top of its project, 0 at the top.
    pub level: u8,
    /// Known only by a reference from other records (a parent or a link outside the files); not counted as a task.
    pub stub: bool,
    /// What the sources state, merged by precedence. Boxed: a record of work moves from room to room, its facts stay where they
    /// were read.
    pub facts: Box<TaskFacts>,
    /// Assigned people, roles and groups in the order stated. Their demand is in [`super::Portfolio::allocations`].
    pub assignees: Vec<(ResourceId, CellRef)>,
    /// Anchor cells of further records that were merged into this one.
    pub also_at: Vec<CellRef>,
    /// The calendar that it follows by name; `None` where its project's holds.
    pub calendar: Option<CalendarId>,
}

impl Task {
    /// The name, else the key, else "(no name)".
    pub fn label(&self) -> &str {
        self.facts.name.as_ref().or(self.facts.key.as_ref()).map_or("(no name)", |s| &s.value)
    }
    /// The key where there is one.
    pub fn key(&self) -> Option<&str> {
        self.facts.key.as_ref().map(|k| &*k.value)
    }
    /// `PAY-12 Payments API`, or the name alone where there is no key or the key is only a row number.
    /// Marked where a fact of it was settled by hand, so that every table and sentence that names it says so.
    pub fn title(&self) -> String {
        let mut title = self.bare_title();
        if self.is_adjusted() {
            title.push_str(ADJUSTED);
        }
        title
    }
    /// Whether a fact of it was settled by hand.
    pub fn is_adjusted(&self) -> bool {
        let f = &self.facts;
        [&f.start, &f.finish, &f.baseline_start, &f.baseline_finish, &f.actual_start, &f.actual_finish, &f.deadline]
            .iter()
            .any(|d| d.as_ref().is_some_and(Sourced::is_adjusted))
            || f.percent.as_ref().is_some_and(Sourced::is_adjusted)
            || f.rag.as_ref().is_some_and(Sourced::is_adjusted)
            || f.status.as_ref().is_some_and(Sourced::is_adjusted)
            || f.name.as_ref().is_some_and(Sourced::is_adjusted)
    }
    fn bare_title(&self) -> String {
        match (self.key(), self.facts.name.as_ref()) {
            (Some(key), Some(name)) if key.chars().any(char::is_alphabetic) && key.len() <= 24 => format!("{key} {}", name.value),
            _ => self.label().to_owned(),
        }
    }
}

/// Stands behind a title of which a fact was settled by hand.
pub const ADJUSTED: &str = " (adjusted)";

/// How a dependency ties two tasks.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub enum Relation {
    /// Finish to start.
    #[serde(rename = "FS")]
    FinishStart,
    /// Start to start.
    #[serde(rename = "SS")]
    StartStart,
    /// Finish to finish.
    #[serde(rename = "FF")]
    FinishFinish,
    /// Start to finish.
    #[serde(rename = "SF")]
    StartFinish,
    /// The export does not tell: drawn and counted, never computed with.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Relation {
    /// `FS`, `SS`, `FF`, `SF` or `unknown`.
    pub fn word(self) -> &'static str {
        match self {
            Relation::FinishStart => "FS",
            Relation::StartStart => "SS",
            Relation::FinishFinish => "FF",
            Relation::StartFinish => "SF",
            Relation::Unknown => "unknown",
        }
    }
}

/// The unit of a lag.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LagUnit {
    /// Working days of the successor's calendar.
    WorkingDays,
    /// Calendar days.
    ElapsedDays,
    /// Percent of the predecessor's duration, 100 = all of it.
    Percent,
}

/// A lag (positive) or lead (negative).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Lag {
    /// How much, in `unit`.
    pub amount: f64,
    /// In what.
    pub unit: LagUnit,
}

/// One end of a dependency.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DependencyEnd {
    /// A task of the portfolio (a stub where only its key is known).
    Task(TaskId),
    /// A reference that nothing in the files answers to, as written.
    Outside(Text),
}

impl DependencyEnd {
    /// The task, where the end is one.
    pub fn task(&self) -> Option<TaskId> {
        match self {
            DependencyEnd::Task(id) => Some(*id),
            DependencyEnd::Outside(_) => None,
        }
    }
}

/// One edge of the dependency map; both directions of one link in a tracker are one edge.
#[derive(Clone, PartialEq, Debug)]
pub struct Dependency {
    /// What must come first.
    pub predecessor: DependencyEnd,
    /// What waits.
    pub successor: DependencyEnd,
    /// How they are tied.
    pub relation: Sourced<Relation>,
    /// Lag or lead, `None` where none is stated.
    pub lag: Option<Lag>,
    /// The cells that state the edge, from either end, in order.
    pub stated_at: Vec<CellRef>,
    /// The date the getter needs it by, where a give/get list or a needed-by field states one.
    pub needed: Option<Sourced<Date>>,
    /// The date the giver promises, where a give/get list states one.
    pub promised: Option<Sourced<Date>>,
}
