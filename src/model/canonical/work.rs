//! Rows of work: tasks, the links between them, who is on them.

use super::values::{CONSTRAINTS, MILESTONE_KINDS, RAGS, RELATIONS, STATUS_CATEGORIES, TASK_KINDS};
use super::{Column, Fact, Row, Shown, Takes, held, plain};
use crate::model::{Constraint, Lag, Relation, StatusCategory, StatusWord, TaskFacts};
use crate::source::{Basis, CellRef, Sourced, Text};
use jiff::civil::Date;

/// A task with its place in the plan.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskRow {
    /// ID in this form; any text that is unique.
    pub id: Option<Text>,
    /// The project: ID or unique name.
    pub project: Option<Text>,
    /// ID of the record above it.
    pub parent: Option<Text>,
    /// Known only by references.
    pub stub: bool,
    /// By hand only: IDs of predecessors with relation and lag.
    pub predecessors: Option<Text>,
    /// By hand only: names of those who work on it.
    pub assignees: Option<Text>,
    /// What is stated.
    pub facts: TaskFacts,
    /// Cells of records merged into it.
    pub also_at: Vec<CellRef>,
}

impl Row for TaskRow {
    fn new(at: CellRef) -> Self {
        TaskRow {
            id: None,
            project: None,
            parent: None,
            stub: false,
            predecessors: None,
            assignees: None,
            facts: TaskFacts::new(at),
            also_at: Vec::new(),
        }
    }
    fn at(&self) -> CellRef {
        self.facts.at
    }
    fn put_at(&mut self, at: CellRef) {
        self.facts.at = at;
    }
    fn columns() -> &'static [Column<Self>] {
        TASKS
    }
    fn custom(&mut self) -> Option<&mut Vec<(Text, Sourced<Text>)>> {
        Some(&mut self.facts.custom)
    }
}

fn put_status(row: &mut TaskRow, fact: &Fact, here: CellRef) -> bool {
    let Some(word) = fact.datum.text() else { return false };
    let (at, basis) = fact.held.unwrap_or((here, Basis::Stated));
    row.facts.status = Some(Sourced { value: StatusWord { word, category: None }, at, basis });
    true
}

fn put_category(row: &mut TaskRow, fact: &Fact, here: CellRef) -> bool {
    let Some(category) = StatusCategory::read(&fact.datum) else { return false };
    let (at, basis) = fact.held.unwrap_or((here, Basis::Stated));
    let fresh = || Sourced { value: StatusWord { word: category.word().into(), category: None }, at, basis };
    row.facts.status.get_or_insert_with(fresh).value.category = Some(category);
    true
}

fn put_constraint(row: &mut TaskRow, fact: &Fact, here: CellRef) -> bool {
    let Some(kind) = Constraint::read(&fact.datum) else { return false };
    let (at, basis) = fact.held.unwrap_or((here, Basis::Stated));
    row.facts.constraint = Some(Sourced { value: (kind, None), at, basis });
    true
}

/// A date without its kind says nothing.
fn put_constraint_date(row: &mut TaskRow, fact: &Fact, _: CellRef) -> bool {
    let Some(constraint) = &mut row.facts.constraint else { return true };
    constraint.value.1 = Date::read(&fact.datum);
    constraint.value.1.is_some()
}

