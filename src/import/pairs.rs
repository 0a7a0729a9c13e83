//! Earned value as pairs of a label and a figure (`EV = | 1200`, `BAC: 4000`), wherever they stand on a sheet without a table: one
//! budget line. Figures that follow from others (CPI, SPI, variances) are not taken: they are computed where they are wanted.

use super::extract::{Extract, ProjectHint, Records, SetAside};
use super::values::text::fold;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{BudgetLine, Role};
use crate::read::{Cell, Grid, Value};
use crate::source::{CellRef, Sourced, Text};

/// Labels of earned value; at least this many figures make the sheet a budget.
const ENOUGH: usize = 3;
/// A sheet with more rows is no sheet of a few figures.
const MOST_ROWS: usize = 200;

/// What a label names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Figure {
    Budget,
    Actual,
    Forecast,
    Planned,
    Earned,
    /// Follows from the others.
    Computed,
}

fn figure(label: &str) -> Option<Figure> {
    Some(match label {
        "bac" | "budget at completion" => Figure::Budget,
        "ac" | "acwp" | "actual cost" | "actual cost (ac)" => Figure::Actual,
        "eac" | "estimate at completion" => Figure::Forecast,
        "pv" | "bcws" | "planned value" | "planned value (pv)" => Figure::Planned,
        "ev" | "bcwp" | "earned value" | "earned value (ev)" => Figure::Earned,
        "cpi" | "spi" | "cv" | "sv" | "vac" | "etc" | "tcpi" => Figure::Computed,
        _ => return None,
    })
}

/// A number as it stands in a cell or behind a label; grouping blanks and commas of thousands aside.
fn number(text: &str) -> Option<f64> {
    let plain: String =
        text.trim().trim_start_matches(['$', '£', '€']).chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | ',')).collect();
    // a comma that is not before three digits may be a decimal comma: not for us to tell
    let grouped = text.split(',').skip(1).all(|part| part.trim_end().chars().take_while(char::is_ascii_digit).count() == 3);
    plain.parse().ok().filter(|n: &f64| n.is_finite() && grouped)
}

/// Label and figure of a cell and its neighbour to the right, with the figure's cell.
fn pair(grid: &Grid, ix: usize, cell: &Cell, next: Option<&Cell>) -> Option<(Figure, f64, CellRef)> {
    let Value::Text(id) = cell.value else { return None };
    let text = grid.text(id);
    let (label, rest) = text.split_once(['=', ':']).unwrap_or((text, ""));
    let figure = figure(&fold(label))?;
    if let Some(number) = number(rest) {
        return Some((figure, number, grid.at(ix, cell.col)));
    }
    let next = next.filter(|n| rest.trim().is_empty() && n.col <= cell.col.saturating_add(2))?;
    let value = match next.value {
        Value::Number(n) => Some(n),
        Value::Text(id) => number(grid.text(id)),
        _ => None,
    };
    Some((figure, value?, grid.at(ix, next.col)))
}

/// A row of figures behind a label, one a period: `PV | 100 | 220 | 340`, each with its column.
struct Series {
    figure: Figure,
    row: usize,
    figures: Vec<(u16, f64)>,
}

/// A figure, what it comes to, and the cell that says so.
type Taken = (Figure, f64, CellRef);

/// The rows of earned value over time; empty where labels have one figure each.
fn series(grid: &Grid) -> Vec<Series> {
    let of_row = |ix: usize| {
        let cells = grid.row_cells(ix);
        let Value::Text(id) = cells.first()?.value else { return None };
        let figure = figure(&fold(grid.text(id).trim_end_matches([':', '='])))?;
        let value = |c: &Cell| match c.value {
            Value::Number(n) => Some((c.col, n)),
            Value::Text(id) => number(grid.text(id)).map(|n| (c.col, n)),
            _ => None,
        };
        let figures: Vec<(u16, f64)> = cells.iter().skip(1).filter_map(value).collect();
        (figures.len() >= 2).then_some(Series { figure, row: ix, figures })
    };
    (0..grid.rows.len()).filter_map(of_row).collect()
}

