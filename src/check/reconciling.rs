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
        "A project, program member, board milestone or follower of a calendar answers to nothing in the files, or to several things.\n\n\
         What was settled there does not take effect: the project stands outside its program, the milestone is not shown to the board.\n\n\
         Correct the name, or add the spelling that the sources use under aliases of its [[project]].",
    ),
    check(
        "gate-twice",
        Severity::Warning,
        "A readiness gate stands in two places, or names nothing that it needs",
        "A gate is read from [[gate]] in the configuration and from sheets of gates. One name in two places is one gate, and the first place holds.\n\n\
         What the other place says of it has no effect; a gate that needs nothing is never late.\n\n\
         Keep each gate in one place, and name its milestones there.",
    ),
    check(
        "calendar-unknown",
        Severity::Warning,
        "A calendar is named that nothing defines",
        "A project, a person or a task is said to follow a calendar that neither `[calendars]` nor a calendar sheet defines.\n\n\
         Its days and hours are counted by the program's calendar, so its dates and loads may be off by its holidays and shifts.\n\n\
         Define the calendar under [calendars] in the configuration or in a calendar sheet, or correct the name.",
    ),
    check(
        "calendar-disagrees",
        Severity::Warning,
        "A calendar is defined or given in two ways",
        "Two rows (or a row and the configuration) define one calendar differently, or one project or person is listed under two.\n\n\
         The configuration holds before sheets, and the first before later ones; dates counted by the other would differ.\n\n\
         Keep one definition of each calendar, and list each project and person under one.",
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
        "lines-are-projects",
        Severity::Note,
        "Lines of a plan are projects that hand in trackers of their own",
        "Several lines of one plan carry the names of projects whose tasks stand in other files: a program plan with one line per project. \
         They are taken as what is reported of the projects, not as tasks.\n\n\
         Counted as tasks they would double the work and the demand. Where their dates differ from the tracker's, the sheet Conflicts shows both.\n\n\
         If they are work of their own, set `lines = \"tasks\"` for the source; if such lines were kept as tasks, `lines = \"projects\"`.",
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
        "link-twice",
        Severity::Note,
        "A record states the same link more than once",
        "One record names the same predecessor or successor twice, with the same relation and lag.\n\n\
         The link counts once; a repetition is often a slip of the hand that was meant for another row.\n\n\
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
    check(
        "restricted-left-out",
        Severity::Note,
        "What restricted work means for open work is in no figure of this pack",
        "An open pack tells no day of restricted work. A day that only a link to such work gives would tell it, and so would the weeks in \
         which such work takes a person.\n\n\
         Dates and loads here may therefore be better than those of the restricted pack, which counts everything.\n\n\
         Decide on dates that hang on restricted work with the pack made with `--audience restricted`.",
    ),
    check(
        "files-alike",
        Severity::Warning,
        "Two files may be one plan handed in twice",
        "Most records of one file stand in another too, with the same key, name, person and dates, but the names of the files are of two \
         things, or nothing tells which of the two is newer.\n\n\
         If they are one plan, its work and demand count twice; if both were made from one template, they are rightly two.\n\n\
         Set `skip = true` for the older one under [[source]], or `data-date` for both; else give each its own `project` there.",
    ),
    check(
        "adjustment-holds",
        Severity::Note,
        "A fact was settled by hand in place of what a source says",
        "A program manager's adjustment is the source of highest precedence: its value is used, the source's stays beside it.\n\n\
         Whatever rests on the value is marked as adjusted, so that nobody takes it for what the export says.\n\n\
         Nothing is to be done; take the adjustment out as soon as the source holds the same.",
    ),
    check(
        "adjustment-changed",
        Severity::Warning,
        "The value under an adjustment has changed",
        "The source no longer says the value that the adjustment was made over. The adjustment still holds.\n\n\
         The project manager may know more by now than when the adjustment was made.\n\n\
         Ask which value holds; set the value it replaces anew, or take the adjustment out.",
    ),
    check(
        "adjustment-agreed",
        Severity::Note,
        "The source says itself what an adjustment says",
        "The export has caught up with the adjustment, so the value shown is the source's own.\n\n\
         An adjustment that is no longer needed would hide the next change of the source.\n\n\
         Take the adjustment out.",
    ),
    check(
        "adjustment-expired",
        Severity::Warning,
        "An adjustment is past its date",
        "The day up to which the adjustment was to hold has passed, so the source's own value is used again.\n\n\
         If the source was not corrected meanwhile, the pack shows the old value.\n\n\
         Have the source corrected, renew the adjustment with a new date, or take it out.",
    ),
    check(
        "adjustment-gone",
        Severity::Warning,
        "An adjustment is for something that no source holds",
        "No task, project, log item or benefit of the files has the id that the adjustment names.\n\n\
         What was to be corrected is missing from the pack, or has another id now.\n\n\
         Correct the id, add the export that holds it, or take the adjustment out.",
    ),
    check(
        "adjustment-refused",
        Severity::Error,
        "An adjustment cannot be made",
        "It names a computed value, an unknown field, several things at once, or a value that cannot be read.\n\n\
         Adjustable are: of tasks start, finish, baseline and actual dates, deadline, status, percent complete, RAG, name and front page; \
         of projects RAG, agreed RAG, manager, start, finish, baseline finish; of log items due, status, owner, RAG, title, response, \
         recommendation and front page; of benefits target date, forecast date, status, owner, RAG. What is computed follows from facts; \
         adjust those.\n\n\
         Correct the entry.",
    ),
    check(
        "hand-in-missing",
        Severity::Warning,
        "A hand-in that is owed is not there",
        "No file answers to the pattern of an [[expected]] entry, and its day has passed.\n\n\
         The pack knows nothing new of that project; what it had is not gone, only unknown.\n\n\
         Ask its owner for it, or correct the pattern if the file came under another name.",
    ),
    check(
        "hand-in-partial",
        Severity::Warning,
        "A hand-in came only in part",
        "It has fewer rows than are expected, less than half of those of the earlier pack, or ends at the tracker's limit.\n\n\
         What is missing from it looks like work that was dropped.\n\n\
         Ask its owner for a whole export, without a filter.",
    ),
    check(
        "hand-in-unchanged",
        Severity::Note,
        "A hand-in is the same as the time before",
        "The file is byte for byte one that the earlier pack was made of.\n\n\
         Either nothing moved in a month, or the old file was sent again.\n\n\
         Ask its owner which of the two it is.",
    ),
    check(
        "hand-in-late",
        Severity::Note,
        "A hand-in came after its day",
        "The data of the file is of a day after the one on which it was due.\n\n\
         A pack that waits for late files is late itself.\n\n\
         Nothing is to be mended in the file; tell its owner the day.",
    ),
];
