//! Tables on their side: fields are rows, records are columns. Such a grid is turned before it is read, and its cells keep the
//! addresses they have in the file.

use super::detect::{self, Names};
use super::evidence;
use super::profile::Profiles;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::read::{Area, Cell, FileReading, Grid, GridRow};
use crate::source::PlaceKind;

/// The most fields a table on its side has; a longer first column is no list of headers.
const MOST_FIELDS: usize = 300;

/// Turns the grids whose first column holds the headers, where a header is found once they are turned and none before.
pub fn turn(reading: &mut FileReading, profiles: &Profiles) {
    for at in 0..reading.grids.len() {
        let Some(grid) = reading.grids.get(at) else { continue };
        let sheet = match reading.kind {
            PlaceKind::Lines => "",
            PlaceKind::Sheet => reading.sheets.get(usize::from(grid.id().sheet)).map_or("", String::as_str),
        };
        let names = Names { file: &reading.name, sheet };
        if grid.rows.len() > MOST_FIELDS || evidence::transposed(grid, profiles).is_none() {
            continue;
        }
        let clear = |grid: &Grid| detect::tables(grid, names, profiles, None).iter().map(|f| f.body.len()).max().unwrap_or(0);
        if clear(grid) > 0 {
            continue;
        }
        let turned = turned(grid);
        if clear(&turned) == 0 {
            continue;
        }
        reading.diagnostics.push(
            Diagnostic::new(
                "table-turned",
                Severity::Note,
                Place::Source(turned.id()),
                format!(
                    "the table lies on its side: {} fields are rows, {} records are columns; it is read column by column",
                    grid.rows.len(),
                    turned.rows.len().saturating_sub(1)
                ),
            )
            .help("nothing to do; the receipt counts its columns as rows"),
        );
        if let Some(slot) = reading.grids.get_mut(at) {
            *slot = turned;
        }
    }
}

/// The grid with rows and columns exchanged.
fn turned(grid: &Grid) -> Grid {
    let mut cells: Vec<(u16, u32, Cell)> = Vec::with_capacity(grid.cells.len());
    for (ix, row) in grid.rows.iter().enumerate() {
        cells.extend(grid.row_cells(ix).iter().map(|cell| (cell.col, row.row, *cell)));
    }
    cells.sort_by_key(|(col, row, _)| (*col, *row));
    let mut out = Grid { turned: true, ..grid.like() };
    let small = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
    for (col, row, cell) in cells {
        let at = u32::try_from(out.cells.len()).unwrap_or(u32::MAX);
        match out.rows.last_mut() {
            Some(last) if last.row == u32::from(col) => last.end = at + 1,
            _ => out.rows.push(GridRow { row: u32::from(col), first: at, end: at + 1, outline: 0, hidden: false, fields: 0 }),
        }
        out.cells.push(Cell { col: small(row), ..cell });
    }
    let area = |m: &Area| Area { top: u32::from(m.left), left: small(m.top), bottom: u32::from(m.right), right: small(m.bottom) };
    out.merges = grid.merges.iter().map(area).collect();
    out.blank_fills = grid.blank_fills.iter().map(|(row, col, fill)| (u32::from(*col), small(*row), *fill)).collect();
    out.blank_fills.sort_unstable();
    out
}
