//! What a tracker's export looks like, as data: `profiles/*.toml`, one file a tracker, listed in [`BUILTIN`].
//!
//! This file decides the form of a profile; `index` finds them by header. What a header row is, is decided in `detect`; syntax
//! (dates, predecessors, people) is code in `values`, which profiles only name.

mod index;

pub use index::{Profiles, TableId, glob, run_together, same_header};

use crate::config::strict;
use crate::error::{Error, Result};
use crate::import::values::duration::Unit;
use crate::import::values::text::fold;
use crate::model::{Field, Rag, Role, StatusCategory};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

macro_rules! builtin {
    ($($name:literal),+ $(,)?) => {
        /// The profiles that come with the program: name and text. A new tracker is one file and one line here.
        pub const BUILTIN: &[(&str, &str)] = &[$(($name, include_str!(concat!("profiles/", $name, ".toml")))),+];
    };
}

builtin!(
    "jira",
    "jira-html",
    "msproject",
    "smartsheet",
    "p6",
    "planner",
    "asana",
    "monday",
    "notion",
    "aha",
    "plane",
    "azure-devops",
    "openproject",
    "redmine",
    "clickup",
    "linear",
    "youtrack",
    "wrike",
    "ganttproject",
    "trello",
    "github-projects",
    "teamgantt",
    "shortcut",
    "teamwork",
    "microsoft-lists",
    "airtable",
    "servicenow",
    "planview",
    "confluence",
    "plan",
    "register",
    "benefits",
    "adjustments",
    "gates",
    "dependencies",
    "capacity",
    "calendars",
    "portfolio-return",
);

/// How a profile's facts are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Real exports were seen.
    Real,
    /// The vendor's or another importer's description.
    Documented,
    /// Unverified memory: tolerated, not relied on.
    Memory,
}

impl Evidence {
    /// `real`, `documented` or `memory`.
    pub fn word(self) -> &'static str {
        match self {
            Evidence::Real => "real",
            Evidence::Documented => "documented",
            Evidence::Memory => "memory",
        }
    }
}

/// What tells the tracker.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fingerprint {
    /// Sets of headers; one set wholly present in a row is decisive.
    pub headers: Vec<Vec<String>>,
    /// Facts of the container, `application=Microsoft Access`; a value may end in `*`.
    pub hints: Vec<String>,
    /// Names of sheets, with `*`.
    pub sheets: Vec<String>,
    /// Names of files, with `*`.
    pub files: Vec<String>,
    /// Classes of an HTML table's columns; two present are decisive.
    pub classes: Vec<String>,
}

/// What a relation's word says of the record that states it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationWord {
    /// It stands before the other in the schedule.
    Precedes,
    /// It stands behind the other in the schedule.
    Follows,
    /// The other waits for it.
    Blocks,
    /// It waits for the other.
    BlockedBy,
    /// The other is its parent.
    ChildOf,
}

/// Words beyond those that every tracker uses.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Status word → category.
    pub status: BTreeMap<String, StatusCategory>,
    /// RAG word → colour.
    pub rag: BTreeMap<String, Rag>,
    /// Word of a relation, in a cell with what it is to (`Precedes (2 days) #12`) or beside it → what it says. Other words
    /// (`Related to`) make no link.
    pub relation: BTreeMap<String, RelationWord>,
}

/// How the rows of a table stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// One row, one record; levels from outline, indent or blanks where there are any.
    #[default]
    Flat,
    /// monday.com: group title rows, header repeated, subitem blocks with their own columns, summary rows.
    GroupedBlocks,
    /// Primavera grids: band rows with `CODE  NAME` in the first column.
    Bands,
    /// Wrike: folder rows `/Folder/Sub/`.
    Folders,
}

