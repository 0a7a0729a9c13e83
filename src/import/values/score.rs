//! Levels of probability, impact and priority as stated.

/// A number that a level's text gives: `Medium (4)` gives 4, `3` gives 3, `75% to 100%` gives its middle as a fraction; `High` gives
/// none. The text itself is the level's word.
pub fn number(text: &str) -> Option<f64> {
    let _ = text;
    None
}

/// Rank of a level word, 1 (very low) to 5 (very high), typos and languages included: `HIgh`, `Med`, `hoch`.
pub fn rank(text: &str) -> Option<u8> {
    let _ = text;
    None
}
