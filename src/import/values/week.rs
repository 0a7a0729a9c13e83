//! Weeks and month captions: periods that stand where a date or a column header is expected. Weeks are ISO weeks, Monday to
//! Sunday. A caption without a year is read only where the caller has one to give.

use super::date::lex::{Token, lex};
use super::months::month;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A period by its first and last day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
}

const WEEK_WORDS: &[&str] =
    &["w", "wk", "week", "kw", "cw", "ww", "woche", "semaine", "sem", "semana", "vecka", "uke", "uge", "tydz", "нед", "неделя"];

/// ISO week of a text: `W12`, `2026-W12`, `KW 12`, `Week 12`, `12`. `year` is used where the text has none; without both it is
/// `None`. Bare numbers are read only if `bare` is set.
pub fn week(text: &str, year: Option<i16>, bare: bool) -> Option<Period> {
    let tokens = lex(text.trim())?;
    let mut pieces =
        tokens.as_slice().iter().filter(|t| !matches!(t, Token::Mark('-' | '/' | '.' | '\'' | ',' | '(' | ')' | ' ')));
    let is_week = |w: &str| WEEK_WORDS.contains(&w.to_lowercase().as_str());
    let (stated, number) = match (pieces.next()?, pieces.next(), pieces.next(), pieces.next()) {
        (Token::Number { value, digits: 1 | 2 }, None, ..) if bare => (None, *value),
        (Token::Word(w), Some(Token::Number { value, digits: 1 | 2 }), rest, None) if is_week(w) => match rest {
            None => (None, *value),
            Some(Token::Number { value: stated, digits }) => (Some(full_year(*stated, *digits)?), *value),
            Some(_) => return None,
        },
        (
            Token::Number { value: stated, digits: 4 },
            Some(Token::Word(w)),
            Some(Token::Number { value, digits: 1 | 2 }),
            None,
        ) if is_week(w) => (Some(full_year(*stated, 4)?), *value),
        _ => return None,
    };
    let year = stated.or(year)?;
    let monday = ISOWeekDate::new(year, i8::try_from(number).ok()?, Weekday::Monday).ok()?.date();
    Some(Period { from: monday, to: monday.checked_add(6.days()).ok()? })
}

fn full_year(value: u32, digits: u8) -> Option<i16> {
    match digits {
        2 => i16::try_from(value + 2000).ok(),
        4 if (1900..2200).contains(&value) => i16::try_from(value).ok(),
        _ => None,
    }
}

/// Period of a column caption: weeks, months (`Jan 2026`, `Apr-26`, `2026-03`), quarters (`Q1 2026`), half-years, accounting periods
/// (`2012-AP10`: taken as the tenth month of the year only if `accounting_is_month`). `year` serves captions without one.
pub fn caption(text: &str, year: Option<i16>, accounting_is_month: bool) -> Option<Period> {
    let text = without_unit(text.trim());
    if let Some(week) = week(text, year, false) {
        return Some(week);
    }
    let tokens = lex(text)?;
    let mut pieces = [None; 3];
    let mut count = 0;
    for token in tokens.as_slice() {
        if matches!(token, Token::Mark('-' | '/' | '.' | '\'' | ',' | '’' | '(' | ')')) {
            continue;
        }
        *pieces.get_mut(count)? = Some(*token);
        count += 1;
    }
    match (pieces[0]?, pieces[1], pieces[2]) {
        (Token::Word(w), None, None) => months(year?, month(w)?, 1),
        (Token::Word(w), Some(Token::Number { value, digits: digits @ (2 | 4) }), None) if month(w).is_some() => {
            months(full_year(value, digits)?, month(w)?, 1)
        }
        (Token::Number { value, digits: digits @ (2 | 4) }, Some(Token::Word(w)), None) if month(w).is_some() => {
            months(full_year(value, digits)?, month(w)?, 1)
        }
        (Token::Number { value, digits: 4 }, Some(Token::Number { value: m, digits: 1 | 2 }), None) => {
            months(full_year(value, 4)?, i8::try_from(m).ok()?, 1)
        }
        (Token::Number { value: m, digits: 1 | 2 }, Some(Token::Number { value, digits: 4 }), None) => {
            months(full_year(value, 4)?, i8::try_from(m).ok()?, 1)
        }
        (Token::Word(w), Some(Token::Number { value: n, digits: 1 }), None) => part(year?, w, n),
        (Token::Word(w), Some(Token::Number { value: n, digits: 1 }), Some(Token::Number { value, digits })) => {
            part(full_year(value, digits)?, w, n)
        }
        (Token::Number { value, digits: 4 }, Some(Token::Word(w)), Some(Token::Number { value: n, digits: 1 | 2 })) => {
            let year = full_year(value, 4)?;
            if w.eq_ignore_ascii_case("AP") || w.eq_ignore_ascii_case("P") {
                return if accounting_is_month { months(year, i8::try_from(n).ok()?, 1) } else { None };
            }
            part(year, w, n)
        }
        _ => None,
    }
}

