//! Adjustments: facts settled by hand, each beside what the source says, with what became of it.

use super::Sheet;
use crate::diagnostic::Subject;
use crate::model::{AdjustmentState, ProjectId, TaskId};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fixed, linked, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::count;

/// The sheet's name.
pub const NAME: &str = "Adjustments";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Facts that a program manager settled by hand: the value used, the source's own beside it, who, why, until when, and whether it still holds",
    rows: |b, _| b.portfolio.adjustments.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let all = &b.portfolio.adjustments;
    let of = |wanted: AdjustmentState| all.iter().filter(|a| a.state == wanted).count();
    let sentence = format!(
        "{} in use; {} expired, {} that the source agrees with now, {} without a target, {} refused. What rests on one is marked (adjusted).",
        count(all.iter().filter(|a| a.state.holds()).count(), "adjustment is", "adjustments are"),
        of(AdjustmentState::Expired),
        of(AdjustmentState::Agreed),
        of(AdjustmentState::Gone),
        of(AdjustmentState::Refused),
    );
    let mut plan = sheet(NAME, "Adjustments", sentence);
    let columns = vec![
        fixed("What", 36.0),
        fixed("Field", 16.0),
        fixed("Value used", 20.0),
        fixed("Value of the source", 20.0),
        fixed("Cell of the source", 32.0),
        fixed("State", 22.0),
        fixed("By", 18.0),
        fixed("Why", 40.0),
        fixed("Until", 12.0),
        fixed("Made over", 18.0),
        fixed("Remark", 40.0),
        fixed("Written at", 28.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(a) = b.portfolio.adjustments.get(i) else { return };
        let link = match a.subject {
            Some(Subject::Task(t)) => l.task_link(TaskId(t)),
            Some(Subject::Project(p)) => l.project_link(ProjectId(p)),
            _ => None,
        };
        let what = if a.what.is_empty() { &a.target } else { &a.what };
        cells.push(linked(CellPlan::text(&**what), link));
        cells.push(CellPlan::text(&*a.field));
        let used = if a.state.holds() { Some(&*a.value) } else { None };
        cells.push(match used {
            Some(value) => CellPlan::text(value).styled(Style::Conflict),
            None => CellPlan::text(format!("({})", a.value)).styled(Style::Muted),
        });
        cells.push(CellPlan::maybe(a.original.as_ref().map(|(text, _)| &**text)));
        let cell = a.original.as_ref().and_then(|(_, at)| *at).map_or_else(String::new, |at| b.cell(at));
        cells.push(CellPlan::text(cell).styled(Style::MutedWrap));
        cells.push(CellPlan::text(a.state.word()).styled(match a.state {
            AdjustmentState::Applied => Style::OnTrack,
            AdjustmentState::Agreed => Style::Muted,
            AdjustmentState::Refused => Style::Late,
            _ => Style::AtRisk,
        }));
        cells.push(CellPlan::text(&*a.by));
        cells.push(CellPlan::text(&*a.why).styled(Style::Wrap));
        cells.push(CellPlan::date(a.until));
        cells.push(CellPlan::maybe(a.replaces.as_deref()));
        cells.push(CellPlan::text(&*a.remark).styled(Style::Wrap));
        cells.push(CellPlan::text(b.cell(a.at)).styled(Style::Muted));
    });
    let nothing = "no fact is settled by hand ([[adjustment]] in steerpack.toml, or a sheet of adjustments.xlsx).";
    let rows = all.len();
    table(&mut plan, Table { name: "Adjustments", top: HEADER, columns, rows, row, keys: 1, nothing });
    plan.print_cols = Some(8);
    plan
}
