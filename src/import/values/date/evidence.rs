//! What the values of a column prove about the order of day, month and year.
//!
//! A value allows one, two or three orders. The orders that every value allows are possible; if one is left it is proved, and
//! the value that ruled out its last rival is the proof. Weekdays are asked where the numbers leave more than one: they prove the
//! order that all of them fit, or that nearly all do. Named months and the dotted form count only where values leave more than one.

use super::ColumnDates;
use super::written::{Reading, Written};
use crate::import::values::order::DateOrder;

const ORDERS: [DateOrder; 3] = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd];
/// A plan rarely spans more years than this, and its days of the month always do.
const YEARS_OF_A_PLAN: u32 = 6;

/// Evidence gathered so far.
#[derive(Default)]
pub struct Evidence {
    /// Orders that the numbers of some value rule out: position and text.
    ruled_out: [Option<(usize, String)>; 3],
    /// Orders that the weekday of some value rules out, which its numbers allow.
    off_weekday: [Option<(usize, String)>; 3],
    /// Weekdays of values that can be read in several orders, and how many of them fit each.
    weekdays: (usize, [usize; 3]),
    /// First value with a named month.
    named: Option<(usize, String, DateOrder)>,
    /// First value with a four-digit year in front.
    year_first: Option<(usize, String)>,
    /// Numeric values that need an order to be decided.
    open: usize,
    /// Open values that differ between the orders still allowed for them.
    differing: usize,
    /// All open values are written with dots.
    undotted: bool,
    /// First and last number of hyphenated values in two digits, least and most.
    spread: Option<[(u32, u32); 2]>,
}

impl Evidence {
    /// A value with a four-digit year in front.
    pub fn year_first(&mut self, ix: usize, text: &str) {
        if self.year_first.is_none() {
            self.year_first = Some((ix, text.to_owned()));
        }
    }

    /// A value of the column.
    pub fn weigh(&mut self, ix: usize, text: &str, reading: &Reading) {
        match reading.written {
            Written::Named(_, order) => {
                if self.named.is_none() {
                    self.named = Some((ix, text.to_owned(), order));
                }
            }
            Written::Numeric([(_, 4), ..], _) => self.year_first(ix, text),
            Written::Numeric(parts, mark) => {
                self.open += 1;
                self.undotted |= mark != '.';
                if mark == '-' && parts[2].1 <= 2 {
                    self.widen(parts[0].0, parts[2].0);
                }
                self.rule_out(ix, text, reading);
            }
        }
    }

    /// A value whose weekday stands in another column.
    pub fn weigh_beside(&mut self, name: &str, text: &str, reading: &Reading) {
        if matches!(reading.written, Written::Numeric([(_, digits), ..], _) if digits < 4) {
            self.rule_out(usize::MAX, &format!("{} {text}", name.trim()), reading);
        }
    }

    fn rule_out(&mut self, ix: usize, text: &str, reading: &Reading) {
        let (days, fitting) = (reading.days_by_number(), reading.days());
        let Some(first) = days.iter().flatten().next() else { return };
        let differing = days.iter().flatten().any(|d| d != first);
        self.differing += usize::from(differing);
        for (slot, day) in self.ruled_out.iter_mut().zip(days) {
            if day.is_none() && slot.is_none() {
                *slot = Some((ix, text.to_owned()));
            }
        }
        if reading.weekday.is_none() || !differing {
            return;
        }
        self.weekdays.0 += 1;
        for (order, (day, fits)) in days.into_iter().zip(fitting).enumerate() {
            self.weekdays.1[order] += usize::from(fits.is_some());
            if day.is_some() && fits.is_none() && self.off_weekday[order].is_none() {
                self.off_weekday[order] = Some((ix, text.to_owned()));
            }
        }
    }

    fn widen(&mut self, first: u32, last: u32) {
        let [(a, b), (c, d)] = self.spread.unwrap_or([(first, first), (last, last)]);
        self.spread = Some([(a.min(first), b.max(first)), (c.min(last), d.max(last))]);
    }

    /// The order of the column.
    pub fn verdict(self) -> ColumnDates {
        if self.open == 0 {
            return self.nothing_open();
        }
        let possible: Vec<DateOrder> = ORDERS.into_iter().filter(|o| self.ruled_out[*o as usize].is_none()).collect();
        let by_weekday: Vec<DateOrder> = possible.iter().copied().filter(|o| self.off_weekday[*o as usize].is_none()).collect();
        match (&possible[..], &by_weekday[..]) {
            ([], _) => self.contradicted(&self.ruled_out),
            ([order], _) => self.proved(*order),
            (_, [order]) => self.fits_weekdays(*order),
            (_, []) => match self.nearly_all_weekdays(&possible) {
                Some(order) => {
                    let (all, fitting) = (self.weekdays.0, self.weekdays.1[order as usize]);
                    let proof = format!("{fitting} of {all} weekdays beside dates fit {}", words(order));
                    ColumnDates { order: Some(order), proof, ..ColumnDates::default() }
                }
                None => self.contradicted(&self.off_weekday),
            },
            (_, left) => self.weaker(left),
        }
    }

