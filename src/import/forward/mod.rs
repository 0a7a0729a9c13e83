//! Hand-ins carried forward: the records that an earlier pack held of files that were not handed in this time, as extracts like
//! those of the files themselves. They go through reconciling with everything else, under their own tracker, so that precedence,
//! identities and links are decided as ever.
//!
//! What is carried is a property of the source, not of a fact: each record keeps cell and basis, and its file carries the earlier
//! pack's day in its name. A value that was settled by hand comes back as its source said it; the adjustments of today are laid
//! over it again. What an earlier *open* pack withholds is not carried: a label is no record. Row numbers of Microsoft Project are
//! not in an earlier pack.

mod calendars;
mod facts;
mod gates;
mod registers;
mod work;

use super::carried::Carried;
use super::extract::{Extract, PersonRef, ProjectHint, Records, SetAside};
use crate::model::{Audience, HandIn, Portfolio, ProjectId, ResourceId, Role};
use crate::source::{CellRef, SourceId, Sourced, Text};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// What there was, and how far it may be trusted.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// The model of the earlier pack.
    pub portfolio: &'a Portfolio,
    /// Whether it is an open pack: restricted projects stand in it as labels.
    pub open: bool,
    /// Programs that the configuration of today settles; others are carried.
    pub programs: &'a FxHashSet<String>,
}

/// One sheet of a file that is carried.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The source in the earlier pack.
    pub from: SourceId,
    /// The source in this one.
    pub to: SourceId,
    /// Its tracker.
    pub tracker: Text,
    /// What it was taken for.
    pub role: Role,
    /// As the pack is told of it.
    pub hand_in: HandIn,
}

/// What was carried.
#[derive(Debug, Default)]
pub struct Taken {
    /// One a sheet, in the order given.
    pub extracts: Vec<Extract>,
    /// By sheet: records counted in the earlier pack before any was made.
    pub counted: Vec<usize>,
}

/// Takes the records of some sheets out of an earlier pack.
pub fn forward(earlier: Earlier, sheets: &[Sheet]) -> Taken {
    let mut forward = Forward::new(earlier, sheets);
    let mut counted = forward.count();
    forward.tasks();
    for sheet in forward.links() {
        if let Some(slot) = counted.get_mut(sheet) {
            *slot = slot.saturating_add(1);
        }
    }
    forward.people();
    forward.calendars();
    forward.gates();
    forward.registers();
    forward.projects();
    let own = std::mem::take(&mut forward.extracts);
    let extracts = own.into_iter().zip(sheets).map(|(extract, sheet)| finished(extract, sheet)).collect();
    Taken { extracts, counted }
}

/// The extract with what its records come to.
fn finished(own: Own, sheet: &Sheet) -> Extract {
    let r = &own.records;
    let lists = [r.tasks.len(), r.projects.len(), r.log.len(), r.benefits.len(), r.budget.len(), r.adjustments.len()];
    let record_rows = lists.iter().sum::<usize>() + own.carried.stakeholders.len() + r.gates.len() + r.links.len();
    let first = CellRef { source: sheet.to, row: 0, col: 0 };
    let mut records = own.records;
    records.whole = true;
    records.carried = Some(Box::new(Carried { hand_ins: vec![sheet.hand_in.clone()], forward: true, ..own.carried }));
    let pack = sheet.hand_in.carried.as_ref().map(|c| c.pack);
    Extract {
        source: sheet.to,
        tracker: sheet.tracker.clone(),
        role: sheet.role,
        score: 1.0,
        reasons: vec![format!("carried forward from the pack of {}", pack.map_or_else(String::new, |d| d.to_string()))],
        runner_up: None,
        header_row: None,
        columns: Vec::new(),
        date_orders: Vec::new(),
        header_rows: 0,
        rows_read: record_rows + own.aside.len(),
        record_rows,
        merged_rows: 0,
        cells: 0,
        set_aside: own.aside,
        project: ProjectHint::default(),
        data_date: sheet.hand_in.data_date.as_ref().map(|d| Sourced::stated(d.0, first)),
        records,
        diagnostics: Vec::new(),
    }
}

/// The records of one sheet while they are put together.
#[derive(Default)]
struct Own {
    records: Records,
    carried: Carried,
    aside: Vec<SetAside>,
}

/// Where a record of work was put: sheet and position.
type Spot = (usize, u32);

struct Forward<'a> {
    earlier: Earlier<'a>,
    sheets: &'a [Sheet],
    by_source: FxHashMap<SourceId, usize>,
    extracts: Vec<Own>,
    /// By task of the earlier pack.
    spots: Vec<Option<Spot>>,
    /// Adjustments by their cell: what the source said, and where.
    originals: FxHashMap<CellRef, (Text, Option<CellRef>)>,
}

