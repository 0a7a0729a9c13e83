//! Red, amber, green: words, letters, glyphs, fill colours.

use crate::model::Rag;

/// The RAG of a word, letter or glyph; five-point scales (`Amber/Red`) give amber.
pub fn word(text: &str) -> Option<Rag> {
    let _ = text;
    None
}

/// The RAG of a fill colour: saturated red, amber/orange/yellow, green; anything else, greys and blues included, is none.
pub fn fill(rgb: [u8; 3]) -> Option<Rag> {
    let _ = rgb;
    None
}
