//! Publishing: the pack is built in a folder beside the output and exchanged for the old one in two renames, so that whoever
//! looks finds one complete pack or the other. A run that was killed in between is repaired by the next one, and a removal too.
//!
//! Names beside an output folder `out`: `out.tmp-*` is being built, `out.old-*` was renamed aside, `.out.lock` is held while
//! a run publishes. Only folders that carry our mark or a receipt of ours are ever removed.

use super::disk::{denied, rename, sync, sync_folder};
use super::lock::Lock;
use super::verify;
use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The manifest that makes a folder a pack of ours.
pub const RECEIPT: &str = "receipt.json";
/// Stands in a folder that is being built; gone when the pack is complete.
const MARK: &str = ".steerpack-building";
/// Files that systems leave in any folder.
pub(super) const SYSTEM_FILES: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini", ".directory"];

/// Builds a pack in a folder beside `out` and exchanges the two: `fill` writes every file into the folder it is given, the
/// receipt last. An existing `out` must be empty or an earlier pack without foreign files.
///
/// # Errors
/// Anything that keeps the pack from appearing whole; the old one is then untouched and nothing else is left behind.
pub fn publish(out: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let place = Place::of(out)?;
    fs::create_dir_all(&place.parent).map_err(|e| denied(&place.parent, "the folder for the output cannot be made", e))?;
    let _lock = Lock::take(&place.out, &place.parent, &place.name)?;
    repair(&place)?;
    usable(&place.out)?;
    let building = Building::start(&place)?;
    fill(&building.path).map_err(|e| as_shown(e, &building.path, &place.out))?;
    building.finish(&place)
}

/// An error about a file of the pack being built, told of the place where the user will look for it.
fn as_shown(error: Error, building: &Path, out: &Path) -> Error {
    match error {
        Error::Output { path, message, source } => {
            let path = path.strip_prefix(building).map(|file| out.join(file)).unwrap_or(path);
            Error::Output { path, message, source }
        }
        other => other,
    }
}

/// The output folder taken apart.
struct Place {
    out: PathBuf,
    parent: PathBuf,
    name: String,
}

impl Place {
    fn of(out: &Path) -> Result<Place> {
        let refuse = |message: &str| Error::Output { path: out.to_owned(), message: message.to_owned(), source: None };
        let whole = if out.exists() { fs::canonicalize(out) } else { std::path::absolute(out) };
        let whole = whole.map_err(|e| denied(out, "the output folder cannot be found", e))?;
        let name = whole.file_name().map(|n| n.to_string_lossy().into_owned());
        match (name, whole.parent()) {
            (Some(name), Some(parent)) => Ok(Place { parent: parent.to_owned(), name, out: whole.clone() }),
            _ => Err(refuse("this cannot be an output folder; name a folder to be made, such as `--out pack`")),
        }
    }
    fn beside(&self, kind: &str) -> String {
        format!("{}.{kind}-", self.name)
    }
    /// Folders beside the output whose names start so, in order.
    fn siblings(&self, kind: &str) -> Vec<PathBuf> {
        let prefix = self.beside(kind);
        let mut found: Vec<PathBuf> = fs::read_dir(&self.parent)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|e| e.file_name().to_string_lossy().starts_with(&prefix) && e.path().is_dir())
            .map(|e| e.path())
            .collect();
        found.sort();
        found
    }
    /// A new name beside the output that nothing has.
    fn fresh(&self, kind: &str) -> PathBuf {
        let id = std::process::id();
        (0..u32::MAX)
            .map(|n| self.parent.join(format!("{}{id}-{n}", self.beside(kind))))
            .find(|p| fs::symlink_metadata(p).is_err())
            .unwrap_or_else(|| self.parent.join(self.beside(kind)))
    }
}

/// Puts right what a killed run left behind.
fn repair(place: &Place) -> Result<()> {
    for old in place.siblings("old") {
        if old.join(MARK).is_file() {
            let _ = take_apart(&old);
        } else if !place.out.exists() && is_pack(&old) {
            rename(&old, &place.out).map_err(|e| denied(&old, "the earlier pack cannot be put back", e))?;
        } else if is_pack(&old) && is_pack(&place.out) {
            let _ = take_apart(&old);
        } else {
            // Only an empty folder goes this way.
            let _ = fs::remove_dir(&old);
        }
    }
    for half in place.siblings("tmp") {
        if half.join(MARK).is_file() || is_pack(&half) {
            let _ = take_apart(&half);
        } else {
            let _ = fs::remove_dir(&half);
        }
    }
    Ok(())
}

