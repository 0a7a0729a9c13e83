//! An Office Open XML workbook as a package of parts: which parts count, and a clean package of exactly those for calamine.
//!
//! calamine never sees the file itself. It is given a package written here, in memory, of parts that passed the checks: sheets
//! under numbers instead of the file's own names and paths, no chart or macro sheets, no tables, pictures or VBA. So each part
//! is inflated once, for the byte searches and for calamine alike, and a part can be replaced where it was mended.

mod assembled;

pub(crate) use assembled::{Assembled, Assembler, skeleton};

use super::Limits;
use super::preflight::{Container, Entry, node_over};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::Read;

/// Bytes of inflated parts that are held at once; parts beyond are handed on packed and inflated as they are read.
const HELD: usize = 128 << 20;

/// What a sheet is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SheetKind {
    /// A worksheet.
    Work,
    /// A chart alone on a sheet.
    Chart,
    /// A dialog sheet.
    Dialog,
    /// A sheet of Excel 4 macros.
    Macro,
    /// A sheet whose part is not in the container.
    Missing,
    /// A sheet that has the part of an earlier one.
    Repeated,
}

/// One sheet as the workbook part lists it.
#[derive(Clone, Debug)]
pub(crate) struct SheetEntry {
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: SheetKind,
    /// Hidden or very hidden.
    pub(crate) hidden: bool,
    /// Very hidden: not shown in Excel's own dialogue.
    pub(crate) very_hidden: bool,
    /// Its part.
    pub(crate) part: String,
}

/// What the workbook part and the document properties say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workbook {
    /// Sheets in order.
    pub(crate) sheets: Vec<SheetEntry>,
    /// Dates count from 1904.
    pub(crate) epoch_1904: bool,
    /// Facts for `Grid::hints`.
    pub(crate) hints: Vec<(&'static str, String)>,
    /// Parts calamine wants beside the sheets.
    pub(crate) strings: Option<String>,
    pub(crate) styles: Option<String>,
    pub(crate) theme: Option<String>,
    /// Parts in UTF-16 that were turned into UTF-8.
    pub(crate) transcoded: bool,
}

/// What was seen while a part too large to hold was streamed through.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Seen {
    /// Something stands beside the cells, so the pass over the sheet's XML is wanted.
    pub(crate) beside: bool,
    /// Shared texts.
    pub(crate) strings: usize,
}

/// A part as it goes to calamine.
#[derive(Clone, Debug)]
pub(crate) enum Part<'a> {
    /// Inflated, with its checksum where it is as the file had it.
    Held(Cow<'a, [u8]>, Option<u32>),
    /// As packed in the file, with what was seen while streaming through it.
    Packed(&'a [u8], Entry, Seen),
}

impl Part<'_> {
    /// The same part, its bytes borrowed.
    pub(crate) fn borrowed(&self) -> Part<'_> {
        match self {
            Part::Held(b, crc) => Part::Held(Cow::Borrowed(b), *crc),
            Part::Packed(bytes, entry, seen) => Part::Packed(bytes, entry.clone(), *seen),
        }
    }
    /// The inflated bytes, where they are held.
    pub(crate) fn held(&self) -> Option<&[u8]> {
        match self {
            Part::Held(b, _) => Some(b),
            Part::Packed(..) => None,
        }
    }
}

/// Turns UTF-16 XML into UTF-8; the declaration is dropped because it would be wrong.
pub(crate) fn as_utf8(bytes: Cow<'_, [u8]>) -> (Cow<'_, [u8]>, bool) {
    let encoding = match bytes.get(..2) {
        Some([0xFF, 0xFE] | [b'<', 0]) => encoding_rs::UTF_16LE,
        Some([0xFE, 0xFF] | [0, b'<']) => encoding_rs::UTF_16BE,
        _ => return (bytes, false),
    };
    let (text, _) = encoding.decode_with_bom_removal(&bytes);
    let body = match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, body)) => body,
        None => &text,
    };
    (Cow::Owned(body.as_bytes().to_vec()), true)
}

