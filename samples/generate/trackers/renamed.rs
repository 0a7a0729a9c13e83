//! Boards and databases whose people called their columns as they liked, or that are exported in another form than usual: monday.com,
//! Aha!, Notion, Smartsheet.

use super::super::days::iso;
use super::super::table::{DOS, NOTION, csv};
use super::super::workbook::{Book, Cell, Look, Row, Sheet, day, number, text, zip};
use super::{Files, grid, words_file};

const BOARD: &str = r"
Fair 2026
What we build for the fair
Preparation
Deliverable¦Subitems¦Lead¦State of play¦Window - Start¦Window - End¦Signed off¦Money¦Item ID (auto generated)
Hall plan¦Measure, twice,Draw¦Waiting¦Working on it¦2026-03-02¦2026-03-13¦v¦1200¦11223344551
Subitems¦Name¦Owner¦Date¦Money¦Status¦Item ID (auto generated)
¦Measure, twice¦Ole Berg¦2026-03-06¦300¦Done¦11223344561
¦Draw¦Ida Holm¦2026-03-12¦¦Stuck¦11223344562
Lights¦¦Ready¦Done¦¦2026-03-20¦¦800¦11223344552
¦¦¦¦2026-03-02 to 2026-03-20¦¦¦2000¦

Opening
Deliverable¦Subitems¦Lead¦State of play¦Window - Start¦Window - End¦Signed off¦Money¦Item ID (auto generated)
Guests¦¦Waiting¦Stuck¦2026-03-23¦¦¦¦11223344553
";

const BOARD_DE: &str = r"
Kampagne
Planung
Name¦Subelemente¦Person¦Status¦Datum¦Element-ID (automatisch erzeugt)
Plakat¦Entwurf¦Ida Holm¦In Bearbeitung¦2026-03-06¦11223344701
Subelemente¦Name¦Person¦Status¦Datum¦Element-ID (automatisch erzeugt)
¦Entwurf¦Ole Berg¦Erledigt¦2026-03-04¦11223344702
Druck¦¦Ole Berg¦Erledigt¦2026-03-03¦11223344703
";

const REQUIREMENTS: &str = r"
Requirement reference #¦Requirement name¦Requirement status¦Requirement assigned to¦Feature reference #¦Feature name¦Feature status¦Release name¦Requirement original estimate¦Requirement remaining estimate
FAIR-1-1¦Measure¦Shipped¦Ida Holm¦FAIR-1¦Hall¦In progress¦Spring¦3d¦0d
FAIR-1-2¦Draw¦Under consideration¦Ole Berg¦FAIR-1¦Hall¦In progress¦Spring¦2d¦2d
";

const EPICS: &str = r"
Master feature reference #¦Master feature name¦Master feature status¦Master feature start date¦Master feature end date¦Master feature progress¦Release name¦Initiative name¦To-do due date
FAIR-E-1¦Booths¦In progress¦2026-03-02¦2026-03-27¦40%¦Spring¦Grow¦2026-03-20
";

const TRUTH: &str = r##"
# monday.com: no Name, Person or Status. The first column is the name, `X - Start` and `X - End` a timeline, the column of statuses is the
# status whatever it is called; `Lead` holds a status here, nobody is called so.

[[source]]
file = "Fair_2026_1770000000.xlsx"
sheet = "fair 2026"
tracker = "monday"
role = "tasks"
records = 5
earliest = "2026-03-02"
latest = "2026-03-23"
levels = [3, 2]
people = ["Ida Holm", "Ole Berg"]
done = ["Lights", "Measure, twice"]
starts = { "Hall plan" = "2026-03-02", Guests = "2026-03-23" }
finishes = { "Hall plan" = "2026-03-13", Lights = "2026-03-20" }
[source.counts]
projects = 1
tasks = 5
summaries = 1

# monday.com in German (the words are from memory): the blocks of subitems begin with the word of the column of subitems.

[[source]]
file = "Kampagne_1770000001.xlsx"
sheet = "kampagne"
tracker = "monday"
role = "tasks"
records = 3
earliest = "2026-03-03"
latest = "2026-03-06"
levels = [2, 1]
people = ["Ida Holm", "Ole Berg"]
done = ["11223344702", "11223344703"]

# Aha!: a requirement stands under its feature, which is not in the file.

[[source]]
file = "aha_list_requirements_260302101502.csv"
tracker = "aha"
role = "tasks"
rows_read = 2
records = 2
people = ["Ida Holm", "Ole Berg"]
done = ["FAIR-1-1"]
work_hours = { FAIR-1-1 = 24.0, FAIR-1-2 = 16.0 }

[[source]]
file = "aha_list_master features_260302101501.csv"
tracker = "aha"
role = "tasks"
rows_read = 1
records = 1
earliest = "2026-03-02"
latest = "2026-03-27"
percent = { FAIR-E-1 = 0.4 }

# Notion: brackets and commas in a title also stand in its path; older exports give the path alone. The folder names nothing.

