//! What follows from several cells of one row: status, people, kind, parent.

use super::cells::Cells;
use super::links;
use super::task::Draft;
use super::units::Bare;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::{PersonRef, RefKind, Reference, TaskRecord};
use crate::import::profile::RefStyle;
use crate::import::profile::Shape;
use crate::import::shape::{bands, folders};
use crate::import::table::ColumnSet;
use crate::import::values::text::fold;
use crate::import::values::{rag, status};
use crate::model::{Field, MilestoneKind, Role, StatusCategory, TaskFacts, TaskKind};
use crate::source::{Rule, Sourced, Text};

/// What follows from several cells of one row.
pub(super) fn finish(
    cells: &mut Cells,
    set: &ColumnSet,
    task: &mut TaskRecord,
    mut draft: Draft,
    record: usize,
    bare: &mut Vec<Bare>,
) {
    coloured(cells, &mut task.facts, &mut draft);
    progressed(cells, &mut task.facts, &mut draft);
    settle_status(cells, &mut task.facts, &mut draft);
    let f = &mut task.facts;
    f.start = f.start.or(draft.weeks.0);
    f.finish = f.finish.or(draft.weeks.1).or_else(|| {
        // One week column: the task is due in that week.
        let monday = draft.weeks.0.filter(|_| draft.weeks.1.is_none())?;
        let sunday = monday.value.checked_add(jiff::Span::new().days(6)).ok()?;
        Some(Sourced::derived(sunday, monday.at, Rule::DateFromWeek))
    });
    if draft.flagged_actual_start {
        f.actual_start = f.actual_start.or(f.start);
    }
    if draft.flagged_actual_finish {
        f.actual_finish = f.actual_finish.or(f.finish);
    }
    // A list with open points under work that is done tells of the list.
    let done = f.status.as_ref().is_some_and(|s| s.value.category == Some(StatusCategory::Done));
    f.percent = f.percent.or(draft.checklist.filter(|_| !done)).or_else(|| {
        let status = f.status.as_ref()?;
        status::percent_in(&status.value.word).map(|p| Sourced::derived(p, status.at, Rule::PercentFromStatus))
    });
    if let Some(kind) = draft.constraint {
        let at = draft.constraint_date.map_or(f.at, |d| d.at);
        f.constraint = Some(Sourced::stated((kind, draft.constraint_date.map(|d| d.value)), at));
    }
    if f.work.is_none() {
        f.work = draft.effort_text.map(|e| Sourced::derived(e.value, e.at, Rule::WorkFromEffort));
    }
    if draft.bare_duration.is_some() || draft.effort.is_some() {
        bare.push(Bare {
            record,
            duration: draft.bare_duration,
            effort: draft.effort,
            heads: draft.heads,
            unit: draft.bare_unit,
        });
    }
    settle_people(cells, task, draft.emails, &draft.accounts, draft.owners, draft.units);
    settle_kind(cells, set, task, draft.milestone_word);
    task.parent = parent(cells, draft.parent, draft.parent_key, draft.epic_key);
}

/// A status that stood in a column of progress, where no column of its own says it.
fn progressed(cells: &mut Cells, f: &mut TaskFacts, draft: &mut Draft) {
    let Some((header, said)) = draft.progress_word.take() else { return };
    if f.status.is_none() && draft.category.is_none() {
        f.status = Some(said);
    } else {
        f.custom.push((cells.words.intern(&header), said.map(|s| s.word)));
    }
}

/// A word among the colours: `Complete` tells how far the work is, where no column of its own does; any other is kept.
fn coloured(cells: &mut Cells, f: &mut TaskFacts, draft: &mut Draft) {
    let Some((header, word)) = draft.rag_word.take() else { return };
    match cells.category(&word.value) {
        Some(category) if f.status.is_none() && draft.category.is_none() => {
            f.status = Some(word.map(|word| crate::model::StatusWord { word, category: Some(category) }));
        }
        _ => f.custom.push((cells.words.intern(&header), word)),
    }
}

