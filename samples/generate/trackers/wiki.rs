//! Confluence beside its plain tables: lists of tasks, people side by side, macros left in cells, its storage form, logs that only the
//! heading over them tells apart, attachments, the properties of one page.

use super::super::days::date;
use super::super::table::{UNIX, csv};
use super::super::workbook::{Book, Sheet, day, text};
use super::{Files, grid, words_file};

const MINUTES: &str = r#"<!DOCTYPE html><html><head><meta charset="utf-8"><title>Minutes 2026-02-18</title></head><body>
<h1>Minutes</h1><ul><li>Present: all</li></ul><h2>Actions</h2>
<ul class="inline-task-list" data-inline-tasks-content-id="99">
<li class="checked" data-inline-task-id="1"><span class="placeholder-inline-tasks"><a class="confluence-userlink user-mention" href="/people/1">Kari Moe</a> order the pumps by <time datetime="2026-02-20" class="date-past">20 Feb 2026</time></span></li>
<li data-inline-task-id="2"><span><a class="confluence-userlink user-mention">Ben Ott</a> and <a class="confluence-userlink user-mention">Kari Moe</a> check the valves <time datetime="2026-03-13">13 Mar 2026</time></span></li>
<li data-inline-task-id="3">publish</li></ul><p>Next time in March.</p></body></html>
"#;

const STORED: &str = r#"<h2>Actions</h2><ac:task-list>
<ac:task><ac:task-id>7</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body><span><ac:link><ri:user ri:username="kmoe" /></ac:link> weld the frame <time datetime="2026-03-20" /></span></ac:task-body></ac:task>
<ac:task><ac:task-id>8</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Paint &amp; dry it</ac:task-body></ac:task>
</ac:task-list>
"#;

const HEADINGS: &str = r#"<html><head><title>Quay RAID</title></head><body>
<h2>Risks</h2><table class="confluenceTable"><tbody><tr><th class="confluenceTh">ID</th><th class="confluenceTh">Description</th><th class="confluenceTh">Owner</th><th class="confluenceTh">Status</th></tr><tr><td class="confluenceTd">R1</td><td class="confluenceTd">Quay subsides</td><td class="confluenceTd"><a class="confluence-userlink">Kari Moe</a> <a class="confluence-userlink">Lea Sand</a></td><td class="confluenceTd">Open</td></tr></tbody></table>
<h2>Assumptions</h2><table class="confluenceTable"><tbody><tr><th class="confluenceTh">ID</th><th class="confluenceTh">Description</th><th class="confluenceTh">Owner</th><th class="confluenceTh">Status</th></tr><tr><td class="confluenceTd">A1</td><td class="confluenceTd">Rail slot granted</td><td class="confluenceTd">Ben Ott</td><td class="confluenceTd">Open</td></tr></tbody></table>
<h2>Issues</h2><table class="confluenceTable"><tbody><tr><th class="confluenceTh">ID</th><th class="confluenceTh">Description</th><th class="confluenceTh">Owner</th><th class="confluenceTh">Status</th></tr><tr><td class="confluenceTd">I1</td><td class="confluenceTd">No crane driver</td><td class="confluenceTd">Kari Moe</td><td class="confluenceTd">Closed</td></tr></tbody></table>
<h2>Dependencies</h2><table class="confluenceTable"><tbody><tr><th class="confluenceTh">ID</th><th class="confluenceTh">Description</th><th class="confluenceTh">Owner</th><th class="confluenceTh">Status</th></tr><tr><td class="confluenceTd">D1</td><td class="confluenceTd">Grid connection by the utility</td><td class="confluenceTd">Ben Ott</td><td class="confluenceTd">Open</td></tr></tbody></table>
<h2>Next steps</h2><table class="confluenceTable"><tbody><tr><th class="numberingColumn confluenceTh"></th><th class="confluenceTh">Action items</th><th class="confluenceTh">Who</th><th class="confluenceTh">Due</th><th class="confluenceTh">Done</th></tr><tr><td class="numberingColumn confluenceTd">1</td><td class="confluenceTd">Call the yard</td><td class="confluenceTd">Kari Moe</td><td class="confluenceTd"><time datetime="2026-03-06" /></td><td class="confluenceTd"><img class="emoticon emoticon-tick" alt="(tick)" src="t.png"/></td></tr><tr><td class="numberingColumn confluenceTd">2</td><td class="confluenceTd">Write it up</td><td class="confluenceTd">Ben Ott</td><td class="confluenceTd"><time datetime="2026-03-07">7 มี.ค. 2569</time></td><td class="confluenceTd"><img class="emoticon emoticon-cross" alt="(error)" src="c.png"/></td></tr></tbody></table>
<h2>Attachments</h2><table class="attachments aui"><thead><tr><th></th><th>File</th><th>Modified</th></tr></thead><tbody><tr><td></td><td>Plan.pdf</td><td>Feb 02, 2026 by Kari Moe</td></tr></tbody></table>
</body></html>
"#;

