//! What a zip container says of itself, checked before a byte of it is inflated: the central directory is walked raw, so that
//! repeated names and lying counts are seen, and every size is held against its limit. Inflating is bounded by what was said.

use super::Limits;
use flate2::{Decompress, FlushDecompress, Status};
use std::borrow::Cow;

/// One entry of a zip container as its central directory states it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Name with `/` as separator.
    pub(crate) name: String,
    /// 0 stored, 8 deflated; anything else is not read.
    pub(crate) method: u16,
    /// CRC-32 of the inflated bytes.
    pub(crate) crc: u32,
    /// First packed byte in the file.
    pub(crate) start: usize,
    /// Packed bytes.
    pub(crate) packed: usize,
    /// Inflated bytes, as declared.
    pub(crate) size: u64,
    /// Encrypted.
    pub(crate) encrypted: bool,
}

/// A zip container that passed the checks.
#[derive(Clone, Debug)]
pub(crate) struct Container<'a> {
    /// The whole file.
    pub(crate) bytes: &'a [u8],
    /// Entries in the order of the central directory, folders left out.
    pub(crate) entries: Vec<Entry>,
}

fn u16_at(b: &[u8], at: usize) -> Option<u16> {
    b.get(at..at.checked_add(2)?).and_then(|s| s.try_into().ok()).map(u16::from_le_bytes)
}
fn u32_at(b: &[u8], at: usize) -> Option<u32> {
    b.get(at..at.checked_add(4)?).and_then(|s| s.try_into().ok()).map(u32::from_le_bytes)
}
fn u64_at(b: &[u8], at: usize) -> Option<u64> {
    b.get(at..at.checked_add(8)?).and_then(|s| s.try_into().ok()).map(u64::from_le_bytes)
}
fn size(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Where the central directory is: first byte, entries announced, bytes the container is preceded by.
struct Directory {
    start: usize,
    end: usize,
    announced: u64,
    before: usize,
}

const BROKEN: &str = "the zip container is cut short or damaged; download or export the file again";

/// The last end record that a directory of entries stands before; its signature may also occur in the comment behind it.
fn directory(b: &[u8]) -> Option<Directory> {
    let tail = b.len().saturating_sub(22 + 65_535);
    let mut empty = None;
    for at in memchr::memmem::rfind_iter(b.get(tail..)?, b"PK\x05\x06") {
        if let Some(dir) = directory_before(b, tail + at) {
            if dir.announced > 0 && b.get(dir.start..).is_some_and(|rest| rest.starts_with(b"PK\x01\x02")) {
                return Some(dir);
            }
            empty = empty.or(Some(dir));
        }
    }
    empty
}

fn directory_before(b: &[u8], end: usize) -> Option<Directory> {
    b.get(end..end.checked_add(22)?)?;
    let mut announced = u64::from(u16_at(b, end + 10)?);
    let mut bytes = u64::from(u32_at(b, end + 12)?);
    let mut offset = u64::from(u32_at(b, end + 16)?);
    let mut stop = end;
    if announced == 0xFFFF || bytes == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
        let locator = end.checked_sub(20).filter(|&at| b.get(at..at + 4) == Some(b"PK\x06\x07"));
        if let Some(at) = locator {
            let record = size(u64_at(b, at + 8)?);
            if b.get(record..record.checked_add(4)?) != Some(b"PK\x06\x06") {
                return None;
            }
            announced = u64_at(b, record + 32)?;
            bytes = u64_at(b, record + 40)?;
            offset = u64_at(b, record + 48)?;
            stop = record;
        }
    }
    let start = stop.checked_sub(size(bytes))?;
    let before = start.checked_sub(size(offset))?;
    Some(Directory { start, end: stop, announced, before })
}

/// The sizes and the offset of an entry, also where they stand in the zip64 extra field.
fn wide_fields(extra: &[u8], size: u32, packed: u32, offset: u32) -> (u64, u64, u64) {
    let (mut s, mut p, mut o) = (u64::from(size), u64::from(packed), u64::from(offset));
    let mut at = 0;
    while let (Some(id), Some(len)) = (u16_at(extra, at), u16_at(extra, at + 2)) {
        if id == 1 {
            let mut field = at + 4;
            for (short, wide) in [(size, &mut s), (packed, &mut p), (offset, &mut o)] {
                if short == u32::MAX {
                    if let Some(v) = u64_at(extra, field) {
                        *wide = v;
                    }
                    field += 8;
                }
            }
        }
        at += 4 + usize::from(len);
    }
    (s, p, o)
}

