//! Dates written as text: one order per column, proved or not at all.
//!
//! Decided here: which day a cell means. The order of day and month is taken from the whole column: a value that only one
//! order allows (22 is no month), a weekday that only one order fits, a named month, or the setting. Where none of these is
//! there, a cell that reads differently in two orders stays [`DateRead::Ambiguous`]. Two-digit years 00 to 68 are 20xx, 69 to 99
//! are 19xx. Years outside 1900 to 2199 are stand-ins, not dates.

pub mod coarse;
mod evidence;
pub(super) mod lex;
mod serial;
pub(crate) mod written;

pub use serial::{from_serial, swapped_by_weekday};

use super::order::DateOrder;
use super::text::absent;
use evidence::Evidence;
use jiff::civil::{Date, Weekday};
use written::Reading;

/// What a cell of a date column says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateRead {
    /// A day; a time of day is dropped.
    Date(Date),
    /// From and to, either may be missing. `from > to` is left for the caller to report.
    Range(Option<Date>, Option<Date>),
    /// Blank or a word for nothing (`NA`, `TBC`, `-`).
    Empty,
    /// Readable in two orders, and the column does not prove one.
    Ambiguous,
    /// A bare Excel serial in a text column (`45678`): the day it would be. Flag it; whether to take it is the caller's choice.
    Serial(Date),
    /// Not a date.
    Unreadable,
}

/// The mark a tracker sets behind a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateFlag {
    /// Primavera's ` A`: the date is an actual.
    Actual,
    /// Primavera's `*`: the date is held by a constraint.
    Constraint,
    /// The weekday written in the same cell is not that of the date.
    OffWeekday(Weekday),
}

/// How the dates of one column are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnDates {
    /// The order that was proved or set; `None` where no value needs it or nothing proves it.
    pub order: Option<DateOrder>,
    /// The value, rule or setting that proves it, in words; empty where there is nothing to prove.
    pub proof: String,
    /// Position of the proving value among those given to [`ColumnDates::decide`].
    pub proof_at: Option<usize>,
    /// At least one value can be read in two orders and nothing proves which.
    pub ambiguous: bool,
    /// Values contradict one another, by their numbers or by the weekdays beside them: one allows only one order, another only the other. Then `order` is `None`, and only values
    /// with a single reading are read.
    pub contradicted: bool,
    /// Bare whole numbers are epoch milliseconds (set by the profile).
    pub epoch_ms: bool,
}

