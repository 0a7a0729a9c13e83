//! &[`Portfolio`] → [`Analysis`]: what follows from the facts. Nothing here changes a fact; every
//! computed value lives in a type of its own.

pub mod behind;
pub mod benefits;
pub mod board;
mod both_ways;
pub mod capacity;
pub mod clocks;
pub mod contention;
pub mod cpm;
pub mod exposure;
#[cfg(test)]
mod fixture;
pub mod gates;
pub mod handovers;
pub mod health;
pub mod job;
pub mod milestones;
pub mod network;
pub mod options;
pub mod order;
#[cfg(test)]
mod properties;
pub mod quality;
pub mod result;
pub mod schedule;
pub mod what_if;

pub use result::*;

use clocks::Calendars;

use crate::config::Settings;
use crate::model::Portfolio;

/// Everything that follows from the portfolio. Independent parts run in parallel; the result does not depend on threads.
pub fn analyze(portfolio: &Portfolio, settings: &Settings) -> Analysis {
    let calendars = Calendars::of(portfolio);
    let days = calendars.program();
    let ((scheduled, causes), demand) = rayon::join(
        || rayon::join(|| schedule::schedule(portfolio, settings, &calendars), || exposure::exposure(portfolio, settings)),
        || contention::contention(portfolio, settings, &calendars),
    );
    let (milestones, (handovers, board_float)) = rayon::join(
        || milestones::milestones(portfolio, settings, days, &scheduled),
        || (handovers::handovers(portfolio, &calendars), board::board_float(portfolio, &calendars, &scheduled)),
    );
    let mut contention = contention::with_floats(demand, &scheduled.schedule);
    let findings =
        health::Findings { scheduled: &scheduled, milestones: &milestones, handovers: &handovers, contention: &contention };
    let ((health, quality), benefits) = rayon::join(
        || {
            rayon::join(
                || health::health(portfolio, settings, days, findings),
                || quality::quality(portfolio, settings, &calendars, &scheduled),
            )
        },
        || benefits::benefits(portfolio, settings, &scheduled, &milestones),
    );
    let overall = health::whole(portfolio, &health);
    let (bottlenecks, people_behind) =
        board::bottlenecks(portfolio, settings, &calendars, &scheduled, (&milestones, &contention));
    let standing = what_if::Standing {
        portfolio,
        calendars: &calendars,
        scheduled: &scheduled,
        milestones: &milestones,
        benefits: &benefits,
    };
    let (what_if, resolutions) = rayon::join(
        || what_if::ready(&standing, &bottlenecks, &people_behind),
        || options::resolutions(&standing, settings, &contention.over),
    );
    contention.resolutions = resolutions;
    let schedule = Schedule { board_float, ..scheduled.schedule };
    Analysis {
        schedule,
        milestones,
        handovers,
        contention,
        health,
        overall,
        exposure: causes,
        benefits,
        bottlenecks,
        people_behind,
        what_if,
        quality,
    }
}
