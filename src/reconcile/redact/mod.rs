//! What an open pack may hold of restricted projects: that there is one, how much work it has and how it is tied to open work, under
//! a neutral label. No name, word, person, date or file of it. Done to the values before anything is computed or shown, so that no
//! later room can leak what it never sees: a day that only a restricted link or claim would give to open work is not computed either,
//! because the link beside it would tell whose day it is. `restricted-left-out` says how much that is.

mod scrub;

use super::desk::matches_pattern;
use super::file_name::{file_name, take_apart};
use super::wording::fold_project;
use crate::config::{ExpectedRule, Settings, WaiverRule};
use crate::diagnostic::{Diagnostic, Place, Subject};
use crate::model::{Audience, Portfolio, ResourceId, ResourceKind, Task, TaskFacts};
use crate::source::{CellRef, SourceId, SourceMap, Sourced, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use scrub::Scrub;
use std::collections::{BTreeMap, BTreeSet};

/// Everything an open pack is made of.
#[derive(Debug)]
pub struct Redacted {
    /// The model, names withheld.
    pub portfolio: Portfolio,
    /// Places, names of restricted files withheld.
    pub sources: SourceMap,
    /// Findings, words withheld.
    pub findings: Vec<Diagnostic>,
    /// Restricted files: name and label, for the receipt.
    pub files: Vec<(String, String)>,
    /// The names that are withheld.
    pub names: Withheld,
    /// Open sources with rows of restricted projects among their own.
    pub mixed: FxHashSet<SourceId>,
    /// Waivers that say nothing of what is withheld.
    pub waivers: Vec<WaiverRule>,
}

/// The names that an open pack withholds.
#[derive(Debug, Default)]
pub struct Withheld(Scrub);

impl Withheld {
    /// Whether one of them stands in a text.
    pub fn stand_in(&self, text: &str) -> bool {
        self.0.text(text).is_some()
    }
}

/// Withholds everything that names a restricted project. Without one, everything is given back as it was.
pub fn redact(portfolio: Portfolio, sources: SourceMap, findings: Vec<Diagnostic>, settings: &Settings) -> Redacted {
    let restricted: Vec<bool> = portfolio.projects.iter().map(|p| p.audience == Audience::Restricted).collect();
    if !restricted.contains(&true) {
        return Redacted {
            portfolio,
            sources,
            findings,
            files: Vec::new(),
            names: Withheld::default(),
            mixed: FxHashSet::default(),
            waivers: settings.waivers.clone(),
        };
    }
    let mut work = Work::new(portfolio, sources, restricted, settings);
    let files = work.files();
    work.projects();
    work.tasks();
    work.resources();
    work.calendars();
    work.registers();
    work.open_texts();
    let left_out = work.days();
    let findings = findings.into_iter().map(|f| work.finding(f)).chain(left_out).collect();
    let waivers = work.waivers(settings, &files);
    let mixed = work.rows.iter().map(|(source, _)| *source).filter(|source| !work.closed.contains(source)).collect();
    Redacted { portfolio: work.portfolio, sources: work.sources, findings, files, names: Withheld(work.scrub), mixed, waivers }
}

struct Work {
    portfolio: Portfolio,
    sources: SourceMap,
    restricted: Vec<bool>,
    /// Sources that hold nothing but restricted records.
    closed: FxHashSet<SourceId>,
    /// Rows of restricted records in other sources.
    rows: FxHashSet<(SourceId, u32)>,
    /// People known from restricted records only.
    hidden: BTreeSet<ResourceId>,
    /// Families of the names of restricted files, for files that were not read (lock files).
    families: FxHashMap<String, String>,
    scrub: Scrub,
    /// Hand-ins that are owed for restricted projects.
    owed: Vec<String>,
}

impl Work {
    /// A calendar that only restricted work and hidden people follow keeps its days, and loses its name and place.
    fn calendars(&mut self) {
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

    fn new(portfolio: Portfolio, sources: SourceMap, restricted: Vec<bool>, settings: &Settings) -> Work {
        let mut work = Work {
            portfolio,
            sources,
            restricted,
            closed: FxHashSet::default(),
            rows: FxHashSet::default(),
            hidden: BTreeSet::new(),
            families: FxHashMap::default(),
            scrub: Scrub::default(),
            owed: Vec::new(),
        };
        work.find_sources();
        work.find_rows();
        work.find_people();
        work.collect_names(settings);
        let closed = work.closed_names();
        let told = |e: &&ExpectedRule| {
            let of_closed = |name: &String| {
                let last = name.rsplit('/').next().unwrap_or(name);
                matches_pattern(&e.pattern, name) || matches_pattern(&e.pattern, last)
            };
            e.project.as_deref().is_some_and(|p| work.scrub.text(p).is_some()) || closed.iter().any(of_closed)
        };
        work.owed = settings.expected.iter().filter(told).map(|e| e.name.clone()).collect();
        work
    }

    /// Takes out what would tell a day of restricted work: claims on people, days in links, absences of people known from nowhere
    /// else. Says how much of what is open rests on it.
    fn days(&mut self) -> Option<Diagnostic> {
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
            Diagnostic::new("restricted-left-out", crate::diagnostic::Severity::Note, Place::Run, message)
                .help("for dates and loads that count them, see the pack made with `--audience restricted`"),
        )
    }

    fn of(&self, project: Option<crate::model::ProjectId>) -> bool {
        project.is_some_and(|p| self.restricted.get(p.ix()) == Some(&true))
    }

    fn find_sources(&mut self) {
        let mut open: FxHashSet<SourceId> = FxHashSet::default();
        for (project, restricted) in self.portfolio.projects.iter().zip(&self.restricted) {
            let set = if *restricted { &mut self.closed } else { &mut open };
            set.extend(project.sources.iter().map(|(source, _)| *source));
        }
        self.closed.retain(|source| !open.contains(source));
    }

    /// Names of files that hold nothing but restricted records, also as they were handed in before.
    fn closed_names(&self) -> Vec<String> {
        let open: FxHashSet<u16> = (self.portfolio.projects.iter().zip(&self.restricted).filter(|(_, r)| !**r))
            .flat_map(|(p, _)| p.sources.iter().map(|(source, _)| source.file))
            .collect();
        let files: BTreeSet<u16> = self.closed.iter().map(|s| s.file).filter(|f| !open.contains(f)).collect();
        let own = files.iter().filter_map(|f| Some(self.sources.files.get(usize::from(*f))?.name.clone()));
        let before = self.portfolio.hand_ins.iter().filter(|h| files.contains(&h.source.file));
        own.chain(before.filter_map(|h| Some(h.carried.as_ref()?.file.to_string()))).collect()
    }

    fn find_rows(&mut self) {
        let p = &self.portfolio;
        let tasks = p
            .tasks
            .iter()
            .filter(|t| self.of(Some(t.project)))
            .flat_map(|t| std::iter::once(t.facts.at).chain(t.also_at.iter().copied()));
        let log = p.log.iter().filter(|i| self.of(i.project)).map(|i| i.at);
        let benefits = p.benefits.iter().filter(|b| self.of(b.project)).map(|b| b.at);
        let budget = p.budget.iter().filter(|b| self.of(b.project)).map(|b| b.at);
        let stakeholders = p.stakeholders.iter().filter(|s| self.of(s.project)).map(|s| s.at);
        let told = p.projects.iter().zip(&self.restricted).filter(|(_, r)| **r).flat_map(|(p, _)| {
            let cells =
                [p.manager.as_ref().map(|m| m.at), p.reported.map(|r| r.at), p.start.map(|d| d.at), p.finish.map(|d| d.at)];
            // A cell of row 0 stands for the configuration, not for a row.
            cells.into_iter().flatten().chain(p.narrative.iter().map(|n| n.at)).filter(|at| at.row > 0)
        });
        let rows: Vec<(SourceId, u32)> = tasks
            .chain(log)
            .chain(benefits)
            .chain(budget)
            .chain(stakeholders)
            .chain(told)
            .map(|at| (at.source, at.row))
            .collect();
        self.rows.extend(rows);
    }

    fn withheld(&self, at: CellRef) -> bool {
        self.closed.contains(&at.source) || self.rows.contains(&(at.source, at.row))
    }

    fn find_people(&mut self) {
        for (ix, resource) in self.portfolio.resources.iter().enumerate() {
            if !resource.seen_at.is_empty() && resource.seen_at.iter().all(|at| self.withheld(*at)) {
                self.hidden.insert(ResourceId(super::desk::position(ix)));
            }
        }
    }

    /// Names that may stand in any text: of the projects, their keys and aliases, their records, their people.
    fn collect_names(&mut self, settings: &Settings) {
        let mut open_names: FxHashSet<String> = FxHashSet::default();
        for task in self.portfolio.tasks.iter().filter(|t| self.restricted.get(t.project.ix()) != Some(&true)) {
            open_names.extend(task.facts.name.as_ref().map(|n| fold_project(&n.value)));
        }
        for (ix, label) in self.labels() {
            let Some(project) = self.portfolio.projects.get(ix) else { continue };
            let rule = settings.projects.iter().find(|r| fold_project(&r.name) == fold_project(&project.name));
            let words = rule.into_iter().flat_map(|r| r.aliases.iter().map(String::as_str).chain(r.key.as_deref()));
            let names: Vec<&str> = std::iter::once(&*project.name).chain(project.key.as_deref()).chain(words).collect();
            for name in names {
                self.scrub.add(name, &label);
                // `Project Lantern` is spoken of as Lantern.
                let short: Vec<&str> = name.split_whitespace().filter(|w| !is_kind_word(w)).collect();
                if let [only] = short.as_slice()
                    && only.chars().count() >= 4
                {
                    self.scrub.add(only, &label);
                }
            }
        }
        for task in self.portfolio.tasks.iter().filter(|t| self.restricted.get(t.project.ix()) == Some(&true)) {
            let facts = &task.facts;
            for key in [&facts.key, &facts.id].into_iter().flatten().filter(|k| super::wording::is_issue_key(&k.value)) {
                self.scrub.add(&key.value, &"restricted".into());
            }
            if let Some(name) = facts.name.as_ref().filter(|n| n.value.len() >= 8 && n.value.trim().contains(' '))
                && !open_names.contains(&fold_project(&name.value))
            {
                self.scrub.add(&name.value, &"a restricted task".into());
            }
        }
        for id in &self.hidden {
            let Some(resource) = self.portfolio.resources.get(id.ix()).filter(|r| r.kind == ResourceKind::Person) else {
                continue;
            };
            let spelled =
                resource.spellings.iter().map(|(t, _)| &**t).chain([&*resource.name]).filter(|t| t.contains([' ', '@']));
            for text in spelled.chain(resource.email.as_ref().map(|m| &*m.value)) {
                self.scrub.add(text, &"a restricted person".into());
            }
        }
    }

    /// Restricted projects with their labels.
    fn labels(&self) -> Vec<(usize, Text)> {
        let found = self.restricted.iter().enumerate().filter(|(_, r)| **r);
        found.enumerate().map(|(n, (ix, _))| (ix, Text::from(format!("Restricted project {}", n + 1)))).collect()
    }

    /// Labels for files that hold nothing but restricted records; files that also hold others keep their name unless a
    /// withheld name stands in it.
    fn files(&mut self) -> Vec<(String, String)> {
        let mut by_file: BTreeMap<u16, bool> = BTreeMap::new();
        for source in &self.closed {
            by_file.insert(source.file, true);
        }
        for project in self.portfolio.projects.iter().zip(&self.restricted).filter(|(_, r)| !**r).map(|(p, _)| p) {
            for (source, _) in &project.sources {
                by_file.insert(source.file, false);
            }
        }
        let mut labels = Vec::new();
        for (n, (ix, _)) in by_file.iter().filter(|(_, closed)| **closed).enumerate() {
            let Some(file) = self.sources.files.get_mut(usize::from(*ix)) else { continue };
            let label = format!("restricted-{}", n + 1);
            self.families.insert(file_name(&file.name).family, label.clone());
            labels.push((std::mem::replace(&mut file.name, label.clone()), label));
            for (n, sheet) in file.sheets.iter_mut().enumerate().filter(|(_, s)| !s.is_empty()) {
                *sheet = format!("sheet {}", n + 1);
            }
        }
        for file in &mut self.sources.files {
            let old = file.name.clone();
            self.scrub.owned(&mut file.name);
            if old != file.name {
                labels.push((old, file.name.clone()));
            }
            for sheet in &mut file.sheets {
                self.scrub.owned(sheet);
            }
        }
        labels
    }

    fn projects(&mut self) {
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

    fn tasks(&mut self) {
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

    fn resources(&mut self) {
        // where somebody is named in rows that are withheld is withheld too; those known from nowhere else are labels below
        let mut resources = std::mem::take(&mut self.portfolio.resources);
        for (ix, resource) in resources.iter_mut().enumerate() {
            if !self.hidden.contains(&ResourceId(super::desk::position(ix))) {
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

    fn registers(&mut self) {
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
    }

    /// Texts of everything else, in which a withheld name may be spoken of.
    fn open_texts(&mut self) {
        let Work { portfolio, scrub, restricted, .. } = self;
        let open = |p: Option<crate::model::ProjectId>| p.is_none_or(|p| restricted.get(p.ix()) == Some(&false));
        for task in portfolio.tasks.iter_mut().filter(|t| open(Some(t.project))) {
            scrub.id(&mut task.stable_id);
            let facts = &mut task.facts;
            for fact in [&mut facts.name, &mut facts.section, &mut facts.notes].into_iter().flatten() {
                scrub.shared(&mut fact.value);
            }
            custom(&mut facts.custom, scrub);
        }
        for end in portfolio.dependencies.iter_mut().flat_map(|d| [&mut d.predecessor, &mut d.successor]) {
            if let crate::model::DependencyEnd::Outside(text) = end {
                scrub.shared(text);
            }
        }
        for item in portfolio.log.iter_mut().filter(|i| open(i.project)) {
            scrub.id(&mut item.stable_id);
            let texts = [&mut item.title, &mut item.description, &mut item.category, &mut item.response, &mut item.options];
            for fact in texts.into_iter().chain([&mut item.recommendation, &mut item.owner, &mut item.vendor]).flatten() {
                scrub.shared(&mut fact.value);
            }
            custom(&mut item.custom, scrub);
        }
        for benefit in portfolio.benefits.iter_mut().filter(|b| open(b.project)) {
            scrub.id(&mut benefit.stable_id);
            for fact in [&mut benefit.name, &mut benefit.measure, &mut benefit.owner, &mut benefit.enabler].into_iter().flatten()
            {
                scrub.shared(&mut fact.value);
            }
            custom(&mut benefit.custom, scrub);
        }
        for line in &mut portfolio.budget {
            if let Some(name) = &mut line.name {
                scrub.shared(&mut name.value);
            }
        }
        for stakeholder in &mut portfolio.stakeholders {
            for fact in [&mut stakeholder.name, &mut stakeholder.role].into_iter().flatten() {
                scrub.shared(&mut fact.value);
            }
            custom(&mut stakeholder.custom, scrub);
        }
        for project in &mut portfolio.projects {
            for narrative in &mut project.narrative {
                scrub.shared(&mut narrative.text);
                for name in [&mut narrative.about, &mut narrative.author].into_iter().flatten() {
                    scrub.shared(name);
                }
            }
            for (_, why) in &mut project.sources {
                scrub.shared(why);
            }
        }
        for conflict in &mut portfolio.conflicts {
            for text in [&mut conflict.what, &mut conflict.kept.0, &mut conflict.lost.0, &mut conflict.why] {
                scrub.shared(text);
            }
        }
        // What was settled by hand of a restricted project is no business of an open pack, nor is a name in its reasons.
        portfolio.adjustments.retain_mut(|a| {
            let of = match a.subject {
                Some(Subject::Task(t)) => portfolio.tasks.get(t as usize).map(|t| t.project),
                Some(Subject::Project(p)) => Some(crate::model::ProjectId(p)),
                Some(Subject::LogItem(i)) => portfolio.log.get(i as usize).and_then(|i| i.project),
                Some(Subject::Benefit(b)) => portfolio.benefits.get(b as usize).and_then(|b| b.project),
                _ => None,
            };
            if !open(of) || scrub.text(&a.target).is_some() || self.closed.contains(&a.at.source) {
                return false;
            }
            let texts = [&mut a.field, &mut a.value, &mut a.by, &mut a.why, &mut a.what, &mut a.remark];
            texts.into_iter().chain(a.replaces.as_mut()).chain(a.original.as_mut().map(|o| &mut o.0)).for_each(|t| {
                scrub.shared(t);
            });
            true
        });
        for gate in &mut portfolio.gates {
            scrub.shared(&mut gate.name);
            for need in &mut gate.needs {
                let restricted = need.task.and_then(|t| portfolio.tasks.get(t.ix())).is_some_and(|t| !open(Some(t.project)));
                if restricted {
                    need.written = "a restricted milestone".into();
                } else {
                    scrub.shared(&mut need.written);
                }
            }
        }
        // A question in which a withheld name stands is not asked of those who may not know it.
        portfolio.proposals.retain(|p| {
            let texts = [&p.a.0, &p.b.0, &p.a_key, &p.b_key, &p.evidence];
            let told = texts.into_iter().chain(p.unsure.iter().flat_map(|(by, why)| [by, why]));
            told.into_iter().all(|t| scrub.text(t).is_none())
                && ![p.a.1, p.b.1].iter().any(|at| self.closed.contains(&at.source) || self.rows.contains(&(at.source, at.row)))
        });
        for hand_in in &mut portfolio.hand_ins {
            let closed = self.closed.contains(&hand_in.source);
            hand_in.data_date = hand_in.data_date.take().filter(|_| !closed);
            for (_, why) in hand_in.data_date.iter_mut() {
                withhold(why, closed, scrub);
            }
            for (_, why) in hand_in.superseded_by.iter_mut() {
                withhold(why, closed, scrub);
            }
            if let Some(carried) = &mut hand_in.carried {
                withhold(&mut carried.file, closed, scrub);
            }
        }
    }

    /// A hand-in of a restricted project: its file's name need not hold the project's.
    fn speaks_of_hand_in(&self, finding: &Diagnostic) -> bool {
        finding.check.starts_with("hand-in-") && self.owed.iter().any(|name| finding.message.starts_with(&format!("`{name}`")))
    }

    fn waivers(&self, settings: &Settings, files: &[(String, String)]) -> Vec<WaiverRule> {
        let told = |text: &str| self.scrub.text(text).is_none() && !files.iter().any(|(name, _)| text.starts_with(name.as_str()));
        let open = |w: &&WaiverRule| {
            [Some(&w.by), Some(&w.why), w.place.as_ref(), w.id.as_ref(), w.value.as_ref()].into_iter().flatten().all(|t| told(t))
        };
        settings.waivers.iter().filter(open).cloned().collect()
    }

    fn finding(&self, mut finding: Diagnostic) -> Diagnostic {
        let about = match finding.subject {
            Subject::Task(t) => self.portfolio.tasks.get(t as usize).is_some_and(|t| self.of(Some(t.project))),
            Subject::Project(p) => self.restricted.get(p as usize) == Some(&true),
            Subject::LogItem(i) => self.portfolio.log.get(i as usize).is_some_and(|i| self.of(i.project)),
            Subject::Benefit(b) => self.portfolio.benefits.get(b as usize).is_some_and(|b| self.of(b.project)),
            Subject::Resource(r) => self.hidden.contains(&ResourceId(r)),
            Subject::Intake | Subject::Dependency(_) => false,
        };
        let place = match &finding.place {
            Place::Cell(at) => self.withheld(*at),
            Place::Source(source) => self.closed.contains(source),
            Place::File(name) => {
                let bare = name.rsplit('/').next().unwrap_or(name).trim_start_matches("~$");
                self.families.contains_key(&file_name(bare).family)
            }
            Place::Run => false,
        };
        // who settled or waived something of it, and why, is no more to be told than the project
        let by_hand = finding.check.starts_with("adjustment-") || finding.check.starts_with("waiver-");
        let place = place || self.speaks_of_hand_in(&finding) || by_hand && self.scrub.text(&finding.message).is_some();
        finding.related.retain(|at| !self.withheld(*at));
        if let (true, Place::File(_)) = (place, &finding.place) {
            finding.place = Place::File("restricted".into());
        }
        if about || place {
            finding.message = "withheld: it speaks of a restricted project".to_owned();
            finding.help = "".into();
        } else {
            self.scrub.owned(&mut finding.message);
            if let Some(help) = self.scrub.text(&finding.help) {
                finding.help = help.into();
            }
            if let Place::File(name) = &mut finding.place {
                self.scrub.shared(name);
            }
        }
        finding
    }
}

fn withhold(why: &mut Text, closed: bool, scrub: &Scrub) {
    if closed {
        *why = "withheld".into();
    } else {
        scrub.shared(why);
    }
}

fn custom(custom: &mut [(Text, Sourced<Text>)], scrub: &Scrub) {
    for (_, value) in custom {
        scrub.shared(&mut value.value);
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

/// Words that say what a thing is, not which: `Project`, `Programme`, `plan`.
fn is_kind_word(word: &str) -> bool {
    take_apart(word).generic || ["programme", "program", "the", "of"].iter().any(|w| w.eq_ignore_ascii_case(word))
}
