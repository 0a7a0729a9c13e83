//! Summary: the first page for a board. Headline figures, status as reported beside computed, decisions wanted, concerns, charts.

use super::Sheet;
use super::decisions::wanted;
use crate::diagnostic::Severity;
use crate::model::{LogItem, Rag};
use crate::report::frame::{header, heading, linked, rag, sheet, whole};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, CellValue, Link, SheetPlan, Style};
use crate::report::sheets::milestones;
use crate::report::words::{clip, count, day, percent, thousands};
use crate::report::{Brief, charts_behind};

/// The sheet's name.
pub const NAME: &str = "Summary";
/// Columns of the page.
const COLUMNS: u16 = 12;
/// Decisions and concerns shown.
const DECISIONS: usize = 4;
const CONCERNS: usize = 7;

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "One page for the board: headline figures, status reported beside computed, decisions wanted, concerns and charts",
    rows: |b, _| b.portfolio.projects.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let p = b.portfolio;
    let overall = &b.analysis.overall;
    let word = overall.rag.map_or("not assessable", |r| match r {
        Rag::Red => "red",
        Rag::Amber => "amber",
        Rag::Green => "green",
    });
    let why = if overall.why.is_empty() { String::new() } else { format!(": {}", overall.why.trim_end_matches('.')) };
    let sentence = format!("As of {}. Computed status of the whole is {word}{}.", day(p.as_of), clip(&why, 110));
    let mut plan = sheet(NAME, p.name.to_string(), sentence);
    // Upright, so that the page holds tiles, status, decisions, concerns and all charts.
    plan.landscape = false;
    plan.widths = (0..COLUMNS).map(|c| (c, 10.5)).collect();
    if let Some(words) = by_hand(b) {
        let link = Link::Cell { sheet: super::adjustments::NAME, row: 0, col: 0 };
        plan.put_wide(2, 2, COLUMNS - 1, CellPlan::text(words).styled(Style::Muted).linked(link));
    }
    tiles(b, l, &mut plan);
    status(b, l, &mut plan, 7);
    decisions(b, l, &mut plan, 7);
    let row = concerns(b, l, &mut plan, 15);
    charts_behind::charts(b, l, &mut plan, row + 1);
    plan.cells.sort_by_key(|c| (c.row, c.col));
    plan
}

