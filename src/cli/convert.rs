//! `steerpack convert`: exports → one workbook, JSON file or folder of CSV files; or the empty template.

use super::args::{ConvertArgs, Format};
use super::console::{self, finding, heading, muted, shown};
use super::digest;
use crate::diagnostic::Severity;
use crate::error::{Error, Result};
use crate::pipeline::{self, Request};
use crate::write::canonical::{self, Form, Titles, Written};
use serde_json::json;
use std::path::Path;

/// Findings printed in full.
const SHOWN: usize = 12;

/// Writes the empty template.
pub fn template(out: &Path) -> Result<u8> {
    if Form::of(out)? != Form::Workbook {
        return Err(Error::Usage(format!("--template {}: give a FILE.xlsx", out.display())));
    }
    let tables = crate::report::canonical::template();
    // a template is of no day: the same bytes whenever it is made
    let titles = Titles { title: "steerpack template", as_of: jiff::civil::date(2026, 1, 1), template: true };
    canonical::write(&tables, &titles, out, Form::Workbook, false)?;
    console::line(&format!(
        "{} {}: {} sheets to fill; hand it back in with the exports, `steerpack run` reads it",
        heading("template in"),
        shown(&out.display().to_string()),
        tables.len()
    ));
    Ok(0)
}

/// Converts what was asked for.
pub fn convert(request: &Request, args: &ConvertArgs) -> Result<u8> {
    let Some(out) = args.out.as_deref() else { return Err(Error::Usage("--out is missing".to_owned())) };
    let form = Form::of(out)?;
    let progress = console::Progress::new(args.input.quiet);
    let tell = |stage, done, all| progress.tell(stage, done, all);
    let done = pipeline::convert(request, out, form, args.force, &tell);
    progress.done();
    let (settled, written) = done?;
    match args.input.format {
        Format::Json => console::raw(&format!("{:#}\n", told(&settled, &written, out))),
        Format::Text if !args.input.quiet => text(&settled, &written, out),
        Format::Text => {}
    }
    Ok(0)
}

fn told(settled: &pipeline::Settled, written: &Written, out: &Path) -> serde_json::Value {
    json!({
        "out": out.display().to_string(),
        "tables": written.tables,
        "rows": written.rows,
        "texts_cut": written.cut,
        "counts": settled.portfolio.counts,
        "findings": settled.findings.len(),
    })
}

fn text(settled: &pipeline::Settled, written: &Written, out: &Path) {
    console::line(&digest::held(&settled.portfolio.counts));
    let mut gravest: Vec<_> = settled.findings.iter().filter(|d| d.severity != Severity::Note).collect();
    gravest.sort_by_key(|d| d.severity);
    for d in gravest.iter().take(SHOWN) {
        console::line(&finding(d, &settled.sources));
    }
    let more = settled.findings.len() - gravest.len().min(SHOWN);
    if more > 0 {
        console::line(&muted(&format!("{more} more findings of reading; `steerpack check` lists them")));
    }
    if written.cut > 0 {
        console::line(&format!(
            "{} texts are longer than a cell of a workbook holds and are cut; convert to .json or a folder to keep them whole",
            written.cut
        ));
    }
    console::line(&format!(
        "{} {}: {} tables, {} rows, each with the cell it came from",
        heading("converted to"),
        shown(&out.display().to_string()),
        written.tables,
        written.rows
    ));
}
