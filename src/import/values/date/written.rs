//! The grammar of one date: which number is which as far as the cell itself tells. Time of day and zone are read over: a time
//! is in the zone of whoever made the export, and only the day is kept.

use super::DateFlag;
use super::lex::{Token, lex};
use crate::import::values::months::{month, weekday};
use crate::import::values::order::DateOrder;
use jiff::civil::{Date, Weekday};

/// Two-digit years up to this one are 20xx, later ones 19xx (`30.06.08` is 2008, `12/31/99` is 1999).
pub const PIVOT: u32 = 68;

/// A number with how many digits it was written in.
pub type Digits = (u32, u8);

/// What a cell says of a date, before the column's order is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// Three numbers in the order written, and the mark between the first two.
    Numeric([Digits; 3], char),
    /// The month is named, so nothing is open; with the order it was written in.
    Named(Date, DateOrder),
}

/// A date with what stood around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The date.
    pub written: Written,
    /// The weekday that stands beside it.
    pub weekday: Option<Weekday>,
    /// `A` or `*` behind it.
    pub flag: Option<DateFlag>,
}

impl Reading {
    /// The day in each order (`Dmy`, `Mdy`, `Ymd`), where the numbers and the weekday allow it.
    pub fn days(&self) -> [Option<Date>; 3] {
        self.days_by_number().map(|day| day.filter(|d| self.weekday.is_none_or(|w| d.weekday() == w)))
    }

    /// The day in each order, where the numbers allow it, whatever weekday stands beside it.
    pub fn days_by_number(&self) -> [Option<Date>; 3] {
        match self.written {
            Written::Named(day, _) => [Some(day); 3],
            Written::Numeric([a, b, c], mark) => {
                if a.1 == 4 {
                    return [None, None, day_of(a, b, c)];
                }
                // A year first in two digits is written with hyphens, never with dots or strokes, unless it can be nothing else.
                let year_first = c.1 <= 2 && (mark == '-' || a.0 > 31 || self.weekday.is_some());
                [day_of(c, b, a), day_of(c, a, b), if year_first { day_of(a, b, c) } else { None }]
            }
        }
    }
}

/// The day of year, month and day as written.
fn day_of(year: Digits, month: Digits, day: Digits) -> Option<Date> {
    if month.1 > 2 || day.1 > 2 {
        return None;
    }
    Date::new(full_year(year)?, i8::try_from(month.0).ok()?, i8::try_from(day.0).ok()?).ok()
}

/// The year of two or four digits. Years outside 1900 to 2199 are stand-ins (0001, 9999), not dates of a plan.
fn full_year((value, digits): Digits) -> Option<i16> {
    let year = match digits {
        1 | 2 if value <= PIVOT => value + 2000,
        1 | 2 => value + 1900,
        4 if (1900..2200).contains(&value) => value,
        _ => return None,
    };
    i16::try_from(year).ok()
}

/// Reads one date with nothing else beside it but a weekday, a time and a mark.
pub fn read(text: &str) -> Option<Reading> {
    let tokens = lex(text)?;
    let mut cursor = Cursor { rest: tokens.as_slice() };
    cursor.skip_marks(&['@', '\'', '"']);
    let mut day_name = cursor.leading_weekday();
    cursor.skip_article();
    let (written, year_missing) = cursor.core()?;
    let written = match (written, year_missing) {
        (written, None) => written?,
        (_, Some((month, day))) => {
            // `Thu Feb 19 18:42:08 UTC 2026`: the year stands behind time and zone.
            cursor.time().then_some(())?;
            while matches!(cursor.peek(), Some(Token::Word(_))) {
                cursor.next();
            }
            let year = cursor.number().filter(|y| y.1 == 4)?;
            Written::Named(day_of(year, (month, 2), day)?, DateOrder::Mdy)
        }
    };
    if let Some(Token::Word("г" | "года" | "р" | "roku" | "r")) = cursor.peek() {
        cursor.next();
        cursor.skip_marks(&['.']);
    }
    if day_name.is_none() {
        day_name = cursor.trailing_weekday();
    }
    let mut flag = cursor.flag();
    if cursor.time() {
        flag = flag.or_else(|| cursor.zone());
    }
    cursor.rest.is_empty().then_some(Reading { written, weekday: day_name, flag })
}