/// Removes a folder of ours. Its receipt becomes the mark first and the mark goes last, so that a removal that is broken off is
/// neither taken for a pack nor left lying for ever.
fn take_apart(folder: &Path) -> std::io::Result<()> {
    let mark = folder.join(MARK);
    if !mark.is_file() && fs::rename(folder.join(RECEIPT), &mark).is_err() {
        File::create(&mark)?;
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_name() == MARK {
            true => {}
            false if entry.file_type()?.is_dir() => fs::remove_dir_all(entry.path())?,
            false => fs::remove_file(entry.path())?,
        }
    }
    fs::remove_file(&mark)?;
    fs::remove_dir(folder)
}

/// Whether a folder holds a receipt of ours.
pub fn is_pack(folder: &Path) -> bool {
    verify::listed(folder).is_some()
}

/// Whether the output may be replaced: absent, empty, or an earlier pack without foreign files.
fn usable(out: &Path) -> Result<()> {
    let refuse = |message: String| Err(Error::Output { path: out.to_owned(), message, source: None });
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        return refuse("this is a file, not a folder; choose another `--out`".to_owned());
    }
    let files = files_under(out).map_err(|e| denied(out, "the output folder cannot be looked through", e))?;
    let files: Vec<&String> = files.iter().filter(|f| !SYSTEM_FILES.contains(&last_part(f))).collect();
    if files.is_empty() {
        return Ok(());
    }
    let Some(listed) = verify::listed(out) else {
        return refuse(format!(
            "the folder is not empty and not an earlier pack of steerpack (it holds `{}`); choose another `--out`, or empty it",
            files.first().map_or("", |f| f.as_str())
        ));
    };
    for file in files {
        if let Some(book) = last_part(file).strip_prefix("~$") {
            return refuse(format!(
                "`{book}` is open in Excel: close it and run again (if nobody has it open, delete the lock file `{file}`)"
            ));
        }
        if file != RECEIPT && !listed.contains(file) {
            return refuse(format!(
                "the earlier pack also holds `{file}`, which is not of the pack and would be lost; move it elsewhere, or choose another `--out`"
            ));
        }
    }
    Ok(())
}

fn last_part(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// All files under a folder, relative, `/` as separator, in order.
pub fn files_under(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((at, prefix)) = open.pop() {
        for entry in fs::read_dir(&at)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A pack being built; removed when dropped before it is finished.
struct Building {
    path: PathBuf,
}

impl Building {
    fn start(place: &Place) -> Result<Building> {
        let path = place.fresh("tmp");
        fs::create_dir(&path).map_err(|e| denied(&place.parent, "nothing can be written beside the output folder", e))?;
        let building = Building { path };
        File::create(building.path.join(MARK)).map_err(|e| denied(&building.path, "the folder cannot be written to", e))?;
        Ok(building)
    }

    fn finish(self, place: &Place) -> Result<()> {
        let failed = |e| denied(&place.out, "the pack cannot be written to disk", e);
        fs::remove_file(self.path.join(MARK)).map_err(failed)?;
        verify::as_built(&self.path).map_err(|e| as_shown(e, &self.path, &place.out))?;
        sync(&self.path).map_err(failed)?;
        let aside = place.fresh("old");
        let had = place.out.exists();
        if had {
            rename(&place.out, &aside).map_err(|e| in_use(&place.out, e))?;
        }
        if let Err(cause) = rename(&self.path, &place.out) {
            if had {
                let _ = rename(&aside, &place.out);
            }
            return Err(in_use(&place.out, cause));
        }
        let _ = sync_folder(&place.parent);
        if had {
            // The new pack is in place; what cannot be removed now is removed by the next run.
            let _ = take_apart(&aside);
        }
        Ok(())
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        if self.path.exists() {
            let _ = take_apart(&self.path);
        }
    }
}

/// A rename that fails on a folder that is there: on Windows a program has one of its files open.
fn in_use(out: &Path, cause: std::io::Error) -> Error {
    let book = files_under(out).ok().and_then(|f| f.into_iter().find(|f| f.ends_with(".xlsx")));
    let message = match (cause.kind(), book) {
        (ErrorKind::PermissionDenied | ErrorKind::ResourceBusy, Some(book)) if cfg!(windows) => {
            format!("the earlier pack cannot be replaced: close `{book}` in Excel (and any window on the folder) and run again")
        }
        (ErrorKind::ResourceBusy, _) => {
            "the output folder cannot be replaced, because something is mounted on it; choose a folder inside it".to_owned()
        }
        _ => return denied(out, "the pack cannot be put in place", cause),
    };
    Error::Output { path: out.to_owned(), message, source: Some(cause) }
}
