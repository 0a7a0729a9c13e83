//! Excel workbooks (xlsx, xlsm, xltx) by calamine's streaming cell reader into sparse grids with absolute addresses.
//!
//! The dense range is never asked for: two cells in far corners would take half a terabyte. A panic of the reader is caught and
//! costs the sheet it happens on; a cell no reader accepts costs that cell.

use super::builder::{Builder, Held, addresses, serial, span};
use super::package::{self, Assembled, Assembler, Part, SheetKind, Workbook};
use super::preflight::Container;
use super::sheet_xml::{self, Fault, MAX_COL, MAX_ROW};
use super::{Cell, ErrorValue, Found, Limits, Refusal, SheetXml, Value, quietly};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{PlaceKind, SourceId};
use calamine::{CellErrorType, DataRef, Reader, Xlsx, XlsxCellReader, XlsxError};
use std::borrow::Cow;

/// Shared texts beyond this many bytes are handed on packed, so that they are not held twice.
const HELD_STRINGS: u64 = 32 << 20;

/// Reads a workbook whose container passed the checks.
pub(crate) fn read(c: &Container<'_>, file: u16, limits: &Limits) -> Result<Found, Refusal> {
    let book = package::workbook(c, limits).map_err(Refusal::plain)?;
    let mut found = Found { kind: PlaceKind::Sheet, ..Found::default() };
    found.sheets = book.sheets.iter().map(|s| s.name.clone()).collect();
    note_sheets(&book, file, &mut found.diagnostics);
    let work: Vec<usize> = (0..book.sheets.len()).filter(|&n| kind_of(&book, n) == SheetKind::Work).collect();
    if work.is_empty() {
        let broken = book.sheets.iter().all(|s| s.kind == SheetKind::Missing);
        let words = match (book.sheets.is_empty(), broken) {
            (true, _) => "the workbook lists no sheet: it is damaged",
            (_, true) => "the workbook holds none of the sheets it lists: it is damaged",
            _ => "the workbook holds no worksheet with a table (only chart, dialog or macro sheets)",
        };
        return Err(Refusal::plain(words.into()).help("export the table itself as an Excel workbook or CSV"));
    }
    let parts = Parts::take(c, &book, &work, limits)?;
    let mut parts = parts;
    let mut opened = match parts.open(None) {
        Ok(opened) => opened,
        Err(words) => {
            let Some(n) = parts.mend_strings() else { return Err(Refusal::plain(words)) };
            found.diagnostics.push(strings_mended(n, file));
            parts.open(None).map_err(Refusal::plain)?
        }
    };
    let mut before = Held::default();
    for (&n, sheet) in work.iter().zip(0..) {
        let Some(entry) = book.sheets.get(n) else { continue };
        let source = SourceId { file, sheet: u16::try_from(n).unwrap_or(u16::MAX) };
        let beside = parts.beside(sheet);
        let run = Run { number: n, source, beside: &beside, epoch_1904: book.epoch_1904, limits, before };
        let mut read = run.cells(&mut opened);
        if let Some(fault) = read.stopped.take() {
            read = parts.second_try(&run, sheet, read, &fault);
        } else if read.blanks > 0 {
            read = parts.passed_over(&run, sheet, read);
        }
        run.close(&mut read);
        before.add(read.builder.held());
        let (mut grid, diagnostics) = read.builder.finish();
        found.diagnostics.extend(diagnostics);
        grid.hidden = entry.hidden;
        grid.hints = hints(&book);
        if !grid.rows.is_empty() {
            found.grids.push(grid);
        }
    }
    if parts.transcoded || book.transcoded {
        let words = "parts of the workbook are written in UTF-16, which few readers accept; they were read as such";
        found.diagnostics.push(Diagnostic::new("encoding-unusual", Severity::Note, file_place(file), words));
    }
    let n = book.sheets.len();
    found.how = format!("Excel workbook, {n} sheet{}", if n == 1 { "" } else { "s" });
    Ok(found)
}

