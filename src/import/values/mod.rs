//! What the text of a cell says: dates, durations, numbers, people, predecessors, status words. Each parser decides per
//! column where one cell cannot tell (date order, decimal sign, scale of percentages) and never guesses: what the column does
//! not prove is reported as ambiguous and stays without a value.
//!
//! Nothing here knows a tracker: profiles name the options. All parsers take any text and never panic.

pub mod address;
#[cfg(test)]
mod bounds;
pub mod comment;
pub mod date;
pub mod duration;
pub mod lookup;
pub mod months;
pub mod number;
pub mod order;
pub mod people;
pub mod percent;
pub mod predecessors;
pub mod rag;
pub mod score;
pub mod status;
pub mod text;
pub mod week;
pub mod wiki;
pub mod words;

pub use date::{ColumnDates, DateFlag, DateRead};
pub use number::{ColumnNumbers, Number, NumberRead};
pub use order::DateOrder;
pub use people::{ColumnPeople, PersonText};
pub use percent::{ColumnPercents, PercentCell};
pub use predecessors::{LinkText, LinksRead};
