//! Small hand-built extracts for the tests of this room.

use super::{Context, Reconciled, reconcile};
use crate::config::Settings;
use crate::import::extract::{
    Belonging, Extract, LinkEnd, PersonRef, ProjectHint, RawLink, Records, RefKind, Reference, TaskRecord,
};
use crate::model::{Relation, Role, TaskFacts, TaskId};
use crate::source::{CellRef, PlaceKind, SourceFile, SourceId, SourceMap, Sourced, Text};
use jiff::civil::{Date, date};

/// A folder of exports under construction.
#[derive(Default)]
pub(super) struct Trial {
    pub(super) sources: SourceMap,
    pub(super) extracts: Vec<Extract>,
    pub(super) settings: Settings,
}

impl Trial {
    /// With a configuration in TOML.
    pub(super) fn configured(toml: &str) -> Trial {
        Trial { settings: toml::from_str(toml).expect("valid configuration"), ..Trial::default() }
    }

    /// Adds a file of one table.
    pub(super) fn file(&mut self, name: &str, tracker: &str, role: Role) -> &mut Extract {
        let file = u16::try_from(self.sources.files.len()).expect("few files");
        self.sources.files.push(SourceFile { name: name.to_owned(), kind: PlaceKind::Lines, sheets: vec![String::new()] });
        self.extracts.push(extract(SourceId { file, sheet: 0 }, tracker, role));
        self.extracts.last_mut().expect("just pushed")
    }

    /// Adds a sheet to the last file, which becomes a workbook.
    pub(super) fn sheet(&mut self, name: &str, role: Role) -> &mut Extract {
        let file = self.sources.files.last_mut().expect("a file first");
        file.kind = PlaceKind::Sheet;
        file.sheets.push(name.to_owned());
        let last = self.extracts.last().expect("a file first");
        let source = SourceId { file: last.source.file, sheet: last.source.sheet + 1 };
        let tracker = last.tracker.clone();
        self.extracts.push(extract(source, &tracker, role));
        self.extracts.last_mut().expect("just pushed")
    }

    /// Reconciles a copy.
    pub(super) fn run(&self) -> Reconciled {
        self.run_in_order(self.extracts.clone())
    }

    /// Reconciles the extracts given.
    pub(super) fn run_in_order(&self, extracts: Vec<Extract>) -> Reconciled {
        let context = Context { sources: &self.sources, settings: &self.settings, as_of: date(2026, 3, 1), name: "Trial" };
        let rows: Vec<usize> = extracts.iter().map(|e| e.record_rows).collect();
        let out = reconcile(extracts, &context);
        for (disposition, rows) in out.dispositions.iter().zip(rows) {
            assert_eq!(disposition.kept + disposition.merged + disposition.set_aside.len(), rows, "dispositions balance");
        }
        out
    }
}

fn extract(source: SourceId, tracker: &str, role: Role) -> Extract {
    Extract {
        source,
        tracker: tracker.into(),
        role,
        score: 1.0,
        reasons: Vec::new(),
        runner_up: None,
        header_row: Some(0),
        header_rows: 1,
        columns: Vec::new(),
        date_orders: Vec::new(),
        rows_read: 0,
        record_rows: 0,
        merged_rows: 0,
        cells: 0,
        set_aside: Vec::new(),
        project: ProjectHint::default(),
        data_date: None,
        records: Records::default(),
        diagnostics: Vec::new(),
    }
}

impl Extract {
    /// The next row's cell in a column.
    pub(super) fn cell(&self, col: u16) -> CellRef {
        CellRef { source: self.source, row: u32::try_from(self.record_rows).expect("few rows") + 1, col }
    }

    /// Adds a record of work.
    pub(super) fn task(&mut self, name: &str, shape: impl FnOnce(Row) -> Row) -> &mut Extract {
        let at = self.cell(0);
        let mut facts = TaskFacts::new(at);
        facts.name = (!name.is_empty()).then(|| Sourced::stated(name.into(), at));
        let record = TaskRecord {
            facts: Box::new(facts),
            ordinal: None,
            level: None,
            parent: None,
            links: Vec::new(),
            people: Vec::new(),
            project: ProjectHint::default(),
            belongs: Belonging::default(),
        };
        let row = shape(Row { record, at });
        self.records.tasks.push(row.record);
        self.record_rows += 1;
        self
    }

    /// Names the project in a title cell.
    pub(super) fn titled(&mut self, title: &str) -> &mut Extract {
        self.project.name = Some(Sourced::stated(title.into(), CellRef { source: self.source, row: 0, col: 0 }));
        self
    }
}

/// A record of work under construction.
pub(super) struct Row {
    pub(super) record: TaskRecord,
    at: CellRef,
}

fn text(value: &str) -> Text {
    value.into()
}

impl Row {
    fn here<T>(&self, col: u16, value: T) -> Sourced<T> {
        Sourced::stated(value, CellRef { col, ..self.at })
    }
    pub(super) fn key(mut self, key: &str) -> Row {
        self.record.facts.key = Some(self.here(1, text(key)));
        self
    }
    pub(super) fn id(mut self, id: &str) -> Row {
        self.record.facts.id = Some(self.here(2, text(id)));
        self
    }
    pub(super) fn number(mut self, ordinal: u32) -> Row {
        self.record.ordinal = Some(ordinal);
        self
    }
    pub(super) fn project(mut self, key: &str, name: &str) -> Row {
        self.record.project.key = (!key.is_empty()).then(|| self.here(3, text(key)));
        self.record.project.name = (!name.is_empty()).then(|| self.here(4, text(name)));
        self
    }
    pub(super) fn under(mut self, kind: RefKind, parent: &str) -> Row {
        self.record.parent = Some(Reference { kind, text: text(parent), at: CellRef { col: 5, ..self.at } });
        self
    }
    pub(super) fn after(self, kind: RefKind, other: &str) -> Row {
        self.linked(kind, other, LinkEnd::Successor, Relation::FinishStart)
    }
    pub(super) fn linked(mut self, kind: RefKind, other: &str, this_is: LinkEnd, relation: Relation) -> Row {
        let at = CellRef { col: 6, ..self.at };
        let other = Reference { kind, text: text(other), at };
        self.record.links.push(RawLink {
            other,
            this_is,
            relation: Sourced::stated(relation, at),
            lag: None,
            needed: None,
            promised: None,
        });
        self
    }
    pub(super) fn by(mut self, name: &str) -> Row {
        self.record.people.push(person(name, None, CellRef { col: 7, ..self.at }));
        self
    }
    pub(super) fn by_mail(mut self, name: &str, mail: &str) -> Row {
        self.record.people.push(person(name, Some(mail), CellRef { col: 7, ..self.at }));
        self
    }
    pub(super) fn dates(mut self, start: Date, finish: Date) -> Row {
        self.record.facts.start = Some(self.here(8, start));
        self.record.facts.finish = Some(self.here(9, finish));
        self
    }
    pub(super) fn work(mut self, hours: f64) -> Row {
        self.record.facts.work = Some(self.here(10, hours));
        self
    }
}

/// A person as written.
pub(super) fn person(name: &str, mail: Option<&str>, at: CellRef) -> PersonRef {
    PersonRef { name: name.into(), email: mail.map(Text::from), account: None, units: None, work: None, at }
}

/// The task of a name.
pub(super) fn named(out: &Reconciled, name: &str) -> TaskId {
    let at = out.portfolio.tasks.iter().position(|t| t.label() == name);
    TaskId(u32::try_from(at.unwrap_or_else(|| panic!("no task `{name}`"))).expect("few tasks"))
}
