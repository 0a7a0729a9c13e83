//! One row, one record; with titles, repeated headers, totals, legends and empty template rows told apart.

use super::{Shaped, outline};
use crate::import::columns::Column;
use crate::import::detect::same_texts;
use crate::import::extract::SetAside;
use crate::import::profile::same_header;
use crate::import::table::{ColumnSet, RecordRow, Table};
use crate::import::values::status::yes_no;
use crate::import::values::text::{absent, fold};
use crate::import::words::{is_hollow, plain};
use crate::model::{Field, Role};
use crate::read::{Cell, Value};
use crate::source::{Sourced, Text};

/// What a row of the body is.
enum Row {
    Record,
    /// A heading over the rows that follow.
    Heading(Text, Cell),
    None(&'static str),
}

/// Tells the rows of a flat table apart.
pub fn shape(table: Table, columns: ColumnSet) -> Shaped {
    let grid = table.grid;
    let set = &columns;
    let mut shaped = Shaped::default();
    let keyed = mostly_keyed(table, set);
    let naming = substance(table);
    let full = mostly_full(table, set);
    let below = text_below(table, set);
    let mut section: Option<Sourced<Text>> = None;
    let mut rows: Vec<RecordRow> = Vec::with_capacity(table.found.body.len());
    for ix in table.found.body.clone() {
        let at = grid.row_cells(ix).first().map_or(grid.at(ix, 0), |c| grid.at(ix, c.col));
        if let Some(last) = rows.last_mut()
            && table.continues(set, ix, naming)
            && !is_header_again(table, ix)
        {
            if last.more.is_empty() {
                last.more = ix..ix;
            }
            last.more.end = ix + 1;
            shaped.merged.push(ix);
            continue;
        }
        if full && is_group_name(table, set, ix) {
            let cell = grid.row_cells(ix)[0];
            section = Some(Sourced::stated(Text::from(&*plain(grid, cell.value)), at));
            shaped.set_aside.push(SetAside { at, reason: "group heading".to_owned() });
            continue;
        }
        match judge(table, set, ix, keyed, rows.is_empty()) {
            Row::Record | Row::Heading(..) if below.is_some_and(|b| ix >= b) => {
                shaped.set_aside.push(SetAside { at, reason: "text below the table".to_owned() })
            }
            Row::Record => rows.push(RecordRow {
                ix,
                set: 0,
                level: None,
                parent: None,
                section: section.clone(),
                ordinal: None,
                more: 0..0,
            }),
            Row::Heading(text, cell) => {
                section = Some(Sourced::stated(text, grid.at(ix, cell.col)));
                shaped.set_aside.push(SetAside { at, reason: "group heading".to_owned() });
            }
            Row::None(reason) => shaped.set_aside.push(SetAside { at, reason: reason.to_owned() }),
        }
    }
    carry_down(table, set, &mut rows);
    if matches!(table.table.role, Role::Tasks | Role::Milestones) && !table.table.projects {
        shaped.title = outline::nest(table, set, &mut rows, &mut shaped.set_aside);
    }
    shaped.rows = rows;
    shaped.sets = vec![columns];
    shaped
}

/// Where, below a register, lines of text begin that are no records any more: behind a gap, and none of them fills two columns.
fn text_below(table: Table, set: &ColumnSet) -> Option<usize> {
    // A plan may go on behind a gap; in a report of several tables what follows is the next section.
    let alone = table.found.preamble.start == 0;
    if (table.table.role == Role::Tasks && alone) || table.profile.is_specific() {
        return None;
    }
    let grid = table.grid;
    let told = |ix: usize| {
        let mapped = |c: &&Cell| set.of(c.col).is_some_and(|c| c.field.is_some()) && !is_hollow(grid, c);
        grid.row_cells(ix).iter().filter(mapped).count() >= 2
    };
    let last = table.found.body.clone().rev().find(|ix| told(*ix))?;
    (last + 1..table.found.body.end).find(|&ix| grid.rows[ix].row > grid.rows[ix - 1].row + 1)
}

/// A group written once, beside its first record, holds for the records below it: where the column stands in front of the name,
/// the first record has one and most have none.
fn carry_down(table: Table, set: &ColumnSet, rows: &mut [RecordRow]) {
    let (Some(group), Some(name)) = (set.first(Field::Section), set.first(Field::Name)) else { return };
    let filled = |row: &RecordRow| table.grid.cell(row.ix, group.col).filter(|c| !is_hollow(table.grid, c));
    let count = rows.iter().filter(|r| filled(r).is_some()).count();
    let first = rows.first().is_some_and(|r| filled(r).is_some());
    if group.col > name.col || !first || count * 2 > rows.len() || (table.profile.is_specific() && !table.table.carry_group) {
        return;
    }
    let mut last: Option<Sourced<Text>> = None;
    for row in rows.iter_mut() {
        match filled(row) {
            Some(cell) => {
                last = Some(Sourced::stated(Text::from(plain(table.grid, cell.value).trim()), table.grid.at(row.ix, group.col)))
            }
            None => row.section = row.section.take().or_else(|| last.clone()),
        }
    }
}

/// Fields that make a row a record of its table when they are filled.
fn substance(table: Table) -> &'static [Field] {
    match table.table.role {
        _ if table.table.log.is_some() => &[Field::Title, Field::Name, Field::Description],
        _ if table.table.projects => &[Field::Project, Field::ProjectKey],
        Role::Tasks | Role::Milestones => &[Field::Name, Field::Title],
        Role::Assignments => &[Field::TaskName, Field::ResourceName],
        Role::Resources | Role::Capacity => &[Field::ResourceName, Field::Name, Field::Role, Field::Team],
        Role::Stakeholders => &[Field::Name, Field::Role],
        Role::Comments => &[Field::Comment, Field::Notes],
        Role::Budget => &[Field::Name, Field::Project],
        Role::Calendars => &[Field::Calendar],
        Role::Adjustments => &[Field::Target, Field::NewValue],
        Role::Gates => &[Field::Name, Field::Enabler],
        _ => &[Field::Title, Field::Name, Field::Description, Field::Decision, Field::Response],
    }
}

