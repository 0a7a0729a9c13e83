//! Trackers that export one flat table: Plane, ClickUp, Linear, Wrike, Trello, Redmine, Shortcut, GitHub Projects, Airtable,
//! ServiceNow, Planview.

use super::super::table::{DOS, Dialect, Quotes, UNIX, csv};
use super::super::workbook::{Book, Sheet, text};
use super::{Files, grid, latin1, words_file};

const PLANE: &str = r#"
Project Name¦Project Identifier¦Parent¦Identifier¦Sequence Id¦Name¦State Name¦Priority¦Assignees¦Subscribers¦Created By Name¦Start Date¦Target Date¦Completed At¦Created At¦Updated At¦Archived At¦Estimate¦Labels¦Cycles¦Modules¦Links¦Relations¦Comments¦Sub Issues Count¦Link Count¦Attachment Count¦Is Draft
Ferry app¦FER¦¦FER-1¦1¦Timetable screen¦In Progress¦high¦["Noor Bakker"]¦[]¦Noor Bakker¦2026-02-02¦2026-02-27¦¦2026-01-12T10:00:00Z¦2026-02-10T10:00:00Z¦¦5¦["app"]¦["Cycle 3"]¦["Travel"]¦[]¦[]¦[]¦1¦0¦0¦false
Ferry app¦FER¦FER-1¦FER-2¦2¦Offline cache¦Todo¦medium¦["Noor Bakker", "Luc Ferrand"]¦[]¦Noor Bakker¦2026-02-16¦2026-02-27¦¦2026-01-12T10:05:00Z¦2026-02-10T10:00:00Z¦¦3¦[]¦["Cycle 3"]¦[]¦[]¦[{"type": "blocked_by", "issue": "FER-3", "direction": "outgoing"}]¦[{"comment": "After FER-3", "created_by": "Luc Ferrand", "created_at": "2026-02-02 14:30:00"}]¦0¦0¦0¦false
Ferry app¦FER¦¦FER-3¦3¦Cache format¦Done¦urgent¦[]¦[]¦Luc Ferrand¦2026-01-19¦2026-01-30¦2026-01-29T15:00:00Z¦2026-01-12T10:06:00Z¦2026-01-29T15:00:00Z¦¦2¦[]¦[]¦[]¦[]¦[{"type": "blocking", "issue": "FER-2", "direction": "incoming"}]¦[]¦0¦0¦0¦false
Quay signs¦SIG¦¦SIG-1¦1¦Choose displays¦Backlog¦none¦[]¦[]¦Luc Ferrand¦¦¦¦2026-01-12T10:06:00Z¦2026-01-12T10:06:00Z¦¦¦[]¦[]¦[]¦[]¦[{"type": "relates_to", "issue": "FER-1", "direction": "outgoing"}]¦[]¦0¦0¦0¦false
"#;
const TRUTH_PLANE: &str = r#"
# Plane: lists and relations are JSON in the cell; one link told from both ends is one edge.

[[source]]
file = "plane.csv"
tracker = "plane"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-01-19"
latest = "2026-02-27"
levels = [3, 1]
people = ["Luc Ferrand", "Noor Bakker"]
edges = [["FER-3", "FER-2", "FS"]]
done = ["FER-3"]
comments = ["FER-2 Offline cache | Luc Ferrand | 2026-02-02 | After FER-3"]
[source.counts]
projects = 2
tasks = 4
summaries = 1
dependencies = 1
people = 2
unassigned = 2
"#;

