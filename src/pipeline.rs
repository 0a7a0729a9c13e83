//! The whole program on one screen: which room follows which. [`Request`] is all that a run needs; nothing here reads a clock
//! or an environment variable.

pub mod answers;
mod carry;

use crate::analyze::{Analysis, analyze};
use crate::check::waivers::Waived;
use crate::check::{self, Facts};
use crate::config::Settings;
use crate::diagnostic::{self, Diagnostic};
use crate::error::{Error, Result};
use crate::import::{self, Extract, Profiles};
use crate::model::{Audience, Portfolio};
use crate::read::{self, ReadOptions};
use crate::reconcile::{self, Context, Reconciled};
use crate::report::layout::Layout;
use crate::report::receipt::{self, FileFacts, Receipt};
use crate::report::summary::{Templates, summaries};
use crate::report::{Brief, sheets};
use crate::source::{SourceFile, SourceMap};
use crate::write;
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Everything a run needs, resolved.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// Configuration, defaults where there is none.
    pub settings: Settings,
    /// The configuration's file name and SHA-256, where there is one.
    pub configuration: Option<(String, String)>,
    /// SHA-256 of the ledger of identities, where there is one.
    pub ledger_sha256: Option<String>,
    /// The date the pack is of.
    pub as_of: Date,
    /// `--as-of`, `configuration` or `today`.
    pub as_of_from: &'static str,
    /// Name of the portfolio or program; the workbook's file name is made from it.
    pub name: String,
    /// Folder of templates that override the embedded ones.
    pub templates: Option<PathBuf>,
    /// Folder of the user's own profiles.
    pub profiles: Option<PathBuf>,
    /// The executable that reads binary workbooks in a child process.
    pub reader_exe: Option<PathBuf>,
    /// Whom the pack is for.
    pub audience: Audience,
    /// Folder of the pack before, for what was handed in then.
    pub previous: Option<PathBuf>,
}

