//! Forms of Jira's pages and plans that their first samples do not hold: a plan whose order of rows is its tree and one whose is not,
//! pages under captions in other languages.

use super::super::table::{UNIX, csv};
use super::{Files, records, words_file};

const PLAN: &str = "Hierarchy|Title|Project|Issue key|Issue status|Assignee|Target start|Target end";
const PLAN_ROWS: &str = r"
Hierarchy=Initiative¦Title=Go dry¦Project=Dock¦Issue key=DO-1¦Issue status=In Progress¦Target start=05/Jan/26¦Target end=27/Nov/26
Hierarchy=Epic¦Title=Pump house¦Project=Dock¦Issue key=DO-2¦Issue status=In Progress¦Assignee=Unassigned¦Target start=05/Jan/26¦Target end=26/Jun/26
Hierarchy=Story¦Title=Pump A¦Project=Dock¦Issue key=DO-3¦Issue status=To Do¦Assignee=Tom Ek¦Target start=05/Jan/26¦Target end=27/Feb/26
Hierarchy=Sub-task¦Title=Seal A¦Project=Dock¦Issue key=DO-4¦Issue status=To Do¦Target start=05/Jan/26¦Target end=16/Jan/26
Hierarchy=Epic¦Title=Gate¦Project=Dock¦Issue key=DO-5¦Issue status=To Do¦Target start=02/Feb/26¦Target end=27/Nov/26
Hierarchy=Story¦Title=Hinge¦Project=Dock¦Issue key=DO-6¦Issue status=To Do¦Target start=02/Feb/26¦Target end=27/Mar/26
";
// Sorted by key: the order is no tree, so nothing stands under anything.
const SORTED_ROWS: &str = r"
Hierarchy=Story¦Title=Hull¦Project=Ferry¦Issue key=FE-1¦Issue status=To Do¦Target end=27/Feb/26
Hierarchy=Initiative¦Title=New ferry¦Project=Ferry¦Issue key=FE-2¦Issue status=To Do¦Target end=27/Nov/26
Hierarchy=Story¦Title=Deck¦Project=Ferry¦Issue key=FE-3¦Issue status=To Do¦Target end=27/Mar/26
Hierarchy=Epic¦Title=Steel¦Project=Ferry¦Issue key=FE-4¦Issue status=To Do¦Target end=26/Jun/26
";
const TITLED: &str = "Hierarchy|Title|Parent|Issue key|Issue status|Target start|Target end|Dependencies";
const TITLED_ROWS: &str = r"
Hierarchy=Epic¦Title=Pump house¦Issue key=LO-2¦Issue status=In Progress¦Target start=05/Jan/26¦Target end=26/Jun/26
Hierarchy=Story¦Title=Pump A¦Parent=Pump house¦Issue key=LO-3¦Issue status=To Do¦Target start=05/Jan/26¦Target end=27/Feb/26
Hierarchy=Story¦Title=Pump B¦Parent=Sluice¦Issue key=LO-4¦Issue status=To Do¦Target start=05/Jan/26¦Target end=27/Feb/26
";
const TRUTH_PLANS: &str = r#"
# The parent by its title: one is in the file, one is not.
[[source]]
file = "lock.csv"
tracker = "jira"
role = "tasks"
records = 3
levels = [1, 2]
[source.counts]
parents_outside = 1

[[source]]
file = "dock.csv"
tracker = "jira"
role = "tasks"
records = 6
levels = [1, 2, 2, 1]
earliest = "2026-01-05"
latest = "2026-11-27"
people = ["Tom Ek"]
edges = []

[[source]]
file = "ferry by key.csv"
tracker = "jira"
role = "tasks"
records = 4
levels = [4]
"#;

