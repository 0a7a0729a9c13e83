//! The model's records as `program.json` shows them. What no source gave is left out.

use super::cell::{Cell, Day, Fact, basis_position, cells, day, fact, one};
use crate::model::register::Level;
use crate::model::work::MilestoneKind;
use crate::model::{
    Allocation, Audience, Benefit, BudgetLine, Calendar, Conflict, Constraint, Dependency, DependencyEnd, Duration, HandIn,
    LagUnit, LogItem, LogKind, Program, Project, Rag, Relation, Resource, ResourceKind, Stakeholder, StatusCategory, StatusWord,
    Task, TaskKind,
};
use crate::source::{CellRef, PlaceKind, SourceFile, Sourced, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// A column that maps to nothing, kept: header, value.
type Custom<'a> = Vec<(&'a str, Fact<&'a str>)>;

fn text(t: &Text) -> &str {
    t
}

fn number(n: &f64) -> f64 {
    *n
}

fn custom<'a>(list: &'a [(Text, Sourced<Text>)], home: CellRef) -> Custom<'a> {
    list.iter().map(|(header, value)| (&**header, one(value, home, text))).collect()
}

/// An input file.
#[derive(Serialize, JsonSchema)]
pub struct SourceView<'a> {
    /// Name as shown.
    file: &'a str,
    /// `lines` for delimited text, `sheets` for workbooks and pages.
    kind: &'static str,
    /// Its sheets in order.
    sheets: &'a [String],
}

impl<'a> SourceView<'a> {
    pub(super) fn new(file: &'a SourceFile) -> Self {
        let kind = match file.kind {
            PlaceKind::Lines => "lines",
            PlaceKind::Sheet => "sheets",
        };
        SourceView { file: &file.name, kind, sheets: &file.sheets }
    }
}

/// A program: projects run for one outcome.
#[derive(Serialize, JsonSchema)]
pub struct ProgramView<'a> {
    /// Name.
    name: &'a str,
    /// Positions of its projects.
    projects: Vec<u32>,
}

impl<'a> ProgramView<'a> {
    pub(super) fn new(p: &'a Program) -> Self {
        ProgramView { name: &p.name, projects: p.projects.iter().map(|p| p.0).collect() }
    }
}

/// A project.
#[derive(Serialize, JsonSchema)]
pub struct ProjectView<'a> {
    /// Stable id.
    id: &'a str,
    /// Name.
    name: &'a str,
    /// Key in the tracker.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    /// Positions of its programs.
    programs: Vec<u32>,
    /// Who may read of it.
    audience: Audience,
    /// Manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    manager: Option<Held<&'a str>>,
    /// Colour as reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    reported: Option<Held<Rag>>,
    /// Colour as agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed: Option<Held<Rag>>,
    /// Start of the project as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Held<Day>>,
    /// Finish of the project as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    finish: Option<Held<Day>>,
    /// Approved finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_finish: Option<Held<Day>>,
    /// What its manager wrote, verbatim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    narrative: Vec<NarrativeView<'a>>,
    /// Where its records came from: file, sheet, why.
    sources: Vec<(u16, u16, &'a str)>,
    /// Positions of its board milestones among the tasks.
    board_milestones: Vec<u32>,
    /// Position of the calendar that its work follows; left out where it is the program's.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<u32>,
}

/// A fact of a record that has no row of its own.
#[derive(Serialize, JsonSchema)]
struct Held<V> {
    /// The value.
    value: V,
    /// Its cell.
    at: Cell,
    /// Stated, derived or assumed, with the rule.
    basis: String,
}

fn held<'a, T, V>(s: &'a Option<Sourced<T>>, view: impl FnOnce(&'a T) -> V) -> Option<Held<V>> {
    s.as_ref().map(|s| Held { value: view(&s.value), at: Cell(s.at), basis: s.basis.sentence() })
}

/// A manager's words, or a comment on a record.
#[derive(Serialize, JsonSchema)]
struct NarrativeView<'a> {
    /// The text.
    text: &'a str,
    /// The record that a comment is on; absent where the words are about the project as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    /// Its cell.
    at: Cell,
}

impl<'a> ProjectView<'a> {
    pub(super) fn new(p: &'a Project) -> Self {
        ProjectView {
            id: &p.slug,
            name: &p.name,
            key: p.key.as_deref(),
            programs: p.programs.iter().map(|x| x.0).collect(),
            audience: p.audience,
            manager: held(&p.manager, text),
            reported: held(&p.reported, |r| *r),
            agreed: held(&p.agreed, |r| *r),
            start: held(&p.start, day),
            finish: held(&p.finish, day),
            baseline_finish: held(&p.baseline_finish, day),
            narrative: p
                .narrative
                .iter()
                .map(|n| NarrativeView {
                    text: &n.text,
                    about: n.about.as_deref(),
                    author: n.author.as_deref(),
                    date: n.date.map(Day),
                    at: Cell(n.at),
                })
                .collect(),
            sources: p.sources.iter().map(|(s, why)| (s.file, s.sheet, &**why)).collect(),
            board_milestones: p.board_milestones.iter().map(|t| t.0).collect(),
            calendar: p.calendar.map(|c| c.0),
        }
    }
}

