//! The finished list of projects and programs: which are there, in which order, under which slug.

use super::desk::{Desk, Fate, position};
use super::projects::{Draft, UNKNOWN};
use super::wording::{fold_project, short_hash, slug};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Program, ProgramId, Project, ProjectId};
use crate::source::Text;
use rustc_hash::FxHashSet;

/// Programs named on the records of work.
pub(super) fn programs_of_records(desk: &mut Desk) {
    let mut seen: FxHashSet<(u32, Text)> = FxHashSet::default();
    for (side, task) in desk.sides.iter().zip(&desk.tasks) {
        if let Some(program) = side.belongs.program.as_ref().filter(|_| side.fate == Fate::Own && task.project != UNKNOWN)
            && seen.insert((task.project.0, program.value.clone()))
        {
            desk.projects.put_into_program(task.project.0, &program.value);
        }
    }
}

/// Leaves out projects that only merged records spoke of (the folder of a linked view, the file name of a copy), and says of
/// their sheets where the records went.
pub(super) fn settle_merged(desk: &mut Desk) {
    let mut alive = vec![false; desk.projects.drafts.len()];
    for (side, task) in desk.sides.iter().zip(&desk.tasks) {
        if side.fate == Fate::Own
            && let Some(alive) = alive.get_mut(task.project.ix())
        {
            *alive = true;
        }
    }
    for (draft, alive) in desk.projects.drafts.iter_mut().zip(&alive) {
        draft.used = draft.used && (*alive || draft.named);
    }
    for ix in 0..desk.sheets.len() {
        let Some(sheet) = desk.sheets.get(ix).filter(|s| s.len > 0) else { continue };
        let gone = |at: u32| desk.tasks.get(at as usize).is_some_and(|t| alive.get(t.project.ix()) == Some(&false));
        if !sheet.range().all(gone) {
            continue;
        }
        let winner = sheet.range().find_map(|at| desk.standing(at)).and_then(|at| desk.tasks.get(at as usize)).map(|t| t.project);
        let source = sheet.source;
        if let Some(winner) = winner {
            desk.projects.came_from(winner.0, source, || "its records are those of another file of this project".to_owned());
        }
        if let Some(sheet) = desk.sheets.get_mut(ix) {
            sheet.project = winner.map(|p| p.0);
        }
    }
}

/// The finished projects and programs.
pub(super) struct Finished {
    pub(super) projects: Vec<Project>,
    pub(super) programs: Vec<Program>,
    /// New id by position of the draft.
    pub(super) ids: Vec<Option<ProjectId>>,
}

/// Orders the projects (configured ones first, in their order, then by name), gives slugs, and ties programs.
pub(super) fn finish(desk: &mut Desk) -> Finished {
    let settings = desk.context.settings;
    let mut findings = Vec::new();
    for (ix, rule) in settings.programs.iter().enumerate() {
        for name in &rule.projects {
            match desk
                .projects
                .by_name(name)
                .or_else(|| desk.projects.by_key(name))
                .and_then(|p| desk.projects.drafts.get_mut(p as usize))
            {
                Some(draft) => {
                    draft.programs.insert(ix);
                }
                None => findings.push(
                    Diagnostic::new(
                        "configured-name-unknown",
                        Severity::Warning,
                        Place::Run,
                        format!("program `{}` lists project `{name}`, which no source names", rule.name),
                    )
                    .help("correct the name in [[programs]], or add it as an alias in [[project]]"),
                ),
            }
        }
    }
    for (key, old, new, at) in std::mem::take(&mut desk.projects.reused) {
        findings.push(
            Diagnostic::at(
                "project-key-reused",
                Severity::Warning,
                at,
                format!("key `{key}` stands for `{new}` here and for `{old}` elsewhere; the two differ in a number, so they are kept apart"),
            )
            .help("if they are one project, list both names under [[project]] aliases"),
        );
    }
    let drafts = std::mem::take(&mut desk.projects.drafts);
    for draft in drafts.iter().filter(|d| !d.used && d.rule.is_some()) {
        findings.push(
            Diagnostic::new(
                "configured-name-unknown",
                Severity::Note,
                Place::Run,
                format!("project `{}` of the configuration is named by no source", draft.name),
            )
            .help("add the name or key that the sources use to its [[project]] aliases"),
        );
    }
    desk.diagnostics.append(&mut findings);
    let mut order: Vec<usize> = (0..drafts.len()).filter(|&i| drafts.get(i).is_some_and(|d| d.used)).collect();
    order.sort_by_cached_key(|&i| {
        drafts.get(i).map(|d| (d.rule.unwrap_or(usize::MAX), fold_project(&d.name), d.keys.first().cloned()))
    });
    let mut ids = vec![None; drafts.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(id) = ids.get_mut(old) {
            *id = Some(ProjectId(position(new)));
        }
    }
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut taken = FxHashSet::default();
    let mut members: Vec<Vec<ProjectId>> = vec![Vec::new(); desk.projects.programs.len()];
    let mut projects = Vec::with_capacity(order.len());
    for (new, &old) in order.iter().enumerate() {
        let Some(draft) = drafts.get_mut(old).and_then(Option::take) else { continue };
        for &program in &draft.programs {
            if let Some(list) = members.get_mut(program) {
                list.push(ProjectId(position(new)));
            }
        }
        let slug = unique_slug(&draft, &mut taken);
        projects.push(super::returns::project(draft, slug, settings));
    }
    let programs = tie_programs(&desk.projects.programs, members, &mut projects);
    Finished { projects, programs, ids }
}

/// Programs with projects, configured ones first, then by name; each project learns its programs.
fn tie_programs(names: &[(Text, bool)], members: Vec<Vec<ProjectId>>, projects: &mut [Project]) -> Vec<Program> {
    let programs: Vec<Program> = names
        .iter()
        .zip(members)
        .filter(|(_, members)| !members.is_empty())
        .map(|((name, _), projects)| Program { name: name.clone(), projects })
        .collect();
    for (ix, program) in programs.iter().enumerate() {
        for project in &program.projects {
            if let Some(project) = projects.get_mut(project.ix()) {
                project.programs.push(ProgramId(position(ix)));
            }
        }
    }
    programs
}

fn unique_slug(draft: &Draft, taken: &mut FxHashSet<String>) -> Text {
    if let Some(minted) = draft.minted.as_ref().filter(|id| taken.insert(id.to_string())) {
        return minted.clone();
    }
    let key = draft.keys.first().map(|(_, k)| k.clone());
    let base =
        [Some(slug(&draft.name, 60)), key.as_deref().map(|k| slug(k, 60)), Some(format!("project-{}", short_hash(&draft.name)))]
            .into_iter()
            .flatten()
            .find(|s| !s.is_empty())
            .unwrap_or_default();
    let keyed = key.map(|k| format!("{}-{}", base.chars().take(40).collect::<String>().trim_end_matches('-'), slug(&k, 18)));
    let numbered = (2..).map(|n| format!("{}-{n}", base.chars().take(52).collect::<String>().trim_end_matches('-')));
    for candidate in std::iter::once(base.clone()).chain(keyed).chain(numbered) {
        if taken.insert(candidate.clone()) {
            return candidate.into();
        }
    }
    base.into()
}
