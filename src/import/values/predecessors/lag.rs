//! What may stand behind a reference: relation letters and a lag. `FS-2,5d`, `SS +1 wk`, `-FS=P1D`, `+50%`, `-1d`.

use super::Letters;
use crate::import::values::duration::{Counts, Unit, Working, duration, duration_of, unit_word};
use crate::model::{Lag, LagUnit, Relation};

/// Relation and lag behind a reference.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Tail {
    /// The relation, where letters tell it.
    pub relation: Option<Relation>,
    /// The lag; a lag of nothing is none.
    pub lag: Option<Lag>,
    /// The lag has a unit.
    pub unit_stated: bool,
}

/// Relation letters of the languages Microsoft Project speaks. No two languages contradict one another.
pub fn relation(word: &str, letters: Letters) -> Option<Relation> {
    use Relation::{FinishFinish, FinishStart, StartFinish, StartStart};
    if word.chars().count() != 2 {
        return None;
    }
    let word = word.to_uppercase();
    let any = letters == Letters::English;
    Some(match word.as_str() {
        "FS" => FinishStart,
        "SS" => StartStart,
        "FF" => FinishFinish,
        "SF" => StartFinish,
        "EA" if any || letters == Letters::German => FinishStart,
        "AA" if any || letters == Letters::German => StartStart,
        "EE" if any || letters == Letters::German => FinishFinish,
        "AE" if any || letters == Letters::German => StartFinish,
        "FD" if any || letters == Letters::French => FinishStart,
        "DD" if any || letters == Letters::French => StartStart,
        "DF" if any || letters == Letters::French => StartFinish,
        "FC" if any || letters == Letters::Spanish => FinishStart,
        "CC" if any || letters == Letters::Spanish => StartStart,
        "CF" if any || letters == Letters::Spanish => StartFinish,
        // Portuguese, Italian, Polish, Dutch, Russian.
        "TI" | "FI" | "ZR" | "EB" | "ОН" if any => FinishStart,
        "II" | "RR" | "BB" | "НН" if any => StartStart,
        "TT" | "ZZ" | "ОО" if any => FinishFinish,
        "IT" | "IF" | "RZ" | "BE" | "НО" if any => StartFinish,
        _ => return None,
    })
}

/// Whether a tail may begin at this byte: at a sign, a blank, or where letters follow a digit.
pub fn may_start_tail(text: &str, at: usize, c: char) -> bool {
    matches!(c, '+' | '-' | '−')
        || c.is_whitespace()
        || (c.is_alphabetic() && text.get(..at).is_some_and(|t| t.ends_with(|p: char| p.is_ascii_digit())))
}

/// The whole of a tail; `None` where something is in it that is neither relation nor lag. An empty text is an empty tail.
pub fn tail(text: &str, letters: Letters) -> Option<Tail> {
    let mut rest = text.trim();
    let mut read = Tail::default();
    // GanttProject: `-FS=P1D`, `-SS>P2D`.
    if let Some(ganttproject) = rest.strip_prefix('-')
        && let Some((found, behind)) = take_relation(ganttproject, letters)
    {
        read.relation = Some(found);
        // `>`: a link that may be stretched.
        let Some(length) = behind.strip_prefix(['=', '>']) else { return behind.is_empty().then_some(read) };
        let (negative, length) = match length.strip_prefix('-') {
            Some(length) => (true, length.to_owned()),
            None => (length.contains("P-"), length.replacen("P-", "P", 1)),
        };
        let days = duration(&length, Some(Unit::Days), &Working::default())?;
        return Some(with_lag(
            read,
            if negative { -days.days } else { days.days },
            if days.elapsed { LagUnit::ElapsedDays } else { LagUnit::WorkingDays },
        ));
    }
    if let Some((found, behind)) = take_relation(rest, letters) {
        read.relation = Some(found);
        rest = behind.trim_start();
    }
    if rest.is_empty() {
        return Some(read);
    }
    let negative = match rest.chars().next()? {
        '+' => false,
        '-' | '−' => true,
        _ => return None,
    };
    rest = rest.trim_start_matches(['+', '-', '−']).trim_start();
    let end = rest.bytes().position(|b| !b.is_ascii_digit() && b != b',' && b != b'.').unwrap_or(rest.len());
    let (digits, unit) = rest.split_at_checked(end)?;
    let amount: f64 = digits.replace(',', ".").parse().ok().filter(|a: &f64| a.is_finite() && *a < 1e5)?;
    let amount = if negative { -amount } else { amount };
    let unit = unit.trim().trim_end_matches('?').trim_end();
    let (amount, unit) = match unit {
        // Microsoft Project and Smartsheet both read a lag without unit as days.
        "" => return Some(with_lag(read, amount, LagUnit::WorkingDays)),
        "%" | "e%" => (amount, LagUnit::Percent),
        word => match unit_word(word)? {
            (unit, Counts::Working) => (duration_of(amount, unit, &Working::default()).days, LagUnit::WorkingDays),
            (unit, Counts::Elapsed) => (amount * elapsed_days(unit), LagUnit::ElapsedDays),
            (_, Counts::Effort) => return None,
        },
    };
    read.unit_stated = true;
    Some(with_lag(read, amount, unit))
}

fn with_lag(mut read: Tail, amount: f64, unit: LagUnit) -> Tail {
    read.lag = (amount != 0.0).then_some(Lag { amount, unit });
    read
}

fn elapsed_days(unit: Unit) -> f64 {
    match unit {
        Unit::Seconds => 1.0 / 86_400.0,
        Unit::Minutes => 1.0 / 1440.0,
        Unit::Hours => 1.0 / 24.0,
        Unit::Days => 1.0,
        Unit::Weeks => 7.0,
        Unit::Months => 30.0,
        Unit::Years => 365.0,
    }
}

/// Relation letters at the head of a text, with nothing alphabetic directly behind them.
fn take_relation(text: &str, letters: Letters) -> Option<(Relation, &str)> {
    let end = text.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(text.len(), |(i, _)| i);
    let (word, rest) = text.split_at_checked(end)?;
    Some((relation(word, letters)?, rest))
}

/// Whether the comma between two texts belongs to a lag: a sign and digits before it, digits and a unit behind it. `3FS-2,5` without
/// a unit is open, so it stays in one piece and will not be read.
pub fn is_decimal_comma(before: &str, after: &str) -> bool {
    let digits_before = before.trim_end_matches(|c: char| c.is_ascii_digit());
    if digits_before.len() == before.len() {
        return false;
    }
    let head = digits_before.trim_end();
    let Some(head) = head.strip_suffix(['+', '-', '−']) else { return false };
    let end = after.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(after.len());
    if end == 0 {
        return false;
    }
    let behind = after.get(end..).unwrap_or("");
    let unit = behind.trim_start();
    let word_end = unit.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(unit.len(), |(i, _)| i);
    let word = unit.get(..word_end).unwrap_or("");
    if unit.starts_with('%') || unit_word(word).is_some() {
        return true;
    }
    // Open: letters before the sign, no unit behind the digits.
    let letters_before = head.trim_end().trim_end_matches(char::is_alphabetic).len();
    let stated = head.trim_end().get(letters_before..).is_some_and(|w| relation(w, Letters::English).is_some());
    stated && (behind.trim().is_empty() || behind.trim_start().starts_with(','))
}
