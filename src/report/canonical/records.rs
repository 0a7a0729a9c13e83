//! The records of a portfolio as rows. References are IDs of this form, or names where a name is unique.

use super::origin::{self, Origins};
use super::{Table, table};
use crate::diagnostic::Subject;
use crate::model::canonical::LOGS;
use crate::model::canonical::registers::{BenefitRow, BudgetRow, DutyRow, LogRow, StakeholderRow};
use crate::model::canonical::rows::{
    AboutRow, AbsenceRow, AdjustmentRow, CalendarDayRow, CalendarRow, CapacityRow, ConflictRow, GateRow, NarrativeRow, OtherRow,
    ProgramRow, ProjectRow, ProjectSourceRow, ProposalRow, ResourceRow, SourceRow, SpellingRow,
};
use crate::model::canonical::work::{AllocationRow, DependencyRow, ENDS, TaskRow};
use crate::model::canonical::{FORM, Row, VERSION};
use crate::model::people::{Absence, CapacityWindow};
use crate::model::{Allocation, Dependency, DependencyEnd, LogKind, Portfolio, ProjectId, Resource, ResourceId, TaskId};
use crate::source::{CellRef, PlaceKind, SourceId, SourceMap, Sourced, Text};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

type Shared<'a> = Arc<Origins<'a>>;

/// IDs and names by which rows refer to each other.
#[derive(Clone)]
struct Names<'a> {
    portfolio: &'a Portfolio,
    projects: Arc<Vec<Text>>,
    resources: Arc<Vec<Text>>,
}

impl<'a> Names<'a> {
    fn new(portfolio: &'a Portfolio) -> Names<'a> {
        Names {
            portfolio,
            projects: Arc::new(references(portfolio.projects.iter().map(|p| (&p.slug, &p.name)))),
            resources: Arc::new(references(portfolio.resources.iter().map(|r| (&r.stable_id, &r.name)))),
        }
    }
    fn project(&self, id: Option<ProjectId>) -> Option<Text> {
        self.projects.get(id?.ix()).cloned()
    }
    fn resource(&self, id: Option<ResourceId>) -> Option<Text> {
        self.resources.get(id?.ix()).cloned()
    }
    fn task(&self, id: Option<TaskId>) -> Option<Text> {
        self.portfolio.tasks.get(id?.ix()).map(|t| t.stable_id.clone())
    }
}

/// The name where it is the only one and nobody's ID, else the ID.
fn references<'a>(all: impl Iterator<Item = (&'a Text, &'a Text)> + Clone) -> Vec<Text> {
    let mut count: FxHashMap<&str, usize> = FxHashMap::default();
    let ids: FxHashSet<&str> = all.clone().map(|(id, _)| &**id).collect();
    for (_, name) in all.clone() {
        *count.entry(name.trim()).or_insert(0) += 1;
    }
    let plain = |id: &Text, name: &Text| {
        let name = name.trim();
        count.get(name) == Some(&1) && !name.is_empty() && (!ids.contains(name) || name == &**id) && !name.contains(';')
    };
    all.map(|(id, name)| if plain(id, name) { name.clone() } else { id.clone() }).collect()
}

/// All tables, also those without rows.
pub(super) fn all<'a>(p: &'a Portfolio, sources: &'a SourceMap, origins: &Shared<'a>, restricted: bool) -> Vec<Table<'a>> {
    let names = Names::new(p);
    let mut tables = vec![about(p, origins, restricted), projects(p, origins), tasks(p, origins, &names)];
    tables.extend([dependencies(p, origins, &names), resources(p, origins), allocations(p, origins, &names)]);
    tables.extend([capacity(p, origins, &names), absences(p, origins, &names), calendars(p, origins), calendar_days(p, origins)]);
    tables.push(gates(p, sources, origins));
    tables.extend(LOGS.iter().map(|(kind, name)| log(p, origins, &names, *kind, name)));
    tables.extend([
        benefits(p, origins, &names),
        budget(p, origins, &names),
        stakeholders(p, origins, &names),
        duties(p, origins),
    ]);
    tables.extend([narratives(p, origins, &names), programs(p, origins, &names), other(p, origins)]);
    tables.extend([conflicts(p, origins, &names), spellings(p, origins, &names), proposals(p, origins)]);
    tables.push(adjustments(p, origins));
    tables.extend([project_sources(p, origins, &names), sources_table(p, sources, origins)]);
    tables
}

