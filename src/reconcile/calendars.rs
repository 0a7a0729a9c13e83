//! Named calendars: of the configuration and of sheets, and which project, task and person follows which.
//!
//! The configuration goes before sheets, the first sheet before later ones; where two differ, that is said. A name that nothing
//! defines is a finding, and the program's calendar holds. Trackers' words for "no calendar of its own" name none.

use super::desk::Desk;
use super::people::{Settled, name_word};
use super::wording::fold_name;
use crate::diagnostic::{Diagnostic, Place, Severity, Subject};
use crate::import::extract::CalendarRecord;
use crate::model::{Calendar, CalendarId, Project, ProjectId, Resource, Task};
use crate::source::{CellRef, Sourced, Text};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Days of one exception at most: a year and a day.
const LONGEST: usize = 366;

/// What trackers call having no calendar of its own, unless a calendar of that name is defined.
const OWN: [&str; 9] =
    ["none", "standard", "default", "project calendar", "standard calendar", "keine", "ohne", "aucun", "aucune"];

/// The named calendars, and who is said to follow them.
pub(super) struct Named {
    pub(super) calendars: Vec<Calendar>,
    by_name: FxHashMap<String, CalendarId>,
    /// Names of projects and people with the calendar, in the order in which they hold.
    projects: Vec<(Follower, CalendarId)>,
    people: Vec<(Follower, CalendarId)>,
    /// Names that nothing defines: as first written, where, how many name it.
    unknown: BTreeMap<String, (Text, Option<CellRef>, usize)>,
    findings: Vec<Diagnostic>,
}

/// A name as it is written, and its cell; none for the configuration.
#[derive(Clone)]
struct Follower {
    name: Text,
    at: Option<CellRef>,
}

/// Reads what is defined.
pub(super) fn define(desk: &mut Desk) -> Named {
    let settings = desk.context.settings;
    let mut named = Named {
        calendars: Vec::new(),
        by_name: FxHashMap::default(),
        projects: Vec::new(),
        people: Vec::new(),
        unknown: BTreeMap::new(),
        findings: Vec::new(),
    };
    for (name, rule) in settings.calendars.iter().filter(|(_, rule)| !rule.only_assigns()) {
        named.put(rule.calendar(name, &settings.calendar));
    }
    let mut records: Vec<CalendarRecord> = Vec::new();
    for sheet in &mut desk.sheets {
        let of_sheet = std::mem::take(&mut sheet.lists.calendars);
        if sheet.superseded_by.is_none() {
            records.extend(of_sheet);
        }
    }
    named.of_sheets(&records, settings.calendar.hours_per_day);
    for (name, rule) in &settings.calendars {
        let written = |list: &[String]| -> Vec<Follower> {
            list.iter().map(|name| Follower { name: Text::from(name.as_str()), at: None }).collect()
        };
        let Some(id) = named.find(name, None) else { continue };
        named.projects.extend(written(&rule.projects).into_iter().map(|follower| (follower, id)));
        named.people.extend(written(&rule.people).into_iter().map(|follower| (follower, id)));
    }
    for rule in &settings.projects {
        let Some(name) = &rule.calendar else { continue };
        if let Some(id) = named.find(name, None) {
            named.projects.push((Follower { name: Text::from(rule.name.as_str()), at: None }, id));
        }
    }
    for record in records {
        let follower = |name: Sourced<Text>| Follower { name: name.value, at: Some(name.at) };
        let Some(id) = named.find(&record.name.value, Some(record.name.at)) else { continue };
        named.projects.extend(record.projects.into_iter().map(|name| (follower(name), id)));
        named.people.extend(record.people.into_iter().map(|name| (follower(name), id)));
    }
    named
}

impl Named {
    fn put(&mut self, calendar: Calendar) {
        let id = CalendarId(u32::try_from(self.calendars.len()).unwrap_or(u32::MAX));
        self.by_name.insert(fold_name(&calendar.name), id);
        self.calendars.push(calendar);
    }

