//! A first `steerpack.toml` from what is there: every source with the guess that was made of it, the reasons, and the lines that
//! would settle it otherwise. Every guess stands as a comment, so a run with the file reads as a run without it.

use crate::import::Extract;
use crate::model::{Portfolio, Role};
use crate::source::SourceMap;
use std::fmt::Write as _;

/// What is said of one table.
#[derive(Clone, Debug)]
pub struct Guess {
    source: crate::source::SourceId,
    role: Role,
    read: String,
    because: Vec<String>,
    lines: Vec<(&'static str, String)>,
    unmapped: Vec<String>,
    dates: Vec<String>,
    rows: String,
}

/// Takes what is said of a table, before its records move on.
pub fn guess(extract: &Extract) -> Guess {
    let runner = extract.runner_up.as_ref().map_or(String::new(), |r| format!("; next best: {r}"));
    let mut lines = vec![("tracker", quoted(&extract.tracker)), ("role", quoted(extract.role.word()))];
    lines.extend(extract.header_row.map(|row| ("header-row", (u64::from(row) + 1).to_string())));
    let order = extract.date_orders.iter().find(|o| ["dmy", "mdy", "ymd"].contains(&o.order));
    let unknown = extract.date_orders.iter().any(|o| o.order == "unknown");
    lines.extend(order.map(|o| o.order).or(unknown.then_some("dmy")).map(|order| ("date-order", quoted(order))));
    lines.extend(extract.data_date.map(|d| ("data-date", quoted(&d.value.to_string()))));
    Guess {
        source: extract.source,
        role: extract.role,
        read: format!("{} {} (score {:.2}{runner})", extract.tracker, extract.role.word(), extract.score),
        because: extract.reasons.clone(),
        lines,
        unmapped: extract.columns.iter().filter(|c| c.field.is_none()).map(|c| c.header.to_string()).collect(),
        dates: extract.date_orders.iter().map(|o| format!("{}: {} ({})", o.column, o.order, o.proof)).collect(),
        rows: format!(
            "{} rows read, {} give a record, {} set aside",
            extract.rows_read,
            extract.record_rows,
            extract.set_aside.len()
        ),
    }
}

/// The text of the file.
pub fn configuration(
    name: &str,
    guesses: &[Guess],
    refused: &[(String, String)],
    portfolio: &Portfolio,
    sources: &SourceMap,
) -> String {
    let mut out = String::new();
    let mut say = |line: &str| {
        out.push_str(line.trim_end());
        out.push('\n');
    };
    say("# Settings of steerpack for this folder, written by `steerpack init` from what lies in it.");
    say("# What begins with `#` is a comment. Each source stands with the guess that was made and its reasons; to settle it");
    say("# otherwise, take the `#` off its `[[source]]` and off the line to change. `steerpack schema config` prints every key.");
    say("");
    say("[program]");
    say(&format!("name = {}", quoted(name)));
    say("# as-of = \"2026-03-31\"               # the date the pack is of; else --as-of, else today");
    say("# board-milestones = [\"Go-live\"]      # names or keys the board looks at; else the top milestones of each project");
    projects(portfolio, &mut say);
    say("");
    say("# ── Sources ─────────────────────────────────────────────────────────────────────────────────────────────────");
    let mut last = None;
    for guess in guesses {
        say("");
        source(guess, last == Some(guess.source), portfolio, sources, &mut say);
        last = Some(guess.source);
    }
    for (file, why) in refused {
        say("");
        say(&format!("# {}: not read, {}", one_line(file), one_line(why)));
    }
    people(portfolio, &mut say);
    say("");
    say("# [calendar]");
    say("# working-days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]");
    say("# holidays = [\"2026-12-25\"]");
    say("# hours-per-day = 8.0");
    out
}

fn projects(portfolio: &Portfolio, say: &mut impl FnMut(&str)) {
    if portfolio.projects.is_empty() {
        return;
    }
    say("");
    say("# Projects found. Two that are one: keep one block and name the other under its aliases.");
    say("# `audience = \"restricted\"` in a block keeps the project out of the open pack.");
    for project in &portfolio.projects {
        say("");
        say("# [[project]]");
        say(&format!("# name = {}", quoted(&project.name)));
        if let Some(key) = &project.key {
            say(&format!("# key = {}", quoted(key)));
        }
        say("# aliases = []");
    }
    say("");
    say("# [[programs]]");
    say("# name = \"Program\"");
    let names: Vec<String> = portfolio.projects.iter().take(6).map(|p| quoted(&p.name)).collect();
    say(&format!("# projects = [{}]", names.join(", ")));
}

fn source(guess: &Guess, again: bool, portfolio: &Portfolio, sources: &SourceMap, say: &mut impl FnMut(&str)) {
    let file = sources.file(guess.source).map_or("", |f| f.name.as_str());
    say(&format!("# {}", one_line(&sources.source_text(guess.source))));
    say(&format!("#   read as {}: {}", one_line(&guess.read), guess.rows));
    for reason in &guess.because {
        say(&format!("#   because {}", one_line(reason)));
    }
    for dates in guess.dates.iter().take(8) {
        say(&format!("#   dates: {}", one_line(dates)));
    }
    let mut named = None;
    for project in &portfolio.projects {
        if let Some((_, why)) = project.sources.iter().find(|(source, _)| *source == guess.source) {
            say(&format!("#   project {}: {}", one_line(&project.name), one_line(why)));
            named = named.or(Some(&project.name));
        }
    }
    if again {
        say("#   (a further table of the same sheet)");
    }
    say("# [[source]]");
    say(&format!("# match = {}", quoted(file)));
    if let Some(sheet) = sources.sheet(guess.source) {
        say(&format!("# sheet = {}", quoted(sheet)));
    }
    for (key, value) in &guess.lines {
        say(&format!("# {key} = {value}"));
    }
    if matches!(guess.role, Role::Tasks | Role::Milestones) {
        say(&format!("# project = {}", quoted(named.map_or("", |n| n))));
    }
    if !guess.unmapped.is_empty() {
        let mut columns = String::new();
        for header in guess.unmapped.iter().take(12) {
            let _ = write!(columns, "{}{} = \"-\"", if columns.is_empty() { "" } else { ", " }, quoted(header));
        }
        say("# these columns map to nothing and are kept as they are; give a field in place of \"-\" to map one:");
        say(&format!("# columns = {{ {columns} }}"));
    }
    say("# skip = true                         # leave it out");
}

fn people(portfolio: &Portfolio, say: &mut impl FnMut(&str)) {
    if portfolio.proposals.is_empty() {
        return;
    }
    say("");
    say("# ── People who may be one; nobody is joined without proof ─────────────────────────────────────────────────────");
    say("# [people]");
    for proposal in &portfolio.proposals {
        say(&format!("# {}", one_line(&proposal.evidence)));
        let pair = format!("[{}, {}]", quoted(&proposal.a.0), quoted(&proposal.b.0));
        say(&format!("#   same = [{pair}]      or      different = [{pair}]"));
    }
}

/// Text of others on one line of a comment, without control characters, which a TOML comment may not hold.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}
