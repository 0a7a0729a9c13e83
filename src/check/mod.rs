//! One question a check, one file a check: [`CHECKS`] lists them all. A check looks at the facts and what follows from them
//! and answers with findings. It never changes anything.
//!
//! Findings of reading, importing and reconciling are raised where the cell is at hand; their explanations stand in
//! [`reading`], [`intake`] and [`reconciling`], so that every finding has a page in `steerpack explain`. What concerns many tasks alike (no owner, no date) is one finding a
//! project, not one a task, so that a big portfolio stays readable.

use crate::analyze::Analysis;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Place, Severity, Subject};
use crate::model::{Audience, DependencyEnd, Portfolio, ProjectId, Task, TaskId, TaskKind};
use crate::source::SourceMap;
use jiff::civil::Date;
use rayon::prelude::*;

pub mod benefit_late;
pub mod broken_link;
pub mod common_cause;
pub mod constraint_contradicted;
pub mod deadline_missed;
pub mod decision_overdue;
pub mod dependency_cycle;
pub mod dependency_outside;
pub mod done_without_date;
pub mod double_booking_unsure;
pub mod finish_before_start;
pub mod gate_late;
pub mod group_assigned;
pub mod handover_late;
pub mod handover_unagreed;
pub mod implied_late;
pub mod intake;
pub mod leaver_assigned;
pub mod link_on_summary;
pub mod near_critical;
pub mod negative_float;
pub mod not_assessable;
pub mod open_ends;
pub mod out_of_sequence;
pub mod overallocation;
pub mod overallocation_assumed;
pub mod overdue_open;
pub mod percent_contradicts_status;
pub mod placeholder_owner;
pub mod raci_contradicts_plan;
pub mod reading;
pub mod reconciling;
pub mod relation_unknown;
pub mod risk_unowned;
pub mod score_contradicts_scale;
pub mod sources_disagree;
pub mod stale_task;
pub mod summary_contradicts_children;
pub mod unassigned_open;
pub mod undated_open;
pub mod waivers;
pub mod watermelon;

/// What a check looks at.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The reconciled model.
    pub portfolio: &'a Portfolio,
    /// What follows from it.
    pub analysis: &'a Analysis,
    /// Thresholds and rules.
    pub settings: &'a Settings,
    /// For places in messages.
    pub sources: &'a SourceMap,
}

impl Facts<'_> {
    /// Whether a finding speaks of a restricted project's records only.
    pub fn is_restricted(&self, finding: &Diagnostic) -> bool {
        let p = self.portfolio;
        let of = |id: ProjectId| p.projects.get(id.ix()).is_some_and(|p| p.audience == Audience::Restricted);
        let task = |ix: u32| p.tasks.get(ix as usize).is_some_and(|t| of(t.project));
        match finding.subject {
            Subject::Task(t) => task(t),
            Subject::Project(ix) => of(ProjectId(ix)),
            Subject::LogItem(i) => p.log.get(i as usize).and_then(|i| i.project).is_some_and(of),
            Subject::Benefit(b) => p.benefits.get(b as usize).and_then(|b| b.project).is_some_and(of),
            Subject::Dependency(d) => p.dependencies.get(d as usize).is_some_and(|d| {
                let ends = [d.predecessor.task(), d.successor.task()];
                ends.into_iter().all(|end| end.is_none_or(|t| task(t.0))) && ends.iter().any(Option::is_some)
            }),
            Subject::Resource(_) | Subject::Intake => false,
        }
    }
}

/// One question asked of the program.
#[derive(Clone, Copy)]
pub struct Check {
    /// Its name, the same everywhere.
    pub name: &'static str,
    /// The severity its findings usually have.
    pub severity: Severity,
    /// One line: what it finds.
    pub title: &'static str,
    /// What it means, why it matters, how to mend it: three short paragraphs.
    pub explain: &'static str,
    /// The question; `None` where reading, importing or reconciling raises the finding.
    pub run: Option<fn(&Facts) -> Vec<Diagnostic>>,
}