    /// The calendars of the sheets: the first row that gives a week, and the days of all rows.
    fn of_sheets(&mut self, records: &[CalendarRecord], hours_per_day: f64) {
        let mut drawn: Vec<(String, Calendar, bool)> = Vec::new();
        let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
        for record in
            records.iter().filter(|record| record.week.is_some() || record.days.is_some() || record.day_minutes.is_some())
        {
            let word = fold_name(&record.name.value);
            let ix = *by_name.entry(word.clone()).or_insert_with(|| {
                let week = [true, true, true, true, true, false, false];
                let plain = Calendar::of_days(week, [], record.day_minutes.map_or(hours_per_day, |m| f64::from(m) / 60.0));
                let calendar = Calendar { name: record.name.value.clone(), at: Some(record.name.at), ..plain };
                drawn.push((word, calendar, false));
                drawn.len() - 1
            });
            let Some((_, calendar, has_week)) = drawn.get_mut(ix) else { continue };
            if let Some(week) = &record.week {
                let other =
                    *has_week && (calendar.week != *week || record.day_minutes.is_some_and(|m| m != calendar.day_minutes));
                if other {
                    self.findings.push(disagrees(&record.name.value, Some(record.name.at), calendar.at));
                } else {
                    calendar.week = week.clone();
                    calendar.day_minutes = record.day_minutes.unwrap_or(calendar.day_minutes);
                    calendar.at = Some(record.name.at);
                }
                *has_week = true;
            }
            if let Some((first, last, times)) = &record.days {
                let days = std::iter::successors(Some(*first), |day| day.tomorrow().ok()).take_while(|day| day <= last);
                calendar.exceptions.extend(days.take(LONGEST).map(|day| (day, times.clone())));
            }
        }
        for (word, calendar, _) in drawn {
            match self.by_name.get(&word).and_then(|id| self.calendars.get(id.ix())) {
                None => self.put(calendar),
                Some(settled) => {
                    let same = (settled.day_minutes, &settled.week, &settled.exceptions)
                        == (calendar.day_minutes, &calendar.week, &calendar.exceptions);
                    if !same {
                        self.findings.push(disagrees(&calendar.name, calendar.at, None));
                    }
                }
            }
        }
    }

    /// The calendar of a name; one that nothing defines is put down as such.
    fn find(&mut self, name: &str, at: Option<CellRef>) -> Option<CalendarId> {
        let word = fold_name(name);
        if let Some(id) = self.by_name.get(&word) {
            return Some(*id);
        }
        let bare = word.trim_matches(['(', ')', '[', ']']);
        if bare.is_empty() || (at.is_some() && OWN.contains(&bare)) {
            return None;
        }
        self.unknown.entry(word).or_insert((Text::from(name.trim()), at, 0)).2 += 1;
        None
    }

    /// Puts projects and their tasks onto their calendars.
    pub(super) fn of_work(&mut self, desk: &mut Desk, projects: &mut [Project], ids: &[Option<ProjectId>]) {
        for (follower, id) in std::mem::take(&mut self.projects) {
            let draft = desk.projects.by_name(&follower.name).or_else(|| desk.projects.by_key(&follower.name));
            let project = draft.and_then(|draft| ids.get(draft as usize).copied().flatten());
            match project.and_then(|project| Some((project, projects.get_mut(project.ix())?))) {
                Some((_, found)) if found.calendar.is_none() => found.calendar = Some(id),
                Some((of, found)) if found.calendar != Some(id) => {
                    let finding = self.twice(&found.name, found.calendar, id, follower.at).about(Subject::Project(of.0));
                    self.findings.push(finding);
                }
                Some(_) => {}
                None => self.findings.push(self.nobody("project", &follower, id)),
            }
        }
        // One look at all tasks: few name a calendar.
        let mut held: FxHashMap<Text, Option<CalendarId>> = FxHashMap::default();
        for task in &mut desk.tasks {
            let Some(word) = &task.facts.calendar else { continue };
            if let Some(known) = held.get(&word.value) {
                task.calendar = *known;
                if known.is_none()
                    && let Some(entry) = self.unknown.get_mut(&fold_name(&word.value))
                {
                    entry.2 += 1;
                }
                continue;
            }
            let found = self.find(&word.value, Some(word.at));
            held.insert(word.value.clone(), found);
            task.calendar = found;
        }
    }

