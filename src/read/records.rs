//! Delimited text as records with the physical line each starts on. Stands in for a reader library because what a person needs
//! to mend a file is exactly what those drop: the line a quote opened on, text after a closing quote, lines under any line end.
//! On clean input it gives what the csv crate gives; a property test holds it to that.

use super::dialect::Dialect;
use std::borrow::Cow;

/// Oddities that are kept of one file.
const ODD: usize = 1_000;

/// Something odd in the quoting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Oddity {
    /// A quote opened and was never closed; it is taken as text.
    Unclosed,
    /// Text follows a closing quote; the field is taken as written.
    TextAfterQuote,
}

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

/// Reads records one after the other.
pub(crate) struct Records<'t> {
    text: &'t str,
    dialect: Dialect,
    at: usize,
    /// Zero-based physical line of `at`.
    line: u32,
    /// Line ends of records so far.
    pub(crate) ends: LineEnds,
    /// Line, column and kind of what was odd.
    pub(crate) odd: Vec<(u32, u16, Oddity)>,
}

/// A field that ends, and what ended it.
struct Taken<'t> {
    text: Cow<'t, str>,
    /// Position after the field, at the delimiter, the line end or the end.
    end: usize,
}

impl<'t> Records<'t> {
    /// The records of a text.
    pub(crate) fn new(text: &'t str, dialect: Dialect) -> Self {
        let mut records = Records { text, dialect, at: 0, line: 0, ends: LineEnds::default(), odd: Vec::new() };
        if dialect.sep_line {
            records.at = text.find(['\n', '\r']).unwrap_or(text.len());
            records.line_end();
        }
        records
    }
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }
    /// Steps over one line end, if one is at hand.
    fn line_end(&mut self) -> bool {
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
    /// The next record: `each` is called with column and text of every field; gives the zero-based line it starts on and the
    /// number of fields. Empty lines are no records.
    pub(crate) fn next(&mut self, mut each: impl FnMut(u32, usize, Cow<'t, str>)) -> Option<(u32, usize)> {
        while self.line_end() {}
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.line;
        let mut col = 0usize;
        loop {
            let field = self.field(col);
            let lines = newlines(self.slice(self.at, field.end));
            self.line = self.line.saturating_add(lines);
            self.at = field.end;
            each(start, col, field.text);
            col += 1;
            match self.byte(self.at) {
                Some(b) if b == self.dialect.delimiter => self.at += 1,
                None => return Some((start, col)),
                Some(_) => {
                    self.line_end();
                    return Some((start, col));
                }
            }
        }
    }
    /// First position at or after `from` that ends a field without quotes.
    fn plain_end(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or(&[]);
        // Fields are short: a plain loop is faster here than a vectorised search.
        rest.iter().position(|b| *b == self.dialect.delimiter || *b == b'\n' || *b == b'\r').map_or(self.text.len(), |i| from + i)
    }
    fn field(&mut self, col: usize) -> Taken<'t> {
        let from = self.at;
        let Some(quote) = self.dialect.quote else { return self.plain(from) };
        let mut open = from;
        while self.byte(open) == Some(b' ') && self.dialect.delimiter != b' ' {
            open += 1;
        }
        if self.byte(open) != Some(quote) {
            return self.plain(from);
        }
        match self.quoted(open, quote) {
            Some(field) => field,
            None => self.odd_field(from, open, quote, col),
        }
    }
    fn plain(&self, from: usize) -> Taken<'t> {
        let end = self.plain_end(from);
        Taken { text: Cow::Borrowed(self.slice(from, end)), end }
    }
    /// A quoted field; `None` where it is not closed, or goes on after it is.
    fn quoted(&self, open: usize, quote: u8) -> Option<Taken<'t>> {
        let bytes = self.text.as_bytes();
        let mut owned: Option<String> = None;
        let (mut from, mut at) = (open + 1, open + 1);
        loop {
            at += memchr::memchr(quote, bytes.get(at..)?)?;
            let escaped = self.dialect.backslash && at > from && self.byte(at - 1) == Some(b'\\');
            if escaped {
                let text = owned.get_or_insert_default();
                text.push_str(self.slice(from, at - 1));
                text.push(char::from(quote));
                at += 1;
                from = at;
                continue;
            }
            if self.byte(at + 1) == Some(quote) {
                owned.get_or_insert_default().push_str(self.slice(from, at + 1));
                at += 2;
                from = at;
                continue;
            }
            break;
        }
        let mut end = at + 1;
        while self.byte(end) == Some(b' ') && self.dialect.delimiter != b' ' {
            end += 1;
        }
        match self.byte(end) {
            None | Some(b'\n' | b'\r') => {}
            Some(b) if b == self.dialect.delimiter => {}
            Some(_) => return None,
        }
        let last = self.slice(from, at);
        let text = match owned {
            Some(mut text) => {
                text.push_str(last);
                Cow::Owned(text)
            }
            None => Cow::Borrowed(last),
        };
        Some(Taken { text, end })
    }
    /// A field that starts with a quote and is no quoted field: taken as written, up to the next delimiter or line end.
    fn odd_field(&mut self, from: usize, open: usize, quote: u8, col: usize) -> Taken<'t> {
        let field = self.plain(from);
        let closed_on_line = memchr::memchr(quote, self.slice(open + 1, field.end).as_bytes()).is_some();
        let kind = if closed_on_line { Oddity::TextAfterQuote } else { Oddity::Unclosed };
        if self.odd.len() < ODD {
            self.odd.push((self.line, u16::try_from(col).unwrap_or(u16::MAX), kind));
        }
        field
    }
}

