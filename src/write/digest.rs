//! SHA-256 of what was written, for the receipt.

use crate::error::{Error, Result};
use crate::report::receipt::OutputLine;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Lower-case hex of a digest.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|n| char::from_digit(u32::from(n), 16)).collect()
}

/// SHA-256 of bytes, lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 and length of a file, read piece by piece.
///
/// # Errors
/// The file cannot be read.
pub fn sha256_file(path: &Path) -> Result<(String, u64)> {
    let failed = |e: std::io::Error| Error::Output {
        path: path.to_owned(),
        message: "the written file cannot be read back".to_owned(),
        source: Some(e),
    };
    let mut file = File::open(path).map_err(failed)?;
    let mut hasher = Sha256::new();
    let mut length = 0_u64;
    let mut piece = vec![0_u8; 1 << 18];
    loop {
        let n = file.read(&mut piece).map_err(failed)?;
        let Some(part) = piece.get(..n).filter(|p| !p.is_empty()) else { break };
        hasher.update(part);
        length = length.saturating_add(n as u64);
    }
    Ok((hex(&hasher.finalize()), length))
}

/// The receipt's lines of the files in a folder, by name in order; the receipt itself and hidden files are left out. Lines
/// that are known already are taken as they are.
///
/// # Errors
/// A file cannot be read.
pub fn outputs(folder: &Path, known: &[OutputLine]) -> Result<Vec<OutputLine>> {
    let names = super::publish::files_under(folder).map_err(|e| Error::Output {
        path: folder.to_owned(),
        message: "the written files cannot be listed".to_owned(),
        source: Some(e),
    })?;
    let names: Vec<String> = names.into_iter().filter(|n| n != super::publish::RECEIPT && !n.starts_with('.')).collect();
    names
        .into_par_iter()
        .map(|file| match known.iter().find(|line| line.file == file) {
            Some(line) => Ok(line.clone()),
            None => output(folder, file),
        })
        .collect()
}

/// The receipt's line of one written file.
///
/// # Errors
/// The file cannot be read.
pub fn output(folder: &Path, file: String) -> Result<OutputLine> {
    let (sha256, bytes) = sha256_file(&folder.join(&file))?;
    Ok(OutputLine { file, sha256, bytes })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_digest_of_abc_is_the_published_one() {
        assert_eq!(super::sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
