//! The checked-in samples are what the generator writes, and every cell that the samples' README calls a proof holds what it says.

use std::collections::BTreeMap;
use std::path::Path;

#[allow(dead_code)]
#[path = "../../samples/generate/main.rs"]
mod generate;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/samples"))
}

#[test]
fn every_checked_in_sample_is_what_the_generator_writes() {
    let made = generate::everything();
    for (name, bytes) in &made {
        let there = std::fs::read(folder().join(name)).unwrap_or_default();
        assert!(there == *bytes, "samples/{name} is stale: run `cargo run --example generate-samples`");
    }
    let names: BTreeMap<&str, ()> = made.iter().map(|(n, _)| (n.as_str(), ())).collect();
    for entry in std::fs::read_dir(folder().join("harbour")).expect("samples/harbour") {
        let name = format!("harbour/{}", entry.expect("an entry").file_name().to_string_lossy());
        assert!(names.contains_key(name.as_str()), "samples/{name} is not made by the generator");
    }
}

#[test]
fn the_generator_gives_the_same_bytes_twice() {
    assert!(generate::everything() == generate::everything());
}
