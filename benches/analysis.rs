//! How fast analysis is, with the model in memory: the two passes, contention, and everything together.
//! `cargo bench --bench analysis`; the floor for the passes is `cpmfloor` on a network of the same size.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::Date;
use steerpack::analyze::contention::contention;
use steerpack::analyze::cpm::{DAY, End, Job, Link, Wait, cpm};
use steerpack::analyze::handovers::handovers;
use steerpack::analyze::health::{Findings, health};
use steerpack::analyze::milestones::milestones;
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
        let end = |finish| if finish { End::Finish } else { End::Start };
        Link {
            from: from as u32,
            to: to as u32,
            leaves: end(numbers.below(10) > 1),
            enters: end(numbers.below(10) == 0),
            wait: Wait::Working(numbers.below(5) as i32 * DAY),
        }
    };
    (list, (0..links).map(edge).collect())
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
    }
}

fn analysis(c: &mut Criterion) {
    let days = Calendar::default().working_days();
    let (jobs, links) = network(1_000_000, 2_000_000);
    c.bench_function("order and two passes, 1,000,000 tasks, 2,000,000 links", |b| b.iter(|| cpm(&jobs, &links, &days)));
    let (settings, built) = (Settings::default(), portfolio(100_000, 50, 120));
    c.bench_function("contention, 100,000 claims over 3 years", |b| b.iter(|| contention(&built, &settings, &days)));
    let days = &days;
    c.bench_function("schedule, 100,000 tasks", |b| b.iter(|| schedule(&built, &settings, days)));
    c.bench_function("handovers, 100,000 tasks", |b| b.iter(|| handovers(&built, days)));
    let scheduled = schedule(&built, &settings, days);
    c.bench_function("milestones, 100,000 tasks", |b| b.iter(|| milestones(&built, &settings, days, &scheduled)));
    let (milestones, handovers) = (milestones(&built, &settings, days, &scheduled), handovers(&built, days));
    let contention = contention(&built, &settings, days);
    let findings = Findings { scheduled: &scheduled, milestones: &milestones, handovers: &handovers, contention: &contention };
    c.bench_function("health, 100,000 tasks", |b| b.iter(|| health(&built, &settings, days, findings)));
    c.bench_function("the whole analysis, 100,000 tasks", |b| b.iter(|| steerpack::analyze::analyze(&built, &settings)));
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = analysis }
criterion_main!(benches);
