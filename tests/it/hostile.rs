//! Hostile and broken files: what each must give. The table holds, for every file of `tests/data/hostile`, the cells that are
//! read and words that must stand in what is said about it.

use steerpack::read::{self, FileReading, Input, InputBytes, ReadOptions, Value};

/// File, non-empty cells (0 with a refusal), check names that must be raised, words that must be said.
const OUTCOMES: &[(&str, usize, &[&str], &[&str])] = &[
    ("billion_laughs.xlsx", 0, &["file-unreadable"], &["DTD"]),
    ("col_overflow.xlsx", 0, &["cell-outside-grid"], &["ZZZZZZZZZZZZZ"]),
    ("corners.xlsx", 2, &[], &[]),
    ("csv_ansi_escape.csv", 4, &["characters-control"], &["U+001B"]),
    ("csv_blank_lines.csv", 4, &[], &[]),
    ("csv_cp1252.csv", 6, &["encoding-guessed"], &["windows-1252"]),
    ("csv_cr_only.csv", 6, &[], &["CR"]),
    ("csv_dmy_mdy_ambiguous.csv", 6, &[], &[]),
    ("csv_dmy_proved.csv", 6, &[], &[]),
    ("csv_duplicate_headers.csv", 6, &[], &[]),
    ("csv_empty.csv", 0, &["file-unreadable"], &["empty (0 bytes)"]),
    ("csv_excel_serials_as_text.csv", 6, &[], &[]),
    ("csv_formula_injection.csv", 16, &[], &[]),
    ("csv_header_only.csv", 2, &[], &[]),
    ("csv_leading_zeros.csv", 6, &[], &[]),
    ("csv_many_columns.csv", 0, &["file-unreadable"], &["20000 columns", "16384"]),
    ("csv_markdown_injection.csv", 22, &[], &[]),
    ("csv_nbsp_zero_width.csv", 12, &["characters-invisible", "characters-lookalike"], &[]),
    ("csv_newline_in_quotes.csv", 6, &[], &[]),
    ("csv_null_tokens.csv", 17, &[], &[]),
    ("csv_pipe.csv", 4, &[], &["`|`"]),
    ("csv_preamble_total.csv", 10, &[], &[]),
    ("csv_ragged.csv", 15, &["rows-ragged"], &["has 2 fields where the table has 3", "has 4 fields where the table has 3"]),
    ("csv_really_xlsx.csv", 6, &["format-unexpected"], &["Excel workbook"]),
    ("csv_scientific_ids.csv", 3, &[], &[]),
    ("csv_semicolon_decimal_comma.csv", 9, &[], &["`;`"]),
    ("csv_sep_line.csv", 4, &[], &["`;`"]),
    ("csv_stray_quote.csv", 8, &["quote-stray"], &[]),
    ("csv_two_digit_year.csv", 6, &[], &[]),
    ("csv_utf16be_bom.csv", 4, &[], &["UTF-16BE"]),
    ("csv_utf16le_bom_tsv.csv", 4, &[], &["UTF-16LE", "tab"]),
    ("csv_utf8_bom.csv", 4, &[], &["UTF-8 with BOM"]),
    ("dates_extreme.xlsx", 16, &["date-out-of-range", "cell-unreadable"], &[]),
    ("dimension_lie_small.xlsx", 200, &[], &[]),
    ("html_table.xls", 4, &["format-unexpected"], &["web page"]),
    ("lock_file_~$report.xlsx", 0, &["input-skipped"], &["lock file"]),
    ("not_a_number_v.xlsx", 3, &["cell-unreadable"], &["`abc`"]),
    ("ods_repeat_99M.ods", 0, &["file-unreadable"], &["99000000 cells", "LibreOffice"]),
    ("ods_repeat_max.ods", 0, &["file-unreadable"], &["17179869184 cells"]),
    ("oleloop.xls", 0, &["file-unreadable"], &["Excel workbook"]),
    ("onedrive_placeholder.xlsx", 0, &["file-unreadable"], &["only zero bytes", "download it again"]),
    ("password_protected.xls", 0, &["file-unreadable"], &["password"]),
    ("password_protected.xlsx", 0, &["file-unreadable"], &["password", "File > Info > Protect"]),
    ("row16777217_outside_grid.xlsx", 1, &["cell-outside-grid"], &["`XFE16777217`"]),
    ("row_index_u32max.xlsx", 1, &["cell-outside-grid"], &["`A4294967295`"]),
    ("shared_formula_all.xlsx", 3, &[], &[]),
    ("sheet_name_nasty.xlsx", 1, &[], &[]),
    ("sheet_part_listed_twice.xlsx", 15, &["sheet-skipped"], &["content of an earlier one"]),
    ("sheets_100k.xlsx", 0, &["file-unreadable"], &["100000 sheets", "1000"]),
    ("sst_cp1252_declared.xlsx", 1, &["characters-lost"], &["the one they declare"]),
    ("sst_uniqueCount_late.xlsx", 0, &["file-unreadable"], &["99999999999"]),
    ("sst_uniqueCount_usizemax.xlsx", 0, &["file-unreadable"], &["18446744073709551615"]),
    ("truncated_mid_cell.xlsx", 49, &["sheet-incomplete"], &["up to row 49", "cut short"]),
    ("tsv_named.xls", 4, &["format-unexpected"], &["delimited text"]),
    ("unknown_cell_type.xlsx", 4, &["cell-unreadable"], &["`zz`"]),
    ("xl_1904_epoch.xlsx", 4, &[], &[]),
    ("xl_chartsheet.xlsx", 2, &["sheet-skipped"], &["chart"]),
    ("xl_error_cells.xlsx", 16, &["cell-in-error"], &["7 cells"]),
    ("xl_formula_no_cached_value.xlsx", 6, &["formula-unsaved"], &["calculate"]),
    ("xl_hidden_sheets.xlsx", 5, &["sheet-hidden"], &[]),
    ("xl_newer_errors.xlsx", 15, &["cell-in-error"], &["`#SPILL!`", "neither text nor blank"]),
    ("xl_number_precision.xlsx", 10, &["number-too-long"], &["15 digits"]),
    ("xl_numbers_as_text.xlsx", 8, &[], &[]),
    ("xl_offset_start.xlsx", 4, &[], &[]),
    ("xl_trailing_styled_blanks.xlsx", 9, &[], &[]),
    ("xl_two_row_merged_header.xlsx", 14, &[], &[]),
    ("xlm_macro_sheet.xlsm", 0, &["sheet-skipped", "file-without-cells"], &["Excel 4 macros"]),
    ("xls_vba_panics_calamine.xls", 944, &["sheet-hidden"], &["process of its own"]),
    ("xlsb_panics_calamine.xlsb", 0, &["file-unreadable"], &["damaged"]),
    ("xlsx_load_tables_panics.xlsx", 5083, &[], &[]),
    ("xlsx_utf16_parts.xlsx", 1, &["encoding-unusual"], &["UTF-16"]),
    ("xml_bad_references.xlsx", 13, &["cell-unreadable"], &["stand for no character"]),
    ("xml_cdata_value.xlsx", 12, &[], &[]),
    ("xml_invalid_utf8.xlsx", 15, &["cell-unreadable"], &["stand for no character"]),
    ("xml_latin1_declared.xlsx", 15, &["encoding-unusual"], &["windows-1252"]),
    ("xml_unknown_entity.xlsx", 13, &["cell-unreadable"], &["stand for no character"]),
    ("zero_bytes.xlsx", 0, &["file-unreadable"], &["empty (0 bytes)"]),
    ("zip64_everywhere.xlsx", 15, &[], &[]),
    ("zip64_size_lie.xlsx", 0, &["file-unreadable"], &["1000 GB", "limit"]),
    ("zip_data_descriptors.xlsx", 15, &[], &[]),
    ("zip_end_record_in_comment.xlsx", 15, &[], &[]),
    ("zip_overlapping_entries.xlsx", 0, &["file-unreadable"], &["share bytes", "damaged or made to harm"]),
    ("zip_path_traversal.xlsx", 0, &["file-unreadable"], &["two entries named"]),
];

