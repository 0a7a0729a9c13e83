//! Rows → working calendars: the hours of a week, days that differ, who follows which. What cannot be read as hours is said and
//! left out.

use super::Built;
use super::cells::Cells;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::{CalendarRecord, SetAside};
use crate::import::shape::Shaped;
use crate::import::table::{ColumnSet, RecordRow};
use crate::model::{DayTimes, Field};
use crate::read::{Cell, Value};
use crate::source::{Sourced, Text};
use jiff::civil::Date;

const WEEK: [Field; 7] =
    [Field::Monday, Field::Tuesday, Field::Wednesday, Field::Thursday, Field::Friday, Field::Saturday, Field::Sunday];

/// Words of a day that is worked as a whole.
const WHOLE: [&str; 9] = ["x", "yes", "y", "ja", "j", "oui", "true", "full", "\u{2713}"];

/// Builds the calendars; a row that names none, or says nothing of it, is set aside.
pub fn calendars(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let first = cells.table.grid.row_cells(row.ix).first().map_or(0, |cell| cell.col);
        let at = cells.table.grid.at(row.ix, first);
        let Some(record) = record(cells, set, row) else {
            built.set_aside.push(SetAside { at, reason: "a calendar without a name".to_owned() });
            continue;
        };
        let says = record.week.is_some()
            || record.days.is_some()
            || record.day_minutes.is_some()
            || !record.projects.is_empty()
            || !record.people.is_empty();
        if says {
            built.records.calendars.push(record);
            built.record_rows += 1;
        } else {
            let reason = "neither hours of a week, nor a day, nor who follows the calendar".to_owned();
            built.set_aside.push(SetAside { at, reason });
        }
    }
    built
}

fn record(cells: &mut Cells, set: &ColumnSet, row: &RecordRow) -> Option<CalendarRecord> {
    let ix = row.ix;
    let (mut name, mut from, mut to, mut times) = (None, None, None, None);
    let mut week: [Option<DayTimes>; 7] = std::array::from_fn(|_| None);
    let (mut projects, mut people) = (Vec::new(), Vec::new());
    let whole = whole_day(cells, set, ix);
    let usual = whole.unwrap_or(cells.table.settings.calendar.hours_per_day);
    for cell in cells.table.grid.row_cells(ix) {
        let Some(column) = set.of(cell.col) else { continue };
        match column.field {
            Some(Field::Calendar) => name = name.or(cells.known_word(ix, cell)),
            Some(Field::Start) => from = cells.date(ix, row.set, column, cell).map(|day| day.value),
            Some(Field::Finish) => to = cells.date(ix, row.set, column, cell).map(|day| day.value),
            Some(Field::DayTimes) => times = hours(cells, ix, cell, usual),
            Some(Field::Project) => projects.extend(names(cells, ix, cell)),
            Some(Field::ResourceName | Field::Email) => people.extend(names(cells, ix, cell)),
            Some(field) => {
                if let Some(slot) = WEEK.iter().position(|day| *day == field).and_then(|day| week.get_mut(day)) {
                    *slot = hours(cells, ix, cell, usual);
                }
            }
            None => {}
        }
    }
    let given = week.iter().any(Option::is_some);
    let days = from.or(to).map(|first| stretch(first, to, times.unwrap_or_default()));
    Some(CalendarRecord {
        name: name?,
        // The bound keeps the cast within a day.
        day_minutes: whole.map(|hours| (hours.clamp(1.0 / 60.0, 24.0) * 60.0).round() as u16),
        week: given.then(|| week.map(Option::unwrap_or_default)),
        days,
        projects,
        people,
    })
}

fn stretch(first: Date, to: Option<Date>, times: DayTimes) -> (Date, Date, DayTimes) {
    let last = to.unwrap_or(first);
    (first.min(last), first.max(last), times)
}

/// Hours of the column of whole days.
fn whole_day(cells: &Cells, set: &ColumnSet, ix: usize) -> Option<f64> {
    let column = set.first(Field::DayHours)?;
    match cells.table.grid.cell(ix, column.col)?.value {
        Value::Number(hours) => Some(hours),
        _ => cells.table.grid.cell_text(ix, column.col).and_then(DayTimes::read).map(|day| day.hours()),
    }
    .filter(|hours| *hours > 0.0 && *hours <= 24.0)
}

/// Times of a day; a cell that holds neither hours nor times is a finding.
fn hours(cells: &mut Cells, ix: usize, cell: &Cell, usual: f64) -> Option<DayTimes> {
    let word = match cell.value {
        Value::Number(hours) if (0.0..=24.0).contains(&hours) => return Some(DayTimes::of_hours(hours)),
        Value::Bool(on) => return Some(if on { DayTimes::of_hours(usual) } else { DayTimes::off() }),
        _ => cells.word(ix, cell)?,
    };
    let text = word.value.trim();
    if WHOLE.iter().any(|whole| text.eq_ignore_ascii_case(whole)) {
        return Some(DayTimes::of_hours(usual));
    }
    let read = DayTimes::read(text);
    if read.is_none() {
        cells.report(
            Diagnostic::at(
                "calendar-unreadable",
                Severity::Warning,
                word.at,
                format!("`{text}` is neither hours of a day (0 to 24) nor times such as `08:00-12:00, 13:00-17:00`; the day is taken as off"),
            )
            .help("enter hours as a number, or the times worked"),
        );
    }
    read
}

/// Names parted by semicolons or lines.
fn names(cells: &mut Cells, ix: usize, cell: &Cell) -> Vec<Sourced<Text>> {
    let Some(word) = cells.known_word(ix, cell) else { return Vec::new() };
    let parts = word.value.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Sourced::stated(Text::from(part), word.at)).collect()
}
