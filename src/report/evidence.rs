//! Where a person or project comes from and why its mentions are one: rows by sheet, and the evidence in words. One wording for the
//! workbook and for `inspect`.

use crate::model::{Project, Resource};
use crate::source::{SourceId, SourceMap};

/// Where somebody is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// File and sheet.
    pub source: SourceId,
    /// Its rows, counted from 1, each once.
    pub rows: Vec<u32>,
}

/// The rows that name a resource, by sheet.
pub fn named(resource: &Resource) -> Vec<Named> {
    let rows = |cells: &[crate::source::CellRef]| {
        let mut rows: Vec<u32> = cells.iter().map(|at| at.row.saturating_add(1)).collect();
        rows.dedup();
        rows
    };
    // cells are sorted: by file, sheet, row
    let sheets = resource.seen_at.chunk_by(|a, b| a.source == b.source);
    sheets.filter_map(|cells| Some(Named { source: cells.first()?.source, rows: rows(cells) })).collect()
}

/// Why all spellings of a resource are one: `Okafor, Ines: the same e-mail address; Ines Okafor: as written`.
pub fn why(resource: &Resource) -> String {
    match resource.spellings.as_slice() {
        [(_, why)] => why.to_string(),
        spellings => spellings.iter().map(|(text, why)| format!("`{text}`: {why}")).collect::<Vec<_>>().join("; "),
    }
}

/// Whether it takes evidence that the mentions are one: several files, or several spellings.
pub fn is_joined(resource: &Resource) -> bool {
    let mut files = resource.seen_at.iter().map(|at| at.source.file);
    let first = files.next();
    resource.spellings.len() > 1 || files.any(|f| Some(f) != first)
}

/// The rows in words: `plan.xlsx!Tasks: rows 4, 9, 12 and 31 more`.
pub fn rows_text(sources: &SourceMap, named: &Named, most: usize) -> String {
    let shown: Vec<String> = named.rows.iter().take(most).map(u32::to_string).collect();
    let more = named.rows.len().saturating_sub(shown.len());
    let word = if named.rows.len() == 1 { "row" } else { "rows" };
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}: {word} {}{more}", sources.source_text(named.source), shown.join(", "))
}

/// Where a project's records come from, each with the reason why they were taken for it.
pub fn joined<'a>(project: &'a Project, sources: &'a SourceMap) -> impl Iterator<Item = (String, &'a str)> + 'a {
    project.sources.iter().map(|(source, why)| (sources.source_text(*source), &**why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ResourceKind;
    use crate::source::{CellRef, PlaceKind, SourceFile};

    #[test]
    fn rows_are_told_once_by_sheet_and_the_evidence_spelling_by_spelling() {
        let at = |file, row, col| CellRef { source: SourceId { file, sheet: 0 }, row, col };
        let mut ines = Resource {
            stable_id: "ines".into(),
            kind: ResourceKind::Person,
            name: "Ines Okafor".into(),
            email: None,
            account: None,
            team: None,
            role: None,
            leaves: None,
            capacity: Vec::new(),
            absences: Vec::new(),
            seen_at: vec![at(0, 3, 1), at(0, 3, 2), at(0, 8, 1), at(1, 1, 0)],
            calendar: None,
            spellings: vec![("Ines Okafor".into(), "as written".into())],
        };
        let sources = SourceMap {
            files: ["a.csv", "b.csv"]
                .map(|name| SourceFile { name: name.into(), kind: PlaceKind::Lines, sheets: vec![String::new()] })
                .into(),
        };
        let told: Vec<String> = named(&ines).iter().map(|n| rows_text(&sources, n, 1)).collect();
        assert_eq!(told, ["a.csv: rows 4 and 1 more", "b.csv: row 2"]);
        assert_eq!((why(&ines), is_joined(&ines)), ("as written".to_owned(), true));
        ines.spellings.push(("Okafor, Ines".into(), "the same e-mail address".into()));
        assert_eq!(why(&ines), "`Ines Okafor`: as written; `Okafor, Ines`: the same e-mail address");
        ines.seen_at.truncate(2);
        ines.spellings.truncate(1);
        assert!(!is_joined(&ines));
    }
}
