//! Confluence's task lists: boxes to tick between the tables of a page, as it shows them or in its storage form, read as a table of
//! four columns. The words stay whole in the first; whom an item names first is who does it, its first date is when, as Confluence takes them itself. Any other list is prose.

use super::marks::{self, Marks};
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

/// Whether a tag opens a list of tasks, or is the first item of one whose list lost its class.
pub(super) fn opens(name: &str, inside: &str) -> bool {
    match name {
        "ul" => has_class(inside, CLASS),
        "li" => attribute(inside, "data-inline-task-id").is_some(),
        _ => name == "ac:task-list",
    }
}

/// A cell for the words that come.
fn open(table: &mut Table) {
    let (class, text) = (String::new(), String::new());
    table.cell = Some(Open { col: 0, colspan: 1, rowspan: 1, class, text, cut: false, marks: Marks::default() });
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
        "ul" | "ol" | "ac:task-list" => {
            if let Some(list) = table.list.as_mut() {
                list.depth += 1;
            }
        }
        "/ul" | "/ol" | "/ac:task-list" => {
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
            open(table);
        }
        "ac:task" => item(table)?,
        "ac:task-status" => open(table),
        "/ac:task-status" => {
            let done = table.cell.take().is_some_and(|cell| cell.text.trim() == "complete");
            if let Some(list) = table.list.as_mut() {
                list.ticked = done;
            }
        }
        "ac:task-body" if table.cell.is_none() => open(table),
        "/ac:task" => item(table)?,
        "ri:user" => {
            if let (Some(list), Some(cell), Some(user)) = (table.list.as_mut(), table.cell.as_mut(), marks::user(inside)) {
                cell.text.push('@');
                cell.text.push_str(&user);
                list.person.get_or_insert(user);
            }
        }
        "br" | "p" | "/p" | "div" => {
            if let Some(cell) = table.cell.as_mut()
                && !cell.text.trim().is_empty()
            {
                cell.text.push('\n');
            }
        }
        _ if marks::names(name, inside) => {
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
    fn the_storage_form_of_a_list_and_items_without_its_class_are_read_too() {
        let page = b"<h2>Actions</h2><ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>incomplete</ac:task-status>
            <ac:task-body><ac:link><ri:user ri:username=\"kmoe\" /></ac:link> weld <time datetime=\"2026-03-20\" /></ac:task-body></ac:task>
            <ac:task><ac:task-status>complete</ac:task-status><ac:task-body>Paint<ac:task-list><ac:task><ac:task-status>complete</ac:task-status>
            <ac:task-body>Prime</ac:task-body></ac:task></ac:task-list></ac:task-body></ac:task></ac:task-list>
            <ul><li data-inline-task-id=3 class=checked>Sand</li></ul>";
        let found = super::super::read(page, 0, &Limits::default()).unwrap();
        let rows = |g: &crate::read::Grid| -> Vec<Vec<String>> {
            let text = |c: &crate::read::Cell| match c.value {
                Value::Text(id) => g.text(id).to_owned(),
                _ => "?".to_owned(),
            };
            (1..g.rows.len()).map(|ix| g.row_cells(ix).iter().map(text).collect()).collect()
        };
        assert_eq!(
            rows(&found.grids[0]),
            [vec!["@kmoe weld", "kmoe", "2026-03-20", "Open"], vec!["Paint", "Done"], vec!["Prime", "Done"]]
        );
        assert_eq!(rows(&found.grids[1]), [["Sand", "Done"]]);
        assert_eq!(found.grids[0].hint("heading"), Some("Actions"));
    }

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
