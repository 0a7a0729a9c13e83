//! Rows → resources, assignments, capacity statements.

use super::cells::Cells;
use super::{Built, capacity_unit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::columns::Column;
use crate::import::extract::{
    AssignmentRecord, CapacityRecord, CapacityUnit, PersonRef, ProjectHint, RefKind, Reference, ResourceRecord, SetAside,
};
use crate::import::metadata;
use crate::import::shape::Shaped;
use crate::import::table::{ColumnSet, RecordRow, Table};
use crate::import::values::people::kind_of;
use crate::import::values::text::fold;
use crate::import::values::week::{self, Period};
use crate::import::words::plain;
use crate::model::{Field, ResourceKind};
use crate::read::Value;
use crate::source::{CellRef, Rule, Sourced, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What a row of people states of one of them.
#[derive(Default)]
struct Staff {
    who: Option<PersonRef>,
    email: Option<Sourced<Text>>,
    account: Option<Sourced<Text>>,
    kind: Option<ResourceKind>,
    team: Option<Sourced<Text>>,
    role: Option<Sourced<Text>>,
    leaves: Option<Sourced<jiff::civil::Date>>,
    max_units: Option<Sourced<f64>>,
    measure: Option<Text>,
    calendar: Option<Sourced<Text>>,
}

fn staff(cells: &mut Cells, set: &ColumnSet, row: &RecordRow) -> Staff {
    let ix = row.ix;
    let mut s = Staff::default();
    for cell in cells.table.grid.row_cells(ix) {
        let Some(column) = set.of(cell.col) else { continue };
        match column.field {
            Some(Field::ResourceName | Field::Name) if s.who.is_none() => {
                s.who = cells.word(ix, cell).map(|w| named(&w));
            }
            Some(Field::Email) => s.email = cells.known_word(ix, cell),
            Some(Field::Account) => s.account = cells.known_word(ix, cell),
            Some(Field::Team) => s.team = cells.known_word(ix, cell),
            Some(Field::Role) => s.role = cells.known_word(ix, cell),
            Some(Field::ResourceKind) => s.kind = cells.known_word(ix, cell).and_then(|w| stated_kind(&w.value)),
            Some(Field::Leaves) => s.leaves = cells.date(ix, row.set, column, cell),
            Some(Field::MaxUnits) => s.max_units = cells.share(ix, row.set, column, cell),
            Some(Field::Calendar) => s.calendar = cells.known_word(ix, cell),
            Some(Field::Measure) => s.measure = cells.known_word(ix, cell).map(|w| w.value),
            _ => {}
        }
    }
    if let Some(who) = &mut s.who {
        who.email = s.email.as_ref().map(|e| Text::from(e.value.to_lowercase()));
        who.account = s.account.as_ref().map(|a| a.value.clone());
    }
    s
}

fn named(word: &Sourced<Text>) -> PersonRef {
    PersonRef { name: word.value.clone(), email: None, account: None, units: None, work: None, at: word.at }
}

fn stated_kind(word: &str) -> Option<ResourceKind> {
    Some(match fold(word).as_str() {
        "work" | "person" | "people" | "arbeit" | "employee" | "internal" | "external" | "rt labor" | "labor" | "labour"
        | "travail" | "trabajo" | "trabalho" | "lavoro" => ResourceKind::Person,
        "role" | "generic" | "skill" => ResourceKind::Role,
        "group" | "team" => ResourceKind::Group,
        "system" | "equipment" | "machine" | "room" | "environment" | "material" | "cost" | "rt equip" | "rt mat"
        | "nonlabor" | "non labor" | "nonlabour" | "non labour" | "matériel" | "coût" | "costo" | "coste" | "custo"
        | "kosten" => ResourceKind::System,
        _ => return None,
    })
}

/// Builds a resource list.
pub fn resources(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let s = staff(cells, set, row);
        let Some(who) = s.who else {
            built.set_aside.push(SetAside { at: cells.table.grid.at(row.ix, 0), reason: "resource without a name".to_owned() });
            continue;
        };
        // Nobody is two: what is available at 200 % and more is a crew, whatever its name.
        let several = s.max_units.as_ref().is_some_and(|m| m.value >= 2.0);
        let named =
            || if several && kind_of(&who.name) == ResourceKind::Person { ResourceKind::Group } else { kind_of(&who.name) };
        let kind = s.kind.map(|k| if k == ResourceKind::Person { named() } else { k });
        built.records.resources.push(ResourceRecord {
            kind,
            who,
            max_units: s.max_units,
            team: s.team,
            role: s.role,
            leaves: s.leaves,
            calendar: s.calendar,
        });
        built.record_rows += 1;
    }
    built
}

/// A role as a resource of which nothing more is known.
fn of_role(who: PersonRef) -> ResourceRecord {
    let kind = Some(ResourceKind::Role);
    ResourceRecord { who, kind, max_units: None, team: None, role: None, leaves: None, calendar: None }
}

/// Builds an assignment list.
pub fn assignments(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    let mut roles = BTreeSet::new();
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        let ix = row.ix;
        let mut task: Option<Reference> = None;
        let (mut who, mut role): (Option<PersonRef>, Option<PersonRef>) = (None, None);
        let (mut work, mut units, mut percent) = (None, None, None);
        let mut project = ProjectHint::default();
        for cell in cells.table.grid.row_cells(ix) {
            let Some(column) = set.of(cell.col) else { continue };
            match column.field {
                Some(Field::TaskName | Field::Name) => {
                    task = cells.own(ix, cell).map(|w| Reference { kind: RefKind::Name, text: w.value, at: w.at })
                }
                Some(Field::Key) => task = cells.own(ix, cell).map(|w| Reference { kind: RefKind::Key, text: w.value, at: w.at }),
                Some(Field::ResourceName | Field::Assignee) => who = cells.people(ix, row.set, cell).into_iter().next(),
                Some(Field::Role) => role = cells.known_word(ix, cell).map(|word| named(&word)),
                Some(Field::Work) => work = cells.hours(ix, column, cell, cells.table.work_unit()),
                Some(Field::Units) => units = cells.share(ix, row.set, column, cell),
                Some(Field::Percent) => percent = cells.share(ix, row.set, column, cell),
                Some(Field::Project) => project.name = cells.known_word(ix, cell),
                _ => {}
            }
        }
        if who.is_none()
            && let Some(role) = role
        {
            // Work that waits for whoever takes the role.
            if roles.insert(role.name.clone()) {
                built.records.resources.push(of_role(role.clone()));
            }
            who = Some(role);
        }
        match (task, who) {
            (Some(task), Some(who)) => {
                built.records.assignments.push(AssignmentRecord { task, who, work, units, percent, project });
                built.record_rows += 1;
            }
            (None, _) => {
                built.set_aside.push(SetAside { at: cells.table.grid.at(ix, 0), reason: "assignment without a task".to_owned() })
            }
            (_, None) => {
                built.set_aside.push(SetAside { at: cells.table.grid.at(ix, 0), reason: "assignment to nobody".to_owned() })
            }
        }
    }
    built
}

