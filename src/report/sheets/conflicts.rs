//! Conflicts: fields on which two sources disagree, both values with both cells, which one holds and why.

use super::Sheet;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fitted, fixed, linked, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::count;
use rustc_hash::FxHashSet;

const NAME: &str = "Conflicts";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Where two sources disagree on one field: both values, both cells, the difference, which one holds and why",
    rows: |_, l| l.conflicts.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let rows = l.conflicts.len();
    let at = move |i: usize| l.conflicts.get(i).and_then(|&c| b.portfolio.conflicts.get(c as usize));
    let things: FxHashSet<&str> = (0..rows).filter_map(at).map(|c| &*c.what).collect();
    let sentence = if rows == 0 {
        "Every field that two sources state has one value.".to_owned()
    } else {
        format!(
            "{} on {}. The value kept follows the declared precedence (sheet Rules), never an average.",
            count(rows, "field disagrees", "fields disagree"),
            count(things.len(), "thing", "things"),
        )
    };
    let mut plan = sheet(NAME, "Conflicts", sentence);
    let columns = vec![
        fitted("What", (20, 36), rows, move |i| at(i).map_or(0, |c| c.what.chars().count())),
        fitted("Project", (14, 20), rows, move |i| {
            at(i).and_then(|c| c.project).map_or(0, |p| b.project_name(p).chars().count())
        }),
        fixed("Field", 13.0),
        fixed("Kept", 18.0),
        fixed("Cell of the kept value", 32.0),
        fixed("Not kept", 18.0),
        fixed("Cell of the other", 32.0),
        fixed("Difference", 18.0),
        fixed("Why", 44.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(c) = at(i) else { return };
        cells.push(linked(CellPlan::text(&*c.what), c.task.and_then(|t| l.task_link(t))));
        cells.push(CellPlan::maybe(c.project.map(|p| b.project_name(p))));
        cells.push(CellPlan::text(&*c.field));
        cells.push(CellPlan::text(&*c.kept.0).styled(Style::Conflict));
        cells.push(CellPlan::text(b.cell(c.kept.1)).styled(Style::MutedWrap));
        cells.push(CellPlan::text(&*c.lost.0));
        cells.push(CellPlan::text(b.cell(c.lost.1)).styled(Style::MutedWrap));
        cells.push(CellPlan::text(c.difference.as_str()));
        cells.push(CellPlan::text(&*c.why).styled(Style::Wrap));
    });
    let nothing = "no two sources state different values of one field.";
    table(&mut plan, Table { name: "Conflicts", top: HEADER, columns, rows, row, keys: 1, nothing });
    plan
}
