//! Names of people and things made comparable: what stays of a name when case, accents, titles and order are taken away.
//!
//! Nothing is joined here. Remarks that tell only how somebody is employed (`(Contractor)`) and titles are set aside; any other
//! remark stays part of the name, because it may be all that tells two people apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name for comparison: letters and digits only, lower case, accents off, words in the order written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NameKey(pub String);

/// Parts of a person's name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NameParts {
    /// Given names or initials, normalised, in order.
    pub given: Vec<String>,
    /// Family name, normalised, with its particles (`van der berg`).
    pub family: String,
    /// Titles and remarks that were set aside (`dr`, `contractor`).
    pub remarks: Vec<String>,
}

/// Words before or behind a name that are no part of it.
const TITLES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "herr",
    "frau",
    "dipl",
    "mme",
    "mlle",
    "sra",
    "srta",
    "dott",
    "eng",
    "engr",
    "phd",
    "mba",
    "msc",
    "bsc",
    "pmp",
    "obe",
    "cbe",
    "mbe",
    "esq",
    "capt",
    "col",
    "ing",
    "ext",
];
/// Remarks that tell how somebody is employed and nothing of who it is.
const EMPLOYMENT: &[&str] = &[
    "contractor",
    "external",
    "extern",
    "externe",
    "ext",
    "consultant",
    "freelance",
    "freelancer",
    "temp",
    "agency",
    "intern",
    "vendor",
    "part time",
    "part-time",
    "guest",
    "inactive",
    "deactivated",
    "unlicensed",
    "interim",
    "ctr",
    "former user",
    "x",
];
/// Words that belong to the family name behind them.
const PARTICLES: &[&str] = &[
    "van", "von", "vom", "zu", "zum", "zur", "de", "der", "den", "del", "della", "di", "da", "dal", "dos", "das", "du", "des",
    "la", "le", "las", "los", "ter", "ten", "bin", "ibn", "al", "el", "af", "av", "st",
];

/// The key of a name.
pub fn normalise(name: &str) -> NameKey {
    let mut out = String::with_capacity(name.len());
    if name.is_ascii() {
        name.chars().for_each(|c| plain(c, &mut out));
    } else {
        name.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| plain(c, &mut out));
    }
    let end = out.trim_end().len();
    out.truncate(end);
    NameKey(out)
}

fn plain(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
        'ł' | 'Ł' => out.push('l'),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ı' => out.push('i'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        c if c.is_alphanumeric() => c.to_lowercase().filter(|c| !is_combining_mark(*c)).for_each(|c| out.push(c)),
        _ => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
    }
}

/// The parts of a person's name; `Last, First` is turned round, `DUPONT Jean` too, e-mail local parts are split at their marks.
pub fn parts(name: &str) -> NameParts {
    let mut read = NameParts::default();
    let name = name.trim().trim_matches(['"', '\'']);
    let name = name.rsplit_once('\\').map_or(name, |(_, login)| login);
    if let Some((local, host)) = name.split_once('@')
        && !name.contains(char::is_whitespace)
        && host.contains('.')
    {
        return of_address(local);
    }
    let name = set_aside(name, &mut read);
    let (family_first, given_behind) = match name.split_once(',') {
        // `Marc Vitalis, PhD` has no family name in front.
        Some((left, right)) if right.split_whitespace().all(|w| is_title(&normalise(w).0)) => (left.to_owned(), None),
        Some((left, right)) => (left.to_owned(), Some(right.replace(',', " "))),
        None => (name, None),
    };
    let mut words = words_of(&family_first, &mut read);
    match given_behind {
        Some(behind) => {
            read.given = words_of(&behind, &mut read).into_iter().map(|w| w.key).flat_map(split_words).collect();
            read.family = join(&words);
        }
        None => {
            let family = take_family(&mut words);
            read.family = family;
            read.given = words.into_iter().map(|w| w.key).flat_map(split_words).collect();
        }
    }
    if read.family.is_empty()
        && let Some(last) = read.given.pop()
    {
        read.family = last;
    }
    read
}

fn split_words(key: String) -> Vec<String> {
    key.split(' ').map(str::to_owned).collect()
}

/// `anna.berg`, `a_berg2`.
fn of_address(local: &str) -> NameParts {
    let local = local.split('+').next().unwrap_or(local);
    let mut words: Vec<String> = local
        .split(['.', '_', '-'])
        .map(|w| normalise(w.trim_end_matches(|c: char| c.is_ascii_digit())).0)
        .filter(|w| !w.is_empty() && !EMPLOYMENT.contains(&w.as_str()))
        .collect();
    let family = words.pop().unwrap_or_default();
    NameParts { given: words, family, remarks: Vec::new() }
}

/// The name without bracketed remarks on employment; other brackets are opened and their words stay.
fn set_aside(name: &str, read: &mut NameParts) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(open) = rest.find(['(', '[']) {
        let (before, behind) = rest.split_at(open);
        out.push_str(before);
        let behind = behind.get(1..).unwrap_or("");
        let (inner, after) = behind.split_once([')', ']']).unwrap_or((behind, ""));
        let key = normalise(inner).0;
        if EMPLOYMENT.contains(&key.as_str()) || is_title(&key) {
            read.remarks.push(key);
        } else {
            out.push(' ');
            out.push_str(inner);
        }
        out.push(' ');
        rest = after;
    }
    out.push_str(rest);
    // `Anna Berg - Contractor`
    if let Some((head, tail)) = out.split_once(" - ")
        && EMPLOYMENT.contains(&normalise(tail).0.as_str())
    {
        read.remarks.push(normalise(tail).0);
        return head.to_owned();
    }
    out
}

