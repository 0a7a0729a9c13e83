//! A web page with tables.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| steerpack::read::fuzzing::page(bytes));
