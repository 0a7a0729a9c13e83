//! Which project a register (risks, benefits, budget, stakeholders …) is of, where its records name none: configuration, title, folder,
//! file name, the work in the same workbook, the only project there is. A register never makes a project by its file name.

use super::desk::{Desk, Sheet, position};
use super::file_name::take_apart;
use super::projects::{UNKNOWN, folders};
use crate::import::extract::ProjectHint;

/// The project of a register (risks, benefits, budget …): configured, or its title, folder or file name equals a project's.
pub(super) fn settle(desk: &mut Desk) {
    let single = only(desk);
    for ix in 0..desk.sheets.len() {
        let Some(sheet) = desk.sheets.get(ix).filter(|s| s.len == 0 && s.project.is_none() && !s.whole) else { continue };
        let path = desk.context.sources.file(sheet.source).map_or("", |f| f.name.as_str());
        let find = |name: &str| desk.projects.by_name(name).or_else(|| desk.projects.by_key(name));
        let configured = desk.source_rule(sheet.source, |r| r.project.is_some()).and_then(|r| r.project.as_deref());
        let found = configured
            .and_then(|name| find(name).map(|p| (p, "from the configuration".to_owned())))
            .or_else(|| desk.projects.find(&sheet.hint).map(|p| (p, "title of the sheet".to_owned())))
            .or_else(|| {
                let title = sheet.hint.name.as_ref().map(|t| take_apart(&t.value));
                title.filter(|t| !t.generic).and_then(|t| find(&t.subject)).map(|p| (p, "title of the sheet".to_owned()))
            })
            .or_else(|| {
                folders(path).filter(|f| !f.generic).find_map(|f| find(&f.subject)).map(|p| (p, "folder name".to_owned()))
            })
            .or_else(|| find(&sheet.file.subject).map(|p| (p, "file name".to_owned())))
            .or_else(|| {
                // Nothing in it names a project: it is of the one that the same workbook plans, or of the only one there is.
                let silent = configured.is_none() && sheet.hint == ProjectHint::default() && names_none(sheet);
                let beside = || of_file(desk, sheet.source.file).map(|p| (p, "the work in the same file".to_owned()));
                let only = || single.map(|p| (p, "the only project of the files".to_owned()));
                silent.then(|| beside().or_else(only)).flatten()
            });
        if let Some((project, why)) = found {
            let source = sheet.source;
            desk.projects.came_from(project, source, || why);
            if let Some(sheet) = desk.sheets.get_mut(ix) {
                sheet.project = Some(project);
            }
        }
    }
}

/// Whether no record of a register names a project.
fn names_none(sheet: &Sheet) -> bool {
    let lists = &sheet.lists;
    let mut hints = (lists.log.iter().map(|r| &r.project))
        .chain(lists.benefits.iter().map(|r| &r.project))
        .chain(lists.budget.iter().map(|(_, p)| p));
    lists.projects.is_empty() && hints.all(|h| *h == ProjectHint::default())
}

/// The project of all work in a file, where it is one.
fn of_file(desk: &Desk, file: u16) -> Option<u32> {
    let mut found = None;
    for sheet in desk.sheets.iter().filter(|s| s.source.file == file) {
        for at in sheet.range() {
            let project = desk.tasks.get(at as usize).map(|t| t.project).filter(|p| *p != UNKNOWN)?;
            if *found.get_or_insert(project.0) != project.0 {
                return None;
            }
        }
    }
    found
}

/// The only project there is.
fn only(desk: &Desk) -> Option<u32> {
    let mut used = desk.projects.drafts.iter().enumerate().filter(|(_, d)| d.used && !d.sources.is_empty());
    let (at, _) = used.next()?;
    used.next().is_none().then(|| position(at))
}
