//! Headers of other languages, and headers that databases and programs write.

use super::*;

fn fields(e: &Extract) -> Vec<Option<Field>> {
    e.columns.iter().map(|c| c.field).collect()
}

#[test]
fn plans_of_other_languages_are_plans() {
    use Field::{Assignee, Duration, Finish, Key, Name, Notes, Percent, Start, Status};
    let day = "@2027-01-04|@2027-01-15";
    let polish = ["lp|nazwa|dni|data rozpoczęcia|data zakończenia", &format!("#1|Fundament|#10|{day}")];
    assert_eq!(fields(&one("Harmonogram", &polish)), [Some(Key), Some(Name), Some(Duration), Some(Start), Some(Finish)]);
    let portuguese = ["TAREFA|RESPONSÁVEL|DIA LIMITE|CONDIÇÃO", "Farol|Ada Berg|@2027-01-15|Pendente"];
    assert_eq!(fields(&one("Plan1", &portuguese)), [Some(Name), Some(Assignee), Some(Finish), Some(Status)]);
    let vietnamese =
        ["STT|Công việc|Ngày bắt đầu|Ngày kết thúc|Người thực hiện|Tiến độ|Ghi chú", &format!("#1|Móng|{day}|Ada|#0.5|ok")];
    assert_eq!(
        fields(&one("Sheet1", &vietnamese)),
        [Some(Key), Some(Name), Some(Start), Some(Finish), Some(Assignee), Some(Percent), Some(Notes)]
    );
    let czech = ["Úkol|Zodpovídá|Zahájení|Ukončení|Stav", &format!("Základy|Ada|{day}|Hotovo")];
    assert_eq!(fields(&one("List1", &czech)), [Some(Name), Some(Assignee), Some(Start), Some(Finish), Some(Status)]);
    let french = [
        "NUMÉRO|TITRE DE LA TÂCHE|PROPRIÉTAIRE DE LA TÂCHE|DATE DE DÉBUT|DATE LIMITE|TÂCHE TERMINÉE (EN %)",
        &format!("#1|Fondations|Ada|{day}|#0.25"),
    ];
    assert_eq!(
        fields(&one("Feuil1", &french)),
        [Some(Key), Some(Name), Some(Assignee), Some(Start), Some(Finish), Some(Percent)]
    );
}

#[test]
fn a_spanish_risk_matrix_with_actions_is_a_risk_register() {
    let rows = [
        "ID|Tipo de riesgo|Riesgo identificado|Probabilidad|Impacto|Nivel de riesgo|Estrategia de mitigación|Responsable|Acción",
        "R01|Obra|Tormenta en el muelle|Alta|Alto|Crítico|Segundo amarre|Ada Berg|Mitigar",
        "R02|Luz|Lámpara tarde|Media|Alto|Alto|Otro fabricante|Bo Rask|Transferir",
    ];
    let e = &one("Matriz de riesgos", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Risks, 2));
    assert_eq!(&*e.records.log[0].item.title.as_ref().unwrap().value, "Tormenta en el muelle");
    assert_eq!(field_of(e, "Nivel de riesgo"), Some(Field::Score));
    assert_eq!(field_of(e, "Estrategia de mitigación"), Some(Field::Response));
}

#[test]
fn a_spanish_log_of_problems_is_no_list_of_actions_but_a_list_of_actions_is() {
    let problems = [
        "MATRIZ DE REGISTRO DE PROBLEMAS",
        "",
        "Tipo|Reportado por|Fecha de registro|Descripción|Prioridad|Responsable|Estado|Acciones|Resolución",
        "Duda|Ada|@2027-01-04|Falta el plano|Alta|Bo|Abierto|Pedirlo|",
        "Fallo|Bo|@2027-01-05|Lámpara rota|Baja|Ada|Cerrado|Cambiarla|Cambiada",
    ];
    let e = &one("Plantilla", &problems);
    assert_eq!((e.role, e.record_rows), (Role::Issues, 2));
    assert_eq!(&*e.records.log[0].item.title.as_ref().unwrap().value, "Falta el plano");
    assert_eq!(e.records.log[1].item.open, Some(false));
    let actions = ["Acción|Responsable|Fecha compromiso|Estado", "Pedir el plano|Bo Rask|@2027-01-29|Abierto"];
    let e = &one("Acciones", &actions);
    assert_eq!((e.role, e.records.log[0].item.due.unwrap().value), (Role::Actions, date(2027, 1, 29)));
}

#[test]
fn headers_that_a_program_wrote_as_one_word_are_read_in_their_words() {
    use Field::{Finish, Key, Name, ProjectKey, Status};
    let rows = [
        "MilestoneID|ProjectID|MilestoneName|PlannedDate|ActualDate|Status",
        "MS-1|P-1|Lamp ordered|2027-01-15|2027-01-18|Completed",
        "MS-2|P-2|Tower up|2027-03-15||Open",
    ];
    let e = &one("milestones", &rows);
    assert_eq!(e.role, Role::Milestones);
    assert_eq!(fields(e), [Some(Key), Some(ProjectKey), Some(Name), Some(Finish), Some(Field::ActualFinish), Some(Status)]);
    let keys: Vec<_> = e.records.tasks.iter().map(|t| t.project.key.as_ref().map(|k| &*k.value)).collect();
    assert_eq!(keys, [Some("P-1"), Some("P-2")]);

    let rows = ["riskid|riskdescription|riskprobability|riskowner", "7|Storm|High|Ada Berg", "8|Fog|Low|Bo Rask"];
    let e = &one("risks", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Risks, 2));
    assert_eq!(field_of(e, "riskowner"), Some(Field::Owner));

    let rows = [
        "ProjectID|ProjectName|Owner|StartDate|PlannedEndDate|BudgetDKK|CompletionPercent|Status",
        "P-1|North light|Ada|2026-09-01|2027-12-15|#7500000|#40|On track",
        "P-2|South light|Bo|2026-10-01|2027-11-15|#2500000|#10|At risk",
    ];
    let e = &one("projects", &rows);
    assert_eq!((&*e.tracker, e.record_rows), ("portfolio-return", 2));
    assert_eq!(field_of(e, "BudgetDKK"), Some(Field::Budget));
}

