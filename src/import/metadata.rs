//! What stands around a table: the title that names the project, the date the data is of.

use crate::import::detect::Found;
use crate::import::values::date::{ColumnDates, DateRead};
use crate::import::values::status;
use crate::import::values::text::fold;
use crate::import::words::plain;
use crate::read::{Grid, Value};
use crate::source::{CellRef, Sourced, Text};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// The year of a sheet's own title.
pub fn stated_year(grid: &Grid) -> Option<i16> {
    for ix in 0..grid.rows.len().min(3) {
        if grid.row_cells(ix).len() > 3 {
            return None;
        }
        for cell in grid.row_cells(ix) {
            let text = plain(grid, cell.value);
            let mut years =
                text.split(|c: char| !c.is_ascii_digit()).filter(|p| p.len() == 4).filter_map(|p| p.parse::<i16>().ok());
            if let Some(year) = years.find(|y| (2000..2100).contains(y)) {
                return Some(year);
            }
        }
    }
    None
}

/// The one year that a name holds: `Plan 2026`. Of several none is meant.
pub fn year_in(name: &str) -> Option<i16> {
    let mut years = name.split(|c: char| !c.is_ascii_digit()).filter(|p| p.len() == 4).filter_map(|p| p.parse::<i16>().ok());
    let year = years.find(|y| (2000..2100).contains(y))?;
    years.all(|y| y == year || !(2000..2100).contains(&y)).then_some(year)
}

/// The year that most true dates of a workbook fall in; the later of two equals.
pub fn usual_year(book: &[Grid]) -> Option<i16> {
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for cell in book.iter().flat_map(|g| &g.cells) {
        if let Value::Date(serial) = cell.value
            && let Some(day) = crate::import::values::date::from_serial(serial)
        {
            *counts.entry(day.year()).or_insert(0) += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map(|(year, _)| year)
}

/// Words before the date that data is of.
const AS_OF: &[&str] = &[
    "status as at",
    "as at",
    "as of",
    "status date",
    "data date",
    "report date",
    "reporting date",
    "date of report",
    "date of export",
    "exportdatum",
    "date d'exportation",
    "date de l'exportation",
    "fecha de exportación",
    "data de exportação",
    "data di esportazione",
    "exported on",
    "exported at",
    "export date",
    "last update",
    "last updated",
    "updated on",
    "stand vom",
    "stand",
    "datenstand",
    "généré à",
    "généré le",
    "generated at",
    "generated on",
    "generiert am",
    "généré",
    "situation au",
    "à date du",
    "report generated",
    "status per",
    "data as of",
    "displaying",
    "affichage de",
    "showing",
];

/// The date that the rows around a table say its data is of.
pub fn data_date(grid: &Grid, found: &Found) -> Option<Sourced<Date>> {
    let tail = found.body.end.saturating_sub(3).max(found.body.start)..found.body.end;
    for ix in found.preamble.clone().chain(tail) {
        let cells = grid.row_cells(ix);
        if cells.len() > 6 {
            continue;
        }
        for (n, cell) in cells.iter().enumerate() {
            let Value::Text(id) = cell.value else { continue };
            let text = grid.text(id);
            let folded = fold(text);
            let dated = found.preamble.contains(&ix) && (folded == "date" || folded.starts_with("date "));
            if dated
                && let Some(date) =
                    beside(grid, ix, n).or_else(|| date_in(after(text, "date")).map(|d| (d, grid.at(ix, cell.col))))
            {
                return Some(Sourced::stated(date.0, date.1));
            }
            let Some(word) = AS_OF
                .iter()
                .find(|w| folded == **w || folded.starts_with(&format!("{w} ")) || folded.contains(&format!(" {w} ")))
            else {
                continue;
            };
            let at = grid.at(ix, cell.col);
            if let Some(date) = date_in(after(text, word)) {
                return Some(Sourced::stated(date, at));
            }
            if let Some((date, at)) = beside(grid, ix, n) {
                return Some(Sourced::stated(date, at));
            }
        }
    }
    None
}

/// `Report date | 26.10.2026`: the date in the cell after a label.
fn beside(grid: &Grid, ix: usize, n: usize) -> Option<(Date, CellRef)> {
    let next = grid.row_cells(ix).get(n + 1)?;
    let date = match next.value {
        Value::Date(serial) => crate::import::values::date::from_serial(serial),
        other => date_in(&plain(grid, other)),
    };
    date.map(|d| (d, grid.at(ix, next.col)))
}

/// The text after a word, by characters, because folding may change the length.
fn after<'a>(text: &'a str, word: &str) -> &'a str {
    let lower = text.to_lowercase();
    let at = lower.find(word).map_or(0, |n| n + word.len());
    let skip = lower.get(..at).map_or(0, |l| l.chars().count());
    text.char_indices().nth(skip).map_or("", |(i, _)| text.get(i..).unwrap_or(""))
}

