//! Headers → fields: what each column of a table means, by its profile, the user's settings, and the header's own words.
//!
//! A repeated header keeps its field in every column; whether that means several values or different fields of one name is
//! seen in the cells, when records are built.

mod naming;

use crate::config::SourceRule;
use crate::import::build::monthly;
use crate::import::detect::is_record;
use crate::import::header_words;
use crate::import::profile::{Profiles, TableId};
use crate::import::values::duration::{Unit, unit_of_header};
use crate::import::values::text::{clean, fold};
use crate::import::values::week;
use crate::model::{Field, Role};
use crate::read::{Grid, Value};
use crate::source::{CellRef, Text};
use naming::{cornered, described, merged_names, one_name};

/// One column of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Zero-based column.
    pub col: u16,
    /// The header as it stands, tiers joined by ` / `.
    pub header: Text,
    /// Folded for comparison.
    pub folded: String,
    /// The header's cell.
    pub at: CellRef,
    /// What it maps to; `None` = kept as a custom field.
    pub field: Option<Field>,
    /// Unit that the header states.
    pub unit: Option<Unit>,
    /// Stands in the tracker's wrapping of custom fields.
    pub wrapped: bool,
}

/// The columns of a header row. `upper` is the row above it that holds a first tier, where there is one.
pub fn map(
    grid: &Grid,
    header: usize,
    upper: Option<usize>,
    id: TableId,
    profiles: &Profiles,
    rule: Option<&SourceRule>,
) -> Vec<Column> {
    let tiers = upper.map(|ix| spread(grid, ix));
    let mut columns: Vec<Column> = Vec::new();
    for cell in grid.row_cells(header) {
        let own = header_text(grid, cell.value);
        let above = tiers
            .as_ref()
            .and_then(|t| t.iter().find(|(from, to, _)| (*from..=*to).contains(&cell.col)))
            .map(|(.., text)| text.as_str());
        // What stands right of the kind of a relation is the other record's.
        let related = columns.iter().any(|c| c.field == Some(Field::Relation));
        let above = above.or(related.then_some("Relations"));
        let (text, field) = field_of(&own, above, id, profiles, rule);
        columns.push(column(grid, header, cell.col, text, field, id, profiles));
    }
    if !profiles.profile(id).is_specific() && upper.is_none() {
        merged_names(grid, header, &mut columns);
    }
    if let (Some(upper), Some(tiers)) = (upper, &tiers) {
        // A header merged down over both tiers stands in the upper one only.
        for (col, _, text) in tiers {
            if !columns.iter().any(|c| c.col == *col) {
                let (text, field) = field_of(text, None, id, profiles, rule);
                columns.push(column(grid, upper, *col, text, field, id, profiles));
            }
        }
        columns.sort_by_key(|c| c.col);
    }
    if profiles.table(id).header_rows > 1 && header + 1 < grid.rows.len() && !is_record(grid, header, header + 1) {
        // The captions under machine names state the units: `Original Duration(d)`.
        for column in &mut columns {
            let caption = grid.cell(header + 1, column.col).map(|c| header_text(grid, c.value));
            column.unit = caption.as_deref().and_then(unit_of_header).or(column.unit);
        }
    }
    by_class(grid, id, profiles, &mut columns);
    one_name(profiles, id, &mut columns);
    shortened(id, profiles, rule, upper.is_some(), &mut columns);
    if profiles.table(id).first_is_name
        && !columns.iter().any(|c| c.field == Some(Field::Name))
        && let Some(first) = columns.iter_mut().find(|c| c.field.is_none())
    {
        first.field = Some(Field::Name);
    }
    described(profiles, id, &mut columns);
    cornered(grid, header, profiles, id, &mut columns);
    planned(profiles, id, &mut columns);
    totals(profiles, id, &mut columns);
    prefer(profiles, id, &mut columns);
    own_progress(profiles, id, &mut columns);
    mark_periods(&mut columns, profiles.table(id).role);
    columns
}

