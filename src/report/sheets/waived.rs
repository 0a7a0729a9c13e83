//! Waived findings: what is known and accepted, by whom, why, and until when.

use super::Sheet;
use crate::diagnostic::Place;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fixed, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::count;

/// The sheet's name.
pub const NAME: &str = "Waived findings";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Findings that are known and accepted, with who, why and until when; each comes back when its cell changes or its date passes",
    rows: |b, _| b.waived.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, _: &'a Layout) -> SheetPlan<'a> {
    let sentence =
        format!("{} accepted and therefore not among the findings.", count(b.waived.len(), "finding is", "findings are"));
    let mut plan = sheet(NAME, "Waived findings", sentence);
    let columns = vec![
        fixed("Check", 22.0),
        fixed("Severity", 10.0),
        fixed("Place", 32.0),
        fixed("Finding", 60.0),
        fixed("Accepted by", 18.0),
        fixed("Why", 40.0),
        fixed("Until", 12.0),
        fixed("Value seen", 20.0),
        fixed("Written at", 28.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(w) = b.waived.get(i) else { return };
        cells.push(CellPlan::text(w.finding.check));
        cells.push(CellPlan::text(w.finding.severity.word()));
        cells.push(CellPlan::text(match &w.finding.place {
            Place::Cell(at) => b.cell(*at),
            Place::Source(source) => b.sources.source_text(*source),
            Place::File(name) => name.to_string(),
            Place::Run => String::new(),
        }));
        cells.push(CellPlan::text(w.finding.message.as_str()).styled(Style::Wrap));
        cells.push(CellPlan::text(w.waiver.by.as_str()));
        cells.push(CellPlan::text(w.waiver.why.as_str()).styled(Style::Wrap));
        cells.push(CellPlan::date(w.waiver.until));
        cells.push(CellPlan::maybe(w.waiver.value.as_deref()));
        cells.push(CellPlan::text(b.cell(w.at)).styled(Style::Muted));
    });
    let nothing = "no finding is waived ([[waiver]] in steerpack.toml).";
    table(&mut plan, Table { name: "WaivedFindings", top: HEADER, columns, rows: b.waived.len(), row, keys: 1, nothing });
    plan
}