const TASKS: &[Column<TaskRow>] = &[
    plain!("ID", Takes::Text, "Any text that is unique in this table; others refer to the task by it.", id),
    plain!("Project", Takes::Row("Projects"), "The project it belongs to.", project),
    held!(@ "Key", Takes::Text, "The key people use, such as PAY-12.", false, facts.key),
    held!("Name", Takes::Text, "What is to be done.", facts.name),
    plain!("Parent", Takes::Row("Tasks"), "ID of the task it stands under.", parent),
    plain!("Kind", Takes::OneOf(TASK_KINDS), "Whether it is work, a heading over work, or a point in time.", facts.kind),
    plain!(@ "Milestone of", Takes::OneOf(MILESTONE_KINDS), "What a milestone stands for.", false, facts.milestone),
    held!(@ "Outline", Takes::Text, "Outline number or WBS code.", false, facts.outline),
    held!(@ "Type", Takes::Text, "The tracker's word for the type: Epic, Story, Bug.", false, facts.type_word),
    held!("Section", Takes::Text, "Group, phase or workstream.", facts.section),
    Column {
        header: "Status",
        about: "Status in your own words.",
        takes: Takes::Text,
        by_hand: true,
        get: |r| {
            let status = r.facts.status.as_ref()?;
            Some(Fact { datum: status.value.word.show()?, held: Some((status.at, status.basis)) })
        },
        set: put_status,
    },
    Column {
        header: "Status category",
        about: "What the status means.",
        takes: Takes::OneOf(STATUS_CATEGORIES),
        by_hand: false,
        get: |r| {
            let status = r.facts.status.as_ref()?;
            Some(Fact { datum: status.value.category.show()?, held: Some((status.at, status.basis)) })
        },
        set: put_category,
    },
    held!("RAG", Takes::OneOf(RAGS), "Red, amber or green as reported.", facts.rag),
    held!("Percent complete", Takes::Fraction, "How much is done.", facts.percent),
    held!(@ "Baseline start", Takes::Date, "Start as first approved.", false, facts.baseline_start),
    held!("Baseline finish", Takes::Date, "Finish as first approved.", facts.baseline_finish),
    held!("Start", Takes::Date, "Start as now expected.", facts.start),
    held!("Finish", Takes::Date, "Finish as now expected; the date of a milestone.", facts.finish),
    held!("Actual start", Takes::Date, "When it began.", facts.actual_start),
    held!("Actual finish", Takes::Date, "When it ended.", facts.actual_finish),
    held!(@ "Deadline", Takes::Date, "A date it must not pass.", false, facts.deadline),
    held!("Needed by", Takes::Date, "The date another party needs it by.", facts.needed),
    held!(@ "Created", Takes::Date, "Entered in the tracker.", false, facts.created),
    held!(@ "Updated", Takes::Date, "Last changed.", false, facts.updated),
    held!(
        "Duration",
        Takes::Text,
        "Working days: `5 d`; `2 ed` for calendar days; `?` behind it for an estimate.",
        facts.duration
    ),
    held!("Work hours", Takes::Number, "All work, in hours.", facts.work),
    held!(@ "Remaining work hours", Takes::Number, "Work still to do, in hours.", false, facts.remaining_work),
    held!(@ "Actual work hours", Takes::Number, "Work done, in hours.", false, facts.actual_work),
    Column {
        header: "Constraint",
        about: "A rule about its dates.",
        takes: Takes::OneOf(CONSTRAINTS),
        by_hand: false,
        get: |r| {
            let c = r.facts.constraint.as_ref()?;
            Some(Fact { datum: c.value.0.show()?, held: Some((c.at, c.basis)) })
        },
        set: put_constraint,
    },
    Column {
        header: "Constraint date",
        about: "The date of that rule.",
        takes: Takes::Date,
        by_hand: false,
        get: |r| Some(Fact { datum: r.facts.constraint.as_ref()?.value.1.show()?, held: None }),
        set: put_constraint_date,
    },
    held!(@ "Budget", Takes::Number, "Approved cost.", false, facts.budget),
    held!(@ "Actual cost", Takes::Number, "Cost to date.", false, facts.actual_cost),
    held!("Calendar", Takes::Row("Calendars"), "The calendar it follows; blank for its project's.", facts.calendar),
    held!(@ "Priority", Takes::Text, "Priority in your own words.", false, facts.priority),
    plain!(
        "Predecessors",
        Takes::Text,
        "IDs of the tasks it waits for, parted by `;`, with relation and lag: `12; 14SS+2d`. Or use the table Dependencies.",
        predecessors
    ),
    plain!("Assignees", Takes::Text, "Who works on it, names parted by `;`. Or use the table Allocations.", assignees),
    held!("Notes", Takes::Text, "Notes or description.", facts.notes),
    held!(@ "Tracker ID", Takes::Text, "The tracker's own id.", false, facts.id),
    plain!(@ "Stub", Takes::Yes, "Known only because others refer to it.", false, stub),
    plain!(@ "Merged from", Takes::Cells, "Cells of records that were merged into it.", false, also_at),
];

