//! Durations and amounts of work: numbers with a unit, in many languages.

use crate::model::Duration;

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Seconds of work (Jira).
    Seconds,
    /// Minutes of work.
    Minutes,
    /// Hours of work.
    Hours,
    /// Working days.
    Days,
    /// Working weeks.
    Weeks,
    /// Working months.
    Months,
    /// Working years.
    Years,
}

impl Unit {
    /// The unit of a profile's word (`seconds`, `minutes`, `hours`, `days`, `weeks`, `months`, `years`) or of any unit word the
    /// parser knows.
    pub fn from_word(word: &str) -> Option<Unit> {
        let _ = word;
        None
    }
}

/// How long a working day, week and month are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Working {
    /// Hours a day.
    pub hours_per_day: f64,
    /// Days a week.
    pub days_per_week: f64,
    /// Days a month.
    pub days_per_month: f64,
}

impl Default for Working {
    fn default() -> Self {
        Working { hours_per_day: 8.0, days_per_week: 5.0, days_per_month: 20.0 }
    }
}

/// A duration: `10 days`, `1 day?`, `2,8 wks`, `2 emons`, `P1D`, `2w 3d 4h`. `bare` is the unit of numbers without one.
pub fn duration(text: &str, bare: Option<Unit>, working: &Working) -> Option<Duration> {
    let _ = (text, bare, working);
    None
}

/// An amount of work in hours: `56h`, `4 hrs`, `3 person-weeks`, `144000` with seconds as the column's unit.
pub fn work_hours(text: &str, bare: Option<Unit>, working: &Working) -> Option<f64> {
    let _ = (text, bare, working);
    None
}

/// A number cell with the column's unit as a duration.
pub fn duration_of(amount: f64, unit: Unit, working: &Working) -> Duration {
    let _ = (amount, unit, working);
    Duration { days: 0.0, elapsed: false, estimated: false }
}

/// A number cell with the column's unit in hours of work.
pub fn hours_of(amount: f64, unit: Unit, working: &Working) -> f64 {
    let _ = (amount, unit, working);
    0.0
}

/// The unit that a header states: `Duration (days)`, `Effort (weeks)`, `Original Estimate (h)`, `Original Duration(d)`.
pub fn unit_of_header(header: &str) -> Option<Unit> {
    let _ = header;
    None
}
