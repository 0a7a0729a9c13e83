//! Status words and RAG: what a tracker says, and the few categories that every tracker's words fall into.

use crate::source::Text;

/// What a status word means for the schedule. `Cancelled` is not `Done`, whatever category the tracker files it under.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum StatusCategory {
    /// Not started.
    ToDo,
    /// Started, not finished.
    InProgress,
    /// Stopped by something; counts as in progress.
    Blocked,
    /// Paused by decision.
    OnHold,
    /// Finished.
    Done,
    /// Will not be done: no work, no demand, no logic.
    Cancelled,
}

impl StatusCategory {
    /// Whether no more work is to come (done or cancelled).
    pub fn is_closed(self) -> bool {
        matches!(self, StatusCategory::Done | StatusCategory::Cancelled)
    }
    /// The word for a reader.
    pub fn word(self) -> &'static str {
        match self {
            StatusCategory::ToDo => "To do",
            StatusCategory::InProgress => "In progress",
            StatusCategory::Blocked => "Blocked",
            StatusCategory::OnHold => "On hold",
            StatusCategory::Done => "Done",
            StatusCategory::Cancelled => "Cancelled",
        }
    }
}

/// A status as the source words it, with its category where the word is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusWord {
    /// The word as it stands in the cell.
    pub word: Text,
    /// What it means; `None` where the word is unknown (a finding says so).
    pub category: Option<StatusCategory>,
}

/// Red, amber, green, complete. "Not assessable" is the absence of a value with a stated reason, never a green.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Rag {
    /// On track.
    Green,
    /// At risk. Amber/green and amber/red of a five-point scale are kept as amber with the stated word in the narrative.
    Amber,
    /// Off track.
    Red,
}

impl Rag {
    /// The word for a reader.
    pub fn word(self) -> &'static str {
        match self {
            Rag::Green => "Green",
            Rag::Amber => "Amber",
            Rag::Red => "Red",
        }
    }
    /// The letter that stands beside every colour.
    pub fn letter(self) -> &'static str {
        match self {
            Rag::Green => "G",
            Rag::Amber => "A",
            Rag::Red => "R",
        }
    }
}