/// Columns that number or rate a row without saying anything: filled in advance in templates.
fn is_scaffold(field: Option<Field>) -> bool {
    matches!(
        field,
        None | Some(
            Field::Key | Field::Id | Field::Score | Field::Status | Field::Known | Field::Level | Field::Priority | Field::Period
        )
    )
}

/// The share of rows with a key is so high that a row without one is suspect.
fn mostly_keyed(table: Table, set: &ColumnSet) -> Option<u16> {
    let key = set.first(Field::Key)?.col;
    let body = table.found.body.clone();
    let (rows, filled) = body.fold((0usize, 0usize), |(n, k), ix| (n + 1, k + usize::from(table.grid.cell(ix, key).is_some())));
    (rows >= 3 && filled * 10 >= rows * 7).then_some(key)
}

/// The header, or the tier over it, once more.
fn is_header_again(table: Table, ix: usize) -> bool {
    let same = |head: usize| same_texts(table.grid, head, ix);
    same(table.found.header) || table.found.upper.is_some_and(same)
}

fn judge(table: Table, set: &ColumnSet, ix: usize, keyed: Option<u16>, first: bool) -> Row {
    let grid = table.grid;
    let cells = grid.row_cells(ix);
    let field = |c: &Cell| set.of(c.col).and_then(|column: &Column| column.field);
    if is_header_again(table, ix) {
        return Row::None("repeated header");
    }
    if let Some(header) = &table.table.archived
        && let Some(column) = set.columns.iter().find(|c| same_header(&c.folded, header))
        && let Some(cell) = grid.cell(ix, column.col)
        && !is_idle(grid, cell)
        && yes_no(&plain(grid, cell.value)) != Some(false)
    {
        return Row::None("archived in the tracker, or marked there to be deleted");
    }
    let wanted = substance(table);
    let mut named = false;
    let mut mapped = 0usize;
    let mut telling = 0usize;
    let mut filled = 0usize;
    let mut only: Option<&Cell> = None;
    for cell in cells {
        if is_hollow(grid, cell) {
            continue;
        }
        filled += 1;
        only = Some(cell);
        let Some(column) = set.of(cell.col) else { continue };
        let f = column.field;
        named |= f.is_some_and(|f| wanted.contains(&f));
        mapped += usize::from(f.is_some_and(|f| f != Field::Known));
        let figure = table.table.role == Role::Capacity && f == Some(Field::Period);
        telling += usize::from(figure || (!is_scaffold(f) && !is_idle(grid, cell)));
    }
    if filled == 0 {
        return Row::None("no content: blanks or errors only");
    }
    let Some(first_cell) = only.filter(|_| filled == 1).or(cells.first()) else { return Row::None("no content") };
    let text = plain(grid, first_cell.value);
    if let Some(reason) = remark(&text, filled) {
        return Row::None(reason);
    }
    if filled == 1 && !named && field(first_cell) != Some(Field::Period) {
        if is_legend(grid, cells) {
            return Row::None("legend");
        }
        if is_number_like(&text) {
            return Row::None("empty template row: a number only");
        }
        let worded = matches!(first_cell.value, Value::Text(_)) && text.chars().any(char::is_alphabetic);
        if worded && text.len() <= 80 && field(first_cell).is_none_or(is_lead) {
            return Row::Heading(Text::from(&*text), *first_cell);
        }
        return if worded { Row::None("remark outside the records") } else { Row::None("empty template row: a number only") };
    }
    if mapped == 0 {
        return Row::None("outside the table's columns");
    }
    if named {
        if !table.profile.is_specific() && is_placeholder(table, set, ix) {
            return Row::None("placeholder of the template");
        }
        // A legend under the header has no key and explains the columns.
        let explains = |c: &Cell| is_legend(grid, std::slice::from_ref(c)) || instructs(grid, c);
        let explained = if first { cells.iter().filter(|c| explains(c)).count() } else { 0 };
        let unkeyed = keyed.is_some_and(|key| grid.cell(ix, key).is_none());
        if first && ((unkeyed && explained > 0) || (explained >= 3 && explained * 2 >= filled)) {
            return Row::None("legend");
        }
        return Row::Record;
    }
    if telling == 0 {
        return Row::None("empty template row: no name and nothing filled in");
    }
    let group = cells.iter().find(|c| field(c) == Some(Field::Section) && matches!(c.value, Value::Text(_)));
    let of_groups = |c: &Cell| matches!(field(c), Some(Field::Section | Field::Key | Field::Outline) | None);
    if let Some(cell) = group
        && (table.table.carry_group || cells.iter().all(|c| is_hollow(grid, c) || of_groups(c)))
    {
        return Row::Heading(Text::from(plain(grid, cell.value).trim()), *cell);
    }
    let has_id = cells.iter().any(|c| matches!(field(c), Some(Field::Key | Field::Id)));
    match table.table.role {
        Role::Tasks | Role::Milestones if has_id => Row::Record,
        Role::Tasks | Role::Milestones if table.profile.is_specific() && telling >= 2 => Row::Record,
        Role::Tasks | Role::Milestones => Row::None("no name"),
        Role::Capacity | Role::Assignments => Row::Record,
        _ if telling >= 2 => Row::Record,
        // `Status key`, `Meaning`: a list below the table.
        _ if has_id && set.first(Field::Key).is_none_or(|c| grid.cell(ix, c.col).is_some_and(|k| has_digit(grid, k))) => {
            Row::Record
        }
        _ => Row::None("no text that a record would have"),
    }
}

