//! What a sheet is: which rows are headers of which tracker's table, where each table begins and ends, and why.
//!
//! Every row of the first forty, and every row after a gap, is scored against all profiles. A tracker's own fingerprint beats
//! the generic vocabulary; among the generic ones the share of headers understood and the table's own words decide.

use crate::config::SourceRule;
use crate::import::profile::{Profile, Profiles, Shape, TableId, TableProfile, glob};
use crate::import::values::text::fold;
use crate::import::{columns, evidence, header_words};
use crate::model::{Field, Role};
use crate::read::{Grid, Value};
use crate::source::Text;
use rustc_hash::FxHashMap;
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
                let clear = fit.matched >= share.0 && fit.matched * 10 >= fit.cells * share.1;
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
    regions(grid, profiles, heads)
}

/// Cuts the sheet at its headers.
fn regions(grid: &Grid, profiles: &Profiles, heads: Vec<(usize, Fit, Option<Text>)>) -> Vec<Found> {
    let starts: Vec<usize> =
        heads.iter().enumerate().map(|(n, (ix, ..))| if n == 0 { 0 } else { title_above(grid, heads[n - 1].0, *ix) }).collect();
    let mut found = Vec::with_capacity(heads.len());
    for (n, (header, fit, runner_up)) in heads.into_iter().enumerate() {
        let start = starts[n];
        let end = starts.get(n + 1).copied().unwrap_or(grid.rows.len());
        // The row that was understood may be the upper of two tiers.
        let lower = (header + 1 < end && is_upper_tier(grid, header, header + 1)).then_some(header + 1);
        let upper = match lower {
            Some(_) => Some(header),
            None => header.checked_sub(1).filter(|&u| u >= start && is_upper_tier(grid, u, header)),
        };
        let header = lower.unwrap_or(header);
        let rows = profiles.table(fit.id).header_rows.max(1);
        found.push(Found {
            id: fit.id,
            header,
            upper,
            preamble: start..upper.unwrap_or(header),
            body: (header + rows).min(end)..end,
            score: (fit.score * 100.0).round() / 100.0,
            reasons: fit.reasons,
            runner_up,
        });
    }
    found
}

/// Titles right above a further header belong to its table.
fn title_above(grid: &Grid, previous: usize, header: usize) -> usize {
    let mut start = header;
    while start > previous + 1
        && grid.row_cells(start - 1).len() <= 2
        && grid.rows[start].row - grid.rows[start - 1].row <= 2
        && grid.rows[start - 1].row > grid.rows[previous].row + 1
    {
        let above = start - 1;
        // A title stands apart from the records above it.
        if above > previous + 1 && grid.rows[above].row == grid.rows[above - 1].row + 1 && grid.row_cells(above - 1).len() > 2 {
            break;
        }
        start = above;
    }
    start
}

/// A row of captions over the header: merged sideways, or fewer captions that each stand over several headers.
fn is_upper_tier(grid: &Grid, upper: usize, header: usize) -> bool {
    let row = grid.rows[upper].row;
    if grid.rows[header].row != row + 1 {
        return false;
    }
    let cells = grid.row_cells(upper);
    let below = grid.row_cells(header);
    let merged = grid.merges.iter().filter(|m| m.top == row).collect::<Vec<_>>();
    let inside = merged.iter().any(|m| {
        m.right > m.left && below.iter().filter(|c| (m.left..=m.right).contains(&c.col)).count() >= 2 && m.bottom == row
    });
    // `Project Name:` and `Date:` label what stands beside them; a date or a length under its own caption is a record's.
    let text = |value: Value| columns::header_text(grid, value);
    let labels = cells.iter().filter(|c| text(c.value).contains(':')).count();
    let filled_in = |c: &crate::read::Cell| match c.value {
        Value::Text(id) => {
            grid.text(id).chars().any(|d| d.is_ascii_digit()) && !grid.text(id).trim_start().starts_with(['(', '['])
        }
        Value::Number(_) | Value::Date(_) => true,
        _ => false,
    };
    let own = |c: &crate::read::Cell| {
        let caption = cells.iter().find(|u| u.col == c.col).filter(|u| matches!(u.value, Value::Text(_)));
        caption.is_some_and(|u| !columns::is_period(&text(u.value)))
            && grid.merged_at(row, c.col).is_none_or(|m| m.right == m.left)
    };
    let records = below.iter().filter(|c| filled_in(c) && own(c)).count();
    if labels * 2 >= cells.len() || (records >= 2 && records * 2 >= below.len()) {
        return false;
    }
    // A banner over the whole table is a title, not a tier.
    let banner = cells.len() == 1;
    let down = merged.iter().any(|m| m.bottom == row + 1);
    (inside && !banner) || down
}

