//! Durations and amounts of work: numbers with a unit, in many languages.
//!
//! A duration is a length in working days, an amount of work a number of hours; person-weeks are work and never a duration.
//! A unit that is not in the table gives no value. Three digits behind a single comma or point (`1,600 hrs`) are read only where
//! the decimal sign is known.

use super::text::fold;
use super::words::Words;
use crate::model::Duration;
use std::sync::LazyLock;

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
        UNITS.get(word).map(|(unit, _)| unit)
    }
    /// The unit in minutes around the clock; a month is 30 days and a year 365.
    fn elapsed_days(self) -> f64 {
        match self {
            Unit::Seconds => 1.0 / 86_400.0,
            Unit::Minutes => 1.0 / 1440.0,
            Unit::Hours => 1.0 / 24.0,
            Unit::Days => 1.0,
            Unit::Weeks => 7.0,
            Unit::Months => 30.0,
            Unit::Years => 365.0,
        }
    }
}

/// What a unit word counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counts {
    /// Working time.
    Working,
    /// Time around the clock.
    Elapsed,
    /// People's effort, which is work and no duration.
    Effort,
}

/// How long a working day, week and month are, and which decimal sign the column has.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Working {
    /// Hours a day.
    pub hours_per_day: f64,
    /// Days a week.
    pub days_per_week: f64,
    /// Days a month.
    pub days_per_month: f64,
    /// `,` or `.`, where the column proves it ([`decimal_of`]).
    pub decimal: Option<char>,
}

impl Default for Working {
    fn default() -> Self {
        Working { hours_per_day: 8.0, days_per_week: 5.0, days_per_month: 20.0, decimal: None }
    }
}

impl Working {
    fn days(&self, amount: f64, unit: Unit) -> f64 {
        let hours_per_day = if self.hours_per_day > 0.0 { self.hours_per_day } else { 8.0 };
        match unit {
            Unit::Seconds => amount / 3600.0 / hours_per_day,
            Unit::Minutes => amount / 60.0 / hours_per_day,
            Unit::Hours => amount / hours_per_day,
            Unit::Days => amount,
            Unit::Weeks => amount * self.days_per_week,
            Unit::Months => amount * self.days_per_month,
            Unit::Years => amount * self.days_per_month * 12.0,
        }
    }
    fn hours(&self, amount: f64, unit: Unit) -> f64 {
        match unit {
            Unit::Seconds => amount / 3600.0,
            Unit::Minutes => amount / 60.0,
            Unit::Hours => amount,
            _ => self.days(amount, unit) * self.hours_per_day,
        }
    }
}