/// XML without comments and with sections of character data as plain text: a cell reader passes over both where they stand in a
/// value, and with them over what they hold.
pub(crate) fn without_sections(bytes: Cow<'_, [u8]>) -> (Cow<'_, [u8]>, bool) {
    let mut out: Vec<u8> = Vec::new();
    let mut copied = 0;
    while let Some(at) = bytes.get(copied..).and_then(|rest| memchr::memmem::find(rest, b"<!")).map(|i| copied + i) {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let (open, close): (&[u8], &[u8]) = match rest {
            [b'<', b'!', b'-', b'-', ..] => (b"<!--", b"-->"),
            r if r.starts_with(b"<![CDATA[") => (b"<![CDATA[", b"]]>"),
            _ => (b"<!", b""),
        };
        out.extend_from_slice(bytes.get(copied..at).unwrap_or(&[]));
        let inside = rest.get(open.len()..).unwrap_or(&[]);
        let Some(len) = memchr::memmem::find(inside, close) else {
            // Left open: a reader must meet it.
            copied = at;
            break;
        };
        match open {
            b"<![CDATA[" => {
                for &b in inside.get(..len).unwrap_or(&[]) {
                    match b {
                        b'&' => out.extend_from_slice(b"&amp;"),
                        b'<' => out.extend_from_slice(b"&lt;"),
                        b'>' => out.extend_from_slice(b"&gt;"),
                        b => out.push(b),
                    }
                }
            }
            b"<!" => out.extend_from_slice(b"<!"),
            _ => {}
        }
        copied = at + open.len() + len + close.len();
    }
    if copied == 0 && out.is_empty() {
        return (bytes, false);
    }
    out.extend_from_slice(bytes.get(copied..).unwrap_or(&[]));
    (Cow::Owned(out), true)
}

/// Inflates and checks one XML part.
pub(crate) fn xml_part<'a>(c: &Container<'a>, entry: &Entry, limits: &Limits) -> Result<(Cow<'a, [u8]>, bool), String> {
    let (bytes, transcoded) = as_utf8(c.inflate(entry)?);
    check_xml(&bytes, &entry.name, limits)?;
    Ok((bytes, transcoded))
}

fn check_xml(bytes: &[u8], name: &str, limits: &Limits) -> Result<(), String> {
    let marked = memchr::memmem::find(bytes, b"<!").is_some();
    if marked && memchr::memmem::find(bytes, b"<!DOCTYPE").is_some() {
        return Err(format!(
            "the part `{name}` declares a document type (DTD), which no spreadsheet program writes; nothing of it is read"
        ));
    }
    if let Some(longest) = node_over(bytes, limits.node_bytes, marked) {
        return Err(format!("the part `{name}` holds an XML node of {longest} bytes, the limit is {}", limits.node_bytes));
    }
    Ok(())
}

/// The value of an attribute by its local name.
pub(crate) fn attribute(e: &BytesStart<'_>, local: &str) -> Option<String> {
    e.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == local).map(|a| {
        let raw: &str = &a.value;
        quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), Cow::into_owned)
    })
}

/// A relationship of a part.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(xml: &[u8]) -> Vec<Relation> {
    let mut found = Vec::new();
    each_element(xml, |e| {
        if e.local_name().as_ref() == "Relationship" {
            found.push(Relation {
                id: attribute(e, "Id").unwrap_or_default(),
                kind: attribute(e, "Type").unwrap_or_default(),
                target: attribute(e, "Target").unwrap_or_default(),
            });
        }
    });
    found
}

/// Calls `f` with each start tag until the end or the first fault.
fn each_element(xml: &[u8], mut f: impl FnMut(&BytesStart<'_>)) {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buf = Vec::new();
    loop {
        buf.clear();
        match reader.read_event_into(&mut buf) {
            Ok(Event::Start(e)) => f(&e),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// A target relative to the folder of a part, without `..`.
fn resolve(base: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let joined = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => match base.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{target}"),
            None => target,
        },
    };
    let mut parts: Vec<&str> = Vec::new();
    for piece in joined.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            p => parts.push(p),
        }
    }
    parts.join("/")
}

