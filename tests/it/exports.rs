//! The licence-clean real files under `tests/data/exports` read as their README says, without any configuration.

use crate::harness::repository;
use std::collections::{BTreeMap, BTreeSet};
use steerpack::config::Settings;
use steerpack::import::extract::{CapacityUnit, LinkEnd};
use steerpack::import::{Extract, Profiles, RefKind, Role, TaskRecord, import};
use steerpack::model::{Rag, Relation};
use steerpack::read::{self, Input, InputBytes, ReadOptions};

/// The extracts of one file with the names of their sheets.
fn extracts(name: &str) -> Vec<(String, Extract)> {
    let input = Input { name: name.to_owned(), bytes: InputBytes::File(repository("tests/data/exports").join(name)) };
    let mut reading = read::read(&input, 0, &ReadOptions::default());
    assert!(reading.refused.is_none(), "{name}: {:?}", reading.refused);
    let profiles = Profiles::load(None).expect("the built-in profiles parse");
    steerpack::import::turn(&mut reading, &profiles);
    let rows: usize = reading.grids.iter().map(|g| g.rows.len()).sum();
    let cells: usize = reading.grids.iter().map(|g| g.cells.len()).sum();
    let sheets = reading.sheets.clone();
    let extracts = import(&reading, &profiles, &Settings::default());
    assert_eq!(extracts.iter().map(|e| e.header_rows + e.rows_read).sum::<usize>(), rows, "{name}: rows are lost");
    assert_eq!(extracts.iter().map(|e| e.cells).sum::<usize>(), cells, "{name}: cells are lost");
    for e in &extracts {
        assert_eq!(e.rows_read, e.record_rows + e.merged_rows + e.set_aside.len(), "{name}: a table does not balance");
    }
    extracts.into_iter().map(|e| (sheets.get(usize::from(e.source.sheet)).cloned().unwrap_or_default(), e)).collect()
}

/// The only table of a file.
fn only(name: &str) -> Extract {
    let mut all = extracts(name);
    assert_eq!(all.len(), 1, "{name} holds one table");
    all.remove(0).1
}

/// The tables of a sheet.
fn on<'a>(all: &'a [(String, Extract)], sheet: &str) -> Vec<&'a Extract> {
    all.iter().filter(|(s, _)| s == sheet).map(|(_, e)| e).collect()
}

fn name(task: &TaskRecord) -> &str {
    task.facts.name.as_ref().map_or("", |n| &n.value)
}

/// Predecessor and successor of every link by row number.
fn edges(e: &Extract) -> BTreeSet<(String, u32, Relation)> {
    let own = |t: &TaskRecord| t.ordinal.expect("plans number their rows");
    let of = |t: &TaskRecord| {
        let me = own(t);
        t.links
            .iter()
            .map(move |l| {
                assert_eq!(l.this_is, LinkEnd::Successor);
                (l.other.text.to_string(), me, l.relation.value)
            })
            .collect::<Vec<_>>()
    };
    e.records.tasks.iter().flat_map(of).collect()
}

