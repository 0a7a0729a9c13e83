//! Small portfolios for the tests of this room.
#![allow(clippy::unwrap_used)]

use crate::model::{
    Allocation, Dependency, DependencyEnd, Duration, Lag, LagUnit, Portfolio, Project, ProjectId, Relation, Resource, ResourceId,
    ResourceKind, StatusCategory, StatusWord, Task, TaskFacts, TaskId, TaskKind,
};
use crate::source::{CellRef, SourceId, Sourced, Text};
use jiff::civil::Date;

/// A cell of a file.
pub fn at(file: u16, row: u32) -> CellRef {
    CellRef { source: SourceId { file, sheet: 0 }, row, col: 0 }
}

/// A date of 2026 by month and day.
pub fn day(month: i8, day: i8) -> Date {
    jiff::civil::date(2026, month, day)
}

/// A portfolio as of 5 January 2026 (a Monday) with so many projects, one file each.
pub fn portfolio(projects: u16) -> Portfolio {
    let project = |file: u16| Project {
        slug: Text::from(format!("p{file}")),
        name: Text::from(format!("Project {file}")),
        key: None,
        programs: Vec::new(),
        audience: crate::model::Audience::Open,
        manager: None,
        reported: None,
        agreed: None,
        baseline_finish: None,
        start: None,
        finish: None,
        narrative: Vec::new(),
        sources: vec![(SourceId { file, sheet: 0 }, Text::from("test"))],
        board_milestones: Vec::new(),
        calendar: None,
    };
    Portfolio { as_of: day(1, 5), projects: (0..projects).map(project).collect(), ..Portfolio::default() }
}

impl Portfolio {
    /// Adds a task of a project and gives its id; `dates` are reported start and finish.
    pub fn with(&mut self, project: u32, name: &str, dates: Option<(Date, Date)>) -> TaskId {
        let row = u32::try_from(self.tasks.len()).unwrap();
        let at = at(u16::try_from(project).unwrap(), row);
        let mut facts = TaskFacts::new(at);
        facts.name = Some(Sourced::stated(Text::from(name), at));
        facts.start = dates.map(|(start, _)| Sourced::stated(start, at));
        facts.finish = dates.map(|(_, finish)| Sourced::stated(finish, at));
        facts.status = Some(Sourced::stated(StatusWord { word: Text::from("To do"), category: Some(StatusCategory::ToDo) }, at));
        self.tasks.push(Task {
            stable_id: Text::from(name),
            project: ProjectId(project),
            parent: None,
            level: 0,
            stub: false,
            facts: Box::new(facts),
            assignees: Vec::new(),
            also_at: Vec::new(),
            calendar: None,
        });
        TaskId(row)
    }
    /// Adds a milestone.
    pub fn with_milestone(&mut self, project: u32, name: &str, date: Option<Date>) -> TaskId {
        let id = self.with(project, name, None);
        let facts = self.facts(id);
        facts.kind = TaskKind::Milestone;
        facts.finish = date.map(|date| Sourced::stated(date, facts.at));
        id
    }
    /// The facts of a task, to change.
    pub fn facts(&mut self, task: TaskId) -> &mut TaskFacts {
        &mut self.tasks[task.ix()].facts
    }
    /// Sets a status.
    pub fn status(&mut self, task: TaskId, category: StatusCategory) {
        let facts = self.facts(task);
        facts.status = Some(Sourced::stated(StatusWord { word: Text::from("x"), category: Some(category) }, facts.at));
    }
    /// Sets a duration in days.
    pub fn lasts(&mut self, task: TaskId, days: f64) {
        let facts = self.facts(task);
        facts.duration = Some(Sourced::stated(Duration { days, elapsed: false, estimated: false }, facts.at));
    }
    /// Makes one task the summary over others.
    pub fn over(&mut self, summary: TaskId, children: &[TaskId]) {
        self.facts(summary).kind = TaskKind::Summary;
        for child in children {
            self.tasks[child.ix()].parent = Some(summary);
            self.tasks[child.ix()].level = 1;
        }
    }
    /// Adds a link with a lag.
    pub fn link(&mut self, from: TaskId, relation: Relation, to: TaskId, lag: Option<(f64, LagUnit)>) {
        let at = self.tasks[to.ix()].facts.at;
        self.dependencies.push(Dependency {
            predecessor: DependencyEnd::Task(from),
            successor: DependencyEnd::Task(to),
            relation: Sourced::stated(relation, at),
            lag: lag.map(|(amount, unit)| Lag { amount, unit }),
            stated_at: vec![at],
            needed: None,
            promised: None,
        });
    }
    /// Adds a finish-to-start link.
    pub fn chain(&mut self, from: TaskId, to: TaskId) {
        self.link(from, Relation::FinishStart, to, None);
    }
    /// Adds a person.
    pub fn person(&mut self, name: &str) -> ResourceId {
        self.resources.push(Resource {
            stable_id: Text::from(name),
            kind: ResourceKind::Person,
            name: Text::from(name),
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
        ResourceId(u32::try_from(self.resources.len() - 1).unwrap())
    }
    /// Adds a claim with stated hours, or stated units, or neither.
    pub fn claim(&mut self, task: TaskId, resource: ResourceId, work: Option<f64>, units: Option<f64>) {
        let at = self.tasks[task.ix()].facts.at;
        let stated = |value: Option<f64>| value.map(|value| Sourced::stated(value, at));
        self.allocations.push(Allocation { task, resource, units: stated(units), work: stated(work), at });
        self.tasks[task.ix()].assignees.push((resource, at));
    }
}
