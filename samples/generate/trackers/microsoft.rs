//! Microsoft Project in four shapes, Planner, Azure DevOps, Lists.

use super::super::table::{DOS, Dialect, Quotes, UNIX, csv};
use super::super::workbook::{Book, Sheet, day, number, text};
use super::{Files, grid, words_file};

/// A sheet of text from lines.
fn sheet(name: &str, lines: &str) -> Sheet {
    let mut sheet = Sheet::new(name);
    for row in grid(lines) {
        sheet.push(row.into_iter().map(text).collect::<Vec<_>>());
    }
    sheet
}

fn project(sheets: Vec<Sheet>) -> Vec<u8> {
    Book { sheets, application: "Microsoft Access", company: "Microsoft", creator: "", inline: true }.bytes()
}

// Two tasks are called `Unit test`: a summary and a leaf. Summary 5 is manual and ends before its children.
const TASKS: &str = r"
ID¦Active¦Task Mode¦Name¦Duration¦Start¦Finish¦Predecessors¦Outline Level¦Notes
0¦Yes¦Auto Scheduled¦¦84 days¦September 1, 2025 8:00 AM¦December 25, 2025 5:00 PM¦¦0
1¦Yes¦Auto Scheduled¦1 Analysis¦15,5 days¦September 1, 2025 8:00 AM¦September 22, 2025 12:00 PM¦¦1
2¦Yes¦Auto Scheduled¦1.1 Collect requirements¦10 days¦September 1, 2025 8:00 AM¦September 12, 2025 5:00 PM¦¦2¦Two workshops.\nMinutes on the share.
3¦Yes¦Auto Scheduled¦1.2 Review¦5,5 days¦September 15, 2025 8:00 AM¦September 22, 2025 12:00 PM¦2¦2
4¦Yes¦Auto Scheduled¦Requirements signed¦0 days¦September 22, 2025 12:00 PM¦September 22, 2025 12:00 PM¦3¦2
5¦Yes¦Manually Scheduled¦Build¦8 days¦October 1, 2025 8:00 AM¦October 10, 2025 5:00 PM¦¦1
6¦Yes¦Auto Scheduled¦Data model¦2 wks¦October 1, 2025 8:00 AM¦October 14, 2025 5:00 PM¦4¦2
7¦Yes¦Auto Scheduled¦Screens¦2,8 wks¦October 1, 2025 8:00 AM¦October 20, 2025 5:00 PM¦6SS+1d¦2
8¦Yes¦Auto Scheduled¦Import¦8 days?¦October 15, 2025 8:00 AM¦October 24, 2025 5:00 PM¦6,7FS-2,5d¦2
9¦Yes¦Auto Scheduled¦Unit test¦23 days?¦October 27, 2025 8:00 AM¦November 26, 2025 5:00 PM¦¦1
10¦Yes¦Auto Scheduled¦Unit test¦23 days?¦October 27, 2025 8:00 AM¦November 26, 2025 5:00 PM¦8FF+2 edays,7¦2
11¦No¦Auto Scheduled¦Pilot abroad¦5 days¦December 1, 2025 8:00 AM¦December 5, 2025 5:00 PM¦¦1
12¦Yes¦Auto Scheduled¦Roll-out¦1 emon¦November 27, 2025 8:00 AM¦December 25, 2025 5:00 PM¦10FS+50%,P:\Plans\Network.mpp\12¦1
";
const RESOURCES: &str = r"
ID¦Name¦Initials¦Type¦Material Label¦Group¦Email Address¦User Logon Account¦Max Units¦Standard Rate¦Cost Per Use¦Notes
0
1¦Ilse Brandt¦I¦Work¦¦Analysis¦ilse.brandt@example.com¦¦100%¦$42,00/h¦$0,00
2¦Developers¦D¦Work¦¦¦¦¦400%¦$1.100,00/h¦$0,00
3¦Tarik Odeh¦T¦Work¦¦Test¦tarik.odeh@example.com¦¦50%¦0,00 ₫/h¦$0,00
4¦Licences¦L¦Cost
";
const ASSIGNMENTS: &str = r"
Task Name¦Resource Name¦% Work Complete¦Work¦Units
1.1 Collect requirements¦Ilse Brandt¦1¦80h¦100%
1.2 Review¦Ilse Brandt¦0.56999999999999995¦44h¦100%
Data model¦Developers¦0¦160h¦200%
Screens¦Developers¦0¦112h¦100%
Import¦Developers¦0¦64h¦100%
Unit test¦Tarik Odeh¦0¦92h¦50%
Unit test¦Ilse Brandt¦0¦184h¦100%
Roll-out¦Licences¦0¦¦
";
const WIZARD: &str = r"
Unique_ID¦ID¦Name¦Task_Mode¦Outline_Level¦Duration¦Start¦Finish¦Percent_Complete¦Predecessors
101¦1¦Migration¦Auto Scheduled¦1¦20 days¦January 15, 2026 8:00 AM¦February 11, 2026 5:00 PM¦25%¦
102¦2¦Freeze content¦Auto Scheduled¦2¦5 days¦January 15, 2026 8:00 AM¦January 21, 2026 5:00 PM¦100%¦
103¦3¦Move pages¦Auto Scheduled¦2¦15 days¦January 22, 2026 8:00 AM¦February 11, 2026 5:00 PM¦0%¦2
104¦4¦Archive old site¦Manually Scheduled¦1¦3 days¦NA¦NA¦0%¦
";
const VIETNAMESE: &str = r"
ID¦Active¦Task Mode¦Name¦Duration¦Start¦Finish¦Predecessors¦Outline Level¦Notes
1¦Yes¦Auto Scheduled¦Giai đoạn 1¦36 days¦08 September 2025 8:00 SA¦27 October 2025 5:00 CH¦¦1
2¦Yes¦Auto Scheduled¦Thiết kế¦4,5 days¦08 September 2025 8:00 SA¦12 September 2025 12:00 CH¦¦2
3¦Yes¦Auto Scheduled¦Lập trình¦31 days¦15 September 2025 8:00 SA¦27 October 2025 5:00 CH¦2¦2
";
const GRID: &str = r"
WBS¦Task Name¦Duration¦Start¦Finish¦Predecessors¦Resource Names
0¦Depot¦40 days¦Mon 26-03-02¦Fri 26-04-24¦¦
1¦Groundworks¦20 days¦Mon 26-03-02¦Fri 26-03-27¦¦
1.1¦Clear site¦5 days¦Mon 26-03-02¦Fri 26-03-06¦¦Jo Pike[50%],Crew
1.2¦Foundations¦15 days¦Mon 26-03-09¦Fri 26-03-27¦2¦Crew[200%]
2¦Building¦20 days¦Mon 26-03-30¦Fri 26-04-24¦¦
2.1¦Frame¦12 days¦Mon 26-03-30¦Tue 26-04-14¦3¦Crew
2.2¦Roof¦8 days¦Wed 26-04-15¦Fri 26-04-24¦5¦Jo Pike
";
// A copy of the grid with the ID column: row 0 is the project, names are indented, links in every form.
const COPY: &str = r"
ID¦Task Name¦Duration¦Start¦Finish¦% Complete¦Predecessors¦Resource Names
0¦Harbour light¦60 days¦Mon 1/4/27¦Fri 3/26/27¦10%¦¦
1¦Phase 1¦40 days¦Mon 1/4/27¦Fri 2/26/27¦20%¦¦
2¦   Survey¦10 days¦Mon 1/4/27¦Fri 1/15/27¦100%¦¦Ada Berg[50%],Bo Rask
3¦   Order lamp¦30 days?¦Mon 1/18/27¦Fri 2/26/27¦0%¦2FS+50%¦Bo Rask
4¦Phase 2¦20 days¦Mon 3/1/27¦Fri 3/26/27¦0%¦¦
5¦   Fit lamp¦2.8 wks¦Mon 3/1/27¦Thu 3/18/27¦0%¦3,2SS+1d¦Ada Berg
6¦   Cure¦1 ew¦Thu 3/18/27¦Thu 3/25/27¦0%¦5¦
7¦   Handover¦0 days¦Fri 3/26/27¦Fri 3/26/27¦0%¦6FS-2 edays,Other.mpp\12¦
";
const TRUTH_PROJECT: &str = r#"
# Microsoft Project. `8FF+2 edays,7` is two links, `6,7FS-2,5d` two as well (the second with lag -2.5 d). ID 0 is the project's summary.
# Links to `Unit test` go by ID, so to the leaf. The inactive task is cancelled. Resource and assignment rows are counted in their tables.