/// Builds a capacity sheet: people or roles in rows, periods in columns.
pub fn capacity(cells: &mut Cells, shaped: &Shaped) -> Built {
    let mut built = Built::default();
    let mut dates: BTreeMap<usize, (BTreeMap<u16, Period>, bool)> = BTreeMap::new();
    let mut units: BTreeMap<usize, CapacityUnit> = BTreeMap::new();
    let asked = is_demand(cells, shaped);
    for row in &shaped.rows {
        let Some(set) = shaped.sets.get(row.set) else { continue };
        if !set.has(Field::Period) && set.has(Field::Start) {
            leave(cells, set, row, &mut built);
            continue;
        }
        let (periods, assumed) = dates.entry(row.set).or_insert_with(|| periods(cells, set)).clone();
        let s = staff(cells, set, row);
        let unit = *units.entry(row.set).or_insert_with(|| capacity_unit::decide(cells, shaped, row.set, &periods));
        let label = s.who.clone().or_else(|| s.role.as_ref().or(s.team.as_ref()).map(named)).or_else(|| lead(cells, row.ix));
        let demand = cells.table.table.measure.as_deref().or(asked.then_some("Planned")).map(Text::from);
        if cells.table.table.measure.is_some() && s.who.is_none() {
            let at = cells
                .table
                .grid
                .row_cells(row.ix)
                .first()
                .map_or(cells.table.grid.at(row.ix, 0), |c| cells.table.grid.at(row.ix, c.col));
            built.set_aside.push(SetAside { at, reason: "subtotal of the rows below it".to_owned() });
            continue;
        }
        let Some(mut who) = label else {
            built.set_aside.push(SetAside { at: cells.table.grid.at(row.ix, 0), reason: "no person, role or team".to_owned() });
            continue;
        };
        if cells.table.table.measure.is_some()
            && let Some((id, name)) = who.name.split_once('.').filter(|(id, name)| !id.contains(' ') && !name.trim().is_empty())
        {
            // Primavera writes `J302.MASONS`: the resource's id before its name.
            (who.account, who.name) = (Some(Text::from(id.trim())), Text::from(name.trim()));
        }
        let measure = s.measure.clone().or_else(|| measure(&who.name)).or_else(|| demand.clone());
        who.units = s.max_units.as_ref().map(|m| m.value);
        let mut any = false;
        for cell in cells.table.grid.row_cells(row.ix) {
            let Some(column) = set.of(cell.col).filter(|c| c.field == Some(Field::Period)) else { continue };
            let Some(period) = periods.get(&cell.col) else { continue };
            let Some(mut amount) = capacity_unit::amount(cells, row.ix, row.set, column, cell) else { continue };
            if assumed {
                amount = Sourced::assumed(amount.value, amount.at, Rule::YearFromContext);
            }
            any = true;
            built.records.capacity.push(CapacityRecord {
                who: who.clone(),
                kind: s.kind,
                role: s.role.clone(),
                team: s.team.clone(),
                from: period.from,
                to: period.to,
                amount,
                unit,
                measure: measure.clone(),
            });
        }
        if s.leaves.is_some()
            || s.max_units.is_some()
            || who.email.is_some()
            || s.calendar.is_some()
            || (demand.is_some() && !any)
        {
            built.records.resources.push(ResourceRecord {
                kind: s.kind,
                who,
                max_units: s.max_units,
                team: s.team,
                role: s.role,
                leaves: s.leaves,
                calendar: s.calendar,
            });
            any = true;
        }
        if any {
            built.record_rows += 1;
        } else {
            built.set_aside.push(SetAside { at: cells.table.grid.at(row.ix, 0), reason: "no figure in any period".to_owned() });
        }
    }
    built
}

