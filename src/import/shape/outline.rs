//! Levels of a plan's rows: a level column, row outline, indent of the name, leading blanks or outline numbers, whichever the
//! table holds; parents follow from levels by position.

use crate::import::extract::SetAside;
use crate::import::profile::RefStyle;
use crate::import::table::{ColumnSet, RecordRow, Table};
use crate::import::values::text::{fold, leading_blanks};
use crate::import::words::plain;
use crate::model::Field;
use crate::read::Value;
use crate::source::{CellRef, Text};

/// Gives each row its level and parent and takes out the project's own summary row (ID 0, outline 0), whose name is the
/// project's.
pub fn nest(table: Table, set: &ColumnSet, rows: &mut Vec<RecordRow>, set_aside: &mut Vec<SetAside>) -> Option<(Text, CellRef)> {
    let title = take_project_row(table, set, rows, set_aside);
    if let Some(levels) = levels(table, set, rows) {
        apply(rows, &levels);
    }
    title
}

/// Levels to parents: the nearest row above of a lower level.
pub fn apply(rows: &mut [RecordRow], levels: &[u8]) {
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (n, (row, &level)) in rows.iter_mut().zip(levels).enumerate() {
        while open.last().is_some_and(|(l, _)| *l >= level) {
            open.pop();
        }
        row.parent = open.last().map(|(_, p)| *p);
        row.level = Some(u8::try_from(open.len()).unwrap_or(u8::MAX));
        open.push((level, n));
    }
}

/// The project summary: ID 0, or outline number 0, in the first row.
fn take_project_row(
    table: Table,
    set: &ColumnSet,
    rows: &mut Vec<RecordRow>,
    set_aside: &mut Vec<SetAside>,
) -> Option<(Text, CellRef)> {
    let first = rows.first()?.ix;
    let grid = table.grid;
    let zero = |field| set.cells(grid, first, field).next().is_some_and(|c| plain(grid, c.value) == "0");
    let numbered = set.has(Field::Key) || set.has(Field::Id);
    let summary = (table.table.zero_is_project && (zero(Field::Key) || zero(Field::Id)))
        || match (numbered, set.has(Field::Outline), set.has(Field::Level)) {
            (true, _, true) => (zero(Field::Key) || zero(Field::Id)) && zero(Field::Level),
            (true, true, false) => (zero(Field::Key) || zero(Field::Id)) && zero(Field::Outline),
            (false, true, true) => zero(Field::Outline) && zero(Field::Level),
            // Plans whose phases are numbered from 0 have parts of the first: 0.1, 0.2.
            (false, true, false) => zero(Field::Outline) && !rows.iter().any(|r| is_part_of_zero(table, set, r.ix)),
            // GanttProject's first id is 0 too: without a level or outline number it is an ordinary row.
            _ => false,
        };
    if !summary {
        return None;
    }
    let at = grid.row_cells(first).first().map_or(grid.at(first, 0), |c| grid.at(first, c.col));
    set_aside.insert(0, SetAside { at, reason: "project summary (row 0): the project itself, no task".to_owned() });
    set_aside.sort_by_key(|s| s.at);
    let name = set.cells(grid, first, Field::Name).next().map(|c| (plain(grid, c.value).into_owned(), grid.at(first, c.col)));
    rows.remove(0);
    name.filter(|(n, _)| !n.is_empty()).map(|(n, at)| (Text::from(n), at))
}

fn is_part_of_zero(table: Table, set: &ColumnSet, ix: usize) -> bool {
    let grid = table.grid;
    set.cells(grid, ix, Field::Outline).next().is_some_and(|c| plain(grid, c.value).starts_with("0."))
}

fn levels(table: Table, set: &ColumnSet, rows: &[RecordRow]) -> Option<Vec<u8>> {
    by_column(table, set, rows)
        .or_else(|| by_name_columns(table, set, rows))
        .or_else(|| by_marks(table, set, rows))
        .or_else(|| by_row_outline(table, set, rows))
        .or_else(|| by_indent(table, set, rows))
        .or_else(|| by_outline_number(table, set, rows))
        .or_else(|| by_words(table, set, rows))
}

