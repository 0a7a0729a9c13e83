//! Findings that are known and accepted: taken out of the list, kept apart with who, why and until when. A waiver ends with its
//! date, or when the finding no longer says the value it was given for; both are said.

use super::{Check, Facts};
use crate::config::WaiverRule;
use crate::diagnostic::{Diagnostic, Place, Severity, Subject};
use crate::source::{CellRef, SourceId};
use rustc_hash::FxHashMap;

/// A finding that was waived.
#[derive(Clone, PartialEq, Debug)]
pub struct Waived {
    /// The finding.
    pub finding: Diagnostic,
    /// The waiver.
    pub waiver: WaiverRule,
    /// Where the waiver is written.
    pub at: CellRef,
}

const fn check(name: &'static str, severity: Severity, title: &'static str, explain: &'static str) -> Check {
    Check { name, severity, title, explain, run: None }
}

/// The findings about waivers themselves.
pub const CHECKS: &[Check] = &[
    check(
        "waiver-expired",
        Severity::Warning,
        "A waiver is past its date, so its finding is back",
        "A finding was accepted up to a day, and that day has passed while the finding stands.\n\n\
         What was to be mended by then is not; nobody accepts it any longer.\n\n\
         Mend what the finding says, or renew the waiver with a new date and reason.",
    ),
    check(
        "waiver-lapsed",
        Severity::Warning,
        "A waiver was given for another value, so its finding is back",
        "The finding at this place no longer says the value that the waiver was given for: the cell changed.\n\n\
         What was accepted was another case; this one nobody has looked at.\n\n\
         Look at the finding, then mend it, or set the waiver's value anew.",
    ),
    check(
        "waiver-unused",
        Severity::Note,
        "A waiver fits no finding",
        "No finding of this check stands at the place or about the id that the waiver names.\n\n\
         It was mended, or the waiver is misspelt and its finding stands in the list.\n\n\
         Take the waiver out, or correct its check, place or id.",
    ),
];

/// Parts findings from those that are waived, and says which waivers no longer hold. Linear in findings; nothing is done
/// without waivers.
pub fn waive(facts: &Facts, waivers: &[WaiverRule], findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Waived>) {
    if waivers.is_empty() {
        return (findings, Vec::new());
    }
    let mut by_check: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (ix, waiver) in waivers.iter().enumerate() {
        by_check.entry(waiver.check.trim()).or_default().push(ix);
    }
    let mut used = vec![false; waivers.len()];
    let mut kept = Vec::with_capacity(findings.len());
    let mut waived = Vec::new();
    let mut said = Vec::new();
    for finding in findings {
        let candidates = by_check.get(finding.check).map_or(&[][..], Vec::as_slice);
        let hit = candidates.iter().copied().find(|&ix| waivers.get(ix).is_some_and(|w| fits(facts, w, &finding)));
        let Some((ix, waiver)) = hit.and_then(|ix| Some((ix, waivers.get(ix)?))) else {
            kept.push(finding);
            continue;
        };
        if let Some(slot) = used.get_mut(ix) {
            *slot = true;
        }
        let at = place(facts, waiver);
        let accepted = format!("`{}` was accepted by {} ({})", waiver.check, waiver.by, waiver.why);
        let past = waiver.until.filter(|until| *until < facts.portfolio.as_of);
        let changed = waiver.value.as_deref().filter(|v| !finding.message.contains(v.trim()));
        let ended = match (past, changed) {
            (Some(day), _) => Some(Diagnostic::at(
                "waiver-expired",
                Severity::Warning,
                at,
                format!("{accepted} until {day}; the finding stands"),
            )),
            (None, Some(value)) => Some(Diagnostic::at(
                "waiver-lapsed",
                Severity::Warning,
                at,
                format!("{accepted} for `{}`; the finding now says something else", value.trim()),
            )),
            (None, None) => None,
        };
        match ended {
            Some(mut diagnostic) => {
                diagnostic.related.extend(finding.cell());
                diagnostic.subject = finding.subject;
                said.push(diagnostic);
                kept.push(finding);
            }
            None => waived.push(Waived { finding, waiver: waiver.clone(), at }),
        }
    }
    for waiver in waivers.iter().zip(used).filter(|(_, used)| !used).map(|(w, _)| w) {
        let what = waiver.place.as_deref().or(waiver.id.as_deref()).unwrap_or_default();
        said.push(
            Diagnostic::at(
                "waiver-unused",
                Severity::Note,
                place(facts, waiver),
                format!("`{}` at `{what}` fits no finding", waiver.check),
            )
            .help("take the waiver out, or correct its check, place or id"),
        );
    }
    kept.extend(said);
    (kept, waived)
}

fn place(facts: &Facts, waiver: &WaiverRule) -> CellRef {
    let name = &facts.settings.file_name;
    let file = facts.sources.files.iter().rposition(|f| f.name == *name).and_then(|f| u16::try_from(f).ok()).unwrap_or(0);
    CellRef { source: SourceId { file, sheet: 0 }, row: waiver.line.saturating_sub(1), col: 0 }
}

