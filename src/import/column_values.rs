//! What a header kept by hand leaves open, told by the cells below it: a `Status` of figures is a percentage, a `Milestone` of ticks
//! is a flag, a running number `1.2.1` is an outline number where predecessors count rows.

use super::build::decide::{Kind, kind};
use super::build::log::named_kind;
use super::columns::{self, Column};
use super::header_words;
use super::profile::{Profiles, Shape, TableId};
use super::values::months;
use super::values::number::{ColumnNumbers, NumberRead};
use super::values::score;
use super::values::status::{self, yes_no};
use super::values::text::fold;
use super::words::plain;
use crate::model::{Field, Role};
use crate::read::{Grid, Value};
use std::ops::Range;

/// Rows that are looked at.
const LOOKED_AT: usize = 300;

/// Settles what register, plan or budget kept by hand the columns make together.
pub fn settle_all(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    settle_log(grid, body.clone(), id, profiles, columns);
    settle_update(grid, body.clone(), id, profiles, columns);
    settle_ratings(grid, body.clone(), id, profiles, columns);
    settle_project(grid, body.clone(), id, profiles, columns);
    settle_days(grid, body.clone(), id, profiles, columns);
    settle_board(grid, body.clone(), id, profiles, columns);
    settle(grid, body, id, profiles, columns);
}

/// Columns of a board are called anything: `Owner` may hold statuses, and the status may have no name that tells it.
fn settle_board(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    if profiles.table(id).shape != Shape::GroupedBlocks || profiles.table(id).role != Role::Tasks {
        return;
    }
    let Some(name) = columns.iter().find(|c| c.field == Some(Field::Name)).map(|c| c.col) else { return };
    let own = &profiles.profile(id).words.status;
    let children = columns.iter().find(|c| c.field == Some(Field::Children)).map(|c| c.folded.clone()).unwrap_or_default();
    let items: Vec<usize> = (body.start..body.end.min(body.start + LOOKED_AT))
        .filter(|ix| {
            grid.cell_text(*ix, name).is_some_and(|text| !["subitems", children.as_str()].contains(&fold(text).as_str()))
        })
        .collect();
    let statuses = |c: &Column| {
        let header = |text: &str| fold(text) == c.folded;
        let texts = items.iter().filter_map(|ix| grid.cell(*ix, c.col));
        let told = texts.map(|cell| match cell.value {
            Value::Text(text) if header(grid.text(text)) => None,
            Value::Text(text) => {
                let word = fold(grid.text(text));
                Some(own.contains_key(&word) || status::category(&word).is_some())
            }
            _ => Some(false),
        });
        let told: Vec<bool> = told.flatten().collect();
        told.len() >= 2 && told.into_iter().all(|is| is)
    };
    let mut free = !columns.iter().any(|c| c.field == Some(Field::Status));
    for held in [None, Some(Field::Assignee)] {
        for column in columns.iter_mut().filter(|c| c.field == held) {
            if (free || held.is_some()) && statuses(column) {
                column.field = Some(Field::Status).filter(|_| free);
                free = false;
            }
        }
    }
}

/// `Update` in a log without a status, where all that stands in it are statuses.
fn settle_update(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let logs = matches!(profiles.table(id).role, Role::Risks | Role::Issues | Role::Decisions | Role::Changes | Role::Actions);
    if !logs || profiles.profile(id).is_specific() || columns.iter().any(|c| c.field == Some(Field::Status)) {
        return;
    }
    let body = body.start..body.end.min(body.start + LOOKED_AT);
    let told = |c: &Column| {
        let mut texts = values(grid, &body, c.col).map(|v| plain(grid, v)).filter(|t| !t.trim().is_empty()).peekable();
        c.field == Some(Field::Notes) && texts.peek().is_some() && texts.all(|t| status::open(&t).is_some())
    };
    if let Some(column) = columns.iter_mut().find(|c| told(c)) {
        column.field = Some(Field::Status);
    }
}

