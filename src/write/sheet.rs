//! One [`SheetPlan`] → one worksheet: cells, tables, notes, links, widths, print set-up. Text that others wrote goes through
//! [`text`] and is written as text; formulas and links are ours alone.

use super::measure::lines;
use super::notes::{Note, SheetNotes};
use super::style::{Palette, is_wordy, wraps};
use super::{charts, text};
use crate::report::plan::{CellPlan, CellValue, FreeCell, Link, Paper, SheetPlan, Style, TablePlan};
use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, Format, FormatBorder, Formula, Table, TableColumn, TableStyle, Url,
    Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// The most links of a sheet; Excel allows 65,530.
const LINKS: usize = 60_000;
/// The most characters of a note.
const NOTE_UNITS: usize = 900;
/// Rows that are looked at to tell the commonest style of a column.
const SAMPLED: usize = 50;
/// The most cells of a sheet that only says that there is nothing to show.
const FEW_CELLS: usize = 8;
/// The greatest row height in points.
const ROW_POINTS: f64 = 400.0;

type Done = std::result::Result<(), XlsxError>;

/// What every sheet needs beside its plan.
pub struct Fill<'a> {
    /// Formats.
    pub palette: &'a Palette,
    /// Title of the workbook, for the print header.
    pub title: &'a str,
    /// The date the pack is of.
    pub as_of: Date,
    /// Paper to print on.
    pub paper: Paper,
}

