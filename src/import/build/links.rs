//! Cells of predecessors, successors, blocked-by and blocks → links with references as written.

use super::cells::Cells;
use super::{related, row_base};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::{LinkEnd, RawLink, RefKind, Reference, TaskRecord};
use crate::import::profile::{LinkMeaning, RefStyle};
use crate::import::table::ColumnSet;
use crate::import::values::lookup::{self, Looked};
use crate::import::values::predecessors::{self, Letters, LinkText};
use crate::import::values::text::absent;
use crate::import::words::plain;
use crate::model::{Field, Relation};
use crate::read::Value;
use crate::source::{CellRef, Rule, SourceId, Sourced, Text};
use rustc_hash::FxHashSet;

/// A link cell that waits until all keys of the table are known.
#[derive(Clone, Copy, Debug)]
pub struct Pending {
    /// Position of the record.
    pub record: usize,
    /// Position of the row.
    pub ix: usize,
    /// Column.
    pub col: u16,
    /// What the column says.
    pub field: Field,
    /// The cell.
    pub value: Value,
}

/// What the table's references can mean.
struct Known {
    keys: FxHashSet<Text>,
    ids: FxHashSet<Text>,
    outlines: FxHashSet<Text>,
    names: FxHashSet<Text>,
    ordinals: bool,
    keyed: bool,
    /// The highest row number.
    most: u32,
}

/// Turns the pending cells into links of their records.
pub fn resolve(cells: &mut Cells, set: Option<&ColumnSet>, tasks: &mut [TaskRecord], pending: Vec<Pending>) {
    if pending.is_empty() {
        return;
    }
    let known = Known {
        keys: tasks.iter().filter_map(|t| t.facts.key.as_ref()).map(|k| k.value.clone()).collect(),
        ids: tasks.iter().filter_map(|t| t.facts.id.as_ref()).map(|k| k.value.clone()).collect(),
        outlines: tasks.iter().filter_map(|t| t.facts.outline.as_ref()).map(|k| k.value.clone()).collect(),
        names: tasks.iter().filter_map(|t| t.facts.name.as_ref()).map(|k| k.value.clone()).collect(),
        ordinals: tasks.iter().any(|t| t.ordinal.is_some()),
        keyed: tasks.iter().any(|t| t.facts.key.is_some()),
        most: tasks.iter().filter_map(|t| t.ordinal).max().unwrap_or(0),
    };
    // Where no column holds the numbers, the file itself must tell from which row they count.
    let proved = row_base::settle(cells, tasks, &pending);
    let base = !known.keyed && known.ordinals;
    for p in pending {
        let mut links = read(cells, set, &known, &p, base);
        if !proved {
            links.retain(|l| l.other.kind != RefKind::Ordinal);
        }
        // a vector grown by one holds room for four
        let own = &mut tasks[p.record].links;
        own.reserve_exact(links.len());
        own.extend(links);
    }
}

