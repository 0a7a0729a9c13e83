//! Programs, projects, people, registers and the rest read back.

use super::cell::{CellIn, FactIn, HeldIn};
use super::work::{CustomIn, custom, facts};
use crate::config::ledger::Kind;
use crate::model::people::Absence;
use crate::model::project::IdentityProposal;
use crate::model::register::Level;
use crate::model::{
    Adjustment, AdjustmentState, Allocation, Audience, Benefit, BudgetLine, Calendar, CalendarId, CapacityWindow, CarriedFrom,
    Conflict, DayTimes, Duty, Gate, GateNeed, HandIn, LogItem, LogKind, Narrative, Program, ProgramId, Project, ProjectId, Raci,
    Rag, Resource, ResourceId, ResourceKind, Stakeholder, TaskId,
};
use crate::source::{Basis, CellRef, PlaceKind, SourceFile, SourceId, Sourced, Text};
use jiff::civil::Date;
use serde::Deserialize;

/// An input file.
#[derive(Deserialize)]
pub struct SourceIn {
    file: String,
    kind: String,
    sheets: Vec<String>,
}

impl SourceIn {
    /// The file.
    pub fn file(self) -> SourceFile {
        let kind = if self.kind == "lines" { PlaceKind::Lines } else { PlaceKind::Sheet };
        SourceFile { name: self.file, kind, sheets: self.sheets }
    }
}

/// A program.
#[derive(Deserialize)]
pub struct ProgramIn {
    name: Text,
    projects: Vec<u32>,
}

impl ProgramIn {
    /// The program.
    pub fn program(self) -> Program {
        Program { name: self.name, projects: self.projects.into_iter().map(ProjectId).collect() }
    }
}

/// A project.
#[derive(Deserialize)]
pub struct ProjectIn {
    id: Text,
    name: Text,
    key: Option<Text>,
    programs: Vec<u32>,
    audience: Audience,
    manager: Option<HeldIn<Text>>,
    reported: Option<HeldIn<Rag>>,
    agreed: Option<HeldIn<Rag>>,
    start: Option<HeldIn<Date>>,
    finish: Option<HeldIn<Date>>,
    baseline_finish: Option<HeldIn<Date>>,
    #[serde(default)]
    narrative: Vec<NarrativeIn>,
    sources: Vec<(u16, u16, Text)>,
    board_milestones: Vec<u32>,
    calendar: Option<u32>,
}

#[derive(Deserialize)]
struct NarrativeIn {
    text: Text,
    about: Option<Text>,
    author: Option<Text>,
    date: Option<Date>,
    at: CellIn,
}

impl ProjectIn {
    /// The project.
    pub fn project(self) -> Project {
        let said = |n: NarrativeIn| Narrative { text: n.text, about: n.about, author: n.author, date: n.date, at: n.at.0 };
        let source = |(file, sheet, why)| (SourceId { file, sheet }, why);
        Project {
            slug: self.id,
            name: self.name,
            key: self.key,
            programs: self.programs.into_iter().map(ProgramId).collect(),
            audience: self.audience,
            manager: self.manager.map(HeldIn::sourced),
            reported: self.reported.map(HeldIn::sourced),
            agreed: self.agreed.map(HeldIn::sourced),
            baseline_finish: self.baseline_finish.map(HeldIn::sourced),
            start: self.start.map(HeldIn::sourced),
            finish: self.finish.map(HeldIn::sourced),
            narrative: self.narrative.into_iter().map(said).collect(),
            sources: self.sources.into_iter().map(source).collect(),
            board_milestones: self.board_milestones.into_iter().map(TaskId).collect(),
            calendar: self.calendar.map(CalendarId),
        }
    }
}

/// A working calendar.
#[derive(Deserialize)]
pub struct CalendarIn {
    name: Text,
    day_minutes: u16,
    week: [TimesIn; 7],
    exceptions: Vec<(Date, TimesIn)>,
    at: Option<CellIn>,
}

/// Times of a day.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct TimesIn(DayTimes);

impl TryFrom<String> for TimesIn {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        DayTimes::read(&text).map(TimesIn).ok_or_else(|| format!("`{text}` are no times of a day"))
    }
}

impl CalendarIn {
    /// The calendar.
    pub fn calendar(self) -> Calendar {
        Calendar {
            name: self.name,
            day_minutes: self.day_minutes.clamp(1, 1_440),
            week: self.week.map(|times| times.0),
            exceptions: self.exceptions.into_iter().map(|(day, times)| (day, times.0)).collect(),
            at: self.at.map(|at| at.0),
        }
    }
}