/// The part of a name as text of its relationship file.
fn relations_of(c: &Container<'_>, part: &str, limits: &Limits) -> Result<Vec<Relation>, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    match c.find(&path) {
        Some(e) => Ok(relations(&xml_part(c, e, limits)?.0)),
        None => Ok(Vec::new()),
    }
}

/// Reads what the package says of itself.
pub(crate) fn workbook(c: &Container<'_>, limits: &Limits) -> Result<Workbook, String> {
    let mut book = Workbook::default();
    let main = relations_of(c, "", limits)?
        .into_iter()
        .find(|r| r.kind.ends_with("/officeDocument"))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |r| resolve("", &r.target));
    let entry = c.find(&main).ok_or("the container holds no workbook part: it is no Excel workbook, or was cut short")?;
    let (xml, transcoded) = xml_part(c, entry, limits)?;
    book.transcoded = transcoded;
    let rels = relations_of(c, &main, limits)?;
    let by_kind = |kind: &str| {
        rels.iter().find(|r| r.kind.ends_with(kind)).map(|r| resolve(&main, &r.target)).filter(|p| c.find(p).is_some())
    };
    book.strings = by_kind("/sharedStrings");
    book.styles = by_kind("/styles");
    book.theme = by_kind("/theme");
    let mut count = 0usize;
    let mut parts = rustc_hash::FxHashSet::default();
    each_element(&xml, |e| match e.local_name().as_ref() {
        "sheet" => {
            count += 1;
            if count <= limits.sheets {
                let mut sheet = sheet_entry(e, &rels, &main, c);
                if sheet.kind == SheetKind::Work && !parts.insert(sheet.part.to_lowercase()) {
                    sheet.kind = SheetKind::Repeated;
                }
                book.sheets.push(sheet);
            }
        }
        "workbookPr" => {
            if let Some(v) = attribute(e, "date1904") {
                book.epoch_1904 = v == "1" || v == "true";
            }
        }
        _ => {}
    });
    if count > limits.sheets {
        return Err(format!("the workbook lists {count} sheets, the limit is {}", limits.sheets));
    }
    properties(c, limits, &mut book.hints);
    Ok(book)
}

fn sheet_entry(e: &BytesStart<'_>, rels: &[Relation], main: &str, c: &Container<'_>) -> SheetEntry {
    let state = attribute(e, "state").unwrap_or_default();
    let id = attribute(e, "id").unwrap_or_default();
    let rel = rels.iter().find(|r| r.id == id);
    let part = rel.map(|r| resolve(main, &r.target)).unwrap_or_default();
    let kind = match rel.and_then(|r| r.kind.rsplit('/').next()) {
        Some("worksheet") if c.find(&part).is_some() => SheetKind::Work,
        Some("chartsheet") => SheetKind::Chart,
        Some("dialogsheet") => SheetKind::Dialog,
        Some("xlMacrosheet" | "xlIntlMacrosheet" | "macrosheet") => SheetKind::Macro,
        _ => SheetKind::Missing,
    };
    SheetEntry {
        name: attribute(e, "name").unwrap_or_default(),
        kind,
        hidden: state == "hidden" || state == "veryHidden",
        very_hidden: state == "veryHidden",
        part,
    }
}

/// Application, creator and title from the document properties; a fault in them is no fault of the table.
fn properties(c: &Container<'_>, limits: &Limits, hints: &mut Vec<(&'static str, String)>) {
    for (part, names) in [
        ("docProps/app.xml", &[("Application", "application"), ("Company", "company")][..]),
        ("docProps/core.xml", &[("creator", "creator"), ("title", "title"), ("modified", "modified")][..]),
    ] {
        let Some((xml, _)) = c.find(part).filter(|e| e.size < 1 << 20).and_then(|e| xml_part(c, e, limits).ok()) else {
            continue;
        };
        let text = String::from_utf8_lossy(&xml);
        for (element, hint) in names {
            if let Some(value) = element_text(&text, element) {
                hints.push((hint, value));
            }
        }
    }
}

