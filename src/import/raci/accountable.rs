//! Who decides: in a matrix of responsibilities each activity has one person accountable. None, or several, is a finding.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{CellRef, Text};

/// An activity with how many are accountable for it.
pub struct Activity {
    /// Its name.
    pub name: Text,
    /// Its cell.
    pub at: CellRef,
    /// Those accountable.
    pub accountable: usize,
}

/// Findings at the activities without one accountable, and at those with several; nothing where the matrix names no accountable at
/// all, because then it does not tell that part.
pub fn findings(activities: &[Activity]) -> Vec<Diagnostic> {
    if activities.iter().all(|a| a.accountable == 0) {
        return Vec::new();
    }
    let missing = listed(activities, |n| n == 0, "accountable-missing", "nobody accountable", "name one");
    let doubled = listed(activities, |n| n > 1, "accountable-doubled", "more than one accountable", "leave one");
    missing.into_iter().chain(doubled).collect()
}

fn listed(
    activities: &[Activity],
    is: impl Fn(usize) -> bool,
    check: &'static str,
    what: &str,
    mend: &str,
) -> Option<Diagnostic> {
    const NAMED: usize = 3;
    let such: Vec<&Activity> = activities.iter().filter(|a| is(a.accountable)).collect();
    let (first, rest) = such.split_first()?;
    let names: Vec<String> = such.iter().take(NAMED).map(|a| format!("`{}`", a.name)).collect();
    let more = such.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let have = if such.len() == 1 { "activity has" } else { "activities have" };
    let said = format!("{} {have} {what}: {}{more}", such.len(), names.join(", "));
    let mut finding = Diagnostic::at(check, Severity::Warning, first.at, said)
        .help(format!("{mend} person or role per activity who answers for it and decides"));
    finding.related = rest.iter().take(40).map(|a| a.at).collect();
    Some(finding)
}
