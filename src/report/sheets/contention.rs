//! Contention: people × weeks, stated demand over capacity as a heatmap; demand that rests on an assumption stands apart, marked `a`.

use super::{Sheet, overallocations};
use crate::analyze::WeekLoad;
use crate::model::{Resource, ResourceId, ResourceKind};
use crate::report::Brief;
use crate::report::frame::{header, heading, sheet};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, Link, SheetPlan, Style};
use crate::report::words::{count, percent};
use jiff::ToSpan;
use jiff::civil::Date;

const NAME: &str = "Contention";
/// Weeks shown.
const WEEKS: usize = 26;
/// Months shown.
const MONTHS: usize = 12;
/// People shown in each block.
const PEOPLE: usize = 60;
const FIRST_WEEK: u16 = 4;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "People, roles and systems by week: stated demand in percent of capacity; assumed demand in a block of its own, marked a",
    rows: |b, l| people(b, l, |w| w.stated).len(),
    build,
};

/// A resource in the heatmap with its highest weekly ratio.
struct Line {
    resource: usize,
    peak: f64,
}

/// The resources with demand of the given kind in the weeks shown, highest first.
fn people(b: &Brief, l: &Layout, hours: fn(&WeekLoad) -> f64) -> Vec<Line> {
    let (from, to) = span(b);
    let mut lines: Vec<Line> = Vec::new();
    for (resource, weeks) in b.analysis.contention.loads.iter().enumerate() {
        let shown = weeks.iter().filter(|w| w.week >= from && w.week <= to && hours(w) > 0.0);
        let peak = shown.map(|w| ratio(hours(w), w.capacity)).fold(None, |max: Option<f64>, r| Some(max.map_or(r, |m| m.max(r))));
        let hidden = u32::try_from(resource).is_ok_and(|r| l.hidden_person(ResourceId(r)));
        if let Some(peak) = peak.filter(|_| !hidden) {
            lines.push(Line { resource, peak });
        }
    }
    lines.sort_by(|a, b| b.peak.total_cmp(&a.peak).then(a.resource.cmp(&b.resource)));
    lines
}

/// First and last Monday shown: from the week of the as-of date, or from the first week with demand where all of it lies later.
fn span(b: &Brief) -> (Date, Date) {
    let monday = monday(b.portfolio.as_of);
    let weeks = || b.analysis.contention.loads.iter().flatten().filter(|w| w.stated > 0.0 || w.assumed > 0.0).map(|w| w.week);
    let first = weeks().filter(|w| *w >= monday).min().or_else(|| weeks().min()).unwrap_or(monday);
    let span = i64::try_from(WEEKS - 1).unwrap_or(0);
    let last = first.checked_add(span.weeks()).unwrap_or(Date::MAX);
    (first, weeks().filter(|w| *w >= first && *w <= last).max().unwrap_or(first))
}

fn monday(day: Date) -> Date {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day)
}

fn ratio(hours: f64, capacity: f64) -> f64 {
    match capacity {
        c if c > 0.0 => hours / c,
        _ if hours > 0.0 => f64::INFINITY,
        _ => 0.0,
    }
}

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let stated = people(b, l, |w| w.stated);
    let assumed = people(b, l, |w| w.assumed);
    let over = b.analysis.contention.over.iter().filter(|o| o.on_stated).count();
    let sentence = format!(
        "Percent of capacity by week (Monday shown) on stated hours and units, across all projects: {} above capacity. Notes and sheet Overallocations name who competes.",
        count(over, "stretch stands", "stretches stand"),
    );
    let mut plan = sheet(NAME, "Contention", sentence);
    let (from, to) = span(b);
    let mut weeks = Vec::new();
    let mut week = from;
    while week <= to && weeks.len() < WEEKS {
        weeks.push(week);
        let Ok(next) = week.checked_add(1.week()) else { break };
        week = next;
    }
    plan.widths = vec![(0, 30.0), (1, 9.0), (2, 25.0), (3, 10.0)];
    plan.widths.extend((FIRST_WEEK..).zip(&weeks).map(|(c, _)| (c, 8.5)));
    plan.put(2, 2, CellPlan::text("under 80 %").styled(Style::Heat1));
    for (c, (word, style)) in
        (FIRST_WEEK..).step_by(2).zip([("80–100 %", Style::Heat2), ("over 100 %", Style::Heat3), ("over 150 %", Style::Heat4)])
    {
        plan.put_wide(2, c, c + 1, CellPlan::text(word).styled(style));
    }
    let mut row = 3;
    heading(&mut plan, row, 0, "On stated hours and units");
    row += 1;
    if stated.is_empty() {
        plan.put(
            row,
            0,
            CellPlan::text("Nothing to show: no source states work or units for anybody on open, dated tasks.")
                .styled(Style::Muted),
        );
        row += 1;
    } else {
        plan.freeze = (row + 1, 1);
        plan.repeat_rows = Some((row, row));
        row = block(b, l, &mut plan, row, &weeks, &stated, |w| w.stated);
    }
    row += 1;
    heading(&mut plan, row, 0, "On assumed full time (a): neither work nor units are stated; not used for any status");
    row += 1;
    if assumed.is_empty() {
        plan.put(row, 0, CellPlan::text("Nothing to show: no demand rests on an assumption.").styled(Style::Muted));
        row += 1;
    } else {
        row = block_assumed(b, l, &mut plan, row, &weeks, &assumed);
    }
    by_month(b, l, &mut plan, row + 1, &stated, &assumed);
    plan
}

