//! What a cell of a responsibility matrix says: `R`, `A/R`, `I, C`, `RA`, `Responsible`; or that somebody has no part.

use super::fold;

/// What a cell says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Said {
    /// Responsible, accountable, consulted, informed: which of them.
    Part([bool; 4]),
    /// A letter or sign for none of the four: `N`, `-`, `X`.
    Nothing,
}

/// The letters of a cell; `None` for any other text.
pub(super) fn letters(text: &str) -> Option<Said> {
    let text = text.trim();
    if text.is_empty() || text.len() > 48 {
        return None;
    }
    let mut parts = [false; 4];
    let pieces = text.split(|c: char| {
        matches!(c, '/' | '|' | '\\' | ',' | ';' | '&' | '+' | '-' | '–' | '.' | '*' | '(' | ')') || c.is_whitespace()
    });
    for piece in pieces.filter(|p| !p.is_empty()) {
        let mut take = |n: usize| parts[n] = true;
        match fold(piece).as_str() {
            "r" | "responsible" => take(0),
            "a" | "accountable" | "approver" | "approve" => take(1),
            "c" | "consulted" | "consult" => take(2),
            "i" | "informed" | "inform" => take(3),
            "s" | "q" | "v" | "n" | "o" | "x" | "d" | "l" | "p" | "na" | "support" | "and" | "" => {}
            _ => joined(piece, &mut parts)?,
        }
    }
    Some(if parts.contains(&true) { Said::Part(parts) } else { Said::Nothing })
}

/// `RA`, `CI`, `RACI`: capitals, none of them twice.
fn joined(piece: &str, parts: &mut [bool; 4]) -> Option<()> {
    let known = "RACISQV";
    let twice = piece.char_indices().any(|(i, c)| piece[..i].contains(c));
    if !(2..=5).contains(&piece.len()) || twice || !piece.chars().all(|c| known.contains(c)) {
        return None;
    }
    for c in piece.chars() {
        if let Some(n) = "RACI".find(c) {
            parts[n] = true;
        }
    }
    Some(())
}
