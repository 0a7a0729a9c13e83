//! bytes → [`Grid`]: what a file is, decided by its content, and every non-empty cell of it with its absolute address.
//!
//! - [`gather`]: which inputs the given paths hold (folders recursively, zip members two deep), sorted by name.
//! - [`read`]: one input → its grids. Never panics on bad bytes; what cannot be read is a diagnostic in plain words.
//!
//! What the cells mean is left to `import`.

mod archive;
mod builder;
mod child;
mod delimited;
mod dialect;
mod encoding;
#[cfg(fuzzing)]
pub mod fuzzing;
pub mod grid;
pub mod history;
mod html;
mod invisible;
mod ods_count;
mod package;
mod preflight;
mod records;
mod recover;
mod sheet_xml;
mod sniff;
mod tables;
mod wire;
mod workbook;

pub use crate::config::Limits;
pub use grid::{Area, Cell, ErrorValue, Fill, Grid, GridRow, TextId, Value};
pub use html::words as page_words;

use crate::diagnostic::{Diagnostic, Outcome, Place, Severity};
use crate::source::{PlaceKind, SourceId, Text};
use sha2::{Digest, Sha256};
use sheet_xml::SheetXml;
use std::borrow::Cow;
use std::cell::Cell as Flag;
use std::path::{Path, PathBuf};

/// One file to read: on disk, or a member of a zip container already in memory.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name shown: relative to the given path, `/` as separator, `export.zip/inner.csv` for a member.
    pub name: String,
    /// Where its bytes are.
    pub bytes: InputBytes,
}

/// Where the bytes of an input are.
#[derive(Clone, Debug)]
pub enum InputBytes {
    /// A file on disk.
    File(PathBuf),
    /// In memory (a zip member).
    Memory(std::sync::Arc<[u8]>),
}

/// What reading needs beside the input.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Bounds.
    pub limits: Limits,
    /// The executable that is started as a child for xls, xlsb and ods; `None` = such files are refused with that reason.
    pub reader_exe: Option<PathBuf>,
}

/// One input, read.
#[derive(Clone, Debug)]
pub struct FileReading {
    /// The name shown.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// How its places are counted.
    pub kind: PlaceKind,
    /// Names of its sheets, in order, also of those that gave no grid.
    pub sheets: Vec<String>,
    /// Its sheets with content; `Grid::source` is set.
    pub grids: Vec<Grid>,
    /// How it was read, in words: "xlsx, 3 sheets" or "CSV, windows-1252, `;`, CRLF".
    pub how: String,
    /// Why it gave nothing, in plain words with what to do; `None` where it was read.
    pub refused: Option<Text>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// All inputs under the given paths, sorted by shown name; folders recursively, zip members (not workbooks) up to
/// `limits.archive_depth` deep. Lock files, `__MACOSX`, `.DS_Store` and `._*` are left out with a note. The output folder of an
/// earlier run (a folder that holds a `receipt.json` of steerpack) and `steerpack.toml` are no inputs.
pub fn gather(paths: &[PathBuf], limits: &Limits) -> Outcome<Vec<Input>> {
    archive::gather(paths, limits)
}

/// What a format's reader found in a file.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) kind: PlaceKind,
    pub(crate) sheets: Vec<String>,
    pub(crate) grids: Vec<Grid>,
    pub(crate) how: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Default for Found {
    fn default() -> Self {
        Found { kind: PlaceKind::Sheet, sheets: Vec::new(), grids: Vec::new(), how: String::new(), diagnostics: Vec::new() }
    }
}

/// Why a file gives nothing, in plain words with what to do.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) check: &'static str,
    pub(crate) severity: Severity,
    pub(crate) words: String,
    pub(crate) help: Cow<'static, str>,
}

impl Refusal {
    /// A file that cannot be read.
    pub(crate) fn plain(words: String) -> Self {
        Refusal {
            check: "file-unreadable",
            severity: Severity::Error,
            words,
            help: Cow::Borrowed("export the file again as an Excel workbook (*.xlsx) or CSV"),
        }
    }
    /// With what to do.
    pub(crate) fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = help.into();
        self
    }
}