/// Columns of an HTML table that carry the tracker's own field ids: `@duedate` in a profile.
fn by_class(grid: &Grid, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    for column in columns {
        let Some((_, classes)) = grid.column_classes.iter().find(|(col, _)| *col == column.col) else { continue };
        let field = classes.split_whitespace().find_map(|class| profiles.field(id, &format!("@{}", class.to_lowercase())));
        column.field = field.or(column.field);
    }
}

/// Of several columns that could name the project, or tell what a record has one of, the one whose header stands first in the
/// profile does; the others are kept as custom fields.
fn prefer(profiles: &Profiles, id: TableId, columns: &mut [Column]) {
    const ONE: &[Field] = &[Field::Probability, Field::Impact, Field::Score];
    let by_hand = !profiles.profile(id).is_specific();
    if by_hand {
        numbered(columns);
    }
    if by_hand {
        rated_again(columns);
    }
    for &field in [&Field::Project, &Field::Key].into_iter().chain(ONE.iter().filter(|_| by_hand)) {
        let rank = |c: &Column| match c.folded.rsplit_once(" / ") {
            // The steps of one scale rate the record together.
            Some((_, own)) if is_step(own) => 0,
            Some((_, own)) => profiles.rank(id, field, own),
            None => profiles.rank(id, field, &c.folded),
        };
        let Some(best) = columns.iter().filter(|c| c.field == Some(field)).map(rank).min() else { continue };
        for column in columns.iter_mut().filter(|c| c.field == Some(field)) {
            if rank(column) > best {
                column.field = None;
            }
        }
    }
}

/// `Likelihood | … | Likelihood`: the second rating is the one after the response, kept beside the first and not mixed up with it.
fn rated_again(columns: &mut [Column]) {
    for field in [Field::Probability, Field::Impact, Field::Score] {
        let mut seen: Vec<String> = Vec::new();
        for column in columns.iter_mut().filter(|c| c.field == Some(field)) {
            let own = column.folded.rsplit(" / ").next().unwrap_or_default().to_owned();
            if seen.contains(&own) {
                column.field = None;
            } else {
                seen.push(own);
            }
        }
    }
}

/// A tracker's own column of progress speaks before one that only its vocabulary knows: Smartsheet's `% Complete` before a disc
/// that somebody called `Progress`. The other is kept as a custom field.
fn own_progress(profiles: &Profiles, id: TableId, columns: &mut [Column]) {
    let progress = |c: &Column| c.field == Some(Field::Percent);
    let own = |c: &Column| profiles.table(id).columns.get(&Field::Percent).is_some_and(|w| w.contains(&c.folded));
    if columns.iter().any(|c| progress(c) && own(c)) {
        columns.iter_mut().filter(|c| progress(c) && !own(c)).for_each(|c| c.field = None);
    }
}

/// `Item` beside another title is the number of the line.
fn numbered(columns: &mut [Column]) {
    let keyed = columns.iter().any(|c| c.field == Some(Field::Key));
    let titles = columns.iter().filter(|c| c.field == Some(Field::Title)).count();
    if titles > 1
        && let Some(item) = columns.iter_mut().find(|c| c.field == Some(Field::Title) && c.folded == "item")
    {
        item.field = Some(Field::Key).filter(|_| !keyed);
    }
}

/// Money under a quarter or month (`Q1 / Actual`, `Actual / Apr-26`) is a part of the column that holds the whole of it, or, where none
/// does, of the sum of all such columns.
fn totals(profiles: &Profiles, id: TableId, columns: &mut [Column]) {
    if profiles.table(id).role != Role::Budget {
        return;
    }
    let part = |c: &Column| c.header.split_once(" / ").is_some_and(|(above, own)| is_period(above) || is_period(own));
    for field in [Field::Budget, Field::ActualCost, Field::ForecastCost, Field::PlannedValue, Field::EarnedValue] {
        let whole = columns.iter().any(|c| c.field == Some(field) && !part(c));
        if whole || columns.iter().filter(|c| c.field == Some(field)).count() > 1 {
            columns.iter_mut().filter(|c| c.field == Some(field) && part(c)).for_each(|c| c.field = Some(Field::Period));
        }
    }
}

