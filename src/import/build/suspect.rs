//! Damage that a spreadsheet does to an export after it was made: names filled down with a running number, and dates in which
//! day and month were exchanged, or that are not of the weekday beside them. Names are only suspected; dates are mended where a weekday column, or what stayed text beside them,
//! proves it.

use super::cells::{Cells, weekday_name};
use super::{Built, decide};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::DateOrderReading;
use crate::import::shape::Shaped;
use crate::import::table::Table;
use crate::import::values::date::{from_serial, swapped_by_weekday};
use crate::import::values::{DateOrder, months, people};
use crate::read::grid::Value;
use crate::source::{CellRef, Rule, Sourced};
use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashMap;

/// Reports and, where proved, mends.
pub fn look(cells: &Cells, shaped: &Shaped, date_orders: &[DateOrderReading], built: &mut Built) {
    drag_filled(built);
    against_weekdays(cells, shaped, built);
    half_read_dates(cells.table, shaped, date_orders, built);
}

/// Least texts and least true dates that prove it: of dates in any order three in five have a day up to 12.
const PROVING: usize = 3;

/// Dates typed day first into a spreadsheet that reads them month first: what it could read became true dates with day and month
/// exchanged, what it could not (a day above 12) stayed text. A table whose true dates all have a day and a month up to 12,
/// while all its text dates have a day above, is such a one.
fn half_read_dates(table: Table, shaped: &Shaped, date_orders: &[DateOrderReading], built: &mut Built) {
    if !date_orders.iter().any(|o| o.order == DateOrder::Dmy.word()) {
        return;
    }
    let mut exchanged: Vec<(CellRef, Date, Date)> = Vec::new();
    let (mut texts, mut dates) = (0_usize, 0_usize);
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        for cell in table.grid.row_cells(row.ix) {
            if !set.of(cell.col).and_then(|c| c.field).is_some_and(|f| decide::kind(f) == decide::Kind::Date) {
                continue;
            }
            match cell.value {
                Value::Text(id) => match numeric_day_first(table.grid.text(id)) {
                    Some(true) => texts += 1,
                    Some(false) => return,
                    None => {}
                },
                Value::Date(serial) => {
                    let Some(date) = from_serial(serial) else { continue };
                    let Ok(right) = Date::new(date.year(), date.day(), date.month()) else { return };
                    dates += 1;
                    if right != date {
                        exchanged.push((table.grid.at(row.ix, cell.col), date, right));
                    }
                }
                _ => {}
            }
        }
    }
    if texts < PROVING || dates < PROVING || exchanged.is_empty() {
        return;
    }
    for (n, (at, date, right)) in exchanged.iter().enumerate().take(LISTED) {
        let rest = further(n, exchanged.len());
        let message = format!(
            "`{date}` is read as {right}: all {texts} dates of this table that stayed text have a day above 12, all {dates} true dates one up to 12, so a spreadsheet that reads the month first exchanged day and month{rest}"
        );
        let help = "correct the dates of these columns in the source, typed as 2026-03-31";
        built.diagnostics.push(Diagnostic::at("date-swapped", Severity::Warning, *at, message).help(help));
    }
    mend(built, &exchanged.into_iter().map(|(at, _, right)| (at, right)).collect());
}

/// Findings of one kind that a table gives at most.
const LISTED: usize = 5;

/// Whether a text such as `25/10/2016` has its day, above 12, in front; `None` for what is written otherwise.
fn numeric_day_first(text: &str) -> Option<bool> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).collect();
    let [first, second, year] = parts[..] else { return None };
    let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    (year.len() == 4 || year.len() == 2).then_some(first > 12 && first <= 31 && (1..=12).contains(&second))
}

/// `Name X 1`, `Name X 2` … behind one name of a person.
fn drag_filled(built: &mut Built) {
    let named = || built.records.tasks.iter().flat_map(|t| &t.people).filter(|p| p.name.ends_with(|c: char| c.is_ascii_digit()));
    let found: Vec<Diagnostic> = people::drag_filled(named().map(|p| &*p.name))
        .into_iter()
        .filter_map(|(stem, numbers)| {
            let at = named().find(|p| p.name.starts_with(stem.as_str()))?.at;
            let message = format!("`{stem}` stands with {numbers} different numbers behind it: one person, filled down in a spreadsheet, rather than {numbers} people");
            let help = "write the name without numbers in these cells, or list the spellings as one person in the configuration";
            Some(Diagnostic::at("names-drag-filled", Severity::Warning, at, message).help(help))
        })
        .collect();
    built.diagnostics.extend(found);
}

