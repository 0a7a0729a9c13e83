//! The canonical form as a workbook: one sheet a table, its header in sight and explained in notes, lists to choose from where a
//! column takes a few words.

use super::Titles;
use crate::error::{Error, Result};
use crate::model::canonical::{Datum, Head, ORIGIN, ORIGINS, Takes};
use crate::report::canonical::Table;
use crate::report::plan::Style;
use crate::write::style::Palette;
use crate::write::text;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, FormatBorder, Formula,
    Note, Workbook, Worksheet, XlsxError,
};
use std::path::Path;

type Done<T> = std::result::Result<T, XlsxError>;

/// Rows of data on one sheet; what is more goes to a second one.
const SHEET_ROWS: usize = 1_000_000;
/// Sheets with more rows are written row by row.
const BIG: usize = 5_000;
/// Rows of a template that have lists to choose from.
const FILLED_ROWS: u32 = 1_000;
/// Rows of a template that are ruled, so that it looks like the form it is.
const RULED_ROWS: u32 = 40;
const RULE: u32 = 0xB8_C4D4;

/// Writes the workbook; gives the number of texts that were cut to what a cell holds.
pub(super) fn write(tables: &[Table], titles: &Titles, path: &Path) -> Result<usize> {
    let refused = |e: XlsxError| Error::Output {
        path: path.to_owned(),
        message: format!("the workbook cannot be written: {e}"),
        source: None,
    };
    let mut book = Workbook::new();
    if let Some(folder) = path.parent() {
        book.set_tempdir(folder).map_err(refused)?;
    }
    book.set_properties(&properties(titles).map_err(refused)?);
    let mut work = Fill { palette: Palette::new(), cut: 0, titles };
    if tables.iter().any(|t| t.rows > BIG) {
        work.palette.every().iter().for_each(|format| book.register_format(format));
    }
    for table in tables {
        for part in 0..table.rows.div_ceil(SHEET_ROWS).max(1) {
            let sheet = if table.rows > BIG { book.new_worksheet_with_constant_memory() } else { Ok(Worksheet::new()) };
            let mut sheet = sheet.map_err(refused)?;
            let rows = part * SHEET_ROWS..((part + 1) * SHEET_ROWS).min(table.rows);
            work.sheet(&mut sheet, table, part, rows).map_err(refused)?;
            book.push_worksheet(sheet);
        }
    }
    book.save(path).map_err(refused)?;
    Ok(work.cut)
}

fn properties(titles: &Titles) -> Done<DocProperties> {
    let day = titles.as_of;
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let made = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
    Ok(DocProperties::new()
        .set_title(text::cut_units(&text::cell(titles.title), 200))
        .set_author("steerpack")
        .set_subject(if titles.template { "steerpack template" } else { "steerpack canonical form" })
        .set_creation_datetime(&made))
}

struct Fill<'a> {
    palette: Palette,
    cut: usize,
    titles: &'a Titles<'a>,
}

impl Fill<'_> {
    fn sheet(&mut self, sheet: &mut Worksheet, table: &Table, part: usize, rows: std::ops::Range<usize>) -> Done<()> {
        let name = if part == 0 { table.name.to_owned() } else { format!("{} ({})", table.name, part + 1) };
        sheet.set_name(text::sheet_name(&name))?;
        sheet.set_row_height(0, 30)?;
        for (col, head) in (0..).zip(&table.columns) {
            sheet.set_column_width(col, width(head, self.titles.template))?;
            sheet.write_string_with_format(0, col, head.header, self.palette.get(Style::Header))?;
            sheet.insert_note(0, col, &note(head, self.titles.template))?;
            if self.titles.template && table.rows == 0 {
                let ruled = self.palette.get(look(head.takes)).clone();
                let ruled = ruled.set_border_bottom(FormatBorder::Hair).set_border_color(Color::RGB(RULE)).set_text_wrap();
                sheet.set_column_format(col, &ruled)?;
                for row in 1..=RULED_ROWS {
                    sheet.write_blank(row, col, &ruled)?;
                }
            }
        }
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        for (row, ix) in (1..).zip(rows) {
            for (col, (cell, head)) in (0..).zip((table.row)(ix).iter().zip(&table.columns)) {
                if let Some(datum) = cell {
                    self.cell(sheet, row, col, head, datum)?;
                }
            }
        }
        let last = if self.titles.template { FILLED_ROWS } else { count };
        for (col, head) in (0..).zip(&table.columns) {
            if let Some(rule) = rule(head, self.titles.template).filter(|_| last > 0 && table.name != "About") {
                sheet.add_data_validation(1, col, last, col, &rule)?;
            }
        }
        let right = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(0);
        sheet.autofilter(0, 0, count.max(1), right)?;
        sheet.set_freeze_panes(1, if table.name == "About" { 0 } else { 1 })?;
        sheet.set_landscape();
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        if !table.name.is_empty() && table.columns.iter().any(|c| !c.by_hand) && !self.titles.template {
            sheet.set_tab_color(Color::RGB(if by_people(table.name) { 0x1F_3A5F } else { 0xB0_B0B0 }));
        }
        Ok(())
    }

    fn cell(&mut self, sheet: &mut Worksheet, row: u32, col: u16, head: &Head, datum: &Datum) -> Done<()> {
        match datum {
            Datum::Number(number) => {
                sheet.write_number_with_format(row, col, *number, self.palette.get(look(head.takes)))?;
            }
            // Excel knows no day before 1900
            Datum::Date(date) if (1901..=9999).contains(&date.year()) => {
                sheet.write_datetime_with_format(row, col, *date, self.palette.get(Style::Date))?;
            }
            other => {
                let Some(words) = other.text() else { return Ok(()) };
                if words.len() > text::CELL_UNITS && words.encode_utf16().count() > text::CELL_UNITS {
                    self.cut += 1;
                }
                let style = match head.header {
                    ORIGIN | ORIGINS => Style::Muted,
                    _ if self.titles.template => Style::Wrap,
                    _ => Style::Plain,
                };
                sheet.write_string_with_format(row, col, text::cell(&words), self.palette.get(style))?;
            }
        }
        Ok(())
    }
}

