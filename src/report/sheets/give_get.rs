//! Give and get: what one project owes another, the date promised beside the date needed.

use super::Sheet;
use crate::analyze::Handover;
use crate::model::ProjectId;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, days_late, fitted, fixed, linked, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::{clip, count, of_them};

const NAME: &str = "Give and get";
/// Last column on paper.
const PAPER: u16 = 10;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "The register of what one project gives another: date given beside date needed, both cells, agreed by both sides or not",
    rows: |_, l| l.handovers.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let shown = || l.handovers.iter().filter_map(|&i| b.analysis.handovers.get(i as usize));
    let late = shown().filter(|h| h.gap.is_some_and(|g| g > 0)).count();
    let unagreed = shown().filter(|h| !h.agreed).count();
    let sentence = format!(
        "{} between projects, latest first: {} given later than needed, {} by one side only. Gap in working days.",
        count(l.handovers.len(), "handover", "handovers"),
        of_them(late, "is", "are"),
        of_them(unagreed, "is stated", "are stated"),
    );
    let mut plan = sheet(NAME, "Give and get", sentence);
    let rows = l.handovers.len();
    let at = move |i: usize| l.handovers.get(i).and_then(|&h| b.analysis.handovers.get(h as usize));
    let title = move |i: usize, giver: bool| {
        at(i)
            .and_then(|h| b.dependency(h.link))
            .map_or(0, |d| b.end_title(if giver { &d.predecessor } else { &d.successor }).chars().count())
    };
    let columns = vec![
        fixed("Giver", 24.0),
        fitted("Gives", (20, 46), rows, move |i| title(i, true)),
        fixed("Date given", 12.0),
        fixed("Getter", 24.0),
        fitted("Needs it for", (20, 46), rows, move |i| title(i, false)),
        fixed("Date needed", 12.0),
        fixed("Gap (wd)", 8.0),
        fixed("State", 18.0),
        fixed("Relation", 9.5),
        fixed("Agreed by both", 9.5),
        fixed("Crosses trackers", 10.0),
        fixed("Cell of the giver", 32.0),
        fixed("Cell of the getter", 32.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(handover) = at(i) {
            handover_row(b, l, handover, cells);
        }
    });
    let nothing = "no link leads from one project to another.";
    table(&mut plan, Table { name: "GiveAndGet", top: HEADER, columns, rows, row, keys: 0, nothing });
    plan.print_cols = Some(PAPER);
    plan
}

fn handover_row<'a>(b: &'a Brief<'a>, l: &'a Layout, h: &'a Handover, cells: &mut Vec<CellPlan<'a>>) {
    let Some(d) = b.dependency(h.link) else { return };
    let project = |id: Option<ProjectId>| CellPlan::text(id.map_or("Outside the files", |p| b.project_name(p)));
    let open = |id: Option<ProjectId>| !id.is_some_and(|p| b.hidden(p));
    let task_link = |end: &crate::model::DependencyEnd| end.task().and_then(|t| l.task_link(t));
    cells.push(project(h.giver));
    cells.push(linked(CellPlan::text(clip(&b.end_title(&d.predecessor), 54)), task_link(&d.predecessor)));
    cells.push(CellPlan::date(h.given.filter(|_| open(h.giver)).map(|g| g.0)));
    cells.push(project(h.getter));
    cells.push(linked(CellPlan::text(clip(&b.end_title(&d.successor), 54)), task_link(&d.successor)));
    cells.push(CellPlan::date(h.needed.filter(|_| open(h.getter)).map(|n| n.0)));
    cells.push(days_late(h.gap));
    cells.push(linked(state(h), l.dependency_link(h.link.0)));
    cells.push(CellPlan::text(d.relation.value.word()));
    cells.push(CellPlan::text(if h.agreed { "Yes" } else { "No" }));
    cells.push(CellPlan::text(if h.crosses_trackers { "Yes" } else { "" }));
    cells.push(CellPlan::text(h.given.filter(|_| open(h.giver)).map_or_else(String::new, |g| b.cell(g.1))).styled(Style::Muted));
    cells
        .push(CellPlan::text(h.needed.filter(|_| open(h.getter)).map_or_else(String::new, |n| b.cell(n.1))).styled(Style::Muted));
}

fn state<'a>(h: &Handover) -> CellPlan<'a> {
    match h.gap {
        Some(g) if g > 0 => CellPlan::text(format!("Late {g} d")).styled(Style::Late),
        Some(0) => CellPlan::text("No slack").styled(Style::AtRisk),
        Some(_) => CellPlan::text("In time").styled(Style::OnTrack),
        None => CellPlan::text("A date is missing").styled(Style::NotAssessable),
    }
}
