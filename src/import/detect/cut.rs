//! Where the tables of a sheet begin and end once their headers are known: titles above a header belong to its table, and a row of
//! captions over a header is its upper tier.

use super::{Fit, Found};
use crate::import::profile::{Profiles, TableId};
use crate::import::values::text::fold;
use crate::import::{columns, header_words};
use crate::model::Field;
use crate::read::{Grid, Value};
use crate::source::Text;

/// Cuts the sheet at its headers.
pub(super) fn regions(grid: &Grid, profiles: &Profiles, heads: Vec<(usize, Fit, Option<Text>)>) -> Vec<Found> {
    let starts: Vec<usize> =
        heads.iter().enumerate().map(|(n, (ix, ..))| if n == 0 { 0 } else { above(grid, heads[n - 1].0, *ix) }).collect();
    let mut found = Vec::with_capacity(heads.len());
    for (n, (header, fit, runner_up)) in heads.into_iter().enumerate() {
        let start = starts[n];
        let end = starts.get(n + 1).copied().unwrap_or(grid.rows.len());
        // The row that was understood may be the upper of two tiers.
        let tiers = header + 1 < end && is_upper_tier(grid, header, header + 1) && !names_parts(grid, header, fit.id, profiles);
        let lower = tiers.then_some(header + 1);
        let upper = match lower {
            Some(_) => Some(header),
            None => header.checked_sub(1).filter(|&u| u >= start && is_upper_tier(grid, u, header)),
        };
        let header = lower.unwrap_or(header);
        let rows = match profiles.table(fit.id).header_rows.max(1) {
            2 if header + 1 < end && is_record(grid, header, header + 1) => 1,
            rows => rows,
        };
        found.push(Found {
            id: fit.id,
            header,
            upper,
            preamble: start..upper.unwrap_or(header),
            body: (header + rows).min(end)..end,
            score: (fit.score * 100.0).round() / 100.0,
            reasons: fit.reasons,
            runner_up,
        });
    }
    found
}

/// Whether the row under the machine names of a header is a record already, its captions deleted: captions are no numbers or dates and
/// stand over every column, or say so.
pub fn is_record(grid: &Grid, header: usize, below: usize) -> bool {
    const CAPTIONS: [&str; 4] = ["activity id", "resource id", "predecessor", "delete this row"];
    let cells = grid.row_cells(below);
    let text = |c: &crate::read::Cell| match c.value {
        Value::Text(id) => Some(grid.text(id).trim()),
        _ => None,
    };
    let figure = |c: &crate::read::Cell| text(c).is_none_or(|t| t.replace(',', ".").parse::<f64>().is_ok());
    let caption = |c: &crate::read::Cell| text(c).is_some_and(|t| t.starts_with('(') || CAPTIONS.contains(&fold(t).as_str()));
    !cells.iter().any(caption) && (cells.iter().any(figure) || cells.len() < grid.row_cells(header).len())
}

/// Where a further table begins: at its titles, or at the upper of its two tiers.
fn above(grid: &Grid, previous: usize, header: usize) -> usize {
    // A row that holds figures is a record of the table above.
    let captions = |u: usize| {
        grid.row_cells(u).iter().all(|c| match c.value {
            Value::Text(id) => !grid.text(id).starts_with(|c: char| c.is_ascii_digit()),
            _ => false,
        })
    };
    let tier = header.checked_sub(1).filter(|&u| u > previous + 1 && captions(u) && is_upper_tier(grid, u, header));
    title_above(grid, previous, tier.unwrap_or(header))
}

/// `Task` merged over two columns of records, the phase and the task in it: no caption over headers. What stands below means nothing as
/// a header.
fn names_parts(grid: &Grid, header: usize, id: TableId, profiles: &Profiles) -> bool {
    let row = grid.rows[header].row;
    let known = |text: &str| {
        let folded = fold(text);
        let short = || header_words::readings(&folded).iter().any(|r| !profiles.meanings(r).is_empty());
        !profiles.meanings(&folded).is_empty() || short() || columns::is_period(text)
    };
    let mut wide = grid.merges.iter().filter(|m| m.top == row && m.bottom == row && m.right > m.left).peekable();
    wide.peek().is_some()
        && wide.all(|m| {
            let caption = grid.cell(header, m.left).map(|c| fold(&columns::header_text(grid, c.value))).unwrap_or_default();
            let naming =
                matches!(profiles.field(id, &caption), Some(Field::Name | Field::Outline | Field::Section | Field::Title));
            let below = grid.row_cells(header + 1).iter().filter(|c| (m.left..=m.right).contains(&c.col));
            naming && below.map(|c| columns::header_text(grid, c.value)).all(|text| !known(&text))
        })
}

/// Titles right above a further header belong to its table.
fn title_above(grid: &Grid, previous: usize, header: usize) -> usize {
    let mut start = header;
    while start > previous + 1
        && grid.row_cells(start - 1).len() <= 2
        && grid.rows[start].row - grid.rows[start - 1].row <= 2
        && grid.rows[start - 1].row > grid.rows[previous].row + 1
    {
        let above = start - 1;
        // A title stands apart from the records above it.
        if above > previous + 1 && grid.rows[above].row == grid.rows[above - 1].row + 1 && grid.row_cells(above - 1).len() > 2 {
            break;
        }
        start = above;
    }
    start
}

/// A row of captions over the header: merged sideways, or fewer captions that each stand over several headers.
fn is_upper_tier(grid: &Grid, upper: usize, header: usize) -> bool {
    let row = grid.rows[upper].row;
    if grid.rows[header].row != row + 1 {
        return false;
    }
    let cells = grid.row_cells(upper);
    let below = grid.row_cells(header);
    let merged = grid.merges.iter().filter(|m| m.top == row).collect::<Vec<_>>();
    let inside = merged.iter().any(|m| {
        m.right > m.left && below.iter().filter(|c| (m.left..=m.right).contains(&c.col)).count() >= 2 && m.bottom == row
    });
    // `Project Name:` and `Date:` label what stands beside them; a date or a length under its own caption is a record's.
    let text = |value: Value| columns::header_text(grid, value);
    let labels = cells.iter().filter(|c| text(c.value).contains(':')).count();
    let filled_in = |c: &crate::read::Cell| match c.value {
        Value::Text(id) => {
            grid.text(id).chars().any(|d| d.is_ascii_digit()) && !grid.text(id).trim_start().starts_with(['(', '['])
        }
        Value::Number(_) | Value::Date(_) => true,
        _ => false,
    };
    let own = |c: &crate::read::Cell| {
        let caption = cells.iter().find(|u| u.col == c.col).filter(|u| matches!(u.value, Value::Text(_)));
        caption.is_some_and(|u| !columns::is_period(&text(u.value)))
            && grid.merged_at(row, c.col).is_none_or(|m| m.right == m.left)
    };
    let records = below.iter().filter(|c| filled_in(c) && own(c)).count();
    if labels * 2 >= cells.len() || (records >= 2 && records * 2 >= below.len()) {
        return false;
    }
    // A banner over the whole table is a title, not a tier.
    // A date beside it is the day of the report.
    let banner = cells.iter().filter(|c| matches!(c.value, Value::Text(_))).count() <= 1;
    let down = merged.iter().any(|m| m.bottom == row + 1);
    (inside && !banner) || down
}