/// Line ends of any kind in a text.
pub(crate) fn newlines(text: &str) -> u32 {
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
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: Some(b'"'), backslash: false, sep_line: false };

    fn all(text: &str) -> (Vec<(u32, Vec<String>)>, Vec<(u32, u16, Oddity)>) {
        let mut records = Records::new(text, COMMA);
        let mut out: Vec<(u32, Vec<String>)> = Vec::new();
        loop {
            let mut fields = Vec::new();
            let Some((line, n)) = records.next(|_, _, t| fields.push(t.into_owned())) else { break };
            assert_eq!(n, fields.len());
            out.push((line + 1, fields));
        }
        (out, records.odd)
    }
    fn lines(text: &str) -> Vec<u32> {
        all(text).0.into_iter().map(|(l, _)| l).collect()
    }

    #[test]
    fn physical_lines_are_right_under_every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "1,\"x", "y\"", "", "2,z"].join(end);
            assert_eq!(lines(&text), vec![1, 3, 6], "{end:?}");
        }
        assert_eq!(lines("a\r\nb\nc\rd"), vec![1, 2, 3, 4]);
    }

    #[test]
    fn an_unclosed_quote_is_found_where_it_opened_and_swallows_nothing() {
        let (records, odd) = all("a,b\n1,\"open\n2,x\n3,y\n");
        assert_eq!(records.len(), 4);
        assert_eq!(records[1].1, vec!["1", "\"open"]);
        assert_eq!(odd, vec![(1, 1, Oddity::Unclosed)]);
        // The next quoted field must not close it.
        let (records, odd) = all("a,b\n1,\"open\n2,\"ok\"\n3,y\n");
        assert_eq!(records.len(), 4);
        assert_eq!(records[2].1, vec!["2", "ok"]);
        assert_eq!(odd, vec![(1, 1, Oddity::Unclosed)]);
    }

    #[test]
    fn text_after_a_closing_quote_and_quotes_inside_are_kept() {
        let (records, odd) = all("x,\"a\"b,5\" pipe\n");
        assert_eq!(records[0].1, vec!["x", "\"a\"b", "5\" pipe"]);
        assert_eq!(odd, vec![(0, 1, Oddity::TextAfterQuote)]);
    }

    #[test]
    fn a_space_after_the_delimiter_does_not_hide_a_quote() {
        assert_eq!(all("a, \"b, c\" , d\n").0[0].1, vec!["a", "b, c", " d"]);
    }

    proptest! {
        #[test]
        fn on_clean_input_it_gives_what_the_csv_crate_gives(
            rows in proptest::collection::vec(proptest::collection::vec("[a-z \",\n]{0,6}", 2..5), 1..12),
            crlf in any::<bool>(),
        ) {
            let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut w = csv::WriterBuilder::new().flexible(true).terminator(end).from_writer(Vec::new());
            let mut at = 1u32;
            let mut starts = Vec::new();
            for r in &rows {
                w.write_record(r).unwrap();
                starts.push(at);
                at += 1 + u32::try_from(r.iter().map(|f| f.matches('\n').count()).sum::<usize>()).unwrap();
            }
            let text = String::from_utf8(w.into_inner().unwrap()).unwrap();
            let (records, odd) = all(&text);
            prop_assert!(odd.is_empty());
            // A field of blanks before a quote cannot occur in what the writer wrote, so the texts are equal.
            let got: Vec<Vec<String>> = records.iter().map(|(_, f)| f.clone()).collect();
            prop_assert_eq!(&got, &rows);
            let lines: Vec<u32> = records.iter().map(|(l, _)| *l).collect();
            prop_assert_eq!(lines, starts);
        }

        #[test]
        fn no_text_is_lost_and_nothing_panics(text in "[ab\",;\r\n\\\\ é]{0,60}") {
            let (records, _) = all(&text);
            let kept: usize = records.iter().flat_map(|(_, f)| f.iter()).map(|f| f.chars().filter(|c| *c == 'a' || *c == 'b' || *c == 'é').count()).sum();
            prop_assert_eq!(kept, text.chars().filter(|c| *c == 'a' || *c == 'b' || *c == 'é').count());
        }
    }
}