thread_local! {
    static QUIET: Flag<bool> = const { Flag::new(false) };
}

/// Runs what may panic on hostile bytes; `None` where it did.
pub(crate) fn quietly<T>(f: impl FnOnce() -> T) -> Option<T> {
    let before = QUIET.replace(true);
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(f));
    QUIET.set(before);
    outcome.ok()
}

/// Whether a panic on this thread is expected and caught: a reader library met bytes it cannot take. `main` installs a panic
/// hook that prints nothing then.
pub fn panic_is_expected() -> bool {
    QUIET.get()
}

/// Reads one input; `file` is its position among all inputs.
pub fn read(input: &Input, file: u16, options: &ReadOptions) -> FileReading {
    let mut reading = FileReading {
        name: input.name.clone(),
        sha256: String::new(),
        size: 0,
        kind: PlaceKind::Sheet,
        sheets: Vec::new(),
        grids: Vec::new(),
        how: String::new(),
        refused: None,
        diagnostics: Vec::new(),
    };
    let outcome = load(input, &options.limits).and_then(|bytes| {
        reading.size = bytes.len() as u64;
        reading.sha256 = hex(&Sha256::digest(&bytes));
        // The last resort: no byte of a file may end the run.
        quietly(|| by_content(input, &bytes, file, options))
            .unwrap_or_else(|| Err(Refusal::plain("the file is damaged in a way that stops the reader".into())))
    });
    match outcome {
        Ok(mut found) => {
            if found.grids.is_empty() {
                let place = Place::File(Text::from(input.name.as_str()));
                found.diagnostics.push(
                    Diagnostic::new(
                        "file-without-cells",
                        Severity::Warning,
                        place,
                        "the file holds no filled cell that could be read",
                    )
                    .help("check that the export was not empty, and export it again"),
                );
            }
            invisible::report(&found.grids, &mut found.diagnostics);
            reading.kind = found.kind;
            reading.sheets = found.sheets;
            reading.grids = found.grids;
            reading.how = found.how;
            reading.diagnostics = found.diagnostics;
        }
        Err(refusal) => {
            let place = Place::File(Text::from(input.name.as_str()));
            let said = Diagnostic::new(refusal.check, refusal.severity, place, refusal.words.clone()).help(refusal.help);
            reading.how = "not read".to_owned();
            reading.refused = Some(Text::from(refusal.words.as_str()));
            reading.diagnostics.push(said);
        }
    }
    crate::diagnostic::sort(&mut reading.diagnostics);
    reading
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut s, b| {
        for half in [b >> 4, b & 15] {
            s.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
        s
    })
}

fn load<'i>(input: &'i Input, limits: &Limits) -> Result<Cow<'i, [u8]>, Refusal> {
    let too_large = |size: u64| {
        Refusal::plain(format!(
            "the file has {}, the limit is {}",
            preflight::in_words(size),
            preflight::in_words(limits.file_bytes)
        ))
        .help("split the file, or raise the limit if it is right")
    };
    match &input.bytes {
        InputBytes::Memory(bytes) if bytes.len() as u64 > limits.file_bytes => Err(too_large(bytes.len() as u64)),
        InputBytes::Memory(bytes) => Ok(Cow::Borrowed(bytes)),
        InputBytes::File(path) => {
            let failed = |e: std::io::Error| {
                Refusal::plain(format!("the file cannot be opened ({e})"))
                    .help("close it in other programs, check your rights to it, and run again")
            };
            let about = std::fs::metadata(path).map_err(failed)?;
            if !about.is_file() {
                return Err(Refusal::plain("this is no regular file".into()).help("name a file or a folder"));
            }
            if about.len() > limits.file_bytes {
                return Err(too_large(about.len()));
            }
            std::fs::read(path).map(Cow::Owned).map_err(failed)
        }
    }
}

