//! Two calendars and more, worked by hand, and the laws that hold whatever the calendars are.
#![allow(clippy::unwrap_used)]

use super::super::cpm::{ANY_TIME, DAY, Job, Link, Passes, Times, Wait, cpm, latest_starts};
use super::super::fixture::{day, portfolio};
use super::super::schedule::schedule;
use super::super::{Schedule, TaskSchedule, analyze};
use super::*;
use crate::config::Settings;
use crate::model::calendar::{any::odd_calendars, day_of_number};
use crate::model::{Calendar, DayTimes, LagUnit, Relation, TaskId};
use crate::source::Sourced;
use proptest::prelude::*;

const FIVE: [bool; 7] = [true, true, true, true, true, false, false];
const FOUR: [bool; 7] = [true, true, true, true, false, false, false];

/// Project 0 follows the program's calendar, project 1 the one given. As of Monday 5 January 2026.
fn two(other: Calendar) -> Portfolio {
    let mut p = portfolio(2);
    p.calendars.push(other);
    p.projects[1].calendar = Some(CalendarId(0));
    p
}

fn half_friday() -> Calendar {
    let mut calendar = Calendar::plain(FIVE, []);
    calendar.week[4] = DayTimes::of_hours(4.0);
    calendar
}

fn lasting(p: &mut Portfolio, project: u32, name: &str, days: f64) -> TaskId {
    let id = p.with(project, name, None);
    p.lasts(id, days);
    id
}

fn starting(p: &mut Portfolio, project: u32, name: &str, start: jiff::civil::Date, days: f64) -> TaskId {
    let id = lasting(p, project, name, days);
    let cell = p.facts(id).at;
    p.facts(id).start = Some(Sourced::stated(start, cell));
    id
}

fn read(p: &Portfolio) -> Schedule {
    schedule(p, &Settings::default(), &Calendars::of(p)).schedule
}

fn of(s: &Schedule, task: TaskId) -> TaskSchedule {
    s.tasks[task.ix()].unwrap()
}

#[test]
fn a_four_day_week_waits_for_a_five_day_week_and_back() {
    let mut p = two(Calendar::plain(FOUR, []));
    let a = starting(&mut p, 0, "a", day(1, 5), 5.0);
    let b = lasting(&mut p, 1, "b", 5.0);
    let c = lasting(&mut p, 0, "c", 2.0);
    let lagged = lasting(&mut p, 1, "lagged", 1.0);
    let shared = lasting(&mut p, 1, "shared", 1.0);
    let elapsed = lasting(&mut p, 1, "elapsed", 1.0);
    p.chain(a, b);
    p.chain(b, c);
    p.link(a, Relation::FinishStart, lagged, Some((2.0, LagUnit::WorkingDays)));
    p.link(a, Relation::StartStart, shared, Some((50.0, LagUnit::Percent)));
    p.link(a, Relation::FinishStart, elapsed, Some((3.0, LagUnit::ElapsedDays)));
    let s = read(&p);
    assert_eq!((of(&s, a).early_start, of(&s, a).early_finish), (day(1, 5), day(1, 9)));
    // Five days of Monday to Thursday: the 12th to the 15th, and Monday the 19th.
    assert_eq!((of(&s, b).early_start, of(&s, b).early_finish), (day(1, 12), day(1, 19)));
    assert_eq!((of(&s, c).early_start, of(&s, c).early_finish), (day(1, 20), day(1, 21)));
    // The lag is spent in the successor's week, on Monday and Tuesday.
    assert_eq!((of(&s, lagged).early_start, of(&s, lagged).early_finish), (day(1, 14), day(1, 14)));
    // Its float is counted in its own week: 15, 19, 20, 21.
    assert_eq!((of(&s, lagged).total_float, of(&s, lagged).late_start), (4, day(1, 21)));
    // Half of the predecessor's five days are over on Wednesday noon.
    assert_eq!((of(&s, shared).early_start, of(&s, shared).early_finish), (day(1, 7), day(1, 8)));
    // Friday evening and three days are Monday evening.
    assert_eq!(of(&s, elapsed).early_start, day(1, 13));
    for task in [a, b, c] {
        assert!(of(&s, task).critical && of(&s, task).total_float == 0);
    }
    assert_eq!(s.critical_chain, [a, b, c]);
}

