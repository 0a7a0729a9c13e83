//! Which concerns reach the executive page. There are eight kinds, gravest kind first:
//!
//! 1. a project reported greener than computed; 2. a handover between projects that comes too late; 3. a benefit that comes
//!    after its promise; 4. one cause behind the risks of several projects; 5. a board milestone that its own links make late;
//!    6. tasks that wait for each other; 7. a project that cannot be assessed; 8. the check with the most errors.
//!
//! First two of the first kind and the gravest of each other kind are taken, then the next of each kind, until the page is
//! full; so the concerns are different things. Of the projects reported greener than computed the one stands first whose late
//! board milestone is driven through most projects; then red before amber. Late benefits are one concern together. A milestone
//! of a project reported greener than computed stands with its project.

use super::{
    Brief, Index, MilestoneRow, cells, day, end_name, listed, plural, project_name, rag_word, sentence, task, task_name,
};
use crate::analyze::MilestoneReading;
use crate::diagnostic::{Severity, Subject};
use crate::model::{ProjectId, Rag};
use crate::source::CellRef;
use serde::Serialize;
use std::collections::BTreeMap;

/// One concern: what, why, where.
#[derive(Serialize)]
pub struct Concern {
    title: String,
    text: String,
    cells: Vec<String>,
}

fn concern(brief: &Brief, title: String, text: &str, at: &[CellRef]) -> Concern {
    Concern { title, text: sentence(text), cells: cells(brief, at, 3) }
}

/// At most `most` concerns, and how many more there are.
pub(super) fn concerns(brief: &Brief, index: &Index, most: usize) -> (Vec<Concern>, usize) {
    let (hidden, named) = hidden(brief, index);
    let kinds = [
        hidden,
        handovers(brief),
        benefits(brief),
        causes(brief),
        milestones(brief, index, &named),
        cycles(brief),
        unassessable(brief),
        checks(brief),
    ];
    let all: usize = kinds.iter().map(Vec::len).sum();
    let mut queues: Vec<_> = kinds.into_iter().map(Vec::into_iter).collect();
    let mut taken: Vec<(usize, Concern)> = Vec::new();
    while taken.len() < most {
        let before = taken.len();
        for (kind, queue) in queues.iter_mut().enumerate() {
            let share = if kind == 0 && before == 0 { 2 } else { 1 };
            for next in queue.by_ref().take(share.min(most.saturating_sub(taken.len()))) {
                taken.push((kind, next));
            }
        }
        if taken.len() == before {
            break;
        }
    }
    taken.sort_by_key(|(kind, _)| *kind);
    let more = all.saturating_sub(taken.len());
    (taken.into_iter().map(|(_, c)| c).collect(), more)
}

/// Projects reported greener than computed.
fn hidden(brief: &Brief, index: &Index) -> (Vec<Concern>, Vec<ProjectId>) {
    let mut found: Vec<(usize, Option<&MilestoneReading>)> = brief
        .analysis
        .health
        .iter()
        .enumerate()
        .filter(|(p, h)| h.watermelon && *p < brief.portfolio.projects.len())
        .map(|(p, _)| (p, worst_milestone(brief, p)))
        .collect();
    let rag = |p: usize| brief.analysis.health.get(p).and_then(|h| h.overall.rag);
    found.sort_by_key(|(p, m)| (rag(*p) != Some(Rag::Red), std::cmp::Reverse(m.and_then(|m| m.gap)), *p));
    let through = |m: &Option<&MilestoneReading>| m.map_or(0, |m| chain_projects(brief, m).len());
    let most = found.iter().map(|(_, m)| through(m)).max().unwrap_or(0);
    if most > 1
        && let Some(first) = found.iter().position(|(_, m)| through(m) == most)
    {
        let one = found.remove(first);
        found.insert(0, one);
    }
    let id = |p: usize| u32::try_from(p).ok().map(ProjectId);
    let concerns = found
        .iter()
        .filter_map(|&(p, milestone)| {
            let (project, health) = (brief.portfolio.projects.get(p)?, brief.analysis.health.get(p)?);
            let reported = project.reported.as_ref();
            let mut at: Vec<CellRef> = reported.map(|r| r.at).into_iter().collect();
            let text = match milestone.and_then(|m| Some((m, super::milestone_row(brief, index, m.task)?))) {
                Some((m, row)) => {
                    at.extend(task(brief, m.task).and_then(|t| t.facts.finish).map(|d| d.at));
                    late_words(brief, m, &row)
                }
                None => health.overall.why.clone(),
            };
            at.extend(&health.overall.cells);
            let title = format!(
                "{} is reported {}, computed {}",
                project_name(brief, id(p)?),
                reported.map_or("without a colour", |r| r.value.word()),
                rag_word(health.overall.rag)
            );
            Some(concern(brief, title, &text, &at))
        })
        .collect();
    (concerns, found.iter().filter_map(|(p, _)| id(*p)).collect())
}