/// A link between two tasks.
#[derive(Clone, PartialEq, Debug)]
pub struct DependencyRow {
    /// The cell it is known by.
    pub at: CellRef,
    /// ID of what must come first, or words for what is outside.
    pub predecessor: Option<Text>,
    /// ID of what waits, or words for what is outside.
    pub successor: Option<Text>,
    /// Which end is words for something outside the file.
    pub outside: Option<Text>,
    /// How they are tied.
    pub relation: Option<Sourced<Relation>>,
    /// Lag or lead.
    pub lag: Option<Lag>,
    /// Needed by.
    pub needed: Option<Sourced<Date>>,
    /// Promised.
    pub promised: Option<Sourced<Date>>,
    /// All cells that state it.
    pub stated_at: Vec<CellRef>,
}

/// The ends of a link, as the column Outside names them.
pub const ENDS: &[&str] = &["predecessor", "successor"];

impl Row for DependencyRow {
    fn new(at: CellRef) -> Self {
        DependencyRow {
            at,
            predecessor: None,
            successor: None,
            outside: None,
            relation: None,
            lag: None,
            needed: None,
            promised: None,
            stated_at: Vec::new(),
        }
    }
    fn at(&self) -> CellRef {
        self.at
    }
    fn put_at(&mut self, at: CellRef) {
        self.at = at;
    }
    fn columns() -> &'static [Column<Self>] {
        DEPENDENCIES
    }
}

const DEPENDENCIES: &[Column<DependencyRow>] = &[
    plain!("Predecessor", Takes::Row("Tasks"), "ID of the task that must come first.", predecessor),
    plain!("Successor", Takes::Row("Tasks"), "ID of the task that waits.", successor),
    held!(
        "Relation",
        Takes::OneOf(RELATIONS),
        "Finish to start (FS), start to start (SS), finish to finish (FF), start to finish (SF); blank is FS.",
        relation
    ),
    plain!("Lag", Takes::Text, "Working days between: `2 d`, `-1 d`; `3 ed` for calendar days; `50 %` of the predecessor.", lag),
    held!("Needed by", Takes::Date, "The date the successor needs it by.", needed),
    held!("Promised", Takes::Date, "The date the predecessor promises.", promised),
    plain!(
        "Outside",
        Takes::OneOf(ENDS),
        "Which end, if one, is no task of this file: write there the key or name that another file knows.",
        outside
    ),
    plain!(@ "Stated at", Takes::Cells, "All cells that state the link.", false, stated_at),
];

/// Somebody on a task.
#[derive(Clone, PartialEq, Debug)]
pub struct AllocationRow {
    /// The cell that names the assignee.
    pub at: CellRef,
    /// ID of the task.
    pub task: Option<Text>,
    /// ID or unique name of the resource.
    pub resource: Option<Text>,
    /// Share of the day.
    pub units: Option<Sourced<f64>>,
    /// Work in hours.
    pub work: Option<Sourced<f64>>,
    /// The cell that makes the claim, where it is another.
    pub claimed_at: Vec<CellRef>,
}

impl Row for AllocationRow {
    fn new(at: CellRef) -> Self {
        AllocationRow { at, task: None, resource: None, units: None, work: None, claimed_at: Vec::new() }
    }
    fn at(&self) -> CellRef {
        self.at
    }
    fn put_at(&mut self, at: CellRef) {
        self.at = at;
    }
    fn columns() -> &'static [Column<Self>] {
        ALLOCATIONS
    }
}

const ALLOCATIONS: &[Column<AllocationRow>] = &[
    plain!("Task", Takes::Row("Tasks"), "ID of the task.", task),
    plain!("Resource", Takes::Row("Resources"), "Who works on it.", resource),
    held!("Units", Takes::Fraction, "Share of the day, 100 % is full time.", units),
    held!("Work hours", Takes::Number, "All work of this person on this task, in hours.", work),
    plain!(@ "Claimed at", Takes::Cells, "The cell of units and work, where it is another.", false, claimed_at),
];
