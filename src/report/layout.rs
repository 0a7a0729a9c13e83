//! Where things stand in the workbook, worked out before any sheet is built, so that links lead both ways.
//!
//! Only positions are kept (four bytes a row); the cells themselves are made when the writer asks for them.

use super::Brief;
use super::plan::{CellPlan, CellValue, Link, Style};
use super::sheets::{
    benefits, decisions, dependencies, findings, issues, milestones, overallocations, projects, risks, sources, tasks,
};
use super::words::{clip, thousands};
use crate::diagnostic::{Diagnostic, Place, Severity, Subject};
use crate::model::{LogKind, ProjectId, Rag, ResourceId, TaskFacts, TaskId};
use crate::source::{CellRef, SourceId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

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

/// How many findings share a check, or an owner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The check's name, or the owner's.
    pub name: String,
    /// Errors, warnings, notes.
    pub counts: [usize; 3],
    /// The gravest of them: its row on the Findings sheet, where it is listed.
    pub first: Option<u32>,
}

impl Group {
    /// All of them.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
    /// The gravest severity among them.
    pub fn worst(&self) -> Severity {
        match self.counts {
            [0, 0, _] => Severity::Note,
            [0, _, _] => Severity::Warning,
            _ => Severity::Error,
        }
    }
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

fn invert(order: &[u32], len: usize) -> Vec<u32> {
    let mut rows = vec![NONE; len];
    for (pos, id) in (0_u32..).zip(order) {
        if let Some(slot) = rows.get_mut(*id as usize) {
            *slot = pos;
        }
    }
    rows
}

fn ids(len: usize) -> impl Iterator<Item = u32> {
    (0_u32..).take(len)
}

impl Layout {
    /// Works out every position.
    pub fn new(brief: &Brief) -> Layout {
        let mut layout =
            Layout { hidden_sources: hidden_sources(brief), marks_of_people: marks_of_people(brief), ..Layout::default() };
        layout.hidden_people = hidden_people(brief);
        let over = brief.analysis.contention.over.iter().filter(|o| o.claims.iter().any(|c| brief.hidden_task(c.task)));
        layout.contested = over.map(|o| o.resource.0).collect();
        layout.order(brief);
        layout.index(brief);
        layout.place_findings(brief);
        layout
    }

