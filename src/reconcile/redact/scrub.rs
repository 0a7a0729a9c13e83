//! Takes names out of texts: every place where a withheld name stands as whole words, whatever its case and the marks between
//! its words. One pass over a text, whatever the number of names.

use crate::source::Text;
use rustc_hash::FxHashMap;

/// Names to take out, each with the label that stands in for it.
#[derive(Debug, Default)]
pub(super) struct Scrub {
    /// By first word: the further words, longest first, and the label.
    names: FxHashMap<String, Vec<(Vec<String>, Text)>>,
}

impl Scrub {
    /// Adds a name. A name without letters or of a single letter is no name.
    pub(super) fn add(&mut self, name: &str, label: &Text) {
        let mut words = words(name).map(|(_, w)| w.to_lowercase());
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let letters = first.chars().chain(rest.iter().flat_map(|w| w.chars())).filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            return;
        }
        let list = self.names.entry(first).or_default();
        if !list.iter().any(|(r, _)| *r == rest) {
            list.push((rest, label.clone()));
            list.sort_by_key(|(r, _)| std::cmp::Reverse(r.len()));
        }
    }

    /// The text without the names; `None` where none stands in it.
    pub(super) fn text(&self, text: &str) -> Option<String> {
        let found: Vec<(usize, &str)> = words(text).collect();
        let mut out = String::new();
        let mut copied = 0;
        let mut at = 0;
        while let Some(&(start, word)) = found.get(at) {
            match self.hit(found.get(at..).unwrap_or_default(), word) {
                Some((taken, label)) => {
                    let end = found.get(at + taken - 1).map_or(start, |(s, w)| s + w.len());
                    out.push_str(text.get(copied..start).unwrap_or_default());
                    out.push_str(label);
                    copied = end;
                    at += taken;
                }
                None => at += 1,
            }
        }
        if copied == 0 {
            return None;
        }
        out.push_str(text.get(copied..).unwrap_or_default());
        Some(out)
    }

    fn hit(&self, rest: &[(usize, &str)], word: &str) -> Option<(usize, &Text)> {
        let list = self.names.get(word.to_lowercase().as_str())?;
        list.iter().find_map(|(further, label)| {
            let fits =
                further.iter().enumerate().all(|(n, w)| rest.get(n + 1).is_some_and(|(_, have)| have.to_lowercase() == *w));
            fits.then_some((further.len() + 1, label))
        })
    }

    /// Changes a shared text where a name stands in it.
    pub(super) fn shared(&self, text: &mut Text) {
        if let Some(clean) = self.text(text) {
            *text = clean.into();
        }
    }

    /// Changes a stable id where a name stands in it.
    pub(super) fn id(&self, id: &mut Text) {
        if let Some(clean) = self.text(id) {
            *id = clean.to_lowercase().replace(' ', "-").into();
        }
    }

    /// Changes a text where a name stands in it.
    pub(super) fn owned(&self, text: &mut String) {
        if let Some(clean) = self.text(text) {
            *text = clean;
        }
    }
}

/// The words of a text with their places: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_as_whole_words_in_any_writing() {
        let mut scrub = Scrub::default();
        scrub.add("Project Lantern", &"Restricted project 1".into());
        scrub.add("Lantern", &"Restricted project 1".into());
        scrub.add("LAN-17", &"restricted-1".into());
        let text = scrub.text("after project_LANTERN's lan-17 (not LAN-170, lanterns stay)").expect("names stand in it");
        assert_eq!(text, "after Restricted project 1's restricted-1 (not LAN-170, lanterns stay)");
        assert_eq!(scrub.text("nothing here"), None);
    }
}
