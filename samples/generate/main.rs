//! Makes everything under `samples/` that is data: `cargo run --example generate-samples`. No clock, no chance: the same bytes
//! on every run. The stories stand in `harbour/plans.rs` and `harbour/people.rs`; what the tool must say of them is in
//! `samples/README.md`.

pub mod days;
pub mod harbour;
mod proof;
mod table;
mod trackers;
mod workbook;

use std::path::PathBuf;

/// Name, relative to `samples/`, and bytes of every generated file.
pub fn everything() -> Vec<(String, Vec<u8>)> {
    let mut all = harbour::files();
    all.extend(trackers::files());
    all
}

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("samples"), PathBuf::from);
    for (name, bytes) in everything() {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
