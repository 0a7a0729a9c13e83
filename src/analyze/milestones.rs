//! Milestone by milestone: what is reported, what the logic implies, through which chain, and whether that can be trusted.
//!
//! *Upstream* is what should come before the milestone: everything that is linked to it directly or through other tasks, and
//! the work of its own project that is due by its date. A late reading stands on the chain that proves it: missing links
//! could only make it later. A reading on time needs a plan that is linked at all: enough of the upstream must have links.
//! Either needs something to be linked to the milestone, and dates or estimates.

use super::job::Progress;
use super::network::NONE;
use super::result::{Coverage, MilestoneReading};
use super::schedule::{Scheduled, chain, slip};
use crate::config::Settings;
use crate::model::calendar::day_number;
use crate::model::{MilestoneKind, Portfolio, ProjectId, StatusCategory, Task, TaskId, TaskKind, WorkingDays};
use jiff::civil::Date;
use rayon::prelude::*;

/// Tasks visited upstream of all milestones together, beyond which each is judged by the part nearest to it.
const VISITS: usize = 4_000_000;
/// Fewest tasks that are looked at upstream of a milestone.
const NEAREST: usize = 1_000;

/// Readings of the plan's milestones, of the sprints and releases that something is linked to, and of the last open task of
/// projects that have none of them; in the order of the tasks.
pub fn milestones(
    portfolio: &Portfolio,
    settings: &Settings,
    days: &WorkingDays,
    scheduled: &Scheduled,
) -> Vec<MilestoneReading> {
    let board = board(portfolio);
    let chosen = chosen(portfolio, scheduled, &board);
    let upstream = Upstream::new(portfolio, scheduled, chosen.len());
    let by_project = due_by_project(portfolio, scheduled);
    let size = chosen.len().div_ceil(8).max(16);
    let reader = Reader { portfolio, settings, days, scheduled, upstream: &upstream, by_project: &by_project };
    let read = |part: &[TaskId]| {
        let mut seen = Seen { stamp: 0, stamps: vec![0; scheduled.network.jobs.len()], queue: Vec::new() };
        let readings = part.iter().filter_map(|&task| {
            let mut reading = reader.read(task, &mut seen)?;
            reading.board = board.get(task.ix()) == Some(&true);
            Some(reading)
        });
        readings.collect::<Vec<_>>()
    };
    chosen.par_chunks(size).map(read).collect::<Vec<_>>().concat()
}

fn chosen(portfolio: &Portfolio, scheduled: &Scheduled, board: &[bool]) -> Vec<TaskId> {
    let mut has_any = vec![false; portfolio.projects.len()];
    let mut last: Vec<Option<(Date, TaskId)>> = vec![None; portfolio.projects.len()];
    let mut chosen = Vec::new();
    for (ix, task) in (0u32..).zip(&portfolio.tasks) {
        let (id, facts) = (TaskId(ix), &task.facts);
        if task.stub || facts.category() == Some(StatusCategory::Cancelled) {
            continue;
        }
        let of_plan = facts.milestone == MilestoneKind::Plan || scheduled.network.takes_part(id);
        if board.get(id.ix()) == Some(&true) || (facts.kind == TaskKind::Milestone && of_plan) {
            chosen.push(id);
            if let Some(slot) = has_any.get_mut(task.project.ix()) {
                *slot = true;
            }
        } else if scheduled.network.takes_part(id)
            && !facts.is_closed()
            && let (Some(finish), Some(slot)) = (facts.finish_date(), last.get_mut(task.project.ix()))
            && slot.is_none_or(|(best, _)| finish.value > best)
        {
            *slot = Some((finish.value, id));
        }
    }
    let without = has_any.iter().zip(last).filter(|(has_any, _)| !**has_any).filter_map(|(_, last)| last);
    chosen.extend(without.map(|(_, task)| task));
    chosen.sort_unstable();
    chosen
}

/// By task: whether it is a board milestone.
fn board(portfolio: &Portfolio) -> Vec<bool> {
    let mut board = vec![false; portfolio.tasks.len()];
    for task in portfolio.projects.iter().flat_map(|project| &project.board_milestones) {
        if let Some(slot) = board.get_mut(task.ix()) {
            *slot = true;
        }
    }
    board
}

/// What a record says about itself.
pub fn is_estimated(task: &Task) -> bool {
    let facts = &task.facts;
    facts.kind == TaskKind::Milestone
        || facts.duration.is_some()
        || facts.work.is_some()
        || (facts.start_date().is_some() && facts.finish_date().is_some())
}

