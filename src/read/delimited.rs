//! Delimited text (CSV and its kin) into a grid: decoded, its dialect found, every record on its physical line; ragged rows, odd
//! quoting, mixed encodings reported. Nothing is dropped: a field too many is a cell like any other.

use super::builder::Builder;
use super::dialect;
use super::encoding::{self, Decoded};
use super::records::{Oddity, Records};
use super::{Cell, Found, Grid, Limits, Refusal, Value};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{CellRef, PlaceKind, SourceId};

/// How many records a finding names beside the first.
const RELATED: usize = 40;

/// Reads a delimited text.
pub(crate) fn read(bytes: &[u8], extension: &str, file: u16, limits: &Limits) -> Result<Found, Refusal> {
    let decoded = encoding::decode(bytes).ok_or_else(|| {
        Refusal::plain("the file is binary, not a table".into()).help("export the table as CSV or as an Excel workbook")
    })?;
    let text: &str = &decoded.text;
    if text.trim().is_empty() {
        return Err(Refusal::plain("the file holds only blanks".into()).help("export it again"));
    }
    let dialect = dialect::find(text);
    let source = SourceId { file, sheet: 0 };
    let mut builder = Builder::new(source, limits);
    // Sizes are known well enough to fill the grid without growing it again and again.
    builder.grid.arena.reserve(text.len().min(limits.text_bytes));
    let mut records = Records::new(text, dialect);
    let mut refused: Option<String> = None;
    loop {
        let mut filled = false;
        let b = &mut builder;
        let stop = &mut refused;
        let next = records.next(|line, col, text| {
            if col >= limits.columns.min(usize::from(u16::MAX)) || text.is_empty() || stop.is_some() {
                return;
            }
            filled = true;
            let cell = b.text(&text).map(|id| Cell {
                col: u16::try_from(col).unwrap_or(u16::MAX),
                indent: 0,
                fill: 0,
                value: Value::Text(id),
            });
            if let Err(words) = cell.and_then(|cell| b.push(line, cell)) {
                *stop = Some(words);
            }
        });
        let Some((line, fields)) = next else { break };
        if let Some(words) = refused {
            return Err(Refusal::plain(words));
        }
        if fields > limits.columns {
            let words = format!(
                "line {} has {fields} columns, the limit is {} (what a workbook can hold)",
                u64::from(line) + 1,
                limits.columns
            );
            return Err(Refusal::plain(words).help("split the file, or raise the limit if it is right"));
        }
        if filled {
            if let Some(row) = builder.grid.rows.last_mut() {
                row.fields = u16::try_from(fields).unwrap_or(u16::MAX);
            }
        }
    }
    let ends = records.ends.name();
    let odd = std::mem::take(&mut records.odd);
    let expected = expected_fields(&builder.grid);
    not_a_table(extension, expected, &decoded)?;
    ragged(&builder.grid, expected, source, &mut builder.diagnostics);
    quoting(&odd, source, &mut builder.diagnostics);
    encodings(&decoded, source, &mut builder.diagnostics);
    let (mut grid, mut diagnostics) = builder.finish();
    mangled(&grid, &mut diagnostics);
    grid.hints = vec![
        ("format", "csv".to_owned()),
        ("encoding", decoded.label.clone()),
        ("delimiter", char::from(dialect.delimiter).to_string()),
    ];
    grid.cannot_tell = vec!["cell formats", "outline levels", "merged cells", "hidden rows"];
    let name = if dialect.delimiter == b'\t' { "tab-separated text" } else { "CSV" };
    let how = format!("{name}, {}, {}, {ends}", decoded.label, dialect.delimiter_name());
    let grids = if grid.rows.is_empty() { Vec::new() } else { vec![grid] };
    Ok(Found { kind: PlaceKind::Lines, sheets: vec![String::new()], grids, how, diagnostics })
}

/// The commonest number of fields; of equally common ones the larger.
fn expected_fields(grid: &Grid) -> u16 {
    let mut by_fields = std::collections::BTreeMap::new();
    for row in &grid.rows {
        *by_fields.entry(row.fields).or_insert(0usize) += 1;
    }
    by_fields.into_iter().max_by_key(|(fields, rows)| (*rows, *fields)).map_or(0, |(fields, _)| fields)
}

