//! Responsibility matrices (RACI and its kin): activities down, people or roles across, and letters where they meet; or one
//! column each for who is responsible, accountable, consulted and informed.
//!
//! Decided here: whether a sheet is one, which row names the people, which column names the activities. A matrix is told by its
//! letters, because its headers are names; a plan that has dates beside such letters stays a plan. Each person or role becomes
//! a stakeholder who carries what they are in each activity, with the cell that says so.

use super::detect::Names;
use super::extract::{ColumnReading, Extract, ProjectHint, Records, SetAside};
use super::values::text::{absent, fold};
use super::words::plain;
use crate::model::{Duty, Field, Raci, Role, Stakeholder};
use crate::read::{Cell, Grid, Value};
use crate::source::{CellRef, Sourced, Text};
use std::collections::BTreeMap;
use std::ops::Range;

mod accountable;
mod letters;

use accountable::Activity;
use letters::{Said, letters};

/// A longer sheet is no matrix.
const MOST_ROWS: usize = 3_000;
/// A matrix begins among the first rows.
const TOP: usize = 60;
/// Rows between the names and the first letters: a phase, a caption of the first column.
const BETWEEN: usize = 4;

/// Where the matrix stands.
struct Matrix {
    header: usize,
    upper: Option<usize>,
    name: u16,
    people: Vec<u16>,
    /// From the row below the names to the last row with letters.
    body: Range<usize>,
    /// Cells with letters.
    said: usize,
    /// People stand down, activities across.
    across: bool,
}

/// The matrix of a sheet; `None` where it holds none.
pub fn read(grid: &Grid, names: Names) -> Option<Extract> {
    if grid.rows.len() > MOST_ROWS || grid.turned {
        return None;
    }
    if let Some(columns) = by_word(grid) {
        return Some(of_columns(grid, &columns));
    }
    let matrix = find(grid, names)?;
    Some(of_matrix(grid, &matrix))
}

