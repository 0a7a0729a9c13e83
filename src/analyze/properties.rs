//! What must hold of the whole room on any portfolio: threads change nothing, and contention over calendars of one's own equals
//! a recount by the clock, day by day.
#![allow(clippy::unwrap_used)]

use super::analyze;
use super::clocks::Calendars;
use super::contention::contention;
use super::fixture::{day, portfolio};
use crate::config::Settings;
use crate::model::calendar::{DayTimes, day_number, day_of_number};
use crate::model::people::Absence;
use crate::model::{Calendar, CalendarId, Portfolio, Relation, ResourceId, TaskId, TaskKind};
use jiff::civil::{Date, Weekday};
use proptest::prelude::*;

/// A calendar of a whole day of eight hours whose weekdays have the given hours.
fn calendar(hours: &[u8; 7], off: &[i32]) -> Calendar {
    Calendar {
        week: std::array::from_fn(|ix| DayTimes::of_hours(f64::from(hours[ix]))),
        exceptions: off.iter().map(|&offset| (on(offset), DayTimes::off())).collect(),
        ..Calendar::default()
    }
}

/// Days after the as-of date of the fixture's portfolios.
fn on(offset: i32) -> Date {
    day_of_number(day_number(day(1, 5)) + offset)
}

/// Three projects of one calendar each (the program's, a four-day week, half days), linked in every way, claimed by four people
/// of whom every second keeps a calendar of his own.
fn program(tasks: &[(i32, i32, u8)], links: &[(u32, u32, u8)], claims: &[(u32, u32, u8)]) -> Portfolio {
    let mut p = portfolio(3);
    p.calendars = vec![calendar(&[8, 8, 8, 8, 0, 0, 0], &[9, 10]), calendar(&[8, 4, 8, 4, 8, 4, 0], &[])];
    p.projects[1].calendar = Some(CalendarId(0));
    p.projects[2].calendar = Some(CalendarId(1));
    for (ix, &(from, length, kind)) in tasks.iter().enumerate() {
        let project = (ix % 3) as u32;
        let dates = (kind != 3).then(|| (on(from), on(from + length)));
        let id = p.with(project, &format!("t{ix}"), dates);
        if kind == 2 {
            p.facts(id).kind = TaskKind::Milestone;
            p.projects[project as usize].board_milestones.push(id);
        }
        if kind == 3 {
            p.lasts(id, f64::from(length));
        }
    }
    let count = tasks.len() as u32;
    for &(a, b, kind) in links {
        let relation = [Relation::FinishStart, Relation::StartStart, Relation::FinishFinish, Relation::StartFinish];
        // Rings included: the schedule takes them out, whoever works.
        p.link(TaskId(a % count), relation[usize::from(kind % 4)], TaskId(b % count), None);
    }
    for ix in 0..4 {
        p.person(&format!("Person {ix}"));
        p.resources[ix].calendar = (ix % 2 == 1).then_some(CalendarId((ix / 2) as u32));
    }
    for &(task, who, kind) in claims {
        let amount = f64::from(kind % 10) * 6.0;
        p.claim(TaskId(task % count), ResourceId(who % 4), (kind % 3 > 0).then_some(amount), None);
    }
    p
}

fn with_threads(threads: usize, p: &Portfolio) -> String {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| format!("{:?}", analyze(p, &Settings::default())))
}

/// Minutes that somebody works on a day: his week's, but none on the days off.
fn minutes(hours: &[u8; 7], off: &[i32], away: Option<(i32, i32)>, offset: i32) -> i64 {
    let weekday = on(offset).weekday().since(Weekday::Monday);
    let gone = off.contains(&offset) || away.is_some_and(|(from, to)| (from..=to).contains(&offset));
    if gone { 0 } else { i64::from(hours[weekday as usize]) * 60 }
}

