//! In which order a column writes day, month and year, and what proves it.

/// Order of the parts of a numeric date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DateOrder {
    /// Day, month, year: `22/12/25`.
    Dmy,
    /// Month, day, year: `12/22/25`.
    Mdy,
    /// Year, month, day: `25-12-22`.
    Ymd,
}

impl DateOrder {
    /// `dmy`, `mdy` or `ymd`.
    pub fn word(self) -> &'static str {
        match self {
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
            DateOrder::Ymd => "ymd",
        }
    }
    /// The order of a setting's word, `None` for any other word.
    pub fn from_word(word: &str) -> Option<DateOrder> {
        match word {
            "dmy" => Some(DateOrder::Dmy),
            "mdy" => Some(DateOrder::Mdy),
            "ymd" => Some(DateOrder::Ymd),
            _ => None,
        }
    }
}
