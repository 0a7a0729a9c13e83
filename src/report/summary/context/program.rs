//! The page for executives: one page, what it rests on included.
//!
//! *Decisions wanted*: open records of the decision logs, those due first on top (overdue ones are due longest), those
//! without a date last. Where fewer than three are logged, what the figures ask for is proposed: first the gravest
//! overallocation on stated hours from the board's threshold, then the widest gap between a date given and a date needed.

use super::concerns::{Concern, concerns};
use super::{
    Brief, ContentionRow, CoverageRow, FindingCounts, Index, MilestoneRow, contention_rows, day, end_name, listed, milestone_row,
    milestone_rows, plural, project_name, rag_word, sentence,
};
use crate::analyze::{Coverage, Overallocation};
use crate::config::Settings;
use crate::model::{LogItem, LogKind, ProjectId, Rag, TaskId};
use jiff::civil::Date;
use serde::Serialize;

const DECISIONS: usize = 3;
const CONCERNS: usize = 5;
const MILESTONES: usize = 10;
const PROJECTS: usize = 12;
const RISKS: usize = 5;
const CONTENTION: usize = 4;
const CARRIED: usize = 5;

/// Everything `program.md.j2` may speak of.
#[derive(Serialize)]
pub struct ProgramPage {
    name: String,
    as_of: Date,
    next_meeting: Option<Date>,
    computed: &'static str,
    reported: String,
    why: String,
    decisions: Vec<Decision>,
    decisions_more: usize,
    concerns: Vec<Concern>,
    concerns_more: usize,
    milestones: Vec<MilestoneRow>,
    milestones_more: usize,
    gates: Vec<GateRow>,
    projects: Vec<ProjectRow>,
    projects_more: usize,
    risks: Vec<RiskRow>,
    risks_more: usize,
    contention: Vec<ContentionRow>,
    contention_more: usize,
    both_ways: Option<BothWaysRow>,
    overload_board: f64,
    /// The most telling what-if, in one sentence.
    what_if: Option<String>,
    /// The task and the person that most milestones hang on, in one sentence.
    bottlenecks: Option<String>,
    /// Schedule health of the program, in one sentence.
    schedule_health: String,
    /// What float is taken against; empty where nothing could be scheduled.
    float_against: String,
    rests: Rests,
}

