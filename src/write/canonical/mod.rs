//! The canonical form as files: a workbook, a folder of CSV files, or JSON. Each is built beside its place and put there in one
//! move; nothing that is there already is replaced unless asked.

mod json;
mod xlsx;

use super::csv::CsvFile;
use super::text;
use crate::error::{Error, Result};
use crate::model::canonical::Datum;
use crate::report::canonical::Table;
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};

/// In what form the tables are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A workbook, one sheet a table.
    Workbook,
    /// A folder, one CSV file a table.
    Folder,
    /// One JSON file.
    Json,
}

impl Form {
    /// The form that an output's name asks for.
    ///
    /// # Errors
    /// An ending that is none of the forms.
    pub fn of(out: &Path) -> Result<Form> {
        let ending = out.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        let slash = out.as_os_str().to_string_lossy().ends_with(['/', '\\']);
        match ending.as_deref() {
            _ if slash || out.is_dir() => Ok(Form::Folder),
            Some("xlsx") => Ok(Form::Workbook),
            Some("json") => Ok(Form::Json),
            None => Ok(Form::Folder),
            Some(other) => Err(Error::Usage(format!(
                "--out {}: `.{other}` is no form to convert to; give FILE.xlsx, FILE.json, or a folder for CSV files (`--out tables/`)",
                out.display()
            ))),
        }
    }
}

/// What was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// Tables.
    pub tables: usize,
    /// Rows of all tables.
    pub rows: usize,
    /// Texts that were longer than a cell of a workbook holds, and are cut.
    pub cut: usize,
}

/// What a workbook says of itself.
pub struct Titles<'a> {
    /// Title.
    pub title: &'a str,
    /// Sets the creation time.
    pub as_of: Date,
    /// Rows under the header that have lists to choose from, for a workbook that people fill.
    pub template: bool,
}

/// Writes the tables to `out`. What is there already is replaced only with `force`.
///
/// # Errors
/// The output is there already, or cannot be written.
pub fn write(tables: &[Table], titles: &Titles, out: &Path, form: Form, force: bool) -> Result<Written> {
    let refuse = |message: &str| Error::Output { path: out.to_owned(), message: message.to_owned(), source: None };
    let (parent, name) = place(out).ok_or_else(|| refuse("this names no file or folder"))?;
    fs::create_dir_all(&parent).map_err(|e| unwritable(out, e))?;
    let target = parent.join(&name);
    let there = fs::symlink_metadata(&target).is_ok();
    if there && !replaceable(&target, form, force) {
        return Err(refuse(match (form, force) {
            (Form::Folder, true) => "the folder holds files that `convert` did not write; choose another `--out`, or empty it",
            (Form::Folder, false) => {
                "the folder is there already and not empty; choose another `--out`, or give --force to replace its tables"
            }
            _ if target.is_dir() => "this is a folder; choose another `--out`",
            _ => "the file is there already; choose another `--out`, or give --force to replace it",
        }));
    }
    let mut written = Written { tables: tables.len(), rows: tables.iter().map(|t| t.rows).sum(), cut: 0 };
    let building = tempfile::Builder::new().prefix(".steerpack-").tempdir_in(&parent).map_err(|e| unwritable(out, e))?;
    let built = building.path().join(&name);
    match form {
        Form::Workbook => written.cut = xlsx::write(tables, titles, &built)?,
        Form::Json => json::write(tables, &built)?,
        Form::Folder => {
            fs::create_dir(&built).map_err(|e| unwritable(out, e))?;
            tables.iter().try_for_each(|table| csv(table, &built))?;
        }
    }
    if there && form == Form::Folder {
        // an exchange in two moves: the old tables stay until the new ones are complete
        let aside = building.path().join("replaced");
        fs::rename(&target, &aside).map_err(|e| unwritable(out, e))?;
        if let Err(e) = fs::rename(&built, &target) {
            let _ = fs::rename(&aside, &target);
            return Err(unwritable(out, e));
        }
    } else {
        fs::rename(&built, &target).map_err(|e| unwritable(out, e))?;
    }
    Ok(written)
}

/// The folder and the name of an output.
fn place(out: &Path) -> Option<(PathBuf, std::ffi::OsString)> {
    let whole = std::path::absolute(out).ok()?;
    Some((whole.parent()?.to_owned(), whole.file_name()?.to_owned()))
}

/// Whether what is there may be replaced.
fn replaceable(target: &Path, form: Form, force: bool) -> bool {
    if form != Form::Folder {
        return force && target.is_file();
    }
    let Ok(entries) = fs::read_dir(target) else { return false };
    let names: Vec<String> = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    let ours: Vec<String> = crate::model::canonical::tables().iter().map(|t| file_name(t.name)).collect();
    names.is_empty() || (force && names.iter().all(|n| ours.contains(n)))
}

/// The file of a table in a folder.
fn file_name(table: &str) -> String {
    format!("{}.csv", text::file_slug(table))
}

fn csv(table: &Table, folder: &Path) -> Result<()> {
    let mut file = CsvFile::create(&folder.join(file_name(table.name)), table.columns.iter().map(|c| c.header))?;
    for ix in 0..table.rows {
        file.record((table.row)(ix).into_iter().map(|cell| cell.as_ref().map_or_else(String::new, plain)))?;
    }
    file.finish()
}

/// A value as text that gives the value again.
fn plain(datum: &Datum) -> String {
    datum.text().map_or_else(String::new, |t| t.to_string())
}

fn unwritable(path: &Path, cause: std::io::Error) -> Error {
    Error::Output { path: path.to_owned(), message: format!("it cannot be written: {cause}"), source: Some(cause) }
}