const CLICKUP: &str = r#"
Task ID¦Task Custom ID¦Task Name¦Task Content¦Status¦Date Created¦Date Created Text¦Due Date¦Due Date Text¦Start Date¦Start Date Text¦Parent ID¦Attachments¦Assignees¦Tags¦Priority¦List Name¦Folder Name¦Space Name¦Time Estimated¦Time Estimated Text¦Checklists¦Comments¦Assigned Comments¦Time Spent¦Time Spent Text¦Rolled Up Time¦Rolled Up Time Text
86a1b2c01¦¦Repaint hall¦Two coats\nwhite¦in progress¦1767600000000¦1/5/2026¦1771545600000¦2/20/2026¦1769990400000¦2/2/2026¦null¦[]¦[Otto Bern,Kim Vo]¦[inside]¦2¦Spring works¦hidden¦Facilities¦144000000¦40 h¦[]¦[{"text":"Hall is free from Monday; doors stay shut","by":"otto@example.org","date":"1768903200000","assigned":false}]¦[]¦0¦0¦144000000¦40 h
86a1b2c02¦¦Buy paint¦¦Closed¦1767600000000¦1/5/2026¦1769817600000¦1/31/2026¦null¦¦86a1b2c01¦[]¦[Kim Vo]¦[]¦3¦Spring works¦hidden¦Facilities¦null¦¦[]¦[]¦[]¦0¦0¦null¦
86a1b2c03¦¦Check lamps¦¦to do¦1767600000000¦1/5/2026¦null¦¦null¦¦null¦[]¦[]¦[]¦null¦Spring works¦Electrics¦Facilities¦null¦¦[]¦[]¦[]¦0¦0¦null¦
"#;
const TRUTH_CLICKUP: &str = r#"
# ClickUp: dates are epoch milliseconds with a text twin, `null` is nothing, lists stand in brackets without quotes.

[[source]]
file = "clickup.csv"
tracker = "clickup"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-01-31"
latest = "2026-02-20"
levels = [2, 1]
people = ["Kim Vo", "Otto Bern"]
edges = []
done = ["86a1b2c02"]
work_hours = { 86a1b2c01 = 40.0 }
comments = ["86a1b2c01 Repaint hall | otto@example.org | 2026-01-20 | Hall is free from Monday; doors stay shut"]
[source.counts]
tasks = 3
summaries = 1
dependencies = 0
people = 2
unassigned = 1
"#;

const LINEAR: &str = r"
ID¦Team¦Title¦Description¦Status¦Estimate¦Priority¦Project ID¦Project¦Creator¦Assignee¦Labels¦Cycle Number¦Cycle Name¦Cycle Start¦Cycle End¦Created¦Updated¦Started¦Triaged¦Completed¦Canceled¦Archived¦Due Date¦Parent issue
ENG-10¦Engine¦Fuel sensor driver¦'- reads both tanks¦Done¦3¦High¦p-01¦Tank gauges¦Jo Sand¦Rafi Noor¦firmware, sensors¦4¦¦2026-02-02¦2026-02-13¦Thu Jan 15 2026 10:17:06 GMT+0000 (GMT)¦Fri Feb 06 2026 09:00:00 GMT+0000 (GMT)¦Mon Feb 02 2026 09:00:00 GMT+0000 (GMT)¦¦Fri Feb 06 2026 09:00:00 GMT+0000 (GMT)¦¦¦2026-02-13¦
ENG-11¦Engine¦Calibration run¦¦In Progress¦5¦Urgent¦p-01¦Tank gauges¦Jo Sand¦Rafi Noor¦¦4¦¦2026-02-02¦2026-02-13¦Thu Jan 15 2026 10:20:06 GMT+0000 (GMT)¦Mon Feb 09 2026 09:00:00 GMT+0000 (GMT)¦Mon Feb 09 2026 09:00:00 GMT+0000 (GMT)¦¦¦¦¦2026-02-27¦ENG-10
ENG-12¦Engine¦Old gauge support¦¦Canceled¦¦No priority¦p-01¦Tank gauges¦Jo Sand¦¦¦¦¦¦¦Thu Jan 15 2026 10:22:06 GMT+0000 (GMT)¦Tue Jan 20 2026 09:00:00 GMT+0000 (GMT)¦¦¦¦Tue Jan 20 2026 09:00:00 GMT+0000 (GMT)¦¦¦
ENG-09¦Engine¦Spike¦¦Done¦1¦Low¦p-01¦Tank gauges¦Jo Sand¦Jo Sand¦¦¦¦¦¦Thu Oct 02 2025 10:22:06 GMT+0000 (GMT)¦Tue Oct 21 2025 09:00:00 GMT+0000 (GMT)¦¦¦Tue Oct 21 2025 09:00:00 GMT+0000 (GMT)¦¦Mon Dec 01 2025 09:00:00 GMT+0000 (GMT)¦¦
";
const TRUTH_LINEAR: &str = r#"
# Linear: dates as JavaScript writes them; a leading apostrophe guards formulas; archived rows are set aside.

