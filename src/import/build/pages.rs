//! Notion's rows carry no id: a page's hash is known only from the relations that name it beside its title. A title with one
//! hash gives its record that id; where a title has several, or none, references go by title.

use crate::import::extract::{RefKind, TaskRecord};
use crate::import::words::plain;
use crate::read::{Grid, Value};
use crate::source::{Sourced, Text};
use rustc_hash::FxHashMap;

use super::links;

/// Gives records their page hashes and turns references by hash into references that can be answered in this file.
pub fn settle(grid: &Grid, tasks: &mut [TaskRecord]) {
    let mut hashes: FxHashMap<String, Vec<String>> = FxHashMap::default();
    let mut titles: FxHashMap<String, String> = FxHashMap::default();
    for cell in &grid.cells {
        let Value::Text(id) = cell.value else { continue };
        let raw = grid.text(id);
        if !raw.contains(".md") && !raw.contains("notion.so/") {
            continue;
        }
        for (title, hash) in links::titled_pages(&plain(grid, cell.value)) {
            let list = hashes.entry(title.clone()).or_default();
            if !list.contains(&hash) {
                list.push(hash.clone());
            }
            titles.entry(hash).or_insert(title);
        }
    }
    if titles.is_empty() {
        return;
    }
    let mut names: FxHashMap<Text, usize> = FxHashMap::default();
    for t in tasks.iter() {
        if let Some(name) = &t.facts.name {
            *names.entry(name.value.clone()).or_insert(0) += 1;
        }
    }
    for task in tasks.iter_mut() {
        let Some(name) = &task.facts.name else { continue };
        let sure = names.get(&name.value) == Some(&1);
        if let Some([hash]) = hashes.get(&*name.value).map(Vec::as_slice)
            && sure
        {
            task.facts.id = Some(Sourced::stated(Text::from(hash.as_str()), name.at));
        }
    }
    let known: FxHashMap<Text, ()> = tasks.iter().filter_map(|t| t.facts.id.as_ref()).map(|i| (i.value.clone(), ())).collect();
    for task in tasks.iter_mut() {
        let parent = task.parent.iter_mut();
        for reference in parent.chain(task.links.iter_mut().map(|l| &mut l.other)) {
            if reference.kind == RefKind::Id
                && !known.contains_key(&reference.text)
                && let Some(title) = titles.get(&*reference.text)
            {
                reference.kind = RefKind::Name;
                reference.text = Text::from(title.as_str());
            }
        }
    }
}
