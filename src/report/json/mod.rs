//! `program.json`: the model, what follows from it and the findings, for other programs to read. Versioned, with a JSON
//! Schema; cells are compact; what no source gave is left out. Records name each other by position in their lists.
//!
//! The views borrow from the model and are written one record at a time, so the file costs no memory of its own.

mod analysis;
pub mod back;
mod cell;
mod model;
mod quality;
pub mod what_if;

use super::Brief;
use analysis::{AnalysisView, FindingView};
use cell::{Day, Each, each};
use model::{
    AdjustmentView, AllocationView, BenefitView, BudgetView, CalendarView, ConflictView, DependencyView, GateView, HandInView,
    LogView, ProgramView, ProjectView, ProposalView, ResourceView, SourceView, StakeholderView, TaskView,
};
use schemars::JsonSchema;
use serde::Serialize;

/// Version of the form of `program.json`: raised when a field goes or changes its meaning, not when one is added.
pub const VERSION: u32 = 1;

/// What `program.json` holds.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "steerpack program.json")]
pub struct ProgramFile<'a> {
    /// Version of this form.
    schema: u32,
    /// `steerpack 0.1.0`.
    tool: &'a str,
    /// Name of the portfolio or program.
    name: &'a str,
    /// The date the pack is of.
    as_of: Day,
    /// Whether restricted projects are in it.
    restricted: bool,
    /// The settings that the analysis followed.
    settings: SettingsView<'a>,
    /// Inputs by position, as cells name them.
    sources: Each<'a, crate::source::SourceFile, SourceView<'a>>,
    /// How facts are held, by position, as facts name them; 0 is stated.
    bases: Vec<String>,
    /// How many of everything there is.
    counts: crate::model::Counts,
    /// The records.
    #[serde(flatten)]
    records: Records<'a>,
    /// What was computed.
    analysis: AnalysisView<'a>,
    /// Findings, sorted by place.
    findings: Each<'a, crate::diagnostic::Diagnostic, FindingView<'a>>,
}

/// The records of the model.
#[derive(Serialize, JsonSchema)]
pub struct Records<'a> {
    /// Programs.
    programs: Each<'a, crate::model::Program, ProgramView<'a>>,
    /// Projects.
    projects: Each<'a, crate::model::Project, ProjectView<'a>>,
    /// Records of work.
    tasks: Each<'a, crate::model::Task, TaskView<'a>>,
    /// Dependencies.
    dependencies: Each<'a, crate::model::Dependency, DependencyView<'a>>,
    /// People, roles, groups and systems.
    resources: Each<'a, crate::model::Resource, ResourceView<'a>>,
    /// Claims of tasks on resources.
    allocations: Each<'a, crate::model::Allocation, AllocationView>,
    /// Whether Monday to Sunday are worked.
    working_week: [bool; 7],
    /// Days off.
    holidays: Vec<Day>,
    /// The program's calendar in full: part days, shifts and odd days too.
    calendar: CalendarView<'a>,
    /// The named calendars, which projects, people and tasks name by position.
    calendars: Each<'a, crate::model::Calendar, CalendarView<'a>>,
    /// Risks, issues, decisions and the other logs.
    log: Each<'a, crate::model::LogItem, LogView<'a>>,
    /// Benefits.
    benefits: Each<'a, crate::model::Benefit, BenefitView<'a>>,
    /// Budget lines.
    budget: Each<'a, crate::model::BudgetLine, BudgetView<'a>>,
    /// Stakeholders.
    stakeholders: Each<'a, crate::model::Stakeholder, StakeholderView<'a>>,
    /// Fields on which sources disagree.
    conflicts: Each<'a, crate::model::Conflict, ConflictView<'a>>,
    /// Pairs that may be one.
    proposals: Each<'a, crate::model::project::IdentityProposal, ProposalView<'a>>,
    /// Hand-ins with their data dates.
    hand_ins: Each<'a, crate::model::HandIn, HandInView<'a>>,
    /// Readiness gates.
    gates: Each<'a, crate::model::Gate, GateView<'a>>,
    /// Facts settled by hand.
    adjustments: Each<'a, crate::model::Adjustment, AdjustmentView<'a>>,
}

/// The settings that the analysis followed, so that it can be repeated from this file.
#[derive(Serialize, JsonSchema)]
struct SettingsView<'a> {
    /// Hours of a working day.
    hours_per_day: f64,
    /// Thresholds.
    thresholds: &'a crate::config::Thresholds,
}

/// What `program.json` holds of a brief.
pub fn view<'a>(brief: &Brief<'a>) -> ProgramFile<'a> {
    let p = brief.portfolio;
    ProgramFile {
        schema: VERSION,
        tool: &brief.receipt.tool,
        name: &p.name,
        as_of: Day(p.as_of),
        restricted: brief.restricted,
        settings: SettingsView { hours_per_day: brief.settings.calendar.hours_per_day, thresholds: &brief.settings.thresholds },
        sources: each(&brief.sources.files, SourceView::new),
        bases: cell::bases(),
        counts: p.counts,
        records: records(p),
        analysis: AnalysisView::new(brief.analysis),
        findings: each(brief.findings, FindingView::new),
    }
}

/// The records of a portfolio as `program.json` holds them.
pub fn records(p: &crate::model::Portfolio) -> Records<'_> {
    Records {
        programs: each(&p.programs, ProgramView::new),
        projects: each(&p.projects, ProjectView::new),
        tasks: each(&p.tasks, TaskView::new),
        dependencies: each(&p.dependencies, DependencyView::new),
        resources: each(&p.resources, ResourceView::new),
        allocations: each(&p.allocations, AllocationView::new),
        working_week: p.calendar.weekdays(),
        holidays: p.calendar.holidays().into_iter().map(Day).collect(),
        calendar: CalendarView::new(&p.calendar),
        calendars: each(&p.calendars, CalendarView::new),
        log: each(&p.log, LogView::new),
        benefits: each(&p.benefits, BenefitView::new),
        budget: each(&p.budget, BudgetView::new),
        stakeholders: each(&p.stakeholders, StakeholderView::new),
        conflicts: each(&p.conflicts, ConflictView::new),
        proposals: each(&p.proposals, ProposalView::new),
        hand_ins: each(&p.hand_ins, HandInView::new),
        gates: each(&p.gates, GateView::new),
        adjustments: each(&p.adjustments, AdjustmentView::new),
    }
}

/// What was computed, as `program.json` holds it.
pub fn analysis(analysis: &crate::analyze::Analysis) -> impl Serialize + '_ {
    AnalysisView::new(analysis)
}

/// The JSON Schemas of `program.json` and `receipt.json`, as (file name, text).
pub fn schemas() -> Vec<(&'static str, String)> {
    let program = schemars::schema_for!(ProgramFile<'static>);
    let receipt = schemars::schema_for!(super::receipt::Receipt);
    [("program.schema.json", program), ("receipt.schema.json", receipt)]
        .into_iter()
        .map(|(name, schema)| (name, format!("{:#}\n", schema.as_value())))
        .collect()
}
