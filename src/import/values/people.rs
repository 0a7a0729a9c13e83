//! People in a cell: how many, who, with which share; nobody-words and groups told apart from persons.

use crate::model::ResourceKind;

/// One person as written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PersonText {
    /// Display name, trimmed; empty only where an e-mail or account is given.
    pub name: String,
    /// E-mail, lower case.
    pub email: Option<String>,
    /// Account id or login (`CORP\vitalim`).
    pub account: Option<String>,
    /// Share stated beside the name, 1 = full time.
    pub units: Option<f64>,
}

/// How the people of one column are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnPeople {
    /// Cells are split at commas.
    pub comma_splits: bool,
    /// Cells hold one person written `Last, First`.
    pub last_first: bool,
    /// What proves it.
    pub proof: String,
}

impl ColumnPeople {
    /// Decides from all cells of a column whether a comma parts people or last and first name. `separator` is the profile's, if
    /// it names one (`;`, `,`).
    pub fn decide<'a>(cells: impl IntoIterator<Item = &'a str>, separator: Option<char>) -> ColumnPeople {
        let _ = cells.into_iter();
        ColumnPeople { comma_splits: separator == Some(','), ..ColumnPeople::default() }
    }
    /// The people of one cell in the order stated; nobody-words give none.
    pub fn split(&self, text: &str) -> Vec<PersonText> {
        let _ = text;
        Vec::new()
    }
}

/// A word for nobody: `Unassigned`, `TBC`, `Nicht zugewiesen`, `-`.
pub fn is_nobody(text: &str) -> bool {
    let _ = text;
    false
}

/// Person, role, group or system, from the words of a name (`DBA team` is a group).
pub fn kind_of(name: &str) -> ResourceKind {
    let _ = name;
    ResourceKind::Person
}

/// Names that look drag-filled in a spreadsheet: `Name X 1`, `Name X 2` … on at least five cells. Gives each stem with the number of
/// cells, in the order of first appearance.
pub fn drag_filled<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<(String, usize)> {
    let _ = names.into_iter();
    Vec::new()
}
