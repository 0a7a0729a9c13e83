//! What `run` and `check` print: the receipt's digest, the gravest findings, where the pack is.

use super::console::{self, finding, heading, muted, place_text, shown};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Counts;
use crate::pipeline::{Request, Run};
use crate::report::receipt::{InputLine, Receipt};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// Findings printed in full; the rest is counted by check and stands in the workbook.
const SHOWN: usize = 12;

/// Prints the digest for a reader.
pub fn text(run: &Run, request: &Request, config: Option<&Path>, pack: Option<(&Path, &Receipt)>) {
    let config =
        config.map_or_else(|| "no steerpack.toml, defaults hold".to_owned(), |p| format!("settings from {}", p.display()));
    console::line(&format!(
        "{}  {}",
        heading(&request.name),
        muted(&format!("as of {} ({}) · {config}", request.as_of, request.as_of_from))
    ));
    console::line("");
    inputs(&run.receipt);
    console::line(&format!("\n{}", held(&run.portfolio.counts)));
    let t = &run.receipt.totals;
    console::line(&format!(
        "rows: {} read = {} kept + {} merged + {} set aside (each with its reason in receipt.json)\n",
        t.read, t.kept, t.merged, t.set_aside
    ));
    findings(run);
    if let Some((out, receipt)) = pack {
        let pages = receipt.outputs.iter().filter(|o| o.file.starts_with("summary/")).count();
        let book = receipt.outputs.iter().find(|o| o.file.ends_with(".xlsx")).map_or("", |o| o.file.as_str());
        console::line(&format!(
            "{} {}: {book}, {pages} summaries (start with {}), program.json, receipt.json",
            heading("pack in"),
            shown(&out.display().to_string()),
            shown(&out.join("summary").join("program.md").display().to_string()),
        ));
    }
}

/// What a model holds, in one line.
pub fn held(c: &Counts) -> String {
    let mut tasks = counted(c.tasks, "task", "tasks");
    if c.milestones > 0 {
        tasks.push_str(&format!(" ({})", counted(c.milestones, "milestone", "milestones")));
    }
    let mut dependencies = counted(c.dependencies, "dependency", "dependencies");
    match c.dependencies_outside {
        0 => {}
        1 => dependencies.push_str(" (1 leads outside the files)"),
        n => dependencies.push_str(&format!(" ({n} lead outside the files)")),
    }
    [
        counted(c.projects, "project", "projects"),
        tasks,
        dependencies,
        counted(c.people, "person", "people"),
        counted(c.risks, "risk", "risks"),
        counted(c.decisions, "decision", "decisions"),
        counted(c.benefits, "benefit", "benefits"),
    ]
    .join(" · ")
}

/// `0 tasks`, `1 task`, `2 tasks`.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn inputs(receipt: &Receipt) {
    let mut rows: Vec<(String, String, String)> = Vec::new();
    let mut refused: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in &receipt.inputs {
        match &line.refused {
            Some(why) => refused.entry(why).or_default().push(&line.file),
            None => rows.extend(lines(line)),
        }
    }
    for (why, files) in refused {
        let first = files.first().copied().unwrap_or_default();
        let what = if files.len() > 1 { format!("{} files not read", files.len()) } else { "not read".to_owned() };
        rows.push((cut(&shown(first)), what, shown(why)));
    }
    let widest = |of: fn(&(String, String, String)) -> &str| rows.iter().map(|r| of(r).chars().count()).max().unwrap_or(0);
    let (name, kind) = (widest(|r| &r.0), widest(|r| &r.1));
    for (file, what, fate) in rows {
        console::line(&format!("  {file:name$}  {what:kind$}  {fate}"));
    }
}

/// A long name cut in its middle: the beginning tells the place, the end tells the file.
fn cut(name: &str) -> String {
    const MOST: usize = 56;
    let chars: Vec<char> = name.chars().collect();
    if chars.len() <= MOST {
        return name.to_owned();
    }
    let head: String = chars.iter().take(MOST / 3).collect();
    let tail: String = chars.iter().skip(chars.len() - (MOST - MOST / 3 - 1)).collect();
    format!("{head}…{tail}")
}

fn lines(line: &InputLine) -> Vec<(String, String, String)> {
    // a file of nothing but lists that others look things up in (a CSV of a converted folder) is shown as that
    let only_lists = line.tables.iter().all(|t| t.role == "lookup" && t.rows.kept > 0);
    let shown_role = |role: &str| role != "not-a-table" && (role != "lookup" || only_lists);
    let of_tables = line.tables.iter().filter(|t| shown_role(&t.role)).map(|t| {
        let place = match &t.sheet {
            Some(sheet) if line.tables.len() > 1 => format!("{} / {}", line.file, sheet),
            _ => line.file.clone(),
        };
        let mut rows = format!("{} rows: {} kept", t.rows.read, t.rows.kept);
        if t.rows.merged > 0 {
            rows.push_str(&format!(", {} merged", t.rows.merged));
        }
        if t.rows.set_aside > 0 {
            rows.push_str(&format!(", {} set aside", t.rows.set_aside));
        }
        (cut(&shown(&place)), format!("{} {}", t.tracker, t.role), rows)
    });
    let tables: Vec<_> = of_tables.collect();
    if tables.is_empty() {
        return vec![(cut(&shown(&line.file)), "no table".to_owned(), format!("{} rows set aside", line.rows_in_file))];
    }
    tables
}

