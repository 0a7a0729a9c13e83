//! What each column decides once, from all its cells: date order, decimal sign, scale of percentages, what parts people.

use super::money_scale::is_money;
use crate::import::table::{ColumnSet, Table};
use crate::import::values::DateOrder;
use crate::import::values::date::ColumnDates;
use crate::import::values::number::{ColumnNumbers, currency};
use crate::import::values::people::ColumnPeople;
use crate::import::values::percent::{ColumnPercents, PercentCell};
use crate::model::Field;
use crate::read::Value;
use crate::source::Text;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a field's cells hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A word or text.
    Text,
    /// A day.
    Date,
    /// People.
    People,
    /// A plain number or money.
    Number,
    /// A share of 1 or 100.
    Percent,
}

/// What the cells of a field hold.
pub fn kind(field: Field) -> Kind {
    match field {
        Field::BaselineStart
        | Field::BaselineFinish
        | Field::Start
        | Field::Finish
        | Field::DateRange
        | Field::ActualStart
        | Field::ActualFinish
        | Field::Deadline
        | Field::Needed
        | Field::Promised
        | Field::Created
        | Field::Updated
        | Field::StatusChanged
        | Field::ConstraintDate
        | Field::Leaves
        | Field::Until
        | Field::Raised
        | Field::Due
        | Field::Closed
        | Field::TargetDate
        | Field::ForecastDate => Kind::Date,
        Field::Assignee | Field::Owner | Field::ResourceName => Kind::People,
        Field::Budget
        | Field::ActualCost
        | Field::ForecastCost
        | Field::PlannedValue
        | Field::EarnedValue
        | Field::Exposure
        | Field::BaselineValue
        | Field::TargetValue
        | Field::ForecastValue
        | Field::RealisedValue
        | Field::LeadDays
        | Field::Period
        | Field::Rate
        | Field::Points => Kind::Number,
        Field::Percent | Field::Units | Field::MaxUnits => Kind::Percent,
        _ => Kind::Text,
    }
}

/// What one column decided.
#[derive(Clone, Debug)]
pub struct Decided {
    /// Order of text dates.
    pub dates: Option<ColumnDates>,
    /// Decimal sign.
    pub numbers: Option<ColumnNumbers>,
    /// Scale of percentages.
    pub percents: Option<ColumnPercents>,
    /// What parts people.
    pub people: Option<ColumnPeople>,
    /// What a figure of the column counts, as its header says: 1,000,000 under `Budget (£m)`.
    pub scale: f64,
    /// The scale stands around the table, not in the column's header.
    pub by_caption: bool,
}

impl Default for Decided {
    fn default() -> Self {
        Decided { dates: None, numbers: None, percents: None, people: None, scale: 1.0, by_caption: false }
    }
}

