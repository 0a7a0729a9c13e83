//! A link whose other end is in none of the files.

use super::{Check, Facts, spelled_out};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::DependencyEnd;

/// The check.
pub const CHECK: Check = Check {
    name: "dependency-outside",
    severity: Severity::Warning,
    title: "A link leads to something outside the files",
    explain: "A task names a predecessor or successor that no file given holds, or holds only as a reference.\n\n\
        What comes from there cannot be dated: a delay of it stays invisible until it arrives.\n\n\
        Add the export that holds it, correct the reference, or enter the promised date in a give/get list.",
    run: Some(run),
};

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let p = facts.portfolio;
    let outside = |end: &DependencyEnd| end.task().is_none_or(|t| facts.task(t).is_none_or(|t| t.stub));
    let closed = |end: &DependencyEnd| end.task().and_then(|t| facts.task(t)).is_some_and(|t| !t.stub && t.facts.is_closed());
    let leads = (0_u32..).zip(&p.dependencies).filter_map(|(i, d)| {
        let before = outside(&d.predecessor);
        if !before && !outside(&d.successor) {
            return None;
        }
        // What is finished waits for nothing any more.
        let severity = if closed(&d.predecessor) || closed(&d.successor) { Severity::Note } else { CHECK.severity };
        Some((severity, (i, d, before, *d.stated_at.first()?)))
    });
    spelled_out(&CHECK, leads.collect(), |severity, (i, d, before, at)| {
        let message = if before {
            format!("{} waits for {}, which is in none of the files", facts.end(&d.successor), facts.end(&d.predecessor))
        } else {
            format!("{} is said to drive {}, which is in none of the files", facts.end(&d.predecessor), facts.end(&d.successor))
        };
        let finding = Diagnostic::at(CHECK.name, severity, at, message);
        finding.help("add the export that holds it, or correct the reference").about(Subject::Dependency(i))
    })
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell};
    use super::*;
    use crate::model::StatusCategory;

    #[test]
    fn what_a_task_waits_for_outside_is_named_as_written() {
        let mut w = World::new();
        let p = w.project("P");
        let (a, b) = (w.task(p, "A"), w.task(p, "Pour slab"));
        w.link(a, b);
        assert!(run(&w.facts()).is_empty());
        w.portfolio.dependencies[0].predecessor = DependencyEnd::Outside("DRG-7".into());
        let found = run(&w.facts());
        assert_eq!(found[0].message, "`T-1 Pour slab` waits for `DRG-7`, which is in none of the files");
        assert_eq!((found[0].cell(), found[0].severity), (Some(cell(2, 5)), Severity::Warning));
        w.status(b, "Done", StatusCategory::Done);
        assert_eq!(run(&w.facts())[0].severity, Severity::Note);
    }
}