    /// The order that at least three in four of the weekdays fit, two or more of them, and no other order as many as one in two.
    fn nearly_all_weekdays(&self, possible: &[DateOrder]) -> Option<DateOrder> {
        let (all, fitting) = self.weekdays;
        let best = possible.iter().copied().max_by_key(|o| fitting[*o as usize])?;
        let rival = possible.iter().filter(|o| **o != best).map(|o| fitting[*o as usize]).max().unwrap_or(0);
        let most = fitting[best as usize];
        (most >= 2 && most * 4 >= all * 3 && rival * 2 < all).then_some(best)
    }

    fn nothing_open(self) -> ColumnDates {
        let (order, at, proof) = match (self.year_first, self.named) {
            (Some((at, text)), _) => (DateOrder::Ymd, at, format!("`{text}` has the year in front")),
            (None, Some((at, text, order))) => (order, at, format!("`{text}` names the month")),
            (None, None) => return ColumnDates::default(),
        };
        ColumnDates { order: Some(order), proof, proof_at: Some(at), ..ColumnDates::default() }
    }

    fn proved(&self, order: DateOrder) -> ColumnDates {
        let (at, proof) = match &self.ruled_out[rival(order) as usize] {
            Some((at, text)) => (*at, format!("`{text}` can only be {}", words(order))),
            None => (usize::MAX, String::new()),
        };
        ColumnDates { order: Some(order), proof, proof_at: (at != usize::MAX).then_some(at), ..ColumnDates::default() }
    }

    fn fits_weekdays(&self, order: DateOrder) -> ColumnDates {
        let out = [&self.off_weekday, &self.ruled_out].into_iter().find_map(|out| out[rival(order) as usize].as_ref());
        let (at, proof) = match out {
            Some((at, text)) => (*at, format!("the weekday of `{text}` fits only {}", words(order))),
            None => (usize::MAX, String::new()),
        };
        ColumnDates { order: Some(order), proof, proof_at: (at != usize::MAX).then_some(at), ..ColumnDates::default() }
    }

    fn contradicted(&self, out: &[Option<(usize, String)>; 3]) -> ColumnDates {
        let text = |order: DateOrder| out[order as usize].as_ref().map_or("", |(_, text)| text);
        let proof = format!(
            "`{}` cannot be {}, `{}` cannot be {}",
            text(DateOrder::Dmy),
            words(DateOrder::Dmy),
            text(DateOrder::Mdy),
            words(DateOrder::Mdy)
        );
        ColumnDates { contradicted: true, ambiguous: self.differing > 0, proof, ..ColumnDates::default() }
    }

    fn weaker(self, possible: &[DateOrder]) -> ColumnDates {
        if let Some((at, text, order)) = &self.named
            && possible.contains(order)
        {
            let proof = format!("`{text}` names the month and is written {}", words(*order));
            return ColumnDates { order: Some(*order), proof, proof_at: Some(*at), ..ColumnDates::default() };
        }
        if !self.undotted && possible.contains(&DateOrder::Dmy) {
            let proof = format!("dates with dots are written {}", words(DateOrder::Dmy));
            return ColumnDates { order: Some(DateOrder::Dmy), proof, ..ColumnDates::default() };
        }
        if let Some(order) = self.by_spread(possible) {
            let [(a, b), (c, d)] = self.spread.unwrap_or_default();
            let proof = format!("the first numbers run from {a} to {b}, the last from {c} to {d}: {}", words(order));
            return ColumnDates { order: Some(order), proof, ..ColumnDates::default() };
        }
        ColumnDates { ambiguous: self.differing > 0, ..ColumnDates::default() }
    }

    /// Two-digit years at one end: the end that keeps to a few values is the year, where the other does not.
    fn by_spread(&self, possible: &[DateOrder]) -> Option<DateOrder> {
        let [first, last] = self.spread?;
        let (first, last) = (first.1 - first.0, last.1 - last.0);
        let left: Vec<DateOrder> = possible
            .iter()
            .copied()
            .filter(|o| {
                if *o == DateOrder::Ymd {
                    first < YEARS_OF_A_PLAN && last >= 2 * YEARS_OF_A_PLAN
                } else {
                    last < YEARS_OF_A_PLAN && first >= 2 * YEARS_OF_A_PLAN
                }
            })
            .collect();
        match left[..] {
            [order] if order == DateOrder::Ymd || !possible.contains(&DateOrder::Mdy) => Some(order),
            _ => None,
        }
    }
}

/// The order that day and month exchanged would be.
fn rival(order: DateOrder) -> DateOrder {
    if order == DateOrder::Dmy { DateOrder::Mdy } else { DateOrder::Dmy }
}

fn words(order: DateOrder) -> &'static str {
    match order {
        DateOrder::Dmy => "day-month-year",
        DateOrder::Mdy => "month-day-year",
        DateOrder::Ymd => "year-month-day",
    }
}
