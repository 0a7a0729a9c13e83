//! How well people and projects are told to be one: precision and recall of what is joined and of what is asked about, by rule and
//! by kind. Prints, never passes or fails (`tests/it/labelled.rs` does, on the project's own set).
//!
//! `cargo bench --bench identity` takes the labelled set; with `STEERPACK_FEBRL=FOLDER` (made by `benches/febrl.py FOLDER`) also
//! Febrl-4, two lists of 5,000 people, with and without a second field.

#[path = "../tests/it/pairs.rs"]
mod pairs;

use pairs::{Pair, read};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use steerpack::model::{Portfolio, ResourceId};

fn main() {
    let set = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/identity/pairs.csv");
    labelled(&Pair::all(&set));
    match std::env::var_os("STEERPACK_FEBRL").map(PathBuf::from) {
        Some(folder) => febrl(&folder),
        None => println!("\nFebrl-4: not run (python3 benches/febrl.py FOLDER, then STEERPACK_FEBRL=FOLDER)"),
    }
}

/// Pairs found, and those of them that are one.
#[derive(Default, Clone, Copy)]
struct Tally {
    found: usize,
    same: usize,
}

impl Tally {
    fn add(&mut self, same: bool) {
        self.found += 1;
        self.same += usize::from(same);
    }
    fn precision(self) -> String {
        if self.found == 0 { "-".to_owned() } else { format!("{:.4}", self.same as f64 / self.found as f64) }
    }
}

/// The rule of a question: its evidence without what is particular to the pair.
fn rule(evidence: &str) -> String {
    let end = evidence.find(['`', ';']).unwrap_or(evidence.len());
    let head = evidence.get(..end).unwrap_or(evidence).trim_end_matches([' ', ',']).trim_end_matches(" and");
    head.trim_end_matches(',').split(", and start").next().unwrap_or(head).to_owned()
}

fn labelled(all: &[Pair]) {
    let mut kinds: BTreeMap<(&str, &str), [Tally; 3]> = BTreeMap::new();
    let mut rules: BTreeMap<String, Tally> = BTreeMap::new();
    for pair in all {
        let found = pair.portfolio();
        let things = if pair.of == "person" { found.resources.len() } else { found.projects.len() };
        let same = pair.truth == "same";
        let line = kinds.entry((&pair.of, &pair.kind)).or_default();
        line[0].add(same);
        if things == 1 {
            line[1].add(same);
            rules.entry(format!("joined: {}", joined_by(&found, 0))).or_default().add(same);
        } else if let Some(question) = found.proposals.first() {
            line[2].add(same);
            rules.entry(format!("asked: {}", rule(&question.evidence))).or_default().add(same);
        }
    }
    println!("Labelled set: {} pairs\n", all.len());
    println!(
        "{:28} {:>6} {:>6} {:>7} {:>6} {:>6}  {:>9} {:>9}",
        "kind", "pairs", "one", "joined", "false", "asked", "recall", "of asked"
    );
    let mut whole = [Tally::default(); 3];
    for ((of, kind), line) in &kinds {
        print_kind(&format!("{of} / {kind}"), line);
        for (sum, part) in whole.iter_mut().zip(line) {
            sum.found += part.found;
            sum.same += part.same;
        }
    }
    print_kind("all", &whole);
    print_rules(&rules);
}

/// Recall is of joined and asked together; `of asked` is the share of questions to be answered with `same`.
fn print_kind(name: &str, [all, joined, asked]: &[Tally; 3]) {
    let recall = (joined.same + asked.same) as f64 / all.same.max(1) as f64;
    let recall = if all.same == 0 { "-".to_owned() } else { format!("{recall:.2}") };
    println!(
        "{name:28} {:>6} {:>6} {:>7} {:>6} {:>6}  {recall:>9} {:>9}",
        all.found,
        all.same,
        joined.found,
        joined.found - joined.same,
        asked.found,
        asked.precision()
    );
}

fn print_rules(rules: &BTreeMap<String, Tally>) {
    println!("\n{:86} {:>6} {:>6} {:>9}", "rule", "pairs", "one", "precision");
    for (rule, tally) in rules {
        println!("{rule:86} {:>6} {:>6} {:>9}", tally.found, tally.same, tally.precision());
    }
}

/// Why the spellings of a resource are one.
fn joined_by(portfolio: &Portfolio, ix: usize) -> String {
    let Some(resource) = portfolio.resources.get(ix) else { return "a name that folds to the same".to_owned() };
    let other = resource.spellings.iter().map(|(_, why)| &**why).find(|why| *why != "as written");
    match (other, &resource.email) {
        (Some(why), _) => why.to_owned(),
        (None, Some(_)) => "the same e-mail address".to_owned(),
        (None, None) => "the same name as written".to_owned(),
    }
}

/// One person of Febrl-4.
struct Person {
    id: String,
    fields: [String; 5],
}

