//! Everyday sheets as a project office types them: what each is taken for and what its cells come to. Every value was worked out by
//! hand from the rows.

use super::*;
use crate::model::{LogKind, StatusCategory, TaskKind};

fn checks<'e>(e: &'e Extract, check: &str) -> Vec<&'e str> {
    e.diagnostics.iter().filter(|d| d.check == check).map(|d| d.message.as_str()).collect()
}

fn due(e: &Extract) -> Vec<Option<Date>> {
    e.records.log.iter().map(|l| l.item.due.map(|d| d.value)).collect()
}

#[test]
fn milestones_told_by_quarter_and_month_have_the_last_day_and_say_so() {
    let e = one(
        "Milestones",
        &[
            "Milestone|Baseline|Forecast|Actual|RAG",
            "Consent|15/09/2026|22/09/2026|22/09/2026|Complete",
            "Piling|26/02/2027|March 2027||Amber",
            "Opening|Q3 2027|end of Oct 2027||Green",
            "Account|TBC|ASAP||Parked",
        ],
    );
    let facts: Vec<_> = e.records.tasks.iter().map(|t| &t.facts).collect();
    let day = |d: Option<crate::source::Sourced<Date>>| d.map(|d| d.value);
    assert_eq!(day(facts[1].finish), Some(date(2027, 3, 31)));
    assert_eq!(day(facts[2].baseline_finish), Some(date(2027, 9, 30)));
    assert_eq!(day(facts[2].finish), Some(date(2027, 10, 31)));
    assert_eq!((day(facts[3].baseline_finish), day(facts[3].finish)), (None, None));
    assert_eq!(checks(&e, "date-coarse").len(), 3);
    assert_eq!(checks(&e, "date-unreadable").len(), 1, "ASAP is no day");
    // `Complete` among the colours tells how far it is; `Parked` too.
    let status = |n: usize| facts[n].status.as_ref().and_then(|s| s.value.category);
    assert_eq!((status(0), status(1), status(3)), (Some(StatusCategory::Done), None, Some(StatusCategory::OnHold)));
}

#[test]
fn a_day_without_a_year_takes_that_of_the_meeting() {
    let e = one(
        "Actions",
        &[
            "Actions of progress meeting 12",
            "Date of meeting: 20 November 2026",
            "Item|Action|Who|By when|Update",
            "3.1|Call the supplier|AB|27 Nov|Done",
            "3.2|Send the plan|Ada Berg|15-Jan|",
            "4.1|Book the crane|Bo Rask|W/C 30 Nov|In progress",
            "5|Review the noise|Bo Rask|next meeting|",
        ],
    );
    assert_eq!((e.role, field_of(&e, "Item"), field_of(&e, "Action")), (Role::Actions, Some(Field::Key), Some(Field::Title)));
    assert_eq!(due(&e), [Some(date(2026, 11, 27)), Some(date(2027, 1, 15)), Some(date(2026, 12, 6)), None]);
    assert_eq!((checks(&e, "date-coarse").len(), checks(&e, "date-unreadable").len()), (3, 1));
    assert_eq!(field_of(&e, "Update"), Some(Field::Status), "all it says are statuses");
    assert_eq!(e.records.log.iter().map(|l| l.item.open).collect::<Vec<_>>(), [Some(false), None, Some(true), None]);
    // Without the meeting's date nothing gives the year.
    let e = one("Actions", &["Item|Action|Who|By when", "3.1|Call the supplier|AB|27 Nov", "3.2|Send|AB|15-Jan"]);
    assert_eq!((due(&e), checks(&e, "date-unreadable").len()), (vec![None, None], 2));
    assert!(checks(&e, "date-unreadable").iter().all(|m| m.contains("no year")));
}

#[test]
fn a_raid_log_of_few_columns_is_one_and_its_types_tell() {
    let e = one(
        "RAID",
        &[
            "ID|Type|Description|Owner|Status|Due",
            "#1|Risk|Steel late|Bo Rask|Open|@2026-12-15",
            "#2|Issue|Crane broken|Ada Berg|In hand|@2026-12-01",
            "#3|Action|Call|Ada Berg|Closed|@2026-12-01",
        ],
    );
    let kinds: Vec<_> = e.records.log.iter().map(|l| l.item.kind).collect();
    assert_eq!(kinds, [LogKind::Risk, LogKind::Issue, LogKind::Action]);
    assert_eq!(checks(&e, "status-unknown"), ["the status `In hand` is in no known category"]);
    let e = one(
        "RAID",
        &[
            "ID|Type|Description|Owner|Status|Due|Action",
            "#1|Risk|Steel late|Bo Rask|Open|@2026-12-15|Chase",
            "#2|Issue|Crane broken|Ada Berg|Open|@2026-12-01|Repair",
        ],
    );
    let told: Vec<_> = e.records.log.iter().map(|l| (l.item.label(), l.item.response.as_ref().map(|r| &*r.value))).collect();
    assert_eq!(told, [("Steel late", Some("Chase")), ("Crane broken", Some("Repair"))]);
}

