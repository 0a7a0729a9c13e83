//! The Markdown door: text that others wrote becomes text of a GFM page and nothing else. No tag, image, link, mention,
//! table break, heading or list comes out of it; what the page shows is what the cell says, on one line.

/// Breaks what would become a mention or a mail link, without showing.
const JOINER: char = '\u{2060}';

/// Text for anywhere in a line: heading, table cell, sentence.
pub fn escape(text: &str) -> String {
    escape_part(text, true)
}

/// The same for a part of a line; `opens` where it may stand at the line's start.
fn escape_part(text: &str, opens: bool) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len() + 8);
    let chars: Vec<char> = line.chars().collect();
    let start = if opens { first_marks(&chars) } else { usize::MAX };
    for (n, &c) in chars.iter().enumerate() {
        let rest = chars.get(n + 1..).unwrap_or(&[]);
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '$' => out.extend(['\\', c]),
            '&' if is_entity(rest) => out.push_str("\\&"),
            ':' if rest.starts_with(&['/', '/']) => out.push_str("\\:"),
            '.' if ends_with_www(&chars, n) => out.push_str("\\."),
            '@' => out.extend(['@', JOINER]),
            c if n == start => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Text in a code span, where Markdown shows it as it stands. What cannot stand there is shown by a look-alike.
pub fn code(text: &str) -> String {
    let line = one_line(text);
    if line.is_empty() {
        return String::new();
    }
    let safe: String = line
        .chars()
        .map(|c| match c {
            '`' => '\'',
            '|' => '¦',
            c => c,
        })
        .collect();
    format!("`{safe}`")
}

/// A finding's message: what stands between back-ticks becomes a code span, the rest text.
pub fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let mut out = String::new();
    for (n, part) in parts.iter().enumerate() {
        if n % 2 == 1 {
            if part.trim().is_empty() {
                out.push_str("(empty)");
            } else {
                out.push_str(&code(part));
            }
            continue;
        }
        let edge = |yes: bool| if yes { " " } else { "" };
        out.push_str(edge(n > 0 && part.starts_with(char::is_whitespace)));
        out.push_str(&escape_part(part, n == 0));
        out.push_str(edge(n + 1 < parts.len() && part.len() > 1 && part.ends_with(char::is_whitespace)));
    }
    out
}

/// A text of several lines as a quotation, each line escaped by itself.
pub fn quote(text: &str) -> String {
    let lines: Vec<String> =
        text.split(['\n', '\r']).map(escape).map(|l| if l.is_empty() { ">".to_owned() } else { format!("> {l}  ") }).collect();
    let mut out: Vec<&str> = Vec::new();
    for line in lines.iter().map(|l| l.as_str()) {
        if line != ">" || out.last().is_some_and(|l| *l != ">") {
            out.push(line);
        }
    }
    while out.last() == Some(&">") {
        out.pop();
    }
    out.join("\n").trim_end().to_owned()
}

/// One line: white space of all kinds becomes one blank, control and bidirectional characters become visible.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.trim().chars() {
        if c.is_whitespace() && c != '\u{a0}' {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) && !out.is_empty() {
            out.push(' ');
        }
        let hidden = c.is_control()
            || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        out.push(if hidden { '\u{fffd}' } else { c });
    }
    out
}

/// The position of a character that at the start of a line would begin a heading, list, quotation or rule.
fn first_marks(chars: &[char]) -> usize {
    match chars.first() {
        Some('#' | '+' | '-' | '=' | '>' | ':') => 0,
        Some('0'..='9') => {
            let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
            let dot = matches!(chars.get(digits), Some('.' | ')')) && matches!(chars.get(digits + 1), None | Some(' '));
            if dot { digits } else { usize::MAX }
        }
        _ => usize::MAX,
    }
}

fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