[[source]]
file = "linear.csv"
tracker = "linear"
role = "tasks"
rows_read = 4
records = 3
set_aside = ["linear.csv:5:A"]
earliest = "2026-02-02"
latest = "2026-02-27"
levels = [2, 1]
people = ["Rafi Noor"]
edges = []
done = ["ENG-10"]
cancelled = ["ENG-12"]
[source.counts]
tasks = 3
summaries = 1
dependencies = 0
people = 1
unassigned = 1
"#;

const LINEAR_API: &str = r"
id¦identifier¦title¦createdAt¦updatedAt¦archivedAt¦priority¦estimate¦state_name¦state_type¦assignee_name¦assignee_email¦project_name¦team_name¦dueDate¦completedAt
0f3c1a52-7a10-4a51-9c00-000000000001¦ENG-20¦Bench for pumps¦2026-01-12T09:00:00.000Z¦2026-02-02T09:00:00.000Z¦¦2¦3¦Shipped¦completed¦Rafi Noor¦rafi@example.org¦Pump line¦Engine¦2026-02-06¦2026-02-05T15:30:00.000Z
0f3c1a52-7a10-4a51-9c00-000000000002¦ENG-21¦Pressure test¦2026-01-13T09:00:00.000Z¦2026-02-02T09:00:00.000Z¦¦1¦5¦Awaiting rig¦started¦Jo Sand¦jo@example.org¦Pump line¦Engine¦2026-03-06¦
0f3c1a52-7a10-4a51-9c00-000000000003¦ENG-22¦Old valve¦2025-09-13T09:00:00.000Z¦2025-10-02T09:00:00.000Z¦2025-12-02T09:00:00.000Z¦0¦¦Done¦completed¦¦¦Pump line¦Engine¦¦2025-10-02T09:00:00.000Z
";
const TRUTH_LINEAR_API: &str = r#"
# The same tracker as a script takes it from the API: `identifier` is the key, the state's type tells how far it is, an archived
# issue is set aside.

[[source]]
file = "linear issues.csv"
tracker = "linear"
role = "tasks"
rows_read = 3
records = 2
set_aside = ["linear issues.csv:4:A"]
earliest = "2026-02-05"
latest = "2026-03-06"
people = ["Rafi Noor", "Jo Sand"]
done = ["ENG-20"]
[source.counts]
tasks = 2
projects = 1
people = 2
unassigned = 0
"#;

const YOUTRACK: &str = r"
Issue Id¦Project¦Tags¦Summary¦Reporter¦Created¦Updated¦Resolved¦Priority¦Type¦State¦Assignee¦Subsystem¦Fix versions¦Sprints¦Estimation¦Spent time¦Due Date¦Description¦Votes
FER-3¦Ferry¦Star¦Ramp sensor¦lea.roth¦12 Jan 2026¦16 Feb 2026¦16 Feb 2026¦Major¦Task¦Fixed¦Lea Roth¦Quay¦Spring¦Sprint 1¦2d¦1d 4h¦13 Feb 2026¦¦0
FER-4¦Ferry¦¦Ticket gate¦lea.roth¦12 Jan 2026¦20 Feb 2026¦¦Critical¦Feature¦In Progress¦Udo Falk¦Gate¦Spring¦Sprint 2¦4h¦¦27 Feb 2026¦Two lanes¦3
FER-5¦Ferry¦¦Night lights¦udo.falk¦13 Jan 2026¦13 Jan 2026¦¦Normal¦Feature¦Submitted¦Unassigned¦No subsystem¦Unscheduled¦No sprint¦¦¦¦¦0
FER-6¦Ferry¦¦Old horn¦udo.falk¦14 Jan 2026¦15 Jan 2026¦15 Jan 2026¦Minor¦Bug¦Won't fix¦Udo Falk¦Quay¦Нет версии исправления¦Нет спринта¦¦¦¦¦0
";
const TRUTH_YOUTRACK: &str = r#"
# YouTrack: an empty field holds its site's words for it, which are no person, sprint or version; 2d is two working days.

