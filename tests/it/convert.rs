//! Does a converted file read back to the model it was made from? Every sample, in each of the three forms; and the template.

use crate::harness::{repository, steerpack};
use std::path::{Path, PathBuf};
use steerpack::config;
use steerpack::model::{Audience, Portfolio};
use steerpack::pipeline::{self, Request};
use steerpack::write::canonical::Form;

fn request(path: &Path, configuration: Option<&Path>, audience: Audience) -> Request {
    let loaded = config::load(configuration, &[path.to_owned()]).expect("the configuration loads");
    Request {
        paths: vec![path.to_owned()],
        as_of: loaded.settings.program.as_of.unwrap_or(jiff::civil::date(2026, 3, 2)),
        as_of_from: "--as-of",
        name: "Program".to_owned(),
        settings: loaded.settings,
        reader_exe: Some(env!("CARGO_BIN_EXE_steerpack").into()),
        audience,
        ..Request::default()
    }
}

fn model(request: &Request) -> (Portfolio, Vec<String>) {
    let intake = pipeline::take_in(request, &|_, _, _| {}).expect("it can be read");
    let settled = pipeline::settle(request, intake, &|_, _, _| {}).expect("the receipt balances");
    (settled.portfolio, settled.sources.files.into_iter().map(|f| f.name).collect())
}