fn strings_mended(n: usize, file: u16) -> Diagnostic {
    let words = match n {
        0 => "the shared texts of the workbook are in another encoding than XML is taken to be; they were read in the one they declare".to_owned(),
        1 => "one shared text of the workbook holds bytes or references that stand for no character; they are shown as \u{fffd}".to_owned(),
        n => format!("{n} shared texts of the workbook hold bytes or references that stand for no character; they are shown as \u{fffd}"),
    };
    Diagnostic::new("characters-lost", Severity::Warning, file_place(file), words)
        .help("open the file in Excel, check the texts with \u{fffd}, save it and run again")
}

fn file_place(file: u16) -> Place {
    Place::Source(SourceId { file, sheet: 0 })
}

fn kind_of(book: &Workbook, n: usize) -> SheetKind {
    book.sheets.get(n).map_or(SheetKind::Missing, |s| s.kind)
}

fn hints(book: &Workbook) -> Vec<(&'static str, String)> {
    let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
    let mut hints = vec![("format", "xlsx".to_owned()), ("sheets", names.join("|"))];
    hints.extend(book.hints.iter().cloned());
    hints
}

/// Says which sheets are hidden and which give no table.
fn note_sheets(book: &Workbook, file: u16, diagnostics: &mut Vec<Diagnostic>) {
    for (n, s) in (0u16..).zip(&book.sheets) {
        let place = Place::Source(SourceId { file, sheet: n });
        let skipped = match s.kind {
            SheetKind::Work => None,
            SheetKind::Chart => Some("the sheet is a chart and holds no cells; it is left out"),
            SheetKind::Dialog => Some("the sheet is a dialog and holds no table; it is left out"),
            SheetKind::Macro => Some("the sheet holds Excel 4 macros; macros are never run or read, it is left out"),
            SheetKind::Missing => Some("the workbook lists the sheet but does not hold it; it is left out"),
            SheetKind::Repeated => {
                Some("the workbook gives the sheet the content of an earlier one, which was read; it is left out")
            }
        };
        if let Some(words) = skipped {
            let broken = matches!(s.kind, SheetKind::Missing | SheetKind::Repeated);
            let severity = if broken { Severity::Warning } else { Severity::Note };
            diagnostics.push(Diagnostic::new("sheet-skipped", severity, place, words));
        } else if s.hidden {
            let how = if s.very_hidden { "hidden so that Excel does not list it" } else { "hidden" };
            diagnostics.push(
                Diagnostic::new(
                    "sheet-hidden",
                    Severity::Note,
                    place,
                    format!("the sheet is {how}; it was read like the others"),
                )
                .help("if it is out of date, delete it from the workbook or leave it out in the configuration"),
            );
        }
    }
}

/// The parts that go to calamine.
struct Parts<'a> {
    strings: Option<Part<'a>>,
    styles: Option<Part<'a>>,
    theme: Option<Part<'a>>,
    /// Position in the workbook, and the part.
    sheets: Vec<(usize, Part<'a>)>,
    epoch_1904: bool,
    transcoded: bool,
}

