//! Asana, monday.com, Notion, Aha!.

use super::super::days::date;
use super::super::table::{Columns, NOTION, UNIX, csv};
use super::super::workbook::{Book, Cell, Look, Sheet, blank, day, number, text, zip};
use super::{Files, cells, grid, records, words_file};

const ASANA: &str = "Task ID|Created At|Completed At|Last Modified|Name|Section/Column|Assignee|Assignee Email|Start Date|Due Date|Tags|Notes|Projects|Parent task|Blocked By (Dependencies)|Blocking (Dependencies)|Priority|Task Progress|Brand Name |Net..|Statues ";
const ASANA_ROWS: &str = r#"
Task ID=1205000000000001¦Created At=2026-01-05¦Completed At=2026-01-22¦Last Modified=2026-01-22¦Name=Brief the agency¦Section/Column=Prepare¦Assignee=Dana Whitlock¦Assignee Email=dana.whitlock@example.com¦Start Date=2026-01-12¦Due Date=2026-01-23¦Tags=launch, print¦Notes=Budget agreed.\n"No later than" the fair.\n-- \nDana~Whitlock¦Projects=Spring launch¦Blocking (Dependencies)=Design poster¦Priority=High¦Brand Name =Aurel¦Net..=1200
Task ID=1205000000000002¦Created At=2026-01-05¦Last Modified=2026-02-10¦Name=Design poster¦Section/Column=Prepare¦Assignee Email=external@studio.example¦Start Date=2026-01-26¦Due Date=2026-02-20¦Projects=Spring launch¦Blocked By (Dependencies)=Brief the agency¦Blocking (Dependencies)=Print run¦Statues =ok
Task ID=1205000000000003¦Created At=2026-01-05¦Last Modified=2026-02-10¦Name=Print run¦Section/Column=Produce¦Assignee=Milo Arden¦Assignee Email=milo.arden@example.com¦Due Date=2026-03-06¦Projects=Spring launch, Trade fair¦Blocked By (Dependencies)=Design poster
Task ID=1205000000000003¦Created At=2026-01-05¦Last Modified=2026-02-10¦Name=Print run¦Section/Column=Materials¦Assignee=Milo Arden¦Assignee Email=milo.arden@example.com¦Due Date=2026-03-06¦Projects=Spring launch, Trade fair¦Blocked By (Dependencies)=Design poster
Task ID=1205000000000004¦Created At=2026-01-06¦Last Modified=2026-02-11¦Name=Fair stand¦Section/Column=(no section)¦Assignee=Dana Whitlock¦Assignee Email=dana.whitlock@example.com¦Due Date=2026-04-17¦Projects=Trade fair
Task ID=1205000000000005¦Created At=2026-01-06¦Last Modified=2026-02-11¦Name=Order furniture¦Assignee=hugo@rental.example¦Assignee Email=hugo@rental.example¦Due Date=2026-03-27¦Parent task=Fair stand
Task ID=1205000000000006¦Created At=2026-01-06¦Completed At=2026-02-03¦Last Modified=2026-02-11¦Name=Check list¦Parent task=Fair stand
Task ID=1205000000000007¦Created At=2026-01-07¦Last Modified=2026-02-11¦Name=Press kit¦Section/Column=Untitled section¦Due Date=2026-04-03¦Projects=Trade fair
Task ID=1205000000000008¦Created At=2026-01-07¦Last Modified=2026-02-11¦Name=Check list¦Due Date=2026-04-02¦Parent task=Press kit
Task ID=1205000000000009¦Created At=2026-01-07¦Last Modified=2026-02-11¦Name=Retrieving data. Wait a few seconds and try to cut or copy again.¦Section/Column=Untitled section¦Projects=Trade fair
"#;
const ASANA_2016: &str = r"
Task ID¦Created At¦Completed At¦Last Modified¦Name¦Assignee¦Due Date¦Tags¦Notes¦Projects¦Parent Task
7.18656E+14¦4/4/16¦4/18/16¦4/18/16¦Clean the hall¦Ida Munk¦4/17/16¦¦¦Spring fair¦
7.18656E+14¦4/4/16¦¦4/20/16¦Borrow tables¦Ida Munk¦5/2/16¦¦Call '555-0101¦Spring fair¦
1.2182E+15¦4/5/16¦¦4/20/16¦Bake cakes¦¦5/6/16¦¦¦Spring fair¦
1.2182E+15¦4/5/16¦¦4/20/16¦Flour and sugar¦Bo Rask¦5/4/16¦¦¦¦Bake cakes
";
const TRUTH_ASANA: &str = r#"
# Asana: parent by name (unique, else the nearest preceding), section and project inherited, one task in two projects once.