/// The text of the first element of a local name, for the flat property parts.
fn element_text(xml: &str, local: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_reader(xml.as_bytes());
    let mut buf = Vec::new();
    let mut inside = false;
    let mut text = String::new();
    loop {
        buf.clear();
        match reader.read_event_into(&mut buf).ok()? {
            Event::Start(e) if e.local_name().as_ref() == local => inside = true,
            Event::Text(t) if inside => text.push_str(&t),
            Event::GeneralRef(r) if inside => {
                let name: &str = &r;
                text.push_str(&quick_xml::escape::unescape(&format!("&{name};")).unwrap_or_default());
            }
            Event::End(e) if inside && e.local_name().as_ref() == local => {
                let text = text.trim();
                return (!text.is_empty()).then(|| text.chars().take(200).collect());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The number of shared texts a part announces is held against its size before anybody reserves room for them. It is looked for
/// in the whole part: what stands before the table's own tag may be of any length.
pub(crate) fn check_strings(xml: &[u8]) -> Result<(), String> {
    announced_strings(xml, xml.len() as u64)
}

/// The same for a piece of a part of `size` bytes.
pub(crate) fn announced_strings(xml: &[u8], size: u64) -> Result<(), String> {
    const NAME: &[u8] = b"uniqueCount";
    for at in memchr::memmem::find_iter(xml, NAME) {
        let before = xml.get(..at).unwrap_or(&[]);
        // In a text it is a word like any other; where its tag begins in an earlier piece, it is taken to be in one.
        if memchr::memrchr2(b'<', b'>', before).is_some_and(|i| before.get(i) == Some(&b'>')) {
            continue;
        }
        let value = xml.get(at + NAME.len()..).unwrap_or(&[]).trim_ascii_start();
        let Some(value) = value.strip_prefix(b"=").map(|v| v.trim_ascii_start()) else { continue };
        let digits = value.get(1..).unwrap_or(&[]).iter().skip_while(|b| matches!(b, b'0' | b'+') || b.is_ascii_whitespace());
        let digits: String = digits.take_while(|b| b.is_ascii_digit()).map(|&b| char::from(b)).collect();
        let announced: u128 = digits.parse().unwrap_or(if digits.is_empty() { 0 } else { u128::MAX });
        if announced > u128::from(size) {
            return Err(format!(
                "the table of shared texts announces {digits} texts in a part of {}: the file is damaged or made to harm",
                super::preflight::in_words(size)
            ));
        }
    }
    Ok(())
}

/// Chooses for each part whether it is held inflated or handed on packed.
pub(crate) fn take_part<'a>(
    c: &Container<'a>,
    entry: &Entry,
    limits: &Limits,
    held: &mut usize,
) -> Result<(Part<'a>, bool), String> {
    let full = usize::try_from(entry.size).unwrap_or(usize::MAX);
    if held.saturating_add(full) <= HELD {
        *held += full;
        let (bytes, transcoded) = xml_part(c, entry, limits)?;
        let (bytes, changed) = without_sections(bytes);
        let crc = (!transcoded && !changed).then_some(entry.crc);
        return Ok((Part::Held(bytes, crc), transcoded));
    }
    let seen = check_packed(c, entry, limits)?;
    Ok((Part::Packed(c.packed(entry), entry.clone(), seen), false))
}

/// Bytes on either side of a cut between two pieces of a part that are looked at together.
const SEAM: usize = 200;

/// The inflated stream of a packed part.
pub(crate) fn stream<'a>(packed: &'a [u8], entry: &Entry) -> Box<dyn Read + 'a> {
    match entry.method {
        0 => Box::new(packed),
        _ => Box::new(flate2::read::DeflateDecoder::new(packed).take(entry.size.saturating_add(1))),
    }
}

/// Streams through a part too large to hold: size, checksum, longest node, no comments and no document type.
fn check_packed(c: &Container<'_>, entry: &Entry, limits: &Limits) -> Result<Seen, String> {
    if entry.encrypted || !matches!(entry.method, 0 | 8) {
        return c.inflate(entry).map(|_| Seen::default());
    }
    let damaged = || format!("the part `{}` is damaged; download or export the file again", entry.name);
    let mut input = stream(c.packed(entry), entry);
    let mut crc = flate2::Crc::new();
    let mut chunk = vec![0u8; 1 << 18];
    let (mut run, mut total, mut open, mut seen) = (0usize, 0u64, false, Seen::default());
    // The end of the piece before with the start of the next, for what a cut would hide.
    let mut seam: Vec<u8> = Vec::new();
    loop {
        let n = input.read(&mut chunk).map_err(|_| damaged())?;
        let Some(bytes) = chunk.get(..n).filter(|b| !b.is_empty()) else { break };
        crc.update(bytes);
        total += n as u64;
        seam.extend_from_slice(bytes.get(..bytes.len().min(SEAM)).unwrap_or(bytes));
        for piece in [&seam, bytes] {
            announced_strings(piece, entry.size)?;
        }
        seam.clear();
        seam.extend_from_slice(bytes.get(bytes.len().saturating_sub(SEAM)..).unwrap_or(bytes));
        if (open && bytes.first() == Some(&b'!')) || memchr::memmem::find(bytes, b"<!").is_some() {
            return Err(format!(
                "the part `{}` holds comments or a document type, which no spreadsheet program writes",
                entry.name
            ));
        }
        open = bytes.last() == Some(&b'<');
        // A word cut by a chunk's end is missed only if it occurs once in the whole part.
        seen.beside |= super::sheet_xml::wants_pass(bytes) || memchr::memmem::find(bytes, b"mergeCell").is_some();
        seen.strings += memchr::memmem::find_iter(bytes, b"<si>").count();
        let mut last = 0;
        for at in memchr::memchr_iter(b'<', bytes) {
            if run + (at - last) > limits.node_bytes {
                run += at - last;
                break;
            }
            run = 0;
            last = at;
        }
        run += n - last;
        if run > limits.node_bytes {
            return Err(format!(
                "the part `{}` holds an XML node of more than {} bytes, the limit",
                entry.name, limits.node_bytes
            ));
        }
    }
    if total != entry.size || crc.sum() != entry.crc {
        return Err(damaged());
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_count_of_shared_texts_is_found_wherever_its_tag_stands_and_not_in_a_text() {
        let far = format!("<?x {}?><sst count='1'\n uniqueCount = '99999999'><si/></sst>", "y".repeat(9_000));
        for bad in [far.as_str(), "<sst uniqueCount=\"18446744073709551615\"/>", "<x:sst uniqueCount=\"0009999\">"] {
            assert!(check_strings(bad.as_bytes()).unwrap_err().contains("announces"), "{bad}");
        }
        for good in ["<sst uniqueCount=\"2\"><si/><si/></sst>", "<sst><si><t>uniqueCount=\"99999999\"</t></si></sst>", "<sst/>"] {
            assert_eq!(check_strings(good.as_bytes()), Ok(()), "{good}");
        }
    }

    #[test]
    fn sections_become_text_and_comments_go() {
        let plain = |xml: &str| String::from_utf8(without_sections(Cow::Borrowed(xml.as_bytes())).0.into_owned()).unwrap();
        assert_eq!(
            plain("<v><![CDATA[5 < 6 & ]] >]]></v><!-- <c> --><t>a<!--x-->b</t>"),
            "<v>5 &lt; 6 &amp; ]] &gt;</v><t>ab</t>"
        );
        assert_eq!(plain("<v>1</v>"), "<v>1</v>");
        assert_eq!(plain("<v>1</v><!-- open"), "<v>1</v><!-- open");
        assert_eq!(plain("<!x><![CDATA[y"), "<!x><![CDATA[y");
    }
}
