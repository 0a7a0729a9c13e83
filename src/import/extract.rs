//! What the import of one table gives: how it was read, and its records with raw references.

use crate::diagnostic::Diagnostic;
use crate::model::{Benefit, BudgetLine, DayTimes, Lag, LogItem, Rag, Relation, ResourceKind, Stakeholder, TaskFacts};
use crate::model::{Field, Role};
use crate::source::{CellRef, SourceId, Sourced, Text};
use jiff::civil::Date;

/// How a reference is meant to be looked up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RefKind {
    /// Position of a record in the same extract, already resolved by the shape (row order, indent).
    Record,
    /// The tracker's internal id ([`TaskFacts::id`]).
    Id,
    /// The key people use ([`TaskFacts::key`]); an id as second try.
    Key,
    /// The row number of the tracker ([`TaskRecord::ordinal`]).
    Ordinal,
    /// Outline number or WBS code.
    Outline,
    /// A name: unique, else the nearest preceding record of that name.
    Name,
    /// `file.mpp\12`: another file's row or id.
    External,
    /// Words that name nothing in their own table: the name of a record elsewhere, or prose.
    Words,
}

/// A reference as written in a cell.
#[derive(Clone, PartialEq, Debug)]
pub struct Reference {
    /// How to look it up.
    pub kind: RefKind,
    /// What is referred to (for [`RefKind::Record`] the decimal position).
    pub text: Text,
    /// The cell.
    pub at: CellRef,
}

/// Which end of a link the record is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkEnd {
    /// The record waits for what it names (predecessors, blocked by).
    Successor,
    /// What is named waits for the record (successors, blocks).
    Predecessor,
}

/// A link as stated at one end.
#[derive(Clone, PartialEq, Debug)]
pub struct RawLink {
    /// What is named.
    pub other: Reference,
    /// Which end the record itself is.
    pub this_is: LinkEnd,
    /// Relation with its basis.
    pub relation: Sourced<Relation>,
    /// Lag, where stated.
    pub lag: Option<Lag>,
    /// Needed-by date of the getter, where a give/get table states one.
    pub needed: Option<Sourced<Date>>,
    /// Promised date of the giver, where a give/get table states one.
    pub promised: Option<Sourced<Date>>,
}

/// A person, role or group as written in a cell.
#[derive(Clone, PartialEq, Debug)]
pub struct PersonRef {
    /// Display name, trimmed, as written; empty only where an e-mail or account is given.
    pub name: Text,
    /// E-mail, lower case.
    pub email: Option<Text>,
    /// Account id.
    pub account: Option<Text>,
    /// Share stated beside the name (`Jane[50%]`), 1 = full time.
    pub units: Option<f64>,
    /// Work in hours stated for this person on this record.
    pub work: Option<f64>,
    /// The cell.
    pub at: CellRef,
}

/// What a record or table says of the project it belongs to; the first that is present wins.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ProjectHint {
    /// Key in the data (`PAY`).
    pub key: Option<Sourced<Text>>,
    /// Name in the data.
    pub name: Option<Sourced<Text>>,
}

/// A record of work.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskRecord {
    /// What is stated of it.
    pub facts: Box<TaskFacts>,
    /// Its row number as the tracker counts it (MS Project ID, Smartsheet row, ordinal proved by the file), for references.
    pub ordinal: Option<u32>,
    /// Depth from outline level, indent or outline number; the parent is then given as [`RefKind::Record`].
    pub level: Option<u8>,
    /// The record above it.
    pub parent: Option<Reference>,
    /// Links stated on this record.
    pub links: Vec<RawLink>,
    /// Assigned people.
    pub people: Vec<PersonRef>,
    /// The project the record names.
    pub project: ProjectHint,
    /// What else it belongs to.
    pub belongs: Belonging,
}

/// What most records say nothing of, kept apart so that such a record takes no room for it: reads as the empty
/// [`Memberships`] until something is put in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Belonging(Option<Box<Memberships>>);

