//! The page of one project, for its team: where it stands, what waits for it and what it waits for, why priorities moved,
//! who is short of time, what to mend and where.

use super::{
    Brief, ContentionRow, CoverageRow, FindingCounts, Index, MilestoneRow, StatusRow, cells, contention_rows, end_name,
    milestone_row, milestone_rows, project_name, resource_name, sentence, status_row, task, task_name, voices,
};
use crate::analyze::{Handover, ProjectHealth};
use crate::diagnostic::Place;
use crate::model::{Audience, ProjectId, TaskId};
use crate::source::CellRef;
use jiff::civil::Date;
use serde::Serialize;

const MILESTONES: usize = 10;
const HANDOVERS: usize = 8;
const MOVED: usize = 5;
const CRITICAL: usize = 10;
const CONTENTION: usize = 5;
const FINDINGS: usize = 12;
const WORDS: usize = 3;
/// Comments shown; all of them stand in program.json.
const COMMENTS: usize = 5;
/// Characters shown of a comment.
const COMMENT_LENGTH: usize = 600;
const CHAINS: usize = 3;
const STEPS: usize = 12;

/// Everything `project.md.j2` may speak of.
#[derive(Serialize)]
pub struct ProjectPage {
    /// Name of the page's file.
    pub slug: String,
    name: String,
    key: Option<String>,
    program: String,
    programs: Vec<String>,
    as_of: Date,
    manager: Option<String>,
    restricted: bool,
    /// How old its data is, where it was not handed in this time.
    carried: Option<String>,
    reported: StatusRow,
    computed: StatusRow,
    agreed: StatusRow,
    dimensions: Vec<StatusRow>,
    percent: Option<f64>,
    baseline_finish: Option<Date>,
    reported_finish: Option<Date>,
    implied_finish: Option<Date>,
    tasks: usize,
    done: usize,
    overdue: usize,
    coverage: CoverageRow,
    /// The calendar its work follows, where it is not the program's.
    calendar: Option<String>,
    /// Schedule health in one sentence.
    schedule_health: String,
    /// What float is taken against; empty where nothing could be scheduled.
    float_against: String,
    milestones: Vec<MilestoneRow>,
    milestones_more: usize,
    chains: Vec<Chain>,
    gives: Vec<HandoverRow>,
    gives_more: usize,
    gives_outside: usize,
    gets: Vec<HandoverRow>,
    gets_more: usize,
    gets_outside: usize,
    moved: Vec<Moved>,
    critical: Vec<CriticalRow>,
    critical_more: usize,
    contention: Vec<ContentionRow>,
    contention_more: usize,
    findings: Vec<FindingRow>,
    findings_more: usize,
    finding_counts: FindingCounts,
    narrative: Vec<Words>,
    comments: Vec<Words>,
    comments_more: usize,
    sources: Vec<SourceRow>,
}