const GERMAN_PAGE: &str = r#"<html><head><META HTTP-EQUIV="Content-Type" Content="application/vnd.ms-excel; charset=UTF-8"></head><body><table>
<tr><td colspan="12"><img src="l.png"/></td></tr><tr><td colspan="12"><a href="x">Jira</a></td></tr><tr><td colspan="12">Angezeigt werden <strong>3</strong> Vorgänge am 20/Apr./26 7:42 PM</td></tr>
<tr class="rowHeader"><th>Zusammenfassung</th><th>Schlüssel</th><th>Vorgangstyp</th><th>Zugewiesene Person</th><th>Lösung</th><th>Status</th><th>Fällig</th><th>Start date</th><th>Ursprüngliche Schätzung</th><th>Verknüpfte Vorgänge</th><th>Komponenten</th><th>Übergeordnet</th></tr>
<tr><td class="summary">Kaimauer</td><td class="issuekey">KM-1</td><td class="issuetype">Epic</td><td class="assignee">Anja&nbsp;Roth</td><td class="resolution">Nicht erledigt</td><td class="status">In Arbeit</td><td class="duedate"></td><td class="customfield_10015"></td><td class="timeoriginalestimate"></td><td class="issuelinks"></td><td class="components">Keine</td><td class="parent"></td></tr>
<tr><td class="summary">Spundwand</td><td class="issuekey">KM-2</td><td class="issuetype">Aufgabe</td><td class="assignee">Nicht zugewiesen</td><td class="resolution">Nicht erledigt</td><td class="status">Zu erledigen</td><td class="duedate">30/Apr./26 12:00 AM</td><td class="customfield_10015">02/März/26 12:00 AM</td><td class="timeoriginalestimate">144000</td><td class="issuelinks">KM-3</td><td class="components">Keine</td><td class="parent">KM-1</td></tr>
<tr><td class="summary">Verfugen</td><td class="issuekey">KM-3</td><td class="issuetype">Aufgabe</td><td class="assignee">Uwe Lang</td><td class="resolution">Erledigt</td><td class="status">Abgebrochen</td><td class="duedate"></td><td class="customfield_10015"></td><td class="timeoriginalestimate"></td><td class="issuelinks">KM-2, ZZ-9</td><td class="components">Tiefbau</td><td class="parent">KM-1</td></tr>
<tr><td colspan="12">Erstellt am Thu Feb 19 18:42:08 UTC 2026 von Anja Roth mit JIRA 1001</td></tr></table></body></html>
"#;
// Captions that the CSV export has too, in a file called after the tracker: the field ids still decide, and `Due` is a date.
const ENGLISH_PAGE: &str = r#"<html><body><table><tr><td colspan="9">Displaying <strong>2</strong> issues at 01/Mar/26 7:42 PM</td></tr>
<tr class="rowHeader"><th>T</th><th>Key</th><th>Summary</th><th>Assignee</th><th>Status</th><th>Resolution</th><th>Due</th><th>Linked Issues</th><th>Fix Version/s</th></tr>
<tr><td class="issuetype">Task</td><td class="issuekey">AB-1</td><td class="summary">One way</td><td class="assignee">Unassigned</td><td class="status">To Do</td><td class="resolution">Unresolved</td><td class="duedate">20/Mar/26</td><td class="issuelinks">AB-2</td><td class="fixVersions">None</td></tr>
<tr><td class="issuetype">Task</td><td class="issuekey">AB-2</td><td class="summary">Two ways</td><td class="assignee">Bo Ray</td><td class="status">Done</td><td class="resolution">Done</td><td class="duedate">13/Mar/26</td><td class="issuelinks">AB-1</td><td class="fixVersions">1.0, 1.1</td></tr>
<tr><td colspan="9">Generated at Sun Mar 01 18:42:08 UTC 2026 by Bo Ray using JIRA 9.4</td></tr></table></body></html>
"#;
const TRUTH_PAGES: &str = r#"
[[source]]
file = "Kaimauer.xls"
tracker = "jira-html"
role = "tasks"
header_row = 4
records = 3
levels = [1, 2]
people = ["Anja Roth", "Uwe Lang"]
edges = []
cancelled = ["KM-3"]
work_hours = { KM-2 = 40.0 }
starts = { KM-2 = "2026-03-02" }
earliest = "2026-03-02"
latest = "2026-04-30"

[[source]]
file = "Jira.html"
tracker = "jira-html"
role = "tasks"
records = 2
people = ["Bo Ray"]
edges = []
done = ["AB-2"]
latest = "2026-03-20"
[source.counts]
unassigned = 1
"#;

/// Further forms of Jira.
pub fn files() -> Files {
    vec![
        ("jira-plans/dock.csv".to_owned(), csv(&records(PLAN, PLAN_ROWS), UNIX)),
        ("jira-plans/ferry by key.csv".to_owned(), csv(&records(PLAN, SORTED_ROWS), UNIX)),
        ("jira-plans/lock.csv".to_owned(), csv(&records(TITLED, TITLED_ROWS), UNIX)),
        words_file("jira-plans/truth.toml", TRUTH_PLANS),
        words_file("jira-html/Kaimauer.xls", GERMAN_PAGE),
        words_file("jira-html/Jira.html", ENGLISH_PAGE),
        words_file("jira-html/truth.toml", TRUTH_PAGES),
    ]
}
