//! What was settled between sources, by hand, or for a hand-in.

use crate::model::project::IdentityProposal;
use crate::model::{Conflict, HandIn};
use crate::report::json::cell::{Cell, Day};
use schemars::JsonSchema;
use serde::Serialize;

/// Two sources that disagree.
#[derive(Serialize, JsonSchema)]
pub struct ConflictView<'a> {
    /// Whose field.
    what: &'a str,
    /// Position of the task.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<u32>,
    /// Position of the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<u32>,
    /// Field.
    field: &'a str,
    /// The value kept, with its cell.
    kept: (&'a str, Cell),
    /// The value that lost, with its cell.
    lost: (&'a str, Cell),
    /// Difference.
    difference: &'a str,
    /// Why the kept one won.
    why: &'a str,
}

impl<'a> ConflictView<'a> {
    pub(in crate::report::json) fn new(c: &'a Conflict) -> Self {
        ConflictView {
            what: &c.what,
            task: c.task.map(|t| t.0),
            project: c.project.map(|p| p.0),
            field: &c.field,
            kept: (&c.kept.0, Cell(c.kept.1)),
            lost: (&c.lost.0, Cell(c.lost.1)),
            difference: &c.difference,
            why: &c.why,
        }
    }
}

/// A fact settled by hand.
#[derive(Serialize, JsonSchema)]
pub struct AdjustmentView<'a> {
    /// Title of what it changes, else the target as written.
    what: &'a str,
    /// The target as written.
    target: &'a str,
    /// Field.
    field: &'a str,
    /// The value.
    value: &'a str,
    /// The value it replaces, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<&'a str>,
    /// The value of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<&'a str>,
    /// The source's cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    original_at: Option<Cell>,
    /// Who says so.
    by: &'a str,
    /// Why.
    why: &'a str,
    /// The last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
    /// What became of it.
    state: crate::model::AdjustmentState,
    /// What changed, or why it was refused.
    #[serde(skip_serializing_if = "str::is_empty")]
    remark: &'a str,
    /// Where it is written.
    at: Cell,
}

impl<'a> AdjustmentView<'a> {
    pub(in crate::report::json) fn new(a: &'a crate::model::Adjustment) -> Self {
        AdjustmentView {
            what: if a.what.is_empty() { &a.target } else { &a.what },
            target: &a.target,
            field: &a.field,
            value: &a.value,
            replaces: a.replaces.as_deref(),
            original: a.original.as_ref().map(|(text, _)| &**text),
            original_at: a.original.as_ref().and_then(|(_, at)| at.map(Cell)),
            by: &a.by,
            why: &a.why,
            until: a.until.map(Day),
            state: a.state,
            remark: &a.remark,
            at: Cell(a.at),
        }
    }
}

/// A readiness gate.
#[derive(Serialize, JsonSchema)]
pub struct GateView<'a> {
    /// Name.
    name: &'a str,
    /// The day it is wanted for.
    #[serde(skip_serializing_if = "Option::is_none")]
    wanted: Option<Day>,
    /// Who declares it met.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    /// What it needs: as written, the task where one was found, the cell.
    needs: Vec<(&'a str, Option<u32>, Cell)>,
    /// Where it is written.
    at: Cell,
}

impl<'a> GateView<'a> {
    pub(in crate::report::json) fn new(gate: &'a crate::model::Gate) -> Self {
        GateView {
            name: &gate.name,
            wanted: gate.wanted.map(Day),
            owner: gate.owner.as_deref(),
            needs: gate.needs.iter().map(|n| (&*n.written, n.task.map(|t| t.0), Cell(n.at))).collect(),
            at: Cell(gate.at),
        }
    }
}

/// A hand-in with the date its data is of.
#[derive(Serialize, JsonSchema)]
pub struct HandInView<'a> {
    /// File and sheet.
    source: (u16, u16),
    /// Date, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    data_date: Option<(Day, &'a str)>,
    /// File and sheet that supersede it, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<(u16, u16, &'a str)>,
    /// Where it is carried forward: the file as it was handed in, the day of the pack that accepted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried: Option<(&'a str, Day)>,
}

impl<'a> HandInView<'a> {
    pub(in crate::report::json) fn new(h: &'a HandIn) -> Self {
        HandInView {
            source: (h.source.file, h.source.sheet),
            data_date: h.data_date.as_ref().map(|(d, why)| (Day(*d), &**why)),
            superseded_by: h.superseded_by.as_ref().map(|(s, why)| (s.file, s.sheet, &**why)),
            carried: h.carried.as_ref().map(|c| (&*c.file, Day(c.pack))),
        }
    }
}

/// Two that may be one, for a person to settle.
#[derive(Serialize, JsonSchema)]
pub struct ProposalView<'a> {
    /// `person`, `project` or `task`.
    kind: &'static str,
    /// The first, with its cell.
    a: (&'a str, Cell),
    /// The second, with its cell.
    b: (&'a str, Cell),
    /// What the ledger knows the two by.
    keys: [&'a str; 2],
    /// The evidence for and against.
    evidence: &'a str,
    /// Who answered that it is unsure, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    unsure: Option<(&'a str, &'a str)>,
    /// Positions of the two among the resources, where they are people.
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<[u32; 2]>,
}

impl<'a> ProposalView<'a> {
    pub(in crate::report::json) fn new(p: &'a IdentityProposal) -> Self {
        ProposalView {
            kind: p.kind,
            a: (&p.a.0, Cell(p.a.1)),
            b: (&p.b.0, Cell(p.b.1)),
            keys: [&p.a_key, &p.b_key],
            evidence: &p.evidence,
            unsure: p.unsure.as_ref().map(|(by, why)| (&**by, &**why)),
            people: p.people.map(|two| two.map(|id| id.0)),
        }
    }
}
