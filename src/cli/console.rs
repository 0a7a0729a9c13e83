//! The only room that prints. Data goes to standard output, findings and progress to standard error; everything passes the
//! terminal's door first.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::SourceMap;
use anstream::{eprintln, println};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RED: &str = "\x1b[31m";
const YELLOW: &str = "\x1b[33m";
const CYAN: &str = "\x1b[36m";
const RESET: &str = "\x1b[0m";

/// Text from data, made safe for a terminal, on one line.
pub fn shown(text: &str) -> String {
    crate::write::text::terminal(text, false).into_owned()
}

/// Prints a line of text that is ours, with data in it already through [`shown`].
pub fn line(text: &str) {
    println!("{text}");
}

/// Prints text as it is to standard output (JSON, schemas).
pub fn raw(text: &str) {
    use std::io::Write;
    // a closed pipe (`| head`) is the reader's choice, not an error of ours
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints an error with its chain of causes.
pub fn error(error: &dyn std::error::Error) {
    eprintln!("{BOLD}{RED}error{RESET}{BOLD}:{RESET} {}", shown(&error.to_string()));
    let mut cause = error.source();
    while let Some(inner) = cause {
        eprintln!("  caused by: {}", shown(&inner.to_string()));
        cause = inner.source();
    }
}

/// A heading line.
pub fn heading(text: &str) -> String {
    format!("{BOLD}{}{RESET}", shown(text))
}

/// Muted text.
pub fn muted(text: &str) -> String {
    format!("{DIM}{}{RESET}", shown(text))
}

/// One finding in the form `warning[date-unreadable]: jira.csv:14:F: …` with its help below.
pub fn finding(d: &Diagnostic, sources: &SourceMap) -> String {
    let colour = match d.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => CYAN,
    };
    let place = place_text(&d.place, sources);
    let at = if place.is_empty() { String::new() } else { format!("{}: ", shown(&place)) };
    let mut text = format!("{BOLD}{colour}{}[{}]{RESET}: {at}{}", d.severity.word(), d.check, shown(&d.message));
    if !d.help.is_empty() {
        text.push_str(&format!("\n  {DIM}help:{RESET} {}", shown(&d.help)));
    }
    text
}

/// The place of a finding in text form; empty for the run as a whole.
pub fn place_text(place: &Place, sources: &SourceMap) -> String {
    match place {
        Place::Cell(at) => sources.text(*at),
        Place::Source(id) => sources.source_text(*id),
        Place::File(name) => name.to_string(),
        Place::Run => String::new(),
    }
}

/// Progress on a terminal; silent when output is piped or quiet.
pub struct Progress {
    bar: Option<Mutex<ProgressBar>>,
}

impl Progress {
    /// A progress line, shown from half a second on.
    pub fn new(quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Progress { bar: None };
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        Progress { bar: Some(Mutex::new(bar)) }
    }
    /// Tells how far a stage is.
    pub fn tell(&self, stage: &'static str, done: usize, all: usize) {
        let Some(bar) = &self.bar else { return };
        if let Ok(bar) = bar.lock() {
            let text = if all > 1 { format!("{stage} {done} of {all} files") } else { format!("{stage} …") };
            bar.set_message(text);
            bar.tick();
        }
    }
    /// Takes the line away.
    pub fn done(&self) {
        if let Some(Ok(bar)) = self.bar.as_ref().map(Mutex::lock) {
            bar.finish_and_clear();
        }
    }
}
