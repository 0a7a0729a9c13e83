//! Double bookings over an unsure identity, counted both ways: what two resources that may be one person come to together, and
//! what each comes to alone. An identity that nobody has settled must neither hide a conflict nor make one.

use super::capacity::{Capacity, Profile, amount, hours};
use super::clocks::Calendars;
use super::contention::{Ask, Claims, Theirs};
use super::result::{Apart, BothWays};
use crate::config::Settings;
use crate::model::calendar::day_number;
use crate::model::{Portfolio, Resource, ResourceId, TaskId, WorkingDays};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Stretches that are above capacity, or further above it, only if the two of a question are one; gravest first.
pub(super) fn both_ways(portfolio: &Portfolio, settings: &Settings, calendars: &Calendars, claims: &Claims) -> Vec<BothWays> {
    let pairs: Vec<(u32, [ResourceId; 2])> =
        (0u32..).zip(&portfolio.proposals).filter_map(|(ix, proposal)| Some((ix, proposal.people?))).collect();
    let mut found: Vec<BothWays> = pairs
        .par_iter()
        .flat_map_iter(|&(proposal, people)| of_pair(portfolio, settings, calendars, claims, proposal, people))
        .collect();
    found.sort_by(|a, b| {
        (b.as_one.on_stated.cmp(&a.as_one.on_stated))
            .then(b.as_one.excess_hours.total_cmp(&a.as_one.excess_hours))
            .then((a.proposal, a.as_one.from).cmp(&(b.proposal, b.as_one.from)))
    });
    found
}

fn of_pair(
    portfolio: &Portfolio,
    settings: &Settings,
    calendars: &Calendars,
    claims: &Claims,
    proposal: u32,
    people: [ResourceId; 2],
) -> Vec<BothWays> {
    let (of_first, of_second) = (claims.of(people[0]), claims.of(people[1]));
    let [Some(first), Some(second)] = people.map(|id| portfolio.resources.get(id.ix())) else { return Vec::new() };
    if of_first.is_empty() || of_second.is_empty() {
        return Vec::new();
    }
    let task_of = |claim: u32| portfolio.allocations.get(claim as usize).map(|a| a.task);
    let tasks: FxHashSet<TaskId> = of_first.iter().filter_map(|&c| task_of(c)).collect();
    // one person claims a task once, under whatever name
    let only_second: Vec<u32> =
        of_second.iter().copied().filter(|&c| task_of(c).is_some_and(|task| !tasks.contains(&task))).collect();
    let seconds: FxHashSet<TaskId> = only_second.iter().filter_map(|&c| task_of(c)).collect();
    let together: Vec<u32> = of_first.iter().copied().chain(only_second).collect();

    let both = joined(first, second);
    let theirs = Theirs::of(portfolio, settings, calendars, &both);
    let one = Profile::new(&both, theirs.daily);
    let asks = claims.asks(portfolio, theirs, &one, &together);
    let over = super::contention::over(portfolio, people[0], &asks, &one, theirs.days, settings);
    if over.is_empty() {
        return Vec::new();
    }
    let alone = [(first, of_first), (second, of_second)].map(|(resource, list)| {
        let theirs = Theirs::of(portfolio, settings, calendars, resource);
        let profile = Profile::new(resource, theirs.daily);
        (claims.asks(portfolio, theirs, &profile, list), profile, theirs.days)
    });
    let of_both = |stretch: &super::result::Overallocation| {
        let has = |set: &FxHashSet<TaskId>| stretch.claims.iter().any(|claim| set.contains(&claim.task));
        has(&tasks) && has(&seconds)
    };
    let stretches = over.into_iter().filter(of_both).map(|as_one| {
        let within = (day_number(as_one.from), day_number(as_one.to).saturating_add(1));
        let apart = [0, 1].map(|ix: usize| {
            let (asks, profile, days) = &alone[ix];
            alone_within(asks, profile, days, within, as_one.on_stated)
        });
        BothWays { proposal, people, as_one, apart }
    });
    // what one of them alone comes to as well is no news
    stretches.filter(|b| b.as_one.excess_hours > b.apart.iter().map(|a| a.excess_hours).sum::<f64>() + 1e-6).collect()
}

/// The one person that two resources would be: all days off of both; stated capacity of the first, else of the second.
fn joined(first: &Resource, second: &Resource) -> Resource {
    let mut one = first.clone();
    if one.capacity.is_empty() {
        one.capacity.clone_from(&second.capacity);
    }
    one.calendar = first.calendar.or(second.calendar);
    one.absences.extend(second.absences.iter().cloned());
    one.leaves = match (first.leaves, second.leaves) {
        (Some(a), Some(b)) if b.value < a.value => Some(b),
        (a, b) => a.or(b),
    };
    one
}

