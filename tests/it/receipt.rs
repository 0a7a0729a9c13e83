//! Does the receipt add up by a second route? Rows and cells of the sample are counted here without steerpack's readers:
//! workbooks by the dense range of calamine, delimited text by the csv crate, zips by walking them.

use crate::harness::{repository, steerpack};
use calamine::{Data, Reader};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;

/// Non-empty rows and cells of one file.
type Counted = BTreeMap<String, (u64, u64)>;

fn count_workbook(bytes: &[u8]) -> Option<(u64, u64)> {
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).ok()?;
    let (mut rows, mut cells) = (0, 0);
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).ok()?;
        for row in range.rows() {
            let filled = row.iter().filter(|c| !matches!(c, Data::Empty) && !c.to_string().trim().is_empty()).count() as u64;
            rows += u64::from(filled > 0);
            cells += filled;
        }
    }
    Some((rows, cells))
}

fn count_text(bytes: &[u8]) -> (u64, u64) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count()).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut rows, mut cells) = (0, 0);
    for record in reader.records().map(|r| r.expect("the sample's text is sound")) {
        let filled = record.iter().filter(|f| !f.trim().is_empty()).count() as u64;
        rows += u64::from(filled > 0);
        cells += filled;
    }
    (rows, cells)
}

fn count(name: &str, bytes: &[u8], into: &mut Counted) {
    if name.ends_with(".csv") {
        into.insert(name.to_owned(), count_text(bytes));
    } else if name.ends_with(".xlsx") {
        if let Some(counted) = count_workbook(bytes) {
            into.insert(name.to_owned(), counted);
        }
    } else if name.ends_with(".zip") && !name.contains("__MACOSX") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("the sample's zip opens");
        for ix in 0..archive.len() {
            let mut entry = archive.by_index(ix).expect("an entry");
            let inner = format!("{name}/{}", entry.name().expect("a name"));
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("the entry inflates");
            count(&inner, &content, into);
        }
    }
}

#[test]
fn rows_and_cells_of_the_sample_are_the_same_by_a_second_route() {
    let sample = repository("samples/harbour");
    let mut second = Counted::new();
    for (name, bytes) in crate::harness::files(&sample) {
        count(&name, &bytes, &mut second);
    }
    assert!(second.len() >= 13, "the sample holds fifteen files: {:?}", second.keys());

    let out = tempfile::tempdir().expect("a temporary folder");
    let pack = out.path().join("out");
    steerpack().arg("run").arg(&sample).args(["--audience", "restricted", "--quiet", "--out"]).arg(&pack).assert().success();
    let receipt: Value = serde_json::from_slice(&std::fs::read(pack.join("receipt.json")).expect("a receipt")).expect("JSON");

    let mut checked = 0;
    for input in receipt["inputs"].as_array().expect("inputs") {
        let name = input["file"].as_str().expect("a name");
        let name = name.strip_prefix("harbour/").unwrap_or(name);
        let number = |key: &str| input[key].as_u64().expect("a number");
        if let Some(counted) = second.get(name) {
            assert_eq!((number("rows_in_file"), number("cells_in_file")), *counted, "{name}");
            checked += 1;
        }
        let (mut rows, mut headers) = (0, 0);
        for table in input["tables"].as_array().expect("tables") {
            let part = |key: &str| table["rows"][key].as_u64().expect("a number");
            assert_eq!(part("read"), part("kept") + part("merged") + part("set_aside"), "{name}: {table}");
            assert_eq!(
                table["set_aside"].as_array().expect("a list").len() as u64,
                part("set_aside"),
                "{name}: a reason for each"
            );
            rows += part("read");
            headers += table["header_rows"].as_u64().expect("a number");
        }
        assert_eq!(rows + headers, number("rows_in_file"), "{name}: every row is accounted for");
    }
    assert!(checked >= 12, "only {checked} files were compared");
}

#[test]
fn every_output_is_in_the_receipt_with_its_digest() {
    use sha2::Digest;
    let out = tempfile::tempdir().expect("a temporary folder");
    let pack = out.path().join("out");
    steerpack().arg("run").arg(repository("samples/harbour")).args(["--quiet", "--out"]).arg(&pack).assert().success();
    let receipt: Value = serde_json::from_slice(&std::fs::read(pack.join("receipt.json")).expect("a receipt")).expect("JSON");
    let listed: BTreeMap<String, String> = receipt["outputs"]
        .as_array()
        .expect("outputs")
        .iter()
        .map(|o| (o["file"].as_str().expect("a name").to_owned(), o["sha256"].as_str().expect("a digest").to_owned()))
        .collect();
    let written: BTreeMap<String, String> = crate::harness::files(&pack)
        .into_iter()
        .filter(|(name, _)| name != "receipt.json")
        .map(|(name, bytes)| (name, sha2::Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect()))
        .collect();
    assert_eq!(listed, written);
}
