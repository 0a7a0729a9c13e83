//! Rows → records of work.

mod belongs;

use super::cells::Cells;
use super::units::Bare;
use super::{Built, absence, comments, drawn, links, numbers, pages, related, repeats, settle, tree, units};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::Column;
use crate::import::extract::{Belonging, PersonRef, ProjectHint, SetAside, TaskRecord};
use crate::import::profile::{RefStyle, Shape};
use crate::import::shape::Shaped;
use crate::import::table::{ColumnSet, RecordRow};
use crate::import::values::date::DateFlag;
use crate::import::values::duration::Unit;
use crate::import::values::text::fold;
use crate::import::values::{date, percent, status};
use crate::model::{Constraint, Field, StatusCategory, StatusWord, TaskFacts};
use crate::read::{Cell, Value};
use crate::source::{Rule, Sourced, Text};

/// What a row states beside its facts, until the row is complete.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) parent: Option<Sourced<Text>>,
    pub(super) parent_key: Option<Sourced<Text>>,
    pub(super) epic_key: Option<Sourced<Text>>,
    pub(super) category: Option<(Sourced<Text>, Option<StatusCategory>)>,
    pub(super) resolution: Option<Sourced<Text>>,
    /// What stands in a column of colours and is none, with the column's header: `Complete`.
    pub(super) rag_word: Option<(Text, Sourced<Text>)>,
    /// A status that stands in a column of progress.
    pub(super) progress_word: Option<(Text, Sourced<StatusWord>)>,
    pub(super) status_changed: Option<Sourced<jiff::civil::Date>>,
    pub(super) checklist: Option<Sourced<f64>>,
    pub(super) effort: Option<Sourced<f64>>,
    pub(super) effort_text: Option<Sourced<f64>>,
    pub(super) bare_duration: Option<Sourced<f64>>,
    pub(super) bare_unit: Option<Unit>,
    pub(super) heads: Option<f64>,
    pub(super) units: Option<f64>,
    pub(super) emails: Option<Sourced<Text>>,
    pub(super) accounts: Vec<Text>,
    pub(super) owners: Vec<PersonRef>,
    pub(super) flagged_actual_start: bool,
    pub(super) flagged_actual_finish: bool,
    pub(super) constraint: Option<Constraint>,
    pub(super) constraint_date: Option<Sourced<jiff::civil::Date>>,
    pub(super) milestone_word: Option<bool>,
    pub(super) weeks: (Option<Sourced<jiff::civil::Date>>, Option<Sourced<jiff::civil::Date>>),
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
        settle::finish(cells, set, &mut task, draft, tasks.len(), &mut bare);
        if let Some(absence) = absence::absence(&task) {
            pending.retain(|p| p.record != tasks.len());
            bare.retain(|b| b.record != tasks.len());
            let grid = cells.table.grid;
            let at = grid.row_cells(row.ix).first().map_or(task.facts.at, |c| grid.at(row.ix, c.col));
            built.set_aside.push(SetAside { at, reason: "absence of a person: no work, taken in as days off".to_owned() });
            built.records.capacity.push(absence);
            place.push(None);
            continue;
        }
        place.push(Some(tasks.len()));
        // a vector grown by one holds room for four; over 100,000 records that is a fifth of the memory
        task.links.shrink_to_fit();
        task.people.shrink_to_fit();
        task.facts.custom.shrink_to_fit();
        tasks.push(task);
    }
    built.record_rows = tasks.len();
    if cells.table.table.repeats {
        built.merged_rows = repeats::merge(&mut tasks, &mut place, &mut pending, &mut bare);
        built.record_rows -= built.merged_rows;
    }
    tree::nest(shaped, &place, &mut tasks);
    drawn::settle(cells, shaped, &place, &mut tasks);
    units::settle(cells, &shaped.sets, &mut tasks, bare);
    tree::number_rows(cells, shaped, &place, &mut tasks);
    tree::drop_destroyed_ids(cells, &mut tasks);
    tree::titled(&mut tasks);
    numbers::settle(&mut tasks);
    links::resolve(cells, shaped.sets.first(), &mut tasks, pending);
    if cells.table.table.references == RefStyle::Page {
        pages::settle(cells.table.grid, &mut tasks);
    }
    if cells.table.table.parent == RefStyle::Name {
        tree::inherit(&mut tasks);
    }
    tree::mark_kinds(cells, &mut tasks);
    if cells.table.table.comments.is_some() {
        comments::name_authors(cells, shaped, &mut tasks);
    }
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
        facts: Box::new(TaskFacts::new(at)),
        ordinal: row.ordinal,
        level: row.level,
        parent: None,
        links: Vec::new(),
        people: Vec::new(),
        project: ProjectHint::default(),
        belongs: Belonging::default(),
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
    for (top, cell) in cells.table.merged_down(set, ix) {
        if let Some(column) = set.of(cell.col)
            && let Some(field) = column.field
        {
            take(cells, (top, row.set), column, field, &cell, record, &mut task, &mut draft, pending);
        }
    }
    for more in row.more.clone() {
        for cell in grid.row_cells(more) {
            if let Some(column) = set.of(cell.col)
                && let Some(field) = column.field
            {
                take(cells, (more, row.set), column, field, cell, record, &mut task, &mut draft, pending);
            }
        }
    }
    related::take(cells, set, ix, record, &mut draft.parent, pending);
    if task.facts.rag.is_none()
        && let Some(column) = set.first(Field::Rag)
    {
        task.facts.rag = cells.blank_rag(ix, column.col);
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

/// Takes what tells the record and what it is about; says whether the field was one of these.
fn identify(cells: &mut Cells, ix: usize, column: &Column, field: Field, cell: &Cell, f: &mut TaskFacts) -> bool {
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
            let mut text = cells.own(ix, cell);
            if let (Some(mark), Some(name)) = (cells.table.table.name_marks, &mut text) {
                let bare = name.value.trim_start_matches(mark).trim_start();
                if !bare.is_empty() && bare.len() < name.value.len() {
                    name.value = Text::from(bare);
                }
            }
            match (&f.name, text) {
                (None, text) => f.name = text,
                (Some(name), Some(more)) if name.value != more.value => f.custom.push((cells.words.intern(&column.header), more)),
                _ => {}
            }
        }
        Field::Outline => f.outline = f.outline.take().or(cells.own(ix, cell)),
        Field::Type => f.type_word = f.type_word.take().or(cells.known_word(ix, cell)),
        Field::Section | Field::Team | Field::Category => {
            if let Some(v) = cells.known_word(ix, cell)
                && !matches!(fold(&v.value).as_str(), "(no section)" | "untitled section")
                && f.section.as_ref().is_none_or(|held| held.value != v.value)
            {
                if f.section.is_none() {
                    f.section = Some(v);
                } else {
                    f.custom.push((cells.words.intern(&column.header), v));
                }
            }
        }
        Field::Calendar => f.calendar = f.calendar.take().or(cells.known_word(ix, cell)),
        Field::Priority => f.priority = f.priority.take().or(cells.known_word(ix, cell)),
        Field::Comment if cells.table.table.comments.is_some() => return false,
        Field::Notes | Field::Description | Field::Comment => {
            if f.notes.is_none() {
                f.notes = cells.own(ix, cell);
            }
        }
        _ => return false,
    }
    true
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
    if identify(cells, ix, column, field, cell, f) {
        return;
    }
    match field {
        Field::WeekStart => draft.weeks.0 = cells.week(ix, cell).map(|w| w.map(|p| p.from)),
        Field::WeekFinish => draft.weeks.1 = cells.week(ix, cell).map(|w| w.map(|p| p.to)),
        Field::Status => {
            let mut said = cells.status(ix, cell);
            if let Some(word) = said.as_mut().map(|s| &mut s.value).filter(|w| w.category.is_none() && asks(column)) {
                // `Done?` is answered by yes and no.
                word.category =
                    status::yes_no(&word.word).map(|yes| if yes { StatusCategory::Done } else { StatusCategory::ToDo });
            }
            match (&f.status, said) {
                (Some(held), Some(said)) if held.value.word != said.value.word => {
                    f.custom.push((cells.words.intern(&column.header), said.map(|s| s.word)));
                }
                (None, said) => f.status = said,
                _ => {}
            }
        }
        Field::StatusCategory => {
            if let Some(word) = cells.known_word(ix, cell) {
                let category = cells.category(&word.value);
                draft.category = Some((word, category));
            }
        }
        Field::Resolution => draft.resolution = cells.known_word(ix, cell),
        Field::Rag => {
            let rag = cells.rag(ix, cell);
            if rag.is_none() && draft.rag_word.is_none() {
                draft.rag_word = cells.known_word(ix, cell).map(|word| (column.header.clone(), word));
            }
            f.rag = f.rag.take().or(rag);
        }
        Field::Percent => match progress_word(cells, ix, column, cell) {
            Some(word) => draft.progress_word = draft.progress_word.take().or(Some((column.header.clone(), word))),
            None => {
                let v = cells.share(ix, set, column, cell);
                keep(cells, &mut f.percent, v, column);
            }
        },
        Field::Checklist => {
            let share = match cell.value {
                Value::Date(serial) => date::from_serial(serial).and_then(percent::checklist_of_date),
                _ => cells.word(ix, cell).and_then(|t| percent::checklist(&t.value)),
            };
            draft.checklist = share.map(|p| Sourced::derived(p, cells.table.grid.at(ix, cell.col), Rule::PercentFromChecklist));
        }
        Field::Project | Field::ProjectKey | Field::Program | Field::Sprint | Field::Version => {
            belongs::take(cells, ix, field, cell, task)
        }
        Field::Parent => draft.parent = draft.parent.take().or(cells.known_word(ix, cell)),
        Field::ParentKey if column.wrapped => draft.epic_key = draft.epic_key.take().or(cells.known_word(ix, cell)),
        Field::ParentKey => draft.parent_key = draft.parent_key.take().or(cells.known_word(ix, cell)),
        Field::ParentName => {
            if task.belongs.parent_name.is_none()
                && let Some(word) = cells.known_word(ix, cell)
            {
                task.belongs.parent_name = Some(word.value);
            }
        }
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
        Field::Comment => comments::take(cells, ix, set, cell, task),
        Field::Children if cells.table.table.shape == Shape::GroupedBlocks => task.belongs.subitems = cells.own(ix, cell),
        // where a row has no key of its own, a link to an issue tells which record it is
        Field::Url if f.key.is_none() => {
            if let Some(value) = cells.word(ix, cell).filter(|v| ends_in_issue_key(&v.value)) {
                let header = cells.words.intern(&column.header);
                f.custom.push((header, value));
            }
        }
        Field::Known
        | Field::Children
        | Field::Level
        | Field::Labels
        | Field::Url
        | Field::Related
        | Field::Relation
        | Field::Lag
        | Field::Period
        | Field::Reporter
        | Field::Weekday => {}
        _ if super::decide::kind(field) == super::decide::Kind::Date => dates(cells, ix, set, column, field, cell, f, draft),
        _ => {
            if let Some(value) = cells.word(ix, cell) {
                let header = cells.words.intern(&column.header);
                f.custom.push((header, value));
            }
        }
    }
}

