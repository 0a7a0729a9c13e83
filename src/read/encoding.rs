//! Bytes of a text file as text: byte-order mark, UTF-16 by its pattern of NULs, strict UTF-8, then detection; a file that
//! mixes encodings is decoded line by line, and the lines are named.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Text with how it was decoded.
pub(crate) struct Decoded<'a> {
    /// The text, without byte-order mark.
    pub(crate) text: Cow<'a, str>,
    /// `UTF-8`, `UTF-8 with BOM`, `windows-1252`, …
    pub(crate) label: String,
    /// The encoding was guessed, not proved.
    pub(crate) guessed: bool,
    /// Zero-based physical lines that are not in the encoding of the rest.
    pub(crate) odd_lines: Vec<u32>,
    /// Some bytes stand for no character in the encoding.
    pub(crate) lossy: bool,
    /// Zero bytes at the end, which are no text: what stood there was never written.
    pub(crate) zeros: usize,
}

/// Bytes that the detector is fed.
const SAMPLE: usize = 1 << 20;

/// Zero bytes at the end of a text that are no part of it; a text in UTF-16 ends in one.
const ZEROS: usize = 16;

/// Decodes a text file; `None` where the bytes are no text at all. Where a copy broke off, the zero bytes of its end are left out.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    let end = bytes.iter().rposition(|b| *b != 0).map_or(0, |i| i + 1);
    // A character of UTF-16 has two bytes.
    let wide = Encoding::for_bom(bytes).is_some_and(|(e, _)| e != UTF_8) || utf16_by_nuls(bytes).is_some();
    let end = if wide { end + end % 2 } else { end };
    match bytes.len().saturating_sub(end) {
        0..ZEROS => decode_text(bytes),
        zeros => decode_text(bytes.get(..end)?).map(|d| Decoded { zeros, ..d }),
    }
}

fn decode_text(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        let body = bytes.get(skip..).unwrap_or(&[]);
        if encoding == UTF_8 && (std::str::from_utf8(body).is_err() || has_wide_lines(body)) {
            return Some(mixed(body, "UTF-8 with BOM"));
        }
        return Some(whole(body, encoding, format!("{} with BOM", encoding.name()), false));
    }
    if let Some(encoding) = utf16_by_nuls(bytes).filter(|_| !has_narrow_lines(bytes)) {
        return Some(whole(bytes, encoding, format!("{} without BOM", encoding.name()), true));
    }
    if has_wide_lines(bytes) {
        return Some(mixed(bytes, "UTF-8"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if looks_binary(bytes) {
            return None;
        }
        let label = if bytes.is_ascii() { "ASCII" } else { "UTF-8" };
        return Some(Decoded {
            text: Cow::Borrowed(text),
            label: label.into(),
            guessed: false,
            odd_lines: Vec::new(),
            lossy: false,
            zeros: 0,
        });
    }
    if looks_binary(bytes) {
        return None;
    }
    if mostly_utf8(bytes) {
        return Some(mixed(bytes, "UTF-8"));
    }
    let encoding = detect(bytes);
    Some(whole(bytes, encoding, encoding.name().to_owned(), true))
}

fn whole<'a>(bytes: &'a [u8], encoding: &'static Encoding, label: String, guessed: bool) -> Decoded<'a> {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, label, guessed, odd_lines: Vec::new(), lossy, zeros: 0 }
}

/// NULs that stand all on even or all on odd positions of the head.
fn utf16_by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    if head.len() < 4 {
        return None;
    }
    let (mut even, mut odd) = (0usize, 0usize);
    for (i, b) in head.iter().enumerate() {
        if *b == 0 {
            if i % 2 == 0 { even += 1 } else { odd += 1 }
        }
    }
    let enough = head.len() / 6;
    match (even, odd) {
        (e, o) if o > enough && e * 20 < o => Some(UTF_16LE),
        (e, o) if e > enough && o * 20 < e => Some(UTF_16BE),
        _ => None,
    }
}

/// Bytes of plain text on one line that no text in UTF-16 has: twelve of its characters in a row would have to be made of them.
const NARROW: usize = 24;

