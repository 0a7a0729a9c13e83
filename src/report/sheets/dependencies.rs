//! Dependencies: every link with both ends, both dates, and whether they hold.

use super::Sheet;
use crate::model::{Dependency, DependencyEnd, DependencyId, Lag, LagUnit, Relation};
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fitted, fixed, linked, sheet, table};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, LOW_MEMORY_ROWS, SheetPlan, Style};
use crate::report::words::{clip, count, join_few, of_them, plain};
use jiff::civil::Date;
use rustc_hash::FxHashSet;

/// The sheet's name.
pub const NAME: &str = "Dependencies";
/// Column of the state.
pub const STATE: u16 = 8;
/// Last column on paper.
const PAPER: u16 = 12;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Every link between tasks, broken ones first: relation, lag, both reported dates, the gap, whether it crosses projects",
    rows: |_, l| l.dependencies.len(),
    build,
};

/// The dependencies as listed: those that reported dates break by gap, then links to outside, then the rest; without those of
/// which both ends stay off the page.
pub fn order(b: &Brief) -> Vec<u32> {
    let p = b.portfolio;
    let hidden = |end: &DependencyEnd| end.task().is_none_or(|t| b.hidden_task(t));
    let gaps = Gaps::new(b);
    let mut order: Vec<u32> = (0_u32..)
        .zip(&p.dependencies)
        .filter(|(_, d)| !(hidden(&d.predecessor) && hidden(&d.successor)))
        .map(|(i, _)| i)
        .collect();
    order.sort_by_cached_key(|&i| {
        let outside =
            p.dependencies.get(i as usize).is_some_and(|d| d.predecessor.task().is_none() || d.successor.task().is_none());
        (gaps.of(i).map_or(0, |(g, _)| -i64::from(g)), !outside)
    });
    order
}

/// Gaps of broken links by link, for bisection.
struct Gaps(Vec<(u32, i32, Date)>);

impl Gaps {
    fn new(b: &Brief) -> Gaps {
        let mut gaps: Vec<_> = b.analysis.schedule.broken.iter().map(|x| (x.link.0, x.gap, x.allowed)).collect();
        gaps.sort_unstable();
        Gaps(gaps)
    }
    fn of(&self, link: u32) -> Option<(i32, Date)> {
        let ix = self.0.binary_search_by_key(&link, |x| x.0).ok()?;
        self.0.get(ix).map(|x| (x.1, x.2))
    }
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let c = b.portfolio.counts;
    let sentence = format!(
        "{}: {} by the reported dates, {} to something outside the files. Gap in working days that the successor stands too early.",
        count(l.dependencies.len(), "link", "links"),
        of_them(b.analysis.schedule.broken.len(), "is broken", "are broken"),
        of_them(c.dependencies_outside, "leads", "lead"),
    );
    let mut plan = sheet(NAME, "Dependencies", sentence);
    let rows = l.dependencies.len();
    let at = move |i: usize| l.dependencies.get(i).and_then(|&d| b.dependency(DependencyId(d)));
    let ends =
        move |i: usize, which: fn(&Dependency) -> &DependencyEnd| at(i).map_or(0, |d| b.end_title(which(d)).chars().count());
    let columns = vec![
        fixed("Predecessor project", 24.0),
        fitted("Predecessor", (20, 46), rows, move |i| ends(i, |d| &d.predecessor)),
        fixed("Successor project", 24.0),
        fitted("Successor", (20, 46), rows, move |i| ends(i, |d| &d.successor)),
        fixed("Relation", 9.5),
        fixed("Lag", 8.0),
        fixed("Predecessor date", 12.5),
        fixed("Successor date", 12.0),
        fixed("State", 18.0),
        fixed("Allowed from", 12.0),
        fixed("Gap (wd)", 8.0),
        fixed("Crosses projects", 10.0),
        fixed("Basis", 9.0),
        fitted("Stated at", (16, 44), rows, move |i| at(i).map_or(0, |d| stated_at(b, d).chars().count())),
    ];
    let gaps = Gaps::new(b);
    let cycles: FxHashSet<u32> = b.analysis.schedule.cycles.iter().flat_map(|c| c.links.iter().map(|d| d.0)).collect();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(&id) = l.dependencies.get(i)
            && let Some(d) = b.dependency(DependencyId(id))
        {
            link_row(b, l, d, gaps.of(id), cycles.contains(&id), cells);
            l.mark(b, Spot::Dependencies, i, cells);
        }
    });
    let nothing = "no link between tasks is in the files. Export predecessors (or Jira's issue links) with the tasks to see what drives what.";
    table(&mut plan, Table { name: "Dependencies", top: HEADER, columns, rows, row, keys: 0, nothing });
    plan.print_cols = Some(PAPER);
    plan
}

