//! What each benefit can expect: the date on which the last of what enables it finishes, as the links imply where that can be
//! assessed, else as reported; plus the stated lead time; against the date promised.

use super::health::{counted, name_for, show};
use super::result::{BenefitReading, Health, MilestoneReading, TaskSchedule};
use super::schedule::Scheduled;
use crate::config::Settings;
use crate::model::calendar::{day_number, day_of_number};
use crate::model::{Benefit, BenefitId, Portfolio, Rag, TaskId};
use crate::source::CellRef;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Readings by benefit id.
pub fn benefits(
    portfolio: &Portfolio,
    settings: &Settings,
    scheduled: &Scheduled,
    milestones: &[MilestoneReading],
) -> Vec<BenefitReading> {
    let readings: FxHashMap<TaskId, &MilestoneReading> = milestones.iter().map(|reading| (reading.task, reading)).collect();
    let reader = Reader { portfolio, settings, schedule: &scheduled.schedule.tasks, readings };
    (0..).zip(&portfolio.benefits).map(|(ix, benefit)| reader.read(BenefitId(ix), benefit)).collect()
}

struct Reader<'a> {
    portfolio: &'a Portfolio,
    settings: &'a Settings,
    schedule: &'a [Option<TaskSchedule>],
    readings: FxHashMap<TaskId, &'a MilestoneReading>,
}

impl Reader<'_> {
    fn read(&self, id: BenefitId, benefit: &Benefit) -> BenefitReading {
        let dates = benefit.enabled_by.iter().filter_map(|&task| self.date(task).map(|(day, implied)| (day, task, implied)));
        let last = dates.max_by_key(|&(day, task, _)| (day, task));
        let whole = benefit.enabled_by.len() == benefit.enabled_by.iter().filter(|&&task| self.date(task).is_some()).count();
        // The bound keeps the cast within `i32`.
        let lead = benefit.lead_days.map_or(0, |days| days.value.clamp(-40_000.0, 40_000.0).ceil() as i32);
        let expected = match last {
            Some((day, _, _)) if whole => Some(day_of_number(day_number(day).saturating_add(lead))),
            Some(_) => None,
            None => benefit.forecast_date.map(|date| date.value),
        };
        let late_days =
            benefit.target_date.zip(expected).map(|(target, expected)| day_number(expected) - day_number(target.value));
        let enabler = last.map(|(day, task, _)| (task, day));
        let health = self.health(benefit, expected, late_days, last);
        BenefitReading { benefit: id, enabler, expected, late_days, health }
    }

    /// The date of an enabler, and whether the links imply it.
    fn date(&self, task: TaskId) -> Option<(Date, bool)> {
        let facts = &self.portfolio.tasks.get(task.ix()).filter(|task| !task.stub)?.facts;
        let reported = facts.finish_date().or(facts.start_date()).map(|date| (date.value, false));
        let implied = match self.readings.get(&task) {
            Some(reading) => reading.implied,
            None => self.schedule.get(task.ix()).copied().flatten().map(|computed| computed.early_finish),
        };
        match (implied, reported) {
            (Some(implied), Some((reported, _))) if implied <= reported => Some((reported, false)),
            (Some(implied), _) => Some((implied, true)),
            (None, reported) => reported,
        }
    }

    fn health(
        &self,
        benefit: &Benefit,
        expected: Option<Date>,
        late_days: Option<i32>,
        last: Option<(Date, TaskId, bool)>,
    ) -> Health {
        let (Some(target), Some(late), Some(expected)) = (benefit.target_date, late_days, expected) else {
            let why = match (benefit.target_date, benefit.enabled_by.is_empty()) {
                (None, _) => "no date is promised for it",
                (_, true) => "nothing that enables it is named, or what is named was not found",
                (_, false) => "what enables it has no date",
            };
            return Health { rag: None, why: why.to_owned(), cells: vec![benefit.at] };
        };
        let thresholds = &self.settings.thresholds;
        // Thresholds are working days of a five-day week.
        let rag = if late <= thresholds.green_days * 7 / 5 {
            Rag::Green
        } else if late <= thresholds.amber_days * 7 / 5 {
            Rag::Amber
        } else {
            Rag::Red
        };
        let mut cells: Vec<CellRef> = vec![target.at];
        let stands_on = match last {
            Some((day, task, implied)) => {
                cells.extend(
                    self.portfolio.tasks.get(task.ix()).map(|task| task.facts.finish_date().map_or(task.facts.at, |d| d.at)),
                );
                let how = if implied { "as its links imply" } else { "as reported" };
                format!("{} finishes on {} {how}", name_for(self.portfolio, task, benefit.project), show(day))
            }
            None => {
                cells.extend(benefit.forecast_date.map(|date| date.at));
                "by its own forecast".to_owned()
            }
        };
        let reported = benefit.project.and_then(|project| self.portfolio.projects.get(project.ix())).and_then(|p| p.reported);
        let though = match reported.map(|reported| reported.value) {
            Some(Rag::Green) if rag > Rag::Green => ", though its project reports green",
            _ => "",
        };
        let verdict = match late {
            late if late > 0 => format!("{} late", counted(usize::try_from(late).unwrap_or(0), "calendar day")),
            0 => "on its date".to_owned(),
            early => format!("{} early", counted(usize::try_from(early.unsigned_abs()).unwrap_or(0), "calendar day")),
        };
        let why = format!("expected on {}, {verdict} against {}{though}: {stands_on}", show(expected), show(target.value));
        Health { rag: Some(rag), why, cells }
    }
}
