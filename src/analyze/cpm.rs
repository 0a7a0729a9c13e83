//! The two passes of the critical-path method over index arrays, and nothing else: no tasks, no dates, no cells.
//!
//! Time is counted in ticks of working time, [`DAY`] to a working day, so that half days add up; tick `position × DAY` is
//! the beginning of the working day at that position. With durations known, every link says "the successor starts no
//! earlier than so many ticks after the predecessor's start"; the passes see only that number. Which tasks form a cycle and
//! in which order the others run is [`super::order`]'s to say.

use super::order::{Incoming, Order, order};
use crate::model::WorkingDays;
use crate::model::calendar::{day_number, day_of_number};

/// Ticks in a working day.
pub const DAY: i32 = 480;

/// A bound that does not bind: earlier than every date, later than none.
pub const ANY_TIME: i32 = i32::MIN / 4;

/// One task: how long it takes and which of its own dates hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Job {
    /// Ticks of working time.
    pub duration: i32,
    /// Earliest start by its own dates and constraints, in ticks; [`ANY_TIME`] where there is none.
    pub not_before: i32,
    /// Latest start by its deadline and constraints, in ticks; `i32::MAX` where there is none.
    pub not_after: i32,
}

impl Job {
    /// A task that its own dates do not bind.
    pub fn free(duration: i32) -> Self {
        Job { duration, not_before: ANY_TIME, not_after: i32::MAX }
    }
}

/// Which end of a task a link is tied to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Its start.
    Start,
    /// Its finish.
    Finish,
}

/// Time that must pass along a link; negative is a lead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// Ticks of working time.
    Working(i32),
    /// Calendar days.
    Elapsed(i32),
    /// The link is there for the order and for cycles, but does not bind: its successor is done.
    Settled,
}

/// One link between two jobs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// Predecessor's index.
    pub from: u32,
    /// Successor's index.
    pub to: u32,
    /// The end of the predecessor that it waits for.
    pub leaves: End,
    /// The end of the successor that waits.
    pub enters: End,
    /// Lag or lead.
    pub wait: Wait,
}

impl Link {
    /// Finish to start without lag.
    pub fn finish_start(from: u32, to: u32) -> Self {
        Link { from, to, leaves: End::Finish, enters: End::Start, wait: Wait::Working(0) }
    }
}

/// No link drives the job: its own date does.
pub const OWN_DATE: u32 = u32::MAX;

/// What the two passes give, by job index; jobs on a cycle keep [`ANY_TIME`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Passes {
    /// Early start in ticks.
    pub early: Vec<i32>,
    /// Late start in ticks, against `finish`.
    pub late: Vec<i32>,
    /// Free float in ticks: how far the job can slip without moving a successor (or, without successors, the finish).
    pub free: Vec<i32>,
    /// The link that sets the early start, by index; [`OWN_DATE`] where none does.
    pub driver: Vec<u32>,
    /// The latest early finish of all jobs: the scope of the late dates.
    pub finish: i32,
    /// Strongly connected components, each sorted, in the order of their first members.
    pub cycles: Vec<Vec<u32>>,
}

/// Early and late dates of all jobs that are on no cycle.
pub fn cpm(jobs: &[Job], links: &[Link], days: &WorkingDays) -> Passes {
    let order = order(jobs.len(), links, |link| gap(jobs, link));
    let bonds = Bonds { links, days };
    let mut passes = Passes {
        early: vec![ANY_TIME; jobs.len()],
        late: vec![i32::MAX; jobs.len()],
        free: vec![i32::MAX; jobs.len()],
        driver: vec![OWN_DATE; jobs.len()],
        finish: ANY_TIME,
        cycles: Vec::new(),
    };
    bonds.forward(jobs, &order, &mut passes);
    bonds.backward(jobs, &order, &mut passes);
    passes.cycles = order.cycles;
    passes
}

/// A gap that only looks like a number: the link is settled.
const SETTLED: i32 = i32::MIN;
/// A gap that only looks like a number: the link counts calendar days.
const ELAPSED: i32 = i32::MIN + 1;

