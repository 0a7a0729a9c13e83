//! Forms of Jira's pages and plans, of Microsoft Project and Planner and of Primavera that their first samples do not hold: other
//! languages, other orders of columns, what a spreadsheet made of a value.

use super::super::table::{DOS, Dialect, UNIX, csv};
use super::super::workbook::{Book, Cell, Sheet, day, number, text};
use super::{Files, grid, latin1, records, words_file};

fn sheet(name: &str, lines: &str) -> Sheet {
    let mut sheet = Sheet::new(name);
    for row in grid(lines) {
        sheet.push(row.into_iter().map(text).collect::<Vec<_>>());
    }
    sheet
}

fn book(sheets: Vec<Sheet>, application: &'static str, inline: bool) -> Vec<u8> {
    Book { sheets, application, company: "Microsoft", creator: "", inline }.bytes()
}

// ID 0 without a name, two tasks of one name, elapsed months, leads, percent and elapsed lags, another plan.
const MOVE_TASKS: &str = r"
ID¦Unique_ID¦Outline_Level¦Name¦Start¦Finish¦Duration¦Predecessors¦Task_Mode¦Active
0¦0¦0¦¦March 2, 2026 8:00 AM¦June 2, 2026 5:00 PM¦66 days¦¦Auto Scheduled¦Yes
1¦11¦1¦Prepare¦March 2, 2026 8:00 AM¦March 20, 2026 5:00 PM¦15 days¦¦Auto Scheduled¦Yes
2¦12¦2¦Check¦March 2, 2026 8:00 AM¦March 13, 2026 5:00 PM¦2 wks¦¦Auto Scheduled¦Yes
3¦13¦2¦Pack¦March 16, 2026 8:00 AM¦March 20, 2026 5:00 PM¦1 wk¦2¦Auto Scheduled¦Yes
4¦14¦1¦Check¦March 23, 2026 8:00 AM¦April 3, 2026 5:00 PM¦10 days?¦1¦Auto Scheduled¦Yes
5¦15¦1¦Dry out¦April 3, 2026 5:00 PM¦June 2, 2026 5:00 PM¦2 emons¦4FF+2 edays¦Auto Scheduled¦Yes
6¦16¦1¦Cure¦April 3, 2026 5:00 PM¦April 10, 2026 5:00 PM¦1 ew¦4FS+50%,5SS+1d,\\srv\plans\Other plan.mpp\12¦Auto Scheduled¦Yes
7¦17¦1¦Move¦April 13, 2026 8:00 AM¦April 30, 2026 5:00 PM¦2,8 wks¦3FS-2,5d,6¦Manually Scheduled¦No
";
const MOVE_RESOURCES: &str = r"
ID¦Name¦Type¦Max_Units¦Standard_Rate
0
1¦Ida Falk¦Work¦50%¦$42,00/h
2¦Movers¦Work¦400%¦$1.100,00/h
3¦Van hire¦Cost¦¦
";
const MOVE_ASSIGNMENTS: &str = r"
Task_Name¦Resource_Name¦Percent_Work_Complete¦Work¦Units
Pack¦Ida Falk¦0.75¦40h¦100%
Pack¦Movers¦0.25¦120h¦300%
Check¦Ida Falk¦0¦80h¦100%
Move¦Movers¦0¦80h¦100%
";
const GERMAN: &str = r"
Nr.¦Aktiv¦Vorgangsmodus¦Name¦Dauer¦Anfang¦Ende¦Vorgänger¦Gliederungsebene¦Notizen
1¦Ja¦Automatisch geplant¦Rohbau¦15 Tage¦2. März 2026 08:00¦20. März 2026 17:00¦¦1¦
2¦Ja¦Automatisch geplant¦Schalen¦1,6 Wochen¦2. März 2026 08:00¦11. März 2026 17:00¦¦2¦
3¦Ja¦Automatisch geplant¦Betonieren¦5 Tage?¦12. März 2026 08:00¦18. März 2026 17:00¦2EA+1 Tag¦2¦
4¦Ja¦Automatisch geplant¦Aushärten¦1 fWoche¦18. März 2026 17:00¦25. März 2026 17:00¦3AA+50%;2EE-0,5t¦2¦
5¦Nein¦Manuell geplant¦Abnahme¦0 Tage¦25. März 2026 17:00¦25. März 2026 17:00¦4¦1¦
";
// The clock of Hungarian and Vietnamese Windows; 12:00 in the afternoon's half is noon of that day.
const CLOCKS: &str = r"
ID¦Active¦Task Mode¦Name¦Duration¦Start¦Finish¦Predecessors¦Outline Level¦Notes
1¦Yes¦Auto Scheduled¦Terv¦10 days¦2026. március 2. de. 8:00¦2026. március 13. du. 5:00¦¦1¦
2¦Yes¦Auto Scheduled¦Thiết kế¦4,5 days¦02 Tháng Ba 2026 8:00 SA¦06 Tháng 3 2026 12:00 CH¦¦1¦
3¦Yes¦Auto Scheduled¦Diseño¦5 days¦2 de marzo de 2026 8:00 a. m.¦6 de marzo de 2026 5:00 p. m.¦2¦1¦
4¦Yes¦Auto Scheduled¦设计¦5 days¦2026年3月2日 上午8:00¦2026年3月6日 下午5:00¦3¦1¦
5¦Yes¦Auto Scheduled¦Σχέδιο¦10 days¦2 Μαρτίου 2026 8:00 πμ¦11 Tháng Mười Hai 2026 5:00 CH¦¦1¦
";
// A French grid without an ID column: the first task is 1, because no project stands above it.
const FRENCH: &str = r"
Nom de la tâche¦Durée¦Début¦Fin¦Prédécesseurs¦Noms ressources
Études¦10 jours¦Lun 02/03/26¦Ven 13/03/26¦¦Luc Petit[50%]
Achats¦5 jours¦Lun 16/03/26¦Ven 20/03/26¦1¦Luc Petit;Équipe achats
Travaux¦2 sm¦Lun 23/03/26¦Ven 03/04/26¦2FD+1 jour¦Mia Roux
Essais¦3 jours?¦Mer 25/03/26¦Ven 27/03/26¦3DD+2j¦Mia Roux[200%]
Réception¦0 jour¦Ven 03/04/26¦Ven 03/04/26¦3;4FF¦
";
const MAP: &str = r"
Schedule¦Name¦Type¦Duration¦Start¦Finish¦Predecessors¦Resource_Names
Auto¦Dig¦Fixed Units¦5 days¦3/2/2026 8:00¦3/6/2026 17:00¦¦Jane Doe[50%],Bob Ray
Auto¦Pour¦Fixed Units¦3 days¦3/9/2026 8:00¦3/11/2026 17:00¦1¦Bob Ray
Auto¦Cure¦Fixed Units¦1 ew¦3/11/2026 17:00¦3/18/2026 17:00¦2FS+1 day¦
";
const TRUTH_PROJECT: &str = r#"
# The wizard's sheets again: `2 emons` and `1 ew` go round the clock, `3FS-2,5d,6` is two links. Movers at 400 % are several people. The
# name `Check` is borne by two tasks, so its assignment tells the progress of neither.
[[source]]
file = "Move.xlsx"
sheet = "Task_Table1"
tracker = "msproject"
role = "tasks"
rows_read = 8
records = 7
set_aside = ["Move.xlsx!Task_Table1!A2"]
levels = [5, 2]
edges = [["2", "3", "FS"], ["1", "4", "FS"], ["4", "5", "FF"], ["4", "6", "FS"], ["5", "6", "SS"], ['\\srv\plans\Other plan.mpp\12', "6", "FS"], ["3", "7", "FS"], ["6", "7", "FS"]]
lags = [["4", "5", 2.0, "elapsed-days"], ["4", "6", 50.0, "percent"], ["5", "6", 1.0, "working-days"], ["3", "7", -2.5, "working-days"]]
durations_days = { 2 = 10.0, 5 = 60.0, 6 = 7.0, 7 = 14.0 }
percent = { 3 = 0.375 }
cancelled = ["7"]
estimated = ["4"]