/// What a reference in a cell is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefStyle {
    /// Decided by the table: key column, row number, outline number, name.
    #[default]
    Auto,
    /// The key people use.
    Key,
    /// The tracker's internal id.
    Id,
    /// The row number.
    Ordinal,
    /// Outline number.
    Outline,
    /// The record's name.
    Name,
    /// Planner: `2 - Order desks`, the task's number before its name, several parted by `;` or `,`.
    Numbered,
    /// Notion: `Title (path%20hash.md)`.
    Page,
    /// Plane: JSON list of relations.
    Json,
}

/// What relation a link without stated type has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkMeaning {
    /// Finish to start, the default of predecessor lists.
    #[default]
    Default,
    /// Finish to start because the link says blocks.
    Blocks,
    /// The export leaves the type out.
    Unknown,
}

/// How comments are written into a cell of the record they are on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommentForm {
    /// Jira: `22/Dec/25 2:38 PM;712020:…;the words`, a column for each comment.
    Stamped,
    /// ClickUp, Plane: a JSON list of objects with the words, who and when.
    Json,
    /// The words alone.
    Plain,
}

/// What rows that belong to another sheet's records are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Joins {
    /// Links between its tasks.
    Links,
}

/// How rows are numbered for references where no column holds the number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// From the key column, else by position as the file proves.
    #[default]
    Auto,
    /// Sheet rows below the header, blank ones counted (Smartsheet).
    SheetRows,
}

/// One kind of table of a tracker.
#[derive(Clone, PartialEq, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableProfile {
    /// What its rows are.
    pub role: Role,
    /// How its rows stand.
    #[serde(default)]
    pub shape: Shape,
    /// Sheets, files or title cells whose name tells the table, with `*`.
    #[serde(default)]
    pub called: Vec<String>,
    /// Headers any of which tells the table.
    #[serde(default)]
    pub signature: Vec<String>,
    /// Sets of fields; one of them must be found for a row to be this table's header.
    #[serde(default)]
    pub needs: Vec<Vec<Field>>,
    /// Whether its headers say too little: then a word of `signature` or a name that fits `called` must tell it.
    #[serde(default)]
    pub must_be_told: bool,
    /// What is enough where neither a word of `signature` nor a name tells it; empty: the same as `needs`.
    #[serde(default)]
    pub needs_untold: Vec<Vec<Field>>,
    /// Values that fill most cells beside the first columns of such a table: `R`, `A`, `C`, `I`.
    #[serde(default)]
    pub values: Vec<String>,
    /// The first row with id 0 is the project itself.
    #[serde(default)]
    pub zero_is_project: bool,
    /// What figures without a label of their own are: `Planned`, a demand, rather than capacity. Rows that name nobody are then
    /// subtotals.
    #[serde(default)]
    pub measure: Option<String>,
    /// Headers that name the record where they stand alone, and what it belongs to where another header names it.
    #[serde(default)]
    pub groups_beside_name: Vec<String>,
    /// Headers that it never stands beside: their table is another one.
    #[serde(default)]
    pub not_with: Vec<String>,
    /// Rows the header takes (Primavera: machine names over captions).
    #[serde(default = "one")]
    pub header_rows: usize,
    /// Take headers that are not named here from another profile's table of this role (`plan`), or of another (`plan:tasks`).
    #[serde(default)]
    pub vocabulary: Option<String>,
    /// Unit of durations without one.
    #[serde(default)]
    pub duration_unit: Option<String>,
    /// Unit of work without one.
    #[serde(default)]
    pub work_unit: Option<String>,
    /// What parts people in a cell.
    #[serde(default)]
    pub people_separator: Option<char>,
    /// Whole numbers in date columns are epoch milliseconds.
    #[serde(default)]
    pub epoch_ms: bool,
    /// 1 or 100: what a bare number of a percent column counts.
    #[serde(default)]
    pub percent_scale: Option<u8>,
    /// What references are.
    #[serde(default)]
    pub references: RefStyle,
    /// What the parent column holds.
    #[serde(default)]
    pub parent: RefStyle,
    /// What links without a type mean.
    #[serde(default)]
    pub links: LinkMeaning,
    /// How rows are numbered.
    #[serde(default)]
    pub numbering: Numbering,
    /// How the cells of `comment` columns are written; without it they are notes of the record.
    #[serde(default)]
    pub comments: Option<CommentForm>,
    /// A group stands once, in a row without a record or beside its first record, and holds for the rows below.
    #[serde(default)]
    pub carry_group: bool,
    /// A sign that stands in front of a name once for each level: `-Sub-task`, `--Sub-task of it`.
    #[serde(default)]
    pub name_marks: Option<char>,
    /// Header of the column that marks rows as archived or to be deleted, which are left out.
    #[serde(default)]
    pub archived: Option<String>,
    /// The rows belong to the records of a sister sheet of the same workbook.
    #[serde(default)]
    pub joins: Option<Joins>,
    /// The title column's header is free: where no header is a name, the first column is.
    #[serde(default)]
    pub first_is_name: bool,
    /// The log that its rows are of, where its role does not say (`lesson`, `dependency`).
    #[serde(default)]
    pub log: Option<String>,
    /// Why the rows of a lookup are no records.
    #[serde(default)]
    pub reason: Option<String>,
    /// Each row is a line about a whole project.
    #[serde(default)]
    pub projects: bool,
    /// The same record may stand in several rows (multi-homed tasks): merged by id, or by all cells.
    #[serde(default)]
    pub repeats: bool,
    /// Headers of each field, in all languages; `*` stands for any text.
    pub columns: BTreeMap<Field, Vec<String>>,
}

