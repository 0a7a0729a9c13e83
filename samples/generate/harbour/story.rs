//! The plans as values: dates, links, people and status of every record, worked out here from the lines of `plans.rs` with this
//! generator's own arithmetic.

use super::super::days::{between, finish, iso, next, on_or_after, span};
use super::people::{OVERLOADED, PEOPLE};
use super::plans;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The date of the pack: a Monday.
pub const AS_OF: &str = "2026-11-02";

/// How far a record is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Not begun.
    ToDo,
    /// Begun.
    Doing,
    /// Finished.
    Done,
    /// Will not be done.
    Cancelled,
}

/// What a record is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A phase.
    Phase,
    /// A task.
    Task,
    /// A milestone.
    Milestone,
}

/// A link to an earlier record of the same project.
#[derive(Clone, Debug)]
pub struct Link {
    /// Position of the predecessor in its project.
    pub from: usize,
    /// `FS`, `SS`, …
    pub relation: String,
    /// Working days.
    pub lag: Option<f64>,
}

/// A record.
#[derive(Clone, Debug)]
pub struct Item {
    /// `QW-31`.
    pub key: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: Kind,
    /// Position of its phase; `None` for a phase.
    pub phase: Option<usize>,
    /// Start.
    pub start: Date,
    /// Finish, last day worked.
    pub finish: Date,
    /// Working days, 0 for a milestone.
    pub days: u32,
    /// Baseline finish, where the plan keeps one.
    pub baseline: Option<Date>,
    /// State.
    pub state: State,
    /// Percent complete, 0 to 100.
    pub percent: u32,
    /// Who does it.
    pub who: Option<String>,
    /// Hours stated.
    pub hours: Option<u32>,
    /// Units stated in percent.
    pub units: Option<u32>,
    /// Links in the project.
    pub links: Vec<Link>,
    /// Labels in other projects that it waits for.
    pub waits: Vec<String>,
    /// Words.
    pub note: String,
    /// Label in the story.
    pub label: Option<String>,
}

/// A project.
#[derive(Clone, Debug)]
pub struct Plan {
    /// `QW`.
    pub code: &'static str,
    /// Records, phases before their tasks.
    pub items: Vec<Item>,
}

impl Plan {
    /// The children of a phase.
    pub fn children(&self, phase: usize) -> impl Iterator<Item = (usize, &Item)> {
        self.items.iter().enumerate().filter(move |(_, i)| i.phase == Some(phase))
    }
}

/// Everything.
pub struct Story {
    /// Plans by code.
    pub plans: BTreeMap<&'static str, Plan>,
}

impl Story {
    /// Reads the lines, gives dates, states and people.
    pub fn read() -> Story {
        let lines = [
            ("QW", plans::QW),
            ("STS", plans::STS),
            ("SP", plans::SP),
            ("TOS", plans::TOS),
            ("ZOL", plans::ZOL),
            ("GATE", plans::GATE),
            ("OPS", plans::OPS),
            ("RL", plans::RL),
            ("LAN", plans::LAN),
        ];
        let mut story = Story { plans: BTreeMap::new() };
        for (code, text) in lines {
            story.plans.insert(code, read(code, text));
        }
        staff(&mut story);
        story
    }
    /// A plan.
    pub fn plan(&self, code: &str) -> &Plan {
        &self.plans[code]
    }
    /// The record of a label, in whichever project.
    pub fn labelled(&self, label: &str) -> &Item {
        let mut all = self.plans.values().flat_map(|p| &p.items);
        all.find(|i| i.label.as_deref() == Some(label)).unwrap_or_else(|| panic!("no label {label}"))
    }
    /// Keys of what a record waits for in other projects.
    pub fn outside_keys(&self, item: &Item) -> Vec<String> {
        item.waits.iter().map(|l| self.labelled(l).key.clone()).collect()
    }
}

fn expand(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(rest) = line.strip_prefix('*') {
            let (words, patterns) = rest.split_once(':').expect("`*words: lines`");
            for word in words.split_whitespace() {
                lines.extend(patterns.split("||").map(|p| format!("- {}", p.trim().replace('%', word))));
            }
        } else {
            lines.push(line.to_owned());
        }
    }
    lines
}

fn options(line: &str) -> (String, BTreeMap<&str, &str>) {
    let mut parts = line.split(" ; ");
    let name = parts.next().unwrap_or_default().trim_start_matches(['#', '-']).trim().to_owned();
    (name, parts.map(|p| p.trim().split_once('=').unwrap_or((p.trim(), ""))).collect())
}