/// The extension of a name in lower case, without the dot.
fn extension(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    last.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default()
}

fn by_content(input: &Input, bytes: &[u8], file: u16, options: &ReadOptions) -> Result<Found, Refusal> {
    let limits = &options.limits;
    let extension = extension(&input.name);
    if input.name.rsplit('/').next().is_some_and(|n| n.contains("~$")) && bytes.len() < 1024 {
        return Err(Refusal {
            check: "input-skipped",
            severity: Severity::Note,
            words: "it is a lock file: somebody has the workbook open; its last saved state is read".into(),
            help: "nothing to do".into(),
        });
    }
    if tables::is_ours(bytes) {
        return tables::read(bytes, file, limits);
    }
    let (mut found, format) = match sniff::kind(bytes)? {
        sniff::Kind::Text => (delimited::read(bytes, &extension, file, limits)?, "text"),
        sniff::Kind::Html => (html::read(bytes, file, limits)?, "html"),
        sniff::Kind::Xls => (child::read(input, bytes, child::Format::Xls, file, options)?, "xls"),
        sniff::Kind::Zip => zipped(input, bytes, file, options)?,
    };
    let fits = match extension.as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => format == "xlsx",
        "xls" | "xlsb" | "ods" | "html" => format == extension.as_str(),
        "htm" => format == "html",
        "csv" | "tsv" | "txt" | "tab" => format == "text",
        _ => true,
    };
    if !fits {
        found.diagnostics.push(
            Diagnostic::new(
                "format-unexpected",
                Severity::Note,
                Place::Source(SourceId { file, sheet: 0 }),
                format!(
                    "the file is named .{extension} but is {}; it was read as what it is",
                    match format {
                        "text" => "delimited text",
                        "html" => "a web page with tables",
                        "xls" => "an Excel 97-2003 workbook",
                        "xlsb" => "a binary Excel workbook",
                        "ods" => "an OpenDocument spreadsheet",
                        _ => "an Excel workbook",
                    }
                ),
            )
            .help("many trackers name their exports so; nothing to do"),
        );
    }
    Ok(found)
}

fn zipped(input: &Input, bytes: &[u8], file: u16, options: &ReadOptions) -> Result<(Found, &'static str), Refusal> {
    let container = preflight::open(bytes, &options.limits).map_err(Refusal::plain)?;
    match sniff::zip_kind(&container) {
        sniff::ZipKind::Xlsx => Ok((workbook::read(&container, file, &options.limits)?, "xlsx")),
        sniff::ZipKind::Xlsb => Ok((child::read(input, bytes, child::Format::Xlsb, file, options)?, "xlsb")),
        sniff::ZipKind::Ods => {
            child::check_ods(&container, &options.limits)
                .map_err(|words| Refusal::plain(words).help(child::Format::Ods.help()))?;
            Ok((child::read(input, bytes, child::Format::Ods, file, options)?, "ods"))
        }
        sniff::ZipKind::Document => {
            Err(Refusal::plain("the file is an Office document that is no workbook (text or slides)".into())
                .help("copy its table into an Excel workbook"))
        }
        sniff::ZipKind::Archive if container.entries.is_empty() => {
            Err(Refusal::plain("the zip archive holds no files".into()).help("pack it again, or export the file again"))
        }
        sniff::ZipKind::Archive => Err(Refusal::plain(format!(
            "the zip archive lies deeper than {} archives in one another, the limit",
            options.limits.archive_depth
        ))
        .help("unpack it")),
    }
}

/// The child's whole program: reads the workbook at `path` and writes its grids to standard output. Called by `main` when the
/// first argument is the hidden word [`CHILD_ARG`]; gives the exit code.
pub fn child_main(path: &Path) -> u8 {
    child::main(path)
}

/// The hidden first argument that makes the executable a reader child.
pub const CHILD_ARG: &str = "__read-binary-workbook";

/// The bytes a reader child may allocate, from its own arguments; `main` gives it to the counting allocator.
pub fn child_allowance() -> usize {
    child::allowance()
}
