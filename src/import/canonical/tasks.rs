//! Tasks of a converted file, the links between them, who is on them, and the columns that map to nothing.

use super::decode::Decoded;
use super::join::{Projects, Scope, word};
use super::origins::Numbers;
use super::people::People;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::carried::{CarriedClaim, CarriedConflict};
use crate::import::extract::{Belonging, LinkEnd, RawLink, Records, RefKind, Reference, TaskRecord};
use crate::import::values::predecessors::{Letters, links};
use crate::import::values::status;
use crate::model::canonical::LOGS;
use crate::model::canonical::rows::{ConflictRow, OtherRow};
use crate::model::canonical::work::{AllocationRow, DependencyRow, ENDS, TaskRow};
use crate::model::{Conflict, LogKind, Relation};
use crate::source::{CellRef, Rule, Sourced, Text};
use rustc_hash::FxHashMap;

/// Tasks by ID, key and name.
struct Tasks {
    by_id: FxHashMap<String, u32>,
    /// Key or name; `None` where several have it.
    by_word: FxHashMap<String, Option<u32>>,
}

impl Tasks {
    fn find(&self, text: &str) -> Option<u32> {
        let word = word(text);
        self.by_id.get(&word).copied().or_else(|| self.by_word.get(&word).copied().flatten())
    }
}

/// Reads tasks, dependencies, allocations and conflicts.
pub(super) fn read(scope: &mut Scope, numbers: &Numbers, projects: &Projects, people: &mut People, records: &mut Records) {
    let mut tasks = Tasks { by_id: FxHashMap::default(), by_word: FxHashMap::default() };
    let mut rows: Vec<TaskRow> = Vec::new();
    for Decoded { mut row, here, converted } in scope.rows::<TaskRow>("Tasks", numbers) {
        if row.facts.name.is_none() && row.facts.key.is_none() && row.facts.id.is_none() && row.id.is_none() {
            scope.aside.push((here, "neither name, key nor ID".to_owned()));
            continue;
        }
        if !converted {
            by_hand(&mut row);
        }
        let ix = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if let Some(id) = row.id.as_deref().map(word).filter(|id| !id.is_empty())
            && tasks.by_id.insert(id, ix).is_some()
        {
            scope.odd.push(repeated(&row));
        }
        for text in [&row.facts.key, &row.facts.name].into_iter().flatten() {
            tasks.by_word.entry(word(&text.value)).and_modify(|one| *one = None).or_insert(Some(ix));
        }
        rows.push(row);
    }
    for (ix, row) in (0..).zip(rows) {
        let record = record(ix, row, &tasks, projects, people, scope);
        records.tasks.push(record);
    }
    dependencies(scope, numbers, &tasks, records);
    allocations(scope, numbers, &tasks, people);
    conflicts(scope, numbers, &tasks, projects);
}

/// What a person leaves to the words and to the file: the key where only an ID is given, the meaning of a status.
fn by_hand(row: &mut TaskRow) {
    let facts = &mut row.facts;
    if facts.key.is_none()
        && let Some(id) = &row.id
    {
        facts.key = Some(Sourced::stated(id.clone(), facts.at));
    }
    if let Some(status) = &mut facts.status {
        status.value.category = status.value.category.or_else(|| status::category(&status.value.word));
    }
}

fn repeated(row: &TaskRow) -> Diagnostic {
    let id = row.id.as_deref().unwrap_or_default();
    Diagnostic::at(
        "canonical-value",
        Severity::Warning,
        row.facts.at,
        format!("the ID `{id}` stands in an earlier row too; references to it mean this row"),
    )
    .help("give each task an ID of its own")
}