fn read(cells: &mut Cells, set: Option<&ColumnSet>, known: &Known, p: &Pending, by_row: bool) -> Vec<RawLink> {
    let grid = cells.table.grid;
    let at = grid.at(p.ix, p.col);
    let profile = cells.table.table;
    if let Value::Date(_) = p.value {
        let text = plain(grid, p.value).into_owned();
        cells.report(
            Diagnostic::at(
                "link-became-date",
                Severity::Warning,
                at,
                format!("`{text}` stands where links are expected: a spreadsheet made a date of a text such as 3-4"),
            )
            .help("type the references again as text"),
        );
        return Vec::new();
    }
    let text = plain(grid, p.value).into_owned();
    if absent(&text).is_some() {
        return Vec::new();
    }
    if p.field == Field::Related {
        return set.map(|set| related::read(cells, set, p, &text, at)).unwrap_or_default();
    }
    if let Value::Number(number) = p.value
        && ran_together(number, known)
    {
        cells.report(
            Diagnostic::at(
                "links-run-together",
                Severity::Warning,
                at,
                format!(
                    "`{text}` is beyond the last row, {}: a spreadsheet took the commas of a list for thousands, and which rows it named cannot be told; no link is made of it",
                    known.most
                ),
            )
            .help("format the column as text before the list is pasted"),
        );
        return Vec::new();
    }
    let this_is = match p.field {
        Field::Predecessors | Field::BlockedBy => LinkEnd::Successor,
        _ => LinkEnd::Predecessor,
    };
    let meaning = match p.field {
        Field::BlockedBy | Field::Blocks if profile.links == LinkMeaning::Default => LinkMeaning::Blocks,
        _ => profile.links,
    };
    if let Some(values) = lookup::values(&text) {
        return values.iter().map(|value| link(looked_up(value, known, at), this_is, None, meaning, at)).collect();
    }
    match profile.references {
        RefStyle::Page => pages(&text, at).into_iter().map(|r| link(r, this_is, None, meaning, at)).collect(),
        RefStyle::Json => json(&text, at),
        RefStyle::Name => names(&text, known, at).into_iter().map(|r| link(r, this_is, None, meaning, at)).collect(),
        style => {
            let (style, text) = match style {
                RefStyle::Numbered => (RefStyle::Id, numbered(&text)),
                _ if by_outline(cells, p) => (RefStyle::Outline, text),
                style => (style, text),
            };
            let is_known = |s: &str| {
                known.keys.contains(s) || known.ids.contains(s) || known.outlines.contains(s) || known.names.contains(s)
            };
            let read = predecessors::links(&text, letters(cells, p), &is_known);
            // words that name nothing here may be the name of a record in another file: that is told with all files known
            let (few, long): (Vec<String>, Vec<String>) = read.unread.into_iter().partition(|part| part.len() <= LONGEST_NAME);
            if !long.is_empty() {
                let part: String = long.join("; ").chars().take(80).collect();
                cells.report(unreadable(&part, at));
            }
            let words = few.into_iter().map(|part| {
                let reference = Reference { kind: RefKind::Words, text: Text::from(part), at };
                link(reference, this_is, None, meaning, at)
            });
            if let Some(part) = read.open.first() {
                cells.report(
                    Diagnostic::at(
                        "lag-comma",
                        Severity::Warning,
                        at,
                        format!(
                            "`{part}` is a lag with a decimal comma or two links; nothing tells which, so no link is made of it"
                        ),
                    )
                    .help("write the unit (`3FS-2,5d`), or part links by `;`"),
                );
            }
            let told = read.links.into_iter().map(|l| {
                let (relation, lag) = (l.relation, l.lag);
                let reference = reference(style, l, known, by_row, at);
                let mut made = link(reference, this_is, relation, meaning, at);
                made.lag = lag;
                made
            });
            told.chain(words).collect()
        }
    }
}

/// The record that a value of SharePoint names, by its number where the table holds numbers.
fn looked_up(value: &Looked, known: &Known, at: CellRef) -> Reference {
    let numbered = value.id.filter(|id| known.keys.contains(*id) || known.ids.contains(*id));
    let kind = match numbered {
        Some(id) if known.keys.contains(id) => RefKind::Key,
        Some(_) => RefKind::Id,
        None => RefKind::Name,
    };
    Reference { kind, text: Text::from(numbered.unwrap_or(value.shown)), at }
}

/// The longest text that may be the name of a record.
const LONGEST_NAME: usize = 160;

/// A text in a column of links that names nothing.
pub fn unreadable(part: &str, at: CellRef) -> Diagnostic {
    let message = format!("`{part}` is no reference to a record of this table; no link is made of it");
    Diagnostic::at("link-unreadable", Severity::Warning, at, message).help("write ids or row numbers, for example `12FS+2d`")
}

/// `11641178` where rows end at 2219: a list of row numbers that a spreadsheet made one number of. Where its numbers part is not
/// told: commas may stand anywhere in a number.
fn ran_together(number: f64, known: &Known) -> bool {
    known.ordinals && number.fract() == 0.0 && number >= 10_000.0 && number > f64::from(known.most)
}

/// `WBS Predecessors`: outline numbers beside a column of row numbers.
pub(super) fn by_outline(cells: &Cells, p: &Pending) -> bool {
    let header = cells.table.grid.cell_text(cells.table.found.header, p.col).unwrap_or_default();
    header.trim_start().get(..4).is_some_and(|h| h.eq_ignore_ascii_case("wbs "))
}

/// The language of relation letters, told by the header.
fn letters(cells: &Cells, p: &Pending) -> Letters {
    let header =
        cells.table.grid.cell_text(cells.table.found.header, p.col).map(crate::import::values::text::fold).unwrap_or_default();
    match header.as_str() {
        "vorgänger" | "nachfolger" => Letters::German,
        "prédécesseurs" | "successeurs" => Letters::French,
        "predecesoras" | "predecesores" | "sucesoras" => Letters::Spanish,
        _ => Letters::English,
    }
}