static UNITS: LazyLock<Words<(Unit, Counts)>> = LazyLock::new(|| {
    use Counts::{Effort, Elapsed, Working};
    use Unit::{Days, Hours, Minutes, Months, Seconds, Weeks, Years};
    Words::new(&[
        ((Seconds, Working), "seconds|second|secs|sec|s|sekunde|sekunden|sek|seconde|secondes|segundo|segundos|seconden|сек"),
        ((Minutes, Working), "minutes|minute|mins|min|m|minuten|minuto|minutos|minuut|minut|minuta|мин|минут"),
        (
            (Hours, Working),
            "hours|hour|hrs|hr|h|stunden|stunde|std|heures|heure|horas|hora|uren|uur|u|godziny|godzin|godzina|godz",
        ),
        ((Hours, Working), "часов|часа|час|ч|ore|ora|timmar|timer|man hours|person hours|man-hours|person-hours|personenstunden"),
        (
            (Days, Working),
            "days|day|dys|dy|d|tage|tag|tagen|t|jours|jour|jrs|jr|j|días|día|dias|dia|dagen|dag|dni|dnia|dzień|dag(en)",
        ),
        (
            (Days, Working),
            "дней|дня|день|дн|д|giorni|giorno|gg|dagar|dage|dager|day(s)|working days|work days|workdays|business days",
        ),
        ((Days, Working), "arbeitstage|at|jours ouvrés|días laborables|dias úteis|werkdagen|dni robocze|рабочих дней"),
        (
            (Weeks, Working),
            "weeks|week|wks|wk|w|wochen|woche|wo|semaines|semaine|sem|semanas|semana|weken|tygodni|tygodnie|tydzień|tyg",
        ),
        ((Weeks, Working), "недель|недели|неделя|нед|settimane|settimana|veckor|uger|uker|week(s)"),
        ((Months, Working), "months|month|mons|mon|mths|mth|mo|mos|monate|monat|monaten|mois|meses|mes|mês|maanden|maand|mnd"),
        ((Months, Working), "miesięcy|miesiące|miesiąc|mies|месяцев|месяца|месяц|мес|mesi|mese|månader|måneder|month(s)"),
        ((Years, Working), "years|year|yrs|yr|y|jahre|jahr|ans|an|années|année|años|año|anos|ano|jaar|lat|lata|rok|лет|года|год"),
        ((Minutes, Working), "分|分钟|分鐘|분|dakika|dk|dak|perc|phút|min."),
        ((Hours, Working), "小时|小時|时间|時間|시간|saat|sa|óra|ó|hod|hodin|hodiny|jam|ore|tuntia|tunti|t."),
        (
            (Days, Working),
            "天|日|工日|个工作日|個工作日|工作日|营业日|일|gün|g|nap|dny|dnů|den|dn.|dgr|dag.|pv|päivää|päivä|hari|zile|zi|dana|ημέρες|ημέρα|ημ",
        ),
        (
            (Weeks, Working),
            "周|个周|周工时|週|週間|주|hafta|hf|hét|týdny|týdnů|týden|týd|sm|sett|v.|vk|viikkoa|minggu|săptămâni|săpt",
        ),
        ((Months, Working), "个月|月|月工时|か月|ヶ月|カ月|개월|ay|hónap|měs|měsíců|měsíc|kk|kuukautta|bulan|luni|lună"),
        ((Minutes, Elapsed), "emins|emin|eminutes|eminute"),
        ((Hours, Elapsed), "ehours|ehour|ehrs|ehr|eh|fstd|elapsed hours"),
        ((Days, Elapsed), "edays|eday|edys|edy|ed|elapsed days|elapsed day|ftage|ftag|kalendertage|calendar days|calendar day"),
        ((Days, Elapsed), "jours calendaires|días naturales|días corridos|dias corridos|kalenderdagen|календарных дней"),
        ((Weeks, Elapsed), "eweeks|eweek|ewks|ewk|ew|elapsed weeks|fwochen|fwoche"),
        ((Months, Elapsed), "emonths|emonth|emons|emon|emo|elapsed months|fmonate|fmonat"),
        ((Years, Elapsed), "eyears|eyear|eyrs|eyr|ey"),
        (
            (Days, Effort),
            "person-days|person-day|person days|person day|man-days|man-day|man days|man day|md|pd|pt|personentage|personentag",
        ),
        ((Days, Effort), "jours-hommes|jours-homme|jours homme|jh|mandagen|mensdagen|días-persona|osobodni|чел-дней|чел.-дн"),
        (
            (Weeks, Effort),
            "person-weeks|person-week|person weeks|person week|man-weeks|man-week|man weeks|man week|pw|personenwochen",
        ),
        (
            (Months, Effort),
            "person-months|person-month|person months|person month|man-months|man-month|man months|pm|personenmonate",
        ),
    ])
});

/// What a unit word means and counts.
pub fn unit_word(word: &str) -> Option<(Unit, Counts)> {
    UNITS.get(word)
}