/// What a record belongs to beside its project.
#[derive(Clone, PartialEq, Debug)]
pub struct Memberships {
    /// Name of the parent where the export gives it beside an id (Jira's Parent summary), for the stub.
    pub parent_name: Option<Text>,
    /// Further projects the record is in (multi-homed tasks).
    pub also_projects: Vec<Sourced<Text>>,
    /// Sprints or iterations it is in: names, with the cell.
    pub sprints: Vec<Sourced<Text>>,
    /// Fix versions or releases.
    pub versions: Vec<Sourced<Text>>,
    /// Program named on the record.
    pub program: Option<Sourced<Text>>,
    /// Comments on the record.
    pub comments: Vec<CommentRecord>,
    /// Names of its subitems where those stand in a workbook of their own (monday.com), joined as the cell has them.
    pub subitems: Option<Sourced<Text>>,
}

impl Memberships {
    const NONE: Memberships = Memberships {
        parent_name: None,
        also_projects: Vec::new(),
        sprints: Vec::new(),
        versions: Vec::new(),
        program: None,
        comments: Vec::new(),
        subitems: None,
    };
}

impl Belonging {
    /// Takes over what another record belongs to, beside what is here.
    pub fn join(&mut self, other: &mut Belonging) {
        if let Some(other) = other.0.take() {
            self.also_projects.extend(other.also_projects);
            self.sprints.extend(other.sprints);
            self.versions.extend(other.versions);
            self.comments.extend(other.comments);
        }
    }
}

impl Belonging {
    /// The comments, to be bettered; makes nothing where there are none.
    pub fn comments_mut(&mut self) -> &mut [CommentRecord] {
        self.0.as_mut().map_or(&mut [], |m| &mut m.comments)
    }
    /// The comments, taken out; makes nothing where there are none.
    pub fn take_comments(&mut self) -> Vec<CommentRecord> {
        self.0.as_mut().map(|m| std::mem::take(&mut m.comments)).unwrap_or_default()
    }
}

