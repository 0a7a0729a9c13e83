//! What a header kept by hand leaves open, told by the cells below it: a `Status` of figures is a percentage, a `Milestone` of ticks
//! is a flag, a running number `1.2.1` is an outline number where predecessors count rows.

use super::build::log::named_kind;
use super::columns::Column;
use super::profile::{Profiles, TableId};
use super::values::status::yes_no;
use super::words::plain;
use crate::model::{Field, Role};
use crate::read::{Grid, Value};
use std::ops::Range;

/// Rows that are looked at.
const LOOKED_AT: usize = 300;

/// Settles the columns of a table of work kept by hand.
pub fn settle(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let table = profiles.table(id);
    if profiles.profile(id).is_specific() || !matches!(table.role, Role::Tasks | Role::Milestones) || table.projects {
        return;
    }
    let body = body.start..body.end.min(body.start + LOOKED_AT);
    let has = |columns: &[Column], field: Field| columns.iter().any(|c| c.field == Some(field));
    for n in 0..columns.len() {
        let col = columns[n].col;
        let set = match columns[n].field {
            Some(Field::Status) if !has(columns, Field::Percent) && is_share(grid, &body, col) => Field::Percent,
            Some(Field::Section) if columns[n].folded.contains("milestone") && is_flag(grid, &body, col) => Field::Milestone,
            Some(Field::Key) if !has(columns, Field::Outline) && numbers_outline(grid, &body, columns, col) => Field::Outline,
            _ => continue,
        };
        columns[n].field = Some(set);
    }
}

/// Settles the column that says what a line of a shared log is: risk, assumption, issue, dependency.
pub fn settle_log(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let table = profiles.table(id);
    let logs = matches!(table.role, Role::Risks | Role::Issues | Role::Assumptions | Role::Actions | Role::Decisions);
    if !logs || columns.iter().any(|c| c.field == Some(Field::Type)) {
        return;
    }
    let body = body.start..body.end.min(body.start + LOOKED_AT);
    let kinds = |col: u16| {
        let mut kinds = Vec::new();
        let (mut all, mut told) = (0_usize, 0_usize);
        for value in values(grid, &body, col) {
            let text = plain(grid, value);
            if text.trim().is_empty() {
                continue;
            }
            all += 1;
            if let Some(kind) = named_kind(&text) {
                told += 1;
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        (kinds.len() >= 2 && told * 10 >= all * 8).then_some(told)
    };
    let open = |c: &Column| matches!(c.field, None | Some(Field::Category | Field::Section));
    let best = (0..columns.len()).filter(|n| open(&columns[*n])).find(|n| kinds(columns[*n].col).is_some());
    if let Some(n) = best {
        columns[n].field = Some(Field::Type);
    }
}

fn values<'g>(grid: &'g Grid, body: &Range<usize>, col: u16) -> impl Iterator<Item = Value> + 'g {
    body.clone().filter_map(move |ix| grid.cell(ix, col).map(|c| c.value))
}

/// Figures from 0 to 100 throughout, not all alike or all of them shares of one.
fn is_share(grid: &Grid, body: &Range<usize>, col: u16) -> bool {
    let mut count = 0;
    for value in values(grid, body, col) {
        match value {
            Value::Number(n) if (0.0..=1.0).contains(&n) || (n.fract() == 0.0 && (0.0..=100.0).contains(&n)) => count += 1,
            Value::Text(id) if grid.text(id).trim().is_empty() => {}
            _ => return false,
        }
    }
    count >= 2
}

/// Ticks, yes and no throughout.
pub fn is_flag(grid: &Grid, body: &Range<usize>, col: u16) -> bool {
    let mut count = 0;
    for value in values(grid, body, col) {
        let text = plain(grid, value);
        let tick = yes_no(&text).is_some() || matches!(text.trim(), "x" | "X" | "✓" | "✔" | "◆" | "♦" | "*" | "M" | "m");
        if !tick && !text.trim().is_empty() {
            return false;
        }
        count += usize::from(tick);
    }
    count >= 1
}

/// Numbers with dots, of which no predecessor names one: predecessors that are whole numbers count rows.
fn numbers_outline(grid: &Grid, body: &Range<usize>, columns: &[Column], col: u16) -> bool {
    let Some(refs) = columns.iter().find(|c| c.field == Some(Field::Predecessors)).map(|c| c.col) else { return false };
    let dotted = |text: &str| text.contains('.') && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let (mut all, mut with_dots) = (0_usize, 0_usize);
    for value in values(grid, body, col) {
        let text = plain(grid, value);
        if !text.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return false;
        }
        all += 1;
        with_dots += usize::from(dotted(&text));
    }
    let mut links = values(grid, body, refs).peekable();
    links.peek().is_some()
        && with_dots * 5 >= all * 2
        && links.all(|value| plain(grid, value).split([',', ';', ' ']).all(|part| !dotted(part.trim())))
}
