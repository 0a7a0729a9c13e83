//! Schedule health: the DCMA's fourteen points and the hygiene of the tracker, project by project, with every formula.

use super::Sheet;
use crate::analyze::quality::{Assessment, DCMA, HYGIENE, Measure, Point, Verdict};
use crate::model::ProjectId;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fixed, header, heading, linked, sheet, table, whole};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::quality::{value, word};
use crate::report::words::{clip, count};

const NAME: &str = "Schedule health";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "DCMA's fourteen points for projects whose sources carry logic, tracker hygiene for all, with formulas and what was decided",
    rows: |b, l| 1 + l.projects.len().min(b.analysis.quality.projects.len()),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let quality = &b.analysis.quality;
    let logic = quality.projects.iter().filter(|assessment| assessment.logic).count();
    let sentence = format!(
        "{} of {} carry logic (a tenth of the open tasks has a link) and are held to the DCMA's fourteen points; tracker hygiene is shown for all. \
         n/a is not assessable, never a pass. Formulas and decisions stand below.",
        logic,
        count(quality.projects.len(), "project", "projects"),
    );
    let mut plan = sheet(NAME, "Schedule health", sentence);
    let listed: Vec<u32> = l.projects.iter().copied().filter(|&id| (id as usize) < quality.projects.len()).collect();
    let rows = 1 + listed.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let id = i.checked_sub(1).and_then(|i| listed.get(i)).map(|&id| ProjectId(id));
        let assessment = match id {
            Some(id) => b.analysis.quality.projects.get(id.ix()),
            None => Some(&b.analysis.quality.program),
        };
        let Some(assessment) = assessment else { return };
        cells.push(match id {
            Some(id) => linked(CellPlan::text(b.project_name(id)), l.project_link(id)),
            None => CellPlan::text("Program").styled(Style::Summary),
        });
        if id.is_some_and(|id| b.hidden(id)) {
            cells.push(CellPlan::text("(restricted)").styled(Style::Muted));
            cells.resize_with(3 + DCMA.len() + HYGIENE.len(), CellPlan::empty);
            return;
        }
        project_cells(b, assessment, cells);
        cells.resize_with(3 + DCMA.len() + HYGIENE.len(), CellPlan::empty);
    });
    let mut columns = vec![fixed("Project", 26.0), fixed("Basis", 10.0), fixed("Open tasks", 8.0)];
    columns.extend(DCMA.iter().chain(&HYGIENE).map(|point| fixed(point.name, 11.0)));
    let nothing = "no project was found.";
    table(&mut plan, Table { name: "ScheduleHealth", top: HEADER, columns, rows, row, keys: 1, nothing });
    formulas(&mut plan, HEADER + 3 + u32::try_from(rows).unwrap_or(0));
    plan
}

fn project_cells<'a>(b: &Brief, assessment: &Assessment, cells: &mut Vec<CellPlan<'a>>) {
    cells.push(CellPlan::text(if assessment.logic { "Logic" } else { "Tracker" }));
    cells.push(whole(assessment.tasks));
    for (ix, point) in DCMA.iter().enumerate() {
        cells.push(match assessment.dcma.get(ix) {
            Some(measure) => cell(b, point, measure),
            None => CellPlan::text("n/a").styled(Style::NotAssessable),
        });
    }
    for (point, measure) in HYGIENE.iter().zip(&assessment.hygiene) {
        cells.push(cell(b, point, measure));
    }
}

/// Value and verdict; where it fails, a note names the first that count.
fn cell<'a>(b: &Brief, point: &Point, measure: &Measure) -> CellPlan<'a> {
    let style = match measure.verdict {
        Verdict::Pass => Style::OnTrack,
        Verdict::Fail => Style::AtRisk,
        Verdict::Shown => Style::Plain,
        Verdict::NotAssessable => return CellPlan::text("n/a").styled(Style::NotAssessable).noted(clip(measure.why, 200)),
    };
    let plan = CellPlan::text(format!("{} {}", value(point, measure), word(measure.verdict))).styled(style);
    if measure.verdict != Verdict::Fail {
        return plan;
    }
    let first: Vec<String> = measure.first.iter().filter(|id| !b.hidden_task(**id)).map(|id| b.task_title(*id)).collect();
    let first = if first.is_empty() { String::new() } else { format!(": {}", first.join(", ")) };
    plan.noted(clip(&format!("{} of {}, {}{first}", measure.count, measure.of, point.bar), 250))
}

fn formulas(plan: &mut SheetPlan, top: u32) {
    let mut row = top;
    for (title, points) in [
        ("DCMA-14 (DCMA-EA PAM 200.1), for sources that carry logic", &DCMA[..]),
        ("Tracker hygiene, for all; its bars are this tool's own", &HYGIENE[..]),
    ] {
        heading(plan, row, 0, title);
        header(plan, row + 1, 0, &["Point"]);
        row += 2;
        for point in points {
            plan.put(row, 0, CellPlan::text(point.name).styled(Style::Summary));
            let decided = if point.decided.is_empty() { String::new() } else { format!(" {}", point.decided) };
            plan.put(row, 1, CellPlan::text(format!("{}: {}.{decided}", point.formula, point.bar)));
            row += 1;
        }
        row += 1;
    }
}
