//! `steerpack.toml`: every key, its meaning and its default.

pub use super::calendars::{CalendarRule, CalendarSettings, Hours};
use super::{AdjustmentRule, ExpectedRule, GateRule, Ledger, Limits, WaiverRule};
use crate::model::{Audience, Rag, Role};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The whole configuration; [`Default`] is what holds without a file.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The portfolio or program as a whole.
    pub program: ProgramSettings,
    /// Programs and the projects in them.
    #[serde(rename = "programs")]
    pub programs: Vec<ProgramRule>,
    /// What is settled about single projects.
    #[serde(rename = "project")]
    pub projects: Vec<ProjectRule>,
    /// What is settled about single sources; the first rule that matches wins.
    #[serde(rename = "source")]
    pub sources: Vec<SourceRule>,
    /// The working calendar: of the program, and wherever no other is named.
    pub calendar: CalendarSettings,
    /// Calendars by name, for projects and people that work other days or hours.
    pub calendars: BTreeMap<String, CalendarRule>,
    /// Thresholds of RAG and checks.
    pub thresholds: Thresholds,
    /// Precedence of trackers on a conflict, highest first; trackers not named follow in the order of data date, newest first.
    pub precedence: Vec<String>,
    /// Precedence of trackers for single fields, before `precedence`: `finish = ["smartsheet", "jira"]`. Fields are called as the
    /// sheet Conflicts calls them.
    pub field_precedence: BTreeMap<String, Vec<String>>,
    /// People: words and lists that tell who is a person.
    pub people: PeopleSettings,
    /// Tasks that stand in several trackers.
    pub tasks: TaskSettings,
    /// The workbook.
    pub workbook: WorkbookSettings,
    /// Who may decide what.
    pub decision_rights: Vec<DecisionRight>,
    /// Bounds on what is read.
    pub limits: Limits,
    /// Facts that the sources do not hold yet.
    #[serde(rename = "adjustment")]
    pub adjustments: Vec<AdjustmentRule>,
    /// Findings that are known and accepted.
    #[serde(rename = "waiver")]
    pub waivers: Vec<WaiverRule>,
    /// Hand-ins that are owed.
    #[serde(rename = "expected")]
    pub expected: Vec<ExpectedRule>,
    /// Milestones that must all be met.
    #[serde(rename = "gate")]
    pub gates: Vec<GateRule>,
    /// The file's own name, for places in it; no key of this file.
    #[serde(skip)]
    #[schemars(skip)]
    pub file_name: String,
    /// Answers about who is who, from `identities.toml`; no key of this file.
    #[serde(skip)]
    #[schemars(skip)]
    pub ledger: Ledger,
}

/// Name, date and goals of the whole.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProgramSettings {
    /// Name; also the name of the workbook.
    pub name: Option<String>,
    /// The date the pack is of.
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Date>,
    /// Board milestones: `project: milestone name or key`, or a name or key alone.
    pub board_milestones: Vec<String>,
    /// The next meeting of the steering committee.
    #[schemars(with = "Option<String>")]
    pub next_meeting: Option<Date>,
}

/// A program and its projects.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProgramRule {
    /// Name.
    pub name: String,
    /// Names or keys of its projects.
    pub projects: Vec<String>,
}

/// What is settled about one project.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProjectRule {
    /// Name shown.
    pub name: String,
    /// Key in a tracker.
    pub key: Option<String>,
    /// Other names of the same project, exactly as the sources write them.
    pub aliases: Vec<String>,
    /// Who may read of it.
    pub audience: Audience,
    /// RAG as agreed, with the reason in `agreed-why`.
    pub agreed: Option<Rag>,
    /// Why the agreed RAG differs.
    pub agreed_why: Option<String>,
    /// RAG as reported, where no source states one.
    pub reported: Option<Rag>,
    /// Project manager, where no source states one.
    pub manager: Option<String>,
    /// Approved finish.
    #[schemars(with = "Option<String>")]
    pub baseline_finish: Option<Date>,
    /// Name of the calendar that its work follows: one of `[calendars]`, or of a calendar sheet.
    pub calendar: Option<String>,
}

/// What is settled about the sources that match a pattern.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourceRule {
    /// File name pattern with `*` and `?`, matched against the shown name and against its last part.
    #[serde(rename = "match")]
    pub pattern: String,
    /// Only this sheet.
    pub sheet: Option<String>,
    /// The tracker's profile.
    pub tracker: Option<String>,
    /// What the table is.
    pub role: Option<Role>,
    /// One-based row of the header.
    pub header_row: Option<u32>,
    /// Order of text dates: `dmy`, `mdy`, `ymd`.
    pub date_order: Option<String>,
    /// Header → canonical field; `-` keeps the column as a custom field.
    pub columns: BTreeMap<String, String>,
    /// The project that its records belong to.
    pub project: Option<String>,
    /// The date its data is of.
    #[schemars(with = "Option<String>")]
    pub data_date: Option<Date>,
    /// Whether its lines are tasks, or the projects themselves (a program plan); else that is told from the names.
    pub lines: Option<Lines>,
    /// First day of the sheet's first period column, where the captions name accounting periods (`2027-AP01`) that have no dates;
    /// each further column is a month later.
    #[schemars(with = "Option<String>")]
    pub first_period: Option<Date>,
    /// Leave the source out.
    pub skip: bool,
}

