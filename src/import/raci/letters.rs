//! What a cell of a responsibility matrix says: `R`, `A/R`, `I, C`, `RA`, `Responsible`; or that somebody has no part.

use super::fold;
use crate::model::Raci;

/// What a cell says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Said {
    /// Responsible, accountable, consulted, informed: which of them.
    Part(Raci),
    /// A letter or sign for none of the four: `N`, `-`, `X`.
    Nothing,
}

/// The letters of a cell; `None` for any other text.
pub(super) fn letters(text: &str) -> Option<Said> {
    let text = text.trim();
    if text.is_empty() || text.len() > 48 {
        return None;
    }
    let mut parts = Raci::default();
    let pieces = text.split(|c: char| {
        matches!(c, '/' | '|' | '\\' | ',' | ';' | '&' | '+' | '-' | '–' | '.' | '*' | '(' | ')') || c.is_whitespace()
    });
    for piece in pieces.filter(|p| !p.is_empty()) {
        match fold(piece).as_str() {
            "r" | "responsible" => parts.responsible = true,
            "a" | "accountable" | "approver" | "approve" => parts.accountable = true,
            "c" | "consulted" | "consult" => parts.consulted = true,
            "i" | "informed" | "inform" => parts.informed = true,
            "s" | "q" | "v" | "n" | "o" | "x" | "d" | "l" | "p" | "na" | "support" | "and" | "" => {}
            _ => joined(piece, &mut parts)?,
        }
    }
    Some(if parts == Raci::default() { Said::Nothing } else { Said::Part(parts) })
}

/// `RA`, `CI`, `RACI`: capitals, none of them twice.
fn joined(piece: &str, parts: &mut Raci) -> Option<()> {
    let known = "RACISQV";
    let twice = piece.char_indices().any(|(i, c)| piece[..i].contains(c));
    if !(2..=5).contains(&piece.len()) || twice || !piece.chars().all(|c| known.contains(c)) {
        return None;
    }
    for c in piece.chars() {
        match c {
            'R' => parts.responsible = true,
            'A' => parts.accountable = true,
            'C' => parts.consulted = true,
            'I' => parts.informed = true,
            _ => {}
        }
    }
    Some(())
}
