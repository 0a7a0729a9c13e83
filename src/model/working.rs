//! A calendar as arithmetic: every working day has a position and every bit of working time a tick, so that adding and counting
//! is adding and subtracting (a division and a search among the exceptions, never a walk over days).
//!
//! Three measures, all relative to a day in 1969, of which only differences mean anything:
//! - *positions* count days worked, whole or half;
//! - *ticks* count working time, [`DAY`] to one day of a duration. In a calendar of whole days, tick = position × [`DAY`];
//! - *moments* are time itself, by which calendars compare: a tick of one calendar is a moment, a moment is a tick of another.
//!
//! Dates are saturated at the range of [`Date`].

use super::calendar::{Calendar, DayTimes, day_number, day_of_number, weekday_ix};
use jiff::civil::Date;

/// Ticks in one day of a duration.
pub const DAY: i32 = 480;

/// Parts of a minute: a tick of a calendar whose day has so many minutes is that many parts, so that nothing is rounded.
const PARTS: i64 = 480;
/// Moments in a day.
pub const DAY_OF_MOMENTS: i64 = 1_440 * PARTS;

/// A calendar as arithmetic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkingDays {
    /// Days worked.
    days: Sum,
    /// Working time in parts of a minute; `None` where every day worked is a whole one.
    time: Option<Sum>,
    /// Parts to a tick: the minutes of a day of a duration.
    tick: i64,
    week: [DayTimes; 7],
    exceptions: Vec<(i32, DayTimes)>,
}

/// A running sum over days: so much each weekday, and something else on single days.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Sum {
    /// The sum of the week's first 0, 1 … 7 days, Monday first; above 0 for the whole week.
    week: [i64; 8],
    odd: Vec<Odd>,
}

/// A day that differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Odd {
    day: i32,
    /// The sum before the day, and after it.
    before: i64,
    after: i64,
    /// By how much the sum after the day differs from that of the plain weeks.
    shift: i64,
}

impl Sum {
    fn new(week: [i64; 7], exceptions: impl Iterator<Item = (i32, i64)>) -> Sum {
        let mut sum = Sum { week: [0; 8], odd: Vec::new() };
        let mut total = 0;
        for (slot, amount) in sum.week.iter_mut().skip(1).zip(week) {
            total += amount;
            *slot = total;
        }
        let mut shift = 0;
        for (day, amount) in exceptions {
            let plain = sum.weekly(day.saturating_add(1)) - sum.weekly(day);
            if amount != plain {
                let before = sum.weekly(day) + shift;
                shift += amount - plain;
                sum.odd.push(Odd { day, before, after: before + amount, shift });
            }
        }
        sum
    }

    /// The sum of the plain weeks before a day number, counted from Monday 29 December 1969.
    fn weekly(&self, number: i32) -> i64 {
        let from_monday = number.saturating_add(3);
        let weekday = usize::try_from(from_monday.rem_euclid(7)).unwrap_or(0);
        i64::from(from_monday.div_euclid(7)) * self.week[7] + self.week[weekday]
    }

    /// The sum before a day number.
    fn before(&self, number: i32) -> i64 {
        let passed = self.odd.partition_point(|odd| odd.day < number);
        let shift = passed.checked_sub(1).and_then(|last| self.odd.get(last)).map_or(0, |odd| odd.shift);
        self.weekly(number) + shift
    }

    /// The day in which the sum passes an amount, and what of the amount lies in that day.
    fn at(&self, amount: i64) -> (i32, i64) {
        let passed = self.odd.partition_point(|odd| odd.after <= amount);
        if let Some(odd) = self.odd.get(passed).filter(|odd| odd.before <= amount) {
            return (odd.day, amount - odd.before);
        }
        let shift = passed.checked_sub(1).and_then(|last| self.odd.get(last)).map_or(0, |odd| odd.shift);
        let of_week = self.week[7].max(1);
        let rest = (amount - shift).rem_euclid(of_week);
        let weekday = self.week.iter().skip(1).position(|&sum| sum > rest).unwrap_or(0);
        let day = (amount - shift).div_euclid(of_week).saturating_mul(7) + i64::try_from(weekday).unwrap_or(0) - 3;
        (narrow(day), rest - self.week.get(weekday).copied().unwrap_or(0))
    }
}

/// Into the range of `i32`.
fn narrow(wide: i64) -> i32 {
    i32::try_from(wide).unwrap_or(if wide < 0 { i32::MIN } else { i32::MAX })
}

