//! Findings: by cause and by owner on top, then each with its place, what to do and a link to the cell that it speaks of.

use super::Sheet;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::report::Brief;
use crate::report::frame::{Table, fitted, fixed, header, heading, linked, sheet, table, whole, whole_or_none};
use crate::report::layout::{Group, Layout, owner_of, project_of};
use crate::report::plan::{CellPlan, Link, SheetPlan, Style};
use crate::report::words::{clip, count, join_few, thousands};

/// The sheet's name.
pub const NAME: &str = "Findings";
/// Column of the check's name: links from the cells lead here.
pub const CHECK: u16 = 2;
/// Groups shown in each block.
const GROUPS: usize = 12;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "What is wrong or odd, gravest first, by cause and by owner: where, what to do, with a link to the cell",
    rows: |_, l| l.listed,
    build,
};

/// Row of the table header: below the blocks.
pub fn top(l: &Layout) -> u32 {
    let lines = l.by_check.len().clamp(l.by_owner.len().min(GROUPS), GROUPS.max(l.by_owner.len().min(GROUPS)));
    let more = usize::from(l.by_check.len() > GROUPS || l.by_owner.len() > GROUPS);
    if l.by_check.is_empty() { 3 } else { 3 + 2 + u32::try_from(lines + more).unwrap_or(0) + 1 }
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let mut sum = [0_usize; 3];
    for group in &l.by_check {
        for (s, n) in sum.iter_mut().zip(group.counts) {
            *s += n;
        }
    }
    let cap = if l.listed < l.findings.len() {
        format!(" Only the {} gravest of {} are listed (`workbook.findings`).", thousands(l.listed), thousands(l.findings.len()))
    } else {
        String::new()
    };
    let cap = match b.findings.len().saturating_sub(l.findings.len()) {
        0 => cap,
        n => format!("{cap} {} restricted projects, left out here.", count(n, "further one speaks of", "further ones speak of")),
    };
    let sentence = format!(
        "{}, {}, {}.{cap} `steerpack explain CHECK` says what a check means.",
        count(sum[0], "error", "errors"),
        count(sum[1], "warning", "warnings"),
        count(sum[2], "note", "notes"),
    );
    let mut plan = sheet(NAME, "Findings", sentence);
    if !l.by_check.is_empty() {
        blocks(l, &mut plan);
    }
    let rows = l.listed;
    let at = move |i: usize| l.findings.get(i).and_then(|&f| b.findings.get(f as usize));
    let columns = vec![
        fixed("No", 8.0),
        fixed("Severity", 10.5),
        fitted("Check", (18, 26), rows, move |i| at(i).map_or(0, |f| f.check.len())),
        fixed("What is wrong", 64.0),
        fixed("What to do", 40.0),
        fitted("Project", (16, 22), rows, move |i| {
            at(i).and_then(|f| project_of(b, f)).map_or(0, |p| b.project_name(p).chars().count())
        }),
        fitted("Owner", (14, 18), rows, move |i| at(i).map_or(0, |f| owner_of(b, f).chars().count())),
        fixed("In this workbook", 19.0),
        fitted("Place", (16, 36), rows, move |i| at(i).map_or(0, |f| place(b, f).chars().count())),
        fixed("Proved by", 34.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(finding) = at(i) {
            finding_row(b, l, i, finding, cells);
        }
    });
    let nothing = "no check found anything.";
    table(&mut plan, Table { name: "Findings", top: top(l), columns, rows, row, keys: 0, nothing });
    plan.print_cols = Some(8);
    plan
}