fn by_people(table: &str) -> bool {
    crate::model::canonical::tables().iter().any(|t| t.name == table && t.by_hand)
}

fn look(takes: Takes) -> Style {
    match takes {
        Takes::Date => Style::Date,
        Takes::Fraction => Style::Percent,
        _ => Style::Plain,
    }
}

fn width(head: &Head, template: bool) -> f64 {
    match (head.header, head.takes) {
        ("Value" | "Text", _) if template => 110.0,
        ("Name" | "Title" | "Text" | "Value" | "What", _) => 42.0,
        ("Description" | "Notes" | "Response" | "Options" | "Recommendation" | "Evidence" | "Why", _) => 48.0,
        ("ID" | "Parent", _) if template => 9.0,
        (ORIGIN, _) if template => 16.0,
        ("ID" | "Parent" | "Task" | "Predecessor" | "Successor", _) => 24.0,
        ("Key" | "RAG" | "Lag" | "Currency" | "Outline" | "Kind", _) => 11.0,
        (_, Takes::Date | Takes::Number | Takes::Fraction | Takes::Yes) => 13.0,
        (ORIGIN, _) => 30.0,
        (ORIGINS, _) => 24.0,
        (_, Takes::Cells) => 20.0,
        _ => 20.0,
    }
}

/// A header's note: what the column means and what it takes.
fn note(head: &Head, template: bool) -> Note {
    let mut words = format!("{}\n", head.about);
    if head.header != ORIGIN && head.header != ORIGINS {
        words.push_str(&format!("Takes {}.", head.takes.words()));
    }
    if !template && !head.by_hand {
        words.push_str("\nFilled by steerpack.");
    }
    let lines = words.lines().map(|l| l.len() / 38 + 1).sum::<usize>();
    let height = u32::try_from(lines * 17 + 12).unwrap_or(80);
    Note::new(words.trim_end()).add_author_prefix(false).set_width(270).set_height(height)
}

/// The list to choose from, where a column takes a few words or rows of another table; what else a cell must hold.
fn rule(head: &Head, template: bool) -> Option<DataValidation> {
    let wrong = |rule: DataValidation, title: &str| {
        rule.set_error_title(title).ok()?.set_error_message(format!("{}: {}", head.header, head.takes.words())).ok()
    };
    match head.takes {
        Takes::OneOf(words) => wrong(DataValidation::new().allow_list_strings(words).ok()?, "Not one of the words"),
        Takes::Yes if template => wrong(DataValidation::new().allow_list_strings(&["yes"]).ok()?, "Not one of the words"),
        Takes::Date if template => {
            let first = ExcelDateTime::from_ymd(1980, 1, 1).ok()?;
            wrong(DataValidation::new().allow_date(DataValidationRule::GreaterThan(first)), "Not a date")
        }
        Takes::Number if template => {
            wrong(DataValidation::new().allow_decimal_number(DataValidationRule::Between(-1e15, 1e15)), "Not a number")
        }
        Takes::Fraction if template => {
            wrong(DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 10.0)), "Not a percentage")
        }
        // people may name what the other table does not list yet
        Takes::Row(table) if template => {
            let list = Formula::new(format!("={table}!$A$2:$A${}", FILLED_ROWS + 1));
            Some(DataValidation::new().allow_list_formula(list).set_error_style(DataValidationErrorStyle::Information))
        }
        _ => None,
    }
}