[[source]]
file = "Move.xlsx"
sheet = "Resource_Table1"
tracker = "msproject"
role = "resources"
rows_read = 4
records = 3
named = ["Ida Falk"]

[[source]]
file = "Move.xlsx"
sheet = "Assignment_Table1"
tracker = "msproject"
role = "assignments"
records = 4

[[source]]
file = "Bau.xlsx"
tracker = "msproject"
role = "tasks"
records = 5
levels = [2, 3]
edges = [["2", "3", "FS"], ["3", "4", "SS"], ["2", "4", "FF"], ["4", "5", "FS"]]
lags = [["2", "3", 1.0, "working-days"], ["3", "4", 50.0, "percent"], ["2", "4", -0.5, "working-days"]]
durations_days = { Schalen = 8.0, "Aushärten" = 7.0 }
cancelled = ["Abnahme"]
estimated = ["Betonieren"]
earliest = "2026-03-02"
latest = "2026-03-25"
[source.counts]
milestones = 1

[[source]]
file = "Clocks.xlsx"
tracker = "msproject"
role = "tasks"
records = 5
starts = { 1 = "2026-03-02", 2 = "2026-03-02", 3 = "2026-03-02", 4 = "2026-03-02", 5 = "2026-03-02" }
finishes = { 1 = "2026-03-13", 2 = "2026-03-06", 3 = "2026-03-06", 4 = "2026-03-06", 5 = "2026-12-11" }

