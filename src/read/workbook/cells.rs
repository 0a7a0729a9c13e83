//! One reading of one sheet, cell by cell, and what is said of cells that hold no plain value.

use super::{error_value, in_plain_words, iso_serial};
use crate::diagnostic::{Diagnostic, Severity};
use crate::read::builder::{Builder, Held, addresses, serial, span};
use crate::read::package::Assembled;
use crate::read::sheet_xml::{MAX_COL, MAX_ROW};
use crate::read::{Cell, ErrorValue, Limits, SheetXml, Value, quietly};
use crate::source::SourceId;
use calamine::{DataRef, Xlsx, XlsxCellReader, XlsxError};

/// One reading of one sheet.
pub(super) struct Run<'b> {
    /// Its position in the workbook, which is its name in the clean package.
    pub(super) number: usize,
    pub(super) source: SourceId,
    pub(super) beside: &'b SheetXml,
    pub(super) epoch_1904: bool,
    pub(super) limits: &'b Limits,
    /// What the sheets before it hold.
    pub(super) before: Held,
}

/// What a reading gave.
pub(super) struct Reading {
    pub(super) builder: Builder,
    /// Why it ended early.
    pub(super) stopped: Option<String>,
    /// Cells that came without a value.
    pub(super) blanks: usize,
    /// The first cell outside the grid, and how many there are.
    pub(super) outside: (Option<(u32, u32)>, usize),
    pub(super) odd_dates: Vec<(u32, u16)>,
    pub(super) errors: Vec<(u32, u16)>,
    pub(super) not_finite: Vec<(u32, u16)>,
    pub(super) long_numbers: Vec<(u32, u16)>,
}

impl Run<'_> {
    pub(super) fn cells(&self, book: &mut Xlsx<Assembled<'_>>) -> Reading {
        let mut read = Reading {
            builder: Builder::new(self.source, self.limits).after(self.before),
            stopped: None,
            blanks: 0,
            outside: (None, 0),
            odd_dates: Vec::new(),
            errors: Vec::new(),
            not_finite: Vec::new(),
            long_numbers: Vec::new(),
        };
        let outcome = quietly(|| -> Result<(), String> {
            let mut cells = book.worksheet_cells_reader(&self.number.to_string()).map_err(|e| in_plain_words(&e))?;
            let styles = styles_of(&cells, &mut read.builder);
            let said = |e: XlsxError| in_plain_words(&e);
            if styles.is_empty() {
                while let Some(cell) = cells.next_cell().map_err(said)? {
                    self.take(&mut read, cell.get_position(), cell.get_value(), (0, 0))?;
                }
            } else {
                while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(said)? {
                    let look = styles.get(style).copied().unwrap_or((0, 0));
                    self.take(&mut read, cell.get_position(), cell.get_value(), look)?;
                }
            }
            read.builder.whole()
        });
        read.stopped = match outcome {
            Some(Ok(())) => None,
            Some(Err(words)) => Some(words),
            None => Some("the reader stopped at a cell it cannot take".to_owned()),
        };
        read.builder.forget_places();
        read
    }
    /// Takes one cell of the stream.
    #[inline]
    fn take(&self, read: &mut Reading, (row, col): (u32, u32), value: &DataRef<'_>, look: (u8, u8)) -> Result<(), String> {
        if row >= MAX_ROW || col >= MAX_COL {
            if !matches!(value, DataRef::Empty) {
                read.outside.0.get_or_insert((row, col));
                read.outside.1 += 1;
            }
            return Ok(());
        }
        let place = (row, u16::try_from(col).unwrap_or(u16::MAX));
        let value = match value {
            DataRef::Empty => {
                if self.beside.unsaved.binary_search(&place).is_err() {
                    read.blanks += 1;
                    read.builder.blank_fill(row, place.1, look.1);
                    return Ok(());
                }
                Value::Unsaved
            }
            DataRef::SharedString("") => return Ok(()),
            DataRef::SharedString(t) => Value::Text(read.builder.shared_text(t)?),
            DataRef::String(t) | DataRef::DurationIso(t) => {
                if t.is_empty() {
                    return Ok(());
                }
                Value::Text(read.builder.text(t)?)
            }
            DataRef::DateTimeIso(t) => match iso_serial(t) {
                Some(v) => v,
                None => Value::Text(read.builder.text(t)?),
            },
            DataRef::Float(n) => plain_number(read, place, *n),
            #[allow(clippy::cast_precision_loss, reason = "Excel itself holds numbers as doubles")]
            DataRef::Int(n) => plain_number(read, place, *n as f64),
            DataRef::Bool(b) => Value::Bool(*b),
            DataRef::DateTime(d) => match if d.is_duration() { span(d.as_f64()) } else { serial(d.as_f64(), self.epoch_1904) } {
                Some(v) => v,
                None if d.as_f64().is_finite() => {
                    read.odd_dates.push(place);
                    Value::Number(d.as_f64())
                }
                None => plain_number(read, place, d.as_f64()),
            },
            DataRef::Error(e) => {
                read.errors.push(place);
                Value::Error(error_value(e))
            }
        };
        read.builder.push(row, Cell { col: place.1, indent: look.0, fill: look.1, value })
    }
    /// Reports what the cells showed and joins what stands beside them.
    pub(super) fn close(&self, read: &mut Reading) {
        let b = &mut read.builder;
        b.settle();
        b.beside(self.beside);
        if let (Some((row, col)), n) = read.outside {
            let place = b.place();
            let first = far_address(row, col);
            let message = match n {
                1 => format!("cell `{first}` is outside the grid of a sheet (1,048,576 rows, 16,384 columns); it was left out"),
                n => format!(
                    "{n} cells, the first `{first}`, are outside the grid of a sheet (1,048,576 rows, 16,384 columns); they were left out"
                ),
            };
            b.diagnostics.push(
                Diagnostic::new("cell-outside-grid", Severity::Warning, place, message)
                    .help("the file was written by a faulty program; open it in Excel, check it and save it again"),
            );
        }
        let unsaved: Vec<(u32, u16)> = self.beside.unsaved.clone();
        b.report(
            "formula-unsaved",
            Severity::Warning,
            &unsaved,
            format!("{} a formula without a saved value; the value is not known and not taken as blank", hold(&unsaved)),
            "open the file in Excel, let it calculate, save it and run again",
        );
        b.report(
            "date-out-of-range",
            Severity::Warning,
            &read.odd_dates,
            format!("{} formatted as a date but outside the calendar of Excel (1900 to 9999)", are(&read.odd_dates)),
            "correct the value or its format",
        );
        b.report(
            "cell-in-error",
            Severity::Warning,
            &read.errors,
            format!("{} an error value such as #N/A; it is neither text nor blank", hold(&read.errors)),
            "mend the formula or clear the cell",
        );
        b.report(
            "cell-unreadable",
            Severity::Warning,
            &read.not_finite,
            format!("{} a number that is none (not a number, or infinite)", hold(&read.not_finite)),
            "correct the value",
        );
        b.report(
            "number-too-long",
            Severity::Warning,
            &read.long_numbers,
            format!(
                "{} a number of more than 15 digits; Excel keeps 15, so the rest is lost at the source",
                hold(&read.long_numbers)
            ),
            "keep long ids as text in the source",
        );
    }
}

