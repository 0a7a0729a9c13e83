//! What a sheet is: which rows are headers of which tracker's table, where each table begins and ends, and why.
//!
//! Every row of the first forty, and every row after a gap, is scored against all profiles. A tracker's own fingerprint beats
//! the generic vocabulary; among the generic ones the share of headers understood and the table's own words decide.

mod cut;
mod rows;

pub use cut::is_record;

use crate::config::SourceRule;
use crate::import::profile::{Profile, Profiles, Shape, TableId, TableProfile, glob, run_together};
use crate::import::values::text::fold;
use crate::import::{columns, corner, evidence, header_words};
use crate::model::{Field, Role};
use crate::read::{Grid, Value};
use crate::source::Text;
pub use rows::same_texts;
use rows::{after_gap, is_described, repeats};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Rows from the top that are scored in any case.
const TOP: usize = 40;
/// Least score of a header row.
const ENOUGH: f64 = 0.45;

/// Names that speak for or against a table.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Shown name of the file.
    pub file: &'a str,
    /// Name of the sheet, empty for delimited text.
    pub sheet: &'a str,
}

/// One table found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The table's profile.
    pub id: TableId,
    /// Position of the header row; `None` for a table without one.
    pub header: usize,
    /// Position of the tier above it, where the header has two.
    pub upper: Option<usize>,
    /// Rows before the header that belong to the table: titles, metadata.
    pub preamble: Range<usize>,
    /// Rows below the header.
    pub body: Range<usize>,
    /// How sure, 0 to 1.
    pub score: f64,
    /// Why.
    pub reasons: Vec<String>,
    /// The next best tracker.
    pub runner_up: Option<Text>,
}

/// How well one row fits one table.
#[derive(Clone, Debug)]
struct Fit {
    id: TableId,
    specific: bool,
    /// Told by a set of headers of its own, not by the container alone.
    by_headers: bool,
    /// Told by a word that only this table uses.
    signed: bool,
    score: f64,
    matched: usize,
    /// Headers that are understood, several of one field counted each.
    understood: usize,
    cells: usize,
    reasons: Vec<String>,
}

/// The tables of a sheet in order; empty where no header is recognised.
pub fn tables(grid: &Grid, names: Names, profiles: &Profiles, rule: Option<&SourceRule>) -> Vec<Found> {
    if !grid.rows.is_empty() && grid.cell_text(0, 0) == Some("%F") {
        return Vec::new();
    }
    let context = Context::new(grid, names, profiles, rule);
    let mut heads: Vec<(usize, Fit, Option<Text>)> = Vec::new();
    let last = grid.rows.len();
    let forced = rule.and_then(|r| r.header_row).and_then(|n| grid.rows.iter().position(|r| r.row + 1 == n));
    let mut ix = forced.unwrap_or(0);
    while ix < last {
        let near_top = ix < TOP && heads.is_empty();
        if (near_top || ix < TOP || after_gap(grid, ix))
            && let Some((fit, runner_up)) = context.best(ix, forced == Some(ix))
        {
            let better_below = heads.is_empty() && forced.is_none() && context.better_below(ix, &fit);
            if !better_below && !repeats(grid, &heads, ix) {
                // Right below records only a row that is a header through and through begins a table.
                let share = if after_gap(grid, ix) { (2, 5) } else { (4, 8) };
                let clear = fit.matched >= share.0 && fit.understood * 10 >= fit.cells * share.1;
                let further = heads.last().is_none_or(|(above, ..)| ix > above + 1 && clear);
                if further {
                    heads.push((ix, fit, runner_up));
                }
            }
        }
        if ix >= TOP && heads.is_empty() {
            break;
        }
        if let Some((_, fit, _)) = heads.first()
            && profiles.table(fit.id).shape != Shape::Flat
        {
            break;
        }
        ix += 1;
    }
    cut::regions(grid, profiles, heads)
}

