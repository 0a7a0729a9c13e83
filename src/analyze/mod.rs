//! &[`Portfolio`](crate::model::Portfolio) → [`Analysis`]: what follows from the facts. Nothing here changes a fact; every
//! computed value lives in a type of its own.

pub mod cpm;
pub mod job;
pub mod network;
pub mod order;
pub mod result;
pub mod schedule;

pub use result::*;

use crate::config::Settings;
use crate::model::Portfolio;

/// Everything that follows from the portfolio. Independent parts run in parallel; the result does not depend on threads.
pub fn analyze(portfolio: &Portfolio, settings: &Settings) -> Analysis {
    let days = portfolio.calendar.working_days();
    let scheduled = schedule::schedule(portfolio, settings, &days);
    Analysis { schedule: scheduled.schedule, ..Analysis::default() }
}