fn reference(style: RefStyle, l: LinkText, known: &Known, by_row: bool, at: CellRef) -> Reference {
    let text = Text::from(l.reference.as_str());
    if let Some(file) = l.file {
        return Reference { kind: RefKind::External, text: Text::from(format!("{file}\\{}", l.reference)), at };
    }
    let whole = l.reference.parse::<u32>().is_ok();
    let kind = match style {
        RefStyle::Key => RefKind::Key,
        RefStyle::Id | RefStyle::Numbered => RefKind::Id,
        RefStyle::Ordinal => RefKind::Ordinal,
        RefStyle::Outline => RefKind::Outline,
        _ if known.keys.contains(&text) => RefKind::Key,
        _ if whole && by_row => RefKind::Ordinal,
        _ if known.outlines.contains(&text) => RefKind::Outline,
        _ if known.ids.contains(&text) => RefKind::Id,
        _ if known.names.contains(&text) => RefKind::Name,
        _ if whole && known.ordinals => RefKind::Ordinal,
        _ => RefKind::Key,
    };
    Reference { kind, text, at }
}

pub(super) fn link(other: Reference, this_is: LinkEnd, stated: Option<Relation>, meaning: LinkMeaning, at: CellRef) -> RawLink {
    let relation = match (stated, meaning) {
        (Some(relation), _) => Sourced::stated(relation, at),
        (None, LinkMeaning::Default) => Sourced::derived(Relation::FinishStart, at, Rule::RelationByDefault),
        (None, LinkMeaning::Blocks) => Sourced::derived(Relation::FinishStart, at, Rule::RelationFromBlocks),
        (None, LinkMeaning::Unknown) => Sourced::stated(Relation::Unknown, at),
    };
    RawLink { other, this_is, relation, lag: None, needed: None, promised: None }
}

/// `2 - Order desks; 14SS - Move, with care` → `2;14SS`: a number begins a link only in front of a dash and a name, or alone.
fn numbered(text: &str) -> String {
    let heads = text.split([';', ',', '\n']).filter_map(|part| {
        let head = part.split_once(" - ").map_or(part, |(head, _)| head).trim();
        head.starts_with(|c: char| c.is_ascii_digit()).then_some(head)
    });
    let found: Vec<&str> = heads.filter(|h| !h.contains(' ') || h.contains(['+', '-'])).collect();
    if found.is_empty() { text.to_owned() } else { found.join(";") }
}

/// Names joined by commas, where names may hold commas themselves: the longest known name wins.
fn names(text: &str, known: &Known, at: CellRef) -> Vec<Reference> {
    let parts: Vec<&str> = text.split([',', ';', '\n']).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        let mut taken = None;
        for to in (from + 1..=parts.len()).rev() {
            let start = parts[from].as_ptr() as usize - text.as_ptr() as usize;
            let end = parts[to - 1].as_ptr() as usize - text.as_ptr() as usize + parts[to - 1].len();
            let candidate = text[start..end].trim();
            if known.names.contains(candidate) || known.keys.contains(candidate) {
                taken = Some((to, candidate));
                break;
            }
        }
        let (to, name) = taken.unwrap_or((from + 1, parts[from].trim()));
        if !name.is_empty() {
            let kind = if known.keys.contains(name) && !known.names.contains(name) { RefKind::Key } else { RefKind::Name };
            found.push(Reference { kind, text: Text::from(name), at });
        }
        from = to;
    }
    found
}

/// Notion relations: `Title (path%20hash.md)`, several joined by commas; titles may hold brackets and commas, so they are read
/// from the right.
pub fn pages(text: &str, at: CellRef) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(end) = rest.rfind(')') {
        let Some(open) = opening(&rest[..end]) else { break };
        let before = rest[..open].trim_end();
        // The title begins after the previous reference's closing bracket.
        let from = before.rfind(".md), ").map(|n| n + 6).or_else(|| previous_link(before)).unwrap_or(0);
        let title = before[from..].trim();
        if let Some(hash) = page_hash(&rest[open + 1..end]) {
            found.push(Reference { kind: RefKind::Id, text: Text::from(hash), at });
        } else if !title.is_empty() {
            found.push(Reference { kind: RefKind::Name, text: Text::from(title), at });
        }
        rest = before[..from].trim_end().trim_end_matches(',');
    }
    if found.is_empty() && !rest.is_empty() {
        found.extend(rest.split(", ").filter(|t| !t.is_empty()).map(|t| {
            // Exports of before 2021 give the path alone.
            let (kind, text) = page_hash(t).map_or((RefKind::Name, t), |hash| (RefKind::Id, hash));
            Reference { kind, text: Text::from(text), at }
        }));
    }
    found.reverse();
    found
}

