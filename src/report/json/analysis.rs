//! What was computed, as `program.json` shows it. Computed dates never stand in a field beside read ones.

use super::cell::{Cell, Day, Each, cells, each};
use super::quality::{QualityView, ResolutionView};
use super::what_if::WhatIfView;
use crate::analyze::options::Resolution;
use crate::analyze::what_if::WhatIf;
use crate::analyze::{
    Analysis, BenefitReading, BothWays, Bottleneck, BrokenLink, CommonCause, Coverage, Cycle, Handover, Health, MilestoneReading,
    Overallocation, PersonBottleneck, ProjectHealth, Schedule, TaskSchedule, WeekLoad,
};
use crate::diagnostic::{Diagnostic, Place, Severity, Subject};
use crate::model::{Rag, TaskId};
use schemars::JsonSchema;
use serde::Serialize;

/// Everything computed.
#[derive(Serialize, JsonSchema)]
pub struct AnalysisView<'a> {
    /// Critical path.
    schedule: ScheduleView<'a>,
    /// What the links imply for milestones.
    milestones: Each<'a, MilestoneReading, MilestoneView<'a>>,
    /// Dependencies between projects.
    handovers: Each<'a, Handover, HandoverView>,
    /// Demand and capacity, by resource: weeks ascending.
    loads: Each<'a, Vec<WeekLoad>, Each<'a, WeekLoad, LoadView>>,
    /// The same by month, `week` being the first day of the month.
    months: Each<'a, Vec<WeekLoad>, Each<'a, WeekLoad, LoadView>>,
    /// Ways out of the gravest overallocations: proposals, nothing is moved.
    options: Each<'a, Resolution, ResolutionView>,
    /// Overallocations, gravest first.
    over: Each<'a, Overallocation, OverView>,
    /// Overallocations that are there only if two who may be one are one: counted both ways.
    both_ways: Each<'a, BothWays, BothWaysView>,
    /// Status by project.
    health: Each<'a, ProjectHealth, ProjectHealthView<'a>>,
    /// Status of the whole.
    overall: HealthView<'a>,
    /// Common causes behind log items.
    exposure: Each<'a, CommonCause, CauseView<'a>>,
    /// What each benefit can expect.
    benefits: Each<'a, BenefitReading, BenefitReadingView<'a>>,
    /// Open tasks on the driving chains of milestones, those behind most milestones first.
    bottlenecks: Each<'a, Bottleneck, BottleneckView>,
    /// People, roles and systems on those chains, those behind most delay first.
    people_behind: Each<'a, PersonBottleneck, PersonBottleneckView>,
    /// The most telling what-ifs, each on its own.
    what_if: Each<'a, WhatIf, WhatIfView>,
    /// Schedule health: the DCMA's fourteen points, and the hygiene of trackers.
    quality: QualityView,
}

impl<'a> AnalysisView<'a> {
    pub(super) fn new(a: &'a Analysis) -> Self {
        AnalysisView {
            schedule: ScheduleView::new(&a.schedule),
            milestones: each(&a.milestones, MilestoneView::new),
            handovers: each(&a.handovers, HandoverView::new),
            loads: each(&a.contention.loads, |weeks| each(weeks, LoadView::new)),
            months: each(&a.contention.months, |months| each(months, LoadView::new)),
            options: each(&a.contention.resolutions, ResolutionView::new),
            over: each(&a.contention.over, OverView::new),
            both_ways: each(&a.contention.both_ways, BothWaysView::new),
            health: each(&a.health, ProjectHealthView::new),
            overall: HealthView::new(&a.overall),
            exposure: each(&a.exposure, CauseView::new),
            benefits: each(&a.benefits, BenefitReadingView::new),
            bottlenecks: each(&a.bottlenecks, BottleneckView::new),
            people_behind: each(&a.people_behind, PersonBottleneckView::new),
            what_if: each(&a.what_if, WhatIfView::new),
            quality: QualityView::new(&a.quality),
        }
    }
}

