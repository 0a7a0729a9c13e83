//! Where things stand in the workbook, worked out before any sheet is built, so that links lead both ways.
//!
//! Only positions are kept (four bytes a row); the cells themselves are made when the writer asks for them.

mod findings;
mod hidden;
mod order;
#[cfg(test)]
mod tests;

pub use findings::{Group, owner_of, project_of};

use super::Brief;
use super::plan::Link;
use super::sheets::{benefits, decisions, dependencies, issues, milestones, overallocations, projects, risks, sources, tasks};
use crate::model::{ProjectId, ResourceId, TaskId};
use crate::source::SourceId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Row of the table header on sheets without a block above the table: title, sentence, way back, header.
pub const TOP: u32 = 3;

/// No row.
const NONE: u32 = u32::MAX;

/// A sheet whose cells findings can speak of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Spot {
    /// Projects.
    Projects,
    /// Milestones.
    Milestones,
    /// Tasks.
    Tasks,
    /// Dependencies.
    Dependencies,
    /// Overallocations.
    Overallocations,
    /// Risks.
    Risks,
    /// Issues and actions.
    Issues,
    /// Benefits.
    Benefits,
    /// Decisions.
    Decisions,
    /// Sources.
    Sources,
}

impl Spot {
    const ALL: [Spot; 10] = [
        Spot::Projects,
        Spot::Milestones,
        Spot::Tasks,
        Spot::Dependencies,
        Spot::Overallocations,
        Spot::Risks,
        Spot::Issues,
        Spot::Benefits,
        Spot::Decisions,
        Spot::Sources,
    ];
    /// The sheet's name.
    pub fn sheet(self) -> &'static str {
        match self {
            Spot::Projects => projects::NAME,
            Spot::Milestones => milestones::NAME,
            Spot::Tasks => tasks::NAME,
            Spot::Dependencies => dependencies::NAME,
            Spot::Overallocations => overallocations::NAME,
            Spot::Risks => risks::NAME,
            Spot::Issues => issues::NAME,
            Spot::Benefits => benefits::NAME,
            Spot::Decisions => decisions::NAME,
            Spot::Sources => sources::NAME,
        }
    }
    fn ix(self) -> usize {
        Spot::ALL.iter().position(|s| *s == self).unwrap_or(0)
    }
}

/// A cell that a finding speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// The sheet.
    pub spot: Spot,
    /// Position in the sheet's table.
    pub pos: u32,
    /// Column.
    pub col: u16,
}

/// A finding's mark on a cell of a sheet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Anchor {
    pos: u32,
    col: u16,
    /// Position among all findings, gravest first.
    rank: u32,
    finding: u32,
}

/// Positions of everything in the workbook.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Projects as listed, worst computed status first.
    pub projects: Vec<u32>,
    /// Milestone readings as listed: board first, then by date.
    pub milestones: Vec<u32>,
    /// Tasks as listed.
    pub tasks: Vec<u32>,
    /// Dependencies as listed: broken ones first.
    pub dependencies: Vec<u32>,
    /// Handovers as listed: latest first.
    pub handovers: Vec<u32>,
    /// Overallocations as listed.
    pub overallocations: Vec<u32>,
    /// Risks as listed: open first.
    pub risks: Vec<u32>,
    /// Issues, actions, assumptions, logged dependencies and lessons as listed.
    pub issues: Vec<u32>,
    /// Decisions and change requests as listed.
    pub decisions: Vec<u32>,
    /// Benefits as listed: latest first.
    pub benefits: Vec<u32>,
    /// Conflicts as listed.
    pub conflicts: Vec<u32>,
    /// Tables of inputs as listed: input, and table where it has one.
    pub sources: Vec<(u32, Option<u32>)>,
    /// Inputs of one container that were not read for one reason share a line: the input of the line, by each of the others.
    pub folded: BTreeMap<u32, u32>,
    /// Findings that may be shown, gravest first.
    pub findings: Vec<u32>,
    /// Findings on the Findings sheet: the first so many of `findings`.
    pub listed: usize,
    /// Where each listed finding is spoken of.
    pub targets: Vec<Option<Target>>,
    /// Findings by check, gravest first.
    pub by_check: Vec<Group>,
    /// Findings by owner, most first.
    pub by_owner: Vec<Group>,
    /// Cells that would have had a note but for the cap.
    pub notes_left_out: usize,
    /// What tells a person apart from another of the same name; empty for most.
    marks_of_people: FxHashMap<u32, String>,
    rows: Rows,
    anchors: Vec<Vec<Anchor>>,
    hidden_sources: FxHashSet<SourceId>,
    /// People who are asked for by restricted projects only.
    hidden_people: FxHashSet<u32>,
    /// People for whom a restricted project competes.
    contested: FxHashSet<u32>,
}

