//! Which project each record belongs to. Order of evidence: key or name in the record, one line of configuration for the
//! source, title cell or summary task, folder, file (or sheet) name. Names join only when equal after folding, keys only when
//! equal; a differing number or "non-" blocks even those. Nothing is joined because it looks alike.

use super::desk::{Desk, Sheet};
use super::file_name::take_apart;
use super::wording::{fold_key, fold_project, guard_differs, issue_prefix};
use crate::config::Settings;
use crate::config::ledger::Kind;
use crate::import::extract::ProjectHint;
use crate::model::ProjectId;
use crate::source::{CellRef, SourceId, Sourced, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// The most names kept of one project.
const MOST_NAMES: usize = 24;

/// A record whose project is not known yet.
pub(super) const UNKNOWN: ProjectId = ProjectId(u32::MAX);

/// How strong the evidence for a name is; the strongest gives the name shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Evidence {
    /// Known from the ledger only; any source gives a better name.
    Ledger,
    File,
    Folder,
    Title,
    Key,
    Data,
    Configured,
}

/// A project while it is being put together.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) name: Text,
    evidence: Evidence,
    /// Keys with the tracker that uses them.
    pub(super) keys: Vec<(Text, Text)>,
    /// The configured rule.
    pub(super) rule: Option<usize>,
    /// Sources with the reason.
    pub(super) sources: BTreeMap<SourceId, Text>,
    pub(super) used: bool,
    /// Named otherwise than by a record of work: by a return, or beside another project.
    pub(super) named: bool,
    pub(super) programs: BTreeSet<usize>,
    /// What returns and status lists say of the project as a whole.
    pub(super) whole: super::returns::Whole,
    /// The id minted in the ledger.
    pub(super) minted: Option<Text>,
    /// Answered for in the ledger: another key of one tracker is no reason to part it.
    answered: bool,
    /// Every name a source gave, with the first cell; the folded form tells them apart.
    pub(super) names: Vec<(Text, CellRef)>,
}

/// All projects by name and key.
#[derive(Debug, Default)]
pub(super) struct Registry {
    pub(super) drafts: Vec<Draft>,
    by_name: FxHashMap<String, u32>,
    by_key: FxHashMap<String, u32>,
    pub(super) programs: Vec<(Text, bool)>,
    program_by_name: FxHashMap<String, usize>,
    pub(super) reused: Vec<(Text, Text, Text, CellRef)>,
}

impl Registry {
    /// The configured projects; each is used only once a source names it.
    pub(super) fn new(settings: &Settings) -> Registry {
        let mut registry = Registry::default();
        for (ix, rule) in settings.projects.iter().enumerate() {
            let shown = [Some(rule.name.as_str()), rule.key.as_deref()].into_iter().flatten().find(|n| !n.trim().is_empty());
            let at = registry.push(shown.unwrap_or("project").into(), Evidence::Configured);
            if let Some(draft) = registry.drafts.get_mut(at as usize) {
                draft.rule = Some(ix);
                draft.used = false;
            }
            for name in std::iter::once(&rule.name).chain(&rule.aliases) {
                registry.by_name.entry(fold_project(name)).or_insert(at);
            }
            for key in rule.key.iter().chain(&rule.aliases) {
                registry.by_key.entry(fold_key(key)).or_insert(at);
            }
        }
        for rule in &settings.programs {
            registry.program(&rule.name.as_str().into());
        }
        registry.remember(settings);
        registry
    }

    /// Names and keys that the ledger says are one project lead to one draft; a configured project keeps its own.
    fn remember(&mut self, settings: &Settings) {
        for group in settings.ledger.groups(Kind::Project) {
            let known = group.iter().find_map(|n| self.by_name(n).or_else(|| self.by_key(n)));
            let at = known.unwrap_or_else(|| {
                let at = self.push(group.first().map_or("", String::as_str).into(), Evidence::Ledger);
                if let Some(draft) = self.drafts.get_mut(at as usize) {
                    draft.used = false;
                }
                at
            });
            if let Some(draft) = self.drafts.get_mut(at as usize) {
                draft.answered = true;
            }
            for name in &group {
                self.by_name.entry(fold_project(name)).or_insert(at);
                self.by_key.entry(fold_key(name)).or_insert(at);
            }
        }
        for (name, id) in settings.ledger.ids(Kind::Project) {
            if let Some(draft) =
                self.by_name(&name).or_else(|| self.by_key(&name)).and_then(|at| self.drafts.get_mut(at as usize))
            {
                draft.minted = Some(id.into());
            }
        }
    }

