//! Lines about whole projects: yearly returns, status lists, program plans. They name projects and say what their managers
//! report; where two of them disagree the configured precedence decides, else the newer data date. What they say of money is
//! compared with the budget lines of registers in `budgets`.

use super::desk::{Desk, Sheet};
use super::projects::{Draft, Evidence};
use super::stand::Stand;
use crate::config::Settings;
use crate::import::extract::ProjectRecord;
use crate::model::{Audience, BudgetLine, Narrative, Project, ProjectId, Rag};
use crate::source::{CellRef, SourceId, Sourced, Text};
use jiff::civil::Date;
use std::cmp::Reverse;

/// What is said of a project as a whole.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) manager: Option<Sourced<Text>>,
    pub(super) rag: Option<Sourced<Rag>>,
    pub(super) start: Option<Sourced<Date>>,
    pub(super) finish: Option<Sourced<Date>>,
    pub(super) baseline_finish: Option<Sourced<Date>>,
    pub(super) narrative: Vec<Narrative>,
    /// The sheet of the line that is believed first.
    pub(super) by: Option<usize>,
    pub(super) budget: Option<BudgetLine>,
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

/// Takes in the project records, what is believed first, and gives the budget lines they hold: one a project.
pub(super) fn take(desk: &mut Desk) -> Vec<BudgetLine> {
    let mut order: Vec<usize> = (0..desk.sheets.len()).collect();
    order.sort_by_key(|&ix| {
        let of =
            |s: &Sheet| (s.superseded_by.is_some(), s.precedence, Reverse(age(s)), Reverse(s.file.version.clone()), s.source);
        desk.sheets.get(ix).map(of)
    });
    for ix in order {
        let Some(sheet) = desk.sheets.get_mut(ix) else { continue };
        let records = std::mem::take(&mut sheet.lists.projects);
        let (head, own) = (sheet.lists.head.take(), sheet.project);
        if let Some(head) = head
            && let Some(project) = own.or_else(|| desk.projects.find(&desk.sheets.get(ix)?.hint))
        {
            take_one(desk, ix, project, *head);
        }
        for record in records {
            let Some(project) = desk.projects.find(&record.project) else { continue };
            let again = take_one(desk, ix, project, record);
            if let Some(sheet) = desk.sheets.get_mut(ix).filter(|_| again) {
                sheet.merged += 1;
            }
        }
    }
    let drafts = (0u32..).zip(&mut desk.projects.drafts);
    let mut budget: Vec<BudgetLine> = drafts
        .filter_map(|(ix, draft)| {
            let line = draft.whole.budget.take()?;
            Some(BudgetLine { project: Some(ProjectId(ix)), ..line })
        })
        .collect();
    budget.sort_by_key(|line| line.at);
    budget
}

/// Year and day that a sheet's data is of, the year also by its name.
fn age(sheet: &Sheet) -> (Option<i16>, Option<Date>) {
    let date = sheet.data_date.as_ref().map(|d| d.0);
    (date.map(|d| d.year()).or(sheet.file.year), date)
}

/// Takes in what is said of a project; whether something was said of it before.
fn take_one(desk: &mut Desk, sheet: usize, project: u32, record: ProjectRecord) -> bool {
    let (Some(draft), Some(this)) = (desk.projects.drafts.get_mut(project as usize), desk.sheets.get(sheet)) else {
        return false;
    };
    let first = draft.whole.by.and_then(|by| desk.sheets.get(by));
    let (why, older): (Text, bool) = match first {
        Some(first) if first.precedence != this.precedence => ("configured precedence".into(), false),
        Some(first) => {
            let why = "the newer return, by its data date or the year in its name; else the first file";
            (why.into(), age(first) != age(this))
        }
        None => (Text::default(), false),
    };
    let again = first.is_some();
    draft.whole.by = draft.whole.by.or(Some(sheet));
    let fields = &desk.context.settings.field_precedence;
    let mut stand = Stand {
        what: draft.name.clone(),
        task: None,
        project: Some(ProjectId(project)),
        why: &why,
        older: false,
        sheets: &desk.sheets,
        fields,
        conflicts: &mut desk.conflicts,
    };
    let whole = &mut draft.whole;
    stand.words("manager", &mut whole.manager, record.manager);
    stand.rag(&mut whole.rag, record.rag);
    stand.date("start", &mut whole.start, record.start);
    stand.date("finish", &mut whole.finish, record.finish);
    stand.date("baseline finish", &mut whole.baseline_finish, record.baseline_finish);
    // the sums of two years are not put together
    stand.older = older;
    match (&mut whole.budget, record.budget) {
        (Some(kept), Some(other)) => stand.sums(kept, other),
        (None, budget) => whole.budget = budget,
        (Some(_), None) => {}
    }
    let author = whole.manager.as_ref().map(|m| m.value.clone());
    let date = record.narrative_date;
    let words =
        record.narrative.into_iter().map(|n| Narrative { text: n.value, about: None, author: author.clone(), date, at: n.at });
    whole.narrative.extend(words);
    again
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
