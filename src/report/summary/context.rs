//! What the summaries say, as values: which figures, which rows and in what order. The words stand in `templates/`.
//!
//! [`Index`] is worked out once for all pages; [`program()`] and [`project()`] pick from it. A page names places in text form,
//! and speaks of demand only where it is stated.

mod concerns;
mod owner;
mod program;
mod project;
mod voices;

pub use owner::{OwnerPage, owners};
pub use program::{ProgramPage, program};
pub use project::{ProjectPage, project};

use super::super::Brief;
use super::templates::short;
use crate::analyze::{Coverage, Health, MilestoneReading, Overallocation};
use crate::diagnostic::{Place, Severity, Subject};
use crate::model::{DependencyEnd, DependencyId, ProjectId, Rag, ResourceId, Task, TaskId};
use crate::source::{CellRef, SourceId};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// What belongs to which project, worked out once.
pub struct Index {
    /// Tasks of each project, stubs left out.
    tasks: Vec<Vec<TaskId>>,
    /// Findings of each project, by position.
    findings: Vec<Vec<usize>>,
    /// Readings of milestones by task.
    readings: FxHashMap<TaskId, usize>,
}

impl Index {
    /// Goes once over tasks, findings and milestones.
    pub fn new(brief: &Brief) -> Index {
        let projects = brief.portfolio.projects.len();
        let mut tasks = vec![Vec::new(); projects];
        for (n, task) in (0_u32..).zip(&brief.portfolio.tasks) {
            if let Some(list) = tasks.get_mut(task.project.ix()).filter(|_| !task.stub) {
                list.push(TaskId(n));
            }
        }
        let mut by_source: FxHashMap<SourceId, Vec<usize>> = FxHashMap::default();
        for (p, project) in brief.portfolio.projects.iter().enumerate() {
            for (source, _) in &project.sources {
                by_source.entry(*source).or_default().push(p);
            }
        }
        let mut findings = vec![Vec::new(); projects];
        for (n, finding) in brief.findings.iter().enumerate() {
            for p in projects_of(brief, &by_source, finding.subject, &finding.place) {
                if let Some(list) = findings.get_mut(p) {
                    list.push(n);
                }
            }
        }
        let readings = brief.analysis.milestones.iter().enumerate().map(|(n, m)| (m.task, n)).collect();
        Index { tasks, findings, readings }
    }

    fn reading<'a>(&self, brief: &Brief<'a>, task: TaskId) -> Option<&'a MilestoneReading> {
        self.readings.get(&task).and_then(|n| brief.analysis.milestones.get(*n))
    }
}

/// The projects that a finding speaks of; a finding about a file belongs to the only project that the file feeds.
fn projects_of(brief: &Brief, by_source: &FxHashMap<SourceId, Vec<usize>>, subject: Subject, place: &Place) -> Vec<usize> {
    let of_task = |id: TaskId| brief.portfolio.tasks.get(id.ix()).map(|t| t.project.ix());
    match subject {
        Subject::Task(n) => of_task(TaskId(n)).into_iter().collect(),
        Subject::Project(n) => vec![ProjectId(n).ix()],
        Subject::Dependency(n) => {
            let Some(link) = brief.portfolio.dependencies.get(DependencyId(n).ix()) else { return Vec::new() };
            let mut ends: Vec<usize> =
                [&link.predecessor, &link.successor].into_iter().filter_map(|e| e.task().and_then(of_task)).collect();
            ends.dedup();
            ends
        }
        Subject::LogItem(n) => {
            brief.portfolio.log.get(n as usize).and_then(|i| i.project).map(ProjectId::ix).into_iter().collect()
        }
        Subject::Benefit(n) => {
            brief.portfolio.benefits.get(n as usize).and_then(|b| b.project).map(ProjectId::ix).into_iter().collect()
        }
        Subject::Resource(_) => Vec::new(),
        Subject::Intake => {
            let source = match place {
                Place::Cell(at) => Some(at.source),
                Place::Source(id) => Some(*id),
                Place::File(_) | Place::Run => None,
            };
            match source.and_then(|s| by_source.get(&s)).map(Vec::as_slice) {
                Some([one]) => vec![*one],
                _ => Vec::new(),
            }
        }
    }
}

/// A milestone as a row.
#[derive(Serialize)]
pub struct MilestoneRow {
    name: String,
    project: String,
    baseline: Option<Date>,
    reported: Option<Date>,
    implied: Option<Date>,
    not_assessable: Option<String>,
    gap: Option<i32>,
    driver: Option<String>,
    float: Option<i32>,
    done: bool,
    cell: String,
}

