//! A hand-in that is missing: its last accepted records stand in the pack, marked with their age, and nothing else of the program
//! changes. Held against the pack that had the file: whatever is taken away and carried, the model must say the same.

use crate::harness::{files, folder, repository, steerpack};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use steerpack::model::DependencyEnd;
use steerpack::report::json::back::{self, Earlier};
use steerpack::report::receipt::Receipt;

/// The sample's folder with one more `[[expected]]` for each of its files, without the files that `gone` names.
fn sample(into: &Path, gone: &[&str]) {
    std::fs::create_dir_all(into).expect("a folder");
    let from = repository("samples/harbour");
    let mut owed = String::new();
    for (name, bytes) in files(&from).into_iter().filter(|(name, _)| !name.starts_with('~')) {
        if name.ends_with(".toml") {
            continue;
        }
        let pattern = if name.ends_with(".zip") { format!("{name}/*") } else { name.clone() };
        owed.push_str(&format!("\n[[expected]]\nname = \"{name}\"\nmatch = \"{pattern}\"\ndue = \"2026-11-02\"\n"));
        if !gone.contains(&name.as_str()) {
            std::fs::write(into.join(name), bytes).expect("written");
        }
    }
    let config = std::fs::read_to_string(from.join("steerpack.toml")).expect("the configuration");
    std::fs::write(into.join("steerpack.toml"), config + &owed).expect("written");
}

fn names() -> Vec<String> {
    let all = files(&repository("samples/harbour")).into_iter().map(|(name, _)| name);
    all.filter(|n| !n.ends_with(".toml") && !n.starts_with('~')).collect()
}

fn run(input: &Path, out: &Path, more: &[&str]) -> Earlier {
    steerpack().args(["run", "--quiet", "--out"]).arg(out).arg(input).args(more).assert().success();
    let bytes = std::fs::read(out.join("program.json")).expect("the pack holds program.json");
    back::program(&bytes, "program.json").expect("it is read back")
}

