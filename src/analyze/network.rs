//! Portfolio → jobs and links of the engine: who takes part, and what a link on a summary means.
//!
//! - Stubs, cancelled records, and records with neither a date nor a link that can be computed with take no part; sprints and
//!   releases only where something is linked to them. A relation that the export does not tell is never computed with.
//! - Summaries are not scheduled. A link *from* a summary's finish waits for everything under it, a link *to* its start holds
//!   everything under it back: one further node a linked summary, so that the number of links stays linear. A link from its
//!   start leaves from the task under it that starts first as reported, a link to its finish enters the one that ends last.
//! - Where a summary has dates and nothing under it has any (epics), the summary is the record of the work: it is scheduled in
//!   place of what is under it, and takes over its links.
//! - A plan that hands over on one day (a task's reported start = its predecessor's reported finish, no lag) means that day.

use super::clocks::{Calendars, Clocks, position};
use super::cpm::{ANY_TIME, DAY, End, Job, Link, Wait};
use super::job::{Frame, Placed, Progress, is_level_of_effort, ticks};
use crate::model::{
    Dependency, DependencyId, LagUnit, MilestoneKind, Portfolio, Relation, StatusCategory, Task, TaskId, TaskKind,
};

/// No node, or no dependency.
pub const NONE: u32 = u32::MAX;

/// The portfolio as the engine sees it.
#[derive(Debug, Default)]
pub struct Network {
    /// Jobs: first one a scheduled task, then the nodes that stand for linked summaries.
    pub jobs: Vec<Job>,
    /// The scheduled tasks, in the order of the jobs.
    pub placed: Vec<Placed>,
    /// The task of each job; for the nodes of a summary the summary.
    pub task: Vec<TaskId>,
    /// The job of each task; [`NONE`] where it takes no part.
    pub node: Vec<u32>,
    /// Links.
    pub links: Vec<Link>,
    /// The dependency that each link comes from; [`NONE`] for links within a summary.
    pub dependency: Vec<u32>,
    /// Tasks that take no part, with the reason.
    pub left_out: Vec<(TaskId, &'static str)>,
    /// Dependencies that are not computed with, with the reason.
    pub unused: Vec<(DependencyId, &'static str)>,
    /// The calendar of each job, as its position among [`Calendars`]; empty where all follow the program's.
    pub calendar: Vec<u16>,
}

impl Network {
    /// Which calendar each job follows.
    pub fn clocks<'a>(&'a self, calendars: &'a Calendars) -> Clocks<'a> {
        Clocks::many(calendars, &self.calendar)
    }

    fn calendar(&self, node: u32) -> u16 {
        self.calendar.get(node as usize).copied().unwrap_or(0)
    }

    /// Whether the task is in the passes.
    pub fn takes_part(&self, task: TaskId) -> bool {
        self.node.get(task.ix()).is_some_and(|&node| node != NONE)
    }
}

/// Builds the network.
pub fn network(portfolio: &Portfolio, frames: &Frames) -> Network {
    let family = Family::new(&portfolio.tasks);
    let mut network = Network { node: vec![NONE; portfolio.tasks.len()], ..Network::default() };
    let edges = edges(portfolio, &family, &mut network.unused);
    place(portfolio, frames, &family, &edges, &mut network);
    let mut summaries = Summaries::new(portfolio.tasks.len(), frames);
    let mut firsts = None;
    for edge in &edges {
        join(portfolio, frames, &family, edge, &mut network, &mut summaries, &mut firsts);
    }
    summaries.expand(portfolio, &family, &mut network);
    network.unused.sort_unstable();
    network
}

/// The frames of a portfolio's calendars.
pub struct Frames<'a> {
    calendars: &'a Calendars,
    as_of: jiff::civil::Date,
    program_hours: f64,
    portfolio: &'a Portfolio,
    one: bool,
}

impl<'a> Frames<'a> {
    /// `hours`: of a day of the program's calendar.
    pub fn new(portfolio: &'a Portfolio, calendars: &'a Calendars, hours: f64) -> Self {
        let one = portfolio.calendars.is_empty()
            || (portfolio.projects.iter().all(|project| project.calendar.is_none())
                && portfolio.tasks.iter().all(|task| task.calendar.is_none()));
        Frames { calendars, as_of: portfolio.as_of, program_hours: hours, portfolio, one }
    }

