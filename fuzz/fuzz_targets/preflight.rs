//! A zip container, and the package of a workbook in it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| steerpack::read::fuzzing::container(bytes));
