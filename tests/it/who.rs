//! Who can mend what, who is who, and gates kept as a sheet: the pages for owners, the evidence of identities, readiness gates.

use crate::harness::{JIRA, files, folder, repository, steerpack};
use serde_json::Value;
use std::path::Path;

fn run(input: &Path, out: &Path, more: &[&str]) -> Value {
    steerpack().args(["run", "--quiet", "--out"]).arg(out).arg(input).args(more).assert().success();
    serde_json::from_slice(&std::fs::read(out.join("program.json")).expect("a model")).expect("JSON")
}

fn owners(out: &Path) -> Vec<(String, String)> {
    let pages = files(out).into_iter().filter(|(name, _)| name.starts_with("summary/owners/"));
    pages.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// The number of findings that a page says it is about.
fn total(page: &str) -> usize {
    let line = page.lines().find(|l| l.starts_with("As of ")).expect("a line that counts");
    let words: Vec<&str> = line.split(' ').collect();
    let at = words.iter().position(|w| w.starts_with("finding")).expect("findings");
    words[at - 1].parse().expect("a number")
}

#[test]
fn every_finding_is_on_the_page_of_one_owner_or_of_nobody() {
    let work = folder(&[]);
    for audience in ["open", "restricted"] {
        let out = work.path().join(audience);
        let model = run(&repository("samples/harbour"), &out, &["--audience", audience]);
        let all = model["findings"].as_array().expect("findings");
        let told = all.iter().filter(|f| !f["message"].as_str().is_some_and(|m| m.starts_with("withheld:"))).count();
        let pages = owners(&out);
        assert_eq!(pages.iter().map(|(_, p)| total(p)).sum::<usize>(), told, "{audience}");
        assert_eq!(pages.iter().any(|(_, p)| p.contains("Lantern")), audience == "restricted", "{audience}");
        assert!(pages.iter().all(|(n, p)| audience == "restricted" || !(n.contains("adler") || p.contains("LAN-"))));
        // Kerstin Olufsen hands in the quay wall: the trial dredge that waits for a plan outside the files is hers
        let (_, hers) = pages.iter().find(|(n, _)| n == "summary/owners/kerstin-olufsen.md").expect("her page");
        assert!(hers.contains("To: `kerstin.olufsen@harbour.example`") && !hers.contains("mailto:"), "{hers}");
        let place = hers.find("`Quay wall.xlsx!Task_Table!H66`").expect("the cell");
        let kind = hers.find("`dependency-outside`").expect("the kind");
        assert!(hers.find("## `Quay wall.xlsx`").expect("the file") < kind && kind < place, "by file, then by kind: {hers}");
        assert!(hers.contains("To do: add the export that holds it, or correct the reference"), "{hers}");
    }
}

#[test]
fn names_of_owners_give_files_of_their_own_on_every_system() {
    let work = folder(&[("jira.csv", JIRA)]);
    let owed = |name: &str, owner: &str| {
        format!("[[expected]]\nname = \"{name}\"\nmatch = \"{name}.csv\"\nowner = \"{owner}\"\ndue = \"2026-03-01\"\n")
    };
    let config: String = [("a", "CON"), ("b", "李雷"), ("c", "王芳"), ("d", "../x")].map(|(n, o)| owed(n, o)).concat();
    std::fs::write(work.path().join("steerpack.toml"), config).expect("written");
    for file in ["a", "b", "c", "d"] {
        // a column of dates that cannot be told gives each owner a finding
        std::fs::write(work.path().join(format!("{file}.csv")), JIRA.replace("PAY", &file.repeat(3).to_uppercase()))
            .expect("written");
    }
    let out = work.path().join("out");
    run(work.path(), &out, &["--as-of", "2026-06-01"]);
    let names: Vec<String> = owners(&out).into_iter().map(|(n, _)| n.replace("summary/owners/", "")).collect();
    assert!(names.contains(&"p-con.md".to_owned()), "{names:?}");
    assert!(names.contains(&"owner.md".to_owned()) && names.contains(&"owner-2.md".to_owned()), "{names:?}");
    assert!(
        names.iter().all(|n| n.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.')),
        "{names:?}"
    );
}

#[test]
fn inspect_and_the_model_tell_who_is_who_and_why() {
    let told = steerpack().args(["inspect", "--format", "json"]).arg(repository("samples/harbour")).assert().success();
    let told: Value = serde_json::from_slice(&told.get_output().stdout).expect("JSON");
    assert_eq!(told["program"]["counts"]["tasks"], 444);
    let people = told["program"]["people"].as_array().expect("people");
    let of = |name: &str| people.iter().filter(|p| p["name"] == name).collect::<Vec<_>>();
    // two people of one name stay two, each with the address that tells them apart
    let bergs: Vec<_> = of("Anna Berg").iter().filter_map(|p| p["email"].as_str()).collect();
    assert_eq!(bergs, ["anna.berg@harbour.example", "anna.berg@nordkran-academy.example"]);
    // Ines Okafor stands in the quay wall, the terminal operating system, shore power and the capacity sheet
    let [ines] = of("Ines Okafor")[..] else { panic!("one Ines") };
    let places: Vec<_> =
        ines["named_in"].as_array().expect("places").iter().map(|n| n["source"].as_str().expect("text")).collect();
    for file in ["Quay wall.xlsx", "Jira TOS all fields.csv", "Capacity 2026-27.xlsx", "Shore power"] {
        assert!(places.iter().any(|p| p.contains(file)), "{file}: {places:?}");
    }
    let jira =
        ines["named_in"].as_array().expect("places").iter().find(|n| n["source"] == "Jira TOS all fields.csv").expect("Jira");
    assert!(jira["rows"].as_array().expect("rows").contains(&42.into()), "{jira}");
    assert!(ines["why"].as_str().is_some_and(|w| w.contains("as written")), "{ines}");
    let projects = told["program"]["projects"].as_array().expect("projects");
    let quay = projects.iter().find(|p| p["name"] == "Quay wall").expect("the quay wall");
    let why = quay["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .find(|s| s["source"] == "Quay wall.xlsx!Task_Table")
        .expect("its table");
    assert_eq!(why["why"], "file name");
    assert!(!told["program"].to_string().contains("Lantern"), "an open answer names no restricted project");
    let text = steerpack().arg("inspect").arg(repository("samples/harbour")).assert().success();
    let text = String::from_utf8_lossy(&text.get_output().stdout).into_owned();
    assert!(text.contains("  from Quay wall.xlsx!Task_Table: file name"), "{text}");
    let work = folder(&[]);
    let model = run(&repository("samples/harbour"), &work.path().join("out"), &[]);
    let ines = model["resources"].as_array().expect("resources").iter().find(|r| r["name"] == "Ines Okafor").expect("Ines");
    let cells: usize = ines["seen_at"].as_array().expect("cells").iter().map(|s| s[2].as_array().expect("rows").len()).sum();
    assert!(cells >= 4, "{ines}");
}

const GATES: &str = "\
Gate,Needs,Project,Wanted date,Owner
Go live,PAY-3; Card form,,2026-03-02,Ada Moreno
Open doors,Lights on,Payments,2026-06-15,Ben Okafor
,Settlement,Payments,,
Go live,PAY-4,,,
";

#[test]
fn gates_of_a_sheet_hold_with_their_cells_and_the_configuration_goes_first() {
    let work = folder(&[("jira.csv", JIRA), ("Gates.csv", GATES)]);
    let out = work.path().join("out");
    let model = run(work.path(), &out, &["--as-of", "2026-03-02"]);
    let page = std::fs::read_to_string(out.join("summary/program.md")).expect("the page");
    // PAY-2 is done; PAY-3 falls on 27 March, 19 working days after 2 March; PAY-4 has no date
    assert!(page.contains("- **Go live:** 1 of 3 milestones met; cannot be dated, wanted for 2 Mar 2026"), "{page}");
    assert!(page.contains("- **Open doors:** 0 of 2 milestones met") && page.contains("`Gates.csv:2:A`"), "{page}");
    let unknown: Vec<&Value> =
        model["findings"].as_array().expect("findings").iter().filter(|f| f["check"] == "configured-name-unknown").collect();
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert!(unknown[0]["message"].as_str().is_some_and(|m| m.contains("gate `Open doors` needs `Payments: Lights on`")));
    std::fs::write(work.path().join("steerpack.toml"), "[[gate]]\nname = \"go live\"\nneeds = [\"PAY-2\"]\n").expect("written");
    let model = run(work.path(), &out, &["--as-of", "2026-03-02"]);
    let twice = model["findings"].as_array().expect("findings").iter().filter(|f| f["check"] == "gate-twice").count();
    let page = std::fs::read_to_string(out.join("summary/program.md")).expect("the page");
    assert!(twice == 1 && page.contains("- **go live:** 1 of 1 milestones met"), "{twice} {page}");
}