/// Day and month without a year, as the left side of `Apr 23 - May 22, 2024` has them; the month may be missing too.
pub fn read_without_year(text: &str) -> Option<(Option<i8>, u32)> {
    let tokens = lex(text)?;
    match *tokens.as_slice() {
        [Token::Number { value, digits: 1 | 2 }] => Some((None, value)),
        [Token::Word(word), Token::Number { value, digits: 1 | 2 }]
        | [Token::Number { value, digits: 1 | 2 }, Token::Word(word)]
        | [Token::Word(word), Token::Mark('.'), Token::Number { value, digits: 1 | 2 }]
        | [Token::Number { value, digits: 1 | 2 }, Token::Mark('.'), Token::Word(word)] => Some((Some(month(word)?), value)),
        _ => None,
    }
}

/// Words for before and after noon that stand in front of the time, or are longer than a zone.
fn is_half_of_day(word: &str) -> bool {
    const WORDS: &[&str] =
        &["上午", "下午", "午前", "午後", "오전", "오후", "ÖÖ", "ÖS", "पूर्वाह्न", "अपराह्न", "AM", "PM", "de", "du"];
    WORDS.contains(&word)
}

/// The number by which Vietnamese calls a month.
fn vietnamese(word: &str) -> Option<i8> {
    const NUMBERS: [(&str, i8); 13] = [
        ("giêng", 1),
        ("một", 1),
        ("hai", 2),
        ("ba", 3),
        ("tư", 4),
        ("năm", 5),
        ("sáu", 6),
        ("bảy", 7),
        ("tám", 8),
        ("chín", 9),
        ("mười", 10),
        ("chạp", 12),
        ("bốn", 4),
    ];
    let word = word.to_lowercase();
    NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, n)| *n)
}

struct Cursor<'t, 'a> {
    rest: &'t [Token<'a>],
}

/// Core of a date, or month and day where the year stands behind the time.
type Core = (Option<Written>, Option<(u32, Digits)>);