impl WorkingDays {
    /// The arithmetic of a calendar.
    pub fn new(calendar: &Calendar) -> Self {
        let whole = DayTimes::of_hours(f64::from(calendar.day_minutes.max(1)) / 60.0);
        let no_week = calendar.week.iter().all(DayTimes::is_off);
        let week = if no_week { std::array::from_fn(|_| whole.clone()) } else { calendar.week.clone() };
        let exceptions: Vec<(i32, DayTimes)> =
            calendar.exceptions.iter().map(|(day, times)| (day_number(*day), times.clone())).collect();
        let worked = |times: &DayTimes| i64::from(!times.is_off());
        let parts = |times: &DayTimes| i64::from(times.minutes()) * PARTS;
        let sum = |of: &dyn Fn(&DayTimes) -> i64| {
            Sum::new(
                std::array::from_fn(|ix| week.get(ix).map_or(0, of)),
                exceptions.iter().map(|(day, times)| (*day, of(times))),
            )
        };
        WorkingDays {
            days: sum(&worked),
            time: (!calendar.is_plain()).then(|| sum(&parts)),
            tick: i64::from(calendar.day_minutes.max(1)),
            week,
            exceptions,
        }
    }

    /// Whether every day worked is a whole one.
    pub fn is_plain(&self) -> bool {
        self.time.is_none()
    }

    /// How many working days lie before the day: the position of the day where it is worked, else of the next working day.
    pub fn position(&self, day: Date) -> i32 {
        self.position_of_number(day_number(day))
    }

    fn position_of_number(&self, number: i32) -> i32 {
        narrow(self.days.before(number))
    }

    /// The working day at a position.
    pub fn day(&self, position: i32) -> Date {
        day_of_number(self.days.at(i64::from(position)).0)
    }

    /// Whether the day is worked.
    pub fn is_working(&self, day: Date) -> bool {
        let number = day_number(day);
        self.position_of_number(number.saturating_add(1)) > self.position_of_number(number)
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
        (self.position_after(last) - self.position(first)).max(0)
    }
    /// The same by working time: half a day is half a day.
    pub fn whole_days_within(&self, first: Date, last: Date) -> f64 {
        f64::from(self.end(last).saturating_sub(self.begin(first)).max(0)) / f64::from(DAY)
    }
    /// Working days from one day number up to, not including, another; negative where the other is earlier.
    pub fn count(&self, from: i32, to: i32) -> i32 {
        self.position_of_number(to) - self.position_of_number(from)
    }
    /// Position of the first working day after the day.
    pub fn position_after(&self, day: Date) -> i32 {
        self.position_of_number(day_number(day).saturating_add(1))
    }
    /// The day itself where it is worked, else the next working day.
    pub fn next(&self, day: Date) -> Date {
        self.day(self.position(day))
    }
    /// The day itself where it is worked, else the working day before it.
    pub fn previous(&self, day: Date) -> Date {
        self.day(self.position_after(day) - 1)
    }
    /// The last day worked of a task that starts on `start` (or the next working day) and takes `days` days of its duration;
    /// begun days count in full, and nothing takes less than a day.
    pub fn finish(&self, start: Date, days: f64) -> Date {
        match self.time {
            None => self.add(start, whole_days(days) - 1),
            Some(_) => self.day_of_tick(self.begin(start).saturating_add(ticks_of(days)).saturating_sub(1)),
        }
    }
    /// The first day worked of a task that finishes on `finish` (or the working day before it) and takes `days` days of its
    /// duration.
    pub fn start(&self, finish: Date, days: f64) -> Date {
        match self.time {
            None => self.day((self.position_after(finish)).saturating_sub(whole_days(days))),
            Some(_) => self.day_of_tick(self.end(finish).saturating_sub(ticks_of(days))),
        }
    }

    /// The tick before which all working time before the day lies.
    fn tick_of_number(&self, number: i32) -> i32 {
        match &self.time {
            None => self.position_of_number(number).saturating_mul(DAY),
            Some(time) => narrow(ceiled(time.before(number), self.tick)),
        }
    }
    /// The tick at which a day's work begins; that of the next working day where it is none.
    pub fn begin(&self, day: Date) -> i32 {
        self.tick_of_number(day_number(day))
    }
    /// The tick at which a day's work ends; that of the working day before it where it is none.
    pub fn end(&self, day: Date) -> i32 {
        self.tick_of_number(day_number(day).saturating_add(1))
    }
    /// Ticks of work from one day number up to, not including, another; negative where the other is earlier.
    pub fn ticks(&self, from: i32, to: i32) -> i32 {
        self.tick_of_number(to).saturating_sub(self.tick_of_number(from))
    }
    /// The day on which the working time that begins at a tick is spent.
    pub fn day_of_tick(&self, tick: i32) -> Date {
        match &self.time {
            None => self.day(tick.div_euclid(DAY)),
            Some(time) => day_of_number(time.at(i64::from(tick) * self.tick).0),
        }
    }
    /// The position of that day.
    pub fn position_of_tick(&self, tick: i32) -> i32 {
        match &self.time {
            None => tick.div_euclid(DAY),
            Some(_) => self.position(self.day_of_tick(tick)),
        }
    }

