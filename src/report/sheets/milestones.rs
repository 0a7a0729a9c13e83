//! Milestones: reported date beside the date that the links imply, with the chain that drives it and how far it can be trusted.

use super::Sheet;
use crate::analyze::{Coverage, MilestoneReading};
use crate::model::{MilestoneKind, Task, TaskId};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, computed, days_late, findings_cell, fitted, fixed, linked, sheet, table};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::{clip, count, of_them};

/// The sheet's name.
pub const NAME: &str = "Milestones";
/// Column of the milestone's name.
pub const MILESTONE: u16 = 2;
const IMPLIED: u16 = 6;
const STATE: u16 = 8;
/// Last column on paper.
const PAPER: u16 = 13;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Board milestones first: baseline, reported and implied date, the gap between them, the chain that drives it and its coverage",
    rows: |_, l| l.milestones.len(),
    build,
};

/// The column that a check about milestones speaks of; `None` for checks that speak of the task itself.
pub fn column_of(check: &str) -> Option<u16> {
    match check {
        "implied-late" => Some(IMPLIED),
        "not-assessable" => Some(STATE),
        _ => None,
    }
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let shown = || l.milestones.iter().filter_map(|&i| b.analysis.milestones.get(i as usize));
    let late = shown().filter(|m| m.gap.is_some_and(|g| g > 0)).count();
    let unread = shown().filter(|m| m.not_assessable.is_some()).count();
    let sentence = format!(
        "{}: {} later than reported by {} own links, {} not assessable. Gap in working days from the reported to the implied date.",
        count(l.milestones.len(), "milestone", "milestones"),
        of_them(late, "is", "are"),
        if late == 1 { "its" } else { "their" },
        of_them(unread, "is", "are"),
    );
    let mut plan = sheet(NAME, "Milestones", sentence);
    let rows = l.milestones.len();
    let at = move |i: usize| l.milestones.get(i).and_then(|&m| b.analysis.milestones.get(m as usize));
    let columns = vec![
        fixed("Board", 9.0),
        fitted("Project", (12, 24), rows, move |i| {
            at(i).and_then(|m| b.task(m.task)).map_or(0, |t| b.project_name(t.project).chars().count())
        }),
        fitted("Milestone", (20, 38), rows, move |i| at(i).map_or(0, |m| b.task_title(m.task).chars().count())),
        fixed("Kind", 11.0),
        fixed("Baseline", 12.0),
        fixed("Reported", 12.0),
        fixed("Implied", 12.0),
        fixed("Gap (wd)", 8.0),
        fixed("State", 18.0),
        fixed("Total float", 8.0),
        fixed("Driving chain, or why not assessable", 64.0),
        fixed("Upstream", 10.0),
        fixed("Linked", 9.0),
        fixed("Dated", 9.0),
        fixed("Findings", 10.0),
        fitted("Source cell", (14, 34), rows, move |i| {
            at(i).and_then(|m| b.task(m.task)).map_or(0, |t| b.cell(t.facts.at).chars().count())
        }),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(reading) = at(i) {
            milestone_row(b, l, i, reading, cells);
            l.mark(b, Spot::Milestones, i, cells);
        }
    });
    let nothing =
        "no milestone is in the files: no record has zero duration, a milestone type, or is named in `board-milestones`.";
    table(&mut plan, Table { name: "Milestones", top: HEADER, columns, rows, row, keys: 3, nothing });
    plan.print_cols = Some(PAPER);
    plan
}

