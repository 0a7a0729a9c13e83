//! What the reader child says to its parent: grids in a compact form, little-endian. The parent trusts none of it: every count,
//! order and range is checked before a grid is built.

use super::builder::Builder;
use super::{Area, Cell, ErrorValue, Grid, Limits, TextId, Value};
use crate::source::SourceId;

/// First bytes of a good answer; of a refusal in words.
const GRIDS: &[u8; 4] = b"SPg1";
const WORDS: &[u8; 4] = b"SPw1";

/// One sheet as the child gives it.
#[derive(Debug, Default)]
pub(crate) struct SentSheet {
    /// Its name.
    pub(crate) name: String,
    /// Hidden or very hidden.
    pub(crate) hidden: bool,
    /// Why it holds nothing, where that is so.
    pub(crate) skipped: String,
    /// Its cells.
    pub(crate) grid: Grid,
    /// What was odd about it: a kind, and words.
    pub(crate) remarks: Vec<(u8, String)>,
    /// Cells whose date is outside the calendar.
    pub(crate) odd_dates: Vec<(u32, u16)>,
}

/// Words in place of grids.
pub(crate) fn write_words(words: &str) -> Vec<u8> {
    [WORDS, words.as_bytes()].concat()
}

fn len(out: &mut Vec<u8>, n: usize) {
    out.extend_from_slice(&u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
}
fn text(out: &mut Vec<u8>, t: &str) {
    len(out, t.len());
    out.extend_from_slice(t.as_bytes());
}

/// All sheets as bytes.
pub(crate) fn write(sheets: &[SentSheet]) -> Vec<u8> {
    let mut out = GRIDS.to_vec();
    len(&mut out, sheets.len());
    for s in sheets {
        text(&mut out, &s.name);
        out.push(u8::from(s.hidden));
        text(&mut out, &s.skipped);
        len(&mut out, s.remarks.len());
        for (kind, words) in &s.remarks {
            out.push(*kind);
            text(&mut out, words);
        }
        text(&mut out, &s.grid.arena);
        len(&mut out, s.grid.texts.len());
        for (from, to) in &s.grid.texts {
            out.extend_from_slice(&from.to_le_bytes());
            out.extend_from_slice(&to.to_le_bytes());
        }
        len(&mut out, s.grid.merges.len());
        for m in &s.grid.merges {
            out.extend_from_slice(&m.top.to_le_bytes());
            out.extend_from_slice(&m.left.to_le_bytes());
            out.extend_from_slice(&m.bottom.to_le_bytes());
            out.extend_from_slice(&m.right.to_le_bytes());
        }
        len(&mut out, s.odd_dates.len());
        for (row, col) in &s.odd_dates {
            out.extend_from_slice(&row.to_le_bytes());
            out.extend_from_slice(&col.to_le_bytes());
        }
        len(&mut out, s.grid.rows.len());
        for (ix, row) in s.grid.rows.iter().enumerate() {
            out.extend_from_slice(&row.row.to_le_bytes());
            let cells = s.grid.row_cells(ix);
            len(&mut out, cells.len());
            for c in cells {
                out.extend_from_slice(&c.col.to_le_bytes());
                let (tag, payload) = packed(c.value);
                out.push(tag);
                out.extend_from_slice(&payload.to_le_bytes());
            }
        }
    }
    out
}

fn packed(value: Value) -> (u8, u64) {
    match value {
        Value::Text(id) => (0, u64::from(id.0)),
        Value::Number(n) => (1, n.to_bits()),
        Value::Bool(b) => (2, u64::from(b)),
        Value::Date(n) => (3, n.to_bits()),
        Value::Span(n) => (4, n.to_bits()),
        Value::Error(e) => (5, ERRORS.iter().position(|x| *x == e).unwrap_or(7) as u64),
        Value::Unsaved => (6, 0),
    }
}

const ERRORS: [ErrorValue; 8] = [
    ErrorValue::Div0,
    ErrorValue::NotAvailable,
    ErrorValue::Name,
    ErrorValue::Null,
    ErrorValue::Num,
    ErrorValue::Ref,
    ErrorValue::Value,
    ErrorValue::Other,
];

fn unpacked(tag: u8, payload: u64, texts: usize) -> Option<Value> {
    let n = f64::from_bits(payload);
    Some(match tag {
        0 => Value::Text(TextId(u32::try_from(payload).ok().filter(|id| (*id as usize) < texts)?)),
        1 if n.is_finite() => Value::Number(n),
        2 => Value::Bool(payload != 0),
        3 if (0.0..2_958_466.0).contains(&n) => Value::Date(n),
        4 => super::builder::span(n)?,
        5 => Value::Error(*ERRORS.get(usize::try_from(payload).ok()?)?),
        6 => Value::Unsaved,
        _ => return None,
    })
}

/// What came back.
pub(crate) enum Answer {
    /// Sheets.
    Sheets(Vec<SentSheet>),
    /// A refusal in words.
    Words(String),
}

struct Take<'b> {
    bytes: &'b [u8],
}

