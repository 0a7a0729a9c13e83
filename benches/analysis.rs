//! How fast analysis is, with the model in memory: the two passes, contention, and everything together.
//! `cargo bench --bench analysis`; the floor for the passes is `cpmfloor` on a network of the same size.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::Date;
use steerpack::analyze::clocks::{Calendars, Clocks};
use steerpack::analyze::contention::contention;
use steerpack::analyze::cpm::{DAY, End, Job, Link, Wait, cpm, gap, passes};
use steerpack::analyze::handovers::handovers;
use steerpack::analyze::health::{Findings, health};
use steerpack::analyze::milestones::milestones;
use steerpack::analyze::order::order;
use steerpack::analyze::schedule::schedule;
use steerpack::config::Settings;
use steerpack::model::calendar::day_of_number;
use steerpack::model::{
    Allocation, Audience, Calendar, Dependency, DependencyEnd, Portfolio, Project, ProjectId, Relation, Resource, ResourceId,
    ResourceKind, Task, TaskFacts, TaskId,
};
use steerpack::source::{CellRef, SourceId, Sourced, Text};

/// Numbers that look random and are the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

fn network(jobs: usize, links: usize) -> (Vec<Job>, Vec<Link>) {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let list = (0..jobs).map(|_| Job { not_before: 0, ..Job::free((1 + numbers.below(20)) as i32 * DAY) }).collect();
    let mut numbers = Numbers(0xD1B5_4A32_D192_ED03);
    let edge = |ix: usize| {
        // As `dag.py` of the floor makes them: two predecessors a task, from the hundred before it.
        let to = 1 + ix * (jobs - 1) / links;
        let from = to - 1 - numbers.below(to.min(100));
        mixed(from as u32, to as u32, &mut numbers)
    };
    (list, (0..links).map(edge).collect())
}

/// The network that `dag.py` wrote to the file that `STEERPACK_DAG` names, its links made mixed: what `cpmfloor` passes over.
fn dag() -> Option<(Vec<Job>, Vec<Link>)> {
    let text = std::fs::read_to_string(std::env::var_os("STEERPACK_DAG")?).expect("STEERPACK_DAG names a file of dag.py");
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<usize>().expect("dag.py writes numbers"));
    let mut next = || numbers.next().expect("a whole file of dag.py");
    let (tasks, count, _) = (next(), next(), next());
    let mut jobs = Vec::with_capacity(tasks);
    for _ in 0..tasks {
        jobs.push(Job { not_before: 0, ..Job::free(next() as i32 * DAY) });
        next();
    }
    let mut random = Numbers(0xD1B5_4A32_D192_ED03);
    let mut links = Vec::with_capacity(count);
    for _ in 0..count {
        let (from, to) = (next() as u32, next() as u32);
        links.push(mixed(from, to, &mut random));
    }
    Some((jobs, links))
}

/// A link of some relation with some lag.
fn mixed(from: u32, to: u32, random: &mut Numbers) -> Link {
    let end = |finish| if finish { End::Finish } else { End::Start };
    Link {
        from,
        to,
        leaves: end(random.below(10) > 1),
        enters: end(random.below(10) == 0),
        wait: Wait::Working(random.below(5) as i32 * DAY),
    }
}

fn cell(row: usize, col: u16) -> CellRef {
    CellRef { source: SourceId { file: (row / 2_000) as u16, sheet: 0 }, row: (row % 2_000) as u32, col }
}

fn portfolio(tasks: usize, projects: usize, people: usize) -> Portfolio {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let mut built = Portfolio { as_of: jiff::civil::date(2026, 6, 1), ..Portfolio::default() };
    built.projects = (0..projects).map(project).collect();
    built.resources = (0..people).map(person).collect();
    for row in 0..tasks {
        let mut facts = TaskFacts::new(cell(row, 0));
        let first = 20_450 + numbers.below(1_000) as i32;
        let date = |day: i32| Some(Sourced::<Date>::stated(day_of_number(day), cell(row, 1)));
        facts.name = Some(Sourced::stated(Text::from(format!("Task {row}")), cell(row, 0)));
        facts.start = date(first);
        facts.finish = date(first + 1 + numbers.below(30) as i32);
        facts.percent = Some(Sourced::stated(0.0, cell(row, 2)));
        let resource = ResourceId(numbers.below(people) as u32);
        let task = TaskId(row as u32);
        built.tasks.push(Task {
            stable_id: Text::from(""),
            project: ProjectId((row * projects / tasks) as u32),
            parent: None,
            level: 0,
            stub: false,
            facts: Box::new(facts),
            assignees: vec![(resource, cell(row, 3))],
            also_at: Vec::new(),
            calendar: None,
        });
        let work = (row % 3 > 0).then(|| Sourced::stated(8.0 + numbers.below(80) as f64, cell(row, 4)));
        built.allocations.push(Allocation { task, resource, units: None, work, at: cell(row, 3) });
        if row > 0 {
            let before = row - 1 - numbers.below(row.min(500));
            built.dependencies.push(Dependency {
                predecessor: DependencyEnd::Task(TaskId(before as u32)),
                successor: DependencyEnd::Task(task),
                relation: Sourced::stated(Relation::FinishStart, cell(row, 5)),
                lag: None,
                stated_at: vec![cell(row, 5)],
                needed: None,
                promised: None,
            });
        }
    }
    built
}

