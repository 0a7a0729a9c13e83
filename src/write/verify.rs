//! Is a pack as its receipt states it? Every output against its SHA-256, nothing missing, nothing added, rows that add up; on
//! request the inputs too. The receipt of a stranger is data: a name in it never leads out of the folder.

use super::digest::sha256_file;
use super::publish::{RECEIPT, SYSTEM_FILES, files_under};
use crate::config::Limits;
use crate::error::{Error, Result};
use crate::read::{self, Input, InputBytes};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The most bytes that a receipt is read of.
const RECEIPT_BYTES: u64 = 256 << 20;

/// What is not as the receipt states it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The file that makes a folder a pack is not there, or is no receipt.
    NoReceipt,
    /// Listed and not there.
    Missing,
    /// There, with other bytes.
    Changed,
    /// There and not listed.
    Extra,
    /// Listed under a name that leads out of the folder, or not a regular file.
    NotAFile,
    /// Rows or files of the receipt that do not add up.
    DoesNotAddUp,
    /// There, and cannot be read.
    Unreadable,
}

impl Fault {
    /// The word shown.
    pub fn word(&self) -> &'static str {
        match self {
            Fault::NoReceipt => "no receipt",
            Fault::Missing => "missing",
            Fault::Changed => "changed",
            Fault::Extra => "extra",
            Fault::NotAFile => "not a file",
            Fault::DoesNotAddUp => "does not add up",
            Fault::Unreadable => "unreadable",
        }
    }
}

/// One thing that is wrong: the file and what of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Wrong {
    /// Kind.
    pub fault: Fault,
    /// File, relative to the pack or as the input is shown.
    pub file: String,
    /// What stands there and what the receipt states.
    pub said: String,
}

/// What verifying a pack gave.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Verdict {
    /// Program and version that made the pack.
    pub tool: String,
    /// The date the pack is of.
    pub as_of: String,
    /// Outputs that the receipt lists.
    pub outputs: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Inputs compared; `None` where that was not asked for.
    pub inputs: Option<usize>,
    /// What is not as stated, outputs before inputs, each in the order of names.
    pub wrong: Vec<Wrong>,
}

/// The part of a receipt that says what there must be.
#[derive(Deserialize)]
struct Stated {
    tool: String,
    #[serde(default)]
    as_of: String,
    #[serde(default)]
    configuration: String,
    #[serde(default)]
    configuration_sha256: Option<String>,
    #[serde(default)]
    inputs: Vec<StatedInput>,
    #[serde(default)]
    totals: StatedRows,
    #[serde(default)]
    outputs: Vec<StatedFile>,
}

#[derive(Deserialize)]
struct StatedFile {
    file: String,
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    bytes: u64,
}

#[derive(Deserialize)]
struct StatedInput {
    file: String,
    #[serde(default)]
    sha256: String,
    /// Carried forward from an earlier pack: not among the inputs of this one.
    #[serde(default)]
    carried: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    tables: Vec<StatedTable>,
}

#[derive(Deserialize)]
struct StatedTable {
    #[serde(default)]
    rows: StatedRows,
}

#[derive(Deserialize, Default, Clone, Copy, PartialEq, Eq)]
struct StatedRows {
    #[serde(default)]
    read: usize,
    #[serde(default)]
    kept: usize,
    #[serde(default)]
    merged: usize,
    #[serde(default)]
    set_aside: usize,
}

fn receipt_of(folder: &Path) -> Option<Stated> {
    let mut text = String::new();
    File::open(folder.join(RECEIPT)).ok()?.take(RECEIPT_BYTES).read_to_string(&mut text).ok()?;
    let stated: Stated = serde_json::from_str(&text).ok()?;
    stated.tool.starts_with("steerpack").then_some(stated)
}

/// The files that the receipt of a pack lists; `None` where the folder is no pack of ours.
pub(super) fn listed(folder: &Path) -> Option<BTreeSet<String>> {
    receipt_of(folder).map(|stated| stated.outputs.into_iter().map(|line| line.file).collect())
}

