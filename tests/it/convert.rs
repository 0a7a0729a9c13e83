//! Does a converted file read back to the model it was made from? Every sample, in each of the three forms; and the template.

use crate::harness::{repository, steerpack};
use std::path::{Path, PathBuf};
use steerpack::config;
use steerpack::model::{Audience, Portfolio};
use steerpack::pipeline::{self, Request};
use steerpack::write::canonical::Form;

fn request(path: &Path, configuration: Option<&Path>, audience: Audience) -> Request {
    let loaded = config::load(configuration, &[path.to_owned()]).expect("the configuration loads");
    Request {
        paths: vec![path.to_owned()],
        as_of: loaded.settings.program.as_of.unwrap_or(jiff::civil::date(2026, 3, 2)),
        as_of_from: "--as-of",
        name: "Program".to_owned(),
        settings: loaded.settings,
        reader_exe: Some(env!("CARGO_BIN_EXE_steerpack").into()),
        audience,
        ..Request::default()
    }
}

fn model(request: &Request) -> (Portfolio, Vec<String>) {
    let intake = pipeline::take_in(request, &|_, _, _| {}).expect("it can be read");
    let settled = pipeline::settle(request, intake, &|_, _, _| {}).expect("the receipt balances");
    (settled.portfolio, settled.sources.files.into_iter().map(|f| f.name).collect())
}

/// Everything the model holds, line by line, with the names of files in place of their numbers.
fn dump((portfolio, files): &(Portfolio, Vec<String>)) -> String {
    let text = format!("{portfolio:#?}");
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        match line.trim().strip_prefix("file: ").and_then(|n| n.trim_end_matches(',').parse::<usize>().ok()) {
            Some(n) => out.push_str(&format!("file: {}\n", files[n])),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// Converts a folder and compares what is read back with what was converted.
fn round(folder: &Path, configuration: Option<&Path>, audience: Audience, outs: &[(&str, Form)]) -> Vec<String> {
    let original = request(folder, configuration, audience);
    let before = dump(&model(&original));
    let place = tempfile::tempdir().expect("a temporary folder");
    let mut wrong = Vec::new();
    for (name, form) in outs {
        let out: PathBuf = place.path().join(name);
        pipeline::convert(&original, &out, *form, false, &|_, _, _| {}).expect("it can be converted");
        let after = dump(&model(&request(&out, configuration, audience)));
        if let Some((n, (a, b))) = before.lines().zip(after.lines()).enumerate().find(|(_, (a, b))| a != b) {
            let context: Vec<&str> = before.lines().skip(n.saturating_sub(12)).take(12).collect();
            wrong.push(format!("{} as {name}: line {n}\n{}\n-{a}\n+{b}", folder.display(), context.join("\n")));
        } else if before.len() != after.len() {
            wrong.push(format!("{} as {name}: {} and {} bytes", folder.display(), before.len(), after.len()));
        }
    }
    wrong
}

const FORMS: &[(&str, Form)] = &[("one.xlsx", Form::Workbook), ("one.json", Form::Json), ("tables", Form::Folder)];

#[test]
fn the_sample_program_converted_to_each_form_is_the_same_model() {
    let folder = repository("samples/harbour");
    let configuration = folder.join("steerpack.toml");
    let wrong = round(&folder, Some(&configuration), Audience::Restricted, FORMS);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_tracker_converted_to_each_form_is_the_same_model() {
    let mut wrong = Vec::new();
    let mut trackers: Vec<PathBuf> =
        std::fs::read_dir(repository("samples/trackers")).expect("samples").flatten().map(|e| e.path()).collect();
    trackers.sort();
    for tracker in trackers {
        wrong.extend(round(&tracker, None, Audience::Open, FORMS));
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn the_template_reads_back_as_nothing_and_without_complaint() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let out = place.path().join("template.xlsx");
    steerpack().arg("convert").arg("--template").arg(&out).assert().success();
    let request = request(&out, None, Audience::Open);
    let intake = pipeline::take_in(&request, &|_, _, _| {}).expect("it can be read");
    let settled = pipeline::settle(&request, intake, &|_, _, _| {}).expect("the receipt balances");
    assert_eq!(settled.findings, []);
    assert_eq!(settled.receipt.totals.read, 0);
    assert_eq!(settled.portfolio.counts, steerpack::model::Counts::default());
}

#[test]
fn what_is_there_is_not_replaced_unless_asked() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let convert = |out: &str, force: bool| {
        let mut command = steerpack();
        command.arg("convert").arg(repository("samples/trackers/plan")).args(["--as-of", "2026-03-02", "--out"]);
        command.arg(place.path().join(out)).args(force.then_some("--force"));
        command.assert()
    };
    for out in ["one.xlsx", "one.json", "tables/"] {
        convert(out, false).success();
        let before = std::fs::metadata(place.path().join(out)).expect("it is there").modified().expect("a time");
        convert(out, false).code(4);
        assert_eq!(std::fs::metadata(place.path().join(out)).expect("it is there").modified().expect("a time"), before);
        convert(out, true).success();
    }
    std::fs::write(place.path().join("tables/mine.txt"), "mine").expect("written");
    convert("tables/", true).code(4);
    assert!(place.path().join("tables/mine.txt").is_file());
    convert("one.pdf", false).code(2);
    let left: Vec<_> = std::fs::read_dir(place.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 3, "nothing else is left behind: {left:?}");
}

#[test]
fn an_open_conversion_names_nothing_restricted_and_a_restricted_one_stays_so() {
    let folder = repository("samples/harbour");
    let configuration = folder.join("steerpack.toml");
    let place = tempfile::tempdir().expect("a temporary folder");
    let open = place.path().join("open.json");
    let (settled, _) =
        pipeline::convert(&request(&folder, Some(&configuration), Audience::Open), &open, Form::Json, false, &|_, _, _| {})
            .expect("it can be converted");
    let text = std::fs::read_to_string(&open).expect("it is there").to_lowercase();
    assert!(!text.contains("project lantern") && !text.contains("project-lantern"), "a restricted name stands in the open file");
    let (portfolio, _) = model(&request(&open, None, Audience::Open));
    assert_eq!(portfolio.counts, settled.portfolio.counts);
    // converted for those who may read it, the file itself says who may
    let restricted = place.path().join("restricted.xlsx");
    pipeline::convert(
        &request(&folder, Some(&configuration), Audience::Restricted),
        &restricted,
        Form::Workbook,
        false,
        &|_, _, _| {},
    )
    .expect("it can be converted");
    let named = |audience| {
        let (portfolio, _) = model(&request(&restricted, None, audience));
        format!("{portfolio:?}").to_lowercase().contains("project lantern")
    };
    assert!(named(Audience::Restricted) && !named(Audience::Open));
}
