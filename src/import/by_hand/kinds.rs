//! Tables told by their names or a word of their own: what is bought, who matters, how projects stand, what is no record.

use super::*;

#[test]
fn a_procurement_tracker_runs_from_the_invitation_to_the_award_or_the_delivery() {
    let rows = [
        "Package|RFP issued|Bids due|Award|Vendor",
        "Lamp|@2027-01-11|@2027-02-05|@2027-02-26|Lumen Ltd",
        "Steel|@2027-01-18|@2027-02-12|@2027-03-05|",
    ];
    let e = &one("Procurement", &rows);
    assert_eq!((e.role, names(e)), (Role::Tasks, vec!["Lamp", "Steel"]));
    let steel = &e.records.tasks[1].facts;
    assert_eq!((steel.start.unwrap().value, steel.finish.unwrap().value), (date(2027, 1, 18), date(2027, 3, 5)));
    assert_eq!(field_of(e, "Bids due"), None, "kept as it stands");
    let rows = ["Package|RFP issued|Award|Delivery date|Budget", "Lamp|@2027-01-11|@2027-02-26|@2027-06-30|#9000"];
    let e = &one("Tracker", &rows);
    assert_eq!(e.records.tasks[0].facts.finish.unwrap().value, date(2027, 6, 30));
    assert_eq!(e.records.tasks[0].facts.budget.unwrap().value, 9000.0);
    // A plan with packages and an award is a plan.
    let rows = ["Task|Start|Finish|Award", "Dig|@2027-01-11|@2027-02-26|yes"];
    assert_eq!(field_of(&one("Plan", &rows), "Task"), Some(Field::Name));
}

#[test]
fn stakeholders_are_told_by_influence_and_interest_alone() {
    let rows = [
        "Stakeholder|Interest in Project|Influence|Engagement Strategy",
        "Harbour board|Budget and date|High|Manage closely",
        "Fishermen|Access to the quay|Low|Keep informed",
    ];
    let e = &one("Sheet1", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Stakeholders, 2));
    assert_eq!(field_of(e, "Influence"), Some(Field::Influence));
    let board = &e.records.stakeholders[0];
    assert!(board.custom.iter().any(|(h, v)| &**h == "Influence" && &*v.value == "High"), "kept: {:?}", board.custom);
    let rows = ["Interesado|Rol / Relación|Influencia|Interés", "Puerto|Patrocinador|Alta|Alta", "Vecinos|Usuarios|Baja|Media"];
    assert_eq!(one("Matriz", &rows).role, Role::Stakeholders);
}

#[test]
fn rules_of_escalation_are_no_decisions() {
    let rows = [
        "Severity|Description|Decision Maker|Timeframe",
        "High|The light is out|Director|2 hours",
        "Low|Paint is off|Project manager|1 week",
    ];
    let e = &one("Escalation Process", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Lookup, 0));
    assert!(reasons(e)[0].starts_with("escalation rules"));
    let log = ["Decision|Decision Maker|Date|Impact", "Second lamp|Director|@2027-01-11|Cost"];
    assert_eq!(one("Log", &log).role, Role::Decisions);
}

#[test]
fn a_status_list_of_projects_is_no_table_on_its_side() {
    let rows = [
        "|Status Report|||@2027-02-01",
        "Priority|Project|Status|Notes",
        "High|North light|On hold|waiting for the board",
        "High|South light|Completed|handed over",
        "Low|East light|In progress|tower stands",
        "Normal|West light|Not started|",
        "High|Quay|In progress|",
    ];
    let grid = sheet(0, &rows, &[(0, 1, 0, 3)]);
    let reading = FileReading {
        name: "Status Report.xlsx".to_owned(),
        sha256: String::new(),
        size: 0,
        kind: PlaceKind::Sheet,
        sheets: vec!["Sheet1".to_owned()],
        grids: vec![grid],
        how: String::new(),
        refused: None,
        diagnostics: Vec::new(),
    };
    let e = &import(&reading, &Profiles::load(None).unwrap(), &Settings::default())[0];
    assert_eq!((&*e.tracker, e.header_row, e.record_rows), ("portfolio-return", Some(1), 5));
    assert_eq!(field_of(e, "Notes"), Some(Field::Notes));
}

