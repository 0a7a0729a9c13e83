//! xls, xlsb and ods are read in a child process of the same executable: their reader can panic, loop or ask for memory without
//! bound, and none of that may end the run. The parent keeps the wall limit, the child's allocator the memory limit; whatever
//! kills the child is a finding in plain words.

use super::builder::{Builder, serial, span};
use super::preflight::{self, Container};
use super::wire::{self, Answer, SentSheet};
use super::workbook::{error_value, iso_serial};
use super::{CHILD_ARG, Cell, ErrorValue, Found, Input, InputBytes, Limits, ReadOptions, Refusal, Value, quietly};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{PlaceKind, SourceId};
use calamine::{Data, DataRef, Ods, Range, Reader, SheetType, SheetVisible, Xls, Xlsb};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

/// A format read in the child.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    /// Excel 97-2003.
    Xls,
    /// Binary Excel.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
}

impl Format {
    fn word(self) -> &'static str {
        match self {
            Format::Xls => "xls",
            Format::Xlsb => "xlsb",
            Format::Ods => "ods",
        }
    }
    fn title(self) -> &'static str {
        match self {
            Format::Xls => "Excel 97-2003 workbook",
            Format::Xlsb => "binary Excel workbook",
            Format::Ods => "OpenDocument spreadsheet",
        }
    }
    /// What to do with a file of the format that cannot be read.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Format::Ods => "open it in LibreOffice and use File > Save As > Excel 2007-365 (*.xlsx)",
            _ => "open it in Excel and use File > Save As > Excel Workbook (*.xlsx)",
        }
    }
}

/// One child at a time: each may take the memory limit, and several at once would add up beyond what a run may take.
static ONE_CHILD: Mutex<()> = Mutex::new(());

/// Reads a workbook through the child.
pub(crate) fn read(input: &Input, bytes: &[u8], format: Format, file: u16, options: &ReadOptions) -> Result<Found, Refusal> {
    let refuse = |words: String| Refusal::plain(words).help(format.help());
    let exe = options
        .reader_exe
        .as_ref()
        .ok_or_else(|| refuse(format!("the file is an {}, and no reader process was named for it", format.title())))?;
    // The name is held until the child has ended.
    let kept;
    let path: &Path = match &input.bytes {
        InputBytes::File(path) => path,
        InputBytes::Memory(_) => {
            let mut copy =
                tempfile::NamedTempFile::new().map_err(|e| refuse(format!("no temporary file could be made for it ({e})")))?;
            copy.write_all(bytes).map_err(|e| refuse(format!("no temporary file could be written for it ({e})")))?;
            kept = copy;
            kept.path()
        }
    };
    let limits = &options.limits;
    // A thread that panicked while it held the place left nothing behind that could be wrong.
    let alone = ONE_CHILD.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let answer = run(exe, path, format, limits).map_err(refuse)?;
    let said = wire::read(&answer, file, limits);
    drop(answer);
    drop(alone);
    match said {
        Some(Answer::Words(words)) => Err(refuse(words)),
        Some(Answer::Sheets(sheets)) => found(sheets, format, file),
        None => Err(refuse("the reader process gave no usable answer; the file is damaged".into())),
    }
}

