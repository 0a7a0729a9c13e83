//! Outline numbers: taken from an id column that holds `1.2.3`, from names that begin with them, and mended where a spreadsheet
//! made `1.1` of `1.10`.

use crate::import::extract::{RefKind, Reference, TaskRecord};
use crate::source::{Rule, Sourced, Text};
use rustc_hash::FxHashMap;

/// Gives the records their outline numbers and, where nothing else does, their parents by them.
pub fn settle(tasks: &mut [TaskRecord]) {
    if tasks.iter().all(|t| t.facts.outline.is_none()) {
        from_keys(tasks);
    }
    if tasks.iter().all(|t| t.facts.outline.is_none() && t.facts.key.is_none() && t.level.is_none()) {
        from_names(tasks);
    }
    mend(tasks);
    if tasks.iter().all(|t| t.parent.is_none() && t.level.is_none()) {
        nest(tasks);
    }
}

/// `1`, `1.2`, `1.2.3`: the parts, none for anything else.
fn parts(text: &str) -> Option<Vec<u32>> {
    let text = text.trim_end_matches('.');
    text.split('.').map(|p| (p.len() <= 4).then(|| p.parse().ok()).flatten()).collect()
}

/// An id column of dotted numbers is an outline.
fn from_keys(tasks: &mut [TaskRecord]) {
    let keyed: Vec<&Text> = tasks.iter().filter_map(|t| t.facts.key.as_ref().map(|k| &k.value)).collect();
    let dotted = keyed.iter().filter(|k| k.contains('.')).count();
    if dotted < 2 || !keyed.iter().all(|k| parts(k).is_some()) {
        return;
    }
    for task in tasks {
        task.facts.outline = task.facts.key.take();
        task.ordinal = None;
    }
}

/// Names such as `1.2 Casting` in four of five rows.
fn from_names(tasks: &mut [TaskRecord]) {
    let prefix = |t: &TaskRecord| -> Option<Sourced<Text>> {
        let name = t.facts.name.as_ref()?;
        let (number, rest) = name.value.split_once(' ')?;
        let fine = parts(number).is_some() && rest.chars().any(char::is_alphabetic);
        fine.then(|| Sourced { value: Text::from(number.trim_end_matches('.')), at: name.at, basis: name.basis })
    };
    let found: Vec<Option<Sourced<Text>>> = tasks.iter().map(prefix).collect();
    let some = found.iter().flatten().count();
    let dotted = found.iter().flatten().filter(|n| n.value.contains('.')).count();
    if some * 5 < tasks.len() * 4 || dotted < 2 {
        return;
    }
    for (task, number) in tasks.iter_mut().zip(found) {
        task.facts.outline = number;
    }
}

/// Between `x.9` and `x.11` a second `x.1` is `x.10`: the trailing zero was lost with the number's text form.
fn mend(tasks: &mut [TaskRecord]) {
    let numbers: Vec<Option<Vec<u32>>> = tasks.iter().map(|t| t.facts.outline.as_ref().and_then(|o| parts(&o.value))).collect();
    for n in 1..tasks.len() {
        let (Some(before), Some(own)) = (&numbers[n - 1], &numbers[n]) else { continue };
        let (Some((nine, stem)), Some((one, same))) = (before.split_last(), own.split_last()) else { continue };
        // `1.1` for `1.10`, `2.2` for `2.20`: ten times the last part follows its predecessor.
        let tenfold = one.checked_mul(10);
        let follows = stem == same && !stem.is_empty() && *one > 0 && tenfold == nine.checked_add(1);
        let next_agrees = numbers
            .get(n + 1)
            .and_then(Option::as_ref)
            .is_none_or(|next| next.split_last().is_none_or(|(l, s)| s != stem || Some(*l) != one.checked_add(1)));
        if !(follows && next_agrees) {
            continue;
        }
        if let Some(outline) = &mut tasks[n].facts.outline {
            let mended = format!("{}0", outline.value.trim_end_matches('.'));
            *outline = Sourced::derived(Text::from(mended), outline.at, Rule::OutlineFromNeighbours);
        }
    }
}

/// Parents by number: the record whose number is one's own without the last part.
fn nest(tasks: &mut [TaskRecord]) {
    let mut by_number: FxHashMap<String, usize> = FxHashMap::default();
    for (n, t) in tasks.iter().enumerate() {
        if let Some(outline) = &t.facts.outline
            && parts(&outline.value).is_some()
        {
            by_number.entry(outline.value.trim_end_matches('.').to_owned()).or_insert(n);
        }
    }
    let above: Vec<Option<usize>> = tasks
        .iter()
        .map(|t| {
            let own = t.facts.outline.as_ref()?.value.trim_end_matches('.').to_owned();
            let mut stem = own.rsplit_once('.').map(|(s, _)| s);
            while let Some(s) = stem {
                if let Some(&n) = by_number.get(s) {
                    return Some(n);
                }
                stem = s.rsplit_once('.').map(|(s, _)| s);
            }
            None
        })
        .collect();
    if above.iter().all(Option::is_none) {
        return;
    }
    for (n, parent) in above.into_iter().enumerate() {
        let depth = tasks[n].facts.outline.as_ref().map_or(0, |o| o.value.matches('.').count());
        tasks[n].level = u8::try_from(depth).ok();
        if let Some(p) = parent {
            let at = tasks[n].facts.at;
            tasks[n].parent = Some(Reference { kind: RefKind::Record, text: Text::from(p.to_string()), at });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn only_dotted_numbers_are_outline_numbers() {
        assert_eq!(parts("1.2.10"), Some(vec![1, 2, 10]));
        assert_eq!(parts("3.1.3/4"), None);
        assert_eq!(parts("PAY-1"), None);
        assert_eq!(parts(""), None);
    }
}
