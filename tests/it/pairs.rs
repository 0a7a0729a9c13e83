//! A labelled pair as a folder of two exports: what the program makes of it. Shared by the test and `benches/identity.rs`.

use std::path::Path;
use steerpack::model::{Audience, Portfolio};
use steerpack::pipeline::{self, Request};

/// One line of `tests/data/identity/pairs.csv`.
#[derive(serde::Deserialize)]
pub struct Pair {
    /// `person` or `project`.
    pub of: String,
    /// How the two differ.
    pub kind: String,
    /// What both are given beside the name: a team; `dates` for start and finish of a project.
    pub second: String,
    /// As the first file writes it.
    pub a: String,
    /// As the second file writes it.
    pub b: String,
    /// `same` or `different`.
    pub truth: String,
}

impl Pair {
    /// All pairs of the labelled set.
    pub fn all(path: &Path) -> Vec<Pair> {
        let mut reader = csv::Reader::from_path(path).expect("the labelled set");
        reader.deserialize().map(|row| row.expect("a labelled pair")).collect()
    }

    /// What two files give that hold one name each.
    pub fn portfolio(&self) -> Portfolio {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let names = match (self.of.as_str(), self.second.as_str()) {
            ("person", "") => ["Alpha plan.csv", "Beta plan.csv"],
            ("person", _) => ["Alpha people.csv", "Beta people.csv"],
            _ => ["Return 2024.csv", "Return 2025.csv"],
        };
        for (ix, (file, name)) in names.iter().zip([&self.a, &self.b]).enumerate() {
            std::fs::write(dir.path().join(file), self.file(name, ix)).expect("the temporary folder can be written");
        }
        read(dir.path())
    }

    fn file(&self, name: &str, ix: usize) -> String {
        let name = format!("\"{}\"", name.replace('"', "\"\""));
        match (self.of.as_str(), self.second.as_str()) {
            ("person", "") => format!("Task,Owner,Start,Finish,Status\nStep {ix},{name},2026-03-02,2026-03-20,Open\n"),
            ("person", team) => format!("Resource Name,Role,Team\n{name},,{team}\n"),
            (_, second) => {
                let dates = if second == "dates" || ix == 0 { "2020-01-06,2027-03-31" } else { "2020-02-03,2027-06-30" };
                format!("Project Name,Department,Delivery Confidence (RAG),Start Date,End Date\n{name},Works,Amber,{dates}\n")
            }
        }
    }
}

/// What a folder of exports gives.
pub fn read(folder: &Path) -> Portfolio {
    let request = Request {
        paths: vec![folder.to_path_buf()],
        as_of: jiff::civil::date(2026, 3, 1),
        as_of_from: "--as-of",
        name: "Trial".to_owned(),
        audience: Audience::Restricted,
        ..Request::default()
    };
    let quiet = |_: &'static str, _: usize, _: usize| {};
    let intake = pipeline::take_in(&request, &quiet).expect("it reads");
    pipeline::work_out(&request, intake, &quiet).expect("it balances").portfolio
}