/// Decides the columns of one set from the rows that use it.
pub fn decide(table: &Table, set: &ColumnSet, rows: impl Iterator<Item = usize>) -> FxHashMap<u16, Decided> {
    let grid = table.grid;
    let mut texts: FxHashMap<u16, Vec<&str>> = FxHashMap::default();
    let mut shares: FxHashMap<u16, Vec<PercentCell<'_>>> = FxHashMap::default();
    let mut seen: FxHashSet<(u16, &str)> = FxHashSet::default();
    let mut weekdays: Vec<(&str, &str)> = Vec::new();
    let beside = beside(set);
    for ix in rows {
        for cell in grid.row_cells(ix) {
            let Some(field) = set.of(cell.col).and_then(|c| c.field) else { continue };
            let kind = kind(field);
            match (kind, cell.value) {
                (Kind::Text, _) => {}
                (Kind::Percent, Value::Text(id)) => shares.entry(cell.col).or_default().push(PercentCell::Text(grid.text(id))),
                (Kind::Percent, Value::Number(n)) => shares.entry(cell.col).or_default().push(PercentCell::Number(n)),
                (Kind::People, Value::Text(id)) if !seen.insert((cell.col, grid.text(id))) => {}
                (_, Value::Text(id)) => texts.entry(cell.col).or_default().push(grid.text(id)),
                _ => {}
            }
        }
        if let Some((weekday, dated)) = beside
            && let (Some(day), Some(date)) = (grid.cell_text(ix, weekday), grid.cell_text(ix, dated))
        {
            weekdays.push((day, date));
        }
    }
    let setting = table.rule.and_then(|r| r.date_order.as_deref()).and_then(DateOrder::from_word);
    let mut decided: FxHashMap<u16, Decided> = FxHashMap::default();
    for column in &set.columns {
        let Some(field) = column.field else { continue };
        let mine = texts.get(&column.col).map_or(&[] as &[&str], Vec::as_slice).iter().copied();
        let mut d = Decided::default();
        match kind(field) {
            Kind::Date => {
                let pairs: &[(&str, &str)] = if beside.is_some_and(|(_, dated)| dated == column.col) { &weekdays } else { &[] };
                let mut dates = ColumnDates::decide(mine, pairs, setting);
                dates.epoch_ms = table.table.epoch_ms;
                d.dates = Some(dates);
            }
            Kind::People => d.people = Some(ColumnPeople::decide(mine, table.table.people_separator)),
            Kind::Number => {
                d.numbers = Some(ColumnNumbers::decide(mine, None));
                if is_money(field, table.table.role) {
                    d.scale = currency::scale_of_header(&column.header).unwrap_or(1.0);
                }
            }
            Kind::Percent => {
                let mut scale = if field == Field::Percent { table.table.percent_scale } else { None };
                let mine = shares.remove(&column.col).unwrap_or_default();
                if scale.is_some() && table.book.iter().any(super::units::shows_fractions) {
                    // what the values prove still stands above what the export says of itself
                    let proved = ColumnPercents::decide(mine.iter().copied(), None);
                    scale = proved.scale.or(Some(1));
                }
                d.percents = Some(ColumnPercents::decide(mine, scale));
            }
            Kind::Text => continue,
        }
        decided.insert(column.col, d);
    }
    lend_order(set, &mut decided);
    lend_decimal(&mut decided);
    decided
}

/// The weekday column and the date column it speaks of: the one next to it, else the start.
pub(super) fn beside(set: &ColumnSet) -> Option<(u16, u16)> {
    let weekday = set.first(Field::Weekday)?.col;
    let is_date = |col: u16| set.of(col).and_then(|c| c.field).is_some_and(|f| kind(f) == Kind::Date);
    let near = [weekday.checked_add(1), weekday.checked_sub(1)].into_iter().flatten().find(|c| is_date(*c));
    near.or_else(|| set.first(Field::Start).map(|c| c.col)).map(|dated| (weekday, dated))
}

/// A column of numbers that proves no decimal sign takes the one that its sisters prove, if they agree.
fn lend_decimal(decided: &mut FxHashMap<u16, Decided>) {
    let mut proved: Option<char> = None;
    for sign in decided.values().filter_map(|d| d.numbers.as_ref().and_then(|n| n.decimal)) {
        if *proved.get_or_insert(sign) != sign {
            return;
        }
    }
    let Some(sign) = proved else { return };
    for numbers in decided.values_mut().filter_map(|d| d.numbers.as_mut()).filter(|n| n.ambiguous) {
        *numbers =
            ColumnNumbers { decimal: Some(sign), proof: "as in the other columns of the table".to_owned(), ambiguous: false };
    }
}

/// A column whose own values prove no order takes the one that its sisters prove, if they agree.
fn lend_order(set: &ColumnSet, decided: &mut FxHashMap<u16, Decided>) {
    let mut proved: Option<(DateOrder, Text)> = None;
    for column in &set.columns {
        let Some(dates) = decided.get(&column.col).and_then(|d| d.dates.as_ref()) else { continue };
        if let Some(order) = dates.order.filter(|_| !dates.contradicted) {
            match &proved {
                None => proved = Some((order, column.header.clone())),
                Some((other, _)) if *other == order => {}
                Some(_) => return,
            }
        }
    }
    let Some((order, lender)) = proved else { return };
    for dates in decided.values_mut().filter_map(|d| d.dates.as_mut()) {
        if dates.order.is_none() && dates.ambiguous {
            dates.order = Some(order);
            dates.ambiguous = false;
            dates.proof = format!("column `{lender}` of the same table proves it");
        }
    }
}
