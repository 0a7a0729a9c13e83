//! Capacity sheets of people who write them by hand: what their figures count, and people who fill two roles.

use crate::harness::{folder, steerpack};
use serde_json::Value;

const PLAN: &str = "ID,Task Name,Start,Finish,Work,Resource Names\n1,Analyse,2026-12-07,2026-12-11,60 hrs,Ann Lee\n";

fn model(capacity: &str) -> Value {
    let work = folder(&[("in/plan.csv", PLAN), ("in/Capacity 2027.csv", capacity)]);
    let out = work.path().join("out");
    steerpack()
        .args(["run", "--quiet", "--as-of", "2026-12-01", "--out"])
        .arg(&out)
        .arg(work.path().join("in"))
        .assert()
        .success();
    serde_json::from_slice(&std::fs::read(out.join("program.json")).expect("a model")).expect("JSON")
}

/// Hours a day of Ann Lee in December 2026, and what was found about the unit.
fn december(capacity: &str) -> (f64, Option<String>) {
    let model = model(capacity);
    let people = model["resources"].as_array().expect("people");
    let ann = people.iter().find(|r| r["name"] == "Ann Lee").expect("Ann");
    let finding = model["findings"].as_array().expect("findings").iter().find(|f| f["check"] == "capacity-unit-assumed");
    (ann["capacity"][0][2].as_f64().expect("hours a day"), finding.and_then(|f| Some(f["message"].as_str()?.to_owned())))
}

#[test]
fn hours_of_a_month_without_a_unit_are_no_shares_and_the_guess_is_said() {
    // 23 working days from 1 to 31 December 2026: 80 h in each of two roles make 160 h in all.
    let (hours, said) =
        december("Resource,Role,Capacity %,Dec-2026,Jan-2027\nAnn Lee,Analyst,50%,80,80\nAnn Lee,Tester,50%,80,80\n");
    assert!((hours - 160.0 / 23.0).abs() < 1e-6, "{hours}");
    let said = said.expect("the guess is said");
    assert!(said.contains("up to 80 in 31 days, they are taken as hours in the period"), "{said}");
}

#[test]
fn a_unit_in_the_caption_decides_and_nothing_is_said() {
    let (hours, said) = december("Resource (days),Dec-2026,Jan-2027\nAnn Lee,11.5,20\n");
    assert!((hours - 4.0).abs() < 1e-6 && said.is_none(), "{hours} {said:?}");
    let (hours, said) = december("Resource,Dec-2026 (%),Jan-2027 (%)\nAnn Lee,75,100\n");
    assert!((hours - 6.0).abs() < 1e-6 && said.is_none(), "{hours} {said:?}");
    let (hours, said) = december("Resource,Dec-2026,Jan-2027\nAnn Lee,25%,100%\n");
    assert!((hours - 2.0).abs() < 1e-6 && said.is_none(), "{hours} {said:?}");
}
