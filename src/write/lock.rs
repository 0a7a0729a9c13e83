//! The lock beside an output folder. On Unix and macOS it is an advisory lock on the open file (`flock`), on Windows a mandatory
//! one (`LockFileEx`), both by the standard library; what differs is only whether a name can come to stand for another file.

use super::disk::denied;
use crate::error::{Error, Result};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Two runs never publish into one folder at a time.
pub(super) struct Lock {
    file: Option<File>,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of the folder `name` in `parent`, or says who holds it; `out` names the folder in errors.
    pub(super) fn take(out: &Path, parent: &Path, name: &str) -> Result<Lock> {
        let path = parent.join(format!(".{name}.lock"));
        for _ in 0..20 {
            let file = OpenOptions::new().create(true).write(true).truncate(false).open(&path);
            let file = file.map_err(|e| denied(parent, "nothing can be written beside the output folder", e))?;
            match file.try_lock() {
                Ok(()) if same_file(&file, &path) => return Ok(Lock { file: Some(file), path }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::Output {
                        path: out.to_owned(),
                        message: "another run of steerpack is writing here; wait for it, or choose another `--out`".to_owned(),
                        source: None,
                    });
                }
                // A file system without locks: the exchange is still atomic, only the guard against a second run is missing.
                Err(TryLockError::Error(e)) if e.kind() == ErrorKind::Unsupported => return Ok(Lock { file: Some(file), path }),
                Err(TryLockError::Error(e)) => return Err(denied(&path, "the lock file cannot be locked", e)),
            }
        }
        Err(Error::Output { path, message: "the lock file keeps changing; try again".to_owned(), source: None })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: who waits for the old file finds that the name has another one, and takes that.
        let _ = fs::remove_file(&self.path);
        self.file = None;
    }
}

/// Whether the name still stands for the file that was locked.
#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

/// Whether the name still stands for the file that was locked. Elsewhere an open file keeps its name.
#[cfg(not(unix))]
fn same_file(_file: &File, path: &Path) -> bool {
    path.exists()
}
