//! The other rows: projects, people, and what only a reconciled model knows (sources, spellings, conflicts).

use super::values::{ADJUSTMENT_STATES, AUDIENCES, RAGS, RESOURCE_KINDS};
use super::{Column, Row, Takes, held, plain};
use crate::model::project::Audience;
use crate::model::{AdjustmentState, Rag, ResourceKind};
use crate::source::{CellRef, Sourced, Text};
use jiff::civil::Date;

/// A row of which every field may be missing: its type, its columns.
macro_rules! rows {
    ($($(#[doc = $doc:literal])+ $name:ident, $columns:ident { $($(#[doc = $fdoc:literal])+ $field:ident: $type:ty),+ $(,)? } [ $($column:expr),+ $(,)? ])+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Debug)]
        pub struct $name {
            /// The cell it is known by.
            pub at: CellRef,
            $($(#[doc = $fdoc])+ pub $field: $type),+
        }
        const $columns: &[Column<$name>] = &[$($column),+];
        impl Row for $name {
            fn new(at: CellRef) -> Self {
                $name { at, $($field: <$type>::default()),+ }
            }
            fn at(&self) -> CellRef {
                self.at
            }
            fn put_at(&mut self, at: CellRef) {
                self.at = at;
            }
            fn columns() -> &'static [Column<Self>] {
                $columns
            }
        }
    )+};
}

rows! {
    /// A property of the file as a whole.
    AboutRow, ABOUT {
        /// Which.
        property: Option<Text>,
        /// Its value.
        value: Option<Text>,
    } [
        plain!("Property", Takes::Text, "Which property.", property),
        plain!("Value", Takes::Text, "Its value.", value),
    ]
    /// A project.
    ProjectRow, PROJECTS {
        /// ID in this form.
        id: Option<Text>,
        /// Name.
        name: Option<Text>,
        /// Key.
        key: Option<Text>,
        /// Who may read of it.
        audience: Audience,
        /// Manager.
        manager: Option<Sourced<Text>>,
        /// Colour as reported.
        reported: Option<Sourced<Rag>>,
        /// Colour as agreed.
        agreed: Option<Sourced<Rag>>,
        /// Start.
        start: Option<Sourced<Date>>,
        /// Finish.
        finish: Option<Sourced<Date>>,
        /// Approved finish.
        baseline_finish: Option<Sourced<Date>>,
        /// Name of the calendar its work follows.
        calendar: Option<Text>,
    } [
        plain!(@ "ID", Takes::Text, "ID in this form.", false, id),
        plain!("Name", Takes::Text, "Name of the project.", name),
        plain!("Key", Takes::Text, "Key in the tracker, such as PAY.", key),
        plain!("Audience", Takes::OneOf(AUDIENCES), "`restricted` keeps it out of the open pack.", audience),
        held!("Manager", Takes::Text, "Project manager.", manager),
        held!("Reported RAG", Takes::OneOf(RAGS), "Red, amber or green as its manager reports it.", reported),
        held!(@ "Agreed RAG", Takes::OneOf(RAGS), "Red, amber or green as agreed.", false, agreed),
        held!("Start", Takes::Date, "Start of the project as a whole.", start),
        held!("Finish", Takes::Date, "Finish of the project as a whole.", finish),
        held!("Baseline finish", Takes::Date, "Finish as approved.", baseline_finish),
        plain!("Calendar", Takes::Row("Calendars"), "The calendar its work follows; blank for the program's.", calendar),
    ]
    /// A project of a program.
    ProgramRow, PROGRAMS {
        /// Name of the program.
        program: Option<Text>,
        /// ID or unique name of the project.
        project: Option<Text>,
    } [
        plain!("Program", Takes::Text, "Name of the program.", program),
        plain!("Project", Takes::Row("Projects"), "A project of it.", project),
    ]
    /// A manager's words.
    NarrativeRow, NARRATIVES {
        /// ID or unique name of the project.
        project: Option<Text>,
        /// The words.
        text: Option<Text>,
        /// The record a comment is on.
        about: Option<Text>,
        /// Who wrote them.
        author: Option<Text>,
        /// When.
        date: Option<Date>,
    } [
        plain!("Project", Takes::Row("Projects"), "The project.", project),
        plain!("Text", Takes::Text, "The words, as they are to be read.", text),
        plain!("About", Takes::Text, "For a comment: the record it is on.", about),
        plain!("Author", Takes::Text, "Who wrote them.", author),
        plain!("Date", Takes::Date, "When.", date),
    ]
    /// Somebody or something that tasks are assigned to.
    ResourceRow, RESOURCES {
        /// ID in this form.
        id: Option<Text>,
        /// Name.
        name: Option<Text>,
        /// What it is.
        kind: Option<ResourceKind>,
        /// E-mail address.
        email: Option<Sourced<Text>>,
        /// Account.
        account: Option<Sourced<Text>>,
        /// Team.
        team: Option<Sourced<Text>>,
        /// Role.
        role: Option<Sourced<Text>>,
        /// Last day.
        leaves: Option<Sourced<Date>>,
        /// Name of the calendar they follow.
        calendar: Option<Text>,
        /// Cells that name it.
        seen_at: Vec<CellRef>,
    } [
        plain!(@ "ID", Takes::Text, "ID in this form.", false, id),
        plain!("Name", Takes::Text, "Name in full.", name),
        plain!("Kind", Takes::OneOf(RESOURCE_KINDS), "A person, a role, a group or a system; blank is a person.", kind),
        held!("E-mail", Takes::Text, "E-mail address: the surest proof of who it is.", email),
        held!("Account", Takes::Text, "Account in the tracker.", account),
        held!("Team", Takes::Text, "Team or department.", team),
        held!("Role", Takes::Text, "Role held.", role),
        held!("Leaves", Takes::Date, "Last day of work.", leaves),
        plain!("Calendar", Takes::Row("Calendars"), "The calendar of their days and hours; blank for the program's.", calendar),
        plain!(@ "Seen at", Takes::Cells, "Cells that name it.", false, seen_at),
    ]
    /// Hours a day over a stretch of days.
    CapacityRow, CAPACITY {
        /// ID or unique name of the resource.
        resource: Option<Text>,
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// Hours a working day.
        hours: Option<f64>,
    } [
        plain!("Resource", Takes::Row("Resources"), "Who.", resource),
        plain!("From", Takes::Date, "First day.", from),
        plain!("To", Takes::Date, "Last day, included.", to),
        plain!("Hours a day", Takes::Number, "Hours a working day.", hours),
    ]
    /// Days off.
    AbsenceRow, ABSENCES {
        /// ID or unique name of the resource.
        resource: Option<Text>,
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
    } [
        plain!("Resource", Takes::Row("Resources"), "Who.", resource),
        plain!("From", Takes::Date, "First day.", from),
        plain!("To", Takes::Date, "Last day, included.", to),
    ]
    /// A milestone that a readiness gate needs; a gate that needs nothing yet has one row without.
    GateRow, GATES {
        /// Name of the gate.
        name: Option<Text>,
        /// What it needs, as written.
        need: Option<Sourced<Text>>,
        /// The day it is wanted for.
        wanted: Option<Date>,
        /// Who declares it met.
        owner: Option<Text>,
    } [
        plain!("Gate", Takes::Text, "Name of the gate; the rows of one gate share it.", name),
        held!("Needs", Takes::Text, "A milestone that must be met: its key, its name, or `project: name`.", need),
        plain!("Wanted for", Takes::Date, "The day the gate is wanted for.", wanted),
        plain!("Owner", Takes::Text, "Who declares it met.", owner),
    ]
    /// A working calendar.
    CalendarRow, CALENDARS {
        /// Name.
        name: Option<Text>,
        /// Hours of a day of a duration.
        hours: Option<f64>,
        /// Times of the weekdays.
        mon: Option<Text>,
        /// Times of the weekdays.
        tue: Option<Text>,
        /// Times of the weekdays.
        wed: Option<Text>,
        /// Times of the weekdays.
        thu: Option<Text>,
        /// Times of the weekdays.
        fri: Option<Text>,
        /// Times of the weekdays.
        sat: Option<Text>,
        /// Times of the weekdays.
        sun: Option<Text>,
    } [
        plain!("Name", Takes::Text, "Name of the calendar.", name),
        plain!("Hours of a day", Takes::Number, "Hours that one day of a duration stands for; 8 where blank.", hours),
        plain!("Monday", Takes::Text, "Hours, or times such as 08:00-12:00, 13:00-17:00; blank or `off` is no working day.", mon),
        plain!("Tuesday", Takes::Text, "As Monday.", tue),
        plain!("Wednesday", Takes::Text, "As Monday.", wed),
        plain!("Thursday", Takes::Text, "As Monday.", thu),
        plain!("Friday", Takes::Text, "As Monday.", fri),
        plain!("Saturday", Takes::Text, "As Monday.", sat),
        plain!("Sunday", Takes::Text, "As Monday.", sun),
    ]
    /// A day that differs from the calendar's week.
    CalendarDayRow, CALENDAR_DAYS {
        /// Name of the calendar.
        calendar: Option<Text>,
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// Times.
        times: Option<Text>,
    } [
        plain!("Calendar", Takes::Row("Calendars"), "Name of the calendar.", calendar),
        plain!("From", Takes::Date, "The day, or the first of several.", from),
        plain!("To", Takes::Date, "Last day, included; blank for one day.", to),
        plain!("Times", Takes::Text, "Hours or times worked; blank or `off` is a holiday.", times),
    ]
    /// A column of an original that maps to nothing.
    OtherRow, OTHER {
        /// Table of the record.
        table: Option<Text>,
        /// ID of the record.
        record: Option<Text>,
        /// Header.
        field: Option<Text>,
        /// Value.
        value: Option<Sourced<Text>>,
    } [
        plain!("Table", Takes::Text, "Table of the record.", table),
        plain!("Record", Takes::Text, "ID of the record.", record),
        plain!("Field", Takes::Text, "Header of the column.", field),
        held!("Value", Takes::Text, "What stands there.", value),
    ]
    /// Two originals that disagree.
    ConflictRow, CONFLICTS {
        /// Whose field.
        what: Option<Text>,
        /// ID of the task.
        task: Option<Text>,
        /// ID or unique name of the project.
        project: Option<Text>,
        /// Which field.
        field: Option<Text>,
        /// The value kept.
        kept: Option<Sourced<Text>>,
        /// The value that lost.
        lost: Option<Sourced<Text>>,
        /// By how much.
        difference: Option<Text>,
        /// Why the kept one won.
        why: Option<Text>,
    } [
        plain!("What", Takes::Text, "Whose field.", what),
        plain!("Task", Takes::Row("Tasks"), "The task.", task),
        plain!("Project", Takes::Row("Projects"), "The project.", project),
        plain!("Field", Takes::Text, "Which field.", field),
        held!("Kept", Takes::Text, "The value kept.", kept),
        held!("Lost", Takes::Text, "The value that lost.", lost),
        plain!("Difference", Takes::Text, "By how much.", difference),
        plain!("Why", Takes::Text, "Why the kept one won.", why),
    ]
    /// A way in which a resource is written.
    SpellingRow, SPELLINGS {
        /// ID or unique name of the resource.
        resource: Option<Text>,
        /// As written.
        spelling: Option<Text>,
        /// Why it was taken for the resource.
        why: Option<Text>,
    } [
        plain!("Resource", Takes::Row("Resources"), "Who.", resource),
        plain!("Spelling", Takes::Text, "As written.", spelling),
        plain!("Why", Takes::Text, "Why it was taken for this resource.", why),
    ]
    /// Two spellings that may be one.
    ProposalRow, PROPOSALS {
        /// Person, project or task.
        kind: Option<Text>,
        /// The first.
        a: Option<Sourced<Text>>,
        /// The second.
        b: Option<Sourced<Text>>,
        /// What the ledger knows the first by.
        a_key: Option<Text>,
        /// What the ledger knows the second by.
        b_key: Option<Text>,
        /// Evidence.
        evidence: Option<Text>,
        /// Who answered `unsure`.
        unsure_by: Option<Text>,
        /// Why.
        unsure_why: Option<Text>,
    } [
        plain!("Kind", Takes::Text, "Person, project or task.", kind),
        held!("First", Takes::Text, "The first.", a),
        held!("Second", Takes::Text, "The second.", b),
        plain!("First known by", Takes::Text, "What the ledger knows the first by.", a_key),
        plain!("Second known by", Takes::Text, "What the ledger knows the second by.", b_key),
        plain!("Evidence", Takes::Text, "For and against.", evidence),
        plain!("Unsure", Takes::Text, "Who answered `unsure`.", unsure_by),
        plain!("Unsure because", Takes::Text, "Why.", unsure_why),
    ]
    /// A fact settled by hand.
    AdjustmentRow, ADJUSTMENTS {
        /// Id of what it changes, as written.
        target: Option<Text>,
        /// The field.
        field: Option<Text>,
        /// The value that holds.
        value: Option<Text>,
        /// The value it replaces.
        replaces: Option<Text>,
        /// Who says so.
        by: Option<Text>,
        /// Why.
        why: Option<Text>,
        /// The last day on which it holds.
        until: Option<Date>,
        /// What became of it.
        state: Option<AdjustmentState>,
        /// Table of what it changes.
        table: Option<Text>,
        /// ID of what it changes.
        record: Option<Text>,
        /// Title of what it changes.
        what: Option<Text>,
        /// What the original says.
        original: Option<Text>,
        /// Where the original says it.
        original_at: Vec<CellRef>,
        /// Why it was refused, or what changed.
        remark: Option<Text>,
    } [
        plain!("Target", Takes::Text, "Id of what it changes, as written.", target),
        plain!("Field", Takes::Text, "The field.", field),
        plain!("Value", Takes::Text, "The value that holds.", value),
        plain!("Replaces", Takes::Text, "The value it replaces, as written.", replaces),
        plain!("By", Takes::Text, "Who says so.", by),
        plain!("Why", Takes::Text, "Why.", why),
        plain!("Until", Takes::Date, "The last day on which it holds.", until),
        plain!("State", Takes::OneOf(ADJUSTMENT_STATES), "What became of it when the file was converted.", state),
        plain!("Table", Takes::Text, "Table of what it changes.", table),
        plain!("Record", Takes::Text, "ID of what it changes.", record),
        plain!("What", Takes::Text, "Title of what it changes.", what),
        plain!("Original", Takes::Text, "What the original says.", original),
        plain!("Original at", Takes::Cells, "Where the original says it.", original_at),
        plain!("Remark", Takes::Text, "Why it was refused, or what changed.", remark),
    ]
    /// Where records of a project came from.
    ProjectSourceRow, PROJECT_SOURCES {
        /// ID or unique name of the project.
        project: Option<Text>,
        /// Number of the source.
        source: Option<Text>,
        /// Why they were taken for this project.
        why: Option<Text>,
    } [
        plain!("Project", Takes::Row("Projects"), "The project.", project),
        plain!("Source", Takes::Row("Sources"), "The original.", source),
        plain!("Why", Takes::Text, "Why its records were taken for this project.", why),
    ]
    /// One sheet of an original.
    SourceRow, SOURCES {
        /// Number in this form: `S1`.
        id: Option<Text>,
        /// Name of the file.
        file: Option<Text>,
        /// Position of the sheet in its file, from 1.
        position: Option<f64>,
        /// Name of the sheet.
        sheet: Option<Text>,
        /// `lines` for delimited text, `sheet` otherwise.
        places: Option<Text>,
        /// Whether records came from it.
        hand_in: bool,
        /// The date its data is of.
        data_date: Option<Date>,
        /// How that date is known.
        data_date_why: Option<Text>,
        /// Number of the source that supersedes it.
        superseded_by: Option<Text>,
        /// Why.
        superseded_why: Option<Text>,
        /// The file as handed in, where it is carried forward from an earlier pack.
        carried_file: Option<Text>,
        /// The day of that pack.
        carried_pack: Option<Date>,
    } [
        plain!("ID", Takes::Text, "As origins name it.", id),
        plain!("File", Takes::Text, "Name of the file.", file),
        plain!("Position", Takes::Number, "Position of the sheet in its file.", position),
        plain!("Sheet", Takes::Text, "Name of the sheet.", sheet),
        plain!("Places", Takes::Text, "Whether its places are lines or cells of a sheet.", places),
        plain!("Hand-in", Takes::Yes, "Whether it was read as a hand-in.", hand_in),
        plain!("Data date", Takes::Date, "The date its data is of.", data_date),
        plain!("Data date from", Takes::Text, "How that date is known.", data_date_why),
        plain!("Superseded by", Takes::Row("Sources"), "The source that supersedes it.", superseded_by),
        plain!("Superseded because", Takes::Text, "Why.", superseded_why),
        plain!("Carried forward", Takes::Text, "The file as handed in, where an earlier pack's records stand for it.", carried_file),
        plain!("Carried from the pack of", Takes::Date, "The day of that pack.", carried_pack),
    ]
}