/// Highest demand over capacity of one within the days, and the hours above capacity.
fn alone_within(asks: &[Ask], profile: &Profile, days: &WorkingDays, (from, to): (i32, i32), stated_only: bool) -> Apart {
    let mut changes: Vec<(i32, i64)> = Vec::new();
    for ask in asks.iter().filter(|ask| ask.stated || !stated_only) {
        let (begin, end) = (ask.from.max(from), ask.to.min(to));
        if begin < end {
            changes.extend([(begin, ask.rate), (end, -ask.rate)]);
        }
    }
    changes.sort_unstable();
    let (mut demand, mut excess, mut peak) = (0i64, 0i64, 0.0f64);
    for (ix, &(day, rate)) in changes.iter().enumerate() {
        demand += rate;
        let Some(&(next, _)) = changes.get(ix + 1).filter(|next| next.0 > day) else { continue };
        for (begin, end, capacity) in profile.stretches(day, next) {
            let ticks = days.ticks(begin, end);
            if let (Capacity::Daily(daily), true) = (capacity, ticks > 0) {
                peak = peak.max(demand as f64 / daily as f64);
                excess += amount((demand - daily).max(0), ticks);
            }
        }
    }
    Apart { peak, excess_hours: hours(excess) }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{at, day, portfolio};
    use crate::config::Settings;
    use crate::model::Portfolio;
    use crate::model::project::IdentityProposal;
    use crate::source::Sourced;

    fn asked(p: &mut Portfolio, a: crate::model::ResourceId, b: crate::model::ResourceId) {
        let side = |id: crate::model::ResourceId| (p.resources[id.ix()].name.clone(), at(0, 0));
        let (x, y) = (side(a), side(b));
        p.proposals.push(IdentityProposal {
            kind: "person",
            a_key: x.0.clone(),
            b_key: y.0.clone(),
            a: x,
            b: y,
            evidence: "initials".into(),
            unsure: None,
            people: Some([a, b]),
        });
    }

    fn read(p: &Portfolio) -> super::super::Contention {
        super::super::contention::contention(p, &Settings::default(), &super::super::clocks::Calendars::of(p))
    }

    #[test]
    fn what_overloads_one_person_but_not_two_is_told_with_both_sums() {
        let mut p = portfolio(2);
        let (a, b) = (p.person("J. Whitfield"), p.person("Jane Whitfield"));
        // Monday to Friday, 32 h and 28 h: 80 % and 70 % if two, 150 % if one, 60 h in 40 h
        for (project, person, hours) in [(0, a, 32.0), (1, b, 28.0)] {
            let task = p.with(project, "work", Some((day(1, 5), day(1, 9))));
            p.claim(task, person, Some(hours), None);
        }
        asked(&mut p, a, b);
        let reading = read(&p);
        assert!(reading.over.is_empty(), "neither alone is above capacity");
        let [both] = reading.both_ways.as_slice() else { panic!("{:?}", reading.both_ways) };
        assert!((both.as_one.peak - 1.5).abs() < 1e-6 && (both.as_one.excess_hours - 20.0).abs() < 1e-6, "{both:?}");
        assert!((both.apart[0].peak - 0.8).abs() < 1e-6 && (both.apart[1].peak - 0.7).abs() < 1e-6, "{both:?}");
        assert_eq!((both.as_one.from, both.as_one.to, both.people), (day(1, 5), day(1, 9), [a, b]));
        assert_eq!(both.as_one.projects.len(), 2);
    }

    #[test]
    fn nothing_is_told_where_the_identity_makes_no_difference() {
        let mut p = portfolio(2);
        let (a, b) = (p.person("J. Whitfield"), p.person("Jane Whitfield"));
        let early = p.with(0, "early", Some((day(1, 5), day(1, 9))));
        let late = p.with(1, "late", Some((day(1, 12), day(1, 16))));
        let shared = p.with(1, "shared", Some((day(1, 19), day(1, 23))));
        // the first is overloaded all alone; the second works later; both are named on one task
        p.claim(early, a, Some(80.0), None);
        p.claim(late, b, Some(40.0), None);
        p.claim(shared, a, Some(40.0), None);
        p.claim(shared, b, Some(40.0), None);
        asked(&mut p, a, b);
        let reading = read(&p);
        assert_eq!(reading.over.len(), 1);
        assert!(reading.both_ways.is_empty(), "{:?}", reading.both_ways);
    }

    #[test]
    fn days_off_of_either_are_days_off_of_the_one() {
        let mut p = portfolio(2);
        let (a, b) = (p.person("J. Whitfield"), p.person("Jane Whitfield"));
        p.resources[1].absences.push(crate::model::people::Absence { from: day(1, 7), to: day(1, 9), at: at(0, 0) });
        for (project, person) in [(0, a), (1, b)] {
            let task = p.with(project, "work", Some((day(1, 5), day(1, 9))));
            let cell = at(0, 0);
            p.claim(task, person, None, Some(0.6));
            p.facts(task).notes = Some(Sourced::stated("half time and more".into(), cell));
        }
        asked(&mut p, a, b);
        // 60 % and 60 %; as one person 120 % on Monday and Tuesday only
        let [both] = read(&p).both_ways.try_into().expect("one stretch");
        assert_eq!((both.as_one.from, both.as_one.to, both.as_one.days), (day(1, 5), day(1, 6), 2));
        assert!((both.as_one.peak - 1.2).abs() < 1e-6, "{both:?}");
    }
}
