//! How a delimited text is written: delimiter, quote, escape. Counted on a bounded sample; csv-nose is asked where counting
//! does not settle it.

/// The dialect of a delimited text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Dialect {
    /// Between fields.
    pub(crate) delimiter: u8,
    /// Around fields; `None` = nothing is quoted.
    pub(crate) quote: Option<u8>,
    /// A backslash before a quote inside a quoted field stands for the quote.
    pub(crate) backslash: bool,
    /// The first line is a `sep=` line and no record.
    pub(crate) sep_line: bool,
}

/// How `write` writes CSV.
pub(crate) const OURS: Dialect = Dialect { delimiter: b',', quote: Some(b'"'), backslash: false, sep_line: false };

/// Bytes of the sample.
const SAMPLE: usize = 128 << 10;
/// Records counted.
const RECORDS: usize = 400;

impl Dialect {
    /// The delimiter for people.
    pub(crate) fn delimiter_name(self) -> String {
        match self.delimiter {
            b'\t' => "tab".to_owned(),
            b' ' => "space".to_owned(),
            other => format!("`{}`", char::from(other)),
        }
    }
}

/// The sample: whole lines from the top.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let bytes = text.as_bytes().get(..SAMPLE).unwrap_or(&[]);
    let end = bytes.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |i| i + 1);
    text.get(..end).filter(|s| !s.is_empty()).unwrap_or(text)
}

/// Finds the dialect of a text.
pub(crate) fn find(text: &str) -> Dialect {
    if let Some(delimiter) = sep_line(text) {
        return Dialect { delimiter, quote: Some(b'"'), backslash: backslash(sample(text), delimiter), sep_line: true };
    }
    let sample = sample(text);
    let quote = if single_quotes(sample) { b'\'' } else { b'"' };
    let mut ranked: Vec<(u8, Count)> = [b',', b';', b'\t', b'|']
        .into_iter()
        .map(|d| (d, count(sample.as_bytes(), d, quote)))
        .filter(|(_, c)| c.mode > 1)
        .collect();
    ranked.sort_by(|(_, a), (_, b)| b.score().total_cmp(&a.score()));
    let delimiter = match ranked.as_slice() {
        [(d, _)] => *d,
        [(d, first), (_, second), ..] if first.score() > second.score() * 1.5 => *d,
        [(d, _), rest @ ..] => {
            let asked = nose(sample);
            asked.filter(|a| rest.iter().any(|(d, _)| d == a)).unwrap_or(*d)
        }
        [] => nose(sample)
            .filter(|d| matches!(d, b':' | b'^' | b'~') && count(sample.as_bytes(), *d, quote).share > 0.9)
            .unwrap_or(b','),
    };
    Dialect { delimiter, quote: Some(quote), backslash: backslash(sample, delimiter), sep_line: false }
}

/// The delimiter of a `sep=;` line at the top.
fn sep_line(text: &str) -> Option<u8> {
    let first = text.lines().next()?.trim_start_matches('\u{feff}');
    let rest = first.strip_prefix("sep=").or_else(|| first.strip_prefix("Sep=")).or_else(|| first.strip_prefix("SEP="))?;
    let rest = rest.trim_end_matches('"');
    match rest.as_bytes() {
        [d] if d.is_ascii() && !d.is_ascii_alphanumeric() => Some(*d),
        _ => None,
    }
}

/// How the records of a sample fall into fields under a delimiter.
#[derive(Clone, Copy, Debug)]
struct Count {
    /// The commonest number of fields.
    mode: usize,
    /// The share of records that have it.
    share: f64,
}

impl Count {
    fn score(self) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "a few hundred at most")]
        let fields = self.mode.min(60) as f64;
        self.share * self.share * fields.sqrt()
    }
}

