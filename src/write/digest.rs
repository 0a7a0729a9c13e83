//! SHA-256 of what was written, for the receipt.

use crate::error::{Error, Result};
use crate::report::receipt::OutputLine;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Read as _, Write};
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

/// Hands bytes on and digests them on the way, so that a large file need not be read back.
pub(super) struct Digesting<W> {
    inner: W,
    hasher: Sha256,
    length: u64,
}

impl<W> Digesting<W> {
    /// Nothing written yet.
    pub(super) fn new(inner: W) -> Self {
        Digesting { inner, hasher: Sha256::new(), length: 0 }
    }
    /// Where the bytes go.
    pub(super) fn inner(&self) -> &W {
        &self.inner
    }
    /// SHA-256, lower-case hex, and length of what was taken.
    pub(super) fn finish(self) -> (String, u64) {
        (hex(&self.hasher.finalize()), self.length)
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let taken = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..taken).unwrap_or(bytes));
        self.length = self.length.saturating_add(taken as u64);
        Ok(taken)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
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
    use std::io::Write as _;

    #[test]
    fn bytes_are_handed_on_and_digested_however_few_are_taken_at_once() {
        /// Takes one byte at a time.
        struct Slow(Vec<u8>);
        impl std::io::Write for Slow {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.extend(bytes.first());
                Ok(bytes.len().min(1))
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let mut through = super::Digesting::new(Slow(Vec::new()));
        through.write_all(b"abc").expect("memory takes everything");
        assert_eq!(through.inner().0, b"abc");
        assert_eq!(through.finish(), ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".to_owned(), 3));
    }
    #[test]
    fn the_digest_of_abc_is_the_published_one() {
        assert_eq!(super::sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
