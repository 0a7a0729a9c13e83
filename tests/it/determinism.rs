//! Same inputs, same bytes: on any number of threads, and whatever the order in which the paths are given.

use crate::harness::{JIRA, files, folder, steerpack};

const PLAN: &str = "\
ID,Task Name,Start,Finish,Predecessors,Owner,% Complete
1,Foundations,2026-02-02,2026-02-27,,Ben Okafor,100%
2,Steel frame,2026-03-02,2026-04-10,1,Ben Okafor,10%
3,Handover to Payments,2026-04-13,2026-04-13,2,,0%
";

#[test]
fn one_thread_and_two_threads_write_the_same_bytes() {
    let exports = folder(&[("in/jira.csv", JIRA), ("in/plan.csv", PLAN)]);
    let pack = |out: &str, threads: &str| {
        steerpack()
            .args(["run", "in", "--as-of", "2026-03-02", "--out", out, "--threads", threads])
            .current_dir(exports.path())
            .assert()
            .success();
        files(&exports.path().join(out))
    };
    let (one, two) = (pack("one", "1"), pack("two", "2"));
    let names: Vec<&str> = one.iter().map(|(n, _)| n.as_str()).collect();
    assert!(names.contains(&"in.xlsx") && names.contains(&"program.json") && names.contains(&"receipt.json"), "{names:?}");
    assert!(names.contains(&"summary/program.md"), "{names:?}");
    for (a, b) in one.iter().zip(&two) {
        assert_eq!(a.0, b.0);
        assert!(a.1 == b.1, "{} differs between 1 and 2 threads", a.0);
    }
    assert_eq!(one.len(), two.len());
}

#[test]
fn no_output_names_an_absolute_path() {
    let exports = folder(&[("in/jira.csv", JIRA)]);
    let absolute = exports.path().join("in");
    steerpack()
        .arg("run")
        .arg(&absolute)
        .args(["--as-of", "2026-03-02", "--out", "out"])
        .current_dir(exports.path())
        .assert()
        .success();
    let root = exports.path().to_string_lossy().into_owned();
    for (name, bytes) in files(&exports.path().join("out")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&root), "{name} names {root}");
    }
}