/// What the figures over time come to at the last period for which earned value and actual cost are both stated: rising rows are
/// running totals, others are added up.
fn over_time(grid: &Grid, series: &[Series]) -> Option<(Vec<Taken>, Diagnostic)> {
    let last_of = |figure| series.iter().find(|s| s.figure == figure)?.figures.last().map(|(col, _)| *col);
    let status = last_of(Figure::Earned)?.min(last_of(Figure::Actual)?);
    let dated: Vec<&Series> =
        series.iter().filter(|s| matches!(s.figure, Figure::Planned | Figure::Earned | Figure::Actual)).collect();
    let rising = dated.iter().all(|s| s.figures.windows(2).all(|w| w[0].1 <= w[1].1));
    let mut found = Vec::new();
    for s in &dated {
        let upto: Vec<&(u16, f64)> = s.figures.iter().filter(|(col, _)| *col <= status).collect();
        let (col, last) = **upto.last()?;
        let value = if rising { last } else { upto.iter().map(|(_, n)| n).sum() };
        found.push((s.figure, value, grid.at(s.row, col)));
    }
    let at = found.first().map(|(_, _, at)| *at)?;
    let caption = (0..grid.rows.len()).find_map(|ix| {
        let cell = grid.cell(ix, status).filter(|_| !series.iter().any(|s| s.row == ix))?;
        let text = crate::import::words::plain(grid, cell.value).trim().to_owned();
        (!text.is_empty()).then_some(text)
    });
    let upto = caption.map_or_else(String::new, |c| format!(" of `{c}`"));
    let how = if rising {
        "the figures of earned value rise from period to period and are taken for running totals; those"
    } else {
        "the figures of earned value do not rise throughout and are taken for those of each period; their sums up to those"
    };
    let said = format!("{how}{upto}, the last with both earned value and actual cost, count");
    let finding = Diagnostic::at("earned-value-over-time", Severity::Note, at, said);
    Some((found, finding.help("say in the sheet whether the figures are cumulative")))
}

/// The budget line of a sheet of such pairs; `None` where it is none.
pub fn read(grid: &Grid) -> Option<Extract> {
    if grid.rows.len() > MOST_ROWS {
        return None;
    }
    let mut line: Option<BudgetLine> = None;
    let (mut taken, mut used, mut set_aside) = (0, 0, Vec::new());
    let series = series(grid);
    let over_time = over_time(grid, &series);
    for ix in 0..grid.rows.len() {
        let cells = grid.row_cells(ix);
        let mut told = false;
        for (n, cell) in cells.iter().enumerate() {
            let Some((figure, value, at)) = pair(grid, ix, cell, cells.get(n + 1)) else { continue };
            told = true;
            let summed = over_time.as_ref().and_then(|(found, _)| found.iter().find(|(f, ..)| *f == figure));
            let (value, at) = summed.map_or((value, at), |(_, value, at)| (*value, *at));
            let line = line.get_or_insert_with(|| empty(grid.at(ix, cell.col)));
            let slot = match figure {
                Figure::Budget => &mut line.budget,
                Figure::Actual => &mut line.actual,
                Figure::Forecast => &mut line.forecast,
                Figure::Planned => &mut line.planned_value,
                Figure::Earned => &mut line.earned_value,
                Figure::Computed => continue,
            };
            if slot.is_none() {
                *slot = Some(Sourced::stated(value, at));
                taken += 1;
            }
        }
        if told {
            used += 1;
        } else {
            let at = cells.first().map_or(grid.at(ix, 0), |c| grid.at(ix, c.col));
            set_aside.push(SetAside { at, reason: "beside the figures of earned value".to_owned() });
        }
    }
    let line = line.filter(|_| taken >= ENOUGH)?;
    Some(Extract {
        source: grid.id(),
        tracker: Text::from("register"),
        role: Role::Budget,
        score: 0.6,
        reasons: vec![format!("{taken} figures of earned value stand beside their labels")],
        runner_up: None,
        header_row: None,
        columns: Vec::new(),
        date_orders: Vec::new(),
        header_rows: 0,
        rows_read: grid.rows.len(),
        record_rows: 1,
        merged_rows: used - 1,
        cells: grid.cells.len(),
        set_aside,
        project: ProjectHint::default(),
        data_date: None,
        records: Records { budget: vec![(line, ProjectHint::default())], ..Records::default() },
        diagnostics: over_time.into_iter().map(|(_, finding)| finding).collect(),
    })
}