/// Whether the figures say what projects ask of people or roles, not what those have to give: the same ones stand in it for several
/// projects, or the sheet is called a demand.
fn is_demand(cells: &mut Cells, shaped: &Shaped) -> bool {
    let Some(set) = shaped.sets.first().filter(|_| cells.table.table.measure.is_none()) else { return false };
    let who = [Field::ResourceName, Field::Role, Field::Team].into_iter().find_map(|field| set.first(field));
    let (at, said) = if let (Some(who), Some(project)) = (who, set.first(Field::Project))
        && stand_for_several(cells, shaped, who.col, project.col)
    {
        (project.at, "the sheet states figures of people or roles project by project".to_owned())
    } else if let Some((title, at)) = called_demand(&cells.table) {
        (at, format!("the sheet is called `{title}`"))
    } else {
        return false;
    };
    let finding = Diagnostic::at(
        "capacity-per-project",
        Severity::Note,
        at,
        format!("{said}: its figures are read as what is asked of them, not as their capacity"),
    );
    cells.report(finding.help("state what each person or role can give in a row of their own, without a project"));
    true
}

/// Whether a person or role stands beside more than one project.
fn stand_for_several(cells: &Cells, shaped: &Shaped, who: u16, project: u16) -> bool {
    let text = |ix: usize, col: u16| cells.table.grid.cell(ix, col).map(|c| fold(&plain(cells.table.grid, c.value)));
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    shaped.rows.iter().any(|row| match (text(row.ix, who), text(row.ix, project)) {
        (Some(who), Some(project)) => *first.entry(who).or_insert_with(|| project.clone()) != project,
        _ => false,
    })
}

