//! The canonical form as JSON, `{"steerpack": "canonical", "version": 1, "tables": […]}`: each table is a sheet, its columns the first
//! row, so that it reads like a workbook.
//!
//! Rows go into the grid as they are parsed, and a cell is a single value: the file may come from a stranger, and a list of a
//! hundred million zeros must not stand in memory before the limits are asked.

use super::builder::{Builder, Held};
use super::{Cell, Found, Limits, Refusal, Value};
use crate::model::canonical::{FORM, VERSION};
use crate::source::{PlaceKind, SourceId};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Whether a text is JSON of the canonical form, by its beginning.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
    let mut plain = head.chars().filter(|c| !c.is_whitespace());
    format!("{{\"{FORM}\":\"canonical\"").chars().all(|c| plain.next() == Some(c))
}

/// The tables of a file, as grids.
///
/// # Errors
/// The file is no JSON of this form or of a newer version, or passes a limit.
pub(crate) fn read(bytes: &[u8], file: u16, limits: &Limits) -> Result<Found, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let found = Found { kind: PlaceKind::Sheet, ..Found::default() };
    let mut form = Form { found, file, limits, held: Held::default(), version: None, refused: None };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let parsed = json.deserialize_map(&mut form).and_then(|()| json.end());
    if let Some(refused) = form.refused {
        return Err(Refusal::plain(refused));
    }
    if form.version.is_some_and(|v| v > VERSION) {
        let version = form.version.unwrap_or_default();
        return Err(Refusal::plain(format!("the file is of version {version} of the form, this program knows {VERSION}"))
            .help("use a newer steerpack"));
    }
    parsed.map_err(|e| {
        Refusal::plain(format!("the file is JSON of `steerpack convert`, but broken ({e})")).help("convert the originals again")
    })?;
    form.found.how = format!("JSON, {} tables", form.found.sheets.len());
    Ok(form.found)
}

/// The file in the reading.
struct Form<'l> {
    found: Found,
    file: u16,
    limits: &'l Limits,
    /// What the tables so far hold together.
    held: Held,
    version: Option<u32>,
    /// Which limit was passed, in words that need no line and column.
    refused: Option<String>,
}

impl<'de> Visitor<'de> for &mut Form<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the canonical form")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut tables = false;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => {
                    let version = map.next_value()?;
                    self.version = Some(version);
                    // what a newer form holds is not for this program to say
                    if version > VERSION {
                        return Err(A::Error::custom("a newer form"));
                    }
                }
                "tables" if tables => return Err(A::Error::duplicate_field("tables")),
                "tables" => {
                    tables = true;
                    map.next_value_seed(Tables(self))?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        match (tables, self.version) {
            (true, Some(_)) => Ok(()),
            (true, None) => Err(A::Error::missing_field("version")),
            (false, _) => Err(A::Error::missing_field("tables")),
        }
    }
}

/// The list of tables.
struct Tables<'f, 'l>(&'f mut Form<'l>);

impl<'de> DeserializeSeed<'de> for Tables<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Tables<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of tables")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Tables(form) = self;
        while list.next_element_seed(Table(form))?.is_some() {}
        Ok(())
    }
}

/// One table: its name, its columns, then its rows.
struct Table<'f, 'l>(&'f mut Form<'l>);

impl<'de> DeserializeSeed<'de> for Table<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Table<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a table with a name, columns and rows")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Table(form) = self;
        let Ok(sheet) = u16::try_from(form.found.sheets.len()) else {
            form.refused = Some(format!("the file holds more than {} tables", u16::MAX));
            return Err(A::Error::custom("too many tables"));
        };
        let mut builder = Builder::new(SourceId { file: form.file, sheet }, form.limits).after(form.held);
        let mut rows = Rows { builder: &mut builder, row: 0, columns: form.limits.columns, refused: &mut form.refused };
        let (mut name, mut headed, mut filled) = (None, false, false);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => name = Some(map.next_value::<String>()?),
                "columns" if !headed => {
                    map.next_value_seed(Row(&mut rows))?;
                    headed = true;
                }
                "rows" if headed && !filled => {
                    map.next_value_seed(&mut rows)?;
                    filled = true;
                }
                "rows" if !headed => return Err(A::Error::custom("the rows of a table stand before its columns")),
                "columns" => return Err(A::Error::duplicate_field("columns")),
                "rows" => return Err(A::Error::duplicate_field("rows")),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !filled {
            return Err(A::Error::missing_field(if headed { "rows" } else { "columns" }));
        }
        form.found.sheets.push(name.ok_or_else(|| A::Error::missing_field("name"))?);
        form.held.add(builder.held());
        if let Err(refused) = builder.whole() {
            form.refused = Some(refused);
            return Err(A::Error::custom("beyond a limit"));
        }
        let (mut grid, mut diagnostics) = builder.finish();
        grid.hints = vec![("format", "json".to_owned())];
        form.found.diagnostics.append(&mut diagnostics);
        if !grid.rows.is_empty() {
            form.found.grids.push(grid);
        }
        Ok(())
    }
}

/// The rows of a table.
struct Rows<'b> {
    builder: &'b mut Builder,
    /// The next row.
    row: u32,
    /// The most columns.
    columns: usize,
    refused: &'b mut Option<String>,
}