/// Adds one task; `linked`: whether it has any link.
pub fn count(coverage: &mut Coverage, task: &Task, linked: bool) {
    coverage.tasks += 1;
    coverage.linked += usize::from(linked);
    coverage.dated += usize::from(task.facts.finish_date().is_some());
    coverage.estimated += usize::from(is_estimated(task));
    coverage.assigned += usize::from(!task.assignees.is_empty());
}

/// The work of one project by due date, with the counts of everything due up to there.
struct Due {
    /// Day numbers, ascending.
    days: Vec<i32>,
    /// Counts of the first 0, 1, … of them.
    counts: Vec<Coverage>,
}

fn due_by_project(portfolio: &Portfolio, scheduled: &Scheduled) -> Vec<Due> {
    let mut linked = vec![false; scheduled.network.jobs.len()];
    for link in &scheduled.network.links {
        linked[link.from as usize] = true;
        linked[link.to as usize] = true;
    }
    let mut due: Vec<Vec<(i32, TaskId)>> = vec![Vec::new(); portfolio.projects.len()];
    for (ix, task) in (0..).zip(&portfolio.tasks) {
        if let Some(finish) = task.facts.finish_date()
            && task.facts.kind == TaskKind::Task
            && scheduled.network.takes_part(TaskId(ix))
            && let Some(list) = due.get_mut(task.project.ix())
        {
            list.push((day_number(finish.value), TaskId(ix)));
        }
    }
    let sum = |mut list: Vec<(i32, TaskId)>| {
        list.sort_unstable();
        let mut counts = vec![Coverage::default()];
        let mut total = Coverage::default();
        for (_, task) in &list {
            let linked = scheduled.network.node.get(task.ix()).and_then(|&node| linked.get(node as usize));
            if let Some(task) = portfolio.tasks.get(task.ix()) {
                count(&mut total, task, linked == Some(&true));
            }
            counts.push(total);
        }
        Due { days: list.into_iter().map(|(day, _)| day).collect(), counts }
    };
    due.into_par_iter().map(sum).collect()
}

/// The network the other way round.
struct Upstream {
    starts: Vec<u32>,
    from: Vec<u32>,
    /// Nodes on a cycle.
    cyclic: Vec<bool>,
    /// Tasks looked at for one milestone.
    most: usize,
}

impl Upstream {
    fn new(portfolio: &Portfolio, scheduled: &Scheduled, milestones: usize) -> Self {
        let network = &scheduled.network;
        let mut starts = vec![0u32; network.jobs.len() + 1];
        for link in &network.links {
            starts[link.to as usize + 1] += 1;
        }
        for ix in 0..network.jobs.len() {
            starts[ix + 1] += starts[ix];
        }
        let mut next = starts.clone();
        let mut from = vec![NONE; network.links.len()];
        for link in &network.links {
            let slot = &mut next[link.to as usize];
            from[*slot as usize] = link.from;
            *slot += 1;
        }
        let mut cyclic = vec![false; network.jobs.len()];
        for &node in scheduled.passes.cycles.iter().flatten() {
            cyclic[node as usize] = true;
        }
        let most = (VISITS / milestones.max(1)).max(NEAREST).min(portfolio.tasks.len().max(1));
        Upstream { starts, from, cyclic, most }
    }

    fn of(&self, node: u32) -> &[u32] {
        let range = self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize;
        self.from.get(range).unwrap_or(&[])
    }
}

/// Marks of the nodes visited for the milestone at hand.
struct Seen {
    stamp: u32,
    stamps: Vec<u32>,
    queue: Vec<u32>,
}

struct Reader<'a> {
    portfolio: &'a Portfolio,
    settings: &'a Settings,
    days: &'a WorkingDays,
    scheduled: &'a Scheduled,
    upstream: &'a Upstream,
    by_project: &'a [Due],
}

/// What lies upstream of a milestone.
struct Behind {
    coverage: Coverage,
    /// Tasks on a cycle among them.
    on_cycle: usize,
}

