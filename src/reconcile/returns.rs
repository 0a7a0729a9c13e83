//! Lines about whole projects: yearly returns, status lists, program plans. They name projects and say what their managers
//! report; two of them that disagree are a conflict, the newer data date wins.

use super::desk::Desk;
use super::projects::{Draft, Evidence};
use crate::config::Settings;
use crate::import::extract::ProjectRecord;
use crate::model::{Audience, BudgetLine, Conflict, Narrative, Project, ProjectId, Rag};
use crate::source::{CellRef, SourceId, Sourced, Text};
use jiff::civil::Date;

/// What is said of a project as a whole.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) manager: Option<Sourced<Text>>,
    pub(super) rag: Option<Sourced<Rag>>,
    pub(super) start: Option<Sourced<Date>>,
    pub(super) finish: Option<Sourced<Date>>,
    pub(super) baseline_finish: Option<Sourced<Date>>,
    pub(super) narrative: Vec<Narrative>,
    pub(super) seen: bool,
    /// As a converted file carries it.
    pub(super) audience: Audience,
    /// As a converted file carries it.
    pub(super) agreed: Option<Sourced<Rag>>,
}

/// Makes the projects that the project records of a sheet name.
pub(super) fn name_projects(desk: &mut Desk, sheet: usize) {
    let Some(sheet) = desk.sheets.get(sheet) else { return };
    let (source, tracker, whole) = (sheet.source, sheet.tracker.clone(), sheet.whole);
    for record in &sheet.lists.projects {
        if let Some(project) = desk.projects.settle(&record.project, &tracker, Evidence::Data) {
            let key = record.project.key.is_some();
            if !whole {
                desk.projects.came_from(project, source, || if key { "key in the data" } else { "named in the data" }.to_owned());
            }
            desk.projects.stands(project);
            if let Some(program) = &record.program {
                desk.projects.put_into_program(project, &program.value);
            }
        }
    }
}

/// Takes in the project records, newest data first, and gives the budget lines they hold.
pub(super) fn take(desk: &mut Desk) -> Vec<BudgetLine> {
    let mut order: Vec<usize> = (0..desk.sheets.len()).collect();
    order.sort_by_key(|&ix| {
        desk.sheets.get(ix).map(|s| {
            let date = s.data_date.as_ref().map(|d| d.0);
            let year = date.map(|d| d.year()).or(s.file.year);
            (s.superseded_by.is_some(), std::cmp::Reverse((year, date)), std::cmp::Reverse(s.file.version.clone()), s.source)
        })
    });
    let mut budget = Vec::new();
    for ix in order {
        let Some(sheet) = desk.sheets.get_mut(ix) else { continue };
        let records = std::mem::take(&mut sheet.lists.projects);
        for record in records {
            let Some(project) = desk.projects.find(&record.project) else { continue };
            take_one(desk, ix, project, record, &mut budget);
        }
    }
    budget.sort_by_key(|line| line.at);
    budget
}

fn take_one(desk: &mut Desk, sheet: usize, project: u32, record: ProjectRecord, budget: &mut Vec<BudgetLine>) {
    let Some(draft) = desk.projects.drafts.get_mut(project as usize) else { return };
    let what = draft.name.clone();
    let again = draft.whole.seen;
    draft.whole.seen = true;
    let mut said = Said { what: &what, project, conflicts: &mut desk.conflicts };
    said.field("manager", &mut draft.whole.manager, record.manager, |v| v.to_string());
    said.field("RAG", &mut draft.whole.rag, record.rag, |v| v.word().to_owned());
    said.date("start", &mut draft.whole.start, record.start);
    said.date("finish", &mut draft.whole.finish, record.finish);
    said.date("baseline finish", &mut draft.whole.baseline_finish, record.baseline_finish);
    let author = draft.whole.manager.as_ref().map(|m| m.value.clone());
    let date = record.narrative_date;
    let words =
        record.narrative.into_iter().map(|n| Narrative { text: n.value, about: None, author: author.clone(), date, at: n.at });
    draft.whole.narrative.extend(words);
    if let Some(mut line) = record.budget.filter(|_| !again) {
        line.project = Some(ProjectId(project));
        budget.push(line);
    }
    if again && let Some(sheet) = desk.sheets.get_mut(sheet) {
        sheet.merged += 1;
    }
}