fn finding_row<'a>(b: &'a Brief<'a>, l: &'a Layout, i: usize, f: &'a Diagnostic, cells: &mut Vec<CellPlan<'a>>) {
    cells.push(whole(i + 1));
    cells.push(severity(f.severity));
    cells.push(CellPlan::text(f.check));
    cells.push(CellPlan::text(f.message.as_str()).styled(Style::Wrap));
    cells.push(CellPlan::text(&*f.help).styled(Style::Wrap));
    cells.push(CellPlan::maybe(project_of(b, f).map(|p| b.project_name(p))));
    cells.push(CellPlan::text(owner_of(b, f)));
    let target = l.targets.get(i).copied().flatten();
    cells.push(match target {
        Some(t) => {
            let link = l.link(t, b);
            let text = match &link {
                Link::Cell { sheet, row, col } => {
                    format!("{sheet}!{}{}", crate::source::column_letters(*col), u64::from(*row) + 1)
                }
                Link::Url(url) => url.clone(),
            };
            CellPlan::text(text).styled(Style::Link).linked(link)
        }
        None => CellPlan::empty(),
    });
    cells.push(CellPlan::text(place(b, f)).styled(Style::Muted));
    cells.push(CellPlan::text(join_few(f.related.iter().map(|&at| b.cell(at)), ", ", 3)).styled(Style::Muted));
}

/// A severity with its word.
pub fn severity<'a>(severity: Severity) -> CellPlan<'a> {
    match severity {
        Severity::Error => CellPlan::text("Error").styled(Style::SeverityError),
        Severity::Warning => CellPlan::text("Warning").styled(Style::SeverityWarning),
        Severity::Note => CellPlan::text("Note").styled(Style::SeverityNote),
    }
}

/// The place in text form.
pub fn place(b: &Brief, f: &Diagnostic) -> String {
    match &f.place {
        Place::Cell(at) => b.cell(*at),
        Place::Source(source) => b.sources.source_text(*source),
        Place::File(name) => name.to_string(),
        Place::Run => "the run".to_owned(),
    }
}

fn blocks<'a>(l: &'a Layout, plan: &mut SheetPlan<'a>) {
    heading(plan, 3, 0, "By cause");
    heading(plan, 3, 5, "By owner: who can mend it");
    header(plan, 4, 0, &["Count", "Gravest", "Check", "What it finds"]);
    header(plan, 4, 5, &["Errors, warnings", "Owner", "Findings"]);
    let title = |name: &str| crate::check::all().find(|c| c.name == name).map_or("", |c| c.title);
    let first = |g: &Group| g.first.map(|rank| Link::Cell { sheet: NAME, row: top(l) + 1 + rank, col: CHECK });
    for (row, group) in (5_u32..).zip(l.by_check.iter().take(GROUPS)) {
        plan.put(row, 0, whole(group.total()));
        plan.put(row, 1, severity(group.worst()));
        plan.put(row, 2, linked(CellPlan::text(group.name.as_str()), first(group)));
        plan.put(row, 3, CellPlan::text(clip(title(&group.name), 70)));
    }
    for (row, group) in (5_u32..).zip(l.by_owner.iter().take(GROUPS)) {
        plan.put(row, 5, CellPlan::text(format!("{} E, {} W", group.counts[0], group.counts[1])));
        plan.put(row, 6, linked(CellPlan::text(group.name.as_str()), first(group)));
        plan.put(row, 7, whole_or_none(group.total()));
    }
    let more = |groups: &[Group], what: (&'static str, &'static str)| {
        let rest: usize = groups.iter().skip(GROUPS).map(Group::total).sum();
        format!("{} more with {}", count(groups.len().saturating_sub(GROUPS), what.0, what.1), count(rest, "finding", "findings"))
    };
    let row = 5 + u32::try_from(GROUPS).unwrap_or(0);
    if l.by_check.len() > GROUPS {
        plan.put(row, 2, CellPlan::text(more(&l.by_check, ("check", "checks"))).styled(Style::Muted));
    }
    if l.by_owner.len() > GROUPS {
        plan.put(row, 6, CellPlan::text(more(&l.by_owner, ("owner", "owners"))).styled(Style::Muted));
    }
    plan.cells.sort_by_key(|c| (c.row, c.col));
}
