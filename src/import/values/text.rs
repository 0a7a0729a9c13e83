//! Cleaning of texts: invisible characters, escapes, headers, words for nothing.
//!
//! A blank, a zero and a word for "not known" stay three different things: [`absent`] tells the first and the last, a zero is a
//! value like any other.

use super::words::Words;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// Why a cell gives no value although it may hold text. A zero is none of these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absent {
    /// Nothing but blanks.
    Blank,
    /// Said not to be known yet: `TBC`, `TBD`, `?`, `unknown`.
    Unknown,
    /// Said not to apply or to be nothing: `n/a`, `NA`, `-`, `none`, `null`.
    Nothing,
}

static ABSENT: LazyLock<Words<Absent>> = LazyLock::new(|| {
    Words::new(&[
        (
            Absent::Unknown,
            "?|??|???|TBA|TBC|TBD|to be advised|to be agreed|to be confirmed|to be decided|to be defined|to be determined",
        ),
        (
            Absent::Unknown,
            "unknown|not known|not yet known|not yet set|undefined|unbekannt|unklar|noch offen|onbekend|niet bekend",
        ),
        (
            Absent::Unknown,
            "nog te bepalen|inconnu|à définir|à confirmer|desconocido|a definir|a determinar|por definir|por confirmar",
        ),
        (Absent::Unknown, "desconhecido|nieznany|do ustalenia|неизвестно|не известно"),
        (
            Absent::Nothing,
            "n/a|na|n.a.|n\\a|n/d|n/v|n.v.t.|s/o|#N/A|#NULL!|NaN|NaT|null|nil|none|nothing|empty|blank|not applicable",
        ),
        (
            Absent::Nothing,
            "not available|not set|no date|(none)|(null)|(blank)|(empty)|<NA>|<none>|leer|(leer)|kein|keine|keiner|entfällt",
        ),
        (
            Absent::Nothing,
            "nicht zutreffend|geen|niet van toepassing|aucun|aucune|aucun(e)|sans objet|vide|(vide)|ninguno|ninguna|vacío",
        ),
        (
            Absent::Nothing,
            "(vacío)|no aplica|nenhum|nenhuma|vazio|(vazio)|não aplicável|brak|nie dotyczy|нет|не выбран|не указан",
        ),
        (Absent::Nothing, "не указано|не задано|无|なし"),
    ])
});

/// Whether a text is blank or a word for nothing or not known.
pub fn absent(text: &str) -> Option<Absent> {
    let trimmed = text.trim_matches(is_blank);
    if trimmed.is_empty() {
        return Some(Absent::Blank);
    }
    if trimmed.len() > 40 || trimmed.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if trimmed.chars().all(|c| matches!(c, '-' | '–' | '—' | '−' | '.' | '…' | '_' | '/' | '*')) {
        return Some(Absent::Nothing);
    }
    ABSENT.get(trimmed.trim_matches(['-', '–', '—', ' ']))
}

/// Blanks of every kind, with the marks that no reader sees.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Marks without width that carry no meaning in a cell: soft hyphen, zero-width blanks, byte-order marks, direction marks.
/// Joiners are left in: they hold emoji and some scripts together.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A cell's text for use as a value: trimmed of all blanks, invisible characters out, no-break blanks made plain, `_x000D_` escapes
/// decoded, an apostrophe before `= + - @` stripped. Borrowed where there is nothing to do.
pub fn clean(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_matches(is_blank);
    let bytes = trimmed.as_bytes();
    let apostrophe = bytes.first() == Some(&b'\'') && bytes.get(1).is_some_and(|b| matches!(b, b'=' | b'+' | b'-' | b'@'));
    let trimmed = if apostrophe { &trimmed[1..] } else { trimmed };
    // Most cells are plain ASCII without an underscore: nothing can be wrong with them.
    if trimmed.bytes().all(|b| matches!(b, b' '..=b'~') && b != b'_') {
        return Cow::Borrowed(trimmed);
    }
    let escapes = has_escape(trimmed);
    if !escapes && !trimmed.chars().any(wants_cleaning) {
        return Cow::Borrowed(trimmed);
    }
    let decoded = if escapes { Cow::Owned(unescape(trimmed)) } else { Cow::Borrowed(trimmed) };
    let mut out = String::with_capacity(decoded.len());
    let mut before = '\0';
    for c in decoded.chars() {
        match c {
            '\u{a0}' | '\u{2007}' | '\u{202f}' => out.push(' '),
            '\r' => out.push('\n'),
            '\n' if before == '\r' => {}
            c if is_invisible(c) || (c.is_control() && c != '\n' && c != '\t') => {}
            c => out.push(c),
        }
        before = c;
    }
    let end = out.trim_end_matches(is_blank).len();
    out.truncate(end);
    let start = out.len() - out.trim_start_matches(is_blank).len();
    if start > 0 {
        out.drain(..start);
    }
    Cow::Owned(out)
}

fn wants_cleaning(c: char) -> bool {
    match c {
        ' '..='~' | '\n' | '\t' => false,
        '\u{a0}' | '\u{2007}' | '\u{202f}' => true,
        c => is_invisible(c) || c.is_control(),
    }
}

fn has_escape(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"_x").is_some_and(|i| text.as_bytes().get(i + 6) == Some(&b'_'))
        || memchr::memmem::find_iter(text.as_bytes(), b"_x").any(|i| escape_at(text, i).is_some())
}

