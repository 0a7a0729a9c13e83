//! How names and keys are made comparable, and how they become slugs. Comparable means equal after folding, never alike.

use crate::import::values::address;
pub(super) use crate::model::names::{is_issue_key, issue_prefix};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A key or id for lookup: trimmed, lower case.
pub(super) fn fold_key(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() }
}

/// The name of a task for lookup: lower case, runs of blanks (also no-break ones) one blank. Punctuation stays, so that
/// `Phase 1.1` is not `Phase 11`.
pub(super) fn fold_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            let from = out.len();
            out.push_str(word);
            out[from..].make_ascii_lowercase();
        } else {
            out.push_str(&word.to_lowercase());
        }
    }
    out
}

/// The name of a project for lookup: accents and case off, every mark a blank, letters parted from digits (`Phase1` is
/// `Phase 1`), `&` is `and`. Two names are one only when this is equal.
pub(super) fn fold_project(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut last = Class::Blank;
    for c in text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        let class = match c {
            '&' => Class::Blank,
            c if c.is_numeric() => Class::Digit,
            c if c.is_alphabetic() => Class::Letter,
            _ => Class::Blank,
        };
        if c == '&' {
            push_word_break(&mut out);
            out.push_str("and");
            last = Class::Blank;
            continue;
        }
        if class != Class::Blank {
            if class != last {
                push_word_break(&mut out);
            }
            out.push(c);
        }
        last = class;
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Digit,
    Letter,
}

fn push_word_break(out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
}

/// Whether two project names differ in a number (phase, tranche, tier, lot), or one is the other's "non-": such a difference
/// blocks a join, whatever else agrees.
pub(super) fn guard_differs(a: &str, b: &str) -> bool {
    let marks = |text: &str| {
        let folded = fold_project(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let mut marks: Vec<String> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let of_phase = at > 0 && words.get(at - 1).is_some_and(|before| PHASES.contains(before));
            let before_phase = words.get(at + 1).is_some_and(|next| PHASES.contains(next));
            let said = NUMBERS.iter().position(|n| n.split(' ').any(|n| n == *word)).filter(|_| of_phase || before_phase);
            marks.extend(match said {
                Some(ix) => Some((ix + 1).to_string()),
                None if is_number(word) || *word == "non" => Some((*word).to_owned()),
                // `Phase B`
                None if of_phase && word.chars().count() == 1 => Some((*word).to_owned()),
                None => roman(word),
            });
        }
        marks.sort();
        marks
    };
    marks(a) != marks(b)
}

/// Words that a number in words or a letter belongs to.
const PHASES: &[&str] =
    &["phase", "stage", "tranche", "tier", "wave", "lot", "batch", "block", "part", "step", "release", "level", "ph"];
/// Numbers in words.
const NUMBERS: &[&str] = &["one first", "two second", "three third", "four fourth", "five fifth", "six sixth"];

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_numeric)
}

/// A Roman number of two letters or more, in digits; one letter may be a word.
pub(super) fn roman(word: &str) -> Option<String> {
    let n = match word {
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    Some(n.to_string())
}

/// `[a-z0-9-]`, at most `max` bytes, no name that Windows reserves; empty text where nothing can be written so.
pub(super) fn slug(text: &str, max: usize) -> String {
    let mut out = String::new();
    for c in text.nfkd().filter(|&c| !is_combining_mark(c)) {
        let c = match c {
            'ß' => 's',
            'ø' | 'Ø' => 'o',
            'ł' | 'Ł' => 'l',
            'æ' | 'Æ' => 'a',
            c => c,
        };
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() && !c.is_alphanumeric() {
            out.push('-');
        }
        if out.len() >= max {
            break;
        }
    }
    let cut = out.trim_end_matches('-').len();
    out.truncate(cut);
    if is_reserved(&out) {
        out.insert_str(0, "p-");
    }
    out
}

/// Names that Windows keeps for devices.
fn is_reserved(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || (name.len() == 4
            && (name.starts_with("com") || name.starts_with("lpt"))
            && name.ends_with(|c: char| c.is_ascii_digit()))
}

/// Eight hex digits that stand for a text which no slug can be made of (FNV-1a).
pub(super) fn short_hash(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

/// What a record is known by everywhere: its issue key, a long id, or repository and number of the issue whose address it is.
pub(super) fn known_everywhere(key: &str) -> Option<Cow<'_, str>> {
    if is_issue_key(key) || is_long_id(key) {
        return Some(Cow::Borrowed(key));
    }
    key.contains("://").then(|| address::numbered_issue(key)).flatten().map(Cow::Owned)
}

/// Whether an id of a tracker is long enough to mean one record everywhere: page hashes, item numbers, UUIDs.
pub(super) fn is_long_id(id: &str) -> bool {
    id.len() >= 9 && id.bytes().any(|b| b.is_ascii_digit()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn project_names_are_one_when_only_writing_differs() {
        assert_eq!(fold_project("HS2 Phase1"), fold_project("hs 2  phase-1"));
        assert_eq!(fold_project("Größe & Gewicht"), "große and gewicht");
        assert_ne!(fold_project("HS2 Phase 1"), fold_project("HS2 Phase 2a"));
    }

    #[test]
    fn a_number_or_a_non_blocks_a_join() {
        assert!(guard_differs("HS2 Phase 1", "HS2 Phase 2a"));
        assert!(guard_differs("Non-residential", "Residential"));
        assert!(guard_differs("Tier II", "Tier 3"));
        assert!(!guard_differs("Tier II", "Tier 2"));
        assert!(!guard_differs("Payments", "Payments API"));
        assert!(guard_differs("Ward refit phase one", "Ward refit phase two"));
        assert!(guard_differs("Broadband phase A", "Broadband phase B"));
        assert!(guard_differs("Rollout first phase", "Rollout second phase"));
        assert!(!guard_differs("Phase two", "Phase 2"));
        // a name is no number
        assert!(!guard_differs("Digital Identity", "One Login"));
    }

    #[test]
    fn slugs_are_safe_file_names() {
        assert_eq!(slug("Berth 4: Crane Renewal", 60), "berth-4-crane-renewal");
        assert_eq!(slug("CON", 60), "p-con");
        assert_eq!(slug("com1", 60), "p-com1");
        assert_eq!(slug("Проект", 60), "");
        assert_eq!(slug(&"x y ".repeat(60), 60).len(), 59);
    }

    #[test]
    fn issue_keys_are_told_from_row_numbers() {
        assert_eq!(issue_prefix("PAY-12"), Some("PAY"));
        assert_eq!(issue_prefix("PRJ-E-12"), Some("PRJ"));
        for other in ["12", "1.2", "M1", "T-1", "phase-1", "2026-01", "A-B"] {
            assert!(!is_issue_key(other), "{other}");
        }
    }
}
