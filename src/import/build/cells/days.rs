//! Cells → days: text dates in the order their column has, true dates, weeks, and what people write who know the month only. A
//! period fills a start with its first day and an end with its last, and says so.

use super::Cells;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::Column;
use crate::import::detect::Names;
use crate::import::metadata;
use crate::import::values::date::{self, DateFlag, DateRead, coarse};
use crate::import::values::text::absent;
use crate::import::values::week::{self, Period};
use crate::import::words::plain;
use crate::model::Field;
use crate::read::{Cell, Value};
use crate::source::{CellRef, Rule, Sourced};
use jiff::civil::{Date, Weekday};

/// Days that have passed when the data was written.
pub(super) fn lies_behind(field: Field) -> bool {
    use Field::{ActualFinish, ActualStart, Closed, Created, Raised, StatusChanged, Updated};
    matches!(field, Raised | Created | Updated | Closed | ActualStart | ActualFinish | StatusChanged)
}

/// Fields that a period fills with its first day; all others are ends.
fn begins(field: Option<Field>) -> bool {
    use Field::{ActualStart, BaselineStart, Created, Raised, Start};
    matches!(field, Some(Start | BaselineStart | ActualStart | Raised | Created))
}

/// The name of a weekday.
pub(in crate::import::build) fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// From and to.
type Ends = (Option<Sourced<Date>>, Option<Sourced<Date>>);

