//! Extracts → [`Portfolio`]: which records are one thing, which of two values holds, what a
//! reference points at.
//!
//! The way of a record: onto the `desk`; its project (`projects`); versions of one file (`versions`); the same task in
//! two files (`merge`); lines that are whole projects (`program_plan`); its parent and its place (`hierarchy`); what follows from its own facts (`facts`); who works on
//! it (`people`, `allocations`, `capacity`); its links (`link`, through `refs`). Registers are in `log`, lines about
//! whole projects in `returns`. Facts are moved from record to task, never copied, and every step is linear in the records.

mod adjust;
mod alike;
mod allocations;
mod budgets;
mod calendars;
mod capacity;
mod carried;
mod comments;
mod commonness;
pub mod counts;
mod desk;
mod facts;
mod file_name;
mod gates;
mod groups;
mod hierarchy;
mod link;
mod log;
mod merge;
mod named_task;
mod nicknames;
mod people;
mod person_fit;
mod program_plan;
mod project_list;
mod projects;
mod proposals;
mod prose;
mod readjust;
mod redact;
mod refs;
mod register_project;
mod remembered;
mod renamed;
mod report_rows;
mod responsibilities;
mod returns;
mod same_task;
mod stand;
mod subitems;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;
mod twins;
mod versions;
mod wording;

pub use counts::{counts, span};
pub use redact::{Redacted, redact};

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::import::extract::GateRecord;
use crate::import::{Extract, SetAside};
use crate::model::{HandIn, MilestoneKind, Portfolio, ProjectId, Task, TaskId, TaskKind};
use crate::source::{SourceId, SourceMap, Text};
use desk::{Desk, position};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use wording::{fold_key, fold_name, fold_project};

/// The name of a file that stands for a text: `[a-z0-9-]`, at most 60 bytes, never one that a system reserves; empty where the
/// text holds no letter or digit.
pub fn file_slug(text: &str) -> String {
    wording::slug(text, 60)
}

/// What becomes of the records of one extract.
#[derive(Clone, PartialEq, Debug)]
pub struct Disposition {
    /// The source.
    pub source: SourceId,
    /// Rows that gave a record of their own (or of a list that was taken in).
    pub kept: usize,
    /// Rows whose record was merged into another one.
    pub merged: usize,
    /// Records set aside after import, with the reason.
    pub set_aside: Vec<SetAside>,
}

/// The result of reconciling.
#[derive(Debug, Default)]
pub struct Reconciled {
    /// The model.
    pub portfolio: Portfolio,
    /// By extract, in order: `kept + merged + set_aside.len()` equals the extract's `record_rows`.
    pub dispositions: Vec<Disposition>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// What reconciling needs beside the extracts.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Names of files and sheets.
    pub sources: &'a SourceMap,
    /// Configuration.
    pub settings: &'a Settings,
    /// The date of the pack.
    pub as_of: Date,
    /// Name of the portfolio.
    pub name: &'a str,
}