/// A place for rows that no cell gave.
fn nowhere() -> CellRef {
    CellRef { source: SourceId { file: 0, sheet: 0 }, row: 0, col: 0 }
}

fn fresh<R: Row>() -> R {
    R::new(nowhere())
}

fn about<'a>(p: &'a Portfolio, origins: &Shared<'a>, restricted: bool) -> Table<'a> {
    let lines: Vec<(&'static str, String)> = vec![
        ("form", FORM.to_owned()),
        ("version", VERSION.to_string()),
        ("name", p.name.to_string()),
        ("as of", p.as_of.to_string()),
        ("audience", if restricted { "restricted" } else { "open" }.to_owned()),
        ("rows of resource lists", p.counts.resources.to_string()),
        ("rows of assignment lists", p.counts.assignments.to_string()),
    ];
    table("About", lines.len(), origins, move |ix| {
        let (property, value) = lines.get(ix).cloned().unwrap_or_default();
        AboutRow { property: Some(property.into()), value: Some(value.into()), ..fresh() }
    })
}

fn projects<'a>(p: &'a Portfolio, origins: &Shared<'a>) -> Table<'a> {
    table("Projects", p.projects.len(), origins, move |ix| {
        let project = &p.projects[ix];
        let first = project.sources.first().map(|(source, _)| CellRef { source: *source, row: 0, col: 0 });
        let told = [project.manager.as_ref().map(|m| m.at), project.reported.map(|r| r.at), project.finish.map(|f| f.at)];
        ProjectRow {
            at: told.into_iter().flatten().next().or(first).unwrap_or(nowhere()),
            id: Some(project.slug.clone()),
            name: Some(project.name.clone()),
            key: project.key.clone(),
            audience: project.audience,
            manager: project.manager.clone(),
            reported: project.reported,
            agreed: project.agreed,
            start: project.start,
            finish: project.finish,
            baseline_finish: project.baseline_finish,
            calendar: project.calendar.map(|id| p.calendar_at(Some(id)).name.clone()),
        }
    })
}

fn tasks<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let names = names.clone();
    table("Tasks", p.tasks.len(), origins, move |ix| {
        let task = &p.tasks[ix];
        let mut facts = (*task.facts).clone();
        facts.custom = Vec::new();
        TaskRow {
            id: Some(task.stable_id.clone()),
            project: names.project(Some(task.project)),
            parent: names.task(task.parent),
            stub: task.stub,
            predecessors: None,
            assignees: None,
            facts,
            also_at: task.also_at.clone(),
        }
    })
}

fn dependencies<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let names = names.clone();
    table("Dependencies", p.dependencies.len(), origins, move |ix| {
        let edge: &Dependency = &p.dependencies[ix];
        let end = |end: &DependencyEnd| match end {
            DependencyEnd::Task(id) => names.task(Some(*id)),
            DependencyEnd::Outside(text) => Some(text.clone()),
        };
        let outside = match (&edge.predecessor, &edge.successor) {
            (DependencyEnd::Outside(_), _) => Some(ENDS[0].into()),
            (_, DependencyEnd::Outside(_)) => Some(ENDS[1].into()),
            _ => None,
        };
        DependencyRow {
            at: edge.stated_at.first().copied().unwrap_or(edge.relation.at),
            predecessor: end(&edge.predecessor),
            successor: end(&edge.successor),
            outside,
            relation: Some(edge.relation),
            lag: edge.lag,
            needed: edge.needed,
            promised: edge.promised,
            stated_at: edge.stated_at.clone(),
        }
    })
}