/// Everything the model holds, line by line, with the names of files in place of their numbers.
fn dump((portfolio, files): &(Portfolio, Vec<String>)) -> String {
    let text = format!("{portfolio:#?}");
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        match line.trim().strip_prefix("file: ").and_then(|n| n.trim_end_matches(',').parse::<usize>().ok()) {
            Some(n) => out.push_str(&format!("file: {}\n", files[n].trim_end_matches(" (original)"))),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// Converts a folder and compares what is read back with what was converted.
fn round(folder: &Path, configuration: Option<&Path>, audience: Audience, outs: &[(&str, Form)]) -> Vec<String> {
    let original = request(folder, configuration, audience);
    let before = dump(&model(&original));
    let place = tempfile::tempdir().expect("a temporary folder");
    let mut wrong = Vec::new();
    for (name, form) in outs {
        let out: PathBuf = place.path().join(name);
        pipeline::convert(&original, &out, *form, false, &|_, _, _| {}).expect("it can be converted");
        let after = dump(&model(&request(&out, configuration, audience)));
        if let Some((n, (a, b))) = before.lines().zip(after.lines()).enumerate().find(|(_, (a, b))| a != b) {
            let context: Vec<&str> = before.lines().skip(n.saturating_sub(12)).take(12).collect();
            wrong.push(format!("{} as {name}: line {n}\n{}\n-{a}\n+{b}", folder.display(), context.join("\n")));
        } else if before.len() != after.len() {
            wrong.push(format!("{} as {name}: {} and {} bytes", folder.display(), before.len(), after.len()));
        }
    }
    wrong
}

const FORMS: &[(&str, Form)] = &[("one.xlsx", Form::Workbook), ("one.json", Form::Json), ("tables", Form::Folder)];

#[test]
fn the_sample_program_converted_to_each_form_is_the_same_model() {
    let folder = repository("samples/harbour");
    let configuration = folder.join("steerpack.toml");
    let wrong = round(&folder, Some(&configuration), Audience::Restricted, FORMS);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_tracker_converted_to_each_form_is_the_same_model() {
    let mut wrong = Vec::new();
    let mut trackers: Vec<PathBuf> =
        std::fs::read_dir(repository("samples/trackers")).expect("samples").flatten().map(|e| e.path()).collect();
    trackers.sort();
    for tracker in trackers {
        wrong.extend(round(&tracker, None, Audience::Open, FORMS));
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn the_template_reads_back_as_nothing_and_without_complaint() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let out = place.path().join("template.xlsx");
    steerpack().arg("convert").arg("--template").arg(&out).assert().success();
    let request = request(&out, None, Audience::Open);
    let intake = pipeline::take_in(&request, &|_, _, _| {}).expect("it can be read");
    let settled = pipeline::settle(&request, intake, &|_, _, _| {}).expect("the receipt balances");
    assert_eq!(settled.findings, []);
    assert_eq!(settled.receipt.inputs[0].tables.iter().filter(|t| t.role != "lookup").map(|t| t.rows.read).sum::<usize>(), 0);
    assert_eq!(settled.portfolio.counts, steerpack::model::Counts::default());
}

#[test]
fn what_is_there_is_not_replaced_unless_asked() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let convert = |out: &str, force: bool| {
        let mut command = steerpack();
        command.arg("convert").arg(repository("samples/trackers/plan")).args(["--as-of", "2026-03-02", "--out"]);
        command.arg(place.path().join(out)).args(force.then_some("--force"));
        command.assert()
    };
    for out in ["one.xlsx", "one.json", "tables/"] {
        convert(out, false).success();
        let before = std::fs::metadata(place.path().join(out)).expect("it is there").modified().expect("a time");
        convert(out, false).code(4);
        assert_eq!(std::fs::metadata(place.path().join(out)).expect("it is there").modified().expect("a time"), before);
        convert(out, true).success();
    }
    std::fs::write(place.path().join("tables/mine.txt"), "mine").expect("written");
    convert("tables/", true).code(4);
    assert!(place.path().join("tables/mine.txt").is_file());
    convert("one.pdf", false).code(2);
    let left: Vec<_> = std::fs::read_dir(place.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 3, "nothing else is left behind: {left:?}");
}

#[test]
fn an_open_conversion_names_nothing_restricted_and_a_restricted_one_stays_so() {
    let folder = repository("samples/harbour");
    let configuration = folder.join("steerpack.toml");
    let place = tempfile::tempdir().expect("a temporary folder");
    let open = place.path().join("open.json");
    let (settled, _) =
        pipeline::convert(&request(&folder, Some(&configuration), Audience::Open), &open, Form::Json, false, &|_, _, _| {})
            .expect("it can be converted");
    let text = std::fs::read_to_string(&open).expect("it is there").to_lowercase();
    assert!(!text.contains("project lantern") && !text.contains("project-lantern"), "a restricted name stands in the open file");
    let (portfolio, _) = model(&request(&open, None, Audience::Open));
    assert_eq!(portfolio.counts, settled.portfolio.counts);
    // converted for those who may read it, the file itself says who may
    let restricted = place.path().join("restricted.xlsx");
    pipeline::convert(
        &request(&folder, Some(&configuration), Audience::Restricted),
        &restricted,
        Form::Workbook,
        false,
        &|_, _, _| {},
    )
    .expect("it can be converted");
    let named = |audience| {
        let (portfolio, _) = model(&request(&restricted, None, audience));
        format!("{portfolio:?}").to_lowercase().contains("project lantern")
    };
    assert!(named(Audience::Restricted) && !named(Audience::Open));
}

/// A file of a folder of hand-filled tables: the template's headers, as people fill them.
const BY_HAND: &[(&str, &str)] = &[
    (
        "in/tasks.csv",
        "ID,Project,Name,Parent,Kind,Status,Percent complete,Start,Finish,Duration,Predecessors,Assignees,Cost centre,steerpack origin\n\
         1,Kiln,Rebuild,,,,,,,,,,,\n\
         2,Kiln,Strip lining,1,,Done,1,2026-03-02,2026-03-20,15,,Ada Moreno,4711,\n\
         3,Kiln,Lay bricks,1,,In progress,40%,2026-03-23,,20 d,2FS+2d,Ada Moreno; Bo Rask,,\n\
         4,Kiln,Back in service,,milestone,,,,2026-06-01,,\"3; 9\",,,\n",
    ),
    (
        "in/resources.csv",
        "Name,Kind,E-mail,Team,Leaves,steerpack origin\nAda Moreno,person,ada@kiln.example,Masonry,,\nBo Rask,,,,2026-12-31,\n",
    ),
    (
        "in/risks.csv",
        "Key,Project,Title,Status,Probability,Impact,Owner,Due,steerpack origin\n\
         R-1,Kiln,Bricks come late,Open,High,4,Bo Rask,2026-04-01,\nR-2,,Gas price,Closed,Low,2,,31/04/26,\n",
    ),
];

#[test]
fn a_template_filled_by_hand_is_read_as_it_says() {
    let exports = crate::harness::folder(BY_HAND);
    let request = request(&exports.path().join("in"), None, Audience::Open);
    let intake = pipeline::take_in(&request, &|_, _, _| {}).expect("it can be read");
    let settled = pipeline::settle(&request, intake, &|_, _, _| {}).expect("the receipt balances");
    let p = &settled.portfolio;
    assert_eq!((p.projects.len(), p.counts.tasks, p.counts.summaries, p.counts.milestones), (1, 4, 1, 1));
    assert_eq!(&*p.projects[0].name, "Kiln");
    let task = |name: &str| p.tasks.iter().find(|t| t.label() == name).expect("the task is there");
    let bricks = task("Lay bricks");
    assert_eq!(bricks.facts.percent.map(|f| f.value), Some(0.4));
    assert_eq!(bricks.facts.duration.map(|d| d.value.days), Some(20.0));
    assert_eq!(bricks.facts.category(), Some(steerpack::model::StatusCategory::InProgress));
    assert_eq!(bricks.assignees.len(), 2);
    // 23 March and twenty working days: 17 April
    assert_eq!(bricks.facts.finish.map(|f| f.value), Some(jiff::civil::date(2026, 4, 17)));
    assert!(
        task("Strip lining").facts.custom.iter().any(|(header, value)| &**header == "Cost centre" && &*value.value == "4711")
    );
    let edges: Vec<(Option<&str>, Option<&str>, Option<f64>)> = p
        .dependencies
        .iter()
        .map(|d| {
            let name = |end: &steerpack::model::DependencyEnd| end.task().map(|t| p.tasks[t.ix()].label());
            (name(&d.predecessor), name(&d.successor), d.lag.map(|l| l.amount))
        })
        .collect();
    assert!(edges.contains(&(Some("Strip lining"), Some("Lay bricks"), Some(2.0))), "{edges:?}");
    assert!(edges.contains(&(Some("Lay bricks"), Some("Back in service"), None)), "{edges:?}");
    // the task 9 is nowhere
    assert_eq!((edges.len(), p.counts.dependencies_outside), (3, 1));
    assert_eq!((p.counts.people, p.resources.len()), (2, 2));
    let ada = p.resources.iter().find(|r| &*r.name == "Ada Moreno").expect("Ada");
    assert_eq!(ada.email.as_ref().map(|m| &*m.value), Some("ada@kiln.example"));
    assert_eq!(p.log.len(), 2);
    assert_eq!((p.log[0].open, p.log[1].open), (Some(true), Some(false)));
    assert_eq!(p.log[0].impact.as_ref().and_then(|l| l.value.number), Some(4.0));
    assert!(p.log[0].owner_id.is_some());
    let odd: Vec<(&str, String)> =
        settled.findings.iter().map(|d| (d.check, d.cell().map_or_else(String::new, |at| settled.sources.text(at)))).collect();
    assert!(odd.contains(&("canonical-value", "risks.csv:3:H".to_owned())), "{odd:?}");
}

#[test]
fn a_row_changed_after_converting_is_of_the_file_it_was_changed_in() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let out = place.path().join("tables");
    let plan = repository("samples/trackers/plan");
    pipeline::convert(&request(&plan, None, Audience::Open), &out, Form::Folder, false, &|_, _, _| {}).expect("converted");
    let before = model(&request(&out, None, Audience::Open)).0;
    let tasks = std::fs::read_to_string(out.join("tasks.csv")).expect("tasks");
    let (n, name) = before
        .tasks
        .iter()
        .enumerate()
        .filter_map(|(n, t)| Some((n, t.facts.name.as_ref()?.value.to_string())))
        .find(|(_, name)| tasks.matches(name.as_str()).count() == 1 && !name.contains([',', '"']))
        .expect("a name that stands once");
    std::fs::write(out.join("tasks.csv"), tasks.replace(&name, "Renamed by hand")).expect("written");
    let (after, files) = model(&request(&out, None, Audience::Open));
    let file = |at: steerpack::source::CellRef| files[usize::from(at.source.file)].as_str();
    assert_eq!(after.tasks.len(), before.tasks.len());
    for (ix, task) in after.tasks.iter().enumerate() {
        assert_eq!(file(task.facts.at) == "tasks.csv", ix == n, "{}", task.label());
    }
}

#[test]
fn one_table_in_four_formats_is_one_model() {
    let dump_of = |ending: &str| {
        let (portfolio, files) =
            model(&request(&repository(&format!("tests/data/one-table/Kiln plan.{ending}")), None, Audience::Open));
        assert_eq!(files.len(), 1);
        dump(&(portfolio, vec!["Kiln plan".to_owned()])).replace(&format!("Kiln plan.{ending}"), "Kiln plan")
    };
    // a CSV tells lines, a workbook cells: the letters and numbers are the same
    let csv = dump_of("csv");
    for ending in ["xlsx", "ods", "xls"] {
        let other = dump_of(ending);
        for (n, (a, b)) in csv.lines().zip(other.lines()).enumerate() {
            assert_eq!(a, b, "csv and {ending} differ in line {n}");
        }
        assert_eq!(csv.lines().count(), other.lines().count());
    }
}

/// What a model says, whatever the order of its files: sorted lines without places.
fn said(portfolio: &Portfolio) -> Vec<String> {
    let p = portfolio;
    let task = |id: steerpack::model::TaskId| p.tasks[id.ix()].stable_id.to_string();
    let end = |end: &steerpack::model::DependencyEnd| match end {
        steerpack::model::DependencyEnd::Task(id) => task(*id),
        steerpack::model::DependencyEnd::Outside(text) => text.to_string(),
    };
    let mut lines: Vec<String> = p
        .tasks
        .iter()
        .map(|t| {
            let f = &t.facts;
            let date = |d: Option<steerpack::source::Sourced<jiff::civil::Date>>| d.map(|d| d.value);
            let mut who: Vec<&str> = t.assignees.iter().map(|(r, _)| &*p.resources[r.ix()].stable_id).collect();
            who.sort_unstable();
            format!(
                "task {} {} {:?} {:?} {:?} {:?} {:?} {:?} {who:?}",
                t.stable_id,
                p.projects[t.project.ix()].slug,
                t.parent.map(task),
                date(f.start),
                date(f.finish),
                f.status.as_ref().map(|s| &s.value),
                f.percent.map(|x| x.value),
                f.work.map(|x| x.value),
            )
        })
        .collect();
    lines.extend(
        p.dependencies
            .iter()
            .map(|d| format!("link {} {} {:?} {:?}", end(&d.predecessor), end(&d.successor), d.relation.value, d.lag)),
    );
    lines.extend(p.resources.iter().map(|r| format!("resource {} {:?} {}", r.stable_id, r.kind, r.capacity.len())));
    lines.extend(p.log.iter().map(|i| format!("log {:?} {} {:?}", i.kind, i.stable_id, i.open)));
    lines.extend(p.benefits.iter().map(|b| format!("benefit {} {:?}", b.stable_id, b.target.map(|t| t.value))));
    lines.push(format!("{:?}", p.counts));
    lines.sort();
    lines
}

#[test]
fn the_order_of_files_changes_nothing_but_order() {
    let folder = repository("samples/harbour");
    let configuration = folder.join("steerpack.toml");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder).expect("samples").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_none_or(|e| e != "toml"));
    paths.sort();
    let of = |paths: Vec<PathBuf>| {
        let base = request(&folder, Some(&configuration), Audience::Restricted);
        model(&Request { paths, ..base })
    };
    let (first, files) = of(paths.clone());
    let mut shuffled = paths.clone();
    for (n, turn) in [7, 3, 11].into_iter().enumerate() {
        let len = shuffled.len();
        shuffled.rotate_left(turn % len);
        shuffled.swap(n, len - 1 - n);
        let (again, names) = of(shuffled.clone());
        assert_eq!(names, files);
        assert!(dump(&(again, names)) == dump(&(first.clone(), files.clone())), "the order of paths changes the model");
    }
    // other names, so that the files are read in another order; these files name their projects themselves
    let renamed = tempfile::tempdir().expect("a temporary folder");
    for (n, path) in paths.iter().rev().enumerate() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let own = ["Jira TOS", "Jira ZOL", "Risk register", "Decision log", "Capacity", "Benefits register"];
        let name = if own.iter().any(|o| name.starts_with(o)) { format!("{n:02} {name}") } else { name };
        if path.is_file() {
            std::fs::copy(path, renamed.path().join(name)).expect("copied");
        }
    }
    let others: Vec<PathBuf> = paths.iter().filter(|p| p.is_dir()).cloned().collect();
    let (again, _) = of(std::iter::once(renamed.path().to_owned()).chain(others).collect());
    for (a, b) in said(&first).iter().zip(said(&again).iter()) {
        assert_eq!(a, b);
    }
}

