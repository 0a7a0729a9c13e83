//! Where the time of a run goes, room by room: reading and importing, working out, and the workbook, over generated exports.
//! `cargo bench` prints seconds; nothing here passes or fails. The whole program against a floor: `benches/ratio.sh`.

use criterion::{Criterion, criterion_group, criterion_main};
use std::fmt::Write as _;
use std::path::Path;
use steerpack::pipeline::{self, Request};

const FILES: usize = 10;
const ROWS: usize = 1_000;

/// Plans with an owner, dates and a chain of predecessors, the same on every machine.
fn write_exports(folder: &Path) {
    for file in 0..FILES {
        let mut text = String::from("ID,Task Name,Project,Status,Owner,Start,Finish,% Complete,Work (h),Predecessors\n");
        for row in 1..=ROWS {
            let (day, owner) = (row % 27 + 1, (row * 7 + file) % 40);
            let before = if row > 1 && row % 3 == 0 { format!("P{file}-{}", row - 1) } else { String::new() };
            let month = row % 9 + 1;
            writeln!(
                text,
                "P{file}-{row},Task {row},Project {file},In progress,Owner {owner},2026-{month:02}-{day:02},2026-{:02}-{day:02},{},{},{before}",
                month + 1,
                row % 100,
                row % 40 + 1,
            )
            .expect("writing to a string");
        }
        std::fs::write(folder.join(format!("plan-{file}.csv")), text).expect("the temporary folder can be written");
    }
}

fn rooms(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_exports(folder.path());
    let request = Request {
        paths: vec![folder.path().to_path_buf()],
        as_of: jiff::civil::date(2026, 3, 31),
        as_of_from: "--as-of",
        name: "bench".to_owned(),
        ..Request::default()
    };
    let quiet = |_: &'static str, _: usize, _: usize| {};
    c.bench_function("read and import 10,000 rows", |b| {
        b.iter(|| pipeline::take_in(&request, &quiet).expect("reads"));
    });
    c.bench_function("reconcile, analyse and check 10,000 rows", |b| {
        b.iter_batched(
            || pipeline::take_in(&request, &quiet).expect("reads"),
            |intake| pipeline::work_out(&request, intake, &quiet).expect("works out"),
            criterion::BatchSize::LargeInput,
        );
    });
    let run = pipeline::take_in(&request, &quiet).and_then(|i| pipeline::work_out(&request, i, &quiet)).expect("runs");
    let out = tempfile::tempdir().expect("a temporary folder");
    c.bench_function("write the pack of 10,000 rows", |b| {
        b.iter(|| pipeline::publish(&request, &run, &out.path().join("out"), &quiet).expect("writes"));
    });
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = rooms }
criterion_main!(benches);
