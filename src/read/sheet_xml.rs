//! What calamine's cell stream does not tell of a sheet: outline levels and hidden rows, merged areas, formulas whose value was
//! never saved. One pass over the sheet's XML, left out where a byte search shows that there is nothing to find; and the mending
//! of a sheet that holds cells no reader accepts, so that one bad cell loses one cell.

use super::Area;
use super::package::attribute;
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead;

/// Rows of a sheet.
pub(crate) const MAX_ROW: u32 = 1_048_576;
/// Formulas without a value, and merged areas, that are held of a sheet.
const UNSAVED: usize = 8_000_000;
const MERGES: usize = 400_000;
/// Columns of a sheet.
pub(crate) const MAX_COL: u32 = 16_384;

/// What stands beside the cells.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct SheetXml {
    /// Row, outline level, hidden; only rows that have either, ascending.
    pub(crate) rows: Vec<(u32, u8, bool)>,
    /// Merged areas.
    pub(crate) merges: Vec<Area>,
    /// Formula cells without a saved value, sorted.
    pub(crate) unsaved: Vec<(u32, u16)>,
    /// Hidden columns that the sheet declares.
    pub(crate) hidden_columns: usize,
}

/// Whether outline levels, hidden rows or formulas occur anywhere.
pub(crate) fn wants_pass(xml: &[u8]) -> bool {
    [&b"outlineLevel="[..], b"hidden=", b"<f", b":f>", b":f "].iter().any(|word| memmem::find(xml, word).is_some())
}

/// Where the pass has to begin, or `None` where it can be left out.
fn start_of_pass(xml: &[u8]) -> Option<usize> {
    if wants_pass(xml) {
        return Some(0);
    }
    let tail = memmem::rfind(xml, b"sheetData").unwrap_or(0);
    memmem::find(xml.get(tail..)?, b"mergeCell").and_then(|at| {
        let before = xml.get(..tail + at)?;
        memchr::memrchr(b'<', before)
    })
}

/// Reads what stands beside the cells of a sheet held in memory.
pub(crate) fn scan(xml: &[u8]) -> SheetXml {
    match start_of_pass(xml) {
        Some(at) => scan_from(xml.get(at..).unwrap_or(&[])),
        None => SheetXml::default(),
    }
}