// A list of what, who and when, and a plan with start and finish: no list of actions.
const SYNC: &str = r#"<html><body><h2>Action items</h2><table class="confluenceTable"><tbody>
<tr><th class="confluenceTh">What</th><th class="confluenceTh">Who</th><th class="confluenceTh">When</th><th class="confluenceTh">Done?</th></tr>
<tr><td class="confluenceTd">Order rope</td><td class="confluenceTd"><a class="confluence-userlink">Kari Moe</a>, <a class="confluence-userlink">Tom Ek</a></td><td class="confluenceTd"><time datetime="2026-03-20">20 Mar 2026</time></td><td class="confluenceTd">No</td></tr>
<tr><td class="confluenceTd">Pay</td><td class="confluenceTd">Ben Ott</td><td class="confluenceTd"><time datetime="2026-02-20">20 Feb 2026</time></td><td class="confluenceTd">Yes</td></tr></tbody></table>
<h2>Project plan</h2><table class="confluenceTable"><tbody>
<tr><th class="confluenceTh">Task</th><th class="confluenceTh">Owner</th><th class="confluenceTh">Start</th><th class="confluenceTh">Finish</th><th class="confluenceTh">Status</th></tr>
<tr><td class="confluenceTd">Dig</td><td class="confluenceTd">Kari Moe</td><td class="confluenceTd"><time datetime="2026-03-02">02 Mar 2026</time></td><td class="confluenceTd"><time datetime="2026-03-06">06 Mar 2026</time></td><td class="confluenceTd">IN PROGRESS</td></tr>
<tr><td class="confluenceTd">Fill</td><td class="confluenceTd">Ben Ott</td><td class="confluenceTd"><time datetime="2026-03-09">09 Mar 2026</time></td><td class="confluenceTd"><time datetime="2026-03-13">13 Mar 2026</time></td><td class="confluenceTd">TO DO</td></tr></tbody></table></body></html>
"#;

const PROPERTIES: &str = r#"<html><body><h1>Choose the crane supplier</h1><table class="confluenceTable"><tbody>
<tr><th class="confluenceTh">Status</th><td class="confluenceTd"><span class="status-macro">DECIDED</span></td></tr><tr><th class="confluenceTh">Impact</th><td class="confluenceTd">HIGH</td></tr>
<tr><th class="confluenceTh">Driver</th><td class="confluenceTd"><a class="confluence-userlink">Kari Moe</a></td></tr><tr><th class="confluenceTh">Due date</th><td class="confluenceTd"><time datetime="2026-02-12">12 Feb 2026</time></td></tr>
<tr><th class="confluenceTh">Outcome</th><td class="confluenceTd">Halvorsen, two units</td></tr></tbody></table></body></html>
"#;