#[test]
fn a_first_configuration_loads_and_changes_nothing() {
    let exports = tempfile::tempdir().expect("a temporary folder");
    let from = repository("samples/harbour");
    let mut open = vec![from.clone()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("samples").flatten().map(|e| e.path()) {
            let to = exports.path().join(entry.strip_prefix(&from).expect("below"));
            if entry.is_dir() {
                std::fs::create_dir_all(&to).expect("made");
                open.push(entry);
            } else if entry.extension().is_none_or(|e| e != "toml") {
                std::fs::copy(&entry, &to).expect("copied");
            }
        }
    }
    let plain = dump(&model(&request(exports.path(), None, Audience::Open)));
    steerpack().arg("init").arg(exports.path()).assert().success();
    let written = std::fs::read_to_string(exports.path().join("steerpack.toml")).expect("it is there");
    assert!(written.contains("# match = \"Jira TOS all fields.csv\"") && written.contains("#   because "), "{written}");
    let configured = dump(&model(&request(exports.path(), None, Audience::Open)));
    assert!(plain == configured, "the first configuration changes the model");
    // every commented block holds as it stands
    let settled: String = written
        .lines()
        .map(|l| {
            match l
                .strip_prefix("# ")
                .filter(|l| l.starts_with('[') || l.starts_with(|c: char| c.is_ascii_lowercase()) && l.contains(" = "))
            {
                Some(line) if !line.starts_with("skip") => format!("{line}\n"),
                _ => format!("{l}\n"),
            }
        })
        .collect();
    std::fs::write(exports.path().join("steerpack.toml"), &settled).expect("written");
    config::load(None, &[exports.path().to_owned()]).expect("the lines load once their # is gone");
    std::fs::write(exports.path().join("steerpack.toml"), "# mine\n").expect("written");
    steerpack().arg("init").arg(exports.path()).assert().code(2);
    assert_eq!(std::fs::read_to_string(exports.path().join("steerpack.toml")).expect("it is there"), "# mine\n");
    steerpack().args(["init", "--stdout"]).arg(exports.path()).assert().success();
}

