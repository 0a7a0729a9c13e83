//! Each tracker's sample reads as its `truth.toml` says, which was written from the reference without looking at the importer.

use crate::harness::repository;
use std::collections::BTreeMap;
use steerpack::import::Extract;
use steerpack::model::{DependencyEnd, Lag, LagUnit, Portfolio, ResourceKind, StatusCategory, Task};
use steerpack::pipeline::{Intake, Request, take_in};
use steerpack::reconcile::{Context, counts, reconcile};
use toml::Value;

/// What differs from the truth, one line each.
struct Differences {
    place: String,
    lines: Vec<String>,
}

impl Differences {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, wanted: T, got: T) {
        if wanted != got {
            self.lines.push(format!("{} {what}: wanted {wanted:?}, got {got:?}", self.place));
        }
    }
}

fn intake(folder: &str) -> Intake {
    let request = Request { paths: vec![repository(folder)], as_of: "2026-03-01".parse().expect("a date"), ..Request::default() };
    take_in(&request, &|_, _, _| {}).expect("the samples can be read")
}

/// The portfolio of one extract alone.
fn alone(intake: &Intake, extract: &Extract) -> Portfolio {
    let settings = steerpack::config::Settings::default();
    let context =
        Context { sources: &intake.sources, settings: &settings, as_of: "2026-03-01".parse().expect("a date"), name: "sample" };
    reconcile(vec![extract.clone()], &context).portfolio
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().map(|a| a.iter().filter_map(|v| v.as_str()).map(str::to_owned).collect()).unwrap_or_default()
}

/// Whether a record is known by this label: key, id, outline number or name.
fn is_called(task: &Task, label: &str) -> bool {
    let f = &task.facts;
    [&f.key, &f.id, &f.outline, &f.name].into_iter().flatten().any(|t| &*t.value == label)
}

fn end_is(portfolio: &Portfolio, end: &DependencyEnd, label: &str) -> bool {
    match end {
        DependencyEnd::Task(id) => is_called(&portfolio.tasks[id.ix()], label),
        DependencyEnd::Outside(text) => &**text == label,
    }
}

/// Records that rows state: no stubs, no sprints and versions made from names.
fn stated(portfolio: &Portfolio) -> impl Iterator<Item = &Task> {
    portfolio.tasks.iter().filter(|t| !t.stub && t.facts.milestone == steerpack::model::MilestoneKind::Plan)
}

fn compare_rows(d: &mut Differences, source: &Value, extract: &Extract, intake: &Intake) {
    let number = |key: &str| source.get(key).and_then(Value::as_integer).map(|n| usize::try_from(n).expect("a count"));
    if let Some(n) = number("header_row") {
        d.compare("header_row", Some(n), extract.header_row.map(|r| r as usize + 1));
    }
    if let Some(n) = number("rows_read") {
        d.compare("rows_read", n, extract.rows_read);
    }
    if let Some(n) = number("records") {
        d.compare("records", n, extract.record_rows);
    }
    if let Some(n) = number("merged") {
        d.compare("merged", n, extract.merged_rows);
    }
    if let Some(cells) = source.get("set_aside") {
        let mut wanted = texts(cells);
        let mut got: Vec<String> = extract.set_aside.iter().map(|s| intake.sources.text(s.at)).collect();
        wanted.sort();
        got.sort();
        d.compare("set_aside", wanted, got);
    }
}

fn compare_counts(d: &mut Differences, source: &Value, extract: &Extract, portfolio: &Portfolio) {
    let counts = counts::counts(portfolio, extract.records.resources.len(), extract.records.assignments.len());
    let counts = serde_json::to_value(counts).expect("counts are plain");
    for (name, wanted) in source.get("counts").and_then(Value::as_table).into_iter().flatten() {
        d.compare(&format!("counts.{name}"), wanted.as_integer(), counts.get(name).and_then(serde_json::Value::as_i64));
    }
    let span = counts::span(portfolio);
    for (name, got) in [("earliest", span.map(|s| s.0.to_string())), ("latest", span.map(|s| s.1.to_string()))] {
        if let Some(wanted) = source.get(name).and_then(Value::as_str) {
            d.compare(name, Some(wanted.to_owned()), got);
        }
    }
}