/// The pass itself, over any stream. It ends at the first fault: what comes after is reported where the cells are read.
pub(crate) fn scan_from(input: impl BufRead) -> SheetXml {
    let mut reader = quick_xml::Reader::from_reader(input);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut pass = Pass::default();
    let mut buf = Vec::new();
    loop {
        buf.clear();
        match reader.read_event_into(&mut buf) {
            Ok(Event::Start(e)) => pass.start(&e),
            Ok(Event::End(e)) => pass.end(e.local_name().as_ref()),
            Ok(Event::Text(t)) => pass.filled |= pass.in_value && !t.is_empty(),
            Ok(Event::GeneralRef(_) | Event::CData(_)) => pass.filled |= pass.in_value,
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    pass.found.unsaved.sort_unstable();
    pass.found.unsaved.dedup();
    if pass.found.rows.windows(2).any(|w| w[0].0 >= w[1].0) {
        pass.found.rows.sort_by_key(|r| r.0);
        pass.found.rows.dedup_by_key(|r| r.0);
    }
    pass.found
}

#[derive(Default)]
struct Pass {
    found: SheetXml,
    /// Zero-based row and column at hand.
    row: u32,
    col: u32,
    /// The cell has a formula; has a value element with content; is typed as text; the value element is open.
    formula: bool,
    filled: bool,
    text: bool,
    in_value: bool,
}

fn number(digits: &str) -> Option<u32> {
    digits.trim().parse().ok()
}

impl Pass {
    fn start(&mut self, e: &BytesStart<'_>) {
        match e.local_name().as_ref() {
            "c" => {
                (self.formula, self.filled, self.text) = (false, false, false);
                for a in e.attributes().with_checks(false).flatten() {
                    match a.key.as_ref() {
                        "r" => {
                            if let Some((row, col)) = address(&a.value) {
                                (self.row, self.col) = (row, col);
                            }
                        }
                        "t" => self.text = &*a.value == "str",
                        _ => {}
                    }
                }
            }
            "f" => self.formula = true,
            "v" | "is" => {
                self.in_value = true;
                // A formula that gives empty text has an empty value and the type of text: it was saved.
                self.filled |= self.text;
            }
            "row" => self.row_start(e),
            "mergeCell" if self.found.merges.len() < MERGES => {
                self.found.merges.extend(attribute(e, "ref").and_then(|r| area(&r)))
            }
            "col" => {
                let hidden = attribute(e, "hidden").is_some_and(|v| v == "1" || v == "true");
                if hidden {
                    let (from, to) = (attribute(e, "min"), attribute(e, "max"));
                    let (from, to) = (from.and_then(|v| number(&v)), to.and_then(|v| number(&v)));
                    if let (Some(from), Some(to)) = (from, to) {
                        self.found.hidden_columns += to.min(MAX_COL).saturating_sub(from).saturating_add(1) as usize;
                    }
                }
            }
            _ => {}
        }
    }
    fn row_start(&mut self, e: &BytesStart<'_>) {
        let (mut outline, mut hidden) = (0, false);
        for a in e.attributes().with_checks(false).flatten() {
            match a.key.as_ref() {
                "r" => self.row = number(&a.value).map_or(u32::MAX, |n| n.saturating_sub(1)),
                "outlineLevel" => outline = a.value.trim().parse::<u8>().unwrap_or(0).min(15),
                "hidden" => hidden = matches!(&*a.value, "1" | "true"),
                _ => {}
            }
        }
        self.col = 0;
        if (outline > 0 || hidden) && self.row < MAX_ROW && self.found.rows.len() < MAX_ROW as usize {
            self.found.rows.push((self.row, outline, hidden));
        }
    }
    fn end(&mut self, name: &str) {
        match name {
            "v" | "is" => self.in_value = false,
            "c" => {
                if self.formula && !self.filled && self.found.unsaved.len() < UNSAVED && self.row < MAX_ROW && self.col < MAX_COL
                {
                    self.found.unsaved.push((self.row, u16::try_from(self.col).unwrap_or(u16::MAX)));
                }
                self.col = self.col.saturating_add(1);
            }
            "row" => self.row = self.row.saturating_add(1),
            _ => {}
        }
    }
}

/// `F14` as zero-based row and column; `None` where it is no address or outside the grid of a sheet.
pub(crate) fn address(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 || digits.is_empty() || digits.len() > 7 {
        return None;
    }
    let col = letters.bytes().fold(0u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let row: u32 = digits.parse().ok()?;
    ((1..=MAX_ROW).contains(&row) && col <= MAX_COL).then(|| (row - 1, col - 1))
}

/// `A1:C3` as an area of more than one cell.
pub(crate) fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (address(from)?, address(to)?);
    let col = |c: u32| u16::try_from(c).ok();
    Some(Area { top: top.min(bottom), left: col(left.min(right))?, bottom: top.max(bottom), right: col(left.max(right))? })
}

/// What is wrong with a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    /// It has no place in a sheet.
    Outside,
    /// It cannot be taken as it stands.
    Unreadable,
    /// Its value is an error of a newer Excel than the reader knows.
    Error,
}

/// A cell that no reader accepts, with the words for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct BadCell {
    /// Its address, where it has a valid one.
    pub(crate) at: Option<(u32, u16)>,
    /// The kind of its fault.
    pub(crate) fault: Fault,
    /// What is wrong with it.
    pub(crate) what: String,
}

/// The XML in UTF-8 where it is in another encoding which it declares, and the name of that.
pub(crate) fn as_declared(xml: &[u8]) -> (Cow<'_, [u8]>, Option<&'static str>) {
    let declared = || {
        let head = xml.get(..xml.len().min(200))?;
        let head = head.get(..memmem::find(head, b"?>")?)?;
        let value = head.get(memmem::find(head, b"encoding=")? + 9..)?;
        let label = value.get(1..)?.split(|b| matches!(b, b'"' | b'\'')).next()?;
        encoding_rs::Encoding::for_label(label).filter(|e| *e != encoding_rs::UTF_8 && e.is_ascii_compatible())
    };
    match declared() {
        Some(encoding) if std::str::from_utf8(xml).is_err() => {
            (Cow::Owned(encoding.decode_without_bom_handling(xml).0.into_owned().into_bytes()), Some(encoding.name()))
        }
        _ => (Cow::Borrowed(xml), None),
    }
}

