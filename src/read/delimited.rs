//! Delimited text (CSV and its kin) into a grid: decoded, its dialect found, its records and fields cut by the csv crate, every
//! record on its physical line. Text that csv would not read as it is meant is read by `recover` instead. Ragged rows, odd quoting,
//! mixed encodings reported. Nothing is dropped: a field too many is a cell like any other.

mod findings;
mod rewrapped;

use super::builder::Builder;
use super::dialect::{self, Dialect};
use super::encoding::{self, Decoded};
use super::records::{LineEnds, Scan, Step};
use super::recover::{Oddity, Recovery};
use super::{Cell, Found, Limits, Refusal, Value};
use crate::diagnostic::Severity;
use crate::source::{PlaceKind, SourceId};

/// Reads a delimited text.
pub(crate) fn read(bytes: &[u8], extension: &str, file: u16, limits: &Limits) -> Result<Found, Refusal> {
    let decoded = encoding::decode(bytes).ok_or_else(|| {
        Refusal::plain("the file is binary, not a table".into()).help("export the table as CSV or as an Excel workbook")
    })?;
    let mended = rare_ends(&decoded.text);
    let text: &str = mended.as_ref().map_or(&decoded.text, |(text, _)| text);
    if text.trim().is_empty() {
        return Err(Refusal::plain("the file holds only blanks".into()).help("export it again"));
    }
    let rewrapped = rewrapped::undo(text);
    let text: &str = rewrapped.as_deref().unwrap_or(text);
    let dialect = if is_ours(text) { dialect::OURS } else { dialect::find(text) };
    let source = SourceId { file, sheet: 0 };
    let Cut { mut builder, ends, odd, long } = match by_csv(text, dialect, source, limits)? {
        Some(cut) => cut,
        None => by_recovery(text, dialect, source, limits)?,
    };
    let expected = findings::expected_fields(&builder.grid);
    not_a_table(extension, expected, &decoded)?;
    findings::ragged(&builder.grid, expected, source, &mut builder.diagnostics);
    findings::cut(&builder.grid, expected, text.ends_with(['\n', '\r']), source, &mut builder.diagnostics);
    if rewrapped.is_some() {
        findings::rewrapped(source, &mut builder.diagnostics);
    }
    findings::quoting(&odd, source, &mut builder.diagnostics);
    findings::cut_short(&long, limits.node_bytes, source, &mut builder.diagnostics);
    findings::encodings(&decoded, source, &mut builder.diagnostics);
    if let Some((_, end)) = mended {
        findings::rare_ends(end, source, &mut builder.diagnostics);
    }
    let (mut grid, mut diagnostics) = builder.finish();
    findings::mangled(&grid, &mut diagnostics);
    grid.hints = vec![
        ("format", "csv".to_owned()),
        ("encoding", decoded.label.clone()),
        ("delimiter", char::from(dialect.delimiter).to_string()),
    ];
    grid.cannot_tell = vec!["cell formats", "outline levels", "merged cells", "hidden rows"];
    let name = if dialect.delimiter == b'\t' { "tab-separated text" } else { "CSV" };
    let how = format!("{name}, {}, {}, {}", decoded.label, dialect.delimiter_name(), ends.name());
    let grids = if grid.rows.is_empty() { Vec::new() } else { vec![grid] };
    Ok(Found { kind: PlaceKind::Lines, sheets: vec![String::new()], grids, how, diagnostics })
}

/// Ends of lines that Unicode knows and tables hardly ever have.
const RARE_ENDS: [char; 3] = ['\u{2028}', '\u{2029}', '\u{85}'];

/// A text all on one line, were it not for rare ends of lines: with common ones in their place, and the one it has.
fn rare_ends(text: &str) -> Option<(String, char)> {
    if memchr::memchr2(b'\n', b'\r', text.trim_end().as_bytes()).is_some() {
        return None;
    }
    let end = text.chars().find(|c| RARE_ENDS.contains(c))?;
    Some((text.replace(end, "\n"), end))
}

/// Whether `steerpack convert` wrote the text: its header says so, and what its fields hold cannot mislead about its commas.
fn is_ours(text: &str) -> bool {
    let header = text.lines().next().unwrap_or("");
    header.contains(&format!(",{}", crate::model::canonical::ORIGIN))
}

/// A text cut into cells.
struct Cut {
    builder: Builder,
    ends: LineEnds,
    /// Line, column and kind of what was odd.
    odd: Vec<(u32, u16, Oddity)>,
    long: Vec<LongField>,
}

