//! Tracker exports in the forms that scripts and re-saving leave them in, and plain lists in more languages: what each is taken for.

use super::*;
use crate::model::StatusCategory::{self, Blocked, Done, InProgress, ToDo};

fn statuses(e: &Extract) -> Vec<Option<StatusCategory>> {
    e.records.tasks.iter().map(|t| t.facts.category()).collect()
}

#[test]
fn headers_run_together_mean_what_they_mean_apart() {
    let e = one(
        "Sheet1",
        &[
            "Summary|Issuekey|IssueId|IssueType|Status|ProjectKey|DueDate",
            "Mole repair|PIER-7|#10007|Story|Issue Resolved|PIER|2026-03-06",
            "Lamp swap|PIER-8|#10008|Story|Open|PIER|2026-03-13",
        ],
    );
    assert_eq!((&*e.tracker, e.role), ("jira", Role::Tasks));
    assert_eq!((field_of(&e, "Issuekey"), field_of(&e, "DueDate")), (Some(Field::Key), Some(Field::Finish)));
    assert_eq!(statuses(&e), [Some(Done), Some(ToDo)], "the noun before `Resolved` says what the row is");
}

#[test]
fn a_site_that_files_done_under_work_in_progress_is_read_by_its_resolution() {
    let e = one(
        "Sheet1",
        &[
            "Summary|Issue key|Issue id|Status|Status Category|Resolution",
            "Mole repair|PIER-7|#10007|Done|In Progress|Done",
            "Lamp swap|PIER-8|#10008|Done|In Progress|",
            "Crane|PIER-9|#10009|Done|In Progress|Won't Do",
            "Gate|PIER-10|#10010|Block|In Progress|",
            "Desk|PIER-11|#10011|Waiting for support||",
        ],
    );
    // Without a resolution the tracker's own category holds; a resolution that says no is no proof of done.
    assert_eq!(statuses(&e), [Some(Done), Some(InProgress), Some(InProgress), Some(Blocked), Some(ToDo)]);
}

#[test]
fn jira_of_2026_says_work_item_and_work_type() {
    let e = one(
        "Sheet1",
        &[
            "Work item Id|Summary|Work type|Status|Priority|Parent|Assignee|Due date",
            "#100|Pier|Epic|To Do|High|||",
            "#101|Mole repair|Story|Done|High|#100|Ada Berg|03/Jun/26",
        ],
    );
    assert_eq!(&*e.tracker, "jira");
    assert_eq!((field_of(&e, "Work item Id"), field_of(&e, "Work type")), (Some(Field::Id), Some(Field::Type)));
    assert_eq!(e.records.tasks[1].facts.finish.as_ref().map(|d| d.value), Some(date(2026, 6, 3)));
}

#[test]
fn a_script_calls_the_key_id_and_a_numeric_id_beside_a_key_stays_an_id() {
    let e = one(
        "jira",
        &["ID|Link|Title|Current_Status|Issue_Type|Resolution", "PIER-7|https://x.example/PIER-7|Mole repair|DONE|Story|Done"],
    );
    let keys = |e: &Extract| -> Vec<String> {
        e.records.tasks.iter().filter_map(|t| t.facts.key.as_ref()).map(|k| k.value.to_string()).collect()
    };
    if &*e.tracker == "jira" {
        assert_eq!(keys(&e), ["PIER-7"]);
    }
    let e = one("Sheet1", &["ID|Issue key|Summary|Status", "#10007|PIER-7|Mole repair|Done", "#10008|PIER-8|Lamp swap|Open"]);
    assert_eq!((&*e.tracker, keys(&e)), ("jira", vec!["PIER-7".to_owned(), "PIER-8".to_owned()]));
}

