//! The colours of small portfolios, worked out by hand.
#![allow(clippy::unwrap_used)]

use super::super::fixture::{at, day, portfolio};
use super::super::{Analysis, analyze};
use crate::config::Settings;
use crate::model::{Audience, BudgetLine, LogItem, LogKind, Portfolio, ProjectId, Rag, StatusCategory};
use crate::source::{Sourced, Text};

fn read(portfolio: &Portfolio) -> Analysis {
    analyze(portfolio, &Settings::default())
}

#[test]
fn a_project_without_dates_is_neither_green_nor_red() {
    let mut p = portfolio(1);
    for ix in 0..4 {
        p.with(0, &ix.to_string(), None);
    }
    p.projects[0].reported = Some(Sourced::stated(Rag::Green, at(0, 0)));
    let health = &read(&p).health[0];
    assert_eq!((health.schedule.rag, health.overall.rag, health.watermelon), (None, None, false));
    assert_eq!(health.overall.why, "none of its 4 open tasks has a date");
}

#[test]
fn dates_without_baseline_or_links_are_not_green() {
    let mut p = portfolio(1);
    p.with(0, "a", Some((day(2, 2), day(2, 6))));
    assert_eq!(read(&p).health[0].schedule.rag, None);
}

#[test]
fn a_milestone_behind_its_baseline_colours_by_working_days() {
    for (finish, rag) in [(day(3, 13), Rag::Green), (day(3, 16), Rag::Amber), (day(4, 3), Rag::Amber), (day(4, 6), Rag::Red)] {
        let mut p = portfolio(1);
        let live = p.with_milestone(0, "live", Some(finish));
        p.facts(live).baseline_finish = Some(Sourced::stated(day(3, 6), at(0, 7)));
        let health = read(&p).health[0].clone();
        assert_eq!(health.schedule.rag, Some(rag), "{finish}");
        assert!(health.schedule.cells.contains(&at(0, 7)));
    }
}

#[test]
fn green_on_paper_and_late_by_its_links_is_a_watermelon() {
    let mut p = portfolio(2);
    let give = p.with(0, "give", Some((day(2, 2), day(3, 6))));
    let live = p.with_milestone(1, "live", Some(day(2, 13)));
    p.chain(give, live);
    p.projects[1].reported = Some(Sourced::stated(Rag::Green, at(1, 0)));
    let health = &read(&p).health[1];
    assert_eq!(health.overall.rag, Some(Rag::Amber));
    assert!(health.watermelon);
    assert_eq!(
        health.overall.why,
        "Schedule: live is 15 working days later than reported by its own links (6 Mar 2026), through a chain that begins with give"
    );
}

#[test]
fn no_name_of_a_restricted_project_stands_in_another_projects_sentence() {
    let mut p = portfolio(2);
    p.projects[0].audience = Audience::Restricted;
    let give = p.with(0, "secret land deal", Some((day(2, 2), day(3, 6))));
    let live = p.with_milestone(1, "live", Some(day(2, 13)));
    p.chain(give, live);
    let analysis = read(&p);
    assert!(analysis.health[1].overall.why.contains("a task of a restricted project"));
    assert!(!analysis.overall.why.contains("secret"));
}

#[test]
fn cost_is_the_forecast_against_the_budget() {
    for (forecast, rag) in [(1_040.0, Rag::Green), (1_080.0, Rag::Amber), (1_200.0, Rag::Red), (850.0, Rag::Amber)] {
        let mut p = portfolio(1);
        let stated = |value: f64| Some(Sourced::stated(value, at(0, 1)));
        p.budget.push(BudgetLine {
            at: at(0, 1),
            project: Some(ProjectId(0)),
            name: None,
            budget: stated(1_000.0),
            actual: None,
            forecast: stated(forecast),
            planned_value: None,
            earned_value: None,
            currency: Some(Text::from("EUR")),
        });
        assert_eq!(read(&p).health[0].cost.rag, Some(rag), "{forecast}");
    }
}

#[test]
fn what_the_log_calls_red_counts_and_what_is_closed_does_not() {
    let mut p = portfolio(1);
    let mut item = LogItem::new(LogKind::Issue, at(0, 3));
    item.project = Some(ProjectId(0));
    item.rag = Some(Sourced::stated(Rag::Red, at(0, 3)));
    item.open = Some(true);
    p.log.push(item.clone());
    assert_eq!(read(&p).health[0].risk.rag, Some(Rag::Red));
    p.log[0].open = Some(false);
    assert_eq!(read(&p).health[0].risk.rag, Some(Rag::Green));
    p.log.clear();
    assert_eq!(read(&p).health[0].risk.rag, None);
}

#[test]
fn a_finished_project_is_green_and_its_work_all_done() {
    let mut p = portfolio(1);
    let task = p.with(0, "a", Some((day(1, 5), day(1, 5))));
    p.status(task, StatusCategory::Done);
    let health = &read(&p).health[0];
    assert_eq!((health.overall.rag, health.percent), (Some(Rag::Green), Some(1.0)));
}