/// Shared texts in UTF-8 and without bytes or references that stand for no character, and how many of them had such; `None`
/// where there is nothing to mend.
pub(crate) fn mend_texts(xml: &[u8]) -> Option<(Vec<u8>, usize)> {
    let (xml, decoded) = as_declared(xml);
    let (mut out, mut from, mut bad) = (Vec::with_capacity(xml.len()), 0, 0);
    let ends = memmem::find_iter(&xml, b"si>").map(|at| at + 3).chain([xml.len()]);
    for end in ends {
        let text = xml.get(from..end).unwrap_or(&[]);
        let sound = characters(text);
        bad += usize::from(sound.is_some());
        out.extend_from_slice(sound.as_deref().unwrap_or(text));
        from = end;
    }
    (bad > 0 || decoded.is_some()).then_some((out, bad))
}

/// The XML with U+FFFD for each byte and each reference that stands for no character; `None` where there is none.
fn characters(xml: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(xml);
    let mut out = String::new();
    let mut rest: &str = &text;
    let mut changed = matches!(text, Cow::Owned(_));
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = after;
        let name = after.split_once(';').map(|(name, _)| name).filter(|name| name.len() < 40 && !name.contains(['<', '&']));
        match name {
            Some(name) if quick_xml::escape::unescape(&format!("&{name};")).is_ok() => out.push('&'),
            Some(name) => {
                out.push('\u{fffd}');
                rest = after.get(name.len() + 1..).unwrap_or("");
                changed = true;
            }
            None => {
                out.push_str("&amp;");
                changed = true;
            }
        }
    }
    out.push_str(rest);
    changed.then(|| out.into_bytes())
}

/// The sheet's XML with every bad cell made an error cell (or dropped, where it has no place), and what was bad. `strings` is
/// the number of shared texts.
pub(crate) fn mend(xml: &[u8], strings: usize) -> (Vec<u8>, Vec<BadCell>) {
    let mut out = Vec::with_capacity(xml.len());
    let mut bad = Vec::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(open) = next_tag(xml, at) {
        let Some(tag) = tag_at(xml, open) else { break };
        at = open + tag.len().max(1);
        let local = local_name(tag);
        if local == b"row" {
            // bytes that stand for no character are no number either
            let tag = String::from_utf8_lossy(tag);
            if let Some(r) = raw_attribute(tag.as_bytes(), b"r")
                && !r.parse::<u32>().is_ok_and(|n| (1..=MAX_ROW).contains(&n))
            {
                let what = format!("row number `{}` is outside the grid of a sheet", short(r));
                bad.push(BadCell { at: None, fault: Fault::Outside, what });
                out.extend_from_slice(xml.get(copied..open).unwrap_or(&[]));
                out.extend_from_slice(if tag.ends_with("/>") { b"<row/>" } else { b"<row>" });
                copied = at;
            }
            continue;
        }
        if local != b"c" {
            continue;
        }
        let end = if tag.ends_with(b"/>") { at } else { cell_end(xml, at) };
        let sound = characters(xml.get(open..end).unwrap_or(&[]));
        let cell = sound.as_deref().or(xml.get(open..end)).unwrap_or(&[]);
        let tag = tag_at(cell, 0).unwrap_or(tag);
        let verdict = judge(tag, cell.get(tag.len()..).unwrap_or(&[]), strings);
        if verdict.is_some() || sound.is_some() {
            out.extend_from_slice(xml.get(copied..open).unwrap_or(&[]));
            copied = end;
        }
        if let Some(verdict) = verdict {
            match verdict.at {
                Some((row, col)) => {
                    let name = format!("{}{}", crate::source::column_letters(col), row + 1);
                    out.extend_from_slice(format!("<c r=\"{name}\" t=\"e\"><v>#VALUE!</v></c>").as_bytes());
                }
                // Without an address it counts, and the cells after it with it.
                None if verdict.fault != Fault::Outside => out.extend_from_slice(b"<c t=\"e\"><v>#VALUE!</v></c>"),
                None => {}
            }
            bad.push(verdict);
        } else if sound.is_some() {
            let what = "the cell holds bytes or references that stand for no character; they are shown as \u{fffd}".to_owned();
            bad.push(BadCell { at: place_of(tag), fault: Fault::Unreadable, what });
            out.extend_from_slice(cell);
        }
        at = end;
    }
    out.extend_from_slice(xml.get(copied..).unwrap_or(&[]));
    match String::from_utf8(out) {
        Ok(text) => (text.into_bytes(), bad),
        // What is left stands beside the cells.
        Err(e) => (String::from_utf8_lossy(e.as_bytes()).into_owned().into_bytes(), bad),
    }
}

