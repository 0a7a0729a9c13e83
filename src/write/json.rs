//! JSON and Markdown files of the pack, streamed.

use super::digest::Digesting;
use crate::error::{Error, Result};
use crate::report::Brief;
use crate::report::receipt::{OutputLine, Receipt};
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

/// The name of the model and its analysis in a pack.
const PROGRAM: &str = "program.json";

/// Writes `program.json` into a folder: the model, what follows from it, and the findings. Gives its line in the receipt.
///
/// # Errors
/// The file cannot be written.
pub fn program_json(brief: &Brief, folder: &Path) -> Result<OutputLine> {
    let (sha256, bytes) = stream(&folder.join(PROGRAM), &crate::report::json::view(brief))?;
    Ok(OutputLine { file: PROGRAM.to_owned(), sha256, bytes })
}

/// Writes `receipt.json`, indented, for people to read too.
///
/// # Errors
/// The file cannot be written.
pub fn receipt_json(receipt: &Receipt, path: &Path) -> Result<()> {
    let mut text = serde_json::to_string_pretty(receipt).map_err(|e| failed(path, e.into()))?;
    text.push('\n');
    file(path, &text)
}

/// Writes the summaries, making the folders they stand in.
///
/// # Errors
/// A file cannot be written.
pub fn markdown(folder: &Path, pages: &[(String, String)]) -> Result<()> {
    pages.iter().try_for_each(|(name, text)| file(&folder.join(name), text))
}

/// Writes one text file, making its folder.
///
/// # Errors
/// The file cannot be written.
pub fn file(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| failed(folder, e))?;
    }
    fs::write(path, text).map_err(|e| failed(path, e))
}

/// Writes a text file where there is none.
///
/// # Errors
/// A file of that name is there, or it cannot be written.
pub fn new_file(path: &Path, text: &str) -> Result<()> {
    let made =
        fs::OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    made.map_err(|cause| Error::Output {
        path: path.to_owned(),
        message: format!("the file cannot be made: {cause}"),
        source: Some(cause),
    })
}

/// Writes a value piece by piece; gives SHA-256 and length of what was handed to the disk.
fn stream(path: &Path, value: &impl serde::Serialize) -> Result<(String, u64)> {
    let file = File::create(path).map_err(|e| failed(path, e))?;
    let mut out = BufWriter::with_capacity(1 << 18, Digesting::new(file));
    serde_json::to_writer(&mut out, value).map_err(|e| failed(path, e.into()))?;
    out.write_all(b"\n").map_err(|e| failed(path, e))?;
    let written = out.into_inner().map_err(|e| failed(path, e.into_error()))?;
    // synced here rather than with the rest of the pack: it is large, and the workbook is still being packed meanwhile
    written.inner().sync_data().map_err(|e| failed(path, e))?;
    Ok(written.finish())
}

fn failed(path: &Path, cause: std::io::Error) -> Error {
    super::disk::denied(path, "the file cannot be written", cause)
}
