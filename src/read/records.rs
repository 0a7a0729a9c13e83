//! Where the records of a delimited text lie: the physical line each starts on, under any line end, and whether the csv crate reads
//! it as it is meant. Steps over quotes and line ends only; the fields are cut by `delimited` (csv) or, where that would lose what
//! a person needs to mend the file, by `recover`.

use super::dialect::Dialect;

/// Bytes of the longest record handed to the csv crate, which holds a whole record and the ends of its fields beside the grid.
const LONGEST: usize = 1 << 20;

/// Which line ends closed records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct LineEnds {
    pub(crate) lf: u32,
    pub(crate) crlf: u32,
    pub(crate) cr: u32,
}

impl LineEnds {
    /// In words.
    pub(crate) fn name(self) -> &'static str {
        match (self.lf > 0, self.crlf > 0, self.cr > 0) {
            (true, false, false) => "LF",
            (false, true, false) => "CRLF",
            (false, false, true) => "CR",
            (false, false, false) => "no line end",
            _ => "mixed line ends",
        }
    }
}

/// What the scan stepped over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// A record: the zero-based physical line it starts on, and the position after the first byte of its line end.
    Record { line: u32, after: usize },
    /// A record that the csv crate would read otherwise than it is meant, or would have to hold whole though it is very long.
    /// The scan stands within it and is of no further use.
    BeyondCsv,
    /// No more records.
    End,
}

/// Where a quoted field closes.
pub(crate) struct Close {
    /// Start of the text after the last quote that was escaped.
    pub(crate) from: usize,
    /// The closing quote.
    pub(crate) at: usize,
    /// The delimiter, the line end or the end of the text, past blanks.
    pub(crate) end: usize,
    /// A backslash escaped a quote.
    pub(crate) backslash: bool,
}

/// Steps through a text.
pub(crate) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) dialect: Dialect,
    /// Where the scan stands.
    pub(crate) at: usize,
    /// Zero-based physical line of `at`.
    pub(super) line: u32,
    /// Line ends of records so far.
    pub(crate) ends: LineEnds,
}

