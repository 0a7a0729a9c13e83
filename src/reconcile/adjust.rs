//! Facts settled by hand, laid over the finished portfolio: a source of the highest precedence. What the sources say stays
//! beside it; an adjustment that is past, that the source has caught up with, whose ground has moved or whose target is gone
//! says so. Targets are found by id, never by row, so that re-ordered rows change nothing.

use super::Context;
use super::desk::position;
use super::readjust::{self, Entry};
use super::wording::{fold_key, fold_name};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::import::carried::CarriedAdjustment;
use crate::import::extract::AdjustmentRecord;
use crate::import::values::{date::written, rag, status};
use crate::model::{
    Adjustment, AdjustmentState, Benefit, Calendar, Duration, FrontPage, LogItem, Portfolio, Project, Rag, StatusWord, Task,
    TaskId, TaskKind,
};
use crate::source::{CellRef, Rule, SourceId, Sourced, Text};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Fields of what can be adjusted, by the words people use.
const TASK: &[(&str, &str)] = &[
    ("start", "start"),
    ("forecast start", "start"),
    ("finish", "finish"),
    ("due", "finish"),
    ("due date", "finish"),
    ("forecast finish", "finish"),
    ("forecast", "finish"),
    ("baseline start", "baseline start"),
    ("baseline finish", "baseline finish"),
    ("actual start", "actual start"),
    ("actual finish", "actual finish"),
    ("deadline", "deadline"),
    ("status", "status"),
    ("percent complete", "percent complete"),
    ("percent", "percent complete"),
    ("rag", "RAG"),
    ("name", "name"),
    ("front page", "front page"),
    ("board milestone", "front page"),
];
const PROJECT: &[(&str, &str)] = &[
    ("rag", "RAG"),
    ("reported rag", "RAG"),
    ("agreed rag", "agreed RAG"),
    ("agreed", "agreed RAG"),
    ("manager", "manager"),
    ("start", "start"),
    ("finish", "finish"),
    ("baseline finish", "baseline finish"),
];
const LOG: &[(&str, &str)] = &[
    ("due", "due"),
    ("due date", "due"),
    ("status", "status"),
    ("owner", "owner"),
    ("rag", "RAG"),
    ("title", "title"),
    ("response", "response"),
    ("mitigation", "response"),
    ("recommendation", "recommendation"),
    ("front page", "front page"),
];
const BENEFIT: &[(&str, &str)] = &[
    ("target date", "target date"),
    ("forecast date", "forecast date"),
    ("status", "status"),
    ("owner", "owner"),
    ("rag", "RAG"),
];
/// Words of what is worked out here and nowhere stated.
const COMPUTED: &[&str] = &[
    "float",
    "implied",
    "computed",
    "early",
    "late start",
    "late finish",
    "gap",
    "slip",
    "critical",
    "overallocation",
    "peak",
    "load",
    "exposure",
    "not assessable",
    "driver",
    "variance",
];

/// Lays the adjustments of configuration and sheets over the portfolio, beside those that converted files hold already.
pub(super) fn adjust(
    portfolio: &mut Portfolio,
    records: Vec<AdjustmentRecord>,
    carried: Vec<CarriedAdjustment>,
    context: &Context,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut others: Vec<Adjustment> = written_in_configuration(context);
    others.extend(records.into_iter().map(of_record));
    let entries = readjust::once(portfolio, carried, others, names_of);
    if entries.is_empty() {
        return;
    }
    let found = targets(portfolio, entries.iter().map(|e| &e.adjustment));
    for (ix, Entry { mut adjustment, stands }) in entries.into_iter().enumerate() {
        if !stands {
            let subjects = found.get(&ix).map_or(&[][..], Vec::as_slice);
            settle(portfolio, &mut adjustment, subjects, context);
        }
        diagnostics.push(finding(&adjustment));
        portfolio.adjustments.push(adjustment);
    }
}

/// What fields a word may mean.
fn names_of(word: &str) -> Vec<&'static str> {
    let word = word_of(word);
    [TASK, PROJECT, LOG, BENEFIT].into_iter().flatten().filter(|(w, _)| *w == word).map(|(_, field)| *field).collect()
}

/// A field as it is looked up.
fn word_of(field: &str) -> String {
    fold_name(&field.replace(['_', '-'], " "))
}