/// A stretch of overallocation.
#[derive(Serialize)]
pub struct ContentionRow {
    who: String,
    kind: &'static str,
    peak: f64,
    from: Date,
    to: Date,
    excess_hours: f64,
    projects: Vec<String>,
    give: Option<Give>,
    /// The way out to speak of, in one sentence.
    way: Option<String>,
    stated: bool,
    further: usize,
    cells: Vec<String>,
}

/// The claim that has the most float.
#[derive(Serialize)]
pub struct Give {
    task: String,
    project: String,
    float: i32,
}

/// A colour with its reason.
#[derive(Serialize)]
pub struct StatusRow {
    name: &'static str,
    rag: &'static str,
    why: String,
    cells: Vec<String>,
}

/// How far the figures carry.
#[derive(Serialize)]
pub struct CoverageRow {
    tasks: usize,
    dated: f64,
    linked: f64,
    estimated: f64,
    assigned: f64,
}

impl CoverageRow {
    fn new(c: Coverage) -> CoverageRow {
        let share = |n: usize| if c.tasks == 0 { 0.0 } else { n as f64 / c.tasks as f64 };
        CoverageRow {
            tasks: c.tasks,
            dated: share(c.dated),
            linked: share(c.linked),
            estimated: share(c.estimated),
            assigned: share(c.assigned),
        }
    }
}

/// Findings by severity.
#[derive(Serialize, Default)]
pub struct FindingCounts {
    all: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl FindingCounts {
    fn new(severities: impl Iterator<Item = Severity>) -> FindingCounts {
        let mut counts = FindingCounts::default();
        for severity in severities {
            counts.all += 1;
            match severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }
}

fn rag_word(rag: Option<Rag>) -> &'static str {
    rag.map_or("Not assessable", Rag::word)
}

fn task<'a>(brief: &Brief<'a>, id: TaskId) -> Option<&'a Task> {
    brief.portfolio.tasks.get(id.ix())
}

/// Name of a task for a page: `PAY-12 Payments API`, cut where it is very long.
fn task_name(brief: &Brief, id: TaskId) -> String {
    task(brief, id).map(|t| short(&t.title(), 70)).unwrap_or_default()
}

fn project_name(brief: &Brief, id: ProjectId) -> String {
    brief.portfolio.projects.get(id.ix()).map(|p| short(&p.name, 60)).unwrap_or_default()
}

fn end_name(brief: &Brief, end: &DependencyEnd) -> String {
    match end {
        DependencyEnd::Task(id) => task_name(brief, *id),
        DependencyEnd::Outside(words) => short(words, 70),
    }
}

fn resource_name(brief: &Brief, id: ResourceId) -> String {
    brief.portfolio.resources.get(id.ix()).map(|r| short(&r.name, 60)).unwrap_or_default()
}

fn cells(brief: &Brief, at: &[CellRef], most: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for place in at {
        let text = place_text(brief, *place);
        if !texts.contains(&text) && texts.len() < most {
            texts.push(text);
        }
    }
    texts
}

/// A cell without its folders, where the file's own name tells it from all others; the full names stand under Sources.
fn place_text(brief: &Brief, at: CellRef) -> String {
    let text = brief.sources.text(at);
    let Some(name) = brief.sources.file(at.source).map(|f| f.name.as_str()) else { return text };
    let last = |n: &str| n.rfind('/').map_or(0, |i| i.saturating_add(1));
    let own = name.get(last(name)..).unwrap_or(name);
    let alone = brief.sources.files.iter().filter(|f| f.name.get(last(&f.name)..) == Some(own)).count() == 1;
    if alone { text.get(last(name)..).map_or_else(|| text.clone(), str::to_owned) } else { text }
}

/// A sentence: upper-case start, full stop at the end.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let end = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), chars.as_str())
}

fn status_row(brief: &Brief, name: &'static str, health: &Health) -> StatusRow {
    StatusRow { name, rag: rag_word(health.rag), why: sentence(&health.why), cells: cells(brief, &health.cells, 3) }
}

/// What drives a milestone: the last task of another project on its chain, else the last task before it.
fn driver(brief: &Brief, reading: &MilestoneReading) -> Option<String> {
    let own = task(brief, reading.task)?.project;
    let before = reading.chain.split_last().map(|(_, rest)| rest)?;
    let foreign = before.iter().rev().find(|id| task(brief, **id).is_some_and(|t| t.project != own));
    let id = *foreign.or(before.last())?;
    let name = task_name(brief, id);
    Some(match foreign.and_then(|id| task(brief, *id)) {
        Some(t) => format!("{name} ({})", project_name(brief, t.project)),
        None => name,
    })
}

