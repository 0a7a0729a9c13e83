//! Dates written as text: one order per column, proved or not at all.

use super::order::DateOrder;
use jiff::civil::Date;

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
}

/// How the dates of one column are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnDates {
    /// The order that was proved or set; `None` where nothing needs it or nothing proves it.
    pub order: Option<DateOrder>,
    /// The value, rule or setting that proves it, in words; empty where there is nothing to prove.
    pub proof: String,
    /// At least one value can be read in two orders and none proves which.
    pub ambiguous: bool,
    /// Values contradict one another: one proves one order, another the other. Then `order` is that of the majority's proof
    /// and the values that cannot be read in it are unreadable.
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
        let _ = (values.into_iter(), weekdays);
        ColumnDates { order: setting, ..ColumnDates::default() }
    }
    /// Reads one cell.
    pub fn parse(&self, text: &str) -> DateRead {
        self.parse_flagged(text).0
    }
    /// Reads one cell with the mark behind it.
    pub fn parse_flagged(&self, text: &str) -> (DateRead, Option<DateFlag>) {
        let _ = text;
        (DateRead::Unreadable, None)
    }
}

/// The day of an Excel serial in the 1900 system. `None` below 1, from 60 to 61 (29 February 1900 never was) and after
/// 9999-12-31.
pub fn from_serial(serial: f64) -> Option<Date> {
    let _ = serial;
    None
}

/// Whether Excel swapped day and month of a true date: the weekday beside it does not fit the date but fits the date with day
/// and month exchanged. Gives the exchanged date.
pub fn swapped_by_weekday(date: Date, weekday: &str) -> Option<Date> {
    let _ = (date, weekday);
    None
}