fn ends_with_www(chars: &[char], dot: usize) -> bool {
    dot >= 3 && chars.get(dot - 3..dot).is_some_and(|w| w.iter().all(|c| c.eq_ignore_ascii_case(&'w')))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use comrak::nodes::NodeValue;

    fn options() -> comrak::Options<'static> {
        let mut options = comrak::Options::default();
        options.extension.table = true;
        options.extension.autolink = true;
        options.extension.strikethrough = true;
        options.extension.tasklist = true;
        options.extension.footnotes = true;
        options
    }

    const HOSTILE: &[&str] = &[
        "a | b || c",
        "<script>alert(1)</script>",
        "<b>bold</b> <!-- x -->",
        "[x](javascript:1)",
        "![pic](http://evil.example/p.png)",
        "@team and anna@example.com",
        "http://evil.example/x HTTPS://EVIL.example www.evil.example",
        "mailto:a@b.example xmpp:a@b.example",
        "line one\nline two\r\n# three",
        "{{ 7 * 7 }} {% raw %}",
        "# heading",
        "- item",
        "1. item",
        "2) item",
        "> quote",
        "+ plus",
        "===",
        "---",
        ":--|--:",
        "*a* **b** _c_ __d__ ~~e~~ `f`",
        "back\\slash \\",
        "&amp; &#64; &copy; R&D",
        "[^1] [x] [ref]: http://a.example",
        "\u{1b}[31mred\u{202e}",
        "    indented code",
        "```\nfence\n```",
        "$x$ and $$y$$",
        "| --- |",
        "<http://a.example> <a@b.example>",
    ];

    #[test]
    fn a_blank_between_a_code_span_and_its_sentence_stays_one_blank() {
        assert_eq!(message("set `a` to `b` now"), "set `a` to `b` now");
        assert_eq!(message("`a` and `b`"), "`a` and `b`");
        assert_eq!(message("`a` `b`"), "`a` `b`");
        assert_eq!(message(" leads `a` "), "leads `a` ");
        assert_eq!(message("`a` tail "), "`a` tail");
        assert_eq!(message("no `` here"), "no (empty) here");
        assert_eq!(message("an odd ` mark"), escape("an odd ` mark"));
    }

    #[test]
    fn only_what_begins_a_list_or_names_a_character_is_marked() {
        let marked = |text: &str| first_marks(&text.chars().collect::<Vec<_>>());
        assert_eq!((marked("1. a"), marked("12) a"), marked("3.")), (1, 2, 1));
        assert_eq!((marked("1.5 days"), marked("12 days"), marked("a")), (usize::MAX, usize::MAX, usize::MAX));
        let entity = |text: &str| is_entity(&text.chars().collect::<Vec<_>>());
        assert!(entity("amp;") && entity("#64; x"));
        assert!(!entity("; x") && !entity("D plan;") && !entity("amp"));
    }

    #[test]
    fn hostile_text_stays_text_in_a_sentence_a_table_and_a_heading() {
        for text in HOSTILE {
            for (page, columns) in [
                (format!("{}\n", escape(text)), 0),
                (format!("# {}\n", escape(text)), 0),
                (format!("| A | B |\n| --- | --- |\n| {} | x |\n", escape(text)), 2),
                (format!("Before {} after.\n", escape(text)), 0),
            ] {
                let arena = comrak::Arena::new();
                let root = comrak::parse_document(&arena, &page, &options());
                let mut shown = String::new();
                for node in root.descendants() {
                    match &node.data.borrow().value {
                        NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) | NodeValue::Link(_) | NodeValue::Image(_) => {
                            panic!("markup out of {text:?} in {page:?}")
                        }
                        NodeValue::List(_) | NodeValue::BlockQuote | NodeValue::CodeBlock(_) | NodeValue::Code(_) => {
                            panic!("structure out of {text:?} in {page:?}")
                        }
                        NodeValue::Emph | NodeValue::Strong | NodeValue::Strikethrough | NodeValue::FootnoteReference(_) => {
                            panic!("emphasis out of {text:?} in {page:?}")
                        }
                        NodeValue::TableRow(_) => assert_eq!(node.children().count(), columns, "{page:?}"),
                        NodeValue::Text(t) => shown.push_str(t),
                        _ => {}
                    }
                }
                if columns == 0 && page.starts_with("Before") {
                    let want = format!("Before {} after.", one_line(text));
                    assert_eq!(shown.replace(JOINER, ""), want);
                }
            }
        }
    }

    #[test]
    fn ordinary_words_are_left_as_they_are() {
        for text in ["Payments API (v2): go-live, 31 Mar 2026", "R&D + QA", "PAY-12", "50 % done!", "Größe"] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn a_message_shows_cell_text_as_code() {
        assert_eq!(message("`31|31` is not a *date*"), "`31¦31` is not a \\*date\\*");
        assert_eq!(message("`` is empty"), "(empty) is empty");
        assert_eq!(message("one ` alone"), "one \\` alone");
        assert_eq!(message("for `A`: 3 days, `B`- late"), "for `A`: 3 days, `B`- late");
    }

    #[test]
    fn a_quotation_keeps_its_lines() {
        assert_eq!(quote("First.\n\n\n# Second\r\n"), "> First.  \n>\n> \\# Second");
    }
}
