//! What is odd in a delimited text, in words: ragged records, quoting, encoding, text spoilt before it came here.

use super::super::encoding::{self, Decoded};
use super::super::preflight::in_words;
use super::super::recover::Oddity;
use super::super::{Grid, Value};
use super::LongField;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{CellRef, SourceId};

/// How many records a finding names beside the first.
const RELATED: usize = 40;

/// The commonest number of fields; of equally common ones the larger.
pub(super) fn expected_fields(grid: &Grid) -> u16 {
    let mut by_fields = std::collections::BTreeMap::new();
    for row in &grid.rows {
        *by_fields.entry(row.fields).or_insert(0usize) += 1;
    }
    by_fields.into_iter().max_by_key(|(fields, rows)| (*rows, *fields)).map_or(0, |(fields, _)| fields)
}

/// How many fields the header has, where the first record can be one and the records do not agree on how many more there are:
/// the commonest number is then that of broken records (`a; b` without quotes among semicolons), not of the table.
fn header_fields(grid: &Grid, expected: u16) -> Option<u16> {
    let (first, rest) = grid.rows.split_first()?;
    let named = grid.row_cells(0).iter().all(|c| matches!(c.value, Value::Text(id) if !is_figure(grid.text(id))));
    let full = named && grid.row_cells(0).len() == usize::from(first.fields) && first.fields >= 4 && first.fields * 2 > expected;
    // Where every record has the same number, the line ends with a separator, or a caption is missing.
    let agree = rest.iter().all(|r| r.fields == expected);
    (full && first.fields < expected && !agree).then_some(first.fields)
}

/// A number or a date in figures: no caption.
fn is_figure(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | ':' | ' ' | '%'))
}

/// Further tables of a narrower kind below blank lines: a header of words, and as many fields in every record below it.
fn own_tables(grid: &Grid, expected: u16) -> Vec<std::ops::Range<usize>> {
    let apart = |ix: usize| ix > 0 && grid.rows[ix].row > grid.rows[ix - 1].row + 1;
    let begins = |ix: usize| {
        let cells = grid.row_cells(ix);
        let words = |c: &crate::read::Cell| matches!(c.value, Value::Text(id) if !is_figure(grid.text(id)));
        cells.len() >= 3 && cells.len() == usize::from(grid.rows[ix].fields) && cells.iter().all(words)
    };
    let heads = (0..grid.rows.len()).filter(|ix| apart(*ix) && grid.rows[*ix].fields < expected && begins(*ix));
    heads
        .map(|head| {
            let end = (head + 1..grid.rows.len()).find(|ix| apart(*ix)).unwrap_or(grid.rows.len());
            head..end
        })
        .filter(|t| t.len() >= 2 && t.clone().all(|ix| grid.rows[ix].fields == grid.rows[t.start].fields))
        .collect()
}

/// Records with fewer or more fields than the rest, from the first full record on (what stands above is a preamble).
pub(super) fn ragged(grid: &Grid, expected: u16, source: SourceId, out: &mut Vec<Diagnostic>) {
    if expected <= 1 {
        return;
    }
    let header = header_fields(grid, expected);
    let expected = header.unwrap_or(expected);
    let start = grid.rows.iter().position(|r| r.fields >= expected).unwrap_or(0);
    let first = grid.rows.get(start).map_or(0, |r| r.row);
    // Line and number of fields.
    let (mut short, mut long) = (Vec::new(), Vec::new());
    let own = own_tables(grid, expected);
    for (ix, row) in grid.rows.iter().enumerate().skip(start) {
        if own.iter().any(|table| table.contains(&ix)) {
            continue;
        }
        // Empty fields beyond the table are padding, not text.
        let beyond = || grid.row_cells(ix).last().is_some_and(|c| c.col >= expected);
        if row.fields < expected {
            short.push((row.row, row.fields));
        } else if row.fields > expected && (header.is_some() || beyond()) {
            long.push((row.row, row.fields));
        }
    }
    let what = if header.is_some() { "header" } else { "table" };
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
            format!("the record has {n} fields where the {what} has {expected} (see line {}){others}", u64::from(first) + 1),
        )
        .help("look for a missing or unquoted delimiter on the line; all fields were kept in their columns");
        d.related = rest.iter().take(RELATED).map(|r| at(r.0)).collect();
        out.push(d);
    };
    say(&short, "shorter", 0);
    say(&long, "longer", expected);
}

