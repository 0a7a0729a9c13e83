//! Which calendar each task and person follows, and how a tick of one calendar is one of another.
//!
//! A task follows its own calendar, else its project's, else the program's; a person theirs, else the program's. Durations, lags
//! and floats are ticks of the task's own calendar. Differences between two dates (gaps, slips against a report) are stated in
//! the program's calendar, so that they compare across projects. Where all tasks follow one calendar no tick is ever converted.

use super::cpm::End;
use crate::model::{CalendarId, Portfolio, WorkingDays};

/// The calendars of a portfolio as arithmetic: the program's, then the named ones.
#[derive(Clone, Debug)]
pub struct Calendars {
    all: Vec<WorkingDays>,
}

impl Calendars {
    /// Those of a portfolio.
    pub fn of(portfolio: &Portfolio) -> Self {
        let named = portfolio.calendars.iter().map(|calendar| calendar.working_days());
        Calendars { all: std::iter::once(portfolio.calendar.working_days()).chain(named).collect() }
    }

    /// The program's, in which gaps are stated.
    pub fn program(&self) -> &WorkingDays {
        self.at(0)
    }

    /// By id; the program's where none is named.
    pub fn get(&self, id: Option<CalendarId>) -> &WorkingDays {
        self.at(position(id))
    }

    fn at(&self, position: u16) -> &WorkingDays {
        self.all.get(usize::from(position)).or(self.all.first()).expect("the program's calendar comes first")
    }
}

/// Where a calendar stands among those of [`Calendars`].
pub fn position(id: Option<CalendarId>) -> u16 {
    id.map_or(0, |id| u16::try_from(id.0.saturating_add(1)).unwrap_or(0))
}

/// The calendars of the jobs of one network.
#[derive(Clone, Debug)]
pub struct Clocks<'a> {
    all: &'a [WorkingDays],
    /// By job: its calendar; empty where all follow the first.
    of_job: &'a [u16],
    /// By job: whether its point lies before the night rather than after it; empty where that makes no difference.
    before: &'a [bool],
}

impl<'a> Clocks<'a> {
    /// One calendar for all.
    pub fn one(days: &'a WorkingDays) -> Self {
        Clocks { all: std::slice::from_ref(days), of_job: &[], before: &[] }
    }

    /// Those of a portfolio's calendars that the jobs name by position.
    pub fn many(calendars: &'a Calendars, of_job: &'a [u16]) -> Self {
        Clocks { all: &calendars.all, of_job, before: &[] }
    }

    /// Calendars in a row, and by job the position of its own.
    pub fn of_jobs(all: &'a [WorkingDays], of_job: &'a [u16]) -> Self {
        Clocks { all, of_job, before: &[] }
    }

    /// With what the passes found of the points of jobs without duration ([`super::cpm::Passes::before`]).
    pub fn with_points(self, before: &'a [bool]) -> Self {
        Clocks { before, ..self }
    }

    /// Whether jobs follow several calendars.
    pub fn differ(&self) -> bool {
        !self.of_job.is_empty()
    }

    /// The first calendar, the program's.
    pub fn first(&self) -> &'a WorkingDays {
        let all: &'a [WorkingDays] = self.all;
        all.first().expect("there is a calendar")
    }

    /// Whether a job's point lies before the night.
    pub fn is_before(&self, job: u32) -> bool {
        self.before.get(job as usize) == Some(&true)
    }

    /// The position of a job's calendar.
    pub fn position(&self, job: u32) -> u16 {
        self.of_job.get(job as usize).copied().unwrap_or(0)
    }

    /// A job's calendar.
    pub fn of(&self, job: u32) -> &'a WorkingDays {
        let all: &'a [WorkingDays] = self.all;
        all.get(usize::from(self.position(job))).or(all.first()).expect("there is a calendar")
    }

    /// The moment of a job's start or finish that lies at a tick. A point without duration is where what sets it is: the evening
    /// on which its predecessor ends, or the morning of its own date.
    pub fn moment(&self, job: u32, end: End, tick: i32, duration: i32) -> i64 {
        self.moment_given(job, end, tick, duration, self.is_before(job))
    }

    /// The same where it is known on which side of a night a point lies.
    pub fn moment_given(&self, job: u32, end: End, tick: i32, duration: i32, before: bool) -> i64 {
        let days = self.of(job);
        match end {
            _ if duration == 0 => {
                if before {
                    days.moment_before(tick)
                } else {
                    days.moment(tick)
                }
            }
            End::Start => days.moment(tick),
            End::Finish => days.moment_before(tick.saturating_add(duration)),
        }
    }

    /// A finish in ticks of the program's calendar, so that finishes compare.
    pub fn finish_in_common(&self, job: u32, start: i32, duration: i32) -> i32 {
        match (self.differ(), self.all.first()) {
            (true, Some(program)) => program.tick_at(self.moment(job, End::Finish, start, duration)),
            _ => start.saturating_add(duration),
        }
    }
}

#[cfg(test)]
mod tests;
