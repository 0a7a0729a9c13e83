//! The PMO's own sheets: capacity, risks, benefits, decisions with the status list.

use super::super::days::{date, in_month, iso, month};
use super::super::workbook::{Book, Cell, Look, Sheet, Value, blank, day, number, text};
use super::people::{ASSUMED, LEAVER, LEAVES, PEOPLE};
use super::story::Story;

fn book(sheets: Vec<Sheet>, creator: &'static str) -> Vec<u8> {
    Book { sheets, application: "Microsoft Excel", company: "Harbour", creator, inline: false }.bytes()
}

fn title(words: &str) -> Vec<Cell> {
    vec![text(words).look(Look { size: 14, bold: true, ..Look::default() })]
}

fn head(words: &[&str]) -> Vec<Cell> {
    words.iter().map(|w| text(*w).bold().fill(0xDD_EB_F7)).collect()
}

/// Months of the capacity sheet.
pub fn months() -> Vec<(i16, i8)> {
    (0..12).map(|i| (2026 + i16::from(i >= 2), (10 + i) % 12 + 1)).collect()
}

/// `Capacity 2026-27.xlsx`: hours a person has in each month.
pub fn capacity() -> Vec<u8> {
    let mut sheet = Sheet::new("Capacity");
    sheet.push(title("Capacity plan, hours available per month"));
    sheet.push(vec![text("Working days x 8 h x share; bank holidays taken out")]);
    sheet.push(Vec::<Cell>::new());
    let mut cells = head(&["Name", "E-mail", "Team", "Role", "Last day"]);
    cells.extend(months().iter().map(|(y, m)| text(format!("{} {y}", &month(*m)[..3])).bold().fill(0xDD_EB_F7)));
    sheet.push(cells);
    let mut totals = [0.0; 12];
    for person in PEOPLE {
        let last = (person.name == LEAVER).then(|| iso(LEAVES));
        let mut cells = vec![
            text(person.name),
            text(person.mail),
            text(person.team),
            text(person.role),
            last.map_or_else(blank, |d| day(d, "dd/mm/yyyy")),
        ];
        for (i, (y, m)) in months().into_iter().enumerate() {
            let hours = match last {
                Some(end) if date(y, m, 1) > end => 0.0,
                Some(end) if end.year() == y && end.month() == m => f64::from(super::super::days::span(date(y, m, 1), end) * 8),
                _ => f64::from(in_month(y, m) * 8 * person.share) / 100.0,
            };
            totals[i] += hours;
            cells.push(number(hours));
        }
        sheet.push(cells);
    }
    let rows = sheet.rows.len();
    let mut cells = vec![text("Total"), blank(), blank(), blank(), blank()];
    cells.extend(totals.iter().enumerate().map(|(i, t)| Cell {
        value: Value::Formula(format!("SUM({0}5:{0}{rows})", super::super::workbook::letters(5 + i)), *t),
        look: Look { bold: true, ..Look::default() },
    }));
    sheet.push(cells);
    sheet.push(Vec::<Cell>::new());
    sheet.push(vec![text(format!("{ASSUMED}: hours in projects not yet planned."))]);
    book(vec![sheet], "PMO")
}

/// `Adjustments.xlsx`: what the program manager knows and the exports do not say yet. The first two hold, the third is past its
/// date, the fourth is of the restricted project.
pub fn adjustments() -> Vec<u8> {
    let mut sheet = Sheet::new("Adjustments");
    sheet.push(title("Adjustments of November"));
    sheet.push(head(&["Target", "Field", "New value", "Replaces", "By", "Why", "Until"]));
    let by = "Solveig Brandal";
    let date_of = |y, m, d| day(date(y, m, d), "dd/mm/yyyy");
    let rows: [Vec<Cell>; 4] = [
        vec![
            text("RL-24"),
            text("finish"),
            date_of(2026, 11, 9),
            date_of(2026, 11, 10),
            text(by),
            text("The council votes on 9 November, a day early"),
            date_of(2026, 11, 30),
        ],
        vec![
            text("Terminal operating system"),
            text("agreed RAG"),
            text("Amber"),
            blank(),
            text(by),
            text("Agreed with Priya Raghunathan on 30 October"),
            date_of(2026, 11, 30),
        ],
        vec![
            text("STS-48"),
            text("finish"),
            date_of(2026, 11, 6),
            date_of(2026, 11, 13),
            text(by),
            text("The institute hoped to be a week early"),
            date_of(2026, 10, 30),
        ],
        vec![
            text("LAN-22"),
            text("finish"),
            date_of(2026, 12, 3),
            date_of(2026, 12, 4),
            text(by),
            text("The bank has its valuation a day early"),
            date_of(2026, 12, 31),
        ],
    ];
    for row in rows {
        sheet.push(row);
    }
    book(vec![sheet], "PMO")
}

