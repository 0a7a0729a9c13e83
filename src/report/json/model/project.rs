//! Where everything hangs: input files, programs, projects, calendars.

use super::{Held, held, text};
use crate::model::{Audience, Calendar, Program, Project, Rag};
use crate::report::json::cell::{Cell, Day, day};
use crate::source::{PlaceKind, SourceFile};
use schemars::JsonSchema;
use serde::Serialize;

/// An input file.
#[derive(Serialize, JsonSchema)]
pub struct SourceView<'a> {
    /// Name as shown.
    file: &'a str,
    /// `lines` for delimited text, `sheets` for workbooks and pages.
    kind: &'static str,
    /// Its sheets in order.
    sheets: &'a [String],
}

impl<'a> SourceView<'a> {
    pub(in crate::report::json) fn new(file: &'a SourceFile) -> Self {
        let kind = match file.kind {
            PlaceKind::Lines => "lines",
            PlaceKind::Sheet => "sheets",
        };
        SourceView { file: &file.name, kind, sheets: &file.sheets }
    }
}

/// A program: projects run for one outcome.
#[derive(Serialize, JsonSchema)]
pub struct ProgramView<'a> {
    /// Name.
    name: &'a str,
    /// Positions of its projects.
    projects: Vec<u32>,
}

impl<'a> ProgramView<'a> {
    pub(in crate::report::json) fn new(p: &'a Program) -> Self {
        ProgramView { name: &p.name, projects: p.projects.iter().map(|p| p.0).collect() }
    }
}

/// A project.
#[derive(Serialize, JsonSchema)]
pub struct ProjectView<'a> {
    /// Stable id.
    id: &'a str,
    /// Name.
    name: &'a str,
    /// Key in the tracker.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    /// Positions of its programs.
    programs: Vec<u32>,
    /// Who may read of it.
    audience: Audience,
    /// Manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    manager: Option<Held<&'a str>>,
    /// Colour as reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    reported: Option<Held<Rag>>,
    /// Colour as agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed: Option<Held<Rag>>,
    /// Start of the project as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Held<Day>>,
    /// Finish of the project as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    finish: Option<Held<Day>>,
    /// Approved finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_finish: Option<Held<Day>>,
    /// What its manager wrote, verbatim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    narrative: Vec<NarrativeView<'a>>,
    /// Where its records came from: file, sheet, why.
    sources: Vec<(u16, u16, &'a str)>,
    /// Positions of its board milestones among the tasks.
    board_milestones: Vec<u32>,
    /// Position of the calendar that its work follows; left out where it is the program's.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<u32>,
}

/// A manager's words, or a comment on a record.
#[derive(Serialize, JsonSchema)]
struct NarrativeView<'a> {
    /// The text.
    text: &'a str,
    /// The record that a comment is on; absent where the words are about the project as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    /// Its cell.
    at: Cell,
}

impl<'a> ProjectView<'a> {
    pub(in crate::report::json) fn new(p: &'a Project) -> Self {
        ProjectView {
            id: &p.slug,
            name: &p.name,
            key: p.key.as_deref(),
            programs: p.programs.iter().map(|x| x.0).collect(),
            audience: p.audience,
            manager: held(&p.manager, text),
            reported: held(&p.reported, |r| *r),
            agreed: held(&p.agreed, |r| *r),
            start: held(&p.start, day),
            finish: held(&p.finish, day),
            baseline_finish: held(&p.baseline_finish, day),
            narrative: p
                .narrative
                .iter()
                .map(|n| NarrativeView {
                    text: &n.text,
                    about: n.about.as_deref(),
                    author: n.author.as_deref(),
                    date: n.date.map(Day),
                    at: Cell(n.at),
                })
                .collect(),
            sources: p.sources.iter().map(|(s, why)| (s.file, s.sheet, &**why)).collect(),
            board_milestones: p.board_milestones.iter().map(|t| t.0).collect(),
            calendar: p.calendar.map(|c| c.0),
        }
    }
}

/// A working calendar.
#[derive(Serialize, JsonSchema)]
pub struct CalendarView<'a> {
    /// Its name; empty for the program's own.
    name: &'a str,
    /// Minutes that one day of a duration stands for.
    day_minutes: u16,
    /// Times worked on Monday to Sunday: `08:00-12:00, 13:00-17:00`, or `off`.
    week: [String; 7],
    /// Days that differ, with their times.
    exceptions: Vec<(Day, String)>,
    /// Where it is stated; left out where the configuration does.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Cell>,
}

impl<'a> CalendarView<'a> {
    pub(in crate::report::json) fn new(c: &'a Calendar) -> Self {
        CalendarView {
            name: &c.name,
            day_minutes: c.day_minutes,
            week: std::array::from_fn(|ix| c.week.get(ix).map(ToString::to_string).unwrap_or_default()),
            exceptions: c.exceptions.iter().map(|(day, times)| (Day(*day), times.to_string())).collect(),
            at: c.at.map(Cell),
        }
    }
}