/// An address beyond the grid, which [`crate::source::CellRef`] cannot hold.
fn far_address(row: u32, col: u32) -> String {
    let mut letters = Vec::new();
    let mut n = u64::from(col) + 1;
    while n > 0 {
        letters.push(b'A' + u8::try_from((n - 1) % 26).unwrap_or(0));
        n = (n - 1) / 26;
    }
    let letters: String = letters.iter().rev().map(|&b| char::from(b)).collect();
    format!("{letters}{}", u64::from(row) + 1)
}

fn hold(cells: &[(u32, u16)]) -> String {
    format!("{} {}", addresses(cells), if cells.len() == 1 { "holds" } else { "hold" })
}
fn are(cells: &[(u32, u16)]) -> String {
    format!("{} {}", addresses(cells), if cells.len() == 1 { "is" } else { "are" })
}

#[inline]
fn plain_number(read: &mut Reading, place: (u32, u16), n: f64) -> Value {
    if !n.is_finite() {
        read.not_finite.push(place);
        return Value::Error(ErrorValue::Num);
    }
    if n.abs() >= 1e15 && n.fract() == 0.0 && n.abs() < 1e30 {
        read.long_numbers.push(place);
    }
    Value::Number(n)
}

/// Indent and solid fill by style; empty where no style has either.
fn styles_of(cells: &XlsxCellReader<'_, Assembled<'_>>, builder: &mut Builder) -> Vec<(u8, u8)> {
    let mut looks = Vec::new();
    for (n, style) in cells.styles().iter().enumerate() {
        let indent = style.alignment.as_ref().and_then(|a| a.indent).unwrap_or(0);
        let colour = style
            .fill
            .as_ref()
            .filter(|f| f.pattern == calamine::FillPattern::Solid)
            .and_then(|f| f.foreground_color)
            .map(|c| [c.red, c.green, c.blue]);
        let fill = colour.map_or(0, |rgb| builder.fill(rgb));
        if indent > 0 || fill > 0 {
            looks.resize(n + 1, (0, 0));
            if let Some(look) = looks.get_mut(n) {
                *look = (indent, fill);
            }
        }
    }
    looks
}
