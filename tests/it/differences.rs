//! What two files say of one thing: every value that loses is on the sheet Conflicts with the difference in days, points or money,
//! precedence may be declared field by field, registers disagree as tasks do, and an older export is named as older under any name.

use crate::harness::{folder, repository, steerpack};
use serde_json::Value;
use std::collections::BTreeSet;

const JIRA: &str = "\
Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Due date,Custom field (Start date),Created,Custom field (Story Points),Updated
Card form,PAY-2,1002,Story,In Progress,PAY,Payments,13/Feb/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,5,01/Mar/26 2:38 PM
Settlement,PAY-3,1003,Story,In Progress,PAY,Payments,17/Apr/26 12:00 AM,16/Feb/26 12:00 AM,22/Dec/25 2:38 PM,8,01/Mar/26 2:38 PM
";
const PLAN: &str = "\
Key,Task,Project,Status,Start,Finish,Story points,Budget (EUR),% Complete
PAY-2,Card form,Payments,In Progress,2026-02-02,2026-02-16,8,1000,50%
PAY-3,Settlement,Payments,In Progress,2026-02-16,2026-04-17,8,3000,20%
";
const AGAIN: &str = "\
Key,Task,Project,Budget (EUR),% Complete,Status
PAY-2,Card form,Payments,1500,60%,In Progress
PAY-3,Settlement,Payments,3000,20%,In Progress
";
const RISKS: [&str; 2] = [
    "Risk ID,Project,Risk,Probability,Impact,Owner,Due\nR-1,Payments,Bank late,3,4,Ada Berg,2026-04-01\n",
    "Risk ID,Project,Risk,Probability,Impact,Owner,Due\nR-1,Payments,Bank late,2,4,Ada Berg,2026-05-01\nR-2,Payments,Card scheme changes,1,2,Ada Berg,2026-05-01\n",
];
const COSTS: [&str; 2] = [
    "Project,Budget,Actual,Forecast,Currency\nPayments,10000,2000,12000,EUR\n",
    "Project,Budget,Actual,Forecast,Currency\nPayments,11000,2000,12000,EUR\n",
];

fn model(files: &[(&str, &str)]) -> Value {
    let work = folder(files);
    let (out, own) = (work.path().join("out"), tempfile::tempdir().expect("a folder"));
    // registers of trackers of their own: what `[field-precedence]` can tell apart
    for (profile, name) in [("register", "hazard-log"), ("benefits", "gains-log")] {
        let text = std::fs::read_to_string(repository(&format!("src/import/profiles/{profile}.toml"))).expect("a profile");
        let text = text.replacen(&format!("name = \"{profile}\""), &format!("name = \"{name}\""), 1);
        std::fs::write(own.path().join(format!("{name}.toml")), text).expect("written");
    }
    steerpack()
        .args(["run", "--quiet", "--as-of", "2026-03-02", "--out"])
        .arg(&out)
        .arg("--profiles")
        .arg(own.path())
        .arg(work.path())
        .assert()
        .success();
    serde_json::from_slice(&std::fs::read(out.join("program.json")).expect("a model")).expect("JSON")
}

fn conflicts(model: &Value) -> BTreeSet<String> {
    let text = |v: &Value| v.as_str().expect("a text").to_owned();
    let line = |c: &Value| {
        [text(&c["what"]), text(&c["field"]), text(&c["kept"][0]), text(&c["lost"][0]), text(&c["difference"]), text(&c["why"])]
            .join(" | ")
    };
    model["conflicts"].as_array().map_or_else(BTreeSet::new, |list| list.iter().map(line).collect())
}