#[test]
fn profiles_completions_and_the_manual_page_are_printed() {
    let says = |args: &[&str], words: &str| {
        let out = steerpack().args(args).assert().success();
        let text = String::from_utf8_lossy(&out.get_output().stdout).into_owned();
        assert!(text.contains(words), "{args:?}: {text}");
    };
    says(&["profiles"], "jira");
    says(&["profiles", "list"], "what `steerpack convert` writes");
    says(&["profiles", "show", "jira"], "[fingerprint]");
    says(&["profiles", "jira"], "[fingerprint]");
    says(&["profiles", "show", "steerpack"], "Percent complete");
    let own = repository("src/import/profiles");
    says(&["profiles", "check", &own.to_string_lossy()], "jira.toml");
    says(&["completions", "bash"], "_steerpack");
    says(&["completions", "powershell"], "steerpack");
    says(&["man"], ".TH steerpack");
    let wrong = crate::harness::folder(&[("bad.toml", "name = \"x\"\nevidense = \"real\"\n")]);
    steerpack().args(["profiles", "check"]).arg(wrong.path().join("bad.toml")).assert().code(2);
}

#[test]
fn a_converted_file_beside_its_originals_counts_nothing_twice() {
    let place = tempfile::tempdir().expect("a temporary folder");
    for entry in std::fs::read_dir(repository("samples/trackers/plan")).expect("samples").flatten() {
        std::fs::copy(entry.path(), place.path().join(entry.file_name())).expect("copied");
    }
    let alone = model(&request(place.path(), None, Audience::Open)).0;
    let out = place.path().join("converted.xlsx");
    pipeline::convert(&request(place.path(), None, Audience::Open), &out, Form::Workbook, false, &|_, _, _| {})
        .expect("converted");
    let request = request(place.path(), None, Audience::Open);
    let intake = pipeline::take_in(&request, &|_, _, _| {}).expect("it can be read");
    let settled = pipeline::settle(&request, intake, &|_, _, _| {}).expect("the receipt balances");
    assert_eq!(settled.portfolio.counts, alone.counts);
    assert!(settled.findings.iter().any(|d| d.check == "converted-beside-original"));
}

