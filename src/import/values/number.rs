//! Numbers and money written as text: decimal comma or point, decided per column.
//!
//! A separator proves itself by what stands around it: the last of two kinds is the decimal sign, a repeated one parts thousands,
//! one with other than three digits behind it is the decimal sign. `1,234` proves nothing; alone in its column it is reported.

pub mod currency;

use super::text::absent;

/// A number with what stood beside it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Number {
    /// The value; finite. A percent sign is not applied.
    pub value: f64,
    /// ISO code of a currency, or the sign as written where several currencies share it (`$`, `kr`, `¥`).
    pub currency: Option<&'static str>,
    /// A percent sign stood behind it.
    pub percent: bool,
}

/// What a cell of a number column says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum NumberRead {
    /// A number.
    Number(Number),
    /// Blank or a word for nothing.
    Empty,
    /// `1,234` in a column that does not prove what its comma is.
    Ambiguous,
    /// Not a number.
    Unreadable,
}

impl NumberRead {
    /// The value, where there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            NumberRead::Number(n) => Some(n.value),
            _ => None,
        }
    }
}

/// How the numbers of one column are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnNumbers {
    /// `,` or `.`; `None` where nothing needs it or nothing proves it.
    pub decimal: Option<char>,
    /// The value or setting that proves it.
    pub proof: String,
    /// At least one value can be read in two ways and none proves which.
    pub ambiguous: bool,
}

/// Values with three digits behind their only separator that together prove it to part thousands.
const ENOUGH_THOUSANDS: usize = 3;

impl ColumnNumbers {
    /// Decides from all texts of a column; `setting` (`,` or `.`) wins.
    pub fn decide<'a>(values: impl IntoIterator<Item = &'a str>, setting: Option<char>) -> ColumnNumbers {
        if let Some(decimal) = setting.filter(|c| matches!(c, ',' | '.')) {
            return ColumnNumbers {
                decimal: Some(decimal),
                proof: format!("set to `{decimal}` by the configuration"),
                ambiguous: false,
            };
        }
        let mut proofs: [Option<String>; 2] = [None, None];
        // Open values by separator: how many, the first, whether money.
        let mut open: [(usize, Option<String>, bool); 2] = [(0, None, false), (0, None, false)];
        for text in values {
            let Some(parts) = Parts::of(text) else { continue };
            match shape(parts.digits) {
                Some(Shape::Decimal(sign)) => {
                    let slot = &mut proofs[usize::from(sign == '.')];
                    slot.get_or_insert_with(|| format!("`{}` has a decimal {}", text.trim(), name(sign)));
                }
                Some(Shape::Thousands(mark)) => {
                    // `1,125,000`: the mark parts thousands, so the other one would be the decimal sign.
                    let sign = if mark == ',' { '.' } else { ',' };
                    let slot = &mut proofs[usize::from(sign == '.')];
                    slot.get_or_insert_with(|| format!("the {} of `{}` part thousands", name(mark), text.trim()));
                }
                Some(Shape::Open(sign)) => {
                    let slot = &mut open[usize::from(sign == '.')];
                    slot.0 += 1;
                    slot.2 |= parts.currency.is_some();
                    slot.1.get_or_insert_with(|| text.trim().to_owned());
                }
                _ => {}
            }
        }
        let decided = |decimal: char, proof: String| ColumnNumbers { decimal: Some(decimal), proof, ambiguous: false };
        match (proofs, open) {
            ([Some(proof), None], _) => decided(',', proof),
            ([None, Some(proof)], _) => decided('.', proof),
            ([None, None], [(0, ..), (0, ..)]) => ColumnNumbers::default(),
            ([None, None], [(n, Some(first), money), (0, ..)]) if n >= ENOUGH_THOUSANDS || money => {
                decided('.', thousands(n, &first, ','))
            }
            ([None, None], [(0, ..), (n, Some(first), money)]) if n >= ENOUGH_THOUSANDS || money => {
                decided(',', thousands(n, &first, '.'))
            }
            (_, [(a, ..), (b, ..)]) => ColumnNumbers { ambiguous: a + b > 0, ..ColumnNumbers::default() },
        }
    }

    /// Reads one cell.
    pub fn parse(&self, text: &str) -> NumberRead {
        let Some(parts) = Parts::of(text) else {
            return if absent(text).is_some() { NumberRead::Empty } else { NumberRead::Unreadable };
        };
        let value = match plain_or_open(parts.digits, self.decimal) {
            Ok(Some(value)) => value,
            Ok(None) => return NumberRead::Unreadable,
            Err(()) => return NumberRead::Ambiguous,
        };
        let value = value * parts.factor;
        if !value.is_finite() || value.abs() > 1e18 {
            return NumberRead::Unreadable;
        }
        NumberRead::Number(Number {
            value: if parts.negative { -value } else { value },
            currency: parts.currency,
            percent: parts.percent,
        })
    }
}

