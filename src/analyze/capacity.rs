//! How much of a resource there is on each day: stated windows, days off, the day after which somebody is gone, else the
//! calendar's default week.
//!
//! Hours are counted in millionths, as integers, so that adding and taking away claims leaves no rest. A day here is a whole day
//! of the resource's calendar: on a half day both demand and capacity are half of it, so that their ratio is that of the day.

use crate::model::calendar::day_number;
use crate::model::working::DAY;
use crate::model::{Resource, ResourceKind, WorkingDays};

/// Millionths of an hour in an hour.
pub const HOUR: f64 = 1_000_000.0;

/// Hours as millionths.
pub fn micro(hours: f64) -> i64 {
    // The bound keeps the cast within `i64`; not-a-number becomes zero.
    (hours.clamp(0.0, 1e9) * HOUR).round() as i64
}

/// Millionths as hours.
pub fn hours(micro: i64) -> f64 {
    micro as f64 / HOUR
}

/// What a rate a day comes to over so many ticks of working time.
pub fn amount(rate: i64, ticks: i32) -> i64 {
    if ticks % DAY == 0 {
        return rate * i64::from(ticks / DAY);
    }
    let exact = i128::from(rate) * i128::from(ticks) / i128::from(DAY);
    i64::try_from(exact).unwrap_or(i64::MAX)
}

/// Capacity on the working days of a stretch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Capacity {
    /// So many millionths of an hour a working day, more than none.
    Daily(i64),
    /// Away or gone: asks made of a share of the day ask nothing on such days, and work is spread over the other days.
    Away,
    /// Nobody says how many people fill the role or form the group: demand is shown, but never called too much.
    Unknown,
}

/// The capacity of one resource over all time: each step holds from its day number to the next step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    steps: Vec<(i32, Capacity)>,
}

impl Profile {
    /// The profile of a resource; `daily` is the default day in hours.
    pub fn new(resource: &Resource, daily: f64) -> Self {
        let default = match resource.kind {
            ResourceKind::Person | ResourceKind::System => Capacity::Daily(micro(daily).max(1)),
            ResourceKind::Role | ResourceKind::Group => Capacity::Unknown,
        };
        let gone = resource.leaves.map_or(i32::MAX, |day| day_number(day.value).saturating_add(1));
        let mut windows: Vec<(i32, i32, i64)> = (resource.capacity.iter())
            .map(|window| (day_number(window.from), day_number(window.to).saturating_add(1), micro(window.hours_per_day)))
            .filter(|&(from, to, _)| from < to)
            .collect();
        windows.sort_by_key(|&(from, _, _)| from);
        let mut off: Vec<(i32, i32)> = (resource.absences.iter())
            .map(|away| (day_number(away.from), day_number(away.to).saturating_add(1)))
            .filter(|&(from, to)| from < to)
            .collect();
        off.sort_unstable();

        let mut edges: Vec<i32> = vec![i32::MIN, gone];
        edges.extend(windows.iter().flat_map(|&(from, to, _)| [from, to]));
        edges.extend(off.iter().flat_map(|&(from, to)| [from, to]));
        edges.sort_unstable();
        edges.dedup();

        let (mut steps, mut holding, mut away_until) = (Vec::with_capacity(edges.len()), Vec::new(), i32::MIN);
        let (mut next_window, mut next_off) = (0, 0);
        for day in edges {
            while let Some(window) = windows.get(next_window).filter(|window| window.0 <= day) {
                holding.push(*window);
                next_window += 1;
            }
            while let Some(away) = off.get(next_off).filter(|away| away.0 <= day) {
                away_until = away_until.max(away.1);
                next_off += 1;
            }
            // The window that begins last is the most particular one.
            while holding.last().is_some_and(|window| window.1 <= day) {
                holding.pop();
            }
            let capacity = match holding.last() {
                _ if day >= gone || day < away_until => Capacity::Away,
                Some(&(_, _, 0)) => Capacity::Away,
                Some(&(_, _, daily)) => Capacity::Daily(daily),
                None => default,
            };
            if steps.last().is_none_or(|&(_, last)| last != capacity) {
                steps.push((day, capacity));
            }
        }
        Profile { steps }
    }

    /// The stretches of equal capacity from a day up to, not including, another.
    pub fn stretches(&self, from: i32, to: i32) -> impl Iterator<Item = (i32, i32, Capacity)> + '_ {
        let first = self.steps.partition_point(|&(day, _)| day <= from).saturating_sub(1);
        let rest = self.steps.get(first..).unwrap_or(&[]);
        let ends = rest.iter().skip(1).map(|&(day, _)| day).chain([i32::MAX]);
        (rest.iter().zip(ends))
            .take_while(move |((day, _), _)| *day < to)
            .map(move |(&(day, capacity), end)| (day.max(from), end.min(to), capacity))
    }

    /// Ticks of working time in which the resource is there, from a day up to, not including, another.
    pub fn present(&self, days: &WorkingDays, from: i32, to: i32) -> i32 {
        (self.stretches(from, to))
            .filter(|&(_, _, capacity)| capacity != Capacity::Away)
            .map(|(from, to, _)| days.ticks(from, to))
            .sum()
    }
}