    fn order(&mut self, b: &Brief) {
        let hidden = self.hidden_sources.clone();
        let p = b.portfolio;
        self.projects = ids(p.projects.len()).collect();
        self.projects.sort_by_key(|&i| match b.analysis.health.get(i as usize).and_then(|h| h.overall.rag) {
            Some(Rag::Red) => 0,
            Some(Rag::Amber) => 1,
            None => 2,
            Some(Rag::Green) => 3,
        });
        let open = |project: Option<ProjectId>| project.is_none_or(|id| !b.hidden(id));
        self.tasks =
            ids(p.tasks.len()).filter(|&i| p.tasks.get(i as usize).is_some_and(|t| !t.stub && !b.hidden(t.project))).collect();
        let readings = &b.analysis.milestones;
        self.milestones =
            ids(readings.len()).filter(|&i| readings.get(i as usize).is_some_and(|m| !b.hidden_task(m.task))).collect();
        self.milestones.sort_by_key(|&i| {
            readings
                .get(i as usize)
                .map(|m| (!m.board, m.implied.or(m.reported).or(m.baseline).unwrap_or(jiff::civil::Date::MAX)))
        });
        self.dependencies = dependencies::order(b);
        let handovers = &b.analysis.handovers;
        self.handovers = ids(handovers.len())
            .filter(|&i| {
                handovers
                    .get(i as usize)
                    .is_some_and(|h| !(h.giver.is_some_and(|g| b.hidden(g)) && h.getter.is_some_and(|g| b.hidden(g))))
            })
            .collect();
        self.handovers.sort_by_key(|&i| handovers.get(i as usize).and_then(|h| h.gap).map_or((1, 0), |g| (0, -i64::from(g))));
        let over = &b.analysis.contention.over;
        self.overallocations = ids(over.len())
            .filter(|&i| over.get(i as usize).is_some_and(|o| o.claims.iter().any(|c| !b.hidden_task(c.task))))
            .collect();
        self.overallocations.sort_by_key(|&i| b.analysis.contention.over.get(i as usize).is_some_and(|o| !o.on_stated));
        let log = |kinds: &[LogKind]| -> Vec<u32> {
            let mut order: Vec<u32> = ids(p.log.len())
                .filter(|&i| {
                    p.log
                        .get(i as usize)
                        .is_some_and(|l| kinds.contains(&l.kind) && open(l.project) && !hidden.contains(&l.at.source))
                })
                .collect();
            order.sort_by_key(|&i| p.log.get(i as usize).map(|l| log_rank(l, kinds)));
            order
        };
        self.risks = log(&[LogKind::Risk]);
        self.issues = log(&[LogKind::Issue, LogKind::Action, LogKind::Assumption, LogKind::Dependency, LogKind::Lesson]);
        self.decisions = log(&[LogKind::Decision, LogKind::Change]);
        self.benefits = ids(p.benefits.len()).filter(|&i| p.benefits.get(i as usize).is_some_and(|x| open(x.project))).collect();
        self.benefits.sort_by_key(|&i| {
            let late = b.analysis.benefits.get(i as usize).and_then(|r| r.late_days);
            late.map_or((1, 0), |d| (0, -i64::from(d)))
        });
        self.conflicts = ids(p.conflicts.len())
            .filter(|&i| p.conflicts.get(i as usize).is_some_and(|c| open(c.project) && c.task.is_none_or(|t| !b.hidden_task(t))))
            .collect();
        for (input, line) in (0_u32..).zip(&b.receipt.inputs) {
            if line.tables.is_empty() {
                self.sources.push((input, None));
            }
            self.sources.extend(ids(line.tables.len()).map(|t| (input, Some(t))));
        }
    }

    fn index(&mut self, b: &Brief) {
        let p = b.portfolio;
        self.rows.projects = invert(&self.projects, p.projects.len());
        self.rows.tasks = invert(&self.tasks, p.tasks.len());
        self.rows.dependencies = invert(&self.dependencies, p.dependencies.len());
        self.rows.benefits = invert(&self.benefits, p.benefits.len());
        for (pos, i) in (0_u32..).zip(&self.milestones) {
            if let Some(reading) = b.analysis.milestones.get(*i as usize) {
                self.rows.milestones.insert(reading.task.0, pos);
            }
        }
        for (pos, i) in (0_u32..).zip(&self.overallocations) {
            if let Some(over) = b.analysis.contention.over.get(*i as usize) {
                self.rows.resources.entry(over.resource.0).or_insert(pos);
            }
        }
        self.rows.log = vec![(None, NONE); p.log.len()];
        for (spot, order) in [(Spot::Risks, &self.risks), (Spot::Issues, &self.issues), (Spot::Decisions, &self.decisions)] {
            for (pos, i) in (0_u32..).zip(order) {
                if let Some(slot) = self.rows.log.get_mut(*i as usize) {
                    *slot = (Some(spot), pos);
                }
            }
        }
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

    /// How many findings speak of a position of a sheet's table, and the row on the Findings sheet of the gravest one listed.
    pub fn findings_at(&self, spot: Spot, pos: u32) -> (usize, Option<u32>) {
        let marks = self.marks(spot, pos);
        let first = marks.iter().map(|a| a.rank).min().filter(|&r| (r as usize) < self.listed);
        (marks.len(), first.map(|r| findings::top(self) + 1 + r))
    }

    fn marks(&self, spot: Spot, pos: u32) -> &[Anchor] {
        let all = self.anchors.get(spot.ix()).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|a| a.pos < pos);
        let len = all.get(from..).map_or(0, |rest| rest.partition_point(|a| a.pos == pos));
        all.get(from..from + len).unwrap_or(&[])
    }

