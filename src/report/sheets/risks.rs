//! Risks: common causes across projects on top, then every risk, open ones first.

use super::Sheet;
use crate::analyze::CommonCause;
use crate::model::{LogItem, LogKind};
use crate::report::Brief;
use crate::report::frame::{Table, fitted, fixed, header, heading, rag, sheet, table};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, ColumnPlan, SheetPlan, Style};
use crate::report::words::{count, join_few};

/// The sheet's name.
pub const NAME: &str = "Risks";
/// Column of an item's text, on every log sheet.
pub const ITEM: u16 = 2;
/// Column of an item's status, on every log sheet.
pub const STATUS: u16 = 4;
/// Column of an item's owner, on every log sheet.
pub const OWNER: u16 = 5;
/// Column of an item's due date, on every log sheet.
pub const DUE: u16 = 6;
/// Common causes shown.
const CAUSES: usize = 12;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Common causes behind several projects with every spelling, then all risks, open ones first",
    rows: |_, l| l.risks.len(),
    build,
};

fn causes<'a>(b: &Brief<'a>) -> impl Iterator<Item = &'a CommonCause> + use<'a> {
    let least = b.settings.thresholds.common_cause_projects;
    b.analysis.exposure.iter().filter(move |c| c.projects.len() >= least)
}

/// Row of the table header: below the block of common causes.
pub fn top(b: &Brief, _: &Layout) -> u32 {
    let shown = u32::try_from(causes(b).count().min(CAUSES)).unwrap_or(0);
    if shown == 0 { 3 } else { 3 + 2 + shown + 1 }
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let open = l.risks.iter().filter(|&&i| b.portfolio.log.get(i as usize).is_some_and(|r| r.open != Some(false))).count();
    let sentence = format!(
        "{}, {} open; {} behind risks or issues of more than one project.",
        count(l.risks.len(), "risk", "risks"),
        open,
        count(causes(b).count(), "cause stands", "causes stand"),
    );
    let mut plan = sheet(NAME, "Risks", sentence);
    let top = top(b, l);
    if top > 3 {
        cause_block(b, l, &mut plan);
    }
    let rows = l.risks.len();
    let at = move |i: usize| l.risks.get(i).and_then(|&r| b.portfolio.log.get(r as usize));
    let mut columns = first_columns(b, "Risk", rows, at);
    columns.extend([
        fixed("RAG", 8.5),
        fixed("Probability", 11.5),
        fixed("Impact", 9.0),
        fixed("Score", 9.0),
        fixed("Exposure", 11.0),
        fixed("Response", 42.0),
        fixed("Cause or vendor", 22.0),
        fitted("Source cell", (14, 34), rows, move |i| at(i).map_or(0, |r| b.cell(r.at).chars().count())),
    ]);
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(r) = at(i) else { return };
        first_cells(b, r, cells);
        cells.push(r.rag.as_ref().map_or_else(CellPlan::empty, |x| rag(Some(x.value), "")));
        for level in [&r.probability, &r.impact, &r.score] {
            cells.push(match level {
                Some(s) if s.value.number.is_some_and(|n| s.value.word.trim().parse() == Ok(n)) => {
                    CellPlan::number(s.value.number.unwrap_or(0.0), Style::Plain)
                }
                Some(s) => CellPlan::text(&*s.value.word),
                None => CellPlan::empty(),
            });
        }
        cells.push(r.exposure.as_ref().map_or_else(CellPlan::empty, |x| CellPlan::number(x.value, Style::Money)));
        cells.push(CellPlan::maybe(r.response.as_ref().map(|s| &*s.value)).styled(Style::Wrap));
        cells.push(CellPlan::maybe(r.vendor.as_ref().map(|s| &*s.value)));
        cells.push(CellPlan::text(b.cell(r.at)).styled(Style::Muted));
        l.mark(b, Spot::Risks, i, cells);
    });
    let nothing = "no risk register is among the files given.";
    table(&mut plan, Table { name: "Risks", top, columns, rows, row, keys: 0, nothing });
    plan.print_cols = Some(13);
    plan
}

fn cause_block<'a>(b: &'a Brief<'a>, l: &'a Layout, plan: &mut SheetPlan<'a>) {
    heading(plan, 3, 0, "Common causes");
    header(plan, 4, 0, &["Items", "Projects", "Cause, as spelled", "Projects hit", "", "", "", "", "Evidence", "", "", "", ""]);
    for (row, cause) in (5_u32..).zip(causes(b).take(CAUSES)) {
        let first = cause.items.first().and_then(|&i| l.log_link(i, b));
        plan.put(row, 0, crate::report::frame::linked(crate::report::frame::whole(cause.items.len()), first));
        plan.put(row, 1, CellPlan::text(count(cause.projects.len(), "project", "projects")).styled(Style::Late));
        let mut spellings: Vec<&str> = cause.spellings.iter().map(|(s, _)| &**s).collect();
        spellings.dedup();
        let name = format!("{} (spelled {})", cause.name, join_few(spellings.iter().map(|s| format!("“{s}”")), ", ", 4));
        plan.put(row, 2, CellPlan::text(name).styled(Style::Wrap));
        plan.put_wide(
            row,
            3,
            7,
            CellPlan::text(join_few(cause.projects.iter().map(|p| b.project_name(*p)), ", ", 6)).styled(Style::Wrap),
        );
        plan.put_wide(row, 8, 12, CellPlan::text(cause.evidence.as_str()).styled(Style::Wrap));
    }
}

/// The columns that every log sheet starts with.
pub fn first_columns<'a>(
    b: &'a Brief<'a>,
    item: &str,
    rows: usize,
    at: impl Fn(usize) -> Option<&'a LogItem> + Copy,
) -> Vec<ColumnPlan> {
    vec![
        fitted("Id", (8, 14), rows, move |i| at(i).and_then(|r| r.key.as_ref()).map_or(0, |k| k.value.chars().count())),
        fitted("Project", (14, 22), rows, move |i| {
            at(i).and_then(|r| r.project).map_or(0, |p| b.project_name(p).chars().count())
        }),
        fixed(item, 46.0),
        fixed("State", 10.0),
        fitted("Status", (10, 16), rows, move |i| at(i).and_then(|r| r.status.as_ref()).map_or(0, |s| s.value.chars().count())),
        fitted("Owner", (12, 18), rows, move |i| at(i).and_then(|r| r.owner.as_ref()).map_or(0, |s| s.value.chars().count())),
        fixed("Due", 12.0),
    ]
}

/// The cells of [`first_columns`].
pub fn first_cells<'a>(b: &'a Brief<'a>, r: &'a LogItem, cells: &mut Vec<CellPlan<'a>>) {
    cells.push(CellPlan::maybe(r.key.as_ref().map(|k| &*k.value)));
    cells.push(match r.project {
        Some(p) => CellPlan::text(b.project_name(p)),
        None => CellPlan::text("(whole program)").styled(Style::Muted),
    });
    cells.push(CellPlan::text(r.label()).styled(Style::Wrap));
    cells.push(CellPlan::text(match r.open {
        Some(true) => "Open",
        Some(false) => "Closed",
        None => "Not told",
    }));
    cells.push(CellPlan::maybe(r.status.as_ref().map(|s| &*s.value)));
    cells.push(CellPlan::maybe(r.owner.as_ref().map(|s| &*s.value)));
    let overdue =
        r.open != Some(false) && r.due.is_some_and(|d| d.value < b.portfolio.as_of) && !matches!(r.kind, LogKind::Lesson);
    cells.push(CellPlan::date(r.due.map(|d| d.value)).styled(if overdue { Style::LateDate } else { Style::Date }));
}