/// The first run of words that is a date.
fn date_in(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for from in 0..words.len().min(12) {
        for to in (from + 1..=words.len().min(from + 7)).rev() {
            let run = words[from..to].join(" ");
            let run = run.trim_matches(|c: char| matches!(c, ':' | ',' | ';' | '.' | '(' | ')'));
            if !run.chars().any(|c| c.is_ascii_digit()) || run.len() < 6 {
                continue;
            }
            let column = ColumnDates::decide([run], &[], None);
            if let DateRead::Date(date) = column.parse(run) {
                return Some(date);
            }
        }
    }
    None
}

/// Labels before the name of a project.
const PROJECT: &[&str] = &[
    "project",
    "project name",
    "plan name",
    "planname",
    "nom du plan",
    "nombre del plan",
    "nome do plano",
    "nome piano",
    "plan",
    "projekt",
    "projektname",
    "projet",
    "project title",
    "programme",
    "program",
];

/// The project that a label in some rows names: `Project: | Harbour bridge`.
pub fn labelled(grid: &Grid, rows: Range<usize>) -> Option<(Text, CellRef)> {
    rows.into_iter().find_map(|ix| labelled_in(grid, ix))
}

fn labelled_in(grid: &Grid, ix: usize) -> Option<(Text, CellRef)> {
    let cells = grid.row_cells(ix);
    cells.iter().enumerate().find_map(|(n, cell)| {
        let Value::Text(id) = cell.value else { return None };
        let text = grid.text(id).trim();
        if PROJECT.contains(&fold(text.trim_end_matches(':')).as_str())
            && let Some(next) = cells.get(n + 1)
            && let Value::Text(name) = next.value
        {
            return Some((Text::from(grid.text(name).trim()), grid.at(ix, next.col)));
        }
        let (label, name) = text.split_once(':')?;
        let told = PROJECT.contains(&fold(label).as_str()) && !name.trim().is_empty();
        told.then(|| (Text::from(name.trim()), grid.at(ix, cell.col)))
    })
}

/// A heading that says what kind of table follows, and of whom nothing: `Upcoming activities / tasks`, `Weekly update`.
fn is_kind(text: &str) -> bool {
    const KINDS: &[&str] = &[
        "activities",
        "activity",
        "tasks",
        "task",
        "milestones",
        "milestone",
        "actions",
        "action",
        "items",
        "item",
        "list",
        "log",
        "weekly",
        "monthly",
        "status",
        "report",
        "update",
        "updates",
        "upcoming",
        "next",
        "last",
        "this",
        "week",
        "month",
        "major",
        "key",
        "open",
        "completed",
        "planned",
        "in",
        "progress",
        "and",
        "of",
        "the",
        "for",
        "period",
        "to",
        "do",
        "steps",
        "gantt",
        "chart",
        "schedule",
        "timeline",
        "plan",
        "project",
        "planning",
        "cronograma",
        "projektplan",
        "aufgaben",
        "tareas",
        "tarefas",
        "actividades",
        "atividades",
        "tâches",
        "diagramme",
        "diagrama",
        "de",
        "wbs",
        "overview",
        "summary",
        "table",
        "detailed",
        "general",
        "comments",
        "comment",
        "notes",
        "remarks",
        "risks",
        "issues",
        "work",
        "breakdown",
        "structure",
        "master",
    ];
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    words.peek().is_some() && words.all(|w| KINDS.contains(&w))
}

/// The project that the rows above a table name: a labelled cell, else the title.
pub fn title(grid: &Grid, found: &Found) -> Option<(Text, CellRef)> {
    let mut first: Option<(Text, CellRef)> = None;
    // Behind several headings that name nobody, what follows is text of the report.
    let mut passed = 0;
    for ix in found.preamble.clone() {
        let cells = grid.row_cells(ix);
        if let Some(named) = labelled_in(grid, ix) {
            return Some(named);
        }
        if first.is_none()
            && let Some(cell) = cells.first()
            && let Value::Text(id) = cell.value
        {
            let text = grid.text(id).trim();
            let other = text.contains('=') || is_kind(text) || status::category(text).is_some();
            passed += usize::from(other);
            let says_more = other
                || passed > 1
                || text.contains(':')
                || text.contains("//")
                || AS_OF.iter().any(|w| fold(text).starts_with(w));
            if cells.len() <= 2 && !says_more && text.len() <= 120 && text.chars().any(char::is_alphabetic) {
                first = Some((Text::from(text), grid.at(ix, cell.col)));
            }
        }
    }
    first
}