#[test]
fn a_snag_list_is_known_by_its_descriptions() {
    let e = one(
        "Snags",
        &[
            "Ref|Status|Location|Description|Created|Target|Type|Images",
            "T8.1|Opened|Level 5|Lamp sags|@2026-03-01|@2026-03-08|Punch list|False",
            "T8.2|Complete|Level 2|Handrail loose|@2026-03-01|@2026-03-09|Punch list|True",
        ],
    );
    assert_eq!((e.role, names(&e)), (Role::Tasks, vec!["Lamp sags", "Handrail loose"]));
    // Invoices have a number, words, a state and one date, and are no work.
    let e = one(
        "Invoices",
        &["Ref|Status|Description|Date|Amount", "T8.1|Paid|Lamps|@2026-03-01|#900", "T8.2|Open|Rails|@2026-03-09|#120"],
    );
    assert_ne!((e.role, e.record_rows), (Role::Tasks, 2));
}

#[test]
fn a_backlog_without_dates_or_people_is_a_list_of_work() {
    let e = one(
        "Sheet1",
        &[
            "Epic|Issue ID|User Story|Priority",
            "Profiles|CAN-P1|As a docker I see my shift|High",
            "Profiles|CAN-P2|As a docker I swap a shift|Low",
        ],
    );
    assert_eq!((e.role, names(&e).len()), (Role::Tasks, 2));
    assert_eq!(
        (field_of(&e, "Epic"), field_of(&e, "Issue ID"), field_of(&e, "User Story")),
        (Some(Field::Section), Some(Field::Key), Some(Field::Name))
    );
    // Goods and people that are ranked are no work.
    for rows in [
        ["ID|Name|Priority", "#1|Rope|High", "#2|Chain|Low"],
        ["ID|Task|Risk|Priority", "#1|Dive|Cold water|High", "#2|Weld|Fire|Low"],
    ] {
        assert_ne!(one("Sheet1", &rows).role, Role::Tasks, "{rows:?}");
    }
}

#[test]
fn tasks_below_a_user_story_are_the_records_and_the_story_is_what_they_belong_to() {
    let e = one(
        "Sprint 1",
        &[
            "User Story|Task ID|Task|Status|Hours",
            "As a docker I see my shift|#1|Draw the list|Done|#4",
            "As a docker I see my shift|#2|Load the rota|Open|#6",
        ],
    );
    assert_eq!(names(&e), ["Draw the list", "Load the rota"]);
    assert_eq!(field_of(&e, "User Story"), Some(Field::Section));
    // Where no task is written yet, the stories are the work.
    let e = one("Backlog", &["ID|User Story|Tasks|Status", "#1|As a docker I see my shift||Open", "#2|As a docker I swap||Open"]);
    assert_eq!(names(&e), ["As a docker I see my shift", "As a docker I swap"]);
}

#[test]
fn plans_in_more_languages_are_plans() {
    for header in [
        "STT|Công việc|Ngày bắt đầu|Ngày kết thúc|Người thực hiện",
        "ID|Uppgift|Start|Slutdatum|Ansvarig",
        "Nr|Oppgave|Startdato|Sluttdato|Ansvarlig",
        "ID|Zadatak|Početak|Završetak|Odgovorna osoba",
        "No|Kegiatan|Tanggal mulai|Tanggal selesai|Penanggung jawab",
        "Nr|Feladat|Kezdés|Befejezés|Felelős",
        "Nr|Titel|Startdatum|Eind datum|Trekker",
    ] {
        let row = "#1|Mole repair|@2026-03-02|@2026-03-06|Ada Berg";
        let e = one("Sheet1", &[header, row, "#2|Lamp swap|@2026-03-09|@2026-03-13|Bo Rask"]);
        let facts = e.records.tasks.first().map(|t| &t.facts);
        let day = |d: Option<&crate::source::Sourced<Date>>| d.map(|d| d.value);
        assert_eq!(names(&e), ["Mole repair", "Lamp swap"], "{header}");
        assert_eq!(facts.and_then(|f| day(f.start.as_ref())), Some(date(2026, 3, 2)), "{header}");
        assert_eq!(facts.and_then(|f| day(f.finish.as_ref())), Some(date(2026, 3, 6)), "{header}");
    }
}