impl<'a> Forward<'a> {
    fn new(earlier: Earlier<'a>, sheets: &'a [Sheet]) -> Forward<'a> {
        let held = earlier.portfolio.adjustments.iter().filter(|a| a.state.holds());
        Forward {
            earlier,
            sheets,
            by_source: sheets.iter().enumerate().map(|(ix, s)| (s.from, ix)).collect(),
            extracts: sheets.iter().map(|_| Own::default()).collect(),
            spots: vec![None; earlier.portfolio.tasks.len()],
            originals: held.filter_map(|a| Some((a.at, a.original.clone()?))).collect(),
        }
    }

    /// The sheet that holds a cell.
    fn sheet(&self, at: CellRef) -> Option<usize> {
        self.by_source.get(&at.source).copied()
    }

    /// A cell of the earlier pack as it is called here; `None` where it is of another file.
    fn home(&self, at: CellRef) -> Option<CellRef> {
        let sheet = self.sheets.get(self.sheet(at)?)?;
        Some(CellRef { source: sheet.to, ..at })
    }

    /// Whether a project is only a label in the earlier pack.
    fn withheld(&self, project: Option<ProjectId>) -> bool {
        let of = |p: ProjectId| self.earlier.portfolio.projects.get(p.ix()).is_some_and(|p| p.audience == Audience::Restricted);
        self.earlier.open && project.is_some_and(of)
    }

    /// Puts a record of the sheet aside.
    fn aside(&mut self, sheet: usize, at: CellRef, reason: &str) {
        let at = self.home(at).unwrap_or(at);
        if let Some(own) = self.extracts.get_mut(sheet) {
            own.aside.push(SetAside { at, reason: reason.to_owned() });
        }
    }

    /// A project as records name it.
    fn hint(&self, project: Option<ProjectId>, at: CellRef) -> ProjectHint {
        let Some(project) = project.and_then(|p| self.earlier.portfolio.projects.get(p.ix())) else {
            return ProjectHint::default();
        };
        ProjectHint {
            key: project.key.clone().map(|k| Sourced::stated(k, at)),
            name: Some(Sourced::stated(project.name.clone(), at)),
        }
    }

    /// A person as records of a sheet name them: what proves who it is goes with the name.
    fn person(&self, id: ResourceId, sheet: usize, at: CellRef) -> Option<PersonRef> {
        let resource = self.earlier.portfolio.resources.get(id.ix())?;
        let family = |tracker: &str| tracker.split('-').next().unwrap_or_default().to_owned();
        let tracker = |at: CellRef| self.sheet(at).and_then(|s| self.sheets.get(s)).map(|s| family(&s.tracker));
        let own = self.sheets.get(sheet).map(|s| family(&s.tracker));
        // an account is one of the tracker that gave it
        let account = resource.account.as_ref().filter(|a| own.is_some() && tracker(a.at) == own);
        Some(PersonRef {
            name: resource.name.clone(),
            email: resource.email.as_ref().map(|m| m.value.clone()),
            account: account.map(|a| a.value.clone()),
            units: None,
            work: None,
            at,
        })
    }

    /// Records by sheet, counted in the earlier pack itself: what the extracts are held against.
    fn count(&self) -> Vec<usize> {
        let p = self.earlier.portfolio;
        let mut counted = vec![0_usize; self.sheets.len()];
        let tasks = p.tasks.iter().filter_map(|t| self.anchor(t));
        let log = p.log.iter().map(|i| i.at).chain(p.benefits.iter().map(|b| b.at));
        let lists = log.chain(p.budget.iter().map(|b| b.at)).chain(p.stakeholders.iter().map(|s| s.at));
        let projects = p.projects.iter().flat_map(|project| self.told_at(project));
        // a need that is withheld is set aside beside its gate
        let withheld = |need: &&crate::model::GateNeed| {
            self.withheld(need.task.and_then(|id| p.tasks.get(id.ix())).map(|task| task.project))
        };
        let gates = p.gates.iter().flat_map(|g| std::iter::once(g.at).chain(g.needs.iter().filter(withheld).map(|n| n.at)));
        for at in tasks.chain(lists).chain(projects).chain(p.adjustments.iter().map(|a| a.at)).chain(gates) {
            if let Some(slot) = self.sheet(at).and_then(|s| counted.get_mut(s)) {
                *slot = slot.saturating_add(1);
            }
        }
        counted
    }
}

/// Why a record of an open pack is not carried.
const WITHHELD: &str = "the earlier pack is an open one and withholds it";

/// A day, for facts that were settled by hand.
fn day(text: &str) -> Option<Date> {
    text.trim().parse().ok()
}