fn project(ix: usize) -> Project {
    Project {
        slug: Text::from(format!("p{ix}")),
        name: Text::from(format!("Project {ix}")),
        key: None,
        programs: Vec::new(),
        audience: Audience::Open,
        manager: None,
        reported: None,
        agreed: None,
        baseline_finish: None,
        start: None,
        finish: None,
        narrative: Vec::new(),
        sources: vec![(SourceId { file: ix as u16, sheet: 0 }, Text::from(""))],
        board_milestones: Vec::new(),
        calendar: None,
    }
}

fn person(ix: usize) -> Resource {
    Resource {
        stable_id: Text::from(format!("r{ix}")),
        kind: ResourceKind::Person,
        name: Text::from(format!("Person {ix}")),
        email: None,
        account: None,
        team: None,
        role: None,
        leaves: None,
        capacity: Vec::new(),
        absences: Vec::new(),
        seen_at: Vec::new(),
        spellings: Vec::new(),
        calendar: None,
    }
}

fn analysis(c: &mut Criterion) {
    let days = Calendar::default().working_days();
    let clocks = Clocks::one(&days);
    let (jobs, links) = dag().unwrap_or_else(|| network(1_000_000, 2_000_000));
    let name = |what: &str| format!("{what}, {} tasks, {} mixed links", jobs.len(), links.len());
    c.bench_function(&name("order and two passes"), |b| b.iter(|| cpm(&jobs, &links, &clocks)));
    // The bar: the passes alone, in an order that is known; `bench/cpmfloor` of the shared folder times the same over plain arrays.
    let order = order(jobs.len(), &links, |link| gap(&jobs, link));
    c.bench_function(&name("two passes"), |b| b.iter(|| passes(&jobs, &links, &order, &clocks)));
    let half = steerpack::model::Calendar::plain([true, true, true, true, false, false, false], []).working_days();
    c.bench_function(&name("two passes, calendars as they come, of a four-day and a five-day week"), |b| {
        let (all, of_job) = ([days.clone(), half.clone()], (0..jobs.len()).map(|ix| u16::from(ix % 10 == 0)).collect::<Vec<_>>());
        let clocks = Clocks::of_jobs(&all, &of_job);
        let across = |link: &Link| match (link.wait, of_job[link.from as usize] == of_job[link.to as usize]) {
            (Wait::Working(lag), false) => Link { wait: Wait::Across(lag), ..*link },
            _ => *link,
        };
        let links: Vec<Link> = links.iter().map(across).collect();
        let order = steerpack::analyze::order::order(jobs.len(), &links, |link| gap(&jobs, link));
        b.iter(|| passes(&jobs, &links, &order, &clocks));
    });
    let (settings, built) = (Settings::default(), portfolio(100_000, 50, 120));
    let calendars = Calendars::of(&built);
    c.bench_function("contention, 100,000 claims over 3 years", |b| b.iter(|| contention(&built, &settings, &calendars)));
    let days = calendars.program();
    c.bench_function("schedule, 100,000 tasks", |b| b.iter(|| schedule(&built, &settings, &calendars)));
    c.bench_function("handovers, 100,000 tasks", |b| b.iter(|| handovers(&built, &calendars)));
    let scheduled = schedule(&built, &settings, &calendars);
    c.bench_function("milestones, 100,000 tasks", |b| b.iter(|| milestones(&built, &settings, days, &scheduled)));
    let (milestones, handovers) = (milestones(&built, &settings, days, &scheduled), handovers(&built, &calendars));
    let contention = contention(&built, &settings, &calendars);
    let findings = Findings { scheduled: &scheduled, milestones: &milestones, handovers: &handovers, contention: &contention };
    c.bench_function("health, 100,000 tasks", |b| b.iter(|| health(&built, &settings, days, findings)));
    c.bench_function("the whole analysis, 100,000 tasks", |b| b.iter(|| steerpack::analyze::analyze(&built, &settings)));
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = analysis }
criterion_main!(benches);
