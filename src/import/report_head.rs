//! What a report says of its project as a whole, above and between its tables: who manages it, its overall colour, the colour of
//! each of its dimensions, what was achieved and what comes next.
//!
//! Only rows that are no record and no header are looked at; they stay set aside, and what they say is kept with its cell.

use super::extract::{Extract, ProjectRecord};
use super::values::rag;
use super::values::text::{absent, fold};
use super::words::plain;
use crate::model::Rag;
use crate::read::Grid;
use crate::source::{Sourced, Text};
use rustc_hash::FxHashSet;

/// Labels before the name of who manages the project.
const MANAGER: &[&str] = &[
    "project manager",
    "pm",
    "project lead",
    "project leader",
    "manager",
    "programme manager",
    "program manager",
    "projektleiter",
    "projektleiterin",
    "projektleitung",
    "chef de projet",
    "jefe de proyecto",
    "gerente do projeto",
    "projectleider",
];
/// Labels before the colour of the project as a whole.
const OVERALL: &[&str] = &[
    "overall",
    "overall rag",
    "overall rag status",
    "overall status",
    "overall health",
    "overall project status",
    "rag",
    "rag status",
    "project rag",
    "project status",
    "project health",
    "health",
    "status",
    "gesamtstatus",
    "gesamtampel",
    "ampel",
    "statut global",
    "météo projet",
    "estado general",
    "status geral",
];
/// Headings over what the project manager writes, each alone or with more words behind it (`Achievements this period`).
const HEADINGS: &[&str] = &[
    "executive summary",
    "management summary",
    "summary",
    "status summary",
    "highlights",
    "achievements",
    "key achievements",
    "accomplishments",
    "progress",
    "progress this period",
    "progress since last report",
    "completed this period",
    "work completed",
    "planned next period",
    "plans for next period",
    "planned activities",
    "planned for next period",
    "next steps",
    "next period",
    "upcoming activities",
    "commentary",
    "narrative",
    "project manager's comments",
    "zusammenfassung",
    "erreicht",
    "erreichtes",
    "nächste schritte",
    "réalisations",
    "prochaines étapes",
    "resumen",
    "próximos pasos",
];
/// The most words of a heading.
const HEADING_WORDS: usize = 6;
/// The most paragraphs that are taken from one report.
const MOST: usize = 40;

/// One row as texts with their columns.
struct Line {
    ix: usize,
    cells: Vec<(u16, String)>,
}

/// Reads what stands around the tables of a sheet; `None` where nothing is said.
pub(super) fn read(grid: &Grid, tables: &[Extract]) -> Option<ProjectRecord> {
    let aside: FxHashSet<u32> = tables.iter().flat_map(|t| &t.set_aside).map(|s| s.at.row).collect();
    let mut head = ProjectRecord::at(grid.at(0, 0));
    head.narrative_date = tables.iter().find_map(|t| t.data_date).map(|d| d.value);
    let mut under: Option<(String, u32)> = None;
    for ix in 0..grid.rows.len() {
        let row = grid.rows[ix].row;
        if !aside.contains(&row) {
            under = None;
            continue;
        }
        let line = Line { ix, cells: texts(grid, ix) };
        if line.cells.is_empty() {
            under = None;
            continue;
        }
        labels(grid, &line, &mut head);
        if head.narrative.len() >= MOST {
            continue;
        }
        if let Some(words) = dimension(&line) {
            head.narrative.push(stated(grid, &line, 0, words));
            under = None;
        } else if let [(_, heading), rest @ ..] = line.cells.as_slice()
            && is_heading(heading)
        {
            let heading = heading.trim().trim_end_matches(':').to_owned();
            for (n, (_, text)) in rest.iter().enumerate().filter(|(_, (_, t))| absent(t).is_none()) {
                head.narrative.push(stated(grid, &line, n + 1, format!("{heading}: {text}")));
            }
            under = rest.is_empty().then_some((heading, row));
        } else if let ([(_, text)], Some((heading, last))) = (line.cells.as_slice(), &mut under)
            && row <= *last + 1
        {
            *last = row;
            if absent(text).is_none() {
                let words = format!("{heading}: {}", text.trim_start_matches(['-', '–', '•', '*', '·', ' ']));
                head.narrative.push(stated(grid, &line, 0, words));
            }
        } else {
            under = None;
        }
    }
    let says = head.manager.is_some() || head.rag.is_some() || !head.narrative.is_empty();
    says.then_some(head)
}

fn texts(grid: &Grid, ix: usize) -> Vec<(u16, String)> {
    let cells = grid.row_cells(ix);
    if cells.len() > 12 {
        return Vec::new();
    }
    cells.iter().map(|c| (c.col, plain(grid, c.value).trim().to_owned())).filter(|(_, t)| !t.is_empty()).collect()
}

fn stated(grid: &Grid, line: &Line, n: usize, words: String) -> Sourced<Text> {
    let col = line.cells.get(n).map_or(0, |c| c.0);
    Sourced::stated(Text::from(words), grid.at(line.ix, col))
}

