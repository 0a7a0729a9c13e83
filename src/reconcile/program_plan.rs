//! A plan with one line per project beside the projects' own trackers: the line is no work of its own. It becomes what is
//! reported of the project, another source of its dates, manager and colour, so that neither tasks nor demand count twice.
//!
//! Recognised where two or more lines of a sheet, and at least half of those that hold no others, carry exactly the name or key
//! of projects that have records in other files; or where `lines = "projects"` says so. One line that happens to be called as a
//! project (`Testing`) stays a task. Where the tracker itself has a heading of the project's name, the line is joined to it.

use super::desk::{Desk, Fate, Sheet};
use super::merge::merge_into;
use super::projects::UNKNOWN;
use super::stand::Stand;
use super::wording::fold_project;
use crate::config::Lines;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::import::extract::{ProjectHint, ProjectRecord};
use crate::model::{ProjectId, TaskKind};
use crate::source::{Sourced, Text};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// The longest sheet that is looked at without being told to: a plan of projects is short.
const LONGEST: u32 = 500;
/// Why the tracker's value is kept.
const OWN_FIRST: &str = "the project's own tracker goes before its line in a plan of projects";
/// Names spelled out in a finding.
const NAMED: usize = 6;

/// A line that names a project.
struct Line {
    at: u32,
    project: u32,
}

/// Takes the lines of plans of projects out of the tasks.
pub(super) fn recognise(desk: &mut Desk) {
    let told = |s: &Sheet| desk.source_rule(s.source, |r| r.lines.is_some()).and_then(|r| r.lines);
    let wanted: Vec<(usize, Option<Lines>)> = desk
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, s)| s.len > 0 && !s.whole && s.superseded_by.is_none())
        .map(|(ix, s)| (ix, told(s)))
        .filter(|(ix, told)| {
            *told == Some(Lines::Projects) || told.is_none() && desk.sheets.get(*ix).is_some_and(|s| s.len <= LONGEST)
        })
        .collect();
    if wanted.is_empty() || desk.projects.drafts.iter().filter(|d| d.used).count() < 2 {
        return;
    }
    let files = files_of_projects(desk);
    let words = words_of_projects(desk);
    let mut lines: Vec<Line> = Vec::new();
    for (ix, told) in wanted {
        let found = lines_of(desk, ix, &files, &words);
        let Some((found, leaves)) = found.filter(|(found, _)| !found.is_empty()) else { continue };
        let enough = told.is_some() || (found.len() >= 2 && found.len() * 2 >= leaves);
        if enough {
            say(desk, ix, &found, true);
            lines.extend(found);
        } else if found.len() >= 2 {
            say(desk, ix, &found, false);
        }
    }
    if !lines.is_empty() {
        take(desk, &lines);
    }
}

/// By project the files in which it has records, the first two of them.
fn files_of_projects(desk: &Desk) -> FxHashMap<ProjectId, [Option<u16>; 2]> {
    let mut files: FxHashMap<ProjectId, [Option<u16>; 2]> = FxHashMap::default();
    for sheet in desk.sheets.iter().filter(|s| s.len > 0) {
        let mut last = UNKNOWN;
        for at in sheet.range() {
            let own = desk.sides.get(at as usize).is_some_and(|s| s.fate == Fate::Own);
            let Some(task) = desk.tasks.get(at as usize).filter(|t| own && t.project != last && t.project != UNKNOWN) else {
                continue;
            };
            last = task.project;
            let known = files.entry(task.project).or_default();
            if !known.contains(&Some(sheet.source.file))
                && let Some(free) = known.iter_mut().find(|f| f.is_none())
            {
                *free = Some(sheet.source.file);
            }
        }
    }
    files
}

/// Names and keys of projects, folded; a word of two projects means none.
fn words_of_projects(desk: &Desk) -> FxHashMap<String, Option<u32>> {
    let mut words: FxHashMap<String, Option<u32>> = FxHashMap::default();
    for (ix, draft) in (0u32..).zip(&desk.projects.drafts).filter(|(_, d)| d.used) {
        let names = std::iter::once(&draft.name).chain(draft.names.iter().map(|(name, _)| name));
        for word in names.chain(draft.keys.iter().map(|(_, key)| key)).map(|w| fold_project(w)).filter(|w| !w.is_empty()) {
            words.entry(word).and_modify(|known| *known = known.filter(|k| *k == ix)).or_insert(Some(ix));
        }
    }
    words
}