impl<'a> Parts<'a> {
    fn take(c: &Container<'a>, book: &Workbook, work: &[usize], limits: &Limits) -> Result<Self, Refusal> {
        let (mut held, mut transcoded) = (0, false);
        let mut take = |name: &Option<String>, cap: u64| -> Result<Option<Part<'a>>, Refusal> {
            let Some(entry) = name.as_ref().and_then(|n| c.find(n)) else { return Ok(None) };
            let mut none_left = usize::MAX;
            let room = if entry.size > cap { &mut none_left } else { &mut held };
            let (part, t) = package::take_part(c, entry, limits, room).map_err(Refusal::plain)?;
            transcoded |= t;
            Ok(Some(part))
        };
        let strings = take(&book.strings, HELD_STRINGS)?;
        let styles = take(&book.styles, u64::MAX)?.map(checked_styles).transpose().map_err(Refusal::plain)?;
        // A fault in the theme only costs colours.
        let theme = take(&book.theme, u64::MAX).unwrap_or(None);
        let mut sheets = Vec::with_capacity(work.len());
        for &n in work {
            let name = book.sheets.get(n).map(|s| s.part.clone());
            sheets.extend(take(&name, u64::MAX)?.map(|part| (n, part)));
        }
        let mut parts = Parts { strings: None, styles, theme, sheets, epoch_1904: book.epoch_1904, transcoded };
        parts.strings = strings.map(checked_strings).transpose().map_err(Refusal::plain)?;
        Ok(parts)
    }
    /// The clean package, opened. With a mended sheet it holds that sheet alone.
    fn open<'p>(&'p self, mended: Option<(usize, &'p [u8])>) -> Result<Xlsx<Assembled<'p>>, String> {
        let mut a = Assembler::default();
        match mended {
            Some((n, xml)) => {
                package::skeleton(&mut a, &[n], self.epoch_1904);
                a.part(&format!("xl/worksheets/{n}.xml"), Part::Held(Cow::Borrowed(xml), None));
            }
            None => {
                let numbers: Vec<usize> = self.sheets.iter().map(|(n, _)| *n).collect();
                package::skeleton(&mut a, &numbers, self.epoch_1904);
                for (n, part) in &self.sheets {
                    a.part(&format!("xl/worksheets/{n}.xml"), part.borrowed());
                }
            }
        }
        let common =
            [("xl/sharedStrings.xml", &self.strings), ("xl/styles.xml", &self.styles), ("xl/theme/theme1.xml", &self.theme)];
        for (name, part) in common {
            if let Some(part) = part {
                a.part(name, part.borrowed());
            }
        }
        let assembled = a.finish();
        match quietly(|| Xlsx::new(assembled)) {
            Some(Ok(book)) => Ok(book),
            Some(Err(e)) => Err(format!("the workbook cannot be read: {}", in_plain_words(&e))),
            None => Err("the workbook is damaged in a way that stops the reader; open it in Excel and save it again".into()),
        }
    }
    /// Makes shared texts that no reader accepts acceptable; how many were, `None` where that is not the fault.
    fn mend_strings(&mut self) -> Option<usize> {
        let (xml, n) = sheet_xml::mend_texts(self.strings.as_ref()?.held()?)?;
        self.strings = Some(Part::Held(Cow::Owned(xml), None));
        Some(n)
    }
    fn beside(&self, at: usize) -> SheetXml {
        match self.sheets.get(at) {
            Some((_, Part::Held(xml, _))) => sheet_xml::scan(xml),
            Some((_, Part::Packed(_, _, seen))) if !seen.beside => SheetXml::default(),
            Some((_, Part::Packed(bytes, entry, _))) => {
                sheet_xml::scan_from(std::io::BufReader::with_capacity(1 << 16, package::stream(bytes, entry)))
            }
            None => SheetXml::default(),
        }
    }
    /// Reads a sheet again where it holds values that the reader took for blanks without a word.
    fn passed_over(&self, run: &Run<'_>, at: usize, mut first: Reading) -> Reading {
        let Some(xml) = self.sheets.get(at).and_then(|(_, part)| part.held()).filter(|xml| sheet_xml::odd_value(xml)) else {
            return first;
        };
        let count = self.strings.as_ref().map_or(0, |p| p.held().map_or(usize::MAX, count_strings));
        let (xml, bad) = sheet_xml::mend(xml, count);
        if bad.is_empty() {
            return first;
        }
        if let Ok(mut opened) = self.open(Some((run.number, &xml))) {
            let mut again = run.cells(&mut opened);
            if again.stopped.is_none() {
                report_bad(&mut again.builder, &bad);
                again.errors.retain(|place| !bad.iter().any(|b| b.at == Some(*place)));
                return again;
            }
        }
        report_bad(&mut first.builder, &bad);
        first
    }
    /// Reads a sheet again with its bad cells mended; where that does not help, what was read before the fault is kept.
    fn second_try(&self, run: &Run<'_>, at: usize, first: Reading, fault: &str) -> Reading {
        let count = self.strings.as_ref().map_or(0, |p| p.held().map_or(usize::MAX, count_strings));
        let (xml, bad, decoded) = match self.sheets.get(at).and_then(|(_, part)| part.held()) {
            Some(xml) => {
                let (xml, decoded) = sheet_xml::as_declared(xml);
                let (xml, bad) = sheet_xml::mend(&xml, count);
                (xml, bad, decoded)
            }
            None => (Vec::new(), Vec::new(), None),
        };
        let mut read = first;
        if (!bad.is_empty() || decoded.is_some())
            && let Ok(mut opened) = self.open(Some((run.number, &xml)))
        {
            let again = run.cells(&mut opened);
            if again.builder.grid.cells.len() >= read.builder.grid.cells.len() {
                read = again;
                report_bad(&mut read.builder, &bad);
                if let Some(name) = decoded {
                    let words = format!("the sheet is written in {name}, which few readers accept; it was read as such");
                    let place = read.builder.place();
                    read.builder.diagnostics.push(Diagnostic::new("encoding-unusual", Severity::Note, place, words));
                }
                // They are error cells only because mending made them so.
                read.errors.retain(|place| !bad.iter().any(|b| b.at == Some(*place)));
                if read.stopped.is_none() {
                    return read;
                }
            }
        }
        let last = read.builder.grid.rows.last().map(|r| r.row + 1);
        let where_ = match last {
            Some(row) => format!("the sheet could be read up to row {row} only"),
            None => "nothing of the sheet could be read".to_owned(),
        };
        let fault = read.stopped.take().unwrap_or_else(|| fault.to_owned());
        let place = read.builder.place();
        read.builder.diagnostics.push(
            Diagnostic::new("sheet-incomplete", Severity::Error, place, format!("{where_}: {fault}"))
                .help("open the file in Excel, let it repair the sheet, save it and run again"),
        );
        read
    }
}