[[source]]
file = "Issues.csv"
tracker = "youtrack"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-02-13"
latest = "2026-02-27"
people = ["Lea Roth", "Udo Falk"]
edges = []
done = ["FER-3"]
cancelled = ["FER-6"]
work_hours = { FER-3 = 16.0, FER-4 = 4.0 }
[source.counts]
projects = 1
tasks = 4
milestones = 3
people = 2
unassigned = 1
"#;

const WRIKE: &str = r"
Key¦Parent task¦Title¦Status¦Priority¦Assigned To¦Start Date¦Duration¦End Date¦Depends On¦Start Date Constraint¦Description
1¦¦/Museum/¦Green¦¦¦¦¦¦¦¦
2¦¦/Museum/Hall A/¦Yellow¦¦¦¦¦¦¦¦
3¦¦Empty the showcases¦Completed¦Normal¦Ada Krol<ada.krol@example.com>¦23/02/2026¦5 Days¦27/02/2026¦¦¦
4¦¦New lighting¦In Progress¦High¦Ben Oye<ben.oye@example.com>¦02/03/2026¦10 Days¦13/03/2026¦3FS¦¦
5¦4¦Dimmer settings¦New¦Normal¦¦16/03/2026¦1 Day¦16/03/2026¦4FS¦¦
6¦¦/Museum/Shop/¦Green¦¦¦¦¦¦¦¦
7¦¦Till training¦New¦Low¦Ada Krol<ada.krol@example.com>¦16/03/2026¦2 Days¦17/03/2026¦¦¦
";
const TRUTH_WRIKE: &str = r#"
# Wrike: folders and projects are rows with slashes, tasks stand below them; assignees with their e-mail.

[[source]]
file = "Museum.xlsx"
sheet = "Tasks"
tracker = "wrike"
role = "tasks"
rows_read = 7
earliest = "2026-02-23"
latest = "2026-03-17"
people = ["Ada Krol", "Ben Oye"]
edges = [["3", "4", "FS"], ["4", "5", "FS"]]
done = ["3"]
[source.counts]
dependencies = 2
people = 2
"#;

const TRELLO: &str = r"
Card ID¦Card Name¦Card URL¦Card Description¦Labels¦Members¦Due Date¦Attachment Count¦Attachment Links¦Checklist Item Total Count¦Checklist Item Completed Count¦Vote Count¦Comment Count¦Last Activity Date¦List ID¦List Name¦Board ID¦Board Name¦Archived¦Start Date¦Due Complete
65f0a1b2c3d4e5f6a7b8c9d0¦Book band¦https://trello.com/c/aa11bb22¦¦Music (green)¦lenas, omarq¦2026-05-08T16:00:00.000Z¦0¦¦4¦2¦0¦1¦2026-03-01T09:00:00.000Z¦65f0a1b2c3d4e5f6a7b8c900¦Doing¦65f0a1b2c3d4e5f6a7b8c9ff¦Summer party¦FALSE¦2026-03-02T09:00:00.000Z¦FALSE
65f0a1b2c3d4e5f6a7b8c9d1¦Invitation cards¦https://trello.com/c/aa11bb23¦Front and back¦Print (blue)¦lenas¦2026-03-20T16:00:00.000Z¦0¦¦0¦0¦0¦0¦2026-03-01T09:00:00.000Z¦65f0a1b2c3d4e5f6a7b8c901¦Done¦65f0a1b2c3d4e5f6a7b8c9ff¦Summer party¦FALSE¦¦TRUE
65f0a1b2c3d4e5f6a7b8c9d2¦Old tent offer¦https://trello.com/c/aa11bb24¦¦¦¦¦0¦¦0¦0¦0¦0¦2026-01-01T09:00:00.000Z¦65f0a1b2c3d4e5f6a7b8c902¦To do¦65f0a1b2c3d4e5f6a7b8c9ff¦Summer party¦TRUE¦¦FALSE
";
const TRUTH_TRELLO: &str = r#"
# Trello: lists are the status, members are user names, an archived card is set aside.

