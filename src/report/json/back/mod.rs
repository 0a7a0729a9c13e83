//! `program.json` → [`Portfolio`]: an earlier pack read back, the inverse of [`super::view`].
//!
//! Everything that analysis, comparison and the conversions need comes back as it was: records, cells, bases, calendar, and the
//! settings that the analysis followed. What was computed and found is not read but worked out again.
//!
//! A file is not trusted: every id is held against its list, and parents stand before what is under them, as everywhere.

mod cell;
mod records;
mod work;

use crate::config::{Settings, Thresholds};
use crate::error::{Error, Result};
use crate::model::{Calendar, Counts, Portfolio};
use crate::source::{Basis, SourceMap, Text};
use jiff::civil::Date;
use records::{
    AdjustmentIn, AllocationIn, BenefitIn, BudgetIn, CalendarIn, ConflictIn, GateIn, HandInIn, LogIn, ProgramIn, ProjectIn,
    ProposalIn, ResourceIn, SourceIn, StakeholderIn,
};
use serde::Deserialize;
use work::{DependencyIn, TaskIn};

/// An earlier pack, read back.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// `steerpack 0.1.0`.
    pub tool: String,
    /// Whether restricted projects are named in it.
    pub restricted: bool,
    /// The inputs it was made of, as its cells name them.
    pub sources: SourceMap,
    /// The model.
    pub portfolio: Portfolio,
    /// The settings that its analysis followed; all others stand at their defaults.
    pub settings: Settings,
}

#[derive(Deserialize)]
struct FileIn {
    tool: String,
    name: Text,
    as_of: Date,
    restricted: bool,
    settings: SettingsIn,
    sources: Vec<SourceIn>,
    bases: Vec<String>,
    counts: Counts,
    programs: Vec<ProgramIn>,
    projects: Vec<ProjectIn>,
    tasks: Vec<TaskIn>,
    dependencies: Vec<DependencyIn>,
    resources: Vec<ResourceIn>,
    allocations: Vec<AllocationIn>,
    working_week: [bool; 7],
    holidays: Vec<Date>,
    calendar: Option<CalendarIn>,
    #[serde(default)]
    calendars: Vec<CalendarIn>,
    log: Vec<LogIn>,
    benefits: Vec<BenefitIn>,
    budget: Vec<BudgetIn>,
    stakeholders: Vec<StakeholderIn>,
    conflicts: Vec<ConflictIn>,
    #[serde(default)]
    proposals: Vec<ProposalIn>,
    hand_ins: Vec<HandInIn>,
    #[serde(default)]
    gates: Vec<GateIn>,
    #[serde(default)]
    adjustments: Vec<AdjustmentIn>,
}

#[derive(Deserialize)]
struct SettingsIn {
    hours_per_day: f64,
    thresholds: Thresholds,
}

/// Only the version, so that a file of another form is told from a broken one.
#[derive(Deserialize)]
struct VersionIn {
    schema: u32,
}

