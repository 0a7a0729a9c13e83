//! Portfolio, programs, projects: the containers, with what their managers report.

use super::{
    Adjustment, Allocation, Benefit, BudgetLine, Calendar, CalendarId, Dependency, FrontPage, Gate, LogItem, ProgramId,
    ProjectId, Rag, Resource, Stakeholder, Task, TaskId,
};
use crate::diagnostic::Subject;
use crate::source::{CellRef, SourceId, Sourced, Text};
use jiff::civil::Date;

/// Who may read of a project.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everybody who gets the pack.
    #[default]
    Open,
    /// Only the restricted pack names it.
    Restricted,
}

/// A program: projects run for one outcome. A project may be in several; it counts once in totals.
#[derive(Clone, PartialEq, Debug)]
pub struct Program {
    /// Name.
    pub name: Text,
    /// Its projects.
    pub projects: Vec<ProjectId>,
}

/// A project manager's words or a comment from a tracker, carried verbatim.
#[derive(Clone, PartialEq, Debug)]
pub struct Narrative {
    /// The text.
    pub text: Text,
    /// The record that a comment is on (`RL-24 Track bed`); `None` for words about the project as a whole.
    pub about: Option<Text>,
    /// Who wrote it, where told.
    pub author: Option<Text>,
    /// When, where told.
    pub date: Option<Date>,
    /// Where it stands.
    pub at: CellRef,
}

/// A project.
#[derive(Clone, PartialEq, Debug)]
pub struct Project {
    /// Stable id, also the slug of its page: `[a-z0-9-]`, at most 60 bytes, unique.
    pub slug: Text,
    /// Name shown.
    pub name: Text,
    /// Key in the tracker (`PAY`).
    pub key: Option<Text>,
    /// Programs it is in, sorted.
    pub programs: Vec<ProgramId>,
    /// Who may read of it.
    pub audience: Audience,
    /// Project manager or owner as stated.
    pub manager: Option<Sourced<Text>>,
    /// RAG as the project reports it.
    pub reported: Option<Sourced<Rag>>,
    /// RAG as agreed by the program manager (configuration or adjustment).
    pub agreed: Option<Sourced<Rag>>,
    /// Baseline or approved finish of the project as a whole, where stated.
    pub baseline_finish: Option<Sourced<Date>>,
    /// Start of the project as a whole, where stated (yearly returns).
    pub start: Option<Sourced<Date>>,
    /// Finish of the project as a whole, where stated (yearly returns, program plans).
    pub finish: Option<Sourced<Date>>,
    /// Narrative in the order found.
    pub narrative: Vec<Narrative>,
    /// The sources its records came from, and why each was taken for this project.
    pub sources: Vec<(SourceId, Text)>,
    /// Tasks that are board milestones (configuration), else every top-level milestone.
    pub board_milestones: Vec<TaskId>,
    /// The calendar that its work follows; `None` for the program's.
    pub calendar: Option<CalendarId>,
}

/// Two sources that disagree on one field of one thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Conflict {
    /// Whose field: "PAY-12 Payments API".
    pub what: Text,
    /// The task, where it is one.
    pub task: Option<TaskId>,
    /// The project, where known.
    pub project: Option<ProjectId>,
    /// Field in words: "finish".
    pub field: std::borrow::Cow<'static, str>,
    /// The value kept, as text, with its cell.
    pub kept: (Text, CellRef),
    /// The value that lost, as text, with its cell.
    pub lost: (Text, CellRef),
    /// Difference in the field's unit: "15 calendar days"; empty for words.
    pub difference: String,
    /// Why the kept one won: the rule in words.
    pub why: Text,
}

/// The records of one hand-in as a whole.
#[derive(Clone, PartialEq, Debug)]
pub struct HandIn {
    /// The source.
    pub source: SourceId,
    /// The date the data is of: from the content, the configuration, or the file name; never the file's modification time.
    pub data_date: Option<(Date, Text)>,
    /// The source that supersedes this one (`v3 FINAL (2)` beside `v3`), with the reason.
    pub superseded_by: Option<(SourceId, Text)>,
    /// Where it was taken from, where it was not handed in this time.
    pub carried: Option<CarriedFrom>,
}

/// Where the records of a hand-in come from that was not handed in this time: the pack that accepted it last. Every cell of
/// such a source is a cell of that hand-in, and its file carries the pack's day in its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CarriedFrom {
    /// The file as it was called when it was handed in.
    pub file: Text,
    /// The day of the pack that accepted it.
    pub pack: Date,
}

impl HandIn {
    /// Calendar days from the day its data is of (where no day is told, of the pack that accepted it) to `day`.
    pub fn age(&self, day: Date) -> Option<i64> {
        let of = self.data_date.as_ref().map(|d| d.0).or(self.carried.as_ref().map(|c| c.pack))?;
        Some(i64::from((day - of).get_days()))
    }
}

/// How many of everything there is. `tasks` counts every record of work once, summaries and milestones included, stubs not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct Counts {
    /// Projects.
    pub projects: usize,
    /// Records of work.
    pub tasks: usize,
    /// Of them summaries.
    pub summaries: usize,
    /// Of them milestones.
    pub milestones: usize,
    /// Distinct edges, dangling ones included.
    pub dependencies: usize,
    /// Of them with an end outside the files.
    pub dependencies_outside: usize,
    /// Distinct assignees.
    pub people: usize,
    /// Records of work without an assignee.
    pub unassigned: usize,
    /// Risks.
    pub risks: usize,
    /// Issues.
    pub issues: usize,
    /// Decisions.
    pub decisions: usize,
    /// Benefits.
    pub benefits: usize,
    /// Records whose parent is outside the files.
    pub parents_outside: usize,
    /// Rows of resource lists.
    pub resources: usize,
    /// Rows of assignment lists.
    pub assignments: usize,
}

