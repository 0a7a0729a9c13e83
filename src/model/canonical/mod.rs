//! The canonical form: a portfolio as named tables that people can read and programs can read back. One description of the
//! columns (header, what it means, what it takes, how it is got from a record and put onto one) from which everything follows:
//! the workbook, the folder of CSV files, the JSON, the empty template with its notes and lists, and the reading back.
//!
//! Rows are here ([`rows`], [`work`], [`registers`]); values as cells in [`values`]. Turning a portfolio into rows is left to
//! `report`, rows into records to `import`.

pub mod registers;
pub mod rows;
pub mod values;
pub mod work;

use crate::source::{Basis, CellRef, Sourced, Text};
pub use values::{Datum, Shown};

/// Header of the column that holds the cell a row came from; what marks a table of the canonical form.
pub const ORIGIN: &str = "steerpack origin";
/// Header of the column that holds the cells and bases of a row's fields.
pub const ORIGINS: &str = "steerpack origins of fields";
/// The word by which the JSON form is known, and the tracker's name.
pub const FORM: &str = "steerpack";
/// Version of the form.
pub const VERSION: u32 = 1;

/// A fact on its way into or out of a cell.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// What the cell holds.
    pub datum: Datum,
    /// Where it was first read and on what basis; `None` for what belongs to the record as a whole.
    pub held: Option<(CellRef, Basis)>,
}

/// What a column takes, for the reader, the template's notes and its validation lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A fraction of one, shown as percent.
    Fraction,
    /// A day.
    Date,
    /// `yes`, or nothing.
    Yes,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The ID (or the unique name) of a row of that table.
    Row(&'static str),
    /// Cells of the sources, as the table Sources numbers them.
    Cells,
}

impl Takes {
    /// In words, for a note.
    pub fn words(self) -> String {
        match self {
            Takes::Text => "text".to_owned(),
            Takes::Number => "a number".to_owned(),
            Takes::Fraction => "a percentage, 0 % to 100 %".to_owned(),
            Takes::Date => "a date: a true date, or YYYY-MM-DD".to_owned(),
            Takes::Yes => "`yes`, or leave it blank".to_owned(),
            Takes::OneOf(words) => format!("one of: {}", words.join(", ")),
            Takes::Row(table) => format!("the ID, or the unique name, of a row of {table}"),
            Takes::Cells => "cells of the originals, filled by steerpack".to_owned(),
        }
    }
}

/// One column of a table of rows `R`.
pub struct Column<R> {
    /// Header, unique in its table.
    pub header: &'static str,
    /// What it means, one sentence.
    pub about: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether people fill it: such columns stand in the template.
    pub by_hand: bool,
    /// The fact of a row.
    pub get: fn(&R) -> Option<Fact>,
    /// Puts a fact onto a row read from the given cell; `false` where the cell does not hold what the column takes.
    pub set: fn(&mut R, &Fact, CellRef) -> bool,
}

/// A record of the canonical form.
pub trait Row: Sized + 'static {
    /// A row of which nothing is known but its cell.
    fn new(at: CellRef) -> Self;
    /// The cell the record is known by.
    fn at(&self) -> CellRef;
    /// Gives it the cell it is known by.
    fn put_at(&mut self, at: CellRef);
    /// Its columns in order.
    fn columns() -> &'static [Column<Self>];
    /// Columns that map to nothing, where a row keeps them.
    fn custom(&mut self) -> Option<&mut Vec<(Text, Sourced<Text>)>> {
        None
    }
}

/// A column without its record: what the template and a reader of headers need.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// Header.
    pub header: &'static str,
    /// What it means.
    pub about: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it stands in the template.
    pub by_hand: bool,
}

/// The columns of a kind of row without the rows.
pub fn heads<R: Row>() -> Vec<Head> {
    let own = R::columns().iter().map(|c| Head { header: c.header, about: c.about, takes: c.takes, by_hand: c.by_hand });
    own.chain([
        Head {
            header: ORIGIN,
            about: "The cell of the original that this row was read from. Leave it blank in rows written by hand; do not delete the column: it tells steerpack what this table is.",
            takes: Takes::Text,
            by_hand: true,
        },
        Head {
            header: ORIGINS,
            about: "Cells of the single fields, and what was derived rather than stated. Filled by steerpack.",
            takes: Takes::Text,
            by_hand: false,
        },
    ])
    .collect()
}

/// A column of an optional fact: `held!("Finish", Takes::Date, "…", facts.finish)`.
macro_rules! held {
    ($header:literal, $takes:expr, $about:literal, $($path:tt)+) => {
        held!(@ $header, $takes, $about, true, $($path)+)
    };
    (@ $header:literal, $takes:expr, $about:literal, $hand:literal, $($path:tt)+) => {
        $crate::model::canonical::Column {
            header: $header,
            about: $about,
            takes: $takes,
            by_hand: $hand,
            get: |r| $crate::model::canonical::values::held(&r.$($path)+),
            set: |r, f, here| $crate::model::canonical::values::put_held(&mut r.$($path)+, f, here),
        }
    };
}
/// A column of a field that belongs to the record as a whole.
macro_rules! plain {
    ($header:literal, $takes:expr, $about:literal, $($path:tt)+) => {
        plain!(@ $header, $takes, $about, true, $($path)+)
    };
    (@ $header:literal, $takes:expr, $about:literal, $hand:literal, $($path:tt)+) => {
        $crate::model::canonical::Column {
            header: $header,
            about: $about,
            takes: $takes,
            by_hand: $hand,
            get: |r| $crate::model::canonical::values::plain(&r.$($path)+),
            set: |r, f, _| $crate::model::canonical::values::put_plain(&mut r.$($path)+, f),
        }
    };
}
pub(crate) use {held, plain};

