//! Readiness gates: those of the configuration, then those that sheets list; what each needs is looked up among the milestones. A
//! gate that both name is the configuration's.

use super::adjust;
use super::desk::{Desk, position};
use super::wording::{fold_key, fold_name, fold_project};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::extract::GateRecord;
use crate::model::{Gate, GateNeed, Portfolio, TaskId, TaskKind};
use crate::source::Text;
use rustc_hash::{FxHashMap, FxHashSet};

/// The gates with what they need, each milestone looked up by key, id, name, or `project: name`.
pub(super) fn gates(desk: &mut Desk, portfolio: &mut Portfolio, listed: Vec<GateRecord>) {
    let rules = &desk.context.settings.gates;
    if rules.is_empty() && listed.is_empty() {
        return;
    }
    let mut wanted: Vec<Gate> = rules
        .iter()
        .map(|rule| {
            let at = adjust::line_of_configuration(desk.context, rule.line);
            let needs = rule.needs.iter().map(|n| GateNeed { written: n.as_str().into(), task: None, at }).collect();
            Gate { name: rule.name.as_str().into(), wanted: rule.wanted, owner: rule.owner.as_deref().map(Text::from), needs, at }
        })
        .collect();
    for record in listed {
        if let Some(first) = wanted.iter().find(|g| fold_name(&g.name) == fold_name(&record.name)) {
            let message = format!("gate `{}` stands at {} too, and that one holds", record.name, desk.place(first.at));
            desk.say(
                Diagnostic::at("gate-twice", Severity::Warning, record.at, message)
                    .help("keep the gate in one place: the configuration or one sheet"),
            );
            continue;
        }
        if record.needs.is_empty() {
            let message = format!("gate `{}` names nothing that it needs", record.name);
            desk.say(
                Diagnostic::at("gate-twice", Severity::Warning, record.at, message)
                    .help("name its milestones in the column Needs"),
            );
        }
        let needs = record.needs.into_iter().map(|(written, at)| GateNeed { written, task: None, at }).collect();
        let (day, owner) = (record.wanted.map(|d| d.value), record.owner.map(|o| o.value));
        wanted.push(Gate { name: record.name, wanted: day, owner, needs, at: record.at });
    }
    let words: FxHashSet<String> =
        wanted.iter().flat_map(|g| &g.needs).flat_map(|n| [fold_name(&n.written), fold_name(bare(&n.written))]).collect();
    let mut by_word: FxHashMap<String, Vec<TaskId>> = FxHashMap::default();
    for (ix, task) in portfolio.tasks.iter().enumerate().filter(|(_, t)| !t.stub) {
        let own = [&task.facts.key, &task.facts.id, &task.facts.name].into_iter().flatten().map(|w| fold_name(&w.value));
        for word in own.filter(|w| words.contains(w)) {
            let list = by_word.entry(word).or_default();
            if list.last() != Some(&TaskId(position(ix))) {
                list.push(TaskId(position(ix)));
            }
        }
    }
    for gate in &mut wanted {
        for need in &mut gate.needs {
            need.task = meant(portfolio, &by_word, &need.written);
            if need.task.is_none() {
                let message =
                    format!("gate `{}` needs `{}`, which is the name or key of no task, or of several", gate.name, need.written);
                desk.diagnostics.push(
                    Diagnostic::at("configured-name-unknown", Severity::Warning, need.at, message)
                        .help("write `project: name` or the key, exactly as the source has it"),
                );
            }
        }
    }
    portfolio.gates = wanted;
}

fn bare(written: &str) -> &str {
    written.split_once(':').map_or(written, |(_, name)| name.trim())
}

/// The one task that a word of the configuration means; milestones before other tasks.
fn meant(portfolio: &Portfolio, by_word: &FxHashMap<String, Vec<TaskId>>, written: &str) -> Option<TaskId> {
    let one = |list: &[TaskId]| -> Option<TaskId> {
        if let [only] = list {
            return Some(*only);
        }
        let is_milestone = |t: &&TaskId| portfolio.tasks.get(t.ix()).is_some_and(|t| t.facts.kind == TaskKind::Milestone);
        let milestones: Vec<&TaskId> = list.iter().filter(is_milestone).collect();
        if let [only] = milestones.as_slice() { Some(**only) } else { None }
    };
    if let Some(found) = by_word.get(&fold_name(written)).and_then(|list| one(list)) {
        return Some(found);
    }
    let (project, name) = written.split_once(':')?;
    let of = |t: &&TaskId| {
        portfolio.tasks.get(t.ix()).and_then(|t| portfolio.projects.get(t.project.ix())).is_some_and(|p| {
            fold_project(&p.name) == fold_project(project) || p.key.as_deref().is_some_and(|k| fold_key(k) == fold_key(project))
        })
    };
    let list: Vec<TaskId> = by_word.get(&fold_name(name.trim()))?.iter().filter(of).copied().collect();
    one(&list)
}
