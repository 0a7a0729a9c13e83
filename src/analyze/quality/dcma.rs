//! The fourteen points of the DCMA (DCMA-EA PAM 200.1, October 2012), with the standard's ambiguities decided in [`DCMA`].
//!
//! A bar of 5 % is inclusive. Milestones count wherever work without duration can fail (logic, constraints, float, dates,
//! missed, execution index), not for duration and resources. Links are those into incomplete tasks, whatever their
//! predecessor; a link whose relation the export does not tell counts as logic but not as a relation.

use super::{Measure, Point, Tally, Verdict, counts};
use crate::analyze::behind::Incoming;
use crate::analyze::clocks::{Calendars, Clocks};
use crate::analyze::cpm::{DAY, bound};
use crate::analyze::network::NONE;
use crate::analyze::schedule::{Scheduled, slip};
use crate::model::{Constraint, Portfolio, Relation, Task, TaskFacts, TaskId, TaskKind, WorkingDays};
use jiff::civil::Date;

/// Working days from which float or duration is high: more than two months.
const HIGH: i32 = 44;
/// Working days added in the critical path test.
const TEST: i32 = 600;

/// The fourteen points, in the standard's order.
pub const DCMA: [Point; 14] = [
    Point {
        name: "1 Logic",
        formula: "incomplete tasks without predecessor or without successor / incomplete tasks",
        bar: "at most 5 %",
        decided: "Milestones count; the first and the last task are not excused; links to and from other projects and finished tasks count.",
    },
    Point { name: "2 Leads", formula: "links with negative lag / links", bar: "none", decided: "Links into incomplete tasks." },
    Point {
        name: "3 Lags",
        formula: "links with positive lag / links",
        bar: "at most 5 %",
        decided: "Links into incomplete tasks; 5 % passes.",
    },
    Point {
        name: "4 Relations",
        formula: "finish-to-start links / links whose relation is known",
        bar: "at least 90 %",
        decided: "A relation that the export does not tell is left out.",
    },
    Point {
        name: "5 Hard constraints",
        formula: "incomplete tasks that must start or finish on a date, or not later / incomplete tasks",
        bar: "at most 5 %",
        decided: "MSO, MFO, SNLT, FNLT; deadlines do not count. Not assessable where no source states constraints.",
    },
    Point {
        name: "6 High float",
        formula: "incomplete tasks with total float above 44 working days / incomplete scheduled tasks",
        bar: "at most 5 %",
        decided: "Against the project's own latest finish: the days from there to the program's latest finish are set off from the total float.",
    },
    Point {
        name: "7 Negative float",
        formula: "incomplete tasks with total float below 0 / incomplete scheduled tasks",
        bar: "none",
        decided: "Not assessable where neither a deadline nor a latest date is stated: then no float can be negative.",
    },
    Point {
        name: "8 High duration",
        formula: "incomplete tasks longer than 44 working days / incomplete tasks with a duration",
        bar: "at most 5 %",
        decided: "Baseline duration, else the current one; milestones are left out.",
    },
    Point {
        name: "9 Invalid dates",
        formula: "tasks with a forecast before the as-of date or an actual date after it / dated tasks",
        bar: "none",
        decided: "A task counts once; forecasts of incomplete, actual dates of all tasks.",
    },
    Point {
        name: "10 Resources",
        formula: "incomplete tasks of a day or more without work, assignee or budget / those of a day or more",
        bar: "shown, no bar",
        decided: "Not assessable where nothing in the project is resource-loaded.",
    },
    Point {
        name: "11 Missed tasks",
        formula: "tasks later than their baseline / tasks whose baseline finish is past",
        bar: "at most 5 %",
        decided: "Actual finish, else forecast; finished tasks count.",
    },
    Point {
        name: "12 Critical path test",
        formula: "600 working days are added to the first open task that drives the finish; the finish must follow",
        bar: "moves by 600 (±1)",
        decided: "Along the chain of links without slack to the last finish; not assessable where the last task hangs on its own date alone.",
    },
    Point {
        name: "13 CPLI",
        formula: "(critical path length + total float) / critical path length",
        bar: "at least 0.95",
        decided: "Length: working days from the as-of date to the implied finish. Float: from there to the approved (baseline) finish.",
    },
    Point {
        name: "14 BEI",
        formula: "tasks finished / (tasks whose baseline finish is past + tasks without baseline)",
        bar: "at least 0.95",
        decided: "Finished tasks count whenever their baseline is; not assessable without any baseline.",
    },
];

