//! Cell → shared text: repeated words of a table (statuses, owners, sections) are held once.

use crate::import::values::date::from_serial;
use crate::import::values::text::clean;
use crate::read::{Cell, Grid, TextId, Value};
use crate::source::Text;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The interner of one extract.
pub struct Words<'a> {
    grid: &'a Grid,
    by_id: FxHashMap<TextId, Text>,
    by_text: FxHashMap<Text, ()>,
}

impl<'a> Words<'a> {
    /// An empty interner over the texts of a grid.
    pub fn new(grid: &'a Grid) -> Self {
        Words { grid, by_id: FxHashMap::default(), by_text: FxHashMap::default() }
    }
    /// A word that is likely to repeat.
    pub fn shared(&mut self, value: Value) -> Option<Text> {
        let Value::Text(id) = value else {
            let text = plain(self.grid, value);
            return (!text.is_empty()).then(|| self.intern(&text));
        };
        if let Some(text) = self.by_id.get(&id) {
            return Some(text.clone());
        }
        let text = clean(self.grid.text(id));
        if text.is_empty() {
            return None;
        }
        let text = self.intern(&text);
        self.by_id.insert(id, text.clone());
        Some(text)
    }
    /// A text that hardly repeats: names, notes, keys.
    pub fn single(&self, value: Value) -> Option<Text> {
        let text = plain(self.grid, value);
        (!text.is_empty()).then(|| Text::from(&*text))
    }
    /// A text held once.
    pub fn intern(&mut self, text: &str) -> Text {
        if let Some((held, ())) = self.by_text.get_key_value(text) {
            return held.clone();
        }
        let held = Text::from(text);
        self.by_text.insert(held.clone(), ());
        held
    }
}

/// A cell's content as a text: cleaned; whole numbers without decimals, dates as `2026-03-31`.
pub fn plain(grid: &Grid, value: Value) -> Cow<'_, str> {
    match value {
        Value::Text(id) => clean(grid.text(id)),
        Value::Number(n) => Cow::Owned(number(n)),
        Value::Bool(b) => Cow::Borrowed(if b { "true" } else { "false" }),
        Value::Date(serial) => match from_serial(serial) {
            Some(day) => Cow::Owned(day.to_string()),
            None => Cow::Owned(number(serial)),
        },
        Value::Span(days) => Cow::Owned(format!("{} h", number(days * 24.0))),
        Value::Error(_) | Value::Unsaved => Cow::Borrowed(""),
    }
}

/// A number as people write it: `12`, `1.5`.
pub fn number(n: f64) -> String {
    // Whole numbers up to 2^53 are exact: long ids keep every digit that the file holds.
    if n.fract() == 0.0 && n.abs() < 9.007e15 {
        return format!("{n:.0}");
    }
    // 15 significant digits are what a spreadsheet shows; more is binary noise (0.30000000000000004).
    let rounded: f64 = format!("{n:.14e}").parse().unwrap_or(n);
    // Beyond what a double holds exactly, further digits say nothing.
    if rounded != 0.0 && !(1e-9..1e21).contains(&rounded.abs()) {
        return format!("{rounded:e}");
    }
    format!("{rounded}")
}

/// Whether a cell holds nothing that counts: blank text, an error, an unsaved formula.
pub fn is_hollow(grid: &Grid, cell: &Cell) -> bool {
    match cell.value {
        Value::Text(id) => {
            let text = grid.text(id);
            !text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) && clean(text).is_empty()
        }
        Value::Error(_) | Value::Unsaved => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_written_as_people_write_it_and_never_in_hundreds_of_figures() {
        for (n, words) in [
            (12.0, "12"),
            (-1.5, "-1.5"),
            (0.1 + 0.2, "0.3"),
            (0.0, "0"),
            (9_007_199_254_740_991.0, "9007199254740990"),
            (1e20, "100000000000000000000"),
            (1e22, "1e22"),
            (-1e308, "-1e308"),
            (1.25e-300, "1.25e-300"),
        ] {
            assert_eq!(number(n), words);
        }
    }
}