[[source]]
file = "Portal.xlsx"
sheet = "Task_Table"
tracker = "msproject"
role = "tasks"
rows_read = 13
records = 12
set_aside = ["Portal.xlsx!Task_Table!A2"]
earliest = "2025-09-01"
latest = "2025-12-25"
levels = [5, 7]
edges = [["2", "3", "FS"], ["3", "4", "FS"], ["4", "6", "FS"], ["6", "7", "SS"], ["6", "8", "FS"], ["7", "8", "FS"], ["8", "10", "FF"], ["7", "10", "FS"], ["10", "12", "FS"], ['P:\Plans\Network.mpp\12', "12", "FS"]]
lags = [["6", "7", 1.0, "working-days"], ["7", "8", -2.5, "working-days"], ["8", "10", 2.0, "elapsed-days"], ["10", "12", 50.0, "percent"]]
durations_days = { 1 = 15.5, 3 = 5.5, 6 = 10.0, 7 = 14.0 }
estimated = ["8", "9", "10"]
[source.counts]
projects = 1
tasks = 12
summaries = 3
milestones = 1
dependencies = 10
dependencies_outside = 1

[[source]]
file = "Portal.xlsx"
sheet = "Resource_Table"
tracker = "msproject"
role = "resources"
rows_read = 5
records = 4
set_aside = ["Portal.xlsx!Resource_Table!A2"]
[source.counts]
resources = 4