[[source]]
file = "Spring_launch.csv"
tracker = "asana"
role = "tasks"
rows_read = 10
records = 9
merged = 1
set_aside = []
earliest = "2026-01-12"
latest = "2026-04-17"
levels = [6, 3]
people = ["Dana Whitlock", "Milo Arden", "external@studio.example", "hugo@rental.example"]
edges = [["Brief the agency", "Design poster", "FS"], ["Design poster", "Print run", "FS"]]
done = ["Brief the agency", "Check list"]
[source.counts]
projects = 2
tasks = 9
summaries = 2
dependencies = 2
dependencies_outside = 0
people = 4
unassigned = 4

[[source]]
file = "resaved-2016.csv"
tracker = "asana"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2016-04-17"
latest = "2016-05-06"
levels = [3, 1]
people = ["Bo Rask", "Ida Munk"]
edges = []
done = ["Clean the hall"]
[source.counts]
projects = 1
tasks = 4
summaries = 1
dependencies = 0
people = 2
unassigned = 1
"#;

fn title(words: &str, size: u8) -> Vec<Cell> {
    vec![text(words).look(Look { size, ..Look::default() })]
}

fn monday() -> Vec<u8> {
    let mut s = Sheet::new("q4 campaign");
    s.push(title("Q4 campaign", 15));
    s.push(title("Everything for the winter season", 11));
    let head =
        "Name¦Subitems¦Person¦Status¦Timeline - Start¦Timeline - End¦Check¦Link¦Budget¦Dependency¦Item ID (auto generated)";
    let sub = "Subitems¦Name¦Owner¦Due Date¦Send Date¦Status¦Item ID (auto generated)";
    let header = |line: &str, fill| cells(line).into_iter().map(|h| text(h).fill(fill)).collect::<Vec<_>>();
    let d = |y, m, dd| day(date(y, m, dd), "yyyy-mm-dd");
    let id = |n: f64| number(n).format("#,##0");
    let done = || text("Done").fill(0x00_C8_75);
    let none = || text("").fill(0xC4_C4_C4);
    s.push(title("Planning", 14));
    s.push(header(head, 0xD6_D6_D6));
    s.push(vec![
        text("Logo package"),
        blank(),
        text("Ana Ruiz, Ben Ito"),
        done(),
        d(2026, 10, 1),
        d(2026, 10, 10),
        text("v"),
        text("brief - https://example.com/b"),
        number(34.0),
        blank(),
        id(7_700_000_001.0),
    ]);
    s.push(vec![
        text("October e-mails"),
        text("Sale, winter,Colours"),
        text("Ana Ruiz"),
        text("HOLD").fill(0xE2_44_5C),
        d(2026, 10, 5),
        d(2026, 10, 30),
        blank(),
        blank(),
        number(120.0),
        text("Logo package"),
        id(7_700_000_002.0),
    ]);
    s.push(header(sub, 0xEF_EF_EF));
    s.push(vec![blank(), text("Sale, winter"), text("Ben Ito"), d(2026, 10, 12), d(2026, 10, 14), done(), id(7_700_000_101.0)]);
    s.push(vec![blank(), text("Colours"), blank(), d(2026, 10, 20), blank(), none(), id(7_700_000_102.0)]);
    s.push(vec![blank(), blank(), blank(), blank(), text("2026-10-01 to 2026-10-30"), blank(), blank(), blank(), number(154.0)]);
    s.push(Vec::<Cell>::new());
    s.push(title("Delivery", 14));
    s.push(header(head, 0xD6_D6_D6));
    s.push(vec![
        text("Shop windows"),
        blank(),
        blank(),
        none(),
        blank(),
        d(2026, 11, 27),
        blank(),
        blank(),
        blank(),
        text("October e-mails,Logo package"),
        id(7_700_000_003.0),
    ]);
    s.push(vec![
        text("Winter film"),
        text("Cut"),
        text("Cleo Park"),
        text("READY").fill(0xFD_AB_3D),
        d(2026, 11, 2),
        d(2026, 12, 11),
        blank(),
        blank(),
        number(4510.0),
        blank(),
        id(7_700_000_004.0),
    ]);
    s.push(header("Subitems¦Name¦Owner¦Status¦Cost¦Item ID (auto generated)", 0xEF_EF_EF));
    s.push(vec![blank(), text("Cut"), text("Cleo Park"), none(), number(900.0), id(7_700_000_103.0)]);
    s.push(vec![blank(), blank(), blank(), blank(), text("2026-11-02 to 2026-12-11"), blank(), blank(), blank(), number(4510.0)]);
    let mut u = Sheet::new("q4 campaign-updates");
    u.push(title("Q4 campaign", 15));
    u.push(
        cells("Item ID¦Item Name¦Content Type¦User¦Created At¦Update Content¦Likes Count¦Content Type")
            .into_iter()
            .map(text)
            .collect::<Vec<_>>(),
    );
    u.push(vec![
        number(7_700_000_002.0),
        text("October e-mails"),
        text("Update"),
        text("Ana Ruiz"),
        text("03/October/2026  04:00:18 PM"),
        text("On hold until the price list is out."),
        number(2.0),
        text("Update"),
    ]);
    u.push(vec![
        number(7_699_999_999.0),
        text("Gone item"),
        text("Reply"),
        text("Ben Ito"),
        text("28/September/2026  09:15:02 AM"),
        text("Archived."),
        number(0.0),
        text("Reply"),
    ]);
    Book { sheets: vec![s, u], application: "wijmo.xlsx", company: "", creator: "", inline: false }.bytes()
}