/// `[Enter task or activity]` where the name belongs.
fn is_placeholder(table: Table, set: &ColumnSet, ix: usize) -> bool {
    let grid = table.grid;
    let wanted = substance(table);
    let mut named =
        grid.row_cells(ix).iter().filter(|c| set.of(c.col).and_then(|c| c.field).is_some_and(|f| wanted.contains(&f)));
    named.any(|c| {
        let text = plain(grid, c.value);
        let inner = text.trim().strip_prefix('[').and_then(|t| t.strip_suffix(']'));
        inner.is_some_and(|t| t.contains(' ') && !t.contains(['[', ']']) && t.chars().any(char::is_alphabetic))
    })
}

fn has_digit(grid: &crate::read::Grid, cell: &Cell) -> bool {
    plain(grid, cell.value).chars().any(|c| c.is_ascii_digit())
}

/// `R-19`, `12`, `1.3`: an id given in advance.
fn is_number_like(text: &str) -> bool {
    text.len() <= 16 && !text.contains(char::is_whitespace) && text.chars().any(|c| c.is_ascii_digit())
}

/// Records of work mostly fill three columns or more, and nothing but position tells levels: then a lone name is a heading.
fn mostly_full(table: Table, set: &ColumnSet) -> bool {
    let work =
        matches!(table.table.role, Role::Tasks | Role::Milestones) && !table.table.projects && !table.profile.is_specific();
    // `Task | Subtask`: a lone name is a record, its column tells its level.
    let several = set.columns.iter().filter(|c| c.field == Some(Field::Name)).count() > 1;
    if !work || several || set.has(Field::Level) || set.has(Field::Outline) || set.has(Field::Parent) {
        return false;
    }
    let body = table.found.body.clone();
    let grid = table.grid;
    if let Some(key) = set.first(Field::Key) {
        // Where records have keys, nearly all that say more than a name have one.
        let told = || body.clone().filter(|ix| grid.row_cells(*ix).len() >= 3);
        let keyed = told().filter(|ix| grid.cell(*ix, key.col).is_some()).count();
        if keyed * 10 < told().count() * 9 {
            return false;
        }
    }
    let plain_rows = body.clone().all(|ix| grid.rows[ix].outline == 0 && grid.row_cells(ix).iter().all(|c| c.indent == 0));
    let mapped = |ix: usize| grid.row_cells(ix).iter().filter(|c| set.of(c.col).is_some_and(|c| c.field.is_some())).count();
    let (rows, filled) = body.fold((0usize, 0usize), |(n, k), ix| (n + 1, k + usize::from(mapped(ix) >= 3)));
    plain_rows && rows >= 4 && filled * 2 >= rows
}