fn found(sheets: Vec<SentSheet>, format: Format, file: u16) -> Result<Found, Refusal> {
    let mut found = Found { kind: PlaceKind::Sheet, ..Found::default() };
    let names: Vec<String> = sheets.iter().map(|s| s.name.clone()).collect();
    let hint = names.join("|");
    for (n, sheet) in (0u16..).zip(sheets) {
        let source = SourceId { file, sheet: n };
        let place = Place::Source(source);
        if !sheet.skipped.is_empty() {
            let said = match sheet.skipped.starts_with(UNREADABLE) {
                true => Diagnostic::new("sheet-incomplete", Severity::Error, place, sheet.skipped).help(format.help()),
                false => Diagnostic::new("sheet-skipped", Severity::Note, place, sheet.skipped),
            };
            found.diagnostics.push(said);
            continue;
        }
        if sheet.hidden {
            found.diagnostics.push(
                Diagnostic::new(
                    "sheet-hidden",
                    Severity::Note,
                    place.clone(),
                    "the sheet is hidden; it was read like the others",
                )
                .help("if it is out of date, delete it from the workbook or leave it out in the configuration"),
            );
        }
        let mut b = Builder::new(source, &Limits::default());
        for (kind, words) in &sheet.remarks {
            let (check, severity) = match *kind {
                INCOMPLETE => ("sheet-incomplete", Severity::Error),
                OUTSIDE => ("cell-outside-grid", Severity::Warning),
                _ => ("cell-repeated", Severity::Warning),
            };
            b.diagnostics.push(Diagnostic::new(check, severity, place.clone(), words.clone()).help(format.help()));
        }
        report(&mut b, &sheet);
        found.diagnostics.append(&mut b.diagnostics);
        let mut grid = sheet.grid;
        grid.hidden = sheet.hidden;
        grid.hints = vec![("format", format.word().to_owned()), ("sheets", hint.clone())];
        grid.cannot_tell = match format {
            Format::Xls => vec!["outline levels", "hidden rows", "indents", "fill colours", "formulas without a saved value"],
            _ => {
                vec!["outline levels", "hidden rows", "merged cells", "indents", "fill colours", "formulas without a saved value"]
            }
        };
        if !grid.rows.is_empty() {
            found.grids.push(grid);
        }
    }
    let n = names.len();
    found.sheets = names;
    found.how = format!("{}, {n} sheet{}, read in a process of its own", format.title(), if n == 1 { "" } else { "s" });
    Ok(found)
}

fn report(b: &mut Builder, sheet: &SentSheet) {
    let mut errors = Vec::new();
    for (ix, row) in sheet.grid.rows.iter().enumerate() {
        errors.extend(sheet.grid.row_cells(ix).iter().filter(|c| matches!(c.value, Value::Error(_))).map(|c| (row.row, c.col)));
    }
    let named = super::builder::addresses;
    if !errors.is_empty() {
        let message = format!("{} with an error value such as #N/A; it is neither text nor blank", named(&errors));
        b.report("cell-in-error", Severity::Warning, &errors, message, "mend the formula or clear the cell");
    }
    if !sheet.odd_dates.is_empty() {
        let message = format!("{} formatted as a date but outside the calendar of Excel (1900 to 9999)", named(&sheet.odd_dates));
        b.report("date-out-of-range", Severity::Warning, &sheet.odd_dates, message, "correct the value or its format");
    }
}

/// Starts the child and gives its answer, or in words what became of it.
fn run(exe: &Path, path: &Path, format: Format, limits: &Limits) -> Result<Vec<u8>, String> {
    let mut child = Command::new(exe)
        .arg(CHILD_ARG)
        .arg(path)
        .arg(format.word())
        .arg(limits.child_bytes.to_string())
        .arg(limits.cells.to_string())
        .arg(limits.text_bytes.to_string())
        .arg(limits.rows.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("the reader process could not be started ({e})"))?;
    let deadline = Instant::now() + Duration::from_secs(limits.child_seconds);
    let (to_parent, from_reader) = mpsc::channel();
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let cap = limits.child_bytes;
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(out) = stdout {
            // A broken pipe is a broken answer, which is found when it is read.
            let _ = out.take(cap).read_to_end(&mut bytes);
        }
        let _ = to_parent.send(bytes);
    });
    let complaints = std::thread::spawn(move || {
        let mut words = Vec::new();
        if let Some(err) = stderr {
            let _ = err.take(4096).read_to_end(&mut words);
        }
        words
    });
    let answer = from_reader.recv_timeout(deadline.saturating_duration_since(Instant::now()));
    let Ok(answer) = answer else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(format!("reading took longer than {} seconds, the limit, and was stopped", limits.child_seconds));
    };
    // The answer is whole, so the child is at its end; it gets what is left of the time.
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
        }
    };
    if status.is_some_and(|s| s.success()) {
        return Ok(answer);
    }
    let words = complaints.join().unwrap_or_default();
    if memchr::memmem::find(&words, b"memory allocation").is_some() {
        let limit = preflight::in_words(limits.child_bytes);
        return Err(format!(
            "reading it takes more than {limit} of memory, the limit: it is very large, damaged or made to harm"
        ));
    }
    Err("the reader process ended before it was done: the file is damaged or made to harm".into())
}