    fn push(&mut self, name: Text, evidence: Evidence) -> u32 {
        self.drafts.push(Draft {
            name,
            evidence,
            keys: Vec::new(),
            rule: None,
            sources: BTreeMap::new(),
            used: true,
            named: false,
            programs: BTreeSet::new(),
            whole: super::returns::Whole::default(),
            minted: None,
            answered: false,
            names: Vec::new(),
        });
        super::desk::position(self.drafts.len() - 1)
    }

    /// The project of exactly this name.
    pub(super) fn by_name(&self, name: &str) -> Option<u32> {
        let folded = fold_project(name);
        if folded.is_empty() { None } else { self.by_name.get(&folded).copied() }
    }

    /// The project of exactly this key.
    pub(super) fn by_key(&self, key: &str) -> Option<u32> {
        self.by_key.get(&fold_key(key)).copied()
    }

    /// The project a hint means, if there is one already: key, then name, then the name taken for a key.
    pub(super) fn find(&self, hint: &ProjectHint) -> Option<u32> {
        let key = hint.key.as_ref().and_then(|k| self.by_key(&k.value).or_else(|| self.by_name(&k.value)));
        key.or_else(|| hint.name.as_ref().and_then(|n| self.by_name(&n.value).or_else(|| self.by_key(&n.value))))
    }

    /// The project a hint means, made where there is none yet.
    pub(super) fn settle(&mut self, hint: &ProjectHint, tracker: &Text, evidence: Evidence) -> Option<u32> {
        let key = hint.key.as_ref().filter(|k| !k.value.trim().is_empty());
        let name = hint.name.as_ref().filter(|n| !fold_project(&n.value).is_empty());
        let keyed = key.and_then(|k| self.by_key(&k.value));
        let at = match (keyed, key, name) {
            (Some(at), Some(key), Some(name)) if self.is_reused(at, &name.value) => {
                let old = self.drafts.get(at as usize).map(|d| d.name.clone()).unwrap_or_default();
                self.reused.push((key.value.clone(), old, name.value.clone(), name.at));
                self.named(&name.value, evidence)
            }
            (Some(at), _, _) => at,
            (None, Some(key), Some(name)) => match self.by_name(&name.value) {
                Some(at) if !self.has_other_key(at, tracker, &key.value) => at,
                Some(_) => self.push(name.value.clone(), evidence),
                None => self.named(&name.value, evidence),
            },
            (None, Some(key), None) => match self.by_name(&key.value) {
                Some(at) => at,
                None => self.push(key.value.clone(), Evidence::Key),
            },
            (None, None, Some(name)) => match self.by_name(&name.value).or_else(|| self.by_key(&name.value)) {
                Some(at) => at,
                None => self.named(&name.value, evidence),
            },
            (_, None, None) => return None,
        };
        if let Some(key) = key {
            self.by_key.entry(fold_key(&key.value)).or_insert(at);
        }
        if let Some(name) = name {
            self.by_name.entry(fold_project(&name.value)).or_insert(at);
        }
        if let Some(draft) = self.drafts.get_mut(at as usize) {
            draft.used = true;
            if let Some(name) = name.or(key)
                && draft.names.len() < MOST_NAMES
                && !draft.names.iter().any(|(have, _)| *have == name.value)
            {
                draft.names.push((name.value.clone(), name.at));
            }
            if let Some(key) = key
                && !draft.keys.iter().any(|(t, k)| t == tracker && k.eq_ignore_ascii_case(&key.value))
            {
                draft.keys.push((tracker.clone(), key.value.clone()));
            }
            if let Some(name) = name
                && evidence > draft.evidence
            {
                draft.name = name.value.clone();
                draft.evidence = evidence;
            }
        }
        Some(at)
    }

    fn named(&mut self, name: &Text, evidence: Evidence) -> u32 {
        if let Some(at) = self.by_name(name) {
            return at;
        }
        let at = self.push(name.clone(), evidence);
        self.by_name.insert(fold_project(name), at);
        at
    }

    /// A key that stands beside a name with another phase, tranche or number means another project.
    fn is_reused(&self, at: u32, name: &str) -> bool {
        self.drafts
            .get(at as usize)
            .is_some_and(|d| d.rule.is_none() && !d.answered && d.evidence == Evidence::Data && guard_differs(&d.name, name))
    }

    fn has_other_key(&self, at: u32, tracker: &Text, key: &str) -> bool {
        self.drafts.get(at as usize).is_some_and(|d| {
            d.rule.is_none()
                && !d.answered
                && d.keys.iter().any(|(t, _)| t == tracker)
                && !d.keys.iter().any(|(_, k)| k.eq_ignore_ascii_case(key))
        })
    }

    /// Notes that a source gave records of a project, and why.
    pub(super) fn came_from(&mut self, at: u32, source: SourceId, why: impl FnOnce() -> String) {
        if let Some(draft) = self.drafts.get_mut(at as usize) {
            draft.used = true;
            draft.sources.entry(source).or_insert_with(|| why().into());
        }
    }