    /// Puts notes and links back on the cells of a row that findings speak of. A marked cell without a value shows `?`, so that
    /// the mark is seen and the link from the finding meets something.
    pub fn mark(&self, brief: &Brief, spot: Spot, pos: usize, cells: &mut [CellPlan]) {
        let pos = u32::try_from(pos).unwrap_or(NONE);
        let mut marks = self.marks(spot, pos);
        while let Some(first) = marks.first() {
            let len = marks.partition_point(|a| a.col == first.col);
            let Some((same, rest)) = marks.split_at_checked(len) else { break };
            marks = rest;
            let Some(cell) = cells.get_mut(usize::from(first.col)) else { continue };
            let Some(finding) = brief.findings.get(first.finding as usize) else { continue };
            cell.note = Some(note(finding, same.len() - 1));
            // Link text takes the reader's own colour in some programs, which dark fills do not bear; there the row's column
            // Findings leads on.
            let dark = matches!(cell.style, Style::RagRed | Style::SeverityError | Style::Heat4);
            if (first.rank as usize) < self.listed && cell.link.is_none() && !dark {
                cell.link =
                    Some(Link::Cell { sheet: findings::NAME, row: findings::top(self) + 1 + first.rank, col: findings::CHECK });
            }
            if cell.value == CellValue::Empty {
                cell.value = CellValue::Text("?".into());
                cell.style = Style::AtRisk;
            }
        }
    }

    fn place_findings(&mut self, b: &Brief) {
        let mut order: Vec<u32> =
            ids(b.findings.len()).filter(|&i| b.findings.get(i as usize).is_some_and(|f| self.shown(b, f))).collect();
        order.sort_by_key(|&i| b.findings.get(i as usize).map(|f| f.severity));
        self.listed = order.len().min(b.settings.workbook.findings);
        let mut places = Places::new(b, &order);
        let cap = b.settings.workbook.notes_per_sheet;
        self.anchors = vec![Vec::new(); Spot::ALL.len()];
        self.targets = Vec::with_capacity(self.listed);
        for (rank, &i) in (0_u32..).zip(&order) {
            let Some(finding) = b.findings.get(i as usize) else { continue };
            let target = self.target(b, finding, &mut places);
            if (rank as usize) < self.listed {
                self.targets.push(target);
            }
            let Some(target) = target else { continue };
            let Some(marks) = self.anchors.get_mut(target.spot.ix()) else { continue };
            if marks.len() < cap {
                marks.push(Anchor { pos: target.pos, col: target.col, rank, finding: i });
            } else {
                self.notes_left_out += 1;
            }
        }
        for marks in &mut self.anchors {
            marks.sort_unstable();
        }
        self.findings = order;
        self.group(b);
    }

    fn shown(&self, b: &Brief, finding: &Diagnostic) -> bool {
        let source = match &finding.place {
            Place::Cell(at) => Some(at.source),
            Place::Source(source) => Some(*source),
            Place::File(_) | Place::Run => None,
        };
        // A message about a link names both of its ends.
        let other_end = match finding.subject {
            Subject::Dependency(i) => b.portfolio.dependencies.get(i as usize).and_then(|d| b.end_project(&d.predecessor)),
            // So does one about a person, of all tasks that compete.
            Subject::Resource(i) if self.contested.contains(&i) => return false,
            _ => None,
        };
        let hidden = |project: Option<ProjectId>| project.is_some_and(|p| b.hidden(p));
        !source.is_some_and(|s| self.hidden_source(s)) && !hidden(project_of(b, finding)) && !hidden(other_end)
    }

    fn group(&mut self, b: &Brief) {
        let (mut checks, mut owners) = (Gather::default(), Gather::default());
        for (rank, &i) in self.findings.iter().enumerate() {
            let Some(finding) = b.findings.get(i as usize) else { continue };
            let row = (rank < self.listed).then(|| u32::try_from(rank).unwrap_or(NONE));
            checks.add(finding.check, finding.severity, row);
            owners.add(owner_of(b, finding), finding.severity, row);
        }
        self.by_check = checks.groups;
        self.by_check.sort_by(|a, b| (a.worst(), b.total(), &a.name).cmp(&(b.worst(), a.total(), &b.name)));
        self.by_owner = owners.groups;
        self.by_owner.sort_by(|a, b| (b.counts, &a.name).cmp(&(a.counts, &b.name)));
    }

