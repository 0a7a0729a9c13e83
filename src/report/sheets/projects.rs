//! Projects: one row each, reported beside computed beside agreed status, with the reason.

use super::Sheet;
use crate::analyze::Health;
use crate::model::{LogKind, Project, ProjectId};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, computed, days_late, fitted, fixed, linked, rag, sheet, table, whole, whole_or_none};
use crate::report::layout::{Layout, Spot, project_of};
use crate::report::plan::{CellPlan, Link, SheetPlan, Style};
use crate::report::sheets::findings;
use crate::report::words::{count, join_few};

/// The sheet's name.
pub const NAME: &str = "Projects";
/// Column of the project's name.
pub const PROJECT: u16 = 0;
const REPORTED: u16 = 1;
const COMPUTED: u16 = 2;
const DATA: u16 = 9;
const MANAGER: u16 = 17;
/// Last column on paper.
const PAPER: u16 = MANAGER;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "One row a project: status as reported, as computed and as agreed, why, by dimension, with finish dates side by side",
    rows: |_, l| l.projects.len(),
    build,
};

/// The column that a check about a project speaks of.
pub fn column_of(check: &str) -> u16 {
    match check {
        "watermelon" => REPORTED,
        "not-assessable" => COMPUTED,
        "unassigned-open" | "undated-open" | "stale-task" | "done-without-date" => DATA,
        "placeholder-owner" => MANAGER,
        _ => PROJECT,
    }
}

/// What is counted for each project, once.
struct Tally {
    tasks: Vec<u32>,
    risks: Vec<u32>,
    findings: Vec<u32>,
    first_finding: Vec<Option<u32>>,
}

fn tally(b: &Brief, l: &Layout) -> Tally {
    let n = b.portfolio.projects.len();
    let mut t = Tally { tasks: vec![0; n], risks: vec![0; n], findings: vec![0; n], first_finding: vec![None; n] };
    let bump = |list: &mut Vec<u32>, id: ProjectId| {
        if let Some(slot) = list.get_mut(id.ix()) {
            *slot = slot.saturating_add(1);
        }
    };
    for task in b.portfolio.tasks.iter().filter(|t| !t.stub) {
        bump(&mut t.tasks, task.project);
    }
    for item in b.portfolio.log.iter().filter(|i| i.kind == LogKind::Risk && i.open != Some(false)) {
        if let Some(p) = item.project {
            bump(&mut t.risks, p);
        }
    }
    for (rank, finding) in (0_u32..).zip(l.findings.iter().filter_map(|&i| b.findings.get(i as usize))) {
        if let Some(p) = project_of(b, finding) {
            bump(&mut t.findings, p);
            if let Some(slot) = t.first_finding.get_mut(p.ix())
                && slot.is_none()
                && (rank as usize) < l.listed
            {
                *slot = Some(rank);
            }
        }
    }
    t
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let greener = b.analysis.health.iter().filter(|h| h.watermelon).count();
    let unread = b.analysis.health.iter().filter(|h| h.overall.rag.is_none()).count();
    let sentence = format!(
        "{}, worst computed status first; {} reported greener than computed, {} not assessable. A project in two programs stands here once.",
        count(l.projects.len(), "project", "projects"),
        count(greener, "project is", "projects are"),
        count(unread, "project is", "projects are"),
    );
    let mut plan = sheet(NAME, "Projects", sentence);
    let rows = l.projects.len();
    let tally = tally(b, l);
    let name_len = move |i: usize| l.projects.get(i).map_or(0, |&p| b.project_name(ProjectId(p)).chars().count());
    let columns = vec![
        fitted("Project", (18, 24), rows, name_len),
        fixed("Reported", 12.5),
        fixed("Computed", 14.0),
        fixed("Agreed", 10.0),
        fixed("Why", 50.0),
        fixed("Schedule", 10.5),
        fixed("Cost", 8.5),
        fixed("Resources", 11.5),
        fixed("Risk", 8.5),
        fixed("Data", 8.5),
        fixed("% complete", 10.0),
        fixed("Reported finish", 12.0),
        fixed("Implied finish", 12.0),
        fixed("Gap (wd)", 8.0),
        fixed("Tasks", 8.0),
        fixed("Open risks", 8.0),
        fixed("Findings", 10.0),
        fixed("Manager", 17.0),
        fixed("Programs", 28.0),
        fixed("Sources", 40.0),
    ];
    // Where all follow one calendar a column of it would say nothing.
    let columns = match b.portfolio.calendars.is_empty() {
        true => columns,
        false => columns.into_iter().chain([fixed("Calendar", 30.0)]).collect(),
    };
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(&id) = l.projects.get(i) {
            project_row(b, l, ProjectId(id), &tally, cells);
            l.mark(b, Spot::Projects, i, cells);
        }
    });
    let nothing = "no project could be told from the files given; see Sources.";
    table(&mut plan, Table { name: "Projects", top: HEADER, columns, rows, row, keys: 1, nothing });
    plan.print_cols = Some(PAPER);
    plan
}

