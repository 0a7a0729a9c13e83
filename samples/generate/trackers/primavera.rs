//! Primavera P6: the spreadsheet export with machine names over captions, the grid copy with band rows, one table of an XER.

use super::super::days::date;
use super::super::table::{Dialect, UNIX, csv};
use super::super::workbook::{Book, Cell, Sheet, blank, day, number, text};
use super::{Files, grid, words_file};

fn sheet(name: &str, lines: &str) -> Sheet {
    let mut sheet = Sheet::new(name);
    for row in grid(lines) {
        sheet.push(row.into_iter().map(|c| c.parse::<f64>().map_or_else(|_| text(c), number)).collect::<Vec<Cell>>());
    }
    sheet
}

const TASK: &str = r"
task_code¦status_code¦wbs_id¦task_name¦target_drtn_hr_cnt¦complete_pct¦start_date¦end_date¦act_start_date¦act_end_date¦actv_code_Area_12_id¦delete_record_flag
Activity ID¦Activity Status¦WBS Code¦Activity Name¦Original Duration(d)¦Activity % Complete(%)¦(*)Start¦(*)Finish¦Actual Start¦Actual Finish¦Area¦Delete This Row
A1000¦Completed¦DEP.CIV¦Excavate¦10¦100¦2026-01-05¦2026-01-16¦2026-01-05¦2026-01-16¦North¦
A1010¦In Progress¦DEP.CIV¦Foundations¦15¦45¦2026-01-19¦2026-02-06¦2026-01-20¦¦North¦
A1020¦Not Started¦DEP.STR¦Steel frame¦20¦0¦2026-02-11¦2026-03-10¦¦¦North¦
A1030¦Not Started¦DEP.STR¦Frame complete¦0¦0¦2026-03-10¦2026-03-10¦¦¦North¦
";
const TASKPRED: &str = r"
pred_task_id¦task_id¦pred_type¦PREDTASK__status_code¦TASK__status_code¦pred_proj_id¦proj_id¦predtask__task_name¦task__task_name¦lag_hr_cnt¦delete_record_flag
Predecessor¦Successor¦Relationship Type¦(*)Predecessor Status¦(*)Successor Status¦Predecessor Project¦Project¦(*)Predecessor Name¦(*)Successor Name¦Lag(d)¦Delete This Row
A1000¦A1010¦FS¦Completed¦In Progress¦DEP¦DEP¦Excavate¦Foundations¦0¦
A1010¦A1020¦PR_FS¦In Progress¦Not Started¦DEP¦DEP¦Foundations¦Steel frame¦2¦
A1020¦A1030¦FF¦Not Started¦Not Started¦DEP¦DEP¦Steel frame¦Frame complete¦0¦
";
const RSRC: &str = r"
rsrc_id¦rsrc_name¦rsrc_type¦parent_rsrc_id¦delete_record_flag
Resource ID¦Resource Name¦Resource Type¦Parent Resource¦Delete This Row
CREW1¦Civil crew¦RT_Labor¦¦
JD¦Jens Dahl¦RT_Labor¦¦
";
const TASKRSRC: &str = r"
rsrc_id¦task_id¦TASK__status_code¦role_id¦acct_id¦rsrc_type¦act_start_date¦target_qty¦act_qty¦remain_qty¦target_cost¦delete_record_flag
Resource ID¦Activity ID¦(*)Activity Status¦Role ID¦Cost Account¦Resource Type¦Actual Start¦Budgeted Units(h)¦Actual Units(h)¦Remaining Units(h)¦Budgeted Cost¦Delete This Row
CREW1¦A1000¦Completed¦¦¦Labor¦2026-01-05¦240¦240¦0¦0¦
CREW1¦A1010¦In Progress¦¦¦Labor¦2026-01-20¦360¦150¦210¦0¦
JD¦A1020¦Not Started¦¦¦Labor¦¦160¦0¦160¦0¦
";
const USERDATA: &str = "user_data\nUserSettings Do Not Edit\nDurationQtyType=QT_Day ShowAsPercentage=1 SmallScaleQtyType=QT_Hour DateFormat=yyyy-mm-dd\n";

fn grid_copy() -> Vec<u8> {
    let mut s = Sheet::new("P6 Dump");
    let head = [
        "Activity ID",
        "Activity Name ",
        "Planned Duration",
        "Remaining Duration",
        "Schedule % Complete",
        "Start",
        "Finish",
        "BL Project Start",
        "BL Project Finish",
        "Total Float",
        "Critical",
        "Predecessors",
        "Successors",
    ];
    s.push(head.map(text).to_vec());
    let d = |y, m, n| day(date(y, m, n), "dd-mmm-yy");
    let band = |name: &str, total: f64| vec![text(name), blank(), number(total)];
    s.push(band("DEP  Depot", 90.0));
    s.push(band("  DEP.CIV  Civil works", 33.0));
    s.push(vec![
        text("    A1000"),
        text("Excavate"),
        number(12.0),
        number(0.0),
        number(1.0),
        text("05-Jan-26 A"),
        text("16-Jan-26 A"),
        d(2026, 1, 5),
        d(2026, 1, 16),
        blank(),
        text("No"),
        blank(),
        text("A1010"),
    ]);
    s.push(vec![
        text("    A1010"),
        text("Foundations"),
        number(19.0),
        number(11.0),
        number(0.45),
        text("20-Jan-26 A"),
        text("06-Feb-26"),
        d(2026, 1, 19),
        d(2026, 2, 6),
        number(0.0),
        text("Yes"),
        text("A1000"),
        text("A1020, A1040"),
    ]);
    s.push(band("  DEP.STR  Structure", 28.0));
    s.push(vec![
        text("    A1020"),
        text("Steel frame"),
        number(28.0),
        number(28.0),
        number(0.0),
        d(2026, 2, 11),
        text("10-Mar-26*"),
        d(2026, 2, 9),
        d(2026, 3, 6),
        number(0.0),
        text("Yes"),
        text("A1010"),
        text("A1030"),
    ]);
    s.push(vec![
        text("    A1030"),
        text("Frame complete"),
        number(0.0),
        number(0.0),
        number(0.0),
        blank(),
        d(2026, 3, 10),
        blank(),
        d(2026, 3, 6),
        number(0.0),
        text("Yes"),
        text("A1020"),
        blank(),
    ]);
    Book { sheets: vec![s], application: "Microsoft Excel", company: "", creator: "", inline: false }.bytes()
}

