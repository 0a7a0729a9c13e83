//! Weekdays that contradict the dates they stand beside, in a column or in the cell. The days were looked up in a calendar of 2026:
//! 6 April is a Monday.

use super::*;

fn starts(e: &Extract) -> Vec<Option<Date>> {
    e.records.tasks.iter().map(|t| t.facts.start.map(|d| d.value)).collect()
}

fn told<'e>(e: &'e Extract, check: &str) -> Vec<(String, &'e str)> {
    let told = e.diagnostics.iter().filter(|d| d.check == check);
    told.map(|d| (d.cell().map(|at| format!("{}:{}", at.row, at.col)).unwrap_or_default(), d.message.as_str())).collect()
}

#[test]
fn iso_dates_whose_weekdays_fit_only_with_day_and_month_exchanged_are_read_so() {
    // Meant: Monday 4 May, Tuesday 5 May, Wednesday 6 May, Thursday 11 June.
    let rows = [
        "Task|Tag|Start|Finish",
        "Dig|Mo|2026-04-05|2026-12-30",
        "Pour|Di|2026-05-05|2026-12-30",
        "Cure|Mi|2026-06-05|2026-12-30",
        "Raise|Do|2026-11-06|2026-12-30",
    ];
    let e = one("Plan", &rows);
    assert_eq!(field_of(&e, "Tag"), Some(Field::Weekday));
    let days = [date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6), date(2026, 6, 11)];
    assert_eq!(starts(&e), days.map(Some));
    let cells: Vec<String> = told(&e, "date-swapped").into_iter().map(|(at, _)| at).collect();
    assert_eq!(cells, ["1:2", "3:2", "4:2"]);
    assert!(told(&e, "weekday-contradicts").is_empty());
}

#[test]
fn a_weekday_that_fits_neither_way_is_said_and_the_date_stands() {
    // 8 April is a Wednesday, 4 August a Tuesday. 9 and 10 April are right, so the one that would fit exchanged proves nothing.
    let rows = [
        "Task|Day|Start|Finish",
        "Dig|Thu|2026-04-08|2026-12-30",
        "Pour|Thu|2026-04-09|2026-12-30",
        "Cure|Fri|2026-04-10|2026-12-30",
        "Raise|Tue|2026-04-08|2026-12-30",
    ];
    let e = one("Plan", &rows);
    assert_eq!(starts(&e), [8, 9, 10, 8].map(|d| Some(date(2026, 4, d))));
    let [(at, said)] = &told(&e, "weekday-contradicts")[..] else { panic!("one finding") };
    assert_eq!(at, "1:2");
    assert!(said.starts_with("`2026-04-08` is a Wednesday, the weekday beside it says Thursday"), "{said}");
    let [(at, said)] = &told(&e, "date-swapped")[..] else { panic!("one finding") };
    assert_eq!(at, "4:2");
    assert!(said.contains("left as it stands"), "{said}");
}

#[test]
fn the_order_that_nearly_all_weekdays_fit_is_the_columns() {
    // In the cell; 9 April is a Thursday.
    let rows =
        ["Task|Start|Finish", "Dig|Mon 6/4/26|", "Pour|Tue 7/4/26|", "Cure|Wed 8/4/26|", "Raise|Mon 9/4/26|", "Roof|10/4/26|"];
    let e = one("Plan", &rows);
    assert_eq!(starts(&e), [6, 7, 8, 9, 10].map(|d| Some(date(2026, 4, d))));
    let [(at, said)] = &told(&e, "weekday-contradicts")[..] else { panic!("one finding") };
    assert_eq!(at, "4:1");
    assert!(said.contains("`Mon 9/4/26`") && said.contains("2026-04-09 is a Thursday"), "{said}");
    // In the column behind: the finish.
    let rows = [
        "Task|Finish|Day|Status",
        "Dig|6/4/26|Mon|Open",
        "Pour|7/4/26|Tue|Open",
        "Cure|8/4/26|Wed|Open",
        "Raise|9/4/26|Mon|Open",
    ];
    let e = one("Plan", &rows);
    let days: Vec<_> = e.records.tasks.iter().map(|t| t.facts.finish.map(|d| d.value)).collect();
    assert_eq!(days, [6, 7, 8, 9].map(|d| Some(date(2026, 4, d))));
    assert_eq!(told(&e, "weekday-contradicts")[0].0, "4:1");
}

#[test]
fn weekdays_of_a_column_that_contradict_one_another_settle_nothing() {
    // Day first the first is a Monday, month first the second a Tuesday.
    let e = one("Plan", &["Task|Start|Finish", "Dig|Mon 6/4/26|", "Pour|Tue 8/4/26|"]);
    assert_eq!(starts(&e), [None, None]);
    assert_eq!(told(&e, "date-ambiguous").len(), 2);
}

#[test]
fn a_weekday_in_the_cell_of_a_plain_date_is_held_against_it() {
    let rows =
        ["Task|Start|Finish", "Dig|Tue 2026-04-08|", "Pour|Mi 08.04.2026|", "Cure|Thursday 8 April 2026|", "Roof|22.04.2026|"];
    let e = one("Plan", &rows);
    assert_eq!(starts(&e), [8, 8, 8, 22].map(|d| Some(date(2026, 4, d))));
    let cells: Vec<String> = told(&e, "weekday-contradicts").into_iter().map(|(at, _)| at).collect();
    assert_eq!(cells, ["1:1", "3:1"]);
}
