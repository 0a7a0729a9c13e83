//! The workbook as a file. Sheets with up to [`LOW_MEMORY_ROWS`] table rows are filled in the standard mode; bigger ones row by
//! row from a plan that never stands whole in memory, in the mode that keeps their text in the cells: with shared strings
//! (the crate's low-memory mode) sheets would have to be filled one after the other, because strings are numbered as they
//! arrive, and every text would be held until the end. So each sheet is a piece of work of its own, and the same plan gives
//! the same bytes on any number of threads.

use super::disk::{OneFault, denied};
use super::notes::SheetNotes;
use super::package::{Mend, settle};
use super::ranges;
use super::sheet::{Fill, fill};
use super::style::Palette;
use crate::error::{Error, Result};
use crate::report::plan::{LOW_MEMORY_ROWS, SheetPlan, WorkbookPlan};
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{BufReader, BufWriter, Cursor, Read as _};
use std::path::Path;

/// A workbook whose sheets are filled and whose package is not yet written.
pub struct Filled {
    book: Workbook,
    mend: Mend,
    /// Whether a sheet keeps its rows in a file.
    big: bool,
    level: u8,
    sheets: usize,
}

/// Writes the workbook to a file, and opens it again to see that it is whole.
///
/// # Errors
/// The file cannot be written, or the plan breaks a rule of the format (a fault of steerpack, named).
pub fn xlsx(plan: &WorkbookPlan, path: &Path) -> Result<()> {
    fill_book(plan, path)?.save(path)
}

/// Fills all sheets, side by side. Big ones keep their rows in files beside `path` until they are saved.
///
/// # Errors
/// As for [`xlsx`].
pub fn fill_book(plan: &WorkbookPlan, path: &Path) -> Result<Filled> {
    let mut book = Workbook::new();
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        book.set_tempdir(folder).map_err(|e| refused(path, e))?;
    }
    let rows: usize = plan.sheets.iter().map(table_rows).sum();
    book.set_properties(&properties(plan).map_err(|e| refused(path, e))?);
    let mut mend = Mend { ranges: ranges::deferred(&plan.sheets), notes: Vec::new() };
    for (sheet, notes) in sheets(&mut book, plan).map_err(|e| refused(path, e))? {
        book.push_worksheet(sheet);
        if !notes.notes.is_empty() {
            mend.notes.push(notes);
        }
    }
    let big = plan.sheets.iter().any(is_big);
    Ok(Filled { book, mend, big, level: zip_level(rows), sheets: plan.sheets.len() })
}

/// A board's pack is packed small; the more rows there are, the more packing would hold up the run for a tenth of the size.
fn zip_level(rows: usize) -> u8 {
    match rows {
        0..=2_000 => 6,
        _ => 1,
    }
}

impl Filled {
    /// Packs the workbook into a file, and opens it again to see that it is whole.
    ///
    /// # Errors
    /// As for [`xlsx`].
    pub fn save(self, path: &Path) -> Result<()> {
        let Filled { mut book, mend, big, level, sheets } = self;
        book.set_zip_compression_level(level);
        if big {
            let first = path.with_extension("part");
            let file = File::create(&first).map_err(|e| unwritable(path, e))?;
            let mut out = BufWriter::with_capacity(1 << 18, OneFault::new(file));
            let (saved, notes) = rayon::join(|| book.save_to_writer(&mut out), || mend.notes(level));
            saved.map_err(|e| refused(path, e))?;
            settle(out).map_err(|e| unwritable(path, e))?;
            // big sheets keep rows in files beside the workbook, which must be gone before the pack is exchanged
            let again = || File::open(&first).map(|file| BufReader::with_capacity(1 << 18, file));
            let copy = || notes.and_then(|notes| mend.apply(notes, again()?, path, level));
            let (copied, ()) = rayon::join(copy, || drop(book));
            copied.and_then(|()| std::fs::remove_file(&first)).map_err(|e| unwritable(path, e))?;
        } else {
            let (saved, notes) = rayon::join(|| book.save_to_buffer(), || mend.notes(level));
            let saved = saved.map_err(|e| refused(path, e))?;
            let copied = notes.and_then(|notes| mend.apply(notes, Cursor::new(saved), path, level));
            copied.map_err(|e| unwritable(path, e))?;
            // taking a workbook apart is a tenth of a small run: it need not be waited for
            rayon::spawn(move || drop(book));
        }
        whole(path, sheets)
    }
}

fn table_rows(sheet: &SheetPlan) -> usize {
    sheet.tables.iter().map(|t| t.rows).fold(0, usize::saturating_add)
}