/// Reads back the bytes of a `program.json`; `shown` names it in errors.
///
/// # Errors
/// [`Error::NoInput`] where it is no `program.json`, is of another version, or names records that it does not hold.
pub fn program(bytes: &[u8], shown: &str) -> Result<Earlier> {
    let refuse = |what: String| Error::NoInput(format!("{shown}: {what}"));
    let not_one = |error: serde_json::Error| {
        refuse(format!("this is no program.json of a pack ({error}); name the one that `steerpack run` wrote"))
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let VersionIn { schema } = serde_json::from_slice(bytes).map_err(not_one)?;
    if schema != super::VERSION {
        let known = super::VERSION;
        return Err(refuse(format!(
            "its form has version {schema}, this steerpack reads {known}; run `steerpack run` again on the same exports"
        )));
    }
    let file: FileIn = serde_json::from_slice(bytes).map_err(not_one)?;
    if !(file.settings.hours_per_day > 0.0 && file.settings.hours_per_day <= 24.0) {
        return Err(refuse(format!(
            "settings.hours_per_day is {}: it lies above 0 and at most at 24",
            file.settings.hours_per_day
        )));
    }
    let earlier = file.earlier();
    match fault(&earlier.portfolio) {
        Some(fault) => Err(refuse(fault)),
        None => Ok(earlier),
    }
}

impl FileIn {
    fn earlier(self) -> Earlier {
        let bases: Vec<Basis> = self.bases.iter().map(|sentence| cell::basis(sentence)).collect();
        let mut settings = Settings { thresholds: self.settings.thresholds, ..Settings::default() };
        settings.calendar.hours_per_day = self.settings.hours_per_day;
        let portfolio = Portfolio {
            name: self.name,
            as_of: self.as_of,
            programs: self.programs.into_iter().map(ProgramIn::program).collect(),
            projects: self.projects.into_iter().map(ProjectIn::project).collect(),
            tasks: self.tasks.into_iter().map(|t| t.task(&bases)).collect(),
            dependencies: self.dependencies.into_iter().filter_map(|d| d.dependency(&bases)).collect(),
            resources: self.resources.into_iter().map(ResourceIn::resource).collect(),
            allocations: self.allocations.into_iter().map(|a| a.allocation(&bases)).collect(),
            calendar: match self.calendar {
                Some(calendar) => calendar.calendar(),
                None => Calendar::of_days(self.working_week, self.holidays, self.settings.hours_per_day),
            },
            calendars: self.calendars.into_iter().map(CalendarIn::calendar).collect(),
            log: self.log.into_iter().map(|l| l.item(&bases)).collect(),
            benefits: self.benefits.into_iter().map(|b| b.benefit(&bases)).collect(),
            budget: self.budget.into_iter().map(|b| b.line(&bases)).collect(),
            stakeholders: self.stakeholders.into_iter().map(|s| s.stakeholder(&bases)).collect(),
            conflicts: self.conflicts.into_iter().map(ConflictIn::conflict).collect(),
            proposals: self.proposals.into_iter().map(ProposalIn::proposal).collect(),
            hand_ins: self.hand_ins.into_iter().map(HandInIn::hand_in).collect(),
            gates: self.gates.into_iter().map(GateIn::gate).collect(),
            adjustments: self.adjustments.into_iter().map(AdjustmentIn::adjustment).collect(),
            counts: self.counts,
            ..Portfolio::default()
        };
        let sources = SourceMap { files: self.sources.into_iter().map(SourceIn::file).collect() };
        Earlier { tool: self.tool, restricted: self.restricted, sources, portfolio, settings }
    }
}

/// The first record that names another one which is not there.
fn fault(p: &Portfolio) -> Option<String> {
    let (projects, tasks, resources) = (p.projects.len(), p.tasks.len(), p.resources.len());
    let beyond = |list: &str, ix: usize, what: &str, id: usize, of: usize| {
        (id >= of).then(|| format!("{list}[{ix}] names {what} {id}, but there are only {of}"))
    };
    for (ix, program) in p.programs.iter().enumerate() {
        if let Some(fault) = program.projects.iter().find_map(|id| beyond("programs", ix, "project", id.ix(), projects)) {
            return Some(fault);
        }
    }
    let of_calendar =
        |list: &str, ix: usize, id: Option<crate::model::CalendarId>| beyond(list, ix, "calendar", id?.ix(), p.calendars.len());
    let by_project = p.projects.iter().enumerate().find_map(|(ix, project)| of_calendar("projects", ix, project.calendar));
    let by_task = || p.tasks.iter().enumerate().find_map(|(ix, task)| of_calendar("tasks", ix, task.calendar));
    let by_resource = || p.resources.iter().enumerate().find_map(|(ix, of)| of_calendar("resources", ix, of.calendar));
    if let Some(fault) = by_project.or_else(by_task).or_else(by_resource) {
        return Some(fault);
    }
    for (ix, project) in p.projects.iter().enumerate() {
        let of_programs = project.programs.iter().find_map(|id| beyond("projects", ix, "program", id.ix(), p.programs.len()));
        let of_tasks = || project.board_milestones.iter().find_map(|id| beyond("projects", ix, "task", id.ix(), tasks));
        if let Some(fault) = of_programs.or_else(of_tasks) {
            return Some(fault);
        }
    }
    for (ix, task) in p.tasks.iter().enumerate() {
        let fault = beyond("tasks", ix, "project", task.project.ix(), projects)
            .or_else(|| beyond("tasks", ix, "a parent that does not stand before it,", task.parent?.ix(), ix))
            .or_else(|| task.assignees.iter().find_map(|(id, _)| beyond("tasks", ix, "resource", id.ix(), resources)));
        if fault.is_some() {
            return fault;
        }
    }
    for (ix, link) in p.dependencies.iter().enumerate() {
        let ends = [&link.predecessor, &link.successor];
        if let Some(fault) = ends.iter().find_map(|end| beyond("dependencies", ix, "task", end.task()?.ix(), tasks)) {
            return Some(fault);
        }
    }
    for (ix, claim) in p.allocations.iter().enumerate() {
        let fault = beyond("allocations", ix, "task", claim.task.ix(), tasks)
            .or_else(|| beyond("allocations", ix, "resource", claim.resource.ix(), resources));
        if fault.is_some() {
            return fault;
        }
    }
    for (ix, item) in p.log.iter().enumerate() {
        let fault = item.project.and_then(|id| beyond("log", ix, "project", id.ix(), projects));
        let fault = fault.or_else(|| beyond("log", ix, "resource", item.owner_id?.ix(), resources));
        if fault.is_some() {
            return fault;
        }
    }
    for (ix, benefit) in p.benefits.iter().enumerate() {
        let fault = benefit.project.and_then(|id| beyond("benefits", ix, "project", id.ix(), projects));
        let fault = fault.or_else(|| benefit.enabled_by.iter().find_map(|id| beyond("benefits", ix, "task", id.ix(), tasks)));
        if fault.is_some() {
            return fault;
        }
    }
    let of_budget = p.budget.iter().enumerate().find_map(|(ix, b)| beyond("budget", ix, "project", b.project?.ix(), projects));
    let stakeholders = p.stakeholders.iter().enumerate();
    let of_people = || {
        stakeholders.clone().find_map(|(ix, s)| {
            let fault = s.project.and_then(|id| beyond("stakeholders", ix, "project", id.ix(), projects));
            let fault = fault.or_else(|| beyond("stakeholders", ix, "resource", s.resource?.ix(), resources));
            let mut duties = s.duties.iter().filter_map(|d| d.task);
            fault.or_else(|| duties.find_map(|id| beyond("stakeholders", ix, "task", id.ix(), tasks)))
        })
    };
    let of_conflicts = || {
        p.conflicts.iter().enumerate().find_map(|(ix, c)| {
            let fault = c.task.and_then(|id| beyond("conflicts", ix, "task", id.ix(), tasks));
            fault.or_else(|| beyond("conflicts", ix, "project", c.project?.ix(), projects))
        })
    };
    let of_gates = || {
        let needs = p.gates.iter().enumerate().flat_map(|(ix, gate)| gate.needs.iter().map(move |need| (ix, need.task)));
        needs.filter_map(|(ix, task)| Some((ix, task?))).find_map(|(ix, task)| beyond("gates", ix, "task", task.ix(), tasks))
    };
    let of_proposals = || {
        let people = p.proposals.iter().enumerate().flat_map(|(ix, of)| of.people.into_iter().flatten().map(move |id| (ix, id)));
        people.into_iter().find_map(|(ix, id)| beyond("proposals", ix, "resource", id.ix(), resources))
    };
    of_budget.or_else(of_people).or_else(of_conflicts).or_else(of_gates).or_else(of_proposals)
}