/// The lines of a sheet that name projects of other files, and how many of its lines hold no others.
fn lines_of(
    desk: &Desk,
    ix: usize,
    files: &FxHashMap<ProjectId, [Option<u16>; 2]>,
    words: &FxHashMap<String, Option<u32>>,
) -> Option<(Vec<Line>, usize)> {
    let sheet = desk.sheets.get(ix)?;
    let parents: FxHashSet<u32> =
        sheet.range().filter_map(|at| desk.tasks.get(at as usize)?.parent).map(|parent| parent.0).collect();
    let mut found: Vec<Line> = Vec::new();
    let mut leaves = 0;
    for at in sheet.range().filter(|at| !parents.contains(at)) {
        let (Some(side), Some(task)) = (desk.sides.get(at as usize), desk.tasks.get(at as usize)) else { continue };
        if side.fate != Fate::Own || task.stub || task.facts.kind == TaskKind::Milestone {
            continue;
        }
        leaves += 1;
        let word = side.name.as_deref().map(fold_project);
        let Some(project) = word.and_then(|w| words.get(&w).copied().flatten()) else { continue };
        let elsewhere = files.get(&ProjectId(project)).is_some_and(|f| f.iter().flatten().any(|f| *f != sheet.source.file));
        if elsewhere && task.project != ProjectId(project) {
            found.push(Line { at, project });
        }
    }
    // a project named by two lines has its work in that plan
    let mut times: FxHashMap<u32, usize> = FxHashMap::default();
    for line in &found {
        *times.entry(line.project).or_insert(0) += 1;
    }
    found.retain(|line| times.get(&line.project) == Some(&1));
    Some((found, leaves))
}

fn say(desk: &mut Desk, ix: usize, lines: &[Line], taken: bool) {
    let Some(source) = desk.sheets.get(ix).map(|s| s.source) else { return };
    let name =
        |line: &Line| desk.sides.get(line.at as usize).and_then(|s| s.name.as_deref()).unwrap_or_default().trim().to_owned();
    let mut named: Vec<String> = lines.iter().take(NAMED).map(|l| format!("`{}`", name(l))).collect();
    if lines.len() > NAMED {
        named.push(format!("{} more", lines.len() - NAMED));
    }
    let linked = lines.iter().filter(|l| desk.sides.get(l.at as usize).is_some_and(|s| !s.links.is_empty())).count();
    let mut message =
        format!("{} lines carry the names of projects that hand in trackers of their own: {}", lines.len(), named.join(", "));
    message.push_str(match taken {
        true => "; taken as what is reported of those projects, not as tasks",
        false => "; kept as tasks, because most lines of this plan are no projects",
    });
    if taken && linked > 0 {
        message.push_str(&format!("; links of {linked} of them are between projects and are not drawn"));
    }
    let help = match taken {
        true => "if they are work of their own, set `lines = \"tasks\"` for this source under [[source]]",
        false => "if they are the projects themselves, set `lines = \"projects\"` for this source under [[source]]",
    };
    desk.say(Diagnostic::new("lines-are-projects", Severity::Note, Place::Source(source), message).help(help));
}

/// First and last date of a project's own records, with their cells.
type Span = (Option<Sourced<Date>>, Option<Sourced<Date>>);