/// The place of a line of the configuration.
pub(super) fn line_of_configuration(context: &Context, line: u32) -> CellRef {
    let name = &context.settings.file_name;
    let file = context.sources.files.iter().rposition(|f| f.name == *name).and_then(|f| u16::try_from(f).ok()).unwrap_or(0);
    CellRef { source: SourceId { file, sheet: 0 }, row: line.saturating_sub(1), col: 0 }
}

fn written_in_configuration(context: &Context) -> Vec<Adjustment> {
    let rules = context.settings.adjustments.iter();
    rules
        .map(|r| Adjustment {
            target: r.target.as_str().into(),
            field: r.field.as_str().into(),
            value: r.value.trim().into(),
            replaces: r.replaces.as_deref().map(Text::from),
            by: r.by.as_str().into(),
            why: r.why.as_str().into(),
            until: r.until,
            at: line_of_configuration(context, r.line),
            state: AdjustmentState::Gone,
            subject: None,
            what: Text::default(),
            original: None,
            remark: Text::default(),
        })
        .collect()
}

fn of_record(r: AdjustmentRecord) -> Adjustment {
    Adjustment {
        target: r.target,
        field: r.field,
        value: r.value,
        replaces: r.replaces,
        by: r.by,
        why: r.why,
        until: r.until,
        at: r.at,
        state: AdjustmentState::Gone,
        subject: None,
        what: Text::default(),
        original: None,
        remark: Text::default(),
    }
}

/// By adjustment: what its target may mean. One pass over the portfolio, whatever the number of adjustments.
fn targets<'a>(portfolio: &Portfolio, adjustments: impl Iterator<Item = &'a Adjustment>) -> FxHashMap<usize, Vec<Subject>> {
    let mut wanted: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (ix, a) in adjustments.enumerate() {
        wanted.entry(fold_key(&a.target)).or_default().push(ix);
    }
    let mut found: FxHashMap<usize, Vec<Subject>> = FxHashMap::default();
    let mut meet = |words: &[Option<&str>], subject: Subject| {
        for ix in words.iter().flatten().filter_map(|w| wanted.get(&fold_key(w))).flatten() {
            let list = found.entry(*ix).or_default();
            if !list.contains(&subject) {
                list.push(subject);
            }
        }
    };
    let value = |t: &Option<Sourced<Text>>| t.as_ref().map(|t| t.value.clone());
    for (ix, p) in portfolio.projects.iter().enumerate() {
        meet(&[Some(&p.slug), Some(&p.name), p.key.as_deref()], Subject::Project(position(ix)));
    }
    for (ix, t) in portfolio.tasks.iter().enumerate().filter(|(_, t)| !t.stub) {
        let (key, id) = (value(&t.facts.key), value(&t.facts.id));
        meet(&[Some(&t.stable_id), key.as_deref(), id.as_deref()], Subject::Task(position(ix)));
    }
    for (ix, i) in portfolio.log.iter().enumerate() {
        meet(&[Some(&i.stable_id), value(&i.key).as_deref()], Subject::LogItem(position(ix)));
    }
    for (ix, b) in portfolio.benefits.iter().enumerate() {
        meet(&[Some(&b.stable_id), value(&b.key).as_deref()], Subject::Benefit(position(ix)));
    }
    found
}

fn fields(subject: Subject) -> &'static [(&'static str, &'static str)] {
    match subject {
        Subject::Task(_) => TASK,
        Subject::Project(_) => PROJECT,
        Subject::LogItem(_) => LOG,
        Subject::Benefit(_) => BENEFIT,
        _ => &[],
    }
}

