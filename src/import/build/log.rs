//! Rows → risks, issues, assumptions, decisions, changes, actions. Scores are kept as stated, never computed.

use super::Built;
use super::cells::Cells;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::Column;
use crate::import::extract::{LogRecord, ProjectHint};
use crate::import::shape::Shaped;
use crate::import::table::{ColumnSet, RecordRow};
use crate::import::values::text::{absent, fold};
use crate::import::values::{score, status};
use crate::model::register::Level;
use crate::model::{Field, LogItem, LogKind, Role};
use crate::read::{Cell, Value};
use crate::source::{Sourced, Text};
use std::collections::BTreeMap;

/// The log of a role.
fn kind(role: Role) -> LogKind {
    match role {
        Role::Issues => LogKind::Issue,
        Role::Assumptions => LogKind::Assumption,
        Role::Decisions => LogKind::Decision,
        Role::Changes => LogKind::Change,
        Role::Actions => LogKind::Action,
        _ => LogKind::Risk,
    }
}

/// The log that a RAID category names.
pub fn named_kind(word: &str) -> Option<LogKind> {
    let folded = fold(word);
    let folded = folded.trim_end_matches('s');
    Some(match folded {
        "r" | "risk" | "risiko" | "risiken" | "risque" | "riesgo" => LogKind::Risk,
        "i" | "issue" | "problem" | "problème" | "problema" | "offener punkt" | "point ouvert" | "incidencia" => LogKind::Issue,
        "a" | "assumption" | "annahme" | "hypothèse" | "supuesto" => LogKind::Assumption,
        "d" | "dependency" | "dependencie" | "abhängigkeit" | "dépendance" | "dependencia" => LogKind::Dependency,
        "decision" | "entscheidung" | "beschlus" | "décision" | "decisión" => LogKind::Decision,
        "action" | "maßnahme" | "aufgabe" | "acción" => LogKind::Action,
        "change" | "change request" | "änderung" | "modification" | "changement" | "cambio" => LogKind::Change,
        "lesson" | "lesson learned" | "lessons learned" => LogKind::Lesson,
        _ => return None,
    })
}

/// Builds the items of a log.
pub fn build(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    let legend = legend(cells);
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let mut record = item(cells, set, row);
        if record.item.open.is_none()
            && let Some(word) = record.item.status.as_ref().and_then(|s| legend.get(s.value.trim()))
        {
            record.item.open = said(record.item.kind, word);
        }
        if record.item.open.is_none()
            && let Some(word) = record.item.status.as_ref().filter(|s| absent(&s.value).is_none())
        {
            let said = format!("the status `{}` is in no known category", word.value);
            let finding = Diagnostic::at("status-unknown", Severity::Note, word.at, said);
            cells.report(finding.help("write open or closed, or add the word to a profile under `words.status`"));
        }
        built.records.log.push(record);
    }
    built.record_rows = shaped.rows.len();
    built
}

/// Whether a record of that kind and status still counts.
fn said(kind: LogKind, word: &str) -> Option<bool> {
    if kind == LogKind::Assumption { status::assumed(word) } else { status::open(word) }
}

/// What the numbers of a status column mean, where a row above or under the header says so: `1-Not started, 2-In progress`.
fn legend(cells: &Cells) -> BTreeMap<String, String> {
    let table = cells.table;
    let grid = table.grid;
    let mut meanings = BTreeMap::new();
    let body = table.found.body.clone();
    let first = body.start..body.end.min(body.start + 2);
    let last = body.end.saturating_sub(3).max(first.end)..body.end;
    for ix in table.found.preamble.clone().chain(first).chain(last) {
        for cell in grid.row_cells(ix) {
            let Value::Text(id) = cell.value else { continue };
            let text = grid.text(id);
            if !fold(text).contains("status") {
                continue;
            }
            for part in text.split([',', ';', '\n']) {
                let part = part.rsplit(':').next().unwrap_or(part).trim();
                if let Some((number, word)) = part.split_once(['-', '=', '–'])
                    && number.trim().len() == 1
                    && number.trim().bytes().all(|b| b.is_ascii_digit())
                {
                    meanings.insert(number.trim().to_owned(), word.trim().to_owned());
                }
            }
        }
    }
    if meanings.len() >= 2 { meanings } else { BTreeMap::new() }
}