[[source]]
file = "planning.csv"
tracker = "msproject"
role = "tasks"
records = 5
people = ["Luc Petit", "Mia Roux"]
edges = [["Études", "Achats", "FS"], ["Achats", "Travaux", "FS"], ["Travaux", "Essais", "SS"], ["Travaux", "Réception", "FS"], ["Essais", "Réception", "FF"]]
lags = [["Achats", "Travaux", 1.0, "working-days"], ["Travaux", "Essais", 2.0, "working-days"]]
durations_days = { "Travaux" = 10.0 }
estimated = ["Essais"]
starts = { "Études" = "2026-03-02" }
[source.counts]
milestones = 1

[[source]]
file = "map.csv"
tracker = "msproject"
role = "tasks"
records = 3
people = ["Jane Doe", "Bob Ray"]
edges = [["Dig", "Pour", "FS"], ["Pour", "Cure", "FS"]]
lags = [["Pour", "Cure", 1.0, "working-days"]]
durations_days = { Cure = 7.0 }
starts = { Dig = "2026-03-02" }
"#;

const PLANNER: &str = r"
Task ID¦Task Name¦Bucket Name¦Progress¦Priority¦Assigned To¦Created By¦Created Date¦Start date¦Due date¦Is Recurring¦Late¦Completed Date¦Completed By¦Completed Checklist Items¦Checklist Items¦Labels¦Description
a1¦Order hoses¦Yard¦In progress¦Urgent¦Kari Moe;Ben Ott¦Kari Moe¦02/16/2026¦02/20/2026¦03/13/2026¦false¦false¦¦¦2026-02-05¦Ask;Compare;Order;Pay;Fetch¦Blue;Safety¦
a2¦Paint¦Yard¦Completed¦Low¦Ben Ott¦Kari Moe¦02/16/2026¦¦02/27/2026¦false¦false¦02/25/2026¦Ben Ott¦3/3¦A;B;C¦¦
a3¦Sweep¦¦Not started¦Medium¦¦Kari Moe¦02/17/2026¦¦¦true¦true¦¦¦¦¦¦line one\nline two
";
const PLANNER_DE: &str = r"
Planname¦Hafenfest
Plan-ID¦H1
Exportdatum¦28.02.2026
Aufgaben-ID¦Aufgabenname¦Bucketname¦Status¦Priorität¦Zugewiesen an¦Erstellt von¦Erstellt am¦Startdatum¦Fälligkeitsdatum¦Ist wiederkehrend¦Verspätet¦Abgeschlossen am¦Abgeschlossen von¦Abgeschlossene Checklistenelemente¦Checklistenelemente¦Bezeichnungen¦Beschreibung
h1¦Bühne¦Platz¦In Bearbeitung¦Dringend¦Anja Roth;Uwe Lang¦Anja Roth¦16.02.2026¦20.02.2026¦13.03.2026¦false¦false¦¦¦1/4¦¦¦
h2¦Strom¦Platz¦Abgeschlossen¦Mittel¦Uwe Lang¦Anja Roth¦16.02.2026¦¦27.02.2026¦false¦false¦26.02.2026¦Uwe Lang¦¦¦¦
";
const TRUTH_PLANNER: &str = r#"
# What the export says of its plan stands on a sheet of its own. A spreadsheet made 5 February of the checklist `2/5`.
[[source]]
file = "Quay fittings.xlsx"
sheet = "Tasks"
tracker = "planner"
role = "tasks"
rows_read = 3
records = 3
earliest = "2026-02-20"
latest = "2026-03-13"
people = ["Kari Moe", "Ben Ott"]
edges = []
done = ["Paint"]
percent = { "Order hoses" = 0.4 }
[source.counts]
projects = 1
tasks = 3
unassigned = 1

[[source]]
file = "Quay fittings.xlsx"
sheet = "Plan name"
role = "lookup"
records = 0

