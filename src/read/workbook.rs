//! Excel workbooks (xlsx, xlsm, xltx) by calamine's streaming cell reader into sparse grids with absolute addresses.
//!
//! The dense range is never asked for: two cells in far corners would take half a terabyte. A panic of the reader is caught and
//! costs the sheet it happens on; a cell no reader accepts costs that cell.

mod cells;
mod parts;

use super::builder::{Held, serial};
use super::package::{self, SheetKind, Workbook};
use super::preflight::Container;
use super::{ErrorValue, Found, Limits, Refusal, Value};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{PlaceKind, SourceId};
use calamine::{CellErrorType, XlsxError};
use cells::Run;
use parts::Parts;

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
