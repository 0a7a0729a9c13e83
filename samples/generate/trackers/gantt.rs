//! Smartsheet (xlsx and CSV), GanttProject, TeamGantt.

use super::super::days::date;
use super::super::table::{UNIX, csv};
use super::super::workbook::{Book, Cell, Look, Row, Sheet, Value, blank, day, number, text};
use super::{Files, grid, words_file};

fn line(level: u8, name: &str, cells: Vec<Cell>) -> Row {
    let mut all = vec![text(name).look(Look { indent: level, ..Look::default() })];
    all.extend(cells);
    Row { cells: all, outline: level, hidden: false }
}

fn smartsheet() -> Vec<u8> {
    let d = |m, n| day(date(2026, m, n), "mm/dd/yy");
    let p = |v: f64| number(v).format("#,##0%;\\-#,##0%");
    let made = |dd, milli| Cell {
        value: Value::Moment(date(2026, 2, dd).at(8, 27, 17, milli)),
        look: Look { format: "mm/dd/yy hh:mm", ..Look::default() },
    };
    let mut s = Sheet { summary_above: true, ..Sheet::new("Store opening") };
    s.push(
        [
            "Task Name",
            "Duration",
            "Start",
            "Finish",
            "Predecessors",
            "Assigned To",
            "% Complete",
            "Status",
            "Comments",
            "Created By",
            "Modified",
        ]
        .map(|h| text(h).bold())
        .to_vec(),
    );
    s.push(Row { cells: vec![blank(), blank(), blank()], outline: 0, hidden: false });
    s.push(line(
        0,
        "Store opening",
        vec![
            text("65d"),
            d(2, 2),
            d(5, 1),
            blank(),
            blank(),
            p(0.31),
            text("In Progress"),
            blank(),
            text("Mia Holt"),
            made(10, 459_000_000),
        ],
    ));
    s.push(line(1, "Lease", vec![text("15d"), d(2, 2), d(2, 20), blank(), blank(), p(1.0), text("Complete")]));
    s.push(line(
        2,
        "Negotiate",
        vec![text("10d"), d(2, 2), d(2, 13), blank(), text("mia.holt@example.com"), p(1.0), text("Complete")],
    ));
    s.push(line(2, "Sign", vec![text("5d"), d(2, 16), d(2, 20), text("4"), text("Mia Holt"), p(1.0), text("Complete")]));
    s.push(line(1, "Fit-out", vec![text("40d"), d(2, 25), d(4, 21), blank(), blank(), p(0.2), text("In Progress")]));
    s.push(line(
        2,
        "Electrics",
        vec![
            text("20d"),
            d(2, 25),
            d(3, 24),
            text("5FS +2d"),
            text("Raj Patel"),
            p(0.5),
            text("In Progress"),
            text("Waits for the meter"),
        ],
    ));
    s.push(line(
        2,
        "Shelves",
        vec![text("15d"), d(4, 1), d(4, 21), text("7FS +5d, 5SS -1d"), blank(), p(0.0), text("Not Started")],
    ));
    s.push(Row { cells: vec![blank(), blank()], outline: 1, hidden: false });
    s.push(Row { cells: Vec::new(), outline: 0, hidden: false });
    s.push(line(1, "Opening", vec![text("8d"), d(4, 22), d(5, 1), blank(), blank(), p(0.0), text("Not Started")]));
    s.push(line(
        2,
        "Stock the shelves",
        vec![text("7d"), d(4, 22), d(4, 30), text("8"), text("Store crew 1"), p(0.0), text("Not Started")],
    ));
    s.push(line(
        3,
        "Count",
        vec![
            text("1d"),
            d(4, 30),
            d(4, 30),
            text("Needs the price list from head office"),
            text("Store crew 2"),
            p(0.0),
            text("Not Started"),
        ],
    ));
    s.push(line(2, "Doors open", vec![text("0"), d(5, 1), d(5, 1), text("12FF, 8"), blank(), p(0.0), text("Not Started")]));
    let book = Book {
        sheets: vec![s, Sheet::new("Comments")],
        application: "Apache POI",
        company: "",
        creator: "Apache POI",
        inline: false,
    };
    book.bytes()
}

const FLAT: &str = r"
Task Name¦Duration¦Start¦Finish¦Predecessors¦Assigned To¦% Complete¦Status¦Comments
Store opening¦65d¦02/02/26¦05/01/26¦¦¦31%¦In Progress¦
Lease¦15d¦02/02/26¦02/20/26¦¦¦100%¦Complete¦
Negotiate¦10d¦02/02/26¦02/13/26¦¦mia.holt@example.com¦100%¦Complete¦
Sign¦5d¦02/16/26¦02/20/26¦3¦Mia Holt¦100%¦Complete¦
";

const TRUTH_SMARTSHEET: &str = r#"
# Smartsheet: predecessors are sheet rows (Excel row - 1), blank rows counted; hierarchy is the outline level; prose is no link;
# the same person as name and as e-mail; `Store crew 1`, `Store crew 2` look drag-filled.

[[source]]
file = "Store opening.xlsx"
sheet = "Store opening"
tracker = "smartsheet"
role = "tasks"
header_row = 1
rows_read = 11
records = 11
set_aside = []
earliest = "2026-02-02"
latest = "2026-05-01"
levels = [1, 3, 6, 1]
edges = [["Negotiate", "Sign", "FS"], ["Sign", "Electrics", "FS"], ["Electrics", "Shelves", "FS"], ["Sign", "Shelves", "SS"], ["Shelves", "Stock the shelves", "FS"], ["Stock the shelves", "Doors open", "FF"], ["Shelves", "Doors open", "FS"]]
lags = [["Sign", "Electrics", 2.0, "working-days"], ["Electrics", "Shelves", 5.0, "working-days"], ["Sign", "Shelves", -1.0, "working-days"]]
[source.counts]
projects = 1
tasks = 11
summaries = 5
milestones = 1
dependencies = 7
dependencies_outside = 0

