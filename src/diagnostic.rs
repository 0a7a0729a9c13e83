//! What is odd about the data: a finding has a check's name, a severity, a place, what is wrong and what to do.
//!
//! A diagnostic never stops the run. What does stop it is in [`crate::error`].

use crate::source::{CellRef, SourceId, Text};
use std::borrow::Cow;

/// How grave a finding is, gravest first when sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The figure cannot be trusted until it is mended.
    Error,
    /// Likely wrong, or a decision is wanted.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// What of the program a finding speaks of; by position in the portfolio's vectors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Subject {
    /// A file, a sheet or the run as a whole.
    #[default]
    Intake,
    /// A task.
    Task(u32),
    /// A dependency.
    Dependency(u32),
    /// A project.
    Project(u32),
    /// A person, role, group or system.
    Resource(u32),
    /// A risk, issue, decision or other log item.
    LogItem(u32),
    /// A benefit.
    Benefit(u32),
}

/// Where a finding is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// A cell.
    Cell(CellRef),
    /// A sheet, or a file read as one sheet.
    Source(SourceId),
    /// A file that gave no sheet, by its shown name.
    File(Text),
    /// The run as a whole.
    Run,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The check's name, the same everywhere: `date-unreadable`.
    pub check: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is there and what was expected: one sentence, no final full stop, cell text between back-ticks.
    pub message: String,
    /// What to do about it; empty where the check's explanation says all there is.
    pub help: Cow<'static, str>,
    /// Other cells that prove it.
    pub related: Vec<CellRef>,
    /// What of the program it speaks of.
    pub subject: Subject,
}

impl Diagnostic {
    /// A finding at a place, without help, related cells or subject.
    pub fn new(check: &'static str, severity: Severity, place: Place, message: impl Into<String>) -> Self {
        Diagnostic {
            check,
            severity,
            place,
            message: message.into(),
            help: Cow::Borrowed(""),
            related: Vec::new(),
            subject: Subject::Intake,
        }
    }
    /// A finding at a cell.
    pub fn at(check: &'static str, severity: Severity, at: CellRef, message: impl Into<String>) -> Self {
        Self::new(check, severity, Place::Cell(at), message)
    }
    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = help.into();
        self
    }
    /// With the subject it speaks of.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }
    /// With a further cell that proves it.
    #[must_use]
    pub fn related(mut self, at: CellRef) -> Self {
        self.related.push(at);
        self
    }
    /// The cell, where the place is one.
    pub fn cell(&self) -> Option<CellRef> {
        match self.place {
            Place::Cell(at) => Some(at),
            _ => None,
        }
    }
}

/// A value together with what was odd on the way to it.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    /// The value.
    pub value: T,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// Sorts findings by place, then check, then message, so that any number of threads gives one order.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (&a.place, a.severity, a.check, &a.message).cmp(&(&b.place, b.severity, b.check, &b.message)));
}
