//! Progress: fractions or percentages, decided per column.

/// A cell of a percent column.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum PercentCell<'a> {
    /// Text.
    Text(&'a str),
    /// A number.
    Number(f64),
}

/// How the percentages of one column are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnPercents {
    /// 1 = bare numbers are fractions, 100 = bare numbers are percentages, `None` = nothing proves which.
    pub scale: Option<u8>,
    /// The value that proves it.
    pub proof: String,
    /// A bare `1` occurs and nothing proves whether it is 1 % or 100 %.
    pub ambiguous: bool,
}

impl ColumnPercents {
    /// Decides from all cells of a column; `setting` (1 or 100) wins.
    pub fn decide<'a>(cells: impl IntoIterator<Item = PercentCell<'a>>, setting: Option<u8>) -> ColumnPercents {
        let _ = cells.into_iter();
        ColumnPercents { scale: setting, ..ColumnPercents::default() }
    }
    /// The fraction, 0 to 1 (more where the cell says so; negative gives `None`). `45%`, `2/5`, `25% Complete` need no column.
    pub fn parse(&self, cell: PercentCell<'_>) -> Option<f64> {
        let _ = cell;
        None
    }
}

/// A checklist `2/5` as a fraction.
pub fn checklist(text: &str) -> Option<f64> {
    let _ = text;
    None
}