/// A working calendar.
#[derive(Serialize, JsonSchema)]
pub struct CalendarView<'a> {
    /// Its name; empty for the program's own.
    name: &'a str,
    /// Minutes that one day of a duration stands for.
    day_minutes: u16,
    /// Times worked on Monday to Sunday: `08:00-12:00, 13:00-17:00`, or `off`.
    week: [String; 7],
    /// Days that differ, with their times.
    exceptions: Vec<(Day, String)>,
    /// Where it is stated; left out where the configuration does.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Cell>,
}

impl<'a> CalendarView<'a> {
    pub(super) fn new(c: &'a Calendar) -> Self {
        CalendarView {
            name: &c.name,
            day_minutes: c.day_minutes,
            week: std::array::from_fn(|ix| c.week.get(ix).map(ToString::to_string).unwrap_or_default()),
            exceptions: c.exceptions.iter().map(|(day, times)| (Day(*day), times.to_string())).collect(),
            at: c.at.map(Cell),
        }
    }
}

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
    pub(super) fn new(t: &'a Task) -> Self {
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
    pub(super) fn new(d: &'a Dependency) -> Self {
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
    pub(super) fn new(r: &'a Resource) -> Self {
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
    pub(super) fn new(a: &Allocation) -> Self {
        AllocationView {
            task: a.task.0,
            resource: a.resource.0,
            units: fact(&a.units, a.at, number),
            work: fact(&a.work, a.at, number),
            at: Cell(a.at),
        }
    }
}

/// A record of a log.
#[derive(Serialize, JsonSchema)]
pub struct LogView<'a> {
    /// Which log.
    kind: LogKind,
    /// Stable id.
    id: &'a str,
    /// The cell the record is known by.
    at: Cell,
    /// Position of its project.
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<u32>,
    /// Id as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Fact<&'a str>>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Fact<&'a str>>,
    /// Longer text.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Fact<&'a str>>,
    /// Category.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<Fact<&'a str>>,
    /// Vendor, system or person named as the cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<Fact<&'a str>>,
    /// Status as worded.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Fact<&'a str>>,
    /// Whether it still counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<bool>,
    /// Probability as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<Fact<LevelView<'a>>>,
    /// Impact as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<Fact<LevelView<'a>>>,
    /// Score as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<Fact<LevelView<'a>>>,
    /// Money at stake.
    #[serde(skip_serializing_if = "Option::is_none")]
    exposure: Option<Fact<f64>>,
    /// Priority.
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<Fact<&'a str>>,
    /// Colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    rag: Option<Fact<Rag>>,
    /// Response, or what was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<Fact<&'a str>>,
    /// Options.
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<Fact<&'a str>>,
    /// Recommendation.
    #[serde(skip_serializing_if = "Option::is_none")]
    recommendation: Option<Fact<&'a str>>,
    /// Owner as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<Fact<&'a str>>,
    /// Position of the owner among the resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_id: Option<u32>,
    /// Raised on.
    #[serde(skip_serializing_if = "Option::is_none")]
    raised: Option<Fact<Day>>,
    /// Due.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Fact<Day>>,
    /// Closed or decided on.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<Fact<Day>>,
    /// Columns that map to nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom: Custom<'a>,
}

/// A level: the word, and the number where there is one.
#[derive(Serialize, JsonSchema)]
struct LevelView<'a>(&'a str, Option<f64>);

fn level(l: &Level) -> LevelView<'_> {
    LevelView(&l.word, l.number)
}

impl<'a> LogView<'a> {
    pub(super) fn new(i: &'a LogItem) -> Self {
        let home = i.at;
        LogView {
            kind: i.kind,
            id: &i.stable_id,
            at: Cell(i.at),
            project: i.project.map(|p| p.0),
            key: fact(&i.key, home, text),
            title: fact(&i.title, home, text),
            description: fact(&i.description, home, text),
            category: fact(&i.category, home, text),
            vendor: fact(&i.vendor, home, text),
            status: fact(&i.status, home, text),
            open: i.open,
            probability: fact(&i.probability, home, level),
            impact: fact(&i.impact, home, level),
            score: fact(&i.score, home, level),
            exposure: fact(&i.exposure, home, number),
            priority: fact(&i.priority, home, text),
            rag: fact(&i.rag, home, |r| *r),
            response: fact(&i.response, home, text),
            options: fact(&i.options, home, text),
            recommendation: fact(&i.recommendation, home, text),
            owner: fact(&i.owner, home, text),
            owner_id: i.owner_id.map(|o| o.0),
            raised: fact(&i.raised, home, day),
            due: fact(&i.due, home, day),
            closed: fact(&i.closed, home, day),
            custom: custom(&i.custom, home),
        }
    }
}

