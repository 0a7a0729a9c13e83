//! `steerpack verify`: what of a pack is not as its receipt states it. Exit code 0 where all is, 1 where something is not.

use super::args::{Format, VerifyArgs};
use super::console;
use crate::error::Result;
use crate::write::verify::{self, Verdict};

/// Compares, prints, gives the exit code.
///
/// # Errors
/// There is no such folder.
pub fn verify(arguments: &VerifyArgs) -> Result<u8> {
    let verdict = verify::verify(&arguments.out, arguments.inputs.as_deref())?;
    match arguments.format {
        Format::Json => console::raw(&json(&verdict)),
        Format::Text => text(arguments, &verdict),
    }
    Ok(u8::from(!verdict.wrong.is_empty()))
}

fn json(verdict: &Verdict) -> String {
    let mut text = serde_json::to_string_pretty(verdict).unwrap_or_default();
    text.push('\n');
    text
}

fn text(arguments: &VerifyArgs, verdict: &Verdict) {
    let out = console::shown(&arguments.out.display().to_string());
    for w in &verdict.wrong {
        console::line(&format!("{}: {}: {}", w.fault.word(), console::shown(&w.file), console::shown(&w.said)));
    }
    if !verdict.wrong.is_empty() {
        let n = verdict.wrong.len();
        let what = if n == 1 { "1 thing is" } else { &format!("{n} things are") };
        console::line(&format!(
            "{out}: {what} not as the receipt states; make the pack anew with `steerpack run` before it is passed on"
        ));
        return;
    }
    if arguments.quiet {
        return;
    }
    let inputs = match verdict.inputs {
        Some(n) => format!(", and so {} {n} input{}", if n == 1 { "is its" } else { "are its" }, if n == 1 { "" } else { "s" }),
        None => String::new(),
    };
    console::line(&format!(
        "{out}: {} files, {} bytes, all as the receipt states{inputs} ({}, as of {})",
        verdict.outputs,
        verdict.bytes,
        console::shown(&verdict.tool),
        console::shown(&verdict.as_of)
    ));
}
