//! Forms of Primavera that its first samples do not hold: hours and weeks by what the export says of itself, fractions, leads, captions
//! deleted or in a language without units, roles, a grid under its preamble.

use super::super::workbook::{Cell, Sheet, number, text};
use super::further::{book, sheet};
use super::{Files, grid, words_file};

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
// Captions in a language that names no units, and assignments to a role: USERDATA tells weeks for durations and lags, days for work.
const WEEKS: &str = r"
task_code¦task_name¦status_code¦complete_pct¦target_drtn_hr_cnt¦start_date¦end_date¦delete_record_flag
Vorgangs-ID¦Vorgangsname¦Status¦% Fertig¦Ursprüngliche Dauer¦(*)Anfang¦(*)Ende¦Zeile löschen
E1¦Rammen¦In Progress¦45¦2¦2026-03-02¦2026-03-13¦
E2¦Holm¦Not Started¦0¦3¦2026-03-23¦2026-04-10¦
";
const WEEKS_PRED: &str = r"
pred_task_id¦task_id¦pred_type¦lag_hr_cnt¦delete_record_flag
Vorgänger¦Nachfolger¦Typ¦Zeitabstand¦Zeile löschen
E1¦E2¦FS¦1¦
";
const WEEKS_RSRC: &str = r"
rsrc_id¦task_id¦role_id¦target_qty¦delete_record_flag
Ressource¦Vorgang¦Rolle¦Budgetiert¦Zeile löschen
JD¦E1¦¦10¦
¦E2¦Piler¦15¦
";
const KINDS: &str = r"
rsrc_id¦rsrc_name¦rsrc_type
Ressource¦Name¦Art
JD¦Jens Dahl¦RT_Labor
CRN¦Liebherr¦RT_Equip
CEM¦Sand¦RT_Mat
";
const TRUTH_P6: &str = r#"
[[source]]
file = "Wochen.xlsx"
sheet = "RSRC"
tracker = "p6"
role = "resources"
records = 3
named = ["Jens Dahl"]

[[source]]
file = "Wochen.xlsx"
sheet = "TASK"
tracker = "p6"
role = "tasks"
records = 2
durations_days = { E1 = 10.0, E2 = 15.0 }
percent = { E1 = 0.45 }
edges = [["E1", "E2", "FS"]]
lags = [["E1", "E2", 5.0, "working-days"]]

[[source]]
file = "Wochen.xlsx"
sheet = "TASKRSRC"
tracker = "p6"
role = "assignments"
rows_read = 2
records = 2
set_aside = []
named = ["Jens Dahl"]

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

/// The grid with numbers as numbers.
fn dump() -> Vec<u8> {
    let mut out = Sheet::new("Sheet1");
    for row in grid(DUMP) {
        out.push(row.into_iter().map(|c| c.parse::<f64>().map_or_else(|_| text(c), number)).collect::<Vec<Cell>>());
    }
    book(vec![out], "Microsoft Excel", false)
}

/// Further forms of Primavera.
pub fn files() -> Files {
    let user = sheet(
        "USERDATA",
        "user_data\nUserSettings Do Not Edit\nDurationQtyType=QT_Hour ShowAsPercentage=0 SmallScaleQtyType=QT_Hour DateFormat=dd-mmm-yy\n",
    );
    let settings = "user_data\nUserSettings Do Not Edit\nDurationQtyType=QT_Week ShowAsPercentage=1 SmallScaleQtyType=QT_Day\n";
    let weeks = vec![
        sheet("TASK", WEEKS),
        sheet("TASKPRED", WEEKS_PRED),
        sheet("TASKRSRC", WEEKS_RSRC),
        sheet("RSRC", KINDS),
        sheet("USERDATA", settings),
    ];
    vec![
        ("p6/QW.xlsx".to_owned(), book(vec![user, sheet("TASKPRED", TASKPRED), sheet("TASK", TASK)], "Microsoft Excel", false)),
        ("p6/Bare.xlsx".to_owned(), book(vec![sheet("TASK", BARE), sheet("RSRC", BARE_RSRC)], "Microsoft Excel", false)),
        ("p6/Wochen.xlsx".to_owned(), book(weeks, "Microsoft Excel", false)),
        ("p6/Dump.xlsx".to_owned(), dump()),
        words_file("p6/truth.toml", TRUTH_P6),
    ]
}
