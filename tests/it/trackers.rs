//! Does each tracker's export read as its `truth.toml` says? The truths were written from the reference, not from the importer.

use crate::harness::repository;
use std::collections::BTreeSet;
use std::path::Path;
use steerpack::config::Settings;
use steerpack::import::{Extract, Profiles};
use steerpack::model::{DependencyEnd, Portfolio};
use steerpack::pipeline::{self, Request};
use steerpack::reconcile::{self, Context, counts};
use steerpack::source::SourceMap;
use toml::{Table, Value};

fn extracts(folder: &Path) -> (Vec<Extract>, SourceMap) {
    let request = Request {
        paths: vec![folder.to_path_buf()],
        as_of: jiff::civil::date(2026, 3, 2),
        name: "trackers".to_owned(),
        reader_exe: Some(env!("CARGO_BIN_EXE_steerpack").into()),
        ..Request::default()
    };
    let intake = pipeline::take_in(&request, &|_, _, _| {}).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    (intake.extracts, intake.sources)
}

/// The portfolio made of one extract alone, as `inspect` counts it.
fn alone(extract: &Extract, sources: &SourceMap) -> Portfolio {
    let settings = Settings::default();
    let context = Context { sources, settings: &settings, as_of: jiff::civil::date(2026, 3, 2), name: "trackers" };
    reconcile::reconcile(vec![extract.clone()], &context).portfolio
}

fn key_of(portfolio: &Portfolio, end: &DependencyEnd) -> String {
    match end {
        DependencyEnd::Task(id) => portfolio.tasks[id.ix()].key().unwrap_or(portfolio.tasks[id.ix()].label()).to_owned(),
        DependencyEnd::Outside(word) => word.to_string(),
    }
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|a| a.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// What differs between a truth and the reading, in words.
fn differences(truth: &Table, extract: &Extract, sources: &SourceMap) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut differ = |what: &str, is: String, should: String| {
        if is != should {
            wrong.push(format!("{what} is {is}, should be {should}"));
        }
    };
    if let Some(tracker) = truth.get("tracker").and_then(Value::as_str) {
        differ("tracker", extract.tracker.to_string(), tracker.to_owned());
    }
    let integer = |key: &str| truth.get(key).and_then(Value::as_integer);
    for (key, is) in [("rows_read", extract.rows_read), ("records", extract.record_rows)] {
        if let Some(should) = integer(key) {
            differ(key, is.to_string(), should.to_string());
        }
    }
    if let Some(aside) = truth.get("set_aside") {
        let is: Vec<String> = extract.set_aside.iter().map(|s| sources.text(s.at)).collect();
        let rows = |cell: &str| {
            cell.rsplit(['!', ':']).find_map(|p| p.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u32>().ok())
        };
        let is: BTreeSet<_> = is.iter().filter_map(|c| rows(c)).collect();
        let should: BTreeSet<_> = strings(aside).into_iter().filter_map(rows).collect();
        differ("rows set aside", format!("{is:?}"), format!("{should:?}"));
    }
    let portfolio = alone(extract, sources);
    if let Some(should) = truth.get("counts").and_then(Value::as_table) {
        let is = serde_json::to_value(portfolio.counts).expect("counts are JSON");
        for (key, value) in should {
            differ(&format!("counts.{key}"), is[key].to_string(), value.to_string());
        }
    }
    if truth.contains_key("earliest") || truth.contains_key("latest") {
        let span = counts::span(&portfolio);
        let is = span.map_or_else(|| "none".to_owned(), |(a, b)| format!("{a}..{b}"));
        let word = |key: &str| truth.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        differ("dates", is, format!("{}..{}", word("earliest"), word("latest")));
    }
    if let Some(people) = truth.get("people") {
        let assigned: BTreeSet<&str> = portfolio
            .tasks
            .iter()
            .flat_map(|t| t.assignees.iter().map(|(r, _)| &portfolio.resources[r.ix()]))
            .filter(|r| r.kind == steerpack::model::ResourceKind::Person)
            .map(|r| &*r.name)
            .collect();
        let should: BTreeSet<&str> = strings(people).into_iter().collect();
        differ("people", format!("{assigned:?}"), format!("{should:?}"));
    }
    if let Some(edges) = truth.get("edges").and_then(Value::as_array) {
        let is: BTreeSet<String> = portfolio
            .dependencies
            .iter()
            .map(|d| {
                format!(
                    "{} > {} {}",
                    key_of(&portfolio, &d.predecessor),
                    key_of(&portfolio, &d.successor),
                    d.relation.value.word()
                )
            })
            .collect();
        let should: BTreeSet<String> = edges
            .iter()
            .map(|e| {
                let part = strings(e);
                format!("{} > {} {}", part[0], part[1], part.get(2).unwrap_or(&"FS"))
            })
            .collect();
        differ("edges", format!("{is:?}"), format!("{should:?}"));
    }
    wrong
}

#[test]
fn every_tracker_sample_reads_as_its_truth_says() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    let mut folders: Vec<_> = std::fs::read_dir(repository("samples/trackers"))
        .expect("the tracker samples are there")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.join("truth.toml").is_file())
        .collect();
    folders.sort();
    for folder in &folders {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let truth: Table = std::fs::read_to_string(folder.join("truth.toml")).expect("readable").parse().expect("TOML");
        let (extracts, sources) = extracts(folder);
        for source in truth.get("source").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table) {
            let Some(file) = source.get("file").and_then(Value::as_str) else {
                panic!("{name}: a source without a file: {source}")
            };
            let sheet = source.get("sheet").and_then(Value::as_str);
            let role = source["role"].as_str().expect("a role");
            let found = extracts.iter().find(|e| {
                sources.file(e.source).is_some_and(|f| f.name == file || f.name.ends_with(&format!("/{file}")))
                    && (sheet.is_none() || sources.sheet(e.source) == sheet)
                    && e.role.word() == role
            });
            compared += 1;
            match found {
                None => {
                    wrong.push(format!("{name}/{file}{}: not read as {role}", sheet.map(|s| format!("!{s}")).unwrap_or_default()))
                }
                Some(extract) => wrong.extend(
                    differences(source, extract, &sources)
                        .into_iter()
                        .map(|d| format!("{name}/{file}{}: {d}", sheet.map(|s| format!("!{s}")).unwrap_or_default())),
                ),
            }
        }
    }
    assert!(compared >= 20, "only {compared} truths were found");
    assert!(wrong.is_empty(), "{} differences in {compared} truths:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_built_in_tracker_has_a_sample() {
    let profiles = Profiles::load(None).expect("built-in profiles load");
    let without: Vec<&str> = profiles
        .list
        .iter()
        .map(|p| p.name.as_str())
        .filter(|name| !repository("samples/trackers").join(name).join("truth.toml").is_file())
        .collect();
    assert!(without.is_empty(), "no samples/trackers/<name>/truth.toml for {without:?}");
}