/// A lone name right above a filled record.
fn is_group_name(table: Table, set: &ColumnSet, ix: usize) -> bool {
    let grid = table.grid;
    let [cell] = grid.row_cells(ix) else { return false };
    let Value::Text(id) = cell.value else { return false };
    let named = set.of(cell.col).and_then(|c| c.field) == Some(Field::Name);
    let flush = !grid.text(id).starts_with(char::is_whitespace);
    let followed = ix + 1 < table.found.body.end && grid.row_cells(ix + 1).len() >= 3;
    named && flush && followed && remark(&plain(grid, cell.value), 1).is_none()
}

/// A first column in which a heading may stand.
fn is_lead(field: Field) -> bool {
    matches!(field, Field::Key | Field::Id | Field::Section | Field::Outline | Field::Known | Field::Project)
}

fn is_idle(grid: &crate::read::Grid, cell: &Cell) -> bool {
    match cell.value {
        Value::Text(id) => absent(grid.text(id)).is_some(),
        Value::Number(n) => n == 0.0,
        Value::Bool(b) => !b,
        _ => false,
    }
}

/// Totals, copyright lines and the like, told by their first text.
fn remark(text: &str, filled: usize) -> Option<&'static str> {
    if text.starts_with(['©', '™'])
        || text.starts_with("(c) ")
        || text.get(..9).is_some_and(|t| t.eq_ignore_ascii_case("copyright"))
    {
        return Some("copyright line");
    }
    if text.trim_end().ends_with('=') && filled <= 3 {
        return Some("figure with its label, outside the table");
    }
    // Longer texts in filled rows are names, not captions.
    if filled > 1 && text.len() > 24 {
        return None;
    }
    let folded = fold(text);
    const TOTALS: &[&str] = &[
        "total",
        "totals",
        "grand total",
        "sum",
        "subtotal",
        "sub total",
        "summe",
        "gesamt",
        "gesamtsumme",
        "total général",
        "totaux",
        "suma",
        "totaal",
        "итого",
        "razem",
    ];
    if TOTALS.contains(&folded.as_str()) || folded.starts_with("grand total") {
        return Some("total row");
    }
    if filled == 1 && folded.starts_with("insert new rows") {
        return Some("instruction of the template");
    }
    if filled == 1
        && ["legend", "legende", "note", "notes", "key", "instructions"]
            .iter()
            .any(|w| folded == *w || folded.starts_with(&format!("{w} ")))
    {
        return Some("legend");
    }
    const NOTES: &[&str] =
        &["hinweis", "hinweise", "anmerkung", "nota", "notas", "remarque", "remarques", "nb", "n.b.", "bemerkung", "note"];
    const MADE: &[&str] = &[
        "prepared by ",
        "erstellt von ",
        "erstellt am ",
        "établi par ",
        "preparado por ",
        "elaborado por ",
        "printed on ",
        "printed by ",
    ];
    let labelled = text.split_once(':').is_some_and(|(label, _)| NOTES.contains(&fold(label).as_str()));
    if filled == 1 && (labelled || MADE.iter().any(|w| folded.starts_with(w))) {
        return Some("remark, no record");
    }
    (filled == 1 && (folded.starts_with("généré à") || folded.starts_with("generated at") || folded.starts_with("generiert")))
        .then_some("footer of the export")
}