impl Rows<'_> {
    /// Ends the reading at a limit.
    fn refuse<E: Error>(&mut self, why: String) -> E {
        *self.refused = Some(why);
        E::custom("beyond a limit")
    }
}

impl<'de> DeserializeSeed<'de> for &mut Rows<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Rows<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Row(&mut *self))?.is_some() {}
        Ok(())
    }
}

/// One row.
struct Row<'r, 'b>(&'r mut Rows<'b>);

impl<'de> DeserializeSeed<'de> for Row<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of cells")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Row(rows) = self;
        let most = rows.columns.min(usize::from(u16::MAX));
        let mut col = 0_u16;
        while let Some(value) = list.next_element_seed(Scalar(&mut *rows))? {
            if usize::from(col) >= most {
                let row = u64::from(rows.row) + 1;
                return Err(rows.refuse(format!("row {row} has more than {most} columns, the limit")));
            }
            if let Some(value) = value {
                rows.builder.push(rows.row, Cell { col, indent: 0, fill: 0, value }).map_err(|why| rows.refuse(why))?;
            }
            col += 1;
        }
        rows.row = rows.row.saturating_add(1);
        Ok(())
    }
}

/// What a cell may be: nothing, a truth value, a number or a text.
struct Scalar<'r, 'b>(&'r mut Rows<'b>);

impl<'de> DeserializeSeed<'de> for Scalar<'_, '_> {
    type Value = Option<Value>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<Value>, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar<'_, '_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a single value")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<Value>, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, b: bool) -> Result<Option<Value>, E> {
        Ok(Some(Value::Bool(b)))
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Option<Value>, E> {
        self.visit_f64(n as f64)
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Option<Value>, E> {
        self.visit_f64(n as f64)
    }

    fn visit_f64<E: Error>(self, n: f64) -> Result<Option<Value>, E> {
        Ok(n.is_finite().then_some(Value::Number(n)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<Value>, E> {
        if text.is_empty() {
            return Ok(None);
        }
        self.0.builder.text(text).map(|id| Some(Value::Text(id))).map_err(|why| self.0.refuse(why))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn file(tables: &str) -> String {
        format!("{{\"steerpack\": \"canonical\", \"version\": {VERSION}, \"tables\": [{tables}]}}")
    }

    fn refused(text: &str, limits: &Limits) -> String {
        read(text.as_bytes(), 0, limits).unwrap_err().words
    }

    #[test]
    fn columns_are_the_first_row_and_empty_cells_are_none() {
        let text = file(
            "{\"name\": \"Tasks\", \"columns\": [\"Key\", \"Work\"], \"rows\": [[\"A-1\", 2.5], [null, \"\"], [\"A-2\", true]]}",
        );
        let found = read(text.as_bytes(), 3, &Limits::default()).unwrap();
        assert_eq!((found.how.as_str(), found.sheets.as_slice()), ("JSON, 1 tables", ["Tasks".to_owned()].as_slice()));
        let rows: Vec<(u32, u32)> = found.grids[0].rows.iter().map(|r| (r.row, r.end - r.first)).collect();
        assert_eq!(rows, [(0, 2), (1, 2), (3, 2)]);
    }

    #[test]
    fn the_limits_are_asked_while_the_file_is_read() {
        let wide = format!("{{\"name\": \"T\", \"columns\": [], \"rows\": [[{}0]]}}", "0,".repeat(300));
        let limits = Limits { columns: 256, ..Limits::default() };
        assert_eq!(refused(&file(&wide), &limits), "row 2 has more than 256 columns, the limit");
        let limits = Limits { cells: 100, ..Limits::default() };
        assert_eq!(refused(&file(&wide), &limits), "the sheet holds more than 200 cells (counted no further), the limit is 100");
        let table = "{\"name\": \"T\", \"columns\": [1, 2, 3], \"rows\": []}";
        let limits = Limits { cells: 5, ..Limits::default() };
        assert_eq!(
            refused(&file(&[table, table].join(",")), &limits),
            "the sheets up to here hold together 6 cells, the limit is 5"
        );
    }

    #[test]
    fn a_cell_is_a_single_value_and_a_table_has_its_columns_first() {
        let of = |table: &str| refused(&file(table), &Limits::default());
        let nested = of("{\"name\": \"T\", \"columns\": [], \"rows\": [[[0, 0]]]}");
        assert!(nested.contains("invalid type: sequence, expected a single value"), "{nested}");
        let swapped = of("{\"name\": \"T\", \"rows\": [], \"columns\": []}");
        assert!(swapped.contains("the rows of a table stand before its columns"), "{swapped}");
        let bare = of("{\"name\": \"T\", \"columns\": []}");
        assert!(bare.contains("missing field `rows`"), "{bare}");
    }

    #[test]
    fn a_newer_form_is_named_before_its_tables_are_judged() {
        let text = "{\"steerpack\": \"canonical\", \"version\": 9, \"tables\": 7}";
        let found = refused(text, &Limits::default());
        assert_eq!(found, format!("the file is of version 9 of the form, this program knows {VERSION}"));
    }
}