/// `Planned` beside `Forecast` or `Revised`: the first is what was approved, the second what is expected now.
fn planned(profiles: &Profiles, id: TableId, columns: &mut [Column]) {
    let table = profiles.table(id);
    if profiles.profile(id).is_specific() || !matches!(table.role, Role::Tasks | Role::Milestones) {
        return;
    }
    let own = |c: &Column| c.folded.rsplit(" / ").next().unwrap_or(&c.folded).to_owned();
    let begins = |c: &Column, words: &[&str]| {
        let own = own(c);
        let bracket = own.rsplit_once('(').map_or("", |(_, inner)| inner.trim_end_matches(')').trim());
        words.iter().any(|w| own == *w || bracket == *w || own.strip_prefix(w).is_some_and(|rest| rest.starts_with(' ')))
    };
    const NOW: &[&str] =
        &["forecast", "forecasted", "revised", "current", "latest", "expected", "new", "actual/forecast", "projected"];
    const THEN: &[&str] = &["planned", "plan", "target", "scheduled", "original", "baseline", "due"];
    // A line about a whole project has a baseline of its end only.
    let pairs = [(Field::Finish, Field::BaselineFinish), (Field::Start, Field::BaselineStart)];
    for &(now, then) in pairs.iter().take(if table.projects { 1 } else { 2 }) {
        if columns.iter().any(|c| c.field == Some(then)) {
            continue;
        }
        let told = columns.iter().any(|c| c.field == Some(now) && begins(c, NOW));
        let mut earlier = columns.iter_mut().filter(|c| c.field == Some(now) && begins(c, THEN));
        if told && let Some(column) = earlier.next() {
            column.field = Some(then);
        }
    }
    // `Plan` alone is the day that counts; beside a forecast it is what was approved.
    const ALONE: &[&str] = &["plan", "soll", "plantermin", "plan-termin", "soll-termin", "fecha plan", "fecha planificada"];
    if table.role == Role::Milestones
        && !columns.iter().any(|c| c.field == Some(Field::Finish))
        && let Some(column) =
            columns.iter_mut().find(|c| c.field == Some(Field::BaselineFinish) && ALONE.contains(&own(c).as_str()))
    {
        column.field = Some(Field::Finish);
    }
}

fn column(grid: &Grid, row: usize, col: u16, text: String, field: Option<Field>, id: TableId, profiles: &Profiles) -> Column {
    let unit = unit_of_header(&text);
    let folded = fold(&text);
    let wrapped = unwrapped(&folded, &profiles.profile(id).custom).is_some();
    Column { col, folded, header: Text::from(text), at: grid.at(row, col), field, unit, wrapped }
}

fn field_of(
    own: &str,
    above: Option<&str>,
    id: TableId,
    profiles: &Profiles,
    rule: Option<&SourceRule>,
) -> (String, Option<Field>) {
    let joined = match above {
        Some(above) if !above.is_empty() && above != own => format!("{above} / {own}"),
        _ => own.to_owned(),
    };
    if let Some(set) = rule.and_then(|r| set_by(r, own).or_else(|| set_by(r, &joined))) {
        return (joined, set);
    }
    let both = above.map(|a| fold(&format!("{a} {own}")));
    let folded = fold(own);
    let after = |f: Field| rated(f) || f == Field::Title;
    if above.is_some_and(|a| fold(a).starts_with("residual")) && lookup(&folded, id, profiles).is_some_and(after) {
        // The rating after the response, or the `Risk` that is left, stands beside what was before it: kept, not mixed up with it.
        return (joined, None);
    }
    if let Some(rating) = above.and_then(|a| lookup(&fold(a), id, profiles)).filter(|f| is_step(&folded) && is_rating(*f)) {
        // `Probability` over `L`, `M`, `H`: a tick under one of them is the rating.
        return (joined, Some(rating));
    }
    let field = both
        .as_deref()
        .and_then(|b| profiles.field(id, b))
        .or_else(|| lookup(&folded, id, profiles).map(|f| above.map_or(f, |a| tiered(a, f))))
        .or_else(|| by_words(own, id, profiles))
        // `Semana` over `1`, `2`, `3`: the numbers are the columns of a drawn plan.
        .or_else(|| above.filter(|_| own.parse::<f64>().is_err()).and_then(|a| profiles.field(id, &fold(a))));
    (joined, field)
}

