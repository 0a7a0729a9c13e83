//! Links as stated at either end → one edge of the dependency map, with every cell that states it. What nothing answers to
//! stays as a dangling end; a link of a record to itself is dropped, and said.

use super::desk::{Desk, Fate, position};
use super::refs::{Found, Refs};
use super::wording::fold_key;
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::import::build::links::unreadable;
use crate::import::extract::{LinkEnd, RawLink, RefKind, Reference, SetAside};
use crate::model::{Conflict, Dependency, DependencyEnd, Lag, LagUnit, Relation, TaskId};
use crate::source::{Basis, CellRef, Sourced, Text};
use jiff::civil::Date;
use rayon::prelude::*;
use std::cmp::Reverse;

/// One end's word about an edge.
struct Statement {
    predecessor: DependencyEnd,
    successor: DependencyEnd,
    relation: Sourced<Relation>,
    lag: Option<Lag>,
    needed: Option<Sourced<Date>>,
    promised: Option<Sourced<Date>>,
    at: CellRef,
    this_is: LinkEnd,
    by: u32,
}

/// A row of a register of links, with its sheet.
pub(super) struct Listed {
    sheet: u32,
    successor: Text,
    link: RawLink,
    at: CellRef,
}

/// The rows of registers of links, of sheets that no newer one has superseded.
pub(super) fn listed(desk: &mut Desk) -> Vec<Listed> {
    let mut all = Vec::new();
    for (sheet, of) in (0u32..).zip(&mut desk.sheets) {
        let rows = std::mem::take(&mut of.lists.links).into_iter();
        all.extend(rows.map(|(successor, link, at)| Listed { sheet, successor, link, at }));
    }
    all
}

/// Resolves all links; `ids` gives the final id of each record of the desk.
pub(super) fn dependencies(desk: &mut Desk, ids: &[Option<TaskId>], listed: Vec<Listed>) -> Vec<Dependency> {
    let mut findings = Vec::new();
    let mut statements = statements(desk, ids, &mut findings);
    statements.extend(of_registers(desk, ids, listed, &mut findings));
    desk.say_capped(findings, 200);
    statements.par_sort_by(|a, b| {
        let key = |s: &Statement| (s.at, s.this_is, s.relation.value);
        (&a.predecessor, &a.successor).cmp(&(&b.predecessor, &b.successor)).then_with(|| key(a).cmp(&key(b)))
    });
    let mut edges = Vec::with_capacity(statements.len());
    let mut rest = statements.as_slice();
    let mut twice = Vec::new();
    while let Some(first) = rest.first() {
        let same = rest.partition_point(|s| (&s.predecessor, &s.successor) <= (&first.predecessor, &first.successor));
        let (group, tail) = rest.split_at(same);
        twice.extend(stated_twice(desk, group));
        merge_group(desk, group, &mut edges);
        rest = tail;
    }
    desk.say_capped(twice, 50);
    fill_needed(desk, &mut edges);
    say_odd(desk, &edges);
    edges
}

fn statements(desk: &mut Desk, ids: &[Option<TaskId>], findings: &mut Vec<Diagnostic>) -> Vec<Statement> {
    let mut taken: Vec<(u32, u32, u32, Vec<RawLink>)> = Vec::new();
    for at in 0..desk.sides.len() {
        let Some(side) = desk.sides.get_mut(at) else { continue };
        if side.links.is_empty() {
            continue;
        }
        let (links, sheet) = (std::mem::take(&mut side.links), side.sheet);
        let old = side.fate != Fate::Own && desk.sheets.get(sheet as usize).is_some_and(|s| s.superseded_by.is_some());
        if let Some(own) = desk.standing(position(at)).filter(|_| !old) {
            taken.push((position(at), own, sheet, links));
        }
    }
    let resolve = Resolve { desk, ids, refs: Refs::new(desk) };
    let resolved: Vec<(Vec<Statement>, Vec<Diagnostic>)> = taken
        .par_chunks(2_048)
        .map(|part| {
            let (mut statements, mut findings) = (Vec::with_capacity(part.len()), Vec::new());
            for (by, own, sheet, links) in part {
                resolve.links((*by, *own, *sheet), links, &mut statements, &mut findings);
            }
            (statements, findings)
        })
        .collect();
    let mut statements = Vec::with_capacity(resolved.iter().map(|(s, _)| s.len()).sum());
    for (mut part, mut odd) in resolved {
        statements.append(&mut part);
        findings.append(&mut odd);
    }
    statements
}

