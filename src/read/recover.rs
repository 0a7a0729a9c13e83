//! Reads delimited text whose quoting the csv crate would not take as it is meant: unclosed quotes, text after a closing quote,
//! blanks beside quotes, quotes escaped by a backslash, and records too long to be held beside the grid. Nothing is swallowed: what
//! is no quoted field is taken as written, and where and why is kept.

use super::records::{LineEnds, Scan, newlines};
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

/// Cuts records into fields one after the other.
pub(crate) struct Recovery<'t> {
    scan: Scan<'t>,
    /// Line, column and kind of what was odd.
    pub(crate) odd: Vec<(u32, u16, Oddity)>,
}

/// A field that ends, and what ended it.
struct Taken<'t> {
    text: Cow<'t, str>,
    /// Position after the field, at the delimiter, the line end or the end.
    end: usize,
}

impl<'t> Recovery<'t> {
    /// From where a scan stands: at the start of a record.
    pub(crate) fn new(scan: Scan<'t>) -> Self {
        Recovery { scan, odd: Vec::new() }
    }
    /// Line ends of records so far.
    pub(crate) fn ends(&self) -> LineEnds {
        self.scan.ends
    }
    /// The next record: `each` is called with line, column and text of every field until it fails; gives the zero-based line the
    /// record starts on and the number of fields. Empty lines are no records.
    pub(crate) fn next<E>(
        &mut self,
        mut each: impl FnMut(u32, usize, Cow<'t, str>) -> Result<(), E>,
    ) -> Result<Option<(u32, usize)>, E> {
        if !self.scan.blank_lines() {
            return Ok(None);
        }
        let start = self.scan.line;
        let mut col = 0usize;
        loop {
            let field = self.field(col);
            let lines = newlines(self.scan.slice(self.scan.at, field.end));
            self.scan.line = self.scan.line.saturating_add(lines);
            self.scan.at = field.end;
            each(start, col, field.text)?;
            col += 1;
            match self.scan.byte(self.scan.at) {
                Some(b) if b == self.scan.dialect.delimiter => self.scan.at += 1,
                None => return Ok(Some((start, col))),
                Some(_) => {
                    self.scan.line_end();
                    return Ok(Some((start, col)));
                }
            }
        }
    }
    fn field(&mut self, col: usize) -> Taken<'t> {
        let from = self.scan.at;
        let Some(quote) = self.scan.dialect.quote else { return self.plain(from) };
        let open = self.scan.past_blanks(from);
        if self.scan.byte(open) != Some(quote) {
            return self.plain(from);
        }
        self.quoted(open, quote).unwrap_or_else(|| self.odd_field(from, open, quote, col))
    }
    /// A field without quotes: up to the next delimiter or line end.
    fn plain(&self, from: usize) -> Taken<'t> {
        let rest = self.scan.slice(from, self.scan.text.len()).as_bytes();
        // Fields are short: a plain loop is faster here than a vectorised search.
        let stop = rest.iter().position(|b| *b == self.scan.dialect.delimiter || *b == b'\n' || *b == b'\r');
        let end = stop.map_or(self.scan.text.len(), |i| from + i);
        Taken { text: Cow::Borrowed(self.scan.slice(from, end)), end }
    }
    /// A quoted field; `None` where it is not closed, or goes on after it is.
    fn quoted(&self, open: usize, quote: u8) -> Option<Taken<'t>> {
        let mut owned: Option<String> = None;
        let close = self.scan.close(open, quote, |piece| owned.get_or_insert_default().push_str(piece))?;
        let last = self.scan.slice(close.from, close.at);
        let text = match owned {
            Some(text) => Cow::Owned(text + last),
            None => Cow::Borrowed(last),
        };
        Some(Taken { text, end: close.end })
    }
    /// A field that starts with a quote and is no quoted field: taken as written, up to the next delimiter or line end.
    fn odd_field(&mut self, from: usize, open: usize, quote: u8, col: usize) -> Taken<'t> {
        let field = self.plain(from);
        let closed_on_line = memchr::memchr(quote, self.scan.slice(open + 1, field.end).as_bytes()).is_some();
        let kind = if closed_on_line { Oddity::TextAfterQuote } else { Oddity::Unclosed };
        if self.odd.len() < ODD {
            self.odd.push((self.scan.line, u16::try_from(col).unwrap_or(u16::MAX), kind));
        }
        field
    }
}

