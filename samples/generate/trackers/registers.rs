//! Registers kept by hand: risks with a second table, RAID, decisions with a legend row, benefits, capacity, budget, milestones,
//! stakeholders, a blank log, a yearly return.

use super::super::days::date;
use super::super::table::{UNIX, csv};
use super::super::workbook::{Book, Cell, Look, Sheet, blank, day, number, text};
use super::{Files, grid, words_file};

fn book(sheets: Vec<Sheet>) -> Vec<u8> {
    Book { sheets, application: "Microsoft Excel", company: "", creator: "somebody", inline: false }.bytes()
}

/// Rows of text, numbers as numbers.
fn lines(sheet: &mut Sheet, text_lines: &str) {
    for row in grid(text_lines) {
        sheet.push(row.into_iter().map(|c| c.parse::<f64>().map_or_else(|_| text(c), number)).collect::<Vec<Cell>>());
    }
}

fn gap(sheet: &mut Sheet) {
    sheet.push(Vec::<Cell>::new());
}

fn risks() -> Vec<u8> {
    let mut s = Sheet::new("Risks");
    s.push(vec![text("Bridge repair: risks and issues").look(Look { bold: true, size: 16, ..Look::default() })]);
    s.merges.push("A1:I1".to_owned());
    gap(&mut s);
    lines(
        &mut s,
        "ID #¦Risk Description/ Impact¦Impact (High/Med/Low)¦Likelihood (High/Med/Low)¦Risk Rating¦Mitigation Strategy¦Risk Owner¦Date Raised¦Status (Open/In Progress/Closed)\n\
R1¦Flood during pier works¦HIgh¦Med¦High¦Cofferdam¦Anke Moll¦05/01/2026¦Open\n\
R2¦Steel price rises¦Med¦High¦High¦Frame contract¦Anke Moll¦13/01/2026¦In Progress\n\
R3¦Bats under the deck¦Low¦Low¦High¦Survey in winter¦Tore Vik¦20/01/2026¦Closed\n",
    );
    for id in ["R4", "R5"] {
        s.push(vec![text(id)]);
    }
    s.push(vec![text("Rating: High x High = High, Low x Low = Low")]);
    gap(&mut s);
    gap(&mut s);
    s.push(vec![text("Issues").bold()]);
    lines(
        &mut s,
        "Issue¦Description of Issue¦Severity (Critical/Major/Minor)¦Priority¦Owner ¦Date Raised¦Date Resolved¦Outcome\n\
I1¦Crane permit missing¦Critical¦Very High¦Tore Vik¦02/02/2026¦¦\n\
I2¦Wrong bolts delivered¦Minor¦Low¦Anke Moll¦27/01/2026¦30/01/2026¦Exchanged\n",
    );
    let mut definitions = Sheet::new("Definitions");
    lines(&mut definitions, "Word¦Meaning\nHigh¦Over 100,000\nMed¦10,000 to 100,000\nLow¦Under 10,000\n");
    book(vec![s, definitions])
}

fn raid() -> Vec<u8> {
    let mut s = Sheet::new("RAID log");
    lines(
        &mut s,
        "RAID Category¦Description¦Impact¦Mitigation¦Owner¦Priority¦RPN (for risks)¦Status\n\
Risk¦Key developer leaves¦High¦Pairing¦Eda Kaya¦High¦64¦Open\n\
Assumption¦Test data is delivered in May¦¦Ask every week¦Eda Kaya¦Medium¦¦Open\n\
Issue¦Licence server down¦Medium¦Second server¦Pavel Ruza¦High¦¦Closed\n\
Dependency¦Network team opens the ports¦High¦Ticket raised¦Pavel Ruza¦High¦¦Open\n",
    );
    book(vec![s])
}

fn decisions() -> Vec<u8> {
    let mut s = Sheet::new("Decision Log");
    lines(
        &mut s,
        "ID¦Decision Field¦Decision¦Description of decision and impact¦Source¦Owner¦Stakeholders¦Importance¦Urgency¦Status¦Decision Date¦Due Date¦Record of decision made\n\
Legend: Status of item: 1-Not started, 2-In progress, 3-Complete\n\
1¦Technology¦Which data base¦Licence cost¦Architecture board¦Eda Kaya¦IT¦High¦High¦3¦12/02/2026¦27/02/2026¦PostgreSQL\n\
2¦Organisation¦Who runs the help desk¦Two people¦Steering committee¦Pavel Ruza¦HR¦Medium¦Low¦2¦¦31/03/2026¦\n\
3¦Organisation¦Night shift or not¦Cost of shift¦Steering committee¦Pavel Ruza¦HR¦Low¦Low¦1¦¦30/04/2026¦\n",
    );
    book(vec![s])
}