/// Builds the portfolio.
pub fn reconcile(extracts: Vec<Extract>, context: &Context) -> Reconciled {
    let mut desk = Desk::open(extracts, context);
    let listed_gates = desk.sheets.iter_mut().filter(|s| s.superseded_by.is_none());
    let listed_gates: Vec<GateRecord> = listed_gates.flat_map(|s| std::mem::take(&mut s.lists.gates)).collect();
    let listed_links = link::listed(&mut desk);
    let by_hand = desk.sheets.iter_mut().flat_map(|s| std::mem::take(&mut s.lists.adjustments)).collect();
    projects::settle(&mut desk);
    carried::projects(&mut desk);
    versions::supersede(&mut desk);
    stand::unknown_fields(&mut desk);
    merge::by_key(&mut desk);
    report_rows::settle(&mut desk);
    same_task::join_and_ask(&mut desk);
    hierarchy::parents(&mut desk);
    subitems::adopt(&mut desk);
    projects::inherit(&mut desk);
    program_plan::recognise(&mut desk);
    settle_stubs(&mut desk);
    project_list::settle_merged(&mut desk);
    hierarchy::sprints_and_versions(&mut desk);
    project_list::programs_of_records(&mut desk);
    let returned = returns::take(&mut desk);
    comments::take(&mut desk);
    log::projects_of_registers(&mut desk);
    register_project::settle(&mut desk);
    alike::projects(&mut desk);
    let mut named = calendars::define(&mut desk);
    let mut finished = project_list::finish(&mut desk);
    for task in &mut desk.tasks {
        task.project = finished.ids.get(task.project.ix()).copied().flatten().unwrap_or(ProjectId(0));
    }
    let ids = hierarchy::order(&mut desk, finished.projects.len());

    let calendar = context.settings.calendar.calendar();
    named.of_work(&mut desk, &mut finished.projects, &finished.ids);
    let mut people = people::People::new(context);
    let (mut claims, mut assignment_rows) = allocations::claims(&mut desk, &ids, &mut people);
    assignment_rows += carried::claims(&mut desk, &ids, &mut people, &mut claims);
    let stated = capacity::listed(&mut desk, &mut people);
    let (persons, listed) = carried::people(&mut desk, &mut people);
    let registers = log::take(&mut desk, &mut people);
    let mut settled = people.settle(&finished.projects);
    carried::identities(&mut desk, &persons, &mut settled);
    let allocations = allocations::allocate(&mut desk, claims, &settled);
    named.of_people(&mut settled, &capacity::calendars(&stated, &persons));
    let named = named.finish(&mut desk);
    let working = calendars::working(&calendar, &named);
    facts::derive(&mut desk.tasks, &working, |task| calendars::position_of(task, &finished.projects));
    let dependencies = link::dependencies(&mut desk, &ids, listed_links);
    prose::keys_spoken_of(&mut desk, &dependencies);
    let registers = registers.settle(&mut desk, &finished.ids, &settled, returned);

    let mut portfolio = Portfolio {
        name: context.name.into(),
        as_of: context.as_of,
        programs: finished.programs,
        projects: finished.projects,
        tasks: std::mem::take(&mut desk.tasks),
        dependencies,
        allocations,
        calendar,
        calendars: named,
        log: registers.log,
        benefits: registers.benefits,
        budget: registers.budget,
        stakeholders: registers.stakeholders,
        ..Portfolio::default()
    };
    let rows = stated.rows + listed;
    let span = span(&portfolio);
    capacity::apply(&desk, stated, persons, &mut settled, (&portfolio.calendar, &portfolio.calendars), span);
    portfolio.resources = std::mem::take(&mut settled.resources);
    portfolio.proposals = std::mem::take(&mut settled.proposals);
    portfolio.proposals.append(&mut desk.proposals);
    stable_ids(&mut portfolio);
    reported_by_heading(&mut portfolio);
    responsibilities::settle(&mut portfolio);
    board_milestones(&mut desk, &mut portfolio);
    gates::gates(&mut desk, &mut portfolio, listed_gates);
    let held = carried::adjustments(&mut desk);
    adjust::adjust(&mut portfolio, by_hand, held, context, &mut desk.diagnostics);
    portfolio.conflicts = conflicts(&mut desk, &ids, &finished.ids);
    portfolio.hand_ins = hand_ins(&desk);
    portfolio.counts = counts(&portfolio, rows, assignment_rows);
    let dispositions = dispositions(&mut desk);
    // taken apart on all threads, before the analysis needs room
    std::mem::take(&mut desk.sides).into_par_iter().with_min_len(4096).for_each(drop);
    Reconciled { portfolio, dispositions, diagnostics: desk.diagnostics }
}

/// Stubs and whatever still has no project stand in the project of their first child, else in the first project there is.
fn settle_stubs(desk: &mut Desk) {
    let mut first_child: FxHashMap<TaskId, ProjectId> = FxHashMap::default();
    for task in &desk.tasks {
        if let Some(parent) = task.parent
            && task.project != projects::UNKNOWN
        {
            first_child.entry(parent).or_insert(task.project);
        }
    }
    for at in 0..desk.tasks.len() {
        let Some(task) = desk.tasks.get_mut(at) else { continue };
        if task.project == projects::UNKNOWN {
            task.project = first_child.get(&TaskId(position(at))).copied().unwrap_or(ProjectId(0));
        }
    }
}