fn list(path: &Path) -> Vec<Person> {
    let mut reader = csv::Reader::from_path(path).expect("benches/febrl.py wrote the lists");
    let row = |row: csv::StringRecord| {
        let field = |i: usize| row.get(i).unwrap_or_default().to_owned();
        Person { id: field(0), fields: [1, 2, 3, 4, 5].map(field) }
    };
    reader.records().map(|r| row(r.expect("a row"))).collect()
}

fn febrl(folder: &Path) {
    let lists = ["a.csv", "b.csv"].map(|name| list(&folder.join(name)));
    for (what, column, second) in [
        ("names alone", "Team", None),
        ("names beside a date of birth", "Team", Some(2)),
        ("names beside a postcode", "Team", Some(3)),
        ("names beside an e-mail address made of the social security number", "E-mail", Some(4)),
    ] {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut ids: HashMap<(u16, u32), &str> = HashMap::new();
        let mut lines = 0;
        for (file, (name, people)) in (0u16..).zip(["Alpha people.csv", "Beta people.csv"].into_iter().zip(&lists)) {
            let mut text = format!("Resource Name,Role,{column}\n");
            let named = people.iter().filter(|p| !p.fields[0].is_empty() && !p.fields[1].is_empty());
            for (row, person) in (1u32..).zip(named) {
                let [given, family] = [0, 1].map(|i| &person.fields[i]);
                let beside = second.map_or("", |i| person.fields[i].as_str());
                let beside =
                    if column == "E-mail" && !beside.is_empty() { format!("{beside}@ssn.example") } else { beside.to_owned() };
                writeln!(text, "{given} {family},,{beside}").expect("writing to a string");
                ids.insert((file, row), &person.id);
                lines += 1;
            }
            std::fs::write(dir.path().join(name), text).expect("the temporary folder can be written");
        }
        let begun = std::time::Instant::now();
        let found = read(dir.path());
        println!("\nFebrl-4, {what}: {lines} rows with both names, {:.1} s", begun.elapsed().as_secs_f64());
        measure(&found, &ids);
    }
}

/// The rows of a resource by file.
fn rows(portfolio: &Portfolio, id: ResourceId) -> [BTreeSet<u32>; 2] {
    let mut rows = [BTreeSet::new(), BTreeSet::new()];
    for at in portfolio.resources.get(id.ix()).iter().flat_map(|r| &r.seen_at) {
        if let Some(of_file) = rows.get_mut(usize::from(at.source.file)) {
            of_file.insert(at.row);
        }
    }
    rows
}

fn measure(found: &Portfolio, ids: &HashMap<(u16, u32), &str>) {
    let id = |file: u16, row: u32| ids.get(&(file, row)).copied();
    let of_file = |file: u16| ids.iter().filter(move |((f, _), _)| *f == file).map(|(_, id)| *id).collect::<BTreeSet<_>>();
    let truth = of_file(0).intersection(&of_file(1)).count();
    let mut rules: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut joined, mut namesakes, mut reached) = (Tally::default(), Tally::default(), BTreeSet::new());
    for (ix, _) in found.resources.iter().enumerate() {
        let [a, b] = rows(found, ResourceId(u32::try_from(ix).expect("few people")));
        let alone = a.len() < 2 && b.len() < 2;
        for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))) {
            let same = id(0, x) == id(1, y);
            if same {
                reached.extend(id(0, x));
            }
            if alone {
                joined.add(same);
                rules.entry(format!("joined: {}", joined_by(found, ix))).or_default().add(same);
            } else {
                namesakes.add(same);
            }
        }
    }
    let by_join = reached.len();
    let mut asked = Tally::default();
    for question in &found.proposals {
        let Some([x, y]) = question.people else { continue };
        let (x, y) = (rows(found, x), rows(found, y));
        let tally = rules.entry(format!("asked: {}", rule(&question.evidence))).or_default();
        let mut any = false;
        for (left, right) in [(&x[0], &y[1]), (&y[0], &x[1])] {
            for one in left.iter().flat_map(|l| right.iter().map(move |r| (*l, *r))).filter(|(l, r)| id(0, *l) == id(1, *r)) {
                any = true;
                reached.extend(id(0, one.0));
            }
        }
        asked.add(any);
        tally.add(any);
    }
    println!("{truth} are in both lists with both names");
    println!("joined: {} pairs, {} false, precision {}", joined.found, joined.found - joined.same, joined.precision());
    println!(
        "rows written alike within one list, so one to any reader: {} pairs, {} of them one",
        namesakes.found, namesakes.same
    );
    println!("asked: {} questions, {} to be answered with same, precision {}", asked.found, asked.same, asked.precision());
    println!(
        "recall: joined {:.3}, joined and asked {:.3}",
        by_join as f64 / truth.max(1) as f64,
        reached.len() as f64 / truth.max(1) as f64
    );
    print_rules(&rules);
}