/// Everything a model says, without the places where it says it.
fn said(e: &Earlier) -> BTreeMap<&'static str, BTreeSet<String>> {
    let p = &e.portfolio;
    let project = |id: Option<steerpack::model::ProjectId>| id.map_or("-", |id| &*p.projects[id.ix()].name);
    let person = |id: steerpack::model::ResourceId| &*p.resources[id.ix()].stable_id;
    let task = |id: steerpack::model::TaskId| &*p.tasks[id.ix()].stable_id;
    macro_rules! values {
        ($of:expr; $($field:ident),+) => { [$(format!("{:?}", $of.$field.as_ref().map(|f| &f.value))),+].join("|") };
    }
    let mut all: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut put = |list: &'static str, line: String| {
        assert!(all.entry(list).or_default().insert(line.clone()) || list != "tasks", "{list}: {line} twice");
    };
    for t in &p.tasks {
        let f = &t.facts;
        let facts = values!(f; key, id, name, outline, type_word, section, status, rag, percent, baseline_start, baseline_finish, start,
            finish, actual_start, actual_finish, deadline, needed, created, updated, duration, work, remaining_work, actual_work,
            constraint, budget, actual_cost, priority, notes);
        let mut who: Vec<&str> = t.assignees.iter().map(|(id, _)| person(*id)).collect();
        who.sort_unstable();
        let custom: Vec<String> = f.custom.iter().map(|(h, v)| format!("{h}={}", v.value)).collect();
        put(
            "tasks",
            format!(
                "{} | {} | {:?} | {} {:?} {} | {facts} | {custom:?} | {who:?}",
                t.stable_id,
                project(Some(t.project)),
                t.parent.map(task),
                t.level,
                f.kind,
                t.stub
            ),
        );
    }
    let end = |end: &DependencyEnd| match end {
        DependencyEnd::Task(id) => task(*id).to_owned(),
        DependencyEnd::Outside(text) => format!("outside {text}"),
    };
    for d in &p.dependencies {
        let dates = values!(d; needed, promised);
        put(
            "dependencies",
            format!(
                "{} > {} {:?} {:?} {dates} x{}",
                end(&d.predecessor),
                end(&d.successor),
                d.relation.value,
                d.lag,
                d.stated_at.len()
            ),
        );
    }
    for r in &p.resources {
        let capacity: Vec<_> = r.capacity.iter().map(|w| (w.from, w.to, format!("{:.6}", w.hours_per_day))).collect();
        let away: Vec<_> = r.absences.iter().map(|a| (a.from, a.to)).collect();
        let facts = values!(r; email, team, role, leaves);
        put("people", format!("{} {:?} {} {facts} {capacity:?} {away:?}", r.stable_id, r.kind, r.name));
    }
    for a in &p.allocations {
        put("allocations", format!("{} {} {}", task(a.task), person(a.resource), values!(a; units, work)));
    }
    for i in &p.log {
        let facts = values!(i; key, title, description, category, vendor, status, probability, impact, score, exposure, priority, rag,
            response, options, recommendation, owner, raised, due, closed);
        put(
            "log",
            format!("{:?} {} {} {:?} {facts} {:?}", i.kind, i.stable_id, project(i.project), i.open, i.owner_id.map(person)),
        );
    }
    for b in &p.benefits {
        let facts = values!(b; key, name, measure, owner, baseline, target, forecast, realised, target_date, forecast_date, enabler,
            lead_days, status, rag);
        let by: Vec<&str> = b.enabled_by.iter().map(|t| task(*t)).collect();
        put("benefits", format!("{} {} {facts} {by:?}", b.stable_id, project(b.project)));
    }
    for j in &p.projects {
        let facts = values!(j; manager, reported, agreed, start, finish, baseline_finish);
        let mut words: Vec<&str> = j.narrative.iter().map(|n| &*n.text).collect();
        words.sort_unstable();
        let programs: Vec<&str> = j.programs.iter().map(|g| &*p.programs[g.ix()].name).collect();
        let board: Vec<&str> = j.board_milestones.iter().map(|t| task(*t)).collect();
        put("projects", format!("{} {} {:?} {:?} {facts} {words:?} {programs:?} {board:?}", j.slug, j.name, j.key, j.audience));
    }
    for a in &p.adjustments {
        let original = a.original.as_ref().map(|o| &*o.0);
        put("adjustments", format!("{} {} {} {:?} {original:?} {}", a.target, a.field, a.value, a.state, a.remark));
    }
    for c in &p.conflicts {
        put("conflicts", format!("{} {} {} {} {}", c.what, c.field, c.kept.0, c.lost.0, c.difference));
    }
    all
}

fn receipt(out: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(out.join("receipt.json")).expect("a receipt")).expect("JSON")
}

fn same(full: &BTreeMap<&'static str, BTreeSet<String>>, now: &BTreeMap<&'static str, BTreeSet<String>>, gone: &str) {
    for (list, lines) in full {
        let none = BTreeSet::new();
        let got = now.get(list).unwrap_or(&none);
        let lost: Vec<_> = lines.difference(got).take(3).collect();
        let new: Vec<_> = got.difference(lines).take(3).collect();
        assert!(lost.is_empty() && new.is_empty(), "without {gone}: {list}\nlost {lost:#?}\nnew {new:#?}");
    }
}

