//! Rows → records of work.

use super::cells::Cells;
use super::{Built, links};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::Column;
use crate::import::extract::{CapacityRecord, CapacityUnit, PersonRef, ProjectHint, RefKind, Reference, TaskRecord};
use crate::import::profile::RefStyle;
use crate::import::shape::Shaped;
use crate::import::table::{ColumnSet, RecordRow};
use crate::import::values::date::DateFlag;
use crate::import::values::duration::Unit;
use crate::import::values::text::{absent, fold};
use crate::import::values::{number, percent, status};
use crate::model::{Constraint, Field, MilestoneKind, Role, StatusCategory, TaskFacts, TaskKind};
use crate::read::{Cell, Value};
use crate::source::{Rule, Sourced, Text};
use rustc_hash::FxHashMap;

/// What a row states beside its facts, until the row is complete.
#[derive(Default)]
pub(super) struct Draft {
    parent: Option<Sourced<Text>>,
    parent_key: Option<Sourced<Text>>,
    epic_key: Option<Sourced<Text>>,
    category: Option<(Sourced<Text>, Option<StatusCategory>)>,
    resolution: Option<Sourced<Text>>,
    status_changed: Option<Sourced<jiff::civil::Date>>,
    checklist: Option<Sourced<f64>>,
    effort: Option<Sourced<f64>>,
    effort_text: Option<Sourced<f64>>,
    bare_duration: Option<Sourced<f64>>,
    heads: Option<f64>,
    units: Option<f64>,
    emails: Option<Sourced<Text>>,
    accounts: Vec<Text>,
    owners: Vec<PersonRef>,
    flagged_actual_start: bool,
    flagged_actual_finish: bool,
    constraint: Option<Constraint>,
    constraint_date: Option<Sourced<jiff::civil::Date>>,
    milestone_word: Option<bool>,
    workspace: bool,
}

/// Bare numbers of duration or effort columns, until the table proves their unit.
pub(super) struct Bare {
    record: usize,
    duration: Option<Sourced<f64>>,
    effort: Option<Sourced<f64>>,
    heads: Option<f64>,
}

/// Builds the tasks of a table.
pub fn build(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    let mut tasks: Vec<TaskRecord> = Vec::with_capacity(shaped.rows.len());
    let mut pending: Vec<links::Pending> = Vec::new();
    let mut bare: Vec<Bare> = Vec::new();
    let mut place: Vec<Option<usize>> = Vec::with_capacity(shaped.rows.len());
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let (mut task, draft) = read(cells, set, row, tasks.len(), &mut pending);
        finish(cells, set, &mut task, draft, tasks.len(), &mut bare);
        if let Some(absence) = absence(&task) {
            pending.retain(|p| p.record != tasks.len());
            bare.retain(|b| b.record != tasks.len());
            built.records.capacity.push(absence);
            place.push(None);
            continue;
        }
        place.push(Some(tasks.len()));
        tasks.push(task);
    }
    built.record_rows = shaped.rows.len();
    if cells.table.table.repeats {
        built.merged_rows = merge_repeats(&mut tasks, &mut place, &mut pending, &mut bare);
        built.record_rows -= built.merged_rows;
    }
    nest(shaped, &place, &mut tasks);
    settle_units(cells, &mut tasks, bare);
    number_rows(cells, shaped, &place, &mut tasks);
    drop_destroyed_ids(cells, &mut tasks);
    links::resolve(cells, &mut tasks, pending);
    mark_kinds(cells, &mut tasks);
    built.records.tasks = tasks;
    built
}

fn read(
    cells: &mut Cells,
    set: &ColumnSet,
    row: &RecordRow,
    record: usize,
    pending: &mut Vec<links::Pending>,
) -> (TaskRecord, Draft) {
    let grid = cells.table.grid;
    let ix = row.ix;
    let at = [Field::Name, Field::Key]
        .iter()
        .find_map(|f| set.cells(grid, ix, *f).next())
        .or_else(|| grid.row_cells(ix).first())
        .map_or(grid.at(ix, 0), |c| grid.at(ix, c.col));
    let mut task = TaskRecord {
        facts: TaskFacts::new(at),
        ordinal: row.ordinal,
        level: row.level,
        parent: None,
        parent_name: None,
        links: Vec::new(),
        people: Vec::new(),
        project: ProjectHint::default(),
        also_projects: Vec::new(),
        sprints: Vec::new(),
        versions: Vec::new(),
        program: None,
    };
    task.facts.section = row.section.clone();
    let mut draft = Draft::default();
    for cell in grid.row_cells(ix) {
        let Some(column) = set.of(cell.col) else { continue };
        match column.field {
            Some(field) => take(cells, (ix, row.set), column, field, cell, record, &mut task, &mut draft, pending),
            None => {
                if column.header.is_empty() {
                    continue;
                }
                if let Some(value) = cells.word(ix, cell)
                    && !matches!(&*value.value, "{}" | "[]" | "null")
                {
                    let header = cells.words.intern(&column.header);
                    task.facts.custom.push((header, value));
                }
            }
        }
    }
    task.facts.custom.shrink_to_fit();
    (task, draft)
}