fn settle_status(cells: &mut Cells, f: &mut TaskFacts, draft: &mut Draft) {
    let resolution = draft.resolution.as_ref().and_then(|r| cells.category(&r.value));
    if let Some((word, category)) = draft.category.take() {
        match &mut f.status {
            // The tracker files cancelled work under done; the status word knows better.
            Some(status) if status.value.category == Some(StatusCategory::Cancelled) => {}
            // A site may file its `Done` under work in progress; where the issue is resolved as done too, two of three say so.
            Some(status) if status.value.category == Some(StatusCategory::Done) && resolution == Some(StatusCategory::Done) => {}
            Some(status) => {
                status.value.category = match (status.value.category, category) {
                    (
                        Some(own @ (StatusCategory::Blocked | StatusCategory::OnHold)),
                        Some(StatusCategory::InProgress | StatusCategory::ToDo),
                    ) => Some(own),
                    (own, told) => told.or(own),
                }
            }
            None => f.status = Some(word.map(|word| crate::model::StatusWord { word, category })),
        }
    }
    let cancelled_by_resolution = resolution == Some(StatusCategory::Cancelled);
    if cancelled_by_resolution && f.status.is_none() {
        let word = draft.resolution.take();
        f.status = word.map(|w| w.map(|word| crate::model::StatusWord { word, category: Some(StatusCategory::Cancelled) }));
    } else if cancelled_by_resolution
        && let Some(status) = &mut f.status
        && status.value.category == Some(StatusCategory::Done)
    {
        status.value.category = Some(StatusCategory::Cancelled);
    }
    match f.category() {
        Some(StatusCategory::Cancelled) => f.actual_finish = None,
        Some(StatusCategory::Done) if f.actual_finish.is_none() => {
            f.actual_finish = draft.status_changed.map(|d| Sourced::derived(d.value, d.at, Rule::FinishFromStatusChange));
        }
        _ => {}
    }
    if let Some(status) = f.status.as_ref().filter(|s| s.value.category.is_none()) {
        // How well work stands is not how far it is: it stays open, the word stays, and a colour is the one reported.
        if let Some(standing) = rag::standing(&status.value.word) {
            if let rag::Standing::Colour(colour) = standing {
                f.rag = f.rag.or(Some(Sourced::derived(colour, status.at, Rule::RagFromStatus)));
            }
            return;
        }
        let finding = Diagnostic::at(
            "status-unknown",
            Severity::Note,
            status.at,
            format!("the status `{}` is in no known category", status.value.word),
        )
        .help("add the word to the tracker's profile under `words.status`");
        cells.report(finding);
    }
}

fn settle_people(
    cells: &mut Cells,
    task: &mut TaskRecord,
    emails: Option<Sourced<Text>>,
    accounts: &[Text],
    owners: Vec<PersonRef>,
    units: Option<f64>,
) {
    if task.people.is_empty() {
        task.people = owners;
    }
    if let Some(email) = emails {
        let list: Vec<Text> = email
            .value
            .split([',', ';'])
            .map(str::trim)
            .filter(|e| e.contains('@'))
            .map(|e| cells.words.intern(&e.to_lowercase()))
            .collect();
        if task.people.is_empty() {
            let empty = cells.words.intern("");
            task.people.extend(list.into_iter().map(|e| PersonRef {
                name: empty.clone(),
                email: Some(e),
                account: None,
                units: None,
                work: None,
                at: email.at,
            }));
        } else if list.len() == task.people.len() {
            for (person, e) in task.people.iter_mut().zip(list) {
                person.email = person.email.take().or(Some(e));
            }
        }
    }
    if accounts.len() == task.people.len() {
        for (person, account) in task.people.iter_mut().zip(accounts) {
            person.account = person.account.take().or(Some(account.clone()));
        }
    }
    if let (Some(units), [person]) = (units, task.people.as_mut_slice())
        && units > 0.0
        && units <= 1.0
    {
        person.units = person.units.or(Some(units));
    }
}

/// Band rows of Primavera and folder rows of Wrike carry their name in a form of their own.
fn band_or_folder(cells: &Cells, set: &ColumnSet, task: &mut TaskRecord) {
    match cells.table.table.shape {
        Shape::Bands => {
            let Some(ix) = cells.table.grid.rows.binary_search_by_key(&task.facts.at.row, |r| r.row).ok() else { return };
            if let Some((code, name, col)) = bands::name_of(&cells.table, set, ix) {
                let at = cells.table.grid.at(ix, col);
                task.facts.key = None;
                task.facts.outline = Some(Sourced::stated(Text::from(code), at));
                task.facts.name = Some(Sourced::stated(Text::from(name), at));
                task.facts.kind = TaskKind::Summary;
            }
        }
        Shape::Folders => {
            let path = task.facts.name.as_ref().and_then(|n| folders::folder(&n.value).map(|p| (p.to_owned(), n.at)));
            if let Some((path, at)) = path {
                let last = path.rsplit('/').next().unwrap_or(&path);
                task.facts.name = Some(Sourced::stated(Text::from(last), at));
                task.facts.kind = TaskKind::Summary;
                // The status of a folder is the project's colour.
                if let Some(status) = task.facts.status.take() {
                    let known = cells.table.profile.words.rag.get(&fold(&status.value.word)).copied();
                    task.facts.rag = known.or_else(|| rag::word(&status.value.word)).map(|r| Sourced::stated(r, status.at));
                    if task.facts.rag.is_none() {
                        task.facts.status = Some(status);
                    }
                }
            }
        }
        Shape::Flat | Shape::GroupedBlocks => {}
    }
}

