//! The promises about links, one by one: a reference by row number, key, name, `file.mpp\12` or address of an issue is resolved across
//! files; what dangles, turns on itself or its own heading, or is said twice is a finding; keys in prose are only proposed.

use crate::harness::{folder, steerpack};
use serde_json::Value;

const PLAN: &str = "\
ID,WBS,Task Name,Start,Finish,Predecessors,Owner,Notes
1,1,Alpha works,2026-03-02,2026-04-30,,Ann,
2,1.1,Dig,2026-03-02,2026-03-13,,Ann,waits for PAY-3 really
3,1.2,Pour,2026-03-09,2026-03-20,2FS+2d,Ann,
4,1.3,Cure,2026-03-23,2026-03-27,Pour,Ann,
5,1.4,Check,2026-03-30,2026-04-03,99,Ann,
6,1.5,Own parent,2026-04-06,2026-04-10,1,Ann,
7,1.6,Twice,2026-04-06,2026-04-10,\"4,4\",Ann,
8,1.7,Jira wait,2026-04-06,2026-04-10,PAY-3,Ann,
9,1.8,Address,2026-04-06,2026-04-10,https://x.example/browse/PAY-4,Ann,
10,1.9,Other file,2026-04-06,2026-04-10,P:\\plans\\plan b.mpp\\2,Ann,
11,1.10,Outline,2026-04-06,2026-04-10,3FS,Ann,
12,1.11,Self,2026-04-06,2026-04-10,12,Ann,
";
const OTHER: &str = "\
ID,Task Name,Start,Finish,Predecessors,Successors
1,Beta one,2026-03-02,2026-03-06,,2
2,Beta two,2026-03-09,2026-03-13,1SS,
3,Beta three,2026-03-16,2026-03-20,Beta two,
";
const JIRA: &str = "\
Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Due date,Custom field (Start date),Created,Outward issue link (Blocks),Inward issue link (Blocks)
Card form,PAY-2,1002,Story,Done,PAY,Payments,Ada,13/Feb/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,PAY-3,
Settlement,PAY-3,1003,Story,In Progress,PAY,Payments,Ben,17/Apr/26 12:00 AM,16/Feb/26 12:00 AM,22/Dec/25 2:38 PM,,PAY-2
Rounding,PAY-4,1004,Bug,To Do,PAY,Payments,,10/Apr/26 12:00 AM,01/Apr/26 12:00 AM,22/Dec/25 2:38 PM,,
";

fn model(files: &[(&str, &str)]) -> Value {
    let work = folder(files);
    let out = work.path().join("out");
    steerpack().args(["run", "--quiet", "--as-of", "2026-03-02", "--out"]).arg(&out).arg(work.path()).assert().success();
    serde_json::from_slice(&std::fs::read(out.join("program.json")).expect("a model")).expect("JSON")
}

const ROADMAP: &str = "\
Title\tURL\tAssignees\tStatus\tRepository\tTarget date\tParent issue\tBlocked by
Drop old API\thttps://github.com/example/tool/issues/12\tocto-ana\tIn Progress\texample/tool\tMar 13, 2026\t\t
Changelog\thttps://github.com/example/tool/issues/15\tocto-ben\tTodo\texample/tool\tMar 20, 2026\t#12\t#16
Site\thttps://github.com/example/site/issues/15\tocto-ben\tTodo\texample/site\tMar 20, 2026\t\ttool#12
Worker\thttps://github.com/example/tool/pull/16\tocto-ben\tTodo\texample/tool\tMar 27, 2026\thttps://github.com/example/tool/issues/12#issuecomment-1\texample/site#15
Draft idea\t\t\tTodo\t\t\t\t#99
";
const BOARD: &str = "\
Title\tURL\tAssignees\tStatus\tRepository
Drop old API\thttps://github.com/example/tool/issues/12\tocto-ana\tDone\texample/tool
Other\thttps://github.com/example/tool/issues/98\tocto-ana\tTodo\texample/tool
";
const LAUNCH: &str = "\
ID,Task,Start,Finish,Owner,Predecessors
1,Announce,2026-04-01,2026-04-02,Ann Moor,Example/tool#15
2,Celebrate,2026-04-03,2026-04-03,Ann Moor,https://github.com/example/tool/issues/15
3,Bisect,2026-04-03,2026-04-03,Ann Moor,#1
";