/// What the lines of a plan are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Lines {
    /// Tasks, even where their names are those of projects.
    Tasks,
    /// Projects that hand in trackers of their own: a line is what is reported of one.
    Projects,
}

/// Thresholds. Days are working days unless said otherwise.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Thresholds {
    /// Days late against baseline (or against the reported date, for what the links imply) up to which a project is green.
    pub green_days: i32,
    /// Days late up to which it is amber; beyond it is red.
    pub amber_days: i32,
    /// Fraction over budget up to which cost is green.
    pub green_cost: f64,
    /// Fraction over budget up to which cost is amber.
    pub amber_cost: f64,
    /// Total float at or under which a task is critical.
    pub critical_float: i32,
    /// Total float at or under which a task is near-critical.
    pub near_critical_float: i32,
    /// Least share of a milestone's upstream that must be dated for its reading to be assessable.
    pub coverage_dated: f64,
    /// Least share of a milestone's upstream that must be linked.
    pub coverage_linked: f64,
    /// Least share of a project's open tasks that must be dated for its schedule to be assessable.
    pub project_dated: f64,
    /// Demand over capacity from which a day counts as overallocated.
    pub overload: f64,
    /// Demand over capacity in a stretch from which the executive page speaks of it.
    pub overload_board: f64,
    /// Fewest working days of overload worth a finding.
    pub overload_days: i32,
    /// Days without update after which an open task is stale (calendar days).
    pub stale_days: i32,
    /// Projects behind which a cause must stand to be a common cause.
    pub common_cause_projects: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds {
            green_days: 5,
            amber_days: 20,
            green_cost: 0.05,
            amber_cost: 0.10,
            critical_float: 0,
            near_critical_float: 5,
            coverage_dated: 0.5,
            coverage_linked: 0.3,
            project_dated: 0.5,
            overload: 1.05,
            overload_board: 1.5,
            overload_days: 3,
            stale_days: 45,
            common_cause_projects: 2,
        }
    }
}

impl Thresholds {
    /// The day before which an update is stale; `None` where the threshold reaches further back than dates do.
    pub fn stale_before(&self, as_of: Date) -> Option<Date> {
        let span = jiff::Span::new().try_days(i64::from(self.stale_days)).ok()?;
        as_of.checked_sub(span).ok()
    }
}

/// What tells people from placeholders and groups, beyond the built-in words.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct PeopleSettings {
    /// Words that mean nobody.
    pub nobody: Vec<String>,
    /// Names of groups and teams.
    pub groups: Vec<String>,
    /// Names of systems and machines.
    pub systems: Vec<String>,
    /// Spellings that are one person: the first is the name shown.
    pub same: Vec<Vec<String>>,
    /// Spellings that are different people although they look alike.
    pub different: Vec<Vec<String>>,
    /// Who has left, and on which day.
    #[schemars(with = "BTreeMap<String, String>")]
    pub left: BTreeMap<String, Date>,
}

/// Tasks that stand in several trackers.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TaskSettings {
    /// Records that are one task: each by its key or long id, else as `file: name`, the file without version and date, as the
    /// sheet Identity review writes it.
    pub same: Vec<Vec<String>>,
}

/// How the workbook is made.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct WorkbookSettings {
    /// Gravest findings that get a note and links, for each sheet.
    pub notes_per_sheet: usize,
    /// Rows on the Findings sheet.
    pub findings: usize,
    /// `a4` or `letter`.
    pub paper: String,
}

impl Default for WorkbookSettings {
    fn default() -> Self {
        WorkbookSettings { notes_per_sheet: 5_000, findings: 5_000, paper: "a4".to_owned() }
    }
}

/// Who may decide what, and where.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DecisionRight {
    /// What it covers: `schedule`, `cost`, `resources`, `risk`, `benefit`.
    pub about: String,
    /// Who decides.
    pub decides: String,
    /// The forum.
    pub forum: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_threshold_longer_than_time_makes_nothing_stale() {
        let of = |stale_days: i32| Thresholds { stale_days, ..Thresholds::default() }.stale_before(date(2026, 11, 2));
        assert_eq!(of(45), Some(date(2026, 9, 18)));
        assert_eq!((of(i32::MAX), of(8_000_000)), (None, None));
    }
}
