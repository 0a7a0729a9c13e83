//! Makes everything under `samples/` that is data: `cargo run --example generate-samples`. No clock, no chance: the same bytes
//! on every run. The stories stand in `harbour/plans.rs` and `harbour/people.rs`; what the tool must say of them is in
//! `samples/README.md`.

mod days;
mod harbour;
mod table;
mod workbook;

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("samples"), PathBuf::from);
    for (name, bytes) in harbour::files() {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