/// The title of the sheet, or its name, that speaks of demand and not of capacity too.
fn called_demand(table: &Table) -> Option<(Text, CellRef)> {
    const DEMAND: &[&str] = &["demand", "bedarf", "ressourcenbedarf", "personalbedarf", "besoin", "besoins", "demanda"];
    const CAPACITY: &[&str] =
        &["capacity", "supply", "availability", "kapazitat", "verfugbarkeit", "capacite", "capacidad", "vs"];
    let has = |text: &str, words: &[&str]| fold(text).split(' ').any(|word| words.contains(&word));
    let sheet = || (Text::from(table.names.sheet), table.grid.at(table.found.header, 0));
    let all = metadata::title(table.grid, table.found).into_iter().chain([sheet()]).collect::<Vec<_>>();
    let both = all.iter().any(|(text, _)| has(text, CAPACITY));
    all.into_iter().find(|(text, _)| !both && has(text, DEMAND))
}

/// One stretch of days off.
fn leave(cells: &mut Cells, set: &ColumnSet, row: &RecordRow, built: &mut Built) {
    let at =
        cells.table.grid.row_cells(row.ix).first().map_or(cells.table.grid.at(row.ix, 0), |c| cells.table.grid.at(row.ix, c.col));
    let mut day = |field: Field| {
        let column = set.first(field)?;
        let cell = *cells.table.grid.cell(row.ix, column.col)?;
        cells.date(row.ix, row.set, column, &cell)
    };
    let (from, to) = (day(Field::Start), day(Field::Finish));
    let s = staff(cells, set, row);
    match (s.who, from) {
        (Some(who), Some(from)) => {
            let to = to.map_or(from.value, |t| t.value);
            built.records.capacity.push(CapacityRecord {
                who,
                kind: s.kind,
                role: s.role,
                team: s.team,
                from: from.value,
                to,
                amount: Sourced::stated(0.0, from.at),
                unit: CapacityUnit::Leave,
                measure: None,
            });
            built.record_rows += 1;
        }
        _ => built.set_aside.push(SetAside { at, reason: "days off without a person or a first day".to_owned() }),
    }
}

/// The row's first text where no column of people is known.
fn lead(cells: &mut Cells, ix: usize) -> Option<PersonRef> {
    let cell = cells.table.grid.row_cells(ix).first().copied()?;
    match cell.value {
        Value::Text(_) => cells.word(ix, &cell).map(|w| named(&w)),
        _ => None,
    }
}

/// `Planned`, `Requested`, `Actual` as a row's label are figures of demand, no person.
fn measure(label: &str) -> Option<Text> {
    let folded = fold(label);
    [
        "planned",
        "requested",
        "actual",
        "demand",
        "forecast",
        "available",
        "required",
        "plan",
        "ist",
        "soll",
        "allocated",
        "gap",
        "booked",
    ]
    .contains(&folded.as_str())
    .then(|| Text::from(label))
}