/// Of two columns that could rate a record the one that holds ratings does: `Impact` may be a sentence beside `Impact (1-5)`.
fn settle_ratings(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let logs =
        matches!(profiles.table(id).role, Role::Risks | Role::Issues | Role::Assumptions | Role::Decisions | Role::Changes);
    if !logs || profiles.profile(id).is_specific() {
        return;
    }
    let body = body.start..body.end.min(body.start + LOOKED_AT);
    for field in [Field::Probability, Field::Impact, Field::Score] {
        let Some(chosen) = columns.iter().position(|c| c.field == Some(field)) else { continue };
        if rated(grid, &body, columns[chosen].col) != Some(false) {
            continue;
        }
        // `Impact level` is short for the impact, too.
        let means = |folded: &str| {
            let short = || header_words::readings(folded).iter().any(|r| profiles.field(id, r) == Some(field));
            columns::lookup(folded, id, profiles) == Some(field) || short()
        };
        let could = |c: &Column| {
            c.field.is_none() && !c.folded.starts_with("residual") && means(&c.folded) && rated(grid, &body, c.col) == Some(true)
        };
        if let Some(better) = columns.iter().position(could) {
            columns[better].field = Some(field);
            columns[chosen].field = None;
        }
    }
}

/// Whether a column holds ratings: numbers and words of a scale, not sentences. `None` where it holds nothing.
fn rated(grid: &Grid, body: &Range<usize>, col: u16) -> Option<bool> {
    let (mut all, mut told) = (0_usize, 0_usize);
    for value in values(grid, body, col) {
        let text = plain(grid, value);
        if text.trim().is_empty() {
            continue;
        }
        all += 1;
        let is = matches!(value, Value::Number(_)) || score::number(&text).is_some() || score::rank(&text).is_some();
        told += usize::from(is);
    }
    (all > 0).then_some(told * 10 >= all * 6)
}

/// `Data` is a day in Portuguese, Italian and Polish, and data in English: where days stand in it, it is the day of the record.
fn settle_days(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let table = profiles.table(id);
    let field = match table.role {
        _ if profiles.profile(id).is_specific() || table.projects => return,
        Role::Tasks | Role::Milestones => Field::Finish,
        Role::Risks | Role::Issues | Role::Decisions | Role::Changes | Role::Actions => Field::Raised,
        _ => return,
    };
    let body = body.start..body.end.min(body.start + LOOKED_AT);
    if !columns.iter().any(|c| c.field == Some(field))
        && let Some(column) =
            columns.iter_mut().find(|c| c.field.is_none() && c.folded == "data" && holds_days(grid, &body, c.col))
    {
        column.field = Some(field);
    }
}

/// Days throughout, two or more.
fn holds_days(grid: &Grid, body: &Range<usize>, col: u16) -> bool {
    let (mut all, mut dated) = (0_usize, 0_usize);
    for value in values(grid, body, col) {
        all += 1;
        dated += usize::from(match value {
            Value::Date(_) => true,
            Value::Text(id) => super::values::date::written::read(grid.text(id).trim()).is_some(),
            _ => false,
        });
    }
    dated >= 2 && dated * 10 >= all * 7
}

/// A running number 1, 2, 3 under `Project:` numbers the rows: projects are not counted through.
fn settle_project(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    if profiles.profile(id).is_specific() || profiles.table(id).projects {
        return;
    }
    let body = body.start..body.end.min(body.start + LOOKED_AT);
    let runs = |col: u16| {
        let mut last = None;
        let mut count = 0_usize;
        let runs = values(grid, &body, col).all(|value| {
            let number = plain(grid, value).trim().parse::<u32>().ok();
            let next = number.filter(|n| last.is_none_or(|l| *n == l + 1));
            last = next;
            count += usize::from(next.is_some());
            next.is_some()
        });
        runs && count >= 3
    };
    let keyed = columns.iter().any(|c| c.field == Some(Field::Key));
    if let Some(column) = columns.iter_mut().find(|c| c.field == Some(Field::Project) && runs(c.col)) {
        column.field = Some(Field::Key).filter(|_| !keyed);
    }
}