/// A date as people write it: `31 Mar 2026`.
pub fn day_text(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// Fills a worksheet and gives its notes, of which the worksheet holds the first only. With `low_memory` rows are written
/// strictly downwards.
///
/// # Errors
/// The plan breaks a rule of the format.
pub fn fill(how: &Fill, plan: &SheetPlan, sheet: &mut Worksheet, low_memory: bool) -> std::result::Result<SheetNotes, XlsxError> {
    sheet.set_name(text::sheet_name(plan.name))?;
    let widths = widths(plan);
    for (&col, &width) in &widths {
        sheet.set_column_width(col, width.clamp(1.0, 120.0))?;
    }
    // a sheet of several tables keeps the styles with its cells, unless it is too big for that
    let dressed = match plan.tables.as_slice() {
        [table] if table.rows > SAMPLED => Some(table),
        [.., last] if low_memory => Some(last),
        _ => None,
    };
    let column_styles = dressed.map(|table| column_styles(how, table, sheet)).transpose()?;
    let mut cells = Cells { how, sheet, low_memory, links: 0, widths: &widths, shapes: BTreeMap::new(), notes: Vec::new() };
    let mut free = plan.cells.iter().peekable();
    let mut tables: Vec<&TablePlan> = plan.tables.iter().collect();
    tables.sort_by_key(|t| t.top);
    for table in tables {
        while let Some(cell) = free.next_if(|c| c.row < table.top) {
            cells.free(cell)?;
        }
        cells.table(table, column_styles.as_deref().unwrap_or(&[]), &mut free)?;
    }
    for cell in free {
        cells.free(cell)?;
    }
    let heights = if low_memory { BTreeMap::new() } else { std::mem::take(&mut cells.shapes) };
    let notes = std::mem::take(&mut cells.notes);
    for (&row, &points) in &heights {
        sheet.set_row_height(row, points)?;
    }
    if let Some(first) = notes.first() {
        sheet.insert_note(first.row, first.col, &rust_xlsxwriter::Note::new(&*first.text))?;
    }
    for chart in &plan.charts {
        charts::insert(chart, sheet)?;
    }
    if plan.freeze != (0, 0) {
        sheet.set_freeze_panes(plan.freeze.0, plan.freeze.1)?;
    }
    print_setup(how, plan, sheet, &widths)?;
    let mut notes = SheetNotes { notes, widths, heights };
    notes.sort();
    Ok(notes)
}

/// Widths in characters by column: what tables ask for, and what the plan sets; the greater wins.
fn widths(plan: &SheetPlan) -> BTreeMap<u16, f64> {
    let mut widths: BTreeMap<u16, f64> = BTreeMap::new();
    let mut ask = |col: u16, width: f64| {
        let slot = widths.entry(col).or_insert(width);
        *slot = slot.max(width);
    };
    for table in &plan.tables {
        for (col, column) in (table.left..).zip(&table.columns) {
            ask(col, column.width);
        }
    }
    for &(col, width) in &plan.widths {
        ask(col, width);
    }
    widths
}

/// Long tables: the commonest style of a column, over rows taken evenly, becomes the column's own format, so that its cells
/// need none: looking up the format of every cell is a twelfth of the time of a small run. Styles with a fill or a border stay with their cells: a column's format reaches below the table.
fn column_styles(how: &Fill, table: &TablePlan, sheet: &mut Worksheet) -> std::result::Result<Vec<Style>, XlsxError> {
    let mut counts: Vec<BTreeMap<Style, usize>> = vec![BTreeMap::new(); table.columns.len()];
    let step = (table.rows / SAMPLED).max(1);
    let mut row = Vec::new();
    for n in (0..table.rows).step_by(step) {
        row.clear();
        (table.row)(n, &mut row);
        for (cell, count) in row.iter().zip(&mut counts).filter(|(c, _)| c.value != CellValue::Empty && is_bare(c.style)) {
            *count.entry(cell.style).or_insert(0) += 1;
        }
    }
    let mut styles = Vec::with_capacity(table.columns.len());
    for (count, col) in counts.iter().zip(table.left..) {
        let style = count.iter().max_by_key(|(s, n)| (**n, std::cmp::Reverse(**s))).map_or(Style::Plain, |(s, _)| *s);
        sheet.set_column_format(col, how.palette.get(style))?;
        styles.push(style);
    }
    Ok(styles)
}

/// Styles without fill and border.
fn is_bare(style: Style) -> bool {
    !has_face(style)
        || matches!(
            style,
            Style::Muted | Style::MutedWrap | Style::ComputedDate | Style::ComputedNumber | Style::Critical | Style::Milestone
        )
}

/// Days since Excel's day zero; `None` before 1 March 1900, where its calendar is wrong.
fn serial(day: Date) -> Option<f64> {
    let zero = jiff::civil::date(1899, 12, 30);
    let days = day.duration_since(zero).as_hours() / 24;
    (days >= 61).then(|| f64::from(i32::try_from(days).unwrap_or(i32::MAX)))
}

struct Cells<'w, 'a> {
    how: &'w Fill<'a>,
    sheet: &'w mut Worksheet,
    /// Rows are written once and downwards: their heights cannot be set afterwards.
    low_memory: bool,
    links: usize,
    widths: &'w BTreeMap<u16, f64>,
    /// Heights of rows that hold merged, wrapped text.
    shapes: BTreeMap<u32, f64>,
    notes: Vec<Note>,
}

impl Cells<'_, '_> {
    fn free(&mut self, free: &FreeCell) -> Done {
        let format = self.how.palette.get(free.cell.style).clone();
        let (to_row, to_col) = (free.to.0.max(free.row), free.to.1.max(free.col));
        if (to_row, to_col) != (free.row, free.col) {
            self.sheet.merge_range(free.row, free.col, to_row, to_col, "", &format)?;
            if let CellValue::Text(words) = &free.cell.value {
                self.shape(free, to_row, to_col, words);
            }
        }
        if let Some(points) = tall(free.cell.style) {
            let slot = self.shapes.entry(free.row).or_insert(points);
            *slot = slot.max(points);
        }
        self.value(free.row, free.col, &free.cell, Some(&format))
    }

    /// A merged cell does not fit its height to its text by itself.
    fn shape(&mut self, free: &FreeCell, to_row: u32, to_col: u16, words: &str) {
        if !wraps(free.cell.style) {
            return;
        }
        let chars: f64 = (free.col..=to_col).map(|c| self.widths.get(&c).copied().unwrap_or(8.43)).sum();
        let rows = f64::from(to_row.saturating_sub(free.row).saturating_add(1));
        let points = (lines(words, chars) * 15.0 + 1.0) / rows;
        for row in free.row..=to_row {
            let slot = self.shapes.entry(row).or_insert(15.0);
            *slot = slot.max(points).min(ROW_POINTS);
        }
    }

    fn table<'p>(
        &mut self,
        table: &TablePlan,
        column_styles: &[Style],
        free: &mut std::iter::Peekable<impl Iterator<Item = &'p FreeCell<'p>>>,
    ) -> Done {
        let header = self.how.palette.get(Style::Header).clone();
        let names = text::headers(table.columns.iter().map(|c| c.header.as_str()));
        let columns: Vec<TableColumn> =
            names.iter().map(|n| TableColumn::new().set_header(n.as_str()).set_header_format(&header)).collect();
        let Some(width) = u16::try_from(columns.len()).ok().filter(|n| *n > 0) else { return Ok(()) };
        let rows = u32::try_from(table.rows.max(1)).unwrap_or(u32::MAX);
        let declared = Table::new()
            .set_name(text::table_name(&table.name))
            .set_columns(&columns)
            .set_style(TableStyle::Light1)
            .set_banded_rows(true);
        let last = table.top.saturating_add(rows);
        let right = table.left.saturating_add(width - 1);
        let bottom = if super::ranges::is_deferred(table) { table.top.saturating_add(1) } else { last };
        self.sheet.add_table(table.top, table.left, bottom, right, &declared)?;
        self.header_height(table, &names);
        if table.rows > 0 {
            let line = Format::new().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(0xD0_D7DE));
            let rule = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(line);
            self.sheet.add_conditional_format(table.top.saturating_add(1), table.left, last, right, &rule)?;
        }
        for (column, col) in table.columns.iter().zip(table.left..).filter(|(c, _)| !c.choices.is_empty() && table.rows > 0) {
            let list = DataValidation::new()
                .allow_list_strings(column.choices)?
                .set_error_title("One of the list")?
                .set_error_message(format!("Choose {}, or leave the cell empty.", column.choices.join(", ")))?;
            self.sheet.add_data_validation(table.top.saturating_add(1), col, last, col, &list)?;
        }
        let mut row = Vec::with_capacity(columns.len());
        for n in 0..table.rows {
            let at = table.top.saturating_add(u32::try_from(n).unwrap_or(u32::MAX)).saturating_add(1);
            row.clear();
            (table.row)(n, &mut row);
            if !self.low_memory {
                self.row_height(table, at, &row);
            }
            for ((ix, col), cell) in (0..).zip(table.left..).zip(&row).take(columns.len()) {
                let dressed = column_styles.get(ix) == Some(&cell.style);
                let format = (!dressed).then(|| self.how.palette.get(cell.style));
                self.value(at, col, cell, format)?;
            }
            if let Some(level) = table.outline.as_ref().map(|f| f(n)).filter(|l| *l > 0) {
                self.outline(at, level)?;
            }
            while let Some(cell) = free.next_if(|c| c.row <= at) {
                self.free(cell)?;
            }
        }
        Ok(())
    }

    /// A row is as high as its longest wrapped text; LibreOffice and viewers do not work it out when they open the file.
    fn row_height(&mut self, table: &TablePlan, at: u32, row: &[CellPlan]) {
        let tall = |(column, cell): (&crate::report::plan::ColumnPlan, &CellPlan)| match &cell.value {
            CellValue::Text(words) if wraps(cell.style) => lines(words, column.width),
            _ => 1.0,
        };
        let most = table.columns.iter().zip(row).map(tall).fold(1.0, f64::max);
        if most > 1.0 {
            self.shapes.insert(at, (most * 15.0).min(ROW_POINTS));
        }
    }

    fn header_height(&mut self, table: &TablePlan, names: &[String]) {
        let most = table.columns.iter().zip(names).map(|(c, name)| lines(name, c.width - 2.5)).fold(1.0, f64::max);
        let slot = self.shapes.entry(table.top).or_insert(20.0);
        *slot = slot.max(most * 15.0 + 5.0);
    }

    fn outline(&mut self, row: u32, level: u8) -> Done {
        for _ in 0..level.min(7) {
            self.sheet.group_rows(row, row)?;
        }
        Ok(())
    }

    fn value(&mut self, row: u32, col: u16, cell: &CellPlan, format: Option<&Format>) -> Done {
        let linked = self.link(row, col, cell, format)?;
        match &cell.value {
            CellValue::Empty if linked => {}
            CellValue::Empty => {
                if let Some(format) = format.filter(|_| has_face(cell.style)) {
                    self.sheet.write_blank(row, col, format)?;
                }
            }
            CellValue::Text(words) if !linked => self.string(row, col, words, format)?,
            CellValue::Text(_) => {}
            CellValue::Number(n) if !n.is_finite() => self.string(row, col, "not a number", format)?,
            CellValue::Number(n) => self.number(row, col, *n, format)?,
            CellValue::Date(day) => match serial(*day) {
                Some(n) if is_wordy(cell.style) => {
                    let dated = self.how.palette.dated(cell.style);
                    self.number(row, col, n, Some(&dated))?;
                }
                Some(n) => self.number(row, col, n, format)?,
                None => self.string(row, col, &day_text(*day), format)?,
            },
            CellValue::Formula { formula, result } => {
                let formula = Formula::new(formula).set_result(result.to_string());
                match format {
                    Some(format) => self.sheet.write_formula_with_format(row, col, formula, format)?,
                    None => self.sheet.write_formula(row, col, formula)?,
                };
            }
        }
        if let Some(note) = &cell.note {
            self.note(row, col, note);
        }
        Ok(())
    }

    fn string(&mut self, row: u32, col: u16, words: &str, format: Option<&Format>) -> Done {
        let words = text::cell(words);
        match format {
            Some(format) => self.sheet.write_string_with_format(row, col, words, format)?,
            None => self.sheet.write_string(row, col, words)?,
        };
        Ok(())
    }

    fn number(&mut self, row: u32, col: u16, n: f64, format: Option<&Format>) -> Done {
        match format {
            Some(format) => self.sheet.write_number_with_format(row, col, n, format)?,
            None => self.sheet.write_number(row, col, n)?,
        };
        Ok(())
    }

    /// Writes the link with the cell's text; other values are written over it afterwards. Returns whether the text is done.
    fn link(&mut self, row: u32, col: u16, cell: &CellPlan, format: Option<&Format>) -> std::result::Result<bool, XlsxError> {
        let Some(link) = cell.link.as_ref().filter(|_| self.links < LINKS) else { return Ok(false) };
        let words = match &cell.value {
            CellValue::Text(words) => text::cell(words),
            _ => " ".into(),
        };
        let address = match link {
            Link::Cell { sheet, row, col } => {
                let name = text::sheet_name(sheet).replace('\'', "''");
                format!("internal:'{name}'!{}{}", crate::source::column_letters(*col), u64::from(*row) + 1)
            }
            Link::Url(url) if allowed(url) => url.clone(),
            Link::Url(_) => return Ok(false),
        };
        if words.trim().is_empty() && matches!(cell.value, CellValue::Text(_) | CellValue::Empty) {
            return Ok(false);
        }
        let format = format.unwrap_or_else(|| self.how.palette.get(cell.style));
        self.sheet.write_url_with_options(row, col, Url::new(address), words, "", Some(format))?;
        self.links += 1;
        Ok(matches!(cell.value, CellValue::Text(_)))
    }

    fn note(&mut self, row: u32, col: u16, words: &str) {
        let clean = text::cut_units(&text::cell(words), NOTE_UNITS);
        let chars: f64 = if clean.len() > 160 { 52.0 } else { 40.0 };
        let height = (lines(&clean, chars) * 15.0 + 12.0).clamp(36.0, 420.0);
        let width = if clean.len() > 160 { 320 } else { 250 };
        self.notes.push(Note { row, col, text: clean, size: (width, height.round() as u32) });
    }
}

