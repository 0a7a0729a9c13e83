//! Cells → values: each column decides its date order, decimal sign, scale and list separator once, from all its cells; then
//! single cells are read. What cannot be read is reported at its cell and stays without a value.

use super::decide::{self, Decided};
use super::listed;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::Column;
use crate::import::detect::Names;
use crate::import::extract::{DateOrderReading, PersonRef};
use crate::import::table::{ColumnSet, Table};
use crate::import::values::date::{self, DateFlag, DateRead};
use crate::import::values::duration::{self, Unit};
use crate::import::values::number::{ColumnNumbers, NumberRead};
use crate::import::values::people::{ColumnPeople, PersonText};
use crate::import::values::percent::PercentCell;
use crate::import::values::text::{absent, fold};
use crate::import::values::week::{self, Period};
use crate::import::values::{rag, score, status};
use crate::import::words::{Words, plain};
use crate::model::register::Level;
use crate::model::{Duration, Rag, StatusCategory, StatusWord};
use crate::read::{Cell, Value};
use crate::source::{CellRef, Sourced, Text};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Findings of one kind shown for one column; the last says how many more there are.
const PER_COLUMN: usize = 20;

/// The reader of one table's cells.
pub struct Cells<'a> {
    /// The table.
    pub table: Table<'a>,
    /// Shared texts.
    pub words: Words<'a>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
    /// By set and column.
    decided: Vec<FxHashMap<u16, Decided>>,
    statuses: FxHashMap<Text, Option<StatusCategory>>,
    people: FxHashMap<(u16, Text), Vec<PersonRef>>,
    counts: FxHashMap<(&'static str, u16), (usize, usize)>,
}

impl<'a> Cells<'a> {
    /// Decides every column from the given rows (position of row, position of its column set).
    pub fn new(table: Table<'a>, sets: &[ColumnSet], rows: &[(usize, usize)]) -> Self {
        let mut cells = Cells {
            table,
            words: Words::new(table.grid),
            diagnostics: Vec::new(),
            decided: vec![FxHashMap::default(); sets.len()],
            statuses: FxHashMap::default(),
            people: FxHashMap::default(),
            counts: FxHashMap::default(),
        };
        for (n, set) in sets.iter().enumerate() {
            let decided = decide::decide(&table, set, rows.iter().filter(|(_, s)| *s == n).map(|(ix, _)| *ix));
            cells.decided[n] = decided;
        }
        cells
    }

    /// The date orders decided, for `inspect`.
    pub fn date_orders(&self, sets: &[ColumnSet], rows: &[(usize, usize)]) -> Vec<DateOrderReading> {
        let mut readings = Vec::new();
        for (n, set) in sets.iter().enumerate() {
            for column in &set.columns {
                let Some(dates) = self.decided[n].get(&column.col).and_then(|d| d.dates.as_ref()) else { continue };
                let mut filled = rows.iter().filter(|(_, s)| *s == n).filter_map(|(ix, _)| self.table.grid.cell(*ix, column.col));
                let (order, proof) = match (dates.order, filled.next().map(|c| c.value)) {
                    (Some(order), _) => (order.word(), dates.proof.clone()),
                    (None, None) => continue,
                    (None, Some(Value::Date(_))) => ("excel", "true dates".to_owned()),
                    (None, Some(_)) if dates.ambiguous => ("unknown", "no value proves the order".to_owned()),
                    (None, Some(_)) => ("ymd", "written so that only one order is possible".to_owned()),
                };
                readings.push(DateOrderReading { column: column.header.clone(), order, proof });
            }
        }
        readings
    }

    /// Reports an odd cell, at most `PER_COLUMN` of one kind for one column.
    pub fn report(&mut self, finding: Diagnostic) {
        let col = finding.cell().map_or(u16::MAX, |at| at.col);
        let count = self.counts.entry((finding.check, col)).or_insert((0, 0));
        count.0 += 1;
        if count.0 < PER_COLUMN {
            self.diagnostics.push(finding);
        } else if count.0 == PER_COLUMN {
            count.1 = self.diagnostics.len();
            self.diagnostics.push(finding);
        } else if let Some(last) = self.diagnostics.get_mut(count.1) {
            let more = count.0 - PER_COLUMN;
            let base = last.message.split(" (and ").next().unwrap_or("").to_owned();
            last.message = format!("{base} (and {more} more in this column)");
        }
    }

    /// The place of a cell.
    pub fn at(&self, ix: usize, cell: &Cell) -> CellRef {
        self.table.grid.at(ix, cell.col)
    }

