//! Confluence's task lists: boxes to tick between the tables of a page, read as a table of four columns. The words stay whole in the
//! first; whom an item names first is who does it, its first date is when, as Confluence takes them itself. Any other list is prose.

use super::{Open, Table, attribute, tidy};
use crate::read::{Cell, Value};

/// What the columns are called; the page has no captions for them.
const CAPTIONS: [&str; 4] = ["Action", "Assignee", "Due date", "Status"];
/// The class that tells such a list.
pub(super) const CLASS: &str = "inline-task-list";

/// The list at hand.
#[derive(Default)]
pub(super) struct TaskList {
    /// Lists within it that are open.
    depth: usize,
    ticked: bool,
    person: Option<String>,
    /// Where in the item's text a name began.
    naming: Option<usize>,
    day: Option<String>,
}

/// Whether a tag opens a list of tasks.
pub(super) fn opens(name: &str, inside: &str) -> bool {
    name == "ul" && has_class(inside, CLASS)
}

fn has_class(inside: &str, part: &str) -> bool {
    attribute(inside, "class").is_some_and(|class| class.contains(part))
}

/// Puts the captions in the first row.
pub(super) fn begin(table: &mut Table) -> Result<(), String> {
    table.list = Some(TaskList::default());
    put(table, CAPTIONS.map(str::to_owned))?;
    for col in 0..4 {
        table.classes.entry(col).or_default().insert(CLASS.to_owned(), 1);
    }
    Ok(())
}

/// Takes a tag within a list; gives whether it closed the list.
pub(super) fn tag(table: &mut Table, name: &str, inside: &str) -> Result<bool, String> {
    match name {
        "ul" | "ol" => {
            if let Some(list) = table.list.as_mut() {
                list.depth += 1;
            }
        }
        "/ul" | "/ol" => {
            let outermost = table.list.as_ref().is_none_or(|l| l.depth == 0);
            if outermost {
                item(table)?;
                return Ok(true);
            }
            if let Some(list) = table.list.as_mut() {
                list.depth -= 1;
            }
            // words behind an inner list stand on a line of their own, not in the last word of the item before
            if let Some(cell) = table.cell.as_mut() {
                cell.text.push('\n');
            }
        }
        "li" => {
            item(table)?;
            if let Some(list) = table.list.as_mut() {
                list.ticked = attribute(inside, "class").is_some_and(|c| c.split_whitespace().any(|w| w == "checked"));
            }
            table.cell = Some(Open { col: 0, colspan: 1, rowspan: 1, class: String::new(), text: String::new(), cut: false });
        }
        "br" | "p" | "/p" | "div" => {
            if let Some(cell) = table.cell.as_mut()
                && !cell.text.trim().is_empty()
            {
                cell.text.push('\n');
            }
        }
        "a" | "span" if has_class(inside, "user") => {
            let at = table.cell.as_ref().map(|c| c.text.len());
            if let Some(list) = table.list.as_mut() {
                list.naming = list.naming.or(at);
            }
        }
        "/a" | "/span" => {
            if let (Some(list), Some(cell)) = (table.list.as_mut(), &table.cell)
                && let Some(from) = list.naming.take()
                && list.person.is_none()
            {
                let name = tidy(cell.text.get(from..).unwrap_or(""));
                list.person = Some(name.trim_start_matches('@').to_owned()).filter(|n| !n.is_empty());
            }
        }
        "time" => {
            if let Some(list) = table.list.as_mut() {
                list.day = list.day.take().or_else(|| attribute(inside, "datetime"));
            }
        }
        _ => {}
    }
    Ok(false)
}

/// The item at hand as a row; the blank one that a page offers for writing is none.
pub(super) fn item(table: &mut Table) -> Result<(), String> {
    let Some(open) = table.cell.take() else { return Ok(()) };
    let depth = table.list.as_ref().map_or(0, |l| l.depth);
    let list = table.list.replace(TaskList { depth, ..TaskList::default() }).unwrap_or_default();
    let text = tidy(&open.text);
    if text.is_empty() {
        return Ok(());
    }
    let status = if list.ticked { "Done" } else { "Open" };
    put(table, [text, list.person.unwrap_or_default(), list.day.unwrap_or_default(), status.to_owned()])
}

fn put(table: &mut Table, cells: [String; 4]) -> Result<(), String> {
    let row = table.rows;
    table.row = row;
    table.rows = table.rows.saturating_add(1);
    for (col, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
        let id = table.builder.text(&text)?;
        table.builder.push(row, Cell { col, indent: 0, fill: 0, value: Value::Text(id) })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::read::{Limits, Value};

    #[test]
    fn boxes_to_tick_are_rows_with_whom_and_when() {
        let page = b"<html><body><ul><li>prose</li></ul><ul class=\"inline-task-list\" data-x=1>
            <li class=\"checked\" data-inline-task-id=1><span>Book movers <a class=\"confluence-userlink user-mention\">@Piotr Adamik</a>
            with <a class=\"confluence-userlink\">Jana Novak</a> by <time datetime=\"2026-03-06\">06 Mar 2026</time></span></li>
            <li data-inline-task-id=2>Sign lease<ul class=\"inline-task-list\"><li>Ask the notary</li></ul>before May</li><li> </li></ul>
            <table><tr><td>a</td><td>b</td></tr></table></body></html>";
        let found = super::super::read(page, 0, &Limits::default()).unwrap();
        assert_eq!(found.sheets, ["Task list 1", "Table 2"]);
        let g = &found.grids[0];
        let row = |ix: usize| -> Vec<&str> {
            let text = |c: &crate::read::Cell| match c.value {
                Value::Text(id) => g.text(id),
                _ => "?",
            };
            g.row_cells(ix).iter().map(text).collect()
        };
        assert_eq!(g.rows.len(), 4);
        assert_eq!(row(0), ["Action", "Assignee", "Due date", "Status"]);
        let whole = "Book movers @Piotr Adamik\nwith Jana Novak by 06 Mar 2026";
        assert_eq!(row(1), [whole, "Piotr Adamik", "2026-03-06", "Done"]);
        assert_eq!(row(2), ["Sign lease", "Open"]);
        assert_eq!(row(3), ["Ask the notary\nbefore May", "Open"]);
    }
}