impl<'a> Cursor<'_, 'a> {
    fn peek(&self) -> Option<Token<'a>> {
        self.rest.first().copied()
    }
    fn next(&mut self) -> Option<Token<'a>> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }
    fn skip_marks(&mut self, marks: &[char]) {
        while let Some(Token::Mark(c)) = self.peek() {
            if !marks.contains(&c) {
                break;
            }
            self.next();
        }
    }
    fn number(&mut self) -> Option<Digits> {
        match self.peek()? {
            Token::Number { value, digits } => {
                self.next();
                Some((value, digits))
            }
            _ => None,
        }
    }
    fn mark(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(Token::Mark(mark));
        if found {
            self.next();
        }
        found
    }
    /// A weekday in front. A word that is a month as well is a weekday only where the month is given otherwise.
    fn leading_weekday(&mut self) -> Option<Weekday> {
        let Some(Token::Word(word)) = self.peek() else { return None };
        let found = weekday(word)?;
        let behind = self.rest.get(1..).unwrap_or_default();
        let month_behind = behind.iter().any(|t| matches!(t, Token::Word(w) if month(w).is_some()));
        let numbers = behind.iter().take_while(|t| **t != Token::Mark(':')).filter(|t| matches!(t, Token::Number { .. })).count();
        if month(word).is_some() && !month_behind && numbers < 3 {
            return None;
        }
        self.next();
        self.skip_marks(&['.', ',']);
        Some(found)
    }
    /// `den 2 mars`, `le 2 mars`, `am 2. März`.
    fn skip_article(&mut self) {
        if let [Token::Word("den" | "Den" | "le" | "Le" | "el" | "am" | "il" | "dne"), Token::Number { .. }, ..] = self.rest {
            self.next();
        }
    }
    /// A weekday behind, bare or in brackets.
    fn trailing_weekday(&mut self) -> Option<Weekday> {
        match *self.rest {
            [Token::Word(word), ..] if word.chars().count() > 1 => {
                let found = weekday(word)?;
                self.next();
                self.skip_marks(&['.', ',']);
                Some(found)
            }
            [Token::Mark('('), Token::Word(word), Token::Mark(')'), ..] => {
                let found = weekday(word)?;
                self.rest = self.rest.get(3..).unwrap_or_default();
                Some(found)
            }
            _ => None,
        }
    }
    /// Marks and little words between the parts of a date: `1st of May, 2025`, `22 de mayo de 2025`, `3. März`.
    fn skip_between(&mut self) {
        loop {
            match self.peek() {
                Some(Token::Mark('.' | ',' | '-' | '/' | '\'')) => {}
                Some(Token::Word(
                    "st" | "nd" | "rd" | "th" | "er" | "of" | "de" | "del" | "º" | "ª" | "ST" | "ND" | "RD" | "TH",
                )) => {}
                _ => break,
            }
            self.next();
        }
    }
    fn core(&mut self) -> Option<Core> {
        match self.next()? {
            Token::Word(word) => {
                let month_number = u32::try_from(month(word)?).ok()?;
                self.skip_between();
                let day = self.number().filter(|d| d.1 <= 2)?;
                self.skip_between();
                // `Feb 19 18:42:08`: what follows is a time, the year is to come.
                if self.rest.get(1) == Some(&Token::Mark(':')) {
                    return Some((None, Some((month_number, day))));
                }
                let year = self.number()?;
                Some((Some(Written::Named(day_of(year, (month_number, 2), day)?, DateOrder::Mdy)), None))
            }
            Token::Number { value, digits: 8 } => {
                let parts = [(value / 10_000, 4), (value / 100 % 100, 2), (value % 100, 2)];
                let written = Written::Numeric(parts, ' ');
                Some((Some(written), None))
            }
            Token::Number { value, digits } => self.core_from((value, digits)).map(|w| (Some(w), None)),
            Token::Mark(_) => None,
        }
    }
    fn core_from(&mut self, first: Digits) -> Option<Written> {
        let before = self.rest;
        self.skip_between();
        if let Some(named) = self.named_month() {
            self.skip_between();
            let last = self.number()?;
            if first.1 == 4 && last.1 <= 2 && self.rest.get(1) != Some(&Token::Mark(':')) {
                // `2026. március 2. 8:00`
                self.mark('.');
            }
            let month_number = (u32::try_from(named).ok()?, 2);
            let (year, day, order) = if first.1 == 4 { (first, last, DateOrder::Ymd) } else { (last, first, DateOrder::Dmy) };
            return Some(Written::Named(day_of(year, month_number, day)?, order));
        }
        if let [Token::Number { value: named, digits: 1 | 2 }, Token::Word("月" | "월"), ..] = *self.rest
            && first.1 <= 2
        {
            // Jira's `22/12月/25`: the month by its number.
            self.rest = self.rest.get(2..).unwrap_or_default();
            self.skip_between();
            let year = self.number()?;
            return Some(Written::Named(day_of(year, (named, 2), first)?, DateOrder::Dmy));
        }
        self.rest = before;
        let mark = self.numeric_mark()?;
        let second = self.number()?;
        let other = self.numeric_mark()?;
        let third = self.number()?;
        if mark == '年' {
            // What is written on without a blank, `2日上午8:00`, is half of the day.
            let day = |w: &str| w.strip_prefix(['日', '일']).is_some_and(|half| half.is_empty() || is_half_of_day(half));
            matches!(self.peek(), Some(Token::Word(w)) if day(w)).then(|| self.next());
        }
        if self.peek() == Some(Token::Mark('.')) {
            // `30.06.2025.`
            self.next();
        }
        (mark == other || mark == '年').then_some(Written::Numeric([first, second, third], mark))
    }
    /// A month by its name: `March`, or in two or three words `Tháng Ba`, `tháng 3`, `Tháng Mười Hai`.
    fn named_month(&mut self) -> Option<i8> {
        let Some(Token::Word(word)) = self.peek() else { return None };
        if let Some(named) = month(word) {
            self.next();
            return Some(named);
        }
        matches!(word, "Tháng" | "tháng" | "Thg" | "thg").then_some(())?;
        let (named, words) = match self.rest.get(1..)? {
            [Token::Number { value, digits: 1 | 2 }, ..] => (i8::try_from(*value).ok()?, 2),
            [Token::Word(ten), Token::Word(more), ..]
                if vietnamese(ten) == Some(10) && vietnamese(more).is_some_and(|n| n <= 2) =>
            {
                (10 + vietnamese(more)?, 3)
            }
            [Token::Word(number), ..] => (vietnamese(number)?, 2),
            _ => return None,
        };
        self.rest = self.rest.get(words..).unwrap_or_default();
        Some(named)
    }
    fn numeric_mark(&mut self) -> Option<char> {
        match self.next()? {
            Token::Mark(c @ ('/' | '-' | '.')) => Some(c),
            Token::Mark('\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}') => Some('-'),
            Token::Word("年" | "月" | "년" | "월") => Some('年'),
            _ => None,
        }
    }
    /// A time of day: `8:00`, `T10:00:00Z`, `10.46`, `14h30`, `2 PM`. True if one was there.
    fn time(&mut self) -> bool {
        let before = self.rest;
        let dashed = self.peek() == Some(Token::Mark('-'));
        self.skip_marks(&[',', '-']);
        let compact = self.peek() == Some(Token::Word("T"));
        if let Some(Token::Word("T" | "at" | "um" | "à" | "a" | "o" | "om" | "в" | "kl")) = self.peek() {
            self.next();
        }
        if let Some(Token::Word(word)) = self.peek()
            && is_half_of_day(word)
        {
            self.next();
            // `de. 8:00`
            self.mark('.');
        }
        let Some((hour, digits)) = self.number() else {
            self.rest = before;
            return false;
        };
        if compact && (digits == 6 || digits == 4) {
            // `20250922T100000Z`
            return true;
        }
        let clock = match self.peek() {
            Some(Token::Mark(':' | '.')) | Some(Token::Word("h" | "H")) => {
                let dotted = self.peek() == Some(Token::Mark('.'));
                self.next();
                let minutes = self.number();
                // `04.01.27 - 15.01.27` is a range of days, not a day and 15:01:27.
                let day = dashed && dotted && self.peek() == Some(Token::Mark('.'));
                while self.mark(':') || self.mark('.') || (minutes.is_some() && self.mark(',')) {
                    self.number();
                }
                !day && minutes.is_none_or(|(m, d)| m < 60 && d <= 2)
            }
            Some(Token::Word(w)) => w.eq_ignore_ascii_case("am") || w.eq_ignore_ascii_case("pm"),
            _ => false,
        };
        if !clock || hour > 24 {
            self.rest = before;
            return false;
        }
        true
    }
    /// What may stand behind a time: AM/PM in any language, a zone, an offset, a remark in brackets, a flag.
    fn zone(&mut self) -> Option<DateFlag> {
        let mut words = 0;
        loop {
            if let Some(flag) = self.flag() {
                return Some(flag);
            }
            match self.peek() {
                Some(Token::Word(word)) if words < 3 && (word.chars().count() <= 5 || is_half_of_day(word)) => {
                    words += 1;
                    self.next();
                }
                Some(Token::Mark('.')) if words > 0 => {
                    self.next();
                }
                Some(Token::Mark('+' | '-')) => {
                    self.next();
                    self.number();
                    if self.mark(':') {
                        self.number();
                    }
                }
                Some(Token::Mark('(')) => self.rest = &[],
                _ => return None,
            }
        }
    }
    /// ` A` or `*` as the last piece.
    fn flag(&mut self) -> Option<DateFlag> {
        let flag = match self.rest {
            [Token::Word("A")] | [Token::Word("A"), Token::Mark('*')] => DateFlag::Actual,
            [Token::Mark('*')] => DateFlag::Constraint,
            _ => return None,
        };
        self.rest = &[];
        Some(flag)
    }
}
