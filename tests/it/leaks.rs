//! Nothing of a restricted project reaches an open pack: names, people, titles, words and file names are looked for in every part
//! of every file that is written and in everything that is printed, also where the configuration itself speaks of the project.

use crate::harness::{files, repository, steerpack};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;
use steerpack::model::{Audience, Portfolio, ProjectId};
use steerpack::pipeline::{self, Request};
use tempfile::TempDir;

/// Rules that speak of the restricted project in words of their own.
const AIMED: &str = r#"
[[adjustment]]
target = "LAN-22"
field = "finish"
value = "2027-01-22"
by = "Leopoldine Quasthoff"
why = "Haggling over collateral"
until = "2027-03-31"

[[adjustment]]
target = "Project Lantern"
field = "agreed RAG"
value = "red"
by = "Leopoldine Quasthoff"
why = "Vendor wavers audibly"

[[adjustment]]
target = "Project Lantern"
field = "no such field"
value = "red"
by = "Leopoldine Quasthoff"
why = "Unfielded grumble"

[[waiver]]
check = "overdue-open"
id = "LAN-22"
by = "Leopoldine Quasthoff"
why = "Bank holiday excuse"

[[waiver]]
check = "implied-late"
id = "Project Lantern"
by = "Leopoldine Quasthoff"
why = "Parcel murmurings"

[[gate]]
name = "Lantern parcels in hand"
needs = ["Project Lantern: Transfer of plot 9 recorded", "QW-87"]
wanted = "2027-03-01"
owner = "Casper Wiel"

[[gate]]
name = "Site possession"
needs = ["LAN-28", "STS-31"]

[[expected]]
name = "Lantern ledger"
match = "Lantern ledger*.xlsx"
owner = "Leopoldine Quasthoff"
due = "2026-10-31"
project = "Project Lantern"

[tasks]
same = [["LAN-20", "QW-1"], ["LAN-21", "no such record"]]
"#;

/// Words of the rules above that nobody else says.
const SAID: &[&str] = &[
    "Leopoldine",
    "Quasthoff",
    "Haggling over collateral",
    "Vendor wavers audibly",
    "Unfielded grumble",
    "Bank holiday excuse",
    "Parcel murmurings",
    "Lantern",
    "Purchase team",
    "Zebedee",
    "Thornquist",
];

/// A tracker of the restricted project whose only person occurs nowhere else.
const TEAM: &str = "\
ID,Task Name,Project,Owner,Start,Finish,Status,Notes
LAN-40,Discreet survey of the parcels,Project Lantern,Zebedee Thornquist <zebedee.thornquist@notary.example>,2026-11-09,2026-11-27,Open,Ring the notary first
LAN-41,Sealed envelope handed over,Project Lantern,Zebedee Thornquist <zebedee.thornquist@notary.example>,2026-11-30,2026-12-04,Open,
";

fn harbour(aimed: bool) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let input = dir.path().join("in");
    std::fs::create_dir(&input).expect("a folder");
    for (name, bytes) in files(&repository("samples/harbour")) {
        let bytes = match name.as_str() {
            "steerpack.toml" if aimed => [bytes, AIMED.as_bytes().to_vec()].concat(),
            _ => bytes,
        };
        std::fs::write(input.join(name), bytes).expect("copied");
    }
    if aimed {
        std::fs::write(input.join("Purchase team.csv"), TEAM).expect("written");
    }
    dir
}

fn portfolio(folder: &Path) -> Portfolio {
    let paths = vec![folder.to_path_buf()];
    let request = Request {
        settings: steerpack::config::load(None, &paths).expect("the sample's configuration").settings,
        paths,
        as_of: jiff::civil::date(2026, 11, 2),
        as_of_from: "--as-of",
        name: "Harbour".to_owned(),
        audience: Audience::Restricted,
        ..Request::default()
    };
    let quiet = |_: &'static str, _: usize, _: usize| {};
    let intake = pipeline::take_in(&request, &quiet).expect("it reads");
    pipeline::work_out(&request, intake, &quiet).expect("it balances").portfolio
}

