//! Who shares a name, and what an open pack does not show.

use crate::model::ProjectId;
use crate::report::Brief;
use crate::source::SourceId;
use rustc_hash::{FxHashMap, FxHashSet};

/// By resource that shares its name with another: the e-mail, account, team or role that tells them apart.
pub(super) fn marks_of_people(b: &Brief) -> FxHashMap<u32, String> {
    let mut by_name: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (i, r) in (0_u32..).zip(&b.portfolio.resources) {
        by_name.entry(&r.name).or_default().push(i);
    }
    let mut marks = FxHashMap::default();
    for &i in by_name.values().filter(|group| group.len() > 1).flatten() {
        if let Some(r) = b.portfolio.resources.get(i as usize) {
            let mark = r.email.as_ref().or(r.account.as_ref()).or(r.team.as_ref()).or(r.role.as_ref());
            marks.insert(i, mark.map_or_else(|| "no e-mail".to_owned(), |m| m.value.to_string()));
        }
    }
    marks
}

/// People who are asked for by restricted projects only.
pub(super) fn people(b: &Brief) -> FxHashSet<u32> {
    let (mut hidden, mut open) = (FxHashSet::default(), FxHashSet::default());
    if (0_u32..).take(b.portfolio.projects.len()).any(|p| b.hidden(ProjectId(p))) {
        let assigned = b.portfolio.tasks.iter().flat_map(|t| t.assignees.iter().map(|(r, _)| (t.project, r.0)));
        let claims = b.portfolio.allocations.iter().filter_map(|a| b.task(a.task).map(|t| (t.project, a.resource.0)));
        for (project, who) in assigned.chain(claims) {
            if b.hidden(project) {
                hidden.insert(who)
            } else {
                open.insert(who)
            };
        }
    }
    hidden.retain(|r| !open.contains(r));
    hidden
}

/// Sources that belong to restricted projects only; none where the pack may show them.
pub(super) fn sources(b: &Brief) -> FxHashSet<SourceId> {
    if b.restricted {
        return FxHashSet::default();
    }
    let (mut hidden, mut open) = (FxHashSet::default(), FxHashSet::default());
    for (i, project) in (0_u32..).zip(&b.portfolio.projects) {
        let set = if b.hidden(ProjectId(i)) { &mut hidden } else { &mut open };
        set.extend(project.sources.iter().map(|(s, _)| *s));
    }
    hidden.retain(|s| !open.contains(s));
    hidden
}
