//! What is left of restricted records themselves: that they are there, how far they are and how they are tied, under labels. Days
//! and claims that would tell a day of theirs are taken out of open records too.

use super::Work;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{ResourceId, ResourceKind, Task, TaskFacts};
use crate::source::{Sourced, Text};
use rustc_hash::{FxHashMap, FxHashSet};

impl Work {
    pub(super) fn projects(&mut self) {
        for (n, (ix, label)) in self.labels().into_iter().enumerate() {
            let Some(project) = self.portfolio.projects.get_mut(ix) else { continue };
            project.name = label;
            project.slug = format!("restricted-{}", n + 1).into();
            project.key = None;
            project.manager = None;
            project.narrative.clear();
            (project.start, project.finish, project.baseline_finish) = (None, None, None);
            for (_, why) in &mut project.sources {
                *why = "withheld".into();
            }
        }
    }

    pub(super) fn tasks(&mut self) {
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        for task in &mut self.portfolio.tasks {
            if self.restricted.get(task.project.ix()) != Some(&true) {
                continue;
            }
            let n = counts.entry(task.project.ix()).or_insert(0);
            *n += 1;
            let slug = self.portfolio.projects.get(task.project.ix()).map_or("restricted", |p| &p.slug);
            task.stable_id = format!("{slug}:{n}").into();
            withhold_task(task, format!("{} {n}", if task.stub { "Restricted record" } else { "Restricted task" }));
        }
        self.portfolio.conflicts.retain(|c| {
            let of = c.project.is_some_and(|p| self.restricted.get(p.ix()) == Some(&true));
            !of && !self.closed.contains(&c.kept.1.source) && !self.closed.contains(&c.lost.1.source)
        });
    }

    pub(super) fn resources(&mut self) {
        // where somebody is named in rows that are withheld is withheld too; those known from nowhere else are labels below
        let mut resources = std::mem::take(&mut self.portfolio.resources);
        for (ix, resource) in resources.iter_mut().enumerate() {
            if !self.hidden.contains(&ResourceId(crate::reconcile::desk::position(ix))) {
                resource.seen_at.retain(|at| !self.withheld(*at));
            }
        }
        self.portfolio.resources = resources;
        let mut names: FxHashSet<Text> = FxHashSet::default();
        for (n, id) in self.hidden.iter().enumerate() {
            let Some(resource) = self.portfolio.resources.get_mut(id.ix()) else { continue };
            names.insert(resource.name.clone());
            names.extend(resource.spellings.iter().map(|(t, _)| t.clone()));
            let word = if resource.kind == ResourceKind::Person { "person" } else { "group" };
            resource.name = format!("Restricted {word} {}", n + 1).into();
            resource.stable_id = format!("restricted-{word}-{}", n + 1).into();
            resource.email = None;
            resource.account = None;
            resource.team = None;
            resource.role = None;
            resource.spellings = vec![(resource.name.clone(), "withheld".into())];
        }
        let mut proposals = std::mem::take(&mut self.portfolio.proposals);
        proposals.retain(|p| !names.contains(&p.a.0) && !names.contains(&p.b.0));
        self.portfolio.proposals = proposals;
    }

    /// A calendar that only restricted work and hidden people follow keeps its days, and loses its name and place.
    pub(super) fn calendars(&mut self) {
        let p = &self.portfolio;
        let closed = |project: crate::model::ProjectId| self.restricted.get(project.ix()) == Some(&true);
        let mut open = vec![false; p.calendars.len()];
        let by_project = p.projects.iter().zip(&self.restricted).filter(|(_, closed)| !**closed).map(|(of, _)| of.calendar);
        let by_task = p.tasks.iter().filter(|task| !closed(task.project)).map(|task| task.calendar);
        let shown = |(ix, of): (u32, &crate::model::Resource)| of.calendar.filter(|_| !self.hidden.contains(&ResourceId(ix)));
        let by_person = (0u32..).zip(&p.resources).map(shown);
        for id in by_project.chain(by_task).chain(by_person).flatten() {
            if let Some(slot) = open.get_mut(id.ix()) {
                *slot = true;
            }
        }
        for ((ix, calendar), open) in self.portfolio.calendars.iter_mut().enumerate().zip(open) {
            if open {
                self.scrub.shared(&mut calendar.name);
            } else {
                calendar.name = Text::from(format!("Calendar {}", ix + 1));
                calendar.at = None;
            }
        }
    }