/// Dates that do not fit the weekday beside them: read with day and month exchanged where that makes nearly all of them fit, else
/// only said.
fn against_weekdays(cells: &Cells, shaped: &Shaped, built: &mut Built) {
    let table = cells.table;
    let mut swapped: Vec<(CellRef, Date, Date)> = Vec::new();
    let mut against: Vec<(CellRef, CellRef, Date, Weekday)> = Vec::new();
    // Dates that fit as they stand, though they could have been exchanged.
    let mut kept = 0_usize;
    for row in &shaped.rows {
        let Some((weekday, dated)) = shaped.sets.get(row.set).and_then(decide::beside) else { continue };
        let Some(word) = table.grid.cell_text(row.ix, weekday) else { continue };
        let Some(day) = months::weekday(word.trim().trim_end_matches('.')) else { continue };
        let Some(date) = cells.day_in(row.set, row.ix, dated) else { continue };
        let at = table.grid.at(row.ix, dated);
        if date.weekday() == day {
            kept += usize::from(date.day() <= 12 && date.day() != date.month());
        } else if let Some(right) = swapped_by_weekday(date, word) {
            swapped.push((at, date, right));
        } else {
            against.push((at, table.grid.at(row.ix, weekday), date, day));
        }
    }
    // One weekday in seven fits by chance: a lone cell, or one among many that fit neither way, proves nothing; nor do a few in a
    // column that mostly fits as it stands.
    let proved = swapped.len() >= 2 && against.len() * 8 <= swapped.len() && swapped.len() > kept;
    for (n, (at, date, right)) in swapped.iter().enumerate().take(LISTED) {
        let done = if proved { "were exchanged; read so" } else { "may have been exchanged; left as it stands" };
        let message = format!(
            "`{date}` does not fit the weekday beside it, {right} does: day and month {done}{}",
            further(n, swapped.len())
        );
        let help = "correct the dates of this column in the source";
        built.diagnostics.push(Diagnostic::at("date-swapped", Severity::Warning, *at, message).help(help));
    }
    for (n, (at, beside, date, day)) in against.iter().enumerate().take(LISTED) {
        let message = format!(
            "`{date}` is a {}, the weekday beside it says {}; the date is taken as it stands{}",
            weekday_name(date.weekday()),
            weekday_name(*day),
            further(n, against.len())
        );
        let help = "correct the date or the weekday in the source";
        built
            .diagnostics
            .push(Diagnostic::at("weekday-contradicts", Severity::Warning, *at, message).help(help).related(*beside));
    }
    if proved {
        mend(built, &swapped.into_iter().map(|(at, _, right)| (at, right)).collect());
    }
}

/// What the last finding listed says of those that are not.
fn further(n: usize, all: usize) -> String {
    let more = all.saturating_sub(LISTED);
    if n + 1 == LISTED && more > 0 { format!(" (and {more} more in this table)") } else { String::new() }
}

fn mend(built: &mut Built, right: &FxHashMap<CellRef, Date>) {
    for task in &mut built.records.tasks {
        let f = &mut task.facts;
        let baseline = [&mut f.baseline_start, &mut f.baseline_finish];
        for fact in
            [&mut f.start, &mut f.finish, &mut f.actual_start, &mut f.actual_finish, &mut f.deadline].into_iter().chain(baseline)
        {
            exchange(fact, right);
        }
    }
    for log in &mut built.records.log {
        for fact in [&mut log.item.raised, &mut log.item.due, &mut log.item.closed] {
            exchange(fact, right);
        }
    }
}

fn exchange(fact: &mut Option<Sourced<Date>>, right: &FxHashMap<CellRef, Date>) {
    if let Some((day, at)) = fact.and_then(|s| right.get(&s.at).map(|d| (*d, s.at))) {
        *fact = Some(Sourced::derived(day, at, Rule::DateOrderOfColumn));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::import::extract::{Belonging, PersonRef, ProjectHint, TaskRecord};
    use crate::model::TaskFacts;
    use crate::source::{SourceId, Text};
    use jiff::civil::date;

    fn at(row: u32) -> CellRef {
        CellRef { source: SourceId { file: 0, sheet: 0 }, row, col: 0 }
    }
    fn task(row: u32, person: &str) -> TaskRecord {
        let who = PersonRef { name: Text::from(person), email: None, account: None, units: None, work: None, at: at(row) };
        TaskRecord {
            facts: Box::new(TaskFacts::new(at(row))),
            ordinal: None,
            level: None,
            parent: None,
            links: Vec::new(),
            people: vec![who],
            project: ProjectHint::default(),
            belongs: Belonging::default(),
        }
    }

    #[test]
    fn names_with_running_numbers_are_suspected_once_at_the_first_cell() {
        let mut built = Built::default();
        built.records.tasks = (1..=6).map(|n| task(n, &format!("Ida Holm {n}"))).collect();
        drag_filled(&mut built);
        assert_eq!(built.diagnostics.len(), 1);
        assert_eq!(built.diagnostics[0].cell(), Some(at(1)));
        assert!(built.diagnostics[0].message.contains("`Ida Holm`"));
    }

    #[test]
    fn a_mended_date_keeps_its_cell_and_says_its_rule() {
        let mut built = Built::default();
        let mut swapped = task(3, "Ida Holm");
        swapped.facts.start = Some(Sourced::stated(date(2022, 1, 4), at(3)));
        built.records.tasks = vec![swapped];
        mend(&mut built, &[(at(3), date(2022, 4, 1))].into_iter().collect());
        let start = built.records.tasks[0].facts.start.unwrap();
        assert_eq!((start.value, start.at), (date(2022, 4, 1), at(3)));
    }
}
