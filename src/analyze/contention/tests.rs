//! Demand and capacity counted by hand, and by walking day by day.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::analyze::fixture::{at, day, portfolio};
use crate::model::StatusCategory;
use crate::model::people::Absence;
use crate::model::{Calendar, CapacityWindow, ProjectId};
use crate::source::Sourced;
use jiff::civil::Date;
use proptest::prelude::*;

fn read(portfolio: &Portfolio) -> Contention {
    contention(portfolio, &Settings::default(), &Calendars::of(portfolio))
}

#[test]
fn an_engineer_fine_in_each_project_stands_at_215_percent_across_them() {
    let mut p = portfolio(3);
    let engineer = p.person("Ines Park");
    for (project, share) in [(0, 0.75), (1, 0.7), (2, 0.7)] {
        let task = p.with(project, "cut-over", Some((day(3, 2), day(3, 13))));
        p.claim(task, engineer, None, Some(share));
    }
    let reading = read(&p);
    assert_eq!(reading.over.len(), 1);
    let over = &reading.over[0];
    assert!((over.peak - 2.15).abs() < 1e-9 && over.on_stated);
    assert_eq!((over.from, over.to, over.days), (day(3, 2), day(3, 13), 10));
    // 10 days × 8 h × 1.15 above capacity.
    assert!((over.excess_hours - 92.0).abs() < 1e-6);
    assert!((over.person_days - 11.5).abs() < 1e-6);
    assert_eq!(over.projects.len(), 3);
    assert_eq!(reading.months[0].iter().map(|m| m.week).collect::<Vec<_>>(), [day(3, 1)]);
    // 2 and 9 March are Mondays.
    assert_eq!(reading.loads[0].iter().map(|w| w.week).collect::<Vec<_>>(), [day(3, 2), day(3, 9)]);
    assert!((reading.loads[0][0].stated - 86.0).abs() < 1e-6 && (reading.loads[0][0].capacity - 40.0).abs() < 1e-9);
}

#[test]
fn assumed_full_time_is_shown_apart_and_never_as_stated() {
    let mut p = portfolio(2);
    let person = p.person("Ola Berg");
    for project in [0, 1] {
        let task = p.with(project, "review", Some((day(3, 2), day(3, 6))));
        p.claim(task, person, None, None);
    }
    let reading = read(&p);
    assert_eq!(reading.over.len(), 1);
    assert!(!reading.over[0].on_stated);
    assert_eq!(reading.loads[0][0].stated, 0.0);
    assert!((reading.loads[0][0].assumed - 80.0).abs() < 1e-9);
}

#[test]
fn past_days_closed_tasks_and_summaries_ask_for_nothing() {
    let mut p = portfolio(1);
    let person = p.person("Ola Berg");
    let past = p.with(0, "past", Some((jiff::civil::date(2025, 12, 1), day(1, 2))));
    let closed = p.with(0, "closed", Some((day(1, 5), day(1, 9))));
    p.status(closed, StatusCategory::Done);
    let epic = p.with(0, "epic", Some((day(1, 5), day(1, 9))));
    p.over(epic, &[]);
    let half_past = p.with(0, "half past", Some((jiff::civil::date(2025, 12, 29), day(1, 9))));
    for task in [past, closed, epic] {
        p.claim(task, person, Some(400.0), None);
    }
    p.claim(half_past, person, Some(40.0), None);
    let reading = read(&p);
    // 40 h over ten working days, of which five are to come.
    assert_eq!(reading.loads[0].len(), 1);
    assert!((reading.loads[0][0].stated - 20.0).abs() < 1e-6);
}