/// One risk: project, text, vendor, likelihood, impact, response, owner, status.
type Risk = (&'static str, &'static str, &'static str, u8, u8, &'static str, &'static str, &'static str);

/// Spellings of the vendor behind three projects' risks.
pub const VENDOR: [&str; 3] = ["Halvorsen Drives AS", "Halvorsen Drives", "HALVORSEN DRIVES A/S"];

const RISKS: &[Risk] = &[
    (
        "Quay wall",
        "Obstructions in the old fill stop the piling",
        "",
        2,
        4,
        "Probe holes ahead of the rig",
        "Kerstin Olufsen",
        "Open",
    ),
    (
        "Quay wall",
        "Dredged material has to go to a special landfill",
        "Sundt Marine",
        3,
        3,
        "Early sediment tests",
        "Yusuf Demirel",
        "Open",
    ),
    ("Quay wall", "Cold spell delays concrete curing", "", 3, 2, "Heated formwork on call", "Sven Arnesen", "Open"),
    (
        "Ship-to-shore cranes",
        "Drive cabinets arrive late",
        VENDOR[0],
        4,
        4,
        "Weekly expediting visit; second source asked",
        "Diego Larrea",
        "Open",
    ),
    ("Ship-to-shore cranes", "Wind over limits in the erection window", "", 3, 4, "Reserve of ten days", "Hakon Lie", "Open"),
    ("Ship-to-shore cranes", "Notified body asks for a new lifting plan", "", 2, 3, "Pre-audit", "Ewa Nowicka", "Closed"),
    (
        "Shore power",
        "Converter firmware not accepted by the grid operator",
        VENDOR[1],
        3,
        4,
        "Joint test in the factory",
        "Luis Arrieta",
        "Open",
    ),
    (
        "Shore power",
        "Grid connection slips to the summer",
        "Kystnett",
        2,
        5,
        "Temporary feed from substation 1",
        "Nadia Haddad",
        "Open",
    ),
    ("Gate automation", "Barrier drives fail in frost", VENDOR[2], 3, 3, "Cold chamber test", "Stellan Ek", "Open"),
    ("Gate automation", "Reading rate stays under 97 %", "Optiport", 3, 3, "Second camera angle", "Isabel Quint", "Open"),
    ("Gate automation", "Hauliers refuse appointments", "", 2, 3, "Discount in the first quarter", "Fatma Yildiz", "Open"),
    (
        "Terminal operating system",
        "Crane interface found incomplete in the integration test",
        "",
        3,
        5,
        "Simulator runs every sprint",
        "Viktor Hradil",
        "Open",
    ),
    (
        "Terminal operating system",
        "History data too poor to migrate",
        "",
        3,
        3,
        "Cut-off date agreed with finance",
        "Emeka Obi",
        "Open",
    ),
    (
        "Customs interface",
        "Customs data centre gives no test slot",
        "",
        3,
        4,
        "Escalate through the port authority",
        "Jürgen Kästner",
        "Open",
    ),
    ("Operator readiness", "Too few operators pass the aptitude test", "", 3, 4, "Recruit two more", "Helga Norberg", "Open"),
    ("Operator readiness", "Works council asks for a new roster", "", 2, 4, "Joint working group", "Joao Salgado", "Closed"),
    ("Rail link", "Rail authority moves the possession", "Banenett", 3, 3, "Second possession booked", "Ingrid Aas", "Open"),
    (
        "Project Lantern",
        "Owner of plot 9 raises the price",
        "",
        3,
        4,
        "Walk-away price set by the board",
        "Roderick Hume",
        "Open",
    ),
];