fn name(sign: char) -> &'static str {
    if sign == ',' { "comma" } else { "point" }
}

fn thousands(n: usize, first: &str, sign: char) -> String {
    format!("`{first}`: all {n} values with a {} have three digits behind it, so it parts thousands", name(sign))
}

/// A number and the unit behind it, where the unit is a word or two and nothing that scales or pays: `25 min`, `3.5 FTE`, `18 days`.
pub fn with_unit(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if text.len() > 40 || Parts::of(text).is_some() {
        return None;
    }
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (figure, unit) = (text.get(..end)?, text.get(end..)?.trim());
    let word =
        |w: &str| w.chars().all(|c| c.is_alphabetic() || matches!(c, '/' | '°' | '.')) && w.chars().any(char::is_alphabetic);
    let told = !unit.is_empty() && unit.split_whitespace().count() <= 3 && unit.split_whitespace().all(word);
    (told && Parts::of(figure).is_some()).then_some((figure, unit))
}

/// Whether a text states the scale of its number: `£42m`, `1.5 bn`.
pub fn scaled(text: &str) -> bool {
    Parts::of(text).is_some_and(|parts| parts.factor != 1.0)
}

/// A number's text taken apart.
struct Parts<'a> {
    digits: &'a str,
    negative: bool,
    percent: bool,
    currency: Option<&'static str>,
    factor: f64,
}

impl<'a> Parts<'a> {
    /// Sign, brackets, currency, percent sign, a scale word and a rate's unit taken off. `None` where there is no number inside.
    fn of(text: &'a str) -> Option<Parts<'a>> {
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{200e}' | '\u{feff}');
        let mut body = text.trim_matches(blank);
        if body.len() > 60 || !body.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut parts = Parts { digits: "", negative: false, percent: false, currency: None, factor: 1.0 };
        if let Some(inner) = body.strip_prefix('(').and_then(|b| b.strip_suffix(')')) {
            parts.negative = true;
            body = inner.trim_matches(blank);
        }
        let first = body.find(|c: char| c.is_ascii_digit())?;
        let last = body.rfind(|c: char| c.is_ascii_digit())?;
        // `.5` and `-.5`
        let first = if body.get(..first)?.ends_with(['.', ',']) { first - 1 } else { first };
        let (before, after) = (body.get(..first)?, body.get(last + 1..)?);
        parts.digits = body.get(first..=last)?;
        parts.take_before(before.trim_matches(blank))?;
        parts.take_after(after.trim_matches(blank))?;
        Some(parts)
    }

    fn take_before(&mut self, before: &str) -> Option<()> {
        let unsigned = before.trim_start_matches(['-', '−', '–', '+']).trim_end_matches(['-', '−', '–', '+']);
        let signs = before.len() - unsigned.len();
        if signs > 0 {
            (before.chars().filter(|c| matches!(c, '-' | '−' | '–' | '+')).count() == 1).then_some(())?;
            self.negative |= !before.contains('+');
        }
        let word = unsigned.trim();
        if !word.is_empty() {
            self.currency = Some(currency::of(word)?);
        }
        Some(())
    }

    fn take_after(&mut self, after: &str) -> Option<()> {
        let mut rest = after;
        if let Some(signless) = rest.strip_suffix(['-', '−']).filter(|r| r.is_empty()) {
            self.negative = true;
            rest = signless;
        }
        // A rate: `$42,00/h`.
        rest = rest.split_once('/').map_or(rest, |(head, _)| head).trim();
        rest = rest.strip_prefix(",-").or_else(|| rest.strip_prefix(",–")).unwrap_or(rest).trim();
        if let Some(head) = rest.strip_prefix('%') {
            self.percent = true;
            return head.trim().is_empty().then_some(());
        }
        for word in rest.split_whitespace() {
            if let Some(code) = currency::of(word) {
                self.currency.get_or_insert(code);
                continue;
            }
            if let Some((factor, money_only)) = currency::scale(word) {
                (self.factor == 1.0 && (!money_only || self.currency.is_some())).then_some(())?;
                self.factor = factor;
                continue;
            }
            return None;
        }
        Some(())
    }
}

/// What the separators of a number say.
#[derive(PartialEq, Eq, Debug)]
enum Shape {
    /// Digits only, or groups parted by blanks or apostrophes.
    Whole,
    /// This is the decimal sign.
    Decimal(char),
    /// Repeated: it parts thousands; the other one is the decimal sign, but none is there.
    Thousands(char),
    /// Once, with three digits behind it: could be either.
    Open(char),
}

fn is_group_mark(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
}

/// The shape of a text that begins and ends with a digit; `None` where it is no number (`1-2`, `3/4`, `1.2.3`).
fn shape(digits: &str) -> Option<Shape> {
    if digits.contains(['e', 'E']) {
        return digits.replace(',', ".").parse::<f64>().is_ok().then_some(Shape::Whole);
    }
    if !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.') || is_group_mark(c)) {
        return None;
    }
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    let grouped = digits.contains(is_group_mark);
    let (sign, thousands) = match (commas, points) {
        (0, 0) => return groups_fit(digits, is_group_mark).then_some(Shape::Whole),
        (1, 0) => (',', None),
        (0, 1) => ('.', None),
        (_, 0) => return (!grouped && groups_fit(digits, |c| c == ',')).then_some(Shape::Thousands(',')),
        (0, _) => return (!grouped && groups_fit(digits, |c| c == '.')).then_some(Shape::Thousands('.')),
        (1, _) if digits.rfind(',') > digits.rfind('.') => (',', Some('.')),
        (_, 1) if digits.rfind('.') > digits.rfind(',') => ('.', Some(',')),
        _ => return None,
    };
    let (whole, fraction) = digits.rsplit_once(sign)?;
    let fits = match thousands {
        Some(mark) => !grouped && groups_fit(whole, |c| c == mark),
        None => groups_fit(whole, is_group_mark),
    };
    if !fits || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let open =
        thousands.is_none() && !grouped && fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    Some(if open { Shape::Open(sign) } else { Shape::Decimal(sign) })
}

