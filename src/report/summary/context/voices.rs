//! Whose voice a comment is: a person's, a machine's, or an account's that nobody's name is given to. People are heard first on a
//! page; the raw id of an account says nothing to a reader and stays in `program.json`.

/// Shown in place of an account's id.
pub(super) const NAMELESS: &str = "an account without a name";

/// Names that tools comment under.
const MACHINES: &[&str] = &[
    "automation for jira",
    "jira automation",
    "jira outlook",
    "jenkins",
    "sonarqube",
    "sonarcloud",
    "dependabot",
    "renovate",
    "github",
    "gitlab",
    "bitbucket",
    "azure devops",
    "service account",
    "zapier",
    "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077",
];

/// A tool, told by its name.
pub(super) fn is_machine(author: &str) -> bool {
    let lower = author.to_lowercase();
    let word = |w: &str| matches!(w, "bot" | "bots" | "svc" | "ci" | "automation");
    MACHINES.iter().any(|m| lower.contains(m)) || lower.split(|c: char| !c.is_alphanumeric()).any(word)
}

/// `712020:0a1b-…`, `ug:3b02e453-…`, twenty-four hexadecimal digits: an id, no name.
pub(super) fn is_account(author: &str) -> bool {
    if author.contains(char::is_whitespace) || author.contains('@') {
        return false;
    }
    let hex = |text: &str, least: usize| {
        let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
        digits >= least && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-') && text.bytes().any(|b| b.is_ascii_digit())
    };
    match author.split_once(':') {
        Some((kind, id)) => {
            (matches!(kind, "ug" | "qm") || (kind.len() >= 5 && kind.bytes().all(|b| b.is_ascii_digit()))) && !id.is_empty()
        }
        None => hex(author, 20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_machines_and_ids_are_told_apart() {
        for name in ["Ada Berg", "ada@port.test", "a.berg", "Abbott", "Cibot Ltd", "Dr. No: Bo"] {
            assert!(!is_machine(name) && !is_account(name), "{name}");
        }
        for name in ["Automation for Jira", "release-bot", "dependabot[bot]", "Jenkins CI"] {
            assert!(is_machine(name), "{name}");
        }
        for name in ["712020:0a1b-22", "ug:3b02e453-d7aa-4f6a", "557058:f58131cb-b67d", "6213ddfaa1fc00700cccc011"] {
            assert!(is_account(name), "{name}");
        }
    }
}
