//! Gates: milestones of several projects that must all be met, the last one missing named.

use super::Sheet;
use crate::analyze::gates::{self, GateReading};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, days_late, fixed, linked, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::count;

/// The sheet's name.
pub const NAME: &str = "Gates";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Readiness gates: which milestones each needs, which are met, which is the last one missing, and when the gate opens",
    rows: |b, _| b.portfolio.gates.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let readings: Vec<GateReading> = b.portfolio.gates.iter().map(|g| gates::read(b.portfolio, b.analysis, g)).collect();
    let rows: Vec<(usize, usize)> =
        readings.iter().enumerate().flat_map(|(g, r)| (0..r.needs.len()).map(move |n| (g, n))).collect();
    let open = readings.iter().filter(|r| r.met < r.all).count();
    let sentence = format!(
        "{}, {} not open yet. A gate opens when all its milestones are met; the last one missing decides.",
        count(readings.len(), "gate", "gates"),
        open
    );
    let mut plan = sheet(NAME, "Gates", sentence);
    let columns = vec![
        fixed("Gate", 28.0),
        fixed("Wanted for", 12.0),
        fixed("Opens", 12.0),
        fixed("Late (wd)", 8.0),
        fixed("Needs", 44.0),
        fixed("Project", 24.0),
        fixed("State", 18.0),
        fixed("Reported", 12.0),
        fixed("Implied", 12.0),
        fixed("Declared by", 18.0),
        fixed("Written at", 24.0),
    ];
    let total = rows.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(&(g, n)) = rows.get(i) else { return };
        let (Some(gate), Some(reading)) = (b.portfolio.gates.get(g), readings.get(g)) else { return };
        let (Some(need), Some(state)) = (gate.needs.get(n), reading.needs.get(n)) else { return };
        let hidden = need.task.is_some_and(|t| b.hidden_task(t));
        cells.push(CellPlan::text(&*gate.name));
        cells.push(CellPlan::date(gate.wanted));
        cells.push(CellPlan::date(reading.opens).styled(Style::ComputedDate));
        cells.push(days_late(reading.late));
        let title = need.task.map_or_else(|| format!("{} (not found)", need.written), |t| b.task_title(t));
        cells.push(linked(CellPlan::text(title), need.task.and_then(|t| l.task_link(t))));
        cells.push(CellPlan::maybe(need.task.and_then(|t| b.task(t)).map(|t| b.project_name(t.project))));
        cells.push(match () {
            () if state.met => CellPlan::text("Met").styled(Style::OnTrack),
            () if reading.last == Some(n) => CellPlan::text("Last one missing").styled(Style::Late),
            () if state.falls().is_none() => CellPlan::text("No date").styled(Style::NotAssessable),
            () => CellPlan::text("Not met").styled(Style::AtRisk),
        });
        cells.push(CellPlan::date(state.reported.filter(|_| !hidden)));
        cells.push(CellPlan::date(state.implied.filter(|_| !hidden)).styled(Style::ComputedDate));
        cells.push(CellPlan::maybe(gate.owner.as_deref()));
        cells.push(CellPlan::text(b.cell(need.at)).styled(Style::Muted));
    });
    let nothing = "no gate is configured ([[gate]] in steerpack.toml), and no sheet lists any.";
    table(&mut plan, Table { name: "Gates", top: HEADER, columns, rows: total, row, keys: 1, nothing });
    plan
}