impl<'b> Take<'b> {
    fn some(&mut self, n: usize) -> Option<&'b [u8]> {
        let (head, rest) = self.bytes.split_at_checked(n)?;
        self.bytes = rest;
        Some(head)
    }
    fn u8(&mut self) -> Option<u8> {
        self.some(1).and_then(|b| b.first().copied())
    }
    fn u16(&mut self) -> Option<u16> {
        self.some(2).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes)
    }
    fn u32(&mut self) -> Option<u32> {
        self.some(4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
    }
    fn u64(&mut self) -> Option<u64> {
        self.some(8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes)
    }
    fn text(&mut self) -> Option<String> {
        let n = self.u32()? as usize;
        String::from_utf8(self.some(n)?.to_vec()).ok()
    }
}

/// Reads an answer; `None` where it is none.
pub(crate) fn read(bytes: &[u8], file: u16, limits: &Limits) -> Option<Answer> {
    let mut take = Take { bytes };
    let magic = take.some(4)?;
    if magic == WORDS {
        return String::from_utf8(take.bytes.to_vec()).ok().map(Answer::Words);
    }
    if magic != GRIDS {
        return None;
    }
    let n = take.u32()? as usize;
    if n > limits.sheets {
        return Some(Answer::Words(format!("the workbook holds {n} sheets, the limit is {}", limits.sheets)));
    }
    let mut sheets = Vec::with_capacity(n.min(1000));
    for sheet in 0..n {
        sheets.push(one(&mut take, SourceId { file, sheet: u16::try_from(sheet).ok()? }, limits)?);
    }
    take.bytes.is_empty().then_some(Answer::Sheets(sheets))
}

fn one(take: &mut Take<'_>, source: SourceId, limits: &Limits) -> Option<SentSheet> {
    let name = take.text()?;
    let hidden = take.u8()? != 0;
    let skipped = take.text()?;
    let mut remarks = Vec::new();
    for _ in 0..take.u32()? {
        remarks.push((take.u8()?, take.text()?));
    }
    let mut b = Builder::new(source, limits);
    b.grid.arena = take.text()?;
    for _ in 0..take.u32()? {
        let (from, to) = (take.u32()?, take.u32()?);
        // Both ends must stand between characters.
        b.grid.arena.get(from as usize..to as usize)?;
        b.grid.texts.push((from, to));
    }
    for _ in 0..take.u32()? {
        let area = Area { top: take.u32()?, left: take.u16()?, bottom: take.u32()?, right: take.u16()? };
        if area.top <= area.bottom && area.left <= area.right {
            b.grid.merges.push(area);
        }
    }
    let mut odd_dates = Vec::new();
    for _ in 0..take.u32()? {
        odd_dates.push((take.u32()?, take.u16()?));
    }
    for _ in 0..take.u32()? {
        let row = take.u32()?;
        for _ in 0..take.u32()? {
            let (col, tag, payload) = (take.u16()?, take.u8()?, take.u64()?);
            let value = unpacked(tag, payload, b.grid.texts.len())?;
            b.push(row, Cell { col, indent: 0, fill: 0, value }).ok()?;
        }
    }
    b.whole().ok()?;
    let (grid, _) = b.finish();
    Some(SentSheet { name, hidden, skipped, remarks, grid, odd_dates })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sheet() -> SentSheet {
        let mut b = Builder::new(SourceId { file: 3, sheet: 0 }, &Limits::default());
        let id = b.text("Größe").unwrap();
        for (row, col, value) in [
            (0, 0, Value::Text(id)),
            (0, 2, Value::Number(1.5)),
            (4, 1, Value::Date(45_000.0)),
            (4, 2, Value::Error(ErrorValue::Ref)),
            (5, 0, Value::Bool(true)),
        ] {
            b.push(row, Cell { col, indent: 0, fill: 0, value }).unwrap();
        }
        b.grid.merges.push(Area { top: 0, left: 0, bottom: 1, right: 1 });
        SentSheet {
            name: "T".into(),
            hidden: true,
            skipped: String::new(),
            remarks: vec![(1, "far".into())],
            grid: b.finish().0,
            odd_dates: vec![(4, 1)],
        }
    }

    #[test]
    fn a_sheet_comes_back_as_it_was_sent() {
        let sent = sheet();
        let Some(Answer::Sheets(got)) = read(&write(&[sheet()]), 3, &Limits::default()) else { panic!("no answer") };
        assert_eq!(got.len(), 1);
        assert_eq!((got[0].name.as_str(), got[0].hidden), ("T", true));
        assert_eq!(got[0].grid.cells, sent.grid.cells);
        assert_eq!(got[0].grid.rows, sent.grid.rows);
        assert_eq!(got[0].grid.text(TextId(0)), "Größe");
        assert_eq!(got[0].grid.merges, sent.grid.merges);
    }

    #[test]
    fn no_flipped_or_missing_byte_of_an_answer_breaks_the_parent() {
        let good = write(&[sheet()]);
        for at in 0..good.len() {
            assert!(read(&good[..at], 0, &Limits::default()).is_none_or(|a| matches!(a, Answer::Words(_))));
            for flip in [1u8, 0x80, 0xFF] {
                let mut bad = good.clone();
                bad[at] ^= flip;
                if let Some(Answer::Sheets(sheets)) = read(&bad, 0, &Limits::default()) {
                    for s in &sheets {
                        for (ix, _) in s.grid.rows.iter().enumerate() {
                            for c in s.grid.row_cells(ix) {
                                if let Value::Text(id) = c.value {
                                    let _ = s.grid.text(id);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