    pub(super) fn registers(&mut self) {
        let is_restricted = |p: Option<crate::model::ProjectId>| p.is_some_and(|p| self.restricted.get(p.ix()) == Some(&true));
        for (n, item) in self.portfolio.log.iter_mut().filter(|i| is_restricted(i.project)).enumerate() {
            let title = format!("Restricted {} {}", item.kind.word().to_lowercase(), n + 1);
            let mut bare = crate::model::LogItem::new(item.kind, item.at);
            bare.stable_id = format!("restricted-{}", n + 1).into();
            bare.project = item.project;
            bare.title = Some(Sourced::stated(title.into(), item.at));
            bare.open = item.open;
            bare.rag = item.rag;
            *item = bare;
        }
        for (n, benefit) in self.portfolio.benefits.iter_mut().filter(|b| is_restricted(b.project)).enumerate() {
            benefit.stable_id = format!("restricted-{}", n + 1).into();
            benefit.name = Some(Sourced::stated(format!("Restricted benefit {}", n + 1).into(), benefit.at));
            benefit.key = None;
            benefit.measure = None;
            benefit.owner = None;
            benefit.enabler = None;
            benefit.status = None;
            (benefit.target_date, benefit.forecast_date, benefit.lead_days) = (None, None, None);
            benefit.enabled_by.clear();
            benefit.custom.clear();
        }
        for line in self.portfolio.budget.iter_mut().filter(|b| is_restricted(b.project)) {
            line.name = None;
        }
        self.portfolio.stakeholders.retain(|s| !is_restricted(s.project));
        let tasks = &self.portfolio.tasks;
        for stakeholder in &mut self.portfolio.stakeholders {
            let of_closed = |task: crate::model::TaskId| tasks.get(task.ix()).is_some_and(|t| is_restricted(Some(t.project)));
            stakeholder.duties.retain(|duty| !duty.task.is_some_and(of_closed));
            stakeholder.resource = stakeholder.resource.filter(|r| !self.hidden.contains(r));
        }
    }

    /// Takes out what would tell a day of restricted work: claims on people, days in links, absences of people known from nowhere
    /// else. Says how much of what is open rests on it.
    pub(super) fn days(&mut self) -> Option<Diagnostic> {
        let closed: Vec<bool> = self.portfolio.tasks.iter().map(|t| self.of(Some(t.project))).collect();
        let is_closed = |id: Option<crate::model::TaskId>| id.is_some_and(|id| closed.get(id.ix()) == Some(&true));
        let shared = |a: &crate::model::Allocation| is_closed(Some(a.task)) && !self.hidden.contains(&a.resource);
        let claims = self.portfolio.allocations.iter().filter(|a| shared(a)).count();
        self.portfolio.allocations.retain(|a| !is_closed(Some(a.task)));
        let mut links = 0_usize;
        let mut dependencies = std::mem::take(&mut self.portfolio.dependencies);
        for link in &mut dependencies {
            let (before, after) = (is_closed(link.predecessor.task()), is_closed(link.successor.task()));
            if !before && !after {
                continue;
            }
            links += usize::from(before != after);
            link.lag = None;
            link.needed = link.needed.filter(|day| !self.withheld(day.at));
            link.promised = link.promised.filter(|day| !self.withheld(day.at));
        }
        self.portfolio.dependencies = dependencies;
        for id in &self.hidden {
            let Some(resource) = self.portfolio.resources.get_mut(id.ix()) else { continue };
            resource.leaves = None;
            resource.capacity.clear();
            resource.absences.clear();
            resource.calendar = None;
        }
        let mut resources = std::mem::take(&mut self.portfolio.resources);
        for resource in &mut resources {
            resource.leaves = resource.leaves.filter(|day| !self.withheld(day.at));
            resource.absences.retain(|away| !self.withheld(away.at));
        }
        self.portfolio.resources = resources;
        if links + claims == 0 {
            return None;
        }
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let message = format!(
            "{links} link{} between open and restricted work and {claims} claim{} of restricted work on people of open work are in no \
             date and no load of this pack",
            plural(links),
            plural(claims)
        );
        Some(
            Diagnostic::new("restricted-left-out", Severity::Note, Place::Run, message)
                .help("for dates and loads that count them, see the pack made with `--audience restricted`"),
        )
    }
}

/// Keeps what it is and how far it is, and no word or day.
fn withhold_task(task: &mut Task, name: String) {
    let bare = TaskFacts::new(task.facts.at);
    let old = std::mem::replace(&mut *task.facts, bare);
    *task.facts = TaskFacts {
        name: Some(Sourced {
            value: name.into(),
            at: old.at,
            basis: old.name.as_ref().map_or_else(Default::default, |n| n.basis),
        }),
        kind: old.kind,
        milestone: old.milestone,
        status: old.status.map(|s| {
            let word = s.value.category.map_or("withheld", |c| c.word());
            Sourced {
                value: crate::model::StatusWord { word: word.into(), category: s.value.category },
                at: s.at,
                basis: s.basis,
            }
        }),
        rag: old.rag,
        percent: old.percent,
        ..TaskFacts::new(old.at)
    };
}
