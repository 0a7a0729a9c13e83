//! The workbook as plain data: which sheets, which cells, what style means, which note and which link. How it is written to
//! a file is left to `write`.

use jiff::civil::Date;
use std::borrow::Cow;

/// What a cell shows.
#[derive(Clone, PartialEq, Debug)]
pub enum CellValue<'a> {
    /// Nothing; the cell may still have a style or a note.
    Empty,
    /// Text, always written as text.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// A formula of ours (never from data) with its result.
    Formula {
        /// The formula with its leading `=`.
        formula: String,
        /// The value it gives.
        result: f64,
    },
}

/// What a style means. The writer decides colours, always with a letter, sign or word as second carrier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Style {
    /// Plain.
    #[default]
    Plain,
    /// Text that wraps.
    Wrap,
    /// Sheet title.
    Title,
    /// Line under a title.
    Subtitle,
    /// Section heading within a sheet.
    Heading,
    /// Table header.
    Header,
    /// Muted text.
    Muted,
    /// Muted text that wraps: places.
    MutedWrap,
    /// Big figure of a tile.
    Figure,
    /// Label of a tile.
    FigureLabel,
    /// Date.
    Date,
    /// Whole number.
    Integer,
    /// Number with one decimal.
    Decimal,
    /// Fraction shown as percent.
    Percent,
    /// Money.
    Money,
    /// Late: worse than needed.
    Late,
    /// Late, a date.
    LateDate,
    /// Late, a number of days.
    LateDays,
    /// At risk.
    AtRisk,
    /// At risk, a date.
    AtRiskDate,
    /// On track.
    OnTrack,
    /// Not assessable.
    NotAssessable,
    /// Sources disagree.
    Conflict,
    /// Computed, not stated; a date.
    ComputedDate,
    /// Computed, not stated; a number.
    ComputedNumber,
    /// Assumed, not stated.
    Assumed,
    /// Critical task.
    Critical,
    /// Summary row of a plan.
    Summary,
    /// Summary row, a date.
    SummaryDate,
    /// Milestone.
    Milestone,
    /// A red RAG.
    RagRed,
    /// An amber RAG.
    RagAmber,
    /// A green RAG.
    RagGreen,
    /// Severity error.
    SeverityError,
    /// Severity warning.
    SeverityWarning,
    /// Severity note.
    SeverityNote,
    /// Link text.
    Link,
    /// Heat 0: no demand.
    Heat0,
    /// Heat 1: under 80 %.
    Heat1,
    /// Heat 2: 80 to 100 %.
    Heat2,
    /// Heat 3: over 100 to 150 %.
    Heat3,
    /// Heat 4: over 150 %.
    Heat4,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Link {
    /// A cell of this workbook: sheet name, zero-based row and column.
    Cell {
        /// Sheet name.
        sheet: &'static str,
        /// Zero-based row.
        row: u32,
        /// Zero-based column.
        col: u16,
    },
    /// An address from the configuration, https or mailto only.
    Url(String),
}

/// One cell.
#[derive(Clone, PartialEq, Debug)]
pub struct CellPlan<'a> {
    /// What it shows.
    pub value: CellValue<'a>,
    /// What its look means.
    pub style: Style,
    /// A note, at most some 250 characters.
    pub note: Option<String>,
    /// A link.
    pub link: Option<Link>,
}

impl<'a> CellPlan<'a> {
    /// An empty cell.
    pub fn empty() -> Self {
        CellPlan { value: CellValue::Empty, style: Style::Plain, note: None, link: None }
    }
    /// Plain text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let value = if text.is_empty() { CellValue::Empty } else { CellValue::Text(text) };
        CellPlan { value, style: Style::Plain, note: None, link: None }
    }
    /// Text where there is some.
    pub fn maybe(text: Option<&'a str>) -> Self {
        text.map_or_else(Self::empty, Self::text)
    }
    /// A date where there is one.
    pub fn date(date: Option<Date>) -> Self {
        CellPlan { value: date.map_or(CellValue::Empty, CellValue::Date), style: Style::Date, note: None, link: None }
    }
    /// A number with a style.
    pub fn number(number: f64, style: Style) -> Self {
        CellPlan { value: CellValue::Number(number), style, note: None, link: None }
    }
    /// With a style.
    #[must_use]
    pub fn styled(mut self, style: Style) -> Self {
        self.style = style;
        self
    }
    /// With a note.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
    /// With a link.
    #[must_use]
    pub fn linked(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }
}