#[test]
fn differences_are_in_days_points_and_money() {
    let files = [
        ("jira.csv", JIRA),
        ("plan.csv", PLAN),
        ("again.csv", AGAIN),
        ("Risks.csv", RISKS[0]),
        ("Hazards.csv", RISKS[1]),
        ("Costs.csv", COSTS[0]),
        ("Money.csv", COSTS[1]),
    ];
    let model = model(&files);
    let wanted: BTreeSet<String> = [
        "PAY-2 Card form | finish | 2026-02-13 | 2026-02-16 | 3 calendar days | default order of trackers",
        "PAY-2 Card form | points | 5 | 8 | 3 points | default order of trackers",
        "PAY-2 Card form | budget | 1500 EUR | 1000 EUR | 500 EUR | default order of trackers",
        "PAY-2 Card form | percent complete | 60 % | 50 % | 10 percentage points | default order of trackers",
        "R-1 Bank late | probability | 2 | 3 | 1 point | order of the files",
        "R-1 Bank late | due | 2026-05-01 | 2026-04-01 | 30 calendar days | order of the files",
        "the project's budget | budget | 10000 EUR | 11000 EUR | 1000 EUR | order of the files",
    ]
    .map(str::to_owned)
    .into();
    assert_eq!(conflicts(&model), wanted);
    // one risk in two registers is one; one sum of money counts once
    assert_eq!((model["log"].as_array().map(Vec::len), model["budget"].as_array().map(Vec::len)), (Some(2), Some(1)));
}

#[test]
fn a_field_may_have_a_precedence_of_its_own() {
    let config = "[field-precedence]\nfinish = [\"plan\", \"jira\"]\nblood-group = [\"jira\"]\n";
    let model = model(&[("jira.csv", JIRA), ("plan.csv", PLAN), ("steerpack.toml", config)]);
    let wanted: BTreeSet<String> = [
        "PAY-2 Card form | finish | 2026-02-16 | 2026-02-13 | 3 calendar days | configured precedence of this field",
        "PAY-2 Card form | points | 5 | 8 | 3 points | default order of trackers",
    ]
    .map(str::to_owned)
    .into();
    assert_eq!(conflicts(&model), wanted);
    let finish = model["tasks"].as_array().expect("tasks").iter().find(|t| t["key"][0] == "PAY-2").expect("PAY-2");
    assert_eq!(finish["finish"][0], "2026-02-16");
    let said = model["findings"].as_array().expect("findings").iter();
    let said: Vec<&Value> = said.filter(|f| f["check"] == "configured-name-unknown").collect();
    assert!(said.len() == 1 && said[0]["message"].as_str().is_some_and(|m| m.contains("`blood-group`")), "{said:?}");
}

const BENEFITS: [&str; 2] = [
    "Benefit ID,Benefit,Project,Owner,Measure,Target,Target date\nB-1,Fewer chargebacks,Payments,Ada Berg,per month,20,2026-09-01\n",
    "Benefit ID,Benefit,Project,Owner,Measure,Target,Target date\nB-1,Fewer chargebacks,Payments,Bo Rask,per month,25,2026-09-11\n",
];
const TRACKERS: &str = "\
[[source]]
match = \"Risks.csv\"
tracker = \"register\"

[[source]]
match = \"Costs.csv\"
tracker = \"register\"

[[source]]
match = \"Hazards.csv\"
tracker = \"hazard-log\"

[[source]]
match = \"Benefits.csv\"
tracker = \"benefits\"

[[source]]
match = \"Gains benefits.csv\"
tracker = \"gains-log\"
";

fn of_registers(config: &str) -> Value {
    let config = format!("{config}\n{TRACKERS}");
    model(&[
        ("jira.csv", JIRA),
        ("Risks.csv", RISKS[0]),
        ("Hazards.csv", &RISKS[1].replace("Ada Berg", "Bo Rask")),
        ("Benefits.csv", BENEFITS[0]),
        ("Gains benefits.csv", BENEFITS[1]),
        ("Costs.csv", COSTS[0]),
        ("Project status list.csv", "Project,RAG,Project Manager,Budget,Forecast\nPayments,Green,Ada Berg,11000,12500\n"),
        ("steerpack.toml", &config),
    ])
}

fn owner_of(model: &Value, list: &str) -> String {
    let record = model[list].as_array().expect("records").iter().find(|r| r["key"][0] == "R-1").expect("R-1");
    let owner = usize::try_from(record["owner_id"].as_u64().expect("an owner")).expect("few");
    model["resources"][owner]["name"].as_str().expect("a name").to_owned()
}

