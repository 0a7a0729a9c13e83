//! Tables of words: what a folded word means. One line of a table holds all words of one meaning, parted by `|`.

use super::text::fold;
use rustc_hash::FxHashMap;

/// A table from folded words to meanings. Only looked up, never iterated.
#[derive(Debug)]
pub struct Words<T: Copy>(FxHashMap<String, T>);

impl<T: Copy> Words<T> {
    /// The table of the given lines. Words are folded here, so a table may be written as people write; the first meaning of a word
    /// stays.
    pub fn new(lines: &[(T, &str)]) -> Words<T> {
        let mut map = FxHashMap::default();
        for (meaning, words) in lines {
            for word in words.split('|').filter(|w| !w.is_empty()) {
                map.entry(fold(word)).or_insert(*meaning);
            }
        }
        Words(map)
    }
    /// The meaning of a word as written.
    pub fn get(&self, word: &str) -> Option<T> {
        self.get_folded(&fold(word))
    }
    /// The meaning of a word that is folded already.
    pub fn get_folded(&self, folded: &str) -> Option<T> {
        self.0.get(folded).copied()
    }
}