const DECISIONS: &str = r"
#¦Decision¦Rationale¦Date¦Status
1¦Use *steel* piles¦h3. Why\nCheaper; see [spec|https://wiki.example.com/x/Ab1]¦2026-02-03¦{status:colour=Green|title=Decided}
2¦Night work?¦{color:red}noise{color}, see {jira:QW-12}¦2026-03-10¦{status:title=Open|colour=Blue}
";

// As a CSV, because `~` stands for a no-break space in the lines above.
const RAID: &str = "\
ID,Type,Description,Impact,Mitigation,Owner,Due date,Status
1,Risk,{color:red}Crane hire{color} may lapse,High,Extend hire,[~kmoe],20 Mar 2026,{status:colour=Red|title=Open}
2,Issue,No mains power !photo.png|thumbnail!,Medium,Generator,[~bott],,{status:colour=Green|title=Done}
3,Assumption,*Permit* holds until _June_,Low,,[~kmoe],,{status:title=IN PROGRESS|colour=Yellow}
";

fn actions() -> Vec<u8> {
    let status = |title: &str| {
        text(format!(
            "<ac:structured-macro ac:name=\"status\"><ac:parameter ac:name=\"colour\">Green</ac:parameter><ac:parameter ac:name=\"title\">{title}</ac:parameter></ac:structured-macro>"
        ))
    };
    let mut log = Sheet::new("Actions");
    log.push(["Action", "Owner", "Due", "Status"].map(text).to_vec());
    log.push(vec![
        text("<p>Book movers</p>"),
        text("<ac:link><ri:user ri:username=\"padamik\"/></ac:link>"),
        text("<time datetime=\"2026-03-06\"/>"),
        status("Done"),
    ]);
    log.push(vec![
        text("Sign lease &amp; pay"),
        text("Jana Novak\nPiotr Adamik"),
        day(date(2026, 3, 13), "yyyy-mm-dd"),
        status("In progress"),
    ]);
    let mut files = Sheet::new("Anhänge");
    files.push(["Dateiname", "Größe", "Geändert am", "Ersteller"].map(text).to_vec());
    files.push(["Plan.pdf", "120 KB", "02.02.2026", "Jana Novak"].map(text).to_vec());
    let mut decisions = Sheet::new("Decisions");
    for row in grid(DECISIONS) {
        decisions.push(row.into_iter().map(text).collect::<Vec<_>>());
    }
    let mut issues = Sheet::new("Issues");
    issues.push(["ID", "Description", "Owner", "Status"].map(text).to_vec());
    issues.push(["I7", "No crane driver", "[~kmoe] [~bott]", "{status:colour=Red|title=Open}"].map(text).to_vec());
    let sheets = vec![log, files, decisions, issues];
    Book { sheets, application: "Microsoft Excel", company: "", creator: "", inline: false }.bytes()
}

// What the task report shows in German.
const REPORT: &str = "\
Beschreibung,Fälligkeitsdatum,Bearbeiter,Aufgabe erscheint auf
Kran bestellen,06. März 2026,Anja Roth,Protokoll 12
Vertrag prüfen,,Uwe Lang,Protokoll 12
";

// Issues that a macro lists on a page: Jira's, under the captions of its navigator.
const ISSUES: &str = r#"<html><body><h2>Tasks</h2><table class="confluenceTable"><tbody>
<tr><th class="confluenceTh">Key</th><th class="confluenceTh">Summary</th><th class="confluenceTh">T</th><th class="confluenceTh">Created</th><th class="confluenceTh">Updated</th><th class="confluenceTh">Due</th><th class="confluenceTh">Assignee</th><th class="confluenceTh">P</th><th class="confluenceTh">Status</th><th class="confluenceTh">Resolution</th></tr>
<tr><td class="confluenceTd">QW-1</td><td class="confluenceTd">Drive piles</td><td class="confluenceTd">Task</td><td class="confluenceTd">Jan 05, 2026</td><td class="confluenceTd">Feb 02, 2026</td><td class="confluenceTd">Mar 13, 2026</td><td class="confluenceTd">Kari Moe</td><td class="confluenceTd">High</td><td class="confluenceTd">In Progress</td><td class="confluenceTd">Unresolved</td></tr>
<tr><td class="confluenceTd">QW-2</td><td class="confluenceTd">Cap beam</td><td class="confluenceTd">Task</td><td class="confluenceTd">Jan 05, 2026</td><td class="confluenceTd">Feb 02, 2026</td><td class="confluenceTd">Apr 03, 2026</td><td class="confluenceTd">Unassigned</td><td class="confluenceTd">High</td><td class="confluenceTd">To Do</td><td class="confluenceTd">Unresolved</td></tr>
</tbody></table></body></html>
"#;

const TRUTH: &str = r#"
[[source]]
file = "Aufgabenbericht.csv"
tracker = "confluence"
role = "actions"
records = 2
logged = ["Action | Kran bestellen | Anja Roth | 2026-03-06 | ", "Action | Vertrag prüfen | Uwe Lang |  | "]

[[source]]
file = "Issues on a page.html"
tracker = "jira"
role = "tasks"
records = 2
people = ["Kari Moe"]
finishes = { QW-1 = "2026-03-13", QW-2 = "2026-04-03" }

# A page of lists to tick and no table: whom an item names first does it, its first date is when.
[[source]]
file = "Minutes.html"
tracker = "confluence"
role = "actions"
records = 3
logged = ["Action | Kari Moe order the pumps by 20 Feb 2026 | Kari Moe | 2026-02-20 | closed", "Action | Ben Ott and Kari Moe check the valves 13 Mar 2026 | Ben Ott | 2026-03-13 | open", "Action | publish |  |  | open"]

# The same as the wiki stores it.
[[source]]
file = "Stored actions.html"
tracker = "confluence"
role = "actions"
records = 2
logged = ["Action | @kmoe weld the frame | kmoe | 2026-03-20 | open", "Action | Paint & dry it |  |  | closed"]

# Four logs of one header: the headings tell them apart. Two people side by side are two. A tick in `Done` is done, a cross is not; the
# date is that of the tag, whatever calendar the page shows. The list of files holds no records.
[[source]]
file = "Quay.html"
sheet = "Table 1"
role = "risks"
records = 1
named = ["Kari Moe", "Lea Sand"]
logged = ["Risk | Quay subsides | Kari Moe; Lea Sand |  | open"]

[[source]]
file = "Quay.html"
sheet = "Table 2"
role = "assumptions"
records = 1
logged = ["Assumption | Rail slot granted | Ben Ott |  | open"]

[[source]]
file = "Quay.html"
sheet = "Table 3"
role = "issues"
records = 1
logged = ["Issue | No crane driver | Kari Moe |  | closed"]

[[source]]
file = "Quay.html"
sheet = "Table 4"
records = 1
logged = ["Dependency (logged) | Grid connection by the utility | Ben Ott |  | open"]
[source.counts]
dependencies = 0

[[source]]
file = "Quay.html"
sheet = "Table 5"
role = "actions"
records = 2
logged = ["Action | Call the yard | Kari Moe | 2026-03-06 | closed", "Action | Write it up | Ben Ott | 2026-03-07 | open"]

[[source]]
file = "Quay.html"
sheet = "Table 6"
role = "lookup"
records = 0

[[source]]
file = "Sync.html"
sheet = "Table 1"
role = "actions"
records = 2
named = ["Kari Moe", "Tom Ek", "Ben Ott"]
logged = ["Action | Order rope | Kari Moe; Tom Ek | 2026-03-20 | open", "Action | Pay | Ben Ott | 2026-02-20 | closed"]

[[source]]
file = "Sync.html"
sheet = "Table 2"
role = "tasks"
records = 2
people = ["Kari Moe", "Ben Ott"]
earliest = "2026-03-02"
latest = "2026-03-13"
logged = []

# One page's properties are no list.
[[source]]
file = "DACI.html"
role = "not-a-table"
records = 0
[source.counts]
decisions = 0

# Markup left in a table copied out of the editor.
[[source]]
file = "Decision log.csv"
tracker = "confluence"
role = "decisions"
records = 2
logged = ["Decision | Use steel piles |  |  | closed", "Decision | Night work? |  |  | open"]

[[source]]
file = "RAID log.csv"
tracker = "confluence"
records = 3
named = ["kmoe", "bott"]
logged = ["Risk | Crane hire may lapse | kmoe | 2026-03-20 | open", "Issue | No mains power (photo.png) | bott |  | closed", "Assumption | Permit holds until June | kmoe |  | open"]

# The storage form in a workbook.
[[source]]
file = "Actions.xlsx"
sheet = "Actions"
tracker = "confluence"
role = "actions"
records = 2
named = ["padamik", "Jana Novak", "Piotr Adamik"]
logged = ["Action | Book movers | padamik | 2026-03-06 | closed", "Action | Sign lease & pay | Jana Novak; Piotr Adamik | 2026-03-13 | open"]

[[source]]
file = "Actions.xlsx"
sheet = "Decisions"
tracker = "confluence"
role = "decisions"
records = 2
logged = ["Decision | Use steel piles |  |  | closed", "Decision | Night work? |  |  | open"]

[[source]]
file = "Actions.xlsx"
sheet = "Issues"
role = "issues"
records = 1
named = ["kmoe", "bott"]
logged = ["Issue | No crane driver | kmoe; bott |  | open"]

[[source]]
file = "Actions.xlsx"
sheet = "Anhänge"
role = "lookup"
records = 0
"#;

/// Confluence beside its plain tables.
pub fn files() -> Files {
    vec![
        words_file("confluence/Minutes.html", MINUTES),
        words_file("confluence/Stored actions.html", STORED),
        words_file("confluence/Quay.html", HEADINGS),
        words_file("confluence/Sync.html", SYNC),
        words_file("confluence/DACI.html", PROPERTIES),
        ("confluence/Decision log.csv".to_owned(), csv(&grid(DECISIONS), UNIX)),
        words_file("confluence/RAID log.csv", RAID),
        ("confluence/Actions.xlsx".to_owned(), actions()),
        words_file("confluence/Aufgabenbericht.csv", REPORT),
        words_file("confluence/Issues on a page.html", ISSUES),
        words_file("confluence/truth.toml", TRUTH),
    ]
}
