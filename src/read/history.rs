//! An earlier `program.json` as bytes, under a bound. What is in it is `report::json::back`'s to say.

use crate::error::{Error, Result};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Most bytes of an earlier `program.json`: a million tasks with their analysis stay below it.
pub const BYTES: u64 = 1 << 30;

/// The file that a path means: itself, or the `program.json` in it where it is the folder of a pack.
pub fn file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("program.json") } else { path.to_path_buf() }
}

/// The bytes of an earlier `program.json`.
///
/// # Errors
/// [`Error::NoInput`] where there is no such file, where it cannot be read, or where it is larger than [`BYTES`].
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let failed = |error: std::io::Error| {
        let help = if error.kind() == std::io::ErrorKind::NotFound {
            "; name the program.json of a pack, or the folder that holds it"
        } else {
            ""
        };
        Error::NoInput(format!("{shown}: {error}{help}"))
    };
    let file = std::fs::File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > BYTES {
        return Err(Error::NoInput(format!("{shown} holds {size} bytes, more than the {BYTES} that are read back")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // a file may grow while it is read, and a device has no size: the bound holds all the same
    file.take(BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > BYTES {
        return Err(Error::NoInput(format!("{shown} holds more than the {BYTES} bytes that are read back")));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_folder_means_the_program_json_in_it_and_a_missing_file_says_what_to_name() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(file(folder.path()), folder.path().join("program.json"));
        let error = bytes(&folder.path().join("program.json")).unwrap_err();
        assert_eq!(error.exit_code(), 3);
        assert!(error.to_string().contains("name the program.json of a pack"), "{error}");
        std::fs::write(folder.path().join("program.json"), "{}").unwrap();
        assert_eq!(bytes(&folder.path().join("program.json")).unwrap(), b"{}");
    }
}
