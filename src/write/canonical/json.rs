//! The canonical form as JSON, streamed: `{"steerpack": "canonical", "version": 1, "tables": [{"name", "columns", "rows"}]}`. Rows are
//! lists in the order of the columns; a blank cell is `null`; days are `"2026-03-31"`.

use super::unwritable;
use crate::error::Result;
use crate::model::canonical::{Datum, FORM, VERSION};
use crate::report::canonical::Table;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

pub(super) fn write(tables: &[Table], path: &Path) -> Result<()> {
    let file = File::create(path).map_err(|e| unwritable(path, e))?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    stream(tables, &mut out).and_then(|()| out.flush()).and_then(|()| out.get_ref().sync_all()).map_err(|e| unwritable(path, e))
}

fn stream(tables: &[Table], out: &mut impl Write) -> std::io::Result<()> {
    write!(out, "{{\"{FORM}\": \"canonical\", \"version\": {VERSION}, \"tables\": [")?;
    for (n, table) in tables.iter().enumerate() {
        let headers: Vec<&str> = table.columns.iter().map(|c| c.header).collect();
        write!(out, "{}\n{{\"name\": {}, \"columns\": ", if n == 0 { "" } else { "," }, serde_json::to_string(table.name)?)?;
        serde_json::to_writer(&mut *out, &headers)?;
        out.write_all(b", \"rows\": [")?;
        for ix in 0..table.rows {
            out.write_all(if ix == 0 { b"\n  " } else { b",\n  " })?;
            let row: Vec<serde_json::Value> =
                (table.row)(ix).iter().map(|cell| cell.as_ref().map_or(serde_json::Value::Null, value)).collect();
            serde_json::to_writer(&mut *out, &row)?;
        }
        out.write_all(b"]}")?;
    }
    out.write_all(b"\n]}\n")
}

fn value(datum: &Datum) -> serde_json::Value {
    match datum {
        // what is no number in JSON is text
        Datum::Number(number) => serde_json::Number::from_f64(*number).map_or_else(|| number.to_string().into(), Into::into),
        other => other.text().map_or(serde_json::Value::Null, |text| text.to_string().into()),
    }
}