fn is_title(key: &str) -> bool {
    TITLES.contains(&key)
}

/// A word of a name: its key, and whether it is written in capitals.
struct Word {
    key: String,
    capitals: bool,
}

/// The words of a stretch, titles set aside.
fn words_of(stretch: &str, read: &mut NameParts) -> Vec<Word> {
    let mut words = Vec::new();
    for piece in stretch.split(|c: char| c.is_whitespace() || c == '.') {
        let key = normalise(piece).0;
        if key.is_empty() {
            continue;
        }
        if is_title(&key) {
            read.remarks.push(key);
            continue;
        }
        let mut letters = piece.chars().filter(|c| c.is_alphabetic());
        let capitals = key.chars().count() > 1 && letters.all(char::is_uppercase);
        words.push(Word { key, capitals });
    }
    words
}

/// Takes the family name off: the last word with its particles, or a first word in capitals before others that are not.
fn take_family(words: &mut Vec<Word>) -> String {
    let shouted = words.iter().take_while(|w| w.capitals).count();
    if shouted > 0
        && shouted < words.len()
        && words.iter().skip(shouted).all(|w| !w.capitals && w.key.chars().count() > 1)
        && !words.iter().any(|w| w.key.chars().any(|c| c.is_ascii_digit()))
    {
        return join(&words.drain(..shouted).collect::<Vec<_>>());
    }
    let mut from = words.len().saturating_sub(1);
    while from > 1 && words.get(from - 1).is_some_and(|w| PARTICLES.contains(&w.key.as_str())) {
        from -= 1;
    }
    join(&words.split_off(from))
}

fn join(words: &[Word]) -> String {
    words.iter().map(|w| w.key.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a key means the same record in whatever file it stands: `PAY-12`, `PRJ-E-12`. Row numbers, outline numbers and
/// `M1` do not.
pub fn is_issue_key(key: &str) -> bool {
    issue_prefix(key).is_some()
}

/// The project part of an issue key: `PAY` of `PAY-12`, `PRJ` of `PRJ-E-12`.
pub fn issue_prefix(key: &str) -> Option<&str> {
    let (head, number) = key.rsplit_once('-')?;
    if number.is_empty() || number.len() > 9 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let head = match head.rsplit_once('-') {
        Some((prefix, letter)) if letter.len() == 1 => prefix,
        Some(_) => return None,
        None => head,
    };
    let fits = (2..=12).contains(&head.len())
        && head.starts_with(|c: char| c.is_ascii_uppercase())
        && head.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    fits.then_some(head)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn split(name: &str) -> (Vec<String>, String) {
        let p = parts(name);
        (p.given, p.family)
    }
    fn is(given: &[&str], family: &str) -> (Vec<String>, String) {
        (given.iter().map(|g| (*g).to_owned()).collect(), family.to_owned())
    }

    #[test]
    fn a_key_has_no_case_accents_or_marks() {
        assert_eq!(normalise("  José  Muñoz-Ávila ").0, "jose munoz avila");
        assert_eq!(normalise("O’Brien"), normalise("O'Brien"));
        assert_eq!(normalise("Łukasz Żak").0, "lukasz zak");
        assert_eq!(normalise("Jörg Strauß").0, "jorg strauss");
        assert_eq!(normalise("Søren\u{a0}Ærø").0, "soren aero");
        assert_eq!(normalise("HS2 Phase 2a").0, "hs2 phase 2a");
        assert_eq!(normalise("Андрей").0, normalise("АНДРЕЙ").0);
    }

    #[test]
    fn family_and_given_names_are_told_apart_in_any_order() {
        for name in [
            "Anna Berg",
            "Berg, Anna",
            "BERG Anna",
            "Dr. Anna Berg",
            "Anna Berg (Contractor)",
            "anna.berg@example.org",
            "Anna Berg, PhD",
            "Anna Berg - External",
            "\"Berg, Anna\"",
        ] {
            assert_eq!(split(name), is(&["anna"], "berg"), "{name}");
        }
        assert_eq!(split("Jan van der Berg"), is(&["jan"], "van der berg"));
        assert_eq!(split("van der Berg, Jan"), is(&["jan"], "van der berg"));
        assert_eq!(split("A. M. Berg"), is(&["a", "m"], "berg"));
        assert_eq!(split("Anne-Marie Smith-Jones"), is(&["anne", "marie"], "smith jones"));
        assert_eq!(split("Cher"), is(&[], "cher"));
        assert_eq!(split(r"CORP\vitalim"), is(&[], "vitalim"));
        assert_eq!(split("ANNA BERG"), is(&["anna"], "berg"));
    }

    #[test]
    fn what_may_tell_two_apart_stays_in_the_name() {
        assert_ne!(split("Anna Berg (North)"), split("Anna Berg (South)"));
        assert_ne!(split("Test environment 2"), split("Test environment 3"));
        assert_ne!(split("Tom Hill Jr."), split("Tom Hill"));
        assert_eq!(parts("Anna Berg (Contractor)").remarks, ["contractor"]);
    }

    proptest! {
        #[test]
        fn no_name_makes_it_panic(name in "\\PC*|[A-Za-z .,()@\\\\'-]{0,40}") {
            let key = normalise(&name);
            prop_assert_eq!(&normalise(&key.0), &key);
            let _ = parts(&name);
        }
    }
}
