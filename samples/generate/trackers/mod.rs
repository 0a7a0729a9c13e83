//! One small export of each tracker with every quirk that the reference tells of it, and what it truly says. The truths are
//! written by hand, from the reference, beside the rows; no reader has a part in them.

mod atlassian;
mod boards;
mod everyday;
mod further;
mod gantt;
mod jira_forms;
mod lists;
mod microsoft;
mod plans;
mod primavera;
mod primavera_forms;
mod registers;
mod renamed;
mod views;
mod wiki;

/// Files of a tracker's folder.
pub type Files = Vec<(String, Vec<u8>)>;

/// Every tracker's folder, paths under `samples/`.
pub fn files() -> Files {
    let makers: [fn() -> Files; 15] = [
        atlassian::files,
        boards::files,
        everyday::files,
        gantt::files,
        lists::files,
        microsoft::files,
        plans::files,
        primavera::files,
        registers::files,
        renamed::files,
        further::files,
        jira_forms::files,
        primavera_forms::files,
        wiki::files,
        views::files,
    ];
    let mut all: Files = Vec::new();
    for (name, bytes) in makers.iter().flat_map(|m| m()) {
        // what is true of a folder may be told in two places
        match all.iter_mut().find(|(n, _)| *n == name) {
            Some((_, held)) => held.extend([b"\n".as_slice(), &bytes].concat()),
            None => all.push((name, bytes)),
        }
    }
    for (name, _) in &mut all {
        name.insert_str(0, "trackers/");
    }
    all
}

/// Cells of a line, `¦` between them; `\n` and `\r` are line ends, `~` a no-break space.
fn cells(line: &str) -> Vec<String> {
    line.split('¦').map(words).collect()
}

fn words(cell: &str) -> String {
    cell.replace("\\n", "\n").replace("\\r", "\r").replace('~', "\u{a0}")
}

/// Rows as they stand, one a line.
fn grid(lines: &str) -> Vec<Vec<String>> {
    lines.lines().filter(|l| !l.trim().is_empty()).map(cells).collect()
}

/// Records as `Header=value¦Header=value`, under a header with `|` between names.
fn records(header: &str, lines: &str) -> Vec<Vec<String>> {
    let mut table = super::table::Columns::new(header);
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let cells: Vec<(&str, String)> = line
            .split('¦')
            .map(|c| c.split_once('=').unwrap_or_else(|| panic!("no `=` in {c}")))
            .map(|(name, value)| (name, words(value)))
            .collect();
        table.push(&cells);
    }
    table.rows
}

/// A text file of the folder.
fn words_file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.trim_start().as_bytes().to_vec())
}

/// The same text in ISO-8859-1 (all of it stands in that set).
fn latin1(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).chars().map(|c| u8::try_from(u32::from(c)).expect("a Latin-1 character")).collect()
}