#[test]
fn whatever_file_is_missing_the_model_says_what_it_said_with_it() {
    let work = folder(&[]);
    let (input, first) = (work.path().join("all"), work.path().join("first"));
    sample(&input, &[]);
    let whole = run(&input, &first, &["--audience", "restricted"]);
    assert_eq!(whole.portfolio.counts.tasks, 444);
    let full = said(&whole);
    let first_path = first.to_string_lossy().into_owned();
    let mut cases: Vec<Vec<String>> = names().into_iter().map(|n| vec![n]).collect();
    // all but one: everything else is carried at once
    cases.push(names().into_iter().filter(|n| n != "Ship-to-Shore Cranes.xlsx").collect());
    for (n, gone) in cases.iter().enumerate() {
        let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
        let (input, out) = (work.path().join(format!("in{n}")), work.path().join(format!("out{n}")));
        sample(&input, &gone);
        let now = run(&input, &out, &["--audience", "restricted", "--previous", &first_path]);
        let (mut before, mut after) = (full.clone(), said(&now));
        if gone == ["Plan v3.xlsx"] || gone == ["Program plan.xlsx"] {
            // a file that lost every field it disagreed on has nothing left to say of it
            before.remove("conflicts");
            after.remove("conflicts");
        }
        same(&before, &after, &format!("{gone:?}"));
        let carried: BTreeSet<&str> = now
            .portfolio
            .hand_ins
            .iter()
            .filter_map(|h| h.carried.as_ref())
            .map(|c| c.file.split('/').next().unwrap_or(""))
            .collect();
        assert_eq!(carried, gone.iter().copied().collect(), "each is carried under the name it was handed in by");
    }
}

#[test]
fn what_is_carried_is_marked_with_its_age_and_the_receipt_says_so() {
    let work = folder(&[]);
    let at = |name: &str| work.path().join(name);
    sample(&at("october"), &[]);
    run(&at("october"), &at("one"), &[]);
    sample(&at("november"), &["Quay wall.xlsx"]);
    let previous = at("one").to_string_lossy().into_owned();
    let flags = ["--as-of", "2026-11-30", "--previous", &previous];
    let now = run(&at("november"), &at("two"), &flags);
    let page = std::fs::read_to_string(at("two").join("summary/program.md")).expect("the page");
    // 2 to 30 November are 28 days
    assert!(page.contains("Quay wall (carried forward, 28 days old)"), "{page}");
    assert!(page.contains("**Not handed in, carried forward:** `Quay wall.xlsx (pack of 2026-11-02)`"), "{page}");
    assert!(page.contains("rests on data carried forward"), "the go-live waits for the rails: {page}");
    let team = std::fs::read_to_string(at("two").join("summary/projects/quay-wall.md")).expect("the page");
    assert!(team.contains("**Not handed in this time:** what stands here is carried forward, 28 days old"), "{team}");
    assert!(team.contains("Quay wall.xlsx (pack of 2026-11-02)!Task_Table!"), "every cell names the earlier pack: {team}");
    let receipt = receipt(&at("two"));
    let line = receipt["inputs"].as_array().expect("a list").iter().find(|i| !i["carried"].is_null()).expect("a carried input");
    assert_eq!((&line["carried"]["file"], &line["carried"]["pack"]), (&"Quay wall.xlsx".into(), &"2026-11-02".into()));
    // 87 rows of its table of tasks were kept in the first pack
    assert_eq!(line["tables"][0]["rows"], serde_json::json!({"read": 87, "kept": 87, "merged": 0, "set_aside": 0}));
    let owed = receipt["expected"].as_array().expect("a list").iter().find(|l| l["name"] == "Quay wall.xlsx").expect("owed");
    assert_eq!((owed["standing"].as_str(), owed["age_days"].as_i64()), (Some("missing"), Some(28)));
    let remark = owed["remark"].as_str().expect("words");
    assert!(remark.contains("carried forward: 87 records of `Quay wall.xlsx` from the pack of 2026-11-02"), "{remark}");
    let status =
        steerpack().args(["status", "--previous", &previous, "--as-of", "2026-11-30"]).arg(at("november")).assert().code(1);
    let told = String::from_utf8_lossy(&status.get_output().stdout).into_owned();
    assert!(told.contains("carried forward: 87 records of `Quay wall.xlsx`"), "{told}");
    assert!(!told.contains("not expected: Quay wall.xlsx"), "{told}");
    // the pack is as its receipt says, and made of what was handed in
    steerpack().arg("verify").arg(at("two")).arg("--inputs").arg(at("november")).assert().success();
    // the next month it is still missing: the same file of the same pack, older
    let previous = at("two").to_string_lossy().into_owned();
    let again = run(&at("november"), &at("three"), &["--as-of", "2026-12-31", "--previous", &previous]);
    let carried = again.portfolio.hand_ins.iter().find(|h| h.carried.is_some()).expect("carried again");
    assert_eq!(
        carried.carried.as_ref().map(|c| (&*c.file, c.pack.to_string())),
        Some(("Quay wall.xlsx", "2026-11-02".to_owned()))
    );
    assert_eq!(carried.age(again.portfolio.as_of), Some(59));
    let (mut before, mut after) = (said(&now), said(&again));
    for list in ["adjustments", "tasks", "projects"] {
        // by December the adjustments are past
        before.remove(list);
        after.remove(list);
    }
    same(&before, &after, "Quay wall, twice");
}