#[test]
fn a_half_friday_is_half_a_day() {
    let mut p = two(half_friday());
    let a = starting(&mut p, 1, "a", day(1, 5), 5.0);
    let b = lasting(&mut p, 0, "b", 1.0);
    let c = lasting(&mut p, 1, "c", 0.5);
    let end = starting(&mut p, 0, "end", day(1, 19), 5.0);
    p.chain(a, b);
    p.chain(a, c);
    p.chain(b, end);
    let s = read(&p);
    // Four and a half days by Friday noon, the rest on Monday morning; then half a Monday and half a Tuesday.
    assert_eq!(of(&s, a).early_finish, day(1, 12));
    assert_eq!((of(&s, b).early_start, of(&s, b).early_finish), (day(1, 12), day(1, 13)));
    assert_eq!((of(&s, c).early_start, of(&s, c).early_finish), (day(1, 12), day(1, 12)));
    // From Tuesday noon to Monday: Tuesday afternoon, Wednesday to Friday: three days and a half of the program's week.
    assert_eq!((of(&s, b).total_float, of(&s, b).free_float), (3, 3));
    // `a` may end on Friday noon, after which `b` still has a day until Monday: half a Monday, three days, half a Friday.
    assert_eq!(of(&s, a).total_float, 3);
    // Until Friday the 23rd: half a Monday, three days, half a Friday, four days, half a Friday, less its half day.
    assert_eq!(of(&s, c).total_float, 8);
}

#[test]
fn a_holiday_of_one_country_holds_its_own_people_only() {
    let mut norway = Calendar::plain(FIVE, [day(1, 14)]);
    norway.name = "Norway".into();
    let mut p = two(norway);
    let here = starting(&mut p, 0, "here", day(1, 12), 5.0);
    let there = starting(&mut p, 1, "there", day(1, 12), 5.0);
    let own = starting(&mut p, 0, "own", day(1, 12), 5.0);
    p.tasks[own.ix()].calendar = Some(CalendarId(0));
    let s = read(&p);
    assert_eq!(of(&s, here).early_finish, day(1, 16));
    assert_eq!(of(&s, there).early_finish, day(1, 19));
    // A task's own calendar goes before its project's.
    assert_eq!(of(&s, own).early_finish, day(1, 19));
}

#[test]
fn a_point_lies_in_the_evening_of_what_it_waits_for_or_in_the_morning_of_its_date() {
    let mut p = two(Calendar::plain([true; 7], []));
    let work = starting(&mut p, 0, "work", day(1, 5), 5.0);
    let done = p.with_milestone(0, "done", None);
    let dated = p.with_milestone(0, "dated", Some(day(1, 12)));
    let (after, later) = (lasting(&mut p, 1, "after", 1.0), lasting(&mut p, 1, "later", 1.0));
    p.chain(work, done);
    p.chain(work, dated);
    p.chain(done, after);
    p.chain(dated, later);
    let s = read(&p);
    // Ready on Friday evening: those who work on Saturdays begin on Saturday. Monday is Monday.
    assert_eq!((of(&s, done).early_finish, of(&s, after).early_start), (day(1, 9), day(1, 10)));
    assert_eq!((of(&s, dated).early_finish, of(&s, later).early_start), (day(1, 12), day(1, 12)));
}

#[test]
fn summaries_and_night_shifts_tie_calendars_too() {
    let mut nights = Calendar::plain([false; 7], []);
    nights.week = std::array::from_fn(|ix| if ix < 5 { DayTimes::read("22:00-06:00").unwrap() } else { DayTimes::off() });
    let mut p = two(nights);
    let phase = p.with(0, "phase", None);
    let one = starting(&mut p, 0, "one", day(1, 5), 2.0);
    p.over(phase, &[one]);
    let night = lasting(&mut p, 1, "night", 1.0);
    p.chain(phase, night);
    let next = lasting(&mut p, 0, "next", 1.0);
    p.chain(night, next);
    let s = read(&p);
    // Ready on Tuesday at five in the afternoon: two hours of Tuesday night, six of Wednesday's early morning, then Wednesday.
    assert_eq!((of(&s, night).early_start, of(&s, night).early_finish), (day(1, 6), day(1, 7)));
    assert_eq!((of(&s, next).early_start, of(&s, next).early_finish), (day(1, 7), day(1, 7)));
}

#[test]
fn gaps_are_stated_in_the_programs_calendar_and_lags_pass_in_the_successors() {
    let mut p = two(Calendar::plain(FOUR, []));
    let a = p.with(0, "a", Some((day(1, 5), day(1, 9))));
    let b = p.with(1, "b", Some((day(1, 7), day(1, 15))));
    p.link(a, Relation::FinishStart, b, Some((2.0, LagUnit::WorkingDays)));
    let analysis = analyze(&p, &Settings::default());
    let broken = &analysis.schedule.broken[0];
    // Monday and Tuesday of the four-day week pass; from Wednesday the 7th to Wednesday the 14th are five days of the program's.
    assert_eq!((broken.allowed, broken.reported, broken.gap), (day(1, 14), day(1, 7), 5));
    assert_eq!(analysis.handovers[0].gap, Some(5));
    // Six days of the four-day week, the 14th to the 22nd: five days of the program's later than the 15th.
    assert_eq!(of(&analysis.schedule, b).early_finish, day(1, 22));
    assert_eq!(of(&analysis.schedule, b).implied_slip, Some(5));
}