/// Everything, reconciled. Built once; nothing changes after.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Portfolio {
    /// Name of the portfolio or program as configured, else from the first path.
    pub name: Text,
    /// The date the pack is of.
    pub as_of: Date,
    /// Programs.
    pub programs: Vec<Program>,
    /// Projects.
    pub projects: Vec<Project>,
    /// Tasks, project by project, parents before children.
    pub tasks: Vec<Task>,
    /// Dependencies, sorted by predecessor, then successor.
    pub dependencies: Vec<Dependency>,
    /// People, roles, groups and systems.
    pub resources: Vec<Resource>,
    /// Claims of tasks on resources.
    pub allocations: Vec<Allocation>,
    /// The working calendar of the program: it holds wherever no other is named.
    pub calendar: Calendar,
    /// The named calendars, in the order of the configuration, then of the sheets.
    pub calendars: Vec<Calendar>,
    /// Risks, issues, decisions and the other logs.
    pub log: Vec<LogItem>,
    /// Benefits.
    pub benefits: Vec<Benefit>,
    /// Budget lines.
    pub budget: Vec<BudgetLine>,
    /// Stakeholders.
    pub stakeholders: Vec<Stakeholder>,
    /// Fields on which sources disagree.
    pub conflicts: Vec<Conflict>,
    /// Identities proposed but not joined: a person for the review list.
    pub proposals: Vec<IdentityProposal>,
    /// Hand-ins with their data dates.
    pub hand_ins: Vec<HandIn>,
    /// Facts settled by hand, with what became of each, in the order written.
    pub adjustments: Vec<Adjustment>,
    /// What a program manager chose to show on the front page, or not.
    pub front_page: Vec<FrontPage>,
    /// Readiness gates.
    pub gates: Vec<Gate>,
    /// The counts of the whole.
    pub counts: Counts,
}

impl Portfolio {
    /// The hand-in of a source, where it is carried forward from an earlier pack.
    pub fn carried(&self, source: SourceId) -> Option<&HandIn> {
        let at = self.hand_ins.binary_search_by_key(&source, |h| h.source).ok()?;
        self.hand_ins.get(at).filter(|h| h.carried.is_some())
    }
    /// What marks a project whose records, or some of them, are carried forward: the oldest tells the age.
    pub fn carried_project(&self, project: &Project) -> Option<String> {
        let ages = project.sources.iter().filter_map(|(source, _)| self.carried(*source)?.age(self.as_of));
        let days = ages.max()?;
        // tasks stand project by project
        let id = self.projects.iter().position(|p| p.slug == project.slug)?;
        let from = self.tasks.partition_point(|t| t.project.ix() < id);
        let own = self.tasks.iter().skip(from).take_while(|t| t.project.ix() == id).filter(|t| !t.stub);
        let wholly = own.clone().next().is_some() && own.clone().all(|t| self.carried(t.facts.at.source).is_some());
        let how = if wholly { "carried forward" } else { "partly carried forward" };
        Some(format!("{how}, {days} {} old", if days == 1 { "day" } else { "days" }))
    }
    /// What marks a record of a source that is carried forward: ` (carried forward, 28 days old)`; empty for others.
    pub fn carried_mark(&self, source: SourceId) -> String {
        let age = self.carried(source).and_then(|h| h.age(self.as_of));
        age.map_or_else(String::new, |days| format!(" (carried forward, {days} {} old)", if days == 1 { "day" } else { "days" }))
    }
    /// The calendar that a task follows: its own, else its project's; `None` for the program's.
    pub fn calendar_of(&self, task: &Task) -> Option<CalendarId> {
        task.calendar.or_else(|| self.projects.get(task.project.ix())?.calendar)
    }
    /// A named calendar, or the program's.
    pub fn calendar_at(&self, id: Option<CalendarId>) -> &Calendar {
        id.and_then(|id| self.calendars.get(id.ix())).unwrap_or(&self.calendar)
    }
    /// Whether a value of it was settled by hand.
    pub fn is_adjusted(&self, subject: Subject) -> bool {
        self.adjustments.iter().any(|a| a.subject == Some(subject) && a.state.holds())
    }
    /// The adjustment of one field that holds.
    pub fn adjustment(&self, subject: Subject, fields: &[&str]) -> Option<&Adjustment> {
        let fits = |a: &&Adjustment| a.subject == Some(subject) && a.state.holds();
        self.adjustments.iter().filter(fits).find(|a| fields.iter().any(|f| f.eq_ignore_ascii_case(a.field.trim())))
    }
}

/// Two spellings that may be one person, project or task, for a human to decide.
#[derive(Clone, PartialEq, Debug)]
pub struct IdentityProposal {
    /// `person`, `project` or `task`.
    pub kind: &'static str,
    /// The first, with a cell.
    pub a: (Text, CellRef),
    /// The second, with a cell.
    pub b: (Text, CellRef),
    /// What the ledger knows the first by: an address, an account, a key or a name.
    pub a_key: Text,
    /// What the ledger knows the second by.
    pub b_key: Text,
    /// The evidence for and against, in words.
    pub evidence: Text,
    /// `unsure`, with who and why, where that was answered already.
    pub unsure: Option<(Text, Text)>,
    /// The two people, where it is about people of this portfolio.
    pub people: Option<[super::ResourceId; 2]>,
}