/// The upper half of code page 437, in which old archivers write names.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

fn name_of(raw: &[u8]) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(t) => t.to_owned(),
        Err(_) => {
            let upper: Vec<char> = CP437.chars().collect();
            raw.iter()
                .map(|&b| if b < 128 { char::from(b) } else { upper.get(usize::from(b) - 128).copied().unwrap_or('?') })
                .collect()
        }
    };
    text.replace('\\', "/")
}

/// Walks the central directory and holds it against the limits; the refusal is in plain words.
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Container<'a>, String> {
    let dir = directory(bytes).ok_or(BROKEN)?;
    if dir.announced > limits.entries as u64 {
        return Err(format!("the zip container announces {} entries, the limit is {}", dir.announced, limits.entries));
    }
    let mut entries = Vec::new();
    let mut names = rustc_hash::FxHashSet::default();
    let (mut at, mut total, mut walked) = (dir.start, 0u64, 0u64);
    while at < dir.end && bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        walked += 1;
        if walked > limits.entries as u64 {
            return Err(format!("the zip container holds more than {} entries, the limit", limits.entries));
        }
        let (entry, next) = entry_at(bytes, at, dir.before).ok_or(BROKEN)?;
        at = next;
        if entry.name.ends_with('/') {
            continue;
        }
        total = total.saturating_add(entry.size);
        check_sizes(&entry, total, limits)?;
        if !names.insert(entry.name.to_lowercase()) {
            return Err(format!(
                "the zip container holds two entries named {}; which one counts cannot be known, so nothing of it is read",
                shown(&entry.name)
            ));
        }
        entries.push(entry);
    }
    if walked != dir.announced {
        return Err(format!(
            "the zip container announces {} entries and lists {walked}: it is damaged; download or export the file again",
            dir.announced
        ));
    }
    apart(&entries)?;
    Ok(Container { bytes, entries })
}

/// Entries that share packed bytes: a small file could so hold any number of large parts.
fn apart(entries: &[Entry]) -> Result<(), String> {
    let mut by_place: Vec<&Entry> = entries.iter().filter(|e| e.packed > 0).collect();
    by_place.sort_by_key(|e| e.start);
    match by_place.windows(2).find(|w| w[0].start + w[0].packed > w[1].start) {
        Some(w) => Err(format!(
            "the entries {} and {} of the zip container share bytes: it is damaged or made to harm, so nothing of it is read",
            shown(&w[0].name),
            shown(&w[1].name)
        )),
        None => Ok(()),
    }
}

fn entry_at(bytes: &[u8], at: usize, before: usize) -> Option<(Entry, usize)> {
    let flags = u16_at(bytes, at + 8)?;
    let method = u16_at(bytes, at + 10)?;
    let crc = u32_at(bytes, at + 16)?;
    let (packed, full) = (u32_at(bytes, at + 20)?, u32_at(bytes, at + 24)?);
    let name_len = usize::from(u16_at(bytes, at + 28)?);
    let extra_len = usize::from(u16_at(bytes, at + 30)?);
    let note_len = usize::from(u16_at(bytes, at + 32)?);
    let offset = u32_at(bytes, at + 42)?;
    let name_at = at + 46;
    let name = bytes.get(name_at..name_at + name_len)?;
    let extra = bytes.get(name_at + name_len..name_at + name_len + extra_len)?;
    let (full, packed, offset) = wide_fields(extra, full, packed, offset);
    let local = before.checked_add(size(offset))?;
    let next = name_at + name_len + extra_len + note_len;
    let mut start = local;
    if !name.ends_with(b"/") {
        if bytes.get(local..local.checked_add(4)?) != Some(b"PK\x03\x04") {
            return None;
        }
        start = local + 30 + usize::from(u16_at(bytes, local + 26)?) + usize::from(u16_at(bytes, local + 28)?);
        bytes.get(start..start.checked_add(size(packed))?)?;
    }
    let entry = Entry { name: name_of(name), method, crc, start, packed: size(packed), size: full, encrypted: flags & 1 == 1 };
    Some((entry, next))
}

