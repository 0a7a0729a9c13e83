//! Which column names the record: one of several, the description, a column without a header, the parts of a merged one.

use super::{Column, column};
use crate::import::corner;
use crate::import::profile::{Profiles, TableId};
use crate::model::{Field, Role};
use crate::read::{Grid, Value};

/// Rows below a header that are looked at for texts under its merged part.
const UNDER: usize = 60;

/// `Task` merged over two columns, of which the first holds numbers or phases and the second what they are: each is a column.
pub(super) fn merged_names(grid: &Grid, header: usize, columns: &mut Vec<Column>) {
    let row = grid.rows[header].row;
    let naming = |f: Option<Field>| matches!(f, Some(Field::Name | Field::Title | Field::Outline | Field::Key | Field::Section));
    let mut further: Vec<Column> = Vec::new();
    for column in columns.iter().filter(|c| naming(c.field)) {
        let next = columns.iter().map(|c| c.col).filter(|c| *c > column.col).min();
        // Without a merge: a column without a header between the name and the next one.
        let bare = || next.filter(|n| column.field == Some(Field::Name) && *n > column.col + 1).map(|n| (column.col, n - 1, row));
        let merged = grid.merged_at(row, column.col).filter(|m| m.right > m.left).map(|m| (m.left, m.right, m.bottom));
        let Some((left, right, bottom)) = merged.or_else(bare).filter(|(left, right, _)| right - left <= 4) else { continue };
        let texts = |col: u16| {
            let rows = (bottom.max(row) - row) as usize + header + 1..grid.rows.len().min(header + UNDER);
            rows.filter(|ix| grid.cell(*ix, col).is_some_and(|c| matches!(c.value, Value::Text(_)))).count()
        };
        for col in left + 1..=right {
            if !columns.iter().any(|c| c.col == col) && texts(col) >= 2 {
                further.push(Column { col, field: None, ..column.clone() });
            }
        }
    }
    columns.extend(further);
    columns.sort_by_key(|c| c.col);
}

/// One column names the record: `Epic` or `Milestone` beside `Task` says what the task belongs to, and of several names the
/// first is the name, the others are kept as custom fields.
pub(super) fn one_name(profiles: &Profiles, id: TableId, columns: &mut [Column]) {
    let groups = &profiles.table(id).groups_beside_name;
    let names = |columns: &[Column]| columns.iter().filter(|c| c.field == Some(Field::Name)).count();
    if groups.is_empty() || names(columns) < 2 {
        return;
    }
    let could = |c: &Column| c.field == Some(Field::Name) && groups.contains(&c.folded);
    // A story is what tasks belong to, and belongs itself to an epic or a feature.
    let story = |c: &Column| c.folded == "user story" || c.folded == "user stories";
    let outer = columns.iter().all(|c| c.field != Some(Field::Name) || could(c));
    let is_group = |c: &Column| could(c) && !(outer && story(c));
    if columns.iter().filter(|c| is_group(c)).count() < names(columns) {
        let mut free = !columns.iter().any(|c| c.field == Some(Field::Section));
        for column in columns.iter_mut().filter(|c| is_group(c)) {
            column.field = Some(Field::Section).filter(|_| free);
            free = false;
        }
    }
    // `Item` beside a name is its number.
    if names(columns) > 1 {
        let numbered = columns.iter().any(|c| c.field == Some(Field::Key));
        if let Some(item) = columns.iter_mut().find(|c| c.field == Some(Field::Name) && c.folded == "item") {
            item.field = Some(Field::Key).filter(|_| !numbered);
        }
    }
    columns.iter_mut().filter(|c| c.field == Some(Field::Name)).skip(1).for_each(|c| c.field = None);
}

/// Work that has no name but a description is known by that.
pub(super) fn described(profiles: &Profiles, id: TableId, columns: &mut [Column]) {
    let table = profiles.table(id);
    let work = table.role == Role::Tasks && !table.projects && !profiles.profile(id).is_specific();
    if work
        && !columns.iter().any(|c| matches!(c.field, Some(Field::Name | Field::Title)))
        && let Some(column) = columns.iter_mut().find(|c| c.field == Some(Field::Notes) && c.folded.contains("descri"))
    {
        column.field = Some(Field::Name);
    }
}

/// Work whose names stand in a column without a header.
pub(super) fn cornered(grid: &Grid, header: usize, profiles: &Profiles, id: TableId, columns: &mut Vec<Column>) {
    let fields: Vec<Field> = columns.iter().filter_map(|c| c.field).collect();
    if profiles.profile(id).is_specific() || !corner::is_work(profiles.table(id), &fields) {
        return;
    }
    if let Some(col) = corner::names(grid, header).filter(|col| !columns.iter().any(|c| c.col == *col)) {
        columns.insert(0, column(grid, header, col, String::new(), Some(Field::Name), id, profiles));
    }
}
