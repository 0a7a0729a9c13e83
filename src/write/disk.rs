//! The file system where systems differ or fail: flushing, renaming, what it says in words that can be acted on, and a file that
//! fails once: after the first fault it takes everything and writes nothing, so that no library in between complains on standard
//! error when it is dropped.

use super::publish::files_under;
use crate::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// An error of the file system: `what` could not be done at `path`.
pub fn denied(path: &Path, what: &str, cause: io::Error) -> Error {
    let kind = match cause.get_ref().and_then(|inner| inner.downcast_ref::<io::Error>()) {
        // a library wraps what the disk said
        Some(inner) => inner.kind(),
        None => cause.kind(),
    };
    let message = match kind {
        ErrorKind::PermissionDenied => format!("{what}: no permission to write there; choose another `--out`"),
        ErrorKind::ReadOnlyFilesystem => format!("{what}: the disk is read-only; choose another `--out`"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("{what}: the disk is full; make room on it, or choose another `--out` (an earlier pack is untouched)")
        }
        _ => format!("{what}: {cause}"),
    };
    Error::Output { path: path.to_owned(), message, source: Some(cause) }
}

/// Renames a folder. On Windows a scanner or an indexer may have a file of it open for a moment: it is tried again for a second.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let tries = if cfg!(windows) { 10 } else { 1 };
    for _ in 1..tries {
        match fs::rename(from, to) {
            Err(e) if e.kind() == ErrorKind::PermissionDenied => std::thread::sleep(std::time::Duration::from_millis(100)),
            outcome => return outcome,
        }
    }
    fs::rename(from, to)
}

/// Has every file and folder of a pack reach the disk.
pub(super) fn sync(folder: &Path) -> std::io::Result<()> {
    let files: Vec<PathBuf> = files_under(folder)?.iter().map(|file| folder.join(file)).collect();
    let mut folders: Vec<PathBuf> = files.iter().filter_map(|f| f.parent()).map(Path::to_owned).collect();
    folders.push(folder.to_owned());
    folders.sort();
    folders.dedup();
    // Windows flushes only a file that is open for writing.
    let file = |path: &Path| OpenOptions::new().read(true).write(cfg!(windows)).open(path)?.sync_all();
    side_by_side(&files, file)?;
    side_by_side(&folders, sync_folder)
}

/// Does the work for all paths a few at a time: a disk takes several flushes at once for little more than one.
fn side_by_side(paths: &[PathBuf], work: impl Fn(&Path) -> std::io::Result<()> + Sync) -> std::io::Result<()> {
    let (next, work) = (std::sync::atomic::AtomicUsize::new(0), &work);
    std::thread::scope(|scope| {
        let share = || {
            while let Some(path) = paths.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                work(path)?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..paths.len().min(8)).map(|_| scope.spawn(share)).collect();
        workers.into_iter().try_for_each(|w| w.join().unwrap_or_else(|_| Err(std::io::Error::other("a flush broke off"))))
    })
}

/// Has the names in a folder reach the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows has no way to flush a folder; the rename is journalled.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

/// A file that remembers its first fault and goes on as if nothing had happened.
pub struct OneFault {
    file: File,
    fault: Option<io::Error>,
    at: u64,
    end: u64,
}

impl OneFault {
    /// Around a file that is open for writing at its start.
    pub fn new(file: File) -> OneFault {
        OneFault { file, fault: None, at: 0, end: 0 }
    }
    /// The first fault, where there was one.
    ///
    /// # Errors
    /// That fault.
    pub fn settle(self) -> io::Result<()> {
        self.fault.map_or(Ok(()), Err)
    }
    fn keep<T>(&mut self, outcome: io::Result<T>, instead: T) -> io::Result<T> {
        match outcome {
            Err(e) if e.kind() != ErrorKind::Interrupted => {
                self.fault = Some(e);
                Ok(instead)
            }
            other => other,
        }
    }
}

impl Write for OneFault {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match self.fault {
            Some(_) => bytes.len(),
            None => {
                let outcome = self.file.write(bytes);
                self.keep(outcome, bytes.len())?
            }
        };
        self.at = self.at.saturating_add(written as u64);
        self.end = self.end.max(self.at);
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        if self.fault.is_none() {
            let outcome = self.file.flush();
            self.keep(outcome, ())?;
        }
        Ok(())
    }
}

impl Seek for OneFault {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::Current(n) => self.at.checked_add_signed(n),
            SeekFrom::End(n) => self.end.checked_add_signed(n),
        };
        let place = place.ok_or_else(|| io::Error::from(ErrorKind::InvalidInput))?;
        if self.fault.is_none() {
            let outcome = self.file.seek(SeekFrom::Start(place));
            self.keep(outcome, place)?;
        }
        self.at = place;
        Ok(place)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_good_file_is_written_as_through_a_plain_one() {
        let dir = tempfile::tempdir().unwrap();
        let mut file = OneFault::new(File::create(dir.path().join("a")).unwrap());
        file.write_all(b"hello world").unwrap();
        file.seek(SeekFrom::Start(6)).unwrap();
        file.write_all(b"W").unwrap();
        assert_eq!(file.seek(SeekFrom::End(0)).unwrap(), 11);
        assert_eq!(file.seek(SeekFrom::Current(-4)).unwrap(), 7);
        file.settle().unwrap();
        assert_eq!(std::fs::read(dir.path().join("a")).unwrap(), b"hello World");
    }

    #[test]
    fn after_its_first_fault_it_takes_everything_and_tells_the_fault_at_the_end() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a"), "").unwrap();
        // open for reading only: every write fails
        let mut file = OneFault::new(File::open(dir.path().join("a")).unwrap());
        file.write_all(b"hello").unwrap();
        file.seek(SeekFrom::Start(2)).unwrap();
        file.flush().unwrap();
        assert_eq!(file.stream_position().unwrap(), 2);
        assert!(file.settle().is_err());
    }

    #[test]
    fn a_full_disk_is_told_with_what_to_do_also_where_a_library_wraps_it() {
        let full = io::Error::from(ErrorKind::StorageFull);
        for cause in [io::Error::from(ErrorKind::StorageFull), io::Error::other(full)] {
            let said = denied(Path::new("out"), "the workbook cannot be written", cause).to_string();
            assert!(said.contains("the disk is full; make room on it, or choose another `--out`"), "{said}");
        }
    }
}
