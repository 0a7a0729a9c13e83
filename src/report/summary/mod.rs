//! The Markdown summaries: contexts worked out here, words in `templates/`.

use super::Brief;
use crate::error::Result;
use std::path::Path;

/// The templates: embedded, each overridable by a file of the same name in a folder.
#[derive(Debug, Default)]
pub struct Templates {}

impl Templates {
    /// The embedded templates and those of a folder.
    ///
    /// # Errors
    /// A template that cannot be parsed, with file and line; a file in the folder that overrides nothing, with near matches.
    pub fn load(folder: Option<&Path>) -> Result<Templates> {
        let _ = folder;
        Ok(Templates {})
    }
}

/// The summaries as (path relative to the output folder, Markdown): `summary/program.md`, `summary/projects/<slug>.md`.
///
/// # Errors
/// A template that asks for a value that is not there, with template and line.
pub fn summaries(brief: &Brief, templates: &Templates) -> Result<Vec<(String, String)>> {
    let _ = (brief, templates);
    Ok(Vec::new())
}