fn check_sizes(entry: &Entry, total: u64, limits: &Limits) -> Result<(), String> {
    let name = shown(&entry.name);
    if entry.size > limits.part_bytes {
        return Err(format!(
            "the part {name} would inflate to {}, the limit is {}",
            in_words(entry.size),
            in_words(limits.part_bytes)
        ));
    }
    if total > limits.inflated_bytes {
        return Err(format!(
            "the container would inflate to more than {}, the limit is {}",
            in_words(total),
            in_words(limits.inflated_bytes)
        ));
    }
    let beyond = entry.size.saturating_sub(1 << 20);
    if beyond > limits.ratio.saturating_mul(entry.packed as u64) {
        return Err(format!(
            "the part {name} would inflate from {} to {}, more than {} bytes for each packed byte",
            in_words(entry.packed as u64),
            in_words(entry.size),
            limits.ratio
        ));
    }
    Ok(())
}

/// A name cut to a length that can be shown.
fn shown(name: &str) -> String {
    let mut s: String = name.chars().take(80).collect();
    if s.len() < name.len() {
        s.push('…');
    }
    format!("`{s}`")
}

/// Bytes in a unit people read.
pub(crate) fn in_words(bytes: u64) -> String {
    match bytes {
        0..=9_999 => format!("{bytes} bytes"),
        10_000..=9_999_999 => format!("{} kB", bytes / 1_000),
        10_000_000..=9_999_999_999 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}

impl<'a> Container<'a> {
    /// The entry of a name, case as in the container or not.
    pub(crate) fn find(&self, name: &str) -> Option<&Entry> {
        let name = name.trim_start_matches('/');
        self.entries.iter().find(|e| e.name == name).or_else(|| self.entries.iter().find(|e| e.name.eq_ignore_ascii_case(name)))
    }
    /// The packed bytes of an entry.
    pub(crate) fn packed(&self, entry: &Entry) -> &'a [u8] {
        self.bytes.get(entry.start..entry.start.saturating_add(entry.packed)).unwrap_or(&[])
    }
    /// The inflated bytes of an entry; never more than it declared, and their checksum is right.
    pub(crate) fn inflate(&self, entry: &Entry) -> Result<Cow<'a, [u8]>, String> {
        let name = shown(&entry.name);
        if entry.encrypted {
            return Err(format!("the part {name} is protected with a password"));
        }
        let packed = self.packed(entry);
        let damaged = || format!("the part {name} cannot be unpacked: the file is damaged; download or export it again");
        let bytes = match entry.method {
            0 if packed.len() as u64 != entry.size => return Err(damaged()),
            0 => Cow::Borrowed(packed),
            8 => Cow::Owned(inflate_all(packed, entry.size).ok_or_else(damaged)?),
            m => return Err(format!("the part {name} is packed by method {m}, which spreadsheets do not use")),
        };
        let mut crc = flate2::Crc::new();
        crc.update(&bytes);
        if crc.sum() != entry.crc {
            return Err(format!("the part {name} does not match its checksum: the file is damaged; download or export it again"));
        }
        Ok(bytes)
    }
}

/// Inflates to exactly the declared size; anything else is damage.
fn inflate_all(packed: &[u8], declared: u64) -> Option<Vec<u8>> {
    let declared = size(declared);
    // One byte more than declared, so that a part that is longer is noticed and not cut.
    let mut out = Vec::with_capacity(declared.min(packed.len().saturating_mul(1_100)).checked_add(1)?);
    let status = Decompress::new(false).decompress_vec(packed, &mut out, FlushDecompress::Finish).ok()?;
    (status == Status::StreamEnd && out.len() == declared).then_some(out)
}

/// The length of the longest run between two tags, or of the longest tag, comment or character-data section (what an XML reader
/// would hold at once), where it is over the limit.
///
/// Where neither two `<` nor two `>` in a row stand further apart than the limit, no run and no tag can be longer. That is seen by
/// looking for the last of them in each window of the limit's length, from its end: an honest part costs a look at a few bytes
/// of each window. Only where that does not settle it, or comments and sections may hold them (`marked`: the part has a `<!`),
/// is every node walked.
pub(crate) fn node_over(xml: &[u8], limit: usize, marked: bool) -> Option<usize> {
    // A part no longer than the limit cannot hold a longer node.
    if xml.len() <= limit || (!marked && close_together(b'<', xml, limit) && close_together(b'>', xml, limit)) {
        return None;
    }
    Some(longest_node(xml)).filter(|longest| *longest > limit)
}

/// Whether no `limit` bytes in a row are without the byte.
fn close_together(byte: u8, xml: &[u8], limit: usize) -> bool {
    let mut at = 0;
    while xml.len().saturating_sub(at) > limit {
        match memchr::memrchr(byte, xml.get(at..at.saturating_add(limit)).unwrap_or(&[])) {
            Some(last) => at = at.saturating_add(last).saturating_add(1),
            None => return false,
        }
    }
    true
}