fn fits(facts: &Facts, waiver: &WaiverRule, finding: &Diagnostic) -> bool {
    let placed = waiver.place.as_deref().is_none_or(|wanted| {
        let text = match &finding.place {
            Place::Cell(at) => facts.sources.text(*at),
            Place::Source(source) => facts.sources.source_text(*source),
            Place::File(name) => name.to_string(),
            Place::Run => String::new(),
        };
        text.eq_ignore_ascii_case(wanted.trim())
    });
    placed
        && waiver
            .id
            .as_deref()
            .is_none_or(|id| ids(facts, finding.subject).iter().any(|have| have.eq_ignore_ascii_case(id.trim())))
}

/// What the subject of a finding is known by.
fn ids<'a>(facts: &Facts<'a>, subject: Subject) -> Vec<&'a str> {
    let p = facts.portfolio;
    let mut ids: Vec<&'a str> = Vec::new();
    match subject {
        Subject::Task(i) => {
            if let Some(t) = p.tasks.get(i as usize) {
                ids.push(&t.stable_id);
                ids.extend(t.facts.key.iter().chain(&t.facts.id).map(|k| &*k.value));
            }
        }
        Subject::Project(i) => {
            if let Some(x) = p.projects.get(i as usize) {
                ids.extend([&*x.slug, &*x.name]);
                ids.extend(x.key.as_deref());
            }
        }
        Subject::Resource(i) => {
            if let Some(r) = p.resources.get(i as usize) {
                ids.extend([&*r.stable_id, &*r.name]);
            }
        }
        Subject::LogItem(i) => {
            if let Some(x) = p.log.get(i as usize) {
                ids.push(&x.stable_id);
                ids.extend(x.key.iter().map(|k| &*k.value));
            }
        }
        Subject::Benefit(i) => {
            if let Some(x) = p.benefits.get(i as usize) {
                ids.push(&x.stable_id);
                ids.extend(x.key.iter().map(|k| &*k.value));
            }
        }
        Subject::Dependency(_) | Subject::Intake => {}
    }
    ids
}

/// Says of findings about milestones that rest on a fact settled by hand that they do.
pub fn mark_adjusted(facts: &Facts, findings: &mut [Diagnostic]) {
    if !facts.portfolio.adjustments.iter().any(|a| a.state.holds()) {
        return;
    }
    let adjusted = |t: &crate::model::TaskId| facts.portfolio.tasks.get(t.ix()).is_some_and(crate::model::Task::is_adjusted);
    let resting: rustc_hash::FxHashSet<u32> = facts
        .analysis
        .milestones
        .iter()
        .filter(|m| m.chain.iter().any(|t| *t != m.task && adjusted(t)))
        .map(|m| m.task.0)
        .collect();
    for finding in findings {
        if let Subject::Task(t) = finding.subject
            && resting.contains(&t)
            && !finding.message.contains("adjust")
        {
            finding.message.push_str(" (rests on an adjusted value)");
        }
    }
}

/// Says of findings in the cells of hand-ins that were not handed in this time how old they are.
pub fn mark_carried(facts: &Facts, findings: &mut [Diagnostic]) {
    if facts.portfolio.hand_ins.iter().all(|h| h.carried.is_none()) {
        return;
    }
    for finding in findings {
        if let Place::Cell(at) = &finding.place {
            let mark = facts.portfolio.carried_mark(at.source);
            finding.message.push_str(&mark);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::check::world::World;

    fn rule(value: Option<&str>, until: Option<&str>) -> WaiverRule {
        WaiverRule {
            check: "overdue-open".to_owned(),
            place: None,
            id: Some("T1".to_owned()),
            value: value.map(str::to_owned),
            by: "Nora".to_owned(),
            why: "frozen".to_owned(),
            until: until.map(|u| u.parse().unwrap()),
            line: 4,
        }
    }

    fn waived(rule: WaiverRule) -> (Vec<&'static str>, usize) {
        let mut world = World::new();
        let project = world.project("Alpha");
        let task = world.task(project, "Late thing");
        world.of(task).key = Some(crate::source::Sourced::stated("T1".into(), crate::check::world::cell(1, 0)));
        let at = world.portfolio.tasks[0].facts.at;
        let finding =
            Diagnostic::at("overdue-open", Severity::Warning, at, "`T1` was due on 23 Oct 2026").about(Subject::Task(0));
        let facts = world.facts();
        let (kept, waived) = waive(&facts, &[rule], vec![finding]);
        (kept.iter().map(|f| f.check).collect(), waived.len())
    }

    #[test]
    fn a_waiver_holds_until_its_date_and_for_the_value_seen() {
        assert_eq!(waived(rule(Some("23 Oct 2026"), None)), (vec![], 1));
        assert_eq!(waived(rule(Some("24 Oct 2026"), None)), (vec!["overdue-open", "waiver-lapsed"], 0));
        assert_eq!(waived(rule(None, Some("1999-01-01"))), (vec!["overdue-open", "waiver-expired"], 0));
    }
}