/// Settles the columns of a table of work kept by hand.
fn settle(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let table = profiles.table(id);
    if profiles.profile(id).is_specific() || !matches!(table.role, Role::Tasks | Role::Milestones) || table.projects {
        return;
    }
    let body = body.start..body.end.min(body.start + LOOKED_AT);
    numbered_steps(grid, &body, id, profiles, columns);
    nested_names(grid, &body, id, profiles, columns);
    computed_dates(grid, &body, columns);
    stories_without_tasks(grid, &body, id, profiles, columns);
    let has = |columns: &[Column], field: Field| columns.iter().any(|c| c.field == Some(field));
    for n in 0..columns.len() {
        let col = columns[n].col;
        let set = match columns[n].field {
            Some(Field::Status) if !has(columns, Field::Percent) && is_share(grid, &body, col) => Field::Percent,
            None | Some(Field::Labels) if !has(columns, Field::Weekday) && names_days(grid, &body, columns, n) => Field::Weekday,
            Some(Field::Section) if columns[n].folded.contains("milestone") && is_flag(grid, &body, col) => Field::Milestone,
            Some(Field::Key) if !has(columns, Field::Outline) && numbers_outline(grid, &body, columns, col) => Field::Outline,
            // `Actual` and `Forecast` beside `Budget` are amounts, not days.
            Some(Field::ActualFinish) if beside_budget(columns, n) && holds_amounts(grid, &body, col) => Field::ActualCost,
            Some(Field::Finish) if beside_budget(columns, n) && holds_amounts(grid, &body, col) => {
                columns[n].field = None;
                continue;
            }
            _ => continue,
        };
        columns[n].field = Some(set);
    }
}

/// `User Story` beside a `Task` in which nothing stands yet: the stories are the work.
fn stories_without_tasks(grid: &Grid, body: &Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let filled = |col: u16| values(grid, body, col).any(|v| !plain(grid, v).trim().is_empty());
    let groups = &profiles.table(id).groups_beside_name;
    let story = |c: &Column| c.field == Some(Field::Section) && groups.contains(&c.folded) && filled(c.col);
    let named = columns.iter().position(|c| c.field == Some(Field::Name)).filter(|n| !filled(columns[*n].col));
    if let Some((named, story)) = named.zip(columns.iter().position(story)) {
        columns[named].field = None;
        columns[story].field = Some(Field::Name);
    }
}

/// `Step` of running numbers beside `Activity` is the number of the row, not its name.
fn numbered_steps(grid: &Grid, body: &Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let counts = |col: u16| {
        let mut texts = values(grid, body, col).map(|v| plain(grid, v).trim().to_owned()).filter(|t| !t.is_empty()).peekable();
        let number = |t: &String| t.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        // A last line without a number may be a footer.
        let (all, numbers) = texts.by_ref().fold((0_usize, 0_usize), |(all, n), t| (all + 1, n + usize::from(number(&t))));
        numbers >= 2 && numbers + 1 >= all
    };
    let Some(named) = columns.iter().position(|c| c.field == Some(Field::Name)).filter(|n| counts(columns[*n].col)) else {
        return;
    };
    let could = |c: &Column| c.field.is_none() && columns::lookup(&c.folded, id, profiles) == Some(Field::Name) && !counts(c.col);
    if let Some(better) = columns.iter().position(could) {
        let keyed = columns.iter().any(|c| c.field == Some(Field::Key));
        columns[better].field = Some(Field::Name);
        columns[named].field = Some(Field::Key).filter(|_| !keyed);
    }
}

/// Words in the header of a column that names parts of what the column before it names.
const PARTS: &[&str] = &["sub", "unter", "sous-", "sous ", "detail", "descri", "nested", "step", "action"];

