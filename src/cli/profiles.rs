//! `steerpack profiles`: what is recognised and on what evidence, one profile as text, a check of one's own.

use super::args::ProfilesCommand;
use super::console::{self, heading, muted, shown};
use crate::error::{Error, Result};
use crate::import::Profiles;
use crate::import::profile::{self, Profile};
use crate::model::canonical::{FORM, ORIGIN, tables};
use std::path::Path;

/// Does what was asked for; without a command, lists.
pub fn profiles(command: Option<&ProfilesCommand>, name: Option<&str>, folder: Option<&Path>) -> Result<u8> {
    match (command, name) {
        (Some(ProfilesCommand::Check { path }), _) => check(path),
        (Some(ProfilesCommand::Show { name, profiles }), _) => show(name, profiles.as_deref().or(folder)),
        (Some(ProfilesCommand::List { profiles }), _) => list(profiles.as_deref().or(folder)),
        (None, Some(name)) => show(name, folder),
        (None, None) => list(folder),
    }
}

fn list(folder: Option<&Path>) -> Result<u8> {
    for p in &Profiles::load(folder)?.list {
        console::line(&format!("{:18} {:44} {}", shown(&p.name), shown(&p.title), p.evidence.word()));
    }
    console::line(&format!("{FORM:18} {:44} real", "what `steerpack convert` writes"));
    Ok(0)
}

/// The tables and columns of steerpack's own form.
fn form() -> String {
    let mut text = format!(
        "# {FORM}: what `steerpack convert` writes, and what its template asks for. A sheet or CSV file is known by its\n"
    );
    text.push_str(&format!("# column `{ORIGIN}`; its name or its headers tell which table it is.\n"));
    for table in tables() {
        text.push_str(&format!("\n[{}]  {}\n", table.name, table.about));
        for column in &table.columns {
            text.push_str(&format!("  {:28} {} Takes {}.\n", column.header, column.about, column.takes.words()));
        }
    }
    text
}

fn show(name: &str, folder: Option<&Path>) -> Result<u8> {
    if name == FORM {
        console::raw(&form());
        return Ok(0);
    }
    let profiles = Profiles::load(folder)?;
    let known: Vec<&str> = profiles.list.iter().map(|p| p.name.as_str()).collect();
    match profiles.by_name(name) {
        Some(profile) => {
            console::raw(&profile.text);
            Ok(0)
        }
        None => {
            let near = crate::config::strict::near(name, known.iter().copied());
            let hint = if near.is_empty() {
                format!("known are {}", known.join(", "))
            } else {
                format!("did you mean {}?", near.join(" or "))
            };
            Err(Error::Usage(format!("there is no profile `{name}`; {hint}")))
        }
    }
}

/// Parses profiles of one's own and says what each holds and what in it looks wrong; the first that cannot be used ends it.
fn check(path: &Path) -> Result<u8> {
    let profiles = profile::read(path)?;
    if profiles.is_empty() {
        return Err(Error::Usage(format!("{} holds no profile (*.toml)", path.display())));
    }
    for (file, p) in &profiles {
        let headers: usize = p.tables.iter().flat_map(|t| t.columns.values()).map(Vec::len).sum();
        console::line(&format!(
            "{} {}: {} tables, {headers} headers, evidence {}{}",
            heading("ok"),
            shown(&file.display().to_string()),
            p.tables.len(),
            p.evidence.word(),
            if is_builtin(p) { ", takes the place of the built-in one" } else { "" }
        ));
        for doubt in profile::doubts(p) {
            console::line(&muted(&format!("  {doubt}")));
        }
    }
    Ok(0)
}

fn is_builtin(profile: &Profile) -> bool {
    profile::BUILTIN.iter().any(|(name, _)| *name == profile.name)
}
