//! Comments that stand in cells of the record they are on (Jira's repeated `Comment` columns, ClickUp's JSON): each with its
//! author and day. What they are about is settled with the other comments in `reconcile`.

use super::cells::Cells;
use crate::import::columns::Column;
use crate::import::extract::{CommentRecord, TaskRecord};
use crate::import::profile::CommentForm;
use crate::import::shape::Shaped;
use crate::import::values::comment::{self, Comment};
use crate::import::values::text::{clean, fold};
use crate::import::words::plain;
use crate::model::Field;
use crate::read::{Cell, Value};
use crate::source::Text;
use rustc_hash::FxHashMap;

/// Takes the comments of a cell.
pub(super) fn take(cells: &Cells, ix: usize, set: usize, cell: &Cell, task: &mut TaskRecord) {
    let (Some(form), Value::Text(id)) = (cells.table.table.comments, cell.value) else { return };
    let text = clean(cells.table.grid.text(id));
    let whole = || vec![Comment { text: text.trim().to_owned(), ..Comment::default() }];
    let list = match form {
        CommentForm::Stamped => vec![comment::stamped(&text)],
        CommentForm::Json => comment::json(&text).unwrap_or_else(whole),
        CommentForm::Plain => whole(),
    };
    let at = cells.at(ix, cell);
    for said in list.into_iter().filter(|c| !c.text.is_empty()) {
        let date = said.stamp.as_deref().and_then(|stamp| cells.stamp(set, stamp));
        task.belongs.comments.push(CommentRecord {
            at,
            task: None,
            author: said.author.map(Text::from),
            date,
            text: Text::from(said.text),
        });
    }
}

/// Gives authors that are known by their account the name that stands beside that account in the same table.
pub(super) fn name_authors(cells: &Cells, shaped: &Shaped, tasks: &mut [TaskRecord]) {
    if !tasks.iter().any(|t| t.belongs.comments.iter().any(|c| c.author.is_some())) {
        return;
    }
    let names = accounts(cells, shaped);
    for comment in tasks.iter_mut().flat_map(|t| t.belongs.comments_mut()) {
        if comment.text.contains(MENTION) {
            comment.text = Text::from(mentions(&comment.text, &names));
        }
        if let Some(Some(name)) = comment.author.as_deref().and_then(|a| names.get(a)) {
            comment.author = Some(name.clone());
        }
    }
}

/// How Jira's markup begins that speaks to somebody.
const MENTION: &str = "[~accountid:";

/// The text with the names of those it speaks to.
fn mentions(text: &str, names: &FxHashMap<String, Option<Text>>) -> String {
    let mut parts = text.split(MENTION);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((account, rest)) if account.len() <= 80 => {
                out.push('@');
                out.push_str(names.get(account).and_then(Option::as_deref).unwrap_or("somebody"));
                out.push_str(rest);
            }
            _ => {
                out.push_str(MENTION);
                out.push_str(part);
            }
        }
    }
    out
}

/// Account → name, from each column of people that is followed by a column of their ids; `None` where an account has two names.
fn accounts(cells: &Cells, shaped: &Shaped) -> FxHashMap<String, Option<Text>> {
    let grid = cells.table.grid;
    let mut names: FxHashMap<String, Option<Text>> = FxHashMap::default();
    for (n, set) in shaped.sets.iter().enumerate() {
        let pairs: Vec<(u16, u16)> =
            set.columns.windows(2).filter(|w| of_people(&w[0]) && of_ids(&w[1])).map(|w| (w[0].col, w[1].col)).collect();
        for row in shaped.rows.iter().filter(|r| r.set == n) {
            for &(name, id) in &pairs {
                let (Some(name), Some(id)) = (grid.cell(row.ix, name), grid.cell(row.ix, id)) else { continue };
                let (name, id) = (plain(grid, name.value), plain(grid, id.value).into_owned());
                match names.get_mut(&id) {
                    None => {
                        names.insert(id, Some(Text::from(&*name)));
                    }
                    Some(held) if held.as_deref().is_some_and(|h| fold(h) != fold(&name)) => *held = None,
                    Some(_) => {}
                }
            }
        }
    }
    names
}

fn of_people(column: &Column) -> bool {
    const CREATORS: &[&str] =
        &["creator", "ersteller", "creador", "créateur", "criador", "twórca", "создатель", "maker", "aanmaker"];
    matches!(column.field, Some(Field::Assignee | Field::Reporter)) || CREATORS.contains(&column.folded.as_str())
}

fn of_ids(column: &Column) -> bool {
    column.folded.split(|c: char| !c.is_alphanumeric()).any(|word| word == "id" || word == "идентификатор")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_told_by_name_where_the_account_has_one() {
        let names = [("712020:bb".to_owned(), Some(Text::from("Bo Rask"))), ("712020:cc".to_owned(), None)].into_iter().collect();
        let text = "[~accountid:712020:bb] please ask [~accountid:712020:cc]. [~accountid:open";
        assert_eq!(mentions(text, &names), "@Bo Rask please ask @somebody. [~accountid:open");
    }
}
