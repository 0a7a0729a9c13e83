//! Further views of the trackers that export flat lists: other languages, relations, templates for import, pages of SharePoint.

use super::super::table::{DOS, Dialect, UNIX, csv};
use super::super::workbook::{Book, Sheet, number, text};
use super::{Files, grid, latin1, words_file};

const REDMINE_FR: &str = r"
#¦Projet¦Tracker¦Tâche parente¦Statut¦Priorité¦Sujet¦Assigné à¦Version cible¦Début¦Echéance¦Temps estimé¦Temps restant estimé¦% réalisé¦Fermé¦Demandes liées
71¦Écluse¦Evolution¦¦En cours¦Normal¦Remise en état¦Zoé Lang¦2026.1¦02/03/2026¦30/04/2026¦120,50¦60,00¦30¦¦
72¦Écluse¦Evolution¦71¦Fermé¦Normal¦Vider le bassin¦Zoé Lang¦2026.1¦02/03/2026¦13/03/2026¦16,00¦0,00¦100¦16/03/2026 10:00¦Précède (2 jours) #73, Lié à #71
73¦Écluse¦Evolution¦71¦Nouveau¦Haut¦Nouvelles portes¦Ugo Petit¦2026.1¦18/03/2026¦30/04/2026¦80,00¦80,00¦0¦¦Suit (2 jours) #72, Bloqué par #74
74¦Écluse¦Anomalie¦¦Rejeté¦Normal¦Ancien devis¦¦¦¦¦¦¦0¦¦Bloque #73
";

const OPENPROJECT_DE: &str = r"
ID¦Typ¦Thema¦Status¦Zugewiesen an¦Verantwortlich¦Priorität¦Übergeordnetes Arbeitspaket¦Anfangstermin¦Endtermin¦Dauer¦Aufwand¦Verbleibender Aufwand¦% abgeschlossen¦Gesamtaufwand
510¦Phase¦Steg¦In Bearbeitung¦Wim Baas¦Lia Cole¦Normal¦¦02.02.2026¦30.04.2026¦64¦40¦30¦25%¦64
511¦Aufgabe¦Vermessen¦Geschlossen¦Lia Cole¦¦Normal¦510¦02.02.2026¦13.02.2026¦10¦24¦0¦100%¦24
512¦Meilenstein¦Freigabe¦Neu¦¦¦Hoch¦510¦30.04.2026¦30.04.2026¦¦¦¦0%¦
";

const OPENPROJECT_RELATIONS: &str = r"
Work packages¦¦¦¦¦¦Relations
¦Type¦ID¦Subject¦Status¦Assignee¦¦Relation type¦Lag¦Description¦Type¦ID¦Subject¦Status¦Assignee
¦Phase¦610¦Footbridge¦New¦Wim Baas¦¦parent of¦¦¦Task¦611¦Survey¦Closed¦Lia Cole
¦Phase¦610¦Footbridge¦New¦Wim Baas¦¦parent of¦¦¦Task¦612¦Steel¦New¦Wim Baas
¦Task¦611¦Survey¦Closed¦Lia Cole¦¦child of¦¦¦Phase¦610¦Footbridge¦New¦Wim Baas
¦Task¦611¦Survey¦Closed¦Lia Cole¦¦Precedes¦2¦¦Task¦612¦Steel¦New¦Wim Baas
¦Task¦612¦Steel¦New¦Wim Baas¦¦child of¦¦¦Phase¦610¦Footbridge¦New¦Wim Baas
¦Task¦612¦Steel¦New¦Wim Baas¦¦Follows¦2¦after the survey¦Task¦611¦Survey¦Closed¦Lia Cole
¦Task¦613¦Opening¦New¦¦¦¦¦¦¦¦¦¦
";

const TEAMWORK_TEMPLATE: &str = r"
TASKLIST¦TASK¦DESCRIPTION¦ASSIGN TO¦START DATE¦DUE DATE¦PRIORITY¦ESTIMATED TIME¦TAGS¦STATUS
Arrival¦¦The first week¦¦¦¦¦¦¦
¦Set up the desk¦¦jan@example.org¦2026-03-02¦2026-03-05¦High¦30m¦desk¦Active
¦-Order a chair¦¦¦¦2026-03-03¦¦¦¦Completed
¦Send the badge¦¦rut@example.org¦¦2026-03-06¦Medium¦1hr 30m¦¦Active
First day¦¦¦¦¦¦¦¦¦
¦Tour¦¦jan@example.org¦2026-03-09¦2026-03-09¦Low¦2hr¦¦Active
";

