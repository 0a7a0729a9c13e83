//! One record of a register that two files hold: what the second adds, and where the two disagree. Which of them stands is told
//! by the order in which `log` takes them in, newest data first; here each value that loses is written down beside the one kept.

use super::merge::{counted, days_apart, money, rounded};
use super::wording::fold_name;
use crate::model::register::Level;
use crate::model::{Benefit, BudgetLine, Conflict, LogItem, ProjectId, Rag};
use crate::source::{Sourced, Text};
use jiff::civil::Date;

/// How the second record of a pair is taken.
pub(super) struct Twins<'a> {
    /// What the two are.
    pub(super) what: Text,
    /// Their project, as a position of the drafts.
    pub(super) project: Option<ProjectId>,
    /// Why the first stands.
    pub(super) why: Text,
    /// Whether the second is an older version of the first: what the first no longer says, it does not say again.
    pub(super) older: bool,
    /// Where disagreements go.
    pub(super) conflicts: &'a mut Vec<Conflict>,
}

impl Twins<'_> {
    /// Two records of a log.
    pub(super) fn log(&mut self, kept: &mut LogItem, other: LogItem) {
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
        self.custom(&mut kept.custom, other.custom);
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
        self.custom(&mut kept.custom, other.custom);
    }

    /// Two lines of a budget.
    pub(super) fn budget(&mut self, kept: &mut BudgetLine, other: BudgetLine) {
        let currency = kept.currency.clone().or(other.currency);
        let amount = |n: f64| money(n, currency.as_deref());
        for (field, kept, other) in [
            ("budget", &mut kept.budget, other.budget),
            ("actual cost", &mut kept.actual, other.actual),
            ("forecast cost", &mut kept.forecast, other.forecast),
            ("planned value", &mut kept.planned_value, other.planned_value),
            ("earned value", &mut kept.earned_value, other.earned_value),
        ] {
            self.amount(field, kept, other, amount);
        }
    }

    fn words(&mut self, field: &str, kept: &mut Option<Sourced<Text>>, other: Option<Sourced<Text>>) {
        self.put(field, kept, other, |a, b| fold_name(a) == fold_name(b), |t| t.to_string(), |_, _| String::new());
    }

    fn date(&mut self, field: &str, kept: &mut Option<Sourced<Date>>, other: Option<Sourced<Date>>) {
        self.put(field, kept, other, PartialEq::eq, Date::to_string, |a, b| days_apart(*a, *b));
    }

    fn rag(&mut self, kept: &mut Option<Sourced<Rag>>, other: Option<Sourced<Rag>>) {
        self.put("RAG", kept, other, PartialEq::eq, |r| r.word().to_owned(), |_, _| String::new());
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

    fn amount(
        &mut self,
        field: &str,
        kept: &mut Option<Sourced<f64>>,
        other: Option<Sourced<f64>>,
        text: impl Fn(f64) -> String,
    ) {
        let same = |a: &f64, b: &f64| (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0);
        self.put(field, kept, other, same, |n| text(*n), |a, b| text((a - b).abs()));
    }

    fn custom(&mut self, kept: &mut Vec<(Text, Sourced<Text>)>, other: Vec<(Text, Sourced<Text>)>) {
        for (header, value) in other {
            match kept.iter_mut().find(|(h, _)| *h == header) {
                Some((_, held)) => {
                    let mut standing = Some(held.clone());
                    self.words(&header, &mut standing, Some(value));
                }
                None if !self.older => kept.push((header, value)),
                None => {}
            }
        }
    }

    fn put<T>(
        &mut self,
        field: &str,
        kept: &mut Option<Sourced<T>>,
        other: Option<Sourced<T>>,
        same: impl Fn(&T, &T) -> bool,
        text: impl Fn(&T) -> String,
        difference: impl Fn(&T, &T) -> String,
    ) {
        let Some(other) = other else { return };
        match kept {
            None if self.older => {}
            None => *kept = Some(other),
            Some(kept) if same(&kept.value, &other.value) => {}
            Some(kept) => self.conflicts.push(Conflict {
                what: self.what.clone(),
                task: None,
                project: self.project,
                field: field.to_owned().into(),
                kept: (text(&kept.value).into(), kept.at),
                lost: (text(&other.value).into(), other.at),
                difference: difference(&kept.value, &other.value),
                why: self.why.clone(),
            }),
        }
    }
}
