//! Two sources state different values of one field.

use super::{Check, Facts, quoted};
use crate::diagnostic::{Diagnostic, Severity, Subject};

/// The check.
pub const CHECK: Check = Check {
    name: "sources-disagree",
    severity: Severity::Warning,
    title: "Two sources disagree",
    explain: "The same field of the same thing has different values in two files.\n\n\
        One of them is out of date. The declared precedence, else the newer data date, decided which one is used; both are on sheet Conflicts.\n\n\
        Correct the one that is wrong, or set `precedence` so that the right tracker wins.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let finding = |c: &crate::model::Conflict| {
        let difference = if c.difference.is_empty() { String::new() } else { format!(", {} apart", c.difference) };
        let message = format!(
            "{} of {} is {} here and {} in {}{difference}",
            c.field,
            quoted(&c.what),
            quoted(&c.kept.0),
            quoted(&c.lost.0),
            facts.sources.text(c.lost.1)
        );
        let subject = match (c.task, c.project) {
            (Some(task), _) => Subject::Task(task.0),
            (None, Some(project)) => Subject::Project(project.0),
            (None, None) => Subject::Intake,
        };
        let found = Diagnostic::at(CHECK.name, CHECK.severity, c.kept.1, message);
        found.help(format!("the value here is used: {}", c.why.trim_end_matches('.'))).about(subject).related(c.lost.1)
    };
    facts.portfolio.conflicts.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::model::Conflict;

    #[test]
    fn both_values_and_the_other_cell_are_named() {
        let mut w = World::new();
        let p = w.project("P");
        let t = w.task(p, "Cable");
        w.portfolio.conflicts.push(Conflict {
            what: "T-0 Cable".into(),
            task: Some(t),
            project: Some(p),
            field: "finish".into(),
            kept: ("31 Mar 2026".into(), cell(1, 4)),
            lost: ("15 Apr 2026".into(), cell(8, 4)),
            difference: "15 calendar days".into(),
            why: "newer data date".into(),
        });
        let found = run(&w.facts());
        assert_eq!(
            found[0].message,
            "finish of `T-0 Cable` is `31 Mar 2026` here and `15 Apr 2026` in plan.xlsx!Tasks!E9, 15 calendar days apart"
        );
        assert_eq!(found[0].related, vec![cell(8, 4)]);
    }
}