fn project_row<'a>(b: &'a Brief<'a>, l: &'a Layout, id: ProjectId, tally: &Tally, cells: &mut Vec<CellPlan<'a>>) {
    let Some(project) = b.project(id) else { return };
    let of = |list: &Vec<u32>| list.get(id.ix()).map_or(0, |&n| n as usize);
    let health = b.analysis.health.get(id.ix());
    cells.push(CellPlan::text(b.project_name(id)).styled(Style::Summary));
    let reported = rag(project.reported.as_ref().map(|r| r.value), "Not reported");
    let old = project.reported.map_or_else(String::new, |r| b.portfolio.carried_mark(r.at.source));
    cells.push(if old.is_empty() || b.hidden(id) { reported } else { reported.noted(format!("Reported{old}")) });
    let overall = health.map(|h| &h.overall);
    cells.push(rag(overall.and_then(|h| h.rag), "Not assessable"));
    cells.push(project.agreed.as_ref().map_or_else(CellPlan::empty, |r| rag(Some(r.value), "")));
    if b.hidden(id) {
        cells.push(CellPlan::text("Restricted: its page and figures are in the restricted pack only.").styled(Style::Muted));
        let columns = if b.portfolio.calendars.is_empty() { 20 } else { 21 };
        cells.extend((5..columns).map(|_| CellPlan::empty()));
        return;
    }
    let why = overall.map_or("", |h| h.why.as_str());
    cells.push(
        match b.portfolio.carried_project(project) {
            Some(old) => CellPlan::text(format!("On data {old}. {why}")),
            None => CellPlan::text(why),
        }
        .styled(Style::Wrap),
    );
    match health {
        Some(h) => cells.extend([&h.schedule, &h.cost, &h.resources, &h.risk, &h.data].map(dimension_cell)),
        None => cells.extend((0..5).map(|_| rag(None, NOT_ASSESSABLE))),
    }
    cells.push(health.and_then(|h| h.percent).map_or_else(CellPlan::empty, |p| CellPlan::number(p, Style::Percent)));
    let (reported, implied) = (health.and_then(|h| h.reported_finish), health.and_then(|h| h.implied_finish));
    cells.push(CellPlan::date(reported));
    cells.push(computed(implied, reported));
    cells.push(days_late(gap(b, reported, implied)));
    cells.push(linked(whole(of(&tally.tasks)), first_task(l, b, id)));
    cells.push(whole_or_none(of(&tally.risks)));
    let found = of(&tally.findings);
    let first = tally.first_finding.get(id.ix()).copied().flatten();
    cells.push(linked(
        whole_or_none(found),
        first.map(|rank| Link::Cell { sheet: findings::NAME, row: findings::top(l) + 1 + rank, col: findings::CHECK }),
    ));
    cells.push(CellPlan::maybe(project.manager.as_ref().map(|m| &*m.value)));
    cells.push(CellPlan::text(b.program_names(project)));
    cells.push(CellPlan::text(sources(b, project)).styled(Style::Muted));
    if !b.portfolio.calendars.is_empty() {
        cells.push(CellPlan::text(calendar_words(b, project.calendar)));
    }
}

/// A calendar with its days and hours: `Yard: Mon-Thu 8 h`.
pub fn calendar_words(b: &Brief, id: Option<crate::model::CalendarId>) -> String {
    let calendar = b.portfolio.calendar_at(id);
    match id {
        Some(_) => format!("{}: {}", calendar.name, calendar.in_words()),
        None => format!("the program's: {}", calendar.in_words()),
    }
}

/// What a dimension shows that cannot be assessed: the column is narrow, the legend says what it means.
const NOT_ASSESSABLE: &str = "n/a";

/// A dimension's colour with its reason as a note.
fn dimension_cell<'a>(health: &Health) -> CellPlan<'a> {
    let cell = rag(health.rag, NOT_ASSESSABLE);
    if health.why.is_empty() { cell } else { cell.noted(crate::report::words::clip(&health.why, 250)) }
}

fn sources(b: &Brief, project: &Project) -> String {
    join_few(project.sources.iter().map(|(s, _)| b.sources.source_text(*s)), ", ", 4)
}

fn first_task(l: &Layout, b: &Brief, id: ProjectId) -> Option<Link> {
    // Tasks stand project by project, so the first one of a project is found by bisection.
    let ix = l.tasks.partition_point(|&t| b.portfolio.tasks.get(t as usize).is_some_and(|t| t.project < id));
    let task = *l.tasks.get(ix)?;
    l.task_link(crate::model::TaskId(task)).filter(|_| b.portfolio.tasks.get(task as usize).is_some_and(|t| t.project == id))
}

/// Working days from `from` to `to`, negative where `to` is earlier.
pub fn gap(b: &Brief, from: Option<jiff::civil::Date>, to: Option<jiff::civil::Date>) -> Option<i32> {
    let (from, to) = (from?, to?);
    let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
    Some(sign * b.portfolio.calendar.working_days_between(first, last))
}
