//! The true range of a big table, set after the workbook is written. rust_xlsxwriter keeps every cell of a table in a map to
//! find overlaps: a fifth of the time and 17 bytes a cell for a sheet of 100,000 rows. So a big table is declared over its
//! first row, and its range is put right in its own small part of the package; all other parts are copied as they are.

use crate::report::plan::{LOW_MEMORY_ROWS, SheetPlan, TablePlan};
use crate::source::column_letters;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A table whose range is to be put right.
pub struct Range {
    name: String,
    declared: String,
    whole: String,
}

/// Whether a table is declared over its first row only.
pub fn is_deferred(table: &TablePlan) -> bool {
    table.rows > LOW_MEMORY_ROWS
}

/// The ranges to put right in all.
pub fn deferred(sheets: &[SheetPlan]) -> Vec<Range> {
    sheets.iter().flat_map(|s| &s.tables).filter(|t| is_deferred(t)).map(range).collect()
}

fn range(table: &TablePlan) -> Range {
    let right = table.left.saturating_add(u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let text = |rows: u64| {
        let top = u64::from(table.top) + 1;
        format!("{}{top}:{}{}", column_letters(table.left), column_letters(right), top.saturating_add(rows))
    };
    Range { name: super::text::table_name(&table.name), declared: text(1), whole: text(table.rows as u64) }
}

/// Copies a package from one file to another with the ranges put right.
///
/// # Errors
/// Reading or writing fails, or a table is not found as declared.
pub fn put_right(from: &Path, to: &Path, ranges: &[Range]) -> std::io::Result<()> {
    let mut package = ZipArchive::new(BufReader::new(File::open(from)?))?;
    let mut out = ZipWriter::new(BufWriter::with_capacity(1 << 18, File::create(to)?));
    let mut done = 0;
    for n in 0..package.len() {
        let mut part = package.by_index_raw(n)?;
        let name = part.name()?.into_owned();
        if !name.starts_with("xl/tables/") {
            out.raw_copy_file(part)?;
            continue;
        }
        drop(part);
        part = package.by_index(n)?;
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        for range in ranges {
            if !text.contains(&format!("displayName=\"{}\"", range.name)) {
                continue;
            }
            let (short, whole) = (format!("ref=\"{}\"", range.declared), format!("ref=\"{}\"", range.whole));
            if text.contains(&short) {
                text = text.replace(&short, &whole);
                done += 1;
            }
        }
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        out.start_file(name, options.last_modified_time(zip::DateTime::default()))?;
        out.write_all(text.as_bytes())?;
    }
    out.finish()?.flush()?;
    if done == ranges.len() { Ok(()) } else { Err(std::io::Error::other("a table is not where it was declared")) }
}
