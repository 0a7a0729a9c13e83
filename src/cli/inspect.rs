//! `steerpack inspect`: what each file and sheet is and why it was read so. The JSON shape is a promise to scripts.

use super::args::{Format, InputArgs};
use super::console::{self, heading, muted, shown};
use super::digest;
use crate::error::Result;
use crate::import::Extract;
use crate::model::{Audience, Counts, Portfolio, Project, Resource};
use crate::pipeline::{self, Request};
use crate::reconcile::{self, Context, counts};
use crate::report::evidence;
use crate::source::{SourceId, SourceMap};
use rayon::prelude::*;
use serde::Serialize;

/// The whole answer.
#[derive(Serialize)]
struct Inspection {
    sources: Vec<SourceView>,
    program: ProgramView,
}

#[derive(Serialize)]
struct ProgramView {
    counts: Counts,
    people: Vec<PersonView>,
    projects: Vec<ProjectView>,
}

/// Somebody, with the rows that name them and why those are one.
#[derive(Serialize)]
struct PersonView {
    id: String,
    name: String,
    kind: crate::model::ResourceKind,
    email: Option<String>,
    why: String,
    spellings: Vec<SpellingView>,
    named_in: Vec<NamedView>,
    #[serde(skip)]
    joined: bool,
}

#[derive(Serialize)]
struct SpellingView {
    text: String,
    why: String,
}

#[derive(Serialize)]
struct NamedView {
    source: String,
    rows: Vec<u32>,
    #[serde(skip)]
    text: String,
}

/// A project, with the sheets its records come from and why they were taken for it.
#[derive(Serialize)]
struct ProjectView {
    id: String,
    name: String,
    key: Option<String>,
    sources: Vec<JoinView>,
}

#[derive(Serialize)]
struct JoinView {
    source: String,
    why: String,
}

/// One table of one sheet.
#[derive(Serialize)]
struct SourceView {
    file: String,
    sheet: Option<String>,
    tracker: String,
    role: &'static str,
    score: f64,
    reasons: Vec<String>,
    runner_up: Option<String>,
    header_row: Option<u32>,
    columns: Vec<ColumnView>,
    unmapped: Vec<String>,
    date_order: Option<DateOrderView>,
    rows_read: usize,
    records: usize,
    set_aside: Vec<SetAsideView>,
    counts: Counts,
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Serialize)]
struct ColumnView {
    header: String,
    cell: String,
    field: Option<&'static str>,
    #[serde(skip)]
    address: String,
}

#[derive(Serialize)]
struct DateOrderView {
    column: String,
    order: &'static str,
    proof: String,
}

#[derive(Serialize)]
struct SetAsideView {
    cell: String,
    reason: String,
}

/// Reads the inputs and prints how.
///
/// # Errors
/// No input could be read.
pub fn inspect(request: &Request, input: &InputArgs) -> Result<u8> {
    let progress = console::Progress::new(input.quiet);
    let taken = pipeline::take_in(request, &|stage, done, all| progress.tell(stage, done, all));
    progress.done();
    let intake = taken?;
    let context = Context { sources: &intake.sources, settings: &request.settings, as_of: request.as_of, name: &request.name };
    let mut sources: Vec<SourceView> = intake.extracts.par_iter().map(|e| view(e, &intake.sources, &context)).collect();
    let mut refused: Vec<(String, String)> =
        intake.files.iter().filter_map(|f| f.refused.clone().map(|why| (f.name.clone(), why))).collect();
    let read: Vec<SourceId> = intake.extracts.iter().map(|e| e.source).collect();
    let mut together = reconcile::reconcile(intake.extracts, &context).portfolio;
    let counts = together.counts;
    let mut places = intake.sources.clone();
    if request.audience == Audience::Open {
        // who is who in a restricted project is not told to everybody
        let open = reconcile::redact(together, places, Vec::new(), &request.settings);
        for (source, id) in sources.iter_mut().zip(read) {
            withhold(source, &open.files, |text| open.names.stand_in(text));
            // a day that shows the order of dates may be one of a restricted row
            if open.mixed.contains(&id) {
                (source.date_order, source.earliest, source.latest) = (None, None, None);
            }
        }
        for (file, _) in &mut refused {
            let bare = file.rsplit('/').next().unwrap_or(file).trim_start_matches("~$").to_owned();
            if open.names.stand_in(file) || open.files.iter().any(|(name, _)| name.rsplit('/').next() == Some(&bare)) {
                *file = "restricted".to_owned();
            }
        }
        (together, places) = (open.portfolio, open.sources);
    }
    let inspection = Inspection { sources, program: program(&together, &places, counts) };
    match input.format {
        Format::Json => {
            let mut text = serde_json::to_string_pretty(&inspection).unwrap_or_default();
            text.push('\n');
            console::raw(&text);
        }
        Format::Text => text(&inspection, &refused),
    }
    Ok(0)
}