/// Kinds of remarks on a sheet that the child sends.
const INCOMPLETE: u8 = 0;
const OUTSIDE: u8 = 1;
const REPEATED: u8 = 2;

/// How the words for a sheet begin that gave nothing, though it should hold a table.
const UNREADABLE: &str = "the sheet cannot be read";

/// Cells an ods file may announce by repeating them.
const ODS_CELLS: u64 = 6_000_000;
/// Bytes of the content part of an ods file.
const ODS_BYTES: u64 = 192 << 20;

/// Counts what an ods file announces by repeated cells and rows, before the child is asked to lay it out.
pub(crate) fn check_ods(c: &Container<'_>, limits: &Limits) -> Result<(), String> {
    let entry = c.find("content.xml").ok_or("the container holds no content part: the file was cut short")?;
    if entry.size > ODS_BYTES {
        return Err(format!(
            "its content has {}, the limit for this format is {}",
            preflight::in_words(entry.size),
            preflight::in_words(ODS_BYTES)
        ));
    }
    let (xml, _) = super::package::xml_part(c, entry, limits)?;
    let announced = super::ods_count::announced(&xml);
    let limit = ODS_CELLS.min(limits.cells as u64);
    if announced.cells > limit {
        return Err(format!(
            "it announces {} cells, most of them by repetition; the limit for this format is {limit}",
            announced.cells
        ));
    }
    if announced.text > limits.text_bytes as u64 / 2 {
        return Err(format!(
            "it announces {} of text by repetition, the limit is {}",
            preflight::in_words(announced.text),
            preflight::in_words(limits.text_bytes as u64 / 2)
        ));
    }
    if !announced.closed {
        return Err("its content breaks off in the middle: the file was cut short".into());
    }
    Ok(())
}

fn argument(n: usize) -> Option<String> {
    std::env::args_os().nth(n).map(|a| a.to_string_lossy().into_owned())
}

/// Bytes the child may allocate, from its arguments.
pub(crate) fn allowance() -> usize {
    argument(4).and_then(|a| a.parse().ok()).unwrap_or(400 << 20)
}

/// The child's program.
pub(crate) fn main(path: &Path) -> u8 {
    let number = |n| argument(n).and_then(|a| a.parse::<usize>().ok());
    let defaults = Limits::default();
    let limits = Limits {
        cells: number(5).unwrap_or(defaults.cells),
        text_bytes: number(6).unwrap_or(defaults.text_bytes),
        rows: number(7).unwrap_or(defaults.rows),
        ..defaults
    };
    let format = argument(3).unwrap_or_default();
    let answer = match quietly(|| sheets(path, &format, &limits)) {
        Some(Ok(sheets)) => wire::write(&sheets),
        Some(Err(words)) => wire::write_words(&words),
        None => wire::write_words("the file is damaged in a way that stops the reader"),
    };
    let mut out = std::io::stdout().lock();
    if out.write_all(&answer).and_then(|()| out.flush()).is_ok() { 0 } else { 4 }
}

fn sheets(path: &Path, format: &str, limits: &Limits) -> Result<Vec<SentSheet>, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("the file cannot be opened ({e})"))?;
    let cursor = std::io::Cursor::new(bytes);
    match format {
        "xls" => xls(Xls::new(cursor).map_err(|e| xls_words(&e))?, limits),
        "xlsb" => xlsb(Xlsb::new(cursor).map_err(|e| plain(&e.to_string()))?, limits),
        "ods" => ods(Ods::new(cursor).map_err(|e| plain(&e.to_string()))?, limits),
        _ => Err("the format is unknown".into()),
    }
}

/// A library's words for people.
fn plain(words: &str) -> String {
    let lower = words.to_lowercase();
    if lower.contains("password") {
        return "the workbook is protected with a password; open it, remove the password (File > Info > Protect Workbook), save it".into();
    }
    if lower.contains("cfb error") || lower.contains("ole") {
        return "the file's container is damaged or was cut short".into();
    }
    if lower.contains("limit") {
        return "the file announces more cells than fit into memory".into();
    }
    format!("the file is damaged ({words})")
}

