//! Registers, status lists and what is said of whole projects, carried forward.

use super::{Forward, WITHHELD, day};
use crate::import::carried::{CarriedConflict, CarriedProject};
use crate::import::extract::{AdjustmentRecord, BenefitRecord, LogRecord, ProjectRecord};
use crate::import::values::rag;
use crate::model::{BudgetLine, Duty, Project};
use crate::source::{CellRef, Sourced, Text};

impl Forward<'_> {
    /// Logs, benefits, budget lines, stakeholders and adjustments.
    pub(super) fn registers(&mut self) {
        self.logs();
        self.benefits();
        self.lists_of_money();
        self.conflicts();
        for a in &self.earlier.portfolio.adjustments {
            let (Some(sheet), Some(at)) = (self.sheet(a.at), self.home(a.at)) else { continue };
            let record = AdjustmentRecord {
                target: a.target.clone(),
                field: a.field.clone(),
                value: a.value.clone(),
                replaces: a.replaces.clone(),
                by: a.by.clone(),
                why: a.why.clone(),
                until: a.until,
                at,
            };
            if let Some(own) = self.extracts.get_mut(sheet) {
                own.records.adjustments.push(record);
            }
        }
    }

    fn logs(&mut self) {
        for given in &self.earlier.portfolio.log {
            let (Some(sheet), Some(at)) = (self.sheet(given.at), self.home(given.at)) else { continue };
            if self.withheld(given.project) {
                self.aside(sheet, given.at, WITHHELD);
                continue;
            }
            let mut item = given.clone();
            item.at = at;
            (item.stable_id, item.project, item.owner_id) = (Text::default(), None, None);
            let i = &mut item;
            for slot in [&mut i.title, &mut i.status, &mut i.response, &mut i.recommendation, &mut i.owner] {
                *slot = self.words(slot.take());
            }
            for slot in [&mut i.key, &mut i.description, &mut i.category, &mut i.vendor, &mut i.priority, &mut i.options] {
                *slot = slot.take().and_then(|f| self.fact(f));
            }
            for slot in [&mut i.probability, &mut i.impact, &mut i.score] {
                *slot = slot.take().and_then(|f| self.fact(f));
            }
            for slot in [&mut i.raised, &mut i.due, &mut i.closed] {
                *slot = slot.take().and_then(|f| self.said(f, day));
            }
            i.exposure = i.exposure.and_then(|f| self.fact(f));
            i.rag = i.rag.and_then(|f| self.said(f, rag::word));
            i.custom = self.custom(std::mem::take(&mut i.custom));
            let owner = given.owner_id.and_then(|id| self.person(id, sheet, item.owner.as_ref().map_or(at, |o| o.at)));
            let record = LogRecord { item, project: self.hint(given.project, at), owner, beside: Vec::new() };
            if let Some(own) = self.extracts.get_mut(sheet) {
                own.records.log.push(record);
            }
        }
    }

    fn benefits(&mut self) {
        for given in &self.earlier.portfolio.benefits {
            let (Some(sheet), Some(at)) = (self.sheet(given.at), self.home(given.at)) else { continue };
            if self.withheld(given.project) {
                self.aside(sheet, given.at, WITHHELD);
                continue;
            }
            let mut benefit = given.clone();
            benefit.at = at;
            (benefit.stable_id, benefit.project) = (Text::default(), None);
            benefit.enabled_by.clear();
            let b = &mut benefit;
            for slot in [&mut b.owner, &mut b.status] {
                *slot = self.words(slot.take());
            }
            for slot in [&mut b.key, &mut b.name, &mut b.measure, &mut b.enabler] {
                *slot = slot.take().and_then(|f| self.fact(f));
            }
            for slot in [&mut b.baseline, &mut b.target, &mut b.forecast, &mut b.realised, &mut b.lead_days] {
                *slot = slot.take().and_then(|f| self.fact(f));
            }
            for slot in [&mut b.target_date, &mut b.forecast_date] {
                *slot = slot.take().and_then(|f| self.said(f, day));
            }
            b.rag = b.rag.and_then(|f| self.said(f, rag::word));
            b.custom = self.custom(std::mem::take(&mut b.custom));
            let record = BenefitRecord { benefit, project: self.hint(given.project, at) };
            if let Some(own) = self.extracts.get_mut(sheet) {
                own.records.benefits.push(record);
            }
        }
    }

    fn lists_of_money(&mut self) {
        for given in &self.earlier.portfolio.budget {
            let (Some(sheet), Some(at)) = (self.sheet(given.at), self.home(given.at)) else { continue };
            if self.withheld(given.project) {
                self.aside(sheet, given.at, WITHHELD);
                continue;
            }
            let line = BudgetLine {
                at,
                project: None,
                name: given.name.clone().and_then(|f| self.fact(f)),
                budget: given.budget.and_then(|f| self.fact(f)),
                actual: given.actual.and_then(|f| self.fact(f)),
                forecast: given.forecast.and_then(|f| self.fact(f)),
                planned_value: given.planned_value.and_then(|f| self.fact(f)),
                earned_value: given.earned_value.and_then(|f| self.fact(f)),
                currency: given.currency.clone(),
            };
            let hint = self.hint(given.project, at);
            if let Some(own) = self.extracts.get_mut(sheet) {
                own.records.budget.push((line, hint));
            }
        }
        for given in &self.earlier.portfolio.stakeholders {
            let (Some(sheet), Some(at)) = (self.sheet(given.at), self.home(given.at)) else { continue };
            if self.withheld(given.project) {
                self.aside(sheet, given.at, WITHHELD);
                continue;
            }
            let mut stakeholder = given.clone();
            (stakeholder.at, stakeholder.project) = (at, None);
            for slot in [&mut stakeholder.name, &mut stakeholder.role] {
                *slot = slot.take().and_then(|f| self.fact(f));
            }
            stakeholder.resource = None;
            let duties = std::mem::take(&mut stakeholder.duties).into_iter();
            let carried = duties.filter_map(|d| {
                Some(Duty { activity: self.fact(d.activity)?, part: self.fact(d.part)?, raci: d.raci, task: None })
            });
            stakeholder.duties = carried.collect();
            stakeholder.custom = self.custom(std::mem::take(&mut stakeholder.custom));
            let hint = self.hint(given.project, at);
            if let Some(own) = self.extracts.get_mut(sheet) {
                own.carried.stakeholders.push((stakeholder, hint));
            }
        }
    }

    /// What the carried files disagreed on among themselves.
    fn conflicts(&mut self) {
        for given in &self.earlier.portfolio.conflicts {
            let (Some(kept), Some(lost)) = (self.home(given.kept.1), self.home(given.lost.1)) else { continue };
            let spot = given.task.and_then(|t| self.spots.get(t.ix()).copied().flatten());
            let Some(sheet) = spot.map(|s| s.0).or_else(|| self.sheet(given.kept.1)) else { continue };
            if self.withheld(given.project) {
                continue;
            }
            let mut conflict = given.clone();
            (conflict.kept.1, conflict.lost.1) = (kept, lost);
            (conflict.task, conflict.project) = (None, None);
            let project = self.hint(given.project, kept);
            if let Some(own) = self.extracts.get_mut(sheet) {
                own.carried.conflicts.push(CarriedConflict { conflict, task: spot.map(|s| s.1), project });
            }
        }
    }

    /// The cell at which a carried file speaks of a project as a whole, one a sheet.
    pub(super) fn told_at(&self, project: &Project) -> Vec<CellRef> {
        let said = [project.manager.as_ref().map(|m| (m.at, m.is_adjusted())), project.reported.map(|r| (r.at, r.is_adjusted()))];
        let dates = [project.start, project.finish, project.baseline_finish].map(|d| d.map(|d| (d.at, d.is_adjusted())));
        let mut cells: Vec<CellRef> = Vec::new();
        for (at, adjusted) in said.into_iter().chain(dates).flatten() {
            let at = if adjusted { self.originals.get(&at).and_then(|o| o.1) } else { Some(at) };
            let Some(at) = at.filter(|at| self.sheet(*at).is_some()) else { continue };
            match cells.iter_mut().find(|c| c.source == at.source) {
                Some(first) => *first = (*first).min(at),
                None => cells.push(at),
            }
        }
        cells
    }

    /// Projects: what is said of them as a whole, where their records came from, their programs.
    pub(super) fn projects(&mut self) {
        let p = self.earlier.portfolio;
        for project in &p.projects {
            let id = p.projects.iter().position(|o| std::ptr::eq(o, project)).and_then(|n| u32::try_from(n).ok());
            let id = id.map(crate::model::ProjectId);
            let told = self.told_at(project);
            if self.withheld(id) {
                for at in told {
                    if let Some(sheet) = self.sheet(at) {
                        self.aside(sheet, at, WITHHELD);
                    }
                }
                continue;
            }
            for at in told {
                let (Some(sheet), Some(home)) = (self.sheet(at), self.home(at)) else { continue };
                let here = |at: CellRef| at.source == home.source;
                let record = ProjectRecord {
                    project: self.hint(id, home),
                    at: home,
                    program: None,
                    rag: project.reported.and_then(|f| self.said(f, rag::word)).filter(|f| here(f.at)),
                    manager: self.words(project.manager.clone()).filter(|f| here(f.at)),
                    start: project.start.and_then(|f| self.said(f, day)).filter(|f| here(f.at)),
                    finish: project.finish.and_then(|f| self.said(f, day)).filter(|f| here(f.at)),
                    baseline_finish: project.baseline_finish.and_then(|f| self.said(f, day)).filter(|f| here(f.at)),
                    budget: None,
                    narrative: Vec::new(),
                    narrative_date: None,
                    custom: Vec::new(),
                };
                if let Some(own) = self.extracts.get_mut(sheet) {
                    own.records.projects.push(record);
                }
            }
            self.of_project(project, id);
        }
    }

    /// Words, sources, audience and programs of a project, with the first sheet that has to do with it.
    fn of_project(&mut self, project: &Project, id: Option<crate::model::ProjectId>) {
        let sources: Vec<_> = project
            .sources
            .iter()
            .filter_map(|(source, why)| {
                let at = self.home(CellRef { source: *source, row: 0, col: 0 })?;
                Some((at.source, Text::from(format!("{why}, carried forward"))))
            })
            .collect();
        let narrative: Vec<_> = project
            .narrative
            .iter()
            .filter_map(|n| Some(crate::model::Narrative { at: self.home(n.at)?, ..n.clone() }))
            .collect();
        let first = sources.first().map(|s| s.0).or(narrative.first().map(|n| n.at.source));
        let Some((sheet, source)) = first.and_then(|to| Some((self.sheets.iter().position(|s| s.to == to)?, to))) else { return };
        let hint = self.hint(id, CellRef { source, row: 0, col: 0 });
        let names = project.programs.iter().filter_map(|p| self.earlier.portfolio.programs.get(p.ix()));
        let programs: Vec<Text> = names.filter(|p| !self.earlier.programs.contains(&*p.name)).map(|p| p.name.clone()).collect();
        let agreed: Option<Sourced<crate::model::Rag>> = project.agreed.and_then(|f| self.said(f, rag::word));
        if let Some(own) = self.extracts.get_mut(sheet) {
            own.carried.programs.extend(programs.into_iter().map(|name| (name, hint.clone())));
            own.carried.projects.push(CarriedProject { hint, audience: project.audience, agreed, narrative, sources });
        }
    }
}
