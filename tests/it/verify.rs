//! `steerpack verify`: is a published pack told from one that was touched?

use crate::harness::{JIRA, folder, steerpack};

fn code_and_words(dir: &std::path::Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = steerpack().args(arguments).current_dir(dir).output().expect("runs");
    let words = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&words).into_owned())
}

#[test]
fn a_pack_verifies_until_something_in_it_is_touched() {
    let dir = folder(&[("in/jira.csv", JIRA)]);
    let at = dir.path();
    assert_eq!(code_and_words(at, &["run", "in", "--as-of", "2026-03-02", "--quiet"]).0, Some(0));
    let (code, words) = code_and_words(at, &["verify", "out", "--inputs", "in"]);
    assert_eq!(code, Some(0), "{words}");
    assert!(words.contains("all as the receipt states, and so is its 1 input"), "{words}");

    std::fs::write(at.join("in/jira.csv"), JIRA.replace("Rounding", "Sounding")).expect("an input changes");
    std::fs::write(at.join("in/more.csv"), "a,b\n1,2\n").expect("an input is added");
    let (code, words) = code_and_words(at, &["verify", "out", "--inputs", "in"]);
    assert_eq!(code, Some(1), "{words}");
    assert!(words.contains("changed: jira.csv") && words.contains("extra: more.csv"), "{words}");
    assert_eq!(code_and_words(at, &["verify", "out"]).0, Some(0), "the outputs are as they were");

    let page = at.join("out/summary/program.md");
    let text = std::fs::read_to_string(&page).expect("the page");
    std::fs::write(&page, text.replacen('a', "b", 1)).expect("an output changes");
    std::fs::write(at.join("out/note.txt"), "x").expect("a file is added");
    std::fs::remove_file(at.join("out/program.json")).expect("a file goes");
    let (code, words) = code_and_words(at, &["verify", "out"]);
    assert_eq!(code, Some(1));
    for said in ["changed: summary/program.md", "extra: note.txt", "missing: program.json", "3 things are not as the receipt"] {
        assert!(words.contains(said), "{said} is not in {words}");
    }
}

#[test]
fn json_says_the_same_for_scripts() {
    let dir = folder(&[("in/jira.csv", JIRA)]);
    let at = dir.path();
    code_and_words(at, &["run", "in", "--as-of", "2026-03-02", "--quiet"]);
    std::fs::remove_file(at.join("out/program.json")).expect("a file goes");
    let output = steerpack().args(["verify", "out", "--format", "json"]).current_dir(at).output().expect("runs");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!((&value["wrong"][0]["fault"], &value["wrong"][0]["file"]), (&"missing".into(), &"program.json".into()));
}

#[test]
fn a_folder_that_is_no_pack_fails_and_one_that_is_not_there_is_a_wrong_argument() {
    let dir = folder(&[("other/holiday.jpg", "precious")]);
    let (code, words) = code_and_words(dir.path(), &["verify", "other"]);
    assert_eq!(code, Some(1));
    assert!(words.contains("no receipt"), "{words}");
    assert_eq!(code_and_words(dir.path(), &["verify", "none"]).0, Some(2));
}
