//! Which of two values of one field stands: of two tasks, two records of a register, two lines about one project, two sums of
//! money. Where the first says nothing the second fills the gap; where they agree nothing happens; where they disagree the
//! declared precedence of the field decides, else which file is believed, and the value that loses is written down with both
//! cells and the difference. Nothing is overwritten unsaid.

use super::desk::{Desk, Sheet};
use super::wording::fold_name;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Conflict, ProjectId, Rag, TaskId};
use crate::source::{CellRef, Sourced, Text};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Two records of one thing, the first of which is believed.
pub(super) struct Stand<'a> {
    /// What the two are.
    pub(super) what: Text,
    /// The record of work they are.
    pub(super) task: Option<TaskId>,
    /// Their project, as a position of the drafts.
    pub(super) project: Option<ProjectId>,
    /// Why the first is believed.
    pub(super) why: &'a Text,
    /// Whether the second is an older version of the first: what the first no longer says, it does not say again.
    pub(super) older: bool,
    /// All sheets, for their trackers.
    pub(super) sheets: &'a [Sheet],
    /// Trackers in the order in which they are believed of a field.
    pub(super) fields: &'a BTreeMap<String, Vec<String>>,
    /// Where disagreements go.
    pub(super) conflicts: &'a mut Vec<Conflict>,
}

/// What is said where a declared precedence of the field decides.
const DECLARED: &str = "configured precedence of this field";

impl Stand<'_> {
    /// The decision, where the first may say nothing.
    pub(super) fn put<T>(
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
            Some(kept) => self.held(field, kept, other, same, text, difference),
        }
    }

    /// The decision between two values.
    pub(super) fn held<T>(
        &mut self,
        field: &str,
        kept: &mut Sourced<T>,
        mut other: Sourced<T>,
        same: impl Fn(&T, &T) -> bool,
        text: impl Fn(&T) -> String,
        difference: impl Fn(&T, &T) -> String,
    ) {
        if same(&kept.value, &other.value) {
            return;
        }
        let declared = self.goes_before(field, other.at, kept.at);
        if declared {
            std::mem::swap(kept, &mut other);
        }
        let declared = declared || self.goes_before(field, kept.at, other.at);
        self.conflicts.push(Conflict {
            what: self.what.clone(),
            task: self.task,
            project: self.project,
            field: field.to_owned().into(),
            kept: (text(&kept.value).into(), kept.at),
            lost: (text(&other.value).into(), other.at),
            difference: difference(&kept.value, &other.value),
            why: if declared { DECLARED.into() } else { self.why.clone() },
        });
    }

    /// Whether of a field the tracker of one cell is declared to be believed before that of another.
    fn goes_before(&self, field: &str, a: CellRef, b: CellRef) -> bool {
        let Some(order) = self.fields.get(field) else { return false };
        let rank = |at: CellRef| {
            let tracker = self.sheets.iter().find(|s| s.source == at.source).map(|s| &*s.tracker);
            order.iter().position(|t| Some(t.as_str()) == tracker).unwrap_or(usize::MAX)
        };
        rank(a) < rank(b)
    }

    /// The currency that the header above an amount says.
    pub(super) fn currency(&self, at: CellRef) -> Option<&'static str> {
        let sheet = self.sheets.iter().find(|s| s.source == at.source && !s.currencies.is_empty())?;
        sheet.currencies.iter().find(|(col, _)| *col == at.col).map(|(_, currency)| *currency)
    }

    /// Words: capitals and blanks are no difference.
    pub(super) fn words(&mut self, field: &str, kept: &mut Option<Sourced<Text>>, other: Option<Sourced<Text>>) {
        self.put(field, kept, other, |a, b| fold_name(a) == fold_name(b), |t| t.to_string(), |_, _| String::new());
    }

    /// A date.
    pub(super) fn date(&mut self, field: &str, kept: &mut Option<Sourced<Date>>, other: Option<Sourced<Date>>) {
        self.put(field, kept, other, PartialEq::eq, Date::to_string, |a, b| days_apart(*a, *b));
    }

    /// A colour.
    pub(super) fn rag(&mut self, kept: &mut Option<Sourced<Rag>>, other: Option<Sourced<Rag>>) {
        self.put("RAG", kept, other, PartialEq::eq, |r| r.word().to_owned(), |_, _| String::new());
    }

    /// A number; `text` gives it its unit.
    pub(super) fn amount(
        &mut self,
        field: &str,
        kept: &mut Option<Sourced<f64>>,
        other: Option<Sourced<f64>>,
        text: impl Fn(f64) -> String,
    ) {
        self.put(field, kept, other, close, |n| text(*n), |a, b| text((a - b).abs()));
    }
}

/// Fills a gap with a value that is never compared.
pub(super) fn fill<T>(kept: &mut Option<Sourced<T>>, other: Option<Sourced<T>>) {
    if kept.is_none() {
        *kept = other;
    }
}

/// Whether two numbers are one but for rounding.
pub(super) fn close(a: &f64, b: &f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

/// The fields that a declared precedence can speak of: of work, of registers, of projects as a whole, of money.
const FIELDS: &[&str] = &[
    "name",
    "status",
    "RAG",
    "percent complete",
    "baseline start",
    "baseline finish",
    "start",
    "finish",
    "actual start",
    "actual finish",
    "deadline",
    "needed by",
    "duration",
    "work",
    "remaining work",
    "actual work",
    "budget",
    "actual cost",
    "calendar",
    "priority",
    "points",
    "forecast cost",
    "planned value",
    "earned value",
    "manager",
    "owner",
    "category",
    "vendor",
    "probability",
    "impact",
    "score",
    "exposure",
    "description",
    "response",
    "options",
    "recommendation",
    "raised",
    "due",
    "closed",
    "measure",
    "baseline value",
    "target value",
    "forecast value",
    "realised value",
    "target date",
    "forecast date",
    "enabler",
    "lead days",
];

/// Says which fields a declared precedence speaks of that no conflict is ever about.
pub(super) fn unknown_fields(desk: &mut Desk) {
    let custom = |field: &str| desk.sheets.iter().any(|s| s.headers.iter().any(|h| **h == *field));
    let unknown = desk.context.settings.field_precedence.keys().filter(|f| !FIELDS.contains(&f.as_str()) && !custom(f));
    let said: Vec<Diagnostic> = unknown
        .map(|field| {
            let message = format!("`field-precedence` speaks of `{field}`, which is no field that sources can disagree on");
            Diagnostic::new("configured-name-unknown", Severity::Warning, Place::Run, message)
                .help(format!("write one of: {}; or the header of a column", FIELDS.join(", ")))
        })
        .collect();
    desk.diagnostics.extend(said);
}

/// A number without needless digits.
pub(super) fn rounded(n: f64) -> String {
    let text = format!("{n:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `1 point`, `2.5 points`.
pub(super) fn counted(n: f64, unit: &str) -> String {
    let n = rounded(n);
    if n == "1" { format!("1 {unit}") } else { format!("{n} {unit}s") }
}

/// An amount of money, with its currency where a header says it.
pub(super) fn money(amount: f64, currency: Option<&str>) -> String {
    match currency {
        Some(currency) => format!("{} {currency}", rounded(amount)),
        None => rounded(amount),
    }
}

/// Calendar days between two dates, as a conflict says them.
pub(super) fn days_apart(kept: Date, lost: Date) -> String {
    let days = (lost - kept).get_days().abs();
    let unit = if days == 1 { "calendar day" } else { "calendar days" };
    format!("{days} {unit}")
}
