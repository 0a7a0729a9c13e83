//! The two passes of the critical-path method over index arrays, and nothing else: no tasks, no dates, no cells.
//!
//! Time is counted in ticks of working time of the job's own calendar, [`DAY`] to a day of a duration, so that half days add
//! up. With durations known, a link between jobs of one calendar says "the successor starts no earlier than so many ticks
//! after the predecessor's start", and the passes see only that number. A link between calendars, or one in calendar days,
//! is asked for its bound each time: a tick of one is a moment, the moment a tick of the other. Which tasks form a cycle and in
//! which order the others run is [`super::order`]'s to say.

use super::clocks::Clocks;
use super::order::{ASKED, Order, order};
use crate::model::working::DAY_OF_MOMENTS;

pub use crate::model::working::DAY;

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
    /// Ticks of working time of the calendar that both ends follow.
    Working(i32),
    /// Ticks of the successor's calendar, where the predecessor follows another.
    Across(i32),
    /// Ticks of the predecessor's calendar, where the successor follows another: a share of its duration.
    Share(i32),
    /// Calendar days.
    Elapsed(i32),
    /// The link is there for the order and for cycles, but does not bind: its successor is done.
    Settled,
}

impl Wait {
    /// What is waited for in working time; `None` for calendar days and where nothing is.
    pub fn in_ticks(self) -> Option<i32> {
        match self {
            Wait::Working(ticks) | Wait::Across(ticks) | Wait::Share(ticks) => Some(ticks),
            Wait::Elapsed(_) | Wait::Settled => None,
        }
    }
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

/// What the two passes give for one job; a job on a cycle keeps [`ANY_TIME`] as its early start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
    /// Early start in ticks.
    pub early: i32,
    /// Late start in ticks, against the finish of all jobs.
    pub late: i32,
    /// Free float in ticks: how far the job can slip without moving a successor (or, without successors, the finish).
    pub free: i32,
    /// The link that sets the early start, by index; [`OWN_DATE`] where none does.
    pub driver: u32,
}

/// What the two passes give.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Passes {
    /// By job index.
    pub times: Vec<Times>,
    /// The latest early finish of all jobs, the scope of the late dates, in ticks of the first calendar.
    pub finish: i32,
    /// Where calendars differ or links count calendar days, by job: whether a point without duration lies before the night, because a finish sets it.
    pub before: Vec<bool>,
    /// Strongly connected components, each sorted, in the order of their first members.
    pub cycles: Vec<Vec<u32>>,
}

impl Passes {
    /// The times of a job that has any.
    pub fn of(&self, job: usize) -> Option<&Times> {
        self.times.get(job).filter(|times| times.early != ANY_TIME)
    }
    /// The link that sets a job's early start.
    pub fn driver(&self, job: usize) -> Option<usize> {
        self.times.get(job).filter(|times| times.driver != OWN_DATE).map(|times| times.driver as usize)
    }
}

/// Early and late dates of all jobs that are on no cycle.
pub fn cpm(jobs: &[Job], links: &[Link], clocks: &Clocks) -> Passes {
    let order = order(jobs.len(), links, |link| gap(jobs, link));
    passes(jobs, links, &order, clocks)
}

/// The two passes over jobs in order, the gaps of the links being those of [`gap`].
pub fn passes(jobs: &[Job], links: &[Link], order: &Order, clocks: &Clocks) -> Passes {
    let bonds = Bonds { links, clocks };
    let unknown = Times { early: ANY_TIME, late: i32::MAX, free: i32::MAX, driver: OWN_DATE };
    let mut times = vec![unknown; jobs.len()];
    let cycles = order.cycles.clone();
    if clocks.differ() || order.asks {
        let mut before = vec![false; jobs.len()];
        let last = bonds.forward_across(jobs, order, &mut times, &mut before);
        let bonds = Bonds { links, clocks: &clocks.clone().with_points(&before) };
        let finish = last.map_or(ANY_TIME, |last| clocks.first().tick_at(last));
        bonds.backward(jobs, order, |job| clocks.of(job).tick_at(last.unwrap_or(0)), &mut times);
        return Passes { times, finish, before, cycles };
    }
    let finish = bonds.forward(jobs, order, &mut times);
    bonds.backward(jobs, order, |_| finish, &mut times);
    Passes { times, finish, before: Vec::new(), cycles }
}

