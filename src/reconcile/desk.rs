//! The working state of reconciling: the records of all extracts moved into one row (the *desk*), each with what is needed to
//! find, join and order it. Facts are moved, never copied.

use super::Context;
use super::file_name::{FileName, file_name};
use super::projects::Registry;
use super::stand::Stand;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::import::extract::{Belonging, Extract, PersonRef, ProjectHint, RawLink, Records, Reference, SetAside};
use crate::import::values::number;
use crate::model::project::IdentityProposal;
use crate::model::{Conflict, Field, ProjectId, Role, Task};
use crate::source::{CellRef, SourceId, Text};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What became of a record of work.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Fate {
    /// A task of its own.
    Own,
    /// Merged into another record of the desk.
    Into(u32),
    /// Set aside with a reason.
    Aside(Text),
}

/// What is known of a record of work beside its facts. Key, id, name and outline are kept here too, so that references still
/// find a record that was merged away.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) sheet: u32,
    pub(super) key: Option<Text>,
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) outline: Option<Text>,
    pub(super) ordinal: Option<u32>,
    pub(super) parent: Option<Reference>,
    pub(super) links: Vec<RawLink>,
    pub(super) people: Vec<PersonRef>,
    pub(super) hint: ProjectHint,
    pub(super) belongs: Belonging,
    pub(super) fate: Fate,
}

impl Side {
    /// A record that no row gave: a stub or a synthesised milestone.
    pub(super) fn bare(sheet: u32) -> Side {
        Side {
            sheet,
            key: None,
            id: None,
            name: None,
            outline: None,
            ordinal: None,
            parent: None,
            links: Vec::new(),
            people: Vec::new(),
            hint: ProjectHint::default(),
            belongs: Belonging::default(),
            fate: Fate::Own,
        }
    }
}

/// One extract, opened.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its position among the extracts as given.
    pub(super) given: usize,
    pub(super) source: SourceId,
    pub(super) tracker: Text,
    pub(super) role: Role,
    pub(super) record_rows: usize,
    /// Headers of its columns that hold points.
    pub(super) points: Vec<Text>,
    /// Columns whose header says a currency.
    pub(super) currencies: Vec<(u16, &'static str)>,
    /// Its records of work on the desk: first and number.
    pub(super) base: u32,
    pub(super) len: u32,
    pub(super) hint: ProjectHint,
    pub(super) data_date: Option<(Date, Text)>,
    pub(super) headers: Vec<Text>,
    pub(super) file: FileName,
    /// Project of records that name none.
    pub(super) project: Option<u32>,
    /// The sheet that supersedes this one, with the reason.
    pub(super) superseded_by: Option<(u32, Text)>,
    /// The lists other than tasks, taken out as each is reconciled.
    pub(super) lists: Records,
    pub(super) merged: usize,
    pub(super) set_aside: Vec<SetAside>,
    /// Rank of its tracker in the configured precedence (lower wins), `usize::MAX` where not named.
    pub(super) precedence: usize,
    /// Its records are all there is of its file: a converted file.
    pub(super) whole: bool,
    /// It was not handed in: its records are those of an earlier pack.
    pub(super) forward: bool,
}

impl Sheet {
    /// The positions of its records on the desk.
    pub(super) fn range(&self) -> std::ops::Range<u32> {
        self.base..self.base.saturating_add(self.len)
    }
}

/// The working state.
pub(super) struct Desk<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) sheets: Vec<Sheet>,
    pub(super) tasks: Vec<Task>,
    pub(super) sides: Vec<Side>,
    pub(super) projects: Registry,
    pub(super) conflicts: Vec<Conflict>,
    /// Questions about projects and tasks; those about people are asked when people are settled.
    pub(super) proposals: Vec<IdentityProposal>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What converted files know beside their records.
    pub(super) carried: Vec<super::carried::OfSheet>,
}

