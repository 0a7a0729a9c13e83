//! The tables of one converted file (or of one folder of CSV files) put together: the originals get their places, references
//! become records, and everything is handed on with the file's first table of tasks.

use super::Raw;
use super::decode::{self, Decoded};
use super::origins::Numbers;
use super::people::People;
use super::tasks;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::import::carried::{AdjustedKind, Carried, CarriedAdjustment, CarriedProject};
use crate::import::extract::{
    BenefitRecord, CalendarRecord, Extract, LogRecord, PersonRef, ProjectHint, ProjectRecord, Records, SetAside,
};
use crate::import::raci::parts;
use crate::import::values::{score, status};
use crate::model::canonical::LOGS;
use crate::model::canonical::Row;
use crate::model::canonical::registers::{BenefitRow, BudgetRow, DutyRow, LogRow, StakeholderRow};
use crate::model::canonical::rows::{AboutRow, AdjustmentRow, NarrativeRow, ProgramRow, ProjectRow, ProjectSourceRow, SourceRow};
use crate::model::register::Level;
use crate::model::{Adjustment, AdjustmentState, CarriedFrom, Duty, HandIn, Narrative, Raci, Stakeholder};
use crate::source::{CellRef, PlaceKind, SourceFile, SourceId, SourceMap, Sourced, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Puts the tables of the canonical form together, where there are any. The originals become files of the source map.
pub fn join(extracts: &mut [Extract], sources: &mut SourceMap) {
    let mut scopes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (ix, extract) in extracts.iter().enumerate().filter(|(_, e)| e.records.raw.is_some()) {
        scopes.entry(scope_of(extract.source, sources)).or_default().push(ix);
    }
    let read = sources.files.len();
    for (name, members) in scopes {
        let mut scope = Scope::open(name, &members, extracts);
        let rows = scope.sources();
        let own: Vec<SourceId> = members.iter().filter_map(|ix| extracts.get(*ix)).map(|e| e.source).collect();
        let records = match own.first() {
            Some(first) if lies_beside(&rows, &own, sources.files.get(..read).unwrap_or_default()) => {
                scope.leave_out(*first);
                Records::default()
            }
            _ => {
                let numbers = scope.originals(rows, sources);
                scope.records(&numbers)
            }
        };
        scope.close(records, &members, extracts);
    }
}

/// A workbook is one whole; CSV files are one with those of their folder.
fn scope_of(source: SourceId, sources: &SourceMap) -> String {
    let Some(file) = sources.file(source) else { return String::new() };
    match file.kind {
        PlaceKind::Sheet => file.name.clone(),
        PlaceKind::Lines => file.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/")),
    }
}

/// Whether every original that gave records is among the inputs.
fn lies_beside(rows: &[Decoded<SourceRow>], own: &[SourceId], read: &[SourceFile]) -> bool {
    let own: FxHashSet<u16> = own.iter().map(|s| s.file).collect();
    let others = read.iter().enumerate().filter(|(ix, _)| u16::try_from(*ix).is_ok_and(|ix| !own.contains(&ix)));
    let others: FxHashSet<&str> = others.map(|(_, f)| f.name.as_str()).collect();
    let mut given = rows.iter().filter(|d| d.row.hand_in).filter_map(|d| d.row.file.as_deref()).peekable();
    given.peek().is_some() && given.all(|name| others.contains(name))
}

/// The tables of one whole.
pub(super) struct Scope {
    pub(super) name: String,
    raw: BTreeMap<&'static str, Vec<Raw>>,
    pub(super) odd: Vec<Diagnostic>,
    /// Rows that are no record after all.
    pub(super) aside: Vec<(CellRef, String)>,
    pub(super) carried: Carried,
    hand_ins: Vec<HandIn>,
    /// IDs of tasks and stakeholders, record by record, for the table Other fields.
    pub(super) task_ids: Vec<Text>,
    pub(super) stakeholder_ids: Vec<Text>,
    /// Whether `steerpack convert` wrote it.
    pub(super) whole: bool,
}

/// Projects by ID, name and key, for references.
#[derive(Default)]
pub(super) struct Projects {
    hints: Vec<ProjectHint>,
    by_word: FxHashMap<String, usize>,
}

impl Projects {
    /// What a reference means: a row of the file, else the words themselves as a name.
    pub(super) fn hint(&self, text: Option<&Text>, at: CellRef) -> ProjectHint {
        let Some(text) = text.filter(|t| !t.trim().is_empty()) else { return ProjectHint::default() };
        match self.by_word.get(&word(text)).and_then(|ix| self.hints.get(*ix)) {
            Some(hint) => hint.clone(),
            None => ProjectHint { key: None, name: Some(Sourced::stated(text.clone(), at)) },
        }
    }
}

/// An ID or name for look-up.
pub(super) fn word(text: &str) -> String {
    text.trim().to_lowercase()
}

impl Scope {
    fn open(name: String, members: &[usize], extracts: &mut [Extract]) -> Scope {
        let mut raw: BTreeMap<&'static str, Vec<Raw>> = BTreeMap::new();
        for ix in members {
            if let Some(table) = extracts.get_mut(*ix).and_then(|e| e.records.raw.take()) {
                raw.entry(table.table).or_default().push(*table);
            }
        }
        Scope {
            name,
            raw,
            odd: Vec::new(),
            aside: Vec::new(),
            carried: Carried::default(),
            hand_ins: Vec::new(),
            task_ids: Vec::new(),
            stakeholder_ids: Vec::new(),
            whole: false,
        }
    }

    /// The rows of a table, of all its sheets.
    pub(super) fn rows<R: Row>(&mut self, table: &str, numbers: &Numbers) -> Vec<Decoded<R>> {
        let raw = self.raw.remove(table).unwrap_or_default();
        raw.iter().flat_map(|raw| decode::rows(raw, numbers, &mut self.odd)).collect()
    }

    /// The table Sources, which stays with the others.
    fn sources(&self) -> Vec<Decoded<SourceRow>> {
        let raw = self.raw.get("Sources").map_or(&[] as &[Raw], Vec::as_slice);
        raw.iter().flat_map(|raw| decode::rows(raw, &Numbers::default(), &mut Vec::new())).collect()
    }

    /// Sets every row aside, because the originals are read: the converted file would count everything twice.
    fn leave_out(&mut self, first: SourceId) {
        let reason = "the originals that it was converted from are handed in too";
        let rows = self.raw.values().flatten().flat_map(|raw| raw.rows.iter().map(|row| row.at));
        self.aside.extend(rows.map(|at| (at, reason.to_owned())));
        self.odd.push(
            Diagnostic::new(
                "converted-beside-original",
                Severity::Warning,
                Place::Source(first),
                format!("{reason}; nothing is taken from it"),
            )
            .help("hand in either the originals or what was converted from them"),
        );
    }

    /// The name of an original that an input is called like.
    fn original(&self, name: &str) -> String {
        match self.name.trim_end_matches('/') {
            "" => format!("{name} (original)"),
            file => format!("{name} (in {file})"),
        }
    }

    /// Gives the originals their places; their numbers.
    fn originals(&mut self, rows: Vec<Decoded<SourceRow>>, sources: &mut SourceMap) -> Numbers {
        let base = sources.files.len();
        let mut files: Vec<(Text, SourceFile)> = Vec::new();
        let mut by_number: FxHashMap<String, SourceId> = FxHashMap::default();
        let mut later = Vec::new();
        for Decoded { row, .. } in rows {
            let (Some(number), Some(name)) = (row.id, row.file) else { continue };
            let file = match files.iter().rposition(|(given, _)| *given == name) {
                Some(at) => at,
                None => {
                    let taken = sources.files.iter().any(|f| f.name == *name);
                    let shown = if taken { self.original(&name) } else { name.to_string() };
                    let kind = if row.places.as_deref() == Some("lines") { PlaceKind::Lines } else { PlaceKind::Sheet };
                    files.push((name.clone(), SourceFile { name: shown, kind, sheets: Vec::new() }));
                    files.len() - 1
                }
            };
            // A position beyond what a workbook can hold is no position.
            let sheet = row.position.filter(|p| (1.0..=4096.0).contains(p) && p.fract() == 0.0).map(|p| p as usize - 1);
            let (Some(sheet), Some((_, entry))) = (sheet, files.get_mut(file)) else { continue };
            if entry.sheets.len() <= sheet {
                entry.sheets.resize(sheet + 1, String::new());
            }
            if let Some(slot) = entry.sheets.get_mut(sheet) {
                *slot = row.sheet.as_deref().unwrap_or_default().to_owned();
            }
            let (Ok(file), Ok(sheet)) = (u16::try_from(base + file), u16::try_from(sheet)) else { continue };
            let id = SourceId { file, sheet };
            by_number.insert(number.to_string(), id);
            if row.hand_in {
                let why = row.data_date_why.unwrap_or_default();
                let carried = row.carried_file.zip(row.carried_pack).map(|(file, pack)| CarriedFrom { file, pack });
                later.push((id, row.data_date.map(|d| (d, why)), row.superseded_by, row.superseded_why, carried));
            }
        }
        sources.files.extend(files.into_iter().map(|(_, file)| file));
        self.hand_ins = later
            .into_iter()
            .map(|(source, data_date, by, why, carried)| HandIn {
                source,
                data_date,
                carried,
                superseded_by: by.and_then(|by| by_number.get(&*by).copied()).map(|by| (by, why.unwrap_or_default())),
            })
            .collect();
        Numbers::new(by_number)
    }

    /// Everything the tables say.
    fn records(&mut self, numbers: &Numbers) -> Records {
        self.about(numbers);
        let mut records = Records::default();
        let projects = self.projects(numbers, &mut records);
        let mut people = People::read(self, numbers);
        tasks::read(self, numbers, &projects, &mut people, &mut records);
        self.logs(numbers, &projects, &people, &mut records);
        self.lists(numbers, &projects, &mut records);
        self.adjustments(numbers);
        super::calendars::read(self, numbers, &mut records);
        super::gates::read(self, numbers, &mut records);
        tasks::other_fields(self, numbers, &mut records);
        self.carried.people = people.into_carried();
        self.carried.hand_ins = std::mem::take(&mut self.hand_ins);
        records
    }

    fn about(&mut self, numbers: &Numbers) {
        let count = |value: &str| value.trim().parse::<usize>().unwrap_or(0);
        for Decoded { row, .. } in self.rows::<AboutRow>("About", numbers) {
            let (Some(property), Some(value)) = (row.property, row.value) else { continue };
            match &*property {
                "form" => self.whole = true,
                "rows of resource lists" => self.carried.resource_rows = count(&value),
                "rows of assignment lists" => self.carried.assignment_rows = count(&value),
                _ => {}
            }
        }
    }

    fn projects(&mut self, numbers: &Numbers, records: &mut Records) -> Projects {
        let mut projects = Projects::default();
        let rows = self.rows::<ProjectRow>("Projects", numbers);
        for (ix, decoded) in rows.iter().enumerate() {
            let (row, at) = (&decoded.row, decoded.row.at);
            let fact = |text: &Option<Text>| text.clone().map(|t| Sourced::stated(t, at));
            projects.hints.push(ProjectHint { key: fact(&row.key), name: fact(&row.name) });
            for text in [&row.id, &row.name, &row.key].into_iter().flatten() {
                projects.by_word.entry(word(text)).or_insert(ix);
            }
        }
        // an ID is meant before a name that is spelled like it
        for (ix, id) in rows.iter().enumerate().filter_map(|(ix, d)| d.row.id.as_ref().map(|id| (ix, id))) {
            projects.by_word.insert(word(id), ix);
        }
        let mut carried: Vec<CarriedProject> = Vec::with_capacity(rows.len());
        for (decoded, hint) in rows.into_iter().zip(&projects.hints) {
            let row = decoded.row;
            if let (Some(calendar), Some(name)) = (&row.calendar, row.name.as_ref().or(row.key.as_ref())) {
                let stated = |text: &Text| Sourced::stated(text.clone(), row.at);
                records.calendars.push(CalendarRecord {
                    name: stated(calendar),
                    day_minutes: None,
                    week: None,
                    days: None,
                    projects: vec![stated(name)],
                    people: Vec::new(),
                });
            }
            carried.push(CarriedProject {
                hint: hint.clone(),
                audience: row.audience,
                agreed: row.agreed,
                narrative: Vec::new(),
                sources: Vec::new(),
            });
            records.projects.push(ProjectRecord {
                project: hint.clone(),
                at: row.at,
                program: None,
                rag: row.reported,
                manager: row.manager,
                start: row.start,
                finish: row.finish,
                baseline_finish: row.baseline_finish,
                budget: None,
                narrative: Vec::new(),
                narrative_date: None,
                custom: Vec::new(),
            });
        }
        self.carried.projects = carried;
        self.of_projects(numbers, &projects);
        projects
    }

    /// Narratives, sources and programs of projects.
    fn of_projects(&mut self, numbers: &Numbers, projects: &Projects) {
        let find = |text: &Option<Text>| text.as_ref().and_then(|t| projects.by_word.get(&word(t)).copied());
        for Decoded { row, here, .. } in self.rows::<NarrativeRow>("Narratives", numbers) {
            let Some(text) = row.text else { continue };
            let words = Narrative { text, about: row.about, author: row.author, date: row.date, at: row.at };
            match find(&row.project).and_then(|ix| self.carried.projects.get_mut(ix)) {
                Some(project) => project.narrative.push(words),
                None => self.aside.push((here, "words about a project that the table Projects does not list".to_owned())),
            }
        }
        for Decoded { row, .. } in self.rows::<ProjectSourceRow>("Project sources", numbers) {
            let source = row.source.as_deref().and_then(|s| numbers.source(s));
            if let (Some(project), Some(source)) = (find(&row.project).and_then(|ix| self.carried.projects.get_mut(ix)), source) {
                project.sources.push((source, row.why.unwrap_or_default()));
            }
        }
        for Decoded { row, .. } in self.rows::<ProgramRow>("Programs", numbers) {
            if let Some(program) = row.program {
                let hint = projects.hint(row.project.as_ref(), row.at);
                self.carried.programs.push((program, hint));
            }
        }
    }

    fn logs(&mut self, numbers: &Numbers, projects: &Projects, people: &People, records: &mut Records) {
        for (kind, table) in LOGS {
            for Decoded { row, here, converted } in self.rows::<LogRow>(table, numbers) {
                let mut item = row.item;
                item.kind = row.kind.unwrap_or(*kind);
                if item.title.is_none() && item.description.is_none() && item.key.is_none() {
                    self.aside.push((here, "neither title, description nor key".to_owned()));
                    continue;
                }
                if let Some(id) = row.id {
                    // taken up by the table Other fields, then given anew
                    item.stable_id = id;
                }
                if !converted {
                    by_hand(&mut item);
                }
                let project = projects.hint(row.project.as_ref(), item.at);
                let owner = match (row.owner, &item.owner) {
                    (Some(id), owner) => people.find(&id, owner.as_ref().map_or(item.at, |o| o.at)),
                    (None, Some(owner)) if !converted => Some(people.named(&owner.value, owner.at)),
                    _ => None,
                };
                records.log.push(LogRecord { item, project, owner, beside: Vec::new() });
            }
        }
    }

    fn lists(&mut self, numbers: &Numbers, projects: &Projects, records: &mut Records) {
        for Decoded { row, here, .. } in self.rows::<BenefitRow>("Benefits", numbers) {
            let mut benefit = row.benefit;
            if benefit.name.is_none() && benefit.key.is_none() {
                self.aside.push((here, "neither name nor key".to_owned()));
                continue;
            }
            let project = projects.hint(row.project.as_ref(), benefit.at);
            benefit.stable_id = row.id.unwrap_or_default();
            records.benefits.push(BenefitRecord { benefit, project });
        }
        for Decoded { row, .. } in self.rows::<BudgetRow>("Budget", numbers) {
            let hint = projects.hint(row.project.as_ref(), row.line.at);
            records.budget.push((row.line, hint));
        }
        for Decoded { row, .. } in self.rows::<StakeholderRow>("Stakeholders", numbers) {
            let hint = projects.hint(row.project.as_ref(), row.stakeholder.at);
            self.stakeholder_ids.push(row.id.unwrap_or_default());
            self.carried.stakeholders.push((row.stakeholder, hint));
        }
        self.duties(numbers, projects);
    }

    /// Who is what in an activity: given to the stakeholder of that ID, else of that name; one who is not listed becomes one.
    fn duties(&mut self, numbers: &Numbers, projects: &Projects) {
        let mut by_word: FxHashMap<String, usize> = FxHashMap::default();
        for (ix, (stakeholder, _)) in self.carried.stakeholders.iter().enumerate() {
            if let Some(name) = &stakeholder.name {
                by_word.entry(word(&name.value)).or_insert(ix);
            }
        }
        by_word.extend(self.stakeholder_ids.iter().enumerate().filter(|(_, id)| !id.is_empty()).map(|(ix, id)| (word(id), ix)));
        // rows typed by hand repeat the activity: it is known by the first of them
        let mut first: FxHashMap<(Option<Text>, String), CellRef> = FxHashMap::default();
        for Decoded { row, here, converted } in self.rows::<DutyRow>("Responsibilities", numbers) {
            let (Some(who), Some(mut activity), Some(part)) = (row.who, row.activity, row.part) else {
                self.aside.push((here, "a responsibility needs a stakeholder, an activity and a part".to_owned()));
                continue;
            };
            let raci = parts(&part.value);
            if raci == Raci::default() {
                self.aside.push((here, "the part is none of R, A, C and I".to_owned()));
                continue;
            }
            if !converted {
                activity.at = *first.entry((row.project.clone(), word(&activity.value))).or_insert(activity.at);
            }
            let hint = projects.hint(row.project.as_ref(), row.at);
            let ix = *by_word.entry(word(&who)).or_insert_with(|| {
                let name = Some(Sourced::stated(who.clone(), row.at));
                self.stakeholder_ids.push(Text::default());
                self.carried.stakeholders.push((Stakeholder { name, ..Stakeholder::at(row.at) }, hint));
                self.carried.stakeholders.len() - 1
            });
            if let Some((stakeholder, _)) = self.carried.stakeholders.get_mut(ix) {
                stakeholder.duties.push(Duty { activity, part, raci, task: None });
            }
        }
    }

    /// Facts settled by hand, as they were when the file was converted.
    fn adjustments(&mut self, numbers: &Numbers) {
        for Decoded { row, here, .. } in self.rows::<AdjustmentRow>("Settled by hand", numbers) {
            let (Some(target), Some(field), Some(value)) = (row.target, row.field, row.value) else {
                self.aside.push((here, "an adjustment needs a target, a field and a value".to_owned()));
                continue;
            };
            let kind = match row.table.as_deref().unwrap_or_default() {
                "Tasks" => AdjustedKind::Task,
                "Projects" => AdjustedKind::Project,
                "Benefits" => AdjustedKind::Benefit,
                _ => AdjustedKind::LogItem,
            };
            let adjustment = Adjustment {
                target,
                field,
                value,
                replaces: row.replaces,
                by: row.by.unwrap_or_default(),
                why: row.why.unwrap_or_default(),
                until: row.until,
                at: row.at,
                state: row.state.unwrap_or(AdjustmentState::Gone),
                subject: None,
                what: row.what.unwrap_or_default(),
                original: row.original.map(|text| (text, row.original_at.first().copied())),
                remark: row.remark.unwrap_or_default(),
            };
            self.carried.adjustments.push(CarriedAdjustment { adjustment, record: row.record, kind });
        }
    }

    /// Hands everything on with the first table of tasks, else with the first table.
    fn close(self, mut records: Records, members: &[usize], extracts: &mut [Extract]) {
        let of_tasks = |ix: &&usize| extracts.get(**ix).is_some_and(|e| e.role == crate::model::Role::Tasks);
        let Some(home) = members.iter().find(of_tasks).or(members.first()).copied() else { return };
        let mut aside: BTreeMap<SourceId, Vec<SetAside>> = BTreeMap::new();
        for (at, reason) in self.aside {
            aside.entry(at.source).or_default().push(SetAside { at, reason });
        }
        for ix in members {
            let Some(extract) = extracts.get_mut(*ix) else { continue };
            let Some(mut list) = aside.remove(&extract.source) else { continue };
            extract.record_rows = extract.record_rows.saturating_sub(list.len());
            extract.set_aside.append(&mut list);
            extract.set_aside.sort_by_key(|s| s.at);
        }
        for ix in members {
            if let Some(extract) = extracts.get_mut(*ix) {
                extract.records.whole = self.whole;
            }
        }
        if let Some(extract) = extracts.get_mut(home) {
            extract.diagnostics.extend(self.odd);
            records.carried = Some(Box::new(self.carried));
            records.whole = self.whole;
            extract.records = records;
        }
    }
}

/// What a person leaves to the words: whether an item counts, the numbers in its levels.
fn by_hand(item: &mut crate::model::LogItem) {
    item.open = item.open.or_else(|| item.status.as_ref().and_then(|s| status::open(&s.value)));
    for level in [&mut item.probability, &mut item.impact, &mut item.score].into_iter().flatten() {
        let Level { word, number } = &mut level.value;
        *number = number.or_else(|| score::number(word));
    }
}

/// A person as written, without anything that tells who it is.
pub(super) fn bare(name: &Text, at: CellRef) -> PersonRef {
    PersonRef { name: name.clone(), email: None, account: None, units: None, work: None, at }
}