fn one() -> usize {
    1
}

impl TableProfile {
    /// Unit of durations without one.
    pub fn duration_unit(&self) -> Option<Unit> {
        self.duration_unit.as_deref().and_then(Unit::from_word)
    }
    /// Unit of work without one.
    pub fn work_unit(&self) -> Option<Unit> {
        self.work_unit.as_deref().and_then(Unit::from_word)
    }
}

/// One tracker.
#[derive(Clone, PartialEq, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// The name used in `inspect`, configuration and precedence.
    pub name: String,
    /// The name for a reader.
    pub title: String,
    /// How its facts are known.
    pub evidence: Evidence,
    /// What tells it; empty for the generic profiles.
    #[serde(default)]
    pub fingerprint: Fingerprint,
    /// Words beyond the common ones.
    #[serde(default)]
    pub words: Words,
    /// Its tables hold anything (Microsoft Lists): a register that says so in words of its own is one.
    #[serde(default)]
    pub holds_anything: bool,
    /// Wrappings of custom fields, `custom field (*)`.
    #[serde(default)]
    pub custom: Vec<String>,
    /// Its tables.
    #[serde(rename = "table")]
    pub tables: Vec<TableProfile>,
    /// The profile as written, for `steerpack profiles NAME`.
    #[serde(skip)]
    pub text: String,
}

impl Profile {
    /// Whether it stands for one tracker rather than for hand-kept tables.
    pub fn is_specific(&self) -> bool {
        !(self.fingerprint.headers.is_empty() && self.fingerprint.hints.is_empty() && self.fingerprint.classes.is_empty())
    }
    /// Parses a profile.
    ///
    /// # Errors
    /// The line and what is wrong there, with the nearest known key for an unknown one.
    pub fn parse(text: &str, path: &Path) -> Result<Profile> {
        let mut profile: Profile = strict::parse(text, path)?;
        profile.text = text.to_owned();
        let bad = |message: String| Error::Config { path: path.to_owned(), line: None, message };
        for table in &mut profile.tables {
            for unit in [&table.duration_unit, &table.work_unit].into_iter().flatten() {
                if Unit::from_word(unit).is_none() {
                    return Err(bad(format!("`{unit}` is no unit; use seconds, minutes, hours, days, weeks, months or years")));
                }
            }
            for list in table.columns.values_mut().chain([&mut table.signature, &mut table.called]) {
                list.iter_mut().for_each(|word| *word = fold_pattern(word));
            }
        }
        for set in profile.fingerprint.headers.iter_mut().chain([
            &mut profile.fingerprint.sheets,
            &mut profile.fingerprint.files,
            &mut profile.custom,
        ]) {
            set.iter_mut().for_each(|word| *word = fold_pattern(word));
        }
        profile.words.status = std::mem::take(&mut profile.words.status).into_iter().map(|(w, c)| (fold(&w), c)).collect();
        profile.words.rag = std::mem::take(&mut profile.words.rag).into_iter().map(|(w, c)| (fold(&w), c)).collect();
        profile.words.relation = std::mem::take(&mut profile.words.relation).into_iter().map(|(w, c)| (fold(&w), c)).collect();
        Ok(profile)
    }
}

