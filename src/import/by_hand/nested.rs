//! Names in several columns: `Task | Subtask`, a phase beside its tasks, one header merged over both; scales of ticks.

use super::*;

#[test]
fn a_subtask_in_a_column_of_its_own_is_a_record_below_its_task() {
    let rows = [
        "Task #|Tasks|Subtask|Input|Start date|End date",
        "#1|Survey the rock",
        "#1.1||Hire a boat|harbour list|@2027-02-01|@2027-02-03",
        "#1.2||Sound the depths||@2027-02-04|@2027-02-09",
        "#2|Order the lamp",
        "#2.1||Ask three makers||@2027-02-10|@2027-02-19",
        "#2.2||Compare the offers||@2027-02-22|@2027-02-26",
    ];
    // The task is merged down over its subtasks.
    let merges = [(1, 1, 3, 1), (4, 1, 6, 1)];
    let e = &workbook(&[("Plan", sheet(0, &rows, &merges))])[0];
    assert_eq!((e.role, e.record_rows, e.merged_rows), (Role::Tasks, 6, 0));
    assert_eq!(
        names(e),
        ["Survey the rock", "Hire a boat", "Sound the depths", "Order the lamp", "Ask three makers", "Compare the offers"]
    );
    let levels: Vec<_> = e.records.tasks.iter().map(|t| t.level).collect();
    assert_eq!(levels, [Some(0), Some(1), Some(1), Some(0), Some(1), Some(1)]);
    assert_eq!(e.records.tasks[4].facts.start.unwrap().value, date(2027, 2, 10));
    assert_eq!(field_of(e, "Input"), None);
}

#[test]
fn three_levels_of_activities_stand_in_three_columns() {
    let rows = [
        "Datum|Aktivität|1. Unteraktivität|2. Unteraktivität|Workload geplant (Std.)",
        "04.01.27 - 15.01.27|Leuchtturm planen|||#40",
        "||Grundriss|",
        "|||Turm zeichnen|#12",
        "|||Haus zeichnen|#8",
        "18.01.27 - 29.01.27|Lampe bestellen|||#20",
        "||Angebote|",
        "|||Drei Hersteller fragen|#6",
    ];
    let e = &one("Tabelle1", &rows);
    assert_eq!(names(e).len(), 7);
    assert_eq!(names(e)[2], "Turm zeichnen");
    let levels: Vec<_> = e.records.tasks.iter().map(|t| t.level.unwrap()).collect();
    assert_eq!(levels, [0, 1, 2, 2, 0, 1, 2]);
    let first = &e.records.tasks[0].facts;
    assert_eq!(first.start.unwrap().value, date(2027, 1, 4));
    assert_eq!(first.finish.unwrap().value, date(2027, 1, 15));
}

#[test]
fn a_group_beside_its_first_activity_is_the_section_of_those_below_it() {
    let rows = [
        "Tarea|Descripción tarea|Inicio|Fin",
        "Obra|Cimientos|@2027-03-01|@2027-03-12",
        "|Muros|@2027-03-15|@2027-03-26",
        "|Tejado|@2027-03-29|@2027-04-09",
        "Luz|Lámpara|@2027-04-12|@2027-04-16",
        "|Pruebas|@2027-04-19|@2027-04-23",
    ];
    let e = &one("Cronograma", &rows);
    assert_eq!(names(e), ["Cimientos", "Muros", "Tejado", "Lámpara", "Pruebas"]);
    let sections: Vec<_> = e.records.tasks.iter().map(|t| t.facts.section.as_ref().map(|s| &*s.value)).collect();
    assert_eq!(sections, [Some("Obra"), Some("Obra"), Some("Obra"), Some("Luz"), Some("Luz")]);
}

#[test]
fn notes_that_go_on_in_the_next_row_name_no_record() {
    let rows = [
        "Task|Notes|Start|Finish",
        "Dig|soft ground|@2027-03-01|@2027-03-12",
        "|ask for a second pump",
        "|and a third",
        "Pour||@2027-03-15|@2027-03-26",
    ];
    let e = &one("Plan", &rows);
    assert_eq!(names(e), ["Dig", "Pour"]);
    assert_eq!(field_of(e, "Notes"), Some(Field::Notes));
}