/// A column that holds the level itself.
fn by_column(table: Table, set: &ColumnSet, rows: &[RecordRow]) -> Option<Vec<u8>> {
    let col = set.first(Field::Level)?.col;
    let levels: Vec<Option<u8>> = rows
        .iter()
        .map(|r| {
            let text = plain(table.grid, table.grid.cell(r.ix, col)?.value).into_owned();
            text.parse::<f64>().ok().filter(|n| (0.0..=200.0).contains(n)).map(|n| n as u8).or_else(|| {
                let dotted = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
                dotted.then(|| u8::try_from(text.matches('.').count()).unwrap_or(u8::MAX))
            })
        })
        .collect();
    let told = levels.iter().flatten().count();
    let varied = levels.iter().flatten().collect::<std::collections::BTreeSet<_>>().len() > 1;
    (told * 10 >= rows.len() * 9 && varied).then(|| levels.into_iter().map(|l| l.unwrap_or(0)).collect())
}

/// `Title 1`, `Title 2` …, or `Task`, `Subtask` of a plan kept by hand: the filled one gives the depth.
fn by_name_columns(table: Table, set: &ColumnSet, rows: &[RecordRow]) -> Option<Vec<u8>> {
    let names: Vec<u16> = set
        .columns
        .iter()
        .filter(|c| {
            let counted = c.folded.ends_with(|d: char| d.is_ascii_digit()) || !table.profile.is_specific();
            c.field == Some(Field::Name) && counted
        })
        .map(|c| c.col)
        .collect();
    if names.len() < 2 {
        return None;
    }
    let depth = |r: &RecordRow| names.iter().position(|col| table.grid.cell(r.ix, *col).is_some()).unwrap_or(0);
    Some(rows.iter().map(|r| u8::try_from(depth(r)).unwrap_or(u8::MAX)).collect())
}

/// Issue types from the top down, as Jira's plans rank them; one that a site made itself stands nowhere.
const LADDER: [&[&str]; 5] = [
    &["theme", "strategic theme", "objective"],
    &["initiative", "legend", "iniciativa", "инициатива", "inicjatywa", "initiatief"],
    &["epic", "epos", "épica", "épopée", "épico", "эпик", "epik"],
    &[
        "story",
        "user story",
        "task",
        "bug",
        "aufgabe",
        "fehler",
        "tâche",
        "tarea",
        "historia",
        "historie",
        "tarefa",
        "história",
        "taak",
        "verhaal",
        "zadanie",
        "задача",
        "история",
    ],
    &[
        "sub task",
        "sub-task",
        "subtask",
        "unteraufgabe",
        "teilaufgabe",
        "sous-tâche",
        "sous tâche",
        "subtarea",
        "subtarefa",
        "subtaak",
        "podzadanie",
        "подзадача",
    ],
];

/// The header under which Jira's plans write the issue type.
pub const HIERARCHY: &str = "hierarchy";

/// A column `Hierarchy` of issue types in the order of a tree, where no column names the parent. Every record must stand right under one
/// of the next higher type that occurs; any other order is no tree.
fn by_words(table: Table, set: &ColumnSet, rows: &[RecordRow]) -> Option<Vec<u8>> {
    let col = set.columns.iter().find(|c| c.folded == HIERARCHY)?.col;
    if [Field::Parent, Field::ParentKey, Field::ParentName].iter().any(|f| set.has(*f)) {
        return None;
    }
    let rank = |r: &RecordRow| {
        let word = fold(table.grid.cell_text(r.ix, col)?);
        LADDER.iter().position(|words| words.contains(&word.as_str()))
    };
    let ranks: Vec<usize> = rows.iter().map(rank).collect::<Option<_>>()?;
    let present: std::collections::BTreeSet<usize> = ranks.iter().copied().collect();
    let levels: Vec<u8> = ranks.iter().map(|r| u8::try_from(present.range(..r).count()).unwrap_or(0)).collect();
    let fits = levels.first() == Some(&0) && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1);
    (present.len() > 1 && fits).then_some(levels)
}

