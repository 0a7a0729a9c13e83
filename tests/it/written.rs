//! Does a written workbook say what its plan says, with the same bytes each time? Does a pack appear whole or not at all?

#![allow(clippy::unwrap_used)]

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use jiff::civil::{Date, date};
use std::fs;
use std::path::Path;
use steerpack::error::{Error, Result};
use steerpack::report::plan::{
    CellPlan, ChartKind, ChartPlan, ColumnPlan, LOW_MEMORY_ROWS, Link, Paper, SeriesPlan, SheetPlan, Style, TablePlan,
    WorkbookPlan,
};
use steerpack::write;

const NASTY: &str = "=1+1\u{1b}[31m @team <b> \u{0}";

fn table(name: &str, rows: usize) -> TablePlan<'static> {
    TablePlan {
        name: name.to_owned(),
        top: 3,
        left: 0,
        columns: vec![
            ColumnPlan::new("Name", 20.0),
            ColumnPlan::new("name", 12.0),
            ColumnPlan::new("Float", 9.0),
            ColumnPlan::new("Done\u{7}", 9.0),
        ],
        rows,
        row: Box::new(move |n, cells| {
            let at = f64::from(u32::try_from(n).unwrap());
            cells.push(match n % 7 {
                0 => CellPlan::text(NASTY).styled(Style::Late).noted("A note\u{1} at its cell"),
                1 => CellPlan::text(format!("Task {n}")).linked(Link::Cell { sheet: "Front", row: 0, col: 0 }),
                _ => CellPlan::text(format!("Task {n}")),
            });
            cells.push(CellPlan::date(Some(
                date(2026, 3, 1).saturating_add(jiff::Span::new().days(i64::try_from(n % 300).unwrap())),
            )));
            cells.push(CellPlan::number(at / 4.0, if n % 3 == 0 { Style::LateDays } else { Style::Decimal }));
            cells.push(if n % 2 == 0 { CellPlan::empty() } else { CellPlan::number(0.5, Style::Percent) });
        }),
        outline: None,
    }
}

fn plan(rows: usize) -> WorkbookPlan<'static> {
    let mut front = SheetPlan::new("Front");
    front.put_wide(0, 0, 3, CellPlan::text("R&D \u{202e}program").styled(Style::Title));
    front.put_wide(
        1,
        0,
        3,
        CellPlan::text("A sentence that is long enough to need a second line in its merged cells.").styled(Style::Wrap),
    );
    front.put(4, 0, CellPlan::text("Red"));
    front.put(4, 1, CellPlan::number(3.0, Style::Integer));
    front.put(5, 0, CellPlan::text("Green"));
    front.put(5, 1, CellPlan::number(5.0, Style::Integer));
    front.put(6, 0, CellPlan::date(Some(date(1899, 12, 31))));
    front.put(6, 1, CellPlan::number(f64::NAN, Style::Integer));
    front.charts.push(ChartPlan {
        kind: ChartKind::StackedBar,
        title: "Projects by colour".to_owned(),
        alt: "Three red, five green".to_owned(),
        at: (8, 0),
        size: (480, 240),
        series: vec![SeriesPlan {
            name: "Projects".to_owned(),
            sheet: "Front",
            categories: (4, 0, 5, 0),
            values: (4, 1, 5, 1),
            style: Style::RagRed,
        }],
    });
    let mut list = SheetPlan::new("Tasks");
    list.put(0, 0, CellPlan::text("Tasks").styled(Style::Title));
    list.freeze = (4, 1);
    list.tables.push(table("Tasks", rows));
    let mut more = SheetPlan::new("More");
    more.tables.push(table("More", rows / 2));
    let mut none = SheetPlan::new("None");
    none.tables.push(table("None", 0));
    WorkbookPlan {
        title: "R&D".to_owned(),
        as_of: date(2026, 3, 31),
        paper: Paper::Letter,
        sheets: vec![front, list, more, none],
    }
}

fn written(rows: usize) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    write::xlsx(&plan(rows), &path).unwrap();
    (folder, path)
}

fn day(cell: &Data) -> Date {
    let Data::DateTime(when) = cell else { panic!("{cell:?} is no date") };
    date(1899, 12, 30).saturating_add(jiff::Span::new().days(when.as_f64() as i64))
}

