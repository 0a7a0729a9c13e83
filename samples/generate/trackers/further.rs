//! Forms of Microsoft Project and Planner that their first samples do not hold: other languages, other orders of columns, what a
//! spreadsheet made of a value.

use super::super::table::{DOS, Dialect, UNIX, csv};
use super::super::workbook::{Book, Cell, Sheet, day, text};
use super::{Files, grid, latin1, words_file};

/// A sheet of texts.
pub(super) fn sheet(name: &str, lines: &str) -> Sheet {
    let mut sheet = Sheet::new(name);
    for row in grid(lines) {
        sheet.push(row.into_iter().map(text).collect::<Vec<_>>());
    }
    sheet
}

/// A workbook.
pub(super) fn book(sheets: Vec<Sheet>, application: &'static str, inline: bool) -> Vec<u8> {
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
const SPANISH_TASKS: &str = r"
Id¦Activo¦Modo de tarea¦Nombre¦Duración¦Comienzo¦Fin¦Predecesoras¦Nivel de esquema¦Notas
1¦Sí¦Programada automáticamente¦Muelle¦15 días¦2 de marzo de 2026 8:00¦20 de marzo de 2026 18:00¦¦1¦
2¦Sí¦Programada automáticamente¦Pilotes¦1,6 sem.¦2 de marzo de 2026 8:00¦11 de marzo de 2026 18:00¦¦2¦
3¦Sí¦Programada automáticamente¦Viga¦5 días?¦12 de marzo de 2026 8:00¦18 de marzo de 2026 18:00¦2FC+1 día;2CC+50%¦2¦
4¦No¦Programada manualmente¦Entrega¦0 días¦20 de marzo de 2026 18:00¦20 de marzo de 2026 18:00¦3FF-0,5d¦1¦
";
const SPANISH_ASSIGNMENTS: &str = r"
Nombre de tarea¦Nombre del recurso¦% trabajo completado¦Trabajo¦Unidades
Pilotes¦Eva Gil¦0,5¦64 horas¦100%
Viga¦Eva Gil¦0¦40 horas¦100%
";
const SPANISH_RESOURCES: &str = r"
Id¦Nombre¦Iniciales¦Tipo¦Etiqueta de material¦Grupo¦Dirección de correo electrónico¦Capacidad máxima¦Tasa estándar
1¦Eva Gil¦E¦Trabajo¦¦Obra¦eva.gil@example.com¦100%¦42,00 €/h
";
const TRUTH_PROJECT: &str = r#"
[[source]]
file = "Obra.xlsx"
sheet = "Task_Table"
tracker = "msproject"
role = "tasks"
records = 4
levels = [2, 2]
edges = [["2", "3", "FS"], ["2", "3", "SS"], ["3", "4", "FF"]]
lags = [["2", "3", 1.0, "working-days"], ["2", "3", 50.0, "percent"], ["3", "4", -0.5, "working-days"]]
durations_days = { Pilotes = 8.0 }
percent = { Pilotes = 0.5 }
estimated = ["Viga"]
cancelled = ["Entrega"]

[[source]]
file = "Obra.xlsx"
sheet = "Assignment_Table"
tracker = "msproject"
role = "assignments"
records = 2

[[source]]
file = "Obra.xlsx"
sheet = "Resource_Table"
tracker = "msproject"
role = "resources"
records = 1
named = ["Eva Gil"]

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

/// Further forms.
pub fn files() -> Files {
    let moved = vec![
        sheet("Task_Table1", MOVE_TASKS),
        sheet("Resource_Table1", MOVE_RESOURCES),
        sheet("Assignment_Table1", MOVE_ASSIGNMENTS),
    ];
    let spanish = vec![
        sheet("Task_Table", SPANISH_TASKS),
        sheet("Resource_Table", SPANISH_RESOURCES),
        sheet("Assignment_Table", SPANISH_ASSIGNMENTS),
    ];
    let french = latin1(&csv(&grid(FRENCH), Dialect { separator: ';', ..DOS }));
    vec![
        ("msproject/Move.xlsx".to_owned(), book(moved, "Microsoft Access", true)),
        ("msproject/Bau.xlsx".to_owned(), book(vec![sheet("Task_Table", GERMAN)], "Microsoft Access", true)),
        ("msproject/Clocks.xlsx".to_owned(), book(vec![sheet("Task_Table", CLOCKS)], "Microsoft Access", true)),
        ("msproject/planning.csv".to_owned(), french),
        ("msproject/map.csv".to_owned(), csv(&grid(MAP), UNIX)),
        ("msproject/Obra.xlsx".to_owned(), book(spanish, "Microsoft Access", true)),
        words_file("msproject/truth.toml", TRUTH_PROJECT),
        ("planner/Quay fittings.xlsx".to_owned(), planner()),
        ("planner/Hafenfest.xlsx".to_owned(), book(vec![sheet("Aufgaben", PLANNER_DE)], "Microsoft Excel", false)),
        words_file("planner/truth.toml", TRUTH_PLANNER),
    ]
}