/// What may not be told: worked out from the whole model, less what open records say too.
fn secrets(p: &Portfolio) -> BTreeSet<String> {
    let restricted = |id: ProjectId| p.projects[id.ix()].audience == Audience::Restricted;
    let mut secrets: BTreeSet<String> = ["Plan v3"].map(str::to_owned).into();
    let mut open: BTreeSet<String> = BTreeSet::new();
    for project in p.projects.iter().filter(|p| p.audience == Audience::Restricted) {
        secrets.insert(project.name.to_string());
        secrets.extend(project.narrative.iter().map(|n| n.text.to_string()));
    }
    for task in &p.tasks {
        let words = [&task.facts.name, &task.facts.notes, &task.facts.key];
        let into = if restricted(task.project) { &mut secrets } else { &mut open };
        into.extend(words.into_iter().flatten().map(|w| w.value.to_string()));
    }
    let closed: BTreeSet<(u16, u32)> =
        p.tasks.iter().filter(|t| restricted(t.project)).map(|t| (t.facts.at.source.file, t.facts.at.row)).collect();
    let closed_files: BTreeSet<u16> = closed.iter().map(|(file, _)| *file).collect();
    let mut closed_rows: BTreeSet<(u16, u16, u32)> = BTreeSet::new();
    for item in &p.log {
        let words = [&item.title, &item.description, &item.response, &item.recommendation, &item.options];
        let into = if item.project.is_some_and(restricted) { &mut secrets } else { &mut open };
        into.extend(words.into_iter().flatten().map(|w| w.value.to_string()));
        if item.project.is_some_and(restricted) {
            closed_rows.insert((item.at.source.file, item.at.source.sheet, item.at.row));
        }
    }
    for project in p.projects.iter().filter(|p| p.audience == Audience::Restricted) {
        closed_rows.extend(project.manager.iter().map(|m| (m.at.source.file, m.at.source.sheet, m.at.row)));
    }
    let hidden = |at: &steerpack::source::CellRef| {
        closed_files.contains(&at.source.file) || closed_rows.contains(&(at.source.file, at.source.sheet, at.row))
    };
    let people: Vec<_> = p.resources.iter().filter(|r| r.seen_at.iter().all(hidden)).collect();
    secrets.extend(people.iter().map(|r| r.name.to_string()));
    secrets.extend(people.iter().filter_map(|r| r.email.as_ref()).map(|m| m.value.to_string()));
    // what open records say too is no secret: `Contract` is a word of many plans
    let open: Vec<String> = open.iter().map(|o| o.to_lowercase()).collect();
    secrets.retain(|s| s.trim().chars().count() >= 5 && !open.iter().any(|o| o.contains(&s.to_lowercase())));
    secrets
}

/// Every text of every part: packages are taken apart, XML is undone.
fn told(root: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, bytes) in files(root) {
        all.push((format!("name of {name}"), name.clone()));
        if bytes.starts_with(b"PK") {
            let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
            for ix in 0..package.len() {
                let mut part = package.by_index(ix).expect("a part");
                let place = format!("{name}!{}", part.name().expect("a name"));
                let mut text = Vec::new();
                part.read_to_end(&mut text).expect("it inflates");
                let text = String::from_utf8_lossy(&text);
                let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")]
                    .iter()
                    .fold(text.into_owned(), |text, (from, to)| text.replace(from, to));
                all.push((place, text));
            }
        } else {
            all.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    all
}

fn leaks(secrets: &BTreeSet<String>, told: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, text) in told {
        let lower = text.to_lowercase();
        for secret in secrets {
            if let Some(at) = lower.find(&secret.to_lowercase()) {
                let from = (0..=at.saturating_sub(60)).rev().find(|i| lower.is_char_boundary(*i)).unwrap_or(0);
                let around: String = lower[from..].chars().take(160).collect();
                found.push(format!("`{secret}` in {place}: …{around}…"));
            }
        }
    }
    found
}

/// Runs a command in the folder and gives what it prints.
fn printed(dir: &TempDir, args: &[&str]) -> Vec<(String, String)> {
    let out = steerpack().current_dir(dir.path()).args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let place = args.join(" ");
    vec![(format!("stdout of {place}"), text(&out.stdout)), (format!("stderr of {place}"), text(&out.stderr))]
}

