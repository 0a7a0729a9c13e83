//! Do the pages and program.json hold when names in the exports are hostile? Nothing but our own markup may come out.

#![allow(clippy::unwrap_used)]

use crate::harness;
use comrak::nodes::NodeValue;

const HOSTILE: &str = "\
Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Due date,Custom field (Start date),Created,Inward issue link (Blocks)
\"a | b <script>alert(1)</script>\",PAY-1,1001,Story,In Progress,PAY,\"[x](javascript:1) | @team\",<b>Ada</b>,13/Feb/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,
\"![p](http://evil.example/p.png) {{ 7*7 }}\",PAY-2,1002,Story,To Do,PAY,\"[x](javascript:1) | @team\",a@b.example,27/Mar/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,PAY-1
\"line\none\n# two\",PAY-3,1003,Story,To Do,PAY,\"[x](javascript:1) | @team\",=cmd|x,31/Mar/26 12:00 AM,02/Feb/26 12:00 AM,22/Dec/25 2:38 PM,PAY-2
";

#[test]
fn hostile_names_yield_no_markup_and_whole_tables() {
    let dir = harness::folder(&[("in/www.evil.example | jira.csv", HOSTILE)]);
    let out = dir.path().join("out");
    harness::steerpack()
        .args(["run", "--as-of", "2026-03-02", "--quiet", "--out"])
        .arg(&out)
        .arg(dir.path().join("in"))
        .assert()
        .success();
    let pages: Vec<(String, Vec<u8>)> = harness::files(&out).into_iter().filter(|(n, _)| n.ends_with(".md")).collect();
    assert!(pages.len() >= 2, "a program page and a project page");
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    for (name, bytes) in pages {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("49"), "{name}: a value was taken for a template");
        let arena = comrak::Arena::new();
        let root = comrak::parse_document(&arena, &text, &options);
        for node in root.descendants() {
            match &node.data.borrow().value {
                NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) | NodeValue::Link(_) | NodeValue::Image(_) => {
                    panic!("{name}: markup in\n{text}")
                }
                NodeValue::Table(table) => {
                    for row in node.children() {
                        assert_eq!(row.children().count(), table.num_columns, "{name}: a broken table in\n{text}");
                    }
                    assert!(table.num_columns <= 6, "{name}: a wide table");
                }
                NodeValue::Heading(heading) => assert!(heading.level <= 2, "{name}"),
                _ => {}
            }
        }
        // A row with more cells than its header loses them without a word, so the pipes are counted too.
        let pipes = |line: &str| line.replace("\\|", "").matches('|').count();
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2).filter(|w| w[0].starts_with('|') && w[1].starts_with('|')) {
            assert_eq!(pipes(pair[0]), pipes(pair[1]), "{name}: {}", pair[1]);
        }
    }
}

#[test]
fn program_json_names_cells_that_its_sources_hold() {
    let dir = harness::folder(&[("in/jira.csv", harness::JIRA)]);
    let out = dir.path().join("out");
    harness::steerpack()
        .args(["run", "--as-of", "2026-03-02", "--quiet", "--out"])
        .arg(&out)
        .arg(dir.path().join("in"))
        .assert()
        .success();
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(out.join("program.json")).unwrap()).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["as_of"], "2026-03-02");
    assert_eq!(json["sources"][0]["file"], "jira.csv");
    let tasks = json["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), json["counts"]["tasks"].as_u64().unwrap() as usize);
    let settlement = tasks.iter().find(|t| t["key"][0] == "PAY-3").unwrap();
    // Line 4 of the file; name in column 1, due date in column 10.
    assert_eq!(settlement["name"], serde_json::json!(["Settlement", 1]));
    assert_eq!(settlement["at"][2], 4);
    assert_eq!(settlement["finish"][0], "2026-03-27");
    assert_eq!(settlement["finish"][1], 10);
    assert_eq!(json["bases"][0], "stated");
}

#[test]
fn the_schemas_are_json_and_describe_every_list() {
    for (name, text) in steerpack::report::json::schemas() {
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(schema["type"], "object", "{name}");
    }
    let (_, program) = steerpack::report::json::schemas().swap_remove(0);
    let schema: serde_json::Value = serde_json::from_str(&program).unwrap();
    for list in ["tasks", "dependencies", "resources", "log", "benefits", "findings", "analysis"] {
        assert!(schema["properties"][list].is_object(), "{list}");
    }
}
