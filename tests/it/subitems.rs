//! Do subitems that monday.com's account export keeps in a workbook of their own stand under the item that lists them?

use crate::harness::{files, folder, steerpack};
use serde_json::Value;

const BOARD: &str = "\
Campaign,,,,,
Planning,,,,,
Name,Subitems,Person,Status,Date,Item ID (auto generated)
E-mails,\"Sale, winter,Colours\",Ana Ruiz,Working on it,2026-03-13,7700000001
Windows,Cut,Ben Ito,,2026-03-27,7700000002
";

const SUBITEMS: &str = "\
Subitems of Campaign,,,,
Subitems,,,,
Name,Person,Status,Date,Item ID (auto generated)
Colours,,,2026-03-06,7700000102
Cut,Ben Ito,Done,2026-02-20,7700000103
\"Sale, winter\",Ana Ruiz,,2026-03-10,7700000101
Left over,,,,7700000104
";

#[test]
fn subitems_of_another_workbook_stand_under_their_item() {
    let folder = folder(&[("in/Campaign.csv", BOARD), ("in/Subitems of Campaign.csv", SUBITEMS)]);
    let (input, out) = (folder.path().join("in"), folder.path().join("out"));
    steerpack().arg("run").arg(&input).arg("--out").arg(&out).args(["--as-of", "2026-03-02"]).assert().success();
    let (_, bytes) = files(&out).into_iter().find(|(name, _)| name.ends_with("program.json")).expect("program.json is written");
    let program: Value = serde_json::from_slice(&bytes).expect("program.json is JSON");
    let tasks = program["tasks"].as_array().expect("tasks");
    let named = |v: &Value| {
        let name = &v["name"];
        name.as_str().or_else(|| name["value"].as_str()).or_else(|| name[0].as_str()).unwrap_or_default().to_owned()
    };
    let mut under: Vec<(String, Option<String>)> = tasks
        .iter()
        .map(|t| {
            let parent = t["parent"].as_u64().and_then(|p| tasks.get(usize::try_from(p).expect("a position")));
            (named(t), parent.map(named))
        })
        .collect();
    under.sort();
    let pair = |a: &str, b: Option<&str>| (a.to_owned(), b.map(str::to_owned));
    assert_eq!(
        under,
        [
            pair("Colours", Some("E-mails")),
            pair("Cut", Some("Windows")),
            pair("E-mails", None),
            pair("Left over", None),
            pair("Sale, winter", Some("E-mails")),
            pair("Windows", None),
        ]
    );
    assert_eq!(program["projects"].as_array().map(Vec::len), Some(1), "one board, one project");
}
