//! The manifest of a run: what came in, how it was read, what became of every row, what went out. It must add up.

mod build;
pub mod owed;

pub use build::{FileFacts, TableFacts, build, tables, why_nothing};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The manifest.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct Receipt {
    /// Version of this file's form.
    pub schema: u32,
    /// `steerpack 0.1.0`.
    pub tool: String,
    /// The date the pack is of, and where it was taken from.
    pub as_of: String,
    /// `--as-of`, `configuration` or `today`.
    pub as_of_from: String,
    /// Configuration used: its file name, or `defaults`.
    pub configuration: String,
    /// SHA-256 of the configuration file, where there is one.
    pub configuration_sha256: Option<String>,
    /// SHA-256 of `identities.toml`, where there is one.
    pub ledger_sha256: Option<String>,
    /// Inputs in order.
    pub inputs: Vec<InputLine>,
    /// Hand-ins that are owed, in the order of the configuration.
    pub expected: Vec<owed::ExpectedLine>,
    /// Sums over all inputs.
    pub totals: Rows,
    /// Files written, in order, without this one.
    pub outputs: Vec<OutputLine>,
}

/// One input file.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct InputLine {
    /// Name as shown; no absolute paths.
    pub file: String,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// Bytes.
    pub bytes: u64,
    /// How it was read, in words.
    pub how: String,
    /// Why it gave nothing, where it did not.
    pub refused: Option<String>,
    /// Where its records come from, where it was not handed in: no file of this run. Its rows are records of the earlier pack;
    /// SHA-256 and bytes are those of the file as it was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<CarriedInput>,
    /// Its tables.
    pub tables: Vec<TableLine>,
    /// Non-empty rows counted by the reader, before import.
    pub rows_in_file: usize,
    /// Non-empty cells counted by the reader, before import.
    pub cells_in_file: usize,
}

/// A hand-in that was carried forward from an earlier pack.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct CarriedInput {
    /// The file as it was handed in.
    pub file: String,
    /// The day of the pack that accepted it.
    pub pack: String,
}

/// One table of an input.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct TableLine {
    /// Sheet, `null` for delimited text.
    pub sheet: Option<String>,
    /// Tracker's profile, or `none`.
    pub tracker: String,
    /// What the table is.
    pub role: String,
    /// One-based row of the header.
    pub header_row: Option<u32>,
    /// Non-empty header rows.
    pub header_rows: usize,
    /// The project its records were taken for, with the reason.
    pub project: Option<String>,
    /// The date its data is of, with the reason.
    pub data_date: Option<String>,
    /// What became of its rows.
    pub rows: Rows,
    /// Rows that are no record: cell and reason.
    pub set_aside: Vec<SetAsideLine>,
    /// Columns kept as custom fields.
    pub unmapped: Vec<String>,
    /// What the format cannot tell.
    pub cannot_tell: Vec<String>,
}

/// What became of rows: `read = kept + merged + set_aside`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
pub struct Rows {
    /// Non-empty rows without headers.
    pub read: usize,
    /// Kept as a record.
    pub kept: usize,
    /// Merged into another record.
    pub merged: usize,
    /// Set aside with a reason.
    pub set_aside: usize,
}

/// A row set aside.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct SetAsideLine {
    /// Cell in text form.
    pub cell: String,
    /// Why.
    pub reason: String,
}

/// One output file.
#[derive(Clone, PartialEq, Debug, Default, Serialize, JsonSchema)]
pub struct OutputLine {
    /// Name relative to the output folder.
    pub file: String,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// Bytes.
    pub bytes: u64,
}

impl Receipt {
    /// Keeps hand-ins of restricted projects without their names: `tells` says whether a withheld name stands in a text.
    pub fn redact_owed(&mut self, names: &[(String, String)], tells: impl Fn(&str) -> bool) {
        for line in &mut self.expected {
            let label = |f: &String| names.iter().find(|(name, _)| name == f).map(|(_, label)| label.clone());
            let labels: Vec<String> = line.files.iter().filter_map(label).collect();
            let carried: Vec<String> = line.carried.iter().filter_map(label).collect();
            let texts = [Some(&line.name), line.project.as_ref(), line.owner.as_ref(), Some(&line.remark)];
            let told =
                texts.into_iter().flatten().chain(&line.files).chain(&line.carried).chain(&line.superseded).any(|t| tells(t));
            if labels.is_empty() && carried.is_empty() && !told {
                continue;
            }
            *line = owed::ExpectedLine {
                name: "(a restricted project's hand-in)".to_owned(),
                standing: line.standing,
                files: labels,
                carried,
                due: None,
                ..owed::ExpectedLine::default()
            };
        }
    }
    /// Replaces the names of restricted files (old name → label) and drops what quotes them.
    pub fn redact(&mut self, names: &[(String, String)]) {
        for line in &mut self.inputs {
            let Some((_, label)) = names.iter().find(|(name, _)| *name == line.file) else { continue };
            line.file.clone_from(label);
            if let Some(carried) = &mut line.carried {
                carried.file.clone_from(label);
            }
            for (ix, table) in line.tables.iter_mut().enumerate() {
                table.sheet = table.sheet.as_ref().map(|_| format!("sheet {}", ix + 1));
                table.project = Some("restricted".to_owned());
                // the newest change in restricted data is a day of it
                table.data_date = None;
                table.unmapped.clear();
                for row in &mut table.set_aside {
                    row.cell = format!("{label} (cell withheld)");
                    row.reason = "withheld".to_owned();
                }
            }
        }
    }
}

/// Writes the receipt as JSON.
///
/// # Errors
/// The output cannot be written.
pub fn write(receipt: &Receipt, to: &mut dyn std::io::Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, receipt)?;
    to.write_all(b"\n")
}