/// `Task | Subtask`, `Phase | Activity`, or one header merged over both: where the first column is blank beside most names of the
/// second, the second names records too. Where the first stands beside its own first part it is the group; else each row is a
/// record, and the column tells its level.
fn nested_names(grid: &Grid, body: &Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    for _ in 0..3 {
        let Some(first) = columns.iter().rposition(|c| c.field == Some(Field::Name)) else { return };
        let col = columns[first].col;
        let text = |ix: usize, col: u16| {
            grid.cell(ix, col).is_some_and(|c| matches!(c.value, Value::Text(t) if !grid.text(t).trim().is_empty()))
        };
        // Rows of the first name alone, of the second alone, of both.
        let count = |other: u16| {
            body.clone().fold((0_usize, 0_usize, 0_usize), |(a, b, c), ix| match (text(ix, col), text(ix, other)) {
                (true, false) => (a + 1, b, c),
                (false, true) => (a, b + 1, c),
                (true, true) => (a, b, c + 1),
                (false, false) => (a, b, c),
            })
        };
        let names = |c: &Column| {
            let own = c.folded.rsplit(" / ").next().unwrap_or(&c.folded);
            let same = c.folded == columns[first].folded;
            c.field.is_none()
                && c.col > col
                && c.col <= col + 3
                && (same || columns::lookup(own, id, profiles) == Some(Field::Name) || PARTS.iter().any(|w| own.contains(w)))
        };
        let part = (0..columns.len()).filter(|n| names(&columns[*n])).find(|n| {
            let (alone, below, both) = count(columns[*n].col);
            below >= 2 && below * 5 >= (alone + below + both) * 2
        });
        let Some(part) = part else { return };
        let (alone, _, both) = count(columns[part].col);
        if both > alone {
            let free = !columns.iter().any(|c| c.field == Some(Field::Section));
            columns[first].field = Some(Field::Section).filter(|_| free);
        }
        columns[part].field = Some(Field::Name);
    }
}

/// `Early Start` and `Early Finish` of a critical-path table are its dates where no other column holds any, and days stand in them.
fn computed_dates(grid: &Grid, body: &Range<usize>, columns: &mut [Column]) {
    for (field, words) in [
        (Field::Start, ["early start", "earliest start", "es", "early start date"]),
        (Field::Finish, ["early finish", "earliest finish", "ef", "early finish date"]),
    ] {
        if columns.iter().any(|c| c.field == Some(field)) {
            continue;
        }
        let own =
            |c: &Column| words.iter().any(|w| c.folded == *w || c.folded.strip_prefix(w).is_some_and(|r| r.starts_with(" (")));
        if let Some(column) = columns.iter_mut().find(|c| c.field.is_none() && own(c) && holds_days(grid, body, c.col)) {
            column.field = Some(field);
        }
    }
}

/// Settles the column that says what a line of a shared log is: risk, assumption, issue, dependency.
fn settle_log(grid: &Grid, body: Range<usize>, id: TableId, profiles: &Profiles, columns: &mut [Column]) {
    let table = profiles.table(id);
    let logs = matches!(table.role, Role::Risks | Role::Issues | Role::Assumptions | Role::Actions | Role::Decisions);
    if !logs {
        return;
    }
    if columns.iter().any(|c| c.field == Some(Field::Type)) {
        return shared(columns);
    }
    let body = body.start..body.end.min(body.start + LOOKED_AT);
    let kinds = |col: u16| {
        let mut kinds = Vec::new();
        let (mut all, mut told) = (0_usize, 0_usize);
        for value in values(grid, &body, col) {
            let text = plain(grid, value);
            if text.trim().is_empty() {
                continue;
            }
            all += 1;
            if let Some(kind) = named_kind(&text) {
                told += 1;
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        (kinds.len() >= 2 && told * 10 >= all * 8).then_some(told)
    };
    let open = |c: &Column| matches!(c.field, None | Some(Field::Category | Field::Section));
    let best = (0..columns.len()).filter(|n| open(&columns[*n])).find(|n| kinds(columns[*n].col).is_some());
    if let Some(n) = best {
        columns[n].field = Some(Field::Type);
        shared(columns);
    }
}

/// In a log of several kinds `Action` says what is done about the line, whose text is its description.
fn shared(columns: &mut [Column]) {
    let described = columns.iter().any(|c| c.field == Some(Field::Description));
    let answered = columns.iter().any(|c| c.field == Some(Field::Response));
    if described && !answered {
        let actions = columns.iter_mut().filter(|c| c.field == Some(Field::Title) && c.folded.starts_with("action"));
        actions.for_each(|c| c.field = Some(Field::Response));
    }
}

/// `Actual` or `Forecast`, without a word for days, and a budget in another column.
fn beside_budget(columns: &[Column], n: usize) -> bool {
    columns.iter().any(|c| c.field == Some(Field::Budget)) && matches!(&*columns[n].folded, "actual" | "actuals" | "forecast")
}

/// Numbers or amounts of money throughout: at least one, and no day.
fn holds_amounts(grid: &Grid, body: &Range<usize>, col: u16) -> bool {
    let mut count = 0;
    for value in values(grid, body, col) {
        match value {
            Value::Number(_) => count += 1,
            Value::Text(id) if grid.text(id).trim().is_empty() => {}
            Value::Text(id) => match ColumnNumbers::decide([grid.text(id)], None).parse(grid.text(id)) {
                NumberRead::Unreadable => return false,
                _ => count += 1,
            },
            _ => return false,
        }
    }
    count >= 1
}

fn values<'g>(grid: &'g Grid, body: &Range<usize>, col: u16) -> impl Iterator<Item = Value> + 'g {
    body.clone().filter_map(move |ix| grid.cell(ix, col).map(|c| c.value))
}

