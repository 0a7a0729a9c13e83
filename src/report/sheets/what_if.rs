//! What if: the most telling questions answered ready-made, one row for each milestone and benefit that moves.

use super::Sheet;
use crate::analyze::what_if::{Change, PEOPLE, READY, SLIP_DAYS, WhatIf};
use crate::model::TaskId;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, days_late, fixed, linked, sheet, table, whole};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::what_if::summary_words;
use crate::report::words::{count, day, join_few, plain};

const NAME: &str = "What if";
/// Milestones shown of one answer; `steerpack what-if` and program.json hold all.
const MILESTONES: usize = 12;

/// Columns of the table.
const COLUMNS: usize = 10;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "What moves if the tasks and people behind most milestones slip or are away: milestones, benefits and people, and through which chain",
    rows: |b, _| b.analysis.what_if.len(),
    build,
};

/// What a row tells of.
#[derive(Clone, Copy)]
enum Row {
    Milestone(usize, usize),
    Benefit(usize, usize),
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let answers: Vec<usize> = (0..b.analysis.what_if.len()).filter(|&i| !hidden(b, &b.analysis.what_if[i])).collect();
    let sentence = format!(
        "{}, each on its own: a task behind most milestones slips {SLIP_DAYS} working days, or (up to {PEOPLE} of {READY}) a person behind most delay is \
         away that long and nobody stands in. Ask your own with steerpack what-if.",
        count(answers.len(), "question", "questions")
    );
    let mut plan = sheet(NAME, "What if", sentence);
    let mut rows = Vec::new();
    for &i in &answers {
        let Some(answer) = b.analysis.what_if.get(i) else { continue };
        rows.extend((0..answer.milestones.len().min(MILESTONES)).map(|m| Row::Milestone(i, m)));
        rows.extend((0..answer.benefits.len().min(MILESTONES)).map(|m| Row::Benefit(i, m)));
    }
    let count = rows.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let (Some(&at), before) = (rows.get(i), i.checked_sub(1).and_then(|i| rows.get(i))) else { return };
        let of = |row: Row| match row {
            Row::Milestone(i, _) | Row::Benefit(i, _) => i,
        };
        let Some(answer) = b.analysis.what_if.get(of(at)) else { return };
        let first = before.is_none_or(|&before| of(before) != of(at));
        let place = answers.iter().position(|&i| i == of(at)).unwrap_or(0) + 1;
        cells.push(whole(place));
        cells.push(CellPlan::text(question(b, answer)).styled(Style::Wrap));
        match at {
            Row::Milestone(_, m) => milestone_cells(b, l, answer, m, cells),
            Row::Benefit(_, m) => benefit_cells(b, answer, m, cells),
        }
        if first {
            cells.push(CellPlan::text(people(b, l, answer)).styled(Style::Wrap));
            cells.push(CellPlan::text(summary_words(b.portfolio, answer)).styled(Style::Wrap));
        }
        cells.resize_with(COLUMNS, CellPlan::empty);
    });
    let columns = vec![
        fixed("No", 6.0),
        fixed("If", 50.0),
        fixed("What moves", 56.0),
        fixed("Kind", 15.0),
        fixed("From", 12.0),
        fixed("To", 12.0),
        fixed("Days", 8.0),
        fixed("Through", 66.0),
        fixed("People whose tasks move", 60.0),
        fixed("In all", 100.0),
    ];
    let nothing = "no open task stands behind a milestone, so nothing could be asked.";
    table(&mut plan, Table { name: "WhatIf", top: HEADER, columns, rows: count, row, keys: 2, nothing });
    plan.print_cols = Some(7);
    plan
}

/// Whether the question itself is about a project that stays off the page.
fn hidden(b: &Brief, answer: &WhatIf) -> bool {
    answer.changes.iter().any(|change| matches!(change, Change::Slip { task, .. } if b.hidden_task(*task)))
}

fn question(b: &Brief, answer: &WhatIf) -> String {
    let words = |change: &Change| match *change {
        Change::Slip { task, days } => format!("{} slips {days} d", b.full_title(task)),
        Change::Leave { resource, from, to } => {
            let name = b.portfolio.resources.get(resource.ix()).map_or("(unknown)", |r| &r.name);
            format!("{name} is away {} – {}", day(from), day(to))
        }
    };
    answer.changes.iter().map(words).collect::<Vec<_>>().join(", and ")
}

fn milestone_cells<'a>(b: &'a Brief<'a>, l: &'a Layout, answer: &WhatIf, m: usize, cells: &mut Vec<CellPlan<'a>>) {
    let Some(moved) = answer.milestones.get(m) else { return };
    cells.push(linked(CellPlan::text(b.full_title(moved.task)), l.task_link(moved.task)));
    cells.push(CellPlan::text(if moved.board { "Board milestone" } else { "Milestone" }));
    let hidden = b.hidden_task(moved.task);
    let date = |day| {
        if hidden {
            CellPlan::text("(restricted)").styled(Style::Muted)
        } else {
            CellPlan::date(Some(day)).styled(Style::ComputedDate)
        }
    };
    cells.push(date(moved.from));
    cells.push(date(moved.to));
    cells.push(days_late(Some(moved.days)));
    cells.push(CellPlan::text(chain(b, &moved.chain)).styled(Style::Wrap));
}

fn benefit_cells<'a>(b: &'a Brief<'a>, answer: &WhatIf, m: usize, cells: &mut Vec<CellPlan<'a>>) {
    let Some(moved) = answer.benefits.get(m) else { return };
    let benefit = b.portfolio.benefits.get(moved.benefit.ix());
    let name = benefit.and_then(|x| x.name.as_ref().or(x.key.as_ref())).map_or("(no name)", |n| &*n.value);
    cells.push(CellPlan::text(name));
    cells.push(CellPlan::text("Benefit"));
    cells.push(CellPlan::date(Some(moved.from)).styled(Style::ComputedDate));
    cells.push(CellPlan::date(Some(moved.to)).styled(Style::ComputedDate));
    cells.push(days_late(Some(moved.days)).noted("calendar days"));
    cells.push(CellPlan::text(format!("held by {}", b.task_title(moved.enabler))).styled(Style::Wrap));
}

/// The chain with its middle counted where it is long.
fn chain(b: &Brief, chain: &[TaskId]) -> String {
    const SHOWN: usize = 8;
    if chain.len() <= SHOWN {
        return chain.iter().map(|task| b.task_title(*task)).collect::<Vec<_>>().join(" → ");
    }
    let part = |part: &[TaskId]| part.iter().map(|task| b.task_title(*task)).collect::<Vec<_>>().join(" → ");
    let (head, tail) = (chain.get(..SHOWN / 2).unwrap_or(&[]), chain.get(chain.len() - SHOWN / 2..).unwrap_or(&[]));
    format!("{} → {} more → {}", part(head), chain.len() - SHOWN, part(tail))
}

fn people(b: &Brief, l: &Layout, answer: &WhatIf) -> String {
    let person = |p: &crate::analyze::what_if::MovedPerson| {
        format!("{} ({}, +{} d)", l.person(p.resource, b), count(p.tasks, "task", "tasks"), plain(f64::from(p.days)))
    };
    join_few(answer.people.iter().map(person), ", ", 5)
}