#[test]
fn the_hand_kept_plan_keeps_its_levels_links_and_person_weeks() {
    let e = only("packt_project_plan.xlsx");
    assert_eq!((&*e.tracker, e.role, e.rows_read), ("plan", Role::Tasks, 39));
    // 14 / 23 / 2 rows at three levels, of them 6 absences at the top, which are no work.
    let mut levels: BTreeMap<u8, usize> = BTreeMap::new();
    e.records.tasks.iter().for_each(|t| *levels.entry(t.level.expect("a level")).or_insert(0) += 1);
    assert_eq!(levels.into_values().collect::<Vec<_>>(), vec![14 - 6, 23, 2]);
    assert_eq!(e.set_aside.iter().filter(|s| s.reason.contains("absence")).count(), 6);
    let leave = e.records.capacity.iter().filter(|c| c.unit == CapacityUnit::Leave).count();
    assert_eq!(leave, 6);
    let links = edges(&e);
    assert_eq!(links.len(), 13);
    assert!(links.contains(&("2".to_owned(), 3, Relation::FinishStart)));
    assert!(links.contains(&("32".to_owned(), 33, Relation::FinishStart)));
    // `Implement`: ten person-weeks shared by two.
    let task = e.records.tasks.iter().find(|t| t.ordinal == Some(3)).expect("row 3");
    assert_eq!(name(task), "Implement");
    assert_eq!(task.facts.work.expect("work").value, 400.0);
    assert_eq!(task.facts.duration.expect("a duration").value.days, 25.0);
    let dated = e.records.tasks.iter().filter(|t| t.facts.start.is_some()).count() + leave;
    assert_eq!(dated, 30);
    let starts = e.records.tasks.iter().filter_map(|t| t.facts.start).map(|d| d.value.to_string());
    let finishes = e.records.tasks.iter().filter_map(|t| t.facts.finish).map(|d| d.value.to_string());
    assert_eq!((starts.min(), finishes.max()), (Some("2023-01-02".to_owned()), Some("2023-06-22".to_owned())));
    let people: BTreeSet<&str> = e.records.tasks.iter().flat_map(|t| &t.people).map(|p| &*p.name).collect();
    assert_eq!(people.len(), 5, "{people:?}");
    // The weeks drawn to the right are a picture.
    assert!(e.records.tasks.iter().all(|t| t.facts.custom.iter().all(|(h, _)| &**h == "ReqId")));
}

#[test]
fn the_pmo_workbook_gives_each_of_its_registers() {
    let all = extracts("packt_tables_multisheet.xlsx");
    let simple = on(&all, "Mercury Simple")[0];
    assert_eq!((simple.role, simple.records.tasks.len()), (Role::Milestones, 25));
    let programmes: BTreeSet<String> =
        simple.records.tasks.iter().filter_map(|t| t.project.name.as_ref()).map(|p| p.value.to_lowercase()).collect();
    assert_eq!(programmes.len(), 6);
    assert!(edges(simple).contains(&("6".to_owned(), 16, Relation::FinishStart)), "`3,6` is two links");
    let windows = on(&all, "Mercury Windows")[0];
    assert_eq!(windows.records.tasks.len(), 16);
    assert_eq!(windows.records.tasks[0].facts.work.expect("8 wks").value, 320.0);
    assert_eq!(windows.records.tasks[15].links.len(), 15, "`1 - 15` is fifteen links");
    assert_eq!(on(&all, "Risk Register")[0].records.log.len(), 4);
    let logs: Vec<(Option<u32>, usize)> = on(&all, "Risk Log").iter().map(|e| (e.header_row, e.records.log.len())).collect();
    assert_eq!(logs, vec![(Some(0), 3), (Some(12), 6)]);
    let resourcing = on(&all, "Resourcing")[0];
    assert_eq!(resourcing.role, Role::Capacity);
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for c in &resourcing.records.capacity {
        *sums.entry(c.measure.as_deref().expect("a measure")).or_insert(0.0) += c.amount.value;
    }
    assert_eq!(sums, BTreeMap::from([("Planned", 44.0), ("Requested", 64.0), ("Actual", 56.0)]));
    assert_eq!(on(&all, "Stakeholders")[0].records.stakeholders.len(), 8);
    // Eight activities down, six roles across, each a letter in every activity.
    let raci = on(&all, "RACI")[0];
    assert_eq!((raci.role, raci.record_rows, raci.records.stakeholders.len()), (Role::Stakeholders, 8, 6));
    assert!(raci.records.stakeholders.iter().all(|s| s.duties.len() == 8));
    for sheet in ["Burndown Chart", "PM Tools", "Specializations", "Scorecard"] {
        assert_eq!(on(&all, sheet)[0].record_rows, 0, "{sheet} holds no records");
    }
}

#[test]
fn a_blank_log_is_an_empty_register() {
    let e = only("packt_risk_log.xlsx");
    assert_eq!((e.role, e.header_row, e.record_rows), (Role::Risks, Some(0), 0));
    assert!(e.diagnostics.iter().any(|d| d.check == "empty-table"));
}