[[source]]
file = "Portal.xlsx"
sheet = "Assignment_Table"
tracker = "msproject"
role = "assignments"
rows_read = 8
records = 8
set_aside = []
[source.counts]
assignments = 8

[[source]]
file = "copy.csv"
tracker = "msproject"
role = "tasks"
rows_read = 8
records = 7
set_aside = ["copy.csv:2:A"]
earliest = "2027-01-04"
latest = "2027-03-26"
levels = [2, 5]
people = ["Ada Berg", "Bo Rask"]
edges = [["2", "3", "FS"], ["3", "5", "FS"], ["2", "5", "SS"], ["5", "6", "FS"], ["6", "7", "FS"], ['Other.mpp\12', "7", "FS"]]
lags = [["2", "3", 50.0, "percent"], ["2", "5", 1.0, "working-days"], ["6", "7", -2.0, "elapsed-days"]]
durations_days = { 5 = 14.0 }
estimated = ["3"]
done = ["Survey"]
[source.counts]
projects = 1
tasks = 7
summaries = 2
milestones = 1
dependencies = 6
dependencies_outside = 1

[[source]]
file = "Wizard.xlsx"
sheet = "Task_Table1"
tracker = "msproject"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-01-15"
latest = "2026-02-11"
levels = [2, 2]
edges = [["2", "3", "FS"]]
[source.counts]
tasks = 4
summaries = 1
dependencies = 1

[[source]]
file = "Vietnamese.xlsx"
sheet = "Task_Table"
tracker = "msproject"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2025-09-08"
latest = "2025-10-27"
levels = [1, 2]
edges = [["2", "3", "FS"]]
[source.counts]
tasks = 3
summaries = 1
dependencies = 1

# No ID column: predecessors are zero-based row numbers, because row 1 is the project's summary (WBS 0). The weekday proves yy-MM-dd.
[[source]]
file = "grid.csv"
tracker = "msproject"
role = "tasks"
rows_read = 7
records = 6
set_aside = ["grid.csv:2:A"]
earliest = "2026-03-02"
latest = "2026-04-24"
levels = [2, 4]
people = ["Jo Pike"]
groups = ["Crew"]
edges = [["1.1", "1.2", "FS"], ["1.2", "2.1", "FS"], ["2.1", "2.2", "FS"]]
[source.counts]
tasks = 6
summaries = 2
dependencies = 3

# A Visual Report is a pivot, no task list.
[[source]]
file = "Visual report.xlsx"
sheet = "Assignment Usage withEV"
role = "not-a-table"
[source.counts]
tasks = 0
"#;

