//! Overallocations: every stretch in which demand exceeds capacity, who competes and what float could give.

use super::Sheet;
use crate::analyze::Overallocation;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fitted, fixed, sheet, table, whole};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, Link, SheetPlan, Style, TablePlan};
use crate::report::sheets::contention::kind;
use crate::report::sheets::options::owners;
use crate::report::words::{count, join_few, of_them, percent, plain};

/// The sheet's name.
pub const NAME: &str = "Overallocations";
/// Column of the person, role or system.
pub const RESOURCE: u16 = 0;
/// Last column on paper.
const PAPER: u16 = 12;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Each stretch of days above capacity: competing tasks and projects with their hours, and the float that could give",
    rows: |_, l| l.overallocations.len(),
    build,
};

/// A link to the first stretch of a resource.
pub fn link_of(b: &Brief, l: &Layout, resource: usize) -> Option<Link> {
    let pos = l
        .overallocations
        .iter()
        .position(|&i| b.analysis.contention.over.get(i as usize).is_some_and(|o| o.resource.ix() == resource))?;
    Some(Link::Cell { sheet: NAME, row: HEADER + 1 + u32::try_from(pos).ok()?, col: RESOURCE })
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let stated = b.analysis.contention.over.iter().filter(|o| o.on_stated).count();
    let assumed = b.analysis.contention.over.len() - stated;
    let sentence = format!(
        "{} on stated demand; {} on an assumption (a), listed below the stated ones and used for no status.",
        count(stated, "stretch above capacity", "stretches above capacity"),
        of_them(assumed, "rests", "rest"),
    );
    let mut plan = sheet(NAME, "Overallocations", sentence);
    let rows = l.overallocations.len();
    let at = move |i: usize| l.overallocations.get(i).and_then(|&o| b.analysis.contention.over.get(o as usize));
    let columns = vec![
        fitted("Who", (16, 24), rows, move |i| at(i).map_or(0, |o| l.person(o.resource, b).chars().count())),
        fixed("Kind", 9.0),
        fixed("From", 12.0),
        fixed("To", 12.0),
        fixed("Peak", 8.0),
        fixed("Hours over", 8.0),
        fixed("Person-days over", 8.0),
        fixed("Basis", 12.0),
        fixed("Projects", 26.0),
        fixed("Owners", 24.0),
        fixed("Tasks", 8.0),
        fixed("Who competes (hours, float)", 66.0),
        fixed("Could give", 34.0),
        fixed("Cells", 34.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(o) = at(i) else { return };
        let resource = b.portfolio.resources.get(o.resource.ix());
        cells.push(CellPlan::text(l.person(o.resource, b)));
        cells.push(CellPlan::text(resource.map_or("", kind)));
        cells.push(CellPlan::date(Some(o.from)));
        cells.push(CellPlan::date(Some(o.to)));
        cells.push(CellPlan::number(o.peak, if o.on_stated { Style::Heat4 } else { Style::Assumed }));
        cells.push(CellPlan::number(o.excess_hours, Style::Decimal));
        cells.push(CellPlan::number(o.person_days, Style::Decimal));
        cells.push(if o.on_stated {
            CellPlan::text("Stated").styled(Style::Late)
        } else {
            CellPlan::text("a Assumed").styled(Style::Assumed)
        });
        cells.push(CellPlan::text(join_few(o.projects.iter().map(|p| b.project_name(*p)), ", ", 5)).styled(Style::Wrap));
        cells.push(CellPlan::text(owners(b, o)).styled(Style::Wrap));
        cells.push(whole(o.claims.len()));
        cells.push(CellPlan::text(claims_text(b, o, 6)).styled(Style::Wrap));
        cells.push(CellPlan::text(could_give(b, o)).styled(Style::Wrap));
        cells.push(
            CellPlan::text(join_few(o.claims.iter().filter(|c| !b.hidden_task(c.task)).map(|c| b.cell(c.at)), ", ", 4))
                .styled(Style::Muted),
        );
        l.mark(b, Spot::Overallocations, i, cells);
    });
    let nothing = "nobody is asked for more than there is of them, as far as tasks are dated and assigned.";
    table(&mut plan, Table { name: "Overallocations", top: HEADER, columns, rows, row, keys: 1, nothing });
    both_ways(&mut plan, b, l, HEADER + 1 + u32::try_from(rows).unwrap_or(0).max(1) + 2);
    plan.print_cols = Some(PAPER);
    plan
}

