//! Benefits: what was promised, what enables it, and when it can be expected.

use super::Sheet;
use crate::analyze::BenefitReading;
use crate::model::Benefit;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, computed, fitted, fixed, linked, rag, sheet, table};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::{count, join_few, of_them};
use crate::source::Sourced;

/// The sheet's name.
pub const NAME: &str = "Benefits";
/// Column of the benefit's name.
pub const NAME_COL: u16 = 2;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Each benefit with its promised date, the milestone that enables it and the date it can be expected given the links",
    rows: |_, l| l.benefits.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let late = b.analysis.benefits.iter().filter(|r| r.late_days.is_some_and(|d| d > 0)).count();
    let sentence = format!(
        "{}, {} expected later than promised, given when the enabling milestones can be reached. Days are calendar days.",
        count(l.benefits.len(), "benefit", "benefits"),
        of_them(late, "is", "are"),
    );
    let mut plan = sheet(NAME, "Benefits", sentence);
    let rows = l.benefits.len();
    let at = move |i: usize| {
        let &id = l.benefits.get(i)?;
        let reading = b.analysis.benefits.get(id as usize).filter(|r| r.benefit.0 == id);
        b.portfolio.benefits.get(id as usize).map(|x| (x, reading))
    };
    let columns = vec![
        fixed("Id", 7.0),
        fixed("Project", 24.0),
        fitted("Benefit", (24, 36), rows, move |i| {
            at(i).and_then(|(x, _)| x.name.as_ref()).map_or(0, |n| n.value.chars().count())
        }),
        fixed("Owner", 16.0),
        fixed("Promised by", 12.0),
        fixed("Stated forecast", 12.0),
        fixed("Enabled by", 38.0),
        fixed("Enabler ready", 12.0),
        fixed("Expected", 12.0),
        fixed("Late (days)", 8.0),
        fixed("Computed", 14.0),
        fixed("Why", 40.0),
        fixed("Measure", 24.0),
        fixed("Baseline", 11.0),
        fixed("Target", 11.0),
        fixed("Forecast", 11.0),
        fixed("Realised", 11.0),
        fixed("Status", 14.0),
        fixed("Source cell", 30.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some((benefit, reading)) = at(i) {
            benefit_row(b, l, benefit, reading, cells);
            l.mark(b, Spot::Benefits, i, cells);
        }
    });
    let nothing = "no benefits register is among the files given.";
    table(&mut plan, Table { name: "Benefits", top: HEADER, columns, rows, row, keys: 0, nothing });
    plan.print_cols = Some(11);
    plan
}

fn benefit_row<'a>(
    b: &'a Brief<'a>,
    l: &'a Layout,
    x: &'a Benefit,
    reading: Option<&'a BenefitReading>,
    cells: &mut Vec<CellPlan<'a>>,
) {
    let number =
        |n: &Option<Sourced<f64>>| n.as_ref().map_or_else(CellPlan::empty, |n| CellPlan::number(n.value, Style::Decimal));
    cells.push(CellPlan::maybe(x.key.as_ref().map(|s| &*s.value)));
    cells.push(CellPlan::maybe(x.project.map(|p| b.project_name(p))));
    cells.push(CellPlan::text(x.name.as_ref().map_or("(no name)", |s| &*s.value)).styled(Style::Wrap));
    cells.push(CellPlan::maybe(x.owner.as_ref().map(|s| &*s.value)));
    let promised = x.target_date.map(|d| d.value);
    cells.push(CellPlan::date(promised));
    cells.push(CellPlan::date(x.forecast_date.map(|d| d.value)));
    let enabler = reading.and_then(|r| r.enabler);
    let text = if x.enabled_by.is_empty() {
        x.enabler.as_ref().map_or_else(String::new, |e| format!("{} (not found in the files)", e.value))
    } else {
        join_few(x.enabled_by.iter().map(|t| b.full_title(*t)), "; ", 3)
    };
    cells.push(CellPlan::text(text).styled(Style::Wrap));
    let ready = CellPlan::date(enabler.map(|e| e.1)).styled(Style::ComputedDate);
    cells.push(if enabler.is_some() { linked(ready, enabler.and_then(|e| l.task_link(e.0))) } else { ready });
    cells.push(computed(reading.and_then(|r| r.expected), promised));
    cells.push(crate::report::frame::days_late(reading.and_then(|r| r.late_days)));
    cells.push(rag(reading.and_then(|r| r.health.rag), "Not assessable"));
    cells.push(CellPlan::text(reading.map_or("", |r| r.health.why.as_str())).styled(Style::Wrap));
    cells.push(CellPlan::maybe(x.measure.as_ref().map(|s| &*s.value)).styled(Style::Wrap));
    cells.extend([number(&x.baseline), number(&x.target), number(&x.forecast), number(&x.realised)]);
    cells.push(CellPlan::maybe(x.status.as_ref().map(|s| &*s.value)));
    cells.push(CellPlan::text(b.cell(x.at)).styled(Style::Muted));
}
