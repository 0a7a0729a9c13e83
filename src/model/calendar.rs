//! Working calendars as they are stated: times worked on each weekday, and the days on which they differ.
//!
//! [`Calendar`] is what is stated; [`WorkingDays`] is the same as arithmetic. Times of day are kept, so that a half
//! day, a second shift and a night shift are the same thing: spans of minutes. Where only hours are stated, work begins at 8:00
//! and a day of more than four hours has a break from 12:00 to 13:00.

use super::working::WorkingDays;
use crate::source::{CellRef, Text};
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// When work is done on one day: spans of minutes after midnight, sorted and apart; none on a day off.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct DayTimes(Vec<(u16, u16)>);

/// Minutes of a day.
const MIDNIGHT: u16 = 1_440;

impl DayTimes {
    /// A day off.
    pub fn off() -> Self {
        DayTimes::default()
    }

    /// So many hours, at the usual times.
    pub fn of_hours(hours: f64) -> Self {
        // The bound keeps the cast within a day; not-a-number becomes zero.
        DayTimes::of_minutes((hours.clamp(0.0, 24.0) * 60.0).round() as u16)
    }

    fn of_minutes(minutes: u16) -> Self {
        match minutes {
            0 => DayTimes::off(),
            1..=240 => DayTimes(vec![(480, 480 + minutes)]),
            241..=900 => DayTimes(vec![(480, 720), (780, 540 + minutes)]),
            _ => DayTimes(vec![(MIDNIGHT.saturating_sub(minutes), MIDNIGHT)]),
        }
    }

    /// What is written: `8`, `7.5 h`, `08:00-12:00, 13:00-17:00`, `22:00-06:00` (over midnight: both parts count to this day), `off`.
    /// `None` where it is neither.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if ["off", "-", "–", "none", "closed", "frei", "no"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
            return Some(DayTimes::off());
        }
        let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end().replace(',', ".");
        if let Ok(hours) = number.parse::<f64>() {
            let unit = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).to_ascii_lowercase();
            let known = ["", "h", "hr", "hrs", "hour", "hours", "std"].contains(&unit.as_str());
            return (known && (0.0..=24.0).contains(&hours)).then(|| DayTimes::of_hours(hours));
        }
        let mut spans = Vec::new();
        for part in text.split([',', ';', '+', '/']).map(str::trim).filter(|part| !part.is_empty()) {
            let (from, to) = part.split_once(['-', '–'])?;
            let (from, to) = (clock(from)?, clock(to)?);
            match from.cmp(&to) {
                std::cmp::Ordering::Less => spans.push((from, to)),
                std::cmp::Ordering::Greater => spans.extend([(from, MIDNIGHT), (0, to)]),
                std::cmp::Ordering::Equal => return None,
            }
        }
        spans.retain(|(from, to)| from < to);
        spans.sort_unstable();
        let mut joined: Vec<(u16, u16)> = Vec::with_capacity(spans.len());
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.0 < last.1 => return None,
                Some(last) if span.0 == last.1 => last.1 = span.1,
                _ => joined.push(span),
            }
        }
        (!joined.is_empty()).then_some(DayTimes(joined))
    }

    /// The spans, in minutes after midnight.
    pub fn spans(&self) -> &[(u16, u16)] {
        &self.0
    }

    /// Minutes worked.
    pub fn minutes(&self) -> u16 {
        self.0.iter().map(|(from, to)| to - from).sum()
    }

    /// Whether no work is done.
    pub fn is_off(&self) -> bool {
        self.0.is_empty()
    }

    /// Hours worked.
    pub fn hours(&self) -> f64 {
        f64::from(self.minutes()) / 60.0
    }
}

impl std::fmt::Display for DayTimes {
    /// As [`DayTimes::read`] takes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_off() {
            return f.write_str("off");
        }
        for (ix, (from, to)) in self.0.iter().enumerate() {
            let comma = if ix > 0 { ", " } else { "" };
            write!(f, "{comma}{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)?;
        }
        Ok(())
    }
}

/// Minutes after midnight of `8`, `8:30`, `08.30`, `24:00`.
fn clock(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 24 && minutes < 60).then(|| hours * 60 + minutes).filter(|&of_day| of_day <= MIDNIGHT)
}

/// A working calendar.
#[derive(Clone, PartialEq, Debug)]
pub struct Calendar {
    /// Its name; empty for the program's own.
    pub name: Text,
    /// Minutes that one day of a duration stands for.
    pub day_minutes: u16,
    /// Times worked on Monday … Sunday.
    pub week: [DayTimes; 7],
    /// Days that differ: off (holidays), shorter, longer, or worked though the weekday is not.
    pub exceptions: BTreeMap<Date, DayTimes>,
    /// Where it is stated; `None` for the configuration's.
    pub at: Option<CellRef>,
}

