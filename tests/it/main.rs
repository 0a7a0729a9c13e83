//! One test binary: each module is one question asked of the whole program.

mod architecture;
mod carry;
mod cli;
mod comments;
mod convert;
mod determinism;
mod doors;
mod exports;
mod harbour;
mod harness;
mod hostile;
mod identities;
mod labelled;
mod leaks;
mod pages;
mod pairs;
mod proofs;
mod readback;
mod receipt;
mod samples;
mod strangers;
mod trackers;
mod verify;
mod what_if;
mod who;
mod written;
