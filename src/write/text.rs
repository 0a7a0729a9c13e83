//! The one door per format for text that others wrote: cells, sheet and table names, print headers, CSV, terminal, file names.
//!
//! Nothing here judges the text; each door makes it harmless in its format and leaves the rest as it is. Markdown has its
//! own door in `report/summary/templates.rs`.

use std::borrow::Cow;

/// The most UTF-16 units that a cell holds.
pub const CELL_UNITS: usize = 32_767;

/// Stands at the end of a text that was cut.
pub const CUT_MARK: &str = " […cut]";

/// Whether a character may not stand in XML 1.0, or is a control character that no reader can see.
fn is_illegal(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{80}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

/// Bidirectional controls, with which a text can be made to read as something else.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The visible stand-in of a control character: `␛` for ESC, U+FFFD where Unicode has no picture.
fn picture(c: char) -> char {
    match u32::from(c) {
        n @ 0..=0x1f => char::from_u32(0x2400 + n).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// Text for a cell or a note: control characters become visible, `\r\n` and `\r` become `\n`, and what is longer than a cell
/// holds is cut with a mark.
pub fn cell(text: &str) -> Cow<'_, str> {
    let plain = text.len() <= CELL_UNITS && text.bytes().all(|b| (0x20..0x7f).contains(&b) || b == b'\n');
    if plain {
        return Cow::Borrowed(text);
    }
    let fits = text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS;
    if fits && !text.chars().any(|c| is_illegal(c) || c == '\r') {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n");
    let clean: String = lines.chars().map(visible).collect();
    Cow::Owned(if fits { clean } else { cut_units(&clean, CELL_UNITS) })
}

fn visible(c: char) -> char {
    match c {
        '\r' => '\n',
        c if is_illegal(c) => picture(c),
        c => c,
    }
}

/// At most `units` UTF-16 units, the mark included; never splits a character.
pub fn cut_units(text: &str, units: usize) -> String {
    if text.encode_utf16().count() <= units {
        return text.to_owned();
    }
    let room = units.saturating_sub(CUT_MARK.encode_utf16().count());
    let mut used = 0;
    let mut out = String::new();
    for c in text.chars() {
        used += c.len_utf16();
        if used > room {
            break;
        }
        out.push(c);
    }
    out.push_str(CUT_MARK);
    out
}

/// A sheet name: at most 31 units, none of `[]:*?/\`, no quote at either end, never empty.
pub fn sheet_name(text: &str) -> String {
    let clean: String =
        text.chars().map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { '-' } else { visible(c) }).collect();
    let clean = clean.replace(['\n', '\t'], " ");
    let mut out = String::new();
    let mut used = 0;
    for c in clean.trim().trim_matches('\'').chars() {
        used += c.len_utf16();
        if used > 31 {
            break;
        }
        out.push(c);
    }
    let out = out.trim().trim_matches('\'');
    if out.is_empty() || out.eq_ignore_ascii_case("history") { "Sheet".to_owned() } else { out.to_owned() }
}

/// A table's name in the workbook: letters, digits, underscore, not like a cell address.
pub fn table_name(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(200).collect();
    format!("t_{}", clean.trim_matches('_'))
}

/// Headers of a table: one line each, not empty, at most 255 units, unique regardless of case.
pub fn headers<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for (n, text) in texts.enumerate() {
        let base = cut_units(cell(text).replace(['\n', '\t'], " ").trim(), 240);
        let base = if base.is_empty() { format!("Column {}", n + 1) } else { base };
        let mut name = base.clone();
        let mut k = 2;
        while !seen.insert(name.to_lowercase()) {
            name = format!("{base} ({k})");
            k += 1;
        }
        out.push(name);
    }
    out
}

/// Text within a printed header or footer: `&` starts a code there, and the whole may have 255 units.
pub fn print_line(text: &str, units: usize) -> String {
    let one_line: String = text.chars().map(|c| if c == '\n' || c == '\r' || c == '\t' { ' ' } else { visible(c) }).collect();
    cut_units(&one_line, units / 2).replace('&', "&&")
}

/// A field of a CSV that we write: what a spreadsheet would take for a formula gets an apostrophe before it. Quoting is the
/// csv writer's matter.
pub fn csv(text: &str) -> Cow<'_, str> {
    let dangerous =
        matches!(text.chars().next(), Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'));
    let number = dangerous && text.parse::<f64>().is_ok();
    if dangerous && !number { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Text for a terminal: no control character, escape sequence or bidirectional control reaches it; line breaks are kept only
/// where `lines` says so.
pub fn terminal(text: &str, lines: bool) -> Cow<'_, str> {
    let bad = |c: char| (c.is_control() && !(lines && c == '\n')) || is_bidi(c) || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.chars().any(bad) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' if lines => out.push('\n'),
            '\t' | '\n' | '\r' => out.push(' '),
            c if is_bidi(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c if bad(c) => out.push(picture(c)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A file name of at most 60 bytes `[a-z0-9-]`, never empty, never a name that Windows reserves.
pub fn file_slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut out = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'ø' => out.push('o'),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    out.truncate(60);
    let out = out.trim_matches('-');
    let reserved = matches!(out, "" | "con" | "prn" | "aux" | "nul")
        || (out.len() == 4 && (out.starts_with("com") || out.starts_with("lpt")) && out.ends_with(|c: char| c.is_ascii_digit()));
    if reserved { format!("pack{}{out}", if out.is_empty() { "" } else { "-" }) } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_passes_a_cell_unchanged_and_is_not_copied() {
        assert!(matches!(cell("=1+1 | Größe\n2"), Cow::Borrowed("=1+1 | Größe\n2")));
    }

    #[test]
    fn control_characters_become_visible_in_a_cell() {
        assert_eq!(cell("a\u{1b}[31mb\u{0}\r\nc\u{85}"), "a␛[31mb␀\nc\u{fffd}");
    }

    #[test]
    fn a_text_longer_than_a_cell_is_cut_on_a_character_with_a_mark() {
        let long = "😀".repeat(20_000);
        let cut = cell(&long);
        assert!(cut.encode_utf16().count() <= CELL_UNITS);
        assert!(cut.ends_with(CUT_MARK) && cut.starts_with("😀"));
        let fits = "x".repeat(CELL_UNITS);
        assert_eq!(cell(&fits), fits);
        // ten units, of which the mark takes seven
        assert_eq!(cut_units("abcdefghijkl", 10), "abc […cut]");
        assert_eq!(cut_units("abcdefghij", 10), "abcdefghij");
        assert_eq!(cut_units("ab😀defghijkl", 10), "ab […cut]");
    }

    #[test]
    fn a_table_name_is_plain_and_never_like_an_address() {
        assert_eq!(table_name("Plan v3 (2)"), "t_Plan_v3__2");
        assert_eq!(table_name("A1"), "t_A1");
        assert_eq!(table_name("Größe"), "t_Gr__e");
    }

    #[test]
    fn headers_are_unique_regardless_of_case_and_never_empty() {
        assert_eq!(
            headers(["Name", "name", "", "a\nb", "NAME"].into_iter()),
            ["Name", "name (2)", "Column 3", "a b", "NAME (3)"]
        );
    }

    #[test]
    fn a_sheet_name_loses_what_excel_forbids() {
        assert_eq!(sheet_name("'Plan: [v3]/\\*?'"), "Plan- -v3-----");
        assert_eq!(sheet_name(""), "Sheet");
        assert_eq!(sheet_name(&"ä".repeat(40)).chars().count(), 31);
    }

    #[test]
    fn formulas_in_a_csv_get_an_apostrophe_and_numbers_do_not() {
        for text in ["=1+1", "+cmd", "-2+3", "@sum", "\tx", "＝1"] {
            assert_eq!(csv(text), format!("'{text}"));
        }
        for text in ["-2.5", "+3", "plain", ""] {
            assert_eq!(csv(text), text);
        }
    }

    #[test]
    fn no_escape_and_no_bidi_control_reaches_the_terminal() {
        assert_eq!(terminal("a\u{1b}]0;x\u{7}\u{202e}b\u{9b}\u{7f}", false), "a␛]0;x␇<U+202E>b\u{fffd}␡");
        assert_eq!(terminal("a\nb", true), "a\nb");
        assert_eq!(terminal("a\nb", false), "a b");
        assert_eq!(terminal("a\u{7}\nb\tc", true), "a␇\nb c");
    }

    #[test]
    fn file_names_are_short_plain_and_never_reserved() {
        assert_eq!(file_slug("Hafen – Größe & Übersicht"), "hafen-grosse-ubersicht");
        assert_eq!(file_slug("Ærø og Fåborg"), "aero-og-faborg");
        assert_eq!(file_slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_slug("CON"), "pack-con");
        assert_eq!(file_slug("com1"), "pack-com1");
        assert_eq!(file_slug("…"), "pack");
        assert!(file_slug(&"ab ".repeat(99)).len() <= 60);
    }

    #[test]
    fn an_ampersand_in_a_print_line_is_doubled() {
        assert_eq!(print_line("R&D\nplan", 100), "R&&D plan");
        assert_eq!(print_line("a\rb\tc\nd", 100), "a b c d");
        // half the units, because every character might be doubled
        assert_eq!(print_line("a & b, c and d", 20), "a && […cut]");
    }
}