/// The character of a `_xHHHH_` escape that starts at byte `i`.
fn escape_at(text: &str, i: usize) -> Option<char> {
    let hex = text.get(i + 2..i + 6)?;
    (text.as_bytes().get(i + 6) == Some(&b'_') && hex.bytes().all(|b| b.is_ascii_hexdigit())).then_some(())?;
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}

/// Decodes the `_xHHHH_` escapes that spreadsheet files use for characters XML cannot hold.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[rest..], b"_x") {
        let i = rest + found;
        match escape_at(text, i) {
            Some(c) => {
                out.push_str(&text[rest..i]);
                out.push(c);
                rest = i + 7;
            }
            None => {
                out.push_str(&text[rest..i + 2]);
                rest = i + 2;
            }
        }
    }
    out.push_str(&text[rest..]);
    out
}

/// A header or word for comparison: cleaned, composed, lower case; dots, colons, underscores, asterisks and newlines become
/// blanks and runs of blanks one; letters that only look Latin are folded to Latin; accents are kept.
pub fn fold(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    let text = text.strip_prefix("(*)").unwrap_or(&text);
    if text.is_ascii() || is_nfkc(text) {
        text.chars().for_each(|c| fold_char(c, &mut out));
    } else {
        text.nfkc().for_each(|c| fold_char(c, &mut out));
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out
}

fn fold_char(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '.' | ':' | '_' | '*' => blank(out),
        c if c.is_whitespace() => blank(out),
        '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' => {}
        '’' | '‘' | '`' | '´' => out.push('\''),
        '–' | '—' | '−' | '‐' | '‑' => out.push('-'),
        c => c.to_lowercase().for_each(|c| out.push(latin(c))),
    }
}

fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Lower-case letters of other alphabets that look Latin in one of their cases, made Latin.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'ν' => 'v',
        c => c,
    }
}

/// Blanks before the first character; a no-break blank counts one, a tab four.
pub fn leading_blanks(text: &str) -> usize {
    text.chars()
        .take_while(|c| is_blank(*c) && *c != '\n' && *c != '\r')
        .map(|c| match c {
            '\t' => 4,
            c if c.is_whitespace() => 1,
            _ => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn headers_that_differ_only_in_dress_fold_to_one() {
        for header in [
            "Due Date",
            " due\u{a0}date ",
            "Due_Date:",
            "Due\nDate",
            "DUE  DATE.",
            "\u{feff}Due date",
            "Du\u{ad}e Date\u{200b}",
            "Due Date*",
        ] {
            assert_eq!(fold(header), "due date", "{header:?}");
        }
        assert_eq!(fold("Vorgangsschlüssel:"), fold("Vorgangsschlüssel"));
        assert_eq!(fold("(*)Start"), "start");
        assert_eq!(fold("Net.."), "net");
        assert_eq!(fold("Unique_ID"), "unique id");
        assert_eq!(fold("Date d’échéance"), "date d'échéance");
    }

    #[test]
    fn a_latin_letter_in_a_russian_header_does_not_matter() {
        assert_eq!(fold("Обновленo"), fold("Обновлено"));
        assert_eq!(fold("Сreated"), "created");
    }

    #[test]
    fn composed_and_decomposed_accents_are_one_and_accents_are_kept() {
        assert_eq!(fold("Cle\u{301} de ticket"), "clé de ticket");
        assert_ne!(fold("Clé"), fold("Cle"));
    }

    #[test]
    fn what_no_reader_sees_is_taken_out_of_values() {
        assert_eq!(clean("  Re-create Lambda \u{200b}"), "Re-create Lambda");
        assert_eq!(clean("Mon projet\u{a0}Kanban"), "Mon projet Kanban");
        assert_eq!(clean("A_x0008_nna"), "Anna");
        assert_eq!(clean("first_x000D_\nsecond"), "first\nsecond");
        assert_eq!(clean("_x005F_x"), "_x");
        assert_eq!(clean("fix_xyz_"), "fix_xyz_");
        assert!(matches!(clean("plain text"), Cow::Borrowed("plain text")));
    }

    #[test]
    fn an_apostrophe_set_against_formulas_is_stripped_and_others_stay() {
        assert_eq!(clean("'=1+1"), "=1+1");
        assert_eq!(clean("'+49 40 123"), "+49 40 123");
        assert_eq!(clean("'s-Hertogenbosch"), "'s-Hertogenbosch");
    }

    #[test]
    fn blank_zero_and_unknown_are_three_things() {
        assert_eq!(absent(" \u{a0}"), Some(Absent::Blank));
        assert_eq!(absent("0"), None);
        assert_eq!(absent("TBC"), Some(Absent::Unknown));
        assert_eq!(absent("unknown"), Some(Absent::Unknown));
        for word in ["N/A", "n/a", "NA", "n.a.", "-", "—", "None", "null", "Aucun(e)", "- Не выбран -", "#N/A", "brak", "…"]
        {
            assert_eq!(absent(word), Some(Absent::Nothing), "{word}");
        }
        assert_eq!(absent("Nathan"), None);
        assert_eq!(absent("No"), None);
    }

    #[test]
    fn leading_blanks_are_counted_with_no_break_ones() {
        assert_eq!(leading_blanks("   Build"), 3);
        assert_eq!(leading_blanks("\u{a0}\u{a0}Build"), 2);
        assert_eq!(leading_blanks("\tBuild"), 4);
        assert_eq!(leading_blanks("Build"), 0);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[_x0-9A-F\u{a0}\r\n ']{0,40}") {
            let _ = (clean(&text), absent(&text), leading_blanks(&text));
            let once = fold(&text);
            prop_assert!(once.len() <= text.len().saturating_mul(20) + 20);
        }
    }
}
