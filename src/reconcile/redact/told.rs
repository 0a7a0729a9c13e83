//! What open records, files, findings and waivers may say: every text in which a withheld name may be spoken of.

use super::Work;
use super::scrub::Scrub;
use crate::config::{Settings, WaiverRule};
use crate::diagnostic::{Diagnostic, Place, Subject};
use crate::model::ResourceId;
use crate::reconcile::file_name::file_name;
use crate::source::{Sourced, Text};
use std::collections::BTreeMap;

impl Work {
    /// Labels for files that hold nothing but restricted records; files that also hold others keep their name unless a
    /// withheld name stands in it.
    pub(super) fn files(&mut self) -> Vec<(String, String)> {
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

    /// Texts of everything else, in which a withheld name may be spoken of.
    pub(super) fn open_texts(&mut self) {
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
            for duty in &mut stakeholder.duties {
                scrub.shared(&mut duty.activity.value);
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

    pub(super) fn waivers(&self, settings: &Settings, files: &[(String, String)]) -> Vec<WaiverRule> {
        let told = |text: &str| self.scrub.text(text).is_none() && !files.iter().any(|(name, _)| text.starts_with(name.as_str()));
        let open = |w: &&WaiverRule| {
            [Some(&w.by), Some(&w.why), w.place.as_ref(), w.id.as_ref(), w.value.as_ref()].into_iter().flatten().all(|t| told(t))
        };
        settings.waivers.iter().filter(open).cloned().collect()
    }

    pub(super) fn finding(&self, mut finding: Diagnostic) -> Diagnostic {
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
        } else if finding.check == "setting-unmatched" && finding.place == Place::Run {
            // a pattern of the configuration and the name that is nearest to it may be those of a file that is not to be named
            finding.message = "a [[source]] of the configuration fits no file or no sheet: it settles nothing".to_owned();
            finding.help = "`steerpack check --audience restricted` names it".into();
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