/// People and projects with their evidence.
fn program(portfolio: &Portfolio, sources: &SourceMap, counts: Counts) -> ProgramView {
    let person = |r: &Resource| PersonView {
        id: r.stable_id.to_string(),
        name: r.name.to_string(),
        kind: r.kind,
        email: r.email.as_ref().map(|m| m.value.to_string()),
        why: evidence::why(r),
        spellings: r.spellings.iter().map(|(text, why)| SpellingView { text: text.to_string(), why: why.to_string() }).collect(),
        named_in: evidence::named(r)
            .into_iter()
            .map(|n| NamedView { source: sources.source_text(n.source), text: evidence::rows_text(sources, &n, 4), rows: n.rows })
            .collect(),
        joined: evidence::is_joined(r),
    };
    let project = |p: &Project| ProjectView {
        id: p.slug.to_string(),
        name: p.name.to_string(),
        key: p.key.as_ref().map(ToString::to_string),
        sources: evidence::joined(p, sources).map(|(source, why)| JoinView { source, why: why.to_owned() }).collect(),
    };
    ProgramView {
        counts,
        people: portfolio.resources.iter().map(person).collect(),
        projects: portfolio.projects.iter().map(project).collect(),
    }
}

/// Of a restricted file only that it was read, and how much of it; of others no text in which a withheld name stands.
fn withhold(source: &mut SourceView, restricted: &[(String, String)], tells: impl Fn(&str) -> bool) {
    if let Some((_, label)) = restricted.iter().find(|(name, _)| *name == source.file) {
        source.file.clone_from(label);
        source.sheet = source.sheet.as_ref().map(|_| "withheld".to_owned());
        source.reasons.clear();
        source.runner_up = None;
        source.columns.clear();
        source.unmapped.clear();
        source.date_order = None;
        (source.earliest, source.latest) = (None, None);
        for row in &mut source.set_aside {
            (row.cell, row.reason) = (format!("{label} (cell withheld)"), "withheld".to_owned());
        }
        return;
    }
    source.reasons.retain(|r| !tells(r));
    source.unmapped.retain(|u| !tells(u));
    source.columns.retain(|c| !tells(&c.header));
    source.set_aside.iter_mut().filter(|a| tells(&a.reason)).for_each(|a| a.reason = "withheld".to_owned());
    if source.date_order.as_ref().is_some_and(|d| tells(&d.proof)) {
        source.date_order = None;
    }
}

/// The reading of one table; its counts are those of a portfolio made of it alone.
fn view(extract: &Extract, sources: &SourceMap, context: &Context) -> SourceView {
    let alone: Portfolio = reconcile::reconcile(vec![extract.clone()], context).portfolio;
    let (earliest, latest) = counts::span(&alone).unzip();
    let orders = &extract.date_orders;
    let order = orders.iter().find(|o| o.order == "unknown").or(orders.first());
    SourceView {
        file: sources.file(extract.source).map_or_else(String::new, |f| f.name.clone()),
        sheet: sources.sheet(extract.source).map(str::to_owned),
        tracker: extract.tracker.to_string(),
        role: extract.role.word(),
        score: (extract.score * 100.0).round() / 100.0,
        reasons: extract.reasons.clone(),
        runner_up: extract.runner_up.as_ref().map(ToString::to_string),
        header_row: extract.header_row.map(|r| r.saturating_add(1)),
        columns: extract
            .columns
            .iter()
            .map(|c| ColumnView {
                header: c.header.to_string(),
                cell: sources.text(c.at),
                field: c.field.map(|f| f.word()),
                address: c.at.to_string(),
            })
            .collect(),
        unmapped: extract.columns.iter().filter(|c| c.field.is_none()).map(|c| c.header.to_string()).collect(),
        date_order: order.map(|o| DateOrderView { column: o.column.to_string(), order: o.order, proof: o.proof.clone() }),
        rows_read: extract.rows_read,
        records: extract.record_rows,
        set_aside: extract
            .set_aside
            .iter()
            .map(|s| SetAsideView { cell: sources.text(s.at), reason: s.reason.clone() })
            .collect(),
        counts: alone.counts,
        earliest: earliest.map(|d| d.to_string()),
        latest: latest.map(|d| d.to_string()),
    }
}

