//! The grammar of predecessor cells: the first line is the cell, the others are what is known in the table.
#![no_main]

use steerpack::import::values::predecessors::{Letters, links};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut lines = text.split('\u{1}');
    let cell = lines.next().unwrap_or("");
    let known: Vec<&str> = lines.collect();
    for letters in [Letters::English, Letters::German, Letters::French, Letters::Spanish] {
        let none = links(cell, letters, &|_| false);
        let some = links(cell, letters, &|word| known.contains(&word));
        let all = links(cell, letters, &|_| true);
        for read in [&none, &some, &all] {
            // a range names at most 500 records, and every other link takes a letter
            assert!(read.links.len() <= 500 * (1 + cell.len()), "{cell:?} gives {} links", read.links.len());
            assert!(read.links.iter().all(|l| !l.reference.trim().is_empty()), "{cell:?} gives a link to nothing");
        }
    }
});
