//! bytes → [`Grid`]: what a file is, decided by its content, and every non-empty cell of it with its absolute address.
//!
//! - [`gather`]: which inputs the given paths hold (folders recursively, zip members two deep), sorted by name.
//! - [`read`]: one input → its grids. Never panics on bad bytes; what cannot be read is a diagnostic in plain words.
//!
//! What the cells mean is left to `import`.

pub mod grid;

pub use crate::config::Limits;
pub use grid::{Area, Cell, ErrorValue, Fill, Grid, GridRow, TextId, Value};

use crate::diagnostic::{Diagnostic, Outcome};
use crate::source::{PlaceKind, Text};
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
    let _ = (paths, limits);
    Outcome { value: Vec::new(), diagnostics: Vec::new() }
}

/// Reads one input; `file` is its position among all inputs.
pub fn read(input: &Input, file: u16, options: &ReadOptions) -> FileReading {
    let _ = (file, options);
    FileReading {
        name: input.name.clone(),
        sha256: String::new(),
        size: 0,
        kind: PlaceKind::Lines,
        sheets: Vec::new(),
        grids: Vec::new(),
        how: String::new(),
        refused: None,
        diagnostics: Vec::new(),
    }
}

/// The child's whole program: reads the workbook at `path` and writes its grids to standard output. Called by `main` when the
/// first argument is the hidden word [`CHILD_ARG`]; gives the exit code.
pub fn child_main(path: &Path) -> u8 {
    let _ = path;
    0
}

/// The hidden first argument that makes the executable a reader child.
pub const CHILD_ARG: &str = "__read-binary-workbook";
