//! Delimited text in any encoding.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| steerpack::read::fuzzing::text(bytes));