/// The late board milestone of a project whose chain runs through most projects, then with the widest gap.
fn worst_milestone<'a>(brief: &Brief<'a>, p: usize) -> Option<&'a MilestoneReading> {
    brief
        .analysis
        .milestones
        .iter()
        .filter(|m| m.board && m.gap.is_some_and(|g| g > 0))
        .filter(|m| task(brief, m.task).is_some_and(|t| t.project.ix() == p && !t.facts.is_closed()))
        .max_by_key(|m| (chain_projects(brief, m).len(), m.gap, std::cmp::Reverse(m.task)))
}

/// The projects that a driving chain runs through, in its order.
fn chain_projects(brief: &Brief, m: &MilestoneReading) -> Vec<ProjectId> {
    let mut found: Vec<ProjectId> = Vec::new();
    for project in m.chain.iter().filter_map(|t| task(brief, *t)).map(|t| t.project) {
        if !found.contains(&project) {
            found.push(project);
        }
    }
    found
}

/// How late a milestone is and what drives it.
fn late_words(brief: &Brief, m: &MilestoneReading, row: &MilestoneRow) -> String {
    let days = usize::try_from(m.gap.unwrap_or(0)).unwrap_or(0);
    let mut text = match (m.reported, m.implied) {
        (Some(reported), Some(implied)) => format!(
            "{} is reported for {}, its links allow {} at the earliest, {} later",
            row.name,
            day(reported),
            day(implied),
            plural(days, "working day", "working days")
        ),
        _ => format!("the links of {} make it late", row.name),
    };
    let through = chain_projects(brief, m);
    if through.len() > 1 {
        let names: Vec<String> = through.iter().map(|p| project_name(brief, *p)).collect();
        text.push_str(&format!("; driven through {}", listed(&names)));
        if let Some(first) = m.chain.first() {
            text.push_str(&format!(", from {}", task_name(brief, *first)));
        }
    } else if let Some(driver) = &row.driver {
        text.push_str(&format!("; driven by {driver}"));
    }
    text
}

/// Open handovers between projects that come after the day they are needed, widest gap first.
fn handovers(brief: &Brief) -> Vec<Concern> {
    let mut late: Vec<_> = brief
        .analysis
        .handovers
        .iter()
        .filter(|h| h.gap.is_some_and(|g| g > 0) && h.giver != h.getter)
        .filter_map(|h| Some((h, brief.portfolio.dependencies.get(h.link.ix())?)))
        .filter(|(_, link)| {
            let closed = |end: &crate::model::DependencyEnd| {
                end.task().and_then(|id| task(brief, id)).is_some_and(|t| t.facts.is_closed())
            };
            !closed(&link.predecessor) && !closed(&link.successor)
        })
        .collect();
    late.sort_by_key(|(h, _)| (std::cmp::Reverse(h.gap), h.link));
    late.iter()
        .filter_map(|(h, link)| {
            let ((given, given_at), (needed, needed_at)) = (h.given?, h.needed?);
            let name = |p: Option<ProjectId>, other: &str| p.map_or_else(|| other.to_owned(), |p| project_name(brief, p));
            let title = format!(
                "{} needs {} on {}; {} gives it on {}",
                name(h.getter, "Somebody"),
                end_name(brief, &link.predecessor),
                day(needed),
                name(h.giver, "nobody named"),
                day(given)
            );
            let days = usize::try_from(h.gap.unwrap_or(0)).unwrap_or(0);
            let text = format!(
                "{} apart; it holds up {}{}",
                plural(days, "working day", "working days"),
                end_name(brief, &link.successor),
                if h.agreed { "" } else { ", and only one of the two sides has the link in its plan" }
            );
            Some(concern(brief, title, &text, &[given_at, needed_at]))
        })
        .collect()
}