#[test]
fn a_rating_goes_before_a_sentence_of_the_same_name() {
    let e = one(
        "Risks",
        &[
            "No|Risk|Impact|Likelihood|Impact (1-5)|Score|Proximity|Interest",
            "#1|Storm|The rig stands still|#4|#5|#20|Next month|low",
            "#2|Strike|Nobody comes to work|#2|#3|#6|Far away|low",
        ],
    );
    let item = &e.records.log[0].item;
    assert_eq!(item.impact.as_ref().and_then(|i| i.value.number), Some(5.0));
    let custom = |name: &str| item.custom.iter().find(|(n, _)| &**n == name).map(|(_, v)| &*v.value);
    assert_eq!((custom("Impact"), custom("Proximity")), (Some("The rig stands still"), Some("Next month")));
}

#[test]
fn interest_is_no_role() {
    let e = one("Stakeholders", &["Name|Position|Interest|Power", "Marta Lind|Head of roads|High|4", "Residents||Medium|2"]);
    let roles: Vec<_> = e.records.stakeholders.iter().map(|s| s.role.as_ref().map(|r| &*r.value)).collect();
    assert_eq!((e.role, roles), (Role::Stakeholders, vec![Some("Head of roads"), None]));
    assert_eq!(e.records.stakeholders[1].custom.iter().map(|(_, v)| &*v.value).collect::<Vec<_>>(), ["Medium", "2"]);
}

#[test]
fn a_project_team_is_a_list_of_people() {
    let e = one(
        "Project Team",
        &[
            "Project Team",
            "Name|Project Role|Email|Phone|% Allocated",
            "Ann Lee|Manager|ann@x.test|0123|#0.5",
            "Bo Ray|Engineer|||#1",
        ],
    );
    let people: Vec<_> =
        e.records.resources.iter().map(|r| (&*r.who.name, r.role.as_ref().map(|r| &*r.value), r.max_units.is_some())).collect();
    assert_eq!(
        (e.role, people),
        (Role::Resources, vec![("Ann Lee", Some("Manager"), false), ("Bo Ray", Some("Engineer"), false)])
    );
}

#[test]
fn months_as_true_dates_head_a_capacity_sheet() {
    let e = one(
        "Capacity",
        &["Team capacity (hours)", "Team member|Team|@2027-01-01|@2027-02-01|@2027-03-01", "Ann Lee|Civil|#120|#80|#160"],
    );
    let told: Vec<_> = e.records.capacity.iter().map(|c| (c.from, c.to, c.amount.value)).collect();
    assert_eq!(
        told,
        [
            (date(2027, 1, 1), date(2027, 1, 31), 120.0),
            (date(2027, 2, 1), date(2027, 2, 28), 80.0),
            (date(2027, 3, 1), date(2027, 3, 31), 160.0)
        ]
    );
}

#[test]
fn what_projects_ask_of_people_is_not_what_people_have() {
    let rows = ["Person|Project|Jan-27|Feb-27|Mar-27", "J. Smith|Bridge|60%|60%|80%", "J. Smith|Quay|50%|50%|20%"];
    let e = one("Demand", &rows);
    assert!(e.records.capacity.iter().all(|c| c.measure.as_deref() == Some("Planned") && &*c.who.name == "J. Smith"));
    assert_eq!((e.records.capacity.len(), checks(&e, "capacity-per-project").len()), (6, 1));
    let own =
        one("Capacity", &["Person|Project|Jan-27|Feb-27|Mar-27", "J. Smith|Bridge|60%|60%|80%", "A. Jones|Quay|50%|50%|20%"]);
    assert!(own.records.capacity.iter().all(|c| c.measure.is_none()));
}

