//! `steerpack identities apply`, and the guard that keeps `run` from writing over answers.

use super::args::{ApplyArgs, Waiting};
use super::console::{self, heading, shown};
use super::options::{Resolved, date_of, today};
use crate::config::{Limits, store};
use crate::error::{Error, Result};
use crate::pipeline::answers::{self, Taking};
use crate::write;
use std::path::{Path, PathBuf};

/// Takes the answers of a workbook into the ledger.
///
/// # Errors
/// The workbook holds what cannot be taken, or nobody can tell which ledger is meant.
pub fn apply(args: &ApplyArgs) -> Result<u8> {
    let typed = answers::typed(&args.workbook, &Limits::default())?;
    let path = ledger_of(args)?;
    let (mut ledger, _) = store::load_ledger(&path)?;
    let on = args.on.as_deref().map(|text| date_of("--on", text)).transpose()?.unwrap_or_else(today);
    let taking = Taking { by: args.by.clone(), on, replace: args.replace };
    let new = answers::take(&path, &mut ledger, &typed, &taking)?;
    console::line(&format!(
        "{} {}: {} read, {new} new; it holds {} about {} identities",
        heading("ledger"),
        shown(&path.display().to_string()),
        counted(typed.len(), "answer"),
        counted(ledger.holding().len(), "answer"),
        ledger.identities.iter().map(|i| i.id.as_str()).collect::<std::collections::BTreeSet<_>>().len(),
    ));
    if typed.is_empty() {
        console::line(
            "no answer is typed in the sheet Identity review; choose same, different or unsure in its column Answer, and save",
        );
    }
    Ok(0)
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// The ledger that a workbook's answers belong to.
fn ledger_of(args: &ApplyArgs) -> Result<PathBuf> {
    if let Some(path) = &args.ledger {
        return Ok(path.clone());
    }
    if let Some(config) = &args.config {
        let path = store::ledger_path(Some(config), &[]);
        return path.ok_or_else(|| Error::Usage(format!("--config {}: this is no file", config.display())));
    }
    let pack = args.workbook.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some((name, sha256)) = write::configuration_of(pack) else {
        return Err(Error::Usage(
            "the pack was made without a configuration, so nothing tells where its ledger lies; pass --ledger FOLDER/identities.toml, FOLDER being where the exports are".to_owned(),
        ));
    };
    // where the program is called, and the folder the pack lies in
    let roots = [PathBuf::from("."), pack.join("..")];
    let found = store::find_by_digest(&name, &sha256, &roots);
    match found.as_slice() {
        [one] => store::ledger_path(Some(one), &[]).ok_or_else(|| Error::Usage("the configuration has no folder".to_owned())),
        [] => Err(Error::Usage(format!(
            "the `{name}` that the pack was made with is not near, or was changed since; pass --config FILE or --ledger FILE"
        ))),
        several => Err(Error::Usage(format!(
            "{} copies of the configuration are near ({}); say with --config FILE which one",
            several.len(),
            several.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
        ))),
    }
}

/// Before a pack is written over: its answers are in the ledger, or are taken in now, or the run stops.
///
/// # Errors
/// Answers wait and are not to be taken or lost.
pub fn before_run(resolved: &mut Resolved, out: &Path, waiting: Waiting) -> Result<()> {
    if waiting == Waiting::Drop {
        return Ok(());
    }
    let settings = &mut resolved.request.settings;
    let found = answers::waiting(out, &settings.ledger, &settings.limits)?;
    let (Some(first), Some(path)) = (found.first(), &resolved.ledger) else { return Ok(()) };
    if waiting == Waiting::Stop {
        return Err(Error::Output {
            path: out.to_path_buf(),
            message: format!(
                "the earlier pack holds {} that the ledger does not ({}: `{}` and `{}` are {}); run `steerpack identities apply` on its workbook first, or pass --answers take (or drop, to lose them)",
                counted(found.len(), "answer"),
                first.cell,
                first.a,
                first.b,
                first.answer.word(),
            ),
            source: None,
        });
    }
    let taking = Taking { by: None, on: today(), replace: false };
    answers::take(path, &mut settings.ledger, &found, &taking)?;
    (settings.ledger, resolved.request.ledger_sha256) = store::load_ledger(path)?;
    Ok(())
}
