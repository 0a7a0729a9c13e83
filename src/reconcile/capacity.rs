//! How much there is of everybody: resource lists, capacity sheets, leavers. What no source states is left to the calendar.

use super::desk::Desk;
use super::people::{Mention, People, Settled, first_cell, name_word};
use crate::import::carried::CarriedPerson;
use crate::import::extract::{CapacityRecord, CapacityUnit, ResourceRecord};
use crate::model::people::Absence;
use crate::model::{Calendar, CapacityWindow, Resource, WorkingDays};
use crate::source::{Sourced, Text};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// What lists say, before it is known of whom.
pub(super) struct Stated {
    resources: Vec<(Mention, ResourceRecord)>,
    capacity: Vec<(Mention, CapacityRecord)>,
    /// Rows of resource lists.
    pub(super) rows: usize,
}

/// Takes in resource lists and capacity sheets.
pub(super) fn listed(desk: &mut Desk, people: &mut People) -> Stated {
    let mut stated = Stated { resources: Vec::new(), capacity: Vec::new(), rows: 0 };
    for sheet in &mut desk.sheets {
        let (resources, capacity) = (std::mem::take(&mut sheet.lists.resources), std::mem::take(&mut sheet.lists.capacity));
        if sheet.superseded_by.is_some() {
            continue;
        }
        stated.rows += resources.len();
        for record in resources {
            if let Some(who) = people.mention(&record.who, &sheet.tracker, record.kind, &[&record.team, &record.role]) {
                stated.resources.push((who, record));
            }
        }
        for record in capacity {
            if let Some(who) = people.mention(&record.who, &sheet.tracker, record.kind, &[&record.team, &record.role]) {
                stated.capacity.push((who, record));
            }
        }
    }
    stated
}

/// The calendars that resource lists and converted files name beside somebody.
pub(super) fn calendars(stated: &Stated, carried: &[(Mention, CarriedPerson)]) -> Vec<(Mention, Sourced<Text>)> {
    let listed = stated.resources.iter().filter_map(|(who, record)| Some((*who, record.calendar.clone()?)));
    let converted = carried.iter().filter_map(|(who, person)| Some((*who, person.calendar.clone()?)));
    listed.chain(converted).collect()
}

/// Puts what was stated onto the resources. `span` is the first and last date of the portfolio: a share without dates holds
/// over all of it.
pub(super) fn apply(
    desk: &Desk,
    stated: Stated,
    carried: Vec<(Mention, CarriedPerson)>,
    settled: &mut Settled,
    calendars: (&Calendar, &[Calendar]),
    span: Option<(Date, Date)>,
) {
    let program_hours = desk.context.settings.calendar.hours_per_day;
    let own = |resource: &Resource| resource.calendar.and_then(|id| calendars.1.get(id.ix()));
    let hours_of = |resource: &Resource| own(resource).map_or(program_hours, Calendar::hours_per_day);
    for (who, record) in stated.resources {
        let Some(resource) = settled.of(who).and_then(|id| settled.resources.get_mut(id.ix())) else { continue };
        fill(&mut resource.team, record.team);
        fill(&mut resource.role, record.role);
        if resource.leaves.is_none() {
            resource.leaves = record.leaves;
        }
        if let (Some(units), Some((from, to))) = (record.max_units.filter(|u| (u.value - 1.0).abs() > 1e-9), span)
            && resource.capacity.is_empty()
        {
            let hours_per_day = units.value * hours_of(resource);
            resource.capacity.push(CapacityWindow { from, to, hours_per_day, at: units.at });
        }
    }
    let working: Vec<WorkingDays> = [calendars.0].into_iter().chain(calendars.1).map(Calendar::working_days).collect();
    let mut dated: FxHashMap<u32, usize> = FxHashMap::default();
    for (who, record) in stated.capacity {
        let Some(id) = settled.of(who) else { continue };
        let Some(resource) = settled.resources.get_mut(id.ix()) else { continue };
        fill(&mut resource.team, record.team);
        fill(&mut resource.role, record.role);
        if !is_capacity(record.measure.as_ref()) {
            continue;
        }
        let (from, to) = (record.from.min(record.to), record.to.max(record.from));
        // Whole days of whoever it is: a half day is half of one.
        let of = resource.calendar.map_or(0, |id| id.ix() + 1);
        let days = working.get(of).map_or(1.0, |days| days.whole_days_within(from, to)).max(1.0);
        let (hours, per_week) = (hours_of(resource), own(resource).unwrap_or(calendars.0).days_per_week().max(1.0));
        let amount = record.amount.value;
        let per_day = match record.unit {
            CapacityUnit::Leave => {
                resource.absences.push(Absence { from, to, at: record.amount.at });
                continue;
            }
            CapacityUnit::HoursInPeriod => amount / days,
            CapacityUnit::HoursPerDay => amount,
            CapacityUnit::HoursPerWeek => amount / per_week,
            CapacityUnit::DaysInPeriod => amount * hours / days,
            CapacityUnit::Share | CapacityUnit::Heads => amount * hours,
            CapacityUnit::Percent => amount / 100.0 * hours,
        };
        if *dated.entry(id.0).or_insert(0) == 0 {
            // Dated capacity goes before a share that holds always.
            resource.capacity.clear();
        }
        *dated.entry(id.0).or_insert(0) += 1;
        resource.capacity.push(CapacityWindow { from, to, hours_per_day: per_day, at: record.amount.at });
    }
    let mut told: FxHashSet<u32> = FxHashSet::default();
    for (who, mut person) in carried {
        let Some(id) = settled.of(who) else { continue };
        let Some(resource) = settled.resources.get_mut(id.ix()) else { continue };
        if !person.capacity.is_empty() {
            // what a sheet of today states of some days goes before what was carried, and that before a share that holds always
            if dated.contains_key(&id.0) {
                let stated: Vec<_> = resource.capacity.iter().map(|w| (w.from, w.to)).collect();
                person.capacity.retain(|w| stated.iter().all(|(from, to)| w.to < *from || *to < w.from));
            } else if told.insert(id.0) {
                resource.capacity.clear();
            }
        }
        fill(&mut resource.team, person.team);
        fill(&mut resource.role, person.role);
        resource.leaves = resource.leaves.or(person.leaves);
        resource.capacity.append(&mut person.capacity);
        resource.absences.append(&mut person.absences);
    }
    for resource in &mut settled.resources {
        tidy(resource);
    }
    leavers(desk, settled);
}