fn resources<'a>(p: &'a Portfolio, origins: &Shared<'a>) -> Table<'a> {
    table("Resources", p.resources.len(), origins, move |ix| {
        let r: &Resource = &p.resources[ix];
        ResourceRow {
            at: r.seen_at.first().copied().unwrap_or(nowhere()),
            id: Some(r.stable_id.clone()),
            name: Some(r.name.clone()),
            kind: Some(r.kind),
            email: r.email.clone(),
            account: r.account.clone(),
            team: r.team.clone(),
            role: r.role.clone(),
            leaves: r.leaves,
            calendar: r.calendar.map(|id| p.calendar_at(Some(id)).name.clone()),
            seen_at: r.seen_at.clone(),
        }
    })
}

/// People on tasks: each assignee, with the claim where the task makes one.
fn allocations<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let mut claims: FxHashMap<(TaskId, ResourceId), &Allocation> = FxHashMap::default();
    for claim in &p.allocations {
        claims.entry((claim.task, claim.resource)).or_insert(claim);
    }
    let mut list: Vec<(TaskId, ResourceId, CellRef, Option<&Allocation>)> = Vec::with_capacity(p.allocations.len());
    for (ix, task) in p.tasks.iter().enumerate() {
        let id = TaskId(u32::try_from(ix).unwrap_or(u32::MAX));
        list.extend(task.assignees.iter().map(|(who, at)| (id, *who, *at, claims.get(&(id, *who)).copied())));
    }
    let names = names.clone();
    table("Allocations", list.len(), origins, move |ix| {
        let (task, who, at, claim) = list[ix];
        AllocationRow {
            at,
            task: names.task(Some(task)),
            resource: names.resource(Some(who)),
            units: claim.and_then(|c| c.units),
            work: claim.and_then(|c| c.work),
            claimed_at: claim.map(|c| c.at).filter(|claimed| *claimed != at).into_iter().collect(),
        }
    })
}

fn of_resources<T>(p: &Portfolio, list: impl Fn(&Resource) -> &Vec<T>) -> Vec<(ResourceId, usize)> {
    let each = p.resources.iter().enumerate();
    let flat = each.flat_map(|(ix, r)| (0..list(r).len()).map(move |n| (ResourceId(u32::try_from(ix).unwrap_or(u32::MAX)), n)));
    flat.collect()
}

fn capacity<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let (list, names) = (of_resources(p, |r| &r.capacity), names.clone());
    table("Capacity", list.len(), origins, move |ix| {
        let (who, n) = list[ix];
        let window: &CapacityWindow = &p.resources[who.ix()].capacity[n];
        CapacityRow {
            at: window.at,
            resource: names.resource(Some(who)),
            from: Some(window.from),
            to: Some(window.to),
            hours: Some(window.hours_per_day),
        }
    })
}

/// The gates that sheets state; those of the configuration stay with it.
fn gates<'a>(p: &'a Portfolio, sources: &SourceMap, origins: &Shared<'a>) -> Table<'a> {
    let of_a_sheet = |at: CellRef| {
        let file = sources.files.get(usize::from(at.source.file));
        !file.is_some_and(|f| std::path::Path::new(&*f.name).extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")))
    };
    let gates = p.gates.iter().filter(|gate| of_a_sheet(gate.at));
    let rows: Vec<_> = gates
        .flat_map(|gate| {
            let needs = gate.needs.iter().map(move |need| (gate, Some(need)));
            needs.chain(gate.needs.is_empty().then_some((gate, None)))
        })
        .collect();
    table("Gates", rows.len(), origins, move |n| {
        let (gate, need) = rows[n];
        GateRow {
            at: gate.at,
            name: Some(gate.name.clone()),
            need: need.map(|need| Sourced::stated(need.written.clone(), need.at)),
            wanted: gate.wanted,
            owner: gate.owner.clone(),
        }
    })
}

fn calendars<'a>(p: &'a Portfolio, origins: &Shared<'a>) -> Table<'a> {
    table("Calendars", p.calendars.len(), origins, move |ix| {
        let calendar = &p.calendars[ix];
        let day = |ix: usize| calendar.week.get(ix).map(|times| Text::from(times.to_string()));
        CalendarRow {
            at: calendar.at.unwrap_or(nowhere()),
            name: Some(calendar.name.clone()),
            hours: Some(calendar.hours_per_day()),
            mon: day(0),
            tue: day(1),
            wed: day(2),
            thu: day(3),
            fri: day(4),
            sat: day(5),
            sun: day(6),
        }
    })
}

fn calendar_days<'a>(p: &'a Portfolio, origins: &Shared<'a>) -> Table<'a> {
    let days = |(ix, calendar): (usize, &crate::model::Calendar)| {
        calendar.exceptions.iter().map(move |(day, times)| (ix, *day, Text::from(times.to_string()))).collect::<Vec<_>>()
    };
    let list: Vec<_> = p.calendars.iter().enumerate().flat_map(days).collect();
    table("Calendar days", list.len(), origins, move |n| {
        let (ix, day, times) = &list[n];
        let calendar = &p.calendars[*ix];
        CalendarDayRow {
            at: calendar.at.unwrap_or(nowhere()),
            calendar: Some(calendar.name.clone()),
            from: Some(*day),
            to: Some(*day),
            times: Some(times.clone()),
        }
    })
}

fn absences<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let (list, names) = (of_resources(p, |r| &r.absences), names.clone());
    table("Absences", list.len(), origins, move |ix| {
        let (who, n) = list[ix];
        let absence: &Absence = &p.resources[who.ix()].absences[n];
        AbsenceRow { at: absence.at, resource: names.resource(Some(who)), from: Some(absence.from), to: Some(absence.to) }
    })
}