#[test]
fn without_an_earlier_pack_or_before_its_day_nothing_is_carried() {
    let work = folder(&[]);
    let at = |name: &str| work.path().join(name);
    sample(&at("october"), &[]);
    run(&at("october"), &at("one"), &[]);
    sample(&at("november"), &["Quay wall.xlsx"]);
    assert!(run(&at("november"), &at("two"), &[]).portfolio.hand_ins.iter().all(|h| h.carried.is_none()));
    let previous = at("one").to_string_lossy().into_owned();
    let before = run(&at("november"), &at("three"), &["--as-of", "2026-10-01", "--previous", &previous]);
    assert!(before.portfolio.hand_ins.iter().all(|h| h.carried.is_none()));
    let owed = receipt(&at("three"))["expected"].to_string();
    assert!(owed.contains("that pack is of a later day than this one"), "{owed}");
}

#[test]
fn labels_of_an_open_pack_are_not_carried_as_records() {
    let work = folder(&[]);
    let at = |name: &str| work.path().join(name);
    sample(&at("october"), &[]);
    let full = run(&at("october"), &at("open"), &[]);
    let restricted_items =
        full.portfolio.log.iter().filter(|i| i.title.as_ref().is_some_and(|t| t.value.starts_with("Restricted")));
    let withheld = restricted_items.filter(|i| i.kind == steerpack::model::LogKind::Risk).count();
    assert!(withheld > 0, "the sample has a restricted risk");
    let previous = at("open").to_string_lossy().into_owned();
    sample(&at("november"), &["Risk register.xlsx", "Plan v3.xlsx", "Plan v3 FINAL (2).xlsx"]);
    let now = run(&at("november"), &at("two"), &["--audience", "restricted", "--previous", &previous]);
    let risks = now.portfolio.log.iter().filter(|i| i.kind == steerpack::model::LogKind::Risk).count();
    assert_eq!(risks, 18 - withheld);
    assert!(now.portfolio.projects.iter().all(|p| !p.name.starts_with("Restricted project")), "a label is no project");
    assert!(now.portfolio.tasks.iter().all(|t| !t.label().starts_with("Restricted task")), "a label is no task");
    let receipt = receipt(&at("two"));
    let owed = receipt["expected"].as_array().expect("a list");
    let remark =
        |name: &str| owed.iter().find(|l| l["name"] == name).expect("owed")["remark"].as_str().expect("words").to_owned();
    assert!(
        remark("Risk register.xlsx").contains(&format!("{withheld} withheld by that pack")),
        "{}",
        remark("Risk register.xlsx")
    );
    assert!(remark("Plan v3.xlsx").contains("an open one"), "{}", remark("Plan v3.xlsx"));
}

