//! Where a fact comes from: which file, which sheet, which cell, and on what basis it is held.
//!
//! This file decides the identity and the text form of a place. It knows nothing of what is written there.

use std::fmt;

/// Text shared between many facts (names, words, keys); cheap to clone.
pub type Text = std::sync::Arc<str>;

/// One sheet of one input file (a CSV file, or one HTML table, is a file with a single sheet).
///
/// Ids are given by position: inputs are sorted by name before anything is read, sheets are in the order of the
/// workbook. So the same folder gives the same ids on any number of threads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourceId {
    /// Position of the file in [`SourceMap::files`].
    pub file: u16,
    /// Position of the sheet in [`SourceFile::sheets`].
    pub sheet: u16,
}

/// The absolute place of a cell. Zero-based: row 0 is the first line of the file, col 0 is column A.
///
/// In a CSV file `row` is the *physical line* on which the record starts, so that an editor finds it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CellRef {
    /// The sheet the cell is on.
    pub source: SourceId,
    /// Zero-based sheet row or physical line.
    pub row: u32,
    /// Zero-based column.
    pub col: u16,
}

/// On what basis a fact is held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Basis {
    /// Read from the cell as it stands there.
    #[default]
    Stated,
    /// Worked out from stated facts by the named rule; the cell is the one it was worked out from.
    Derived(Rule),
    /// A default taken because nothing is stated; the cell is the row it was taken for.
    Assumed(Rule),
}

impl Basis {
    /// Whether no source states the fact: such facts never reach an executive page.
    pub fn is_assumed(self) -> bool {
        matches!(self, Basis::Assumed(_))
    }
    /// `stated`, `derived` or `assumed`.
    pub fn word(self) -> &'static str {
        match self {
            Basis::Stated => "stated",
            Basis::Derived(_) => "derived",
            Basis::Assumed(_) => "assumed",
        }
    }
    /// The word with its rule, for a reader: `derived: duration from start and finish`.
    pub fn sentence(self) -> String {
        match self {
            Basis::Stated => "stated".to_owned(),
            Basis::Derived(r) => format!("derived: {}", r.text()),
            Basis::Assumed(r) => format!("assumed: {}", r.text()),
        }
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident => $text:literal),+ $(,)?) => {
        /// The named rules by which facts are derived or assumed.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Rule { $($(#[doc = $doc])+ $name),+ }
        impl Rule {
            /// Every rule, in the order of declaration.
            pub const ALL: &'static [Rule] = &[$(Rule::$name),+];
            /// The rule in words, as the workbook and the README show it.
            pub fn text(self) -> &'static str { match self { $(Rule::$name => $text),+ } }
        }
    };
}

rules! {
    /// Finish = start + duration in working days.
    FinishFromDuration => "finish from start and duration",
    /// Duration = working days from start to finish, both included.
    DurationFromDates => "duration from start and finish",
    /// Work from effort in person-weeks or story estimate in seconds.
    WorkFromEffort => "work from the stated effort",
    /// Percent complete from the status category (done = 100 %).
    PercentFromStatus => "percent complete from the status",
    /// Percent complete weighted by work over assignments.
    PercentFromAssignments => "percent complete from assignments, weighted by work",
    /// Percent complete from checklist counts such as 2/5.
    PercentFromChecklist => "percent complete from the checklist",
    /// Actual finish from the date on which the status category changed to done.
    FinishFromStatusChange => "actual finish from the date the status changed",
    /// Done because a completion date is filled.
    DoneFromCompletion => "done because a completion date is filled",
    /// A milestone because the duration is zero or start equals finish at zero work.
    MilestoneFromDuration => "milestone because the duration is zero",
    /// A record stands for a sprint.
    SprintAsMilestone => "milestone from a sprint",
    /// A record stands for a fix version.
    VersionAsMilestone => "milestone from a fix version",
    /// A summary because other records name it as parent or are indented under it.
    SummaryFromChildren => "summary because it has children",
    /// Project from a key in the data.
    ProjectFromKey => "project from the key in the data",
    /// Project from the title cell or the summary task.
    ProjectFromTitle => "project from the title",
    /// Project from the configured pattern.
    ProjectFromConfig => "project from the configuration",
    /// Project from the folder name.
    ProjectFromFolder => "project from the folder name",
    /// Project from the file or sheet name.
    ProjectFromFile => "project from the file name",
    /// Section or project inherited from the parent record.
    InheritedFromParent => "inherited from the parent",
    /// Date order proved by another value of the column.
    DateOrderOfColumn => "date order proved by its column",
    /// A day in the middle of a stated week.
    DateFromWeek => "date from the stated week",
    /// The first or last day of a stated month, quarter or week, where a day belongs.
    DateFromPeriod => "first or last day of the stated period",
    /// Full-time allocation because neither work nor units are stated.
    FullTimeAllocation => "100 % because neither work nor units are stated",
    /// Work spread evenly over the working days of the task.
    WorkSpreadEvenly => "stated work spread evenly over the working days",
    /// The year of a caption without one, from the sheet's title or the date of the data.
    YearFromContext => "year from the sheet's title, the date of the data or the workbook's other dates",
    /// An outline number mended by its neighbours: 1.10 between 1.9 and 1.11.
    OutlineFromNeighbours => "outline number mended by its neighbours",
    /// Default week of the calendar.
    DefaultWeek => "the calendar's default week",
    /// Finish-to-start because the tracker's link means "blocks".
    RelationFromBlocks => "finish-to-start because the link says blocks",
    /// Finish-to-start because the syntax of the tracker makes it the default.
    RelationByDefault => "finish-to-start, the tracker's default",
    /// RAG from the fill colour of the cell.
    RagFromFill => "RAG from the cell's fill colour",
    /// RAG from a word of the status column: `At risk`.
    RagFromStatus => "RAG from the word of the status",
    /// An amount in thousands or millions, as the title or a caption of its table says.
    AmountByCaption => "amount scaled as the title or a caption of the table says",
    /// The sum of the months of a budget.
    SumOfPeriods => "sum of its months",
    /// Value rolled up from the children of a summary.
    RolledUp => "rolled up from the children",
    /// An explicit adjustment by the program manager.
    Adjustment => "adjusted by the program manager",
}