#[test]
fn a_plan_known_by_descriptions_has_its_header_and_a_list_without_days_is_none() {
    let rows = [
        "ac|Duration|Start|Finish|Assign|Description",
        "a|3|2027-01-04|2027-01-06|Ada|Survey",
        "b|2|2027-01-07|2027-01-08|Bo|Dig",
    ];
    let e = &one("Sheet1", &rows);
    assert_eq!((e.role, names(e)), (Role::Tasks, vec!["Survey", "Dig"]));
    let goods = ["Code|Description|Colour", "a|Paint|red", "b|Rope|grey"];
    assert_eq!(one("Sheet1", &goods).role, Role::NotATable);
}

#[test]
fn early_dates_are_the_dates_of_a_critical_path_table_and_day_numbers_are_not() {
    let days = [
        "Activity|Duration|Predecessor|Early Start|Early Finish|Late Start|Late Finish",
        "A|3||2027-01-04|2027-01-06|2027-01-04|2027-01-06",
        "B|2|A|2027-01-07|2027-01-08|2027-01-11|2027-01-12",
    ];
    let e = &one("CPM", &days);
    assert_eq!(field_of(e, "Early Start"), Some(Field::Start));
    assert_eq!(field_of(e, "Late Start"), None);
    let numbers = ["Activity|Duration|Predecessor|Early Start|Early Finish", "A|#3||#0|#3", "B|#2|A|#3|#5"];
    let e = &one("CPM", &numbers);
    assert_eq!((field_of(e, "Early Start"), e.diagnostics.iter().any(|d| d.check == "date-unreadable")), (None, false));
}

#[test]
fn headers_typed_without_their_accents_are_the_same_headers() {
    use Field::{Duration, Finish, Key, Name, Start};
    let rows = ["Nr|Zadanie|Poczatek|Trwanie|Zakonczenie", "#1|Fundament|@2027-01-04|#10|@2027-01-15"];
    assert_eq!(fields(&one("Arkusz1", &rows)), [Some(Key), Some(Name), Some(Start), Some(Duration), Some(Finish)]);
}

#[test]
fn german_and_norwegian_risk_analyses_are_read_in_full() {
    let rows = [
        "Risiko|Auftrittswahrscheinlichkeit|Gefährdungsgrad|Summe|Auswirkung|Lösung",
        "Sturm am Kai|#6|#2|#12|Bau steht still|zweite Vertäuung",
        "Lampe zu spät|#3|#3|#9|Feuer bleibt aus|anderer Hersteller",
    ];
    let e = &one("Tabelle1", &rows);
    let storm = &e.records.log[0].item;
    assert_eq!(storm.probability.as_ref().unwrap().value.number, Some(6.0));
    assert_eq!(storm.impact.as_ref().unwrap().value.number, Some(2.0));
    assert_eq!(storm.score.as_ref().unwrap().value.number, Some(12.0));
    assert_eq!(&*storm.response.as_ref().unwrap().value, "zweite Vertäuung");
    let rows =
        ["Risiko|Konsekvens (K)|Sannsynlighet (S)|Risikopoeng(R)|Forebyggende tiltak", "Storm|#9|#0.35|#3.15|Dobbel fortøyning"];
    let e = &one("Ark1", &rows);
    assert_eq!((e.role, field_of(e, "Risikopoeng(R)")), (Role::Risks, Some(Field::Score)));
}

#[test]
fn letters_of_weekdays_are_no_numbers_of_rows() {
    let rows =
        ["Task|Start|End|M|T|W|T|F|S|S", "Dig|@2027-01-04|@2027-01-08|x|x|x|x|x||", "Pour|@2027-01-11|@2027-01-12|x|x|||||"];
    let e = &one("Plan", &rows);
    assert!(e.columns.iter().all(|c| c.field != Some(Field::Key)), "{:?}", fields(e));
}

#[test]
fn a_german_compound_is_told_by_its_last_word() {
    let rows = ["Risiko|Ausfallwahrscheinlichkeit|Auswirkung|Sofortmaßnahmen", "Sturm|#2|#4|Vertäuung prüfen"];
    let e = &one("Risiken", &rows);
    assert_eq!(field_of(e, "Ausfallwahrscheinlichkeit"), Some(Field::Probability));
    assert_eq!(field_of(e, "Sofortmaßnahmen"), Some(Field::Response));
}

#[test]
fn the_letters_of_a_drawn_plan_do_not_hide_its_header() {
    let days = "s|t|q|q|s|s|d|".repeat(8);
    let header = format!("TAREFA|PROGRESSO|INÍCIO|TÉRMINO|{days}");
    let rows = [header.as_str(), "Cavar|#1|@2027-01-04|@2027-01-08", "Concretar|#0|@2027-01-11|@2027-01-12"];
    let e = &one("Folha", &rows);
    assert_eq!((e.role, names(e)), (Role::Tasks, vec!["Cavar", "Concretar"]));
    assert_eq!(e.records.tasks[0].facts.finish.unwrap().value, date(2027, 1, 8));
}