#[test]
fn what_projects_ask_of_roles_is_not_what_the_roles_have() {
    let planned = |e: &Extract| e.records.capacity.iter().filter(|c| c.measure.as_deref() == Some("Planned")).count();
    let roles = ["FTE by role", "Role|Project|Jan-27|Feb-27|Mar-27", "Welder|Bridge|#2|#3|#2", "Welder|Quay|#1|#1|#1"];
    let e = one("Needs", &roles);
    // set aside is the title
    assert_eq!((planned(&e), checks(&e, "capacity-per-project").len(), e.set_aside.len()), (6, 1, 1));
    // A sheet that is called a demand needs no project; one that speaks of capacity as well is left as it is.
    let e = one("Needs", &["FTE demand", "Role|Jan-27|Feb-27|Mar-27", "Welder|#2|#3|#2", "Rigger|#1|#1|#1"]);
    assert_eq!((planned(&e), checks(&e, "capacity-per-project").len()), (6, 1));
    let e = one("Needs", &["Capacity vs demand", "Role|Jan-27|Feb-27|Mar-27", "Welder|#2|#3|#2", "Rigger|#1|#1|#1"]);
    assert_eq!((planned(&e), e.records.capacity.len()), (0, 6));
}

#[test]
fn bands_without_a_key_group_a_numbered_plan() {
    let e = one(
        "Plan",
        &[
            "No|Activity|Owner|Start|End",
            "|PHASE 1 - DESIGN",
            "#1|Concept|Ada Berg|@2026-10-05|@2026-10-30",
            "#2|Detail|Bo Rask|@2026-11-02|@2026-11-30",
            "|PHASE 2 - BUILD",
            "#3|Piling|Bo Rask|@2027-01-04|@2027-03-12",
        ],
    );
    let told: Vec<_> = e.records.tasks.iter().map(|t| t.facts.section.as_ref().map(|s| &*s.value)).collect();
    assert_eq!(names(&e), ["Concept", "Detail", "Piling"]);
    assert_eq!(told, [Some("PHASE 1 - DESIGN"), Some("PHASE 1 - DESIGN"), Some("PHASE 2 - BUILD")]);
}

#[test]
fn a_go_live_of_one_day_is_a_milestone_and_a_meeting_is_none() {
    let rows = [
        "Task|Start|Finish|Duration|Owner",
        "Build|@2026-11-02|@2026-11-27|20d|Ada",
        "Go-live|@2026-12-14|@2026-12-14||Bo",
        "Handover|@2026-12-15|@2026-12-15||Bo",
        "Board meeting|@2026-12-18|@2026-12-18|1d|Bo",
    ];
    let e = one("Plan", &rows);
    let kinds: Vec<_> = e.records.tasks.iter().map(|t| t.facts.kind).collect();
    assert_eq!(kinds, [TaskKind::Task, TaskKind::Milestone, TaskKind::Milestone, TaskKind::Task]);
    assert_eq!(checks(&e, "milestone-assumed").len(), 2);
    // Without a column of durations only the name tells.
    let e = one("Plan", &["Task|Start|Finish", "Go-live|@2026-12-14|@2026-12-14", "Workshop|@2026-12-15|@2026-12-15"]);
    assert_eq!(e.records.tasks.iter().map(|t| t.facts.kind).collect::<Vec<_>>(), [TaskKind::Milestone, TaskKind::Task]);
}

#[test]
fn the_tables_of_a_weekly_report_are_told_by_their_headings_and_share_the_project() {
    let e = workbook(&[(
        "Status",
        sheet(
            0,
            &[
                "Weekly status report",
                "Project:|Harbour Bridge||Week ending:|@2026-11-27",
                "",
                "2. Milestones",
                "Milestone|Baseline|Forecast|RAG",
                "Piling complete|@2027-02-26|@2027-03-12|A",
                "",
                "4. Risks",
                "ID|Risk|Likelihood|Impact|Owner",
                "R1|Storms|High|High|Ada Berg",
                "",
                "6. Budget",
                "Item|Budget|Actual|Forecast",
                "Design|#120000|#105000|#125000",
                "Piling|#450000|#50000|#470000",
                "Total|#570000|#155000|#595000",
                "",
                "7. Achievements this week",
                "Rig 2 on site",
            ],
            &[],
        ),
    )]);
    let roles: Vec<_> = e.iter().map(|t| (t.role, t.record_rows)).collect();
    assert_eq!(roles, [(Role::Milestones, 1), (Role::Risks, 1), (Role::Budget, 2)]);
    assert!(e.iter().all(|t| t.project.name.as_ref().is_some_and(|n| &*n.value == "Harbour Bridge")));
    let money: Vec<_> =
        e[2].records.budget.iter().map(|(l, _)| [l.budget, l.actual, l.forecast].map(|m| m.map(|m| m.value))).collect();
    assert_eq!(money, [[Some(120_000.0), Some(105_000.0), Some(125_000.0)], [Some(450_000.0), Some(50_000.0), Some(470_000.0)]]);
}