fn settle(portfolio: &mut Portfolio, a: &mut Adjustment, subjects: &[Subject], context: &Context) {
    let word = word_of(&a.field);
    if COMPUTED.iter().any(|c| word.contains(c)) {
        return refuse(a, format!("`{}` is computed, not stated; adjust the facts it follows from", a.field));
    }
    let named = |s: &Subject| fields(*s).iter().find(|(w, _)| *w == word).map(|(_, f)| (*s, *f));
    let fits: Vec<(Subject, &'static str)> = subjects.iter().filter_map(named).collect();
    let (subject, field) = match (fits.as_slice(), subjects) {
        ([one], _) => *one,
        ([], []) => return,
        ([], [first, ..]) => {
            let mut known: Vec<&str> = fields(*first).iter().map(|(_, f)| *f).collect();
            known.dedup();
            return refuse(a, format!("`{}` cannot be adjusted here; {} can", a.field, known.join(", ")));
        }
        (several, _) => return refuse(a, format!("`{}` fits {} things; write the full id", a.target, several.len())),
    };
    a.field = field.into();
    a.subject = Some(subject);
    let past = a.until.is_some_and(|until| until < context.as_of);
    let put = Put { at: a.at, value: &a.value, replaces: a.replaces.as_deref(), past };
    let calendar = portfolio.calendar.clone();
    let done = match subject {
        Subject::Task(t) => of_task(portfolio, t, field, &put, &calendar, &mut a.what),
        Subject::Project(p) => match portfolio.projects.get_mut(p as usize) {
            Some(project) => {
                a.what = project.name.clone();
                of_project(project, field, &put)
            }
            None => return,
        },
        Subject::LogItem(i) => of_log(portfolio, i, field, &put, &mut a.what),
        Subject::Benefit(b) => match portfolio.benefits.get_mut(b as usize) {
            Some(benefit) => {
                a.what = benefit.name.as_ref().map_or_else(|| benefit.stable_id.clone(), |n| n.value.clone());
                of_benefit(benefit, field, &put)
            }
            None => return,
        },
        _ => return,
    };
    match done {
        Ok(done) => {
            a.state = done.state;
            a.original = done.original;
            a.remark = done.remark.into();
        }
        Err(why) => refuse(a, why),
    }
}

fn refuse(a: &mut Adjustment, why: String) {
    a.state = AdjustmentState::Refused;
    a.remark = why.into();
}

/// What putting a value came to.
struct Done {
    state: AdjustmentState,
    original: Option<(Text, Option<CellRef>)>,
    remark: String,
}

/// One value to be put in place of another.
struct Put<'a> {
    at: CellRef,
    value: &'a str,
    replaces: Option<&'a str>,
    past: bool,
}

type Putting = Result<Done, String>;

impl Put<'_> {
    fn put<T: Clone + PartialEq>(
        &self,
        slot: &mut Option<Sourced<T>>,
        what: &str,
        read: impl Fn(&str) -> Option<T>,
        show: impl Fn(&T) -> String,
    ) -> Putting {
        let value = read(self.value).ok_or_else(|| format!("`{}` is no {what}", self.value))?;
        let before = self.replaces.filter(|r| !r.trim().is_empty() && !["none", "-", "–", "empty"].contains(&r.trim()));
        let before = before.map(|r| read(r).ok_or_else(|| format!("`{r}`, the value it replaces, is no {what}"))).transpose()?;
        let original = slot.as_ref().map(|s| (Text::from(show(&s.value)), Some(s.at)));
        if self.past {
            return Ok(Done { state: AdjustmentState::Expired, original, remark: String::new() });
        }
        if slot.as_ref().is_some_and(|s| s.value == value) {
            return Ok(Done { state: AdjustmentState::Agreed, original, remark: String::new() });
        }
        let moved = self.replaces.is_some() && slot.as_ref().map(|s| &s.value) != before.as_ref();
        let remark = match (moved, &original) {
            (false, _) => String::new(),
            (true, Some((now, _))) => format!(
                "it was made over `{}`, the source now says `{now}`",
                before.as_ref().map_or_else(|| "nothing".to_owned(), show)
            ),
            (true, None) => {
                format!("it was made over `{}`, the source now says nothing", before.as_ref().map_or_else(String::new, show))
            }
        };
        *slot = Some(Sourced::derived(value, self.at, Rule::Adjustment));
        let state = if moved { AdjustmentState::Changed } else { AdjustmentState::Applied };
        Ok(Done { state, original, remark })
    }
    fn date(&self, slot: &mut Option<Sourced<Date>>) -> Putting {
        self.put(slot, "date; write 2027-03-31", day, Date::to_string)
    }
    fn rag(&self, slot: &mut Option<Sourced<Rag>>) -> Putting {
        self.put(slot, "colour; write red, amber or green", rag::word, |r| r.word().to_owned())
    }
    fn words(&self, slot: &mut Option<Sourced<Text>>) -> Putting {
        self.put(slot, "text", |t| Some(Text::from(t.trim())).filter(|t| !t.is_empty()), |t| t.to_string())
    }
    /// Yes or no.
    fn choice(&self) -> Result<bool, String> {
        match fold_name(self.value).as_str() {
            "show" | "yes" | "true" | "first" | "shown" => Ok(true),
            "hide" | "no" | "false" | "never" | "hidden" => Ok(false),
            _ => Err(format!("`{}` is neither show nor hide", self.value)),
        }
    }
}

