//! What an open pack may hold of restricted projects: that there is one, how much work it has and how it is tied to open work, under
//! a neutral label. No name, word, person, date or file of it. Done to the values before anything is computed or shown, so that no
//! later room can leak what it never sees: a day that only a restricted link or claim would give to open work is not computed either,
//! because the link beside it would tell whose day it is. `restricted-left-out` says how much that is.

mod records;
mod scrub;
mod told;

use super::desk::matches_pattern;
use super::file_name::take_apart;
use super::wording::fold_project;
use crate::config::{ExpectedRule, Settings, WaiverRule};
use crate::diagnostic::Diagnostic;
use crate::model::{Audience, Portfolio, ResourceId, ResourceKind};
use crate::source::{CellRef, SourceId, SourceMap, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use scrub::Scrub;
use std::collections::BTreeSet;

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
}

/// Words that say what a thing is, not which: `Project`, `Programme`, `plan`.
fn is_kind_word(word: &str) -> bool {
    take_apart(word).generic || ["programme", "program", "the", "of"].iter().any(|w| w.eq_ignore_ascii_case(word))
}
