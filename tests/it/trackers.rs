//! Is each tracker's small sample read as its `truth.toml` says? The truths are written from the reference, beside the rows,
//! without a look at the importer; every key that a truth holds is compared.

use crate::harness::repository;
use std::collections::BTreeSet;
use std::path::Path;
use steerpack::import::{Extract, Profiles};
use steerpack::model::{DependencyEnd, LagUnit, MilestoneKind, Portfolio, ResourceKind, StatusCategory, Task};
use steerpack::pipeline::{Request, take_in};
use steerpack::reconcile::{Context, counts, reconcile};
use steerpack::source::SourceMap;
use toml::{Table, Value};

struct Comparison<'a> {
    place: String,
    truth: &'a Table,
    wrong: &'a mut Vec<String>,
}

impl Comparison<'_> {
    fn same(&mut self, key: &str, read: impl Into<Value>) {
        let read = read.into();
        if let Some(truth) = self.truth.get(key)
            && *truth != read
        {
            self.wrong.push(format!("{}: {key} is read as {read}, the truth is {truth}", self.place));
        }
    }
    fn texts(&mut self, key: &str, read: impl Iterator<Item = String>) {
        let read: BTreeSet<String> = read.collect();
        let truth: BTreeSet<String> = self.list(key).iter().map(text).collect();
        if self.truth.contains_key(key) && truth != read {
            let (more, less) = (read.difference(&truth).collect::<Vec<_>>(), truth.difference(&read).collect::<Vec<_>>());
            self.wrong.push(format!("{}: {key}: read beyond the truth {more:?}, missing {less:?}", self.place));
        }
    }
    fn list(&self, key: &str) -> Vec<Value> {
        self.truth.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
    }
    fn table(&self, key: &str) -> Table {
        self.truth.get(key).and_then(Value::as_table).cloned().unwrap_or_default()
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Everything a truth may call a task.
fn called(task: &Task) -> Vec<String> {
    let facts = &task.facts;
    [&facts.key, &facts.id, &facts.name, &facts.outline].into_iter().flatten().map(|s| s.value.to_string()).collect()
}

fn end(portfolio: &Portfolio, end: &DependencyEnd) -> Vec<String> {
    match end {
        DependencyEnd::Task(id) => called(&portfolio.tasks[id.ix()]),
        DependencyEnd::Outside(text) => vec![text.to_string()],
    }
}

fn edges(compare: &mut Comparison, portfolio: &Portfolio) {
    if !compare.truth.contains_key("edges") {
        return;
    }
    let read: Vec<(Vec<String>, Vec<String>, &str)> = portfolio
        .dependencies
        .iter()
        .map(|d| (end(portfolio, &d.predecessor), end(portfolio, &d.successor), d.relation.value.word()))
        .collect();
    let truth = compare.list("edges");
    for edge in &truth {
        let part = |i: usize| edge.get(i).map(text).unwrap_or_default();
        let (from, to, relation) = (part(0), part(1), part(2));
        if !read.iter().any(|(a, b, r)| a.contains(&from) && b.contains(&to) && *r == relation) {
            compare.wrong.push(format!("{}: the edge {from} → {to} {relation} is missing", compare.place));
        }
    }
    if read.len() != truth.len() {
        compare.wrong.push(format!("{}: {} edges are read, the truth is {}: {read:?}", compare.place, read.len(), truth.len()));
    }
    for lag in compare.list("lags") {
        let part = |i: usize| lag.get(i).map(text).unwrap_or_default();
        let unit = match part(3).as_str() {
            "elapsed-days" => LagUnit::ElapsedDays,
            "percent" => LagUnit::Percent,
            _ => LagUnit::WorkingDays,
        };
        let amount = lag.get(2).and_then(Value::as_float);
        let found = portfolio.dependencies.iter().any(|d| {
            end(portfolio, &d.predecessor).contains(&part(0))
                && end(portfolio, &d.successor).contains(&part(1))
                && d.lag.is_some_and(|l| Some(l.amount) == amount && l.unit == unit)
        });
        if !found {
            compare.wrong.push(format!("{}: the lag {lag} is missing", compare.place));
        }
    }
}

fn facts(compare: &mut Comparison, portfolio: &Portfolio) {
    let find = |name: &str| -> std::vec::IntoIter<&Task> {
        let named = |t: &&Task| called(t).iter().any(|c| c == name);
        portfolio.tasks.iter().filter(named).collect::<Vec<_>>().into_iter()
    };
    type Number = fn(&Task) -> Option<f64>;
    let numbers: [(&str, Number); 3] = [
        ("work_hours", |t| t.facts.work.as_ref().map(|w| w.value)),
        ("durations_days", |t| t.facts.duration.as_ref().map(|d| d.value.days)),
        ("percent", |t| t.facts.percent.as_ref().map(|p| p.value)),
    ];
    for (key, value) in numbers {
        for (name, truth) in compare.table(key) {
            let near = |t: &Task| value(t).zip(truth.as_float()).is_some_and(|(a, b)| (a - b).abs() < 1e-9);
            if !find(&name).any(near) {
                let read: Vec<Option<f64>> = find(&name).map(value).collect();
                compare.wrong.push(format!("{}: {key} of {name} is read as {read:?}, the truth is {truth}", compare.place));
            }
        }
    }
    for (key, truth) in [("starts", compare.table("starts")), ("finishes", compare.table("finishes"))] {
        for (name, truth) in truth {
            let date = |t: &Task| if key == "starts" { t.facts.start_date() } else { t.facts.finish_date() };
            let read: Vec<String> = find(&name).filter_map(date).map(|d| d.value.to_string()).collect();
            if !read.contains(&text(&truth)) {
                compare.wrong.push(format!("{}: {key} of {name} is read as {read:?}, the truth is {truth}", compare.place));
            }
        }
    }
    for name in compare.list("estimated").iter().map(text) {
        if !find(&name).any(|t| t.facts.duration.as_ref().is_some_and(|d| d.value.estimated)) {
            compare.wrong.push(format!("{}: the duration of {name} is not read as estimated", compare.place));
        }
    }
    for name in compare.list("done").iter().map(text) {
        if !find(&name).any(|t| t.facts.is_done()) {
            compare.wrong.push(format!("{}: {name} is not read as done", compare.place));
        }
    }
    for name in compare.list("cancelled").iter().map(text) {
        if !find(&name).any(|t| t.facts.category() == Some(StatusCategory::Cancelled)) {
            compare.wrong.push(format!("{}: {name} is not read as cancelled", compare.place));
        }
    }
    for (name, truth) in compare.table("rag") {
        let read: Vec<String> = find(&name).filter_map(|t| t.facts.rag.map(|r| r.value.word().to_lowercase())).collect();
        if !read.contains(&text(&truth)) {
            compare.wrong.push(format!("{}: the RAG of {name} is read as {read:?}, the truth is {truth}", compare.place));
        }
    }
}

fn compare(truth: &Table, extract: &Extract, sources: &SourceMap, context: &Context, wrong: &mut Vec<String>) {
    let portfolio = reconcile(vec![extract.clone()], context).portfolio;
    let place = sources.source_text(extract.source);
    let mut c = Comparison { place, truth, wrong };
    c.same("tracker", extract.tracker.to_string());
    c.same("role", extract.role.word());
    c.same("rows_read", extract.rows_read as i64);
    c.same("records", extract.record_rows as i64);
    c.same("merged", extract.merged_rows as i64);
    c.same("header_row", extract.header_row.map_or(0, |r| i64::from(r) + 1));
    c.texts("set_aside", extract.set_aside.iter().map(|s| sources.text(s.at)));
    let span = counts::span(&portfolio);
    c.same("earliest", span.map_or_else(String::new, |(from, _)| from.to_string()));
    c.same("latest", span.map_or_else(String::new, |(_, to)| to.to_string()));
    c.same("dates", if span.is_none() { "none" } else { "some" });
    let assigned: BTreeSet<usize> = portfolio.tasks.iter().flat_map(|t| t.assignees.iter().map(|(r, _)| r.ix())).collect();
    let people = assigned.iter().filter(|r| portfolio.resources[**r].kind == ResourceKind::Person);
    c.texts("people", people.map(|r| portfolio.resources[*r].name.to_string()));
    let rows: Vec<&Task> = portfolio
        .tasks
        .iter()
        .filter(|t| !t.stub && !matches!(t.facts.milestone, MilestoneKind::Sprint | MilestoneKind::Version))
        .collect();
    let deepest = rows.iter().map(|t| usize::from(t.level)).max().unwrap_or(0);
    let levels = (0..=deepest).map(|l| rows.iter().filter(|t| usize::from(t.level) == l).count() as i64);
    c.same("levels", Value::Array(levels.map(Value::Integer).collect()));
    edges(&mut c, &portfolio);
    facts(&mut c, &portfolio);
    let said = portfolio.projects.iter().flat_map(|p| &p.narrative).filter_map(|n| {
        let date = n.date.map(|d| d.to_string()).unwrap_or_default();
        Some(format!("{} | {} | {date} | {}", n.about.as_ref()?, n.author.as_deref().unwrap_or(""), n.text))
    });
    c.texts("comments", said);
    let logged = portfolio.log.iter().map(|item| {
        let owner = item.owner.as_ref().map(|o| o.value.replace('\n', "; ")).unwrap_or_default();
        let due = item.due.map(|d| d.value.to_string()).unwrap_or_default();
        let state = item.open.map_or("", |open| if open { "open" } else { "closed" });
        format!("{} | {} | {owner} | {due} | {state}", item.kind.word(), item.label())
    });
    c.texts("logged", logged);
    for (key, kind) in [("sprints", MilestoneKind::Sprint), ("versions", MilestoneKind::Version)] {
        let named = portfolio.tasks.iter().filter(|t| t.facts.milestone == kind).filter_map(|t| t.facts.name.as_ref());
        c.texts(key, named.map(|n| n.value.to_string()));
    }
    let persons = portfolio.resources.iter().filter(|r| r.kind == ResourceKind::Person);
    c.texts("named", persons.map(|r| r.name.to_string()));
    let counted = serde_json::to_value(portfolio.counts).expect("counts are plain numbers");
    for (key, truth) in c.table("counts") {
        let read = counted.get(&key).and_then(serde_json::Value::as_i64);
        if read != truth.as_integer() {
            c.wrong.push(format!("{}: {key} are read as {read:?}, the truth is {truth}", c.place));
        }
    }
}

fn tracker(folder: &Path, wrong: &mut Vec<String>) {
    let truth = std::fs::read_to_string(folder.join("truth.toml")).expect("a truth");
    let truth: Table = truth.parse().expect("a truth is TOML");
    let request = Request {
        paths: vec![folder.to_owned()],
        as_of: jiff::civil::date(2026, 3, 2),
        reader_exe: Some(env!("CARGO_BIN_EXE_steerpack").into()),
        ..Request::default()
    };
    let intake = take_in(&request, &|_, _, _| {}).expect("the sample can be read");
    let context = Context { sources: &intake.sources, settings: &request.settings, as_of: request.as_of, name: "sample" };
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for source in truth["source"].as_array().expect("sources").iter().filter_map(Value::as_table) {
        let named = |key: &str| source.get(key).map(text);
        let here: Vec<usize> = (0..intake.extracts.len())
            .filter(|i| {
                let at = intake.extracts[*i].source;
                intake.sources.file(at).map(|f| f.name.clone()) == named("file")
                    && named("sheet").is_none_or(|s| intake.sources.sheet(at) == Some(s.as_str()))
            })
            .collect();
        let fits = |i: &&usize| !used.contains(i) && named("role").is_none_or(|r| intake.extracts[**i].role.word() == r);
        match here.iter().find(fits).or(here.first()) {
            Some(i) => {
                used.insert(*i);
                compare(source, &intake.extracts[*i], &intake.sources, &context, wrong);
            }
            None => wrong.push(format!("{:?} {:?} is not among the sources", named("file"), named("sheet"))),
        }
    }
}

#[test]
fn every_tracker_sample_is_read_as_its_truth_says() {
    let mut wrong = Vec::new();
    let mut folders: Vec<_> =
        std::fs::read_dir(repository("samples/trackers")).expect("the samples").flatten().map(|e| e.path()).collect();
    folders.sort();
    assert!(folders.len() > 20, "the samples are there");
    for folder in folders {
        tracker(&folder, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_built_in_tracker_has_a_sample() {
    let profiles = Profiles::load(None).expect("built-in profiles load");
    let has = |name: &str| repository("samples/trackers").join(name).join("truth.toml").is_file();
    let without: Vec<&str> = profiles.list.iter().map(|p| p.name.as_str()).filter(|name| !has(name)).collect();
    assert!(without.is_empty(), "no samples/trackers/<name>/truth.toml for {without:?}");
}