impl std::ops::Deref for Belonging {
    type Target = Memberships;
    fn deref(&self) -> &Memberships {
        static NONE: Memberships = Memberships::NONE;
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl std::ops::DerefMut for Belonging {
    fn deref_mut(&mut self) -> &mut Memberships {
        self.0.get_or_insert_with(|| Box::new(Memberships::NONE))
    }
}

/// One row of a resource list.
#[derive(Clone, PartialEq, Debug)]
pub struct ResourceRecord {
    /// Who.
    pub who: PersonRef,
    /// What kind, where the list says.
    pub kind: Option<ResourceKind>,
    /// Share available, 1 = full time, where stated.
    pub max_units: Option<Sourced<f64>>,
    /// Team or group.
    pub team: Option<Sourced<Text>>,
    /// Role.
    pub role: Option<Sourced<Text>>,
    /// Last day.
    pub leaves: Option<Sourced<Date>>,
    /// Name of the calendar they follow.
    pub calendar: Option<Sourced<Text>>,
}

/// What one row says of a calendar: its week, days that differ, who follows it.
#[derive(Clone, PartialEq, Debug)]
pub struct CalendarRecord {
    /// Its name.
    pub name: Sourced<Text>,
    /// Minutes that one day of a duration stands for.
    pub day_minutes: Option<u16>,
    /// Times worked on Monday … Sunday, where the row gives a week.
    pub week: Option<[DayTimes; 7]>,
    /// Days that differ: first, last, times.
    pub days: Option<(Date, Date, DayTimes)>,
    /// Names or keys of projects that follow it.
    pub projects: Vec<Sourced<Text>>,
    /// Names or addresses of people that follow it.
    pub people: Vec<Sourced<Text>>,
}

/// One row of an assignment list.
#[derive(Clone, PartialEq, Debug)]
pub struct AssignmentRecord {
    /// The task named.
    pub task: Reference,
    /// Who.
    pub who: PersonRef,
    /// Work in hours.
    pub work: Option<Sourced<f64>>,
    /// Share of the day.
    pub units: Option<Sourced<f64>>,
    /// Fraction complete by work.
    pub percent: Option<Sourced<f64>>,
    /// The project named.
    pub project: ProjectHint,
}

/// One capacity statement: so many hours a day (or a share) of a resource over a period.
#[derive(Clone, PartialEq, Debug)]
pub struct CapacityRecord {
    /// Who or which role.
    pub who: PersonRef,
    /// What kind, where the sheet says.
    pub kind: Option<ResourceKind>,
    /// Role.
    pub role: Option<Sourced<Text>>,
    /// Team.
    pub team: Option<Sourced<Text>>,
    /// First day of the period.
    pub from: Date,
    /// Last day of the period.
    pub to: Date,
    /// Hours in the whole period, or hours a day, or share: as `unit` says.
    pub amount: Sourced<f64>,
    /// What `amount` counts.
    pub unit: CapacityUnit,
    /// Planned/requested demand rather than capacity (`Planned`, `Requested`, `Actual` rows), as worded.
    pub measure: Option<Text>,
}

/// What a capacity figure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CapacityUnit {
    /// Hours in the whole period.
    HoursInPeriod,
    /// Hours a working day.
    HoursPerDay,
    /// Hours a week.
    HoursPerWeek,
    /// Person-days in the whole period.
    DaysInPeriod,
    /// Share of full time, 1 = full time.
    Share,
    /// Share of full time, 100 = full time.
    Percent,
    /// A number of people.
    Heads,
    /// Days off within the period: the whole period is leave.
    Leave,
}

/// A record of a log, with the project it names and its owner.
#[derive(Clone, PartialEq, Debug)]
pub struct LogRecord {
    /// What is stated.
    pub item: LogItem,
    /// The project named.
    pub project: ProjectHint,
    /// The owner as a person.
    pub owner: Option<PersonRef>,
    /// Further owners named in the same cell.
    pub beside: Vec<PersonRef>,
}

/// A benefit, with the project it names.
#[derive(Clone, PartialEq, Debug)]
pub struct BenefitRecord {
    /// What is stated.
    pub benefit: Benefit,
    /// The project named.
    pub project: ProjectHint,
}

/// A line about a whole project (yearly return, program plan, status list).
#[derive(Clone, PartialEq, Debug)]
pub struct ProjectRecord {
    /// The project.
    pub project: ProjectHint,
    /// Where the record stands.
    pub at: CellRef,
    /// Program it is in.
    pub program: Option<Sourced<Text>>,
    /// Reported RAG.
    pub rag: Option<Sourced<Rag>>,
    /// Manager.
    pub manager: Option<Sourced<Text>>,
    /// Start.
    pub start: Option<Sourced<Date>>,
    /// Finish.
    pub finish: Option<Sourced<Date>>,
    /// Baseline finish.
    pub baseline_finish: Option<Sourced<Date>>,
    /// Budget line, where money is stated.
    pub budget: Option<BudgetLine>,
    /// Words of its manager.
    pub narrative: Vec<Sourced<Text>>,
    /// When those words were written.
    pub narrative_date: Option<Date>,
    /// Columns that map to nothing, kept.
    pub custom: Vec<(Text, Sourced<Text>)>,
}

impl ProjectRecord {
    /// A record of which nothing is said yet.
    pub fn at(at: CellRef) -> Self {
        ProjectRecord {
            project: ProjectHint::default(),
            at,
            program: None,
            rag: None,
            manager: None,
            start: None,
            finish: None,
            baseline_finish: None,
            budget: None,
            narrative: Vec::new(),
            narrative_date: None,
            custom: Vec::new(),
        }
    }
}

/// A comment or update, kept out of the tasks.
#[derive(Clone, PartialEq, Debug)]
pub struct CommentRecord {
    /// The cell.
    pub at: CellRef,
    /// The task named, where one is.
    pub task: Option<Reference>,
    /// Who.
    pub author: Option<Text>,
    /// When.
    pub date: Option<Date>,
    /// The words.
    pub text: Text,
}

/// The records of a table, all kinds; most tables fill one list.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Records {
    /// Records of work.
    pub tasks: Vec<TaskRecord>,
    /// Lines about whole projects.
    pub projects: Vec<ProjectRecord>,
    /// What the sheet says of its project as a whole beside its tables, without naming it; with its first table.
    pub head: Option<Box<ProjectRecord>>,
    /// Resource lists.
    pub resources: Vec<ResourceRecord>,
    /// Assignment lists.
    pub assignments: Vec<AssignmentRecord>,
    /// Capacity statements.
    pub capacity: Vec<CapacityRecord>,
    /// Logs.
    pub log: Vec<LogRecord>,
    /// Benefits.
    pub benefits: Vec<BenefitRecord>,
    /// Budget lines with the project they name.
    pub budget: Vec<(BudgetLine, ProjectHint)>,
    /// Stakeholders.
    pub stakeholders: Vec<Stakeholder>,
    /// Comments.
    pub comments: Vec<CommentRecord>,
    /// Working calendars.
    pub calendars: Vec<CalendarRecord>,
    /// Facts settled by hand.
    pub adjustments: Vec<AdjustmentRecord>,
    /// Readiness gates.
    pub gates: Vec<GateRecord>,
    /// Rows of a sheet of links: successor's key or name, the link, the row's cell. Put on the records of their workbook by `import`
    /// (Primavera's TASKPRED); left for `reconcile` where a register speaks of records of other files.
    pub links: Vec<(Text, RawLink, CellRef)>,
    /// A table of the canonical form as it stands, until all files are read and [`crate::import::join`] puts it together.
    pub raw: Option<Box<super::canonical::Raw>>,
    /// What only a converted file knows.
    pub carried: Option<Box<super::carried::Carried>>,
    /// The records are all there is of their file: nothing of it is left to its name or its other tables.
    pub whole: bool,
}

