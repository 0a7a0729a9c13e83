//! Working days of the sample, counted here by hand so that no figure of the sample rests on steerpack's own calendar.

use jiff::civil::Date;

/// Days off beside Saturday and Sunday; the same list stands in `harbour/steerpack.toml`.
pub const HOLIDAYS: [(i16, i8, i8); 8] =
    [(2026, 4, 3), (2026, 4, 6), (2026, 12, 24), (2026, 12, 25), (2026, 12, 31), (2027, 1, 1), (2027, 3, 26), (2027, 3, 29)];

/// The date of those numbers.
pub fn date(y: i16, m: i8, d: i8) -> Date {
    Date::new(y, m, d).expect("a date of the calendar")
}

/// `2026-01-31` as a date.
pub fn iso(text: &str) -> Date {
    text.parse().expect("an ISO date")
}

/// Whether work is done on the day.
pub fn works(day: Date) -> bool {
    let week = day.weekday().to_monday_one_offset() <= 5;
    week && !HOLIDAYS.contains(&(day.year(), day.month(), day.day()))
}

/// The day itself if it is a working day, else the next one.
pub fn on_or_after(mut day: Date) -> Date {
    while !works(day) {
        day = day.tomorrow().expect("a date of the calendar");
    }
    day
}

/// The first working day after that day.
pub fn next(day: Date) -> Date {
    on_or_after(day.tomorrow().expect("a date of the calendar"))
}

/// The last day of `days` working days that begin on `start`.
pub fn finish(start: Date, days: u32) -> Date {
    let mut day = on_or_after(start);
    for _ in 1..days.max(1) {
        day = next(day);
    }
    day
}

/// Working days after `from` up to and with `to`.
pub fn between(from: Date, to: Date) -> i32 {
    let (mut count, mut day) = (0, from);
    while day < to {
        day = next(day);
        if day <= to {
            count += 1;
        }
    }
    count
}

/// Working days from `from` to `to`, both counted.
pub fn span(from: Date, to: Date) -> u32 {
    let (mut count, mut day) = (0, on_or_after(from));
    while day <= to {
        count += 1;
        day = next(day);
    }
    count
}

/// Working days of a month.
pub fn in_month(y: i16, m: i8) -> u32 {
    let first = date(y, m, 1);
    span(first, first.last_of_month())
}

/// The number Excel stores for a date.
pub fn serial(day: Date) -> i64 {
    i64::from((day - date(1899, 12, 30)).get_days())
}

/// English month in full.
pub fn month(m: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::from(m.unsigned_abs()) - 1]
}
