//! Completions and the manual page, both made from the command line as it is defined.

use super::args::Cli;
use super::console;
use crate::error::{Error, Result};
use clap::CommandFactory as _;

/// Prints the completions for a shell.
pub fn completions(shell: clap_complete::Shell) -> Result<u8> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "steerpack", &mut text);
    console::raw(&String::from_utf8_lossy(&text));
    Ok(0)
}

/// Prints the manual page: the program, then each of its commands.
pub fn man() -> Result<u8> {
    let mut command = Cli::command();
    command.build();
    let failed = |e: std::io::Error| Error::Usage(format!("the manual page cannot be made: {e}"));
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut text).map_err(failed)?;
    for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
        let title = format!(".SH STEERPACK {}\n", sub.get_name().to_uppercase());
        text.extend_from_slice(title.as_bytes());
        let man = clap_mangen::Man::new(sub.clone());
        man.render_synopsis_section(&mut text)
            .and_then(|()| man.render_description_section(&mut text))
            .and_then(|()| man.render_options_section(&mut text))
            .map_err(failed)?;
    }
    console::raw(&String::from_utf8_lossy(&text));
    Ok(0)
}