/// The periods of the columns; the flag says that the captions have no year and one was taken from the sheet.
pub(super) fn periods(cells: &mut Cells, set: &ColumnSet) -> (BTreeMap<u16, Period>, bool) {
    let columns: Vec<&Column> = set.columns.iter().filter(|c| c.field == Some(Field::Period)).collect();
    let mut found: BTreeMap<u16, Period> = BTreeMap::new();
    if let Some(first) = cells.table.rule.and_then(|r| r.first_period) {
        return (monthly(&columns, first), false);
    }
    if let Some(first) = columns.first().filter(|_| columns.iter().all(|c| is_accounting(&c.header))) {
        cells.report(
            Diagnostic::at(
                "period-without-year",
                Severity::Warning,
                first.at,
                format!("`{}` … are accounting periods, and nothing in the sheet gives their dates: who is named is kept, the figures are not spread over days", first.header),
            )
            .help("set `first-period` for this source: the first day of the first period; each further one is a month later"),
        );
        return (found, false);
    }
    found.extend(columns.iter().filter_map(|c| Some((c.col, with_year(&c.header)?))));
    spread_days(&columns, &mut found);
    if !found.is_empty() || columns.is_empty() {
        return (found, false);
    }
    let grid = cells.table.grid;
    let stated = cells.table.rule.and_then(|r| r.data_date).or(cells.table.settings.program.as_of).map(|d| d.year());
    let Some(year) = metadata::stated_year(grid).or(stated).or_else(|| metadata::usual_year(cells.table.book)) else {
        if let Some(first) = columns.first() {
            cells.report(
                Diagnostic::at(
                    "period-without-year",
                    Severity::Warning,
                    first.at,
                    format!("the periods `{}` … have no year, and nothing in the sheet gives one", first.header),
                )
                .help("write the year into the captions (`Apr 2026`), or set `data-date` for this source"),
            );
        }
        return (found, false);
    };
    let mut year = year;
    let mut last: Option<jiff::civil::Date> = None;
    for c in &columns {
        if let Some(mut period) = week::caption(&c.header, Some(year), false) {
            if last.is_some_and(|l| period.from < l) {
                year = year.saturating_add(1);
                period = week::caption(&c.header, Some(year), false).unwrap_or(period);
            }
            last = Some(period.from);
            found.insert(c.col, period);
        }
    }
    (found, true)
}

/// The period of a caption that holds its year itself, or has it from the tier above: `2027 / Jan`, `Jan-27 / 2027-01-04`.
fn with_year(header: &str) -> Option<Period> {
    if let Some(period) = week::caption(header, None, false) {
        return Some(period);
    }
    let (above, own) = header.rsplit_once(" / ").unwrap_or(("", header));
    if let Ok(from) = own.parse::<jiff::civil::Date>() {
        return Some(Period { from, to: from });
    }
    let year = above.rsplit(" / ").next().and_then(|a| a.trim().parse::<i16>().ok()).filter(|y| (2000..2100).contains(y));
    week::caption(own, year, false).filter(|_| !above.is_empty())
}

/// `2027-AP04`: a period of an accounting year that begins on a day of its own.
fn is_accounting(header: &str) -> bool {
    week::caption(header, None, false).is_none() && week::caption(header, None, true).is_some()
}

/// One month a column from a given day on.
fn monthly(columns: &[&Column], first: jiff::civil::Date) -> BTreeMap<u16, Period> {
    let month = |n: usize| first.checked_add(jiff::Span::new().months(i32::try_from(n).unwrap_or(i32::MAX))).ok();
    let period = |n: usize| Some(Period { from: month(n)?, to: month(n + 1)?.yesterday().ok()? });
    columns.iter().enumerate().filter_map(|(n, c)| Some((c.col, period(n)?))).collect()
}

/// Columns captioned with single days a constant step apart cover the step: weeks by their Mondays, months by their firsts.
fn spread_days(columns: &[&Column], found: &mut BTreeMap<u16, Period>) {
    let days: Vec<(u16, jiff::civil::Date)> =
        columns.iter().filter_map(|c| found.get(&c.col).filter(|p| p.from == p.to).map(|p| (c.col, p.from))).collect();
    for pair in days.windows(2) {
        let gap = pair[1].1.since(pair[0].1).map_or(0, |s| s.get_days());
        if gap > 1
            && gap <= 92
            && let Ok(to) = pair[1].1.yesterday()
        {
            found.insert(pair[0].0, Period { from: pair[0].1, to });
        }
    }
    if let [.., before, last] = days.as_slice() {
        let gap = last.1.since(before.1).map_or(0, |s| s.get_days());
        // Firsts of months: the last is as many months long as the one before it.
        let months = match (before.1.day(), last.1.day()) {
            (1, 1) => i32::from(last.1.year() - before.1.year()) * 12 + i32::from(last.1.month() - before.1.month()),
            _ => 0,
        };
        let next = match months {
            1.. => last.1.checked_add(jiff::Span::new().months(months)),
            _ => last.1.checked_add(jiff::Span::new().days(gap)),
        };
        if gap > 1
            && gap <= 92
            && let Ok(to) = next.and_then(|n| n.yesterday())
        {
            found.insert(last.0, Period { from: last.1, to });
        }
    }
}
