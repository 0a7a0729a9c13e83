//! What a program manager settles by hand in `steerpack.toml`: adjustments of facts, waivers of findings, hand-ins that are
//! expected, gates. Each entry knows the line it stands on, so that it can be shown like any other cell.

use jiff::civil::Date;

/// `[[adjustment]]`: a fact that the sources do not hold yet. Of the highest precedence; the original stays to be seen.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AdjustmentRule {
    /// Id or key of a task, risk, decision or benefit; name, key or slug of a project.
    pub target: String,
    /// The fact: `finish`, `start`, `status`, `percent complete`, `RAG`, `agreed RAG`, `owner`, `due`, `front page` …
    pub field: String,
    /// The value that holds.
    pub value: String,
    /// The value it replaces, as the source has it; when the source says something else, that is a finding.
    #[serde(default)]
    pub replaces: Option<String>,
    /// Who says so.
    pub by: String,
    /// Why.
    pub why: String,
    /// The last day on which it holds.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// One-based line in the configuration.
    #[serde(skip)]
    pub line: u32,
}

/// `[[waiver]]`: a finding that is known and accepted. It comes back when its cell changes or its date passes.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WaiverRule {
    /// Name of the check.
    pub check: String,
    /// The place as the finding shows it: `plan.xlsx!Tasks!F14`; or `id`.
    #[serde(default)]
    pub place: Option<String>,
    /// Id or key of what the finding speaks of.
    #[serde(default)]
    pub id: Option<String>,
    /// The value seen: words that stand in the finding. When the finding no longer says them, the waiver ends.
    #[serde(default)]
    pub value: Option<String>,
    /// Who accepts it.
    pub by: String,
    /// Why.
    pub why: String,
    /// The last day on which it holds.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// One-based line in the configuration.
    #[serde(skip)]
    pub line: u32,
}

/// `[[expected]]`: a hand-in that somebody owes.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExpectedRule {
    /// What it is called.
    pub name: String,
    /// File name pattern with `*` and `?`, matched against the shown name and against its last part.
    #[serde(rename = "match")]
    pub pattern: String,
    /// Who owes it.
    #[serde(default)]
    pub owner: Option<String>,
    /// The day it is due.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub due: Option<Date>,
    /// The day of every month on which it is due, 1 to 31; the last day where the month is shorter.
    #[serde(default)]
    pub due_day: Option<u8>,
    /// The project it is of.
    #[serde(default)]
    pub project: Option<String>,
    /// Fewest rows that are a whole hand-in: rows of the file with something in them, its header too.
    #[serde(default)]
    pub rows: Option<usize>,
    /// One-based line in the configuration.
    #[serde(skip)]
    pub line: u32,
}

/// `[[gate]]`: milestones of several projects that must all be met.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GateRule {
    /// What it is called.
    pub name: String,
    /// Milestones: key, id, name, or `project: name`.
    pub needs: Vec<String>,
    /// The day it is wanted for.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub wanted: Option<Date>,
    /// Who declares it met.
    #[serde(default)]
    pub owner: Option<String>,
    /// One-based line in the configuration.
    #[serde(skip)]
    pub line: u32,
}

/// The lines on which the entries of a list of tables stand, in order.
pub(super) fn lines_of(text: &str, table: &str) -> Vec<u32> {
    let header = format!("[[{table}]]");
    let is_header = |line: &str| line.split('#').next().unwrap_or_default().split_whitespace().collect::<String>() == header;
    (1_u32..).zip(text.lines()).filter(|(_, line)| is_header(line)).map(|(n, _)| n).collect()
}

#[cfg(test)]
mod tests {
    use super::lines_of;

    #[test]
    fn an_entry_knows_its_line() {
        let text = "[program]\nname = \"x\"\n[[waiver]]\ncheck = \"a\"\n\n [[ waiver ]] # second\n[[gate]]\n";
        assert_eq!(lines_of(text, "waiver"), [3, 6]);
        assert_eq!(lines_of(text, "gate"), [7]);
    }
}
