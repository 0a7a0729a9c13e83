//! Do the cells hold that samples/README.md calls proofs, is nothing beyond the story found, and does the open pack keep the
//! restricted project to itself?

use crate::harness::{files, repository, steerpack};
use std::sync::OnceLock;
use steerpack::model::{Audience, DependencyEnd};
use steerpack::pipeline::{Request, Run, take_in, work_out};
use steerpack::read::{self, ReadOptions};
use toml::{Table, Value};

fn expected() -> Table {
    let text = std::fs::read_to_string(repository("samples/harbour.expected.toml")).expect("the facts");
    text.parse().expect("the facts are TOML")
}

/// The whole, as the restricted audience sees it.
fn run() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    RUN.get_or_init(|| {
        let paths = vec![repository("samples/harbour")];
        let loaded = steerpack::config::load(None, &paths).expect("the sample's configuration");
        let as_of = loaded.settings.program.as_of.expect("the sample pins its date");
        let request = Request {
            paths,
            settings: loaded.settings,
            as_of,
            as_of_from: "configuration",
            name: "Harbour".to_owned(),
            audience: Audience::Restricted,
            ..Request::default()
        };
        let intake = take_in(&request, &|_, _, _| {}).expect("the sample can be read");
        work_out(&request, intake, &|_, _, _| {}).expect("the sample balances")
    })
}

fn list<'a>(facts: &'a Table, key: &str) -> Vec<&'a Table> {
    facts[key].as_array().expect("a list").iter().filter_map(Value::as_table).collect()
}

fn text<'a>(facts: &'a Table, key: &str) -> &'a str {
    facts[key].as_str().expect("a text")
}

fn number(facts: &Table, key: &str) -> i64 {
    facts[key].as_integer().expect("a number")
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().filter_map(Value::as_str).collect()
}

fn end(end: &DependencyEnd) -> &str {
    match end {
        DependencyEnd::Task(id) => run().portfolio.tasks[id.ix()].key().unwrap_or_default(),
        DependencyEnd::Outside(text) => text,
    }
}

#[test]
fn links_across_trackers_are_made_and_only_the_contractors_plan_is_outside() {
    let dependencies = &run().portfolio.dependencies;
    for link in list(&expected(), "cross_link") {
        let is = |e: &DependencyEnd, key: &str, name: &str| {
            let task = e.task().map(|t| &run().portfolio.tasks[t.ix()]);
            task.is_some_and(|t| !t.stub && (t.key() == Some(text(link, key)) || t.label() == text(link, name)))
        };
        let found = dependencies.iter().any(|d| is(&d.predecessor, "from", "from_name") && is(&d.successor, "to", "to_name"));
        assert!(found, "the link {link} is missing");
    }
    let outside = |e: &DependencyEnd| {
        matches!(e, DependencyEnd::Outside(_)) || e.task().is_some_and(|t| run().portfolio.tasks[t.ix()].stub)
    };
    let dangling: Vec<&str> =
        dependencies.iter().flat_map(|d| [&d.predecessor, &d.successor]).filter(|e| outside(e)).map(end).collect();
    assert_eq!(dangling.len(), 1, "{dangling:?}");
}

#[test]
fn only_the_two_links_of_the_story_are_broken_by_reported_dates() {
    let read: Vec<(String, String, i64)> = run()
        .analysis
        .schedule
        .broken
        .iter()
        .map(|b| {
            let link = &run().portfolio.dependencies[b.link.ix()];
            (end(&link.predecessor).to_owned(), end(&link.successor).to_owned(), i64::from(b.gap))
        })
        .collect();
    let facts = expected();
    let truth: Vec<(String, String, i64)> = list(&facts, "broken_link")
        .iter()
        .map(|b| (text(b, "from").to_owned(), text(b, "to").to_owned(), number(b, "working_days")))
        .collect();
    assert_eq!(read.len(), truth.len(), "{read:?}");
    for broken in &truth {
        assert!(read.contains(broken), "{broken:?} is missing in {read:?}");
    }
}

