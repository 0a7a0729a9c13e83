//! Shapes of hand-kept workbooks, met in the wild and told again with invented content: what each sheet is taken for, where its
//! header stands, which rows are records, and what the cells mean.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::read::{Area, Cell, Grid, GridRow, Value};
use crate::source::SourceId;
use jiff::civil::{Date, date};

mod everyday;
mod exports;
mod kinds;
mod money;
mod nested;
mod spoken;
mod standing;
mod tongues;
mod trackers;
mod weekdays;

/// A sheet; `|` parts the cells, `#` begins a number, `@` a true date.
fn sheet(number: u16, rows: &[&str], merges: &[(u32, u16, u32, u16)]) -> Grid {
    let mut grid = Grid { source: Some(SourceId { file: 0, sheet: number }), ..Grid::default() };
    for (n, row) in rows.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
        let first = u32::try_from(grid.cells.len()).unwrap();
        for (col, text) in row.split('|').enumerate().filter(|(_, t)| !t.is_empty()) {
            let value = match (text.strip_prefix('#'), text.strip_prefix('@')) {
                (Some(number), _) => Value::Number(number.parse().unwrap()),
                (_, Some(day)) => {
                    Value::Date(f64::from(day.parse::<Date>().unwrap().since(date(1899, 12, 30)).unwrap().get_days()))
                }
                _ => Value::Text(grid.push_text(text)),
            };
            grid.cells.push(Cell { col: u16::try_from(col).unwrap(), indent: 0, fill: 0, value });
        }
        let end = u32::try_from(grid.cells.len()).unwrap();
        grid.rows.push(GridRow { row: u32::try_from(n).unwrap(), first, end, outline: 0, hidden: false, fields: 0 });
    }
    grid.merges = merges.iter().map(|&(top, left, bottom, right)| Area { top, left, bottom, right }).collect();
    grid.merges.sort_unstable_by_key(|m| (m.left, m.top));
    grid
}

fn workbook(sheets: &[(&str, Grid)]) -> Vec<Extract> {
    let reading = FileReading {
        name: "Lighthouse.xlsx".to_owned(),
        sha256: String::new(),
        size: 0,
        kind: PlaceKind::Sheet,
        sheets: sheets.iter().map(|(name, _)| (*name).to_owned()).collect(),
        grids: sheets.iter().map(|(_, grid)| grid.clone()).collect(),
        how: String::new(),
        refused: None,
        diagnostics: Vec::new(),
    };
    import(&reading, &Profiles::load(None).unwrap(), &Settings::default())
}

fn one(name: &str, rows: &[&str]) -> Extract {
    workbook(&[(name, sheet(0, rows, &[]))]).remove(0)
}

fn names(e: &Extract) -> Vec<&str> {
    e.records.tasks.iter().filter_map(|t| t.facts.name.as_ref()).map(|n| &*n.value).collect()
}

fn field_of(e: &Extract, header: &str) -> Option<Field> {
    e.columns.iter().find(|c| &*c.header == header).unwrap_or_else(|| panic!("no column {header}")).field
}

fn reasons(e: &Extract) -> Vec<&str> {
    e.set_aside.iter().map(|s| s.reason.as_str()).collect()
}

#[test]
fn a_drawn_gantt_with_captions_of_its_own_over_three_rows_is_a_plan() {
    let rows = [
        "Lighthouse works",
        "PROJECT MANAGER||Ada Berg",
        "",
        "WBS NUMBER|TASK TITLE|TASK OWNER|START DATE|DUE DATE|DURATION (DAYS)|PCT OF TASK COMPLETE|PHASE ONE||||PHASE TWO",
        "|||||||WEEK 1||WEEK 2||WEEK 3",
        "|||||||M|T|W|R|F",
        "#1|Foundation",
        "#1.1|Dig|Ada Berg|@2027-01-04|@2027-01-15|#10|#1",
        "#1.2|Pour|Bo Rask|@2027-01-18|@2027-01-22|#5|#0.5",
        "#2|Tower",
        "#2.1|Raise|Ada Berg|@2027-01-25|@2027-02-26|#25|#0",
    ];
    let down = (0..7).map(|col| (3, col, 5, col));
    let merges: Vec<_> = down.chain([(3, 7, 3, 10), (3, 11, 3, 12), (4, 7, 4, 8), (4, 9, 4, 10), (4, 11, 4, 12)]).collect();
    let e = &workbook(&[("Gantt Chart", sheet(0, &rows, &merges))])[0];
    assert_eq!((&*e.tracker, e.role, e.record_rows), ("plan", Role::Tasks, 5));
    assert_eq!(names(e), ["Foundation", "Dig", "Pour", "Tower", "Raise"]);
    assert_eq!(e.records.tasks.iter().map(|t| t.level).collect::<Vec<_>>(), [Some(0), Some(1), Some(1), Some(0), Some(1)]);
    let dig = &e.records.tasks[1];
    assert_eq!(dig.facts.start.unwrap().value, date(2027, 1, 4));
    assert_eq!(dig.facts.finish.unwrap().value, date(2027, 1, 15));
    assert_eq!(&*dig.people[0].name, "Ada Berg");
    assert_eq!(dig.facts.percent.unwrap().value, 1.0);
    assert!(e.columns.iter().filter(|c| c.header.contains("WEEK")).all(|c| c.field.is_some()), "weeks are no custom fields");
}