fn capacity() -> Vec<u8> {
    let mut s = Sheet::new("Resourcing");
    lines(
        &mut s,
        "Team¦Name¦Measure¦Apr 2026¦May 2026¦Jun 2026\n\
Web¦Eda Kaya¦Planned¦160¦144¦160\n\
Web¦Eda Kaya¦Requested¦180¦150¦120\n\
Web¦Eda Kaya¦Actual¦172¦¦\n\
Data¦Pavel Ruza¦Planned¦80¦72¦80\n\
Total¦¦Planned¦240¦216¦240\n",
    );
    let mut b = Sheet::new("Budget");
    lines(
        &mut b,
        "Work package¦Estimated Cost¦Actual Cost¦Forecast Cost\n\
Web¦120000¦64000¦131000\nData¦80000¦21000¦78000\nTotal¦200000¦85000¦209000\n",
    );
    gap(&mut b);
    lines(&mut b, "EV =¦74000\nAC =¦85000\nBAC =¦200000\n");
    let mut m = Sheet::new("Milestones");
    lines(&mut m, "No.¦Milestone¦Project/Program¦Predecessor¦Effort (weeks)¦Date\n");
    let d = |mm, n| day(date(2026, mm, n), "dd/mm/yyyy");
    m.push(vec![number(1.0), text("Kick-off"), text("Web"), blank(), number(0.0), d(4, 1)]);
    m.push(vec![number(2.0), text("Design agreed"), text("Web"), number(1.0), number(4.0), d(4, 29)]);
    m.push(vec![number(3.0), text("Data loaded"), text("Data"), blank(), number(6.0), d(5, 13)]);
    m.push(vec![number(4.0), text("Go live"), text("Web"), text("2,3"), number(8.0), d(6, 24)]);
    let mut p = Sheet::new("Stakeholders");
    lines(
        &mut p,
        "Name¦Role¦Interest¦Influence¦Approach\nEda Kaya¦Team lead¦High¦High¦Weekly talk\nCity council¦Sponsor¦High¦High¦Monthly report\n",
    );
    book(vec![s, b, m, p])
}

fn benefits() -> Vec<u8> {
    let mut s = Sheet::new("Benefits");
    lines(
        &mut s,
        "Benefit ID¦Benefit¦Benefit Owner¦Measure¦Baseline value¦Target value¦Realised to date¦Target date¦Forecast date¦Enabling project¦Status\n\
B1¦Fewer visits to the counter¦Ute Held¦visits a week¦900¦500¦820¦2026-12-31¦2027-03-31¦Web¦At risk\n\
B2¦Faster permits¦Ute Held¦days¦21¦10¦¦2026-09-30¦2026-09-30¦Data¦On track\n",
    );
    book(vec![s])
}

/// Facts settled by hand: what, field, value, what it replaces, who, why, until when; a row without a value is none.
fn adjustments() -> Vec<u8> {
    let mut s = Sheet::new("Adjustments");
    lines(
        &mut s,
        "Target¦Field¦New value¦Replaces¦Who¦Why¦Until\n\
WEB-4¦finish¦2026-05-29¦2026-05-15¦Ute Held¦Supplier confirmed by telephone¦2026-06-30\n\
Web¦agreed RAG¦amber¦¦Ute Held¦Agreed on 2 March¦\n\
R3¦front page¦hide¦¦Ute Held¦Covered by R1¦\n\
WEB-9¦finish¦¦¦Ute Held¦to be told¦\n",
    );
    book(vec![s])
}

/// Readiness gates: all that one needs in a cell, one milestone a row under a blank, a row that says nothing.
fn gates() -> Vec<u8> {
    let mut s = Sheet::new("Gates");
    lines(
        &mut s,
        "Gate¦Needs¦Project¦Wanted date¦Owner¦Notes\n\
Go-live¦WEB-4; Hosting moved¦¦29/05/2026¦Ute Held¦\n\
Open doors¦Lights on¦Hall¦15/06/2026¦Ben Rask¦\n\
¦WEB-9, WEB-12¦¦¦¦\n\
¦¦¦¦¦to be settled\n",
    );
    book(vec![s])
}

const TRUTH_GATES: &str = r#"
# Readiness gates: two gates over three rows; a row without a gate and a need is none. They are no records of work.

[[source]]
file = "Gates.xlsx"
sheet = "Gates"
tracker = "gates"
role = "gates"
rows_read = 4
records = 3
set_aside = ["Gates.xlsx!Gates!F5"]
[source.counts]
tasks = 0
"#;

/// Links kept apart from the plans: the type and the lag not always told, a row that names no ends.
const DEPENDENCIES: &str = "
From¦From project¦To¦To project¦Type¦Lag (days)¦Needed by¦Promised¦Notes
WEB-4¦Web¦HALL-7¦Hall¦FS¦2¦2026-05-29¦2026-06-05¦
WEB-9¦Web¦HALL-8¦Hall¦¦¦2026-06-15¦¦lamps
HALL-2¦Hall¦WEB-12¦Web¦SS¦¦2026-07-01¦2026-06-26¦
¦¦¦¦¦¦¦¦to be settled
";

