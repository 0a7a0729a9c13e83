//! CSV files that we write: UTF-8 with a byte order mark, so that spreadsheet programs read them as they are; commas, quotes where
//! needed, lines ended as the standard says. Text passes the door for CSV first.

use super::text;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// A CSV file being written.
pub struct CsvFile {
    writer: csv::Writer<BufWriter<File>>,
    path: std::path::PathBuf,
}

impl CsvFile {
    /// Makes the file and writes its header.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn create<'a>(path: &Path, headers: impl Iterator<Item = &'a str>) -> Result<CsvFile> {
        let failed = |e: std::io::Error| unwritable(path, e);
        let mut out = BufWriter::with_capacity(1 << 18, File::create(path).map_err(failed)?);
        out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let mut file = CsvFile { writer, path: path.to_owned() };
        file.record(headers.map(str::to_owned))?;
        Ok(file)
    }

    /// Writes one record.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn record(&mut self, fields: impl Iterator<Item = String>) -> Result<()> {
        let fields: Vec<String> = fields.map(|f| text::csv(&f).into_owned()).collect();
        self.writer.write_record(&fields).map_err(|e| unwritable(&self.path, std::io::Error::other(e)))
    }

    /// Writes out what is left.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.writer.flush().and_then(|()| self.writer.get_ref().get_ref().sync_all()).map_err(|e| unwritable(&self.path, e))
    }
}

fn unwritable(path: &Path, cause: std::io::Error) -> Error {
    Error::Output {
        path: path.to_owned(),
        message: "the file cannot be written; is the disk full?".to_owned(),
        source: Some(cause),
    }
}