/// All that an open audience is given of the folder `in`: whatever every command prints and writes. `slip` is a task of it.
fn everything_open(dir: &TempDir, slip: &str) -> Vec<(String, String)> {
    let mut told_all = Vec::new();
    let later = format!("{slip}=10d");
    std::fs::create_dir(dir.path().join("single")).expect("a folder");
    for args in [
        &["run", "in", "--out", "out"][..],
        &["run", "in", "--out", "out", "--format", "json"],
        &["run", "in", "--out", "again", "--previous", "out"],
        &["check", "in"],
        &["check", "in", "--format", "json"],
        &["status", "in"],
        &["status", "in", "--format", "json"],
        &["status", "in", "--previous", "out"],
        &["status", "in", "--format", "json", "--previous", "out"],
        &["inspect", "in"],
        &["inspect", "in", "--format", "json"],
        &["what-if", "out/program.json", "--slip", &later],
        &["what-if", "out/program.json", "--slip", &later, "--format", "json"],
        &["convert", "in", "--out", "single/converted.xlsx"],
        &["convert", "in", "--out", "single/converted.json"],
        &["convert", "in", "--out", "converted"],
        &["identities", "apply", "out/WORKBOOK"],
        &["verify", "out"],
    ] {
        let packed = files(dir.path()).into_iter().map(|(name, _)| name);
        let workbook = packed.into_iter().find(|n| n.starts_with("out/") && n.ends_with(".xlsx")).unwrap_or_default();
        let args: Vec<&str> = args.iter().map(|arg| if *arg == "out/WORKBOOK" { workbook.as_str() } else { arg }).collect();
        told_all.extend(printed(dir, &args));
    }
    for name in ["out", "again", "converted", "single"] {
        let written = told(&dir.path().join(name));
        assert!(!written.is_empty(), "{name} is written: {told_all:?}");
        told_all.extend(written.into_iter().map(|(place, text)| (format!("{name}/{place}"), text)));
    }
    told_all
}

#[test]
fn an_open_pack_of_the_sample_tells_nothing_of_the_restricted_project() {
    let dir = harbour(false);
    let secrets = secrets(&portfolio(&dir.path().join("in")));
    assert!(
        secrets.len() > 25 && secrets.contains("Heads of terms") && secrets.contains("Walk-away price for plot 9"),
        "{secrets:?}"
    );
    let found = leaks(&secrets, &everything_open(&dir, "QW-64"));
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found.join("\n"));
}

#[test]
fn neither_do_rules_that_are_aimed_at_it() {
    let dir = harbour(true);
    let mut secrets = secrets(&portfolio(&dir.path().join("in")));
    for known in
        ["Zebedee Thornquist", "zebedee.thornquist@notary.example", "Sealed envelope handed over", "Ring the notary first"]
    {
        assert!(secrets.contains(known), "{known} is known and restricted: {secrets:?}");
    }
    secrets.extend(SAID.iter().map(|s| (*s).to_owned()));
    let found = leaks(&secrets, &everything_open(&dir, "QW-64"));
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found.join("\n"));
    // the words are there for those who may read them
    let restricted = printed(&dir, &["run", "in", "--out", "closed", "--audience", "restricted"]);
    assert!(restricted[0].1.contains("pack in closed"), "{restricted:?}");
    let closed = told(&dir.path().join("closed"));
    for secret in ["Heads of terms", "Zebedee Thornquist", "Vendor wavers audibly"] {
        assert!(!leaks(&BTreeSet::from([secret.to_owned()]), &closed).is_empty(), "{secret} is told to those who may know");
    }
}

/// A restricted plan whose days nobody else has, tied to open work both ways, with people of its own and one it shares.
const CLOSED_PLAN: &str = "\
Task ID,Task Name,Project,Owner,Start,Finish,Baseline finish,Deadline,Status,Predecessors,Duration,% Complete,Work (h),Updated
LAN-1,Survey the plots,Project Lantern,Ann Moor,2026-02-03,2026-02-17,2026-02-11,,Done,,,100%,40,2026-02-18
LAN-2,Talk price,Project Lantern,Ann Moor,2026-02-19,2026-03-26,2026-03-19,2026-03-31,In progress,LAN-1,,20%,120,2026-02-25
LAN-3,Deed signed,Project Lantern,Zoe Thorn,2026-04-07,2026-04-22,2026-04-15,,Open,\"LAN-2, OPN-1\",,0%,30,2026-02-24
LAN-5,Late thing,Project Lantern,Zoe Thorn,2026-01-07,2026-01-28,2026-01-21,,Open,,,0%,30,2026-02-24
LAN-6,Open to us,Project Lantern,Ann Moor,2026-07-07,2026-07-29,2026-07-22,,Open,OPN-4,,0%,30,2026-02-24
";
const OPEN_PLAN: &str = "\
Task ID,Task Name,Project,Owner,Start,Finish,Baseline finish,Status,Predecessors,Milestone,Work (h)
OPN-1,Dig,Quay,Ann Moor,2026-03-02,2026-04-10,2026-04-03,In progress,,,200
OPN-2,Pile,Quay,Ann Moor,2026-04-13,2026-05-15,2026-05-08,Open,\"OPN-1, LAN-3\",,100
OPN-3,Cap,Quay,Bo Rask,2026-05-18,2026-06-12,2026-06-05,Open,OPN-2,,90
OPN-4,Quay ready,Quay,Bo Rask,2026-06-12,2026-06-12,2026-06-05,Open,\"OPN-3, LAN-3\",Yes,0
OPN-5,Early bird,Quay,Bo Rask,2026-03-09,2026-03-20,2026-03-20,Open,LAN-3,,10
";
const REGISTERS: [(&str, &str); 4] = [
    (
        "Risk register.csv",
        "Risk ID,Project,Risk,Probability,Impact,Owner,Raised,Due\n\
         R-1,Project Lantern,Seller walks away,3,4,Zoe Thorn,2026-02-05,2026-03-24\n\
         R-2,Quay,Piles late,3,4,Bo Rask,2026-02-02,2026-03-20\n",
    ),
    (
        "Decisions.csv",
        "Decision ID,Project,Decision,Owner,Status,Raised,Due\n\
         D-1,Project Lantern,Raise the bid,Zoe Thorn,Open,2026-02-06,2026-03-27\n\
         D-2,Quay,Night work,Bo Rask,Open,2026-02-02,2026-03-20\n",
    ),
    (
        "Benefits.csv",
        "Benefit,Project,Measure,Target,Target date,Forecast date,Enabling milestone\n\
         Rent saved,Project Lantern,EUR,5,2026-10-08,2026-10-29,LAN-3\n\
         Moves,Quay,per hour,5,2026-10-01,2026-10-30,OPN-4\n",
    ),
    (
        "steerpack.toml",
        "[program]\nname = \"Veil\"\nas-of = \"2026-03-02\"\nboard-milestones = [\"OPN-4\"]\n\
         [[project]]\nname = \"Project Lantern\"\nkey = \"LAN\"\naudience = \"restricted\"\nbaseline-finish = \"2031-09-17\"\n\
         [[gate]]\nname = \"Possession\"\nneeds = [\"LAN-3\", \"OPN-4\"]\nwanted = \"2026-06-01\"\n",
    ),
];

