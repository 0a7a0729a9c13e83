//! One task's facts → one [`Job`] of the engine: how far it is, how long it takes, which of its dates bind it.
//!
//! - **Duration**: the stated one where it fits the reported dates (or one of them is missing); else the working days from
//!   reported start to reported finish, because what a tracker's own calendar leaves out is in its dates; else stated work in
//!   full days; else one day, assumed. Milestones take none.
//! - **Not started**: no earlier than the reported start and than the as-of date. A window of two dates without a stated
//!   duration is what is left of it from the as-of date on.
//! - **Started**: the start is a fact. What remains starts at the as-of date and takes until the reported finish; where that
//!   has passed, the unfinished share of the duration, at least a day.
//! - **Done**: both dates are facts; the planned ones stand in where no actual ones are stated.
//! - A project in which no record tells of progress is taken to run as planned: what is past is done. So is a past milestone
//!   that tells nothing itself, where everything linked to it is done: exports often leave progress to the tasks.

use super::cpm::{ANY_TIME, DAY, Job};
use crate::model::calendar::{day_number, day_of_number};
use crate::model::{Constraint, StatusCategory, Task, TaskFacts, TaskKind, WorkingDays};
use jiff::civil::Date;

/// Whether a task only runs along with others (level of effort, hammock): it is shown and makes demand, but it drives nothing
/// and is never critical. Told by the tracker's word for its type, else by its name.
pub fn is_level_of_effort(task: &Task) -> bool {
    let starts =
        |text: &str, word: &str| text.as_bytes().get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()));
    let ends = |text: &str, word: &str| {
        let from = text.len().checked_sub(word.len());
        from.and_then(|from| text.as_bytes().get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(word.as_bytes()))
    };
    let by_type = task.facts.type_word.as_ref().is_some_and(|word| {
        let word = word.value.trim();
        starts(word, "level of effort") || starts(word, "hammock") || word.eq_ignore_ascii_case("loe")
    });
    by_type || task.facts.name.as_ref().is_some_and(|name| starts(&name.value, "level of effort") || ends(&name.value, "(loe)"))
}

/// How far a task is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Not started.
    Open,
    /// Started on a day; the job is what remains.
    Started(Date),
    /// Finished: first and last day.
    Done(Date, Date),
}

/// A job with what is needed to turn ticks back into dates.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Placed {
    /// For the engine.
    pub job: Job,
    /// How far the task is.
    pub progress: Progress,
    /// The day of a milestone that its own date sets.
    pub own_day: Option<Date>,
    /// Whether a start or finish is reported.
    pub dated: bool,
}

/// What placing needs beside the task.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Working days of the task's calendar.
    pub days: &'a WorkingDays,
    /// The date of the pack.
    pub as_of: Date,
    /// Hours that a day of a duration stands for.
    pub hours: f64,
}

