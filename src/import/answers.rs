//! The answers typed into the sheet Identity review of a pack, found by the names of its columns; what cannot be understood is
//! told with its cell.

use crate::config::ledger::{self, Kind, Verdict, review};
use crate::read::{Grid, Value};

/// One row with an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed {
    /// What the two are.
    pub kind: Kind,
    /// What the first is known by.
    pub a: String,
    /// What the second is known by.
    pub b: String,
    /// The names shown, where the two are known by something else.
    pub names: [Option<String>; 2],
    /// The answer.
    pub answer: Verdict,
    /// Who answered; empty where the cell is.
    pub by: String,
    /// The reason; empty where the cell is.
    pub why: String,
    /// The cell of the answer: `Identity review!G7`.
    pub cell: String,
}

/// Reads the answers of the sheet; problems in words, each with its cell. A sheet without questions has none.
pub fn answers(grid: &Grid) -> (Vec<Typed>, Vec<String>) {
    let text = |row: usize, col: u16| -> String {
        match grid.cell(row, col).map(|c| c.value) {
            Some(Value::Text(id)) => grid.text(id).trim().to_owned(),
            Some(Value::Number(n)) => n.to_string(),
            _ => String::new(),
        }
    };
    let header = (0..grid.rows.len().min(40)).find_map(|row| {
        let find = |name: &str| grid.row_cells(row).iter().map(|c| c.col).find(|&col| text(row, col) == name);
        let all = [review::KIND, review::FIRST, review::SECOND, review::ANSWER, review::BY, review::WHY, review::QUESTION];
        let places: Vec<Option<u16>> = all.iter().map(|n| find(n)).collect();
        places.iter().any(Option::is_some).then_some((row, all, places)).filter(|(_, _, p)| p.iter().flatten().count() >= 3)
    });
    let Some((header, names, places)) = header else { return (Vec::new(), Vec::new()) };
    let missing: Vec<&str> = names.iter().zip(&places).filter(|(_, p)| p.is_none()).map(|(n, _)| *n).collect();
    let [Some(kind), Some(first), Some(second), Some(answer), Some(by), Some(why), Some(question)] = places.as_slice() else {
        return (Vec::new(), vec![format!("the sheet {} has lost its column {}", review::SHEET, missing.join(", "))]);
    };
    let shown = |name: &str| grid.row_cells(header).iter().map(|c| c.col).find(|&col| text(header, col) == name);
    let shown = [shown(review::FIRST_NAME), shown(review::SECOND_NAME)];
    let mut typed = Vec::new();
    let mut problems = Vec::new();
    for row in header + 1..grid.rows.len() {
        let cell = |col: u16| format!("{}!{}", review::SHEET, grid.at(row, col));
        let said = text(row, *answer);
        if said.is_empty() {
            continue;
        }
        let (a, b) = (text(row, *first), text(row, *second));
        let Some(verdict) = Verdict::from_word(&said) else {
            problems.push(format!("{}: `{said}` is no answer; choose {}", cell(*answer), review::ANSWERS.join(", ")));
            continue;
        };
        let Some(of) = Kind::from_word(&text(row, *kind)) else {
            problems.push(format!("{}: `{}` is none of person, project, task", cell(*kind), text(row, *kind)));
            continue;
        };
        if ledger::question(of, &a, &b) != text(row, *question) {
            problems.push(format!(
                "{}: `{a}` and `{b}` are not the two that were asked about; the row was altered, take the names from a new pack",
                cell(*first)
            ));
            continue;
        }
        let name = |col: Option<u16>, known: &str| col.map(|c| text(row, c)).filter(|n| !n.is_empty() && n != known);
        let names = [name(shown[0], &a), name(shown[1], &b)];
        typed.push(Typed {
            kind: of,
            a,
            b,
            names,
            answer: verdict,
            by: text(row, *by),
            why: text(row, *why),
            cell: cell(*answer),
        });
    }
    (typed, problems)
}
