//! Plans and registers in German, French and Spanish, with the habits of those who keep them.

use super::*;
use crate::model::{LogKind, Rag};

#[test]
fn a_french_list_of_milestones_has_its_first_and_its_revised_days() {
    let rows = [
        "Jalon|Date initiale|Date révisée|Statut|Commentaire",
        "Permis obtenu|@2026-02-10|@2026-02-12|Atteint|",
        "Début travaux|@2026-04-01|@2026-04-20|En retard|attente entreprise",
    ];
    let e = one("Jalons", &rows);
    let days: Vec<_> = e
        .records
        .tasks
        .iter()
        .map(|t| (t.facts.baseline_finish.unwrap().value, t.facts.finish.unwrap().value, t.facts.is_done()))
        .collect();
    assert_eq!(days, [(date(2026, 2, 10), date(2026, 2, 12), true), (date(2026, 4, 1), date(2026, 4, 20), false)]);
}

#[test]
fn a_plan_without_a_forecast_beside_it_is_the_day_that_counts() {
    let days = |rows: &[&str]| {
        let e = one("Meilensteine", rows);
        let f = &e.records.tasks[0].facts;
        [f.baseline_finish, f.finish, f.actual_finish].map(|d| d.map(|d| d.value))
    };
    let (plan, later) = (date(2026, 6, 30), date(2026, 7, 31));
    let rows = ["Meilenstein|Plan|Status", "Rohbau|@2026-06-30|offen", "Dach|@2026-08-30|offen"];
    assert_eq!(days(&rows), [None, Some(plan), None]);
    let rows = ["Meilenstein|Plan|Prognose|Status", "Rohbau|@2026-06-30|@2026-07-31|offen", "Dach|@2026-08-30|@2026-08-30|offen"];
    assert_eq!(days(&rows), [Some(plan), Some(later), None]);
    let rows = ["Meilenstein|Plan|Ist", "Rohbau|@2026-06-30|@2026-07-31", "Dach|@2026-08-30|"];
    assert_eq!(days(&rows), [None, Some(plan), Some(later)]);
}

#[test]
fn registers_of_three_languages_are_told_by_their_words() {
    let e = one(
        "Registro",
        &[
            "ID|Riesgo|Probabilidad|Impacto|Respuesta|Responsable|Estado",
            "R1|Retraso del acero|Alta|Alto|Segundo proveedor|Ana Gil|Abierto",
            "R2|Lluvias|Media|Bajo|Drenaje|Luis Mora|Cerrado",
        ],
    );
    let told: Vec<_> = e.records.log.iter().map(|l| (l.item.response.as_ref().map(|r| &*r.value), l.item.open)).collect();
    assert_eq!(told, [(Some("Segundo proveedor"), Some(true)), (Some("Drenaje"), Some(false))]);
    let e = one(
        "RAID",
        &[
            "N°|Type|Description|Responsable|Échéance|Statut",
            "#1|Risque|Acier en retard|M. Leroy|@2026-04-01|Ouvert",
            "#2|Problème|Grue en panne|A. Petit|@2026-03-20|Clos",
            "#3|Décision|Choix du fournisseur|M. Leroy|@2026-03-12|Ouvert",
        ],
    );
    let told: Vec<_> = e.records.log.iter().map(|l| (l.item.kind, l.item.due.map(|d| d.value), l.item.open)).collect();
    assert_eq!(
        told,
        [
            (LogKind::Risk, Some(date(2026, 4, 1)), Some(true)),
            (LogKind::Issue, Some(date(2026, 3, 20)), Some(false)),
            (LogKind::Decision, Some(date(2026, 3, 12)), Some(true)),
        ]
    );
    let e = one(
        "Journal",
        &[
            "N°|Modification|Demandeur|Date|Impact coût|Statut",
            "1|Ajout d'un portail|M. Leroy|03/03/2026|#12500|Approuvé",
            "2|Retrait éclairage|A. Petit|17/03/2026|#-3200|En attente",
        ],
    );
    assert_eq!(e.role, Role::Changes);
    assert_eq!(e.records.log[0].item.raised.map(|d| d.value), Some(date(2026, 3, 3)));
    assert_eq!(e.records.log[1].item.exposure.as_ref().map(|x| x.value), Some(-3200.0));
    let e =
        one("Annahmen", &["Nr|Annahme|Auswirkung falls falsch|Verantwortlich|Status", "#1|Boden trägt|Pfähle|Anna Berg|Offen"]);
    assert_eq!((e.role, e.record_rows), (Role::Assumptions, 1));
}

#[test]
fn remarks_and_footers_are_no_groups_and_no_work_and_steps_are_numbers() {
    let rows = [
        "Nr.|Vorgang|Beginn|Ende|erledigt",
        "1|Aushub|@2026-03-02|@2026-03-13|✓",
        "|Hinweis: Räumung abwarten",
        "2|Fundamente|@2026-03-16|@2026-04-03|",
    ];
    let e = one("Plan", &rows);
    assert_eq!(reasons(&e), ["remark, no record"]);
    let told: Vec<_> = e.records.tasks.iter().map(|t| (t.facts.is_done(), t.facts.section.is_some())).collect();
    assert_eq!(told, [(true, false), (false, false)]);
    let rows = [
        "Step|Date|Activity|Owner|Status",
        "1|2026-04-10|Freeze system|Ada Berg|Not started",
        "2|2026-04-11|Migrate data|Bo Rask|Not started",
        "Prepared by the PMO",
    ];
    let e = one("Cutover plan", &rows);
    assert_eq!(names(&e), ["Freeze system", "Migrate data"]);
    assert_eq!(e.records.tasks[1].facts.key.as_ref().map(|k| &*k.value), Some("2"));
}

#[test]
fn letters_under_status_are_the_colours_of_projects() {
    let rows = [
        "Project|PM|Status|Budget|Go-live|Comment",
        "Quay wall|Ada Berg|G|#1200|@2026-09-01|ok",
        "Cranes|Bo Rask|A|#800|@2026-11-01|vendor",
        "Rail|C. Stein|R|#300|@2026-12-01|permit",
    ];
    let e = one("Portfolio", &rows);
    let colours: Vec<_> = e.records.projects.iter().map(|p| p.rag.map(|r| r.value)).collect();
    assert_eq!(colours, [Some(Rag::Green), Some(Rag::Amber), Some(Rag::Red)]);
}

#[test]
fn months_under_actual_and_forecast_add_up() {
    let rows = ["Cost line|Actual||Forecast||Budget", "|Apr-26|May-26|Jun-26|Jul-26|", "Steel|#10|#20|#30|#40|#90"];
    let merges = [(0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0), (0, 5, 1, 5)];
    let e = &workbook(&[("Spend", sheet(0, &rows, &merges))])[0];
    let line = &e.records.budget[0].0;
    let values = [line.budget, line.actual, line.forecast].map(|v| v.map(|v| v.value));
    // Spent 10 + 20; expected 30 + 40 on top of that.
    assert_eq!(values, [Some(90.0), Some(30.0), Some(100.0)]);
}