/// What is counted of one project.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Incomplete tasks.
    pub tasks: usize,
    /// Of them with a link.
    pub linked: usize,
    logic: Tally,
    leads: Tally,
    lags: Tally,
    finish_start: Tally,
    hard: Tally,
    constrained: bool,
    high_float: Tally,
    negative: Tally,
    bounded: bool,
    long: Tally,
    invalid: Tally,
    unresourced: Tally,
    loaded: bool,
    missed: Tally,
    done: usize,
    due: usize,
    without_baseline: usize,
    baselined: bool,
    /// Working days by which the finish follows 600 days on the chain's first task.
    tested: Option<i32>,
    /// Critical path length and float.
    length: Option<(i32, i32)>,
    last_baseline: Option<Date>,
    /// The open task that finishes last, by its node and early finish in ticks.
    last: Option<(i32, u32)>,
}

impl Counted {
    /// Adds what was counted of another project.
    pub fn join(&mut self, other: &Counted) {
        self.tasks += other.tasks;
        self.linked += other.linked;
        let pairs = [
            (&mut self.logic, &other.logic),
            (&mut self.leads, &other.leads),
            (&mut self.lags, &other.lags),
            (&mut self.finish_start, &other.finish_start),
            (&mut self.hard, &other.hard),
            (&mut self.high_float, &other.high_float),
            (&mut self.negative, &other.negative),
            (&mut self.long, &other.long),
            (&mut self.invalid, &other.invalid),
            (&mut self.unresourced, &other.unresourced),
            (&mut self.missed, &other.missed),
        ];
        for (mine, theirs) in pairs {
            mine.join(theirs);
        }
        self.constrained |= other.constrained;
        self.bounded |= other.bounded;
        self.loaded |= other.loaded;
        self.baselined |= other.baselined;
        // A project without any baseline says nothing of how the others keep to theirs.
        if other.baselined {
            self.done += other.done;
            self.due += other.due;
            self.without_baseline += other.without_baseline;
        }
        self.last_baseline = self.last_baseline.max(other.last_baseline);
        self.last = self.last.max(other.last);
    }
}

/// Counts every project in linear passes.
pub fn count(portfolio: &Portfolio, calendars: &Calendars, scheduled: &Scheduled, incoming: &Incoming) -> Vec<Counted> {
    let mut counted: Vec<Counted> = vec![Counted::default(); portfolio.projects.len()];
    let ends = links(portfolio, &mut counted);
    let clocks = scheduled.clocks(calendars);
    for (ix, task) in (0u32..).zip(&portfolio.tasks) {
        if let Some(of) = counted.get_mut(task.project.ix()).filter(|_| counts(task)) {
            one(
                portfolio,
                (calendars, &clocks),
                scheduled,
                TaskId(ix),
                task,
                ends.get(ix as usize).copied().unwrap_or((false, false)),
                of,
            );
        }
    }
    for (ix, task) in (0u32..).zip(&portfolio.tasks).filter(|(_, task)| counts(task) && !task.facts.is_closed()) {
        let (id, Some(of)) = (TaskId(ix), counted.get_mut(task.project.ix())) else { continue };
        if let (Some(computed), Some((finish, _))) = (scheduled.schedule.tasks.get(id.ix()).copied().flatten(), of.last) {
            let beyond = scheduled.passes.finish.saturating_sub(finish).div_euclid(DAY);
            of.high_float.add(id, computed.total_float.saturating_sub(beyond) > HIGH);
        }
    }
    for (of, project) in counted.iter_mut().zip(&portfolio.projects) {
        of.last_baseline = project.baseline_finish.map(|date| date.value).or(of.last_baseline);
        finish(of, portfolio, calendars, scheduled, incoming);
    }
    counted
}

/// By task: whether it has a predecessor and a successor. Counts the links by the way.
fn links(portfolio: &Portfolio, counted: &mut [Counted]) -> Vec<(bool, bool)> {
    let mut ends = vec![(false, false); portfolio.tasks.len()];
    for link in &portfolio.dependencies {
        let (from, to) = (link.predecessor.task(), link.successor.task());
        if let Some(end) = from.and_then(|id| ends.get_mut(id.ix())) {
            end.1 = true;
        }
        if let Some(end) = to.and_then(|id| ends.get_mut(id.ix())) {
            end.0 = true;
        }
        let Some(task) = to.and_then(|id| portfolio.tasks.get(id.ix())).filter(|task| counts(task) && !task.facts.is_closed())
        else {
            continue;
        };
        let (Some(of), Some(to)) = (counted.get_mut(task.project.ix()), to) else { continue };
        let lag = link.lag.map_or(0.0, |lag| lag.amount);
        of.leads.add(to, lag < 0.0);
        of.lags.add(to, lag > 0.0);
        if link.relation.value != Relation::Unknown {
            of.finish_start.add(to, link.relation.value == Relation::FinishStart);
        }
    }
    ends
}

