//! A portfolio as the tables of the canonical form ([`crate::model::canonical`]), given row by row, with the cell each row and
//! each field came from. What a table looks like in a file is left to `write`.

mod origin;
mod records;

use crate::model::Portfolio;
use crate::model::canonical::{Datum, Head, ORIGIN, ORIGINS, Row, heads, tables};
use crate::source::SourceMap;
use origin::Origins;

/// Gives the cells of row `0..rows`, one for each column.
pub type RowFn<'a> = Box<dyn Fn(usize) -> Vec<Option<Datum>> + Sync + 'a>;

/// One table, ready to be written.
pub struct Table<'a> {
    /// Name.
    pub name: &'static str,
    /// What its rows are.
    pub about: &'static str,
    /// Its columns.
    pub columns: Vec<Head>,
    /// Number of rows.
    pub rows: usize,
    /// The rows.
    pub row: RowFn<'a>,
}

/// The tables of a portfolio; those without rows, and columns without values, are left out.
pub fn of<'a>(portfolio: &'a Portfolio, sources: &'a SourceMap, restricted: bool) -> Vec<Table<'a>> {
    let origins = std::sync::Arc::new(Origins::new(sources));
    let mut all = records::all(portfolio, sources, &origins, restricted);
    let order: Vec<&str> = tables().iter().map(|t| t.name).collect();
    all.sort_by_key(|t| order.iter().position(|name| *name == t.name));
    all.retain(|t| t.rows > 0);
    all.into_iter().map(without_empty_columns).collect()
}

/// How the template is filled: a word, a sentence.
const HOW_TO_FILL: &[(&str, &str)] = &[
    ("One row a record", "Fill what you know and leave the rest blank: nothing is guessed, and what is blank is said to be."),
    (
        "Headers",
        "Each header has a note that says what its column means and takes. Do not rename headers, and keep the column `steerpack origin`.",
    ),
    ("Columns", "You may delete columns you do not need, and add columns of your own: they are kept as further fields."),
    ("Projects", "List each project once on the sheet Projects; the other sheets name it."),
    (
        "Task IDs",
        "Give each task an ID of your own (1, 2, 3 will do). Parent and Predecessors refer to tasks by it: `12; 14SS+2d`.",
    ),
    ("Milestones", "A milestone is a task of the kind `milestone`; its date is its Finish."),
    ("People", "Write a name the same way everywhere; the sheet Resources with e-mail addresses settles who is who."),
    (
        "Other projects",
        "A task that waits for another team: a row in Dependencies, with the other end's key or name and the word in Outside.",
    ),
    ("Handing in", "Send the workbook as it is. It lies in the folder with the other exports, and `steerpack run` reads it."),
];

/// The template: how to fill it, and every table that people fill, without rows.
pub fn template() -> Vec<Table<'static>> {
    let mut all = vec![Table {
        name: "About",
        about: "How to fill this workbook.",
        columns: heads::<crate::model::canonical::rows::AboutRow>().into_iter().filter(|c| c.by_hand).collect(),
        rows: HOW_TO_FILL.len(),
        row: Box::new(|ix| {
            let (word, sentence) = HOW_TO_FILL.get(ix).copied().unwrap_or_default();
            vec![Some(Datum::Text(word.into())), Some(Datum::Text(sentence.into())), None]
        }),
    }];
    all.extend(tables().into_iter().filter(|t| t.by_hand).map(|t| Table {
        name: t.name,
        about: t.about,
        columns: t.columns.into_iter().filter(|c| c.by_hand).collect(),
        rows: 0,
        row: Box::new(|_| Vec::new()),
    }));
    all
}

/// The table of some records: `record` gives the row of each.
fn table<'a, R: Row>(
    name: &'static str,
    rows: usize,
    origins: &std::sync::Arc<Origins<'a>>,
    record: impl Fn(usize) -> R + Sync + 'a,
) -> Table<'a> {
    let about = tables().into_iter().find(|t| t.name == name).map_or("", |t| t.about);
    let origins = std::sync::Arc::clone(origins);
    let row = move |ix: usize| {
        let row = record(ix);
        let facts: Vec<_> = R::columns().iter().map(|c| (c.header, (c.get)(&row))).collect();
        let (anchor, fields) = origins.of(row.at(), &facts);
        let mut cells: Vec<Option<Datum>> = facts.into_iter().map(|(_, fact)| fact.map(|f| origins.shown(f.datum))).collect();
        cells.push(Some(Datum::Text(anchor.into())));
        cells.push(Some(Datum::Text(fields.into())));
        cells
    };
    Table { name, about, columns: heads::<R>(), rows, row: Box::new(row) }
}

/// Leaves out columns in which no row has a value; the first and the origins stay.
fn without_empty_columns(table: Table<'_>) -> Table<'_> {
    let mut used = vec![false; table.columns.len()];
    for ix in 0..table.rows {
        for (used, cell) in used.iter_mut().zip((table.row)(ix)) {
            *used |= cell.is_some();
        }
    }
    let keep: Vec<bool> = table
        .columns
        .iter()
        .zip(&used)
        .enumerate()
        .map(|(n, (c, used))| n == 0 || *used || c.header == ORIGIN || c.header == ORIGINS)
        .collect();
    let columns = table.columns.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(c, _)| *c).collect();
    let all = table.row;
    let row = move |ix: usize| all(ix).into_iter().zip(&keep).filter(|(_, keep)| **keep).map(|(cell, _)| cell).collect();
    Table { name: table.name, about: table.about, columns, rows: table.rows, row: Box::new(row) }
}