fn count(bytes: &[u8], delimiter: u8, quote: u8) -> Count {
    let (mut counts, mut fields, mut quoted, mut start, mut blank) = (Vec::new(), 1usize, false, true, true);
    for (i, &b) in bytes.iter().enumerate() {
        if counts.len() >= RECORDS {
            break;
        }
        if quoted {
            quoted = b != quote;
            start = false;
        } else if b == quote && (start || bytes.get(i.wrapping_sub(1)) == Some(&quote)) {
            quoted = true;
            blank = false;
        } else if b == delimiter {
            fields += 1;
            start = true;
            blank = false;
        } else if b == b'\n' || b == b'\r' {
            if !blank {
                counts.push(fields);
            }
            (fields, start, blank) = (1, true, true);
        } else if b != b' ' || !start {
            start = false;
            blank = false;
        }
    }
    if !blank {
        counts.push(fields);
    }
    let mut sorted = counts.clone();
    sorted.sort_unstable();
    let (mut mode, mut most) = (1, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() >= most {
            (mode, most) = (run.first().copied().unwrap_or(1), run.len());
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "a few hundred at most")]
    let share = if counts.is_empty() { 0.0 } else { most as f64 / counts.len() as f64 };
    Count { mode, share }
}

/// What csv-nose takes the delimiter to be.
fn nose(sample: &str) -> Option<u8> {
    let head = sample.get(..sample.len().min(16 << 10)).unwrap_or(sample);
    super::quietly(|| csv_nose::Sniffer::new().sniff_bytes(head.as_bytes()).ok())?.map(|m| m.dialect.delimiter)
}

/// Whether fields are wrapped in single quotes throughout.
fn single_quotes(sample: &str) -> bool {
    if sample.contains('"') {
        return false;
    }
    let (mut wrapped, mut filled) = (0usize, 0usize);
    for field in sample.split([',', ';', '\t', '|', '\n', '\r']).take(4000) {
        let field = field.trim();
        filled += usize::from(!field.is_empty());
        wrapped += usize::from(field.len() >= 2 && field.starts_with('\'') && field.ends_with('\''));
    }
    wrapped > 3 && wrapped * 3 > filled
}

/// Whether quotes inside quoted fields are written `\"`.
fn backslash(sample: &str, delimiter: u8) -> bool {
    let bytes = sample.as_bytes();
    let mut inside = false;
    for at in memchr::memmem::find_iter(bytes, b"\\\"") {
        let next = bytes.get(at + 2).copied();
        if next.is_some_and(|b| b != delimiter && b != b'\n' && b != b'\r' && b != b'"') {
            inside = true;
        }
    }
    inside
        && !sample.contains("\"\"\"")
        && !bytes.windows(2).zip(bytes.get(2..).unwrap_or(&[])).any(|(w, n)| w == b"\"\"" && n.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> char {
        char::from(find(text).delimiter)
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_all_records_alike() {
        assert_eq!(delimiter("ID,Name\n1,a\n2,b\n"), ',');
        assert_eq!(delimiter("ID;Cost\n1;1.234,50\n2;7,5\n"), ';');
        assert_eq!(delimiter("ID\tName, first\n1\ta, b\n2\tc\n"), '\t');
        assert_eq!(delimiter("a|b|c\n1|2|3\n"), '|');
        assert_eq!(delimiter("one column\nonly\n"), ',');
        assert_eq!(delimiter("Key,Summary\nA-1,\"a; b; c\"\nA-2,\"d; e; f\"\n"), ',');
        assert_eq!(delimiter("sep=;\nID,x;Name\n"), ';');
    }

    #[test]
    fn quotes_and_escapes_are_seen() {
        assert_eq!(find("'a','b'\n'1','x, y'\n'2','z'\n").quote, Some(b'\''));
        assert!(find("a,b\n1,\"say \\\"hi\\\" now\"\n").backslash);
        assert!(!find("a,b\n1,\"say \"\"hi\"\" now\"\n").backslash);
        assert!(!find("a,b\n1,\"C:\\dir\\\"\n").backslash);
    }
}