/// A task that milestones wait for.
#[derive(Serialize, JsonSchema)]
struct BottleneckView {
    /// Position of the task.
    task: u32,
    /// Positions of the milestones that wait for it.
    milestones: Vec<u32>,
    /// Working days by which the latest of them is late.
    latest: i32,
    /// Least working days of float between it and one of them.
    float: i32,
}

impl BottleneckView {
    fn new(b: &Bottleneck) -> Self {
        let milestones = b.milestones.iter().map(|m| m.0).collect();
        BottleneckView { task: b.task.0, milestones, latest: b.latest, float: b.float }
    }
}

/// A person, role, group or system that milestones wait for.
#[derive(Serialize, JsonSchema)]
struct PersonBottleneckView {
    /// Position of the resource.
    resource: u32,
    /// Open tasks of theirs on driving chains.
    tasks: usize,
    /// Positions of the milestones that those drive.
    milestones: Vec<u32>,
    /// Working days by which those milestones are late, added up.
    delay: i32,
    /// Person-days of stated demand above capacity.
    over_days: f64,
}

impl PersonBottleneckView {
    fn new(p: &PersonBottleneck) -> Self {
        PersonBottleneckView {
            resource: p.resource.0,
            tasks: p.tasks,
            milestones: p.milestones.iter().map(|m| m.0).collect(),
            delay: p.delay,
            over_days: (p.over_days * 100.0).round() / 100.0,
        }
    }
}

/// The critical-path reading.
#[derive(Serialize, JsonSchema)]
struct ScheduleView<'a> {
    /// What late dates are taken against.
    scope: &'a str,
    /// By task; `null` where a task is not scheduled.
    tasks: Each<'a, Option<TaskSchedule>, Option<TaskScheduleView>>,
    /// Float to the board milestone that gives way first: task, working days, milestone. Only tasks that one waits for.
    board_float: Vec<(u32, i32, u32)>,
    /// Rings of tasks that wait for each other.
    cycles: Each<'a, Cycle, CycleView>,
    /// Links that the reported dates break.
    broken: Each<'a, BrokenLink, BrokenView>,
    /// The longest driving chain, first task first.
    critical_chain: Vec<u32>,
    /// Tasks left out, and why.
    left_out: Each<'a, (TaskId, &'static str), (u32, &'static str)>,
}

impl<'a> ScheduleView<'a> {
    fn new(s: &'a Schedule) -> Self {
        ScheduleView {
            scope: &s.scope,
            tasks: each(&s.tasks, |t| t.as_ref().map(TaskScheduleView::new)),
            board_float: (0..)
                .zip(&s.board_float)
                .filter_map(|(task, float)| float.map(|f| (task, f.days, f.milestone.0)))
                .collect(),
            cycles: each(&s.cycles, |c| CycleView {
                tasks: c.tasks.iter().map(|t| t.0).collect(),
                links: c.links.iter().map(|l| l.0).collect(),
            }),
            broken: each(&s.broken, |b| BrokenView {
                link: b.link.0,
                allowed: Day(b.allowed),
                reported: Day(b.reported),
                gap: b.gap,
                cells: cells(&b.cells),
            }),
            critical_chain: s.critical_chain.iter().map(|t| t.0).collect(),
            left_out: each(&s.left_out, |(t, why)| (t.0, *why)),
        }
    }
}

/// One task, as the logic implies. Floats are working days.
#[derive(Serialize, JsonSchema)]
struct TaskScheduleView {
    /// Early start.
    early_start: Day,
    /// Early finish.
    early_finish: Day,
    /// Late start.
    late_start: Day,
    /// Late finish.
    late_finish: Day,
    /// Total float.
    total_float: i32,
    /// Free float.
    free_float: i32,
    /// Critical.
    critical: bool,
    /// Position of the driving link.
    #[serde(skip_serializing_if = "Option::is_none")]
    driver: Option<u32>,
    /// Working days from the reported finish to the early finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    implied_slip: Option<i32>,
}