/// A field that was longer than the limit: line, column, bytes.
type LongField = (u32, u16, usize);

/// Cuts a text with the csv crate, the scan telling on which line each record starts. `None` where csv would not read a record as
/// it is meant, or where the two do not agree on the end of one: then `by_recovery` reads the text.
fn by_csv(text: &str, dialect: Dialect, source: SourceId, limits: &Limits) -> Result<Option<Cut>, Refusal> {
    let mut scan = Scan::new(text, dialect);
    let (from, rest) = (scan.at, scan.rest());
    // At its start csv would drop a byte order mark; what is left of those here is text.
    if rest.starts_with('\u{feff}') {
        return Ok(None);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .quoting(dialect.quote.is_some())
        .quote(dialect.quote.unwrap_or(b'"'))
        .double_quote(true)
        .terminator(csv::Terminator::CRLF)
        .from_reader(rest.as_bytes());
    let mut filling = Filling::new(text, source, limits);
    let mut record = csv::ByteRecord::new();
    loop {
        let step = scan.step();
        if step == Step::BeyondCsv {
            return Ok(None);
        }
        // A text in memory gives no errors; were there one, the other reader would be at hand.
        let Ok(more) = reader.read_byte_record(&mut record) else { return Ok(None) };
        let Step::Record { line, after } = step else {
            filling.builder.whole().map_err(Refusal::plain)?;
            let cut = Cut { builder: filling.builder, ends: scan.ends, odd: Vec::new(), long: filling.long };
            return Ok((!more).then_some(cut));
        };
        let at = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if !more || from.saturating_add(at) != after {
            return Ok(None);
        }
        // All fields at once: to check each for UTF-8 takes longer.
        let Ok(fields) = str::from_utf8(record.as_slice()) else { return Ok(None) };
        for col in 0..record.len() {
            let field = record.range(col).and_then(|range| fields.get(range));
            filling.field(line, col, field.unwrap_or(""))?;
        }
        filling.end_record(line, record.len())?;
    }
}

/// Cuts a text with our own reader.
fn by_recovery(text: &str, dialect: Dialect, source: SourceId, limits: &Limits) -> Result<Cut, Refusal> {
    let mut filling = Filling::new(text, source, limits);
    let mut records = Recovery::new(Scan::new(text, dialect));
    while let Some((line, fields)) = records.next(|line, col, text| filling.field(line, col, &text))? {
        filling.end_record(line, fields)?;
    }
    filling.builder.whole().map_err(Refusal::plain)?;
    Ok(Cut { builder: filling.builder, ends: records.ends(), odd: std::mem::take(&mut records.odd), long: filling.long })
}

/// A grid that is filled field by field.
struct Filling<'l> {
    builder: Builder,
    limits: &'l Limits,
    /// The record at hand has a cell.
    filled: bool,
    long: Vec<LongField>,
}

