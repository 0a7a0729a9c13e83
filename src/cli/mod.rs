//! argv → exit code: the commands, and what each prints. The only room that prints.

mod args;
mod console;
mod convert;
mod digest;
mod identities;
mod init;
mod inspect;
mod manual;
mod options;
mod profiles;
mod status;
mod verify;
mod what_if;

use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::pipeline::{self, Request};
use args::{Cli, Command, FailOn, Format, IdentitiesAction, InputArgs, SchemaOf, Waiting};
use clap::Parser;
use std::path::PathBuf;

/// Bytes that a run with templates of the user's may take beyond what its model takes: a thousand times what pages need.
const TEMPLATE_ROOM: usize = 1 << 30;

/// Runs the command line; gives the process exit code. `hold_to` holds the process to so many bytes more than it has then.
pub fn run(argv: impl IntoIterator<Item = std::ffi::OsString>, hold_to: &(dyn Fn(usize) + Sync)) -> u8 {
    let cli = match Cli::try_parse_from(argv) {
        Ok(cli) => cli,
        Err(error) => {
            let asked = !error.use_stderr();
            // clap prints help and version to standard output, mistakes to standard error; a closed pipe is not ours to mend
            let _ = error.print();
            return if asked { 0 } else { 2 };
        }
    };
    let done = match cli.command {
        Command::Run(a) => run_command(
            &a.input,
            a.templates,
            Some(Out { folder: a.out, answers: a.answers, previous: a.previous }),
            a.fail_on,
            hold_to,
        ),
        Command::Status(a) => status::status(&a),
        Command::Identities { action: IdentitiesAction::Apply(a) } => identities::apply(&a),
        Command::Check(a) => run_command(&a.input, None, None, a.fail_on, hold_to),
        Command::Inspect(a) => with_request(&a.input, None, |request, _| inspect::inspect(request, &a.input)),
        Command::Verify(a) => verify::verify(&a),
        Command::Convert(a) => match &a.template {
            Some(out) => convert::template(out),
            None => with_request(&a.input, None, |request, _| convert::convert(request, &a)),
        },
        Command::WhatIf(a) => what_if::what_if(&a),
        Command::Explain { check } => explain(check.as_deref()),
        Command::Profiles { command, name, profiles } => {
            profiles::profiles(command.as_ref(), name.as_deref(), profiles.as_deref())
        }
        Command::Init(a) => init::init(&a),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::man(),
        Command::Schema { of } => schema(of),
    };
    done.unwrap_or_else(|error| {
        console::error(&error);
        error.exit_code()
    })
}

/// Resolves the request and runs `work` on the asked number of threads.
fn with_request(
    input: &InputArgs,
    templates: Option<PathBuf>,
    work: impl FnOnce(&Request, Option<PathBuf>) -> Result<u8> + Send,
) -> Result<u8> {
    let resolved = options::resolve(input, templates)?;
    in_pool(resolved, work)
}

/// Runs `work` on the asked number of threads.
fn in_pool(resolved: options::Resolved, work: impl FnOnce(&Request, Option<PathBuf>) -> Result<u8> + Send) -> Result<u8> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(resolved.threads)
        .build()
        .map_err(|e| Error::Usage(format!("--threads {}: {e}", resolved.threads)))?;
    pool.install(|| work(&resolved.request, resolved.config_path))
}

/// Where a pack goes, and what the packs before it are asked.
struct Out {
    folder: PathBuf,
    answers: Waiting,
    previous: Option<PathBuf>,
}

/// `run` and `check`: everything up to the findings, and with `out` the pack.
fn run_command(
    input: &InputArgs,
    templates: Option<PathBuf>,
    out: Option<Out>,
    fail_on: FailOn,
    hold_to: &(dyn Fn(usize) + Sync),
) -> Result<u8> {
    let mut resolved = options::resolve(input, templates)?;
    if let Some(out) = &out {
        identities::before_run(&mut resolved, &out.folder, out.answers)?;
        resolved.request.previous.clone_from(&out.previous);
    }
    let out = out.map(|out| out.folder);
    in_pool(resolved, |request, config_path| {
        let progress = console::Progress::new(input.quiet);
        let tell = |stage, done, all| progress.tell(stage, done, all);
        let done =
            pipeline::take_in(request, &tell).and_then(|intake| pipeline::work_out(request, intake, &tell)).and_then(|run| {
                if request.templates.is_some() {
                    hold_to(TEMPLATE_ROOM);
                }
                let receipt = out.as_deref().map(|out| pipeline::publish(request, &run, out, &tell)).transpose()?;
                Ok((run, receipt))
            });
        progress.done();
        let (run, published) = done?;
        match input.format {
            Format::Json => digest::json(&run, published.as_ref()),
            Format::Text if !input.quiet => {
                digest::text(&run, request, config_path.as_deref(), out.as_deref().zip(published.as_ref()));
            }
            Format::Text => {}
        }
        let code = exit_code(&run.findings, fail_on);
        // the process ends here: taking a large model apart piece by piece would only cost time
        std::mem::forget(run);
        Ok(code)
    })
}

fn exit_code(findings: &[Diagnostic], fail_on: FailOn) -> u8 {
    let limit = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
        FailOn::Never => return 0,
    };
    u8::from(findings.iter().any(|d| d.severity <= limit))
}

fn explain(name: Option<&str>) -> Result<u8> {
    let Some(name) = name else {
        let width = check::all().map(|c| c.name.len()).max().unwrap_or(0);
        for c in check::all() {
            console::line(&format!("{:width$}  {:7}  {}", c.name, c.severity.word(), c.title));
        }
        return Ok(0);
    };
    match check::all().find(|c| c.name == name) {
        Some(c) => {
            console::line(&format!("{} ({})\n{}\n\n{}", console::heading(c.name), c.severity.word(), c.title, c.explain));
            Ok(0)
        }
        None => {
            let near = crate::config::strict::near(name, check::all().map(|c| c.name));
            let hint = if near.is_empty() {
                "`steerpack explain` lists them all".to_owned()
            } else {
                format!("did you mean {}?", near.join(" or "))
            };
            Err(Error::Usage(format!("there is no check `{name}`; {hint}")))
        }
    }
}

fn schema(of: SchemaOf) -> Result<u8> {
    let text = match of {
        SchemaOf::Program => named_schema("program.schema.json"),
        SchemaOf::Receipt => named_schema("receipt.schema.json"),
        SchemaOf::Config => pretty(&schemars::schema_for!(crate::config::Settings)),
        SchemaOf::Identities => pretty(&schemars::schema_for!(crate::config::Ledger)),
    };
    console::raw(&text);
    Ok(0)
}

fn named_schema(name: &str) -> String {
    crate::report::json::schemas().into_iter().find(|(n, _)| *n == name).map(|(_, text)| text).unwrap_or_default()
}

fn pretty(schema: &schemars::Schema) -> String {
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}