#[test]
fn a_first_record_merged_like_the_header_stays_a_record() {
    let rows = [
        "Phases|Task Name|||Duration|Start|Finish",
        "|Lighthouse||| 91 Days|Sun 10/01/27|Sun 11/04/27",
        "Start-up|1. Begin|||8 days|Sun 10/01/27|Sun 17/01/27",
        "|1.1 Report|||6 days|Sun 10/01/27|Fri 15/01/27",
    ];
    let merges = [(0, 0, 1, 0), (0, 1, 0, 3), (1, 1, 1, 3), (2, 1, 2, 3)];
    let e = &workbook(&[("Plan", sheet(0, &rows, &merges))])[0];
    assert_eq!((e.header_row, e.record_rows), (Some(0), 3));
    assert_eq!(names(e)[0], "Lighthouse");
}

#[test]
fn labels_with_values_above_a_header_are_no_tier_of_it() {
    let rows = [
        "Issue Log",
        "Project Name:||||Date:",
        "Issue ID|Description|Impact|Priority|Owner|Status",
        "I1|Crane late|High|High|Ada Berg|Open",
    ];
    let e = &workbook(&[("Log", sheet(0, &rows, &[(1, 0, 1, 3), (1, 4, 1, 5)]))])[0];
    assert_eq!((e.role, e.header_row, e.record_rows), (Role::Issues, Some(2), 1));
    assert_eq!(field_of(e, "Issue ID"), Some(Field::Key));
    assert!(e.columns.iter().all(|c| !c.header.contains(" / ")));
}

#[test]
fn a_rating_in_two_tiers_keeps_the_one_before_the_response() {
    let rows = [
        "Risk ID|Risk Title|Owner|Initial|||Proximity|Residual",
        "|||Probability|Impact|Score|within 1 month|Probability",
        "R1|Storm|Ada Berg|#3|#3|#9|soon|#2",
        "R2|Fog|Bo Rask|#2|#4|#8|later|#1",
    ];
    let merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 5), (0, 7, 0, 8)];
    let e = &workbook(&[("Risks", sheet(0, &rows, &merges))])[0];
    assert_eq!((e.role, e.header_row, e.record_rows), (Role::Risks, Some(1), 2));
    assert_eq!(field_of(e, "Initial / Probability"), Some(Field::Probability));
    assert_eq!(field_of(e, "Residual / Probability"), None);
}

#[test]
fn a_milestone_beside_tasks_groups_them_and_holds_for_the_rows_below_it() {
    let rows = [
        "Lighthouse",
        "Milestone|ID|Task|Owner|Duration (days)|Notes",
        "Foundation ready|1.1|Dig|Ada Berg|#10|deep",
        "|1.2|Pour|Bo Rask|#5|",
        "|1.3|Cure|Bo Rask|#7|",
        "Tower ready|2.1|Raise|Ada Berg|#25|",
        "|2.2|Paint|Ada Berg|#3|",
    ];
    let e = &workbook(&[("WBS", sheet(0, &rows, &[(2, 0, 4, 0)]))])[0];
    assert_eq!((e.role, e.record_rows, e.merged_rows), (Role::Tasks, 5, 0));
    assert_eq!(names(e), ["Dig", "Pour", "Cure", "Raise", "Paint"]);
    let plain = one("WBS", &rows);
    let groups: Vec<_> = plain.records.tasks.iter().map(|t| t.facts.section.as_ref().map(|s| s.value.to_string())).collect();
    assert_eq!(groups.iter().flatten().filter(|g| *g == "Foundation ready").count(), 3, "{groups:?}");
    // Ticks make it a flag.
    let flagged =
        one("Plan", &["Task|Start|End|Milestone", "Dig|@2027-01-04|@2027-01-15|No", "Light|@2027-03-01|@2027-03-01|Yes"]);
    assert_eq!(field_of(&flagged, "Milestone"), Some(Field::Milestone));
}