    fn target(&self, b: &Brief, finding: &Diagnostic, places: &mut Places) -> Option<Target> {
        let at = |rows: &[u32], i: u32| rows.get(i as usize).copied().filter(|&r| r != NONE);
        match finding.subject {
            Subject::Task(i) => self.task_target(b, finding, i, places),
            Subject::Dependency(i) => {
                at(&self.rows.dependencies, i).map(|pos| Target { spot: Spot::Dependencies, pos, col: dependencies::STATE })
            }
            Subject::Project(i) => at(&self.rows.projects, i).map(|pos| Target {
                spot: Spot::Projects,
                pos,
                col: projects::column_of(finding.check),
            }),
            Subject::Resource(i) => {
                let pos = *self.rows.resources.get(&i)?;
                Some(Target { spot: Spot::Overallocations, pos, col: overallocations::RESOURCE })
            }
            Subject::LogItem(i) => self.log_target(b, finding, i),
            Subject::Benefit(i) => {
                at(&self.rows.benefits, i).map(|pos| Target { spot: Spot::Benefits, pos, col: benefits::NAME_COL })
            }
            Subject::Intake => self.intake_target(b, finding, places),
        }
    }

    fn task_target(&self, b: &Brief, finding: &Diagnostic, task: u32, places: &Places) -> Option<Target> {
        if let (Some(col), Some(&pos)) = (milestones::column_of(finding.check), self.rows.milestones.get(&task)) {
            return Some(Target { spot: Spot::Milestones, pos, col });
        }
        let pos = self.task(TaskId(task))?;
        let facts = &b.portfolio.tasks.get(task as usize)?.facts;
        let col = finding.cell().and_then(|at| {
            let assigned =
                || b.portfolio.tasks.get(task as usize)?.assignees.iter().any(|(_, c)| *c == at).then_some(tasks::ASSIGNEES);
            fact_column(facts, at).or_else(assigned).or_else(|| places.columns.get(&(at.source, at.col)).copied())
        });
        Some(Target { spot: Spot::Tasks, pos, col: col.unwrap_or(tasks::TASK) })
    }

    fn log_target(&self, b: &Brief, finding: &Diagnostic, item: u32) -> Option<Target> {
        let (spot, pos) = self.rows.log.get(item as usize).copied()?;
        let log = b.portfolio.log.get(item as usize)?;
        let at = finding.cell();
        let col = match at {
            Some(at) if log.owner.as_ref().is_some_and(|o| o.at == at) => risks::OWNER,
            Some(at) if log.due.as_ref().is_some_and(|d| d.at == at) => risks::DUE,
            Some(at) if log.status.as_ref().is_some_and(|s| s.at == at) => risks::STATUS,
            _ => risks::ITEM,
        };
        Some(Target { spot: spot?, pos, col })
    }

    /// A finding of reading or importing: the record in whose row it stands, else the line of its file.
    fn intake_target(&self, b: &Brief, finding: &Diagnostic, places: &Places) -> Option<Target> {
        if let Some(at) = finding.cell() {
            if let Some(&task) = places.tasks.get(&(at.source, at.row)) {
                return self.task_target(b, finding, task, places);
            }
            if let Some(&item) = places.log.get(&(at.source, at.row)) {
                return self.log_target(b, finding, item);
            }
        }
        let (file, sheet) = match &finding.place {
            Place::Cell(at) => (b.sources.file(at.source)?.name.as_str(), b.sources.sheet(at.source)),
            Place::Source(source) => (b.sources.file(*source)?.name.as_str(), b.sources.sheet(*source)),
            Place::File(name) => (&**name, None),
            Place::Run => return None,
        };
        let pos = self.sources.iter().position(|(input, table)| {
            b.receipt.inputs.get(*input as usize).is_some_and(|line| {
                let same = |t: &u32| sheet.is_none() || line.tables.get(*t as usize).and_then(|l| l.sheet.as_deref()) == sheet;
                line.file == file && table.as_ref().is_none_or(same)
            })
        })?;
        Some(Target { spot: Spot::Sources, pos: u32::try_from(pos).ok()?, col: sources::TRACKER })
    }
}

/// Collects groups in the order first met.
#[derive(Default)]
struct Gather<'a> {
    groups: Vec<Group>,
    by_name: FxHashMap<&'a str, usize>,
}

