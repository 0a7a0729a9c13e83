//! Money: scales that stand around a table, and budgets by month.

use super::*;
use crate::source::{Basis, Rule};

fn told<'e>(e: &'e Extract, check: &str) -> Vec<&'e str> {
    e.diagnostics.iter().filter(|d| d.check == check).map(|d| d.message.as_str()).collect()
}

/// Name, budget, actual, forecast of each line.
fn lines(e: &Extract) -> Vec<(&str, [Option<f64>; 3])> {
    let value = |v: &Option<crate::source::Sourced<f64>>| v.map(|v| v.value);
    let budget = e.records.budget.iter().map(|(line, _)| line);
    budget
        .map(|l| (l.name.as_ref().map_or("", |n| &*n.value), [value(&l.budget), value(&l.actual), value(&l.forecast)]))
        .collect()
}

#[test]
fn a_scale_in_the_title_holds_for_columns_that_say_nothing_themselves() {
    let rows = [
        "Cost report £k",
        "",
        "Cost item|Budget|Actual|Forecast (£m)",
        "Steel|#120|#80|#0.13",
        "Cranes|#2,400|#1100|#2.5",
        "Piling|#300|£42.5k|#0.3",
    ];
    let rows = rows.map(|r| r.replace("#2,400", "#2400"));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let e = one("Costs", &rows);
    assert_eq!(e.role, Role::Budget);
    assert_eq!(
        lines(&e),
        [
            ("Steel", [Some(120e3), Some(80e3), Some(130e3)]),
            ("Cranes", [Some(2_400e3), Some(1_100e3), Some(2_500e3)]),
            ("Piling", [Some(300e3), Some(42.5e3), Some(300e3)]),
        ]
    );
    let line = &e.records.budget[0].0;
    assert_eq!(line.budget.unwrap().basis, Basis::Derived(Rule::AmountByCaption));
    assert_eq!(line.forecast.unwrap().basis, Basis::Stated);
    let [said] = &told(&e, "amounts-scaled")[..] else { panic!("one finding") };
    assert!(said.starts_with("`Cost report £k`: the amounts in 2 columns") && said.ends_with("thousands"), "{said}");
}

#[test]
fn captions_that_contradict_one_another_or_the_amounts_leave_them() {
    let e =
        one("Costs", &["Cost report £k", "All figures in £m", "Cost item|Budget|Actual", "Steel|#120|#80", "Piling|#300|#42"]);
    assert_eq!(lines(&e)[0].1, [Some(120.0), Some(80.0), None]);
    assert_eq!(told(&e, "amounts-scale-unclear").len(), 1);
    // Half a million millions of pounds: the figures are in full.
    let rows = ["All figures in £m", "Cost item|Budget|Actual", "Steel|#500000|#80000", "Piling|#300000|#42000"];
    let e = one("Costs", &rows);
    assert_eq!(lines(&e)[0].1, [Some(500_000.0), Some(80_000.0), None]);
    assert_eq!(told(&e, "amounts-scale-unclear").len(), 1);
}

#[test]
fn a_scale_at_the_foot_holds_too() {
    let rows = ["Kostenart|Budget|Ist", "Stahl|#120|#80", "Gründung|#300|#42", "", "Alle Beträge in TEUR"];
    let e = one("Kosten", &rows);
    assert_eq!(lines(&e), [("Stahl", [Some(120e3), Some(80e3), None]), ("Gründung", [Some(300e3), Some(42e3), None])]);
}

#[test]
fn a_budget_of_months_only_is_their_sum() {
    let rows = [
        "Budget 2026",
        "Cost line|Apr-26|May-26|Jun-26|Jul-26",
        "Steel|#10|#20|#30|",
        "Cranes|#5|#5|#5|#5",
        "Total|#15|#25|#35|#5",
    ];
    let e = one("Budget", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Budget, 2));
    assert_eq!(lines(&e), [("Steel", [Some(60.0), None, None]), ("Cranes", [Some(20.0), None, None])]);
    assert_eq!(e.records.budget[0].0.budget.unwrap().basis, Basis::Derived(Rule::SumOfPeriods));
}

