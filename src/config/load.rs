//! Finds and loads the configuration: the file named on the command line, else `steerpack.toml` in a given folder.

use super::{Settings, store, strict};
use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The name looked for in the given folders.
pub const FILE_NAME: &str = "steerpack.toml";

/// A configuration and where it came from.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What it says; the defaults where there is no file.
    pub settings: Settings,
    /// The file, `None` where the defaults hold.
    pub path: Option<PathBuf>,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: Option<String>,
    /// Where the ledger is or would be.
    pub ledger: Option<PathBuf>,
    /// SHA-256 of the ledger, where there is one.
    pub ledger_sha256: Option<String>,
}

/// Loads the configuration for a run over `paths`.
///
/// # Errors
/// [`Error::Config`] where the file cannot be read or used; [`Error::Usage`] where two given folders hold one each.
pub fn load(explicit: Option<&Path>, paths: &[PathBuf]) -> Result<Loaded> {
    let path = match explicit {
        Some(path) => Some(path.to_path_buf()),
        None => find(paths)?,
    };
    let ledger = store::ledger_path(path.as_deref(), paths);
    let mut loaded = match path {
        Some(path) => read_config(path)?,
        None => Loaded::default(),
    };
    if let Some(ledger) = &ledger {
        (loaded.settings.ledger, loaded.ledger_sha256) = store::load_ledger(ledger)?;
    }
    loaded.ledger = ledger;
    Ok(loaded)
}

fn read_config(path: PathBuf) -> Result<Loaded> {
    let bytes = strict::bytes(&path, "configuration", strict::BYTES)?;
    let text = String::from_utf8(bytes).map_err(|error| Error::Config {
        path: path.clone(),
        line: Some(error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1),
        message: "the configuration is not UTF-8 text: save it as UTF-8".to_owned(),
    })?;
    let mut settings: Settings = strict::parse(text.trim_start_matches('\u{feff}'), &path)?;
    number_lines(&mut settings, &text);
    validate(&settings, &path)?;
    settings.file_name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let sha256 = Some(Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect());
    Ok(Loaded { settings, path: Some(path), sha256, ..Loaded::default() })
}

fn find(paths: &[PathBuf]) -> Result<Option<PathBuf>> {
    let found: Vec<PathBuf> = paths.iter().filter(|p| p.is_dir()).map(|p| p.join(FILE_NAME)).filter(|p| p.is_file()).collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        several => Err(Error::Usage(format!(
            "{} configurations were found ({}): say which one with --config FILE",
            several.len(),
            several.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
        ))),
    }
}

/// Tells every entry that is shown as a cell the line it stands on.
fn number_lines(settings: &mut Settings, text: &str) {
    let lines = |table| super::adjustments::lines_of(text, table).into_iter();
    settings.adjustments.iter_mut().zip(lines("adjustment")).for_each(|(entry, line)| entry.line = line);
    settings.waivers.iter_mut().zip(lines("waiver")).for_each(|(entry, line)| entry.line = line);
    settings.expected.iter_mut().zip(lines("expected")).for_each(|(entry, line)| entry.line = line);
    settings.gates.iter_mut().zip(lines("gate")).for_each(|(entry, line)| entry.line = line);
}

/// Trackers that sources name must be known; which are depends on the user's own profiles. `file` is the configuration's name.
pub fn trackers(settings: &Settings, known: &[&str], file: Option<&str>) -> Result<()> {
    for rule in &settings.sources {
        if let Some(tracker) = rule.tracker.as_deref().filter(|t| !known.contains(t)) {
            let near = strict::near(tracker, known.iter().copied());
            let hint = match near.is_empty() {
                true => "; `steerpack profiles` lists them".to_owned(),
                false => format!("; did you mean {}?", near.join(" or ")),
            };
            let message = format!("source `{}`: tracker `{tracker}` is no profile{hint}", rule.pattern);
            return Err(Error::Config { path: file.unwrap_or(FILE_NAME).into(), line: None, message });
        }
    }
    Ok(())
}

