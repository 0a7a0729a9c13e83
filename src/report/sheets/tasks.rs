//! Tasks: every record of work with what the sources state beside what the logic implies.

use super::Sheet;
use crate::model::{StatusCategory, Task, TaskId, TaskKind};
use crate::report::Brief;
use crate::report::frame::{Table, computed, days_late, findings_cell, fitted, fixed, linked, sheet, table};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, LOW_MEMORY_ROWS, SheetPlan, Style};
use crate::report::words::{clip, count, join_few};
use crate::source::{Basis, Sourced};
use jiff::civil::Date;

/// The sheet's name.
pub const NAME: &str = "Tasks";
/// Column of the key.
pub const KEY: u16 = 1;
/// Column of the name.
pub const TASK: u16 = 2;
/// Column of the status.
pub const STATUS: u16 = 5;
/// Column of the assignees.
pub const ASSIGNEES: u16 = 6;
/// Column of the start.
pub const START: u16 = 7;
/// Column of the finish.
pub const FINISH: u16 = 8;
/// Column of the baseline finish.
pub const BASELINE: u16 = 9;
/// Column of percent complete.
pub const PERCENT: u16 = 10;
/// Last column on paper.
const PAPER: u16 = 16;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Every task, milestone and summary: what the trackers state beside what the links imply, and the cell it came from",
    rows: |_, l| l.tasks.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let c = b.portfolio.counts;
    let critical = b.analysis.schedule.tasks.iter().flatten().filter(|t| t.critical).count();
    let sentence = format!(
        "{} in {}, of them {} and {}; {} critical. Dates in italics are computed or derived, not stated; slip and float are in working days. \
         Total float is against the program's latest finish, float to board against the board milestone that gives way first.",
        count(l.tasks.len(), "record", "records"),
        count(b.portfolio.projects.len(), "project", "projects"),
        count(c.milestones, "milestone", "milestones"),
        count(c.summaries, "summary", "summaries"),
        count(critical, "task is", "tasks are"),
    );
    let mut plan = sheet(NAME, "Tasks", sentence);
    let rows = l.tasks.len();
    let at = move |i: usize| l.tasks.get(i).and_then(|&id| b.task(TaskId(id)));
    let len = |f: fn(&Brief, &Task) -> usize| move |i: usize| at(i).map_or(0, |t| f(b, t));
    let columns = vec![
        fitted("Project", (10, 21), rows, len(|b, t| b.project_name(t.project).chars().count())),
        fitted("Key", (6, 12), rows, len(|_, t| t.key().map_or(0, |k| k.chars().count()))),
        fitted("Task", (20, 44), rows, len(|_, t| t.label().chars().count())),
        fixed("Level", 6.5),
        fixed("Kind", 10.0),
        fitted("Status", (14, 20), rows, len(|_, t| t.facts.status.as_ref().map_or(0, |s| s.value.word.chars().count()))),
        fitted("Assignees", (12, 22), rows, move |i| at(i).map_or(0, |t| assignees(b, l, t).chars().count())),
        fixed("Start", 12.0),
        fixed("Finish", 12.0),
        fixed("Baseline finish", 12.0),
        fixed("% complete", 10.0),
        fixed("Implied finish", 12.0),
        fixed("Slip (wd)", 7.5),
        fixed("Total float", 7.5),
        fixed("Critical", 9.0),
        fixed("Float to board", 8.0),
        fixed("Driving predecessor", 32.0),
        fixed("Findings", 10.0),
        fitted("Source cell", (14, 34), rows, len(|b, t| b.cell(t.facts.at).chars().count())),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(&id) = l.tasks.get(i) {
            task_row(b, l, TaskId(id), cells);
            l.mark(b, Spot::Tasks, i, cells);
        }
    });
    let nothing = "no record of work was found in the files given; see Sources for how each file was read.";
    table(&mut plan, Table { name: "Tasks", top: crate::report::frame::HEADER, columns, rows, row, keys: 3, nothing });
    plan.print_cols = Some(PAPER);
    if rows <= LOW_MEMORY_ROWS
        && let Some(t) = plan.tables.last_mut()
    {
        t.outline = Some(Box::new(move |i| at(i).map_or(0, |t| t.level.min(7))));
    }
    plan
}