impl<'l> Filling<'l> {
    fn new(text: &str, source: SourceId, limits: &'l Limits) -> Self {
        let mut builder = Builder::new(source, limits);
        // Sizes are known well enough to fill the grid without growing it again and again.
        builder.grid.arena.reserve(text.len().min(limits.text_bytes));
        Filling { builder, limits, filled: false, long: Vec::new() }
    }
    /// A field; refused at once where the grid is full.
    fn field(&mut self, line: u32, col: usize, text: &str) -> Result<(), Refusal> {
        if text.is_empty() || col >= self.limits.columns.min(usize::from(u16::MAX)) {
            return Ok(());
        }
        self.filled = true;
        let col = u16::try_from(col).unwrap_or(u16::MAX);
        let text = match text.len() > self.limits.node_bytes {
            true => self.beginning(line, col, text),
            false => text,
        };
        let id = self.builder.text(text).map_err(Refusal::plain)?;
        self.builder.push(line, Cell { col, indent: 0, fill: 0, value: Value::Text(id) }).map_err(Refusal::plain)
    }
    /// What is kept of a field that is longer than the limit.
    #[cold]
    fn beginning<'t>(&mut self, line: u32, col: u16, text: &'t str) -> &'t str {
        self.long.push((line, col, text.len()));
        let mut end = self.limits.node_bytes;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.get(..end).unwrap_or("")
    }
    /// The end of a record; one without a cell is no row.
    fn end_record(&mut self, line: u32, fields: usize) -> Result<(), Refusal> {
        let limit = self.limits.columns;
        if fields > limit {
            let words =
                format!("line {} has {fields} columns, the limit is {limit} (what a workbook can hold)", u64::from(line) + 1);
            return Err(Refusal::plain(words).help("split the file, or raise the limit if it is right"));
        }
        if std::mem::take(&mut self.filled)
            && let Some(row) = self.builder.grid.rows.last_mut()
        {
            row.fields = u16::try_from(fields).unwrap_or(u16::MAX);
        }
        Ok(())
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: Some(b'"'), backslash: false, sep_line: false };
    const HERE: SourceId = SourceId { file: 0, sheet: 0 };

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

    /// GanttProject writes its resources below its tasks.
    #[test]
    fn a_narrower_table_below_blank_lines_is_not_ragged_and_short_records_of_its_are() {
        let below = |rows: &str| {
            let text = format!("ID,Name,Begin,End\n0,Kiln,1,2\n1,Wall,1,2\n\n\n{rows}");
            found(text.as_bytes()).diagnostics.iter().map(|d| d.message.clone()).collect::<Vec<_>>()
        };
        assert_eq!(below("ID,Who,Role\n1,Ann,a\n2,Bo,b\n"), [""; 0]);
        assert_ne!(below("ID,Who,Role\n1,Ann,a\n2,Bo\n"), [""; 0]);
        // A record of figures begins no table.
        assert_ne!(below("3,Roof,1\n4,Door,1\n"), [""; 0]);
    }

    /// `a; b` without quotes in most records: the commonest number of fields is not the table's.
    #[test]
    fn records_longer_than_a_full_header_are_told_though_most_are() {
        let said = |text: &[u8]| found(text).diagnostics.iter().map(|d| d.message.clone()).collect::<Vec<_>>();
        let words = said(b"Key;Summary;Status;Due\nA-1;Order; twice;Done;\nA-2;Ship;Done;\nA-3;Bill; late;Done;\n");
        assert_eq!(words, ["the record has 5 fields where the header has 4 (see line 1); 1 further record is longer too"]);
        // Where every line ends with a separator nothing is amiss; a title above a table is no header.
        assert_eq!(said(b"Key;Summary;Status;Due\nA-1;Order;Done;;\nA-2;Ship;Done;;\n"), [""; 0]);
        assert_eq!(said(b"Harbour,2026,a,b\nKey,Summary,Status,Due,By\nA-1,Order,Done,,Ann\nA-2,Ship,Done,,Bo\n"), [""; 0]);
    }

    #[test]
    fn zero_bytes_at_the_end_are_told_and_cost_no_row() {
        let f = found(&[&b"ID,Name\n1,a\n2,b"[..], &[0; 4096]].concat());
        assert_eq!(rows(&f).len(), 3);
        assert_eq!(f.diagnostics[0].check, "characters-lost");
        assert!(f.diagnostics[0].message.contains("4096 zero bytes"), "{}", f.diagnostics[0].message);
    }

    #[test]
    fn rare_ends_of_lines_are_read_and_told() {
        for end in ["\u{2028}", "\u{85}"] {
            let f = found(["ID,Name", "1,a", "2,b", ""].join(end).as_bytes());
            assert_eq!(rows(&f)[2], (3, vec![(0, "2".into()), (1, "b".into())]));
            assert_eq!(f.diagnostics.iter().map(|d| d.check).collect::<Vec<_>>(), ["line-ends-unusual"]);
            assert!(f.diagnostics[0].message.contains(&format!("U+{:04X}", end.chars().next().map_or(0, u32::from))));
        }
        // Beside common ones they are text.
        let f = found("ID,Name\n1,a\u{2028}b\n".as_bytes());
        assert_eq!(rows(&f)[1].1[1].1, "a\u{2028}b");
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

    #[test]
    fn the_cap_on_cells_stops_the_reading_of_either_reader() {
        let limits = Limits { cells: 5, ..Limits::default() };
        for text in ["a,b\n1,2\n3,4\n", "a,b\n1,2\n3, \"4\"\n"] {
            let refusal = read(text.as_bytes(), "csv", 0, &limits).unwrap_err();
            assert_eq!(refusal.words, "the sheet holds 6 cells, the limit is 5");
        }
    }

    #[test]
    fn a_field_beyond_the_limit_keeps_its_beginning_and_is_named_by_either_reader() {
        let limits = Limits { node_bytes: 5, ..Limits::default() };
        for quoted in ["\"abcdé,fgh\"", " \"abcdé,fgh\" "] {
            let f = read(format!("ID,Name\n1,{quoted}\n2,short\n").as_bytes(), "csv", 0, &limits).unwrap();
            // The character of two bytes would end beyond the fifth.
            assert_eq!(rows(&f)[1], (2, vec![(0, "1".into()), (1, "abcd".into())]), "{quoted}");
            assert_eq!(rows(&f)[2], (3, vec![(0, "2".into()), (1, "short".into())]), "{quoted}");
            let said = f.diagnostics.iter().find(|d| d.check == "text-cut").unwrap();
            assert!(said.message.contains("10 bytes") && said.message.contains("the limit is 5 bytes"), "{}", said.message);
            assert_eq!(said.place, crate::diagnostic::Place::Cell(crate::source::CellRef { source: HERE, row: 1, col: 1 }));
        }
    }

    #[test]
    fn one_oddity_gives_the_file_to_recovery_and_costs_no_row() {
        let f = found("ID,Name\n1,\"a\"\"b\"\n2,\"open\n3,c\n".as_bytes());
        assert_eq!(rows(&f).iter().map(|r| r.0).collect::<Vec<_>>(), vec![1, 2, 3, 4]);
        assert_eq!(rows(&f)[2].1[1], (1, "\"open".into()));
        assert_eq!(f.diagnostics.iter().map(|d| d.check).collect::<Vec<_>>(), vec!["quote-unclosed"]);
    }

    /// Line from one and fields of a row.
    type Row = (u32, u16, Vec<(u16, String)>);
    fn cells(cut: &Cut) -> Vec<Row> {
        let g = &cut.builder.grid;
        let row = |ix: usize| {
            let cells = g.row_cells(ix).iter().map(|c| (c.col, g.cell_text(ix, c.col).unwrap().to_owned())).collect();
            (g.rows[ix].row + 1, g.rows[ix].fields, cells)
        };
        (0..g.rows.len()).map(row).collect()
    }

    proptest! {
        /// Texts put together by hand, so that what must come out is known without any reader.
        #[test]
        fn fields_and_lines_are_right_under_any_line_ends(
            records in proptest::collection::vec(
                (
                    proptest::collection::vec(("[a-z \",é]{0,6}", 0..8usize), 1..5),
                    proptest::collection::vec(0..3usize, 1..4),
                ),
                1..12,
            ),
            last in any::<bool>(),
        ) {
            const ENDS: [&str; 3] = ["\n", "\r\n", "\r"];
            let (mut text, mut line, mut want, total) = (String::new(), 1u32, Vec::<Row>::new(), records.len());
            for (i, (fields, ends)) in records.into_iter().enumerate() {
                let (start, n) = (line, u16::try_from(fields.len()).unwrap());
                let mut row = Vec::new();
                for (col, (words, breaks)) in (0u16..).zip(fields) {
                    // Some fields hold a line end of some kind.
                    let field = match ENDS.get(breaks) {
                        Some(end) => {
                            line += 1;
                            format!("{words}{end}")
                        }
                        None => words,
                    };
                    if col > 0 {
                        text.push(',');
                    }
                    text.push_str(&format!("\"{}\"", field.replace('"', "\"\"")));
                    if !field.is_empty() {
                        row.push((col, field));
                    }
                }
                if !row.is_empty() {
                    want.push((start, n, row));
                }
                // One line end closes the record, the others are blank lines; what the text of ends holds counts, since a CR and
                // an LF that meet are one.
                if i + 1 < total || last {
                    let ends: String = ends.iter().map(|e| ENDS[*e]).collect();
                    line += super::super::records::newlines(&ends);
                    text.push_str(&ends);
                }
            }
            let cut = by_csv(&text, COMMA, HERE, &Limits::default()).unwrap();
            prop_assert!(cut.is_some(), "{text:?} is sound");
            prop_assert_eq!(cells(&cut.unwrap()), want);
        }

        /// Whatever csv is trusted with, the other reader reads alike and finds nothing odd in.
        #[test]
        fn both_readers_agree_on_what_csv_is_trusted_with(
            text in "[a\",\r\n ;é\\\\]{0,40}",
            semicolon in any::<bool>(),
            backslash in any::<bool>(),
        ) {
            let dialect = Dialect { delimiter: if semicolon { b';' } else { b',' }, backslash, ..COMMA };
            if let Some(cut) = by_csv(&text, dialect, HERE, &Limits::default()).unwrap() {
                let other = by_recovery(&text, dialect, HERE, &Limits::default()).unwrap();
                prop_assert_eq!(cells(&cut), cells(&other));
                prop_assert_eq!(cut.ends, other.ends);
                prop_assert!(other.odd.is_empty());
            }
        }
    }
}