const XER: &str =
    "%F¦task_pred_id¦task_id¦pred_task_id¦pred_type¦lag_hr_cnt\n%R¦5001¦1010¦1000¦PR_FS¦40\n%R¦5002¦1020¦1010¦PR_SS¦0\n";

const TRUTH: &str = r#"
# Primavera P6. Row 2 holds captions, no record. USERDATA decides the units: durations in days, percent as percentage.
# The grid copy has lost relation and lag of its links (unknown), `A` is actual, `*` a constraint; bands are summaries.

[[source]]
file = "DEP.xlsx"
sheet = "TASK"
tracker = "p6"
role = "tasks"
records = 4
earliest = "2026-01-05"
latest = "2026-03-10"
edges = [["A1000", "A1010", "FS"], ["A1010", "A1020", "FS"], ["A1020", "A1030", "FF"]]
lags = [["A1010", "A1020", 2.0, "working-days"]]
durations_days = { A1000 = 10.0, A1020 = 20.0 }
percent = { A1010 = 0.45 }
done = ["A1000"]
[source.counts]
tasks = 4
milestones = 1

[[source]]
file = "DEP.xlsx"
sheet = "RSRC"
tracker = "p6"
role = "resources"
records = 2
[source.counts]
resources = 2

[[source]]
file = "DEP.xlsx"
sheet = "TASKRSRC"
tracker = "p6"
role = "assignments"
records = 3
[source.counts]
assignments = 3

[[source]]
file = "Grid.xlsx"
sheet = "P6 Dump"
tracker = "p6"
role = "tasks"
rows_read = 7
records = 7
set_aside = []
earliest = "2026-01-05"
latest = "2026-03-10"
levels = [1, 2, 4]
edges = [["A1000", "A1010", "unknown"], ["A1010", "A1020", "unknown"], ["A1010", "A1040", "unknown"], ["A1020", "A1030", "unknown"]]
done = ["A1000"]
[source.counts]
tasks = 7
summaries = 3
milestones = 1
dependencies = 4
dependencies_outside = 1

# Resource usage by accounting periods: `2027-AP01` has no dates, so who is named is kept and no figure is spread over days. Rows of
# a resource id are subtotals.
[[source]]
file = "Usage.xlsx"
sheet = "Resource Usage"
tracker = "p6"
role = "capacity"
rows_read = 5
records = 2
set_aside = ["Usage.xlsx!Resource Usage!A2", "Usage.xlsx!Resource Usage!A3", "Usage.xlsx!Resource Usage!A5"]
[source.counts]
resources = 2

# One table of an XER: to be named as such, not read as a task list.
[[source]]
file = "TASKPRED.csv"
role = "not-a-table"
[source.counts]
tasks = 0
"#;

const USAGE: &str = r"
RR Expenditure Type¦Resource ID Name¦2027-AP01¦2027-AP02¦2027-AP03¦2027-AP04
Total¦¦120¦140¦160¦90
  Resource ID: J302¦¦80¦90¦100¦
    Labour¦J302.STONE MASONS¦80¦90¦100¦
  Resource ID: K110¦¦40¦50¦60¦90
    Labour¦K110.CRANE DRIVERS¦40¦50¦60¦90
";

fn usage() -> Vec<u8> {
    let sheets = vec![sheet("Resource Usage", USAGE)];
    Book { sheets, application: "Microsoft Excel", company: "", creator: "", inline: false }.bytes()
}

/// Primavera P6.
pub fn files() -> Files {
    let user = {
        let mut s = Sheet::new("USERDATA");
        for line in USERDATA.lines() {
            s.push(vec![text(line)]);
        }
        s
    };
    let sheets = vec![sheet("TASK", TASK), sheet("TASKPRED", TASKPRED), sheet("RSRC", RSRC), sheet("TASKRSRC", TASKRSRC), user];
    let book = Book { sheets, application: "Microsoft Excel", company: "", creator: "", inline: false };
    vec![
        ("p6/DEP.xlsx".to_owned(), book.bytes()),
        ("p6/Grid.xlsx".to_owned(), grid_copy()),
        ("p6/Usage.xlsx".to_owned(), usage()),
        ("p6/TASKPRED.csv".to_owned(), csv(&grid(XER), Dialect { separator: ',', ..UNIX })),
        words_file("p6/truth.toml", TRUTH),
    ]
}