fn place_of(tag: &[u8]) -> Option<(u32, u16)> {
    raw_attribute(tag, b"r").and_then(address).and_then(|(r, c)| Some((r, u16::try_from(c).ok()?)))
}

fn next_tag(xml: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr(b'<', xml.get(at..)?)?;
        let rest = xml.get(at..)?;
        if rest.starts_with(b"<!--") {
            at += memmem::find(rest, b"-->")?;
        } else if rest.get(1).is_some_and(u8::is_ascii_alphabetic) {
            return Some(at);
        } else {
            at += 1;
        }
    }
}

fn tag_at(xml: &[u8], open: usize) -> Option<&[u8]> {
    let rest = xml.get(open..)?;
    rest.get(..memchr::memchr(b'>', rest)? + 1)
}

fn local_name(tag: &[u8]) -> &[u8] {
    let name_end = tag.iter().position(|b| matches!(b, b' ' | b'>' | b'/' | b'\t' | b'\r' | b'\n')).unwrap_or(tag.len());
    let name = tag.get(1..name_end).unwrap_or(&[]);
    name.rsplit(|b| *b == b':').next().unwrap_or(name)
}

/// First byte after the `</c>` that closes the cell whose content begins at `from`.
fn cell_end(xml: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(i) = xml.get(at..).and_then(|rest| memmem::find(rest, b"</")) {
        let close = at + i;
        let tag = tag_at(xml, close).unwrap_or(&[]);
        let name = tag.get(2..tag.len().saturating_sub(1)).unwrap_or(&[]);
        if name.trim_ascii().rsplit(|b| *b == b':').next() == Some(b"c") {
            return close + tag.len();
        }
        at = close + 2;
    }
    xml.len()
}

fn raw_attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a str> {
    let mut at = 0;
    loop {
        let i = memmem::find(tag.get(at..)?, name)? + at;
        at = i + name.len();
        let before = tag.get(i.checked_sub(1)?)?;
        if before.is_ascii_whitespace() && tag.get(at) == Some(&b'=') {
            let quote = *tag.get(at + 1)?;
            let rest = tag.get(at + 2..)?;
            return std::str::from_utf8(rest.get(..memchr::memchr(quote, rest)?)?).ok();
        }
    }
}

fn short(text: &str) -> String {
    let mut s: String = text.chars().take(40).collect();
    if s.len() < text.len() {
        s.push('…');
    }
    s
}

/// Whether a value may be there that the cell reader passes over without a word: elements within it, a number written in
/// references, inline text in the wrong element. What is so indeed, [`mend`] finds.
pub(crate) fn odd_value(xml: &[u8]) -> bool {
    let opens = |at: usize| match xml.get(at.wrapping_sub(1)) {
        Some(b'<') => true,
        Some(b':') => {
            let name = xml.get(at.saturating_sub(40)..at).unwrap_or(&[]);
            memchr::memrchr(b'<', name).is_some_and(|lt| name.get(lt + 1) != Some(&b'/'))
        }
        _ => false,
    };
    let odd = |at: usize| {
        let inside = xml.get(at + 2..).unwrap_or(&[]);
        match memchr::memchr2(b'<', b'&', inside) {
            Some(i) if inside.get(i) == Some(&b'<') => inside.get(i + 1) != Some(&b'/'),
            Some(_) => true,
            None => false,
        }
    };
    memmem::find_iter(xml, b"v>").any(|at| opens(at) && odd(at)) || memmem::find(xml, b"\"inlineStr\"><v").is_some()
}