/// `2027-03-31`, `31 Mar 2027`.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.split_once('T').map_or(text, |(d, _)| d);
    text.parse().ok().or_else(|| {
        let [a, b, c] = written::read(text)?.days();
        let days: Vec<Date> = [a, b, c].into_iter().flatten().collect();
        match days.as_slice() {
            [] => None,
            [first, rest @ ..] => rest.iter().all(|d| d == first).then_some(*first),
        }
    })
}

fn share(text: &str) -> Option<f64> {
    let text = text.trim();
    let number: f64 = text.trim_end_matches('%').trim().parse().ok()?;
    let share = if text.ends_with('%') || number > 1.0 { number / 100.0 } else { number };
    (0.0..=1.0).contains(&share).then_some(share)
}

fn of_task(portfolio: &mut Portfolio, at: u32, field: &str, put: &Put, calendar: &Calendar, what: &mut Text) -> Putting {
    if field == "front page" {
        return front_page_of_task(portfolio, at, put, what);
    }
    let Some(task) = portfolio.tasks.get_mut(at as usize) else { return Err("it is no longer there".to_owned()) };
    *what = task.title().into();
    let facts = &mut task.facts;
    let done = match field {
        "start" => put.date(&mut facts.start),
        "finish" => put.date(&mut facts.finish),
        "baseline start" => put.date(&mut facts.baseline_start),
        "baseline finish" => put.date(&mut facts.baseline_finish),
        "actual start" => put.date(&mut facts.actual_start),
        "actual finish" => put.date(&mut facts.actual_finish),
        "deadline" => put.date(&mut facts.deadline),
        "percent complete" => put.put(&mut facts.percent, "share; write 60 %", share, |p| format!("{} %", (p * 100.0).round())),
        "RAG" => put.rag(&mut facts.rag),
        "name" => put.words(&mut facts.name),
        _ => put.put(
            &mut facts.status,
            "status",
            |t| {
                let category = status::category(t);
                category.is_some().then(|| StatusWord { word: t.trim().into(), category })
            },
            |s| s.word.to_string(),
        ),
    }?;
    if done.state.holds() && matches!(field, "start" | "finish") {
        span(task, put.at, calendar);
    }
    Ok(done)
}

/// The duration that adjusted dates leave; a stated one no longer fits them.
fn span(task: &mut Task, at: CellRef, calendar: &Calendar) {
    let facts = &mut task.facts;
    if let (TaskKind::Task, Some(start), Some(finish)) = (facts.kind, facts.start, facts.finish)
        && finish.value >= start.value
    {
        let days = calendar.working_days().whole_days_within(start.value, finish.value);
        facts.duration = Some(Sourced::derived(Duration { days, elapsed: false, estimated: false }, at, Rule::Adjustment));
    }
}

/// Whether a milestone is one that the board looks at.
fn front_page_of_task(portfolio: &mut Portfolio, at: u32, put: &Put, what: &mut Text) -> Putting {
    let shown = put.choice()?;
    let Some(task) = portfolio.tasks.get(at as usize) else { return Err("it is no longer there".to_owned()) };
    *what = task.title().into();
    let Some(project) = portfolio.projects.get_mut(task.project.ix()) else { return Err("it has no project".to_owned()) };
    let there = project.board_milestones.contains(&TaskId(at));
    let original = Some((Text::from(if there { "shown" } else { "not shown" }), None));
    if put.past || there == shown {
        let state = if put.past { AdjustmentState::Expired } else { AdjustmentState::Agreed };
        return Ok(Done { state, original, remark: String::new() });
    }
    if shown {
        project.board_milestones.push(TaskId(at));
    } else {
        project.board_milestones.retain(|t| *t != TaskId(at));
    }
    portfolio.front_page.push(FrontPage { subject: Subject::Task(at), shown });
    Ok(Done { state: AdjustmentState::Applied, original, remark: String::new() })
}

