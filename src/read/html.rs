//! Web pages with tables: what ERP systems call Excel, and Jira's Excel export with its field ids in `class`. A forgiving
//! scanner of tags, not a browser: tables, lists of tasks, rows, cells, `colspan`, `rowspan`, entities, the heading over a table;
//! everything else is passed over.

mod marks;
mod scan;
mod tasks;

use super::builder::{Builder, Held};
use super::encoding;
use super::{Area, Cell, Found, Grid, Limits, Refusal, Value};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{PlaceKind, SourceId};
use scan::{attribute, entities, skipped, tag_len};
use std::collections::BTreeMap;

/// Reads every table of a page; several tables are several sheets.
pub(crate) fn read(bytes: &[u8], file: u16, limits: &Limits) -> Result<Found, Refusal> {
    let text = page_text(bytes).ok_or_else(|| Refusal::plain("the page is no readable text".into()))?;
    let mut page = Page::new(&text, file, limits);
    page.scan();
    if let Some(words) = page.fault {
        return Err(Refusal::plain(words));
    }
    while let Some(table) = page.tables.pop() {
        page.done.push(table);
    }
    page.done.sort_by_key(|t| t.number);
    page.done.retain(|t| t.rows > 0);
    page.done.iter_mut().try_for_each(|t| t.builder.whole()).map_err(Refusal::plain)?;
    if page.done.len() > limits.sheets {
        return Err(Refusal::plain(format!("the page holds {} tables, the limit is {}", page.done.len(), limits.sheets)));
    }
    let several = page.done.len() > 1;
    let mut found = Found { kind: PlaceKind::Sheet, ..Found::default() };
    let (title, sheet_name) = (page.title.trim().to_owned(), page.sheet_name);
    for (n, table) in (0u16..).zip(page.done) {
        let source = SourceId { file, sheet: n };
        found.sheets.push(match (&sheet_name, several) {
            (name, false) if !name.is_empty() => name.clone(),
            _ => format!("{} {}", if table.list.is_some() { "Task list" } else { "Table" }, n + 1),
        });
        let heading = tidy(&table.heading);
        let (mut grid, mut diagnostics) = table.finish(source);
        grid.hints.push(("format", "html".to_owned()));
        if !heading.is_empty() {
            grid.hints.push(("heading", heading));
        }
        if !title.is_empty() {
            grid.hints.push(("title", title.clone()));
        }
        if !sheet_name.is_empty() {
            grid.hints.push(("sheets", sheet_name.clone()));
        }
        grid.cannot_tell = vec!["numbers and dates as such", "outline levels", "hidden rows"];
        found.diagnostics.append(&mut diagnostics);
        if !grid.rows.is_empty() {
            found.grids.push(grid);
        }
    }
    if found.grids.is_empty() {
        return Err(Refusal::plain(
            "the page holds no filled table; often it is the log-in page of the tracker, saved instead of the export".into(),
        )
        .help("log in to the tracker and export again"));
    }
    let n = found.sheets.len();
    found.how = format!("web page with {n} table{}", if n == 1 { "" } else { "s" });
    Ok(found)
}

/// The words of a stretch of a page's storage form as one cell would show them; `None` where it holds a table of its own.
pub fn words(text: &str) -> Option<String> {
    let limits = Limits::default();
    let text = format!("<table><tr><td>{text}</td></tr></table>");
    let mut page = Page::new(&text, 0, &limits);
    page.scan();
    let [table] = page.done.as_slice() else { return None };
    if page.fault.is_some() || table.rows != 1 || !page.tables.is_empty() || table.col != 1 {
        return None;
    }
    let (grid, _) = page.done.pop()?.finish(SourceId { file: 0, sheet: 0 });
    let words = grid.rows.first().and_then(|_| grid.cell_text(0, 0)).unwrap_or_default().to_owned();
    Some(words)
}

/// The page as text: what it declares, else what is found.
fn page_text(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or(bytes)).to_ascii_lowercase();
    let declared = head.split("charset=").nth(1).map(|rest| {
        rest.trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect::<String>()
    });
    if std::str::from_utf8(bytes).is_err()
        && let Some(e) = declared.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
        && encoding_rs::Encoding::for_bom(bytes).is_none()
    {
        return Some(e.decode(bytes).0.into_owned());
    }
    encoding::decode(bytes).map(|d| d.text.into_owned())
}

