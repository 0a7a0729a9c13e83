//! Plans kept by hand: leading blanks, outline numbers with a killed `1.10`, week numbers, drawn weeks, people-weeks, fills.

use super::super::days::date;
use super::super::table::{Dialect, csv};
use super::super::workbook::{Book, Cell, Look, Row, Sheet, Value, blank, day, number, text};
use super::{Files, grid, words_file};

fn book(sheets: Vec<Sheet>) -> Vec<u8> {
    Book { sheets, application: "Microsoft Excel", company: "", creator: "somebody", inline: false }.bytes()
}

fn banner(words: &str) -> Vec<Cell> {
    vec![text(words).look(Look { size: 16, bold: true, ..Look::default() })]
}

/// Hierarchy by leading blanks, near-twin predecessor columns, person-weeks, absences among the tasks, weeks drawn to the right.
fn blanks() -> Vec<u8> {
    let mut s = Sheet::new("Plan");
    s.push(banner("Reading room refurbishment"));
    s.push(vec![text("as at 16/03/2026")]);
    s.push(Vec::<Cell>::new());
    let mut head: Vec<Cell> = [
        "#",
        "ReqId",
        "Feature / task",
        "Predecessor",
        "Predecessors",
        "Duration (person-weeks)",
        "Swarm #",
        "Start",
        "End",
        "Owner",
        "RAG",
    ]
    .map(|h| text(h).bold())
    .to_vec();
    head.extend(["Mar", "", "", "", "Apr"].map(text));
    s.push(head);
    let d = |m, n| day(date(2026, m, n), "dd/mm/yyyy");
    let end = |m, n, row: usize| Cell {
        value: Value::Formula(format!("H{row}+F{row}*7/G{row}"), super::super::days::serial(date(2026, m, n)) as f64),
        look: Look { format: "dd/mm/yyyy", ..Look::default() },
    };
    let week = || blank().fill(0x9D_C3_E6);
    s.push(vec![
        number(1.0),
        number(1.3),
        text("Library"),
        blank(),
        blank(),
        blank(),
        blank(),
        d(3, 2),
        d(4, 6),
        text("Ilka Sand"),
        blank().fill(0x92_D0_50),
        week(),
        week(),
    ]);
    s.push(vec![
        number(2.0),
        text("3.1.3/4"),
        text("   Choose shelving"),
        blank(),
        blank(),
        number(2.0),
        number(1.0),
        d(3, 2),
        end(3, 16, 6),
        text("Ilka Sand"),
        blank().fill(0x92_D0_50),
        week(),
    ]);
    s.push(vec![
        number(3.0),
        blank(),
        text("      Visit two makers"),
        blank(),
        blank(),
        number(1.0),
        number(1.0),
        d(3, 2),
        end(3, 9, 7),
        text("Joren Vis"),
        blank().fill(0x92_D0_50),
    ]);
    s.push(vec![
        number(4.0),
        blank(),
        text("   Move the books"),
        blank(),
        text("2fs"),
        number(3.0),
        number(3.0),
        d(3, 16),
        end(3, 23, 8),
        text("Joren Vis, Ilka Sand"),
        blank().fill(0xFF_C0_00),
        blank(),
        week(),
    ]);
    s.push(vec![
        number(5.0),
        blank(),
        text("   Build shelving"),
        blank(),
        text("2, 4"),
        number(2.0),
        number(1.0),
        d(3, 23),
        end(4, 6, 9),
        text("TBC"),
        blank().fill(0xFF_00_00),
    ]);
    s.push(vec![
        number(6.0),
        blank(),
        text("Joren on leave"),
        blank(),
        blank(),
        blank(),
        blank(),
        d(3, 9),
        d(3, 13),
        text("Joren Vis"),
    ]);
    s.push(vec![
        number(7.0),
        blank(),
        text("Opening day"),
        blank(),
        text("1 - 5"),
        number(0.0),
        blank(),
        d(4, 10),
        d(4, 10),
        blank(),
        blank(),
    ]);
    s.push(vec![text("Total"), blank(), blank(), blank(), blank(), number(8.0)]);
    s.push(Vec::<Cell>::new());
    s.push(vec![text("Legend: green = on plan, amber = watch, red = late")]);
    s.push(vec![text("© 2026 Library services")]);
    let mut lookup = Sheet::new("Lists");
    for word in ["Status", "Open", "Closed"] {
        lookup.push(vec![text(word)]);
    }
    book(vec![s, lookup])
}