/// Whether a reader would stop at the cell or pass over it, and why.
fn judge(tag: &[u8], body: &[u8], strings: usize) -> Option<BadCell> {
    let at = place_of(tag);
    if let (Some(r), None) = (raw_attribute(tag, b"r"), at) {
        let what = format!("the cell `{}` is outside the grid of a sheet (1,048,576 rows, 16,384 columns)", short(r));
        return Some(BadCell { at, fault: Fault::Outside, what });
    }
    let kind = raw_attribute(tag, b"t");
    let value = value_of(body);
    let v = value.as_deref().map(str::trim).filter(|v| !v.is_empty());
    let what = match (kind, v) {
        (Some(t), _) if !matches!(t, "s" | "b" | "d" | "e" | "str" | "n" | "inlineStr" | "is") => {
            Some(format!("the cell's type `{}` is unknown", short(t)))
        }
        (_, Some(v)) if v.contains('<') => {
            Some(format!("the cell's value holds an element (`{}`), which values do not have", short(v)))
        }
        (None | Some("n" | "s" | "b" | "e"), Some(v)) if v.contains('&') => {
            Some(format!("the cell's value is written in references (`{}`), which such values are not", short(v)))
        }
        (Some("inlineStr" | "is"), Some(v)) if memmem::find(body, b"is>").is_none() => {
            Some(format!("the cell announces a text of its own and holds `{}` where other cells have a value", short(v)))
        }
        (Some("n"), Some(v)) if v.parse::<f64>().is_err() => Some(format!("`{}` stands where a number is announced", short(v))),
        (Some("s"), Some(v)) if v.parse::<usize>().is_ok_and(|n| n >= strings) => {
            Some(format!("the cell points at shared text {v}, there are {strings}"))
        }
        (Some("b"), Some(v)) if !matches!(v.to_ascii_lowercase().as_str(), "0" | "1" | "true" | "false") => {
            Some(format!("`{}` stands where true or false is announced", short(v)))
        }
        (Some("e"), Some(v)) if NEWER_ERRORS.contains(&v) => {
            let what = format!("the cell holds the error value `{v}`; it is neither text nor blank");
            return Some(BadCell { at, fault: Fault::Error, what });
        }
        (Some("e"), Some(v)) if !ERRORS.contains(&v) => Some(format!("the error value `{}` is unknown", short(v))),
        _ => odd_child(body),
    };
    what.map(|what| BadCell { at, fault: Fault::Unreadable, what })
}

const ERRORS: [&str; 8] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"];

/// Errors that Excel writes and the reader does not know.
const NEWER_ERRORS: [&str; 10] =
    ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#GETTING_DATA"];

fn value_of(body: &[u8]) -> Option<String> {
    let mut at = 0;
    while let Some(open) = next_tag(body, at) {
        let tag = tag_at(body, open)?;
        at = open + tag.len().max(1);
        if local_name(tag) == b"v" && !tag.ends_with(b"/>") {
            let rest = body.get(at..)?;
            return Some(String::from_utf8_lossy(rest.get(..memmem::find(rest, b"</")?)?).into_owned());
        }
    }
    None
}