/// A person, role, group or system.
#[derive(Deserialize)]
pub struct ResourceIn {
    id: Text,
    kind: ResourceKind,
    name: Text,
    email: Option<HeldIn<Text>>,
    account: Option<HeldIn<Text>>,
    team: Option<HeldIn<Text>>,
    role: Option<HeldIn<Text>>,
    leaves: Option<HeldIn<Date>>,
    #[serde(default)]
    capacity: Vec<(Date, Date, f64, CellIn)>,
    #[serde(default)]
    absences: Vec<(Date, Date, CellIn)>,
    #[serde(default)]
    spellings: Vec<(Text, Text)>,
    #[serde(default)]
    seen_at: Vec<OfSheet>,
    calendar: Option<u32>,
}

/// File, sheet, rows with columns.
type OfSheet = (u16, u16, Vec<(u32, u32)>);

/// Cells that were told by their sheet; a place that no sheet can hold is left out.
fn cells_of(by_sheet: Vec<OfSheet>) -> Vec<CellRef> {
    let cell = |source, (row, col): (u32, u32)| {
        Some(CellRef { source, row: row.checked_sub(1)?, col: u16::try_from(col.checked_sub(1)?).ok()? })
    };
    let of = |(file, sheet, cells): OfSheet| cells.into_iter().filter_map(move |place| cell(SourceId { file, sheet }, place));
    by_sheet.into_iter().flat_map(of).collect()
}

impl ResourceIn {
    /// The resource. The cells that name it are not kept in the file.
    pub fn resource(self) -> Resource {
        let window =
            |(from, to, hours_per_day, at): (Date, Date, f64, CellIn)| CapacityWindow { from, to, hours_per_day, at: at.0 };
        let away = |(from, to, at): (Date, Date, CellIn)| Absence { from, to, at: at.0 };
        Resource {
            stable_id: self.id,
            kind: self.kind,
            name: self.name,
            email: self.email.map(HeldIn::sourced),
            account: self.account.map(HeldIn::sourced),
            team: self.team.map(HeldIn::sourced),
            role: self.role.map(HeldIn::sourced),
            leaves: self.leaves.map(HeldIn::sourced),
            capacity: self.capacity.into_iter().map(window).collect(),
            absences: self.absences.into_iter().map(away).collect(),
            seen_at: cells_of(self.seen_at),
            spellings: self.spellings,
            calendar: self.calendar.map(CalendarId),
        }
    }
}

/// A claim of a task on a resource.
#[derive(Deserialize)]
pub struct AllocationIn {
    task: u32,
    resource: u32,
    units: Option<FactIn<f64>>,
    work: Option<FactIn<f64>>,
    at: CellIn,
}

impl AllocationIn {
    /// The claim.
    pub fn allocation(self, bases: &[Basis]) -> Allocation {
        let home = self.at.0;
        let (units, work) = (self.units.map(|fact| fact.at(home, bases)), self.work.map(|fact| fact.at(home, bases)));
        Allocation { task: TaskId(self.task), resource: ResourceId(self.resource), units, work, at: home }
    }
}

/// A record of a log.
#[derive(Deserialize)]
pub struct LogIn {
    kind: LogKind,
    id: Text,
    at: CellIn,
    project: Option<u32>,
    key: Option<FactIn<Text>>,
    title: Option<FactIn<Text>>,
    description: Option<FactIn<Text>>,
    category: Option<FactIn<Text>>,
    vendor: Option<FactIn<Text>>,
    status: Option<FactIn<Text>>,
    open: Option<bool>,
    probability: Option<FactIn<(Text, Option<f64>)>>,
    impact: Option<FactIn<(Text, Option<f64>)>>,
    score: Option<FactIn<(Text, Option<f64>)>>,
    exposure: Option<FactIn<f64>>,
    priority: Option<FactIn<Text>>,
    rag: Option<FactIn<Rag>>,
    response: Option<FactIn<Text>>,
    options: Option<FactIn<Text>>,
    recommendation: Option<FactIn<Text>>,
    owner: Option<FactIn<Text>>,
    owner_id: Option<u32>,
    raised: Option<FactIn<Date>>,
    due: Option<FactIn<Date>>,
    closed: Option<FactIn<Date>>,
    #[serde(default)]
    custom: CustomIn,
}

fn level(fact: Option<FactIn<(Text, Option<f64>)>>, home: CellRef, bases: &[Basis]) -> Option<Sourced<Level>> {
    fact.map(|fact| fact.at(home, bases).map(|(word, number)| Level { word, number }))
}

