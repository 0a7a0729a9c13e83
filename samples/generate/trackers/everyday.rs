//! What a project office keeps in one workbook beside the plans: the team, a responsibility matrix, risks and issues side by side, a
//! weekly report of stacked tables, a Gantt drawn with ticks, and a list of key dates told by quarter and month.

use super::super::table::{UNIX, csv};
use super::super::workbook::{Book, Cell, Sheet, number, text};
use super::{Files, grid, words_file};

fn sheet(name: &str, lines: &str) -> Sheet {
    let mut s = Sheet::new(name);
    for line in lines.lines() {
        let row = grid(line).into_iter().next().unwrap_or_default();
        s.push(row.into_iter().map(|c| c.parse::<f64>().map_or_else(|_| text(c), number)).collect::<Vec<Cell>>());
    }
    s
}

fn office() -> Vec<u8> {
    let team = sheet(
        "Project Team",
        "Project team\n\
Name¦Project role¦Organisation¦E-mail¦Phone¦Allocation\n\
Anke Moll¦Project manager¦Bridge Ltd¦anke.moll@bridge.example¦0123 456¦1\n\
Tore Vik¦Site engineer¦BuildCo¦tore.vik@build.example¦¦0.5\n\
Eda Kaya¦Planner¦Bridge Ltd¦eda.kaya@bridge.example¦0123 457¦0.2\n",
    );
    let raci = sheet(
        "RACI",
        "Who does what\n\
Activity¦Anke Moll¦Tore Vik¦Eda Kaya¦Steering committee\n\
Design sign-off¦A¦R¦C¦I\n\
Piling¦A¦R¦¦I\n\
Road closure¦R¦C¦C¦A\n\
\n\
R = responsible, A = accountable, C = consulted, I = informed\n",
    );
    let raid = sheet(
        "RAID",
        "Risks¦¦¦¦¦Issues\n\
Risk¦Impact¦Owner¦¦¦Issue¦Priority¦Owner\n\
Storms stop the rig¦High¦Anke Moll¦¦¦Crane broken¦High¦Tore Vik\n\
Steel late¦Med¦Tore Vik¦¦¦Road flooded¦Low¦Eda Kaya\n\
Strike¦Low¦Eda Kaya\n",
    );
    let week = sheet(
        "Week 48",
        "Weekly status report\n\
Project:¦Bridge repair\n\
\n\
1. Milestones\n\
Milestone¦Baseline¦Forecast¦RAG\n\
Piling complete¦26 Feb 2027¦12 Mar 2027¦A\n\
Deck installed¦28 May 2027¦28 May 2027¦G\n\
\n\
2. Actions\n\
No¦Action¦Owner¦Due¦Status\n\
1¦Chase the steel¦Tore Vik¦4 Dec 2026¦Open\n\
2¦Book the crane¦Anke Moll¦11 Dec 2026¦Closed\n\
\n\
3. Budget\n\
Item¦Budget¦Actual¦Forecast\n\
Design¦120000¦105000¦125000\n\
Piling¦450000¦50000¦470000\n\
Total¦570000¦155000¦595000\n\
\n\
4. Achieved this week\n\
Second rig on site\n",
    );
    // Week 1 of 2027 begins on Monday 4 January.
    let gantt = sheet(
        "Works",
        "Works 2027\n\
Task¦Owner¦W1¦W2¦W3¦W4¦W5¦W6\n\
Survey¦Eda Kaya¦x¦x\n\
Piling¦Tore Vik¦¦¦x¦x¦x\n\
Deck on site¦Anke Moll¦¦¦¦¦¦◆\n",
    );
    Book {
        sheets: vec![team, raci, raid, week, gantt],
        application: "Microsoft Excel",
        company: "",
        creator: "somebody",
        inline: false,
    }
    .bytes()
}