/// A fact with the cell it was read from and the basis it is held on. What no source gave is `None`, never a sentinel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sourced<T> {
    /// The fact.
    pub value: T,
    /// The cell that states it, or from which it was derived.
    pub at: CellRef,
    /// Stated, derived or assumed.
    pub basis: Basis,
}

impl<T> Sourced<T> {
    /// Whether a program manager settled it by hand.
    pub fn is_adjusted(&self) -> bool {
        self.basis == Basis::Derived(Rule::Adjustment)
    }
    /// A fact read from a cell.
    pub fn stated(value: T, at: CellRef) -> Self {
        Sourced { value, at, basis: Basis::Stated }
    }
    /// A fact worked out by `rule` from what `at` states.
    pub fn derived(value: T, at: CellRef, rule: Rule) -> Self {
        Sourced { value, at, basis: Basis::Derived(rule) }
    }
    /// A default taken by `rule` for the record at `at`.
    pub fn assumed(value: T, at: CellRef, rule: Rule) -> Self {
        Sourced { value, at, basis: Basis::Assumed(rule) }
    }
    /// The same place and basis with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Sourced<U> {
        Sourced { value: f(self.value), at: self.at, basis: self.basis }
    }
    /// A view of the fact by reference.
    pub fn as_ref(&self) -> Sourced<&T> {
        Sourced { value: &self.value, at: self.at, basis: self.basis }
    }
}

/// How the places of a file are counted and spoken of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlaceKind {
    /// Delimited text: physical line and column letter, `jira.csv:14:F`.
    Lines,
    /// Sheet of a workbook or table of a page: `plan.xlsx!Tasks!F14`.
    Sheet,
}

/// One input file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// Path as shown: relative to the given folder, `/` as separator, zip members as `export.zip/inner.csv`.
    pub name: String,
    /// How its places are counted.
    pub kind: PlaceKind,
    /// Names of its sheets in order; a single empty name for delimited text.
    pub sheets: Vec<String>,
}

/// All inputs by id; the only giver of a place's text form.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceMap {
    /// Files in the order of their names.
    pub files: Vec<SourceFile>,
}

impl SourceMap {
    /// The file of a source.
    pub fn file(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(usize::from(id.file))
    }
    /// The sheet name of a source, `None` for delimited text.
    pub fn sheet(&self, id: SourceId) -> Option<&str> {
        let file = self.file(id)?;
        match file.kind {
            PlaceKind::Lines => None,
            PlaceKind::Sheet => file.sheets.get(usize::from(id.sheet)).map(String::as_str),
        }
    }
    /// File and sheet: `plan.xlsx!Tasks` or `jira.csv`.
    pub fn source_text(&self, id: SourceId) -> String {
        let name = self.file(id).map_or("?", |f| f.name.as_str());
        match self.sheet(id) {
            Some(sheet) => format!("{name}!{sheet}"),
            None => name.to_owned(),
        }
    }
    /// The cell: `plan.xlsx!Tasks!F14`, or for delimited text physical line and column, `jira.csv:14:F`.
    pub fn text(&self, at: CellRef) -> String {
        let name = self.file(at.source).map_or("?", |f| f.name.as_str());
        let column = column_letters(at.col);
        let row = u64::from(at.row) + 1;
        match self.sheet(at.source) {
            Some(sheet) => format!("{name}!{sheet}!{column}{row}"),
            None => format!("{name}:{row}:{column}"),
        }
    }
}

/// The letters of a zero-based column: 0 → `A`, 25 → `Z`, 26 → `AA`.
pub fn column_letters(col: u16) -> String {
    let mut letters = Vec::new();
    let mut n = u32::from(col) + 1;
    while n > 0 {
        let rest = (n - 1) % 26;
        letters.push(b'A' + u8::try_from(rest).unwrap_or(0));
        n = (n - 1) / 26;
    }
    letters.iter().rev().map(|&b| char::from(b)).collect()
}

impl fmt::Display for CellRef {
    /// The address alone, without file and sheet: `F14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), u64::from(self.row) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        for (col, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")] {
            assert_eq!(column_letters(col), name);
        }
    }

    #[test]
    fn a_place_reads_as_file_sheet_cell_or_as_file_line_column() {
        let map = SourceMap {
            files: vec![
                SourceFile { name: "jira.csv".into(), kind: PlaceKind::Lines, sheets: vec![String::new()] },
                SourceFile { name: "plan.xlsx".into(), kind: PlaceKind::Sheet, sheets: vec!["Tasks".into()] },
            ],
        };
        let at = |file| CellRef { source: SourceId { file, sheet: 0 }, row: 13, col: 5 };
        assert_eq!(map.text(at(0)), "jira.csv:14:F");
        assert_eq!(map.text(at(1)), "plan.xlsx!Tasks!F14");
    }
}