fn read(code: &'static str, text: &str) -> Plan {
    let mut items: Vec<Item> = Vec::new();
    let (mut phase, mut above, mut phase_start) = (0, None, iso(AS_OF));
    for (number, line) in expand(text).iter().enumerate() {
        let (name, opt) = options(line);
        let mut item = Item {
            key: format!("{code}-{}", number + 1),
            name,
            kind: Kind::Phase,
            phase: None,
            start: iso(AS_OF),
            finish: iso(AS_OF),
            days: 0,
            baseline: opt.get("b").map(|b| iso(b)),
            state: State::ToDo,
            percent: 0,
            who: opt.get("w").map(|w| (*w).to_owned()),
            hours: opt.get("h").map(|h| h.parse().expect("hours")),
            units: opt.get("u").map(|u| u.parse().expect("units")),
            links: Vec::new(),
            waits: opt.get("x").map(|x| x.split(',').map(str::to_owned).collect()).unwrap_or_default(),
            note: opt.get("note").copied().unwrap_or_default().to_owned(),
            label: opt.get("l").map(|l| (*l).to_owned()),
        };
        if line.starts_with('#') {
            (phase, above, phase_start) = (items.len(), None, iso(opt["s"]));
            items.push(item);
            continue;
        }
        item.phase = Some(phase);
        schedule(&mut item, &opt, &items, above, phase_start);
        above = Some(items.len());
        items.push(item);
    }
    for i in 0..items.len() {
        if items[i].kind == Kind::Phase {
            roll_up(&mut items, i);
        }
    }
    Plan { code, items }
}

fn schedule(item: &mut Item, opt: &BTreeMap<&str, &str>, items: &[Item], above: Option<usize>, phase_start: Date) {
    let lag = opt.get("lag").map(|l| l.parse::<f64>().expect("a lag"));
    let linked = if opt.contains_key("n") { None } else { above };
    if let Some(from) = linked {
        item.links.push(Link { from, relation: "FS".into(), lag });
    }
    for other in opt.get("a").into_iter().flat_map(|a| a.split(',')) {
        let (label, relation, lag) = match other.split_once('+') {
            Some((label, rest)) => (label, &rest[..2], rest[2..].parse::<f64>().ok()),
            None => (other, "FS", None),
        };
        let from = items.iter().position(|i| i.label.as_deref() == Some(label)).unwrap_or_else(|| panic!("no label {label}"));
        item.links.push(Link { from, relation: relation.into(), lag });
    }
    let milestone = opt.get("d") == Some(&"0");
    let after = linked.map(|i| if milestone { items[i].finish } else { next(items[i].finish) });
    let after = match (after, lag) {
        (Some(day), Some(lead)) if lead < 0.0 => (0..(-lead) as u32).fold(day, |d, _| before(d)),
        (Some(day), _) => day,
        (None, _) => on_or_after(phase_start),
    };
    item.start = opt.get("s").map_or(after, |s| iso(s));
    item.kind = if milestone { Kind::Milestone } else { Kind::Task };
    item.finish = match (opt.get("f"), opt.get("d")) {
        (Some(f), _) => iso(f),
        (None, _) if milestone => item.start,
        (None, Some(d)) => finish(item.start, d.parse().expect("days")),
        (None, None) => panic!("{} has no length", item.name),
    };
    item.days = if milestone { 0 } else { span(item.start, item.finish) };
    progress(item, opt);
}

fn before(day: Date) -> Date {
    let mut day = day.yesterday().expect("a date of the calendar");
    while !super::super::days::works(day) {
        day = day.yesterday().expect("a date of the calendar");
    }
    day
}

fn progress(item: &mut Item, opt: &BTreeMap<&str, &str>) {
    let today = iso(AS_OF);
    item.state = match opt.get("st").copied() {
        Some("doing") => State::Doing,
        Some("cancelled") => State::Cancelled,
        _ if item.finish < today => State::Done,
        _ if item.start < today => State::Doing,
        _ => State::ToDo,
    };
    item.percent = match item.state {
        State::Done => 100,
        State::Doing => {
            let left = span(today, item.finish.max(today));
            let done = 100 - (100 * left / item.days.max(1)).min(95);
            opt.get("p").map_or(done.next_multiple_of(5).min(95), |p| p.parse().expect("percent"))
        }
        _ => 0,
    };
}