/// A row of a sheet of adjustments.
#[derive(Clone, PartialEq, Debug)]
pub struct AdjustmentRecord {
    /// Id of what it changes.
    pub target: Text,
    /// The field.
    pub field: Text,
    /// The value that holds.
    pub value: Text,
    /// The value it replaces.
    pub replaces: Option<Text>,
    /// Who says so.
    pub by: Text,
    /// Why.
    pub why: Text,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// The cell of the value.
    pub at: CellRef,
}

/// A readiness gate as a sheet states it.
#[derive(Clone, PartialEq, Debug)]
pub struct GateRecord {
    /// Name.
    pub name: Text,
    /// The day it is wanted for.
    pub wanted: Option<Sourced<Date>>,
    /// Who declares it met.
    pub owner: Option<Sourced<Text>>,
    /// What it needs, as written, with the cell.
    pub needs: Vec<(Text, CellRef)>,
    /// The cell of its name.
    pub at: CellRef,
}

/// One column as read.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnReading {
    /// The header as it stands, tiers joined by ` / `.
    pub header: Text,
    /// The header's cell.
    pub at: CellRef,
    /// What it maps to; `None` = kept as a custom field.
    pub field: Option<Field>,
}

/// How the date order of the text dates of a column was decided.
#[derive(Clone, PartialEq, Debug)]
pub struct DateOrderReading {
    /// The header.
    pub column: Text,
    /// `dmy`, `mdy`, `ymd`, `excel` (true dates), or `unknown`.
    pub order: &'static str,
    /// The value, rule or setting that proves it.
    pub proof: String,
}

/// A row that is no record, with the reason.
#[derive(Clone, PartialEq, Debug)]
pub struct SetAside {
    /// The first filled cell of the row.
    pub at: CellRef,
    /// Why: "total row", "group heading", "legend", "empty template row", "repeated header", "comment block".
    pub reason: String,
}

/// Everything taken from one table.
#[derive(Clone, Debug)]
pub struct Extract {
    /// The sheet it stands on.
    pub source: SourceId,
    /// The profile's name, or `none`.
    pub tracker: Text,
    /// What the table is.
    pub role: Role,
    /// How sure, 0 to 1.
    pub score: f64,
    /// Why.
    pub reasons: Vec<String>,
    /// The next best tracker.
    pub runner_up: Option<Text>,
    /// Row of the header (the last tier), `None` for headerless tables.
    pub header_row: Option<u32>,
    /// The columns in order.
    pub columns: Vec<ColumnReading>,
    /// The date orders decided.
    pub date_orders: Vec<DateOrderReading>,
    /// Non-empty rows that are the table's header (tiers of one header; a header repeated further down is set aside instead).
    /// Over all extracts of a sheet `header_rows + rows_read` adds up to the sheet's non-empty rows: the receipt fails otherwise.
    pub header_rows: usize,
    /// Rows read: non-empty rows of the table without header rows.
    pub rows_read: usize,
    /// Rows that gave a record. `rows_read = record_rows + merged_rows + set_aside.len()`.
    pub record_rows: usize,
    /// Rows merged into another row's record (a record over several rows, a repeated record).
    pub merged_rows: usize,
    /// Non-empty cells in the table's rows, headers included; over all extracts of a sheet they add up to the sheet's cells.
    pub cells: usize,
    /// Rows that are no record.
    pub set_aside: Vec<SetAside>,
    /// The project the table as a whole belongs to, from its content (title, summary task).
    pub project: ProjectHint,
    /// The date the data is of, where the content says.
    pub data_date: Option<Sourced<Date>>,
    /// The records.
    pub records: Records,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}
