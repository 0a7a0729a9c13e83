//! Answers typed into a pack: asked, taken into the ledger, held from then on, and never written over.

use crate::harness::{JIRA, folder, steerpack};
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::path::Path;
use tempfile::TempDir;

/// A hand-kept plan whose owner is an address made of the name that Jira knows.
const PLAN: &str = "\
Task,Owner,Start,Finish,Status
Card scheme audit,ada.moreno@bank.example,2026-03-02,2026-03-20,Open
Fraud rules,Ben Okafor,2026-03-09,2026-03-27,Open
Launch,ada.moreno@bank.example,2026-04-01,2026-04-02,Open
";

fn trial() -> TempDir {
    folder(&[
        ("in/jira.csv", JIRA),
        ("in/Launch plan.csv", PLAN),
        ("in/steerpack.toml", "[program]\nname = \"Trial\"\nas-of = \"2026-03-01\"\n"),
    ])
}

fn run(dir: &TempDir) -> assert_cmd::assert::Assert {
    steerpack().current_dir(dir.path()).args(["run", "in", "--quiet"]).assert()
}

/// The rows of the sheet Identity review as text.
fn review(book: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(book).expect("the workbook opens");
    let range = book.worksheet_range("Identity review").expect("the sheet is there");
    let text = |d: &Data| if matches!(d, Data::Empty) { String::new() } else { d.to_string() };
    let (rows, cols) = range.end().map_or((0, 0), |(r, c)| (r + 1, c + 1));
    (0..rows).map(|r| (0..cols).map(|c| range.get_value((r, c)).map(text).unwrap_or_default()).collect()).collect()
}

/// Types answers as a reader would: the sheet is saved again with the cells filled. Gives the questions' rows.
fn answer(book: &Path, fill: impl Fn(&[String]) -> Option<[&'static str; 3]>) -> usize {
    let mut rows = review(book);
    let header = rows.iter().position(|r| r.iter().any(|c| c == "Answer")).expect("a header");
    let col = |name: &str| rows[header].iter().position(|c| c == name).unwrap_or_else(|| panic!("no column {name}"));
    let (said, by, why) = (col("Answer"), col("Answered by"), col("Reason"));
    let mut filled = 0;
    for row in rows.iter_mut().skip(header + 1) {
        if let Some([answer, who, reason]) = fill(row) {
            row[said] = answer.to_owned();
            row[by] = who.to_owned();
            row[why] = reason.to_owned();
            filled += 1;
        }
    }
    let mut out = rust_xlsxwriter::Workbook::new();
    let sheet = out.add_worksheet();
    sheet.set_name("Identity review").expect("a name");
    for (r, row) in (0..).zip(&rows) {
        for (c, text) in (0..).zip(row).filter(|(_, t)| !t.is_empty()) {
            sheet.write_string(r, c, text).expect("a cell");
        }
    }
    out.save(book).expect("saved");
    filled
}

fn is_ada(row: &[String]) -> bool {
    row.iter().any(|c| c == "ada.moreno@bank.example") && row.iter().any(|c| c == "Ada Moreno")
}

fn people(dir: &TempDir) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(dir.path().join("out/program.json")).expect("program.json");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let list = json["resources"].as_array().or_else(|| json["people"].as_array()).expect("resources").clone();
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    list.iter().map(|r| (text(&r["id"]), text(&r["name"]))).collect()
}

#[test]
fn an_answer_is_asked_for_taken_in_and_holds() {
    let dir = trial();
    run(&dir).success();
    let book = dir.path().join("out/trial.xlsx");
    assert_eq!(review(&book).iter().filter(|r| is_ada(r)).count(), 1, "{:?}", review(&book));
    assert_eq!(people(&dir).len(), 3, "Ada twice, Ben once: {:?}", people(&dir));

    // an untouched pack may be written over
    run(&dir).success();
    assert_eq!(answer(&book, |row| is_ada(row).then_some(["Same", "Nora Lindqvist", "her address in the directory"])), 1);

    // a pack with an answer that is not taken in may not
    let stopped = run(&dir).failure().code(4);
    let words = String::from_utf8_lossy(&stopped.get_output().stderr).into_owned();
    assert!(words.contains("holds 1 answer that the ledger does not") && words.contains("identities apply"), "{words}");

    steerpack().current_dir(dir.path()).args(["identities", "apply", "out/trial.xlsx", "--on", "2026-03-01"]).assert().success();
    let ledger =
        std::fs::read_to_string(dir.path().join("in/identities.toml")).expect("the ledger lies beside the configuration");
    for part in [
        "answer = \"same\"",
        "by = \"Nora Lindqvist\"",
        "on = \"2026-03-01\"",
        "her address in the directory",
        "id = \"ada-moreno\"",
    ] {
        assert!(ledger.contains(part), "{part} in\n{ledger}");
    }

    run(&dir).success();
    let people = people(&dir);
    assert_eq!(people.len(), 2, "{people:?}");
    assert!(people.contains(&("ada-moreno".to_owned(), "Ada Moreno".to_owned())), "{people:?}");
    assert!(!review(&book).iter().any(|r| is_ada(r)), "the question is answered");
    // applying again changes nothing
    steerpack().current_dir(dir.path()).args(["identities", "apply", "out/trial.xlsx"]).assert().success();
    assert_eq!(std::fs::read_to_string(dir.path().join("in/identities.toml")).expect("ledger"), ledger);
}

#[test]
fn different_is_remembered_and_unsure_stays_to_be_seen() {
    let dir = trial();
    run(&dir).success();
    let book = dir.path().join("out/trial.xlsx");
    answer(&book, |row| is_ada(row).then_some(["unsure", "Nora", "asked her manager"]));
    steerpack().current_dir(dir.path()).args(["run", "in", "--quiet", "--answers", "take"]).assert().success();
    let rows = review(&book);
    let row = rows.iter().find(|r| is_ada(r)).expect("still asked");
    assert!(row.contains(&"unsure".to_owned()) && row.contains(&"asked her manager".to_owned()), "{row:?}");

    answer(&book, |row| is_ada(row).then_some(["different", "Nora", "two people"]));
    steerpack().current_dir(dir.path()).args(["run", "in", "--quiet", "--answers", "take"]).assert().success();
    assert!(!review(&book).iter().any(|r| is_ada(r)), "never asked again");
    assert_eq!(people(&dir).len(), 3, "and never joined");
}

#[test]
fn rows_that_cannot_be_understood_are_refused_whole_with_their_cells() {
    let dir = trial();
    run(&dir).success();
    let book = dir.path().join("out/trial.xlsx");
    answer(&book, |row| is_ada(row).then_some(["perhaps", "Nora", ""]));
    let apply = || steerpack().current_dir(dir.path()).args(["identities", "apply", "out/trial.xlsx"]).assert().failure().code(2);
    let words = |a: assert_cmd::assert::Assert| String::from_utf8_lossy(&a.get_output().stderr).into_owned();
    let said = words(apply());
    assert!(
        said.contains("Identity review!G") && said.contains("`perhaps` is no answer; choose same, different, unsure"),
        "{said}"
    );
    answer(&book, |row| is_ada(row).then_some(["same", "", ""]));
    let said = words(apply());
    assert!(said.contains("who says so?"), "{said}");
    assert!(!dir.path().join("in/identities.toml").exists(), "nothing was taken");
}
