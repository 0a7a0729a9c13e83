//! Characters a person does not see but a comparison does: NUL and other control characters, marks that turn the writing
//! direction, zero-width characters, soft hyphens. They stay in the text (importing folds them); here they are reported.

use super::{Grid, Value};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::CellRef;

/// How many cells a finding names beside the first.
const RELATED: usize = 40;

fn harmful(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

fn unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}')
}

/// A cheap look at all texts at once.
fn suspicious(arena: &str) -> bool {
    let bytes = arena.as_bytes();
    let control = bytes.iter().any(|b| (*b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || *b == 0x7f);
    control || (!arena.is_ascii() && (arena.chars().any(|c| harmful(c) || unseen(c)) || lookalike(arena)))
}

/// A word of Latin letters among which some are Cyrillic letters of the same look, or the reverse.
fn lookalike(text: &str) -> bool {
    let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    text.chars().any(cyrillic)
        && text
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word.chars().any(cyrillic) && word.chars().any(|c| c.is_ascii_alphabetic()))
}

/// Reports cells with such characters.
pub(crate) fn report(grids: &[Grid], out: &mut Vec<Diagnostic>) {
    for grid in grids.iter().filter(|g| suspicious(&g.arena)) {
        let (mut bad, mut hidden, mut alike) = (Vec::new(), Vec::new(), Vec::new());
        let mut example = None;
        for (ix, row) in grid.rows.iter().enumerate() {
            for cell in grid.row_cells(ix) {
                let Value::Text(id) = cell.value else { continue };
                let text = grid.text(id);
                let at = CellRef { source: grid.id(), row: row.row, col: cell.col };
                if let Some(c) = text.chars().find(|c| harmful(*c)) {
                    example.get_or_insert(c);
                    bad.push(at);
                } else if text.chars().any(unseen) {
                    hidden.push(at);
                } else if lookalike(text) {
                    alike.push(at);
                }
            }
        }
        let code = example.map_or(0, u32::from);
        say(
            out,
            "characters-control",
            Severity::Warning,
            &bad,
            &format!("control or direction-changing characters (the first is U+{code:04X}); they are shown escaped"),
        );
        say(
            out,
            "characters-invisible",
            Severity::Note,
            &hidden,
            "characters that are not seen (zero-width space, soft hyphen or the like); they are left out when names are compared",
        );
        say(
            out,
            "characters-lookalike",
            Severity::Note,
            &alike,
            "a word that mixes Latin letters with Cyrillic letters of the same look; it will not match the word it looks like",
        );
    }
}

fn say(out: &mut Vec<Diagnostic>, check: &'static str, severity: Severity, cells: &[CellRef], what: &str) {
    let Some((first, rest)) = cells.split_first() else { return };
    let n = match cells.len() {
        1 => "the cell holds".to_owned(),
        n => format!("{n} cells hold"),
    };
    let mut d =
        Diagnostic::at(check, severity, *first, format!("{n} {what}")).help("retype the text in the source if it matters");
    d.related = rest.iter().take(RELATED).copied().collect();
    out.push(d);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::read::{Cell, Limits, builder::Builder};
    use crate::source::SourceId;

    #[test]
    fn control_and_unseen_characters_are_reported_apart() {
        let mut b = Builder::new(SourceId { file: 0, sheet: 0 }, &Limits::default());
        for (row, text) in
            ["plain", "a\u{1b}[31m", "x\u{202e}y", "soft\u{ad}hyphen", "tab\tand\nline", "Ünïcode 👩‍💻", "Аctive", "Ключ PAY-1"]
                .iter()
                .enumerate()
        {
            let id = b.text(text).unwrap();
            b.push(row as u32, Cell { col: 0, indent: 0, fill: 0, value: Value::Text(id) }).unwrap();
        }
        let mut out = Vec::new();
        report(&[b.finish().0], &mut out);
        assert_eq!(
            out.iter().map(|d| (d.check, d.cell().unwrap().row)).collect::<Vec<_>>(),
            vec![("characters-control", 1), ("characters-invisible", 3), ("characters-lookalike", 6)]
        );
        assert_eq!(out[0].related.len(), 1);
        assert!(out[0].message.contains("U+001B"));
    }
}