fn take(desk: &mut Desk, lines: &[Line]) {
    let of_line: FxHashSet<u32> = lines.iter().map(|l| l.at).collect();
    let wanted: FxHashSet<ProjectId> = lines.iter().map(|l| ProjectId(l.project)).collect();
    let mut spans: FxHashMap<ProjectId, Span> = FxHashMap::default();
    let mut headings: FxHashMap<ProjectId, u32> = FxHashMap::default();
    let parents: FxHashSet<u32> =
        desk.tasks.iter().filter(|t| wanted.contains(&t.project)).filter_map(|t| t.parent).map(|p| p.0).collect();
    for (at, (task, side)) in (0u32..).zip(desk.tasks.iter().zip(&desk.sides)) {
        if !wanted.contains(&task.project) || side.fate != Fate::Own || of_line.contains(&at) {
            continue;
        }
        if parents.contains(&at) {
            let name = desk.projects.drafts.get(task.project.ix()).map(|d| fold_project(&d.name));
            if task.parent.is_none() && side.name.as_deref().map(fold_project) == name {
                headings.entry(task.project).or_insert(at);
                continue;
            }
            // what stands above others may be dated where they are not
        }
        let (start, finish) = spans.entry(task.project).or_default();
        if let Some(date) = task.facts.start_date().filter(|d| start.is_none_or(|s| d.value < s.value)) {
            *start = Some(date);
        }
        if let Some(date) = task.facts.finish_date().filter(|d| finish.is_none_or(|f| d.value > f.value)) {
            *finish = Some(date);
        }
    }
    for line in lines {
        let project = ProjectId(line.project);
        match headings.get(&project) {
            // the tracker's own heading stands, whichever file comes first; the number of the line is none of its
            Some(&heading) => {
                if let Some(task) = desk.tasks.get_mut(line.at as usize) {
                    (task.facts.key, task.facts.id, task.facts.outline) = (None, None, None);
                }
                merge_into(desk, heading, line.at, &Text::from(OWN_FIRST));
            }
            None => report(desk, line, spans.get(&project).copied().unwrap_or_default()),
        }
    }
}

/// The line as what is reported of its project.
fn report(desk: &mut Desk, line: &Line, (start, finish): Span) {
    let Some(name) = desk.projects.drafts.get(line.project as usize).map(|d| d.name.clone()) else { return };
    let (Some(task), Some(side)) = (desk.tasks.get(line.at as usize), desk.sides.get_mut(line.at as usize)) else { return };
    let facts = &task.facts;
    let manager = side.people.first().filter(|p| !p.name.trim().is_empty());
    let why = Text::from(OWN_FIRST);
    let mut stand = Stand {
        what: name.clone(),
        task: None,
        project: Some(ProjectId(line.project)),
        why: &why,
        older: false,
        sheets: &desk.sheets,
        fields: &desk.context.settings.field_precedence,
        conflicts: &mut desk.conflicts,
    };
    // a date of the line that loses is written down, and is no date of the project
    let mut settled = |field: &str, own: Option<Sourced<Date>>, told: Option<Sourced<Date>>| {
        let mut kept = own;
        stand.date(field, &mut kept, told);
        kept.filter(|kept| own.is_none_or(|own| own.at != kept.at))
    };
    let (start, finish) = (settled("start", start, facts.start_date()), settled("finish", finish, facts.finish_date()));
    let record = ProjectRecord {
        project: ProjectHint { key: None, name: Some(Sourced::stated(name.clone(), facts.at)) },
        at: facts.at,
        program: None,
        rag: facts.rag,
        manager: manager.map(|p| Sourced::stated(p.name.clone(), p.at)),
        start,
        finish,
        baseline_finish: facts.baseline_finish,
        budget: None,
        narrative: facts.notes.iter().cloned().collect(),
        narrative_date: None,
        custom: Vec::new(),
    };
    side.fate = Fate::Aside("the line of a project in a plan of projects".into());
    let sheet = side.sheet as usize;
    let Some(source) = desk.sheets.get_mut(sheet).map(|sheet| {
        sheet.lists.projects.push(record);
        sheet.source
    }) else {
        return;
    };
    desk.projects.came_from(line.project, source, || "its line in a plan of projects".to_owned());
}

#[cfg(test)]
mod tests {
    use super::super::trial::Trial;
    use crate::model::Role;
    use jiff::civil::date;

    fn two_trackers() -> Trial {
        let mut trial = Trial::default();
        trial
            .file("jira.csv", "jira", Role::Tasks)
            .task("Piling", |r| r.key("QW-1").project("QW", "Quay wall").dates(date(2026, 3, 2), date(2026, 4, 30)))
            .task("Capping", |r| r.key("QW-2").project("QW", "Quay wall").dates(date(2026, 5, 4), date(2026, 7, 15)));
        trial
            .file("Cranes.csv", "plan", Role::Tasks)
            .task("Order cranes", |r| r.project("", "Crane renewal").dates(date(2026, 2, 2), date(2026, 10, 16)));
        trial
    }