/// Every check, in the order of `steerpack explain`.
pub const CHECKS: &[&[Check]] = &[
    &[
        watermelon::CHECK,
        implied_late::CHECK,
        handover_late::CHECK,
        handover_unagreed::CHECK,
        gate_late::CHECK,
        broken_link::CHECK,
        out_of_sequence::CHECK,
        open_ends::CHECK,
        constraint_contradicted::CHECK,
        dependency_cycle::CHECK,
        dependency_outside::CHECK,
        relation_unknown::CHECK,
        link_on_summary::CHECK,
        negative_float::CHECK,
        near_critical::CHECK,
        deadline_missed::CHECK,
        not_assessable::CHECK,
        overallocation::CHECK,
        overallocation_assumed::CHECK,
        double_booking_unsure::CHECK,
        leaver_assigned::CHECK,
        raci_contradicts_plan::CHECK,
        group_assigned::CHECK,
        unassigned_open::CHECK,
        placeholder_owner::CHECK,
        overdue_open::CHECK,
        undated_open::CHECK,
        stale_task::CHECK,
        done_without_date::CHECK,
        percent_contradicts_status::CHECK,
        finish_before_start::CHECK,
        summary_contradicts_children::CHECK,
        sources_disagree::CHECK,
        benefit_late::CHECK,
        common_cause::CHECK,
        risk_unowned::CHECK,
        score_contradicts_scale::CHECK,
        decision_overdue::CHECK,
    ],
    intake::CHECKS,
    reading::CHECKS,
    reconciling::CHECKS,
    waivers::CHECKS,
];

/// All checks in one row.
pub fn all() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().flat_map(|group| group.iter())
}

/// Findings of one check that are spelled out; the rest is counted in one further finding.
const MOST: usize = 2_000;

/// Asks every question. The answers come in the order of the checks, whatever the number of threads.
pub fn run(facts: &Facts) -> Vec<Diagnostic> {
    let checks: Vec<_> = all().filter_map(|c| c.run.map(|run| (c, run))).collect();
    let answers: Vec<Vec<Diagnostic>> = checks.par_iter().map(|(check, run)| bounded(check, run(facts))).collect();
    answers.into_iter().flatten().collect()
}

/// Findings of a check that may concern very many: only those that will be shown are put into words. `concerned` are all, with
/// how grave each is; of more than [`MOST`] the gravest are shown, in their order.
fn spelled_out<C>(check: &Check, mut concerned: Vec<(Severity, C)>, word: impl Fn(Severity, C) -> Diagnostic) -> Vec<Diagnostic> {
    let more = concerned.len().saturating_sub(MOST);
    if more > 0 {
        concerned.sort_by_key(|(severity, _)| *severity);
        concerned.truncate(MOST);
    }
    let mut found: Vec<Diagnostic> = concerned.into_iter().map(|(severity, what)| word(severity, what)).collect();
    found.extend((more > 0).then(|| not_spelled_out(check, more)));
    found
}

/// No more than [`MOST`] findings and the word that there are more.
fn bounded(check: &Check, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if findings.len() > MOST + 1 {
        let more = findings.len() - MOST;
        findings.sort_by_key(|f| f.severity);
        findings.truncate(MOST);
        findings.push(not_spelled_out(check, more));
    }
    findings
}

fn not_spelled_out(check: &Check, more: usize) -> Diagnostic {
    let message = format!("{more} more findings of this kind are not spelled out");
    Diagnostic::new(check.name, Severity::Note, Place::Run, message).help("mend those that are listed, then run again")
}

