//! The canonical form as JSON, `{"steerpack": "canonical", "version": 1, "tables": […]}`: each table is a sheet, its columns the first
//! row, so that it reads like a workbook.

use super::builder::Builder;
use super::{Cell, Found, Limits, Refusal, Value};
use crate::model::canonical::{FORM, VERSION};
use crate::source::{PlaceKind, SourceId};

/// The file as it stands.
#[derive(serde::Deserialize)]
struct Form {
    version: u32,
    tables: Vec<TableText>,
}

#[derive(serde::Deserialize)]
struct TableText {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<Scalar>>,
}

/// What a cell may be.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Scalar {
    Null(()),
    Bool(bool),
    Number(f64),
    Text(String),
}

/// Whether a text is JSON of the canonical form, by its beginning.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
    let mut plain = head.chars().filter(|c| !c.is_whitespace());
    format!("{{\"{FORM}\":\"canonical\"").chars().all(|c| plain.next() == Some(c))
}

pub(crate) fn read(bytes: &[u8], file: u16, limits: &Limits) -> Result<Found, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let form: Form = serde_json::from_slice(bytes).map_err(|e| {
        Refusal::plain(format!("the file is JSON of `steerpack convert`, but broken ({e})")).help("convert the originals again")
    })?;
    if form.version > VERSION {
        return Err(Refusal::plain(format!("the file is of version {} of the form, this program knows {VERSION}", form.version))
            .help("use a newer steerpack"));
    }
    let mut found = Found { kind: PlaceKind::Sheet, how: format!("JSON, {} tables", form.tables.len()), ..Found::default() };
    for (n, table) in form.tables.into_iter().enumerate() {
        let sheet = u16::try_from(n).map_err(|_| Refusal::plain("the file holds too many tables".into()))?;
        found.sheets.push(table.name);
        let mut builder = Builder::new(SourceId { file, sheet }, limits);
        let headers = table.columns.into_iter().map(Scalar::Text).collect();
        for (row, cells) in (0..).zip(std::iter::once(headers).chain(table.rows)) {
            fill(&mut builder, row, cells, limits).map_err(Refusal::plain)?;
        }
        builder.whole().map_err(Refusal::plain)?;
        let (mut grid, mut diagnostics) = builder.finish();
        grid.hints = vec![("format", "json".to_owned())];
        found.diagnostics.append(&mut diagnostics);
        if !grid.rows.is_empty() {
            found.grids.push(grid);
        }
    }
    Ok(found)
}

fn fill(builder: &mut Builder, row: u32, cells: Vec<Scalar>, limits: &Limits) -> Result<(), String> {
    if cells.len() > limits.columns.min(usize::from(u16::MAX)) {
        return Err(format!("row {} has {} columns, the limit is {}", row + 1, cells.len(), limits.columns));
    }
    for (col, cell) in (0..).zip(cells) {
        let value = match cell {
            Scalar::Null(()) => continue,
            Scalar::Bool(b) => Value::Bool(b),
            Scalar::Number(n) if n.is_finite() => Value::Number(n),
            Scalar::Number(_) => continue,
            Scalar::Text(text) if text.is_empty() => continue,
            Scalar::Text(text) => Value::Text(builder.text(&text)?),
        };
        builder.push(row, Cell { col, indent: 0, fill: 0, value })?;
    }
    Ok(())
}