fn milestone_row(brief: &Brief, index: &Index, id: TaskId) -> Option<MilestoneRow> {
    let task = task(brief, id)?;
    let reading = index.reading(brief, id);
    let facts = &task.facts;
    let done = facts.is_done();
    let scheduled = brief.analysis.schedule.tasks.get(id.ix()).copied().flatten();
    Some(MilestoneRow {
        name: shown(brief, task, reading),
        project: project_name(brief, task.project),
        baseline: reading.and_then(|r| r.baseline).or(facts.baseline_finish.map(|d| d.value)),
        reported: reading.and_then(|r| r.reported).or(facts.finish_date().map(|d| d.value)),
        implied: reading.and_then(|r| r.implied).filter(|_| !done),
        not_assessable: reading.and_then(|r| r.not_assessable.clone()).filter(|_| !done),
        gap: reading.and_then(|r| r.gap).filter(|_| !done),
        driver: reading.filter(|r| !done && r.gap.is_some_and(|g| g > 0)).and_then(|r| driver(brief, r)),
        float: scheduled.map(|s| s.total_float),
        done,
        cell: place_text(brief, facts.at),
    })
}

/// A milestone's name, marked where its date or what drives it was settled by hand.
fn shown(brief: &Brief, task: &Task, reading: Option<&MilestoneReading>) -> String {
    let own = if task.is_adjusted() { crate::model::work::ADJUSTED } else { "" };
    let mark = match reading {
        Some(reading) => brief.resting(reading),
        None => brief.portfolio.carried_mark(task.facts.at.source),
    };
    format!("{}{own}{mark}", short(task.label(), 70))
}

/// At most `most` rows: late ones first if not all fit, then put back in the order of their dates.
fn milestone_rows(mut rows: Vec<MilestoneRow>, most: usize) -> (Vec<MilestoneRow>, usize) {
    let date = |r: &MilestoneRow| r.implied.or(r.reported).or(r.baseline);
    let more = rows.len().saturating_sub(most);
    if more > 0 {
        rows.sort_by_key(|r| (r.done, -i64::from(r.gap.unwrap_or(0).max(0)), date(r).is_none(), date(r)));
        rows.truncate(most);
    }
    rows.sort_by_key(|r| (date(r).is_none(), date(r)));
    (rows, more)
}

/// One row for each resource, with its gravest stretch; further stretches are counted.
fn contention_rows<'a>(
    brief: &Brief,
    over: impl Iterator<Item = &'a Overallocation>,
    most: usize,
) -> (Vec<ContentionRow>, usize) {
    let mut rows: Vec<(ResourceId, ContentionRow)> = Vec::new();
    for o in over {
        match rows.iter_mut().find(|(id, _)| *id == o.resource) {
            Some((_, row)) => row.further += 1,
            None => rows.push((o.resource, contention_row(brief, o))),
        }
    }
    let more = rows.len().saturating_sub(most);
    (rows.into_iter().take(most).map(|(_, r)| r).collect(), more)
}

fn contention_row(brief: &Brief, o: &Overallocation) -> ContentionRow {
    let kind = brief.portfolio.resources.get(o.resource.ix()).map_or("person", |r| match r.kind {
        crate::model::ResourceKind::Person => "person",
        crate::model::ResourceKind::Role => "role",
        crate::model::ResourceKind::Group => "group",
        crate::model::ResourceKind::System => "system",
    });
    let give = o.claims.iter().filter(|c| c.float.is_some_and(|f| f > 0)).max_by_key(|c| (c.float, std::cmp::Reverse(c.task)));
    let cells_of: Vec<CellRef> = o.claims.iter().map(|c| c.at).collect();
    ContentionRow {
        who: resource_name(brief, o.resource),
        kind,
        peak: o.peak,
        from: o.from,
        to: o.to,
        excess_hours: o.excess_hours.round(),
        projects: o.projects.iter().map(|p| project_name(brief, *p)).collect(),
        give: give.map(|c| Give {
            task: task_name(brief, c.task),
            project: task(brief, c.task).map(|t| project_name(brief, t.project)).unwrap_or_default(),
            float: c.float.unwrap_or(0),
        }),
        way: crate::report::sheets::options::sentence(brief, o).map(|words| sentence(&words)),
        stated: o.on_stated,
        further: 0,
        cells: cells(brief, &cells_of, 3),
    }
}

/// Names in a row: `A, B and C`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
