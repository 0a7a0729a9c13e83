//! The questions that every pack answers unasked: the tasks and people behind most milestones, each on its own.

use super::{Change, Engine, Standing, WhatIf};
use crate::analyze::result::{Bottleneck, PersonBottleneck};
use crate::model::ResourceId;
use jiff::civil::Date;

/// Questions answered.
pub const READY: usize = 10;
/// Of them about people, where that many stand on the chains.
pub const PEOPLE: usize = 4;
/// Working days by which a task slips or a person is away.
pub const SLIP_DAYS: i32 = 10;
/// Candidates tried for each place: a task whose slip moves nothing is passed over.
const TRIES: usize = 2;
/// Jobs looked at for all questions together.
const VISITS: usize = 60_000;

/// The most telling what-ifs: the first of the ranked tasks slip by [`SLIP_DAYS`], the first of the ranked people are away for as
/// long from the start of their first task behind a milestone. Those that move no milestone are left out; of tasks that move
/// the same milestones by the same days the first is preferred.
pub fn ready(standing: &Standing, tasks: &[Bottleneck], people: &[PersonBottleneck]) -> Vec<WhatIf> {
    if tasks.is_empty() {
        return Vec::new();
    }
    let mut engine = Engine::new(standing.scheduled, standing.calendars);
    let mut left = VISITS;
    let mut tell = |change: Change, found: &mut Vec<WhatIf>| {
        let (answer, moves) = standing.answer(&mut engine, &[change], left);
        left = left.saturating_sub(moves.visited);
        if !answer.milestones.is_empty() {
            found.push(answer);
        }
    };
    let mut away = Vec::new();
    for person in people.iter().take(PEOPLE * TRIES) {
        if let Some(from) = first_start(standing, person.resource, tasks)
            && away.len() < PEOPLE
        {
            let to = standing.calendars.program().add(from, SLIP_DAYS - 1);
            tell(Change::Leave { resource: person.resource, from, to }, &mut away);
        }
    }
    let mut slips = Vec::new();
    for bottleneck in tasks.iter().take(READY * TRIES) {
        tell(Change::Slip { task: bottleneck.task, days: SLIP_DAYS }, &mut slips);
    }
    // Tasks in a row say the same of the same milestones: the first of them speaks, the others only where room is left.
    let same = |a: &WhatIf, b: &WhatIf| {
        let moved = |answer: &WhatIf| answer.milestones.iter().map(|m| (m.task, m.days)).collect::<Vec<_>>();
        moved(a) == moved(b)
    };
    let (mut found, mut again): (Vec<WhatIf>, Vec<WhatIf>) = (Vec::new(), Vec::new());
    for answer in slips {
        let told = found.iter().any(|earlier| same(earlier, &answer));
        if told { again.push(answer) } else { found.push(answer) }
    }
    let room = READY.saturating_sub(away.len());
    found.truncate(room);
    found.extend(again.into_iter().take(room - found.len()));
    found.extend(away);
    found
}

/// The day on which the first of a person's ranked tasks starts or goes on.
fn first_start(standing: &Standing, resource: ResourceId, tasks: &[Bottleneck]) -> Option<Date> {
    let mine = tasks.iter().map(|bottleneck| bottleneck.task).filter(|task| {
        standing.portfolio.tasks.get(task.ix()).is_some_and(|task| task.assignees.iter().any(|(id, _)| *id == resource))
    });
    let start = |task: crate::model::TaskId| {
        standing.scheduled.schedule.tasks.get(task.ix()).copied().flatten().map(|computed| computed.early_start)
    };
    mine.filter_map(start).map(|day| day.max(standing.portfolio.as_of)).min()
}