impl<'a> Gather<'a> {
    fn add(&mut self, name: &'a str, severity: Severity, row: Option<u32>) {
        let ix = *self.by_name.entry(name).or_insert_with(|| {
            self.groups.push(Group { name: name.to_owned(), counts: [0; 3], first: row });
            self.groups.len() - 1
        });
        let Some(group) = self.groups.get_mut(ix) else { return };
        match severity {
            Severity::Error => group.counts[0] += 1,
            Severity::Warning => group.counts[1] += 1,
            Severity::Note => group.counts[2] += 1,
        }
    }
}

/// Which record stands in a row, and which column of the Tasks sheet a source column feeds; only for the sources that findings
/// of reading and importing speak of.
#[derive(Default)]
struct Places {
    tasks: FxHashMap<(SourceId, u32), u32>,
    log: FxHashMap<(SourceId, u32), u32>,
    columns: FxHashMap<(SourceId, u16), u16>,
}

impl Places {
    fn new(b: &Brief, order: &[u32]) -> Places {
        let mut wanted: FxHashSet<(SourceId, u32)> = FxHashSet::default();
        let mut sources: FxHashSet<SourceId> = FxHashSet::default();
        for finding in order.iter().filter_map(|&i| b.findings.get(i as usize)) {
            if let (Subject::Intake | Subject::Task(_), Some(at)) = (finding.subject, finding.cell()) {
                wanted.insert((at.source, at.row));
                sources.insert(at.source);
            }
        }
        let mut places = Places::default();
        if wanted.is_empty() {
            return places;
        }
        for (i, task) in (0_u32..).zip(&b.portfolio.tasks) {
            for at in std::iter::once(&task.facts.at).chain(&task.also_at) {
                if wanted.contains(&(at.source, at.row)) {
                    places.tasks.entry((at.source, at.row)).or_insert(i);
                }
            }
            if sources.contains(&task.facts.at.source) {
                for (at, col) in fact_cells(&task.facts) {
                    places.columns.entry((at.source, at.col)).or_insert(col);
                }
            }
        }
        for (i, item) in (0_u32..).zip(&b.portfolio.log) {
            if wanted.contains(&(item.at.source, item.at.row)) {
                places.log.entry((item.at.source, item.at.row)).or_insert(i);
            }
        }
        places
    }
}

fn fact_cells(f: &TaskFacts) -> impl Iterator<Item = (CellRef, u16)> {
    [
        (f.name.as_ref().map(|s| s.at), tasks::TASK),
        (f.key.as_ref().map(|s| s.at), tasks::KEY),
        (f.actual_start.map(|s| s.at), tasks::START),
        (f.start.map(|s| s.at), tasks::START),
        (f.actual_finish.map(|s| s.at), tasks::FINISH),
        (f.finish.map(|s| s.at), tasks::FINISH),
        (f.baseline_finish.map(|s| s.at), tasks::BASELINE),
        (f.percent.as_ref().map(|s| s.at), tasks::PERCENT),
        (f.status.as_ref().map(|s| s.at), tasks::STATUS),
    ]
    .into_iter()
    .filter_map(|(at, col)| at.map(|at| (at, col)))
}

fn fact_column(facts: &TaskFacts, at: CellRef) -> Option<u16> {
    fact_cells(facts).find(|(cell, _)| *cell == at).map(|(_, col)| col)
}