fn one(
    portfolio: &Portfolio,
    (calendars, clocks): (&Calendars, &Clocks),
    scheduled: &Scheduled,
    id: TaskId,
    task: &Task,
    (before, after): (bool, bool),
    of: &mut Counted,
) {
    let (facts, as_of) = (&task.facts, portfolio.as_of);
    let kind = facts.constraint.map(|constraint| constraint.value.0);
    of.constrained |= kind.is_some();
    let baseline = facts.baseline_finish.map(|date| date.value);
    of.baselined |= baseline.is_some();
    of.last_baseline = of.last_baseline.max(baseline);
    of.done += usize::from(facts.is_done());
    of.without_baseline += usize::from(baseline.is_none());
    if let Some(due) = baseline.filter(|day| *day <= as_of) {
        of.due += 1;
        of.missed.add(id, facts.finish_date().map_or(!facts.is_done(), |finish| finish.value > due));
    }
    let open = !facts.is_closed();
    if facts.start_date().is_some() || facts.finish_date().is_some() {
        let planned = open
            && [facts.finish, facts.start.filter(|_| facts.actual_start.is_none() && !started(facts))]
                .iter()
                .flatten()
                .any(|date| date.value < as_of);
        let actual = [facts.actual_start, facts.actual_finish].iter().flatten().any(|date| date.value > as_of);
        of.invalid.add(id, planned || actual);
    }
    if !open {
        return;
    }
    of.tasks += 1;
    of.linked += usize::from(before || after);
    of.logic.add(id, !(before && after));
    of.hard.add(id, matches!(kind, Some(Constraint::Mso | Constraint::Mfo | Constraint::Snlt | Constraint::Fnlt)));
    of.bounded |=
        facts.deadline.is_some() || matches!(kind, Some(Constraint::Mso | Constraint::Mfo | Constraint::Snlt | Constraint::Fnlt));
    if let Some(computed) = scheduled.schedule.tasks.get(id.ix()).copied().flatten() {
        of.negative.add(id, computed.total_float < 0);
        if let Some(&node) = scheduled.network.node.get(id.ix()).filter(|&&node| node != NONE)
            && let (Some(times), Some(job)) = (scheduled.passes.of(node as usize), scheduled.network.jobs.get(node as usize))
        {
            of.last = of.last.max(Some((clocks.finish_in_common(node, times.early, job.duration), node)));
        }
    }
    if facts.kind != TaskKind::Milestone
        && let Some(length) = length(facts, calendars.get(portfolio.calendar_of(task)))
    {
        of.long.add(id, length > f64::from(HIGH));
        if length >= 1.0 {
            let loaded = facts.work.is_some() || facts.budget.is_some() || !task.assignees.is_empty();
            of.loaded |= loaded;
            of.unresourced.add(id, !loaded);
        }
    }
}

fn started(facts: &TaskFacts) -> bool {
    facts.category().is_some_and(|category| category != crate::model::StatusCategory::ToDo)
        || facts.percent.is_some_and(|percent| percent.value > 0.0)
}

/// Working days: of the baseline, else as stated, else from start to finish.
fn length(facts: &TaskFacts, days: &WorkingDays) -> Option<f64> {
    let within = |start: Option<Date>, finish: Option<Date>| {
        start.zip(finish).map(|(start, finish)| f64::from(days.within(start, finish)))
    };
    let of = |date: Option<crate::source::Sourced<Date>>| date.map(|date| date.value);
    within(of(facts.baseline_start), of(facts.baseline_finish))
        .or_else(|| facts.duration.filter(|duration| !duration.value.elapsed).map(|duration| duration.value.days))
        .or_else(|| within(of(facts.start_date()), of(facts.finish_date())))
}

/// The critical path test and length, for the task that finishes last.
fn finish(of: &mut Counted, portfolio: &Portfolio, calendars: &Calendars, scheduled: &Scheduled, incoming: &Incoming) {
    let Some((_, node)) = of.last else { return };
    let days = calendars.program();
    of.tested = test(node, &scheduled.clocks(calendars), scheduled, incoming);
    let Some(task) = scheduled.network.task.get(node as usize) else { return };
    let Some(implied) = scheduled.schedule.tasks.get(task.ix()).copied().flatten().map(|computed| computed.early_finish) else {
        return;
    };
    let length = slip(days, portfolio.as_of, implied);
    of.length = of.last_baseline.filter(|_| length > 0).map(|baseline| (length, slip(days, implied, baseline)));
}