const TRUTH_DEPENDENCIES: &str = r#"
# A register of dependencies: three links between plans of two projects, which are not in the file; a row without ends is none.

[[source]]
file = "Dependency register.csv"
tracker = "dependencies"
role = "lookup"
header_row = 1
rows_read = 4
records = 3
set_aside = ["Dependency register.csv:5:I"]
[source.counts]
tasks = 0
"#;

fn calendars() -> Vec<u8> {
    let mut weeks = Sheet::new("Calendars");
    lines(
        &mut weeks,
        "Calendar¦Mon¦Tue¦Wed¦Thu¦Fri¦Sat¦Sun¦Hours per day¦Projects¦People\n\
Quay¦8¦8¦8¦8¦4¦¦¦8¦Web; Grain store¦Ute Held\n\
Nights¦22:00-06:00¦22:00-06:00¦22:00-06:00¦22:00-06:00¦noon¦¦¦8¦¦\n\
Yard¦x¦x¦x¦x¦¦¦¦7.5¦¦Ola Berg\n\
¦8¦8¦8¦8¦8¦¦¦¦¦\n",
    );
    let mut days = Sheet::new("Holidays");
    lines(
        &mut days,
        "Country¦Date¦To¦Hours¦Holiday\n\
Quay¦2026-05-17¦¦¦Constitution Day\n\
Quay¦2026-12-24¦¦4¦Christmas Eve\n\
Yard¦2026-07-06¦2026-07-24¦¦Yard closed\n",
    );
    book(vec![weeks, days])
}

fn empty() -> Vec<u8> {
    let mut s = Sheet::new("Risk log");
    s.push(vec![text("Risk log")]);
    lines(&mut s, "ID¦Risk¦Probability¦Impact¦Owner¦Status\n");
    book(vec![s])
}

const RETURN: &str = r"
Project Name¦Department¦Delivery Confidence (RAG)¦Start Date¦End Date¦Whole Life Budget (£m)¦Forecast (£m)¦Narrative
Harbour lights renewal¦Transport¦Amber/Green¦30.06.19¦31.12.27¦£1,234.50¦£1,301.20¦New lamps on time.\nContract for the north pier agreed.
Records digitisation¦Culture¦Red¦01.04.20¦31.03.40¦£96.10¦£140.00¦The supplier was replaced.
Grain store¦Food¦Exempt¦¦¦Exempt¦¦
";

const TRUTH: &str = r#"
# Registers. Scores stay as stated: R3 is Low x Low and says High, against its own legend. Numbered empty rows, legends and
# totals are no records. A logged dependency is a record, no edge.

[[source]]
file = "Risks.xlsx"
sheet = "Risks"
tracker = "register"
role = "risks"
header_row = 3
records = 3
set_aside = ["Risks.xlsx!Risks!A1", "Risks.xlsx!Risks!A7", "Risks.xlsx!Risks!A8", "Risks.xlsx!Risks!A9"]
[source.counts]
risks = 3

[[source]]
file = "Risks.xlsx"
sheet = "Risks"
tracker = "register"
role = "issues"
header_row = 13
records = 2
[source.counts]
issues = 2

[[source]]
file = "Risks.xlsx"
sheet = "Definitions"
role = "lookup"

[[source]]
file = "RAID.xlsx"
sheet = "RAID log"
tracker = "register"
role = "risks"
rows_read = 4
records = 4
set_aside = []
[source.counts]
risks = 1
issues = 1
dependencies = 0

[[source]]
file = "Decisions.xlsx"
sheet = "Decision Log"
tracker = "register"
role = "decisions"
rows_read = 4
records = 3
set_aside = ["Decisions.xlsx!Decision Log!A2"]
[source.counts]
decisions = 3

[[source]]
file = "Resourcing.xlsx"
sheet = "Resourcing"
tracker = "capacity"
role = "capacity"
rows_read = 5
set_aside = ["Resourcing.xlsx!Resourcing!A6"]

[[source]]
file = "Resourcing.xlsx"
sheet = "Budget"
tracker = "register"
role = "budget"
records = 2

[[source]]
file = "Resourcing.xlsx"
sheet = "Milestones"
role = "milestones"
rows_read = 4
records = 4
set_aside = []
earliest = "2026-04-01"
latest = "2026-06-24"
edges = [["1", "2", "FS"], ["2", "4", "FS"], ["3", "4", "FS"]]
[source.counts]
tasks = 4
milestones = 4
dependencies = 3

