//! Sources: how every input was read, what became of its rows, and the rows set aside with the reason.

use super::Sheet;
use crate::model::calendar::day_number;
use crate::report::Brief;
use crate::report::frame::{HEADER, Table, fitted, fixed, sheet, table, whole};
use crate::report::layout::{Layout, Spot};
use crate::report::plan::{CellPlan, SheetPlan, Style, TablePlan};
use crate::report::receipt::owed::Standing;
use crate::report::receipt::{InputLine, TableLine};
use crate::report::words::{count, join_few, of_them, thousands};

/// The sheet's name.
pub const NAME: &str = "Sources";
/// Column that findings about a file are noted at: the tracker, or that it was not read.
pub const TRACKER: u16 = 2;
/// Rows set aside that are listed.
const SET_ASIDE: usize = 1_000;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "Every input: how it was read, rows read, kept, merged and set aside, its project and data date, and why a file gave nothing",
    rows: |_, l| l.sources.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let r = b.receipt;
    let refused = r.inputs.iter().filter(|i| i.refused.is_some()).count();
    let t = r.totals;
    let brought = r.inputs.iter().filter(|i| i.carried.is_some()).count();
    let more = if brought > 0 { format!(" and {brought} carried forward") } else { String::new() };
    let sentence = format!(
        "{}{more}, {} nothing. {} read = {} kept + {} merged + {} set aside.",
        count(r.inputs.len() - brought, "input", "inputs"),
        of_them(refused, "gave", "gave"),
        count(t.read, "row", "rows"),
        thousands(t.kept),
        thousands(t.merged),
        thousands(t.set_aside),
    );
    let mut plan = sheet(NAME, "Sources", sentence);
    let masked = masked(b, l);
    let rows = l.sources.len();
    let at = move |i: usize| -> Option<(u32, &'a InputLine, Option<&'a TableLine>)> {
        let &(input, table) = l.sources.get(i)?;
        let line = b.receipt.inputs.get(input as usize)?;
        Some((input, line, table.and_then(|t| line.tables.get(t as usize))))
    };
    let columns = vec![
        fitted("File", (24, 46), rows, move |i| at(i).map_or(0, |(_, f, _)| f.file.chars().count())),
        fixed("Sheet", 17.0),
        fixed("Tracker", 14.0),
        fixed("Role", 12.0),
        fixed("Header row", 8.0),
        fixed("Rows read", 8.0),
        fixed("Kept", 8.0),
        fixed("Merged", 8.5),
        fixed("Set aside", 8.0),
        fixed("Project taken, and why", 34.0),
        fixed("Data date, and why", 28.0),
        fixed("How it was read", 40.0),
        fixed("Columns kept as they are", 34.0),
        fixed("What the format cannot tell", 40.0),
        fixed("SHA-256", 16.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some((input, line, part)) = at(i) else { return };
        if masked.get(input as usize).copied().unwrap_or(false) {
            cells.push(CellPlan::text("(a restricted project's file)").styled(Style::Muted));
            cells.extend((1..15).map(|_| CellPlan::empty()));
            return;
        }
        source_row(line, part, more_alike(l, input), cells);
        l.mark(b, Spot::Sources, i, cells);
    });
    let nothing = "no input was given.";
    table(&mut plan, Table { name: "Sources", top: HEADER, columns, rows, row, keys: 1, nothing });
    plan.print_cols = Some(11);
    let below = HEADER + 3 + u32::try_from(rows.max(1)).unwrap_or(0);
    let below = expected(b, &mut plan, below);
    set_aside(b, l, &mut plan, below);
    plan
}

/// By input: whether every table of it belongs to restricted projects only.
fn masked(b: &Brief, l: &Layout) -> Vec<bool> {
    let files: rustc_hash::FxHashMap<&str, u16> = (0_u16..).zip(&b.sources.files).map(|(i, f)| (f.name.as_str(), i)).collect();
    let hidden = |file: u16, sheets: usize| {
        (0..u16::try_from(sheets).unwrap_or(0)).any(|sheet| l.hidden_source(crate::source::SourceId { file, sheet }))
    };
    b.receipt
        .inputs
        .iter()
        .map(|i| {
            files
                .get(i.file.as_str())
                .is_some_and(|&f| hidden(f, b.sources.files.get(usize::from(f)).map_or(0, |x| x.sheets.len())))
        })
        .collect()
}

/// How many inputs share the line of one that was not read.
fn more_alike(l: &Layout, input: u32) -> usize {
    l.folded.values().filter(|first| **first == input).count()
}

