//! What a converted file knows of a model that was reconciled before, put where it belongs. The file's records went through
//! reconciling like any others, so they can be joined with what else is handed in; here stands only what records cannot say.

use super::allocations::Claim;
use super::desk::{Desk, position};
use super::people::{Mention, People, Settled};
use crate::config::ledger::{Kind, Verdict};
use crate::import::carried::{Carried, CarriedAdjustment, CarriedPerson};
use crate::model::canonical::FORM;
use crate::model::project::IdentityProposal;
use crate::model::{Conflict, HandIn, ProjectId, Task, TaskId};
use crate::source::Text;
use rustc_hash::FxHashSet;

/// The carried facts of one sheet on the desk.
#[derive(Debug)]
pub(super) struct OfSheet {
    pub(super) sheet: u32,
    pub(super) facts: Carried,
}

/// What records of work cannot say: that they are known by reference only, and what was merged into them.
pub(super) fn onto_tasks(tasks: &mut [Task], carried: &mut Carried) {
    for (task, (stub, also_at)) in tasks.iter_mut().zip(std::mem::take(&mut carried.tasks)) {
        task.stub = stub;
        task.also_at = also_at;
    }
}

/// Sources, words, audience and programs of projects.
pub(super) fn projects(desk: &mut Desk) {
    let mut carried = std::mem::take(&mut desk.carried);
    for of_sheet in &mut carried {
        for project in std::mem::take(&mut of_sheet.facts.projects) {
            let Some(at) = desk.projects.find(&project.hint) else { continue };
            for (source, why) in project.sources {
                desk.projects.came_from(at, source, || why.to_string());
            }
            if let Some(draft) = desk.projects.drafts.get_mut(at as usize) {
                draft.whole.narrative.extend(project.narrative);
                draft.whole.audience = draft.whole.audience.max(project.audience);
                draft.whole.agreed = draft.whole.agreed.or(project.agreed);
            }
        }
        for (program, hint) in std::mem::take(&mut of_sheet.facts.programs) {
            if let Some(at) = desk.projects.find(&hint) {
                desk.projects.put_into_program(at, &program);
            }
        }
    }
    desk.carried = carried;
}

/// Who is on which task; also the number of assignment rows of the originals.
pub(super) fn claims(desk: &mut Desk, ids: &[Option<TaskId>], people: &mut People, claims: &mut Vec<Claim>) -> usize {
    let mut rows = 0_usize;
    let mut carried = std::mem::take(&mut desk.carried);
    let any = carried.iter().any(|of_sheet| of_sheet.facts.forward);
    let named: FxHashSet<TaskId> = if any { claims.iter().map(|c| c.task).collect() } else { FxHashSet::default() };
    for of_sheet in &mut carried {
        let tracker = tracker_of(desk, of_sheet.sheet);
        rows = rows.saturating_add(of_sheet.facts.assignment_rows);
        let forward = of_sheet.facts.forward;
        for claim in std::mem::take(&mut of_sheet.facts.claims) {
            // who is on a task is for the file to say that was handed in, where there is one
            let task = task(desk, ids, of_sheet.sheet, claim.task).filter(|t| !(forward && named.contains(t)));
            let (Some(task), Some(who)) = (task, people.mention(&claim.who, &tracker, None, &[])) else { continue };
            let at = claim.at;
            let listed = claim.claimed_at.is_some();
            let (units, work) = if listed { (None, None) } else { (claim.units, claim.work) };
            claims.push(Claim { task, who, units, work, percent: None, at, listed: false });
            if let Some(at) = claim.claimed_at {
                claims.push(Claim { task, who, units: claim.units, work: claim.work, percent: None, at, listed });
            }
        }
    }
    desk.carried = carried;
    rows
}

/// The tracker under whose accounts people of a sheet are known.
fn tracker_of(desk: &Desk, sheet: u32) -> Text {
    desk.sheets.get(sheet as usize).map_or_else(|| Text::from(FORM), |s| s.tracker.clone())
}

/// The task of a record of a sheet.
fn task(desk: &Desk, ids: &[Option<TaskId>], sheet: u32, record: u32) -> Option<TaskId> {
    let sheet = desk.sheets.get(sheet as usize).filter(|s| record < s.len)?;
    let at = desk.standing(sheet.base.saturating_add(record))?;
    ids.get(at as usize).copied().flatten()
}

