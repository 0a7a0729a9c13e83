//! Which sums of money are one: the line of a project in two registers, and what a return says of a project as a whole beside the
//! lines of its register. A whole is never added to its parts; what the two make different of one measure is a conflict.

use super::desk::Desk;
use super::merge::believed;
use super::stand::{close, money};
use super::twins::{Seen, Twin, merged};
use super::wording::{fold_name, fold_project};
use crate::import::values::number::currency;
use crate::model::{BudgetLine, Conflict, ProjectId};
use crate::source::{Sourced, Text};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// What the money of a project as a whole is called.
const WHOLE: &str = "the project's budget";
/// Names of a line that is the whole.
const TOTALS: &[&str] =
    &["total", "totals", "overall", "budget", "project", "project budget", "total budget", "project total", "whole life cost"];
/// Why a total does not stand beside its parts.
const PARTS_FIRST: &str = "the lines of a register go before the total of a return";

/// Budget lines of one sheet. The only line of a project and name in one file is the only one of them in another; several in one
/// file are parts, and add up.
pub(super) fn of_sheet(desk: &mut Desk, seen: &mut Seen, ix: usize, lines: Vec<BudgetLine>, budget: &mut Vec<BudgetLine>) {
    let word = |line: &BudgetLine| {
        let name = line.name.as_ref().map_or(String::new(), |n| fold_name(&n.value));
        line.project.map(|p| format!("\u{1f}budget\u{1f}{}\u{1f}{name}", p.0))
    };
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for word in lines.iter().filter_map(word) {
        *times.entry(word).or_insert(0) += 1;
    }
    for mut line in lines {
        let only = word(&line).filter(|w| times.get(w) == Some(&1));
        let Twin::Of(pair) = seen.twin(desk, &[None, only], ix, false) else {
            budget.push(line);
            continue;
        };
        let Some(kept) = budget.get_mut(pair.place).filter(|kept| one_currency(desk, kept, &line)) else {
            seen.apart(ix);
            budget.push(line);
            continue;
        };
        if pair.turned {
            std::mem::swap(kept, &mut line);
        }
        let what = line.name.as_ref().map_or(WHOLE.into(), |n| n.value.clone());
        desk.stand(what, kept.project, &pair.why, pair.older).sums(kept, line);
        merged(desk, pair.loses);
    }
}

/// The lines of registers with what returns say of the same projects: one line of a project and its return are one sum; several are
/// its parts, against whose sums the return is held measure by measure, and what only the return states stays a line of its own.
pub(super) fn with_returns(desk: &mut Desk, mut lines: Vec<BudgetLine>, returned: Vec<BudgetLine>) -> Vec<BudgetLine> {
    let mut of_project: FxHashMap<ProjectId, Vec<usize>> = FxHashMap::default();
    for (ix, line) in lines.iter().enumerate() {
        if let Some(project) = line.project {
            of_project.entry(project).or_default().push(ix);
        }
    }
    let mut further = Vec::new();
    for mut whole in returned {
        let beside = whole.project.and_then(|p| of_project.get(&p)).map_or(&[][..], Vec::as_slice);
        let alike = |ix: &usize| lines.get(*ix).is_some_and(|l| one_currency(desk, l, &whole));
        let beside: Vec<usize> = beside.iter().copied().filter(alike).collect();
        match beside.as_slice() {
            [] => further.push(whole),
            [only] if lines.get(*only).is_some_and(|l| is_whole(desk, l)) => {
                if let Some(line) = lines.get_mut(*only) {
                    one_sum(desk, line, whole);
                }
            }
            parts => {
                let parts: Vec<&BudgetLine> = parts.iter().filter_map(|&ix| lines.get(ix)).collect();
                held_against(desk, &parts, &mut whole);
                if measures(&mut whole).iter().any(|(_, m)| m.is_some()) {
                    further.push(whole);
                }
            }
        }
    }
    lines.extend(further);
    lines
}