    /// The day number and the parts worked in it before a sum of parts.
    fn place(&self, parts: i64) -> (i32, i64) {
        match &self.time {
            Some(time) => time.at(parts),
            None => {
                let of_day = self.tick * PARTS;
                (self.days.at(parts.div_euclid(of_day)).0, parts.rem_euclid(of_day))
            }
        }
    }

    fn times(&self, number: i32) -> &[(u16, u16)] {
        let exception = self.exceptions.binary_search_by_key(&number, |(day, _)| *day).ok();
        let weekday = || weekday_ix(day_of_number(number).weekday());
        match exception.and_then(|ix| self.exceptions.get(ix)) {
            Some((_, times)) => times.spans(),
            None => self.week.get(weekday()).map_or(&[], DayTimes::spans),
        }
    }

    /// The moment at which the working time that begins at a tick begins: after any night, break and holiday.
    pub fn moment(&self, tick: i32) -> i64 {
        self.moment_of_parts(i64::from(tick) * self.tick)
    }

    /// The moment at which the working time before a tick is over: before any night, break and holiday.
    pub fn moment_before(&self, tick: i32) -> i64 {
        self.moment_of_parts(i64::from(tick) * self.tick - 1).saturating_add(1)
    }

    fn moment_of_parts(&self, parts: i64) -> i64 {
        let (number, mut within) = self.place(parts);
        let midnight = i64::from(number) * DAY_OF_MOMENTS;
        for &(from, to) in self.times(number) {
            let length = i64::from(to - from) * PARTS;
            if within < length {
                return midnight + i64::from(from) * PARTS + within;
            }
            within -= length;
        }
        midnight
    }

    /// The first tick at which no working time before the moment is left.
    pub fn tick_at(&self, moment: i64) -> i32 {
        let number = narrow(moment.div_euclid(DAY_OF_MOMENTS));
        let of_day = moment.rem_euclid(DAY_OF_MOMENTS);
        let before = match &self.time {
            Some(time) => time.before(number),
            None => self.days.before(number).saturating_mul(self.tick * PARTS),
        };
        let spent = self.times(number).iter().map(|&(from, to)| {
            let (from, to) = (i64::from(from) * PARTS, i64::from(to) * PARTS);
            of_day.clamp(from, to) - from
        });
        narrow(ceiled(before.saturating_add(spent.sum()), self.tick))
    }
}

fn ceiled(amount: i64, unit: i64) -> i64 {
    -(-amount).div_euclid(unit)
}

/// Days as whole days, begun ones in full, at least one. A thousandth of a day is rounding of the source, not work.
fn whole_days(days: f64) -> i32 {
    // The bound keeps the cast within `i32`; not-a-number becomes one day.
    if days > 1.0 { (days - 0.001).ceil().min(1_000_000.0) as i32 } else { 1 }
}

