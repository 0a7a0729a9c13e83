//! One test binary: each module is one question asked of the whole program.
mod samples;

mod architecture;
mod cli;
mod determinism;
mod harness;
mod hostile;
mod pages;
mod receipt;
mod written;
