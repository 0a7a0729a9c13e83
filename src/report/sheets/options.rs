//! Options: for the gravest conflicts, which tasks could give way, by how much, and what each way costs. Nothing is moved.

use super::Sheet;
use crate::analyze::Overallocation;
use crate::analyze::options::{CONFLICTS, Resolution, Way};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fixed, sheet, table, whole};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::words::{count, join_few, plain, signed_days};

const NAME: &str = "Options";

/// Columns of the table.
const COLUMNS: usize = 14;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Ways out of the gravest overallocations: tasks that could start later, the smallest shift that clears each, and its cost",
    rows: |b, _| b.analysis.contention.resolutions.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let all = &b.analysis.contention.resolutions;
    let absorbed = all.iter().filter(|found| found.absorbable).count();
    let sentence = format!(
        "{} looked into, the gravest of {} (at most {CONFLICTS}): float alone could absorb {absorbed}. \
         Proposals, never moves: a shift is in working days from the reported start, up to 130; its cost is what the links make of it.",
        count(all.len(), "conflict", "conflicts"),
        b.analysis.contention.over.len(),
    );
    let mut plan = sheet(NAME, "Options", sentence);
    let mut rows: Vec<(usize, Option<usize>)> = Vec::new();
    for (ix, found) in all.iter().enumerate() {
        let hidden = b.analysis.contention.over.get(found.over as usize).is_none_or(|over| l.hidden_person(over.resource));
        match found.ways.len() {
            _ if hidden => {}
            0 => rows.push((ix, None)),
            ways => rows.extend((0..ways).map(|way| (ix, Some(way)))),
        }
    }
    let size = rows.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(&(ix, way)) = rows.get(i) else { return };
        let Some(found) = all.get(ix) else { return };
        let Some(over) = b.analysis.contention.over.get(found.over as usize) else { return };
        let first = way.is_none_or(|way| way == 0);
        conflict_cells(b, l, over, found, first, cells);
        match way.and_then(|way| found.ways.get(way)) {
            Some(way) => way_cells(b, way, cells),
            None => {
                cells.push(CellPlan::text(format!("None: {}", found.stuck)).styled(Style::AtRisk));
                cells.extend((0..5).map(|_| CellPlan::empty()));
            }
        }
        if first {
            cells.push(CellPlan::text(movable(b, found)).styled(Style::Wrap));
        }
        cells.resize_with(COLUMNS, CellPlan::empty);
    });
    let columns = vec![
        fixed("Who", 20.0),
        fixed("From", 12.0),
        fixed("To", 12.0),
        fixed("Person-days over", 10.0),
        fixed("Basis", 12.0),
        fixed("Owners", 24.0),
        fixed("Float absorbs", 10.0),
        fixed("Way", 54.0),
        fixed("Shift (wd)", 8.0),
        fixed("Within float", 10.0),
        fixed("Milestones that move", 44.0),
        fixed("Other projects", 32.0),
        fixed("New days over", 10.0),
        fixed("Could wait (float)", 44.0),
    ];
    let nothing = "nobody is asked for more than there is of them, as far as tasks are dated and assigned.";
    table(&mut plan, Table { name: "Options", top: HEADER, columns, rows: size, row, keys: 1, nothing });
    plan.print_cols = Some(12);
    plan
}

fn conflict_cells<'a>(
    b: &'a Brief<'a>,
    l: &'a Layout,
    over: &Overallocation,
    found: &Resolution,
    first: bool,
    cells: &mut Vec<CellPlan<'a>>,
) {
    cells.push(CellPlan::text(l.person(over.resource, b)).styled(if first { Style::Plain } else { Style::Muted }));
    cells.push(CellPlan::date(Some(over.from)));
    cells.push(CellPlan::date(Some(over.to)));
    cells.push(CellPlan::number(over.person_days, Style::Decimal));
    cells.push(if over.on_stated { CellPlan::text("Stated") } else { CellPlan::text("a Assumed").styled(Style::Assumed) });
    cells.push(if first { CellPlan::text(owners(b, over)).styled(Style::Wrap) } else { CellPlan::empty() });
    cells.push(if found.absorbable {
        CellPlan::text("yes").styled(Style::OnTrack)
    } else {
        CellPlan::text("no").styled(Style::AtRisk)
    });
}