#[test]
fn an_assumption_that_was_confirmed_is_over_and_a_confirmed_issue_is_open_or_unknown() {
    let rows = [
        "Annahme|Status",
        "Der Fels trägt|Bestätigt",
        "Das Boot fährt|Zu bestätigen",
        "Die Lampe passt|Widerlegt",
        "Strom liegt an|confirmée",
        "Wasser liegt an|bevestigd",
        "Funk geht|unvalidated",
    ];
    let e = &one("Annahmen", &rows);
    assert_eq!(e.role, Role::Assumptions);
    let open: Vec<_> = e.records.log.iter().map(|r| r.item.open).collect();
    assert_eq!(open, [Some(false), Some(true), Some(false), Some(false), Some(false), Some(true)]);
    let rows = ["Issue|Owner|Status", "Lamp flickers|Ada|Confirmed"];
    assert_ne!(one("Issues", &rows).records.log[0].item.open, Some(false));
}

#[test]
fn two_months_are_enough_over_money_but_not_over_work() {
    let rows = ["Cost line|Oct 2026|Nov 2026", "Steel|#100|#200", "Lamp|#50|#75"];
    let e = &one("Budget", &rows);
    assert_eq!((e.role, field_of(e, "Oct 2026")), (Role::Budget, Some(Field::Period)));
    let rows = ["Task|Owner|Status|Oct 2026|Nov 2026", "Dig|Ada|Open|50%|80%", "Pour|Bo|Open|0%|10%"];
    let e = &one("Plan", &rows);
    assert_eq!(field_of(e, "Oct 2026"), None);
}

#[test]
fn headings_that_say_what_follows_name_no_project() {
    let rows = [
        "Weekly update",
        "",
        "Action items / tasks this week",
        "Task|Owner|Start|Finish",
        "Dig|Ada|@2027-01-11|@2027-01-15",
        "",
        "Upcoming activities",
        "Task|Owner|Start|Finish",
        "Pour|Bo|@2027-01-18|@2027-01-22",
    ];
    for e in &workbook(&[("Sheet1", sheet(0, &rows, &[]))]) {
        assert_eq!(e.project.name.as_ref().map(|n| &*n.value), None);
    }
}

#[test]
fn activities_of_a_raci_without_letters_are_said_to_be_so() {
    let rows = ["Task|Ada|Bo|Cem", "Dig|R|A|I", "Pour|A|R|C", "Paint", "Furnish", "", "R = Responsible, A = Accountable"];
    let e = &one("RACI", &rows);
    assert_eq!(e.record_rows, 2);
    assert_eq!(
        reasons(e),
        [
            "activity of the matrix without a letter: nobody is named for it yet",
            "activity of the matrix without a letter: nobody is named for it yet",
            "legend or remark below the matrix"
        ]
    );
}

#[test]
fn a_running_number_under_project_names_no_project() {
    let rows = ["Project:|Assumption", "#1|The rock bears", "#2|The boat runs", "#3|The lamp fits"];
    let e = &one("Assumption log", &rows);
    assert_eq!((e.role, field_of(e, "Project:")), (Role::Assumptions, Some(Field::Key)));
    assert!(e.records.log.iter().all(|r| r.project.name.is_none()));
}

#[test]
fn a_capital_program_lists_projects_and_requirements_are_no_work() {
    let rows = [
        "id|name|task_description|area|budgeted_amount|status|start_date",
        "#41|BRIDGE REPAIRS|deck and rails|Engineering|#100000|Planned|2027-02-08",
        "#42|QUAY WALL|sheet piles|Engineering|#560000|Planned|2027-03-08",
    ];
    let e = &one("Capital projects", &rows);
    assert_eq!((&*e.tracker, e.record_rows), ("portfolio-return", 2));
    let rows =
        ["Req ID|Requirement|Type|Priority", "F-1|The light turns|Functional|Must", "F-2|The door locks|Functional|Should"];
    let e = &one("Requirements", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Lookup, 0));
}

#[test]
fn labels_above_a_log_are_no_header_and_data_is_a_day_only_where_days_stand_in_it() {
    let rows = [
        "Project title:|North light|Project id:|NL-1|Assumption|#2",
        "",
        "RAID category|Data|Description|Owner|Status",
        "Risk|@2027-01-11|Storm|Ada|Open",
        "Issue|@2027-01-12|Fog horn out|Bo|Closed",
    ];
    let e = &workbook(&[("RAID", sheet(0, &rows, &[]))])[0];
    assert_eq!((e.header_row, e.record_rows), (Some(2), 2));
    assert_eq!(e.records.log[1].item.raised.unwrap().value, date(2027, 1, 12));
    let rows = [
        "Type:|Description:|Actions:",
        "Went well|The tower is straight|keep the plumb line",
        "Went badly|The barge was late|book two",
    ];
    assert_eq!(one("Retrospective", &rows).header_row, Some(0), "labels without values beside them are headers");
    let rows = ["Risk|Data|Probability|Owner", "Storm|weather table|High|Ada", "Fog|log book|Low|Bo"];
    assert_eq!(field_of(&one("Risks", &rows), "Data"), None);
}