fn record(ix: u32, row: TaskRow, tasks: &Tasks, projects: &Projects, people: &mut People, scope: &mut Scope) -> TaskRecord {
    let at = row.facts.at;
    let parent = row.parent.as_ref().filter(|p| !p.trim().is_empty()).map(|text| match tasks.find(text) {
        Some(parent) if parent != ix => Reference { kind: RefKind::Record, text: parent.to_string().into(), at },
        _ => Reference { kind: RefKind::Key, text: text.clone(), at },
    });
    let links = row.predecessors.as_deref().map_or_else(Vec::new, |text| predecessors(text, at, tasks, scope));
    let names = row.assignees.as_deref().unwrap_or_default().split([';', '\n']).map(str::trim).filter(|n| !n.is_empty());
    let who = names.map(|name| people.named(&name.into(), at)).collect();
    scope.carried.tasks.push((row.stub, row.also_at));
    scope.task_ids.push(row.id.unwrap_or_default());
    TaskRecord {
        facts: Box::new(row.facts),
        ordinal: None,
        level: None,
        parent,
        links,
        people: who,
        project: projects.hint(row.project.as_ref(), at),
        belongs: Belonging::default(),
    }
}

/// What people write into the column Predecessors.
fn predecessors(text: &str, at: CellRef, tasks: &Tasks, scope: &mut Scope) -> Vec<RawLink> {
    let read = links(text, Letters::English, &|word| tasks.find(word).is_some());
    for part in read.unread {
        scope.odd.push(
            Diagnostic::at("canonical-value", Severity::Warning, at, format!("`{part}` names no task, so it is no link"))
                .help("give the ID of a task of this file, with relation and lag: `12; 14SS+2d`"),
        );
    }
    let link = |l: crate::import::values::predecessors::LinkText| {
        let other = match (tasks.find(&l.reference), l.file) {
            (Some(ix), None) => Reference { kind: RefKind::Record, text: ix.to_string().into(), at },
            (_, Some(file)) => Reference { kind: RefKind::External, text: format!("{file}\\{}", l.reference).into(), at },
            (None, None) => Reference { kind: RefKind::Key, text: l.reference.into(), at },
        };
        let relation = match l.relation {
            Some(relation) => Sourced::stated(relation, at),
            None => Sourced::derived(Relation::FinishStart, at, Rule::RelationByDefault),
        };
        RawLink { other, this_is: LinkEnd::Successor, relation, lag: l.lag, needed: None, promised: None }
    };
    read.links.into_iter().map(link).collect()
}

/// An end that is no task of the file: looked up again among the other files, as what it looks like.
fn outside(text: &Text, at: CellRef) -> Reference {
    let kind = if text.contains('\\') { RefKind::External } else { RefKind::Name };
    Reference { kind, text: text.clone(), at }
}

fn dependencies(scope: &mut Scope, numbers: &Numbers, tasks: &Tasks, records: &mut Records) {
    for Decoded { row, here, .. } in scope.rows::<DependencyRow>("Dependencies", numbers) {
        let out = |end: &str| row.outside.as_deref().is_some_and(|o| o.trim().eq_ignore_ascii_case(end));
        let find = |text: &Option<Text>, outside: bool| text.as_ref().filter(|_| !outside).and_then(|t| tasks.find(t));
        let (before, after) = (find(&row.predecessor, out(ENDS[0])), find(&row.successor, out(ENDS[1])));
        let cells = if row.stated_at.is_empty() { vec![row.at] } else { row.stated_at.clone() };
        let (Some(predecessor), Some(successor)) = (&row.predecessor, &row.successor) else {
            scope.aside.push((here, "a link with one end only".to_owned()));
            continue;
        };
        let (own, other, this_is) = match (before, after) {
            (Some(before), Some(own)) => (own, Ok(before), LinkEnd::Successor),
            (None, Some(own)) => (own, Err(predecessor), LinkEnd::Successor),
            (Some(own), None) => (own, Err(successor), LinkEnd::Predecessor),
            (None, None) => {
                scope.aside.push((here, "a link neither of whose ends is a task of this file".to_owned()));
                continue;
            }
        };
        let relation = row.relation.unwrap_or(Sourced::derived(Relation::FinishStart, row.at, Rule::RelationByDefault));
        let Some(record) = records.tasks.get_mut(own as usize) else { continue };
        record.links.extend(cells.into_iter().map(|at| RawLink {
            other: match other {
                Ok(ix) => Reference { kind: RefKind::Record, text: ix.to_string().into(), at },
                Err(text) => outside(text, at),
            },
            this_is,
            relation,
            lag: row.lag,
            needed: row.needed,
            promised: row.promised,
        }));
    }
}