impl ColumnDates {
    /// Decides the order from all texts of a column. `weekdays` are pairs (text of the weekday column, text of the date
    /// column) of the same rows; `setting` wins over everything else.
    pub fn decide<'a>(
        values: impl IntoIterator<Item = &'a str>,
        weekdays: &[(&str, &str)],
        setting: Option<DateOrder>,
    ) -> ColumnDates {
        if let Some(order) = setting {
            let proof = format!("set to {} by the configuration", order.word());
            return ColumnDates { order: Some(order), proof, ..ColumnDates::default() };
        }
        let mut evidence = Evidence::default();
        for (ix, text) in values.into_iter().enumerate() {
            if is_iso(text.as_bytes()) {
                evidence.year_first(ix, text);
                continue;
            }
            let text = text.trim();
            match written::read(text) {
                Some(reading) => evidence.weigh(ix, text, &reading),
                None => {
                    if let Some((from, to)) = split_range(text) {
                        for side in [from, to] {
                            if let Some(reading) = written::read(side) {
                                evidence.weigh(ix, side, &reading);
                            }
                        }
                    }
                }
            }
        }
        for (name, text) in weekdays {
            let day = super::months::weekday(name.trim().trim_end_matches('.'));
            if let (Some(day), Some(mut reading)) = (day, written::read(text.trim())) {
                reading.weekday = reading.weekday.or(Some(day));
                evidence.weigh_beside(name, text.trim(), &reading);
            }
        }
        evidence.verdict()
    }

    /// Takes the order that another column of the same table proves, where this one proves none.
    #[must_use]
    pub fn or_proved_by(mut self, other: &ColumnDates, header: &str) -> ColumnDates {
        if self.ambiguous && !self.contradicted && !other.contradicted && !other.ambiguous && other.order.is_some() {
            self.order = other.order;
            self.proof = format!("as in column `{header}`: {}", other.proof);
            self.proof_at = None;
            self.ambiguous = false;
        }
        self
    }

    /// Reads one cell.
    pub fn parse(&self, text: &str) -> DateRead {
        self.parse_flagged(text).0
    }

    /// Reads one cell with the mark behind it.
    pub fn parse_flagged(&self, text: &str) -> (DateRead, Option<DateFlag>) {
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}'));
        if let Some(day) = iso(text.as_bytes()) {
            return (DateRead::Date(day), None);
        }
        if absent(text).is_some() {
            return (DateRead::Empty, None);
        }
        if let Some(read) = self.bare_number(text) {
            return (read, None);
        }
        if let Some(reading) = written::read(text) {
            let read = self.day(&reading);
            let off = if let DateRead::Date(day) = read { off_weekday(&reading, day) } else { None };
            return (read, reading.flag.or(off));
        }
        let Some((from, to)) = split_range(text) else { return (DateRead::Unreadable, None) };
        let read = self.range(from, to);
        let DateRead::Range(first, last) = read else { return (read, None) };
        let off = [(from, first), (to, last)].into_iter().find_map(|(text, day)| off_weekday(&written::read(text)?, day?));
        (read, off)
    }

    fn day(&self, reading: &Reading) -> DateRead {
        let days = reading.days_by_number();
        let year_comes_first = matches!(reading.written, written::Written::Numeric([(_, 4), _, _], _));
        let chosen = match self.order {
            // Nothing is open in a named month or a four-digit year in front, whatever the rest of the column does.
            _ if year_comes_first => days[2],
            Some(order) => {
                // A column set to year-first still holds its two-digit years; one proved by ISO dates says nothing of others.
                days[order as usize].or_else(|| self.only(&days).filter(|_| order == DateOrder::Ymd))
            }
            // A weekday settles what the numbers leave open, but not where the weekdays of the column contradict one another.
            None => match self.only(&days).or_else(|| self.only(&reading.days()).filter(|_| !self.contradicted)) {
                Some(day) => Some(day),
                None if days.iter().flatten().next().is_some() => return DateRead::Ambiguous,
                None => None,
            },
        };
        chosen.map_or(DateRead::Unreadable, DateRead::Date)
    }

    /// The day, where all possible orders give the same one.
    fn only(&self, days: &[Option<Date>; 3]) -> Option<Date> {
        let mut found = days.iter().flatten();
        let first = *found.next()?;
        found.all(|d| *d == first).then_some(first)
    }

    fn range(&self, from: &str, to: &str) -> DateRead {
        let end =
            if absent(to).is_some() { DateRead::Empty } else { written::read(to).map_or(DateRead::Unreadable, |r| self.day(&r)) };
        let start = if absent(from).is_some() {
            DateRead::Empty
        } else if let Some(reading) = written::read(from) {
            self.day(&reading)
        } else if let DateRead::Date(end) = end {
            elided(from, end).map_or(DateRead::Unreadable, DateRead::Date)
        } else {
            DateRead::Unreadable
        };
        match (start, end) {
            (DateRead::Date(from), DateRead::Date(to)) => DateRead::Range(Some(from), Some(to)),
            (DateRead::Date(from), DateRead::Empty) => DateRead::Range(Some(from), None),
            (DateRead::Empty, DateRead::Date(to)) => DateRead::Range(None, Some(to)),
            (DateRead::Ambiguous, DateRead::Ambiguous | DateRead::Date(_) | DateRead::Empty)
            | (DateRead::Date(_) | DateRead::Empty, DateRead::Ambiguous) => DateRead::Ambiguous,
            _ => DateRead::Unreadable,
        }
    }

    /// Epoch milliseconds where the profile says so, else a spreadsheet's serial.
    fn bare_number(&self, text: &str) -> Option<DateRead> {
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
            return None;
        }
        if self.epoch_ms {
            return Some(text.parse().ok().and_then(serial::from_epoch_ms).map_or(DateRead::Unreadable, DateRead::Date));
        }
        let whole = text.bytes().take_while(u8::is_ascii_digit).count();
        let marks = text.len() - text.bytes().filter(u8::is_ascii_digit).count();
        if whole != 5 || marks > 1 {
            return None;
        }
        let number: f64 = text.replace(',', ".").parse().ok()?;
        // 1954 to 2119: outside, five digits are an id or an amount.
        let day = from_serial(number).filter(|_| (20_000.0..80_000.0).contains(&number));
        Some(day.map_or(DateRead::Unreadable, DateRead::Serial))
    }
}