const KEY_DATES: &str = "Key milestones of the bridge¦¦¦¦
Status as at 27 November 2026¦¦¦¦
Milestone¦Baseline¦Forecast¦Actual¦RAG
Consent granted¦15 Sep 2026¦22 Sep 2026¦22 Sep 2026¦Complete
Piling complete¦26 Feb 2027¦March 2027¦¦Amber
Road closed¦W/C 11 Jan¦W/C 18 Jan¦¦Green
Open to traffic¦Q3 2027¦end of Oct 2027¦¦Green
Final account¦TBC¦ASAP¦¦
";

const TRUTH: &str = "# What a project office keeps beside the plans. Letters of the matrix are what people are in an activity, no tasks. Risks and issues stand side
# by side and are two tables. The report's tables are told by their headings; what was achieved is prose. The Gantt's rows begin
# with the Monday of their first tick and end with the Sunday of their last; one diamond is a milestone.
# Quarters, months and weeks without a day stand for their last day in an end: W/C 18 Jan lies nearest to 27 November 2026 in 2027.

[[source]]
file = \"Project office.xlsx\"
sheet = \"Project Team\"
tracker = \"capacity\"
role = \"resources\"
header_row = 2
rows_read = 4
records = 3
set_aside = [\"Project office.xlsx!Project Team!A1\"]
[source.counts]
resources = 3
tasks = 0

[[source]]
file = \"Project office.xlsx\"
sheet = \"RACI\"
role = \"stakeholders\"
header_row = 2
records = 3
set_aside = [\"Project office.xlsx!RACI!A1\", \"Project office.xlsx!RACI!A7\"]
[source.counts]
tasks = 0

[[source]]
file = \"Project office.xlsx\"
sheet = \"RAID\"
role = \"risks\"
header_row = 2
records = 3
[source.counts]
risks = 3
issues = 0

[[source]]
file = \"Project office.xlsx\"
sheet = \"RAID\"
role = \"issues\"
header_row = 2
records = 2
[source.counts]
risks = 0
issues = 2

[[source]]
file = \"Project office.xlsx\"
sheet = \"Week 48\"
role = \"milestones\"
header_row = 5
records = 2
[source.finishes]
\"Piling complete\" = \"2027-03-12\"
\"Deck installed\" = \"2027-05-28\"
[source.rag]
\"Piling complete\" = \"amber\"
\"Deck installed\" = \"green\"
[source.counts]
projects = 1
milestones = 2

[[source]]
file = \"Project office.xlsx\"
sheet = \"Week 48\"
role = \"actions\"
header_row = 10
records = 2

[[source]]
file = \"Project office.xlsx\"
sheet = \"Week 48\"
role = \"budget\"
header_row = 15
records = 2
set_aside = [\"Project office.xlsx!Week 48!A14\", \"Project office.xlsx!Week 48!A18\", \"Project office.xlsx!Week 48!A20\", \"Project office.xlsx!Week 48!A21\"]
[source.counts]
tasks = 0

[[source]]
file = \"Project office.xlsx\"
sheet = \"Works\"
tracker = \"plan\"
role = \"tasks\"
header_row = 2
records = 3
people = [\"Eda Kaya\", \"Tore Vik\", \"Anke Moll\"]
[source.starts]
Survey = \"2027-01-04\"
Piling = \"2027-01-18\"
[source.finishes]
Survey = \"2027-01-17\"
Piling = \"2027-02-07\"
\"Deck on site\" = \"2027-02-14\"
[source.counts]
tasks = 3
milestones = 1

[[source]]
file = \"Key dates.csv\"
tracker = \"plan\"
role = \"milestones\"
header_row = 3
rows_read = 7
records = 5
done = [\"Consent granted\"]
[source.finishes]
\"Consent granted\" = \"2026-09-22\"
\"Piling complete\" = \"2027-03-31\"
\"Road closed\" = \"2027-01-24\"
\"Open to traffic\" = \"2027-10-31\"
[source.rag]
\"Piling complete\" = \"amber\"
[source.counts]
milestones = 5
";

/// The folder's files.
pub fn files() -> Files {
    vec![
        ("everyday/Project office.xlsx".to_owned(), office()),
        ("everyday/Key dates.csv".to_owned(), csv(&grid(KEY_DATES), UNIX)),
        words_file("everyday/truth.toml", TRUTH),
    ]
}