/// The gap from the predecessor's start to the successor's that a link asks for.
fn gap(jobs: &[Job], link: &Link) -> i32 {
    let Wait::Working(wait) = link.wait else {
        return if link.wait == Wait::Settled { SETTLED } else { ELAPSED };
    };
    let length = |job: u32| jobs.get(job as usize).map_or(0, |job| job.duration);
    let before = if link.leaves == End::Finish { length(link.from) } else { 0 };
    let within = if link.enters == End::Finish { length(link.to) } else { 0 };
    before.saturating_sub(within).saturating_add(wait).max(ELAPSED + 1)
}

/// What a link that counts calendar days needs beside its gap.
struct Bonds<'a> {
    links: &'a [Link],
    days: &'a WorkingDays,
}

impl Bonds<'_> {
    fn forward(&self, jobs: &[Job], order: &Order, passes: &mut Passes) {
        for &job in &order.sequence {
            let ix = job as usize;
            let own = &jobs[ix];
            let (mut start, mut driver) = (own.not_before, OWN_DATE);
            for at in order.incoming_of(ix) {
                let Incoming { from, gap } = order.incoming[at];
                let early = passes.early[from as usize];
                let bound = match gap {
                    SETTLED => continue,
                    _ if early == ANY_TIME => continue,
                    ELAPSED => self.elapsed(order.links[at], jobs, early),
                    _ => early.saturating_add(gap),
                };
                if bound > start {
                    (start, driver) = (bound, order.links[at]);
                }
            }
            passes.early[ix] = start;
            passes.driver[ix] = driver;
            if start != ANY_TIME {
                passes.finish = passes.finish.max(start.saturating_add(own.duration));
            }
        }
    }

    fn backward(&self, jobs: &[Job], order: &Order, passes: &mut Passes) {
        for &job in order.sequence.iter().rev() {
            let ix = job as usize;
            let (own, early) = (&jobs[ix], passes.early[ix]);
            let to_finish = passes.finish.saturating_sub(own.duration);
            let late = passes.late[ix].min(to_finish).min(own.not_after);
            passes.late[ix] = late;
            passes.free[ix] = passes.free[ix].min(to_finish.saturating_sub(early));
            for at in order.incoming_of(ix) {
                let Incoming { from, gap } = order.incoming[at];
                let from = from as usize;
                let (latest, slack) = match gap {
                    SETTLED => continue,
                    ELAPSED => {
                        let latest = |bound| self.latest(order.links[at], jobs, bound);
                        (latest(late), latest(early).saturating_sub(passes.early[from]))
                    }
                    _ => (late.saturating_sub(gap), early.saturating_sub(gap).saturating_sub(passes.early[from])),
                };
                passes.late[from] = passes.late[from].min(latest);
                passes.free[from] = passes.free[from].min(slack);
            }
        }
    }

    /// The earliest start of the successor of a link that counts calendar days.
    fn elapsed(&self, link: u32, jobs: &[Job], early: i32) -> i32 {
        let Some(link) = self.links.get(link as usize) else { return ANY_TIME };
        let Wait::Elapsed(wait) = link.wait else { return ANY_TIME };
        let length = |job: u32| jobs.get(job as usize).map_or(0, |job| job.duration);
        let within = if link.enters == End::Finish { length(link.to) } else { 0 };
        // A finish is the end of a day worked, a start the beginning of one: `spent` ticks of that day have passed.
        let (day, spent) = match link.leaves {
            End::Start => (early.div_euclid(DAY), early.rem_euclid(DAY)),
            End::Finish => {
                let last = early.saturating_add(length(link.from)).saturating_sub(1);
                (last.div_euclid(DAY), last.rem_euclid(DAY) + 1)
            }
        };
        let target = day_of_number(day_number(self.days.day(day)).saturating_add(wait));
        let spent = if self.days.is_working(target) { spent } else { 0 };
        self.days.position(target).saturating_mul(DAY).saturating_add(spent).saturating_sub(within)
    }

    /// The latest start of the predecessor of a link that counts calendar days, for a start of its successor.
    fn latest(&self, link: u32, jobs: &[Job], bound: i32) -> i32 {
        let wait = match self.links.get(link as usize).map(|link| link.wait) {
            Some(Wait::Elapsed(wait)) => wait.saturating_abs().min(40_000),
            _ => 0,
        };
        let length = |job: Option<u32>| job.and_then(|job| jobs.get(job as usize)).map_or(0, |job| job.duration);
        let link_of = self.links.get(link as usize);
        let span = (wait + 4)
            .saturating_mul(DAY)
            .saturating_add(length(link_of.map(|link| link.from)))
            .saturating_add(length(link_of.map(|link| link.to)));
        // The way forward never turns back, so the last start that it allows is found by halving.
        let (mut allowed, mut refused) = (bound.saturating_sub(span), bound.saturating_add(span));
        while refused.saturating_sub(allowed) > 1 {
            let middle = allowed + (refused - allowed) / 2;
            if self.elapsed(link, jobs, middle) <= bound { allowed = middle } else { refused = middle }
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::Calendar;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn run(jobs: &[Job], links: &[Link]) -> Passes {
        cpm(jobs, links, &Calendar::default().working_days())
    }

    fn job(days: i32) -> Job {
        Job { not_before: 0, ..Job::free(days * DAY) }
    }

    #[test]
    fn calendar_days_run_through_the_weekend() {
        // Day 0 stands at a Monday; the predecessor ends on Thursday.
        let days = Calendar::default().working_days();
        let base = days.position(date(2026, 1, 5)) * DAY;
        let at = |length: i32| Job { not_before: base, ..Job::free(length * DAY) };
        let link = |wait| Link { wait, ..Link::finish_start(0, 1) };
        for (wait, starts) in [(1, date(2026, 1, 12)), (2, date(2026, 1, 12)), (3, date(2026, 1, 12)), (4, date(2026, 1, 13))] {
            // Thursday evening + 1 is Friday evening: the next working time is Monday.
            let passes = cpm(&[at(4), at(1)], &[link(Wait::Elapsed(wait))], &days);
            assert_eq!(days.day(passes.early[1].div_euclid(DAY)), starts, "{wait}");
            assert_eq!(passes.late[1] - passes.early[1], 0);
            // The predecessor may end later as long as the elapsed days still reach: the late date is the last such tick.
            let later = |shift: i32| Job { not_before: base + passes.late[0] - passes.early[0] + shift, ..Job::free(4 * DAY) };
            assert!(cpm(&[later(0), at(1)], &[link(Wait::Elapsed(wait))], &days).early[1] <= passes.late[1]);
            assert!(cpm(&[later(1), at(1)], &[link(Wait::Elapsed(wait))], &days).early[1] > passes.late[1]);
        }
    }

    #[test]
    fn cycles_are_named_and_the_rest_is_scheduled() {
        // 0 -> 1 <-> 2 -> 3, 4 waits for itself, 5 -> 6
        let jobs = [2; 7].map(job);
        let links = [(0, 1), (1, 2), (2, 1), (2, 3), (4, 4), (5, 6)].map(|(from, to)| Link::finish_start(from, to));
        let passes = run(&jobs, &links);
        assert_eq!(passes.cycles, [vec![1, 2], vec![4]]);
        assert_eq!(passes.early[1], ANY_TIME);
        assert_eq!((passes.early[0], passes.early[3], passes.early[6]), (0, 0, 2 * DAY));
    }

    #[test]
    fn a_cycle_of_many_tasks_does_not_overflow_the_stack() {
        let count = 200_000;
        let jobs = vec![job(1); count as usize];
        let links: Vec<Link> = (0..count).map(|ix| Link::finish_start(ix, (ix + 1) % count)).collect();
        assert_eq!(run(&jobs, &links).cycles[0].len(), count as usize);
    }

    #[test]
    fn a_deadline_makes_negative_float_upstream() {
        let mut jobs = [job(5), job(5)];
        jobs[1].not_after = 3 * DAY;
        let passes = run(&jobs, &[Link::finish_start(0, 1)]);
        assert_eq!((passes.late[0] - passes.early[0], passes.late[1] - passes.early[1]), (-2 * DAY, -2 * DAY));
    }

    fn networks() -> impl Strategy<Value = (Vec<Job>, Vec<Link>)> {
        let jobs = prop::collection::vec((0i32..10, 0i32..12), 2..25);
        let jobs = jobs.prop_map(|jobs| {
            jobs.into_iter().map(|(length, from)| Job { not_before: from * DAY, ..Job::free(length * DAY) }).collect()
        });
        (jobs, prop::collection::vec((any::<u32>(), any::<u32>(), any::<bool>(), any::<bool>(), -4i32..6, any::<bool>()), 0..60))
            .prop_map(|(jobs, raw): (Vec<Job>, _)| {
                let count = jobs.len() as u32;
                let links = raw.into_iter().filter_map(|(a, b, leaves, enters, lag, elapsed)| {
                    let (a, b) = (a % count, b % count);
                    // From lower to higher, so that there is no cycle.
                    (a != b).then(|| Link {
                        from: a.min(b),
                        to: a.max(b),
                        leaves: if leaves { End::Finish } else { End::Start },
                        enters: if enters { End::Finish } else { End::Start },
                        wait: if elapsed { Wait::Elapsed(lag) } else { Wait::Working(lag * DAY) },
                    })
                });
                let links = links.collect();
                (jobs, links)
            })
    }

    proptest! {
        #[test]
        fn early_is_never_after_late_and_total_float_covers_free_float((jobs, links) in networks()) {
            let passes = run(&jobs, &links);
            for ix in 0..jobs.len() {
                prop_assert!(passes.early[ix] >= jobs[ix].not_before);
                prop_assert!(passes.early[ix] <= passes.late[ix]);
                prop_assert!(passes.free[ix] >= 0);
                prop_assert!(passes.late[ix] - passes.early[ix] >= passes.free[ix]);
            }
        }

        #[test]
        fn every_link_holds_in_early_and_in_late_dates((jobs, links) in networks()) {
            // Only links in working time: what they ask for is plain arithmetic here.
            let links: Vec<Link> = links.into_iter().filter(|link| matches!(link.wait, Wait::Working(_))).collect();
            let passes = run(&jobs, &links);
            for link in &links {
                let Wait::Working(lag) = link.wait else { continue };
                for starts in [&passes.early, &passes.late] {
                    let end = |job: u32, end: End| starts[job as usize] + if end == End::Finish { jobs[job as usize].duration } else { 0 };
                    prop_assert!(end(link.to, link.enters) >= end(link.from, link.leaves) + lag);
                }
            }
        }

        #[test]
        fn the_order_of_the_input_changes_nothing((jobs, links) in networks(), turn in any::<u32>()) {
            let count = jobs.len() as u32;
            let moved = |ix: u32| (count - 1 - ix + turn % count) % count;
            let mut other = jobs.clone();
            for ix in 0..count {
                other[moved(ix) as usize] = jobs[ix as usize];
            }
            let other_links: Vec<Link> = links.iter().rev().map(|link| Link { from: moved(link.from), to: moved(link.to), ..*link }).collect();
            let (a, b) = (run(&jobs, &links), run(&other, &other_links));
            for ix in 0..count {
                let (here, there) = (ix as usize, moved(ix) as usize);
                prop_assert_eq!((a.early[here], a.late[here], a.free[here]), (b.early[there], b.late[there], b.free[there]));
            }
        }

        #[test]
        fn a_further_link_makes_no_early_date_earlier((jobs, links) in networks()) {
            let all = run(&jobs, &links);
            let fewer = run(&jobs, links.split_last().map_or(&[], |(_, rest)| rest));
            for ix in 0..jobs.len() {
                prop_assert!(all.early[ix] >= fewer.early[ix]);
            }
        }
    }
}