fn check_rows(rows: usize) {
    let (_folder, path) = written(rows);
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["Front", "Tasks", "More", "None"]);
    let range = book.worksheet_range("Tasks").unwrap();
    let cell =
        |r: usize, c: usize| range.get_value((u32::try_from(r).unwrap(), u32::try_from(c).unwrap())).cloned().unwrap_or_default();
    let headers: Vec<String> = (0..4).map(|c| cell(3, c).to_string()).collect();
    assert_eq!(headers, ["Name", "name (2)", "Float", "Done␇"]);
    for n in 0..rows {
        let row = n + 4;
        let name = if n % 7 == 0 { "=1+1␛[31m @team <b> ␀".to_owned() } else { format!("Task {n}") };
        assert_eq!(cell(row, 0), Data::String(name));
        assert_eq!(day(&cell(row, 1)), date(2026, 3, 1).saturating_add(jiff::Span::new().days(i64::try_from(n % 300).unwrap())));
        assert_eq!(cell(row, 2), Data::Float(n as f64 / 4.0));
        assert_eq!(cell(row, 3), if n % 2 == 0 { Data::Empty } else { Data::Float(0.5) });
    }
    book.load_tables().unwrap();
    let table = book.table_by_name("t_Tasks").unwrap();
    assert_eq!((table.columns().len(), table.data().height()), (4, rows));
    let front = book.worksheet_range("Front").unwrap();
    assert_eq!(front.get_value((6, 0)), Some(&Data::String("31 Dec 1899".to_owned())));
    assert_eq!(front.get_value((6, 1)), Some(&Data::String("not a number".to_owned())));
}

#[test]
fn a_small_workbook_read_back_is_its_plan() {
    check_rows(50);
}

#[test]
fn a_workbook_in_low_memory_mode_read_back_is_its_plan() {
    check_rows(LOW_MEMORY_ROWS * 2 + 3);
}

#[test]
fn the_same_plan_gives_the_same_bytes_on_one_and_on_two_threads() {
    let rows = LOW_MEMORY_ROWS * 2 + 10;
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let (_folder, path) = written(rows);
            fs::read(path).unwrap()
        })
    };
    let one = bytes(1);
    assert!(one == bytes(2) && one == bytes(2), "bytes differ");
}

/// Writes a pack with one file and a receipt.
fn fill(text: &'static str) -> impl Fn(&Path) -> Result<()> {
    move |folder| {
        write::file(&folder.join("summary/program.md"), text)?;
        let bytes = text.len();
        let receipt = format!(r#"{{"tool":"steerpack 0.1.0","outputs":[{{"file":"summary/program.md","bytes":{bytes}}}]}}"#);
        write::file(&folder.join("receipt.json"), &receipt)
    }
}

fn page(out: &Path) -> String {
    fs::read_to_string(out.join("summary/program.md")).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn refusal(result: Result<()>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.exit_code(), 4, "{error}");
    error.to_string()
}

#[test]
fn a_pack_replaces_the_earlier_one_and_nothing_stays_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deep/out");
    write::publish(&out, fill("one")).unwrap();
    write::publish(&out, fill("two")).unwrap();
    assert_eq!(page(&out), "two");
    assert_eq!(names(&out), ["receipt.json", "summary"]);
    assert_eq!(names(out.parent().unwrap()), ["out"]);
}

#[test]
fn a_pack_that_is_not_as_its_receipt_states_is_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write::publish(&out, fill("one")).unwrap();
    for meddle in ["summary/program.md", "summary/stray.md", "receipt.json"] {
        let said = refusal(write::publish(&out, |at| fill("two")(at).and_then(|()| write::file(&at.join(meddle), "cut short"))));
        assert!(said.contains("not whole after writing"), "{meddle}: {said}");
        assert_eq!(page(&out), "one");
    }
    assert_eq!(names(folder.path()), ["out"]);
}

#[test]
fn an_old_pack_whose_removal_was_broken_off_is_removed_by_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write::publish(&out, fill("one")).unwrap();
    // as a kill in the middle of the removal leaves it: the receipt is the mark already, some files are gone
    write::file(&folder.path().join("out.old-1-0/.steerpack-building"), "{}").unwrap();
    write::file(&folder.path().join("out.old-1-0/summary/projects/x.md"), "x").unwrap();
    // somebody's own folder of such a name stays
    write::file(&folder.path().join("out.old-photos/a.jpg"), "x").unwrap();
    write::publish(&out, fill("two")).unwrap();
    assert_eq!(names(folder.path()), ["out", "out.old-photos"]);
}

