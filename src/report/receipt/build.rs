//! Adds the receipt up: what the reader counted against what import and reconcile account for. A difference fails the run.

use super::{CarriedInput, InputLine, Receipt, Rows, SetAsideLine, TableLine};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, Result};
use crate::import::{Extract, Role};
use crate::model::Portfolio;
use crate::read::FileReading;
use crate::reconcile::Disposition;
use crate::source::{SourceId, SourceMap};

/// What the reader counted of one file, kept after its grids are gone: the first of the two routes by which rows are counted.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FileFacts {
    /// Name as shown.
    pub name: String,
    /// SHA-256.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// How it was read.
    pub how: String,
    /// Why it gave nothing.
    pub refused: Option<String>,
    /// By sheet with content: sheet position, non-empty rows, non-empty cells, what the format cannot tell.
    pub sheets: Vec<(u16, usize, usize, Vec<&'static str>)>,
    /// Where its records come from, where it was not handed in.
    pub carried: Option<CarriedInput>,
}

impl FileFacts {
    /// Takes the counts of a reading.
    pub fn of(reading: &FileReading) -> Self {
        let mut sheets: Vec<(u16, usize, usize, Vec<&'static str>)> = Vec::with_capacity(reading.grids.len());
        for grid in &reading.grids {
            match sheets.last_mut() {
                // Tables side by side are grids of one sheet.
                Some(last) if last.0 == grid.id().sheet => {
                    last.1 += grid.rows.len();
                    last.2 += grid.cells.len();
                }
                _ => sheets.push((grid.id().sheet, grid.rows.len(), grid.cells.len(), grid.cannot_tell.clone())),
            }
        }
        FileFacts {
            name: reading.name.clone(),
            sha256: reading.sha256.clone(),
            size: reading.size,
            how: reading.how.clone(),
            refused: reading.refused.as_deref().map(str::to_owned),
            sheets,
            carried: None,
        }
    }
}

/// What the receipt keeps of an extract when its records have moved on.
#[derive(Clone, Debug)]
pub struct TableFacts {
    source: SourceId,
    line: TableLine,
    role: Role,
    cells: usize,
    record_rows: usize,
    merged_rows: usize,
    set_aside: Vec<crate::import::SetAside>,
}

/// Takes what the receipt needs from the extracts, before they are reconciled.
pub fn tables(extracts: &[Extract]) -> Vec<TableFacts> {
    extracts
        .iter()
        .map(|e| TableFacts {
            source: e.source,
            line: TableLine {
                tracker: e.tracker.to_string(),
                role: e.role.word().to_owned(),
                header_row: e.header_row.map(|r| r.saturating_add(1)),
                header_rows: e.header_rows,
                rows: Rows { read: e.rows_read, ..Rows::default() },
                unmapped: e.columns.iter().filter(|c| c.field.is_none()).map(|c| c.header.to_string()).collect(),
                ..TableLine::default()
            },
            role: e.role,
            cells: e.cells,
            record_rows: e.record_rows,
            merged_rows: e.merged_rows,
            set_aside: e.set_aside.clone(),
        })
        .collect()
}

/// Adds everything up. Rows and cells were counted once by the reader and once by import and reconcile; the two must agree.
///
/// # Errors
/// [`Error::Receipt`] with the first file, sheet or table that does not add up.
pub fn build(
    files: &[FileFacts],
    tables: Vec<TableFacts>,
    dispositions: &[Disposition],
    portfolio: &Portfolio,
    sources: &SourceMap,
) -> Result<Receipt> {
    let mut receipt = Receipt {
        schema: 1,
        tool: concat!("steerpack ", env!("CARGO_PKG_VERSION")).to_owned(),
        configuration: "defaults".to_owned(),
        ..Receipt::default()
    };
    let mut tables = tables.into_iter().enumerate().peekable();
    for (file_ix, file) in files.iter().enumerate() {
        let mut line = InputLine {
            file: file.name.clone(),
            sha256: file.sha256.clone(),
            bytes: file.size,
            how: file.how.clone(),
            refused: file.refused.clone(),
            carried: file.carried.clone(),
            rows_in_file: file.sheets.iter().map(|s| s.1).sum(),
            cells_in_file: file.sheets.iter().map(|s| s.2).sum(),
            ..InputLine::default()
        };
        let mut by_sheet: Vec<(usize, usize)> = vec![(0, 0); file.sheets.len()];
        while let Some((ix, table)) = tables.next_if(|(_, t)| usize::from(t.source.file) == file_ix) {
            if let Some(slot) = file.sheets.iter().position(|s| s.0 == table.source.sheet) {
                by_sheet[slot].0 += table.line.header_rows + table.line.rows.read;
                by_sheet[slot].1 += table.cells;
            }
            line.tables.push(table_line(table, dispositions.get(ix), portfolio, sources, file)?);
        }
        for (sheet, counted) in file.sheets.iter().zip(&by_sheet) {
            if (sheet.1, sheet.2) != *counted {
                let source = SourceId { file: u16::try_from(file_ix).unwrap_or(u16::MAX), sheet: sheet.0 };
                return Err(Error::Receipt(format!(
                    "{}: {} rows and {} cells were read, {} rows and {} cells are accounted for",
                    sources.source_text(source),
                    sheet.1,
                    sheet.2,
                    counted.0,
                    counted.1
                )));
            }
        }
        for table in &line.tables {
            receipt.totals.read += table.rows.read;
            receipt.totals.kept += table.rows.kept;
            receipt.totals.merged += table.rows.merged;
            receipt.totals.set_aside += table.rows.set_aside;
        }
        receipt.inputs.push(line);
    }
    Ok(receipt)
}

fn table_line(
    table: TableFacts,
    disposition: Option<&Disposition>,
    portfolio: &Portfolio,
    sources: &SourceMap,
    file: &FileFacts,
) -> Result<TableLine> {
    let mut line = table.line;
    let (kept, merged, after) = match disposition {
        Some(d) => (d.kept, d.merged, d.set_aside.as_slice()),
        None => (table.record_rows, 0, &[][..]),
    };
    if kept + merged + after.len() != table.record_rows {
        return Err(Error::Receipt(format!(
            "{}: {} records were imported, {kept} kept, {merged} merged and {} set aside",
            sources.source_text(table.source),
            table.record_rows,
            after.len()
        )));
    }
    line.sheet = sources.sheet(table.source).map(str::to_owned);
    line.rows.kept = kept;
    line.rows.merged = merged + table.merged_rows;
    line.rows.set_aside = table.set_aside.len() + after.len();
    if line.rows.kept + line.rows.merged + line.rows.set_aside != line.rows.read {
        return Err(Error::Receipt(format!(
            "{} ({}): {} rows were read, {} kept, {} merged and {} set aside",
            sources.source_text(table.source),
            table.role.word(),
            line.rows.read,
            line.rows.kept,
            line.rows.merged,
            line.rows.set_aside
        )));
    }
    line.set_aside = table
        .set_aside
        .iter()
        .chain(after)
        .map(|s| SetAsideLine { cell: sources.text(s.at), reason: s.reason.clone() })
        .collect();
    line.project = portfolio.projects.iter().find_map(|p| {
        let (_, why) = p.sources.iter().find(|(source, _)| *source == table.source)?;
        Some(format!("{} ({why})", p.name))
    });
    line.data_date = portfolio
        .hand_ins
        .iter()
        .find(|h| h.source == table.source)
        .and_then(|h| h.data_date.as_ref())
        .map(|(date, why)| format!("{date} ({why})"));
    if let Some(sheet) = file.sheets.iter().find(|s| s.0 == table.source.sheet) {
        line.cannot_tell = sheet.3.iter().map(|s| (*s).to_owned()).collect();
    }
    Ok(line)
}

/// Why a run found nothing to read: the refusals in words, the first few of them.
pub fn why_nothing(files: &[FileFacts], findings: &[Diagnostic]) -> String {
    let refused = files.iter().filter_map(|f| f.refused.as_ref().map(|why| format!("{}: {why}", f.name)));
    let missing = findings.iter().filter(|d| matches!(d.check, "input-missing" | "input-unreadable")).map(|d| match &d.place {
        Place::File(name) => format!("{name}: {}", d.message),
        _ => d.message.clone(),
    });
    let mut lines: Vec<String> = missing.chain(refused).collect();
    if lines.is_empty() {
        return "the given folders hold no Excel, CSV, HTML or zip file; give the folder in which the exports are saved"
            .to_owned();
    }
    let more = lines.len().saturating_sub(5);
    lines.truncate(5);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    format!("\n  {}", lines.join("\n  "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::import::Records;
    use crate::source::{CellRef, PlaceKind, SourceFile, Text};

    const SOURCE: SourceId = SourceId { file: 0, sheet: 0 };

    fn extract(record_rows: usize, merged_rows: usize, aside: usize) -> Extract {
        let at = CellRef { source: SOURCE, row: 9, col: 0 };
        Extract {
            source: SOURCE,
            tracker: Text::from("jira"),
            role: Role::Tasks,
            score: 1.0,
            reasons: Vec::new(),
            runner_up: None,
            header_row: Some(0),
            columns: Vec::new(),
            date_orders: Vec::new(),
            header_rows: 1,
            rows_read: 10,
            record_rows,
            merged_rows,
            cells: 40,
            set_aside: vec![crate::import::SetAside { at, reason: "total row".into() }; aside],
            project: crate::import::ProjectHint::default(),
            data_date: None,
            records: Records::default(),
            diagnostics: Vec::new(),
        }
    }

    fn built(rows_in_sheet: usize, extract: &Extract, disposition: Disposition) -> Result<Receipt> {
        let sources = SourceMap {
            files: vec![SourceFile { name: "jira.csv".into(), kind: PlaceKind::Lines, sheets: vec![String::new()] }],
        };
        let file = FileFacts { name: "jira.csv".into(), sheets: vec![(0, rows_in_sheet, 40, vec![])], ..FileFacts::default() };
        build(&[file], tables(std::slice::from_ref(extract)), &[disposition], &Portfolio::default(), &sources)
    }

    fn disposition(kept: usize, merged: usize) -> Disposition {
        Disposition { source: SOURCE, kept, merged, set_aside: Vec::new() }
    }

    #[test]
    fn a_receipt_that_adds_up_counts_every_row_once() {
        let receipt = built(11, &extract(8, 1, 1), disposition(6, 2)).unwrap();
        assert_eq!(receipt.totals, Rows { read: 10, kept: 6, merged: 3, set_aside: 1 });
        assert_eq!(receipt.inputs[0].tables[0].set_aside[0].cell, "jira.csv:10:A");
    }

    #[test]
    fn a_row_lost_between_reading_and_import_fails_the_run() {
        let error = built(12, &extract(8, 1, 1), disposition(8, 0)).unwrap_err();
        assert_eq!(error.exit_code(), 4);
        assert!(error.to_string().contains("12 rows and 40 cells were read, 11 rows"), "{error}");
    }

    #[test]
    fn a_record_lost_in_reconciling_fails_the_run() {
        let error = built(11, &extract(8, 1, 1), disposition(7, 0)).unwrap_err();
        assert!(error.to_string().contains("8 records were imported, 7 kept"), "{error}");
    }

    #[test]
    fn a_row_with_two_fates_fails_the_run() {
        let error = built(11, &extract(9, 1, 1), disposition(9, 0)).unwrap_err();
        assert!(error.to_string().contains("10 rows were read, 9 kept, 1 merged and 1 set aside"), "{error}");
    }
}