/// A row as a header might read, folded once.
struct Line {
    folded: FxHashSet<String>,
    /// What stands before a bracket in them.
    bare: FxHashSet<String>,
    /// Cells that are no period caption, at least one.
    cells: usize,
    /// Cells that name a week, month or day.
    periods: usize,
    /// Further cells that do so with a word for what the money under them is: `Apr-26 (A)`.
    of_money: usize,
    /// A column of names without a header stands left of it.
    corner: bool,
}

struct Context<'a> {
    grid: &'a Grid,
    profiles: &'a Profiles,
    rule: Option<&'a SourceRule>,
    /// Evidence beside the headers, by profile: points and reasons.
    beside: Vec<(f64, Vec<String>)>,
    /// Tables called by sheet, file or title.
    called: FxHashMap<TableId, String>,
    /// The file is a database of Notion by its name: its header is row 1, and work in it is told in Notion's own words.
    page: bool,
    /// Tables whose own field ids three or more columns of a web page carry: surer than captions in any language.
    classed: Vec<TableId>,
    /// A web page: a label with a colon in it stands beside its value, over no column.
    html: bool,
}

impl TableId {
    fn key(self) -> (u16, u16) {
        (self.profile, self.table)
    }
}

impl std::hash::Hash for TableId {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// Logs that stand beside one another in one workbook under headers that are much the same.
fn is_log(role: Role) -> bool {
    matches!(role, Role::Risks | Role::Issues | Role::Assumptions | Role::Decisions | Role::Changes | Role::Actions)
}

impl<'a> Context<'a> {
    fn new(grid: &'a Grid, names: Names, profiles: &'a Profiles, rule: Option<&'a SourceRule>) -> Self {
        let sheet = fold(names.sheet);
        let file = fold(names.file.rsplit('/').next().unwrap_or(names.file));
        let beside = profiles.list.iter().map(|p| evidence::beside(grid, &p.fingerprint, &sheet, &file)).collect();
        let title = grid
            .rows
            .first()
            .filter(|_| !grid.rows.is_empty() && grid.row_cells(0).len() <= 2)
            .and_then(|_| grid.row_cells(0).first());
        let title = title.map(|c| fold(&columns::header_text(grid, c.value))).unwrap_or_default();
        let over = grid.hint("heading").map(fold).unwrap_or_default();
        let mut called = FxHashMap::default();
        // Where the heading over a table of a page tells what it is, the names of page and file say nothing more.
        let told = !over.is_empty() && profiles.tables().any(|(_, _, table)| table.called.iter().any(|p| glob(p, &over)));
        let places = [(&over, "heading"), (&sheet, "sheet"), (&title, "title"), (&file, "file")];
        let places = if told { &places[..1] } else { &places[1..] };
        // A sheet `Issues` in a file `RAID log` holds issues.
        let by_sheet =
            profiles.tables().any(|(_, _, t)| !sheet.is_empty() && is_log(t.role) && t.called.iter().any(|p| glob(p, &sheet)));
        for (id, _, table) in profiles.tables() {
            let places = if by_sheet && !told && is_log(table.role) { &places[..places.len() - 1] } else { places };
            for pattern in &table.called {
                if let Some((_, place)) = places.iter().find(|(name, _)| !name.is_empty() && glob(pattern, name)) {
                    called.entry(id).or_insert(format!("the name of the {place} fits `{pattern}`"));
                }
            }
        }
        let carries = |id: TableId| {
            let known = |class: &str| profiles.field(id, &format!("@{}", class.to_lowercase())).is_some();
            grid.column_classes.iter().filter(|(_, classes)| classes.split_whitespace().any(known)).count() >= 3
        };
        let classed = match grid.column_classes.is_empty() {
            true => Vec::new(),
            false => profiles.tables().map(|(id, ..)| id).filter(|id| carries(*id)).collect(),
        };
        let page = evidence::has_page_hash(&file);
        let html = evidence::is_html(grid);
        Context { grid, profiles, rule, beside, called, page, html, classed }
    }