#[test]
fn amounts_beside_a_budget_are_no_days() {
    let e = one("Plan", &["Task|Owner|Start|Budget|Actual|Forecast", "Design|Ada|@2026-11-02|#120000|#45000|#125000"]);
    let f = &e.records.tasks[0].facts;
    assert_eq!((f.actual_finish.map(|d| d.value), f.finish.map(|d| d.value)), (None, None));
    assert_eq!(f.actual_cost.map(|c| c.value), Some(45_000.0));
}

#[test]
fn a_portfolio_return_keeps_baseline_and_forecast_apart_and_counts_millions() {
    let e = one(
        "Portfolio",
        &[
            "Project name|SRO|Project end date (baseline)|Project end date (forecast)|Whole life cost baseline (£m)|Whole life cost forecast (£m)|DCA",
            "Bridge|Ada Lowe|31/07/2027|30/09/2027|42.5|44.1|Amber",
            "Hub|Ida Hay|31/12/2026|TBC|2.1||Green",
        ],
    );
    let p = &e.records.projects[0];
    assert_eq!(
        (p.baseline_finish.map(|d| d.value), p.finish.map(|d| d.value)),
        (Some(date(2027, 7, 31)), Some(date(2027, 9, 30)))
    );
    let line = p.budget.as_ref().unwrap();
    assert_eq!((line.budget.map(|b| b.value), line.forecast.map(|b| b.value)), (Some(42_500_000.0), Some(44_100_000.0)));
}

#[test]
fn a_budget_by_quarter_takes_the_total_of_what_was_spent() {
    let rows =
        ["Cost category|Budget|Q1||Q2||Total actual|EAC", "||Plan|Actual|Plan|Actual", "Staff|#400|#100|#95|#100|#110|#205|#420"];
    let merges = [(0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1), (0, 6, 1, 6), (0, 7, 1, 7)];
    let e = &workbook(&[("Budget", sheet(0, &rows, &merges))])[0];
    let (line, _) = &e.records.budget[0];
    assert_eq!([line.budget, line.actual, line.forecast].map(|m| m.map(|m| m.value)), [Some(400.0), Some(205.0), Some(420.0)]);
}

#[test]
fn benefits_measured_in_units_are_numbers() {
    let e = one("Benefits", &["Benefit|Owner|Baseline|Target|Due", "Shorter trips|Ada|25 min|18 min|Dec 2027"]);
    let b = &e.records.benefits[0].benefit;
    assert_eq!((b.baseline.map(|n| n.value), b.target.map(|n| n.value)), (Some(25.0), Some(18.0)));
    assert_eq!(b.target_date.map(|d| d.value), Some(date(2027, 12, 31)));
    assert_eq!(
        b.custom.iter().map(|(n, v)| (&**n, &*v.value)).collect::<Vec<_>>(),
        [("Baseline (unit)", "min"), ("Target (unit)", "min")]
    );
}

#[test]
fn a_checklist_answered_by_yes_and_no_tells_what_is_done() {
    let e =
        one("Readiness", &["Ref|Criterion|Owner|Done?", "#1|Users trained|Ada|Y", "#2|Data moved|Bo|N", "#3|Support there|Bo|✔"]);
    let told: Vec<_> = e.records.tasks.iter().map(|t| t.facts.category()).collect();
    assert_eq!(told, [Some(StatusCategory::Done), Some(StatusCategory::ToDo), Some(StatusCategory::Done)]);
}

#[test]
fn a_column_of_amounts_borrows_the_decimal_sign_of_its_sisters() {
    let e = one(
        "Budget",
        &["Cost line|Budget|Actual to date|Forecast", "Design|120,000|105,000|1,125,000", "Piling|450,000|50,000|470,000"],
    );
    // `1,125,000` parts thousands by commas; `105,000` and `50,000` alone would prove nothing.
    let actual: Vec<_> = e.records.budget.iter().map(|(l, _)| l.actual.map(|a| a.value)).collect();
    assert_eq!(actual, [Some(105_000.0), Some(50_000.0)]);
}