#[test]
fn issues_are_known_by_repository_and_number() {
    let model = model(&[("roadmap.tsv", ROADMAP), ("board.tsv", BOARD), ("Launch plan.csv", LAUNCH)]);
    let tasks = model["tasks"].as_array().expect("tasks");
    let name = |end: &Value| match end.as_u64() {
        Some(n) => tasks[n as usize]["name"][0].as_str().expect("a name").to_owned(),
        None => format!("outside {}", end.as_str().expect("words")),
    };
    let mut links: Vec<String> = (model["dependencies"].as_array().expect("links").iter())
        .map(|d| format!("{} > {}", name(&d["predecessor"]), name(&d["successor"])))
        .collect();
    links.sort();
    let wanted = [
        // in a plan without issues `#1` is its first row, whatever the repositories hold
        "Announce > Bisect",
        "Changelog > Announce",
        "Changelog > Celebrate",
        "Drop old API > Site",
        "Site > Worker",
        "Worker > Changelog",
        "outside #99 > Draft idea",
    ];
    assert_eq!(links, wanted);
    // one issue in two views of a project is one record; issue 15 of another repository is another one
    let mut names: Vec<&str> = tasks.iter().filter_map(|t| t["name"][0].as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Announce", "Bisect", "Celebrate", "Changelog", "Draft idea", "Drop old API", "Other", "Site", "Worker"]);
    let under: Vec<(&str, String)> = tasks
        .iter()
        .filter(|t| t["parent"].is_u64())
        .map(|t| (t["name"][0].as_str().expect("a name"), name(&t["parent"])))
        .collect();
    assert_eq!(under, [("Changelog", "Drop old API".to_owned()), ("Worker", "Drop old API".to_owned())]);
    let status: Vec<&Value> =
        model["conflicts"].as_array().expect("conflicts").iter().filter(|c| c["field"] == "status").collect();
    assert_eq!(status.len(), 1, "{status:?}");
    assert_eq!(status[0]["what"], "Drop old API");
}

#[test]
fn references_resolve_across_files_and_what_is_odd_is_said() {
    let model = model(&[("plan.csv", PLAN), ("plan b.csv", OTHER), ("jira.csv", JIRA)]);
    let name = |end: &Value| match end.as_u64() {
        Some(n) => model["tasks"][n as usize]["name"][0].as_str().expect("a name").to_owned(),
        None => format!("outside {}", end.as_str().expect("words")),
    };
    let mut links: Vec<String> = (model["dependencies"].as_array().expect("links").iter())
        .map(|d| {
            format!(
                "{} > {} {} x{}",
                name(&d["predecessor"]),
                name(&d["successor"]),
                d["relation"].as_str().expect("a word"),
                d["stated_at"].as_array().expect("cells").len()
            )
        })
        .collect();
    links.sort();
    let wanted = [
        "Alpha works > Own parent FS x1",
        // both sides state it; the stated relation goes before the one that `2` leaves open
        "Beta one > Beta two SS x2",
        "Beta two > Beta three FS x1",
        "Beta two > Other file FS x1",
        "Card form > Settlement FS x2",
        "Cure > Twice FS x1",
        "Dig > Pour FS x1",
        "Pour > Cure FS x1",
        "Pour > Outline FS x1",
        "Rounding > Address FS x1",
        "Settlement > Jira wait FS x1",
        "outside 99 > Check FS x1",
    ];
    assert_eq!(links, wanted);
    let findings = model["findings"].as_array().expect("findings");
    let said = |check: &str| -> Vec<&str> {
        findings.iter().filter(|f| f["check"] == check).map(|f| f["message"].as_str().expect("words")).collect()
    };
    assert_eq!(said("dependency-outside"), ["`Check` waits for `99`, which is in none of the files"]);
    assert_eq!(said("link-to-itself").len(), 1);
    assert_eq!(said("link-to-own-summary").len(), 1);
    assert_eq!(said("link-twice"), ["`Twice` states its link to `Cure` more than once; it counts once"]);
    assert_eq!(said("key-in-prose").len(), 1);
    // Settlement on 17 April against 6 April: 10 working days; Rounding on 10 April against 6 April: 5
    let late = said("handover-late");
    assert!(late.len() == 2 && late[0].contains("10 working days late") && late[1].contains("5 working days late"), "{late:?}");
}

const ADDRESSES: &str = "\
ID,WBS,Task Name,Start,Finish,Predecessors
101,1,Dig,2026-03-02,2026-03-13,
102,2,Page by address,2026-04-06,2026-04-10,https://www.notion.so/acme/Vendor-choice-0123456789abcdef0123456789abcdef?pvs=4
103,3,Page by hash,2026-04-06,2026-04-10,01234567-89ab-cdef-0123-456789abcdef
104,4,Page by title in its address,2026-04-06,2026-04-10,https://www.notion.so/acme/Night-works-fedcba9876543210fedcba9876543210
105,5,Name in another file,2026-04-06,2026-04-10,Night works
106,6,Board with an open issue,2026-04-06,2026-04-10,https://x.example/jira/boards/1?selectedIssue=PAY-4
107,7,Address with a query,2026-04-06,2026-04-10,https://x.example/browse/PAY-4?focusedId=3#c FS+2d
108,8,Number of a tracker,2026-04-06,2026-04-10,https://dev.azure.com/acme/p/_workitems/edit/1204
109,9,Address of nothing here,2026-04-06,2026-04-10,https://github.com/acme/pay/issues/12
110,10,Outline of its own plan,2026-04-06,2026-04-10,1
111,11,Outline of another,2026-04-06,2026-04-10,plan b.mpp\\1.2
112,12,Key of another file,2026-04-06,2026-04-10,plan b.xlsx\\B-7
113,13,Prose,2026-04-06,2026-04-10,when the council has met
";
const PAGES: &str = "\
Task name,Status,Dates,Blocked by
Vendor choice,In progress,2026-04-20,
Night works,Not started,2026-05-20,
Contract,Not started,2026-05-25,Vendor choice (Vendor%20choice%200123456789abcdef0123456789abcdef.md)
";
const BOARDS: &str = "\
ID,Work Item Type,Title,Assigned To,State,Tags
1204,User Story,Gateway,Ann <ann@x.example>,Active,
1205,User Story,Ledger,Ann <ann@x.example>,Active,
";
const OUTLINED: &str = "\
Task ID,WBS,Task Name,Start,Finish
B-5,1,Beta works,2026-03-02,2026-03-13
B-6,1.1,Beta one,2026-03-02,2026-03-06
B-7,1.2,Beta two,2026-03-09,2026-03-13
";

#[test]
fn addresses_hashes_outline_numbers_and_names_resolve_across_files() {
    let pages = "Vendors 249c7e7ecbd281be874af38d9ced3f5b.csv";
    let files = [("plan.csv", ADDRESSES), (pages, PAGES), ("boards.csv", BOARDS), ("plan b.csv", OUTLINED), ("jira.csv", JIRA)];
    let work = folder(&files);
    let out = work.path().join("out");
    steerpack().args(["run", "--quiet", "--as-of", "2026-03-02", "--out"]).arg(&out).arg(work.path()).assert().success();
    let model: Value = serde_json::from_slice(&std::fs::read(out.join("program.json")).expect("a model")).expect("JSON");
    let name = |end: &Value| match end.as_u64() {
        Some(n) => model["tasks"][n as usize]["name"][0].as_str().expect("a name").to_owned(),
        None => format!("outside {}", end.as_str().expect("words")),
    };
    let links: std::collections::BTreeSet<String> = (model["dependencies"].as_array().expect("links").iter())
        .map(|d| format!("{} > {}", name(&d["predecessor"]), name(&d["successor"])))
        .collect();
    let wanted = [
        "Beta two > Key of another file",
        "Beta two > Outline of another",
        "Card form > Settlement",
        "Dig > Outline of its own plan",
        "Gateway > Number of a tracker",
        "Night works > Name in another file",
        "Night works > Page by title in its address",
        "Rounding > Address with a query",
        "Rounding > Board with an open issue",
        "Vendor choice > Contract",
        "Vendor choice > Page by address",
        "Vendor choice > Page by hash",
        "outside https://github.com/acme/pay/issues/12 > Address of nothing here",
    ];
    assert_eq!(links.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    let said = model["findings"].as_array().expect("findings").iter().filter(|f| f["check"] == "link-unreadable");
    let said: Vec<&str> = said.map(|f| f["message"].as_str().expect("words")).collect();
    assert_eq!(said, ["`when the council has met` is no reference to a record of this table; no link is made of it"]);
}