    /// The best table for a row, with the next best tracker.
    fn best(&self, ix: usize, forced: bool) -> Option<(Fit, Option<Text>)> {
        let cells = self.grid.row_cells(ix);
        let texts = cells.iter().filter(|c| matches!(c.value, Value::Text(_))).count();
        // True dates may be captions of months or weeks, behind a word for who or what the rows are.
        let days = cells.iter().filter(|c| matches!(c.value, Value::Date(_))).count();
        let captions = if days >= 3 && texts > 0 { texts + days } else { texts };
        if !forced && (cells.is_empty() || captions * 2 < cells.len().min(6) || captions < 2 || (self.page && ix > 0)) {
            return None;
        }
        let label = |c: &crate::read::Cell| matches!(c.value, Value::Text(id) if self.grid.text(id).trim_end().ends_with(':'));
        if !forced && self.html && cells.iter().any(label) {
            return None;
        }
        let mut folded: Vec<String> = Vec::with_capacity(cells.len());
        for cell in cells.iter().take(400) {
            match cell.value {
                Value::Text(id) if self.grid.text(id).len() <= 160 => {
                    let word = fold(&columns::header_text(self.grid, cell.value));
                    // A spelling that no profile knows is read in its words: `PlannedEndDate`.
                    let parted =
                        if self.profiles.meanings(&word).is_empty() { header_words::parted(self.grid.text(id)) } else { None };
                    folded.push(parted.unwrap_or(word))
                }
                Value::Text(_) => folded.push(String::new()),
                other => folded.push(columns::header_text(self.grid, other)),
            }
        }
        // Captions of periods under merged ones: what names the rows is merged down beside them.
        let mut period: Vec<bool> = folded.iter().map(|w| columns::is_period(w)).collect();
        if !self.grid.merges.is_empty() && period.iter().filter(|p| **p).count() >= 3 {
            folded.extend(self.merged_onto(ix));
            period.extend(folded.iter().skip(period.len()).map(|w| columns::is_period(w)));
        }
        let mut hits: FxHashMap<TableId, Vec<Field>> = FxHashMap::default();
        let mut bare_words: FxHashSet<String> = FxHashSet::default();
        // `Project title: | … | Project id: | …`: labels with their values beside them are no headers.
        let beside = |n: usize| cells.get(n + 1).is_some_and(|next| !label(next));
        let labels = cells.iter().take(400).enumerate().map(|(n, c)| label(c) && beside(n)).collect::<Vec<_>>();
        let labelled = labels.iter().filter(|l| **l).count() >= 2;
        for (n, word) in folded.iter().enumerate() {
            if labelled && labels.get(n).is_some_and(|l| *l) {
                continue;
            }
            let bare = word.split_once('(').map_or(word.as_str(), |(b, _)| b.trim_end());
            let meanings = [word.as_str(), bare];
            let words = if bare == word { &meanings[..1] } else { &meanings[..] };
            self.tally(words, &header_words::readings(word), &mut hits);
            if bare != word {
                bare_words.insert(bare.to_owned());
            }
        }
        let periods = period.iter().filter(|p| **p).count();
        // `M T W T F S S`: the days of a drawn plan are no headers that would have to be understood.
        let letters = folded.iter().filter(|w| w.chars().count() == 1).count();
        let named = folded.iter().filter(|w| !w.is_empty()).count() - if letters >= 5 { letters } else { 0 };
        let of_money = folded.iter().zip(&period).filter(|(w, p)| !**p && columns::is_money_period(w)).count();
        let cells = named.saturating_sub(periods).max(1);
        let corner = corner::names(self.grid, ix).is_some();
        let line = Line { of_money, cells, periods, folded: folded.into_iter().collect(), bare: bare_words, corner };
        let mut fits: Vec<Fit> = Vec::new();
        let heading = self.heading(ix);
        for (id, profile, table) in self.profiles.tables() {
            if ix > 0 && !forced && profile.fingerprint.hints.iter().any(|h| h.starts_with("range=")) {
                // An export told by nothing but the way it writes a range begins with its header.
                continue;
            }
            let fields = hits.get(&id).map_or(&[] as &[Field], Vec::as_slice);
            // Months alone over unlabelled rows are a capacity sheet if its name says so.
            let called = self.called_here(id, table, heading.as_deref());
            let headless = table.role == Role::Capacity && periods >= 3 && called.is_some() && !self.dates_go_on(ix);
            if fields.is_empty() && !headless && !forced {
                continue;
            }
            if table.role == Role::Milestones && table.must_be_told && evidence::holds_flags(self.grid, ix, &table.signature) {
                // `Milestone` with yes and no: the rows are work, some of it milestones.
                continue;
            }
            if table.projects && !forced && evidence::is_work_by_project(self.grid, ix, id, self.profiles) {
                continue;
            }
            let values = !table.values.is_empty() && evidence::filled_with(self.grid, ix, &table.values);
            if let Some(fit) = self.fit(id, profile, table, &line, fields, (forced, values, called)) {
                fits.push(fit);
            }
        }
        fits.sort_by(|a, b| {
            (b.specific, b.score).partial_cmp(&(a.specific, a.score)).unwrap_or(std::cmp::Ordering::Equal).then(a.id.cmp(&b.id))
        });
        let holds = |f: &Fit| !f.by_headers || self.profiles.profile(f.id).holds_anything;
        if let Some(own) = fits.first().filter(|f| f.specific && holds(f) && self.profiles.table(f.id).role == Role::Tasks) {
            // Smartsheet, Airtable and the like hold any table: a register says so in words of its own.
            let register = fits.iter().position(|f| {
                !f.specific && f.signed && f.matched >= own.matched && self.profiles.table(f.id).role != Role::Tasks
            });
            if let Some(at) = register {
                let fit = fits.remove(at);
                fits.insert(0, fit);
            }
        }
        let runner_up = fits
            .iter()
            .skip(1)
            .map(|f| &self.profiles.profile(f.id).name)
            .find(|n| Some(*n) != fits.first().map(|f| &self.profiles.profile(f.id).name));
        let runner_up = runner_up.map(|n| Text::from(n.as_str()));
        fits.into_iter().next().map(|fit| (fit, runner_up))
    }