#[test]
fn a_total_beside_months_is_taken_and_held_against_them() {
    let rows = ["Budget 2026", "Cost line|Apr-26|May-26|Jun-26|Total", "Steel|#10|#20|#30|#60", "Cranes|#500|#500|#500|#1800"];
    let e = one("Budget", &rows);
    assert_eq!(lines(&e), [("Steel", [Some(60.0), None, None]), ("Cranes", [Some(1800.0), None, None])]);
    let [said] = &told(&e, "months-contradict-total")[..] else { panic!("one finding") };
    assert!(said.contains("come to 1500, its total says 1800"), "{said}");
}

#[test]
fn months_of_actuals_and_of_forecast_are_told_apart() {
    // Spent April and May, expected June and July: the outturn is both.
    let rows = ["Cost tracker", "Cost line|Apr-26 (A)|May-26 (A)|Jun-26 (F)|Jul-26 (F)", "Steel|#10|#20|#30|#40"];
    let e = one("Costs", &rows);
    assert_eq!(lines(&e), [("Steel", [None, Some(30.0), Some(100.0)])]);
    // A row for each.
    let rows = [
        "Cost tracker",
        "Cost line|Type|Apr-26|May-26|Jun-26|Total",
        "Steel|Budget|#10|#20|#30|#60",
        "Steel|Actual|#12|#18||#30",
        "Steel|Forecast|#12|#18|#35|#65",
    ];
    let e = one("Costs", &rows);
    assert_eq!(
        lines(&e),
        [("Steel", [Some(60.0), None, None]), ("Steel", [None, Some(30.0), None]), ("Steel", [None, None, Some(65.0)]),]
    );
}

#[test]
fn key_results_are_outcomes_with_a_target() {
    let rows = [
        "Objective|Key Result|Owner|Start|Target|Current|Due|Status",
        "Faster gate|Truck turn time below 30 min|Ada Berg|#48|#30|#41|2026-12-31|At risk",
        "|Gate cameras read 98 %|Bo Rask|#80|#98|#91|2026-12-31|On track",
    ];
    let e = one("OKRs Q2", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Benefits, 2));
    let b = &e.records.benefits[0].benefit;
    assert_eq!(b.name.as_ref().map(|n| &*n.value), Some("Truck turn time below 30 min"));
    let values = [b.baseline, b.target, b.realised].map(|v| v.map(|v| v.value));
    assert_eq!(values, [Some(48.0), Some(30.0), Some(41.0)]);
    assert_eq!(b.target_date.map(|d| d.value), Some(date(2026, 12, 31)));
    assert!(b.custom.iter().any(|(header, v)| &**header == "Objective" && &*v.value == "Faster gate"));
}

#[test]
fn a_communication_plan_names_whom_it_speaks_to() {
    let rows = [
        "Communications plan",
        "Audience|Message|Channel|Frequency|Owner",
        "Steering committee|Status and decisions|Meeting|Monthly|Ada Berg",
        "Port neighbours|Noise and night work|Letter|Quarterly|Bo Rask",
    ];
    let e = one("Comms", &rows);
    assert_eq!((e.role, e.record_rows), (Role::Stakeholders, 2));
    let s = &e.records.stakeholders[1];
    assert_eq!(s.name.as_ref().map(|n| &*n.value), Some("Port neighbours"));
    let kept: Vec<(&str, &str)> = s.custom.iter().map(|(header, v)| (&**header, &*v.value)).collect();
    assert_eq!(
        kept,
        [("Message", "Noise and night work"), ("Channel", "Letter"), ("Frequency", "Quarterly"), ("Owner", "Bo Rask")]
    );
}

#[test]
fn test_cases_are_told_to_be_no_work() {
    let rows = [
        "Test ID|Test Case|Steps|Expected Result|Result|Tester",
        "T1|Open gate|Press button|Gate opens|Pass|Ada Berg",
        "T2|Close gate|Press again|Gate closes|Fail|Bo Rask",
    ];
    let e = one("UAT", &rows);
    assert_eq!((e.role, e.record_rows, e.set_aside.len()), (Role::Lookup, 0, 2));
    assert!(reasons(&e)[0].starts_with("test case: what is checked, not work of the plan; to see testing"), "{:?}", reasons(&e));
}
