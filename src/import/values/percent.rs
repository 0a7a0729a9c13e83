//! Progress: fractions or percentages, decided per column.
//!
//! `45%`, `2/5`, `25% Complete` and the quarters of a disc that fills (`Empty`, `Half`, `Full`) speak for themselves. A bare number is a fraction or a percentage as the whole column
//! shows: a number above 1 proves percentages, one between 0 and 1 proves fractions. A bare `1` among zeros is both, and is read only
//! where several cells hold it: then it can only be "all of it".

use super::text::absent;

/// A cell of a percent column.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum PercentCell<'a> {
    /// Text.
    Text(&'a str),
    /// A number.
    Number(f64),
}

/// How the percentages of one column are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnPercents {
    /// 1 = bare numbers are fractions, 100 = bare numbers are percentages, `None` = nothing proves which.
    pub scale: Option<u8>,
    /// The value that proves it.
    pub proof: String,
    /// Values stand that cannot be read: a bare `1` that nothing proves, or fractions among percentages.
    pub ambiguous: bool,
}

/// Above this a bare number is a percentage, below it a fraction may be over-fulfilled.
const MOST_FRACTION: f64 = 2.0;

impl ColumnPercents {
    /// Decides from all cells of a column; `setting` (1 or 100) wins.
    pub fn decide<'a>(cells: impl IntoIterator<Item = PercentCell<'a>>, setting: Option<u8>) -> ColumnPercents {
        if let Some(scale) = setting.filter(|s| matches!(s, 1 | 100)) {
            return ColumnPercents {
                scale: Some(scale),
                proof: "set by the profile or configuration".to_owned(),
                ambiguous: false,
            };
        }
        let (mut between, mut above, mut ones) = (None, None, 0_usize);
        for cell in cells {
            let Some(value) = bare(cell) else { continue };
            if value > 0.0 && value < 1.0 {
                between.get_or_insert(value);
            } else if value >= MOST_FRACTION {
                above.get_or_insert(value);
            } else if value == 1.0 {
                ones += 1;
            }
        }
        let decided = |scale, proof| ColumnPercents { scale: Some(scale), proof, ambiguous: false };
        match (between, above) {
            (Some(value), None) => decided(1, format!("`{value}` lies between 0 and 1")),
            (None, Some(value)) => decided(100, format!("`{value}` is more than 1")),
            (Some(_), Some(_)) => ColumnPercents { scale: None, proof: String::new(), ambiguous: true },
            (None, None) if ones >= 2 => decided(1, format!("{ones} cells hold 1 and none more")),
            (None, None) => ColumnPercents { scale: None, proof: String::new(), ambiguous: ones > 0 },
        }
    }

    /// The fraction, 0 to 1 (more where the cell says so; negative gives `None`). `45%`, `2/5`, `25% Complete` need no column.
    pub fn parse(&self, cell: PercentCell<'_>) -> Option<f64> {
        if let PercentCell::Text(text) = cell
            && let Some(told) = explicit(text)
        {
            return Some(told);
        }
        let value = bare(cell)?;
        let fraction = match self.scale {
            _ if value == 0.0 => 0.0,
            Some(1) => value,
            Some(_) => value / 100.0,
            // Fractions among percentages: what is above can only be a percentage.
            None if value >= MOST_FRACTION => value / 100.0,
            None => return None,
        };
        (0.0..=10.0).contains(&fraction).then_some(fraction)
    }
}

/// A text that tells its scale.
fn explicit(text: &str) -> Option<f64> {
    if text.len() > 60 {
        return None;
    }
    if let Some((head, tail)) = text.split_once('%') {
        // Turkish writes the sign in front: `%30`.
        let (head, tail) = if head.trim().is_empty() { (tail, "") } else { (head, tail) };
        let value = number(head.trim().trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-'))?;
        let worded = tail.trim().chars().all(|c| c.is_alphabetic() || c == ' ');
        return (worded && (0.0..=1000.0).contains(&value)).then_some(value / 100.0);
    }
    checklist(text).or_else(|| disc(text))
}

/// The words that Smartsheet writes for its symbols of progress, discs and bars that fill by quarters.
fn disc(text: &str) -> Option<f64> {
    const QUARTERS: [&[&str]; 5] =
        [&["empty"], &["quarter", "one quarter"], &["half"], &["three quarter", "three quarters"], &["full"]];
    let text = text.trim();
    let found = QUARTERS.iter().position(|words| words.iter().any(|w| text.eq_ignore_ascii_case(w)))?;
    u8::try_from(found).ok().map(|n| f64::from(n) / 4.0)
}

/// The bare number of a cell, not negative.
fn bare(cell: PercentCell<'_>) -> Option<f64> {
    match cell {
        PercentCell::Number(value) => Some(value),
        PercentCell::Text(text) if text.len() > 30 || text.contains(['%', '/']) || absent(text).is_some() => None,
        PercentCell::Text(text) => number(text.trim()),
    }
    .filter(|v| v.is_finite() && *v >= 0.0)
}

/// Digits with a decimal comma or point; nobody parts thousands of percents.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'E' | b'e' | b'+')) || text.is_empty() {
        return None;
    }
    if text.contains(',') { text.replace(',', ".").parse().ok() } else { text.parse().ok() }
}

