//! The values that analysis gives, keyed by id. Dates are days of work: an early finish is the last day worked.

use crate::model::{BenefitId, DependencyId, ProjectId, Rag, ResourceId, TaskId};
use crate::source::{CellRef, Text};
use jiff::civil::Date;

/// Everything computed.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Critical path: early, late, float, driving predecessor.
    pub schedule: Schedule,
    /// What the links imply for each milestone.
    pub milestones: Vec<MilestoneReading>,
    /// Dependencies between projects.
    pub handovers: Vec<Handover>,
    /// Demand against capacity.
    pub contention: Contention,
    /// Status of each project, by project id.
    pub health: Vec<ProjectHealth>,
    /// Status of the whole.
    pub overall: Health,
    /// Groups of log items with one cause.
    pub exposure: Vec<CommonCause>,
    /// What each benefit can expect, by benefit id.
    pub benefits: Vec<BenefitReading>,
    /// Tasks that stand behind milestones, those behind most first.
    pub bottlenecks: Vec<Bottleneck>,
    /// People, roles and systems on those chains, those behind most delay first.
    pub people_behind: Vec<PersonBottleneck>,
    /// The most telling what-ifs, each on its own.
    pub what_if: Vec<super::what_if::WhatIf>,
    /// Schedule health: the DCMA's fourteen points, and the hygiene of trackers.
    pub quality: super::quality::Quality,
}

/// An open task behind milestones, with little float between.
#[derive(Clone, PartialEq, Debug)]
pub struct Bottleneck {
    /// The task.
    pub task: TaskId,
    /// The milestones that wait for it, in the order of the tasks.
    pub milestones: Vec<TaskId>,
    /// Working days by which the latest of them is late by the links; 0 where none is.
    pub latest: i32,
    /// Least working days of float between it and one of them.
    pub float: i32,
}

/// A person, role, group or system behind milestones, with little float between.
#[derive(Clone, PartialEq, Debug)]
pub struct PersonBottleneck {
    /// Who or what.
    pub resource: ResourceId,
    /// Open tasks of theirs behind milestones.
    pub tasks: usize,
    /// The milestones that those drive, in the order of the tasks.
    pub milestones: Vec<TaskId>,
    /// Working days by which those milestones are late by the links, added up, each milestone once.
    pub delay: i32,
    /// Person-days of stated demand above capacity.
    pub over_days: f64,
}

/// Float against the board milestone that gives way first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BoardFloat {
    /// Working days by which the task can slip before that milestone's implied date moves.
    pub days: i32,
    /// The milestone.
    pub milestone: TaskId,
}

/// The critical-path reading of the whole portfolio.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    /// By task id; `None` for tasks that are not scheduled (stubs, summaries, cancelled, on a cycle, without any date).
    pub tasks: Vec<Option<TaskSchedule>>,
    /// By task id: float to the board milestone that gives way first; `None` for tasks that no open board milestone waits for.
    pub board_float: Vec<Option<BoardFloat>>,
    /// Strongly connected components, each with members and links in a stable order.
    pub cycles: Vec<Cycle>,
    /// Links that the reported dates break.
    pub broken: Vec<BrokenLink>,
    /// The longest driving chain to the latest finish, first task first.
    pub critical_chain: Vec<TaskId>,
    /// The scope that late dates are taken against, in words: "the program's latest finish, 30 Jun 2027".
    pub scope: String,
    /// Tasks left out of the passes, with the reason in words.
    pub left_out: Vec<(TaskId, &'static str)>,
    /// Dependencies that are not computed with, with the reason in words.
    pub unused: Vec<(DependencyId, &'static str)>,
}

/// One task, as the logic implies.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TaskSchedule {
    /// Early start.
    pub early_start: Date,
    /// Early finish, last day worked.
    pub early_finish: Date,
    /// Late start.
    pub late_start: Date,
    /// Late finish.
    pub late_finish: Date,
    /// Late start − early start in working days.
    pub total_float: i32,
    /// The smallest slip in working days that moves a successor.
    pub free_float: i32,
    /// Total float at or under the threshold.
    pub critical: bool,
    /// The link that sets the early start; `None` where the task's own dates do.
    pub driver: Option<DependencyId>,
    /// Working days from the reported finish to the early finish, positive = later; `None` where no finish is reported.
    pub implied_slip: Option<i32>,
}