/// Groups of three digits behind the first; of two before the last in the Indian manner.
fn groups_fit(digits: &str, mark: impl Fn(char) -> bool) -> bool {
    let mut groups = digits.split(mark);
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let Some((last, middle)) = rest.split_last() else { return true };
    let all_digits = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len())
        && all_digits(first)
        && last.len() == 3
        && all_digits(last)
        && (middle.iter().all(|g| g.len() == 3 && all_digits(g)) || middle.iter().all(|g| g.len() == 2 && all_digits(g)))
}

/// The number, nothing where it is none, an error where it is open and `decimal` does not tell.
fn plain_or_open(digits: &str, decimal: Option<char>) -> Result<Option<f64>, ()> {
    let Some(shape) = shape(digits) else { return Ok(None) };
    let sign = match shape {
        Shape::Whole if digits.contains(['e', 'E']) => {
            return Ok(digits.replace(',', ".").parse().ok().filter(|v: &f64| v.is_finite()));
        }
        Shape::Whole | Shape::Thousands(_) => None,
        Shape::Decimal(sign) => Some(sign),
        Shape::Open(sign) => match decimal {
            Some(decimal) => (sign == decimal).then_some(sign),
            None => return Err(()),
        },
    };
    let mut buffer = String::with_capacity(digits.len());
    for c in digits.chars() {
        match c {
            '0'..='9' => buffer.push(c),
            c if Some(c) == sign => buffer.push('.'),
            _ => {}
        }
    }
    Ok(buffer.parse().ok().filter(|v: &f64| v.is_finite()))
}

/// A number of digits and separators only; `None` where it is open and `decimal` does not tell.
pub(super) fn plain(digits: &str, decimal: Option<char>) -> Option<f64> {
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',') || digits.is_empty() {
        return None;
    }
    plain_or_open(digits, decimal).ok()?
}

/// The decimal sign that a number of digits and separators proves.
pub(super) fn proved_decimal(digits: &str) -> Option<char> {
    match shape(digits.trim_end_matches([',', '.']))? {
        Shape::Decimal(sign) => Some(sign),
        _ => None,
    }
}

