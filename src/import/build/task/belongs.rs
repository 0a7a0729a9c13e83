//! What a record belongs to: project, program, sprints, versions; lists in one cell taken apart as the tracker writes them.

use crate::import::build::cells::Cells;
use crate::import::build::{links, listed};
use crate::import::extract::TaskRecord;
use crate::import::values::text::fold;
use crate::model::Field;
use crate::read::{Cell, Value};
use crate::source::{Sourced, Text};

pub(super) fn take(cells: &mut Cells, ix: usize, field: Field, cell: &Cell, task: &mut TaskRecord) {
    let Some(word) = cells.known_word(ix, cell) else { return };
    match field {
        Field::ProjectKey => task.project.key = task.project.key.take().or(Some(word)),
        Field::Program => task.belongs.program = task.belongs.program.take().or(Some(word)),
        Field::Sprint => {
            for part in entries(cells, cell, &word).into_iter().filter(|p| !is_none(p)) {
                task.belongs.sprints.extend(sprint_name(&part).map(|n| Sourced::stated(cells.words.intern(n), word.at)));
            }
        }
        Field::Version => {
            // One cell may hold several: the HTML export parts them by commas, old servers by semicolons.
            let comma = cells.table.profile.name == "jira-html";
            for part in
                word.value.split(|c| c == ';' || (comma && c == ',')).map(str::trim).filter(|p| !p.is_empty() && !is_none(p))
            {
                task.belongs.versions.push(Sourced::stated(cells.words.intern(part), word.at));
            }
        }
        _ => {
            if task.project.name.is_some() {
                return;
            }
            // Multi-homed tasks list their projects; the first is home.
            let mut names: Vec<Sourced<Text>> = match cells.table.profile.name.as_str() {
                "asana" => word
                    .value
                    .split(", ")
                    .filter(|n| !n.is_empty())
                    .map(|n| Sourced::stated(cells.words.intern(n), word.at))
                    .collect(),
                _ => {
                    vec![links::page_title(&word.value).map_or(word.clone(), |t| Sourced::stated(cells.words.intern(t), word.at))]
                }
            };
            if !names.is_empty() {
                task.project.name = Some(names.remove(0));
                task.belongs.also_projects = names;
            }
        }
    }
}

/// The entries of a JSON list, else the cell as one.
fn entries(cells: &Cells, cell: &Cell, word: &Sourced<Text>) -> Vec<String> {
    let list = match cell.value {
        Value::Text(id) => listed::words(cells.table.grid.text(id)),
        _ => None,
    };
    list.unwrap_or_else(|| vec![word.value.to_string()])
}

/// What a tracker writes where there is no sprint or version: `No sprint`, `Нет версии исправления`, `Unscheduled`.
fn is_none(text: &str) -> bool {
    const NO: &[&str] = &[
        "no", "without", "нет", "без", "kein", "keine", "ohne", "aucun", "aucune", "sans", "sin", "sem", "nessun", "nessuna",
        "geen", "brak", "bez", "ingen",
    ];
    const OF: &[&str] = &["sprint", "version", "versión", "versão", "versie", "wersj", "release", "iteration", "спринт", "верси"];
    if text.len() > 60 {
        return false;
    }
    let folded = fold(text);
    let Some((first, rest)) = folded.split_once(' ') else { return folded == "unscheduled" };
    let no = NO.iter().any(|n| fold(n) == first);
    no && !rest.contains(char::is_numeric) && OF.iter().any(|of| rest.contains(&fold(of)))
}

/// The name in a sprint cell; old servers wrote `…Sprint@1a2b[id=7,…,name=Sprint 7,…]`.
fn sprint_name(text: &str) -> Option<&str> {
    if !text.contains("[id=") && !text.contains(",name=") {
        return Some(text);
    }
    let rest = text.split_once("name=")?.1;
    Some(rest.split_once(",startDate").or(rest.split_once(',')).or(rest.split_once(']')).map_or(rest, |(n, _)| n))
}
