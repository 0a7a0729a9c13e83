//! Raw rows → rows of the form, each fact with the cell of the original where the file carries it, else with its own.

use super::Raw;
use super::origins::Numbers;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::canonical::{Column, Datum, Fact, ORIGIN, ORIGINS, Row, Takes, check_of};
use crate::source::{CellRef, Sourced};

/// A row of the form with the cell it stands in here.
pub(super) struct Decoded<R> {
    pub(super) row: R,
    /// Its cell in this file.
    pub(super) here: CellRef,
    /// Whether it came from an original, as its origin says; else people wrote it.
    pub(super) converted: bool,
}

/// Findings of one kind that are told one by one; the rest is counted.
const TOLD: usize = 20;

/// Decodes a table. `sheet_cell` is the cell of a column in a row of this file.
pub(super) fn rows<R: Row>(raw: &Raw, numbers: &Numbers, odd: &mut Vec<Diagnostic>) -> Vec<Decoded<R>> {
    let columns: Vec<Option<usize>> = raw
        .columns
        .iter()
        .map(|(_, header, known)| if *known { R::columns().iter().position(|c| c.header == &**header) } else { None })
        .collect();
    let origins_at = raw.columns.iter().position(|(_, header, known)| *known && &**header == ORIGINS);
    let (mut unread, mut changed) = (Vec::new(), Vec::new());
    let mut decoded = Vec::with_capacity(raw.rows.len());
    for raw_row in &raw.rows {
        let mut known: Vec<(usize, &'static Column<R>, CellRef, Datum)> = Vec::with_capacity(raw_row.cells.len());
        let mut others = Vec::new();
        let mut origins = None;
        for (at, datum) in &raw_row.cells {
            let at = usize::from(*at);
            let Some((col, header, in_form)) = raw.columns.get(at) else { continue };
            let cell = CellRef { col: *col, ..raw_row.at };
            match columns.get(at).copied().flatten() {
                Some(n) => {
                    let Some(column) = R::columns().get(n) else { continue };
                    match value_of(column, datum, numbers) {
                        Some(datum) => known.push((n, column, cell, datum)),
                        None => unread.push(unreadable(column, cell, datum)),
                    }
                }
                None if Some(at) == origins_at => origins = datum.text(),
                None if !in_form && &**header != ORIGIN => others.push((header.clone(), cell, datum)),
                None => {}
            }
        }
        known.sort_by_key(|(n, ..)| *n);
        let told = origins.as_deref().and_then(|text| numbers.row(text));
        let same = told.as_ref().and_then(|o| o.check) == Some(check_of(known.iter().map(|(_, c, _, d)| (c.header, d))));
        let mut row = R::new(raw_row.at);
        let kept = told.as_ref().filter(|_| same);
        if told.is_some() && !same {
            changed.push(raw_row.at);
        }
        for (_, column, cell, datum) in known {
            // a row that somebody changed stands in this file; what was derived stays derived
            let held = match (&told, kept) {
                (_, Some(origins)) => origins.of(column.header),
                (Some(origins), None) => origins.of(column.header).map(|(_, basis)| (cell, basis)),
                _ => None,
            };
            let fact = Fact { datum, held };
            if !(column.set)(&mut row, &fact, cell) {
                unread.push(unreadable(column, cell, &fact.datum));
            }
        }
        if let Some(custom) = row.custom() {
            let texts =
                others.into_iter().filter_map(|(header, cell, datum)| Some((header, Sourced::stated(datum.text()?, cell))));
            custom.extend(texts);
        }
        if let Some(origins) = kept {
            row.put_at(origins.anchor);
        }
        decoded.push(Decoded { row, here: raw_row.at, converted: told.is_some() });
    }
    tell(unread, odd);
    tell_changed(&changed, odd);
    decoded
}

/// The value that a column takes, told from the form of the cell.
fn value_of<R>(column: &Column<R>, datum: &Datum, numbers: &Numbers) -> Option<Datum> {
    match column.takes {
        Takes::Cells => numbers.cells(datum).map(Datum::Cells),
        _ => Some(datum.clone()),
    }
}

fn unreadable<R>(column: &Column<R>, at: CellRef, datum: &Datum) -> Diagnostic {
    let shown: String = datum.text().unwrap_or_default().chars().take(60).collect();
    Diagnostic::at(
        "canonical-value",
        Severity::Warning,
        at,
        format!("`{shown}` is nothing that `{}` takes; it is left out", column.header),
    )
    .help(format!("enter {}", column.takes.words()))
}

fn tell(mut findings: Vec<Diagnostic>, odd: &mut Vec<Diagnostic>) {
    let more = findings.len().saturating_sub(TOLD);
    findings.truncate(TOLD);
    if more > 0
        && let Some(last) = findings.last().and_then(Diagnostic::cell)
    {
        let message = format!("{more} more cells of this table hold nothing that their columns take");
        findings.push(Diagnostic::at("canonical-value", Severity::Warning, last, message));
    }
    odd.append(&mut findings);
}

fn tell_changed(changed: &[CellRef], odd: &mut Vec<Diagnostic>) {
    let Some(first) = changed.first() else { return };
    let rows = if changed.len() == 1 { "a row was" } else { "rows were" };
    let count = if changed.len() == 1 { String::new() } else { format!("{} ", changed.len()) };
    odd.push(
        Diagnostic::at(
            "converted-row-changed",
            Severity::Note,
            *first,
            format!("{count}{rows} changed after converting; their facts are taken from this file, not from the original"),
        )
        .help("correct the original and convert it again, if the original is to be the source"),
    );
}
