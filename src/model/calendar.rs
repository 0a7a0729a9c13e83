//! Working days: a weekly pattern with holidays. All durations, lags and floats are counted in it.
//!
//! [`Calendar`] is what is stated; [`WorkingDays`] is the same as arithmetic: every working day has a position, and adding
//! or counting working days is adding or subtracting positions (a division and a search among the holidays, never a walk
//! over days). [`Calendar::working_days`] makes it once for a pass; the methods of [`Calendar`] make it for one question.
//!
//! A week in which no day is worked would never end any work: it is taken as a week of seven worked days.

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
        (self.week[weekday_ix(day.weekday())] || !self.week.contains(&true)) && !self.holidays.contains(&day)
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
}

/// A calendar as arithmetic: working days in a row, each with its position.
///
/// Positions are relative to 1 January 1970 and only their differences mean anything. Dates are saturated at the range of
/// [`Date`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkingDays {
    /// Worked days in the week's first 0, 1 … 7 days, Monday first.
    prefix: [i32; 8],
    /// Weekdays worked, in order.
    worked: Vec<i32>,
    /// Holidays that fall on worked weekdays, as days since 1970, ascending.
    holidays: Vec<i32>,
    /// Position that the day after each holiday would have: ascending, for the way back from position to day.
    holiday_positions: Vec<i32>,
}

impl WorkingDays {
    /// The arithmetic of a calendar.
    pub fn new(calendar: &Calendar) -> Self {
        let week = if calendar.week.contains(&true) { calendar.week } else { [true; 7] };
        let mut prefix = [0; 8];
        let mut worked = Vec::with_capacity(7);
        let mut count = 0;
        for (weekday, on) in (0..).zip(week) {
            if on {
                worked.push(weekday);
                count += 1;
            }
            if let Some(slot) = prefix.get_mut(usize::try_from(weekday).unwrap_or(0) + 1) {
                *slot = count;
            }
        }
        let mut days = WorkingDays { prefix, worked, holidays: Vec::new(), holiday_positions: Vec::new() };
        let holidays = calendar.holidays.iter().filter(|day| week[weekday_ix(day.weekday())]).map(|&day| day_number(day));
        days.holidays = holidays.collect();
        days.holiday_positions = (0..).zip(&days.holidays).map(|(nth, &holiday)| days.weekly(holiday) - nth).collect();
        days
    }

    /// Worked days of the plain week before a day number, counted from Monday 29 December 1969.
    fn weekly(&self, number: i32) -> i32 {
        let from_monday = number + 3;
        let weekday = usize::try_from(from_monday.rem_euclid(7)).unwrap_or(0);
        from_monday.div_euclid(7) * self.prefix[7] + self.prefix[weekday]
    }

    /// How many working days lie before the day: the position of the day where it is worked, else of the next working day.
    pub fn position(&self, day: Date) -> i32 {
        self.position_of_number(day_number(day))
    }

    fn position_of_number(&self, number: i32) -> i32 {
        let off = self.holidays.partition_point(|&holiday| holiday < number);
        self.weekly(number) - i32::try_from(off).unwrap_or(i32::MAX)
    }

    /// The working day at a position.
    pub fn day(&self, position: i32) -> Date {
        let off = self.holiday_positions.partition_point(|&at| at <= position);
        let nth = position.saturating_add(i32::try_from(off).unwrap_or(0));
        let per_week = self.prefix[7].max(1);
        let weekday = usize::try_from(nth.rem_euclid(per_week)).unwrap_or(0);
        let weekday = self.worked.get(weekday).copied().unwrap_or(0);
        day_of_number(nth.div_euclid(per_week).saturating_mul(7).saturating_add(weekday).saturating_sub(3))
    }