# The CSV is flat: the hierarchy is lost.
[[source]]
file = "Store opening.csv"
tracker = "smartsheet"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-02-02"
latest = "2026-05-01"
edges = [["Negotiate", "Sign", "FS"]]
[source.counts]
tasks = 4
dependencies = 1
"#;

const GANTTPROJECT: &str = r"
ID¦Name¦Begin date¦End date¦Duration¦Completion¦Coordinator¦Predecessors¦Outline number¦Web Link¦Resources¦Notes
0¦Kiln¦6/1/15¦7/3/15¦24¦40¦¦¦1¦¦¦
2¦  Foundation¦6/1/15¦6/12/15¦10¦100¦Lea Hofer¦¦1.1¦¦Lea Hofer;Tim Ruck¦
5¦  Brickwork¦6/15/15¦6/26/15¦10¦0¦¦2¦1.2¦¦Tim Ruck¦
7¦  First fire¦6/29/15¦6/29/15¦0¦0¦¦5¦1.3¦¦¦
9¦Glazes¦6/15/15¦7/3/15¦15¦0¦¦¦2¦¦¦
10¦  Mix¦6/15/15¦6/19/15¦5¦0¦¦2;7-SS=P1D¦2.1¦¦Lea Hofer¦
12¦  Tests¦6/22/15¦7/3/15¦10¦0¦¦10¦2.10¦¦¦
";
const RESOURCE_LINES: &str =
    "ID¦Name¦e-mail¦Phone¦Default role\n0¦Lea Hofer¦lea@example.com¦¦Undefined\n1¦Tim Ruck¦tim@example.com¦¦Undefined\n";
const TRUTH_GANTTPROJECT: &str = r#"
# GanttProject: names are indented too; IDs begin at 0; `2.10` is a text; a second table of resources follows a blank line.

[[source]]
file = "kiln.csv"
tracker = "ganttproject"
role = "tasks"
rows_read = 7
records = 7
set_aside = []
earliest = "2015-06-01"
latest = "2015-07-03"
levels = [2, 5]
people = ["Lea Hofer", "Tim Ruck"]
edges = [["2", "5", "FS"], ["5", "7", "FS"], ["2", "10", "FS"], ["7", "10", "SS"], ["10", "12", "FS"]]
[source.counts]
tasks = 7
summaries = 2
milestones = 1
dependencies = 5
people = 2

[[source]]
file = "kiln.csv"
tracker = "ganttproject"
role = "resources"
rows_read = 2
records = 2
[source.counts]
resources = 2
"#;

const TEAMGANTT: &str = r"
WBS #¦Name / Title¦Type¦Start Date¦End Date¦Estimated Hours¦Actual Hours¦Percent Complete¦Resources¦Predecessors¦Notes¦Comments¦Task Color
1¦Web shop¦project¦3/2/2026¦4/10/2026¦0¦0¦12¦¦¦¦¦
1.1¦Design¦group¦3/2/2026¦3/20/2026¦0¦0¦30¦¦¦¦¦
1.1.1¦Wireframes¦task¦3/2/2026¦3/6/2026¦20¦18¦100¦Pia Roth¦¦¦¦blue1
1.1.2¦Visuals¦task¦3/9/2026¦3/20/2026¦40¦0¦0¦Pia Roth, Gus Hahn¦1.1.1¦¦¦blue1
1.2¦Build¦group¦3/23/2026¦4/10/2026¦0¦0¦0¦¦¦¦¦
1.2.1¦Templates¦task¦3/23/2026¦4/10/2026¦0¦0¦0¦¦1.1.2¦¦¦green2
";
const TRUTH_TEAMGANTT: &str = r#"
# TeamGantt: Type says project, group or task; 0 hours and 0 % may mean never maintained.

[[source]]
file = "Web shop (2026-03-10 081502 GMT).csv"
tracker = "teamgantt"
role = "tasks"
rows_read = 6
earliest = "2026-03-02"
latest = "2026-04-10"
people = ["Gus Hahn", "Pia Roth"]
edges = [["1.1.1", "1.1.2", "FS"], ["1.1.2", "1.2.1", "FS"]]
[source.counts]
dependencies = 2
people = 2
"#;

/// Gantt tools.
pub fn files() -> Files {
    let mut kiln = csv(&grid(GANTTPROJECT), UNIX);
    kiln.extend_from_slice(b"\n");
    kiln.extend(csv(&grid(RESOURCE_LINES), UNIX));
    vec![
        ("smartsheet/Store opening.xlsx".to_owned(), smartsheet()),
        ("smartsheet/Store opening.csv".to_owned(), csv(&grid(FLAT), UNIX)),
        words_file("smartsheet/truth.toml", TRUTH_SMARTSHEET),
        ("ganttproject/kiln.csv".to_owned(), kiln),
        words_file("ganttproject/truth.toml", TRUTH_GANTTPROJECT),
        ("teamgantt/Web shop (2026-03-10 081502 GMT).csv".to_owned(), csv(&grid(TEAMGANTT), UNIX)),
        words_file("teamgantt/truth.toml", TRUTH_TEAMGANTT),
    ]
}
