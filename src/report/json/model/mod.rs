//! The model's records as `program.json` shows them. What no source gave is left out.

mod decided;
mod people;
mod project;
mod registers;
mod work;

pub use decided::{AdjustmentView, ConflictView, GateView, HandInView, ProposalView};
pub use people::{AllocationView, ResourceView};
pub use project::{CalendarView, ProgramView, ProjectView, SourceView};
pub use registers::{BenefitView, BudgetView, LogView, StakeholderView};
pub use work::{DependencyView, TaskView};

use super::cell::{Cell, Fact, one};
use crate::source::{CellRef, Sourced, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// A column that maps to nothing, kept: header, value.
type Custom<'a> = Vec<(&'a str, Fact<&'a str>)>;

fn text(t: &Text) -> &str {
    t
}

fn number(n: &f64) -> f64 {
    *n
}

fn custom<'a>(list: &'a [(Text, Sourced<Text>)], home: CellRef) -> Custom<'a> {
    list.iter().map(|(header, value)| (&**header, one(value, home, text))).collect()
}

/// A fact of a record that has no row of its own.
#[derive(Serialize, JsonSchema)]
struct Held<V> {
    /// The value.
    value: V,
    /// Its cell.
    at: Cell,
    /// Stated, derived or assumed, with the rule.
    basis: String,
}

fn held<'a, T, V>(s: &'a Option<Sourced<T>>, view: impl FnOnce(&'a T) -> V) -> Option<Held<V>> {
    s.as_ref().map(|s| Held { value: view(&s.value), at: Cell(s.at), basis: s.basis.sentence() })
}
