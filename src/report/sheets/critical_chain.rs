//! Critical chain: the longest driving chain to the latest finish, task by task with its handovers, and what is nearly critical.

use super::Sheet;
use crate::analyze::Bottleneck;
use crate::model::{DependencyId, TaskId};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, days_late, fitted, fixed, linked, sheet, table, whole};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style, TablePlan};
use crate::report::sheets::contention::kind;
use crate::report::sheets::dependencies::lag_text;
use crate::report::sheets::tasks::assignees;
use crate::report::words::{count, day, join_few};
use rustc_hash::FxHashSet;

const NAME: &str = "Critical chain";
/// Near-critical tasks listed below the chain.
const NEAR: usize = 100;
/// Bottlenecks listed, of tasks and of people.
const SHOWN: usize = 20;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "The chain of tasks that sets the latest finish, in order, with every handover between projects, then the near-critical tasks and the bottlenecks: tasks and people behind milestones",
    rows: |b, _| b.analysis.schedule.critical_chain.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let chain = &b.analysis.schedule.critical_chain;
    let projects: FxHashSet<_> = chain.iter().filter_map(|&t| b.task(t)).map(|t| t.project).collect();
    let end = chain.last().and_then(|t| b.analysis.schedule.tasks.get(t.ix()).copied().flatten()).map(|s| s.early_finish);
    let sentence = match end {
        Some(end) => format!(
            "{} through {} to {}. Float is taken against {}.",
            count(chain.len(), "task", "tasks"),
            count(projects.len(), "project", "projects"),
            day(end),
            if b.analysis.schedule.scope.is_empty() { "the latest finish" } else { &b.analysis.schedule.scope },
        ),
        None => "No chain could be computed: see Findings for cycles, and Rules for what is needed.".to_owned(),
    };
    let mut plan = sheet(NAME, "Critical chain", sentence);
    let rows = chain.len();
    let at = move |i: usize| chain.get(i).copied();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(id) = at(i) {
            chain_row(b, l, i, id, i.checked_sub(1).and_then(at), cells);
        }
    });
    let title = move |i: usize| at(i).map_or(0, |t| b.task_title(t).chars().count());
    let nothing = "no task could be scheduled, so there is no chain. Tasks need dates or durations, and links between them.";
    table(&mut plan, Table { name: "CriticalChain", top: HEADER, columns: columns(rows, title), rows, row, keys: 0, nothing });
    let next = near_critical(b, l, &mut plan, HEADER + 3 + u32::try_from(rows.max(1)).unwrap_or(0));
    bottlenecks(b, l, &mut plan, next);
    plan
}

fn columns(rows: usize, title: impl Fn(usize) -> usize) -> Vec<crate::report::plan::ColumnPlan> {
    vec![
        fixed("No", 6.0),
        fixed("Project", 24.0),
        fitted("Task", (28, 46), rows, title),
        fixed("Assignees", 22.0),
        fixed("Reported start", 12.0),
        fixed("Reported finish", 12.0),
        fixed("Early start", 12.0),
        fixed("Early finish", 12.0),
        fixed("Float (wd)", 8.0),
        fixed("Driven by", 12.0),
        fixed("Handover", 28.0),
        fixed("Source cell", 46.0),
    ]
}

