//! Schedule health: the fourteen points of the DCMA where a project's sources carry logic, the hygiene of the tracker for all.
//!
//! Counted are records of work that take part: no summaries, no stubs, nothing cancelled, no level of effort, no sprints and
//! releases. "Incomplete" is what is neither done nor cancelled. What cannot be assessed says why and is never a pass.
//!
//! - `dcma`: the fourteen points, their formulas, and how the standard's ambiguities are decided.
//! - `hygiene`: what a tracker without logic can be asked instead.

mod dcma;
mod hygiene;

pub use dcma::DCMA;
pub use hygiene::HYGIENE;

use super::behind::Incoming;
use super::clocks::Calendars;
use super::job::is_level_of_effort;
use super::schedule::Scheduled;
use crate::config::Settings;
use crate::model::{MilestoneKind, Portfolio, StatusCategory, Task, TaskId, TaskKind};

/// A question of schedule health, with its formula and its bar in words.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Short name.
    pub name: &'static str,
    /// What is divided by what.
    pub formula: &'static str,
    /// When it passes.
    pub bar: &'static str,
    /// What was decided where standards and tools differ.
    pub decided: &'static str,
}

/// How a point came out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Within the bar.
    Pass,
    /// Beyond it.
    Fail,
    /// The point has no bar.
    Shown,
    /// Not assessable.
    NotAssessable,
}

/// One point of one project.
#[derive(Clone, PartialEq, Debug)]
pub struct Measure {
    /// What was counted.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// Share or index; `None` where not assessable.
    pub value: Option<f64>,
    /// How it came out.
    pub verdict: Verdict,
    /// Why it is not assessable, or what it was taken against.
    pub why: &'static str,
    /// The first tasks that count.
    pub first: Vec<TaskId>,
}

impl Measure {
    /// Not assessable, for a reason.
    pub fn none(why: &'static str) -> Self {
        Measure { count: 0, of: 0, value: None, verdict: Verdict::NotAssessable, why, first: Vec::new() }
    }

    /// A share that must not exceed a bar.
    pub fn at_most(tally: &Tally, bar: f64) -> Self {
        Self::share(tally, |value| value <= bar)
    }

    /// A share that must reach a bar.
    pub fn at_least(tally: &Tally, bar: f64) -> Self {
        Self::share(tally, |value| value >= bar)
    }

    fn share(tally: &Tally, passes: impl Fn(f64) -> bool) -> Self {
        if tally.of == 0 {
            return Self::none("there is nothing to count");
        }
        let value = tally.count as f64 / tally.of as f64;
        let verdict = if passes(value) { Verdict::Pass } else { Verdict::Fail };
        let first = if verdict == Verdict::Fail { tally.first.clone() } else { Vec::new() };
        Measure { count: tally.count, of: tally.of, value: Some(value), verdict, why: "", first }
    }
}

/// A running count with the first that count.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Those that count.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// The first that count.
    pub first: Vec<TaskId>,
}

impl Tally {
    /// Counts one.
    pub fn add(&mut self, task: TaskId, counts: bool) {
        self.of += 1;
        if counts {
            self.count += 1;
            if self.first.len() < 3 {
                self.first.push(task);
            }
        }
    }

    fn join(&mut self, other: &Tally) {
        self.count += other.count;
        self.of += other.of;
    }
}

/// The schedule health of one project, or of the program.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Assessment {
    /// Incomplete tasks and milestones counted.
    pub tasks: usize,
    /// Of them with a link.
    pub linked: usize,
    /// Whether its sources carry logic enough for the fourteen points.
    pub logic: bool,
    /// The fourteen points, in order; empty where the sources carry no logic.
    pub dcma: Vec<Measure>,
    /// The hygiene of the tracker, in order.
    pub hygiene: Vec<Measure>,
}

/// Schedule health of all.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Quality {
    /// The program: all projects together; the fourteen points over those that carry logic.
    pub program: Assessment,
    /// By project id.
    pub projects: Vec<Assessment>,
}

/// Share of a project's incomplete tasks that must have a link for its sources to count as carrying logic.
const LOGIC: f64 = 0.10;

/// Assesses every project and the program.
pub fn quality(portfolio: &Portfolio, settings: &Settings, calendars: &Calendars, scheduled: &Scheduled) -> Quality {
    let incoming = Incoming::new(&scheduled.network);
    let (dcma, hygiene) =
        rayon::join(|| dcma::count(portfolio, calendars, scheduled, &incoming), || hygiene::count(portfolio, settings));
    let projects: Vec<Assessment> = dcma
        .iter()
        .zip(&hygiene)
        .map(|(counted, hygiene)| {
            let logic = counted.tasks > 0 && counted.linked as f64 >= LOGIC * counted.tasks as f64;
            let points = if logic { dcma::measures(counted) } else { Vec::new() };
            Assessment {
                tasks: counted.tasks,
                linked: counted.linked,
                logic,
                dcma: points,
                hygiene: hygiene::measures(hygiene, settings),
            }
        })
        .collect();
    let mut whole = dcma::Counted::default();
    for (counted, _) in dcma.iter().zip(&projects).filter(|(_, assessment)| assessment.logic) {
        whole.join(counted);
    }
    dcma::finish_of_program(&mut whole, portfolio, calendars, scheduled, &incoming);
    let mut clean = hygiene::Counted::default();
    hygiene.iter().for_each(|counted| clean.join(counted));
    let logic = projects.iter().any(|assessment| assessment.logic);
    let program = Assessment {
        tasks: projects.iter().map(|assessment| assessment.tasks).sum(),
        linked: projects.iter().map(|assessment| assessment.linked).sum(),
        logic,
        dcma: if logic { dcma::measures(&whole) } else { Vec::new() },
        hygiene: hygiene::measures(&clean, settings),
    };
    Quality { program, projects }
}