impl Reader<'_> {
    fn read(&self, id: TaskId, seen: &mut Seen) -> Option<MilestoneReading> {
        let task = self.portfolio.tasks.get(id.ix())?;
        let facts = &task.facts;
        let reported = facts.finish_date().or(facts.start_date()).map(|date| date.value);
        let node = self.scheduled.network.node.get(id.ix()).copied().filter(|&node| node != NONE);
        let computed = self.scheduled.schedule.tasks.get(id.ix()).copied().flatten();
        let behind = self.behind(task, node, reported, seen);
        let done = node.is_some_and(|node| {
            let placed = self.scheduled.network.placed.get(node as usize);
            placed.is_some_and(|placed| matches!(placed.progress, Progress::Done(..)))
        });
        let mut reading = MilestoneReading {
            task: id,
            baseline: facts.baseline_finish.map(|date| date.value),
            reported,
            implied: None,
            gap: None,
            chain: Vec::new(),
            coverage: behind.coverage,
            not_assessable: None,
            board: false,
        };
        if done {
            reading.implied = computed.map(|computed| computed.early_finish);
            reading.gap = reported.zip(reading.implied).map(|(reported, implied)| slip(self.days, reported, implied));
            return Some(reading);
        }
        let implied = computed.map(|computed| computed.early_finish);
        let gap = reported.zip(implied).map(|(reported, implied)| slip(self.days, reported, implied));
        match self.doubt(&behind, node, implied, gap) {
            Some(doubt) => reading.not_assessable = Some(doubt),
            None => {
                (reading.implied, reading.gap) = (implied, gap);
                if let Some(node) = node {
                    reading.chain = chain(&self.scheduled.network, &self.scheduled.passes, node as usize);
                }
            }
        }
        Some(reading)
    }

    /// Why the reading cannot be trusted, where it cannot.
    fn doubt(&self, behind: &Behind, node: Option<u32>, implied: Option<Date>, gap: Option<i32>) -> Option<String> {
        let thresholds = &self.settings.thresholds;
        let coverage = &behind.coverage;
        let on_cycle = node.is_some_and(|node| self.upstream.cyclic.get(node as usize) == Some(&true));
        if on_cycle {
            return Some("it is itself on a cycle of tasks that wait for each other".to_owned());
        }
        if node.is_none() || implied.is_none() {
            return Some("it has no date, and nothing dated is linked to it".to_owned());
        }
        if coverage.upstream == 0 {
            return Some(match coverage.tasks {
                0 => "nothing is linked to it, so its date stands on nothing but itself".to_owned(),
                due => format!("nothing is linked to it, though {due} tasks of its project are due by its date"),
            });
        }
        if behind.on_cycle > 0 {
            return Some(format!("{} tasks before it are on a cycle, so they have no computed dates", behind.on_cycle));
        }
        let share = |part: usize| part as f64 / coverage.tasks.max(1) as f64;
        let known = coverage.dated.max(coverage.estimated);
        if share(known) < thresholds.coverage_dated {
            return Some(format!("only {known} of {} tasks before it have a date or an estimate", coverage.tasks));
        }
        let late = gap.is_some_and(|gap| gap > 0) && self.is_driven(node);
        if !late && share(coverage.linked) < thresholds.coverage_linked {
            return Some(format!("only {} of the {} tasks due before it have any link", coverage.linked, coverage.tasks));
        }
        None
    }

    /// Whether a link, not its own date, sets the early date.
    fn is_driven(&self, node: Option<u32>) -> bool {
        node.is_some_and(|node| self.scheduled.passes.driver(node as usize).is_some())
    }

    fn behind(&self, task: &Task, node: Option<u32>, reported: Option<Date>, seen: &mut Seen) -> Behind {
        let mut behind = Behind { coverage: self.due(task.project, reported), on_cycle: 0 };
        let Some(node) = node else { return behind };
        seen.stamp += 1;
        seen.queue.clear();
        seen.queue.push(node);
        seen.stamps[node as usize] = seen.stamp;
        let last = reported.map_or(i32::MIN, day_number);
        let mut at = 0;
        while let Some(&next) = seen.queue.get(at).filter(|_| at < self.upstream.most) {
            at += 1;
            for &from in self.upstream.of(next) {
                if seen.stamps[from as usize] == seen.stamp {
                    continue;
                }
                seen.stamps[from as usize] = seen.stamp;
                seen.queue.push(from);
                self.take(from, task.project, last, &mut behind);
            }
        }
        behind
    }

    /// Counts a task linked to the milestone.
    fn take(&self, node: u32, project: ProjectId, last: i32, behind: &mut Behind) {
        let on_cycle = self.upstream.cyclic.get(node as usize) == Some(&true);
        behind.on_cycle += usize::from(on_cycle);
        if node as usize >= self.scheduled.network.placed.len() {
            return;
        }
        let Some(task) = self.scheduled.network.task.get(node as usize).and_then(|task| self.portfolio.tasks.get(task.ix()))
        else {
            return;
        };
        behind.coverage.upstream += 1;
        let due = task.project == project
            && task.facts.kind == TaskKind::Task
            && task.facts.finish_date().is_some_and(|finish| day_number(finish.value) <= last);
        // What is due by its date in its own project is counted already.
        if !due {
            count(&mut behind.coverage, task, true);
        }
    }

    /// Work of the project that is due by the date.
    fn due(&self, project: ProjectId, reported: Option<Date>) -> Coverage {
        let Some((due, reported)) = self.by_project.get(project.ix()).zip(reported) else { return Coverage::default() };
        let last = day_number(reported);
        let first = due.days.partition_point(|&day| day <= last);
        due.counts.get(first).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::fixture::{day, portfolio};
    use super::super::schedule::schedule;
    use super::*;

    fn read(portfolio: &Portfolio) -> Vec<MilestoneReading> {
        let (settings, calendars) = (Settings::default(), super::super::clocks::Calendars::of(portfolio));
        milestones(portfolio, &settings, calendars.program(), &schedule(portfolio, &settings, &calendars))
    }

    #[test]
    fn a_late_chain_across_projects_is_named_even_where_little_is_linked() {
        let mut p = portfolio(3);
        let rails = p.with(0, "rails", Some((day(2, 2), day(2, 27))));
        let crane = p.with(1, "crane", Some((day(2, 2), day(2, 20))));
        let test = p.with(2, "test", Some((day(2, 23), day(3, 6))));
        for ix in 0..20 {
            p.with(2, &format!("other {ix}"), Some((day(2, 2), day(2, 6))));
        }
        let live = p.with_milestone(2, "go-live", Some(day(3, 6)));
        p.chain(rails, crane);
        p.chain(crane, test);
        p.chain(test, live);
        let readings = read(&p);
        let live_reading = readings.iter().find(|reading| reading.task == live).unwrap();
        // Rails end on Friday 27 February; the crane takes 15 days, the test 10.
        assert_eq!((live_reading.implied, live_reading.gap), (Some(day(4, 3)), Some(20)));
        assert_eq!(live_reading.chain, [rails, crane, test, live]);
        // 20 other tasks and the test are due by its date; rails and crane come from other projects.
        assert_eq!(live_reading.coverage, Coverage { tasks: 23, upstream: 3, linked: 3, dated: 23, estimated: 23, assigned: 0 });
    }

    #[test]
    fn a_reading_on_time_needs_links_and_says_what_is_missing() {
        let mut p = portfolio(1);
        let first = p.with(0, "first", Some((day(2, 2), day(2, 6))));
        for ix in 0..9 {
            p.with(0, &format!("other {ix}"), Some((day(2, 2), day(2, 6))));
        }
        let live = p.with_milestone(0, "live", Some(day(3, 6)));
        let lone = p.with_milestone(0, "lone", Some(day(3, 6)));
        p.chain(first, live);
        let readings = read(&p);
        assert_eq!(readings.len(), 2);
        let why = |task: TaskId| readings.iter().find(|reading| reading.task == task).unwrap().not_assessable.clone().unwrap();
        assert_eq!(why(live), "only 1 of the 10 tasks due before it have any link");
        assert_eq!(why(lone), "nothing is linked to it, though 10 tasks of its project are due by its date");
    }

    #[test]
    fn a_project_without_milestones_is_read_by_its_last_open_task() {
        let mut p = portfolio(1);
        let a = p.with(0, "a", Some((day(2, 2), day(2, 6))));
        let b = p.with(0, "b", Some((day(2, 2), day(2, 10))));
        p.chain(a, b);
        let readings = read(&p);
        assert_eq!((readings.len(), readings[0].task, readings[0].gap), (1, b, Some(5)));
    }

    #[test]
    fn a_cycle_upstream_makes_a_milestone_not_assessable() {
        let mut p = portfolio(1);
        let a = p.with(0, "a", Some((day(2, 2), day(2, 6))));
        let b = p.with(0, "b", Some((day(2, 2), day(2, 6))));
        let live = p.with_milestone(0, "live", Some(day(3, 6)));
        p.chain(a, b);
        p.chain(b, a);
        p.chain(b, live);
        assert!(read(&p)[0].not_assessable.as_deref().unwrap().contains("on a cycle"));
    }
}