/// Shared texts whose announced number is held against their size.
fn checked_strings(part: Part<'_>) -> Result<Part<'_>, String> {
    match part {
        Part::Held(xml, crc) => {
            package::check_strings(&xml)?;
            Ok(Part::Held(xml, crc))
        }
        Part::Packed(bytes, entry, seen) => {
            use std::io::Read;
            enough_room(seen.strings, entry.size)?;
            let mut head = Vec::new();
            // What cannot be inflated was refused before.
            let _ = package::stream(bytes, &entry).take(4096).read_to_end(&mut head);
            package::check_strings(&padded(head, entry.size))?;
            Ok(Part::Packed(bytes, entry, seen))
        }
    }
}

/// Tags of the styles of a workbook: Excel allows 65,490 formats of cells, which take fewer.
const STYLE_TAGS: usize = 1_000_000;

/// Styles whose formats are few enough to be laid out.
fn checked_styles(part: Part<'_>) -> Result<Part<'_>, String> {
    let tags = part.held().map_or(usize::MAX, |xml| memchr::memchr_iter(b'<', xml).count());
    if tags > STYLE_TAGS {
        let many = if tags == usize::MAX { "too many".to_owned() } else { tags.to_string() };
        return Err(format!(
            "the styles of the workbook hold {many} elements, the limit is {STYLE_TAGS}; copy the table into a new workbook"
        ));
    }
    Ok(part)
}

/// Bytes that the shared texts of a workbook may take once they are laid out.
const STRINGS_ROOM: u64 = 400 << 20;

/// Each shared text takes its bytes and some room to hold it.
fn enough_room(strings: usize, bytes: u64) -> Result<(), String> {
    let room = (strings as u64).saturating_mul(40).saturating_add(bytes / 2);
    if room > STRINGS_ROOM {
        return Err(format!(
            "the workbook holds {strings} shared texts, which would take {}; the limit is {}",
            super::preflight::in_words(room),
            super::preflight::in_words(STRINGS_ROOM)
        ));
    }
    Ok(())
}

/// The head of a large part, long enough for the count to be held against the whole size.
fn padded(mut head: Vec<u8>, size: u64) -> Vec<u8> {
    head.resize(usize::try_from(size.min(1 << 24)).unwrap_or(0).max(head.len()), b' ');
    head
}

fn count_strings(xml: &[u8]) -> usize {
    memchr::memmem::find_iter(xml, b"<si").filter(|at| matches!(xml.get(at + 3), Some(b'>' | b' ' | b'/'))).count()
        + memchr::memmem::find_iter(xml, b":si>").filter(|at| xml.get(..*at).is_some_and(|b| !ends_a_close(b))).count()
}

fn ends_a_close(before: &[u8]) -> bool {
    let at = memchr::memrchr(b'<', before);
    at.and_then(|i| before.get(i + 1)) == Some(&b'/')
}

fn check_of(fault: Fault) -> &'static str {
    match fault {
        Fault::Outside => "cell-outside-grid",
        Fault::Unreadable => "cell-unreadable",
        Fault::Error => "cell-in-error",
    }
}

fn report_bad(builder: &mut Builder, bad: &[sheet_xml::BadCell]) {
    const NAMED: usize = 20;
    for b in bad.iter().take(NAMED) {
        let (check, place) = match b.at {
            Some((row, col)) => (check_of(b.fault), Place::Cell(builder.at(row, col))),
            None => (check_of(b.fault), builder.place()),
        };
        let help = match b.fault {
            Fault::Error => "mend the formula or clear the cell",
            _ => "the rest of the sheet was read; correct the cell in Excel and save the file",
        };
        builder.diagnostics.push(Diagnostic::new(check, Severity::Warning, place, b.what.clone()).help(help));
    }
    if bad.len() > NAMED {
        let place = builder.place();
        let words = format!("{} further cells of the sheet cannot be read", bad.len() - NAMED);
        builder.diagnostics.push(Diagnostic::new("cell-unreadable", Severity::Warning, place, words));
    }
}

/// One reading of one sheet.
struct Run<'b> {
    /// Its position in the workbook, which is its name in the clean package.
    number: usize,
    source: SourceId,
    beside: &'b SheetXml,
    epoch_1904: bool,
    limits: &'b Limits,
    /// What the sheets before it hold.
    before: Held,
}

