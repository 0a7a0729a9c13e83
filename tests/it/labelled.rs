//! Names that are one and names that are two, by kind: `tests/data/identity/pairs.csv`, labelled by judgement before the code was
//! asked. What is two is never joined; of what is one the test prints how much is joined and how much is asked about, and holds
//! both to a floor. `cargo bench --bench identity` prints the same by rule.

use crate::harness::{folder, repository};
use crate::pairs::Pair;
use std::collections::BTreeMap;
use steerpack::pipeline::{self, Request};

/// Of a hundred pairs that are one, at least so many are joined or asked about.
const FLOOR: usize = 90;

#[test]
fn what_is_two_is_never_joined() {
    let pairs = Pair::all(&repository("tests/data/identity/pairs.csv"));
    assert!(pairs.len() > 200, "{} pairs", pairs.len());
    let mut table: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut reached = [0usize; 3];
    for pair in &pairs {
        let found = pair.portfolio();
        let things = if pair.of == "person" { found.resources.len() } else { found.projects.len() };
        assert!((1..=2).contains(&things), "{} / {}: {things} things", pair.a, pair.b);
        let (joined, asked) = (things == 1, !found.proposals.is_empty());
        let line = table.entry(format!("{} / {} / {}", pair.of, pair.kind, pair.truth)).or_default();
        line[0] += 1;
        line[1] += usize::from(joined);
        line[2] += usize::from(!joined && asked);
        line[3] += usize::from(!joined && !asked);
        match (pair.truth.as_str(), joined, asked) {
            ("different", true, _) => wrong.push(format!("{} = {}", pair.a, pair.b)),
            ("different", _, true) => {
                println!("asked though two: {} / {}: {}", pair.a, pair.b, found.proposals[0].evidence);
            }
            ("same", false, false) => println!("missed: {} / {}", pair.a, pair.b),
            _ => {}
        }
        if pair.truth == "same" {
            reached[0] += 1;
            reached[1] += usize::from(joined);
            reached[2] += usize::from(joined || asked);
        }
    }
    for (what, [all, joined, asked, apart]) in &table {
        println!("{what:40} {all} pairs: {joined} joined, {asked} asked about, {apart} apart");
    }
    println!("of {} that are one: {} joined, {} joined or asked about", reached[0], reached[1], reached[2]);
    assert!(wrong.is_empty(), "joined falsely: {wrong:?}");
    assert!(reached[2] * 100 >= reached[0] * FLOOR, "joined or asked about: {} of {}", reached[2], reached[0]);
}

/// The words of a name, case and marks aside: worked out here, so that a join is held against both of its names.
fn bare(name: &str) -> String {
    let name = name.to_lowercase().replace('&', " and ");
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
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
    // what each year calls its projects, read apart from how they are joined
    let mut called: [BTreeMap<String, Vec<String>>; 2] = Default::default();
    for extract in &intake.extracts {
        let file = &intake.sources.files[usize::from(extract.source.file)].name;
        let year = usize::from(file.contains("2019"));
        for name in extract.records.projects.iter().filter_map(|p| p.project.name.as_ref()) {
            called[year].entry(bare(&name.value)).or_default().push(name.value.to_string());
        }
    }
    let portfolio = pipeline::work_out(&request, intake, &quiet).expect("it balances").portfolio;

    let mut judged: BTreeMap<[String; 2], [String; 2]> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(repository("tests/data/identity/gmpp_2018_2019.csv")).expect("the judgement");
    for row in reader.records() {
        let row = row.expect("a row");
        let [found, a, b, said] = [0, 1, 2, 3].map(|i| row.get(i).unwrap_or_default().to_owned());
        judged.insert([a, b], [found, said]);
    }
    let of = |a: &str, b: &str| {
        let either = [[a.to_owned(), b.to_owned()], [b.to_owned(), a.to_owned()]];
        either.iter().find_map(|pair| judged.get(pair))
    };
    let joined: Vec<&str> = portfolio.projects.iter().filter(|p| p.sources.len() > 1).map(|p| &*p.name).collect();
    assert_eq!(joined.len(), 98, "automatic joins");
    for name in joined {
        let years = [0, 1].map(|year| called[year].get(&bare(name)).map(Vec::as_slice));
        let [Some([a]), Some([b])] = years else { panic!("{name} is joined of no one name in each year: {years:?}") };
        let said = judged.get(&[a.clone(), b.clone()]);
        assert_eq!(said.map(|s| [s[0].as_str(), s[1].as_str()]), Some(["join", "same"]), "{a} / {b} was joined");
    }
    let mut same = 0;
    for question in &portfolio.proposals {
        let (a, b) = (&question.a.0, &question.b.0);
        let said = of(a, b).unwrap_or_else(|| panic!("{a} / {b} was not judged: {}", question.evidence));
        assert_eq!(said[0], "question", "{a} / {b} is asked about");
        same += usize::from(said[1] == "same");
    }
    // one question of seventeen is about a project and its successor
    assert_eq!((portfolio.proposals.len(), same), (17, 16), "questions, and those to be answered with same");
}