/// Position in its sheet's table by id.
#[derive(Clone, Debug, Default)]
struct Rows {
    projects: Vec<u32>,
    milestones: FxHashMap<u32, u32>,
    tasks: Vec<u32>,
    dependencies: Vec<u32>,
    log: Vec<(Option<Spot>, u32)>,
    benefits: Vec<u32>,
    resources: FxHashMap<u32, u32>,
}

impl Layout {
    /// Works out every position.
    pub fn new(brief: &Brief) -> Layout {
        let mut layout = Layout {
            hidden_sources: hidden::sources(brief),
            marks_of_people: hidden::marks_of_people(brief),
            ..Layout::default()
        };
        layout.hidden_people = hidden::people(brief);
        let over = brief.analysis.contention.over.iter().filter(|o| o.claims.iter().any(|c| brief.hidden_task(c.task)));
        layout.contested = over.map(|o| o.resource.0).collect();
        layout.order(brief);
        layout.index(brief);
        layout.place_findings(brief);
        layout
    }

    /// The row of a sheet's table header.
    pub fn top(&self, spot: Spot, brief: &Brief) -> u32 {
        match spot {
            Spot::Risks => risks::top(brief, self),
            _ => TOP,
        }
    }
    /// The sheet row of a position in a sheet's table.
    pub fn row(&self, spot: Spot, pos: u32, brief: &Brief) -> u32 {
        self.top(spot, brief).saturating_add(1).saturating_add(pos)
    }
    /// A link to a cell of a sheet's table.
    pub fn link(&self, target: Target, brief: &Brief) -> Link {
        Link::Cell { sheet: target.spot.sheet(), row: self.row(target.spot, target.pos, brief), col: target.col }
    }
    /// Where a task stands on the Tasks sheet.
    pub fn task(&self, id: TaskId) -> Option<u32> {
        self.rows.tasks.get(id.ix()).copied().filter(|&r| r != NONE)
    }
    /// A link to a task's name on the Tasks sheet.
    pub fn task_link(&self, id: TaskId) -> Option<Link> {
        self.task(id).map(|pos| Link::Cell { sheet: tasks::NAME, row: TOP + 1 + pos, col: tasks::TASK })
    }
    /// Where a project stands on the Projects sheet.
    pub fn project_link(&self, id: ProjectId) -> Option<Link> {
        let pos = self.rows.projects.get(id.ix()).copied().filter(|&r| r != NONE)?;
        Some(Link::Cell { sheet: projects::NAME, row: TOP + 1 + pos, col: projects::PROJECT })
    }
    /// Where a dependency stands on the Dependencies sheet.
    pub fn dependency_link(&self, id: u32) -> Option<Link> {
        let pos = self.rows.dependencies.get(id as usize).copied().filter(|&r| r != NONE)?;
        Some(Link::Cell { sheet: dependencies::NAME, row: TOP + 1 + pos, col: dependencies::STATE })
    }
    /// Where a milestone stands on the Milestones sheet.
    pub fn milestone_link(&self, id: TaskId) -> Option<Link> {
        let pos = self.rows.milestones.get(&id.0)?;
        Some(Link::Cell { sheet: milestones::NAME, row: TOP + 1 + pos, col: milestones::MILESTONE })
    }
    /// Where a log item stands.
    pub fn log_link(&self, item: u32, brief: &Brief) -> Option<Link> {
        let (spot, pos) = self.rows.log.get(item as usize).copied()?;
        Some(self.link(Target { spot: spot?, pos, col: risks::ITEM }, brief))
    }
    /// The name of a person, role, group or system, with what tells it apart where two people have one name.
    pub fn person<'a>(&self, id: ResourceId, brief: &Brief<'a>) -> Cow<'a, str> {
        let name = brief.portfolio.resources.get(id.ix()).map_or("(unknown)", |r| &*r.name);
        match self.marks_of_people.get(&id.0) {
            Some(mark) => Cow::Owned(format!("{name} ({mark})")),
            None => Cow::Borrowed(name),
        }
    }
    /// Whether a person is asked for by restricted projects only.
    pub fn hidden_person(&self, id: ResourceId) -> bool {
        self.hidden_people.contains(&id.0)
    }
    /// Whether a source belongs to restricted projects only.
    pub fn hidden_source(&self, source: SourceId) -> bool {
        self.hidden_sources.contains(&source)
    }
}

fn ids(len: usize) -> impl Iterator<Item = u32> {
    (0_u32..).take(len)
}
