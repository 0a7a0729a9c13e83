//! What tells an export of a tracker from a sheet of the same words kept by hand, and what its cells mean beyond their columns.

use super::*;
use crate::import::extract::LinkEnd;
use crate::model::StatusCategory;

fn statuses(e: &Extract) -> Vec<(&str, Option<StatusCategory>, Option<f64>)> {
    let all = e.records.tasks.iter().map(|t| &t.facts);
    all.map(|f| (f.status.as_ref().map_or("", |s| &*s.value.word), f.category(), f.percent.as_ref().map(|p| p.value))).collect()
}

#[test]
fn words_in_a_column_of_progress_are_the_status_and_shares_stay_shares() {
    use StatusCategory::{Done, InProgress, ToDo};
    let said = |rows: &[&str]| {
        let e = one("Plan", rows);
        statuses(&e).into_iter().map(|(w, c, p)| (w.to_owned(), c, p)).collect::<Vec<_>>()
    };
    let words = said(&[
        "Task|Progress|Start|Finish",
        "Dig|Completed|@2026-03-02|@2026-03-06",
        "Pour|In progress|@2026-03-09|@2026-03-13",
        "Cure|Not started|@2026-03-16|@2026-03-20",
    ]);
    assert_eq!(
        words.iter().map(|w| (w.0.as_str(), w.1)).collect::<Vec<_>>(),
        [("Completed", Some(Done)), ("In progress", Some(InProgress)), ("Not started", Some(ToDo)),]
    );
    let shares = said(&["Task|Progress|Start|Finish", "Dig|60%|@2026-03-02|@2026-03-06", "Pour|#0.4|@2026-03-09|@2026-03-13"]);
    assert_eq!(shares, [(String::new(), None, Some(0.6)), (String::new(), None, Some(0.4))]);
    // Where a status stands beside it the word is kept, not put over it.
    let rows = ["Task|Status|Progress|Finish", "Dig|Blocked|In progress|@2026-03-06", "Pour|Done|Completed|@2026-03-13"];
    let e = one("Plan", &rows);
    assert_eq!(statuses(&e)[0].0, "Blocked");
    assert!(e.records.tasks[0].facts.custom.iter().any(|(_, v)| &*v.value == "In progress"));
}

#[test]
fn subtasks_marked_by_dashes_are_so_in_teamwork_only() {
    let template = [
        "Tasklist|Task|Assign to|Due date",
        "Arrival",
        "|Desk|ann@example.org|2026-03-06",
        "|-Chair||2026-03-03",
        "First day",
        "|Tour||",
    ];
    let e = one("Import", &template);
    assert_eq!(&*e.tracker, "teamwork");
    assert_eq!(names(&e), ["Desk", "Chair", "Tour"]);
    let sections: Vec<Option<&str>> = e.records.tasks.iter().map(|t| t.facts.section.as_ref().map(|s| &*s.value)).collect();
    assert_eq!(sections, [Some("Arrival"), Some("Arrival"), Some("First day")]);
    // A dash in a plan by hand is part of the name.
    let e = one("Plan", &["Task|Owner|Due date", "Desk|Ann|2026-03-06", "-Chair|Ann|2026-03-03"]);
    assert_eq!(names(&e), ["Desk", "-Chair"]);
}

#[test]
fn registers_kept_in_sharepoint_are_registers_and_its_tasks_are_tasks() {
    let role = |rows: &[&str]| {
        let e = one("query", rows);
        (e.role, e.tracker.to_string())
    };
    let decisions = ["Title|Decision|Decision Date|Decided by|Item Type|Path", "Pier|Use steel|@2026-02-02|Board|Item|sites/x"];
    assert_eq!(role(&decisions).0, Role::Decisions);
    let issues =
        ["Issue ID|Title|Severity|Assigned To|Date Raised|Item Type|Path", "I-1|Leak|Major|Ann Lee;#3|@2026-02-02|Item|sites/x"];
    let e = one("query", &issues);
    assert_eq!(e.role, Role::Issues);
    assert_eq!(e.records.log[0].item.owner.as_ref().map(|o| &*o.value), Some("Ann Lee"));
    let tasks = [
        "Title|Status|Assigned To|Due Date|Item Type|Path",
        "Pull cables|Not started|Ann Lee;#3;#Bo Ek;#4|@2026-02-02|Item|sites/x",
    ];
    assert_eq!(role(&tasks), (Role::Tasks, "microsoft-lists".to_owned()));
    let e = one("query", &tasks);
    let people: Vec<&str> = e.records.tasks[0].people.iter().map(|p| &*p.name).collect();
    assert_eq!(people, ["Ann Lee", "Bo Ek"]);
    let template = [
        "Title|Status|Priority|Assigned to|Issue source|Issue logged by|Modified|Created",
        "Leak|In progress|High|Ann Lee|Portal|Bo Ek|@2026-02-17|@2026-02-16",
    ];
    assert_eq!(role(&template).0, Role::Issues);
}

