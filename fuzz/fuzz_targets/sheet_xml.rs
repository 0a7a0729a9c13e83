//! The XML of a sheet: what stands beside the cells, and the mending of bad ones.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| steerpack::read::fuzzing::sheet(bytes));
