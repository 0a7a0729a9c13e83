//! The charts of the Summary sheet and, below them, the figures they are drawn from.

use super::Brief;
use super::frame::{header, heading};
use super::layout::{Layout, project_of};
use super::plan::{CellPlan, ChartKind, ChartPlan, SeriesPlan, SheetPlan, Style};
use super::sheets::summary;
use super::words::clip;
use crate::diagnostic::Severity;
use crate::model::{ProjectId, StatusCategory};
use std::collections::BTreeMap;

/// Projects, milestones and weeks drawn.
const BARS: usize = 12;
const CHART_ROWS: u32 = 14;

/// A table of figures: names of the rows, series with their look.
struct Figures {
    title: &'static str,
    alt: String,
    kind: ChartKind,
    rows: Vec<String>,
    series: Vec<(&'static str, Style, Vec<f64>)>,
}

/// Draws the charts from `top` on, two beside each other, with their figures below.
pub fn charts(b: &Brief, l: &Layout, plan: &mut SheetPlan, top: u32) {
    let figures: Vec<Figures> = [by_status(b), by_severity(b, l), milestone_gaps(b, l), weekly(b)]
        .into_iter()
        .flatten()
        .filter(|f| !f.rows.is_empty())
        .collect();
    if figures.is_empty() {
        return;
    }
    let rows_of_charts = u32::try_from(figures.len().div_ceil(2)).unwrap_or(0);
    let mut row = top + rows_of_charts * CHART_ROWS + 1;
    // paper shows the charts; the figures they are drawn from are for who asks, on the screen
    plan.print_rows = Some(row.saturating_sub(1));
    heading(plan, row, 0, "Figures behind the charts");
    row += 1;
    for (n, f) in (0_u32..).zip(&figures) {
        let at = (top + n / 2 * CHART_ROWS, if n % 2 == 0 { 0 } else { 6 });
        let first = row + 2;
        let last = first + u32::try_from(f.rows.len()).unwrap_or(0) - 1;
        plan.put(row, 0, CellPlan::text(f.title).styled(Style::Milestone));
        plan.put_wide(row + 1, 0, 2, CellPlan::text("").styled(Style::Header));
        for (r, name) in (first..).zip(&f.rows) {
            plan.put_wide(r, 0, 2, CellPlan::text(name.clone()));
        }
        let mut series = Vec::new();
        for (c, (name, style, values)) in (3_u16..).zip(&f.series) {
            header(plan, row + 1, c, &[name]);
            for (r, value) in (first..).zip(values) {
                plan.put(r, c, CellPlan::number(*value, Style::Integer));
            }
            series.push(SeriesPlan {
                name: (*name).to_owned(),
                sheet: summary::NAME,
                categories: (first, 0, last, 0),
                values: (first, c, last, c),
                style: *style,
            });
        }
        plan.charts.push(ChartPlan { kind: f.kind, title: f.title.to_owned(), alt: f.alt.clone(), at, size: (468, 270), series });
        row = last + 2;
    }
    plan.print_to = Some((row, 11));
}

fn shown(b: &Brief) -> Vec<ProjectId> {
    (0_u32..).take(b.portfolio.projects.len()).map(ProjectId).filter(|p| !b.hidden(*p)).collect()
}

fn by_status(b: &Brief) -> Option<Figures> {
    let names = ["Done", "In progress", "To do", "Stopped", "Not told"];
    let styles = [Style::OnTrack, Style::Heat2, Style::Heat1, Style::Late, Style::NotAssessable];
    let mut counts = vec![[0_u32; 5]; b.portfolio.projects.len()];
    for task in b.portfolio.tasks.iter().filter(|t| !t.stub && t.facts.kind != crate::model::TaskKind::Summary) {
        let slot = match task.facts.category() {
            _ if task.facts.is_done() => 0,
            Some(StatusCategory::InProgress) => 1,
            Some(StatusCategory::ToDo) => 2,
            Some(StatusCategory::Blocked | StatusCategory::OnHold) => 3,
            Some(StatusCategory::Cancelled) => continue,
            Some(StatusCategory::Done) => 0,
            None => 4,
        };
        if let Some(count) = counts.get_mut(task.project.ix()).and_then(|c| c.get_mut(slot)) {
            *count += 1;
        }
    }
    let total = |p: &ProjectId| counts.get(p.ix()).map_or(0, |c| c.iter().sum::<u32>());
    let mut projects = shown(b);
    projects.retain(|p| total(p) > 0);
    projects.sort_by_key(|p| std::cmp::Reverse(total(p)));
    projects.truncate(BARS);
    let series = names.iter().zip(styles).enumerate().map(|(i, (name, style))| {
        (*name, style, projects.iter().map(|p| counts.get(p.ix()).map_or(0.0, |c| f64::from(c[i]))).collect())
    });
    Some(Figures {
        title: "Tasks by status, by project",
        alt: format!(
            "Stacked bars: tasks done, in progress, to do, stopped (blocked or on hold) and without status for {} projects; the figures stand below.",
            projects.len()
        ),
        kind: ChartKind::StackedBar,
        rows: projects.iter().map(|p| clip(b.project_name(*p), 32)).collect(),
        series: series.collect(),
    })
}

fn by_severity(b: &Brief, l: &Layout) -> Option<Figures> {
    let mut counts: BTreeMap<Option<ProjectId>, [u32; 3]> = BTreeMap::new();
    for finding in l.findings.iter().filter_map(|&i| b.findings.get(i as usize)) {
        let slot = match finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        counts.entry(project_of(b, finding)).or_default()[slot] += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    rows.truncate(BARS);
    let names: Vec<String> =
        rows.iter().map(|(p, _)| p.map_or_else(|| "Files and people".to_owned(), |p| clip(b.project_name(p), 32))).collect();
    let of = |i: usize| rows.iter().map(|(_, c)| f64::from(c[i])).collect();
    Some(Figures {
        title: "Findings by severity, by project",
        alt: "Stacked bars: errors, warnings and notes by project; the figures stand below.".to_owned(),
        kind: ChartKind::StackedBar,
        rows: names,
        series: vec![
            ("Errors", Style::SeverityError, of(0)),
            ("Warnings", Style::SeverityWarning, of(1)),
            ("Notes", Style::SeverityNote, of(2)),
        ],
    })
}

fn milestone_gaps(b: &Brief, l: &Layout) -> Option<Figures> {
    let mut late: Vec<_> = l
        .milestones
        .iter()
        .filter_map(|&i| b.analysis.milestones.get(i as usize))
        .filter_map(|m| Some((m, m.gap?)))
        .filter(|(m, g)| *g != 0 || m.board)
        .collect();
    late.sort_by_key(|(m, g)| (!m.board, -i64::from(*g)));
    late.truncate(BARS);
    late.sort_by_key(|(_, g)| -i64::from(*g));
    Some(Figures {
        title: "Milestones: working days from reported to implied date",
        alt: "Bars: by how many working days the links move each milestone beyond its reported date; the figures stand below."
            .to_owned(),
        kind: ChartKind::Bar,
        rows: late.iter().map(|(m, _)| clip(&b.task_title(m.task), 36)).collect(),
        series: vec![("Working days", Style::Late, late.iter().map(|(_, g)| f64::from(*g)).collect())],
    })
}

/// Stated hours asked beside the capacity of those asked, by week.
fn weekly(b: &Brief) -> Option<Figures> {
    let mut weeks: BTreeMap<jiff::civil::Date, (f64, f64)> = BTreeMap::new();
    let from = b.portfolio.as_of;
    for load in b.analysis.contention.loads.iter().flatten().filter(|w| w.stated > 0.0 && w.week >= from) {
        let sum = weeks.entry(load.week).or_default();
        sum.0 += load.stated;
        sum.1 += load.capacity;
    }
    let weeks: Vec<_> = weeks.into_iter().take(16).collect();
    Some(Figures {
        title: "Stated hours asked and capacity of those asked, by week",
        alt: "Columns: hours asked on a stated basis and capacity of the people asked, for the next weeks; the figures stand below.".to_owned(),
        kind: ChartKind::Column,
        rows: weeks.iter().map(|(w, _)| w.strftime("%-d %b").to_string()).collect(),
        series: vec![
            ("Asked", Style::Late, weeks.iter().map(|(_, s)| s.0.round()).collect()),
            ("Capacity", Style::Heat1, weeks.iter().map(|(_, s)| s.1.round()).collect()),
        ],
    })
}