fn source_row<'a>(line: &'a InputLine, part: Option<&'a TableLine>, more: usize, cells: &mut Vec<CellPlan<'a>>) {
    let file = match more {
        0 => CellPlan::text(line.file.as_str()),
        n => CellPlan::text(format!(
            "{} and {} (listed in receipt.json)",
            line.file,
            count(n, "file more of it", "files more of it")
        )),
    };
    cells.push(file.styled(Style::Wrap));
    match part {
        Some(t) => {
            cells.push(CellPlan::maybe(t.sheet.as_deref()));
            cells.push(CellPlan::text(t.tracker.as_str()));
            cells.push(CellPlan::text(t.role.as_str()));
            cells.push(t.header_row.map_or_else(CellPlan::empty, |r| CellPlan::number(f64::from(r), Style::Integer)));
            cells.extend([whole(t.rows.read), whole(t.rows.kept), whole(t.rows.merged), whole(t.rows.set_aside)]);
            cells.push(CellPlan::maybe(t.project.as_deref()).styled(Style::Wrap));
            cells.push(match &line.carried {
                Some(from) => {
                    let date = t.data_date.as_deref().unwrap_or("no date told");
                    CellPlan::text(format!("{date}; carried forward from the pack of {}", from.pack)).styled(Style::AtRisk)
                }
                None => CellPlan::maybe(t.data_date.as_deref()).styled(Style::Wrap),
            });
        }
        None => {
            cells.push(CellPlan::empty());
            cells.push(CellPlan::text(if line.refused.is_some() { "Not read" } else { "No table" }).styled(Style::AtRisk));
            cells.extend((3..11).map(|_| CellPlan::empty()));
        }
    }
    cells.push(match &line.refused {
        Some(why) => CellPlan::text(why.as_str()).styled(Style::Wrap),
        None => CellPlan::text(line.how.as_str()).styled(Style::Wrap),
    });
    let list = |items: Option<&Vec<String>>, max| join_few(items.into_iter().flatten(), ", ", max);
    cells.push(CellPlan::text(list(part.map(|t| &t.unmapped), 6)).styled(Style::Wrap));
    cells.push(CellPlan::text(list(part.map(|t| &t.cannot_tell), 4)).styled(Style::Wrap));
    let sha256: String = if more == 0 { line.sha256.chars().take(12).collect() } else { String::new() };
    cells.push(CellPlan::text(sha256).styled(Style::Muted));
}

/// What is owed and where it stands; the row below it.
fn expected<'a>(b: &'a Brief<'a>, plan: &mut SheetPlan<'a>, top: u32) -> u32 {
    let lines = &b.receipt.expected;
    if lines.is_empty() {
        return top;
    }
    plan.put(top, 0, CellPlan::text("Hand-ins that are owed").styled(Style::Heading));
    let columns = vec![
        // The widths are those of the table above: what needs room stands under its wide columns.
        fixed("Hand-in", 24.0),
        fixed("Standing", 17.0),
        fixed("Owner", 14.0),
        fixed("Due", 12.0),
        fixed("Days to due", 8.0),
        fixed("Age in days", 8.0),
        fixed("Files", 8.0),
        fixed("Older files", 8.0),
        fixed("Carried files", 8.0),
        fixed("Which", 34.0),
        fixed("Data of", 28.0),
        fixed("Remark", 40.0),
        fixed("Written at", 34.0),
    ];
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        let Some(line) = b.receipt.expected.get(i) else { return };
        cells.push(CellPlan::text(line.name.as_str()).styled(Style::Wrap));
        let standing = if line.carried.is_empty() { "" } else { ", carried" };
        cells.push(CellPlan::text(format!("{}{standing}", line.standing.word())).styled(match line.standing {
            Standing::Received => Style::OnTrack,
            Standing::Missing | Standing::Partial => Style::Late,
            Standing::Late | Standing::Unchanged => Style::AtRisk,
            Standing::NotDue => Style::Muted,
        }));
        cells.push(CellPlan::maybe(line.owner.as_deref()));
        cells.push(CellPlan::maybe(line.due.as_deref()));
        let days =
            |n: i64| i32::try_from(n).map_or_else(|_| CellPlan::empty(), |n| CellPlan::number(f64::from(n), Style::Integer));
        let due = line.due.as_deref().and_then(|day| day.parse::<jiff::civil::Date>().ok());
        let until = |day: jiff::civil::Date| i64::from(day_number(day)) - i64::from(day_number(b.portfolio.as_of));
        cells.push(due.map_or_else(CellPlan::empty, |day| days(until(day))));
        cells.push(line.age_days.map_or_else(CellPlan::empty, days));
        cells.extend([whole(line.files.len()), whole(line.superseded.len()), whole(line.carried.len())]);
        let older = line.superseded.iter().map(|file| format!("older: {file}"));
        let which: Vec<String> = line.files.iter().chain(&line.carried).cloned().chain(older).collect();
        cells.push(CellPlan::text(which.join(", ")).styled(Style::Wrap));
        cells.push(CellPlan::maybe(line.data_date.as_deref()));
        cells.push(CellPlan::text(line.remark.as_str()).styled(Style::Wrap));
        cells.push(CellPlan::text(line.at.as_str()).styled(Style::Muted));
    });
    let rows = lines.len();
    plan.tables.push(TablePlan { name: "HandIns".to_owned(), top: top + 1, left: 0, columns, rows, row, outline: None });
    top + 4 + u32::try_from(rows).unwrap_or(0)
}

/// The rows that are no record, each with its reason.
fn set_aside<'a>(b: &'a Brief<'a>, l: &'a Layout, plan: &mut SheetPlan<'a>, top: u32) {
    let masked = masked(b, l);
    let lines: Vec<_> = b
        .receipt
        .inputs
        .iter()
        .zip(masked)
        .filter(|(_, hidden)| !hidden)
        .flat_map(|(i, _)| i.tables.iter())
        .flat_map(|t| t.set_aside.iter())
        .take(SET_ASIDE)
        .collect();
    let all = b.receipt.totals.set_aside;
    let more =
        if all > lines.len() { format!(", {} listed; all stand in receipt.json", thousands(lines.len())) } else { String::new() };
    plan.put(top, 0, CellPlan::text(format!("Rows set aside: {}{more}", thousands(all))).styled(Style::Heading));
    if lines.is_empty() {
        return;
    }
    let rows = lines.len();
    let row = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(line) = lines.get(i) {
            cells.push(CellPlan::text(line.cell.as_str()));
            cells.push(CellPlan::text(line.reason.as_str()));
        }
    });
    // The reason runs on over the empty cells to its right.
    let columns = vec![fixed("Cell", 20.0), fixed("Reason", 17.0)];
    plan.tables.push(TablePlan { name: "SetAside".to_owned(), top: top + 1, left: 0, columns, rows, row, outline: None });
}
