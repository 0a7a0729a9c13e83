//! Dates as people write them who know the month, not the day: `Q3 2026`, `W/C 12 Oct`, `end of Nov`, `mid-March 2027`, and days
//! without a year (`27-Nov`, as a spreadsheet shows a date of this year).
//!
//! Decided here: which stretch of days such a text means. Nothing is read that may as well be something else: `Jan 27` alone is a
//! day to one and a month to the other, `FY27/28` begins when its owner says. A year that is missing is taken so that the stretch
//! lies nearest to the day the data is of; without such a day the text stays unread.

use super::lex::{Token, lex};
use super::written::{self, Written};
use crate::import::values::months::month;
use crate::import::values::text::fold;
use crate::import::values::week::{self, Period};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A text that is no date but tells of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Vague {
    /// The days it may mean.
    pub period: Period,
    /// The year is not stated: it was taken from the day the data is of.
    pub year_taken: bool,
}

/// What narrows a period down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    First,
    Early,
    Middle,
    Late,
    Last,
}

/// Words in front of a period, longest first where one begins another.
const PARTS: &[(&str, Part)] = &[
    ("beginning of ", Part::First),
    ("start of ", Part::First),
    ("early in ", Part::Early),
    ("early ", Part::Early),
    ("anfang ", Part::Early),
    ("début ", Part::Early),
    ("debut ", Part::Early),
    ("the middle of ", Part::Middle),
    ("middle of ", Part::Middle),
    ("mid of ", Part::Middle),
    ("mid ", Part::Middle),
    ("mitte ", Part::Middle),
    ("mi ", Part::Middle),
    ("late in ", Part::Late),
    ("late ", Part::Late),
    ("by the end of ", Part::Last),
    ("by end of ", Part::Last),
    ("by end ", Part::Last),
    ("the end of ", Part::Last),
    ("end of ", Part::Last),
    ("end ", Part::Last),
    ("eo ", Part::Last),
    ("ende ", Part::Last),
    ("fin de ", Part::Last),
    ("fin ", Part::Last),
    ("during ", Part::Whole),
    ("in ", Part::Whole),
    ("by ", Part::Whole),
];

/// Words for the Monday that a week is told by.
const WEEK_FROM: &[&str] = &[
    "w/c",
    "wc",
    "w c",
    "w/b",
    "w b",
    "week commencing",
    "week beginning",
    "week starting",
    "week of",
    "wk commencing",
    "woche ab",
];
/// Words for the day that ends a week.
const WEEK_TO: &[&str] = &["w/e", "w e", "we", "week ending", "wk ending"];

/// The stretch of days a text means; `near` is the day the data is of, for what states no year.
pub fn read(text: &str, near: Option<Date>) -> Option<Vague> {
    let text = text.trim();
    if text.len() > 48 || !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(['~', '≈']).trim();
    for (words, ends) in [(WEEK_FROM, false), (WEEK_TO, true)] {
        for word in words {
            let Some(rest) = lower
                .strip_prefix(word)
                .filter(|r| r.starts_with([' ', ':', '.', '-']) || r.starts_with(|c: char| c.is_ascii_digit()))
            else {
                continue;
            };
            let rest = rest.trim_start_matches([' ', ':', '.', '-']);
            let (day, year_taken) = by_weekday(rest, ends).map(|d| (d, false)).or_else(|| day(rest, near))?;
            let period = if ends {
                Period { from: day.checked_sub(6.days()).ok()?, to: day }
            } else {
                Period { from: day, to: day.checked_add(6.days()).ok()? }
            };
            return Some(Vague { period, year_taken });
        }
    }
    let spaced = lower.replacen("mid-", "mid ", 1).replacen("mi-", "mi ", 1);
    let (part, rest) =
        PARTS.iter().find_map(|(word, part)| Some((*part, spaced.strip_prefix(word)?))).unwrap_or((Part::Whole, &*spaced));
    if part == Part::Whole
        && let Some((day, year_taken)) = day(rest, near)
    {
        return Some(Vague { period: Period { from: day, to: day }, year_taken });
    }
    let (period, year_taken) = stretch(rest.trim(), near)?;
    Some(Vague { period: narrow(period, part)?, year_taken })
}

/// The day of `w/c 02/11/2026`: of its orders the one that falls on a Monday, of `w/e` on Friday to Sunday; the only one there is
/// in any case.
fn by_weekday(text: &str, ends: bool) -> Option<Date> {
    let reading = written::read(text).filter(|r| matches!(r.written, Written::Numeric(..)))?;
    let mut days: Vec<Date> = reading.days().into_iter().flatten().collect();
    days.sort_unstable();
    days.dedup();
    let fits = |d: &&Date| match d.weekday() {
        Weekday::Monday => !ends,
        Weekday::Friday | Weekday::Saturday | Weekday::Sunday => ends,
        _ => false,
    };
    let mut fitting = days.iter().filter(fits);
    match (fitting.next(), fitting.next(), days.as_slice()) {
        (Some(day), None, _) | (None, _, [day]) => Some(*day),
        _ => None,
    }
}