#[test]
fn lists_by_hand_with_the_words_of_a_tracker_are_not_that_tracker() {
    for rows in [
        ["ID|Thema|Status|Verantwortlich|Termin", "#1|Rohr|Offen|Ann|@2026-03-06", "#2|Tor|Erledigt|Ann|@2026-03-07"],
        ["ID|Subject|Status|Owner|Due", "#1|Pipe|Open|Ann|@2026-03-06", "#2|Door|Closed|Ann|@2026-03-07"],
        ["Number|Task|State|Owner|Due", "#1|Pipe|Open|Ann|@2026-03-06", "#2|Door|Closed|Ann|@2026-03-07"],
        ["Outline|Title|Start Date|End Date|Owner", "#1|Pipe|@2026-03-02|@2026-03-06|Ann", "#2|Door|@2026-03-02|@2026-03-07|Ann"],
    ] {
        let e = one("List", &rows);
        assert!(["plan", "register", "none"].contains(&&*e.tracker), "{rows:?} is read as {}", e.tracker);
    }
}

#[test]
fn relations_told_in_rows_of_their_own_join_the_record_they_stand_beside() {
    let rows = [
        "ID|Type|Subject|Status|Assignee|Relation type|Lag|ID|Subject|Status",
        "#61|Task|Survey|New|Wim|Precedes|#2|#62|Steel|New",
        "#61|Task|Survey|New|Wim|relates to||#63|Paint|New",
        "#62|Task|Steel|New|Wim|Follows|#2|#61|Survey|New",
        "#63|Task|Paint|New|Wim|child of||#62|Steel|New",
    ];
    let e = one("Work packages", &rows);
    assert_eq!(names(&e), ["Survey", "Steel", "Paint"]);
    let links: Vec<(usize, &str, LinkEnd)> = e
        .records
        .tasks
        .iter()
        .enumerate()
        .flat_map(|(n, t)| t.links.iter().map(move |l| (n, &*l.other.text, l.this_is)))
        .collect();
    assert_eq!(links, [(0, "62", LinkEnd::Predecessor), (1, "61", LinkEnd::Successor)]);
    assert!(e.records.tasks.iter().flat_map(|t| &t.links).all(|l| l.lag.is_some_and(|lag| (lag.amount - 2.0).abs() < 1e-9)));
}

#[test]
fn a_second_group_or_status_is_kept_beside_the_first() {
    let rows = [
        "Task|Phase|Team|Status|State|Finish",
        "Dig|North|Red|Done|Accepted|@2026-03-06",
        "Pour|North|North|Open|Open|@2026-03-13",
    ];
    let e = one("Plan", &rows);
    let kept = |n: usize| -> Vec<&str> { e.records.tasks[n].facts.custom.iter().map(|(_, v)| &*v.value).collect() };
    assert!(kept(0).contains(&"Red") && kept(0).contains(&"Accepted"), "{:?}", kept(0));
    assert_eq!(kept(1), [""; 0]);
}

#[test]
fn a_figure_without_a_proved_unit_is_kept_as_it_is_written() {
    let kept = |rows: &[&str]| {
        let e = one("Plan", rows);
        let custom: Vec<String> =
            e.records.tasks.iter().flat_map(|t| &t.facts.custom).map(|(h, v)| format!("{h}={}", v.value)).collect();
        (custom, e.records.tasks[0].facts.work.as_ref().map(|w| w.value), e.diagnostics.iter().any(|d| d.check == "unit-unknown"))
    };
    let open = kept(&["Task|Effort|Finish", "Dig|#120|@2026-03-06", "Pour|#90.5|@2026-03-13"]);
    assert_eq!(open, (vec!["Effort=120".to_owned(), "Effort=90.5".to_owned()], None, true));
    let told = kept(&["Task|Effort (hours)|Finish", "Dig|#120|@2026-03-06", "Pour|#90.5|@2026-03-13"]);
    assert_eq!(told, (Vec::new(), Some(120.0), false));
}

#[test]
fn a_name_that_two_records_have_makes_neither_a_summary_before_the_tree_is_settled() {
    use crate::model::TaskKind::{Summary, Task};
    let header = "Task ID|Created At|Completed At|Last Modified|Name|Due Date|Projects|Parent task";
    let kinds =
        |rows: &[&str]| -> Vec<crate::model::TaskKind> { one("Fair", rows).records.tasks.iter().map(|t| t.facts.kind).collect() };
    let twice = [
        header,
        "101|@2026-01-12||@2026-01-12|Lamps|@2026-02-13|Fair|",
        "102|@2026-01-12||@2026-01-12|Lamps|@2026-02-20|Fair|",
        "103|@2026-01-12||@2026-01-12|Cable|||Lamps",
    ];
    assert_eq!(kinds(&twice), [Task, Task, Task]);
    let once = [header, "101|@2026-01-12||@2026-01-12|Lamps|@2026-02-13|Fair|", "103|@2026-01-12||@2026-01-12|Cable|||Lamps"];
    assert_eq!(kinds(&once), [Summary, Task]);
}