/// Rows of registers, both ends looked up among all files. A row of which neither end is anywhere ties nothing.
fn of_registers(desk: &mut Desk, ids: &[Option<TaskId>], listed: Vec<Listed>, findings: &mut Vec<Diagnostic>) -> Vec<Statement> {
    if listed.is_empty() {
        return Vec::new();
    }
    let mut statements = Vec::with_capacity(listed.len());
    let mut aside: Vec<(u32, CellRef)> = Vec::new();
    {
        let refs = Refs::new(desk);
        for (n, row) in (0u32..).zip(listed) {
            if desk.sheets.get(row.sheet as usize).is_some_and(|s| s.superseded_by.is_some()) {
                continue;
            }
            let mut end = |text: &Text, at: CellRef| {
                let kind = if text.contains('\\') { RefKind::External } else { RefKind::Name };
                let reference = Reference { kind, text: text.clone(), at };
                match refs.named(&reference, row.sheet as usize) {
                    Found::One(hit) => desk.standing(hit).and_then(|at| ids.get(at as usize).copied().flatten()),
                    Found::Nothing => None,
                    Found::Many => {
                        let message = format!("`{text}` fits several records, so the link is left open");
                        findings.push(
                            Diagnostic::at("reference-ambiguous", Severity::Warning, at, message)
                                .help("give the key or id instead of the name"),
                        );
                        None
                    }
                }
            };
            let (before, after) = (end(&row.link.other.text, row.link.other.at), end(&row.successor, row.at));
            if before.is_none() && after.is_none() {
                aside.push((row.sheet, row.at));
                continue;
            }
            if before == after {
                findings.push(
                    Diagnostic::at(
                        "link-to-itself",
                        Severity::Warning,
                        row.at,
                        "the row links a record to itself; it is left out",
                    )
                    .help("remove the link in the source"),
                );
                continue;
            }
            let known = |task: Option<TaskId>, text: &Text| {
                task.map_or_else(|| DependencyEnd::Outside(outside(text, RefKind::Key)), DependencyEnd::Task)
            };
            statements.push(Statement {
                predecessor: known(before, &row.link.other.text),
                successor: known(after, &row.successor),
                relation: row.link.relation,
                lag: row.link.lag,
                needed: row.link.needed,
                promised: row.link.promised,
                at: row.link.other.at,
                this_is: LinkEnd::Successor,
                // no record states it: each row speaks for itself
                by: u32::MAX.saturating_sub(n),
            });
        }
    }
    for (sheet, at) in aside {
        if let Some(sheet) = desk.sheets.get_mut(sheet as usize) {
            sheet.set_aside.push(SetAside { at, reason: "a link neither of whose ends is in the files".to_owned() });
        }
    }
    statements
}

/// What resolving a link looks at; it changes nothing, so that links are resolved side by side.
struct Resolve<'d, 'a> {
    desk: &'d Desk<'a>,
    ids: &'d [Option<TaskId>],
    refs: Refs<'d, 'a>,
}

impl Resolve<'_, '_> {
    /// The links of one record: `by` states them, `own` is the record that stands for it.
    fn links(
        &self,
        (by, own, sheet): (u32, u32, u32),
        links: &[RawLink],
        statements: &mut Vec<Statement>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let id = |at: u32| self.ids.get(at as usize).copied().flatten();
        let Some(this) = id(own) else { return };
        let mut prose: Vec<(CellRef, String)> = Vec::new();
        for link in links {
            let other = match self.refs.find(&link.other, sheet as usize, Some(by)) {
                Found::One(hit) => self.desk.standing(hit).and_then(id),
                Found::Nothing if link.other.kind == RefKind::Words => {
                    match prose.last_mut().filter(|(at, _)| *at == link.other.at) {
                        Some((_, text)) => text.push_str(&format!("; {}", link.other.text)),
                        None => prose.push((link.other.at, link.other.text.to_string())),
                    }
                    continue;
                }
                // The check `dependency-outside` speaks of it.
                Found::Nothing => None,
                Found::Many => {
                    findings.push(
                        Diagnostic::at(
                            "reference-ambiguous",
                            Severity::Warning,
                            link.other.at,
                            format!("`{}` fits several records, so the link is left open", link.other.text),
                        )
                        .help("give the key or id instead of the name")
                        .about(Subject::Task(this.0)),
                    );
                    None
                }
            };
            if other == Some(this) {
                findings.push(
                    Diagnostic::at(
                        "link-to-itself",
                        Severity::Warning,
                        link.other.at,
                        format!("`{}` links the record to itself; the link is left out", link.other.text),
                    )
                    .help("remove the link in the source")
                    .about(Subject::Task(this.0)),
                );
                continue;
            }
            let other =
                other.map_or_else(|| DependencyEnd::Outside(outside(&link.other.text, link.other.kind)), DependencyEnd::Task);
            let (predecessor, successor) = match link.this_is {
                LinkEnd::Successor => (other, DependencyEnd::Task(this)),
                LinkEnd::Predecessor => (DependencyEnd::Task(this), other),
            };
            statements.push(Statement {
                predecessor,
                successor,
                relation: link.relation,
                lag: link.lag,
                needed: link.needed,
                promised: link.promised,
                at: link.other.at,
                this_is: link.this_is,
                by,
            });
        }
        findings.extend(prose.into_iter().map(|(at, text)| unreadable(&text.chars().take(80).collect::<String>(), at)));
    }
}

