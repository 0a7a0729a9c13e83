//! The written package once more, with the parts put right that the crate was not given whole: the ranges of big tables
//! ([`super::ranges`]) and the notes ([`super::notes`]). All other parts are copied as they are, still packed.

use super::notes::SheetNotes;
use super::ranges::Range;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write as _};
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

impl Mend {
    /// Whether there is nothing to put right.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty() && self.notes.is_empty()
    }

    /// Copies a package from one file to another with its parts put right, packed at `level`.
    ///
    /// # Errors
    /// Reading or writing fails, or a part is not there as declared.
    pub fn apply(&self, from: &Path, to: &Path, level: u8) -> std::io::Result<()> {
        let mut package = ZipArchive::new(BufReader::with_capacity(1 << 18, File::open(from)?))?;
        let mut out = ZipWriter::new(BufWriter::with_capacity(1 << 18, File::create(to)?));
        let (mut tables, mut parts) = (0, 0);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(i64::from(level)))
            .last_modified_time(zip::DateTime::default());
        for n in 0..package.len() {
            let part = package.by_index_raw(n)?;
            let name = part.name()?.into_owned();
            let text = if let Some(text) = self.noted(&name) {
                drop(part);
                parts += 1;
                text
            } else if name.starts_with("xl/tables/") && !self.ranges.is_empty() {
                drop(part);
                let mut text = String::new();
                package.by_index(n)?.read_to_string(&mut text)?;
                tables += self.ranges.iter().filter(|range| range.put_right(&mut text)).count();
                text
            } else {
                out.raw_copy_file(part)?;
                continue;
            };
            out.start_file(name, options)?;
            out.write_all(text.as_bytes())?;
        }
        out.finish()?.flush()?;
        if tables == self.ranges.len() && parts == self.notes.len().saturating_mul(2) {
            Ok(())
        } else {
            Err(std::io::Error::other("a table or a note is not where it was declared"))
        }
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
