//! `steerpack init`: a first `steerpack.toml` with every guess, its reasons and the line to change.

use super::args::InitArgs;
use super::console::{self, heading, shown};
use super::options;
use crate::config::FILE_NAME;
use crate::error::{Error, Result};
use crate::pipeline;
use crate::report::starting;

/// Reads the folder as a run without configuration does, and writes the file.
pub fn init(args: &InitArgs) -> Result<u8> {
    let path = args.dir.join(FILE_NAME);
    if !args.dir.is_dir() {
        return Err(Error::Usage(format!("{} is no folder; give the one the exports lie in", args.dir.display())));
    }
    if !args.stdout && std::path::Path::exists(&path) {
        return Err(Error::Usage(format!(
            "{} is there already and is left as it is; `steerpack init --stdout {}` prints what would be written",
            path.display(),
            args.dir.display()
        )));
    }
    let request = options::plain(&args.dir, args.profiles.as_deref());
    let silent = |_, _, _| {};
    let intake = pipeline::take_in(&request, &silent)?;
    let guesses: Vec<_> = intake.extracts.iter().map(starting::guess).collect();
    let refused: Vec<(String, String)> =
        intake.files.iter().filter_map(|f| f.refused.clone().map(|why| (f.name.clone(), why))).collect();
    let settled = pipeline::settle(&request, intake, &silent)?;
    let text = starting::configuration(&request.name, &guesses, &refused, &settled.portfolio, &settled.sources);
    if args.stdout {
        console::raw(&text);
        return Ok(0);
    }
    crate::write::new_file(&path, &text)?;
    console::line(&format!(
        "{} {}: {} sources, each with its guess, the reasons and the lines that would settle it otherwise",
        heading("settings in"),
        shown(&path.display().to_string()),
        guesses.len()
    ));
    Ok(0)
}