/// One table in the making.
struct Table {
    number: usize,
    builder: Builder,
    /// Zero-based row at hand; rows seen.
    row: u32,
    rows: u32,
    col: u32,
    /// By column: the first row that no cell above covers.
    covered: Vec<u32>,
    /// Covered columns stepped over so far.
    steps: u32,
    classes: BTreeMap<u16, BTreeMap<String, usize>>,
    /// The open cell.
    cell: Option<Open>,
    /// It is a list of tasks.
    list: Option<tasks::TaskList>,
    /// The last heading of the page before it.
    heading: String,
    beyond: u32,
    /// Cells whose text was cut; row and column of the first.
    cut: u32,
    first_cut: Option<(u32, u16)>,
}

struct Open {
    col: u32,
    colspan: u32,
    rowspan: u32,
    class: String,
    text: String,
    /// More text was met than a cell takes.
    cut: bool,
    /// What a wiki marks in it.
    marks: marks::Marks,
}

struct Page<'t> {
    text: &'t str,
    at: usize,
    limits: &'t Limits,
    file: u16,
    /// Open tables, innermost last.
    tables: Vec<Table>,
    done: Vec<Table>,
    title: String,
    sheet_name: String,
    heading: String,
    fault: Option<String>,
}

/// Bytes of text at which a cell is full.
const CELL_TEXT: usize = 1 << 20;

/// Characters of a heading that are kept.
const HEADING: usize = 200;

/// Covered columns that are stepped over in one table at most.
const STEPS: u32 = 20_000_000;

/// Tables of a page, empty ones too.
const MOST_TABLES: usize = 20_000;

/// Tables nested deeper than this are read as one.
const NESTED: usize = 16;

