//! Rows of text as CSV, byte for byte as each tracker writes them.

/// How a CSV file is written.
#[derive(Clone, Copy)]
pub struct Dialect {
    /// Separator.
    pub separator: char,
    /// End of a record.
    pub end: &'static str,
    /// Byte order mark in front.
    pub bom: bool,
    /// Whether the last record is ended too.
    pub final_end: bool,
    /// What gets quotes.
    pub quotes: Quotes,
}

/// Which cells stand in quotes.
#[derive(Clone, Copy, PartialEq)]
pub enum Quotes {
    /// Only where the text needs them.
    Needed,
    /// Every cell.
    All,
    /// Every cell that is not empty, the header bare (Azure DevOps, Microsoft Lists).
    FilledBodyOnly,
}

/// Comma, LF, no byte order mark.
pub const UNIX: Dialect = Dialect { separator: ',', end: "\n", bom: false, final_end: true, quotes: Quotes::Needed };
/// Comma, CRLF, no byte order mark.
pub const DOS: Dialect = Dialect { end: "\r\n", ..UNIX };
/// Comma, CRLF, byte order mark, last line without end: Notion.
pub const NOTION: Dialect = Dialect { separator: ',', end: "\r\n", bom: true, final_end: false, quotes: Quotes::Needed };

/// The bytes of the table.
pub fn csv(rows: &[Vec<String>], dialect: Dialect) -> Vec<u8> {
    let mut out = String::new();
    if dialect.bom {
        out.push('\u{feff}');
    }
    for (number, row) in rows.iter().enumerate() {
        for (col, cell) in row.iter().enumerate() {
            if col > 0 {
                out.push(dialect.separator);
            }
            let needs = cell.contains([dialect.separator, '"', '\n', '\r']);
            let quote = match dialect.quotes {
                Quotes::Needed => needs,
                Quotes::All => true,
                Quotes::FilledBodyOnly => needs || (number > 0 && !cell.is_empty()),
            };
            if quote {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(cell);
            }
        }
        if dialect.final_end || number + 1 < rows.len() {
            out.push_str(dialect.end);
        }
    }
    out.into_bytes()
}

/// Rows made cell by cell under a header, by column name; a name may be repeated.
pub struct Columns {
    /// The header.
    pub header: Vec<String>,
    /// Header and records.
    pub rows: Vec<Vec<String>>,
}

impl Columns {
    /// A table with that header, names separated by `|`.
    pub fn new(header: &str) -> Self {
        let header: Vec<String> = header.split('|').map(str::to_owned).collect();
        Columns { rows: vec![header.clone()], header }
    }
    /// Adds a record; several values of one name go to the columns of that name in order.
    pub fn push(&mut self, cells: &[(&str, String)]) {
        let mut row = vec![String::new(); self.header.len()];
        let mut used = vec![false; self.header.len()];
        for (name, value) in cells {
            let free = self.header.iter().enumerate().position(|(i, h)| h == name && !used[i]);
            let place = free.unwrap_or_else(|| panic!("no free column {name}"));
            used[place] = true;
            row[place].clone_from(value);
        }
        self.rows.push(row);
    }
}