#[test]
fn the_asana_export_counts_a_repeated_task_once() {
    let e = only("asana_sample.csv");
    assert_eq!((&*e.tracker, e.rows_read, e.record_rows, e.merged_rows), ("asana", 13, 11, 2));
    let tasks = &e.records.tasks;
    let children: Vec<&TaskRecord> = tasks.iter().filter(|t| t.parent.is_some()).collect();
    assert_eq!(children.len(), 3);
    assert!(children.iter().all(|t| {
        let parent = t.parent.as_ref().expect("a parent");
        parent.kind == RefKind::Name && &*parent.text == "Test task 2 with a link https://google.com"
    }));
    let projects: BTreeSet<&str> = tasks.iter().filter_map(|t| t.project.name.as_ref()).map(|p| &*p.value).collect();
    assert_eq!(projects, BTreeSet::from(["Sample", "Sample2"]));
    let both: Vec<&str> = tasks.iter().filter(|t| !t.belongs.also_projects.is_empty()).map(name).collect();
    assert_eq!(both, vec!["💻 Test task 3 with an emoji"]);
    let people: BTreeSet<&str> = tasks.iter().flat_map(|t| &t.people).filter_map(|p| p.email.as_deref()).collect();
    assert_eq!(people, BTreeSet::from(["person@example.com", "person2@example.com"]));
}

#[test]
fn the_plane_export_reads_lists_and_relations_held_as_json() {
    let e = only("plane_sample.csv");
    assert_eq!((&*e.tracker, e.records.tasks.len()), ("plane", 9));
    let projects: BTreeSet<&str> = e.records.tasks.iter().filter_map(|t| t.project.key.as_ref()).map(|p| &*p.value).collect();
    assert_eq!(projects, BTreeSet::from(["ANT", "TEST"]));
    let child = e.records.tasks.iter().find(|t| t.parent.is_some()).expect("one child");
    assert_eq!((name(child), &*child.parent.as_ref().expect("a parent").text), ("Sub-task: Profile dashboard", "TEST-2"));
    let links: Vec<_> = e.records.tasks.iter().flat_map(|t| &t.links).collect();
    assert_eq!(links.len(), 1);
    assert_eq!((&*links[0].other.text, links[0].this_is), ("TEST-2", LinkEnd::Successor));
    let dashboard = e.records.tasks.iter().find(|t| t.facts.key.as_ref().is_some_and(|k| &*k.value == "TEST-2")).expect("TEST-2");
    assert_eq!(dashboard.people.iter().map(|p| &*p.name).collect::<Vec<_>>(), vec!["John Doe", "Jane Smith"]);
}

#[test]
fn the_yearly_returns_give_one_project_a_row() {
    for (file, red) in [("gmpp_2018.csv", 8), ("gmpp_2019.csv", 4)] {
        let e = only(file);
        assert_eq!((&*e.tracker, e.records.projects.len()), ("portfolio-return", 133), "{file}");
        let of = |rag| e.records.projects.iter().filter(|p| p.rag.as_ref().is_some_and(|r| r.value == rag)).count();
        assert_eq!(of(Rag::Red), red, "{file}");
        let first = &e.records.projects[0];
        assert_eq!(first.start.expect("a start").value.to_string(), "2008-06-30");
        assert_eq!(first.finish.expect("a finish").value.to_string(), "2040-12-31");
        assert!(!first.narrative.is_empty());
    }
    let budget = |file: &str| only(file).records.projects[0].budget.as_ref().and_then(|b| b.budget).expect("a budget").value;
    assert_eq!(budget("gmpp_2018.csv"), 12_131.50);
    assert_eq!(budget("gmpp_2019.csv"), 12_343.96);
}

#[test]
fn a_return_on_its_side_is_read_column_by_column() {
    // 144 further columns, of which the last is empty.
    let e = only("gmpp_2017_transposed.csv");
    assert_eq!((&*e.tracker, e.role, e.record_rows), ("portfolio-return", Role::Tasks, 143));
    let project = &e.records.projects[0];
    let name = project.project.name.as_ref().expect("a name");
    assert_eq!(&*name.value, "Local Land Charges (LLC) Programme");
    // the name stands in the first line, second column of the file
    assert_eq!((name.at.row, name.at.col), (0, 1));
}