/// Benefits expected after their promise: those of projects that look green first, then the latest.
fn benefits(brief: &Brief) -> Vec<Concern> {
    let green = |p: Option<ProjectId>| {
        p.and_then(|p| brief.portfolio.projects.get(p.ix())).and_then(|p| p.reported.as_ref()).map(|r| r.value)
            == Some(Rag::Green)
    };
    let mut late: Vec<_> = brief
        .analysis
        .benefits
        .iter()
        .filter(|b| b.late_days.is_some_and(|d| d > 0))
        .filter_map(|b| Some((b, brief.portfolio.benefits.get(b.benefit.ix())?)))
        .collect();
    late.sort_by_key(|(b, benefit)| (!green(benefit.project), std::cmp::Reverse(b.late_days), b.benefit));
    let words: Vec<(String, String, Vec<CellRef>)> = late
        .iter()
        .map(|(b, benefit)| {
            let name = super::short(benefit.name.as_ref().or(benefit.key.as_ref()).map_or("(no name)", |n| &n.value), 60);
            let days = usize::try_from(b.late_days.unwrap_or(0)).unwrap_or(0);
            let mut text = match (benefit.target_date.as_ref(), b.expected) {
                (Some(promised), Some(expected)) => {
                    format!("promised for {}, to be expected on {}", day(promised.value), day(expected))
                }
                _ => b.health.why.clone(),
            };
            if let Some((enabler, date)) = b.enabler {
                text.push_str(&format!(", as it waits for {} on {}", task_name(brief, enabler), day(date)));
            }
            if let Some(p) = benefit.project.filter(|p| green(Some(*p))) {
                text.push_str(&format!(", although {} is reported Green", project_name(brief, p)));
            }
            let at = benefit.target_date.as_ref().map(|d| d.at).into_iter().chain(b.health.cells.iter().copied()).collect();
            (format!("“{name}” comes {} after its promise", plural(days, "day", "days")), text, at)
        })
        .collect();
    match words.as_slice() {
        [] => Vec::new(),
        [(title, text, at)] => vec![concern(brief, format!("The benefit {title}"), text, at)],
        several => {
            let shown: Vec<String> = several.iter().take(3).map(|(title, text, _)| format!("{title}: {text}")).collect();
            let rest = several.len().saturating_sub(shown.len());
            let more = if rest > 0 { format!("; and {rest} more") } else { String::new() };
            let at: Vec<CellRef> = several.iter().take(3).filter_map(|(_, _, at)| at.first().copied()).collect();
            let title = format!("{} benefits come after their promise", several.len());
            vec![concern(brief, title, &format!("{}{more}", shown.join("; ")), &at)]
        }
    }
}

/// Causes behind the log items of several projects, most projects first.
fn causes(brief: &Brief) -> Vec<Concern> {
    let mut causes: Vec<_> = brief.analysis.exposure.iter().filter(|c| c.projects.len() > 1).collect();
    causes.sort_by_key(|c| (std::cmp::Reverse((c.projects.len(), c.items.len())), c.name.clone()));
    causes
        .iter()
        .map(|c| {
            let title = format!(
                "{} stands behind {} of {}",
                super::short(&c.name, 50),
                plural(c.items.len(), "risk or issue", "risks and issues"),
                listed(&c.projects.iter().map(|p| project_name(brief, *p)).collect::<Vec<_>>())
            );
            let at: Vec<CellRef> = c.spellings.iter().map(|(_, at)| *at).collect();
            concern(brief, title, &c.evidence, &at)
        })
        .collect()
}