#[test]
fn lists_that_only_look_like_registers_are_none() {
    let links =
        one("Additional Resources", &["Resources", "Title|Link|Date Added|Notes", "Lamps|https://x.test|@2027-01-04|good"]);
    assert_eq!(links.role, Role::NotATable);
    let readme = one("Sheet1", &["No|Name|Location|Description", "F1|Plan.xlsx|here|what we do"]);
    assert_eq!(readme.role, Role::NotATable);
    let terms = one("Terms", &["Used terms", "", "Risk|an uncertain event", "Issue|a risk that happened"]);
    assert_eq!(terms.role, Role::NotATable);
    let back = one("Ideas", &["Feedback from|Type|Description|Evidence|Actions", "Crew|Went well|Lamp bright|76 %|keep"]);
    assert_ne!(back.role, Role::Risks);
    let activities = one("Activities", &["Sr. No|Activity|Notes|Status", "#1|Call|x|#100", "#2|Write|y|#0"]);
    assert_eq!((activities.role, field_of(&activities, "Status")), (Role::Tasks, Some(Field::Percent)));
}

#[test]
fn registers_with_words_of_their_own_are_told_and_keep_one_key_and_score() {
    let e = one(
        "Sheet1",
        &[
            "No.|Risk ID|Date|Risk Owner|Threat|Likelihood|Impact|Inherent Score|Residual Score|Treatment Decision|Target Date",
            "#1|GR-1|@2027-01-04|Ada Berg|Storm|#4|#5|#20|#10|Mitigate|@2027-02-01",
        ],
    );
    assert_eq!((e.role, e.record_rows), (Role::Risks, 1));
    assert_eq!((field_of(&e, "Risk ID"), field_of(&e, "No.")), (Some(Field::Key), None));
    assert_eq!((field_of(&e, "Inherent Score"), field_of(&e, "Residual Score")), (Some(Field::Score), None));
    assert_eq!(field_of(&e, "Threat"), Some(Field::Title));
    let e = one(
        "Sheet1",
        &[
            "Sl. No|Prob of Occur (P)|Impact (I)|Risk Measure (PxI)|Risk Description & Effect|Open or Closed?",
            "#1|#0.6|#5|#3|Storm|Open",
        ],
    );
    assert_eq!(e.role, Role::Risks);
    for (header, field) in [
        ("Prob of Occur (P)", Field::Probability),
        ("Impact (I)", Field::Impact),
        ("Risk Measure (PxI)", Field::Score),
        ("Risk Description & Effect", Field::Description),
        ("Open or Closed?", Field::Status),
    ] {
        assert_eq!(field_of(&e, header), Some(field), "{header}");
    }
    let e = one(
        "Lessons",
        &[
            "SL. NO|DATE RAISED|EVENT|LESSON CATEGORY|RECOMMENDATIONS|OWNER",
            "#1|@2027-01-04|Lamp broke|Technical|Carry two|Ada Berg",
        ],
    );
    assert_eq!((e.role, e.records.log.len()), (Role::Comments, 1));
    let e = one(
        "Earned value",
        &[
            "ID|Task Name|Cost ($)|Duration (Expected)|Planned Value (PV)|Actual costs (AC)|Earned Value (EV)",
            "#1|Dig|#100|#2|#100|#110|#90",
        ],
    );
    assert_eq!(e.role, Role::Budget);
}