fn task_row<'a>(b: &'a Brief<'a>, l: &'a Layout, id: TaskId, cells: &mut Vec<CellPlan<'a>>) {
    let Some(task) = b.task(id) else { return };
    let f = &task.facts;
    let computed_of = b.analysis.schedule.tasks.get(id.ix()).copied().flatten();
    let overdue = !f.is_closed() && task.facts.kind != TaskKind::Summary && f.finish.is_some_and(|d| d.value < b.portfolio.as_of);
    let (plain, dated) = match f.kind {
        TaskKind::Summary => (Style::Summary, Style::SummaryDate),
        TaskKind::Milestone => (Style::Milestone, Style::Date),
        TaskKind::Task => (Style::Plain, Style::Date),
    };
    let pos = l.task(id).unwrap_or(u32::MAX);
    cells.push(CellPlan::text(b.project_name(task.project)));
    cells.push(CellPlan::maybe(task.key()));
    cells.push(CellPlan::text(task.label()).styled(plain));
    cells.push(CellPlan::number(f64::from(task.level), Style::Integer));
    cells.push(CellPlan::text(kind_word(f.kind)));
    cells.push(status(task, overdue));
    cells.push(CellPlan::text(assignees(b, l, task)));
    cells.push(fact_date(f.start_date(), dated));
    cells.push(fact_date(f.finish_date(), if overdue { Style::LateDate } else { dated }));
    cells.push(fact_date(f.baseline_finish, dated));
    cells.push(f.percent.map_or_else(CellPlan::empty, |p| CellPlan::number(p.value, Style::Percent)));
    cells.push(computed(computed_of.map(|s| s.early_finish), f.finish_date().map(|d| d.value)));
    cells.push(days_late(computed_of.and_then(|s| s.implied_slip)));
    cells.push(computed_of.map_or_else(CellPlan::empty, |s| {
        CellPlan::number(f64::from(s.total_float), if s.total_float < 0 { Style::LateDays } else { Style::ComputedNumber })
    }));
    let near = b.settings.thresholds.near_critical_float;
    cells.push(match computed_of {
        Some(s) if s.critical && !f.is_closed() => CellPlan::text("Critical").styled(Style::Critical),
        Some(s) if s.total_float <= near && !f.is_closed() => CellPlan::text("Near"),
        _ => CellPlan::empty(),
    });
    let board = b.analysis.schedule.board_float.get(id.ix()).copied().flatten().filter(|_| !f.is_closed());
    cells.push(board.map_or_else(CellPlan::empty, |float| {
        CellPlan::number(f64::from(float.days), if float.days < 0 { Style::LateDays } else { Style::ComputedNumber })
    }));
    let driver = computed_of.and_then(|s| s.driver).and_then(|d| b.dependency(d));
    cells.push(match driver {
        Some(d) => {
            let title = match b.end_project(&d.predecessor) {
                Some(p) if p != task.project => d.predecessor.task().map_or_else(String::new, |t| b.full_title(t)),
                _ => b.end_title(&d.predecessor),
            };
            let known = d.predecessor.task().and_then(|t| b.task(t)).and_then(Task::key);
            match known.filter(|_| l.tasks.len() > LOW_MEMORY_ROWS) {
                // a big sheet names the driver by its key, a word the sheet holds already, and leaves the link to the filter
                Some(key) => CellPlan::text(key),
                None => linked(CellPlan::text(clip(&title, 90)), d.predecessor.task().and_then(|t| l.task_link(t))),
            }
        }
        None => CellPlan::empty(),
    });
    cells.push(findings_cell(l.findings_at(Spot::Tasks, pos)));
    cells.push(CellPlan::text(b.cell(f.at)).styled(Style::Muted));
}

/// A stated date in the given style; one that was worked out from other cells in the computed style.
fn fact_date<'a>(date: Option<Sourced<Date>>, style: Style) -> CellPlan<'a> {
    let style = match date.map(|d| d.basis) {
        Some(Basis::Derived(_)) if style != Style::LateDate => Style::ComputedDate,
        _ => style,
    };
    CellPlan::date(date.map(|d| d.value)).styled(style)
}

fn status<'a>(task: &'a Task, overdue: bool) -> CellPlan<'a> {
    let word = task.facts.status.as_ref().map(|s| &*s.value.word);
    match (word, overdue) {
        (Some(word), true) => CellPlan::text(format!("{word} (overdue)")).styled(Style::Late),
        (None, true) => CellPlan::text("(overdue)").styled(Style::Late),
        (word, false) => {
            let style = match task.facts.category() {
                Some(StatusCategory::Done) => Style::OnTrack,
                Some(StatusCategory::Blocked | StatusCategory::OnHold) => Style::AtRisk,
                Some(StatusCategory::Cancelled) => Style::Muted,
                _ => Style::Plain,
            };
            CellPlan::maybe(word).styled(style)
        }
    }
}

/// The word for a kind of record.
pub fn kind_word(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Task => "Task",
        TaskKind::Summary => "Summary",
        TaskKind::Milestone => "Milestone",
    }
}

/// Names of the assignees, at most four.
pub fn assignees(b: &Brief, l: &Layout, task: &Task) -> String {
    join_few(task.assignees.iter().map(|(r, _)| l.person(*r, b)), ", ", 4)
}