    /// The frame of the program's calendar.
    pub fn program(&self) -> Frame<'a> {
        Frame { days: self.calendars.program(), as_of: self.as_of, hours: self.program_hours }
    }

    /// The frame of a task.
    pub fn of(&self, task: &Task) -> Frame<'a> {
        if self.one {
            return self.program();
        }
        let id = self.portfolio.calendar_of(task);
        let hours = if id.is_some() { self.portfolio.calendar_at(id).hours_per_day() } else { self.program_hours };
        Frame { days: self.calendars.get(id), as_of: self.as_of, hours }
    }

    fn of_id(&self, task: TaskId) -> Frame<'a> {
        self.portfolio.tasks.get(task.ix()).map_or_else(|| self.program(), |task| self.of(task))
    }

    fn position(&self, task: TaskId) -> u16 {
        self.portfolio.tasks.get(task.ix()).map_or(0, |task| position(self.portfolio.calendar_of(task)))
    }
}

/// A dependency whose both ends are in the files, after stand-ins.
struct Edge<'a> {
    id: DependencyId,
    from: TaskId,
    to: TaskId,
    stated: &'a Dependency,
}

fn is_dated(task: &Task) -> bool {
    task.facts.start_date().is_some() || task.facts.finish_date().is_some()
}

fn is_cancelled(task: &Task) -> bool {
    task.facts.category() == Some(StatusCategory::Cancelled)
}

/// Who is under which summary, and which summaries stand for what is under them. Parents come before their children.
struct Family {
    /// The nearest summary above.
    summary: Vec<u32>,
    /// The summary that stands for the task, the task itself included.
    stand_in: Vec<u32>,
}

impl Family {
    fn new(tasks: &[Task]) -> Self {
        let mut dated_under = vec![false; tasks.len()];
        for (ix, task) in tasks.iter().enumerate().rev() {
            let Some(parent) = task.parent.filter(|parent| parent.ix() < ix) else { continue };
            if task.stub || is_cancelled(task) {
                continue;
            }
            dated_under[parent.ix()] |= dated_under[ix] || (is_dated(task) && task.facts.milestone == MilestoneKind::Plan);
        }
        let (mut summary, mut stand_in) = (vec![NONE; tasks.len()], vec![NONE; tasks.len()]);
        for (ix, task) in tasks.iter().enumerate() {
            if let Some(parent) = task.parent.filter(|parent| parent.ix() < ix) {
                stand_in[ix] = stand_in[parent.ix()];
                let above = tasks.get(parent.ix()).is_some_and(|parent| parent.facts.kind == TaskKind::Summary);
                summary[ix] = if above { parent.0 } else { summary[parent.ix()] };
            }
            let records_work = task.facts.kind == TaskKind::Summary && is_dated(task) && !dated_under[ix];
            if stand_in[ix] == NONE && records_work && !task.stub && !is_cancelled(task) {
                stand_in[ix] = u32::try_from(ix).unwrap_or(NONE);
            }
        }
        Family { summary, stand_in }
    }

    fn represent(&self, task: TaskId) -> TaskId {
        match self.stand_in.get(task.ix()) {
            Some(&other) if other != NONE => TaskId(other),
            _ => task,
        }
    }

    fn is_under(&self, mut task: TaskId, summary: TaskId) -> bool {
        while let Some(&above) = self.summary.get(task.ix()) {
            if above == NONE {
                return false;
            }
            if above == summary.0 {
                return true;
            }
            task = TaskId(above);
        }
        false
    }
}