/// Where the bracket of a path opens: the path holds no blank, and may hold the brackets of its title.
fn opening(before: &str) -> Option<usize> {
    let blank = before.rfind(' ').map_or(0, |n| n + 1);
    if before[blank..].starts_with('(') { Some(blank) } else { before.rfind('(') }
}

fn previous_link(before: &str) -> Option<usize> {
    let at = before.rfind("), ")?;
    before[..at].rfind("(http").map(|_| at + 3)
}

/// The page hash at the end of a path or address.
pub fn page_hash(path: &str) -> Option<&str> {
    let path = path.strip_suffix(".md").or(path.strip_suffix(".csv")).unwrap_or(path);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let at = path.len().checked_sub(32)?;
    let hash = path.get(at..)?;
    hash.bytes().all(|b| b.is_ascii_hexdigit()).then_some(hash)
}

/// Titles and hashes of the pages that a relation names.
pub fn titled_pages(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(end) = rest.rfind(')') {
        let Some(open) = opening(&rest[..end]) else { break };
        let before = rest[..open].trim_end();
        let from = before.rfind(".md), ").map(|n| n + 6).or_else(|| previous_link(before)).unwrap_or(0);
        if let Some(hash) = page_hash(&rest[open + 1..end]) {
            found.push((before[from..].trim().to_owned(), hash.to_owned()));
        }
        rest = before[..from].trim_end().trim_end_matches(',');
    }
    if found.is_empty() {
        found.extend(rest.split(", ").filter_map(|path| Some((title_in(path)?, page_hash(path)?.to_owned()))));
    }
    found
}

/// The title in a page's path: `Tasks%20<hash>/Draw%20it%20<hash>.md`.
fn title_in(path: &str) -> Option<String> {
    let last = path.strip_suffix(".md")?.rsplit('/').next()?;
    let title = last.get(..last.len().checked_sub(32)?)?;
    let mut bytes = Vec::with_capacity(title.len());
    let mut rest = title.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let escaped = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    Some(String::from_utf8_lossy(&bytes).trim().to_owned()).filter(|t| !t.is_empty())
}

/// The title of a relation with one page.
pub fn page_title(text: &str) -> Option<&str> {
    let (title, path) = text.rsplit_once(" (")?;
    page_hash(path.strip_suffix(')')?).map(|_| title.trim())
}

/// The page that a parent cell names.
pub fn page(cell: &Sourced<Text>, _source: SourceId) -> Option<Reference> {
    pages(&cell.value, cell.at).into_iter().next()
}

/// Plane's relations: `[{"type": "blocked_by", "issue": "TEST-2", …}]`.
fn json(text: &str, at: CellRef) -> Vec<RawLink> {
    let Ok(serde_json::Value::Array(list)) = serde_json::from_str::<serde_json::Value>(text) else { return Vec::new() };
    let mut found = Vec::new();
    for item in list {
        let (Some(kind), Some(other)) = (item.get("type").and_then(|v| v.as_str()), item.get("issue").and_then(|v| v.as_str()))
        else {
            continue;
        };
        let (this_is, relation) = match kind {
            "blocked_by" => (LinkEnd::Successor, Relation::FinishStart),
            "blocking" => (LinkEnd::Predecessor, Relation::FinishStart),
            "start_before" => (LinkEnd::Predecessor, Relation::StartStart),
            "start_after" => (LinkEnd::Successor, Relation::StartStart),
            "finish_before" => (LinkEnd::Predecessor, Relation::FinishFinish),
            "finish_after" => (LinkEnd::Successor, Relation::FinishFinish),
            _ => continue,
        };
        let reference = Reference { kind: RefKind::Key, text: Text::from(other), at };
        let stated = (relation != Relation::FinishStart).then_some(relation);
        found.push(link(reference, this_is, stated, LinkMeaning::Blocks, at));
    }
    found
}