/// A last record that is the only short one, in a text that does not end with its line.
pub(super) fn cut(grid: &Grid, expected: u16, ended: bool, source: SourceId, out: &mut Vec<Diagnostic>) {
    let Some((last, rest)) = grid.rows.split_last() else { return };
    if ended || expected <= 1 || rest.is_empty() || last.fields >= expected || rest.iter().any(|r| r.fields < expected) {
        return;
    }
    out.push(
        Diagnostic::at(
            "export-cut",
            Severity::Warning,
            CellRef { source, row: last.row, col: 0 },
            format!(
                "the file ends inside a record: {} of {expected} fields and no line end; what came after it is missing",
                last.fields
            ),
        )
        .help("export or download the file again"),
    );
}

/// Every line had become one cell, and was taken apart again.
pub(super) fn rewrapped(source: SourceId, out: &mut Vec<Diagnostic>) {
    out.push(
        Diagnostic::new(
            "lines-rewrapped",
            Severity::Note,
            crate::diagnostic::Place::Source(source),
            "a spreadsheet program with another list separator saved each line as one cell; the lines were put back as they had been",
        )
        .help("hand in the export as the tracker wrote it"),
    );
}

/// Quotes that are not closed, and text after those that are.
pub(super) fn quoting(odd: &[(u32, u16, Oddity)], source: SourceId, out: &mut Vec<Diagnostic>) {
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

/// Fields beyond the limit, of which the beginning was kept.
pub(super) fn cut_short(long: &[LongField], limit: usize, source: SourceId, out: &mut Vec<Diagnostic>) {
    let Some(((row, col, bytes), rest)) = long.split_first() else { return };
    let others = match rest.len() {
        0 => String::new(),
        1 => "; so has 1 further field".to_owned(),
        n => format!("; so have {n} further fields"),
    };
    let words = format!(
        "the field has {}, the limit is {}; its beginning was kept, the rest left out{others}",
        in_words(*bytes as u64),
        in_words(limit as u64)
    );
    let at = |row: u32, col: u16| CellRef { source, row, col };
    let mut d = Diagnostic::at("text-cut", Severity::Warning, at(*row, *col), words)
        .help("look for a quote that is closed much later; if the text is right, raise `node-bytes` under `[limits]`");
    d.related = rest.iter().take(RELATED).map(|&(row, col, _)| at(row, col)).collect();
    out.push(d);
}

/// What had to be guessed, mixed or lost in decoding.
pub(super) fn encodings(decoded: &Decoded<'_>, source: SourceId, out: &mut Vec<Diagnostic>) {
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
    if decoded.zeros > 0 {
        let words = format!("the file ends in {} zero bytes: its copy broke off, and what stood there is lost", decoded.zeros);
        out.push(
            Diagnostic::new("characters-lost", Severity::Warning, crate::diagnostic::Place::Source(source), words)
                .help("download or export the file again"),
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

/// Lines that end in a character few programs take for the end of one.
pub(super) fn rare_ends(end: char, source: SourceId, out: &mut Vec<Diagnostic>) {
    let words = format!(
        "the lines of the file end in U+{:04X}, which hardly any program takes for the end of a line; they were read as lines",
        u32::from(end)
    );
    out.push(
        Diagnostic::at("line-ends-unusual", Severity::Warning, CellRef { source, row: 0, col: 0 }, words)
            .help("check that no line break of a text became a row, and export the file with common line ends"),
    );
}

/// Text that was decoded wrongly before it came here.
pub(super) fn mangled(grid: &Grid, out: &mut Vec<Diagnostic>) {
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