/// A number at the head of a text, with the rest behind it. Comma and point are both decimal signs here, except where three
/// digits behind one of them leave it open and `decimal` does not tell.
pub(super) fn leading_number(text: &str, decimal: Option<char>) -> Option<(f64, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit() && b != b',' && b != b'.').unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let digits_only = digits.trim_end_matches([',', '.']);
    let rest = if digits_only.len() < digits.len() { text.get(digits_only.len()..)? } else { rest };
    let value = super::number::plain(digits_only, decimal)?;
    Some((value, rest))
}

/// Amounts with units, one after the other: `2w 3d 4h`. Gives the sum as days and hours, and what is counted.
fn amounts(text: &str, bare: Option<Unit>, working: &Working) -> Option<(f64, f64, Counts)> {
    let mut rest = text.trim();
    let (mut days, mut hours, mut counted) = (0.0, 0.0, None);
    let mut pieces = 0;
    while !rest.is_empty() {
        pieces += 1;
        if pieces > 6 {
            return None;
        }
        let (amount, behind) = leading_number(rest, working.decimal)?;
        let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
        let end = behind.char_indices().find(|(_, c)| c.is_ascii_digit()).map_or(behind.len(), |(i, _)| i);
        let (word, next) = behind.split_at_checked(end)?;
        let word = word.trim().trim_end_matches([',', ';']).trim_end_matches(" and").trim_end_matches(" und").trim();
        let (unit, counts) = if word.is_empty() { (bare.filter(|_| pieces == 1)?, Counts::Working) } else { unit_word(word)? };
        if *counted.get_or_insert(counts) != counts {
            return None;
        }
        days += if counts == Counts::Elapsed { amount * unit.elapsed_days() } else { working.days(amount, unit) };
        hours += if counts == Counts::Elapsed { amount * unit.elapsed_days() * 24.0 } else { working.hours(amount, unit) };
        rest = next;
    }
    let counted = counted?;
    (days.is_finite() && hours.is_finite() && hours < 1e9).then_some((days, hours, counted))
}

/// `P1D`, `PT8H`, `P1W2DT4H30M` as the plain form the units are read from.
fn iso_period(text: &str) -> Option<String> {
    let body = text.strip_prefix(['P', 'p'])?;
    if body.is_empty() || body.len() > 40 || !body.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (date, time) = body.split_once(['T', 't']).unwrap_or((body, ""));
    let spell = |part: &str, month: &str| -> Option<String> {
        let mut out = String::new();
        for c in part.chars() {
            match c.to_ascii_uppercase() {
                '0'..='9' | '.' | ',' => out.push(c),
                'Y' => out.push_str("y "),
                'M' => out.push_str(month),
                'W' => out.push_str("w "),
                'D' => out.push_str("d "),
                'H' => out.push_str("h "),
                'S' => out.push_str("s "),
                _ => return None,
            }
        }
        Some(out)
    };
    Some(spell(date, "mon ")? + &spell(time, "min ")?)
}

fn read(text: &str, bare: Option<Unit>, working: &Working) -> Option<(f64, f64, Counts)> {
    if text.len() > 80 {
        return None;
    }
    match iso_period(text) {
        Some(spelled) => amounts(&spelled, None, working),
        None => amounts(text, bare, working),
    }
}

/// Smartsheet writes the sign of elapsed time in front: `e5d` for Microsoft Project's `5ed`.
fn sign_in_front(text: &str) -> Option<String> {
    let rest = text.strip_prefix(['e', 'E'])?;
    let end = rest.bytes().position(|b| !b.is_ascii_digit() && b != b',' && b != b'.')?;
    let (amount, unit) = rest.split_at_checked(end).filter(|(amount, _)| !amount.is_empty())?;
    Some(format!("{amount}e{}", unit.trim_start()))
}

/// A duration: `10 days`, `1 day?`, `~3d`, `2,8 wks`, `2 emons`, `e5d`, `P1D`, `2w 3d 4h`. `bare` is the unit of numbers without one.
pub fn duration(text: &str, bare: Option<Unit>, working: &Working) -> Option<Duration> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
    let plain = text.trim_end_matches('?').trim_start_matches('~');
    let turned = sign_in_front(plain);
    let (days, _, counts) = read(turned.as_deref().unwrap_or(plain), bare, working)?;
    (counts != Counts::Effort).then_some(Duration {
        days,
        elapsed: counts == Counts::Elapsed,
        estimated: plain.len() < text.len(),
    })
}

