//! An earlier program.json from a stranger, read back and worked on: analysis, checks and pages of whatever it holds may say
//! anything, but not panic or hang. The input is a list of edits to the leaves of a good file (three bytes of place, one of what
//! to put there, then its number), or from a first byte of 0xFF on the file itself.
#![no_main]

use serde_json::{Value, json};
use std::sync::OnceLock;
use steerpack::analyze::analyze;
use steerpack::check::{self, Facts};
use steerpack::model::Audience;
use steerpack::pipeline::{Request, take_in, work_out};
use steerpack::report::{Brief, json as program_json};

const PLAN: &str = "\
Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Assignee Id,Due date,Custom field (Start date),Created,Parent,Outward issue link (Blocks),Inward issue link (Blocks),Original estimate
Payments,PAY-1,1001,Epic,In Progress,PAY,Payments,,,30/Apr/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,,,,
Card form,PAY-2,1002,Story,Done,PAY,Payments,Ada Moreno,acc-1,13/Feb/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,1001,PAY-3,,28800
Settlement,PAY-3,1003,Story,In Progress,PAY,Payments,Ben Okafor,acc-2,27/Mar/26 12:00 AM,16/Feb/26 12:00 AM,22/Dec/25 2:38 PM,1001,GATE-1,PAY-2,57600
Gate,GATE-1,2001,Milestone,To Do,GATE,Gates,Ada Moreno,acc-1,30/Apr/26 12:00 AM,,22/Dec/25 2:38 PM,,,PAY-3,
Rounding,PAY-4,1004,Bug,To Do,PAY,Payments,Ada Moreno,acc-1,29/Mar/26 12:00 AM,16/Mar/26 12:00 AM,22/Dec/25 2:38 PM,1001,,,28800
";
const RISKS: &str = "ID,Risk,Project,Probability,Impact,Owner,Response,Due\nR1,Late steel,Payments,3,4,Ada Moreno,Order early,2026-04-01\n";

fn good() -> &'static Value {
    static GOOD: OnceLock<Value> = OnceLock::new();
    GOOD.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("steerpack-fuzz-history-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("plan.csv"), PLAN).expect("the plan");
        std::fs::write(folder.join("Risk register.csv"), RISKS).expect("the risks");
        let request = Request {
            paths: vec![folder.clone()],
            as_of: "2026-03-02".parse().expect("a date"),
            as_of_from: "--as-of",
            name: "Fuzz".to_owned(),
            audience: Audience::Restricted,
            ..Request::default()
        };
        let intake = take_in(&request, &|_, _, _| {}).expect("the plan is read");
        let run = work_out(&request, intake, &|_, _, _| {}).expect("the plan is worked out");
        let brief = Brief {
            portfolio: &run.portfolio,
            analysis: &run.analysis,
            findings: &[],
            waived: &[],
            sources: &run.sources,
            settings: &request.settings,
            receipt: &run.receipt,
            restricted: true,
        };
        let mut value = serde_json::to_value(program_json::view(&brief)).expect("the view is JSON");
        if let Some(file) = value.as_object_mut() {
            file.remove("analysis");
        }
        let _ = std::fs::remove_dir_all(folder);
        value
    })
}

fn leaves<'v>(value: &'v mut Value, into: &mut Vec<&'v mut Value>) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|v| leaves(v, into)),
        Value::Object(map) => map.values_mut().for_each(|v| leaves(v, into)),
        leaf => into.push(leaf),
    }
}

fn edited(edits: &[u8]) -> Vec<u8> {
    let mut value = good().clone();
    let mut places = Vec::new();
    leaves(&mut value, &mut places);
    let many = places.len().max(1);
    for edit in edits.chunks_exact(8).take(64) {
        let at = (usize::from(edit[0]) << 8 | usize::from(edit[1])) % many;
        let n = i32::from_le_bytes([edit[4], edit[5], edit[6], edit[7]]);
        let days = format!("{:04}-{:02}-{:02}", n.unsigned_abs() % 10_000, edit[2] % 14, edit[3] % 33);
        let Some(place) = places.get_mut(at) else { continue };
        // mostly a value of the same kind: another kind is refused while parsing
        **place = match (&**place, edit[2] >> 5) {
            (_, 0) => Value::Null,
            (Value::Number(_), 1) => json!(n),
            (Value::Number(_), 2) => json!(n % 8),
            (Value::Number(_), 3) => json!(f64::from(n) * 1e300),
            (Value::Number(_), 4) => json!(f64::from(n) / 1000.0),
            (Value::Number(_), _) => json!(u32::MAX),
            (Value::Bool(b), _) => json!(!b),
            (Value::String(_), 1 | 2 | 3) => json!(days),
            (Value::String(_), 4) => json!("9999-12-31"),
            (Value::String(_), 5) => json!("-9999-01-01"),
            (Value::String(_), _) => json!(["FF", "SS", "SF", "done", "summary", "milestone", "", "a\u{1b}|<b>"][edit[3] as usize % 8]),
            (other, _) => other.clone(),
        };
    }
    serde_json::to_vec(&value).expect("JSON is written")
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let file = match bytes.split_first() {
        Some((0xFF, rest)) => rest.to_vec(),
        _ => edited(bytes),
    };
    let Ok(earlier) = program_json::back::program(&file, "program.json") else { return };
    let analysis = analyze(&earlier.portfolio, &earlier.settings);
    let facts =
        Facts { portfolio: &earlier.portfolio, analysis: &analysis, settings: &earlier.settings, sources: &earlier.sources };
    let _ = check::run(&facts);
});