impl<'a> Desk<'a> {
    /// Moves all records onto the desk, sheets in the order of their sources.
    pub(super) fn open(extracts: Vec<Extract>, context: &'a Context<'a>) -> Desk<'a> {
        let mut given: Vec<(usize, Extract)> = extracts.into_iter().enumerate().collect();
        given.sort_by_key(|(given, e)| (e.source, e.header_row, *given));
        let total = given.iter().map(|(_, e)| e.records.tasks.len()).sum();
        let mut desk = Desk {
            context,
            sheets: Vec::with_capacity(given.len()),
            tasks: Vec::with_capacity(total),
            sides: Vec::with_capacity(total),
            projects: Registry::new(context.settings),
            conflicts: Vec::new(),
            proposals: Vec::new(),
            diagnostics: Vec::new(),
            carried: Vec::new(),
        };
        for (given, extract) in given {
            desk.take(given, extract);
        }
        desk.mark_copies();
        desk
    }

    /// `Plan (1).csv` is a copy where `Plan.csv` lies beside it, as browsers name a second download; alone, the number may be
    /// part of the name.
    fn mark_copies(&mut self) {
        let names: Vec<&str> =
            self.sheets.iter().map(|s| self.context.sources.file(s.source).map_or("", |f| f.name.as_str())).collect();
        let all: FxHashSet<&str> = names.iter().copied().collect();
        let copies: Vec<(usize, FileName)> = names
            .iter()
            .enumerate()
            .filter_map(|(ix, name)| {
                let (stem, ending) = name.rsplit_once('.')?;
                let (base, number) = stem.strip_suffix(')')?.rsplit_once('(')?;
                let number: u32 = number.parse().ok().filter(|n| (1..100).contains(n))?;
                let original = format!("{}.{ending}", base.trim_end());
                let mut file = file_name(&original);
                let mut version = file.version.take().unwrap_or_default();
                version.copy = version.copy.saturating_add(number);
                file.version = Some(version);
                all.contains(original.as_str()).then_some((ix, file))
            })
            .collect();
        for (ix, file) in copies {
            if let Some(sheet) = self.sheets.get_mut(ix) {
                sheet.file = file;
            }
        }
    }

    fn take(&mut self, given: usize, mut extract: Extract) {
        let sheet = position(self.sheets.len());
        let base = position(self.tasks.len());
        for record in std::mem::take(&mut extract.records.tasks) {
            let facts = record.facts;
            self.sides.push(Side {
                sheet,
                key: facts.key.as_ref().map(|k| k.value.clone()),
                id: facts.id.as_ref().map(|k| k.value.clone()),
                name: facts.name.as_ref().map(|k| k.value.clone()),
                outline: facts.outline.as_ref().map(|k| k.value.clone()),
                ordinal: record.ordinal,
                parent: record.parent,
                links: record.links,
                people: record.people,
                hint: record.project,
                belongs: record.belongs,
                fate: Fate::Own,
            });
            self.tasks.push(bare_task(facts, record.level.unwrap_or(0)));
        }
        let mut forward = None;
        if let Some(mut carried) = extract.records.carried.take() {
            let from = carried.hand_ins.first().filter(|_| carried.forward).and_then(|h| h.carried.as_ref());
            forward = from.map(|c| c.file.clone());
            super::carried::onto_tasks(self.tasks.get_mut(base as usize..).unwrap_or_default(), &mut carried);
            self.carried.push(super::carried::of_sheet(self.sheets.len(), *carried));
        }
        let name = self.context.sources.file(extract.source).map_or("", |f| f.name.as_str());
        let file = file_name(forward.as_deref().unwrap_or(name));
        let data_date = match &forward {
            Some(_) => extract.data_date.map(|d| (d.value, "as the earlier pack told it".into())),
            None => self.data_date(&extract, base, &file),
        };
        let precedence = &self.context.settings.precedence;
        self.sheets.push(Sheet {
            given,
            source: extract.source,
            precedence: precedence.iter().position(|t| *t == *extract.tracker).unwrap_or(usize::MAX),
            tracker: extract.tracker,
            role: extract.role,
            record_rows: extract.record_rows,
            base,
            len: position(self.tasks.len()).saturating_sub(base),
            hint: extract.project,
            data_date,
            points: extract.columns.iter().filter(|c| c.field == Some(Field::Points)).map(|c| c.header.clone()).collect(),
            currencies: extract
                .columns
                .iter()
                .filter_map(|c| Some((c.at.col, number::currency::of_header(&c.header)?)))
                .collect(),
            headers: extract.columns.iter().map(|c| c.header.clone()).collect(),
            file,
            project: None,
            superseded_by: None,
            whole: extract.records.whole,
            forward: forward.is_some(),
            lists: extract.records,
            merged: 0,
            set_aside: Vec::new(),
        });
    }

    /// The date a sheet's data is of: content, configuration, file name, the latest change in it.
    fn data_date(&self, extract: &Extract, base: u32, file: &FileName) -> Option<(Date, Text)> {
        if let Some(stated) = &extract.data_date {
            return Some((stated.value, format!("stated at {}", self.context.sources.text(stated.at)).into()));
        }
        if let Some(date) = self.source_rule(extract.source, |rule| rule.data_date.is_some()).and_then(|rule| rule.data_date) {
            return Some((date, "from the configuration".into()));
        }
        if let Some(date) = file.date {
            return Some((date, "from the file name".into()));
        }
        let facts = self.tasks.get(base as usize..).unwrap_or_default().iter().map(|t| &t.facts);
        let latest = facts.filter_map(|f| f.updated.or(f.created)).max_by_key(|d| (d.value, std::cmp::Reverse(d.at)));
        let Some(latest) = latest else {
            let told = extract.records.projects.iter().filter_map(|p| p.narrative_date).max()?;
            return Some((told, "latest date of a report in it".into()));
        };
        Some((latest.value, format!("latest change in the data, at {}", self.context.sources.text(latest.at)).into()))
    }

    /// The first configured rule that matches a source and fits.
    pub(super) fn source_rule(
        &self,
        source: SourceId,
        fits: impl Fn(&crate::config::SourceRule) -> bool,
    ) -> Option<&'a crate::config::SourceRule> {
        let name = self.context.sources.file(source).map_or("", |f| f.name.as_str());
        let sheet = self.context.sources.sheet(source);
        let last = name.rsplit('/').next().unwrap_or(name);
        self.context.settings.sources.iter().find(|rule| {
            let file = matches_pattern(&rule.pattern, name) || matches_pattern(&rule.pattern, last);
            file && rule.sheet.as_deref().is_none_or(|s| sheet.is_some_and(|have| have.eq_ignore_ascii_case(s))) && fits(rule)
        })
    }

    /// Adds a record that no row gave; its position.
    pub(super) fn add(&mut self, task: Task, side: Side) -> u32 {
        self.tasks.push(task);
        self.sides.push(side);
        position(self.tasks.len() - 1)
    }

    /// The record that stands for a record after merging.
    pub(super) fn standing(&self, mut at: u32) -> Option<u32> {
        // A chain of merges is at most as long as there are versions of one file.
        for _ in 0..64 {
            match self.sides.get(at as usize).map(|s| &s.fate) {
                Some(Fate::Own) => return Some(at),
                Some(Fate::Into(other)) => at = *other,
                _ => return None,
            }
        }
        None
    }

    /// The sheet a record came from.
    pub(super) fn sheet_of(&self, at: u32) -> Option<&Sheet> {
        self.sides.get(at as usize).and_then(|s| self.sheets.get(s.sheet as usize))
    }

    /// The sheet that a cell is of.
    pub(super) fn sheet_at(&self, at: CellRef) -> Option<usize> {
        self.sheets.iter().position(|s| s.source == at.source)
    }

    /// Two records that are one and no work, the first of which is believed.
    pub(super) fn stand<'d>(&'d mut self, what: Text, project: Option<ProjectId>, why: &'d Text, older: bool) -> Stand<'d> {
        let fields = &self.context.settings.field_precedence;
        Stand { what, task: None, project, why, older, sheets: &self.sheets, fields, conflicts: &mut self.conflicts }
    }

    /// Text of a place.
    pub(super) fn place(&self, at: CellRef) -> String {
        self.context.sources.text(at)
    }

    /// Notes a finding.
    pub(super) fn say(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }

    /// Notes findings of one kind, at most `cap` of them one by one; the rest as one line that says how many.
    pub(super) fn say_capped(&mut self, findings: Vec<Diagnostic>, cap: usize) {
        let mut rest: BTreeMap<(&'static str, SourceId), (usize, Severity)> = BTreeMap::new();
        for (n, finding) in findings.into_iter().enumerate() {
            match finding.cell() {
                Some(at) if n >= cap => {
                    rest.entry((finding.check, at.source)).or_insert((0, finding.severity)).0 += 1;
                }
                _ => self.diagnostics.push(finding),
            }
        }
        for ((check, source), (count, severity)) in rest {
            let message = format!("{count} more findings of this kind in this sheet");
            self.diagnostics.push(Diagnostic::new(check, severity, Place::Source(source), message));
        }
    }
}

