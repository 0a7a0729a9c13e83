//! Doors for the fuzz targets in `fuzz/`, which reach rooms within rooms: compiled there alone (`--cfg fuzzing`). Each lets any
//! bytes in and holds what must be true of what comes out.

use super::preflight::{self, Container};
use super::{Found, Limits, delimited, html, ods_count, package, sheet_xml, sniff};
use quick_xml::events::Event;

/// Bounds small enough that reaching one is quick.
fn limits() -> Limits {
    Limits {
        inflated_bytes: 64 << 20,
        part_bytes: 32 << 20,
        entries: 2_000,
        cells: 200_000,
        text_bytes: 16 << 20,
        ..Limits::default()
    }
}

fn hold(found: &Found, limits: &Limits) {
    for grid in &found.grids {
        assert!(grid.cells.len() <= limits.cells, "more cells than the cap");
        assert!(grid.rows.windows(2).all(|w| w[0].row < w[1].row), "rows out of order");
        for ix in 0..grid.rows.len() {
            assert!(grid.row_cells(ix).windows(2).all(|w| w[0].col < w[1].col), "cells of a row out of order");
            for cell in grid.row_cells(ix) {
                let _ = grid.cell_text(ix, cell.col);
            }
        }
    }
}

/// The zip pre-flight, every part inflated, and the package of a workbook taken apart.
pub fn container(bytes: &[u8]) {
    let limits = limits();
    let Ok(container) = preflight::open(bytes, &limits) else { return };
    for entry in &container.entries {
        if let Ok(part) = container.inflate(entry) {
            assert!(part.len() as u64 == entry.size, "a part is not as long as declared");
        }
    }
    parts(&container, &limits);
}

fn parts(container: &Container<'_>, limits: &Limits) {
    if sniff::zip_kind(container) == sniff::ZipKind::Xlsx {
        let _ = package::workbook(container, limits);
    }
    for entry in &container.entries {
        let _ = package::take_part(container, entry, limits, &mut 0);
    }
}

/// What stands beside the cells of a sheet, the mending of bad cells, and the counts made before anything is laid out.
pub fn sheet(xml: &[u8]) {
    let found = sheet_xml::scan(xml);
    assert!(found.rows.windows(2).all(|w| w[0].0 < w[1].0), "rows out of order");
    assert!(found.rows.iter().all(|r| r.0 < sheet_xml::MAX_ROW), "a row outside the grid");
    assert!(found.unsaved.iter().all(|c| c.0 < sheet_xml::MAX_ROW), "a cell outside the grid");
    let (mended, bad) = sheet_xml::mend(xml, 3);
    assert!(bad.is_empty() || mended != xml, "bad cells and nothing mended");
    let (again, still) = sheet_xml::mend(&mended, 3);
    // What is no XML has no cells to mend: the reader refuses such a sheet, and that is a finding of its own.
    let held = !is_xml(xml) || !is_xml(&mended) || (still.is_empty() && again == mended);
    assert!(held, "a mended sheet needs mending: {still:?}");
    assert!(preflight::longest_node(xml) <= xml.len());
    let _ = ods_count::announced(xml);
    let _ = package::check_strings(xml);
    if let Ok(text) = std::str::from_utf8(xml) {
        let _ = (sheet_xml::address(text), sheet_xml::area(text));
    }
}

fn is_xml(bytes: &[u8]) -> bool {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return true,
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.attributes().any(|attribute| attribute.is_err()) => return false,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Delimited text.
pub fn text(bytes: &[u8]) {
    let limits = limits();
    if let Ok(found) = delimited::read(bytes, "csv", 0, &limits) {
        hold(&found, &limits);
    }
}

/// A web page.
pub fn page(bytes: &[u8]) {
    let limits = limits();
    if let Ok(found) = html::read(bytes, 0, &limits) {
        hold(&found, &limits);
    }
}