fn settle_kind(cells: &mut Cells, set: &ColumnSet, task: &mut TaskRecord, flagged: Option<bool>) {
    band_or_folder(cells, set, task);
    let f = &mut task.facts;
    let word = f.type_word.as_ref().map(|w| fold(&w.value)).unwrap_or_default();
    let zero = f.duration.as_ref().is_some_and(|d| d.value.days == 0.0);
    const POINTS: &[&str] = &[
        "milestone",
        "meilenstein",
        "jalon",
        "hito",
        "mp",
        "start milestone",
        "finish milestone",
        "gate",
        "tt mile",
        "tt finmile",
    ];
    const HEADINGS: &[&str] = &["summary", "summary task", "group", "project", "phase", "heading", "sammelvorgang"];
    let said = cells.table.table.role == Role::Milestones || flagged == Some(true) || POINTS.contains(&word.as_str());
    let shown = (zero || is_point(cells, f, &task.people)) && flagged.is_none();
    let assumed = !said && !shown && flagged.is_none() && f.kind == TaskKind::Task && is_named_point(cells, set, f);
    if assumed {
        let name = f.name.as_ref().map_or("", |n| &n.value);
        let day = f.finish.map_or_else(String::new, |d| d.value.to_string());
        let said = format!("`{name}` begins and ends on {day} and has no duration: it is taken for a milestone");
        let at = f.finish.map_or(f.at, |d| d.at);
        let finding = Diagnostic::at("milestone-assumed", Severity::Note, at, said);
        cells.report(finding.help("give it a duration of 0, or of 1 day if it is work"));
    }
    if said || shown || assumed {
        f.kind = TaskKind::Milestone;
    } else if HEADINGS.contains(&word.as_str()) {
        f.kind = TaskKind::Summary;
    }
    if matches!(word.as_str(), "release" | "schedule" | "version") && f.kind == TaskKind::Milestone {
        f.milestone = MilestoneKind::Version;
    }
}

/// One day, nobody on it, no work and no duration: a point in time.
fn is_point(cells: &Cells, f: &TaskFacts, people: &[PersonRef]) -> bool {
    let same_day = matches!((f.start, f.finish), (Some(s), Some(e)) if s.value == e.value && s.at != e.at);
    let unworked = f.work.as_ref().is_none_or(|w| w.value == 0.0) && f.duration.is_none() && people.is_empty();
    same_day && unworked && cells.table.table.shape == crate::import::profile::Shape::GroupedBlocks
}

/// One day in a plan kept by hand, no duration, and either a name that is an event's or a column of durations left blank for it.
fn is_named_point(cells: &Cells, set: &ColumnSet, f: &TaskFacts) -> bool {
    let same_day = matches!((f.start, f.finish), (Some(s), Some(e)) if s.value == e.value && s.at != e.at);
    let unworked = f.work.as_ref().is_none_or(|w| w.value == 0.0) && f.duration.is_none();
    if !same_day || !unworked || cells.table.profile.is_specific() {
        return false;
    }
    set.has(Field::Duration) || f.name.as_ref().is_some_and(|n| names_event(&n.value))
}

/// `Go-live wave 1`, `Design sign-off`, `Board approval`: the name of a moment, not of work.
fn names_event(name: &str) -> bool {
    const ANYWHERE: &[&str] = &["go-live", "go live", "golive", "milestone", "meilenstein", "jalon", "mise en service"];
    const LAST: &[&str] = &[
        "sign-off",
        "sign off",
        "signoff",
        "signed off",
        "approval",
        "approved",
        "launch",
        "kick-off",
        "kickoff",
        "complete",
        "completed",
        "granted",
        "awarded",
        "delivered",
        "open to traffic",
        "abnahme",
        "freigabe",
        "inbetriebnahme",
        "abgeschlossen",
    ];
    let folded = fold(name);
    let padded = format!(" {folded} ");
    ANYWHERE.iter().any(|w| padded.contains(&format!(" {w} "))) || LAST.iter().any(|w| padded.ends_with(&format!(" {w} ")))
}

fn parent(
    cells: &Cells,
    parent: Option<Sourced<Text>>,
    key: Option<Sourced<Text>>,
    epic: Option<Sourced<Text>>,
) -> Option<Reference> {
    let style = cells.table.table.parent;
    let of = |kind, s: Sourced<Text>| Some(Reference { kind, text: s.value, at: s.at });
    // A key beside an id says the same and is known outside this file too.
    if let Some(key) = key {
        return of(RefKind::Key, key);
    }
    if let Some(parent) = parent {
        let keyed = parent.value.chars().any(char::is_alphabetic);
        return match style {
            RefStyle::Name => of(RefKind::Name, parent),
            RefStyle::Page => links::page(&parent, cells.table.grid.id()),
            RefStyle::Id if !keyed => of(RefKind::Id, parent),
            RefStyle::Outline => of(RefKind::Outline, parent),
            RefStyle::Ordinal => of(RefKind::Ordinal, parent),
            RefStyle::Numbered => of(RefKind::Id, parent),
            RefStyle::Id | RefStyle::Key => of(RefKind::Key, parent),
            RefStyle::Auto | RefStyle::Json => of(RefKind::Key, parent),
        };
    }
    epic.and_then(|e| of(RefKind::Key, e))
}