/// Days as ticks, at least one.
fn ticks_of(days: f64) -> i32 {
    // The bound keeps the cast within `i32`; not-a-number becomes zero.
    ((days.clamp(0.0, 1_000_000.0) * f64::from(DAY)).round() as i32).max(1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::calendar::any::odd_calendars;
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
        let calendar = Calendar::plain([false; 7], []);
        assert_eq!(calendar.add_working_days(date(2026, 1, 9), 3), date(2026, 1, 12));
    }

    #[test]
    fn half_days_and_shifts_count_by_what_is_worked() {
        let mut half_friday = Calendar::default();
        half_friday.week[4] = DayTimes::of_hours(4.0);
        let days = half_friday.working_days();
        let (monday, friday, next) = (date(2026, 1, 5), date(2026, 1, 9), date(2026, 1, 12));
        // Five days of eight hours: four and a half by Friday, the rest on Monday.
        assert_eq!(days.finish(monday, 5.0), next);
        assert_eq!(days.finish(monday, 4.5), friday);
        assert_eq!(days.start(next, 1.5), friday);
        // Days worked are counted as days, whole or half.
        assert_eq!(days.within(monday, next), 6);
        assert_eq!(days.end(friday) - days.begin(monday), 4 * DAY + DAY / 2);
        let mut shifts = Calendar::default();
        shifts.week[0] = DayTimes::read("06:00-14:00, 14:00-22:00").unwrap();
        assert_eq!(shifts.working_days().finish(monday, 2.0), monday);
        // A Saturday worked by way of exception, a short Christmas Eve.
        let mut odd = Calendar::default();
        odd.exceptions.insert(date(2026, 1, 10), DayTimes::of_hours(8.0));
        odd.exceptions.insert(date(2026, 1, 9), DayTimes::of_hours(2.0));
        assert_eq!(odd.working_days().finish(monday, 5.0), date(2026, 1, 10));
        assert_eq!(odd.add_working_days(friday, 1), date(2026, 1, 10));
    }

    #[test]
    fn a_tick_is_a_moment_and_a_moment_is_a_tick_of_another_calendar() {
        let plain = Calendar::default().working_days();
        let mut four = Calendar::plain([true, true, true, true, false, false, false], []);
        four.day_minutes = 600;
        four.week = std::array::from_fn(|ix| if ix < 4 { DayTimes::of_hours(10.0) } else { DayTimes::off() });
        let four = four.working_days();
        let (thursday, friday, monday) = (date(2026, 1, 8), date(2026, 1, 9), date(2026, 1, 12));
        // Friday evening of one is Thursday evening, and Monday morning, of the other.
        assert_eq!(four.tick_at(plain.moment_before(plain.end(friday))), four.begin(monday));
        assert_eq!(four.begin(monday), four.end(thursday));
        // Thursday evening at seven is Friday morning of those who go home at five.
        assert_eq!(plain.tick_at(four.moment_before(four.end(thursday))), plain.begin(friday));
        assert_eq!(
            four.moment(four.end(thursday)) - four.moment_before(four.end(thursday)),
            3 * DAY_OF_MOMENTS + 13 * 60 * PARTS
        );
    }

    fn calendars() -> impl Strategy<Value = Calendar> {
        let minutes = prop_oneof![Just(0u16), Just(240), Just(450), Just(480), Just(960), Just(1_440), 1u16..1_440];
        odd_calendars(minutes, 19_000..19_400, 40)
    }

    proptest! {
        #[test]
        fn arithmetic_equals_walking(
            week in prop::array::uniform7(any::<bool>()),
            holidays in prop::collection::btree_set(19_000i32..19_400, 0..40),
            a in 18_900i32..19_500,
            b in 18_900i32..19_500,
        ) {
            let calendar = Calendar::plain(week, holidays.into_iter().map(day_of_number));
            let (a, b) = (day_of_number(a), day_of_number(b));
            let days = calendar.working_days();
            let n = by_walking(&calendar, a, b);
            prop_assert_eq!(days.between(a, b), n);
            prop_assert_eq!(days.is_working(a), calendar.is_working(a));
            let landed = days.add(a, n);
            prop_assert!(calendar.is_working(landed));
            prop_assert_eq!(landed, days.next(b));
            prop_assert!(calendar.is_working(days.previous(b)) && days.previous(b) <= b);
            prop_assert_eq!(days.begin(b) - days.begin(a), n * DAY);
        }

        #[test]
        fn odd_days_and_part_days_equal_walking(calendar in calendars(), a in 18_900i32..19_500, b in 18_900i32..19_500, tick in 0i32..400_000) {
            let days = calendar.working_days();
            let (from, to) = (day_of_number(a.min(b)), day_of_number(a.max(b)));
            let times = |day: Date| match calendar.exceptions.get(&day) {
                Some(times) => times.clone(),
                None if calendar.week.iter().all(DayTimes::is_off) => DayTimes::of_hours(calendar.hours_per_day()),
                None => calendar.week[weekday_ix(day.weekday())].clone(),
            };
            let walk = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day < to);
            let parts: i64 = walk.map(|day| i64::from(times(day).minutes()) * PARTS).sum();
            prop_assert_eq!(days.between(from, to), by_walking(&calendar, from, to));
            // Ticks are rounded up to whole ones at either end.
            let ticks = i64::from(days.begin(to) - days.begin(from)) * days.tick;
            prop_assert!((ticks - parts).abs() < days.tick);
            // A day's working time begins and ends in it.
            let next = days.next(from);
            prop_assert_eq!(days.day_of_tick(days.begin(next)).max(next), days.day_of_tick(days.begin(next)));
            // A tick is a moment of working time, and that moment is the tick.
            let tick = days.begin(day_of_number(19_000)) + tick;
            prop_assert_eq!(days.tick_at(days.moment(tick)), tick);
            prop_assert_eq!(days.tick_at(days.moment_before(tick)), tick);
            prop_assert!(days.moment_before(tick) <= days.moment(tick) && days.moment(tick) < days.moment_before(tick + 1));
            let day = day_of_number(narrow(days.moment(tick).div_euclid(DAY_OF_MOMENTS)));
            prop_assert_eq!(days.day_of_tick(tick), day);
            prop_assert!(!times(day).is_off());
        }
    }
}
