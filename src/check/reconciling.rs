//! Explanations of the findings that are raised while records of several files become one program.

use super::Check;
use crate::diagnostic::Severity;

const fn check(name: &'static str, severity: Severity, title: &'static str, explain: &'static str) -> Check {
    Check { name, severity, title, explain, run: None }
}

/// The findings of reconciling.
pub const CHECKS: &[Check] = &[
    check(
        "configured-name-unknown",
        Severity::Warning,
        "The configuration names something that no source holds",
        "A project, program member or board milestone of `steerpack.toml` answers to nothing in the files, or to several things.\n\n\
         What was settled there does not take effect: the project stands outside its program, the milestone is not shown to the board.\n\n\
         Correct the name, or add the spelling that the sources use under aliases of its [[project]].",
    ),
    check(
        "project-key-reused",
        Severity::Warning,
        "One project key stands for two projects",
        "The same key stands beside two names that differ in a phase, tranche or other number, so the two are kept apart.\n\n\
         Joining them would mix two plans; keeping them apart may split one.\n\n\
         If they are one project, list both names as aliases of one [[project]]; if not, have the key corrected in the source.",
    ),
    check(
        "project-unknown",
        Severity::Note,
        "A register names a project that no other source knows",
        "The project column of a risk, benefit, decision or budget row holds a name or key that no plan, tracker or return uses.\n\n\
         The record counts for the program as a whole and is missing from the page of its project.\n\n\
         Correct the name in the register, or list it as an alias of the [[project]] in the configuration.",
    ),
    check(
        "parent-unclear",
        Severity::Warning,
        "The parent of a record cannot be told",
        "The parent named fits several records, none of this table, or stands under the record itself.\n\n\
         The record is taken as a top record, so roll-ups of the heading it belongs to leave it out.\n\n\
         Name the parent by key or id in the source, or make its name unique.",
    ),
    check(
        "reference-ambiguous",
        Severity::Warning,
        "A link names something that fits several records",
        "A predecessor, successor or other link is given by a name or number that several records of the files carry.\n\n\
         A guess could tie the wrong tasks, so the link is kept open and nothing is computed with it.\n\n\
         Give the key or id in the source, or make the names unique.",
    ),
    check(
        "reference-unknown",
        Severity::Warning,
        "A row names a task that is in none of the files",
        "An assignment or link names a task by a name, key or number that no record handed in answers to.\n\n\
         The hours or the link count for nothing, so demand and dates come out too low.\n\n\
         Hand in the export that holds the task, or correct its name in the list.",
    ),
    check(
        "link-to-itself",
        Severity::Warning,
        "A record is linked to itself",
        "The predecessor or successor of a record is the record itself.\n\n\
         No date can satisfy such a link; it is left out and not counted.\n\n\
         Remove it in the source, or enter the row that was meant.",
    ),
    check(
        "link-to-own-summary",
        Severity::Warning,
        "A task is linked to a heading it stands under",
        "One end of the link is a summary over the other end.\n\n\
         A summary lasts as long as what is under it, so the link can never hold; it is counted, and left out of the schedule.\n\n\
         Remove it, or tie it to the task beside it that was meant.",
    ),
    check(
        "key-in-prose",
        Severity::Note,
        "A record of another project is spoken of, but not linked",
        "The notes or the name of a task mention the key of a task in another project, and no link ties the two.\n\n\
         A dependency that stands only in prose is in no critical path: its slip surprises everybody.\n\n\
         If one waits for the other, enter the link in the tracker; it is never made from prose.",
    ),
    check(
        "enabler-unknown",
        Severity::Warning,
        "What enables a benefit cannot be found",
        "The enabling milestone of a benefit is the key or name of no single task.\n\n\
         Nothing tells then whether the benefit can start on its promised date.\n\n\
         Give the key of the milestone, or its name exactly as the plan has it.",
    ),
    check(
        "file-superseded",
        Severity::Note,
        "A file is an older version of another one",
        "Two files are versions of one plan or the same export twice: their names and their records agree.\n\n\
         The newer one is used. Rows of the older one are merged where the newer one has them, with their differences on sheet Conflicts, else set aside.\n\n\
         Leave the older file out of the folder, or set `skip = true` for it under [[source]]; if both are wanted, give them different projects there.",
    ),
];