fn roll_up(items: &mut [Item], phase: usize) {
    let children: Vec<Item> = items.iter().filter(|i| i.phase == Some(phase)).cloned().collect();
    let own = &mut items[phase];
    own.start = children.iter().map(|c| c.start).min().expect("a phase has tasks");
    own.finish = children.iter().map(|c| c.finish).max().expect("a phase has tasks");
    own.days = span(own.start, own.finish);
    let (total, done) = children.iter().fold((0, 0), |(t, d), c| (t + c.days, d + c.days * c.percent / 100));
    own.percent = 100 * done / total.max(1);
    let open = children.iter().any(|c| !matches!(c.state, State::Done | State::Cancelled));
    let begun = children.iter().any(|c| c.state != State::ToDo);
    own.state = match (open, begun) {
        (false, _) => State::Done,
        (true, true) => State::Doing,
        (true, false) => State::ToDo,
    };
    if own.state == State::Done {
        own.percent = 100;
    }
}

/// Gives ordinary tasks to people of the project's pool so that nobody has two at once; about one task in nine stays open.
fn staff(story: &mut Story) {
    let mut busy: BTreeMap<(String, &str), Vec<(Date, Date)>> = BTreeMap::new();
    for plan in story.plans.values_mut() {
        let pool: Vec<&str> = PEOPLE.iter().filter(|p| p.pool == plan.code).map(|p| p.name).collect();
        let mut turn = 0;
        for (number, item) in plan.items.iter_mut().enumerate() {
            if item.who.as_deref() == Some("-") || item.who.as_deref() == Some("") {
                item.who = None;
                continue;
            }
            if item.kind != Kind::Task || item.who.is_some() || item.state == State::Cancelled || number % 11 == 10 {
                continue;
            }
            for step in 0..pool.len() {
                let name = pool[(turn + step) % pool.len()];
                let taken = busy.entry((name.to_owned(), plan.code)).or_default();
                if taken.iter().all(|(from, to)| item.finish < *from || item.start > *to) {
                    taken.push((item.start, item.finish));
                    item.who = Some(name.to_owned());
                    turn += step + 1;
                    break;
                }
            }
        }
    }
    assert!(story.plans.values().flat_map(|p| &p.items).filter(|i| i.who.as_deref() == Some(OVERLOADED)).count() == 3);
}

/// Dates that all links together imply, by a plain relaxation over every project: the story's own reading, apart from the tool's.
pub fn implied(story: &Story) -> BTreeMap<String, (Date, Date)> {
    let today = iso(AS_OF);
    let undated = "ZOL";
    let mut dates: BTreeMap<String, (Date, Date)> = BTreeMap::new();
    let items: Vec<(&Plan, &Item)> = story.plans.values().flat_map(|p| p.items.iter().map(move |i| (p, i))).collect();
    for (_, item) in &items {
        dates.insert(item.key.clone(), (item.start, item.finish));
    }
    for _ in 0..40 {
        for (plan, item) in &items {
            if item.kind == Kind::Phase || item.state != State::ToDo || plan.code == undated {
                continue;
            }
            let mut start = item.start.max(today);
            for link in item.links.iter().filter(|l| l.relation == "FS" && l.lag.is_none_or(|g| g >= 0.0)) {
                let done = dates[&plan.items[link.from].key].1;
                let closed = matches!(plan.items[link.from].state, State::Done | State::Cancelled);
                let earliest = if item.kind == Kind::Milestone { done } else { next(done) };
                start = if closed { start } else { start.max(earliest) };
            }
            for label in &item.waits {
                let other = story.labelled(label);
                if !other.key.starts_with(undated) {
                    start = start.max(if item.kind == Kind::Milestone { dates[&other.key].1 } else { next(dates[&other.key].1) });
                }
            }
            let end = if item.kind == Kind::Milestone { start } else { finish(start, item.days) };
            dates.insert(item.key.clone(), (start, end));
        }
    }
    dates
}

/// The links whose two reported dates contradict them: predecessor, successor, working days.
pub fn broken(story: &Story) -> Vec<(String, String, i32)> {
    let mut found = Vec::new();
    for plan in story.plans.values().filter(|p| p.code != "ZOL") {
        for item in plan.items.iter().filter(|i| i.kind != Kind::Phase) {
            let inside = item.links.iter().filter(|l| l.relation == "FS" && l.lag.is_none()).map(|l| &plan.items[l.from]);
            let outside = item.waits.iter().map(|l| story.labelled(l)).filter(|o| !o.key.starts_with("ZOL"));
            for other in inside.chain(outside) {
                let earliest =
                    if item.kind == Kind::Milestone || other.kind == Kind::Milestone { other.finish } else { next(other.finish) };
                if item.start < earliest {
                    found.push((other.key.clone(), item.key.clone(), between(item.start, earliest)));
                }
            }
        }
    }
    found
}