impl Cells<'_> {
    /// A day; the later end of a range.
    pub fn date(&mut self, ix: usize, set: usize, column: &Column, cell: &Cell) -> Option<Sourced<Date>> {
        let (from, to, _) = self.range(ix, set, column, cell);
        to.or(from)
    }

    /// From and to of a range, or one day as `to`; with the mark behind it.
    pub fn range(
        &mut self,
        ix: usize,
        set: usize,
        column: &Column,
        cell: &Cell,
    ) -> (Option<Sourced<Date>>, Option<Sourced<Date>>, Option<DateFlag>) {
        let at = self.at(ix, cell);
        let stated = |d: Date| Some(Sourced::stated(d, at));
        match cell.value {
            Value::Date(serial) => (None, date::from_serial(serial).and_then(stated), None),
            Value::Number(n) if self.table.table.epoch_ms => {
                let day = self.decided[set]
                    .get(&cell.col)
                    .and_then(|d| d.dates.as_ref())
                    .map(|d| d.parse(&crate::import::words::number(n)));
                (None, if let Some(DateRead::Date(d)) = day { stated(d) } else { None }, None)
            }
            Value::Number(n) if (20_000.0..80_000.0).contains(&n) => {
                let day = date::from_serial(n);
                if let Some(day) = day {
                    self.report(
                        Diagnostic::at(
                            "date-as-number",
                            Severity::Note,
                            at,
                            format!("`{n}` in column `{}` is a date without a date format, read as {day}", column.header),
                        )
                        .help("format the column as a date in the source"),
                    );
                }
                (None, day.and_then(stated), None)
            }
            Value::Text(id) => self.text_date(self.table.grid.text(id), at, set, column),
            Value::Number(n) => {
                if n != 0.0 {
                    self.unreadable(at, &crate::import::words::number(n), column);
                }
                (None, None, None)
            }
            _ => (None, None, None),
        }
    }

    fn text_date(
        &mut self,
        text: &str,
        at: CellRef,
        set: usize,
        column: &Column,
    ) -> (Option<Sourced<Date>>, Option<Sourced<Date>>, Option<DateFlag>) {
        let Some(dates) = self.decided[set].get(&at.col).and_then(|d| d.dates.as_ref()) else { return (None, None, None) };
        let (read, flag) = dates.parse_flagged(text);
        let stated = |d: Date| Sourced::stated(d, at);
        if let (Some(DateFlag::OffWeekday(named)), DateRead::Date(_) | DateRead::Range(..)) = (flag, read) {
            let as_read = match read {
                DateRead::Date(d) => format!(": {d} is a {}", weekday_name(d.weekday())),
                _ => String::new(),
            };
            let said = format!(
                "`{}` in column `{}` names a {} that is none{as_read}; the date is taken as it stands",
                text.trim(),
                column.header,
                weekday_name(named)
            );
            self.report(
                Diagnostic::at("weekday-contradicts", Severity::Warning, at, said)
                    .help("correct the date or the weekday in the source"),
            );
        }
        match read {
            DateRead::Date(d) => (None, Some(stated(d)), flag),
            DateRead::Range(from, to) => (from.map(stated), to.map(stated), flag),
            DateRead::Empty => (None, None, None),
            DateRead::Serial(d) => {
                self.report(
                    Diagnostic::at(
                        "date-as-number",
                        Severity::Note,
                        at,
                        format!("`{text}` in column `{}` is an Excel day number, read as {d}", column.header),
                    )
                    .help("format the column as a date before exporting"),
                );
                (None, Some(stated(d)), flag)
            }
            DateRead::Ambiguous => {
                self.report(
                    Diagnostic::at("date-ambiguous", Severity::Warning, at, format!("`{text}` in column `{}` can be read as day-month and as month-day, and nothing in the column proves which", column.header))
                        .help("set `date-order` for this source"),
                );
                (None, None, None)
            }
            DateRead::Unreadable => {
                if let Some((from, to)) = self.vague(text, at, column) {
                    return (from, to, None);
                }
                self.unreadable(at, text, column);
                (None, None, None)
            }
        }
    }

    /// From and to of a period, or its first or last day, as the column wants it; a missing year is the nearest to the data.
    fn vague(&mut self, text: &str, at: CellRef, column: &Column) -> Option<Ends> {
        let near = self.near();
        let vague = coarse::read(text, near).or_else(|| {
            let (from, to) = date::split_range(text)?;
            coarse::range(from, to, near)
        })?;
        let rule = if vague.year_taken { Rule::YearFromContext } else { Rule::DateFromPeriod };
        let derived = |day: Date| Some(Sourced::derived(day, at, rule));
        let Period { from, to } = vague.period;
        let first = begins(column.field);
        let taken = if first { from } else { to };
        let mut said = format!("`{}` in column `{}`", text.trim(), column.header);
        said.push_str(&match (from == to, vague.year_taken) {
            (true, true) => format!(" has no year; {taken} is taken"),
            (true, false) => format!(" is no day of the calendar; {taken} is taken"),
            (false, year) => {
                let end = if first { "first" } else { "last" };
                format!(" is a period{}; its {end} day {taken} is taken", if year { " without a year" } else { "" })
            }
        });
        if let Some(near) = near.filter(|_| vague.year_taken) {
            said.push_str(&format!(", the nearest to {near}, which the data is of"));
        }
        self.report(Diagnostic::at("date-coarse", Severity::Note, at, said).help("write the day with its year in the source"));
        Some(match column.field {
            Some(Field::DateRange) => (derived(from), derived(to)),
            _ => (None, derived(taken)),
        })
    }

    /// The day the data is of: configured, stated around the table, set for the run, else the latest day that has passed in it.
    fn near(&mut self) -> Option<Date> {
        if let Some(near) = self.near {
            return near;
        }
        let table = self.table;
        let near = (table.rule.and_then(|r| r.data_date))
            .or_else(|| metadata::data_date(table.grid, table.found).map(|d| d.value))
            .or(table.settings.program.as_of)
            .or_else(|| self.latest_behind());
        self.near = Some(near);
        near
    }

    fn latest_behind(&self) -> Option<Date> {
        let rows = self.table.found.body.clone();
        rows.flat_map(|ix| self.behind.iter().filter_map(move |(set, col)| self.day_in(*set, ix, *col))).max()
    }

    /// The day in a cell of a column of dates, without a word on what cannot be read.
    pub fn day_in(&self, set: usize, ix: usize, col: u16) -> Option<Date> {
        let grid = self.table.grid;
        match grid.cell(ix, col)?.value {
            Value::Date(serial) => date::from_serial(serial),
            Value::Text(id) => match self.decided.get(set)?.get(&col)?.dates.as_ref()?.parse(grid.text(id)) {
                DateRead::Date(day) => Some(day),
                _ => None,
            },
            _ => None,
        }
    }

    fn unreadable(&mut self, at: CellRef, text: &str, column: &Column) {
        let short: String = text.chars().take(60).collect();
        // What any year would make a day lacks the year only.
        let (what, help) = match coarse::read(text, Some(jiff::civil::date(2026, 1, 1))) {
            Some(vague) if vague.year_taken => (
                "has no year, and nothing in the sheet says of which day the data is",
                "write the year, or set `data-date` for this source: the nearest year is then taken",
            ),
            _ => ("is not a date", "correct the cell, or set `date-order` for this source"),
        };
        let said = format!("`{short}` in column `{}` {what}", column.header);
        self.report(Diagnostic::at("date-unreadable", Severity::Warning, at, said).help(help));
    }

    /// The day of a stamp inside a cell (a comment's): where its own form leaves the order open, as the table's date columns
    /// have it.
    pub fn stamp(&self, set: usize, text: &str) -> Option<Date> {
        let epoch_ms = (12..=14).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let plain = date::ColumnDates { epoch_ms, ..date::ColumnDates::default() };
        if let DateRead::Date(day) = plain.parse(text) {
            return Some(day);
        }
        let columns = self.decided.get(set)?.iter().filter_map(|(col, d)| Some((col, d.dates.as_ref()?)));
        let (_, dates) = columns.filter(|(_, d)| d.order.is_some() && !d.contradicted).min_by_key(|(col, _)| **col)?;
        if let DateRead::Date(day) = dates.parse(text) { Some(day) } else { None }
    }

    /// The week of a cell, where the sheet or the configuration gives the year.
    pub fn week(&mut self, ix: usize, cell: &Cell) -> Option<Sourced<Period>> {
        let at = self.at(ix, cell);
        let text = plain(self.table.grid, cell.value);
        let stated = self.table.rule.and_then(|r| r.data_date).map(|d| d.year());
        let year = stated.or_else(|| metadata::stated_year(self.table.grid)).or_else(|| {
            let Names { file, sheet } = self.table.names;
            metadata::year_in(sheet).or_else(|| metadata::year_in(file))
        });
        let period = week::week(&text, year, true);
        if period.is_none() && absent(&text).is_none() {
            let finding = Diagnostic::at(
                "week-without-year",
                Severity::Note,
                at,
                format!("`{text}` is a week, and nothing in the sheet gives its year"),
            )
            .help("set `data-date` for this source, or write the weeks with their year (`2026-W14`)");
            self.report(finding);
        }
        period.map(|p| Sourced::derived(p, at, Rule::DateFromWeek))
    }
}
