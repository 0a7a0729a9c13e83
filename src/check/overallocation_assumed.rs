//! Overload that rests on an assumption: shown apart, never on the executive page.

use super::{Check, Facts, overallocation};
use crate::diagnostic::{Diagnostic, Severity};

/// The check.
pub const CHECK: Check = Check {
    name: "overallocation-assumed",
    severity: Severity::Note,
    title: "Somebody would be overloaded if every task took them full time",
    explain: "Tasks of this person overlap, but neither hours nor units are stated; the excess appears only if each is taken at 100 %.\n\n\
        It may be a false alarm. It decides no status and never reaches the executive page.\n\n\
        State hours or a share for these tasks; then the question has an answer.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let over = facts.analysis.contention.over.iter().filter(|o| !o.on_stated);
    let state = |mut d: Diagnostic| {
        d.help = "state hours or a share of the day for these tasks".into();
        d
    };
    over.filter_map(|o| overallocation::finding(facts, &CHECK, o, "on an assumed 100 % for each task").map(state)).collect()
}