fn text_of(grid: &Grid, cell: &Cell) -> Option<String> {
    let Value::Text(_) = cell.value else { return None };
    let text = plain(grid, cell.value).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// What the words of a cell, or the header of a column of names, say somebody is; nothing where they say none of the four.
pub fn parts(text: &str) -> Raci {
    match letters(text) {
        Some(Said::Part(raci)) => raci,
        Some(Said::Nothing) | None => Raci::default(),
    }
}

fn said(grid: &Grid, cell: &Cell) -> Option<Said> {
    let Value::Text(id) = cell.value else { return None };
    letters(grid.text(id))
}

/// Whether the sheet, its file or a line above its names says what it is.
fn is_called(grid: &Grid, names: Names, first: usize) -> bool {
    const CALLED: &[&str] =
        &["raci", "rasci", "rasic", "responsibility matrix", "responsibility assignment", "roles and responsibilities"];
    let says = |text: &str| {
        let folded = fold(text);
        CALLED.iter().any(|w| folded.contains(w))
    };
    let file = names.file.rsplit('/').next().unwrap_or(names.file);
    says(names.sheet)
        || says(file)
        || (0..first).flat_map(|ix| grid.row_cells(ix)).filter_map(|c| text_of(grid, c)).any(|t| t.len() <= 120 && says(&t))
}

/// Rows that are tried as the first of a matrix: a legend above it has letters too.
const TRIES: usize = 16;

fn find(grid: &Grid, names: Names) -> Option<Matrix> {
    let lettered = |ix: &usize| grid.row_cells(*ix).iter().any(|c| matches!(said(grid, c), Some(Said::Part(_))));
    (1..grid.rows.len().min(TOP)).filter(lettered).take(TRIES).find_map(|first| matrix_from(grid, names, first))
}

/// The matrix whose first row with letters this is.
fn matrix_from(grid: &Grid, names: Names, first: usize) -> Option<Matrix> {
    // Cells by column: letters, and other texts.
    let mut by_col: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    for cell in (first..grid.rows.len()).flat_map(|ix| grid.row_cells(ix)) {
        let count = by_col.entry(cell.col).or_default();
        match said(grid, cell) {
            Some(Said::Part(_)) => count.0 += 1,
            None if matches!(cell.value, Value::Text(_)) => count.1 += 1,
            _ => {}
        }
    }
    let lettered: Vec<u16> =
        by_col.iter().filter(|(_, (said, other))| *said > 0 && other * 4 <= *said).map(|(c, _)| *c).collect();
    let called = is_called(grid, names, first);
    // The row that names the people: the nearest above with a text over most of the columns of letters.
    let named = |c: &&Cell| lettered.contains(&c.col) && text_of(grid, c).is_some();
    let over = |ix: usize| grid.row_cells(ix).iter().filter(named).count();
    let words = |ix: usize| grid.row_cells(ix).iter().filter(named).filter(|c| said(grid, c).is_none()).count();
    let header = (first.saturating_sub(BETWEEN)..first)
        .rev()
        .find(|&ix| over(ix) * 2 >= lettered.len() && over(ix) >= 2 && words(ix) * 2 >= over(ix))?;
    let upper = header.checked_sub(1).filter(|&u| {
        let row = grid.rows[u].row;
        row + 1 == grid.rows[header].row
            && grid.merges.iter().any(|m| m.top == row && m.right > m.left && lettered.contains(&m.left))
    });
    // Columns under a name in which nobody has one of the four letters yet, but others of the kind, belong to the people too.
    let least = lettered.first().copied().unwrap_or(0);
    let of_people = |c: &&Cell| {
        let (said, other) = by_col.get(&c.col).copied().unwrap_or_default();
        let holds = (first..grid.rows.len()).any(|ix| grid.cell(ix, c.col).is_some());
        c.col >= least && text_of(grid, c).is_some() && (lettered.contains(&c.col) || (said == 0 && other == 0 && holds))
    };
    let people: Vec<u16> = grid.row_cells(header).iter().filter(of_people).map(|c| c.col).collect();
    let last = (first..grid.rows.len()).rev().find(|&ix| has_letters(grid, ix, &people))?;
    let count = (first..=last)
        .map(|ix| {
            let told = |c: &&Cell| people.contains(&c.col) && matches!(said(grid, c), Some(Said::Part(_)));
            grid.row_cells(ix).iter().filter(told).count()
        })
        .sum();
    let kinds = kinds(grid, first..last + 1, &people);
    let enough = count >= 4 && people.len() >= 2 && (kinds >= 3 || (called && kinds >= 2));
    if !enough || (!called && is_plan(grid, header, &people)) {
        return None;
    }
    let name = name_column(grid, first..last + 1, &people)?;
    let corner = grid.cell(header, name).and_then(|c| text_of(grid, c)).map(|t| fold(&t)).unwrap_or_default();
    let across = ["role", "roles", "person", "people", "team member", "stakeholder", "stakeholders", "rolle", "rollen"]
        .contains(&corner.as_str());
    Some(Matrix { header, upper, name, people, body: header + 1..last + 1, said: count, across })
}

fn has_letters(grid: &Grid, ix: usize, people: &[u16]) -> bool {
    grid.row_cells(ix).iter().any(|c| people.contains(&c.col) && matches!(said(grid, c), Some(Said::Part(_))))
}

/// A line right below the lettered ones, in the column of names, that explains no letter.
fn is_unlettered(grid: &Grid, m: &Matrix, ix: usize) -> bool {
    let close = (m.body.end..=ix).all(|n| n == 0 || grid.rows[n].row == grid.rows[n - 1].row + 1);
    let Some(text) = grid.cell(ix, m.name).and_then(|c| text_of(grid, c)).filter(|_| close) else { return false };
    let alone = grid.row_cells(ix).iter().all(|c| c.col <= m.name);
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    const LETTERS: &[&str] =
        &["r", "a", "c", "i", "responsible", "accountable", "consulted", "informed", "legend", "key", "note"];
    alone && text.len() <= 160 && !text.contains(['=', ':']) && !LETTERS.contains(&first.as_str())
}

/// How many of the four letters occur.
fn kinds(grid: &Grid, rows: Range<usize>, people: &[u16]) -> usize {
    let mut seen = Raci::default();
    for cell in rows.flat_map(|ix| grid.row_cells(ix)).filter(|c| people.contains(&c.col)) {
        if let Some(Said::Part(parts)) = said(grid, cell) {
            seen = seen.and(parts);
        }
    }
    seen.letters().len()
}

/// Dates, lengths or states beside the letters: work with people, not a matrix.
fn is_plan(grid: &Grid, header: usize, people: &[u16]) -> bool {
    const WORK: &[&str] =
        &["start", "finish", "end", "due", "deadline", "duration", "status", "complete", "progress", "date", "predecessor"];
    let beside = grid.row_cells(header).iter().filter(|c| !people.contains(&c.col)).filter_map(|c| text_of(grid, c));
    beside.filter(|t| fold(t).split(' ').any(|w| WORK.contains(&w))).count() >= 1
}

/// The first column in front of the letters that names most rows, each by a text of its own.
fn name_column(grid: &Grid, rows: Range<usize>, people: &[u16]) -> Option<u16> {
    let least = *people.first()?;
    let with_letters: Vec<usize> = rows.filter(|ix| has_letters(grid, *ix, people)).collect();
    let mut best: Option<(usize, u16)> = None;
    let columns: std::collections::BTreeSet<u16> =
        with_letters.iter().flat_map(|ix| grid.row_cells(*ix)).map(|c| c.col).filter(|c| *c < least).collect();
    for col in columns {
        let texts: Vec<String> = with_letters
            .iter()
            .filter_map(|ix| grid.cell(*ix, col).and_then(|c| text_of(grid, c)))
            .filter(|t| t.chars().any(char::is_alphabetic))
            .collect();
        let distinct = texts.iter().collect::<std::collections::BTreeSet<_>>().len();
        if texts.len() * 10 >= with_letters.len() * 6 && distinct * 10 >= texts.len() * 6 {
            return Some(col);
        }
        if best.is_none_or(|(most, _)| distinct > most) && distinct > 0 {
            best = Some((distinct, col));
        }
    }
    best.map(|(_, col)| col)
}

/// An extract of the whole sheet with nothing in it yet.
fn extract(grid: &Grid, header: usize, header_rows: usize, columns: Vec<ColumnReading>, reasons: Vec<String>) -> Extract {
    Extract {
        source: grid.id(),
        tracker: Text::from("register"),
        role: Role::Stakeholders,
        score: 0.9,
        reasons,
        runner_up: None,
        header_row: Some(grid.rows[header].row),
        columns,
        date_orders: Vec::new(),
        header_rows,
        rows_read: grid.rows.len() - header_rows,
        record_rows: 0,
        merged_rows: 0,
        cells: grid.cells.len(),
        set_aside: Vec::new(),
        project: ProjectHint::default(),
        data_date: None,
        records: Records::default(),
        diagnostics: Vec::new(),
    }
}

fn aside(grid: &Grid, ix: usize, reason: &str) -> SetAside {
    let at = grid.row_cells(ix).first().map_or(grid.at(ix, 0), |c| grid.at(ix, c.col));
    SetAside { at, reason: reason.to_owned() }
}

/// The header as it is shown: with the tier over it.
fn person(grid: &Grid, m: &Matrix, col: u16) -> Option<(Sourced<Text>, Option<Sourced<Text>>)> {
    let cell = grid.cell(m.header, col)?;
    let name = text_of(grid, cell).filter(|t| !t.starts_with('['))?;
    let above = m.upper.and_then(|u| {
        let row = grid.rows[u].row;
        let over = grid.row_cells(u).iter().find(|c| {
            let to = grid.merged_at(row, c.col).map_or(c.col, |a| a.right);
            (c.col..=to).contains(&col)
        })?;
        Some(Sourced::stated(Text::from(text_of(grid, over)?), grid.at(u, over.col)))
    });
    Some((Sourced::stated(Text::from(name), grid.at(m.header, col)), above))
}

fn of_matrix(grid: &Grid, m: &Matrix) -> Extract {
    let field = |c: &Cell| match c.col {
        col if col == m.name => Some(Field::Name),
        col if m.people.contains(&col) => Some(Field::Responsibility),
        col if col < m.name && is_key(grid, m, col) => Some(Field::Key),
        _ => None,
    };
    let mut columns: Vec<ColumnReading> = grid
        .row_cells(m.header)
        .iter()
        .filter_map(|c| {
            Some(ColumnReading { header: Text::from(text_of(grid, c)?), at: grid.at(m.header, c.col), field: field(c) })
        })
        .collect();
    if !columns.iter().any(|c| c.field == Some(Field::Name)) {
        columns.insert(0, ColumnReading { header: Text::from(""), at: grid.at(m.header, m.name), field: Some(Field::Name) });
    }
    let reason = format!("{} cells hold the letters of a RACI, under {} people or roles", m.said, m.people.len());
    let mut e = extract(grid, m.header, 1 + usize::from(m.upper.is_some()), columns, vec![reason]);
    let mut who: BTreeMap<u16, Stakeholder> = BTreeMap::new();
    let mut activities: Vec<Activity> = Vec::new();
    let mut by_col: BTreeMap<u16, usize> = BTreeMap::new();
    if !m.across {
        for &col in &m.people {
            if let Some((name, role)) = person(grid, m, col) {
                let at = name.at;
                who.insert(col, Stakeholder { name: Some(name), role, ..Stakeholder::at(at) });
            }
        }
    }
    for ix in 0..grid.rows.len() {
        if ix == m.header || Some(ix) == m.upper {
            continue;
        }
        if !m.body.contains(&ix) {
            let reason = if ix < m.header {
                "title or metadata above the table"
            } else if is_unlettered(grid, m, ix) {
                "activity of the matrix without a letter: nobody is named for it yet"
            } else {
                "legend or remark below the matrix"
            };
            e.set_aside.push(aside(grid, ix, reason));
            continue;
        }
        let name = grid.cell(ix, m.name).and_then(|c| Some(Sourced::stated(Text::from(text_of(grid, c)?), grid.at(ix, c.col))));
        let Some(name) = name else {
            e.set_aside.push(aside(
                grid,
                ix,
                if has_letters(grid, ix, &m.people) { "letters without an activity" } else { "outside the matrix" },
            ));
            continue;
        };
        let cells: Vec<(u16, Raci, Sourced<Text>)> = grid
            .row_cells(ix)
            .iter()
            .filter(|c| m.people.contains(&c.col))
            .filter_map(|c| match said(grid, c)? {
                Said::Part(raci) => Some((c.col, raci, Sourced::stated(Text::from(text_of(grid, c)?), grid.at(ix, c.col)))),
                Said::Nothing => None,
            })
            .collect();
        if cells.is_empty() {
            e.set_aside.push(aside(grid, ix, "group heading"));
            continue;
        }
        if name.value.starts_with('[') && name.value.ends_with(']') {
            e.set_aside.push(aside(grid, ix, "placeholder of the template"));
            continue;
        }
        e.record_rows += 1;
        let accountable =
            |c: &&Cell| m.people.contains(&c.col) && matches!(said(grid, c), Some(Said::Part(raci)) if raci.accountable);
        let columns = grid.row_cells(ix).iter().filter(accountable).map(|c| c.col);
        if m.across {
            columns.for_each(|col| *by_col.entry(col).or_default() += 1);
        } else {
            activities.push(Activity { name: name.value.clone(), at: name.at, accountable: columns.count() });
        }
        if m.across {
            let duty = |(col, raci, part)| Some(Duty { activity: person(grid, m, col)?.0, part, raci, task: None });
            let duties = cells.into_iter().filter_map(duty).collect();
            e.records.stakeholders.push(Stakeholder { name: Some(name.clone()), duties, ..Stakeholder::at(name.at) });
        } else {
            for (col, raci, part) in cells {
                if let Some(stakeholder) = who.get_mut(&col) {
                    stakeholder.duties.push(Duty { activity: name.clone(), part, raci, task: None });
                }
            }
        }
    }
    if m.across {
        activities.extend(m.people.iter().filter_map(|col| {
            let name = person(grid, m, *col)?.0;
            Some(Activity { name: name.value, at: name.at, accountable: by_col.get(col).copied().unwrap_or(0) })
        }));
    }
    e.diagnostics.extend(accountable::findings(&activities));
    if e.record_rows > 0 {
        e.records.stakeholders.extend(who.into_values());
    }
    e
}

/// A column of numbers or codes in front of the names.
fn is_key(grid: &Grid, m: &Matrix, col: u16) -> bool {
    let rows = m.body.clone().filter(|ix| has_letters(grid, *ix, &m.people));
    let (all, short) = rows.fold((0, 0), |(all, short), ix| match grid.cell(ix, col) {
        Some(cell) => (all + 1, short + usize::from(plain(grid, cell.value).trim().len() <= 10)),
        None => (all, short),
    });
    let header = grid.cell(m.header, col).and_then(|c| text_of(grid, c)).map(|t| fold(&t)).unwrap_or_default();
    all > 0
        && short == all
        && (header.is_empty() || header.contains("id") || header.contains("no") || header.contains('#') || header.contains("nr"))
}

/// The columns of a list that has one column for each part: header row, name, and who is what.
struct Parts {
    header: usize,
    name: u16,
    parts: Vec<u16>,
}

/// A header with at least three of the four words, and none of work's.
fn by_word(grid: &Grid) -> Option<Parts> {
    const WORDS: &[&str] = &["responsible", "accountable", "consulted", "informed", "consult", "inform", "supporting", "support"];
    for ix in 0..grid.rows.len().min(40) {
        let texts: Vec<(u16, String)> =
            grid.row_cells(ix).iter().filter_map(|c| Some((c.col, fold(&text_of(grid, c)?)))).collect();
        let bare = |t: &str| t.split('(').next().unwrap_or(t).trim().to_owned();
        let parts: Vec<u16> = texts.iter().filter(|(_, t)| WORDS.contains(&bare(t).as_str())).map(|(c, _)| *c).collect();
        let first = parts.first().copied().unwrap_or(0);
        let name = texts
            .iter()
            .filter(|(c, t)| *c < first && !["#", "no", "id", "nr", "wbs"].contains(&t.as_str()))
            .map(|(c, _)| *c)
            .next_back();
        let (Some(name), true) = (name, parts.len() >= 3) else { continue };
        let work = is_plan(grid, ix, &parts);
        return (!work && ix + 1 < grid.rows.len()).then_some(Parts { header: ix, name, parts });
    }
    None
}

fn of_columns(grid: &Grid, p: &Parts) -> Extract {
    let columns = grid
        .row_cells(p.header)
        .iter()
        .filter_map(|c| {
            let field = match c.col {
                col if col == p.name => Some(Field::Name),
                col if p.parts.contains(&col) => Some(Field::Responsibility),
                _ => None,
            };
            Some(ColumnReading { header: Text::from(text_of(grid, c)?), at: grid.at(p.header, c.col), field })
        })
        .collect();
    let mut e =
        extract(grid, p.header, 1, columns, vec!["columns for who is responsible, accountable, consulted, informed".to_owned()]);
    let mut who: BTreeMap<String, Stakeholder> = BTreeMap::new();
    let mut activities: Vec<Activity> = Vec::new();
    for ix in (0..grid.rows.len()).filter(|ix| *ix != p.header) {
        let name = grid.cell(ix, p.name).and_then(|c| text_of(grid, c)).filter(|_| ix > p.header);
        let told: Vec<(&Cell, String)> = grid
            .row_cells(ix)
            .iter()
            .filter(|c| p.parts.contains(&c.col))
            .filter_map(|c| Some((c, text_of(grid, c).filter(|t| absent(t).is_none())?)))
            .collect();
        let Some(name) = name.filter(|n| !told.is_empty() && !n.starts_with('[')) else {
            let reason = if ix < p.header { "title or metadata above the table" } else { "no activity with people" };
            e.set_aside.push(aside(grid, ix, reason));
            continue;
        };
        e.record_rows += 1;
        let mut accountable = 0;
        for (cell, text) in told {
            let at: CellRef = grid.at(ix, cell.col);
            let part = grid.cell(p.header, cell.col).and_then(|c| text_of(grid, c)).unwrap_or_default();
            for one in text.split([',', ';', '/', '&', '\n', '+']).map(str::trim).filter(|t| !t.is_empty()) {
                let s = who
                    .entry(fold(one))
                    .or_insert_with(|| Stakeholder { name: Some(Sourced::stated(Text::from(one), at)), ..Stakeholder::at(at) });
                let raci = parts(&part);
                let activity = Sourced::stated(Text::from(name.as_str()), grid.at(ix, p.name));
                s.duties.push(Duty { activity, part: Sourced::stated(Text::from(part.as_str()), at), raci, task: None });
                accountable += usize::from(raci.accountable);
            }
        }
        activities.push(Activity { name: Text::from(name), at: grid.at(ix, p.name), accountable });
    }
    e.diagnostics.extend(accountable::findings(&activities));
    e.records.stakeholders = who.into_values().collect();
    e.records.stakeholders.sort_by_key(|s| s.at);
    e
}

#[cfg(test)]
mod tests;