/// A header written as one word by a program, in a table that is of no tracker.
fn by_words(own: &str, id: TableId, profiles: &Profiles) -> Option<Field> {
    let open = !profiles.profile(id).is_specific();
    header_words::parted(own).filter(|_| open).and_then(|words| profiles.field(id, &words))
}

/// Headers of tables kept by hand that no synonym knows, by what they are short for: where no other column holds that field.
fn shortened(id: TableId, profiles: &Profiles, rule: Option<&SourceRule>, tiers: bool, columns: &mut [Column]) {
    if profiles.profile(id).is_specific() {
        return;
    }
    let letters = columns.iter().filter(|c| c.header.chars().count() == 1).count() >= 5;
    for n in 0..columns.len() {
        let column = &columns[n];
        let own = column.header.rsplit(" / ").next().unwrap_or(&column.header);
        // Bare numbers are the columns of a drawn Gantt, whatever stands over them, and so are the letters of weekdays.
        if column.field.is_some()
            || (letters && own.chars().count() == 1)
            || own.parse::<f64>().is_ok()
            || rule.is_some_and(|r| set_by(r, own).or_else(|| set_by(r, &column.header)).is_some())
        {
            continue;
        }
        let tiered_away = column.header.contains(" / ") && fold(&column.header).starts_with("residual");
        let taken = |field: Field| columns.iter().any(|c| c.field == Some(field));
        let readings = |text: &str| header_words::readings(&fold(text));
        let parted = header_words::parted(own).map(|words| header_words::readings(&words)).unwrap_or_default();
        // The caption over a header is no part of its words: `Action items this week / Task #`.
        let whole = if tiers { Vec::new() } else { readings(&column.header) };
        let mut offered = whole.into_iter().chain(readings(own)).chain(parted);
        let found = offered.find_map(|text| profiles.field(id, &text).filter(|f| !taken(*f)));
        if !tiered_away {
            columns[n].field = found;
        }
    }
}

/// A step of a scale.
fn is_step(folded: &str) -> bool {
    const STEPS: &[&str] = &[
        "vl",
        "l",
        "m",
        "h",
        "vh",
        "very low",
        "low",
        "medium",
        "high",
        "very high",
        "1",
        "2",
        "3",
        "4",
        "5",
        "niedrig",
        "mittel",
        "hoch",
        "sehr niedrig",
        "sehr hoch",
        "baja",
        "media",
        "alta",
        "bajo",
        "medio",
        "alto",
        "muy alta",
        "muy baja",
        "faible",
        "moyen",
        "moyenne",
        "élevé",
        "élevée",
        "baixa",
        "média",
        "baixo",
        "médio",
    ];
    STEPS.contains(&folded)
}

fn is_rating(field: Field) -> bool {
    matches!(field, Field::Probability | Field::Impact)
}

fn rated(field: Field) -> bool {
    matches!(field, Field::Probability | Field::Impact | Field::Score | Field::Exposure | Field::Rag)
}

/// Captions over what has happened.
const ACTUAL: &[&str] = &["actual", "actuals", "ist", "réel", "real", "realizado", "实际", "実績"];

/// What a date means under a caption such as `Baseline` or `Ist`.
fn tiered(above: &str, field: Field) -> Field {
    let above = fold(above);
    let said = |words: &[&str]| words.iter().any(|w| above == *w || above.starts_with(&format!("{w} ")));
    match field {
        Field::Start if said(ACTUAL) => Field::ActualStart,
        Field::Finish if said(ACTUAL) => Field::ActualFinish,
        Field::Effort | Field::Work if said(ACTUAL) => Field::ActualWork,
        Field::Start if said(&["baseline", "original", "basis", "approved"]) => Field::BaselineStart,
        Field::Finish if said(&["baseline", "original", "basis", "approved"]) => Field::BaselineFinish,
        Field::Budget if said(ACTUAL) => Field::ActualCost,
        Field::Budget if said(&["forecast", "eac", "projected", "outturn"]) => Field::ForecastCost,
        other => other,
    }
}