/// Keys are one whatever their case; names stay as written.
fn outside(text: &Text, kind: RefKind) -> Text {
    match kind {
        // the address of a record is no key
        RefKind::Id | RefKind::Key if text.contains("://") => text.trim().into(),
        RefKind::Id | RefKind::Key if text.is_ascii() && fold_key(text) != **text => text.trim().to_ascii_uppercase().into(),
        _ => text.trim().into(),
    }
}

/// One record that states the same link twice.
fn stated_twice(desk: &Desk, group: &[Statement]) -> Option<Diagnostic> {
    let again = |(n, s): &(usize, &Statement)| {
        let same = |o: &Statement| (o.by, o.this_is, o.relation.value) == (s.by, s.this_is, s.relation.value) && o.lag == s.lag;
        group.iter().take(*n).any(same)
    };
    let (_, second) = group.iter().enumerate().find(again)?;
    let (own, other) = match second.this_is {
        LinkEnd::Successor => (&second.successor, &second.predecessor),
        LinkEnd::Predecessor => (&second.predecessor, &second.successor),
    };
    let label = |end: &DependencyEnd| match end {
        DependencyEnd::Task(id) => desk.tasks.get(id.ix()).map_or("", crate::model::Task::label).to_owned(),
        DependencyEnd::Outside(text) => text.to_string(),
    };
    let message = format!("`{}` states its link to `{}` more than once; it counts once", label(own), label(other));
    let finding = Diagnostic::at("link-twice", Severity::Note, second.at, message).help("remove the repetition in the source");
    Some(match own.task() {
        Some(task) => finding.about(Subject::Task(task.0)),
        None => finding,
    })
}

/// All statements of one pair → its edge; several edges only where one record itself states several relations (as Primavera
/// allows: start-to-start and finish-to-finish between the same two).
fn merge_group(desk: &mut Desk, group: &[Statement], edges: &mut Vec<Dependency>) {
    if let [alone] = group {
        edges.push(edge(alone));
        return;
    }
    // The successor's word goes first: it is the one that waits; stated before derived, known before unknown.
    let mut by_weight: Vec<&Statement> = group.iter().collect();
    by_weight.sort_by_key(|s| {
        (s.relation.value == Relation::Unknown, s.relation.basis != Basis::Stated, Reverse(s.lag.is_some()), s.this_is, s.at)
    });
    let mut made: Vec<(Dependency, u32)> = Vec::new();
    for statement in by_weight {
        let known = statement.relation.value != Relation::Unknown;
        let fits = made.iter().position(|(edge, by)| {
            !known
                || edge.relation.value == statement.relation.value
                || edge.relation.value == Relation::Unknown
                || *by != statement.by
        });
        match fits.and_then(|ix| made.get_mut(ix)) {
            Some((edge, _)) => add_statement(desk, edge, statement),
            None => made.push((edge(statement), statement.by)),
        }
    }
    edges.extend(made.into_iter().map(|(mut edge, _)| {
        edge.stated_at.sort_unstable();
        edge.stated_at.dedup();
        edge
    }));
}

