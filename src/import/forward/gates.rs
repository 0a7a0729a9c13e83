//! Readiness gates of carried sheets: what each needs, by the words of its sheet.

use super::{Forward, WITHHELD};
use crate::import::extract::GateRecord;
use crate::source::{Sourced, Text};

impl Forward<'_> {
    /// The gates that the carried sheets state. What an earlier open pack withholds of one is no milestone to be looked up.
    pub(super) fn gates(&mut self) {
        let p = self.earlier.portfolio;
        for gate in &p.gates {
            let Some((sheet, at)) = self.sheet(gate.at).zip(self.home(gate.at)) else { continue };
            let mut needs: Vec<(Text, crate::source::CellRef)> = Vec::with_capacity(gate.needs.len());
            for need in &gate.needs {
                let task = need.task.and_then(|id| p.tasks.get(id.ix()));
                if self.withheld(task.map(|t| t.project)) {
                    self.aside(sheet, need.at, WITHHELD);
                } else {
                    needs.push((need.written.clone(), self.home(need.at).unwrap_or(at)));
                }
            }
            let record = GateRecord {
                at,
                name: gate.name.clone(),
                wanted: gate.wanted.map(|day| Sourced::stated(day, at)),
                owner: gate.owner.clone().map(|owner| Sourced::stated(owner, at)),
                needs,
            };
            if let Some(own) = self.extracts.get_mut(sheet) {
                own.records.gates.push(record);
            }
        }
    }
}