/// What a stage tells of its progress: the stage, how many are done, how many there are.
pub type Progress<'a> = &'a (dyn Fn(&'static str, usize, usize) + Sync);

/// Everything read, before it is reconciled.
#[derive(Debug)]
pub struct Intake {
    /// Places.
    pub sources: SourceMap,
    /// By file: how it was read.
    pub files: Vec<FileFacts>,
    /// The extracts of all files, in the order of files and tables.
    pub extracts: Vec<Extract>,
    /// What was odd so far.
    pub findings: Vec<Diagnostic>,
}

/// Everything known, ready to be shown.
#[derive(Debug)]
pub struct Run {
    /// Places.
    pub sources: SourceMap,
    /// The reconciled model.
    pub portfolio: Portfolio,
    /// What follows from it.
    pub analysis: Analysis,
    /// All findings, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// Findings that were waived.
    pub waived: Vec<Waived>,
    /// The manifest, outputs not yet listed.
    pub receipt: Receipt,
}

/// One file, how it was read, what it gave, and what was odd.
type TakenIn = (SourceFile, FileFacts, Vec<Extract>, Vec<Diagnostic>);

/// read → import: every input to its extracts, in parallel; a grid lives only as long as its import.
///
/// # Errors
/// No input could be read, or a profile cannot be used.
pub fn take_in(request: &Request, progress: Progress) -> Result<Intake> {
    let profiles = Profiles::load(request.profiles.as_deref())?;
    let known: Vec<&str> = profiles.list.iter().map(|p| p.name.as_str()).collect();
    crate::config::load::trackers(&request.settings, &known, request.configuration.as_ref().map(|(name, _)| name.as_str()))?;
    let gathered = read::gather(&request.paths, &request.settings.limits);
    let mut findings = gathered.diagnostics;
    let inputs = gathered.value;
    let options = ReadOptions { limits: request.settings.limits.clone(), reader_exe: request.reader_exe.clone() };
    let (done, rows) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let most = request.settings.limits.rows;
    // beyond the limit the run ends, whichever file it was: nothing more is read or laid out
    let taken: Option<Vec<TakenIn>> = inputs
        .par_iter()
        .enumerate()
        .with_max_len(1)
        .map(|(ix, input)| {
            if rows.load(Ordering::Relaxed) > most {
                return None;
            }
            let mut reading = read::read(input, u16::try_from(ix).unwrap_or(u16::MAX), &options);
            let own: usize = reading.grids.iter().map(|g| g.rows.len()).sum();
            if rows.fetch_add(own, Ordering::Relaxed).saturating_add(own) > most {
                return None;
            }
            import::turn(&mut reading, &profiles);
            import::part(&mut reading, &profiles);
            let extracts = import::import(&reading, &profiles, &request.settings);
            let file = SourceFile { name: reading.name.clone(), kind: reading.kind, sheets: reading.sheets.clone() };
            let facts = FileFacts::of(&reading);
            progress("reading", done.fetch_add(1, Ordering::Relaxed) + 1, inputs.len());
            Some((file, facts, extracts, reading.diagnostics))
        })
        .collect();
    let Some(taken) = taken else {
        return Err(Error::NoInput(format!(
            "the inputs hold more than {most} filled rows together, the limit; leave files out, or raise `rows` under [limits] in steerpack.toml"
        )));
    };
    let mut intake = Intake { sources: SourceMap::default(), files: Vec::new(), extracts: Vec::new(), findings: Vec::new() };
    for (file, facts, mut extracts, odd) in taken {
        intake.sources.files.push(file);
        intake.files.push(facts);
        findings.extend(odd);
        for extract in &mut extracts {
            findings.append(&mut extract.diagnostics);
        }
        intake.extracts.append(&mut extracts);
    }
    findings.extend(import::asked::of_files(&request.settings, &intake.sources));
    carry::forward(request, earlier(request)?.as_ref(), &mut intake)?;
    import::join(&mut intake.extracts, &mut intake.sources);
    for extract in &mut intake.extracts {
        findings.append(&mut extract.diagnostics);
    }
    intake.findings = findings;
    if intake.files.iter().all(|f| f.refused.is_some()) {
        return Err(Error::NoInput(receipt::why_nothing(&intake.files, &intake.findings)));
    }
    Ok(intake)
}

/// What there is, before anything is worked out.
#[derive(Debug)]
pub struct Settled {
    /// Places.
    pub sources: SourceMap,
    /// The reconciled model.
    pub portfolio: Portfolio,
    /// What was odd in reading and reconciling.
    pub findings: Vec<Diagnostic>,
    /// The manifest.
    pub receipt: Receipt,
    /// Waivers that may be spoken of.
    pub waivers: Vec<crate::config::WaiverRule>,
}

/// reconcile: what there is, as far as the asked audience may read of it.
///
/// # Errors
/// The intake receipt does not balance.
pub fn settle(request: &Request, intake: Intake, progress: Progress) -> Result<Settled> {
    let Intake { mut sources, files, extracts, mut findings } = intake;
    sources.files.extend(places_in_configuration(&request.settings));
    let context = Context { sources: &sources, settings: &request.settings, as_of: request.as_of, name: &request.name };
    progress("reconciling", 0, 1);
    let tables = receipt::tables(&extracts);
    let Reconciled { portfolio, dispositions, diagnostics } = reconcile::reconcile(extracts, &context);
    findings.extend(diagnostics);
    let mut receipt = receipt::build(&files, tables, &dispositions, &portfolio, &sources)?;
    receipt.as_of = request.as_of.to_string();
    receipt.as_of_from = request.as_of_from.to_owned();
    if let Some((name, sha256)) = &request.configuration {
        receipt.configuration = name.clone();
        receipt.configuration_sha256 = Some(sha256.clone());
    }
    receipt.ledger_sha256.clone_from(&request.ledger_sha256);
    let earlier = earlier(request)?;
    receipt::owed::owed(&mut receipt, earlier.as_ref(), (&portfolio, &sources), &request.settings, &mut findings);
    // An open pack is made of values in which no restricted name stands any more.
    Ok(match request.audience {
        Audience::Restricted => {
            let waivers = request.settings.waivers.clone();
            Settled { portfolio, sources, findings, receipt, waivers }
        }
        Audience::Open => {
            let open = reconcile::redact(portfolio, sources, findings, &request.settings);
            receipt.redact(&open.files);
            receipt.redact_owed(&open.files, |text| open.names.stand_in(text));
            let (portfolio, sources, findings, waivers) = (open.portfolio, open.sources, open.findings, open.waivers);
            Settled { portfolio, sources, findings, receipt, waivers }
        }
    })
}

/// reconcile → analyze → check: what there is, and what follows from it.
///
/// # Errors
/// The intake receipt does not balance.
pub fn work_out(request: &Request, intake: Intake, progress: Progress) -> Result<Run> {
    let Settled { sources, portfolio, mut findings, receipt, waivers } = settle(request, intake, progress)?;
    progress("analysing", 0, 1);
    let analysis = analyze(&portfolio, &request.settings);
    let facts = Facts { portfolio: &portfolio, analysis: &analysis, settings: &request.settings, sources: &sources };
    let found = check::run(&facts);
    // of restricted work an open pack has labels only: nothing that is found in them says anything
    findings.extend(found.into_iter().filter(|f| request.audience == Audience::Restricted || !facts.is_restricted(f)));
    check::waivers::mark_adjusted(&facts, &mut findings);
    check::waivers::mark_carried(&facts, &mut findings);
    let (mut findings, waived) = check::waivers::waive(&facts, &waivers, findings);
    diagnostic::sort(&mut findings);
    Ok(Run { sources, portfolio, analysis, findings, waived, receipt })
}

/// The receipt of the pack before, where one is named.
fn earlier(request: &Request) -> Result<Option<receipt::owed::EarlierReceipt>> {
    request.previous.as_deref().map(earlier_receipt).transpose()
}

/// The receipt of a pack.
fn earlier_receipt(pack: &Path) -> Result<receipt::owed::EarlierReceipt> {
    let file = if pack.is_dir() { pack.join("receipt.json") } else { pack.to_path_buf() };
    let bytes = read::history::bytes(&file)?;
    receipt::owed::earlier(&bytes).ok_or_else(|| {
        Error::NoInput(format!("{} is no receipt of steerpack; name the folder of an earlier pack", file.display()))
    })
}

/// The configuration as a place of facts, where it states some.
fn places_in_configuration(settings: &Settings) -> Option<SourceFile> {
    let s = settings;
    let states = !(s.adjustments.is_empty() && s.waivers.is_empty() && s.expected.is_empty() && s.gates.is_empty());
    states.then(|| SourceFile { name: s.file_name.clone(), kind: crate::source::PlaceKind::Lines, sheets: vec![String::new()] })
}

/// report → write: the pack, whole or not at all. Gives the receipt as published.
///
/// # Errors
/// A template fails, or the output cannot be written.
pub fn publish(request: &Request, run: &Run, out: &Path, progress: Progress) -> Result<Receipt> {
    let templates = Templates::load(request.templates.as_deref())?;
    progress("writing", 0, 1);
    let brief = Brief {
        portfolio: &run.portfolio,
        analysis: &run.analysis,
        findings: &run.findings,
        waived: &run.waived,
        sources: &run.sources,
        settings: &request.settings,
        receipt: &run.receipt,
        restricted: request.audience == Audience::Restricted,
    };
    let pages = summaries(&brief, &templates)?;
    let mut published = run.receipt.clone();
    write::publish(out, |folder| {
        let workbook = folder.join(format!("{}.xlsx", write::text::file_slug(&request.name)));
        // the sheets are filled on all threads; then one packs the workbook while another writes the rest
        let filled = write::fill_book(&sheets::workbook(&brief, &Layout::new(&brief)), &workbook)?;
        let (book, rest) = rayon::join(
            || filled.save(&workbook),
            || {
                write::markdown(folder, &pages)?;
                write::program_json(&brief, folder)
            },
        );
        published.outputs = book.and(rest).and_then(|json| write::outputs(folder, &[json]))?;
        write::receipt_json(&published, &folder.join("receipt.json"))
    })?;
    Ok(published)
}

/// The model as tables that people can read and `run` reads back; see [`write::canonical`]. Findings are sorted by place.
///
/// # Errors
/// No input could be read, or the output is there already or cannot be written.
pub fn convert(
    request: &Request,
    out: &Path,
    form: write::canonical::Form,
    force: bool,
    progress: Progress,
) -> Result<(Settled, write::canonical::Written)> {
    let intake = take_in(request, progress)?;
    let mut settled = settle(request, intake, progress)?;
    diagnostic::sort(&mut settled.findings);
    progress("writing", 0, 1);
    let restricted = request.audience == Audience::Restricted;
    let tables = crate::report::canonical::of(&settled.portfolio, &settled.sources, restricted);
    let titles = write::canonical::Titles { title: &request.name, as_of: request.as_of, template: false };
    let written = write::canonical::write(&tables, &titles, out, form, force)?;
    drop(tables);
    Ok((settled, written))
}