impl<'t> Page<'t> {
    fn new(text: &'t str, file: u16, limits: &'t Limits) -> Self {
        Page {
            text,
            at: 0,
            limits,
            file,
            tables: Vec::new(),
            done: Vec::new(),
            title: String::new(),
            sheet_name: String::new(),
            heading: String::new(),
            fault: None,
        }
    }
    fn scan(&mut self) {
        // Behind the last `>` there is no tag; looking for one at every `<` would take for ever.
        let last = memchr::memrchr(b'>', self.text.as_bytes()).unwrap_or(0);
        let last_condition = memchr::memmem::rfind(self.text.as_bytes(), b"]>").unwrap_or(0);
        let mut in_title = false;
        let mut in_name = false;
        let mut in_heading = false;
        while self.fault.is_none() {
            let rest = self.text.get(self.at..).unwrap_or("");
            let Some(lt) = memchr::memchr(b'<', rest.as_bytes()).filter(|_| self.at <= last) else {
                self.say(rest);
                break;
            };
            let before = rest.get(..lt).unwrap_or("");
            if in_title {
                self.title.push_str(&entities(before));
            } else if in_name {
                self.sheet_name = entities(before).trim().to_owned();
            } else if in_heading {
                // Every table under it keeps a copy.
                let room = HEADING.saturating_sub(self.heading.chars().count());
                self.heading.extend(entities(before).chars().take(room));
            } else {
                self.say(before);
            }
            let tag = rest.get(lt..).unwrap_or("");
            self.at += lt;
            if let Some(raw) = tag.strip_prefix("<![CDATA[") {
                let end = memchr::memmem::find(raw.as_bytes(), b"]]>").unwrap_or(raw.len());
                self.say_raw(raw.get(..end).unwrap_or(""));
                self.at = (self.at + 9 + end + 3).min(self.text.len());
                continue;
            }
            if let Some(end) = skipped(tag, self.at <= last_condition) {
                self.at += end;
                continue;
            }
            let next_is_name = tag.as_bytes().get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?'));
            let Some(len) = next_is_name.then(|| tag_len(tag)).flatten() else {
                self.say("<");
                self.at += 1;
                continue;
            };
            let inside = tag.get(1..len.saturating_sub(1)).unwrap_or("");
            self.at += len;
            let name: String =
                inside.chars().take_while(|c| !c.is_ascii_whitespace() && *c != '>').collect::<String>().to_ascii_lowercase();
            in_title = name == "title";
            in_name = name == "x:name";
            if self.tables.is_empty() && is_heading(&name) {
                in_heading = !name.starts_with('/');
                if in_heading {
                    self.heading.clear();
                }
            }
            self.tag(name.trim_end_matches('/'), inside);
        }
    }
    fn say(&mut self, text: &str) {
        if self.tables.last().is_some_and(|table| table.cell.is_some()) {
            self.say_raw(&entities(text));
        }
    }
    /// Text without entities.
    fn say_raw(&mut self, text: &str) {
        if let Some(table) = self.tables.last_mut()
            && let Some(cell) = table.cell.as_mut()
            && !text.is_empty()
            && !cell.marks.hush()
        {
            if cell.text.len() < CELL_TEXT {
                cell.text.push_str(text);
            } else if !std::mem::replace(&mut cell.cut, true) {
                table.cut += 1;
                table.first_cut = table.first_cut.or(u16::try_from(cell.col).ok().map(|col| (table.row, col)));
            }
        }
    }
    fn tag(&mut self, name: &str, inside: &str) {
        match name {
            _ if name == "table" && self.tables.len() < NESTED || self.tables.is_empty() && tasks::opens(name, inside) => {
                let number = self.tables.len() + self.done.len();
                if number > MOST_TABLES {
                    self.fault = Some(format!("the page holds more than {MOST_TABLES} tables"));
                    return;
                }
                // The caps are for all tables of the page together.
                let mut before = Held::default();
                self.done.iter().chain(&self.tables).for_each(|t| before.add(t.builder.held()));
                let builder = Builder::new(SourceId { file: self.file, sheet: 0 }, self.limits).after(before);
                let table = Table {
                    number,
                    builder,
                    row: 0,
                    rows: 0,
                    col: 0,
                    covered: Vec::new(),
                    steps: 0,
                    classes: BTreeMap::new(),
                    cell: None,
                    list: None,
                    heading: self.heading.clone(),
                    beyond: 0,
                    cut: 0,
                    first_cut: None,
                };
                self.tables.push(table);
                if let Some(table) = self.tables.last_mut().filter(|_| name != "table") {
                    let begun = tasks::begin(table);
                    self.fault =
                        if name == "li" { begun.and_then(|()| tasks::tag(table, name, inside)).err() } else { begun.err() };
                }
            }
            "/table" => {
                // A list that is open here has no end of its own.
                if let Some(mut table) = self.tables.pop_if(|t| t.list.is_none()) {
                    self.fault = table.close_cell().err().or(self.fault.take());
                    self.done.push(table);
                }
            }
            _ => {
                if let Some(table) = self.tables.last_mut() {
                    if table.list.is_some() {
                        match tasks::tag(table, name, inside) {
                            Ok(true) => self.done.extend(self.tables.pop()),
                            Ok(false) => {}
                            Err(words) => self.fault = Some(words),
                        }
                        return;
                    }
                    self.fault = table.tag(name, inside).err();
                }
            }
        }
    }
}