/// `Risk register.xlsx`.
pub fn risks() -> Vec<u8> {
    let mut sheet = Sheet::new("Risk Register");
    sheet.push(title("Harbour Renewal - risk register"));
    sheet.push(vec![text("Owner: PMO"), blank(), text("Last update 30/10/2026")]);
    sheet.push(head(&[
        "ID",
        "Project",
        "Risk Description",
        "Supplier",
        "Likelihood (1-5)",
        "Impact (1-5)",
        "Risk Score",
        "Mitigation Plan",
        "Risk Owner",
        "Date Raised",
        "Due",
        "Status",
    ]));
    for (n, (project, words, vendor, likely, impact, plan, owner, status)) in RISKS.iter().enumerate() {
        let score = if n == 4 { 9 } else { likely * impact };
        sheet.push(vec![
            text(format!("R-{:02}", n + 1)),
            text(*project),
            text(*words),
            text(*vendor),
            number(f64::from(*likely)),
            number(f64::from(*impact)),
            number(f64::from(score)),
            text(*plan),
            text(*owner),
            day(date(2026, 2 + (n % 8) as i8, 9), "dd/mm/yyyy"),
            day(date(2027, 1 + (n % 5) as i8, 15), "dd/mm/yyyy"),
            text(*status),
        ]);
    }
    for n in 19..=22 {
        sheet.push(vec![text(format!("R-{n}"))]);
    }
    sheet.push(Vec::<Cell>::new());
    sheet.push(vec![text("Scale: 1 = very low, 5 = very high; score = likelihood x impact")]);
    book(vec![sheet], "PMO")
}

/// `Benefits register.xlsx`.
pub fn benefits(story: &Story) -> Vec<u8> {
    let mut sheet = Sheet::new("Benefits");
    sheet.push(title("Benefits register"));
    sheet.push(head(&[
        "ID",
        "Benefit",
        "Project",
        "Owner",
        "Measure",
        "Baseline",
        "Target",
        "Target date",
        "Enabling milestone",
        "Lead time (days)",
        "Status",
    ]));
    let key = |label: &str| story.labelled(label).key.clone();
    let certified = story.labelled("ops.cert").name.clone();
    type Line = (&'static str, &'static str, &'static str, &'static str, f64, f64, &'static str, String, f64, &'static str);
    let rows: [Line; 6] = [
        (
            "Crane moves per hour",
            "Ship-to-shore cranes",
            "Karim Benali",
            "moves per crane hour",
            24.0,
            30.0,
            "2027-06-01",
            format!("{}; {certified}", key("sts.done")),
            0.0,
            "On track",
        ),
        (
            "Berth emissions down",
            "Shore power",
            "Clara Montfort",
            "t CO2 a year",
            5200.0,
            3100.0,
            "2027-06-30",
            key("sp.first"),
            30.0,
            "On track",
        ),
        (
            "Truck turn time",
            "Gate automation",
            "Fatma Yildiz",
            "minutes",
            55.0,
            30.0,
            "2027-06-15",
            key("gate.live"),
            30.0,
            "On track",
        ),
        (
            "Containers by rail",
            "Rail link",
            "Ingrid Aas",
            "share of containers",
            8.0,
            20.0,
            "2028-01-31",
            key("rl.open"),
            60.0,
            "On track",
        ),
        (
            "Berth 4 open for 14,000 TEU ships",
            "Quay wall",
            "Marit Solheim",
            "calls a month",
            0.0,
            6.0,
            "2027-10-29",
            key("qw.done"),
            30.0,
            "On track",
        ),
        (
            "Planning effort in the yard",
            "Terminal operating system",
            "Priya Raghunathan",
            "hours a day",
            46.0,
            28.0,
            "2027-12-31",
            key("tos.live"),
            90.0,
            "On track",
        ),
    ];
    for (n, (name, project, owner, measure, from, to, by, enabler, lead, status)) in rows.into_iter().enumerate() {
        sheet.push(vec![
            text(format!("B-{}", n + 1)),
            text(name),
            text(project),
            text(owner),
            text(measure),
            number(from),
            number(to),
            day(iso(by), "dd/mm/yyyy"),
            text(enabler),
            number(lead),
            text(status),
        ]);
    }
    book(vec![sheet], "PMO")
}