impl TaskScheduleView {
    fn new(t: &TaskSchedule) -> Self {
        TaskScheduleView {
            early_start: Day(t.early_start),
            early_finish: Day(t.early_finish),
            late_start: Day(t.late_start),
            late_finish: Day(t.late_finish),
            total_float: t.total_float,
            free_float: t.free_float,
            critical: t.critical,
            driver: t.driver.map(|d| d.0),
            implied_slip: t.implied_slip,
        }
    }
}

/// A ring.
#[derive(Serialize, JsonSchema)]
struct CycleView {
    /// Positions of its tasks.
    tasks: Vec<u32>,
    /// Positions of its links.
    links: Vec<u32>,
}

/// A link that the reported dates break.
#[derive(Serialize, JsonSchema)]
struct BrokenView {
    /// Position of the link.
    link: u32,
    /// Earliest date allowed.
    allowed: Day,
    /// What is reported.
    reported: Day,
    /// Working days between them.
    gap: i32,
    /// Cells that prove it.
    cells: Vec<Cell>,
}

/// What the links imply for a milestone.
#[derive(Serialize, JsonSchema)]
struct MilestoneView<'a> {
    /// Position of the task.
    task: u32,
    /// Baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Day>,
    /// Reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    reported: Option<Day>,
    /// Implied by the links.
    #[serde(skip_serializing_if = "Option::is_none")]
    implied: Option<Day>,
    /// Working days from reported to implied.
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<i32>,
    /// Driving chain.
    chain: Vec<u32>,
    /// How much of its upstream is known.
    coverage: CoverageView,
    /// Why it is not assessable.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_assessable: Option<&'a str>,
    /// Looked at by the board.
    board: bool,
}

impl<'a> MilestoneView<'a> {
    fn new(m: &'a MilestoneReading) -> Self {
        MilestoneView {
            task: m.task.0,
            baseline: m.baseline.map(Day),
            reported: m.reported.map(Day),
            implied: m.implied.map(Day),
            gap: m.gap,
            chain: m.chain.iter().map(|t| t.0).collect(),
            coverage: CoverageView::new(m.coverage),
            not_assessable: m.not_assessable.as_deref(),
            board: m.board,
        }
    }
}

/// Counts of tasks.
#[derive(Serialize, JsonSchema)]
struct CoverageView {
    /// Counted.
    tasks: usize,
    /// With a link.
    linked: usize,
    /// With a finish date.
    dated: usize,
    /// With a duration, work or both dates.
    estimated: usize,
    /// With an assignee.
    assigned: usize,
}

impl CoverageView {
    fn new(c: Coverage) -> Self {
        CoverageView { tasks: c.tasks, linked: c.linked, dated: c.dated, estimated: c.estimated, assigned: c.assigned }
    }
}

/// A dependency between projects.
#[derive(Serialize, JsonSchema)]
struct HandoverView {
    /// Position of the link.
    link: u32,
    /// Position of the project that gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    giver: Option<u32>,
    /// Position of the project that gets.
    #[serde(skip_serializing_if = "Option::is_none")]
    getter: Option<u32>,
    /// Date given, with its cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<(Day, Cell)>,
    /// Date needed, with its cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<(Day, Cell)>,
    /// Working days late.
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<i32>,
    /// Stated by both sides.
    agreed: bool,
    /// Read from different trackers.
    crosses_trackers: bool,
}

impl HandoverView {
    fn new(h: &Handover) -> Self {
        HandoverView {
            link: h.link.0,
            giver: h.giver.map(|p| p.0),
            getter: h.getter.map(|p| p.0),
            given: h.given.map(|(d, at)| (Day(d), Cell(at))),
            needed: h.needed.map(|(d, at)| (Day(d), Cell(at))),
            gap: h.gap,
            agreed: h.agreed,
            crosses_trackers: h.crosses_trackers,
        }
    }
}

