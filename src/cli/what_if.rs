//! `steerpack what-if`: reads an earlier pack back, and tells what moves when a task slips or a person is away.

use super::args::{Format, WhatIfArgs};
use super::console::{self, heading, muted, shown};
use crate::analyze::what_if::{self, Change};
use crate::config::strict::near;
use crate::error::{Error, Result};
use crate::model::{Portfolio, ResourceId, TaskId};
use crate::read::history;
use crate::report::json::{back, what_if as json};
use crate::report::what_if::{change_words, milestone_words, of_people, summary_words};
use crate::report::words::{day, plain, signed_days};
use jiff::civil::Date;

/// Milestones, benefits and people printed; JSON holds all of them.
const SHOWN: usize = 30;

/// Answers the question and prints the answer.
pub fn what_if(args: &WhatIfArgs) -> Result<u8> {
    if args.slip.is_empty() && args.leave.is_empty() {
        return Err(Error::Usage(
            "what-if needs a question: --slip TASK=DAYS (PAY-12=10d) or --leave PERSON=FROM..TO (2026-12-14..2027-01-08)"
                .to_owned(),
        ));
    }
    let path = history::file(&args.program);
    let earlier = back::program(&history::bytes(&path)?, &path.display().to_string())?;
    let (portfolio, settings) = (&earlier.portfolio, &earlier.settings);
    let mut changes = Vec::new();
    for text in &args.slip {
        let (name, days) = split(text, "--slip", "TASK=DAYS, as in PAY-12=10d")?;
        let task = task(portfolio, name)?;
        if let Some(why) = what_if::cannot_slip(portfolio, settings, task) {
            return Err(Error::Usage(format!("--slip {name}: the task cannot slip: {why}")));
        }
        changes.push(Change::Slip { task, days: working_days(days)? });
    }
    for text in &args.leave {
        let (name, span) = split(text, "--leave", "PERSON=FROM..TO, as in \"Ada Moreno=2026-12-14..2027-01-08\"")?;
        let (from, to) = period(span)?;
        changes.push(Change::Leave { resource: person(portfolio, name)?, from, to });
    }
    let answer = what_if::ask(portfolio, settings, &changes);
    match args.format {
        Format::Json => {
            let mut text = serde_json::to_string_pretty(&json::answer(portfolio, &answer)).unwrap_or_default();
            text.push('\n');
            console::raw(&text);
        }
        Format::Text => print(portfolio, &answer),
    }
    Ok(0)
}

/// A name and what is said of it, apart at the last `=`: names may hold one.
fn split<'a>(text: &'a str, option: &str, form: &str) -> Result<(&'a str, &'a str)> {
    let parts = text.rsplit_once('=').map(|(name, said)| (name.trim(), said.trim()));
    parts
        .filter(|(name, said)| !name.is_empty() && !said.is_empty())
        .ok_or_else(|| Error::Usage(format!("{option} `{text}`: write {form}")))
}

/// `10`, `10d`, `2w`: working days, a week being five of them.
fn working_days(text: &str) -> Result<i32> {
    let lower = text.to_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let each = match lower[digits.len()..].trim() {
        "" | "d" | "wd" | "day" | "days" => Some(1),
        "w" | "week" | "weeks" => Some(5),
        _ => None,
    };
    let days = digits.trim().parse::<i32>().ok().zip(each).and_then(|(n, each)| n.checked_mul(each));
    days.filter(|days| (1..=10_000).contains(days)).ok_or_else(|| {
        Error::Usage(format!("`{text}` is no slip: write whole working days (10d) or weeks (2w), at least one day"))
    })
}

/// `2026-12-14..2027-01-08`, or one day.
fn period(text: &str) -> Result<(Date, Date)> {
    let wrong = || Error::Usage(format!("`{text}` is no period: write first and last day, 2026-12-14..2027-01-08"));
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (from, to): (Date, Date) = (from.trim().parse().map_err(|_| wrong())?, to.trim().parse().map_err(|_| wrong())?);
    if from > to {
        return Err(Error::Usage(format!("`{text}`: the first day, {from}, comes after the last, {to}")));
    }
    Ok((from, to))
}

/// The task that a key, a stable id, a title or a name means.
fn task(portfolio: &Portfolio, wanted: &str) -> Result<TaskId> {
    let same = |text: &str| text.eq_ignore_ascii_case(wanted);
    let real = || (0u32..).zip(&portfolio.tasks).filter(|(_, task)| !task.stub);
    let mut found: Vec<u32> = real().filter(|(_, task)| task.key().is_some_and(same)).map(|(ix, _)| ix).collect();
    if found.is_empty() {
        found = real().filter(|(_, task)| same(&task.stable_id)).map(|(ix, _)| ix).collect();
    }
    if found.is_empty() {
        found = real().filter(|(_, task)| same(task.label()) || same(&task.title())).map(|(ix, _)| ix).collect();
    }
    match found.as_slice() {
        [one] => Ok(TaskId(*one)),
        [] => {
            let words = real().flat_map(|(_, task)| [task.key(), Some(task.label())]).flatten();
            Err(Error::Usage(unknown("task", wanted, &near(wanted, words))))
        }
        several => {
            let ids: Vec<&str> =
                several.iter().take(5).filter_map(|ix| portfolio.tasks.get(*ix as usize)).map(|t| &*t.stable_id).collect();
            let count = several.len();
            Err(Error::Usage(format!("`{wanted}` means {count} tasks; name one by its id: {}", ids.join(", "))))
        }
    }
}

