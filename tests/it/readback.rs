//! `program.json` read back is the portfolio that was written: the same records, the same analysis, the same file again.

use crate::harness::{folder, repository, steerpack};
use steerpack::analyze::analyze;
use steerpack::report::json::back;

fn pack(out: &std::path::Path, audience: &str) -> Vec<u8> {
    steerpack()
        .args(["run", "--quiet", "--audience", audience, "--out"])
        .arg(out)
        .arg(repository("samples/harbour"))
        .assert()
        .success();
    std::fs::read(out.join("program.json")).expect("the pack holds program.json")
}

#[test]
fn the_same_analysis_follows_from_an_earlier_pack() {
    let work = folder(&[]);
    for audience in ["open", "restricted"] {
        let bytes = pack(&work.path().join(audience), audience);
        let earlier = back::program(&bytes, "program.json").expect("it is read back");
        let again = analyze(&earlier.portfolio, &earlier.settings);
        let said: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        let now = serde_json::to_value(steerpack::report::json::analysis(&again)).expect("JSON");
        for (name, part) in said["analysis"].as_object().expect("an object") {
            assert!(now[name] == *part, "{audience}: analysis.{name} differs");
        }
        // every list of records comes back as it was
        let records = steerpack::report::json::records(&earlier.portfolio);
        let records = serde_json::to_value(records).expect("JSON");
        for (name, part) in records.as_object().expect("an object") {
            assert!(said[name] == *part, "{audience}: {name} differs");
        }
        assert_eq!(earlier.restricted, audience == "restricted");
        assert_eq!(earlier.sources.files.len(), said["sources"].as_array().expect("a list").len());
    }
}

#[test]
fn what_is_no_program_json_is_refused_with_what_to_do() {
    let refusal = |text: &str| back::program(text.as_bytes(), "p.json").map(|_| ()).expect_err("refused").to_string();
    assert!(refusal("[1, 2]").contains("this is no program.json of a pack"));
    assert!(refusal("{\"schema\": 99}").contains("its form has version 99"));
    assert!(refusal("{\"schema\": 1}").contains("this is no program.json of a pack"));
    assert!(refusal(&"[".repeat(100_000)).contains("no program.json"));
}

#[test]
fn a_file_that_names_records_it_does_not_hold_is_refused() {
    let work = folder(&[]);
    let bytes = pack(&work.path().join("out"), "open");
    let text = String::from_utf8(bytes).expect("UTF-8");
    for (list, field) in [("tasks", "project"), ("tasks", "parent"), ("dependencies", "predecessor"), ("allocations", "resource")]
    {
        let mut file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        file[list][0][field] = 4_000_000.into();
        let error = back::program(file.to_string().as_bytes(), "p.json").map(|_| ()).expect_err("refused").to_string();
        assert!(error.contains(&format!("{list}[0] names")) && error.contains("4000000"), "{error}");
    }
}
