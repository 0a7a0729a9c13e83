//! Relations told by words: in the cell that names the other record (Redmine: `Precedes (2 days) #12, Blocked by #7`), or in columns
//! beside it, a row for each relation (OpenProject). The words are the profile's; a word that is not there is no link of the schedule.

use super::cells::Cells;
use super::links::{self, Pending};
use crate::diagnostic::Diagnostic;
use crate::import::extract::{LinkEnd, RawLink, RefKind, Reference};
use crate::import::profile::{LinkMeaning, RelationWord};
use crate::import::table::ColumnSet;
use crate::import::values::text::fold;
use crate::import::words::plain;
use crate::model::{Field, Lag, LagUnit, Relation};
use crate::source::{CellRef, Sourced, Text};

/// Notes the relations of a row, to be read when all keys are known. The parent that a row of relations names goes to `parent`.
pub fn take(
    cells: &mut Cells,
    set: &ColumnSet,
    ix: usize,
    record: usize,
    parent: &mut Option<Sourced<Text>>,
    pending: &mut Vec<Pending>,
) {
    if cells.table.profile.words.relation.is_empty() || !set.has(Field::Related) {
        return;
    }
    let grid = cells.table.grid;
    let beside = beside(cells, set, ix).map(|(word, _)| word);
    for cell in set.cells(grid, ix, Field::Related) {
        if beside == Some(RelationWord::ChildOf) {
            *parent = parent.take().or(cells.known_word(ix, cell));
            continue;
        }
        pending.push(Pending { record, ix, col: cell.col, field: Field::Related, value: cell.value });
    }
}

/// What the columns beside say of the relation: its word and its lag in days.
fn beside(cells: &Cells, set: &ColumnSet, ix: usize) -> Option<(RelationWord, Option<f64>)> {
    let grid = cells.table.grid;
    let word = set.cells(grid, ix, Field::Relation).next()?;
    let word = *cells.table.profile.words.relation.get(&fold(&plain(grid, word.value)))?;
    let lag = set.cells(grid, ix, Field::Lag).next().and_then(|c| plain(grid, c.value).parse::<f64>().ok());
    Some((word, lag.filter(|l| l.is_finite() && l.abs() < 1e5)))
}

/// The links of a cell of relations, and the parts that say a relation and cannot be read.
pub fn read(cells: &mut Cells, set: &ColumnSet, p: &Pending, text: &str, at: CellRef) -> Vec<RawLink> {
    if set.has(Field::Relation) {
        return beside(cells, set, p.ix).and_then(|(word, lag)| link(word, text, lag, at)).into_iter().collect();
    }
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for part in text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        match labelled(part, |label| cells.table.profile.words.relation.get(label).copied()) {
            Labelled::Link(word, other, lag) => found.extend(link(word, other, lag, at)),
            Labelled::Unread => unread.push(part.to_owned()),
            Labelled::NoLink => {}
        }
    }
    for part in unread {
        let finding: Diagnostic = links::unreadable(&part, at);
        cells.report(finding);
    }
    found
}

/// What one part of a cell of relations is.
#[derive(PartialEq, Debug)]
enum Labelled<'a> {
    Link(RelationWord, &'a str, Option<f64>),
    /// A relation whose other end or lag cannot be read.
    Unread,
    /// A relation that is none of the schedule.
    NoLink,
}

/// `Precedes (2 days) #12`: word, lag, other.
fn labelled(part: &str, word: impl Fn(&str) -> Option<RelationWord>) -> Labelled<'_> {
    let Some((before, other)) = part.rsplit_once('#') else { return Labelled::NoLink };
    let (label, lag) = match before.split_once('(') {
        Some((label, rest)) => (label, Some(rest)),
        None => (before, None),
    };
    let Some(word) = word(&fold(label)) else { return Labelled::NoLink };
    let other = other.trim();
    if other.is_empty() || !other.bytes().all(|b| b.is_ascii_digit()) {
        return Labelled::Unread;
    }
    let Some(lag) = lag else { return Labelled::Link(word, other, None) };
    let days = lag.split(|c: char| c.is_whitespace() || c == ')').find_map(|w| w.parse::<f64>().ok());
    days.filter(|d| d.is_finite() && d.abs() < 1e5).map_or(Labelled::Unread, |days| Labelled::Link(word, other, Some(days)))
}

fn link(word: RelationWord, other: &str, lag: Option<f64>, at: CellRef) -> Option<RawLink> {
    let (this_is, stated) = match word {
        RelationWord::Precedes => (LinkEnd::Predecessor, Some(Relation::FinishStart)),
        RelationWord::Follows => (LinkEnd::Successor, Some(Relation::FinishStart)),
        RelationWord::Blocks => (LinkEnd::Predecessor, None),
        RelationWord::BlockedBy => (LinkEnd::Successor, None),
        RelationWord::ChildOf => return None,
    };
    let reference = Reference { kind: RefKind::Key, text: Text::from(other), at };
    let mut made = links::link(reference, this_is, stated, LinkMeaning::Blocks, at);
    made.lag = lag.filter(|l| *l != 0.0).map(|amount| Lag { amount, unit: LagUnit::WorkingDays });
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(label: &str) -> Option<RelationWord> {
        match label {
            "precedes" => Some(RelationWord::Precedes),
            "blockiert durch" => Some(RelationWord::BlockedBy),
            _ => None,
        }
    }

    #[test]
    fn a_relation_is_its_word_its_lag_and_the_other() {
        use Labelled::{Link, NoLink, Unread};
        for (part, expected) in [
            ("Precedes #12", Link(RelationWord::Precedes, "12", None)),
            ("Precedes (2 days) #12", Link(RelationWord::Precedes, "12", Some(2.0))),
            ("Precedes (-1 day) #12", Link(RelationWord::Precedes, "12", Some(-1.0))),
            ("Blockiert durch #7", Link(RelationWord::BlockedBy, "7", None)),
            ("Related to #3", NoLink),
            ("Precedes 12", NoLink),
            ("Precedes (un jour) #12", Unread),
            ("Precedes #", Unread),
            ("Precedes #12b", Unread),
            ("", NoLink),
            ("#", NoLink),
        ] {
            assert_eq!(labelled(part, words), expected, "{part}");
        }
    }

    #[test]
    fn who_precedes_is_the_predecessor_and_the_lag_counts_working_days() {
        let at = CellRef { source: crate::source::SourceId { file: 0, sheet: 0 }, row: 1, col: 2 };
        let made = link(RelationWord::Precedes, "12", Some(2.0), at);
        let lag = Some(Lag { amount: 2.0, unit: LagUnit::WorkingDays });
        assert!(made.is_some_and(|l| l.this_is == LinkEnd::Predecessor && l.lag == lag && &*l.other.text == "12"));
        let made = link(RelationWord::Follows, "12", Some(0.0), at);
        assert!(made.is_some_and(|l| l.this_is == LinkEnd::Successor && l.lag.is_none()));
        assert!(link(RelationWord::ChildOf, "12", None, at).is_none());
    }
}