#[test]
fn diamonds_under_months_of_years_are_milestones() {
    let rows = ["Milestone|2026||||2027", "|Sep|Oct|Nov|Dec|Jan|Feb", "Design freeze||◆", "Piling done||||||◆"];
    let merges = [(0, 0, 1, 0), (0, 1, 0, 4), (0, 5, 0, 6)];
    let e = &workbook(&[("Chart", sheet(0, &rows, &merges))])[0];
    let told: Vec<_> = e.records.tasks.iter().map(|t| (t.facts.kind, t.facts.finish.map(|d| d.value))).collect();
    assert_eq!(told, [(TaskKind::Milestone, Some(date(2026, 10, 31))), (TaskKind::Milestone, Some(date(2027, 2, 28)))]);
}

#[test]
fn two_full_names_around_a_stroke_are_two_people_and_a_firm_is_one() {
    let e = one("Plan", &["Task|Start|Owner", "Dig|@2027-01-04|J. Smith/P. Okoro", "Pour|@2027-01-05|IT/Finance"]);
    let people = |n: usize| e.records.tasks[n].people.iter().map(|p| &*p.name).collect::<Vec<_>>();
    assert_eq!((people(0), people(1)), (vec!["J. Smith", "P. Okoro"], vec!["IT/Finance"]));
}

#[test]
fn mentions_and_boxes_of_a_wiki_are_people_and_answers() {
    let e = one("Actions", &["Action|Who|Due|Done", "Call| @Ann Lee|05 Mar 2026|☐", "Write| @Bo Ray @Cy Poe|06 Mar 2026|☑"]);
    assert_eq!(e.records.log.iter().map(|l| l.item.open).collect::<Vec<_>>(), [Some(true), Some(false)]);
    assert_eq!(e.records.log[1].owner.as_ref().map(|o| &*o.name), Some("Bo Ray"));
}

#[test]
fn settings_that_meet_nothing_are_said_and_a_named_header_row_takes_no_tracker_by_force() {
    let rows = ["Notes of Monday", "Was|Wann genau", "Graben|2027-03-01", "Gießen|2027-03-08"];
    let read = |rule: &str| {
        let settings: Settings = toml::from_str(&format!("[[source]]\nmatch = \"*\"\n{rule}")).unwrap();
        let reading = FileReading {
            name: "Lighthouse.xlsx".to_owned(),
            sha256: String::new(),
            size: 0,
            kind: PlaceKind::Sheet,
            sheets: vec!["Sheet1".to_owned()],
            grids: vec![sheet(0, &rows, &[])],
            how: String::new(),
            refused: None,
            diagnostics: Vec::new(),
        };
        import(&reading, &Profiles::load(None).unwrap(), &settings).remove(0)
    };
    let set = read("header-row = 2\ncolumns = { \"Wann genau\" = \"forecast_finish\" }\n");
    assert_eq!((&*set.tracker, set.role, names(&set)), ("plan", Role::Tasks, vec!["Graben", "Gießen"]));
    assert_eq!(set.records.tasks[1].facts.finish.map(|d| d.value), Some(date(2027, 3, 8)));
    assert_eq!(checks(&set, "setting-unmatched"), Vec::<&str>::new());
    let wrong = read("header-row = 2\ncolumns = { \"Wann genua\" = \"forecast_finish\" }\n");
    assert_eq!(checks(&wrong, "setting-unmatched").len(), 1);
    let beyond = read("header-row = 20\n");
    assert!(checks(&beyond, "setting-unmatched")[0].contains("20"));
}

#[test]
fn a_leave_planner_plans_no_work_and_a_dependency_log_may_describe_its_lines() {
    let e = one(
        "Leave planner",
        &["Name|Start|End|Days|Type", "Ann Lee|@2026-12-21|@2027-01-01|#8|Annual", "Bo Ray|@2027-02-15|@2027-02-19|#5|Annual"],
    );
    assert_eq!((e.role, e.records.tasks.len(), e.records.capacity.len()), (Role::Capacity, 0, 2));
    let e = one(
        "Dependencies",
        &[
            "Dependency ID|Description|Giving project|Receiving project|Date needed|Date promised|RAG",
            "D1|Crane released|Quay Wall|Bridge|@2027-03-01|@2027-03-15|R",
        ],
    );
    let item = &e.records.log[0].item;
    assert_eq!(
        (item.kind, item.label(), item.due.map(|d| d.value)),
        (LogKind::Dependency, "Crane released", Some(date(2027, 3, 1)))
    );
}
