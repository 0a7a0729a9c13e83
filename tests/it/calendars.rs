//! Do calendars of projects and people, from configuration and sheets, decide dates and loads from the file to the pack, and
//! come back from it?

use crate::harness::{folder, steerpack};
use serde_json::Value;

/// Two projects in one plan: the second waits for the first.
const PLAN: &str = "\
ID,Project,Task Name,Duration,Start,Predecessors,Owner,% Complete
1,Cranes,Foundations,5d,2026-03-02,,Ben Okafor,0%
2,Quay,Bollards,5d,,1,Ada Moreno,0%
3,Cranes,Rails,1d,,2,Ben Okafor,0%
";

const SHEET: &str = "\
Calendar,Mon,Tue,Wed,Thu,Fri,Sat,Sun,Hours per day,Projects,People
Yard,8,8,8,8,,,,8,Quay,Ada Moreno
";

const DAYS: &str = "\
Calendar,Date,Hours,Holiday
Yard,2026-03-11,,Quay festival
Yard,2026-03-12,4,Morning only
";

const CONFIGURED: &str = "\
[calendars.Yard]
working-days = [\"mon\", \"tue\", \"wed\", \"thu\"]
holidays = [\"2026-03-11\"]
exceptions = { \"2026-03-12\" = 4 }
projects = [\"Quay\"]
people = [\"Ada Moreno\"]
";

fn run(files: &[(&str, &str)]) -> (tempfile::TempDir, Value) {
    let work = folder(files);
    let args = ["run", "in", "--as-of", "2026-03-02", "--quiet", "--out", "out"];
    steerpack().args(args).current_dir(work.path()).assert().success();
    let text = std::fs::read_to_string(work.path().join("out/program.json")).expect("a pack");
    (work, serde_json::from_str(&text).expect("JSON"))
}

fn name(value: &Value) -> &str {
    value["name"].as_str().or(value["name"][0].as_str()).unwrap_or_default()
}

/// By name of the task: early start and finish, total float.
fn dates(pack: &Value, task: &str) -> (String, String, i64) {
    let ix = pack["tasks"].as_array().expect("tasks").iter().position(|t| name(t) == task).expect("the task");
    let of = &pack["analysis"]["schedule"]["tasks"][ix];
    let text = |key: &str| of[key].as_str().unwrap_or_default().to_owned();
    (text("early_start"), text("early_finish"), of["total_float"].as_i64().unwrap_or(i64::MIN))
}

fn follows(pack: &Value, list: &str, who: &str) -> Option<String> {
    let one = pack[list].as_array().expect("a list").iter().find(|one| name(one) == who).expect("it is there");
    let ix = usize::try_from(one["calendar"].as_u64()?).expect("a position");
    Some(name(&pack["calendars"][ix]).to_owned())
}

fn right(pack: &Value) {
    assert_eq!(follows(pack, "projects", "Quay").as_deref(), Some("Yard"));
    assert_eq!(follows(pack, "projects", "Cranes"), None);
    assert_eq!(follows(pack, "resources", "Ada Moreno").as_deref(), Some("Yard"));
    // Monday 2 to Friday 6 March; then the yard's Monday 9 and Tuesday 10, no Wednesday, half a Thursday, and from Monday 16 two days
    // and a half: five days. The rails follow on Wednesday noon.
    assert_eq!(dates(pack, "Foundations"), ("2026-03-02".into(), "2026-03-06".into(), 0));
    assert_eq!(dates(pack, "Bollards"), ("2026-03-09".into(), "2026-03-18".into(), 0));
    assert_eq!(dates(pack, "Rails"), ("2026-03-18".into(), "2026-03-19".into(), 0));
}

#[test]
fn a_calendar_sheet_and_the_configuration_say_the_same() {
    let (_, by_sheet) = run(&[("in/plan.csv", PLAN), ("in/Calendars.csv", SHEET), ("in/Holidays.csv", DAYS)]);
    right(&by_sheet);
    let (_, by_configuration) = run(&[("in/plan.csv", PLAN), ("in/steerpack.toml", CONFIGURED)]);
    right(&by_configuration);
    assert_eq!(by_sheet["calendars"][0]["week"], by_configuration["calendars"][0]["week"]);
    assert_eq!(by_sheet["calendars"][0]["exceptions"], by_configuration["calendars"][0]["exceptions"]);
    let (_, without) = run(&[("in/plan.csv", PLAN)]);
    assert_eq!(dates(&without, "Bollards"), ("2026-03-09".into(), "2026-03-13".into(), 0));
}

#[test]
fn calendars_come_back_from_a_pack_and_from_every_converted_form() {
    let (work, pack) = run(&[("in/plan.csv", PLAN), ("in/Calendars.csv", SHEET), ("in/Holidays.csv", DAYS)]);
    let args = ["what-if", "out", "--slip", "Foundations=1d", "--format", "json"];
    let output = steerpack().args(args).current_dir(work.path()).output().expect("it runs");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["tasks"], 3, "{answer}");
    for form in ["all.xlsx", "all.json", "all/"] {
        let convert = ["convert", "in", "--as-of", "2026-03-02", "--out", form];
        steerpack().args(convert).current_dir(work.path()).assert().success();
        let again = ["run", form, "--as-of", "2026-03-02", "--quiet", "--out", "again"];
        steerpack().args(again).current_dir(work.path()).assert().success();
        let text = std::fs::read_to_string(work.path().join("again/program.json")).expect("a pack");
        let read: Value = serde_json::from_str(&text).expect("JSON");
        right(&read);
        assert_eq!(read["calendars"][0]["week"], pack["calendars"][0]["week"], "{form}");
        assert_eq!(read["calendars"][0]["exceptions"], pack["calendars"][0]["exceptions"], "{form}");
        std::fs::remove_dir_all(work.path().join("again")).expect("it was written");
    }
}

#[test]
fn names_that_nothing_defines_and_two_definitions_are_said() {
    let other =
        "Calendar,Mon,Tue,Wed,Thu,Fri,Projects,People\nYard,8,8,8,8,8,Quay; Harbour master,Nobody Known\nBerth,8,8,8,8,,Quay,\n";
    let configured = "[[project]]\nname = \"Cranes\"\ncalendar = \"Norwegian\"\n";
    let (work, pack) = run(&[
        ("in/plan.csv", PLAN),
        ("in/A calendars.csv", SHEET),
        ("in/B calendars.csv", other),
        ("in/steerpack.toml", configured),
    ]);
    let findings = pack["findings"].as_array().expect("findings");
    let said = |check: &str| {
        let of = findings.iter().filter(|f| f["check"] == check).filter_map(|f| f["message"].as_str());
        of.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(said("calendar-unknown"), ["the calendar `Norwegian` is defined nowhere; the program's calendar holds instead"]);
    let disagrees = said("calendar-disagrees");
    assert!(disagrees.iter().any(|m| m.starts_with("calendar `Yard` is defined here in another way")), "{disagrees:?}");
    assert!(
        disagrees.iter().any(|m| m.contains("`Quay` is given the calendar `Berth`, but follows `Yard` already")),
        "{disagrees:?}"
    );
    let unknown = said("configured-name-unknown");
    assert!(unknown.iter().any(|m| m.contains("`Yard` lists the project `Harbour master`")), "{unknown:?}");
    assert!(unknown.iter().any(|m| m.contains("`Yard` lists the person `Nobody Known`")), "{unknown:?}");
    for check in ["calendar-unknown", "calendar-disagrees", "calendar-unreadable"] {
        steerpack().args(["explain", check]).current_dir(work.path()).assert().success();
    }
    let page = std::fs::read_to_string(work.path().join("out/summary/projects/quay.md")).expect("a page");
    assert!(page.contains("Its work follows the calendar Yard (Mon-Thu 8 h)."), "{page}");
}

#[test]
fn a_wrong_calendar_in_the_configuration_stops_with_exit_code_2() {
    let work = folder(&[("in/plan.csv", PLAN), ("in/steerpack.toml", "[calendars.Yard]\nhours = { fri = \"noon\" }\n")]);
    let output = steerpack().args(["check", "in"]).current_dir(work.path()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("calendars.Yard.hours: `fri = noon` is neither hours of a day"), "{error}");
}
