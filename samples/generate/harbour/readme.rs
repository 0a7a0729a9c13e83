//! `samples/README.md` and the proofs in `harbour.expected.toml`: what each page must say of each turn of the story, and which
//! cells prove it.

use super::super::days::between;
use super::super::proof::{Proof, find, member};
use super::story::{Kind, Story, implied};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One turn of the story.
pub struct Turn {
    /// Short name, the same in the README and in the facts.
    pub name: &'static str,
    /// What is so.
    pub what: String,
    /// What the pages must say.
    pub pages: Vec<(&'static str, String)>,
    /// The cells.
    pub proofs: Vec<Proof>,
}

/// Files by name under `harbour/`.
pub type Files = BTreeMap<String, Vec<u8>>;

const TOS: &str = "Jira TOS all fields.csv";
const ZOL: &str = "Jira ZOL alle Felder.csv";
const OPS: &str = "Operator_readiness.csv";
const STS: &str = "Ship-to-Shore Cranes.xlsx";
const QW: &str = "Quay wall.xlsx";
const AHA: &str = "aha_list_features_261102081502.csv";
const RL: &str = "Rail_link_1793600012.xlsx";
const LAN: &str = "Plan v3 FINAL (2).xlsx";
const OLD: &str = "Plan v3.xlsx";
const CAPACITY: &str = "Capacity 2026-27.xlsx";
const RISKS: &str = "Risk register.xlsx";
const BENEFITS: &str = "Benefits register.xlsx";
const LOG: &str = "Decision log.xlsx";
const ADJUSTED: &str = "Adjustments.xlsx";
const PROGRAM: &str = "Program plan.xlsx";
const CRANES: &str = "Ship-to-Shore Cranes";

struct Finder<'a> {
    files: &'a Files,
    notion: (String, Vec<u8>),
}

impl Finder<'_> {
    fn csv(&self, file: &str, key: &str, header: &str) -> Proof {
        find(file, &self.files[file], None, key, "", header)
    }
    fn sheet(&self, file: &str, sheet: &str, key: &str, header: &str) -> Proof {
        find(file, &self.files[file], Some(sheet), key, "", header)
    }
    fn pair(&self, file: &str, sheet: &str, key: &str, second: &str, header: &str) -> Proof {
        find(file, &self.files[file], Some(sheet), key, second, header)
    }
    fn notion(&self, key: &str, header: &str) -> Proof {
        find(&self.notion.0, &self.notion.1, None, key, "", header)
    }
}

fn finder(files: &Files) -> Finder<'_> {
    let outer = files.keys().find(|k| k.ends_with(".zip")).expect("the Notion export").clone();
    let part = "Export-7d1f0c52-Part-1.zip";
    let inner = member(&files[&outer], &[part]);
    let archive = zip::ZipArchive::new(std::io::Cursor::new(&inner)).expect("a zip");
    let mut names = archive.file_names().map(|n| n.expect("a name").into_owned());
    let all = names.find(|n| n.ends_with("_all.csv")).expect("the whole table");
    let bytes = member(&inner, &[&all]);
    Finder { files, notion: (format!("{outer}/{part}/{all}"), bytes) }
}

/// The story, turn by turn.
pub fn turns(story: &Story, files: &Files) -> Vec<Turn> {
    let f = finder(files);
    let mut turns = schedule_turns(story, &f);
    turns.extend(people_turns(story, &f));
    turns.extend(reading_turns(story, &f));
    turns
}