#[cfg(test)]
mod tests {
    use super::super::dialect::Dialect;
    use super::*;
    use proptest::prelude::*;
    use std::convert::Infallible;

    const COMMA: Dialect = Dialect { delimiter: b',', quote: Some(b'"'), backslash: false, sep_line: false };

    type Odd = Vec<(u32, u16, Oddity)>;
    fn all(text: &str, dialect: Dialect) -> (Vec<(u32, Vec<String>)>, Odd) {
        let mut records = Recovery::new(Scan::new(text, dialect));
        let mut out: Vec<(u32, Vec<String>)> = Vec::new();
        loop {
            let mut fields = Vec::new();
            let next = records.next(|_, _, t| {
                fields.push(t.into_owned());
                Ok::<(), Infallible>(())
            });
            let Ok(Some((line, n))) = next else { break };
            assert_eq!(n, fields.len());
            out.push((line + 1, fields));
        }
        (out, records.odd)
    }

    #[test]
    fn an_unclosed_quote_is_found_where_it_opened_and_swallows_nothing() {
        let (records, odd) = all("a,b\n1,\"open\n2,x\n3,y\n", COMMA);
        assert_eq!(records.len(), 4);
        assert_eq!(records[1].1, vec!["1", "\"open"]);
        assert_eq!(odd, vec![(1, 1, Oddity::Unclosed)]);
        // The next quoted field must not close it.
        let (records, odd) = all("a,b\n1,\"open\n2,\"ok\"\n3,y\n", COMMA);
        assert_eq!(records.len(), 4);
        assert_eq!(records[2], (3, vec!["2".to_owned(), "ok".to_owned()]));
        assert_eq!(odd, vec![(1, 1, Oddity::Unclosed)]);
    }

    #[test]
    fn text_after_a_closing_quote_and_quotes_inside_are_kept() {
        let (records, odd) = all("x,\"a\"b,5\" pipe\n", COMMA);
        assert_eq!(records[0].1, vec!["x", "\"a\"b", "5\" pipe"]);
        assert_eq!(odd, vec![(0, 1, Oddity::TextAfterQuote)]);
    }

    #[test]
    fn a_space_after_the_delimiter_does_not_hide_a_quote() {
        assert_eq!(all("a, \"b, c\" , d\n", COMMA).0[0].1, vec!["a", "b, c", " d"]);
    }

    #[test]
    fn a_backslash_escapes_a_quote_and_nothing_else() {
        let backslash = Dialect { backslash: true, ..COMMA };
        let (records, odd) = all("1,\"say \\\"hi\\\", C:\\dir, \"\"x\"\"\"\n2,b\n", backslash);
        assert_eq!(records[0].1, vec!["1", "say \"hi\", C:\\dir, \"x\""]);
        assert_eq!((records.len(), odd), (2, vec![]));
    }

    proptest! {
        #[test]
        fn no_text_is_lost_and_nothing_panics(text in "[ab\",;\r\n\\\\ é]{0,60}", backslash in any::<bool>()) {
            let (records, _) = all(&text, Dialect { backslash, ..COMMA });
            let letters = |t: &str| t.chars().filter(|c| matches!(c, 'a' | 'b' | 'é')).count();
            let kept: usize = records.iter().flat_map(|(_, f)| f).map(|f| letters(f)).sum();
            prop_assert_eq!(kept, letters(&text));
        }
    }
}