[[source]]
file = "Summer party.csv"
tracker = "trello"
role = "tasks"
rows_read = 3
records = 2
set_aside = ["Summer party.csv:4:A"]
earliest = "2026-03-02"
latest = "2026-05-08"
people = ["lenas", "omarq"]
edges = []
done = ["Invitation cards"]
[source.counts]
tasks = 2
people = 2
"#;

const REDMINE: &str = r"
#¦Projekt¦Tracker¦Übergeordnete Aufgabe¦Status¦Priorität¦Thema¦Zugewiesen an¦Aktualisiert¦Beginn¦Abgabedatum¦% erledigt¦Geschätzter Aufwand¦Zielversion
301¦Stadtarchiv¦Feature¦¦In Bearbeitung¦Normal¦Lesesaal umbauen¦Gül Özer¦12.02.2026 09:14¦02.02.2026¦24.04.2026¦30¦120,50¦2026.1
302¦Stadtarchiv¦Feature¦301¦Erledigt¦Normal¦Möbel räumen¦Gül Özer¦12.02.2026 09:14¦02.02.2026¦13.02.2026¦100¦16,00¦2026.1
303¦Stadtarchiv¦Fehler¦301¦Neu¦Hoch¦Lüftung zu laut¦¦13.02.2026 10:00¦¦31.03.2026¦0¦¦
";
const TRUTH_REDMINE: &str = r#"
# Redmine in German: semicolons, decimal comma, ISO-8859-1, dd.mm.yyyy.

[[source]]
file = "issues.csv"
tracker = "redmine"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-02-02"
latest = "2026-04-24"
levels = [1, 2]
people = ["Gül Özer"]
edges = []
done = ["302"]
work_hours = { 301 = 120.5, 302 = 16.0 }
[source.counts]
projects = 1
tasks = 3
summaries = 1
people = 1
unassigned = 1
"#;

const SHORTCUT: &str = r"
id¦name¦type¦requester¦owners¦description¦is_completed¦created_at¦started_at¦updated_at¦moved_at¦completed_at¦estimate¦external_ticket_count¦labels¦epic_labels¦tasks¦state¦epic_id¦epic¦project_id¦project¦iteration_id¦iteration¦utc_offset¦is_archived¦due_date¦is_blocked¦is_a_blocker
4101¦Map tiles¦feature¦ula@example.com¦ula@example.com;vic@example.com¦¦FALSE¦2026/01/12 09:00:00¦2026/02/02 09:00:00¦2026/02/10 09:00:00¦2026/02/02 09:00:00¦¦5¦0¦maps;web¦¦[X] pick source;[ ] cache¦In Development¦88¦Maps¦3¦Web¦12¦Iteration 12¦+00:00¦FALSE¦2026/02/27¦FALSE¦TRUE
4102¦Legend¦chore¦ula@example.com¦¦¦TRUE¦2026/01/12 09:00:00¦2026/01/19 09:00:00¦2026/01/30 09:00:00¦2026/01/30 09:00:00¦2026/01/30 09:00:00¦1¦0¦¦¦¦Completed¦88¦Maps¦3¦Web¦11¦Iteration 11¦+00:00¦FALSE¦¦FALSE¦FALSE
";
const TRUTH_SHORTCUT: &str = r#"
# Shortcut: snake_case headers, `;` lists, owners by e-mail.

[[source]]
file = "shortcut.csv"
tracker = "shortcut"
role = "tasks"
rows_read = 2
records = 2
set_aside = []
earliest = "2026-01-19"
latest = "2026-02-27"
people = ["ula@example.com", "vic@example.com"]
edges = []
done = ["4102"]
[source.counts]
tasks = 2
people = 2
unassigned = 1
"#;

const GITHUB: &str = r"
Title¦URL¦Assignees¦Status¦Linked pull requests¦Labels¦Start date¦Target date¦Parent issue¦Sub-issues progress
Drop old API¦https://github.com/example/tool/issues/12¦octo-ana¦In Progress¦¦api¦Feb 2, 2026¦Mar 13, 2026¦¦0 / 1 (0%)
Changelog¦https://github.com/example/tool/issues/15¦octo-ana, octo-ben¦Todo¦¦¦¦Mar 20, 2026¦https://github.com/example/tool/issues/12¦
Draft idea¦¦¦Todo¦¦¦¦¦¦
";
const TRUTH_GITHUB: &str = r#"
# GitHub Projects: tab-separated, English dates; an issue is known by its address, its parent too.

