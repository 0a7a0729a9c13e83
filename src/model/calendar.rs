//! Working days: a weekly pattern with holidays. All durations, lags and floats are counted in it.

use jiff::civil::{Date, Weekday};
use std::collections::BTreeSet;

/// A working calendar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// Whether Monday … Sunday are worked.
    pub week: [bool; 7],
    /// Days off on weekdays that are otherwise worked.
    pub holidays: BTreeSet<Date>,
}

impl Default for Calendar {
    /// Monday to Friday, no holidays.
    fn default() -> Self {
        Calendar { week: [true, true, true, true, true, false, false], holidays: BTreeSet::new() }
    }
}

impl Calendar {
    /// Whether the day is worked.
    pub fn is_working(&self, day: Date) -> bool {
        self.week[weekday_ix(day.weekday())] && !self.holidays.contains(&day)
    }
}

fn weekday_ix(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}