/// Prose and configuration files are no tables: they are noted, not read.
fn not_a_table(extension: &str, expected: u16, decoded: &Decoded<'_>) -> Result<(), Refusal> {
    let prose = matches!(
        extension,
        "md" | "markdown"
            | "rst"
            | "adoc"
            | "toml"
            | "yaml"
            | "yml"
            | "ini"
            | "log"
            | "py"
            | "sh"
            | "sql"
            | "js"
            | "css"
            | "license"
    );
    let single = expected <= 1 && !matches!(extension, "csv" | "tsv" | "tab" | "xls" | "xlsx");
    if prose || single {
        let what = if prose { format!("a .{extension} file") } else { "running text in one column".to_owned() };
        return Err(Refusal {
            check: "not-a-table",
            severity: Severity::Note,
            words: format!("the file is {what}, not a table ({})", decoded.label),
            help: "nothing to do, unless it should have been an export".into(),
        });
    }
    Ok(())
}

/// Records with fewer or more fields than the rest, from the first full record on (what stands above is a preamble).
fn ragged(grid: &Grid, expected: u16, source: SourceId, out: &mut Vec<Diagnostic>) {
    if expected <= 1 {
        return;
    }
    let start = grid.rows.iter().position(|r| r.fields >= expected).unwrap_or(0);
    let first = grid.rows.get(start).map_or(0, |r| r.row);
    // Line and number of fields.
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for (ix, row) in grid.rows.iter().enumerate().skip(start) {
        // Empty fields beyond the table are padding, not text.
        let beyond = || grid.row_cells(ix).last().is_some_and(|c| c.col >= expected);
        if row.fields < expected {
            short.push((row.row, row.fields));
        } else if row.fields > expected && beyond() {
            long.push((row.row, row.fields));
        }
    }
    let mut say = |rows: &[(u32, u16)], words: &str, col: u16| {
        let Some(((line, n), rest)) = rows.split_first() else { return };
        let others = match rest.len() {
            0 => String::new(),
            1 => format!("; 1 further record is {words} too"),
            k => format!("; {k} further records are {words} too"),
        };
        let at = |line: u32| CellRef { source, row: line, col };
        let mut d = Diagnostic::at(
            "rows-ragged",
            Severity::Warning,
            at(*line),
            format!("the record has {n} fields where the table has {expected} (see line {}){others}", u64::from(first) + 1),
        )
        .help("look for a missing or unquoted delimiter on the line; all fields were kept in their columns");
        d.related = rest.iter().take(RELATED).map(|r| at(r.0)).collect();
        out.push(d);
    };
    say(&short, "shorter", 0);
    say(&long, "longer", expected);
}

fn quoting(odd: &[(u32, u16, Oddity)], source: SourceId, out: &mut Vec<Diagnostic>) {
    for (kind, check, severity, words, help) in [
        (
            Oddity::Unclosed,
            "quote-unclosed",
            Severity::Error,
            "a quote opens here and is never closed; it is taken as text, so that the rest of the file is not swallowed",
            "close the quote, or double it where it is meant as text",
        ),
        (
            Oddity::TextAfterQuote,
            "quote-stray",
            Severity::Warning,
            "text follows a closing quote; the field is kept as written",
            "double the quotes inside a quoted field",
        ),
    ] {
        let mut places = odd.iter().filter(|(_, _, k)| *k == kind).map(|&(row, col, _)| CellRef { source, row, col });
        if let Some(at) = places.next() {
            let mut d = Diagnostic::at(check, severity, at, words).help(help);
            d.related = places.take(RELATED).collect();
            out.push(d);
        }
    }
}

fn encodings(decoded: &Decoded<'_>, source: SourceId, out: &mut Vec<Diagnostic>) {
    let at = |row: u32| CellRef { source, row, col: 0 };
    if let Some((first, rest)) = decoded.odd_lines.split_first() {
        let n = decoded.odd_lines.len();
        let mut d = Diagnostic::at(
            "encoding-mixed",
            Severity::Warning,
            at(*first),
            format!("the file is UTF-8, but {n} line{} not; read as {}", if n == 1 { " is" } else { "s are" }, decoded.label),
        )
        .help("check the names on these lines; pasting two exports together causes this");
        d.related = rest.iter().take(RELATED).map(|row| at(*row)).collect();
        out.push(d);
    } else if decoded.guessed {
        out.push(
            Diagnostic::new(
                "encoding-guessed",
                Severity::Note,
                crate::diagnostic::Place::Source(source),
                format!("the file does not say its encoding; it was taken to be {}", decoded.label),
            )
            .help("if names come out wrong, save the file as CSV UTF-8"),
        );
    }
    if decoded.lossy {
        out.push(
            Diagnostic::new(
                "characters-lost",
                Severity::Warning,
                crate::diagnostic::Place::Source(source),
                format!("some bytes of the file stand for no character in {}; they are shown as \u{fffd}", decoded.label),
            )
            .help("export the file again as CSV UTF-8"),
        );
    }
}