impl LogIn {
    /// The record.
    pub fn item(self, bases: &[Basis]) -> LogItem {
        let home = self.at.0;
        let mut item = LogItem::new(self.kind, home);
        facts!(self, home, bases => item; key, title, description, category, vendor, status, exposure, priority, rag, response,
            options, recommendation, owner, raised, due, closed);
        item.stable_id = self.id;
        item.project = self.project.map(ProjectId);
        item.open = self.open;
        item.probability = level(self.probability, home, bases);
        item.impact = level(self.impact, home, bases);
        item.score = level(self.score, home, bases);
        item.owner_id = self.owner_id.map(ResourceId);
        item.custom = custom(self.custom, home, bases);
        item
    }
}

/// A benefit.
#[derive(Deserialize)]
pub struct BenefitIn {
    id: Text,
    at: CellIn,
    project: Option<u32>,
    key: Option<FactIn<Text>>,
    name: Option<FactIn<Text>>,
    measure: Option<FactIn<Text>>,
    owner: Option<FactIn<Text>>,
    baseline: Option<FactIn<f64>>,
    target: Option<FactIn<f64>>,
    forecast: Option<FactIn<f64>>,
    realised: Option<FactIn<f64>>,
    target_date: Option<FactIn<Date>>,
    forecast_date: Option<FactIn<Date>>,
    enabler: Option<FactIn<Text>>,
    #[serde(default)]
    enabled_by: Vec<u32>,
    lead_days: Option<FactIn<f64>>,
    status: Option<FactIn<Text>>,
    rag: Option<FactIn<Rag>>,
    #[serde(default)]
    custom: CustomIn,
}

impl BenefitIn {
    /// The benefit.
    pub fn benefit(self, bases: &[Basis]) -> Benefit {
        let home = self.at.0;
        macro_rules! same {
            ($($field:ident),+ $(,)?) => {
                Benefit {
                    stable_id: self.id,
                    at: home,
                    project: self.project.map(ProjectId),
                    enabled_by: self.enabled_by.into_iter().map(TaskId).collect(),
                    custom: custom(self.custom, home, bases),
                    $($field: self.$field.map(|fact| fact.at(home, bases)),)+
                }
            };
        }
        same!(
            key,
            name,
            measure,
            owner,
            baseline,
            target,
            forecast,
            realised,
            target_date,
            forecast_date,
            enabler,
            lead_days,
            status,
            rag
        )
    }
}

/// A line of a budget.
#[derive(Deserialize)]
pub struct BudgetIn {
    at: CellIn,
    project: Option<u32>,
    name: Option<FactIn<Text>>,
    budget: Option<FactIn<f64>>,
    actual: Option<FactIn<f64>>,
    forecast: Option<FactIn<f64>>,
    planned_value: Option<FactIn<f64>>,
    earned_value: Option<FactIn<f64>>,
    currency: Option<Text>,
}

impl BudgetIn {
    /// The line.
    pub fn line(self, bases: &[Basis]) -> BudgetLine {
        let home = self.at.0;
        BudgetLine {
            at: home,
            project: self.project.map(ProjectId),
            name: self.name.map(|fact| fact.at(home, bases)),
            budget: self.budget.map(|fact| fact.at(home, bases)),
            actual: self.actual.map(|fact| fact.at(home, bases)),
            forecast: self.forecast.map(|fact| fact.at(home, bases)),
            planned_value: self.planned_value.map(|fact| fact.at(home, bases)),
            earned_value: self.earned_value.map(|fact| fact.at(home, bases)),
            currency: self.currency,
        }
    }
}

/// A stakeholder.
#[derive(Deserialize)]
pub struct StakeholderIn {
    at: CellIn,
    project: Option<u32>,
    name: Option<FactIn<Text>>,
    role: Option<FactIn<Text>>,
    resource: Option<u32>,
    #[serde(default)]
    duties: Vec<DutyIn>,
    #[serde(default)]
    custom: CustomIn,
}

/// What a stakeholder is in one activity.
#[derive(Deserialize)]
struct DutyIn {
    activity: FactIn<Text>,
    part: FactIn<Text>,
    raci: String,
    task: Option<u32>,
}