[[source]]
file = "Hafenfest.xlsx"
tracker = "planner"
role = "tasks"
header_row = 4
records = 2
earliest = "2026-02-20"
latest = "2026-03-13"
people = ["Anja Roth", "Uwe Lang"]
done = ["Strom"]
percent = { "Bühne" = 0.25 }
"#;

const TASK: &str = r"
task_code¦task_name¦status_code¦wbs_id¦complete_pct¦target_drtn_hr_cnt¦act_start_date¦act_end_date¦start_date¦end_date¦cstr_type¦cstr_date¦clndr_id¦delete_record_flag
Activity ID¦Activity Name¦Activity Status¦WBS Code¦Activity % Complete(%)¦Original Duration(h)¦Actual Start¦Actual Finish¦(*)Start¦(*)Finish¦Primary Constraint¦Primary Constraint Date¦Calendar¦Delete This Row
B100¦Drive piles¦In Progress¦QW.1¦0.45¦80¦02-Mar-26 A¦¦02-Mar-26 A¦13-Mar-26¦¦¦Standard 5 Day¦
B110¦Cap beam¦Not Started¦QW.1¦0¦120¦¦¦16-Mar-26¦03-Apr-26*¦Finish On or Before¦03-Apr-26¦Standard 5 Day¦
B120¦Handover¦Not Started¦QW.2¦0¦0¦¦¦03-Apr-26¦03-Apr-26¦¦¦Standard 5 Day¦
";
const TASKPRED: &str = r"
pred_type¦pred_task_id¦task_id¦lag_hr_cnt¦pred_proj_id¦proj_id¦delete_record_flag
Relationship Type¦Predecessor¦Successor¦Lag(h)¦Predecessor Project¦Project¦Delete This Row
PR_SS¦B100¦B110¦16¦QW¦QW¦
FF¦B110¦B120¦-8¦QW¦QW¦
PR_FS¦X900¦B120¦0¦RAIL¦QW¦
";
// The captions under the machine names were deleted; the first record must not go with them.
const BARE: &str = r"
task_code¦status_code¦wbs_id¦task_name¦complete_pct¦start_date¦end_date¦delete_record_flag
D1¦TK_Active¦W.1¦Fit fenders¦55¦2026-03-02 08:00¦2026-03-13 17:00¦
D2¦TK_NotStart¦W.1¦Fit bollards¦0¦2026-03-16 08:00¦2026-03-20 17:00¦
";
const BARE_RSRC: &str = r"
rsrc_id¦rsrc_name¦rsrc_type¦delete_record_flag
JD¦Jens Dahl¦RT_Labor¦
CRN¦Crane 40t¦RT_Equip¦
";
const DUMP: &str = r"
Quay wall renewal
Layout: Classic
Data date: 02-Mar-26
Activity ID¦Activity Name ¦Original Duration¦Duration % Complete¦Start¦Finish¦Predecessors¦Successors
QW  Quay wall¦¦60¦0.1¦02-Feb-26 A¦24-Apr-26¦¦
  QW.1  Piles¦¦30¦0.2¦02-Feb-26 A¦13-Mar-26¦¦
    B100¦Drive piles¦20¦0.75¦02-Feb-26 A¦27-Feb-26 A¦¦B110, B120
    B110¦Cap beam¦10¦0.5¦02-Mar-26 A¦13-Mar-26*¦B100¦B130, Z900
  QW.2  Deck¦¦30¦0¦16-Mar-26¦24-Apr-26¦¦
    B120¦Deck slab¦30¦0¦16-Mar-26¦24-Apr-26¦B100¦
    B130¦Handover¦0¦0¦¦24-Apr-26¦B110¦
";
const TRUTH_P6: &str = r#"
# Hours by the captions, percentages as fractions by USERDATA, a lead of a day, a predecessor in another project.
[[source]]
file = "QW.xlsx"
sheet = "TASK"
tracker = "p6"
role = "tasks"
records = 3
edges = [["B100", "B110", "SS"], ["B110", "B120", "FF"], ["X900", "B120", "FS"]]
lags = [["B100", "B110", 2.0, "working-days"], ["B110", "B120", -1.0, "working-days"]]
durations_days = { B100 = 10.0, B110 = 15.0 }
percent = { B100 = 0.45 }
finishes = { B110 = "2026-04-03" }
earliest = "2026-03-02"
latest = "2026-04-03"
[source.counts]
milestones = 1
dependencies_outside = 1

[[source]]
file = "QW.xlsx"
sheet = "USERDATA"
role = "lookup"
records = 0

[[source]]
file = "Bare.xlsx"
sheet = "TASK"
tracker = "p6"
role = "tasks"
rows_read = 2
records = 2
percent = { D1 = 0.55 }
earliest = "2026-03-02"
latest = "2026-03-20"