#[test]
fn what_a_template_says_under_its_header_is_no_record() {
    let e = one(
        "Risk Register",
        &[
            "Risk ID|Risk Statement|Risk Category|Risk Owner|Probability|Impact",
            "|Use the 'if-then' format|Provide the category|Name of person who monitors|Use the scale|Use the scale",
            "#1|If it storms, then the crane stands|Schedule|Ada Berg|Low|High",
            "#2|If fog comes, then the boat waits|Schedule|Bo Rask|Low|Low",
            "#3|If the lamp breaks, then it is dark|Scope|Ada Berg|High|High",
        ],
    );
    assert_eq!((e.records.log.len(), reasons(&e)), (3, vec!["legend"]));
    let e = one(
        "Log",
        &[
            "Change #|Date Submitted|Change Title|Requested by|Status",
            "Assign a number|From the request form|From the request form|From the request form|Enter the status",
            "",
            "Status key|Meaning",
            "submitted|The request has come in",
        ],
    );
    assert_eq!((e.role, e.record_rows), (Role::Changes, 0));
    let e = one(
        "RACI",
        &["Task|Ada|Bo|Cem", "[Enter task or activity]|R|A|I", "Survey the pier|R|A|I", "Order the lamp|A/R|C|I", "Fit it|I|R|A"],
    );
    assert_eq!((e.role, e.record_rows), (Role::Stakeholders, 3));
}

#[test]
fn phases_numbered_from_nought_are_phases() {
    let e = one(
        "WBS",
        &[
            "Level|WBS Code|Task|Start|End",
            "#1|#0|Prepare|@2027-01-04|@2027-01-15",
            "#2|#0.1|Survey|@2027-01-04|@2027-01-08",
            "#1|#1|Build|@2027-01-18|@2027-02-26",
            "#2|#1.1|Dig|@2027-01-18|@2027-01-29",
        ],
    );
    assert_eq!(names(&e), ["Prepare", "Survey", "Build", "Dig"]);
    assert_eq!(e.project.name.as_ref().map(|n| &*n.value), None);
}

#[test]
fn dates_of_which_a_spreadsheet_read_half_are_exchanged_back_and_said() {
    // Typed 4, 13, 5, 20, 6 and 25 January to March 2027 with the day in front into a month-first spreadsheet.
    let rows = [
        "Task|Start|End",
        "Dig|@2027-04-01|13/01/2027",
        "Pour|14/01/2027|@2027-05-02",
        "Cure|@2027-06-02|20/02/2027",
        "Raise|22/02/2027|@2027-05-03",
    ];
    let e = one("Plan", &rows);
    let days: Vec<_> = e.records.tasks.iter().map(|t| (t.facts.start.unwrap().value, t.facts.finish.unwrap().value)).collect();
    assert_eq!(
        days,
        [
            (date(2027, 1, 4), date(2027, 1, 13)),
            (date(2027, 1, 14), date(2027, 2, 5)),
            (date(2027, 2, 6), date(2027, 2, 20)),
            (date(2027, 2, 22), date(2027, 3, 5)),
        ]
    );
    assert_eq!(e.diagnostics.iter().filter(|d| d.check == "date-swapped").count(), 4);
    // One true date with a day above 12 shows that true dates were read right.
    let rows = [
        "Task|Start|End",
        "Dig|@2027-04-01|13/01/2027",
        "Pour|14/01/2027|@2027-05-02",
        "Cure|@2027-06-22|20/02/2027",
        "Raise|22/02/2027|@2027-05-03",
    ];
    let e = one("Plan", &rows);
    assert_eq!(e.records.tasks[0].facts.start.unwrap().value, date(2027, 4, 1));
    assert!(e.diagnostics.iter().all(|d| d.check != "date-swapped"));
}

#[test]
fn running_numbers_with_dots_are_outline_numbers_where_predecessors_count_rows() {
    let rows = [
        "N|Activity|Start|End|Predecessors",
        "1|Design|@2027-01-04|@2027-01-15|",
        "1.1|Draw|@2027-01-04|@2027-01-08|",
        "1.2|Check|@2027-01-11|@2027-01-15|#2",
        "2|Build|@2027-01-18|@2027-01-29|#3",
    ];
    let e = one("Plan", &rows);
    assert_eq!(field_of(&e, "N"), Some(Field::Outline));
    // Where a predecessor names such a number, it is the key.
    let named = [
        "N|Activity|Start|End|Predecessors",
        "1|Design|@2027-01-04|@2027-01-15|",
        "1.1|Draw|@2027-01-04|@2027-01-08|",
        "1.2|Check|@2027-01-11|@2027-01-15|1.1",
    ];
    assert_eq!(field_of(&one("Plan", &named), "N"), Some(Field::Key));
}