/// A day with its year, or one without that lies nearest to `near`. What is a whole date already is left to the column, which knows
/// its order, unless the month is named.
fn day(text: &str, near: Option<Date>) -> Option<(Date, bool)> {
    if let Some(Written::Named(day, _)) = written::read(text).map(|r| r.written) {
        return Some((day, false));
    }
    let (month, number) = without_year(text)?;
    let near = near?;
    let on = |year: i16| Date::new(year, month, number).ok();
    nearest(near, |year| on(year).map(|d| Period { from: d, to: d })).map(|p| (p.from, true))
}

/// `27 Nov`, `27-Nov`, `27th November`, `27. Nov.`, `27.11.`; `Nov 27` is left alone, because it may be November 2027.
fn without_year(text: &str) -> Option<(i8, i8)> {
    let tokens = lex(text)?;
    let mut rest = tokens.as_slice();
    if let [Token::Word(word), more @ ..] = rest
        && super::super::months::weekday(word).is_some()
        && month(word).is_none()
    {
        rest = more;
        while let [Token::Mark('.' | ','), more @ ..] = rest {
            rest = more;
        }
    }
    let small = |n: u32| i8::try_from(n).ok();
    let [Token::Number { value: day, digits: 1 | 2 }, behind @ ..] = rest else { return None };
    if let [Token::Mark('.'), Token::Number { value: month, digits: 1 | 2 }, Token::Mark('.')] = behind {
        return Some((small(*month)?, small(*day)?));
    }
    let mut words = behind
        .iter()
        .filter(|t| !matches!(t, Token::Mark('.' | '-' | ',') | Token::Word("st" | "nd" | "rd" | "th" | "of" | "de" | "er")));
    match (words.next()?, words.next()) {
        (Token::Word(word), None) => Some((month(word)?, small(*day)?)),
        _ => None,
    }
}

/// A month, quarter, half-year or week, with its year or without.
fn stretch(text: &str, near: Option<Date>) -> Option<(Period, bool)> {
    let tokens = lex(text)?;
    let year_stated =
        tokens.as_slice().iter().any(|t| matches!(t, Token::Number { digits: 4, value } if (1900..2200).contains(value)));
    // `Jan-27`, `Q3/26`, `Q3'26`: a mark makes the number a year, a blank leaves it open.
    let marked = matches!(
        tokens.as_slice(),
        [.., Token::Mark('-' | '/' | '\'' | '’'), Token::Number { digits: 2, .. }]
            | [Token::Word(_), Token::Number { digits: 1, .. }, Token::Number { digits: 2, .. }]
    );
    let upper = upper_part(text);
    if year_stated || marked {
        return week::caption(&upper, None, false).map(|p| (p, false));
    }
    let bare = !tokens.as_slice().iter().any(|t| matches!(t, Token::Number { digits: 2.., .. })) || is_week(&upper);
    let near = near.filter(|_| bare)?;
    nearest(near, |year| week::caption(&upper, Some(year), false)).map(|p| (p, true))
}

/// Captions write quarters and halves with a capital.
fn upper_part(text: &str) -> String {
    let spelled = [("quarter ", "Q"), ("first half ", "H1 "), ("second half ", "H2 ")];
    let of = text.replace(" of ", " ");
    for (word, short) in spelled {
        if let Some(rest) = of.strip_prefix(word) {
            return format!("{short}{rest}");
        }
    }
    match of.chars().next() {
        Some(first @ ('q' | 'h')) if of[1..].trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{}{}", first.to_ascii_uppercase(), of[1..].trim_start())
        }
        _ => of,
    }
}

fn is_week(text: &str) -> bool {
    week::week(text, Some(2024), false).is_some()
}

/// Of the year before, the same and the next the one in which the stretch lies nearest to a day.
fn nearest(near: Date, on: impl Fn(i16) -> Option<Period>) -> Option<Period> {
    let distance = |p: &Period| {
        let days = |d: Date| d.since(near).map_or(i32::MAX, |s| s.get_days().abs());
        days(p.from).min(days(p.to))
    };
    (near.year() - 1..=near.year() + 1).filter_map(on).min_by_key(distance)
}

fn narrow(period: Period, part: Part) -> Option<Period> {
    let Period { from, to } = period;
    let length = to.since(from).ok()?.get_days();
    let one = |day: Date| Some(Period { from: day, to: day });
    match part {
        Part::Whole => Some(period),
        Part::First => one(from),
        Part::Last => one(to),
        // A third of it: ten days of a month.
        Part::Early => Some(Period { from, to: from.checked_add((length / 3).days()).ok()? }),
        Part::Late => Some(Period { from: to.checked_sub((length / 3).days()).ok()?, to }),
        Part::Middle => one(from.checked_add((length / 2).days()).ok()?),
    }
}