#[test]
fn work_is_spread_over_the_days_on_which_somebody_is_there() {
    let mut p = portfolio(1);
    let person = p.person("Ola Berg");
    p.resources[0].absences.push(Absence { from: day(1, 5), to: day(1, 7), at: at(0, 0) });
    let task = p.with(0, "task", Some((day(1, 5), day(1, 9))));
    p.claim(task, person, Some(32.0), None);
    let gone = p.with(0, "gone", Some((day(1, 5), day(1, 6))));
    p.claim(gone, person, Some(8.0), None);
    let reading = read(&p);
    assert_eq!(reading.away, [1]);
    assert!((reading.over[0].peak - 2.0).abs() < 1e-9);
    assert_eq!((reading.over[0].from, reading.over[0].to), (day(1, 8), day(1, 9)));
    assert_eq!(reading.loads[0][0].capacity, 16.0);
}

/// One resource's days by walking: for every day stated and assumed demand and capacity in millionths.
fn by_day(p: &Portfolio, first: Date, last: Date) -> Vec<(Date, i64, i64, i64)> {
    let resource = &p.resources[0];
    let capacity = |day: Date| -> i64 {
        if !p.calendar.is_working(day) || resource.absences.iter().any(|a| a.from <= day && day <= a.to) {
            return 0;
        }
        let windows = resource.capacity.iter().filter(|w| w.from <= day && day <= w.to);
        windows.max_by_key(|w| w.from).map_or(8_000_000, |w| (w.hours_per_day * 1e6).round() as i64)
    };
    let walk =
        |from: Date, to: Date| std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to);
    let mut found: Vec<(Date, i64, i64, i64)> = walk(first, last).map(|day| (day, 0, 0, capacity(day))).collect();
    for claim in &p.allocations {
        let facts = &p.tasks[claim.task.ix()].facts;
        let (start, finish) = (facts.start.unwrap().value, facts.finish.unwrap().value);
        let present = walk(start, finish).filter(|&day| capacity(day) > 0).count() as i64;
        for entry in found.iter_mut().filter(|entry| start <= entry.0 && entry.0 <= finish && entry.0 >= p.as_of && entry.3 > 0) {
            match (claim.work, claim.units) {
                (Some(work), _) => entry.1 += (work.value * 1e6).round() as i64 / present,
                (None, Some(units)) => entry.1 += (units.value * 8e6).round() as i64,
                (None, None) => entry.2 += 8_000_000,
            }
        }
    }
    found
}