/// Keeps the first value of a field; a differing second one of a repeated header is reported.
fn keep<T: PartialEq>(cells: &mut Cells, slot: &mut Option<Sourced<T>>, value: Option<Sourced<T>>, column: &Column) {
    let Some(value) = value else { return };
    match slot {
        None => *slot = Some(value),
        Some(held) if held.value == value.value => {}
        Some(held) => {
            let finding = Diagnostic::at(
                "columns-disagree",
                Severity::Note,
                value.at,
                format!("a second column for the same field, `{}`, says otherwise; the first one is kept", column.header),
            )
            .help("map one of the two columns with `columns` in the configuration")
            .related(held.at);
            cells.report(finding);
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn take(
    cells: &mut Cells,
    (ix, set): (usize, usize),
    column: &Column,
    field: Field,
    cell: &Cell,
    record: usize,
    task: &mut TaskRecord,
    draft: &mut Draft,
    pending: &mut Vec<links::Pending>,
) {
    let f = &mut task.facts;
    match field {
        Field::Key => {
            let v = cells.own(ix, cell);
            keep(cells, &mut f.key, v, column);
        }
        Field::Id => {
            let v = cells.own(ix, cell);
            keep(cells, &mut f.id, v, column);
        }
        Field::Name | Field::Title => {
            if f.name.is_none() {
                f.name = cells.own(ix, cell);
            }
        }
        Field::Outline => f.outline = f.outline.take().or(cells.own(ix, cell)),
        Field::Type => f.type_word = f.type_word.take().or(cells.known_word(ix, cell)),
        Field::Section | Field::Team | Field::Category => {
            if let Some(v) = cells.known_word(ix, cell)
                && !matches!(fold(&v.value).as_str(), "(no section)" | "untitled section")
                && (f.section.is_none() || field == Field::Section)
            {
                f.section = Some(v);
            }
        }
        Field::Priority => f.priority = f.priority.take().or(cells.known_word(ix, cell)),
        Field::Notes | Field::Description | Field::Comment => {
            if f.notes.is_none() {
                f.notes = cells.own(ix, cell);
            }
        }
        Field::Status => f.status = f.status.take().or(cells.status(ix, cell)),
        Field::StatusCategory => {
            if let Some(word) = cells.known_word(ix, cell) {
                let category = cells.category(&word.value);
                draft.category = Some((word, category));
            }
        }
        Field::Resolution => draft.resolution = cells.known_word(ix, cell),
        Field::Rag => f.rag = f.rag.take().or(cells.rag(ix, cell)),
        Field::Percent => {
            let v = cells.share(ix, set, column, cell);
            keep(cells, &mut f.percent, v, column);
        }
        Field::Checklist => {
            let text = cells.word(ix, cell);
            draft.checklist =
                text.and_then(|t| percent::checklist(&t.value).map(|p| Sourced::derived(p, t.at, Rule::PercentFromChecklist)));
        }
        Field::Project | Field::ProjectKey | Field::Program | Field::Sprint | Field::Version => {
            belongs(cells, ix, field, cell, task, draft)
        }
        Field::Parent => draft.parent = draft.parent.take().or(cells.known_word(ix, cell)),
        Field::ParentKey if column.wrapped => draft.epic_key = draft.epic_key.take().or(cells.known_word(ix, cell)),
        Field::ParentKey => draft.parent_key = draft.parent_key.take().or(cells.known_word(ix, cell)),
        Field::ParentName => task.parent_name = task.parent_name.take().or(cells.known_word(ix, cell).map(|s| s.value)),
        Field::Milestone => draft.milestone_word = cells.word(ix, cell).and_then(|w| status::yes_no(&w.value)),
        Field::Assignee | Field::Owner | Field::ResourceName | Field::AssigneeEmail | Field::AssigneeId => {
            people(cells, ix, set, field, cell, task, draft)
        }
        Field::Units => {
            draft.units = cells.share(ix, set, column, cell).map(|s| s.value);
            draft.heads = cells.number(ix, set, column, cell).map(|s| s.value);
        }
        Field::Duration | Field::Work | Field::RemainingWork | Field::ActualWork | Field::Effort => {
            effort(cells, ix, set, column, field, cell, task, draft)
        }
        Field::Budget => {
            let v = cells.number(ix, set, column, cell);
            keep(cells, &mut f.budget, v, column);
        }
        Field::ActualCost => f.actual_cost = f.actual_cost.or(cells.number(ix, set, column, cell)),
        Field::ConstraintType => draft.constraint = cells.word(ix, cell).and_then(|w| constraint(&w.value)),
        Field::Predecessors | Field::Successors | Field::BlockedBy | Field::Blocks => {
            pending.push(links::Pending { record, ix, col: cell.col, field, value: cell.value });
        }
        Field::Known
        | Field::Children
        | Field::Level
        | Field::Labels
        | Field::Url
        | Field::Related
        | Field::Period
        | Field::Reporter
        | Field::Weekday => {}
        _ if super::cells::kind(field) == super::cells::Kind::Date => dates(cells, ix, set, column, field, cell, f, draft),
        _ => {
            if let Some(value) = cells.word(ix, cell) {
                let header = cells.words.intern(&column.header);
                f.custom.push((header, value));
            }
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn dates(
    cells: &mut Cells,
    ix: usize,
    set: usize,
    column: &Column,
    field: Field,
    cell: &Cell,
    f: &mut TaskFacts,
    draft: &mut Draft,
) {
    let (from, to, flag) = cells.range(ix, set, column, cell);
    let one = to.or(from);
    let slot = match field {
        Field::Start => &mut f.start,
        Field::Finish => &mut f.finish,
        Field::DateRange => {
            if f.start.is_none() {
                f.start = from;
            }
            &mut f.finish
        }
        Field::BaselineStart => &mut f.baseline_start,
        Field::BaselineFinish => &mut f.baseline_finish,
        Field::ActualStart => &mut f.actual_start,
        Field::ActualFinish => &mut f.actual_finish,
        Field::Deadline => &mut f.deadline,
        Field::Needed => &mut f.needed,
        Field::Created | Field::Raised => &mut f.created,
        Field::Updated => &mut f.updated,
        Field::Due | Field::TargetDate => &mut f.finish,
        Field::Closed => &mut f.actual_finish,
        Field::StatusChanged => &mut draft.status_changed,
        Field::ConstraintDate => &mut draft.constraint_date,
        _ => return,
    };
    // A range in a start or finish column gives the end that the column is of.
    let value = if field == Field::Start { from.or(to) } else { one };
    match (&slot, value) {
        (Some(held), Some(new)) if held.value != new.value && !column.wrapped => {
            let at = held.at;
            let finding = Diagnostic::at(
                "columns-disagree",
                Severity::Note,
                new.at,
                format!("a second column for the same field, `{}`, says {}; {} is kept", column.header, new.value, held.value),
            )
            .help("map one of the two columns with `columns` in the configuration")
            .related(at);
            cells.report(finding);
        }
        (None, Some(new)) => *slot = Some(new),
        _ => {}
    }
    match (field, flag) {
        (Field::Start, Some(DateFlag::Actual)) => draft.flagged_actual_start = true,
        (Field::Finish, Some(DateFlag::Actual)) => draft.flagged_actual_finish = true,
        _ => {}
    }
}

fn belongs(cells: &mut Cells, ix: usize, field: Field, cell: &Cell, task: &mut TaskRecord, draft: &mut Draft) {
    let Some(word) = cells.known_word(ix, cell) else { return };
    match field {
        Field::ProjectKey => task.project.key = task.project.key.take().or(Some(word)),
        Field::Program => task.program = task.program.take().or(Some(word)),
        Field::Sprint => task.sprints.extend(sprint_name(&word.value).map(|n| Sourced::stated(cells.words.intern(n), word.at))),
        Field::Version => task.versions.push(word),
        _ => {
            draft.workspace = true;
            if task.project.name.is_some() {
                return;
            }
            // Multi-homed tasks list their projects; the first is home.
            let mut names: Vec<Sourced<Text>> = match cells.table.profile.name.as_str() {
                "asana" => word
                    .value
                    .split(", ")
                    .filter(|n| !n.is_empty())
                    .map(|n| Sourced::stated(cells.words.intern(n), word.at))
                    .collect(),
                _ => {
                    vec![links::page_title(&word.value).map_or(word.clone(), |t| Sourced::stated(cells.words.intern(t), word.at))]
                }
            };
            if !names.is_empty() {
                task.project.name = Some(names.remove(0));
                task.also_projects = names;
            }
        }
    }
}

/// The name in a sprint cell; old servers wrote `…Sprint@1a2b[id=7,…,name=Sprint 7,…]`.
fn sprint_name(text: &str) -> Option<&str> {
    if !text.contains("[id=") && !text.contains(",name=") {
        return Some(text);
    }
    let rest = text.split_once("name=")?.1;
    Some(rest.split_once(",startDate").or(rest.split_once(',')).or(rest.split_once(']')).map_or(rest, |(n, _)| n))
}

fn people(cells: &mut Cells, ix: usize, set: usize, field: Field, cell: &Cell, task: &mut TaskRecord, draft: &mut Draft) {
    match field {
        Field::AssigneeEmail => draft.emails = cells.known_word(ix, cell),
        Field::AssigneeId => draft.accounts.extend(cells.known_word(ix, cell).map(|s| s.value)),
        Field::Owner => draft.owners.extend(cells.people(ix, set, cell)),
        _ => {
            for person in cells.people(ix, set, cell) {
                if !task.people.iter().any(|p| p.name == person.name && p.email == person.email) {
                    task.people.push(person);
                }
            }
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn effort(
    cells: &mut Cells,
    ix: usize,
    set: usize,
    column: &Column,
    field: Field,
    cell: &Cell,
    task: &mut TaskRecord,
    draft: &mut Draft,
) {
    let profile = cells.table.table;
    let f = &mut task.facts;
    match field {
        Field::Duration => {
            f.duration = f.duration.or(cells.duration(ix, column, cell, profile.duration_unit()));
            if f.duration.is_none() {
                draft.bare_duration = bare_number(cells, ix, set, column, cell);
            }
        }
        Field::Effort => {
            draft.effort_text = cells.hours(ix, column, cell, profile.work_unit());
            if draft.effort_text.is_none() {
                draft.effort = bare_number(cells, ix, set, column, cell);
            }
        }
        Field::Work => f.work = f.work.or(cells.hours(ix, column, cell, profile.work_unit())),
        Field::RemainingWork => f.remaining_work = f.remaining_work.or(cells.hours(ix, column, cell, profile.work_unit())),
        _ => f.actual_work = f.actual_work.or(cells.hours(ix, column, cell, profile.work_unit())),
    }
}

fn bare_number(cells: &Cells, ix: usize, _set: usize, _column: &Column, cell: &Cell) -> Option<Sourced<f64>> {
    match cell.value {
        Value::Number(n) => Some(Sourced::stated(n, cells.at(ix, cell))),
        Value::Text(id) => cells
            .table
            .grid
            .text(id)
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
            .map(|n| Sourced::stated(n, cells.at(ix, cell))),
        _ => None,
    }
}

fn constraint(word: &str) -> Option<Constraint> {
    Some(match fold(word).as_str() {
        "as soon as possible" | "asap" => Constraint::Asap,
        "as late as possible" | "alap" => Constraint::Alap,
        "start no earlier than" | "snet" | "start on or after" => Constraint::Snet,
        "start no later than" | "snlt" | "start on or before" => Constraint::Snlt,
        "finish no earlier than" | "fnet" | "finish on or after" => Constraint::Fnet,
        "finish no later than" | "fnlt" | "finish on or before" => Constraint::Fnlt,
        "must start on" | "mso" | "start on" | "mandatory start" => Constraint::Mso,
        "must finish on" | "mfo" | "finish on" | "mandatory finish" => Constraint::Mfo,
        _ => return None,
    })
}

/// What follows from several cells of one row.
fn finish(cells: &mut Cells, set: &ColumnSet, task: &mut TaskRecord, mut draft: Draft, record: usize, bare: &mut Vec<Bare>) {
    settle_status(cells, &mut task.facts, &mut draft);
    let f = &mut task.facts;
    if draft.flagged_actual_start {
        f.actual_start = f.actual_start.or(f.start);
    }
    if draft.flagged_actual_finish {
        f.actual_finish = f.actual_finish.or(f.finish);
    }
    f.percent = f.percent.or(draft.checklist).or_else(|| {
        let status = f.status.as_ref()?;
        status::percent_in(&status.value.word).map(|p| Sourced::derived(p, status.at, Rule::PercentFromStatus))
    });
    if let Some(kind) = draft.constraint {
        let at = draft.constraint_date.map_or(f.at, |d| d.at);
        f.constraint = Some(Sourced::stated((kind, draft.constraint_date.map(|d| d.value)), at));
    }
    if f.work.is_none() {
        f.work = draft.effort_text.map(|e| Sourced::derived(e.value, e.at, Rule::WorkFromEffort));
    }
    if draft.bare_duration.is_some() || draft.effort.is_some() {
        bare.push(Bare { record, duration: draft.bare_duration, effort: draft.effort, heads: draft.heads });
    }
    settle_people(cells, task, draft.emails, &draft.accounts, draft.owners, draft.units);
    settle_kind(cells, set, task, draft.milestone_word);
    task.parent = parent(cells, draft.parent, draft.parent_key, draft.epic_key);
}

fn settle_status(cells: &mut Cells, f: &mut TaskFacts, draft: &mut Draft) {
    if let Some((word, category)) = draft.category.take() {
        match &mut f.status {
            // The tracker files cancelled work under done; the status word knows better.
            Some(status) if status.value.category == Some(StatusCategory::Cancelled) => {}
            Some(status) => {
                status.value.category = match (status.value.category, category) {
                    (
                        Some(own @ (StatusCategory::Blocked | StatusCategory::OnHold)),
                        Some(StatusCategory::InProgress | StatusCategory::ToDo),
                    ) => Some(own),
                    (own, told) => told.or(own),
                }
            }
            None => f.status = Some(word.map(|word| crate::model::StatusWord { word, category })),
        }
    }
    let cancelled_by_resolution =
        draft.resolution.as_ref().is_some_and(|r| cells.category(&r.value) == Some(StatusCategory::Cancelled));
    if cancelled_by_resolution
        && let Some(status) = &mut f.status
        && status.value.category == Some(StatusCategory::Done)
    {
        status.value.category = Some(StatusCategory::Cancelled);
    }
    match f.category() {
        Some(StatusCategory::Cancelled) => f.actual_finish = None,
        Some(StatusCategory::Done) if f.actual_finish.is_none() => {
            f.actual_finish = draft.status_changed.map(|d| Sourced::derived(d.value, d.at, Rule::FinishFromStatusChange));
        }
        _ => {}
    }
    if let Some(status) = &f.status
        && status.value.category.is_none()
    {
        let finding = Diagnostic::at(
            "status-unknown",
            Severity::Note,
            status.at,
            format!("the status `{}` is in no known category", status.value.word),
        )
        .help("add the word to the tracker's profile under `words.status`");
        cells.report(finding);
    }
}

fn settle_people(
    cells: &mut Cells,
    task: &mut TaskRecord,
    emails: Option<Sourced<Text>>,
    accounts: &[Text],
    owners: Vec<PersonRef>,
    units: Option<f64>,
) {
    if task.people.is_empty() {
        task.people = owners;
    }
    if let Some(email) = emails {
        let list: Vec<Text> = email
            .value
            .split([',', ';'])
            .map(str::trim)
            .filter(|e| e.contains('@'))
            .map(|e| cells.words.intern(&e.to_lowercase()))
            .collect();
        if task.people.is_empty() {
            let empty = cells.words.intern("");
            task.people.extend(list.into_iter().map(|e| PersonRef {
                name: empty.clone(),
                email: Some(e),
                account: None,
                units: None,
                work: None,
                at: email.at,
            }));
        } else if list.len() == task.people.len() {
            for (person, e) in task.people.iter_mut().zip(list) {
                person.email = person.email.take().or(Some(e));
            }
        }
    }
    if accounts.len() == task.people.len() {
        for (person, account) in task.people.iter_mut().zip(accounts) {
            person.account = person.account.take().or(Some(account.clone()));
        }
    }
    if let (Some(units), [person]) = (units, task.people.as_mut_slice())
        && units > 0.0
        && units <= 1.0
    {
        person.units = person.units.or(Some(units));
    }
}

fn settle_kind(cells: &Cells, _set: &ColumnSet, task: &mut TaskRecord, flagged: Option<bool>) {
    let f = &mut task.facts;
    let word = f.type_word.as_ref().map(|w| fold(&w.value)).unwrap_or_default();
    let zero = f.duration.as_ref().is_some_and(|d| d.value.days == 0.0);
    if cells.table.table.role == Role::Milestones
        || flagged == Some(true)
        || matches!(
            word.as_str(),
            "milestone" | "meilenstein" | "jalon" | "hito" | "mp" | "start milestone" | "finish milestone" | "gate"
        )
    {
        f.kind = TaskKind::Milestone;
    } else if (zero || is_point(cells, f, &task.people)) && flagged.is_none() {
        f.kind = TaskKind::Milestone;
    } else if matches!(word.as_str(), "summary" | "summary task" | "group" | "project" | "phase" | "heading" | "sammelvorgang") {
        f.kind = TaskKind::Summary;
    }
    if matches!(word.as_str(), "release" | "schedule" | "version") && f.kind == TaskKind::Milestone {
        f.milestone = MilestoneKind::Version;
    }
}

/// One day, nobody on it, no work and no duration: a point in time.
fn is_point(cells: &Cells, f: &TaskFacts, people: &[PersonRef]) -> bool {
    let same_day = matches!((f.start, f.finish), (Some(s), Some(e)) if s.value == e.value && s.at != e.at);
    let unworked = f.work.as_ref().is_none_or(|w| w.value == 0.0) && f.duration.is_none() && people.is_empty();
    same_day && unworked && cells.table.table.shape == crate::import::profile::Shape::GroupedBlocks
}

fn parent(
    cells: &Cells,
    parent: Option<Sourced<Text>>,
    key: Option<Sourced<Text>>,
    epic: Option<Sourced<Text>>,
) -> Option<Reference> {
    let style = cells.table.table.parent;
    let of = |kind, s: Sourced<Text>| Some(Reference { kind, text: s.value, at: s.at });
    // A key beside an id says the same and is known outside this file too.
    if let Some(key) = key {
        return of(RefKind::Key, key);
    }
    if let Some(parent) = parent {
        let keyed = parent.value.chars().any(char::is_alphabetic);
        return match style {
            RefStyle::Name => of(RefKind::Name, parent),
            RefStyle::Page => links::page(&parent, cells.table.grid.id()),
            RefStyle::Id if !keyed => of(RefKind::Id, parent),
            RefStyle::Outline => of(RefKind::Outline, parent),
            RefStyle::Ordinal => of(RefKind::Ordinal, parent),
            RefStyle::Id | RefStyle::Key => of(RefKind::Key, parent),
            RefStyle::Auto | RefStyle::Json => of(RefKind::Key, parent),
        };
    }
    epic.and_then(|e| of(RefKind::Key, e))
}

/// An absence written as a row of a plan (`Danielle On-call`): no work, but the person is not there.
fn absence(task: &TaskRecord) -> Option<CapacityRecord> {
    let [person] = task.people.as_slice() else { return None };
    let name = fold(&task.facts.name.as_ref()?.value);
    let who = fold(&person.name);
    let rest = name.replace(&who, " ");
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    const WORDS: &[&str] = &[
        "on call",
        "on-call",
        "oncall",
        "vacation",
        "annual leave",
        "leave",
        "holiday",
        "holidays",
        "pto",
        "out of office",
        "ooo",
        "sick leave",
        "parental leave",
        "absent",
        "absence",
        "urlaub",
        "elternzeit",
        "congés",
        "vacances",
    ];
    if who.is_empty() || !name.contains(&who) || !WORDS.contains(&rest) {
        return None;
    }
    let from = task.facts.start?;
    let to = task.facts.finish.unwrap_or(from);
    Some(CapacityRecord {
        who: person.clone(),
        kind: None,
        role: None,
        team: None,
        from: from.value,
        to: to.value,
        amount: Sourced::stated(0.0, from.at),
        unit: CapacityUnit::Leave,
        measure: None,
    })
}

/// Rows of one id, or of equal name, dates and people where ids were destroyed, are one record in several projects.
fn merge_repeats(
    tasks: &mut Vec<TaskRecord>,
    place: &mut [Option<usize>],
    pending: &mut Vec<links::Pending>,
    bare: &mut Vec<Bare>,
) -> usize {
    let mut first: FxHashMap<Text, usize> = FxHashMap::default();
    let mut target: Vec<usize> = Vec::with_capacity(tasks.len());
    let mut kept: Vec<TaskRecord> = Vec::with_capacity(tasks.len());
    for task in tasks.drain(..) {
        let id = match &task.facts.id {
            Some(id) if !number::is_destroyed_id(&id.value) => id.value.clone(),
            _ => Text::from(fingerprint(&task)),
        };
        if let Some(&at) = first.get(&id) {
            let home: &mut TaskRecord = &mut kept[at];
            for name in task.project.name.into_iter().chain(task.also_projects) {
                let known = home.project.name.iter().chain(&home.also_projects).any(|n| n.value == name.value);
                if !known {
                    home.also_projects.push(name);
                }
            }
            // An open copy outweighs a finished one: the work is not done everywhere.
            if task.facts.actual_finish.is_none() {
                home.facts.actual_finish = None;
            }
            target.push(usize::MAX);
            continue;
        }
        first.insert(id, kept.len());
        target.push(kept.len());
        kept.push(task);
    }
    let merged = target.iter().filter(|t| **t == usize::MAX).count();
    *tasks = kept;
    let moved = |record: &mut usize| {
        *record = target.get(*record).copied().unwrap_or(usize::MAX);
        *record != usize::MAX
    };
    for at in place.iter_mut() {
        *at = at.and_then(|n| target.get(n).copied()).filter(|n| *n != usize::MAX);
    }
    pending.retain_mut(|p| moved(&mut p.record));
    bare.retain_mut(|b| moved(&mut b.record));
    merged
}

/// What tells a record whose id is lost.
fn fingerprint(task: &TaskRecord) -> String {
    let f = &task.facts;
    let text = |t: &Option<Sourced<Text>>| t.as_ref().map(|s| s.value.to_string()).unwrap_or_default();
    let people: Vec<&str> = task.people.iter().map(|p| &*p.name).collect();
    let parent = task.parent.as_ref().map(|p| p.text.to_string()).unwrap_or_default();
    format!(
        "{}|{:?}|{:?}|{:?}|{}|{}|{}",
        text(&f.name),
        f.created.map(|d| d.value),
        f.start.map(|d| d.value),
        f.finish.map(|d| d.value),
        people.join(","),
        parent,
        text(&f.notes)
    )
}

/// Parents by position become references to records.
fn nest(shaped: &Shaped, place: &[Option<usize>], tasks: &mut [TaskRecord]) {
    let mut shared: FxHashMap<usize, Text> = FxHashMap::default();
    for (row, at) in shaped.rows.iter().zip(place) {
        let (Some(me), Some(above)) = (at, row.parent.and_then(|p| *place.get(p)?)) else { continue };
        let text = shared.entry(above).or_insert_with(|| Text::from(above.to_string())).clone();
        let cell = tasks[*me].facts.at;
        if tasks[*me].parent.is_none() {
            tasks[*me].parent = Some(Reference { kind: RefKind::Record, text, at: cell });
        }
    }
}

/// Records that others stand under are summaries.
fn mark_kinds(cells: &mut Cells, tasks: &mut [TaskRecord]) {
    let mut by_key: FxHashMap<Text, usize> = FxHashMap::default();
    let mut by_name: FxHashMap<Text, usize> = FxHashMap::default();
    if tasks.iter().any(|t| t.parent.as_ref().is_some_and(|p| p.kind != RefKind::Record)) {
        for (n, t) in tasks.iter().enumerate() {
            for id in [&t.facts.key, &t.facts.id, &t.facts.outline].into_iter().flatten() {
                by_key.entry(id.value.clone()).or_insert(n);
            }
            if let Some(name) = &t.facts.name {
                by_name.entry(name.value.clone()).or_insert(n);
            }
        }
    }
    let mut above: Vec<usize> = Vec::new();
    for t in tasks.iter() {
        let Some(p) = &t.parent else { continue };
        above.extend(match p.kind {
            RefKind::Record => p.text.parse::<usize>().ok(),
            RefKind::Name => by_name.get(&p.text).copied(),
            _ => by_key.get(&p.text).copied(),
        });
    }
    // In trackers with issue types a story with sub-tasks is still work; whoever shows levels shows headings.
    let _ = cells;
    for n in above {
        if let Some(task) = tasks.get_mut(n) {
            task.facts.kind = TaskKind::Summary;
        }
    }
}

/// Row numbers for references: the key column where it counts rows, sheet rows, or position as the first row proves.
fn number_rows(cells: &Cells, shaped: &Shaped, place: &[Option<usize>], tasks: &mut [TaskRecord]) {
    let table = cells.table;
    if table.table.numbering == crate::import::profile::Numbering::SheetRows {
        let header = table.grid.rows[table.found.header].row;
        for (row, at) in shaped.rows.iter().zip(place) {
            if let Some(me) = at {
                tasks[*me].ordinal = Some(table.grid.rows[row.ix].row.saturating_sub(header));
            }
        }
        return;
    }
    let number = |s: &Option<Sourced<Text>>| s.as_ref().and_then(|k| k.value.parse::<u32>().ok());
    if table.table.references == RefStyle::Ordinal && tasks.iter().any(|t| t.facts.id.is_some()) {
        tasks.iter_mut().for_each(|t| t.ordinal = number(&t.facts.id));
        if !tasks.iter().any(|t| t.facts.key.is_some()) {
            // The ID column is what people speak of where nothing better is there.
            tasks.iter_mut().for_each(|t| t.facts.key = t.facts.id.take());
        }
        return;
    }
    if tasks.iter().any(|t| t.facts.key.is_some()) {
        if tasks.iter().filter(|t| t.facts.key.is_some()).all(|t| number(&t.facts.key).is_some()) {
            tasks.iter_mut().for_each(|t| t.ordinal = number(&t.facts.key));
        }
        return;
    }
    for (n, at) in place.iter().enumerate() {
        if let Some(me) = at
            && tasks[*me].ordinal.is_none()
        {
            tasks[*me].ordinal = u32::try_from(n + 1).ok();
        }
    }
}

/// Ids that a spreadsheet rounded (`7.18656E+14`) are no ids: nothing is keyed on them.
fn drop_destroyed_ids(cells: &mut Cells, tasks: &mut [TaskRecord]) {
    let mut lost = 0usize;
    let mut first = None;
    for task in tasks.iter_mut() {
        for slot in [&mut task.facts.key, &mut task.facts.id] {
            if slot.as_ref().is_some_and(|k| number::is_destroyed_id(&k.value)) {
                lost += 1;
                first = first.or(slot.take().map(|k| (k.value, k.at)));
                *slot = None;
            }
        }
    }
    if let Some((text, at)) = first {
        cells.report(
            Diagnostic::at("id-destroyed", Severity::Warning, at, format!("{lost} ids such as `{text}` were rounded when the export was opened and saved in a spreadsheet; records are not told apart by them"))
                .help("hand in the export as the tracker wrote it, not re-saved from Excel"),
        );
    }
}

/// Bare durations and efforts take the unit that the dates beside them prove.
fn settle_units(cells: &mut Cells, tasks: &mut [TaskRecord], bare: Vec<Bare>) {
    if bare.is_empty() {
        return;
    }
    // Calendar days that one unit spans, person by person.
    let mut spans: Vec<f64> = Vec::new();
    for b in &bare {
        let f = &tasks[b.record].facts;
        let amount = b.duration.or(b.effort).map(|s| s.value).filter(|n| *n > 0.0);
        if let (Some(start), Some(finish), Some(amount)) = (f.start, f.finish, amount) {
            let days = f64::from(finish.value.since(start.value).map_or(0, |s| s.get_days()));
            spans.push(days * b.heads.unwrap_or(1.0).max(1.0) / amount);
        }
    }
    spans.sort_by(f64::total_cmp);
    let median = spans.get(spans.len() / 2).copied();
    let unit = match median {
        Some(m) if (4.0..=9.0).contains(&m) => Some(Unit::Weeks),
        Some(m) if (0.5..=2.0).contains(&m) => Some(Unit::Days),
        Some(m) if (22.0..=40.0).contains(&m) => Some(Unit::Months),
        _ => None,
    };
    let working = cells.table.working;
    let first = bare.first().and_then(|b| b.duration.or(b.effort)).map(|s| s.at);
    for b in bare {
        let f = &mut tasks[b.record].facts;
        let Some(unit) = unit else { continue };
        if let Some(d) = b.duration {
            let heads = b.heads.unwrap_or(1.0).max(1.0);
            f.duration =
                Some(Sourced::stated(crate::import::values::duration::duration_of(d.value / heads, unit, &working), d.at));
            if b.heads.is_some() && f.work.is_none() {
                f.work = Some(Sourced::derived(
                    crate::import::values::duration::hours_of(d.value, unit, &working),
                    d.at,
                    Rule::WorkFromEffort,
                ));
            }
            if d.value == 0.0 && f.kind == TaskKind::Task {
                f.kind = TaskKind::Milestone;
            }
        }
        if let Some(e) = b.effort
            && f.work.is_none()
        {
            f.work = Some(Sourced::derived(
                crate::import::values::duration::hours_of(e.value, unit, &working),
                e.at,
                Rule::WorkFromEffort,
            ));
        }
    }
    if unit.is_none()
        && let Some(at) = first
    {
        cells.report(
            Diagnostic::at("unit-unknown", Severity::Note, at, "durations or efforts are bare numbers, and neither the header nor the dates beside them prove days, weeks or hours")
                .help("write the unit into the header, for example `Duration (days)`"),
        );
    }
    let _ = absent;
}
