//! Records of a register that two files hold: which earlier one a record is, which of the two is believed, and the two field by
//! field. By which words a record is known is told in `log`, which of two values stands in `stand`.

use super::budgets::measures;
use super::desk::Desk;
use super::merge::believed;
use super::stand::{Stand, counted, money, rounded};
use super::wording::fold_name;
use crate::model::register::Level;
use crate::model::{Benefit, BudgetLine, LogItem};
use crate::source::{Sourced, Text};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// The records of a register so far: their places by word, and by place the sheet whose record stands.
#[derive(Default)]
pub(super) struct Seen {
    places: FxHashMap<String, usize>,
    sheets: Vec<usize>,
}

/// What an earlier record makes of one.
pub(super) enum Twin {
    /// It is the first of it.
    None,
    /// It stands only in a version that another file has superseded.
    Gone,
    /// It is one that is there.
    Of(Pair),
}

/// The record that is there of one that comes.
pub(super) struct Pair {
    /// Its place in its register.
    pub(super) place: usize,
    /// Why one of the two is believed.
    pub(super) why: Text,
    /// Whether the one that comes is an older version.
    pub(super) older: bool,
    /// Whether the one that comes is believed.
    pub(super) turned: bool,
    /// The sheet whose row gives way.
    pub(super) loses: usize,
}

impl Seen {
    /// Looks for the record of another file that is the same; a record that is the first of it gets the next place. The first
    /// of the words tells versions of one register.
    pub(super) fn twin(&mut self, desk: &Desk, words: &[Option<String>], ix: usize, superseded: bool) -> Twin {
        let found = words.iter().enumerate().find_map(|(n, word)| {
            let place = *self.places.get(word.as_ref()?)?;
            let sheet = *self.sheets.get(place)?;
            other_file(desk, sheet, ix).then_some((sheet, place, n == 0))
        });
        match found {
            Some((sheet, place, version)) => {
                let older = version || superseded;
                let (order, why) = match desk.sheets.get(sheet).zip(desk.sheets.get(ix)).filter(|_| !older) {
                    Some((a, b)) => believed(a, b),
                    None => (Ordering::Less, "the other file is an older version".into()),
                };
                let turned = order == Ordering::Greater;
                if let Some(stands) = self.sheets.get_mut(place).filter(|_| turned) {
                    *stands = ix;
                }
                Twin::Of(Pair { place, why, older, turned, loses: if turned { sheet } else { ix } })
            }
            None if superseded => Twin::Gone,
            None => {
                for word in words.iter().flatten() {
                    self.places.entry(word.clone()).or_insert(self.sheets.len());
                }
                self.sheets.push(ix);
                Twin::None
            }
        }
    }

    /// A record that gets the next place although it has a twin.
    pub(super) fn apart(&mut self, ix: usize) {
        self.sheets.push(ix);
    }
}

fn other_file(desk: &Desk, a: usize, b: usize) -> bool {
    desk.sheets.get(a).map(|s| s.source.file) != desk.sheets.get(b).map(|s| s.source.file)
}

/// One row more of a sheet stands under another.
pub(super) fn merged(desk: &mut Desk, sheet: usize) {
    if let Some(sheet) = desk.sheets.get_mut(sheet) {
        sheet.merged += 1;
    }
}

impl Stand<'_> {
    /// Two records of a log.
    pub(super) fn logged(&mut self, kept: &mut LogItem, other: LogItem) {
        self.words("category", &mut kept.category, other.category);
        self.words("vendor", &mut kept.vendor, other.vendor);
        if kept.open.is_none() && !self.older {
            kept.open = other.open;
        }
        self.words("status", &mut kept.status, other.status);
        self.level("probability", &mut kept.probability, other.probability);
        self.level("impact", &mut kept.impact, other.impact);
        self.level("score", &mut kept.score, other.score);
        self.amount("exposure", &mut kept.exposure, other.exposure, |n| money(n, None));
        self.words("priority", &mut kept.priority, other.priority);
        self.rag(&mut kept.rag, other.rag);
        self.words("description", &mut kept.description, other.description);
        self.words("response", &mut kept.response, other.response);
        self.words("options", &mut kept.options, other.options);
        self.words("recommendation", &mut kept.recommendation, other.recommendation);
        self.words("owner", &mut kept.owner, other.owner);
        self.date("raised", &mut kept.raised, other.raised);
        self.date("due", &mut kept.due, other.due);
        self.date("closed", &mut kept.closed, other.closed);
        self.further(&mut kept.custom, other.custom);
    }

    /// Two records of a benefit.
    pub(super) fn benefit(&mut self, kept: &mut Benefit, other: Benefit) {
        self.words("measure", &mut kept.measure, other.measure);
        self.words("owner", &mut kept.owner, other.owner);
        for (field, kept, other) in [
            ("baseline value", &mut kept.baseline, other.baseline),
            ("target value", &mut kept.target, other.target),
            ("forecast value", &mut kept.forecast, other.forecast),
            ("realised value", &mut kept.realised, other.realised),
        ] {
            self.amount(field, kept, other, rounded);
        }
        self.date("target date", &mut kept.target_date, other.target_date);
        self.date("forecast date", &mut kept.forecast_date, other.forecast_date);
        self.words("enabler", &mut kept.enabler, other.enabler);
        self.amount("lead days", &mut kept.lead_days, other.lead_days, |n| counted(n, "day"));
        self.words("status", &mut kept.status, other.status);
        self.rag(&mut kept.rag, other.rag);
        self.further(&mut kept.custom, other.custom);
    }

    /// Two lines of one sum of money.
    pub(super) fn sums(&mut self, kept: &mut BudgetLine, mut other: BudgetLine) {
        let of_header = |stand: &Self, line: &mut BudgetLine| {
            measures(line).into_iter().find_map(|(_, amount)| stand.currency(amount.as_ref()?.at)).map(Text::from)
        };
        if kept.currency.is_none() {
            kept.currency = other.currency.take();
        }
        let currency = kept.currency.clone().or_else(|| of_header(self, kept)).or_else(|| of_header(self, &mut other));
        let amount = |n: f64| money(n, currency.as_deref());
        for ((field, kept), (_, other)) in measures(kept).into_iter().zip(measures(&mut other)) {
            self.amount(field, kept, other.take(), amount);
        }
    }

    /// A level of a scale: where both are numbers, the difference is in points of it.
    fn level(&mut self, field: &str, kept: &mut Option<Sourced<Level>>, other: Option<Sourced<Level>>) {
        let same = |a: &Level, b: &Level| match (a.number, b.number) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            _ => fold_name(&a.word) == fold_name(&b.word),
        };
        let apart = |a: &Level, b: &Level| match (a.number, b.number) {
            (Some(a), Some(b)) => counted((a - b).abs(), "point"),
            _ => String::new(),
        };
        self.put(field, kept, other, same, |l| l.word.to_string(), apart);
    }

    /// Columns that are no field of ours.
    fn further(&mut self, kept: &mut Vec<(Text, Sourced<Text>)>, other: Vec<(Text, Sourced<Text>)>) {
        for (header, value) in other {
            match kept.iter_mut().find(|(h, _)| *h == header) {
                Some((_, held)) => {
                    let same = |a: &Text, b: &Text| fold_name(a) == fold_name(b);
                    self.held(&header, held, value, same, |t| t.to_string(), |_, _| String::new());
                }
                None if !self.older => kept.push((header, value)),
                None => {}
            }
        }
    }
}
