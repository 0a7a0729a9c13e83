//! Do the rooms keep to their doors? Scans the source text: imports go one way, each third-party crate has its one door,
//! printing, files and the clock have theirs, and every file of a table's folder is in its table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Rooms in the order in which they may import: each only those before it.
const ROOMS: &[&[&str]] = &[
    &["source"],
    &["diagnostic", "error"],
    &["model"],
    &["config"],
    &["read"],
    &["import"],
    &["reconcile"],
    &["analyze"],
    &["check"],
    &["report"],
    &["write"],
    &["pipeline"],
    &["cli"],
];

/// A third-party crate (as a path prefix in code) and the files or folders that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("calamine::", &["read/workbook", "read/child"]),
    ("csv::", &["read/delimited", "write/csv.rs"]),
    ("csv_nose::", &["read/dialect"]),
    ("chardetng::", &["read/"]),
    ("encoding_rs::", &["read/"]),
    ("zip::", &["read/", "write/"]),
    ("quick_xml::", &["read/", "write/"]),
    ("rust_xlsxwriter::", &["write/"]),
    ("minijinja::", &["report/summary/templates"]),
    ("petgraph::", &["analyze/"]),
    ("clap::", &["cli/"]),
    ("clap_complete::", &["cli/"]),
    ("clap_mangen::", &["cli/"]),
    ("indicatif::", &["cli/"]),
    ("anstream::", &["cli/"]),
    ("std::fs", &["read/", "write/", "config/", "import/profile", "import/mod.rs", "report/summary/templates"]),
    ("println!", &["cli/"]),
    ("print!(", &["cli/"]),
    ("Zoned::now", &["cli/options.rs"]),
    ("SystemTime", &[]),
    ("Instant::now", &["read/child"]),
    // The reader child has no command line of `cli`: file, name and limits reach it as plain arguments.
    ("std::env::", &["cli/", "read/child"]),
    ("std::process::Command", &["read/child"]),
    ("std::net", &[]),
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("src is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                into.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("under src").to_string_lossy().replace('\\', "/");
            (name, std::fs::read_to_string(&path).expect("source is text"))
        })
        .collect()
}

/// Code without line comments and without the unit tests at its end.
fn code(text: &str) -> String {
    let body = text.split("\n#[cfg(test)]").next().unwrap_or(text);
    body.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn room_of(file: &str) -> Option<&str> {
    let first = file.split('/').next()?;
    let room = first.strip_suffix(".rs").unwrap_or(first);
    (room != "main" && room != "lib").then_some(room)
}

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn a_room_imports_only_rooms_before_it() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(room) = room_of(&file) else { continue };
        let own = rank(room).unwrap_or_else(|| panic!("{file}: the room {room} is not in the order of rooms"));
        for part in code(&text).split("crate::").skip(1) {
            let word: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(other) = rank(&word).filter(|r| *r > own || (*r == own && word != room)) {
                wrong.push(format!("{file} (room {room}, {own}) imports {word} ({other})"));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows against the order:\n{}", wrong.join("\n"));
}

#[test]
fn a_third_party_crate_has_one_door() {
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().filter(|(f, _)| f != "main.rs") {
        let code = code(&text);
        for (name, doors) in DOORS {
            let named = code.match_indices(name).any(|(at, _)| {
                // `foo::csv::` or `my_zip::` is not the crate
                !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if named && !doors.iter().any(|door| file.starts_with(door)) {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "outside their doors:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_decides() {
    let silent: Vec<String> = sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(f, _)| f).collect();
    assert!(silent.is_empty(), "no `//!` at the top of {silent:?}");
}

#[test]
fn there_is_no_room_for_odds_and_ends() {
    for (file, _) in sources() {
        let stem = file.rsplit('/').next().unwrap_or(&file).trim_end_matches(".rs");
        assert!(!["util", "utils", "helpers", "common", "misc"].contains(&stem), "{file}: give it the name of what it decides");
    }
}

#[test]
fn every_file_of_a_table_is_in_its_table_and_the_reverse() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stems = |folder: &str, ending: &str| -> BTreeSet<String> {
        std::fs::read_dir(root.join(folder))
            .expect("the folder is there")
            .flatten()
            .filter_map(|e| e.file_name().into_string().ok()?.strip_suffix(ending).map(str::to_owned))
            .filter(|s| s != "mod")
            .collect()
    };
    let checks = std::fs::read_to_string(root.join("src/check/mod.rs")).expect("checks");
    let unused: Vec<String> = stems("src/check", ".rs").into_iter().filter(|s| !checks.contains(&format!("{s}::"))).collect();
    assert!(unused.is_empty(), "checks that CHECKS does not list: {unused:?}");

    let profiles = steerpack::import::Profiles::load(None).expect("built-in profiles load");
    let listed: BTreeSet<String> = profiles.list.iter().map(|p| p.name.clone()).collect();
    assert_eq!(listed, stems("src/import/profiles", ".toml"), "profiles in BUILTIN and files in the folder");

    let templates = std::fs::read_to_string(root.join("src/report/summary/templates.rs")).expect("templates");
    for stem in stems("templates", ".md.j2") {
        assert!(templates.contains(&format!("{stem}.md.j2")), "templates/{stem}.md.j2 is not in BUILTIN");
    }
}

#[test]
fn every_check_has_one_name_and_a_whole_explanation() {
    let mut seen = BTreeSet::new();
    for check in steerpack::check::all() {
        assert!(seen.insert(check.name), "{} is there twice", check.name);
        assert!(check.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}: not kebab-case", check.name);
        assert!(
            check.explain.len() > 120,
            "{}: the explanation must say what it means, why it matters, how to mend it",
            check.name
        );
    }
    // a finding raised anywhere must have its page in `explain`
    let mut unknown = BTreeSet::new();
    for (file, text) in sources() {
        let code = code(&text);
        for door in ["Diagnostic::at(", "Diagnostic::new("] {
            for part in code.split(door).skip(1) {
                let start = part.trim_start();
                if let Some(name) = start.strip_prefix('"').and_then(|rest| rest.split('"').next())
                    && !seen.contains(name)
                {
                    unknown.insert(format!("{file}: {name}"));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "findings without a page in `explain`: {unknown:#?}");
}