/// Both sides of `Jan 2027 - Mar 2027`.
pub fn range(from: &str, to: &str, near: Option<Date>) -> Option<Vague> {
    let (from, to) = (read(from, near)?, read(to, near)?);
    (from.period.from <= to.period.to).then_some(Vague {
        period: Period { from: from.period.from, to: to.period.to },
        year_taken: from.year_taken || to.year_taken,
    })
}

/// Whether a text says that a day is wanted as soon as may be: no day, and no slip of the pen either.
pub fn is_soon(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "asap" | "a s a p" | "as soon as possible" | "immediate" | "immediately" | "urgent" | "sofort" | "ongoing"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn days(text: &str, near: Option<Date>) -> Option<(Date, Date, bool)> {
        read(text, near).map(|v| (v.period.from, v.period.to, v.year_taken))
    }

    #[test]
    fn periods_with_their_year_need_nothing_else() {
        for (text, from, to) in [
            ("Q3 2027", date(2027, 7, 1), date(2027, 9, 30)),
            ("q3 2027", date(2027, 7, 1), date(2027, 9, 30)),
            ("Q1'28", date(2028, 1, 1), date(2028, 3, 31)),
            ("H2 2026", date(2026, 7, 1), date(2026, 12, 31)),
            ("Dec 2027", date(2027, 12, 1), date(2027, 12, 31)),
            ("Jan-27", date(2027, 1, 1), date(2027, 1, 31)),
            ("by Feb 2028", date(2028, 2, 1), date(2028, 2, 29)),
            ("end of November 2026", date(2026, 11, 30), date(2026, 11, 30)),
            ("Ende März 2027", date(2027, 3, 31), date(2027, 3, 31)),
            // 31 days: the middle is the 16th, a third is ten days.
            ("mid March 2027", date(2027, 3, 16), date(2027, 3, 16)),
            ("mid-March 2027", date(2027, 3, 16), date(2027, 3, 16)),
            ("early Jan 2027", date(2027, 1, 1), date(2027, 1, 11)),
            ("late Jan 2027", date(2027, 1, 21), date(2027, 1, 31)),
            ("W/C 12 Oct 2026", date(2026, 10, 12), date(2026, 10, 18)),
            ("w/e 16 Oct 2026", date(2026, 10, 10), date(2026, 10, 16)),
            ("week commencing 12 October 2026", date(2026, 10, 12), date(2026, 10, 18)),
            // 2 November 2026 is a Monday, 11 February 2026 is none; 27 is no month.
            ("w/c 02/11/2026", date(2026, 11, 2), date(2026, 11, 8)),
            ("w/e 27/11/2026", date(2026, 11, 21), date(2026, 11, 27)),
            ("KW 3 2027", date(2027, 1, 18), date(2027, 1, 24)),
        ] {
            assert_eq!(days(text, None), Some((from, to, false)), "{text}");
        }
    }

    #[test]
    fn a_missing_year_is_the_one_nearest_to_the_data() {
        let near = Some(date(2026, 11, 20));
        for (text, from, to) in [
            ("27 Nov", date(2026, 11, 27), date(2026, 11, 27)),
            ("27-Nov", date(2026, 11, 27), date(2026, 11, 27)),
            ("4th December", date(2026, 12, 4), date(2026, 12, 4)),
            ("Fri 4 Dec", date(2026, 12, 4), date(2026, 12, 4)),
            ("27.11.", date(2026, 11, 27), date(2026, 11, 27)),
            // 15 January 2027 is 56 days off, that of 2026 is 309.
            ("15-Jan", date(2027, 1, 15), date(2027, 1, 15)),
            ("W/C 30 Nov", date(2026, 11, 30), date(2026, 12, 6)),
            ("end of Feb", date(2027, 2, 28), date(2027, 2, 28)),
            ("Q1", date(2027, 1, 1), date(2027, 3, 31)),
            ("March", date(2027, 3, 1), date(2027, 3, 31)),
        ] {
            assert_eq!(days(text, near), Some((from, to, true)), "{text}");
            assert_eq!(days(text, None), None, "{text} without a day the data is of");
        }
    }

    #[test]
    fn what_may_be_something_else_is_not_read() {
        for text in [
            "Jan 27",
            "FY27/28",
            "FY 2027",
            "ASAP",
            "next meeting",
            "TBC",
            "2027",
            "12",
            "5/6",
            "31.31.",
            "A-12",
            "end",
            "Phase 2",
            "Q5 2027",
            "week",
        ] {
            assert_eq!(days(text, Some(date(2026, 11, 20))), None, "{text}");
        }
        assert!(is_soon("ASAP") && !is_soon("next week"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|(w/c|end of|mid|Q|early)? ?[0-9]{0,4}[ ./-]?[A-Za-z]{0,9}[ '-]?[0-9]{0,4}") {
            let _ = (read(&text, Some(date(2026, 11, 20))), read(&text, None));
        }
    }
}