/// By job: the latest start that keeps the early dates of all `targets`, and the target that gives way first; nothing where no
/// target waits for the job.
pub fn latest_starts(jobs: &[Job], links: &[Link], clocks: &Clocks, passes: &Passes, targets: &[u32]) -> Vec<Option<(i32, u32)>> {
    let order = order(jobs.len(), links, |link| gap(jobs, link));
    let bonds = Bonds { links, clocks };
    let mut latest: Vec<Option<(i32, u32)>> = vec![None; jobs.len()];
    for &target in targets {
        if let Some(times) = passes.of(target as usize) {
            latest[target as usize] = Some((times.early, target));
        }
    }
    for &job in order.sequence.iter().rev() {
        let Some((late, target)) = latest[job as usize] else { continue };
        let range = order.incoming_of(job as usize);
        for (incoming, &link) in order.incoming[range.clone()].iter().zip(&order.links[range]) {
            let bound = match incoming.gap {
                SETTLED => continue,
                ASKED => bonds.latest(link, jobs, late),
                gap => late.saturating_sub(gap),
            };
            let before = &mut latest[incoming.from as usize];
            if before.is_none_or(|(held, _)| bound < held) {
                *before = Some((bound, target));
            }
        }
    }
    latest
}

/// The earliest start of the successor of a link whose predecessor starts at `early`; `None` where the link does not bind.
pub fn bound(jobs: &[Job], links: &[Link], clocks: &Clocks, link: u32, early: i32) -> Option<i32> {
    match gap(jobs, links.get(link as usize)?) {
        SETTLED => None,
        ASKED => Some(Bonds { links, clocks }.asked(link, jobs, early)),
        gap => Some(early.saturating_add(gap)),
    }
}

/// A gap that only looks like a number: the link is settled.
const SETTLED: i32 = i32::MIN;
/// The gap from the predecessor's start to the successor's that a link asks for; [`ASKED`] where it counts calendar days or ties two calendars.
pub fn gap(jobs: &[Job], link: &Link) -> i32 {
    let Wait::Working(wait) = link.wait else {
        return if link.wait == Wait::Settled { SETTLED } else { ASKED };
    };
    let length = |job: u32| jobs.get(job as usize).map_or(0, |job| job.duration);
    // Products, not branches: which ends a link ties is as good as random to the processor.
    let before = length(link.from) * i32::from(link.leaves == End::Finish);
    let within = length(link.to) * i32::from(link.enters == End::Finish);
    before.saturating_sub(within).saturating_add(wait).max(ASKED + 1)
}

/// What links that are asked need beside their gap.
struct Bonds<'a> {
    links: &'a [Link],
    clocks: &'a Clocks<'a>,
}