impl StakeholderIn {
    /// The stakeholder.
    pub fn stakeholder(self, bases: &[Basis]) -> Stakeholder {
        let home = self.at.0;
        Stakeholder {
            at: home,
            project: self.project.map(ProjectId),
            name: self.name.map(|fact| fact.at(home, bases)),
            role: self.role.map(|fact| fact.at(home, bases)),
            resource: self.resource.map(ResourceId),
            duties: (self.duties.into_iter())
                .map(|duty| Duty {
                    activity: duty.activity.at(home, bases),
                    part: duty.part.at(home, bases),
                    raci: Raci::of_letters(&duty.raci),
                    task: duty.task.map(TaskId),
                })
                .collect(),
            custom: custom(self.custom, home, bases),
        }
    }
}

/// Two sources that disagree.
#[derive(Deserialize)]
pub struct ConflictIn {
    what: Text,
    task: Option<u32>,
    project: Option<u32>,
    field: String,
    kept: (Text, CellIn),
    lost: (Text, CellIn),
    difference: String,
    why: Text,
}

impl ConflictIn {
    /// The conflict.
    pub fn conflict(self) -> Conflict {
        Conflict {
            what: self.what,
            task: self.task.map(TaskId),
            project: self.project.map(ProjectId),
            field: self.field.into(),
            kept: (self.kept.0, self.kept.1.0),
            lost: (self.lost.0, self.lost.1.0),
            difference: self.difference,
            why: self.why,
        }
    }
}

/// Two that may be one.
#[derive(Deserialize)]
pub struct ProposalIn {
    kind: String,
    a: (Text, CellIn),
    b: (Text, CellIn),
    keys: [Text; 2],
    evidence: Text,
    unsure: Option<(Text, Text)>,
    people: Option<[u32; 2]>,
}

impl ProposalIn {
    /// The question.
    pub fn proposal(self) -> IdentityProposal {
        let [a_key, b_key] = self.keys;
        IdentityProposal {
            kind: Kind::from_word(&self.kind).unwrap_or(Kind::Person).word(),
            a: (self.a.0, self.a.1.0),
            b: (self.b.0, self.b.1.0),
            a_key,
            b_key,
            evidence: self.evidence,
            unsure: self.unsure,
            people: self.people.map(|two| two.map(ResourceId)),
        }
    }
}

/// A hand-in.
#[derive(Deserialize)]
pub struct HandInIn {
    source: (u16, u16),
    data_date: Option<(Date, Text)>,
    superseded_by: Option<(u16, u16, Text)>,
    #[serde(default)]
    carried: Option<(Text, Date)>,
}

impl HandInIn {
    /// The hand-in.
    pub fn hand_in(self) -> HandIn {
        HandIn {
            source: SourceId { file: self.source.0, sheet: self.source.1 },
            data_date: self.data_date,
            superseded_by: self.superseded_by.map(|(file, sheet, why)| (SourceId { file, sheet }, why)),
            carried: self.carried.map(|(file, pack)| CarriedFrom { file, pack }),
        }
    }
}

/// A readiness gate.
#[derive(Deserialize)]
pub struct GateIn {
    name: Text,
    wanted: Option<Date>,
    owner: Option<Text>,
    needs: Vec<(Text, Option<u32>, CellIn)>,
    at: CellIn,
}

impl GateIn {
    /// The gate.
    pub fn gate(self) -> Gate {
        let need = |(written, task, at): (Text, Option<u32>, CellIn)| GateNeed { written, task: task.map(TaskId), at: at.0 };
        Gate {
            name: self.name,
            wanted: self.wanted,
            owner: self.owner,
            needs: self.needs.into_iter().map(need).collect(),
            at: self.at.0,
        }
    }
}

/// A fact settled by hand. Which record it changes is not in the file: the facts themselves say that they were adjusted.
#[derive(Deserialize)]
pub struct AdjustmentIn {
    what: Text,
    target: Text,
    field: Text,
    value: Text,
    #[serde(default)]
    replaces: Option<Text>,
    original: Option<Text>,
    original_at: Option<CellIn>,
    by: Text,
    why: Text,
    until: Option<Date>,
    state: AdjustmentState,
    #[serde(default)]
    remark: Text,
    at: CellIn,
}

impl AdjustmentIn {
    /// The adjustment.
    pub fn adjustment(self) -> Adjustment {
        let original_at = self.original_at.map(|at| at.0);
        Adjustment {
            target: self.target,
            field: self.field,
            value: self.value,
            replaces: self.replaces,
            by: self.by,
            why: self.why,
            until: self.until,
            at: self.at.0,
            state: self.state,
            subject: None,
            what: self.what,
            original: self.original.map(|text| (text, original_at)),
            remark: self.remark,
        }
    }
}