    /// Whether the day is worked.
    pub fn is_working(&self, day: Date) -> bool {
        let number = day_number(day);
        self.position_of_number(number + 1) > self.position_of_number(number)
    }
    /// As [`Calendar::add_working_days`].
    pub fn add(&self, day: Date, n: i32) -> Date {
        self.day(self.position(day).saturating_add(n))
    }
    /// As [`Calendar::working_days_between`].
    pub fn between(&self, a: Date, b: Date) -> i32 {
        self.position(b) - self.position(a)
    }
    /// Working days from the first to the last day, both included; 0 where the last is before the first.
    pub fn within(&self, first: Date, last: Date) -> i32 {
        (self.position_of_number(day_number(last) + 1) - self.position(first)).max(0)
    }
    /// Working days from one day number up to, not including, another; negative where the other is earlier.
    pub fn count(&self, from: i32, to: i32) -> i32 {
        self.position_of_number(to) - self.position_of_number(from)
    }
    /// Position of the first working day after the day.
    pub fn position_after(&self, day: Date) -> i32 {
        self.position_of_number(day_number(day) + 1)
    }
    /// The day itself where it is worked, else the next working day.
    pub fn next(&self, day: Date) -> Date {
        self.day(self.position(day))
    }
    /// The day itself where it is worked, else the working day before it.
    pub fn previous(&self, day: Date) -> Date {
        self.day(self.position_after(day) - 1)
    }
    /// The last day worked of a task that starts on `start` (or the next working day) and takes `days` working days; begun
    /// days count in full, and nothing takes less than a day.
    pub fn finish(&self, start: Date, days: f64) -> Date {
        self.add(start, whole_days(days) - 1)
    }
    /// The first day worked of a task that finishes on `finish` (or the working day before it) and takes `days` working days.
    pub fn start(&self, finish: Date, days: f64) -> Date {
        self.day((self.position_after(finish)).saturating_sub(whole_days(days)))
    }
}

/// Days as whole days, begun ones in full, at least one. A thousandth of a day is rounding of the source, not work.
fn whole_days(days: f64) -> i32 {
    // The bound keeps the cast within `i32`; not-a-number becomes one day.
    if days > 1.0 { (days - 0.001).ceil().min(1_000_000.0) as i32 } else { 1 }
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

fn weekday_ix(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn by_walking(calendar: &Calendar, a: Date, b: Date) -> i32 {
        let (mut day, mut count) = (a.min(b), 0);
        while day < a.max(b) {
            count += i32::from(calendar.is_working(day));
            day = day.tomorrow().unwrap();
        }
        if a <= b { count } else { -count }
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

    #[test]
    fn a_weekend_is_no_working_time() {
        let calendar = Calendar::default();
        let (friday, saturday, monday) = (date(2026, 1, 9), date(2026, 1, 10), date(2026, 1, 12));
        assert_eq!(calendar.add_working_days(friday, 1), monday);
        assert_eq!(calendar.add_working_days(saturday, 0), monday);
        assert_eq!(calendar.add_working_days(saturday, -1), friday);
        assert_eq!(calendar.add_working_days(monday, -5), date(2026, 1, 5));
        assert_eq!(calendar.working_days_between(friday, monday), 1);
        assert_eq!(calendar.working_days_between(monday, friday), -1);
        assert_eq!((calendar.next_working_day(saturday), calendar.previous_working_day(saturday)), (monday, friday));
        let days = calendar.working_days();
        assert_eq!(days.within(friday, monday), 2);
        assert_eq!(days.within(monday, friday), 0);
        assert_eq!(days.finish(friday, 2.0), monday);
        assert_eq!(days.finish(friday, 1.5), monday);
        assert_eq!(days.finish(friday, 0.0), friday);
        assert_eq!(days.start(monday, 2.0), friday);
    }

    #[test]
    fn a_week_without_worked_days_is_worked_throughout() {
        let calendar = Calendar { week: [false; 7], holidays: BTreeSet::new() };
        assert_eq!(calendar.add_working_days(date(2026, 1, 9), 3), date(2026, 1, 12));
    }

    proptest! {
        #[test]
        fn arithmetic_equals_walking(
            week in prop::array::uniform7(any::<bool>()),
            holidays in prop::collection::btree_set(19_000i32..19_400, 0..40),
            a in 18_900i32..19_500,
            b in 18_900i32..19_500,
        ) {
            let calendar = Calendar { week, holidays: holidays.into_iter().map(day_of_number).collect() };
            let (a, b) = (day_of_number(a), day_of_number(b));
            let days = calendar.working_days();
            let n = by_walking(&calendar, a, b);
            prop_assert_eq!(days.between(a, b), n);
            prop_assert_eq!(days.is_working(a), calendar.is_working(a));
            let landed = days.add(a, n);
            prop_assert!(calendar.is_working(landed));
            prop_assert_eq!(landed, days.next(b));
            prop_assert!(calendar.is_working(days.previous(b)) && days.previous(b) <= b);
        }
    }
}
