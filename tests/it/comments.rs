//! Do comments written in a tracker reach program.json and the page of their project, with author, day and cell, and come back
//! through a conversion?

use crate::harness::{files, folder, steerpack};
use serde_json::Value;

const ISSUES: &str = "\
Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Assignee Id,Reporter,Reporter Id,Due date,Created,Comment,Comment
Card form,PAY-2,1002,Story,Done,PAY,Payments,Ada Moreno,acc-1,Uma Lind,acc-3,13/Feb/26 12:00 AM,22/Dec/25 2:38 PM,,
Settlement,PAY-3,1003,Story,In Progress,PAY,Payments,Ben Okafor,acc-2,Uma Lind,acc-3,27/Mar/26 12:00 AM,22/Dec/25 2:38 PM,\"20/Jan/26 8:45 AM;acc-3;Bank answers on Friday; not before\",\"03/Feb/26 4:10 PM;acc-2;Answer is here:\nall fine\"
";

fn narrative(program: &Value) -> Vec<(String, String, String, String)> {
    let word = |n: &Value, key: &str| n[key].as_str().unwrap_or_default().to_owned();
    let mut all: Vec<_> = program["projects"]
        .as_array()
        .expect("projects")
        .iter()
        .flat_map(|p| p["narrative"].as_array().cloned().unwrap_or_default())
        .map(|n| (word(&n, "about"), word(&n, "author"), word(&n, "date"), word(&n, "text")))
        .collect();
    all.sort();
    all
}

fn program(root: &std::path::Path) -> Value {
    let (_, bytes) = files(root).into_iter().find(|(name, _)| name.ends_with("program.json")).expect("program.json is written");
    serde_json::from_slice(&bytes).expect("program.json is JSON")
}

#[test]
fn comments_reach_the_program_and_the_page_of_their_project() {
    let folder = folder(&[("in/jira.csv", ISSUES)]);
    let (input, out) = (folder.path().join("in"), folder.path().join("out"));
    steerpack().arg("run").arg(&input).arg("--out").arg(&out).args(["--as-of", "2026-03-02"]).assert().success();
    let about = "PAY-3 Settlement".to_owned();
    let expected = vec![
        (about.clone(), "Ben Okafor".into(), "2026-02-03".into(), "Answer is here:\nall fine".into()),
        (about, "Uma Lind".into(), "2026-01-20".into(), "Bank answers on Friday; not before".into()),
    ];
    assert_eq!(narrative(&program(&out)), expected);

    let written = files(&out);
    let page = written.iter().find(|(name, _)| name.contains("projects/") && name.ends_with(".md")).expect("a project page");
    let page = String::from_utf8_lossy(&page.1);
    let (first, second) = (page.find("Answer is here").expect("the newer"), page.find("Bank answers").expect("the older"));
    assert!(first < second, "newest first");
    assert!(page.contains("Uma Lind, 20 Jan 2026, on PAY") && page.contains("jira.csv:3:N"), "author, day, record, cell: {page}");

    let again = folder.path().join("again");
    let converted = folder.path().join("month.json");
    steerpack().arg("convert").arg(&input).arg("--out").arg(&converted).args(["--as-of", "2026-03-02"]).assert().success();
    steerpack().arg("run").arg(&converted).arg("--out").arg(&again).args(["--as-of", "2026-03-02"]).assert().success();
    assert_eq!(narrative(&program(&again)), expected, "a conversion carries them");
}

#[test]
fn the_same_comment_in_two_exports_counts_once() {
    let folder = folder(&[("in/jira.csv", ISSUES), ("in/jira (1).csv", ISSUES)]);
    let (input, out) = (folder.path().join("in"), folder.path().join("out"));
    steerpack().arg("run").arg(&input).arg("--out").arg(&out).args(["--as-of", "2026-03-02"]).assert().success();
    assert_eq!(narrative(&program(&out)).len(), 2);
}