const PLANNER: &str = r"
Task ID¦Task Name¦Bucket Name¦Progress¦Priority¦Assigned To¦Created By¦Created Date¦Start date¦Due date¦Is Recurring¦Late¦Completed Date¦Completed By¦Completed Checklist Items¦Checklist Items¦Labels¦Description
aBcD1f_0EkyxQ2¦Invite speakers¦Programme¦Completed¦Important¦Nora Weiss;Sam Oduya¦Nora Weiss¦01/05/2026¦01/12/2026¦01/30/2026¦false¦false¦01/29/2026¦Nora Weiss¦5/5¦Draft;Send;Remind;Confirm;Thank¦Speakers¦
aBcD1f_0EkyxQ3¦Book the hall¦Venue¦In progress¦Urgent¦Sam Oduya¦Nora Weiss¦01/05/2026¦01/19/2026¦02/13/2026¦false¦true¦¦¦2/5¦Offer;Visit;Contract;Deposit;Keys¦¦Ask for the small hall too
aBcD1f_0EkyxQ4¦Print badges¦Venue¦Not started¦Medium¦¦Nora Weiss¦01/06/2026¦¦03/20/2026¦false¦false¦¦¦¦¦¦
aBcD1f_0EkyxQ5¦Weekly call¦Programme¦Not started¦Low¦Nora Weiss¦Nora Weiss¦01/06/2026¦¦¦true¦false¦¦¦¦¦¦
";
const PREMIUM: &str = r"
Project name¦Warehouse fit-out
Project manager¦Lena Aas
Project start date¦2027-01-04
Project finish date¦2027-03-05
Duration¦45 days
% complete¦0.2
Exported on¦2027-02-01
Task number¦Outline number¦Name¦Assigned to¦Start¦Finish¦Duration¦Depends on¦% complete¦Bucket¦Dependents (after)¦Effort¦Effort completed¦Effort remaining¦Milestone¦Notes¦Labels¦Priority¦Sprint
1¦1¦Prepare¦¦2027-01-04¦2027-01-22¦15 days¦¦0.6¦¦¦120 hours¦80 hours¦40 hours¦No¦¦¦Medium¦
2¦1.1¦Measure hall¦Lena Aas¦2027-01-04¦2027-01-08¦5 days¦¦1¦Site¦3 - Order racks, long and short¦40 hours¦40 hours¦0 hours¦No¦¦Site;Racks¦Medium¦Backlog
3¦1.2¦Order racks, long and short¦Lena Aas;Piet Vos¦2027-01-11¦2027-01-22¦2 weeks¦2 - Measure hall¦0.5¦Site¦5 - Set up racks¦80 hours¦40 hours¦40 hours¦No¦¦¦Medium¦Backlog
4¦2¦Build¦¦2027-01-25¦2027-03-05¦30 days¦¦0¦¦¦240 hours¦0 hours¦240 hours¦No¦¦¦Medium¦
5¦2.1¦Set up racks¦Ona Brink¦2027-01-25¦2027-02-19¦20 days¦3 - Order racks, long and short¦0¦Hall¦6 - Wire, 2 phases;7 - Handover¦160 hours¦0 hours¦160 hours¦No¦¦¦Urgent¦Backlog
6¦2.2¦Wire, 2 phases¦Piet Vos¦2027-02-22¦2027-03-05¦10 days¦5 - Set up racks¦0¦Hall¦7 - Handover¦80 hours¦0 hours¦80 hours¦No¦¦¦Medium¦Backlog
7¦2.3¦Handover¦¦2027-03-05¦2027-03-05¦0 days¦5 - Set up racks;6 - Wire, 2 phases¦0¦Hall¦¦¦¦¦Yes¦¦¦Medium¦Backlog
";
const TRUTH_PLANNER: &str = r#"
# Microsoft Planner: the plan's name and date of export stand above the header; buckets are sections, no hierarchy, no links.
# Planner premium: outline numbers give the hierarchy, `Depends on` and `Dependents (after)` the same links from both ends; they tell
# neither type nor lag, so all are unknown. Names hold commas and digits.

[[source]]
file = "Warehouse.xlsx"
sheet = "Project tasks"
tracker = "planner"
role = "tasks"
header_row = 9
rows_read = 14
records = 7
earliest = "2027-01-04"
latest = "2027-03-05"
levels = [2, 5]
people = ["Lena Aas", "Ona Brink", "Piet Vos"]
edges = [["Measure hall", "Order racks, long and short", "unknown"], ["Order racks, long and short", "Set up racks", "unknown"], ["Set up racks", "Wire, 2 phases", "unknown"], ["Set up racks", "Handover", "unknown"], ["Wire, 2 phases", "Handover", "unknown"]]
done = ["Measure hall"]
percent = { "Order racks, long and short" = 0.5 }
durations_days = { "Order racks, long and short" = 10.0 }
[source.counts]
projects = 1
tasks = 7
summaries = 2
milestones = 1
dependencies = 5
people = 3