#[derive(Serialize)]
struct Decision {
    title: String,
    project: Option<String>,
    proposed: bool,
    due: Option<Date>,
    overdue: bool,
    before_meeting: bool,
    owner: Option<String>,
    decides: Option<String>,
    recommendation: Option<String>,
    options: Option<String>,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct GateRow {
    name: String,
    wanted: Option<Date>,
    opens: Option<Date>,
    late: Option<i32>,
    met: usize,
    all: usize,
    last: Option<String>,
    undated: bool,
    cell: String,
}

#[derive(Serialize)]
struct ProjectRow {
    name: String,
    slug: String,
    /// How old its data is, where it was not handed in this time.
    carried: Option<String>,
    reported: String,
    computed: &'static str,
    agreed: String,
    reported_finish: Option<Date>,
    implied_finish: Option<Date>,
    late: bool,
}

#[derive(Serialize)]
struct RiskRow {
    kind: &'static str,
    title: String,
    project: String,
    score: Option<String>,
    response: Option<String>,
    owner: Option<String>,
    due: Option<Date>,
    overdue: bool,
}

/// The gravest double booking that hangs on an unsure identity, on stated hours.
#[derive(Serialize)]
struct BothWaysRow {
    first: String,
    second: String,
    from: Date,
    to: Date,
    as_one: f64,
    peaks: [f64; 2],
    more: usize,
}

impl BothWaysRow {
    fn gravest(brief: &Brief) -> Option<BothWaysRow> {
        let mut stated = brief.analysis.contention.both_ways.iter().filter(|b| b.as_one.on_stated);
        let both = stated.next()?;
        let [first, second] = both.people.map(|id| brief.portfolio.resources.get(id.ix()).map(|r| r.name.to_string()));
        Some(BothWaysRow {
            first: first?,
            second: second?,
            from: both.as_one.from,
            to: both.as_one.to,
            as_one: both.as_one.peak,
            peaks: both.apart.map(|a| a.peak),
            more: stated.count(),
        })
    }
}

#[derive(Serialize)]
struct Rests {
    files: usize,
    tables: usize,
    refused: Vec<Refused>,
    refused_more: usize,
    read: usize,
    kept: usize,
    merged: usize,
    set_aside: usize,
    projects: usize,
    tasks: usize,
    dependencies: usize,
    people: usize,
    data_from: Option<Date>,
    data_to: Option<Date>,
    undated: usize,
    coverage: CoverageRow,
    not_assessable: Vec<String>,
    findings: FindingCounts,
    conflicts: usize,
    proposals: usize,
    assumed_hours: bool,
    adjusted: usize,
    adjusted_past: usize,
    waived: usize,
    carried: Vec<CarriedRow>,
    carried_more: usize,
    /// Calendars beside the program's.
    calendars: usize,
}

/// A file that was not handed in.
#[derive(Serialize)]
struct CarriedRow {
    file: String,
    pack: Date,
    days: u64,
}

#[derive(Serialize)]
struct Refused {
    files: usize,
    file: String,
    why: String,
}

/// Picks what the page for executives shows.
pub fn program(brief: &Brief, index: &Index) -> ProgramPage {
    let portfolio = brief.portfolio;
    let (decisions, decisions_more) = decisions(brief);
    let (concerns, concerns_more) = concerns(brief, index, CONCERNS);
    let (milestones, milestones_more) = milestone_rows(board(brief, index), MILESTONES);
    let (projects, projects_more) = projects(brief);
    let (risks, risks_more) = risks(brief);
    let (contention, contention_more) = contention_rows(brief, at_board(brief), CONTENTION);
    ProgramPage {
        name: portfolio.name.to_string(),
        as_of: portfolio.as_of,
        next_meeting: brief.settings.program.next_meeting,
        computed: rag_word(brief.analysis.overall.rag),
        reported: reported(brief),
        why: sentence(&brief.analysis.overall.why),
        decisions,
        decisions_more,
        concerns,
        concerns_more,
        milestones,
        milestones_more,
        gates: gates(brief),
        projects,
        projects_more,
        risks,
        risks_more,
        contention,
        contention_more,
        both_ways: BothWaysRow::gravest(brief),
        overload_board: brief.settings.thresholds.overload_board,
        what_if: brief.analysis.what_if.first().map(|answer| telling(brief, answer)),
        bottlenecks: bottlenecks(brief),
        float_against: super::short(&brief.analysis.schedule.scope, 120),
        schedule_health: crate::report::quality::sentence(&brief.analysis.quality.program),
        rests: rests(brief),
    }
}

/// A ready-made what-if in one sentence.
fn telling(brief: &Brief, answer: &crate::analyze::what_if::WhatIf) -> String {
    use crate::analyze::what_if::Change;
    let asked = answer.changes.first().map(|change| match *change {
        Change::Slip { task, days } => format!("{} slips {days} working days", end_name_of(brief, task)),
        Change::Leave { resource, from, to } => {
            format!("{} is away from {} to {}", super::resource_name(brief, resource), day(from), day(to))
        }
    });
    let moved: Vec<String> = answer
        .milestones
        .iter()
        .take(3)
        .map(|m| format!("{} moves by {} working days", end_name_of(brief, m.task), m.days))
        .collect();
    let more = answer.milestones.len().saturating_sub(moved.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(
        "if {}, then {}{more}; {} answered on the sheet What if.",
        asked.unwrap_or_default(),
        listed(&moved),
        match brief.analysis.what_if.len() {
            1 => "this one question is".to_owned(),
            n => format!("{n} such questions are"),
        }
    )
}

/// What most milestones hang on: the first of the tasks and of the people that an open page may name.
fn bottlenecks(brief: &Brief) -> Option<String> {
    let milestones = |n: usize| plural(n, "milestone", "milestones");
    let late = |days: i32| match usize::try_from(days) {
        Ok(days) if days > 0 => format!(", the latest of them {} late", plural(days, "working day", "working days")),
        _ => String::new(),
    };
    let open = |task: TaskId| brief.portfolio.tasks.get(task.ix()).is_some_and(|t| !withheld(brief, t.project));
    let task = brief.analysis.bottlenecks.iter().find(|b| open(b.task)).map(|b| {
        let float = match usize::try_from(b.float) {
            Ok(days) => format!("{} of float between", plural(days, "working day", "working days")),
            Err(_) => format!("{} too few between", plural(b.float.unsigned_abs() as usize, "working day", "working days")),
        };
        format!("{} stands before {}, with {float}{}", end_name_of(brief, b.task), milestones(b.milestones.len()), late(b.latest))
    });
    let person = brief.analysis.people_behind.iter().find(|p| !p.milestones.is_empty()).map(|p| {
        let (who, tasks) = (super::resource_name(brief, p.resource), plural(p.tasks, "open task", "open tasks"));
        let in_all = usize::try_from(p.delay).ok().filter(|days| *days > 0);
        let in_all = in_all.map_or_else(String::new, |days| {
            format!(", which are {} late by their links, added up", plural(days, "working day", "working days"))
        });
        format!("{who}, by {tasks}, stands before {}{in_all}", milestones(p.milestones.len()))
    });
    match (task, person) {
        (None, None) => None,
        (task, person) => Some(sentence(&task.into_iter().chain(person).collect::<Vec<_>>().join("; "))),
    }
}

fn end_name_of(brief: &Brief, task: crate::model::TaskId) -> String {
    super::task_name(brief, task)
}

/// What the projects report, counted: `6 Green, 2 Amber, 1 without a colour`.
fn reported(brief: &Brief) -> String {
    let count =
        |rag: Option<Rag>| brief.portfolio.projects.iter().filter(|p| p.reported.as_ref().map(|r| r.value) == rag).count();
    let words = [(Some(Rag::Red), "Red"), (Some(Rag::Amber), "Amber"), (Some(Rag::Green), "Green"), (None, "without a colour")];
    let parts: Vec<String> =
        words.iter().map(|(rag, word)| (count(*rag), word)).filter(|(n, _)| *n > 0).map(|(n, w)| format!("{n} {w}")).collect();
    listed(&parts)
}

/// Overallocations that the board hears of: on stated demand alone, from the board's threshold.
fn at_board<'a>(brief: &Brief<'a>) -> impl Iterator<Item = &'a Overallocation> + use<'a> {
    let least = brief.settings.thresholds.overload_board;
    brief.analysis.contention.over.iter().filter(move |o| o.on_stated && o.peak >= least)
}

/// Who may decide on a subject, with the forum.
fn right(settings: &Settings, about: &str) -> Option<String> {
    let about = about.to_lowercase();
    settings
        .decision_rights
        .iter()
        .find(|r| about.contains(&r.about.to_lowercase()))
        .map(|r| format!("{} ({})", r.decides, r.forum))
}

fn decisions(brief: &Brief) -> (Vec<Decision>, usize) {
    let mut open: Vec<(usize, &LogItem)> = brief
        .portfolio
        .log
        .iter()
        .enumerate()
        .filter(|(_, i)| i.kind == LogKind::Decision && i.closed.is_none() && i.open != Some(false))
        // a decision without its words, its owner or its date helps nobody; the restricted page carries it whole
        .filter(|(_, i)| i.project.is_none_or(|p| !withheld(brief, p)))
        .filter(|(_, i)| i.open == Some(true) || i.due.is_some())
        .filter(|(n, _)| chosen(brief, *n) != Some(false))
        .collect();
    open.sort_by_key(|(n, i)| (chosen(brief, *n) != Some(true), i.due.is_none(), i.due.map(|d| d.value), *n));
    let more = open.len().saturating_sub(DECISIONS);
    let mut list: Vec<Decision> = open.iter().take(DECISIONS).map(|(_, i)| stated(brief, i)).collect();
    let room = DECISIONS.saturating_sub(list.len());
    list.extend(proposed(brief).into_iter().take(room));
    (list, more)
}

/// Whether a project is only spoken of by its label: a restricted one in an open pack.
fn withheld(brief: &Brief, project: ProjectId) -> bool {
    let restricted = |p: &crate::model::Project| p.audience == crate::model::Audience::Restricted;
    !brief.restricted && brief.portfolio.projects.get(project.ix()).is_some_and(restricted)
}

fn stated(brief: &Brief, item: &LogItem) -> Decision {
    let due = item.due.map(|d| d.value);
    let words = |t: &Option<crate::source::Sourced<crate::source::Text>>, most: usize| {
        t.as_ref().map(|t| super::short(&t.value, most)).filter(|t| !t.is_empty())
    };
    let about = item.category.as_ref().map_or("", |c| &c.value);
    Decision {
        title: marked(item, 140),
        project: item.project.map(|p| project_name(brief, p)),
        proposed: false,
        due,
        overdue: due.is_some_and(|d| d < brief.portfolio.as_of),
        before_meeting: due.zip(brief.settings.program.next_meeting).is_some_and(|(d, m)| d >= brief.portfolio.as_of && d < m),
        owner: words(&item.owner, 50),
        decides: right(brief.settings, about),
        recommendation: words(&item.recommendation, 200),
        options: words(&item.options, 200),
        cells: vec![super::place_text(brief, item.title.as_ref().map_or(item.at, |t| t.at))],
    }
}

/// What the figures themselves ask for.
fn proposed(brief: &Brief) -> Vec<Decision> {
    let blank = |title: String, about: &str, recommendation: Option<String>, cells: Vec<String>| Decision {
        title,
        project: None,
        proposed: true,
        due: None,
        overdue: false,
        before_meeting: false,
        owner: None,
        decides: right(brief.settings, about),
        recommendation,
        options: None,
        cells,
    };
    let mut list = Vec::new();
    let (people, _) = contention_rows(brief, at_board(brief).filter(|o| o.projects.len() > 1), 1);
    for row in people {
        let title = format!(
            "Whose work goes first for {}, who is claimed at {:.0} % by {} from {} to {}",
            row.who,
            row.peak * 100.0,
            listed(&row.projects),
            day(row.from),
            day(row.to)
        );
        let give = row.give.as_ref().map(|g| {
            format!(
                "{} ({}) has {} of float and could wait",
                g.task,
                g.project,
                plural(usize::try_from(g.float).unwrap_or(0), "working day", "working days")
            )
        });
        list.push(blank(title, "resources", give, row.cells));
    }
    let late = brief
        .analysis
        .handovers
        .iter()
        .filter(|h| h.giver != h.getter && h.gap.is_some_and(|g| g > 0))
        .max_by_key(|h| (h.gap, std::cmp::Reverse(h.link)));
    if let Some(h) = late
        && let (Some(link), Some((given, a)), Some((needed, b)), Some(getter)) =
            (brief.portfolio.dependencies.get(h.link.ix()), h.given, h.needed, h.getter)
    {
        let title = format!(
            "Bring {} forward from {} to {}, or move {}",
            end_name(brief, &link.predecessor),
            day(given),
            day(needed),
            project_name(brief, getter)
        );
        list.push(blank(title, "schedule", None, super::cells(brief, &[a, b], 2)));
    }
    list
}

fn board(brief: &Brief, index: &Index) -> Vec<MilestoneRow> {
    let mut ids: Vec<TaskId> = brief.analysis.milestones.iter().filter(|m| m.board).map(|m| m.task).collect();
    if ids.is_empty() {
        ids = brief.portfolio.projects.iter().flat_map(|p| p.board_milestones.iter().copied()).collect();
    }
    ids.sort();
    ids.dedup();
    ids.into_iter().filter_map(|id| milestone_row(brief, index, id)).collect()
}

/// Readiness gates, the last milestone missing named.
fn gates(brief: &Brief) -> Vec<GateRow> {
    let row = |gate: &crate::model::Gate| {
        let reading = crate::analyze::gates::read(brief.portfolio, brief.analysis, gate);
        let last = reading.last.and_then(|n| gate.needs.get(n));
        // the day of a restricted milestone is no more told here than elsewhere
        let kept =
            last.and_then(|n| n.task).and_then(|t| brief.portfolio.tasks.get(t.ix())).is_some_and(|t| withheld(brief, t.project));
        GateRow {
            name: super::short(&gate.name, 60),
            wanted: gate.wanted,
            opens: reading.opens.filter(|_| !kept),
            late: reading.late.filter(|l| *l > 0 && !kept),
            met: reading.met,
            all: reading.all,
            undated: reading.opens.is_none() && reading.met < reading.all,
            last: last.map(|n| n.task.map_or_else(|| super::short(&n.written, 70), |t| super::task_name(brief, t))),
            cell: super::place_text(brief, gate.at),
        }
    };
    brief.portfolio.gates.iter().take(MILESTONES).map(row).collect()
}

/// Projects, the worst first: computed red, amber, not assessable, green.
fn projects(brief: &Brief) -> (Vec<ProjectRow>, usize) {
    let rank = |p: usize| match brief.analysis.health.get(p).and_then(|h| h.overall.rag) {
        Some(Rag::Red) => 0,
        Some(Rag::Amber) => 1,
        None => 2,
        Some(Rag::Green) => 3,
    };
    let mut order: Vec<usize> = (0..brief.portfolio.projects.len()).collect();
    order.sort_by_key(|p| (rank(*p), *p));
    let more = order.len().saturating_sub(PROJECTS);
    let rows = order
        .into_iter()
        .take(PROJECTS)
        .filter_map(|p| {
            let project = brief.portfolio.projects.get(p)?;
            let health = brief.analysis.health.get(p);
            let withheld = withheld(brief, ProjectId(u32::try_from(p).ok()?));
            let shown = health.filter(|_| !withheld);
            let (reported_finish, implied_finish) = (shown.and_then(|h| h.reported_finish), shown.and_then(|h| h.implied_finish));
            Some(ProjectRow {
                name: project_name(brief, ProjectId(u32::try_from(p).ok()?)),
                slug: project.slug.to_string(),
                carried: brief.portfolio.carried_project(project),
                reported: colour(project.reported.as_ref()),
                computed: rag_word(health.and_then(|h| h.overall.rag)),
                agreed: colour(project.agreed.as_ref().filter(|_| !withheld)),
                reported_finish,
                implied_finish,
                late: implied_finish.zip(reported_finish).is_some_and(|(i, r)| i > r),
            })
        })
        .collect();
    (rows, more)
}

/// A colour as stated, marked where it was settled by hand in an adjustment.
fn colour(rag: Option<&crate::source::Sourced<Rag>>) -> String {
    match rag {
        Some(r) if r.is_adjusted() => format!("{}{}", r.value.word(), crate::model::work::ADJUSTED),
        Some(r) => r.value.word().to_owned(),
        None => "–".to_owned(),
    }
}

/// What a program manager chose for the front page: `Some(true)` first, `Some(false)` not at all.
fn chosen(brief: &Brief, item: usize) -> Option<bool> {
    let subject = crate::diagnostic::Subject::LogItem(u32::try_from(item).ok()?);
    brief.portfolio.front_page.iter().rev().find(|f| f.subject == subject).map(|f| f.shown)
}

fn marked(item: &LogItem, most: usize) -> String {
    let mark = if item.is_adjusted() { crate::model::work::ADJUSTED } else { "" };
    format!("{}{mark}", super::short(item.label(), most))
}

/// Open risks and issues by stated score, then by money at stake, then by colour. Scores of different registers may stand on
/// different scales; the page shows them as stated.
fn risks(brief: &Brief) -> (Vec<RiskRow>, usize) {
    let mut open: Vec<(usize, &LogItem)> = brief
        .portfolio
        .log
        .iter()
        .enumerate()
        .filter(|(_, i)| matches!(i.kind, LogKind::Risk | LogKind::Issue) && i.open != Some(false))
        .filter(|(n, _)| chosen(brief, *n) != Some(false))
        .collect();
    let key = |i: &LogItem| {
        let number = |l: &Option<crate::source::Sourced<crate::model::register::Level>>| l.as_ref().and_then(|l| l.value.number);
        let score = number(&i.score).or_else(|| Some(number(&i.probability)? * number(&i.impact)?)).unwrap_or(0.0);
        (score, i.exposure.map_or(0.0, |e| e.value), i.rag.map(|r| r.value))
    };
    open.sort_by(|(an, a), (bn, b)| {
        let ((sa, ea, ra), (sb, eb, rb)) = (key(a), key(b));
        let first = |n: usize| chosen(brief, n) != Some(true);
        first(*an).cmp(&first(*bn)).then(sb.total_cmp(&sa)).then(eb.total_cmp(&ea)).then(rb.cmp(&ra)).then(an.cmp(bn))
    });
    let more = open.len().saturating_sub(RISKS);
    let rows = open
        .iter()
        .take(RISKS)
        .map(|(_, i)| RiskRow {
            kind: i.kind.word(),
            title: marked(i, 110),
            project: i.project.map_or_else(|| "Program".to_owned(), |p| project_name(brief, p)),
            score: score_words(i),
            response: i.response.as_ref().map(|r| super::short(&r.value, 110)),
            owner: i.owner.as_ref().map(|o| super::short(&o.value, 40)),
            due: i.due.map(|d| d.value),
            overdue: i.due.is_some_and(|d| d.value < brief.portfolio.as_of),
        })
        .collect();
    (rows, more)
}

/// The score as stated, else probability × impact as stated.
fn score_words(item: &LogItem) -> Option<String> {
    if let Some(score) = &item.score {
        return Some(super::short(&score.value.word, 24));
    }
    match (&item.probability, &item.impact) {
        (Some(p), Some(i)) => Some(super::short(&format!("{} × {}", p.value.word, i.value.word), 24)),
        (None, Some(i)) => Some(super::short(&i.value.word, 24)),
        _ => item.rag.map(|r| r.value.word().to_owned()),
    }
}

fn last_part(file: &str) -> String {
    file.rsplit('/').next().unwrap_or(file).to_owned()
}

fn rests(brief: &Brief) -> Rests {
    let (portfolio, receipt) = (brief.portfolio, brief.receipt);
    // One line a reason.
    let mut refused: Vec<Refused> = Vec::new();
    for input in &receipt.inputs {
        let Some(why) = input.refused.as_deref().map(|w| sentence(&super::short(w, 140))) else { continue };
        match refused.iter_mut().find(|r| r.why == why) {
            Some(line) => line.files = line.files.saturating_add(1),
            None => refused.push(Refused { files: 1, file: last_part(&input.file), why }),
        }
    }
    let not_read: usize = refused.iter().map(|r| r.files).sum();
    let dates: Vec<Date> = portfolio.hand_ins.iter().filter_map(|h| h.data_date.as_ref().map(|d| d.0)).collect();
    let mut carried: Vec<CarriedRow> = Vec::new();
    let files: Vec<_> = portfolio.hand_ins.iter().filter(|h| h.carried.is_some()).collect();
    for sheets in files.chunk_by(|a, b| a.source.file == b.source.file) {
        let Some((first, from)) = sheets.first().and_then(|h| Some((h, h.carried.as_ref()?))) else { continue };
        let name = brief.sources.file(first.source).map_or("", |f| f.name.as_str());
        let days = sheets.iter().filter_map(|h| u64::try_from(h.age(portfolio.as_of)?).ok()).max().unwrap_or(0);
        carried.push(CarriedRow { file: last_part(name), pack: from.pack, days });
    }
    let carried_more = carried.len().saturating_sub(CARRIED);
    carried.truncate(CARRIED);
    let mut sum = Coverage::default();
    for c in brief.analysis.health.iter().map(|h| h.coverage) {
        sum.tasks = sum.tasks.saturating_add(c.tasks);
        sum.dated = sum.dated.saturating_add(c.dated);
        sum.linked = sum.linked.saturating_add(c.linked);
        sum.estimated = sum.estimated.saturating_add(c.estimated);
        sum.assigned = sum.assigned.saturating_add(c.assigned);
    }
    let not_assessable = (0_u32..)
        .zip(&brief.analysis.health)
        .filter(|(_, h)| h.overall.rag.is_none())
        .map(|(p, _)| project_name(brief, ProjectId(p)))
        .collect();
    Rests {
        files: receipt.inputs.iter().filter(|i| i.carried.is_none()).count().saturating_sub(not_read),
        tables: receipt.inputs.iter().map(|i| i.tables.len()).sum(),
        refused_more: refused.iter().skip(3).map(|r| r.files).sum(),
        refused: refused.into_iter().take(3).collect(),
        read: receipt.totals.read,
        kept: receipt.totals.kept,
        merged: receipt.totals.merged,
        set_aside: receipt.totals.set_aside,
        projects: portfolio.counts.projects,
        tasks: portfolio.counts.tasks,
        dependencies: portfolio.counts.dependencies,
        people: portfolio.counts.people,
        data_from: dates.iter().min().copied(),
        data_to: dates.iter().max().copied(),
        undated: portfolio.hand_ins.len().saturating_sub(dates.len()),
        coverage: CoverageRow::new(sum),
        not_assessable,
        findings: FindingCounts::new(brief.findings.iter().map(|f| f.severity)),
        conflicts: portfolio.conflicts.len(),
        proposals: portfolio.proposals.len(),
        adjusted: portfolio.adjustments.iter().filter(|a| a.state.holds()).count(),
        adjusted_past: portfolio.adjustments.iter().filter(|a| !a.state.holds()).count(),
        waived: brief.waived.len(),
        carried,
        carried_more,
        calendars: portfolio.calendars.len(),
        assumed_hours: brief.analysis.contention.loads.iter().flatten().any(|w| w.assumed > 0.0),
    }
}