fn chain_row<'a>(b: &'a Brief<'a>, l: &'a Layout, i: usize, id: TaskId, before: Option<TaskId>, cells: &mut Vec<CellPlan<'a>>) {
    let Some(task) = b.task(id) else { return };
    cells.push(CellPlan::number(f64::from(u32::try_from(i + 1).unwrap_or(u32::MAX)), Style::Integer));
    cells.push(CellPlan::text(b.project_name(task.project)));
    if b.hidden(task.project) {
        cells.push(CellPlan::text("(restricted)").styled(Style::Muted));
        cells.extend((3..12).map(|_| CellPlan::empty()));
        return;
    }
    let computed = b.analysis.schedule.tasks.get(id.ix()).copied().flatten();
    cells.push(linked(CellPlan::text(task.title()).styled(Style::Critical), l.task_link(id)));
    cells.push(CellPlan::text(assignees(b, l, task)));
    cells.push(CellPlan::date(task.facts.start_date().map(|d| d.value)));
    cells.push(CellPlan::date(task.facts.finish_date().map(|d| d.value)));
    cells.push(CellPlan::date(computed.map(|s| s.early_start)).styled(Style::ComputedDate));
    cells.push(CellPlan::date(computed.map(|s| s.early_finish)).styled(Style::ComputedDate));
    cells.push(computed.map_or_else(CellPlan::empty, |s| CellPlan::number(f64::from(s.total_float), Style::ComputedNumber)));
    let driver = computed.and_then(|s| s.driver);
    cells.push(linked(
        CellPlan::text(driver.map_or_else(|| "own date".to_owned(), |d| link_text(b, d))),
        driver.and_then(|d| l.dependency_link(d.0)),
    ));
    let from = before.and_then(|t| b.task(t)).filter(|t| t.project != task.project);
    cells.push(match from {
        Some(from) => CellPlan::text(format!("from {}", b.project_name(from.project))).styled(Style::AtRisk),
        None => CellPlan::empty(),
    });
    cells.push(CellPlan::text(b.cell(task.facts.at)).styled(Style::Muted));
}

fn link_text(b: &Brief, id: DependencyId) -> String {
    let Some(d) = b.dependency(id) else { return String::new() };
    match d.lag {
        Some(lag) => format!("{} {}", d.relation.value.word(), lag_text(lag)),
        None => d.relation.value.word().to_owned(),
    }
}

/// Open tasks outside the chain whose float is at or under the near-critical threshold, least float first.
fn near_critical<'a>(b: &'a Brief<'a>, l: &'a Layout, plan: &mut SheetPlan<'a>, top: u32) -> u32 {
    let chain: FxHashSet<TaskId> = b.analysis.schedule.critical_chain.iter().copied().collect();
    let limit = b.settings.thresholds.near_critical_float;
    let mut near: Vec<(i32, u32)> = (0_u32..)
        .zip(&b.analysis.schedule.tasks)
        .filter_map(|(i, s)| s.map(|s| (s.total_float, i)))
        .filter(|(float, i)| *float <= limit && !chain.contains(&TaskId(*i)) && !b.hidden_task(TaskId(*i)))
        .filter(|(_, i)| b.task(TaskId(*i)).is_some_and(|t| !t.facts.is_closed()))
        .collect();
    near.sort_unstable();
    let all = near.len();
    near.truncate(NEAR);
    let more = if all > NEAR { format!(", the first {NEAR} shown") } else { String::new() };
    let text = format!(
        "Near-critical: {} outside the chain with float of {limit} working days or less{more}",
        count(all, "open task", "open tasks")
    );
    plan.put(top, 0, CellPlan::text(text).styled(Style::Heading));
    if near.is_empty() {
        return top + 2;
    }
    let rows = near.len();
    let next = top + 4 + u32::try_from(rows).unwrap_or(0);
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some((_, id)) = near.get(i) {
            chain_row(b, l, i, TaskId(*id), None, cells);
        }
    });
    let plan_columns = columns(0, |_| 0);
    plan.tables.push(crate::report::plan::TablePlan {
        name: "NearCritical".to_owned(),
        top: top + 1,
        left: 0,
        columns: plan_columns,
        rows,
        row,
        outline: None,
    });
    next
}

