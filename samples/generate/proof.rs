//! Cells that prove the story: found again in the bytes just written, by key and header, so that no address is typed by hand.

use calamine::{Data, Reader, Xlsx};
use std::io::{Cursor, Read as _};

/// A cell with what it holds.
#[derive(Clone, Debug)]
pub struct Proof {
    /// `Quay wall.xlsx!Task_Table!G54`, `jira.csv:14:F`.
    pub cell: String,
    /// Its text; dates as ISO.
    pub holds: String,
}

type Rows = Vec<(usize, Vec<String>)>;

/// The rows of a sheet or CSV file with their one-based number (physical line for CSV).
fn rows(bytes: &[u8], sheet: Option<&str>) -> Rows {
    match sheet {
        Some(sheet) => {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("an xlsx file");
            let range = book.worksheet_range(sheet).expect("the sheet");
            let top = range.start().map_or(0, |s| s.0 as usize);
            range.rows().enumerate().map(|(i, r)| (top + i + 1, r.iter().map(shown).collect())).collect()
        }
        None => {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
            let line = |at: usize| {
                // the reader stops before the line feed that ends the record above
                let start = at + bytes[at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
                bytes[..start].iter().filter(|b| **b == b'\n').count() + 1
            };
            let records = reader.records().map(|r| r.expect("a record"));
            records
                .map(|r| (line(r.position().map_or(0, |p| p.byte() as usize)), r.iter().map(str::to_owned).collect()))
                .collect()
        }
    }
}

fn shown(data: &Data) -> String {
    match data {
        Data::DateTime(d) => {
            let day = super::days::date(1899, 12, 30).saturating_add(jiff::Span::new().days(d.as_f64() as i64));
            day.to_string()
        }
        other => other.to_string(),
    }
}

/// A member of a zip, and of a zip in it.
pub fn member(bytes: &[u8], path: &[&str]) -> Vec<u8> {
    let mut inner = bytes.to_vec();
    for name in path {
        let mut archive = zip::ZipArchive::new(Cursor::new(inner)).expect("a zip");
        let mut next = Vec::new();
        archive.by_name(name).expect("the member").read_to_end(&mut next).expect("its bytes");
        inner = next;
    }
    inner
}

/// The cell in the column `header` of the row that holds `key` in one of its first columns or in `Key` (links to it stand further
/// right), and `second` anywhere, where names alone are not unique.
pub fn find(file: &str, bytes: &[u8], sheet: Option<&str>, key: &str, second: &str, header: &str) -> Proof {
    let rows = rows(bytes, sheet);
    let trimmed = |cell: &str| cell.trim().trim_start_matches('\u{feff}').to_owned();
    let head =
        rows.iter().position(|(_, r)| r.iter().any(|c| trimmed(c) == header)).unwrap_or_else(|| panic!("{file}: no {header}"));
    let col = rows[head].1.iter().position(|c| trimmed(c) == header).expect("found above");
    let own = |i: usize| i < 7 || trimmed(&rows[head].1[i]) == "Key";
    let matches = |r: &[String]| {
        r.iter().enumerate().any(|(i, c)| trimmed(c) == key && own(i))
            && (second.is_empty() || r.iter().any(|c| trimmed(c) == second))
    };
    let (number, row) = rows[head + 1..].iter().find(|(_, r)| matches(r)).unwrap_or_else(|| panic!("{file}: no row of {key}"));
    let column = super::workbook::letters(col);
    let cell = match sheet {
        Some(sheet) => format!("{file}!{sheet}!{column}{number}"),
        None => format!("{file}:{number}:{column}"),
    };
    Proof { cell, holds: row[col].clone() }
}