/// Workbooks of a pack that are no longer as they were written: somebody typed into them.
pub fn changed_workbooks(pack: &Path) -> Vec<PathBuf> {
    let outputs = receipt_of(pack).map(|stated| stated.outputs).unwrap_or_default();
    let changed = outputs.into_iter().filter(|line| line.file.ends_with(".xlsx") && stays_inside(&line.file)).filter(|line| {
        let path = pack.join(&line.file);
        path.is_file() && sha256_file(&path).map_or(true, |(sha256, _)| sha256 != line.sha256)
    });
    changed.map(|line| pack.join(line.file)).collect()
}

/// The configuration a pack was made with: file name and SHA-256.
pub fn configuration_of(pack: &Path) -> Option<(String, String)> {
    let stated = receipt_of(pack)?;
    Some((stated.configuration, stated.configuration_sha256?))
}

/// Holds a pack that was just built against its receipt, before it is exchanged for the old one: the receipt reads back, and
/// lists what is there with its length. The digests were taken from the written files a moment before.
pub(super) fn as_built(folder: &Path) -> Result<()> {
    let broken = |what: String| Error::Output {
        path: folder.to_owned(),
        message: format!("the pack is not whole after writing ({what}); nothing was published. Is the disk full?"),
        source: None,
    };
    let stated = receipt_of(folder).ok_or_else(|| broken("its receipt cannot be read back".to_owned()))?;
    let there = files_under(folder).map_err(|e| broken(e.to_string()))?;
    let listed: BTreeMap<&str, u64> = stated.outputs.iter().map(|line| (line.file.as_str(), line.bytes)).collect();
    for file in there.iter().filter(|f| *f != RECEIPT) {
        let length = fs::metadata(folder.join(file)).map_err(|e| broken(format!("{file}: {e}")))?.len();
        match listed.get(file.as_str()) {
            Some(bytes) if *bytes == length => {}
            Some(bytes) => return Err(broken(format!("{file} has {length} bytes, {bytes} were written"))),
            None => return Err(broken(format!("{file} is not in the receipt"))),
        }
    }
    if there.len() != listed.len().saturating_add(1) {
        return Err(broken(format!("{} files are listed, {} are there", listed.len(), there.len().saturating_sub(1))));
    }
    Ok(())
}

/// Compares a pack with its receipt, and with `inputs` (paths as given to `run`) what it was made from.
///
/// # Errors
/// The folder is not there.
pub fn verify(folder: &Path, inputs: Option<&[PathBuf]>) -> Result<Verdict> {
    if !folder.is_dir() {
        return Err(Error::Usage(format!("there is no folder `{}`; name the folder of a pack", folder.display())));
    }
    let mut verdict = Verdict::default();
    let Some(stated) = receipt_of(folder) else {
        let said = "there is no receipt of steerpack in the folder, so nothing can be compared";
        verdict.wrong.push(wrong(Fault::NoReceipt, RECEIPT, said.to_owned()));
        return Ok(verdict);
    };
    verdict.tool.clone_from(&stated.tool);
    verdict.as_of.clone_from(&stated.as_of);
    verdict.outputs = stated.outputs.len();
    verdict.bytes = stated.outputs.iter().map(|o| o.bytes).fold(0, u64::saturating_add);
    adds_up(&stated, &mut verdict.wrong);
    let mut found: Vec<Wrong> = stated.outputs.par_iter().filter_map(|line| output(folder, line)).collect();
    verdict.wrong.append(&mut found);
    match files_under(folder) {
        Ok(there) => extra(&there, &stated, &mut verdict.wrong),
        Err(e) => verdict.wrong.push(wrong(Fault::Unreadable, "", format!("the folder cannot be looked through ({e})"))),
    }
    verdict.wrong.sort_by(|a, b| a.file.cmp(&b.file));
    if let Some(paths) = inputs {
        verdict.inputs = Some(stated.inputs.iter().filter(|i| i.carried.is_none()).count());
        verdict.wrong.append(&mut compare_inputs(&stated.inputs, paths));
    }
    Ok(verdict)
}

