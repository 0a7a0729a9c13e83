//! Which hand-ins are carried forward, and from where: expected, not here, and held by the pack before. The earlier pack's
//! receipt tells how its files were read, its `program.json` holds their records; taking them out is `import::forward`'s.

use super::{Intake, Request};
use crate::config::ExpectedRule;
use crate::error::Result;
use crate::import::forward::{self, Earlier, Sheet};
use crate::model::{Audience, CarriedFrom, HandIn, Role};
use crate::read::history;
use crate::report::json::back;
use crate::report::receipt::owed::{EarlierReceipt, fits};
use crate::report::receipt::{CarriedInput, FileFacts};
use crate::source::{SourceFile, SourceId, Text};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::path::Path;

/// Lays the records of hand-ins that are missing beside what was handed in.
///
/// # Errors
/// The earlier pack cannot be read back.
pub fn forward(request: &Request, earlier: Option<&EarlierReceipt>, intake: &mut Intake) -> Result<()> {
    let (Some(folder), Some(receipt)) = (&request.previous, earlier) else { return Ok(()) };
    let missing: Vec<&ExpectedRule> = request.settings.expected.iter().filter(|rule| !is_here(rule, intake)).collect();
    if missing.is_empty() || receipt.as_of.parse::<Date>().is_ok_and(|of| of > request.as_of) {
        return Ok(());
    }
    let beside = if folder.is_dir() { folder.clone() } else { folder.parent().unwrap_or(Path::new(".")).to_path_buf() };
    let file = history::file(&beside);
    let past = back::program(&history::bytes(&file)?, &file.display().to_string())?;
    let mut sheets = Vec::new();
    for (ix, known) in past.sources.files.iter().enumerate() {
        let Ok(from) = u16::try_from(ix) else { break };
        let line = receipt.inputs.iter().find(|i| i.file == known.name);
        // a hand-in may be carried over more than one pack: it keeps its name and the day on which it was accepted
        let own = past.portfolio.hand_ins.iter().filter(|h| h.source.file == from);
        let before = own.clone().find_map(|h| h.carried.clone());
        let carried = before.unwrap_or_else(|| CarriedFrom { file: known.name.as_str().into(), pack: past.portfolio.as_of });
        if !missing.iter().any(|rule| fits(rule, &carried.file)) || own.clone().next().is_none() {
            continue;
        }
        let Ok(to) = u16::try_from(intake.sources.files.len()) else { break };
        let shown = format!("{} (pack of {})", carried.file, carried.pack);
        for hand_in in own {
            let tables = line.into_iter().flat_map(|l| &l.tables);
            let sheet = past.sources.sheet(hand_in.source);
            let mut mine = tables.filter(|t| t.sheet.as_deref() == sheet);
            let table = mine.clone().find(|t| t.role == Role::Tasks.word()).or_else(|| mine.next());
            sheets.push(Sheet {
                from: hand_in.source,
                to: SourceId { file: to, sheet: hand_in.source.sheet },
                tracker: table.map_or_else(|| Text::from("none"), |t| t.tracker.as_str().into()),
                role: table.and_then(|t| Role::from_word(&t.role)).unwrap_or(Role::Tasks),
                hand_in: HandIn {
                    source: SourceId { file: to, sheet: hand_in.source.sheet },
                    data_date: hand_in.data_date.clone(),
                    superseded_by: None,
                    carried: Some(carried.clone()),
                },
            });
        }
        intake.sources.files.push(SourceFile { name: shown.clone(), ..known.clone() });
        intake.files.push(FileFacts {
            name: shown,
            sha256: line.map_or_else(String::new, |l| l.sha256.clone()),
            size: line.map_or(0, |l| l.bytes),
            how: format!("not handed in; its records are those that the pack of {} accepted", carried.pack),
            carried: Some(CarriedInput { file: carried.file.to_string(), pack: carried.pack.to_string() }),
            ..FileFacts::default()
        });
    }
    let programs: FxHashSet<String> = request.settings.programs.iter().map(|p| p.name.clone()).collect();
    let open = !past.restricted && past.portfolio.projects.iter().any(|p| p.audience == Audience::Restricted);
    let taken = forward::forward(Earlier { portfolio: &past.portfolio, open, programs: &programs }, &sheets);
    for (sheet, counted) in sheets.iter().zip(taken.counted) {
        if let Some(facts) = intake.files.get_mut(usize::from(sheet.to.file)) {
            facts.sheets.push((sheet.to.sheet, counted, 0, Vec::new()));
        }
    }
    intake.extracts.extend(taken.extracts);
    Ok(())
}

/// Whether a file that answers to it was handed in and could be read.
fn is_here(rule: &ExpectedRule, intake: &Intake) -> bool {
    intake.files.iter().any(|f| f.refused.is_none() && fits(rule, &f.name))
}