impl<'t> Scan<'t> {
    /// At the first record of a text.
    pub(crate) fn new(text: &'t str, dialect: Dialect) -> Self {
        let mut scan = Scan { text, dialect, at: 0, line: 0, ends: LineEnds::default() };
        if dialect.sep_line {
            scan.at = text.find(['\n', '\r']).unwrap_or(text.len());
            scan.line_end();
        }
        scan
    }
    /// The text that is not stepped over yet.
    pub(crate) fn rest(&self) -> &'t str {
        self.slice(self.at, self.text.len())
    }
    /// Steps over the next record. Empty lines are no records.
    pub(crate) fn step(&mut self) -> Step {
        if !self.blank_lines() {
            return Step::End;
        }
        let (line, start) = (self.line, self.at);
        if !self.pass_fields() || self.at - start > LONGEST {
            return Step::BeyondCsv;
        }
        let after = self.at.saturating_add(1).min(self.text.len());
        self.line_end();
        Step::Record { line, after }
    }
    /// Goes to the end of the record at hand; false where the csv crate would not read it as meant.
    fn pass_fields(&mut self) -> bool {
        let start = self.at;
        let mut quoted = false;
        loop {
            let rest = self.rest().as_bytes();
            let hit = match self.dialect.quote {
                // The next field is quoted too: no search.
                Some(quote) if rest.first() == Some(&quote) => Some(0),
                Some(quote) => memchr::memchr3(quote, b'\n', b'\r', rest),
                None => memchr::memchr2(b'\n', b'\r', rest),
            };
            let hit = hit.map_or(self.text.len(), |i| self.at.saturating_add(i));
            let Some(quote) = self.byte(hit).filter(|b| Some(*b) == self.dialect.quote) else {
                if quoted {
                    self.line = self.line.saturating_add(newlines(self.slice(start, hit)));
                }
                self.at = hit;
                return true;
            };
            let before = self.slice(start, hit).as_bytes();
            let blanks = before.iter().rev().take_while(|b| **b == b' ' && self.dialect.delimiter != b' ').count();
            let opens = before.iter().rev().nth(blanks).is_none_or(|b| *b == self.dialect.delimiter);
            if !opens {
                // A quote within a bare field is text to everybody.
                self.at = hit + 1;
                continue;
            }
            // To the csv crate blanks beside the quotes are text, and a backslash is never an escape of quotes alone.
            match self.close(hit, quote, |_| {}) {
                Some(close) if blanks == 0 && close.end == close.at + 1 && !close.backslash => {
                    quoted = true;
                    self.at = close.end + usize::from(self.byte(close.end) == Some(self.dialect.delimiter));
                }
                _ => return false,
            }
        }
    }
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }
    /// First position from `at` on that is no blank; where blanks are delimiters, `at` itself.
    pub(super) fn past_blanks(&self, mut at: usize) -> usize {
        while self.byte(at) == Some(b' ') && self.dialect.delimiter != b' ' {
            at += 1;
        }
        at
    }
    /// Steps over empty lines; false at the end of the text.
    pub(super) fn blank_lines(&mut self) -> bool {
        while self.line_end() {}
        self.at < self.text.len()
    }
    /// Steps over one line end, if one is at hand.
    pub(super) fn line_end(&mut self) -> bool {
        match (self.byte(self.at), self.byte(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => {
                self.at += 2;
                self.ends.crlf += 1;
            }
            (Some(b'\r'), _) => {
                self.at += 1;
                self.ends.cr += 1;
            }
            (Some(b'\n'), _) => {
                self.at += 1;
                self.ends.lf += 1;
            }
            _ => return false,
        }
        self.line = self.line.saturating_add(1);
        true
    }
    /// Where the field that opens with the quote at `open` closes; `None` where it does not, or text follows the closing quote.
    /// `piece` is given what stands before `from`, quotes already single.
    pub(super) fn close(&self, open: usize, quote: u8, mut piece: impl FnMut(&'t str)) -> Option<Close> {
        let bytes = self.text.as_bytes();
        let (mut from, mut at, mut backslash) = (open + 1, open + 1, false);
        loop {
            // Most fields are short: a plain loop finds their end faster than a vectorised search sets out.
            let rest = bytes.get(at..)?;
            let near = rest.iter().take(16).position(|b| *b == quote);
            at += near.or_else(|| memchr::memchr(quote, rest))?;
            if self.dialect.backslash && at > from && self.byte(at - 1) == Some(b'\\') {
                backslash = true;
                piece(self.slice(from, at - 1));
                // The quote itself opens the next piece.
                from = at;
                at += 1;
                continue;
            }
            if self.byte(at + 1) == Some(quote) {
                piece(self.slice(from, at + 1));
                at += 2;
                from = at;
                continue;
            }
            break;
        }
        let end = self.past_blanks(at + 1);
        match self.byte(end) {
            None | Some(b'\n' | b'\r') => {}
            Some(b) if b == self.dialect.delimiter => {}
            Some(_) => return None,
        }
        Some(Close { from, at, end, backslash })
    }
}

/// Line ends of any kind in a text.
pub(super) fn newlines(text: &str) -> u32 {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return 0;
    }
    let bytes = text.as_bytes();
    let lone =
        bytes.iter().zip(bytes.iter().skip(1).map(Some).chain([None])).filter(|(b, next)| **b == b'\r' && *next != Some(&b'\n'));
    let lf = bytes.iter().filter(|b| **b == b'\n').count();
    u32::try_from(lf + lone.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: Some(b'"'), backslash: false, sep_line: false };

    /// Physical lines of the records, from one; `None` where csv cannot be asked.
    fn lines(text: &str, dialect: Dialect) -> Option<Vec<u32>> {
        let mut scan = Scan::new(text, dialect);
        let mut lines = Vec::new();
        loop {
            match scan.step() {
                Step::Record { line, .. } => lines.push(line + 1),
                Step::BeyondCsv => return None,
                Step::End => return Some(lines),
            }
        }
    }

    #[test]
    fn physical_lines_are_right_under_every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "1,\"x", "y\"", "", "2,z"].join(end);
            assert_eq!(lines(&text, COMMA), Some(vec![1, 3, 6]), "{end:?}");
        }
        assert_eq!(lines("a\r\nb\nc\rd", COMMA), Some(vec![1, 2, 3, 4]));
        assert_eq!(lines("\n\r\n\r\r\na\n", COMMA), Some(vec![5]));
    }

    #[test]
    fn what_csv_reads_otherwise_than_meant_is_beyond_it() {
        for text in ["a,\"open\nb\n", "x,\"a\"b\n", "a, \"b, c\"\n", "\"a\" ,b\n", "  \"a\"\n", "\"a\",\"b\""] {
            assert_eq!(lines(text, COMMA).is_some(), text == "\"a\",\"b\"", "{text:?}");
        }
        let backslash = Dialect { backslash: true, ..COMMA };
        assert_eq!(lines("\"a \\\"b\\\" c\"\n", backslash), None);
        assert_eq!(lines("\"a \"\"b\"\" c\"\n", backslash), Some(vec![1]));
    }

    #[test]
    fn quotes_in_bare_fields_are_text() {
        assert_eq!(lines("5\" pipe,a \"b\" c,\"\"\n6\",\"x\ny\"\n7", COMMA), Some(vec![1, 2, 4]));
        let space = Dialect { delimiter: b' ', ..COMMA };
        assert_eq!(lines("a \"b c\" d\ne\n", space), Some(vec![1, 2]));
    }

    #[test]
    fn a_record_too_long_to_hold_is_beyond_csv() {
        assert_eq!(lines(&",".repeat(LONGEST + 1), COMMA), None);
        assert_eq!(lines(&",".repeat(LONGEST), COMMA), Some(vec![1]));
    }
}