/// A week of a resource: hours, and the highest daily ratio.
#[derive(Serialize, JsonSchema)]
struct LoadView {
    /// Monday.
    week: Day,
    /// Hours on a stated basis.
    stated: f64,
    /// Hours on an assumed basis.
    assumed: f64,
    /// Hours of capacity.
    capacity: f64,
    /// Highest daily ratio of stated demand to capacity.
    peak: f64,
}

impl LoadView {
    fn new(w: &WeekLoad) -> Self {
        let cent = |n: f64| (n * 100.0).round() / 100.0;
        LoadView {
            week: Day(w.week),
            stated: cent(w.stated),
            assumed: cent(w.assumed),
            capacity: cent(w.capacity),
            peak: (w.peak * 1e4).round() / 1e4,
        }
    }
}

/// A stretch of overallocation.
#[derive(Serialize, JsonSchema)]
struct OverView {
    /// Position of the resource.
    resource: u32,
    /// First day.
    from: Day,
    /// Last day.
    to: Day,
    /// Highest daily demand over capacity.
    peak: f64,
    /// Hours above capacity.
    excess_hours: f64,
    /// The same in person-days.
    person_days: f64,
    /// On stated demand alone.
    on_stated: bool,
    /// Competing claims: task, hours, total float, stated, cell.
    claims: Vec<(u32, f64, Option<i32>, bool, Cell)>,
    /// Positions of the projects.
    projects: Vec<u32>,
}

impl OverView {
    fn new(o: &Overallocation) -> Self {
        let cent = |n: f64| (n * 100.0).round() / 100.0;
        OverView {
            resource: o.resource.0,
            from: Day(o.from),
            to: Day(o.to),
            peak: (o.peak * 1e4).round() / 1e4,
            excess_hours: cent(o.excess_hours),
            person_days: cent(o.person_days),
            on_stated: o.on_stated,
            claims: o.claims.iter().map(|c| (c.task.0, cent(c.hours), c.float, c.stated, Cell(c.at))).collect(),
            projects: o.projects.iter().map(|p| p.0).collect(),
        }
    }
}

/// A stretch over an unsure identity, counted both ways.
#[derive(Serialize, JsonSchema)]
struct BothWaysView {
    /// Positions of the two resources that may be one person.
    people: [u32; 2],
    /// The stretch if they are one; its resource is the first of them.
    as_one: OverView,
    /// Highest daily demand over capacity of each in those days, if they are two.
    peak_apart: [f64; 2],
    /// Hours above capacity of each in those days, if they are two.
    excess_hours_apart: [f64; 2],
}

impl BothWaysView {
    fn new(b: &BothWays) -> Self {
        BothWaysView {
            people: b.people.map(|p| p.0),
            as_one: OverView::new(&b.as_one),
            peak_apart: b.apart.map(|a| (a.peak * 1e4).round() / 1e4),
            excess_hours_apart: b.apart.map(|a| (a.excess_hours * 100.0).round() / 100.0),
        }
    }
}

/// A colour with its reason; no colour = not assessable.
#[derive(Serialize, JsonSchema)]
struct HealthView<'a> {
    /// Colour.
    rag: Option<Rag>,
    /// Why.
    why: &'a str,
    /// Cells that prove it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<Cell>,
}

impl<'a> HealthView<'a> {
    fn new(h: &'a Health) -> Self {
        HealthView { rag: h.rag, why: &h.why, cells: cells(&h.cells) }
    }
}

/// Status of a project by dimension.
#[derive(Serialize, JsonSchema)]
struct ProjectHealthView<'a> {
    /// Schedule.
    schedule: HealthView<'a>,
    /// Cost.
    cost: HealthView<'a>,
    /// People.
    resources: HealthView<'a>,
    /// Risks and issues.
    risk: HealthView<'a>,
    /// Data.
    data: HealthView<'a>,
    /// Overall.
    overall: HealthView<'a>,
    /// Coverage of its network.
    coverage: CoverageView,
    /// Fraction done.
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<f64>,
    /// Implied finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    implied_finish: Option<Day>,
    /// Reported finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    reported_finish: Option<Day>,
    /// Reported is greener than computed.
    watermelon: bool,
}