/// Outline numbers as numbers: 1.10 has become 1.1; two-tier merged header; text dates beside true ones.
fn outline() -> Vec<u8> {
    let mut s = Sheet::new("Fahrplan");
    s.push(banner("Umzug Werkstatt"));
    s.push(["Nr.", "Vorgang", "Plan", "", "Ist", "", "Verantwortlich", "Status"].map(|h| text(h).bold()).to_vec());
    s.push(["", "", "Beginn", "Ende", "Beginn", "Ende", "", ""].map(|h| text(h).bold()).to_vec());
    s.merges = ["C2:D2", "E2:F2", "A2:A3", "B2:B3", "G2:G3", "H2:H3"].map(str::to_owned).to_vec();
    let d = |m, n| day(date(2026, m, n), "dd.mm.yyyy");
    type Line = (f64, &'static str, Cell, Cell, Cell, Cell, &'static str, &'static str);
    let rows: [Line; 5] = [
        (1.0, "Vorbereitung", d(5, 4), d(5, 29), d(5, 4), blank(), "Maik Brandt", "läuft"),
        (1.8, "Maschinen abbauen", d(5, 4), d(5, 8), d(5, 4), d(5, 8), "Maik Brandt", "fertig"),
        (1.9, "Transport bestellen", text("11.05.2026"), text("15.05.2026"), blank(), blank(), "Gerda Pohl", "offen"),
        (1.1, "Halle reinigen", d(5, 18), d(5, 22), blank(), blank(), "", "offen"),
        (1.11, "Schlüssel übergeben", d(5, 29), d(5, 29), blank(), blank(), "Gerda Pohl", "offen"),
    ];
    for (nr, name, a, b, c, e, who, status) in rows {
        s.push(Row::from(vec![number(nr).format("@"), text(name), a, b, c, e, text(who), text(status)]));
    }
    book(vec![s])
}

const WEEKS: &str = r"
Vorhaben;KW von;KW bis;Aufwand (PT);Wer;Vorgänger
1 Gießerei;14;24;;;
1.1 Formen;14;17;12,5;K. Lang;
1.2 Guss;18;20;8,0;K. Lang, B. Roth;1.1
1.3 Putzen;21;24;10,0;;1.2EA+2d
";

const TRUTH: &str = r#"
# Hand-kept plans. `2fs` is a link, `1 - 5` a range, a person's leave is no work, drawn weeks are no data, RAG is a fill.

[[source]]
file = "Plan by hand.xlsx"
sheet = "Plan"
tracker = "plan"
role = "tasks"
header_row = 4
rows_read = 12
records = 6
set_aside = ["Plan by hand.xlsx!Plan!A1", "Plan by hand.xlsx!Plan!A2", "Plan by hand.xlsx!Plan!A10", "Plan by hand.xlsx!Plan!A12", "Plan by hand.xlsx!Plan!A14", "Plan by hand.xlsx!Plan!A15"]
earliest = "2026-03-02"
latest = "2026-04-10"
levels = [2, 3, 1]
people = ["Ilka Sand", "Joren Vis"]
edges = [["2", "4", "FS"], ["2", "5", "FS"], ["4", "5", "FS"], ["1", "7", "FS"], ["2", "7", "FS"], ["3", "7", "FS"], ["4", "7", "FS"], ["5", "7", "FS"]]
rag = { 1 = "green", 2 = "green", 3 = "green", 4 = "amber", 5 = "red" }
[source.counts]
projects = 1
tasks = 6
summaries = 2
dependencies = 8

[[source]]
file = "Plan by hand.xlsx"
sheet = "Lists"
role = "lookup"
[source.counts]
tasks = 0

# Excel has made 1.1 of 1.10; the neighbours 1.9 and 1.11 prove it.
[[source]]
file = "Werkstatt.xlsx"
sheet = "Fahrplan"
tracker = "plan"
role = "tasks"
header_row = 3
records = 5
earliest = "2026-05-04"
latest = "2026-05-29"
levels = [1, 4]
people = ["Gerda Pohl", "Maik Brandt"]
edges = []
outlines = ["1", "1.8", "1.9", "1.10", "1.11"]
done = ["Maschinen abbauen"]
[source.counts]
projects = 1
tasks = 5
summaries = 1
people = 2
unassigned = 1

# Week numbers without a year (KW 14 to 24): dates only once the year is known; decimal comma, semicolon.
[[source]]
file = "Wochen.csv"
tracker = "plan"
role = "tasks"
rows_read = 4
records = 4
set_aside = []
people = ["B. Roth", "K. Lang"]
edges = [["1.1", "1.2", "FS"], ["1.2", "1.3", "FS"]]
[source.counts]
tasks = 4
summaries = 1
dependencies = 2
people = 2
unassigned = 2
"#;

/// Hand-kept plans.
pub fn files() -> Files {
    let rows: Vec<Vec<String>> = grid(WEEKS).into_iter().map(|r| r[0].split(';').map(str::to_owned).collect()).collect();
    vec![
        ("plan/Plan by hand.xlsx".to_owned(), blanks()),
        ("plan/Werkstatt.xlsx".to_owned(), outline()),
        ("plan/Wochen.csv".to_owned(), csv(&rows, Dialect { separator: ';', bom: true, ..super::super::table::DOS })),
        words_file("plan/truth.toml", TRUTH),
    ]
}