/// `Jan 2027 (h)`, `Jan 2027 hours`: the caption without the unit of its figures.
fn without_unit(text: &str) -> &str {
    let units = ["h", "hrs", "hours", "d", "days", "fte", "pd", "%", "std", "stunden", "tage", "pt"];
    let rest = match text.strip_suffix([')', ']']) {
        Some(inside) => inside.rsplit_once(['(', '[']),
        None => text.rsplit_once(' '),
    };
    match rest {
        Some((before, unit)) if units.iter().any(|u| unit.trim().eq_ignore_ascii_case(u)) && !before.trim().is_empty() => {
            before.trim_end()
        }
        _ => text,
    }
}

/// Quarter or half-year.
fn part(year: i16, word: &str, number: u32) -> Option<Period> {
    let number = i8::try_from(number).ok().filter(|n| *n >= 1)?;
    match word {
        "Q" | "q" | "T" | "Quarter" | "quarter" | "Quartal" | "кв" if number <= 4 => months(year, number * 3 - 2, 3),
        "H" | "h" | "S" | "HJ" if number <= 2 => months(year, number * 6 - 5, 6),
        _ => None,
    }
}

fn months(year: i16, first: i8, count: i8) -> Option<Period> {
    let from = Date::new(year, first, 1).ok()?;
    let to = Date::new(year, first.checked_add(count - 1)?, 1).ok()?.last_of_month();
    Some(Period { from, to })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_unit_behind_a_period_is_no_part_of_it() {
        let january = caption("Jan 2027", None, false);
        assert!(january.is_some());
        for text in ["Jan 2027 (h)", "Jan-27 hours", "2027-01 [days]", "Jan 2027 (%)"] {
            assert_eq!(caption(text, None, false), january, "{text}");
        }
        assert_eq!(caption("Jan 2027 (draft)", None, false), None);
    }

    #[test]
    fn weeks_are_iso_weeks() {
        // ISO week 12 of 2026 is Monday 16 to Sunday 22 March.
        let twelfth = Some(Period { from: date(2026, 3, 16), to: date(2026, 3, 22) });
        for text in ["W12", "KW 12", "Week 12", "wk12", "2026-W12", "2026W12", "W12 2026", "KW12/26", "CW12 (2026)"] {
            assert_eq!(week(text, Some(2026), false), twelfth, "{text}");
        }
        assert_eq!(week("12", Some(2026), true), twelfth);
        assert_eq!(week("12", Some(2026), false), None);
        assert_eq!(week("W12", None, false), None);
        assert_eq!(week("2026-W12", None, false), twelfth);
        assert_eq!(week("W53", Some(2025), false), None);
        assert_eq!(week("W54", Some(2026), false), None);
        assert_eq!(week("WP12", Some(2026), false), None);
    }

    #[test]
    fn month_captions_are_whole_months() {
        let period = |a: Date, b: Date| Some(Period { from: a, to: b });
        assert_eq!(caption("Jan 2026", None, false), period(date(2026, 1, 1), date(2026, 1, 31)));
        assert_eq!(caption("Apr-26", None, false), period(date(2026, 4, 1), date(2026, 4, 30)));
        assert_eq!(caption("2026-03", None, false), period(date(2026, 3, 1), date(2026, 3, 31)));
        assert_eq!(caption("03/2026", None, false), period(date(2026, 3, 1), date(2026, 3, 31)));
        assert_eq!(caption("févr. 2028", None, false), period(date(2028, 2, 1), date(2028, 2, 29)));
        assert_eq!(caption("Jan…June", Some(2026), false), None);
        assert_eq!(caption("Jan", Some(2026), false), period(date(2026, 1, 1), date(2026, 1, 31)));
        assert_eq!(caption("Jan", None, false), None);
        assert_eq!(caption("Q2 2026", None, false), period(date(2026, 4, 1), date(2026, 6, 30)));
        assert_eq!(caption("H2 2026", None, false), period(date(2026, 7, 1), date(2026, 12, 31)));
        assert_eq!(caption("2012-AP10", None, false), None);
        assert_eq!(caption("2012-AP10", None, true), period(date(2012, 10, 1), date(2012, 10, 31)));
        for text in ["Status", "2026", "13/2026", "Total", "Resource 12", "", "PAY-12"] {
            assert_eq!(caption(text, Some(2026), true), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[WKQH0-9 /-]{0,12}", year in proptest::option::of(any::<i16>())) {
            let _ = (week(&text, year, true), caption(&text, year, true));
        }
    }
}