fn log<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>, kind: LogKind, name: &'static str) -> Table<'a> {
    let list: Vec<usize> = (0..p.log.len()).filter(|&ix| p.log[ix].kind == kind).collect();
    let names = names.clone();
    table(name, list.len(), origins, move |ix| {
        let mut item = p.log[list[ix]].clone();
        item.custom = Vec::new();
        LogRow {
            id: Some(item.stable_id.clone()),
            project: names.project(item.project),
            kind: None,
            owner: names.resource(item.owner_id),
            item,
        }
    })
}

fn benefits<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let names = names.clone();
    table("Benefits", p.benefits.len(), origins, move |ix| {
        let mut benefit = p.benefits[ix].clone();
        benefit.custom = Vec::new();
        BenefitRow { id: Some(benefit.stable_id.clone()), project: names.project(benefit.project), benefit }
    })
}

fn budget<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let names = names.clone();
    table("Budget", p.budget.len(), origins, move |ix| {
        let line = p.budget[ix].clone();
        BudgetRow { project: names.project(line.project), line }
    })
}

fn stakeholder_id(ix: usize) -> Text {
    format!("stakeholder-{}", ix + 1).into()
}

fn stakeholders<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let names = names.clone();
    table("Stakeholders", p.stakeholders.len(), origins, move |ix| {
        let mut stakeholder = p.stakeholders[ix].clone();
        stakeholder.custom = Vec::new();
        stakeholder.duties = Vec::new();
        StakeholderRow { id: Some(stakeholder_id(ix)), project: names.project(stakeholder.project), stakeholder }
    })
}

fn duties<'a>(p: &'a Portfolio, origins: &Shared<'a>) -> Table<'a> {
    let each = p.stakeholders.iter().enumerate();
    let list: Vec<(usize, usize)> = each.flat_map(|(ix, s)| (0..s.duties.len()).map(move |n| (ix, n))).collect();
    table("Responsibilities", list.len(), origins, move |ix| {
        let (stakeholder, n) = list[ix];
        let duty = &p.stakeholders[stakeholder].duties[n];
        DutyRow {
            at: duty.part.at,
            who: Some(stakeholder_id(stakeholder)),
            project: None,
            activity: Some(duty.activity.clone()),
            part: Some(duty.part.clone()),
        }
    })
}

fn narratives<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let each = p.projects.iter().enumerate();
    let list: Vec<(usize, usize)> = each.flat_map(|(ix, p)| (0..p.narrative.len()).map(move |n| (ix, n))).collect();
    let names = names.clone();
    table("Narratives", list.len(), origins, move |ix| {
        let (project, n) = list[ix];
        let words = &p.projects[project].narrative[n];
        NarrativeRow {
            at: words.at,
            project: names.projects.get(project).cloned(),
            text: Some(words.text.clone()),
            about: words.about.clone(),
            author: words.author.clone(),
            date: words.date,
        }
    })
}