/// Whether a record is counted at all.
fn counts(task: &Task) -> bool {
    !task.stub
        && task.facts.kind != TaskKind::Summary
        && task.facts.milestone == MilestoneKind::Plan
        && task.facts.category() != Some(StatusCategory::Cancelled)
        && !is_level_of_effort(task)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::analyze;
    use super::super::fixture::{day, portfolio};
    use super::*;
    use crate::model::{Constraint, LagUnit, Relation};
    use crate::source::Sourced;

    fn read(p: &Portfolio) -> Quality {
        analyze(p, &Settings::default()).quality
    }

    fn share(measure: &Measure) -> (usize, usize, Verdict) {
        (measure.count, measure.of, measure.verdict)
    }

    #[test]
    fn logic_lags_and_relations_are_counted_over_incomplete_tasks_and_their_links() {
        let mut p = portfolio(1);
        let tasks: Vec<TaskId> = (0..5).map(|i| p.with(0, "t", Some((day(2, 2 + i), day(2, 3 + i))))).collect();
        let done = p.with(0, "done", Some((day(1, 1), day(1, 2))));
        p.status(done, StatusCategory::Done);
        p.chain(done, tasks[0]);
        p.chain(tasks[0], tasks[1]);
        p.link(tasks[1], Relation::FinishStart, tasks[2], Some((-1.0, LagUnit::WorkingDays)));
        p.link(tasks[2], Relation::StartStart, tasks[3], Some((2.0, LagUnit::WorkingDays)));
        let project = &read(&p).projects[0];
        assert!(project.logic);
        // Task 3 has no successor, task 4 neither; the done task gives task 0 its predecessor.
        assert_eq!(share(&project.dcma[0]), (2, 5, Verdict::Fail));
        assert_eq!(project.dcma[0].first, [tasks[3], tasks[4]]);
        assert_eq!(share(&project.dcma[1]), (1, 4, Verdict::Fail));
        assert_eq!(share(&project.dcma[2]), (1, 4, Verdict::Fail));
        assert_eq!(share(&project.dcma[3]), (3, 4, Verdict::Fail));
        // Nothing states a constraint, a baseline or work: never a pass.
        for point in [4, 6, 9, 10, 12, 13] {
            assert_eq!(project.dcma[point].verdict, Verdict::NotAssessable, "{}", DCMA[point].name);
        }
    }

    #[test]
    fn constraints_durations_missed_tasks_and_the_execution_index_follow_their_formulas() {
        let mut p = portfolio(1);
        p.as_of = day(3, 2);
        let a = p.with(0, "a", Some((day(1, 5), day(1, 9))));
        let b = p.with(0, "b", Some((day(1, 12), day(3, 20))));
        let c = p.with(0, "c", Some((day(3, 23), day(6, 30))));
        p.chain(a, b);
        p.chain(b, c);
        p.status(a, StatusCategory::Done);
        p.status(b, StatusCategory::InProgress);
        for (task, finish) in [(a, day(1, 9)), (b, day(2, 13)), (c, day(5, 29))] {
            let facts = p.facts(task);
            facts.baseline_start = facts.start;
            facts.baseline_finish = Some(Sourced::stated(finish, facts.at));
        }
        let facts = p.facts(c);
        facts.constraint = Some(Sourced::stated((Constraint::Mfo, Some(day(6, 30))), facts.at));
        let project = &read(&p).projects[0];
        assert_eq!(share(&project.dcma[4]), (1, 2, Verdict::Fail));
        // The baseline of `c` has 50 working days, that of `b` 25.
        assert_eq!(share(&project.dcma[7]), (1, 2, Verdict::Fail));
        // `a` and `b` were due by 2 March; `b` is later than its baseline.
        assert_eq!(share(&project.dcma[10]), (1, 2, Verdict::Fail));
        assert_eq!((project.dcma[13].count, project.dcma[13].of, project.dcma[13].value), (1, 2, Some(0.5)));
        // 600 days on the first open task of the chain push the finish by 600.
        assert_eq!((project.dcma[11].verdict, project.dcma[11].count), (Verdict::Pass, 600));
        // Status date to implied finish 30 June: 86 working days; the baseline ends 22 working days earlier.
        let index = project.dcma[12].value.unwrap();
        assert!((index - (86.0 - 22.0) / 86.0).abs() < 0.02 && project.dcma[12].verdict == Verdict::Fail, "{index}");
    }

    #[test]
    fn a_tracker_without_links_is_asked_for_its_hygiene_only() {
        let mut p = portfolio(1);
        let overdue = p.with(0, "overdue", Some((day(1, 1), day(1, 2))));
        p.status(overdue, StatusCategory::InProgress);
        let undated = p.with(0, "undated", None);
        let done = p.with(0, "done", None);
        p.status(done, StatusCategory::Done);
        let who = p.person("Ada");
        p.claim(overdue, who, None, None);
        let project = &read(&p).projects[0];
        assert!(!project.logic && project.dcma.is_empty());
        assert_eq!(share(&project.hygiene[0]), (1, 2, Verdict::Fail));
        assert_eq!(share(&project.hygiene[1]), (1, 2, Verdict::Fail));
        assert_eq!(share(&project.hygiene[2]), (0, 2, Verdict::Fail));
        // No record tells when it was updated.
        assert_eq!(project.hygiene[3].verdict, Verdict::NotAssessable);
        assert_eq!(share(&project.hygiene[4]), (1, 1, Verdict::Fail));
        assert_eq!(share(&project.hygiene[5]), (1, 1, Verdict::Fail));
        let _ = undated;
    }
}