fn edges<'a>(portfolio: &'a Portfolio, family: &Family, unused: &mut Vec<(DependencyId, &'static str)>) -> Vec<Edge<'a>> {
    let mut edges = Vec::with_capacity(portfolio.dependencies.len());
    for (ix, stated) in (0..).zip(&portfolio.dependencies) {
        let id = DependencyId(ix);
        let ends = stated.predecessor.task().zip(stated.successor.task());
        let known = ends.filter(|(a, b)| [a, b].iter().all(|end| portfolio.tasks.get(end.ix()).is_some_and(|task| !task.stub)));
        let Some((a, b)) = known else {
            unused.push((id, "an end is outside the files"));
            continue;
        };
        let (from, to) = (family.represent(a), family.represent(b));
        let reason = if stated.relation.value == Relation::Unknown {
            Some("the export does not tell how the two are tied")
        } else if [a, b, from, to].iter().any(|end| portfolio.tasks.get(end.ix()).is_some_and(is_cancelled)) {
            Some("an end is cancelled")
        } else if portfolio.tasks.get(from.ix()).is_some_and(is_level_of_effort) {
            Some("its predecessor is level of effort, which drives nothing")
        } else if from == to && a != b {
            Some("both ends are under one summary that carries the dates")
        } else if family.is_under(from, to) || family.is_under(to, from) {
            Some("one end is a summary over the other")
        } else {
            None
        };
        match reason {
            Some(reason) => unused.push((id, reason)),
            None => edges.push(Edge { id, from, to, stated }),
        }
    }
    edges
}

fn place(portfolio: &Portfolio, frames: &Frames, family: &Family, edges: &[Edge], network: &mut Network) {
    let tasks = &portfolio.tasks;
    let mut linked = vec![false; tasks.len()];
    for edge in edges {
        linked[edge.from.ix()] = true;
        linked[edge.to.ix()] = true;
    }
    let (tracked, passed) = (tracked(portfolio), passed(tasks, edges));
    for (ix, task) in tasks.iter().enumerate() {
        let id = TaskId(u32::try_from(ix).unwrap_or(NONE));
        let stand_in = family.stand_in[ix];
        let reason = if task.stub {
            Some("known only by a reference")
        } else if is_cancelled(task) {
            Some("cancelled")
        } else if stand_in != NONE && stand_in != id.0 {
            Some("the summary over it carries the dates")
        } else if task.facts.kind == TaskKind::Summary && stand_in == NONE {
            Some("a summary: what is under it is scheduled")
        } else if task.facts.kind == TaskKind::Milestone && task.facts.milestone != MilestoneKind::Plan && !linked[ix] {
            Some("a sprint or release that nothing is linked to")
        } else if !is_dated(task) && task.facts.is_done() {
            Some("done, without a date")
        } else if !is_dated(task) && !linked[ix] {
            Some("neither a date nor a link")
        } else {
            None
        };
        if let Some(reason) = reason {
            network.left_out.push((id, reason));
            continue;
        }
        let tracked = tracked.get(task.project.ix()).copied().unwrap_or(false) && !passed[ix];
        let placed = frames.of(task).place(task, tracked);
        network.node[ix] = u32::try_from(network.jobs.len()).unwrap_or(NONE);
        network.jobs.push(placed.job);
        network.placed.push(placed);
        network.task.push(id);
    }
    if !frames.one {
        network.calendar = network.task.iter().map(|&task| frames.position(task)).collect();
    }
}

/// Whether a record tells of its own progress.
fn tells(task: &Task) -> bool {
    let facts = &task.facts;
    facts.category().is_some()
        || facts.actual_start.is_some()
        || facts.actual_finish.is_some()
        || facts.percent.is_some_and(|percent| !percent.basis.is_assumed())
}

/// By task: whether it is a milestone that tells nothing of its progress, while everything linked to it is done.
fn passed(tasks: &[Task], edges: &[Edge]) -> Vec<bool> {
    let (mut before, mut done_before) = (vec![0u32; tasks.len()], vec![0u32; tasks.len()]);
    for edge in edges {
        before[edge.to.ix()] += 1;
        done_before[edge.to.ix()] += u32::from(tasks[edge.from.ix()].facts.is_done());
    }
    let passed = |(ix, task): (usize, &Task)| {
        task.facts.kind == TaskKind::Milestone && !tells(task) && before[ix] > 0 && before[ix] == done_before[ix]
    };
    tasks.iter().enumerate().map(passed).collect()
}

/// By project: whether any of its records tells of progress.
fn tracked(portfolio: &Portfolio) -> Vec<bool> {
    let mut tracked = vec![false; portfolio.projects.len()];
    for task in &portfolio.tasks {
        if tells(task)
            && let Some(slot) = tracked.get_mut(task.project.ix())
        {
            *slot = true;
        }
    }
    tracked
}

/// The nodes of linked summaries: one for the finish of all under it, one for the start of all under it.
struct Summaries<'a> {
    finish: Vec<u32>,
    start: Vec<u32>,
    frames: &'a Frames<'a>,
}

impl<'a> Summaries<'a> {
    fn new(tasks: usize, frames: &'a Frames<'a>) -> Self {
        Summaries { finish: vec![NONE; tasks], start: vec![NONE; tasks], frames }
    }