/// What the types cannot hold: words from small sets, numbers within sense.
fn validate(settings: &Settings, path: &Path) -> Result<()> {
    let wrong = |message: String| Err(Error::Config { path: path.to_path_buf(), line: None, message });
    let named = settings.calendars.iter().find_map(|(name, rule)| rule.fault(name));
    if let Some(fault) = settings.calendar.fault().or(named) {
        return wrong(fault);
    }
    if !["a4", "letter"].contains(&settings.workbook.paper.as_str()) {
        return wrong(format!("workbook.paper is `{}`: write a4 or letter", settings.workbook.paper));
    }
    for rule in &settings.sources {
        if let Some(order) = rule.date_order.as_deref().filter(|o| !["dmy", "mdy", "ymd"].contains(o)) {
            return wrong(format!("source `{}`: date-order `{order}` is none of dmy, mdy, ymd", rule.pattern));
        }
        if rule.header_row == Some(0) {
            return wrong(format!("source `{}`: header-row is 0, and the first row is 1", rule.pattern));
        }
        for (header, field) in rule.columns.iter().filter(|(_, f)| f.as_str() != "-") {
            if crate::model::Field::from_word(field).is_none() {
                let near = strict::near(field, crate::model::Field::ALL.iter().map(|f| f.word()));
                let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
                return wrong(format!("source `{}`: column `{header}` maps to `{field}`, which is no field{hint}", rule.pattern));
            }
        }
    }
    if let Some(waiver) = settings.waivers.iter().find(|w| w.place.is_none() && w.id.is_none()) {
        return Err(Error::Config {
            path: path.to_path_buf(),
            line: usize::try_from(waiver.line).ok(),
            message: format!("the waiver of `{}` names neither `place` nor `id`", waiver.check),
        });
    }
    if let Some(entry) = settings.expected.iter().find(|e| e.due_day.is_some_and(|d| !(1..=31).contains(&d))) {
        return wrong(format!("expected `{}`: due-day must lie between 1 and 31", entry.name));
    }
    let t = &settings.thresholds;
    let shares =
        [("coverage-dated", t.coverage_dated), ("coverage-linked", t.coverage_linked), ("project-dated", t.project_dated)];
    if let Some((name, share)) = shares.iter().find(|(_, s)| !(0.0..=1.0).contains(s)) {
        return wrong(format!("thresholds.{name} is {share}: it must lie between 0 and 1"));
    }
    if t.green_days > t.amber_days {
        return wrong(format!("thresholds.green-days {} is above amber-days {}", t.green_days, t.amber_days));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn error_of(text: &str) -> String {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE_NAME), text).unwrap();
        load(None, &[dir.path().to_path_buf()]).unwrap_err().to_string()
    }

    #[test]
    fn the_configuration_is_found_in_a_given_folder() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE_NAME), "[program]\nname = \"Harbour\"\n").unwrap();
        let loaded = load(None, &[dir.path().to_path_buf()]).unwrap();
        assert_eq!(loaded.settings.program.name.as_deref(), Some("Harbour"));
        assert_eq!(loaded.sha256.unwrap().len(), 64);
    }

    #[test]
    fn words_outside_a_small_set_are_refused_with_the_set() {
        assert!(error_of("[calendar]\nworking-days = [\"mo\"]\n").contains("`mo` is no day; write mon, tue"));
        assert!(error_of("[[source]]\nmatch = \"*\"\ndate-order = \"us\"\n").contains("none of dmy, mdy, ymd"));
        assert!(
            error_of("[[source]]\nmatch = \"a.csv\"\ncolumns = { Due = \"forecast_finsh\" }\n")
                .contains("did you mean forecast_finish")
        );
    }

    #[test]
    fn without_a_file_the_defaults_hold() {
        let dir = tempfile::tempdir().unwrap();
        let loaded = load(None, &[dir.path().to_path_buf()]).unwrap();
        assert_eq!((loaded.settings, loaded.path), (Settings::default(), None));
    }

    #[test]
    fn a_tracker_that_no_profile_has_is_refused_with_what_is_near() {
        let settings: Settings = toml::from_str("[[source]]\nmatch = \"a*\"\ntracker = \"jirra\"\n").expect("parses");
        let error = trackers(&settings, &["asana", "jira"], Some("steerpack.toml")).expect_err("no such tracker");
        assert_eq!(error.to_string(), "steerpack.toml: source `a*`: tracker `jirra` is no profile; did you mean jira?");
        assert!(trackers(&settings, &["jirra"], None).is_ok());
    }
}