/// Board milestones that the links make later than reported, widest gap first.
fn milestones(brief: &Brief, index: &Index, named: &[ProjectId]) -> Vec<Concern> {
    let mut late: Vec<_> = brief
        .analysis
        .milestones
        .iter()
        .filter(|m| m.board && m.gap.is_some_and(|g| g > 0))
        .filter_map(|m| Some((m, task(brief, m.task)?)))
        .filter(|(_, t)| !t.facts.is_closed() && !named.contains(&t.project))
        .collect();
    late.sort_by_key(|(m, _)| (std::cmp::Reverse(m.gap), m.task));
    late.iter()
        .filter_map(|(m, t)| {
            let row = super::milestone_row(brief, index, m.task)?;
            let days = usize::try_from(m.gap?).unwrap_or(0);
            let title =
                format!("{} ({}) is {} later than reported", row.name, row.project, plural(days, "working day", "working days"));
            Some(concern(brief, title, &late_words(brief, m, &row), &[t.facts.finish.map_or(t.facts.at, |d| d.at)]))
        })
        .collect()
}

/// Tasks that wait for each other, longest ring first.
fn cycles(brief: &Brief) -> Vec<Concern> {
    let mut rings: Vec<_> = brief.analysis.schedule.cycles.iter().collect();
    rings.sort_by_key(|c| (std::cmp::Reverse(c.tasks.len()), c.tasks.first().copied()));
    rings
        .iter()
        .map(|c| {
            let names: Vec<String> = c.tasks.iter().take(4).map(|t| task_name(brief, *t)).collect();
            let rest = c.tasks.len().saturating_sub(names.len());
            let title = format!("{} wait for each other", plural(c.tasks.len(), "task", "tasks"));
            let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            let text = format!("{}{more}; until one link is dropped none of them has a date", listed(&names));
            let at: Vec<CellRef> = c
                .links
                .iter()
                .filter_map(|l| brief.portfolio.dependencies.get(l.ix()).and_then(|d| d.stated_at.first().copied()))
                .collect();
            concern(brief, title, &text, &at)
        })
        .collect()
}

/// Projects that cannot be assessed, the largest first.
fn unassessable(brief: &Brief) -> Vec<Concern> {
    let mut found: Vec<_> = brief
        .analysis
        .health
        .iter()
        .enumerate()
        .filter(|(p, h)| {
            // that a restricted project shows no dates here is no concern of it
            let shown = |p: &crate::model::Project| brief.restricted || p.audience != crate::model::Audience::Restricted;
            h.overall.rag.is_none() && brief.portfolio.projects.get(*p).is_some_and(shown)
        })
        .collect();
    found.sort_by_key(|(p, h)| (std::cmp::Reverse(h.coverage.tasks), *p));
    found
        .iter()
        .filter_map(|(p, h)| {
            let title = format!("{} is not assessable", project_name(brief, ProjectId(u32::try_from(*p).ok()?)));
            let why = if h.overall.why.is_empty() { &h.schedule.why } else { &h.overall.why };
            Some(concern(brief, title, why, &h.overall.cells))
        })
        .collect()
}

/// Checks of the program (not of the intake) with errors, most errors first.
fn checks(brief: &Brief) -> Vec<Concern> {
    let mut by_check: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, f) in brief.findings.iter().enumerate() {
        if f.severity == Severity::Error && f.subject != Subject::Intake {
            by_check.entry(f.check).or_default().push(n);
        }
    }
    let mut groups: Vec<_> = by_check.into_iter().collect();
    groups.sort_by_key(|(name, list)| (std::cmp::Reverse(list.len()), *name));
    groups
        .into_iter()
        .filter_map(|(name, list)| {
            let first = brief.findings.get(*list.first()?)?;
            let title = crate::check::all().find(|c| c.name == name).map_or(name, |c| c.title);
            let more = match list.len() {
                1 => String::new(),
                n => format!(" ({} of this kind)", n),
            };
            let at: Vec<CellRef> = list.iter().filter_map(|n| brief.findings.get(*n)?.cell()).take(3).collect();
            Some(concern(brief, format!("{}{more}", title.trim_end_matches('.')), &first.message, &at))
        })
        .collect()
}