fn allocations(scope: &mut Scope, numbers: &Numbers, tasks: &Tasks, people: &People) {
    let mut rows = 0;
    for Decoded { row, here, .. } in scope.rows::<AllocationRow>("Allocations", numbers) {
        let (Some(task), Some(name)) = (row.task.as_deref().and_then(|t| tasks.find(t)), &row.resource) else {
            scope.aside.push((here, "names no task of this file, or nobody".to_owned()));
            continue;
        };
        rows += 1;
        scope.carried.claims.push(CarriedClaim {
            task,
            who: people.named(name, row.at),
            units: row.units,
            work: row.work,
            at: row.at,
            claimed_at: row.claimed_at.first().copied(),
        });
    }
    if !scope.whole {
        scope.carried.assignment_rows = rows;
    }
}

fn conflicts(scope: &mut Scope, numbers: &Numbers, tasks: &Tasks, projects: &Projects) {
    for Decoded { row, .. } in scope.rows::<ConflictRow>("Conflicts", numbers) {
        let (Some(field), Some(kept), Some(lost)) = (row.field, row.kept, row.lost) else { continue };
        scope.carried.conflicts.push(CarriedConflict {
            conflict: Conflict {
                what: row.what.unwrap_or_default(),
                task: None,
                project: None,
                field: field.to_string().into(),
                kept: (kept.value, kept.at),
                lost: (lost.value, lost.at),
                difference: row.difference.as_deref().unwrap_or_default().to_owned(),
                why: row.why.unwrap_or_default(),
            },
            task: row.task.as_deref().and_then(|t| tasks.find(t)),
            project: projects.hint(row.project.as_ref(), row.at),
        });
    }
}

/// Columns that map to nothing, by table and ID of their record.
type ByRecord = FxHashMap<(Text, Text), Vec<(Text, Sourced<Text>)>>;

/// Puts the columns that map to nothing back onto their records.
pub(super) fn other_fields(scope: &mut Scope, numbers: &Numbers, records: &mut Records) {
    let mut by_record: ByRecord = FxHashMap::default();
    for Decoded { row, .. } in scope.rows::<OtherRow>("Other fields", numbers) {
        if let (Some(table), Some(record), Some(field), Some(value)) = (row.table, row.record, row.field, row.value) {
            by_record.entry((table, record)).or_default().push((field, value));
        }
    }
    if by_record.is_empty() && records.log.is_empty() && records.benefits.is_empty() {
        return;
    }
    let mut give = |table: &str, id: &Text, custom: &mut Vec<(Text, Sourced<Text>)>| {
        if let Some(mut fields) = by_record.remove(&(Text::from(table), id.clone())) {
            fields.append(custom);
            *custom = fields;
        }
    };
    for (record, id) in records.tasks.iter_mut().zip(&scope.task_ids) {
        give("Tasks", id, &mut record.facts.custom);
    }
    for record in &mut records.log {
        let table = LOGS.iter().find(|(kind, _): &&(LogKind, &str)| *kind == record.item.kind).map_or("", |(_, name)| name);
        let id = std::mem::take(&mut record.item.stable_id);
        give(table, &id, &mut record.item.custom);
    }
    for record in &mut records.benefits {
        let id = std::mem::take(&mut record.benefit.stable_id);
        give("Benefits", &id, &mut record.benefit.custom);
    }
    for ((stakeholder, _), id) in scope.carried.stakeholders.iter_mut().zip(&scope.stakeholder_ids) {
        give("Stakeholders", id, &mut stakeholder.custom);
    }
}