fn wrong(fault: Fault, file: &str, said: String) -> Wrong {
    Wrong { fault, file: file.to_owned(), said }
}

/// One output; `None` where it is as stated.
fn output(folder: &Path, line: &StatedFile) -> Option<Wrong> {
    if !stays_inside(&line.file) {
        return Some(wrong(Fault::NotAFile, &line.file, "the receipt names a file outside the pack; it was not opened".into()));
    }
    let path = folder.join(&line.file);
    // A link anywhere on the way could lead out of the pack.
    let mut step = folder.to_path_buf();
    for part in line.file.split('/') {
        step.push(part);
        match fs::symlink_metadata(&step) {
            Ok(about) if about.is_symlink() => {
                return Some(wrong(
                    Fault::NotAFile,
                    &line.file,
                    "a link stands in the place of the file; it was not followed".into(),
                ));
            }
            Ok(about) if step == path && !about.is_file() => {
                return Some(wrong(Fault::NotAFile, &line.file, "this is no regular file".into()));
            }
            Ok(_) => {}
            Err(_) => return Some(wrong(Fault::Missing, &line.file, "the receipt lists it, the folder does not hold it".into())),
        }
    }
    match sha256_file(&path) {
        Ok((sha256, bytes)) if sha256 == line.sha256 && bytes == line.bytes => None,
        Ok((sha256, bytes)) => Some(wrong(
            Fault::Changed,
            &line.file,
            format!(
                "it has {bytes} bytes and SHA-256 {}, the receipt states {} bytes and {}",
                head(&sha256),
                line.bytes,
                head(&line.sha256)
            ),
        )),
        Err(e) => {
            let cause = std::error::Error::source(&e).map_or_else(|| e.to_string(), ToString::to_string);
            Some(wrong(Fault::Unreadable, &line.file, cause))
        }
    }
}

/// The first digits of a digest, enough to tell two apart.
fn head(digest: &str) -> String {
    let short: String = digest.chars().take(12).collect();
    if short.len() < digest.len() { format!("{short}…") } else { short }
}

/// Whether a name in a receipt stays in the folder: relative, no way up, no drive, no separator but `/`.
fn stays_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['\\', ':', '\0'])
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// Files that the receipt does not list, and names that it lists twice.
fn extra(there: &[String], stated: &Stated, into: &mut Vec<Wrong>) {
    let mut listed = BTreeSet::new();
    for line in &stated.outputs {
        if !listed.insert(line.file.as_str()) {
            into.push(wrong(Fault::DoesNotAddUp, &line.file, "the receipt lists it twice".to_owned()));
        }
    }
    for file in there {
        let last = file.rsplit('/').next().unwrap_or(file);
        let of_the_system = SYSTEM_FILES.contains(&last) || last.starts_with("~$") || last.starts_with(".~lock.");
        if file != RECEIPT && !listed.contains(file.as_str()) && !of_the_system {
            into.push(wrong(Fault::Extra, file, "the folder holds it, the receipt does not list it".to_owned()));
        }
    }
}

/// Rows read = kept + merged + set aside, in every table and in the sums.
fn adds_up(stated: &Stated, into: &mut Vec<Wrong>) {
    let balances = |r: &StatedRows| r.kept.saturating_add(r.merged).saturating_add(r.set_aside) == r.read;
    let mut sum = StatedRows::default();
    for input in &stated.inputs {
        for table in &input.tables {
            let r = table.rows;
            if !balances(&r) {
                let said = format!(
                    "{}: {} rows read are not {} kept + {} merged + {} set aside",
                    input.file, r.read, r.kept, r.merged, r.set_aside
                );
                into.push(wrong(Fault::DoesNotAddUp, RECEIPT, said));
            }
            sum.read = sum.read.saturating_add(r.read);
            sum.kept = sum.kept.saturating_add(r.kept);
            sum.merged = sum.merged.saturating_add(r.merged);
            sum.set_aside = sum.set_aside.saturating_add(r.set_aside);
        }
    }
    if sum != stated.totals {
        let said = format!("its tables add up to {} rows, the total states {}", sum.read, stated.totals.read);
        into.push(wrong(Fault::DoesNotAddUp, RECEIPT, said));
    }
}

