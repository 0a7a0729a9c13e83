//! Answers typed into a pack: found, judged against the ledger, taken in. A pack whose answers were not taken in is never
//! written over.

use crate::config::ledger::{Answer, Ledger, review};
use crate::config::{Limits, store};
use crate::error::{Error, Result};
use crate::import::answers::{Typed, answers};
use crate::read::{self, Input, InputBytes, ReadOptions};
use crate::write;
use jiff::civil::Date;
use std::path::Path;

/// The answers typed into a workbook.
///
/// # Errors
/// It cannot be read, is no pack of ours, or holds rows that cannot be understood.
pub fn typed(workbook: &Path, limits: &Limits) -> Result<Vec<Typed>> {
    let name = workbook.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let wrong = |message: String| Error::Config { path: workbook.to_path_buf(), line: None, message };
    if !workbook.is_file() {
        return Err(wrong(
            "there is no such workbook; give the one that steerpack wrote, with the answers saved in it".to_owned(),
        ));
    }
    let input = Input { name, bytes: InputBytes::File(workbook.to_path_buf()) };
    let reading = read::read(&input, 0, &ReadOptions { limits: limits.clone(), reader_exe: None });
    if let Some(why) = &reading.refused {
        return Err(wrong(format!("the workbook cannot be read: {why}")));
    }
    let Some(sheet) = reading.sheets.iter().position(|s| s == review::SHEET) else {
        return Err(wrong(format!("the workbook has no sheet {}; give the one that steerpack wrote", review::SHEET)));
    };
    let grid = reading.grids.iter().find(|g| usize::from(g.id().sheet) == sheet);
    let (found, problems) = grid.map(answers).unwrap_or_default();
    if problems.is_empty() { Ok(found) } else { Err(wrong(bulleted(&problems))) }
}

fn bulleted(lines: &[String]) -> String {
    lines.iter().map(|l| format!("\n  {l}")).collect()
}

/// Answers of an earlier pack in `out` that the ledger does not hold. A workbook that is as it was written has none and is
/// not opened.
///
/// # Errors
/// The workbook was changed and cannot be read, so that nobody can tell what would be lost.
pub fn waiting(out: &Path, ledger: &Ledger, limits: &Limits) -> Result<Vec<Typed>> {
    let mut waiting = Vec::new();
    for workbook in write::changed_workbooks(out) {
        let found = typed(&workbook, limits).map_err(|error| Error::Output {
            path: out.to_path_buf(),
            message: format!("the pack was changed since it was written, and whether it holds answers cannot be told: {error}"),
            source: None,
        })?;
        waiting.extend(found.into_iter().filter(|t| ledger.about(t.kind, &t.a, &t.b).is_none_or(|a| a.answer != t.answer)));
    }
    Ok(waiting)
}

/// Who answers where the sheet does not say, when, and whether an earlier answer may be turned round.
#[derive(Clone, Debug)]
pub struct Taking {
    /// Name for rows that give none.
    pub by: Option<String>,
    /// The day of the answers.
    pub on: Date,
    /// Whether an answer may replace another one.
    pub replace: bool,
}

/// Takes answers into the ledger at `path` and into `ledger`; gives how many were new.
///
/// # Errors
/// Nobody says who answered, an answer contradicts another, or the ledger cannot be written; then nothing was taken.
pub fn take(path: &Path, ledger: &mut Ledger, typed: &[Typed], how: &Taking) -> Result<usize> {
    let wrong = |message: String| Error::Config { path: path.to_path_buf(), line: None, message };
    let mut fresh = Vec::new();
    let mut problems = Vec::new();
    for (n, t) in typed.iter().enumerate() {
        let by = Some(t.by.clone()).filter(|b| !b.is_empty()).or_else(|| how.by.clone());
        let Some(by) = by else {
            problems.push(format!("{}: who says so? Fill the column {}, or pass --by NAME", t.cell, review::BY));
            continue;
        };
        let twice = typed.iter().take(n).find(|o| {
            o.kind == t.kind
                && crate::config::ledger::question(o.kind, &o.a, &o.b) == crate::config::ledger::question(t.kind, &t.a, &t.b)
        });
        if let Some(other) = twice.filter(|o| o.answer != t.answer) {
            problems.push(format!(
                "{} says {}, {} says {} of the same two",
                other.cell,
                other.answer.word(),
                t.cell,
                t.answer.word()
            ));
        }
        let [a_name, b_name] = t.names.clone();
        let (a, b, why) = (t.a.clone(), t.b.clone(), t.why.clone());
        fresh.push(Answer { kind: t.kind, a, b, a_name, b_name, answer: t.answer, by, on: Some(how.on), why });
    }
    if !problems.is_empty() {
        return Err(wrong(bulleted(&problems)));
    }
    let before = ledger.answers.len();
    let mut after = ledger.clone();
    let added = after.take(&fresh, how.replace).map_err(wrong)?;
    if !added.is_empty() {
        store::append_ledger(path, &added)?;
    }
    *ledger = after;
    Ok(ledger.answers.len() - before)
}