    fn of(&mut self, end: End, summary: TaskId, network: &mut Network) -> u32 {
        let slots = if end == End::Finish { &mut self.finish } else { &mut self.start };
        let Some(slot) = slots.get_mut(summary.ix()) else { return NONE };
        if *slot == NONE {
            *slot = u32::try_from(network.jobs.len()).unwrap_or(NONE);
            network.jobs.push(Job::free(0));
            network.task.push(summary);
            if !self.frames.one {
                network.calendar.push(self.frames.position(summary));
            }
        }
        *slot
    }

    /// Ties every task and every summary under a linked summary to its nodes.
    fn expand(&mut self, portfolio: &Portfolio, family: &Family, network: &mut Network) {
        if network.jobs.len() == network.placed.len() {
            return;
        }
        for ix in 0..portfolio.tasks.len() {
            let above = family.summary[ix];
            let Some(&upper_finish) = self.finish.get(above as usize) else { continue };
            let upper_start = self.start[above as usize];
            let id = TaskId(u32::try_from(ix).unwrap_or(NONE));
            let node = network.node[ix];
            let is_summary = portfolio.tasks[ix].facts.kind == TaskKind::Summary && family.stand_in[ix] == NONE;
            if upper_finish != NONE {
                let lower = if is_summary { self.of(End::Finish, id, network) } else { node };
                if lower != NONE {
                    network.within(Link::finish_start(lower, upper_finish));
                }
            }
            if upper_start != NONE {
                let lower = if is_summary { self.of(End::Start, id, network) } else { node };
                if lower != NONE {
                    let wait = network.settled(lower, End::Start).unwrap_or(Wait::Working(0));
                    network.within(Link { leaves: End::Start, wait, ..Link::finish_start(upper_start, lower) });
                }
            }
        }
    }
}

impl Network {
    fn within(&mut self, mut link: Link) {
        if link.wait == Wait::Working(0) && self.calendar(link.from) != self.calendar(link.to) {
            link.wait = Wait::Across(0);
        }
        self.links.push(link);
        self.dependency.push(NONE);
    }

    /// A link to a done task, or to the start of a started one, does not bind any more.
    fn settled(&self, node: u32, end: End) -> Option<Wait> {
        match self.placed.get(node as usize)?.progress {
            Progress::Done(..) => Some(Wait::Settled),
            Progress::Started(_) if end == End::Start => Some(Wait::Settled),
            _ => None,
        }
    }
}

/// By summary: the task under it that starts first, and the one that ends last, as reported.
type Outermost = Vec<(u32, u32)>;

fn outermost(portfolio: &Portfolio, family: &Family, network: &Network) -> Outermost {
    let mut found: Outermost = vec![(NONE, NONE); portfolio.tasks.len()];
    let start = |ix: u32| portfolio.tasks.get(ix as usize).and_then(|task| task.facts.start_date().or(task.facts.finish_date()));
    let finish = |ix: u32| portfolio.tasks.get(ix as usize).and_then(|task| task.facts.finish_date().or(task.facts.start_date()));
    for ix in (0..portfolio.tasks.len()).rev() {
        if network.node[ix] != NONE {
            let id = u32::try_from(ix).unwrap_or(NONE);
            found[ix] = (id, id);
        }
        let (first, last) = found[ix];
        let Some(above) = found.get_mut(family.summary[ix] as usize) else { continue };
        if let Some(day) = start(first).map(|day| day.value)
            && start(above.0).is_none_or(|best| day <= best.value)
        {
            above.0 = first;
        }
        if let Some(day) = finish(last).map(|day| day.value)
            && finish(above.1).is_none_or(|best| day > best.value)
        {
            above.1 = last;
        }
    }
    found
}

