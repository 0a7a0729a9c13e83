//! Names of people and things made comparable: what stays of a name when case, accents, titles and order are taken away.

/// A name for comparison: letters and digits only, lower case, accents off, words in the order written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NameKey(pub String);

/// Parts of a person's name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NameParts {
    /// Given names or initials, normalised, in order.
    pub given: Vec<String>,
    /// Family name, normalised.
    pub family: String,
    /// Titles and remarks that were set aside (`Dr`, `Contractor`).
    pub remarks: Vec<String>,
}

/// The key of a name.
pub fn normalise(name: &str) -> NameKey {
    NameKey(name.to_lowercase())
}

/// The parts of a person's name; `Last, First` is turned round, e-mail local parts are split at dots.
pub fn parts(name: &str) -> NameParts {
    let _ = name;
    NameParts::default()
}