fn empty(at: CellRef) -> BudgetLine {
    BudgetLine {
        at,
        project: None,
        name: None,
        budget: None,
        actual: None,
        forecast: None,
        planned_value: None,
        earned_value: None,
        currency: None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::read::GridRow;
    use crate::source::SourceId;

    fn sheet(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid { source: Some(SourceId { file: 0, sheet: 0 }), ..Grid::default() };
        for (row, cells) in rows.iter().enumerate() {
            let first = u32::try_from(grid.cells.len()).unwrap();
            for (col, text) in cells.iter().enumerate().filter(|(_, t)| !t.is_empty()) {
                let value = match text.parse() {
                    Ok(number) => Value::Number(number),
                    Err(_) => Value::Text(grid.push_text(text)),
                };
                grid.cells.push(Cell { col: u16::try_from(col).unwrap(), indent: 0, fill: 0, value });
            }
            let end = u32::try_from(grid.cells.len()).unwrap();
            grid.rows.push(GridRow { row: u32::try_from(row).unwrap(), first, end, outline: 0, hidden: false, fields: 0 });
        }
        grid
    }

    #[test]
    fn labels_beside_figures_are_one_budget_line() {
        let grid = sheet(&[
            &["Earned value, March"],
            &["", "EV =", "1200", "", "CPI =", "0.8"],
            &["", "AC=", "1500"],
            &["BAC: 4,000"],
            &["PV =", "", "1400"],
        ]);
        let e = read(&grid).unwrap();
        let (line, _) = &e.records.budget[0];
        let value = |fact: &Option<Sourced<f64>>| fact.as_ref().map(|f| (f.value, f.at.to_string()));
        assert_eq!(value(&line.earned_value), Some((1200.0, "C2".to_owned())));
        assert_eq!(value(&line.actual), Some((1500.0, "C3".to_owned())));
        assert_eq!(value(&line.budget), Some((4000.0, "A4".to_owned())));
        assert_eq!(value(&line.planned_value), Some((1400.0, "C5".to_owned())));
        assert_eq!(value(&line.forecast), None);
        assert_eq!((e.rows_read, e.record_rows, e.merged_rows, e.set_aside.len()), (5, 1, 3, 1));
    }

    #[test]
    fn figures_over_time_count_at_the_last_period_that_is_complete() {
        let rising = sheet(&[
            &["EVM", "Apr-26", "May-26", "Jun-26", "Jul-26"],
            &["PV", "100", "220", "340", "470"],
            &["EV", "90", "200", "300"],
            &["AC", "95", "230", "350"],
            &["CPI", "0.95", "0.87", "0.86"],
            &["BAC", "1200"],
        ]);
        let e = read(&rising).unwrap();
        let (line, _) = &e.records.budget[0];
        let of = |e: &Option<Sourced<f64>>| e.as_ref().map(|f| f.value);
        let figures = |l: &BudgetLine| (of(&l.planned_value), of(&l.earned_value), of(&l.actual), of(&l.budget));
        assert_eq!(figures(line), (Some(340.0), Some(300.0), Some(350.0), Some(1200.0)), "June is the last with EV and AC");
        assert!(e.diagnostics[0].message.contains("`Jun-26`"), "{}", e.diagnostics[0].message);
        let monthly = sheet(&[
            &["", "Apr-26", "May-26", "Jun-26"],
            &["PV", "100", "120", "90"],
            &["EV", "90", "110", "100"],
            &["AC", "95", "130", "80"],
        ]);
        let e = read(&monthly).unwrap();
        // 100+120+90, 90+110+100, 95+130+80
        assert_eq!(figures(&e.records.budget[0].0), (Some(310.0), Some(300.0), Some(305.0), None));
    }

    #[test]
    fn two_figures_or_a_decimal_comma_make_no_budget() {
        assert!(read(&sheet(&[&["EV =", "1"], &["AC =", "2"]])).is_none());
        assert!(read(&sheet(&[&["EV: 1,5"], &["AC: 2,5"], &["PV: 3,5"]])).is_none());
    }
}