/// Turns one dependency into a link.
fn join(
    portfolio: &Portfolio,
    frames: &Frames,
    family: &Family,
    edge: &Edge,
    network: &mut Network,
    summaries: &mut Summaries,
    firsts: &mut Option<Outermost>,
) {
    let (leaves, enters) = match edge.stated.relation.value {
        Relation::FinishStart => (End::Finish, End::Start),
        Relation::StartStart => (End::Start, End::Start),
        Relation::FinishFinish => (End::Finish, End::Finish),
        Relation::StartFinish => (End::Start, End::Finish),
        Relation::Unknown => return,
    };
    let is_summary = |task: TaskId| {
        portfolio.tasks.get(task.ix()).is_some_and(|task| task.facts.kind == TaskKind::Summary)
            && family.stand_in.get(task.ix()) == Some(&NONE)
    };
    let mut outer = |task: TaskId, network: &Network| {
        let firsts = firsts.get_or_insert_with(|| outermost(portfolio, family, network));
        firsts.get(task.ix()).copied().unwrap_or((NONE, NONE))
    };
    let node = |ix: u32, network: &Network| network.node.get(ix as usize).copied().unwrap_or(NONE);
    let from = match (is_summary(edge.from), leaves) {
        (false, _) => node(edge.from.0, network),
        (true, End::Finish) => summaries.of(End::Finish, edge.from, network),
        (true, End::Start) => node(outer(edge.from, network).0, network),
    };
    let to = match (is_summary(edge.to), enters) {
        (false, _) => node(edge.to.0, network),
        (true, End::Start) => summaries.of(End::Start, edge.to, network),
        (true, End::Finish) => node(outer(edge.to, network).1, network),
    };
    if from == NONE || to == NONE {
        network.unused.push((edge.id, "an end takes no part in the schedule"));
        return;
    }
    let mut wait = network.settled(to, enters).unwrap_or_else(|| lag(portfolio, frames, edge, network, (from, to)));
    if let (End::Start, Some(Progress::Started(first)), Some(lag)) =
        (leaves, network.placed.get(from as usize).map(|placed| placed.progress), wait.in_ticks())
    {
        let frame = frames.of_id(edge.to);
        // The start is a fact, so the link is no more than an earliest date for its successor.
        if let Some(job) = network.jobs.get_mut(to as usize) {
            let within = if enters == End::Finish { job.duration } else { 0 };
            let from = frames.of_id(edge.from);
            let bound = match wait {
                Wait::Share(_) => frame.days.tick_at(from.days.moment_before(from.begin(first).saturating_add(lag))),
                _ => frame.begin(first).saturating_add(lag),
            };
            let bound = bound.saturating_sub(within);
            if job.not_before != ANY_TIME {
                job.not_before = job.not_before.max(bound);
            }
        }
        wait = Wait::Settled;
    }
    network.links.push(Link { from, to, leaves, enters, wait });
    network.dependency.push(edge.id.0);
}

fn lag(portfolio: &Portfolio, frames: &Frames, edge: &Edge, network: &Network, (from, to): (u32, u32)) -> Wait {
    let across = network.calendar(from) != network.calendar(to);
    let working = |ticks: i32| if across { Wait::Across(ticks) } else { Wait::Working(ticks) };
    let facts = |task: TaskId| portfolio.tasks.get(task.ix()).map(|task| &task.facts);
    match edge.stated.lag {
        Some(lag) if lag.amount != 0.0 => match lag.unit {
            LagUnit::WorkingDays => working(ticks(lag.amount)),
            // Calendar days are whole; the bound keeps the cast within `i32`.
            LagUnit::ElapsedDays => Wait::Elapsed(lag.amount.clamp(-40_000.0, 40_000.0).ceil() as i32),
            LagUnit::Percent => {
                let length = facts(edge.from).map_or(0, |facts| frames.of_id(edge.from).duration(facts));
                let share = ticks(f64::from(length) / f64::from(DAY) * lag.amount / 100.0);
                if across { Wait::Share(share) } else { Wait::Working(share) }
            }
        },
        _ => {
            let finish = facts(edge.from).and_then(|facts| facts.finish_date().or(facts.start_date()));
            let start = facts(edge.to).and_then(|facts| facts.start_date());
            let one_day = finish.zip(start).is_some_and(|(finish, start)| finish.value == start.value);
            let length = network.jobs.get(from as usize).map_or(0, |job| job.duration);
            let to_milestone = facts(edge.to).is_some_and(|facts| facts.kind == TaskKind::Milestone);
            if edge.stated.relation.value == Relation::FinishStart && one_day && !to_milestone {
                let milestone = facts(edge.from).is_some_and(|facts| facts.kind == TaskKind::Milestone);
                let day = start.map_or(DAY, |start| frames.of_id(edge.to).day_length(start.value));
                working(if milestone || across { -day } else { -length.min(day) })
            } else {
                working(0)
            }
        }
    }
}