[[source]]
file = "Bare.xlsx"
sheet = "RSRC"
tracker = "p6"
role = "resources"
rows_read = 2
records = 2

# A grid copy under its preamble: bands are summaries, `Duration % Complete` is a fraction, the header ends in a blank.
[[source]]
file = "Dump.xlsx"
tracker = "p6"
role = "tasks"
header_row = 4
records = 7
levels = [1, 2, 4]
edges = [["B100", "B110", "unknown"], ["B100", "B120", "unknown"], ["B110", "B130", "unknown"], ["B110", "Z900", "unknown"]]
percent = { B100 = 0.75, B110 = 0.5 }
[source.counts]
milestones = 1
dependencies_outside = 1
"#;

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
const TRUTH_PLANS: &str = r#"
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

/// Two sheets; a date stands where a spreadsheet took the checklist for one.
fn planner() -> Vec<u8> {
    let mut tasks = Sheet::new("Tasks");
    for row in grid(PLANNER) {
        let cell = |value: String| match value.parse::<jiff::civil::Date>() {
            Ok(date) => day(date, "d-mmm"),
            Err(_) => text(value),
        };
        tasks.push(row.into_iter().map(cell).collect::<Vec<Cell>>());
    }
    let about = sheet("Plan name", "Plan name¦Quay fittings\nPlan ID¦Q_x9\nDate of export¦02/28/2026\n");
    book(vec![tasks, about], "Microsoft Excel", false)
}

/// The grid with numbers as numbers.
fn dump() -> Vec<u8> {
    let mut out = Sheet::new("Sheet1");
    for row in grid(DUMP) {
        out.push(row.into_iter().map(|c| c.parse::<f64>().map_or_else(|_| text(c), number)).collect::<Vec<Cell>>());
    }
    book(vec![out], "Microsoft Excel", false)
}

/// Further forms.
pub fn files() -> Files {
    let user = sheet(
        "USERDATA",
        "user_data\nUserSettings Do Not Edit\nDurationQtyType=QT_Hour ShowAsPercentage=0 SmallScaleQtyType=QT_Hour DateFormat=dd-mmm-yy\n",
    );
    let moved = vec![
        sheet("Task_Table1", MOVE_TASKS),
        sheet("Resource_Table1", MOVE_RESOURCES),
        sheet("Assignment_Table1", MOVE_ASSIGNMENTS),
    ];
    let french = latin1(&csv(&grid(FRENCH), Dialect { separator: ';', ..DOS }));
    vec![
        ("msproject/Move.xlsx".to_owned(), book(moved, "Microsoft Access", true)),
        ("msproject/Bau.xlsx".to_owned(), book(vec![sheet("Task_Table", GERMAN)], "Microsoft Access", true)),
        ("msproject/Clocks.xlsx".to_owned(), book(vec![sheet("Task_Table", CLOCKS)], "Microsoft Access", true)),
        ("msproject/planning.csv".to_owned(), french),
        ("msproject/map.csv".to_owned(), csv(&grid(MAP), UNIX)),
        words_file("msproject/truth.toml", TRUTH_PROJECT),
        ("planner/Quay fittings.xlsx".to_owned(), planner()),
        ("planner/Hafenfest.xlsx".to_owned(), book(vec![sheet("Aufgaben", PLANNER_DE)], "Microsoft Excel", false)),
        words_file("planner/truth.toml", TRUTH_PLANNER),
        ("p6/QW.xlsx".to_owned(), book(vec![user, sheet("TASKPRED", TASKPRED), sheet("TASK", TASK)], "Microsoft Excel", false)),
        ("p6/Bare.xlsx".to_owned(), book(vec![sheet("TASK", BARE), sheet("RSRC", BARE_RSRC)], "Microsoft Excel", false)),
        ("p6/Dump.xlsx".to_owned(), dump()),
        words_file("p6/truth.toml", TRUTH_P6),
        ("jira-plans/dock.csv".to_owned(), csv(&records(PLAN, PLAN_ROWS), UNIX)),
        ("jira-plans/ferry by key.csv".to_owned(), csv(&records(PLAN, SORTED_ROWS), UNIX)),
        words_file("jira-plans/truth.toml", TRUTH_PLANS),
        words_file("jira-html/Kaimauer.xls", GERMAN_PAGE),
        words_file("jira-html/Jira.html", ENGLISH_PAGE),
        words_file("jira-html/truth.toml", TRUTH_PAGES),
    ]
}