/// Whether a line names no part of its project.
fn is_whole(desk: &Desk, line: &BudgetLine) -> bool {
    let Some(name) = &line.name else { return true };
    let word = fold_project(&name.value);
    let draft = line.project.and_then(|p| desk.projects.drafts.get(p.ix()));
    TOTALS.contains(&fold_name(&name.value).as_str())
        || draft.is_some_and(|d| std::iter::once(&d.name).chain(d.names.iter().map(|(n, _)| n)).any(|n| fold_project(n) == word))
}

/// The line of a register and the total of a return are one: the row of the register gives way where the return is believed.
fn one_sum(desk: &mut Desk, line: &mut BudgetLine, mut whole: BudgetLine) {
    let (Some(register), Some(list)) = (desk.sheet_at(line.at), desk.sheet_at(whole.at)) else { return };
    let (Some(a), Some(b)) = (desk.sheets.get(register), desk.sheets.get(list)) else { return };
    let (order, why) = believed(a, b);
    let older = a.superseded_by.is_some() || b.superseded_by.is_some();
    if order == Ordering::Greater {
        std::mem::swap(line, &mut whole);
        merged(desk, register);
    }
    desk.stand(WHOLE.into(), line.project, &why, older).sums(line, whole);
}

/// Takes out of a total what the parts state too; a sum that differs is a conflict.
fn held_against(desk: &mut Desk, parts: &[&BudgetLine], whole: &mut BudgetLine) {
    let currency = parts.iter().copied().chain([&*whole]).find_map(|line| currency_of(desk, line));
    let project = whole.project;
    for (n, (field, total)) in measures(whole).into_iter().enumerate() {
        let stated: Vec<Sourced<f64>> = parts.iter().filter_map(|part| stated(part).get(n).copied().flatten()).collect();
        let (Some(first), Some(said)) = (stated.first(), *total) else { continue };
        let sum: f64 = stated.iter().map(|s| s.value).sum();
        *total = None;
        if close(&sum, &said.value) {
            continue;
        }
        let amount = |n: f64| money(n, currency.as_deref());
        let lines = if stated.len() == 1 { "1 line".to_owned() } else { format!("{} lines", stated.len()) };
        desk.conflicts.push(Conflict {
            what: WHOLE.into(),
            task: None,
            project,
            field: field.into(),
            kept: (format!("{} ({lines})", amount(sum)).into(), first.at),
            lost: (amount(said.value).into(), said.at),
            difference: amount((sum - said.value).abs()),
            why: PARTS_FIRST.into(),
        });
    }
}

/// What a line states, by the names of the fields.
pub(super) fn measures(line: &mut BudgetLine) -> [(&'static str, &mut Option<Sourced<f64>>); 5] {
    [
        ("budget", &mut line.budget),
        ("actual cost", &mut line.actual),
        ("forecast cost", &mut line.forecast),
        ("planned value", &mut line.planned_value),
        ("earned value", &mut line.earned_value),
    ]
}

/// The same, to look at.
fn stated(line: &BudgetLine) -> [Option<Sourced<f64>>; 5] {
    [line.budget, line.actual, line.forecast, line.planned_value, line.earned_value]
}

/// The currency of a line: as its own column or the header of an amount says it.
fn currency_of(desk: &Desk, line: &BudgetLine) -> Option<Text> {
    let of_header = || {
        stated(line).into_iter().flatten().find_map(|amount| {
            let sheet = desk.sheets.get(desk.sheet_at(amount.at)?)?;
            sheet.currencies.iter().find(|(col, _)| *col == amount.at.col).map(|(_, currency)| Text::from(*currency))
        })
    };
    line.currency.clone().or_else(of_header)
}

/// Whether two lines may be of one currency; a sign that several share fits each of them.
fn one_currency(desk: &Desk, a: &BudgetLine, b: &BudgetLine) -> bool {
    let (Some(a), Some(b)) = (currency_of(desk, a), currency_of(desk, b)) else { return true };
    let fits = |sign: &str, code: &str| match sign {
        "$" => code.ends_with('D'),
        "kr" => matches!(code, "SEK" | "NOK" | "DKK"),
        "¥" => matches!(code, "JPY" | "CNY"),
        _ => false,
    };
    let (a, b) = (currency::of(&a).unwrap_or(&a), currency::of(&b).unwrap_or(&b));
    a.eq_ignore_ascii_case(b) || fits(a, b) || fits(b, a)
}
