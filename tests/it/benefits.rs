//! A benefits register that describes its benefits instead of naming them, as programme offices keep it.

use crate::harness::{folder, steerpack};
use serde_json::Value;

const PLAN: &str = "WBS,Activity,Owner,Start date,End date,Predecessor\n1,Data migration,J. Okoro,02/11/2026,29/01/2027,\n2,Finance go-live,,01/02/2027,15/02/2027,1\n";
const BENEFITS: &str = "Programme benefits realisation plan,,,,,,,\nLast updated: 15/10/2026,,,,,,,\n,,,,,,,\n\
    Ref,Benefit description,Benefit owner,Baseline,Target,Unit,Realisation date,Enabling project / deliverable\n\
    B1,Reduce invoice cycle time,J. Okoro,12,5,days,31/01/2027,Finance go-live\n\
    B2,Fewer manual journals,J. Okoro,1200,300,per month,30/06/2027,Finance go-live; Data migration\n";

#[test]
fn described_benefits_are_read_and_held_against_what_enables_them() {
    let work = folder(&[("in/ERP plan.csv", PLAN), ("in/Benefits realisation plan.csv", BENEFITS)]);
    let out = work.path().join("out");
    steerpack()
        .args(["run", "--quiet", "--as-of", "2026-11-02", "--out"])
        .arg(&out)
        .arg(work.path().join("in"))
        .assert()
        .success();
    let model: Value = serde_json::from_slice(&std::fs::read(out.join("program.json")).expect("a model")).expect("JSON");
    let benefits = model["benefits"].as_array().expect("benefits");
    let name = |b: &Value| b["name"][0].as_str().map(str::to_owned);
    assert_eq!(benefits.iter().filter_map(name).collect::<Vec<_>>(), ["Reduce invoice cycle time", "Fewer manual journals"]);
    assert_eq!(benefits[1]["enabled_by"].as_array().map(Vec::len), Some(2));
    // Promised for 31 January, but the go-live that enables it is planned for 15 February 2027.
    let late = model["findings"].as_array().expect("findings").iter().find(|f| f["check"] == "benefit-late").expect("late");
    assert!(
        late["message"].as_str().is_some_and(|m| m.contains("Reduce invoice cycle time") && m.contains("15 Feb 2027")),
        "{late}"
    );
}
