//! Which inputs the given paths hold: folders walked, zip archives opened in memory, what is no input left out with a note.
//! A workbook is a zip container too, but no archive: that is decided by what is in it.

use super::preflight::{self, Container};
use super::sniff::{ZipKind, zip_kind};
use super::{Input, InputBytes, Limits};
use crate::diagnostic::{Diagnostic, Outcome, Place, Severity};
use crate::source::Text;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How deep folders are walked; beyond, a loop is likelier than a folder.
const DEPTH: usize = 40;

/// Files of steerpack itself.
const OWN: [&str; 5] = ["steerpack.toml", "identities.toml", "adjustments.toml", "waivers.toml", "truth.toml"];

/// All inputs under the given paths, sorted by shown name.
pub(crate) fn gather(paths: &[PathBuf], limits: &Limits) -> Outcome<Vec<Input>> {
    let mut found =
        Gathering { limits, inputs: Vec::new(), diagnostics: Vec::new(), walked: BTreeSet::new(), unpacked: 0, full: false };
    for path in paths {
        let last = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        // Several folders may hold files of one name, so each is told by its own.
        let prefix = if paths.len() > 1 && !last.is_empty() { format!("{last}/") } else { String::new() };
        match std::fs::metadata(path) {
            Ok(m) if m.is_dir() => found.folder(path, &prefix, 0),
            Ok(_) => found.file(path, &last),
            Err(e) => {
                let shown = path.to_string_lossy().into_owned();
                let words = match e.kind() {
                    std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
                    _ => format!("the path cannot be opened ({e})"),
                };
                found.say("input-missing", Severity::Error, &shown, words, "check the path");
            }
        }
    }
    let Gathering { mut inputs, mut diagnostics, .. } = found;
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    // The same name twice (a path given twice, or two files of one name): the second is told apart.
    for i in 1..inputs.len() {
        let (before, rest) = inputs.split_at_mut(i);
        if let (Some(a), Some(b)) = (before.last(), rest.first_mut())
            && let (InputBytes::File(x), InputBytes::File(y)) = (&a.bytes, &b.bytes)
            && a.name == b.name
            && x == y
        {
            diagnostics.push(Diagnostic::new(
                "input-skipped",
                Severity::Note,
                Place::File(Text::from(b.name.as_str())),
                "the file was given twice; it is read once",
            ));
            b.name.push('\0');
        }
    }
    inputs.retain(|i| !i.name.ends_with('\0'));
    crate::diagnostic::sort(&mut diagnostics);
    Outcome { value: inputs, diagnostics }
}

struct Gathering<'l> {
    limits: &'l Limits,
    inputs: Vec<Input>,
    diagnostics: Vec<Diagnostic>,
    /// Folders by their real path, so that a link to a folder above is not walked for ever.
    walked: BTreeSet<PathBuf>,
    /// Bytes that archives were unpacked to so far, archives in archives included; they are held until they are read.
    unpacked: u64,
    /// No further input is taken; said once.
    full: bool,
}

/// Inputs of a run at most; a place counts files in 16 bits.
const INPUTS: usize = 60_000;

/// Why a name is no input, where it is none.
fn left_out(name: &str) -> Option<&'static str> {
    let last = name.rsplit('/').next().unwrap_or(name);
    if last.starts_with("~$") || last.contains("~$") || (last.starts_with(".~lock.") && last.ends_with('#')) {
        return Some("it is a lock file: somebody has the workbook open; its last saved state is read");
    }
    if name.split('/').any(|p| p == "__MACOSX") || last == ".DS_Store" || last.starts_with("._") {
        return Some("it is a by-product of macOS");
    }
    if matches!(last.to_ascii_lowercase().as_str(), "thumbs.db" | "desktop.ini") {
        return Some("it is a by-product of Windows");
    }
    if OWN.contains(&last) {
        return Some("it is a configuration file of steerpack");
    }
    if last.to_ascii_lowercase().starts_with("readme")
        && !matches!(super::extension(last).as_str(), "csv" | "xlsx" | "xls" | "tsv")
    {
        return Some("it is a read-me file");
    }
    if name.split('/').any(|p| p.starts_with('.') && p.len() > 1) {
        return Some("its name starts with a dot");
    }
    None
}

/// Whether a folder is the output of an earlier run.
fn is_pack(folder: &Path) -> bool {
    let mut head = Vec::new();
    let receipt = folder.join("receipt.json");
    let read = std::fs::File::open(receipt).and_then(|f| f.take(4096).read_to_end(&mut head));
    read.is_ok() && memchr::memmem::find(&head, b"steerpack").is_some()
}