fn compare_people(d: &mut Differences, source: &Value, portfolio: &Portfolio) {
    let Some(wanted) = source.get("people") else { return };
    let mut got: Vec<String> = stated(portfolio)
        .flat_map(|t| &t.assignees)
        .filter_map(|(id, _)| portfolio.resources.get(id.ix()))
        .filter(|r| r.kind == ResourceKind::Person)
        .map(|r| r.name.to_string())
        .collect();
    got.sort();
    got.dedup();
    d.compare("people", texts(wanted), got);
}

fn compare_edges(d: &mut Differences, source: &Value, portfolio: &Portfolio) {
    if let Some(edges) = source.get("edges").and_then(Value::as_array) {
        d.compare("number of edges", edges.len(), portfolio.dependencies.len());
        for edge in edges {
            let [from, to, relation] = <[String; 3]>::try_from(texts(edge)).expect("three words an edge");
            let found = portfolio.dependencies.iter().any(|e| {
                end_is(portfolio, &e.predecessor, &from)
                    && end_is(portfolio, &e.successor, &to)
                    && e.relation.value.word() == relation
            });
            d.compare(&format!("edge {from} → {to} {relation}"), true, found);
        }
    }
    for lag in source.get("lags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_array) {
        let (from, to) = (lag[0].as_str().expect("from"), lag[1].as_str().expect("to"));
        let unit = match lag[3].as_str() {
            Some("working-days") => LagUnit::WorkingDays,
            Some("elapsed-days") => LagUnit::ElapsedDays,
            _ => LagUnit::Percent,
        };
        let wanted = Lag { amount: lag[2].as_float().expect("an amount"), unit };
        let got = portfolio
            .dependencies
            .iter()
            .find(|e| end_is(portfolio, &e.predecessor, from) && end_is(portfolio, &e.successor, to))
            .and_then(|e| e.lag);
        d.compare(&format!("lag {from} → {to}"), Some(wanted), got);
    }
}

fn compare_values(d: &mut Differences, source: &Value, portfolio: &Portfolio) {
    let find = |label: &str| stated(portfolio).find(|t| is_called(t, label));
    type Read = fn(&Task) -> Option<String>;
    let shown = |n: f64| format!("{:.3}", n);
    let reads: [(&str, Read); 6] = [
        ("work_hours", |t| t.facts.work.as_ref().map(|w| format!("{:.3}", w.value))),
        ("durations_days", |t| t.facts.duration.as_ref().map(|w| format!("{:.3}", w.value.days))),
        ("percent", |t| t.facts.percent.as_ref().map(|w| format!("{:.3}", w.value))),
        ("starts", |t| t.facts.start_date().map(|w| w.value.to_string())),
        ("finishes", |t| t.facts.finish_date().map(|w| w.value.to_string())),
        ("rag", |t| t.facts.rag.as_ref().map(|w| w.value.word().to_lowercase())),
    ];
    for (name, read) in reads {
        for (label, wanted) in source.get(name).and_then(Value::as_table).into_iter().flatten() {
            let wanted = wanted.as_float().map(shown).or(wanted.as_str().map(str::to_owned));
            d.compare(&format!("{name} of {label}"), wanted, find(label).and_then(read));
        }
    }
    for label in source.get("done").map(texts).unwrap_or_default() {
        d.compare(&format!("{label} done"), Some(true), find(&label).map(|t| t.facts.is_done()));
    }
    for label in source.get("cancelled").map(texts).unwrap_or_default() {
        let cancelled = find(&label).map(|t| t.facts.category() == Some(StatusCategory::Cancelled));
        d.compare(&format!("{label} cancelled"), Some(true), cancelled);
    }
    for label in source.get("estimated").map(texts).unwrap_or_default() {
        let estimated = find(&label).and_then(|t| t.facts.duration.as_ref().map(|x| x.value.estimated));
        d.compare(&format!("{label} estimated"), Some(true), estimated);
    }
    if let Some(outlines) = source.get("outlines") {
        let got: Vec<String> = stated(portfolio).filter_map(|t| t.facts.outline.as_ref()).map(|o| o.value.to_string()).collect();
        d.compare("outlines", texts(outlines), got);
    }
    if let Some(levels) = source.get("levels").and_then(Value::as_array) {
        let wanted: Vec<i64> = levels.iter().filter_map(Value::as_integer).collect();
        let mut histogram: BTreeMap<u8, i64> = BTreeMap::new();
        stated(portfolio).for_each(|t| *histogram.entry(t.level).or_insert(0) += 1);
        d.compare("levels", wanted, histogram.into_values().collect());
    }
}