impl<'a> ProjectHealthView<'a> {
    fn new(h: &'a ProjectHealth) -> Self {
        ProjectHealthView {
            schedule: HealthView::new(&h.schedule),
            cost: HealthView::new(&h.cost),
            resources: HealthView::new(&h.resources),
            risk: HealthView::new(&h.risk),
            data: HealthView::new(&h.data),
            overall: HealthView::new(&h.overall),
            coverage: CoverageView::new(h.coverage),
            percent: h.percent,
            implied_finish: h.implied_finish.map(Day),
            reported_finish: h.reported_finish.map(Day),
            watermelon: h.watermelon,
        }
    }
}

/// One cause behind log items of several projects.
#[derive(Serialize, JsonSchema)]
struct CauseView<'a> {
    /// Name.
    name: &'a str,
    /// Spellings with their cells.
    spellings: Vec<(&'a str, Cell)>,
    /// Positions in the log.
    items: &'a [u32],
    /// Positions of the projects.
    projects: Vec<u32>,
    /// Evidence.
    evidence: &'a str,
}

impl<'a> CauseView<'a> {
    fn new(c: &'a CommonCause) -> Self {
        CauseView {
            name: &c.name,
            spellings: c.spellings.iter().map(|(s, at)| (&**s, Cell(*at))).collect(),
            items: &c.items,
            projects: c.projects.iter().map(|p| p.0).collect(),
            evidence: &c.evidence,
        }
    }
}

/// What a benefit can expect.
#[derive(Serialize, JsonSchema)]
struct BenefitReadingView<'a> {
    /// Position of the benefit.
    benefit: u32,
    /// The enabling task that finishes last, with its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    enabler: Option<(u32, Day)>,
    /// When it can start.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<Day>,
    /// Calendar days late.
    #[serde(skip_serializing_if = "Option::is_none")]
    late_days: Option<i32>,
    /// Colour and reason.
    health: HealthView<'a>,
}

impl<'a> BenefitReadingView<'a> {
    fn new(b: &'a BenefitReading) -> Self {
        BenefitReadingView {
            benefit: b.benefit.0,
            enabler: b.enabler.map(|(t, d)| (t.0, Day(d))),
            expected: b.expected.map(Day),
            late_days: b.late_days,
            health: HealthView::new(&b.health),
        }
    }
}

/// A finding.
#[derive(Serialize, JsonSchema)]
pub struct FindingView<'a> {
    /// The check's name.
    check: &'static str,
    /// How grave.
    severity: Severity,
    /// The cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Cell>,
    /// File and sheet, where the place is a sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<(u16, u16)>,
    /// File that gave no sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    /// What is wrong.
    message: &'a str,
    /// What to do.
    #[serde(skip_serializing_if = "str::is_empty")]
    help: &'a str,
    /// Other cells that prove it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Cell>,
    /// What it speaks of: kind and position.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<(&'static str, u32)>,
}

impl<'a> FindingView<'a> {
    pub(super) fn new(d: &'a Diagnostic) -> Self {
        FindingView {
            check: d.check,
            severity: d.severity,
            at: d.cell().map(Cell),
            source: match d.place {
                Place::Source(s) => Some((s.file, s.sheet)),
                _ => None,
            },
            file: match &d.place {
                Place::File(name) => Some(name),
                _ => None,
            },
            message: &d.message,
            help: &d.help,
            related: cells(&d.related),
            subject: match d.subject {
                Subject::Intake => None,
                Subject::Task(n) => Some(("task", n)),
                Subject::Dependency(n) => Some(("dependency", n)),
                Subject::Project(n) => Some(("project", n)),
                Subject::Resource(n) => Some(("resource", n)),
                Subject::LogItem(n) => Some(("log", n)),
                Subject::Benefit(n) => Some(("benefit", n)),
            },
        }
    }
}