/// Tasks and people behind milestones, as ranked; how is said above each table.
fn bottlenecks<'a>(b: &'a Brief<'a>, l: &'a Layout, plan: &mut SheetPlan<'a>, top: u32) {
    let tasks: Vec<usize> = (b.analysis.bottlenecks.iter().enumerate())
        .filter(|(_, bottleneck)| !b.hidden_task(bottleneck.task))
        .map(|(ix, _)| ix)
        .take(SHOWN)
        .collect();
    let text = "Bottlenecks: open tasks behind most milestones with no more than near-critical float between, then with least float between";
    plan.put(top, 0, CellPlan::text(text).styled(Style::Heading));
    let mut top = top + 1;
    if !tasks.is_empty() {
        let rows = tasks.len();
        let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
            if let Some(bottleneck) = tasks.get(i).and_then(|&ix| b.analysis.bottlenecks.get(ix)) {
                task_bottleneck(b, l, i, bottleneck, cells);
            }
        });
        let headers = ["No", "Project", "Task", "Which", "Milestones", "Float (wd)", "Latest milestone (wd late)", "Assignees"];
        let columns = headers.iter().zip([6.0, 24.0, 46.0, 22.0, 12.0, 12.0, 12.0, 12.0]).map(|(h, w)| fixed(h, w)).collect();
        plan.tables.push(TablePlan { name: "Bottlenecks".to_owned(), top, left: 0, columns, rows, row, outline: None });
        top += 2 + u32::try_from(rows).unwrap_or(0);
    }
    let people: Vec<usize> = (b.analysis.people_behind.iter().enumerate())
        .filter(|(_, person)| !l.hidden_person(person.resource))
        .map(|(ix, _)| ix)
        .take(SHOWN)
        .collect();
    let text = "People, roles and systems behind most delay: working days by which the milestones that wait for them are late, and person-days asked of them beyond their capacity";
    plan.put(top, 0, CellPlan::text(text).styled(Style::Heading));
    if people.is_empty() {
        return;
    }
    let rows = people.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(person) = people.get(i).and_then(|&ix| b.analysis.people_behind.get(ix)) {
            cells.push(CellPlan::number(f64::from(u32::try_from(i + 1).unwrap_or(u32::MAX)), Style::Integer));
            cells.push(CellPlan::text(b.portfolio.resources.get(person.resource.ix()).map_or("", kind)));
            cells.push(CellPlan::text(l.person(person.resource, b)));
            cells.push(CellPlan::text(names(b, &person.milestones)).styled(Style::Wrap));
            cells.push(whole(person.tasks));
            cells.push(whole(person.milestones.len()));
            cells.push(days_late(Some(person.delay)));
            cells.push(CellPlan::number(person.over_days, Style::Decimal));
        }
    });
    let headers = ["No", "Kind", "Who", "Which", "Driving tasks", "Milestones", "Delay (wd)", "Person-days over"];
    let columns = headers.iter().zip([6.0, 24.0, 46.0, 22.0, 12.0, 12.0, 12.0, 12.0]).map(|(h, w)| fixed(h, w)).collect();
    plan.tables.push(TablePlan { name: "PeopleBehind".to_owned(), top: top + 1, left: 0, columns, rows, row, outline: None });
}

fn task_bottleneck<'a>(b: &'a Brief<'a>, l: &'a Layout, i: usize, bottleneck: &Bottleneck, cells: &mut Vec<CellPlan<'a>>) {
    let Some(task) = b.task(bottleneck.task) else { return };
    cells.push(CellPlan::number(f64::from(u32::try_from(i + 1).unwrap_or(u32::MAX)), Style::Integer));
    cells.push(CellPlan::text(b.project_name(task.project)));
    cells.push(linked(CellPlan::text(task.title()), l.task_link(bottleneck.task)));
    cells.push(CellPlan::text(names(b, &bottleneck.milestones)).styled(Style::Wrap));
    cells.push(whole(bottleneck.milestones.len()));
    cells.push(CellPlan::number(f64::from(bottleneck.float), Style::ComputedNumber));
    cells.push(days_late(Some(bottleneck.latest)));
    cells.push(CellPlan::text(assignees(b, l, task)).styled(Style::Wrap));
}

fn names(b: &Brief, milestones: &[TaskId]) -> String {
    join_few(milestones.iter().map(|task| b.task_title(*task)), ", ", 4)
}
