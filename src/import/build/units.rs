//! Durations and efforts that are bare numbers: their unit is what the header states or the dates beside them prove; person-weeks
//! are divided among the people on the task.

use super::cells::Cells;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::TaskRecord;
use crate::import::table::ColumnSet;
use crate::import::values::duration::{Unit, duration_of, hours_of};
use crate::model::TaskKind;
use crate::read::Grid;
use crate::source::{Rule, Sourced, Text};

/// Bare numbers of duration or effort columns, until the table proves their unit.
pub struct Bare {
    /// Position of the record.
    pub record: usize,
    /// The duration.
    pub duration: Option<Sourced<f64>>,
    /// The effort.
    pub effort: Option<Sourced<f64>>,
    /// People on the task at once.
    pub heads: Option<f64>,
    /// The unit, where the header states it.
    pub unit: Option<Unit>,
}

/// Whether a sheet is Primavera's `USERDATA` and says that percentages stand as fractions.
pub fn shows_fractions(grid: &Grid) -> bool {
    let settings = |ix: usize| grid.cell_text(ix, 0).is_some_and(|text| text.contains("ShowAsPercentage=0"));
    !grid.rows.is_empty() && grid.cell_text(0, 0) == Some("user_data") && (0..grid.rows.len().min(6)).any(settings)
}

/// Bare durations and efforts take the unit that the dates beside them prove.
pub fn settle(cells: &mut Cells, sets: &[ColumnSet], tasks: &mut [TaskRecord], bare: Vec<Bare>) {
    if bare.is_empty() {
        return;
    }
    // Calendar days that one unit spans, person by person.
    let mut spans: Vec<f64> = Vec::new();
    for b in &bare {
        let f = &tasks[b.record].facts;
        let amount = b.duration.or(b.effort).map(|s| s.value).filter(|n| *n > 0.0);
        if let (Some(start), Some(finish), Some(amount)) = (f.start, f.finish, amount) {
            let days = f64::from(finish.value.since(start.value).map_or(0, |s| s.get_days()));
            spans.push(days * b.heads.unwrap_or(1.0).max(1.0) / amount);
        }
    }
    spans.sort_by(f64::total_cmp);
    let median = spans.get(spans.len() / 2).copied();
    let unit = match median {
        Some(m) if (4.0..=9.0).contains(&m) => Some(Unit::Weeks),
        Some(m) if (0.5..=2.0).contains(&m) => Some(Unit::Days),
        Some(m) if (22.0..=40.0).contains(&m) => Some(Unit::Months),
        _ => None,
    };
    let working = cells.table.working;
    let first = bare.first().and_then(|b| b.duration.or(b.effort)).map(|s| s.at);
    for b in bare {
        let f = &mut tasks[b.record].facts;
        let Some(unit) = b.unit.or(unit) else {
            // A figure that no unit is proved for stays as it is written.
            for amount in [b.duration, b.effort].into_iter().flatten().filter(|a| a.value != 0.0) {
                let column = sets.iter().flat_map(|s| &s.columns).find(|c| c.col == amount.at.col);
                if let Some(column) = column {
                    f.custom.push((cells.words.intern(&column.header), amount.map(|n| Text::from(n.to_string()))));
                }
            }
            continue;
        };
        if let Some(d) = b.duration {
            let heads = b.heads.unwrap_or(1.0).max(1.0);
            f.duration = Some(Sourced::stated(duration_of(d.value / heads, unit, &working), d.at));
            if b.heads.is_some() && f.work.is_none() {
                f.work = Some(Sourced::derived(hours_of(d.value, unit, &working), d.at, Rule::WorkFromEffort));
            }
            if d.value == 0.0 && f.kind == TaskKind::Task {
                f.kind = TaskKind::Milestone;
            }
        }
        if let Some(e) = b.effort
            && f.work.is_none()
        {
            f.work = Some(Sourced::derived(hours_of(e.value, unit, &working), e.at, Rule::WorkFromEffort));
        }
    }
    if unit.is_none()
        && let Some(at) = first
    {
        cells.report(
            Diagnostic::at("unit-unknown", Severity::Note, at, "durations or efforts are bare numbers, and neither the header nor the dates beside them prove days, weeks or hours")
                .help("write the unit into the header, for example `Duration (days)`"),
        );
    }
}