/// An amount of work in hours: `56h`, `4 hrs`, `3 person-weeks`, `144000` with seconds as the column's unit.
pub fn work_hours(text: &str, bare: Option<Unit>, working: &Working) -> Option<f64> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}').trim_end_matches('?');
    read(text, bare, working).map(|(_, hours, _)| hours)
}

/// A number cell with the column's unit as a duration. The amount is taken as it stands; whether it is negative or beyond
/// reason is for the caller to see.
pub fn duration_of(amount: f64, unit: Unit, working: &Working) -> Duration {
    Duration { days: working.days(amount, unit), elapsed: false, estimated: false }
}

/// A number cell with the column's unit in hours of work.
pub fn hours_of(amount: f64, unit: Unit, working: &Working) -> f64 {
    working.hours(amount, unit)
}

/// The unit that a header states: `Duration (days)`, `Effort (weeks)`, `Original Estimate (h)`, `Original Duration(d)`, `Actual Hours`.
pub fn unit_of_header(header: &str) -> Option<Unit> {
    let folded = fold(header);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let inner = folded.rsplit_once(open).and_then(|(_, rest)| rest.split_once(close)).map(|(inner, _)| inner.trim());
        if let Some((unit, _)) = inner.and_then(|i| UNITS.get_folded(i.trim_start_matches("in "))) {
            return Some(unit);
        }
    }
    // Bare letters and short words mean other things in a header.
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| w.chars().count() >= 4 || *w == "hrs" || *w == "wks")
        .find_map(|w| UNITS.get_folded(w))
        .map(|(unit, _)| unit)
}

