//! What a page may speak of: lookups in the [`Brief`] that never panic, and which projects are kept off the page.

use super::Brief;
use crate::model::{Audience, Dependency, DependencyEnd, DependencyId, Project, ProjectId, Task, TaskId};
use crate::source::{CellRef, SourceId};

impl<'a> Brief<'a> {
    /// Whether a project's tasks, dates, log items and findings stay off the page.
    pub fn hidden(&self, project: ProjectId) -> bool {
        !self.restricted && self.project(project).is_some_and(|p| p.audience == Audience::Restricted)
    }
    /// Whether the task stays off the page.
    pub fn hidden_task(&self, task: TaskId) -> bool {
        self.task(task).is_none_or(|t| self.hidden(t.project))
    }
    /// The project.
    pub fn project(&self, id: ProjectId) -> Option<&'a Project> {
        self.portfolio.projects.get(id.ix())
    }
    /// The project's name as shown (already a label where it is restricted).
    pub fn project_name(&self, id: ProjectId) -> &'a str {
        match self.project(id) {
            // The portfolio arrives with a label in place of the name; should it not, no name gets through.
            Some(p) if self.hidden(id) && !p.name.starts_with("Restricted project") => "Restricted project",
            Some(p) => &p.name,
            None => "(unknown project)",
        }
    }
    /// The task.
    pub fn task(&self, id: TaskId) -> Option<&'a Task> {
        self.portfolio.tasks.get(id.ix())
    }
    /// The dependency.
    pub fn dependency(&self, id: DependencyId) -> Option<&'a Dependency> {
        self.portfolio.dependencies.get(id.ix())
    }
    /// The task's title; only its project's label where it stays off the page.
    pub fn task_title(&self, id: TaskId) -> String {
        match self.task(id) {
            Some(t) if self.hidden(t.project) => format!("({})", self.project_name(t.project)),
            Some(t) => t.title(),
            None => "(unknown task)".to_owned(),
        }
    }
    /// Stands behind a milestone whose chain holds a fact settled by hand, or a record that was not handed in this time; empty
    /// for all others.
    pub fn resting(&self, reading: &crate::analyze::MilestoneReading) -> String {
        let mut marks = String::new();
        if self.portfolio.adjustments.iter().any(|a| a.state.holds()) {
            let adjusted = |t: &TaskId| self.task(*t).is_some_and(Task::is_adjusted);
            if !adjusted(&reading.task) && reading.chain.iter().any(adjusted) {
                marks.push_str(" (rests on an adjusted value)");
            }
        }
        if self.portfolio.hand_ins.iter().any(|h| h.carried.is_some()) {
            let mark = |t: &TaskId| self.task(*t).map_or_else(String::new, |t| self.portfolio.carried_mark(t.facts.at.source));
            let own = mark(&reading.task);
            if own.is_empty() && reading.chain.iter().any(|t| !mark(t).is_empty()) {
                marks.push_str(" (rests on data carried forward)");
            }
            marks.push_str(&own);
        }
        marks
    }
    /// The title with its project before it.
    pub fn full_title(&self, id: TaskId) -> String {
        match self.task(id) {
            Some(t) if !self.hidden(t.project) => format!("{}: {}", self.project_name(t.project), t.title()),
            _ => self.task_title(id),
        }
    }
    /// The project of a dependency's end, where it is a task.
    pub fn end_project(&self, end: &DependencyEnd) -> Option<ProjectId> {
        end.task().and_then(|t| self.task(t)).map(|t| t.project)
    }
    /// What stands at a dependency's end: a task's title or the reference as written.
    pub fn end_title(&self, end: &DependencyEnd) -> String {
        match end {
            DependencyEnd::Task(id) => self.task_title(*id),
            DependencyEnd::Outside(text) => format!("{text} (outside the files)"),
        }
    }
    /// Whether everything that came from the source belongs to projects that stay off the page.
    pub fn hidden_source(&self, source: SourceId) -> bool {
        let mut named = false;
        for project in &self.portfolio.projects {
            if project.sources.iter().any(|(s, _)| *s == source) {
                if self.restricted || project.audience != Audience::Restricted {
                    return false;
                }
                named = true;
            }
        }
        named
    }
    /// The text of a cell; empty where its source stays off the page.
    pub fn cell(&self, at: CellRef) -> String {
        self.sources.text(at)
    }
    /// Names of the programs a project is in.
    pub fn program_names(&self, project: &Project) -> String {
        let names = project.programs.iter().filter_map(|p| self.portfolio.programs.get(p.ix())).map(|p| &*p.name);
        names.collect::<Vec<_>>().join(", ")
    }
}
