//! Stakeholders, and what each of them is in the activities of a responsibility matrix (RACI).

use super::{ProjectId, ResourceId, TaskId};
use crate::source::{CellRef, Sourced, Text};

/// A stakeholder.
#[derive(Clone, PartialEq, Debug)]
pub struct Stakeholder {
    /// The cell the record is known by.
    pub at: CellRef,
    /// The project.
    pub project: Option<ProjectId>,
    /// Name.
    pub name: Option<Sourced<Text>>,
    /// Role or interest.
    pub role: Option<Sourced<Text>>,
    /// The person, role, group or system among the resources that is called so; `None` where none is, or several are.
    pub resource: Option<ResourceId>,
    /// What the stakeholder is in each activity of a responsibility matrix.
    pub duties: Vec<Duty>,
    /// Columns that map to nothing, kept.
    pub custom: Vec<(Text, Sourced<Text>)>,
}

impl Stakeholder {
    /// A stakeholder of whom nothing is said yet but the cell they are known by.
    pub fn at(at: CellRef) -> Self {
        Stakeholder { at, project: None, name: None, role: None, resource: None, duties: Vec::new(), custom: Vec::new() }
    }
}

/// What somebody is in one activity.
#[derive(Clone, PartialEq, Debug)]
pub struct Duty {
    /// The activity as written.
    pub activity: Sourced<Text>,
    /// The letters or words of the matrix, as written: `A/R`, `Consulted`.
    pub part: Sourced<Text>,
    /// What they mean.
    pub raci: Raci,
    /// The task that is called like the activity; `None` where none is, or several are.
    pub task: Option<TaskId>,
}

/// The four parts of a responsibility matrix; several may fall to one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Raci {
    /// Does the work.
    pub responsible: bool,
    /// Answers for it and decides.
    pub accountable: bool,
    /// Is asked before.
    pub consulted: bool,
    /// Is told after.
    pub informed: bool,
}

impl Raci {
    /// The letters, in the order of the word: `RA`.
    pub fn letters(self) -> String {
        let each = [(self.responsible, 'R'), (self.accountable, 'A'), (self.consulted, 'C'), (self.informed, 'I')];
        each.into_iter().filter_map(|(is, letter)| is.then_some(letter)).collect()
    }
    /// What either says.
    pub fn and(self, other: Raci) -> Raci {
        Raci {
            responsible: self.responsible || other.responsible,
            accountable: self.accountable || other.accountable,
            consulted: self.consulted || other.consulted,
            informed: self.informed || other.informed,
        }
    }
    /// What [`Raci::letters`] wrote.
    pub fn of_letters(letters: &str) -> Raci {
        let has = |letter| letters.contains(letter);
        Raci { responsible: has('R'), accountable: has('A'), consulted: has('C'), informed: has('I') }
    }
}
