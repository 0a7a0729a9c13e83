//! The bounds that keep a hostile file from hurting: each is configurable, each refusal names limit and actual.

/// Bounds on what is read.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Bytes of one input file, and what all zip archives may unpack to together.
    pub file_bytes: u64,
    /// Bytes a zip container may inflate to.
    pub inflated_bytes: u64,
    /// Bytes one part of a zip container may inflate to.
    pub part_bytes: u64,
    /// Inflated bytes for one packed byte, beyond the first megabyte.
    pub ratio: u64,
    /// Entries of a zip container.
    pub entries: usize,
    /// Sheets of a workbook.
    pub sheets: usize,
    /// Rows of a sheet, and of all inputs together: what a worksheet can hold. Each row that becomes a record takes some 3 kB
    /// while the program is worked out.
    pub rows: usize,
    /// Non-empty cells of a file. A cell takes 24 bytes and the place of its text 8, in tables that double as they grow: at
    /// 8 million they hold 2^23 places, 268 MB, which leaves room under 512 MB for the file and its texts.
    pub cells: usize,
    /// Bytes of text of a file; a text that many cells share counts for each of them.
    pub text_bytes: usize,
    /// Bytes of the longest XML node, and of the longest field of a delimited text.
    pub node_bytes: usize,
    /// Columns of a delimited file.
    pub columns: usize,
    /// Zip containers in zip containers.
    pub archive_depth: usize,
    /// Wall seconds for the child that reads binary formats.
    pub child_seconds: u64,
    /// Bytes the child may allocate.
    pub child_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 256 << 20,
            inflated_bytes: 2 << 30,
            part_bytes: 768 << 20,
            ratio: 200,
            entries: 20_000,
            sheets: 1_000,
            rows: 1_048_576,
            cells: 8_000_000,
            text_bytes: 256 << 20,
            node_bytes: 8 << 20,
            columns: 16_384,
            archive_depth: 3,
            child_seconds: 8,
            child_bytes: 320 << 20,
        }
    }
}