fn folder() -> std::path::PathBuf {
    super::harness::repository("tests/data/hostile")
}

fn reading(name: &str) -> FileReading {
    let options = ReadOptions { reader_exe: Some(env!("CARGO_BIN_EXE_steerpack").into()), ..ReadOptions::default() };
    read::read(&Input { name: name.to_owned(), bytes: InputBytes::File(folder().join(name)) }, 0, &options)
}

/// Everything said about a file, in one text.
fn said(r: &FileReading) -> String {
    let findings = r.diagnostics.iter().map(|d| format!("{} {}", d.message, d.help));
    [r.how.clone()].into_iter().chain(findings).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_hostile_file_gives_what_the_table_says() {
    let mut wrong = Vec::new();
    for (name, cells, checks, words) in OUTCOMES {
        let r = reading(name);
        let got: usize = r.grids.iter().map(|g| g.cells.len()).sum();
        let text = said(&r);
        if got != *cells {
            wrong.push(format!("{name}: {got} cells, not {cells}"));
        }
        for check in *checks {
            if !r.diagnostics.iter().any(|d| d.check == *check) {
                wrong.push(format!("{name}: no {check}"));
            }
        }
        for word in *words {
            if !text.contains(word) {
                wrong.push(format!("{name}: `{word}` is not in {text:?}"));
            }
        }
        // A file that is simply good raises nothing.
        if checks.is_empty() && !r.diagnostics.is_empty() {
            wrong.push(format!("{name}: unexpected {:?}", r.diagnostics.iter().map(|d| d.check).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_lists_every_hostile_file() {
    let mut there: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder is there")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|n| n != "MANIFEST.tsv")
        .collect();
    there.sort();
    let listed: Vec<&str> = OUTCOMES.iter().map(|o| o.0).collect();
    assert_eq!(there, listed);
}

#[test]
fn every_check_raised_is_explained() {
    for (name, ..) in OUTCOMES {
        for d in reading(name).diagnostics {
            assert!(steerpack::check::all().any(|c| c.name == d.check), "{name}: {} has no explanation", d.check);
        }
    }
}

fn value(r: &FileReading, row: u32, col: u16) -> Option<Value> {
    let grid = r.grids.first()?;
    let ix = grid.rows.iter().position(|g| g.row == row)?;
    grid.cell(ix, col).map(|c| c.value)
}

fn text(r: &FileReading, row: u32, col: u16) -> String {
    match value(r, row, col) {
        Some(Value::Text(id)) => r.grids[0].text(id).to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn values_are_what_the_files_hold() {
    assert_eq!(value(&reading("xl_1904_epoch.xlsx"), 1, 1), Some(Value::Date(45_750.0)), "3 April 2025");
    assert_eq!(value(&reading("corners.xlsx"), 1_048_575, 16_383), Some(Value::Number(2.0)));
    assert_eq!(value(&reading("xl_formula_no_cached_value.xlsx"), 1, 1), Some(Value::Unsaved));
    assert_eq!(text(&reading("csv_utf8_bom.csv"), 0, 0), "ID");
    assert_eq!(text(&reading("csv_cp1252.csv"), 1, 1), "Zoë Müller – “Q1”");
    assert_eq!(text(&reading("csv_leading_zeros.csv"), 1, 0), "007");
    assert_eq!(text(&reading("csv_stray_quote.csv"), 2, 1), "\"a\"b");
    assert_eq!(text(&reading("csv_sep_line.csv"), 1, 0), "ID", "the header is on line 2");
    assert_eq!(text(&reading("csv_newline_in_quotes.csv"), 3, 0), "2", "the second record starts on line 4");
    assert_eq!(text(&reading("csv_ragged.csv"), 3, 3), "9", "the extra field is kept");
    assert_eq!(text(&reading("xl_offset_start.xlsx"), 4, 2), "ID", "C5, not A1");
    assert_eq!(value(&reading("unknown_cell_type.xlsx"), 3, 0), Some(Value::Number(4.0)), "rows after the bad cell are kept");
    assert_eq!(reading("xl_two_row_merged_header.xlsx").grids[0].merges.len(), 2);
}

#[test]
fn a_file_of_a_binary_format_without_a_reader_process_is_refused_in_words() {
    let input = Input { name: "a.xls".into(), bytes: InputBytes::File(folder().join("xls_vba_panics_calamine.xls")) };
    let r = read::read(&input, 0, &ReadOptions::default());
    assert!(r.refused.is_some_and(|w| w.contains("no reader process")));
}

/// A small sequence that looks random and is the same on every machine.
fn sequence(seed: u64) -> impl FnMut(usize) -> usize {
    let mut x = seed | 1;
    move |below| {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        (x % below.max(1) as u64) as usize
    }
}

#[test]
fn cuts_and_flipped_bytes_end_in_a_reading_or_in_words_and_lose_nothing_silently() {
    for name in
        ["xl_two_row_merged_header.xlsx", "xl_1904_epoch.xlsx", "xlsx_load_tables_panics.xlsx", "xls_vba_panics_calamine.xls"]
    {
        let good = std::fs::read(folder().join(name)).expect("the file is there");
        let from = |bytes: Vec<u8>| {
            let options = ReadOptions { reader_exe: Some(env!("CARGO_BIN_EXE_steerpack").into()), ..ReadOptions::default() };
            read::read(&Input { name: name.to_owned(), bytes: InputBytes::Memory(bytes.into()) }, 0, &options)
        };
        let cells = |r: &FileReading| r.grids.iter().map(|g| g.cells.len()).sum::<usize>();
        let full = cells(&from(good.clone()));
        let mut next = sequence(name.len() as u64 * 7919);
        // Children take their time to start; the in-process formats get more tries.
        let tries = if name.ends_with(".xls") { 12 } else { 150 };
        for n in 0..tries {
            let mut bytes = good.clone();
            if n % 5 == 0 {
                bytes.truncate(next(good.len()));
            } else {
                let at = next(good.len());
                bytes[at] ^= 1 << next(8);
            }
            let r = from(bytes);
            let said = r.refused.is_some() || !r.diagnostics.is_empty();
            // An old binary workbook has no checksum, so a flipped byte in a value cannot be seen.
            let binary = name.ends_with(".xls");
            assert!(said || binary || cells(&r) == full, "{name}: try {n} gave {} of {full} cells without a word", cells(&r));
        }
    }
}