/// Months: stated demand, and where some rests on an assumption the range up to both together.
fn by_month<'a>(b: &'a Brief<'a>, l: &'a Layout, plan: &mut SheetPlan<'a>, top: u32, stated: &[Line], assumed: &[Line]) {
    heading(plan, top, 0, "By month, a range where bases are mixed: from stated demand alone to stated and assumed together (a)");
    let first = b.portfolio.as_of.first_of_month();
    let all = b.analysis.contention.months.iter().flatten().map(|m| m.week).filter(|month| *month >= first);
    let mut months: Vec<Date> = all.collect();
    months.sort_unstable();
    months.dedup();
    months.truncate(MONTHS);
    header(plan, top + 1, 0, &["Who", "Kind", "Role or team"]);
    for (c, month) in (FIRST_WEEK..).zip(&months) {
        plan.put(top + 1, c, CellPlan::text(month.strftime("%b %y").to_string()).styled(Style::Header));
    }
    let mut listed: Vec<usize> = Vec::new();
    for line in stated.iter().take(PEOPLE).chain(assumed.iter().take(PEOPLE)) {
        if listed.len() < PEOPLE && !listed.contains(&line.resource) {
            listed.push(line.resource);
        }
    }
    for (row, resource) in (top + 2..).zip(listed) {
        for (c, cell) in (0_u16..).zip(who(b, l, &Line { resource, peak: 0.0 })) {
            plan.put(row, c, cell);
        }
        let loads = b.analysis.contention.months.get(resource).map_or(&[][..], Vec::as_slice);
        for (c, month) in (FIRST_WEEK..).zip(&months) {
            let load = loads.binary_search_by_key(month, |m| m.week).ok().and_then(|ix| loads.get(ix));
            if let Some(load) = load.filter(|load| load.stated + load.assumed > 0.0) {
                plan.put(row, c, month_cell(load));
            }
        }
    }
}

fn month_cell<'a>(load: &WeekLoad) -> CellPlan<'a> {
    let (low, high) = (ratio(load.stated, load.capacity), ratio(load.stated + load.assumed, load.capacity));
    match (load.stated > 0.0, load.assumed > 0.0) {
        (true, false) => heat(low),
        (false, _) => assumed_cell(high),
        (true, true) if high.is_infinite() => assumed_cell(high),
        (true, true) => {
            let style = heat(low).style;
            CellPlan::text(format!("{:.0}–{:.0}% a", low * 100.0, high * 100.0)).styled(style)
        }
    }
}

fn head(plan: &mut SheetPlan, row: u32, weeks: &[Date]) {
    header(plan, row, 0, &["Who", "Kind", "Role or team", "Peak"]);
    for (c, week) in (FIRST_WEEK..).zip(weeks) {
        plan.put(row, c, CellPlan::text(week.strftime("%-d %b").to_string()).styled(Style::Header));
    }
}

fn who<'a>(b: &'a Brief<'a>, l: &Layout, line: &Line) -> [CellPlan<'a>; 3] {
    let Some(r) = b.portfolio.resources.get(line.resource) else { return std::array::from_fn(|_| CellPlan::empty()) };
    let id = ResourceId(u32::try_from(line.resource).unwrap_or(u32::MAX));
    [
        named_with_calendar(b, r, l.person(id, b)),
        CellPlan::text(kind(r)),
        CellPlan::maybe(r.role.as_ref().or(r.team.as_ref()).map(|s| &*s.value)),
    ]
}

/// The name, with the calendar of days and hours as a note where it is not the program's.
fn named_with_calendar<'a>(b: &Brief, resource: &Resource, name: impl Into<std::borrow::Cow<'a, str>>) -> CellPlan<'a> {
    let cell = CellPlan::text(name);
    match resource.calendar {
        None => cell,
        calendar => cell.noted(format!("Calendar {}", super::projects::calendar_words(b, calendar))),
    }
}

/// The word for the kind of a resource.
pub fn kind(resource: &Resource) -> &'static str {
    match resource.kind {
        ResourceKind::Person => "Person",
        ResourceKind::Role => "Role",
        ResourceKind::Group => "Group",
        ResourceKind::System => "System",
    }
}

