//! Cost: forecast at completion against the approved budget, by currency; the indices of earned value where they are stated.

use super::super::result::Health;
use super::{Evidence, View, worst};
use crate::model::Rag;
use crate::source::CellRef;
use std::collections::BTreeMap;

/// Indices under which earned value is amber, and red.
const INDEX: (f64, f64) = (0.95, 0.90);

#[derive(Default)]
struct Sum {
    budget: f64,
    forecast: f64,
    actual: f64,
    planned: f64,
    earned: f64,
    /// Lines with budget and forecast; with earned and planned value; with earned value and actual cost.
    lines: (usize, usize, usize),
    cells: Vec<CellRef>,
}

pub(super) fn health(view: &View) -> Health {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    let (mut lines, mut overspent) = (0, Vec::new());
    for line in view.budget() {
        lines += 1;
        let sum = sums.entry(line.currency.as_deref().unwrap_or("").to_owned()).or_default();
        if let (Some(budget), Some(forecast)) = (line.budget, line.forecast) {
            sum.budget += budget.value;
            sum.forecast += forecast.value;
            sum.lines.0 += 1;
            sum.cells.extend([forecast.at, budget.at]);
        } else if let (Some(budget), Some(actual)) = (line.budget, line.actual)
            && actual.value > budget.value
        {
            let why = format!("{} has been spent of {} approved", money(actual.value), money(budget.value));
            overspent.push(Evidence { rag: Rag::Red, why, cells: vec![actual.at, budget.at] });
        }
        if let (Some(earned), Some(actual)) = (line.earned_value, line.actual) {
            sum.earned += earned.value;
            sum.actual += actual.value;
            sum.lines.2 += 1;
            sum.cells.extend([earned.at, actual.at]);
        }
        if let (Some(earned), Some(planned)) = (line.earned_value, line.planned_value) {
            sum.planned += planned.value;
            sum.lines.1 += 1;
            sum.cells.extend([earned.at, planned.at]);
        }
    }
    let mut evidence: Vec<Evidence> = sums.iter().filter_map(|(currency, sum)| forecast(view, currency, sum)).collect();
    evidence.extend(sums.values().filter_map(index));
    evidence.extend(overspent);
    worst(
        evidence,
        if lines == 0 { "no budget was handed in" } else { "no budget line states budget and forecast at completion" },
    )
}

fn forecast(view: &View, currency: &str, sum: &Sum) -> Option<Evidence> {
    if sum.lines.0 == 0 || sum.budget <= 0.0 {
        return None;
    }
    let thresholds = &view.settings.thresholds;
    let over = sum.forecast / sum.budget - 1.0;
    let rag = if over > thresholds.amber_cost {
        Rag::Red
    } else if over > thresholds.green_cost || over < -thresholds.amber_cost {
        Rag::Amber
    } else {
        Rag::Green
    };
    let side = if over >= 0.0 { "over" } else { "under" };
    let unit = if currency.is_empty() { String::new() } else { format!(" {currency}") };
    let (whole, budget) = (money(sum.forecast), money(sum.budget));
    let why =
        format!("forecast at completion {whole}{unit} is {} % {side} the budget of {budget}{unit}", money(over.abs() * 100.0));
    Some(Evidence { rag, why, cells: sum.cells.iter().copied().take(6).collect() })
}

fn index(sum: &Sum) -> Option<Evidence> {
    let cost = (sum.lines.2 > 0 && sum.actual > 0.0).then(|| (sum.earned / sum.actual, "CPI"));
    let schedule = (sum.lines.1 > 0 && sum.planned > 0.0).then(|| (sum.earned / sum.planned, "SPI"));
    let (value, name) = [cost, schedule].into_iter().flatten().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let rag = if value < INDEX.1 {
        Rag::Red
    } else if value < INDEX.0 {
        Rag::Amber
    } else {
        Rag::Green
    };
    Some(Evidence { rag, why: format!("{name} is {value:.2}"), cells: sum.cells.iter().copied().take(6).collect() })
}

/// An amount in whole units with thin grouping: `1 250 000`.
fn money(amount: f64) -> String {
    // No budget of this world; a double would make up most of its figures.
    if amount.abs() >= 1e15 {
        return format!("{amount:.1e}");
    }
    let digits = format!("{:.0}", amount.abs());
    let mut shown = String::new();
    for (ix, digit) in digits.chars().enumerate() {
        if ix > 0 && (digits.len() - ix).is_multiple_of(3) {
            shown.push(' ');
        }
        shown.push(digit);
    }
    if amount < 0.0 { format!("-{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::money;

    #[test]
    fn an_amount_is_grouped_and_one_beyond_all_budgets_is_short() {
        for (amount, words) in [(0.4, "0"), (999.0, "999"), (-1_250_000.0, "-1 250 000"), (1e15, "1.0e15"), (-1e308, "-1.0e308")]
        {
            assert_eq!(money(amount), words);
        }
    }
}
