//! How many cells an OpenDocument sheet announces: a few bytes can repeat a cell a billion times.

use super::package::attribute;
use quick_xml::events::Event;

/// What a content part announces.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Announced {
    /// Cells of the rectangles a reader would lay out.
    pub(crate) cells: u64,
    /// Bytes of text, repetitions counted.
    pub(crate) text: u64,
    /// Every table is closed.
    pub(crate) closed: bool,
}

/// Counts cells and text, repetitions included; blank cells count only between filled ones.
pub(crate) fn announced(xml: &[u8]) -> Announced {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut sum = Announced::default();
    let mut depth = 0usize;
    let (mut row_repeat, mut width, mut filled, mut row_text) = (1u64, 0u64, 0u64, 0u64);
    let (mut rows, mut last_row, mut widest) = (0u64, 0u64, 0u64);
    let (mut cell_repeat, mut cell_filled, mut cell_text) = (1u64, false, 0u64);
    let repeat = |e: &quick_xml::events::BytesStart<'_>, name: &str| {
        attribute(e, name).and_then(|v| v.trim().parse::<u64>().ok()).unwrap_or(1)
    };
    let mut buf = Vec::new();
    loop {
        buf.clear();
        match reader.read_event_into(&mut buf) {
            Ok(Event::Start(e)) => match e.local_name().as_ref() {
                "table" => {
                    depth += 1;
                    (rows, last_row, widest) = (0, 0, 0);
                }
                "table-row" => {
                    row_repeat = repeat(&e, "number-rows-repeated");
                    (width, filled, row_text) = (0, 0, 0);
                }
                "table-cell" | "covered-table-cell" => {
                    cell_repeat = repeat(&e, "number-columns-repeated");
                    cell_filled = attribute(&e, "value-type").is_some();
                    cell_text = 0;
                }
                _ => {}
            },
            Ok(Event::Text(t)) => cell_text = cell_text.saturating_add(t.len() as u64),
            Ok(Event::End(e)) => match e.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    width = width.saturating_add(cell_repeat);
                    if cell_filled {
                        filled = width;
                        row_text = row_text.saturating_add(cell_text.saturating_mul(cell_repeat));
                    }
                }
                "table-row" => {
                    rows = rows.saturating_add(row_repeat);
                    if filled > 0 {
                        (last_row, widest) = (rows, widest.max(filled));
                        sum.text = sum.text.saturating_add(row_text.saturating_mul(row_repeat));
                    }
                }
                "table" => {
                    depth = depth.saturating_sub(1);
                    sum.cells = sum.cells.saturating_add(last_row.saturating_mul(widest));
                }
                _ => {}
            },
            Ok(Event::Eof) => break,
            Err(_) => return Announced { closed: false, ..sum },
            Ok(_) => {}
        }
    }
    Announced { closed: depth == 0, ..sum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_cells_and_rows_count_and_blank_ones_at_the_end_do_not() {
        let xml = br#"<d><table:table><table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>abc</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
            <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></d>"#;
        assert_eq!(announced(xml), Announced { cells: 6, text: 18, closed: true });
        assert!(!announced(b"<d><table:table><table:table-row>").closed);
    }
}