/// Cells that explain what to fill in rather than fill it in.
fn is_legend(grid: &crate::read::Grid, cells: &[Cell]) -> bool {
    cells.iter().filter(|c| matches!(c.value, Value::Text(_))).any(|c| {
        let text = plain(grid, c.value);
        let folded = fold(&text);
        let numbered = |n: char| ["-", " -", "=", " ="].iter().any(|sign| folded.contains(&format!("{n}{sign}")));
        let listed = numbered('1') && numbered('2');
        listed
            || ["e g", "enter ", "describe ", "who ", "what ", "date ", "status of", "unique ", "give ", "list ", "select "]
                .iter()
                .any(|w| folded.starts_with(w))
    })
}

/// What a template says under its header about filling a column in: `Provide the category`, `From the change request form`. Names
/// of tasks and risks begin so too: only a row that has several of them, or no key where all others have one, is a legend.
fn instructs(grid: &crate::read::Grid, cell: &Cell) -> bool {
    const VERBS: &[&str] = &[
        "mention ",
        "use ",
        "provide ",
        "indicate ",
        "clearly ",
        "assign ",
        "specify ",
        "insert ",
        "state ",
        "add ",
        "fill ",
        "choose ",
        "write ",
        "name of ",
        "from ",
        "place ",
        "identify ",
        "record ",
        "brief ",
        "short ",
        "how ",
        "why ",
        "when ",
        "which ",
        "yes or no",
        "yes/no",
        "(high",
        "(low",
        "high, medium",
        "high/medium",
        "low, medium",
        "sequential ",
        "the ",
        "a brief ",
        "a short ",
        "put ",
        "type ",
        "this ",
        "actual ",
        "expected ",
        "person ",
    ];
    let Value::Text(id) = cell.value else { return false };
    let folded = fold(grid.text(id));
    folded.len() >= 8 && VERBS.iter().any(|w| folded.starts_with(w))
}
