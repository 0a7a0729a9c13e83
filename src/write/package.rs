//! The written package once more, with the parts put right that the crate was not given whole: the ranges of big tables
//! ([`super::ranges`]) and the notes ([`super::notes`]). Of a big package all other parts are copied as they are, still packed; a
//! small one is given unpacked and packed here, its parts side by side, which the crate does one after the other.

use super::notes::SheetNotes;
use super::ranges::Range;
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufReader, BufWriter, Cursor, Read as _, Write as _};
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

/// A part of the package that was put right, and which of what is to be put right it settles.
struct Mended {
    text: String,
    tables: usize,
    notes: usize,
}

impl Mend {
    /// Copies a packed package from one file to another; only what is put right is packed anew.
    ///
    /// # Errors
    /// Reading or writing fails, or a part is not there as declared.
    pub fn copy(&self, from: &Path, to: &Path, level: u8) -> std::io::Result<()> {
        let mut package = ZipArchive::new(BufReader::with_capacity(1 << 18, File::open(from)?))?;
        let mut out = ZipWriter::new(BufWriter::with_capacity(1 << 18, File::create(to)?));
        let mut done = (0, 0);
        for n in 0..package.len() {
            let name = package.by_index_raw(n)?.name()?.into_owned();
            match self.mended(&name, || read_text(&mut package, n))? {
                Some(part) => {
                    done = (done.0 + part.tables, done.1 + part.notes);
                    out.start_file(name, options(level))?;
                    out.write_all(part.text.as_bytes())?;
                }
                None => out.raw_copy_file(package.by_index_raw(n)?)?,
            }
        }
        out.finish()?.flush()?;
        self.settled(done)
    }

    /// Packs a package that was written without packing: its parts are put right and packed side by side.
    ///
    /// # Errors
    /// As for [`Mend::copy`].
    pub fn pack(&self, plain: &[u8], to: &Path, level: u8) -> std::io::Result<()> {
        let package = ZipArchive::new(Cursor::new(plain))?;
        let parts: Vec<std::io::Result<(Vec<u8>, usize, usize)>> = (0..package.len())
            .into_par_iter()
            .with_max_len(1)
            .map(|n| {
                let mut package = package.clone();
                let name = package.by_index_raw(n)?.name()?.into_owned();
                let mut alone = ZipWriter::new(Cursor::new(Vec::new()));
                alone.start_file(&*name, options(level))?;
                let mended = self.mended(&name, || read_text(&mut package, n))?;
                match &mended {
                    Some(part) => alone.write_all(part.text.as_bytes())?,
                    None => {
                        std::io::copy(&mut package.by_index(n)?, &mut alone)?;
                    }
                }
                let settled = mended.map_or((0, 0), |part| (part.tables, part.notes));
                Ok((alone.finish()?.into_inner(), settled.0, settled.1))
            })
            .collect();
        let mut out = ZipWriter::new(BufWriter::with_capacity(1 << 18, File::create(to)?));
        let mut done = (0, 0);
        for part in parts {
            let (alone, tables, notes) = part?;
            done = (done.0 + tables, done.1 + notes);
            out.raw_copy_file(ZipArchive::new(Cursor::new(alone))?.by_index_raw(0)?)?;
        }
        out.finish()?.flush()?;
        self.settled(done)
    }

    fn settled(&self, (tables, notes): (usize, usize)) -> std::io::Result<()> {
        if tables == self.ranges.len() && notes == self.notes.len().saturating_mul(2) {
            Ok(())
        } else {
            Err(std::io::Error::other("a table or a note is not where it was declared"))
        }
    }

    /// The part of that name as it is to be; `None` where it stays as it is.
    fn mended(&self, name: &str, text: impl FnOnce() -> std::io::Result<String>) -> std::io::Result<Option<Mended>> {
        if let Some(text) = self.noted(name) {
            return Ok(Some(Mended { text, tables: 0, notes: 1 }));
        }
        if !name.starts_with("xl/tables/") || self.ranges.is_empty() {
            return Ok(None);
        }
        let mut text = text()?;
        let tables = self.ranges.iter().filter(|range| range.put_right(&mut text)).count();
        Ok(Some(Mended { text, tables, notes: 0 }))
    }

    /// The part of that name where it holds notes: sheets with notes are numbered from one, in their order.
    fn noted(&self, name: &str) -> Option<String> {
        let number = |prefix: &str, suffix: &str| -> Option<usize> {
            name.strip_prefix(prefix)?.strip_suffix(suffix)?.parse::<usize>().ok()?.checked_sub(1)
        };
        if let Some(sheet) = number("xl/comments", ".xml").and_then(|n| self.notes.get(n)) {
            return Some(sheet.texts());
        }
        let n = number("xl/drawings/vmlDrawing", ".vml")?;
        let before: usize = self.notes.get(..n)?.iter().map(SheetNotes::blocks).sum();
        self.notes.get(n).map(|sheet| sheet.boxes(before.saturating_add(1)))
    }
}

fn read_text<R: std::io::Read + std::io::Seek>(package: &mut ZipArchive<R>, n: usize) -> std::io::Result<String> {
    let mut text = String::new();
    package.by_index(n)?.read_to_string(&mut text)?;
    Ok(text)
}

fn options(level: u8) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(i64::from(level)))
        .last_modified_time(zip::DateTime::default())
}
