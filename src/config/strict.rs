//! TOML read strictly: an error names file, line, what is there, and for an unknown key or word the near ones. Files of
//! settings may come from strangers: they are read under a bound, and never from outside the folder that was named.

use crate::error::{Error, Result};
use std::io::Read as _;
use std::path::Path;

/// Bytes of a file of settings; the largest that people write are a hundredth of it.
pub const BYTES: u64 = 8 << 20;

/// The bytes of a regular file of settings; `what` names its kind in errors.
///
/// # Errors
/// [`Error::Config`] where it cannot be read, is no regular file, or is larger than `most`.
pub fn bytes(path: &Path, what: &str, most: u64) -> Result<Vec<u8>> {
    let refuse = |message: String| Error::Config { path: path.to_path_buf(), line: None, message };
    let failed = |error: std::io::Error| refuse(format!("the {what} cannot be read: {error}"));
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(refuse(format!("the {what} is no regular file")));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path).map_err(failed)?.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most {
        return Err(refuse(format!("the {what} has more than {most} bytes, the limit")));
    }
    Ok(bytes)
}

/// The same for a file in a folder that strangers may have filled: a link in it must not lead out of it.
///
/// # Errors
/// As [`bytes`], and where the file lies elsewhere.
pub fn bytes_inside(folder: &Path, path: &Path, what: &str, most: u64) -> Result<Vec<u8>> {
    let outside = match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(path)) => !path.starts_with(folder),
        // the reading says what is wrong
        _ => false,
    };
    if outside {
        let message = format!("the {what} is a link that leads out of its folder; it is not followed");
        return Err(Error::Config { path: path.to_path_buf(), line: None, message });
    }
    bytes(path, what, most)
}

/// Parses TOML into a type that denies unknown fields.
///
/// # Errors
/// [`Error::Config`] with the line, and "did you mean" where a known word is near.
pub fn parse<T: serde::de::DeserializeOwned>(text: &str, path: &Path) -> Result<T> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        Error::Config { path: path.to_path_buf(), line, message: with_near_matches(error.message()) }
    })
}

/// Adds "did you mean" to serde's `unknown field X, expected one of A, B`.
fn with_near_matches(message: &str) -> String {
    let message = message.trim_end();
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let Some((unknown, known)) = words.split_first() else { return message.to_owned() };
    if !message.starts_with("unknown") || known.is_empty() {
        return message.to_owned();
    }
    let kind = if message.starts_with("unknown variant") { "word" } else { "key" };
    match near(unknown, known.iter().copied()).as_slice() {
        [] => format!("`{unknown}` is no {kind} here; known are {}", known.join(", ")),
        close => format!("`{unknown}` is no {kind} here; did you mean {}?", close.join(" or ")),
    }
}

/// The known words that are near an unknown one, nearest first, at most three.
pub fn near<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = unknown.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .map(|word| (strsim::jaro_winkler(&lower, &word.to_lowercase()), word))
        .filter(|(score, word)| *score >= 0.8 || (lower.len() >= 3 && word.contains(&lower)))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().map(|(_, word)| word).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    fn message(text: &str) -> (Option<usize>, String) {
        match parse::<Settings>(text, Path::new("steerpack.toml")) {
            Err(Error::Config { line, message, .. }) => (line, message),
            other => panic!("expected a configuration error, got {other:?}"),
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_near_one() {
        let (line, message) = message("[program]\nname = \"x\"\nasof = \"2026-01-01\"\n");
        assert_eq!(line, Some(3));
        assert_eq!(message, "`asof` is no key here; did you mean as-of?");
    }

    #[test]
    fn a_wrong_date_is_named_with_its_line() {
        let (line, message) = message("[program]\nas-of = \"soon\"\n");
        assert_eq!(line, Some(2));
        assert!(!message.is_empty());
    }

    #[test]
    fn an_empty_file_gives_the_defaults() {
        assert_eq!(parse::<Settings>("", Path::new("x")).ok(), Some(Settings::default()));
    }
}