    /// Whether a row beside it holds as many months and texts beside them: dates of records, not captions over figures.
    fn dates_go_on(&self, ix: usize) -> bool {
        let beside = [ix.checked_sub(1), Some(ix + 1).filter(|n| *n < self.grid.rows.len())];
        beside.into_iter().flatten().chain([ix]).filter(|n| rows::holds_months(self.grid, *n)).count() >= 2
            && rows::holds_months(self.grid, ix)
    }

    /// The texts of the row above that are merged down onto a row.
    fn merged_onto(&self, ix: usize) -> Vec<String> {
        let Some(above) = ix.checked_sub(1) else { return Vec::new() };
        let (row, top) = (self.grid.rows[ix].row, self.grid.rows[above].row);
        let down = |c: &&crate::read::Cell| self.grid.merged_at(top, c.col).is_some_and(|m| m.top == top && m.bottom == row);
        self.grid.row_cells(above).iter().filter(down).map(|c| fold(&columns::header_text(self.grid, c.value))).collect()
    }

    /// A lone text right above a row, or with one blank row between: the heading of a table in a report of several.
    fn heading(&self, ix: usize) -> Option<String> {
        let above = ix.checked_sub(1).filter(|above| *above > 0 && self.grid.rows[*above].row + 2 >= self.grid.rows[ix].row)?;
        let [cell] = self.grid.row_cells(above) else { return None };
        let Value::Text(id) = cell.value else { return None };
        let text = self.grid.text(id);
        (text.len() <= 60).then(|| fold(text))
    }