/// A column of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnPlan {
    /// Header, unique in its table regardless of case.
    pub header: String,
    /// Width in characters.
    pub width: f64,
    /// What a reader may enter in its cells; empty where the column is not to be filled in.
    pub choices: &'static [&'static str],
}

impl ColumnPlan {
    /// A column with a width in characters.
    pub fn new(header: impl Into<String>, width: f64) -> Self {
        ColumnPlan { header: header.into(), width, choices: &[] }
    }
    /// With a list of words to choose from in every cell.
    #[must_use]
    pub fn choosing(mut self, words: &'static [&'static str]) -> Self {
        self.choices = words;
        self
    }
}

/// Gives the cells of row `0..rows` of a table, one for each column, into the cleared vector.
pub type RowFn<'a> = Box<dyn Fn(usize, &mut Vec<CellPlan<'a>>) + Sync + 'a>;

/// A table with filter buttons; its header stands at `top`.
pub struct TablePlan<'a> {
    /// Name in the workbook: letters, digits, underscore.
    pub name: String,
    /// Zero-based row of the header.
    pub top: u32,
    /// Zero-based first column.
    pub left: u16,
    /// Columns.
    pub columns: Vec<ColumnPlan>,
    /// Number of data rows; an empty table is written with a single blank row.
    pub rows: usize,
    /// The rows.
    pub row: RowFn<'a>,
    /// Outline level of each row (0..=7), where rows are grouped.
    pub outline: Option<Box<dyn Fn(usize) -> u8 + Sync + 'a>>,
}

/// A cell outside tables.
pub struct FreeCell<'a> {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub col: u16,
    /// Merged down to this row and right to this column, both included, where larger.
    pub to: (u32, u16),
    /// The cell.
    pub cell: CellPlan<'a>,
}

/// The kind of a native chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChartKind {
    /// Horizontal bars.
    Bar,
    /// Horizontal stacked bars.
    StackedBar,
    /// Vertical columns.
    Column,
    /// Vertical stacked columns.
    StackedColumn,
    /// Lines.
    Line,
}

/// One series of a chart: ranges on a sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct SeriesPlan {
    /// Name.
    pub name: String,
    /// Sheet that holds the figures.
    pub sheet: &'static str,
    /// First row, first column, last row, last column of the categories.
    pub categories: (u32, u16, u32, u16),
    /// The same of the values.
    pub values: (u32, u16, u32, u16),
    /// The style whose colour the series takes.
    pub style: Style,
}

/// A native chart.
#[derive(Clone, PartialEq, Debug)]
pub struct ChartPlan {
    /// Kind.
    pub kind: ChartKind,
    /// Title.
    pub title: String,
    /// What a reader who cannot see it needs to know.
    pub alt: String,
    /// Top-left cell.
    pub at: (u32, u16),
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Series.
    pub series: Vec<SeriesPlan>,
}

/// One sheet.
pub struct SheetPlan<'a> {
    /// Name, at most 31 characters.
    pub name: &'static str,
    /// Free cells, sorted by row, then column.
    pub cells: Vec<FreeCell<'a>>,
    /// Tables, top to bottom. A table over [`LOW_MEMORY_ROWS`] rows must be the last and stand alone below the free cells.
    pub tables: Vec<TablePlan<'a>>,
    /// Charts.
    pub charts: Vec<ChartPlan>,
    /// Rows and columns that stay in sight.
    pub freeze: (u32, u16),
    /// Widths of columns outside tables, in characters.
    pub widths: Vec<(u16, f64)>,
    /// Rows repeated on each printed page.
    pub repeat_rows: Option<(u32, u32)>,
    /// Landscape print.
    pub landscape: bool,
    /// Last row and column to print, where charts reach beyond the cells.
    pub print_to: Option<(u32, u16)>,
    /// Last column to print; columns to its right are for the screen.
    pub print_cols: Option<u16>,
    /// Last row to print; rows below are for the screen.
    pub print_rows: Option<u32>,
}