/// Whether a file may be an archive, by its first bytes: a zip container whose first entry is not one a workbook starts with.
/// Spares reading every workbook twice.
fn may_be_archive(path: &Path) -> bool {
    let mut head = [0u8; 64];
    let Ok(mut file) = std::fs::File::open(path) else { return false };
    let read = file.read(&mut head).unwrap_or(0);
    let head = head.get(..read).unwrap_or(&[]);
    let first = head.get(30..).unwrap_or(&[]);
    let of_a_workbook = [&b"[Content_Types].xml"[..], b"_rels/.rels", b"xl/", b"docProps/", b"mimetypeapplication/"];
    head.starts_with(b"PK\x03\x04") && !of_a_workbook.iter().any(|name| first.starts_with(name))
}

impl Gathering<'_> {
    fn say(&mut self, check: &'static str, severity: Severity, name: &str, words: String, help: &'static str) {
        self.diagnostics.push(Diagnostic::new(check, severity, Place::File(Text::from(name)), words).help(help));
    }
    fn skip(&mut self, name: &str, why: &str) {
        self.say("input-skipped", Severity::Note, name, format!("left out: {why}"), "");
    }
    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) {
        let shown = prefix.trim_end_matches('/').to_owned();
        let shown = if shown.is_empty() { folder.to_string_lossy().into_owned() } else { shown };
        if depth > DEPTH {
            self.say(
                "input-unreadable",
                Severity::Warning,
                &shown,
                format!("folders lie more than {DEPTH} deep; the rest is left out"),
                "give the folder wanted by its own path",
            );
            return;
        }
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        if !self.walked.insert(real) {
            self.skip(&shown, "the folder was read under another name");
            return;
        }
        if is_pack(folder) {
            self.skip(&shown, "the folder is the output of an earlier run");
            return;
        }
        let mut entries: Vec<(String, PathBuf)> = match std::fs::read_dir(folder) {
            Ok(list) => list.flatten().map(|e| (e.file_name().to_string_lossy().into_owned(), e.path())).collect(),
            Err(e) => {
                self.say(
                    "input-unreadable",
                    Severity::Error,
                    &shown,
                    format!("the folder cannot be opened ({e})"),
                    "check your rights to it",
                );
                return;
            }
        };
        entries.sort();
        for (name, path) in entries {
            let shown = format!("{prefix}{name}");
            match std::fs::metadata(&path) {
                Ok(m) if m.is_dir() => match left_out(&name) {
                    Some(why) => self.skip(&shown, why),
                    None => self.folder(&path, &format!("{shown}/"), depth + 1),
                },
                Ok(_) => self.file(&path, &shown),
                Err(e) => self.say(
                    "input-unreadable",
                    Severity::Warning,
                    &shown,
                    format!("the file cannot be opened ({e})"),
                    "check your rights to it, or the link it is",
                ),
            }
        }
    }
    fn file(&mut self, path: &Path, name: &str) {
        let own_name = name.rsplit('/').next().unwrap_or(name);
        if let Some(why) = left_out(own_name) {
            self.skip(name, why);
            return;
        }
        if may_be_archive(path)
            && std::fs::metadata(path).is_ok_and(|m| m.len() <= self.limits.file_bytes)
            && let Ok(bytes) = std::fs::read(path)
            && self.archive(&bytes, name, 1)
        {
            return;
        }
        self.input(Input { name: name.to_owned(), bytes: InputBytes::File(path.to_path_buf()) });
    }
    fn input(&mut self, input: Input) {
        if self.inputs.len() < INPUTS {
            self.inputs.push(input);
        } else if !std::mem::replace(&mut self.full, true) {
            let words = format!("there are more than {INPUTS} files, the limit; this one and those after it were not read");
            self.say("input-unreadable", Severity::Error, &input.name, words, "give the folders in several runs");
        }
    }
    /// Takes the members of an archive; false where the bytes are none (a workbook, or damaged: the reader says which).
    fn archive(&mut self, bytes: &[u8], name: &str, depth: usize) -> bool {
        let Ok(container) = preflight::open(bytes, self.limits) else { return false };
        if zip_kind(&container) != ZipKind::Archive || container.entries.is_empty() || depth > self.limits.archive_depth {
            return false;
        }
        let mut order: Vec<usize> = (0..container.entries.len()).collect();
        order.sort_by(|a, b| entry_name(&container, *a).cmp(entry_name(&container, *b)));
        for ix in order {
            self.member(&container, ix, name, depth);
        }
        true
    }
    fn member(&mut self, container: &Container<'_>, ix: usize, name: &str, depth: usize) {
        let Some(entry) = container.entries.get(ix) else { return };
        let inside = entry.name.trim_start_matches('/');
        let shown = format!("{name}/{inside}");
        if let Some(why) = left_out(inside) {
            self.skip(&shown, why);
            return;
        }
        if entry.size > self.limits.file_bytes {
            let words = format!(
                "the archive's member has {}, the limit is {}",
                preflight::in_words(entry.size),
                preflight::in_words(self.limits.file_bytes)
            );
            self.say("input-unreadable", Severity::Error, &shown, words, "unpack the archive and split the file");
            return;
        }
        if self.full {
            return;
        }
        self.unpacked = self.unpacked.saturating_add(entry.size);
        if self.unpacked > self.limits.file_bytes {
            self.full = true;
            let words = format!(
                "the archives would unpack to more than {}, the limit; this file and those after it in archives were not read",
                preflight::in_words(self.limits.file_bytes)
            );
            self.say("input-unreadable", Severity::Error, &shown, words, "unpack the archive into a folder and give that");
            return;
        }
        match container.inflate(entry) {
            Ok(bytes) => {
                let is_zip = bytes.starts_with(b"PK\x03\x04");
                if !(is_zip && self.archive(&bytes, &shown, depth + 1)) {
                    self.input(Input { name: shown, bytes: InputBytes::Memory(bytes.into_owned().into()) });
                }
            }
            Err(words) => self.say(
                "input-unreadable",
                Severity::Error,
                &shown,
                words,
                "unpack the archive, or ask for it again without a password",
            ),
        }
    }
}