[[source]]
file = "Conference.xlsx"
sheet = "Tasks"
tracker = "planner"
role = "tasks"
header_row = 5
records = 4
earliest = "2026-01-12"
latest = "2026-03-20"
people = ["Nora Weiss", "Sam Oduya"]
edges = []
done = ["Invite speakers"]
percent = { "Book the hall" = 0.4 }
[source.counts]
projects = 1
tasks = 4
dependencies = 0
people = 2
unassigned = 1
"#;

const AZURE: &str = r"
ID¦Work Item Type¦Title 1¦Title 2¦Title 3¦Assigned To¦State¦Tags¦Area Path¦Iteration Path¦Start Date¦Target Date¦Original Estimate¦Remaining Work
11¦Epic¦Customer portal¦¦¦Fu Tan <fu.tan@example.com>¦Active¦¦Portal¦Portal\2026¦1/5/2026 12:00:00 AM¦6/26/2026 12:00:00 AM¦¦
12¦Feature¦¦Sign in¦¦Vita, Marc <CORP\mvita>¦Active¦web;auth¦Portal\Web¦Portal\2026\Sprint 1¦1/5/2026 12:00:00 AM¦2/13/2026 12:00:00 AM¦¦
13¦User Story¦¦¦Password reset¦Fu Tan <fu.tan@example.com>¦Closed¦¦Portal\Web¦Portal\2026\Sprint 1¦1/5/2026 12:00:00 AM¦1/16/2026 12:00:00 AM¦16¦0
14¦User Story¦¦¦Two factors¦¦New¦¦Portal\Web¦Portal\2026\Sprint 2¦1/19/2026 12:00:00 AM¦2/13/2026 12:00:00 AM¦24¦24
15¦Feature¦¦Invoices¦¦¦New¦¦Portal\Web¦Portal\2026¦¦¦¦
16¦Issue¦Clean old accounts¦¦¦¦Removed¦¦Portal¦Portal\2026¦¦¦¦
";
const TRUTH_AZURE: &str = r#"
# Azure DevOps tree query: the filled `Title n` gives the depth. Header bare, values quoted, no final line end.

[[source]]
file = "tree.csv"
tracker = "azure-devops"
role = "tasks"
rows_read = 6
records = 6
set_aside = []
earliest = "2026-01-05"
latest = "2026-06-26"
levels = [2, 2, 2]
people = ["Fu Tan", "Vita, Marc"]
edges = []
done = ["13"]
cancelled = ["16"]
[source.counts]
tasks = 6
summaries = 2
dependencies = 0
people = 2
unassigned = 3
"#;

const LISTS: &str = r#"
Title¦Status¦Assigned To¦Start Date¦Due Date¦Category
Order laptops¦["In progress"]¦[{"id":"7","value":"Eva Lund","title":"Eva Lund","email":"eva.lund@example.com","sip":"eva.lund@example.com","picture":""}]¦5-1-2026¦30-1-2026¦["Hard %26 software"]
Wipe old laptops¦["Not started"]¦[{"id":"9","value":"Ole Dam","title":"Ole Dam","email":"ole.dam@example.com","sip":"","picture":""},{"id":"7","value":"Eva Lund","title":"Eva Lund","email":"eva.lund@example.com","sip":"","picture":""}]¦2-2-2026¦13-2-2026¦["Recycling"]
Return leases¦["Not started"]¦¦¦27-3-2026¦
"#;
const TRUTH_LISTS: &str = r#"
# Microsoft Lists / SharePoint: persons are JSON, keyed on the e-mail; `%26` inside JSON is `&`; dates d-M-yyyy.

[[source]]
file = "Laptop refresh.csv"
tracker = "microsoft-lists"
role = "tasks"
rows_read = 3
records = 3
set_aside = []
earliest = "2026-01-05"
latest = "2026-03-27"
people = ["Eva Lund", "Ole Dam"]
edges = []
[source.counts]
tasks = 3
people = 2
unassigned = 1
"#;