impl<'a> Facts<'a> {
    /// The task.
    fn task(&self, id: TaskId) -> Option<&'a Task> {
        self.portfolio.tasks.get(id.ix())
    }
    /// The task's title between back-ticks, at most 80 characters.
    fn title(&self, id: TaskId) -> String {
        self.task(id).map_or_else(|| "`?`".to_owned(), title)
    }
    /// The project's name.
    fn project(&self, id: ProjectId) -> &'a str {
        self.portfolio.projects.get(id.ix()).map_or("?", |p| &*p.name)
    }
    /// What stands at the end of a link, between back-ticks.
    fn end(&self, end: &DependencyEnd) -> String {
        match end {
            DependencyEnd::Task(id) => self.title(*id),
            DependencyEnd::Outside(text) => quoted(text),
        }
    }
    /// Open work: tasks and milestones that are neither finished nor cancelled, without summaries and stubs.
    fn open(&self) -> impl Iterator<Item = (TaskId, &'a Task)> + use<'a> {
        (0_u32..)
            .zip(&self.portfolio.tasks)
            .filter(|(_, t)| !t.stub && t.facts.kind != TaskKind::Summary && !t.facts.is_closed())
            .map(|(i, t)| (TaskId(i), t))
    }
    /// By project: how many of the tasks of `from` answer to `want`, and the first of them; only projects with any.
    fn by_project(
        &self,
        from: impl Iterator<Item = (TaskId, &'a Task)>,
        want: impl Fn(&Task) -> bool,
    ) -> Vec<(ProjectId, Tally)> {
        let mut tallies = vec![Tally::default(); self.portfolio.projects.len()];
        for (id, task) in from {
            let Some(tally) = tallies.get_mut(task.project.ix()) else { continue };
            tally.all += 1;
            if want(task) {
                tally.hits += 1;
                if tally.first.len() < 6 {
                    tally.first.push(id);
                }
            }
        }
        (0_u32..).map(ProjectId).zip(tallies).filter(|(_, t)| t.hits > 0).collect()
    }
    /// One finding about a project, at the first task that it concerns, proved by the next ones.
    fn about_project(&self, check: &Check, severity: Severity, project: ProjectId, tally: &Tally, message: String) -> Diagnostic {
        let mut cells = tally.first.iter().filter_map(|t| self.task(*t)).map(|t| t.facts.at);
        let place = cells.next().map_or(Place::Run, Place::Cell);
        let mut finding = Diagnostic::new(check.name, severity, place, message).about(Subject::Project(project.0));
        finding.related = cells.collect();
        finding
    }
}

/// Tasks of one project that answer to a question.
#[derive(Clone, Default)]
struct Tally {
    /// Asked.
    all: usize,
    /// That answer to it.
    hits: usize,
    /// The first of them.
    first: Vec<TaskId>,
}

/// The task's title between back-ticks, at most 80 characters.
fn title(task: &Task) -> String {
    quoted(&task.title())
}

/// Text between back-ticks, at most 80 characters.
fn quoted(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c == '`' { '\'' } else { c }).take(80).collect();
    if text.chars().nth(80).is_some() { format!("`{clean}…`") } else { format!("`{clean}`") }
}

/// `12 Mar 2026`.
fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `1 working day`, `12 working days`.
fn working_days(n: i32) -> String {
    if n == 1 { "1 working day".to_owned() } else { format!("{n} working days") }
}

/// `1 task`, `12 tasks`.
fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

#[cfg(test)]
pub(crate) mod world {
    //! A small portfolio for the tests of checks and sheets: one file, one sheet, a row a task, a column a field.
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::model::*;
    use crate::source::*;
    use jiff::civil::date;

    /// The portfolio and what was computed of it, to be changed by a test before it asks.
    pub struct World {
        pub portfolio: Portfolio,
        pub analysis: Analysis,
        pub settings: Settings,
        pub sources: SourceMap,
    }

    /// A cell of the only sheet.
    pub fn cell(row: u32, col: u16) -> CellRef {
        CellRef { source: SourceId { file: 0, sheet: 0 }, row, col }
    }

    /// A fact of the only sheet.
    pub fn stated<T>(value: T, row: u32, col: u16) -> Sourced<T> {
        Sourced::stated(value, cell(row, col))
    }