#[test]
fn one_engineer_is_overloaded_on_stated_hours_and_one_only_by_assumption() {
    let facts = expected();
    let over = &run().analysis.contention.over;
    let name = |o: &steerpack::analyze::result::Overallocation| run().portfolio.resources[o.resource.ix()].name.to_string();
    let stated: Vec<_> = over.iter().filter(|o| o.on_stated).collect();
    let story = facts["overload"].as_table().expect("the overload");
    assert_eq!(stated.iter().map(|o| name(o)).collect::<Vec<_>>(), [text(story, "name")]);
    assert!((stated[0].peak - story["peak"].as_float().expect("a peak")).abs() < 1e-6, "{}", stated[0].peak);
    assert_eq!(
        (stated[0].from.to_string(), stated[0].to.to_string()),
        (text(story, "from").to_owned(), text(story, "to").to_owned())
    );
    let mut projects: Vec<&str> = stated[0].projects.iter().map(|p| &*run().portfolio.projects[p.ix()].name).collect();
    projects.sort_unstable();
    assert_eq!(projects, texts(&story["projects"]));
    let assumed: Vec<String> = over.iter().filter(|o| !o.on_stated).map(name).collect();
    assert_eq!(assumed, [text(facts["false_alarm"].as_table().expect("the false alarm"), "name")]);
}

#[test]
fn every_cell_that_the_readme_calls_a_proof_holds_what_it_says() {
    let gathered = read::gather(&[repository("samples/harbour")], &read::Limits::default()).value;
    let readings: Vec<read::FileReading> =
        gathered.iter().enumerate().map(|(i, f)| read::read(f, i as u16, &ReadOptions::default())).collect();
    let facts = expected();
    let readme = std::fs::read_to_string(repository("samples/README.md")).expect("the README");
    for proof in list(&facts, "proof") {
        let (cell, holds) = (text(proof, "cell"), text(proof, "holds"));
        assert!(readme.contains(&format!("| `{cell}` |")), "the README does not name {cell}");
        let shown = readings.iter().find_map(|r| value_at(r, cell)).unwrap_or_else(|| panic!("no file of {cell}"));
        assert_eq!(shown, holds.trim().replace("\r\n", "\n"), "{cell}");
    }
}

/// The text of a cell of that file, empty where the cell is; `None` where the cell is in another file.
fn value_at(reading: &read::FileReading, cell: &str) -> Option<String> {
    let rest = cell.strip_prefix(&reading.name)?;
    let (sheet, column, row) = match rest.strip_prefix('!') {
        Some(rest) => {
            let (sheet, address) = rest.rsplit_once('!')?;
            let split = address.find(|c: char| c.is_ascii_digit())?;
            (sheet, &address[..split], &address[split..])
        }
        None => {
            let (row, column) = rest.strip_prefix(':')?.split_once(':')?;
            ("", column, row)
        }
    };
    let column = column.bytes().fold(0u16, |n, b| n * 26 + u16::from(b - b'A') + 1) - 1;
    let row: u32 = row.parse().ok()?;
    let grid = reading
        .grids
        .iter()
        .find(|g| sheet.is_empty() || reading.sheets.get(usize::from(g.id().sheet)).is_some_and(|s| s == sheet))?;
    let ix = grid.rows.iter().position(|r| r.row + 1 == row);
    let value = ix.and_then(|ix| grid.cell(ix, column)).map(|c| c.value);
    Some(match value {
        None => String::new(),
        Some(read::Value::Text(id)) => grid.text(id).trim().replace("\r\n", "\n"),
        Some(read::Value::Number(n)) => n.to_string(),
        Some(read::Value::Date(serial)) => {
            let day = jiff::civil::date(1899, 12, 30).saturating_add(jiff::Span::new().days(serial as i64));
            day.to_string()
        }
        Some(other) => format!("{other:?}"),
    })
}

#[test]
fn the_open_pack_says_the_story_and_names_nothing_restricted() {
    let out = tempfile::tempdir().expect("a folder");
    let pack = out.path().join("pack");
    steerpack().args(["run", "--quiet", "--out"]).arg(&pack).arg(repository("samples/harbour")).assert().success();
    for (name, bytes) in files(&pack) {
        let words = if name.ends_with(".xlsx") { parts(&bytes) } else { String::from_utf8_lossy(&bytes).into_owned() };
        for secret in ["Lantern", "plot 9", "LAN-17", "Walk-away", "lantern"] {
            assert!(!words.contains(secret), "{name} names `{secret}`");
        }
    }
    let page = std::fs::read_to_string(pack.join("summary/program.md")).expect("the executive page");
    for said in
        ["Ines Okafor", "215 %", "13 Jul 2027", "Customs interface", "ot assessable", "Operators certified", "Truck turn time"]
    {
        assert!(page.contains(said), "program.md does not say `{said}`:\n{page}");
    }
    assert!(page.to_lowercase().contains("halvorsen drives"), "program.md does not name the vendor");
    assert!(!page.contains("Tomas Brandt"), "an assumption reached the executive page");
}

/// All text of a workbook's parts.
fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook is a zip");
    let mut all = String::new();
    for ix in 0..archive.len() {
        let _ = std::io::Read::read_to_string(&mut archive.by_index(ix).expect("a part"), &mut all);
    }
    all
}