/// A checklist `2/5` as a fraction; `0/0` gives none.
pub fn checklist(text: &str) -> Option<f64> {
    let (done, all) = text.trim().split_once('/')?;
    let count = |t: &str| t.trim().parse::<u32>().ok();
    let (done, all) = (count(done)?, count(all)?);
    (all > 0 && done <= all).then(|| f64::from(done) / f64::from(all))
}

/// A checklist that a spreadsheet took for a date: `2/5` became 5 February or 2 May, whichever its country writes. No more can be done
/// than there is, so the smaller of day and month is what is done; `2/40`, which became the first of a month of 1940, gives the
/// total as its year.
pub fn checklist_of_date(date: jiff::civil::Date) -> Option<f64> {
    let (day, month, year) = (f64::from(date.day()), f64::from(date.month()), date.year());
    match (date.day(), year) {
        (1, 1930..2000) => Some(month / f64::from(year - 1900)),
        (1, 2030..2100) => Some(month / f64::from(year - 2000)),
        _ => Some(day.min(month) / day.max(month)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::PercentCell::{Number, Text};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_with_a_sign_need_no_column() {
        let none = ColumnPercents::default();
        for (text, expected) in [
            ("45%", 0.45),
            ("%30", 0.3),
            ("45 %", 0.45),
            ("2/5", 0.4),
            ("25% Complete", 0.25),
            ("12,5%", 0.125),
            ("0%", 0.0),
            ("0", 0.0),
            ("110%", 1.1),
            ("Empty", 0.0),
            ("Quarter", 0.25),
            ("Half", 0.5),
            ("Three Quarter", 0.75),
            ("Full", 1.0),
        ] {
            assert_eq!(none.parse(Text(text)), Some(expected), "{text}");
        }
        for text in ["", "n/a", "0/0", "6/5", "-5%", "half done", "1/2/2026"] {
            assert_eq!(none.parse(Text(text)), None, "{text}");
        }
    }

    #[test]
    fn a_checklist_that_became_a_date_is_one_still() {
        let day = |y, m, d| checklist_of_date(jiff::civil::date(y, m, d));
        assert_eq!((day(2026, 2, 5), day(2026, 5, 2)), (Some(0.4), Some(0.4)));
        assert_eq!((day(2026, 3, 3), day(2026, 1, 4), day(2026, 4, 1)), (Some(1.0), Some(0.25), Some(0.25)));
        assert_eq!((day(1940, 2, 1), day(2032, 2, 1)), (Some(0.05), Some(0.0625)));
    }

    #[test]
    fn a_value_between_nought_and_one_proves_fractions() {
        let column = ColumnPercents::decide([Text("0.56999999999999995"), Text("1"), Text("0")], None);
        assert_eq!(column.scale, Some(1));
        assert_eq!(column.parse(Text("0.56999999999999995")), Some(0.57));
        assert_eq!(column.parse(Text("1")), Some(1.0));
    }

    #[test]
    fn a_value_above_one_proves_percentages() {
        let column = ColumnPercents::decide([Number(45.0), Number(1.0), Number(100.0)], None);
        assert_eq!(column.scale, Some(100));
        assert_eq!(column.parse(Number(45.0)), Some(0.45));
        assert_eq!(column.parse(Number(1.0)), Some(0.01));
    }

    #[test]
    fn a_lone_one_is_not_guessed_and_several_are_wholes() {
        let lone = ColumnPercents::decide([Number(1.0), Number(0.0)], None);
        assert!(lone.ambiguous);
        assert_eq!(lone.parse(Number(1.0)), None);
        assert_eq!(ColumnPercents::decide([Number(1.0), Number(0.0), Number(1.0)], None).parse(Number(1.0)), Some(1.0));
        assert_eq!(ColumnPercents::decide([Number(1.0)], Some(1)).parse(Number(1.0)), Some(1.0));
    }

    #[test]
    fn fractions_among_percentages_are_left_open() {
        let mixed = ColumnPercents::decide([Number(0.5), Number(45.0)], None);
        assert!(mixed.ambiguous);
        assert_eq!(mixed.parse(Number(45.0)), Some(0.45));
        assert_eq!(mixed.parse(Number(0.5)), None);
        let over = ColumnPercents::decide([Number(0.5), Number(1.2)], None);
        assert_eq!(over.parse(Number(1.2)), Some(1.2));
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_panic(text in "\\PC*|[0-9.,%/ -]{0,20}", value: f64) {
            for column in [ColumnPercents::decide([Text(&text), Number(value)], None), ColumnPercents::decide([], Some(100))] {
                for cell in [Text(text.as_str()), Number(value)] {
                    if let Some(fraction) = column.parse(cell) {
                        prop_assert!((0.0..=10.0).contains(&fraction));
                    }
                }
            }
        }
    }
}
