//! `program.json`: what a program sees of the model and its analysis.

use super::Brief;

/// What `program.json` holds.
pub fn view<'a>(brief: &'a Brief<'a>) -> impl serde::Serialize + 'a {
    brief.portfolio.counts
}