fn block<'a>(
    b: &'a Brief<'a>,
    l: &'a Layout,
    plan: &mut SheetPlan<'a>,
    top: u32,
    weeks: &[Date],
    lines: &[Line],
    hours: fn(&WeekLoad) -> f64,
) -> u32 {
    head(plan, top, weeks);
    let mut row = top + 1;
    for line in lines.iter().take(PEOPLE) {
        let place = overallocations::link_of(b, l, line.resource);
        for (c, cell) in (0_u16..).zip(who(b, l, line)) {
            let cell = if c == 0 { crate::report::frame::linked(cell, place.clone()) } else { cell };
            plan.put(row, c, cell);
        }
        plan.put(row, 3, heat(line.peak));
        let loads = b.analysis.contention.loads.get(line.resource).map_or(&[][..], Vec::as_slice);
        for (c, week) in (FIRST_WEEK..).zip(weeks) {
            let Ok(ix) = loads.binary_search_by_key(week, |w| w.week) else { continue };
            let Some(load) = loads.get(ix).filter(|w| hours(w) > 0.0) else { continue };
            plan.put(row, c, week_cell(b, line.resource, load, place.clone()));
        }
        row += 1;
    }
    if lines.len() > PEOPLE {
        let text = format!("{} less loaded are not shown.", count(lines.len() - PEOPLE, "person or role", "people and roles"));
        plan.put(row, 0, CellPlan::text(text).styled(Style::Muted));
        row += 1;
    }
    row
}

/// What stands where hours are asked of somebody without capacity.
const NO_CAPACITY: &str = "no cap.";

fn heat<'a>(ratio: f64) -> CellPlan<'a> {
    if ratio.is_infinite() {
        return CellPlan::text(NO_CAPACITY).styled(Style::Heat4);
    }
    let style = match ratio {
        r if r <= 0.0 => Style::Heat0,
        r if r < 0.8 => Style::Heat1,
        r if r < 1.005 => Style::Heat2,
        r if r <= 1.5 => Style::Heat3,
        _ => Style::Heat4,
    };
    CellPlan::number((ratio * 100.0).round() / 100.0, style)
}

/// A week: where it stands above capacity, a note says how much and who competes.
fn week_cell<'a>(b: &Brief, resource: usize, load: &WeekLoad, place: Option<Link>) -> CellPlan<'a> {
    let ratio = ratio(load.stated, load.capacity);
    let cell = heat(ratio);
    if ratio < b.settings.thresholds.overload {
        return cell;
    }
    let end = load.week.checked_add(6.days()).unwrap_or(load.week);
    let over = b
        .analysis
        .contention
        .over
        .iter()
        .find(|o| o.resource.ix() == resource && o.on_stated && o.from <= end && o.to >= load.week);
    let claims = over.map(|o| overallocations::claims_text(b, o, 3)).unwrap_or_default();
    let text = format!("{:.0} h asked, {:.0} h there; peak day {}. {claims}", load.stated, load.capacity, percent(load.peak));
    crate::report::frame::linked(cell.noted(crate::report::words::clip(&text, 250)), place.filter(|_| over.is_some()))
}

fn assumed_cell<'a>(ratio: f64) -> CellPlan<'a> {
    let text = if ratio.is_infinite() { format!("a {NO_CAPACITY}") } else { format!("a {:.0}%", ratio * 100.0) };
    CellPlan::text(text).styled(Style::Assumed)
}

fn block_assumed<'a>(b: &'a Brief<'a>, l: &'a Layout, plan: &mut SheetPlan<'a>, top: u32, weeks: &[Date], lines: &[Line]) -> u32 {
    head(plan, top, weeks);
    let mut row = top + 1;
    for line in lines.iter().take(PEOPLE) {
        for (c, cell) in (0_u16..).zip(who(b, l, line)) {
            plan.put(row, c, cell);
        }
        plan.put(row, 3, assumed_cell(line.peak));
        let loads = b.analysis.contention.loads.get(line.resource).map_or(&[][..], Vec::as_slice);
        for (c, week) in (FIRST_WEEK..).zip(weeks) {
            let Ok(ix) = loads.binary_search_by_key(week, |w| w.week) else { continue };
            let Some(load) = loads.get(ix).filter(|w| w.assumed > 0.0) else { continue };
            plan.put(row, c, assumed_cell(ratio(load.assumed, load.capacity)));
        }
        row += 1;
    }
    if lines.len() > PEOPLE {
        let text = format!("{} less loaded are not shown.", count(lines.len() - PEOPLE, "person or role", "people and roles"));
        plan.put(row, 0, CellPlan::text(text).styled(Style::Muted));
        row += 1;
    }
    row
}