#[test]
fn an_open_pack_tells_nothing_of_a_restricted_project_that_is_carried() {
    let work = folder(&[]);
    let at = |name: &str| work.path().join(name);
    sample(&at("october"), &[]);
    let full = run(&at("october"), &at("one"), &["--audience", "restricted"]);
    let p = &full.portfolio;
    let closed = p.tasks.iter().filter(|t| &*p.projects[t.project.ix()].name == "Project Lantern");
    let names = closed.map(|t| t.label().to_owned()).filter(|n| n.contains(' '));
    let words: Vec<String> = ["Lantern", "LAN-", "Plan v3"].map(str::to_owned).into_iter().chain(names).collect();
    assert!(words.len() > 20, "{words:?}");
    let previous = at("one").to_string_lossy().into_owned();
    sample(&at("november"), &["Plan v3.xlsx", "Plan v3 FINAL (2).xlsx", "Decision log.xlsx"]);
    // the configuration of today says nothing of the audience any more: what was restricted stays so
    let config = std::fs::read_to_string(at("november").join("steerpack.toml")).expect("a configuration");
    let open = config.replace("audience = \"restricted\"", "audience = \"open\"");
    assert_ne!(open, config);
    for (n, text) in [config, open].into_iter().enumerate() {
        std::fs::write(at("november").join("steerpack.toml"), text).expect("written");
        let out = at(&format!("out{n}"));
        let now = run(&at("november"), &out, &["--as-of", "2026-11-30", "--previous", &previous]);
        assert!(now.portfolio.hand_ins.iter().any(|h| h.carried.is_some()));
        for (name, bytes) in files(&out) {
            let texts = if name.ends_with(".xlsx") { parts(&bytes) } else { vec![String::from_utf8_lossy(&bytes).into_owned()] };
            for word in &words {
                assert!(!name.contains(word.as_str()), "{name}");
                assert!(texts.iter().all(|t| !t.contains(word.as_str())), "run {n}: {name} tells `{word}`");
            }
        }
    }
}

/// The parts of a workbook as text.
fn parts(bytes: &[u8]) -> Vec<String> {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    (0..package.len())
        .map(|n| {
            let mut part = package.by_index(n).expect("a part");
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).expect("it unpacks");
            String::from_utf8_lossy(&bytes).into_owned()
        })
        .collect()
}

#[test]
fn a_receipt_tells_a_carried_input_from_one_that_was_handed_in() {
    let plain = serde_json::to_value(Receipt { inputs: vec![Default::default()], ..Receipt::default() }).expect("JSON");
    assert!(plain["inputs"][0].get("carried").is_none());
}

#[test]
fn gates_of_a_sheet_that_is_missing_are_carried_with_what_they_need() {
    let plan = "Task ID,Task Name,Project,Start,Finish,Milestone\n\
                QUY-1,Quay ready,Quay,2026-06-12,2026-06-12,Yes\nCRN-1,Cranes up,Cranes,2026-07-03,2026-07-03,Yes\n";
    let gates = "Gate,Needs,Wanted date,Owner\nGo-live,QUY-1; Cranes: Cranes up,2026-07-10,Sol Brand\n";
    let config = |as_of: &str| {
        format!(
            "[program]\nname = \"Gate\"\nas-of = \"{as_of}\"\n[[expected]]\nname = \"Gates\"\nmatch = \"Gates*.csv\"\ndue = \"{as_of}\"\n"
        )
    };
    let (first, second) = (config("2026-03-02"), config("2026-04-02"));
    let before = folder(&[("plan.csv", plan), ("Gates.csv", gates), ("steerpack.toml", first.as_str())]);
    let after = folder(&[("plan.csv", plan), ("steerpack.toml", second.as_str())]);
    let (one, two) = (before.path().join("out"), after.path().join("out"));
    let had = run(before.path(), &one, &[]);
    let previous = one.display().to_string();
    let has = run(after.path(), &two, &["--previous", &previous]);
    let tell = |e: &Earlier| {
        let p = &e.portfolio;
        let needs = |g: &steerpack::model::Gate| {
            g.needs.iter().map(|n| n.task.map(|t| p.tasks[t.ix()].label().to_owned())).collect::<Vec<_>>()
        };
        let line = |g: &steerpack::model::Gate| (g.name.to_string(), g.wanted, g.owner.as_deref().map(str::to_owned), needs(g));
        p.gates.iter().map(line).collect::<Vec<_>>()
    };
    let wanted = vec![(
        "Go-live".to_owned(),
        Some(jiff::civil::date(2026, 7, 10)),
        Some("Sol Brand".to_owned()),
        vec![Some("Quay ready".to_owned()), Some("Cranes up".to_owned())],
    )];
    assert_eq!((tell(&had), tell(&has)), (wanted.clone(), wanted));
    assert_eq!(has.sources.text(has.portfolio.gates[0].at), "Gates.csv (pack of 2026-03-02):2:A");
    let receipt: serde_json::Value =
        serde_json::from_slice(&std::fs::read(two.join("receipt.json")).expect("a receipt")).expect("JSON");
    let line = receipt["expected"].as_array().expect("a list").iter().find(|l| l["name"] == "Gates").expect("it is owed");
    let remark = line["remark"].as_str().expect("words");
    assert!(remark.contains("carried forward: 1 record of `Gates.csv`"), "{remark}");
}