/// Figures from 0 to 100 throughout, not all alike or all of them shares of one.
fn is_share(grid: &Grid, body: &Range<usize>, col: u16) -> bool {
    let mut count = 0;
    for value in values(grid, body, col) {
        match value {
            Value::Number(n) if (0.0..=1.0).contains(&n) || (n.fract() == 0.0 && (0.0..=100.0).contains(&n)) => count += 1,
            Value::Text(id) if grid.text(id).trim().is_empty() => {}
            _ => return false,
        }
    }
    count >= 2
}

/// Ticks, yes and no throughout.
pub fn is_flag(grid: &Grid, body: &Range<usize>, col: u16) -> bool {
    let mut count = 0;
    for value in values(grid, body, col) {
        let text = plain(grid, value);
        let tick = yes_no(&text).is_some() || matches!(text.trim(), "x" | "X" | "✓" | "✔" | "◆" | "♦" | "*" | "M" | "m");
        if !tick && !text.trim().is_empty() {
            return false;
        }
        count += usize::from(tick);
    }
    count >= 1
}

/// Weekdays throughout, two or more, next to a column of dates: `Tag`, `Jour`, or no header at all.
fn names_days(grid: &Grid, body: &Range<usize>, columns: &[Column], n: usize) -> bool {
    let col = columns[n].col;
    let dated = |c: &Column| c.field.is_some_and(|f| kind(f) == Kind::Date) && c.col.abs_diff(col) == 1;
    if !columns.iter().any(dated) {
        return false;
    }
    let mut count = 0;
    for value in values(grid, body, col) {
        let text = plain(grid, value);
        if text.trim().is_empty() {
            continue;
        }
        if months::weekday(text.trim().trim_end_matches('.')).is_none() {
            return false;
        }
        count += 1;
    }
    count >= 2
}

/// Numbers with dots, of which no predecessor names one: predecessors that are whole numbers count rows.
fn numbers_outline(grid: &Grid, body: &Range<usize>, columns: &[Column], col: u16) -> bool {
    let Some(refs) = columns.iter().find(|c| c.field == Some(Field::Predecessors)).map(|c| c.col) else { return false };
    let dotted = |text: &str| text.contains('.') && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let (mut all, mut with_dots) = (0_usize, 0_usize);
    for value in values(grid, body, col) {
        let text = plain(grid, value);
        if !text.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return false;
        }
        all += 1;
        with_dots += usize::from(dotted(&text));
    }
    let mut links = values(grid, body, refs).peekable();
    links.peek().is_some()
        && with_dots * 5 >= all * 2
        && links.all(|value| plain(grid, value).split([',', ';', ' ']).all(|part| !dotted(part.trim())))
}