/// Text that was decoded wrongly before it came here.
fn mangled(grid: &Grid, out: &mut Vec<Diagnostic>) {
    if !encoding::looks_mangled(&grid.arena) {
        return;
    }
    let mut found = Vec::new();
    for (ix, row) in grid.rows.iter().enumerate() {
        for cell in grid.row_cells(ix) {
            if let Value::Text(id) = cell.value
                && encoding::looks_mangled(grid.text(id))
            {
                found.push(CellRef { source: grid.id(), row: row.row, col: cell.col });
            }
        }
    }
    let Some((first, rest)) = found.split_first() else { return };
    let mut d = Diagnostic::at(
        "text-mangled",
        Severity::Warning,
        *first,
        format!(
            "{} cell{} like UTF-8 that was opened and saved in another encoding (`Ã¼` for ü)",
            found.len(),
            if found.len() == 1 { " looks" } else { "s look" }
        ),
    )
    .help("export again and do not open the file in Excel by double-click; use Data > From Text/CSV with UTF-8");
    d.related = rest.iter().take(RELATED).copied().collect();
    out.push(d);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn found(bytes: &[u8]) -> Found {
        read(bytes, "csv", 0, &Limits::default()).unwrap()
    }
    fn rows(f: &Found) -> Vec<(u32, Vec<(u16, String)>)> {
        let g = &f.grids[0];
        (0..g.rows.len())
            .map(|ix| {
                let cells = g.row_cells(ix).iter();
                let texts = cells.map(|c| match c.value {
                    Value::Text(id) => (c.col, g.text(id).to_owned()),
                    other => panic!("{other:?}"),
                });
                (g.rows[ix].row + 1, texts.collect())
            })
            .collect()
    }

    #[test]
    fn cells_keep_line_and_column_and_blanks_are_no_cells() {
        let f = found(b"\xEF\xBB\xBFID,Name,Due\r\n\r\n1,,2026-01-01\r\n,,\r\n2,b\r\n");
        assert_eq!(
            rows(&f),
            vec![
                (1, vec![(0, "ID".into()), (1, "Name".into()), (2, "Due".into())]),
                (3, vec![(0, "1".into()), (2, "2026-01-01".into())]),
                (5, vec![(0, "2".into()), (1, "b".into())]),
            ]
        );
        assert_eq!(f.how, "CSV, UTF-8 with BOM, `,`, CRLF");
        assert_eq!(f.grids[0].rows[1].fields, 3);
    }

    #[test]
    fn ragged_records_are_reported_with_both_counts_and_keep_all_fields() {
        let f = found(b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,1,1\n");
        assert_eq!(rows(&f)[3].1.len(), 4);
        let words: Vec<&str> = f.diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(words.len(), 2);
        assert!(words[0].starts_with("the record has 2 fields where the table has 3"));
        assert!(words[1].starts_with("the record has 4 fields where the table has 3"));
    }

    #[test]
    fn a_sep_line_is_no_record() {
        let f = found(b"sep=;\nID;Name\n1;a,b\n");
        assert_eq!(rows(&f)[0], (2, vec![(0, "ID".into()), (1, "Name".into())]));
    }

    #[test]
    fn too_many_columns_are_refused_with_limit_and_actual() {
        let line = vec!["x"; 20_000].join(",");
        let refusal = read(line.as_bytes(), "csv", 0, &Limits::default()).unwrap_err();
        assert!(refusal.words.contains("20000") && refusal.words.contains("16384"), "{}", refusal.words);
    }

    #[test]
    fn prose_is_noted_and_not_read() {
        let refusal = read(b"# Notes\n\nHello, world; this is text.\n", "md", 0, &Limits::default()).unwrap_err();
        assert_eq!((refusal.check, refusal.severity), ("not-a-table", Severity::Note));
    }
}
