//! Values as cells of the canonical form: what is shown, and the same read back. Reading is as lenient as a hand-filled cell
//! needs (a number as text, a day as text), and never guesses.

use super::Fact;
use crate::model::project::Audience;
use crate::model::register::{Level, LogKind};
use crate::model::work::MilestoneKind;
use crate::model::{AdjustmentState, Constraint, Duration, Lag, LagUnit, Rag, Relation, ResourceKind, StatusCategory, TaskKind};
use crate::source::{Basis, CellRef, Sourced, Text};
use jiff::civil::Date;

/// What a cell holds.
#[derive(Clone, PartialEq, Debug)]
pub enum Datum {
    /// Text.
    Text(Text),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Cells of the originals.
    Cells(Vec<CellRef>),
}

impl Datum {
    /// As text, whatever it is; cells have none.
    pub fn text(&self) -> Option<Text> {
        match self {
            Datum::Text(text) => Some(text.clone()),
            Datum::Number(number) => Some(number.to_string().into()),
            Datum::Date(date) => Some(date.to_string().into()),
            Datum::Cells(_) => None,
        }
    }
}

/// A value that has a cell's form.
pub trait Shown: Sized {
    /// As a cell; `None` where there is nothing to show.
    fn show(&self) -> Option<Datum>;
    /// From a cell.
    fn read(datum: &Datum) -> Option<Self>;
}

/// The fact of an optional sourced value.
pub fn held<T: Shown>(value: &Option<Sourced<T>>) -> Option<Fact> {
    let value = value.as_ref()?;
    Some(Fact { datum: value.value.show()?, held: Some((value.at, value.basis)) })
}

/// Puts a fact where a sourced value stands.
pub fn put_held<T: Shown>(slot: &mut Option<Sourced<T>>, fact: &Fact, here: CellRef) -> bool {
    let Some(value) = T::read(&fact.datum) else { return false };
    let (at, basis) = fact.held.unwrap_or((here, Basis::Stated));
    *slot = Some(Sourced { value, at, basis });
    true
}

/// The fact of a value without a place of its own.
pub fn plain<T: Shown>(value: &T) -> Option<Fact> {
    Some(Fact { datum: value.show()?, held: None })
}

/// Puts a fact where a value without a place of its own stands.
pub fn put_plain<T: Shown>(slot: &mut T, fact: &Fact) -> bool {
    match T::read(&fact.datum) {
        Some(value) => {
            *slot = value;
            true
        }
        None => false,
    }
}

impl Shown for Text {
    fn show(&self) -> Option<Datum> {
        (!self.is_empty()).then(|| Datum::Text(self.clone()))
    }
    fn read(datum: &Datum) -> Option<Self> {
        datum.text()
    }
}

impl<T: Shown> Shown for Option<T> {
    fn show(&self) -> Option<Datum> {
        self.as_ref().and_then(T::show)
    }
    fn read(datum: &Datum) -> Option<Self> {
        T::read(datum).map(Some)
    }
}

impl Shown for f64 {
    fn show(&self) -> Option<Datum> {
        Some(Datum::Number(*self))
    }
    fn read(datum: &Datum) -> Option<Self> {
        match datum {
            Datum::Number(number) => Some(*number),
            Datum::Text(text) => {
                let text = text.trim();
                let percent = text.strip_suffix('%').map(str::trim_end);
                let number: f64 = percent.unwrap_or(text).parse().ok()?;
                number.is_finite().then_some(if percent.is_some() { number / 100.0 } else { number })
            }
            _ => None,
        }
    }
}

