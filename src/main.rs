//! argv → [`steerpack::cli::run`] → exit code; nothing else but the allocator that a reader child caps.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(steerpack::cli::run(std::env::args_os()))
}