fn link_row<'a>(
    b: &'a Brief<'a>,
    l: &'a Layout,
    d: &'a Dependency,
    gap: Option<(i32, Date)>,
    in_cycle: bool,
    cells: &mut Vec<CellPlan<'a>>,
) {
    for end in [&d.predecessor, &d.successor] {
        let project = b.end_project(end);
        cells.push(CellPlan::maybe(project.map(|p| b.project_name(p))));
        let key = end.task().and_then(|t| b.task(t)).and_then(crate::model::Task::key);
        cells.push(match key.filter(|_| l.dependencies.len() > LOW_MEMORY_ROWS) {
            // a big sheet names both ends by their keys, words that the sheet Tasks holds already
            Some(key) => CellPlan::text(key),
            None => linked(CellPlan::text(clip(&b.end_title(end), 54)), end.task().and_then(|t| l.task_link(t))),
        });
    }
    cells.push(CellPlan::text(d.relation.value.word()));
    cells.push(d.lag.map_or_else(CellPlan::empty, |lag| CellPlan::text(lag_text(lag))));
    let (from, to) = dates(b, d);
    cells.push(CellPlan::date(from));
    cells.push(CellPlan::date(to));
    cells.push(state(d, gap, in_cycle, from.is_some() && to.is_some()));
    cells.push(CellPlan::date(gap.map(|g| g.1)).styled(Style::ComputedDate));
    cells.push(gap.map_or_else(CellPlan::empty, |g| CellPlan::number(f64::from(g.0), Style::LateDays)));
    let crosses = matches!((b.end_project(&d.predecessor), b.end_project(&d.successor)), (Some(x), Some(y)) if x != y);
    cells.push(CellPlan::text(if crosses { "Yes" } else { "" }));
    cells.push(CellPlan::text(d.relation.basis.word()).styled(Style::Muted));
    cells.push(CellPlan::text(stated_at(b, d)).styled(Style::Muted));
}

fn state<'a>(d: &Dependency, gap: Option<(i32, Date)>, in_cycle: bool, dated: bool) -> CellPlan<'a> {
    if let Some((days, _)) = gap {
        return CellPlan::text(format!("Broken by {days} d")).styled(Style::Late);
    }
    if in_cycle {
        return CellPlan::text("In a cycle").styled(Style::Late);
    }
    if d.predecessor.task().is_none() || d.successor.task().is_none() {
        return CellPlan::text("Outside the files").styled(Style::AtRisk);
    }
    if d.relation.value == Relation::Unknown {
        return CellPlan::text("Relation not told").styled(Style::NotAssessable);
    }
    if !dated {
        return CellPlan::text("A date is missing").styled(Style::NotAssessable);
    }
    CellPlan::text("Fine").styled(Style::OnTrack)
}

/// The two dates the relation ties: finish of the one and start of the other for finish-to-start, and so on.
pub fn dates(b: &Brief, d: &Dependency) -> (Option<Date>, Option<Date>) {
    let facts = |end: &DependencyEnd| end.task().filter(|t| !b.hidden_task(*t)).and_then(|t| b.task(t)).map(|t| &*t.facts);
    let (from, to) = (facts(&d.predecessor), facts(&d.successor));
    let starts = matches!(d.relation.value, Relation::StartStart | Relation::StartFinish);
    let ends = matches!(d.relation.value, Relation::FinishFinish | Relation::StartFinish);
    let date = |f: Option<&crate::model::TaskFacts>, start: bool| {
        f.and_then(|f| if start { f.start_date() } else { f.finish_date() }).map(|s| s.value)
    };
    // A milestone often states one date only; it stands for both.
    let successor = date(to, !ends)
        .or_else(|| to.filter(|f| f.kind == crate::model::TaskKind::Milestone).and_then(|f| f.finish_date()).map(|s| s.value));
    (date(from, starts), successor)
}

/// `+2 d`, `−3 ed`, `+50 %`.
pub fn lag_text(lag: Lag) -> String {
    let unit = match lag.unit {
        LagUnit::WorkingDays => "d",
        LagUnit::ElapsedDays => "ed",
        LagUnit::Percent => "%",
    };
    let sign = if lag.amount < 0.0 { "−" } else { "+" };
    format!("{sign}{} {unit}", plain(lag.amount.abs()))
}

fn stated_at(b: &Brief, d: &Dependency) -> String {
    join_few(d.stated_at.iter().map(|&at| b.cell(at)), ", ", 2)
}
