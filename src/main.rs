//! argv → [`steerpack::cli::run`] → exit code; nothing else. Started by itself with the hidden first argument it is the reader
//! child instead, whose allocations are capped. Whoever renders strangers' templates is held to a bound as well.

use std::process::ExitCode;
use steerpack::read;

/// Counts allocations, so that the reader child can be held to a limit.
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

fn main() -> ExitCode {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // A reader library that met bytes it cannot take: caught, and told as a finding.
        if !read::panic_is_expected() {
            usual(info);
        }
    }));
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == read::CHILD_ARG) {
        let Some(path) = arguments.next() else { return ExitCode::from(2) };
        // Only a limit below what is allocated already is refused.
        let _ = ALLOCATOR.set_limit(read::child_allowance());
        return ExitCode::from(read::child_main(path.as_ref()));
    }
    ExitCode::from(steerpack::cli::run(std::env::args_os(), &hold_to))
}

/// Holds the process to so many bytes more than it has now: a template that doubles a text forty times takes hardly a step of
/// its fuel. Whoever passes the bound is told and ends before anything is published; far beyond it the allocator refuses.
fn hold_to(more: usize) {
    let bound = ALLOCATOR.allocated().saturating_add(more);
    let _ = ALLOCATOR.set_limit(bound.saturating_mul(4));
    std::thread::spawn(move || {
        while ALLOCATOR.allocated() <= bound {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        eprintln!(
            "error: the templates take more than {} MB of memory: a text or list in one grows without end; nothing was published",
            more >> 20
        );
        std::process::exit(2);
    });
}
