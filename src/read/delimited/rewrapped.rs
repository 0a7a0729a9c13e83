//! A CSV export that a spreadsheet program with another list separator opened and saved: every line had fallen into one cell, and
//! lines with quotes in them were quoted as a whole. What it did is undone line by line, so that the text is again what the
//! tracker wrote.

/// Lines that are looked at before anything is decided.
const LOOKED_AT: usize = 200;

/// The text as it was before; `None` where it was not rewrapped.
pub(super) fn undo(text: &str) -> Option<String> {
    quoted(text).or_else(|| padded(text))
}

/// Lines of commas that were only lengthened: each ends with the semicolons of the empty cells beside it.
fn padded(text: &str) -> Option<String> {
    let header = text.lines().next()?;
    let bare = header.trim_end_matches(';');
    let run = header.len() - bare.len();
    if run == 0 || run > 100 || bare.len() > 100_000 || bare.contains(';') || bare.matches(',').count() < 3 {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut lines, mut ended) = (false, 0_usize, 0_usize);
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\r', '\n']);
        inside ^= body.bytes().filter(|b| *b == b'"').count() % 2 == 1;
        let cut = body.trim_end_matches(';');
        let cut = if inside { body } else { body.get(..cut.len().max(body.len().saturating_sub(run))).unwrap_or(body) };
        if !inside && !body.is_empty() {
            lines += 1;
            ended += usize::from(cut.len() < body.len());
        }
        out.push_str(cut);
        out.push_str(line.get(body.len()..).unwrap_or(""));
    }
    (lines >= 2 && ended * 10 >= lines * 9).then_some(out)
}

/// Lines that were quoted as a whole.
fn quoted(text: &str) -> Option<String> {
    let header = text.lines().next()?;
    if header.len() > 100_000 || header.matches(',').count() < 3 {
        return None;
    }
    let first = restored(header)?;
    if first.contains(['"', ';']) {
        return None;
    }
    let fields = first.matches(',').count() + 1;
    let (mut wrapped, mut lines) = (0_usize, 0_usize);
    for line in text.lines().skip(1).take(LOOKED_AT).filter(|l| !l.trim_end_matches(';').is_empty()) {
        lines += 1;
        if !line.starts_with('"') {
            continue;
        }
        let Some(inner) = restored(line) else { continue };
        // One quoted field that holds as many fields as the header has.
        if inner.len() + 2 <= line.len() && fields_of(&inner) == Some(fields) {
            wrapped += 1;
        } else if fields_of(line.trim_end_matches(';')) == Some(fields) {
            return None;
        }
    }
    let whole = header.starts_with('"');
    if wrapped == 0 || (!whole && wrapped < 2 && wrapped < lines) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\r', '\n']);
        match restored(body) {
            Some(original) => out.push_str(&original),
            None => out.push_str(body),
        }
        out.push_str(line.get(body.len()..).unwrap_or(""));
    }
    Some(out)
}

/// A line as it was before it was cut at semicolons and quoted: its fields joined again. `None` where its quotes do not match.
fn restored(line: &str) -> Option<String> {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    let (mut quoted, mut begins) = (false, true);
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                out.push('"');
            }
            '"' if quoted => {
                quoted = false;
                // Behind a closing quote stands the separator or nothing.
                if chars.peek().is_some_and(|n| *n != ';') {
                    return None;
                }
            }
            '"' if begins => quoted = true,
            _ => out.push(c),
        }
        begins = c == ';' && !quoted;
    }
    if quoted {
        return None;
    }
    out.truncate(out.trim_end_matches(';').len());
    Some(out)
}

/// The number of fields of one line of comma-separated text; `None` where a quote stays open.
fn fields_of(line: &str) -> Option<usize> {
    let (mut quoted, mut fields) = (false, 1);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields += 1,
            _ => {}
        }
    }
    (!quoted).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_quoted_as_a_whole_are_undone() {
        let plain = "Summary,Issue key,Issue id,Assignee\n\"Card form\",PAY-1,10,\"Berg, Ada\"\nLogin,PAY-2,11,\n";
        let saved = "Summary,Issue key,Issue id,Assignee\n\"\"\"Card form\"\",PAY-1,10,\"\"Berg, Ada\"\"\"\nLogin,PAY-2,11,\n";
        assert_eq!(undo(saved), None, "one line of two proves nothing beside a line that is whole");
        let both = saved.replace("Login,PAY-2,11,", "\"\"\"Login\"\",PAY-2,11,\"");
        assert_eq!(undo(&both), Some(plain.replace("Login", "\"Login\"")));
        let padded = "\"Summary,Issue key,Issue id,Assignee\";;;\r\n\"Card form,PAY-1,10,\"\"Berg, Ada\"\"\";;;\r\n";
        assert_eq!(undo(padded), Some("Summary,Issue key,Issue id,Assignee\r\nCard form,PAY-1,10,\"Berg, Ada\"\r\n".to_owned()));
    }

    #[test]
    fn lines_that_only_grew_semicolons_lose_them() {
        let plain = "Summary,Issue key,Issue id,Assignee\r\nCard; form,PAY-1,10,\"two\r\nlines;;\"\r\nLogin,PAY-2,11,\r\n";
        let saved = "Summary,Issue key,Issue id,Assignee;;\r\nCard; form,PAY-1,10,\"two\r\nlines;;\";;\r\nLogin,PAY-2,11,;;\r\n";
        assert_eq!(undo(saved), Some(plain.to_owned()));
        assert_eq!(undo("a,b,c,d;;\n1,2,3,4\n5,6,7,8\n"), None, "only the header has them");
        assert_eq!(undo("a;b;c,d,e,f;\n1;2;3,4,5,6;\n"), None, "semicolons part its columns");
    }

    #[test]
    fn a_semicolon_in_the_text_is_put_back() {
        let saved = "Summary,Issue key,Issue id,Type\n\"\"\"a, b\"\",PAY-1,10,Story\"\n\"\"\"c\"\"\";\"\"\"d\"\",PAY-2,11,Bug\"\n\"\"\"e\"\",PAY-3,12,Bug\"\n";
        assert!(undo(saved).is_some_and(|t| t.contains("\"a, b\",PAY-1,10,Story\n\"c\";\"d\",PAY-2,11,Bug\n")));
    }

    #[test]
    fn ordinary_texts_are_left_alone() {
        for text in [
            "a,b,c,d\n\"1\",\"2\",\"3\",\"4\"\n\"5\",\"6\",\"7\",\"8\"\n",
            "\"a\",\"b\",\"c\",\"d\"\n\"1\",\"2\",\"3\",\"4\"\n",
            "a,b,c,d\n\"one, two, three, four\",2,3,4\n\"x, y\",2,3,4\n",
            "a;b;c;d\n\"1,2,3,4\";2;3;4\n\"1,2,3,4\";2;3;4\n",
            "a,b,c,d\n1,2,3,4\n\"a note, with, three, commas\"\n",
            "Name\n\"a,b,c,d\"\n\"e,f,g,h\"\n",
            "",
        ] {
            assert_eq!(undo(text), None, "{text}");
        }
    }
}