fn table_cells(sheet: &SheetPlan) -> usize {
    sheet.tables.iter().map(|t| t.rows.saturating_mul(t.columns.len())).fold(0, usize::saturating_add)
}

fn is_big(sheet: &SheetPlan) -> bool {
    sheet.tables.iter().any(|t| t.rows > LOW_MEMORY_ROWS)
}

fn properties(plan: &WorkbookPlan) -> std::result::Result<DocProperties, XlsxError> {
    let day = plan.as_of;
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let made = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
    let title = super::text::cell(&plan.title).into_owned();
    Ok(DocProperties::new()
        .set_title(super::text::cut_units(&title, 200))
        .set_subject(format!("Steering-committee pack as of {}", super::sheet::day_text(day)))
        .set_author("steerpack")
        .set_keywords("program, portfolio, steering committee, dependencies, contention")
        .set_creation_datetime(&made))
}

/// All sheets in their order, each filled as a piece of work of its own.
fn sheets(book: &mut Workbook, plan: &WorkbookPlan) -> std::result::Result<Vec<(Worksheet, SheetNotes)>, XlsxError> {
    let palette = Palette::new();
    if plan.sheets.iter().any(is_big) {
        palette.every().iter().for_each(|format| book.register_format(format));
    }
    let mut work: Vec<(usize, &SheetPlan, Worksheet)> = Vec::with_capacity(plan.sheets.len());
    for (ix, sheet) in plan.sheets.iter().enumerate() {
        let worksheet = if is_big(sheet) { book.new_worksheet_with_constant_memory()? } else { Worksheet::new() };
        work.push((ix, sheet, worksheet));
    }
    // The longest first, so that no thread is left waiting for one that started late; and every other one in the second half,
    // because the first split of the work is where two threads part.
    work.sort_by_key(|(ix, sheet, _)| (std::cmp::Reverse(table_cells(sheet)), *ix));
    let mut rank = 0;
    let (mut work, second): (Vec<_>, Vec<_>) = work.into_iter().partition(|_| {
        rank += 1;
        rank % 2 == 1
    });
    work.extend(second);
    let how = Fill { palette: &palette, title: &plan.title, as_of: plan.as_of, paper: plan.paper };
    let filled: Vec<std::result::Result<(usize, Worksheet, SheetNotes), XlsxError>> = work
        .into_par_iter()
        .with_max_len(1)
        .map(|(ix, sheet, mut worksheet)| {
            let notes = fill(&how, sheet, &mut worksheet, is_big(sheet))?;
            Ok((ix, worksheet, notes))
        })
        .collect();
    let mut all = filled.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
    all.sort_by_key(|(ix, ..)| *ix);
    Ok(all.into_iter().map(|(_, sheet, notes)| (sheet, notes)).collect())
}

/// Opens the written file as a zip container and looks for what a spreadsheet program looks for first.
fn whole(path: &Path, sheets: usize) -> Result<()> {
    let broken = |what: String| Error::Output {
        path: path.to_owned(),
        message: format!("the workbook is not whole after writing ({what}); is the disk full?"),
        source: None,
    };
    let file = File::open(path).map_err(|e| unwritable(path, e))?;
    let mut zip = zip::ZipArchive::new(std::io::BufReader::new(file)).map_err(|e| broken(e.to_string()))?;
    let mut types = String::new();
    zip.by_name("[Content_Types].xml")
        .map_err(|e| broken(e.to_string()))?
        .read_to_string(&mut types)
        .map_err(|e| broken(e.to_string()))?;
    let listed = types.matches("spreadsheetml.worksheet+xml").count();
    let there = zip.file_names().flatten().filter(|n| n.starts_with("xl/worksheets/sheet")).count();
    if !types.trim_end().ends_with("</Types>") || listed != sheets.max(1) || there != listed {
        return Err(broken(format!("{sheets} sheets planned, {listed} listed, {there} there")));
    }
    Ok(())
}

fn unwritable(path: &Path, cause: std::io::Error) -> Error {
    denied(path, "the workbook cannot be written", cause)
}

fn refused(path: &Path, cause: XlsxError) -> Error {
    match cause {
        XlsxError::IoError(e) => unwritable(path, e),
        XlsxError::ZipError(zip::result::ZipError::Io(e)) => unwritable(path, e),
        other => Error::Output {
            path: path.to_owned(),
            message: format!("the workbook cannot be written (a fault of steerpack, please report it): {other}"),
            source: None,
        },
    }
}