/// Puts down everybody; also the number of rows of resource lists of the originals.
pub(super) fn people(desk: &mut Desk, people: &mut People) -> (Vec<(Mention, CarriedPerson)>, usize) {
    let (mut all, mut rows) = (Vec::new(), 0_usize);
    let trackers: Vec<Text> = desk.carried.iter().map(|of_sheet| tracker_of(desk, of_sheet.sheet)).collect();
    for (of_sheet, tracker) in desk.carried.iter_mut().zip(trackers) {
        rows = rows.saturating_add(of_sheet.facts.resource_rows);
        for person in std::mem::take(&mut of_sheet.facts.people) {
            if let Some(who) = people.mention(&person.who, &tracker, person.kind, &[&person.team, &person.role]) {
                all.push((who, person));
            }
        }
    }
    (all, rows)
}

/// Cells and spellings of everybody, and the identities that were proposed.
pub(super) fn identities(desk: &mut Desk, people: &[(Mention, CarriedPerson)], settled: &mut Settled) {
    for (who, person) in people {
        let Some(resource) = settled.of(*who).and_then(|id| settled.resources.get_mut(id.ix())) else { continue };
        if person.email.is_some() && person.email.as_ref().map(|m| &m.value) == resource.email.as_ref().map(|m| &m.value) {
            resource.email = person.email.clone();
        }
        if person.account.is_some() && person.account.as_ref().map(|m| &m.value) == resource.account.as_ref().map(|m| &m.value) {
            resource.account = person.account.clone();
        }
        resource.seen_at.extend(&person.seen_at);
        resource.seen_at.sort_unstable();
        resource.seen_at.dedup();
        if !person.spellings.is_empty() {
            let mut spellings = person.spellings.clone();
            let others =
                resource.spellings.drain(..).filter(|(text, _)| !person.spellings.iter().any(|(known, _)| known == text));
            spellings.extend(others);
            resource.spellings = spellings;
        }
    }
    proposals(desk, settled);
}

/// What was asked about the originals, before what is asked now; what the ledger answers by now is asked no more.
fn proposals(desk: &mut Desk, settled: &mut Settled) {
    let asked = desk.carried.iter_mut().flat_map(|of_sheet| std::mem::take(&mut of_sheet.facts.proposals));
    let ledger = &desk.context.settings.ledger;
    let open = asked.filter_map(|mut asked| match ledger.about(Kind::from_word(asked.kind)?, &asked.a_key, &asked.b_key) {
        Some(answer) if answer.answer != Verdict::Unsure => None,
        Some(answer) => {
            asked.unsure = Some((answer.by.as_str().into(), answer.why.as_str().into()));
            Some(asked)
        }
        None => Some(asked),
    });
    let (mut people, mut others): (Vec<IdentityProposal>, Vec<IdentityProposal>) =
        open.partition(|p| p.kind == Kind::Person.word());
    if people.is_empty() && others.is_empty() {
        return;
    }
    if !people.is_empty() {
        let by_word = super::proposals::by_word(settled);
        for question in &mut people {
            let meant = |word: &Text, at| super::proposals::meant(settled, &by_word, word, at);
            question.people = meant(&question.a_key, question.a.1).zip(meant(&question.b_key, question.b.1)).map(|(a, b)| [a, b]);
        }
    }
    settled.proposals.extend(people);
    settled.proposals.sort_by(|x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    let keys = |p: &IdentityProposal| (p.kind, p.a_key.clone().min(p.b_key.clone()), p.a_key.clone().max(p.b_key.clone()));
    let known: FxHashSet<_> = others.iter().map(keys).collect();
    others.extend(std::mem::take(&mut desk.proposals).into_iter().filter(|p| !known.contains(&keys(p))));
    desk.proposals = others;
}

/// Facts settled by hand when the files were converted.
pub(super) fn adjustments(desk: &mut Desk) -> Vec<CarriedAdjustment> {
    desk.carried.iter_mut().flat_map(|of_sheet| std::mem::take(&mut of_sheet.facts.adjustments)).collect()
}

/// Conflicts of the originals, with final ids.
pub(super) fn conflicts(desk: &mut Desk, ids: &[Option<TaskId>], projects: &[Option<ProjectId>]) -> Vec<Conflict> {
    let mut all = Vec::new();
    for of_sheet in &desk.carried {
        for carried in &of_sheet.facts.conflicts {
            let mut conflict = carried.conflict.clone();
            conflict.task = carried.task.and_then(|record| task(desk, ids, of_sheet.sheet, record));
            let project = desk.projects.find(&carried.project);
            conflict.project = project.and_then(|p| projects.get(p as usize).copied().flatten());
            all.push(conflict);
        }
    }
    all
}

/// The originals as hand-ins.
pub(super) fn hand_ins<'d>(desk: &'d Desk) -> impl Iterator<Item = HandIn> + 'd {
    desk.carried.iter().flat_map(|of_sheet| of_sheet.facts.hand_ins.iter().cloned())
}

/// The number of a sheet on the desk.
pub(super) fn of_sheet(sheet: usize, facts: Carried) -> OfSheet {
    OfSheet { sheet: position(sheet), facts }
}
