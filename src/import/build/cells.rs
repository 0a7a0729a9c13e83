//! Cells → values: each column decides its date order, decimal sign, scale and list separator once, from all its cells; then
//! single cells are read. What cannot be read is reported at its cell and stays without a value.

mod days;

pub(super) use days::weekday_name;

use super::decide::{self, Decided};
use super::{listed, money_scale};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::Column;
use crate::import::extract::{DateOrderReading, PersonRef};
use crate::import::table::{ColumnSet, Table};
use crate::import::values::duration::{self, Unit};
use crate::import::values::number::{self, ColumnNumbers, NumberRead};
use crate::import::values::people::{ColumnPeople, PersonText};
use crate::import::values::percent::PercentCell;
use crate::import::values::text::{absent, fold};
use crate::import::values::{rag, score, status};
use crate::import::words::{Words, plain};
use crate::model::register::Level;
use crate::model::{Duration, Rag, StatusCategory, StatusWord};
use crate::read::{Cell, Value};
use crate::source::{CellRef, Rule, Sourced, Text};
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
    /// A header says that its figures count thousands or millions.
    scaled: bool,
    /// Columns of days that lie behind the data, by set.
    behind: Vec<(usize, u16)>,
    /// The day the data is of, once it was asked for.
    near: Option<Option<Date>>,
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
            scaled: false,
            behind: Vec::new(),
            near: None,
        };
        for (n, set) in sets.iter().enumerate() {
            let mut decided = decide::decide(&table, set, rows.iter().filter(|(_, s)| *s == n).map(|(ix, _)| *ix));
            if set.columns.iter().any(|c| c.field.is_some_and(|f| money_scale::is_money(f, table.table.role))) {
                let mine: Vec<usize> = rows.iter().filter(|(_, s)| *s == n).map(|(ix, _)| *ix).collect();
                cells.diagnostics.extend(money_scale::settle(&table, set, &mine, &mut decided));
            }
            cells.scaled |= decided.values().any(|d| d.scale != 1.0);
            cells.decided[n] = decided;
            cells.behind.extend(set.columns.iter().filter(|c| c.field.is_some_and(days::lies_behind)).map(|c| (n, c.col)));
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

    /// A number or an amount of money.
    pub fn number(&mut self, ix: usize, set: usize, column: &Column, cell: &Cell) -> Option<Sourced<f64>> {
        let at = self.at(ix, cell);
        let (scale, by_caption) = if self.scaled {
            self.decided[set].get(&cell.col).map_or((1.0, false), |d| (d.scale, d.by_caption))
        } else {
            (1.0, false)
        };
        let scaled = |n: f64| {
            if by_caption { Sourced::derived(n * scale, at, Rule::AmountByCaption) } else { Sourced::stated(n * scale, at) }
        };
        match cell.value {
            Value::Number(n) => Some(scaled(n)),
            Value::Text(id) => {
                let text = self.table.grid.text(id);
                let read = match self.decided[set].get(&cell.col).and_then(|d| d.numbers.as_ref()) {
                    Some(numbers) => numbers.parse(text),
                    None => ColumnNumbers::decide([text], None).parse(text),
                };
                match read {
                    NumberRead::Number(n) => {
                        // `£42m` under `Budget (£m)` states its scale itself.
                        let own = scale != 1.0 && number::scaled(text);
                        Some(if own { Sourced::stated(n.value, at) } else { scaled(n.value) })
                    }
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

    /// A number with the unit that stands behind it: `25 min`, `3 FTE`.
    pub fn measured(
        &mut self,
        ix: usize,
        set: usize,
        column: &Column,
        cell: &Cell,
    ) -> (Option<Sourced<f64>>, Option<Sourced<Text>>) {
        if let Value::Text(id) = cell.value
            && let Some((figure, unit)) = number::with_unit(self.table.grid.text(id))
        {
            let numbers = self.decided[set].get(&cell.col).and_then(|d| d.numbers.as_ref());
            let read = numbers.map_or_else(|| ColumnNumbers::decide([figure], None).parse(figure), |n| n.parse(figure));
            if let NumberRead::Number(n) = read {
                let at = self.at(ix, cell);
                return (Some(Sourced::stated(n.value, at)), Some(Sourced::stated(self.words.intern(unit), at)));
            }
        }
        (self.number(ix, set, column, cell), None)
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