fn xls_words(e: &calamine::XlsError) -> String {
    match e {
        calamine::XlsError::Password => plain("password"),
        e => plain(&e.to_string()),
    }
}

fn start(name: &str, visible: SheetVisible, typ: SheetType) -> SentSheet {
    let skipped = match typ {
        SheetType::WorkSheet => String::new(),
        SheetType::ChartSheet => "the sheet is a chart and holds no cells; it is left out".into(),
        SheetType::MacroSheet | SheetType::Vba => "the sheet holds macros; macros are never run or read, it is left out".into(),
        SheetType::DialogSheet => "the sheet is a dialog and holds no table; it is left out".into(),
    };
    SentSheet { name: name.to_owned(), hidden: visible != SheetVisible::Visible, skipped, ..SentSheet::default() }
}

fn dense(range: &Range<Data>, epoch_1904: bool, sent: &mut SentSheet, limits: &Limits) -> Result<(), String> {
    let mut b = Builder::new(SourceId { file: 0, sheet: 0 }, limits);
    let (top, left) = range.start().unwrap_or((0, 0));
    for (row, col, data) in range.used_cells() {
        let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
        let col = left.saturating_add(u32::try_from(col).unwrap_or(u32::MAX));
        let Ok(col) = u16::try_from(col) else { continue };
        let value = match data {
            Data::Empty => continue,
            Data::String(t) if t.is_empty() => continue,
            Data::String(t) => Value::Text(b.text(t)?),
            Data::Float(n) => number(*n),
            #[allow(clippy::cast_precision_loss, reason = "Excel itself holds numbers as doubles")]
            Data::Int(n) => number(*n as f64),
            Data::Bool(v) => Value::Bool(*v),
            Data::DateTime(d) => date(d.as_f64(), d.is_duration(), epoch_1904, (row, col), &mut sent.odd_dates),
            Data::DateTimeIso(t) => match iso_serial(t) {
                Some(v) => v,
                None => Value::Text(b.text(t)?),
            },
            Data::DurationIso(t) => match iso_span(t) {
                Some(v) => v,
                None => Value::Text(b.text(t)?),
            },
            Data::Error(e) => Value::Error(error_value(e)),
        };
        b.push(row, Cell { col, indent: 0, fill: 0, value })?;
    }
    b.whole()?;
    sent.grid = b.finish().0;
    Ok(())
}

fn number(n: f64) -> Value {
    if n.is_finite() { Value::Number(n) } else { Value::Error(ErrorValue::Num) }
}

fn date(n: f64, is_span: bool, epoch_1904: bool, at: (u32, u16), odd: &mut Vec<(u32, u16)>) -> Value {
    if !n.is_finite() {
        return Value::Error(ErrorValue::Num);
    }
    let value = if is_span { span(n) } else { serial(n, epoch_1904) };
    value.unwrap_or_else(|| {
        odd.push(at);
        Value::Number(n)
    })
}

/// `PT08H30M00S` in days.
fn iso_span(text: &str) -> Option<Value> {
    let parsed: jiff::Span = text.parse().ok()?;
    let hours = parsed.total(jiff::Unit::Hour).ok()?;
    span(hours / 24.0)
}

fn xls(mut book: Xls<std::io::Cursor<Vec<u8>>>, limits: &Limits) -> Result<Vec<SentSheet>, String> {
    let epoch = book.has_1904_epoch();
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for s in listed {
        let mut sent = start(&s.name, s.visible, s.typ);
        if sent.skipped.is_empty() {
            match book.worksheet_range(&s.name) {
                Ok(range) => dense(&range, epoch, &mut sent, limits)?,
                Err(e) => sent.skipped = format!("{UNREADABLE}: {}", xls_words(&e)),
            }
            for d in book.merge_cells_by_sheet_name(&s.name).unwrap_or_default() {
                let cols = (u16::try_from(d.start.1), u16::try_from(d.end.1));
                if let (Ok(left), Ok(right)) = cols {
                    sent.grid.merges.push(super::Area { top: d.start.0, left, bottom: d.end.0, right });
                }
            }
        }
        sheets.push(sent);
    }
    Ok(sheets)
}