const SHAREPOINT: &str = r"
ID¦Task Name¦Predecessors¦Priority¦Task Status¦Progress¦Assigned To¦Start Date¦Due Date¦Modified¦Modified By¦Item Type¦Path
1¦Pull the cables¦¦(2) Normal¦In Progress¦In progress¦Ann Lee;#12;#Bo Ek;#14¦2026-03-02¦2026-03-13¦2026-03-03¦Ann Lee¦Item¦sites/net/Lists/Tasks
2¦Mount the racks¦Pull the cables;#1¦(1) High¦Not Started¦¦Bo Ek;#14¦2026-03-16¦2026-03-20¦2026-03-03¦Ann Lee¦Item¦sites/net/Lists/Tasks
3¦Power on¦Pull the cables;#1;#Mount the racks;#2¦(3) Low¦Not Started¦¦¦2026-03-23¦2026-03-24¦2026-03-03¦Ann Lee¦Item¦sites/net/Lists/Tasks
";

const GANTT_DE: &str = "\
ID,Vorgang,Anfang,Ende,Dauer,Fortschritt,Kosten,Verantwortlich,Vorgänger,Gliederungsnummer,Ressourcen,Assignments
0,Ofen,02.03.26,10.04.26,30,10,0,,,1,,
1,  Mauern,02.03.26,13.03.26,10,40,100,Ann Lee,,1.1,Ann Lee;Bo Ek,1:100.00;2:50.00
2,  Dach,18.03.26,10.04.26,18,0,0,,1-FS=P2D,1.2,,


ID,Ressource,E-Mail,Telefon,Rolle
1,Ann Lee,ann@example.org,,Default:0
2,Bo Ek,,,Default:1
";

const AZURE_TREE: &str = r"
ID¦Work Item Type¦Title 1¦Title 2¦Title 3¦Assigned To¦State¦Iteration Path¦Original Estimate¦Start Date¦Target Date¦Activated Date
910¦Epic¦Portal¦¦¦Ann Lee <ann@example.org>¦Active¦Org\PI 1¦¦3/2/2026 12:00:00 AM¦6/26/2026 12:00:00 AM¦3/2/2026 8:00:00 AM
911¦Feature¦¦Login¦¦Bo Ek <bo@example.org>¦Closed¦Org\PI 1\Sprint 1¦8¦3/2/2026 12:00:00 AM¦3/13/2026 12:00:00 AM¦3/3/2026 8:00:00 AM
912¦Task¦¦¦Form¦¦New¦Org\PI 1\Sprint 2¦6¦¦3/27/2026 12:00:00 AM¦
";

const SERVICENOW_PROJECTS: &str = r"
number¦short_description¦state¦phase¦project_manager¦start_date¦end_date¦percent_complete¦overall_health
PRJ0001001¦Campus network¦Work in Progress¦Executing¦Lena Krog¦2026-01-12¦2026-06-26¦40¦Yellow
PRJ0001002¦Badges¦Pending¦Planning¦Omar Siddiq¦2026-03-02¦2026-09-25¦0¦Green
";

const PPM_PRO: &str = r"
Task ID¦Outline¦Title¦Project¦Status¦Type¦Duration¦Start Date¦Target Date¦Complete Date¦Scheduled Hours¦Actual Hours¦Hours to Complete¦% Complete¦Milestone¦Critical?¦Owner
T-1¦1¦Claims¦Claims portal¦Open¦Task¦60d¦1/5/2026¦3/27/2026¦¦80¦10¦70¦12¦No¦Yes¦Mirja Tamm
T-2¦1.1¦Requirements¦Claims portal¦Completed¦Task¦20d¦1/5/2026¦1/30/2026¦1/28/2026¦40¦40¦0¦100¦No¦Yes¦Mirja Tamm
T-3¦1.2¦Go-live¦Claims portal¦Open¦Task¦0d¦3/27/2026¦3/27/2026¦¦0¦0¦0¦0¦Yes¦Yes¦
";

const TRUTH: &str = r##"
# Redmine in French: relations tell their word, their lag in days and the other's number; what is related in another way is no link.

[[source]]
file = "issues.csv"
tracker = "redmine"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-03-02"
latest = "2026-04-30"
levels = [2, 2]
people = ["Ugo Petit", "Zoé Lang"]
edges = [["72", "73", "FS"], ["74", "73", "FS"]]
lags = [["72", "73", 2.0, "days"]]
done = ["72"]
cancelled = ["74"]
work_hours = { 71 = 120.5, 72 = 16.0, 73 = 80.0 }
[source.counts]
projects = 1
tasks = 4
summaries = 1
people = 2
unassigned = 1

# OpenProject in German. The total of the children is not work of its own.

[[source]]
file = "Arbeitspakete.csv"
tracker = "openproject"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-02-02"
latest = "2026-04-30"
levels = [1, 2]
people = ["Lia Cole", "Wim Baas"]
edges = []
done = ["511"]
work_hours = { 510 = 40.0, 511 = 24.0 }
[source.counts]
tasks = 3
summaries = 1
milestones = 1

# OpenProject with relations: a row for each relation of a work package, told from both ends.