impl Frame<'_> {
    /// The tick at which a day begins.
    pub fn begin(&self, day: Date) -> i32 {
        self.days.begin(day)
    }
    /// The tick at which a day ends.
    pub fn end(&self, day: Date) -> i32 {
        self.days.end(day)
    }

    /// Ticks of work on a day; a whole day where none is worked.
    pub fn day_length(&self, day: Date) -> i32 {
        match self.end(day).saturating_sub(self.begin(day)) {
            0 => DAY,
            length => length,
        }
    }

    /// The job of a task. `tracked`: whether its project tells of progress, and nothing stands for the task itself.
    pub fn place(&self, task: &Task, tracked: bool) -> Placed {
        let facts = &task.facts;
        let dated = facts.start_date().is_some() || facts.finish_date().is_some();
        let progress = self.progress(facts, tracked);
        let own_day = match facts.kind {
            TaskKind::Milestone => facts.finish_date().or(facts.start_date()).map(|date| date.value),
            _ => None,
        };
        let job = match progress {
            Progress::Done(first, last) => {
                let start = self.begin(first);
                let length = if facts.kind == TaskKind::Milestone { 0 } else { self.end(last).saturating_sub(start).max(0) };
                Job { not_before: start, ..Job::free(length) }
            }
            Progress::Started(_) => {
                self.bound(facts, Job { not_before: self.begin(self.as_of), ..Job::free(self.remaining(facts)) })
            }
            Progress::Open => self.open(facts, own_day),
        };
        Placed { job, progress, own_day, dated }
    }

    fn progress(&self, facts: &TaskFacts, tracked: bool) -> Progress {
        let (start, finish) = (facts.start_date().map(|d| d.value), facts.finish_date().map(|d| d.value));
        let past = !tracked && finish.or(start).is_some_and(|day| day < self.as_of);
        if facts.is_done() || past {
            let last = match facts.actual_finish {
                Some(actual) => actual.value,
                None => finish.or(start).unwrap_or(self.as_of).min(self.as_of),
            };
            return Progress::Done(start.unwrap_or(last).min(last), last);
        }
        let running = match facts.category() {
            Some(StatusCategory::InProgress | StatusCategory::Blocked) => true,
            _ => facts.actual_start.is_some() || facts.percent.is_some_and(|p| p.value > 0.0 && !p.basis.is_assumed()),
        };
        let begun = !tracked && start.is_some_and(|day| day < self.as_of);
        if (running || begun) && facts.kind != TaskKind::Milestone {
            let first = facts.actual_start.map_or_else(|| start.unwrap_or(self.as_of).min(self.as_of), |actual| actual.value);
            return Progress::Started(first);
        }
        Progress::Open
    }

    fn open(&self, facts: &TaskFacts, own_day: Option<Date>) -> Job {
        let today = self.begin(self.as_of);
        if facts.kind == TaskKind::Milestone {
            let own = own_day.map_or(ANY_TIME, |day| self.begin(day));
            return self.bound(facts, Job { not_before: own.max(today), ..Job::free(0) });
        }
        let (start, finish) = (facts.start_date().map(|d| d.value), facts.finish_date().map(|d| d.value));
        let mut length = self.duration(facts);
        if let (Some(start), Some(finish), None) = (start, finish, facts.duration)
            && start < self.as_of
            && finish >= self.as_of
        {
            length = self.end(finish).saturating_sub(today).max(DAY);
        }
        let own = match (start, finish) {
            (Some(start), _) => self.begin(start),
            (None, Some(finish)) => self.end(finish).saturating_sub(length),
            (None, None) => ANY_TIME,
        };
        self.bound(facts, Job { not_before: own.max(today), ..Job::free(length) })
    }

    /// With the bounds of constraint and deadline.
    fn bound(&self, facts: &TaskFacts, mut job: Job) -> Job {
        let length = job.duration;
        if let Some(deadline) = facts.deadline {
            job.not_after = job.not_after.min(self.end(deadline.value).saturating_sub(length));
        }
        let Some((kind, Some(day))) = facts.constraint.map(|constraint| constraint.value) else { return job };
        let (by_start, by_finish) = (self.begin(day), self.end(day).saturating_sub(length));
        let started = facts.actual_start.is_some();
        match kind {
            Constraint::Asap | Constraint::Alap => {}
            Constraint::Snet if !started => job.not_before = job.not_before.max(by_start),
            Constraint::Snlt if !started => job.not_after = job.not_after.min(by_start),
            Constraint::Mso if !started => {
                job.not_before = job.not_before.max(by_start);
                job.not_after = job.not_after.min(by_start);
            }
            Constraint::Snet | Constraint::Snlt | Constraint::Mso => {}
            Constraint::Fnet => job.not_before = job.not_before.max(by_finish),
            Constraint::Fnlt => job.not_after = job.not_after.min(by_finish),
            Constraint::Mfo => {
                job.not_before = job.not_before.max(by_finish);
                job.not_after = job.not_after.min(by_finish);
            }
        }
        job
    }

    /// The whole duration in ticks.
    pub fn duration(&self, facts: &TaskFacts) -> i32 {
        if facts.kind == TaskKind::Milestone {
            return 0;
        }
        let span = match (facts.start_date(), facts.finish_date()) {
            (Some(start), Some(finish)) => Some(self.work_within(start.value, finish.value)),
            _ => None,
        };
        let stated = facts.duration.map(|duration| {
            let days = if duration.value.elapsed { self.worked(facts, duration.value.days) } else { duration.value.days };
            ticks(days)
        });
        match (stated, span) {
            (Some(stated), Some(span)) if stated > 0 && stated <= span && stated > span - DAY => stated,
            (_, Some(span)) => span,
            (Some(stated), None) => stated,
            (None, None) => match facts.work {
                Some(work) if work.value > 0.0 && self.hours > 0.0 => ticks((work.value / self.hours).ceil()),
                _ => DAY,
            },
        }
    }

    /// Ticks of work from the first day to the last, both included; a day where there are none.
    fn work_within(&self, first: Date, last: Date) -> i32 {
        let ticks = self.end(last).saturating_sub(self.begin(first));
        if ticks > 0 { ticks } else { DAY }
    }

    /// Days of a duration in a stretch of calendar days from the task's start.
    fn worked(&self, facts: &TaskFacts, elapsed: f64) -> f64 {
        let calendar_days = elapsed.ceil().clamp(1.0, 100_000.0) as i32;
        let first = facts.start_date().map_or(self.as_of, |start| start.value);
        let last = day_of_number(day_number(first).saturating_add(calendar_days - 1));
        f64::from(self.work_within(first, last)) / f64::from(DAY)
    }

    fn remaining(&self, facts: &TaskFacts) -> i32 {
        let today = self.begin(self.as_of);
        if let Some(finish) = facts.finish
            && finish.value >= self.as_of
        {
            return self.end(finish.value).saturating_sub(today).max(DAY);
        }
        let done = match (facts.percent, facts.remaining_work, facts.work) {
            (Some(percent), _, _) => percent.value,
            (None, Some(left), Some(work)) if work.value > 0.0 => 1.0 - left.value / work.value,
            _ => 1.0,
        };
        let left = f64::from(self.duration(facts)) * (1.0 - done.clamp(0.0, 1.0));
        (left as i32).max(DAY)
    }
}

/// Days as ticks.
pub fn ticks(days: f64) -> i32 {
    // The bound keeps the cast within `i32`; not-a-number becomes zero.
    (days.clamp(-1_000_000.0, 1_000_000.0) * f64::from(DAY)).round() as i32
}