/// A benefit.
#[derive(Serialize, JsonSchema)]
pub struct BenefitView<'a> {
    /// Stable id.
    id: &'a str,
    /// The cell the record is known by.
    at: Cell,
    /// Position of the project that enables it.
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<u32>,
    /// Id as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Fact<&'a str>>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Fact<&'a str>>,
    /// Measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<Fact<&'a str>>,
    /// Owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<Fact<&'a str>>,
    /// Baseline value.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Fact<f64>>,
    /// Target value.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Fact<f64>>,
    /// Forecast value.
    #[serde(skip_serializing_if = "Option::is_none")]
    forecast: Option<Fact<f64>>,
    /// Realised value.
    #[serde(skip_serializing_if = "Option::is_none")]
    realised: Option<Fact<f64>>,
    /// Promised for.
    #[serde(skip_serializing_if = "Option::is_none")]
    target_date: Option<Fact<Day>>,
    /// Forecast for.
    #[serde(skip_serializing_if = "Option::is_none")]
    forecast_date: Option<Fact<Day>>,
    /// What enables it, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    enabler: Option<Fact<&'a str>>,
    /// Positions of the tasks that enable it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    enabled_by: Vec<u32>,
    /// Days after the enabler.
    #[serde(skip_serializing_if = "Option::is_none")]
    lead_days: Option<Fact<f64>>,
    /// Status.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Fact<&'a str>>,
    /// Colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    rag: Option<Fact<Rag>>,
    /// Columns that map to nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom: Custom<'a>,
}

impl<'a> BenefitView<'a> {
    pub(super) fn new(b: &'a Benefit) -> Self {
        let home = b.at;
        BenefitView {
            id: &b.stable_id,
            at: Cell(b.at),
            project: b.project.map(|p| p.0),
            key: fact(&b.key, home, text),
            name: fact(&b.name, home, text),
            measure: fact(&b.measure, home, text),
            owner: fact(&b.owner, home, text),
            baseline: fact(&b.baseline, home, number),
            target: fact(&b.target, home, number),
            forecast: fact(&b.forecast, home, number),
            realised: fact(&b.realised, home, number),
            target_date: fact(&b.target_date, home, day),
            forecast_date: fact(&b.forecast_date, home, day),
            enabler: fact(&b.enabler, home, text),
            enabled_by: b.enabled_by.iter().map(|t| t.0).collect(),
            lead_days: fact(&b.lead_days, home, number),
            status: fact(&b.status, home, text),
            rag: fact(&b.rag, home, |r| *r),
            custom: custom(&b.custom, home),
        }
    }
}

/// A line of a budget.
#[derive(Serialize, JsonSchema)]
pub struct BudgetView<'a> {
    /// The cell the record is known by.
    at: Cell,
    /// Position of the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<u32>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Fact<&'a str>>,
    /// Approved budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<Fact<f64>>,
    /// Actual cost to date.
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<Fact<f64>>,
    /// Forecast at completion.
    #[serde(skip_serializing_if = "Option::is_none")]
    forecast: Option<Fact<f64>>,
    /// Planned value.
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_value: Option<Fact<f64>>,
    /// Earned value.
    #[serde(skip_serializing_if = "Option::is_none")]
    earned_value: Option<Fact<f64>>,
    /// Currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'a str>,
}

impl<'a> BudgetView<'a> {
    pub(super) fn new(b: &'a BudgetLine) -> Self {
        let home = b.at;
        BudgetView {
            at: Cell(b.at),
            project: b.project.map(|p| p.0),
            name: fact(&b.name, home, text),
            budget: fact(&b.budget, home, number),
            actual: fact(&b.actual, home, number),
            forecast: fact(&b.forecast, home, number),
            planned_value: fact(&b.planned_value, home, number),
            earned_value: fact(&b.earned_value, home, number),
            currency: b.currency.as_deref(),
        }
    }
}

/// A stakeholder.
#[derive(Serialize, JsonSchema)]
pub struct StakeholderView<'a> {
    /// The cell the record is known by.
    at: Cell,
    /// Position of the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<u32>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Fact<&'a str>>,
    /// Role or interest.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Fact<&'a str>>,
    /// Columns that map to nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom: Custom<'a>,
}