[[source]]
file = "OpenProject.xlsx"
sheet = "Work packages"
tracker = "openproject"
role = "tasks"
header_row = 2
records = 4
merged = 3
levels = [2, 2]
people = ["Lia Cole", "Wim Baas"]
edges = [["611", "612", "FS"]]
lags = [["611", "612", 2.0, "days"]]
done = ["611"]
[source.counts]
tasks = 4
summaries = 1
dependencies = 1
people = 2

# Teamwork's template for import: the list has a row of its own, a subtask a dash before its name.

[[source]]
file = "Teamwork.csv"
tracker = "teamwork"
role = "tasks"
rows_read = 6
records = 4
earliest = "2026-03-02"
latest = "2026-03-09"
levels = [3, 1]
people = ["jan@example.org", "rut@example.org"]
done = ["Order a chair"]
work_hours = { "Set up the desk" = 0.5, "Send the badge" = 1.5, Tour = 2.0 }
[source.counts]
tasks = 4
summaries = 1

# A list of SharePoint opened in Excel: people and records are text and number between `;#`.

[[source]]
file = "query.xlsx"
sheet = "query"
tracker = "microsoft-lists"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-03-02"
latest = "2026-03-24"
levels = [3]
people = ["Ann Lee", "Bo Ek"]
edges = [["1", "2", "FS"], ["1", "3", "FS"], ["2", "3", "FS"]]
[source.counts]
tasks = 3
dependencies = 3
people = 2
unassigned = 1

# GanttProject in German: the resources are a table of their own below.

[[source]]
file = "Ofen.csv"
tracker = "ganttproject"
role = "tasks"
records = 3
earliest = "2026-03-02"
latest = "2026-04-10"
levels = [1, 2]
people = ["Ann Lee", "Bo Ek"]
edges = [["1", "2", "FS"]]
lags = [["1", "2", 2.0, "days"]]
percent = { Ofen = 0.1, Mauern = 0.4 }
[source.counts]
tasks = 3
summaries = 1
dependencies = 1

# Azure DevOps, a tree query: the column of the title is the level.

[[source]]
file = "tree.csv"
tracker = "azure-devops"
role = "tasks"
rows_read = 3
records = 3
earliest = "2026-03-02"
latest = "2026-06-26"
levels = [1, 1, 1]
people = ["Ann Lee", "Bo Ek"]
done = ["911"]
starts = { 910 = "2026-03-02", 911 = "2026-03-03" }
work_hours = { 911 = 8.0, 912 = 6.0 }
[source.counts]
tasks = 3
summaries = 2

# ServiceNow's list of projects: each row is a project, none a task.

[[source]]
file = "pm_project.csv"
tracker = "servicenow"
rows_read = 2
records = 2
set_aside = []
[source.counts]
projects = 2
tasks = 0

# Planview PPM Pro, the grid of tasks.

[[source]]
file = "Tasks.csv"
tracker = "planview"
role = "tasks"
rows_read = 3
records = 3
earliest = "2026-01-05"
latest = "2026-03-27"
levels = [1, 2]
people = ["Mirja Tamm"]
done = ["T-2"]
work_hours = { T-1 = 80.0, T-2 = 40.0 }
[source.counts]
projects = 1
tasks = 3
summaries = 1
milestones = 1
"##;

/// A workbook of one sheet, numbers and texts.
fn book(name: &str, lines: &str) -> Vec<u8> {
    let mut sheet = Sheet::new(name);
    for row in grid(lines) {
        let cells = row.into_iter().map(|c| c.parse().map_or_else(|_| text(c), number)).collect::<Vec<_>>();
        sheet.push(cells);
    }
    Book { sheets: vec![sheet], application: "Microsoft Excel", company: "", creator: "", inline: false }.bytes()
}

/// Views and languages.
pub fn files() -> Files {
    let table = |name: &str, lines: &str, dialect| (format!("views/{name}"), csv(&grid(lines), dialect));
    let semicolons = Dialect { separator: ';', ..UNIX };
    vec![
        ("views/issues.csv".to_owned(), latin1(&csv(&grid(REDMINE_FR), semicolons))),
        table("Arbeitspakete.csv", OPENPROJECT_DE, UNIX),
        ("views/OpenProject.xlsx".to_owned(), book("Work packages", OPENPROJECT_RELATIONS)),
        table("Teamwork.csv", TEAMWORK_TEMPLATE, UNIX),
        ("views/query.xlsx".to_owned(), book("query", SHAREPOINT)),
        words_file("views/Ofen.csv", GANTT_DE),
        table("tree.csv", AZURE_TREE, DOS),
        table("pm_project.csv", SERVICENOW_PROJECTS, UNIX),
        table("Tasks.csv", PPM_PRO, DOS),
        words_file("views/truth.toml", TRUTH),
    ]
}