/// Signs in front of the name, one for each level: `-Sub-task`.
fn by_marks(table: Table, set: &ColumnSet, rows: &[RecordRow]) -> Option<Vec<u8>> {
    let mark = table.table.name_marks?;
    let col = set.first(Field::Name)?.col;
    let marks = |r: &RecordRow| match table.grid.cell(r.ix, col).map(|c| c.value) {
        Some(Value::Text(id)) => table.grid.text(id).trim_start().chars().take_while(|c| *c == mark).count(),
        _ => 0,
    };
    let levels: Vec<u8> = rows.iter().map(|r| u8::try_from(marks(r)).unwrap_or(u8::MAX)).collect();
    (levels.iter().any(|l| *l > 0) && levels.contains(&0)).then_some(levels)
}

/// The deepest outline level of Excel.
const DEEPEST: u8 = 7;

/// Outline levels of the rows; where they end, the indents of the names that agree with them go on.
fn by_row_outline(table: Table, set: &ColumnSet, rows: &[RecordRow]) -> Option<Vec<u8>> {
    let levels: Vec<u8> = rows.iter().map(|r| table.grid.rows[r.ix].outline).collect();
    if levels.contains(&DEEPEST)
        && let Some(name) = set.first(Field::Name)
    {
        let indents: Vec<u8> = rows.iter().map(|r| table.grid.cell(r.ix, name.col).map_or(0, |c| c.indent)).collect();
        if levels.iter().zip(&indents).all(|(l, n)| l == n.min(&DEEPEST)) {
            return Some(indents);
        }
    }
    levels.iter().any(|l| *l > 0).then_some(levels)
}

/// Indent of the name's cell, else its leading blanks.
fn by_indent(table: Table, set: &ColumnSet, rows: &[RecordRow]) -> Option<Vec<u8>> {
    let col = set.first(Field::Name)?.col;
    let indents: Vec<u8> = rows.iter().map(|r| table.grid.cell(r.ix, col).map_or(0, |c| c.indent)).collect();
    if indents.iter().any(|n| *n > 0) && indents.iter().any(|n| *n != indents[0]) {
        return Some(indents);
    }
    if !matches!(table.table.parent, RefStyle::Auto | RefStyle::Key) || set.has(Field::Parent) {
        // Where a record names its parent, names are not indented: a blank before one is a slip of the key.
        return None;
    }
    let blanks: Vec<u8> = rows.iter().map(|r| blanks_of(table, r.ix, col)).collect();
    let stepped = blanks.iter().filter(|n| **n >= 2).count();
    // One stray leading blank is sloppiness, not structure.
    (stepped > 0 && blanks.iter().any(|n| *n < 2)).then(|| blanks.iter().map(|n| if *n < 2 { 0 } else { *n }).collect())
}

fn blanks_of(table: Table, ix: usize, col: u16) -> u8 {
    match table.grid.cell(ix, col).map(|c| c.value) {
        Some(Value::Text(id)) => u8::try_from(leading_blanks(table.grid.text(id))).unwrap_or(u8::MAX),
        _ => 0,
    }
}

/// Outline numbers `1.2.3`: a row stands under the row whose number is its own without the last part.
fn by_outline_number(table: Table, set: &ColumnSet, rows: &[RecordRow]) -> Option<Vec<u8>> {
    let col = set.first(Field::Outline)?.col;
    let depth = |ix: usize| -> Option<u8> {
        let text = plain(table.grid, table.grid.cell(ix, col)?.value).into_owned();
        let text = text.trim_end_matches('.');
        // A spreadsheet with a decimal comma saves `1.2` as `1,2`.
        let figures = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
        let parts: Vec<&str> = text.split(|c| c == '.' || (figures && c == ',')).collect();
        let fine = parts.iter().all(|p| !p.is_empty() && p.len() <= 6 && p.chars().all(char::is_alphanumeric));
        fine.then(|| u8::try_from(parts.len()).unwrap_or(u8::MAX))
    };
    let depths: Vec<Option<u8>> = rows.iter().map(|r| depth(r.ix)).collect();
    let told = depths.iter().flatten().count();
    let lowest = depths.iter().flatten().min().copied()?;
    if told * 10 < rows.len() * 8 || !depths.iter().flatten().any(|d| *d != lowest) {
        return None;
    }
    // Flat tables number their rows 1.1.1, 1.1.2 too: without any row above them the numbers are codes, not structure.
    let mut last = lowest;
    Some(
        depths
            .into_iter()
            .map(|d| {
                last = d.unwrap_or(last);
                last
            })
            .collect(),
    )
}
