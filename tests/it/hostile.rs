//! Hostile and broken files: what each must give.

use steerpack::read::{self, Input, InputBytes, ReadOptions, Value};

fn reading(name: &str) -> read::FileReading {
    let path = super::harness::repository("tests/data/hostile").join(name);
    let options = ReadOptions { reader_exe: Some(env!("CARGO_BIN_EXE_steerpack").into()), ..ReadOptions::default() };
    read::read(&Input { name: name.to_owned(), bytes: InputBytes::File(path) }, 0, &options)
}

#[test]
fn dump() {
    let mut names: Vec<String> = std::fs::read_dir(super::harness::repository("tests/data/hostile"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for n in names {
        let t = std::time::Instant::now();
        let r = reading(&n);
        let cells: usize = r.grids.iter().map(|g| g.cells.len()).sum();
        println!("== {n} {:?} [{}] cells {cells} sheets {:?}", t.elapsed(), r.how, r.sheets.len());
        if let Some(w) = &r.refused {
            println!("   REFUSED {w}");
        }
        for d in r.diagnostics.iter().take(6) {
            println!("   {}[{}] {:?} {} | {}", d.severity.word(), d.check, d.cell().map(|c| c.to_string()), d.message, d.help);
        }
        if cells < 40 {
            for g in &r.grids {
                for (ix, row) in g.rows.iter().enumerate() {
                    let line: Vec<String> = g
                        .row_cells(ix)
                        .iter()
                        .map(|c| match c.value {
                            Value::Text(id) => format!("{}={:?}", c.col, g.text(id).chars().take(30).collect::<String>()),
                            v => format!("{}={v:?}", c.col),
                        })
                        .collect();
                    println!("     {}{}: {}", row.row + 1, if row.hidden { "h" } else { "" }, line.join(" "));
                }
            }
        }
    }
}
