//! Dates that are numbers: Excel serials, epoch milliseconds, and true dates in which Excel swapped day and month.

use crate::import::values::months;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

/// The day of an Excel serial in the 1900 system; the fraction is the time of day. `None` below 1, on 60 (the 29 February 1900 that
/// never was), after 9999-12-31, and for what is no number.
pub fn from_serial(serial: f64) -> Option<Date> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    // In range, so the cut to whole days is exact.
    let whole = serial.floor() as i64;
    let days = match whole {
        60 => return None,
        1..=59 => whole,
        _ => whole - 1,
    };
    date(1899, 12, 31).checked_add(days.days()).ok()
}

/// The day of milliseconds since 1970 in UTC.
pub fn from_epoch_ms(ms: i64) -> Option<Date> {
    let day = Timestamp::from_millisecond(ms).ok()?.to_zoned(TimeZone::UTC).date();
    (1970..2200).contains(&day.year()).then_some(day)
}

/// Whether Excel swapped day and month of a true date: the weekday beside it does not fit the date but fits the date with day
/// and month exchanged. Gives the exchanged date.
pub fn swapped_by_weekday(date: Date, weekday: &str) -> Option<Date> {
    let weekday = months::weekday(weekday.trim().trim_end_matches('.'))?;
    if date.weekday() == weekday {
        return None;
    }
    Date::new(date.year(), date.day(), date.month()).ok().filter(|d| d.weekday() == weekday)
}