fn visual_report() -> Vec<u8> {
    let mut usage = Sheet::new("Assignment Usage withEV");
    usage.push(["Year", "Quarter", "Week", "Day", "Earned Value", "Planned Value", "Actual Cost"].map(text).to_vec());
    for (quarter, week, value) in
        [("Q3", "Week 36", 1200.0), ("Q3 Total", "", 1200.0), ("Q4", "Week 41", 800.0), ("Q4 Total", "", 800.0)]
    {
        usage.push(vec![text("2025"), text(quarter), text(week), text(""), number(value), number(value), number(value * 0.9)]);
    }
    usage.push(vec![text("2025 Total"), text(""), text(""), text(""), number(2000.0)]);
    usage.push(vec![text("Grand Total"), text(""), text(""), text(""), number(2000.0)]);
    let book = Book {
        sheets: vec![Sheet::new("Chart1"), usage],
        application: "Microsoft Excel",
        company: "",
        creator: "",
        inline: false,
    };
    book.bytes()
}

fn planner() -> Vec<u8> {
    let mut tasks = Sheet::new("Tasks");
    for (name, value) in [("Plan name", "Conference"), ("Plan ID", "Zk3p_8Yy0kuWqX1"), ("Date of export", "02/16/2026")] {
        tasks.push(vec![text(name), text(value)]);
    }
    tasks.push(Vec::<super::super::workbook::Cell>::new());
    for row in grid(PLANNER) {
        tasks.push(row.into_iter().map(text).collect::<Vec<_>>());
    }
    Book { sheets: vec![tasks], application: "Microsoft Excel", company: "", creator: "", inline: false }.bytes()
}

/// Planner premium: metadata rows, outline numbers, links by number and name, true dates.
fn premium() -> Vec<u8> {
    let mut tasks = Sheet::new("Project tasks");
    let cell = |value: String| match (value.parse::<jiff::civil::Date>(), value.parse::<f64>()) {
        (Ok(date), _) => day(date, "m/d/yyyy"),
        (_, Ok(figure)) => number(figure),
        _ => text(value),
    };
    for row in grid(PREMIUM) {
        // Outline numbers are text there, task numbers are not.
        let cells =
            row.into_iter().enumerate().map(|(n, value)| if n == 1 && value.len() < 4 { text(value) } else { cell(value) });
        tasks.push(cells.collect::<Vec<_>>());
        if tasks.rows.len() == 7 {
            tasks.push(Vec::<super::super::workbook::Cell>::new());
        }
    }
    Book { sheets: vec![tasks], application: "Microsoft Excel", company: "", creator: "", inline: false }.bytes()
}

/// Microsoft's trackers.
pub fn files() -> Files {
    let azure = Dialect { quotes: Quotes::FilledBodyOnly, final_end: false, ..DOS };
    let lists = Dialect { quotes: Quotes::FilledBodyOnly, ..DOS };
    vec![
        (
            "msproject/Portal.xlsx".to_owned(),
            project(vec![sheet("Task_Table", TASKS), sheet("Resource_Table", RESOURCES), sheet("Assignment_Table", ASSIGNMENTS)]),
        ),
        ("msproject/Wizard.xlsx".to_owned(), project(vec![sheet("Task_Table1", WIZARD)])),
        ("msproject/Vietnamese.xlsx".to_owned(), project(vec![sheet("Task_Table", VIETNAMESE)])),
        ("msproject/grid.csv".to_owned(), csv(&grid(GRID), UNIX)),
        ("msproject/copy.csv".to_owned(), csv(&grid(COPY), UNIX)),
        ("msproject/Visual report.xlsx".to_owned(), visual_report()),
        words_file("msproject/truth.toml", TRUTH_PROJECT),
        ("planner/Conference.xlsx".to_owned(), planner()),
        ("planner/Warehouse.xlsx".to_owned(), premium()),
        words_file("planner/truth.toml", TRUTH_PLANNER),
        ("azure-devops/tree.csv".to_owned(), csv(&grid(AZURE), azure)),
        words_file("azure-devops/truth.toml", TRUTH_AZURE),
        ("microsoft-lists/Laptop refresh.csv".to_owned(), csv(&grid(LISTS), lists)),
        words_file("microsoft-lists/truth.toml", TRUTH_LISTS),
    ]
}
