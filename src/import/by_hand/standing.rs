//! Statuses that say how well work stands, not how far it is.

use super::*;
use crate::model::Rag;

#[test]
fn a_milestone_at_risk_is_open_keeps_its_word_and_reports_a_colour() {
    let rows = [
        "Milestone|Due date|Status",
        "Design signed off|@2026-03-20|Green",
        "Steel ordered|@2026-04-17|At risk",
        "Hall open|@2026-06-26|Delayed",
        "Handover|@2026-07-31|Red",
        "Kick-off|@2026-01-12|Complete",
        "Party|@2026-08-31|Maybe",
    ];
    let e = one("Milestones", &rows);
    let told: Vec<_> = e
        .records
        .tasks
        .iter()
        .map(|t| {
            let f = &t.facts;
            (&*f.status.as_ref().unwrap().value.word, f.rag.map(|r| r.value), f.is_done())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Green", Some(Rag::Green), false),
            ("At risk", Some(Rag::Amber), false),
            ("Delayed", None, false),
            ("Red", Some(Rag::Red), false),
            ("Complete", None, true),
            ("Maybe", None, false),
        ]
    );
    let unknown: Vec<&str> = e.diagnostics.iter().filter(|d| d.check == "status-unknown").map(|d| d.message.as_str()).collect();
    assert_eq!(unknown, ["the status `Maybe` is in no known category"]);
}

#[test]
fn a_colour_of_its_own_goes_before_the_status() {
    let e = one("Plan", &["Task|Start|Finish|Status|RAG", "Dig|@2026-03-02|@2026-03-20|On track|Amber"]);
    let f = &e.records.tasks[0].facts;
    assert_eq!((f.rag.map(|r| r.value), f.category()), (Some(Rag::Amber), None));
}

#[test]
fn a_log_item_behind_its_date_is_open_in_any_language() {
    let rows = [
        "Nr|Maßnahme|Verantwortlich|Termin|Status",
        "1|Statik prüfen|Ada Berg|17.04.2026|In Verzug",
        "2|Kran mieten|Bo Rask|20.04.2026|Erledigt",
    ];
    let e = one("Maßnahmen", &rows);
    assert_eq!(e.records.log.iter().map(|l| l.item.open).collect::<Vec<_>>(), [Some(true), Some(false)]);
}