[[source]]
file = "Export-7d2e0001.zip/Export-7d2e-Part-1.zip/Private & Shared/Work 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f_all.csv"
tracker = "notion"
role = "tasks"
rows_read = 3
records = 3
earliest = "2026-03-02"
latest = "2026-05-22"
levels = [2, 1]
people = ["Ida Holm"]
edges = [["Hall (north), floor", "Open", "FS"], ["Draw it", "Open", "FS"]]
done = ["Draw it"]
percent = { "Hall (north), floor" = 0.25 }
[source.counts]
projects = 1
tasks = 3
summaries = 1
dependencies = 2

# Notion in German.

[[source]]
file = "Export-7d2e0001.zip/Export-7d2e-Part-1.zip/Private & Shared/Aufgaben 6e6e6e6e6e6e6e6e6e6e6e6e6e6e6e6e_all.csv"
tracker = "notion"
role = "tasks"
rows_read = 2
records = 2
earliest = "2026-03-02"
latest = "2026-05-22"
levels = [1, 1]
people = ["Ida Holm"]
done = ["Zeichnen"]

# Smartsheet below the seventh level: Excel's outline ends there, the indent goes on.

[[source]]
file = "Deep.xlsx"
sheet = "Deep"
tracker = "smartsheet"
role = "tasks"
rows_read = 10
records = 10
levels = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
"##;

fn cell(word: &str) -> Cell {
    let date = word.len() == 10 && word.bytes().filter(|b| *b == b'-').count() == 2;
    match word.parse::<f64>() {
        _ if date => day(iso(word), "yyyy-mm-dd"),
        Ok(n) => number(n),
        Err(_) => text(word),
    }
}

fn board(name: &str, lines: &str) -> Vec<u8> {
    let mut sheet = Sheet::new(name);
    for line in lines.trim_start().lines() {
        sheet.push(line.split('¦').map(cell).collect::<Vec<_>>());
    }
    Book { sheets: vec![sheet], application: "wijmo.xlsx", company: "", creator: "", inline: false }.bytes()
}

fn deep() -> Vec<u8> {
    let mut sheet = Sheet { summary_above: true, ..Sheet::new("Deep") };
    let header = ["Task Name", "Duration", "Start", "Finish", "Predecessors", "Assigned To", "% Complete", "Status"];
    sheet.push(header.map(text).to_vec());
    for level in 0..10_u8 {
        let name = text(format!("Step {level}")).look(Look { indent: level, ..Look::default() });
        let cells = vec![name, text("1d"), day(iso("2026-03-02"), "mm/dd/yy"), day(iso("2026-03-02"), "mm/dd/yy")];
        sheet.push(Row { outline: level.min(7), ..Row::from(cells) });
    }
    let sheets = vec![sheet, Sheet::new("Comments")];
    Book { sheets, application: "Apache POI", company: "", creator: "Apache POI", inline: false }.bytes()
}

fn notion() -> Vec<u8> {
    let (work, tasks) = ("5f".repeat(16), "6e".repeat(16));
    let page = |n: u8| format!("{n:032x}").replacen('0', "a", 1);
    let hall = format!("Hall (north), floor (Work%20{work}/Hall%20(north)%2C%20floor%20{}.md)", page(1));
    let path = format!("Work%20{work}/Draw%20it%20{}.md", page(2));
    let rows = format!(
        "Deliverable¦Stage¦Person¦Date¦Parent item¦Blocked by
Hall (north), floor¦25% Complete¦Ida Holm¦April 23, 2026 → May 22, 2026¦¦
Draw it¦100% Complete¦Ida Holm¦March 2, 2026¦{hall}¦
Open¦Not started¦¦¦¦{hall}, Draw it ({path})
"
    );
    let parent = format!("Halle (Aufgaben%20{tasks}/Halle%20{}.md)", page(3));
    let german = format!(
        "Aufgabe¦Status¦Zugewiesen an¦Datum¦Übergeordnete Aufgabe¦Unteraufgaben
Halle¦In Bearbeitung¦Ida Holm¦22. Mai 2026¦¦Zeichnen (Aufgaben%20{tasks}/Zeichnen%20{}.md)
Zeichnen¦Erledigt¦Ida Holm¦2. März 2026 → 6. März 2026¦{parent}¦
",
        page(4)
    );
    let inner = zip(&[
        (format!("Private & Shared/Work {work}_all.csv"), csv(&grid(&rows), NOTION)),
        (format!("Private & Shared/Aufgaben {tasks}_all.csv"), csv(&grid(&german), NOTION)),
    ]);
    zip(&[("Export-7d2e-Part-1.zip".to_owned(), inner)])
}

/// Boards and databases of other names and forms.
pub fn files() -> Files {
    vec![
        ("renamed/Fair_2026_1770000000.xlsx".to_owned(), board("fair 2026", BOARD)),
        ("renamed/Kampagne_1770000001.xlsx".to_owned(), board("kampagne", BOARD_DE)),
        ("renamed/aha_list_requirements_260302101502.csv".to_owned(), csv(&grid(REQUIREMENTS), DOS)),
        ("renamed/aha_list_master features_260302101501.csv".to_owned(), csv(&grid(EPICS), DOS)),
        ("renamed/Export-7d2e0001.zip".to_owned(), notion()),
        ("renamed/Deep.xlsx".to_owned(), deep()),
        words_file("renamed/truth.toml", TRUTH),
    ]
}
