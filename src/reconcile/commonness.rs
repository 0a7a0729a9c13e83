//! How common a name is among all who are named: whether two people may carry it by chance.
//!
//! Of `n` people, of whom `g` have the first name and `f` the family name, `(g - 1) (f - 1) / n` others may be expected to have
//! both. Among 5,000 a John Smith of one list need not be the John Smith of another, among fifty he is; so below a thousand
//! names the sum is made as for a thousand. Measured on Febrl's 5,000 x 5,000 people: `cargo bench --bench identity`.

use crate::import::values::people::kind_of;
use crate::model::ResourceKind;
use crate::model::names::parts;
use rustc_hash::FxHashMap;

/// The number of others of one name that may be expected before an equal name proves nothing.
const CHANCE: f64 = 0.1;
/// The fewest people the sum is made for.
const FEWEST: usize = 1_000;

/// First and family names with how many distinct names hold them.
pub(super) struct Commonness<'a> {
    parts: FxHashMap<&'a str, (String, String)>,
    given: FxHashMap<String, usize>,
    family: FxHashMap<String, usize>,
}

impl<'a> Commonness<'a> {
    /// Counts distinct normalised names, each given with one of its spellings.
    pub(super) fn of(names: impl Iterator<Item = (&'a str, &'a str)>) -> Commonness<'a> {
        let mut common = Commonness { parts: FxHashMap::default(), given: FxHashMap::default(), family: FxHashMap::default() };
        for (word, name) in names {
            let read = parts(name);
            let Some(given) = read.given.first().filter(|_| kind_of(name) == ResourceKind::Person) else { continue };
            // an initial is shared by all whose name begins with it
            let letter: String = given.chars().take(1).collect();
            if letter != *given {
                *common.given.entry(letter).or_insert(0) += 1;
            }
            *common.given.entry(given.clone()).or_insert(0) += 1;
            *common.family.entry(read.family.clone()).or_insert(0) += 1;
            common.parts.insert(word, (given.clone(), read.family));
        }
        common
    }

    /// Whether two people of the normalised name may be expected.
    pub(super) fn is_common(&self, word: &str) -> bool {
        let Some((given, family)) = self.parts.get(word) else { return false };
        let others = |of: &FxHashMap<String, usize>, name: &String| of.get(name).map_or(0, |n| n.saturating_sub(1)) as f64;
        let expected = others(&self.given, given) * others(&self.family, family) / self.parts.len().max(FEWEST) as f64;
        expected > CHANCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_common_where_both_its_parts_are() {
        let given: Vec<String> = (0..40).map(|n| format!("Given{n}")).collect();
        let mut names: Vec<String> = vec!["John Smith".to_owned(), "Solveig Brandal".to_owned(), "J Smith".to_owned()];
        names.extend(given.iter().map(|g| format!("{g} Smith")));
        names.extend(given.iter().map(|g| format!("John {g}s")));
        names.extend(given.iter().map(|g| format!("Solveig {g}s")));
        let common = Commonness::of(names.iter().map(|n| (n.as_str(), n.as_str())));
        // 40 other Johns and 41 other Smiths: 40 * 41 / 1,000 = 1.6 others may be called John Smith
        assert!(common.is_common("John Smith"));
        // 41 whose first name begins with J, 41 other Smiths
        assert!(common.is_common("J Smith"));
        // 40 other Solveigs, no other Brandal
        assert!(!common.is_common("Solveig Brandal"));
        assert!(!common.is_common("nobody"));
    }

    #[test]
    fn in_a_small_program_no_name_is_common() {
        let names: Vec<String> =
            ["Ann", "Bob", "Cy"].iter().flat_map(|g| ["Lee", "Roe", "Poe"].map(|f| format!("{g} {f}"))).collect();
        let common = Commonness::of(names.iter().map(|n| (n.as_str(), n.as_str())));
        assert!(names.iter().all(|n| !common.is_common(n)));
    }
}