    /// Notes that a project is there even without records of work.
    pub(super) fn stands(&mut self, at: u32) {
        if let Some(draft) = self.drafts.get_mut(at as usize) {
            draft.named = true;
        }
    }

    fn program(&mut self, name: &Text) -> usize {
        let folded = fold_project(name);
        if let Some(&at) = self.program_by_name.get(&folded) {
            return at;
        }
        self.programs.push((name.clone(), false));
        let at = self.programs.len() - 1;
        self.program_by_name.insert(folded, at);
        at
    }

    /// Puts a project into a program that a source names.
    pub(super) fn put_into_program(&mut self, project: u32, program: &Text) {
        let at = self.program(program);
        if let Some(draft) = self.drafts.get_mut(project as usize) {
            draft.programs.insert(at);
        }
    }
}

/// Gives every record its project as far as the record itself or its sheet tells. Records of mixed sheets that name none are
/// left [`UNKNOWN`] until their parents are known ([`inherit`]).
pub(super) fn settle(desk: &mut Desk) {
    for sheet in 0..desk.sheets.len() {
        let named = settle_records(desk, sheet);
        super::returns::name_projects(desk, sheet);
        if let Some(sheet) = desk.sheets.get_mut(sheet) {
            sheet.project = named;
        }
    }
    for ix in 0..desk.sheets.len() {
        let Some(sheet) = desk.sheets.get(ix) else { continue };
        let silent = sheet.range().all(|at| desk.tasks.get(at as usize).is_some_and(|t| t.project == UNKNOWN));
        if sheet.len > 0 && silent {
            settle_sheet(desk, ix);
        }
    }
}

/// Projects that the records name; `Some` where all of them name one.
fn settle_records(desk: &mut Desk, sheet: usize) -> Option<u32> {
    let (range, tracker, source, whole) = desk.sheets.get(sheet).map(|s| (s.range(), s.tracker.clone(), s.source, s.whole))?;
    let minted = ["jira", "aha", "linear", "youtrack", "plane"].iter().any(|t| tracker.starts_with(t));
    let mut known: FxHashMap<(Option<Text>, Option<Text>), Option<u32>> = FxHashMap::default();
    let mut found: FxHashSet<u32> = FxHashSet::default();
    for at in range {
        let Some(side) = desk.sides.get(at as usize) else { continue };
        let mut cell_key = (side.hint.key.as_ref().map(|k| k.value.clone()), side.hint.name.as_ref().map(|k| k.value.clone()));
        let mut from_issue = None;
        if cell_key == (None, None)
            && minted
            && let (Some(prefix), Some(task)) = (side.key.as_deref().and_then(issue_prefix), desk.tasks.get(at as usize))
        {
            let prefix: Text = prefix.into();
            cell_key.0 = Some(prefix.clone());
            from_issue = Some(ProjectHint { key: Some(Sourced::stated(prefix, task.facts.at)), name: None });
        }
        let project = match known.get(&cell_key) {
            Some(project) => *project,
            None => {
                let hint = from_issue.as_ref().unwrap_or(&side.hint);
                let project = desk.projects.settle(hint, &tracker, Evidence::Data);
                let why = match (&cell_key.0, &cell_key.1) {
                    (Some(key), _) => format!("key `{key}` in the data"),
                    (None, name) => format!("named `{}` in the data", name.as_deref().unwrap_or_default()),
                };
                // a converted file carries where its projects came from
                if let Some(project) = project.filter(|_| !whole) {
                    desk.projects.came_from(project, source, || why);
                }
                known.insert(cell_key, project);
                project
            }
        };
        for also in desk.sides.get(at as usize).map(|s| s.belongs.also_projects.clone()).unwrap_or_default() {
            let hint = ProjectHint { key: None, name: Some(also) };
            if let Some(project) = desk.projects.settle(&hint, &tracker, Evidence::Data) {
                desk.projects.came_from(project, source, || "named beside another project in the data".to_owned());
                desk.projects.stands(project);
            }
        }
        if let Some(task) = desk.tasks.get_mut(at as usize) {
            task.project = project.map_or(UNKNOWN, ProjectId);
        }
        found.extend(project);
    }
    if found.len() == 1 { found.into_iter().next() } else { None }
}

