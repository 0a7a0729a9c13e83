//! `steerpack status`: where the hand-ins stand, from the files alone.

use super::args::{Format, StatusArgs};
use super::console::{self, heading, muted, shown};
use super::{in_pool, options};
use crate::error::Result;
use crate::pipeline;
use crate::report::receipt::Receipt;
use crate::report::receipt::owed::Standing;
use serde_json::json;

/// Reads the exports and says what came of what is owed.
///
/// # Errors
/// Nothing could be read, or the earlier pack is none.
pub fn status(args: &StatusArgs) -> Result<u8> {
    let mut resolved = options::resolve(&args.input, None)?;
    resolved.request.previous.clone_from(&args.previous);
    in_pool(resolved, |request, _| {
        let progress = console::Progress::new(args.input.quiet);
        let tell = |stage, done, all| progress.tell(stage, done, all);
        let done = pipeline::take_in(request, &tell).and_then(|intake| pipeline::work_out(request, intake, &tell));
        progress.done();
        let run = done?;
        let others: Vec<&str> = unexpected(&run.receipt);
        match args.input.format {
            Format::Json => {
                let all = json!({ "as_of": run.receipt.as_of, "expected": run.receipt.expected, "not_expected": others });
                console::raw(&format!("{}\n", serde_json::to_string_pretty(&all).unwrap_or_default()));
            }
            Format::Text => text(&run.receipt, &others),
        }
        let missing = run.receipt.expected.iter().any(|l| matches!(l.standing, Standing::Missing | Standing::Partial));
        std::mem::forget(run);
        Ok(u8::from(missing))
    })
}

/// Files that nobody owes.
fn unexpected(receipt: &Receipt) -> Vec<&str> {
    let owed = |name: &str| {
        receipt.expected.iter().any(|l| l.files.iter().any(|f| f == name) || l.superseded.iter().any(|s| s.starts_with(name)))
    };
    receipt
        .inputs
        .iter()
        .filter(|i| i.refused.is_none() && i.carried.is_none())
        .map(|i| i.file.as_str())
        .filter(|n| !owed(n))
        .collect()
}

fn text(receipt: &Receipt, others: &[&str]) {
    console::line(&format!("{}  {}", heading("hand-ins"), muted(&format!("as of {}", receipt.as_of))));
    if receipt.expected.is_empty() {
        console::line(
            "none is expected: list them under [[expected]] in steerpack.toml (name, match, owner, due or due-day, project)",
        );
    }
    let width = receipt.expected.iter().map(|l| l.name.chars().count()).max().unwrap_or(0);
    for l in &receipt.expected {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(l.owner.clone());
        parts.extend(l.due.as_ref().map(|d| format!("due {d}")));
        if let (Some(date), Some(age)) = (&l.data_date, l.age_days) {
            parts.push(format!("data of {date}, {age} days old"));
        }
        if !l.remark.is_empty() {
            parts.push(l.remark.clone());
        }
        parts.extend(l.files.iter().cloned());
        parts.extend(l.superseded.iter().map(|s| format!("superseded: {s}")));
        console::line(&format!("  {:width$}  {:11}  {}", shown(&l.name), l.standing.word(), shown(&parts.join(" · "))));
    }
    for name in others {
        console::line(&format!("  {}", muted(&format!("not expected: {name}"))));
    }
}