#[test]
fn people_are_there_on_the_days_of_their_own_calendar() {
    let mut p = two(half_friday());
    p.calendars.push(Calendar::plain(FOUR, []));
    let mut shifts = Calendar::plain([true; 7], []);
    shifts.week = std::array::from_fn(|_| DayTimes::of_hours(24.0));
    p.calendars.push(shifts);
    let (half, four, rig) = (p.person("half"), p.person("four"), p.person("rig"));
    for (ix, who) in [half, four, rig].into_iter().enumerate() {
        p.resources[who.ix()].calendar = Some(CalendarId(ix as u32));
    }
    let week = |p: &mut Portfolio, who, work, units| {
        let task = p.with(0, "t", Some((day(1, 5), day(1, 9))));
        p.claim(task, who, work, units);
    };
    week(&mut p, half, Some(45.0), None);
    week(&mut p, four, Some(32.0), None);
    week(&mut p, four, None, Some(0.25));
    week(&mut p, rig, None, Some(2.5));
    let friday = p.with(0, "friday", Some((day(1, 9), day(1, 9))));
    p.claim(friday, four, None, None);
    let reading = analyze(&p, &Settings::default()).contention;
    let of = |who: crate::model::ResourceId| reading.loads[who.ix()][0];
    // 45 h over four days and a half: 125 %, nine hours too many, over five days worked.
    assert_eq!((of(half).stated, of(half).capacity), (45.0, 36.0));
    let over = |who| reading.over.iter().find(|over| over.resource == who).unwrap();
    assert!((over(half).peak - 1.25).abs() < 1e-6 && (over(half).excess_hours - 9.0).abs() < 1e-4);
    assert_eq!(over(half).days, 5);
    // Four days of eight hours and a quarter more.
    assert_eq!((of(four).stated, of(four).capacity, over(four).days, over(four).to), (40.0, 32.0, 4, day(1, 8)));
    // Three shifts are 24 hours a day, on seven days: two and a half of a day's eight, asked on five of them, fit in.
    assert_eq!((of(rig).stated, of(rig).capacity), (300.0, 168.0));
    // Friday is no day of theirs.
    assert_eq!(reading.away, [4]);
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let minutes = prop_oneof![Just(0u16), Just(0), Just(240), Just(480), Just(480), Just(960), Just(1_440)];
    odd_calendars(minutes, 20_458..20_560, 12)
}

#[derive(Clone, Debug)]
struct Net {
    jobs: Vec<Job>,
    links: Vec<Link>,
    of_job: Vec<u16>,
    calendars: Vec<Calendar>,
}

impl Net {
    fn days(&self) -> Vec<WorkingDays> {
        self.calendars.iter().map(Calendar::working_days).collect()
    }
    fn run(&self) -> Passes {
        let days = self.days();
        cpm(&self.jobs, &self.links, &Clocks::of_jobs(&days, &self.of_job))
    }
}

fn tied(raw: Vec<(u32, u32, bool, bool, i32, u8)>, of_job: &[u16]) -> Vec<Link> {
    let count = of_job.len() as u32;
    let link = |(a, b, leaves, enters, lag, kind): (u32, u32, bool, bool, i32, u8)| {
        let (from, to) = ((a % count).min(b % count), (a % count).max(b % count));
        let same = of_job[from as usize] == of_job[to as usize];
        let end = |finish| if finish { End::Finish } else { End::Start };
        let wait = match kind {
            0 => Wait::Elapsed(lag),
            1 => Wait::Share(lag * DAY / 4),
            _ if same => Wait::Working(lag * DAY),
            _ => Wait::Across(lag * DAY),
        };
        (from != to).then(|| Link { from, to, leaves: end(leaves), enters: end(enters), wait })
    };
    raw.into_iter().filter_map(link).collect()
}

fn nets() -> impl Strategy<Value = Net> {
    let jobs = prop::collection::vec((0i32..10, 0i32..12, 0u16..3), 2..20);
    let links = prop::collection::vec((any::<u32>(), any::<u32>(), any::<bool>(), any::<bool>(), -4i32..6, 0u8..4), 0..40);
    (jobs, links, prop::collection::vec(calendars(), 3)).prop_map(|(jobs, raw, calendars)| {
        let of_job: Vec<u16> = jobs.iter().map(|(_, _, calendar)| *calendar).collect();
        let days: Vec<WorkingDays> = calendars.iter().map(Calendar::working_days).collect();
        let job = |&(length, from, calendar): &(i32, i32, u16)| {
            let start = days[usize::from(calendar)].begin(day_of_number(20_458 + from));
            Job { not_before: start, ..Job::free(length * DAY / 2) }
        };
        Net { jobs: jobs.iter().map(job).collect(), links: tied(raw, &of_job), of_job, calendars }
    })
}