impl Default for Calendar {
    /// Monday to Friday, eight hours, no holidays.
    fn default() -> Self {
        Calendar::plain([true, true, true, true, true, false, false], [])
    }
}

impl Calendar {
    /// A calendar of whole eight-hour days.
    pub fn plain(week: [bool; 7], holidays: impl IntoIterator<Item = Date>) -> Self {
        Calendar::of_days(week, holidays, 8.0)
    }

    /// A calendar of whole days of so many hours.
    pub fn of_days(week: [bool; 7], holidays: impl IntoIterator<Item = Date>, hours: f64) -> Self {
        let day = DayTimes::of_hours(hours.clamp(1.0 / 60.0, 24.0));
        Calendar {
            name: Text::from(""),
            day_minutes: day.minutes(),
            week: week.map(|on| if on { day.clone() } else { DayTimes::off() }),
            exceptions: holidays.into_iter().map(|date| (date, DayTimes::off())).collect(),
            at: None,
        }
    }

    /// Hours that one day of a duration stands for.
    pub fn hours_per_day(&self) -> f64 {
        f64::from(self.day_minutes) / 60.0
    }

    /// Whether every day worked is a whole day: no half days, no shifts.
    pub fn is_plain(&self) -> bool {
        self.week.iter().chain(self.exceptions.values()).all(|day| day.is_off() || day.minutes() == self.day_minutes)
    }

    /// Whether Monday … Sunday are worked. A week in which no day is worked would never end any work: it is worked throughout.
    pub fn weekdays(&self) -> [bool; 7] {
        let on: [bool; 7] = std::array::from_fn(|ix| self.week.get(ix).is_some_and(|day| !day.is_off()));
        if on.contains(&true) { on } else { [true; 7] }
    }

    /// Days off on weekdays that are otherwise worked.
    pub fn holidays(&self) -> BTreeSet<Date> {
        self.exceptions.iter().filter(|(_, times)| times.is_off()).map(|(day, _)| *day).collect()
    }

    /// Days of a week's work, in days of a duration: 4.5 with a half Friday.
    pub fn days_per_week(&self) -> f64 {
        let minutes: u32 = self.week.iter().map(|day| u32::from(day.minutes())).sum();
        if minutes == 0 { 7.0 } else { f64::from(minutes) / f64::from(self.day_minutes.max(1)) }
    }

    /// Whether the day is worked.
    pub fn is_working(&self, day: Date) -> bool {
        match self.exceptions.get(&day) {
            Some(times) => !times.is_off(),
            None => self.weekdays()[weekday_ix(day.weekday())],
        }
    }
    /// The calendar as arithmetic; make it once where many dates are counted.
    pub fn working_days(&self) -> WorkingDays {
        WorkingDays::new(self)
    }
    /// The working day `n` working days after `day` (before it where `n` is negative); with 0 the day itself, or the next
    /// working day where it is none. Monday + 1 = Tuesday, Friday + 1 = Monday, Saturday + 0 = Monday, Saturday − 1 = Friday.
    pub fn add_working_days(&self, day: Date, n: i32) -> Date {
        self.working_days().add(day, n)
    }
    /// Working days from `a` to `b`, negative where `b` is earlier: Friday to Monday is 1, a day to itself is 0.
    pub fn working_days_between(&self, a: Date, b: Date) -> i32 {
        self.working_days().between(a, b)
    }
    /// The day itself where it is worked, else the next working day.
    pub fn next_working_day(&self, day: Date) -> Date {
        self.working_days().next(day)
    }
    /// The day itself where it is worked, else the working day before it.
    pub fn previous_working_day(&self, day: Date) -> Date {
        self.working_days().previous(day)
    }
    /// In words, shortest first: `Mon-Thu 8 h, Fri 4 h; 3 days differ`.
    pub fn in_words(&self) -> String {
        const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let mut parts: Vec<String> = Vec::new();
        let mut ix = 0;
        while ix < 7 {
            let last = (ix..7).take_while(|&other| self.week[other] == self.week[ix]).last().unwrap_or(ix);
            if !self.week[ix].is_off() {
                let days = if last > ix { format!("{}-{}", NAMES[ix], NAMES[last]) } else { NAMES[ix].to_owned() };
                let usual = self.week[ix] == DayTimes::of_hours(self.week[ix].hours());
                let hours = (self.week[ix].hours() * 100.0).round() / 100.0;
                parts.push(if usual { format!("{days} {hours} h") } else { format!("{days} {}", self.week[ix]) });
            }
            ix = last + 1;
        }
        let week = if parts.is_empty() { "every day".to_owned() } else { parts.join("; ") };
        match self.exceptions.len() {
            0 => week,
            1 => format!("{week}; 1 day differs"),
            count => format!("{week}; {count} days differ"),
        }
    }
}