/// `In progress` in a column of progress, a tick in one that asks whether the work is complete: a status, no share.
fn progress_word(cells: &mut Cells, ix: usize, column: &Column, cell: &Cell) -> Option<Sourced<StatusWord>> {
    let Value::Text(id) = cell.value else { return None };
    let text = cells.table.grid.text(id);
    if !text.starts_with(char::is_alphabetic) || text.contains('%') {
        return None;
    }
    let mut said = cells.status(ix, cell)?;
    if said.value.category.is_none() && asks(column) {
        said.value.category =
            status::yes_no(&said.value.word).map(|yes| if yes { StatusCategory::Done } else { StatusCategory::ToDo });
    }
    said.value.category.is_some().then_some(said)
}

/// A column that asks whether the work is done.
pub(super) fn asks(column: &Column) -> bool {
    ["done", "complete", "finished", "closed", "erledigt", "fertig", "fait", "hecho", "terminé"]
        .iter()
        .any(|w| column.folded.starts_with(w))
}

/// `https://tracker.example/browse/PAY-12`, `…?selectedIssue=PAY-12`.
fn ends_in_issue_key(link: &str) -> bool {
    let last = link.trim_end_matches('/').rsplit(['/', '=']).next().unwrap_or_default();
    last.rsplit_once('-').is_some_and(|(prefix, number)| {
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let letters = prefix.starts_with(|c: char| c.is_ascii_uppercase())
            && prefix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        digits && letters
    })
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
        Field::Finish => {
            // Both ends of a range are stated: the start too, where nothing else says it.
            f.start = f.start.or(from);
            &mut f.finish
        }
        Field::DateRange => {
            f.start = f.start.or(from);
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
    let f = &mut task.facts;
    match field {
        Field::Duration => {
            // Person-weeks are effort: the people on the task share them.
            if column.unit.is_some() && column.folded.contains("person") {
                draft.bare_duration = bare_number(cells, ix, set, column, cell);
                draft.bare_unit = column.unit;
                return;
            }
            f.duration = f.duration.or(cells.duration(ix, column, cell, cells.table.duration_unit()));
            if f.duration.is_none() {
                draft.bare_duration = bare_number(cells, ix, set, column, cell);
            }
        }
        Field::Effort => {
            draft.effort_text = cells.hours(ix, column, cell, cells.table.work_unit());
            if draft.effort_text.is_none() {
                draft.effort = bare_number(cells, ix, set, column, cell);
            }
        }
        Field::Work => f.work = f.work.or(cells.hours(ix, column, cell, cells.table.work_unit())),
        Field::RemainingWork => f.remaining_work = f.remaining_work.or(cells.hours(ix, column, cell, cells.table.work_unit())),
        _ => f.actual_work = f.actual_work.or(cells.hours(ix, column, cell, cells.table.work_unit())),
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
