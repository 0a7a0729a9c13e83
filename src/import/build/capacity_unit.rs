//! What the figures of a capacity sheet count: hours, days, shares of full time, heads.
//!
//! Words decide first: those of the title, of the periods' captions and of the captions beside names. A column of its own
//! (`Capacity %`, `FTE`, `Hours per week`) speaks of itself only. Without words the size of the figures decides, which is said:
//! up to 1.5 shares of full time; for people up to the days of the period days, or up to twelve a week's hours a day, beyond it
//! hours; for roles and teams heads up to 31, beyond it hours.

use super::cells::Cells;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::Column;
use crate::import::extract::CapacityUnit;
use crate::import::shape::Shaped;
use crate::import::values::number::ColumnNumbers;
use crate::import::values::text::fold;
use crate::import::values::week::Period;
use crate::import::words::plain;
use crate::model::Field;
use crate::read::{Cell, Value};
use crate::source::Sourced;
use std::collections::BTreeMap;

/// More than one and a half of somebody is nobody's share of full time.
const SHARE: f64 = 1.5;
/// Rows whose figures are looked at.
const ROWS: usize = 200;

/// What the figures under the header of a set count.
pub fn decide(cells: &mut Cells, shaped: &Shaped, set: usize, periods: &BTreeMap<u16, Period>) -> CapacityUnit {
    let Some(columns) = shaped.sets.get(set) else { return CapacityUnit::Share };
    let grid = cells.table.grid;
    let mut words = String::new();
    for ix in cells.table.found.preamble.clone() {
        for cell in grid.row_cells(ix) {
            words.push_str(&fold(&plain(grid, cell.value)));
            words.push(' ');
        }
    }
    let beside = [Field::Period, Field::ResourceName, Field::Role, Field::Team, Field::Measure];
    for column in columns.columns.iter().filter(|c| c.field.is_some_and(|f| beside.contains(&f))) {
        words.push_str(&fold(&column.header));
        words.push(' ');
    }
    let rows = shaped.rows.iter().filter(|r| r.set == set).take(ROWS);
    let figures = rows.flat_map(|r| grid.row_cells(r.ix)).filter(|c| periods.contains_key(&c.col));
    let number = |cell: &Cell| match cell.value {
        Value::Number(n) => Some(n),
        Value::Text(id) => {
            let text = grid.text(id).trim();
            share_of(text).or_else(|| ColumnNumbers::decide([text], None).parse(text).value())
        }
        _ => None,
    };
    let most = figures.filter_map(number).fold(0.0, f64::max);
    if let Some(stated) = by_words(&words, most) {
        return stated;
    }
    let length = periods.values().next().map_or(31, |p| p.to.since(p.from).map_or(30, |s| s.get_days()) + 1);
    let (unit, taken) = by_size(most, f64::from(length), columns.has(Field::ResourceName));
    let first = columns.columns.iter().find(|c| c.field == Some(Field::Period)).map(|c| c.at);
    if unit != CapacityUnit::Share
        && let Some(at) = first
    {
        let said = format!(
            "nothing says what the figures of the capacity sheet count; up to {most} in {length} days, they are taken as {taken}"
        );
        let finding = Diagnostic::at("capacity-unit-assumed", Severity::Warning, at, said);
        cells.report(finding.help("write the unit into the sheet's title or a caption, for example `Available hours`"));
    }
    unit
}

/// The unit that the words state; `most` is the greatest figure.
fn by_words(words: &str, most: f64) -> Option<CapacityUnit> {
    // Whole words: `pt` is no part of September.
    let is_word = |w: &str| w.bytes().all(|b| b.is_ascii_alphanumeric());
    let whole = |w: &str| words.split(|c: char| !c.is_alphanumeric()).any(|word| word == w);
    let has = |list: &[&str]| list.iter().any(|w| if is_word(w) { whole(w) } else { words.contains(w) });
    Some(if has(&["hours per day", "h/day", "hours a day", "hours/day"]) {
        CapacityUnit::HoursPerDay
    } else if has(&["hours per week", "h/week", "hours a week", "hours/week"]) {
        CapacityUnit::HoursPerWeek
    } else if has(&["leave", "absence", "absences", "holiday", "holidays", "vacation", "vacations", "urlaub"])
        && !has(&["capacity", "available"])
    {
        CapacityUnit::Leave
    } else if has(&["hours", "stunden", "heures", "(h)"]) {
        CapacityUnit::HoursInPeriod
    } else if has(&["person days", "person-days", "days", "tage", "jours", "pt"]) {
        CapacityUnit::DaysInPeriod
    } else if has(&["fte", "ftes", "share"]) {
        CapacityUnit::Share
    } else if has(&["%", "percent"]) {
        if most <= SHARE { CapacityUnit::Share } else { CapacityUnit::Percent }
    } else {
        return None;
    })
}

/// The unit that the size of the figures suggests, and its words.
fn by_size(most: f64, length: f64, people: bool) -> (CapacityUnit, &'static str) {
    match people {
        _ if most <= SHARE => (CapacityUnit::Share, "shares of full time"),
        true if most <= length => (CapacityUnit::DaysInPeriod, "days in the period"),
        true if length <= 8.0 && most <= 12.0 => (CapacityUnit::HoursPerDay, "hours a day"),
        false if most <= 31.0 => (CapacityUnit::Heads, "numbers of people"),
        _ => (CapacityUnit::HoursInPeriod, "hours in the period"),
    }
}

/// The figure of a cell; `80%` is a share of full time whatever the others count.
pub fn amount(cells: &mut Cells, ix: usize, set: usize, column: &Column, cell: &Cell) -> Option<Sourced<f64>> {
    let share = match cell.value {
        Value::Text(id) => share_of(cells.table.grid.text(id).trim()),
        _ => None,
    };
    match share {
        Some(share) => Some(Sourced::stated(share, cells.at(ix, cell))),
        None => cells.number(ix, set, column, cell),
    }
}

/// `80%` as a share.
fn share_of(text: &str) -> Option<f64> {
    let bare = text.strip_suffix('%')?.trim_end();
    ColumnNumbers::decide([bare], None).parse(bare).value().map(|percent| percent / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_words_the_size_of_the_figures_and_the_length_of_the_periods_decide() {
        let month = |most, people| by_size(most, 31.0, people).0;
        assert_eq!(month(1.0, true), CapacityUnit::Share);
        assert_eq!(month(20.0, true), CapacityUnit::DaysInPeriod);
        assert_eq!(month(160.0, true), CapacityUnit::HoursInPeriod);
        assert_eq!(month(12.0, false), CapacityUnit::Heads);
        let week = |most| by_size(most, 7.0, true).0;
        assert_eq!(
            (week(5.0), week(8.0), week(40.0)),
            (CapacityUnit::DaysInPeriod, CapacityUnit::HoursPerDay, CapacityUnit::HoursInPeriod)
        );
    }

    #[test]
    fn percent_points_are_no_shares() {
        assert_eq!(by_words("capacity % jan-2027", 100.0), Some(CapacityUnit::Percent));
        assert_eq!(by_words("capacity % jan-2027", 0.8), Some(CapacityUnit::Share));
        assert_eq!(by_words("name jan-2027", 80.0), None);
        assert_eq!(by_words("name september 2027", 80.0), None);
        assert_eq!(by_words("verfugbare pt september 2027", 20.0), Some(CapacityUnit::DaysInPeriod));
    }
}
