//! Work: tasks, summaries and milestones, and what ties them.

use super::{Custom, Held, custom, held, number, text};
use crate::model::work::MilestoneKind;
use crate::model::{
    Constraint, Dependency, DependencyEnd, Duration, LagUnit, Rag, Relation, StatusCategory, StatusWord, Task, TaskKind,
};
use crate::report::json::cell::{Cell, Day, Fact, basis_position, cells, day, fact};
use schemars::JsonSchema;
use serde::Serialize;

/// A record of work.
#[derive(Serialize, JsonSchema)]
pub struct TaskView<'a> {
    /// Stable id.
    id: &'a str,
    /// Position of its project.
    project: u32,
    /// Position of the record above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<u32>,
    /// Depth below the top of its project.
    level: u8,
    /// Known only by a reference.
    #[serde(skip_serializing_if = "is_false")]
    stub: bool,
    /// Task, summary or milestone.
    kind: TaskKind,
    /// What a milestone stands for; left out for a milestone of the plan.
    #[serde(skip_serializing_if = "is_plan")]
    milestone: MilestoneKind,
    /// The cell the record is known by.
    at: Cell,
    /// Cells of records merged into it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_at: Vec<Cell>,
    /// Key.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Fact<&'a str>>,
    /// The tracker's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    tracker_id: Option<Fact<&'a str>>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Fact<&'a str>>,
    /// Outline number.
    #[serde(skip_serializing_if = "Option::is_none")]
    outline: Option<Fact<&'a str>>,
    /// The tracker's word for the type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    type_word: Option<Fact<&'a str>>,
    /// Group or section.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<Fact<&'a str>>,
    /// Status as worded and as understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Fact<StatusView<'a>>>,
    /// Colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    rag: Option<Fact<Rag>>,
    /// Fraction complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<Fact<f64>>,
    /// Baseline start.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_start: Option<Fact<Day>>,
    /// Baseline finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_finish: Option<Fact<Day>>,
    /// Planned start.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Fact<Day>>,
    /// Planned finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    finish: Option<Fact<Day>>,
    /// Actual start.
    #[serde(skip_serializing_if = "Option::is_none")]
    actual_start: Option<Fact<Day>>,
    /// Actual finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    actual_finish: Option<Fact<Day>>,
    /// Deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Fact<Day>>,
    /// Needed by another party.
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<Fact<Day>>,
    /// Created in the tracker.
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<Fact<Day>>,
    /// Updated in the tracker.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<Fact<Day>>,
    /// Duration.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Fact<DurationView>>,
    /// Work in hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<Fact<f64>>,
    /// Remaining work in hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    remaining_work: Option<Fact<f64>>,
    /// Work done in hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    actual_work: Option<Fact<f64>>,
    /// Constraint with its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    constraint: Option<Fact<(Constraint, Option<Day>)>>,
    /// Budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<Fact<f64>>,
    /// Actual cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    actual_cost: Option<Fact<f64>>,
    /// Priority.
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<Fact<&'a str>>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Fact<&'a str>>,
    /// Columns that map to nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom: Custom<'a>,
    /// Name of the calendar it follows, as worded.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar_name: Option<Fact<&'a str>>,
    /// Position of the calendar it follows by that name.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<u32>,
    /// Assigned resources: position, cell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assignees: Vec<(u32, Cell)>,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

fn is_false(b: &bool) -> bool {
    !b
}

fn is_plan(kind: &MilestoneKind) -> bool {
    *kind == MilestoneKind::Plan
}

/// A status: the word as it stands, and what it means where that is known.
#[derive(Serialize, JsonSchema)]
struct StatusView<'a>(&'a str, Option<StatusCategory>);

fn status(s: &StatusWord) -> StatusView<'_> {
    StatusView(&s.word, s.category)
}

/// A duration.
#[derive(Serialize, JsonSchema)]
struct DurationView {
    /// Working days, or calendar days where elapsed.
    days: f64,
    /// Counted around the clock.
    #[serde(skip_serializing_if = "is_false")]
    elapsed: bool,
    /// Marked as an estimate.
    #[serde(skip_serializing_if = "is_false")]
    estimated: bool,
}

fn duration(d: &Duration) -> DurationView {
    DurationView { days: d.days, elapsed: d.elapsed, estimated: d.estimated }
}