/// Days since 1 January 1970.
pub fn day_number(day: Date) -> i32 {
    // The civil-date algorithm of Howard Hinnant: years begin in March, so that the leap day is the last of its year.
    let (month, date) = (i32::from(day.month()), i32::from(day.day()));
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + date - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date of a day number; beyond the range of [`Date`] its first or last day.
pub fn day_of_number(number: i32) -> Date {
    let days = number.saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let date = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(date));
    let (Ok(year), Ok(month), Ok(date)) = parts else { return if number < 0 { Date::MIN } else { Date::MAX } };
    Date::new(year, month, date).unwrap_or(if number < 0 { Date::MIN } else { Date::MAX })
}

/// The position of a weekday, Monday first.
pub(super) fn weekday_ix(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

/// Calendars for tests that hold whatever a calendar is.
#[cfg(test)]
pub(crate) mod any {
    use super::{Calendar, DayTimes, day_of_number};
    use proptest::prelude::*;
    use std::ops::Range;

    /// Weeks of days of so many minutes, up to `most` days of the range that differ, and a length of a day's work.
    pub(crate) fn odd_calendars(
        minutes: impl Strategy<Value = u16> + Clone,
        days: Range<i32>,
        most: usize,
    ) -> impl Strategy<Value = Calendar> {
        let exceptions = prop::collection::btree_map(days, minutes.clone(), 0..most);
        (prop::collection::vec(minutes, 7), exceptions, prop_oneof![Just(480u16), Just(450), Just(600)]).prop_map(
            |(week, odd, day)| {
                let times = |minutes: u16| DayTimes::of_hours(f64::from(minutes) / 60.0);
                Calendar {
                    day_minutes: day,
                    week: std::array::from_fn(|ix| times(week[ix])),
                    exceptions: odd.into_iter().map(|(day, minutes)| (day_of_number(day), times(minutes))).collect(),
                    ..Calendar::default()
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_hour_that_no_day_has_is_no_time() {
        assert_eq!(DayTimes::read("9999:00-10000:00"), None);
        assert_eq!(DayTimes::read("2000-3000"), None);
        assert_eq!(DayTimes::read("22:00-24:00").map(|d| d.minutes()), Some(120));
    }

    #[test]
    fn times_of_a_day_are_read_as_people_write_them() {
        let minutes = |text: &str| DayTimes::read(text).map(|day| day.minutes());
        assert_eq!(minutes("8"), Some(480));
        assert_eq!(minutes("7,5 h"), Some(450));
        assert_eq!(minutes("off"), Some(0));
        assert_eq!(minutes("08:00-12:00, 13:00-17:00"), Some(480));
        assert_eq!(minutes("6-14; 14-22"), Some(960));
        assert_eq!(minutes("22:00-06:00"), Some(480));
        assert_eq!(minutes("25"), None);
        assert_eq!(minutes("8 d"), None);
        assert_eq!(minutes("08:00-12:00, 11:00-17:00"), None);
        assert_eq!(minutes("Monday"), None);
        assert_eq!(DayTimes::of_hours(8.0).to_string(), "08:00-12:00, 13:00-17:00");
        assert_eq!(DayTimes::of_hours(16.0).spans(), [(480, 1_440)]);
        assert_eq!(DayTimes::of_hours(24.0).spans(), [(0, 1_440)]);
        for text in ["off", "08:00-12:00", "00:00-06:00, 22:00-24:00"] {
            assert_eq!(DayTimes::read(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_calendar_says_itself_in_words() {
        let mut calendar = Calendar::default();
        assert_eq!(calendar.in_words(), "Mon-Fri 8 h");
        assert!(calendar.is_plain());
        calendar.week[4] = DayTimes::of_hours(4.0);
        calendar.exceptions.insert(date(2026, 5, 1), DayTimes::off());
        assert_eq!(calendar.in_words(), "Mon-Thu 8 h; Fri 4 h; 1 day differs");
        assert!(!calendar.is_plain());
        assert!((calendar.days_per_week() - 4.5).abs() < 1e-9);
        calendar.week = std::array::from_fn(|_| DayTimes::read("06:00-14:00, 14:00-22:00").unwrap());
        assert_eq!(calendar.in_words(), "Mon-Sun 06:00-22:00; 1 day differs");
    }

    #[test]
    fn day_numbers_are_those_of_the_civil_calendar() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2000, 3, 1)), 11_017);
        let mut day = date(1890, 1, 1);
        let mut number = day_number(day);
        while day < date(2110, 1, 1) {
            assert_eq!((day_number(day), day_of_number(number)), (number, day));
            day = day.tomorrow().unwrap();
            number += 1;
        }
        assert_eq!(day_of_number(day_number(Date::MIN)), Date::MIN);
        assert_eq!(day_of_number(day_number(Date::MAX)), Date::MAX);
        assert_eq!(day_of_number(i32::MAX), Date::MAX);
        assert_eq!(day_of_number(i32::MIN), Date::MIN);
    }
}