/// The driving chain of a late milestone.
#[derive(Serialize)]
struct Chain {
    milestone: String,
    gap: i32,
    steps: Vec<String>,
    projects: Vec<String>,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct HandoverRow {
    ours: String,
    theirs: String,
    project: String,
    given: Option<Date>,
    needed: Option<Date>,
    gap: Option<i32>,
    agreed: bool,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct Moved {
    task: String,
    other: String,
    project: String,
    /// Whether the other project waits for this task; else this task waits for the other project.
    gives: bool,
    float: i32,
    slip: i32,
    reported: Option<Date>,
    implied: Date,
    late_finish: Date,
}

#[derive(Serialize)]
struct CriticalRow {
    task: String,
    reported: Option<Date>,
    implied: Date,
    late_finish: Date,
    float: i32,
    who: String,
    cell: String,
}

#[derive(Serialize)]
struct FindingRow {
    severity: &'static str,
    check: &'static str,
    cell: String,
    message: String,
    help: String,
}

#[derive(Serialize)]
struct Words {
    text: String,
    /// The record that a comment is on.
    about: Option<String>,
    author: Option<String>,
    date: Option<Date>,
    cell: String,
}

#[derive(Serialize)]
struct SourceRow {
    source: String,
    tracker: String,
    data_date: Option<Date>,
    why: String,
    superseded_by: Option<String>,
}

/// Picks what the page of the project at position `p` shows.
pub fn project(brief: &Brief, index: &Index, p: usize) -> ProjectPage {
    let id = ProjectId(u32::try_from(p).unwrap_or(u32::MAX));
    let none = crate::analyze::ProjectHealth::default();
    let health = brief.analysis.health.get(p).unwrap_or(&none);
    let tasks: &[TaskId] = index.tasks.get(p).map_or(&[], Vec::as_slice);
    let facts = |t: &TaskId| task(brief, *t).map(|t| &t.facts);
    let as_of = brief.portfolio.as_of;
    let (milestones, milestones_more) = milestones(brief, index, p, tasks);
    let (gives, gives_more, gives_outside) = handovers(brief, id, true);
    let (gets, gets_more, gets_outside) = handovers(brief, id, false);
    let (critical, critical_more) = critical(brief, tasks);
    let over = brief.analysis.contention.over.iter().filter(|o| o.projects.contains(&id));
    let (contention, contention_more) = contention_rows(brief, over, CONTENTION);
    let (findings, findings_more) = findings(brief, index, p);
    let own: &[usize] = index.findings.get(p).map_or(&[], Vec::as_slice);
    let project = brief.portfolio.projects.get(p);
    let [reported, computed, agreed] = statuses(brief, p, health);
    let (own_words, comments, comments_more) = narrative(brief, p);
    ProjectPage {
        slug: project.map(|x| x.slug.to_string()).unwrap_or_default(),
        name: project_name(brief, id),
        key: project.and_then(|x| x.key.as_ref()).map(|k| k.to_string()),
        program: brief.portfolio.name.to_string(),
        programs: project
            .map(|x| x.programs.iter().filter_map(|g| Some(brief.portfolio.programs.get(g.ix())?.name.to_string())).collect())
            .unwrap_or_default(),
        as_of,
        manager: project.and_then(|x| x.manager.as_ref()).map(|m| super::short(&m.value, 60)),
        carried: project.and_then(|p| brief.portfolio.carried_project(p)),
        restricted: project.is_some_and(|x| x.audience == Audience::Restricted),
        reported,
        computed,
        agreed,
        dimensions: dimensions(brief, health),
        percent: health.percent,
        baseline_finish: project.and_then(|x| x.baseline_finish).map(|d| d.value),
        reported_finish: health.reported_finish,
        implied_finish: health.implied_finish,
        tasks: tasks.len(),
        done: tasks.iter().filter_map(facts).filter(|f| f.is_done()).count(),
        overdue: tasks.iter().filter_map(facts).filter(|f| !f.is_closed() && f.finish.is_some_and(|d| d.value < as_of)).count(),
        coverage: CoverageRow::new(health.coverage),
        calendar: project.and_then(|project| project.calendar).map(|id| {
            let calendar = brief.portfolio.calendar_at(Some(id));
            format!("{} ({})", calendar.name, calendar.in_words())
        }),
        float_against: super::short(&brief.analysis.schedule.scope, 120),
        schedule_health: brief.analysis.quality.projects.get(p).map(crate::report::quality::sentence).unwrap_or_default(),
        milestones,
        milestones_more,
        chains: chains(brief, p),
        gives,
        gives_more,
        gives_outside,
        gets,
        gets_more,
        gets_outside,
        moved: moved(brief, id),
        critical,
        critical_more,
        contention,
        contention_more,
        findings,
        findings_more,
        finding_counts: FindingCounts::new(own.iter().filter_map(|n| brief.findings.get(*n)).map(|f| f.severity)),
        narrative: own_words,
        comments,
        comments_more,
        sources: sources(brief, p),
    }
}

/// Reported, computed, agreed: three values side by side.
fn statuses(brief: &Brief, p: usize, health: &ProjectHealth) -> [StatusRow; 3] {
    let project = brief.portfolio.projects.get(p);
    let reported = project.and_then(|x| x.reported.as_ref());
    let agreed = project.and_then(|x| x.agreed.as_ref());
    let why_agreed = project.and_then(|x| {
        let rule = brief
            .settings
            .projects
            .iter()
            .find(|r| *r.name == *x.name || r.key.as_deref() == x.key.as_deref() && r.key.is_some())?;
        rule.agreed_why.clone()
    });
    [
        StatusRow {
            name: "Reported",
            rag: reported.map_or("–", |r| r.value.word()),
            why: reported.map_or_else(|| "No source states one.".to_owned(), |r| sentence(&r.basis.sentence())),
            cells: reported.map(|r| cells(brief, &[r.at], 1)).unwrap_or_default(),
        },
        status_row(brief, "Computed", &health.overall),
        StatusRow {
            name: "Agreed",
            rag: agreed.map_or("–", |r| r.value.word()),
            why: match (agreed, why_agreed) {
                (_, Some(why)) => sentence(&why),
                (Some(_), None) => "Set by the program manager.".to_owned(),
                (None, None) => "Not set.".to_owned(),
            },
            cells: Vec::new(),
        },
    ]
}

/// The dimensions that could be assessed, and the schedule in any case.
fn dimensions(brief: &Brief, health: &ProjectHealth) -> Vec<StatusRow> {
    let all = [
        ("Schedule", &health.schedule),
        ("Cost", &health.cost),
        ("People", &health.resources),
        ("Risks and issues", &health.risk),
        ("Data", &health.data),
    ];
    all.into_iter()
        .filter(|(name, h)| h.rag.is_some() || *name == "Schedule")
        .map(|(name, h)| {
            let mut row = status_row(brief, name, h);
            if !row.why.is_empty() && sentence(&health.overall.why).ends_with(row.why.get(1..).unwrap_or(&row.why)) {
                "As above.".clone_into(&mut row.why);
            }
            row
        })
        .collect()
}

fn milestones(brief: &Brief, index: &Index, p: usize, tasks: &[TaskId]) -> (Vec<MilestoneRow>, usize) {
    let mut ids: Vec<TaskId> = tasks.iter().copied().filter(|t| index.readings.contains_key(t)).collect();
    ids.extend(brief.portfolio.projects.get(p).map(|x| x.board_milestones.as_slice()).unwrap_or_default());
    ids.sort();
    ids.dedup();
    let own = |id: &TaskId| task(brief, *id).is_some_and(|t| t.project.ix() == p);
    milestone_rows(ids.into_iter().filter(own).filter_map(|id| milestone_row(brief, index, id)).collect(), MILESTONES)
}

/// The driving chains of late milestones, widest gap first, with the cells of the links that lead from one file to another.
fn chains(brief: &Brief, p: usize) -> Vec<Chain> {
    let mut late: Vec<_> = brief
        .analysis
        .milestones
        .iter()
        .filter(|m| m.gap.is_some_and(|g| g > 0) && m.chain.len() > 1)
        .filter(|m| task(brief, m.task).is_some_and(|t| t.project.ix() == p && !t.facts.is_closed()))
        .collect();
    late.sort_by_key(|m| (std::cmp::Reverse((m.board, m.gap)), m.task));
    late.into_iter()
        .take(CHAINS)
        .map(|m| {
            let mut steps: Vec<String> = Vec::new();
            let mut projects: Vec<String> = Vec::new();
            let mut at: Vec<CellRef> = Vec::new();
            let mut before: Option<u16> = None;
            for id in &m.chain {
                let Some(t) = task(brief, *id) else { continue };
                steps.push(
                    t.key()
                        .filter(|k| k.chars().any(char::is_alphabetic))
                        .map_or_else(|| super::short(t.label(), 40), |k| super::short(k, 24)),
                );
                let name = project_name(brief, t.project);
                if !projects.contains(&name) {
                    projects.push(name);
                }
                let file = t.facts.at.source.file;
                if before.replace(file).is_some_and(|b| b != file) {
                    let driver = brief.analysis.schedule.tasks.get(id.ix()).copied().flatten().and_then(|s| s.driver);
                    at.extend(driver.and_then(|d| brief.portfolio.dependencies.get(d.ix())).and_then(|d| d.stated_at.first()));
                }
            }
            if steps.len() > STEPS {
                let tail = steps.split_off(steps.len() - STEPS / 2);
                steps.truncate(STEPS / 2);
                steps.push("…".to_owned());
                steps.extend(tail);
            }
            Chain { milestone: task_name(brief, m.task), gap: m.gap.unwrap_or(0), steps, projects, cells: cells(brief, &at, 6) }
        })
        .collect()
}

/// Links to or from other projects whose two ends are open: those that come too late first, then by the day needed. Links
/// that lead outside the files say too little for a row; they are counted.
fn handovers(brief: &Brief, id: ProjectId, gives: bool) -> (Vec<HandoverRow>, usize, usize) {
    let mut found: Vec<(&Handover, &crate::model::Dependency)> = brief
        .analysis
        .handovers
        .iter()
        .filter(|h| if gives { h.giver == Some(id) && h.getter != Some(id) } else { h.getter == Some(id) && h.giver != Some(id) })
        .filter_map(|h| Some((h, brief.portfolio.dependencies.get(h.link.ix())?)))
        .filter(|(_, d)| {
            let closed =
                |e: &crate::model::DependencyEnd| e.task().and_then(|t| task(brief, t)).is_some_and(|t| t.facts.is_closed());
            !closed(&d.predecessor) && !closed(&d.successor)
        })
        .collect();
    let all = found.len();
    found.retain(|(h, _)| h.giver.is_some() && h.getter.is_some());
    let outside = all.saturating_sub(found.len());
    found.sort_by_key(|(h, _)| {
        let late = h.gap.unwrap_or(0).max(0);
        (std::cmp::Reverse(late), h.needed.is_none(), h.needed.map(|n| n.0), h.link)
    });
    let more = found.len().saturating_sub(HANDOVERS);
    let rows = found
        .into_iter()
        .take(HANDOVERS)
        .map(|(h, d)| {
            let (ours, theirs, other) =
                if gives { (&d.predecessor, &d.successor, h.getter) } else { (&d.successor, &d.predecessor, h.giver) };
            let at: Vec<CellRef> = [h.given, h.needed].into_iter().flatten().map(|(_, at)| at).collect();
            HandoverRow {
                ours: end_name(brief, ours),
                theirs: end_name(brief, theirs),
                project: other.map_or_else(|| "outside the files".to_owned(), |p| project_name(brief, p)),
                given: h.given.map(|g| g.0),
                needed: h.needed.map(|n| n.0),
                gap: h.gap,
                agreed: h.agreed,
                cells: cells(brief, &at, 2),
            }
        })
        .collect();
    (rows, more, outside)
}

/// Tasks whose priority comes from outside: another project waits for them and leaves them little float, or they wait for
/// another project and move. Least float first, then the longest slip.
fn moved(brief: &Brief, id: ProjectId) -> Vec<Moved> {
    let near = brief.settings.thresholds.near_critical_float;
    let mut found: Vec<(i32, i32, TaskId, Moved)> = Vec::new();
    for h in &brief.analysis.handovers {
        let gives = h.giver == Some(id);
        if h.giver == h.getter || !(gives || h.getter == Some(id)) {
            continue;
        }
        let Some(link) = brief.portfolio.dependencies.get(h.link.ix()) else { continue };
        let (own, other, project) = if gives {
            (link.predecessor.task(), &link.successor, h.getter)
        } else {
            (link.successor.task(), &link.predecessor, h.giver)
        };
        let Some(own) = own else { continue };
        let Some(facts) = task(brief, own).map(|t| &t.facts).filter(|f| !f.is_closed()) else { continue };
        let Some(schedule) = brief.analysis.schedule.tasks.get(own.ix()).copied().flatten() else { continue };
        let slip = schedule.implied_slip.unwrap_or(0);
        let counts = if gives { schedule.total_float <= near } else { slip > 0 && schedule.driver == Some(h.link) };
        if !counts || found.iter().any(|(_, _, t, _)| *t == own) {
            continue;
        }
        let row = Moved {
            task: task_name(brief, own),
            other: end_name(brief, other),
            project: project.map_or_else(|| "another program".to_owned(), |p| project_name(brief, p)),
            gives,
            float: schedule.total_float,
            slip,
            reported: facts.finish.map(|d| d.value),
            implied: schedule.early_finish,
            late_finish: schedule.late_finish,
        };
        found.push((schedule.total_float, -slip, own, row));
    }
    found.sort_by_key(|(float, slip, task, _)| (*float, *slip, *task));
    found.into_iter().take(MOVED).map(|(_, _, _, row)| row).collect()
}

/// Open critical tasks, those with the least float first, then by date.
fn critical(brief: &Brief, tasks: &[TaskId]) -> (Vec<CriticalRow>, usize) {
    let mut found: Vec<(i32, Date, TaskId)> = tasks
        .iter()
        .filter_map(|id| {
            let schedule = brief.analysis.schedule.tasks.get(id.ix()).copied().flatten().filter(|s| s.critical)?;
            task(brief, *id).filter(|t| !t.facts.is_closed())?;
            Some((schedule.total_float, schedule.early_finish, *id))
        })
        .collect();
    found.sort();
    let more = found.len().saturating_sub(CRITICAL);
    let rows = found
        .into_iter()
        .take(CRITICAL)
        .filter_map(|(float, implied, id)| {
            let t = task(brief, id)?;
            let schedule = brief.analysis.schedule.tasks.get(id.ix()).copied().flatten()?;
            let who: Vec<String> = t.assignees.iter().take(2).map(|(r, _)| resource_name(brief, *r)).collect();
            Some(CriticalRow {
                task: task_name(brief, id),
                reported: t.facts.finish_date().map(|d| d.value),
                implied,
                late_finish: schedule.late_finish,
                float,
                who: if who.is_empty() { "nobody".to_owned() } else { super::listed(&who) },
                cell: super::place_text(brief, t.facts.at),
            })
        })
        .collect();
    (rows, more)
}

/// The gravest findings, one check not more than four times, so that one cause does not hide the others.
fn findings(brief: &Brief, index: &Index, p: usize) -> (Vec<FindingRow>, usize) {
    let own: &[usize] = index.findings.get(p).map_or(&[], Vec::as_slice);
    let mut order: Vec<usize> = own.to_vec();
    order.sort_by_key(|n| (brief.findings.get(*n).map(|f| f.severity), *n));
    let mut seen: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut rows = Vec::new();
    for n in order {
        let Some(f) = brief.findings.get(n) else { continue };
        let count = seen.entry(f.check).or_insert(0);
        *count += 1;
        if *count > 4 || rows.len() >= FINDINGS {
            continue;
        }
        rows.push(FindingRow {
            severity: f.severity.word(),
            check: f.check,
            cell: match &f.place {
                Place::Cell(at) => super::place_text(brief, *at),
                Place::Source(id) => brief.sources.source_text(*id),
                Place::File(name) => name.to_string(),
                Place::Run => "the program".to_owned(),
            },
            message: sentence(&f.message),
            help: sentence(&f.help),
        });
    }
    let more = own.len().saturating_sub(rows.len());
    (rows, more)
}

/// The project manager's words, and the comments on its records with how many more there are: people before tools and accounts
/// without a name, newest first, those without a date last, in the order found.
fn narrative(brief: &Brief, p: usize) -> (Vec<Words>, Vec<Words>, usize) {
    let all = brief.portfolio.projects.get(p).map_or(&[] as &[crate::model::Narrative], |x| &x.narrative);
    let (mut own, mut comments): (Vec<_>, Vec<_>) = all.iter().partition(|n| n.about.is_none());
    let voiceless =
        |n: &crate::model::Narrative| n.author.as_deref().is_some_and(|a| voices::is_machine(a) || voices::is_account(a));
    for list in [&mut own, &mut comments] {
        list.sort_by_key(|n: &&crate::model::Narrative| (voiceless(n), n.date.is_none(), std::cmp::Reverse(n.date)));
    }
    let more = comments.len().saturating_sub(COMMENTS);
    let words = |n: &crate::model::Narrative, length: usize| Words {
        text: if n.about.is_some() { super::short(&n.text, length) } else { n.text.to_string() },
        about: n.about.as_ref().map(|a| super::short(a, 120)),
        author: n.author.as_deref().map(|a| if voices::is_account(a) { voices::NAMELESS } else { a }.to_owned()),
        date: n.date,
        cell: super::place_text(brief, n.at),
    };
    let own = own.into_iter().take(WORDS).map(|n| words(n, usize::MAX)).collect();
    (own, comments.into_iter().take(COMMENTS).map(|n| words(n, COMMENT_LENGTH)).collect(), more)
}

fn sources(brief: &Brief, p: usize) -> Vec<SourceRow> {
    let Some(project) = brief.portfolio.projects.get(p) else { return Vec::new() };
    project
        .sources
        .iter()
        .map(|(id, why)| {
            let hand_in = brief.portfolio.hand_ins.iter().find(|h| h.source == *id);
            let file = brief.sources.file(*id).map_or("", |f| f.name.as_str());
            let sheet = brief.sources.sheet(*id);
            let table = brief
                .receipt
                .inputs
                .iter()
                .find(|i| i.file == file)
                .and_then(|i| i.tables.iter().find(|t| t.sheet.as_deref() == sheet));
            SourceRow {
                source: brief.sources.source_text(*id),
                tracker: table.map_or_else(|| "none".to_owned(), |t| t.tracker.clone()),
                data_date: hand_in.and_then(|h| h.data_date.as_ref().map(|d| d.0)),
                why: super::short(why, 80),
                superseded_by: hand_in.and_then(|h| h.superseded_by.as_ref()).map(|(s, _)| brief.sources.source_text(*s)),
            }
        })
        .collect()
}