impl Bonds<'_> {
    fn forward(&self, jobs: &[Job], order: &Order, times: &mut [Times]) -> i32 {
        let mut finish = ANY_TIME;
        for &job in &order.sequence {
            let own = &jobs[job as usize];
            let (mut start, mut driver) = (own.not_before, OWN_DATE);
            let range = order.incoming_of(job as usize);
            for (incoming, &link) in order.incoming[range.clone()].iter().zip(&order.links[range]) {
                let early = times[incoming.from as usize].early;
                let bound = match incoming.gap {
                    SETTLED => continue,
                    _ if early == ANY_TIME => continue,
                    ASKED => self.asked(link, jobs, early),
                    gap => early.saturating_add(gap),
                };
                driver = if bound > start { link } else { driver };
                start = start.max(bound);
            }
            let slot = &mut times[job as usize];
            (slot.early, slot.driver) = (start, driver);
            if start != ANY_TIME {
                finish = finish.max(start.saturating_add(own.duration));
            }
        }
        finish
    }

    /// The same where moments matter: notes on which side of a night points lie, and gives the moment of the latest finish.
    fn forward_across(&self, jobs: &[Job], order: &Order, times: &mut [Times], before: &mut [bool]) -> Option<i64> {
        let mut last: Option<i64> = None;
        for &job in &order.sequence {
            let own = &jobs[job as usize];
            let (mut start, mut driver, mut evening) = (own.not_before, OWN_DATE, false);
            let range = order.incoming_of(job as usize);
            for (incoming, &link) in order.incoming[range.clone()].iter().zip(&order.links[range]) {
                let early = times[incoming.from as usize].early;
                if incoming.gap == SETTLED || early == ANY_TIME {
                    continue;
                }
                let from_evening = before[incoming.from as usize];
                let bound = match incoming.gap {
                    ASKED => self.asked_given(link, jobs, early, from_evening),
                    gap => early.saturating_add(gap),
                };
                let point = jobs[incoming.from as usize].duration == 0;
                let by_finish = self.links.get(link as usize).is_some_and(|link| link.leaves == End::Finish);
                let by_evening = if point { from_evening } else { by_finish };
                if bound > start {
                    (start, driver, evening) = (bound, link, by_evening);
                } else if bound == start {
                    // What comes last in time holds.
                    evening &= by_evening;
                }
            }
            let slot = &mut times[job as usize];
            (slot.early, slot.driver) = (start, driver);
            before[job as usize] = evening && own.duration == 0;
            if start != ANY_TIME {
                let finish = self.clocks.moment_given(job, End::Finish, start, own.duration, before[job as usize]);
                last = last.max(Some(finish));
            }
        }
        last
    }

    fn backward(&self, jobs: &[Job], order: &Order, finish: impl Fn(u32) -> i32, times: &mut [Times]) {
        for &job in order.sequence.iter().rev() {
            let own = &jobs[job as usize];
            let to_finish = finish(job).saturating_sub(own.duration);
            let slot = &mut times[job as usize];
            let early = slot.early;
            let late = slot.late.min(to_finish).min(own.not_after);
            slot.late = late;
            slot.free = slot.free.min(to_finish.saturating_sub(early));
            let range = order.incoming_of(job as usize);
            for (incoming, &link) in order.incoming[range.clone()].iter().zip(&order.links[range]) {
                let (latest, kept) = match incoming.gap {
                    SETTLED => continue,
                    ASKED => (self.latest(link, jobs, late), self.latest(link, jobs, early)),
                    gap => (late.saturating_sub(gap), early.saturating_sub(gap)),
                };
                let before = &mut times[incoming.from as usize];
                before.late = before.late.min(latest);
                before.free = before.free.min(kept.saturating_sub(before.early));
            }
        }
    }

    /// The earliest start of the successor of a link that is asked.
    fn asked(&self, link: u32, jobs: &[Job], early: i32) -> i32 {
        let before = self.links.get(link as usize).is_some_and(|link| self.clocks.is_before(link.from));
        self.asked_given(link, jobs, early, before)
    }

    fn asked_given(&self, link: u32, jobs: &[Job], early: i32, before: bool) -> i32 {
        let Some(link) = self.links.get(link as usize) else { return ANY_TIME };
        let length = |job: u32| jobs.get(job as usize).map_or(0, |job| job.duration);
        let within = if link.enters == End::Finish { length(link.to) } else { 0 };
        let to = self.clocks.of(link.to);
        let left = || self.clocks.moment_given(link.from, link.leaves, early, length(link.from), before);
        let bound = match link.wait {
            Wait::Elapsed(days) => to.tick_at(left().saturating_add(i64::from(days) * DAY_OF_MOMENTS)),
            Wait::Across(lag) => to.tick_at(left()).saturating_add(lag),
            Wait::Share(lag) => {
                let end = if link.leaves == End::Finish { length(link.from) } else { 0 };
                to.tick_at(self.clocks.of(link.from).moment_before(early.saturating_add(end).saturating_add(lag)))
            }
            Wait::Working(_) | Wait::Settled => return ANY_TIME,
        };
        bound.saturating_sub(within)
    }

    /// The latest start of the predecessor of a link that is asked, for a start of its successor.
    fn latest(&self, link: u32, jobs: &[Job], bound: i32) -> i32 {
        let Some(ends) = self.links.get(link as usize) else { return bound };
        let same = self.clocks.position(ends.from) == self.clocks.position(ends.to);
        let near = if same { bound } else { self.clocks.of(ends.from).tick_at(self.clocks.of(ends.to).moment(bound)) };
        // The way forward never turns back, so the last start that it allows is found by doubling and halving.
        let (mut allowed, mut step) = (near, DAY);
        while self.asked(link, jobs, allowed) > bound && step < i32::MAX / 4 {
            allowed = allowed.saturating_sub(step);
            step = step.saturating_mul(2);
        }
        let (mut refused, mut step) = (near.max(allowed).saturating_add(1), DAY);
        while self.asked(link, jobs, refused) <= bound && step < i32::MAX / 4 {
            refused = refused.saturating_add(step);
            step = step.saturating_mul(2);
        }
        while refused.saturating_sub(allowed) > 1 {
            let middle = allowed + (refused - allowed) / 2;
            if self.asked(link, jobs, middle) <= bound { allowed = middle } else { refused = middle }
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
        cpm(jobs, links, &Clocks::one(&Calendar::default().working_days()))
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
            let passes = cpm(&[at(4), at(1)], &[link(Wait::Elapsed(wait))], &Clocks::one(&days));
            assert_eq!(days.day(passes.times[1].early.div_euclid(DAY)), starts, "{wait}");
            assert_eq!(passes.times[1].late - passes.times[1].early, 0);
            // The predecessor may end later as long as the elapsed days still reach: the late date is the last such tick.
            let later = |shift: i32| Job {
                not_before: base + passes.times[0].late - passes.times[0].early + shift,
                ..Job::free(4 * DAY)
            };
            assert!(
                cpm(&[later(0), at(1)], &[link(Wait::Elapsed(wait))], &Clocks::one(&days)).times[1].early <= passes.times[1].late
            );
            assert!(
                cpm(&[later(1), at(1)], &[link(Wait::Elapsed(wait))], &Clocks::one(&days)).times[1].early > passes.times[1].late
            );
        }
    }

    #[test]
    fn a_gap_beyond_all_numbers_is_never_taken_for_a_link_that_is_settled_or_asked() {
        let jobs = [Job::free(0), Job::free(i32::MAX)];
        let link = Link { leaves: End::Finish, enters: End::Finish, wait: Wait::Working(-5), ..Link::finish_start(0, 1) };
        assert_eq!(gap(&jobs, &link), ASKED + 1);
    }

    #[test]
    fn cycles_are_named_and_the_rest_is_scheduled() {
        // 0 -> 1 <-> 2 -> 3, 4 waits for itself, 5 -> 6
        let jobs = [2; 7].map(job);
        let links = [(0, 1), (1, 2), (2, 1), (2, 3), (4, 4), (5, 6)].map(|(from, to)| Link::finish_start(from, to));
        let passes = run(&jobs, &links);
        assert_eq!(passes.cycles, [vec![1, 2], vec![4]]);
        assert_eq!(passes.times[1].early, ANY_TIME);
        assert_eq!((passes.times[0].early, passes.times[3].early, passes.times[6].early), (0, 0, 2 * DAY));
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
        assert_eq!(
            (passes.times[0].late - passes.times[0].early, passes.times[1].late - passes.times[1].early),
            (-2 * DAY, -2 * DAY)
        );
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
            prop_assert_eq!(passes.times.len(), jobs.len());
            for (job, times) in jobs.iter().zip(&passes.times) {
                prop_assert!(times.early >= job.not_before);
                prop_assert!(times.early <= times.late);
                prop_assert!(times.free >= 0);
                prop_assert!(times.late - times.early >= times.free);
            }
        }

        #[test]
        fn every_link_holds_in_early_and_in_late_dates((jobs, links) in networks()) {
            // Only links in working time: what they ask for is plain arithmetic here.
            let links: Vec<Link> = links.into_iter().filter(|link| matches!(link.wait, Wait::Working(_))).collect();
            let passes = run(&jobs, &links);
            for link in &links {
                let Wait::Working(lag) = link.wait else { continue };
                for start in [|times: &Times| times.early, |times: &Times| times.late] {
                    let end = |job: u32, end: End| start(&passes.times[job as usize]) + if end == End::Finish { jobs[job as usize].duration } else { 0 };
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
                prop_assert_eq!((a.times[here].early, a.times[here].late, a.times[here].free), (b.times[there].early, b.times[there].late, b.times[there].free));
            }
        }

        #[test]
        fn float_to_the_last_jobs_is_float_to_the_finish((jobs, links) in networks()) {
            let passes = run(&jobs, &links);
            let days = Calendar::default().working_days();
            // A further job that waits for all is the finish.
            let finish = jobs.len() as u32;
            let mut more = jobs.clone();
            more.push(Job { not_before: ANY_TIME, ..Job::free(0) });
            let mut further = links.clone();
            further.extend((0..finish).map(|job| Link::finish_start(job, finish)));
            let with_finish = cpm(&more, &further, &Clocks::one(&days));
            let clocks = Clocks::one(&days).with_points(&with_finish.before);
            let latest = latest_starts(&more, &further, &clocks, &with_finish, &[finish]);
            for (times, found) in passes.times.iter().zip(latest) {
                prop_assert_eq!(found, Some((times.late, finish)));
            }
        }

        #[test]
        fn a_further_link_makes_no_early_date_earlier((jobs, links) in networks()) {
            let all = run(&jobs, &links);
            let fewer = run(&jobs, links.split_last().map_or(&[], |(_, rest)| rest));
            for ix in 0..jobs.len() {
                prop_assert!(all.times[ix].early >= fewer.times[ix].early);
            }
        }
    }
}
