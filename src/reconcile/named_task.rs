//! The one task that words mean: its key, id or outline number, its name, or a key before a name (`PAY-12 Payments live`).
//!
//! Words that may mean several tasks mean none. The project that the words stand in is asked first, and a milestone is meant
//! before a task of the same name.

use super::desk::position;
use super::wording::{fold_key, fold_name, is_issue_key};
use crate::model::{ProjectId, Task, TaskId, TaskKind};
use rustc_hash::FxHashMap;

/// The tasks by what they are called.
pub(super) struct NamedTasks<'a> {
    tasks: &'a [Task],
    keys: FxHashMap<String, Vec<TaskId>>,
    names: FxHashMap<String, Vec<TaskId>>,
}

impl<'a> NamedTasks<'a> {
    /// Of all tasks but those known by a reference only.
    pub(super) fn new(tasks: &'a [Task]) -> Self {
        let mut keys: FxHashMap<String, Vec<TaskId>> = FxHashMap::default();
        let mut names: FxHashMap<String, Vec<TaskId>> = FxHashMap::default();
        for (at, task) in tasks.iter().enumerate().filter(|(_, t)| !t.stub) {
            let id = TaskId(position(at));
            for key in [&task.facts.key, &task.facts.id, &task.facts.outline].into_iter().flatten() {
                keys.entry(fold_key(&key.value)).or_default().push(id);
            }
            if let Some(name) = &task.facts.name {
                names.entry(fold_name(&name.value)).or_default().push(id);
            }
        }
        NamedTasks { tasks, keys, names }
    }

    /// The task that the words mean when they stand in a project's record: of that project, else the only one anywhere.
    pub(super) fn find(&self, text: &str, project: Option<ProjectId>) -> Option<TaskId> {
        let folded = fold_key(text);
        // Row numbers and outline numbers mean something only in the own project.
        let everywhere = is_issue_key(&text.to_ascii_uppercase()) || folded.len() >= 9 || project.is_none();
        let by_key = self.keys.get(&folded).and_then(|list| self.pick(list, project, everywhere));
        by_key.or_else(|| self.by_name(text, project)).or_else(|| {
            let (first, rest) = text.split_once([' ', ':', '–'])?;
            let list = self.keys.get(&fold_key(first))?;
            if is_issue_key(first) {
                return self.pick(list, project, true);
            }
            if !first.chars().any(|c| c.is_ascii_digit()) {
                return None;
            }
            let rest = fold_name(rest.trim_start_matches([' ', '-', '–', ':']));
            let named = |id: &TaskId| self.name(*id).is_some_and(|name| fold_name(name) == rest);
            let named: Vec<TaskId> = list.iter().copied().filter(named).collect();
            self.pick(&named, project, true)
        })
    }

    /// The task of a project that an activity names: by [`NamedTasks::find`], or by name behind a number of its own
    /// (`2.1 Data migration`). Other projects' tasks are not meant, unless the words belong to no project.
    pub(super) fn activity(&self, text: &str, project: Option<ProjectId>) -> Option<TaskId> {
        let bare = || {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '-' | '–' | ':'));
            (rest.len() < text.len()).then(|| self.by_name(rest, project)).flatten()
        };
        let found = self.find(text, project).or_else(bare)?;
        project.is_none_or(|own| self.tasks.get(found.ix()).is_some_and(|t| t.project == own)).then_some(found)
    }

    fn by_name(&self, text: &str, project: Option<ProjectId>) -> Option<TaskId> {
        self.names.get(&fold_name(text)).and_then(|list| self.pick(list, project, true))
    }

    fn name(&self, id: TaskId) -> Option<&str> {
        self.tasks.get(id.ix())?.facts.name.as_ref().map(|n| &*n.value)
    }

    fn pick(&self, list: &[TaskId], project: Option<ProjectId>, everywhere: bool) -> Option<TaskId> {
        let task = |id: &TaskId| self.tasks.get(id.ix());
        let own: Vec<TaskId> = list.iter().copied().filter(|id| task(id).map(|t| t.project) == project).collect();
        if own.is_empty() && !everywhere && project.is_some() {
            return None;
        }
        let among = if own.is_empty() { list } else { &own };
        let is_milestone = |id: &TaskId| task(id).is_some_and(|t| t.facts.kind == TaskKind::Milestone);
        let milestones: Vec<TaskId> = among.iter().copied().filter(is_milestone).collect();
        match (among, milestones.as_slice()) {
            ([one], _) | (_, [one]) => Some(*one),
            _ => None,
        }
    }
}