#[test]
fn numbered_weeks_under_a_caption_are_columns_of_a_drawn_plan() {
    let rows = ["Actividades|Fecha de Inicio|Fecha Fin|Semana||||", "|||#1|#2|#3|#4|#5", "Cavar|@2027-01-11|@2027-01-15|x||||"];
    let merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 7)];
    let e = &workbook(&[("Gantt", sheet(0, &rows, &merges))])[0];
    assert_eq!(names(e), ["Cavar"]);
    assert!(e.columns.iter().all(|c| c.field != Some(Field::WeekStart)));
}

#[test]
fn months_in_the_records_of_a_list_are_no_captions_of_a_capacity_sheet() {
    let rows = [
        "|District|School|Forecast Capacity|Design Start|Construction Start|Est. Comp",
        "#0|13|North school|640|May-15|Jun-20|Aug-22",
        "#1|22|South school|476|May-23|Jun-24|Mar-27",
        "#2|11|East school|388|Jun-21|Dec-22|Jun-26",
    ];
    assert_ne!(one("capacity projects", &rows).role, Role::Capacity);
}

#[test]
fn a_change_log_known_by_descriptions_and_impact_is_one() {
    let rows = [
        "Change ID|Phase|Change Description|Reason / Trigger|Impact (Time / Cost)|Decision / Status|Approval Authority|Action Taken",
        "C01|Design|Second lamp|Board asked|Time: +2 days|Approved|Sponsor|Plan adjusted",
        "C02|Build|Longer quay|Fishermen asked|Cost: +10%|Rejected|Sponsor|none",
    ];
    let e = &one("Change Request Logs", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Changes, 2));
    assert_eq!(&*e.records.log[0].item.title.as_ref().unwrap().value, "Second lamp");
    assert_eq!(field_of(e, "Decision / Status"), Some(Field::Status));
}

#[test]
fn bars_over_weeks_by_phase_are_a_drawn_plan_and_money_by_workstream_is_not() {
    let rows = ["Phase|Week 1|Week 2|Week 3", "Survey|███||", "Build||███|█"];
    let e = &one("Gantt Chart", &rows);
    assert_eq!((e.role, names(e)), (Role::Tasks, vec!["Survey", "Build"]));
    let rows = ["Workstream|Jan 2027|Feb 2027|Mar 2027", "Quay|#100|#200|#300", "Tower|#50|#60|#70"];
    assert_ne!(one("Budget", &rows).role, Role::Tasks);
}

#[test]
fn a_rating_in_figures_is_taken_before_a_consequence_in_words() {
    let rows = [
        "Risk ID|Risk|Consequence|Likelihood|Impact level|Risk value",
        "1|Storm breaks the mooring|The barge drifts onto the rocks|#1|#4|#4",
        "2|Lamp comes late|The light stays dark over winter|#2|#3|#6",
    ];
    let e = &one("Risks", &rows);
    let impacts: Vec<_> = e.records.log.iter().map(|r| r.item.impact.as_ref().unwrap().value.number).collect();
    assert_eq!(impacts, [Some(4.0), Some(3.0)]);
}

#[test]
fn links_and_hours_of_people_are_no_plan() {
    let rows = ["Title|Link|Notes", "Harbour handbook|https://example.com/a|read first", "Tide tables|https://example.com/b|"];
    assert_eq!(one("Project plan resources", &rows).role, Role::NotATable);
    let rows = [
        "Date|Start Time|End Time|Description",
        "@2027-01-04|9:00|11:30|Met the harbour board",
        "@2027-01-05|13:00|14:00|Drew the tower",
    ];
    assert_ne!(one("Hours", &rows).role, Role::Tasks);
}