/// Below the stretches: those that are there only if two who may be one are one.
fn both_ways<'a>(plan: &mut SheetPlan<'a>, b: &'a Brief<'a>, l: &'a Layout, top: u32) {
    let hidden = |id: &crate::model::ResourceId| l.hidden_person(*id);
    let all: Vec<_> = b.analysis.contention.both_ways.iter().filter(|both| !both.people.iter().any(hidden)).collect();
    if all.is_empty() {
        return;
    }
    let text = "Counted both ways: above capacity only if two names that may be one person are one. Answer on the sheet Identity review.";
    plan.put(top, 0, CellPlan::text(text).styled(Style::Heading));
    let columns = vec![
        fixed("First", 16.0),
        fixed("Basis", 9.0),
        fixed("From", 12.0),
        fixed("To", 12.0),
        fixed("Peak if one", 8.0),
        fixed("Hours over if one", 8.0),
        fixed("First's peak if two", 8.0),
        fixed("Second's peak if two", 12.0),
        fixed("Projects", 26.0),
        fixed("Second", 24.0),
        fixed("Tasks", 8.0),
        fixed("Who competes (hours, float)", 66.0),
        fixed("Why they may be one", 34.0),
        fixed("Cells", 34.0),
    ];
    let rows = all.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(both) = all.get(i) else { return };
        let o = &both.as_one;
        let [first, second] = both.people;
        cells.push(CellPlan::text(l.person(first, b)));
        cells.push(CellPlan::text(if o.on_stated { "Stated" } else { "a Assumed" }));
        cells.push(CellPlan::date(Some(o.from)));
        cells.push(CellPlan::date(Some(o.to)));
        cells.push(CellPlan::number(o.peak, if o.on_stated { Style::Heat4 } else { Style::Assumed }));
        cells.push(CellPlan::number(o.excess_hours, Style::Decimal));
        cells.extend(
            both.apart.iter().map(|a| CellPlan::number(a.peak, if a.peak > 1.0 { Style::Heat4 } else { Style::Percent })),
        );
        cells.push(CellPlan::text(join_few(o.projects.iter().map(|p| b.project_name(*p)), ", ", 5)).styled(Style::Wrap));
        cells.push(CellPlan::text(l.person(second, b)));
        cells.push(whole(o.claims.len()));
        cells.push(CellPlan::text(claims_text(b, o, 6)).styled(Style::Wrap));
        let why = b.portfolio.proposals.get(both.proposal as usize).map(|p| &*p.evidence);
        cells.push(CellPlan::maybe(why).styled(Style::Wrap));
        cells.push(
            CellPlan::text(join_few(o.claims.iter().filter(|c| !b.hidden_task(c.task)).map(|c| b.cell(c.at)), ", ", 4))
                .styled(Style::Muted),
        );
    });
    let name = "CountedBothWays".to_owned();
    plan.tables.push(TablePlan { name, top: top + 1, left: 0, columns, rows, row, outline: None });
}

/// The competing claims, largest first: `Berth survey (Harbour works) 24 h, float 3 d`.
pub fn claims_text(b: &Brief, over: &Overallocation, max: usize) -> String {
    let claim = |c: &crate::analyze::Claim| {
        let float = c.float.map_or_else(String::new, |f| format!(", float {f} d"));
        let mark = if c.stated { "" } else { "a " };
        format!("{} {mark}{} h{float}", b.full_title(c.task), plain(c.hours))
    };
    join_few(over.claims.iter().map(claim), "; ", max)
}

/// The claim with the most float, where one could wait.
fn could_give(b: &Brief, over: &Overallocation) -> String {
    let best = over.claims.iter().filter(|c| c.float.is_some_and(|f| f > 0) && !b.hidden_task(c.task)).max_by_key(|c| c.float);
    match best {
        Some(c) => format!("{} can wait {} working days", b.full_title(c.task), c.float.unwrap_or(0)),
        None => format!("No competing task has float; {} needs more capacity or a later date", percent(over.peak)),
    }
}
