//! Damage that a spreadsheet does to an export after it was made: names filled down with a running number, and true dates in which
//! day and month were swapped. Names are only suspected; dates are mended where a weekday column proves each of them.

use super::Built;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::shape::Shaped;
use crate::import::table::{ColumnSet, Table};
use crate::import::values::date::{from_serial, swapped_by_weekday};
use crate::import::values::{months, people};
use crate::model::Field;
use crate::read::grid::Value;
use crate::source::{CellRef, Rule, Sourced};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Reports and, where proved, mends.
pub fn look(table: Table, shaped: &Shaped, built: &mut Built) {
    drag_filled(built);
    swapped_dates(table, shaped, built);
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

/// True dates that do not fit the weekday beside them but do with day and month exchanged.
fn swapped_dates(table: Table, shaped: &Shaped, built: &mut Built) {
    let mut swapped: Vec<(CellRef, Date, Date)> = Vec::new();
    let mut against = 0_usize;
    for row in &shaped.rows {
        let Some((weekday, dated)) = shaped.sets.get(row.set).and_then(beside) else { continue };
        let (Some(word), Some(cell)) = (table.grid.cell_text(row.ix, weekday), table.grid.cell(row.ix, dated)) else { continue };
        let (Value::Date(serial), Some(day)) = (cell.value, months::weekday(word.trim())) else { continue };
        let Some(date) = from_serial(serial).filter(|d| d.weekday() != day) else { continue };
        match swapped_by_weekday(date, word) {
            Some(right) => swapped.push((table.grid.at(row.ix, dated), date, right)),
            None => against += 1,
        }
    }
    // One weekday in seven fits by chance: a lone cell, or one among others that fit neither way, proves nothing.
    let proved = swapped.len() >= 2 && against == 0;
    for (at, date, right) in &swapped {
        let done = if proved { "read so" } else { "left as it stands" };
        let message = format!(
            "`{date}` does not fit the weekday beside it, {right} does: day and month were swapped by a spreadsheet; {done}"
        );
        let help = "correct the dates of this column in the source";
        built.diagnostics.push(Diagnostic::at("date-swapped", Severity::Warning, *at, message).help(help));
    }
    if proved {
        mend(built, &swapped.into_iter().map(|(at, _, right)| (at, right)).collect());
    }
}

/// The weekday column and the date column next to it.
fn beside(set: &ColumnSet) -> Option<(u16, u16)> {
    let weekday = set.first(Field::Weekday)?.col;
    let is_date = |col: u16| {
        let dated = [Field::Start, Field::Finish, Field::ActualStart, Field::ActualFinish, Field::Due, Field::Deadline];
        set.of(col).and_then(|c| c.field).is_some_and(|f| dated.contains(&f))
    };
    let near = [weekday.checked_add(1), weekday.checked_sub(1)].into_iter().flatten().find(|c| is_date(*c));
    near.or_else(|| set.first(Field::Start).map(|c| c.col)).map(|dated| (weekday, dated))
}

fn mend(built: &mut Built, right: &FxHashMap<CellRef, Date>) {
    for task in &mut built.records.tasks {
        let f = &mut task.facts;
        for fact in [&mut f.start, &mut f.finish, &mut f.actual_start, &mut f.actual_finish, &mut f.deadline] {
            if let Some(day) = fact.and_then(|s| right.get(&s.at).map(|d| (*d, s.at))) {
                *fact = Some(Sourced::derived(day.0, day.1, Rule::DateOrderOfColumn));
            }
        }
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