#[test]
fn a_register_of_links_ties_records_of_other_files_and_is_carried() {
    let jira = "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Due date,Created\n\
                Settlement,PAY-3,1003,Story,In Progress,PAY,Payments,Ben,17/Apr/26 12:00 AM,22/Dec/25 2:38 PM\n";
    let plan = "Task ID,Task Name,Start,Finish\n1,Dig,2026-03-30,2026-04-03\n2,Pour,2026-04-06,2026-04-10\n";
    let register =
        "From,To,Type,Lag,Needed by,Promised\nPAY-3,Dig,FS,2,2026-03-27,2026-04-17\nPour,X-99,SS,,,\nnothing,nowhere,FS,,,\n";
    let config = |as_of: &str| {
        format!(
            "[program]\nname = \"Tie\"\nas-of = \"{as_of}\"\n\
             [[expected]]\nname = \"Dependencies\"\nmatch = \"Dependencies*.csv\"\ndue = \"{as_of}\"\n"
        )
    };
    let (first, second) = (config("2026-03-02"), config("2026-04-02"));
    let all = [("Quay plan.csv", plan), ("jira.csv", jira), ("Dependencies.csv", register), ("steerpack.toml", first.as_str())];
    let before = folder(&all);
    let after = folder(&[("Quay plan.csv", plan), ("jira.csv", jira), ("steerpack.toml", second.as_str())]);
    let (one, two) = (before.path().join("out"), after.path().join("out"));
    let had = run(before.path(), &one, &[]);
    let previous = one.display().to_string();
    let has = run(after.path(), &two, &["--previous", &previous]);
    let tell = |e: &Earlier| {
        let p = &e.portfolio;
        let end = |end: &DependencyEnd| match end {
            DependencyEnd::Task(id) => p.tasks[id.ix()].label().to_owned(),
            DependencyEnd::Outside(text) => format!("outside {text}"),
        };
        let line = |d: &steerpack::model::Dependency| {
            let lag = d.lag.map_or(0.0, |l| l.amount);
            let day =
                |d: Option<steerpack::source::Sourced<jiff::civil::Date>>| d.map_or("-".to_owned(), |d| d.value.to_string());
            let relation = d.relation.value.word();
            format!("{} > {} {relation} {lag} {} {}", end(&d.predecessor), end(&d.successor), day(d.needed), day(d.promised))
        };
        p.dependencies.iter().map(line).collect::<BTreeSet<_>>()
    };
    let wanted: BTreeSet<String> =
        ["Pour > outside X-99 SS 0 - -", "Settlement > Dig FS 2 2026-03-27 2026-04-17"].map(str::to_owned).into();
    assert_eq!((tell(&had), tell(&has)), (wanted.clone(), wanted));
    let receipt: serde_json::Value =
        serde_json::from_slice(&std::fs::read(one.join("receipt.json")).expect("a receipt")).expect("JSON");
    let input =
        receipt["inputs"].as_array().expect("inputs").iter().find(|i| i["file"] == "Dependencies.csv").expect("it is read");
    let rows = &input["tables"][0]["rows"];
    assert_eq!((rows["kept"].as_u64(), rows["set_aside"].as_u64()), (Some(2), Some(1)), "{rows}");
}
