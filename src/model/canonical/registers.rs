//! Rows of registers: risks and the other logs, benefits, budget lines, stakeholders.

use super::values::{LOG_KINDS, RAGS};
use super::{Column, Fact, Row, Shown, Takes, held, plain};
use crate::model::register::{Level, LogKind};
use crate::model::{Benefit, BudgetLine, LogItem, Stakeholder};
use crate::source::{Basis, CellRef, Sourced, Text};

/// A record of a log.
#[derive(Clone, PartialEq, Debug)]
pub struct LogRow {
    /// ID in this form.
    pub id: Option<Text>,
    /// The project: ID or unique name.
    pub project: Option<Text>,
    /// Which log, where the row says.
    pub kind: Option<LogKind>,
    /// The owner as a resource: ID or unique name.
    pub owner: Option<Text>,
    /// What is stated.
    pub item: LogItem,
}

impl Row for LogRow {
    fn new(at: CellRef) -> Self {
        LogRow { id: None, project: None, kind: None, owner: None, item: LogItem::new(LogKind::Risk, at) }
    }
    fn at(&self) -> CellRef {
        self.item.at
    }
    fn put_at(&mut self, at: CellRef) {
        self.item.at = at;
    }
    fn columns() -> &'static [Column<Self>] {
        LOG
    }
    fn custom(&mut self) -> Option<&mut Vec<(Text, Sourced<Text>)>> {
        Some(&mut self.item.custom)
    }
}

fn number(level: &Option<Sourced<Level>>) -> Option<Fact> {
    let level = level.as_ref()?;
    Some(Fact { datum: level.value.number.show()?, held: Some((level.at, level.basis)) })
}

fn put_number(level: &mut Option<Sourced<Level>>, fact: &Fact, here: CellRef) -> bool {
    let Some(number) = f64::read(&fact.datum) else { return false };
    let (at, basis) = fact.held.unwrap_or((here, Basis::Stated));
    let fresh = || Sourced { value: Level { word: number.to_string().into(), number: None }, at, basis };
    level.get_or_insert_with(fresh).value.number = Some(number);
    true
}

/// A level is two columns: the word as it stands, and its number.
macro_rules! level {
    ($header:literal, $about:literal, $field:ident) => {
        Column {
            header: $header,
            about: $about,
            takes: Takes::Number,
            by_hand: false,
            get: |r| number(&r.item.$field),
            set: |r, f, here| put_number(&mut r.item.$field, f, here),
        }
    };
}

const OPEN: &[&str] = &["yes", "no"];

const LOG: &[Column<LogRow>] = &[
    plain!(@ "ID", Takes::Text, "ID in this form.", false, id),
    held!("Key", Takes::Text, "The number people use, such as R-07.", item.key),
    plain!("Project", Takes::Row("Projects"), "The project; blank for the program as a whole.", project),
    plain!(@ "Log", Takes::OneOf(LOG_KINDS), "Which log it stands in.", false, kind),
    held!("Title", Takes::Text, "In one line.", item.title),
    held!("Description", Takes::Text, "In full.", item.description),
    held!("Category", Takes::Text, "Category in your own words.", item.category),
    held!(@ "Vendor", Takes::Text, "Vendor, system or person that is the cause.", false, item.vendor),
    held!("Status", Takes::Text, "Status in your own words.", item.status),
    Column {
        header: "Open",
        about: "Whether it still counts.",
        takes: Takes::OneOf(OPEN),
        by_hand: false,
        get: |r| r.item.open.map(|open| Fact { datum: super::Datum::Text(OPEN[usize::from(!open)].into()), held: None }),
        set: |r, f, _| {
            r.item.open = bool::read(&f.datum);
            r.item.open.is_some()
        },
    },
    held!("Probability", Takes::Text, "Likelihood as you state it: a word or a number.", item.probability),
    level!("Probability value", "Its number.", probability),
    held!("Impact", Takes::Text, "Impact as you state it: a word or a number.", item.impact),
    level!("Impact value", "Its number.", impact),
    held!("Score", Takes::Text, "Score as you state it; never computed.", item.score),
    level!("Score value", "Its number.", score),
    held!("Exposure", Takes::Number, "Money at stake.", item.exposure),
    held!(@ "Priority", Takes::Text, "Priority in your own words.", false, item.priority),
    held!("RAG", Takes::OneOf(RAGS), "Red, amber or green.", item.rag),
    held!("Response", Takes::Text, "Response, mitigation, or what was decided.", item.response),
    held!("Options", Takes::Text, "Options, for a decision wanted.", item.options),
    held!("Recommendation", Takes::Text, "What is recommended, for a decision wanted.", item.recommendation),
    held!("Owner", Takes::Text, "Who looks after it.", item.owner),
    plain!(@ "Owner resource", Takes::Row("Resources"), "The owner as a row of Resources.", false, owner),
    held!("Raised", Takes::Date, "When it was raised.", item.raised),
    held!("Due", Takes::Date, "When it is due or needed.", item.due),
    held!("Closed", Takes::Date, "When it was closed or decided.", item.closed),
];

/// A benefit.
#[derive(Clone, PartialEq, Debug)]
pub struct BenefitRow {
    /// ID in this form.
    pub id: Option<Text>,
    /// The project: ID or unique name.
    pub project: Option<Text>,
    /// What is stated.
    pub benefit: Benefit,
}

impl Row for BenefitRow {
    fn new(at: CellRef) -> Self {
        let benefit = Benefit::at(at);
        BenefitRow { id: None, project: None, benefit }
    }
    fn at(&self) -> CellRef {
        self.benefit.at
    }
    fn put_at(&mut self, at: CellRef) {
        self.benefit.at = at;
    }
    fn columns() -> &'static [Column<Self>] {
        BENEFITS
    }
    fn custom(&mut self) -> Option<&mut Vec<(Text, Sourced<Text>)>> {
        Some(&mut self.benefit.custom)
    }
}