fn log_rank(item: &crate::model::LogItem, kinds: &[LogKind]) -> impl Ord + use<> {
    let state = match item.open {
        Some(true) => 0,
        None => 1,
        Some(false) => 2,
    };
    let kind = kinds.iter().position(|k| *k == item.kind);
    let score = item.score.as_ref().and_then(|s| s.value.number).map_or(0, |n| (n.clamp(-1e9, 1e9) * 100.0) as i64);
    let rag = std::cmp::Reverse(item.rag.as_ref().map(|r| r.value));
    (kind, state, -score, rag, item.due.map_or(jiff::civil::Date::MAX, |d| d.value))
}

/// By resource that shares its name with another: the e-mail, account, team or role that tells them apart.
fn marks_of_people(b: &Brief) -> FxHashMap<u32, String> {
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

fn hidden_people(b: &Brief) -> FxHashSet<u32> {
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

fn hidden_sources(b: &Brief) -> FxHashSet<SourceId> {
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

/// The project a finding speaks of, where it speaks of one.
pub fn project_of(b: &Brief, finding: &Diagnostic) -> Option<ProjectId> {
    let p = b.portfolio;
    match finding.subject {
        Subject::Task(i) => p.tasks.get(i as usize).map(|t| t.project),
        Subject::Dependency(i) => {
            let d = p.dependencies.get(i as usize)?;
            b.end_project(&d.successor).or_else(|| b.end_project(&d.predecessor))
        }
        Subject::Project(i) => Some(ProjectId(i)),
        Subject::LogItem(i) => p.log.get(i as usize).and_then(|l| l.project),
        Subject::Benefit(i) => p.benefits.get(i as usize).and_then(|x| x.project),
        Subject::Resource(_) | Subject::Intake => None,
    }
}

/// Who can mend what a finding speaks of: the item's own owner, else the project's manager.
pub fn owner_of<'a>(b: &Brief<'a>, finding: &Diagnostic) -> &'a str {
    let p = b.portfolio;
    let own = match finding.subject {
        Subject::LogItem(i) => p.log.get(i as usize).and_then(|l| l.owner.as_ref()),
        Subject::Benefit(i) => p.benefits.get(i as usize).and_then(|x| x.owner.as_ref()),
        _ => None,
    };
    let manager = || project_of(b, finding).and_then(|id| p.projects.get(id.ix())).and_then(|x| x.manager.as_ref());
    match own.or_else(manager) {
        Some(name) => &name.value,
        None if project_of(b, finding).is_some() => "(no manager stated)",
        None => "Program office",
    }
}

/// The note on a cell: the gravest finding, and how many more there are; some 250 characters.
fn note(finding: &Diagnostic, more: usize) -> String {
    let tail = if more > 0 { format!("\n{} more on this cell: see Findings.", thousands(more)) } else { String::new() };
    let text = format!("{}: {}", finding.check, finding.message);
    clip(&text, 246_usize.saturating_sub(tail.chars().count())) + &tail
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::check::world::{World, stated};
    use crate::model::{Audience, LogItem, StatusCategory};
    use crate::report::plan::WorkbookPlan;
    use crate::report::receipt::{InputLine, Receipt, TableLine};
    use crate::report::sheets::workbook;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    /// What stands where: text, note and link of every cell that has any.
    type Cells = BTreeMap<(&'static str, u32, u16), (String, Option<String>, Option<Link>)>;

    fn cells(plan: &WorkbookPlan) -> Cells {
        let mut all = Cells::new();
        let mut put = |sheet, row, col, cell: &CellPlan| {
            let text = match &cell.value {
                CellValue::Empty => String::new(),
                CellValue::Text(t) => t.to_string(),
                CellValue::Number(n) => n.to_string(),
                CellValue::Date(d) => d.to_string(),
                CellValue::Formula { formula, .. } => formula.clone(),
            };
            if !text.is_empty() || cell.note.is_some() {
                let before = all.insert((sheet, row, col), (text, cell.note.clone(), cell.link.clone()));
                assert!(before.is_none(), "{sheet} {row} {col} is written twice");
            }
        };
        for sheet in &plan.sheets {
            assert!(sheet.cells.is_sorted_by_key(|c| (c.row, c.col)), "{} has free cells out of order", sheet.name);
            for free in &sheet.cells {
                put(sheet.name, free.row, free.col, &free.cell);
            }
            for table in &sheet.tables {
                let headers: std::collections::BTreeSet<_> = table.columns.iter().map(|c| c.header.to_lowercase()).collect();
                assert_eq!(headers.len(), table.columns.len(), "{} repeats a header", table.name);
                let mut row = Vec::new();
                for n in 0..table.rows {
                    row.clear();
                    (table.row)(n, &mut row);
                    assert_eq!(row.len(), table.columns.len(), "{} row {n}", table.name);
                    for (c, cell) in (table.left..).zip(&row) {
                        put(sheet.name, table.top + 1 + n as u32, c, cell);
                    }
                }
            }
        }
        all
    }

    /// Every link leads to a sheet and a cell with something in it; every note is short.
    fn sound(plan: &WorkbookPlan, cells: &Cells) {
        for ((sheet, row, col), (_, note, link)) in cells {
            assert!(note.as_ref().is_none_or(|n| n.chars().count() <= 250), "{sheet} {row} {col}");
            if let Some(Link::Cell { sheet: to, row: r, col: c }) = link {
                assert!(plan.sheets.iter().any(|s| s.name == *to));
                assert!(
                    cells.get(&(*to, *r, *c)).is_some_and(|x| !x.0.is_empty()),
                    "{sheet} {row} {col} leads to empty {to} {r} {c}"
                );
            }
        }
    }

    fn world() -> World {
        let mut w = World::new();
        let (quay, cranes) = (w.project("Quay wall"), w.project("Cranes"));
        let (a, b, c) = (w.task(quay, "Lay rails"), w.task(cranes, "Erect crane"), w.task(cranes, "Old survey"));
        w.dates(a, date(2027, 1, 4), date(2027, 2, 26));
        w.dates(b, date(2027, 2, 1), date(2027, 3, 12));
        w.dates(c, date(2026, 9, 1), date(2026, 10, 1));
        w.status(c, "Open", StatusCategory::ToDo);
        w.link(a, b);
        let mut risk = LogItem::new(LogKind::Risk, crate::check::world::cell(9, 0));
        risk.title = Some(stated("Drives late".into(), 9, 1));
        risk.owner = Some(stated("TBC".into(), 9, 2));
        (risk.open, risk.project) = (Some(true), Some(cranes));
        w.portfolio.log.push(risk);
        w
    }

    fn receipt() -> Receipt {
        let table =
            TableLine { sheet: Some("Tasks".into()), tracker: "plan".into(), role: "tasks".into(), ..TableLine::default() };
        let input = InputLine { file: "plan.xlsx".into(), tables: vec![table], ..InputLine::default() };
        Receipt { inputs: vec![input], ..Receipt::default() }
    }

    fn with<T>(w: &World, restricted: bool, ask: impl FnOnce(&Brief, &Layout, &WorkbookPlan, &Cells) -> T) -> T {
        let mut findings = crate::check::run(&w.facts());
        crate::diagnostic::sort(&mut findings);
        let receipt = receipt();
        let brief = Brief {
            waived: &[],
            portfolio: &w.portfolio,
            analysis: &w.analysis,
            findings: &findings,
            sources: &w.sources,
            settings: &w.settings,
            receipt: &receipt,
            restricted,
        };
        let layout = Layout::new(&brief);
        let plan = workbook(&brief, &layout);
        let cells = cells(&plan);
        sound(&plan, &cells);
        ask(&brief, &layout, &plan, &cells)
    }

    #[test]
    fn a_finding_leads_to_the_cell_it_speaks_of_and_the_cell_leads_back() {
        with(&world(), false, |b, l, _, cells| {
            let rank = l.findings.iter().position(|&i| b.findings[i as usize].check == "overdue-open").unwrap() as u32;
            let row = findings::top(l) + 1 + rank;
            let (text, _, link) = &cells[&(findings::NAME, row, 7)];
            let Some(Link::Cell { sheet, row: r, col }) = link else { panic!("no link") };
            // `Old survey` is the third task: row 7 on the sheet, its finish in column I.
            assert_eq!((*sheet, text.as_str()), (tasks::NAME, "Tasks!I7"));
            let (value, note, back) = &cells[&(*sheet, *r, *col)];
            assert_eq!(value, "2026-10-01");
            assert!(note.as_ref().unwrap().starts_with("overdue-open: `T-2 Old survey` was due on 1 Oct 2026"));
            assert_eq!(*back, Some(Link::Cell { sheet: findings::NAME, row, col: findings::CHECK }));
        });
    }

    #[test]
    fn a_marked_cell_without_a_value_shows_a_question_mark() {
        with(&world(), false, |b, l, _, _| {
            let mut row = vec![CellPlan::empty(), CellPlan::empty(), CellPlan::text("Drives late"), CellPlan::empty()];
            row.extend([CellPlan::empty(), CellPlan::empty(), CellPlan::empty()]);
            l.mark(b, Spot::Risks, 0, &mut row);
            assert_eq!(row[usize::from(risks::OWNER)].value, CellValue::Text("?".into()));
            assert!(row[usize::from(risks::OWNER)].note.as_ref().unwrap().starts_with("placeholder-owner"));
        });
    }

    #[test]
    fn the_gravest_findings_are_listed_up_to_the_cap_and_the_cap_is_said() {
        let mut w = world();
        w.settings.workbook.findings = 1;
        with(&w, false, |b, l, _, cells| {
            assert!(l.findings.len() > 1);
            assert_eq!((l.listed, l.targets.len()), (1, 1));
            assert!(l.findings.is_sorted_by_key(|&i| b.findings[i as usize].severity));
            let said = format!("Findings lists the 1 gravest of {} (workbook.findings).", l.findings.len());
            assert!(cells.values().any(|c| c.0 == said));
        });
    }

    #[test]
    fn a_restricted_project_is_one_line_and_its_tasks_and_logs_stay_off_every_sheet() {
        let mut w = world();
        w.portfolio.projects[1].audience = Audience::Restricted;
        w.portfolio.projects[1].sources.clear();
        let speaks = |cells: &Cells| {
            cells
                .values()
                .filter(|c| ["Cranes", "Erect crane", "Old survey", "Drives late"].iter().any(|n| c.0.contains(n)))
                .count()
        };
        with(&w, false, |_, _, _, cells| {
            assert_eq!(speaks(cells), 0, "{:?}", cells.iter().filter(|c| c.1.0.contains("Crane")).collect::<Vec<_>>());
            assert!(cells.values().any(|c| c.0 == "Restricted project"));
        });
        assert!(with(&w, true, |_, _, _, cells| speaks(cells)) > 4);
    }

    #[test]
    fn namesakes_are_told_apart_by_their_addresses() {
        let mut w = world();
        let (x, y) = (w.person("Anna Berg"), w.person("Anna Berg"));
        w.portfolio.resources[x.ix()].email = Some(stated("anna.berg@harbour.example".into(), 1, 6));
        w.assign(TaskId(0), x);
        w.assign(TaskId(1), y);
        with(&w, false, |_, _, _, cells| {
            let assigned = |row| cells[&(tasks::NAME, row, tasks::ASSIGNEES)].0.clone();
            assert_eq!(assigned(4), "Anna Berg (anna.berg@harbour.example)");
            assert_eq!(assigned(5), "Anna Berg (no e-mail)");
        });
    }

    #[test]
    fn an_empty_portfolio_still_makes_every_sheet_and_says_why_it_is_empty() {
        let w = World::new();
        with(&w, false, |_, _, plan, cells| {
            assert_eq!(plan.sheets.len(), crate::report::sheets::SHEETS.len());
            for sheet in [tasks::NAME, risks::NAME, benefits::NAME, decisions::NAME] {
                assert!(cells.iter().any(|(at, c)| at.0 == sheet && c.0.starts_with("Nothing to show: ")), "{sheet}");
            }
        });
    }
}