fn edge(s: &Statement) -> Dependency {
    Dependency {
        predecessor: s.predecessor.clone(),
        successor: s.successor.clone(),
        relation: s.relation,
        lag: s.lag,
        stated_at: vec![s.at],
        needed: s.needed,
        promised: s.promised,
    }
}

fn add_statement(desk: &mut Desk, edge: &mut Dependency, s: &Statement) {
    let at = edge.stated_at.first().copied().unwrap_or(s.at);
    let mut conflict = |field: &'static str, kept: String, lost: String, why: &'static str| {
        let label = |end: &DependencyEnd| match end {
            DependencyEnd::Task(id) => desk.tasks.get(id.ix()).map_or_else(String::new, crate::model::Task::title),
            DependencyEnd::Outside(text) => text.to_string(),
        };
        let task = edge.successor.task().or(edge.predecessor.task());
        desk.conflicts.push(Conflict {
            what: format!("{} → {}", label(&edge.predecessor), label(&edge.successor)).into(),
            task,
            project: task.and_then(|t| desk.tasks.get(t.ix())).map(|t| t.project),
            field: field.into(),
            kept: (kept.into(), at),
            lost: (lost.into(), s.at),
            difference: String::new(),
            why: why.into(),
        });
    };
    let known = s.relation.value != Relation::Unknown;
    if known && edge.relation.value != s.relation.value && edge.relation.value != Relation::Unknown {
        // "Blocks" derives finish-to-start; a plan that states another relation for the same pair knows better, without a quarrel.
        if s.relation.basis == Basis::Stated {
            conflict(
                "relation",
                edge.relation.value.word().into(),
                s.relation.value.word().into(),
                "the end that waits states it",
            );
        }
    } else if let Some(lag) = s.lag {
        match edge.lag {
            None => edge.lag = Some(lag),
            Some(kept) if kept == lag => {}
            Some(kept) => conflict("lag", lag_text(kept), lag_text(lag), "the end that waits states it"),
        }
    }
    edge.stated_at.push(s.at);
    edge.needed = edge.needed.or(s.needed);
    edge.promised = edge.promised.or(s.promised);
}

fn lag_text(lag: Lag) -> String {
    let unit = match lag.unit {
        LagUnit::WorkingDays => " working days",
        LagUnit::ElapsedDays => " calendar days",
        LagUnit::Percent => " %",
    };
    format!("{}{unit}", lag.amount)
}

/// A needed-by date that stands on the giver's record is the getter's word for every link to another project.
fn fill_needed(desk: &Desk, edges: &mut [Dependency]) {
    for edge in edges.iter_mut().filter(|e| e.needed.is_none()) {
        let (Some(giver), Some(getter)) = (edge.predecessor.task(), edge.successor.task()) else { continue };
        if let (Some(giver), Some(getter)) = (desk.tasks.get(giver.ix()), desk.tasks.get(getter.ix()))
            && giver.project != getter.project
        {
            edge.needed = giver.facts.needed;
        }
    }
}

/// Links of a record to a heading it stands under, which no date can satisfy.
fn say_odd(desk: &mut Desk, edges: &[Dependency]) {
    let mut findings = Vec::new();
    for (ix, edge) in edges.iter().enumerate() {
        let (Some(a), Some(b)) = (edge.predecessor.task(), edge.successor.task()) else { continue };
        if !(is_above(desk, a, b) || is_above(desk, b, a)) {
            continue;
        }
        let (Some(first), Some(&at)) = (desk.tasks.get(a.ix()), edge.stated_at.first()) else { continue };
        let second = desk.tasks.get(b.ix()).map_or("", crate::model::Task::label);
        findings.push(
            Diagnostic::at(
                "link-to-own-summary",
                Severity::Warning,
                at,
                format!(
                    "`{}` and `{second}` are linked, but one stands under the other; the schedule leaves the link out",
                    first.label()
                ),
            )
            .help("remove the link: a heading ends when its last task ends")
            .about(Subject::Dependency(position(ix))),
        );
    }
    desk.say_capped(findings, 50);
}

/// Whether `a` stands above `b`.
fn is_above(desk: &Desk, a: TaskId, b: TaskId) -> bool {
    let mut at = desk.tasks.get(b.ix()).and_then(|t| t.parent);
    for _ in 0..256 {
        match at {
            Some(parent) if parent == a => return true,
            Some(parent) => at = desk.tasks.get(parent.ix()).and_then(|t| t.parent),
            None => return false,
        }
    }
    false
}
