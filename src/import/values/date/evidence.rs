//! What the values of a column prove about the order of day, month and year.
//!
//! A value allows one, two or three orders. The orders that every value allows are possible; if one is left it is proved, and
//! the value that ruled out its last rival is the proof. Named months and the dotted form count only where values leave
//! more than one.

use super::ColumnDates;
use super::written::{Reading, Written};
use crate::import::values::order::DateOrder;

const ORDERS: [DateOrder; 3] = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd];
/// A plan rarely spans more years than this, and its days of the month always do.
const YEARS_OF_A_PLAN: u32 = 6;

/// Evidence gathered so far.
#[derive(Default)]
pub struct Evidence {
    /// Orders that some value rules out: position, text, and whether its weekday did it.
    ruled_out: [Option<(usize, String, bool)>; 3],
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
        let days = reading.days();
        let Some(first) = days.iter().flatten().next() else { return };
        if days.iter().flatten().any(|d| d != first) {
            self.differing += 1;
        }
        for (slot, day) in self.ruled_out.iter_mut().zip(days) {
            let better = slot.as_ref().is_none_or(|(_, _, by_weekday)| *by_weekday && reading.weekday.is_none());
            if day.is_none() && better {
                *slot = Some((ix, text.to_owned(), reading.weekday.is_some()));
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
        match possible[..] {
            [] => ColumnDates {
                contradicted: true,
                ambiguous: self.differing > 0,
                proof: self.contradiction(),
                ..ColumnDates::default()
            },
            [order] => self.proved(order),
            _ => self.weaker(&possible),
        }
    }

    fn nothing_open(self) -> ColumnDates {
        let (order, at, proof) = match (self.year_first, self.named) {
            (Some((at, text)), _) => (DateOrder::Ymd, at, format!("`{text}` has the year in front")),
            (None, Some((at, text, order))) => (order, at, format!("`{text}` names the month")),
            (None, None) => return ColumnDates::default(),
        };
        ColumnDates { order: Some(order), proof, proof_at: Some(at), ..ColumnDates::default() }
    }

    fn proved(self, order: DateOrder) -> ColumnDates {
        let rival = if order == DateOrder::Dmy { DateOrder::Mdy } else { DateOrder::Dmy };
        let (at, proof) = match &self.ruled_out[rival as usize] {
            Some((at, text, true)) => (*at, format!("the weekday of `{text}` fits only {}", words(order))),
            Some((at, text, false)) => (*at, format!("`{text}` can only be {}", words(order))),
            None => (usize::MAX, String::new()),
        };
        ColumnDates { order: Some(order), proof, proof_at: (at != usize::MAX).then_some(at), ..ColumnDates::default() }
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

    fn contradiction(&self) -> String {
        let text = |order: DateOrder| self.ruled_out[order as usize].as_ref().map_or("", |(_, text, _)| text);
        format!(
            "`{}` cannot be {}, `{}` cannot be {}",
            text(DateOrder::Dmy),
            words(DateOrder::Dmy),
            text(DateOrder::Mdy),
            words(DateOrder::Mdy)
        )
    }
}

fn words(order: DateOrder) -> &'static str {
    match order {
        DateOrder::Dmy => "day-month-year",
        DateOrder::Mdy => "month-day-year",
        DateOrder::Ymd => "year-month-day",
    }
}
