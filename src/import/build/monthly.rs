//! Money by month → what a line comes to: months of actuals, of forecast and of budget are told by their headers, by a column that
//! says what the row is, or by the name of the sheet; else they are the budget. A stated total goes before the sum of its months.

use super::cells::Cells;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::{Column, is_period};
use crate::import::table::ColumnSet;
use crate::import::values::text::fold;
use crate::model::{BudgetLine, Field};
use crate::read::Cell;
use crate::source::{CellRef, Rule, Sourced};

/// What a figure under a month is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Approved or planned.
    Budget,
    /// Spent.
    Actual,
    /// Expected.
    Forecast,
}

const KINDS: &[(Kind, &[&str])] = &[
    (Kind::Actual, &["actual", "actuals", "act", "a", "ist", "spent", "spend", "réel", "réalisé", "real", "realizado", "gasto"]),
    (
        Kind::Forecast,
        &[
            "forecast",
            "fcst",
            "fc",
            "f",
            "outlook",
            "prognose",
            "hochrechnung",
            "prévision",
            "prévisions",
            "pronóstico",
            "previsto",
        ],
    ),
    (Kind::Budget, &["budget", "plan", "planned", "b", "baseline", "soll", "approved", "presupuesto", "prévu", "bud"]),
];

/// What a header, a word beside the row or a name says that figures are. Of a name only whole words count.
pub fn kind_of(text: &str, letters: bool) -> Option<Kind> {
    let folded = fold(text);
    let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|w| letters || w.chars().count() > 1);
    KINDS.iter().find(|(_, known)| words().any(|w| known.contains(&w))).map(|(kind, _)| *kind)
}

/// The sums of one line, gathered month by month.
#[derive(Default)]
pub struct Months {
    /// Month as its caption says it, what it is, the figure.
    figures: Vec<(String, Option<Kind>, Sourced<f64>)>,
    row: Option<Kind>,
}

/// The period that a header names, without the word for what it is: `Actual / Apr-26`, `Apr-26 (F)`.
pub fn period(header: &str) -> String {
    let part = |p: &str| p.trim().trim_matches(|c: char| matches!(c, '(' | ')' | '-' | '/' | ',')).trim().to_owned();
    header.split(" / ").map(part).find(|p| is_period(p)).unwrap_or_else(|| {
        let words: Vec<&str> = header.split_whitespace().filter(|w| kind_of(w, true).is_none()).collect();
        words.join(" ")
    })
}

impl Months {
    /// Takes the figure under a month.
    pub fn take(&mut self, cells: &mut Cells, (ix, set): (usize, usize), column: &Column, cell: &Cell) {
        if let Some(amount) = cells.number(ix, set, column, cell) {
            self.figures.push((period(&column.header), kind_of(&column.header, true), amount));
        }
    }

    /// Takes the word that says what the row is.
    pub fn says(&mut self, word: &str) {
        self.row = self.row.or_else(|| kind_of(word, false));
    }

    /// Fills what the line does not state itself.
    pub fn settle(self, cells: &mut Cells, set: &ColumnSet, line: &mut BudgetLine) {
        if self.figures.is_empty() {
            return;
        }
        let parted = set.columns.iter().any(|c| c.field == Some(Field::Period) && kind_of(&c.header, true).is_some());
        let whole = self.row.or_else(|| {
            let names = [cells.table.names.sheet, cells.table.names.file];
            names.into_iter().find_map(|name| kind_of(name, false)).filter(|_| !parted)
        });
        let of = |kind: Kind| {
            let mine = move |own: &Option<Kind>| own.or(whole).unwrap_or(Kind::Budget) == kind;
            self.figures.iter().filter(move |(_, own, _)| mine(own))
        };
        let actual = sum(of(Kind::Actual).map(|(.., amount)| amount));
        let forecast = sum(of(Kind::Forecast).map(|(.., amount)| amount)).map(|ahead| {
            // What is spent and what is still expected make the whole, where the months of the two do not overlap.
            let ahead_of = |month: &str| {
                set.columns.iter().any(|c| kind_of(&c.header, true) == Some(Kind::Forecast) && period(&c.header) == month)
            };
            let spent: f64 = of(Kind::Actual).filter(|(month, ..)| !ahead_of(month)).map(|(.., amount)| amount.value).sum();
            Sourced { value: ahead.value + spent, ..ahead }
        });
        let budget = sum(of(Kind::Budget).map(|(.., amount)| amount));
        // A total beside rows of one kind is that kind's.
        if let Some(kind) = self.row.filter(|k| *k != Kind::Budget) {
            let total = line.budget.take();
            let slot = if kind == Kind::Actual { &mut line.actual } else { &mut line.forecast };
            *slot = slot.take().or(total);
        }
        for (slot, months, what) in [
            (&mut line.budget, budget, "budget"),
            (&mut line.actual, actual, "actual cost"),
            (&mut line.forecast, forecast, "forecast"),
        ] {
            match (&slot, months) {
                (Some(total), Some(months)) => told_apart(cells, total.at, total.value, months.value, what),
                (None, months) => *slot = months,
                _ => {}
            }
        }
    }
}

fn sum<'a>(figures: impl Iterator<Item = &'a Sourced<f64>>) -> Option<Sourced<f64>> {
    let mut figures = figures.peekable();
    let at = figures.peek()?.at;
    Some(Sourced::derived(figures.map(|f| f.value).sum(), at, Rule::SumOfPeriods))
}

/// A total that is not what its months come to, beyond rounding.
fn told_apart(cells: &mut Cells, at: CellRef, total: f64, months: f64, what: &str) {
    if (total - months).abs() <= (total.abs().max(months.abs()) * 0.005).max(1.0) {
        return;
    }
    let said = format!("the months of this line's {what} come to {months}, its total says {total}; the total is taken");
    let finding = Diagnostic::at("months-contradict-total", Severity::Warning, at, said);
    cells.report(finding.help("correct the months or the total"));
}
