//! Status words of many trackers and languages, and the category each falls into.

use crate::model::StatusCategory;

/// The category of a status word, also of a status-category column; `None` where the word is unknown. Emoji and percent
/// prefixes are stripped. Cancelled is never done.
pub fn category(word: &str) -> Option<StatusCategory> {
    let _ = word;
    None
}

/// The percentage a status word carries as a fraction: `25% Complete`.
pub fn percent_in(word: &str) -> Option<f64> {
    let _ = word;
    None
}

/// Yes/no, true/false, a tick box.
pub fn yes_no(word: &str) -> Option<bool> {
    let _ = word;
    None
}

/// Whether a log item of that status still counts: `Open`, `Closed`, `Active`, `Realized`, `1-Not started`.
pub fn open(word: &str) -> Option<bool> {
    let _ = word;
    None
}