/// Every table of the form, in the order in which they are written: name, what its rows are, columns, whether it stands in
/// the template.
pub struct TableHead {
    /// Name: of the sheet, of the CSV file, of the JSON table.
    pub name: &'static str,
    /// What its rows are.
    pub about: &'static str,
    /// Its columns, the origin last.
    pub columns: Vec<Head>,
    /// Whether people fill it.
    pub by_hand: bool,
}

/// Name, what a row is, whether people fill it, the columns.
type Listed = (&'static str, &'static str, bool, fn() -> Vec<Head>);

const TABLES: &[Listed] = &[
    ("About", "What this file is: one property a row.", false, heads::<rows::AboutRow>),
    ("Projects", "One row a project.", true, heads::<rows::ProjectRow>),
    ("Tasks", "One row a task, summary or milestone.", true, heads::<work::TaskRow>),
    ("Dependencies", "One row a link between two tasks.", true, heads::<work::DependencyRow>),
    ("Resources", "One row a person, role, team or system.", true, heads::<rows::ResourceRow>),
    ("Allocations", "One row for each person on a task.", true, heads::<work::AllocationRow>),
    ("Capacity", "Hours a working day that somebody has, over a stretch of days.", true, heads::<rows::CapacityRow>),
    ("Gates", "Readiness gates, a row for each milestone that one needs.", true, heads::<rows::GateRow>),
    (
        "Calendars",
        "Hours of a week, for projects and people that do not follow the program's calendar.",
        true,
        heads::<rows::CalendarRow>,
    ),
    (
        "Calendar days",
        "Holidays, half days and other days that differ from the week of a calendar.",
        true,
        heads::<rows::CalendarDayRow>,
    ),
    ("Absences", "Days off of one person.", true, heads::<rows::AbsenceRow>),
    ("Risks", "One row a risk.", true, heads::<registers::LogRow>),
    ("Issues", "One row an issue.", true, heads::<registers::LogRow>),
    ("Assumptions", "One row an assumption.", true, heads::<registers::LogRow>),
    ("Decisions", "One row a decision taken or wanted.", true, heads::<registers::LogRow>),
    ("Changes", "One row a change request.", true, heads::<registers::LogRow>),
    ("Actions", "One row an action.", true, heads::<registers::LogRow>),
    ("Logged dependencies", "Dependencies written down in a log.", false, heads::<registers::LogRow>),
    ("Lessons", "One row a lesson.", false, heads::<registers::LogRow>),
    ("Benefits", "One row a benefit.", true, heads::<registers::BenefitRow>),
    ("Budget", "One row a budget line.", true, heads::<registers::BudgetRow>),
    ("Stakeholders", "One row a stakeholder.", true, heads::<registers::StakeholderRow>),
    (
        "Responsibilities",
        "Who is what in an activity (RACI): one row a stakeholder and activity.",
        true,
        heads::<registers::DutyRow>,
    ),
    ("Narratives", "What project managers wrote.", true, heads::<rows::NarrativeRow>),
    ("Programs", "One row for each project of a program.", false, heads::<rows::ProgramRow>),
    ("Other fields", "Columns of the originals that map to nothing, kept.", false, heads::<rows::OtherRow>),
    ("Conflicts", "Fields on which the originals disagree.", false, heads::<rows::ConflictRow>),
    ("Spellings", "How resources are written in the originals.", false, heads::<rows::SpellingRow>),
    ("Identity review", "Spellings that may be one person, project or task.", false, heads::<rows::ProposalRow>),
    ("Settled by hand", "Facts that a program manager settled by hand.", false, heads::<rows::AdjustmentRow>),
    ("Project sources", "Where the records of a project came from.", false, heads::<rows::ProjectSourceRow>),
    ("Sources", "The originals, as origins name them.", false, heads::<rows::SourceRow>),
];

/// Every table of the form.
pub fn tables() -> Vec<TableHead> {
    TABLES
        .iter()
        .map(|(name, about, by_hand, columns)| TableHead { name, about, by_hand: *by_hand, columns: columns() })
        .collect()
}

/// A check over the values of a row, by which a reader sees that somebody changed it after it was converted. Blanks, control
/// characters and marks do not count, so that no file format and no spreadsheet program disturbs it.
pub fn check_of<'a>(cells: impl Iterator<Item = (&'static str, &'a Datum)>) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    let mut eat = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    for (header, datum) in cells {
        let Some(text) = datum.text() else { continue };
        header.bytes().chain([b'=']).for_each(&mut eat);
        let mut buffer = [0; 4];
        for c in text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-')) {
            c.encode_utf8(&mut buffer).bytes().for_each(&mut eat);
        }
        eat(b';');
    }
    hash
}

/// Tables of the logs by kind: what is written under these names is read back from them.
pub const LOGS: &[(super::LogKind, &str)] = &[
    (super::LogKind::Risk, "Risks"),
    (super::LogKind::Issue, "Issues"),
    (super::LogKind::Assumption, "Assumptions"),
    (super::LogKind::Decision, "Decisions"),
    (super::LogKind::Change, "Changes"),
    (super::LogKind::Action, "Actions"),
    (super::LogKind::Dependency, "Logged dependencies"),
    (super::LogKind::Lesson, "Lessons"),
];