/// Ids that survive re-ordering: the key where it means one record everywhere, else project and name.
fn stable_ids(portfolio: &mut Portfolio) {
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    taken.reserve(portfolio.tasks.len());
    for start in (0..portfolio.tasks.len()).step_by(merge::PART) {
        let part = portfolio.tasks.get(start..).unwrap_or(&[]);
        let part = part.get(..merge::PART).unwrap_or(part);
        // the words are made side by side; who of several with one word has it first is settled in order
        let bases: Vec<String> = part.par_iter().with_min_len(512).map(|task| stable_base(portfolio, task)).collect();
        for (at, base) in (start..).zip(bases) {
            let Some(task) = portfolio.tasks.get(at) else { continue };
            let id = match task.parent.filter(|_| taken.contains_key(&base)).and_then(|p| portfolio.tasks.get(p.ix())) {
                Some(above) => format!("{base}@{}", wording::slug(above.label(), 40)),
                None => base,
            };
            let id = log::unique(&id, &mut taken);
            if let Some(task) = portfolio.tasks.get_mut(at) {
                task.stable_id = id;
            }
        }
    }
}

fn stable_base(portfolio: &Portfolio, task: &Task) -> String {
    let key = [&task.facts.key, &task.facts.id].into_iter().flatten().map(|k| &k.value);
    if let Some(key) = key.into_iter().find_map(|k| wording::known_everywhere(k)) {
        return wording::slug(&key, 60);
    }
    let project = portfolio.projects.get(task.project.ix()).map_or("", |p| &p.slug);
    let label = task.label();
    let name = wording::slug(label, 60);
    let name = if name.is_empty() { wording::short_hash(label) } else { name };
    format!("{project}:{name}")
}

/// The RAG of a heading that carries the project's own name is the project's reported RAG.
fn reported_by_heading(portfolio: &mut Portfolio) {
    let names: Vec<String> = portfolio.projects.iter().map(|p| fold_project(&p.name)).collect();
    for task in portfolio.tasks.iter().filter(|t| t.level == 0 && t.facts.rag.is_some()) {
        let (Some(project), Some(name)) = (portfolio.projects.get_mut(task.project.ix()), &task.facts.name) else { continue };
        if project.reported.is_none() && names.get(task.project.ix()) == Some(&fold_project(&name.value)) {
            project.reported = task.facts.rag;
        }
    }
}

/// Board milestones of the configuration; for projects it names none of, the milestones nearest to the top.
fn board_milestones(desk: &mut Desk, portfolio: &mut Portfolio) {
    let is_milestone = |t: &Task| t.facts.kind == TaskKind::Milestone && t.facts.milestone == MilestoneKind::Plan && !t.stub;
    for wanted in &desk.context.settings.program.board_milestones {
        let (project, word) = match wanted.split_once(':') {
            Some((project, word)) if desk.projects.by_name(project).is_some() || desk.projects.by_key(project).is_some() => {
                (Some(project), word)
            }
            _ => (None, wanted.as_str()),
        };
        let (key, name) = (fold_key(word), fold_name(word));
        let fits = |t: &Task| {
            let of = project.is_none_or(|p| {
                portfolio.projects.get(t.project.ix()).is_some_and(|have| {
                    fold_project(&have.name) == fold_project(p) || have.key.as_deref().is_some_and(|k| fold_key(k) == fold_key(p))
                })
            });
            let named = t.facts.name.as_ref().is_some_and(|n| fold_name(&n.value) == name);
            of && !t.stub && (named || t.key().is_some_and(|k| fold_key(k) == key))
        };
        let mut found: Vec<TaskId> =
            portfolio.tasks.iter().enumerate().filter(|(_, t)| fits(t)).map(|(ix, _)| TaskId(position(ix))).collect();
        if found.len() > 1 {
            found.retain(|id| portfolio.tasks.get(id.ix()).is_some_and(is_milestone));
        }
        match found.as_slice() {
            [id] => {
                let project = portfolio.tasks.get(id.ix()).map_or(0, |t| t.project.ix());
                if let Some(project) = portfolio.projects.get_mut(project) {
                    project.board_milestones.push(*id);
                }
            }
            other => {
                let what = if other.is_empty() { "is the name or key of no task" } else { "fits several tasks" };
                desk.diagnostics.push(
                    Diagnostic::new(
                        "configured-name-unknown",
                        Severity::Warning,
                        Place::Run,
                        format!("board milestone `{wanted}` {what}"),
                    )
                    .help("write `project: name` or the key, exactly as the source has it"),
                );
            }
        }
    }
    if !desk.context.settings.program.board_milestones.is_empty() {
        // the configuration has settled what the board looks at, for projects it does not name too
        return;
    }
    let mut top: Vec<u8> = vec![u8::MAX; portfolio.projects.len()];
    for task in portfolio.tasks.iter().filter(|t| is_milestone(t)) {
        if let Some(level) = top.get_mut(task.project.ix()) {
            *level = (*level).min(task.level);
        }
    }
    for (ix, task) in portfolio.tasks.iter().enumerate().filter(|(_, t)| is_milestone(t)) {
        let at = task.project.ix();
        if top.get(at) == Some(&task.level)
            && let Some(project) = portfolio.projects.get_mut(at)
        {
            project.board_milestones.push(TaskId(position(ix)));
        }
    }
}