/// Capacity or a demand that the same sheet lists (`Planned`, `Requested`, `Actual` rows)?
fn is_capacity(measure: Option<&Text>) -> bool {
    measure.is_none_or(|m| {
        let m = m.to_lowercase();
        ["capac", "avail", "kapaz", "verf", "dispon", "leave", "absen", "holiday", "urlaub"].iter().any(|w| m.contains(w))
    })
}

fn fill(kept: &mut Option<Sourced<Text>>, other: Option<Sourced<Text>>) {
    if kept.is_none() {
        *kept = other;
    }
}

/// Windows in order; two statements of one sheet for the same days (two teams, two roles) add up, of two sheets the first
/// stands. A capacity of nothing that lasts to the end of what is stated means that the person leaves.
fn tidy(resource: &mut Resource) {
    resource.absences.sort_by_key(|a| (a.from, a.to, a.at));
    resource.capacity.sort_by_key(|w| (w.from, w.to, w.at));
    let mut windows: Vec<CapacityWindow> = Vec::with_capacity(resource.capacity.len());
    for window in resource.capacity.drain(..) {
        match windows.last_mut() {
            Some(last) if (last.from, last.to) == (window.from, window.to) => {
                if last.at.source == window.at.source && last.at.row != window.at.row {
                    last.hours_per_day += window.hours_per_day;
                }
            }
            _ => windows.push(window),
        }
    }
    let trailing = windows.iter().rev().take_while(|w| w.hours_per_day <= 0.0).count();
    if trailing > 0
        && trailing < windows.len()
        && resource.leaves.is_none()
        && let Some(first) = windows.get(windows.len() - trailing)
        && let Ok(last_day) = first.from.yesterday()
    {
        resource.leaves = Some(Sourced::stated(last_day, first.at));
    }
    resource.capacity = windows;
}

/// Leavers of the configuration.
fn leavers(desk: &Desk, settled: &mut Settled) {
    let left: FxHashMap<String, Date> = desk
        .context
        .settings
        .people
        .left
        .iter()
        .flat_map(|(name, day)| [(name_word(name), *day), (name.to_lowercase(), *day)])
        .collect();
    if left.is_empty() {
        return;
    }
    for resource in &mut settled.resources {
        let mail = resource.email.as_ref().and_then(|m| left.get(&*m.value));
        let spelled = resource.spellings.iter().find_map(|(text, _)| left.get(&name_word(text)));
        if let Some(day) = mail.or(spelled) {
            resource.leaves = Some(Sourced::derived(*day, first_cell(resource), crate::source::Rule::Adjustment));
        }
    }
}