/// Tasks that wait for each other.
#[derive(Clone, PartialEq, Debug)]
pub struct Cycle {
    /// Members, sorted.
    pub tasks: Vec<TaskId>,
    /// The links among them, sorted.
    pub links: Vec<DependencyId>,
}

/// A link whose two reported dates contradict it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct BrokenLink {
    /// The link.
    pub link: DependencyId,
    /// Earliest date the link allows the successor's start (FS, SS) or finish (FF, SF).
    pub allowed: Date,
    /// What is reported.
    pub reported: Date,
    /// Working days between them, positive.
    pub gap: i32,
    /// The cells that prove it: predecessor's date, successor's date.
    pub cells: [CellRef; 2],
}

/// What the links imply for a milestone (or for the last task of a project without milestones).
#[derive(Clone, PartialEq, Debug)]
pub struct MilestoneReading {
    /// The milestone.
    pub task: TaskId,
    /// Baseline date.
    pub baseline: Option<Date>,
    /// Reported date.
    pub reported: Option<Date>,
    /// What the logic implies; `None` where not assessable.
    pub implied: Option<Date>,
    /// Working days from reported to implied, positive = late.
    pub gap: Option<i32>,
    /// The driving chain, first task first, the milestone last.
    pub chain: Vec<TaskId>,
    /// How much of its upstream is linked and dated.
    pub coverage: Coverage,
    /// Why it is not assessable, where it is not.
    pub not_assessable: Option<String>,
    /// Whether the program looks at it at board level.
    pub board: bool,
}

/// How far the network behind a milestone (or in a project) can be trusted, as counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// Open and closed records of work counted: for a milestone those tied to it by links and those of its project due by its
    /// date, for a project all of it.
    pub tasks: usize,
    /// Of them tied to the milestone by links, directly or through others; 0 for a project.
    pub upstream: usize,
    /// Of them with a link, to whatever.
    pub linked: usize,
    /// Of them with a finish date.
    pub dated: usize,
    /// Of them with a duration, work or both dates.
    pub estimated: usize,
    /// Of them with an assignee.
    pub assigned: usize,
}

/// A dependency from one project to another: the give/get register.
#[derive(Clone, PartialEq, Debug)]
pub struct Handover {
    /// The link.
    pub link: DependencyId,
    /// The project that gives, where known.
    pub giver: Option<ProjectId>,
    /// The project that gets, where known.
    pub getter: Option<ProjectId>,
    /// The date given: promised, else the giver's reported finish.
    pub given: Option<(Date, CellRef)>,
    /// The date needed: stated, else the getter's reported start.
    pub needed: Option<(Date, CellRef)>,
    /// Working days by which the giver is late for the getter, positive = late; `None` where either date is missing.
    pub gap: Option<i32>,
    /// Stated in the files of both sides.
    pub agreed: bool,
    /// Whether giver and getter are read from different trackers.
    pub crosses_trackers: bool,
}

/// Demand and capacity of one resource in one week.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct WeekLoad {
    /// Monday.
    pub week: Date,
    /// Hours of demand on a stated basis (stated work or stated units).
    pub stated: f64,
    /// Hours of demand on an assumed basis (full time because nothing is stated).
    pub assumed: f64,
    /// Hours of capacity in the whole week; 0 where nobody states how many people fill the role or form the group.
    pub capacity: f64,
    /// Highest daily ratio of stated demand to capacity in the week, 1 = full.
    pub peak: f64,
}

/// A stretch of days on which stated (or stated plus assumed) demand exceeds capacity.
#[derive(Clone, PartialEq, Debug)]
pub struct Overallocation {
    /// Who or what.
    pub resource: ResourceId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Overloaded working days in the stretch.
    pub days: i32,
    /// Highest daily demand over capacity, 2.15 = 215 %.
    pub peak: f64,
    /// Hours above capacity in the stretch.
    pub excess_hours: f64,
    /// The same in person-days of the default working day.
    pub person_days: f64,
    /// Whether the excess stands on stated demand alone; if not it rests on an assumption and is shown apart.
    pub on_stated: bool,
    /// The competing claims: task, its hours in the stretch, its total float where computed. Largest first.
    pub claims: Vec<Claim>,
    /// Projects that compete, sorted.
    pub projects: Vec<ProjectId>,
}