const TRUTH_MONDAY: &str = r#"
# monday.com: groups are sections, subitems have columns of their own, summary rows and the Subitems cell are no data.
# The header of the first group is the header; the one of the second group and the subitem headers are repeated ones.

[[source]]
file = "Q4_campaign_1770000000.xlsx"
sheet = "q4 campaign"
tracker = "monday"
role = "tasks"
header_row = 4
records = 7
earliest = "2026-10-01"
latest = "2026-12-11"
levels = [4, 3]
people = ["Ana Ruiz", "Ben Ito", "Cleo Park"]
edges = [["Logo package", "October e-mails", "FS"], ["October e-mails", "Shop windows", "FS"], ["Logo package", "Shop windows", "FS"]]
done = ["Logo package", "Sale, winter"]
set_aside = ["Q4_campaign_1770000000.xlsx!q4 campaign!A1", "Q4_campaign_1770000000.xlsx!q4 campaign!A2", "Q4_campaign_1770000000.xlsx!q4 campaign!A3", "Q4_campaign_1770000000.xlsx!q4 campaign!A7", "Q4_campaign_1770000000.xlsx!q4 campaign!E10", "Q4_campaign_1770000000.xlsx!q4 campaign!A12", "Q4_campaign_1770000000.xlsx!q4 campaign!A13", "Q4_campaign_1770000000.xlsx!q4 campaign!A16", "Q4_campaign_1770000000.xlsx!q4 campaign!E18"]
[source.counts]
projects = 1
tasks = 7
summaries = 2
dependencies = 3
dependencies_outside = 0
people = 3
unassigned = 2

[[source]]
file = "Q4_campaign_1770000000.xlsx"
sheet = "q4 campaign-updates"
tracker = "monday"
role = "comments"
header_row = 2
[source.counts]
tasks = 0
"#;

const NOTION_ALL: &str =
    "Task name|Archived|Assignee|Blocked By|Completion|Dates|Is Blocking|Parent-task|Priority|Project|Status|Sub-tasks|Effort";
const HASH: [&str; 5] = [
    "1f00a1b2c3d44e5f8a90b1c2d3e4f501",
    "1f00a1b2c3d44e5f8a90b1c2d3e4f502",
    "1f00a1b2c3d44e5f8a90b1c2d3e4f503",
    "1f00a1b2c3d44e5f8a90b1c2d3e4f504",
    "1f00a1b2c3d44e5f8a90b1c2d3e4f505",
];

fn relation(name: &str, n: usize) -> String {
    format!("{name} (Tasks/{}%20{}.md)", name.replace(['(', ')', ','], "").replace(' ', "%20"), HASH[n])
}