fn compare_names(d: &mut Differences, source: &Value, extract: &Extract) {
    for (key, names) in [
        ("sprints", extract.records.tasks.iter().flat_map(|t| &t.sprints).collect::<Vec<_>>()),
        ("versions", extract.records.tasks.iter().flat_map(|t| &t.versions).collect()),
    ] {
        let Some(wanted) = source.get(key) else { continue };
        let mut got: Vec<String> = names.iter().map(|n| n.value.to_string()).collect();
        got.sort();
        got.dedup();
        d.compare(key, texts(wanted), got);
    }
}

/// The extract that a source of the truth speaks of.
fn find<'a>(intake: &'a Intake, source: &Value, taken: &mut Vec<usize>) -> Option<(usize, &'a Extract)> {
    let word = |key: &str| source.get(key).and_then(Value::as_str);
    let header = source.get("header_row").and_then(Value::as_integer);
    let fits = |ix: usize, e: &Extract| {
        let file = intake.sources.file(e.source).map(|f| f.name.as_str());
        !taken.contains(&ix)
            && file == word("file")
            && (word("sheet").is_none() || intake.sources.sheet(e.source) == word("sheet"))
            && word("role").is_none_or(|r| r == e.role.word())
    };
    let all: Vec<(usize, &Extract)> = intake.extracts.iter().enumerate().filter(|(ix, e)| fits(*ix, e)).collect();
    let exact = all.iter().find(|(_, e)| header.is_some() && e.header_row.map(|r| i64::from(r) + 1) == header);
    let found = exact.or(all.first()).copied();
    taken.extend(found.map(|(ix, _)| ix));
    found
}

#[test]
fn every_sample_reads_as_its_truth_says() {
    let mut lines = Vec::new();
    let mut folders: Vec<_> =
        std::fs::read_dir(repository("samples/trackers")).expect("samples/trackers").flatten().map(|e| e.path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|f| f.join("truth.toml").exists()) {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let truth = std::fs::read_to_string(folder.join("truth.toml")).expect("the truth can be read");
        let truth: toml::Table = truth.parse().expect("the truth is TOML");
        let intake = intake(&format!("samples/trackers/{name}"));
        for e in &intake.extracts {
            let place = intake.sources.source_text(e.source);
            assert_eq!(e.rows_read, e.record_rows + e.merged_rows + e.set_aside.len(), "{name}: {place} does not balance");
        }
        let mut taken = Vec::new();
        for source in truth.get("source").and_then(Value::as_array).into_iter().flatten() {
            let place = format!(
                "{name}/{} {}",
                source.get("file").and_then(Value::as_str).unwrap_or(""),
                source.get("sheet").and_then(Value::as_str).unwrap_or("")
            );
            let mut d = Differences { place, lines: Vec::new() };
            match find(&intake, source, &mut taken) {
                Some((_, extract)) => {
                    if let Some(tracker) = source.get("tracker").and_then(Value::as_str) {
                        d.compare("tracker", tracker, &*extract.tracker);
                    }
                    let portfolio = alone(&intake, extract);
                    compare_rows(&mut d, source, extract, &intake);
                    compare_counts(&mut d, source, extract, &portfolio);
                    compare_people(&mut d, source, &portfolio);
                    compare_edges(&mut d, source, &portfolio);
                    compare_values(&mut d, source, &portfolio);
                    compare_names(&mut d, source, extract);
                }
                None => d.lines.push(format!("{} not found", d.place)),
            }
            lines.append(&mut d.lines);
        }
    }
    assert!(lines.is_empty(), "{} differences:\n{}", lines.len(), lines.join("\n"));
}