[[source]]
file = "roadmap.tsv"
tracker = "github-projects"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-02-02"
latest = "2026-03-20"
people = ["octo-ana", "octo-ben"]
edges = []
levels = [2, 1]
[source.counts]
tasks = 3
summaries = 1
parents_outside = 0
people = 2
unassigned = 1
"#;

const AIRTABLE: &str = r"
Name¦Status¦Owner¦Start¦End¦Depends on¦Approved¦Files
Location scouting¦Done¦Sana Iqbal¦2026-02-02¦2026-02-13¦¦checked¦map.png (https://v5.airtableusercontent.com/a)
¦¦¦¦¦¦¦
Shoot day¦Todo¦Sana Iqbal,Bo Rask¦2026-03-02¦2026-03-03¦Location scouting¦¦
Edit¦Todo¦¦2026-03-04¦2026-03-20¦Shoot day¦¦
";
const TRUTH_AIRTABLE: &str = r#"
# Airtable: BOM, linked records by name, a wholly empty record in the middle.

[[source]]
file = "Film-Grid view.csv"
tracker = "airtable"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-02-02"
latest = "2026-03-20"
people = ["Bo Rask", "Sana Iqbal"]
edges = [["Location scouting", "Shoot day", "FS"], ["Shoot day", "Edit", "FS"]]
done = ["Location scouting"]
[source.counts]
tasks = 3
dependencies = 2
people = 2
unassigned = 1
"#;

const OPENPROJECT: &str = r"
ID¦Subject¦Type¦Status¦Assignee¦Accountable¦Priority¦Parent¦Start date¦Finish date¦Estimated time¦Progress (%)¦Project¦Version
41¦Footbridge¦Phase¦In progress¦Wim Baas¦Wim Baas¦Normal¦¦2026-02-02¦2026-04-30¦¦35¦Canal path¦Spring
42¦    Ground survey¦Task¦Closed¦Lia Cole¦Wim Baas¦Normal¦41¦2026-02-02¦2026-02-13¦40h¦100¦Canal path¦Spring
43¦    Order steel¦Task¦New¦¦Wim Baas¦High¦41¦2026-02-16¦2026-03-13¦8h¦0¦Canal path¦Spring
44¦    Bridge open¦Milestone¦New¦¦Wim Baas¦Normal¦41¦2026-04-30¦2026-04-30¦¦0¦Canal path¦Spring
";
const TRUTH_OPENPROJECT: &str = r#"
# OpenProject (no real export seen): parents by id, names also indented by four blanks.

[[source]]
file = "work_packages.csv"
tracker = "openproject"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-02-02"
latest = "2026-04-30"
levels = [1, 3]
people = ["Lia Cole", "Wim Baas"]
edges = []
done = ["42"]
[source.counts]
projects = 1
tasks = 4
summaries = 1
people = 2
unassigned = 2
"#;

const TEAMWORK: &str = r"
Task ID¦Task list¦Milestone¦Task name¦Task description¦Due date¦Due Date¦Status¦Assigned to¦Board column¦Tags
9001¦Print¦Fair opens¦Flyer¦¦2026-03-06¦2026-03-06¦completed¦Rosa Kern¦Done¦print
9002¦Print¦Fair opens¦Banner¦Two by one metre¦2026-03-20¦2026-03-20¦new¦Rosa Kern, Theo Blum¦To do¦print,large
9003¦Stand¦¦Rent floor¦¦¦¦new¦¦To do¦
";
const TRUTH_TEAMWORK: &str = r#"
# Teamwork: `Due date` and `Due Date` are both there and agree.

[[source]]
file = "tasks.csv"
tracker = "teamwork"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-03-06"
latest = "2026-03-20"
people = ["Rosa Kern", "Theo Blum"]
edges = []
done = ["9001"]
[source.counts]
tasks = 3
people = 2
unassigned = 1
"#;

fn wrike() -> Vec<u8> {
    let mut sheet = Sheet::new("Tasks");
    for row in grid(WRIKE) {
        sheet.push(row.into_iter().map(text).collect::<Vec<_>>());
    }
    Book { sheets: vec![sheet], application: "Wrike", company: "", creator: "", inline: false }.bytes()
}

const SERVICENOW: &str = r#"
number¦short_description¦state¦priority¦assigned_to¦assignment_group¦parent¦top_task¦start_date¦end_date¦work_start¦work_end¦percent_complete¦milestone¦sys_updated_on
PRJTASK0010001¦Network refresh design¦Closed Complete¦2 - High¦Lena Krog¦Network¦Campus network¦Campus network¦2026-01-12 08:00:00¦2026-01-30 17:00:00¦2026-01-12 08:00:00¦2026-01-29 16:00:00¦100¦false¦2026-01-29 16:05:00
PRJTASK0010002¦Switches building A¦Work in Progress¦2 - High¦Omar Siddiq¦Network¦Campus network¦Campus network¦2026-02-02 08:00:00¦2026-03-13 17:00:00¦2026-02-03 08:00:00¦¦40¦false¦2026-02-20 09:11:00
PRJTASK0010003¦Rack power¦Pending¦3 - Moderate¦¦Facilities¦PRJTASK0010002¦Campus network¦2026-02-09 08:00:00¦2026-02-20 17:00:00¦¦¦0¦false¦2026-02-20 09:11:00
PRJTASK0010004¦Building A live¦Open¦1 - Critical¦Lena Krog¦Network¦Campus network¦Campus network¦2026-03-13 17:00:00¦2026-03-13 17:00:00¦¦¦0¦true¦2026-02-20 09:12:00
PRJTASK0010005¦Wireless survey¦Closed Skipped¦4 - Low¦Omar Siddiq¦Network¦Campus network¦Campus network¦2026-02-16 08:00:00¦2026-02-18 17:00:00¦¦¦0¦false¦2026-02-20 09:13:00
"#;
const INCIDENTS: &str = r#"
number¦short_description¦caller_id¦priority¦state¦category¦assignment_group¦assigned_to¦opened_at¦closed_at
INC0012001¦Core switch restarts at night¦Ida Brandt¦1 - Critical¦In Progress¦Network¦Network¦Omar Siddiq¦2026-02-11 22:40:00¦
INC0012002¦Badge reader offline¦Jon Vik¦3 - Moderate¦Closed¦Hardware¦Facilities¦¦2026-02-02 07:15:00¦2026-02-03 10:00:00
"#;
const TRUTH_SERVICENOW: &str = r#"
# ServiceNow: a parent is named by number or by the name of the project itself; skipped is not done; incidents are issues.

[[source]]
file = "pm_project_task.csv"
tracker = "servicenow"
role = "tasks"
rows_read = 5
records = 5
set_aside = []
earliest = "2026-01-12"
latest = "2026-03-13"
people = ["Lena Krog", "Omar Siddiq"]
edges = []
done = ["PRJTASK0010001"]
cancelled = ["PRJTASK0010005"]
[source.counts]
projects = 1
tasks = 5
summaries = 1
milestones = 1
dependencies = 0
people = 2
unassigned = 1

[[source]]
file = "incident.csv"
tracker = "servicenow"
role = "issues"
rows_read = 2
records = 2
set_aside = []
[source.counts]
issues = 2
tasks = 0
"#;

const PLANVIEW: &str = r#"
Work ID¦Level¦Work Name¦Work Type¦Work Status¦Work Manager¦Schedule Start¦Schedule Finish¦Baseline Finish¦Actual Finish¦% Complete¦Region
W-400¦1¦Claims portal¦Project¦Active¦Mirja Tamm¦2026-01-05¦2026-06-26¦2026-06-12¦¦30%¦North
W-401¦2¦Requirements¦Task¦Complete¦Mirja Tamm¦2026-01-05¦2026-01-30¦2026-01-30¦2026-01-28¦100%¦North
W-402¦2¦Build¦Task¦Active¦Paul Oden¦2026-02-02¦2026-05-15¦2026-05-01¦¦25%¦North
W-403¦2¦Go-live¦Milestone¦Open¦Mirja Tamm¦2026-06-26¦2026-06-26¦2026-06-12¦¦0%¦
"#;
const CARDS: &str = r#"
Card ID¦Title¦Description¦Lane¦Type¦Priority¦Assigned Users¦Planned Start¦Planned Finish¦Actual Finish¦Size¦Tags¦Board Title
1900001¦Claim form¦¦Doing¦Story¦High¦Paul Oden,Mirja Tamm¦2026-02-02¦2026-02-13¦¦3¦portal,web¦Portal team
1900002¦Upload of photos¦Two per claim¦Done¦Story¦Normal¦Paul Oden¦2026-01-19¦2026-01-30¦2026-01-30¦5¦¦Portal team
"#;
const TRUTH_PLANVIEW: &str = r#"
# Planview: work is nested by its level; a card's lane is its status. What maps to nothing (Region) is kept.

[[source]]
file = "Planview work list.csv"
tracker = "planview"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-01-05"
latest = "2026-06-26"
levels = [1, 3]
people = ["Mirja Tamm", "Paul Oden"]
edges = []
done = ["W-401"]
[source.counts]
tasks = 4
summaries = 1
milestones = 1
dependencies = 0
people = 2
unassigned = 0

[[source]]
file = "cards.csv"
tracker = "planview"
role = "tasks"
rows_read = 2
records = 2
set_aside = []
earliest = "2026-01-19"
latest = "2026-02-13"
people = ["Mirja Tamm", "Paul Oden"]
edges = []
done = ["1900002"]
[source.counts]
projects = 1
tasks = 2
dependencies = 0
people = 2
unassigned = 0
"#;

/// Flat lists.
pub fn files() -> Files {
    let all = Dialect { quotes: Quotes::All, ..UNIX };
    let table = |name: &str, lines: &str, dialect| (name.to_owned(), csv(&grid(lines), dialect));
    let german = Dialect { separator: ';', ..UNIX };
    let tabs = Dialect { separator: '\t', ..UNIX };
    let bom = Dialect { bom: true, ..UNIX };
    vec![
        table("plane/plane.csv", PLANE, all),
        words_file("plane/truth.toml", TRUTH_PLANE),
        table("clickup/clickup.csv", CLICKUP, UNIX),
        words_file("clickup/truth.toml", TRUTH_CLICKUP),
        table("linear/linear.csv", LINEAR, UNIX),
        table("linear/linear issues.csv", LINEAR_API, UNIX),
        words_file("linear/truth.toml", &format!("{TRUTH_LINEAR}{TRUTH_LINEAR_API}")),
        table("youtrack/Issues.csv", YOUTRACK, all),
        words_file("youtrack/truth.toml", TRUTH_YOUTRACK),
        ("wrike/Museum.xlsx".to_owned(), wrike()),
        words_file("wrike/truth.toml", TRUTH_WRIKE),
        table("trello/Summer party.csv", TRELLO, UNIX),
        words_file("trello/truth.toml", TRUTH_TRELLO),
        ("redmine/issues.csv".to_owned(), latin1(&csv(&grid(REDMINE), german))),
        words_file("redmine/truth.toml", TRUTH_REDMINE),
        table("openproject/work_packages.csv", OPENPROJECT, UNIX),
        words_file("openproject/truth.toml", TRUTH_OPENPROJECT),
        table("teamwork/tasks.csv", TEAMWORK, UNIX),
        words_file("teamwork/truth.toml", TRUTH_TEAMWORK),
        table("shortcut/shortcut.csv", SHORTCUT, UNIX),
        words_file("shortcut/truth.toml", TRUTH_SHORTCUT),
        table("github-projects/roadmap.tsv", GITHUB, tabs),
        words_file("github-projects/truth.toml", TRUTH_GITHUB),
        table("airtable/Film-Grid view.csv", AIRTABLE, bom),
        words_file("airtable/truth.toml", TRUTH_AIRTABLE),
        table("servicenow/pm_project_task.csv", SERVICENOW, all),
        table("servicenow/incident.csv", INCIDENTS, all),
        words_file("servicenow/truth.toml", TRUTH_SERVICENOW),
        table("planview/Planview work list.csv", PLANVIEW, DOS),
        table("planview/cards.csv", CARDS, UNIX),
        words_file("planview/truth.toml", TRUTH_PLANVIEW),
    ]
}
