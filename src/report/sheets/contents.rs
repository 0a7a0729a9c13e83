//! Contents: what the workbook is, of which date, what each sheet holds, how to read its styles, and what was capped.

use super::{SHEETS, Sheet};
use crate::model::Rag;
use crate::report::Brief;
use crate::report::frame::{header, heading, rag, whole};
use crate::report::layout::Layout;
use crate::report::plan::{CellPlan, Link, SheetPlan, Style};
use crate::report::words::{count, day, thousands};

/// The sheet's name.
pub const NAME: &str = "Contents";

/// The sheet.
pub const SHEET: Sheet = Sheet {
    name: NAME,
    about: "What this workbook is, what each sheet holds and how to read it",
    rows: |_, _| SHEETS.len(),
    build,
};

fn build<'a>(b: &'a Brief<'a>, l: &'a Layout) -> SheetPlan<'a> {
    let mut plan = SheetPlan::new(NAME);
    plan.landscape = false;
    plan.widths = vec![(0, 20.0), (1, 9.0), (2, 104.0)];
    let p = b.portfolio;
    plan.put(0, 0, CellPlan::text(format!("{}: steering pack", p.name)).styled(Style::Title));
    let next =
        b.settings.program.next_meeting.map(|d| format!(" Next meeting of the committee: {}.", day(d))).unwrap_or_default();
    plan.put(1, 0, CellPlan::text(format!("As of {}.{next}", day(p.as_of))).styled(Style::Subtitle));
    let purpose = [
        format!(
            "{} and {} read from {}, put side by side: what is reported, what its own dates and links imply, and what does not agree.",
            count(p.projects.len(), "project", "projects"),
            count(p.counts.tasks, "record of work", "records of work"),
            count(b.receipt.inputs.len(), "export", "exports"),
        ),
        "Every figure leads back to a cell of an export: see the columns Source cell and Place.".to_owned(),
        format!(
            "Made by {} from the files on sheet Sources; settings: {}. Questions: the program office that sent it.",
            b.receipt.tool, b.receipt.configuration
        ),
    ];
    let mut row = 2;
    for line in purpose {
        plan.put(row, 0, CellPlan::text(line));
        row += 1;
    }
    row += 1;
    header(&mut plan, row, 0, &["Sheet", "Rows", "What it holds"]);
    row += 1;
    for sheet in SHEETS.iter().filter(|s| s.name != NAME) {
        let link = Link::Cell { sheet: sheet.name, row: 0, col: 0 };
        plan.put(row, 0, CellPlan::text(sheet.name).styled(Style::Link).linked(link));
        plan.put(row, 1, whole((sheet.rows)(b, l)));
        plan.put(row, 2, CellPlan::text(sheet.about));
        row += 1;
    }
    row = legend(&mut plan, row + 1);
    caps(b, l, &mut plan, row + 1);
    plan
}

fn legend(plan: &mut SheetPlan, mut row: u32) -> u32 {
    heading(plan, row, 0, "How to read it");
    row += 1;
    let lines: [(CellPlan, &'static str); 15] = [
        (rag(Some(Rag::Green), ""), "On track by the rules on sheet Rules, or as the project reports it"),
        (rag(Some(Rag::Amber), ""), "At risk"),
        (rag(Some(Rag::Red), ""), "Off track"),
        (rag(None, "Not assessable, n/a"), "The exports do not tell enough to say; never counted as green"),
        (
            CellPlan::text("Late 12 d").styled(Style::Late),
            "Later than needed or reported, with the days; a late date has the same look",
        ),
        (CellPlan::text("At risk").styled(Style::AtRisk), "Needs attention; the word says why"),
        (CellPlan::text("Critical").styled(Style::Critical), "A slip moves the latest finish"),
        (CellPlan::text("12 Mar 2026").styled(Style::ComputedDate), "Computed or derived, not stated in any export"),
        (
            CellPlan::text("a 100 %").styled(Style::Assumed),
            "Assumed, marked a: neither work nor units are stated; decides no status",
        ),
        (CellPlan::text("Conflict").styled(Style::Conflict), "Sources disagree: sheet Conflicts shows both values"),
        (
            CellPlan::text("?").styled(Style::AtRisk),
            "A value is missing or could not be read; the note on the cell says what is there",
        ),
        (CellPlan::text("Error").styled(Style::SeverityError), "Finding: a figure cannot be trusted until it is mended"),
        (CellPlan::text("Warning").styled(Style::SeverityWarning), "Finding: likely wrong, or a decision is wanted"),
        (CellPlan::text("Note").styled(Style::SeverityNote), "Finding: worth knowing"),
        (CellPlan::text("wd, d").styled(Style::Muted), "Working days of the calendar, unless a heading says calendar days"),
    ];
    for (cell, text) in lines {
        plan.put(row, 0, cell);
        plan.put_wide(row, 1, 2, CellPlan::text(text));
        row += 1;
    }
    row
}

fn caps(b: &Brief, l: &Layout, plan: &mut SheetPlan, mut row: u32) {
    heading(plan, row, 0, "What is capped");
    row += 1;
    let w = &b.settings.workbook;
    let mut lines = vec![if l.listed < l.findings.len() {
        format!("Findings lists the {} gravest of {} (workbook.findings).", thousands(l.listed), thousands(l.findings.len()))
    } else {
        format!("Findings lists all {} (the cap is {}).", count(l.findings.len(), "finding", "findings"), thousands(w.findings))
    }];
    lines.push(if l.notes_left_out > 0 {
        format!(
            "Notes stand at the cells of the {} gravest findings of each sheet (workbook.notes-per-sheet); {} have none.",
            thousands(w.notes_per_sheet),
            count(l.notes_left_out, "finding", "findings")
        )
    } else {
        format!(
            "Every finding that speaks of a cell of this workbook has its note there (the cap is {} a sheet).",
            thousands(w.notes_per_sheet)
        )
    });
    lines.push(
        "Contention shows 60 people and 26 weeks, Critical chain 100 near-critical tasks, Sources 1,000 rows set aside."
            .to_owned(),
    );
    if !b.restricted && b.portfolio.projects.iter().any(|p| p.audience == crate::model::Audience::Restricted) {
        lines.push(
            "Restricted projects stand on sheet Projects by a label only; their tasks, dates, logs and findings are left out, and no date or load here counts them."
                .to_owned(),
        );
    }
    for line in lines {
        plan.put(row, 0, CellPlan::text(line));
        row += 1;
    }
}