/// How much of the pack was settled by hand, where any of it was.
fn by_hand(b: &Brief) -> Option<String> {
    let all = &b.portfolio.adjustments;
    let hold = all.iter().filter(|a| a.state.holds()).count();
    let mut parts = Vec::new();
    if !all.is_empty() {
        let rest = all.len() - hold;
        let more = if rest > 0 { format!(" ({rest} more no longer hold)") } else { String::new() };
        parts.push(format!("{} adjusted by hand{more}", count(hold, "value is", "values are")));
    }
    let files = b.receipt.inputs.iter().filter(|i| i.carried.is_some()).count();
    if files > 0 {
        let oldest = b.portfolio.hand_ins.iter().filter(|h| h.carried.is_some()).filter_map(|h| h.age(b.portfolio.as_of)).max();
        let oldest = oldest.map_or_else(String::new, |days| format!(", up to {days} days old"));
        parts.push(format!("{} not handed in, carried forward{oldest}", count(files, "file is", "files are")));
    }
    if !b.waived.is_empty() {
        parts.push(format!("{} waived", count(b.waived.len(), "finding is", "findings are")));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The way to the top of a sheet.
fn to(sheet: &'static str) -> Option<Link> {
    Some(Link::Cell { sheet, row: 0, col: 0 })
}

fn tiles(b: &Brief, l: &Layout, plan: &mut SheetPlan) {
    let a = b.analysis;
    let red = a.health.iter().filter(|h| h.overall.rag == Some(Rag::Red)).count();
    let greener = a.health.iter().filter(|h| h.watermelon).count();
    let readings = || l.milestones.iter().filter_map(|&i| a.milestones.get(i as usize)).filter(|m| m.board);
    let late = readings().filter(|m| m.gap.is_some_and(|g| g > b.settings.thresholds.green_days)).count();
    let worst = readings().filter_map(|m| m.gap).max().unwrap_or(0);
    let handovers =
        l.handovers.iter().filter_map(|&i| a.handovers.get(i as usize)).filter(|h| h.gap.is_some_and(|g| g > 0)).count();
    let over: std::collections::BTreeSet<_> = a.contention.over.iter().filter(|o| o.on_stated).map(|o| o.resource).collect();
    let peak = a.contention.over.iter().filter(|o| o.on_stated).map(|o| o.peak).fold(0.0_f64, f64::max);
    let unread = a.health.iter().filter(|h| h.overall.rag.is_none()).count();
    let errors = b.findings.iter().filter(|f| f.severity == Severity::Error).count();
    let unlisted = match b.findings.len().saturating_sub(l.findings.len()) {
        0 => String::new(),
        n => format!(", {n} restricted"),
    };
    let tiles: [(&'static str, usize, String, Option<Link>); 6] = [
        ("Projects computed red", red, format!("of {}; {} reported greener", a.health.len(), greener), to("Projects")),
        (
            "Board milestones late",
            late,
            if worst > 0 { format!("worst +{worst} working days") } else { "by their own links".into() },
            to(milestones::NAME),
        ),
        ("Handovers late", handovers, format!("of {} between projects", l.handovers.len()), to("Give and get")),
        (
            "People over capacity",
            over.len(),
            if peak > 0.0 { format!("peak {} on stated hours", percent(peak)) } else { "on stated hours".into() },
            to("Overallocations"),
        ),
        ("Projects not assessable", unread, "neither green nor red".into(), to("Projects")),
        ("Findings", b.findings.len(), format!("of them {}{unlisted}", count(errors, "error", "errors")), to("Findings")),
    ];
    for (c, (label, figure, sub, link)) in (0_u16..).step_by(2).zip(tiles) {
        plan.put_wide(3, c, c + 1, CellPlan::text(label).styled(Style::FigureLabel));
        let value = CellValue::Number(f64::from(u32::try_from(figure).unwrap_or(u32::MAX)));
        plan.put_wide(4, c, c + 1, linked(CellPlan { value, ..CellPlan::empty() }.styled(Style::Figure), link));
        plan.put_wide(5, c, c + 1, CellPlan::text(sub).styled(Style::FigureLabel));
    }
}

/// How many projects are red, amber, green or neither, as reported, as computed, as agreed.
fn status(b: &Brief, l: &Layout, plan: &mut SheetPlan, top: u32) {
    heading(plan, top, 0, "Status of projects");
    header(plan, top + 1, 0, &["", "Reported", "Computed", "Agreed"]);
    let p = b.portfolio;
    let reported = |want: Option<Rag>| p.projects.iter().filter(|x| x.reported.as_ref().map(|r| r.value) == want).count();
    let agreed = |want: Option<Rag>| p.projects.iter().filter(|x| x.agreed.as_ref().map(|r| r.value) == want).count();
    let computed = |want: Option<Rag>| b.analysis.health.iter().filter(|h| h.overall.rag == want).count();
    let _ = l;
    for (row, want) in (top + 2..).zip([Some(Rag::Red), Some(Rag::Amber), Some(Rag::Green), None]) {
        plan.put(row, 0, rag(want, "Neither"));
        plan.put(row, 1, whole(reported(want)));
        plan.put(row, 2, whole(computed(want)));
        plan.put(row, 3, whole(agreed(want)));
    }
}

fn decisions<'a>(b: &'a Brief<'a>, l: &'a Layout, plan: &mut SheetPlan<'a>, top: u32) {
    let wanted = wanted(b, l);
    heading(plan, top, 5, format!("Decisions wanted ({})", thousands(wanted.len())));
    let mut row = top + 1;
    plan.put_wide(row, 5, 10, CellPlan::text("Decision").styled(Style::Header));
    plan.put(row, 11, CellPlan::text("Needed by").styled(Style::Header));
    row += 1;
    if wanted.is_empty() {
        plan.put(row, 5, CellPlan::text("No open decision stands in a decision log.").styled(Style::Muted));
    }
    for (i, d) in wanted.iter().take(DECISIONS) {
        plan.put_wide(row, 5, 10, CellPlan::text(clip(d.label(), 160)).styled(Style::Wrap));
        let late = d.due.is_some_and(|x| x.value < b.portfolio.as_of);
        plan.put(row, 11, due(d, late, l.log_link(*i, b)));
        row += 1;
    }
}

/// The date a decision is needed by, with the way to it in the log.
fn due<'a>(d: &LogItem, late: bool, link: Option<Link>) -> CellPlan<'a> {
    let cell = match d.due {
        Some(x) => CellPlan::date(Some(x.value)).styled(if late { Style::LateDate } else { Style::Date }),
        None => CellPlan::text("no date"),
    };
    linked(cell, link)
}

/// One line a concern, the gravest of each kind, with a link to where it stands.
fn concerns<'a>(b: &'a Brief<'a>, l: &'a Layout, plan: &mut SheetPlan<'a>, top: u32) -> u32 {
    heading(plan, top, 0, "Concerns");
    let mut row = top + 1;
    let lines = concern_lines(b, l);
    if lines.is_empty() {
        plan.put(
            row,
            0,
            CellPlan::text("Nothing stands out: no late milestone, handover, overload or common cause was computed.")
                .styled(Style::Muted),
        );
        row += 1;
    }
    for (word, text, link) in lines.into_iter().take(CONCERNS) {
        plan.put_wide(row, 0, 1, linked(CellPlan::text(word).styled(Style::Late), link));
        plan.put_wide(row, 2, COLUMNS - 1, CellPlan::text(clip(&text, 220)).styled(Style::Wrap));
        row += 1;
    }
    row
}

fn concern_lines(b: &Brief, l: &Layout) -> Vec<(&'static str, String, Option<Link>)> {
    let a = b.analysis;
    let mut lines = Vec::new();
    let more = |n: usize| if n > 1 { format!(" (and {} more)", n - 1) } else { String::new() };
    let mut late: Vec<_> = l
        .milestones
        .iter()
        .filter_map(|&i| a.milestones.get(i as usize))
        .filter(|m| m.board && m.gap.is_some_and(|g| g > 0))
        .collect();
    late.sort_by_key(|m| -i64::from(m.gap.unwrap_or(0)));
    if let Some(m) = late.first() {
        let date = |d: Option<jiff::civil::Date>| d.map_or_else(|| "no date".to_owned(), day);
        let text = format!(
            "{}: reported {}, its links imply {}{}",
            b.full_title(m.task),
            date(m.reported),
            date(m.implied),
            more(late.len())
        );
        lines.push(("Milestone late", text, l.milestone_link(m.task)));
    }
    let greener: Vec<_> =
        (0_u32..).zip(&a.health).filter(|(_, h)| h.watermelon).map(|(i, h)| (crate::model::ProjectId(i), h)).collect();
    if let Some((id, h)) = greener.iter().find(|(id, _)| !b.hidden(*id)) {
        let reported = b.project(*id).and_then(|p| p.reported.as_ref()).map_or("green", |r| r.value.word());
        lines.push((
            "Reported greener",
            format!("{} is reported {reported}: {}{}", b.project_name(*id), h.overall.why, more(greener.len())),
            l.project_link(*id),
        ));
    }
    let handovers: Vec<_> =
        l.handovers.iter().filter_map(|&i| a.handovers.get(i as usize)).filter(|h| h.gap.is_some_and(|g| g > 0)).collect();
    if let Some(h) = handovers.first()
        && let Some(d) = b.dependency(h.link)
    {
        let dates = match (h.given, h.needed) {
            (Some(g), Some(n)) => format!("given {}, needed {}", day(g.0), day(n.0)),
            _ => "a date is missing".to_owned(),
        };
        let name = |p: Option<crate::model::ProjectId>| p.map_or("outside", |p| b.project_name(p));
        let text =
            format!("{} → {}: {} {dates}{}", name(h.giver), name(h.getter), b.end_title(&d.predecessor), more(handovers.len()));
        lines.push(("Handover late", text, l.dependency_link(h.link.0)));
    }
    let over: Vec<_> =
        a.contention.over.iter().filter(|o| o.on_stated && o.peak >= b.settings.thresholds.overload_board).collect();
    if let Some(o) = over.iter().max_by(|x, y| x.peak.total_cmp(&y.peak)) {
        let name = l.person(o.resource, b);
        let text = format!(
            "{name} stands at {} of capacity on stated hours, {} to {}, in {}{}",
            percent(o.peak),
            day(o.from),
            day(o.to),
            count(o.projects.len(), "project", "projects"),
            more(over.len())
        );
        lines.push(("Over capacity", text, super::overallocations::link_of(b, l, o.resource.ix())));
    }
    let least = b.settings.thresholds.common_cause_projects;
    let causes: Vec<_> = a.exposure.iter().filter(|c| c.projects.len() >= least).collect();
    if let Some(c) = causes.iter().max_by_key(|c| c.projects.len()) {
        let text = format!(
            "{} stands behind {} of {}{}",
            c.name,
            count(c.items.len(), "risk or issue", "risks and issues"),
            count(c.projects.len(), "project", "projects"),
            more(causes.len())
        );
        lines.push(("Common cause", text, c.items.first().and_then(|&i| l.log_link(i, b))));
    }
    let late: Vec<_> = a.benefits.iter().filter(|r| r.late_days.is_some_and(|d| d > 0)).collect();
    if let Some(r) = late.iter().max_by_key(|r| r.late_days)
        && let Some(x) = b.portfolio.benefits.get(r.benefit.ix())
    {
        let name = x.name.as_ref().map_or("(no name)", |n| &*n.value);
        let text =
            format!("{name}: expected {} calendar days after it is promised{}", r.late_days.unwrap_or(0), more(late.len()));
        lines.push(("Benefit late", text, to("Benefits")));
    }
    let unread: Vec<_> =
        (0_u32..).zip(&a.health).filter(|(_, h)| h.overall.rag.is_none()).map(|(i, _)| crate::model::ProjectId(i)).collect();
    if let Some(&id) = unread.first() {
        let why = a.health.get(id.ix()).map_or("", |h| h.overall.why.as_str());
        lines.push(("Not assessable", format!("{}: {why}{}", b.project_name(id), more(unread.len())), l.project_link(id)));
    }
    let errors = l.by_check.iter().filter(|g| g.worst() == Severity::Error).map(|g| g.counts[0]).sum::<usize>();
    if errors > 0 {
        lines.push((
            "Data errors",
            format!("{} make figures untrustworthy until mended", count(errors, "finding", "findings")),
            to("Findings"),
        ));
    }
    lines
}