fn schedule_turns(story: &Story, f: &Finder) -> Vec<Turn> {
    let key = |label: &str| story.labelled(label).key.clone();
    let dates = implied(story);
    let live = story.labelled("tos.live");
    let by = dates[&live.key].1;
    let late = between(live.finish, by);
    let cranes = story.labelled("sts.done");
    let cranes_by = dates[&cranes.key].1;
    let (rail, erect, comm, sat) = (key("qw.rail"), key("sts.erect1"), key("sts.comm1"), key("sts.sat1"));
    let (test, e2e, give, get) = (key("tos.cit"), key("tos.e2e"), key("sp.sub2"), key("sts.comm2"));
    let cert = story.labelled("ops.cert");
    vec![
        Turn {
            name: "green-but-late",
            what: format!("The terminal operating system reports green and a go-live on {}. Its own links say {by}, {late} working days later: the section B rails are handed over on 26 February 2027 ({rail}, Microsoft Project), crane 1 is to be erected on them from 1 February ({erect}, Smartsheet), its acceptance ({sat}) is what the integration test ({test}, Jira) waits for.", live.finish),
            pages: vec![
                ("summary/program.md", format!("Terminal operating system is reported green and computed otherwise; go-live {} → {by}, {late} working days, driven through Quay wall, Ship-to-shore cranes and Terminal operating system.", live.finish)),
                ("summary/projects/terminal-operating-system.md", format!("The chain {rail} → {erect} → {comm} → {sat} → {test} → {e2e} → {}, with the cells of the three links between files.", live.key)),
                ("Milestones, Critical chain", format!("{} reported {}, implied {by}, gap {late}.", live.key, live.finish)),
            ],
            proofs: vec![
                f.pair(LOG, "Project status", "Terminal operating system", "", "Overall RAG"),
                f.csv(TOS, &live.key, "Due date"),
                f.sheet(QW, "Task_Table", &rail, "Finish"),
                f.sheet(STS, CRANES, &erect, "Start"),
                f.sheet(STS, CRANES, &erect, "Depends on"),
                f.csv(TOS, &test, "Custom field (Depends on)"),
                f.csv(TOS, &test, "Custom field (Start date)"),
            ],
        },
        Turn {
            name: "cranes-follow-the-rails",
            what: format!("`Cranes commissioned` ({}) is reported for {} and implied for {cranes_by}, {} working days later; crane erection starts {} working days before the rails are there.", cranes.key, cranes.finish, between(cranes.finish, cranes_by), 20),
            pages: vec![
                ("summary/projects/ship-to-shore-cranes.md", format!("{} implied {cranes_by}; reported green.", cranes.key)),
                ("Dependencies, Findings", format!("The link {rail} → {erect} is broken by the reported dates by 20 working days.")),
            ],
            proofs: vec![f.sheet(STS, CRANES, &cranes.key, "Finish"), f.pair(LOG, "Project status", "Ship-to-shore cranes", "", "Overall RAG"), f.sheet(QW, "Task_Table", &rail, "Notes")],
        },
        Turn {
            name: "given-late",
            what: format!("Shore power gives supply from substation 2 ({give}, Notion) on 12 March 2027; the cranes need it on 1 March ({get}, Smartsheet): the start waits 10 working days, to 15 March. Shore power is on time by its own plan and reports green."),
            pages: vec![
                ("Dependencies", format!("Giver Shore power {give} 2027-03-12, getter Ship-to-shore cranes {get} 2027-03-01, gap 10 working days, stated by the getter only.")),
                ("summary/projects/shore-power.md", "What others wait for: 12 March against 1 March.".to_owned()),
                ("summary/projects/ship-to-shore-cranes.md", "The same gap, from the getter's side.".to_owned()),
            ],
            proofs: vec![f.notion(&give, "Dates"), f.sheet(STS, CRANES, &get, "Start"), f.sheet(STS, CRANES, &get, "Depends on")],
        },
        Turn {
            name: "cranes-without-operators",
            what: format!("The cranes are commissioned on {} (implied {cranes_by}), but operators are certified on {} only; the benefit `Crane moves per hour` needs both and is promised for 2027-06-01: 52 calendar days late.", cranes.finish, cert.finish),
            pages: vec![
                ("summary/program.md", format!("Benefit B-1 expected {} instead of 2027-06-01, held by `{}`.", cert.finish, cert.name)),
                ("Benefits", format!("B-1: enablers {} and {}, the later one decides.", cranes.key, cert.name)),
            ],
            proofs: vec![
                f.sheet(BENEFITS, "Benefits", "B-1", "Enabling milestone"),
                f.sheet(BENEFITS, "Benefits", "B-1", "Target date"),
                f.csv(OPS, &cert.name, "Due Date"),
                f.sheet(STS, CRANES, &cranes.key, "Finish"),
            ],
        },
        Turn {
            name: "benefit-late-project-green",
            what: "`Truck turn time` is promised for 2027-06-15, but starts 30 days after the gates go live on 2027-06-11: 2027-07-11, 26 calendar days late. Gate automation itself is green, reported and computed.".to_owned(),
            pages: vec![
                ("summary/program.md", "Benefit B-3 is 26 days late although Gate automation is green.".to_owned()),
                ("Benefits", "B-3: expected 2027-07-11, late 26 days.".to_owned()),
            ],
            proofs: vec![
                f.sheet(BENEFITS, "Benefits", "B-3", "Target date"),
                f.sheet(BENEFITS, "Benefits", "B-3", "Lead time (days)"),
                f.csv(AHA, &key("gate.live"), "Feature end date"),
                f.pair(LOG, "Project status", "Gate automation", "", "Overall RAG"),
            ],
        },
        Turn {
            name: "not-assessable",
            what: "The customs interface keeps no dates at all: no due date, no start, no sprint. It reports green. Created and updated are no plan.".to_owned(),
            pages: vec![
                ("summary/program.md", "Customs interface: not assessable, neither green nor red.".to_owned()),
                ("summary/projects/customs-interface.md", "Not assessable, and why: 0 of its records are dated.".to_owned()),
                ("Projects", "Computed: not assessable; reported: Green.".to_owned()),
            ],
            proofs: vec![f.csv(ZOL, &key("zol.release"), "Fälligkeitsdatum"), f.csv(ZOL, &key("zol.release"), "Erstellt"), f.pair(LOG, "Project status", "Customs interface", "", "Overall RAG"), f.pair(LOG, "Project status", "Customs interface", "", "Approved finish")],
        },
    ]
}