impl<'a> StakeholderView<'a> {
    pub(super) fn new(s: &'a Stakeholder) -> Self {
        StakeholderView {
            at: Cell(s.at),
            project: s.project.map(|p| p.0),
            name: fact(&s.name, s.at, text),
            role: fact(&s.role, s.at, text),
            custom: custom(&s.custom, s.at),
        }
    }
}

/// Two sources that disagree.
#[derive(Serialize, JsonSchema)]
pub struct ConflictView<'a> {
    /// Whose field.
    what: &'a str,
    /// Position of the task.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<u32>,
    /// Position of the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<u32>,
    /// Field.
    field: &'a str,
    /// The value kept, with its cell.
    kept: (&'a str, Cell),
    /// The value that lost, with its cell.
    lost: (&'a str, Cell),
    /// Difference.
    difference: &'a str,
    /// Why the kept one won.
    why: &'a str,
}

impl<'a> ConflictView<'a> {
    pub(super) fn new(c: &'a Conflict) -> Self {
        ConflictView {
            what: &c.what,
            task: c.task.map(|t| t.0),
            project: c.project.map(|p| p.0),
            field: &c.field,
            kept: (&c.kept.0, Cell(c.kept.1)),
            lost: (&c.lost.0, Cell(c.lost.1)),
            difference: &c.difference,
            why: &c.why,
        }
    }
}

/// A fact settled by hand.
#[derive(Serialize, JsonSchema)]
pub struct AdjustmentView<'a> {
    /// Title of what it changes, else the target as written.
    what: &'a str,
    /// The target as written.
    target: &'a str,
    /// Field.
    field: &'a str,
    /// The value.
    value: &'a str,
    /// The value it replaces, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<&'a str>,
    /// The value of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<&'a str>,
    /// The source's cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    original_at: Option<Cell>,
    /// Who says so.
    by: &'a str,
    /// Why.
    why: &'a str,
    /// The last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
    /// What became of it.
    state: crate::model::AdjustmentState,
    /// What changed, or why it was refused.
    #[serde(skip_serializing_if = "str::is_empty")]
    remark: &'a str,
    /// Where it is written.
    at: Cell,
}

impl<'a> AdjustmentView<'a> {
    pub(super) fn new(a: &'a crate::model::Adjustment) -> Self {
        AdjustmentView {
            what: if a.what.is_empty() { &a.target } else { &a.what },
            target: &a.target,
            field: &a.field,
            value: &a.value,
            replaces: a.replaces.as_deref(),
            original: a.original.as_ref().map(|(text, _)| &**text),
            original_at: a.original.as_ref().and_then(|(_, at)| at.map(Cell)),
            by: &a.by,
            why: &a.why,
            until: a.until.map(Day),
            state: a.state,
            remark: &a.remark,
            at: Cell(a.at),
        }
    }
}

/// A readiness gate.
#[derive(Serialize, JsonSchema)]
pub struct GateView<'a> {
    /// Name.
    name: &'a str,
    /// The day it is wanted for.
    #[serde(skip_serializing_if = "Option::is_none")]
    wanted: Option<Day>,
    /// Who declares it met.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    /// What it needs: as written, the task where one was found, the cell.
    needs: Vec<(&'a str, Option<u32>, Cell)>,
    /// Where it is written.
    at: Cell,
}

impl<'a> GateView<'a> {
    pub(super) fn new(gate: &'a crate::model::Gate) -> Self {
        GateView {
            name: &gate.name,
            wanted: gate.wanted.map(Day),
            owner: gate.owner.as_deref(),
            needs: gate.needs.iter().map(|n| (&*n.written, n.task.map(|t| t.0), Cell(n.at))).collect(),
            at: Cell(gate.at),
        }
    }
}

/// A hand-in with the date its data is of.
#[derive(Serialize, JsonSchema)]
pub struct HandInView<'a> {
    /// File and sheet.
    source: (u16, u16),
    /// Date, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    data_date: Option<(Day, &'a str)>,
    /// File and sheet that supersede it, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<(u16, u16, &'a str)>,
    /// Where it is carried forward: the file as it was handed in, the day of the pack that accepted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried: Option<(&'a str, Day)>,
}

impl<'a> HandInView<'a> {
    pub(super) fn new(h: &'a HandIn) -> Self {
        HandInView {
            source: (h.source.file, h.source.sheet),
            data_date: h.data_date.as_ref().map(|(d, why)| (Day(*d), &**why)),
            superseded_by: h.superseded_by.as_ref().map(|(s, why)| (s.file, s.sheet, &**why)),
            carried: h.carried.as_ref().map(|c| (&*c.file, Day(c.pack))),
        }
    }
}
