//! The pieces of a page's text: where a tag ends, what is skipped whole, attributes, entities.

/// Length of a tag up to its `>`, quoted attributes respected.
pub(super) fn tag_len(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (i, b) in tag.bytes().enumerate().take(1 << 16) {
        match (quote, b) {
            (None, b'>') => return Some(i + 1),
            (None, b'"' | b'\'') if i > 0 && tag.as_bytes().get(i - 1) == Some(&b'=') => quote = Some(b),
            (Some(q), b) if q == b => quote = None,
            _ => {}
        }
    }
    memchr::memchr(b'>', tag.as_bytes()).map(|i| i + 1)
}

/// Length of a comment, script or style at the start of `tag`; `conditions` where the end of a condition comes after it.
pub(super) fn skipped(tag: &str, conditions: bool) -> Option<usize> {
    let (end, conditional) = if tag.starts_with("<!--") { ("-->", true) } else { ("", false) };
    if conditional {
        // Excel's settings stand in a conditional comment; only the sheet's name in it matters, and it is scanned like text.
        if tag.starts_with("<!--[if gte mso") {
            return conditions.then(|| tag.find("]>").map(|i| i + 2)).flatten();
        }
        return Some(tag.find(end).map_or(tag.len(), |i| i + end.len()));
    }
    let bytes = tag.as_bytes();
    for (open, close) in [("<script", "</script"), ("<style", "</style")] {
        if bytes.get(..open.len()).is_some_and(|b| b.eq_ignore_ascii_case(open.as_bytes())) {
            let mut at = open.len();
            while let Some(i) = bytes.get(at..).and_then(|r| memchr::memchr(b'<', r)) {
                at += i;
                if bytes.get(at..at + close.len()).is_some_and(|b| b.eq_ignore_ascii_case(close.as_bytes())) {
                    return Some(at);
                }
                at += 1;
            }
            return Some(tag.len());
        }
    }
    None
}

/// The value of an attribute in a tag's inside.
pub(super) fn attribute(inside: &str, name: &str) -> Option<String> {
    let lower = inside.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let at = lower.get(from..)?.find(name)? + from;
        from = at + name.len();
        let before = lower.as_bytes().get(at.checked_sub(1)?)?;
        let rest = inside.get(from..)?.trim_start();
        if !before.is_ascii_whitespace() && !matches!(before, b'"' | b'\'') {
            continue;
        }
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            return Some(match value.chars().next() {
                Some(q @ ('"' | '\'')) => value.get(1..)?.split(q).next()?.to_owned(),
                _ => value.split([' ', '\t', '\n', '\r', '/', '>']).next()?.to_owned(),
            });
        }
    }
}

/// Entities as characters; what is none stays.
pub(super) fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let end = rest.bytes().take(12).position(|b| b == b';');
        let name = end.and_then(|e| rest.get(1..e)).unwrap_or("");
        match entity(name) {
            Some(c) => {
                out.push(c);
                rest = rest.get(name.len() + 2..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(code) = name.strip_prefix('#') {
        let n = match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => code.parse().ok()?,
        };
        return char::from_u32(n);
    }
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "bdquo" => Some('„'),
        "hellip" => Some('…'),
        "bull" => Some('•'),
        "euro" => Some('€'),
        "trade" => Some('™'),
        "rarr" => Some('→'),
        "larr" => Some('←'),
        "OElig" => Some('Œ'),
        "oelig" => Some('œ'),
        "Scaron" => Some('Š'),
        "scaron" => Some('š'),
        "zwnj" => Some('\u{200c}'),
        "zwj" => Some('\u{200d}'),
        _ => {
            let at = LATIN1.split(' ').position(|n| n == name)?;
            char::from_u32(0xA0 + u32::try_from(at).ok()?)
        }
    }
}

/// Names of U+00A0 to U+00FF in order.
const LATIN1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest \
Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig \
agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
