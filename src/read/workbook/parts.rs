//! The parts of a workbook that go to calamine, under the limits, and the second try where a sheet holds what no reader accepts.

use super::cells::{Reading, Run};
use super::in_plain_words;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::read::builder::Builder;
use crate::read::package::{self, Assembled, Assembler, Part, Workbook};
use crate::read::preflight::{self, Container};
use crate::read::sheet_xml::{self, Fault};
use crate::read::{Limits, Refusal, SheetXml, quietly};
use calamine::{Reader, Xlsx};
use std::borrow::Cow;

/// Shared texts beyond this many bytes are handed on packed, so that they are not held twice.
const HELD_STRINGS: u64 = 32 << 20;

/// The parts that go to calamine.
pub(super) struct Parts<'a> {
    strings: Option<Part<'a>>,
    styles: Option<Part<'a>>,
    theme: Option<Part<'a>>,
    /// Position in the workbook, and the part.
    pub(super) sheets: Vec<(usize, Part<'a>)>,
    pub(super) epoch_1904: bool,
    pub(super) transcoded: bool,
}

impl<'a> Parts<'a> {
    pub(super) fn take(c: &Container<'a>, book: &Workbook, work: &[usize], limits: &Limits) -> Result<Self, Refusal> {
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
    pub(super) fn open<'p>(&'p self, mended: Option<(usize, &'p [u8])>) -> Result<Xlsx<Assembled<'p>>, String> {
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
    pub(super) fn mend_strings(&mut self) -> Option<usize> {
        let (xml, n) = sheet_xml::mend_texts(self.strings.as_ref()?.held()?)?;
        self.strings = Some(Part::Held(Cow::Owned(xml), None));
        Some(n)
    }
    pub(super) fn beside(&self, at: usize) -> SheetXml {
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
    pub(super) fn passed_over(&self, run: &Run<'_>, at: usize, mut first: Reading) -> Reading {
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
    pub(super) fn second_try(&self, run: &Run<'_>, at: usize, first: Reading, fault: &str) -> Reading {
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
            preflight::in_words(room),
            preflight::in_words(STRINGS_ROOM)
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