/// Folds what stands between the stars.
fn fold_pattern(pattern: &str) -> String {
    pattern.split('*').map(fold).collect::<Vec<_>>().join("*")
}

/// The profiles of a file or of a folder, with their files.
///
/// # Errors
/// A file that cannot be read, or a profile that cannot be parsed.
pub fn read(path: &Path) -> Result<Vec<(PathBuf, Profile)>> {
    let unreadable = |path: &Path, e: std::io::Error| Error::Config { path: path.to_owned(), line: None, message: e.to_string() };
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(|e| unreadable(path, e))?;
        paths = entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|x| x == "toml")).collect();
        paths.sort();
    }
    let parse = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&path, e))?;
        let profile = Profile::parse(&text, &path)?;
        Ok((path, profile))
    };
    paths.into_iter().map(parse).collect()
}

/// What in a profile parses and yet can hardly be meant, in words.
pub fn doubts(profile: &Profile) -> Vec<String> {
    let mut doubts = Vec::new();
    if !profile.is_specific() {
        doubts.push("it has no fingerprint, so any table that fits its headers is taken for it".to_owned());
    }
    for (n, table) in profile.tables.iter().enumerate() {
        let place = format!("table {} ({})", n + 1, table.role.word());
        let mut seen: BTreeMap<&str, Field> = BTreeMap::new();
        for (field, headers) in &table.columns {
            for header in headers {
                if let Some(other) = seen.insert(header, *field).filter(|other| other != field) {
                    doubts.push(format!("{place}: the header `{header}` means both `{}` and `{}`", other.word(), field.word()));
                }
            }
        }
        let borrowed = table.vocabulary.is_some();
        let missing = |set: &Vec<Field>| set.iter().any(|f| !table.columns.contains_key(f));
        if !borrowed && table.role != Role::Capacity && !table.needs.is_empty() && table.needs.iter().all(missing) {
            doubts.push(format!("{place}: every set under `needs` asks for a field that has no header, so it is never found"));
        }
        if !borrowed && table.columns.is_empty() && !table.first_is_name {
            doubts.push(format!("{place}: it has no headers"));
        }
    }
    doubts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_built_in_profile_parses_and_bears_the_name_of_its_file() {
        for (name, text) in BUILTIN {
            let profile = Profile::parse(text, Path::new(name)).map_err(|e| format!("{name}: {e}")).unwrap();
            assert_eq!(&profile.name, name);
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_nearest_known_one() {
        let text = "name = \"x\"\ntitle = \"X\"\nevidense = \"real\"\n[[table]]\nrole = \"tasks\"\n[table.columns]\n";
        let message = Profile::parse(text, Path::new("x.toml")).unwrap_err().to_string();
        assert!(message.starts_with("x.toml:3:") && message.contains("did you mean evidence?"), "{message}");
    }

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, fits) in [
            ("*risk*", "project risk log", true),
            ("blocks (*", "blocks (x)", true),
            ("a*b*c", "a1b2c", true),
            ("a*b", "a1c", false),
            ("jira", "jira x", false),
        ] {
            assert_eq!(glob(pattern, text), fits, "{pattern} {text}");
        }
    }
}