/// The person, role, group or system that a name, an e-mail address, an id or a spelling means.
fn person(portfolio: &Portfolio, wanted: &str) -> Result<ResourceId> {
    let same = |text: &str| text.eq_ignore_ascii_case(wanted);
    let all = || (0u32..).zip(&portfolio.resources);
    let mut found: Vec<u32> = all().filter(|(_, r)| same(&r.name)).map(|(ix, _)| ix).collect();
    if found.is_empty() {
        let by = |r: &crate::model::Resource| {
            same(&r.stable_id) || r.email.as_ref().is_some_and(|e| same(&e.value)) || r.spellings.iter().any(|(s, _)| same(s))
        };
        found = all().filter(|(_, r)| by(r)).map(|(ix, _)| ix).collect();
    }
    match found.as_slice() {
        [one] => Ok(ResourceId(*one)),
        [] => Err(Error::Usage(unknown("person", wanted, &near(wanted, all().map(|(_, r)| &*r.name))))),
        several => {
            let ids: Vec<&str> =
                several.iter().filter_map(|ix| portfolio.resources.get(*ix as usize)).map(|r| &*r.stable_id).collect();
            Err(Error::Usage(format!("`{wanted}` means several; name one by its id: {}", ids.join(", "))))
        }
    }
}

fn unknown(what: &str, wanted: &str, near: &[&str]) -> String {
    let hint = match near {
        [] => "the pack's program.json and its workbook list them all".to_owned(),
        near => format!("did you mean {}?", near.join(" or ")),
    };
    format!("there is no {what} `{wanted}` in the pack; {hint}")
}

fn print(portfolio: &Portfolio, answer: &what_if::WhatIf) {
    let asked: Vec<String> = answer.changes.iter().map(|change| shown(&change_words(portfolio, change))).collect();
    console::line(&format!(
        "{}  {}",
        heading(&format!("What if {}?", asked.join(", and "))),
        muted(&format!("{}, as of {}", portfolio.name, day(portfolio.as_of)))
    ));
    console::line(&shown(&summary_words(portfolio, answer)));
    if !answer.milestones.is_empty() {
        console::line(&format!("\n{}", heading(&format!("Milestones that move ({})", answer.milestones.len()))));
    }
    for moved in answer.milestones.iter().take(SHOWN) {
        let words = milestone_words(portfolio, moved);
        console::line(&format!("  {}", shown(&words.what)));
        console::line(&format!("      {}", shown(&words.how)));
        console::line(&format!("      {}", muted(&words.through)));
    }
    more(answer.milestones.len());
    if !answer.benefits.is_empty() {
        console::line(&format!("\n{}", heading(&format!("Benefits that move ({})", answer.benefits.len()))));
    }
    for moved in answer.benefits.iter().take(SHOWN) {
        let benefit = portfolio.benefits.get(moved.benefit.ix());
        let name = benefit.and_then(|b| b.name.as_ref().or(b.key.as_ref())).map_or("(no name)", |n| &n.value);
        let held = portfolio.tasks.get(moved.enabler.ix()).map(crate::model::Task::title).unwrap_or_default();
        console::line(&format!(
            "  {}\n      {} → {}, {} calendar days later, held by {}",
            shown(name),
            day(moved.from),
            day(moved.to),
            moved.days,
            shown(&held)
        ));
    }
    more(answer.benefits.len());
    if !answer.people.is_empty() {
        console::line(&format!("\n{}", heading(&format!("People whose tasks move ({})", answer.people.len()))));
    }
    for moved in answer.people.iter().take(SHOWN) {
        let load = moved
            .over_hours
            .map_or_else(String::new, |(before, after)| format!("; hours above capacity {} → {}", plain(before), plain(after)));
        console::line(&format!(
            "  {}: {}, at most {}{load}",
            shown(of_people(portfolio, moved.resource)),
            crate::report::words::count(moved.tasks, "task moves", "tasks move"),
            signed_days(moved.days)
        ));
    }
    more(answer.people.len());
    if answer.changes.iter().any(|change| matches!(change, Change::Leave { .. })) {
        console::line(&format!("\n{}", muted("It is assumed that nobody stands in for those on leave.")));
    }
}

fn more(all: usize) {
    if all > SHOWN {
        console::line(&format!("  {} more: --format json lists them all", all - SHOWN));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn slips_and_leaves_are_read_as_people_write_them() {
        assert_eq!(working_days("10d").unwrap(), 10);
        assert_eq!(working_days("10").unwrap(), 10);
        assert_eq!(working_days("2 weeks").unwrap(), 10);
        for wrong in ["", "-3d", "0d", "d", "1.5d", "10 months", "99999999999d", "３d"] {
            assert_eq!(working_days(wrong).unwrap_err().exit_code(), 2, "{wrong}");
        }
        let date = jiff::civil::date;
        assert_eq!(period("2026-12-14..2027-01-08").unwrap(), (date(2026, 12, 14), date(2027, 1, 8)));
        assert_eq!(period("2026-12-14").unwrap(), (date(2026, 12, 14), date(2026, 12, 14)));
        assert!(period("2027-01-08..2026-12-14").unwrap_err().to_string().contains("comes after"));
        assert!(period("soon").is_err());
        assert_eq!(split("A = B=10d", "--slip", "").unwrap(), ("A = B", "10d"));
        assert!(split("PAY-12", "--slip", "TASK=DAYS").is_err());
    }
}
