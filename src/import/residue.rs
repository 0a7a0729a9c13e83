//! Cells that hold a wiki's markup or its storage form (a table copied out of Confluence's editor, a page saved as it is stored) are
//! read as what the page would show. Only sheets that hold a mark which nothing else has are touched, and no export of Jira: its
//! descriptions are written so, and their mentions are resolved where comments are read.

use super::values::wiki;
use crate::read::{Grid, TextId, page_words};
use memchr::{memchr3, memmem};

/// Marks of wiki markup.
const MARKUP: [&str; 4] = ["{status:", "{color", "{jira:", "[~"];
/// Marks of the storage form.
const STORED: [&str; 3] = ["<ac:", "<ri:", "<time datetime"];

/// What stands for no words.
const NOTHING: &str = "-";

/// What a sheet holds of a wiki.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Residue {
    markup: bool,
    stored: bool,
}

/// What a sheet holds of a wiki, if anything; a search through its text, once.
pub fn of(grid: &Grid) -> Option<Residue> {
    let text = grid.arena.as_bytes();
    memchr3(b'{', b'<', b'~', text)?;
    let holds = |marks: &[&str]| marks.iter().any(|m| memmem::find(text, m.as_bytes()).is_some());
    let found = Residue { markup: holds(&MARKUP), stored: holds(&STORED) };
    (found.markup || found.stored).then_some(found)
}

/// The sheet with the words that its cells mean, and the hint that it came from a wiki.
pub fn plain(grid: &Grid, residue: Residue) -> Grid {
    let mut out = grid.clone();
    for n in 0..grid.texts.len() {
        let id = TextId(u32::try_from(n).unwrap_or(u32::MAX));
        let text = grid.text(id);
        let stored = (residue.stored && looks_stored(text)).then(|| page_words(text)).flatten();
        let words = match stored {
            Some(words) => words,
            None if residue.markup => wiki::plain(text),
            None => continue,
        };
        if words != text {
            // what held markup alone, such as an empty paragraph, says nothing
            let new = out.push_text(if words.trim().is_empty() { NOTHING } else { &words });
            out.texts.swap(n, new.0 as usize);
        }
    }
    out.hints.push(("markup", "wiki".to_owned()));
    out
}

/// Whether a text holds a tag or an entity.
fn looks_stored(text: &str) -> bool {
    let tag =
        text.find('<').and_then(|at| text.get(at + 1..)).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let entity = text.find('&').is_some_and(|at| text.get(at..).is_some_and(|rest| rest.bytes().take(9).any(|b| b == b';')));
    tag || entity
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_stretch_of_a_page_makes_it_panic(
            text in "\\PC*|(<(/?(ac:(parameter|link|task-status|task-id)|ri:user ri:username=a|time( datetime=2026-01-0[1-9])?|a class=user|span|td|li data-inline-task-id=1|table)/?)>|[a &;é]|<!\\[CDATA\\[|\\]\\]>){0,20}"
        ) {
            let words = page_words(&text);
            prop_assert!(words.is_none_or(|w| w.len() <= text.len() * 4 + 64));
        }
    }

    fn grid(texts: &[&str]) -> Grid {
        let mut grid = Grid::default();
        texts.iter().for_each(|t| {
            grid.push_text(t);
        });
        grid
    }

    fn read(texts: &[&str]) -> Option<Vec<String>> {
        let grid = grid(texts);
        let plain = plain(&grid, of(&grid)?);
        Some((0..texts.len()).map(|n| plain.text(TextId(n as u32)).to_owned()).collect())
    }

    #[test]
    fn only_a_sheet_with_a_mark_of_its_own_is_touched() {
        assert_eq!(read(&["a *b* {x}", "<div>html of Azure</div>", "f(x)"]), None);
        assert_eq!(
            read(&["{status:title=Done}", "a *b*", "<b>x</b>"]),
            Some(vec!["Done".into(), "a b".into(), "<b>x</b>".into()])
        );
    }

    #[test]
    fn the_storage_form_is_its_words() {
        let status = "<ac:structured-macro ac:name=\"status\"><ac:parameter ac:name=\"colour\">Green</ac:parameter>\
                      <ac:parameter ac:name=\"title\">Done</ac:parameter></ac:structured-macro>";
        let texts = [status, "<p>Sign lease &amp; pay</p>", "<p><br/></p>", "a < b & c", "<table><tr><td>1</td></tr></table>"];
        let words = ["Done", "Sign lease & pay", "-", "a < b & c", texts[4]].map(str::to_owned);
        assert_eq!(read(&texts), Some(words.into()));
    }
}