fn people_turns(story: &Story, f: &Finder) -> Vec<Turn> {
    let of = |plan: &str, name: &str| {
        let found = story.plan(plan).items.iter().find(|i| i.name == name);
        found.unwrap_or_else(|| panic!("{plan} has no {name}")).key.clone()
    };
    let (adapter, logic) = (of("TOS", "Crane PLC adapter"), of("SP", "Shore power control logic"));
    let (dredge, reel) = (of("QW", "Dredge berth pocket, pass 1"), of("SP", "Cable reel, berth 4 south"));
    let (track, cabling) = (of("RL", "Lay track 1"), of("QW", "Crane rail earthing and control cabling"));
    vec![
        Turn {
            name: "overloaded-engineer",
            what: "Ines Okafor has 80 % in the quay wall, 5.6 h a day in the terminal operating system (140 h over 25 days) and 5.2 h in shore power (130 h), all from 1 February to 5 March 2027: 17.2 h on a day of 8 h, 215 %, five weeks. No project alone overloads her; all hours are stated.".to_owned(),
            pages: vec![
                ("summary/program.md", "Ines Okafor 215 % from 2027-02-01 to 2027-03-05 across Quay wall, Shore power, Terminal operating system, on stated hours.".to_owned()),
                ("Contention", "Five weeks at 215 %, the three tasks named.".to_owned()),
            ],
            proofs: vec![
                f.sheet(QW, "Assignment_Table", "Crane rail earthing and control cabling", "Units"),
                f.sheet(QW, "Assignment_Table", "Crane rail earthing and control cabling", "Work"),
                f.sheet(QW, "Task_Table", &cabling, "Start"),
                f.csv(TOS, &adapter, "Original estimate"),
                f.csv(TOS, &adapter, "Assignee"),
                f.notion(&logic, "Estimated hours"),
                f.notion(&logic, "Dates"),
                f.sheet(CAPACITY, "Capacity", "Ines Okafor", "Feb 2027"),
            ],
        },
        Turn {
            name: "one-or-two",
            what: format!("Yusuf Demirel dredges the first pass of the berth pocket at 100 % ({dredge}); `Y. Demirel` has 48 h over 12 days of those weeks in shore power ({reel}). Nothing but the name says whether the two are one: together 150 %, apart 100 % and 50 %. Neither way is taken silently."),
            pages: vec![
                ("summary/program.md", "150 % if the two are one person, else 100 % and 50 %.".to_owned()),
                ("Overallocations", "The stretch counted both ways.".to_owned()),
                ("Identity review", "Y. Demirel and Yusuf Demirel: the e-mail address fits the name, no row gives both; an answer is asked for.".to_owned()),
            ],
            proofs: vec![
                f.pair(QW, "Assignment_Table", "Dredge berth pocket, pass 1", "", "Resource Name"),
                f.sheet(QW, "Task_Table", &dredge, "Start"),
                f.sheet(QW, "Task_Table", &dredge, "Finish"),
                f.notion(&reel, "Assignee"),
                f.notion(&reel, "Dates"),
                f.notion(&reel, "Estimated hours"),
            ],
        },
        Turn {
            name: "false-alarm",
            what: "Tomas Brandt has one task in operator readiness and one in the rail link over the same four weeks of May 2027. Neither states hours or units: 200 % only if each is taken at an assumed 100 %.".to_owned(),
            pages: vec![
                ("summary/program.md", "Must not name Tomas Brandt.".to_owned()),
                ("Contention", "Shown apart: rests on an assumed 100 %.".to_owned()),
            ],
            proofs: vec![f.csv(OPS, "Yard allocation trial", "Assignee"), f.pair(RL, "rail link", "Slot allocation with yard planning", "", "Person")],
        },
        Turn {
            name: "leaver",
            what: "Piet van Dijk leaves on 18 December 2026 and is still to lay track 1 in February 2027.".to_owned(),
            pages: vec![("Findings", format!("{track} is assigned to somebody who has left by then.")), ("summary/projects/rail-link.md", "Lay track 1 needs another engineer.".to_owned())],
            proofs: vec![f.sheet(CAPACITY, "Capacity", "Piet van Dijk", "Last day"), f.sheet(CAPACITY, "Capacity", "Piet van Dijk", "Feb 2027"), f.sheet(RL, "rail link", &track, "Person"), f.sheet(RL, "rail link", &track, "Timeline - Start")],
        },
        Turn {
            name: "homonym",
            what: "Anna Berg the site engineer and Anna Berg the simulator trainer are two people: their e-mails differ.".to_owned(),
            pages: vec![("Contention, Findings", "Two people named Anna Berg, never one; told apart by e-mail.".to_owned())],
            proofs: vec![f.pair(QW, "Resource_Table", "Anna Berg", "", "Email Address"), f.csv(OPS, "Refresher before go-live", "Assignee Email"), f.pair(CAPACITY, "Capacity", "Anna Berg", "anna.berg@nordkran-academy.example", "E-mail")],
        },
        Turn {
            name: "not-people",
            what: "`TBC` is nobody, `DBA team` is a group: neither counts as a person.".to_owned(),
            pages: vec![("Findings", "Tasks of nobody and of a group are named as such.".to_owned()), ("Contention", "No row for TBC; DBA team, if shown, as a group.".to_owned())],
            proofs: vec![f.sheet(STS, CRANES, &of("STS", "Maintenance workshop fitted out"), "Assigned To"), f.pair(QW, "Assignment_Table", "As-built drawings", "", "Resource Name"), f.csv(TOS, &of("TOS", "Extract container history"), "Assignee")],
        },
        Turn {
            name: "common-cause",
            what: "One vendor stands behind risks of three projects, spelled `Halvorsen Drives AS`, `Halvorsen Drives` and `HALVORSEN DRIVES A/S`.".to_owned(),
            pages: vec![
                ("summary/program.md", "Halvorsen Drives stands behind three risks in three projects.".to_owned()),
                ("Risks", "R-04, R-07 and R-09 as one group.".to_owned()),
            ],
            proofs: ["R-04", "R-07", "R-09"].iter().map(|r| f.sheet(RISKS, "Risk Register", r, "Supplier")).collect(),
        },
    ]
}