impl Table {
    fn tag(&mut self, name: &str, inside: &str) -> Result<(), String> {
        if self.cell.as_mut().is_some_and(|cell| marks::tag(cell, name, inside)) {
            return Ok(());
        }
        match name {
            "tr" => {
                self.close_cell()?;
                self.row = self.rows;
                self.rows = self.rows.saturating_add(1);
                self.col = 0;
            }
            "td" | "th" => {
                self.close_cell()?;
                if self.rows == 0 {
                    self.rows = 1;
                }
                while self.covered.get(self.col as usize).is_some_and(|until| *until > self.row) {
                    self.col += 1;
                    self.steps += 1;
                    if self.steps > STEPS {
                        return Err("the cells of the page span one another without end".into());
                    }
                }
                let span =
                    |name: &str| attribute(inside, name).and_then(|v| v.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, 1000);
                self.cell = Some(Open {
                    col: self.col,
                    colspan: span("colspan"),
                    rowspan: span("rowspan"),
                    class: attribute(inside, "class").unwrap_or_default(),
                    text: String::new(),
                    cut: false,
                    marks: marks::Marks::default(),
                });
            }
            "/td" | "/th" | "/tr" | "thead" | "tbody" | "tfoot" | "/thead" | "/tbody" | "/tfoot" => self.close_cell()?,
            "br" | "p" | "/p" | "div" | "li" => {
                if let Some(cell) = self.cell.as_mut()
                    && !cell.text.trim().is_empty()
                    && !cell.text.ends_with('\n')
                {
                    cell.text.push('\n');
                }
            }
            "img" => {
                // Jira shows priority and type as pictures only in some layouts.
                if let Some(cell) = self.cell.as_mut()
                    && cell.text.trim().is_empty()
                    && let Some(alt) = attribute(inside, "alt")
                {
                    cell.text.push_str(&entities(&alt));
                }
            }
            _ => {}
        }
        Ok(())
    }
    fn close_cell(&mut self) -> Result<(), String> {
        let Some(open) = self.cell.take() else { return Ok(()) };
        self.col = open.col.saturating_add(open.colspan);
        if open.rowspan > 1 {
            let (from, to) = (open.col.min(16_384) as usize, self.col.min(16_384) as usize);
            if self.covered.len() < to {
                self.covered.resize(to, 0);
            }
            if let Some(columns) = self.covered.get_mut(from..to) {
                columns.fill(self.row.saturating_add(open.rowspan));
            }
        }
        let Some(col) = u16::try_from(open.col).ok().filter(|c| *c < 16_384) else {
            self.beyond += 1;
            return Ok(());
        };
        if open.colspan > 1 || open.rowspan > 1 {
            self.builder.grid.merges.push(Area {
                top: self.row,
                left: col,
                bottom: self.row.saturating_add(open.rowspan - 1),
                right: u16::try_from(open.col.saturating_add(open.colspan - 1)).unwrap_or(16_383).min(16_383),
            });
        }
        if !open.class.is_empty() && open.colspan == 1 {
            *self.classes.entry(col).or_default().entry(open.class).or_default() += 1;
        }
        let text = tidy(&open.text);
        if text.is_empty() {
            return Ok(());
        }
        let id = self.builder.text(&text)?;
        self.builder.push(self.row, Cell { col, indent: 0, fill: 0, value: Value::Text(id) })
    }
    fn finish(mut self, source: SourceId) -> (Grid, Vec<Diagnostic>) {
        // A cell left open at the end of the page.
        let _ = if self.list.is_some() { tasks::item(&mut self) } else { self.close_cell() };
        let (beyond, cut, first_cut) = (self.beyond, self.cut, self.first_cut);
        let (mut grid, mut diagnostics) = self.builder.finish();
        grid.source = Some(source);
        grid.column_classes = self
            .classes
            .into_iter()
            .filter_map(|(col, by_class)| {
                by_class.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(class, _)| (col, class))
            })
            .collect();
        for d in &mut diagnostics {
            d.place = match &d.place {
                Place::Cell(at) => Place::Cell(crate::source::CellRef { source, ..*at }),
                _ => Place::Source(source),
            };
        }
        if beyond > 0 {
            diagnostics.push(Diagnostic::new(
                "cell-outside-grid",
                Severity::Warning,
                Place::Source(source),
                format!("{beyond} cells lie beyond 16,384 columns; left out"),
            ));
        }
        if cut > 0 {
            let words = format!(
                "{cut} cell{} more than a megabyte of text; the rest was left out",
                if cut == 1 { " holds" } else { "s hold" }
            );
            let place =
                first_cut.map_or(Place::Source(source), |(row, col)| Place::Cell(crate::source::CellRef { source, row, col }));
            diagnostics.push(
                Diagnostic::new("text-cut", Severity::Warning, place, words)
                    .help("export the table as CSV or as an Excel workbook"),
            );
        }
        (grid, diagnostics)
    }
}