fn text(inspection: &Inspection, refused: &[(String, String)]) {
    for s in &inspection.sources {
        let place = s.sheet.as_ref().map_or_else(|| s.file.clone(), |sheet| format!("{} / {sheet}", s.file));
        console::line(&format!("{}  {} {}  {}", heading(&place), s.tracker, s.role, muted(&format!("score {:.2}", s.score))));
        for reason in &s.reasons {
            console::line(&format!("  because {}", shown(reason)));
        }
        if let Some(second) = &s.runner_up {
            console::line(&format!("  next best: {}", shown(second)));
        }
        let header = s.header_row.map_or_else(|| "none".to_owned(), |r| r.to_string());
        console::line(&format!(
            "  header row {header} · {} rows read · {} records · {} set aside",
            s.rows_read,
            s.records,
            s.set_aside.len()
        ));
        for c in s.columns.iter().filter(|c| c.field.is_some()) {
            console::line(&format!("    {} → {}  {}", shown(&c.header), c.field.unwrap_or(""), muted(&c.address)));
        }
        if !s.unmapped.is_empty() {
            console::line(&format!("  kept as custom fields: {}", shown(&s.unmapped.join(", "))));
        }
        if let Some(order) = &s.date_order {
            console::line(&format!("  dates in {}: {} — {}", shown(&order.column), order.order, shown(&order.proof)));
        }
        for aside in s.set_aside.iter().take(5) {
            console::line(&format!("  set aside {}: {}", shown(&aside.cell), shown(&aside.reason)));
        }
        if s.set_aside.len() > 5 {
            console::line(&format!("  … and {} more set aside (--format json lists them)", s.set_aside.len() - 5));
        }
        console::line("");
    }
    for (file, why) in refused {
        console::line(&format!("{}  not read: {}", heading(file), shown(why)));
    }
    who_is_who(&inspection.program);
    console::line(&format!("together: {}", digest::held(&inspection.program.counts)));
}

/// People named in several files or ways, and projects, in the text form.
fn who_is_who(program: &ProgramView) {
    const SHOWN: usize = 12;
    for p in &program.projects {
        console::line(&format!("{}  {}", heading(&p.name), muted(&p.id)));
        for s in p.sources.iter().take(SHOWN) {
            console::line(&format!("  from {}: {}", shown(&s.source), shown(&s.why)));
        }
        if p.sources.len() > SHOWN {
            console::line(&format!("  … and {} more sheets (--format json lists them)", p.sources.len() - SHOWN));
        }
    }
    let mut joined: Vec<&PersonView> = program.people.iter().filter(|p| p.joined).collect();
    // those who go by several names first: of them it is to be told why they are one
    joined.sort_by_key(|p| p.spellings.len() < 2);
    for p in joined.iter().take(SHOWN) {
        console::line(&format!("{}  {}", heading(&p.name), shown(&p.why)));
        let told: Vec<&str> = p.named_in.iter().take(4).map(|n| n.text.as_str()).collect();
        let more = p.named_in.len().saturating_sub(told.len());
        let more = if more > 0 { format!("; {more} more sheets") } else { String::new() };
        console::line(&format!("  named in {}{more}", shown(&told.join("; "))));
    }
    if joined.len() > SHOWN {
        let more = joined.len() - SHOWN;
        console::line(&format!("… and {more} more people named in several files or ways (--format json lists them)"));
    }
    console::line("");
}
