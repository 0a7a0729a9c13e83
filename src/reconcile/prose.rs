//! Keys that are only spoken of: a task whose notes or name mention the key of a task in another project, without a link
//! between the two. Said, never made into a link.

use super::desk::{Desk, position};
use super::wording::is_issue_key;
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{Dependency, TaskId};
use crate::source::CellRef;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most findings of this kind one by one.
const CAP: usize = 50;

/// Looks through names and notes of open tasks.
pub(super) fn keys_spoken_of(desk: &mut Desk, dependencies: &[Dependency]) {
    let mut by_key: FxHashMap<&str, TaskId> = FxHashMap::default();
    for (at, task) in desk.tasks.iter().enumerate().filter(|(_, t)| !t.stub) {
        if let Some(key) = task.key().filter(|k| is_issue_key(k)) {
            by_key.insert(key, TaskId(position(at)));
        }
    }
    if by_key.is_empty() {
        return;
    }
    // Few records speak of others: they are looked for side by side, and only then is it asked which of them a link ties.
    let spoken: Vec<(TaskId, TaskId, CellRef)> = desk
        .tasks
        .par_iter()
        .enumerate()
        .with_min_len(1_024)
        .filter(|(_, t)| !t.stub && !t.facts.is_closed())
        .flat_map_iter(|(at, task)| {
            let texts = [&task.facts.name, &task.facts.notes].into_iter().flatten();
            let others = texts.flat_map(|text| keys(&text.value).filter_map(|key| Some((*by_key.get(key)?, text.at))));
            let foreign = others.filter(|(other, _)| desk.tasks.get(other.ix()).is_some_and(|o| o.project != task.project));
            foreign.map(move |(other, at_cell)| (TaskId(position(at)), other, at_cell))
        })
        .collect();
    if spoken.is_empty() {
        return;
    }
    let linked: FxHashSet<(TaskId, TaskId)> =
        dependencies.iter().filter_map(|d| Some((d.predecessor.task()?, d.successor.task()?))).collect();
    let mut findings = Vec::new();
    let mut said: FxHashSet<(TaskId, TaskId)> = FxHashSet::default();
    for (this, other, at) in spoken {
        let (Some(task), Some(spoken)) = (desk.tasks.get(this.ix()), desk.tasks.get(other.ix())) else { continue };
        let known = task.parent == Some(other) || linked.contains(&(this, other)) || linked.contains(&(other, this));
        if known || !said.insert((this, other)) {
            continue;
        }
        findings.push(
            Diagnostic::at(
                "key-in-prose",
                Severity::Note,
                at,
                format!("`{}` speaks of `{}`, but no link ties the two", task.title(), spoken.title()),
            )
            .help("if one waits for the other, enter the link in the tracker")
            .about(Subject::Task(this.0))
            .related(spoken.facts.at),
        );
    }
    desk.say_capped(findings, CAP);
}

/// Whatever in a text is written like an issue key.
pub(super) fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('-').filter_map(move |(dash, _)| {
        let head = text.get(..dash)?;
        let start = head
            .rfind(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'))
            .map_or(0, |at| at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let tail = text.get(dash + 1..)?;
        let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        let after = tail.get(end..).and_then(|rest| rest.chars().next());
        let before = text.get(..start).and_then(|rest| rest.chars().next_back());
        let whole = !after.is_some_and(|c| c.is_alphanumeric()) && !before.is_some_and(|c| c.is_alphanumeric() || c == '-');
        text.get(start..dash + 1 + end).filter(|key| whole && is_issue_key(key))
    })
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn keys_are_found_as_whole_words() {
        let found: Vec<&str> = keys("see RL-6; not XRL-6a, été PAY-12, e-mail, UTF-8, (ZOL-34) A-1 x-RL-7").collect();
        assert_eq!(found, ["RL-6", "PAY-12", "UTF-8", "ZOL-34"]);
    }
}