/// Whether a tag opens or ends a heading.
fn is_heading(name: &str) -> bool {
    let name = name.strip_prefix('/').unwrap_or(name);
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Blanks as a browser would show them: runs as one, line breaks kept, ends trimmed.
fn tidy(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|l| {
            l.split(|c: char| c.is_ascii_whitespace() || c == '\u{a0}').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
        })
        .filter(|l| !l.is_empty())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn cells(g: &Grid) -> Vec<(u32, u16, String)> {
        let mut out = Vec::new();
        for (ix, r) in g.rows.iter().enumerate() {
            for c in g.row_cells(ix) {
                if let Value::Text(id) = c.value {
                    out.push((r.row, c.col, g.text(id).to_owned()));
                }
            }
        }
        out
    }

    #[test]
    fn spans_entities_and_classes_are_kept() {
        let page = b"<html><head><meta charset=\"utf-8\"><title>Report</title></head><body><table>
            <tr><td colspan=2>Logo</td></tr>
            <tr><th class='issuekey'>Key</th><th class=\"summary\">Summary</th></tr>
            <tr><td class=issuekey rowspan=2>A-1</td><td class=summary>a &lt;b&gt; &amp; c&nbsp;d&uuml;<br>next</td></tr>
            <tr><td class=summary>second</td></tr></table></body></html>";
        let f = read(page, 0, &Limits::default()).unwrap();
        let g = &f.grids[0];
        assert_eq!(
            cells(g),
            vec![
                (0, 0, "Logo".into()),
                (1, 0, "Key".into()),
                (1, 1, "Summary".into()),
                (2, 0, "A-1".into()),
                (2, 1, "a <b> & c dü\nnext".into()),
                (3, 1, "second".into()),
            ]
        );
        assert_eq!(g.column_classes, vec![(0, "issuekey".to_owned()), (1, "summary".to_owned())]);
        assert_eq!(g.hint("title"), Some("Report"));
        assert_eq!(g.merges.len(), 2);
    }

    #[test]
    fn several_tables_are_several_sheets_and_unclosed_cells_are_no_harm() {
        let f = read(b"<table><tr><td>1<td>2<tr><td>3</table><p>x</p><table><tr><td>4</td></tr></table>", 0, &Limits::default())
            .unwrap();
        assert_eq!(f.grids.len(), 2);
        assert_eq!(cells(&f.grids[0]), vec![(0, 0, "1".into()), (0, 1, "2".into()), (1, 0, "3".into())]);
        assert_eq!(f.sheets, vec!["Table 1", "Table 2"]);
    }

    /// Cells that span a thousand columns and rows each: before the steps were bounded this took minutes.
    #[test]
    fn a_bomb_of_spans_is_read_or_refused_at_once() {
        let start = std::time::Instant::now();
        let wide = "<tr>".to_owned() + &"<td colspan=1000 rowspan=1000>x".repeat(30);
        let page = format!("<table>{}</table>", wide.repeat(4_000));
        let said = match read(page.as_bytes(), 0, &Limits::default()) {
            Ok(found) => found.diagnostics.iter().map(|d| d.message.clone()).collect::<Vec<_>>().join(" "),
            Err(refusal) => refusal.words,
        };
        assert!(said.contains("beyond 16,384 columns") || said.contains("span one another without end"), "{said}");
        let deep = "<tr><td rowspan=1000000000 colspan=99999999999>a<td>b".repeat(20_000);
        let found = read(format!("<table>{deep}").as_bytes(), 0, &Limits::default());
        assert!(found.is_ok_and(|f| f.grids[0].merges.iter().all(|m| m.right < 16_384)));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn scripts_styles_and_comments_are_no_text() {
        let f = read(
            b"<table><tr><td><style>td{x}</style>a<!-- <td>no</td> --><script>if(1<2){}</script></td></tr></table>",
            0,
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(cells(&f.grids[0]), vec![(0, 0, "a".into())]);
    }

    /// Each table keeps the heading over it: a long one over many would fill the memory.
    #[test]
    fn a_heading_is_kept_short_however_long_it_is() {
        let page = format!("<h2>Risks {}</h2>{}", "&amp;x".repeat(200_000), "<table><tr><td>a<td>b</table>".repeat(50));
        let found = read(page.as_bytes(), 0, &Limits::default()).unwrap();
        assert_eq!(found.grids.len(), 50);
        let heading = found.grids[49].hint("heading").unwrap();
        assert!(heading.starts_with("Risks &x&x") && heading.chars().count() == 200, "{}", heading.len());
    }

    #[test]
    fn a_page_of_signs_that_open_no_tag_or_no_condition_is_read_in_one_pass() {
        let start = std::time::Instant::now();
        for sign in ["<", "<!--[if gte mso>"] {
            let page = format!("<table><tr><td>a<td>b<tr><td>1<td>{}</table>", sign.repeat(400_000));
            let found = read(page.as_bytes(), 0, &Limits::default()).unwrap();
            assert_eq!(found.grids[0].rows.len(), 2, "{sign}");
        }
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }
}