/// Reported status: project, RAG, manager, approved finish, words.
pub const STATUS: [(&str, &str, &str, &str, &str); 9] = [
    (
        "Quay wall",
        "Amber",
        "Marit Solheim",
        "2027-07-30",
        "Handover of the section B rails moved to the end of February; crane erection informed.",
    ),
    (
        "Ship-to-shore cranes",
        "Green",
        "Casper Wiel",
        "2027-05-04",
        "Both cranes in manufacture, on plan. Erection starts 1 February.",
    ),
    ("Shore power", "Green", "Gesa Thormann", "2027-06-04", "All works on plan. Substation 2 gives supply on 12 March."),
    ("Terminal operating system", "Green", "Priya Raghunathan", "2027-07-30", "Go-live on 22 June stands. Sprint goals met."),
    ("Customs interface", "Green", "Jürgen Kästner", "", "Development runs; dates to be agreed with the customs office."),
    ("Gate automation", "Green", "Fatma Yildiz", "2027-06-18", "Portals installed, reading rate near target."),
    ("Operator readiness", "Green", "Helga Norberg", "2027-07-23", "Recruiting done; certification planned for 23 July."),
    ("Rail link", "Green", "Ingrid Aas", "2027-07-15", "Track works on plan."),
    ("Project Lantern", "Green", "Roderick Hume", "2027-04-16", "Contract in drafting; transfer of plot 7 by 8 January."),
];

/// `Decision log.xlsx`: decisions, and the status list of the month.
pub fn decisions(story: &Story) -> Vec<u8> {
    let mut log = Sheet::new("Decisions");
    log.push(title("Decision log"));
    log.push(head(&[
        "ID",
        "Project",
        "Decision",
        "Options",
        "Recommendation",
        "Owner",
        "Status",
        "Date Raised",
        "Due Date",
        "Decision Date",
    ]));
    log.push(vec![text("Status of item: 1-Open, 2-Decided, 3-Withdrawn")]);
    let rows: [[&str; 10]; 8] = [
        [
            "D-01",
            "Quay wall",
            "Pile type for sections A to D",
            "Combi wall; sheet piles",
            "Combi wall",
            "Marit Solheim",
            "2-Decided",
            "02/02/2026",
            "16/02/2026",
            "16/02/2026",
        ],
        [
            "D-02",
            "Ship-to-shore cranes",
            "Remote operation from day one",
            "Yes; after one year",
            "Yes",
            "Casper Wiel",
            "2-Decided",
            "09/03/2026",
            "30/03/2026",
            "30/03/2026",
        ],
        [
            "D-03",
            "Gate automation",
            "Card or biometric check for drivers",
            "Card; biometric; both",
            "Both",
            "Fatma Yildiz",
            "2-Decided",
            "11/05/2026",
            "25/05/2026",
            "22/05/2026",
        ],
        [
            "D-04",
            "Shore power",
            "Voltage at berth 4",
            "6.6 kV; 11 kV",
            "11 kV",
            "Gesa Thormann",
            "2-Decided",
            "13/04/2026",
            "27/04/2026",
            "27/04/2026",
        ],
        [
            "D-05",
            "Terminal operating system",
            "Keep the go-live of 22 June although the section B rails are handed over on 26 February",
            "Keep; move to 13 July; go live with crane 2 only",
            "Move to 13 July",
            "Priya Raghunathan",
            "1-Open",
            "26/10/2026",
            "16/11/2026",
            "",
        ],
        [
            "D-06",
            "Shore power",
            "Temporary generator for crane 2 from 1 to 12 March",
            "Hire; wait",
            "Hire",
            "Gesa Thormann",
            "1-Open",
            "26/10/2026",
            "14/12/2026",
            "",
        ],
        [
            "D-07",
            "Operator readiness",
            "Fifth simulator group to certify earlier",
            "Yes; no",
            "Yes",
            "Helga Norberg",
            "1-Open",
            "19/10/2026",
            "30/11/2026",
            "",
        ],
        [
            "D-08",
            "Project Lantern",
            "Walk-away price for plot 9",
            "As valued; ten per cent above",
            "As valued",
            "Roderick Hume",
            "1-Open",
            "19/10/2026",
            "23/11/2026",
            "",
        ],
    ];
    for row in rows {
        log.push(row.iter().map(|c| text(*c)).collect::<Vec<_>>());
    }
    let mut status = Sheet::new("Project status");
    status.push(title("Status reported by the project managers, October 2026"));
    status.push(head(&["Project", "Overall RAG", "Project Manager", "Report date", "Approved finish", "Commentary"]));
    for (project, rag, manager, finish, words) in STATUS {
        let fill = if rag == "Green" { 0x92_D0_50 } else { 0xFF_C0_00 };
        status.push(vec![
            text(project),
            text(rag).fill(fill),
            text(manager),
            day(date(2026, 10, 30), "dd/mm/yyyy"),
            if finish.is_empty() { text("TBC") } else { day(iso(finish), "dd/mm/yyyy") },
            text(words),
        ]);
    }
    book(vec![log, status, raci(story), stakeholders()], "PMO")
}