/// The longest run between two tags, or the longest comment or character-data section.
pub(crate) fn longest_node(xml: &[u8]) -> usize {
    let (mut longest, mut at) = (0, 0);
    while let Some(i) = xml.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        longest = longest.max(i);
        at += i;
        let rest = xml.get(at..).unwrap_or(&[]);
        let stop: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<![CDATA[") {
            b"]]>"
        } else {
            b">"
        };
        let len = memchr::memmem::find(rest, stop).unwrap_or(rest.len());
        longest = longest.max(len);
        at += len.max(1);
    }
    longest.max(xml.len().saturating_sub(at))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Write;

    pub(crate) fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut z = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        for (name, bytes) in parts {
            z.start_file(*name, options).unwrap();
            z.write_all(bytes).unwrap();
        }
        z.finish().unwrap().into_inner()
    }

    #[test]
    fn a_part_comes_back_as_it_went_in() {
        let bytes = zip_of(&[("a.xml", b"<a>hello</a>"), ("b/c.txt", b"")]);
        let c = open(&bytes, &Limits::default()).unwrap();
        assert_eq!(c.entries.len(), 2);
        assert_eq!(&*c.inflate(c.find("A.XML").unwrap()).unwrap(), b"<a>hello</a>");
        assert_eq!(&*c.inflate(c.find("b/c.txt").unwrap()).unwrap(), b"");
    }

    #[test]
    fn a_flipped_byte_is_damage_and_not_a_wrong_figure() {
        let mut bytes = zip_of(&[("a.xml", b"<a>the quick brown fox</a>")]);
        bytes[40] ^= 0x10;
        let c = open(&bytes, &Limits::default()).unwrap();
        assert!(c.inflate(&c.entries[0]).unwrap_err().contains("damaged"));
    }

    /// Found by fuzzing: a stored part that declared more bytes than it has passed, its checksum being right.
    #[test]
    fn a_stored_part_that_declares_another_size_is_damage() {
        let mut z = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        z.start_file("a.xml", stored).unwrap();
        z.write_all(b"<a>hello</a>").unwrap();
        let mut bytes = z.finish().unwrap().into_inner();
        let listed = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        bytes[listed + 24] += 7;
        let c = open(&bytes, &Limits::default()).unwrap();
        assert!(c.inflate(&c.entries[0]).unwrap_err().contains("damaged"));
    }

    #[test]
    fn a_part_that_would_inflate_beyond_the_ratio_is_refused_with_limit_and_actual() {
        let zeros = vec![b' '; 30 << 20];
        let bytes = zip_of(&[("xl/worksheets/sheet1.xml", &zeros)]);
        let refusal = open(&bytes, &Limits::default()).unwrap_err();
        assert!(refusal.contains("31 MB") && refusal.contains("200"), "{refusal}");
    }

    #[test]
    fn a_cut_container_is_refused_at_every_cut() {
        let bytes = zip_of(&[("a.xml", b"<a>hello</a>"), ("b.xml", b"<b>world</b>")]);
        for cut in 0..bytes.len() {
            assert!(open(&bytes[..cut], &Limits::default()).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_node_over_the_limit_is_found_however_the_part_is_built() {
        let honest = "<c r=\"A1\"><v>1</v></c>".repeat(100);
        assert_eq!(node_over(honest.as_bytes(), 40, false), None);
        let text = format!("{honest}<t>{}</t>{honest}", "x".repeat(50));
        assert_eq!(node_over(text.as_bytes(), 40, false), Some(51));
        let tag_full_of_opens = format!("{honest}<t a=\"{}\"/>{honest}", "<".repeat(50));
        assert_eq!(node_over(tag_full_of_opens.as_bytes(), 40, false), Some(58));
        let text_full_of_closes = format!("{honest}<t>{}</t>{honest}", ">".repeat(50));
        assert_eq!(node_over(text_full_of_closes.as_bytes(), 40, false), Some(51));
        let comment = format!("{honest}<!--{}-->{honest}", "<a>".repeat(20));
        assert_eq!(node_over(comment.as_bytes(), 40, true), Some(64));
        assert_eq!(node_over(honest.as_bytes(), 40, true), None);
    }

    #[test]
    fn the_longest_node_is_text_tag_or_comment() {
        assert_eq!(longest_node(b"<a><b>12345</b></a>"), 6);
        assert_eq!(longest_node(b"<a><!-- <<<<<<<<<< --></a>"), 16);
        assert!(longest_node(&[b' '; 100]) == 100);
    }
}
