//! Registers and logs: risks, issues, assumptions, decisions, changes, actions. One shape serves them all; the kind tells
//! which.

use super::{ProjectId, ResourceId};
use crate::source::{CellRef, Sourced, Text};
use jiff::civil::Date;

/// Which log an item stands in.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum LogKind {
    /// A risk.
    Risk,
    /// An issue.
    Issue,
    /// An assumption.
    Assumption,
    /// A decision taken or wanted.
    Decision,
    /// A change request.
    Change,
    /// An action.
    Action,
    /// A dependency written down as a log record (RAID): not an edge of the dependency map.
    Dependency,
    /// A lesson.
    Lesson,
}

impl LogKind {
    /// The word for a reader.
    pub fn word(self) -> &'static str {
        match self {
            LogKind::Risk => "Risk",
            LogKind::Issue => "Issue",
            LogKind::Assumption => "Assumption",
            LogKind::Decision => "Decision",
            LogKind::Change => "Change request",
            LogKind::Action => "Action",
            LogKind::Dependency => "Dependency (logged)",
            LogKind::Lesson => "Lesson",
        }
    }
}

/// A level on a scale as stated: a word, a number, or both.
#[derive(Clone, PartialEq, Debug)]
pub struct Level {
    /// As it stands in the cell.
    pub word: Text,
    /// The number, where the cell or its legend gives one.
    pub number: Option<f64>,
}

/// One record of a log.
#[derive(Clone, PartialEq, Debug)]
pub struct LogItem {
    /// Which log.
    pub kind: LogKind,
    /// Stable id.
    pub stable_id: Text,
    /// The cell the record is known by.
    pub at: CellRef,
    /// The project, where the record or its file tells; `None` for program-wide logs.
    pub project: Option<ProjectId>,
    /// Id as stated.
    pub key: Option<Sourced<Text>>,
    /// Title or short text.
    pub title: Option<Sourced<Text>>,
    /// Longer text.
    pub description: Option<Sourced<Text>>,
    /// Category as stated.
    pub category: Option<Sourced<Text>>,
    /// Vendor, system or person named as the cause, where a column states it.
    pub vendor: Option<Sourced<Text>>,
    /// Status as worded.
    pub status: Option<Sourced<Text>>,
    /// Whether it still counts; `None` where the status word is unknown or missing.
    pub open: Option<bool>,
    /// Probability or likelihood as stated.
    pub probability: Option<Sourced<Level>>,
    /// Impact or severity as stated.
    pub impact: Option<Sourced<Level>>,
    /// Score or rating as stated. Never computed here.
    pub score: Option<Sourced<Level>>,
    /// Money at stake, as stated, in the source's currency.
    pub exposure: Option<Sourced<f64>>,
    /// Priority as stated.
    pub priority: Option<Sourced<Text>>,
    /// RAG as stated or as filled.
    pub rag: Option<Sourced<super::Rag>>,
    /// Response, mitigation, or for a decision what was decided.
    pub response: Option<Sourced<Text>>,
    /// Options, for a decision wanted.
    pub options: Option<Sourced<Text>>,
    /// Recommendation, for a decision wanted.
    pub recommendation: Option<Sourced<Text>>,
    /// Owner as stated.
    pub owner: Option<Sourced<Text>>,
    /// Owner as a resource, where it is a person.
    pub owner_id: Option<ResourceId>,
    /// Raised on.
    pub raised: Option<Sourced<Date>>,
    /// Due, needed or target date.
    pub due: Option<Sourced<Date>>,
    /// Closed or decided on.
    pub closed: Option<Sourced<Date>>,
    /// Columns that map to nothing, kept.
    pub custom: Vec<(Text, Sourced<Text>)>,
}

impl LogItem {
    /// Whether a fact of it was settled by hand.
    pub fn is_adjusted(&self) -> bool {
        [&self.title, &self.status, &self.owner, &self.response, &self.recommendation]
            .iter()
            .any(|t| t.as_ref().is_some_and(Sourced::is_adjusted))
            || self.due.as_ref().is_some_and(Sourced::is_adjusted)
            || self.rag.as_ref().is_some_and(Sourced::is_adjusted)
    }
    /// An item of which nothing is known but its kind and place.
    pub fn new(kind: LogKind, at: CellRef) -> Self {
        LogItem {
            kind,
            stable_id: Text::from(""),
            at,
            project: None,
            key: None,
            title: None,
            description: None,
            category: None,
            vendor: None,
            status: None,
            open: None,
            probability: None,
            impact: None,
            score: None,
            exposure: None,
            priority: None,
            rag: None,
            response: None,
            options: None,
            recommendation: None,
            owner: None,
            owner_id: None,
            raised: None,
            due: None,
            closed: None,
            custom: Vec::new(),
        }
    }
    /// Title, else description, else key.
    pub fn label(&self) -> &str {
        self.title.as_ref().or(self.description.as_ref()).or(self.key.as_ref()).map_or("(no text)", |s| &s.value)
    }
}