/// A task with nothing but its facts.
pub(super) fn bare_task(facts: Box<crate::model::TaskFacts>, level: u8) -> Task {
    Task {
        stable_id: Text::default(),
        project: ProjectId(0),
        parent: None,
        level,
        stub: false,
        facts,
        assignees: Vec::new(),
        also_at: Vec::new(),
        calendar: None,
    }
}

/// A count as a position; more than four thousand million records do not fit into memory.
pub(super) fn position(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// `*` and `?` against a name, case aside.
pub(super) fn matches_pattern(pattern: &str, name: &str) -> bool {
    let p: Vec<char> = pattern.to_lowercase().chars().collect();
    let n: Vec<char> = name.to_lowercase().chars().collect();
    let (mut i, mut j, mut star, mut mark) = (0, 0, None, 0);
    while j < n.len() {
        match p.get(i) {
            Some('*') => {
                star = Some(i);
                mark = j;
                i += 1;
            }
            Some(&c) if c == '?' || n.get(j) == Some(&c) => {
                i += 1;
                j += 1;
            }
            _ => match star {
                Some(at) => {
                    i = at + 1;
                    mark += 1;
                    j = mark;
                }
                None => return false,
            },
        }
    }
    p.get(i..).is_some_and(|rest| rest.iter().all(|&c| c == '*'))
}

#[cfg(test)]
mod tests {
    use super::matches_pattern;

    #[test]
    fn patterns_match_whole_names() {
        assert!(matches_pattern("*.csv", "Jira.CSV"));
        assert!(matches_pattern("plan v?*.xlsx", "Plan v3 FINAL.xlsx"));
        assert!(!matches_pattern("plan", "plan.xlsx"));
        assert!(matches_pattern("*", ""));
    }
}