[[source]]
file = "Resourcing.xlsx"
sheet = "Stakeholders"
tracker = "register"
role = "stakeholders"
rows_read = 2
records = 2
set_aside = []

# A register without a record is an empty register, no failure.
[[source]]
file = "Blank log.xlsx"
sheet = "Risk log"
tracker = "register"
role = "risks"
header_row = 2
records = 0
[source.counts]
risks = 0
"#;

const TRUTH_BENEFITS: &str = r#"
# A benefits register: benefits are records of their own, tied to a project and its milestones.

[[source]]
file = "Benefits.xlsx"
sheet = "Benefits"
tracker = "benefits"
role = "benefits"
rows_read = 2
records = 2
set_aside = []
[source.counts]
benefits = 2
"#;

const TRUTH_ADJUSTMENTS: &str = r#"
# Adjustments: one row a fact settled by hand. They are no records of work.

[[source]]
file = "Adjustments.xlsx"
sheet = "Adjustments"
tracker = "adjustments"
role = "adjustments"
rows_read = 4
records = 3
set_aside = ["Adjustments.xlsx!Adjustments!A5"]
[source.counts]
tasks = 0
"#;

const TRUTH_CALENDARS: &str = r#"
# Calendars: one row a week, one row a day that differs. They are no records of work; a week of no name is set aside.

[[source]]
file = "Calendars.xlsx"
sheet = "Calendars"
tracker = "calendars"
role = "calendars"
rows_read = 4
records = 3
set_aside = ["Calendars.xlsx!Calendars!B5"]
[source.counts]
tasks = 0

[[source]]
file = "Calendars.xlsx"
sheet = "Holidays"
tracker = "calendars"
role = "calendars"
rows_read = 3
records = 3
set_aside = []
[source.counts]
tasks = 0
"#;

const TRUTH_RETURN: &str = r#"
# A yearly return: one row a project, money and dates as officials write them.

[[source]]
file = "Yearly return.csv"
tracker = "portfolio-return"
rows_read = 3
records = 3
set_aside = []
[source.counts]
projects = 3
"#;

/// People by month in hours, with a leaver, and a pool of a role by week in days.
fn by_month() -> Vec<u8> {
    let mut s = Sheet::new("Capacity");
    s.push(vec![text("Hours available per month")]);
    gap(&mut s);
    lines(
        &mut s,
        "Name¦E-mail¦Team¦Last day¦Jan 2026¦Feb 2026¦Mar 2026\n\
Moira Quinn¦moira.quinn@example.com¦Survey¦¦168¦160¦176\n\
Abel Roos¦abel.roos@example.com¦Survey¦27/02/2026¦84¦80¦0\n\
Total¦¦¦¦252¦240¦176\n",
    );
    book(vec![s])
}

const TRUTH_CAPACITY: &str = r#"
# Capacity: one row a person, one column a month; the total is no person; a leaver has a last day and nothing after it.

[[source]]
file = "Capacity.xlsx"
sheet = "Capacity"
tracker = "capacity"
role = "capacity"
header_row = 3
rows_read = 4
records = 2
set_aside = ["Capacity.xlsx!Capacity!A1", "Capacity.xlsx!Capacity!A6"]
[source.counts]
tasks = 0
"#;

/// Registers.
pub fn files() -> Files {
    vec![
        ("register/Risks.xlsx".to_owned(), risks()),
        ("register/RAID.xlsx".to_owned(), raid()),
        ("register/Decisions.xlsx".to_owned(), decisions()),
        ("register/Resourcing.xlsx".to_owned(), capacity()),
        ("register/Blank log.xlsx".to_owned(), empty()),
        words_file("register/truth.toml", TRUTH),
        ("benefits/Benefits.xlsx".to_owned(), benefits()),
        words_file("benefits/truth.toml", TRUTH_BENEFITS),
        ("adjustments/Adjustments.xlsx".to_owned(), adjustments()),
        words_file("adjustments/truth.toml", TRUTH_ADJUSTMENTS),
        ("gates/Gates.xlsx".to_owned(), gates()),
        words_file("gates/truth.toml", TRUTH_GATES),
        ("dependencies/Dependency register.csv".to_owned(), csv(&grid(DEPENDENCIES), UNIX)),
        words_file("dependencies/truth.toml", TRUTH_DEPENDENCIES),
        ("calendars/Calendars.xlsx".to_owned(), calendars()),
        words_file("calendars/truth.toml", TRUTH_CALENDARS),
        ("capacity/Capacity.xlsx".to_owned(), by_month()),
        words_file("capacity/truth.toml", TRUTH_CAPACITY),
        ("portfolio-return/Yearly return.csv".to_owned(), csv(&grid(RETURN), UNIX)),
        words_file("portfolio-return/truth.toml", TRUTH_RETURN),
    ]
}