/// `Project manager: | T. Osei`, `Overall RAG: Amber`: labels with what stands beside or behind them.
fn labels(grid: &Grid, line: &Line, head: &mut ProjectRecord) {
    for (n, (_, text)) in line.cells.iter().enumerate() {
        let beside = line.cells.get(n + 1).map(|(_, t)| (t.as_str(), n + 1));
        let (label, value) = match text.split_once(':') {
            Some((label, value)) if !value.trim().is_empty() => (label, Some((value.trim(), n))),
            _ => (text.trim_end_matches(':'), beside),
        };
        let Some((value, at)) = value.filter(|(v, _)| absent(v).is_none()) else { continue };
        let label = fold(label);
        if MANAGER.contains(&label.as_str()) && head.manager.is_none() && value.chars().any(char::is_alphabetic) {
            head.manager = Some(stated(grid, line, at, value.to_owned()));
        }
        if OVERALL.contains(&label.as_str()) && head.rag.is_none() {
            let cell = stated(grid, line, at, String::new()).at;
            head.rag = rag::word(value).map(|rag: Rag| Sourced::stated(rag, cell));
        }
    }
}

/// `Schedule | Red | Steel three weeks late`: one dimension of the project, its colour and why.
fn dimension(line: &Line) -> Option<String> {
    let [(_, what), (_, colour), rest @ ..] = line.cells.as_slice() else { return None };
    let named = what.len() <= 40 && rest.len() <= 2 && !OVERALL.contains(&fold(what.trim_end_matches(':')).as_str());
    if !named
        || colour.len() > 20
        || what.ends_with(':') && rest.len() > 1
        || rag::word(colour).is_none()
        || rag::word(what).is_some()
    {
        return None;
    }
    let why: Vec<&str> = rest.iter().map(|(_, t)| t.as_str()).filter(|t| absent(t).is_none()).collect();
    let why = why.join(" ");
    let what = what.trim_end_matches(':');
    Some(if why.is_empty() { format!("{what}: {colour}") } else { format!("{what}: {colour}. {why}") })
}

fn is_heading(text: &str) -> bool {
    let folded = fold(text.trim_end_matches(':'));
    if folded.split(' ').count() > HEADING_WORDS {
        return false;
    }
    HEADINGS.iter().any(|h| folded.strip_prefix(h).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '('])))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::import::{Profiles, import};
    use crate::read::{ReadOptions, read};

    #[test]
    fn a_highlight_report_says_who_manages_what_stands_how_and_what_comes_next() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("Highlight report.csv");
        let rows = [
            "Project highlight report,,,",
            "Project:,Crane renewal,,",
            "Project manager:,T. Osei,,",
            "Overall RAG,Amber,,",
            ",,,",
            "Dimension,RAG,Comment,",
            "Schedule,Red,Steel three weeks late,",
            "Cost,Green,,",
            ",,,",
            "Milestone,Baseline,Forecast,Status",
            "Demolition complete,2026-04-03,2026-04-10,At risk",
            "Steel erected,2026-07-31,2026-08-14,Late",
            ",,,",
            "Top 5 risks,Likelihood,Impact,Mitigation",
            "Asbestos,High,High,Survey under way",
            "Steel price,Medium,High,Fix price",
            ",,,",
            "Achievements this period,,,",
            "- Contractor on site,,,",
            "Site fenced,,,",
            ",,,",
            "Planned next period:,,,",
            "Finish demolition,,,",
        ];
        std::fs::write(&file, rows.join("\n")).unwrap();
        let gathered = crate::read::gather(&[file], &crate::read::Limits::default());
        let reading = read(&gathered.value[0], 0, &ReadOptions::default());
        let extracts = import(&reading, &Profiles::load(None).unwrap(), &crate::config::Settings::default());
        let head = extracts.iter().find_map(|e| e.records.head.as_deref()).unwrap();
        let at = |row: u32, col: u16| (row, col);
        let manager = head.manager.as_ref().unwrap();
        assert_eq!((&*manager.value, (manager.at.row, manager.at.col)), ("T. Osei", at(2, 1)));
        let rag = head.rag.unwrap();
        assert_eq!((rag.value.word(), (rag.at.row, rag.at.col)), ("Amber", at(3, 1)));
        let words: Vec<(&str, u32)> = head.narrative.iter().map(|n| (&*n.value, n.at.row)).collect();
        assert_eq!(
            words,
            [
                ("Schedule: Red. Steel three weeks late", 6),
                ("Cost: Green", 7),
                ("Achievements this period: Contractor on site", 18),
                ("Achievements this period: Site fenced", 19),
                ("Planned next period: Finish demolition", 22),
            ]
        );
        let names = |e: &crate::import::Extract| {
            let tasks = e.records.tasks.iter().filter_map(|t| t.facts.name.as_ref()).map(|n| n.value.to_string());
            let log = e.records.log.iter().filter_map(|l| l.item.title.as_ref()).map(|n| n.value.to_string());
            tasks.chain(log).collect::<Vec<_>>()
        };
        let all: Vec<Vec<String>> = extracts.iter().map(names).collect();
        assert_eq!(all, [vec!["Demolition complete", "Steel erected"], vec!["Asbestos", "Steel price"]]);
        assert_eq!(extracts.iter().map(|e| e.rows_read + e.header_rows).sum::<usize>(), reading.grids[0].rows.len());
    }
}
