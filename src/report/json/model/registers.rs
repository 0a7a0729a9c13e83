//! What is kept beside the plan: logs, benefits, budgets, stakeholders.

use super::{Custom, custom, number, text};
use crate::model::register::Level;
use crate::model::{Benefit, BudgetLine, Duty, LogItem, LogKind, Rag, Stakeholder};
use crate::report::json::cell::{Cell, Day, Fact, day, fact, one};
use crate::source::CellRef;
use schemars::JsonSchema;
use serde::Serialize;

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
    pub(in crate::report::json) fn new(i: &'a LogItem) -> Self {
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
    pub(in crate::report::json) fn new(b: &'a Benefit) -> Self {
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
    pub(in crate::report::json) fn new(b: &'a BudgetLine) -> Self {
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
    /// Position among the resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<u32>,
    /// What the stakeholder is in each activity of a responsibility matrix.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    duties: Vec<DutyView<'a>>,
    /// Columns that map to nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom: Custom<'a>,
}

impl<'a> StakeholderView<'a> {
    pub(in crate::report::json) fn new(s: &'a Stakeholder) -> Self {
        StakeholderView {
            at: Cell(s.at),
            project: s.project.map(|p| p.0),
            name: fact(&s.name, s.at, text),
            role: fact(&s.role, s.at, text),
            resource: s.resource.map(|r| r.0),
            duties: s.duties.iter().map(|d| DutyView::new(d, s.at)).collect(),
            custom: custom(&s.custom, s.at),
        }
    }
}

/// What a stakeholder is in one activity.
#[derive(Serialize, JsonSchema)]
struct DutyView<'a> {
    /// The activity as written.
    activity: Fact<&'a str>,
    /// The letters or words as written.
    part: Fact<&'a str>,
    /// Those of R, A, C and I that they mean.
    raci: String,
    /// Position of the task that is called like the activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<u32>,
}

impl<'a> DutyView<'a> {
    fn new(d: &'a Duty, home: CellRef) -> Self {
        DutyView {
            activity: one(&d.activity, home, text),
            part: one(&d.part, home, text),
            raci: d.raci.letters(),
            task: d.task.map(|t| t.0),
        }
    }
}