/// Lines of plain text among what looks like UTF-16.
fn has_narrow_lines(bytes: &[u8]) -> bool {
    let plain = |line: &[u8]| line.iter().all(|b| matches!(b, b'\t' | b'\r' | b'\n' | b' '..=b'~'));
    Lines(bytes).any(|(line, wide)| wide.is_none() && line.len() > NARROW && plain(line))
}

/// Lines in UTF-16 among lines that are not.
fn has_wide_lines(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes).is_some() && Lines(bytes).any(|(_, wide)| wide.is_some())
}

/// The encoding of a line that alone is in UTF-16: zeros in every other place, but for few.
fn wide_line(line: &[u8]) -> Option<&'static Encoding> {
    let zeros = line.iter().filter(|b| **b == 0).count();
    if line.len() < 16 || zeros * 5 < line.len() * 2 {
        return None;
    }
    let odd = line.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
    match (zeros - odd, odd) {
        (0, _) => Some(UTF_16LE),
        (_, 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// Lines with their ends, and the encoding of those in UTF-16.
struct Lines<'a>(&'a [u8]);

impl<'a> Iterator for Lines<'a> {
    type Item = (&'a [u8], Option<&'static Encoding>);
    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', self.0).map_or(self.0.len(), |i| i + 1);
        let wide = wide_line(self.0.get(..end)?);
        // The second byte of its line feed.
        let end = end + usize::from(wide == Some(UTF_16LE) && self.0.get(end) == Some(&0));
        let (line, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some((line, wide))
    }
}

/// Control characters no text has, in more than one of a hundred bytes.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes);
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    odd > 8 && odd * 50 > head.len()
}

/// Whether lines with real UTF-8 characters outnumber lines that are none.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for line in bytes.split(|b| *b == b'\n') {
        if !line.is_ascii() {
            match std::str::from_utf8(line) {
                Ok(_) => good += 1,
                Err(_) => bad += 1,
            }
        }
    }
    good > 0 && good >= bad
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes), true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    if guess.is_single_byte() && prices_in_pounds(bytes) { WINDOWS_1252 } else { guess }
}

/// Byte A3 right before figures is a pound sign, whatever the letters suggest (windows-1250 has `Ł` there, which no figure follows).
fn prices_in_pounds(bytes: &[u8]) -> bool {
    let mut before_figure = 0usize;
    let mut otherwise = 0usize;
    for pair in bytes.windows(2).filter(|p| p[0] == 0xA3) {
        if pair[1].is_ascii_digit() { before_figure += 1 } else { otherwise += 1 }
    }
    before_figure > otherwise
}

/// Decodes line by line: UTF-8 where it is, UTF-16 where its zeros tell, the detected single-byte encoding where neither.
fn mixed<'a>(bytes: &'a [u8], label: &str) -> Decoded<'a> {
    let odd: Vec<u8> = Lines(bytes)
        .filter(|(l, wide)| wide.is_none() && std::str::from_utf8(l).is_err())
        .flat_map(|(l, _)| l)
        .copied()
        .collect();
    let other = detect(&odd);
    let other = if other.is_single_byte() { other } else { WINDOWS_1252 };
    let mut text = String::with_capacity(bytes.len());
    let mut odd_lines = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for (n, (line, wide)) in (0u32..).zip(Lines(bytes)) {
        let encoding = match (std::str::from_utf8(line), wide) {
            (Ok(t), None) => {
                text.push_str(t);
                continue;
            }
            (_, wide) => wide.unwrap_or(other),
        };
        odd_lines.push(n);
        if !names.contains(&encoding.name()) {
            names.push(encoding.name());
        }
        text.push_str(&encoding.decode_without_bom_handling(line).0);
    }
    let label = format!("{label} with lines in {}", names.join(" and "));
    Decoded { text: Cow::Owned(text), label, guessed: true, odd_lines, lossy: false, zeros: 0 }
}

