//! What a user who types at the prompt meets: help, wrong options, wrong files, exit codes.

use crate::harness::{JIRA, folder, steerpack};

fn stderr_of(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout_of(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn without_arguments_the_help_says_what_to_start_with() {
    let output = steerpack().output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr_of(&output).contains("steerpack run FOLDER"));
}

#[test]
fn help_and_version_go_to_standard_output_with_exit_0() {
    for flag in ["--help", "--version"] {
        let output = steerpack().arg(flag).output().expect("runs");
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout_of(&output).contains("steerpack"));
    }
}

#[test]
fn a_wrong_option_a_wrong_date_and_a_wrong_configuration_exit_with_2() {
    let exports = folder(&[("jira.csv", JIRA)]);
    let bad = folder(&[("bad.toml", "[program]\nnmae = \"x\"\n")]);
    let path = exports.path().to_str().expect("utf-8");
    let config = bad.path().join("bad.toml");
    for (arguments, words) in [
        (vec!["run", path, "--treads", "2"], "--threads"),
        (vec!["check", path, "--as-of", "31.03.2026"], "YYYY-MM-DD"),
        (vec!["check", path, "--config", config.to_str().expect("utf-8")], "did you mean name?"),
        (vec!["check", path, "--threads", "0"], "at least 1"),
        (vec!["explain", "dependency-outsid"], "did you mean"),
    ] {
        let output = steerpack().args(&arguments).output().expect("runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr_of(&output).contains(words), "{arguments:?}: {}", stderr_of(&output));
    }
}

#[test]
fn nothing_that_can_be_read_exits_with_3_and_says_what_each_file_is() {
    let exports = folder(&[("plan.xlsx", ""), ("notes.txt", "")]);
    let output = steerpack().arg("check").arg(exports.path()).output().expect("runs");
    assert_eq!(output.status.code(), Some(3), "{}", stderr_of(&output));
    assert!(stderr_of(&output).contains("plan.xlsx"), "{}", stderr_of(&output));
    assert!(stderr_of(&output).contains("empty"), "{}", stderr_of(&output));
}

#[test]
fn an_empty_folder_and_a_missing_one_exit_with_3() {
    let empty = folder(&[]);
    let missing = empty.path().join("not-there");
    for path in [empty.path(), missing.as_path()] {
        let output = steerpack().arg("run").arg(path).current_dir(empty.path()).output().expect("runs");
        assert_eq!(output.status.code(), Some(3), "{}", stderr_of(&output));
        assert!(!empty.path().join("out").exists(), "nothing is written");
        assert!(path == empty.path() || stderr_of(&output).contains("not-there"), "{}", stderr_of(&output));
    }
}

#[test]
fn a_foreign_folder_is_never_replaced_by_a_pack() {
    let exports = folder(&[("in/jira.csv", JIRA), ("out/holiday.jpg", "precious")]);
    let output = steerpack().args(["run", "in", "--as-of", "2026-03-02"]).current_dir(exports.path()).output().expect("runs");
    assert_eq!(output.status.code(), Some(4), "{}", stderr_of(&output));
    assert_eq!(std::fs::read(exports.path().join("out/holiday.jpg")).expect("still there"), b"precious");
}

#[test]
fn an_unreadable_file_among_good_ones_is_a_finding_and_the_run_goes_on() {
    let exports = folder(&[("in/jira.csv", JIRA), ("in/broken.xlsx", "")]);
    let output = steerpack().args(["run", "in", "--as-of", "2026-03-02"]).current_dir(exports.path()).output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr_of(&output));
    let text = stdout_of(&output);
    assert!(text.contains("broken.xlsx") && text.contains("empty"), "{text}");
    assert!(exports.path().join("out/summary/program.md").is_file());
}

#[test]
fn fail_on_decides_the_exit_code_and_nothing_else() {
    let exports = folder(&[("jira.csv", JIRA)]);
    let code = |arguments: &[&str]| {
        steerpack().args(arguments).arg(exports.path()).args(["--as-of", "2026-03-02"]).output().expect("runs").status.code()
    };
    assert_eq!(code(&["check", "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["check", "--fail-on", "note"]), Some(1), "an unassigned bug without dates is at least a note");
}

#[test]
fn inspect_prints_the_promised_shape() {
    let exports = folder(&[("jira.csv", JIRA)]);
    let output = steerpack().args(["inspect", "--format", "json"]).arg(exports.path()).output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr_of(&output));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let source = &value["sources"][0];
    let keys: Vec<&str> = source.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut promised = vec![
        "file",
        "sheet",
        "tracker",
        "role",
        "score",
        "reasons",
        "runner_up",
        "header_row",
        "columns",
        "unmapped",
        "date_order",
        "rows_read",
        "records",
        "set_aside",
        "counts",
        "earliest",
        "latest",
    ];
    promised.sort_unstable();
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, promised);
    assert_eq!((&source["tracker"], &source["role"]), (&"jira".into(), &"tasks".into()));
    assert_eq!((&source["header_row"], &source["rows_read"], &source["records"]), (&1.into(), &4.into(), &4.into()));
    let counts = &source["counts"];
    // worked out by hand from the four rows
    for (what, number) in [("projects", 1), ("tasks", 4), ("summaries", 1), ("dependencies", 1), ("people", 2), ("unassigned", 2)]
    {
        assert_eq!(counts[what], number, "{what} in {counts}");
    }
    assert_eq!((&source["earliest"], &source["latest"]), (&"2026-02-02".into(), &"2026-04-30".into()));
    assert_eq!(value["program"]["counts"]["tasks"], 4);
}

#[test]
fn every_check_can_be_explained() {
    let list = steerpack().arg("explain").output().expect("runs");
    let names: Vec<String> = stdout_of(&list).lines().filter_map(|l| l.split_whitespace().next().map(str::to_owned)).collect();
    assert!(names.len() > 20, "only {names:?}");
    for name in names.iter().take(3) {
        let output = steerpack().args(["explain", name]).output().expect("runs");
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout_of(&output).contains(name.as_str()));
    }
}

#[test]
fn a_terminal_escape_in_a_cell_or_file_name_never_reaches_the_terminal() {
    let hostile = JIRA.replace("Rounding", "\u{1b}[31mRounding\u{202e}");
    let exports = folder(&[("in/ji\u{1b}]0;x\u{7}ra.csv", hostile.as_str()), ("in/bad\u{1b}[2J.xlsx", "")]);
    for command in [["run", "in"], ["inspect", "in"], ["check", "in"]] {
        let output =
            steerpack().args(command).args(["--as-of", "2026-03-02"]).current_dir(exports.path()).output().expect("runs");
        for stream in [stdout_of(&output), stderr_of(&output)] {
            assert!(!stream.contains('\u{1b}') && !stream.contains('\u{202e}'), "{command:?}: {stream:?}");
        }
    }
}
