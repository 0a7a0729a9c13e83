//! The notes of a sheet, written into the package after the workbook. rust_xlsxwriter keeps each note in a map of its own
//! within a map of rows: 12 kB a note, copied twice more while it is written, which was a third of the memory of 100,000 rows
//! and of the time of a small run. So it is given the first note of each sheet, from which it makes the parts and all that ties
//! them to the sheet; the two parts, which hold notes and nothing else, are then written here in the form that it gives them.

use crate::source::column_letters;
use quick_xml::escape::escape;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Pixels of a column and of a row that nobody set.
const DEFAULT: (u32, u32) = (64, 20);
/// Where a note begins, in pixels from the corner of the cell right of and above its own.
const OFFSET: (u32, u32) = (15, 10);
/// Shapes of one block of ids.
const BLOCK: usize = 1_024;

/// A note at a cell.
pub struct Note {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub col: u16,
    /// What it says; cleaned by the door for cells.
    pub text: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// The notes of one sheet, with what their places are reckoned from.
#[derive(Default)]
pub struct SheetNotes {
    /// The notes.
    pub notes: Vec<Note>,
    /// Widths in characters of the columns that have one.
    pub widths: BTreeMap<u16, f64>,
    /// Heights in points of the rows that have one.
    pub heights: BTreeMap<u32, f64>,
}

impl SheetNotes {
    /// Puts the notes in the order of rows and columns, in which both parts list them.
    pub fn sort(&mut self) {
        self.notes.sort_by_key(|n| (n.row, n.col));
    }

    /// How many blocks of shape ids the sheet takes up.
    pub fn blocks(&self) -> usize {
        self.notes.len() / BLOCK + 1
    }

    /// The part with the texts: `xl/comments1.xml`.
    pub fn texts(&self) -> String {
        let mut xml = String::with_capacity(self.notes.len().saturating_mul(320).saturating_add(400));
        xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        xml.push_str("<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        xml.push_str("<authors><author>steerpack</author></authors><commentList>");
        for note in &self.notes {
            let cell = (column_letters(note.col), u64::from(note.row) + 1);
            let _ = write!(xml, "<comment ref=\"{}{}\" authorId=\"0\"><text><r><rPr>", cell.0, cell.1);
            xml.push_str("<sz val=\"10\"/><color indexed=\"81\"/><rFont val=\"Calibri\"/><family val=\"2\"/></rPr>");
            let _ = write!(xml, "<t xml:space=\"preserve\">{}</t></r></text></comment>", escape(note.text.as_str()));
        }
        xml.push_str("</commentList></comments>");
        xml
    }

    /// The part with the boxes: `xl/drawings/vmlDrawing1.vml`. `block` is the first block of ids no other sheet uses.
    pub fn boxes(&self, block: usize) -> String {
        let mut xml = String::with_capacity(self.notes.len().saturating_mul(760).saturating_add(800));
        let blocks: Vec<String> = (block..block.saturating_add(self.blocks())).map(|b| b.to_string()).collect();
        xml.push_str("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" ");
        xml.push_str("xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\">");
        let _ = write!(xml, "<o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout>", blocks.join(","));
        xml.push_str(
            "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">",
        );
        xml.push_str("<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>");
        let first = block.saturating_mul(BLOCK);
        for (ix, note) in self.notes.iter().enumerate() {
            let at = self.place(note);
            let z = ix.saturating_add(1);
            let (width, height) = (points(note.size.0), points(note.size.1));
            let _ = write!(
                xml,
                "<v:shape id=\"_x0000_s{}\" type=\"#_x0000_t202\" style=\"position:absolute;width:{width}pt;height:{height}pt;\
                 z-index:{z};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">",
                first.saturating_add(z)
            );
            xml.push_str("<v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>");
            xml.push_str("<v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\">");
            xml.push_str("<div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\">");
            let [a, b, c, d, e, f, g, h] = at;
            let _ = write!(
                xml,
                "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{a}, {b}, {c}, {d}, {e}, {f}, {g}, {h}</x:Anchor>\
                 <x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
                note.row, note.col
            );
        }
        xml.push_str("</xml>");
        xml
    }

    /// Column, pixels into it, row, pixels into it: of the upper left corner, then of the lower right one.
    fn place(&self, note: &Note) -> [u32; 8] {
        let left = u32::from(note.col).saturating_add(1);
        let top = note.row.saturating_sub(1);
        let (to_col, to_x) = walk(left, OFFSET.0.saturating_add(note.size.0), |col| {
            let width = u16::try_from(col).ok().and_then(|col| self.widths.get(&col));
            width.map_or(DEFAULT.0, |chars| (chars * 7.0 + 5.0).clamp(1.0, 2_000.0) as u32)
        });
        let (to_row, to_y) = walk(top, OFFSET.1.saturating_add(note.size.1), |row| {
            self.heights.get(&row).map_or(DEFAULT.1, |points| (points * 4.0 / 3.0).round().clamp(1.0, 1_000.0) as u32)
        });
        [left, OFFSET.0, top, OFFSET.1, to_col, to_x, to_row, to_y]
    }
}

fn points(pixels: u32) -> f64 {
    f64::from(pixels) * 0.75
}

/// The column or row in which a way of so many pixels ends, and how far into it.
fn walk(from: u32, pixels: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    let (mut at, mut left) = (from, pixels);
    while let Some(rest) = left.checked_sub(size(at)) {
        left = rest;
        at = at.saturating_add(1);
    }
    (at, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> SheetNotes {
        let mut sheet = SheetNotes {
            notes: vec![
                Note { row: 9, col: 0, text: "later".into(), size: (250, 72) },
                Note { row: 4, col: 8, text: "a < b & \"c\"\nnext".into(), size: (250, 72) },
            ],
            // (14.29 * 7 + 5) = 105 pixels
            widths: BTreeMap::from([(9, 14.29), (10, 14.29)]),
            heights: BTreeMap::from([(5, 45.0)]),
        };
        sheet.sort();
        sheet
    }

    #[test]
    fn texts_are_listed_by_cell_and_nothing_in_them_is_markup() {
        let xml = sheet().texts();
        let first = xml.find("ref=\"I5\"").expect("the note of I5");
        assert!(first < xml.find("ref=\"A10\"").expect("the note of A10"));
        assert!(xml.contains("a &lt; b &amp; &quot;c&quot;\nnext</t>"), "{xml}");
    }

    #[test]
    fn a_box_ends_where_its_size_reaches_over_the_columns_and_rows_it_covers() {
        // columns: 15 + 250 = 265 = 105 (J) + 105 (K) + 55 into L; rows: 10 + 72 = 82 = 20 (row 4) + 20 (row 5) + 42 into row 6,
        // which is 45 points = 60 pixels high
        assert_eq!(sheet().place(&sheet().notes[0]), [9, 15, 3, 10, 11, 55, 5, 42]);
    }

    #[test]
    fn ids_of_shapes_stand_in_the_blocks_that_are_named() {
        let xml = sheet().boxes(3);
        assert!(xml.contains("data=\"3\"") && xml.contains("_x0000_s3073\"") && xml.contains("_x0000_s3074\""), "{xml}");
        let mut many = SheetNotes::default();
        many.notes.extend((0..1_024).map(|row| Note { row, col: 0, text: String::new(), size: (1, 1) }));
        assert!(many.boxes(1).contains("data=\"1,2\""));
    }
}