#[test]
fn one_file_converted_among_the_others_gives_the_same_program() {
    let folder = repository("samples/harbour");
    let configuration = folder.join("steerpack.toml");
    let place = tempfile::tempdir().expect("a temporary folder");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder).expect("samples").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_none_or(|e| e != "toml"));
    paths.sort();
    let of = |paths: Vec<PathBuf>| model(&Request { paths, ..request(&folder, Some(&configuration), Audience::Restricted) }).0;
    let before = of(paths.clone());
    for converted in ["Quay wall.xlsx", "Jira TOS all fields.csv", "Ship-to-Shore Cranes.xlsx"] {
        let at = paths.iter().position(|p| p.ends_with(converted)).expect("the file is there");
        let out = place.path().join(format!("handed in {at}.json"));
        let request = request(&paths[at], Some(&configuration), Audience::Restricted);
        pipeline::convert(&request, &out, Form::Json, false, &|_, _, _| {}).expect("converted");
        let mut others = paths.clone();
        others[at] = out;
        let after = of(others);
        assert_eq!(after.counts, before.counts, "{converted}");
        let links = |p: &Portfolio| said(p).into_iter().filter(|l| l.starts_with("link")).collect::<Vec<_>>();
        assert_eq!(links(&after), links(&before), "{converted}");
        // what the configuration settled in the converted file and settles again is told once
        let settled = |p: &Portfolio| {
            let each = p.adjustments.iter();
            let mut all: Vec<String> =
                each.map(|a| format!("{} {} {:?} {:?}", a.target, a.field, a.state, a.original.as_ref().map(|o| &o.0))).collect();
            all.sort();
            all
        };
        assert_eq!(settled(&after), settled(&before), "{converted}");
    }
}