/// What the pack was made from against what lies in the paths now: by name, and by content where a name is withheld.
fn compare_inputs(stated: &[StatedInput], paths: &[PathBuf]) -> Vec<Wrong> {
    let gathered = read::gather(paths, &Limits::default());
    let now: Vec<(String, Option<String>)> =
        gathered.value.par_iter().map(|input| (input.name.clone(), digest_of(input))).collect();
    let by_name: BTreeMap<&str, Option<&str>> = now.iter().map(|(n, d)| (n.as_str(), d.as_deref())).collect();
    let digests: BTreeSet<&str> = now.iter().filter_map(|(_, d)| d.as_deref()).collect();
    let mut found = Vec::new();
    let stated: Vec<&StatedInput> = stated.iter().filter(|line| line.carried.is_none()).collect();
    for line in stated.iter().filter(|line| !line.sha256.is_empty() && !digests.contains(line.sha256.as_str())) {
        found.push(match by_name.get(line.file.as_str()) {
            Some(Some(sha256)) => {
                let said = format!("the input has SHA-256 {}, the receipt states {}", head(sha256), head(&line.sha256));
                wrong(Fault::Changed, &line.file, said)
            }
            Some(None) => wrong(Fault::Unreadable, &line.file, "the input cannot be read now".to_owned()),
            None => wrong(Fault::Missing, &line.file, "the pack was made from it, it is not among the inputs now".to_owned()),
        });
    }
    let (names, known): (BTreeSet<&str>, BTreeSet<&str>) = stated.iter().map(|l| (l.file.as_str(), l.sha256.as_str())).unzip();
    for (name, digest) in &now {
        if !names.contains(name.as_str()) && !digest.as_deref().is_some_and(|d| known.contains(d)) {
            found.push(wrong(Fault::Extra, name, "the input is there now, the pack was made without it".to_owned()));
        }
    }
    found
}