fn notion_table(header: &str) -> Vec<Vec<String>> {
    let (plan, build, open, after) = (("Plan (draft, v2)", 0), ("Build stage", 1), ("Opening night", 2), ("Take down", 3));
    let r = |(name, n): (&str, usize)| relation(name, n);
    let rows: Vec<Vec<(&str, String)>> = vec![
        vec![
            ("Task name", plan.0.into()),
            ("Assignee", "Penny 🐧, Christina Lind".into()),
            ("Completion", "1".into()),
            ("Dates", "April 23, 2026 → May 22, 2026".into()),
            ("Is Blocking", r(build)),
            ("Priority", "High 🔥".into()),
            ("Status", "Done".into()),
            ("Archived", "No".into()),
        ],
        vec![
            ("Task name", build.0.into()),
            ("Assignee", "Christina Lind".into()),
            ("Blocked By", r(plan)),
            ("Completion", "0.6666666666666666".into()),
            ("Dates", "May 25, 2026 → June 19, 2026".into()),
            ("Is Blocking", r(open)),
            ("Sub-tasks", format!("{}, {}", relation("Rig lights", 4), r(after))),
            ("Status", "In progress".into()),
            ("Archived", "No".into()),
        ],
        vec![
            ("Task name", open.0.into()),
            ("Blocked By", r(build)),
            ("Completion", "0".into()),
            ("Dates", "June 26, 2026".into()),
            ("Status", "Not started".into()),
            ("Archived", "No".into()),
        ],
        vec![
            ("Task name", after.0.into()),
            ("Assignee", "Omar Said".into()),
            ("Dates", "June 29, 2026 1:52 PM → June 30, 2026 6:00 PM".into()),
            ("Parent-task", r(build)),
            ("Status", "Not started".into()),
            ("Archived", "No".into()),
        ],
        vec![
            ("Task name", "Rig lights".into()),
            ("Dates", "June 8, 2026 → June 12, 2026".into()),
            ("Parent-task", r(build)),
            ("Status", "25% Complete".into()),
            ("Archived", "No".into()),
        ],
        vec![("Task name", String::new()), ("Archived", "No".into())],
    ];
    let mut table = Columns::new(header);
    let names = table.header.clone();
    for row in rows {
        let kept: Vec<(&str, String)> = row.into_iter().filter(|(n, _)| names.iter().any(|x| x == n)).collect();
        table.push(&kept);
    }
    table.rows
}

fn notion() -> Vec<u8> {
    let root = "53e1f00a7b2c4d5e8f90a1b2c3d4e5f6";
    let inner = zip(&[
        (
            format!("Summer theatre 0aa1/Tasks {root}.csv"),
            csv(&notion_table("Task name|Status|Assignee|Dates|Completion"), NOTION),
        ),
        (format!("Summer theatre 0aa1/Tasks {root}_all.csv"), csv(&notion_table(NOTION_ALL), NOTION)),
        (
            "Summer theatre 0aa1/Projects/Stage 9b9b/Tasks 77aa77aa77aa47aa87aa77aa77aa77aa.csv".to_owned(),
            csv(&notion_table("Assignee|Dates|Status|Task name"), NOTION),
        ),
        (
            "Summer theatre 0aa1/Tasks/New task 12ab12ab12ab42ab82ab12ab12ab12ab.md".to_owned(),
            b"# New task\n\nStatus: Not started\n".to_vec(),
        ),
        (format!("Summer theatre 0aa1/Tasks/Build stage {}.md", HASH[1]), b"# Build stage\n\nStatus: In progress\n".to_vec()),
    ]);
    zip(&[
        ("Export-5c1d-Part-1.zip".to_owned(), inner),
        ("__MACOSX/._Export-5c1d-Part-1.zip".to_owned(), vec![0, 5, 22, 7]),
        (".DS_Store".to_owned(), vec![0, 0, 0, 1, 66, 117, 100, 49]),
    ])
}

const TRUTH_NOTION: &str = r#"
# Notion: the `_all.csv` is the table; its twin and the linked view hold the same records. Relations by page hash; both directions
# of a link are one edge; a row without a title is an untitled page; the template is no row.

[[source]]
file = "Export-5c1d0001.zip/Export-5c1d-Part-1.zip/Summer theatre 0aa1/Tasks 53e1f00a7b2c4d5e8f90a1b2c3d4e5f6_all.csv"
tracker = "notion"
role = "tasks"
rows_read = 6
earliest = "2026-04-23"
latest = "2026-06-30"
levels = [3, 2]
people = ["Christina Lind", "Omar Said", "Penny 🐧"]
edges = [["Plan (draft, v2)", "Build stage", "FS"], ["Build stage", "Opening night", "FS"]]
done = ["Plan (draft, v2)"]
[source.counts]
dependencies = 2
dependencies_outside = 0
people = 3

