//! Comments and updates of trackers: which record each is on, and so whose project it is of. They stand beside the project's own
//! words, with author, day and cell; the same comment in two exports counts once.

use super::desk::Desk;
use super::refs::{Found, Refs};
use crate::import::SetAside;
use crate::import::extract::{CommentRecord, RefKind};
use crate::model::{Narrative, Role, Task};
use crate::source::Text;
use rustc_hash::FxHashSet;

/// What makes two comments one: record or project, author, day and words.
type Told = (Option<u32>, Option<Text>, Option<jiff::civil::Date>, Text);

/// A comment with what is known of its place.
struct Placed {
    sheet: usize,
    /// Standing record on the desk.
    task: Option<u32>,
    project: Option<u32>,
    comment: CommentRecord,
}

/// Takes in the comments of all sheets and records.
pub(super) fn take(desk: &mut Desk) {
    let placed = place(desk);
    if placed.is_empty() {
        return;
    }
    let mut seen: FxHashSet<Told> = FxHashSet::default();
    for Placed { sheet, task, project, comment } in placed {
        let own_row = desk.sheets.get(sheet).is_some_and(|s| s.role == Role::Comments);
        let word = (task.or(project), comment.author.clone(), comment.date, comment.text.clone());
        if !seen.insert(word) {
            if let Some(sheet) = desk.sheets.get_mut(sheet).filter(|_| own_row) {
                sheet.merged += 1;
            }
            continue;
        }
        let about = task.and_then(|t| desk.tasks.get(t as usize)).map(label).or_else(|| stated(&comment));
        let draft = project.and_then(|p| desk.projects.drafts.get_mut(p as usize));
        match (draft, desk.sheets.get_mut(sheet)) {
            (Some(draft), _) => draft.whole.narrative.push(Narrative {
                text: comment.text,
                about: Some(about.unwrap_or_else(|| "a record that is in none of the files".into())),
                author: comment.author,
                date: comment.date,
                at: comment.at,
            }),
            (None, Some(sheet)) if own_row => sheet
                .set_aside
                .push(SetAside { at: comment.at, reason: "comment on a record that is in none of the files".to_owned() }),
            (None, _) => {}
        }
    }
}

/// Every comment with its record, sheets in order, then as they stand.
fn place(desk: &mut Desk) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for at in 0..desk.sides.len() {
        let Some(side) = desk.sides.get_mut(at) else { continue };
        let (sheet, comments) = (side.sheet as usize, side.belongs.take_comments());
        if comments.is_empty() {
            continue;
        }
        let task = desk.standing(super::desk::position(at));
        let project = task.and_then(|t| desk.tasks.get(t as usize)).map(|t| t.project.0);
        placed.extend(comments.into_iter().map(|comment| Placed { sheet, task, project, comment }));
    }
    let mut lists: Vec<(usize, Vec<CommentRecord>)> = Vec::new();
    for (ix, sheet) in desk.sheets.iter_mut().enumerate().filter(|(_, s)| !s.lists.comments.is_empty()) {
        lists.push((ix, std::mem::take(&mut sheet.lists.comments)));
    }
    let refs = Refs::new(desk);
    for (sheet, list) in lists {
        let beside = project_beside(desk, sheet);
        for comment in list {
            let found = comment.task.as_ref().map(|r| refs.find(r, sheet, None));
            let task = if let Some(Found::One(at)) = found { desk.standing(at) } else { None };
            let project = task.and_then(|t| desk.tasks.get(t as usize)).map(|t| t.project.0).or(beside);
            placed.push(Placed { sheet, task, project, comment });
        }
    }
    placed.sort_by_key(|p| p.comment.at);
    placed
}

/// The project of a sheet of comments: its own, else that of the records in the same file, where they are of one.
fn project_beside(desk: &Desk, sheet: usize) -> Option<u32> {
    let of = desk.sheets.get(sheet)?;
    if of.project.is_some() {
        return of.project;
    }
    let sheets = desk.sheets.iter().filter(|s| s.source.file == of.source.file);
    let mut projects = sheets.flat_map(|s| desk.tasks.get(s.base as usize..s.range().end as usize).unwrap_or_default());
    let first = projects.next()?.project;
    (first != super::projects::UNKNOWN && projects.all(|t| t.project == first)).then_some(first.0)
}

/// Key and name of a record, as a reader knows it.
fn label(task: &Task) -> Text {
    match (task.key(), task.facts.name.as_ref()) {
        (Some(key), Some(name)) if key != &*name.value => format!("{key} {}", name.value).into(),
        _ => task.label().into(),
    }
}

/// The record as the comment itself names it.
fn stated(comment: &CommentRecord) -> Option<Text> {
    let reference = comment.task.as_ref()?;
    Some(match reference.kind {
        RefKind::Name => reference.text.clone(),
        _ => format!("item {}, which is in none of the files", reference.text).into(),
    })
}

#[cfg(test)]
mod tests {
    use crate::import::extract::{CommentRecord, RefKind, Reference};
    use crate::model::Role;
    use crate::reconcile::trial::Trial;
    use jiff::civil::date;

    /// A board with its sheet of updates: two on an item of it, one of them twice, one on an item that was archived.
    fn board(trial: &mut Trial, file: &str) {
        trial.file(file, "monday", Role::Tasks).titled("Rail link").task("Track bed", |r| r.id("1790000001"));
        let updates = trial.sheet("rail link-updates", Role::Comments);
        for (item, author, day, text) in [
            ("1790000001", "Ana Ruiz", 3, "Ballast is late."),
            ("1790000001", "Ben Ito", 4, "Two days only."),
            ("1790000001", "Ana Ruiz", 3, "Ballast is late."),
            ("1780000009", "Ben Ito", 5, "Archived."),
        ] {
            let at = updates.cell(5);
            let task = Some(Reference { kind: RefKind::Id, text: item.into(), at });
            let date = Some(date(2026, 2, day));
            updates.records.comments.push(CommentRecord { at, task, author: Some(author.into()), date, text: text.into() });
            updates.record_rows += 1;
        }
    }

    #[test]
    fn updates_stand_with_the_project_of_their_item_once_each() {
        let mut trial = Trial::default();
        board(&mut trial, "Rail_link.xlsx");
        let out = trial.run();
        let said: Vec<_> = (out.portfolio.projects[0].narrative.iter())
            .map(|n| (n.about.as_deref().unwrap_or(""), n.author.as_deref().unwrap_or(""), n.date.map(|d| d.day()), &*n.text))
            .collect();
        assert_eq!(
            said,
            [
                ("Track bed", "Ana Ruiz", Some(3), "Ballast is late."),
                ("Track bed", "Ben Ito", Some(4), "Two days only."),
                ("item 1780000009, which is in none of the files", "Ben Ito", Some(5), "Archived."),
            ]
        );
        assert_eq!((out.dispositions[1].kept, out.dispositions[1].merged), (3, 1), "each row has its place in the receipt");
    }

    #[test]
    fn updates_without_any_project_are_set_aside_with_the_reason() {
        let mut trial = Trial::default();
        trial.file("plan.csv", "none", Role::Tasks).titled("Quay").task("Dredge", |r| r);
        let updates = trial.file("updates.csv", "monday", Role::Comments);
        let at = updates.cell(5);
        updates.records.comments.push(CommentRecord { at, task: None, author: None, date: None, text: "Hello".into() });
        updates.record_rows += 1;
        let out = trial.run();
        assert_eq!(out.portfolio.projects.iter().map(|p| p.narrative.len()).sum::<usize>(), 0);
        assert_eq!(out.dispositions[1].set_aside.len(), 1);
    }
}