fn digest_of(input: &Input) -> Option<String> {
    match &input.bytes {
        InputBytes::Memory(bytes) => Some(super::sha256(bytes)),
        InputBytes::File(path) if path.is_file() => sha256_file(path).ok().map(|(sha256, _)| sha256),
        InputBytes::File(_) => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A pack of two files with a receipt that is right.
    fn pack() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("summary")).unwrap();
        fs::write(dir.path().join("a.xlsx"), "abc").unwrap();
        fs::write(dir.path().join("summary/program.md"), "").unwrap();
        // the published digests of `abc` and of nothing
        let receipt = r#"{"tool": "steerpack 0.1.0", "as_of": "2026-03-31", "inputs": [], "totals": {"read": 0, "kept": 0, "merged": 0, "set_aside": 0},
            "outputs": [{"file": "a.xlsx", "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "bytes": 3},
            {"file": "summary/program.md", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "bytes": 0}]}"#;
        fs::write(dir.path().join(RECEIPT), receipt).unwrap();
        dir
    }
    fn faults(dir: &Path) -> Vec<(Fault, String)> {
        verify(dir, None).unwrap().wrong.into_iter().map(|w| (w.fault, w.file)).collect()
    }

    #[test]
    fn a_pack_as_its_receipt_states_it_has_no_fault() {
        let dir = pack();
        fs::write(dir.path().join(".DS_Store"), "x").unwrap();
        fs::write(dir.path().join("~$a.xlsx"), "x").unwrap();
        let verdict = verify(dir.path(), None).unwrap();
        assert_eq!(verdict.wrong, Vec::new());
        assert_eq!((verdict.outputs, verdict.bytes, verdict.tool.as_str()), (2, 3, "steerpack 0.1.0"));
    }

    #[test]
    fn what_is_missing_changed_and_added_is_named() {
        let dir = pack();
        fs::write(dir.path().join("a.xlsx"), "abd").unwrap();
        fs::remove_file(dir.path().join("summary/program.md")).unwrap();
        fs::write(dir.path().join("summary/more.md"), "x").unwrap();
        assert_eq!(
            faults(dir.path()),
            [
                (Fault::Changed, "a.xlsx".to_owned()),
                (Fault::Extra, "summary/more.md".to_owned()),
                (Fault::Missing, "summary/program.md".to_owned())
            ]
        );
        assert!(as_built(dir.path()).is_err());
    }

    #[test]
    fn a_folder_without_a_receipt_of_ours_cannot_be_verified() {
        let dir = pack();
        fs::write(dir.path().join(RECEIPT), r#"{"tool": "another"}"#).unwrap();
        assert_eq!(faults(dir.path()), [(Fault::NoReceipt, RECEIPT.to_owned())]);
        assert!(verify(&dir.path().join("none"), None).is_err());
    }

    #[test]
    fn a_name_in_a_strangers_receipt_never_leads_out_of_the_folder() {
        for name in ["../a", "/etc/passwd", "a/../../b", "C:\\x", "c:x", "..", "", "a//b", "a\\b", "./a"] {
            assert!(!stays_inside(name), "{name}");
        }
        assert!(stays_inside("summary/projects/a-b.md"));
        let dir = pack();
        let receipt = fs::read_to_string(dir.path().join(RECEIPT)).unwrap().replace("\"a.xlsx\"", "\"../../etc/passwd\"");
        fs::write(dir.path().join(RECEIPT), receipt).unwrap();
        assert_eq!(faults(dir.path())[0], (Fault::NotAFile, "../../etc/passwd".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_an_output_is_not_followed() {
        let dir = pack();
        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("a.xlsx"), "abc").unwrap();
        fs::remove_file(dir.path().join("a.xlsx")).unwrap();
        std::os::unix::fs::symlink(other.path().join("a.xlsx"), dir.path().join("a.xlsx")).unwrap();
        assert_eq!(faults(dir.path()), [(Fault::NotAFile, "a.xlsx".to_owned())]);
    }

    #[test]
    fn rows_of_a_receipt_that_do_not_add_up_are_a_fault() {
        let dir = pack();
        let receipt = fs::read_to_string(dir.path().join(RECEIPT)).unwrap().replace("\"read\": 0", "\"read\": 7");
        fs::write(dir.path().join(RECEIPT), receipt).unwrap();
        assert_eq!(faults(dir.path()), [(Fault::DoesNotAddUp, RECEIPT.to_owned())]);
    }

    #[test]
    fn a_pack_just_built_is_held_against_its_receipt() {
        let dir = pack();
        as_built(dir.path()).unwrap();
        fs::write(dir.path().join("a.xlsx"), "abcd").unwrap();
        assert!(as_built(dir.path()).unwrap_err().to_string().contains("a.xlsx has 4 bytes, 3 were written"));
    }

    #[test]
    fn inputs_are_told_by_name_and_where_the_name_is_withheld_by_content() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.csv"), "abc").unwrap();
        fs::write(dir.path().join("b.csv"), "new").unwrap();
        fs::write(dir.path().join("secret.csv"), "").unwrap();
        let stated = |file: &str, sha256: &str| StatedInput {
            file: file.into(),
            sha256: sha256.into(),
            carried: None,
            tables: Vec::new(),
        };
        let lines = [
            stated("a.csv", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            stated("restricted-1", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            stated("gone.csv", "00"),
        ];
        let found = compare_inputs(&lines, &[dir.path().to_path_buf()]);
        let found: Vec<(Fault, &str)> = found.iter().map(|w| (w.fault.clone(), w.file.as_str())).collect();
        assert_eq!(found, [(Fault::Missing, "gone.csv"), (Fault::Extra, "b.csv")]);
    }
}