fn item(cells: &mut Cells, set: &ColumnSet, row: &RecordRow) -> LogRecord {
    let grid = cells.table.grid;
    let ix = row.ix;
    let at = [Field::Key, Field::Title, Field::Decision, Field::Description]
        .iter()
        .find_map(|f| set.cells(grid, ix, *f).next())
        .or_else(|| grid.row_cells(ix).first())
        .map_or(grid.at(ix, 0), |c| grid.at(ix, c.col));
    let kind = cells.table.table.log.as_deref().and_then(named_kind).unwrap_or_else(|| kind(cells.table.table.role));
    let mut record = LogRecord { item: LogItem::new(kind, at), project: ProjectHint::default(), owner: None, beside: Vec::new() };
    for cell in grid.row_cells(ix) {
        let Some(column) = set.of(cell.col) else { continue };
        take(cells, ix, row.set, column, cell, &mut record);
    }
    for (top, cell) in cells.table.merged_down(set, ix) {
        if let Some(column) = set.of(cell.col) {
            take(cells, top, row.set, column, &cell, &mut record);
        }
    }
    for more in row.more.clone() {
        for cell in grid.row_cells(more) {
            if let Some(column) = set.of(cell.col) {
                take(cells, more, row.set, column, cell, &mut record);
            }
        }
    }
    if record.item.rag.is_none()
        && let Some(column) = set.first(Field::Rag).or(set.first(Field::Score))
    {
        record.item.rag = cells.blank_rag(ix, column.col);
    }
    let item = &mut record.item;
    if item.title.is_none() {
        item.title = item.description.take();
    }
    if item.category.is_none() {
        item.category = row.section.clone();
    }
    item.open = match (&item.status, &item.closed) {
        _ if item.open.is_some() => item.open,
        (Some(word), _) => said(item.kind, &word.value).or(item.closed.as_ref().map(|_| false)),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    };
    record
}

/// Appends a further text to one already there: `Preventative actions` and `Contingency actions` are one response.
fn join(slot: &mut Option<Sourced<Text>>, more: Option<Sourced<Text>>) {
    match (&mut *slot, more) {
        (None, more) => *slot = more,
        (Some(held), Some(more)) => held.value = Text::from(format!("{}; {}", held.value, more.value)),
        _ => {}
    }
}