[program]
tasks_named = 5
dependencies = 2
"#;

const AHA: &str = "Feature reference #|Feature name|Feature type|Feature status|Feature assigned to|Feature description|Feature start date|Feature end date|Feature tags|Epic name|Initiative name|Release name|Epic name|Iteration Path|Effort T-Shirt Size|Record links";
const AHA_ROWS: &str = r"
Feature reference #=SUMMIT-101¦Feature name=Search by photo¦Feature type=New¦Feature status=In development¦Feature assigned to=Greta Moss¦Feature start date=2026-02-02¦Feature end date=2026-03-20¦Epic name=Find things fast¦Initiative name=Grow in Asia¦Release name=Summit 4.0¦Epic name=Find things fast¦Effort T-Shirt Size=L
Feature reference #=SUMMIT-102¦Feature name=Saved searches¦Feature type=Improvement¦Feature status=Not started¦Feature start date=2026-03-23¦Feature end date=2026-04-17¦Feature tags=quick win, web¦Epic name=Find things fast¦Initiative name=Grow in Asia¦Release name=Summit 4.0¦Epic name=Find things fast
Feature reference #=SUMMIT-103¦Feature name=Dark mode¦Feature type=Improvement¦Feature status=Shipped¦Feature assigned to=Ivo Petkov¦Feature description=<p>Asked for by <b>many</b></p>¦Feature start date=2026-01-12¦Feature end date=2026-01-30¦Release name=Summit 3.9
Feature reference #=SUMMIT-104¦Feature name=Fax gateway¦Feature type=New¦Feature status=Will not implement
";
const AHA_XLSX: &str = r"
Activity reference #¦Activity name¦Activity status¦Activity assigned to¦Activity start date¦Activity end date¦Schedule name¦Goal name
OPSPL-7¦Move the print shop¦In progress¦Greta Moss¦2026-02-09¦2026-03-06¦Spring¦Less floor space
OPSPL-8¦Sell the old press¦Not started¦¦2026-03-09¦2026-03-27¦Spring¦Less floor space
";
const TRUTH_AHA: &str = r#"
# Aha!: record names may be renamed (Feature → Activity, Release → Schedule); epics are only named, never rows here.

[[source]]
file = "aha_list_features_260323101500.csv"
tracker = "aha"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-01-12"
latest = "2026-04-17"
people = ["Greta Moss", "Ivo Petkov"]
edges = []
done = ["SUMMIT-103"]
cancelled = ["SUMMIT-104"]
versions = ["Summit 3.9", "Summit 4.0"]
[source.counts]
tasks = 4
dependencies = 0
people = 2
unassigned = 2

[[source]]
file = "unstarted_aha_list_activities_260323101622.xlsx"
sheet = "Report"
tracker = "aha"
role = "tasks"
rows_read = 2
records = 2
set_aside = []
earliest = "2026-02-09"
latest = "2026-03-27"
people = ["Greta Moss"]
edges = []
[source.counts]
tasks = 2
dependencies = 0
people = 1
unassigned = 1
"#;

fn report() -> Vec<u8> {
    let mut sheet = Sheet::new("Report");
    for row in grid(AHA_XLSX) {
        sheet.push(row.into_iter().map(text).collect::<Vec<_>>());
    }
    Book { sheets: vec![sheet], application: "Aha!", company: "", creator: "", inline: false }.bytes()
}

/// Asana, monday.com, Notion, Aha!.
pub fn files() -> Files {
    vec![
        ("asana/Spring_launch.csv".to_owned(), csv(&records(ASANA, ASANA_ROWS), UNIX)),
        ("asana/resaved-2016.csv".to_owned(), csv(&grid(ASANA_2016), super::super::table::DOS)),
        words_file("asana/truth.toml", TRUTH_ASANA),
        ("monday/Q4_campaign_1770000000.xlsx".to_owned(), monday()),
        words_file("monday/truth.toml", TRUTH_MONDAY),
        ("notion/Export-5c1d0001.zip".to_owned(), notion()),
        words_file("notion/truth.toml", TRUTH_NOTION),
        ("aha/aha_list_features_260323101500.csv".to_owned(), csv(&records(AHA, AHA_ROWS), UNIX)),
        ("aha/unstarted_aha_list_activities_260323101622.xlsx".to_owned(), report()),
        words_file("aha/truth.toml", TRUTH_AHA),
    ]
}
