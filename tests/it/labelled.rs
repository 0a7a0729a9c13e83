//! Names that are one and names that are two, by kind: `tests/data/identity/pairs.csv`. What is two is never joined; of what is one
//! the test prints how much is joined and how much is asked about.

use crate::harness::{folder, repository};
use std::collections::BTreeMap;
use steerpack::model::Portfolio;
use steerpack::pipeline::{self, Request};

fn portfolio(of: &str, a: &str, b: &str) -> Portfolio {
    let quoted = |name: &str| format!("\"{name}\"");
    let file = |name: &str, n: usize| match of {
        "person" => format!("Task,Owner,Team,Start,Finish,Status\nStep {n},{},Quay,2026-03-02,2026-03-20,Open\n", quoted(name)),
        _ => format!(
            "Project Name,Department,Delivery Confidence (RAG),Start Date,End Date\n{},Works,Amber,2020-01-06,2027-03-31\n",
            quoted(name)
        ),
    };
    let (first, second) =
        if of == "person" { ("Alpha plan.csv", "Beta plan.csv") } else { ("Return 2024.csv", "Return 2025.csv") };
    let dir = folder(&[(first, &file(a, 1)), (second, &file(b, 2))]);
    let request = Request {
        paths: vec![dir.path().to_path_buf()],
        as_of: "2026-03-01".parse().expect("a date"),
        as_of_from: "--as-of",
        name: "Trial".to_owned(),
        audience: steerpack::model::Audience::Restricted,
        ..Request::default()
    };
    let quiet = |_: &'static str, _: usize, _: usize| {};
    let intake = pipeline::take_in(&request, &quiet).expect("it reads");
    pipeline::work_out(&request, intake, &quiet).expect("it balances").portfolio
}

#[test]
fn what_is_two_is_never_joined() {
    let path = repository("tests/data/identity/pairs.csv");
    let mut reader = csv::Reader::from_path(path).expect("the labelled set");
    let mut table: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let [of, kind, a, b, truth] = [0, 1, 2, 3, 4].map(|i| row.get(i).unwrap_or_default().to_owned());
        let found = portfolio(&of, &a, &b);
        let things = if of == "person" { found.resources.len() } else { found.projects.len() };
        let (joined, asked) = (things == 1, !found.proposals.is_empty());
        let line = table.entry(format!("{of} / {kind} / {truth}")).or_default();
        line[0] += 1;
        line[1] += usize::from(joined);
        line[2] += usize::from(!joined && asked);
        line[3] += usize::from(!joined && !asked);
        if joined && truth == "different" {
            wrong.push(format!("{a} = {b}"));
        }
    }
    for (what, [all, joined, asked, apart]) in &table {
        println!("{what:40} {all} pairs: {joined} joined, {asked} asked about, {apart} apart");
    }
    assert!(wrong.is_empty(), "joined falsely: {wrong:?}");
}

#[test]
fn every_join_and_question_between_two_yearly_returns_is_one_that_was_judged() {
    let dir = folder(&[]);
    for name in ["gmpp_2018.csv", "gmpp_2019.csv"] {
        std::fs::copy(repository("tests/data/exports").join(name), dir.path().join(name)).expect("the return is there");
    }
    let request = Request {
        paths: vec![dir.path().to_path_buf()],
        as_of: "2019-12-31".parse().expect("a date"),
        as_of_from: "--as-of",
        name: "Returns".to_owned(),
        ..Request::default()
    };
    let quiet = |_: &'static str, _: usize, _: usize| {};
    let intake = pipeline::take_in(&request, &quiet).expect("it reads");
    let portfolio = pipeline::work_out(&request, intake, &quiet).expect("it balances").portfolio;

    let mut judged: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(repository("tests/data/identity/gmpp_2018_2019.csv")).expect("the judgement");
    for row in reader.records() {
        let row = row.expect("a row");
        let [found, a, b, said] = [0, 1, 2, 3].map(|i| row.get(i).unwrap_or_default().to_owned());
        judged.insert((found.clone(), a), said.clone());
        judged.insert((found, b), said);
    }
    let joined: Vec<&str> = portfolio.projects.iter().filter(|p| p.sources.len() > 1).map(|p| &*p.name).collect();
    assert_eq!(joined.len(), 98, "automatic joins");
    for name in joined {
        assert_eq!(judged.get(&("join".to_owned(), name.to_owned())).map(String::as_str), Some("same"), "{name} was joined");
    }
    for question in &portfolio.proposals {
        let said = judged.get(&("question".to_owned(), question.a.0.to_string()));
        assert!(said.is_some_and(|s| s != "different"), "{} / {} was not judged", question.a.0, question.b.0);
    }
}