#[test]
fn one_header_merged_over_numbers_and_names_is_two_columns() {
    let rows = [
        "Estructura de la EDT||Duración|Costo estimado|Encargado",
        "",
        "#1|Puesta en marcha",
        "#1.1|Acta de inicio|5 días|#1200|Ada Berg",
        "#1.2|Equipo|3 días|#800|Bo Rask",
        "#2|Obra",
        "#2.1|Torre|20 días|#9000|Ada Berg",
    ];
    let e = &workbook(&[("Hoja1", sheet(0, &rows, &[(0, 0, 0, 1)]))])[0];
    assert_eq!(names(e), ["Puesta en marcha", "Acta de inicio", "Equipo", "Obra", "Torre"]);
    assert_eq!(e.records.tasks[1].facts.outline.as_ref().map(|k| &*k.value), Some("1.1"));
    let levels: Vec<_> = e.records.tasks.iter().map(|t| t.level.unwrap()).collect();
    assert_eq!(levels, [0, 1, 1, 0, 1]);
    assert_eq!(e.records.tasks[4].facts.budget.unwrap().value, 9000.0);
    assert_eq!(&*e.records.tasks[2].people[0].name, "Bo Rask");
}

#[test]
fn a_merged_name_over_phase_and_task_is_no_tier_over_the_first_record() {
    let rows = ["Tâches||Qui", "Conception|Plan du phare|Ada", "|Choix du site|Bo", "Travaux|Fondations|Ada", "|Tour|Bo"];
    let e = &workbook(&[("Planning", sheet(0, &rows, &[(0, 0, 0, 1)]))])[0];
    assert_eq!((e.header_row, e.record_rows), (Some(0), 4));
    assert_eq!(names(e), ["Plan du phare", "Choix du site", "Fondations", "Tour"]);
    let second = &e.records.tasks[1];
    assert_eq!(second.facts.section.as_ref().map(|s| &*s.value), Some("Conception"));
}

#[test]
fn a_tick_under_a_step_of_the_scale_is_the_rating() {
    let rows = ["Risk|Owner|Probability|||Impact", "||Low|Medium|High|Low|Medium|High", "Storm|Ada|||x|x", "Fog|Bo||x||||x"];
    let merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 0, 7)];
    let e = &workbook(&[("Risks", sheet(0, &rows, &merges))])[0];
    let rated: Vec<_> = (e.records.log.iter())
        .map(|r| (&*r.item.probability.as_ref().unwrap().value.word, &*r.item.impact.as_ref().unwrap().value.word))
        .collect();
    assert_eq!(rated, [("High", "Low"), ("Medium", "High")]);
}

#[test]
fn a_second_rating_of_the_same_name_is_kept_beside_the_first() {
    let rows = [
        "Risk ID|Risk Description|Likelihood|Cost of measures|Residual risk|Likelihood",
        "R1|Storm|20%|4,000 EUR|9,000 EUR|5%",
        "R2|Fog||1,000 EUR|2,000 EUR|10%",
        "R3|Ice|30%|2,000 EUR|3,000 EUR|15%",
    ];
    let e = &one("Risk register", &rows);
    let likely: Vec<_> = e.records.log.iter().map(|r| r.item.probability.as_ref().map(|p| &*p.value.word)).collect();
    // The likelihood after the measures does not stand in for a blank one before them.
    assert_eq!(likely, [Some("20%"), None, Some("30%")]);
    assert!(e.records.log[1].item.custom.iter().any(|(h, v)| &**h == "Likelihood" && &*v.value == "10%"));
}