const BENEFITS: &[Column<BenefitRow>] = &[
    plain!(@ "ID", Takes::Text, "ID in this form.", false, id),
    held!("Key", Takes::Text, "The number people use.", benefit.key),
    held!("Name", Takes::Text, "What gets better.", benefit.name),
    plain!("Project", Takes::Row("Projects"), "The project that enables it.", project),
    held!("Measure", Takes::Text, "Measure and unit.", benefit.measure),
    held!("Owner", Takes::Text, "Who answers for it.", benefit.owner),
    held!("Baseline value", Takes::Number, "Value before.", benefit.baseline),
    held!("Target value", Takes::Number, "Value promised.", benefit.target),
    held!("Forecast value", Takes::Number, "Value now expected.", benefit.forecast),
    held!("Realised value", Takes::Number, "Value reached.", benefit.realised),
    held!("Target date", Takes::Date, "When it is promised.", benefit.target_date),
    held!("Forecast date", Takes::Date, "When it is now expected.", benefit.forecast_date),
    held!("Enabler", Takes::Text, "Key, ID or name of the milestone that enables it; several parted by `;`.", benefit.enabler),
    held!("Lead days", Takes::Number, "Days from the enabler to the benefit.", benefit.lead_days),
    held!("Status", Takes::Text, "Status in your own words.", benefit.status),
    held!("RAG", Takes::OneOf(RAGS), "Red, amber or green.", benefit.rag),
];

/// A budget line.
#[derive(Clone, PartialEq, Debug)]
pub struct BudgetRow {
    /// The project: ID or unique name.
    pub project: Option<Text>,
    /// What is stated.
    pub line: BudgetLine,
}

impl Row for BudgetRow {
    fn new(at: CellRef) -> Self {
        let line = BudgetLine {
            at,
            project: None,
            name: None,
            budget: None,
            actual: None,
            forecast: None,
            planned_value: None,
            earned_value: None,
            currency: None,
        };
        BudgetRow { project: None, line }
    }
    fn at(&self) -> CellRef {
        self.line.at
    }
    fn put_at(&mut self, at: CellRef) {
        self.line.at = at;
    }
    fn columns() -> &'static [Column<Self>] {
        BUDGET
    }
}

const BUDGET: &[Column<BudgetRow>] = &[
    plain!("Project", Takes::Row("Projects"), "The project.", project),
    held!("Name", Takes::Text, "What the money is for.", line.name),
    held!("Budget", Takes::Number, "Approved budget (BAC).", line.budget),
    held!("Actual", Takes::Number, "Actual cost to date (AC).", line.actual),
    held!("Forecast", Takes::Number, "Forecast at completion (EAC).", line.forecast),
    held!("Planned value", Takes::Number, "Planned value to date (PV).", line.planned_value),
    held!("Earned value", Takes::Number, "Earned value to date (EV).", line.earned_value),
    plain!("Currency", Takes::Text, "Currency of the figures.", line.currency),
];

/// A stakeholder.
#[derive(Clone, PartialEq, Debug)]
pub struct StakeholderRow {
    /// ID in this form.
    pub id: Option<Text>,
    /// The project: ID or unique name.
    pub project: Option<Text>,
    /// What is stated.
    pub stakeholder: Stakeholder,
}

impl Row for StakeholderRow {
    fn new(at: CellRef) -> Self {
        StakeholderRow { id: None, project: None, stakeholder: Stakeholder::at(at) }
    }
    fn at(&self) -> CellRef {
        self.stakeholder.at
    }
    fn put_at(&mut self, at: CellRef) {
        self.stakeholder.at = at;
    }
    fn columns() -> &'static [Column<Self>] {
        STAKEHOLDERS
    }
    fn custom(&mut self) -> Option<&mut Vec<(Text, Sourced<Text>)>> {
        Some(&mut self.stakeholder.custom)
    }
}

const STAKEHOLDERS: &[Column<StakeholderRow>] = &[
    plain!(@ "ID", Takes::Text, "ID in this form.", false, id),
    held!("Name", Takes::Text, "Who.", stakeholder.name),
    held!("Role", Takes::Text, "Role or interest.", stakeholder.role),
    plain!("Project", Takes::Row("Projects"), "The project; blank for the program as a whole.", project),
];

/// What a stakeholder is in one activity.
#[derive(Clone, PartialEq, Debug)]
pub struct DutyRow {
    /// The cell the row is known by.
    pub at: CellRef,
    /// The stakeholder: ID or name.
    pub who: Option<Text>,
    /// The project: ID or unique name; only for stakeholders that the table Stakeholders does not list.
    pub project: Option<Text>,
    /// The activity.
    pub activity: Option<Sourced<Text>>,
    /// Letters or words.
    pub part: Option<Sourced<Text>>,
}

impl Row for DutyRow {
    fn new(at: CellRef) -> Self {
        DutyRow { at, who: None, project: None, activity: None, part: None }
    }
    fn at(&self) -> CellRef {
        self.at
    }
    fn put_at(&mut self, at: CellRef) {
        self.at = at;
    }
    fn columns() -> &'static [Column<Self>] {
        DUTIES
    }
}

const DUTIES: &[Column<DutyRow>] = &[
    plain!("Stakeholder", Takes::Row("Stakeholders"), "Who: the name of a stakeholder.", who),
    plain!("Project", Takes::Row("Projects"), "The project; blank where the stakeholder's is meant.", project),
    held!("Activity", Takes::Text, "The activity, called like its task in the plan.", activity),
    held!("Part", Takes::Text, "R responsible, A accountable, C consulted, I informed; several as A/R.", part),
];