/// Hours of the weekdays. A week without any is no calendar: it would be taken as worked throughout.
fn week() -> impl Strategy<Value = [u8; 7]> {
    let hours = prop_oneof![Just(0u8), Just(4), Just(8), Just(8)];
    prop::array::uniform7(hours).prop_filter("a day is worked", |week| week.iter().any(|hours| *hours > 0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_number_of_threads_changes_nothing(
        tasks in prop::collection::vec((-10i32..60, 0i32..15, 0u8..4), 1..40),
        links in prop::collection::vec((any::<u32>(), any::<u32>(), any::<u8>()), 0..60),
        claims in prop::collection::vec((any::<u32>(), any::<u32>(), any::<u8>()), 0..40),
    ) {
        let p = program(&tasks, &links, &claims);
        let alone = with_threads(1, &p);
        prop_assert_eq!(&alone, &with_threads(2, &p));
        prop_assert_eq!(&alone, &with_threads(5, &p));
    }

    #[test]
    fn contention_over_calendars_of_ones_own_equals_a_recount_by_the_clock(
        people in prop::collection::vec((week(), prop::collection::vec(0i32..40, 0..4)), 2..4),
        away in prop::option::of((0i32..40, 0i32..8)),
        claims in prop::collection::vec((any::<u32>(), 0i32..40, 0i32..20, 1u32..20), 1..16),
    ) {
        let away = away.map(|(from, length)| (from, from + length));
        let mut p = portfolio(1);
        for (ix, (week, off)) in people.iter().enumerate() {
            p.calendars.push(calendar(week, off));
            p.person(&format!("Person {ix}"));
            p.resources[ix].calendar = Some(CalendarId(ix as u32));
            p.resources[ix].absences.extend(away.map(|(from, to)| Absence { from: on(from), to: on(to), at: super::fixture::at(0, 0) }));
        }
        let mut stated = vec![vec![0.0f64; 80]; people.len()];
        for &(who, from, length, work) in &claims {
            let who = who as usize % people.len();
            let task = p.with(0, "t", Some((on(from), on(from + length))));
            p.claim(task, ResourceId(who as u32), Some(f64::from(work)), None);
            let worked = |offset: i32| minutes(&people[who].0, &people[who].1, away, offset);
            let whole: i64 = (from..=from + length).map(worked).sum();
            for offset in (from..=from + length).filter(|_| whole > 0) {
                stated[who][offset as usize] += f64::from(work) * worked(offset) as f64 / whole as f64;
            }
        }
        let reading = contention(&p, &Settings::default(), &Calendars::of(&p));
        for (who, (week, off)) in people.iter().enumerate() {
            let capacity = |offset: i32| minutes(week, off, away, offset) as f64 / 60.0;
            let shown: f64 = reading.loads[who].iter().map(|load| load.stated).sum();
            prop_assert!((shown - stated[who].iter().sum::<f64>()).abs() < 1e-3);
            for load in &reading.loads[who] {
                let first = day_number(load.week) - day_number(day(1, 5));
                let week = || (first..first + 7).filter(|offset| *offset >= 0);
                prop_assert!((load.stated - week().map(|o| stated[who][o as usize]).sum::<f64>()).abs() < 1e-3);
                prop_assert!((load.capacity - week().map(capacity).sum::<f64>()).abs() < 1e-3);
                let peak = week().filter(|o| capacity(*o) > 0.0).map(|o| stated[who][o as usize] / capacity(o)).fold(0.0, f64::max);
                prop_assert!((load.peak - peak).abs() < 1e-3);
            }
            let above = (0..80).map(|o| (stated[who][o as usize], capacity(o))).filter(|(asked, there)| *asked > 1.05 * there + 1e-6 && *there > 0.0);
            let excess: f64 = reading.over.iter().filter(|over| over.resource.ix() == who).map(|over| over.excess_hours).sum();
            prop_assert!((excess - above.map(|(asked, there)| asked - there).sum::<f64>()).abs() < 1e-2);
        }
    }
}