/// One task's part in an overallocation.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Claim {
    /// The task.
    pub task: TaskId,
    /// Hours in the stretch.
    pub hours: f64,
    /// Float that could give, in working days; `None` where the task is not scheduled.
    pub float: Option<i32>,
    /// Whether the hours are stated.
    pub stated: bool,
    /// The cell that makes the claim.
    pub at: CellRef,
}

/// A stretch over an unsure identity, counted both ways.
#[derive(Clone, PartialEq, Debug)]
pub struct BothWays {
    /// Position of the question in the portfolio's proposals.
    pub proposal: u32,
    /// The two who may be one.
    pub people: [ResourceId; 2],
    /// The stretch if they are one person; its resource is the first of them.
    pub as_one: Overallocation,
    /// What each comes to in the same days if they are two.
    pub apart: [Apart; 2],
}

/// What one of two comes to alone.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Apart {
    /// Highest daily demand over capacity.
    pub peak: f64,
    /// Hours above capacity.
    pub excess_hours: f64,
}

/// The contention reading.
#[derive(Clone, Debug, Default)]
pub struct Contention {
    /// Loads by resource id, weeks ascending, only weeks with demand.
    pub loads: Vec<Vec<WeekLoad>>,
    /// The same by month, `week` being the first day of the month.
    pub months: Vec<Vec<WeekLoad>>,
    /// Ways out of the gravest overallocations.
    pub resolutions: Vec<super::options::Resolution>,
    /// Overallocations: those on stated demand first, then by hours above capacity.
    pub over: Vec<Overallocation>,
    /// Stretches that are above capacity only if two who may be one are one, those on stated demand first.
    pub both_ways: Vec<BothWays>,
    /// Claims of open tasks that have no dates: they make no demand.
    pub undated: usize,
    /// Claims, by position in the portfolio's allocations, on nothing but days on which the resource is away or gone.
    pub away: Vec<u32>,
}

/// A RAG that was computed, with what triggered it; `rag: None` = not assessable.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Health {
    /// The colour.
    pub rag: Option<Rag>,
    /// One sentence why, naming the rule and the number.
    pub why: String,
    /// The cells that prove it.
    pub cells: Vec<CellRef>,
}

/// Status of one project by dimension.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ProjectHealth {
    /// Schedule against baseline, and against its own links.
    pub schedule: Health,
    /// Cost against budget.
    pub cost: Health,
    /// Contention of its people.
    pub resources: Health,
    /// Its open risks and issues.
    pub risk: Health,
    /// Quality of its data.
    pub data: Health,
    /// Worst of schedule, cost, resources and risk as far as assessable; not assessable where the schedule is not.
    pub overall: Health,
    /// Coverage of the project's network.
    pub coverage: Coverage,
    /// Percent of its work done (by work, else by duration, else by count), 0 to 1.
    pub percent: Option<f64>,
    /// The implied finish of the project, where assessable, and the reported one.
    pub implied_finish: Option<Date>,
    /// Latest reported finish among its open tasks and milestones.
    pub reported_finish: Option<Date>,
    /// Reported is greener than computed.
    pub watermelon: bool,
}

/// Log items of several projects behind which one vendor, system or person stands.
#[derive(Clone, PartialEq, Debug)]
pub struct CommonCause {
    /// The cause as most often spelled.
    pub name: Text,
    /// Every spelling with its cell.
    pub spellings: Vec<(Text, CellRef)>,
    /// Positions in the portfolio's log.
    pub items: Vec<u32>,
    /// Projects hit, sorted.
    pub projects: Vec<ProjectId>,
    /// The evidence in words.
    pub evidence: String,
}

/// What a benefit can expect.
#[derive(Clone, PartialEq, Debug)]
pub struct BenefitReading {
    /// The benefit.
    pub benefit: BenefitId,
    /// The enabling task that finishes last, with its date as the links imply.
    pub enabler: Option<(TaskId, Date)>,
    /// The date on which the benefit can start given its enablers.
    pub expected: Option<Date>,
    /// Calendar days from the promised date to the expected one, positive = late.
    pub late_days: Option<i32>,
    /// Colour and reason.
    pub health: Health,
}