/// What a reading gave.
struct Reading {
    builder: Builder,
    /// Why it ended early.
    stopped: Option<String>,
    /// Cells that came without a value.
    blanks: usize,
    /// The first cell outside the grid, and how many there are.
    outside: (Option<(u32, u32)>, usize),
    odd_dates: Vec<(u32, u16)>,
    errors: Vec<(u32, u16)>,
    not_finite: Vec<(u32, u16)>,
    long_numbers: Vec<(u32, u16)>,
}

impl Run<'_> {
    fn cells(&self, book: &mut Xlsx<Assembled<'_>>) -> Reading {
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
    fn close(&self, read: &mut Reading) {
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

/// A date in ISO 8601 as a serial.
pub(crate) fn iso_serial(text: &str) -> Option<Value> {
    let text = text.trim_end_matches('Z');
    let moment: jiff::civil::DateTime = text
        .parse()
        .ok()
        .or_else(|| text.parse::<jiff::civil::Date>().ok().map(|d| d.to_datetime(jiff::civil::Time::midnight())))?;
    let base = jiff::civil::date(1899, 12, 30);
    let days = base.until((jiff::Unit::Day, moment.date())).ok()?.get_days();
    let t = moment.time();
    let seconds = f64::from(t.hour()) * 3600.0 + f64::from(t.minute()) * 60.0 + f64::from(t.second());
    serial(f64::from(days) + seconds / 86_400.0, false)
}

/// An error value by calamine's name.
pub(crate) fn error_value(e: &CellErrorType) -> ErrorValue {
    match e {
        CellErrorType::Div0 => ErrorValue::Div0,
        CellErrorType::NA => ErrorValue::NotAvailable,
        CellErrorType::Name => ErrorValue::Name,
        CellErrorType::Null => ErrorValue::Null,
        CellErrorType::Num => ErrorValue::Num,
        CellErrorType::Ref => ErrorValue::Ref,
        CellErrorType::Value => ErrorValue::Value,
        CellErrorType::GettingData => ErrorValue::Other,
    }
}

/// A fault of the reader in words for people.
fn in_plain_words(e: &XlsxError) -> String {
    match e {
        XlsxError::XmlEof(_) | XlsxError::Xml(quick_xml::Error::Syntax(_)) => {
            "the sheet breaks off in the middle: the file was cut short".into()
        }
        XlsxError::Xml(e) if e.to_string().contains("before end of input") => {
            "the sheet breaks off in the middle: the file was cut short".into()
        }
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::Encoding(_) => format!("its XML is damaged ({e})"),
        XlsxError::Io(_) | XlsxError::Zip(_) => format!("its container is damaged ({e})"),
        XlsxError::NotAWorksheet(kind) => format!("it is no worksheet but `{kind}`"),
        XlsxError::Password => "it is protected with a password".into(),
        _ => format!("{e}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Write;

    #[test]
    fn an_iso_date_is_the_serial_excel_would_hold() {
        assert_eq!(iso_serial("2025-04-03"), Some(Value::Date(45_750.0)));
        assert_eq!(iso_serial("2025-04-03T12:00:00"), Some(Value::Date(45_750.5)));
        assert_eq!(iso_serial("tomorrow"), None);
    }

    /// A workbook of one sheet, written part by part.
    fn workbook(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let rel = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let rels = |inner: String| format!("<Relationships>{inner}</Relationships>");
        let parts = [
            ("[Content_Types].xml", "<Types/>".to_owned()),
            ("_rels/.rels", rels(rel("a", "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"Plan &amp; more\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>".to_owned(),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                rels(
                    [
                        rel("s", "worksheet", "/xl/worksheets/sheet1.xml"),
                        rel("t", "sharedStrings", "sharedStrings.xml"),
                        rel("y", "styles", "styles.xml"),
                    ]
                    .concat(),
                ),
            ),
            ("xl/worksheets/sheet1.xml", format!("<worksheet>{sheet}</worksheet>")),
            ("xl/sharedStrings.xml", format!("<sst uniqueCount=\"3\">{strings}</sst>")),
            ("xl/styles.xml", format!("<styleSheet>{styles}</styleSheet>")),
            ("docProps/app.xml", "<Properties><Application>Microsoft Project</Application></Properties>".to_owned()),
        ];
        let mut z = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            z.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            z.write_all(text.as_bytes()).unwrap();
        }
        z.finish().unwrap().into_inner()
    }
    fn read_one(bytes: &[u8]) -> Found {
        let limits = Limits::default();
        read(&super::super::preflight::open(bytes, &limits).unwrap(), 7, &limits).unwrap()
    }

    #[test]
    fn texts_outline_indent_fill_and_hints_are_read() {
        let styles = r#"<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FF00C875"/></patternFill></fill></fills>
            <cellXfs count="3"><xf numFmtId="0" fillId="0"/><xf numFmtId="14" fillId="2"/><xf numFmtId="0" fillId="0"><alignment indent="2"/></xf></cellXfs>"#;
        let sheet = r#"<sheetData><row r="2" outlineLevel="1"><c r="B2" t="s" s="2"><v>2</v></c><c r="C2" s="1"><v>45750</v></c></row>
            <row r="4" hidden="1"><c r="B4" t="s"><v>2</v></c><c r="C4"><f>B4</f></c></row></sheetData>"#;
        let found = read_one(&workbook(sheet, "<si><t>first</t></si><si/><si><r><t>Des</t></r><r><t>ign</t></r></si>", styles));
        let g = &found.grids[0];
        assert_eq!(found.sheets, vec!["Plan & more"]);
        assert_eq!(g.hint("application"), Some("Microsoft Project"));
        assert_eq!(g.cell_text(0, 1), Some("Design"), "an empty shared text before it shifts nothing");
        assert_eq!(g.texts.len(), 1, "one shared text, one id");
        assert_eq!(g.row_cells(0).iter().map(|c| (c.col, c.indent, c.fill)).collect::<Vec<_>>(), vec![(1, 2, 0), (2, 0, 1)]);
        assert_eq!(g.fills[0].rgb, [0x00, 0xC8, 0x75]);
        assert_eq!(g.cell(0, 2).unwrap().value, Value::Date(45_750.0));
        assert_eq!((g.rows[0].row, g.rows[0].outline, g.rows[0].hidden), (1, 1, false));
        assert_eq!((g.rows[1].row, g.rows[1].outline, g.rows[1].hidden), (3, 0, true));
        assert_eq!(g.cell(1, 2).unwrap().value, Value::Unsaved);
        assert_eq!(g.at(1, 2).source.file, 7);
    }

    #[test]
    fn one_bad_cell_among_good_ones_costs_one_cell() {
        let sheet = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>99</v></c></row><row r="2"><c r="A2" t="b"><v>maybe</v></c><c r="B2"><v>4</v></c></row></sheetData>"#;
        let found = read_one(&workbook(sheet, "<si><t>x</t></si>", ""));
        let values: Vec<Value> = found.grids[0].cells.iter().map(|c| c.value).collect();
        let bad = Value::Error(ErrorValue::Value);
        assert_eq!(values, vec![Value::Number(1.0), bad, bad, Value::Number(4.0)]);
        assert_eq!(found.diagnostics.iter().map(|d| d.check).collect::<Vec<_>>(), vec!["cell-unreadable"; 2]);
    }

    #[test]
    fn a_value_the_reader_passes_over_is_an_error_cell_and_named() {
        let sheet = r#"<sheetData><row r="1"><c r="A1"><v><v>1</v></v></c><c r="B1"><v>2</v></c><c r="C1" s="0"/>
            <c r="D1" t="n"><v>&#51;</v></c><c r="E1" t="inlineStr"><v>lost</v></c><c r="F1" t="str"><v>&amp;kept</v></c>
            <c r="G1"><v>7<i>8</i></v></c><c r="H1" t="inlineStr"><is><t>text</t></is></c></row></sheetData>"#;
        let found = read_one(&workbook(sheet, "", ""));
        let g = &found.grids[0];
        let bad = Value::Error(ErrorValue::Value);
        let values: Vec<_> = (0..8).map(|col| g.cell(0, col).map(|c| c.value)).collect();
        assert_eq!(values[..5], [Some(bad), Some(Value::Number(2.0)), None, Some(bad), Some(bad)]);
        assert_eq!((g.cell_text(0, 5), g.cell_text(0, 7)), (Some("&kept"), Some("text")));
        assert_eq!(values[6], Some(bad));
        let named: Vec<_> = found.diagnostics.iter().map(|d| (d.check, d.place.clone())).collect();
        let at = |col| ("cell-unreadable", Place::Cell(g.at(0, col)));
        assert_eq!(named, [at(0), at(3), at(4), at(6)]);
        // Blanks that are blanks say nothing.
        let plain =
            r#"<sheetData><row r="1"><c r="A1"><v></v></c><c r="B1"/><c r="C1" t="str"><v>&lt;</v></c></row></sheetData>"#;
        assert_eq!(read_one(&workbook(plain, "", "")).diagnostics, []);
    }

    #[test]
    fn cells_stated_twice_are_reported() {
        let found = read_one(&workbook(
            r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>"#,
            "",
            "",
        ));
        assert_eq!(found.grids[0].cells.len(), 1);
        assert_eq!(found.diagnostics[0].check, "cell-repeated");
    }
}