/// Conflicts with final ids, in the order of the tasks.
fn conflicts(desk: &mut Desk, tasks: &[Option<TaskId>], projects: &[Option<ProjectId>]) -> Vec<crate::model::Conflict> {
    let mut conflicts = std::mem::take(&mut desk.conflicts);
    for conflict in &mut conflicts {
        // Conflicts of links are made late and have final ids: their text has an arrow between two titles.
        if conflict.field == "relation" || conflict.field == "lag" {
            continue;
        }
        conflict.task = conflict.task.and_then(|t| desk.standing(t.0)).and_then(|t| tasks.get(t as usize).copied().flatten());
        conflict.project = conflict.project.and_then(|p| projects.get(p.ix()).copied().flatten());
    }
    conflicts.extend(carried::conflicts(desk, tasks, projects));
    conflicts.sort_by(|a, b| {
        (a.task, a.project, a.kept.1, &a.field, a.lost.1).cmp(&(b.task, b.project, b.kept.1, &b.field, b.lost.1))
    });
    conflicts
}

fn hand_ins(desk: &Desk) -> Vec<HandIn> {
    let mut hand_ins: Vec<HandIn> = Vec::with_capacity(desk.sheets.len());
    for sheet in desk.sheets.iter().filter(|s| !s.whole) {
        let superseded_by = sheet.superseded_by.as_ref().and_then(|(by, why)| {
            let newer = desk.sheets.get(*by as usize)?;
            Some((newer.source, Text::from(format!("{}: {why}", desk.context.sources.source_text(newer.source)))))
        });
        match hand_ins.last_mut() {
            Some(last) if last.source == sheet.source => {
                last.data_date = last.data_date.take().or_else(|| sheet.data_date.clone());
                last.superseded_by = last.superseded_by.take().or(superseded_by);
            }
            _ => hand_ins.push(HandIn { source: sheet.source, data_date: sheet.data_date.clone(), superseded_by, carried: None }),
        }
    }
    hand_ins.extend(carried::hand_ins(desk));
    hand_ins.sort_by_key(|h| h.source);
    hand_ins
}

fn dispositions(desk: &mut Desk) -> Vec<Disposition> {
    let mut by_given: Vec<(usize, Disposition)> = Vec::with_capacity(desk.sheets.len());
    for sheet in &mut desk.sheets {
        let set_aside = log::aside(sheet);
        let merged = sheet.merged.min(sheet.record_rows.saturating_sub(set_aside.len()));
        let kept = sheet.record_rows.saturating_sub(merged).saturating_sub(set_aside.len());
        by_given.push((sheet.given, Disposition { source: sheet.source, kept, merged, set_aside }));
    }
    by_given.sort_by_key(|(given, _)| *given);
    by_given.into_iter().map(|(_, d)| d).collect()
}