fn reading_turns(story: &Story, f: &Finder) -> Vec<Turn> {
    let transfer = story.labelled("lan.transfer");
    let (own, said) = super::program::stale(story);
    let way = story.plan("RL").items.iter().find(|i| i.name == "Right of way over plot 7").expect("the task").key.clone();
    vec![
        Turn {
            name: "superseded-plan",
            what: "`Plan v3 FINAL (2).xlsx` supersedes `Plan v3.xlsx`; the lock file beside it is no plan. The older dates are a week earlier.".to_owned(),
            pages: vec![("Sources", "Plan v3.xlsx superseded; lock file left out.".to_owned()), ("Projects", "Project Lantern counted once.".to_owned())],
            proofs: vec![f.sheet(LAN, "Plan", &transfer.key, "End"), f.sheet(OLD, "Plan", &transfer.key, "End")],
        },
        Turn {
            name: "hand-ins",
            what: "Four hand-ins are owed. The dredging contractor's never came; the plan of the purchase came twice, the second time as `Plan v3 FINAL (2).xlsx`. With an earlier pack (`--previous`) a missing one is carried forward: `tests/it/carry.rs` takes each file away in turn.".to_owned(),
            pages: vec![
                ("Sources, Findings", "Dredging schedule: missing, 3 days overdue. Plan of the purchase: received, Plan v3.xlsx superseded.".to_owned()),
                ("summary/owners/kerstin-olufsen.md", "What she can mend in the quay wall's export, ready to be mailed.".to_owned()),
            ],
            proofs: vec![f.sheet(LAN, "Plan", &transfer.key, "End"), f.sheet(OLD, "Plan", &transfer.key, "End")],
        },
        Turn {
            name: "program-plan",
            what: format!("The program manager keeps one line a project. They are the projects that hand in trackers of their own, so no line is a task and no project counts twice. Of gate automation the line says {said}, its tracker {own}: the tracker's stands, the line is a conflict of 14 calendar days."),
            pages: vec![
                ("Findings, Sources", "Program plan.xlsx: nine lines carry the names of projects with trackers of their own; none is a task.".to_owned()),
                ("Conflicts", format!("Gate automation, finish: {own} kept, {said} lost, 14 calendar days; the tracker goes before its line.")),
            ],
            proofs: vec![
                f.pair(PROGRAM, "Program", "Gate automation", "", "End"),
                f.csv(AHA, &story.plan("GATE").items.iter().filter(|i| i.kind != Kind::Phase).max_by_key(|i| i.finish).expect("work").key, "Feature end date"),
            ],
        },
        Turn {
            name: "settled-by-hand",
            what: "Six facts are settled by hand, four in `Adjustments.xlsx`, two in `steerpack.toml`. RL-24, the agreed colour of the terminal operating system and the restricted one hold; STS-48 is past its date, so the source holds again; GATE-20 was made over 6 November, which the source no longer says; TOS-140 is in no file.".to_owned(),
            pages: vec![
                ("Adjustments", "RL-24 holds, STS-48 expired, GATE-20 holds but changed underneath, TOS-140 without a target.".to_owned()),
                ("summary/program.md", "Three values adjusted by hand, two further ones that do not hold.".to_owned()),
            ],
            proofs: vec![
                f.sheet(ADJUSTED, "Adjustments", "RL-24", "New value"),
                f.sheet(ADJUSTED, "Adjustments", "STS-48", "Until"),
                f.csv(AHA, "GATE-20", "Feature end date"),
            ],
        },
        Turn {
            name: "restricted",
            what: format!("Project Lantern is confidential (`audience = \"restricted\"`). The rail link waits for one of its milestones ({} → {way}), on time.", transfer.key),
            pages: vec![("all open pages", "The name, its tasks, risks and decisions appear only in the restricted audience's files; it counts as a restricted project.".to_owned())],
            proofs: vec![f.sheet(RL, "rail link", &way, "Depends on"), f.sheet(LAN, "Plan", &transfer.key, "Start")],
        },
        Turn {
            name: "shared-project",
            what: "Operator readiness belongs to both programs and counts once; the rail link belongs to none.".to_owned(),
            pages: vec![("summary/program.md", "9 projects, not 10.".to_owned())],
            proofs: vec![f.csv(OPS, "Roster model for remote operation", "Projects")],
        },
        Turn {
            name: "score-contradicts-its-scale",
            what: "Risk R-05 states 9 where likelihood 3 × impact 4 is 12 by the register's own legend.".to_owned(),
            pages: vec![("Risks, Findings", "R-05: the score is kept as stated and named.".to_owned())],
            proofs: vec![f.sheet(RISKS, "Risk Register", "R-05", "Risk Score"), f.sheet(RISKS, "Risk Register", "R-05", "Likelihood (1-5)"), f.sheet(RISKS, "Risk Register", "R-05", "Impact (1-5)")],
        },
        Turn {
            name: "outside-link",
            what: "The dredging contractor's own plan is not in the folder: the link stays, dangling.".to_owned(),
            pages: vec![("Dependencies, Findings", "One reference that nothing in the files answers to.".to_owned())],
            proofs: vec![f.pair(QW, "Task_Table", "Trial dredge and sediment tests", "", "Predecessors")],
        },
        Turn {
            name: "named-in-prose",
            what: "Two keys are only spoken of (RL-6 in a Jira description, R-04 in a Smartsheet comment): proposed at most, never linked.".to_owned(),
            pages: vec![("Dependencies", "No edge from prose.".to_owned())],
            proofs: vec![f.csv(TOS, &story.plan("TOS").items.iter().find(|i| i.name == "Rail waybill import").expect("the task").key, "Description"), f.pair(STS, CRANES, "Drive cabinets, delivery", "", "Comments")],
        },
        Turn {
            name: "decisions-wanted",
            what: "Four decisions are open: D-05 to D-08, D-08 restricted.".to_owned(),
            pages: vec![("summary/program.md", "At most three decisions wanted, D-05 first; D-08, if at all, without its words.".to_owned()), ("Decisions", "Eight, four of them open.".to_owned())],
            proofs: ["D-05", "D-06", "D-07", "D-08"].iter().map(|d| f.sheet(LOG, "Decisions", d, "Status")).collect(),
        },
    ]
}

/// The proofs as TOML.
pub fn proofs(turns: &[Turn]) -> String {
    let mut out = String::new();
    for turn in turns {
        for proof in &turn.proofs {
            let _ = writeln!(out, "\n[[proof]]\nturn = {:?}\ncell = {:?}\nholds = {:?}", turn.name, proof.cell, proof.holds);
        }
    }
    out
}

/// The README.
pub fn readme(turns: &[Turn]) -> String {
    let mut out = include_str!("readme.md").to_owned();
    for turn in turns {
        let _ = writeln!(out, "### {}\n\n{}\n\n| page | must say |\n|---|---|", turn.name, turn.what);
        for (page, words) in &turn.pages {
            let _ = writeln!(out, "| {page} | {words} |");
        }
        out.push_str("\n| cell | holds |\n|---|---|\n");
        for proof in &turn.proofs {
            let holds = match proof.holds.split_whitespace().collect::<Vec<_>>().join(" ") {
                empty if empty.is_empty() => "(empty)".to_owned(),
                words => format!("`{words}`"),
            };
            let _ = writeln!(out, "| `{}` | {holds} |", proof.cell);
        }
        out.push('\n');
    }
    out.push_str(include_str!("readme_tail.md"));
    out
}