/// Every day of the restricted records above, and the working day after each finish, which an open successor would be moved to.
const DAYS: &[&str] = &[
    "2026-02-03",
    "2026-02-17",
    "2026-02-11",
    "2026-02-18",
    "2026-02-19",
    "2026-03-26",
    "2026-03-19",
    "2026-03-31",
    "2026-02-25",
    "2026-04-07",
    "2026-04-22",
    "2026-04-15",
    "2026-04-23",
    "2026-02-24",
    "2026-01-07",
    "2026-01-28",
    "2026-01-21",
    "2026-07-07",
    "2026-07-29",
    "2026-07-22",
    "2026-07-30",
    "2026-02-05",
    "2026-03-24",
    "2026-02-06",
    "2026-03-27",
    "2026-10-08",
    "2026-10-29",
    "2031-09-17",
];

#[test]
fn no_day_of_a_restricted_project_is_told_nor_computed() {
    let files: Vec<(&str, &str)> = [("in/plan L.csv", CLOSED_PLAN), ("in/Quay plan.csv", OPEN_PLAN)].into();
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(dir.path().join("in")).expect("a folder");
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).expect("written");
    }
    for (name, text) in REGISTERS {
        std::fs::write(dir.path().join("in").join(name), text).expect("written");
    }
    let days: Vec<jiff::civil::Date> = DAYS.iter().map(|d| d.parse().expect("a date")).collect();
    let serial = |d: jiff::civil::Date| d.since(jiff::civil::date(1899, 12, 30)).expect("days").get_days();
    let written = |places: &[(String, String)]| {
        let mut found = BTreeSet::new();
        for (place, text) in places {
            // the words of help give an example of a date; a sheet's own text does not
            let text = text.replace("or export with month names or as `2026-03-31`", "");
            for day in &days {
                let forms = [day.to_string(), day.strftime("%-d %b %Y").to_string(), day.strftime("%-d %B %Y").to_string()];
                let cell = format!("<v>{}</v>", serial(*day));
                let bounded =
                    |form: &str| text.match_indices(form).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_digit()));
                if forms.iter().any(|form| bounded(form)) || place.contains(".xlsx!xl/worksheets") && text.contains(&cell) {
                    found.insert(format!("{day} in {place}"));
                }
            }
        }
        found
    };
    let told_all = everything_open(&dir, "OPN-1");
    let found = written(&told_all);
    assert!(found.is_empty(), "{} days are told:\n{}", found.len(), found.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(told_all[0].1.contains("restricted-left-out"), "what is left out is said: {}", told_all[0].1);
    // those who may know are told them
    printed(&dir, &["run", "in", "--out", "closed", "--audience", "restricted"]);
    let closed = written(&told(&dir.path().join("closed")));
    assert!(closed.iter().filter(|line| line.ends_with(" in program.json")).count() > 20, "{closed:?}");
}
