//! Rules: the thresholds in force, how colours come about, and every check with what it means.

use super::Sheet;
use crate::report::Brief;
use crate::report::frame::{Table, fixed, header, heading, sheet, table};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, SheetPlan, Style};
use crate::report::sheets::findings::severity;
use crate::report::words::{percent, plain};
use rustc_hash::FxHashSet;

const NAME: &str = "Rules";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "The thresholds and rules in force, how each colour comes about, and what every check means and how to mend it",
    rows: |_, _| crate::check::all().count(),
    build,
};

/// Key in steerpack.toml, value in force, what it does.
fn thresholds(b: &Brief) -> Vec<(&'static str, String, &'static str)> {
    let t = &b.settings.thresholds;
    vec![
        ("green-days", format!("{} d", t.green_days), "Working days late up to which a schedule is green"),
        ("amber-days", format!("{} d", t.amber_days), "Working days late up to which it is amber; beyond it is red"),
        ("green-cost", percent(t.green_cost), "Over budget up to which cost is green"),
        ("amber-cost", percent(t.amber_cost), "Over budget up to which cost is amber; beyond it is red"),
        ("critical-float", format!("{} d", t.critical_float), "Total float at or under which a task is critical"),
        ("near-critical-float", format!("{} d", t.near_critical_float), "Total float at or under which a task is near-critical"),
        (
            "coverage-dated",
            percent(t.coverage_dated),
            "Least share of a milestone's upstream that must be dated, else it is not assessable",
        ),
        (
            "coverage-linked",
            percent(t.coverage_linked),
            "Least share of a milestone's upstream that must be linked, else it is not assessable",
        ),
        (
            "project-dated",
            percent(t.project_dated),
            "Least share of a project's open tasks that must be dated, else its schedule is not assessable",
        ),
        ("overload", percent(t.overload), "Demand over capacity from which a day counts as overallocated"),
        ("overload-board", percent(t.overload_board), "Demand over capacity from which the executive page speaks of it"),
        ("overload-days", format!("{} d", t.overload_days), "Fewest working days of overload worth a finding"),
        ("stale-days", format!("{} d", t.stale_days), "Calendar days without update after which an open task is stale"),
        (
            "common-cause-projects",
            plain(t.common_cause_projects as f64),
            "Projects behind which a cause must stand to be a common cause",
        ),
    ]
}

const COLOURS: [&str; 6] = [
    "Reported is what the project itself says. Computed follows from its dates, links, costs and risks by the thresholds above. Agreed is what the program manager settled.",
    "The computed status is the worst of the dimensions that can be assessed. Without a schedule that can be assessed it is “Not assessable”, never green.",
    "A finish date is late where it stands after the baseline, or where the links imply a later date than is reported.",
    "Stated facts stand in a cell of an export. Derived facts follow from stated ones by a named rule. Assumed facts are defaults and never decide a status.",
    "Where two sources disagree the declared precedence decides, else the newer data date; sheet Conflicts shows both values.",
    "Durations, lags and float count in the calendar that a task follows (its own, its project's, else the program's); capacity in each person's. Gaps between two dates are working days of the program's calendar.",
];

fn build<'a>(b: &'a Brief<'a>, _: &'a Layout) -> SheetPlan<'a> {
    let mut plan = sheet(
        NAME,
        "Rules",
        "What decides a colour, a date or a finding. Every threshold can be set in steerpack.toml under [thresholds].",
    );
    let lines = thresholds(b);
    heading(&mut plan, 3, 0, "Thresholds in force");
    header(&mut plan, 4, 0, &["Key", "In force", "What it does"]);
    let mut row = 5;
    for (key, value, does) in lines {
        plan.put(row, 0, CellPlan::text(key));
        plan.put(row, 1, CellPlan::text(value).styled(Style::Summary));
        plan.put(row, 2, CellPlan::text(does));
        row += 1;
    }
    row += 1;
    heading(&mut plan, row, 0, "How it is read");
    row += 1;
    for text in COLOURS {
        plan.put(row, 0, CellPlan::text(text));
        row += 1;
    }
    row += 1;
    heading(&mut plan, row, 0, "Calendars in force");
    row += 1;
    let named = b.portfolio.calendars.iter().map(|calendar| (calendar.name.to_string(), calendar.in_words()));
    for (name, words) in std::iter::once(("The program's".to_owned(), b.portfolio.calendar.in_words())).chain(named) {
        plan.put(row, 0, CellPlan::text(name));
        plan.put(row, 1, CellPlan::text(words));
        row += 1;
    }
    row += 1;
    let spoke: FxHashSet<&str> = b.findings.iter().map(|f| f.check).chain(b.waived.iter().map(|w| w.finding.check)).collect();
    let (mut checks, silent): (Vec<&crate::check::Check>, Vec<_>) =
        crate::check::all().partition(|check| spoke.contains(check.name));
    let found = checks.len();
    checks.extend(silent);
    let rows = checks.len();
    let said = format!("Checks: the {found} that found something in this pack, then those that found nothing (not on paper)");
    heading(&mut plan, row, 0, said);
    row += 1;
    let cells = Box::new(move |i: usize, cells: &mut Vec<CellPlan<'a>>| {
        if let Some(check) = checks.get(i) {
            cells.push(CellPlan::text(check.name));
            cells.push(severity(check.severity));
            cells.push(CellPlan::text(check.title).styled(Style::Wrap));
            cells.push(CellPlan::text(check.explain.replace("\n\n", "\n")).styled(Style::Wrap));
        }
    });
    let columns = vec![
        fixed("Check", 30.0),
        fixed("Usual severity", 15.0),
        fixed("What it finds", 54.0),
        fixed("What it means, why it matters, how to mend it", 100.0),
    ];
    table(&mut plan, Table { name: "Checks", top: row, columns, rows, row: cells, keys: 0, nothing: "no check is registered." });
    // The thresholds above the table scroll with it: only the title stays in sight.
    plan.freeze = (3, 0);
    plan.repeat_rows = None;
    plan.print_rows = Some(row + u32::try_from(found).unwrap_or(0));
    plan
}
