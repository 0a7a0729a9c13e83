//! Templates, configuration, profiles and paths from strangers: what they ask for that they must not get.

use crate::harness::{JIRA, folder, steerpack};
use std::path::Path;

/// Runs in `dir`; exit code and everything that was said.
fn run(dir: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = steerpack()
        .args(["run", "in", "--as-of", "2026-03-02", "--quiet"])
        .args(arguments)
        .current_dir(dir)
        .timeout(std::time::Duration::from_secs(60))
        .output()
        .expect("runs");
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

/// A run with one template of a stranger's.
fn with_template(text: &str) -> (Option<i32>, String) {
    let dir = folder(&[("in/jira.csv", JIRA), ("t/program.md.j2", text), ("secret.txt", "the-secret"), ("t/README.md", "x")]);
    let (code, words) = run(dir.path(), &["--templates", "t"]);
    if code == Some(0) {
        let page = std::fs::read_to_string(dir.path().join("out/summary/program.md")).expect("the page");
        assert!(!page.contains("the-secret"), "{text}");
    } else {
        assert!(!dir.path().join("out").exists(), "nothing is published: {words}");
    }
    (code, words)
}

#[test]
fn a_template_reaches_no_file() {
    for path in ["../secret.txt", "/etc/hostname", "secret.txt", "README.md", "./project.md.j2", "..\\\\secret.txt"] {
        for tag in ["include", "extends", "import"] {
            let tail = if tag == "import" { " as x" } else { "" };
            let (code, words) = with_template(&format!("{{% {tag} \"{path}\"{tail} %}}"));
            assert_eq!(code, Some(2), "{tag} {path}: {words}");
            assert!(words.contains("program.md.j2"), "{tag} {path}: {words}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_of_templates_or_profiles_never_leads_out_of_it() {
    let dir = folder(&[
        ("in/jira.csv", JIRA),
        ("secret.txt", "name = 'the-secret'"),
        ("t/README.md", ""),
        ("p/README.md", ""),
        ("t/own.txt", ""),
    ]);
    std::fs::remove_file(dir.path().join("t/own.txt")).expect("removed");
    for (link, option) in [("t/program.md.j2", "--templates"), ("p/x.toml", "--profiles")] {
        std::os::unix::fs::symlink(dir.path().join("secret.txt"), dir.path().join(link)).expect("a link");
        let (code, words) = run(dir.path(), &[option, link.split('/').next().expect("a folder")]);
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains("a link that leads out of its folder") && !words.contains("the-secret"), "{words}");
    }
    std::fs::remove_file(dir.path().join("t/program.md.j2")).expect("removed");
    std::os::unix::fs::symlink("nowhere", dir.path().join("t/program.md.j2")).expect("a broken link");
    let (code, words) = run(dir.path(), &["--templates", "t"]);
    assert_eq!(code, Some(2), "a broken link is no silent default: {words}");
}

#[test]
fn a_template_that_never_ends_or_grows_without_end_is_stopped_with_words() {
    for (text, said) in [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "fuel"),
        ("{% include \"program.md.j2\" %}", "program.md.j2"),
        ("{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(1) }}", "program.md.j2"),
        ("{% set x = range(1000000000) %}{{ x|length }}", "program.md.j2"),
        ("{{ \"x\" * 100000000000 }}", "too large"),
    ] {
        let (code, words) = with_template(text);
        assert_eq!(code, Some(2), "{text}: {words}");
        assert!(words.contains(said), "{text}: {words}");
    }
}

#[test]
fn a_template_that_doubles_a_text_forty_times_is_stopped_before_it_fills_the_memory() {
    let doubling = "{% set x = x ~ x %}".repeat(40);
    let (code, words) = with_template(&format!("{{% set x = name %}}{doubling}{{{{ x|length }}}}"));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.contains("more than 1024 MB of memory"), "{words}");
}

#[test]
fn a_file_of_settings_of_any_size_or_kind_is_refused_in_words() {
    let huge = "#".repeat(9 << 20);
    let dir =
        folder(&[("in/jira.csv", JIRA), ("huge.toml", &huge), ("p/x.toml", &huge), ("t/program.md.j2", &huge), ("d/x", "")]);
    for (arguments, said) in [
        (["--config", "huge.toml"], "more than 8388608 bytes, the limit"),
        (["--profiles", "p"], "more than 8388608 bytes, the limit"),
        (["--templates", "t"], "more than 1048576 bytes, the limit"),
        (["--config", "d"], "no regular file"),
        (["--config", "none.toml"], "cannot be read"),
    ] {
        let (code, words) = run(dir.path(), &arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {words}");
        assert!(words.contains(said), "{arguments:?}: {words}");
    }
    #[cfg(unix)]
    assert_eq!(run(dir.path(), &["--config", "/dev/zero"]).0, Some(2));
}

#[test]
fn unknown_keys_and_words_are_named_with_the_near_ones() {
    for (text, said) in [
        ("[limits]\nrowz = 3\n", "did you mean rows?"),
        ("[limitz]\nrows = 3\n", "did you mean limits?"),
        ("[thresholds]\ngren-days = 3\n", "green-days"),
        ("[[project]]\nname = \"x\"\naudience = \"restrictd\"\n", "did you mean restricted?"),
        ("[[source]]\nmatch = \"*\"\nrole = \"taskz\"\n", "did you mean tasks?"),
    ] {
        let dir = folder(&[("in/jira.csv", JIRA), ("c.toml", text)]);
        let (code, words) = run(dir.path(), &["--config", "c.toml"]);
        assert_eq!(code, Some(2), "{text}: {words}");
        assert!(words.contains(said), "{text}: {words}");
    }
}

/// Values at the ends of what their types hold: refused in words, or a pack; never a panic.
#[test]
fn huge_values_in_the_configuration_end_no_run_badly() {
    let many: String = (0..30_000).map(|n| format!("\"{:04}-{:02}-{:02}\",", 1900 + n % 400, 1 + n % 12, 1 + n % 28)).collect();
    for text in [
        "[calendar]\nhours-per-day = 1e-300\n".to_owned(),
        "[calendar]\nhours-per-day = inf\n".to_owned(),
        "[calendar]\nhours-per-day = nan\n".to_owned(),
        format!("[calendar]\nholidays = [{many}]\n"),
        "[thresholds]\ngreen-days = 2147483647\namber-days = 2147483647\n".to_owned(),
        "[thresholds]\ngreen-days = -2147483648\namber-days = -2147483648\n".to_owned(),
        "[thresholds]\ngreen-cost = inf\namber-cost = nan\n".to_owned(),
        "[thresholds]\ncoverage-dated = nan\n".to_owned(),
        "[program]\nas-of = \"9999-12-31\"\nnext-meeting = \"9999-12-31\"\n".to_owned(),
        "[program]\nas-of = \"-9999-01-01\"\nnext-meeting = \"-9999-01-01\"\n".to_owned(),
        format!("[program]\nname = \"{}\"\n", "x/../\\u0000\\u001b[31m".repeat(5_000)),
        "[limits]\nrows = 0\n".to_owned(),
        "[limits]\ncells = 18446744073709551615\n".to_owned(),
        "[limits]\nfile-bytes = 0\ncells = 0\nentries = 0\nsheets = 0\ncolumns = 0\n".to_owned(),
        "[limits]\nfile-bytes = 9223372036854775807\ninflated-bytes = 9223372036854775807\nratio = 9223372036854775807\ncells = 9223372036854775807\ntext-bytes = 9223372036854775807\nrows = 9223372036854775807\ncolumns = 9223372036854775807\nchild-seconds = 9223372036854775807\nchild-bytes = 9223372036854775807\n".to_owned(),
        format!("[[source]]\nmatch = \"{}\"\nproject = \"x\"\n", "*a".repeat(2_000)),
        format!("[[project]]\nname = \"Payments\"\naliases = [{}]\nbaseline-finish = \"9999-12-31\"\n", "\"a\",".repeat(20_000)),
        "[[source]]\nmatch = \"*\"\nheader-row = 4294967295\n".to_owned(),
        "[[source]]\nmatch = \"*\"\nheader-row = 0\n".to_owned(),
    ] {
        let dir = folder(&[("in/jira.csv", JIRA), ("in/steerpack.toml", text.as_str())]);
        let output = steerpack()
            .args(["run", "in", "--quiet"])
            .current_dir(dir.path())
            .timeout(std::time::Duration::from_secs(60))
            .output()
            .expect("runs");
        let words = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let head: String = text.chars().take(120).collect();
        assert!(matches!(output.status.code(), Some(0 | 2 | 3)), "{head}: {:?} {words}", output.status);
        assert!(!words.contains("panicked") && !words.contains('\u{1b}'), "{head}: {words}");
        assert!(output.status.code() == Some(0) || words.len() > 20, "{head}: {words}");
        let strays = std::fs::read_dir(dir.path()).expect("listed").flatten().filter(|e| !["in", "out"].contains(&&*e.file_name().to_string_lossy()));
        assert_eq!(strays.count(), 0, "{head}: something was written elsewhere");
    }
}

#[test]
fn too_many_rows_in_all_inputs_together_are_refused_with_limit_and_actual() {
    let dir = folder(&[("in/a.csv", JIRA), ("in/b.csv", JIRA), ("in/steerpack.toml", "[limits]\nrows = 8\n")]);
    let (code, words) = run(dir.path(), &[]);
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains("more than 8 filled rows together, the limit"), "{words}");
}
