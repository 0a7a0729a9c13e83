//! The parsers of values: each decides from a column of cells (the lines of the input) and then reads every one of them.
#![no_main]

use steerpack::import::values::{self, ColumnDates, ColumnNumbers, ColumnPeople, ColumnPercents, DateOrder, PercentCell};
use steerpack::import::values::{date, duration, months, people, percent, rag, score, status, text, week};

fn column(cells: &[&str], word: &str) {
    for order in [None, Some(DateOrder::Dmy), Some(DateOrder::Mdy), Some(DateOrder::Ymd)] {
        let weekdays: Vec<(&str, &str)> = cells.iter().zip(cells.iter().skip(1)).map(|(a, b)| (*a, *b)).collect();
        let dates = ColumnDates::decide(cells.iter().copied(), &weekdays, order);
        for cell in cells {
            let _ = dates.parse_flagged(cell);
        }
        let other = ColumnDates::decide([word], &[], None);
        let _ = dates.or_proved_by(&other, word);
    }
    for sign in [None, Some(','), Some('.')] {
        let numbers = ColumnNumbers::decide(cells.iter().copied(), sign);
        for cell in cells {
            if let Some(n) = numbers.parse(cell).value() {
                assert!(n.is_finite(), "{cell:?} is read as {n}");
            }
        }
    }
    for scale in [None, Some(1), Some(100)] {
        let percents = ColumnPercents::decide(cells.iter().map(|c| PercentCell::Text(c)), scale);
        for cell in cells {
            if let Some(n) = percents.parse(PercentCell::Text(cell)) {
                assert!(n.is_finite(), "{cell:?} is read as {n}");
            }
        }
    }
    let mut millis = ColumnDates::decide(cells.iter().copied(), &[], None);
    millis.epoch_ms = true;
    for cell in cells {
        let _ = millis.parse(cell);
    }
    for separator in [None, Some(',')] {
        let people = ColumnPeople::decide(cells.iter().copied(), separator);
        for cell in cells {
            assert!(people.split(cell).len() <= 1 + cell.len(), "{cell:?} names more people than it has letters");
        }
    }
    let _ = people::drag_filled(cells.iter().copied());
}

fn cell(cell: &str) {
    let working = duration::Working::default();
    for unit in [None, Some(duration::Unit::Days), Some(duration::Unit::Hours)] {
        if let Some(d) = duration::duration(cell, unit, &working) {
            let _ = format!("{d:?}");
        }
        assert!(duration::work_hours(cell, unit, &working).is_none_or(f64::is_finite), "{cell:?} is no finite work");
    }
    let _ = (duration::unit_of_header(cell), duration::unit_word(cell));
    let _ = (rag::word(cell), week::week(cell, Some(2026), true), week::caption(cell, None, true));
    let _ = (week::week(cell, None, false), months::month(cell), months::weekday(cell));
    assert!(score::number(cell).is_none_or(f64::is_finite), "{cell:?} is no finite score");
    let _ = (score::rank(cell), status::category(cell), status::yes_no(cell), status::open(cell));
    let _ = (status::percent_in(cell), percent::checklist(cell), values::number::is_destroyed_id(cell));
    let _ = (text::clean(cell), text::fold(cell));
    let _ = (text::absent(cell), text::leading_blanks(cell), people::is_nobody(cell), people::kind_of(cell));
    if let Ok(n) = cell.trim().parse::<f64>() {
        let _ = date::from_serial(n);
    }
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let cells: Vec<&str> = text.split('\n').take(40).collect();
    column(&cells, cells.first().copied().unwrap_or(""));
    cells.iter().for_each(|c| cell(c));
});
