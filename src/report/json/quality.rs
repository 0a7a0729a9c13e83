//! Schedule health and the ways out of conflicts, as `program.json` shows them.

use crate::analyze::options::Resolution;
use crate::analyze::quality::{Assessment, DCMA, HYGIENE, Measure, Point, Quality, Verdict};
use schemars::JsonSchema;
use serde::Serialize;

/// Schedule health of all.
#[derive(Serialize, JsonSchema)]
pub struct QualityView {
    /// The DCMA's fourteen points, in the order of every `dcma`.
    dcma: Vec<PointView>,
    /// The hygiene of trackers, in the order of every `hygiene`.
    hygiene: Vec<PointView>,
    /// The program.
    program: AssessmentView,
    /// By project.
    projects: Vec<AssessmentView>,
}

/// A question of schedule health.
#[derive(Serialize, JsonSchema)]
struct PointView {
    /// Name.
    name: &'static str,
    /// What is divided by what.
    formula: &'static str,
    /// When it passes.
    bar: &'static str,
    /// What was decided where standards and tools differ.
    decided: &'static str,
}

/// The schedule health of a project.
#[derive(Serialize, JsonSchema)]
struct AssessmentView {
    /// Incomplete tasks counted.
    tasks: usize,
    /// Of them with a link.
    linked: usize,
    /// Whether its sources carry logic enough for the fourteen points.
    logic: bool,
    /// The fourteen points; empty where the sources carry no logic.
    dcma: Vec<MeasureView>,
    /// The hygiene of the tracker.
    hygiene: Vec<MeasureView>,
}

/// How a point came out.
#[derive(Serialize, JsonSchema)]
struct MeasureView {
    /// Counted.
    count: usize,
    /// Of.
    of: usize,
    /// Share or index; left out where not assessable.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    /// Verdict.
    verdict: Verdict,
    /// Why it is not assessable.
    #[serde(skip_serializing_if = "str::is_empty")]
    why: &'static str,
    /// Positions of the first tasks that count, where it fails.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    first: Vec<u32>,
}

impl QualityView {
    pub(super) fn new(q: &Quality) -> Self {
        let point = |p: &Point| PointView { name: p.name, formula: p.formula, bar: p.bar, decided: p.decided };
        QualityView {
            dcma: DCMA.iter().map(point).collect(),
            hygiene: HYGIENE.iter().map(point).collect(),
            program: AssessmentView::new(&q.program),
            projects: q.projects.iter().map(AssessmentView::new).collect(),
        }
    }
}

impl AssessmentView {
    fn new(a: &Assessment) -> Self {
        let measure = |m: &Measure| MeasureView {
            count: m.count,
            of: m.of,
            value: m.value.map(|value| (value * 1e4).round() / 1e4),
            verdict: m.verdict,
            why: m.why,
            first: m.first.iter().map(|task| task.0).collect(),
        };
        AssessmentView {
            tasks: a.tasks,
            linked: a.linked,
            logic: a.logic,
            dcma: a.dcma.iter().map(measure).collect(),
            hygiene: a.hygiene.iter().map(measure).collect(),
        }
    }
}

/// The ways out of a conflict.
#[derive(Serialize, JsonSchema)]
pub struct ResolutionView {
    /// Position of the conflict in `over`.
    over: u32,
    /// Tasks that could start later, with their total float.
    movable: Vec<(u32, i32)>,
    /// Ways, cheapest first.
    ways: Vec<WayView>,
    /// Whether float could absorb it.
    absorbable: bool,
    /// Why there is no way.
    #[serde(skip_serializing_if = "str::is_empty")]
    stuck: &'static str,
}

/// A way out.
#[derive(Serialize, JsonSchema)]
struct WayView {
    /// Task, and working days by which it starts later.
    shifts: Vec<(u32, i32)>,
    /// Within total float.
    within_float: bool,
    /// Milestone, and working days by which it moves.
    milestones: Vec<(u32, i32)>,
    /// Other project, and how many of its tasks move.
    others: Vec<(u32, usize)>,
    /// Days newly above capacity.
    new_days: i32,
    /// More lies downstream than was looked at.
    cut: bool,
}

impl ResolutionView {
    pub(super) fn new(r: &Resolution) -> Self {
        ResolutionView {
            over: r.over,
            movable: r.movable.iter().map(|(task, float)| (task.0, *float)).collect(),
            ways: (r.ways.iter())
                .map(|way| WayView {
                    shifts: way.shifts.iter().map(|(task, days)| (task.0, *days)).collect(),
                    within_float: way.within_float,
                    milestones: way.milestones.iter().map(|(task, days)| (task.0, *days)).collect(),
                    others: way.others.iter().map(|(project, tasks)| (project.0, *tasks)).collect(),
                    new_days: way.new_days,
                    cut: way.cut,
                })
                .collect(),
            absorbable: r.absorbable,
            stuck: r.stuck,
        }
    }
}