/// The same for the program as a whole, once its projects are joined.
pub fn finish_of_program(
    of: &mut Counted,
    portfolio: &Portfolio,
    calendars: &Calendars,
    scheduled: &Scheduled,
    incoming: &Incoming,
) {
    (of.tested, of.length) = (None, None);
    finish(of, portfolio, calendars, scheduled, incoming);
}

/// Working days by which the finish of a job follows when the first open job of the chain that holds it starts 600 days later.
fn test(last: u32, clocks: &Clocks, scheduled: &Scheduled, incoming: &Incoming) -> Option<i32> {
    let (network, passes) = (&scheduled.network, &scheduled.passes);
    let chain = incoming.behind(scheduled, clocks, last, 0);
    let first = chain.last()?.node;
    let early = passes.of(first as usize)?.early;
    let mut start = early.saturating_add(TEST * DAY);
    let in_common = |node: u32, start: i32| {
        clocks.finish_in_common(node, start, network.jobs.get(node as usize).map_or(0, |job| job.duration))
    };
    let asked = in_common(first, start).saturating_sub(in_common(first, early));
    for step in chain.iter().rev() {
        start = bound(&network.jobs, &network.links, clocks, step.link, start)?;
    }
    let follows = in_common(last, start).saturating_sub(in_common(last, passes.of(last as usize)?.early));
    // Where calendars differ, 600 days of the first task are another number of the program's: as far as the finish follows those.
    Some(TEST.saturating_add(follows.saturating_sub(asked).div_euclid(DAY)))
}

/// The fourteen points of what was counted.
pub fn measures(of: &Counted) -> Vec<Measure> {
    let hard = if of.constrained { Measure::at_most(&of.hard, 0.05) } else { Measure::none("no source states constraints") };
    let negative = if of.bounded {
        Measure::at_most(&of.negative, 0.0)
    } else {
        Measure::none("neither deadlines nor latest dates are stated")
    };
    let resources = if of.loaded {
        let shown = Measure::at_most(&of.unresourced, 1.0);
        Measure { verdict: Verdict::Shown, first: of.unresourced.first.clone(), ..shown }
    } else {
        Measure::none("nothing is resource-loaded")
    };
    let missed = if of.baselined { Measure::at_most(&of.missed, 0.05) } else { Measure::none("no baseline is stated") };
    let missed = if of.baselined && of.due == 0 { Measure::none("no baseline finish is past") } else { missed };
    vec![
        Measure::at_most(&of.logic, 0.05),
        Measure::at_most(&of.leads, 0.0),
        Measure::at_most(&of.lags, 0.05),
        Measure::at_least(&of.finish_start, 0.90),
        hard,
        Measure::at_most(&of.high_float, 0.05),
        negative,
        Measure::at_most(&of.long, 0.05),
        Measure::at_most(&of.invalid, 0.0),
        resources,
        missed,
        critical_path(of),
        length_index(of),
        execution_index(of),
    ]
}

fn critical_path(of: &Counted) -> Measure {
    match of.tested {
        Some(moved) => {
            let verdict = if (moved - TEST).abs() <= 1 { Verdict::Pass } else { Verdict::Fail };
            let count = usize::try_from(moved).unwrap_or(0);
            let of = usize::try_from(TEST).unwrap_or(0);
            Measure { count, of, value: Some(f64::from(moved)), verdict, why: "", first: Vec::new() }
        }
        None => Measure::none("the last task to finish hangs on its own date alone"),
    }
}

fn length_index(of: &Counted) -> Measure {
    match of.length {
        Some((length, float)) => {
            let value = f64::from(length.saturating_add(float)) / f64::from(length);
            let verdict = if value >= 0.95 { Verdict::Pass } else { Verdict::Fail };
            let days = |n: i32| usize::try_from(n.max(0)).unwrap_or(0);
            let (count, of) = (days(length.saturating_add(float)), days(length));
            Measure { count, of, value: Some(value), verdict, why: "", first: Vec::new() }
        }
        None => Measure::none("no approved finish, or no finish to come"),
    }
}

fn execution_index(of: &Counted) -> Measure {
    let planned = of.due + of.without_baseline;
    if !of.baselined || planned == 0 {
        return Measure::none(if of.baselined { "no baseline finish is past" } else { "no baseline is stated" });
    }
    let value = of.done as f64 / planned as f64;
    let verdict = if value >= 0.95 { Verdict::Pass } else { Verdict::Fail };
    Measure { count: of.done, of: planned, value: Some(value), verdict, why: "", first: Vec::new() }
}
