//! &[`Portfolio`](crate::model::Portfolio) → [`Analysis`]: what follows from the facts. Nothing here changes a fact; every
//! computed value lives in a type of its own.

pub mod cpm;
pub mod order;
pub mod result;

pub use result::*;

use crate::config::Settings;
use crate::model::Portfolio;

/// Everything that follows from the portfolio. Independent parts run in parallel; the result does not depend on threads.
pub fn analyze(portfolio: &Portfolio, settings: &Settings) -> Analysis {
    let _ = (portfolio, settings);
    Analysis::default()
}