/// The decimal sign that the texts of a column prove: a separator with any number of digits but three behind it, once.
pub fn decimal_of<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<char> {
    let mut found = None;
    for text in values {
        let end = text.bytes().position(|b| !b.is_ascii_digit() && b != b',' && b != b'.').unwrap_or(text.len());
        let sign = text.get(..end).and_then(super::number::proved_decimal);
        if sign.is_some() && found.is_some() && sign != found {
            return None;
        }
        found = found.or(sign);
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn days(text: &str) -> Option<f64> {
        duration(text, None, &Working::default()).map(|d| (d.days * 1e6).round() / 1e6)
    }

    #[test]
    fn durations_of_microsoft_project_are_read() {
        let cases = [
            ("10 days", 10.0),
            ("1 day", 1.0),
            ("2 wks", 10.0),
            ("2,8 wks", 14.0),
            ("15,5 days", 15.5),
            ("0 days", 0.0),
            ("23 days?", 23.0),
            ("2801 days?", 2801.0),
            ("4 hrs", 0.5),
            ("1 mon", 20.0),
            ("90 mins", 0.1875),
            ("1.5d", 1.5),
            ("2d", 2.0),
            ("9d", 9.0),
            ("1 Day", 1.0),
            ("P1D", 1.0),
            ("PT8H", 1.0),
            ("P1W2D", 7.0),
            ("2w 3d 4h", 13.5),
            ("10 Tage", 10.0),
            ("5 个工作日", 5.0),
            ("1 周工时", 5.0),
            ("20 日", 20.0),
            ("1 週", 5.0),
            ("5 gün", 5.0),
            ("1 hf", 5.0),
            ("20 g", 20.0),
            ("1 sett.", 5.0),
            ("1 sm", 5.0),
            ("5 dn", 5.0),
            ("2 Wochen", 10.0),
            ("3 jours", 3.0),
            ("2 semaines", 10.0),
            ("2 semanas", 10.0),
            ("5 días", 5.0),
            ("3 dagen", 3.0),
            ("4 dni", 4.0),
            ("5 дней", 5.0),
            ("2 нед.", 10.0),
            ("4 Std.", 0.5),
            ("1\u{a0}day", 1.0),
        ];
        for (text, expected) in cases {
            assert_eq!(days(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn an_estimate_keeps_its_question_mark() {
        assert!(duration("1 day?", None, &Working::default()).unwrap().estimated);
        assert!(!duration("1 day", None, &Working::default()).unwrap().estimated);
        let roughly = duration("~3d", None, &Working::default()).unwrap();
        assert_eq!((roughly.days, roughly.estimated), (3.0, true));
    }

    #[test]
    fn elapsed_time_counts_calendar_days() {
        for (text, expected) in
            [("2 emons", 60.0), ("1 ew", 7.0), ("3 ed", 3.0), ("12 ehrs", 0.5), ("e5d", 5.0), ("e1,5 w", 10.5)]
        {
            let read = duration(text, None, &Working::default()).unwrap();
            assert_eq!((read.days, read.elapsed), (expected, true), "{text}");
        }
    }

    #[test]
    fn unknown_units_and_prose_give_nothing() {
        for text in ["1 ngày", "soon", "5", "-3 days", "", "?", "days", "3 pw", "1,600 hrs", "12:30", "PAY-12", "P", "1 day 2"] {
            assert_eq!(duration(text, None, &Working::default()), None, "{text}");
        }
    }

    #[test]
    fn bare_numbers_take_the_unit_of_their_column() {
        let working = Working::default();
        assert_eq!(duration("3", Some(Unit::Weeks), &working).unwrap().days, 15.0);
        assert_eq!(work_hours("144000", Some(Unit::Seconds), &working), Some(40.0));
        assert_eq!(hours_of(1.5, Unit::Days, &working), 12.0);
        assert_eq!(duration_of(881.0, Unit::Days, &working).days, 881.0);
    }

    #[test]
    fn work_is_hours_and_person_weeks_are_work() {
        let working = Working::default();
        for (text, hours) in
            [("56h", 56.0), ("56 hrs", 56.0), ("3 person-weeks", 120.0), ("2 PT", 16.0), ("1w 2d", 56.0), ("4h", 4.0)]
        {
            assert_eq!(work_hours(text, None, &working), Some(hours), "{text}");
        }
    }

    #[test]
    fn three_digits_behind_a_comma_are_read_where_the_column_tells() {
        let decimal = decimal_of(["1,600 hrs", "12.5 hrs"]);
        assert_eq!(decimal, Some('.'));
        assert_eq!(work_hours("1,600 hrs", None, &Working { decimal, ..Working::default() }), Some(1600.0));
        assert_eq!(decimal_of(["1,5 d", "1.5 d"]), None);
    }

    #[test]
    fn headers_state_units() {
        for (header, unit) in [
            ("Duration (days)", Unit::Days),
            ("Effort (weeks)", Unit::Weeks),
            ("Original Estimate (h)", Unit::Hours),
            ("Original Duration(d)", Unit::Days),
            ("Actual Hours", Unit::Hours),
            ("Dauer [Tage]", Unit::Days),
            ("Effort (in hours)", Unit::Hours),
        ] {
            assert_eq!(unit_of_header(header), Some(unit), "{header}");
        }
        for header in ["Duration", "Original Estimate", "Work", "Effort (MoSCoW)"] {
            assert_eq!(unit_of_header(header), None, "{header}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[0-9,. ]{0,30}(days|wks|h|\\?|P|T|M)?[0-9dwhPTM ]{0,20}") {
            let working = Working::default();
            for bare in [None, Some(Unit::Seconds)] {
                if let Some(d) = duration(&text, bare, &working) {
                    prop_assert!(d.days.is_finite() && d.days >= 0.0);
                }
                let _ = work_hours(&text, bare, &working);
            }
            let _ = (unit_of_header(&text), decimal_of([text.as_str()]));
        }
    }
}