/// Settles a sheet of work none of whose records names a project, and gives it to them.
fn settle_sheet(desk: &mut Desk, ix: usize) {
    let Some(sheet) = desk.sheets.get(ix) else { return };
    let (source, tracker, range) = (sheet.source, sheet.tracker.clone(), sheet.range());
    let alone = desk.sheets.iter().filter(|s| s.source.file == source.file && s.len > 0).count() == 1;
    let Some((hint, evidence, why)) = sheet_evidence(desk, sheet, alone) else { return };
    let Some(project) = desk.projects.settle(&hint, &tracker, evidence) else { return };
    desk.projects.came_from(project, source, || why);
    if let Some(sheet) = desk.sheets.get_mut(ix) {
        sheet.project = Some(project);
    }
    for at in range {
        if let Some(task) = desk.tasks.get_mut(at as usize)
            && task.project == UNKNOWN
        {
            task.project = ProjectId(project);
        }
    }
}

/// What a sheet as a whole says of its project, strongest evidence first.
fn sheet_evidence(desk: &Desk, sheet: &Sheet, alone: bool) -> Option<(ProjectHint, Evidence, String)> {
    let anchor = CellRef { source: sheet.source, row: 0, col: 0 };
    let named = |name: String| ProjectHint { key: None, name: Some(Sourced::stated(name.into(), anchor)) };
    if let Some(rule) = desk.source_rule(sheet.source, |r| r.project.is_some()) {
        let name = rule.project.clone().unwrap_or_default();
        return Some((named(name), Evidence::Configured, format!("`{}` in the configuration", rule.pattern)));
    }
    if let Some(key) = &sheet.hint.key {
        return Some((sheet.hint.clone(), Evidence::Data, format!("key `{}` at {}", key.value, desk.place(key.at))));
    }
    if let Some(title) = &sheet.hint.name {
        let parted = take_apart(&title.value);
        if !parted.generic {
            let why = format!("title at {}", desk.place(title.at));
            let known = desk.projects.by_name(&title.value).is_none() && desk.projects.by_name(&parted.subject).is_some();
            let hint = if known { named(parted.subject) } else { sheet.hint.clone() };
            return Some((hint, Evidence::Title, why));
        }
    }
    let path = desk.context.sources.file(sheet.source).map_or("", |f| f.name.as_str());
    if let Some(folder) = folders(path).find(|f| !f.generic) {
        let why = format!("folder name `{}`", folder.subject);
        return Some((named(folder.subject), Evidence::Folder, why));
    }
    if !alone && let Some(tab) = desk.context.sources.sheet(sheet.source).map(take_apart).filter(|t| !t.generic) {
        let why = format!("sheet name `{}`", tab.subject);
        return Some((named(tab.subject), Evidence::File, why));
    }
    let subject = sheet.file.subject.clone();
    let subject = if subject.is_empty() { path.to_owned() } else { subject };
    Some((named(subject), Evidence::File, "file name".to_owned()))
}

/// The folders of a path, innermost first, taken apart.
pub(super) fn folders(path: &str) -> impl Iterator<Item = super::file_name::FileName> {
    let dir = path.rsplit_once('/').map_or("", |(dir, _)| dir);
    dir.rsplit('/').filter(|part| !part.is_empty()).map(|part| {
        let part = part.strip_suffix(".zip").unwrap_or(part);
        let mut folder = take_apart(part);
        folder.generic = folder.generic || part.starts_with("Export-") || folder.subject.len() < 2;
        folder
    })
}

/// Gives records that name no project the one of their parent; what is left, the one of their sheet. Parents are known now.
pub(super) fn inherit(desk: &mut Desk) {
    for at in 0..desk.tasks.len() {
        if desk.tasks.get(at).is_none_or(|t| t.project != UNKNOWN) {
            continue;
        }
        let mut above = desk.tasks.get(at).and_then(|t| t.parent);
        let mut steps = 0;
        let mut project = UNKNOWN;
        while let Some(parent) = above.and_then(|p| desk.tasks.get(p.ix())) {
            if parent.project != UNKNOWN || steps > 64 {
                project = parent.project;
                break;
            }
            steps += 1;
            above = parent.parent;
        }
        if let Some(task) = desk.tasks.get_mut(at) {
            task.project = project;
        }
    }
    for ix in 0..desk.sheets.len() {
        let Some(sheet) = desk.sheets.get(ix) else { continue };
        let (default, range) = (sheet.project, sheet.range());
        let left: Vec<u32> = range.filter(|&at| desk.tasks.get(at as usize).is_some_and(|t| t.project == UNKNOWN)).collect();
        match default {
            _ if left.is_empty() => {}
            Some(project) => {
                for at in left {
                    if let Some(task) = desk.tasks.get_mut(at as usize) {
                        task.project = ProjectId(project);
                    }
                }
            }
            None => settle_sheet(desk, ix),
        }
    }
}

impl Draft {
    /// The first key, where there is one.
    pub(super) fn key(&self) -> Option<Text> {
        self.keys.first().map(|(_, k)| k.clone())
    }
}