fn programs<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let each = p.programs.iter();
    let list: Vec<(Text, Option<Text>)> =
        each.flat_map(|p| p.projects.iter().map(|id| (p.name.clone(), names.project(Some(*id))))).collect();
    table("Programs", list.len(), origins, move |ix| {
        let (program, project) = list[ix].clone();
        ProgramRow { program: Some(program), project, ..fresh() }
    })
}

/// A record that keeps columns: its table, its ID, its columns.
type Keeper<'a> = (&'static str, Text, &'a [(Text, Sourced<Text>)]);

fn other<'a>(p: &'a Portfolio, origins: &Shared<'a>) -> Table<'a> {
    let logged = |kind: LogKind| LOGS.iter().find(|(k, _)| *k == kind).map_or("", |(_, name)| name);
    let tasks = p.tasks.iter().map(|t| ("Tasks", t.stable_id.clone(), t.facts.custom.as_slice()));
    let log = p.log.iter().map(|i| (logged(i.kind), i.stable_id.clone(), i.custom.as_slice()));
    let benefits = p.benefits.iter().map(|b| ("Benefits", b.stable_id.clone(), b.custom.as_slice()));
    let stakeholders = p.stakeholders.iter().enumerate().map(|(ix, s)| ("Stakeholders", stakeholder_id(ix), s.custom.as_slice()));
    let keepers: Vec<Keeper> =
        tasks.chain(log).chain(benefits).chain(stakeholders).filter(|(_, _, custom)| !custom.is_empty()).collect();
    let list: Vec<(usize, usize)> = keepers.iter().enumerate().flat_map(|(ix, k)| (0..k.2.len()).map(move |n| (ix, n))).collect();
    table("Other fields", list.len(), origins, move |ix| {
        let (keeper, n) = list[ix];
        let (table, record, custom) = &keepers[keeper];
        let (field, value) = &custom[n];
        OtherRow {
            at: value.at,
            table: Some((*table).into()),
            record: Some(record.clone()),
            field: Some(field.clone()),
            value: Some(value.clone()),
        }
    })
}

fn conflicts<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let names = names.clone();
    table("Conflicts", p.conflicts.len(), origins, move |ix| {
        let c = &p.conflicts[ix];
        ConflictRow {
            at: c.kept.1,
            what: Some(c.what.clone()),
            task: names.task(c.task),
            project: names.project(c.project),
            field: Some(Text::from(&*c.field)),
            kept: Some(Sourced::stated(c.kept.0.clone(), c.kept.1)),
            lost: Some(Sourced::stated(c.lost.0.clone(), c.lost.1)),
            difference: Some(c.difference.as_str().into()),
            why: Some(c.why.clone()),
        }
    })
}

fn spellings<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let (list, names) = (of_resources(p, |r| &r.spellings), names.clone());
    table("Spellings", list.len(), origins, move |ix| {
        let (who, n) = list[ix];
        let resource = &p.resources[who.ix()];
        let (spelling, why) = resource.spellings[n].clone();
        SpellingRow {
            at: resource.seen_at.first().copied().unwrap_or(nowhere()),
            resource: names.resource(Some(who)),
            spelling: Some(spelling),
            why: Some(why),
        }
    })
}

fn proposals<'a>(p: &'a Portfolio, origins: &Shared<'a>) -> Table<'a> {
    table("Identity review", p.proposals.len(), origins, move |ix| {
        let proposal = &p.proposals[ix];
        ProposalRow {
            at: proposal.a.1,
            kind: Some(proposal.kind.into()),
            a: Some(Sourced::stated(proposal.a.0.clone(), proposal.a.1)),
            b: Some(Sourced::stated(proposal.b.0.clone(), proposal.b.1)),
            a_key: Some(proposal.a_key.clone()),
            b_key: Some(proposal.b_key.clone()),
            evidence: Some(proposal.evidence.clone()),
            unsure_by: proposal.unsure.as_ref().map(|(by, _)| by.clone()),
            unsure_why: proposal.unsure.as_ref().map(|(_, why)| why.clone()),
        }
    })
}