/// Elements a cell may hold directly; a reader stops at others.
fn odd_child(body: &[u8]) -> Option<String> {
    let open = next_tag(body, 0)?;
    let name = local_name(tag_at(body, open)?);
    let known = matches!(name, b"v" | b"f" | b"is");
    (!known).then(|| format!("the cell holds an element `{}`, which cells do not have", short(&String::from_utf8_lossy(name))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SHEET: &[u8] = br#"<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>
      <row r="1"><c r="A1" t="s"><v>0</v></c></row>
      <row r="3" outlineLevel="2" hidden="1"><c r="B3"><f>1+1</f></c><c r="C3"><f>2</f><v>2</v></c><c r="D3" t="str"><f>""</f><v></v></c></row>
      <row><c><f>3</f><v/></c></row>
      </sheetData><mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells></worksheet>"#;

    #[test]
    fn outline_hidden_rows_merges_and_unsaved_formulas_are_found() {
        let found = scan(SHEET);
        assert_eq!(found.rows, vec![(2, 2, true)]);
        assert_eq!(found.merges, vec![Area { top: 0, left: 0, bottom: 1, right: 2 }]);
        assert_eq!(found.unsaved, vec![(2, 1), (3, 0)]);
        assert_eq!(found.hidden_columns, 2);
    }

    #[test]
    fn a_sheet_of_plain_cells_needs_no_pass_and_one_with_merges_only_its_tail() {
        assert_eq!(start_of_pass(br#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#), None);
        let merged =
            br#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#;
        assert!(start_of_pass(merged).unwrap() > 50);
        assert_eq!(scan(merged).merges.len(), 1);
    }

    #[test]
    fn an_address_outside_the_grid_is_no_address() {
        assert_eq!(address("A1"), Some((0, 0)));
        assert_eq!(address("XFD1048576"), Some((1_048_575, 16_383)));
        for bad in ["XFE1", "A1048577", "A0", "A4294967297", "ZZZZZZZZ1", "1", "A", "", "Ä1", "A1B"] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_row_number_with_bytes_that_are_no_text_is_named_and_left_out_at_once() {
        let (mended, bad) = mend(b"<row r=\"7\xff\"><c><v>1</v></c></row>", 0);
        assert_eq!(mended, b"<row><c><v>1</v></c></row>");
        assert_eq!(bad.len(), 1);
        assert!(bad[0].what.contains("row number `7\u{fffd}`"), "{}", bad[0].what);
        assert!(mend(&mended, 0).1.is_empty());
    }

    #[test]
    fn one_bad_cell_loses_one_cell() {
        let xml = br#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="zz"><v>9</v></c><c r="C1" t="n"><v>x</v></c></row><row r="99999999999"><c r="A5"><v>5</v></c><c r="ZZZZ9"/></row></sheetData>"#;
        let (mended, bad) = mend(xml, 0);
        let text = String::from_utf8(mended).unwrap();
        assert_eq!(
            text,
            r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#VALUE!</v></c><c r="C1" t="e"><v>#VALUE!</v></c></row><row><c r="A5"><v>5</v></c></row></sheetData>"#
        );
        let places: Vec<_> = bad.iter().map(|b| b.at).collect();
        assert_eq!(places, vec![Some((0, 1)), Some((0, 2)), None, None]);
    }

    #[test]
    fn bytes_and_references_that_are_no_character_cost_the_character_and_name_the_cell() {
        let xml = b"<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a&#0;b&nbsp;&amp;&#x41;</v></c><c r=\"B2\" t=\"str\"><v>Gr\xF6\xDFe</v></c><c t=\"zz\"/><c r=\"D2\"><v>1</v></c></row>";
        let (mended, bad) = mend(xml, 0);
        assert_eq!(
            String::from_utf8(mended).unwrap(),
            "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a\u{fffd}b\u{fffd}&amp;&#x41;</v></c><c r=\"B2\" t=\"str\"><v>Gr\u{fffd}\u{fffd}e</v></c><c t=\"e\"><v>#VALUE!</v></c><c r=\"D2\"><v>1</v></c></row>"
        );
        let found: Vec<_> = bad.iter().map(|b| (b.at, b.fault)).collect();
        assert_eq!(found, [(Some((1, 0)), Fault::Unreadable), (Some((1, 1)), Fault::Unreadable), (None, Fault::Unreadable)]);
    }

    #[test]
    fn shared_texts_are_mended_one_by_one_and_read_in_the_encoding_they_declare() {
        let (mended, n) =
            mend_texts(b"<sst><si><t>good &lt;</t></si><si><t>a&bogus;b&</t></si><si><t>\xFF</t></si></sst>").unwrap();
        assert_eq!(n, 2);
        assert_eq!(
            String::from_utf8(mended).unwrap(),
            "<sst><si><t>good &lt;</t></si><si><t>a\u{fffd}b&amp;</t></si><si><t>\u{fffd}</t></si></sst>"
        );
        assert_eq!(mend_texts(b"<sst><si><t>good &#xE9;</t></si></sst>"), None);
        let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><sst><si><t>Gr\xF6\xDFe</t></si></sst>";
        let (mended, n) = mend_texts(latin).unwrap();
        assert_eq!((n, String::from_utf8(mended).unwrap().contains("Gr\u{f6}\u{df}e")), (0, true));
    }
}