    /// Whether a name speaks for a table: of sheet, title or file, or the heading right above the row.
    fn called_here(&self, id: TableId, table: &TableProfile, heading: Option<&str>) -> Option<String> {
        if let Some(heading) = heading
            && let Some(pattern) = table.called.iter().find(|pattern| glob(pattern, heading))
        {
            return Some(format!("the heading above fits `{pattern}`"));
        }
        self.called.get(&id).cloned()
    }

    /// Counts the tables that understand a header, by their own words first, then by those they borrow.
    /// Tables kept by hand understand what a header is short for, too, where it adds a field.
    fn tally(&self, words: &[&str], readings: &[String], hits: &mut FxHashMap<TableId, Vec<Field>>) {
        let mut seen: Vec<TableId> = Vec::new();
        let meanings = || words.iter().flat_map(|w| self.profiles.meanings(w));
        for &(id, field) in meanings() {
            if !seen.contains(&id) {
                seen.push(id);
                hits.entry(id).or_default().push(field);
            }
        }
        for &(lender, field) in meanings() {
            for &id in self.profiles.borrowers(lender) {
                if !seen.contains(&id) {
                    seen.push(id);
                    hits.entry(id).or_default().push(field);
                }
            }
        }
        for &(owner, field) in readings.iter().flat_map(|r| self.profiles.meanings(r)) {
            for &id in std::iter::once(&owner).chain(self.profiles.borrowers(owner)) {
                if !seen.contains(&id) && !self.profiles.profile(id).is_specific() {
                    let fields = hits.entry(id).or_default();
                    if !fields.contains(&field) {
                        seen.push(id);
                        fields.push(field);
                    }
                }
            }
        }
    }