#[test]
fn a_list_of_ideas_counts_once_with_the_plan_made_of_it() {
    let plan = [
        "Task|Start Date|Due Date|Task Owner",
        "Dig|@2027-01-04|@2027-01-15|Ada Berg",
        "Pour|@2027-01-18|@2027-01-22|Bo Rask",
        "Raise|@2027-01-25|@2027-02-26|Ada Berg",
    ];
    let ideas = ["Ideas", "Task|Estimated Duration (Days)", "Dig|#10", "Pour|#5", "Raise|#25", "Sing|#1"];
    let book = workbook(&[("Timeline", sheet(0, &plan, &[])), ("Task Brainstorm", sheet(1, &ideas, &[]))]);
    assert_eq!((book[0].record_rows, book[1].record_rows, book[1].merged_rows), (3, 1, 3));
    assert_eq!(names(&book[1]), ["Sing"]);
    assert_eq!(book[0].records.tasks[0].facts.duration.as_ref().map(|d| d.value.days), Some(10.0));
}

#[test]
fn a_row_of_titles_is_no_header() {
    let titles: Vec<String> = (0..60).map(|n| format!("Programme {n}")).collect();
    let rows = [format!("Project Name|Project Manager|{}", titles.join("|")), format!("Harbour|Ada Berg|{}", titles.join("|"))];
    assert_eq!(one("Sheet1", &[&rows[0], &rows[1]]).role, Role::NotATable);
}