    #[test]
    fn lines_that_are_projects_are_reported_of_them_and_not_counted() {
        let mut trial = two_trackers();
        trial
            .file("Program plan.csv", "plan", Role::Tasks)
            .task("Quay wall", |r| r.dates(date(2026, 3, 2), date(2026, 6, 30)))
            .task("Crane Renewal", |r| r.dates(date(2026, 2, 2), date(2026, 10, 16)))
            .task("Program board", |r| r.dates(date(2026, 12, 1), date(2026, 12, 1)));
        let out = trial.run();
        let p = &out.portfolio;
        assert_eq!(p.tasks.iter().filter(|t| !t.stub).count(), 4, "three of the trackers, one of the plan itself");
        let quay = p.projects.iter().find(|p| &*p.name == "Quay wall").expect("the project");
        assert_eq!(quay.finish, None, "the tracker's own dates stand, not the line's");
        let told: Vec<_> = p.conflicts.iter().map(|c| (&*c.what, &*c.field, &*c.kept.0, &*c.lost.0, &*c.difference)).collect();
        assert_eq!(told, [("Quay wall", "finish", "2026-07-15", "2026-06-30", "15 calendar days")]);
        let note = out.diagnostics.iter().find(|d| d.check == "lines-are-projects").expect("it is said");
        assert!(note.message.contains("`Quay wall`, `Crane Renewal`"), "{}", note.message);
    }

    #[test]
    fn a_line_gives_the_dates_that_a_tracker_lacks_or_that_are_declared_to_be_believed() {
        let mut trial = two_trackers();
        trial.settings = toml::from_str("[field-precedence]\nfinish = [\"plan\", \"jira\"]\n").expect("a configuration");
        trial.file("Site.csv", "asana", Role::Tasks).task("Fence", |r| r.project("", "Site works"));
        trial
            .file("Program plan.csv", "plan", Role::Tasks)
            .task("Quay wall", |r| r.dates(date(2026, 3, 2), date(2026, 6, 30)))
            .task("Site works", |r| r.dates(date(2026, 3, 2), date(2026, 6, 30)));
        let out = trial.run();
        let dates = |name: &str| {
            let project = out.portfolio.projects.iter().find(|p| &*p.name == name).expect("the project");
            (project.start.map(|d| d.value), project.finish.map(|d| d.value))
        };
        assert_eq!(dates("Quay wall"), (None, Some(date(2026, 6, 30))));
        assert_eq!(dates("Site works"), (Some(date(2026, 3, 2)), Some(date(2026, 6, 30))));
        let told: Vec<_> = out.portfolio.conflicts.iter().map(|c| (&*c.kept.0, &*c.lost.0, &*c.why)).collect();
        assert_eq!(told, [("2026-06-30", "2026-07-15", "configured precedence of this field")]);
    }

    #[test]
    fn one_task_called_as_a_project_stays_a_task() {
        let mut trial = two_trackers();
        trial
            .file("Commissioning.csv", "plan", Role::Tasks)
            .task("Quay wall", |r| r.dates(date(2026, 3, 2), date(2026, 6, 30)))
            .task("Signage", |r| r.dates(date(2026, 3, 2), date(2026, 3, 30)));
        let out = trial.run();
        assert_eq!(out.portfolio.tasks.iter().filter(|t| !t.stub).count(), 5);
        assert!(out.diagnostics.iter().all(|d| d.check != "lines-are-projects"));
    }

    #[test]
    fn the_configuration_decides() {
        for (lines, tasks) in [("projects", 4), ("tasks", 6)] {
            let mut trial = two_trackers();
            trial.settings =
                toml::from_str(&format!("[[source]]\nmatch = \"Program*\"\nlines = \"{lines}\"\n")).expect("a configuration");
            trial
                .file("Program plan.csv", "plan", Role::Tasks)
                .task("Quay wall", |r| r.dates(date(2026, 3, 2), date(2026, 6, 30)))
                .task("Crane renewal", |r| r.dates(date(2026, 2, 2), date(2026, 10, 16)))
                .task("Program board", |r| r.dates(date(2026, 12, 1), date(2026, 12, 1)));
            assert_eq!(trial.run().portfolio.tasks.iter().filter(|t| !t.stub).count(), tasks, "{lines}");
        }
    }
}