struct Said<'a> {
    what: &'a Text,
    project: u32,
    conflicts: &'a mut Vec<Conflict>,
}

impl Said<'_> {
    fn date(&mut self, field: &'static str, kept: &mut Option<Sourced<Date>>, other: Option<Sourced<Date>>) {
        let difference = match (&kept, &other) {
            (Some(a), Some(b)) => super::merge::days_apart(a.value, b.value),
            _ => String::new(),
        };
        self.put(field, kept, other, difference, Date::to_string);
    }
    fn field<T: Clone + PartialEq>(
        &mut self,
        field: &'static str,
        kept: &mut Option<Sourced<T>>,
        other: Option<Sourced<T>>,
        text: impl Fn(&T) -> String,
    ) {
        self.put(field, kept, other, String::new(), text);
    }
    fn put<T: Clone + PartialEq>(
        &mut self,
        field: &'static str,
        kept: &mut Option<Sourced<T>>,
        other: Option<Sourced<T>>,
        difference: String,
        text: impl Fn(&T) -> String,
    ) {
        let Some(other) = other else { return };
        match kept {
            None => *kept = Some(other),
            Some(kept) if kept.value == other.value => {}
            Some(kept) => self.conflicts.push(Conflict {
                what: self.what.clone(),
                task: None,
                project: Some(ProjectId(self.project)),
                field: field.into(),
                kept: (text(&kept.value).into(), kept.at),
                lost: (text(&other.value).into(), other.at),
                difference,
                why: "the newer return, by its data date or the year in its name; else the first file".into(),
            }),
        }
    }
}

/// The finished project of a draft.
pub(super) fn project(draft: Draft, slug: Text, settings: &Settings) -> Project {
    let rule = draft.rule.and_then(|r| settings.projects.get(r));
    let key = draft.key().or_else(|| rule.and_then(|r| r.key.as_deref().map(Text::from)));
    let nowhere =
        CellRef { source: draft.sources.keys().next().copied().unwrap_or(SourceId { file: 0, sheet: 0 }), row: 0, col: 0 };
    let whole = draft.whole;
    let settled = |rag: Option<Rag>| rag.map(|rag| Sourced::derived(rag, nowhere, crate::source::Rule::ProjectFromConfig));
    let mut narrative = whole.narrative;
    // words about the whole before comments on records, whichever file was read first
    narrative.sort_by(|a, b| (a.about.is_some(), a.date, &a.about, &a.text).cmp(&(b.about.is_some(), b.date, &b.about, &b.text)));
    Project {
        slug,
        name: draft.name,
        key,
        programs: Vec::new(),
        audience: rule.map_or(Audience::Open, |r| r.audience).max(whole.audience),
        manager: whole.manager.or_else(|| {
            let name = rule.and_then(|r| r.manager.as_deref())?;
            Some(Sourced::derived(name.into(), nowhere, crate::source::Rule::ProjectFromConfig))
        }),
        reported: whole.rag.or_else(|| {
            let rag = rule.and_then(|r| r.reported)?;
            Some(Sourced::derived(rag, nowhere, crate::source::Rule::ProjectFromConfig))
        }),
        agreed: settled(rule.and_then(|r| r.agreed)).or(whole.agreed),
        baseline_finish: whole.baseline_finish.or_else(|| {
            let date = rule.and_then(|r| r.baseline_finish)?;
            Some(Sourced::derived(date, nowhere, crate::source::Rule::ProjectFromConfig))
        }),
        start: whole.start,
        finish: whole.finish,
        narrative,
        sources: draft.sources.into_iter().collect(),
        board_milestones: Vec::new(),
        calendar: None,
    }
}
