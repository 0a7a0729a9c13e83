//! Tasks and dependencies read back.

use super::cell::{CellIn, FactIn, HeldIn};
use crate::model::{
    CalendarId, Constraint, Dependency, DependencyEnd, Duration, Lag, LagUnit, MilestoneKind, ProjectId, Rag, Relation,
    ResourceId, StatusCategory, StatusWord, Task, TaskFacts, TaskId, TaskKind,
};
use crate::source::{Basis, CellRef, Sourced, Text};
use jiff::civil::Date;
use serde::Deserialize;

/// Columns that map to nothing.
pub type CustomIn = Vec<(Text, FactIn<Text>)>;

/// The columns that map to nothing, of the record at `home`.
pub fn custom(list: CustomIn, home: CellRef, bases: &[Basis]) -> Vec<(Text, Sourced<Text>)> {
    list.into_iter().map(|(header, fact)| (header, fact.at(home, bases))).collect()
}

/// Fills the facts of a record that are held as they are written.
macro_rules! facts {
    ($from:ident, $home:expr, $bases:expr => $into:expr; $($field:ident),+ $(,)?) => {
        $($into.$field = $from.$field.map(|fact| fact.at($home, $bases));)+
    };
}
pub(super) use facts;

/// A record of work.
#[derive(Deserialize)]
pub struct TaskIn {
    id: Text,
    project: u32,
    parent: Option<u32>,
    level: u8,
    #[serde(default)]
    stub: bool,
    kind: TaskKind,
    #[serde(default)]
    milestone: MilestoneKind,
    at: CellIn,
    #[serde(default)]
    also_at: Vec<CellIn>,
    key: Option<FactIn<Text>>,
    tracker_id: Option<FactIn<Text>>,
    name: Option<FactIn<Text>>,
    outline: Option<FactIn<Text>>,
    #[serde(rename = "type")]
    type_word: Option<FactIn<Text>>,
    section: Option<FactIn<Text>>,
    status: Option<FactIn<(Text, Option<StatusCategory>)>>,
    rag: Option<FactIn<Rag>>,
    percent: Option<FactIn<f64>>,
    baseline_start: Option<FactIn<Date>>,
    baseline_finish: Option<FactIn<Date>>,
    start: Option<FactIn<Date>>,
    finish: Option<FactIn<Date>>,
    actual_start: Option<FactIn<Date>>,
    actual_finish: Option<FactIn<Date>>,
    deadline: Option<FactIn<Date>>,
    needed: Option<FactIn<Date>>,
    created: Option<FactIn<Date>>,
    updated: Option<FactIn<Date>>,
    duration: Option<FactIn<DurationIn>>,
    work: Option<FactIn<f64>>,
    remaining_work: Option<FactIn<f64>>,
    actual_work: Option<FactIn<f64>>,
    constraint: Option<FactIn<(Constraint, Option<Date>)>>,
    budget: Option<FactIn<f64>>,
    actual_cost: Option<FactIn<f64>>,
    priority: Option<FactIn<Text>>,
    notes: Option<FactIn<Text>>,
    #[serde(default)]
    custom: CustomIn,
    calendar_name: Option<FactIn<Text>>,
    calendar: Option<u32>,
    #[serde(default)]
    assignees: Vec<(u32, CellIn)>,
}

#[derive(Deserialize)]
struct DurationIn {
    days: f64,
    #[serde(default)]
    elapsed: bool,
    #[serde(default)]
    estimated: bool,
}

impl TaskIn {
    /// The task; ids are checked once all records are read.
    pub fn task(self, bases: &[Basis]) -> Task {
        let home = self.at.0;
        let mut facts = TaskFacts::new(home);
        (facts.kind, facts.milestone) = (self.kind, self.milestone);
        facts!(self, home, bases => facts; key, name, outline, type_word, section, rag, percent, baseline_start, baseline_finish,
            start, finish, actual_start, actual_finish, deadline, needed, created, updated, work, remaining_work, actual_work,
            constraint, budget, actual_cost, priority, notes);
        facts.calendar = self.calendar_name.map(|fact| fact.at(home, bases));
        facts.id = self.tracker_id.map(|fact| fact.at(home, bases));
        facts.status = self.status.map(|fact| fact.at(home, bases).map(|(word, category)| StatusWord { word, category }));
        let duration = |d: DurationIn| Duration { days: d.days, elapsed: d.elapsed, estimated: d.estimated };
        facts.duration = self.duration.map(|fact| fact.at(home, bases).map(duration));
        facts.custom = custom(self.custom, home, bases);
        Task {
            stable_id: self.id,
            project: ProjectId(self.project),
            parent: self.parent.map(TaskId),
            level: self.level,
            stub: self.stub,
            facts: Box::new(facts),
            assignees: self.assignees.into_iter().map(|(resource, at)| (ResourceId(resource), at.0)).collect(),
            also_at: self.also_at.into_iter().map(|at| at.0).collect(),
            calendar: self.calendar.map(CalendarId),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum EndIn {
    Task(u32),
    Outside(Text),
}

impl EndIn {
    fn end(self) -> DependencyEnd {
        match self {
            EndIn::Task(id) => DependencyEnd::Task(TaskId(id)),
            EndIn::Outside(words) => DependencyEnd::Outside(words),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LagUnitIn {
    WorkingDays,
    ElapsedDays,
    Percent,
}

/// An edge of the dependency map.
#[derive(Deserialize)]
pub struct DependencyIn {
    predecessor: EndIn,
    successor: EndIn,
    relation: Relation,
    lag: Option<(f64, LagUnitIn)>,
    relation_at: Option<CellIn>,
    #[serde(default)]
    relation_basis: usize,
    stated_at: Vec<CellIn>,
    needed: Option<HeldIn<Date>>,
    promised: Option<HeldIn<Date>>,
}

impl DependencyIn {
    /// The dependency; `None` where no cell states it.
    pub fn dependency(self, bases: &[Basis]) -> Option<Dependency> {
        let stated_at: Vec<CellRef> = self.stated_at.into_iter().map(|at| at.0).collect();
        let at = self.relation_at.map(|at| at.0).or(stated_at.first().copied())?;
        let unit = |unit| match unit {
            LagUnitIn::WorkingDays => LagUnit::WorkingDays,
            LagUnitIn::ElapsedDays => LagUnit::ElapsedDays,
            LagUnitIn::Percent => LagUnit::Percent,
        };
        Some(Dependency {
            predecessor: self.predecessor.end(),
            successor: self.successor.end(),
            relation: Sourced { value: self.relation, at, basis: bases.get(self.relation_basis).copied().unwrap_or_default() },
            lag: self.lag.map(|(amount, word)| Lag { amount, unit: unit(word) }),
            stated_at,
            needed: self.needed.map(HeldIn::sourced),
            promised: self.promised.map(HeldIn::sourced),
        })
    }
}
