//! Rows → readiness gates. A row may name all that a gate needs, parted by semicolons or line breaks (issue keys by commas too), or
//! one milestone each, under the gate's name or under a blank where the name stands above.

use super::Built;
use super::cells::Cells;
use crate::import::extract::{GateRecord, SetAside};
use crate::import::shape::Shaped;
use crate::model::Field;
use crate::model::names::is_issue_key;
use crate::source::{CellRef, Sourced, Text};

/// Builds the gates; a row that names neither a gate nor anything that one needs is set aside.
pub fn gates(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let ix = row.ix;
        let first = cells.table.grid.row_cells(ix).first().map_or(0, |c| c.col);
        let at = cells.table.grid.at(ix, first);
        let (mut name, mut project, mut owner, mut wanted, mut needs) = (None, None, None, None, None);
        for cell in cells.table.grid.row_cells(ix) {
            let Some(column) = set.of(cell.col) else { continue };
            match column.field {
                Some(Field::Name) => name = cells.word(ix, cell),
                Some(Field::Project) => project = cells.word(ix, cell),
                Some(Field::Owner) => owner = cells.word(ix, cell),
                Some(Field::Needed) => wanted = cells.date(ix, row.set, column, cell),
                Some(Field::Enabler) => needs = cells.word(ix, cell),
                _ => {}
            }
        }
        let needs = needs.map(|n| parts(&n, project.as_ref())).unwrap_or_default();
        let gates = &mut built.records.gates;
        let known = match &name {
            Some(name) => gates.iter().position(|g: &GateRecord| g.name.trim().eq_ignore_ascii_case(name.value.trim())),
            None => gates.len().checked_sub(1),
        };
        match (known.and_then(|n| gates.get_mut(n)), name) {
            (Some(gate), name) if name.is_some() || !needs.is_empty() => {
                gate.needs.extend(needs);
                gate.wanted = gate.wanted.or(wanted);
                gate.owner = gate.owner.take().or(owner);
                built.record_rows += 1;
            }
            (None, Some(name)) => {
                gates.push(GateRecord { at: name.at, name: name.value, wanted, owner, needs });
                built.record_rows += 1;
            }
            _ => built.set_aside.push(SetAside { at, reason: "a gate needs a name, and what it waits for".to_owned() }),
        }
    }
    built
}

/// The milestones that a cell names, each with its project where the row tells one.
fn parts(cell: &Sourced<Text>, project: Option<&Sourced<Text>>) -> Vec<(Text, CellRef)> {
    let whole: Vec<&str> = cell.value.split([';', '\n']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let parts = match whole.as_slice() {
        [one] if one.contains(',') && one.split(',').all(|p| is_issue_key(p.trim())) => one.split(',').map(str::trim).collect(),
        _ => whole,
    };
    let told = |part: &str| match project {
        // a key says its project itself, and so may the words
        Some(project) if !is_issue_key(part) && !part.contains(':') => format!("{}: {part}", project.value.trim()).into(),
        _ => part.into(),
    };
    parts.into_iter().map(|part| (told(part), cell.at)).collect()
}