#[test]
fn a_failure_leaves_the_earlier_pack_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write::publish(&out, fill("one")).unwrap();
    let failed = write::publish(&out, |at| {
        fill("two")(at)?;
        Err(Error::Receipt("no".to_owned()))
    });
    assert!(failed.is_err());
    assert_eq!(page(&out), "one");
    assert_eq!(names(folder.path()), ["out"]);
}

#[test]
fn a_folder_of_others_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.docx"), "x").unwrap();
    let text = refusal(write::publish(&out, fill("one")));
    assert!(text.contains("`thesis.docx`") && text.contains("--out"), "{text}");
    assert_eq!(names(&out), ["thesis.docx"]);
    fs::remove_file(out.join("thesis.docx")).unwrap();
    write::publish(&out, fill("one")).unwrap();
    fs::write(out.join("my notes.txt"), "x").unwrap();
    let text = refusal(write::publish(&out, fill("two")));
    assert!(text.contains("`my notes.txt`"), "{text}");
    assert_eq!(page(&out), "one");
}

#[test]
fn a_workbook_open_in_excel_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write::publish(&out, fill("one")).unwrap();
    fs::write(out.join("~$harbour.xlsx"), "x").unwrap();
    let text = refusal(write::publish(&out, fill("two")));
    assert!(text.contains("`harbour.xlsx` is open in Excel"), "{text}");
}

#[test]
fn two_runs_never_publish_into_one_folder_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write::publish(&out, |at| {
        let text = refusal(write::publish(&out, fill("inner")));
        assert!(text.contains("another run"), "{text}");
        fill("outer")(at)
    })
    .unwrap();
    assert_eq!(page(&out), "outer");
    assert_eq!(names(folder.path()), ["out"]);
}

#[test]
fn a_run_killed_at_any_step_is_repaired_by_the_next() {
    /// What was done, the folders it leaves with the text in each, and the text the repair must keep.
    type State = (&'static str, &'static [(&'static str, &'static str)], &'static str);
    // The steps of an exchange: building, built, old renamed aside, new renamed in.
    let states: [State; 5] = [
        ("killed while building", &[("out", "old"), ("out.tmp-7-0", "half")], "old"),
        ("killed before the first rename", &[("out", "old"), ("out.tmp-7-0", "new")], "old"),
        ("killed between the renames", &[("out.old-7-0", "old"), ("out.tmp-7-0", "new")], "old"),
        ("killed before the old was removed", &[("out", "new"), ("out.old-7-0", "old")], "new"),
        ("killed on the first run", &[("out.tmp-7-0", "half")], ""),
    ];
    for (what, folders, kept) in states {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        for (name, text) in folders {
            let at = folder.path().join(name);
            if *text == "half" {
                write::file(&at.join(".steerpack-building"), "").unwrap();
                write::file(&at.join("summary/program.md"), "half").unwrap();
            } else {
                fill(text)(&at).unwrap();
            }
        }
        // A run that fails shows what the repair alone leaves behind.
        let _ = write::publish(&out, |_| Err(Error::Receipt("stop".to_owned())));
        assert_eq!(if out.exists() { page(&out) } else { String::new() }, kept, "{what}");
        assert_eq!(names(folder.path()).len(), usize::from(!kept.is_empty()), "{what}: {:?}", names(folder.path()));
        write::publish(&out, fill("next")).unwrap();
        assert_eq!(page(&out), "next", "{what}");
        assert_eq!(names(folder.path()), ["out"], "{what}");
    }
}

#[test]
fn a_folder_that_only_looks_like_ours_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["out.tmp-mine", "out.old-2025"] {
        write::file(&folder.path().join(name).join("x.txt"), "x").unwrap();
    }
    write::publish(&folder.path().join("out"), fill("one")).unwrap();
    assert_eq!(names(folder.path()), ["out", "out.old-2025", "out.tmp-mine"]);
}

#[test]
fn the_digest_of_every_output_is_listed_by_name() {
    let folder = tempfile::tempdir().unwrap();
    write::file(&folder.path().join("b/two.md"), "two").unwrap();
    write::file(&folder.path().join("a.md"), "abc").unwrap();
    write::file(&folder.path().join("receipt.json"), "{}").unwrap();
    let lines = write::outputs(folder.path(), &[]).unwrap();
    assert_eq!(lines.iter().map(|l| l.file.as_str()).collect::<Vec<_>>(), ["a.md", "b/two.md"]);
    assert_eq!(lines[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(lines[0].bytes, 3);
}
