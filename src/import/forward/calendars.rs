//! Calendars of carried sheets: their weeks, their odd days, and who followed them.

use super::Forward;
use crate::import::extract::CalendarRecord;
use crate::model::{CalendarId, ProjectId};
use crate::source::{CellRef, Sourced, Text};

impl Forward<'_> {
    /// The calendars that the carried sheets define.
    pub(super) fn calendars(&mut self) {
        let p = self.earlier.portfolio;
        for (id, calendar) in (0u32..).map(CalendarId).zip(&p.calendars) {
            let Some((sheet, home)) = calendar.at.and_then(|at| Some((self.sheet(at)?, self.home(at)?))) else { continue };
            let stated = |text: &Text, at: CellRef| Sourced::stated(text.clone(), at);
            let record = |days, week| CalendarRecord {
                name: stated(&calendar.name, home),
                day_minutes: Some(calendar.day_minutes),
                week,
                days,
                projects: Vec::new(),
                people: Vec::new(),
            };
            let projects = (0u32..).map(ProjectId).zip(&p.projects);
            let shown = projects.filter(|(of, project)| project.calendar == Some(id) && !self.withheld(Some(*of)));
            let projects = shown.map(|(_, project)| stated(&project.name, home)).collect();
            let followers = p.resources.iter().filter(|resource| resource.calendar == Some(id));
            let people = followers.map(|r| stated(r.email.as_ref().map_or(&r.name, |mail| &mail.value), home)).collect();
            let mut records = vec![CalendarRecord { projects, people, ..record(None, Some(calendar.week.clone())) }];
            records.extend(calendar.exceptions.iter().map(|(day, times)| record(Some((*day, *day, times.clone())), None)));
            if let Some(own) = self.extracts.get_mut(sheet) {
                own.records.calendars.append(&mut records);
            }
        }
    }
}