/// A setting for a header: `Some(None)` keeps the column as a custom field.
fn set_by(rule: &SourceRule, header: &str) -> Option<Option<Field>> {
    let folded = fold(header);
    rule.columns.iter().find(|(h, _)| fold(h) == folded).map(|(_, word)| Field::from_word(word))
}

/// The field of a folded header: as it stands, without its custom-field wrapping, without what stands in brackets.
pub fn lookup(folded: &str, id: TableId, profiles: &Profiles) -> Option<Field> {
    if let Some(field) = profiles.field(id, folded) {
        return Some(field);
    }
    if let Some(inner) = unwrapped(folded, &profiles.profile(id).custom) {
        return profiles.field(id, &format!("~{inner}"));
    }
    let (bare, bracket) = folded.split_once('(')?;
    // `Impact (1-5)` is an impact; `Impact (monetary)` is money and has a synonym of its own.
    if bracket.contains("monetary") {
        return None;
    }
    // `End date (baseline)`, `Finish (actual)`: the bracket says which of them.
    profiles.field(id, bare.trim_end()).map(|field| tiered(bracket.trim_end_matches(')').trim(), field))
}

/// What a custom-field wrapping holds.
fn unwrapped<'a>(folded: &'a str, wrappings: &[String]) -> Option<&'a str> {
    wrappings.iter().find_map(|w| {
        let (before, after) = w.split_once('*')?;
        folded.strip_prefix(before)?.strip_suffix(after)
    })
}

/// The text of a header cell; numbers and dates as captions.
pub fn header_text(grid: &Grid, value: Value) -> String {
    match value {
        Value::Text(id) => clean(grid.text(id)).split_whitespace().collect::<Vec<_>>().join(" "),
        other => crate::import::words::plain(grid, other).into_owned(),
    }
}

/// The texts of an upper tier with the columns each spans: by merge, else up to the next filled cell.
fn spread(grid: &Grid, ix: usize) -> Vec<(u16, u16, String)> {
    let row = grid.rows[ix].row;
    let cells = grid.row_cells(ix);
    let mut tiers = Vec::with_capacity(cells.len());
    for (n, cell) in cells.iter().enumerate() {
        let merged = grid.merged_at(row, cell.col).map(|m| m.right);
        let next = cells.get(n + 1).map_or(cell.col, |c| c.col.saturating_sub(1));
        let to = merged.unwrap_or(if grid.merges.is_empty() { next } else { cell.col });
        tiers.push((cell.col, to.max(cell.col), header_text(grid, cell.value)));
    }
    tiers
}

/// Four or more captions of weeks or months are the columns of a drawn Gantt or of a capacity sheet, not custom fields.
fn mark_periods(columns: &mut [Column], role: Role) {
    let period = |c: &Column| {
        c.field.is_none()
            && (is_period(&c.header)
                || c.header.split(" / ").any(is_period)
                || (role == Role::Budget && is_money_period(&c.header)))
    };
    let letter = |c: &Column| c.field.is_none() && c.header.chars().count() <= 2 && !is_period(&c.header);
    if columns.iter().filter(|c| letter(c)).count() >= 5 {
        // `M T W T F S S`: the days of a drawn Gantt.
        columns.iter_mut().filter(|c| letter(c)).for_each(|c| c.field = Some(Field::Known));
    }
    let count = columns.iter().filter(|c| period(c)).count();
    // Two months are enough where nothing but figures by time can stand in them: of people, or of money.
    let by_time = role == Role::Budget || columns.iter().any(|c| c.field == Some(Field::ResourceName));
    if count >= 3 || (count >= 2 && by_time) {
        columns.iter_mut().filter(|c| period(c)).for_each(|c| c.field = Some(Field::Period));
    }
}

/// Whether a caption names a period and what the money under it is: `Apr-26 (A)`, `Forecast Q3 2026`.
pub fn is_money_period(header: &str) -> bool {
    monthly::kind_of(header, true).is_some() && is_period(&monthly::period(header))
}

/// Whether a caption names a week, month, quarter or day.
pub fn is_period(header: &str) -> bool {
    header.parse::<jiff::civil::Date>().is_ok() || week::caption(header, Some(2000), true).is_some()
}
