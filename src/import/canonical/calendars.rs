//! The tables Calendars and Calendar days: what a converted file or a filled template says of working times.

use super::decode::Decoded;
use super::join::Scope;
use super::origins::Numbers;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::{CalendarRecord, Records};
use crate::model::DayTimes;
use crate::model::canonical::rows::{CalendarDayRow, CalendarRow};
use crate::source::{CellRef, Sourced, Text};

/// Reads both; rows without a name are no calendars.
pub(super) fn read(scope: &mut Scope, numbers: &Numbers, records: &mut Records) {
    let blank = |name: Text, at: CellRef| CalendarRecord {
        name: Sourced::stated(name, at),
        day_minutes: None,
        week: None,
        days: None,
        projects: Vec::new(),
        people: Vec::new(),
    };
    for Decoded { row, here, .. } in scope.rows::<CalendarRow>("Calendars", numbers) {
        let Some(name) = row.name.filter(|name| !name.trim().is_empty()) else {
            scope.aside.push((here, "a calendar without a name".to_owned()));
            continue;
        };
        let hours = row.hours.filter(|hours| *hours > 0.0 && *hours <= 24.0);
        let cells = [&row.mon, &row.tue, &row.wed, &row.thu, &row.fri, &row.sat, &row.sun];
        let given = cells.iter().any(|cell| cell.is_some());
        let week = cells.map(|cell| times(scope, cell.as_ref(), here));
        records.calendars.push(CalendarRecord {
            // The bound keeps the cast within a day.
            day_minutes: hours.map(|hours| ((hours * 60.0).round() as u16).max(1)),
            week: given.then_some(week),
            ..blank(name, row.at)
        });
    }
    for Decoded { row, here, .. } in scope.rows::<CalendarDayRow>("Calendar days", numbers) {
        match (row.calendar, row.from, row.to.or(row.from)) {
            (Some(name), Some(from), Some(to)) if from <= to => {
                let times = times(scope, row.times.as_ref(), here);
                records.calendars.push(CalendarRecord { days: Some((from, to, times)), ..blank(name, row.at) });
            }
            _ => scope.aside.push((here, "a day of no calendar, or without a date".to_owned())),
        }
    }
}

fn times(scope: &mut Scope, cell: Option<&Text>, here: CellRef) -> DayTimes {
    let Some(text) = cell else { return DayTimes::off() };
    DayTimes::read(text).unwrap_or_else(|| {
        let message = format!(
            "`{text}` is neither hours of a day (0 to 24) nor times such as `08:00-12:00, 13:00-17:00`; the day is taken as off"
        );
        let finding = Diagnostic::at("calendar-unreadable", Severity::Warning, here, message);
        scope.odd.push(finding.help("enter hours as a number, or the times worked"));
        DayTimes::off()
    })
}