/// An id that a spreadsheet destroyed: `7.18656E+14`. Nothing may be keyed on it.
pub fn is_destroyed_id(text: &str) -> bool {
    let text = text.trim();
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let Some(exponent) = exponent.strip_prefix('+') else { return false };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(whole) && whole.len() == 1 && digits(fraction) && digits(exponent) && exponent.len() <= 3
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn read(column: &[&str], text: &str) -> NumberRead {
        ColumnNumbers::decide(column.iter().copied(), None).parse(text)
    }
    fn value(text: &str) -> Option<f64> {
        read(&[text], text).value()
    }

    #[test]
    fn a_number_that_proves_its_own_signs_needs_no_column() {
        let cases = [
            ("1.234,50", 1234.5),
            ("£12,343.96", 12343.96),
            ("$1.100,00/h", 1100.0),
            ("1 234,5", 1234.5),
            ("(1,200.00)", -1200.0),
            ("$42,00/h", 42.0),
            ("0,00 ₫/h", 0.0),
            ("5.0", 5.0),
            ("0.6666666666666666", 0.666_666_666_666_666_6),
            ("-1,5", -1.5),
            ("1,5 Mio", 1_500_000.0),
            ("£1.2m", 1_200_000.0),
            ("€ 3.5k", 3500.0),
            ("12'500.50 CHF", 12500.5),
            ("1,234,567", 1_234_567.0),
            ("12,34,567", 1_234_567.0),
            ("1\u{202f}234,56 €", 1234.56),
            ("50-", -50.0),
            ("100%", 100.0),
            ("0,125", 0.125),
            (".5", 0.5),
            ("1000,-", 1000.0),
            ("7.18656E+14", 7.18656e14),
            ("USD 1,234.50", 1234.5),
            ("4,510", 4510.0),
        ];
        for (text, expected) in cases {
            if text == "4,510" {
                assert_eq!(read(&[text], text), NumberRead::Ambiguous);
                continue;
            }
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_comma_before_three_digits_is_open_until_the_column_proves_it() {
        assert_eq!(read(&["1,234"], "1,234"), NumberRead::Ambiguous);
        assert_eq!(read(&["1,234", "1.5"], "1,234").value(), Some(1234.0));
        assert_eq!(read(&["1,234", "1,5"], "1,234").value(), Some(1.234));
        assert_eq!(read(&["1.234", "2,50"], "1.234").value(), Some(1234.0));
        assert_eq!(read(&["£12,343"], "£12,343").value(), Some(12343.0));
        assert_eq!(read(&["1,234", "12,500", "250,000"], "1,234").value(), Some(1234.0));
        assert_eq!(read(&["1,234", "1,5", "1.5"], "1,234"), NumberRead::Ambiguous);
        let column = ColumnNumbers::decide(["1,234", "2,5"], None);
        assert!(column.proof.contains("`2,5`"), "{}", column.proof);
    }

    #[test]
    fn currency_and_percent_are_told() {
        let NumberRead::Number(n) = read(&[], "£12,343.96") else { panic!("no number") };
        assert_eq!((n.currency, n.percent), (Some("GBP"), false));
        let NumberRead::Number(n) = read(&[], "$5") else { panic!("no number") };
        assert_eq!(n.currency, Some("$"));
        let NumberRead::Number(n) = read(&[], "45 %") else { panic!("no number") };
        assert_eq!((n.value, n.percent), (45.0, true));
    }

    #[test]
    fn what_is_no_number_is_told_from_what_is_blank() {
        for text in ["1-2", "3/4", "1.2.3", "PAY-12", "12 apples", "2026-03-01", "1.5m", "--5", "1,2,3", "about 5"] {
            assert_eq!(read(&[], text), NumberRead::Unreadable, "{text}");
        }
        for text in ["", "-", "n/a", "TBC"] {
            assert_eq!(read(&[], text), NumberRead::Empty, "{text}");
        }
        assert_eq!(value("0"), Some(0.0));
    }

    #[test]
    fn ids_destroyed_by_a_spreadsheet_are_seen() {
        for text in ["7.18656E+14", "1.2182E+15", "7,18656E+14", "1E+15"] {
            assert!(is_destroyed_id(text), "{text}");
        }
        for text in ["12E4", "PAY-12", "7.18656", "E+14", "1202.5E+14", "6E-5"] {
            assert!(!is_destroyed_id(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[-+(]?[£$€]?[0-9., ']{0,30}[%)kmE+]{0,3}") {
            let column = ColumnNumbers::decide([text.as_str()], None);
            if let NumberRead::Number(n) = column.parse(&text) {
                prop_assert!(n.value.is_finite());
            }
            let _ = is_destroyed_id(&text);
        }
        #[test]
        fn both_manners_of_writing_give_the_number(cents in -99_999_999_999_i64..99_999_999_999) {
            let (whole, fraction) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
            let sign = if cents < 0 { "-" } else { "" };
            let mut groups = Vec::new();
            let mut rest = whole;
            while rest >= 1000 {
                groups.push(format!("{:03}", rest % 1000));
                rest /= 1000;
            }
            groups.push(rest.to_string());
            groups.reverse();
            let expected = cents as f64 / 100.0;
            for (mark, decimal) in [(",", "."), (".", ","), (" ", ","), ("", "."), ("'", ".")] {
                let text = format!("{sign}{}{decimal}{fraction:02}", groups.join(mark));
                prop_assert!((value(&text).unwrap() - expected).abs() < 1e-4, "{}", text);
            }
        }
    }
}