fn after_gap(grid: &Grid, ix: usize) -> bool {
    ix == 0 || grid.rows[ix].row > grid.rows[ix - 1].row + 1 || grid.row_cells(ix - 1).len() == 1
}

/// The same header again is a repeated header of the table above, no new table.
fn repeats(grid: &Grid, heads: &[(usize, Fit, Option<Text>)], ix: usize) -> bool {
    heads.last().is_some_and(|(head, ..)| same_texts(grid, *head, ix))
}

/// Whether two rows hold the same texts in the same columns.
pub fn same_texts(grid: &Grid, a: usize, b: usize) -> bool {
    let (x, y) = (grid.row_cells(a), grid.row_cells(b));
    x.len() == y.len()
        && x.iter().zip(y).all(|(p, q)| {
            p.col == q.col
                && match (p.value, q.value) {
                    (Value::Text(s), Value::Text(t)) => grid.text(s).trim() == grid.text(t).trim(),
                    (s, t) => s == t,
                }
        })
}

/// A row as a header might read, folded once.
struct Line {
    folded: Vec<String>,
    /// Cells that are no period caption, at least one.
    cells: usize,
    /// Cells that name a week, month or day.
    periods: usize,
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
        let mut called = FxHashMap::default();
        for (id, _, table) in profiles.tables() {
            for pattern in &table.called {
                let place = [(&sheet, "sheet"), (&title, "title"), (&file, "file")];
                if let Some((_, place)) = place.iter().find(|(name, _)| !name.is_empty() && glob(pattern, name)) {
                    called.entry(id).or_insert(format!("the name of the {place} fits `{pattern}`"));
                }
            }
        }
        let page = evidence::has_page_hash(&file);
        let html = evidence::is_html(grid);
        Context { grid, profiles, rule, beside, called, page, html }
    }

    /// The best table for a row, with the next best tracker.
    fn best(&self, ix: usize, forced: bool) -> Option<(Fit, Option<Text>)> {
        let cells = self.grid.row_cells(ix);
        let texts = cells.iter().filter(|c| matches!(c.value, Value::Text(_))).count();
        if !forced && (cells.is_empty() || texts * 2 < cells.len().min(6) || texts < 2 || (self.page && ix > 0)) {
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
                    folded.push(fold(&columns::header_text(self.grid, cell.value)))
                }
                Value::Text(_) => folded.push(String::new()),
                other => folded.push(columns::header_text(self.grid, other)),
            }
        }
        let mut hits: FxHashMap<TableId, Vec<Field>> = FxHashMap::default();
        for word in &folded {
            let bare = word.split_once('(').map_or(word.as_str(), |(b, _)| b.trim_end());
            let meanings = [word.as_str(), bare];
            let words = if bare == word { &meanings[..1] } else { &meanings[..] };
            self.tally(words, &header_words::readings(word), &mut hits);
        }
        let periods = folded.iter().filter(|w| columns::is_period(w)).count();
        let named = folded.iter().filter(|w| !w.is_empty()).count();
        let line = Line { cells: named.saturating_sub(periods).max(1), periods, folded };
        let mut fits: Vec<Fit> = Vec::new();
        for (id, profile, table) in self.profiles.tables() {
            let fields = hits.get(&id).map_or(&[] as &[Field], Vec::as_slice);
            // Months alone over unlabelled rows are a capacity sheet if its name says so.
            let headless = table.role == Role::Capacity && periods >= 3 && self.called.contains_key(&id);
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
            if let Some(fit) = self.fit(id, profile, table, &line, fields, (forced, values)) {
                fits.push(fit);
            }
        }
        fits.sort_by(|a, b| {
            (b.specific, b.score).partial_cmp(&(a.specific, a.score)).unwrap_or(std::cmp::Ordering::Equal).then(a.id.cmp(&b.id))
        });
        if let Some(own) = fits.first().filter(|f| f.specific && !f.by_headers && self.profiles.table(f.id).role == Role::Tasks) {
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
        (forced, values): (bool, bool),
    ) -> Option<Fit> {
        let Line { folded, cells, periods } = line;
        let (cells, periods) = (*cells, *periods);
        let set = self
            .rule
            .is_some_and(|r| r.tracker.as_deref() == Some(&profile.name) && r.role.is_none_or(|role| role == table.role));
        if self.rule.is_some_and(|r| {
            r.tracker.as_deref().is_some_and(|t| t != profile.name) || r.role.is_some_and(|role| role != table.role)
        }) {
            return None;
        }
        let has = |f: &Field| fields.contains(f) || (*f == Field::Period && periods >= 2);
        let mut distinct = fields.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let needs = table.needs.is_empty() || table.needs.iter().any(|set| set.iter().all(&has));
        let share = fields.len().min(cells) as f64 / cells as f64;
        let print = profile.fingerprint.headers.iter().find(|set| set.iter().all(|w| folded.contains(w)));
        let (points, beside) =
            self.beside.get(usize::from(id.profile)).map_or((0.0, &[] as &[String]), |(p, r)| (*p, r.as_slice()));
        let said_so =
            |w: &&String| folded.iter().any(|h| h == *w || h.split_once('(').is_some_and(|(bare, _)| bare.trim_end() == **w));
        let signature = table.signature.iter().find(said_so);
        let called = self.called.get(&id);
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
        let headless = table.role == Role::Capacity && fields.is_empty() && periods >= 3 && self.called.contains_key(&id);
        let told = match (specific, print.is_some(), points > 0.0) {
            _ if headless => true,
            _ if set || forced => !distinct.is_empty() || forced,
            (true, true, _) => needs && !distinct.is_empty(),
            (true, false, true) => said && share >= 0.3,
            (true, false, false) => false,
            (false, ..) => said,
        };
        if !told {
            return None;
        }
        let mut score = if specific { 0.55 } else { 0.25 };
        score += if print.is_some() { 0.2 } else { 0.0 };
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
        if let Some(why) = called {
            score += if specific { 0.05 } else { 0.1 };
            reasons.push(why.clone());
        }
        reasons.extend(beside.iter().cloned());
        reasons.push(format!("{} of {} headers understood", fields.len().min(cells), cells));
        if set || forced {
            score = score.max(0.9);
            reasons.push("set in the configuration".to_owned());
        }
        if table.role == Role::Stakeholders && signature.is_none() && called.is_none() {
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
mod tests {
    use super::*;
    use crate::read::{Cell, GridRow};

    /// A sheet of texts; `|` parts the cells, numbers become numbers.
    fn sheet(rows: &[&str]) -> Grid {
        let mut grid = Grid::default();
        for (n, row) in rows.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
            let first = u32::try_from(grid.cells.len()).expect("few cells");
            for (col, text) in row.split('|').enumerate().filter(|(_, t)| !t.is_empty()) {
                let value = match text.parse::<f64>() {
                    Ok(number) => Value::Number(number),
                    Err(_) => Value::Text(grid.push_text(text)),
                };
                let col = u16::try_from(col).expect("few columns");
                grid.cells.push(Cell { col, indent: 0, fill: 0, value });
            }
            let end = u32::try_from(grid.cells.len()).expect("few cells");
            let row = u32::try_from(n).expect("few rows");
            grid.rows.push(GridRow { row, first, end, outline: 0, hidden: false, fields: 0 });
        }
        grid
    }

    fn found(rows: &[&str], sheet_name: &str) -> Vec<(String, Role, u32)> {
        let grid = sheet(rows);
        let profiles = Profiles::load(None).expect("the built-in profiles parse");
        tables(&grid, Names { file: "export.xlsx", sheet: sheet_name }, &profiles, None)
            .into_iter()
            .map(|f| (profiles.profile(f.id).name.clone(), profiles.table(f.id).role, grid.rows[f.header].row + 1))
            .collect()
    }

    #[test]
    fn headers_of_every_tracker_are_told_by_their_words() {
        use Role::*;
        let headers: &[(&str, &str, Role)] = &[
            (
                "Issue Type|Issue key|Issue id|Summary|Assignee|Assignee Id|Reporter|Reporter Id|Priority|Status|Resolution|Created|Updated|Due date",
                "jira",
                Tasks,
            ),
            ("Summary|Issue key|Issue id|Issue Type|Status|Project key|Project name", "jira", Tasks),
            ("Type|Key|Summary|Status|Assignee|Due date|Priority|Labels", "jira", Tasks),
            ("Zusammenfassung|Vorgangsschlüssel|Vorgangs-ID|Vorgangstyp|Status|Projektschlüssel", "jira", Tasks),
            ("Resumen|Clave de incidencia|ID de la incidencia|Tipo de Incidencia|Estado|Clave del proyecto", "jira", Tasks),
            ("Résumé|Clé de ticket|ID de ticket|Type de ticket|État|Clé de projet", "jira", Tasks),
            ("Тема|Ключ проблемы|Идентификатор проблемы|Тип задачи|Статус|Ключ проекта", "jira", Tasks),
            ("Resumo|Chave da item|ID da item|Tipo de item|Status|Chave do projeto|Nome do projeto", "jira", Tasks),
            ("Podsumowanie|Klucz zgłoszenia|Id. zgłoszenia|Typ zgłoszenia|Status|Klucz projektu", "jira", Tasks),
            ("ID|Active|Task Mode|Name|Duration|Start|Finish|Predecessors|Outline Level|Notes", "msproject", Tasks),
            (
                "ID|Name|Initials|Type|Material Label|Group|Email Address|User Logon Account|Max Units|Standard Rate|Cost Per Use|Notes",
                "msproject",
                Resources,
            ),
            ("Task Name|Resource Name|% Work Complete|Work|Units", "msproject", Assignments),
            ("WBS|Task Name|Duration|Start|Finish|Predecessors|Resource Names", "msproject", Tasks),
            ("Task Name|Duration|Start|Finish|Predecessors|Assigned To|% Complete|Status|Comments", "smartsheet", Tasks),
            (
                "Activity ID|Activity Name |Planned Duration|Remaining Duration|Schedule % Complete|Start|Finish|Total Float|Critical|Predecessors|Successors",
                "p6",
                Tasks,
            ),
            (
                "Task ID|Task Name|Bucket Name|Progress|Priority|Assigned To|Created By|Created Date|Start date|Due date|Is Recurring|Late|Completed Date",
                "planner",
                Tasks,
            ),
            ("ID|Work Item Type|Title 1|Title 2|Assigned To|State|Tags", "azure-devops", Tasks),
            ("#|Tracker|Status|Priorität|Thema|Zugewiesen an|Beginn|Abgabedatum|% erledigt", "redmine", Tasks),
            (
                "Task ID|Created At|Completed At|Last Modified|Name|Assignee|Due Date|Tags|Notes|Projects|Parent Task",
                "asana",
                Tasks,
            ),
            ("Name|Subitems|Person|Status|Date|Files|Link|Item ID (auto generated)", "monday", Tasks),
            ("Item ID|Item Name|Content Type|User|Created At|Update Content|Likes Count", "monday", Comments),
            ("Feature reference #|Feature name|Feature type|Feature status|Feature assigned to|Feature start date", "aha", Tasks),
            (
                "Epic reference #|Epic name|Epic URL|Epic status|Epic product value score|Epic created date|Epic assigned to",
                "aha",
                Tasks,
            ),
            ("Master feature reference #|Master feature name|Master feature status|Workspace name", "aha", Tasks),
            (
                "Task ID|Task Custom ID|Task Name|Task Content|Status|Date Created|Due Date|Start Date|Parent ID|Assignees|List Name|Space Name",
                "clickup",
                Tasks,
            ),
            (
                "ID|Team|Title|Description|Status|Estimate|Priority|Project ID|Project|Creator|Assignee|Labels|Cycle Number|Cycle Name",
                "linear",
                Tasks,
            ),
            (
                "Key|Parent task|Title|Status|Priority|Assigned To|Start Date|Duration|End Date|Depends On|Start Date Constraint|Description",
                "wrike",
                Tasks,
            ),
            (
                "ID|Name|Begin date|End date|Duration|Completion|Coordinator|Predecessors|Outline number|Web Link|Resources|Notes",
                "ganttproject",
                Tasks,
            ),
            (
                "Card ID|Card Name|Card URL|Card Description|Labels|Members|Due Date|List ID|List Name|Board ID|Board Name|Archived",
                "trello",
                Tasks,
            ),
            ("Card Name|Board Name|List Name|List ID|Members|Labels|Card Created Date", "trello", Tasks),
            (
                "WBS #|Name / Title|Type|Start Date|End Date|Estimated Hours|Actual Hours|Percent Complete|Resources|Predecessors",
                "teamgantt",
                Tasks,
            ),
            ("Title|URL|Assignees|Status", "github-projects", Tasks),
            (
                "id|name|type|requester|owners|description|is_completed|created_at|state|epic|is_blocked|is_a_blocker",
                "shortcut",
                Tasks,
            ),
            (
                "Task ID|Task list|Milestone|Task name|Task description|Due date|Status|Assigned to|Board column|Tags",
                "teamwork",
                Tasks,
            ),
            // the benchmark's generated files
            (
                "Task ID|WBS|Task Name|Project|Workstream|Status|Priority|Owner|Sponsor|Start|Finish|Baseline Start|Baseline Finish|% Complete|Budget|Actual Cost|Effort (h)|Risk Score|Predecessors|Comments",
                "plan",
                Tasks,
            ),
        ];
        for (header, tracker, role) in headers {
            let got = found(&[header, "x|y|z|a|b|c|d"], "Sheet1");
            assert_eq!(got, vec![((*tracker).to_owned(), *role, 1)], "{header}");
        }
    }

    #[test]
    fn registers_kept_by_hand_are_told_by_their_words() {
        use Role::*;
        let headers: &[(&str, Role)] = &[
            ("ID|Risk|Probability|Impact|Owner|Status", Risks),
            (
                "ID #|Risk Description/ Impact|Impact (High/Med/Low)|Likelihood (High/Med/Low)|Risk Rating|Mitigation Strategy|Risk Owner",
                Risks,
            ),
            (
                "No.|Description of Potential Risk|Description of Potential Impact|Likelihood (1-5)|Impact (1-5)|Controls (1-3)|Risk Score|Potential Responses|Owner",
                Risks,
            ),
            ("Rank|Cause|Event|Effect|Probability|Impact|EV|Strategy|Owner", Risks),
            (
                "Risk ID|Category|Description|Likelihood|Severity|Mitigation Plan|Contingency Plan|Date Raised|Closure Date|Status",
                Risks,
            ),
            ("RAID Category|Description|Impact|Mitigation|Owner|Priority|RPN (for risks)|Status", Risks),
            ("Id|Description of Issue|Type|Priority|Severity|Raised by|Actionee|Date for Resolution|Status", Issues),
            ("ID|Issue|Impact|Action Taken|Owner|Date Raised|Date Resolved|Status", Issues),
            ("ID|Assumption Description|Validation Method|Owner|Status", Assumptions),
            (
                "ID|Decision Field|Decision|Description of decision and impact|Source|Owner|Stakeholders|Importance|Urgency|Status|Decision Date|Due Date|Record of decision made",
                Decisions,
            ),
            ("ID|Decision|Options|Recommendation|Decision maker|Decision Date|Status", Decisions),
            (
                "Change ID|Description of Change|Requester|Change Approver(s)|Approval Status|Implementation Status|Approval Date",
                Changes,
            ),
            ("Action ID|Action|Owner|Due Date|Status|Completion Date", Actions),
            ("ID|Benefit|Owner|Measure|Baseline|Target|Target date|Enabling milestone|Status", Benefits),
            ("Name|Role|Team|Jan 2026|Feb 2026|Mar 2026|Apr 2026", Capacity),
            ("Name|Department|Project|Role|Com Plan", Stakeholders),
            ("ID|Milestone|Predecessor|Effort (weeks)|Owner|Status", Milestones),
            ("ID|Lesson Learned|Category|Recommendation|Owner|Date", Comments),
            ("ID|Giving project|Receiving project|Deliverable|Promised date|Needed date|Status", Assumptions),
            ("Name|From|To|Leave Type", Capacity),
            ("Date|Employee|Project|Task|Hours", Lookup),
            ("Name|Role|E-mail|Team", Resources),
            ("Project|Project Manager|Start|Finish|RAG|Budget|Comment", Tasks),
            ("Step Id|Name|TPM|SDM|SDE|Business", Stakeholders),
            ("Work package|Estimated Cost|Actual Cost|Forecast Cost", Budget),
        ];
        for (header, role) in headers {
            let got = found(&["A register", "", header, "x|y|z|a|b|c|d"], "Sheet1");
            assert_eq!(got.iter().map(|(_, r, row)| (*r, *row)).collect::<Vec<_>>(), vec![(*role, 3)], "{header}");
        }
    }

    #[test]
    fn what_is_no_list_of_tasks_is_not_taken_for_one() {
        let of = |file: &str, rows: &[&str]| {
            let mut grid = sheet(rows);
            if file.ends_with(".html") {
                grid.hints.push(("format", "html".to_owned()));
            }
            let profiles = Profiles::load(None).expect("the built-in profiles parse");
            let found = tables(&grid, Names { file, sheet: "" }, &profiles, None);
            found.first().map(|f| (profiles.profile(f.id).name.clone(), profiles.table(f.id).role))
        };
        let page = "Team members 2498779374c4803c9879ea442c11d45b.csv";
        assert_eq!(of(page, &["Name|Team|Working on", "Ann|Sales|Shop (Shop%20249.md)"]), None, "a Notion database of people");
        let areas = ["Name|Type|Archive|Resources|Notes|Projects", "Streaming|Resource|No|Setup (Setup%20249.md)"];
        assert_eq!(of(page, &areas), None, "a Notion database of areas, and no row of it is a header");
        let tasks = "Tasks 249c7e7ecbd281be874af38d9ced3f5b.csv";
        let found = of(tasks, &["Name|Status|Project|Due", "Paint|To Do|Hall (x/Hall%20249.md)|May 2, 2026"]);
        assert_eq!(found, Some(("notion".to_owned(), Role::Tasks)));
        let log =
            ["Issue Key|Issue summary|Hours|Work date|Username|Issue Type|Project Key", "PAY-2|Card form|2|x|ann|Story|PAY"];
        assert_eq!(of("jira.csv", &log), Some(("jira".to_owned(), Role::Lookup)), "a timesheet of Jira");
        let printed = ["[POR-20] Icons", "Status:|To do", "Project:|Shop", "Component/s:|None"];
        assert_eq!(of("jira.html", &printed), None, "Jira's printed page of one issue");
        let issues = ["Issue key|Summary|Issue Type|Time Spent|Created", "PAY-2|Card form|Story|7200|x"];
        assert_eq!(of("jira.csv", &issues), Some(("jira".to_owned(), Role::Tasks)), "issues with time spent stay issues");
        let list = ["Project Name|Assignee|Notes|Project Status|Release Date", "Tower 2|Ann|x|Live|x"];
        assert_eq!(of("notion_export.csv", &list), Some(("portfolio-return".to_owned(), Role::Tasks)), "a list of projects");
        let ranges = ["Name|Assign|Date|Tag", "Part A|Kim|October 8, 2026 → October 29, 2026|Prep"];
        assert_eq!(of("plan.csv", &ranges), Some(("notion".to_owned(), Role::Tasks)), "Notion's ranges");
    }

    #[test]
    fn several_tables_of_a_sheet_are_cut_at_their_headers() {
        let rows = [
            "Id|Risk|Probability|Impact|Strategy",
            "1|Flood|High|Low|Wait",
            "",
            "",
            "Issues",
            "ID|Issue|Owner|Status|Date Raised",
            "1|Crane|Ann|Open|x",
        ];
        let got = found(&rows, "Log");
        assert_eq!(got.iter().map(|(_, r, row)| (*r, *row)).collect::<Vec<_>>(), vec![(Role::Risks, 1), (Role::Issues, 6)]);
    }

    #[test]
    fn data_rows_that_use_a_headers_words_begin_no_table() {
        let rows = ["Task|Type|Status|Start|End", "Milestone|Milestone|Done|a|b", "Risk|Owner|Status|a|b"];
        assert_eq!(found(&rows, "Plan").len(), 1);
    }
}