fn adjustments<'a>(p: &'a Portfolio, origins: &Shared<'a>) -> Table<'a> {
    table("Settled by hand", p.adjustments.len(), origins, move |ix| {
        let a = &p.adjustments[ix];
        let (table, record) = a.subject.and_then(|subject| subject_of(p, subject)).unzip();
        AdjustmentRow {
            at: a.at,
            target: Some(a.target.clone()),
            field: Some(a.field.clone()),
            value: Some(a.value.clone()),
            replaces: a.replaces.clone(),
            by: Some(a.by.clone()),
            why: Some(a.why.clone()),
            until: a.until,
            state: Some(a.state),
            table: table.map(Text::from),
            record,
            what: Some(a.what.clone()),
            original: a.original.as_ref().map(|(text, _)| text.clone()),
            original_at: a.original.as_ref().and_then(|(_, at)| *at).into_iter().collect(),
            remark: Some(a.remark.clone()),
        }
    })
}

/// The table and the ID of what an adjustment changes.
fn subject_of(p: &Portfolio, subject: Subject) -> Option<(&'static str, Text)> {
    Some(match subject {
        Subject::Task(ix) => ("Tasks", p.tasks.get(ix as usize)?.stable_id.clone()),
        Subject::Project(ix) => ("Projects", p.projects.get(ix as usize)?.slug.clone()),
        Subject::LogItem(ix) => {
            let item = p.log.get(ix as usize)?;
            (LOGS.iter().find(|(kind, _)| *kind == item.kind)?.1, item.stable_id.clone())
        }
        Subject::Benefit(ix) => ("Benefits", p.benefits.get(ix as usize)?.stable_id.clone()),
        _ => return None,
    })
}

fn project_sources<'a>(p: &'a Portfolio, origins: &Shared<'a>, names: &Names<'a>) -> Table<'a> {
    let each = p.projects.iter().enumerate();
    let list: Vec<(usize, usize)> = each.flat_map(|(ix, p)| (0..p.sources.len()).map(move |n| (ix, n))).collect();
    let (names, numbers) = (names.clone(), Arc::clone(origins));
    table("Project sources", list.len(), origins, move |ix| {
        let (project, n) = list[ix];
        let (source, why) = &p.projects[project].sources[n];
        ProjectSourceRow {
            at: CellRef { source: *source, row: 0, col: 0 },
            project: names.projects.get(project).cloned(),
            source: Some(numbers.number(*source).into()),
            why: Some(why.clone()),
        }
    })
}

fn sources_table<'a>(p: &'a Portfolio, sources: &'a SourceMap, origins: &Shared<'a>) -> Table<'a> {
    let ids: Vec<SourceId> = origin::ids(sources).collect();
    let hand_ins: FxHashMap<SourceId, usize> = p.hand_ins.iter().enumerate().map(|(ix, h)| (h.source, ix)).collect();
    let numbers = Arc::clone(origins);
    table("Sources", ids.len(), origins, move |ix| {
        let id = ids[ix];
        let file = sources.file(id);
        let hand_in = hand_ins.get(&id).and_then(|ix| p.hand_ins.get(*ix));
        let (data_date, data_date_why) =
            hand_in.and_then(|h| h.data_date.clone()).map_or((None, None), |(date, why)| (Some(date), Some(why)));
        let superseded = hand_in.and_then(|h| h.superseded_by.clone());
        SourceRow {
            at: CellRef { source: id, row: 0, col: 0 },
            id: Some(numbers.number(id).into()),
            file: file.map(|f| f.name.as_str().into()),
            position: Some(f64::from(id.sheet) + 1.0),
            sheet: sources.sheet(id).map(Text::from),
            places: file.map(|f| if f.kind == PlaceKind::Lines { "lines" } else { "sheet" }.into()),
            hand_in: hand_in.is_some(),
            data_date,
            data_date_why,
            superseded_by: superseded.as_ref().map(|(by, _)| numbers.number(*by).into()),
            superseded_why: superseded.map(|(_, why)| why),
            carried_file: hand_in.and_then(|h| h.carried.as_ref()).map(|c| c.file.clone()),
            carried_pack: hand_in.and_then(|h| h.carried.as_ref()).map(|c| c.pack),
        }
    })
}