proptest! {
    #[test]
    fn the_sweep_equals_a_recount_day_by_day(
        claims in prop::collection::vec((0i32..90, 0i32..30, 0u8..3, 1u32..20), 1..14),
        windows in prop::collection::vec((0i32..90, 0i32..30, 0u8..3), 0..4),
        absences in prop::collection::vec((0i32..90, 0i32..12), 0..4),
        holidays in prop::collection::btree_set(0i32..90, 0..5),
    ) {
        let base = day_number(day(1, 5)) - 15;
        let date = |offset: i32| day_of_number(base + offset);
        let mut p = portfolio(1);
        p.calendar = Calendar::plain([true, true, true, true, true, false, false], holidays.into_iter().map(date));
        let person = p.person("x");
        // Windows begin on different days, so that which one is the most particular is not in doubt.
        let mut begun = std::collections::BTreeSet::new();
        for (from, length, hours) in windows {
            if begun.insert(from) {
                p.resources[0].capacity.push(CapacityWindow { from: date(from), to: date(from + length), hours_per_day: f64::from(hours) * 4.0, at: at(0, 0) });
            }
        }
        for (from, length) in absences {
            p.resources[0].absences.push(Absence { from: date(from), to: date(from + length), at: at(0, 0) });
        }
        for (from, length, kind, amount) in claims {
            let task = p.with(0, "t", Some((date(from), date(from + length))));
            let amount = f64::from(amount);
            let (work, units) = match kind { 0 => (Some(amount * 4.0), None), 1 => (None, Some(amount / 10.0)), _ => (None, None) };
            p.claim(task, person, work, units);
        }
        let reading = read(&p);
        let expected = by_day(&p, date(0), date(140));
        for load in &reading.loads[0] {
            let in_week = || expected.iter().filter(|entry| (0..7).contains(&(day_number(entry.0) - day_number(load.week))));
            let sum = |of: fn(&(Date, i64, i64, i64)) -> i64| in_week().map(of).sum::<i64>() as f64 / 1e6;
            prop_assert!((load.stated - sum(|e| e.1)).abs() < 1e-6);
            prop_assert!((load.assumed - sum(|e| e.2)).abs() < 1e-6);
            let peak = in_week().filter(|e| e.3 > 0).map(|e| e.1 as f64 / e.3 as f64).fold(0.0, f64::max);
            prop_assert!((load.peak - peak).abs() < 1e-9);
        }
        let total = |of: fn(&(Date, i64, i64, i64)) -> i64| expected.iter().map(of).sum::<i64>() as f64 / 1e6;
        prop_assert!((reading.loads[0].iter().map(|l| l.stated + l.assumed).sum::<f64>() - total(|e| e.1 + e.2)).abs() < 1e-6);
        // Every overloaded day is in exactly one stretch of its kind, with its excess.
        let class = |e: &(Date, i64, i64, i64)| match () {
            () if e.3 > 0 && e.1 as f64 > 1.05 * e.3 as f64 => Some(true),
            () if e.3 > 0 && (e.1 + e.2) as f64 > 1.05 * e.3 as f64 => Some(false),
            () => None,
        };
        for kind in [true, false] {
            let stretches: Vec<_> = reading.over.iter().filter(|over| over.on_stated == kind).collect();
            let days = expected.iter().filter(|e| class(e) == Some(kind));
            let excess: i64 = days.clone().map(|e| if kind { e.1 } else { e.1 + e.2 } - e.3).sum();
            prop_assert_eq!(stretches.iter().map(|s| s.days).sum::<i32>(), i32::try_from(days.clone().count()).unwrap());
            prop_assert!((stretches.iter().map(|s| s.excess_hours).sum::<f64>() - excess as f64 / 1e6).abs() < 1e-5);
            for day in days {
                prop_assert_eq!(stretches.iter().filter(|s| s.from <= day.0 && day.0 <= s.to).count(), 1);
            }
            for s in stretches {
                let inside = expected.iter().filter(|e| s.from <= e.0 && e.0 <= s.to && e.3 > 0);
                let demand: i64 = inside.map(|e| if kind { e.1 } else { e.1 + e.2 }).sum();
                prop_assert!((s.claims.iter().map(|c| c.hours).sum::<f64>() - demand as f64 / 1e6).abs() < 1e-5);
            }
        }
    }
}

#[test]
fn remaining_work_replaces_the_spread_where_it_is_stated() {
    let mut p = portfolio(1);
    let person = p.person("Ola Berg");
    let task = p.with(0, "task", Some((jiff::civil::date(2025, 12, 29), day(1, 9))));
    let cell = at(0, 0);
    (p.facts(task).work, p.facts(task).remaining_work) = (Some(Sourced::stated(40.0, cell)), Some(Sourced::stated(10.0, cell)));
    p.claim(task, person, Some(40.0), None);
    assert!((read(&p).loads[0][0].stated - 10.0).abs() < 1e-5);
}

#[test]
fn work_of_a_task_is_shared_by_those_on_it_and_stated_only_for_one_alone() {
    let mut p = portfolio(1);
    let (ola, ines) = (p.person("Ola Berg"), p.person("Ines Park"));
    let shared = p.with(0, "shared", Some((day(3, 2), day(3, 13))));
    let alone = p.with(0, "alone", Some((day(3, 16), day(3, 20))));
    for task in [shared, alone] {
        p.facts(task).work = Some(Sourced::stated(80.0, at(0, 0)));
    }
    p.claim(shared, ola, None, None);
    p.claim(shared, ines, None, None);
    p.claim(alone, ola, None, None);
    let reading = read(&p);
    let of = |who: usize| reading.loads[who].iter().map(|w| (w.stated.round(), w.assumed.round())).collect::<Vec<_>>();
    assert_eq!((of(0), of(1)), (vec![(0.0, 20.0), (0.0, 20.0), (80.0, 0.0)], vec![(0.0, 20.0), (0.0, 20.0)]));
}

