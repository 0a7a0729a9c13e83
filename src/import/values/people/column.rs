//! What a comma is in a column of people, and which cells prove it.

use super::{ColumnPeople, is_email};
use rustc_hash::FxHashSet;

/// Cells `A, B` of which no part recurs on the other side that together prove `Last, First`.
const ENOUGH: usize = 3;

/// The evidence of a column's cells with commas.
#[derive(Default)]
struct Commas<'a> {
    /// First cell that can only be a list.
    list: Option<&'a str>,
    /// First cell that can only hold `Last, First`.
    turned: Option<&'a str>,
    /// Cells of two single-word parts.
    open: Vec<(&'a str, &'a str, &'a str)>,
    /// Cells with commas of any kind.
    any: bool,
}

pub fn decide<'a>(cells: impl IntoIterator<Item = &'a str>, separator: Option<char>) -> ColumnPeople {
    let named =
        |comma_splits, last_first, proof: String| ColumnPeople { comma_splits, last_first, proof, ambiguous: false, separator };
    if separator == Some(',') {
        return named(true, false, "the profile parts people by commas".to_owned());
    }
    let mut commas = Commas::default();
    let mut alone: FxHashSet<&str> = FxHashSet::default();
    for cell in cells {
        let cell = cell.trim();
        if cell.contains(',') {
            commas.weigh(cell);
        } else if !cell.is_empty() && cell.len() < 80 {
            alone.insert(cell);
        }
    }
    if separator.is_some() {
        let proof =
            if commas.any { format!("the profile parts people by `{}`", separator.unwrap_or(';')) } else { String::new() };
        return named(false, commas.any, proof);
    }
    if let Some(cell) = commas.turned {
        return named(false, true, format!("`{cell}` parts people by other marks and has commas inside names"));
    }
    if let Some(cell) = commas.list {
        return named(true, false, format!("`{cell}` is a list of people"));
    }
    if let Some((cell, ..)) = commas.open.iter().find(|(_, a, b)| alone.contains(a) || alone.contains(b)) {
        return named(true, false, format!("a part of `{cell}` stands alone in another cell"));
    }
    let first: FxHashSet<&str> = commas.open.iter().map(|(_, a, _)| *a).collect();
    let behind: FxHashSet<&str> = commas.open.iter().map(|(_, _, b)| *b).collect();
    let distinct: FxHashSet<&str> = commas.open.iter().map(|(cell, ..)| *cell).collect();
    if let Some((cell, ..)) = commas.open.iter().find(|(_, a, b)| behind.contains(a) || first.contains(b)) {
        return named(true, false, format!("a part of `{cell}` stands on the other side of the comma in another cell"));
    }
    if distinct.len() >= ENOUGH {
        let cell = commas.open.first().map_or("", |(cell, ..)| cell);
        return named(
            false,
            true,
            format!("in {} cells such as `{cell}` no word stands on both sides of the comma", distinct.len()),
        );
    }
    ColumnPeople { ambiguous: commas.any, separator, ..ColumnPeople::default() }
}

impl<'a> Commas<'a> {
    fn weigh(&mut self, cell: &'a str) {
        if cell.len() > 400 || cell.starts_with(['[', '{', '"']) {
            return;
        }
        if cell.contains([';', '\n']) {
            // Both marks in a cell: the semicolon parts people.
            if cell.split([';', '\n']).any(|p| p.trim().contains(',') && !p.trim().ends_with(',')) {
                self.any = true;
                self.turned.get_or_insert(cell);
            }
            return;
        }
        let outside = cell.split('<').next().unwrap_or(cell);
        if cell.contains('<') {
            // `Vitalis, Marc <login>` has its comma in the name, `A <a@x>, B <b@x>` behind the address.
            if outside.contains(',') {
                self.any = true;
                self.turned.get_or_insert(cell);
            }
            return;
        }
        self.any = true;
        let parts: Vec<&str> = cell.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
        let words = |p: &&str| p.split_whitespace().count();
        let list = match parts[..] {
            [] | [_] => false,
            [a, b] => (words(&a) >= 2 && words(&b) >= 2) || is_email(a) || is_email(b) || cell.contains('%'),
            _ => !parts.iter().skip(2).all(|p| is_suffix(p)),
        };
        if list {
            self.list.get_or_insert(cell);
        } else if let [a, b] = parts[..] {
            self.open.push((cell, a, b));
        }
    }
}

/// What may stand behind a second comma of one name: `Berg, Anna, PhD`.
fn is_suffix(part: &str) -> bool {
    part.chars().all(|c| c.is_alphabetic() || c == '.') && crate::model::names::parts(&format!("X Y {part}")).remarks.len() == 1
}