fn of_project(project: &mut Project, field: &str, put: &Put) -> Putting {
    match field {
        "RAG" => put.rag(&mut project.reported),
        "agreed RAG" => put.rag(&mut project.agreed),
        "manager" => put.words(&mut project.manager),
        "start" => put.date(&mut project.start),
        "finish" => put.date(&mut project.finish),
        _ => put.date(&mut project.baseline_finish),
    }
}

fn of_log(portfolio: &mut Portfolio, at: u32, field: &str, put: &Put, what: &mut Text) -> Putting {
    let Some(item) = portfolio.log.get_mut(at as usize) else { return Err("it is no longer there".to_owned()) };
    *what = item.label().into();
    if field == "front page" {
        let shown = put.choice()?;
        let state = if put.past { AdjustmentState::Expired } else { AdjustmentState::Applied };
        if state.holds() {
            portfolio.front_page.push(FrontPage { subject: Subject::LogItem(at), shown });
        }
        return Ok(Done { state, original: Some(("by its rank".into(), None)), remark: String::new() });
    }
    log_field(item, field, put)
}

fn log_field(item: &mut LogItem, field: &str, put: &Put) -> Putting {
    match field {
        "due" => put.date(&mut item.due),
        "RAG" => put.rag(&mut item.rag),
        "title" => put.words(&mut item.title),
        "response" => put.words(&mut item.response),
        "recommendation" => put.words(&mut item.recommendation),
        "owner" => {
            let done = put.words(&mut item.owner)?;
            if done.state.holds() {
                item.owner_id = None;
            }
            Ok(done)
        }
        _ => {
            let done = put.words(&mut item.status)?;
            if done.state.holds() {
                item.open = status::open(put.value);
            }
            Ok(done)
        }
    }
}

fn of_benefit(benefit: &mut Benefit, field: &str, put: &Put) -> Putting {
    match field {
        "target date" => put.date(&mut benefit.target_date),
        "forecast date" => put.date(&mut benefit.forecast_date),
        "RAG" => put.rag(&mut benefit.rag),
        "owner" => put.words(&mut benefit.owner),
        _ => put.words(&mut benefit.status),
    }
}