fn entry_name<'c>(c: &'c Container<'_>, ix: usize) -> &'c str {
    c.entries.get(ix).map_or("", |e| e.name.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Write;

    fn zip_of(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut z = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            z.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            z.write_all(bytes).unwrap();
        }
        z.finish().unwrap().into_inner()
    }
    fn names(o: &Outcome<Vec<Input>>) -> Vec<&str> {
        o.value.iter().map(|i| i.name.as_str()).collect()
    }

    #[test]
    fn folders_and_archives_are_walked_and_by_products_left_out_with_a_note() {
        let dir = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        let inner = zip_of(&[("deep.csv", b"a,b\n1,2\n".to_vec())]);
        let workbook = zip_of(&[("[Content_Types].xml", vec![]), ("xl/workbook.xml", vec![])]);
        put("b.csv", b"a,b\n");
        put("sub/a.csv", b"a,b\n");
        put("all.zip", &zip_of(&[("inner.zip", inner), ("x.csv", b"a,b\n".to_vec()), ("__MACOSX/._x.csv", vec![1])]));
        put("plan.xlsx", &workbook);
        put("~$plan.xlsx", b"x");
        put("steerpack.toml", b"");
        put("README.md", b"# hi");
        put("out/receipt.json", b"{\"tool\": \"steerpack 0.1.0\"}");
        put("out/harbour.xlsx", &workbook);
        let o = gather(&[dir.path().to_path_buf()], &Limits::default());
        assert_eq!(names(&o), vec!["all.zip/inner.zip/deep.csv", "all.zip/x.csv", "b.csv", "plan.xlsx", "sub/a.csv"]);
        assert_eq!(o.diagnostics.len(), 5);
        assert!(o.diagnostics.iter().all(|d| d.severity == Severity::Note));
    }

    #[test]
    fn a_missing_path_is_an_error_finding_and_several_paths_are_told_by_their_last_name() {
        let dir = tempfile::tempdir().unwrap();
        for sub in ["one", "two"] {
            std::fs::create_dir(dir.path().join(sub)).unwrap();
            std::fs::write(dir.path().join(sub).join("a.csv"), "a,b\n").unwrap();
        }
        let paths = ["one", "two", "three"].map(|p| dir.path().join(p));
        let o = gather(&paths, &Limits::default());
        assert_eq!(names(&o), vec!["one/a.csv", "two/a.csv"]);
        assert_eq!((o.diagnostics[0].check, o.diagnostics[0].severity), ("input-missing", Severity::Error));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_folder_above_is_not_walked_for_ever() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.csv"), "a,b\n").unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("again")).unwrap();
        let o = gather(&[dir.path().to_path_buf()], &Limits::default());
        assert_eq!(names(&o), vec!["a.csv"]);
    }

    #[test]
    fn archives_unpack_to_no_more_than_the_limit_and_say_so_once() {
        let dir = tempfile::tempdir().unwrap();
        let members: Vec<(String, Vec<u8>)> = (0..9).map(|n| (format!("{n}.csv"), b"a,b\n1,2\n".repeat(100))).collect();
        let parts: Vec<(&str, Vec<u8>)> = members.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
        std::fs::write(dir.path().join("all.zip"), zip_of(&parts)).unwrap();
        let limits = Limits { file_bytes: 3_000, ..Limits::default() };
        let o = gather(&[dir.path().to_path_buf()], &limits);
        assert_eq!(names(&o), vec!["all.zip/0.csv", "all.zip/1.csv", "all.zip/2.csv"]);
        let said: Vec<&str> = o.diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("3000 bytes, the limit"), "{}", said[0]);
    }
}