#[test]
fn the_fields_of_registers_follow_the_declared_precedence() {
    let plain = of_registers("");
    let by_files: BTreeSet<String> = [
        "R-1 Bank late | probability | 2 | 3 | 1 point | order of the files",
        "R-1 Bank late | due | 2026-05-01 | 2026-04-01 | 30 calendar days | order of the files",
        "R-1 Bank late | owner | Bo Rask | Ada Berg |  | order of the files",
        "B-1 Fewer chargebacks | target value | 20 | 25 | 5 | order of the files",
        "B-1 Fewer chargebacks | target date | 2026-09-01 | 2026-09-11 | 10 calendar days | order of the files",
        "B-1 Fewer chargebacks | owner | Ada Berg | Bo Rask |  | order of the files",
        "the project's budget | budget | 10000 EUR | 11000 EUR | 1000 EUR | order of the files",
        "the project's budget | forecast cost | 12000 EUR | 12500 EUR | 500 EUR | order of the files",
    ]
    .map(str::to_owned)
    .into();
    assert_eq!(conflicts(&plain), by_files);
    assert_eq!(owner_of(&plain, "log"), "Bo Rask");
    // the project's own plan and its return say one sum, which counts once
    assert_eq!(plain["budget"].as_array().map(Vec::len), Some(1));

    let declared = of_registers(
        "[field-precedence]\nprobability = [\"register\"]\nowner = [\"register\", \"gains-log\"]\n\
         \"target date\" = [\"gains-log\"]\nbudget = [\"portfolio-return\"]\n",
    );
    let of_this = "configured precedence of this field";
    let wanted: BTreeSet<String> = [
        format!("R-1 Bank late | probability | 3 | 2 | 1 point | {of_this}"),
        "R-1 Bank late | due | 2026-05-01 | 2026-04-01 | 30 calendar days | order of the files".to_owned(),
        format!("R-1 Bank late | owner | Ada Berg | Bo Rask |  | {of_this}"),
        "B-1 Fewer chargebacks | target value | 20 | 25 | 5 | order of the files".to_owned(),
        format!("B-1 Fewer chargebacks | target date | 2026-09-11 | 2026-09-01 | 10 calendar days | {of_this}"),
        format!("B-1 Fewer chargebacks | owner | Bo Rask | Ada Berg |  | {of_this}"),
        format!("the project's budget | budget | 11000 EUR | 10000 EUR | 1000 EUR | {of_this}"),
        "the project's budget | forecast cost | 12000 EUR | 12500 EUR | 500 EUR | order of the files".to_owned(),
    ]
    .into();
    assert_eq!(conflicts(&declared), wanted);
    assert_eq!(owner_of(&declared, "log"), "Ada Berg", "the person follows the name");
    let line = &declared["budget"][0];
    assert_eq!((&line["budget"][0], &line["forecast"][0]), (&Value::from(11000.0), &Value::from(12000.0)));
    assert!(declared["findings"].as_array().expect("findings").iter().all(|f| f["check"] != "configured-name-unknown"));

    // a precedence of trackers as a whole decides between registers too
    let whole = of_registers("precedence = [\"register\", \"gains-log\"]\n");
    let whys: BTreeSet<String> = conflicts(&whole).into_iter().filter(|c| !c.ends_with("| configured precedence")).collect();
    assert!(whys.is_empty(), "{whys:?}");
    assert!(conflicts(&whole).contains("R-1 Bank late | probability | 3 | 2 | 1 point | configured precedence"));
}