/// Whether a text shows UTF-8 that was read as windows-1252 somewhere on its way: `MÃ¼ller`, `donâ€™t`.
pub(crate) fn looks_mangled(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('Ã' | 'Â', Some(n))
                if (('\u{80}'..='\u{BF}').contains(&n)
                    || matches!(
                        n,
                        'ƒ' | '…'
                            | '†'
                            | '‡'
                            | 'Š'
                            | 'Œ'
                            | 'Ž'
                            | '‘'
                            | '’'
                            | '“'
                            | '”'
                            | '•'
                            | '–'
                            | '—'
                            | 'š'
                            | 'œ'
                            | 'ž'
                            | 'Ÿ'
                            | '€'
                            | '‚'
                            | '„'
                            | '‰'
                    ))
                // A no-break space after a capital letter is everyday text in some languages.
                && !(n == '\u{a0}' && c == 'Â') =>
            {
                return true;
            }
            ('â', Some('€')) => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn a_pound_sign_before_figures_is_no_polish_letter() {
        assert!(prices_in_pounds(b"budget \xA312,131.50 and \xA39.40"));
        assert!(!prices_in_pounds(b"\xA3\xF3d\x9F"));
    }

    #[test]
    fn the_ladder_takes_bom_then_nul_pattern_then_utf8_then_detection() {
        let text = "ID;Größe\n1;5 €\n";
        let cp1252: Vec<u8> = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let le = utf16(text, false);
        let be_bom = [vec![0xFE, 0xFF], utf16(text, true)].concat();
        for (bytes, label) in [
            (text.as_bytes(), "UTF-8"),
            (&bom, "UTF-8 with BOM"),
            (&le, "UTF-16LE without BOM"),
            (&be_bom, "UTF-16BE with BOM"),
            (&cp1252, "windows-1252"),
        ] {
            let d = decode(bytes).unwrap();
            assert_eq!((d.text.as_ref(), d.label.as_str()), (text, label));
        }
    }

    #[test]
    fn a_file_that_mixes_encodings_is_decoded_line_by_line_and_says_which() {
        let mut bytes = "a,Müller\nb,Größe\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"c,caf\xE9\n");
        let d = decode(&bytes).unwrap();
        assert_eq!(d.text, "a,Müller\nb,Größe\nc,café\n");
        assert_eq!(d.odd_lines, vec![2]);
    }

    #[test]
    fn lines_in_utf16_among_others_are_read_as_such_and_named() {
        let (first, second, third) = ("ID,Task Name,Owner\n", "1,Größe des Kais,Ada\n", "2,another line of text,Bo\n");
        for big in [false, true] {
            let bytes = [first.as_bytes(), &utf16(second, big), third.as_bytes(), b"3,caf\xE9,Cy\n"].concat();
            let d = decode(&bytes).unwrap();
            assert_eq!(d.text, format!("{first}{second}{third}3,café,Cy\n"));
            assert_eq!(d.odd_lines, [1, 3]);
            let wide = if big { "UTF-16BE" } else { "UTF-16LE" };
            assert_eq!(d.label, format!("UTF-8 with lines in {wide} and windows-1252"));
        }
        // A whole file in UTF-16 stays one, whatever its characters are made of.
        let chinese = utf16("编号,任务,上海 ID-1\n1,建设港口,2026-03-02 and so on\n", false);
        assert_eq!(decode(&chinese).unwrap().label, "UTF-16LE without BOM");
        // Zeros strewn into a text are none of that.
        assert_eq!(decode(b"ID,Na\0me of a task\n1,some\0thing\n").unwrap().label, "ASCII");
    }

    #[test]
    fn bytes_that_are_no_text_are_said_to_be_none() {
        let bytes: Vec<u8> = (0..4000u32).map(|i| (i * 7 % 256) as u8).collect();
        assert!(decode(&bytes).is_none());
    }

    #[test]
    fn mangled_text_is_suspected_and_everyday_text_is_not() {
        for t in ["MÃ¼ller", "donâ€™t", "KÃ¶ln"] {
            assert!(looks_mangled(t), "{t}");
        }
        for t in ["Müller", "São Paulo", "Âge", "â", "naïve", "ASCII", "SÃO PAULO"] {
            assert!(!looks_mangled(t), "{t}");
        }
    }
}
