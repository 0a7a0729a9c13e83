//! Which cell of which sheet each finding speaks of, what is listed on the sheet Findings, and who can mend what.

use super::{Anchor, Layout, NONE, Spot, Target, ids};
use crate::diagnostic::{Diagnostic, Place, Severity, Subject};
use crate::model::{ProjectId, TaskFacts, TaskId};
use crate::report::Brief;
use crate::report::plan::{CellPlan, CellValue, Link, Style};
use crate::report::sheets::{benefits, dependencies, findings, milestones, overallocations, projects, risks, sources, tasks};
use crate::report::words::{clip, thousands};
use crate::source::{CellRef, SourceId};
use rustc_hash::{FxHashMap, FxHashSet};

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

impl Layout {
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

    pub(super) fn place_findings(&mut self, b: &Brief) {
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
        let of = |input: u32| b.receipt.inputs.get(input as usize).filter(|line| line.file == file);
        let folded = || self.folded.iter().find(|(input, _)| of(**input).is_some()).map(|(_, first)| *first);
        let pos = self.sources.iter().position(|(input, table)| {
            of(*input).is_some_and(|line| {
                let same = |t: &u32| sheet.is_none() || line.tables.get(*t as usize).and_then(|l| l.sheet.as_deref()) == sheet;
                table.as_ref().is_none_or(same)
            })
        });
        let pos = pos.or_else(|| folded().and_then(|first| self.sources.iter().position(|(input, _)| *input == first)))?;
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