    /// A word that repeats.
    pub fn word(&mut self, ix: usize, cell: &Cell) -> Option<Sourced<Text>> {
        let at = self.at(ix, cell);
        if let Value::Text(id) = cell.value
            && let Some(words) = listed::words(self.table.grid.text(id))
        {
            let joined = words.join(", ");
            return (!joined.is_empty()).then(|| Sourced::stated(self.words.intern(&joined), at));
        }
        self.words.shared(cell.value).map(|text| Sourced::stated(text, at))
    }
    /// A text of its own.
    pub fn own(&mut self, ix: usize, cell: &Cell) -> Option<Sourced<Text>> {
        let at = self.at(ix, cell);
        self.words.single(cell.value).map(|text| Sourced::stated(text, at))
    }
    /// A word, `None` for words that mean nothing.
    pub fn known_word(&mut self, ix: usize, cell: &Cell) -> Option<Sourced<Text>> {
        self.word(ix, cell).filter(|w| absent(&w.value).is_none())
    }

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
                self.unreadable(at, text, column);
                (None, None, None)
            }
        }
    }

    fn unreadable(&mut self, at: CellRef, text: &str, column: &Column) {
        let short: String = text.chars().take(60).collect();
        self.report(
            Diagnostic::at(
                "date-unreadable",
                Severity::Warning,
                at,
                format!("`{short}` in column `{}` is not a date", column.header),
            )
            .help("correct the cell, or set `date-order` for this source"),
        );
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
        let year = stated.or_else(|| crate::import::metadata::stated_year(self.table.grid)).or_else(|| {
            let Names { file, sheet } = self.table.names;
            crate::import::metadata::year_in(sheet).or_else(|| crate::import::metadata::year_in(file))
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
        period.map(|p| Sourced::derived(p, at, crate::source::Rule::DateFromWeek))
    }

    /// A number or an amount of money.
    pub fn number(&mut self, ix: usize, set: usize, column: &Column, cell: &Cell) -> Option<Sourced<f64>> {
        let at = self.at(ix, cell);
        match cell.value {
            Value::Number(n) => Some(Sourced::stated(n, at)),
            Value::Text(id) => {
                let text = self.table.grid.text(id);
                let read = match self.decided[set].get(&cell.col).and_then(|d| d.numbers.as_ref()) {
                    Some(numbers) => numbers.parse(text),
                    None => ColumnNumbers::decide([text], None).parse(text),
                };
                match read {
                    NumberRead::Number(n) => Some(Sourced::stated(n.value, at)),
                    NumberRead::Empty => None,
                    NumberRead::Ambiguous => {
                        self.report(
                            Diagnostic::at(
                                "number-ambiguous",
                                Severity::Warning,
                                at,
                                format!("`{text}` in column `{}` can be read in two ways", column.header),
                            )
                            .help("write the column's numbers with decimals, or as numbers instead of text"),
                        );
                        None
                    }
                    NumberRead::Unreadable => {
                        let short: String = text.chars().take(60).collect();
                        self.report(Diagnostic::at(
                            "number-unreadable",
                            Severity::Note,
                            at,
                            format!("`{short}` in column `{}` is not a number", column.header),
                        ));
                        None
                    }
                }
            }
            _ => None,
        }
    }

    /// A share: 1 = all.
    pub fn share(&mut self, ix: usize, set: usize, column: &Column, cell: &Cell) -> Option<Sourced<f64>> {
        let at = self.at(ix, cell);
        let given = match cell.value {
            Value::Number(n) => PercentCell::Number(n),
            Value::Text(id) => PercentCell::Text(self.table.grid.text(id)),
            _ => return None,
        };
        if let PercentCell::Text(text) = given
            && absent(text).is_some()
        {
            return None;
        }
        let read = self.decided[set].get(&cell.col).and_then(|d| d.percents.as_ref()).and_then(|p| p.parse(given));
        if read.is_none() {
            let text = plain(self.table.grid, cell.value).into_owned();
            self.report(
                Diagnostic::at(
                    "percent-unreadable",
                    Severity::Warning,
                    at,
                    format!("`{text}` in column `{}` is no percentage that can be told", column.header),
                )
                .help("write percentages with a % sign"),
            );
        }
        read.map(|n| Sourced::stated(n, at))
    }

    /// A duration in working days.
    pub fn duration(&mut self, ix: usize, column: &Column, cell: &Cell, bare: Option<Unit>) -> Option<Sourced<Duration>> {
        let at = self.at(ix, cell);
        let bare = column.unit.or(bare);
        match cell.value {
            Value::Number(n) => bare.map(|unit| Sourced::stated(duration::duration_of(n, unit, &self.table.working), at)),
            Value::Span(days) => Some(Sourced::stated(duration::duration_of(days * 24.0, Unit::Hours, &self.table.working), at)),
            Value::Text(id) => {
                let text = self.table.grid.text(id);
                if absent(text).is_some() {
                    return None;
                }
                let read = duration::duration(text, bare, &self.table.working);
                if read.is_none() {
                    let short: String = text.chars().take(60).collect();
                    self.report(Diagnostic::at(
                        "duration-unreadable",
                        Severity::Note,
                        at,
                        format!("`{short}` in column `{}` is not a duration", column.header),
                    ));
                }
                read.map(|d| Sourced::stated(d, at))
            }
            _ => None,
        }
    }

    /// Work in hours.
    pub fn hours(&mut self, ix: usize, column: &Column, cell: &Cell, bare: Option<Unit>) -> Option<Sourced<f64>> {
        let at = self.at(ix, cell);
        let bare = column.unit.or(bare);
        match cell.value {
            Value::Number(n) => bare.map(|unit| Sourced::stated(duration::hours_of(n, unit, &self.table.working), at)),
            Value::Span(days) => Some(Sourced::stated(days * 24.0, at)),
            Value::Text(id) => {
                duration::work_hours(self.table.grid.text(id), bare, &self.table.working).map(|h| Sourced::stated(h, at))
            }
            _ => None,
        }
    }

    /// A status word with its category.
    pub fn status(&mut self, ix: usize, cell: &Cell) -> Option<Sourced<StatusWord>> {
        let word = self.word(ix, cell)?;
        if absent(&word.value).is_some() {
            return None;
        }
        let category = self.category(&word.value);
        Some(word.map(|word| StatusWord { word, category }))
    }

    /// The category of a status word: the profile's words, then the common ones.
    pub fn category(&mut self, word: &Text) -> Option<StatusCategory> {
        if let Some(known) = self.statuses.get(word) {
            return *known;
        }
        let category = self.table.profile.words.status.get(&fold(word)).copied().or_else(|| status::category(word));
        self.statuses.insert(word.clone(), category);
        category
    }

    /// Red, amber or green of a cell: its word, else its fill.
    pub fn rag(&mut self, ix: usize, cell: &Cell) -> Option<Sourced<Rag>> {
        let at = self.at(ix, cell);
        let text = plain(self.table.grid, cell.value);
        let word = self.table.profile.words.rag.get(&fold(&text)).copied().or_else(|| rag::word(&text));
        if let Some(rag) = word {
            return Some(Sourced::stated(rag, at));
        }
        let fill = usize::from(cell.fill).checked_sub(1).and_then(|n| self.table.grid.fills.get(n))?;
        rag::fill(fill.rgb).map(|rag| Sourced::derived(rag, at, crate::source::Rule::RagFromFill))
    }

    /// Red, amber or green of an empty cell, by its fill.
    pub fn blank_rag(&self, ix: usize, col: u16) -> Option<Sourced<Rag>> {
        let fill = self.table.grid.blank_fill(ix, col)?;
        rag::fill(fill.rgb).map(|rag| Sourced::derived(rag, self.table.grid.at(ix, col), crate::source::Rule::RagFromFill))
    }

    /// A level of probability or impact as stated.
    pub fn level(&mut self, ix: usize, cell: &Cell) -> Option<Sourced<Level>> {
        let word = self.known_word(ix, cell)?;
        let number = match cell.value {
            Value::Number(n) => Some(n),
            _ => score::number(&word.value),
        };
        Some(word.map(|word| Level { word, number }))
    }

    /// The people of a cell.
    pub fn people(&mut self, ix: usize, set: usize, cell: &Cell) -> Vec<PersonRef> {
        let at = self.at(ix, cell);
        let Some(text) = self.words.shared(cell.value) else { return Vec::new() };
        let key = (cell.col, text);
        if let Some(known) = self.people.get(&key) {
            return known.iter().map(|p| PersonRef { at, ..p.clone() }).collect();
        }
        if let Some(listed) = listed::people(&key.1) {
            let people: Vec<PersonRef> = listed.into_iter().map(|p| self.person(p, at)).collect();
            self.people.insert(key, people.clone());
            return people;
        }
        let split = match self.decided[set].get(&cell.col).and_then(|d| d.people.as_ref()) {
            Some(people) => {
                let (split, open) = (people.split(&key.1), people.ambiguous && key.1.contains(','));
                if open {
                    self.report(
                        Diagnostic::at(
                            "people-ambiguous",
                            Severity::Note,
                            at,
                            format!("`{}` is one person or two: nothing in the column proves what its comma parts; it is taken for one", key.1),
                        )
                        .help("part people by `;`, or write names as `First Last`"),
                    );
                }
                split
            }
            None => ColumnPeople::decide([&*key.1], self.table.table.people_separator).split(&key.1),
        };
        let people: Vec<PersonRef> = split.into_iter().map(|p| self.person(p, at)).collect();
        self.people.insert(key, people.clone());
        people
    }

    /// A person as the extract holds one.
    pub fn person(&mut self, p: PersonText, at: CellRef) -> PersonRef {
        PersonRef {
            name: self.words.intern(&p.name),
            email: p.email.map(|e| self.words.intern(&e)),
            account: p.account.map(|a| self.words.intern(&a)),
            units: p.units,
            work: None,
            at,
        }
    }
}