impl Shown for Date {
    fn show(&self) -> Option<Datum> {
        Some(Datum::Date(*self))
    }
    fn read(datum: &Datum) -> Option<Self> {
        match datum {
            Datum::Date(date) => Some(*date),
            Datum::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

impl Shown for bool {
    fn show(&self) -> Option<Datum> {
        self.then(|| Datum::Text("yes".into()))
    }
    fn read(datum: &Datum) -> Option<Self> {
        match datum.text()?.trim().to_ascii_lowercase().as_str() {
            "yes" | "true" | "x" | "1" => Some(true),
            "no" | "false" | "0" => Some(false),
            _ => None,
        }
    }
}

impl Shown for Vec<CellRef> {
    fn show(&self) -> Option<Datum> {
        (!self.is_empty()).then(|| Datum::Cells(self.clone()))
    }
    fn read(datum: &Datum) -> Option<Self> {
        match datum {
            Datum::Cells(cells) => Some(cells.clone()),
            _ => None,
        }
    }
}

/// Values that are one of a few words.
macro_rules! words {
    ($($type:ident, $name:ident: $($word:literal = $value:expr),+ $(,)?;)+) => {$(
        /// The words of the type, in order.
        pub const $name: &[&str] = &[$($word),+];
        impl Shown for $type {
            fn show(&self) -> Option<Datum> {
                $(if *self == $value { return Some(Datum::Text($word.into())); })+
                None
            }
            fn read(datum: &Datum) -> Option<Self> {
                let text = datum.text()?;
                let text = text.trim();
                $(if text.eq_ignore_ascii_case($word) { return Some($value); })+
                None
            }
        }
    )+};
}

words! {
    Rag, RAGS: "Green" = Rag::Green, "Amber" = Rag::Amber, "Red" = Rag::Red;
    TaskKind, TASK_KINDS: "task" = TaskKind::Task, "summary" = TaskKind::Summary, "milestone" = TaskKind::Milestone;
    MilestoneKind, MILESTONE_KINDS: "plan" = MilestoneKind::Plan, "sprint" = MilestoneKind::Sprint, "version" = MilestoneKind::Version;
    StatusCategory, STATUS_CATEGORIES: "To do" = StatusCategory::ToDo, "In progress" = StatusCategory::InProgress,
        "Blocked" = StatusCategory::Blocked, "On hold" = StatusCategory::OnHold, "Done" = StatusCategory::Done,
        "Cancelled" = StatusCategory::Cancelled;
    Relation, RELATIONS: "FS" = Relation::FinishStart, "SS" = Relation::StartStart, "FF" = Relation::FinishFinish,
        "SF" = Relation::StartFinish, "unknown" = Relation::Unknown;
    ResourceKind, RESOURCE_KINDS: "person" = ResourceKind::Person, "role" = ResourceKind::Role, "group" = ResourceKind::Group,
        "system" = ResourceKind::System;
    Constraint, CONSTRAINTS: "as soon as possible" = Constraint::Asap, "as late as possible" = Constraint::Alap,
        "start no earlier than" = Constraint::Snet, "start no later than" = Constraint::Snlt,
        "finish no earlier than" = Constraint::Fnet, "finish no later than" = Constraint::Fnlt,
        "must start on" = Constraint::Mso, "must finish on" = Constraint::Mfo;
    AdjustmentState, ADJUSTMENT_STATES: "holds" = AdjustmentState::Applied, "holds, original changed" = AdjustmentState::Changed,
        "original agrees" = AdjustmentState::Agreed, "expired" = AdjustmentState::Expired, "target gone" = AdjustmentState::Gone,
        "refused" = AdjustmentState::Refused;
    Audience, AUDIENCES: "open" = Audience::Open, "restricted" = Audience::Restricted;
    LogKind, LOG_KINDS: "Risk" = LogKind::Risk, "Issue" = LogKind::Issue, "Assumption" = LogKind::Assumption,
        "Decision" = LogKind::Decision, "Change request" = LogKind::Change, "Action" = LogKind::Action,
        "Dependency (logged)" = LogKind::Dependency, "Lesson" = LogKind::Lesson;
}

/// A number with a unit behind it: `-2.5 d`.
fn amount(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'))).unwrap_or(text.len());
    // `e` is also the beginning of `ed`: digits must follow an exponent's sign
    let end = match text.get(..end) {
        Some(head) if head.ends_with(['e', 'E']) => end - 1,
        _ => end,
    };
    let number: f64 = text.get(..end)?.trim().parse().ok()?;
    number.is_finite().then_some((number, text.get(end..)?.trim()))
}

impl Shown for Duration {
    /// `5 d`, `2 ed` for elapsed days, `23 d?` for an estimate.
    fn show(&self) -> Option<Datum> {
        let unit = if self.elapsed { "ed" } else { "d" };
        let mark = if self.estimated { "?" } else { "" };
        Some(Datum::Text(format!("{} {unit}{mark}", self.days).into()))
    }
    fn read(datum: &Datum) -> Option<Self> {
        let text = match datum {
            Datum::Number(days) => return Some(Duration { days: *days, elapsed: false, estimated: false }),
            other => other.text()?,
        };
        let text = text.trim();
        let estimated = text.ends_with('?');
        let (days, unit) = amount(text.trim_end_matches('?'))?;
        let elapsed = match unit.to_ascii_lowercase().as_str() {
            "" | "d" | "day" | "days" => false,
            "ed" | "eday" | "edays" => true,
            _ => return None,
        };
        Some(Duration { days, elapsed, estimated })
    }
}

impl Shown for Lag {
    /// `+2 d`, `-3 ed` for elapsed days, `50 %` of the predecessor's duration.
    fn show(&self) -> Option<Datum> {
        let unit = match self.unit {
            LagUnit::WorkingDays => "d",
            LagUnit::ElapsedDays => "ed",
            LagUnit::Percent => "%",
        };
        Some(Datum::Text(format!("{} {unit}", self.amount).into()))
    }
    fn read(datum: &Datum) -> Option<Self> {
        let text = match datum {
            Datum::Number(days) => return Some(Lag { amount: *days, unit: LagUnit::WorkingDays }),
            other => other.text()?,
        };
        let (amount, unit) = amount(&text)?;
        let unit = match unit.to_ascii_lowercase().as_str() {
            "" | "d" | "day" | "days" => LagUnit::WorkingDays,
            "ed" | "eday" | "edays" => LagUnit::ElapsedDays,
            "%" => LagUnit::Percent,
            _ => return None,
        };
        Some(Lag { amount, unit })
    }
}

impl Shown for Level {
    /// The word alone; its number has a column of its own.
    fn show(&self) -> Option<Datum> {
        self.word.show()
    }
    fn read(datum: &Datum) -> Option<Self> {
        let number = match datum {
            Datum::Number(number) => Some(*number),
            _ => None,
        };
        Some(Level { word: datum.text()?, number })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn again<T: Shown>(value: &T) -> Option<T> {
        T::read(&value.show()?)
    }

    #[test]
    fn durations_and_lags_come_back_as_they_went() {
        for (days, elapsed, estimated) in [(5.0, false, false), (2.5, true, false), (0.0, false, true), (1e-7, true, true)] {
            let duration = Duration { days, elapsed, estimated };
            assert_eq!(again(&duration), Some(duration));
        }
        for (amount, unit) in [(2.0, LagUnit::WorkingDays), (-3.5, LagUnit::ElapsedDays), (50.0, LagUnit::Percent)] {
            assert_eq!(again(&Lag { amount, unit }), Some(Lag { amount, unit }));
        }
    }

    #[test]
    fn a_hand_filled_cell_is_read_where_it_is_plain_and_never_guessed_at() {
        let text = |t: &str| Datum::Text(t.into());
        assert_eq!(Duration::read(&Datum::Number(3.0)).unwrap().days, 3.0);
        assert_eq!(Duration::read(&text("3 weeks")), None);
        assert_eq!(f64::read(&text("45 %")), Some(0.45));
        assert_eq!(Date::read(&text("2026-03-31")), Some(jiff::civil::date(2026, 3, 31)));
        assert_eq!(Date::read(&text("31/03/26")), None);
        assert_eq!(Rag::read(&text("amber")), Some(Rag::Amber));
        assert_eq!(bool::read(&text("perhaps")), None);
    }
}