/// Rows of a worksheet.
const SHEET_ROWS: u32 = 1_048_576;

/// Sheets with more table rows than this are written in the low-memory mode.
pub const LOW_MEMORY_ROWS: usize = 5_000;

impl<'a> SheetPlan<'a> {
    /// Cuts what no worksheet can hold, and says so in the row below: the file `program.json` holds it all.
    pub fn fit(&mut self) {
        for table in &mut self.tables {
            let room = (SHEET_ROWS - 2).saturating_sub(table.top) as usize;
            let beyond = table.rows.saturating_sub(room);
            if beyond > 0 {
                table.rows = room;
                let words = format!("{beyond} further rows do not fit into a worksheet; program.json holds them all");
                let cell = CellPlan { value: CellValue::Text(words.into()), ..CellPlan::empty() };
                self.cells.push(FreeCell { row: SHEET_ROWS - 1, col: table.left, to: (SHEET_ROWS - 1, table.left), cell });
            }
        }
    }

    /// An empty landscape sheet.
    pub fn new(name: &'static str) -> Self {
        SheetPlan {
            name,
            cells: Vec::new(),
            tables: Vec::new(),
            charts: Vec::new(),
            freeze: (0, 0),
            widths: Vec::new(),
            repeat_rows: None,
            landscape: true,
            print_to: None,
            print_cols: None,
            print_rows: None,
        }
    }
    /// Puts a free cell.
    pub fn put(&mut self, row: u32, col: u16, cell: CellPlan<'a>) {
        self.cells.push(FreeCell { row, col, to: (row, col), cell });
    }
    /// Puts a free cell over several columns.
    pub fn put_wide(&mut self, row: u32, col: u16, to_col: u16, cell: CellPlan<'a>) {
        self.cells.push(FreeCell { row, col, to: (row, to_col), cell });
    }
}

/// The paper that sheets are printed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Paper {
    /// A4.
    #[default]
    A4,
    /// US Letter.
    Letter,
}

impl Paper {
    /// The paper of the configuration's word; A4 unless it says letter.
    pub fn from_word(word: &str) -> Paper {
        if word.eq_ignore_ascii_case("letter") { Paper::Letter } else { Paper::A4 }
    }
}

/// The whole workbook.
pub struct WorkbookPlan<'a> {
    /// Title in the document properties.
    pub title: String,
    /// The date the pack is of; sets the creation time.
    pub as_of: Date,
    /// The paper to print on.
    pub paper: Paper,
    /// Sheets in order.
    pub sheets: Vec<SheetPlan<'a>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_longer_than_a_worksheet_is_cut_and_says_so_in_the_last_row() {
        let table = |rows: usize| TablePlan {
            name: "T".to_owned(),
            top: 3,
            left: 1,
            columns: Vec::new(),
            rows,
            row: Box::new(|_, _| {}),
            outline: None,
        };
        let mut plan = SheetPlan::new("Dependencies");
        // header in row 4, so rows 5 to 1,048,575 are for the table and the last one for the words
        plan.tables = vec![table(1_048_571)];
        plan.fit();
        assert_eq!((plan.tables[0].rows, plan.cells.len()), (1_048_571, 0));
        plan.tables = vec![table(1_200_000)];
        plan.fit();
        assert_eq!(plan.tables[0].rows, 1_048_571);
        assert_eq!((plan.cells[0].row, plan.cells[0].col), (1_048_575, 1));
        let CellValue::Text(words) = &plan.cells[0].cell.value else { panic!("no words") };
        assert!(words.starts_with("151429 further rows"), "{words}");
    }
}