/// The weekday written beside a day that is another one's.
fn off_weekday(reading: &Reading, day: Date) -> Option<DateFlag> {
    reading.weekday.filter(|w| day.weekday() != *w).map(DateFlag::OffWeekday)
}

/// `2026-03-31`, alone or followed by a time that begins with `T` or a blank.
fn is_iso(bytes: &[u8]) -> bool {
    let digits = |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|d| d.iter().all(u8::is_ascii_digit));
    digits(0..4) && digits(5..7) && digits(8..10) && bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-')
}

/// The day of a plain ISO date or date-time; anything less plain is left to the grammar.
fn iso(bytes: &[u8]) -> Option<Date> {
    if !is_iso(bytes)
        || !(bytes.len() == 10 || (matches!(bytes[10], b'T' | b' ') && bytes[11..].iter().all(|b| b"0123456789:.Z".contains(b))))
    {
        return None;
    }
    let number = |range: std::ops::Range<usize>| bytes[range].iter().fold(0_i16, |n, b| n * 10 + i16::from(b - b'0'));
    let year = number(0..4);
    let small = |range| i8::try_from(number(range)).unwrap_or(0);
    if (1900..2200).contains(&year) { Date::new(year, small(5..7), small(8..10)).ok() } else { None }
}

/// The two sides of a range.
pub(crate) fn split_range(text: &str) -> Option<(&str, &str)> {
    if text.len() > 160 {
        return None;
    }
    const BETWEEN: &[&str] = &[
        "→",
        "->",
        "=>",
        " to ",
        " until ",
        " till ",
        " through ",
        " bis ",
        " au ",
        " à ",
        " al ",
        " até ",
        " tot ",
        " t/m ",
        " do ",
        " по ",
        " – ",
        " — ",
        " - ",
        "–",
        "..",
        "~",
    ];
    let marked = BETWEEN.iter().find_map(|mark| {
        let (from, to) = text.split_once(mark)?;
        Some((from.trim(), to.trim()))
    });
    // `04.01.27-15.01.27`: the only hyphen, between two days that are written with other marks.
    let tight = || {
        let (from, to) = text.split_once('-').filter(|(_, to)| !to.contains('-'))?;
        let day = |side: &str| side.contains(['.', '/']) && side.starts_with(|c: char| c.is_ascii_digit());
        (day(from.trim()) && day(to.trim())).then(|| (from.trim(), to.trim()))
    };
    marked.or_else(tight)
}

/// The start of `Apr 23 - May 22, 2024` or `23 - 30 Apr 2024`: month and year of the end, the year before where the start would lie
/// behind the end.
fn elided(from: &str, end: Date) -> Option<Date> {
    let (month, day) = written::read_without_year(from)?;
    let day = i8::try_from(day).ok()?;
    let start = Date::new(end.year(), month.unwrap_or(end.month()), day).ok()?;
    if start <= end {
        return Some(start);
    }
    Date::new(end.year().checked_sub(1)?, month?, day).ok()
}

#[cfg(test)]
mod tests;
