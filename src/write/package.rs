//! The written package once more, with the parts put right that the crate was not given whole: the ranges of big tables
//! ([`super::ranges`]) and the notes ([`super::notes`]). All other parts are copied as they are, still packed.

use super::disk::OneFault;
use super::notes::SheetNotes;
use super::ranges::Range;
use std::fs::File;
use std::io::{BufWriter, Cursor, Read, Seek, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What is to be put right.
#[derive(Default)]
pub struct Mend {
    /// Tables declared over their first row.
    pub ranges: Vec<Range>,
    /// Notes of the sheets that have any, in the order of the sheets.
    pub notes: Vec<SheetNotes>,
}

/// A part, packed: its name, and a package that holds it alone.
pub struct Packed(String, Vec<u8>);

impl Mend {
    /// The parts with notes, packed. They depend on nothing else in the package, so that they can be packed meanwhile.
    ///
    /// # Errors
    /// Packing fails.
    pub fn notes(&self, level: u8) -> std::io::Result<Vec<Packed>> {
        let mut block = 1;
        let mut parts = Vec::with_capacity(self.notes.len().saturating_mul(2));
        for (n, sheet) in (1..).zip(&self.notes) {
            parts.push(packed(format!("xl/comments{n}.xml"), &sheet.texts(), level)?);
            parts.push(packed(format!("xl/drawings/vmlDrawing{n}.vml"), &sheet.boxes(block), level)?);
            block += sheet.blocks();
        }
        Ok(parts)
    }

    /// Copies a package to a file: tables put right, the parts with notes instead of those there, all others as they are.
    ///
    /// # Errors
    /// Reading or writing fails, or a part is not there as declared.
    pub fn apply(&self, notes: Vec<Packed>, from: impl Read + Seek, to: &Path, level: u8) -> std::io::Result<()> {
        let mut package = ZipArchive::new(from)?;
        let mut out = ZipWriter::new(BufWriter::with_capacity(1 << 18, OneFault::new(File::create(to)?)));
        let (mut tables, mut noted) = (0, 0);
        for n in 0..package.len() {
            let name = package.by_index_raw(n)?.name()?.into_owned();
            if let Some(part) = notes.iter().find(|part| part.0 == name) {
                noted += 1;
                out.raw_copy_file(ZipArchive::new(Cursor::new(&part.1))?.by_index_raw(0)?)?;
            } else if name.starts_with("xl/tables/") && !self.ranges.is_empty() {
                let mut text = String::new();
                package.by_index(n)?.read_to_string(&mut text)?;
                tables += self.ranges.iter().filter(|range| range.put_right(&mut text)).count();
                out.start_file(name, options(level))?;
                out.write_all(text.as_bytes())?;
            } else {
                out.raw_copy_file(package.by_index_raw(n)?)?;
            }
        }
        settle(out.finish()?)?;
        if tables == self.ranges.len() && noted == notes.len() {
            Ok(())
        } else {
            Err(std::io::Error::other("a table or a note is not where it was declared"))
        }
    }
}

/// Ends a file; gives its first fault.
pub(super) fn settle(out: BufWriter<OneFault>) -> std::io::Result<()> {
    out.into_inner().map_err(std::io::IntoInnerError::into_error)?.settle()
}

fn packed(name: String, text: &str, level: u8) -> std::io::Result<Packed> {
    let mut alone = ZipWriter::new(Cursor::new(Vec::new()));
    alone.start_file(&*name, options(level))?;
    alone.write_all(text.as_bytes())?;
    Ok(Packed(name, alone.finish()?.into_inner()))
}

fn options(level: u8) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(i64::from(level)))
        .last_modified_time(zip::DateTime::default())
}