proptest! {
    #[test]
    fn early_is_never_after_late_and_total_float_covers_free_float(net in nets()) {
        let passes = net.run();
        for (job, times) in net.jobs.iter().zip(&passes.times) {
            prop_assert!(times.early >= job.not_before);
            prop_assert!(times.early <= times.late);
            prop_assert!(times.free >= 0);
            prop_assert!(times.late - times.early >= times.free);
        }
    }

    #[test]
    fn every_link_holds_in_moments(net in nets()) {
        let passes = net.run();
        let days = net.days();
        for link in &net.links {
            let (from, to) = (&passes.times[link.from as usize], &passes.times[link.to as usize]);
            let own = |job: u32| &days[usize::from(net.of_job[job as usize])];
            let length = |job: u32| net.jobs[job as usize].duration;
            // No lag: what comes after begins (or ends) no earlier, in time itself.
            if matches!(link.wait, Wait::Across(0) | Wait::Elapsed(0)) && length(link.from) > 0 && length(link.to) > 0 {
                for start in [|times: &Times| times.early, |times: &Times| times.late] {
                    let left = if link.leaves == End::Finish { own(link.from).moment_before(start(from) + length(link.from)) } else { own(link.from).moment(start(from)) };
                    let entered = if link.enters == End::Finish { own(link.to).moment(start(to) + length(link.to)) } else { own(link.to).moment(start(to)) };
                    prop_assert!(entered >= left);
                }
            }
        }
    }

    #[test]
    fn one_calendar_under_two_names_is_one_calendar(net in nets()) {
        let mut net = net;
        let first = net.calendars[0].clone();
        let days = first.working_days();
        net.calendars = vec![first; 3];
        for (job, from) in net.jobs.iter_mut().zip(0..) {
            job.not_before = days.begin(day_of_number(20_458 + from % 12));
        }
        let several = net.run();
        let plain = |link: &Link| Link {
            wait: match link.wait { Wait::Across(lag) | Wait::Share(lag) => Wait::Working(lag), other => other },
            ..*link
        };
        let one = cpm(&net.jobs, &net.links.iter().map(plain).collect::<Vec<_>>(), &Clocks::one(&days));
        for (a, b) in several.times.iter().zip(&one.times) {
            prop_assert_eq!((a.early, a.late, a.free), (b.early, b.late, b.free));
        }
        prop_assert_eq!(several.finish, one.finish);
    }

    #[test]
    fn a_further_link_makes_no_early_date_earlier(net in nets()) {
        let all = net.run();
        let mut fewer = net.clone();
        fewer.links.pop();
        for (more, less) in all.times.iter().zip(fewer.run().times) {
            prop_assert!(more.early >= less.early);
        }
    }

    #[test]
    fn the_order_of_the_input_changes_nothing(net in nets(), turn in any::<u32>()) {
        let count = net.jobs.len() as u32;
        let moved = |ix: u32| (count - 1 - ix + turn % count) % count;
        let mut other = net.clone();
        for ix in 0..count {
            other.jobs[moved(ix) as usize] = net.jobs[ix as usize];
            other.of_job[moved(ix) as usize] = net.of_job[ix as usize];
        }
        other.links = net.links.iter().rev().map(|link| Link { from: moved(link.from), to: moved(link.to), ..*link }).collect();
        let (a, b) = (net.run(), other.run());
        for ix in 0..count {
            let (here, there) = (a.times[ix as usize], b.times[moved(ix) as usize]);
            prop_assert_eq!(here.early, there.early);
        }
    }

    #[test]
    fn a_job_can_slip_as_far_as_its_float_and_no_further(net in nets(), which in any::<u32>()) {
        let passes = net.run();
        let node = which as usize % net.jobs.len();
        // Against one job as the target: what `latest_starts` allows does not move it, a tick more does.
        let target = (net.jobs.len() - 1) as u32;
        let days = net.days();
        let clocks = Clocks::of_jobs(&days, &net.of_job).with_points(&passes.before);
        let found = latest_starts(&net.jobs, &net.links, &clocks, &passes, &[target]);
        let Some((late, _)) = found[node].filter(|_| node as u32 != target && passes.times[node].early != ANY_TIME) else { return Ok(()) };
        let slipped = |to: i32| {
            let mut other = net.clone();
            other.jobs[node].not_before = to;
            other.run().times[target as usize].early
        };
        // Points may change sides of a night when they are moved; jobs with a duration do not.
        if net.jobs.iter().all(|job| job.duration > 0) {
            prop_assert_eq!(slipped(late), passes.times[target as usize].early);
            prop_assert!(slipped(late + 1) > passes.times[target as usize].early);
        }
    }
}
