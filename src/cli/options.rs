//! Arguments and configuration → [`Request`]. The only reader of the clock, and of it only the date of today.

use super::args::{AudienceArg, InputArgs};
use crate::config;
use crate::error::{Error, Result};
use crate::model::Audience;
use crate::pipeline::Request;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// A request with what the console says about it.
pub struct Resolved {
    /// What runs.
    pub request: Request,
    /// The configuration file, as given or found.
    pub config_path: Option<PathBuf>,
    /// Where the ledger of identities is or would be.
    pub ledger: Option<PathBuf>,
    /// Worker threads, 0 = one for each processor.
    pub threads: usize,
}

/// Resolves what was typed.
///
/// # Errors
/// A wrong date, thread number or configuration.
pub fn resolve(input: &InputArgs, templates: Option<PathBuf>) -> Result<Resolved> {
    if input.threads == Some(0) {
        return Err(Error::Usage("--threads 0: give at least 1, or leave it out for one thread per processor".to_owned()));
    }
    let loaded = config::load(input.config.as_deref(), &input.paths)?;
    let (as_of, as_of_from) = match (&input.as_of, loaded.settings.program.as_of) {
        (Some(text), _) => (date_of("--as-of", text)?, "--as-of"),
        (None, Some(date)) => (date, "configuration"),
        (None, None) => (today(), "today"),
    };
    let name = loaded.settings.program.name.clone().unwrap_or_else(|| name_of(&input.paths));
    let configuration = loaded.path.as_deref().map(|path| {
        let file = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        (file, loaded.sha256.clone().unwrap_or_default())
    });
    let request = Request {
        paths: input.paths.clone(),
        settings: loaded.settings,
        configuration,
        ledger_sha256: loaded.ledger_sha256,
        previous: None,
        as_of,
        as_of_from,
        name,
        templates,
        profiles: input.profiles.clone(),
        reader_exe: std::env::current_exe().ok(),
        audience: match input.audience {
            AudienceArg::Open => Audience::Open,
            AudienceArg::Restricted => Audience::Restricted,
        },
    };
    Ok(Resolved { request, config_path: loaded.path, ledger: loaded.ledger, threads: input.threads.unwrap_or(0) })
}

/// A request over one folder with the defaults, whatever configuration lies in it.
pub fn plain(folder: &Path, profiles: Option<&Path>) -> Request {
    let paths = vec![folder.to_owned()];
    Request {
        name: name_of(&paths),
        paths,
        as_of: today(),
        as_of_from: "today",
        profiles: profiles.map(Path::to_owned),
        reader_exe: std::env::current_exe().ok(),
        audience: Audience::Restricted,
        ..Request::default()
    }
}

/// The date of today.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The date of an option.
///
/// # Errors
/// It is no date.
pub fn date_of(option: &str, text: &str) -> Result<Date> {
    text.parse()
        .map_err(|_| Error::Usage(format!("{option} `{text}` is no date: write it as YYYY-MM-DD, for example 2026-03-31")))
}

/// The name of the first path: folder name, or file name without ending.
fn name_of(paths: &[PathBuf]) -> String {
    let Some(first) = paths.first() else { return "program".to_owned() };
    let full = first.canonicalize().unwrap_or_else(|_| first.clone());
    let part = if full.is_dir() { full.file_name() } else { Path::file_stem(&full) };
    part.map_or_else(|| "program".to_owned(), |n| n.to_string_lossy().into_owned())
}