/// Points that the letters of a style need.
fn tall(style: Style) -> Option<f64> {
    match style {
        Style::Title => Some(27.0),
        Style::Heading => Some(21.0),
        Style::Figure => Some(34.0),
        Style::FigureLabel => Some(17.0),
        Style::Header => Some(18.0),
        _ => None,
    }
}

/// Styles that show on an empty cell.
fn has_face(style: Style) -> bool {
    !matches!(style, Style::Plain | Style::Wrap | Style::Date | Style::Integer | Style::Decimal | Style::Percent | Style::Money)
}

/// Links out of the workbook come from the configuration, and only to pages and mail.
fn allowed(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("mailto:")) && url.len() < 2_000 && !url.chars().any(char::is_control)
}

fn print_setup(how: &Fill, plan: &SheetPlan, sheet: &mut Worksheet, widths: &BTreeMap<u16, f64>) -> Done {
    if plan.landscape {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    sheet.set_paper_size(match how.paper {
        Paper::A4 => 9,
        Paper::Letter => 1,
    });
    let few = plan.tables.is_empty() && plan.charts.is_empty() && plan.cells.len() <= FEW_CELLS;
    if few {
        // the few words of a sheet that has nothing to show are not blown up to fill the page
        sheet.set_print_scale(100);
    } else {
        sheet.set_print_fit_to_pages(1, 0);
    }
    sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
    sheet.set_print_gridlines(false);
    sheet.set_screen_gridlines(false);
    if let Some((first, last)) = plan.repeat_rows {
        sheet.set_repeat_rows(first, last)?;
    } else if let [table] = plan.tables.as_slice() {
        sheet.set_repeat_rows(table.top, table.top)?;
    }
    sheet.set_header(format!("&L&\"Calibri,Bold\"&9{}&R&9{}", text::print_line(how.title, 160), text::print_line(plan.name, 62)));
    sheet.set_footer(format!("&L&9As of {}&R&9Page &P of &N", day_text(how.as_of)));
    let (mut rows, mut cols) = extent(plan, widths);
    if let Some(last) = plan.print_rows {
        rows = rows.min(last);
    }
    if let Some(last) = plan.print_cols {
        cols = cols.min(last);
    }
    // A few words run on over the cells beside them, which an area would cut off.
    let bounded = plan.print_to.is_some() || plan.print_cols.is_some() || plan.print_rows.is_some();
    if !few && (bounded || !plan.charts.is_empty()) {
        sheet.set_print_area(0, 0, rows, cols)?;
    }
    Ok(())
}

/// The last row and column that hold anything, charts included.
fn extent(plan: &SheetPlan, widths: &BTreeMap<u16, f64>) -> (u32, u16) {
    let (mut row, mut col) = plan.print_to.unwrap_or((0, 0));
    let mut reach = |r: u32, c: u16| {
        row = row.max(r);
        col = col.max(c);
    };
    for cell in &plan.cells {
        reach(cell.row.max(cell.to.0), cell.col.max(cell.to.1));
    }
    for table in &plan.tables {
        let width = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        reach(table.top.saturating_add(u32::try_from(table.rows.max(1)).unwrap_or(u32::MAX)), table.left.saturating_add(width));
    }
    for chart in &plan.charts {
        let mut right = chart.at.1;
        let mut left_over = f64::from(chart.size.0);
        while left_over > 0.0 && right < 16_000 {
            left_over -= widths.get(&right).copied().unwrap_or(8.43) * 7.0 + 5.0;
            right += 1;
        }
        reach(chart.at.0.saturating_add(chart.size.1 / 20 + 1), right);
    }
    (row, col)
}
