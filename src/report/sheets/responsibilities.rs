//! Responsibilities: who does, decides, is asked and is told, activity by activity, beside those to whom the plan assigns it; below,
//! the stakeholders.

use super::Sheet;
use crate::model::{Raci, Stakeholder, TaskId};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fitted, fixed, linked, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style, TablePlan};
use crate::report::words::{count, join_few};
use crate::source::CellRef;
use std::collections::BTreeMap;

/// The sheet's name.
pub const NAME: &str = "Responsibilities";
/// People that a cell names.
const NAMED: usize = 12;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Responsibility matrices (RACI): who does, decides, is asked and is told, beside those to whom the plan assigns it; below, the stakeholders",
    rows: |b, _| activities(b).len(),
    build,
};

/// An activity of a matrix with everybody who has a part in it.
struct Activity<'a> {
    name: &'a str,
    stakeholder: &'a Stakeholder,
    task: Option<TaskId>,
    parts: Vec<(&'a Stakeholder, Raci)>,
}

impl<'a> Activity<'a> {
    fn who(&self, has: impl Fn(Raci) -> bool) -> String {
        let names = self.parts.iter().filter(|(_, raci)| has(*raci)).filter_map(|(s, _)| s.name.as_ref().map(|n| &*n.value));
        join_few(names, ", ", NAMED)
    }
}

fn shown<'a>(b: &Brief<'a>) -> impl Iterator<Item = &'a Stakeholder> {
    let hidden: Vec<bool> = b.portfolio.stakeholders.iter().map(|s| s.project.is_some_and(|p| b.hidden(p))).collect();
    b.portfolio.stakeholders.iter().zip(hidden).filter(|(_, hidden)| !hidden).map(|(s, _)| s)
}

/// The activities by the cell of their name.
fn activities<'a>(b: &Brief<'a>) -> BTreeMap<CellRef, Activity<'a>> {
    let mut activities: BTreeMap<CellRef, Activity> = BTreeMap::new();
    for stakeholder in shown(b) {
        for duty in &stakeholder.duties {
            let fresh = || Activity { name: &duty.activity.value, stakeholder, task: duty.task, parts: Vec::new() };
            activities.entry(duty.activity.at).or_insert_with(fresh).parts.push((stakeholder, duty.raci));
        }
    }
    activities
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let list: Vec<(CellRef, Activity)> = activities(b).into_iter().collect();
    let (rows, planned) = (list.len(), list.iter().filter(|(_, a)| a.task.is_some()).count());
    let undecided = list.iter().filter(|(_, a)| !a.parts.iter().any(|(_, raci)| raci.accountable)).count();
    let sentence = format!(
        "{}, {planned} called like a task of the plan; {undecided} without anybody accountable.",
        count(rows, "activity", "activities"),
    );
    let mut plan = sheet(NAME, "Who does, who decides", sentence);
    let columns = vec![
        fitted("Activity", (24, 44), rows, |i| list.get(i).map_or(0, |(_, a)| a.name.chars().count())),
        fixed("Project", 24.0),
        fixed("Accountable", 26.0),
        fixed("Responsible", 30.0),
        fixed("Consulted", 26.0),
        fixed("Informed", 26.0),
        fixed("Task of the plan", 46.0),
        fixed("Assigned there", 24.0),
        fixed("Source cell", 30.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some((at, activity)) = list.get(i) else { return };
        cells.push(CellPlan::text(activity.name).styled(Style::Wrap));
        cells.push(CellPlan::maybe(activity.stakeholder.project.map(|p| b.project_name(p))));
        let accountable = activity.who(|raci| raci.accountable);
        cells.push(match accountable.is_empty() {
            true => CellPlan::text("(nobody)").styled(Style::NotAssessable),
            false => CellPlan::text(accountable).styled(Style::Wrap),
        });
        let others = [activity.who(|r| r.responsible), activity.who(|r| r.consulted), activity.who(|r| r.informed)];
        cells.extend(others.into_iter().map(|names| CellPlan::text(names).styled(Style::Wrap)));
        let task = activity.task.filter(|t| !b.hidden_task(*t));
        let title = task.map_or_else(CellPlan::empty, |t| CellPlan::text(b.task_title(t)).styled(Style::Wrap));
        cells.push(linked(title, task.and_then(|t| l.task_link(t))));
        let assigned = task.and_then(|t| b.task(t)).map_or(&[] as &[_], |t| &t.assignees);
        let names: Vec<_> = assigned.iter().map(|(who, _)| l.person(*who, b)).collect();
        cells.push(CellPlan::text(join_few(names.iter(), ", ", NAMED)).styled(Style::Wrap));
        cells.push(CellPlan::text(b.cell(*at)).styled(Style::Muted));
    });
    let nothing = "no responsibility matrix (RACI) is among the files given.";
    table(&mut plan, Table { name: "Responsibilities", top: HEADER, columns, rows, row, keys: 1, nothing });
    stakeholders(b, &mut plan, HEADER + 3 + u32::try_from(rows.max(1)).unwrap_or(0));
    plan
}

/// The stakeholders with what their register says of them.
fn stakeholders<'a>(b: &'a Brief<'a>, plan: &mut SheetPlan<'a>, top: u32) {
    // those of whom a matrix tells nothing but their name stand there
    let list: Vec<&Stakeholder> = shown(b).filter(|s| s.duties.is_empty() || s.role.is_some() || !s.custom.is_empty()).collect();
    if list.is_empty() {
        return;
    }
    plan.put(top, 0, CellPlan::text("Stakeholders").styled(Style::Heading));
    let columns = ["Name", "Project ", "Role or interest", "Named as", "What else is said", "Source cell "];
    let rows = list.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(s) = list.get(i) else { return };
        let text = |fact: &'a Option<crate::source::Sourced<crate::source::Text>>| fact.as_ref().map(|f| &*f.value);
        cells.push(CellPlan::maybe(text(&s.name)).styled(Style::Wrap));
        cells.push(CellPlan::maybe(s.project.map(|p| b.project_name(p))));
        cells.push(CellPlan::maybe(text(&s.role)).styled(Style::Wrap));
        cells.push(CellPlan::maybe(s.resource.and_then(|r| b.portfolio.resources.get(r.ix())).map(|r| &*r.name)));
        let said: Vec<String> = s.custom.iter().map(|(header, value)| format!("{header}: {}", value.value)).collect();
        cells.push(CellPlan::text(join_few(said.iter(), "; ", NAMED)).styled(Style::Wrap));
        cells.push(CellPlan::text(b.cell(s.at)).styled(Style::Muted));
    });
    let columns = columns.into_iter().map(|name| fixed(name, 24.0)).collect();
    plan.tables.push(TablePlan { name: "Stakeholders".to_owned(), top: top + 1, left: 0, columns, rows, row, outline: None });
}
