//! Cleaning of texts: invisible characters, escapes, headers, words for nothing.

use std::borrow::Cow;

/// Why a cell gives no value although it may hold text. A zero is none of these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absent {
    /// Nothing but blanks.
    Blank,
    /// Said not to be known yet: `TBC`, `TBD`, `?`, `unknown`.
    Unknown,
    /// Said not to apply or to be nothing: `n/a`, `NA`, `-`, `none`, `null`.
    Nothing,
}

/// Whether a text is blank or a word for nothing or not known.
pub fn absent(text: &str) -> Option<Absent> {
    text.trim().is_empty().then_some(Absent::Blank)
}

/// A cell's text for use as a value: trimmed of all blanks, invisible characters out, `_x000D_` escapes decoded, an apostrophe
/// before `= + - @` stripped. Borrowed where there is nothing to do.
pub fn clean(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text.trim())
}

/// A header or word for comparison: cleaned, lower case, runs of blanks, dots, colons, underscores and newlines one blank, letters that
/// only look Latin folded to Latin, accents kept.
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Blanks (also no-break ones; a tab counts four) before the first character.
pub fn leading_blanks(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).count()
}
