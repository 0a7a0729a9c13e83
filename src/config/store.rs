//! Where the ledger lies, and how it is read and written: beside the configuration, appended to and exchanged in one rename.

use super::ledger::{self, Ledger};
use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The ledger that belongs to a configuration file, or without one to the first given folder.
pub fn ledger_path(config: Option<&Path>, paths: &[PathBuf]) -> Option<PathBuf> {
    let beside = |file: &Path| file.parent().map(|folder| folder.join(ledger::FILE_NAME));
    match config {
        Some(file) => beside(file),
        None => {
            let first = paths.first()?;
            if first.is_dir() { Some(first.join(ledger::FILE_NAME)) } else { beside(first) }
        }
    }
}

/// Reads a ledger; an empty one where there is no file. With its SHA-256.
///
/// # Errors
/// The file is there and cannot be read or used.
pub fn load_ledger(path: &Path) -> Result<(Ledger, Option<String>)> {
    match text_of(path)? {
        Some(text) => {
            let digest = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
            Ok((Ledger::parse(&text, path)?, Some(digest)))
        }
        None => Ok((Ledger::default(), None)),
    }
}

fn text_of(path: &Path) -> Result<Option<String>> {
    let wrong = |message: String| Error::Config { path: path.to_path_buf(), line: None, message };
    match std::fs::read(path) {
        Ok(bytes) => {
            String::from_utf8(bytes).map(Some).map_err(|_| wrong("the ledger is not UTF-8 text: save it as UTF-8".into()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(wrong(format!("the ledger cannot be read: {error}"))),
    }
}

const HEAD: &str = "# Who is who: answers about people, projects and tasks that steerpack asked for.\n\
                    # `steerpack identities apply out/<name>.xlsx` appends to it; correct it by hand where an answer was wrong.\n\
                    # The last answer about a pair holds. An id, once minted, stays.\n";

/// Appends to a ledger: written whole beside the old one, then exchanged in one rename, so that it is never half there.
///
/// # Errors
/// The ledger changed meanwhile into one that cannot be used, or the folder cannot be written.
pub fn append_ledger(path: &Path, added: &str) -> Result<()> {
    let denied =
        |message: &str, source| Error::Output { path: path.to_path_buf(), message: message.to_owned(), source: Some(source) };
    let mut text = text_of(path)?.unwrap_or_else(|| HEAD.to_owned());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(added);
    // never write what could not be read back
    Ledger::parse(&text, path)?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let half = folder.join(format!(".{}.{}", ledger::FILE_NAME, std::process::id()));
    let written = std::fs::File::create(&half).and_then(|mut file| {
        use std::io::Write as _;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| std::fs::rename(&half, path)) {
        let _ = std::fs::remove_file(&half);
        return Err(denied("the ledger cannot be written", error));
    }
    Ok(())
}

/// The configuration that a pack was made with: the only file of that name and SHA-256 near the pack, looked for in the folder
/// worked in and in the folders around the pack, three deep.
pub fn find_by_digest(name: &str, sha256: &str, roots: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = 20_000_usize;
    for root in roots {
        walk(root, name, sha256, 3, &mut left, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn walk(folder: &Path, name: &str, sha256: &str, deep: usize, left: &mut usize, found: &mut Vec<PathBuf>) {
    let here = folder.join(name);
    let fits = std::fs::read(&here).is_ok_and(|bytes| {
        let digest: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        digest == sha256
    });
    if fits && let Ok(whole) = here.canonicalize() {
        found.push(whole);
    }
    if deep == 0 {
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if *left == 0 {
            return;
        }
        *left -= 1;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.file_type().is_ok_and(|t| t.is_dir()) {
            walk(&entry.path(), name, sha256, deep - 1, left, found);
        }
    }
}