/// What is said of an adjustment, at the source's cell where it has one, else where it is written.
fn finding(a: &Adjustment) -> Diagnostic {
    let source = a.original.as_ref().and_then(|(_, at)| *at);
    let was = a.original.as_ref().map_or("nothing", |(text, _)| text);
    let until = a.until.map_or_else(String::new, |d| format!(", until {d}"));
    let what = if a.what.is_empty() { &a.target } else { &a.what };
    let made = format!("`{what}`: {} `{}` in place of `{was}` by {}{until}", a.field, a.value, a.by);
    let mut finding = match a.state {
        AdjustmentState::Applied => {
            Diagnostic::at("adjustment-holds", Severity::Note, source.unwrap_or(a.at), format!("{made}: {}", a.why))
        }
        AdjustmentState::Changed => {
            Diagnostic::at("adjustment-changed", Severity::Warning, a.at, format!("{made}, but {}", a.remark))
                .help("ask the project manager which value holds; set the value it replaces anew, or take the adjustment out")
        }
        AdjustmentState::Agreed => Diagnostic::at(
            "adjustment-agreed",
            Severity::Note,
            a.at,
            format!("`{what}`: the source says {} `{}` itself now", a.field, a.value),
        )
        .help("take the adjustment out"),
        AdjustmentState::Expired => Diagnostic::at(
            "adjustment-expired",
            Severity::Warning,
            a.at,
            format!("`{what}`: {} `{}` by {} held{until}; the source's `{was}` holds again", a.field, a.value, a.by),
        )
        .help("renew it with a new date, or take it out"),
        AdjustmentState::Gone => Diagnostic::at(
            "adjustment-gone",
            Severity::Warning,
            a.at,
            format!("{} `{}` by {} is for `{}`, which no source holds", a.field, a.value, a.by, a.target),
        )
        .help("correct the id, add the export that holds it, or take the adjustment out"),
        AdjustmentState::Refused => Diagnostic::at(
            "adjustment-refused",
            Severity::Error,
            a.at,
            format!("the adjustment of `{}` by {} cannot be made: {}", a.target, a.by, a.remark),
        )
        .help("correct the entry; `steerpack explain adjustment-refused` lists what can be adjusted"),
    };
    if let Some(subject) = a.subject {
        finding = finding.about(subject);
    }
    let other = if finding.cell() == Some(a.at) { source } else { Some(a.at) };
    finding.related.extend(other);
    finding
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::trial::Trial;
    use super::*;
    use crate::model::Role;
    use jiff::civil::date;

    fn tried(toml: &str) -> crate::reconcile::Reconciled {
        let mut trial = Trial::configured(toml);
        trial.settings.file_name = "steerpack.toml".to_owned();
        trial
            .file("jira.csv", "jira", Role::Tasks)
            .task("Settlement", |r| r.key("PAY-3").project("PAY", "Payments").dates(date(2026, 3, 2), date(2026, 3, 20)))
            .task("Refunds", |r| r.key("PAY-4").project("PAY", "Payments").dates(date(2026, 3, 2), date(2026, 3, 20)));
        trial.run()
    }

    fn entry(target: &str, field: &str, value: &str, rest: &str) -> String {
        format!(
            "[[adjustment]]\ntarget = \"{target}\"\nfield = \"{field}\"\nvalue = \"{value}\"\nby = \"Nora\"\nwhy = \"call\"\n{rest}\n"
        )
    }

    fn state(toml: &str) -> (AdjustmentState, crate::reconcile::Reconciled) {
        let out = tried(toml);
        (out.portfolio.adjustments[0].state, out)
    }

    #[test]
    fn an_adjusted_date_holds_with_its_basis_and_the_original_stays() {
        let (state, out) = state(&entry("pay-3", "due", "2026-04-10", "replaces = \"2026-03-20\""));
        assert_eq!(state, AdjustmentState::Applied);
        let task = out.portfolio.tasks.iter().find(|t| t.key() == Some("PAY-3")).unwrap();
        assert_eq!(task.facts.finish.unwrap().value, date(2026, 4, 10));
        assert_eq!(task.facts.finish.unwrap().basis, crate::source::Basis::Derived(Rule::Adjustment));
        // Monday 2 March to Friday 10 April: six weeks of five days less none
        assert!((task.facts.duration.unwrap().value.days - 30.0).abs() < 1e-9);
        assert_eq!(&*out.portfolio.adjustments[0].original.as_ref().unwrap().0, "2026-03-20");
        assert!(out.diagnostics.iter().any(|d| d.check == "adjustment-holds"));
    }

    #[test]
    fn it_says_when_the_ground_moved_the_source_agrees_it_is_past_or_the_target_is_gone() {
        assert_eq!(state(&entry("PAY-3", "finish", "2026-04-10", "replaces = \"2026-03-19\"")).0, AdjustmentState::Changed);
        assert_eq!(state(&entry("PAY-3", "finish", "20 Mar 2026", "")).0, AdjustmentState::Agreed);
        let (expired, out) = state(&entry("PAY-3", "finish", "2026-04-10", "until = \"2026-02-28\""));
        assert_eq!(expired, AdjustmentState::Expired);
        assert!(out.portfolio.tasks.iter().all(|t| t.facts.finish.unwrap().value == date(2026, 3, 20)));
        assert_eq!(state(&entry("PAY-9", "finish", "2026-04-10", "")).0, AdjustmentState::Gone);
    }

    #[test]
    fn computed_values_and_unreadable_ones_are_refused_in_words() {
        let (state_of, out) = state(&entry("PAY-3", "total float", "5", ""));
        assert_eq!(state_of, AdjustmentState::Refused);
        let finding = out.diagnostics.iter().find(|d| d.check == "adjustment-refused").unwrap();
        assert_eq!(finding.severity, Severity::Error);
        assert!(finding.message.contains("`total float` is computed, not stated"), "{}", finding.message);
        assert_eq!(state(&entry("PAY-3", "finish", "soon", "")).0, AdjustmentState::Refused);
        assert_eq!(state(&entry("PAY-3", "colour", "red", "")).0, AdjustmentState::Refused);
    }

    #[test]
    fn the_agreed_colour_of_a_project_can_be_set() {
        let (state, out) = state(&entry("Payments", "agreed RAG", "amber", ""));
        assert_eq!(state, AdjustmentState::Applied);
        assert_eq!(out.portfolio.projects[0].agreed.map(|a| a.value), Some(Rag::Amber));
    }
}