#[test]
fn tables_under_one_another_keep_the_upper_tier_of_each_header() {
    let rows = [
        "STT|Công việc|Thời gian thực hiện|",
        "||Ngày bắt đầu|Ngày kết thúc",
        "#1|Khảo sát|@2027-04-01|@2027-04-05",
        "#2|Thiết kế|@2027-04-06|@2027-04-16",
        "",
        "STT|Công việc|Thời gian thực hiện|",
        "||Ngày bắt đầu|Ngày kết thúc",
        "#3|Xây dựng|@2027-05-03|@2027-05-21",
        "#4|Nghiệm thu|@2027-05-24|@2027-05-28",
    ];
    let tier = |row: u32| [(row, 0, row + 1, 0), (row, 1, row + 1, 1), (row, 2, row, 3)];
    let merges: Vec<_> = tier(0).into_iter().chain(tier(5)).collect();
    let all = workbook(&[("Gantt", sheet(0, &rows, &merges))]);
    let found: Vec<_> = all.iter().flat_map(names).collect();
    assert_eq!(found, ["Khảo sát", "Thiết kế", "Xây dựng", "Nghiệm thu"]);
    let started: Vec<_> = all.iter().flat_map(|e| &e.records.tasks).map(|t| t.facts.start.unwrap().value).collect();
    assert_eq!(started[2], date(2027, 5, 3));
    assert_eq!(all.iter().flat_map(reasons).collect::<Vec<_>>(), ["repeated header", "repeated header"]);
}

#[test]
fn names_under_a_blank_corner_are_the_tasks() {
    let rows = [
        "|Dauer in Stunden SOLL|Dauer in Stunden IST|Verantwortlich",
        "Grund messen|#8|#6|Ada",
        "Grund ausheben|#40|#44|Bo",
        "Turm zeichnen|#16|#12|Ada",
    ];
    let e = &one("Arbeitspakete", &rows);
    assert_eq!(names(e), ["Grund messen", "Grund ausheben", "Turm zeichnen"]);
    assert_eq!(e.records.tasks[1].facts.actual_work.unwrap().value, 44.0);
    // Figures beside names are no work: a chart's data.
    let chart = ["|North|South|East", "January|#4|#5|#6", "February|#3|#5|#7", "March|#2|#5|#8", "April|#2|#5|#8"];
    assert_eq!(one("Sheet1", &chart).role, Role::NotATable);
}

#[test]
fn names_in_a_column_without_a_header_beside_their_group_are_records() {
    let rows = [
        "Data limite|Atividade||Progresso",
        "@2027-09-09||Ler os mapas|#1",
        "@2027-09-10||Medir a rocha|#1",
        "@2027-09-16|Primeiro relatório||#0",
        "@2027-09-19||Desenhar a torre|#0",
        "@2027-09-23||Encomendar a lâmpada|#0",
    ];
    let e = &one("Cronograma", &rows);
    assert_eq!(names(e), ["Ler os mapas", "Medir a rocha", "Primeiro relatório", "Desenhar a torre", "Encomendar a lâmpada"]);
}

#[test]
fn an_outline_number_with_a_decimal_comma_is_one_still() {
    let rows = [
        "WBS|Task|Start|Finish",
        "1|Turm|@2027-02-01|@2027-03-01",
        "1,1|Fundament|@2027-02-01|@2027-02-12",
        "1,2|Mauern|@2027-02-15|@2027-03-01",
        "2|Lampe|@2027-03-01|@2027-03-05",
    ];
    let e = &one("Plan", &rows);
    let levels: Vec<_> = e.records.tasks.iter().map(|t| t.level).collect();
    assert_eq!(levels, [Some(0), Some(1), Some(1), Some(0)]);
}

#[test]
fn a_risk_under_inherent_risk_is_its_score_and_the_one_left_is_kept() {
    let rows = [
        "Risk ID|Threat|Inherent risk|||Residual risk||",
        "||Likelihood|Impact|Risk|Likelihood|Impact|Risk",
        "R1|Storm|High|High|Very high|Low|High|Medium",
        "R2|Fog|Low|High|Medium|Low|Low|Low",
    ];
    let merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 0, 7)];
    let e = &workbook(&[("Risks", sheet(0, &rows, &merges))])[0];
    let storm = &e.records.log[0].item;
    let word =
        |level: &Option<crate::source::Sourced<crate::model::register::Level>>| level.as_ref().map(|l| l.value.word.to_string());
    assert_eq!(storm.title.as_ref().map(|t| &*t.value), Some("Storm"));
    assert_eq!(word(&storm.score).as_deref(), Some("Very high"));
    assert_eq!(word(&storm.probability).as_deref(), Some("High"));
    assert!(storm.custom.iter().any(|(h, v)| &**h == "Residual risk / Risk" && &*v.value == "Medium"), "{:?}", storm.custom);
}