#[test]
fn a_task_with_one_date_lasts_as_long_as_its_work_and_without_work_it_has_no_dates() {
    let mut p = portfolio(1);
    let ola = p.person("Ola Berg");
    let [worked, idle, bare] = ["worked", "idle", "bare"].map(|name| p.with(0, name, None));
    for (task, hours) in [(worked, 24.0), (idle, 0.0)] {
        p.facts(task).start = Some(Sourced::stated(day(3, 5), at(0, 0)));
        p.facts(task).work = Some(Sourced::stated(hours, at(0, 0)));
    }
    for task in [worked, idle, bare] {
        p.claim(task, ola, None, None);
    }
    let reading = read(&p);
    assert_eq!(reading.undated, 2);
    // Thursday and Friday, then Monday
    let hours: Vec<f64> = reading.loads[0].iter().map(|w| w.stated.round()).collect();
    assert_eq!(hours, [16.0, 8.0]);
}

#[test]
fn demand_that_just_fits_is_no_overallocation() {
    let mut p = portfolio(1);
    let ola = p.person("Ola Berg");
    let task = p.with(0, "task", Some((day(3, 2), day(3, 6))));
    p.claim(task, ola, None, Some(1.0));
    let mut settings = Settings::default();
    settings.thresholds.overload = 1.0;
    let of = |p: &Portfolio| contention(p, &settings, &Calendars::of(p)).over.len();
    assert_eq!(of(&p), 0);
    p.allocations[0].units = Some(Sourced::stated(1.01, at(0, 0)));
    assert_eq!(of(&p), 1);
}

#[test]
fn demand_within_the_usual_tolerance_is_no_overallocation_whether_stated_or_assumed() {
    // of one person's day, with 5 % allowed
    for (halves, found) in [(0.52, 0), (0.53, 1)] {
        let mut p = portfolio(2);
        let ola = p.person("Ola Berg");
        for project in [0, 1] {
            let task = p.with(project, "task", Some((day(3, 2), day(3, 6))));
            p.claim(task, ola, None, Some(halves));
        }
        assert_eq!(read(&p).over.len(), found, "twice {halves}");
    }
}

#[test]
fn a_task_that_lies_on_the_weekend_alone_does_not_compete_in_the_days_around_it() {
    let mut p = portfolio(3);
    let ola = p.person("Ola Berg");
    for project in [0, 1] {
        let task = p.with(project, "cut-over", Some((day(3, 6), day(3, 9))));
        p.claim(task, ola, None, Some(1.0));
    }
    let weekend = p.with(2, "night watch", Some((day(3, 7), day(3, 8))));
    p.claim(weekend, ola, None, Some(1.0));
    let reading = read(&p);
    assert_eq!(reading.over.len(), 1);
    let over = &reading.over[0];
    // Friday and Monday
    assert_eq!((over.from, over.to, over.days, over.peak), (day(3, 6), day(3, 9), 2, 2.0));
    assert_eq!(over.claims.iter().map(|claim| claim.hours).collect::<Vec<_>>(), [16.0, 16.0]);
    assert_eq!(over.projects, [ProjectId(0), ProjectId(1)]);
}

#[test]
fn demand_over_the_end_of_a_month_is_parted_there() {
    let mut p = portfolio(1);
    let ola = p.person("Ola Berg");
    // Monday 30 March to Friday 3 April: two days and three.
    let task = p.with(0, "cut-over", Some((day(3, 30), day(4, 3))));
    p.claim(task, ola, None, Some(0.5));
    let months: Vec<_> = read(&p).months[0].iter().map(|m| (m.week, m.stated, m.capacity)).collect();
    // March 2026 has 22 working days, April 22.
    assert_eq!(months, [(day(3, 1), 8.0, 176.0), (day(4, 1), 12.0, 176.0)]);
}