    impl World {
        /// As of 2 November 2026, without projects.
        pub fn new() -> World {
            let file = SourceFile { name: "plan.xlsx".into(), kind: PlaceKind::Sheet, sheets: vec!["Tasks".into()] };
            let portfolio = Portfolio { name: "Test".into(), as_of: date(2026, 11, 2), ..Portfolio::default() };
            World {
                portfolio,
                analysis: Analysis::default(),
                settings: Settings::default(),
                sources: SourceMap { files: vec![file] },
            }
        }
        pub fn facts(&self) -> Facts<'_> {
            Facts { portfolio: &self.portfolio, analysis: &self.analysis, settings: &self.settings, sources: &self.sources }
        }
        pub fn project(&mut self, name: &str) -> ProjectId {
            self.portfolio.projects.push(Project {
                slug: name.to_lowercase().into(),
                name: name.into(),
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
                sources: vec![(SourceId { file: 0, sheet: 0 }, "file name".into())],
                board_milestones: Vec::new(),
                calendar: None,
            });
            self.analysis.health.push(crate::analyze::ProjectHealth::default());
            ProjectId(self.portfolio.projects.len() as u32 - 1)
        }
        /// A task on row `id + 1`: key in A, name in B.
        pub fn task(&mut self, project: ProjectId, name: &str) -> TaskId {
            let id = self.portfolio.tasks.len() as u32;
            let mut facts = TaskFacts::new(cell(id + 1, 1));
            facts.key = Some(stated(format!("T-{id}").into(), id + 1, 0));
            facts.name = Some(stated(name.into(), id + 1, 1));
            self.portfolio.tasks.push(Task {
                stable_id: format!("t-{id}").into(),
                project,
                parent: None,
                level: 0,
                stub: false,
                facts: Box::new(facts),
                assignees: Vec::new(),
                also_at: Vec::new(),
                calendar: None,
            });
            self.analysis.schedule.tasks.push(None);
            TaskId(id)
        }
        /// The facts of a task, to be changed.
        pub fn of(&mut self, id: TaskId) -> &mut TaskFacts {
            &mut self.portfolio.tasks.get_mut(id.ix()).unwrap().facts
        }
        /// Start in D and finish in E.
        pub fn dates(&mut self, id: TaskId, start: Date, finish: Date) {
            let row = id.0 + 1;
            self.of(id).start = Some(stated(start, row, 3));
            self.of(id).finish = Some(stated(finish, row, 4));
        }
        /// Status in C.
        pub fn status(&mut self, id: TaskId, word: &str, category: StatusCategory) {
            let row = id.0 + 1;
            self.of(id).status = Some(stated(StatusWord { word: word.into(), category: Some(category) }, row, 2));
        }
        /// A finish-to-start link stated in column F of the successor.
        pub fn link(&mut self, from: TaskId, to: TaskId) -> DependencyId {
            let at = cell(to.0 + 1, 5);
            self.portfolio.dependencies.push(Dependency {
                predecessor: DependencyEnd::Task(from),
                successor: DependencyEnd::Task(to),
                relation: Sourced::stated(Relation::FinishStart, at),
                lag: None,
                stated_at: vec![at],
                needed: None,
                promised: None,
            });
            DependencyId(self.portfolio.dependencies.len() as u32 - 1)
        }
        /// A person.
        pub fn person(&mut self, name: &str) -> ResourceId {
            self.portfolio.resources.push(Resource {
                stable_id: name.to_lowercase().into(),
                kind: ResourceKind::Person,
                name: name.into(),
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
            });
            ResourceId(self.portfolio.resources.len() as u32 - 1)
        }
        /// Assigned in column G.
        pub fn assign(&mut self, task: TaskId, who: ResourceId) {
            self.portfolio.tasks.get_mut(task.ix()).unwrap().assignees.push((who, cell(task.0 + 1, 6)));
        }
    }

    #[test]
    fn every_check_has_a_name_of_its_own_and_says_what_it_means() {
        let mut names = std::collections::BTreeSet::new();
        for check in all() {
            assert!(names.insert(check.name), "{} stands twice", check.name);
            assert!(check.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", check.name);
            assert!(!check.title.is_empty() && check.explain.len() > 60, "{}", check.name);
        }
    }

    #[test]
    fn findings_of_one_kind_are_bounded_and_the_rest_is_counted() {
        let check = all().next().unwrap();
        let many = (0..MOST + 5).map(|i| Diagnostic::at(check.name, Severity::Note, cell(i as u32, 0), "x")).collect();
        let kept = bounded(check, many);
        assert_eq!(kept.len(), MOST + 1);
        assert!(kept.last().unwrap().message.starts_with("5 more findings"));
        // what counts before it puts into words gives the same, gravest first, and is not counted once more
        let concerned = (0..MOST + 5).map(|i| (if i == MOST + 4 { Severity::Error } else { Severity::Note }, i)).collect();
        let word = |severity, i| Diagnostic::at(check.name, severity, cell(i as u32, 0), "x");
        let told = bounded(check, spelled_out(check, concerned, word));
        assert_eq!(told.len(), MOST + 1);
        assert_eq!((told[0].severity, told[0].cell()), (Severity::Error, Some(cell(MOST as u32 + 4, 0))));
        assert_eq!(told[1].cell(), Some(cell(0, 0)));
        assert!(told[MOST].message.starts_with("5 more findings"));
    }

    #[test]
    fn quoted_text_is_cut_and_keeps_its_back_ticks_balanced() {
        assert_eq!(quoted("a`b"), "`a'b`");
        assert_eq!(quoted(&"x".repeat(81)).chars().count(), 83);
    }
}
