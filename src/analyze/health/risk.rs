//! Risk: open risks and issues that are stated to be grave, and those past their date.
//!
//! Grave is what the log says: RAG where stated, else a score of at least 15 of 25 (on a scale that ends there), else a word
//! such as `high` for impact or score. Nothing is multiplied here.

use super::super::result::Health;
use super::{Evidence, View, counted, worst};
use crate::model::register::Level;
use crate::model::{LogItem, LogKind, Rag};
use crate::source::CellRef;

/// Grave open risks from which a project is red.
const GRAVE_RISKS: usize = 3;

pub(super) fn health(view: &View) -> Health {
    let logged: Vec<&LogItem> = view.log().filter(|item| matches!(item.kind, LogKind::Risk | LogKind::Issue)).collect();
    let open: Vec<&LogItem> = logged.iter().copied().filter(|item| item.open != Some(false)).collect();
    let highest = logged.iter().filter_map(|item| item.score.as_ref()?.value.number).fold(0.0, f64::max);
    let grave = |kind: LogKind| -> Vec<&LogItem> {
        open.iter().copied().filter(|item| item.kind == kind && weight(item, highest) == Some(Rag::Red)).collect()
    };
    let (issues, risks) = (grave(LogKind::Issue), grave(LogKind::Risk));
    let mut evidence = Vec::new();
    if let Some(first) = issues.first() {
        evidence.push(Evidence { rag: Rag::Red, why: named(issues.len(), "grave open issue", first), cells: cells(&issues) });
    }
    if let Some(first) = risks.first() {
        let rag = if risks.len() >= GRAVE_RISKS { Rag::Red } else { Rag::Amber };
        evidence.push(Evidence { rag, why: named(risks.len(), "grave open risk", first), cells: cells(&risks) });
    }
    let as_of = view.portfolio.as_of;
    let overdue: Vec<&LogItem> = open.iter().copied().filter(|item| item.due.is_some_and(|due| due.value < as_of)).collect();
    if let Some(first) = overdue.first() {
        evidence.push(Evidence {
            rag: Rag::Amber,
            why: named(overdue.len(), "overdue risk or issue", first),
            cells: cells(&overdue),
        });
    }
    if evidence.is_empty() && !logged.is_empty() {
        let rated = open.iter().filter(|item| weight(item, highest).is_some()).count();
        if 2 * rated >= open.len() {
            let why = format!(
                "none of {} is grave or overdue",
                counted(open.len(), "open risk or issue").replace("risk or issues", "risks or issues")
            );
            evidence.push(Evidence { rag: Rag::Green, why, cells: cells(&open) });
        } else {
            return worst(evidence, "most of its open risks and issues are not rated");
        }
    }
    worst(evidence, "no risk or issue is logged for it")
}

fn named(count: usize, what: &str, first: &LogItem) -> String {
    let key = first.key.as_ref().map_or_else(String::new, |key| format!("{} ", key.value));
    let such = if count > 1 { ", such as " } else { ": " };
    let what = if count > 1 { what.replace("risk or issue", "risks or issues") } else { what.to_owned() };
    let plural = if count > 1 && !what.ends_with('s') { "s" } else { "" };
    format!("{count} {what}{plural}{such}{key}{}", first.label())
}

fn cells(items: &[&LogItem]) -> Vec<CellRef> {
    items.iter().take(5).map(|item| item.rag.map_or(item.at, |rag| rag.at)).collect()
}

/// How grave the log says the item is.
fn weight(item: &LogItem, highest: f64) -> Option<Rag> {
    if let Some(rag) = item.rag {
        return Some(rag.value);
    }
    let by_number = |number: f64| {
        (highest > 9.0 && highest <= 25.0).then_some(number).map(|number| match number {
            number if number >= 15.0 => Rag::Red,
            number if number >= 8.0 => Rag::Amber,
            _ => Rag::Green,
        })
    };
    let level = |level: &Level| by_word(&level.word);
    let score = item.score.as_ref().map(|score| &score.value);
    score
        .and_then(|score| score.number.and_then(by_number).or_else(|| level(score)))
        .or_else(|| item.impact.as_ref().and_then(|impact| level(&impact.value)))
        .or_else(|| item.priority.as_ref().and_then(|priority| by_word(&priority.value)))
}

fn by_word(word: &str) -> Option<Rag> {
    let word = word.trim().to_lowercase();
    let one_of = |words: &[&str]| words.iter().any(|known| word == *known || word.starts_with(&format!("{known} ")));
    if one_of(&[
        "very high",
        "high",
        "critical",
        "severe",
        "extreme",
        "blocker",
        "highest",
        "major",
        "hoch",
        "sehr hoch",
        "kritisch",
    ]) {
        Some(Rag::Red)
    } else if one_of(&["medium", "moderate", "mittel", "amber"]) {
        Some(Rag::Amber)
    } else if one_of(&["low", "very low", "minor", "lowest", "trivial", "niedrig", "gering", "sehr niedrig"]) {
        Some(Rag::Green)
    } else {
        None
    }
}
