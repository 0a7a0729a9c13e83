//! One test binary: each module is one question asked of the whole program.
mod samples;