/// Predecessors and successors of a table's links, by name.
fn linked(e: &Extract) -> Vec<(String, String)> {
    let name = |n: usize| e.records.tasks[n].facts.name.as_ref().unwrap().value.to_string();
    let of = |text: &str| {
        let number: u32 = text.parse().unwrap();
        e.records.tasks.iter().position(|t| t.ordinal == Some(number)).map_or("nobody".to_owned(), name)
    };
    let all = e.records.tasks.iter().enumerate();
    all.flat_map(|(n, t)| t.links.iter().map(move |l| (n, l))).map(|(n, l)| (of(&l.other.text), name(n))).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn predecessors_without_an_id_column_count_from_where_the_file_proves() {
    let head = "Task|Duration|Start|Finish|Predecessor";
    let sheet_rows = one(
        "Plan",
        &[head, "A|5|@2027-03-01|@2027-03-05", "B|5|@2027-03-08|@2027-03-12|2fs", "C|3|@2027-03-15|@2027-03-17|2, 3"],
    );
    assert_eq!(linked(&sheet_rows), pairs(&[("A", "B"), ("A", "C"), ("B", "C")]), "from 1, B would wait for itself");
    let from_one =
        one("Plan", &[head, "A|5|@2027-03-01|@2027-03-05", "B|5|@2027-03-08|@2027-03-12|1", "C|3|@2027-03-15|@2027-03-17|2"]);
    assert_eq!(linked(&from_one), pairs(&[("A", "B"), ("B", "C")]), "no row is numbered 1 but the first");
    let by_dates = one(
        "Plan",
        &[
            head,
            "A|5|@2027-03-01|@2027-03-05",
            "B|5|@2027-03-08|@2027-03-12|",
            "C|3|@2027-03-08|@2027-03-10|2",
            "D|3|@2027-03-15|@2027-03-17|",
        ],
    );
    assert_eq!(linked(&by_dates), pairs(&[("A", "C")]), "B ends after C begins");
    let open = one("Plan", &["Task|Duration|Predecessor", "A|5|", "B|5|", "C|3|2", "D|1|", "E|1|"]);
    assert_eq!(linked(&open), []);
    assert_eq!(open.diagnostics.iter().filter(|d| d.check == "row-base-unproved").count(), 1);
    let chain = one("Plan", &["Task|Duration|Predecessor", "A|5|", "B|5|", "C|3|2", "D|1|3", "E|1|4"]);
    assert_eq!(linked(&chain), pairs(&[("B", "C"), ("C", "D"), ("D", "E")]), "a chain down the rows");
}

#[test]
fn a_column_of_kinds_makes_a_shared_log_what_each_line_says() {
    let e = one(
        "RAID",
        &[
            "Ref|Type|Description|Owner|Raised|Status|Probability|Impact|Mitigation",
            "#1|Risk|Flood|Ada|@2027-01-02|Open|High|Low|Pump",
            "#2|Assumption|Crane is free|Bo|@2027-01-02|Open",
            "#3|Issue|Crane late|Bo|@2027-01-02|Closed",
            "#4|Dependency|Permit|Cy|@2027-01-02|Open",
            "#5|Decision|Use steel|Ada|@2027-01-02|Closed",
        ],
    );
    use crate::model::LogKind::*;
    assert_eq!(e.records.log.iter().map(|l| l.item.kind).collect::<Vec<_>>(), [Risk, Assumption, Issue, Dependency, Decision]);
    let e = one(
        "RAID Log",
        &["R/A/I/D|ID|Title|Assigned to|Priority", "R|R-1|Flood|Ada|H", "I|I-1|Crane late|Bo|M", "D|D-1|Permit|Cy|L"],
    );
    assert_eq!(e.records.log.iter().map(|l| l.item.kind).collect::<Vec<_>>(), [Risk, Issue, Dependency]);
    let plain = one("Risks", &["ID|Risk|Type|Probability|Impact", "1|Flood|Weather|High|Low", "2|Strike|People|Low|High"]);
    assert_eq!(field_of(&plain, "Type"), Some(Field::Category));
}

#[test]
fn a_merged_list_with_a_milestone_column_is_work() {
    let named = one(
        "Sheet1",
        &[
            "Source|Key|Summary|Milestone|Owner|Start|Due|Status",
            "Jira|PAY-1|Card form|Beta|Ada|@2027-03-02|@2027-03-06|Done",
            "Asana||Copy|Beta|Bo|@2027-03-09|@2027-03-13|Open",
        ],
    );
    assert_eq!((named.role, names(&named)), (Role::Tasks, vec!["Card form", "Copy"]));
    assert_eq!(field_of(&named, "Milestone"), Some(Field::Section));
    let flagged = one(
        "Sheet1",
        &[
            "Project|Milestone|Description|Owner|Due Date|Status",
            "Alpha|Yes|Gate 1|Ada|@2027-03-02|Done",
            "Alpha|No|Write the guide|Ada|@2027-03-05|Done",
        ],
    );
    assert_eq!((flagged.role, names(&flagged)), (Role::Tasks, vec!["Gate 1", "Write the guide"]));
    assert_eq!(field_of(&flagged, "Milestone"), Some(Field::Milestone));
    let list = one(
        "Sheet1",
        &[
            "Milestone|Planned|Forecast|RAG|Owner",
            "Piles|@2027-03-02|@2027-03-09|Amber|Ada",
            "Deck|@2027-04-02|@2027-04-02|Green|Bo",
        ],
    );
    assert_eq!(list.role, Role::Milestones);
    assert_eq!((field_of(&list, "Planned"), field_of(&list, "Forecast")), (Some(Field::BaselineFinish), Some(Field::Finish)));
}

#[test]
fn text_below_a_register_is_no_record_of_it() {
    let e = one(
        "Week 10",
        &["Action|Owner|Due|Status", "Call the council|Ada|@2027-03-05|Open", "", "5. Next week", "Dig the last pile"],
    );
    assert_eq!((e.role, e.record_rows), (Role::Actions, 1));
    assert_eq!(reasons(&e), ["text below the table", "text below the table"]);
}

#[test]
fn numbers_that_ran_together_link_nothing_and_outline_numbers_beside_them_do() {
    let e = one(
        "MSP",
        &[
            "WBS|Task Mode|Task Name|Duration|Predecessors|WBS Predecessors|Outline Level",
            "1|Auto|Works|9 days|||#1",
            "1.1|Auto|Dig|3 days|||#2",
            "1.2|Auto|Pour|3 days|#2|1.1|#2",
            "1.3|Auto|Cure|3 days|#108107|1.1,1.2|#2",
        ],
    );
    assert_eq!(&*e.tracker, "msproject");
    let cure: Vec<_> = e.records.tasks[3].links.iter().map(|l| (l.other.kind, &*l.other.text)).collect();
    assert_eq!(cure, [(crate::import::RefKind::Outline, "1.1"), (crate::import::RefKind::Outline, "1.2")]);
    assert!(e.diagnostics.iter().any(|d| d.check == "links-run-together"));
}
