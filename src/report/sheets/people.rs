//! People: everybody by name, the rows that name them, and why those are one; below, the same of projects.

use super::Sheet;
use crate::model::{ProjectId, Resource, ResourceKind};
use crate::report::Brief;
use crate::report::evidence::{joined, named, rows_text, why};
use crate::report::frame::{HEADER, Table, fitted, fixed, sheet, table, whole};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style, TablePlan};
use crate::report::words::{count, join_few, thousands};

/// The sheet's name.
pub const NAME: &str = "People";
/// Sheets and rows that a cell names.
const SHEETS_NAMED: usize = 6;
const ROWS_NAMED: usize = 8;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Everybody by name: the rows that name them and why those are one person; below, where each project's records come from and why",
    rows: |b, _| b.portfolio.resources.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, _: &'a Layout) -> SheetPlan<'a> {
    let all = &b.portfolio.resources;
    let persons = all.iter().filter(|r| r.kind == ResourceKind::Person).count();
    let together = all.iter().filter(|r| crate::report::evidence::is_joined(r)).count();
    let sentence = format!(
        "{} and {}; {} named in several files or ways, each joined on the evidence beside it. Likely pairs are asked about on Identity review.",
        count(persons, "person", "people"),
        count(all.len() - persons, "role, group or system", "roles, groups and systems"),
        thousands(together),
    );
    let mut plan = sheet(NAME, "People", sentence);
    let rows = all.len();
    let columns = vec![
        fitted("Name", (16, 28), rows, move |i| all.get(i).map_or(0, |r| r.name.chars().count())),
        fixed("Kind", 9.0),
        fixed("E-mail", 36.0),
        fixed("Team", 18.0),
        fixed("Role", 18.0),
        fixed("Leaves", 12.0),
        fixed("Why they are one", 56.0),
        fixed("Rows", 8.0),
        fixed("Named in", 64.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(resource) = b.portfolio.resources.get(i) {
            person(b, resource, cells);
        }
    });
    let nothing = "nobody is named in the files.";
    table(&mut plan, Table { name: "People", top: HEADER, columns, rows, row, keys: 1, nothing });
    projects(b, &mut plan, HEADER + 3 + u32::try_from(rows.max(1)).unwrap_or(0));
    plan
}

fn person<'a>(b: &'a Brief<'a>, r: &'a Resource, cells: &mut Vec<CellPlan<'a>>) {
    cells.push(CellPlan::text(&*r.name).styled(Style::Summary));
    cells.push(CellPlan::text(match r.kind {
        ResourceKind::Person => "Person",
        ResourceKind::Role => "Role",
        ResourceKind::Group => "Group",
        ResourceKind::System => "System",
    }));
    for fact in [&r.email, &r.team, &r.role] {
        cells.push(CellPlan::maybe(fact.as_ref().map(|f| &*f.value)).styled(Style::Wrap));
    }
    cells.push(CellPlan::date(r.leaves.map(|l| l.value)));
    cells.push(CellPlan::text(why(r)).styled(Style::Wrap));
    let places = named(r);
    cells.push(whole(places.iter().map(|n| n.rows.len()).sum()));
    let told: Vec<String> = places.iter().take(SHEETS_NAMED).map(|n| rows_text(b.sources, n, ROWS_NAMED)).collect();
    let more = places.len().saturating_sub(told.len());
    let more = if more > 0 { format!("; {more} more sheets") } else { String::new() };
    cells.push(CellPlan::text(format!("{}{more}", join_few(told.iter(), "; ", SHEETS_NAMED))).styled(Style::Wrap));
}

/// Where the records of each project come from.
fn projects<'a>(b: &'a Brief<'a>, plan: &mut SheetPlan<'a>, top: u32) {
    let list: Vec<(usize, usize)> = (b.portfolio.projects.iter().enumerate())
        .filter(|(p, _)| u32::try_from(*p).is_ok_and(|p| !b.hidden(ProjectId(p))))
        .flat_map(|(p, project)| (0..project.sources.len()).map(move |n| (p, n)))
        .collect();
    if list.is_empty() {
        return;
    }
    plan.put(top, 0, CellPlan::text("Projects: where their records come from, and why they are one").styled(Style::Heading));
    let columns = vec![
        fixed("Project", 16.0),
        fixed("Key", 9.0),
        fixed("Source", 30.0),
        fixed("Known as", 18.0),
        fixed("Programs", 18.0),
        fixed("Age", 12.0),
        fixed("Why it is this project", 56.0),
    ];
    let rows = list.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some((project, n)) = list.get(i).and_then(|(p, n)| Some((b.portfolio.projects.get(*p)?, *n))) else { return };
        let Some((source, why)) = joined(project, b.sources).nth(n) else { return };
        cells.push(CellPlan::text(&*project.name).styled(Style::Wrap));
        cells.push(CellPlan::maybe(project.key.as_deref()));
        cells.push(CellPlan::text(source).styled(Style::Wrap));
        cells.push(CellPlan::text(&*project.slug).styled(Style::Muted));
        cells.push(CellPlan::text(b.program_names(project)));
        let age = project.sources.get(n).and_then(|(s, _)| b.portfolio.carried(*s)).and_then(|h| h.age(b.portfolio.as_of));
        cells.push(CellPlan::text(age.map_or_else(String::new, |days| format!("carried, {days} d"))));
        cells.push(CellPlan::text(why.to_owned()).styled(Style::Wrap));
    });
    plan.tables.push(TablePlan { name: "ProjectSources".to_owned(), top: top + 1, left: 0, columns, rows, row, outline: None });
}
