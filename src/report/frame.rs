//! What every sheet has in common: title, one sentence, the way back, a table under a frozen header, widths from a sample.

use super::layout::TOP;
use super::plan::{CellPlan, ColumnPlan, Link, RowFn, SheetPlan, Style, TablePlan};
use super::sheets::contents;
use super::words::thousands;
use crate::model::Rag;
use jiff::civil::Date;

/// A sheet with its title, its sentence and a link back to Contents in the first three rows.
pub fn sheet<'a>(name: &'static str, title: impl Into<String>, sentence: impl Into<String>) -> SheetPlan<'a> {
    let mut plan = SheetPlan::new(name);
    plan.put(0, 0, CellPlan::text(title.into()).styled(Style::Title));
    plan.put(1, 0, CellPlan::text(capital(sentence.into())).styled(Style::Subtitle));
    let back = Link::Cell { sheet: contents::NAME, row: 0, col: 0 };
    plan.put(2, 0, CellPlan::text("← Contents").styled(Style::Link).linked(back));
    plan
}

/// With a capital first letter: sentences that begin with a count may begin with "no".
fn capital(sentence: String) -> String {
    let mut rest = sentence.chars();
    match rest.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(rest).collect(),
        _ => sentence,
    }
}

/// Puts the sheet's table with its header at `top`: frozen below it and after `keys` columns, header repeated in print. Without
/// rows a sentence says why there is nothing.
pub fn table<'a>(plan: &mut SheetPlan<'a>, spec: Table<'a>) {
    let Table { name, top, columns, rows, row, keys, nothing } = spec;
    if rows == 0 {
        plan.put(top, 0, CellPlan::text(format!("Nothing to show: {nothing}")).styled(Style::Muted));
        return;
    }
    plan.freeze = (top + 1, keys);
    plan.repeat_rows = Some((top, top));
    plan.tables.push(TablePlan { name: name.to_owned(), top, left: 0, columns, rows, row, outline: None });
}

/// The sheet's main table.
pub struct Table<'a> {
    /// Name in the workbook.
    pub name: &'static str,
    /// Row of the header.
    pub top: u32,
    /// Columns.
    pub columns: Vec<ColumnPlan>,
    /// Rows.
    pub rows: usize,
    /// Gives the cells of a row.
    pub row: RowFn<'a>,
    /// Columns that stay in sight.
    pub keys: u16,
    /// Why there is nothing, where there are no rows.
    pub nothing: &'static str,
}

/// The usual row of the header.
pub const HEADER: u32 = TOP;

/// A column as wide as its header and a bounded sample of its texts ask for.
pub fn fitted(header: &str, (min, max): (usize, usize), rows: usize, len: impl Fn(usize) -> usize) -> ColumnPlan {
    const SAMPLE: usize = 400;
    let step = rows.div_ceil(SAMPLE).max(1);
    let longest = (0..rows).step_by(step).map(len).max().unwrap_or(0);
    // Two characters for the filter button in the header, one for the cell's margins.
    let width = longest.saturating_add(1).max(header.chars().count() + 3).clamp(min, max.max(min));
    ColumnPlan::new(header, f64::from(u32::try_from(width).unwrap_or(60)))
}

/// A column of a fixed width.
pub fn fixed(header: &str, width: f64) -> ColumnPlan {
    ColumnPlan::new(header, width)
}

/// A colour with its word; `absent` where there is none.
pub fn rag<'a>(rag: Option<Rag>, absent: &'static str) -> CellPlan<'a> {
    match rag {
        Some(Rag::Red) => CellPlan::text("Red").styled(Style::RagRed),
        Some(Rag::Amber) => CellPlan::text("Amber").styled(Style::RagAmber),
        Some(Rag::Green) => CellPlan::text("Green").styled(Style::RagGreen),
        None => CellPlan::text(absent).styled(Style::NotAssessable),
    }
}

/// Days late as a number, positive in the late style.
pub fn days_late<'a>(days: Option<i32>) -> CellPlan<'a> {
    days.map_or_else(CellPlan::empty, |d| {
        CellPlan::number(f64::from(d), if d > 0 { Style::LateDays } else { Style::ComputedNumber })
    })
}

/// A computed date, in the late style where it is after `against`.
pub fn computed<'a>(date: Option<Date>, against: Option<Date>) -> CellPlan<'a> {
    let late = matches!((date, against), (Some(d), Some(a)) if d > a);
    CellPlan::date(date).styled(if late { Style::LateDate } else { Style::ComputedDate })
}

/// A whole number.
pub fn whole<'a>(n: usize) -> CellPlan<'a> {
    CellPlan::number(f64::from(u32::try_from(n).unwrap_or(u32::MAX)), Style::Integer)
}

/// A whole number, empty for none.
pub fn whole_or_none<'a>(n: usize) -> CellPlan<'a> {
    if n == 0 { CellPlan::empty() } else { whole(n) }
}

/// The count of findings of a row with a link to the gravest.
pub fn findings_cell<'a>((count, first): (usize, Option<u32>)) -> CellPlan<'a> {
    if count == 0 {
        return CellPlan::empty();
    }
    let cell = CellPlan::text(thousands(count));
    match first {
        Some(row) => cell.styled(Style::Link).linked(Link::Cell {
            sheet: super::sheets::findings::NAME,
            row,
            col: super::sheets::findings::CHECK,
        }),
        None => cell,
    }
}

/// With a link where there is one.
pub fn linked<'a>(cell: CellPlan<'a>, link: Option<Link>) -> CellPlan<'a> {
    match link {
        Some(link) => CellPlan { link: Some(link), ..cell },
        None => cell,
    }
}

/// A section heading over free cells.
pub fn heading(plan: &mut SheetPlan, row: u32, col: u16, text: impl Into<String>) {
    plan.put(row, col, CellPlan::text(text.into()).styled(Style::Heading));
}

/// A header row of free cells.
pub fn header(plan: &mut SheetPlan, row: u32, col: u16, names: &[&'static str]) {
    for (c, name) in (col..).zip(names) {
        plan.put(row, c, CellPlan::text(*name).styled(Style::Header));
    }
}