    /// Puts people onto their calendars: those of lists, then those that resource lists name beside them.
    pub(super) fn of_people(&mut self, settled: &mut Settled, beside: &[(super::people::Mention, Sourced<Text>)]) {
        let followers = std::mem::take(&mut self.people);
        if !followers.is_empty() {
            let mut by_word: FxHashMap<String, usize> = FxHashMap::default();
            for (ix, resource) in settled.resources.iter().enumerate() {
                for word in words_of(resource) {
                    by_word.entry(word).or_insert(ix);
                }
            }
            for (follower, id) in followers {
                let ix = by_word.get(&follower.name.trim().to_lowercase()).or_else(|| by_word.get(&name_word(&follower.name)));
                match ix.and_then(|ix| Some((*ix, settled.resources.get_mut(*ix)?))) {
                    Some((_, found)) if found.calendar.is_none() => found.calendar = Some(id),
                    Some((ix, found)) if found.calendar != Some(id) => {
                        let about = Subject::Resource(u32::try_from(ix).unwrap_or(u32::MAX));
                        let finding = self.twice(&found.name, found.calendar, id, follower.at).about(about);
                        self.findings.push(finding);
                    }
                    Some(_) => {}
                    None => self.findings.push(self.nobody("person", &follower, id)),
                }
            }
        }
        for (who, word) in beside {
            let Some(id) = self.find(&word.value, Some(word.at)) else { continue };
            if let Some(resource) = settled.of(*who).and_then(|who| settled.resources.get_mut(who.ix())) {
                resource.calendar = resource.calendar.or(Some(id));
            }
        }
    }

    fn name(&self, id: Option<CalendarId>) -> &str {
        id.and_then(|id| self.calendars.get(id.ix())).map_or("", |calendar| &calendar.name)
    }

    fn twice(&self, who: &str, held: Option<CalendarId>, other: CalendarId, at: Option<CellRef>) -> Diagnostic {
        let (held, other) = (self.name(held), self.name(Some(other)));
        let message = format!("`{who}` is given the calendar `{other}`, but follows `{held}` already; `{held}` holds");
        placed("calendar-disagrees", at, message).help("name each project and person under one calendar only")
    }

    fn nobody(&self, what: &str, follower: &Follower, id: CalendarId) -> Diagnostic {
        let message = format!("calendar `{}` lists the {what} `{}`, which no source names", self.name(Some(id)), follower.name);
        placed("configured-name-unknown", follower.at, message).help("correct the name, or use the one that the sources use")
    }

    /// The findings, and the calendars.
    pub(super) fn finish(mut self, desk: &mut Desk) -> Vec<Calendar> {
        desk.diagnostics.append(&mut self.findings);
        for (name, at, count) in std::mem::take(&mut self.unknown).into_values() {
            let times = if count == 1 { String::new() } else { format!(", named {count} times") };
            let message = format!("the calendar `{name}` is defined nowhere{times}; the program's calendar holds instead");
            let help = "define it under [calendars] in steerpack.toml or in a calendar sheet, or correct the name";
            desk.diagnostics.push(placed("calendar-unknown", at, message).help(help));
        }
        self.calendars
    }
}

fn disagrees(name: &str, at: Option<CellRef>, other: Option<CellRef>) -> Diagnostic {
    let holds = if other.is_some() { "the first one holds" } else { "the configuration holds" };
    let message = format!("calendar `{name}` is defined here in another way than before; {holds}");
    let finding = placed("calendar-disagrees", at, message).help("keep one definition of each calendar");
    match other {
        Some(other) => finding.related(other),
        None => finding,
    }
}

fn placed(check: &'static str, at: Option<CellRef>, message: String) -> Diagnostic {
    let place = at.map_or(Place::Run, Place::Cell);
    Diagnostic::new(check, Severity::Warning, place, message)
}

/// The words by which somebody is found: address, account, name, spellings.
fn words_of(resource: &Resource) -> Vec<String> {
    let exact = [&resource.email, &resource.account].into_iter().flatten().map(|word| word.value.to_lowercase());
    let names = resource.spellings.iter().map(|(name, _)| name_word(name));
    exact.chain([resource.name.trim().to_lowercase(), name_word(&resource.name)]).chain(names).collect()
}

/// What a task's day is worth and which days are worked, for what follows from its own facts.
pub(super) fn working(program: &Calendar, named: &[Calendar]) -> Vec<crate::model::WorkingDays> {
    [program].into_iter().chain(named).map(Calendar::working_days).collect()
}

/// The position of a task's calendar among those of [`working`].
pub(super) fn position_of(task: &Task, projects: &[Project]) -> usize {
    let id = task.calendar.or_else(|| projects.get(task.project.ix())?.calendar);
    id.map_or(0, |id| id.ix() + 1)
}