fn milestone_row<'a>(b: &'a Brief<'a>, l: &'a Layout, pos: usize, m: &'a MilestoneReading, cells: &mut Vec<CellPlan<'a>>) {
    let Some(task) = b.task(m.task) else { return };
    cells.push(CellPlan::text(if m.board { "Board" } else { "" }).styled(Style::Milestone));
    cells.push(CellPlan::text(b.project_name(task.project)));
    cells.push(linked(CellPlan::text(b.task_title(m.task) + &b.resting(m)).styled(Style::Milestone), l.task_link(m.task)));
    cells.push(CellPlan::text(match task.facts.milestone {
        MilestoneKind::Plan => "Plan",
        MilestoneKind::Sprint => "Sprint",
        MilestoneKind::Version => "Version",
    }));
    cells.push(CellPlan::date(m.baseline));
    cells.push(CellPlan::date(m.reported));
    cells.push(computed(m.implied, m.reported));
    cells.push(days_late(m.gap));
    cells.push(state(b, m, task));
    let float = b.analysis.schedule.tasks.get(m.task.ix()).copied().flatten().map(|s| s.total_float);
    cells.push(float.map_or_else(CellPlan::empty, |f| {
        CellPlan::number(f64::from(f), if f < 0 { Style::LateDays } else { Style::ComputedNumber })
    }));
    cells.push(match &m.not_assessable {
        Some(why) => CellPlan::text(why.as_str()).styled(Style::Wrap),
        None => CellPlan::text(chain_text(b, &m.chain)).styled(Style::Wrap),
    });
    cells.push(CellPlan::number(f64::from(u32::try_from(m.coverage.tasks).unwrap_or(u32::MAX)), Style::Integer));
    cells.push(share(m.coverage, m.coverage.linked));
    cells.push(share(m.coverage, m.coverage.dated));
    cells.push(findings_cell(l.findings_at(Spot::Milestones, u32::try_from(pos).unwrap_or(u32::MAX))));
    cells.push(CellPlan::text(b.cell(task.facts.at)).styled(Style::Muted));
}

/// The state in words, so that colour is never alone.
fn state<'a>(b: &Brief, m: &MilestoneReading, task: &Task) -> CellPlan<'a> {
    if task.facts.is_closed() {
        return CellPlan::text("Reached").styled(Style::OnTrack);
    }
    let (state, style) = match m.gap {
        _ if m.not_assessable.is_some() => ("Not assessable".to_owned(), Style::NotAssessable),
        Some(g) if g > b.settings.thresholds.green_days => (format!("Late {g} d"), Style::Late),
        Some(g) if g > 0 => (format!("Late {g} d, tolerable"), Style::AtRisk),
        Some(_) => ("As reported".to_owned(), Style::OnTrack),
        None => ("No reported date".to_owned(), Style::NotAssessable),
    };
    CellPlan::text(state + &said(task)).styled(style)
}

/// What its manager says of how it stands, where the status says that instead of how far it is: `At risk`.
fn said(task: &Task) -> String {
    let standing = task.facts.status.as_ref().filter(|s| s.value.category.is_none());
    match (standing, &task.facts.rag) {
        (Some(status), _) => format!("; said to be `{}`", clip(&status.value.word, 40)),
        (None, Some(rag)) => format!("; said to be {}", rag.value.word()),
        (None, None) => String::new(),
    }
}

fn share<'a>(coverage: Coverage, part: usize) -> CellPlan<'a> {
    if coverage.tasks == 0 {
        return CellPlan::empty();
    }
    CellPlan::number(part as f64 / coverage.tasks as f64, Style::Percent)
}

/// The chain from its first task to the milestone; the project is named where it changes; long chains keep their end.
pub fn chain_text(b: &Brief, chain: &[TaskId]) -> String {
    const SHOWN: usize = 6;
    let skipped = chain.len().saturating_sub(SHOWN);
    let mut out = if skipped > 0 { format!("({} earlier) → ", count(skipped, "task", "tasks")) } else { String::new() };
    let mut project = None;
    for (n, &id) in chain.iter().skip(skipped).enumerate() {
        if n > 0 {
            out.push_str(" → ");
        }
        let of = b.task(id).map(|t| t.project);
        out.push_str(&clip(&if of == project { b.task_title(id) } else { b.full_title(id) }, 70));
        project = of;
    }
    out
}