#[test]
fn a_total_is_held_against_the_sum_of_its_parts_and_counts_once() {
    let parts = "Project,Work package,Budget,Actual\nPayments,Licences,4000,1000\nPayments,Staff,6500,900\n";
    let model = model(&[
        ("jira.csv", JIRA),
        ("Costs.csv", parts),
        ("Portfolio return 2025.csv", "Project,RAG,Project Manager,Budget (k€),Forecast (k€)\nPayments,Amber,Ada Berg,10,12\n"),
        ("Portfolio return 2026.csv", "Project,RAG,Project Manager,Budget (k€),Forecast (k€)\nPayments,Amber,Ada Berg,11,12\n"),
    ]);
    let newer = "the newer return, by its data date or the year in its name; else the first file";
    let wanted: BTreeSet<String> = [
        format!("Payments | budget | 11000 EUR | 10000 EUR | 1000 EUR | {newer}"),
        "the project's budget | budget | 10500 EUR (2 lines) | 11000 EUR | 500 EUR | the lines of a register go before the total of a return"
            .to_owned(),
    ]
    .into();
    assert_eq!(conflicts(&model), wanted);
    let lines: Vec<(String, String)> = model["budget"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|l| (l["budget"][0].to_string(), l["forecast"][0].to_string()))
        .collect();
    let wanted = [("4000.0", "null"), ("6500.0", "null"), ("null", "12000.0")];
    assert_eq!(lines, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

/// Four of five tasks as they were a month before: one still runs, three were due earlier.
const NEWER: &str = "\
Task ID,Task Name,Status,Start,Finish,Owner,Updated
1,Dig the basin,Done,2026-01-05,2026-01-30,Ann Moor,2026-02-20
2,Pour the slab,In Progress,2026-02-02,2026-03-13,Ann Moor,2026-02-20
3,Cure the slab,Open,2026-03-16,2026-03-27,Bo Rask,2026-02-20
4,Mount the crane,Open,2026-03-23,2026-04-30,Bo Rask,2026-02-20
5,Test the crane,Open,2026-05-04,2026-05-29,Bo Rask,2026-02-20
";
const OLDER: &str = "\
Task ID,Task Name,Status,Start,Finish,Owner,Updated
1,Dig the basin,In Progress,2026-01-05,2026-01-28,Ann Moor,2026-01-20
2,Pour the slab,Open,2026-02-02,2026-03-06,Ann Moor,2026-01-20
3,Cure the slab,Open,2026-03-09,2026-03-20,Bo Rask,2026-01-20
4,Mount the crane,Open,2026-03-23,2026-04-24,Bo Rask,2026-01-20
";

fn without_updates(text: &str) -> String {
    text.lines().filter_map(|line| line.rsplit_once(',')).fold(String::new(), |all, (line, _)| all + line + "\n")
}

fn superseded(model: &Value) -> Vec<String> {
    let found = model["findings"].as_array().expect("findings").iter();
    found.filter(|f| f["check"] == "file-superseded").map(|f| f["message"].as_str().expect("words").to_owned()).collect()
}

#[test]
fn an_older_export_under_an_unlike_name_is_named_as_older_and_counts_once() {
    let dated = model(&[("Harbour tasks.csv", NEWER), ("export_final.csv", OLDER)]);
    assert_eq!((dated["counts"]["tasks"].as_u64(), dated["projects"].as_array().map(Vec::len)), (Some(5), Some(1)));
    assert_eq!(
        superseded(&dated),
        ["superseded by `Harbour tasks.csv` (the same records of 2026-01-20 under another name, by its data): 4 rows merged"]
    );
    let finish = "finish | 2026-03-13 | 2026-03-06 | 7 calendar days | the other file is an older version";
    assert!(conflicts(&dated).iter().any(|c| c.ends_with(finish)), "{:?}", conflicts(&dated));
    // no dates of change: it has fewer of the records, and less of them done
    let (newer, older) = (without_updates(NEWER), without_updates(OLDER));
    let bare = model(&[("Harbour tasks.csv", newer.as_str()), ("export_final.csv", older.as_str())]);
    assert_eq!(bare["counts"]["tasks"], 5);
    assert_eq!(
        superseded(&bare),
        ["superseded by `Harbour tasks.csv` (the same records under another name, with less of them done): 4 rows merged"]
    );
}

#[test]
fn two_files_that_each_name_something_are_asked_about_and_a_template_is_none_of_it() {
    let two = model(&[("Bergen.csv", NEWER), ("Tromso.csv", OLDER)]);
    assert_eq!((two["counts"]["tasks"].as_u64(), superseded(&two).len()), (Some(9), 0));
    let asked = two["findings"].as_array().expect("findings").iter().filter(|f| f["check"] == "files-alike").count();
    assert_eq!(asked, 1);
    // the same steps on other days by other people: two plans, whatever the names of the files
    let other = OLDER.replace("2026-01-", "2027-05-").replace("2026-02-", "2027-06-").replace("2026-03-", "2027-07-");
    let other = other.replace("2026-04-", "2027-08-").replace("Ann Moor", "Cy Dahl").replace("Bo Rask", "Di Ek");
    let template = model(&[("Harbour tasks.csv", NEWER), ("export_final.csv", other.as_str())]);
    let asked = template["findings"].as_array().expect("findings").iter().filter(|f| f["check"] == "files-alike").count();
    assert_eq!((template["counts"]["tasks"].as_u64(), superseded(&template).len(), asked), (Some(9), 0, 0));
}