    fn fit(
        &self,
        id: TableId,
        profile: &Profile,
        table: &TableProfile,
        line: &Line,
        fields: &[Field],
        (forced, values, called): (bool, bool, Option<String>),
    ) -> Option<Fit> {
        let Line { folded, bare, cells, periods, of_money, corner } = line;
        let of_money = if table.role == Role::Budget { *of_money } else { 0 };
        let (cells, periods) = (cells.saturating_sub(of_money).max(1), *periods + of_money);
        let set = self
            .rule
            .is_some_and(|r| r.tracker.as_deref() == Some(&profile.name) && r.role.is_none_or(|role| role == table.role));
        if self.rule.is_some_and(|r| {
            r.tracker.as_deref().is_some_and(|t| t != profile.name) || r.role.is_some_and(|role| role != table.role)
        }) {
            return None;
        }
        let described = is_described(table, folded, fields) || (*corner && corner::is_work(table, fields));
        let has = |f: &Field| {
            fields.contains(f)
                || (*f == Field::Period && periods >= 2)
                || (*f == Field::Name && described && !profile.is_specific())
        };
        let mut distinct = fields.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let needs = table.needs.is_empty() || table.needs.iter().any(|set| set.iter().all(&has));
        let share = fields.len().min(cells) as f64 / cells as f64;
        let print = profile
            .fingerprint
            .headers
            .iter()
            .find(|set| set.iter().all(|w| folded.contains(w) || run_together(w).is_some_and(|w| folded.contains(&w))));
        let classed = self.classed.contains(&id);
        let (points, beside) =
            self.beside.get(usize::from(id.profile)).map_or((0.0, &[] as &[String]), |(p, r)| (*p, r.as_slice()));
        let said_so = |w: &&String| folded.contains(*w) || bare.contains(*w);
        let signature = table.signature.iter().find(said_so);
        let specific = profile.is_specific();
        if self.page && !specific && !set && !forced && !table.projects {
            // A register in Notion says so in words of its own or in the name of the file.
            let told = signature.is_some() || called.is_some();
            if matches!(table.role, Role::Tasks | Role::Milestones) || !told {
                return None;
            }
        }
        let mut reasons = Vec::new();
        if let Some(set) = print {
            reasons.push(format!("headers {}", set.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")));
        }
        if !set && !forced && table.not_with.iter().any(|w| folded.contains(w)) {
            return None;
        }
        if !specific && !set && !forced && cells > 40 && share < 0.05 {
            // A row of many texts, of which one or two happen to be words of a header.
            return None;
        }
        let named = signature.is_some() || called.is_some() || values;
        let enough = named || table.needs_untold.is_empty() || table.needs_untold.iter().any(|set| set.iter().all(&has));
        if !set && !forced && (!enough || (table.must_be_told && !named)) {
            return None;
        }
        let said = (distinct.len() >= 2 || (values && !distinct.is_empty()) || (distinct.len() == 1 && cells <= 2)) && needs;
        let headless = table.role == Role::Capacity && fields.is_empty() && periods >= 3 && called.is_some();
        let told = match (specific, print.is_some() || classed, points > 0.0) {
            _ if headless => true,
            _ if set => !distinct.is_empty() || forced,
            // A row named as the header without a tracker: one of its own words or facts must speak for a tracker.
            _ if forced && specific => print.is_some() || (points > 0.0 && said),
            _ if forced => !distinct.is_empty() || (profile.name == "plan" && table.role == Role::Tasks),
            (true, true, _) => needs && !distinct.is_empty(),
            (true, false, true) => said && share >= 0.3,
            (true, false, false) => false,
            (false, ..) => said,
        };
        if !told {
            return None;
        }
        let mut score = if specific { 0.55 } else { 0.25 };
        score += match (classed, print) {
            (true, _) => 0.3,
            (false, Some(_)) => 0.2,
            (false, None) => 0.0,
        };
        score += if specific { 0.15 * share } else { 0.4 * share + 0.12 * (distinct.len().min(6) as f64) / 6.0 };
        score += points.min(0.1);
        if periods >= 3 && table.needs.iter().any(|set| set.contains(&Field::Period)) {
            score += 0.15;
            reasons.push(format!("{periods} columns are periods"));
        }
        if values {
            score += 0.25;
            reasons.push("the cells below hold its letters".to_owned());
        }
        if let Some(word) = signature {
            score += if specific { 0.05 } else { 0.12 };
            reasons.push(format!("the header `{word}`"));
        }
        let untold = signature.is_none() && called.is_none();
        if let Some(why) = called {
            // Everything is called a plan: a leave planner, a capacity plan.
            let weak = why.ends_with("`*plan*`");
            score += if specific {
                0.05
            } else if weak {
                0.06
            } else {
                0.1
            };
            reasons.push(why);
        }
        reasons.extend(beside.iter().cloned());
        reasons.push(format!("{} of {} headers understood", fields.len().min(cells), cells));
        if set || forced {
            // among the tables of the tracker that was named the likeliest still goes first
            score = 0.9 + 0.1 * score.min(1.0);
            reasons.push("set in the configuration".to_owned());
        }
        if table.role == Role::Stakeholders && untold {
            // Names with roles are a list of people first.
            score -= 0.05;
        }
        let score = score.min(1.0);
        (score >= ENOUGH).then_some(Fit {
            id,
            specific,
            by_headers: print.is_some(),
            signed: signature.is_some(),
            score,
            matched: distinct.len(),
            understood: fields.len().min(cells),
            cells,
            reasons,
        })
    }

    /// A weak generic match above a clearly better header is a title or metadata row.
    fn better_below(&self, ix: usize, fit: &Fit) -> bool {
        (ix + 1..self.grid.rows.len().min(ix + 12)).any(|below| {
            self.best(below, false).is_some_and(|(other, _)| {
                (other.specific && !fit.specific)
                    || (other.score > fit.score + 0.08 && other.matched > fit.matched && other.cells >= fit.cells + 2)
            })
        })
    }
}

#[cfg(test)]
mod tests;