fn take(cells: &mut Cells, ix: usize, set: usize, column: &Column, cell: &Cell, record: &mut LogRecord) {
    let item = &mut record.item;
    match column.field {
        Some(Field::Key | Field::Id) => item.key = item.key.take().or(cells.own(ix, cell)),
        Some(Field::Title | Field::Name) if item.title.is_none() => item.title = cells.own(ix, cell),
        Some(Field::Title | Field::Name) => keep_custom(cells, ix, column, cell, item),
        Some(Field::Decision) => {
            // With a title beside it the decision column says what was decided.
            let text = cells.own(ix, cell);
            if item.title.is_none() { item.title = text } else { item.response = item.response.take().or(text) }
        }
        Some(Field::Description) if item.description.is_none() => item.description = cells.own(ix, cell),
        Some(Field::Description) => keep_custom(cells, ix, column, cell, item),
        Some(Field::Type) => {
            if let Some(word) = cells.known_word(ix, cell) {
                match named_kind(&word.value) {
                    Some(kind) => item.kind = kind,
                    None => item.category = item.category.take().or(Some(word)),
                }
            }
        }
        Some(Field::Category | Field::Section) => item.category = item.category.take().or(cells.known_word(ix, cell)),
        Some(Field::Vendor) => item.vendor = item.vendor.take().or(cells.known_word(ix, cell)),
        Some(Field::Status) => {
            item.status = item.status.take().or(cells.word(ix, cell));
            if super::task::asks(column) {
                // `Done` is answered by yes, no and boxes.
                let done = item.status.as_ref().and_then(|s| status::yes_no(&s.value));
                item.open = item.open.or(done.map(|done| !done));
            }
        }
        Some(Field::Probability) => item.probability = item.probability.take().or(rating(cells, ix, column, cell)),
        Some(Field::Impact) => item.impact = item.impact.take().or(rating(cells, ix, column, cell)),
        Some(Field::Score) => {
            item.score = item.score.take().or(cells.level(ix, cell));
            item.rag = item.rag.or_else(|| cells.rag(ix, cell));
        }
        Some(Field::Exposure) => item.exposure = item.exposure.or(cells.number(ix, set, column, cell)),
        Some(Field::Priority) => item.priority = item.priority.take().or(cells.known_word(ix, cell)),
        Some(Field::Rag) => {
            let rag = cells.rag(ix, cell);
            if rag.is_none() {
                keep_custom(cells, ix, column, cell, item);
            }
            item.rag = item.rag.or(rag);
        }
        Some(Field::Response) => {
            let text = cells.own(ix, cell);
            join(&mut item.response, text);
        }
        Some(Field::Options) => item.options = cells.own(ix, cell),
        Some(Field::Recommendation) => item.recommendation = cells.own(ix, cell),
        Some(Field::Owner | Field::Assignee) => {
            if item.owner.is_none() {
                item.owner = cells.known_word(ix, cell);
                let people = cells.people(ix, set, cell);
                // Numbers and JSON around the names are the tracker's.
                if let Some(owner) = item.owner.as_mut().filter(|o| o.value.contains(";#") || o.value.starts_with("[{"))
                    && !people.is_empty()
                {
                    owner.value = Text::from(people.iter().map(|p| &*p.name).collect::<Vec<_>>().join(", "));
                }
                let mut people = people.into_iter();
                record.owner = people.next();
                record.beside = people.collect();
            } else {
                keep_custom(cells, ix, column, cell, item);
            }
        }
        Some(Field::Raised | Field::Created) => item.raised = item.raised.or_else(|| cells.date(ix, set, column, cell)),
        Some(Field::Due | Field::Finish | Field::TargetDate) => item.due = item.due.or_else(|| cells.date(ix, set, column, cell)),
        Some(Field::Closed | Field::ActualFinish) => item.closed = item.closed.or_else(|| cells.date(ix, set, column, cell)),
        Some(Field::Project) => record.project.name = record.project.name.take().or(cells.known_word(ix, cell)),
        Some(Field::ProjectKey) => record.project.key = record.project.key.take().or(cells.known_word(ix, cell)),
        Some(Field::Known | Field::Url | Field::Level | Field::Period) => {}
        _ => keep_custom(cells, ix, column, cell, item),
    }
}

/// A rating, or the step of the scale that is ticked: `Probability / High` with an x in it.
fn rating(cells: &mut Cells, ix: usize, column: &Column, cell: &Cell) -> Option<Sourced<Level>> {
    let level = cells.level(ix, cell)?;
    let ticked = matches!(level.value.word.trim(), "x" | "X" | "✓" | "✔" | "☑" | "●");
    match column.header.rsplit_once(" / ").filter(|_| ticked) {
        Some((_, step)) => {
            let word = cells.words.intern(step);
            let number = score::number(&word);
            Some(level.map(|_| Level { word, number }))
        }
        None => Some(level),
    }
}

fn keep_custom(cells: &mut Cells, ix: usize, column: &Column, cell: &Cell, item: &mut LogItem) {
    if !column.header.is_empty()
        && let Some(value) = cells.word(ix, cell)
    {
        let header = cells.words.intern(&column.header);
        item.custom.push((header, value));
    }
}