impl<'a> TaskView<'a> {
    pub(in crate::report::json) fn new(t: &'a Task) -> Self {
        let f = &t.facts;
        let home = f.at;
        TaskView {
            id: &t.stable_id,
            project: t.project.0,
            parent: t.parent.map(|p| p.0),
            level: t.level,
            stub: t.stub,
            kind: f.kind,
            milestone: f.milestone,
            at: Cell(f.at),
            also_at: cells(&t.also_at),
            key: fact(&f.key, home, text),
            tracker_id: fact(&f.id, home, text),
            name: fact(&f.name, home, text),
            outline: fact(&f.outline, home, text),
            type_word: fact(&f.type_word, home, text),
            section: fact(&f.section, home, text),
            status: fact(&f.status, home, status),
            rag: fact(&f.rag, home, |r| *r),
            percent: fact(&f.percent, home, number),
            baseline_start: fact(&f.baseline_start, home, day),
            baseline_finish: fact(&f.baseline_finish, home, day),
            start: fact(&f.start, home, day),
            finish: fact(&f.finish, home, day),
            actual_start: fact(&f.actual_start, home, day),
            actual_finish: fact(&f.actual_finish, home, day),
            deadline: fact(&f.deadline, home, day),
            needed: fact(&f.needed, home, day),
            created: fact(&f.created, home, day),
            updated: fact(&f.updated, home, day),
            duration: fact(&f.duration, home, duration),
            work: fact(&f.work, home, number),
            remaining_work: fact(&f.remaining_work, home, number),
            actual_work: fact(&f.actual_work, home, number),
            constraint: fact(&f.constraint, home, |(c, d)| (*c, d.map(Day))),
            calendar_name: fact(&f.calendar, home, text),
            calendar: t.calendar.map(|c| c.0),
            budget: fact(&f.budget, home, number),
            actual_cost: fact(&f.actual_cost, home, number),
            priority: fact(&f.priority, home, text),
            notes: fact(&f.notes, home, text),
            custom: custom(&f.custom, home),
            assignees: t.assignees.iter().map(|(r, at)| (r.0, Cell(*at))).collect(),
        }
    }
}

/// An end of a dependency: the position of a task, or the reference as written where nothing answers to it.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum EndView<'a> {
    /// A task.
    Task(u32),
    /// Outside the files.
    Outside(&'a str),
}

impl<'a> EndView<'a> {
    fn new(end: &'a DependencyEnd) -> Self {
        match end {
            DependencyEnd::Task(id) => EndView::Task(id.0),
            DependencyEnd::Outside(words) => EndView::Outside(words),
        }
    }
}

/// An edge of the dependency map.
#[derive(Serialize, JsonSchema)]
pub struct DependencyView<'a> {
    /// What must come first.
    predecessor: EndView<'a>,
    /// What waits.
    successor: EndView<'a>,
    /// How they are tied.
    relation: Relation,
    /// Lag: amount, and `working-days`, `elapsed-days` or `percent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    lag: Option<(f64, &'static str)>,
    /// The cell that tells how they are tied, where it is not the first of `stated_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    relation_at: Option<Cell>,
    /// On what basis, as a position in `bases`; left out where stated.
    #[serde(skip_serializing_if = "is_zero")]
    relation_basis: usize,
    /// Cells that state it.
    stated_at: Vec<Cell>,
    /// The date the getter needs it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<Held<Day>>,
    /// The date the giver promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    promised: Option<Held<Day>>,
}

impl<'a> DependencyView<'a> {
    pub(in crate::report::json) fn new(d: &'a Dependency) -> Self {
        let unit = |u| match u {
            LagUnit::WorkingDays => "working-days",
            LagUnit::ElapsedDays => "elapsed-days",
            LagUnit::Percent => "percent",
        };
        DependencyView {
            predecessor: EndView::new(&d.predecessor),
            successor: EndView::new(&d.successor),
            relation: d.relation.value,
            lag: d.lag.map(|l| (l.amount, unit(l.unit))),
            relation_at: Some(d.relation.at).filter(|at| d.stated_at.first() != Some(at)).map(Cell),
            relation_basis: basis_position(d.relation.basis),
            stated_at: cells(&d.stated_at),
            needed: held(&d.needed, day),
            promised: held(&d.promised, day),
        }
    }
}