fn ods(mut book: Ods<std::io::Cursor<Vec<u8>>>, limits: &Limits) -> Result<Vec<SentSheet>, String> {
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for s in listed {
        let mut sent = start(&s.name, s.visible, s.typ);
        match book.worksheet_range(&s.name) {
            Ok(range) => dense(&range, false, &mut sent, limits)?,
            Err(e) => sent.skipped = format!("{UNREADABLE}: {}", plain(&e.to_string())),
        }
        sheets.push(sent);
    }
    Ok(sheets)
}

fn xlsb(mut book: Xlsb<std::io::Cursor<Vec<u8>>>, limits: &Limits) -> Result<Vec<SentSheet>, String> {
    let epoch = book.has_1904_epoch();
    let listed = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for s in listed {
        let mut sent = start(&s.name, s.visible, s.typ);
        if sent.skipped.is_empty()
            && let Err(words) = xlsb_sheet(&mut book, &s.name, epoch, &mut sent, limits)
        {
            match sent.grid.rows.last() {
                Some(row) => {
                    sent.remarks.push((INCOMPLETE, format!("the sheet could be read up to row {} only: {words}", row.row + 1)))
                }
                None => sent.skipped = format!("{UNREADABLE}: {words}"),
            }
        }
        sheets.push(sent);
    }
    Ok(sheets)
}

fn xlsb_sheet(
    book: &mut Xlsb<std::io::Cursor<Vec<u8>>>,
    name: &str,
    epoch: bool,
    sent: &mut SentSheet,
    limits: &Limits,
) -> Result<(), String> {
    let mut b = Builder::new(SourceId { file: 0, sheet: 0 }, limits);
    let mut outside = 0usize;
    let mut fill = || -> Result<(), String> {
        let mut cells = book.worksheet_cells_reader(name).map_err(|e| plain(&e.to_string()))?;
        while let Some(cell) = cells.next_cell().map_err(|e| plain(&e.to_string()))? {
            let (row, col) = cell.get_position();
            let value = match cell.get_value() {
                DataRef::Empty | DataRef::SharedString("") => continue,
                DataRef::SharedString(t) => Value::Text(b.shared_text(t)?),
                DataRef::String(t) | DataRef::DateTimeIso(t) | DataRef::DurationIso(t) if t.is_empty() => continue,
                DataRef::String(t) | DataRef::DateTimeIso(t) | DataRef::DurationIso(t) => Value::Text(b.text(t)?),
                DataRef::Float(n) => number(*n),
                #[allow(clippy::cast_precision_loss, reason = "Excel itself holds numbers as doubles")]
                DataRef::Int(n) => number(*n as f64),
                DataRef::Bool(v) => Value::Bool(*v),
                DataRef::DateTime(d) => {
                    let col = u16::try_from(col).unwrap_or(u16::MAX);
                    date(d.as_f64(), d.is_duration(), epoch, (row, col), &mut sent.odd_dates)
                }
                DataRef::Error(e) => Value::Error(error_value(e)),
            };
            let Some(col) = u16::try_from(col).ok().filter(|c| *c < 16_384 && row < 1_048_576) else {
                outside += 1;
                continue;
            };
            b.push(row, Cell { col, indent: 0, fill: 0, value })?;
        }
        Ok(())
    };
    let outcome = fill().and_then(|()| b.whole());
    b.forget_places();
    let (grid, diagnostics) = b.finish();
    sent.grid = grid;
    if outside > 0 {
        let words =
            format!("{outside} cells are outside the grid of a sheet (1,048,576 rows, 16,384 columns); they were left out");
        sent.remarks.push((OUTSIDE, words));
    }
    sent.remarks.extend(diagnostics.into_iter().map(|d| (REPEATED, d.message.to_string())));
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iso_duration_is_a_span_in_days() {
        assert_eq!(iso_span("PT30H00M00S"), Some(Value::Span(1.25)));
        assert_eq!(iso_span("soon"), None);
    }
}