/// Who does and who decides. Of the crane rails the matrix says another name than the plan.
fn raci(story: &Story) -> Sheet {
    let mut sheet = Sheet::new("RACI");
    sheet.push(title("Responsibility matrix, Harbour Renewal"));
    sheet.push(head(&[
        "Activity",
        "Kerstin Olufsen",
        "Hakon Lie",
        "Oskar Lindqvist",
        "Marit Solheim",
        "Casper Wiel",
        "Priya Raghunathan",
        "Steering committee",
    ]));
    let rows = [
        ("qw.rail", ["R", "C", "", "A", "I", "", ""]),
        ("sts.erect1", ["C", "R", "", "I", "A", "", "I"]),
        ("sts.sat1", ["", "C", "R", "I", "A", "C", ""]),
        ("tos.live", ["", "", "C", "I", "C", "R", "A"]),
    ];
    for (label, letters) in rows {
        let item = story.labelled(label);
        let activity = format!("{} {}", item.key, item.name);
        sheet.push(std::iter::once(activity.as_str()).chain(letters).map(text).collect::<Vec<_>>());
    }
    let support = ["", "", "", "", "", "R", "I"];
    sheet.push(std::iter::once("Support the terminal for a year").chain(support).map(text).collect::<Vec<_>>());
    sheet.push(vec![text("R responsible, A accountable, C consulted, I informed")]);
    sheet
}

/// Whom the program has to keep informed.
fn stakeholders() -> Sheet {
    let mut sheet = Sheet::new("Stakeholders");
    sheet.push(head(&["Stakeholder", "Role", "Interest", "Influence", "Communication"]));
    for row in [
        [
            "Steering committee",
            "Decides on scope, money and dates",
            "High",
            "High",
            "Pack every month, two days before the meeting",
        ],
        ["Terminal operator", "Runs berth 4 after the handover", "High", "High", "Weekly call with the operator readiness lead"],
        ["Harbour master", "Closes the fairway for sea transports", "Medium", "High", "Notice three weeks before each closure"],
        ["Works council", "Agrees shifts of remote operation", "High", "Medium", "Meeting every second month"],
        ["Gesa Thormann", "Shore power for shipping lines", "Medium", "Medium", "As needed"],
    ] {
        sheet.push(row.map(text).to_vec());
    }
    sheet
}