fn findings(run: &Run) {
    let count = |s: Severity| run.findings.iter().filter(|d| d.severity == s).count();
    console::line(&format!(
        "{}: {}, {}, {}",
        heading("findings"),
        counted(count(Severity::Error), "error", "errors"),
        counted(count(Severity::Warning), "warning", "warnings"),
        counted(count(Severity::Note), "note", "notes")
    ));
    let mut gravest: Vec<&Diagnostic> = run.findings.iter().filter(|d| d.severity != Severity::Note).collect();
    gravest.sort_by_key(|d| d.severity);
    let (shown, rest) = chosen(&gravest);
    for d in &shown {
        console::line(&finding(d, &run.sources));
    }
    let notes = run.findings.iter().filter(|d| d.severity == Severity::Note);
    let mut by_check: BTreeMap<&str, usize> = BTreeMap::new();
    for d in rest.into_iter().chain(notes) {
        *by_check.entry(d.check).or_default() += 1;
    }
    if !by_check.is_empty() {
        let rest: Vec<String> = by_check.iter().map(|(check, n)| format!("{n} {check}")).collect();
        console::line(&muted(&format!(
            "further: {} (all on the Findings sheet; `steerpack explain NAME` says what one means)",
            rest.join(", ")
        )));
    }
    console::line("");
}

/// Which of the gravest findings are printed in full, and the others, both in their order: errors, then the first of each check,
/// then the second of each, so that neither a thousand of a kind nor three of every kind hide another.
fn chosen<'d>(gravest: &[&'d Diagnostic]) -> (Vec<&'d Diagnostic>, Vec<&'d Diagnostic>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(gravest.len());
    for (ix, d) in gravest.iter().enumerate() {
        let n = seen.entry(d.check).or_default();
        *n += 1;
        places.push((if d.severity == Severity::Error { 0 } else { *n }, ix));
    }
    places.sort_unstable();
    let (mut first, mut rest): (Vec<_>, Vec<_>) = (places.iter().take(SHOWN).collect(), places.iter().skip(SHOWN).collect());
    first.sort_unstable_by_key(|(_, ix)| *ix);
    rest.sort_unstable_by_key(|(_, ix)| *ix);
    let of = |places: Vec<&(usize, usize)>| places.into_iter().filter_map(|(_, ix)| gravest.get(*ix).copied()).collect();
    (of(first), of(rest))
}

/// Prints receipt digest and findings for a script.
pub fn json(run: &Run, published: Option<&Receipt>) {
    let findings: Vec<_> = run
        .findings
        .iter()
        .map(|d| {
            json!({
                "check": d.check,
                "severity": d.severity,
                "place": place_text(&d.place, &run.sources),
                "message": d.message,
                "help": d.help,
                "related": d.related.iter().map(|at| run.sources.text(*at)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let value = json!({
        "receipt": published.unwrap_or(&run.receipt),
        "counts": run.portfolio.counts,
        "findings": findings,
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    console::raw(&text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    #[test]
    fn what_a_model_holds_is_told_in_numbers_that_agree_with_their_words() {
        let few = Counts {
            projects: 1,
            tasks: 2,
            milestones: 1,
            dependencies: 1,
            dependencies_outside: 1,
            risks: 1,
            ..Counts::default()
        };
        let told = "1 project · 2 tasks (1 milestone) · 1 dependency (1 leads outside the files) · 0 people · 1 risk · 0 decisions · 0 benefits";
        assert_eq!(held(&few), told);
        let many = Counts { projects: 3, dependencies: 9, dependencies_outside: 2, people: 1, ..Counts::default() };
        let told =
            "3 projects · 0 tasks · 9 dependencies (2 lead outside the files) · 1 person · 0 risks · 0 decisions · 0 benefits";
        assert_eq!(held(&many), told);
    }

    #[test]
    fn a_hundred_of_one_check_hide_no_other() {
        let of = |check| Diagnostic::new(check, Severity::Warning, Place::Run, String::new());
        let mut all: Vec<Diagnostic> = (0..100).map(|_| of("overdue-open")).collect();
        all.insert(50, of("export-cut"));
        all.push(of("implied-late"));
        let gravest: Vec<&Diagnostic> = all.iter().collect();
        let (shown, rest) = chosen(&gravest);
        let count = |list: &[&Diagnostic], check: &str| list.iter().filter(|d| d.check == check).count();
        assert_eq!((shown.len(), rest.len()), (12, 90));
        assert_eq!((count(&shown, "overdue-open"), count(&shown, "export-cut"), count(&shown, "implied-late")), (10, 1, 1));
        let checks: Vec<&str> = shown.iter().skip(9).map(|d| d.check).collect();
        assert_eq!(checks, ["overdue-open", "export-cut", "implied-late"], "in their order");
        assert_eq!(chosen(&gravest[..5]).0.len(), 5);
        // Twelve kinds of three: each of them is seen.
        let kinds = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        let many: Vec<Diagnostic> = kinds.iter().flat_map(|k| [of(k), of(k), of(k)]).collect();
        let many: Vec<&Diagnostic> = many.iter().collect();
        assert_eq!(chosen(&many).0.iter().map(|d| d.check).collect::<Vec<_>>(), kinds);
    }
}