/// The managers of the competing projects: who would have to agree.
pub fn owners(b: &Brief, over: &Overallocation) -> String {
    let owner = |id: &crate::model::ProjectId| {
        let project = b.project(*id).filter(|_| !b.hidden(*id))?;
        let manager = project.manager.as_ref().map_or("no manager named", |manager| &manager.value);
        Some(format!("{manager} ({})", project.name))
    };
    join_few(over.projects.iter().filter_map(owner), ", ", 4)
}

fn way_cells<'a>(b: &Brief, way: &Way, cells: &mut Vec<CellPlan<'a>>) {
    let shift = |(task, days): &(crate::model::TaskId, i32)| format!("start {} {days} working days later", b.full_title(*task));
    cells.push(CellPlan::text(join_few(way.shifts.iter().map(shift), "; ", 5)).styled(Style::Wrap));
    let days: i32 = way.shifts.iter().map(|(_, days)| *days).sum();
    cells.push(whole(usize::try_from(days).unwrap_or(0)));
    cells.push(if way.within_float {
        CellPlan::text("yes").styled(Style::OnTrack)
    } else {
        CellPlan::text("no").styled(Style::AtRisk)
    });
    cells.push(match way.milestones.len() {
        0 => CellPlan::text("none"),
        _ => CellPlan::text(milestones(b, way)).styled(Style::Wrap),
    });
    let other = |(project, tasks): &(crate::model::ProjectId, usize)| {
        format!("{}: {}", b.project_name(*project), count(*tasks, "task moves", "tasks move"))
    };
    let cut = if way.cut { "; more lies downstream than was looked at" } else { "" };
    let others = if way.others.is_empty() { "none".to_owned() } else { join_few(way.others.iter().map(other), ", ", 4) };
    cells.push(CellPlan::text(format!("{others}{cut}")).styled(Style::Wrap));
    cells.push(whole(usize::try_from(way.new_days).unwrap_or(0)));
}

fn milestones(b: &Brief, way: &Way) -> String {
    let milestone = |(task, days): &(crate::model::TaskId, i32)| format!("{} {}", b.full_title(*task), signed_days(*days));
    join_few(way.milestones.iter().map(milestone), ", ", 4)
}

fn movable(b: &Brief, found: &Resolution) -> String {
    let one = |(task, float): &(crate::model::TaskId, i32)| format!("{} ({float} d)", b.full_title(*task));
    join_few(found.movable.iter().filter(|(task, _)| !b.hidden_task(*task)).map(one), ", ", 5)
}

/// The way out to speak of, in one sentence; `None` where the conflict was not looked into.
pub fn sentence(b: &Brief, over: &Overallocation) -> Option<String> {
    let listed = |found: &&Resolution| b.analysis.contention.over.get(found.over as usize).is_some_and(|o| std::ptr::eq(o, over));
    let found = b.analysis.contention.resolutions.iter().find(listed)?;
    let Some(way) = found.ways.first() else { return Some(format!("no single move clears it: {}", found.stuck)) };
    let shift = |(task, days): &(crate::model::TaskId, i32)| format!("{} {} later", b.task_title(*task), plain_days(*days));
    let cost = match way.milestones.len() {
        0 => "no milestone moves".to_owned(),
        _ => format!("moves {}", milestones(b, way)),
    };
    Some(format!("could be cleared by starting {}: {cost}", join_few(way.shifts.iter().map(shift), ", ", 3)))
}

fn plain_days(days: i32) -> String {
    count(usize::try_from(days).unwrap_or(0), "working day", "working days")
}

/// Hours above capacity as person-days, worded.
pub fn person_days(over: &Overallocation) -> String {
    format!("{} person-days", plain(over.person_days))
}
