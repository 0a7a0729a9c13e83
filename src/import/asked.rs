//! What `[[source]]` asks for and the sources do not hold: a pattern that no file fits, a sheet, a header or a header row that is not
//! there. A setting that meets nothing is said, because the wrong guess it was to settle still stands.

use super::extract::Extract;
use super::values::text::fold;
use super::wild;
use crate::config::{Settings, SourceRule, strict};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::read::Grid;
use crate::source::SourceMap;

const CHECK: &str = "setting-unmatched";

fn say(place: Place, said: String, help: String) -> Diagnostic {
    Diagnostic::new(CHECK, Severity::Warning, place, said).help(help)
}

fn nearest(wanted: &str, known: &[&str]) -> String {
    let near = strict::near(wanted, known.iter().copied());
    match near.first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`steerpack inspect` shows the names that are there".to_owned(),
    }
}

/// Rules of which no file or no sheet was read.
pub fn of_files(settings: &Settings, sources: &SourceMap) -> Vec<Diagnostic> {
    let last = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
    let mut found = Vec::new();
    for rule in &settings.sources {
        let fits = |name: &str| wild(&rule.pattern, name) || wild(&rule.pattern, &last(name));
        let files: Vec<_> = sources.files.iter().filter(|f| fits(&f.name)).collect();
        if files.is_empty() {
            let names: Vec<String> = sources.files.iter().map(|f| last(&f.name)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let said =
                format!("no file fits `match = \"{}\"` of a [[source]] of the configuration: it settles nothing", rule.pattern);
            found.push(say(Place::Run, said, nearest(&rule.pattern, &names)));
        } else if let Some(sheet) = &rule.sheet {
            let sheets: Vec<&str> = files.iter().flat_map(|f| f.sheets.iter().map(String::as_str)).collect();
            if !sheets.iter().any(|s| s.eq_ignore_ascii_case(sheet)) {
                let said = format!("no file that fits `{}` has a sheet `{sheet}`: the [[source]] settles nothing", rule.pattern);
                found.push(say(Place::Run, said, nearest(sheet, &sheets)));
            }
        }
    }
    found
}

/// A header row beyond the sheet, and headers that no table of it has.
pub fn of_sheet(grid: &Grid, rule: &SourceRule, extracts: &[Extract]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let place = || Place::Source(grid.id());
    if let Some(row) = rule.header_row
        && !grid.rows.iter().any(|r| r.row + 1 == row)
    {
        let said = format!(
            "`header-row = {row}` of the configuration is an empty row or lies below the sheet: the header was looked for"
        );
        found.push(say(place(), said, "count the rows as the spreadsheet shows them, the first is 1".to_owned()));
    }
    let headers: Vec<&str> = extracts.iter().flat_map(|e| e.columns.iter().map(|c| &*c.header)).collect();
    for header in rule.columns.keys().filter(|_| !headers.is_empty()) {
        let wanted = fold(header);
        let is = |have: &&&str| fold(have) == wanted || have.rsplit(" / ").next().is_some_and(|own| fold(own) == wanted);
        if !headers.iter().any(|have| is(&have)) {
            let said = format!("no column is headed `{header}`, which `columns` of the configuration maps");
            found.push(say(place(), said, nearest(header, &headers)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::source::{PlaceKind, SourceFile};

    fn settings(text: &str) -> Settings {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_rule_that_meets_no_file_or_sheet_is_said_with_what_is_near() {
        let file = SourceFile { name: "in/Plan v3.xlsx".to_owned(), kind: PlaceKind::Sheet, sheets: vec!["Tasks".to_owned()] };
        let sources = SourceMap { files: vec![file] };
        let of = |text: &str| of_files(&settings(text), &sources).into_iter().map(|d| d.help.to_string()).collect::<Vec<_>>();
        assert_eq!(of("[[source]]\nmatch = \"Plan*\"\nsheet = \"tasks\"\n"), Vec::<String>::new());
        assert_eq!(of("[[source]]\nmatch = \"Plam v3.xlsx\"\n"), ["did you mean `Plan v3.xlsx`?"]);
        assert_eq!(of("[[source]]\nmatch = \"Plan*\"\nsheet = \"Task\"\n"), ["did you mean `Tasks`?"]);
    }
}
