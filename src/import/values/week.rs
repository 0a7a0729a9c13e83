//! Weeks and month captions: periods that stand where a date or a column header is expected.

use jiff::civil::Date;

/// A period by its first and last day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
}

/// ISO week of a text: `W12`, `2026-W12`, `KW 12`, `Week 12`, `12`. `year` is used where the text has none; without both it is
/// `None`. Bare numbers are read only if `bare` is set.
pub fn week(text: &str, year: Option<i16>, bare: bool) -> Option<Period> {
    let _ = (text, year, bare);
    None
}

/// Period of a column caption: weeks, months (`Jan 2026`, `Apr-26`, `2026-03`), quarters (`Q1 2026`), accounting periods
/// (`2012-AP10`: taken as the tenth month of the year only if `accounting_is_month`). `year` serves captions without one.
pub fn caption(text: &str, year: Option<i16>, accounting_is_month: bool) -> Option<Period> {
    let _ = (text, year, accounting_is_month);
    None
}
