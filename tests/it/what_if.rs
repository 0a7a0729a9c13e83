//! Does `steerpack what-if` answer from an earlier pack what a second analysis would?

use crate::harness::{folder, steerpack};

/// Three tasks in a row to a milestone; Ada works on the second.
const PLAN: &str = "\
ID,Task Name,Duration,Start,Finish,Predecessors,Owner,% Complete
1,Foundations,10d,2026-03-09,2026-03-20,,Ben Okafor,0%
2,Steel frame,15d,2026-03-23,2026-04-10,1,Ada Moreno,0%
3,Roof,10d,2026-04-20,2026-05-01,2,Ben Okafor,0%
4,Handover,0d,2026-05-01,2026-05-01,3,,0%
";

fn pack() -> tempfile::TempDir {
    let work = folder(&[("in/plan.csv", PLAN)]);
    steerpack()
        .args(["run", "in", "--as-of", "2026-03-02", "--quiet", "--out", "out"])
        .current_dir(work.path())
        .assert()
        .success();
    work
}

fn ask(work: &tempfile::TempDir, args: &[&str]) -> (i32, String, String) {
    let output = steerpack().arg("what-if").args(args).current_dir(work.path()).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

#[test]
fn a_slip_moves_the_milestone_by_what_float_leaves_of_it() {
    let work = pack();
    // Five working days of float stand before the roof.
    let (code, text, _) = ask(&work, &["out/program.json", "--slip", "Foundations=10d"]);
    assert_eq!(code, 0);
    assert!(text.contains("Handover") && text.contains("1 May 2026 → 8 May 2026, +5 d"), "{text}");
    assert!(text.contains("through Foundations → Steel frame → Roof → Handover"), "{text}");
    let (_, text, _) = ask(&work, &["out", "--slip", "Foundations=1w", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(answer["milestones"].as_array().map(Vec::len), Some(0), "{text}");
    assert_eq!(answer["tasks"], 2);
}

#[test]
fn leave_and_slips_add_up_and_people_are_named() {
    let work = pack();
    let leave = "Ada Moreno=2026-03-30..2026-04-10";
    let (_, text, _) = ask(&work, &["out", "--leave", leave, "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(answer["milestones"][0]["working_days"], 5, "{text}");
    assert_eq!(answer["people"][0]["name"], "Ada Moreno", "{text}");
    let (_, text, _) = ask(&work, &["out", "--leave", leave, "--slip", "Foundations=5d", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    // The frame starts on the first day of the leave, so all of its work comes after it: 15 working days from 13 April.
    assert_eq!(answer["milestones"][0]["working_days"], 10, "{text}");
}

#[test]
fn what_is_unknown_is_answered_with_near_names_and_exit_code_2() {
    let work = pack();
    for (args, words) in [
        (&["out", "--slip", "Foundation=3d"][..], "did you mean Foundations?"),
        (&["out", "--leave", "Ada Morena=2026-03-30"][..], "did you mean Ada Moreno?"),
        (&["out", "--slip", "Foundations"][..], "write TASK=DAYS"),
        (&["out", "--slip", "Foundations=soon"][..], "is no slip"),
        (&["out"][..], "needs a question"),
    ] {
        let (code, _, error) = ask(&work, args);
        assert_eq!(code, 2, "{args:?}: {error}");
        assert!(error.contains(words), "{args:?}: {error}");
    }
    let (code, _, error) = ask(&work, &["nowhere.json", "--slip", "Foundations=3d"]);
    assert_eq!(code, 3, "{error}");
}