#[test]
fn yearly_returns_of_other_years_and_lands_keep_their_words_and_their_baselines() {
    let rows = [
        "GMPP ID Number|Project Name|Department|IPA Delivery Confidence Assessment|Departmental commentary on actions planned or taken|Project - End Date (Latest Approved End Date)|Departmental Narrative on Schedule|TOTAL Baseline Whole Life Costs (£m)",
        "P_1|North quay|Ports|Amber|Divers hired|31/03/2033|On schedule|1540",
        "P_2|Radar|Navy|Red|Reset|30/09/2029|A year late|310",
    ];
    let e = &one("GMPP 2023", &rows);
    assert_eq!((&*e.tracker, e.record_rows), ("portfolio-return", 2));
    let quay = &e.records.projects[0];
    let words: Vec<_> = quay.narrative.iter().map(|n| &*n.value).collect();
    assert_eq!(words, ["Divers hired", "On schedule"]);
    assert_eq!(quay.budget.as_ref().unwrap().budget.unwrap().value, 1_540_000_000.0);

    let rows = [
        "Project Name|Client Agency|Project Phase|Original Budget|Current Budget|Planned Completion Date|Revised Completion Date|% Complete",
        "New clinic|Health|Construction|#12500000|#13000000|2024-06-30|2024-09-30|35%",
        "School hall|Education|Design|#2500000|#2500000|2024-12-30|2025-01-30|5%",
    ];
    let e = &one("Infrastructure projects", &rows);
    assert_eq!(field_of(e, "Planned Completion Date"), Some(Field::BaselineFinish));
    assert_eq!(field_of(e, "Revised Completion Date"), Some(Field::Finish));
    assert_eq!(e.records.projects[0].finish.unwrap().value, date(2024, 9, 30));
    assert_eq!(e.records.projects[0].budget.as_ref().unwrap().budget.unwrap().value, 13_000_000.0);
}

#[test]
fn a_row_that_primavera_is_told_to_delete_is_no_work_any_more() {
    let rows = [
        "task_code|status_code|wbs_id|task_name|delete_record_flag",
        "Activity ID|Activity Status|WBS Code|Activity Name|Delete This Row",
        "A10|TK_NotStart|W.1|Dig|",
        "A20|TK_NotStart|W.1|Pour|D",
        "A30|TK_NotStart|W.1|Cure|N",
    ];
    let e = &one("TASK", &rows);
    assert_eq!((&*e.tracker, names(e)), ("p6", vec!["Dig", "Cure"]));
    assert_eq!(reasons(e), ["archived in the tracker, or marked there to be deleted"]);
}

#[test]
fn a_list_of_open_points_is_told_by_its_topics_with_who_when_and_how() {
    let rows = [
        "ID|Thema|Status|Verantwortlich|Termin",
        "#1|Lampe prüfen|Offen|Ada Berg|@2027-02-01",
        "#2|Boot mieten|Erledigt|Bo Rask|@2027-01-15",
    ];
    let e = &one("Tabelle1", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Actions, 2));
    let first = &e.records.log[0].item;
    assert_eq!((first.title.as_ref().map(|t| &*t.value), first.open), (Some("Lampe prüfen"), Some(true)));
    assert_eq!(first.due.map(|d| d.value), Some(date(2027, 2, 1)));
    assert_eq!(e.records.log[1].item.open, Some(false));
    // Who speaks when is an agenda.
    let agenda = ["Thema|Referent|Termin", "Lampe|Ada Berg|@2027-02-01", "Boot|Bo Rask|@2027-02-02"];
    assert_ne!(one("Tabelle1", &agenda).role, Role::Actions);
    let decisions = ["Topic|Decision|Status|Owner|Due date", "Lamp|Buy the red one|Decided|Ada Berg|@2027-02-01"];
    assert_eq!(one("Sheet1", &decisions).role, Role::Decisions);
    let plan = ["Task|Status|Owner|Due date", "Dig|Open|Ada Berg|@2027-02-01"];
    assert_eq!(one("Sheet1", &plan).role, Role::Tasks);
}

#[test]
fn a_line_that_says_how_the_file_was_made_names_no_project() {
    for line in ["Export of the program", "Exported by the tool", "Erstellt mit dem Werkzeug"] {
        let rows = [line, "made on 2 March 2026", "Task|Owner|Start|Finish", "Dig|Ada|@2027-01-11|@2027-01-15"];
        assert_eq!(one("Plan", &rows).project.name, None, "{line}");
    }
    let rows = ["Export hall", "", "Task|Owner|Start|Finish", "Dig|Ada|@2027-01-11|@2027-01-15"];
    assert_eq!(one("Plan", &rows).project.name.as_ref().map(|n| &*n.value), Some("Export hall"));
}
