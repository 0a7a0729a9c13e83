//! A Smartsheet report shows rows of several sheets and names the sheet of each. Such a row is the row of its sheet: it counts once
//! where the sheet is in the folder and both hold one record of that name. What the two state differently is a conflict like any
//! other; a name that stands twice is left to the questions.

use super::desk::{Desk, Fate};
use super::merge::join;
use super::projects::UNKNOWN;
use super::wording::fold_name;
use rustc_hash::FxHashMap;

/// Joins the rows of reports to those of their sheets.
pub(super) fn settle(desk: &mut Desk) {
    let told = |headers: &[crate::source::Text]| headers.iter().any(|h| h.trim().eq_ignore_ascii_case("sheet name"));
    let smartsheet = |ix: &usize| desk.sheets.get(*ix).is_some_and(|s| s.len > 0 && &*s.tracker == "smartsheet");
    let (reports, sheets): (Vec<usize>, Vec<usize>) =
        (0..desk.sheets.len()).filter(smartsheet).partition(|&ix| desk.sheets.get(ix).is_some_and(|s| told(&s.headers)));
    if reports.is_empty() || sheets.is_empty() {
        return;
    }
    let theirs = by_name(desk, &sheets);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    // Each report on its own: two reports may show one row.
    for report in reports {
        let mine = by_name(desk, &[report]);
        pairs.extend(mine.into_iter().filter_map(|(name, row)| Some(((*theirs.get(&name)?)?, row?))));
    }
    pairs.sort_unstable();
    for (row, shown) in pairs {
        join(desk, row, shown);
    }
}

/// The records of sheets by project and name; `None` where one name stands twice.
fn by_name(desk: &Desk, sheets: &[usize]) -> FxHashMap<(u32, String), Option<u32>> {
    let mut found: FxHashMap<(u32, String), Option<u32>> = FxHashMap::default();
    for at in sheets.iter().filter_map(|&ix| desk.sheets.get(ix)).flat_map(super::desk::Sheet::range) {
        let (Some(task), Some(side)) = (desk.tasks.get(at as usize), desk.sides.get(at as usize)) else { continue };
        let Some(name) = side.name.as_deref().map(fold_name).filter(|n| !n.is_empty()) else { continue };
        if side.fate == Fate::Own && task.project != UNKNOWN {
            found.entry((task.project.0, name)).and_modify(|one| *one = None).or_insert(Some(at));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::model::Role;
    use crate::reconcile::trial::Trial;
    use crate::source::Sourced;

    /// A sheet of three rows, two of one name, and a report that shows one of each and a row of a sheet that is not here.
    #[test]
    fn a_row_of_a_report_is_the_row_of_its_sheet() {
        let mut trial = Trial::default();
        trial.file("Rollout.xlsx", "smartsheet", Role::Tasks).titled("Rollout");
        let sheet = trial.extracts.last_mut().expect("a sheet");
        sheet.task("Survey", |r| r).task("Train", |r| r).task("Train", |r| r);
        let report = trial.file("Week.xlsx", "smartsheet", Role::Tasks);
        report.task("survey ", |r| r).task("Train", |r| r).task("Pilot", |r| r);
        let at = crate::source::CellRef { row: 0, ..report.cell(1) };
        report.columns.push(crate::import::extract::ColumnReading { header: "Sheet Name".into(), at, field: None });
        for (record, of) in report.records.tasks.iter_mut().zip(["Rollout", "Rollout", "Shops"]) {
            record.project.name = Some(Sourced::stated(of.into(), record.facts.at));
        }
        let out = trial.run();
        // 3 rows of the sheet + Train of the report, which may be either + Pilot; Survey counts once.
        assert_eq!(out.portfolio.counts.tasks, 5);
        assert_eq!(out.dispositions.iter().map(|d| d.merged).sum::<usize>(), 1);
        assert_eq!(out.portfolio.counts.projects, 2);
    }
}
